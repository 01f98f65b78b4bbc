//! What an act would be given to, and whether it could be: it is tried on each, and nothing of that is kept. It must not carry one out.

use std::collections::BTreeSet;

use lantoa_domain::Refusal;

use super::{Choices, Chosen, Deed, Given, Why, act, thing, within};
use crate::{Cx, Error, Result};

/// What an act would be given to, before it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The things that the reader sees.
    pub things: Vec<Seen>,
    /// What can be chosen for the act.
    pub choices: Choices,
}

/// A thing that an act would be given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The thing.
    pub one: Chosen,
    /// What it is called.
    pub label: String,
    /// Whether the act can be given to it.
    pub fits: Fits,
}

/// Whether an act can be given to a thing as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fits {
    /// It was tried, and it can.
    Yes,
    /// It was tried, and something stands in the way.
    No(Why),
    /// It depends on what is not given along yet.
    Open,
}

impl Preview {
    /// Whether something was tried that cannot be done.
    #[must_use]
    pub fn is_hindered(&self) -> bool {
        self.things.iter().any(|seen| matches!(seen.fits, Fits::No(_)))
    }
}

/// Looks at what an act would be given to, and tries it on each with what is given along, in a unit of work of which nothing is kept.
/// What the reader may not see is left out.
///
/// # Errors
/// `NotFound` for an act that the reader is not offered; `Invalid` on "chosen" for none, or more than [`super::MOST`].
pub async fn preview(cx: &Cx, deed: Deed, chosen: &[Chosen], given: &Given) -> Result<Preview> {
    if !deed.may_be_offered(cx) {
        return Err(Refusal::NotFound.into());
    }
    within(chosen)?;
    let mut things = Vec::with_capacity(chosen.len());
    let mut known = BTreeSet::new();
    for one in chosen.iter().filter(|one| known.insert(one.thing.clone())) {
        match thing::label(cx, deed.kind(), &one.thing).await {
            Ok(label) => things.push(Seen { one: one.clone(), label, fits: fits(cx, deed, one, given).await? }),
            Err(Error::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    if things.is_empty() {
        return Err(Refusal::Invalid { field: "chosen", why: "nothing-chosen" }.into());
    }
    let ids: Vec<String> = things.iter().map(|seen| seen.one.thing.clone()).collect();
    Ok(Preview { choices: thing::choices(cx, deed, &ids).await?, things })
}

/// Tries an act on a thing. Words that say why are made up where there are none yet: nothing of it is kept.
async fn fits(cx: &Cx, deed: Deed, one: &Chosen, given: &Given) -> Result<Fits> {
    if deed.needs().iter().any(|need| given.lacks(*need)) {
        return Ok(Fits::Open);
    }
    let words = if given.words.trim().is_empty() { "…" } else { given.words.as_str() };
    let given = Given { words: words.to_owned(), ..given.clone() };
    match act::perform(&cx.rehearsing(), deed, &one.thing, one.version, &given).await {
        Ok(_) | Err(Error::Broken(lantoa_store::Error::Rehearsed)) => Ok(Fits::Yes),
        Err(error) => Why::of(&error).map(Fits::No).ok_or(error),
    }
}
