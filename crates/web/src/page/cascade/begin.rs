//! The form that begins a unit's plan; it must not decide for whom one may be begun.

use axum::response::Response;
use lantoa_app::unit_plan::{self, Choices, New};
use lantoa_domain::id::ProgrammeId;
use lantoa_domain::unit_plan::PlanKind;
use lantoa_i18n::word;

use super::{at, say, shell};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit},
    plan_words as said,
    ui::Action,
    wrong::blame,
};

const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("cascade-unit")).required();
const KIND: Input = Input::new(InputKind::Radio, "loai", word!("cascade-kind")).required();
const MOVEMENT: Input = Input::new(InputKind::Select, "phong-trao", word!("cascade-movement"))
    .sometimes()
    .hint(word!("cascade-movement-hint"));
const YEAR: Input = Input::new(InputKind::Select, "nam", word!("cascade-year")).hint(word!("cascade-year-hint"));
const TASK: Input = Input::new(InputKind::Select, "nhiem-vu", word!("cascade-task")).hint(word!("cascade-task-hint"));
const FIELDS: [(&str, Input); 5] =
    [("unit", UNIT), ("movement", MOVEMENT), ("year", YEAR), ("task", TASK), ("unit_plan", YEAR)];

pub(super) fn page(visit: &Visit, choices: &Choices, form: &FormState) -> Ask {
    let locale = visit.locale();
    let back = format!("/ke-hoach-don-vi?chuong-trinh={}", choices.programme);
    let units: Vec<Choice> =
        choices.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
    let kinds: Vec<Choice> = say::KINDS.iter().map(|(code, kind)| Choice::new(*code, say::kind(*kind))).collect();
    let unit = |id| choices.units.iter().find(|(one, _)| *one == id).map_or("", |(_, name)| name.as_str());
    let mut movements: Vec<Choice> = Vec::new();
    for (lead, key, name) in &choices.movements {
        movements.push(Choice::new(key.to_string(), format!("{name} ({})", unit(*lead))));
    }
    let years = (choices.years.from..=choices.years.to).map(|year| Choice::new(year.to_string(), year.to_string()));
    let years: Vec<Choice> = years.collect();
    let task = |one: &unit_plan::TaskChoice| {
        let name = format!("{} ({}; {})", one.what, unit(one.unit), said::when(locale, one.period));
        Choice::new(one.id.to_string(), name)
    };
    let tasks: Vec<Choice> = choices.tasks.iter().map(task).collect();
    let mut fields = vec![form.show_choices(UNIT, &units), form.show_choices(KIND, &kinds)];
    if !movements.is_empty() {
        fields.push(form.show_choices(MOVEMENT, &movements));
    }
    fields.push(form.show_choices(YEAR, &years));
    if !tasks.is_empty() {
        fields.push(form.show_choices(TASK, &tasks));
    }
    Ask::new(
        shell(visit, word!("cascade-begin")),
        word!("cascade-begin"),
        format!("/ke-hoach-don-vi/moi/{}", choices.programme),
        Action::submit(word!("cascade-begin")).primary(),
        Action::link(word!("ui-confirm-back"), back),
    )
    .lead(word!("cascade-begin-lead"))
    .fact(word!("cascade-programme"), choices.title.as_str())
    .fields(form, fields)
}

async fn choices(visit: &Visit, id: ProgrammeId) -> Result<Choices, Failure> {
    unit_plan::choices(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<ProgrammeId>, query: ListQuery) -> Result<Response, Failure> {
    let choices = choices(&visit, id).await?;
    if choices.units.is_empty() {
        return Err(Failure::not_now(format!("/ke-hoach-don-vi?chuong-trinh={id}")));
    }
    let first = choices.units.first().map(|(id, _)| id.to_string()).unwrap_or_default();
    let get = |input: Input| query.get(input.name).unwrap_or_default().to_owned();
    let or = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
    let form = FormState::filled([
        (UNIT.name, or(get(UNIT), &first)),
        (KIND.name, or(get(KIND), say::KINDS[0].0)),
        (MOVEMENT.name, get(MOVEMENT)),
        (YEAR.name, get(YEAR)),
        (TASK.name, get(TASK)),
    ]);
    Ok(visit.page(&page(&visit, &choices, &form)))
}

fn read(form: &mut FormState, programme: ProgrammeId) -> Option<New> {
    let wrong = word!("ui-form-not-offered");
    let kind = form.choice(KIND, |code| say::KINDS.iter().find(|(known, _)| *known == code).map(|found| found.1));
    let unit = form.choice(UNIT, |text| text.parse().ok());
    let movement = form.maybe(MOVEMENT, wrong, |text| text.parse().ok());
    let year = form.maybe(YEAR, wrong, |text| text.parse().ok());
    let task = form.maybe(TASK, wrong, |text| text.parse().ok());
    let (kind, movement) = (kind?, movement?);
    // A movement that stands chosen in the form says nothing of another kind of plan.
    let movement = movement.filter(|_| kind == PlanKind::SubPlan);
    Some(New { programme, unit: unit?, kind, movement, year: year?, task: task? })
}

pub(super) async fn add(visit: Visit, At(id): At<ProgrammeId>, mut form: FormState) -> Result<Response, Failure> {
    if let Some(new) = read(&mut form, id) {
        match unit_plan::begin(visit.cx()?, new).await {
            Ok(plan) => return Ok(visit.redirect(&at(plan), &Flash::done(word!("cascade-begun")))),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let choices = choices(&visit, id).await?;
    Ok(visit.page_again(&page(&visit, &choices, &form)))
}
