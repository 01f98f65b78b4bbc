//! Contests as everybody reads them: what is open, what is asked, who won as far as they consent at this moment. It must not keep a copy, nor read a contact.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::contest::{ContestState, Entrants};
use lantoa_domain::id::ContestId;
use lantoa_store::contest::entry as entries;
use lantoa_store::contest::{self};

use super::Contest;
use crate::portal::paragraphs;
use crate::{App, Error, Result};

/// Whether entries come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// Its first day has not come.
    NotYet,
    /// They do.
    Now,
    /// They do no more; the jury is at work.
    Over,
    /// Everybody reads who won.
    Told,
}

/// A winner as everybody may read it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Winner {
    /// The entry's number.
    pub number: i64,
    /// The prize.
    pub prize: String,
    /// Its title; empty where there is no consent.
    pub title: String,
    /// The author; empty where there is no consent to the name.
    pub name: String,
    /// Its paragraphs; none where there is no consent.
    pub paragraphs: Vec<String>,
}

/// A contest as everybody reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicContest {
    /// The contest.
    pub contest: Contest,
    /// Whether entries come in today.
    pub taking: Taking,
    /// Who won, the highest prize first.
    pub winners: Vec<Winner>,
}

impl PublicContest {
    /// Whether only people of the agency may send an entry.
    #[must_use]
    pub fn is_for_staff(&self) -> bool {
        self.contest.entrants.0 == Entrants::Staff
    }
}

fn taking(contest: &Contest, today: Date) -> Taking {
    match contest.state.0 {
        ContestState::Published => Taking::Told,
        ContestState::Open if today < contest.opens => Taking::NotYet,
        ContestState::Open if today <= contest.closes => Taking::Now,
        _ => Taking::Over,
    }
}

/// What is open and what was published, those that close last first.
///
/// # Errors
/// The database's.
pub async fn public(app: &App) -> Result<Vec<PublicContest>> {
    let today = app.today();
    app.db()
        .read(async move |conn| {
            let all = contest::public(conn).await?.into_iter();
            let rows = all.map(|one| PublicContest { taking: taking(&one, today), contest: one, winners: Vec::new() });
            Ok::<_, Error>(rows.filter(|one| one.taking != Taking::Over).collect())
        })
        .await
}

/// A contest everybody may read of; its winners once it is published.
///
/// # Errors
/// `NotFound` for one that is being set up or was called off.
pub async fn public_one(app: &App, id: ContestId) -> Result<PublicContest> {
    let today = app.today();
    app.db()
        .read(async move |conn| {
            let row = contest::load(conn, id).await?.ok_or(Refusal::NotFound)?;
            if matches!(row.state.0, ContestState::Draft | ContestState::CalledOff) {
                return Err(Refusal::NotFound.into());
            }
            let prize = |at: i64| usize::try_from(at).ok().and_then(|at| row.prizes.0.get(at));
            let named = |at: i64| prize(at).map(|prize| prize.name.clone()).unwrap_or_default();
            let winners =
                entries::winners(conn, id).await?.into_iter().map(|one| winner(named(one.prize), one)).collect();
            Ok::<_, Error>(PublicContest { taking: taking(&row, today), contest: row, winners })
        })
        .await
}

/// A winner with its title, which is the first line of what the jury read where the author is not named.
fn winner(prize: String, one: entries::Winner) -> Winner {
    let mut paragraphs = paragraphs(&one.body);
    let title = if one.title.is_empty() && !paragraphs.is_empty() { paragraphs.remove(0) } else { one.title };
    Winner { number: one.number, prize, title, name: one.name, paragraphs }
}
