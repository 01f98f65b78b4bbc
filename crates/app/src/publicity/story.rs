//! Stories of exemplars: written, checked, given a day, taken down. It must not let a word through that tells sensitive things of a person.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::Life;
use lantoa_domain::id::{ExemplarId, MediaId, StoryId};
use lantoa_domain::policy::Act;
use lantoa_domain::publicity::sensitive::{self, Found, Recorded, Weight};
use lantoa_domain::publicity::{Purpose, Reach, StoryState, StoryStep, standing};
use lantoa_store::exemplar::Exemplar;
use lantoa_store::publicity::story::{self, StoryLine};
use lantoa_store::publicity::{consent, media};
use lantoa_store::{Conn, Tx, Word, people};
use serde_json::json;

pub use lantoa_domain::publicity::Standing;
pub use lantoa_domain::publicity::sensitive::{Found as SensitiveWord, Topic, Weight as SensitiveWeight};
pub use lantoa_store::publicity::story::Story;

use super::{exemplar_of, filled, kind_of, own, person_of, picture};
use crate::{Cx, Error, Result, faster};

/// What a story says.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Its title.
    pub title: String,
    /// What it comes to, in a sentence or two.
    pub lead: String,
    /// Its text, a paragraph a line.
    pub body: String,
    /// Words of the exemplar's own; may be empty.
    pub quote: String,
    /// What the picture shows; needed with a picture.
    pub photo_alt: String,
    /// Who wrote it, as printed.
    pub author: String,
}

/// What becomes of a story's picture.
#[derive(Debug, Clone, Default)]
pub enum Photo {
    /// It stays as it is.
    #[default]
    Keep,
    /// It is taken out.
    Remove,
    /// Another one, a JPEG or PNG.
    New(Vec<u8>),
}

/// Whether words that may be sensitive were looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    /// Not yet.
    No,
    /// They are about something else.
    Again,
}

/// Begins a story of a recognised exemplar.
///
/// # Errors
/// `NotAllowed`; `NotFound`; `InUse` for a recognition that was withdrawn; `Invalid` on "title", "lead", "body", "author",
/// "photo_alt"; `FileKind`, `FileTooLarge` for the picture.
pub async fn write(cx: &Cx, exemplar: ExemplarId, words: Words, photo: Photo) -> Result<StoryId> {
    cx.permit(Act::RunPublicity)?;
    let words = sound(words)?;
    let bare = bare(&photo)?;
    let (me, given) = (cx.clone(), Arc::new((words, bare)));
    cx.db()
        .write(async move |tx| {
            let (words, bare) = &*given;
            let row = exemplar_of(tx, &me, exemplar).await?;
            if row.status.0 == Life::Withdrawn {
                return Err(Refusal::InUse.into());
            }
            let photo = kept(tx, &me, bare.as_ref()).await?;
            let new = Story {
                id: me.id(),
                root: row.root,
                exemplar,
                title: String::new(),
                lead: String::new(),
                body: String::new(),
                quote: String::new(),
                photo,
                photo_alt: String::new(),
                author: String::new(),
                state: Word(StoryState::Draft),
                publish_on: None,
                why: String::new(),
                written_by: me.actor().person,
                checked_by: None,
                changed: me.now(),
                version: 1,
            };
            let new = says(new, words)?;
            story::insert(tx, &new).await?;
            me.journal(tx, "story.written", new.id, &json!({ "exemplar": exemplar }))?;
            Ok(new.id)
        })
        .await
}

/// Changes the words of a story that nobody reads; it is a draft again.
///
/// # Errors
/// As [`write`], `Overtaken`, `InUse` for a story that is released.
pub async fn edit(cx: &Cx, id: StoryId, seen: i64, words: Words, photo: Photo) -> Result<()> {
    cx.permit(Act::RunPublicity)?;
    let words = sound(words)?;
    let bare = bare(&photo)?;
    let removes = matches!(photo, Photo::Remove);
    let (me, given) = (cx.clone(), Arc::new((words, bare)));
    cx.db()
        .write(async move |tx| {
            let (words, bare) = &*given;
            let was = load(tx, &me, id, seen).await?;
            let state = was.state.0.after(StoryStep::Edit)?;
            let photo = match kept(tx, &me, bare.as_ref()).await? {
                Some(new) => Some(new),
                None => was.photo.filter(|_| !removes),
            };
            let new =
                Story { state: Word(state), publish_on: None, photo, checked_by: None, why: String::new(), ..was };
            let new = says(Story { written_by: me.actor().person, ..new }, words)?;
            save(tx, &me, &new).await?;
            me.journal(tx, "story.edited", id, &json!({}))
        })
        .await
}

fn sound(words: Words) -> Result<Words> {
    Ok(Words {
        title: filled("title", &words.title)?,
        lead: filled("lead", &words.lead)?,
        body: filled("body", &words.body)?,
        quote: words.quote.trim().to_owned(),
        photo_alt: words.photo_alt.trim().to_owned(),
        author: filled("author", &words.author)?,
    })
}

/// A picture and its media type, without what a camera wrote into it.
type Bare = (&'static str, Vec<u8>);

fn bare(photo: &Photo) -> Result<Option<Bare>> {
    match photo {
        Photo::New(bytes) => Ok(Some(picture::bare(bytes)?)),
        Photo::Keep | Photo::Remove => Ok(None),
    }
}

async fn kept(tx: &mut Tx, cx: &Cx, bare: Option<&Bare>) -> Result<Option<MediaId>> {
    match bare {
        Some((kind, bytes)) => super::consent::keep(tx, cx, kind, bytes).await.map(Some),
        None => Ok(None),
    }
}

fn says(story: Story, words: &Words) -> Result<Story> {
    if story.photo.is_some() && words.photo_alt.is_empty() {
        return Err(Refusal::Invalid { field: "photo_alt", why: "empty" }.into());
    }
    let words = words.clone();
    let photo_alt = if story.photo.is_some() { words.photo_alt } else { String::new() };
    Ok(Story {
        title: words.title,
        lead: words.lead,
        body: words.body,
        quote: words.quote,
        author: words.author,
        photo_alt,
        ..story
    })
}

async fn load(conn: &mut Conn, cx: &Cx, id: StoryId, seen: i64) -> Result<Story> {
    let found = own(story::load(conn, id).await?, cx, |one: &Story| one.root)?;
    faster::same(conn, found.root, id, found.version, seen).await?;
    Ok(found)
}

async fn save(tx: &mut Tx, cx: &Cx, new: &Story) -> Result<()> {
    let row = Story { changed: cx.now(), ..new.clone() };
    let saved = story::save(tx, &row).await;
    faster::told(tx, row.root, row.id, saved).await
}

/// Words of a story that tell sensitive things.
async fn found_in(conn: &mut Conn, row: &Exemplar, story: &Story) -> Result<Vec<Found>> {
    let recorded = match person_of(row) {
        Some(person) => {
            let private = people::private(conn, person).await?;
            Recorded { ethnicity: private.ethnicity, religion: private.religion }
        }
        None => Recorded::default(),
    };
    Ok(sensitive::found(&story.words(), &recorded, kind_of(row)))
}

/// Nothing sensitive of a person is published, whoever asks for it.
async fn is_clean(conn: &mut Conn, row: &Exemplar, story: &Story, looked: Looked) -> Result<()> {
    let found = found_in(conn, row, story).await?;
    if found.iter().any(|one| one.weight == Weight::Refused) {
        return Err(Refusal::Invalid { field: "body", why: "sensitive" }.into());
    }
    if looked == Looked::No && !found.is_empty() {
        return Err(Refusal::Invalid { field: "looked", why: "look-again" }.into());
    }
    Ok(())
}

/// Checks a story: the words are right and tell nothing sensitive.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`, `InUse`; `Invalid` on "body" (`sensitive`) and on "looked" (`look-again`).
pub async fn check(cx: &Cx, id: StoryId, seen: i64, looked: Looked) -> Result<()> {
    cx.permit(Act::PublishStory)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = load(tx, &me, id, seen).await?;
            let state = was.state.0.after(StoryStep::Check)?;
            let row = exemplar_of(tx, &me, was.exemplar).await?;
            is_clean(tx, &row, &was, looked).await?;
            save(tx, &me, &Story { state: Word(state), checked_by: Some(me.actor().person), ..was }).await?;
            me.journal(tx, "story.checked", id, &json!({}))
        })
        .await
}

/// Gives a checked story the day from which everybody reads it: only with consent for the public pages.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`, `InUse`; `Invalid` on "on" (`in-past`), "consent" (`missing`), "body" (`sensitive`).
pub async fn release(cx: &Cx, id: StoryId, seen: i64, on: Date) -> Result<()> {
    cx.permit(Act::PublishStory)?;
    if on < cx.today() {
        return Err(Refusal::Invalid { field: "on", why: "in-past" }.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = load(tx, &me, id, seen).await?;
            let state = was.state.0.after(StoryStep::Release)?;
            let row = exemplar_of(tx, &me, was.exemplar).await?;
            if row.status.0 == Life::Withdrawn {
                return Err(Refusal::InUse.into());
            }
            is_clean(tx, &row, &was, Looked::Again).await?;
            let subject = (row.subject_kind, row.subject);
            if !consent::in_force(tx, row.root, subject, Purpose::Story, Reach::Portal).await? {
                return Err(Refusal::Invalid { field: "consent", why: "missing" }.into());
            }
            save(tx, &me, &Story { state: Word(state), publish_on: Some(on), ..was }).await?;
            me.journal(tx, "story.released", id, &json!({ "on": on }))
        })
        .await
}

/// Takes a released story down, with a reason.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`, `InUse`, `ReasonMissing`.
pub async fn take_down(cx: &Cx, id: StoryId, seen: i64, why: String) -> Result<()> {
    cx.permit(Act::PublishStory)?;
    let why = why.trim().to_owned();
    if why.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = load(tx, &me, id, seen).await?;
            let state = was.state.0.after(StoryStep::TakeDown)?;
            save(tx, &me, &Story { state: Word(state), why: why.clone(), ..was }).await?;
            me.journal(tx, "story.taken-down", id, &json!({ "why": why }))
        })
        .await
}

/// A story in the list of its writers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// The story.
    pub id: StoryId,
    /// Whose.
    pub exemplar: ExemplarId,
    /// Its title.
    pub title: String,
    /// The exemplar's name.
    pub name: String,
    /// The exemplar's unit.
    pub unit: String,
    /// Who wrote it.
    pub author: String,
    /// Where it stands today.
    pub standing: Standing,
    /// From when everybody reads it.
    pub publish_on: Option<Date>,
    /// When it was changed last.
    pub changed: Timestamp,
    /// Whether it may be printed in a handbook.
    pub may_print: bool,
    /// What a form made from a list carries.
    pub version: i64,
}

fn listed(line: StoryLine, today: Date) -> StoryRow {
    let holds = line.status.0 != Life::Withdrawn;
    StoryRow {
        id: line.id,
        exemplar: line.exemplar,
        standing: standing(line.state.0, line.publish_on, today, holds && line.portal > 0),
        title: line.title,
        name: line.name,
        unit: line.unit_name,
        author: line.author,
        publish_on: line.publish_on,
        changed: line.changed,
        version: line.version,
        may_print: holds && line.printed > 0 && !matches!(line.state.0, StoryState::Draft | StoryState::TakenDown),
    }
}

/// Those who write or publish read everything about stories.
fn reads(cx: &Cx) -> Result<()> {
    if cx.may(Act::PublishStory) { Ok(()) } else { cx.permit(Act::RunPublicity).map(drop) }
}

/// The stories of the agency: what waits for its day first, by day; then the others, the latest first.
///
/// # Errors
/// `NotAllowed`.
pub async fn list(cx: &Cx, only: Option<Standing>) -> Result<Vec<StoryRow>> {
    reads(cx)?;
    let (root, today) = (cx.actor().root, cx.today());
    cx.db()
        .scan(async move |conn| {
            let all = story::of_root(conn, root).await?.into_iter().map(|line| listed(line, today));
            let mut rows: Vec<StoryRow> = all.filter(|row| only.is_none_or(|wanted| wanted == row.standing)).collect();
            let waits = |row: &StoryRow| row.publish_on.filter(|_| row.standing == Standing::Scheduled);
            rows.sort_by_key(|row| (waits(row).is_none(), waits(row), std::cmp::Reverse(row.id)));
            Ok::<_, Error>(rows)
        })
        .await
}

/// A story for its writers.
#[derive(Debug, Clone)]
pub struct StoryView {
    /// The story.
    pub story: Story,
    /// The exemplar's name.
    pub name: String,
    /// The exemplar's unit.
    pub unit: String,
    /// Where it stands today.
    pub standing: Standing,
    /// Words in it that tell sensitive things, the gravest first.
    pub found: Vec<Found>,
    /// Consents to the story that are in force, by reach.
    pub consented: Vec<Reach>,
    /// Whether the picture may be shown to the public.
    pub may_show_photo: bool,
    /// Whether the reader may change its words.
    pub may_write: bool,
    /// Whether the reader may check, release and take down.
    pub may_publish: bool,
}

/// A story for its writers.
///
/// # Errors
/// `NotFound`, `NotAllowed`.
pub async fn page(cx: &Cx, id: StoryId) -> Result<StoryView> {
    reads(cx)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let story = own(story::load(conn, id).await?, &me, |one: &Story| one.root)?;
            let row = exemplar_of(conn, &me, story.exemplar).await?;
            let all = consent::of_subject(conn, row.root, (row.subject_kind, row.subject)).await?;
            let open = |purpose: Purpose, reach: Reach| {
                all.iter().any(|one| one.withdrawn_on.is_none() && (one.purpose.0, one.reach.0) == (purpose, reach))
            };
            let holds = row.status.0 != Life::Withdrawn;
            let public = holds && open(Purpose::Story, Reach::Portal);
            Ok::<_, Error>(StoryView {
                standing: standing(story.state.0, story.publish_on, me.today(), public),
                found: found_in(conn, &row, &story).await?,
                consented: Reach::ALL.into_iter().filter(|reach| open(Purpose::Story, *reach)).collect(),
                may_show_photo: open(Purpose::Likeness, Reach::Portal),
                may_write: me.may(Act::RunPublicity),
                may_publish: me.may(Act::PublishStory),
                story,
                name: row.name,
                unit: row.unit_name,
            })
        })
        .await
}

/// The picture of a story, for its writers: media type and bytes.
///
/// # Errors
/// `NotFound`, `NotAllowed`.
pub async fn photo(cx: &Cx, id: StoryId) -> Result<(String, Vec<u8>)> {
    reads(cx)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let story = own(story::load(conn, id).await?, &me, |one: &Story| one.root)?;
            let found = media::load(conn, story.photo.ok_or(Refusal::NotFound)?).await?.ok_or(Refusal::NotFound)?;
            let bytes = media::bytes(conn, &found).await?;
            Ok::<_, Error>((found.media, bytes))
        })
        .await
}
