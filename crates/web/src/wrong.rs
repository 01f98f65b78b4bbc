//! The sentence for what is wrong with one value: at a field of a form, or in a row of a list; it must not check anything.

use lantoa_app::Error;
use lantoa_domain::Refusal;
use lantoa_i18n::{Message, Word, word};

use crate::kernel::{Failure, FormState, Input, Visit};

/// The sentence for a field and a code, as the rules name them. `value` is what stands there.
#[must_use]
pub fn message(field: &str, why: &str, value: &str) -> Message {
    quoted(field, why).map_or_else(|| plain(field, why).into(), |word| word.with("value", value))
}

/// Sentences that quote what stands there.
fn quoted(field: &str, why: &str) -> Option<Word> {
    Some(match (field, why) {
        (_, "date") => word!("wrong-date"),
        ("gender", "words") => word!("wrong-gender"),
        ("kind", "words") => word!("wrong-kind"),
        ("value", "words") => word!("wrong-value"),
        ("unit" | "parent", "unknown") => word!("wrong-unit-unknown"),
        ("about", "unknown") => word!("wrong-about-unknown"),
        (_, "ambiguous") => word!("wrong-ambiguous"),
        (_, "repeated") => word!("wrong-repeated"),
        _ => return None,
    })
}

fn plain(field: &str, why: &str) -> Word {
    if let Some(word) = spread(field, why) {
        return word;
    }
    match (field, why) {
        (_, "in-past") => word!("wrong-in-past"),
        (_, "in-future") => word!("wrong-future"),
        ("joined_on" | "from", "before-from" | "before-decision") => word!("wrong-too-early"),
        (_, "empty") => word!("ui-form-empty"),
        (_, "reason") => word!("wrong-reason"),
        ("login", "length") => word!("wrong-login-length"),
        ("login", "letters") => word!("wrong-login-letters"),
        ("symbol", "letters") => word!("wrong-symbol"),
        (_, "letters") => word!("wrong-name"),
        ("born", "range") => word!("wrong-born"),
        ("subject", "form") => word!("wrong-subject"),
        ("code", "form") => word!("wrong-agency-code"),
        ("movement", "unknown") => word!("ui-form-not-offered"),
        ("owner" | "helper", "unknown") => word!("ui-form-not-offered"),
        ("host", "host") => word!("wrong-host"),
        ("security", "plain") => word!("wrong-plain"),
        ("password", "retype") => word!("wrong-retype"),
        ("person", "other-unit") => word!("wrong-other-unit"),
        ("state", "settled") => word!("wrong-settled"),
        ("due", "after-task") => word!("wrong-after-task"),
        (_, "not-an-address") => word!("wrong-web-address"),
        (_, "form") => word!("wrong-email"),
        (_, "range" | "long") => word!("wrong-range"),
        (_, "future") => word!("wrong-future"),
        (_, "not-existing") => word!("wrong-not-existing"),
        (_, "circle") => word!("wrong-circle"),
        (_, "below-itself") => word!("wrong-below-itself"),
        (_, "later-change") => word!("wrong-later-change"),
        (_, "count") => word!("wrong-successors"),
        (_, "before-from") => word!("wrong-before-from"),
        (_, "other-year") => word!("wrong-other-year"),
        (_, "does-not-fit") => word!("wrong-does-not-fit"),
        (_, "root") => word!("wrong-root"),
        ("person", "same") => word!("wrong-same-person"),
        (_, "same") => word!("wrong-same-name"),
        ("file", "no-head") => word!("wrong-file-no-head"),
        ("file", "too-many") => word!("wrong-file-too-many"),
        ("login", "taken") => word!("wrong-login-taken"),
        ("person", "taken") => word!("wrong-person-taken"),
        ("role", "taken") => word!("wrong-role-taken"),
        ("name", "taken") => word!("wrong-name-taken"),
        ("code", "taken") => word!("wrong-agency-code-taken"),
        ("peers", "taken") => word!("wrong-sent-before"),
        ("from", "taken") => word!("wrong-from-taken"),
        ("year", "taken") => word!("wrong-year-taken"),
        ("value", "taken") => word!("wrong-value-taken"),
        _ => word!("domain-refusal-invalid"),
    }
}

/// What can be wrong with fostering, practices, their copies and publicity.
fn spread(field: &str, why: &str) -> Option<Word> {
    Some(match (field, why) {
        ("unit_plan", "taken") => word!("cascade-wrong-taken"),
        ("year", "unit-plan-year") => word!("cascade-wrong-year"),
        ("movement", "unit-plan-lead") => word!("cascade-wrong-lead"),
        ("movement", "unit-plan-movement") => word!("cascade-wrong-movement"),
        ("task", "unit-plan-task") => word!("cascade-wrong-task"),
        ("criteria", "weaker") => word!("cascade-wrong-weaker"),
        ("criteria", "no-source") => word!("cascade-wrong-no-source"),
        ("criteria", "left-out") => word!("cascade-wrong-left-out"),
        ("criteria" | "lines", "many") => word!("cascade-wrong-many"),
        ("targets", "below-given") => word!("cascade-wrong-below"),
        ("targets", "above-given") => word!("cascade-wrong-above"),
        ("targets", "aim-below") => word!("cascade-wrong-aim-below"),
        ("on", "before-issue") => word!("cascade-wrong-before-issue"),
        ("recipients", "no-cluster") => word!("cascade-wrong-no-cluster"),
        ("recipients", "taken") => word!("cascade-wrong-sent"),
        ("units", "taken") => word!("cluster-wrong-taken"),
        ("units", "heads-cluster") => word!("cluster-wrong-heads"),
        ("giver", "child") => word!("wrong-giver-child"),
        ("giver", "born-unknown") => word!("wrong-giver-born"),
        ("giver", "of-age") => word!("wrong-giver-of-age"),
        ("giver", _) => word!("wrong-giver"),
        ("way", "own") => word!("wrong-consent-own"),
        ("reaches", "taken") => word!("wrong-consent-taken"),
        ("body", "taken") => word!("wrong-words-taken"),
        ("body", "sensitive") => word!("wrong-sensitive"),
        ("looked", _) => word!("wrong-look-again"),
        ("consent", _) => word!("wrong-no-consent"),
        ("stories", _) => word!("wrong-story-no-consent"),
        ("view", "taken") => word!("view-wrong-taken"),
        ("name", "many") => word!("view-wrong-many"),
        ("query", _) => word!("view-wrong-query"),
        ("person", "no-appraiser") => word!("dossier-assign-nobody"),
        ("days", "taken") => word!("holiday-wrong-taken"),
        ("on", "taken") => word!("happening-wrong-taken"),
        ("mondays", "taken") => word!("wrong-mondays-taken"),
        (_, "no-monday") => word!("wrong-no-monday"),
        ("programme", "over") => word!("wrong-programme-over"),
        ("until", "range") => word!("wrong-plan-until"),
        ("next_level", "not-higher") => word!("wrong-next-level"),
        ("target", "no-way") => word!("wrong-goal-target"),
        ("on", "outside-plan-days") => word!("wrong-plan-day"),
        ("last_day", "outside-plan") => word!("wrong-last-day"),
        ("recheck_on", "after-end") => word!("wrong-recheck-after-end"),
        ("exemplar", "other-unit") => word!("practice-wrong-exemplar"),
        ("steps" | "figures", "many") => word!("practice-wrong-many"),
        ("unit" | "units", "own-practice") => word!("adoption-wrong-own"),
        ("units", "copies-already") => word!("replication-wrong-copies"),
        ("from", "learning-circle") => word!("adoption-wrong-circle"),
        ("stage", "not-a-year-yet") => word!("adoption-wrong-year"),
        ("stage", "adoption-step") => word!("adoption-wrong-step"),
        ("on", "before-last-step") => word!("adoption-wrong-order"),
        ("unit", "taken") => word!("adoption-wrong-taken"),
        _ => return judged(field, why),
    })
}

/// What can be wrong with contests, reports and guidance.
fn judged(field: &str, why: &str) -> Option<Word> {
    Some(match (field, why) {
        ("criteria", "weights") => word!("contest-wrong-weights"),
        ("criteria", "same") => word!("contest-wrong-same"),
        ("criteria", "line") => word!("contest-wrong-criterion"),
        ("criteria", "how-many") => word!("contest-wrong-criteria"),
        ("prizes", "line") => word!("contest-wrong-prize"),
        ("prizes", "how-many") => word!("contest-wrong-prizes"),
        (_, "announced") => word!("contest-wrong-announced"),
        ("jury_text", "author") => word!("contest-wrong-author"),
        ("marks", "over") => word!("contest-wrong-over"),
        ("marks", "step") => word!("contest-wrong-step"),
        ("marks", _) => word!("contest-wrong-marks"),
        ("person", "reads-authors") => word!("contest-wrong-reads-authors"),
        ("juror", "taken") => word!("contest-wrong-juror-taken"),
        ("order", _) => word!("contest-wrong-order"),
        ("report", "taken") => word!("report-wrong-taken"),
        (_, "outside-plan") => word!("refusal-year-outside-plan"),
        ("month", "rhythm") => word!("report-wrong-month"),
        ("address", "file-or-address") => word!("guidance-wrong-address"),
        ("replaces", "guidance-replaced") => word!("guidance-wrong-replaced"),
        _ => return gathered(field, why),
    })
}

/// What can be wrong with conferences and their delegates.
fn gathered(field: &str, why: &str) -> Option<Word> {
    Some(match (field, why) {
        (_, "conference-order") => word!("conference-wrong-order"),
        (_, "conference-host") => word!("conference-wrong-host"),
        (_, "conference-ends") => word!("conference-wrong-ends"),
        (_, "seats-over-all") => word!("conference-wrong-over-all"),
        (_, "seats-none") => word!("conference-wrong-none"),
        (_, "seats-proposed") => word!("conference-wrong-proposed"),
        (_, "seats-unit-full") => word!("conference-wrong-unit-full"),
        (_, "seats-all-full") => word!("conference-wrong-all-full"),
        (_, "seats-below-chosen") => word!("conference-wrong-below-chosen"),
        (_, "delegate-order") => word!("conference-wrong-delegate"),
        (_, "delegate-twice") => word!("conference-wrong-twice"),
        (_, "exemplar-withdrawn") => word!("conference-wrong-withdrawn"),
        (_, "exemplar-other-unit") => word!("conference-wrong-exemplar"),
        (_, "attendance-missing") => word!("conference-wrong-attendance"),
        (_, "handover-same") => word!("conference-wrong-same"),
        ("delegates", "empty") => word!("conference-wrong-nobody"),
        ("items", "many") => word!("conference-wrong-many-items"),
        _ => return None,
    })
}

/// Notes a refusal at the field it is about.
///
/// # Errors
/// The page for the failure when it is about none of these fields.
pub fn blame(form: &mut FormState, visit: &Visit, error: Error, fields: &[(&str, Input)]) -> Result<(), Failure> {
    let (field, why) = match &error {
        Error::Refused(Refusal::Invalid { field, why }) => (*field, *why),
        Error::Refused(Refusal::Taken { field }) => (*field, "taken"),
        Error::Refused(Refusal::ReasonMissing) => ("reason", "reason"),
        _ => return Err(visit.failed(error)),
    };
    let Some((_, input)) = fields.iter().find(|(name, _)| *name == field) else { return Err(visit.failed(error)) };
    form.refuse(*input, message(field, why, ""));
    Ok(())
}
