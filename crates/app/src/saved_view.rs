//! Views of lists: filters that a person keeps under a name, for oneself or for the agency, one of which a list may open with. It must not know which filters a list has.

use lantoa_domain::Refusal;
use lantoa_domain::id::SavedViewId;
use lantoa_domain::policy::Act;
use lantoa_store::saved_view;
use lantoa_store::{Conn, Tx};
use serde_json::json;

pub use lantoa_store::saved_view::SavedView;

use crate::{Cx, Result, seen};

/// The most views of one list that a person keeps.
pub const MOST: usize = 20;
/// The most letters of a name.
pub const LONGEST_NAME: usize = 60;
/// The most letters of the filters as an address has them.
pub const LONGEST_QUERY: usize = 2_000;
/// The most letters of a list's key.
const LONGEST_KEY: usize = 40;

/// Who sees a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Whoever keeps it.
    Own,
    /// Everybody of the agency.
    Agency,
}

/// How a list opens when nobody asks for anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// With this view, for the person who says so.
    Here,
    /// As before.
    AsBefore,
}

/// What a person keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What it is called.
    pub name: String,
    /// The filters as an address has them, without a page.
    pub query: String,
    /// Who sees it.
    pub reach: Reach,
    /// Whether the list opens with it.
    pub opening: Opening,
}

impl Words {
    fn checked(&self) -> Result<()> {
        let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
        let name = self.name.trim();
        if name.is_empty() {
            return wrong("name", "empty");
        }
        if name.chars().count() > LONGEST_NAME {
            return wrong("name", "long");
        }
        if self.query.is_empty() {
            return wrong("query", "empty");
        }
        if self.query.chars().count() > LONGEST_QUERY { wrong("query", "long") } else { Ok(()) }
    }
}

/// The views of a list as one person sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The own ones and those of the agency, in their order.
    pub views: Vec<SavedView>,
    /// The one the list opens with.
    pub default: Option<SavedViewId>,
    /// Whether the reader may keep one for the agency.
    pub may_share: bool,
}

/// The views of a list that the acting person sees.
///
/// # Errors
/// The database's.
pub async fn seen(cx: &Cx, list: &str) -> Result<Seen> {
    let (me, list) = (cx.clone(), list.to_owned());
    cx.db()
        .read(async move |conn| {
            let (views, default) = saved_view::seen(conn, me.actor().root, me.actor().person, &list).await?;
            // A view that is shared no more opens nothing.
            let default = default.filter(|id| views.iter().any(|view| view.id == *id));
            Ok::<_, crate::Error>(Seen { views, default, may_share: me.may(Act::ShareView) })
        })
        .await
}

/// A view that the acting person may change.
///
/// # Errors
/// `NotFound` for somebody else's own view, `NotAllowed` for a shared one of somebody else.
pub async fn one(cx: &Cx, id: SavedViewId) -> Result<SavedView> {
    let me = cx.clone();
    cx.db().read(async move |conn| own(conn, &me, id).await).await
}

async fn own(conn: &mut Conn, cx: &Cx, id: SavedViewId) -> Result<SavedView> {
    let found = visible(conn, cx, id).await?;
    if found.person != cx.actor().person {
        cx.permit(Act::ShareView)?;
    }
    Ok(found)
}

async fn visible(conn: &mut Conn, cx: &Cx, id: SavedViewId) -> Result<SavedView> {
    let me = cx.actor();
    let found = saved_view::load(conn, id).await?;
    let found = found.filter(|view| view.root == me.root && (view.shared || view.person == me.person));
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Keeps a view of a list.
///
/// # Errors
/// `Invalid` on "name" and "query", also "many" on "name" when there are [`MOST`]; `Taken` for a name the person has used for this list;
/// `NotAllowed` for those who may keep none for the agency.
pub async fn keep(cx: &Cx, list: &str, new: Words) -> Result<SavedViewId> {
    new.checked()?;
    if list.is_empty() || list.len() > LONGEST_KEY {
        return Err(Refusal::NotFound.into());
    }
    let (me, list, id) = (cx.clone(), list.to_owned(), cx.id::<SavedViewId>());
    cx.db()
        .write(async move |tx| {
            let actor = me.actor();
            let (views, _) = saved_view::seen(tx, actor.root, actor.person, &list).await?;
            let row = SavedView {
                id,
                root: actor.root,
                person: actor.person,
                owner: String::new(),
                list: list.clone(),
                name: new.name.trim().to_owned(),
                query: new.query.clone(),
                shared: shared(&me, new.reach)?,
                position: views.iter().map(|view| view.position).max().unwrap_or_default() + 1,
                version: 1,
            };
            if views.iter().filter(|view| view.person == actor.person).count() >= MOST {
                return Err(Refusal::Invalid { field: "name", why: "many" }.into());
            }
            free(&views, &row)?;
            saved_view::insert(tx, &row).await?;
            told(tx, &me, "view.kept", &row, new.opening).await
        })
        .await?;
    Ok(id)
}

fn shared(cx: &Cx, reach: Reach) -> Result<bool> {
    match reach {
        Reach::Own => Ok(false),
        Reach::Agency => cx.permit(Act::ShareView).map(|_| true),
    }
}

/// Refuses a name that the owner has given to another view of the list.
fn free(views: &[SavedView], row: &SavedView) -> Result<()> {
    let name = row.name.to_lowercase();
    let same = |view: &&SavedView| view.id != row.id && view.person == row.person && view.name.to_lowercase() == name;
    if views.iter().any(|view| same(&view)) { Err(Refusal::Taken { field: "view" }.into()) } else { Ok(()) }
}

async fn told(tx: &mut Tx, cx: &Cx, event: &str, row: &SavedView, opening: Opening) -> Result<()> {
    if opening == Opening::Here {
        saved_view::set_default(tx, cx.actor().person, &row.list, Some(row.id)).await?;
    }
    cx.journal(tx, event, row.id, &json!({ "list": row.list, "shared": row.shared }))
}

/// Gives a view another name, other filters, another reach.
///
/// # Errors
/// As [`keep`] and [`one`]; `Overtaken`.
pub async fn change(cx: &Cx, id: SavedViewId, version: i64, new: Words) -> Result<SavedView> {
    new.checked()?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let before = own(tx, &me, id).await?;
            seen::same(tx, before.root, id, before.version, version).await?;
            // Who keeps it may have lost the right to share and still give it another name.
            let shared = if before.shared && new.reach == Reach::Agency { true } else { shared(&me, new.reach)? };
            let row =
                SavedView { name: new.name.trim().to_owned(), query: new.query.clone(), shared, ..before.clone() };
            let (views, _) = saved_view::seen(tx, row.root, row.person, &row.list).await?;
            free(&views, &row)?;
            let saved = saved_view::save(tx, &row).await;
            seen::saved(tx, row.root, id, saved).await?;
            if before.shared && !row.shared {
                saved_view::drop_others(tx, &row).await?;
            }
            told(tx, &me, "view.changed", &row, new.opening).await?;
            Ok(row)
        })
        .await
}

/// Puts a view before all others of its list.
///
/// # Errors
/// As [`one`]; `Overtaken`.
pub async fn first(cx: &Cx, id: SavedViewId, version: i64) -> Result<SavedView> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut row = own(tx, &me, id).await?;
            seen::same(tx, row.root, id, row.version, version).await?;
            let (views, _) = saved_view::seen(tx, row.root, me.actor().person, &row.list).await?;
            row.position = views.iter().map(|view| view.position).min().unwrap_or_default() - 1;
            let saved = saved_view::save(tx, &row).await;
            seen::saved(tx, row.root, id, saved).await?;
            told(tx, &me, "view.changed", &row, Opening::AsBefore).await?;
            Ok(row)
        })
        .await
}

/// Takes a view out. Lists that opened with it open plainly again.
///
/// # Errors
/// As [`one`]; `Overtaken`.
pub async fn remove(cx: &Cx, id: SavedViewId, version: i64) -> Result<SavedView> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &me, id).await?;
            seen::same(tx, row.root, id, row.version, version).await?;
            let gone = saved_view::delete(tx, &row).await;
            seen::saved(tx, row.root, id, gone).await?;
            told(tx, &me, "view.removed", &row, Opening::AsBefore).await?;
            Ok(row)
        })
        .await
}

/// Lets a list open with a view that the person sees.
///
/// # Errors
/// `NotFound`.
pub async fn open_with(cx: &Cx, id: SavedViewId) -> Result<SavedView> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = visible(tx, &me, id).await?;
            saved_view::set_default(tx, me.actor().person, &row.list, Some(id)).await?;
            me.journal(tx, "view.opens", id, &json!({ "list": row.list }))?;
            Ok(row)
        })
        .await
}

/// Lets a list open plainly.
///
/// # Errors
/// The database's.
pub async fn open_plainly(cx: &Cx, list: &str) -> Result<()> {
    let (me, list) = (cx.clone(), list.to_owned());
    cx.db()
        .write(async move |tx| {
            saved_view::set_default(tx, me.actor().person, &list, None).await?;
            me.journal(tx, "view.opens", me.actor().person, &json!({ "list": list }))
        })
        .await
}
