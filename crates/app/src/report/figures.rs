//! Everything counted for a report in one reading, and nothing of it kept: the same rules for a unit alone, a subtree and the whole agency. It must not word anything or name anybody.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use lantoa_domain::forecast::{Outlook, Term, outlook};
use lantoa_domain::id::{DossierId, RoundId, UnitId};
use lantoa_domain::plan::{Bound, Key, Per, Plan, Quota, Strength, Years};
use lantoa_domain::quota::{Counted, Window};
use lantoa_domain::report::{
    AwardLine, Facts, Figure, MovementLine, ObligationLine, QuotaLine, ReportKind, Span, What, median, ninetieth, share,
};
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::time::{When, vietnam_date};
use lantoa_store::Conn;
use lantoa_store::programme::{self, Round};
use lantoa_store::report::figures::{self as rows, Awarded, Of, Praised, Scope};

use crate::Result;

/// What is counted: whose records, of which months, by which plan.
pub(crate) struct Asked<'a> {
    pub(crate) of: Of,
    pub(crate) plan: &'a Plan,
    pub(crate) kind: ReportKind,
    pub(crate) span: Span,
    pub(crate) today: Date,
}

impl Asked<'_> {
    /// The last day counted.
    pub(crate) fn until(&self) -> Date {
        self.span.last_day().min(self.today)
    }
}

/// Counts everything for a report.
///
/// # Errors
/// The engine's.
pub(crate) async fn facts(conn: &mut Conn, asked: &Asked<'_>) -> Result<Facts> {
    let rounds = programme::rounds(conn, asked.of.programme).await?;
    // Once for both: of a part of a large agency these are the counters of thousands of units.
    let recognised = rows::recognitions(conn, asked.of).await?;
    let now = Counts::read(conn, asked, (asked.span, &rounds), &recognised).await?;
    let before = match asked.span.before(asked.kind) {
        Some(span) => Some(Counts::read(conn, asked, (span, &rounds), &recognised).await?),
        None => None,
    };
    let units = rows::units(conn, asked.of, asked.until()).await?;
    let praised = praised(conn, asked, &rounds).await?;
    let noticed: BTreeMap<DossierId, Date> = rows::noticed(conn, asked.of).await?.into_iter().collect();
    let mut figures = BTreeMap::new();
    for (what, value) in
        now.figures.iter().map(|(what, value)| (*what, Some(*value))).chain(fairness(&praised, &noticed, &units))
    {
        let before = before.as_ref().and_then(|counts| counts.figures.get(&what).copied());
        figures.insert(what, Figure { what, value, before });
    }
    let quotas = quotas(asked, &recognised, u32::try_from(units.len()).unwrap_or(u32::MAX));
    Ok(Facts {
        until: asked.until(),
        figures: figures.into_values().collect(),
        movements: movements(asked, &now, before.as_ref(), &quotas),
        quotas,
        awards: awards(&now.awarded),
        obligations: obligations(asked.plan, now.kept),
    })
}

/// How many of those recognised in these months had been recognised before.
///
/// # Errors
/// The engine's.
pub(crate) async fn repeated(conn: &mut Conn, asked: &Asked<'_>) -> Result<u32> {
    let rounds = programme::rounds(conn, asked.of.programme).await?;
    Ok(rows::repeated(conn, asked.of, &in_span(asked.span, &rounds)).await?)
}

fn in_span(span: Span, rounds: &[Round]) -> Vec<RoundId> {
    rounds.iter().filter(|round| span.has_round(round.year, round.month)).map(|round| round.id).collect()
}

/// What can be compared with the year before.
struct Counts {
    figures: BTreeMap<What, i64>,
    /// The span's recognitions by movement and kind.
    by_movement: BTreeMap<Key, [u32; 4]>,
    registered: BTreeMap<Key, u32>,
    awarded: Vec<Awarded>,
    kept: Vec<rows::Kept>,
}

impl Counts {
    /// `recognised` is everything recognised in the programme, whenever.
    async fn read(
        conn: &mut Conn,
        asked: &Asked<'_>,
        (span, rounds): (Span, &[Round]),
        recognised: &[Counted],
    ) -> Result<Self> {
        let (of, days) = (asked.of, (span.first_day(), span.last_day()));
        let registered = rows::registered(conn, of, &in_span(span, rounds)).await?;
        let awarded = rows::awarded(conn, of, days).await?;
        let kept = rows::kept(conn, of, days, asked.today).await?;
        let mut out = Self {
            by_movement: by_movement(recognised, span),
            figures: BTreeMap::new(),
            registered: registered.into_iter().collect(),
            awarded,
            kept,
        };
        out.selection();
        out.owed(rows::units_late(conn, of, days, asked.today).await?);
        out.found(rows::found(conn, of, days).await?, rows::fostered(conn, of, days).await?);
        let year_ago = days.1.saturating_sub(jiff::Span::new().years(1));
        out.spread(rows::spread(conn, of, days, year_ago).await?, rows::told(conn, of, days).await?);
        let (all, confirmed, faded) = rows::reviewed(conn, of, days).await?;
        out.put([(What::Reviews, all), (What::Confirmed, confirmed), (What::Faded, faded)]);
        Ok(out)
    }

    fn put(&mut self, figures: impl IntoIterator<Item = (What, u32)>) {
        self.figures.extend(figures.into_iter().map(|(what, value)| (what, i64::from(value))));
    }

    fn selection(&mut self) {
        let mut kinds = [0_u32; 4];
        for counts in self.by_movement.values() {
            for (sum, one) in kinds.iter_mut().zip(counts) {
                *sum += one;
            }
        }
        let [collectives, people, households, models] = kinds;
        let awarded = u32::try_from(self.awarded.len()).unwrap_or(u32::MAX);
        let registered = self.registered.values().sum();
        self.put([
            (What::Registered, registered),
            (What::Recognised, kinds.iter().sum()),
            (What::Collectives, collectives),
            (What::People, people),
            (What::Households, households),
            (What::Models, models),
            (What::Awarded, awarded),
        ]);
        let money = self.awarded.iter().filter_map(|one| one.amount.as_ref()).map(|paid| paid.0.pays).sum();
        self.figures.insert(What::AwardMoney, money);
    }

    fn owed(&mut self, units_late: u32) {
        let sum = |of: fn(&rows::Kept) -> u32| self.kept.iter().map(of).sum::<u32>();
        let figures = [
            (What::Tasks, sum(|one| one.all)),
            (What::InTime, sum(|one| one.in_time)),
            (What::Late, sum(|one| one.late)),
            (What::Zero, sum(|one| one.zero)),
            (What::Missing, sum(|one| one.missing)),
            (What::UnitsLate, units_late),
        ];
        self.put(figures);
    }

    fn found(&mut self, (suggested, noticed, registered): (u32, u32, u32), [ran, goals, closed, open]: [u32; 4]) {
        self.put([
            (What::Suggestions, suggested),
            (What::Prospects, noticed),
            (What::ProspectsRegistered, registered),
            (What::Fostered, ran),
            (What::GoalsReached, goals),
            (What::DifficultiesClosed, closed),
            (What::DifficultiesOpen, open),
        ]);
    }

    fn spread(&mut self, [practices, begun, used, kept, accepted]: [u32; 5], (held, people, stories): (u32, i64, u32)) {
        self.put([
            (What::Practices, practices),
            (What::Adoptions, begun),
            (What::InUse, used),
            (What::KeptAYear, kept),
            (What::Accepted, accepted),
            (What::Activities, held),
            (What::Stories, stories),
        ]);
        self.figures.insert(What::Audience, people);
    }
}

/// Collectives, people, households, practices.
const fn place(kind: SubjectKind) -> usize {
    match kind {
        SubjectKind::Collective => 0,
        SubjectKind::Individual => 1,
        SubjectKind::Household => 2,
        SubjectKind::Practice => 3,
    }
}

fn by_movement(recognised: &[Counted], span: Span) -> BTreeMap<Key, [u32; 4]> {
    let mut out: BTreeMap<Key, [u32; 4]> = BTreeMap::new();
    for one in recognised.iter().filter(|one| span.contains(one.year, one.month)) {
        out.entry(one.movement.clone()).or_default()[place(one.kind)] += one.times;
    }
    out
}

/// The recognised of the span, each in the month in which the counters have it: that of its round, or of its day for a round of a year.
async fn praised(conn: &mut Conn, asked: &Asked<'_>, rounds: &[Round]) -> Result<Vec<Praised>> {
    let mut found = rows::praised(conn, asked.of, &in_span(asked.span, rounds)).await?;
    let period: BTreeMap<RoundId, (i16, i8)> =
        rounds.iter().map(|round| (round.id, (round.year, round.month))).collect();
    found.retain(|one| {
        let (year, month) = period.get(&one.round).copied().unwrap_or_default();
        asked.span.contains(year, if month == 0 { one.on.month() } else { month })
    });
    Ok(found)
}

/// Whether recognition is spread fairly and comes in time.
fn fairness(praised: &[Praised], noticed: &BTreeMap<DossierId, Date>, units: &[UnitId]) -> Vec<(What, Option<i64>)> {
    let count =
        |fits: &dyn Fn(&&Praised) -> bool| u32::try_from(praised.iter().filter(fits).count()).unwrap_or(u32::MAX);
    let person = |one: &&Praised| one.class.0 == SubjectKind::Individual;
    let people = count(&person);
    let leaders = count(&|one| person(one) && one.leader);
    let women = count(&|one| person(one) && one.gender == "nữ");
    // A share of those whose sex nobody recorded would be told as if they were men.
    let known = count(&|one| person(one) && !one.gender.is_empty());
    let mut by_unit: BTreeMap<UnitId, u32> = BTreeMap::new();
    for one in praised {
        *by_unit.entry(one.unit).or_default() += 1;
    }
    let named: BTreeSet<&UnitId> = units.iter().filter(|unit| by_unit.contains_key(unit)).collect();
    let mut most: Vec<u32> = by_unit.values().copied().collect();
    most.sort_unstable_by_key(|times| std::cmp::Reverse(*times));
    let all: u32 = most.iter().sum();
    let top = (most.len() > 3 && all > 0).then(|| i64::from(most[..3].iter().sum::<u32>()) * 100 / i64::from(all));
    let days: Vec<i64> = praised.iter().map(|one| days_to_praise(one, noticed.get(&one.dossier).copied())).collect();
    let size = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    vec![
        (What::LeaderShare, share(leaders, people)),
        (What::WorkerShare, share(people - leaders, people)),
        (What::WomenShare, share(women, known)),
        (What::UnitsNamed, Some(size(named.len()))),
        (What::UnitsUnnamed, Some(size(units.len() - named.len()))),
        (What::TopThree, top),
        (What::DaysMedian, median(&days)),
        (What::DaysNinetieth, ninetieth(&days)),
    ]
}

/// From the first day somebody took notice to the day of the decision (plan 002 I.1).
fn days_to_praise(one: &Praised, noticed: Option<Date>) -> i64 {
    let opened = vietnam_date(one.opened);
    let first = noticed.map_or(opened, |noticed| noticed.min(opened));
    i64::from((one.on - first).get_days()).max(0)
}

fn movements(asked: &Asked<'_>, now: &Counts, before: Option<&Counts>, quotas: &[QuotaLine]) -> Vec<MovementLine> {
    let line = |movement: &lantoa_domain::plan::Movement| {
        let key = &movement.key;
        let sum = |strength: Strength| {
            let own = |one: &&QuotaLine| one.movement.as_ref() == Some(key) && one.strength == strength;
            let targets: Vec<u32> = quotas.iter().filter(own).map(|one| one.target).collect();
            (!targets.is_empty()).then(|| targets.iter().sum())
        };
        let counts = |counts: &Counts| counts.by_movement.get(key).copied().unwrap_or_default();
        let awarded = now.awarded.iter().filter(|one| one.movement == *key).count();
        MovementLine {
            key: key.clone(),
            name: movement.name.clone(),
            given: sum(Strength::Assigned),
            striven: sum(Strength::Aimed),
            registered: now.registered.get(key).copied().unwrap_or_default(),
            recognised: counts(now),
            before: before.map(|before| counts(before).iter().sum()),
            awarded: u32::try_from(awarded).unwrap_or(u32::MAX),
        }
    };
    asked.plan.movements.iter().map(line).collect()
}

/// The numbers to reach that can be held against what is counted: all of them for the agency, those per unit for a part of it.
fn quotas(asked: &Asked<'_>, recognised: &[Counted], units: u32) -> Vec<QuotaLine> {
    let whole = asked.of.scope == Scope::Whole;
    let wanted = |quota: &&Quota| matches!(quota.bound, Bound::Min | Bound::Exact) && (whole || quota.per == Per::Unit);
    asked.plan.quotas.iter().filter(wanted).filter_map(|quota| quota_line(asked, quota, recognised, units)).collect()
}

fn quota_line(asked: &Asked<'_>, quota: &Quota, recognised: &[Counted], units: u32) -> Option<QuotaLine> {
    let years = quota.years.unwrap_or(asked.plan.years());
    let windows = windows(asked.span, quota, years);
    if windows.is_empty() {
        return None;
    }
    let (mut target, mut counted) = (0_u32, 0_u32);
    for window in windows {
        let standing = quota.standing(asked.plan, recognised, window);
        let times = if quota.per == Per::Unit { units } else { 1 };
        target = target.saturating_add(standing.bound.saturating_mul(times));
        counted = counted.saturating_add(standing.counted);
    }
    let over_plan = matches!(quota.per, Per::Plan | Per::Movement);
    let term = match quota.per {
        Per::Plan | Per::Movement => {
            Some(Term { first: When::Year(years.from).first_day(), last: When::Year(years.to).last_day() })
        }
        Per::Year if asked.kind == ReportKind::Yearly => {
            Some(Term { first: asked.span.first_day(), last: asked.span.last_day() })
        }
        _ => None,
    };
    Some(QuotaLine {
        movement: quota.movement.clone(),
        subject: quota.subject,
        strength: quota.strength,
        bound: quota.bound,
        target,
        counted,
        whole: over_plan && asked.kind != ReportKind::Final
            || quota.per == Per::Year && asked.kind == ReportKind::Monthly,
        outlook: term.map_or(Outlook::Over, |term| outlook(term, asked.today, counted, Some(target))),
    })
}

/// The windows of a quota that lie in the months of a report.
fn windows(span: Span, quota: &Quota, years: Years) -> Vec<Window> {
    let here = (span.from.0.max(years.from))..=(span.to.0.min(years.to));
    let at = |year, month| Window { year, month, unit: None };
    match quota.per {
        Per::Plan | Per::Movement => vec![at(span.to.0, 1)],
        Per::Year | Per::Unit => here.map(|year| at(year, 1)).collect(),
        Per::Quarter => here
            .flat_map(|year| [3, 6, 9, 12].map(|month| at(year, month)))
            .filter(|window| span.contains(window.year, window.month))
            .collect(),
        Per::Month => here
            .flat_map(|year| (1..=12).map(move |month| at(year, month)))
            .filter(|window| span.contains(window.year, window.month))
            .collect(),
    }
}

fn awards(awarded: &[Awarded]) -> Vec<AwardLine> {
    let mut out: Vec<AwardLine> = Vec::new();
    for one in awarded {
        let paid = one.amount.as_ref().map(|paid| &paid.0);
        let name = paid.map_or_else(|| one.award.clone(), |paid| paid.amount.name.clone());
        let place = match out.iter().position(|line| line.name == name) {
            Some(place) => place,
            None => {
                out.push(AwardLine { name, collectives: 0, people: 0, money: 0 });
                out.len() - 1
            }
        };
        let line = &mut out[place];
        if one.class.0 == SubjectKind::Individual {
            line.people += 1;
        } else {
            line.collectives += 1;
        }
        line.money += paid.map_or(0, |paid| paid.pays);
    }
    out.sort_by(|one, other| one.name.cmp(&other.name));
    out
}

fn obligations(plan: &Plan, kept: Vec<rows::Kept>) -> Vec<ObligationLine> {
    let words = |key: &Key| plan.obligations.iter().position(|one| one.key == *key);
    let line = |one: rows::Kept| ObligationLine {
        what: words(&one.obligation).map_or_else(|| one.obligation.to_string(), |at| plan.obligations[at].what.clone()),
        key: one.obligation,
        all: one.all,
        in_time: one.in_time,
        late: one.late,
        zero: one.zero,
        missing: one.missing,
    };
    let mut out: Vec<ObligationLine> = kept.into_iter().map(line).collect();
    out.sort_by_key(|line| words(&line.key).unwrap_or(usize::MAX));
    out
}
