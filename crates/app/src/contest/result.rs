//! From sheets to prizes: standings once every sheet is in, what the jury agrees on, ties, decision, publication. It must not reckon with a rounded figure.

use lantoa_domain::Refusal;
use lantoa_domain::contest::score::{Advice, Marked, Points, majority, mean, rank, spread};
use lantoa_domain::contest::{ContestState, ContestStep, EntryState};
use lantoa_domain::id::{ContestId, EntryId};
use lantoa_domain::policy::Act;
use lantoa_store::contest::entry::{self as entries, Entry};
use lantoa_store::contest::jury::{self as jurors, Sheet};
use lantoa_store::contest::{self, Contest};
use lantoa_store::{Conn, Tx, Word};
use serde_json::json;

use super::sheet::{chaired, totals};
use super::{found, reason, save, save_entry, wrong};
use crate::{Cx, Result, faster};

/// How an entry stands, once every sheet of the contest is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The entry.
    pub entry: EntryId,
    /// The version to send back.
    pub version: i64,
    /// Its number.
    pub number: i64,
    /// Equal points share a rank, and the next one skips.
    pub rank: usize,
    /// Points out of 100, in hundredths.
    pub points: i64,
    /// How far the sheets differ, in hundredths of a point.
    pub spread: i64,
    /// Whether they differ by more than the contest allows.
    pub differs: bool,
    /// What each sheet advises.
    pub advice: Vec<Advice>,
    /// What counts: what was agreed on, or what more than half advise.
    pub advised: Option<Advice>,
    /// What the jury agreed on, and how.
    pub agreed: Option<(i64, String)>,
    /// Whether a tie at the border of a prize waits for the chair.
    pub tied: bool,
    /// The place in a tie the chair settled, and why.
    pub settled: Option<(i64, String)>,
    /// Its prize, by place in the contest's list.
    pub prize: Option<usize>,
}

impl Standing {
    /// Whether the jury has to talk about it before prizes are decided.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.differs && self.agreed.is_none()
    }
}

/// The standings; `None` while a sheet is missing.
pub(super) fn standings(contest: &Contest, all: &[Entry], sheets: &[Sheet]) -> Option<Vec<Standing>> {
    let admitted: Vec<&Entry> = all.iter().filter(|one| one.state.0 == EntryState::Admitted).collect();
    let missing = |entry: &&&Entry| {
        let own = sheets.iter().filter(|sheet| sheet.entry == entry.id);
        let (mut count, mut open) = (0, false);
        for sheet in own {
            count += 1;
            open |= sheet.handed_on.is_none();
        }
        open || count < contest.jurors
    };
    if admitted.is_empty() || admitted.iter().any(|entry| missing(&entry)) {
        return None;
    }
    let lines: Vec<(&Entry, Points, Standing)> =
        admitted.into_iter().filter_map(|entry| line(contest, entry, sheets)).collect();
    let marked: Vec<Marked> = lines
        .iter()
        .map(|(entry, points, line)| Marked {
            entry: entry.id,
            points: *points,
            may_win: line.advised != Some(Advice::Neither),
            settled: entry.settled,
        })
        .collect();
    let ranked = rank(&marked, &contest.prizes.0).into_iter();
    Some(
        ranked
            .filter_map(|one| {
                let (.., line) = lines.iter().find(|(entry, ..)| entry.id == one.entry)?;
                Some(Standing { rank: one.rank, prize: one.prize, tied: one.tied, ..line.clone() })
            })
            .collect(),
    )
}

fn line<'a>(contest: &Contest, entry: &'a Entry, sheets: &[Sheet]) -> Option<(&'a Entry, Points, Standing)> {
    let own: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.entry == entry.id).collect();
    let totals = totals(&contest.criteria.0, &own);
    let advice: Vec<Advice> = own.iter().filter_map(|sheet| sheet.advice.map(|given| given.0)).collect();
    let points = match entry.agreed {
        Some(agreed) => Points::from_hundredths(agreed),
        None => mean(&totals)?,
    };
    let apart = spread(&totals);
    let standing = Standing {
        entry: entry.id,
        version: entry.version,
        number: entry.number,
        rank: 0,
        points: points.hundredths(),
        spread: apart.hundredths(),
        differs: apart > Points::from_hundredths(contest.spread * 100),
        advised: entry.agreed_advice.map(|agreed| agreed.0).or_else(|| majority(&advice)),
        advice,
        agreed: entry.agreed.map(|points| (points, entry.agreed_why.clone())),
        tied: false,
        settled: entry.settled.map(|place| (place, entry.settled_why.clone())),
        prize: None,
    };
    Some((entry, points, standing))
}

async fn now(conn: &mut Conn, contest: &Contest) -> Result<(Vec<Entry>, Vec<Standing>)> {
    let all = entries::of_contest(conn, contest.id).await?;
    let sheets = jurors::sheets(conn, contest.id).await?;
    let lines = standings(contest, &all, &sheets).ok_or_else(|| wrong("contest-sheets-missing"))?;
    Ok((all, lines))
}

/// What the jury agreed on about an entry its sheets differ about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// Points out of 100, in hundredths, 0–10000.
    pub points: i64,
    /// What it advises.
    pub advice: Advice,
    /// How it came to that.
    pub why: String,
}

/// Records what the jury agreed on, from the chair, once every sheet is in; what was settled about a tie of the entry is open again.
///
/// # Errors
/// `NotFound` for everybody but the chair; `Conflicted`, `Overtaken`, `ReasonMissing`, `InUse`; `Invalid` on "points" (`range`), and
/// with `contest-sheets-missing`.
pub async fn agree(cx: &Cx, id: EntryId, seen: i64, agreed: Agreed) -> Result<()> {
    if !(0..=10_000).contains(&agreed.points) {
        return Err(Refusal::Invalid { field: "points", why: "range" }.into());
    }
    let agreed = Agreed { why: reason(&agreed.why)?, ..agreed };
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let known = entries::load(tx, id).await?.ok_or(Refusal::NotFound)?;
            contest::lock(tx, known.contest).await?;
            let entry = entries::load(tx, id).await?.ok_or(Refusal::NotFound)?;
            let contest = chaired(tx, &me, &entry).await?;
            faster::same(tx, contest.root, id, entry.version, seen).await?;
            still_judging(&contest)?;
            now(tx, &contest).await?;
            let new = Entry {
                agreed: Some(agreed.points),
                agreed_advice: Some(Word(agreed.advice)),
                agreed_why: agreed.why.clone(),
                settled: None,
                settled_why: String::new(),
                ..entry
            };
            save_entry(tx, &new).await?;
            me.journal(tx, "contest.entry-agreed", id, &json!({ "contest": contest.id }))
        })
        .await
}

fn still_judging(contest: &Contest) -> Result<()> {
    if contest.state.0 == ContestState::Judging { Ok(()) } else { Err(Refusal::InUse.into()) }
}

/// Settles a tie at the border of a prize, from the chair: the entries in the order they come in, with a reason.
///
/// # Errors
/// As [`agree`]; `Invalid` on "order" (`not-tied`) for entries that are not all those of one tie.
pub async fn settle(cx: &Cx, id: ContestId, order: Vec<EntryId>, why: String) -> Result<()> {
    let (me, why) = (cx.clone(), reason(&why)?);
    cx.db()
        .write(async move |tx| {
            contest::lock(tx, id).await?;
            let first = entries::load(tx, *order.first().ok_or(Refusal::NotFound)?).await?.ok_or(Refusal::NotFound)?;
            let contest = chaired(tx, &me, &first).await?;
            still_judging(&contest)?;
            let (all, lines) = now(tx, &contest).await?;
            let rank = lines.iter().find(|line| line.entry == first.id && line.tied).map(|line| line.rank);
            let group: Vec<EntryId> =
                lines.iter().filter(|line| line.tied && Some(line.rank) == rank).map(|line| line.entry).collect();
            let mut wanted = order.clone();
            wanted.sort_unstable();
            wanted.dedup();
            if first.contest != id || wanted.len() != order.len() || wanted.len() != group.len() {
                return Err(Refusal::Invalid { field: "order", why: "not-tied" }.into());
            }
            for (place, entry) in (1..).zip(&order) {
                let found = all.iter().find(|one| one.id == *entry).filter(|one| group.contains(&one.id));
                let found = found.ok_or(Refusal::Invalid { field: "order", why: "not-tied" })?;
                chaired(tx, &me, found).await?;
                save_entry(tx, &Entry { settled: Some(place), settled_why: why.clone(), ..found.clone() }).await?;
            }
            me.journal(tx, "contest.tie-settled", id, &json!({ "count": order.len() }))
        })
        .await
}

/// Decides the prizes as the standings give them: every sheet in, every difference talked about, every tie settled.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`, `InUse`; `Invalid` with `contest-sheets-missing`, `contest-not-agreed`, `contest-tied`.
pub async fn decide(cx: &Cx, id: ContestId, seen: i64) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = published_by(tx, &me, id, seen).await?;
            let state = was.state.0.after(ContestStep::Decide)?;
            let (all, lines) = now(tx, &was).await?;
            if lines.iter().any(Standing::waits) {
                return Err(wrong("contest-not-agreed"));
            }
            if lines.iter().any(|line| line.tied) {
                return Err(wrong("contest-tied"));
            }
            for line in lines.iter().filter(|line| line.prize.is_some()) {
                let prize = line.prize.and_then(|at| i64::try_from(at).ok());
                if let Some(entry) = all.iter().find(|one| one.id == line.entry) {
                    save_entry(tx, &Entry { prize, ..entry.clone() }).await?;
                }
            }
            let by = Some(me.actor().person);
            let new = Contest { state: Word(state), decided_by: by, decided_on: Some(me.today()), ..was };
            save(tx, &new).await?;
            let given = lines.iter().filter(|line| line.prize.is_some()).count();
            me.journal(tx, "contest.decided", id, &json!({ "count": given }))
        })
        .await
}

/// Publishes who won: from then on everybody reads it, as far as each author consents at that moment.
///
/// # Errors
/// As [`decide`]: what was decided is published.
pub async fn publish(cx: &Cx, id: ContestId, seen: i64) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = published_by(tx, &me, id, seen).await?;
            let state = was.state.0.after(ContestStep::Publish)?;
            save(tx, &Contest { state: Word(state), published_on: Some(me.today()), ..was }).await?;
            me.journal(tx, "contest.published", id, &json!({}))
        })
        .await
}

/// A contest for those who publish, while nobody else writes about it.
async fn published_by(tx: &mut Tx, cx: &Cx, id: ContestId, seen: i64) -> Result<Contest> {
    cx.permit(Act::PublishStory)?;
    contest::lock(tx, id).await?;
    let (row, _) = found(tx, cx, id).await?;
    faster::same(tx, row.root, id, row.version, seen).await?;
    Ok(row)
}
