//! The form that gives seats: in all, reserves, and a number for each unit. It must not check them.

use super::{at, load, shell, wanted};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    ui::Action,
    wrong::blame,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::conference::{self, ConferenceView, Seats};
use lantoa_domain::conference::{ConferenceStep, MOST_RESERVES, MOST_SEATS};
use lantoa_domain::id::{ConferenceId, UnitId};
use lantoa_i18n::word;

const ALL: Input =
    Input::new(InputKind::Whole, "tong-so", word!("conference-seats-all")).hint(word!("conference-seats-all-hint"));
const RESERVES: Input = Input::new(InputKind::Whole, "du-phong", word!("conference-reserves"))
    .required()
    .hint(word!("conference-reserves-hint"));
const UNITS: Input = Input::new(InputKind::Text, "don-vi", word!("conference-seats-units"));

/// `/hoi-nghi/{id}/suat`.
#[derive(Template)]
#[template(path = "conference/seats.html")]
pub(super) struct SeatsPage {
    shell: Shell,
    address: String,
    seen: i64,
    form: FormState,
    /// Unit, name, what stands in its field, how many of it were chosen.
    rows: Vec<(UnitId, String, String, i64)>,
    submit: Action,
    back: Action,
}

impl SeatsPage {
    pub(super) fn new(visit: &Visit, view: &ConferenceView, form: FormState) -> Self {
        let base = at(view.row.id);
        let chosen =
            |unit: UnitId| view.units.iter().find(|line| line.unit == unit).map_or(0, |line| line.figures.chosen);
        let rows = view
            .offers
            .iter()
            .map(|(unit, name)| (*unit, name.clone(), form.raw(&format!("suat-{unit}")).to_owned(), chosen(*unit)));
        Self {
            shell: shell(visit, word!("conference-seats-give"), view),
            address: format!("{base}/suat"),
            seen: view.row.version,
            rows: rows.collect(),
            submit: Action::submit(word!("conference-save")).primary(),
            back: Action::link(word!("ui-confirm-back"), base),
            form,
        }
    }
}

pub(super) fn filled(view: &ConferenceView) -> FormState {
    let seats = &view.seats;
    let names: Vec<String> = seats.units.iter().map(|(unit, _)| format!("suat-{unit}")).collect();
    let fixed = [
        (ALL.name, seats.all.map(|all| all.to_string()).unwrap_or_default()),
        (RESERVES.name, seats.reserves.to_string()),
    ];
    let units = names.iter().zip(&seats.units).map(|(name, (_, count))| (name.as_str(), count.to_string()));
    FormState::filled(fixed.into_iter().chain(units))
}

fn may_give(view: &ConferenceView) -> bool {
    view.may_run && view.follows(ConferenceStep::Edit)
}

pub(super) async fn show(visit: Visit, At(id): At<ConferenceId>) -> Result<Response, Failure> {
    let view = wanted(&visit, id, may_give).await?;
    let form = filled(&view);
    Ok(visit.page(&SeatsPage::new(&visit, &view, form)))
}

/// Reads the numbers; `None` when one of them is none.
fn read(view: &ConferenceView, form: &mut FormState) -> Option<Seats> {
    let number = |text: &str, most: u32| text.trim().parse::<u32>().ok().filter(|count| *count <= most);
    let all = form.maybe(ALL, word!("conference-wrong-number"), |text| number(text, MOST_SEATS));
    let reserves = form.parsed(RESERVES, word!("conference-wrong-number"), |text| number(text, MOST_RESERVES));
    let mut units = Vec::new();
    for (unit, name) in &view.offers {
        let typed = form.raw(&format!("suat-{unit}")).trim().to_owned();
        match (typed.as_str(), number(&typed, MOST_SEATS)) {
            ("", _) | (_, Some(0)) => {}
            (_, Some(count)) => units.push((*unit, count)),
            (_, None) => form.refuse(UNITS, word!("conference-wrong-unit-number").with("name", name)),
        }
    }
    let (all, reserves) = (all?, reserves?);
    if form.has_errors() { None } else { Some(Seats { all, reserves, units }) }
}

pub(super) async fn give(visit: Visit, At(id): At<ConferenceId>, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let view = wanted(&visit, id, may_give).await?;
    if let Some(seats) = read(&view, &mut form) {
        match conference::give_seats(cx, id, form.version()?, seats).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("conference-seats-given")))),
            Err(error) => {
                blame(&mut form, &visit, error, &[("seats", ALL), ("reserves", RESERVES), ("unit", UNITS)])?;
            }
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&SeatsPage::new(&visit, &view, form)))
}
