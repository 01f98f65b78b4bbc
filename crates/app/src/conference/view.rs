//! Conferences as their pages show them: to all staff what it is, when and where; delegates as far as the reader may know them. It must not change anything.

use std::collections::BTreeMap;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::conference::agenda::{Slot, Timetable, timetable};
use lantoa_domain::conference::delegate::{DelegateRole, DelegateState};
use lantoa_domain::conference::{ConferenceKind, ConferenceState, ConferenceStep, Mix, Seats, mix};
use lantoa_domain::id::{ConferenceId, ProgrammeId, TaskId, UnitId};
use lantoa_domain::policy::{Act, Place};
use lantoa_store::conference::delegate::{self as delegates, Delegate};
use lantoa_store::conference::handover as handovers;
use lantoa_store::conference::{self as rows, Conference, Item};
use lantoa_store::{Conn, org, programme, task};

use super::handover::{HandoverView, views};
use super::load;
use crate::names::Names;
use crate::{Cx, Error, Result};

/// Which conferences to list. Everything left out is not restricted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only of this programme.
    pub programme: Option<ProgrammeId>,
    /// Only those held here, or those above.
    pub kind: Option<ConferenceKind>,
    /// Only those that are so far.
    pub state: Option<ConferenceState>,
}

/// How many delegates are how far. Guests are left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Put forward, decided or not.
    pub proposed: i64,
    /// Chosen, whatever came of it.
    pub chosen: i64,
    /// Will come, or came.
    pub coming: i64,
    /// Will not come.
    pub not_coming: i64,
    /// Were there.
    pub attended: i64,
    /// Were not, without having said so.
    pub absent: i64,
}

impl Figures {
    fn add(&mut self, state: DelegateState, count: i64) {
        self.proposed += count;
        if !matches!(state, DelegateState::Proposed | DelegateState::NotChosen) {
            self.chosen += count;
        }
        match state {
            DelegateState::Coming => self.coming += count,
            DelegateState::NotComing | DelegateState::Replaced => self.not_coming += count,
            DelegateState::Attended => {
                self.coming += count;
                self.attended += count;
            }
            DelegateState::Absent => self.absent += count,
            DelegateState::Proposed | DelegateState::Chosen | DelegateState::NotChosen | DelegateState::Invited => {}
        }
    }

    fn of<'a>(delegates: impl Iterator<Item = &'a Delegate>) -> Self {
        let mut out = Self::default();
        delegates.filter(|one| one.role.0 != DelegateRole::Guest).for_each(|one| out.add(one.state.0, 1));
        out
    }
}

/// A conference in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConferenceRow {
    /// The conference.
    pub id: ConferenceId,
    /// What it is called.
    pub title: String,
    /// Its programme's title.
    pub programme: String,
    /// Whose it is.
    pub kind: ConferenceKind,
    /// How far it is.
    pub state: ConferenceState,
    /// The day it took place, or is to.
    pub on: Option<Date>,
    /// Where.
    pub place: String,
    /// Its delegates, for those who may know all of them.
    pub figures: Option<Figures>,
}

/// The conferences of the agency.
#[derive(Debug, Clone)]
pub struct List {
    /// The conferences, the latest first.
    pub rows: Vec<ConferenceRow>,
    /// Programmes to choose from.
    pub programmes: Vec<(ProgrammeId, String)>,
    /// Whether the reader may set one up.
    pub may_run: bool,
}

/// The conferences of the agency, the latest first.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx, wanted: Wanted) -> Result<List> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = me.actor().root;
            let programmes = programme::programmes(conn, root).await?;
            let programmes: Vec<_> = programmes.into_iter().map(|one| (one.id, one.title)).collect();
            let reads_all = me.may(Act::ReadDelegates);
            let mut counts: BTreeMap<ConferenceId, Figures> = BTreeMap::new();
            if reads_all {
                for (id, state, count) in delegates::counts(conn, root).await? {
                    counts.entry(id).or_default().add(state.0, count);
                }
            }
            let fits = |row: &Conference| {
                wanted.programme.is_none_or(|id| row.programme == id)
                    && wanted.kind.is_none_or(|kind| row.kind.0 == kind)
                    && wanted.state.is_none_or(|state| row.state.0 == state)
            };
            let named = |id| programmes.iter().find(|(one, _)| *one == id).map(|(_, title)| title.clone());
            let found = rows::of_root(conn, root).await?.into_iter().filter(fits).map(|row| ConferenceRow {
                programme: named(row.programme).unwrap_or_default(),
                figures: reads_all.then(|| counts.get(&row.id).copied().unwrap_or_default()),
                id: row.id,
                kind: row.kind.0,
                state: row.state.0,
                on: row.held_on.or(row.on_day),
                title: row.title,
                place: row.place,
            });
            Ok::<_, Error>(List { rows: found.collect(), may_run: me.may(Act::RunConference), programmes })
        })
        .await
}

/// A task of the plan that a conference may meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskView {
    /// The task.
    pub id: TaskId,
    /// What is owed.
    pub what: String,
    /// The last day in time.
    pub due: Date,
    /// Whether it was met.
    pub met: bool,
}

/// Programmes for a new conference with the tasks of the agency and its standing body that are not met.
///
/// # Errors
/// `NotAllowed`.
pub async fn offered(cx: &Cx) -> Result<Vec<(ProgrammeId, String, Vec<TaskView>)>> {
    cx.permit(Act::RunConference)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let mut out = Vec::new();
            for one in programme::programmes(conn, me.actor().root).await? {
                let tasks = tasks(conn, &me, one.id, None).await?;
                out.push((one.id, one.title, tasks));
            }
            Ok::<_, Error>(out)
        })
        .await
}

/// Tasks of a programme that the agency itself owes and nobody met yet, and the one named.
async fn tasks(conn: &mut Conn, cx: &Cx, id: ProgrammeId, named: Option<TaskId>) -> Result<Vec<TaskView>> {
    let root = cx.actor().root;
    let standing = org::agency(conn, root).await?.standing_body;
    let mut all = task::of_programme(conn, id).await?;
    let own = |unit: UnitId| unit == root || Some(unit) == standing || unit == cx.actor().unit;
    all.retain(|task| Some(task.id) == named || task.met.is_none() && own(task.unit));
    all.sort_by_key(|task| (task.due_day, task.id));
    let view = |task: task::Task| TaskView { id: task.id, what: task.what, due: task.due_day, met: task.met.is_some() };
    Ok(all.into_iter().map(view).collect())
}

/// A unit with its seats and what came of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitLine {
    /// The unit.
    pub unit: UnitId,
    /// Its name today.
    pub name: String,
    /// Its seats, where units have numbers of their own.
    pub seats: Option<u32>,
    /// Its delegates.
    pub figures: Figures,
}

/// A conference with everything its reader may see.
#[derive(Debug, Clone)]
pub struct ConferenceView {
    /// The conference.
    pub row: Conference,
    /// Its programme's title.
    pub programme: String,
    /// The task of the plan that it meets.
    pub task: Option<TaskView>,
    /// Tasks it could meet, for those who prepare it.
    pub tasks: Vec<TaskView>,
    /// Seats in all and of each unit.
    pub seats: Seats,
    /// Units with seats or delegates that the reader may know, in their order.
    pub units: Vec<UnitLine>,
    /// Every unit of the agency, for those who give seats; the reader's own, for those who put forward.
    pub offers: Vec<(UnitId, String)>,
    /// Delegates that the reader may know, by unit.
    pub delegates: Vec<Delegate>,
    /// How far those are.
    pub figures: Figures,
    /// How those who hold a seat are mixed.
    pub mix: Mix,
    /// Its programme.
    pub items: Vec<Item>,
    /// The hours of its programme.
    pub hours: Timetable,
    /// Lists as they were handed over, for those who may know all delegates.
    pub handovers: Vec<HandoverView>,
    /// Whether the list would be another today than it was handed over last.
    pub moved_on: bool,
    /// Whether the reader prepares it.
    pub may_run: bool,
    /// Whether the reader may put somebody forward now.
    pub may_propose: bool,
    /// Whether the reader knows the delegates of every unit.
    pub reads_all: bool,
    /// Today.
    pub today: Date,
}

impl ConferenceView {
    /// Whether a step follows now; whose it is stands beside it.
    #[must_use]
    pub fn follows(&self, step: ConferenceStep) -> bool {
        self.row.state.0.after(step).is_ok()
    }

    /// Delegates that the reader may answer for.
    #[must_use]
    pub fn is_own(&self, unit: UnitId) -> bool {
        self.may_run || self.offers.iter().any(|(one, _)| *one == unit)
    }
}

/// A conference.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: ConferenceId) -> Result<ConferenceView> {
    let me = cx.clone();
    cx.db().read(async move |conn| assemble(conn, &me, id).await).await
}

async fn assemble(conn: &mut Conn, cx: &Cx, id: ConferenceId) -> Result<ConferenceView> {
    let row = load(conn, cx, id).await?;
    let found = programme::programme(conn, row.programme).await?.ok_or(Refusal::NotFound)?;
    let names = Names::load(conn, row.root, cx.today()).await?;
    let (may_run, reads_all) = (cx.may(Act::RunConference), cx.may(Act::ReadDelegates));
    let own = |unit: UnitId| {
        let place = Place::unit(row.root, names.path(unit));
        cx.permit_at(Act::ProposeDelegates, &place).is_ok()
    };
    let seats = rows::seats(conn, &row).await?;
    let mut delegates = delegates::of_conference(conn, id).await?;
    delegates.retain(|one| reads_all || own(one.unit) || one.person == Some(cx.actor().person));
    let offers = offers(conn, cx, &row, |unit| may_run || own(unit)).await?;
    let open = row.state.0.after(ConferenceStep::Select).is_ok();
    let late = row.state.0 == ConferenceState::Held;
    let items = rows::items(conn, id).await?;
    let slots: Vec<Slot> = items.iter().map(|one| Slot { minutes: one.minutes, fixed: one.fixed }).collect();
    let tasks = if may_run { tasks(conn, cx, row.programme, row.task).await? } else { Vec::new() };
    let handed = if reads_all { handovers::of_conference(conn, id).await? } else { Vec::new() };
    let (handovers, moved_on) = views(&row, &delegates, handed);
    let held = delegates.iter().filter(|one| one.role.0.takes_seat() && one.state.0.holds_seat());
    Ok(ConferenceView {
        programme: found.title,
        task: task_view(conn, row.task).await?,
        tasks,
        units: lines(&seats, &delegates, &names, |unit| reads_all || own(unit)),
        figures: Figures::of(delegates.iter()),
        mix: mix(held.map(|one| (one.gender.0, one.work.0))),
        hours: timetable(row.begins, row.ends, &slots),
        may_propose: open && !offers.is_empty() && (may_run || !late),
        today: cx.today(),
        seats,
        offers,
        delegates,
        items,
        handovers,
        moved_on,
        may_run,
        reads_all,
        row,
    })
}

async fn task_view(conn: &mut Conn, id: Option<TaskId>) -> Result<Option<TaskView>> {
    let Some(id) = id else { return Ok(None) };
    let found = task::load(conn, id).await?;
    Ok(found.map(|task| TaskView { id, what: task.what, due: task.due_day, met: task.met.is_some() }))
}

/// Units of the agency that stand today and may put somebody forward through the reader.
async fn offers(
    conn: &mut Conn,
    cx: &Cx,
    row: &Conference,
    may: impl Fn(UnitId) -> bool,
) -> Result<Vec<(UnitId, String)>> {
    let (root, today) = (row.root, cx.today());
    let units = org::units(conn, root).await?.into_iter();
    let units = units.filter(|unit| unit.to_day.is_none_or(|to| to >= today) && may(unit.id));
    Ok(units.map(|unit| (unit.id, unit.name)).collect())
}

fn lines(seats: &Seats, delegates: &[Delegate], names: &Names, may: impl Fn(UnitId) -> bool) -> Vec<UnitLine> {
    let mut units: Vec<UnitId> = seats.units.iter().map(|(unit, _)| *unit).filter(|unit| may(*unit)).collect();
    for one in delegates.iter().filter(|one| one.role.0 != DelegateRole::Guest) {
        if !units.contains(&one.unit) && may(one.unit) {
            units.push(one.unit);
        }
    }
    let line = |unit: UnitId| UnitLine {
        unit,
        name: names.unit(unit),
        seats: seats.of(unit),
        figures: Figures::of(delegates.iter().filter(|one| one.unit == unit)),
    };
    units.into_iter().map(line).collect()
}
