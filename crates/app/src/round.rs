//! Rounds of a programme: proposed from the plan, opened, closed and opened again. It must not move a dossier.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ProgrammeId, RoundId};
use lantoa_domain::plan::{Key, Plan, Rhythm};
use lantoa_domain::policy::Act;
use lantoa_store::programme::{self, Programme, ProgrammeStatus, Round};
use lantoa_store::{Conn, Word};
use serde::Serialize;

pub use lantoa_store::programme::RoundStatus;

use crate::{Cx, Result, seen};

/// A round to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRound {
    /// The programme.
    pub programme: ProgrammeId,
    /// The track.
    pub track: Key,
    /// Its name; made from year and month when empty.
    pub label: String,
    /// The year it answers for.
    pub year: i16,
    /// The month 1–12 it answers for; 0 for a whole year.
    pub month: i8,
    /// First day it takes dossiers.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// The day ages, ratings and titles are looked at.
    pub reference_day: Date,
}

impl NewRound {
    /// A round as the plan proposes it.
    #[must_use]
    pub fn proposed(programme: ProgrammeId, proposal: lantoa_domain::round::Proposal) -> Self {
        let p = proposal;
        Self {
            programme,
            track: p.track,
            label: label(p.year, p.month),
            year: p.year,
            month: p.month,
            opens: p.opens,
            closes: p.closes,
            reference_day: p.reference_day,
        }
    }
}

/// Whether a round takes dossiers on a day: nobody closed it, and the day is one of its own.
#[must_use]
pub fn takes(round: &Round, today: Date) -> bool {
    round.status.0 == RoundStatus::Open && (round.opens..=round.closes).contains(&today)
}

/// The name of a round as lists and documents of the agency print it.
#[must_use]
pub fn label(year: i16, month: i8) -> String {
    if month == 0 { format!("Năm {year}") } else { format!("Tháng {month}/{year}") }
}

/// The rounds that the plan asks for next.
///
/// # Errors
/// The engine's.
pub(crate) async fn proposals(conn: &mut Conn, cx: &Cx, programme: &Programme, plan: &Plan) -> Result<Vec<NewRound>> {
    let rounds = programme::rounds(conn, programme.id).await?;
    let known: Vec<(Key, i16, i8)> = rounds.into_iter().map(|round| (round.track, round.year, round.month)).collect();
    let next = plan.next_rounds(cx.today(), &known).into_iter();
    Ok(next.map(|proposal| NewRound::proposed(programme.id, proposal)).collect())
}

/// Opens a round on the version of the plan in force, which it keeps for good.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Invalid` with the field, `Taken` when there is such a round.
pub async fn open(cx: &Cx, new: NewRound) -> Result<RoundId> {
    let acting = cx.clone();
    let id: RoundId = cx.id();
    cx.db()
        .write(async move |tx| {
            let programme = running(tx, &acting, new.programme).await?;
            let plan = acting.app().plan(tx, programme.plan).await?;
            check(&plan, &new)?;
            let label = Some(new.label.trim()).filter(|label| !label.is_empty()).map(str::to_owned);
            let round = Round {
                id,
                root: programme.root,
                programme: programme.id,
                plan: programme.plan,
                track: new.track.clone(),
                label: label.unwrap_or_else(|| self::label(new.year, new.month)),
                year: new.year,
                month: new.month,
                opens: new.opens,
                closes: new.closes,
                reference_day: new.reference_day,
                status: Word(RoundStatus::Open),
                version: 1,
            };
            if programme::has_round(tx, &round).await? {
                return Err(Refusal::Taken { field: "round" }.into());
            }
            programme::insert_round(tx, &round).await?;
            acting.journal(tx, "round.opened", id, &Detail::of(&round))?;
            Ok(id)
        })
        .await
}

fn check(plan: &Plan, new: &NewRound) -> Result<()> {
    let invalid = |field, why| Err(Refusal::Invalid { field, why }.into());
    let Some(track) = plan.track(&new.track) else { return invalid("track", "unknown") };
    let monthly = track.rhythm == Rhythm::Monthly;
    if !plan.years().contains(new.year) {
        return invalid("year", "outside-plan");
    }
    if monthly != (1..=12).contains(&new.month) || (!monthly && new.month != 0) {
        return invalid("month", "rhythm");
    }
    if new.closes < new.opens {
        return invalid("closes", "before-opening");
    }
    Ok(())
}

/// What becomes of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It takes nothing more; what is in it runs on.
    Close,
    /// It takes dossiers again, until this day.
    Reopen(Date),
}

/// Closes a round, or opens it again until a day. `version` is the one that was shown.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `Invalid` for a day before its first.
pub async fn turn(cx: &Cx, id: RoundId, version: i64, turn: Turn) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let round = programme::round(tx, id).await?.filter(|round| round.root == acting.actor().root);
            let mut round = round.ok_or(Refusal::NotFound)?;
            acting.permit(Act::RunRounds)?;
            seen::same(tx, round.root, id, round.version, version).await?;
            let action = match turn {
                Turn::Close => {
                    round.status = Word(RoundStatus::Closed);
                    "round.closed"
                }
                Turn::Reopen(until) if until < round.opens => {
                    return Err(Refusal::Invalid { field: "closes", why: "before-opening" }.into());
                }
                Turn::Reopen(until) => {
                    round.status = Word(RoundStatus::Open);
                    round.closes = until;
                    "round.reopened"
                }
            };
            let result = programme::save_round(tx, &round).await;
            seen::saved(tx, round.root, id, result).await?;
            acting.journal(tx, action, id, &Detail::of(&round))
        })
        .await
}

/// A running programme whose rounds the acting person may run.
async fn running(conn: &mut Conn, cx: &Cx, id: ProgrammeId) -> Result<Programme> {
    let programme = programme::programme(conn, id).await?.filter(|p| p.root == cx.actor().root);
    let programme = programme.ok_or(Refusal::NotFound)?;
    cx.permit(Act::RunRounds)?;
    match programme.status.0 {
        ProgrammeStatus::Running => Ok(programme),
        ProgrammeStatus::Finished => Err(Refusal::Invalid { field: "programme", why: "finished" }.into()),
    }
}

#[derive(Serialize)]
struct Detail<'a> {
    programme: ProgrammeId,
    track: &'a Key,
    label: &'a str,
    opens: Date,
    closes: Date,
}

impl<'a> Detail<'a> {
    fn of(round: &'a Round) -> Self {
        Self {
            programme: round.programme,
            track: &round.track,
            label: &round.label,
            opens: round.opens,
            closes: round.closes,
        }
    }
}
