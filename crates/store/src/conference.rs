//! Conferences as rows: what each is held by, its seats and its programme; delegates and lists handed over stand below. It must not decide who goes.

pub mod delegate;
pub mod handover;

use jiff::civil::Date;
use lantoa_domain::conference::{ConferenceKind, ConferenceState, Seats, Terms};
use lantoa_domain::id::{
    ConferenceId, ConferenceItemId, DelegateId, ExemplarId, PersonId, PracticeId, ProgrammeId, TaskId, UnitId,
};

use crate::{Conn, Result, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO conference (id, root, programme, task, kind, title, host, from_year, to_year, on_day, begins, ends, place, \
           chair, held_with, seats, reserves, state, held_on, why, set_by, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, NULL, '', $19, 1)";
    LOAD = "SELECT id, root, programme, task, kind, title, host, from_year, to_year, on_day, begins, ends, place, chair, held_with, \
            seats, reserves, state, held_on, why, version FROM conference WHERE id = $1";
    OF_ROOT = "SELECT id, root, programme, task, kind, title, host, from_year, to_year, on_day, begins, ends, place, chair, held_with, \
               seats, reserves, state, held_on, why, version FROM conference WHERE root = $1 ORDER BY id DESC";
    OF_PROGRAMME = "SELECT id, root, programme, task, kind, title, host, from_year, to_year, on_day, begins, ends, place, chair, \
                    held_with, seats, reserves, state, held_on, why, version FROM conference WHERE programme = $1 ORDER BY id DESC";
    SAVE = "UPDATE conference SET task = $3, title = $4, host = $5, from_year = $6, to_year = $7, on_day = $8, begins = $9, ends = $10, \
            place = $11, chair = $12, held_with = $13, seats = $14, reserves = $15, state = $16, held_on = $17, why = $18, \
            version = version + 1 WHERE id = $1 AND version = $2";
    LOCK = "UPDATE conference SET version = version WHERE id = $1";
    SEATS = "SELECT s.unit, s.seats FROM conference_seat s JOIN unit u ON u.id = s.unit WHERE s.conference = $1 \
             ORDER BY u.ordinal, u.id";
    SEATS_GONE = "DELETE FROM conference_seat WHERE conference = $1";
    SEAT_NEW = "INSERT INTO conference_seat (conference, unit, seats) VALUES ($1, $2, $3)";
    ITEMS = "SELECT i.id, i.ordinal, i.minutes, i.fixed, i.title, i.delegate, coalesce(d.name, i.presenter), i.presenter, i.exemplar, \
             coalesce(e.name, ''), i.practice, coalesce(p.title, '') FROM conference_item i \
             LEFT JOIN conference_delegate d ON d.id = i.delegate LEFT JOIN exemplar e ON e.id = i.exemplar \
             LEFT JOIN practice p ON p.id = i.practice WHERE i.conference = $1 ORDER BY i.ordinal, i.id";
    ITEM_PUT = "INSERT INTO conference_item (id, conference, ordinal, minutes, fixed, title, delegate, presenter, exemplar, practice) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE SET ordinal = excluded.ordinal, \
                minutes = excluded.minutes, fixed = excluded.fixed, title = excluded.title, delegate = excluded.delegate, \
                presenter = excluded.presenter, exemplar = excluded.exemplar, practice = excluded.practice";
    ITEM_GONE = "DELETE FROM conference_item WHERE id = $1 AND conference = $2";
}

/// Every statement of these modules.
pub(crate) fn statements() -> Vec<&'static crate::Sql> {
    let modules: [&[&crate::Sql]; 3] = [ALL, delegate::ALL, handover::ALL];
    modules.concat()
}

/// A conference of the agency, or a congress of the level above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conference {
    /// The conference.
    pub id: ConferenceId,
    /// The agency.
    pub root: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The task of the plan that it meets.
    pub task: Option<TaskId>,
    /// Whose it is.
    pub kind: Word<ConferenceKind>,
    /// What it is called.
    pub title: String,
    /// Who holds it, for one of the level above.
    pub host: String,
    /// First year it looks back on.
    pub from_year: i16,
    /// Last one.
    pub to_year: i16,
    /// Its day.
    pub on_day: Option<Date>,
    /// When it begins, in minutes after midnight.
    pub begins: u32,
    /// When it is to be over, in minutes after midnight.
    pub ends: Option<u32>,
    /// Where.
    pub place: String,
    /// Who chairs.
    pub chair: String,
    /// Another event it is held together with.
    pub held_with: String,
    /// Seats in all.
    pub seats: Option<u32>,
    /// Names a unit may put forward beyond its seats.
    pub reserves: u32,
    /// How far it is.
    pub state: Word<ConferenceState>,
    /// The day it took place.
    pub held_on: Option<Date>,
    /// Why it was called off.
    pub why: String,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Conference {
    id,
    root,
    programme,
    task,
    kind,
    title,
    host,
    from_year,
    to_year,
    on_day,
    begins,
    ends,
    place,
    chair,
    held_with,
    seats,
    reserves,
    state,
    held_on,
    why,
    version
});

impl Conference {
    /// What it is held by.
    #[must_use]
    pub fn terms(&self) -> Terms {
        Terms {
            title: self.title.clone(),
            host: self.host.clone(),
            years: Some((self.from_year, self.to_year)),
            on: self.on_day,
            begins: self.begins,
            ends: self.ends,
            place: self.place.clone(),
            chair: self.chair.clone(),
            held_with: self.held_with.clone(),
        }
    }

    /// The same, held by other terms; years that are left out stay.
    #[must_use]
    pub fn under(self, terms: Terms) -> Self {
        let (from_year, to_year) = terms.years.unwrap_or((self.from_year, self.to_year));
        Self {
            title: terms.title,
            host: terms.host,
            from_year,
            to_year,
            on_day: terms.on,
            begins: terms.begins,
            ends: terms.ends,
            place: terms.place,
            chair: terms.chair,
            held_with: terms.held_with,
            ..self
        }
    }
}

/// Stores a new conference.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, c: &Conference, set_by: PersonId) -> Result<()> {
    let values = params![
        c.id,
        c.root,
        c.programme,
        c.task,
        c.kind,
        c.title,
        c.host,
        c.from_year,
        c.to_year,
        c.on_day,
        c.begins,
        c.ends,
        c.place,
        c.chair,
        c.held_with,
        c.seats,
        c.reserves,
        c.state,
        set_by
    ];
    tx.exec(&NEW, values).await.map(drop)
}

/// Saves a conference, guarded by the version it was loaded with.
///
/// # Errors
/// `Stale`, and the engine's.
pub async fn save(tx: &mut Tx, c: &Conference) -> Result<()> {
    let values = params![
        c.id,
        c.version,
        c.task,
        c.title,
        c.host,
        c.from_year,
        c.to_year,
        c.on_day,
        c.begins,
        c.ends,
        c.place,
        c.chair,
        c.held_with,
        c.seats,
        c.reserves,
        c.state,
        c.held_on,
        c.why
    ];
    tx.exec_guarded(&SAVE, values).await
}

/// A conference.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ConferenceId) -> Result<Option<Conference>> {
    cx.opt(&LOAD, params![id]).await
}

/// Makes everybody else who writes about a conference wait until this unit of work is over: seats are counted and given one after another.
///
/// # Errors
/// The engine's.
pub async fn lock(tx: &mut Tx, id: ConferenceId) -> Result<()> {
    tx.exec(&LOCK, params![id]).await.map(drop)
}

/// The conferences of an agency, the latest first.
///
/// # Errors
/// The engine's.
pub async fn of_root(cx: &mut Conn, root: UnitId) -> Result<Vec<Conference>> {
    cx.all(&OF_ROOT, params![root]).await
}

/// The conferences of a programme, the latest first.
///
/// # Errors
/// The engine's.
pub async fn of_programme(cx: &mut Conn, programme: ProgrammeId) -> Result<Vec<Conference>> {
    cx.all(&OF_PROGRAMME, params![programme]).await
}

/// The seats of a conference: in all, reserves, and those of units in the units' order.
///
/// # Errors
/// The engine's.
pub async fn seats(cx: &mut Conn, c: &Conference) -> Result<Seats> {
    let units: Vec<(UnitId, u32)> = cx.all(&SEATS, params![c.id]).await?;
    Ok(Seats { all: c.seats, reserves: c.reserves, units })
}

/// Puts the seats of units in place of those before.
///
/// # Errors
/// The engine's.
pub async fn put_seats(tx: &mut Tx, id: ConferenceId, units: &[(UnitId, u32)]) -> Result<()> {
    tx.exec(&SEATS_GONE, params![id]).await?;
    for (unit, seats) in units {
        tx.exec(&SEAT_NEW, params![id, unit, seats]).await?;
    }
    Ok(())
}

/// An item of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The item.
    pub id: ConferenceItemId,
    /// Its place, from 1.
    pub ordinal: u32,
    /// How many minutes it takes.
    pub minutes: u32,
    /// When it has to begin, in minutes after midnight.
    pub fixed: Option<u32>,
    /// What it is.
    pub title: String,
    /// The delegate who presents it.
    pub delegate: Option<DelegateId>,
    /// Who presents it: the delegate's name, or the words typed.
    pub by: String,
    /// The words typed, where no delegate presents it.
    pub presenter: String,
    /// The exemplar it is about.
    pub exemplar: Option<ExemplarId>,
    /// That exemplar's name.
    pub exemplar_name: String,
    /// The practice it is about.
    pub practice: Option<PracticeId>,
    /// That practice's title.
    pub practice_title: String,
}
crate::from_row!(Item {
    id,
    ordinal,
    minutes,
    fixed,
    title,
    delegate,
    by,
    presenter,
    exemplar,
    exemplar_name,
    practice,
    practice_title
});

/// The programme of a conference in its order.
///
/// # Errors
/// The engine's.
pub async fn items(cx: &mut Conn, id: ConferenceId) -> Result<Vec<Item>> {
    cx.all(&ITEMS, params![id]).await
}

/// Stores an item of a programme, in place of itself where it is there.
///
/// # Errors
/// The engine's.
pub async fn put_item(tx: &mut Tx, conference: ConferenceId, i: &Item) -> Result<()> {
    let values = params![
        i.id,
        conference,
        i.ordinal,
        i.minutes,
        i.fixed,
        i.title,
        i.delegate,
        i.presenter,
        i.exemplar,
        i.practice
    ];
    tx.exec(&ITEM_PUT, values).await.map(drop)
}

/// Takes an item out of a programme; says whether it was there.
///
/// # Errors
/// The engine's.
pub async fn remove_item(tx: &mut Tx, conference: ConferenceId, item: ConferenceItemId) -> Result<bool> {
    Ok(tx.exec(&ITEM_GONE, params![item, conference]).await? == 1)
}
