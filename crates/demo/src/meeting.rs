//! A council meets: called with papers, presence and absences, conflicts declared, votes counted and announced. It must not choose the candidates.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, time};
use lantoa_app::session::{self, Ballot, Call, ItemView, Presence, Seen, Step};
use lantoa_app::{Cx, Result};
use lantoa_domain::Refusal;
use lantoa_domain::id::{DossierId, PersonId, SessionId};
use lantoa_domain::plan::Method;
use lantoa_domain::session::Stage as ItemStage;
use lantoa_domain::vote::Tally;

use crate::booth;
use crate::cast::Cast;
use crate::hand::{Fate, Hand};
use crate::stage::Stage;
use crate::words;

/// How a secret vote is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ballots {
    /// On paper.
    Paper,
    /// By the electronic secret ballot as far as one ballot reaches, the rest on paper.
    Electronic,
}

/// Calls a session for a day with these dossiers on its agenda.
///
/// # Errors
/// The product's.
pub(crate) async fn call(
    stage: &mut Stage<'_>,
    cast: &Cast,
    title: &str,
    held_on: Date,
    dossiers: Vec<DossierId>,
) -> Result<SessionId> {
    let council = cast.council.ok_or(Refusal::NotFound)?;
    let days = i64::from(stage.chance.between(2, 6));
    let papers_on = held_on.checked_sub(days.days()).ok().filter(|day| *day >= stage.today());
    let call = Call {
        title: title.to_owned(),
        place: "Phòng họp số 1".to_owned(),
        held_on,
        starts_at: time(8, 30, 0, 0),
        papers_on: papers_on.or(Some(stage.today()).filter(|day| *day <= held_on)),
    };
    let cx = stage.acting(cast.secretary()).await?;
    let id = session::call(&cx, council, call).await?;
    stage.summary.sessions += 1;
    session::set_agenda(&cx, id, 1, dossiers).await?;
    Ok(id)
}

/// Calls a session, holds it on its day and announces the results. Hands that the council did not select walk no more.
///
/// # Errors
/// The product's.
pub(crate) async fn hold(
    stage: &mut Stage<'_>,
    cast: &Cast,
    (title, ballots): (&str, Ballots),
    held_on: Date,
    hands: &mut [&mut Hand],
) -> Result<()> {
    let agenda = hands.iter().map(|hand| hand.id).collect();
    let id = call(stage, cast, title, held_on, agenda).await?;
    stage.go(held_on).await?;
    declare(stage, cast, id).await?;
    presence(stage, cast, id).await?;
    let fates: BTreeMap<DossierId, Fate> = hands.iter().map(|hand| (hand.id, hand.candidate.fate)).collect();
    if ballots == Ballots::Electronic {
        booth::hold(stage, cast, id, title, &fates).await?;
    }
    let secretary = stage.acting(cast.secretary()).await?;
    for (step, at) in [(Step::Open, ItemStage::Waiting), (Step::Close, ItemStage::Open)] {
        let items = seen(&secretary, id, at, |_| true).await?;
        if !items.is_empty() {
            session::advance(&secretary, id, step, items).await?;
            stage.pause();
        }
    }
    count(stage, cast, id, &fates).await?;
    for (step, at) in [(Step::Confirm, ItemStage::Counted), (Step::Announce, ItemStage::Confirmed)] {
        for person in [cast.head, cast.members[1]] {
            let cx = stage.acting(person).await?;
            let items = seen(&cx, id, at, |item| !item.own_conflict).await?;
            if !items.is_empty() {
                session::advance(&cx, id, step, items).await?;
            }
        }
    }
    close(stage, cast, id, hands).await
}

/// A member declares an interest that no record shows, now and then.
async fn declare(stage: &mut Stage<'_>, cast: &Cast, id: SessionId) -> Result<()> {
    let plain = &cast.members[3..];
    if plain.is_empty() || !stage.chance.percent(40) {
        return Ok(());
    }
    let member = *stage.chance.one_of(plain);
    let cx = stage.acting(member).await?;
    let view = session::page(&cx, id).await?;
    let roomy = |item: &&ItemView| !item.own_conflict && item.figures.voters > item.figures.needed + 1;
    let Some(item) = view.items.iter().find(roomy) else { return Ok(()) };
    session::declare(&cx, item.id, "Có quan hệ thân thiết với người được xét.".to_owned()).await
}

/// Marks who is there; somebody may be away while the rule can still be met by the others.
///
/// # Errors
/// The product's.
pub(crate) async fn presence(stage: &mut Stage<'_>, cast: &Cast, id: SessionId) -> Result<()> {
    let now = stage.now();
    let away = if cast.members.len() >= 7 && stage.chance.percent(50) { cast.members.last().copied() } else { None };
    let row = |person: &PersonId, away: Option<PersonId>, excuse: &str| Presence {
        person: *person,
        came: (Some(*person) != away).then_some(now),
        gone: None,
        excuse: if Some(*person) == away { excuse.to_owned() } else { String::new() },
    };
    let excuse = words::excuse(&mut stage.chance);
    let cx = stage.acting(cast.secretary()).await?;
    for away in [away, None] {
        let rows: Vec<Presence> = cast.members.iter().map(|person| row(person, away, &excuse)).collect();
        let version = session::page(&cx, id).await?.version;
        session::mark_presence(&cx, id, version, rows).await?;
        let view = session::page(&cx, id).await?;
        if away.is_none() || view.items.iter().all(|item| item.figures.can_pass) {
            return Ok(());
        }
    }
    Ok(())
}

async fn seen(cx: &Cx, id: SessionId, at: ItemStage, wanted: impl Fn(&ItemView) -> bool) -> Result<Vec<Seen>> {
    let view = session::page(cx, id).await?;
    let items = view.items.iter().filter(|item| item.stage == at && wanted(item));
    Ok(items.map(|item| Seen { item: item.id, version: item.version }).collect())
}

/// The secretary types the counts, and whoever else leads the session types the paper ballots too; the chair those on which the
/// secretary has a conflict.
async fn count(stage: &mut Stage<'_>, cast: &Cast, id: SessionId, fates: &BTreeMap<DossierId, Fate>) -> Result<()> {
    let mut counted: BTreeMap<DossierId, Tally> = BTreeMap::new();
    for person in [cast.secretary(), cast.head, cast.members[1]] {
        let cx = stage.acting(person).await?;
        let view = session::page(&cx, id).await?;
        let mut ballots = Vec::new();
        for item in view.items.iter().filter(|item| item.stage == ItemStage::Closed && !item.own_conflict) {
            let passes = fates.get(&item.dossier) != Some(&Fate::VotedDown);
            let tally = *counted.entry(item.dossier).or_insert_with(|| tally(stage, item, passes));
            ballots.push(Ballot { seen: Seen { item: item.id, version: item.version }, tally });
        }
        if !ballots.is_empty() {
            session::count(&cx, id, ballots).await?;
        }
    }
    Ok(())
}

/// A count that passes or fails as it shall, where those who voted could make it pass at all.
fn tally(stage: &mut Stage<'_>, item: &ItemView, passes: bool) -> Tally {
    let (voters, needed) = (item.figures.voters, item.figures.needed);
    let agree = if passes && needed <= voters {
        stage.chance.between(needed, voters)
    } else {
        voters.min(needed.saturating_sub(1))
    };
    let rest = voters - agree;
    if item.rule.method != Method::Secret {
        return Tally { agree, disagree: rest, ..Tally::default() };
    }
    let invalid = if rest > 0 && stage.chance.percent(30) { 1 } else { 0 };
    Tally { agree, disagree: rest - invalid, invalid, issued: voters, returned: voters, ..Tally::default() }
}

async fn close(stage: &mut Stage<'_>, cast: &Cast, id: SessionId, hands: &mut [&mut Hand]) -> Result<()> {
    let cx = stage.acting(cast.secretary()).await?;
    let view = session::page(&cx, id).await?;
    let passed: BTreeMap<DossierId, Option<bool>> = view.items.iter().map(|item| (item.dossier, item.passed)).collect();
    for hand in hands.iter_mut() {
        let result = passed.get(&hand.id).copied().flatten();
        hand.seen += i64::from(result.is_some());
        hand.walks = result == Some(true);
    }
    let seats: Vec<String> =
        view.seats.iter().filter(|seat| seat.came.is_some()).rev().take(3).map(|seat| seat.name.clone()).collect();
    let chosen = passed.values().filter(|passed| **passed == Some(true)).count();
    let conclusion = format!("Hội đồng thống nhất đề nghị {chosen}/{} trường hợp.", passed.len());
    session::finish(&cx, id, view.version, seats.join("\n"), conclusion).await
}
