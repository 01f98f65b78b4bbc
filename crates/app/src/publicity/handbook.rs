//! Handbooks: stories chosen and put in order, printed with the consent in force at the moment of printing. It must not keep a printed copy.

use std::sync::Arc;

use lantoa_docgen::paper::{Handbook as Book, Story as Printed};
use lantoa_docgen::words::short_day;
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::Life;
use lantoa_domain::id::{HandbookId, StoryId};
use lantoa_domain::policy::Act;
use lantoa_domain::publicity::{Purpose, Reach, StoryState};
use lantoa_store::publicity::handbook::{self, Handbook};
use lantoa_store::publicity::{consent, story};
use lantoa_store::{Conn, org};
use serde_json::json;

pub use lantoa_store::publicity::handbook::Handbook as HandbookRow;

use super::{exemplar_of, filled, own};
use crate::{Cx, Error, Result, faster};

/// What stands in a handbook.
#[derive(Debug, Clone)]
pub struct Contents {
    /// Its title.
    pub title: String,
    /// Place and year; may be empty.
    pub imprint: String,
    /// The foreword; may be empty.
    pub foreword: String,
    /// The stories in their order.
    pub stories: Vec<StoryId>,
}

fn sound(new: Contents) -> Result<Contents> {
    let mut stories = new.stories;
    let mut seen = std::collections::BTreeSet::new();
    stories.retain(|id| seen.insert(*id));
    Ok(Contents { title: filled("title", &new.title)?, stories, ..new })
}

/// Begins a handbook.
///
/// # Errors
/// `NotAllowed`; `NotFound` for a story of others; `Invalid` on "title", "stories" (`no-consent`).
pub async fn begin(cx: &Cx, new: Contents) -> Result<HandbookId> {
    cx.permit(Act::RunPublicity)?;
    let (me, new) = (cx.clone(), Arc::new(sound(new)?));
    cx.db()
        .write(async move |tx| {
            may_print_all(tx, &me, &new.stories).await?;
            let row = row(me.id(), &me, 1, &new);
            handbook::insert(tx, &row).await?;
            handbook::set_stories(tx, row.id, &new.stories).await?;
            me.journal(tx, "handbook.begun", row.id, &json!({ "count": new.stories.len() }))?;
            Ok(row.id)
        })
        .await
}

fn row(id: HandbookId, cx: &Cx, version: i64, new: &Contents) -> Handbook {
    Handbook {
        id,
        root: cx.actor().root,
        title: new.title.clone(),
        imprint: new.imprint.trim().to_owned(),
        foreword: new.foreword.trim().to_owned(),
        version,
    }
}

/// Changes a handbook and the stories in it.
///
/// # Errors
/// As [`begin`], `Overtaken`.
pub async fn set(cx: &Cx, id: HandbookId, seen: i64, new: Contents) -> Result<()> {
    cx.permit(Act::RunPublicity)?;
    let (me, new) = (cx.clone(), Arc::new(sound(new)?));
    cx.db()
        .write(async move |tx| {
            let was = own(handbook::load(tx, id).await?, &me, |one: &Handbook| one.root)?;
            faster::same(tx, was.root, id, was.version, seen).await?;
            may_print_all(tx, &me, &new.stories).await?;
            let saved = handbook::save(tx, &row(id, &me, seen, &new)).await;
            faster::told(tx, was.root, id, saved).await?;
            handbook::set_stories(tx, id, &new.stories).await?;
            me.journal(tx, "handbook.set", id, &json!({ "count": new.stories.len() }))
        })
        .await
}

async fn may_print_all(conn: &mut Conn, cx: &Cx, stories: &[StoryId]) -> Result<()> {
    for id in stories {
        if printed(conn, cx, *id).await?.is_err() {
            return Err(Refusal::Invalid { field: "stories", why: "no-consent" }.into());
        }
    }
    Ok(())
}

/// A story as it is printed, or its title where it may not be: no consent for printed matter in force, taken down, or a draft.
async fn printed(conn: &mut Conn, cx: &Cx, id: StoryId) -> Result<Result<Printed, String>> {
    let story = own(story::load(conn, id).await?, cx, |one: &story::Story| one.root)?;
    let row = exemplar_of(conn, cx, story.exemplar).await?;
    let all = consent::of_subject(conn, row.root, (row.subject_kind, row.subject)).await?;
    let open = all
        .iter()
        .find(|one| one.withdrawn_on.is_none() && (one.purpose.0, one.reach.0) == (Purpose::Story, Reach::Printed));
    let is_ready =
        matches!(story.state.0, StoryState::Checked | StoryState::Released) && row.status.0 != Life::Withdrawn;
    let Some(given) = open.filter(|_| is_ready) else { return Ok(Err(story.title)) };
    let who = if row.name == row.unit_name { row.name.clone() } else { format!("{}, {}", row.name, row.unit_name) };
    let quote = if story.quote.is_empty() { String::new() } else { format!("\n“{}”", story.quote) };
    Ok(Ok(Printed {
        title: story.title,
        who,
        body: format!("{}\n{}{quote}", story.lead, story.body),
        consent: format!("Đồng ý công bố ngày {}", short_day(given.given_on)),
    }))
}

/// A handbook in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandbookLine {
    /// The handbook.
    pub id: HandbookId,
    /// Its title.
    pub title: String,
    /// Place and year.
    pub imprint: String,
    /// How many stories were chosen.
    pub stories: i64,
}

/// The handbooks of the agency, the latest first.
///
/// # Errors
/// `NotAllowed`.
pub async fn list(cx: &Cx) -> Result<Vec<HandbookLine>> {
    cx.permit(Act::RunPublicity)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let rows = handbook::list(conn, root).await?.into_iter();
            Ok::<_, Error>(
                rows.map(|(id, title, imprint, stories)| HandbookLine { id, title, imprint, stories }).collect(),
            )
        })
        .await
}

/// A handbook's page.
#[derive(Debug, Clone)]
pub struct HandbookView {
    /// The handbook.
    pub row: Handbook,
    /// The chosen stories in their order: title, and whether it may be printed now.
    pub stories: Vec<(StoryId, String, bool)>,
}

/// A handbook's page.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn page(cx: &Cx, id: HandbookId) -> Result<HandbookView> {
    cx.permit(Act::RunPublicity)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = own(handbook::load(conn, id).await?, &me, |one: &Handbook| one.root)?;
            let mut stories = Vec::new();
            for story in handbook::stories(conn, id).await? {
                stories.push(match printed(conn, &me, story).await? {
                    Ok(found) => (story, found.title, true),
                    Err(title) => (story, title, false),
                });
            }
            Ok::<_, Error>(HandbookView { row, stories })
        })
        .await
}

/// A handbook as it is printed now: only stories whose consent for printed matter is in force.
///
/// # Errors
/// `NotAllowed`, `NotFound`; `Invalid` on "stories" (`nothing-to-say`) when none may be printed.
pub async fn book(cx: &Cx, id: HandbookId) -> Result<Book> {
    cx.permit(Act::RunPublicity)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let row = own(handbook::load(conn, id).await?, &me, |one: &Handbook| one.root)?;
            let mut stories = Vec::new();
            for story in handbook::stories(conn, id).await? {
                stories.extend(printed(conn, &me, story).await?.ok());
            }
            if stories.is_empty() {
                return Err(Refusal::Invalid { field: "stories", why: "nothing-to-say" }.into());
            }
            let agency = org::name_on(conn, row.root, me.today()).await?.unwrap_or_default();
            Ok::<_, Error>(Book { agency, title: row.title, imprint: row.imprint, foreword: row.foreword, stories })
        })
        .await
}
