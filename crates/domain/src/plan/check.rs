//! Validation of a plan: what would keep a programme from running, and slips to be shown. Must not correct anything.

use std::collections::BTreeSet;

use super::{Bound, Debtor, Key, Plan, StepKind, Test, Track};
use crate::recur;
use crate::time::{Due, When};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The programme runs; somebody should look.
    Warning,
    /// The programme cannot start before it is put right.
    Error,
}

/// One thing found wrong, with its place in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// Stable name; the sentence shown is looked up by it.
    pub code: &'static str,
    /// Path of the item: `tracks.yearly.steps.2`.
    pub place: String,
    /// Words to fill into the sentence.
    pub args: Vec<(&'static str, String)>,
}

struct Findings(Vec<Finding>);

impl Findings {
    fn error(&mut self, code: &'static str, place: impl Into<String>, args: &[(&'static str, &str)]) {
        self.add(Severity::Error, code, place.into(), args);
    }
    fn warn(&mut self, code: &'static str, place: impl Into<String>, args: &[(&'static str, &str)]) {
        self.add(Severity::Warning, code, place.into(), args);
    }
    fn add(&mut self, severity: Severity, code: &'static str, place: String, args: &[(&'static str, &str)]) {
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.0.push(Finding { severity, code, place, args });
    }
}

impl Plan {
    /// Everything wrong with the plan, errors and warnings, in the order of the plan.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let mut found = Findings(Vec::new());
        self.check_document(&mut found);
        self.check_keys(&mut found);
        self.check_references(&mut found);
        for track in &self.tracks {
            check_track(track, &mut found);
        }
        self.check_calendar(&mut found);
        self.check_quotas(&mut found);
        self.check_links(&mut found);
        found.0
    }

    /// Whether a programme can start with it.
    #[must_use]
    pub fn can_run(&self) -> bool {
        self.check().iter().all(|finding| finding.severity != Severity::Error)
    }

    fn check_document(&self, found: &mut Findings) {
        let d = &self.document;
        if d.agency.trim().is_empty() {
            found.error("agency-missing", "document.agency", &[]);
        }
        if d.title.trim().is_empty() {
            found.error("title-missing", "document.title", &[]);
        }
        if d.from > d.to || !(1945..=2200).contains(&d.from) || d.to > d.from + 30 {
            found.error("years-wrong", "document.from", &[("from", &d.from.to_string()), ("to", &d.to.to_string())]);
        }
        if d.number.is_none() {
            found.warn("number-missing", "document.number", &[]);
        }
        if d.issued.is_none() {
            found.warn("date-missing", "document.issued", &[]);
        }
        if self.movements.is_empty() {
            found.error("movements-missing", "movements", &[]);
        }
        if self.tracks.is_empty() {
            found.error("tracks-missing", "tracks", &[]);
        }
        for movement in &self.movements {
            let years = movement.years.unwrap_or(self.years());
            if years.from > years.to {
                let args = [("from", &*years.from.to_string()), ("to", &*years.to.to_string())];
                found.error("years-wrong", format!("movements.{}.years", movement.key), &args);
            } else if years.from < d.from || years.to > d.to {
                found.warn("movement-years-differ", format!("movements.{}.years", movement.key), &[]);
            }
        }
    }

    fn check_keys(&self, found: &mut Findings) {
        let groups: [(&str, Vec<&Key>); 5] = [
            ("movements", self.movements.iter().map(|m| &m.key).collect()),
            ("tracks", self.tracks.iter().map(|t| &t.key).collect()),
            ("quotas", self.quotas.iter().map(|q| &q.key).collect()),
            ("criteria", self.criteria.iter().map(|c| &c.key).collect()),
            ("obligations", self.obligations.iter().map(|o| &o.key).collect()),
        ];
        for (group, keys) in groups {
            let mut seen = BTreeSet::new();
            for key in keys {
                if !seen.insert(key) {
                    found.error("key-twice", format!("{group}.{key}"), &[("key", key.as_str())]);
                }
            }
        }
    }

    fn check_references(&self, found: &mut Findings) {
        let movement = |key: &Key| self.movement(key).is_some();
        let track = |key: &Key| self.track(key).is_some();
        for t in &self.tracks {
            for key in t.movements.iter().filter(|key| !movement(key)) {
                found.error("movement-unknown", format!("tracks.{}.movements", t.key), &[("key", key.as_str())]);
            }
        }
        for q in &self.quotas {
            for key in q.movement.iter().filter(|key| !movement(key)) {
                found.error("movement-unknown", format!("quotas.{}.movement", q.key), &[("key", key.as_str())]);
            }
            for key in q.tracks.iter().filter(|key| !track(key)) {
                found.error("track-unknown", format!("quotas.{}.tracks", q.key), &[("key", key.as_str())]);
            }
        }
        for c in &self.criteria {
            for key in c.movement.iter().filter(|key| !movement(key)) {
                found.error("movement-unknown", format!("criteria.{}.movement", c.key), &[("key", key.as_str())]);
            }
            for key in c.tracks.iter().filter(|key| !track(key)) {
                found.error("track-unknown", format!("criteria.{}.tracks", c.key), &[("key", key.as_str())]);
            }
        }
    }

    fn check_calendar(&self, found: &mut Findings) {
        for o in &self.obligations {
            let place = format!("obligations.{}", o.key);
            if let Due::Once { on } = o.deadline.due {
                if on.year() < self.document.from - 1 || on.year() > self.document.to + 1 {
                    found.warn("due-outside-period", &place, &[("due", &on.to_string())]);
                }
                if self.document.issued.is_some_and(|issued| o.deadline.last_day(on) < issued) {
                    found.warn("due-before-issue", &place, &[("due", &on.to_string())]);
                }
            }
            if let Due::Rule { rule } = &o.deadline.due {
                let (first, last) = (self.document.from.clamp(1, 9998), self.document.to.clamp(1, 9998));
                let turns = recur::tidy(rule).and_then(|rule| {
                    let years = (When::Year(first).first_day(), When::Year(last).last_day());
                    let first = o.deadline.from.map_or(years.0, When::first_day);
                    recur::expand(&rule, first, o.deadline.until.map_or(years.1, When::last_day))
                });
                if turns.is_err() {
                    found.error("rule-wrong", &place, &[("rule", rule)]);
                }
            }
            if let (Some(from), Some(until)) = (o.deadline.from, o.deadline.until)
                && from.first_day() > until.last_day()
            {
                found.error("rhythm-backwards", &place, &[("from", &from.to_string()), ("until", &until.to_string())]);
            }
            if matches!(&o.who, Debtor::Named(name) if name.trim().is_empty()) {
                found.error("debtor-missing", &place, &[]);
            }
        }
    }

    fn check_quotas(&self, found: &mut Findings) {
        for q in &self.quotas {
            let place = format!("quotas.{}", q.key);
            if q.bound != Bound::Unlimited && q.count == 0 {
                found.error("quota-zero", &place, &[]);
            }
            let twin = |other: &&super::Quota| {
                other.key != q.key
                    && (&other.movement, other.subject, other.per, &other.tracks)
                        == (&q.movement, q.subject, q.per, &q.tracks)
            };
            let impossible = |other: super::Quota| matches!((q.bound, other.bound), (Bound::Min, Bound::Max | Bound::Exact) if q.count > other.count);
            if self.quotas.iter().filter(twin).any(|other| impossible(other.clone())) {
                found.error("quota-impossible", &place, &[]);
            }
        }
    }

    fn check_links(&self, found: &mut Findings) {
        use super::Link::{CollectiveNeedsIndividual, LeaderNeedsCollective};
        let has = |link| self.criteria.iter().any(|c| c.test == Test::Linked(link));
        if has(LeaderNeedsCollective) && has(CollectiveNeedsIndividual) {
            found.warn("links-in-a-circle", "criteria", &[]);
        }
    }
}

fn check_track(track: &Track, found: &mut Findings) {
    let place = format!("tracks.{}", track.key);
    if track.steps.is_empty() {
        found.error("steps-missing", place, &[]);
        return;
    }
    let starts = [StepKind::Register, StepKind::Nominate];
    if !starts.contains(&track.steps[0].kind) {
        found.error("first-step-wrong", format!("{place}.steps.0"), &[]);
    }
    let decisions = track.steps.iter().filter(|step| step.kind == StepKind::Decide).count();
    let told = |kind| matches!(kind, StepKind::Forward | StepKind::Publicise);
    let only_forwards = decisions == 0 && track.position(StepKind::Forward).is_some();
    if decisions != 1 && !only_forwards {
        found.error("one-decision", format!("{place}.steps"), &[("count", &decisions.to_string())]);
    }
    let first_told = || track.steps.iter().position(|step| told(step.kind));
    let turn = track.position(StepKind::Decide).or_else(first_told).unwrap_or(track.steps.len());
    for (n, step) in track.steps.iter().enumerate() {
        let here = format!("{place}.steps.{n}");
        let too_early = told(step.kind) && n < turn;
        let too_late = !told(step.kind) && n > turn;
        if too_early || too_late {
            found.error("step-out-of-order", &here, &[]);
        }
        if track.steps[..n].iter().any(|earlier| earlier.kind == step.kind) {
            found.error("step-twice", &here, &[]);
        }
        check_vote(step, &here, found);
    }
}

fn check_vote(step: &super::Step, here: &str, found: &mut Findings) {
    match (step.kind, step.vote) {
        (StepKind::Deliberate, None) => found.error("vote-rule-missing", here, &[]),
        (StepKind::Deliberate, Some(rule)) => {
            if rule.den == 0 || rule.num == 0 || rule.num > rule.den {
                found.error("vote-share-wrong", here, &[]);
            }
            if rule.quorum_den == 0 || rule.quorum_num > rule.quorum_den {
                found.error("quorum-wrong", here, &[]);
            }
        }
        (_, Some(_)) => found.error("vote-rule-misplaced", here, &[]),
        (_, None) => {}
    }
}
