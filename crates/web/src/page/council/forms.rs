//! The forms that set up a council, change its members and term, and call a session; they must not decide who may.

use super::sample;
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, Visit},
    nav::Area,
    page::session::{call_of, call_page},
    sample::Easel,
    ui::Action,
    words,
};
use axum::response::Response;
use lantoa_app::{
    council::{self, Appointment, CouncilView, NewCouncil, Terms},
    session,
};
use lantoa_domain::{
    id::{CouncilId, PersonId, ProgrammeId},
    policy::{Act, CouncilRole},
};
use lantoa_i18n::word;

const NAME: Input = Input::text("ten", word!("council-form-name")).required().max_chars(200);
const ACT: Input =
    Input::text("quyet-dinh", word!("council-form-act")).max_chars(300).hint(word!("council-form-act-hint"));
const FROM: Input = Input::new(InputKind::Date, "tu-ngay", word!("council-form-from")).required();
const TO: Input = Input::new(InputKind::Date, "den-ngay", word!("council-form-to"));
const PERSON: Input = Input::new(InputKind::Select, "nguoi", word!("council-form-person")).required();
const ROLE: Input = Input::new(InputKind::Radio, "vai-tro", word!("council-form-role")).required();
const SINCE: Input = Input::new(InputKind::Date, "tu-ngay", word!("council-form-since"))
    .required()
    .hint(word!("council-form-since-hint"));
const LAST: Input = Input::new(InputKind::Date, "den-ngay", word!("council-form-last")).required();

const ROLES: [(&str, CouncilRole); 4] = [
    ("chu-tich", CouncilRole::Chair),
    ("pho-chu-tich", CouncilRole::ViceChair),
    ("thu-ky", CouncilRole::Secretary),
    ("uy-vien", CouncilRole::Member),
];

fn roles() -> Vec<Choice> {
    ROLES.iter().map(|(code, role)| Choice::new(*code, words::council_role(*role))).collect()
}

fn shell(visit: &Visit, title: lantoa_i18n::Word, view: Option<&CouncilView>) -> crate::kernel::Shell {
    let shell = visit.shell(title, Area::Councils).crumb(word!("ui-area-councils"), Area::Councils.address());
    match view {
        Some(view) => shell.crumb(view.terms.name.as_str(), format!("/hoi-dong/{}", view.id)),
        None => shell,
    }
}

fn terms_of(form: &mut FormState) -> Option<Terms> {
    let (name, act, from) = (form.text(NAME), form.text(ACT), form.date(FROM));
    let to = form.maybe_date(TO);
    Some(Terms { name: name?, act: act?, from: from?, to: to? })
}

async fn load(visit: &Visit, id: CouncilId) -> Result<CouncilView, Failure> {
    let view = council::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    if view.may_manage { Ok(view) } else { Err(Failure::not_now(format!("/hoi-dong/{id}"))) }
}

fn new_page(visit: &Visit, form: &FormState) -> Ask {
    let submit = Action::submit(word!("council-create")).primary();
    let back = Action::link(word!("ui-confirm-back"), "/hoi-dong");
    let fields = [NAME, ACT, FROM, TO].iter().map(|input| form.show(*input)).collect();
    Ask::new(shell(visit, word!("council-new"), None), word!("council-new"), "/hoi-dong/moi", submit, back)
        .lead(word!("council-new-lead"))
        .fields(form, fields)
}

/// The form of a new council.
pub(super) async fn show_new(visit: Visit) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManageCouncil).map_err(|why| visit.failed(why))?;
    Ok(visit.page(&new_page(&visit, &FormState::empty())))
}

/// Sets up a council without members; they are added on its page.
pub(super) async fn create(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let Some(terms) = terms_of(&mut form) else { return Ok(visit.page_again(&new_page(&visit, &form))) };
    let id = council::create(visit.cx()?, NewCouncil { terms, members: Vec::new() }).await;
    let id = id.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/hoi-dong/{id}"), &Flash::done(word!("council-created"))))
}

fn terms_page(visit: &Visit, view: &CouncilView, form: &FormState) -> Ask {
    let base = format!("/hoi-dong/{}", view.id);
    let submit = Action::submit(word!("council-save")).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let fields = [NAME, ACT, FROM, TO].iter().map(|input| form.show(*input)).collect();
    Ask::new(
        shell(visit, word!("council-edit"), Some(view)),
        word!("council-edit"),
        format!("{base}/sua"),
        submit,
        back,
    )
    .hidden(FormState::VERSION, view.version.to_string())
    .fields(form, fields)
}

fn filled(view: &CouncilView) -> FormState {
    FormState::filled([
        ("ten", view.terms.name.clone()),
        ("quyet-dinh", view.terms.act.clone()),
        ("tu-ngay", view.terms.from.to_string()),
        ("den-ngay", view.terms.to.map(|day| day.to_string()).unwrap_or_default()),
    ])
}

/// Name, act and term.
pub(super) async fn show_terms(visit: Visit, At(id): At<CouncilId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&terms_page(&visit, &view, &filled(&view))))
}

/// Changes name, act and term.
pub(super) async fn set_terms(visit: Visit, At(id): At<CouncilId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(terms) = terms_of(&mut form) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&terms_page(&visit, &view, &form)));
    };
    council::set_terms(visit.cx()?, id, form.version()?, terms).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/hoi-dong/{id}"), &Flash::done(word!("council-saved"))))
}

type People = Vec<(PersonId, String, String)>;

fn appoint_page(visit: &Visit, view: &CouncilView, people: &People, form: &FormState) -> Ask {
    let base = format!("/hoi-dong/{}", view.id);
    let label = |name: &str, post: &str| if post.is_empty() { name.to_owned() } else { format!("{name} – {post}") };
    let choices: Vec<Choice> =
        people.iter().map(|(id, name, post)| Choice::new(id.to_string(), label(name, post))).collect();
    let submit = Action::submit(word!("council-appoint-do")).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let fields = vec![form.show_choices(PERSON, &choices), form.show_choices(ROLE, &roles()), form.show(SINCE)];
    let shell = shell(visit, word!("council-appoint"), Some(view));
    Ask::new(shell, word!("council-appoint"), format!("{base}/thanh-vien"), submit, back)
        .consequence(word!("council-appoint-then"))
        .hidden(FormState::VERSION, view.version.to_string())
        .fields(form, fields)
}

/// Who becomes a member.
pub(super) async fn show_appoint(visit: Visit, At(id): At<CouncilId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let cx = visit.cx()?;
    let people = council::people(cx).await.map_err(|why| visit.failed(why))?;
    let since = view.terms.from.max(cx.today());
    let form = FormState::filled([("tu-ngay", since.to_string()), ("vai-tro", "uy-vien".to_owned())]);
    Ok(visit.page(&appoint_page(&visit, &view, &people, &form)))
}

/// Gives a person an office.
pub(super) async fn appoint(visit: Visit, At(id): At<CouncilId>, mut form: FormState) -> Result<Response, Failure> {
    let person = form.choice(PERSON, |text| text.parse().ok());
    let role = form.choice(ROLE, |text| ROLES.iter().find(|(code, _)| *code == text).map(|(_, role)| *role));
    let from = form.date(SINCE);
    let (Some(person), Some(role), Some(from)) = (person, role, from) else {
        let view = load(&visit, id).await?;
        let people = council::people(visit.cx()?).await.map_err(|why| visit.failed(why))?;
        return Ok(visit.page_again(&appoint_page(&visit, &view, &people, &form)));
    };
    let new = Appointment { person, role, from };
    council::appoint(visit.cx()?, id, form.version()?, new).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/hoi-dong/{id}"), &Flash::done(word!("council-appointed"))))
}

fn dismiss_page(visit: &Visit, view: &CouncilView, member: i64, form: &FormState) -> Result<Ask, Failure> {
    let found = view.members.iter().chain(&view.others).find(|one| one.id == member).ok_or(Failure::NotFound)?;
    let base = format!("/hoi-dong/{}", view.id);
    let submit = Action::submit(word!("council-dismiss-do")).danger();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let address = format!("{base}/thanh-vien/{member}/thoi");
    let page =
        Ask::new(shell(visit, word!("council-dismiss"), Some(view)), word!("council-dismiss"), address, submit, back)
            .lead(word!("council-dismiss-lead").with("name", &found.name))
            .consequence(word!("council-appoint-then"))
            .hidden(FormState::VERSION, view.version.to_string())
            .fields(form, vec![form.show(LAST)]);
    Ok(page)
}

/// The last day of a membership.
pub(super) async fn show_dismiss(visit: Visit, At((id, member)): At<(CouncilId, i64)>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&dismiss_page(&visit, &view, member, &FormState::empty())?))
}

/// Ends a membership.
pub(super) async fn dismiss(
    visit: Visit,
    At((id, member)): At<(CouncilId, i64)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let Some(last) = form.date(LAST) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&dismiss_page(&visit, &view, member, &form)?));
    };
    let done = council::dismiss(visit.cx()?, id, form.version()?, member, last).await;
    done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/hoi-dong/{id}"), &Flash::done(word!("council-dismissed"))))
}

/// Lets the council deliberate in a programme.
pub(super) async fn serve(visit: Visit, At(id): At<CouncilId>, form: FormState) -> Result<Response, Failure> {
    let programme: ProgrammeId = form.raw("chuong-trinh").parse().map_err(|_| Failure::Unreadable)?;
    let done = council::serve(visit.cx()?, id, programme, form.version()?).await;
    done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/hoi-dong/{id}"), &Flash::done(word!("council-saved"))))
}

fn new_call(visit: &Visit, id: CouncilId, form: &FormState) -> Ask {
    let base = format!("/hoi-dong/{id}");
    call_page(visit, form, word!("council-call"), format!("{base}/phien-moi"), base, None)
        .consequence(word!("council-call-then"))
}

/// The details of a new session.
pub(super) async fn show_call(visit: Visit, At(id): At<CouncilId>) -> Result<Response, Failure> {
    let view = council::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    if !view.may_call {
        return Err(Failure::not_now(format!("/hoi-dong/{id}")));
    }
    let form = FormState::filled([("gio", "08:00".to_owned())]);
    Ok(visit.page(&new_call(&visit, id, &form)))
}

/// Calls a session.
pub(super) async fn call(visit: Visit, At(id): At<CouncilId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(call) = call_of(&mut form) else { return Ok(visit.page_again(&new_call(&visit, id, &form))) };
    let session = session::call(visit.cx()?, id, call).await.map_err(|why| visit.failed(why))?;
    let next = format!("/hoi-dong/phien/{session}/chuong-trinh");
    Ok(visit.redirect(&next, &Flash::done(word!("council-called"))))
}

/// Draws the forms with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let (view, empty) = (sample::view(), FormState::empty());
    easel.show("council/new", &new_page(&visit, &empty));
    let mut wrong = FormState::filled([("tu-ngay", "hôm qua".to_owned())]);
    terms_of(&mut wrong);
    easel.show("council/new-wrong", &new_page(&visit, &wrong));
    easel.show("council/edit", &terms_page(&visit, &view, &filled(&view)));
    let people = vec![(view.members[0].person, "Trần Hoàng Long".to_owned(), "Chủ tịch UBND phường".to_owned())];
    easel.show("council/appoint", &appoint_page(&visit, &view, &people, &empty));
    if let Ok(page) = dismiss_page(&visit, &view, 4, &empty) {
        easel.show("council/dismiss", &page);
    }
    easel.show("council/call", &new_call(&visit, view.id, &empty));
}
