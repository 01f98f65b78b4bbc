//! What units run into while they carry out a plan: told to the standing body, answered, or led into an amended plan. It must not amend the plan by itself.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ObstacleId, PersonId, ProgrammeId, UnitId};
use lantoa_domain::plan::{Key, Plan};
use lantoa_domain::policy::{Act, As, Place};
use lantoa_store::obstacle::{self as rows, Obstacle};
use lantoa_store::programme::{self, Programme, ProgrammeStatus};
use lantoa_store::{Conn, Word, org};
use serde_json::json;

pub use lantoa_store::obstacle::{ObstacleState, Waiting};

use crate::names::Names;
use crate::{Cx, Result, faster};

/// The most letters of an obstacle or an answer.
const MOST: usize = 2_000;

/// How an obstacle stands, as a reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits for an answer.
    Open,
    /// It was answered.
    Answered,
    /// The plan is to be amended because of it.
    ToAmend,
    /// The plan was amended since.
    Amended,
}

/// An obstacle in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its number.
    pub id: ObstacleId,
    /// The unit's name today.
    pub unit: String,
    /// The movement's name; nothing for the plan as a whole.
    pub movement: String,
    /// What it is.
    pub words: String,
    /// Who raised it, and when.
    pub raised: (String, Date),
    /// How it stands.
    pub standing: Standing,
    /// The answer, who gave it and when.
    pub answer: Option<(String, String, Date)>,
    /// Whether the reader may take it back.
    pub may_withdraw: bool,
    /// Guards writes.
    pub version: i64,
}

/// The obstacles of a programme.
#[derive(Debug, Clone)]
pub struct Register {
    /// The programme's title.
    pub programme_title: String,
    /// The obstacles, those that wait first, then the newest first.
    pub rows: Vec<Shown>,
    /// Units for which the reader may raise one.
    pub units: Vec<(UnitId, String)>,
    /// Movements to choose from.
    pub movements: Vec<(Key, String)>,
    /// Whether the reader may answer.
    pub may_answer: bool,
    /// Whether the reader may make the amended plan.
    pub may_amend: bool,
}

/// The obstacles of a programme. Everybody of the agency may read them: they tell of the plan and not of people.
///
/// # Errors
/// `NotFound`.
pub async fn register(cx: &Cx, id: ProgrammeId) -> Result<Register> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let found = own(conn, &me, id).await?;
            me.permit(Act::ReadProgramme)?;
            let plan = me.app().plan(conn, found.plan).await?;
            let names = Names::load(conn, found.root, me.today()).await?;
            let running = found.status.0 == ProgrammeStatus::Running;
            let lines = rows::of_programme(conn, id).await?;
            let mut shown: Vec<Shown> =
                lines.into_iter().map(|line| shown(&me, line, (&found, &plan), &names, running)).collect();
            shown.sort_by_key(|one| one.standing != Standing::Open);
            Ok(Register {
                rows: shown,
                units: if running { units(conn, &me, &names).await? } else { Vec::new() },
                movements: plan.movements.iter().map(|one| (one.key.clone(), one.name.clone())).collect(),
                may_answer: running && me.may(Act::AnswerObstacle),
                may_amend: running && me.may(Act::EditPlan),
                programme_title: found.title,
            })
        })
        .await
}

fn shown(cx: &Cx, line: Obstacle, (programme, plan): (&Programme, &Plan), names: &Names, running: bool) -> Shown {
    let standing = match line.state.0 {
        ObstacleState::Amends if line.plan == Some(programme.plan) => Standing::ToAmend,
        ObstacleState::Amends => Standing::Amended,
        ObstacleState::Answered => Standing::Answered,
        ObstacleState::Open | ObstacleState::Withdrawn => Standing::Open,
    };
    let movement = line
        .movement
        .as_ref()
        .map(|key| plan.movement(key).map_or_else(|| key.to_string(), |movement| movement.name.clone()));
    let place = Place::unit(line.root, names.path(line.unit));
    Shown {
        id: line.id,
        unit: names.unit(line.unit),
        movement: movement.unwrap_or_default(),
        words: line.words,
        raised: (line.raiser, line.raised_on),
        standing,
        answer: line.answered_on.map(|on| (line.answer, line.answerer, on)),
        may_withdraw: running
            && standing == Standing::Open
            && is_own(cx, line.raised_by)
            && cx.permit_at(Act::RaiseObstacle, &place).is_ok(),
        version: line.version,
    }
}

/// Whoever answers takes nothing back that others told: it would be gone without an answer.
fn is_own(cx: &Cx, raised_by: PersonId) -> bool {
    raised_by == cx.actor().person || !cx.may(Act::AnswerObstacle)
}

/// Units that exist and for which the acting person may raise an obstacle.
async fn units(conn: &mut Conn, cx: &Cx, names: &Names) -> Result<Vec<(UnitId, String)>> {
    let (root, today) = (cx.actor().root, cx.today());
    let there = org::units(conn, root).await?.into_iter().filter(|unit| unit.to_day.is_none_or(|to| to >= today));
    let mine = there.filter(|unit| cx.permit_at(Act::RaiseObstacle, &Place::unit(root, names.path(unit.id))).is_ok());
    Ok(mine.map(|unit| (unit.id, unit.name)).collect())
}

async fn own(conn: &mut Conn, cx: &Cx, id: ProgrammeId) -> Result<Programme> {
    let found = programme::programme(conn, id).await?.filter(|one| one.root == cx.actor().root);
    Ok(found.ok_or(Refusal::NotFound)?)
}

async fn running(conn: &mut Conn, cx: &Cx, id: ProgrammeId) -> Result<Programme> {
    let found = own(conn, cx, id).await?;
    if found.status.0 != ProgrammeStatus::Running {
        return Err(Refusal::Invalid { field: "programme", why: "finished" }.into());
    }
    Ok(found)
}

fn checked(words: &str) -> Result<String> {
    let words = words.trim();
    let wrong = |why| Err(Refusal::Invalid { field: "words", why }.into());
    match words.chars().count() {
        0 => wrong("empty"),
        many if many > MOST => wrong("long"),
        _ => Ok(words.to_owned()),
    }
}

/// An obstacle as a person tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// The unit that ran into it.
    pub unit: UnitId,
    /// The movement; `None` for the plan as a whole.
    pub movement: Option<Key>,
    /// What it is, up to 2,000 letters.
    pub words: String,
}

/// Tells the standing body of an obstacle.
///
/// # Errors
/// `NotFound`, `NotAllowed`; `Invalid` on "words", "unit", "movement", on "programme" for one that is finished.
pub async fn raise(cx: &Cx, id: ProgrammeId, new: New) -> Result<ObstacleId> {
    let words = checked(&new.words)?;
    let me = cx.clone();
    let fresh: ObstacleId = cx.id();
    cx.db()
        .write(async move |tx| {
            let found = running(tx, &me, id).await?;
            let unit = org::unit(tx, new.unit).await?.filter(|unit| unit.root == found.root);
            let unit = unit.ok_or(Refusal::Invalid { field: "unit", why: "not-existing" })?;
            me.permit_at(Act::RaiseObstacle, &Place::unit(found.root, org::path(tx, unit.id).await?))?;
            let plan = me.app().plan(tx, found.plan).await?;
            if new.movement.as_ref().is_some_and(|key| plan.movement(key).is_none()) {
                return Err(Refusal::Invalid { field: "movement", why: "not-existing" }.into());
            }
            let row = Obstacle {
                id: fresh,
                root: found.root,
                programme: id,
                unit: unit.id,
                movement: new.movement.clone(),
                words: words.clone(),
                raised_by: me.actor().person,
                raised_on: me.today(),
                state: Word(ObstacleState::Open),
                answer: String::new(),
                answered_by: None,
                answered_on: None,
                plan: None,
                version: 1,
                raiser: String::new(),
                answerer: String::new(),
            };
            rows::insert(tx, &row).await?;
            let detail = json!({ "programme": id, "unit": row.unit, "movement": row.movement });
            me.journal(tx, "obstacle.raised", fresh, &detail)?;
            Ok(fresh)
        })
        .await
}

/// What the standing body says to an obstacle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// How to go on under the plan as it is.
    Explained,
    /// The plan is to be amended.
    Amends,
}

/// Answers an obstacle. An answer can be changed until the plan was amended because of it.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` on "words", on "state" for one that was taken back or led to an amended plan, on
/// "programme" for one that is finished.
pub async fn answer(cx: &Cx, (id, seen): (ObstacleId, i64), what: Answer, words: String) -> Result<ProgrammeId> {
    let words = checked(&words)?;
    settle(cx, (id, seen), move |me, found, row| {
        me.permit(Act::AnswerObstacle)?;
        let amended = row.state.0 == ObstacleState::Amends && row.plan != Some(found.plan);
        if row.state.0 == ObstacleState::Withdrawn || amended {
            return Err(Refusal::Invalid { field: "state", why: "settled" }.into());
        }
        row.state = Word(if what == Answer::Amends { ObstacleState::Amends } else { ObstacleState::Answered });
        row.answer.clone_from(&words);
        row.answered_by = Some(me.actor().person);
        row.answered_on = Some(me.today());
        row.plan = Some(found.plan);
        Ok("obstacle.answered")
    })
    .await
}

/// Takes an obstacle back that nobody answered yet.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` on "state" once it was answered, on "programme" for one that is finished.
pub async fn withdraw(cx: &Cx, (id, seen): (ObstacleId, i64)) -> Result<ProgrammeId> {
    settle(cx, (id, seen), |me, _, row| {
        if !is_own(me, row.raised_by) {
            return Err(Refusal::NotAllowed { needs: vec![As::UnitClerk, As::UnitHead] }.into());
        }
        if row.state.0 != ObstacleState::Open {
            return Err(Refusal::Invalid { field: "state", why: "settled" }.into());
        }
        row.state = Word(ObstacleState::Withdrawn);
        Ok("obstacle.withdrawn")
    })
    .await
}

/// Changes how an obstacle stands. The change says which event the journal tells; without the right to answer, the unit's own is asked.
async fn settle(
    cx: &Cx,
    (id, seen): (ObstacleId, i64),
    change: impl Fn(&Cx, &Programme, &mut Obstacle) -> Result<&'static str> + Send + 'static,
) -> Result<ProgrammeId> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            let mut row = rows::load(tx, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let found = running(tx, &me, row.programme).await?;
            if !me.may(Act::AnswerObstacle) {
                me.permit_at(Act::RaiseObstacle, &Place::unit(root, org::path(tx, row.unit).await?))?;
            }
            faster::same(tx, root, id, row.version, seen).await?;
            let event = change(&me, &found, &mut row)?;
            let saved = rows::settle(tx, &row).await;
            faster::told(tx, root, id, saved).await?;
            let detail = json!({ "programme": row.programme, "unit": row.unit, "state": row.state.0 });
            me.journal(tx, event, id, &detail)?;
            Ok(row.programme)
        })
        .await
}

/// How many obstacles wait for the acting person's answer, by programme; none for those who do not answer.
pub(crate) async fn waiting(conn: &mut Conn, cx: &Cx) -> Result<Vec<Waiting>> {
    if cx.may(Act::AnswerObstacle) { Ok(rows::open(conn, cx.actor().root).await?) } else { Ok(Vec::new()) }
}
