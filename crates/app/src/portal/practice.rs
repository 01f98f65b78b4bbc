//! Practices the public reads with how they spread: units by name, no person. It must not know who reads.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::PracticeId;
use lantoa_domain::practice::{Contact, Profile};
use lantoa_domain::text::{fold, slug};
use lantoa_store::publicity::practice as rows;

use super::LONGEST_SLUG;
use crate::names::Names;
use crate::practice::{SpreadView, spread};
use crate::{App, Error, Result};

/// Practices on a page.
const ON_A_PAGE: u32 = 20;

/// A practice as the public list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPractice {
    /// The practice.
    pub id: PracticeId,
    /// Its title.
    pub title: String,
    /// The problem it solves.
    pub problem: String,
    /// The unit that owns it.
    pub unit: String,
    /// Its agency.
    pub agency: String,
    /// From when it is read.
    pub on: Date,
    /// How many copy or copied it.
    pub copies: i64,
}

impl PublicPractice {
    fn of(line: &rows::Line) -> Self {
        Self {
            id: line.id,
            title: line.title.clone(),
            problem: line.profile.0.problem.clone(),
            unit: line.unit_name.clone(),
            agency: line.agency.clone(),
            on: line.opened_on,
            copies: line.copies,
        }
    }

    /// Where it is read.
    #[must_use]
    pub fn address(&self) -> String {
        match slug(&self.title, LONGEST_SLUG) {
            plain if plain.is_empty() => format!("/mo-hinh-hay/{}", self.id),
            plain => format!("/mo-hinh-hay/{plain}-{}", self.id),
        }
    }
}

/// A practice with everything the public reads of it.
#[derive(Debug, Clone)]
pub struct PracticeTold {
    /// What lists show.
    pub line: PublicPractice,
    /// What it says, without whom to ask: that is for those who work here.
    pub profile: Profile,
    /// How it spread.
    pub spread: SpreadView,
}

/// The practice an address names.
#[must_use]
pub fn practice_named(address: &str) -> Option<PracticeId> {
    address.rsplit('-').next().and_then(|id| id.parse().ok())
}

/// Practices the public reads, the latest first, and where the next page begins.
///
/// # Errors
/// The database's.
pub async fn practices(
    app: &App,
    words: &str,
    after: Option<(Date, PracticeId)>,
) -> Result<(Vec<PublicPractice>, Option<(Date, PracticeId)>)> {
    let words: Vec<String> = fold(words).split_whitespace().map(str::to_owned).take(8).collect();
    app.db()
        .read(async move |conn| {
            let found = rows::list(conn, &words, after, ON_A_PAGE).await?;
            let next = found.rows.last().filter(|_| found.more).map(|row| (row.opened_on, row.id));
            Ok::<_, Error>((found.rows.iter().map(PublicPractice::of).collect(), next))
        })
        .await
}

/// A practice the public reads.
///
/// # Errors
/// `NotFound` for what is not open, whatever the reason.
pub async fn practice(app: &App, id: PracticeId) -> Result<PracticeTold> {
    let today = app.today();
    app.db()
        .scan(async move |conn| {
            let row = rows::one(conn, id).await?.ok_or(Refusal::NotFound)?;
            let names = Names::load(conn, row.root, today).await?;
            let of = (row.id, row.root, row.unit);
            // Nobody's unit is the agency itself, which copies nothing.
            let (spread, _) = spread(conn, of, row.validated_on, &names, (today, row.root)).await?;
            let line = PublicPractice::of(&row);
            Ok::<_, Error>(PracticeTold {
                line,
                profile: Profile { contact: Contact::default(), ..row.profile.0 },
                spread,
            })
        })
        .await
}
