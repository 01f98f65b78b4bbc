//! Sentences for what a plan says: times, deadlines, criteria's tests, votes, quotas, findings. It must not judge or compute what the domain does.

use lantoa_domain::plan::{
    Absent, Answers, Base, Bound, Check, Conflicted, Criterion, Debtor, Finding, ItemPath, Link, ObligationForm, Plan,
    Quota, Test, Threshold, VoteRule,
};
use lantoa_domain::time::{Deadline, Due, Edge, When};
use lantoa_i18n::{Locale, Message, Say, Word, date_short, month, quarter, word};

use crate::words;

/// A time as far as it is known: `21/11/2026`, `tháng 11/2026`, `quý IV/2026`, `năm 2026`.
#[must_use]
pub fn when(locale: Locale, time: When) -> String {
    match time {
        When::Day(day) => date_short(locale, day),
        When::Month(year, n) => month(locale, year, n),
        When::Quarter(year, n) => quarter(locale, year, n),
        When::Year(year) => said(locale, word!("plan-when-year").with("year", year.to_string())),
    }
}

fn said(locale: Locale, what: impl Say) -> String {
    what.say(locale).into_owned()
}

/// The Roman number of a quarter 1–4.
fn roman(quarter: i8) -> &'static str {
    ["I", "II", "III", "IV"].get(usize::try_from(quarter - 1).unwrap_or(usize::MAX)).copied().unwrap_or("?")
}

/// A deadline in words: `hằng năm, trước ngày 30/11`.
#[must_use]
pub fn deadline(locale: Locale, deadline: &Deadline) -> String {
    let edged = |on: String| {
        let word = match deadline.edge {
            Edge::Before => word!("plan-edge-before"),
            Edge::AtLatest => word!("plan-edge-at-latest"),
            Edge::During => word!("plan-edge-during"),
        };
        said(locale, word.with("on", on))
    };
    let day_of = |day: i8| said(locale, word!("plan-on-day").with("day", day.to_string()));
    let of_year = |day: Option<i8>, month: i8| match day {
        Some(day) => {
            let on = word!("plan-on-day-month").with("day", day.to_string());
            said(locale, on.with("month", month.to_string()))
        }
        None => said(locale, word!("plan-on-month").with("month", month.to_string())),
    };
    let every = |rhythm: Word, on: String| said(locale, rhythm.with("on", edged(on)));
    let mut text = match &deadline.due {
        Due::Once { on } => edged(when(locale, *on)),
        Due::Year { month, day } => every(word!("plan-every-year"), of_year(*day, *month)),
        Due::YearQuarter { quarter } => {
            let on = word!("plan-on-quarter").with("quarter", roman(*quarter));
            every(word!("plan-every-year"), said(locale, on))
        }
        Due::Quarter { day: Some(day) } => {
            let on = word!("plan-on-last-month").with("day", day.to_string());
            every(word!("plan-every-quarter"), said(locale, on))
        }
        Due::Quarter { day: None } => said(locale, word!("plan-every-quarter-alone")),
        Due::Month { day } => every(word!("plan-every-month"), day_of(*day)),
        Due::Rule { rule } => said(locale, word!("plan-every-rule").with("on", edged(rule.clone()))),
        Due::After { days, working, event } => {
            let word = if *working { word!("plan-after-working-days") } else { word!("plan-after-days") };
            said(locale, word.with("days", u32::from(*days)).with("event", event))
        }
    };
    for (bound, word) in [(deadline.from, word!("plan-due-from")), (deadline.until, word!("plan-due-until"))] {
        if let Some(time) = bound {
            text.push_str(&said(locale, word.with("on", when(locale, time))));
        }
    }
    text
}

/// Who owes a duty, in words.
#[must_use]
pub fn debtor(locale: Locale, who: &Debtor) -> String {
    match who {
        Debtor::EveryUnit => said(locale, word!("plan-debtor-every-unit")),
        Debtor::Kinds(kinds) => {
            kinds.iter().map(|kind| said(locale, words::unit_kind(*kind))).collect::<Vec<_>>().join(", ")
        }
        Debtor::MovementLeads => said(locale, word!("plan-debtor-movement-leads")),
        Debtor::StandingBody => said(locale, word!("plan-debtor-standing-body")),
        Debtor::Council => said(locale, word!("plan-debtor-council")),
        Debtor::Agency => said(locale, word!("plan-debtor-agency")),
        Debtor::Named(name) => name.clone(),
    }
}

/// What fulfils a duty.
#[must_use]
pub const fn form(value: ObligationForm) -> Word {
    match value {
        ObligationForm::Plan => word!("plan-form-plan"),
        ObligationForm::List => word!("plan-form-list"),
        ObligationForm::Report => word!("plan-form-report"),
        ObligationForm::Meeting => word!("plan-form-meeting"),
        ObligationForm::Other => word!("plan-form-other"),
    }
}

/// How a criterion is decided, in one sentence.
#[must_use]
pub fn test(locale: Locale, criterion: &Criterion) -> String {
    let check = match &criterion.test {
        Test::Judged => return said(locale, word!("plan-test-judged")),
        Test::Linked(Link::LeaderNeedsCollective) => return said(locale, word!("plan-test-leader")),
        Test::Linked(Link::CollectiveNeedsIndividual) => return said(locale, word!("plan-test-collective")),
        Test::Checked(check) => check,
    };
    let message: Message = match check {
        Check::AgeAtMost { years } => word!("plan-check-age").with("years", u32::from(*years)),
        Check::RatingAtLeast { of, level, years } => word!("plan-check-rating")
            .with("of", words::body(*of))
            .with("level", words::rating(*level))
            .with("years", u32::from(*years)),
        Check::NoDiscipline { at_or_above, window_years } => word!("plan-check-discipline")
            .with("level", words::discipline(*at_or_above))
            .with("years", u32::from(*window_years)),
        Check::RosterShare { percent } => word!("plan-check-roster").with("percent", u32::from(*percent)),
        Check::ScoreAtLeast { score, hundredths } => {
            word!("plan-check-score").with("score", score).with("points", lantoa_i18n::decimal(locale, *hundredths, 2))
        }
        Check::TargetExceeded => word!("plan-check-target").into(),
        Check::HoldsTitle { title } => word!("plan-check-title").with("title", title),
        Check::InitiativeRecorded => word!("plan-check-initiative").into(),
        Check::PrizeWon => word!("plan-check-prize").into(),
        Check::OnTimeReporting { percent } => word!("plan-check-reports").with("percent", u32::from(*percent)),
        Check::HighestInLocality => word!("plan-check-highest").into(),
    };
    said(locale, message)
}

/// A vote rule in one sentence.
#[must_use]
pub fn vote(locale: Locale, rule: &VoteRule) -> String {
    let share = format!("{}/{}", rule.num, rule.den);
    let least = match rule.threshold {
        Threshold::AtLeast => word!("plan-vote-at-least").with("share", share),
        Threshold::MoreThan => word!("plan-vote-more-than").with("share", share),
    };
    let base = match rule.base {
        Base::AllMembers => word!("plan-vote-of-all"),
        Base::Present => word!("plan-vote-of-present"),
        Base::Cast => word!("plan-vote-of-cast"),
    };
    let mut parts =
        vec![said(locale, words::method(rule.method)), format!("{} {}", said(locale, least), said(locale, base))];
    if rule.quorum_num > 0 {
        let share = format!("{}/{}", rule.quorum_num, rule.quorum_den);
        parts.push(said(locale, word!("plan-vote-quorum").with("share", share)));
    }
    if rule.absent == Absent::WrittenOpinion {
        parts.push(said(locale, word!("plan-vote-absent-write")));
    }
    if rule.conflicted == Conflicted::ShrinkBase {
        parts.push(said(locale, word!("plan-vote-shrink")));
    }
    if rule.answers == Answers::OrNoOpinion {
        parts.push(said(locale, word!("plan-vote-no-opinion")));
    }
    parts.join("; ")
}

/// How many must agree of councils of usual sizes: `7 → 5, 9 → 6, 11 → 8`.
#[must_use]
pub fn needed(rule: &VoteRule) -> String {
    [7, 9, 11].map(|size| format!("{size} → {}", rule.needed(size))).join(", ")
}

/// What a quota demands, in one sentence: `ít nhất 5 tập thể (giao)`.
#[must_use]
pub fn quota(locale: Locale, quota: &Quota) -> String {
    let subject = said(locale, words::quota_subject(quota.subject));
    let word = match quota.bound {
        Bound::Min => word!("plan-quota-min"),
        Bound::Max => word!("plan-quota-max"),
        Bound::Exact => word!("plan-quota-exact"),
        Bound::Unlimited => return said(locale, word!("plan-quota-unlimited").with("subject", subject)),
    };
    let text = said(locale, word.with("n", quota.count).with("subject", subject));
    format!("{text} ({})", said(locale, words::strength(quota.strength)))
}

/// What exactly a quota counts: within what, in which tracks, sectors apart.
#[must_use]
pub fn counting(locale: Locale, plan: &Plan, quota: &Quota) -> String {
    let mut parts = vec![said(locale, word!("plan-counting").with("per", words::per(quota.per)))];
    if !quota.tracks.is_empty() {
        let names = quota.tracks.iter().filter_map(|key| plan.track(key)).map(|track| track.name.as_str());
        parts.push(said(locale, word!("plan-counting-tracks").with("tracks", names.collect::<Vec<_>>().join(", "))));
    }
    if !quota.sectors.is_empty() {
        let apart = word!("plan-counting-sectors").with("sectors", quota.sectors.join(", "));
        let all = quota.count.saturating_mul(u32::try_from(quota.sectors.len()).unwrap_or(u32::MAX));
        parts.push(said(locale, apart.with("n", quota.count).with("all", all)));
    }
    if let Some(years) = quota.years {
        parts.push(said(
            locale,
            word!("plan-counting-years").with("from", years.from.to_string()).with("to", years.to.to_string()),
        ));
    }
    parts.join(" ")
}

/// The kind of an item, as headings and buttons call it.
#[must_use]
pub const fn item(path: &ItemPath) -> Word {
    match path {
        ItemPath::Document => word!("plan-kind-document"),
        ItemPath::Movement(_) => word!("plan-kind-movement"),
        ItemPath::Track(_) => word!("plan-kind-track"),
        ItemPath::Step(..) => word!("plan-kind-step"),
        ItemPath::Quota(_) => word!("plan-kind-quota"),
        ItemPath::Criterion(_) => word!("plan-kind-criterion"),
        ItemPath::Obligation(_) => word!("plan-kind-obligation"),
        ItemPath::Duty(_) => word!("plan-kind-duty"),
        ItemPath::Reward(_) => word!("plan-kind-reward"),
        ItemPath::Funding(_) => word!("plan-kind-funding"),
    }
}

/// The sentence for a finding of [`Plan::check`]; times in it are written as the language does.
#[must_use]
pub fn finding(locale: Locale, finding: &Finding) -> Message {
    let written = |text: &String| match text.parse::<When>() {
        Ok(When::Year(_)) | Err(_) => text.clone(),
        Ok(time) => when(locale, time),
    };
    let start: Message = finding_word(finding.code).into();
    finding.args.iter().fold(start, |message, (name, text)| message.with(*name, written(text)))
}

const fn finding_word(code: &str) -> Word {
    match code.as_bytes() {
        b"agency-missing" => word!("finding-agency-missing"),
        b"title-missing" => word!("finding-title-missing"),
        b"years-wrong" => word!("finding-years-wrong"),
        b"number-missing" => word!("finding-number-missing"),
        b"date-missing" => word!("finding-date-missing"),
        b"movements-missing" => word!("finding-movements-missing"),
        b"tracks-missing" => word!("finding-tracks-missing"),
        b"movement-years-differ" => word!("finding-movement-years-differ"),
        b"key-twice" => word!("finding-key-twice"),
        b"movement-unknown" => word!("finding-movement-unknown"),
        b"track-unknown" => word!("finding-track-unknown"),
        b"due-outside-period" => word!("finding-due-outside-period"),
        b"due-before-issue" => word!("finding-due-before-issue"),
        b"rhythm-backwards" => word!("finding-rhythm-backwards"),
        b"rule-wrong" => word!("finding-rule-wrong"),
        b"debtor-missing" => word!("finding-debtor-missing"),
        b"quota-zero" => word!("finding-quota-zero"),
        b"quota-impossible" => word!("finding-quota-impossible"),
        b"links-in-a-circle" => word!("finding-links-in-a-circle"),
        b"steps-missing" => word!("finding-steps-missing"),
        b"first-step-wrong" => word!("finding-first-step-wrong"),
        b"one-decision" => word!("finding-one-decision"),
        b"step-out-of-order" => word!("finding-step-out-of-order"),
        b"step-twice" => word!("finding-step-twice"),
        b"vote-share-wrong" => word!("finding-vote-share-wrong"),
        b"quorum-wrong" => word!("finding-quorum-wrong"),
        b"vote-rule-missing" => word!("finding-vote-rule-missing"),
        b"vote-rule-misplaced" => word!("finding-vote-rule-misplaced"),
        _ => word!("finding-other"),
    }
}

/// The sentence for a warning of the reader.
#[must_use]
pub fn warning(code: &str, args: &[(String, String)]) -> Message {
    let start: Message = warning_word(code).into();
    args.iter().fold(start.with("code", code), |message, (name, text)| message.with(name.clone(), text))
}

const fn warning_word(code: &str) -> Word {
    match code.as_bytes() {
        b"criteria-missing" => word!("reading-criteria-missing"),
        b"criterion-twice" => word!("reading-criterion-twice"),
        b"links-in-a-circle" => word!("reading-links-in-a-circle"),
        b"movement-without-criteria" => word!("reading-movement-without-criteria"),
        b"movement-name-differs" => word!("reading-movement-name-differs"),
        b"count-per-sector-unclear" => word!("reading-count-per-sector-unclear"),
        b"quota-over-several" => word!("reading-quota-over-several"),
        b"quota-without-time" => word!("reading-quota-without-time"),
        b"cap-without-tie-rule" => word!("reading-cap-without-tie-rule"),
        b"count-of-either" => word!("reading-count-of-either"),
        b"asks-differ" => word!("reading-asks-differ"),
        b"council-part-missing" => word!("reading-council-part-missing"),
        b"vote-rule-missing" => word!("reading-vote-rule-missing"),
        b"quorum-missing" => word!("reading-quorum-missing"),
        b"validity-missing" => word!("reading-validity-missing"),
        b"agency-missing" => word!("reading-agency-missing"),
        b"title-missing" => word!("reading-title-missing"),
        b"period-missing" => word!("reading-period-missing"),
        b"signer-missing" => word!("reading-signer-missing"),
        b"recipients-missing" => word!("reading-recipients-missing"),
        b"number-missing" => word!("reading-number-missing"),
        b"date-missing" => word!("reading-date-missing"),
        b"date-incomplete" => word!("reading-date-incomplete"),
        b"number-blank" => word!("reading-number-blank"),
        b"years-backwards" => word!("reading-years-backwards"),
        b"period-differs" => word!("reading-period-differs"),
        b"numeral-repeated" => word!("reading-numeral-repeated"),
        b"numbering-gap" => word!("reading-numbering-gap"),
        b"due-before-issue" => word!("reading-due-before-issue"),
        b"due-soon-after-issue" => word!("reading-due-soon-after-issue"),
        b"intake-meets-review" => word!("reading-intake-meets-review"),
        b"due-differs" => word!("reading-due-differs"),
        b"intake-ends-early" => word!("reading-intake-ends-early"),
        b"two-closings" => word!("reading-two-closings"),
        b"plan-still-to-issue" => word!("reading-plan-still-to-issue"),
        b"figure-repaired" => word!("reading-figure-repaired"),
        _ => word!("reading-other"),
    }
}

/// What happened to a plan, in a few words.
#[must_use]
pub fn happened(action: &str, detail: &str) -> crate::ui::Label {
    let word = match action {
        "plan.uploaded" => word!("plan-happened-uploaded"),
        "plan.copied" => word!("plan-happened-copied"),
        "plan.item-corrected" => word!("plan-happened-corrected"),
        "plan.item-added" => word!("plan-happened-added"),
        "plan.item-accepted" => word!("plan-happened-accepted"),
        "plan.item-rejected" => word!("plan-happened-rejected"),
        "plan.item-restored" => word!("plan-happened-restored"),
        "plan.step-moved" => word!("plan-happened-moved"),
        "plan.step-removed" => word!("plan-happened-removed"),
        "plan.replaced" => word!("plan-happened-replaced"),
        "plan.discarded" => word!("plan-happened-discarded"),
        "plan.confirmed" => word!("plan-happened-confirmed"),
        other => return other.into(),
    };
    let detail: serde_json::Value = serde_json::from_str(detail).unwrap_or_default();
    match detail["item"].as_str().and_then(ItemPath::nearest) {
        Some(path) => word.with("kind", item(&path)).into(),
        None => word.into(),
    }
}
