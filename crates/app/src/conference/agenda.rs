//! The programme of a conference: its items in their order, with who presents them and what they are about. It must not compute an hour.

use std::sync::Arc;

use lantoa_domain::Refusal;
use lantoa_domain::conference::ConferenceStep;
use lantoa_domain::conference::agenda::{DAY, LONGEST};
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::id::{ConferenceId, ConferenceItemId, DelegateId, ExemplarId, PracticeId};
use lantoa_store::conference::{self as rows, Item, delegate as delegates};
use lantoa_store::{Conn, exemplar, practice};
use serde_json::json;

use crate::{Cx, Result};

/// Items of a programme at most.
const MOST: usize = 100;

/// An item as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// The item it takes the place of; a new one when left out.
    pub id: Option<ConferenceItemId>,
    /// Its place, from 1; at the end when left out.
    pub ordinal: Option<u32>,
    /// How many minutes it takes, from 1.
    pub minutes: u32,
    /// When it has to begin, in minutes after midnight.
    pub fixed: Option<u32>,
    /// What it is.
    pub title: String,
    /// The delegate who presents it.
    pub delegate: Option<DelegateId>,
    /// Who presents it, where that is no delegate.
    pub presenter: String,
    /// The exemplar it is about.
    pub exemplar: Option<ExemplarId>,
    /// The practice it is about.
    pub practice: Option<PracticeId>,
}

/// Puts an item into the programme, or in place of itself; the items behind it move on.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` on "title", "minutes", "fixed", "delegate" (no presenter of the conference), "exemplar",
/// "practice", "items" (`many`), or once it was held.
pub async fn put_item(cx: &Cx, id: ConferenceId, seen: i64, new: NewItem) -> Result<()> {
    let (me, new) = (cx.clone(), Arc::new(new));
    cx.db()
        .write(async move |tx| {
            let row = super::run(tx, &me, id, seen).await?;
            row.state.0.after(ConferenceStep::Edit)?;
            let mut items = rows::items(tx, id).await?;
            let known = items.len();
            items.retain(|one| Some(one.id) != new.id);
            if new.id.is_some() && items.len() == known {
                return Err(Refusal::NotFound.into());
            }
            if items.len() >= MOST {
                return Err(Refusal::Invalid { field: "items", why: "many" }.into());
            }
            let item = item(tx, &me, id, &new).await?;
            let last = items.len();
            let at = new.ordinal.map_or(last, |place| (place.max(1) as usize - 1).min(last));
            items.insert(at, item);
            for (ordinal, one) in (1..).zip(&items) {
                rows::put_item(tx, id, &Item { ordinal, ..one.clone() }).await?;
            }
            super::save(tx, &row).await?;
            me.journal(tx, "conference.programme-changed", id, &json!({ "count": items.len() }))
        })
        .await
}

async fn item(conn: &mut Conn, cx: &Cx, id: ConferenceId, new: &NewItem) -> Result<Item> {
    let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
    let (title, presenter, root) = (new.title.trim(), new.presenter.trim(), cx.actor().root);
    if title.is_empty() {
        return wrong("title", "empty");
    }
    if !(1..=LONGEST).contains(&new.minutes) {
        return wrong("minutes", "range");
    }
    if new.fixed.is_some_and(|at| at >= DAY) {
        return wrong("fixed", "range");
    }
    if let Some(delegate) = new.delegate {
        let found = delegates::load(conn, delegate).await?.filter(|one| one.conference == id);
        let goes = found.filter(|one| one.role.0 != DelegateRole::Substitute && one.state.0.holds_seat());
        if goes.is_none() {
            return wrong("delegate", "not-existing");
        }
    }
    if let Some(exemplar) = new.exemplar
        && exemplar::load(conn, exemplar).await?.is_none_or(|one| one.root != root)
    {
        return wrong("exemplar", "not-existing");
    }
    if let Some(practice) = new.practice
        && practice::load(conn, practice).await?.is_none_or(|one| one.root != root)
    {
        return wrong("practice", "not-existing");
    }
    Ok(Item {
        id: new.id.unwrap_or_else(|| cx.id()),
        ordinal: 0,
        minutes: new.minutes,
        fixed: new.fixed,
        title: title.to_owned(),
        delegate: new.delegate,
        by: String::new(),
        presenter: if new.delegate.is_some() { String::new() } else { presenter.to_owned() },
        exemplar: new.exemplar,
        exemplar_name: String::new(),
        practice: new.practice,
        practice_title: String::new(),
    })
}

/// Takes an item out of the programme.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` once it was held.
pub async fn remove_item(cx: &Cx, id: ConferenceId, seen: i64, item: ConferenceItemId) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = super::run(tx, &me, id, seen).await?;
            row.state.0.after(ConferenceStep::Edit)?;
            if !rows::remove_item(tx, id, item).await? {
                return Err(Refusal::NotFound.into());
            }
            let items = rows::items(tx, id).await?;
            for (ordinal, one) in (1..).zip(&items) {
                rows::put_item(tx, id, &Item { ordinal, ..one.clone() }).await?;
            }
            super::save(tx, &row).await?;
            me.journal(tx, "conference.programme-changed", id, &json!({ "count": items.len() }))
        })
        .await
}
