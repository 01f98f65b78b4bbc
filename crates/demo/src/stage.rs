//! The stage on which a programme is played: time that passes, people who act, and small duties done on the way. It must not reach past the product's own commands.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use lantoa_app::{App, Cx, Result};
use lantoa_domain::id::{PersonId, TaskId};
use lantoa_domain::time::vietnam_date;

use crate::chance::Chance;
use crate::chores::Chore;
use crate::clock::SetClock;
use crate::names::Register;
use crate::{Progress, Summary};

/// Everything that the scripts share.
pub(crate) struct Stage<'a> {
    app: &'a App,
    clock: &'a dyn SetClock,
    now: Timestamp,
    /// Where chance comes from.
    pub(crate) chance: Chance,
    /// The invented people so far.
    pub(crate) names: Register,
    /// What the people are called.
    pub(crate) called: BTreeMap<PersonId, String>,
    /// What was made so far.
    pub(crate) summary: Summary,
    /// SHA-256 of the programs that voters are given: page, WebAssembly, verifier.
    pub(crate) programs: [[u8; 32]; 3],
    /// Tasks that something else meets: units' own plans, a conference.
    pub(crate) left_to_others: BTreeSet<TaskId>,
    chores: BTreeMap<(Date, u32), Chore>,
    latest: Date,
    listener: &'a mut (dyn FnMut(Progress) + Send),
    part: &'static str,
}

impl<'a> Stage<'a> {
    /// An empty stage on a date.
    pub(crate) fn new(
        app: &'a App,
        clock: &'a dyn SetClock,
        (seed, programs): (u64, [[u8; 32]; 3]),
        listener: &'a mut (dyn FnMut(Progress) + Send),
    ) -> Self {
        Self {
            app,
            clock,
            now: Timestamp::UNIX_EPOCH,
            chance: Chance::new(seed),
            names: Register::new(),
            called: BTreeMap::new(),
            summary: Summary::default(),
            programs,
            left_to_others: BTreeSet::new(),
            chores: BTreeMap::new(),
            latest: Date::MAX,
            listener,
            part: "",
        }
    }

    /// The product.
    pub(crate) fn app(&self) -> &'a App {
        self.app
    }

    /// Begins a part of the play on a date, which may lie before the end of the part before: another agency's story.
    pub(crate) fn begin(&mut self, part: &'static str, on: Date) {
        self.part = part;
        self.chores.clear();
        self.set(morning(on));
        self.tell();
    }

    /// Sets the last day of the play: nothing happens after it.
    pub(crate) fn end_on(&mut self, latest: Date) {
        self.latest = latest;
    }

    /// The day some days from today, or the last day of the play.
    pub(crate) fn in_days(&self, days: u32) -> Date {
        let day = self.today().checked_add(i64::from(days).days()).unwrap_or(self.latest);
        day.min(self.latest)
    }

    /// Says how far it has come.
    pub(crate) fn tell(&mut self) {
        let progress = Progress { part: self.part, on: self.today(), dossiers: self.summary.dossiers };
        (self.listener)(progress);
    }

    /// Today in the play.
    pub(crate) fn today(&self) -> Date {
        vietnam_date(self.now)
    }

    /// Now in the play.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    /// Lets time pass until a date, and everything be done that was planned for the days until then. Never goes back.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn go(&mut self, date: Date) -> Result<()> {
        let date = date.min(self.latest);
        while let Some(first) = self.chores.first_entry().filter(|entry| entry.key().0 <= date) {
            let ((on, _), chore) = first.remove_entry();
            self.day(on);
            chore.run(self).await?;
        }
        self.day(date);
        Ok(())
    }

    /// Plans something small for a day. What is planned for a day that has passed is done with the next.
    pub(crate) fn plan(&mut self, on: Date, chore: Chore) {
        let same_day = self.chores.range((on, 0)..=(on, u32::MAX)).next_back();
        let next = same_day.map_or(0, |((_, last), _)| last + 1);
        self.chores.insert((on, next), chore);
    }

    fn day(&mut self, date: Date) {
        if date > self.today() {
            self.set(morning(date));
        }
    }

    fn set(&mut self, at: Timestamp) {
        self.now = at;
        self.clock.set(at);
    }

    /// Somebody takes a moment, then acts.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn acting(&mut self, person: PersonId) -> Result<Cx> {
        self.pause();
        self.app.act_as(person).await
    }

    /// A moment passes: seconds by day, less and less towards midnight so that a busy day stays one day.
    pub(crate) fn pause(&mut self) {
        let hour = jiff::tz::offset(7).to_datetime(self.now).hour();
        let seconds = match hour {
            ..17 => i64::from(self.chance.between(15, 90)),
            17..22 => i64::from(self.chance.between(1, 5)),
            _ => 0,
        };
        let milliseconds = if seconds == 0 { 100 } else { seconds * 1000 };
        self.set(self.now + milliseconds.milliseconds());
    }
}

/// Eight in the morning in Vietnam.
pub(crate) fn morning(date: Date) -> Timestamp {
    jiff::tz::offset(7).to_timestamp(date.at(8, 0, 0, 0)).expect("invariant: dates of the play are of our time")
}
