//! The paper of a report that writes itself: its frozen version, or as it stands while it is written. It must not count or word anything.

use lantoa_docgen::Kind;
use lantoa_docgen::paper::{Figure, Part, Passage, Period, Report};
use lantoa_docgen::report::printed_name;
use lantoa_domain::id::ReportId;
use lantoa_domain::report::{Content, Measure, MovementLine, ReportKind, Section};
use lantoa_store::{Conn, programme};

use super::office::{Office, plan_named, small};
use super::terms::under;
use super::{About, Composed, Kept, Phrases};
use crate::report::{self, ReportView};
use crate::{Cx, Result};

pub(super) async fn compose(cx: &Cx, kind: Kind, id: ReportId, phrases: &Phrases) -> Result<Composed> {
    let view = report::page(cx, id).await?;
    let (acting, phrases, row) = (cx.clone(), phrases.clone(), view.row.clone());
    let read = async move |conn: &mut Conn| {
        let found = programme::programme(conn, row.programme).await?.ok_or(lantoa_domain::Refusal::NotFound)?;
        let plan = acting.app().plan(conn, found.plan).await?;
        let office = Office::load(conn, &acting, &phrases, Some(&plan), acting.today()).await?;
        Ok::<_, crate::Error>((office.below(conn, &acting, row.unit).await?, plan))
    };
    let (office, plan) = cx.db().read(read).await?;
    let usual = office.terms();
    let paper = Report {
        letterhead: usual.letterhead.clone(),
        period: period(&view.content),
        about: small(&plan.document.title),
        addressees: view.row.addressees.lines().map(str::to_owned).collect(),
        opening: format!("Thực hiện {}, {} báo cáo như sau:", plan_named(&plan.document), office.agency()),
        parts: parts(&view.content),
        figures: figures(&view.content),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    };
    let title = title(&view);
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
        paper.recipients = terms.recipients.clone();
    });
    let (version, programme) = (view.row.version, Some(view.row.programme));
    Ok(Composed { kind, about: About::Report(id), version, programme, title, kept: Kept::Open, usual, facts })
}

fn title(view: &ReportView) -> String {
    let head = &view.content.head;
    format!("Báo cáo {} của {}: {}", report::period(head.kind, head.span), head.unit, head.programme)
}

fn period(content: &Content) -> Period {
    let (kind, span) = (content.head.kind, content.head.span);
    match kind {
        ReportKind::Monthly => Period::Month(span.to.0, span.to.1),
        ReportKind::Yearly => Period::Year(span.to.0),
        ReportKind::Interim => Period::Interim(report::period(kind, span)),
        ReportKind::Final => Period::Final(report::period(kind, span)),
    }
}

/// A section of a movement stands below the part on selection: paragraphs under a heading of its own.
fn parts(content: &Content) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in &content.parts {
        let lines = part.text.lines().map(str::trim).filter(|line| !line.is_empty());
        let paragraphs = lines.map(|line| match line.strip_prefix("- ") {
            Some(rest) => Passage::Dash(rest.to_owned()),
            None => Passage::Para(line.to_owned()),
        });
        match (&part.section, out.last_mut()) {
            (Section::Movement(_), Some(above)) => {
                above.passages.push(Passage::Heading(part.heading.clone()));
                above.passages.extend(paragraphs);
            }
            _ => out.push(Part { heading: part.heading.clone(), passages: paragraphs.collect() }),
        }
    }
    out
}

fn figures(content: &Content) -> Vec<Figure> {
    let figure = |one: &lantoa_domain::report::Figure| {
        let value = one.value?;
        let unit = match one.what.measure() {
            Measure::Cases => "trường hợp",
            Measure::People => "người",
            Measure::Units => "đơn vị",
            Measure::Days => "ngày",
            Measure::Percent => "%",
            Measure::Dong => "đồng",
        };
        Some(Figure {
            name: printed_name(one.what.code()),
            unit: unit.to_owned(),
            target: String::new(),
            reached: said(value),
            share: String::new(),
        })
    };
    content.facts.movements.iter().map(movement).chain(content.facts.figures.iter().filter_map(figure)).collect()
}

/// Numbers given and striven for stand apart.
fn movement(line: &MovementLine) -> Figure {
    let given = line.given.map(|number| format!("giao {number}"));
    let striven = line.striven.map(|number| format!("phấn đấu {number}"));
    let goal = line.given.or(line.striven).filter(|goal| *goal > 0);
    Figure {
        name: format!("Công nhận: {}", line.name),
        unit: "điển hình".to_owned(),
        target: [given, striven].into_iter().flatten().collect::<Vec<_>>().join("; "),
        reached: line.all().to_string(),
        share: goal.map(|goal| format!("{}%", u64::from(line.all()) * 100 / u64::from(goal))).unwrap_or_default(),
    }
}

fn said(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if value < 0 { format!("-{out}") } else { out }
}
