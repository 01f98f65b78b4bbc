//! What every intention is given: database, clock, randomness and the acting person. No ambient time or chance anywhere else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{self, Id, PersonId, PlanId};
use lantoa_domain::plan::Plan;
use lantoa_domain::policy::{Act, Actor, Permit, Place, permit};
use lantoa_domain::time::vietnam_date;
use lantoa_store::journal::{self, Entry};
use lantoa_store::{Conn, Db, Tx, org, programme};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::Serialize;

use crate::election::Boards;
use crate::{Error, Result};

/// Where the time comes from.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Where the randomness starts; from the operating system in service, from a number in a replay.
#[derive(Debug, Clone, Copy)]
pub struct Seed(pub [u8; 32]);

impl From<u64> for Seed {
    fn from(number: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&number.to_le_bytes());
        Self(bytes)
    }
}

/// The running product: cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Box<dyn Clock>,
    chance: Mutex<Chance>,
    plans: Mutex<HashMap<PlanId, Arc<Plan>>>,
    boards: Boards,
}

struct Chance {
    rng: StdRng,
    last_id: i64,
}

impl App {
    /// The product on an opened and migrated database.
    #[must_use]
    pub fn new(db: Db, clock: impl Clock, seed: Seed) -> Self {
        let chance = Chance { rng: StdRng::from_seed(seed.0), last_id: 0 };
        Self(Arc::new(Inner {
            db,
            clock: Box::new(clock),
            chance: Mutex::new(chance),
            plans: Mutex::new(HashMap::new()),
            boards: Boards::default(),
        }))
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Today in Vietnam.
    #[must_use]
    pub fn today(&self) -> Date {
        vietnam_date(self.now())
    }

    /// A fresh identifier, larger than any this process made before.
    #[must_use]
    pub fn id<T: Id>(&self) -> T {
        let ms = self.now().as_millisecond();
        let mut chance = self.chance();
        let fresh = id::raw(ms, chance.rng.random());
        chance.last_id = fresh.max(chance.last_id + 1);
        T::from_raw(chance.last_id)
    }

    /// Random bytes for tokens and salts.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        self.chance().rng.random()
    }

    fn chance(&self) -> std::sync::MutexGuard<'_, Chance> {
        self.0.chance.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Begins to act for a person, with the rights of today.
    ///
    /// # Errors
    /// `NotFound` when the person is unknown or no longer active.
    pub async fn act_as(&self, person: PersonId) -> Result<Cx> {
        let today = self.today();
        let found = self.db().read(async move |cx| org::actor(cx, person, today).await.map_err(Error::from)).await?;
        let actor = found.ok_or(lantoa_domain::Refusal::NotFound)?;
        Ok(self.acting(actor))
    }

    /// Begins to act for a person whose rights were just read.
    pub(crate) fn acting(&self, actor: Actor) -> Cx {
        Cx { app: self.clone(), db: self.db().clone(), actor: Arc::new(actor), now: self.now() }
    }

    /// A confirmed plan, kept in memory: it never changes again. A draft is not kept.
    pub(crate) async fn plan(&self, cx: &mut Conn, id: PlanId) -> Result<Arc<Plan>> {
        let known = |plans: &HashMap<PlanId, Arc<Plan>>| plans.get(&id).cloned();
        if let Some(plan) = known(&self.plans()) {
            return Ok(plan);
        }
        let plan = Arc::new(programme::content(cx, id).await?);
        self.plans().insert(id, Arc::clone(&plan));
        Ok(plan)
    }

    /// The boards of electronic ballots that this process has replayed.
    pub(crate) fn boards(&self) -> &Boards {
        &self.0.boards
    }

    fn plans(&self) -> std::sync::MutexGuard<'_, HashMap<PlanId, Arc<Plan>>> {
        self.0.plans.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// One person acting at one instant.
#[derive(Clone)]
pub struct Cx {
    app: App,
    db: Db,
    actor: Arc<Actor>,
    now: Timestamp,
}

impl Cx {
    /// The product.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The same person at the same instant, trying something of which nothing is kept: see [`Db::rehearsal`].
    pub(crate) fn rehearsing(&self) -> Self {
        Self { db: self.db.rehearsal(), ..self.clone() }
    }

    /// The acting person and their rights.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The instant the intention began: one for everything it writes.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// That instant's date in Vietnam.
    #[must_use]
    pub fn today(&self) -> Date {
        vietnam_date(self.now)
    }

    /// A fresh identifier.
    #[must_use]
    pub fn id<T: Id>(&self) -> T {
        self.app.id()
    }

    /// Allows an act on something of the acting person's agency as a whole.
    ///
    /// # Errors
    /// The policy's refusal.
    pub fn permit(&self, act: Act) -> Result<Permit> {
        self.permit_at(act, &Place::agency(self.actor.root))
    }

    /// Allows an act at a place.
    ///
    /// # Errors
    /// The policy's refusal.
    pub fn permit_at(&self, act: Act, place: &Place) -> Result<Permit> {
        Ok(permit(&self.actor, act, place)?)
    }

    /// Whether an act on the agency as a whole would be allowed: for buttons and menus.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        self.permit(act).is_ok()
    }

    /// Writes one line of the journal with the unit of work: what happened to what, and the detail (before, after, why).
    ///
    /// # Errors
    /// When the detail has no JSON form.
    pub fn journal<S: Id>(&self, tx: &mut Tx, action: &str, subject: S, detail: &impl Serialize) -> Result<()> {
        let entry =
            Entry::new(self.actor.root, self.now, action, subject).by(Some(self.actor.person)).detail(detail)?;
        journal::append(tx, entry);
        Ok(())
    }
}
