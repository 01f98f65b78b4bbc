//! The sentence for each refusal of the rules, and the page for an intention that failed; it must not decide anything.

use lantoa_app::Error;
use lantoa_domain::{Refusal, policy::As};
use lantoa_i18n::{Locale, Message, Say, Word, word};

use super::Failure;
use crate::words;

/// The sentence for a refusal: what stands in the way, and who or what can change it.
#[must_use]
pub fn sentence(refusal: &Refusal, locale: Locale) -> Message {
    match refusal {
        Refusal::NotFound => word!("domain-refusal-not-found").into(),
        Refusal::NotAllowed { needs } => word!("domain-refusal-not-allowed").with("who", any_of(needs, locale)),
        Refusal::Conflicted => word!("domain-refusal-conflicted").into(),
        Refusal::WrongPermit => word!("domain-refusal-wrong-permit").into(),
        Refusal::WrongStep { command, .. } => {
            word!("domain-refusal-wrong-step").with("command", words::command(*command))
        }
        Refusal::RoundClosed => word!("domain-refusal-round-closed").into(),
        Refusal::NotYetOpen { from } => word!("domain-refusal-not-yet-open").with("from", *from),
        Refusal::ReasonMissing => word!("domain-refusal-reason-missing").into(),
        Refusal::PapersMissing { papers } => word!("domain-refusal-papers-missing")
            .with("papers", list(papers.iter().map(|one| words::paper(*one)), locale)),
        Refusal::NotAcclaimed { agree, present } => {
            word!("domain-refusal-not-acclaimed").with("agree", *agree).with("present", *present)
        }
        Refusal::CriteriaOpen { criteria } => word!("domain-refusal-criteria-open").with("count", criteria.len()),
        Refusal::CriteriaFailed { criteria } => word!("domain-refusal-criteria-failed").with("count", criteria.len()),
        Refusal::LinkedRule { .. } => word!("domain-refusal-linked-rule").into(),
        Refusal::QuotaFull { counted, bound, .. } => {
            word!("domain-refusal-quota-full").with("counted", *counted).with("bound", *bound)
        }
        Refusal::QuorumNotMet { present, needed } => {
            word!("domain-refusal-quorum-not-met").with("present", *present).with("needed", *needed)
        }
        Refusal::CountWrong { why } => count_wrong(why).into(),
        Refusal::Ballot { why } => ballot(why).into(),
        Refusal::SessionOrder => word!("domain-refusal-session-order").into(),
        Refusal::Duplicate { .. } => word!("domain-refusal-duplicate").into(),
        Refusal::Taken { .. } => word!("domain-refusal-taken").into(),
        Refusal::Invalid { why, .. } => invalid(why).into(),
        Refusal::PlanUnsound { errors } => word!("domain-refusal-plan-unsound").with("count", *errors),
        Refusal::FileKind => word!("domain-refusal-file-kind").into(),
        Refusal::FileTooLarge { limit } => word!("domain-refusal-file-too-large").with("limit", *limit / (1024 * 1024)),
        Refusal::InUse => word!("domain-refusal-in-use").into(),
        Refusal::SignInFailed => word!("refusal-sign-in-failed").into(),
        Refusal::LastAdministrator => word!("refusal-last-administrator").into(),
        Refusal::Unreadable { code, args } => {
            args.iter().fold(words::unreadable(code).into(), |said: Message, (name, value)| said.with(*name, value))
        }
        Refusal::InLine { why, .. } => {
            word!("domain-refusal-in-line").with("why", sentence(why, locale).say(locale).into_owned())
        }
    }
}

/// The sentence for a value that cannot be right.
const fn invalid(why: &str) -> Word {
    match why.as_bytes() {
        b"not-a-draft" => word!("refusal-not-a-draft"),
        b"kind" => word!("refusal-wrong-kind"),
        b"finished" => word!("refusal-programme-finished"),
        b"outside-plan" => word!("refusal-year-outside-plan"),
        b"rhythm" => word!("refusal-month-and-rhythm"),
        b"before-opening" => word!("refusal-closes-before-opening"),
        b"met" => word!("refusal-task-met"),
        b"not-met" => word!("refusal-task-not-met"),
        b"no-zero-report" => word!("refusal-no-zero-report"),
        b"not-later" => word!("refusal-not-later"),
        b"future" => word!("refusal-future"),
        b"nothing-to-say" => word!("refusal-paper-empty"),
        b"too-long" => word!("refusal-paper-too-long"),
        b"practice-step" => word!("practice-wrong-step"),
        b"practice-incomplete" => word!("practice-wrong-incomplete"),
        b"practice-not-copied" => word!("practice-wrong-not-copied"),
        b"practice-not-validated" => word!("practice-wrong-not-validated"),
        b"not-in-use" => word!("adoption-wrong-not-in-use"),
        b"signed-already" => word!("adoption-wrong-signed"),
        b"not-signed" => word!("adoption-wrong-not-signed"),
        b"answered" => word!("replication-wrong-answered"),
        b"contest-not-over" => word!("contest-wrong-not-over"),
        b"contest-unread" => word!("contest-wrong-unread"),
        b"contest-no-entry" => word!("contest-wrong-no-entry"),
        b"contest-no-chair" => word!("contest-wrong-no-chair"),
        b"contest-too-few-jurors" => word!("contest-wrong-too-few-jurors"),
        b"contest-sheets-missing" => word!("contest-wrong-sheets-missing"),
        b"contest-not-agreed" => word!("contest-wrong-not-agreed"),
        b"contest-tied" => word!("contest-wrong-tied"),
        b"contest-barred" => word!("contest-wrong-barred"),
        b"contest-frozen" => word!("contest-wrong-frozen"),
        b"unit-plan-step" => word!("cascade-wrong-step"),
        b"unit-plan-incomplete" => word!("cascade-wrong-incomplete"),
        b"unit-plan-not-sent" => word!("cascade-wrong-not-sent"),
        b"no-cluster" => word!("cascade-wrong-no-cluster"),
        b"heads-cluster" => word!("cluster-wrong-heads"),
        b"nothing-chosen" => word!("bulk-none"),
        b"too-many-chosen" => word!("bulk-too-many"),
        b"undo-over" => word!("bulk-undo-over"),
        b"undone" => word!("bulk-undone"),
        b"appraised" => word!("dossier-assign-appraised"),
        b"report-draft" => word!("report-wrong-draft"),
        b"report-frozen" => word!("report-wrong-frozen"),
        b"report-undecided" => word!("report-wrong-undecided"),
        b"report-no-lessons" => word!("report-wrong-lessons"),
        b"report-not-submitted" => word!("report-wrong-not-submitted"),
        b"report-altered" => word!("report-wrong-altered"),
        b"conference-order" => word!("conference-wrong-order"),
        b"attendance-missing" => word!("conference-wrong-attendance"),
        b"delegate-order" => word!("conference-wrong-delegate"),
        _ => word!("domain-refusal-invalid"),
    }
}

/// The sentence for a contradiction in a count.
const fn count_wrong(why: &str) -> Word {
    match why.as_bytes() {
        b"written-not-allowed" => word!("domain-refusal-count-written-not-allowed"),
        b"more-written-than-absent" => word!("domain-refusal-count-more-written-than-absent"),
        b"more-issued-than-present" => word!("domain-refusal-count-more-issued-than-present"),
        b"more-returned-than-issued" => word!("domain-refusal-count-more-returned-than-issued"),
        b"no-opinion-not-offered" => word!("domain-refusal-count-no-opinion-not-offered"),
        b"votes-differ-from-returned" => word!("domain-refusal-count-votes-differ-from-returned"),
        b"paper-in-open-vote" => word!("domain-refusal-count-paper-in-open-vote"),
        b"more-votes-than-voters" => word!("domain-refusal-count-more-votes-than-voters"),
        _ => word!("domain-refusal-count-wrong"),
    }
}

/// The sentence for what stands in the way of an electronic ballot.
const fn ballot(why: &str) -> Word {
    match why.as_bytes() {
        b"not-trustee" => word!("refusal-ballot-not-trustee"),
        b"not-issuer" => word!("refusal-ballot-not-issuer"),
        b"own-number" => word!("refusal-ballot-own-number"),
        b"bad-message" => word!("refusal-ballot-bad-message"),
        b"bad-list" => word!("refusal-ballot-bad-list"),
        b"absent" => word!("refusal-ballot-absent"),
        b"no-codes-left" => word!("refusal-ballot-no-codes-left"),
        b"too-few" => word!("refusal-ballot-too-few"),
        b"envelopes-left" => word!("refusal-ballot-envelopes-left"),
        b"few-ballots" => word!("refusal-ballot-few-ballots"),
        b"codes-out" => word!("refusal-ballot-codes-out"),
        b"envelopes-out" => word!("refusal-ballot-envelopes-out"),
        b"circle-changed" => word!("refusal-ballot-circle-changed"),
        b"not-open" => word!("refusal-ballot-not-open"),
        b"closed" => word!("refusal-ballot-closed"),
        b"not-listed" => word!("refusal-ballot-not-listed"),
        b"revoked" => word!("refusal-ballot-revoked"),
        b"replayed" => word!("refusal-ballot-replayed"),
        b"spoiled" => word!("refusal-ballot-spoiled"),
        b"too-often" => word!("refusal-ballot-too-often"),
        b"bad-ballot" => word!("refusal-ballot-bad-ballot"),
        b"bad-sum" => word!("refusal-ballot-bad-sum"),
        b"not-enough-sums" => word!("refusal-ballot-not-enough-sums"),
        b"in-election" => word!("refusal-ballot-in-election"),
        b"electronic-only" => word!("refusal-ballot-electronic-only"),
        b"group" => word!("refusal-ballot-group"),
        b"trustee-conflicted" => word!("refusal-ballot-trustee-conflicted"),
        b"paper-code" => word!("refusal-ballot-paper-code"),
        b"not-paper-code" => word!("refusal-ballot-not-paper-code"),
        b"paper-revoke" => word!("refusal-ballot-paper-revoke"),
        b"paper-typed" => word!("refusal-ballot-paper-typed"),
        b"paper-more" => word!("refusal-ballot-paper-more"),
        b"paper-missing" => word!("refusal-ballot-paper-missing"),
        b"paper-left" => word!("refusal-ballot-paper-left"),
        b"paper-few" => word!("refusal-ballot-paper-few"),
        b"paper-first" => word!("refusal-ballot-paper-first"),
        b"paper-none" => word!("refusal-ballot-paper-none"),
        b"own-present" => word!("refusal-ballot-own-present"),
        b"own-account" => word!("refusal-ballot-own-account"),
        b"own-door" => word!("election-booth-own"),
        b"own-second" => word!("election-needs-second"),
        b"own-not-yours" => word!("refusal-ballot-own-not-yours"),
        b"own-not-handed" => word!("refusal-ballot-own-not-handed"),
        b"few-voters" => word!("refusal-ballot-few-voters"),
        _ => word!("refusal-ballot-ready"),
    }
}

fn list(words: impl Iterator<Item = Word>, locale: Locale) -> String {
    words.map(|one| one.say(locale)).collect::<Vec<_>>().join(", ")
}

/// Those who may, each of whom is enough: “A, B hoặc C”.
#[must_use]
pub fn any_of(needs: &[As], locale: Locale) -> String {
    match needs {
        [] => String::new(),
        [only] => words::relation(*only).say(locale).into_owned(),
        [first @ .., last] => {
            let first = list(first.iter().map(|one| words::relation(*one)), locale);
            let last = words::relation(*last).say(locale).into_owned();
            word!("refusal-any-of").with("list", first).with("last", last).say(locale).into_owned()
        }
    }
}

/// The sentence for a value that cannot be right, by the codes that the rules name it with.
#[must_use]
pub fn told(field: &str, why: &str) -> Message {
    match invalid(why) {
        other if other == word!("domain-refusal-invalid") => crate::wrong::message(field, why, ""),
        known => known.into(),
    }
}

/// The sentence for any failed intention that a person can do something about; `None` when the machine failed.
#[must_use]
pub fn sentence_for(error: &Error, locale: Locale) -> Option<Message> {
    match error {
        Error::Refused(refusal) => Some(sentence(refusal, locale)),
        Error::Overtaken { by, at: Some(at) } if !by.is_empty() => {
            Some(word!("domain-overtaken").with("by", by).with("at", *at))
        }
        Error::Overtaken { .. } => Some(word!("domain-overtaken-unknown").into()),
        Error::Broken(_) => None,
    }
}

impl Failure {
    /// The page for a failed intention.
    #[must_use]
    pub fn of(error: Error, locale: Locale) -> Self {
        match &error {
            Error::Refused(refusal) if refusal.pretends_absence() => Self::NotFound,
            Error::Refused(Refusal::NotAllowed { needs }) => Self::NotYours { who: any_of(needs, locale) },
            Error::Refused(refusal) => Self::Refused(sentence(refusal, locale)),
            Error::Overtaken { .. } => Self::Stale { what: sentence_for(&error, locale) },
            Error::Broken(_) => Self::internal(error),
        }
    }
}
