//! Sessions of a council: calling one, its agenda, who is there, and the votes from opening to announcement. It must not hold who voted what.

mod agenda;
pub(crate) mod floor;
mod next;
mod tally;
mod view;

use jiff::civil::{Date, Time};
use lantoa_domain::Refusal;
use lantoa_domain::id::{CouncilId, PersonId, SessionId};
use lantoa_domain::policy::{Act, As, CouncilRole};
use lantoa_domain::session::Seat;
use lantoa_store::conflict::{self, Conflict};
use lantoa_store::session::{self, Item, Session};
use lantoa_store::{Conn, Tx, Word, council};
use serde::Serialize;

pub use agenda::{declare, repeat, set_agenda};
pub(crate) use agenda::{in_line, repeat_in, reseat_all};
pub use floor::{Ballot, Presence, Seen, Step, advance, mark_presence, note};
pub use lantoa_store::session::SessionStatus;
pub use next::NextStep;
pub use tally::{Entered, Entry, Typing, count, try_count};
pub use view::{
    Allowed, AloneView, ConflictView, Figures, ItemView, Papers, SeatView, SessionView, TallyView, WaitingView, page,
};

use crate::{Cx, Error, Result, faster};

/// What a session is called with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    /// What it is about.
    pub title: String,
    /// Where it is held.
    pub place: String,
    /// Its day.
    pub held_on: Date,
    /// The hour it starts.
    pub starts_at: Time,
    /// The day the papers were sent; `None` while they were not.
    pub papers_on: Option<Date>,
}

impl Call {
    fn checked(&self) -> Result<Self> {
        let title = self.title.trim().to_owned();
        if title.is_empty() {
            return Err(Refusal::Invalid { field: "title", why: "empty" }.into());
        }
        if self.papers_on.is_some_and(|sent| sent > self.held_on) {
            return Err(Refusal::Invalid { field: "papers_on", why: "after-session" }.into());
        }
        Ok(Self { title, place: self.place.trim().to_owned(), ..self.clone() })
    }

    fn hour(&self) -> String {
        format!("{:02}:{:02}", self.starts_at.hour(), self.starts_at.minute())
    }
}

/// Calls a session. Its seats are those of the members on its day.
///
/// # Errors
/// `NotAllowed`; `NotFound` for another agency's council; `Invalid` for an empty title, papers after the session, or a day on
/// which the council has no member.
pub async fn call(cx: &Cx, council: CouncilId, call: Call) -> Result<SessionId> {
    cx.permit(Act::CallSession)?;
    let call = call.checked()?;
    let id: SessionId = cx.id();
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = acting.actor().root;
            council::load(tx, council).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            let row = Session {
                id,
                root,
                council,
                title: call.title.clone(),
                place: call.place.clone(),
                held_on: call.held_on,
                starts_at: call.hour(),
                papers_on: call.papers_on,
                status: Word(SessionStatus::Called),
                tellers: String::new(),
                conclusion: String::new(),
                version: 1,
            };
            session::insert(tx, &row).await?;
            agenda::reseat(tx, &acting, &row).await?;
            if session::seats(tx, id).await?.is_empty() {
                return Err(Refusal::Invalid { field: "held_on", why: "no-members" }.into());
            }
            acting.journal(tx, "session.called", id, &call)
        })
        .await?;
    Ok(id)
}

/// Changes title, place, day, hour or the day the papers were sent. Another day gives the seats to its members.
///
/// # Errors
/// As [`call`], `Overtaken`; `SessionOrder` once a vote was opened and the day would change, or when it is over.
pub async fn change(cx: &Cx, id: SessionId, seen: i64, call: Call) -> Result<()> {
    cx.permit(Act::CallSession)?;
    let call = call.checked()?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let hall = Hall::seen(tx, &acting, id, seen).await?;
            if hall.begun() && call.held_on != hall.session.held_on {
                return Err(Refusal::SessionOrder.into());
            }
            let row = Session {
                title: call.title.clone(),
                place: call.place.clone(),
                held_on: call.held_on,
                starts_at: call.hour(),
                papers_on: call.papers_on,
                ..hall.session.clone()
            };
            save(tx, &acting, &row).await?;
            if call.held_on != hall.session.held_on {
                agenda::reseat(tx, &acting, &row).await?;
            }
            acting.journal(tx, "session.changed", id, &call)
        })
        .await
}

/// Closes a session: what was not opened stays with its dossiers for the next one.
///
/// # Errors
/// `NotAllowed`, `Overtaken`; `SessionOrder` while a vote was begun and its result is not announced.
pub async fn finish(cx: &Cx, id: SessionId, seen: i64, tellers: String, conclusion: String) -> Result<()> {
    cx.permit(Act::RunSession)?;
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let hall = Hall::seen(tx, &acting, id, seen).await?;
            hall.officer(&acting, Act::RunSession)?;
            if hall.items.iter().any(|item| item.state.0.stage().is_under_way()) {
                return Err(Refusal::SessionOrder.into());
            }
            let row = Session {
                status: Word(SessionStatus::Over),
                tellers: tellers.trim().to_owned(),
                conclusion: conclusion.trim().to_owned(),
                ..hall.session.clone()
            };
            save(tx, &acting, &row).await?;
            acting.journal(tx, "session.closed", id, &serde_json::json!({ "items": hall.items.len() }))
        })
        .await
}

/// Calls a session off, with a reason.
///
/// # Errors
/// `NotAllowed`, `Overtaken`, `ReasonMissing`; `SessionOrder` once a vote was opened.
pub async fn cancel(cx: &Cx, id: SessionId, seen: i64, reason: String) -> Result<()> {
    cx.permit(Act::CallSession)?;
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let acting = cx.clone();
    cx.db()
        .write(async move |tx| {
            let hall = Hall::seen(tx, &acting, id, seen).await?;
            if hall.begun() {
                return Err(Refusal::SessionOrder.into());
            }
            let row = Session {
                status: Word(SessionStatus::Cancelled),
                conclusion: reason.trim().to_owned(),
                ..hall.session.clone()
            };
            save(tx, &acting, &row).await?;
            acting.journal(tx, "session.cancelled", id, &serde_json::json!({ "why": reason.trim() }))
        })
        .await
}

/// A session with everything that decides what can be done in it.
pub(crate) struct Hall {
    pub(crate) session: Session,
    pub(crate) seats: Vec<session::Seat>,
    pub(crate) items: Vec<Item>,
    pub(crate) conflicts: Vec<Conflict>,
}

impl Hall {
    /// Loads a session for those who may know of it.
    pub(crate) async fn load(conn: &mut Conn, cx: &Cx, id: SessionId) -> Result<Self> {
        cx.permit(Act::ReadSession)?;
        let root = cx.actor().root;
        let session = session::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
        let seats = session::seats(conn, id).await?;
        let items = session::items(conn, id).await?;
        let conflicts = conflict::of_session(conn, id).await?;
        Ok(Self { session, seats, items, conflicts })
    }

    /// Loads a session that is still to be held and unchanged since it was shown.
    async fn seen(conn: &mut Conn, cx: &Cx, id: SessionId, seen: i64) -> Result<Self> {
        let hall = Self::load(conn, cx, id).await?;
        faster::same(conn, cx.actor().root, id, hall.session.version, seen).await?;
        hall.live()
    }

    pub(crate) fn live(self) -> Result<Self> {
        if self.session.status.0 == SessionStatus::Called { Ok(self) } else { Err(Refusal::SessionOrder.into()) }
    }

    /// Whether a vote was ever opened.
    fn begun(&self) -> bool {
        self.items.iter().any(|item| item.state.0.stage() != lantoa_domain::session::Stage::Waiting)
    }

    /// The office the acting person has in this very session: an office in another council gives no right here.
    pub(crate) fn officer(&self, cx: &Cx, act: Act) -> Result<()> {
        let seat = self.seats.iter().find(|seat| seat.person == cx.actor().person);
        let fits = |role| match act {
            Act::RunSession => role != CouncilRole::Member,
            _ => matches!(role, CouncilRole::Chair | CouncilRole::ViceChair),
        };
        if seat.is_some_and(|seat| fits(seat.role.0)) {
            return Ok(());
        }
        let needs =
            if act == Act::RunSession { vec![As::CouncilSecretary, As::CouncilChair] } else { vec![As::CouncilChair] };
        Err(Refusal::NotAllowed { needs }.into())
    }

    /// The seats as the rules want them.
    pub(crate) fn rows(&self) -> Vec<Seat> {
        self.seats.iter().map(|s| Seat { person: s.person, came: s.came, left: s.gone }).collect()
    }

    /// The members in conflict on an item.
    pub(crate) fn in_conflict(&self, item: &Item) -> Vec<PersonId> {
        let mut people: Vec<PersonId> =
            self.conflicts.iter().filter(|c| c.dossier == item.dossier).map(|c| c.person).collect();
        people.retain(|person| self.seats.iter().any(|seat| seat.person == *person));
        people.sort_unstable();
        people.dedup();
        people
    }
}

async fn save(tx: &mut Tx, cx: &Cx, row: &Session) -> Result<()> {
    let saved = session::save(tx, row).await;
    faster::told(tx, cx.actor().root, row.id, saved).await?;
    Ok::<_, Error>(())
}
