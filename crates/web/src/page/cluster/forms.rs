//! The forms that found a cluster, change it, take units in and let them go; they must not decide who may.

use axum::response::Response;
use lantoa_app::cluster::{self, Choices, Terms, View};
use lantoa_domain::id::{ClusterId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_i18n::word;

use super::{KINDS, at, kind, load, shell};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, Visit},
    ui::{Action, Field},
    wrong::blame,
};

const NAME: Input = Input::text("ten", word!("cluster-name")).required().max_chars(200);
const KIND: Input = Input::new(InputKind::Radio, "loai", word!("cluster-kind")).required();
const PROGRAMME: Input =
    Input::new(InputKind::Select, "chuong-trinh", word!("cascade-programme")).hint(word!("cluster-programme-hint"));
const YEAR: Input = Input::new(InputKind::Whole, "nam", word!("cascade-year")).hint(word!("cluster-year-hint"));
const HEAD: Input = Input::new(InputKind::Select, "truong", word!("cluster-head")).required();
const UNITS: Input = Input::new(InputKind::Ticks, "don-vi", word!("cluster-members")).required();
const FROM: Input = Input::new(InputKind::Date, "tu-ngay", word!("cluster-from")).required();
const LAST: Input = Input::new(InputKind::Date, "den-ngay", word!("cluster-last")).required();

const FIELDS: [(&str, Input); 4] = [("name", NAME), ("year", YEAR), ("head", HEAD), ("units", HEAD)];

async fn choices(visit: &Visit) -> Result<Choices, Failure> {
    cluster::choices(visit.cx()?).await.map_err(|why| visit.failed(why))
}

fn named<T: ToString>(all: &[(T, String)]) -> Vec<Choice> {
    all.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect()
}

fn fields(choices: &Choices, form: &FormState) -> Vec<Field> {
    let kinds: Vec<Choice> = KINDS.iter().map(|(code, one)| Choice::new(*code, kind(*one))).collect();
    vec![
        form.show(NAME),
        form.show_choices(KIND, &kinds),
        form.show_choices(HEAD, &named(&choices.units)),
        form.show_choices(PROGRAMME, &named(&choices.programmes)),
        form.show(YEAR),
    ]
}

fn read(form: &mut FormState) -> Option<Terms> {
    let wrong = word!("ui-form-not-offered");
    let name = form.text(NAME);
    let kind = form.choice(KIND, |code| KINDS.iter().find(|(known, _)| *known == code).map(|found| found.1));
    let programme = form.maybe(PROGRAMME, wrong, |text| text.parse().ok());
    let year = form.maybe(YEAR, word!("ui-form-not-a-number"), |text| text.parse().ok());
    let head = form.choice(HEAD, |text| text.parse().ok());
    Some(Terms { name: name?, kind: kind?, programme: programme?, year: year?, head: head? })
}

pub(super) fn new_page(visit: &Visit, choices: &Choices, form: &FormState) -> Ask {
    let title = word!("cluster-new");
    let mut all = fields(choices, form);
    all.push(form.show(FROM));
    Ask::new(
        shell(visit, title).crumb(word!("cluster-title"), "/quan-tri/cum-khoi"),
        title,
        "/quan-tri/cum-khoi/moi",
        Action::submit(title).primary(),
        Action::link(word!("ui-confirm-back"), "/quan-tri/cum-khoi"),
    )
    .lead(word!("cluster-new-lead"))
    .fields(form, all)
}

pub(super) async fn show_new(visit: Visit) -> Result<Response, Failure> {
    let choices = choices(&visit).await?;
    let today = visit.cx()?.today().to_string();
    let form = FormState::filled([(KIND.name, KINDS[0].0.to_owned()), (FROM.name, today)]);
    Ok(visit.page(&new_page(&visit, &choices, &form)))
}

pub(super) async fn found(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let (terms, from) = (read(&mut form), form.date(FROM));
    if let (Some(terms), Some(from)) = (terms, from) {
        match cluster::found(visit.cx()?, terms, from).await {
            Ok(id) => return Ok(visit.redirect(&at(id), &Flash::done(word!("cluster-saved")))),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let choices = choices(&visit).await?;
    Ok(visit.page_again(&new_page(&visit, &choices, &form)))
}

/// A form on a cluster's page.
fn ask(visit: &Visit, view: &View, (title, tail): (lantoa_i18n::Word, String), submit: Action) -> Ask {
    let shell = shell(visit, title)
        .crumb(word!("cluster-title"), "/quan-tri/cum-khoi")
        .crumb(view.terms.name.as_str(), at(view.id));
    let back = Action::link(word!("ui-confirm-back"), at(view.id));
    Ask::new(shell, title, format!("{}/{tail}", at(view.id)), submit, back)
        .hidden(FormState::VERSION, view.version.to_string())
}

pub(super) fn change_page(visit: &Visit, view: &View, choices: &Choices, form: &FormState) -> Ask {
    let submit = Action::submit(word!("cluster-save")).primary();
    ask(visit, view, (word!("cluster-change"), "sua".to_owned()), submit).fields(form, fields(choices, form))
}

/// The cluster of a form that is the reader's to send.
async fn managed(visit: &Visit, id: ClusterId) -> Result<View, Failure> {
    let view = load(visit, id).await?;
    if view.may_manage { Ok(view) } else { Err(Failure::not_now(at(id))) }
}

pub(super) async fn show_change(visit: Visit, At(id): At<ClusterId>) -> Result<Response, Failure> {
    let (view, choices) = (managed(&visit, id).await?, choices(&visit).await?);
    let kind = KINDS.iter().find(|(_, one)| *one == view.terms.kind).map_or("", |found| found.0);
    let form = FormState::filled([
        (NAME.name, view.terms.name.clone()),
        (KIND.name, kind.to_owned()),
        (HEAD.name, view.terms.head.to_string()),
        (PROGRAMME.name, view.terms.programme.map(|id| id.to_string()).unwrap_or_default()),
        (YEAR.name, view.terms.year.map(|year| year.to_string()).unwrap_or_default()),
    ]);
    Ok(visit.page(&change_page(&visit, &view, &choices, &form)))
}

pub(super) async fn change(visit: Visit, At(id): At<ClusterId>, mut form: FormState) -> Result<Response, Failure> {
    if let Some(terms) = read(&mut form) {
        match cluster::change(visit.cx()?, id, form.version()?, terms).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("cluster-saved")))),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let (view, choices) = (load(&visit, id).await?, choices(&visit).await?);
    Ok(visit.page_again(&change_page(&visit, &view, &choices, &form)))
}

pub(super) fn join_page(visit: &Visit, view: &View, choices: &Choices, form: &FormState) -> Ask {
    let outside = |unit: &UnitId| !view.members.iter().any(|one| one.unit == *unit && one.to.is_none());
    let units: Vec<(UnitId, String)> = choices.units.iter().filter(|(id, _)| outside(id)).cloned().collect();
    let submit = Action::submit(word!("cluster-join")).primary();
    ask(visit, view, (word!("cluster-join"), "thanh-vien".to_owned()), submit)
        .lead(word!("cluster-join-lead"))
        .fields(form, vec![form.show(FROM), form.show_choices(UNITS, &named(&units))])
}

pub(super) async fn show_join(visit: Visit, At(id): At<ClusterId>) -> Result<Response, Failure> {
    let (view, choices) = (managed(&visit, id).await?, choices(&visit).await?);
    let form = FormState::filled([(FROM.name, view.today.to_string())]);
    Ok(visit.page(&join_page(&visit, &view, &choices, &form)))
}

pub(super) async fn join(visit: Visit, At(id): At<ClusterId>, mut form: FormState) -> Result<Response, Failure> {
    let units: Vec<UnitId> = form.all(UNITS.name).filter_map(|text| text.parse().ok()).collect();
    if let Some(from) = form.date(FROM) {
        match cluster::join(visit.cx()?, id, form.version()?, units, from).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("cluster-saved")))),
            Err(error) => blame(&mut form, &visit, error, &[("units", UNITS)])?,
        }
    }
    let (view, choices) = (load(&visit, id).await?, choices(&visit).await?);
    Ok(visit.page_again(&join_page(&visit, &view, &choices, &form)))
}

pub(super) fn leave_page(visit: &Visit, view: &View, unit: UnitId, form: &FormState) -> Option<Ask> {
    let member = view.members.iter().find(|one| one.unit == unit && one.to.is_none())?;
    let submit = Action::submit(word!("cluster-leave")).danger();
    let ask = ask(visit, view, (word!("cluster-leave"), format!("thanh-vien/{unit}/thoi")), submit);
    Some(ask.fact(word!("cascade-unit"), member.name.as_str()).fields(form, vec![form.show(LAST)]))
}

pub(super) async fn show_leave(visit: Visit, At((id, unit)): At<(ClusterId, UnitId)>) -> Result<Response, Failure> {
    let view = managed(&visit, id).await?;
    let form = FormState::filled([(LAST.name, view.today.to_string())]);
    let page = leave_page(&visit, &view, unit, &form).ok_or(Failure::NotFound)?;
    Ok(visit.page(&page))
}

pub(super) async fn leave(
    visit: Visit,
    At((id, unit)): At<(ClusterId, UnitId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::ManageClusters).map_err(|why| visit.failed(why))?;
    if let Some(last) = form.date(LAST) {
        match cluster::leave(visit.cx()?, id, form.version()?, unit, last).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("cluster-saved")))),
            Err(error) => blame(&mut form, &visit, error, &[("last_day", LAST), ("units", LAST)])?,
        }
    }
    let view = load(&visit, id).await?;
    let page = leave_page(&visit, &view, unit, &form).ok_or(Failure::NotFound)?;
    Ok(visit.page_again(&page))
}
