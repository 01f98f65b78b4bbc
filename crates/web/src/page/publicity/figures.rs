//! What was held on each channel in a year, by month, as a table and charts; it must not count by itself what the product counts.

use super::{
    Part,
    activity::YEAR,
    board::{Board, Cell, ListPage},
    list_shell, say, tabs,
};
use crate::{
    kernel::{Failure, FormState, ListQuery, Visit},
    ui::{BarChart, Bulk, Point},
};
use axum::response::Response;
use lantoa_app::publicity::activity::{self, Channel, ChannelFigure};
use lantoa_i18n::{Locale, Say as _, word};

/// A year somebody asked for, or this one.
pub(super) fn year(visit: &Visit, query: &ListQuery) -> i16 {
    let today = visit.cx().map(lantoa_app::Cx::today).unwrap_or(jiff::civil::date(2026, 11, 21));
    query
        .get(YEAR.name)
        .and_then(|text| text.parse().ok())
        .filter(|year| (1990..=2100).contains(year))
        .unwrap_or(today.year())
}

/// What a channel came to in a year: activities by month, in all, people, minutes.
#[derive(Debug, Clone)]
pub(super) struct ChannelYear {
    pub(super) channel: Channel,
    pub(super) months: [i64; 12],
    pub(super) count: i64,
    pub(super) audience: i64,
    pub(super) minutes: i64,
}

pub(super) fn by_channel(figures: &[ChannelFigure]) -> Vec<ChannelYear> {
    let mut out: Vec<ChannelYear> = Vec::new();
    for channel in Channel::ALL {
        let mut year = ChannelYear { channel, months: [0; 12], count: 0, audience: 0, minutes: 0 };
        for one in figures.iter().filter(|one| one.channel.0 == channel) {
            if let Some(month) = usize::try_from(one.month - 1).ok().and_then(|at| year.months.get_mut(at)) {
                *month += one.count;
            }
            year.count += one.count;
            year.audience += one.audience;
            year.minutes += one.minutes;
        }
        if year.count > 0 {
            out.push(year);
        }
    }
    out
}

/// In how many months how often, as in “T2: 1”.
pub(super) fn by_month(locale: Locale, year: &ChannelYear, between: &str) -> String {
    let held = (1_i64..).zip(&year.months).filter(|(_, count)| **count > 0);
    let told = held.map(|(month, count)| {
        word!("publicity-in-month").with("month", month).with("count", *count).say(locale).into_owned()
    });
    told.collect::<Vec<_>>().join(between)
}

pub(super) fn list_page(visit: &Visit, query: ListQuery, year: i16, figures: &[ChannelFigure]) -> ListPage {
    let years = by_channel(figures);
    let month = |at: usize| years.iter().map(|one| one.months[at]).sum::<i64>();
    let row = |one: &ChannelYear| {
        vec![
            Cell::text(say::channel(one.channel)),
            Cell::text(by_month(visit.locale(), one, " · ")),
            Cell::number(one.count),
            Cell::number(one.audience),
            Cell::number(one.minutes),
        ]
    };
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    let charts = vec![
        BarChart {
            title: word!("publicity-by-channel").with("year", year.to_string()).into(),
            unit: word!("publicity-count").into(),
            points: years.iter().map(|one| Point::new(say::channel(one.channel), count(one.count))).collect(),
        },
        BarChart {
            title: word!("publicity-by-month").with("year", year.to_string()).into(),
            unit: word!("publicity-count").into(),
            points: (0..12).map(|at| Point::new(format!("{:02}/{year}", at + 1), count(month(at)))).collect(),
        },
    ];
    let form = FormState::filled([(YEAR.name, year.to_string())]);
    ListPage {
        shell: list_shell(visit, Part::Figures),
        title: word!("publicity-figures"),
        tabs: tabs(visit, Part::Figures),
        lead: None,
        actions: vec![query.excel()],
        filters: vec![form.show(YEAR)],
        board: Board {
            caption: word!("publicity-figures"),
            heads: vec![
                word!("publicity-channel"),
                word!("publicity-months"),
                word!("publicity-count"),
                word!("publicity-audience"),
                word!("publicity-minutes"),
            ],
            rows: years.iter().map(row).collect(),
        },
        empty: ("chart-column", word!("publicity-figures-none"), word!("publicity-figures-none-text")),
        pager: None,
        bulk: Bulk::none(),
        charts: if years.is_empty() { Vec::new() } else { charts },
        query,
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let year = year(&visit, &query);
    let found = activity::figures(visit.cx()?, year).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&list_page(&visit, query, year, &found)))
}
