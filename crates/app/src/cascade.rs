//! The cascade of a programme: which unit has issued its own plan, how late, to whom it went; the worst first. It must not change anything.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use lantoa_domain::Refusal;
pub use lantoa_domain::cascade::{Counts, Progress, Receipt, Standing};
use lantoa_domain::cascade::{Seen, Told, counts, standing};
use lantoa_domain::id::{ClusterId, ProgrammeId, TaskId, UnitId, UnitPlanId};
use lantoa_domain::plan::{Key, Plan, Years};
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::task::Met;
use lantoa_domain::unit::UnitKind;
use lantoa_domain::unit_plan::{PlanKind, Recipient};
use lantoa_store::cluster::{self as clusters, Cluster, Member};
use lantoa_store::programme::roll as roles;
use lantoa_store::programme::{self, Programme};
use lantoa_store::unit_plan::{self as rows, PlanLine, PlanTask, ReceiptLine};
use lantoa_store::{Conn, org};

use crate::names::Names;
use crate::{Cx, Error, Result};

/// Which rows are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// At one progress.
    At(Progress),
    /// Not issued, and the day has passed.
    Overdue,
    /// Issued after the day.
    IssuedLate,
    /// Issued, and a recipient has not acknowledged.
    Without(Recipient),
}

impl Which {
    fn fits(self, standing: &Standing) -> bool {
        match self {
            Self::At(progress) => standing.progress == progress,
            Self::Overdue => !standing.progress.is_issued() && standing.late > 0,
            Self::IssuedLate => standing.progress.is_issued() && standing.late > 0,
            Self::Without(recipient) => standing.missing.contains(&recipient),
        }
    }
}

/// What to look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The programme; the latest when left out.
    pub programme: Option<ProgrammeId>,
    /// The year; the one of today when left out.
    pub year: Option<i16>,
    /// The kind of plan; that of a unit's own when left out.
    pub kind: Option<PlanKind>,
    /// Only these rows.
    pub which: Option<Which>,
    /// Only of this cluster.
    pub cluster: Option<ClusterId>,
}

/// One unit, or one movement with its lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The unit; `None` for a lead outside the agency.
    pub unit: Option<UnitId>,
    /// Its name today, or the lead as the plan prints it.
    pub name: String,
    /// How deep the unit is below the agency, from 1.
    pub depth: usize,
    /// The movement of a sub-plan: key and name.
    pub movement: Option<(Key, String)>,
    /// What is owed, in the plan's words; nothing where the plan asks for nothing.
    pub what: String,
    /// Whether the unit is asked ("đề nghị") and not told ("giao").
    pub is_asked: bool,
    /// The plan, when the reader may open it.
    pub plan: Option<UnitPlanId>,
    /// What a form made from this list carries; 0 without a plan.
    pub version: i64,
    /// The task, when there is one.
    pub task: Option<TaskId>,
    /// The last day in time.
    pub due: Option<Date>,
    /// Where it stands.
    pub standing: Standing,
    /// Complete parts of how many, while it is written.
    pub done: (u8, u8),
    /// Number and day of the issue.
    pub issued: Option<(String, Date)>,
    /// Recipients to whom it was sent, with the day, and when they acknowledged it.
    pub receipts: Vec<Receipt>,
    /// The cluster the unit is in.
    pub cluster: Option<(ClusterId, String)>,
    /// Whether the reader may begin the plan.
    pub may_begin: bool,
}

/// The cascade of a programme in a year.
#[derive(Debug, Clone)]
pub struct View {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub title: String,
    /// Its years.
    pub years: Years,
    /// The year looked at.
    pub year: i16,
    /// The kind of plan looked at.
    pub kind: PlanKind,
    /// The programmes to choose from.
    pub programmes: Vec<(ProgrammeId, String)>,
    /// The clusters to choose from.
    pub clusters: Vec<(ClusterId, String)>,
    /// The rows wanted, the worst first.
    pub rows: Vec<Row>,
    /// Where everybody stands, of the cluster chosen or of all.
    pub counts: Counts,
    /// How many are asked, and how many told.
    pub asked: (u32, u32),
    /// Whether the reader may set which parts are required.
    pub may_set: bool,
    /// The day it was looked at.
    pub today: Date,
}

/// The cascade; `None` while the agency has no programme. Drafts of units whose drafts the reader may not see count as not begun.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn view(cx: &Cx, wanted: Wanted) -> Result<Option<View>> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db().scan(async move |conn| load(conn, &me, &wanted).await).await
}

async fn load(conn: &mut Conn, cx: &Cx, wanted: &Wanted) -> Result<Option<View>> {
    let (root, today) = (cx.actor().root, cx.today());
    let all = programme::programmes(conn, root).await?;
    let found = match wanted.programme {
        Some(id) => Some(all.iter().find(|one| one.id == id).ok_or(Refusal::NotFound)?),
        None => all.first(),
    };
    let Some(found) = found.cloned() else { return Ok(None) };
    let plan = cx.app().plan(conn, found.plan).await?;
    let years = plan.years();
    let kind = wanted.kind.unwrap_or(PlanKind::Implementation);
    let tasks = rows::tasks(conn, found.id).await?;
    let year = wanted.year.unwrap_or_else(|| usual_year(&plan, &tasks, kind, today));
    let year = year.clamp(years.from, years.to.max(years.from));
    let ground = Ground::load(conn, cx, &found, year).await?;
    let mut out = match kind {
        PlanKind::SubPlan => ground.of_movements(cx, &plan, &tasks),
        _ => ground.of_units(cx, &plan, &tasks, kind),
    };
    if let Some(cluster) = wanted.cluster {
        out.retain(|row| row.cluster.as_ref().is_some_and(|(id, _)| *id == cluster));
    }
    let counts = counts(out.iter().map(|row| &row.standing));
    let asked = out.iter().filter(|row| row.is_asked).count();
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let asked = (small(asked), small(out.len() - asked));
    if let Some(which) = wanted.which {
        out.retain(|row| which.fits(&row.standing));
    }
    out.sort_by_cached_key(|row| (row.standing.rank(), row.name.clone()));
    Ok(Some(View {
        programme: found.id,
        title: found.title,
        years,
        year,
        kind,
        programmes: all.into_iter().map(|one| (one.id, one.title)).collect(),
        clusters: ground.clusters.iter().map(|one| (one.id, one.name.clone())).collect(),
        rows: out,
        counts,
        asked,
        may_set: cx.may(Act::RunRounds),
        today,
    }))
}

/// The latest year up to today in which a plan of the kind is owed, or this year.
fn usual_year(plan: &Plan, tasks: &[PlanTask], kind: PlanKind, today: Date) -> i16 {
    let of_kind = |task: &&PlanTask| kind_of(plan, &task.obligation) == Some(kind);
    let years: BTreeSet<i16> = tasks.iter().filter(of_kind).map(|task| task.period.year()).collect();
    let past = years.iter().rev().find(|year| **year <= today.year());
    past.or_else(|| years.first()).copied().unwrap_or(today.year())
}

fn kind_of(plan: &Plan, obligation: &Key) -> Option<PlanKind> {
    plan.obligations.iter().find(|one| one.key == *obligation).and_then(PlanKind::of)
}

/// Everything the rows are made from.
struct Ground {
    programme: ProgrammeId,
    root: UnitId,
    year: i16,
    today: Date,
    runs: bool,
    names: Names,
    units: Vec<org::Unit>,
    kinds: HashMap<UnitId, UnitKind>,
    plans: Vec<PlanLine>,
    receipts: HashMap<UnitPlanId, Vec<ReceiptLine>>,
    leads: Vec<(Key, UnitId)>,
    clusters: Vec<Cluster>,
    members: HashMap<UnitId, ClusterId>,
}

impl Ground {
    async fn load(conn: &mut Conn, cx: &Cx, programme: &Programme, year: i16) -> Result<Self> {
        let (root, today, id) = (programme.root, cx.today(), programme.id);
        let mut receipts: HashMap<UnitPlanId, Vec<ReceiptLine>> = HashMap::new();
        for one in rows::receipts_of_year(conn, id, year).await? {
            receipts.entry(one.plan).or_default().push(one);
        }
        let mut clusters = clusters::all(conn, root).await?;
        clusters.retain(|one| one.serves(id, year));
        // One made for the programme or the year comes before one for all.
        clusters.sort_by_key(|one| (one.programme.is_none(), one.year == 0, one.id));
        let members = clusters::members(conn, root).await?;
        let units = org::units(conn, root).await?;
        Ok::<_, Error>(Self {
            kinds: units.iter().map(|unit| (unit.id, unit.kind.0)).collect(),
            programme: id,
            root,
            year,
            today,
            runs: programme.status.0 == programme::ProgrammeStatus::Running,
            names: Names::load(conn, root, today).await?,
            units,
            plans: rows::of_year(conn, id, year).await?,
            receipts,
            leads: roles::leads(conn, id).await?,
            members: placed(&clusters, &members, today),
            clusters,
        })
    }

    /// A row per task of the kind in the year, and per plan that answers none; of every unit where the plan asks for nothing.
    fn of_units(&self, cx: &Cx, plan: &Plan, tasks: &[PlanTask], kind: PlanKind) -> Vec<Row> {
        let owed = tasks.iter().filter(|task| task.period.year() == self.year);
        let owed: Vec<&PlanTask> = owed.filter(|task| kind_of(plan, &task.obligation) == Some(kind)).collect();
        let of_kind: Vec<&PlanLine> = self.plans.iter().filter(|line| line.kind.0 == kind).collect();
        let mut by_unit: HashMap<UnitId, Vec<&PlanLine>> = HashMap::new();
        for line in &of_kind {
            by_unit.entry(line.unit).or_default().push(line);
        }
        let mut used: BTreeSet<UnitPlanId> = BTreeSet::new();
        let mut out = Vec::new();
        for task in &owed {
            let lines = by_unit.get(&task.unit).map_or(&[][..], Vec::as_slice);
            let line = lines.iter().find(|line| line.obligation.as_ref() == Some(&task.obligation)).copied();
            used.extend(line.map(|line| line.id));
            out.push(self.row(cx, plan, task.unit, (Some(*task), line)));
        }
        // A plan over the whole period answers for the year its task was due in, and for none twice.
        let loose = |line: &&&PlanLine| !used.contains(&line.id) && (line.obligation.is_none() || owed.is_empty());
        out.extend(of_kind.iter().filter(loose).map(|line| self.row(cx, plan, line.unit, (None, Some(*line)))));
        if owed.is_empty() && kind == PlanKind::Implementation {
            let known: BTreeSet<UnitId> = out.iter().filter_map(|row| row.unit).collect();
            let here = self.units.iter().filter(|unit| unit.id != self.root && self.is_there(unit));
            let rest = here.filter(|unit| !known.contains(&unit.id));
            out.extend(rest.map(|unit| self.row(cx, plan, unit.id, (None, None))));
        }
        out
    }

    /// A row per movement: its lead, told or asked.
    fn of_movements(&self, cx: &Cx, plan: &Plan, tasks: &[PlanTask]) -> Vec<Row> {
        let owed = |unit: UnitId| {
            tasks.iter().find(|task| {
                task.unit == unit
                    && task.period.year() == self.year
                    && kind_of(plan, &task.obligation) == Some(PlanKind::SubPlan)
            })
        };
        let row = |movement: &lantoa_domain::plan::Movement| {
            let of = Some((movement.key.clone(), movement.name.clone()));
            let lead = self.leads.iter().find(|(key, _)| *key == movement.key).map(|(_, unit)| *unit);
            let same = |line: &&PlanLine| line.movement.as_ref() == Some(&movement.key) && Some(line.unit) == lead;
            let Some(unit) = lead else {
                let name = movement.lead.clone().unwrap_or_default();
                return Row { movement: of, is_asked: true, name, ..self.outside() };
            };
            let line = self.plans.iter().filter(|line| line.kind.0 == PlanKind::SubPlan).find(same);
            let mut row = self.row(cx, plan, unit, (owed(unit), line));
            row.may_begin = row.plan.is_none() && self.may_begin(cx, unit, Some(&movement.key));
            Row { movement: of, is_asked: movement.lead_is_asked || row.is_asked, ..row }
        };
        plan.movements.iter().map(row).collect()
    }

    fn outside(&self) -> Row {
        Row {
            unit: None,
            name: String::new(),
            depth: 1,
            movement: None,
            what: String::new(),
            is_asked: true,
            plan: None,
            version: 0,
            task: None,
            due: None,
            standing: standing(None, None, None, self.today),
            done: (0, 0),
            issued: None,
            receipts: Vec::new(),
            cluster: None,
            may_begin: false,
        }
    }

    fn row(&self, cx: &Cx, plan: &Plan, unit: UnitId, (task, line): (Option<&PlanTask>, Option<&PlanLine>)) -> Row {
        let place = self.place(unit, line.and_then(|line| line.movement.as_ref()));
        let sees_draft = cx.permit_at(Act::ReadUnitPlan, &place).is_ok();
        let may_read = sees_draft || cx.permit_at(Act::ReadIssuedPlan, &place).is_ok();
        let shown = line.filter(|line| sees_draft || line.state.0.is_issued());
        let receipts = shown.map(|line| self.receipts(line)).unwrap_or_default();
        let seen =
            shown.map(|line| Seen { state: line.state.0, issued_on: line.issued_on, receipts: receipts.clone() });
        let told = task.and_then(|task| match (task.met.map(|met| met.0), task.met_on) {
            (Some(Met::Exempt), _) => Some(Told::Exempt),
            (Some(_), Some(on)) => Some(Told::Done(on)),
            _ => None,
        });
        let obligation = task.map(|task| &task.obligation).or_else(|| line.and_then(|line| line.obligation.as_ref()));
        let what = obligation.and_then(|key| plan.obligations.iter().find(|one| one.key == *key));
        let due = task.map(|task| task.due_day);
        let kind = self.kinds.get(&unit);
        let standing = standing(due, seen.as_ref(), told, self.today);
        let issued =
            shown.filter(|line| line.state.0.is_issued()).and_then(|line| Some((line.number.clone(), line.issued_on?)));
        Row {
            unit: Some(unit),
            name: self.names.unit(unit),
            depth: self.names.path(unit).len().saturating_sub(1).max(1),
            movement: None,
            what: what.map(|one| one.what.clone()).unwrap_or_default(),
            is_asked: matches!(kind, Some(UnitKind::MassBody | UnitKind::PartyBody)),
            plan: shown.filter(|_| may_read).map(|line| line.id),
            version: shown.map_or(0, |line| line.version),
            task: task.map(|task| task.id),
            due,
            done: shown.map_or((0, 0), |line| (line.done, line.asked)),
            issued,
            receipts,
            cluster: self.cluster(unit).map(|one| (one.id, one.name.clone())),
            may_begin: line.is_none() && !standing.progress.is_issued() && self.may_begin(cx, unit, None),
            standing,
        }
    }

    fn is_there(&self, unit: &org::Unit) -> bool {
        unit.from_day.year() <= self.year && unit.to_day.is_none_or(|to| to.year() >= self.year && to >= self.today)
    }

    fn may_begin(&self, cx: &Cx, unit: UnitId, movement: Option<&Key>) -> bool {
        self.runs && cx.permit_at(Act::WriteUnitPlan, &self.place(unit, movement)).is_ok()
    }

    fn cluster(&self, unit: UnitId) -> Option<&Cluster> {
        let id = self.members.get(&unit)?;
        self.clusters.iter().find(|one| one.id == *id)
    }

    fn place(&self, unit: UnitId, movement: Option<&Key>) -> Place {
        Place {
            movement: movement.map(|movement| (self.programme, movement.clone())),
            cluster: self.cluster(unit).map(|one| self.names.path(one.head)).unwrap_or_default(),
            ..Place::unit(self.root, self.names.path(unit))
        }
    }

    /// The recipients of a plan: the standing body, and the head of the cluster where that is another unit.
    fn receipts(&self, line: &PlanLine) -> Vec<Receipt> {
        let known = self.receipts.get(&line.id).map_or(&[][..], Vec::as_slice);
        let of = |recipient: Recipient| {
            let found = known.iter().find(|one| one.recipient.0 == recipient);
            Receipt {
                recipient,
                sent_on: found.map(|one| one.sent_on),
                received_on: found.and_then(|one| one.received_on),
            }
        };
        let has_head = self.cluster(line.unit).is_some_and(|one| one.head != line.unit);
        let mut out = vec![of(Recipient::StandingBody)];
        if has_head || known.iter().any(|one| one.recipient.0 == Recipient::ClusterHead) {
            out.push(of(Recipient::ClusterHead));
        }
        out
    }
}

/// The cluster of each unit on a day; the first of those given wins.
pub(crate) fn placed(clusters: &[Cluster], members: &[Member], today: Date) -> HashMap<UnitId, ClusterId> {
    let mut out = HashMap::new();
    for cluster in clusters {
        for member in members.iter().filter(|one| one.cluster == cluster.id && one.is_in(today)) {
            out.entry(member.unit).or_insert(cluster.id);
        }
    }
    out
}
