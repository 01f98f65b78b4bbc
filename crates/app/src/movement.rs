//! Movements of programmes: criteria, leads, quotas, dossiers by step and exemplars. It must not change anything.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ExemplarId, PlanId, ProgrammeId, UnitId};
use lantoa_domain::plan::{Applies, Criterion, Key, Movement, Plan, StepKind, Track, Years};
use lantoa_domain::policy::Act;
use lantoa_domain::quota::RolledUp;
use lantoa_store::programme::roll as rows;
use lantoa_store::programme::{self, ProgrammeStatus};

use crate::programme::{Loaded, MovementRow};
use crate::{Cx, Result, quota};

/// The movements of a programme.
#[derive(Debug, Clone)]
pub struct Group {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub title: String,
    /// Its years.
    pub years: Years,
    /// Whether it runs.
    pub status: ProgrammeStatus,
    /// The year quotas are shown for.
    pub year: i16,
    /// Its movements.
    pub movements: Vec<MovementRow>,
    /// What the movements' numbers come to.
    pub rolled_up: Vec<RolledUp>,
}

/// The movements of every programme: those that run first, then those that ended with the results of their last year.
///
/// # Errors
/// `NotAllowed`.
pub async fn list(cx: &Cx) -> Result<Vec<Group>> {
    cx.permit(Act::ReadProgramme)?;
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let mut out = Vec::new();
            for found in programme::programmes(conn, acting.actor().root).await? {
                let loaded = Loaded::find(conn, &acting, found.id).await?;
                let year = loaded.year(None, acting.today());
                let movements = loaded.figures(year, acting.today(), |figures| loaded.movements(figures));
                out.push(Group {
                    programme: found.id,
                    title: found.title,
                    years: loaded.plan.years(),
                    status: found.status.0,
                    year,
                    movements,
                    rolled_up: loaded.plan.rolled_up(&loaded.counted),
                });
            }
            out.sort_by_key(|group| group.status == ProgrammeStatus::Finished);
            Ok(out)
        })
        .await
}

/// Dossiers of a movement that wait at one kind of step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtStep {
    /// The step.
    pub step: StepKind,
    /// How many.
    pub count: u32,
}

/// A recognised subject in a list.
#[derive(Debug, Clone)]
pub struct ExemplarRow {
    /// The exemplar.
    pub id: ExemplarId,
    /// Its name.
    pub name: String,
    /// Its unit, as named when it was recognised.
    pub unit_name: String,
    /// When it was recognised.
    pub recognised_on: Date,
}

/// A movement with everything its page shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub programme_title: String,
    /// The plan in force, to show sentences.
    pub plan: PlanId,
    /// Its content.
    pub content: std::sync::Arc<Plan>,
    /// The movement.
    pub movement: Movement,
    /// Its years: its own, or the plan's.
    pub years: Years,
    /// The agency's unit that leads it.
    pub lead_unit: Option<(UnitId, String)>,
    /// The criteria that hold in it, by whom they apply to; those of the whole plan are among them.
    pub criteria: Vec<(Applies, Vec<Criterion>)>,
    /// The tracks that serve it.
    pub tracks: Vec<Track>,
    /// Its quotas, then those of the whole plan.
    pub quotas: Vec<quota::State>,
    /// The year quotas are shown for.
    pub year: i16,
    /// Dossiers by the step at which they wait.
    pub waiting: Vec<AtStep>,
    /// Dossiers on their way.
    pub under_way: u32,
    /// Those recognised.
    pub recognised: u32,
    /// The latest recognised subjects.
    pub exemplars: Vec<ExemplarRow>,
}

/// A movement of a programme of the agency, quotas as they stand in a year.
///
/// # Errors
/// `NotFound`.
pub async fn show(cx: &Cx, id: ProgrammeId, key: Key, year: Option<i16>) -> Result<Shown> {
    let acting = cx.clone();
    cx.db()
        .read(async move |conn| {
            let loaded = Loaded::find(conn, &acting, id).await?;
            let movement = loaded.plan.movement(&key).ok_or(Refusal::NotFound)?.clone();
            let year = loaded.year(year, acting.today());
            let quotas = loaded.figures(year, acting.today(), |figures| {
                let own = figures.states(Some(&key));
                own.into_iter().chain(figures.states(None)).collect()
            });
            let (under_way, recognised) = loaded.dossiers(|pile| pile.movement == key);
            let exemplars = rows::exemplars(conn, id, &key, 20).await?.into_iter();
            Ok(Shown {
                programme: id,
                plan: loaded.programme.plan,
                years: movement.years.unwrap_or(loaded.plan.years()),
                lead_unit: loaded.lead_unit(&key).cloned(),
                criteria: criteria(&loaded, &key),
                tracks: loaded.plan.tracks.iter().filter(|track| track.serves(&key)).cloned().collect(),
                waiting: waiting(&loaded, &key),
                exemplars: exemplars
                    .map(|(id, name, unit_name, recognised_on)| ExemplarRow { id, name, unit_name, recognised_on })
                    .collect(),
                programme_title: loaded.programme.title,
                content: loaded.plan,
                movement,
                quotas,
                year,
                under_way,
                recognised,
            })
        })
        .await
}

fn criteria(loaded: &Loaded, key: &Key) -> Vec<(Applies, Vec<Criterion>)> {
    const ORDER: [Applies; 6] = [
        Applies::General,
        Applies::Collective,
        Applies::Individual,
        Applies::Leader,
        Applies::Household,
        Applies::Practice,
    ];
    let here = |applies: Applies| {
        let fits = |c: &&Criterion| c.applies == applies && c.movement.as_ref().is_none_or(|m| m == key);
        loaded.plan.criteria.iter().filter(fits).cloned().collect::<Vec<_>>()
    };
    ORDER.into_iter().map(|applies| (applies, here(applies))).filter(|(_, list)| !list.is_empty()).collect()
}

fn waiting(loaded: &Loaded, key: &Key) -> Vec<AtStep> {
    let at = |step: StepKind| {
        let name = lantoa_store::Word(step).name();
        let here =
            loaded.piles.iter().filter(|pile| pile.movement == *key && pile.at == name && pile.standing != "ended");
        AtStep { step, count: here.map(|pile| pile.count).sum() }
    };
    StepKind::ALL.into_iter().map(at).filter(|one| one.count > 0).collect()
}
