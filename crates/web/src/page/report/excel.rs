//! The list of reports and the tables of one as Excel files; it must not widen what their reader may see.

use super::{board, filter, say, show, title};
use crate::kernel::{At, Column, Excel, Failure, ListQuery, Visit};
use axum::response::Response;
use lantoa_app::{
    export::Portion,
    report::{self, Filter, Line},
};
use lantoa_domain::id::ReportId;
use lantoa_domain::report::{Figure, MovementLine};
use lantoa_i18n::{Say, word};

const REPORTS: Excel<Line> = Excel {
    name: "reports",
    title: word!("ui-area-reports"),
    file: "bao-cao",
    told: &["chuong-trinh", "loai", "nam", "tinh-trang"],
    columns: &[
        Column::text(word!("report-title"), 36, |row, locale| title(row).say(locale).into_owned()),
        Column::text(word!("report-programme"), 50, |row, _| row.programme_title.clone()),
        Column::text(word!("report-unit"), 32, |row, _| row.unit_name.clone()),
        Column::text(word!("report-level"), 20, |row, locale| say::level(&row.level.0).say(locale).into_owned()),
        Column::text(word!("report-state"), 18, |row, locale| say::state_word(row.state.0).say(locale).into_owned()),
        Column::number(word!("report-sent-versions"), |row| Some(i64::from(row.sent))),
        Column::day(word!("report-sent-on"), |row| row.sent_on),
    ],
};

/// `/bao-cao/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (cx, reader, asked) = (visit.cx()?, &visit, filter(&query));
    let page = |before| {
        let filter = Filter { portion: Portion::File, ..asked.clone() };
        async move {
            let found = report::list(cx, filter, before).await.map_err(|why| reader.failed(why))?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            Ok((found.rows, next))
        }
    };
    visit.excel(&REPORTS, &query, page).await
}

const MOVEMENTS: Excel<MovementLine> = Excel {
    name: "report-movements",
    title: word!("report-movements"),
    file: "bao-cao-phong-trao",
    told: &[],
    columns: &[
        Column::text(word!("movement-name"), 56, |row, _| row.name.clone()),
        Column::number(word!("report-given"), |row| row.given.map(i64::from)),
        Column::number(word!("report-striven"), |row| row.striven.map(i64::from)),
        Column::number(word!("report-figure-registered"), |row| Some(i64::from(row.registered))),
        Column::number(word!("report-figure-collectives"), |row| Some(i64::from(row.recognised[0]))),
        Column::number(word!("report-figure-people"), |row| Some(i64::from(row.recognised[1]))),
        Column::number(word!("report-figure-households"), |row| Some(i64::from(row.recognised[2]))),
        Column::number(word!("report-figure-models"), |row| Some(i64::from(row.recognised[3]))),
        Column::number(word!("report-figure-recognised"), |row| Some(i64::from(row.all()))),
        Column::number(word!("report-before"), |row| row.before.map(i64::from)),
        Column::number(word!("report-figure-awarded"), |row| Some(i64::from(row.awarded))),
    ],
};

/// `/bao-cao/{id}/phong-trao/excel`.
pub(super) async fn movements(visit: Visit, At(id): At<ReportId>, query: ListQuery) -> Result<Response, Failure> {
    let view = show::load(&visit, id).await?;
    visit.excel_of(&MOVEMENTS, &query, view.content.facts.movements).await
}

const FIGURES: Excel<Figure> = Excel {
    name: "report-figures",
    title: word!("report-figures"),
    file: "bao-cao-so-lieu",
    told: &[],
    columns: &[
        Column::text(word!("report-figure"), 64, board::called),
        Column::number(word!("report-value"), |row| row.value),
        Column::number(word!("report-before"), |row| row.before),
    ],
};

/// `/bao-cao/{id}/excel`.
pub(super) async fn figures(visit: Visit, At(id): At<ReportId>, query: ListQuery) -> Result<Response, Failure> {
    let view = show::load(&visit, id).await?;
    visit.excel_of(&FIGURES, &query, view.content.facts.figures).await
}
