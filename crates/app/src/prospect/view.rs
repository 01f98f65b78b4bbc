//! Prospects as pages show them, within the reach of their reader. It must not change one or show who suggested it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::Date;
use lantoa_domain::fostering::About;
use lantoa_domain::id::{DossierId, ProgrammeId, ProspectId, SuggestionId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{Act, Role};
use lantoa_domain::prospect::{ProspectState, Source, Took, last_day};
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::text::fold;
use lantoa_store::programme::{self, ProgrammeStatus};
use lantoa_store::prospect::{self, Filter, Prospect};
use lantoa_store::{Conn, org, suggestion};

use super::alike::{Alike, alike};
use super::{load, some_reach};
use crate::export::Portion;
use crate::fostering::Kept;
use crate::names::Names;
use crate::{Cx, Error, Result, fostering};

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Words of the name, with or without diacritics.
    pub words: String,
    /// Only in this state.
    pub state: Option<ProspectState>,
    /// Only this kind of subject.
    pub kind: Option<SubjectKind>,
    /// Only those of this unit and below.
    pub unit: Option<UnitId>,
    /// Only those of this source.
    pub source: Option<Source>,
    /// The last of the page before.
    pub before: Option<ProspectId>,
    /// How many at a time.
    pub portion: Portion,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The prospect.
    pub id: ProspectId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SubjectKind,
    /// The unit that cares for it, as named today.
    pub unit: String,
    /// The movement.
    pub movement: String,
    /// Where the first word came from.
    pub source: Source,
    /// Where it stands.
    pub state: ProspectState,
    /// When it was noticed.
    pub noticed_on: Date,
    /// How long it took.
    pub took: Took,
    /// What a form made from a list carries.
    pub version: i64,
}

/// One page of prospects with what the filters offer.
#[derive(Debug, Clone)]
pub struct List {
    /// The prospects, the latest first.
    pub rows: Vec<Row>,
    /// The last row, when more follow.
    pub next: Option<ProspectId>,
    /// How many stand where, in the order of a life.
    pub counts: Vec<(ProspectState, i64)>,
    /// Units with their names today.
    pub units: Vec<(UnitId, String)>,
    /// Suggestions that wait, for those who decide about them.
    pub suggestions: Option<i64>,
    /// Whether the reader may enter one.
    pub may_add: bool,
}

/// Prospects of the agency within the reader's reach.
///
/// # Errors
/// `NotFound` for those who may see none.
pub async fn list(cx: &Cx, wanted: Wanted) -> Result<List> {
    let reach = some_reach(cx.actor())?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let (root, today) = (me.actor().root, me.today());
            let filter = Filter {
                words: fold(&wanted.words).split_whitespace().map(str::to_owned).collect(),
                state: wanted.state,
                class: wanted.kind,
                unit: wanted.unit,
                source: wanted.source,
            };
            let found = prospect::list(conn, root, &reach, &filter, wanted.before, wanted.portion.rows()).await?;
            let next = found.rows.last().filter(|_| found.more).map(|row| row.id);
            let names = Names::load(conn, root, today).await?;
            let mut movements = Movements::default();
            let mut rows = Vec::with_capacity(found.rows.len());
            for one in found.rows {
                let movement = movements.name(conn, &me, one.programme, &one.movement).await?;
                rows.push(row(&names, movement, one));
            }
            let counted = prospect::counts(conn, root, &reach).await?;
            let count = |state| counted.iter().find(|(known, _)| known.0 == state).map_or(0, |(_, count)| *count);
            Ok::<_, Error>(List {
                rows,
                next,
                counts: ProspectState::ALL.into_iter().map(|state| (state, count(state))).collect(),
                units: org::units(conn, root).await?.into_iter().map(|unit| (unit.id, unit.name)).collect(),
                suggestions: crate::suggestion::waiting(conn, &me).await?,
                may_add: may_add(&me),
            })
        })
        .await
}

fn may_add(cx: &Cx) -> bool {
    [Role::StandingBody, Role::UnitClerk, Role::UnitHead].into_iter().any(|role| cx.actor().has(role))
}

fn row(names: &Names, movement: String, one: Prospect) -> Row {
    Row {
        id: one.id,
        kind: one.class.0,
        unit: names.unit(one.unit),
        movement,
        source: one.source.0,
        state: one.state.0,
        noticed_on: one.noticed_on,
        took: Took::between(one.suggested_on, one.noticed_on, one.registered_on, one.recognised_on),
        version: one.version,
        name: one.name,
    }
}

/// Names of movements in the plans in force, each looked up once.
#[derive(Default)]
pub(crate) struct Movements(BTreeMap<ProgrammeId, Vec<(Key, String)>>);

impl Movements {
    /// A movement's name.
    pub(crate) async fn name(
        &mut self,
        conn: &mut Conn,
        cx: &Cx,
        programme: ProgrammeId,
        movement: &Key,
    ) -> Result<String> {
        if let Entry::Vacant(free) = self.0.entry(programme) {
            let known = match programme::programme(conn, programme).await? {
                Some(row) => {
                    let plan = cx.app().plan(conn, row.plan).await?;
                    plan.movements.iter().map(|one| (one.key.clone(), one.name.clone())).collect()
                }
                None => Vec::new(),
            };
            free.insert(known);
        }
        let found = self.0.get(&programme).into_iter().flatten().find(|(key, _)| key == movement);
        Ok(found.map_or_else(|| movement.to_string(), |(_, name)| name.clone()))
    }
}

/// A suggestion that became part of a prospect, without its sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The suggestion.
    pub id: SuggestionId,
    /// The day it came.
    pub on: Date,
    /// Where it came from.
    pub source: Source,
    /// The newspaper, the inspection's number, a link.
    pub note: String,
    /// What it says.
    pub deed: String,
}

/// A prospect's page.
#[derive(Debug, Clone)]
pub struct View {
    /// The line of the list.
    pub row: Row,
    /// The version to send back.
    pub version: i64,
    /// The unit.
    pub unit: UnitId,
    /// The programme and its title.
    pub programme: (ProgrammeId, String),
    /// The movement's key.
    pub movement: Key,
    /// Comprehensive or one side of the work.
    pub scope: String,
    /// What they did.
    pub deed: String,
    /// The newspaper, the inspection's number, a link.
    pub source_note: String,
    /// Since when it is fostered.
    pub fostered_on: Option<Date>,
    /// When it was invited to register.
    pub invited_on: Option<Date>,
    /// When its dossier was opened.
    pub registered_on: Option<Date>,
    /// When it was let go.
    pub let_go_on: Option<Date>,
    /// When it was recognised.
    pub recognised_on: Option<Date>,
    /// Why it was let go.
    pub why: String,
    /// Its dossier, for those who may read it.
    pub dossier: Option<DossierId>,
    /// Suggestions about it; the link is for those who decide about them.
    pub told: Vec<Told>,
    /// Whether the reader may open suggestions.
    pub may_open_told: bool,
    /// Its plans of fostering, the latest first.
    pub plans: Vec<Kept>,
    /// What it may be the same as.
    pub alike: Vec<Alike>,
    /// Whether the reader may change it.
    pub may_note: bool,
    /// Whether the reader may make a plan of fostering.
    pub may_foster: bool,
}

/// A prospect.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: ProspectId) -> Result<View> {
    let me = cx.clone();
    cx.db().scan(async move |conn| view(conn, &me, id).await).await
}

async fn view(conn: &mut Conn, cx: &Cx, id: ProspectId) -> Result<View> {
    let (one, place) = load(conn, cx, id).await?;
    let names = Names::load(conn, one.root, cx.today()).await?;
    let movement = Movements::default().name(conn, cx, one.programme, &one.movement).await?;
    let title = programme::programme(conn, one.programme).await?.map(|row| row.title).unwrap_or_default();
    let told = suggestion::of_prospect(conn, id).await?.into_iter().map(|row| Told {
        id: row.id,
        on: row.received_on,
        source: row.source.0,
        note: row.source_note,
        deed: row.deed,
    });
    let told = told.collect();
    let dossier = match one.dossier {
        Some(dossier) => crate::dossier::load(conn, cx, dossier).await.ok().map(|case| case.record.dossier.id),
        None => None,
    };
    let open = one.state.0.is_open();
    let plans = fostering::of_chain(conn, cx, About::Prospect(id)).await?;
    let active = plans.iter().any(|plan| plan.is_active);
    Ok(View {
        version: one.version,
        unit: one.unit,
        programme: (one.programme, title),
        movement: one.movement.clone(),
        scope: one.scope.clone(),
        deed: one.deed.clone(),
        source_note: one.source_note.clone(),
        fostered_on: one.fostered_on,
        invited_on: one.invited_on,
        registered_on: one.registered_on,
        let_go_on: one.let_go_on,
        recognised_on: one.recognised_on,
        why: one.why.clone(),
        dossier,
        told,
        may_open_told: cx.may(Act::HandleSuggestions),
        plans,
        alike: if open { alike(conn, cx, &one.name, Some(About::Prospect(id))).await? } else { Vec::new() },
        may_note: cx.permit_at(Act::NoteProspect, &place).is_ok(),
        may_foster: open && !active && cx.permit_at(Act::Foster, &place).is_ok(),
        row: row(&names, movement, one),
    })
}

/// What the form for a prospect offers.
#[derive(Debug, Clone)]
pub struct Choices {
    /// Movements of programmes that still take new factors: programme, its title, movement, its name.
    pub movements: Vec<(ProgrammeId, String, Key, String)>,
    /// Units for which the reader may enter one.
    pub units: Vec<(UnitId, String)>,
}

/// What the form for a prospect offers the acting person.
///
/// # Errors
/// `NotFound` for those who may see none.
pub async fn choices(cx: &Cx) -> Result<Choices> {
    let reach = some_reach(cx.actor())?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let (root, today) = (me.actor().root, me.today());
            let mut movements = Vec::new();
            for one in programme::programmes(conn, root).await? {
                let set = prospect::last_day(conn, one.id).await?.map(|(day, _)| day);
                if one.status.0 != ProgrammeStatus::Running || today > last_day(set, one.to_year) {
                    continue;
                }
                let plan = me.app().plan(conn, one.plan).await?;
                let named = plan.movements.iter().map(|m| (one.id, one.title.clone(), m.key.clone(), m.name.clone()));
                movements.extend(named);
            }
            let names = Names::load(conn, root, today).await?;
            let mut units = Vec::new();
            for unit in org::units(conn, root).await?.into_iter().filter(|unit| unit.to_day.is_none()) {
                let path = names.path(unit.id);
                if reach.whole || reach.units.iter().any(|own| path.contains(own)) {
                    units.push((unit.id, unit.name));
                }
            }
            Ok::<_, Error>(Choices { movements, units })
        })
        .await
}
