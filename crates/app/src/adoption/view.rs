//! Adoptions as their pages show them: the ledger, one of them, and what the form to declare one needs. It must not change anything.

use jiff::civil::Date;
use lantoa_domain::adoption::{Confirmed, Course, Stage};
use lantoa_domain::id::{AdoptionId, PracticeId, UnitId, VisitId};
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::practice::{Figure, PracticeState};
use lantoa_domain::text::fold;
use lantoa_store::adoption::{self, AdoptionLine, Filter, Step};
use lantoa_store::publicity::visit::{self, StudyVisit};
use lantoa_store::{Conn, org};

use super::{Case, load, sign_act};
use crate::export::Portion;
use crate::names::Names;
use crate::practice::{alive, load as practice, named};
use crate::{Cx, Error, Result};

/// Visits and talks offered at most, the latest: what was learned long ago was noted then.
const MOST_VISITS: usize = 100;

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words of the practice's title, with or without diacritics.
    pub words: String,
    /// Only those of this practice.
    pub practice: Option<PracticeId>,
    /// Only those of units below this one.
    pub unit: Option<UnitId>,
    /// Only those of the reader's own unit.
    pub mine: bool,
    /// Only those at this stage.
    pub stage: Option<Stage>,
    /// Only those confirmed so far.
    pub confirmed: Option<Confirmed>,
    /// How many at a time.
    pub portion: Portion,
}

/// A line of the ledger.
#[derive(Debug, Clone)]
pub struct AdoptionRow {
    /// The adoption.
    pub id: AdoptionId,
    /// The practice.
    pub practice: PracticeId,
    /// Its title.
    pub title: String,
    /// The unit that owns it.
    pub owner: String,
    /// Who copies it.
    pub name: String,
    /// Whether that is a unit outside the agency.
    pub outside: bool,
    /// Where it is.
    pub stage: Stage,
    /// When it began.
    pub began: Date,
    /// Since when it is where it is.
    pub since: Date,
    /// When the use that goes on began.
    pub used_from: Option<Date>,
    /// How far its effect is confirmed.
    pub confirmed: Confirmed,
    /// What was changed.
    pub changed: String,
    /// What came of it.
    pub results: String,
    /// What was difficult.
    pub difficulty: String,
}

/// One page of the ledger with what the filters offer.
#[derive(Debug, Clone)]
pub struct List {
    /// The adoptions, the latest first.
    pub rows: Vec<AdoptionRow>,
    /// Whether more follow; their page begins after the last row's identifier.
    pub more: bool,
    /// How many of the agency stand at each stage, without any filter.
    pub by_stage: Vec<(Stage, u32)>,
    /// Units with their names today.
    pub units: Vec<(UnitId, String)>,
    /// The practice that is asked for, by title.
    pub practice: Option<(PracticeId, String)>,
}

/// The ledger of the agency: everybody of it may read it, since only what was validated can be copied.
///
/// # Errors
/// `NotFound` for people of other agencies, and for a practice that is not theirs to read.
pub async fn list(cx: &Cx, search: Search, before: Option<AdoptionId>) -> Result<List> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let root = me.actor().root;
            let asked = match search.practice {
                Some(id) => Some((id, practice(conn, &me, id).await?.row.title)),
                None => None,
            };
            let filter = Filter {
                words: fold(&search.words).split_whitespace().map(str::to_owned).collect(),
                practice: search.practice,
                unit: if search.mine { Some(me.actor().unit) } else { search.unit },
                stage: search.stage,
                confirmed: search.confirmed,
            };
            let found = adoption::list(conn, root, &filter, before, search.portion.rows()).await?;
            let names = Names::load(conn, root, me.today()).await?;
            Ok::<_, Error>(List {
                rows: found.rows.into_iter().map(|line| row(line, &names)).collect(),
                more: found.more,
                by_stage: adoption::by_stage(conn, root).await?,
                units: org::units(conn, root).await?.into_iter().map(|unit| (unit.id, unit.name)).collect(),
                practice: asked,
            })
        })
        .await
}

fn row(line: AdoptionLine, names: &Names) -> AdoptionRow {
    AdoptionRow {
        id: line.id,
        practice: line.practice,
        title: line.title,
        owner: names.unit(line.owner),
        name: named(names, line.unit, &line.outside),
        outside: line.unit.is_none(),
        stage: line.stage.0,
        began: line.began,
        since: line.since,
        used_from: line.used_from,
        confirmed: line.confirmed.0,
        changed: line.changed,
        results: line.results,
        difficulty: line.difficulty,
    }
}

/// Somebody from whom a practice can be learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teacher {
    /// The adoption.
    pub id: AdoptionId,
    /// Who, by name today.
    pub name: String,
}

/// A study visit or talk at which a practice can be learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenAt {
    /// The visit.
    pub id: VisitId,
    /// The model or experience.
    pub topic: String,
    /// The host.
    pub host: String,
    /// Its day.
    pub on: Date,
}

impl SeenAt {
    fn of(visit: &StudyVisit) -> Self {
        let host = visit.host_called().to_owned();
        Self { id: visit.id, topic: visit.topic.clone(), host, on: visit.on_day }
    }
}

/// The visits and talks that were held, the latest first.
async fn visits(conn: &mut Conn, cx: &Cx) -> Result<Vec<SeenAt>> {
    let known = visit::list(conn, cx.actor().root).await?;
    Ok(known.iter().filter(|one| one.on_day <= cx.today()).take(MOST_VISITS).map(SeenAt::of).collect())
}

/// An adoption's page.
#[derive(Debug, Clone)]
pub struct AdoptionView {
    /// The adoption.
    pub id: AdoptionId,
    /// The version to send back with a change.
    pub version: i64,
    /// The practice.
    pub practice: PracticeId,
    /// Its title.
    pub title: String,
    /// The unit that owns it.
    pub owner: String,
    /// Who copies it: the unit, and its name today.
    pub adopter: (Option<UnitId>, String),
    /// From whom it was learned; `None` for the origin.
    pub learned_from: Option<Teacher>,
    /// Those who learned from this one.
    pub pupils: Vec<Teacher>,
    /// How it was learned.
    pub how: String,
    /// The study visit or talk at which it was learned.
    pub learned_at: Option<SeenAt>,
    /// Its course.
    pub course: Course,
    /// When it began.
    pub began: Date,
    /// Its steps, the latest first.
    pub steps: Vec<Step>,
    /// What was changed.
    pub changed: String,
    /// What came of it.
    pub results: String,
    /// What came of it, measured.
    pub figures: Vec<Figure>,
    /// What was difficult.
    pub difficulty: String,
    /// How far its effect is confirmed.
    pub confirmed: Confirmed,
    /// Who signed and when.
    pub signed: Option<(String, Date)>,
    /// The paper by which a unit outside the agency confirmed.
    pub proof: String,
    /// Who checked and when.
    pub checked: Option<(String, Date)>,
    /// Why it was sent back.
    pub check_why: String,
    /// Those from whom it could have been learned.
    pub teachers: Vec<Teacher>,
    /// Visits and talks at which it could have been learned; none for those who may not write.
    pub visits: Vec<SeenAt>,
    /// Whether the reader may describe it and carry it on.
    pub may_write: bool,
    /// Whether the reader may sign now.
    pub may_sign: bool,
    /// Whether the reader may check now.
    pub may_check: bool,
}

/// An adoption's page.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: AdoptionId) -> Result<AdoptionView> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let case = load(conn, &me, id).await?;
            view(conn, &me, case).await
        })
        .await
}

async fn view(conn: &mut Conn, cx: &Cx, case: Case) -> Result<AdoptionView> {
    let Case { row, practice, place } = case;
    let names = Names::load(conn, row.root, cx.today()).await?;
    let copies = adoption::copies(conn, row.practice).await?;
    let teacher = |copy: &adoption::Copy| Teacher { id: copy.id, name: named(&names, copy.unit, &copy.outside) };
    let mut steps = adoption::steps(conn, row.id).await?;
    steps.reverse();
    let may = |act| cx.permit_at(act, &place).is_ok();
    let learned_at = match row.learned_at {
        Some(id) => visit::load(conn, id).await?.as_ref().map(SeenAt::of),
        None => None,
    };
    let visits = if may(Act::Adopt) { visits(conn, cx).await? } else { Vec::new() };
    let signable = row.confirmed.0.sign(row.stage.0, &row.results).is_ok();
    Ok(AdoptionView {
        id: row.id,
        version: row.version,
        practice: row.practice,
        title: practice.row.title,
        owner: names.unit(practice.row.unit),
        adopter: (row.unit, named(&names, row.unit, &row.outside)),
        learned_from: copies.iter().find(|copy| Some(copy.id) == row.learned_from).map(teacher),
        pupils: copies.iter().filter(|copy| copy.learned_from == Some(row.id)).map(teacher).collect(),
        course: row.course(),
        began: row.began,
        steps,
        confirmed: row.confirmed.0,
        signed: signature(conn, row.signed_by.zip(row.signed_on)).await?,
        checked: signature(conn, row.checked_by.zip(row.checked_on)).await?,
        teachers: copies.iter().filter(|copy| copy.id != row.id).map(teacher).collect(),
        learned_at,
        visits,
        may_write: may(Act::Adopt),
        may_sign: signable && may(sign_act(&row)),
        may_check: row.confirmed.0 == Confirmed::Signed && may(Act::CheckAdoption),
        how: row.how,
        changed: row.changed,
        results: row.results,
        figures: row.figures.0,
        difficulty: row.difficulty,
        proof: row.proof,
        check_why: row.check_why,
    })
}

async fn signature(conn: &mut Conn, by: Option<(lantoa_domain::id::PersonId, Date)>) -> Result<Option<(String, Date)>> {
    let Some((person, on)) = by else { return Ok(None) };
    Ok(Some((org::person(conn, person).await?.map(|found| found.name).unwrap_or_default(), on)))
}

/// What the form to declare an adoption needs.
#[derive(Debug, Clone)]
pub struct Declaring {
    /// The practice.
    pub practice: PracticeId,
    /// Its title.
    pub title: String,
    /// The unit that owns it.
    pub owner: String,
    /// Whether it can be declared as copied.
    pub open: bool,
    /// Units for which the reader may declare and that do not copy it yet.
    pub units: Vec<(UnitId, String)>,
    /// Whether the reader may declare for a unit outside the agency.
    pub outside: bool,
    /// Those from whom it can be learned.
    pub teachers: Vec<Teacher>,
    /// Visits and talks at which it can have been learned.
    pub visits: Vec<SeenAt>,
}

/// What the form to declare an adoption needs.
///
/// # Errors
/// `NotFound`.
pub async fn declaring(cx: &Cx, id: PracticeId) -> Result<Declaring> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let case = practice(conn, &me, id).await?;
            let root = case.row.root;
            let names = Names::load(conn, root, me.today()).await?;
            let copies = adoption::copies(conn, id).await?;
            let mut units = Vec::new();
            for unit in alive(conn, root).await? {
                let taken = unit.id == case.row.unit || copies.iter().any(|copy| copy.unit == Some(unit.id));
                if !taken && me.permit_at(Act::Adopt, &Place::unit(root, names.path(unit.id))).is_ok() {
                    units.push((unit.id, names.unit(unit.id)));
                }
            }
            let teachers =
                copies.iter().map(|copy| Teacher { id: copy.id, name: named(&names, copy.unit, &copy.outside) });
            Ok::<_, Error>(Declaring {
                practice: id,
                owner: names.unit(case.row.unit),
                open: case.row.state.0 == PracticeState::Validated,
                units,
                outside: me.permit_at(Act::Adopt, &case.place).is_ok(),
                teachers: teachers.collect(),
                visits: visits(conn, &me).await?,
                title: case.row.title,
            })
        })
        .await
}
