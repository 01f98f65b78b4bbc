//! The head decides: a draft with the record behind each name, declines, the number, and money where the agency awards. It must not go past what the draft shows.

use std::collections::BTreeMap;

use jiff::ToSpan;
use lantoa_app::Result;
use lantoa_app::decision::{self, DecisionKind, Issue, SeenLine, Words};
use lantoa_domain::Refusal;
use lantoa_domain::id::{DecisionId, DossierId, ProgrammeId};
use lantoa_domain::plan::Plan;

use crate::cast::Cast;
use crate::hand::Hand;
use crate::stage::Stage;

/// How a full cap is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhenFull {
    /// The head declines what goes over it.
    Decline,
    /// The head goes over it once, with a reason.
    GoOverOnce,
}

/// Drafts a recognition of these and has it issued today. What cannot be recognised is declined.
///
/// # Errors
/// The product's.
pub(crate) async fn recognise(
    stage: &mut Stage<'_>,
    cast: &Cast,
    (programme, plan): (ProgrammeId, &Plan),
    (title, months): (&str, Option<i32>),
    hands: &mut [&mut Hand],
    when_full: WhenFull,
) -> Result<()> {
    if hands.is_empty() {
        return Ok(());
    }
    let valid_until = months.and_then(|months| stage.today().checked_add(months.months()).ok());
    let words = Words { valid_until, ..words(stage, cast, plan, title, None) };
    let dossiers = hands.iter().map(|hand| hand.id).collect();
    let cx = stage.acting(cast.secretary()).await?;
    let id = decision::draft(&cx, programme, DecisionKind::Recognition, words, dossiers).await?;
    let overrides = sift(stage, cast, id, hands, when_full).await?;
    let lines = issue(stage, cast, id, &overrides).await?;
    for hand in hands.iter_mut().filter(|hand| lines.contains(&hand.id)) {
        hand.recognised = true;
        hand.seen += 1;
        stage.summary.recognised += 1;
    }
    Ok(())
}

/// Looks at the draft again and again until nothing in it stands in the way. Gives the reasons for going over caps.
async fn sift(
    stage: &mut Stage<'_>,
    cast: &Cast,
    id: DecisionId,
    hands: &mut [&mut Hand],
    when_full: WhenFull,
) -> Result<BTreeMap<DossierId, String>> {
    let mut overrides = BTreeMap::new();
    loop {
        let head = stage.acting(cast.head).await?;
        let view = decision::page(&head, id).await?;
        let over = view.lines.iter().find_map(|line| {
            let check = line.check.as_ref()?;
            let full = check.needs_reason && !overrides.contains_key(&line.dossier);
            (check.verdict.is_err() || full).then(|| (line.dossier, line.version, check.verdict.is_err()))
        });
        let Some((dossier, version, hindered)) = over else { return Ok(overrides) };
        if !hindered && when_full == WhenFull::GoOverOnce && overrides.is_empty() {
            let why = "Thành tích đặc biệt nổi trội, Hội đồng thống nhất đề nghị; Trưởng ban chịu trách nhiệm.";
            overrides.insert(dossier, why.to_owned());
            continue;
        }
        let why = if hindered {
            "Chưa đủ điều kiện về tiêu chí liên quan."
        } else {
            "Đã đủ số lượng của năm."
        };
        decision::decline(&head, dossier, version, why.to_owned()).await?;
        for hand in hands.iter_mut().filter(|hand| hand.id == dossier) {
            hand.walks = false;
            hand.seen += 1;
        }
    }
}

/// Issues a draft today; gives the dossiers in it.
async fn issue(
    stage: &mut Stage<'_>,
    cast: &Cast,
    id: DecisionId,
    overrides: &BTreeMap<DossierId, String>,
) -> Result<Vec<DossierId>> {
    let on = stage.today();
    let head = stage.acting(cast.head).await?;
    let view = decision::page(&head, id).await?;
    let dossiers: Vec<DossierId> = view.lines.iter().map(|line| line.dossier).collect();
    if dossiers.is_empty() {
        let cx = stage.acting(cast.secretary()).await?;
        decision::discard(&cx, id, view.row.version).await?;
        return Ok(dossiers);
    }
    let lines = view.lines.iter().map(|line| SeenLine {
        dossier: line.dossier,
        version: line.version,
        override_reason: overrides.get(&line.dossier).cloned().unwrap_or_default(),
    });
    let command = Issue {
        decision: id,
        seen: view.row.version,
        lines: lines.collect(),
        on,
        number: None,
        gap_reason: String::new(),
        signer_title: cast.head_post.to_uppercase(),
        authority: String::new(),
        mends: String::new(),
    };
    decision::issue(&head, command).await?;
    stage.summary.decisions += 1;
    Ok(dossiers)
}

/// Gives those who were recognised an award with money, on a decision of its own.
///
/// # Errors
/// The product's.
pub(crate) async fn award(
    stage: &mut Stage<'_>,
    cast: &Cast,
    (programme, plan): (ProgrammeId, &Plan),
    (title, award): (&str, &str),
    hands: &[&Hand],
) -> Result<()> {
    let dossiers: Vec<DossierId> = hands.iter().filter(|hand| hand.recognised).map(|hand| hand.id).collect();
    if dossiers.is_empty() {
        return Ok(());
    }
    let words = words(stage, cast, plan, title, Some(award.to_owned()));
    let cx = stage.acting(cast.secretary()).await?;
    let id = decision::draft(&cx, programme, DecisionKind::Award, words, dossiers).await?;
    issue(stage, cast, id, &BTreeMap::new()).await.map(drop)
}

/// A draft that waits for the head's signature.
///
/// # Errors
/// The product's.
pub(crate) async fn draft_only(
    stage: &mut Stage<'_>,
    cast: &Cast,
    (programme, plan): (ProgrammeId, &Plan),
    title: &str,
    dossiers: Vec<DossierId>,
) -> Result<()> {
    if dossiers.is_empty() {
        return Err(Refusal::Invalid { field: "lines", why: "empty" }.into());
    }
    let words = words(stage, cast, plan, title, None);
    let cx = stage.acting(cast.secretary()).await?;
    decision::draft(&cx, programme, DecisionKind::Recognition, words, dossiers).await.map(drop)
}

fn words(stage: &Stage<'_>, cast: &Cast, plan: &Plan, title: &str, award: Option<String>) -> Words {
    let basis = |basis: &lantoa_domain::plan::LegalBasis| {
        let number = basis.number.as_deref().map(|number| format!(" {number}")).unwrap_or_default();
        let issuer = basis.issuer.as_deref().map(|issuer| format!(" của {issuer}")).unwrap_or_default();
        format!("Căn cứ {}{number}{issuer};", basis.kind)
    };
    let mut bases: Vec<String> = plan.document.bases.iter().map(basis).collect();
    bases.push(format!("Theo đề nghị của Thường trực Hội đồng Thi đua - Khen thưởng {},", cast.name));
    Words {
        title: title.to_owned(),
        bases: bases.join("\n"),
        signer_title: cast.head_post.to_uppercase(),
        on: Some(stage.today()),
        award,
        valid_until: None,
        recheck_on: None,
    }
}
