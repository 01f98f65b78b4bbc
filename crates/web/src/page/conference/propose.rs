//! The form that puts somebody forward: an exemplar found in the register, or a person typed. It must not choose anybody.

use super::{at, load, of, say, shell, wanted};
use crate::{
    filters,
    kernel::{At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    ui::{Action, Field},
    wrong::blame,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::conference::{self, ConferenceView, Delegate, Drafted, Gender, Proposal, Words, Work};
use lantoa_app::exemplar::{self, ExemplarRow, Search, Validity};
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::id::{ConferenceId, ExemplarId, UnitId};
use lantoa_domain::subject::SubjectKind;
use lantoa_i18n::word;

const FIND: Input = Input::new(InputKind::Search, "tim", word!("conference-find")).hint(word!("conference-find-hint"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("conference-unit")).required();
const NAME: Input =
    Input::text("ho-ten", word!("conference-name")).required().max_chars(120).hint(word!("conference-name-hint"));
const POST: Input = Input::text("chuc-vu", word!("conference-post")).max_chars(200);
const GENDER: Input = Input::new(InputKind::Radio, "gioi-tinh", word!("conference-gender")).required();
const WORK: Input = Input::new(InputKind::Radio, "cong-viec", word!("conference-work")).required();
const ROLE: Input = Input::new(InputKind::Radio, "tu-cach", word!("conference-role")).required();
const REASON: Input = Input::new(InputKind::Lines, "ly-do", word!("conference-reason"))
    .sometimes()
    .max_chars(2000)
    .hint(word!("conference-reason-hint"));
const TOPIC: Input = Input::new(InputKind::Lines, "chuyen-de", word!("conference-topic"))
    .sometimes()
    .max_chars(2000)
    .hint(word!("conference-topic-hint"));
const SEAT: Input = Input::text("cho-ngoi", word!("conference-seat")).max_chars(60);
/// The exemplar somebody is put forward as, unseen in the form.
const EXEMPLAR: &str = "dien-hinh";
/// Exemplars shown to choose from.
const SHOWN: usize = 10;

/// Where each mistake stands.
pub(super) const BLAMED: [(&str, Input); 7] = [
    ("name", NAME),
    ("exemplar", NAME),
    ("unit", UNIT),
    ("reason", REASON),
    ("topic", TOPIC),
    ("seats", ROLE),
    ("conference", NAME),
];

/// What is told of a delegate, as fields.
pub(super) fn told(form: &FormState, may_run: bool) -> Vec<Field> {
    let genders = say::GENDERS.map(|(code, gender)| Choice::new(code, say::gender(gender)));
    let works = say::WORKS.map(|(code, work)| Choice::new(code, say::work(work)));
    let roles: Vec<Choice> = say::ROLES
        .iter()
        .filter(|(_, role)| may_run || role.is_proposed())
        .map(|(code, role)| Choice::new(*code, say::role(*role)))
        .collect();
    let mut out = vec![
        form.show(POST),
        form.show_choices(GENDER, &genders),
        form.show_choices(WORK, &works),
        form.show_choices(ROLE, &roles),
        form.show(REASON),
        form.show(TOPIC),
    ];
    if may_run {
        out.push(form.show(SEAT));
    }
    out
}

fn by_code<T: Copy>(all: &[(&str, T)], text: &str) -> Option<T> {
    all.iter().find(|(code, _)| *code == text).map(|(_, one)| *one)
}

/// Reads what is told of a delegate; every mistake is noted.
pub(super) fn words(form: &mut FormState) -> Option<Words> {
    let post = form.text(POST);
    let gender = form.choice(GENDER, |text| by_code(&say::GENDERS, text));
    let work = form.choice(WORK, |text| by_code(&say::WORKS, text));
    let role = form.choice(ROLE, |text| by_code(&say::ROLES, text));
    let (reason, topic, seat) = (form.text(REASON), form.text(TOPIC), form.text(SEAT));
    Some(Words { post: post?, gender: gender?, work: work?, role: role?, reason: reason?, topic: topic?, seat: seat? })
}

fn code<T: PartialEq + Copy>(all: &[(&'static str, T)], wanted: T) -> String {
    all.iter().find(|(_, one)| *one == wanted).map_or("", |(code, _)| *code).to_owned()
}

/// What is told of a delegate, in its fields.
pub(super) fn filled(one: &Delegate) -> FormState {
    FormState::filled([
        (POST.name, one.post.clone()),
        (GENDER.name, code(&say::GENDERS, one.gender.0)),
        (WORK.name, code(&say::WORKS, one.work.0)),
        (ROLE.name, code(&say::ROLES, one.role.0)),
        (REASON.name, one.reason.clone()),
        (TOPIC.name, one.topic.clone()),
        (SEAT.name, one.seat.clone()),
    ])
}

/// `/hoi-nghi/{id}/dai-bieu/moi`.
#[derive(Template)]
#[template(path = "conference/propose.html")]
pub(super) struct ProposePage {
    shell: Shell,
    address: String,
    find: Field,
    searched: bool,
    found: Vec<ExemplarRow>,
    exemplar: Option<Drafted>,
    form: FormState,
    fields: Vec<Field>,
    submit: Action,
    back: Action,
}

impl ProposePage {
    pub(super) fn new(
        visit: &Visit,
        view: &ConferenceView,
        (search, found): (&str, Vec<ExemplarRow>),
        (exemplar, form): (Option<Drafted>, FormState),
    ) -> Self {
        let address = format!("{}/dai-bieu/moi", at(view.row.id));
        let units: Vec<Choice> =
            view.offers.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
        let is_person = exemplar.as_ref().is_some_and(|one| one.kind == SubjectKind::Individual);
        let mut fields = vec![form.show_choices(UNIT, &units)];
        if !is_person {
            fields.push(form.show(NAME));
        }
        fields.extend(told(&form, view.may_run));
        Self {
            shell: shell(visit, word!("conference-propose"), view),
            find: FormState::filled([(FIND.name, search.to_owned())]).show(FIND),
            searched: !search.is_empty(),
            found,
            exemplar,
            submit: Action::submit(word!("conference-propose")).primary(),
            back: Action::link(word!("ui-confirm-back"), format!("{}/dai-bieu", at(view.row.id))),
            address,
            fields,
            form,
        }
    }
}

/// Exemplars of the register by their names, without those that were withdrawn.
async fn search(visit: &Visit, view: &ConferenceView, words: &str) -> Result<Vec<ExemplarRow>, Failure> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let unit = view.offers.first().filter(|_| !view.may_run).map(|(unit, _)| *unit);
    let search = Search { words: words.to_owned(), unit, ..Search::default() };
    let found = exemplar::list(visit.cx()?, search, None).await.map_err(|why| visit.failed(why))?;
    Ok(found.rows.into_iter().filter(|one| one.validity != Validity::Withdrawn).take(SHOWN).collect())
}

async fn drafted(visit: &Visit, text: &str) -> Result<Option<Drafted>, Failure> {
    let Ok(id) = text.parse::<ExemplarId>() else { return Ok(None) };
    conference::drafted(visit.cx()?, id).await.map(Some).map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<ConferenceId>, query: ListQuery) -> Result<Response, Failure> {
    let view = wanted(&visit, id, |view| view.may_propose).await?;
    let words = query.get(FIND.name).unwrap_or_default().trim().to_owned();
    let found = search(&visit, &view, &words).await?;
    let exemplar = drafted(&visit, query.get(EXEMPLAR).unwrap_or_default()).await?;
    let first = view.offers.first().filter(|_| view.offers.len() == 1).map(|(unit, _)| *unit);
    let unit = exemplar.as_ref().map(|one| one.unit).or(first);
    let form = FormState::filled([
        (UNIT.name, unit.map(|unit| unit.to_string()).unwrap_or_default()),
        (GENDER.name, code(&say::GENDERS, Gender::Unknown)),
        (WORK.name, code(&say::WORKS, Work::Direct)),
        (ROLE.name, code(&say::ROLES, DelegateRole::Official)),
        (REASON.name, exemplar.as_ref().map(|one| one.words.reason.clone()).unwrap_or_default()),
    ]);
    Ok(visit.page(&ProposePage::new(&visit, &view, (&words, found), (exemplar, form))))
}

pub(super) async fn send(visit: Visit, At(id): At<ConferenceId>, mut form: FormState) -> Result<Response, Failure> {
    let exemplar = drafted(&visit, form.raw(EXEMPLAR)).await?;
    let is_person = exemplar.as_ref().is_some_and(|one| one.kind == SubjectKind::Individual);
    let unit = form.choice(UNIT, |text| text.parse::<UnitId>().ok());
    let name = if is_person { Some(String::new()) } else { form.text(NAME) };
    let told = words(&mut form);
    if let (Some(unit), Some(name), Some(words)) = (unit, name, told) {
        let new = Proposal { unit, person: None, exemplar: exemplar.as_ref().map(|one| one.id), name, words };
        match conference::propose(visit.cx()?, id, new).await {
            Ok(made) => return Ok(visit.redirect(&of(id, made), &Flash::done(word!("conference-was-proposed")))),
            Err(error) => {
                let mut fields = BLAMED;
                if is_person {
                    // Without a field for the name its mistakes stand at the unit.
                    fields.iter_mut().filter(|(_, input)| input.name == NAME.name).for_each(|one| one.1 = UNIT);
                }
                blame(&mut form, &visit, error, &fields)?;
            }
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&ProposePage::new(&visit, &view, ("", Vec::new()), (exemplar, form))))
}
