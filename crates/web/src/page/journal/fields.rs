//! How the fields of an entry are named and their values said; a field without a word is shown by its name.

use jiff::civil::Date;
use lantoa_app::journal::{Field, Told};
use lantoa_domain::dossier::Ending;
use lantoa_domain::policy::{CouncilRole, Role};
use lantoa_domain::task::Met;
use lantoa_domain::unit::ChangeKind;
use lantoa_i18n::{Word, word};
use serde::de::{DeserializeOwned, IntoDeserializer, value::Error};

use crate::{ui::Label, words};

/// A field as it is shown.
#[derive(Debug, Clone)]
pub struct FieldView {
    /// Its name, from the outer part to the inner one.
    pub name: Vec<Label>,
    /// Its value, piece by piece.
    pub value: Vec<Piece>,
}

/// A part of a value.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Words or data.
    Label(Label),
    /// A day.
    Day(Date),
}

impl FieldView {
    /// A field of an entry.
    pub(super) fn new(field: &Field) -> Self {
        let parts = field.name.split('.').filter(|part| *part != "detail" && !part.is_empty());
        let last = field.name.rsplit('.').next().unwrap_or_default();
        let mut value = Vec::new();
        say(last, &field.value, &mut value);
        Self { name: parts.map(name).collect(), value }
    }
}

fn name(part: &str) -> Label {
    let known = NAMES.binary_search_by_key(&part, |(name, _)| name);
    known.map_or_else(|_| Label::from(part), |at| Label::from(NAMES[at].1))
}

fn say(field: &str, value: &Told, out: &mut Vec<Piece>) {
    match value {
        Told::Nothing => out.push(Piece::Label("–".into())),
        Told::Text(text) => out.push(Piece::Label(code(field, text).map_or_else(|| text.as_str().into(), Label::from))),
        Told::Day(day) => out.push(Piece::Day(*day)),
        Told::Flag(true) => out.push(Piece::Label(word!("journal-yes").into())),
        Told::Flag(false) => out.push(Piece::Label(word!("journal-no").into())),
        Told::Change(was, now) => {
            say(field, was, out);
            out.push(Piece::Label(" → ".into()));
            say(field, now, out);
        }
        Told::List(parts) => {
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    out.push(Piece::Label("; ".into()));
                }
                say(field, part, out);
            }
        }
    }
}

/// The word for a value that the protocol writes as a code.
fn code(field: &str, text: &str) -> Option<Word> {
    let special = match field {
        // What people wrote is shown as they wrote it.
        "note" | "why" | "reason" | "found" | "name" | "title" | "what" | "place" => return None,
        "role" => read::<Role>(text).map(words::role).or_else(|| read::<CouncilRole>(text).map(words::council_role)),
        "ending" => read::<Ending>(text).map(words::ending),
        "met" => read::<Met>(text).map(words::met),
        "kind" => read::<ChangeKind>(text).map(words::change_kind),
        _ => None,
    };
    special.or_else(|| CODES.iter().find(|(code, _)| *code == text).map(|(_, word)| *word))
}

/// Codes that mean the same wherever they stand.
const CODES: &[(&str, Word)] = &[
    ("daily", word!("reminder-daily")),
    ("never", word!("reminder-never")),
    ("weekly", word!("reminder-weekly")),
    ("accepted", word!("journal-code-accepted")),
    ("monthly", word!("report-kind-monthly")),
    ("yearly", word!("report-kind-yearly")),
    ("interim", word!("report-kind-interim")),
    ("final", word!("report-kind-final")),
    ("own", word!("report-level-own")),
    ("subtree", word!("report-level-subtree")),
    ("agency", word!("exemplar-level-agency")),
    ("award", word!("decision-kind-award")),
    ("official", word!("conference-role-official")),
    ("presenter", word!("conference-role-presenter")),
    ("substitute", word!("conference-role-substitute")),
    ("guest", word!("conference-role-guest")),
    ("proposed", word!("conference-is-proposed")),
    ("chosen", word!("conference-is-chosen")),
    ("not_chosen", word!("conference-is-not-chosen")),
    ("invited", word!("conference-is-invited")),
    ("coming", word!("conference-is-coming")),
    ("not_coming", word!("conference-is-not-coming")),
    ("attended", word!("conference-is-attended")),
    ("absent", word!("conference-is-absent")),
    ("replaced", word!("conference-is-replaced")),
    ("held_here", word!("conference-kind-here")),
    ("above", word!("conference-kind-above")),
    ("changed", word!("journal-code-changed")),
    ("code", word!("journal-code-envelope")),
    ("declined", word!("journal-code-declined")),
    ("ended", word!("journal-code-ended")),
    ("goal", word!("journal-code-goal")),
    ("group", word!("journal-code-group")),
    ("household", word!("domain-kind-household")),
    ("internal", word!("publicity-reach-internal")),
    ("likeness", word!("publicity-purpose-likeness")),
    ("met", word!("journal-code-met")),
    ("not_met", word!("journal-code-not-met")),
    ("nothing", word!("journal-code-nothing")),
    ("person", word!("domain-kind-individual")),
    ("portal", word!("publicity-reach-portal")),
    ("practice", word!("domain-kind-practice")),
    ("press", word!("publicity-reach-press")),
    ("printed", word!("publicity-reach-printed")),
    ("province", word!("exemplar-level-province")),
    ("recognised", word!("journal-code-recognised")),
    ("recognition", word!("decision-kind-recognition")),
    ("in_use", word!("adoption-stage-in-use")),
    ("returned", word!("journal-code-returned")),
    ("checked", word!("adoption-confirmed-checked")),
    ("not", word!("adoption-confirmed-not")),
    ("sent_back", word!("adoption-confirmed-sent-back")),
    ("signed", word!("adoption-confirmed-signed")),
    ("stopped", word!("adoption-stage-stopped")),
    ("sustained", word!("adoption-stage-sustained")),
    ("trying", word!("adoption-stage-trying")),
    ("visited", word!("adoption-stage-visited")),
    ("sensitive", word!("journal-code-sensitive")),
    ("state", word!("exemplar-level-state")),
    ("story", word!("publicity-purpose-story")),
    ("unit", word!("domain-kind-collective")),
    ("up", word!("journal-code-up")),
    ("walking", word!("journal-code-walking")),
    ("implementation", word!("cascade-kind-implementation")),
    ("sub_plan", word!("cascade-kind-sub-plan")),
    ("propaganda", word!("cascade-kind-propaganda")),
    ("criteria", word!("cascade-part-criteria")),
    ("quotas", word!("cascade-part-quotas")),
    ("fostering", word!("cascade-part-fostering")),
    ("propagation", word!("cascade-part-propagation")),
    ("reporting", word!("cascade-part-reporting")),
    ("reviews", word!("cascade-part-reviews")),
    ("standing_body", word!("cascade-to-standing-body")),
    ("cluster_head", word!("cascade-to-cluster-head")),
    ("draft", word!("cascade-state-draft")),
    ("submitted", word!("cascade-state-submitted")),
    ("issued", word!("cascade-state-issued")),
    ("citizen", word!("suggestion-source-citizen")),
    ("environment", word!("fostering-environment")),
    ("inspection", word!("suggestion-source-inspection")),
    ("material", word!("fostering-material")),
    ("mechanism", word!("fostering-mechanism")),
    ("other", word!("suggestion-source-other")),
    ("press", word!("suggestion-source-press")),
    ("spirit", word!("fostering-spirit")),
    ("staff", word!("suggestion-source-staff")),
    ("off", word!("holiday-off")),
    ("working", word!("holiday-working")),
    ("keep", word!("holiday-rule-keep")),
    ("later", word!("holiday-rule-later")),
    ("earlier", word!("holiday-rule-earlier")),
];

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(IntoDeserializer::<Error>::into_deserializer(text)).ok()
}

/// Names of fields, in the order of their letters.
const NAMES: &[(&str, Word)] = &[
    ("about", word!("journal-field-about")),
    ("act", word!("journal-field-act")),
    ("active", word!("journal-field-active")),
    ("added", word!("journal-field-added")),
    ("after", word!("journal-field-after")),
    ("agree", word!("journal-field-agree")),
    ("aliases", word!("journal-field-aliases")),
    ("amount", word!("journal-field-amount")),
    ("answer", word!("journal-field-answer")),
    ("award", word!("journal-field-award")),
    ("ballots", word!("journal-field-ballots")),
    ("base", word!("journal-field-base")),
    ("base_salary", word!("journal-field-base-salary")),
    ("before", word!("journal-field-before")),
    ("born", word!("journal-field-born")),
    ("cadence", word!("journal-field-cadence")),
    ("came", word!("journal-field-came")),
    ("card", word!("journal-field-card")),
    ("category", word!("journal-field-category")),
    ("changed", word!("journal-field-changed")),
    ("closes", word!("journal-field-closes")),
    ("code", word!("journal-field-code")),
    ("codes", word!("journal-field-codes")),
    ("coefficient", word!("journal-field-coefficient")),
    ("conference", word!("journal-field-conference")),
    ("conflicted", word!("journal-field-conflicted")),
    ("contest", word!("journal-field-contest")),
    ("corrected", word!("journal-field-corrected")),
    ("count", word!("journal-field-count")),
    ("criterion", word!("journal-field-criterion")),
    ("days", word!("journal-field-days")),
    ("decision", word!("journal-field-decision")),
    ("done", word!("journal-field-done")),
    ("dossier", word!("journal-field-dossier")),
    ("dossiers", word!("journal-field-dossiers")),
    ("due", word!("journal-field-due")),
    ("email", word!("journal-field-email")),
    ("ending", word!("journal-field-ending")),
    ("event", word!("journal-field-event")),
    ("exemplar", word!("journal-field-exemplar")),
    ("factor", word!("journal-field-factor")),
    ("failures", word!("journal-field-failures")),
    ("file", word!("journal-field-file")),
    ("filters", word!("journal-field-filters")),
    ("first", word!("journal-field-first")),
    ("former", word!("journal-field-former")),
    ("found", word!("journal-field-found")),
    ("from", word!("journal-field-from")),
    ("gender", word!("journal-field-gender")),
    ("head", word!("journal-field-head")),
    ("head_unit", word!("cluster-head")),
    ("held_on", word!("journal-field-held-on")),
    ("helper", word!("journal-field-helper")),
    ("hour", word!("journal-field-hour")),
    ("hundredths", word!("journal-field-hundredths")),
    ("is", word!("journal-field-is")),
    ("issuer", word!("journal-field-issuer")),
    ("item", word!("journal-field-item")),
    ("items", word!("journal-field-items")),
    ("kept", word!("journal-field-kept")),
    ("kind", word!("journal-field-kind")),
    ("label", word!("journal-field-label")),
    ("language", word!("journal-field-language")),
    ("last", word!("journal-field-last")),
    ("last_day", word!("journal-field-last-day")),
    ("leader", word!("journal-field-leader")),
    ("leads", word!("journal-field-leads")),
    ("letter", word!("journal-field-letter")),
    ("level", word!("journal-field-level")),
    ("lines", word!("journal-field-lines")),
    ("list", word!("journal-field-list")),
    ("login", word!("journal-field-login")),
    ("manifest", word!("journal-field-manifest")),
    ("members", word!("journal-field-members")),
    ("met", word!("journal-field-met")),
    ("month", word!("journal-field-month")),
    ("months", word!("journal-field-months")),
    ("movement", word!("journal-field-movement")),
    ("name", word!("journal-field-name")),
    ("next", word!("journal-field-next")),
    ("note", word!("journal-field-note")),
    ("now", word!("journal-field-now")),
    ("number", word!("journal-field-number")),
    ("off_day", word!("holiday-rule")),
    ("on", word!("journal-field-on")),
    ("opens", word!("journal-field-opens")),
    ("ordinal", word!("journal-field-ordinal")),
    ("other", word!("journal-field-other")),
    ("over_the_cap", word!("journal-field-over-the-cap")),
    ("owner", word!("journal-field-owner")),
    ("paper", word!("journal-field-paper")),
    ("papers_days", word!("journal-field-papers-days")),
    ("papers_on", word!("journal-field-papers-on")),
    ("parent", word!("journal-field-parent")),
    ("part", word!("journal-field-part")),
    ("parts", word!("journal-field-parts")),
    ("passed", word!("journal-field-passed")),
    ("pays", word!("journal-field-pays")),
    ("people_moved", word!("journal-field-people-moved")),
    ("person", word!("journal-field-person")),
    ("place", word!("journal-field-place")),
    ("plan", word!("journal-field-plan")),
    ("post", word!("journal-field-post")),
    ("practice", word!("journal-field-practice")),
    ("present", word!("journal-field-present")),
    ("programme", word!("journal-field-programme")),
    ("prospect", word!("journal-field-prospect")),
    ("purposes", word!("journal-field-purposes")),
    ("reaches", word!("journal-field-reaches")),
    ("reason", word!("journal-field-reason")),
    ("recheck_on", word!("journal-field-recheck-on")),
    ("recipients", word!("journal-field-recipients")),
    ("removed", word!("journal-field-removed")),
    ("role", word!("journal-field-role")),
    ("round", word!("journal-field-round")),
    ("rounding", word!("journal-field-rounding")),
    ("rows", word!("journal-field-rows")),
    ("seconds", word!("journal-field-seconds")),
    ("section", word!("journal-field-section")),
    ("sent_on", word!("journal-field-sent-on")),
    ("session", word!("journal-field-session")),
    ("sessions_ended", word!("journal-field-sessions-ended")),
    ("sha256", word!("journal-field-sha256")),
    ("share", word!("journal-field-share")),
    ("shared", word!("journal-field-shared")),
    ("source", word!("journal-field-source")),
    ("stage", word!("journal-field-stage")),
    ("standing_body", word!("journal-field-standing-body")),
    ("starts_at", word!("journal-field-starts-at")),
    ("step", word!("journal-field-step")),
    ("subject", word!("journal-field-subject")),
    ("successors", word!("journal-field-successors")),
    ("support", word!("journal-field-support")),
    ("symbol", word!("journal-field-symbol")),
    ("target", word!("journal-field-target")),
    ("task", word!("journal-field-task")),
    ("tasks", word!("journal-field-tasks")),
    ("threshold", word!("journal-field-threshold")),
    ("tier", word!("journal-field-tier")),
    ("title", word!("journal-field-title")),
    ("to", word!("journal-field-to")),
    ("took", word!("journal-field-took")),
    ("track", word!("journal-field-track")),
    ("trustee", word!("journal-field-trustee")),
    ("trustees", word!("journal-field-trustees")),
    ("unit", word!("journal-field-unit")),
    ("until", word!("journal-field-until")),
    ("valid_until", word!("journal-field-valid-until")),
    ("value", word!("journal-field-value")),
    ("verdict", word!("journal-field-verdict")),
    ("was", word!("journal-field-was")),
    ("way", word!("journal-field-way")),
    ("what", word!("journal-field-what")),
    ("why", word!("journal-field-why")),
    ("year", word!("journal-field-year")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use lantoa_i18n::{Locale, Say};

    fn said(name: &str, value: Told) -> String {
        let view = FieldView::new(&Field { name: name.to_owned(), value });
        let name: Vec<_> = view.name.iter().map(|part| part.say(Locale::Vi).into_owned()).collect();
        let value = view.value.iter().map(|piece| match piece {
            Piece::Label(label) => label.say(Locale::Vi).into_owned(),
            Piece::Day(day) => day.to_string(),
        });
        format!("{}: {}", name.join(" · "), value.collect::<String>())
    }

    #[test]
    fn names_are_in_the_order_the_search_needs() {
        assert!(NAMES.is_sorted_by(|one, two| one.0 < two.0));
    }

    #[test]
    fn fields_and_codes_are_said_in_words() {
        assert_eq!(said("after.step", Told::Text("2".into())), "Sau · Bước thứ: 2");
        assert_eq!(said("role", Told::Text("unit_clerk".into())), "Vai trò: Cán bộ đầu mối đơn vị");
        assert_eq!(said("role", Told::Text("vice_chair".into())), "Vai trò: Phó Chủ tịch");
        assert_eq!(said("detail.passed", Told::Flag(true)), "Thông qua: có");
        assert_eq!(said("before.is", Told::Text("walking".into())), "Trước · Tình trạng: đang xét");
        assert_eq!(said("why", Told::Text("met".into())), "Lý do: met", "what people wrote is not translated");
        let change = Told::Change(Box::new(Told::Text("An".into())), Box::new(Told::Nothing));
        assert_eq!(said("name", change), "Tên: An → –");
        assert_eq!(
            said("unheard_of", Told::List(vec![Told::Text("a".into()), Told::Text("b".into())])),
            "unheard_of: a; b"
        );
    }
}
