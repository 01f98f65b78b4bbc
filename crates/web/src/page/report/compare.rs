//! What differs between two versions of a report: figures from → to, texts with their words marked. It must not change anything.

use super::{at, board, say};
use crate::{
    filters,
    kernel::{At, Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::publicity::board::{Board, Cell},
};
use askama::Template;
use axum::response::Response;
use lantoa_app::report::{self, Compared, Which};
use lantoa_domain::diff::Side;
use lantoa_domain::id::ReportId;
use lantoa_domain::report::{Change, Figure};
use lantoa_i18n::{Locale, Message, word};

const FROM: Input = Input::new(InputKind::Select, "tu", word!("report-compare-from"));
const TO: Input = Input::new(InputKind::Select, "den", word!("report-compare-to"));

/// `/bao-cao/{id}/so-sanh`.
#[derive(Template)]
#[template(path = "report/compare.html")]
pub(super) struct ComparePage {
    shell: Shell,
    compared: Compared,
    address: String,
    form: FormState,
    choices: Vec<Choice>,
    figures: Board,
}

fn code(which: Which) -> String {
    match which {
        Which::Version(number) => number.to_string(),
        Which::Now => "nay".to_owned(),
    }
}

fn called(which: &Which) -> Message {
    match which {
        Which::Version(number) => word!("report-version").with("ordinal", *number),
        Which::Now => word!("report-version-now").into(),
    }
}

impl ComparePage {
    pub(super) fn new(visit: &Visit, compared: Compared) -> Self {
        let base = at(compared.id);
        let (numbers, writing) = &compared.offered;
        let now = writing.then_some(Which::Now);
        let sides = numbers.iter().map(|number| Which::Version(*number)).chain(now);
        let choice = |which: Which| Choice::new(code(which), called(&which));
        Self {
            shell: visit
                .shell(word!("report-compare"), Area::Reports)
                .crumb(word!("ui-area-reports"), Area::Reports.address())
                .crumb(say::head_title(&compared.head), base.as_str()),
            form: FormState::filled([(FROM.name, code(compared.sides.0)), (TO.name, code(compared.sides.1))]),
            choices: sides.map(choice).collect(),
            address: format!("{base}/so-sanh"),
            figures: changed(&compared.figures, visit.locale()),
            compared,
        }
    }
}

fn changed(changes: &[Change], locale: Locale) -> Board {
    let line = |one: &Change| {
        let figure = Figure { what: one.what, value: one.to, before: None };
        let measure = one.what.measure();
        vec![
            Cell::text(board::called(&figure, locale)).below(one.movement.clone().unwrap_or_default()),
            Cell::text(say::value(locale, measure, one.from)),
            Cell::text(say::value(locale, measure, one.to)),
        ]
    };
    Board {
        caption: word!("report-changed-figures"),
        heads: vec![word!("report-figure"), word!("report-compare-from"), word!("report-compare-to")],
        rows: changes.iter().map(line).collect(),
    }
}

fn which(text: &str) -> Option<Which> {
    if text == "nay" { Some(Which::Now) } else { text.parse().ok().map(Which::Version) }
}

pub(super) async fn show(visit: Visit, At(id): At<ReportId>, query: ListQuery) -> Result<Response, Failure> {
    let asked = query.get(FROM.name).and_then(which).zip(query.get(TO.name).and_then(which));
    let compared = report::compare(visit.cx()?, id, asked).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ComparePage::new(&visit, compared)))
}
