//! What the public reads without signing in, worked out from the consent in force while it is read. It must not know who reads, nor keep a copy.

mod practice;

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{DecisionId, Id as _, ProgrammeId, StoryId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::text::{fold, slug};
use lantoa_store::publicity::{media, portal};
use lantoa_store::{Conn, programme};

pub use lantoa_store::decision::{DecisionKind, DecisionStatus};
pub use practice::{PracticeTold, PublicPractice, practice, practice_named, practices};

use crate::export::Portion;
use crate::{App, Error, Result};

/// Letters of a title in an address at most.
const LONGEST_SLUG: usize = 80;
/// Stories in the feed.
const IN_FEED: u32 = 30;
/// Stories on the first page.
const IN_FRONT: u32 = 6;

/// What a published thing is. A story now; another kind is one line here, one in [`Published::address`] and one in [`list`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublishedKind {
    /// A story of an exemplar.
    Story(StoryId),
}

/// Something the public reads, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// What it is.
    pub kind: PublishedKind,
    /// Its title.
    pub title: String,
    /// What it comes to.
    pub lead: String,
    /// Whom it is about.
    pub name: String,
    /// The kind of subject.
    pub class: SubjectKind,
    /// The unit as named on the decision's day.
    pub unit: String,
    /// The agency.
    pub agency: String,
    /// The movement.
    pub movement: String,
    /// Who wrote it.
    pub author: String,
    /// From when it is read.
    pub on: Date,
    /// When it was changed last.
    pub changed: Timestamp,
    /// The year of the recognition.
    pub year: i16,
    /// What the picture shows, where there is one that may be shown.
    pub photo_alt: Option<String>,
}

impl Published {
    /// Where it is read.
    #[must_use]
    pub fn address(&self) -> String {
        match self.kind {
            PublishedKind::Story(id) => match slug(&self.title, LONGEST_SLUG) {
                plain if plain.is_empty() => format!("/cau-chuyen/{id}"),
                plain => format!("/cau-chuyen/{plain}-{id}"),
            },
        }
    }

    /// Where its picture is.
    #[must_use]
    pub fn photo_address(&self) -> Option<String> {
        self.photo_alt.as_ref().map(|_| format!("{}/anh", self.address()))
    }

    /// A name of its own that never changes, for feeds.
    #[must_use]
    pub fn urn(&self) -> String {
        match self.kind {
            PublishedKind::Story(id) => format!("urn:lantoa:story:{}", id.raw()),
        }
    }
}

/// The story an address names.
#[must_use]
pub fn named(address: &str) -> Option<StoryId> {
    address.rsplit('-').next().and_then(|id| id.parse().ok())
}

/// A mark of the state of everything: pages with the same mark say the same. The day is in it, for what is published by its day.
///
/// # Errors
/// The database's.
pub async fn mark(app: &App) -> Result<String> {
    let today = app.today();
    let changes = app.db().read(async move |conn| Ok::<_, Error>(portal::changes(conn).await?)).await?;
    Ok(format!("{changes}-{today}"))
}

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words of title, text or name, with or without diacritics.
    pub words: String,
    /// Only those of a movement.
    pub movement: Option<(ProgrammeId, Key)>,
    /// Only those of a unit and those under it.
    pub unit: Option<UnitId>,
    /// Only those recognised in a year.
    pub year: Option<i16>,
}

/// Where a page ends.
pub type After = (Date, StoryId);

/// One page of what the public reads, with what the filters offer.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The latest first.
    pub rows: Vec<Published>,
    /// Where the next page begins, if there is one.
    pub next: Option<After>,
    /// How many there are without any filter, counted up to a thousand.
    pub count: i64,
    /// Movements with something to read.
    pub movements: Vec<(ProgrammeId, Key, String)>,
    /// Agencies, and the units right under one, with something to read in them or below.
    pub places: Vec<(UnitId, String)>,
    /// Years with something to read.
    pub years: Vec<i16>,
}

impl List {
    /// Whether there may be more than were counted.
    #[must_use]
    pub fn has_uncounted(&self) -> bool {
        self.count >= portal::MOST_COUNTED
    }
}

/// What the public reads today.
///
/// # Errors
/// The database's.
pub async fn list(app: &App, search: Search, after: Option<After>) -> Result<List> {
    let today = app.today();
    let reading = app.clone();
    app.db()
        .scan(async move |conn| {
            let filter = portal::Filter {
                words: fold(&search.words).split_whitespace().map(str::to_owned).take(8).collect(),
                movement: search.movement.clone(),
                unit: search.unit,
                year: search.year.filter(|year| (1900..=2200).contains(year)),
            };
            let found = portal::list(conn, today, &filter, after, 12).await?;
            let next = found.rows.last().filter(|_| found.more).map(|row| (row.publish_on, row.id));
            let mut rows = Vec::with_capacity(found.rows.len());
            for row in found.rows {
                rows.push(published(conn, &reading, row).await?);
            }
            let mut movements = Vec::new();
            for (programme, key) in portal::movements(conn, today).await? {
                let name = movement(conn, &reading, programme, &key).await?;
                movements.push((programme, key, name));
            }
            Ok::<_, Error>(List {
                rows,
                next,
                count: portal::count(conn, today).await?,
                movements,
                places: portal::places(conn, today).await?,
                years: portal::years(conn, today).await?,
            })
        })
        .await
}

/// The first few, for the first page.
///
/// # Errors
/// The database's.
pub async fn front(app: &App) -> Result<Vec<Published>> {
    latest(app, IN_FRONT).await
}

/// The latest, for the feed.
///
/// # Errors
/// The database's.
pub async fn feed(app: &App) -> Result<Vec<Published>> {
    latest(app, IN_FEED).await
}

async fn latest(app: &App, most: u32) -> Result<Vec<Published>> {
    let today = app.today();
    let reading = app.clone();
    app.db()
        .read(async move |conn| {
            let mut rows = Vec::new();
            for row in portal::list(conn, today, &portal::Filter::default(), None, most).await?.rows {
                rows.push(published(conn, &reading, row).await?);
            }
            Ok::<_, Error>(rows)
        })
        .await
}

/// Everything the public reads, for the map of the site: at most 20,000.
///
/// # Errors
/// The database's.
pub async fn everything(app: &App) -> Result<Vec<Published>> {
    let today = app.today();
    let reading = app.clone();
    app.db()
        .scan(async move |conn| {
            let (mut out, mut after) = (Vec::new(), None);
            while out.len() < 20_000 {
                let page = portal::list(conn, today, &portal::Filter::default(), after, 500).await?;
                after = page.rows.last().map(|row| (row.publish_on, row.id));
                for row in page.rows {
                    out.push(published(conn, &reading, row).await?);
                }
                if !page.more {
                    break;
                }
            }
            Ok::<_, Error>(out)
        })
        .await
}

async fn published(conn: &mut Conn, app: &App, row: portal::Line) -> Result<Published> {
    Ok(Published {
        kind: PublishedKind::Story(row.id),
        movement: movement(conn, app, row.programme, &row.movement).await?,
        title: row.title,
        lead: row.lead,
        name: row.name,
        class: row.class.0,
        unit: row.unit_name,
        agency: row.agency,
        author: row.author,
        on: row.publish_on,
        changed: row.changed,
        year: row.recognised_on.year(),
        photo_alt: row.photo.map(|_| row.photo_alt),
    })
}

async fn movement(conn: &mut Conn, app: &App, programme: ProgrammeId, key: &Key) -> Result<String> {
    let Some(row) = programme::programme(conn, programme).await? else { return Ok(String::new()) };
    let plan = app.plan(conn, row.plan).await?;
    Ok(plan.movement(key).map_or_else(String::new, |movement| movement.name.clone()))
}

/// A story with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What lists show of it.
    pub line: Published,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Words of the exemplar's own; may be empty.
    pub quote: String,
}

/// Paragraphs of a text as it was typed: a line each.
#[must_use]
pub fn paragraphs(body: &str) -> Vec<String> {
    body.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A story the public reads today.
///
/// # Errors
/// `NotFound` for what is not published, whatever the reason.
pub async fn story(app: &App, id: StoryId) -> Result<Told> {
    let today = app.today();
    let reading = app.clone();
    app.db()
        .read(async move |conn| {
            let found = portal::one(conn, today, id).await?;
            let (line, body, quote) = found.ok_or(Refusal::NotFound)?;
            let line = published(conn, &reading, line).await?;
            Ok::<_, Error>(Told { line, paragraphs: paragraphs(&body), quote })
        })
        .await
}

/// The picture of a story the public reads today, while the consent to the picture is in force: media type and bytes.
///
/// # Errors
/// `NotFound`.
pub async fn photo(app: &App, id: StoryId) -> Result<(String, Vec<u8>)> {
    let today = app.today();
    app.db()
        .scan(async move |conn| {
            let found = portal::one(conn, today, id).await?.and_then(|(line, ..)| line.photo);
            let picture = media::load(conn, found.ok_or(Refusal::NotFound)?).await?.ok_or(Refusal::NotFound)?;
            let bytes = media::bytes(conn, &picture).await?;
            Ok::<_, Error>((picture.media, bytes))
        })
        .await
}

/// An issued decision as the public list shows it: it names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDecision {
    /// Where the page after it begins.
    pub id: DecisionId,
    /// Number and symbol as printed.
    pub number: String,
    /// Its day.
    pub on: Date,
    /// The agency.
    pub agency: String,
    /// What it gives.
    pub kind: DecisionKind,
    /// Whether it stands.
    pub status: DecisionStatus,
    /// What it is about; `None` where that would name somebody.
    pub title: Option<String>,
}

/// Issued decisions of every agency here, the latest first, and where the next page begins.
///
/// # Errors
/// The database's.
pub async fn decisions(
    app: &App,
    year: Option<i16>,
    after: Option<(Date, DecisionId)>,
) -> Result<(Vec<PublicDecision>, Option<(Date, DecisionId)>)> {
    let today = app.today();
    let year = year.filter(|year| (1900..=2200).contains(year));
    app.db()
        .scan(async move |conn| {
            let found = portal::decisions(conn, today, year, after, Portion::Page.rows()).await?;
            let next = found.rows.last().filter(|_| found.more).map(|row| (row.on_day, row.id));
            let mut rows = Vec::with_capacity(found.rows.len());
            for row in found.rows {
                let title = format!(" {} ", fold(&row.title));
                let named = portal::named_in(conn, row.id).await?;
                let names_somebody = named.iter().any(|name| title.contains(&format!(" {} ", fold(name))));
                rows.push(PublicDecision {
                    id: row.id,
                    number: format!("{:02}/{}", row.number, row.symbol),
                    on: row.on_day,
                    agency: row.agency,
                    kind: row.kind.0,
                    status: row.status.0,
                    title: Some(row.title).filter(|_| !names_somebody),
                });
            }
            Ok::<_, Error>((rows, next))
        })
        .await
}
