//! Whom and what the form that opens a dossier offers to choose from; it must not decide who may be proposed.

use lantoa_app::{
    Error,
    dossier::opening::{OFFERED, Person, people, units},
    org,
};
use lantoa_domain::{
    id::{PersonId, UnitId},
    subject::SubjectKind,
};

use super::{
    new::{Chosen, FIND, HOME, PERSON, UNIT},
    view::Row,
};
use crate::kernel::{Choice, Failure, FormState, Visit};

/// Whom and what the last question offers.
#[derive(Default)]
pub(super) struct Offered {
    pub(super) words: String,
    pub(super) people: Vec<Choice>,
    pub(super) units: Vec<Choice>,
    pub(super) more: bool,
    pub(super) alike: Vec<Row>,
}

/// What the last question offers for the words that were searched for.
pub(super) async fn offered(visit: &Visit, chosen: &Chosen<'_>, form: &FormState) -> Result<Offered, Failure> {
    let cx = visit.cx()?;
    let words = form.raw(FIND.name).trim().to_owned();
    let mut out = Offered::default();
    if chosen.kind == SubjectKind::Individual {
        let found = people(cx, &words).await.map_err(|why| visit.failed(why))?;
        let choice = |one: Person| person_choice(one.id, one.name, &one.post, one.unit);
        out.people = found.into_iter().map(choice).collect();
    } else {
        let found = units(cx, &words).await.map_err(|why| visit.failed(why))?;
        out.units = found.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    }
    out.more = out.people.len().max(out.units.len()) >= OFFERED as usize;
    out.words = words;
    keep_chosen(visit, chosen.kind, form, &mut out).await?;
    Ok(out)
}

fn person_choice(id: PersonId, name: String, post: &str, unit: String) -> Choice {
    let note = if post.is_empty() { unit } else { format!("{post}, {unit}") };
    Choice::new(id.to_string(), name).note(note)
}

/// Whoever was chosen before another search stays among those offered, whatever was searched for.
async fn keep_chosen(visit: &Visit, kind: SubjectKind, form: &FormState, out: &mut Offered) -> Result<(), Failure> {
    let cx = visit.cx()?;
    let is_new = |choices: &[Choice], value: &str| choices.iter().all(|choice| choice.value != value);
    let person = form.raw(PERSON.name);
    if let (SubjectKind::Individual, Ok(id)) = (kind, person.parse::<PersonId>())
        && is_new(&out.people, person)
        && let Some(known) = known(visit, lantoa_app::people::one(cx, id).await)?
    {
        let unit = known.units.into_iter().next_back().map(|(_, name)| name).unwrap_or_default();
        out.people.insert(0, person_choice(id, known.person.name, &known.person.post, unit));
    }
    for unit in [form.raw(UNIT.name), form.raw(HOME.name)] {
        if let Ok(id) = unit.parse::<UnitId>()
            && is_new(&out.units, unit)
            && let Some(known) = known(visit, org::one(cx, id).await)?
        {
            out.units.insert(0, Choice::new(unit, known.name));
        }
    }
    Ok(())
}

/// What is there for this person; the choice of something else is dropped without a word about it.
fn known<T>(visit: &Visit, found: Result<T, Error>) -> Result<Option<T>, Failure> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::Refused(_)) => Ok(None),
        Err(error) => Err(visit.failed(error)),
    }
}
