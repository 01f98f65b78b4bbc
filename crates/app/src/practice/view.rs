//! Practices as their pages show them: the list, one of them with its spread, and what an exemplar gave to others. It must not show a draft to strangers.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::adoption::{Confirmed, Stage};
use lantoa_domain::id::{AdoptionId, ExemplarId, PracticeId, ProgrammeId, ReplicationId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{Act, Place, scope};
use lantoa_domain::practice::{Completeness, PracticeCommand, PracticeState, Profile, Reach, completeness, readable};
use lantoa_domain::spread::{self, Figures, Likeness, Node, Peer};
use lantoa_domain::text::fold;
use lantoa_store::practice::{self, Filter, PracticeFile, PracticeLine, Sight};
use lantoa_store::publicity::practice as public;
use lantoa_store::{Conn, adoption, exemplar, org, replication};

use super::{Case, load};
use crate::exemplar::movements;
use crate::export::Portion;
use crate::names::Names;
use crate::{Cx, Error, Result};

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words of the title, with or without diacritics.
    pub words: String,
    /// Only this movement of a programme.
    pub movement: Option<(ProgrammeId, Key)>,
    /// Only those of units below this one.
    pub unit: Option<UnitId>,
    /// Only those that stand so.
    pub state: Option<PracticeState>,
    /// Only those of this year.
    pub year: Option<i16>,
    /// How many at a time.
    pub portion: Portion,
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct PracticeRow {
    /// The practice.
    pub id: PracticeId,
    /// Its title.
    pub title: String,
    /// The unit that owns it.
    pub unit: String,
    /// Its movement; empty for none.
    pub movement: String,
    /// Where it was found, for one from outside; else empty.
    pub host: String,
    /// Where it stands.
    pub state: PracticeState,
    /// How far it is held up.
    pub reach: Reach,
    /// How complete it is, of 100.
    pub share: u32,
    /// Its year.
    pub year: i16,
    /// When it was validated.
    pub validated_on: Option<Date>,
    /// Adoptions.
    pub copies: u32,
    /// Adoptions in use.
    pub used: u32,
}

/// One page of practices with what the filters offer.
#[derive(Debug, Clone)]
pub struct List {
    /// The practices, the latest first.
    pub rows: Vec<PracticeRow>,
    /// Whether more follow; their page begins after the last row's identifier.
    pub more: bool,
    /// How many are validated, without any filter.
    pub count: i64,
    /// Movements: programme, key, name.
    pub movements: Vec<(ProgrammeId, Key, String)>,
    /// Units with their names today.
    pub units: Vec<(UnitId, String)>,
    /// Years there are practices of.
    pub years: Vec<i16>,
    /// Whether the reader may begin one for some unit.
    pub may_draft: bool,
}

/// Practices of the agency, as far as the acting person may read them.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx, search: Search, before: Option<PracticeId>) -> Result<List> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let root = me.actor().root;
            let (filter, sight) = (filter(&search), sight(&me));
            let found = practice::list(conn, root, (&filter, &sight), before, search.portion.rows()).await?;
            let names = Names::load(conn, root, me.today()).await?;
            let movements = movements(conn, &me).await?;
            let may_draft = !scope(me.actor()).units.is_empty() || me.may(Act::EditPractice);
            Ok::<_, Error>(List {
                rows: found.rows.into_iter().map(|line| row(line, &names, &movements)).collect(),
                more: found.more,
                count: practice::count(conn, root).await?,
                units: org::units(conn, root).await?.into_iter().map(|unit| (unit.id, unit.name)).collect(),
                years: practice::years(conn, root).await?,
                movements,
                may_draft,
            })
        })
        .await
}

fn filter(search: &Search) -> Filter {
    Filter {
        words: fold(&search.words).split_whitespace().map(str::to_owned).collect(),
        movement: search.movement.clone(),
        unit: search.unit,
        state: search.state,
        year: search.year,
    }
}

/// What is not validated and may be listed: as `domain::practice::readable` says of one.
fn sight(cx: &Cx) -> Sight {
    let actor = cx.actor();
    let scope = scope(actor);
    let mut units = scope.units;
    if actor.unit != actor.root {
        units.push(actor.unit);
    }
    Sight { whole: cx.may(Act::ReadPractice), units, movements: scope.movements }
}

fn row(line: PracticeLine, names: &Names, movements: &[(ProgrammeId, Key, String)]) -> PracticeRow {
    PracticeRow {
        id: line.id,
        title: line.title,
        unit: names.unit(line.unit),
        movement: movement_name(movements, line.programme, line.movement.as_ref()),
        host: line.host,
        state: line.state.0,
        reach: line.reach.0,
        share: line.share,
        year: line.year,
        validated_on: line.validated_on,
        copies: line.copies,
        used: line.used,
    }
}

fn movement_name(
    movements: &[(ProgrammeId, Key, String)],
    programme: Option<ProgrammeId>,
    key: Option<&Key>,
) -> String {
    let found = movements.iter().find(|(one, other, _)| Some(*one) == programme && Some(other) == key);
    found.map(|(_, _, name)| name.clone()).unwrap_or_default()
}

/// Something that was done with the practice as a whole.
#[derive(Debug, Clone)]
pub struct TurnView {
    /// What.
    pub command: PracticeCommand,
    /// Reason or evidence.
    pub words: String,
    /// How many used it then.
    pub adopters: u32,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// One adoption in the tree of a practice.
#[derive(Debug, Clone)]
pub struct CopyView {
    /// The adoption.
    pub id: AdoptionId,
    /// Who copies it, by name today.
    pub name: String,
    /// Whether that is a unit outside the agency.
    pub outside: bool,
    /// Where it is.
    pub stage: Stage,
    /// When it began.
    pub began: Date,
    /// Since when it is where it is.
    pub since: Date,
    /// How far its effect is confirmed.
    pub confirmed: Confirmed,
}

/// Why somebody gave it up.
#[derive(Debug, Clone)]
pub struct LessonView {
    /// The adoption.
    pub adoption: AdoptionId,
    /// Who, by name today.
    pub name: String,
    /// When.
    pub on: Date,
    /// What they say of it.
    pub words: String,
}

/// How a practice spread.
#[derive(Debug, Clone)]
pub struct SpreadView {
    /// Its figures.
    pub figures: Figures,
    /// The copies.
    pub copies: Vec<CopyView>,
    /// The tree of them.
    pub tree: Vec<Node>,
    /// Units of the agency that do not copy it: how many units could, and the names of those that do not.
    pub unreached: (usize, Vec<String>),
    /// Copies of units like the reader's: how they are alike, and the place among the copies.
    pub alike: Vec<(Likeness, usize)>,
    /// The adoption of the reader's own unit.
    pub mine: Option<AdoptionId>,
    /// Why some gave it up.
    pub lessons: Vec<LessonView>,
}

/// A proposal that units copy it.
#[derive(Debug, Clone)]
pub struct ProposalView {
    /// The proposal.
    pub id: ReplicationId,
    /// Until when.
    pub due: Date,
    /// Units asked, accepted, declined.
    pub counts: (u32, u32, u32),
}

/// A practice's page.
#[derive(Debug, Clone)]
pub struct PracticeView {
    /// The practice.
    pub id: PracticeId,
    /// The version to send back with a change.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// The unit that owns it.
    pub unit: (UnitId, String),
    /// Its movement: programme, key, name.
    pub movement: Option<(ProgrammeId, Key, String)>,
    /// Its exemplar, by name.
    pub exemplar: Option<(ExemplarId, String)>,
    /// Where it was found and in which place, for one from outside; else empty.
    pub host: (String, String),
    /// What it says.
    pub profile: Profile,
    /// How complete it is.
    pub meter: Completeness,
    /// Where it stands.
    pub state: PracticeState,
    /// How far it is held up.
    pub reach: Reach,
    /// When it was validated.
    pub validated_on: Option<Date>,
    /// Its files.
    pub files: Vec<PracticeFile>,
    /// What was done with it, the latest first.
    pub turns: Vec<TurnView>,
    /// How it spread.
    pub spread: SpreadView,
    /// Proposals that units copy it, the latest first.
    pub proposals: Vec<ProposalView>,
    /// What the reader may do with it as a whole now.
    pub may: Vec<PracticeCommand>,
    /// Whether the reader may change what it says.
    pub may_edit: bool,
    /// Whether the reader may declare that a unit copies it.
    pub may_adopt: bool,
    /// Whether the reader may propose that units copy it.
    pub may_propose: bool,
    /// Since when the public reads it.
    pub public_on: Option<Date>,
    /// Whether the reader may let the public read it, and close it again.
    pub may_publish: bool,
}

/// A practice's page.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: PracticeId) -> Result<PracticeView> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db().scan(async move |conn| view(conn, &me, id).await).await
}

async fn view(conn: &mut Conn, cx: &Cx, id: PracticeId) -> Result<PracticeView> {
    let case = load(conn, cx, id).await?;
    let names = Names::load(conn, case.row.root, cx.today()).await?;
    let files = practice::files(conn, id).await?;
    let turns = practice::turns(conn, id).await?.into_iter().rev().map(|turn| TurnView {
        command: turn.command.0,
        words: turn.words,
        adopters: turn.adopters,
        by: turn.by,
        at: turn.at,
    });
    let turns: Vec<TurnView> = turns.collect();
    let (spread, may_adopt) = spread_of(conn, cx, &case, &names).await?;
    let movement = case.row.programme.zip(case.row.movement.clone());
    let movement = match movement {
        None => None,
        Some((programme, key)) => {
            let name = movement_name(&movements(conn, cx).await?, Some(programme), Some(&key));
            Some((programme, key, name))
        }
    };
    let exemplar = match case.row.exemplar {
        None => None,
        Some(id) => exemplar::load(conn, id).await?.map(|found| (id, found.name)),
    };
    let listed = replication::list(conn, case.row.root, (Some(id), None), None, 50).await?.rows;
    let proposals = listed.into_iter().map(|line| {
        let counts = (line.asked, line.accepted, line.declined);
        ProposalView { id: line.id, due: line.due, counts }
    });
    let open = case.row.state.0 == PracticeState::Validated;
    let public_on = public::since(conn, id).await?;
    Ok(PracticeView {
        id,
        version: case.row.version,
        unit: (case.row.unit, names.unit(case.row.unit)),
        movement,
        exemplar,
        meter: completeness(&case.row.profile.0, files.len()),
        state: case.row.state.0,
        reach: case.row.reach.0,
        validated_on: case.row.validated_on,
        files,
        turns,
        proposals: proposals.collect(),
        may: allowed(cx, &case, spread.figures.used()),
        may_edit: case.may_edit(cx),
        may_adopt: open && may_adopt,
        may_propose: open && cx.may(Act::ProposeReplication),
        may_publish: (open || public_on.is_some()) && cx.may(Act::PublishStory),
        public_on,
        spread,
        title: case.row.title,
        host: (case.row.host, case.row.host_place),
        profile: case.row.profile.0,
    })
}

/// Commands that the state allows and the reader may give.
fn allowed(cx: &Cx, case: &Case, used: u32) -> Vec<PracticeCommand> {
    let fits = |command: &PracticeCommand| match command {
        PracticeCommand::Promote => case.row.reach.0 == Reach::Unit && used > 0,
        _ => true,
    };
    let now = PracticeCommand::ALL.into_iter().filter(|command| command.from(case.row.state.0).is_ok());
    now.filter(fits).filter(|command| cx.permit_at(command.act(), &case.place).is_ok()).collect()
}

/// Somebody who may declare for a unit that does not copy it yet, or for one outside the agency.
fn may_adopt(cx: &Cx, case: &Case, rows: &[adoption::Copy]) -> bool {
    let free = |unit: &UnitId| *unit != case.row.unit && !rows.iter().any(|copy| copy.unit == Some(*unit));
    cx.permit_at(Act::Adopt, &case.place).is_ok() || scope(cx.actor()).units.iter().any(free)
}

/// Units of the agency that exist today, without the agency itself.
pub(crate) async fn alive(conn: &mut Conn, root: UnitId) -> Result<Vec<Peer>> {
    let units = org::units(conn, root).await?.into_iter().filter(|unit| unit.id != root && unit.to_day.is_none());
    Ok(units.map(|unit| Peer { id: unit.id, parent: unit.parent, kind: unit.kind.0 }).collect())
}

/// Who copies, by name today.
pub(crate) fn named(names: &Names, unit: Option<UnitId>, outside: &str) -> String {
    unit.map_or_else(|| outside.to_owned(), |unit| names.unit(unit))
}

/// How it spread, and whether the reader may declare one more.
async fn spread_of(conn: &mut Conn, cx: &Cx, case: &Case, names: &Names) -> Result<(SpreadView, bool)> {
    let of = (case.row.id, case.row.root, case.row.unit);
    let (view, rows) = spread(conn, of, case.row.validated_on, names, (cx.today(), cx.actor().unit)).await?;
    Ok((view, may_adopt(cx, case, &rows)))
}

/// How a practice of an agency and its unit spread until a day, as a unit sees it.
pub(crate) async fn spread(
    conn: &mut Conn,
    (id, root, owner): (PracticeId, UnitId, UnitId),
    validated_on: Option<Date>,
    names: &Names,
    (today, mine): (Date, UnitId),
) -> Result<(SpreadView, Vec<adoption::Copy>)> {
    let rows = adoption::copies(conn, id).await?;
    let copied: Vec<_> = rows.iter().map(adoption::Copy::copied).collect();
    let units = alive(conn, root).await?;
    let left = spread::unreached(&units, owner, &copied);
    let lessons = adoption::lessons(conn, id).await?.into_iter().map(|lesson| LessonView {
        adoption: lesson.adoption,
        name: named(names, lesson.unit, &lesson.outside),
        on: lesson.on,
        words: lesson.words,
    });
    let lessons: Vec<LessonView> = lessons.collect();
    let copies = rows.iter().map(|copy| CopyView {
        id: copy.id,
        name: named(names, copy.unit, &copy.outside),
        outside: copy.unit.is_none(),
        stage: copy.stage.0,
        began: copy.began,
        since: copy.since,
        confirmed: copy.confirmed.0,
    });
    let view = SpreadView {
        figures: spread::figures(&copied, validated_on, today),
        tree: spread::tree(&copied),
        unreached: (
            units.iter().filter(|unit| unit.id != owner).count(),
            left.into_iter().map(|unit| names.unit(unit)).collect(),
        ),
        alike: spread::alike(&units, mine, &copied),
        mine: rows.iter().find(|copy| copy.unit == Some(mine)).map(|copy| copy.id),
        copies: copies.collect(),
        lessons,
    };
    Ok((view, rows))
}

/// What an exemplar gave to others: one entry for each of its practices that the reader may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Influence {
    /// The practice.
    pub practice: PracticeId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: PracticeState,
    /// Units that learned from it, in any way.
    pub learned: u32,
    /// Units that use it.
    pub used: u32,
}

/// What an exemplar gave to others.
#[derive(Debug, Clone, Default)]
pub struct Influences {
    /// Its practices.
    pub practices: Vec<Influence>,
    /// The unit for which the reader may write one more.
    pub draft_for: Option<UnitId>,
}

/// What an exemplar gave to others (plan 000 I.2, plan 002 I.2).
///
/// # Errors
/// `NotFound`.
pub async fn influence(cx: &Cx, id: ExemplarId) -> Result<Influences> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = me.actor().root;
            let owner = exemplar::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let place = Place::unit(root, org::path(conn, owner.unit).await?);
            let counts = adoption::of_exemplar(conn, id).await?;
            let mut out = Vec::new();
            for row in practice::of_exemplar(conn, id).await? {
                let place = Place { movement: row.programme.zip(row.movement.clone()), ..place.clone() };
                if !readable(me.actor(), &place, row.state.0, row.validated_on.is_some()) {
                    continue;
                }
                let of = counts.iter().filter(|(practice, ..)| *practice == row.id);
                let used = of.clone().filter(|(_, stage, _)| stage.is_used());
                out.push(Influence {
                    practice: row.id,
                    title: row.title,
                    state: row.state.0,
                    learned: of.map(|(.., count)| count).sum(),
                    used: used.map(|(.., count)| count).sum(),
                });
            }
            let may = me.permit_at(Act::EditPractice, &place).is_ok();
            Ok::<_, Error>(Influences { practices: out, draft_for: may.then_some(owner.unit) })
        })
        .await
}
