//! Names for pages, fetched once a page: units as they were named on a day, movements and rounds of frozen plans. It must not decide what is shown.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{RoundId, UnitId};
use lantoa_domain::plan::{Key, Plan, Track};
use lantoa_store::programme::Round;
use lantoa_store::{Conn, org, programme};

use crate::{Cx, Result};

/// Names for one page.
pub(crate) struct Names {
    units: HashMap<UnitId, (Option<UnitId>, String)>,
    rounds: HashMap<RoundId, (Round, Arc<Plan>)>,
}

impl Names {
    /// The units of an agency, as they were named on a day.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn load(conn: &mut Conn, root: UnitId, day: Date) -> Result<Self> {
        let mut units: HashMap<_, _> =
            org::units(conn, root).await?.into_iter().map(|unit| (unit.id, (unit.parent, unit.name))).collect();
        for (unit, name) in org::names_on(conn, root, day).await? {
            if let Some(found) = units.get_mut(&unit) {
                found.1 = name;
            }
        }
        Ok(Self { units, rounds: HashMap::new() })
    }

    /// A unit's name on the day.
    pub(crate) fn unit(&self, unit: UnitId) -> String {
        self.units.get(&unit).map(|found| found.1.clone()).unwrap_or_default()
    }

    /// A unit and its superiors, nearest first.
    pub(crate) fn path(&self, unit: UnitId) -> Vec<UnitId> {
        let above = |unit: &UnitId| self.units.get(unit).and_then(|found| found.0);
        std::iter::successors(Some(unit), above).collect()
    }

    /// A round with the plan it froze.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn plan(&mut self, conn: &mut Conn, cx: &Cx, round: RoundId) -> Result<(Round, Arc<Plan>)> {
        if let Some(known) = self.rounds.get(&round) {
            return Ok(known.clone());
        }
        let row = programme::round(conn, round).await?.ok_or(Refusal::NotFound)?;
        let plan = cx.app().plan(conn, row.plan).await?;
        self.rounds.insert(round, (row.clone(), Arc::clone(&plan)));
        Ok((row, plan))
    }

    /// A movement's name in the plan a round froze.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn movement(&mut self, conn: &mut Conn, cx: &Cx, round: RoundId, key: &Key) -> Result<String> {
        let (_, plan) = self.plan(conn, cx, round).await?;
        Ok(plan.movement(key).map_or_else(|| key.to_string(), |movement| movement.name.clone()))
    }

    /// Whether the agency's council deliberates in a track, and not the unit's own.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn is_for_council(
        &mut self,
        conn: &mut Conn,
        cx: &Cx,
        round: RoundId,
        track: &Key,
    ) -> Result<bool> {
        let (_, plan) = self.plan(conn, cx, round).await?;
        Ok(plan.track(track).is_some_and(Track::has_council))
    }

    /// The label of a round that was asked for before; nothing for another.
    pub(crate) fn round(&self, round: RoundId) -> String {
        self.rounds.get(&round).map(|(row, _)| row.label.clone()).unwrap_or_default()
    }
}
