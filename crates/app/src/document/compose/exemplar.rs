//! Papers of an exemplar: fostering plan, and the forms of those who come to learn. They must not show of a dossier what its reader may not read.

use std::sync::Arc;

use lantoa_docgen::paper::{Confirmation, FosteringPlan, Goal, VisitNote};
use lantoa_docgen::{Catalogue, Form, Kind, words};
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::Level;
use lantoa_domain::fostering::SupportState;
use lantoa_domain::id::ExemplarId;
use lantoa_store::programme;

use super::decision::beside;
use super::office::Office;
use super::terms::{Filled, under};
use super::{About, Composed, Kept, Phrases, Terms};
use crate::dossier::page::{self, Note, Noted};
use crate::exemplar::ExemplarView;
use crate::fostering::View as Fostered;
use crate::{Cx, Result};

pub(super) async fn compose(cx: &Cx, kind: Kind, id: ExemplarId, phrases: &Phrases) -> Result<Composed> {
    let view = crate::exemplar::page(cx, id).await?;
    let notes = match (kind, view.dossier) {
        (Kind::Fostering, None) => return Err(Refusal::NotFound.into()),
        (Kind::Fostering, Some(dossier)) => page::page(cx, dossier).await?.notes,
        _ => Vec::new(),
    };
    let kept = match view.plans.first().filter(|_| kind == Kind::Fostering) {
        Some(plan) => Some(crate::fostering::page(cx, plan.id).await?),
        None => None,
    };
    let decision = crate::decision::page(cx, view.decision).await?;
    let (acting, phrases, programme) = (cx.clone(), phrases.clone(), decision.row.programme);
    let read = async move |conn: &mut lantoa_store::Conn| {
        let row = programme::programme(conn, programme).await?.ok_or(Refusal::NotFound)?;
        let plan = acting.app().plan(conn, row.plan).await?;
        let office = Office::load(conn, &acting, &phrases, Some(&plan), acting.today()).await?;
        // Who learns is the unit of the reader.
        let unit = acting.actor().unit;
        if kind == Kind::Fostering { Ok(office) } else { office.below(conn, &acting, unit).await }
    };
    let office = cx.db().read(read).await?;
    let usual = office.terms();
    let (title, facts): (String, Arc<dyn Filled>) = match kind {
        Kind::Fostering => fostering(&view, &notes, kept.as_ref(), &usual),
        Kind::Confirmation => confirmation(&view, &office, &usual),
        Kind::Visit => visit(&view, &usual),
        _ => return Err(Refusal::NotFound.into()),
    };
    let (version, programme) = (view.version, Some(programme));
    Ok(Composed { kind, about: About::Exemplar(id), version, programme, title, kept: Kept::Open, usual, facts })
}

/// Name and unit.
fn named(view: &ExemplarView) -> String {
    match beside(view.kind, &view.name, &view.unit) {
        "" => view.name.clone(),
        unit => format!("{}, {unit}", view.name),
    }
}

/// The goals that were noted on the dossier.
fn noted(notes: &[Note]) -> Vec<Goal> {
    let goal = |note: &Note| match &note.kind {
        Noted::Goal(measure, target, due) => Some(Goal {
            goal: note.words.clone(),
            support: String::new(),
            owner: String::new(),
            due: due.map(words::short_day).unwrap_or_default(),
            sign: [measure.clone(), target.clone()].into_iter().flatten().collect::<Vec<_>>().join(": "),
        }),
        _ => None,
    };
    notes.iter().filter_map(goal).collect()
}

/// The rows of a plan that is kept: goals and support side by side.
fn planned(kept: &Fostered) -> Vec<Goal> {
    let mut rows: Vec<Goal> = Vec::new();
    for one in &kept.goals {
        let goal = &one.goal;
        let from_to = format!("{} → {} {}", goal.at_start, goal.target, goal.unit_of);
        let sign = [goal.measure.trim(), from_to.trim()].into_iter().filter(|part| !part.is_empty());
        rows.push(Goal {
            goal: goal.words.clone(),
            support: String::new(),
            owner: kept.plan.owner_name.clone(),
            due: words::short_day(goal.due),
            sign: sign.collect::<Vec<_>>().join(": "),
        });
    }
    let open = kept.parts.supports.iter().filter(|one| one.state.0 != SupportState::Refused);
    for (at, support) in open.enumerate() {
        if let Some(row) = rows.get_mut(at) {
            row.support.clone_from(&support.words);
            continue;
        }
        rows.push(Goal {
            goal: String::new(),
            support: support.words.clone(),
            owner: support.by_whom.clone(),
            due: support.promised_for.map(words::short_day).unwrap_or_default(),
            sign: String::new(),
        });
    }
    rows
}

fn spreading(kept: &Fostered) -> String {
    let level = kept.plan.next_level.map(|level| match level.0 {
        Level::Agency => "Phấn đấu giữ vững danh hiệu cấp cơ sở.",
        Level::Province => "Phấn đấu được công nhận ở cấp bộ, ngành, tỉnh.",
        Level::State => "Phấn đấu được công nhận ở cấp Nhà nước.",
    });
    let initiatives = kept.parts.initiatives.iter().map(|one| {
        let effect = if one.effect.is_empty() { String::new() } else { format!(" ({})", one.effect) };
        format!("- {}{effect}", one.words)
    });
    level.map(str::to_owned).into_iter().chain(initiatives).collect::<Vec<_>>().join("\n")
}

fn fostering(view: &ExemplarView, notes: &[Note], kept: Option<&Fostered>, usual: &Terms) -> (String, Arc<dyn Filled>) {
    let so_far = view.fostering.iter().map(|one| format!("- {}: {}", words::short_day(one.on), one.words));
    let (number, symbol, day) = &view.number;
    let number = number.map_or_else(|| "……".to_owned(), |number| format!("{number:02}"));
    let now = kept.map(|kept| kept.plan.situation.clone()).filter(|text| !text.is_empty());
    let situation = std::iter::once(view.achievement.clone()).chain(now).chain(so_far);
    let paper = FosteringPlan {
        letterhead: usual.letterhead.clone(),
        exemplar: view.name.clone(),
        about: beside(view.kind, &view.name, &view.unit).to_owned(),
        recognised_by: format!("Quyết định số {number}/{symbol} {}", words::day(*day)),
        period: kept.map_or_else(String::new, |kept| {
            format!("Từ {} đến {}", words::day(kept.plan.from_day), words::day(kept.plan.until_day))
        }),
        situation: situation.collect::<Vec<_>>().join("\n"),
        goals: kept.map_or_else(|| noted(notes), planned),
        spreading: kept.map(spreading).unwrap_or_default(),
        reporting: kept.map_or_else(String::new, |kept| {
            format!("{} kiểm tra, báo cáo {} tháng một lần.", kept.plan.owner_name, kept.plan.every_months)
        }),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    };
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
        paper.recipients = terms.recipients.clone();
    });
    (format!("Kế hoạch bồi dưỡng {}", view.name), facts)
}

fn confirmation(view: &ExemplarView, office: &Office, usual: &Terms) -> (String, Arc<dyn Filled>) {
    let form = Catalogue::standard().form_on(Kind::Confirmation, office.day).map(Form::lines);
    let empty = String::new;
    let paper = Confirmation {
        letterhead: usual.letterhead.clone(),
        form: form.unwrap_or_default(),
        model: view.name.clone(),
        authors: named(view),
        since: empty(),
        stage: None,
        changed: empty(),
        result: empty(),
        difficulty: empty(),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    };
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
        paper.recipients = terms.recipients.clone();
    });
    (format!("Giấy xác nhận hiệu quả áp dụng: {}", view.name), facts)
}

fn visit(view: &ExemplarView, usual: &Terms) -> (String, Arc<dyn Filled>) {
    let empty = String::new;
    let paper = VisitNote {
        letterhead: usual.letterhead.clone(),
        host: view.unit.clone(),
        when: empty(),
        visitors: Vec::new(),
        model: view.name.clone(),
        learned: empty(),
        usable: empty(),
        next: Vec::new(),
        writer: empty(),
        host_signer: empty(),
    };
    let facts = under(paper, |paper, terms| paper.letterhead = terms.letterhead.clone());
    (format!("Phiếu ghi nhận học tập kinh nghiệm: {}", view.name), facts)
}
