//! A unit's own plan as a paper: its seven parts under their headings (001 IV.1). It must not say what nobody wrote.

use std::sync::Arc;

use lantoa_docgen::paper::{Level, Part, Passage, PlanPaper};
use lantoa_docgen::{Kind, words};
use lantoa_domain::id::UnitPlanId;
use lantoa_domain::plan::{Key, Plan, QuotaSubject};
use lantoa_domain::unit_plan::{Content, Line, Origin, OwnCriterion, PlanKind, Review, ReviewKind, Target};
use lantoa_store::Conn;

use super::office::{Office, plan_named, small};
use super::terms::{Filled, under};
use super::{About, Composed, Kept, Phrases};
use crate::{Cx, Result};

pub(super) async fn compose(cx: &Cx, kind: Kind, id: UnitPlanId, phrases: &Phrases) -> Result<Composed> {
    let view = crate::unit_plan::page(cx, id).await?;
    let (acting, phrases, plan, unit) = (cx.clone(), phrases.clone(), Arc::clone(&view.plan), view.unit);
    let read = async move |conn: &mut Conn| {
        let office = Office::load(conn, &acting, &phrases, Some(&plan), acting.today()).await?;
        office.below(conn, &acting, unit).await
    };
    let office = cx.db().read(read).await?;
    let (usual, agency) = (office.terms(), office.agency());
    let mut about = match (view.kind, &view.movement) {
        (PlanKind::SubPlan, Some(movement)) => format!("Thực hiện phong trào thi đua “{movement}”"),
        (PlanKind::Propaganda, _) => format!("Tuyên truyền {}", small(&view.plan.document.title)),
        _ => view.plan.document.title.clone(),
    };
    if view.year != 0 {
        about = format!("{about} năm {}", view.year);
    }
    let title = format!("Kế hoạch {} của {}", small(&about), view.unit_name);
    let paper = PlanPaper {
        level: Level::Unit,
        letterhead: usual.letterhead.clone(),
        about,
        opening: format!("Thực hiện {}, {agency} xây dựng Kế hoạch như sau:", plan_named(&view.plan.document)),
        parts: seven(&view.plan, &view.content),
        tasks: Vec::new(),
        closing: String::new(),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    };
    let facts: Arc<dyn Filled> = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
        paper.recipients = terms.recipients.clone();
    });
    let (about, version, programme) = (About::UnitPlan(id), view.version, Some(view.programme));
    Ok(Composed { kind, about, version, programme, title, kept: Kept::Open, usual, facts })
}

/// The seven parts; one that nobody wrote is left to a pen.
pub(super) fn seven(plan: &Plan, content: &Content) -> Vec<Part> {
    let part = |heading: &str, passages: Vec<Passage>| {
        let passages = if passages.is_empty() { vec![Passage::Para(DOTS.to_owned())] } else { passages };
        Part { heading: heading.to_owned(), passages }
    };
    let leader = &content.leader;
    let who = [&leader.name, &leader.post].into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>();
    let leader = if who.is_empty() { Vec::new() } else { vec![Passage::Para(format!("{}.", who.join(", ")))] };
    vec![
        part("I. TRÁCH NHIỆM LÃNH ĐẠO, CHỈ ĐẠO", leader),
        part("II. TIÊU CHÍ", criteria(plan, &content.criteria)),
        part("III. CƠ CẤU, SỐ LƯỢNG", content.targets.iter().map(|one| target(plan, one)).collect()),
        part("IV. CÔNG TÁC BỒI DƯỠNG", lines(&content.fostering)),
        part("V. TUYÊN TRUYỀN, NHÂN RỘNG", lines(&content.propagation)),
        part("VI. CHẾ ĐỘ THÔNG TIN, BÁO CÁO", lines(&content.reporting)),
        part("VII. SƠ KẾT, TỔNG KẾT", content.reviews.iter().map(review).collect()),
    ]
}

/// Room for a pen.
const DOTS: &str = "……………………………………………………………………";

fn named(plan: &Plan, movement: Option<&Key>) -> Option<String> {
    movement.and_then(|key| plan.movement(key)).map(|movement| movement.name.clone())
}

fn criteria(plan: &Plan, all: &[OwnCriterion]) -> Vec<Passage> {
    let mut out = Vec::new();
    let mut groups: Vec<Option<&Key>> = all.iter().map(|one| one.movement.as_ref()).collect();
    groups.sort();
    groups.dedup();
    for group in groups {
        if let Some(name) = named(plan, group) {
            out.push(Passage::Heading(name));
        }
        for one in all.iter().filter(|one| one.movement.as_ref() == group) {
            let source = match &one.origin {
                Origin::Campaign(name) => format!(" (theo {name})"),
                Origin::Inherited(_) | Origin::Own => String::new(),
            };
            let detail = if one.detail.is_empty() { String::new() } else { format!(": {}", one.detail) };
            out.push(Passage::Dash(format!("{}{detail}{source};", one.text)));
        }
    }
    out
}

fn target(plan: &Plan, one: &Target) -> Passage {
    let what = match one.subject {
        QuotaSubject::Individual => "cá nhân",
        QuotaSubject::Collective => "tập thể",
        QuotaSubject::Household => "hộ gia đình",
        QuotaSubject::Practice => "mô hình, cách làm",
        QuotaSubject::Any => "điển hình",
    };
    let movement = named(plan, one.movement.as_ref()).map(|name| format!("{name}: ")).unwrap_or_default();
    let aim = if one.aimed > one.assigned { format!(", phấn đấu {} {what}", one.aimed) } else { String::new() };
    Passage::Dash(format!("{movement}ít nhất {} {what}{aim};", one.assigned))
}

fn lines(lines: &[Line]) -> Vec<Passage> {
    let line = |one: &Line| {
        let tail: Vec<&str> =
            [&one.with, &one.when].into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let tail = if tail.is_empty() { String::new() } else { format!(" ({})", tail.join("; ")) };
        Passage::Dash(format!("{}{tail};", one.what))
    };
    lines.iter().map(line).collect()
}

fn review(one: &Review) -> Passage {
    let kind = match one.kind {
        ReviewKind::Interim => "Sơ kết",
        ReviewKind::Final => "Tổng kết",
    };
    Passage::Dash(format!("{kind}: ngày {};", words::short_day(one.on)))
}
