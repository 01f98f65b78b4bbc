//! The agency's calendar of working days: holidays, swapped days, and the rule for deadlines on days off. Changing it re-times open tasks; it must not touch one that is met.

use jiff::civil::{Date, date};
use lantoa_domain::Refusal;
use lantoa_domain::id::HolidayId;
use lantoa_domain::lunar;
use lantoa_domain::policy::Act;
pub use lantoa_domain::workday::{DayKind, OffDay};
use lantoa_domain::workday::{Holidays, LONGEST};
use lantoa_store::programme::{self, ProgrammeStatus};
use lantoa_store::{Conn, Tx, holiday};
use serde_json::json;

pub use lantoa_store::Word;
pub use lantoa_store::holiday::Holiday;

use crate::{Cx, Result, roll, seen};

/// The years for which moving holidays are reckoned as a proposal.
const PROPOSED: std::ops::RangeInclusive<i16> = 2016..=2030;

/// A moving holiday of a year that the agency has not entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lacking {
    /// The lunar new year.
    Tet,
    /// The day of the Hùng kings.
    HungVuong,
    /// The day before or after 2 September.
    National,
}

/// Days that the lunar calendar gives for a moving holiday: to be compared with the year's decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// Which.
    pub what: Lacking,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// What the page shows of a year.
#[derive(Debug, Clone)]
pub struct View {
    /// The year.
    pub year: i16,
    /// Its entries, by day.
    pub rows: Vec<Holiday>,
    /// The years to choose from: those of running programmes, those with entries, this one and the next.
    pub years: Vec<i16>,
    /// The years of running programmes from this one on, and next year, that lack moving holidays.
    pub incomplete: Vec<i16>,
    /// What this year lacks.
    pub lacking: Vec<Lacking>,
    /// What can be proposed of it.
    pub proposals: Vec<Proposal>,
    /// What becomes of deadlines on days off.
    pub rule: OffDay,
    /// Whether the reader may change it.
    pub may_manage: bool,
}

/// The calendar of a year; of the present one when none is asked for.
///
/// # Errors
/// `NotAllowed`.
pub async fn view(cx: &Cx, year: Option<i16>) -> Result<View> {
    cx.permit(Act::ReadProgramme)?;
    let (root, today) = (cx.actor().root, cx.today());
    let (all, rule, running) = cx
        .db()
        .read(async move |conn| {
            let all = holiday::list(conn, root).await?;
            let programmes = programme::programmes(conn, root).await?;
            let running = programmes.into_iter().filter(|one| one.status.0 == ProgrammeStatus::Running);
            let spans: Vec<(i16, i16)> = running.map(|one| (one.from_year, one.to_year)).collect();
            Ok::<_, crate::Error>((all, holiday::rule(conn, root).await?, spans))
        })
        .await?;
    let year = year.unwrap_or(today.year()).clamp(1945, 2199);
    let mut ahead: Vec<i16> = vec![today.year(), today.year() + 1];
    ahead.extend(running.iter().flat_map(|(from, to)| (*from).max(today.year())..=*to));
    let mut years: Vec<i16> = running.iter().flat_map(|(from, to)| *from..=*to).chain(ahead.iter().copied()).collect();
    years.extend(all.iter().flat_map(|row| [row.from.year(), row.to.year()]));
    years.push(year);
    for list in [&mut ahead, &mut years] {
        list.sort_unstable();
        list.dedup();
    }
    let lacking = lacking(&all, year);
    Ok(View {
        incomplete: ahead.into_iter().filter(|year| !self::lacking(&all, *year).is_empty()).collect(),
        proposals: lacking.iter().filter_map(|what| proposal(*what, year)).collect(),
        lacking,
        rows: all.into_iter().filter(|row| row.from.year() <= year && year <= row.to.year()).collect(),
        year,
        years,
        rule,
        may_manage: cx.may(Act::ManageLaw),
    })
}

fn lacking(all: &[Holiday], year: i16) -> Vec<Lacking> {
    let off = |day: Date| all.iter().any(|row| row.kind.0 == DayKind::Off && row.from <= day && day <= row.to);
    let known = |what: &Lacking| match what {
        Lacking::Tet => lunar::tet(year).is_some_and(off),
        Lacking::HungVuong => lunar::hung_vuong(year).is_some_and(in_lieu(&off)),
        Lacking::National => off(date(year, 9, 1)) || off(date(year, 9, 3)),
    };
    [Lacking::Tet, Lacking::HungVuong, Lacking::National].into_iter().filter(|what| !known(what)).collect()
}

/// A holiday on a weekend is often entered by its day in lieu alone.
fn in_lieu(off: &impl Fn(Date) -> bool) -> impl Fn(Date) -> bool + '_ {
    move |day| off(day) || (!Holidays::default().is_working(day) && off(Holidays::default().on_or_after(day)))
}

fn proposal(what: Lacking, year: i16) -> Option<Proposal> {
    if !PROPOSED.contains(&year) {
        return None;
    }
    let (from, to) = match what {
        // Five days: the last of the old year and four of the new one, the commoner of the two ways.
        Lacking::Tet => {
            let tet = lunar::tet(year)?;
            (tet.yesterday().ok()?, tet.saturating_add(jiff::Span::new().days(3)))
        }
        Lacking::HungVuong => (lunar::hung_vuong(year)?, lunar::hung_vuong(year)?),
        // Before or after is decided each year.
        Lacking::National => return None,
    };
    Some(Proposal { what, from, to })
}

/// One entry, for its form.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn show(cx: &Cx, id: HolidayId) -> Result<Holiday> {
    cx.permit(Act::ManageLaw)?;
    let me = cx.clone();
    cx.db().read(async move |conn| own(conn, &me, id).await).await
}

async fn own(conn: &mut Conn, cx: &Cx, id: HolidayId) -> Result<Holiday> {
    let found = holiday::load(conn, id).await?.filter(|row| row.root == cx.actor().root);
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Days as a person enters them from the year's decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Off or working.
    pub kind: DayKind,
    /// What it is called.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The document that sets it.
    pub act: String,
}

impl Entry {
    fn checked(&self) -> Result<()> {
        let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
        if self.name.trim().is_empty() {
            return wrong("name", "empty");
        }
        if self.act.trim().is_empty() {
            return wrong("act", "empty");
        }
        if !(1945..=2199).contains(&self.from.year()) {
            return wrong("from", "range");
        }
        if self.to < self.from {
            return wrong("to", "before-from");
        }
        if (self.to - self.from).get_days() >= LONGEST { wrong("to", "range") } else { Ok(()) }
    }

    fn row(&self, cx: &Cx, id: HolidayId, version: i64) -> Holiday {
        Holiday {
            id,
            root: cx.actor().root,
            kind: Word(self.kind),
            name: self.name.trim().to_owned(),
            from: self.from,
            to: self.to,
            act: self.act.trim().to_owned(),
            version,
        }
    }
}

/// Refuses days of which one is entered already in the same way.
async fn free(tx: &mut Tx, row: &Holiday) -> Result<()> {
    let all = holiday::list(tx, row.root).await?;
    let meets = |one: &Holiday| one.id != row.id && one.kind == row.kind && one.from <= row.to && row.from <= one.to;
    if all.iter().any(meets) { Err(Refusal::Taken { field: "days" }.into()) } else { Ok(()) }
}

/// Adds days. Says how many open tasks have another day now.
///
/// # Errors
/// `NotAllowed`, `Invalid`, `Taken` when one of the days is entered already.
pub async fn add(cx: &Cx, new: Entry) -> Result<u64> {
    cx.permit(Act::ManageLaw)?;
    new.checked()?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = new.row(&me, me.id(), 1);
            free(tx, &row).await?;
            holiday::insert(tx, &row).await?;
            told(tx, &me, "holiday.added", &row).await
        })
        .await
}

/// Changes days. Says how many open tasks have another day now.
///
/// # Errors
/// As [`add`], `NotFound`, `Overtaken`.
pub async fn change(cx: &Cx, id: HolidayId, seen: i64, new: Entry) -> Result<u64> {
    cx.permit(Act::ManageLaw)?;
    new.checked()?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let was = own(tx, &me, id).await?;
            seen::same(tx, was.root, id, was.version, seen).await?;
            let row = new.row(&me, id, seen);
            free(tx, &row).await?;
            let saved = holiday::save(tx, &row).await;
            seen::saved(tx, was.root, id, saved).await?;
            told(tx, &me, "holiday.changed", &row).await
        })
        .await
}

/// Takes days out. Says how many open tasks have another day now.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`.
pub async fn remove(cx: &Cx, id: HolidayId, seen: i64) -> Result<u64> {
    cx.permit(Act::ManageLaw)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &me, id).await?;
            seen::same(tx, row.root, id, row.version, seen).await?;
            let saved = holiday::delete(tx, &row).await;
            seen::saved(tx, row.root, id, saved).await?;
            told(tx, &me, "holiday.removed", &row).await
        })
        .await
}

async fn told(tx: &mut Tx, cx: &Cx, action: &str, row: &Holiday) -> Result<u64> {
    let rule = holiday::rule(tx, row.root).await?;
    let changed = retime(tx, cx, &[rule]).await?;
    let detail = json!({ "kind": row.kind.name(), "from": row.from, "to": row.to, "changed": changed });
    cx.journal(tx, action, row.id, &detail)?;
    Ok(changed)
}

/// Sets what becomes of deadlines on days off. Says how many open tasks have another day now.
///
/// # Errors
/// `NotAllowed`.
pub async fn set_rule(cx: &Cx, rule: OffDay) -> Result<u64> {
    cx.permit(Act::ManageLaw)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            let was = holiday::rule(tx, root).await?;
            if was == rule {
                return Ok(0);
            }
            holiday::set_rule(tx, root, rule).await?;
            let changed = retime(tx, &me, &[was, rule]).await?;
            me.journal(tx, "holiday.rule-set", root, &json!({ "off_day": Word(rule).name(), "changed": changed }))?;
            Ok(changed)
        })
        .await
}

/// Gives open tasks of running programmes the days that hold now. Plans whose days depend on no calendar are left alone.
async fn retime(tx: &mut Tx, cx: &Cx, rules: &[OffDay]) -> Result<u64> {
    let root = cx.actor().root;
    let mut changed = 0;
    for one in programme::programmes(tx, root).await? {
        if one.status.0 != ProgrammeStatus::Running {
            continue;
        }
        let plan = cx.app().plan(tx, one.plan).await?;
        if !rules.iter().any(|rule| plan.needs_working_days(*rule)) {
            continue;
        }
        let done = roll::reconcile(tx, cx, root, one.id, &plan).await?;
        if done.added + done.removed + done.changed > 0 {
            cx.journal(tx, "programme.tasks-refreshed", one.id, &done)?;
        }
        changed += done.changed;
    }
    Ok(changed)
}
