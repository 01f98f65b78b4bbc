//! Plans of fostering as pages show them: one of them, all that are kept with those at risk first, what is owed. It must not change one.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::Level;
use lantoa_domain::fostering::{About, Risk, Standing, next_check, permille, plan_due, risks};
use lantoa_domain::id::{DossierId, ExemplarId, FosteringId, PersonId, UnitId};
use lantoa_domain::policy::{Act, Role};
use lantoa_domain::subject::SubjectKind;
use lantoa_store::fostering::part::{Goal, Parts};
use lantoa_store::fostering::{self, Fostering, Line, PlanState};
use lantoa_store::people;
use lantoa_store::{Conn, exemplar, fostering::part, org, prospect as prospects, review};

use super::setting::plan_days;
use super::{Target, target};
use crate::names::Names;
use crate::prospect::some_reach;
use crate::{Cx, Error, Result};

/// Plans read at a time.
const PORTION: u32 = 200;
/// What is owed, shown at most.
const OWED: u32 = 500;
/// People offered at most.
const CARERS: usize = 300;

/// A plan as other pages name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The plan.
    pub id: FosteringId,
    /// Whom it is about.
    pub about: About,
    /// Who keeps it.
    pub owner: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// Whether it is kept.
    pub is_active: bool,
    /// What puts it at risk; nothing of a closed one.
    pub risks: Vec<Risk>,
    /// Goals reached, and all of them.
    pub goals: (u32, u32),
}

/// Prospect, dossier and exemplar that are the same, as far as they are there: in the order of a life.
pub(super) async fn chain(conn: &mut Conn, about: About) -> Result<Vec<About>> {
    let mut out = Vec::new();
    let dossier = match about {
        About::Prospect(id) => prospects::load(conn, id).await?.and_then(|row| row.dossier),
        About::Dossier(id) => Some(id),
        About::Exemplar(id) => exemplar::load(conn, id).await?.map(|row| row.dossier),
    };
    match (about, dossier) {
        (About::Prospect(_), _) => out.push(about),
        (_, Some(dossier)) => out.extend(prospects::of_dossier(conn, dossier).await?.map(About::Prospect)),
        (_, None) => {}
    }
    if let Some(dossier) = dossier {
        out.push(About::Dossier(dossier));
        out.extend(exemplar::of_dossier(conn, dossier).await?.map(|row| About::Exemplar(row.id)));
    }
    Ok(out)
}

/// The plans about somebody, as prospect, dossier or exemplar, the latest first; nothing to those who may not see how they are fostered.
pub(crate) async fn of_chain(conn: &mut Conn, cx: &Cx, about: About) -> Result<Vec<Kept>> {
    let mut out = Vec::new();
    for one in chain(conn, about).await? {
        match target(conn, cx, one).await {
            Ok(_) => {}
            Err(Error::Refused(_)) => continue,
            Err(other) => return Err(other),
        }
        for row in fostering::of(conn, one).await? {
            let parts = part::all(conn, row.id).await?;
            out.push(kept(&row, one, &parts, cx.today()));
        }
    }
    out.sort_by_key(|plan| std::cmp::Reverse(plan.id));
    Ok(out)
}

fn kept(row: &Fostering, about: About, parts: &Parts, today: Date) -> Kept {
    let reached = parts.goals.iter().filter(|goal| goal.reached_on.is_some()).count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Kept {
        id: row.id,
        about,
        owner: row.owner_name.clone(),
        from: row.from_day,
        until: row.until_day,
        is_active: row.state.0 == PlanState::Active,
        risks: at_risk(row, parts, today),
        goals: (count(reached), count(parts.goals.len())),
    }
}

fn at_risk(row: &Fostering, parts: &Parts, today: Date) -> Vec<Risk> {
    if row.state.0 == PlanState::Closed {
        return Vec::new();
    }
    let open = |goal: &&Goal| goal.reached_on.is_none();
    let standing = Standing {
        next_check: next_check(row.from_day, row.until_day, row.every_months, last_check(parts)),
        difficulties: parts.difficulties.iter().filter(|one| one.closed_on.is_none()).map(|one| one.due).collect(),
        goals: parts.goals.iter().filter(open).map(|goal| goal.due).collect(),
    };
    risks(&standing, today)
}

fn last_check(parts: &Parts) -> Option<Date> {
    parts.checks.iter().map(|check| check.on_day).max()
}

/// Plans of a page of another feature, with whether the reader may make one.
///
/// # Errors
/// The database's.
pub async fn of_page(cx: &Cx, about: About) -> Result<(Vec<Kept>, bool)> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let plans = of_chain(conn, &me, about).await?;
            let may = match target(conn, &me, about).await {
                Ok(found) => found.fits && me.permit_at(Act::Foster, &found.place).is_ok(),
                Err(Error::Refused(_)) => false,
                Err(other) => return Err(other),
            };
            let has = plans.iter().any(|plan| plan.is_active && plan.about == about);
            Ok((plans, may && !has))
        })
        .await
}

/// A goal with how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalView {
    /// The goal.
    pub goal: Goal,
    /// Thousandths of the way.
    pub permille: u64,
    /// Whether its day is over and it is not reached.
    pub is_late: bool,
}

/// A plan's page.
#[derive(Debug, Clone)]
pub struct View {
    /// The plan.
    pub plan: Fostering,
    /// Whom it is about.
    pub about: About,
    /// That one's name.
    pub name: String,
    /// The unit's name today.
    pub unit: String,
    /// Goals, by their days.
    pub goals: Vec<GoalView>,
    /// The rest of its parts.
    pub parts: Parts,
    /// The next check-in; none when it is closed or the last was there.
    pub next_check: Option<Date>,
    /// What puts it at risk.
    pub risks: Vec<Risk>,
    /// Today.
    pub today: Date,
    /// Whether the reader may keep it.
    pub may_keep: bool,
    /// Whether another plan can follow.
    pub may_carry_on: bool,
}

/// A plan.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: FosteringId) -> Result<View> {
    let me = cx.clone();
    cx.db().read(async move |conn| view(conn, &me, id).await).await
}

pub(crate) async fn view(conn: &mut Conn, cx: &Cx, id: FosteringId) -> Result<View> {
    let (root, today) = (cx.actor().root, cx.today());
    let plan = fostering::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    let about = plan.about().ok_or(Refusal::NotFound)?;
    let Target { name, place, fits, .. } = target(conn, cx, about).await?;
    let parts = part::all(conn, id).await?;
    let active = plan.state.0 == PlanState::Active;
    let unit = org::unit(conn, plan.unit).await?.map(|unit| unit.name).unwrap_or_default();
    let goal = |goal: &Goal| GoalView {
        permille: permille(goal.at_start, goal.target, goal.now),
        is_late: active && goal.reached_on.is_none() && goal.due < today,
        goal: goal.clone(),
    };
    let next = next_check(plan.from_day, plan.until_day, plan.every_months, last_check(&parts));
    let may_keep = active && cx.permit_at(Act::Foster, &place).is_ok();
    Ok(View {
        risks: at_risk(&plan, &parts, today),
        next_check: next.filter(|_| active),
        goals: parts.goals.iter().map(goal).collect(),
        about,
        name,
        unit,
        parts,
        today,
        may_carry_on: may_keep && fits,
        may_keep,
        plan,
    })
}

/// Somebody who may keep a plan or help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carer {
    /// The person.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// Post and unit.
    pub post: String,
}

/// What the form of a plan offers.
#[derive(Debug, Clone)]
pub struct Offered {
    /// Whom it is about.
    pub about: About,
    /// That one's name.
    pub name: String,
    /// Who recognised it.
    pub level: Option<Level>,
    /// Who may keep it or help: people of the unit, of the standing body, of the agency's head.
    pub carers: Vec<Carer>,
    /// Whether the reader may make one now.
    pub may_plan: bool,
}

/// What the form of a plan offers.
///
/// # Errors
/// `NotFound`.
pub async fn offered(cx: &Cx, about: About) -> Result<Offered> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let found = target(conn, &me, about).await?;
            let may_plan = found.fits && me.permit_at(Act::Foster, &found.place).is_ok();
            let carers = carers(conn, &me, found.unit).await?;
            Ok::<_, Error>(Offered { about, name: found.name, level: found.level, carers, may_plan })
        })
        .await
}

async fn carers(conn: &mut Conn, cx: &Cx, unit: UnitId) -> Result<Vec<Carer>> {
    let root = cx.actor().root;
    let names = Names::load(conn, root, cx.today()).await?;
    let body = org::agency(conn, root).await?.standing_body;
    let own = cx.actor().person;
    let near = |person: &org::Person| {
        person.active
            && (names.path(person.unit).contains(&unit)
                || person.unit == root
                || Some(person.unit) == body
                || person.id == own)
    };
    let mut people: Vec<org::Person> = people::everyone(conn, root).await?.into_iter().filter(near).collect();
    people.truncate(CARERS);
    let carer = |person: org::Person| {
        let parts = [person.post, names.unit(person.unit)];
        let post = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        Carer { id: person.id, name: person.name, post }
    };
    Ok(people.into_iter().map(carer).collect())
}

/// Which plans are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// All that are kept, those at risk first.
    #[default]
    All,
    /// Those at risk.
    AtRisk,
    /// Those whose check-in is late.
    LateCheck,
    /// Those with open difficulties.
    Difficulty,
    /// Those with support that was promised and not delivered, or asked for and not answered.
    Support,
}

/// A plan in the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// The plan.
    pub id: FosteringId,
    /// Whom it is about.
    pub about: About,
    /// That one's name.
    pub name: String,
    /// The unit's name today.
    pub unit: String,
    /// Who keeps it.
    pub owner: String,
    /// Its last day.
    pub until: Date,
    /// The next check-in.
    pub next_check: Option<Date>,
    /// Goals reached, and all of them.
    pub goals: (u32, u32),
    /// Difficulties that are open.
    pub difficulties: u32,
    /// Support asked for, and promised.
    pub support: (u32, u32),
    /// What puts it at risk.
    pub risks: Vec<Risk>,
}

/// A recognised exemplar that needs a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedRow {
    /// The exemplar.
    pub exemplar: ExemplarId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SubjectKind,
    /// The unit that owes the plan, as named today.
    pub unit: String,
    /// The decision's day.
    pub recognised_on: Date,
    /// The last day in time.
    pub due: Date,
}

/// A dossier under building that has no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildingRow {
    /// The dossier.
    pub dossier: DossierId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SubjectKind,
    /// The proposing unit.
    pub unit: String,
}

/// Everything under fostering within the reader's reach.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The plans of the tab, those at risk first.
    pub lines: Vec<LineRow>,
    /// How many are in each tab: all, at risk, late check-ins, difficulties, support.
    pub counts: [u64; 5],
    /// Recognised exemplars without a plan, the longest recognised first.
    pub owed: Vec<OwedRow>,
    /// Dossiers under building without one.
    pub building: Vec<BuildingRow>,
    /// Exemplars that are to be looked at again.
    pub reviews: i64,
    /// Today.
    pub today: Date,
    /// Whether the reader may set the days.
    pub may_set: bool,
}

/// Everything under fostering within the reader's reach.
///
/// # Errors
/// `NotFound` for those who may see none.
pub async fn overview(cx: &Cx, tab: Tab) -> Result<Overview> {
    let reach = some_reach(cx.actor())?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let (root, today) = (me.actor().root, me.today());
            let names = Names::load(conn, root, today).await?;
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let page = fostering::active(conn, root, &reach, today, after, PORTION).await?;
                after = page.rows.last().map(|line| line.id);
                all.extend(page.rows.into_iter().filter_map(|line| row(&names, line, today)));
                if !page.more {
                    break;
                }
            }
            all.sort_by_key(|line| (line.risks.is_empty(), line.next_check.is_none(), line.next_check, line.id));
            let tabs = [Tab::All, Tab::AtRisk, Tab::LateCheck, Tab::Difficulty, Tab::Support];
            let counts = tabs.map(|tab| all.iter().filter(|line| is_in(line, tab)).count() as u64);
            let days = plan_days(conn, &me).await?;
            let owed = fostering::owed(conn, root, &reach, today, OWED).await?.into_iter().map(|one| OwedRow {
                exemplar: one.exemplar,
                name: one.name,
                kind: one.class.0,
                unit: names.unit(one.unit),
                recognised_on: one.recognised_on,
                due: plan_due(one.recognised_on, days),
            });
            let owed = owed.collect();
            let building = fostering::building(conn, root, &reach, OWED).await?.into_iter().map(|one| BuildingRow {
                dossier: one.dossier,
                name: one.name,
                kind: one.class.0,
                unit: names.unit(one.unit),
            });
            let building = building.collect();
            let oversees = reach.whole && me.actor().has(Role::StandingBody);
            let reviews = if oversees { review::due(conn, root, today).await? } else { 0 };
            all.retain(|line| is_in(line, tab));
            let may_set = me.may(Act::RunRounds);
            Ok::<_, Error>(Overview { lines: all, counts, owed, building, reviews, today, may_set })
        })
        .await
}

fn is_in(line: &LineRow, tab: Tab) -> bool {
    match tab {
        Tab::All => true,
        Tab::AtRisk => !line.risks.is_empty(),
        Tab::LateCheck => line.risks.iter().any(|risk| matches!(risk, Risk::LateCheck(_))),
        Tab::Difficulty => line.difficulties > 0,
        Tab::Support => line.support.0 + line.support.1 > 0,
    }
}

fn row(names: &Names, line: Line, today: Date) -> Option<LineRow> {
    let about = About::of_columns(&line.about_kind, line.about_id)?;
    let next = next_check(line.from_day, line.until_day, line.every_months, line.last_check);
    let mut risks = risks(&Standing { next_check: next, ..Standing::default() }, today);
    if let Some(day) = line.first_difficulty.filter(|_| line.late_difficulties > 0) {
        risks.push(Risk::Difficulty(line.late_difficulties, day));
    }
    if let Some(day) = line.first_goal.filter(|_| line.late_goals > 0) {
        risks.push(Risk::Goal(line.late_goals, day));
    }
    Some(LineRow {
        id: line.id,
        about,
        name: line.name,
        unit: names.unit(line.unit),
        owner: line.owner,
        until: line.until_day,
        next_check: next,
        goals: (line.reached, line.goals),
        difficulties: line.difficulties,
        support: (line.requested, line.promised),
        risks,
    })
}
