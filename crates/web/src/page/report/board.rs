//! The tables and charts of a report. They must not count.

use super::say;
use crate::{
    page::publicity::board::{Board, Cell},
    ui::{BarChart, Point},
    words,
};
use lantoa_app::report::ReportView;
use lantoa_docgen::report::name;
use lantoa_domain::forecast::Outlook;
use lantoa_domain::plan::Strength;
use lantoa_domain::report::{AwardLine, Content, Figure, MovementLine, ObligationLine, QuotaLine};
use lantoa_i18n::{Locale, Message, Say, word};

/// What a figure is called on the screen.
pub(super) fn called(figure: &Figure, locale: Locale) -> String {
    let code = figure.what.code();
    name(code).map_or_else(|| code.to_owned(), |word| word.say(locale).into_owned())
}

/// Every figure with the year before and the list behind it.
pub(super) fn figures(view: &ReportView, locale: Locale) -> Board {
    let (row, head) = (&view.row, &view.content.head);
    let line = |one: &Figure| {
        let address = say::address(one.what.source(), row.programme, (row.unit, row.root), head.span);
        let measure = one.what.measure();
        let before = one.before.map(|before| say::value(locale, measure, Some(before)));
        let change = one.before.zip(one.value).map(|(before, now)| signed(locale, now - before));
        vec![
            Cell::link(called(one, locale), address),
            Cell::text(say::value(locale, measure, one.value)),
            Cell::text(before.unwrap_or_default()),
            Cell::text(change.unwrap_or_default()),
        ]
    };
    Board {
        caption: word!("report-figures"),
        heads: vec![word!("report-figure"), word!("report-value"), word!("report-before"), word!("report-change")],
        rows: view.content.facts.figures.iter().map(line).collect(),
    }
}

fn signed(locale: Locale, change: i64) -> String {
    match change {
        0 => "=".to_owned(),
        more if more > 0 => format!("+{}", lantoa_i18n::number(locale, more)),
        less => lantoa_i18n::number(locale, less),
    }
}

/// Movement by movement: given, striven for, registered, recognised, awarded.
pub(super) fn movements(view: &ReportView) -> Board {
    let line = |one: &MovementLine| {
        vec![
            Cell::link(one.name.as_str(), format!("/phong-trao/{}/{}", view.row.programme, one.key)),
            Cell::number(one.given.map(i64::from)),
            Cell::number(one.striven.map(i64::from)),
            Cell::number(i64::from(one.registered)),
            Cell::number(i64::from(one.all())),
            Cell::number(one.before.map(i64::from)),
            Cell::number(i64::from(one.awarded)),
        ]
    };
    Board {
        caption: word!("report-movements"),
        heads: vec![
            word!("movement-name"),
            word!("report-given"),
            word!("report-striven"),
            word!("report-figure-registered"),
            word!("report-figure-recognised"),
            word!("report-before"),
            word!("report-figure-awarded"),
        ],
        rows: view.content.facts.movements.iter().map(line).collect(),
    }
}

/// What can be said of the end of a quota, carefully; nothing where no pace can be told.
pub(in crate::page) fn outlook(outlook: &Outlook, locale: Locale) -> Option<Message> {
    match outlook {
        Outlook::NotBegun => Some(word!("report-outlook-not-begun").into()),
        Outlook::TooEarly => Some(word!("report-outlook-too-early").into()),
        Outlook::Running(pace) if pace.missing == 0 => Some(word!("report-outlook-reached").into()),
        Outlook::Running(pace) => Some(
            word!("report-outlook")
                .with("months", pace.months)
                .with("expected", pace.expected)
                .with("missing", pace.missing)
                .with("needed", lantoa_i18n::decimal(locale, i64::from(pace.needed), 2)),
        ),
        Outlook::Over => None,
    }
}

/// The numbers to reach, those given and those striven for apart.
pub(super) fn quotas(content: &Content, locale: Locale) -> Board {
    let line = |one: &QuotaLine| {
        let movement =
            one.movement.as_ref().and_then(|key| content.facts.movements.iter().find(|line| line.key == *key));
        let whom = words::quota_subject(one.subject).say(locale).into_owned();
        let of = movement.map_or_else(|| word!("report-whole-plan").say(locale).into_owned(), |line| line.name.clone());
        let strength = match one.strength {
            Strength::Assigned => word!("report-given"),
            Strength::Aimed => word!("report-striven"),
        };
        let over = if one.whole { word!("report-over-plan") } else { word!("report-over-span") };
        let said = outlook(&one.outlook, locale).map(|said| said.say(locale).into_owned()).unwrap_or_default();
        vec![
            Cell::text(of).below(format!("{whom} · {}", over.say(locale))),
            Cell::text(strength),
            Cell::text(format!("{}/{}", one.counted, one.target)),
            Cell::text(said),
        ]
    };
    Board {
        caption: word!("report-quotas"),
        heads: vec![
            word!("movement-name"),
            word!("report-strength"),
            word!("report-reached"),
            word!("report-forecast"),
        ],
        rows: content.facts.quotas.iter().map(line).collect(),
    }
}

/// Awards with their money.
pub(super) fn awards(content: &Content, locale: Locale) -> Board {
    let line = |one: &AwardLine| {
        vec![
            Cell::text(one.name.as_str()),
            Cell::number(i64::from(one.collectives)),
            Cell::number(i64::from(one.people)),
            Cell::text(lantoa_i18n::money(locale, one.money)),
        ]
    };
    Board {
        caption: word!("report-awards"),
        heads: vec![
            word!("report-award"),
            word!("report-award-collectives"),
            word!("report-figure-people"),
            word!("statistics-paid"),
        ],
        rows: content.facts.awards.iter().map(line).collect(),
    }
}

/// How each obligation was kept.
pub(super) fn obligations(view: &ReportView) -> Board {
    let line = |one: &ObligationLine| {
        vec![
            Cell::link(one.what.as_str(), format!("/nhiem-vu/bang/{}/{}", view.row.programme, one.key)),
            Cell::number(i64::from(one.all)),
            Cell::number(i64::from(one.in_time)),
            Cell::number(i64::from(one.late)),
            Cell::number(i64::from(one.zero)),
            Cell::number(i64::from(one.missing)),
        ]
    };
    Board {
        caption: word!("programme-obligations"),
        heads: vec![
            word!("report-obligation"),
            word!("report-figure-tasks"),
            word!("report-figure-in-time"),
            word!("report-figure-late"),
            word!("report-figure-zero"),
            word!("report-figure-missing"),
        ],
        rows: view.content.facts.obligations.iter().map(line).collect(),
    }
}

/// Recognised by movement, drawn where something was.
pub(super) fn charts(content: &Content) -> Vec<BarChart> {
    let lines = &content.facts.movements;
    let chart = |title, value: fn(&MovementLine) -> u32| BarChart {
        title,
        unit: word!("report-cases").into(),
        points: lines.iter().map(|line| Point::new(line.name.as_str(), u64::from(value(line)))).collect(),
    };
    let all = [
        chart(word!("report-chart-recognised").into(), MovementLine::all),
        chart(word!("report-chart-registered").into(), |line| line.registered),
    ];
    let drawn = |chart: &BarChart| chart.points.len() > 1 && chart.points.iter().any(|point| point.value > 0);
    all.into_iter().filter(drawn).collect()
}
