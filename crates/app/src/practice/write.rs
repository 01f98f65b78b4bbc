//! What a practice says: begun by its unit, changed while it is a draft. It must not offer or validate it.

use lantoa_domain::Refusal;
use lantoa_domain::id::{ExemplarId, PracticeId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::practice::{Contact, Figure, MOST_FIGURES, MOST_STEPS, PracticeState, Profile, Reach, completeness};
use lantoa_store::practice::{self, Practice};
use lantoa_store::{Conn, Json, Word, exemplar, org};

use super::{load, trimmed};
use crate::exemplar::movements;
use crate::{Cx, Error, Result, faster};

/// Most characters of a long text.
const LONG: usize = 20_000;
/// Most characters of a line.
const LINE: usize = 300;

/// What a form gives.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Its title.
    pub title: String,
    /// Its movement.
    pub movement: Option<(ProgrammeId, Key)>,
    /// The exemplar it belongs to.
    pub exemplar: Option<ExemplarId>,
    /// Where it was found, for one from outside.
    pub host: String,
    /// In which place that is.
    pub host_place: String,
    /// What it says.
    pub profile: Profile,
}

/// A practice that is begun.
#[derive(Debug, Clone)]
pub struct New {
    /// The unit that owns it.
    pub unit: UnitId,
    /// What it says so far.
    pub words: Words,
}

/// What a form can choose from.
#[derive(Debug, Clone)]
pub struct Choices {
    /// Units for which the acting person may write: unit, name.
    pub units: Vec<(UnitId, String)>,
    /// Movements: programme, key, name.
    pub movements: Vec<(ProgrammeId, Key, String)>,
}

/// What a form can choose from.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn choices(cx: &Cx) -> Result<Choices> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let root = me.actor().root;
            let mut units = Vec::new();
            for unit in org::units(conn, root).await?.into_iter().filter(|unit| unit.to_day.is_none()) {
                let place = Place::unit(root, org::path(conn, unit.id).await?);
                if me.permit_at(Act::EditPractice, &place).is_ok() {
                    units.push((unit.id, unit.name));
                }
            }
            Ok::<_, Error>(Choices { units, movements: movements(conn, &me).await? })
        })
        .await
}

/// Begins a practice.
///
/// # Errors
/// `NotAllowed`; `Invalid` on "title", "unit", "movement", "exemplar", "steps", "figures", "amount".
pub async fn draft(cx: &Cx, new: New) -> Result<PracticeId> {
    let words = checked(new.words)?;
    let (me, id, unit) = (cx.clone(), cx.id(), new.unit);
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            let owner = org::unit(tx, unit).await?.filter(|owner| owner.root == root).ok_or(Refusal::NotFound)?;
            me.permit_at(Act::EditPractice, &Place::unit(root, org::path(tx, unit).await?))?;
            if owner.to_day.is_some() {
                return Err(Refusal::Invalid { field: "unit", why: "not-existing" }.into());
            }
            known(tx, &me, unit, &words).await?;
            let (programme, movement) = words.movement.clone().unzip();
            let row = Practice {
                id,
                root,
                unit,
                programme,
                movement,
                exemplar: words.exemplar,
                title: words.title.clone(),
                host: words.host.clone(),
                host_place: words.host_place.clone(),
                share: completeness(&words.profile, 0).share(),
                profile: Json(words.profile.clone()),
                state: Word(PracticeState::Draft),
                reach: Word(Reach::Unit),
                year: me.today().year(),
                validated_on: None,
                made_by: me.actor().person,
                made: me.now(),
                version: 1,
            };
            practice::insert(tx, &row).await?;
            me.journal(tx, "practice.drafted", id, &serde_json::json!({ "title": row.title, "unit": unit }))?;
            Ok::<_, Error>(id)
        })
        .await
}

/// Changes what a practice says.
///
/// # Errors
/// As [`draft`]; `NotFound`, `Overtaken`.
pub async fn edit(cx: &Cx, id: PracticeId, seen: i64, words: Words) -> Result<()> {
    let words = checked(words)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = load(tx, &me, id).await?;
            case.permit_edit(&me)?;
            faster::same(tx, case.row.root, id, case.row.version, seen).await?;
            known(tx, &me, case.row.unit, &words).await?;
            let files = practice::files(tx, id).await?.len();
            let (programme, movement) = words.movement.clone().unzip();
            let was = case.row;
            let row = Practice {
                programme,
                movement,
                exemplar: words.exemplar,
                title: words.title.clone(),
                host: words.host.clone(),
                host_place: words.host_place.clone(),
                share: completeness(&words.profile, files).share(),
                profile: Json(words.profile.clone()),
                ..was.clone()
            };
            let saved = practice::save(tx, &row).await;
            faster::told(tx, row.root, id, saved).await?;
            let detail = serde_json::json!({
                "before": { "title": was.title, "movement": was.movement, "exemplar": was.exemplar, "share": was.share },
                "after": { "title": row.title, "movement": row.movement, "exemplar": row.exemplar, "share": row.share },
            });
            me.journal(tx, "practice.edited", id, &detail)
        })
        .await
}

/// The movement is one of the agency's plans, and the exemplar one of the unit that owns the practice.
async fn known(conn: &mut Conn, cx: &Cx, unit: UnitId, words: &Words) -> Result<()> {
    if let Some((programme, key)) = &words.movement {
        let all = movements(conn, cx).await?;
        if !all.iter().any(|(one, other, _)| one == programme && other == key) {
            return Err(Refusal::Invalid { field: "movement", why: "unknown" }.into());
        }
    }
    if let Some(id) = words.exemplar {
        let found = exemplar::load(conn, id).await?.filter(|found| found.root == cx.actor().root);
        if found.ok_or(Refusal::NotFound)?.unit != unit {
            return Err(Refusal::Invalid { field: "exemplar", why: "other-unit" }.into());
        }
    }
    Ok(())
}

/// The words without spaces around them, none too long and none that cannot be right.
fn checked(words: Words) -> Result<Words, Refusal> {
    let title = trimmed("title", &words.title, LINE)?;
    if title.is_empty() {
        return Err(Refusal::Invalid { field: "title", why: "empty" });
    }
    let (host, host_place) = (trimmed("host", &words.host, LINE)?, trimmed("host", &words.host_place, LINE)?);
    if host.is_empty() && !host_place.is_empty() {
        return Err(Refusal::Invalid { field: "host", why: "empty" });
    }
    Ok(Words { title, host, host_place, profile: profile(words.profile)?, ..words })
}

fn profile(said: Profile) -> Result<Profile, Refusal> {
    let long = |field, text: &str| trimmed(field, text, LONG);
    let steps = said.steps.iter().map(|step| trimmed("steps", step, 2000)).collect::<Result<Vec<_>, _>>()?;
    let steps: Vec<String> = steps.into_iter().filter(|step| !step.is_empty()).collect();
    if steps.len() > MOST_STEPS {
        return Err(Refusal::Invalid { field: "steps", why: "many" });
    }
    if said.amount.is_some_and(|amount| amount < 0) {
        return Err(Refusal::Invalid { field: "amount", why: "range" });
    }
    Ok(Profile {
        side: trimmed("side", &said.side, LINE)?,
        problem: long("problem", &said.problem)?,
        works: long("works", &said.works)?,
        steps,
        conditions: long("conditions", &said.conditions)?,
        cost: long("cost", &said.cost)?,
        amount: said.amount,
        results: long("results", &said.results)?,
        figures: figures(said.figures)?,
        limits: long("limits", &said.limits)?,
        contact: Contact {
            office: trimmed("contact", &said.contact.office, LINE)?,
            post: trimmed("contact", &said.contact.post, LINE)?,
            phone: trimmed("contact", &said.contact.phone, 60)?,
        },
    })
}

/// Figures without spaces around their words; each says what it measures.
///
/// # Errors
/// `Invalid` on "figures".
pub(crate) fn figures(all: Vec<Figure>) -> Result<Vec<Figure>, Refusal> {
    if all.len() > MOST_FIGURES {
        return Err(Refusal::Invalid { field: "figures", why: "many" });
    }
    let clean = |figure: Figure| {
        let measure = trimmed("figures", &figure.measure, LINE)?;
        if measure.is_empty() {
            return Err(Refusal::Invalid { field: "figures", why: "empty" });
        }
        let (unit, period) = (trimmed("figures", &figure.unit, 60)?, trimmed("figures", &figure.period, 60)?);
        Ok(Figure { measure, unit, period, ..figure })
    };
    all.into_iter().map(clean).collect()
}
