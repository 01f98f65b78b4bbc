//! Programmes as the screens show them, and what is set for one as a whole: its council, who stands for whom, its end. It must not change a plan.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{CouncilId, PlanId, ProgrammeId, UnitId};
use lantoa_domain::plan::{Key, Plan};
use lantoa_domain::policy::Act;
use lantoa_domain::quota::{RolledUp, Window};
use lantoa_store::programme::roll as rows;
use lantoa_store::programme::{self, Programme, Round};
use lantoa_store::task::{self, Counts, Filter, Sum};
use lantoa_store::{Conn, Word, dossier, org};

pub use lantoa_store::programme::ProgrammeStatus;

use crate::plan::confirm::{Choices, Reconciled, check_council};
use crate::plan::view::Row as PlanRow;
use crate::round::NewRound;
use crate::{Cx, Result, quota, roll, round, seen};

/// A programme in a list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The programme.
    pub id: ProgrammeId,
    /// Its title.
    pub title: String,
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// Whether it runs.
    pub status: ProgrammeStatus,
    /// How its tasks stand.
    pub tasks: Counts,
    /// Rounds that take dossiers today; none of an ended programme.
    pub open_rounds: u32,
}

/// Every programme of the agency, the latest first.
///
/// # Errors
/// `NotAllowed`.
pub async fn list(cx: &Cx) -> Result<Vec<Row>> {
    cx.permit(Act::ReadProgramme)?;
    let (root, today) = (cx.actor().root, cx.today());
    cx.db()
        .read(async move |conn| {
            let mut out = Vec::new();
            for found in programme::programmes(conn, root).await? {
                let filter = Filter { programme: Some(found.id), ..Filter::default() };
                let tasks = task::counts(conn, root, &filter, today).await?;
                let rounds = programme::rounds(conn, found.id).await?;
                let running = found.status.0 == ProgrammeStatus::Running;
                let open = rounds.iter().filter(|one| running && round::takes(one, today)).count();
                out.push(Row {
                    id: found.id,
                    title: found.title,
                    from: found.from_year,
                    to: found.to_year,
                    status: found.status.0,
                    tasks,
                    open_rounds: u32::try_from(open).unwrap_or(u32::MAX),
                });
            }
            Ok(out)
        })
        .await
}

/// A round with what is in it.
#[derive(Debug, Clone)]
pub struct RoundRow {
    /// The round.
    pub round: Round,
    /// Name of its track.
    pub track: String,
    /// Dossiers in it.
    pub dossiers: u32,
    /// Those recognised.
    pub recognised: u32,
    /// Whether it runs on an older version of the plan.
    pub older_plan: bool,
}

/// How a movement stands.
#[derive(Debug, Clone)]
pub struct MovementRow {
    /// Its key.
    pub key: Key,
    /// Its number as printed.
    pub ordinal: String,
    /// Its name.
    pub name: String,
    /// Who leads it, as the plan prints it.
    pub lead: Option<String>,
    /// The agency's unit that leads it.
    pub lead_unit: Option<String>,
    /// Dossiers on their way.
    pub under_way: u32,
    /// Those recognised.
    pub recognised: u32,
    /// Its quotas.
    pub quotas: Vec<quota::State>,
}

/// A programme with everything its page shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The programme.
    pub id: ProgrammeId,
    /// The version to be sent back with a change.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Whether it runs.
    pub status: ProgrammeStatus,
    /// The plan in force.
    pub plan_id: PlanId,
    /// Its content.
    pub plan: std::sync::Arc<Plan>,
    /// Every version of the plan, the newest first.
    pub versions: Vec<PlanRow>,
    /// The council.
    pub council: Option<(CouncilId, String)>,
    /// Councils to choose from.
    pub councils: Vec<(CouncilId, String)>,
    /// Its rounds, the latest first.
    pub rounds: Vec<RoundRow>,
    /// Rounds that the plan asks for next.
    pub proposals: Vec<NewRound>,
    /// Its movements in the plan's order.
    pub movements: Vec<MovementRow>,
    /// Quotas of the plan as a whole.
    pub quotas: Vec<quota::State>,
    /// What the movements' numbers come to.
    pub rolled_up: Vec<RolledUp>,
    /// How each obligation stands, in the plan's order, with its words.
    pub obligations: Vec<(String, Sum)>,
    /// How its tasks stand.
    pub tasks: Counts,
    /// The year quotas are shown for.
    pub year: i16,
    /// Whether the viewer may open and close rounds.
    pub may_run: bool,
    /// Whether the viewer may start a new version of the plan.
    pub may_edit: bool,
    /// Whether the viewer may set council and end.
    pub may_confirm: bool,
    /// The day it was looked at.
    pub today: Date,
}

/// Everything about a running programme that its screens are made from.
pub(crate) struct Loaded {
    pub(crate) programme: Programme,
    pub(crate) plan: std::sync::Arc<Plan>,
    pub(crate) rounds: Vec<Round>,
    pub(crate) piles: Vec<rows::Pile>,
    pub(crate) counted: Vec<lantoa_domain::quota::Counted>,
    pub(crate) leads: Vec<(Key, UnitId)>,
    pub(crate) units: Vec<(UnitId, String)>,
}

impl Loaded {
    /// A programme of the acting person's agency.
    pub(crate) async fn find(conn: &mut Conn, cx: &Cx, id: ProgrammeId) -> Result<Self> {
        let root = cx.actor().root;
        let programme = programme::programme(conn, id).await?.filter(|programme| programme.root == root);
        let programme = programme.ok_or(Refusal::NotFound)?;
        cx.permit(Act::ReadProgramme)?;
        let today = cx.today();
        let units = org::units(conn, root).await?.into_iter();
        let units = units.filter(|unit| unit.to_day.is_none_or(|to| to >= today)).map(|unit| (unit.id, unit.name));
        Ok(Self {
            plan: cx.app().plan(conn, programme.plan).await?,
            rounds: programme::rounds(conn, id).await?,
            piles: rows::piles(conn, id).await?,
            counted: dossier::recognitions(conn, id).await?,
            leads: rows::leads(conn, id).await?,
            units: units.collect(),
            programme,
        })
    }

    /// Hands the figures behind quotas of a year to `ask`.
    pub(crate) fn figures<T>(&self, year: i16, today: Date, ask: impl FnOnce(&quota::Figures<'_>) -> T) -> T {
        let under_way = quota::under_way(&self.piles, &self.rounds, self.programme.root);
        let root = self.programme.root;
        let units: Vec<UnitId> = self.units.iter().map(|(unit, _)| *unit).filter(|unit| *unit != root).collect();
        let month = if year == today.year() { today.month() } else { 12 };
        ask(&quota::Figures {
            plan: &self.plan,
            counted: &self.counted,
            under_way: &under_way,
            units: &units,
            window: Window { year, month, unit: None },
            today,
        })
    }

    /// This year, or the nearest one of the plan.
    pub(crate) fn year(&self, asked: Option<i16>, today: Date) -> i16 {
        let years = self.plan.years();
        asked.unwrap_or(today.year()).clamp(years.from, years.to.max(years.from))
    }

    /// The unit that leads a movement.
    pub(crate) fn lead_unit(&self, movement: &Key) -> Option<&(UnitId, String)> {
        let (_, unit) = self.leads.iter().find(|(key, _)| key == movement)?;
        self.units.iter().find(|(id, _)| id == unit)
    }

    /// Dossiers that fit, by whether they are still on their way.
    pub(crate) fn dossiers(&self, fits: impl Fn(&rows::Pile) -> bool) -> (u32, u32) {
        let sum = |those: &[&str]| {
            self.piles
                .iter()
                .filter(|pile| fits(pile) && those.contains(&pile.standing.as_str()))
                .map(|p| p.count)
                .sum()
        };
        (sum(&["walking", "returned"]), sum(&["recognised"]))
    }

    pub(crate) fn movements(&self, figures: &quota::Figures<'_>) -> Vec<MovementRow> {
        let row = |movement: &lantoa_domain::plan::Movement| {
            let (under_way, recognised) = self.dossiers(|pile| pile.movement == movement.key);
            MovementRow {
                key: movement.key.clone(),
                ordinal: movement.ordinal.clone(),
                name: movement.name.clone(),
                lead: movement.lead.clone(),
                lead_unit: self.lead_unit(&movement.key).map(|(_, name)| name.clone()),
                under_way,
                recognised,
                quotas: figures.states(Some(&movement.key)),
            }
        };
        self.plan.movements.iter().map(row).collect()
    }

    fn round_rows(&self) -> Vec<RoundRow> {
        let row = |round: &Round| {
            let (under_way, recognised) = self.dossiers(|pile| pile.round == round.id);
            let ended: u32 =
                self.piles.iter().filter(|p| p.round == round.id && p.standing == "ended").map(|p| p.count).sum();
            RoundRow {
                track: self.plan.track(&round.track).map_or_else(|| round.track.to_string(), |t| t.name.clone()),
                dossiers: under_way + recognised + ended,
                recognised,
                older_plan: round.plan != self.programme.plan,
                round: round.clone(),
            }
        };
        self.rounds.iter().map(row).collect()
    }
}

/// A programme with everything its page shows, quotas as they stand in a year.
///
/// # Errors
/// `NotFound`.
pub async fn show(cx: &Cx, id: ProgrammeId, year: Option<i16>) -> Result<Shown> {
    let plans = crate::plan::view::list(cx).await?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let loaded = Loaded::find(conn, &acting, id).await?;
            let today = acting.today();
            let year = loaded.year(year, today);
            let (movements, quotas) = loaded.figures(year, today, |f| (loaded.movements(f), f.states(None)));
            let councils = rows::councils(conn, loaded.programme.root, today).await?;
            let filter = Filter { programme: Some(id), ..Filter::default() };
            Ok(Shown {
                tasks: task::counts(conn, loaded.programme.root, &filter, today).await?,
                obligations: obligations(conn, &loaded.plan, id, today).await?,
                proposals: round::proposals(conn, &acting, &loaded.programme, &loaded.plan).await?,
                council: council(conn, &loaded.programme).await?,
                rounds: loaded.round_rows(),
                rolled_up: loaded.plan.rolled_up(&loaded.counted),
                versions: plans.iter().filter(|row| row.programme == Some(id)).cloned().collect(),
                id,
                version: loaded.programme.version,
                title: loaded.programme.title,
                status: loaded.programme.status.0,
                plan_id: loaded.programme.plan,
                plan: loaded.plan,
                councils,
                movements,
                quotas,
                year,
                may_run: acting.may(Act::RunRounds),
                may_edit: acting.may(Act::EditPlan),
                may_confirm: acting.may(Act::ConfirmPlan),
                today,
            })
        })
        .await
}

async fn council(conn: &mut Conn, programme: &Programme) -> Result<Option<(CouncilId, String)>> {
    let Some(id) = programme.council else { return Ok(None) };
    Ok(lantoa_store::council::load(conn, id).await?.map(|council| (id, council.name)))
}

async fn obligations(conn: &mut Conn, plan: &Plan, id: ProgrammeId, today: Date) -> Result<Vec<(String, Sum)>> {
    let sums = task::by_obligation(conn, id, today).await?;
    let words = |key: &Key| plan.obligations.iter().position(|obligation| obligation.key == *key);
    let mut out: Vec<(Option<usize>, Sum)> = sums.into_iter().map(|sum| (words(&sum.obligation), sum)).collect();
    out.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
    let named = |(place, sum): (Option<usize>, Sum)| {
        let words = place.and_then(|place| plan.obligations.get(place)).map(|obligation| obligation.what.clone());
        (words.unwrap_or_else(|| sum.obligation.to_string()), sum)
    };
    Ok(out.into_iter().map(named).collect())
}

/// What is set for a programme as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The council that deliberates in it.
    Council(Option<CouncilId>),
    /// Whether it runs or its final review is done.
    Status(ProgrammeStatus),
}

/// Sets something for a programme. `version` is the one that was shown.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `Invalid` for a council that is not the agency's.
pub async fn set(cx: &Cx, id: ProgrammeId, version: i64, setting: Setting) -> Result<()> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut row = confirmable(tx, &acting, id).await?;
            seen::same(tx, row.root, id, row.version, version).await?;
            let action = match setting {
                Setting::Council(council) => {
                    check_council(tx, &acting, council).await?;
                    row.council = council;
                    "programme.council-set"
                }
                Setting::Status(status) => {
                    row.status = Word(status);
                    match status {
                        ProgrammeStatus::Finished => "programme.finished",
                        ProgrammeStatus::Running => "programme.resumed",
                    }
                }
            };
            let result = programme::save_programme(tx, &row).await;
            seen::saved(tx, row.root, id, result).await?;
            acting.journal(tx, action, id, &row.council)
        })
        .await
}

/// Sets anew whom the bodies of the plan stand for, and makes the tasks follow.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`.
pub async fn assign(cx: &Cx, id: ProgrammeId, version: i64, choices: Choices) -> Result<Reconciled> {
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = confirmable(tx, &acting, id).await?;
            seen::same(tx, row.root, id, row.version, version).await?;
            let plan = acting.app().plan(tx, row.plan).await?;
            let result = programme::save_programme(tx, &row).await;
            seen::saved(tx, row.root, id, result).await?;
            roll::settle(tx, row.root, id, &plan, &choices).await?;
            let done = roll::reconcile(tx, &acting, row.root, id, &plan).await?;
            acting.journal(tx, "programme.assigned", id, &done)?;
            Ok(done)
        })
        .await
}

async fn confirmable(conn: &mut Conn, cx: &Cx, id: ProgrammeId) -> Result<Programme> {
    let row = programme::programme(conn, id).await?.filter(|programme| programme.root == cx.actor().root);
    let row = row.ok_or(Refusal::NotFound)?;
    cx.permit(Act::ConfirmPlan)?;
    Ok(row)
}
