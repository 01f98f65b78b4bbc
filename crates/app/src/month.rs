//! Good people and good deeds month by month: who has sent a list, who said there is nothing, who is late, what goes to the level above. It must not send it.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ProgrammeId, RoundId, TaskId};
use lantoa_domain::plan::Rhythm;
use lantoa_domain::policy::{Act, scope};
use lantoa_domain::task::Met;
use lantoa_domain::time::When;
use lantoa_store::{Conn, month, programme};

use crate::dossier::list::{Filter, Row, list};
use crate::forward::{self, DueView};
use crate::{Cx, Error, Result};

/// Dossiers of a month shown at most.
const SHOWN: usize = 200;

/// A month in which lists are owed, or a round is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthRow {
    /// The programme and its title.
    pub programme: (ProgrammeId, String),
    /// Year and month.
    pub month: (i16, i8),
    /// Lists owed.
    pub owed: i64,
    /// Those that came, or were excused.
    pub met: i64,
    /// The last day in time.
    pub due: Date,
}

/// The months up to this one in which lists are owed, the latest first.
///
/// # Errors
/// `NotAllowed`.
pub async fn months(cx: &Cx) -> Result<Vec<MonthRow>> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let mut out = Vec::new();
            let last = When::Month(me.today().year(), me.today().month());
            for one in programme::programmes(conn, me.actor().root).await? {
                let plan = me.app().plan(conn, one.plan).await?;
                if !plan.tracks.iter().any(|track| track.rhythm == Rhythm::Monthly) {
                    continue;
                }
                for (period, owed, met, due) in month::months(conn, one.id, last).await? {
                    if let When::Month(year, number) = period {
                        let programme = (one.id, one.title.clone());
                        out.push(MonthRow { programme, month: (year, number), owed, met, due });
                    }
                }
            }
            out.sort_by_key(|row| std::cmp::Reverse((row.month, row.programme.0)));
            Ok::<_, Error>(out)
        })
        .await
}

/// How a unit stands with its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It sent one.
    Sent,
    /// It said that there is nothing.
    Zero,
    /// It was excused.
    Excused,
    /// It has time.
    Open,
    /// It sent nothing, and its day is over.
    Missing,
}

/// A unit's list of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// The task.
    pub task: TaskId,
    /// The unit's name today.
    pub unit: String,
    /// How it stands.
    pub how: How,
    /// When it was sent.
    pub on: Option<Date>,
    /// The last day in time.
    pub due: Date,
    /// Days late: to the day it came, or to today.
    pub days_late: i32,
}

/// A month.
#[derive(Debug, Clone)]
pub struct MonthView {
    /// The programme and its title.
    pub programme: (ProgrammeId, String),
    /// Year and month.
    pub month: (i16, i8),
    /// The units, in their order.
    pub units: Vec<UnitRow>,
    /// The rounds of the month: round, track.
    pub rounds: Vec<(RoundId, String)>,
    /// Dossiers of the month that the reader may see.
    pub dossiers: Vec<Row>,
    /// What can go to the level above, for those who may know of it.
    pub pack: Vec<DueView>,
    /// Recipients the plan names.
    pub recipients: Vec<String>,
    /// Whether the reader may send.
    pub may_send: bool,
}

impl MonthView {
    /// How many units stand so.
    #[must_use]
    pub fn count(&self, how: How) -> usize {
        self.units.iter().filter(|row| row.how == how).count()
    }

    /// How many came late or are missing.
    #[must_use]
    pub fn late(&self) -> usize {
        self.units.iter().filter(|row| row.days_late > 0).count()
    }
}

/// A month of a programme.
///
/// # Errors
/// `NotFound`.
pub async fn show(cx: &Cx, id: ProgrammeId, (year, number): (i16, i8)) -> Result<MonthView> {
    cx.permit(Act::ReadProgramme)?;
    if !(1..=12).contains(&number) || !(1900..=9998).contains(&year) {
        return Err(Refusal::NotFound.into());
    }
    let me = cx.clone();
    let mut view = cx.db().read(async move |conn| units(conn, &me, id, (year, number)).await).await?;
    let reach = scope(cx.actor());
    if reach.whole || !reach.units.is_empty() || !reach.movements.is_empty() {
        for (round, _) in view.rounds.clone() {
            dossiers(cx, round, &mut view.dossiers).await?;
        }
    }
    if cx.may(Act::ReadSession) && !view.rounds.is_empty() {
        let known = forward::list(cx).await?;
        let of_month = |one: &DueView| view.rounds.iter().any(|(round, _)| *round == one.round_id);
        view.pack = known.due.into_iter().filter(of_month).collect();
        view.may_send = known.may_send;
    }
    Ok(view)
}

async fn dossiers(cx: &Cx, round: RoundId, out: &mut Vec<Row>) -> Result<()> {
    let mut before = None;
    while out.len() < SHOWN {
        let page = list(cx, Filter { round: Some(round), before, ..Filter::default() }).await?;
        out.extend(page.rows);
        match page.next {
            Some(next) => before = Some(next),
            None => break,
        }
    }
    Ok(())
}

async fn units(conn: &mut Conn, cx: &Cx, id: ProgrammeId, (year, number): (i16, i8)) -> Result<MonthView> {
    let root = cx.actor().root;
    let found = programme::programme(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    let plan = cx.app().plan(conn, found.plan).await?;
    let rows = month::of(conn, id, When::Month(year, number)).await?;
    let today = cx.today();
    let unit = |row: month::Sent| {
        let (how, until) = match (row.met.map(|met| met.0), row.met_on) {
            (Some(Met::Exempt), _) => (How::Excused, row.due_day),
            (Some(Met::Done), on) => (How::Sent, on.unwrap_or(row.due_day)),
            (Some(Met::Zero), on) => (How::Zero, on.unwrap_or(row.due_day)),
            (None, _) if row.due_day < today => (How::Missing, today),
            (None, _) => (How::Open, row.due_day),
        };
        let days_late = (until - row.due_day).get_days().max(0);
        UnitRow { task: row.task, unit: row.unit_name, how, on: row.met_on, due: row.due_day, days_late }
    };
    let of_month = |round: &programme::Round| round.year == year && round.month == number;
    let name = |round: &programme::Round| plan.track(&round.track).map(|track| track.name.clone());
    let rounds = programme::rounds(conn, id).await?.into_iter().filter(of_month);
    let rounds: Vec<(RoundId, String)> = rounds.map(|round| (round.id, name(&round).unwrap_or(round.label))).collect();
    if rows.is_empty() && rounds.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let monthly = plan.tracks.iter().filter(|track| track.rhythm == Rhythm::Monthly);
    let steps =
        monthly.flat_map(|track| &track.steps).filter(|step| step.kind == lantoa_domain::plan::StepKind::Forward);
    let mut recipients: Vec<String> = steps.flat_map(|step| step.names.iter().cloned()).collect();
    recipients.dedup();
    Ok(MonthView {
        programme: (id, found.title),
        month: (year, number),
        units: rows.into_iter().map(unit).collect(),
        rounds,
        dossiers: Vec::new(),
        pack: Vec::new(),
        recipients,
        may_send: false,
    })
}
