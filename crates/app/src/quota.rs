//! Quotas of a running programme with what counts in them now. It must not decide what a full quota means.

use jiff::civil::Date;
use lantoa_domain::forecast::{Outlook, Term, outlook};
use lantoa_domain::id::{RoundId, UnitId};
use lantoa_domain::plan::{Bound, Key, Per, Plan, Quota, Years};
use lantoa_domain::quota::{ByUnit, Counted, Standing, Window};
use lantoa_domain::time::When;
use lantoa_store::programme::Round;
use lantoa_store::programme::roll::Pile;

/// One quota with where it stands.
#[derive(Debug, Clone)]
pub struct State {
    /// The quota as the plan states it.
    pub quota: Quota,
    /// Where it stands in the window looked at.
    pub standing: Standing,
    /// For a quota per proposing unit, where it stands over all units.
    pub by_unit: Option<ByUnit>,
    /// Dossiers of the window that are still on their way.
    pub under_way: u32,
    /// How many it will come to by the end of its window at the present pace; `None` where no pace can be told yet.
    pub forecast: Option<u32>,
    /// What can be said of the end; `None` for a quota too short for a pace.
    pub outlook: Option<Outlook>,
}

/// What quotas are held against.
pub(crate) struct Figures<'a> {
    /// The plan in force.
    pub(crate) plan: &'a Plan,
    /// Recognised so far.
    pub(crate) counted: &'a [Counted],
    /// Dossiers still on their way, as they would count.
    pub(crate) under_way: &'a [Counted],
    /// The units that may propose.
    pub(crate) units: &'a [UnitId],
    /// The window looked at.
    pub(crate) window: Window,
    /// Today.
    pub(crate) today: Date,
}

impl Figures<'_> {
    /// The quotas of a movement, or those of the plan as a whole, with where they stand.
    pub(crate) fn states(&self, movement: Option<&Key>) -> Vec<State> {
        self.plan.quotas.iter().filter(|quota| quota.movement.as_ref() == movement).map(|q| self.state(q)).collect()
    }

    fn state(&self, quota: &Quota) -> State {
        let standing = quota.standing(self.plan, self.counted, self.window);
        let under_way = quota.standing(self.plan, self.under_way, self.window).counted;
        let outlook = self.outlook(quota, &standing);
        let per_unit = || quota.by_unit(self.plan, self.counted, self.window, self.units);
        State {
            by_unit: (quota.per == Per::Unit).then(per_unit),
            forecast: match (outlook, standing.counted) {
                (Some(Outlook::Running(pace)), 1..) => Some(pace.expected),
                _ => None,
            },
            outlook,
            quota: quota.clone(),
            standing,
            under_way,
        }
    }

    /// What the pace so far comes to, for quotas over years; those of a unit, a month or a quarter are too short for one.
    fn outlook(&self, quota: &Quota, standing: &Standing) -> Option<Outlook> {
        let years = quota.years.unwrap_or(self.plan.years());
        let span = match quota.per {
            Per::Plan | Per::Movement => years,
            Per::Year => Years { from: self.window.year, to: self.window.year },
            Per::Unit | Per::Month | Per::Quarter => return None,
        };
        let term = Term { first: When::Year(span.from).first_day(), last: When::Year(span.to).last_day() };
        let target = matches!(quota.bound, Bound::Min | Bound::Exact).then_some(standing.bound);
        Some(outlook(term, self.today, standing.counted, target))
    }
}

/// Dossiers on their way, as they would count if they were recognised: in the year and month of their round.
pub(crate) fn under_way(piles: &[Pile], rounds: &[Round], root: UnitId) -> Vec<Counted> {
    let round = |id: RoundId| rounds.iter().find(|round| round.id == id);
    let walking = piles.iter().filter(|pile| pile.standing == "walking" || pile.standing == "returned");
    let counted = walking.filter_map(|pile| {
        let round = round(pile.round)?;
        Some(Counted {
            movement: pile.movement.clone(),
            track: round.track.clone(),
            kind: pile.kind.0,
            unit: root,
            year: round.year,
            month: round.month.max(1),
            times: pile.count,
        })
    });
    counted.collect()
}
