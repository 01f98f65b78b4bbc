//! The form of an obligation: who owes what by when, to whom. It must not save.

use lantoa_domain::plan::{Debtor, Obligation, ObligationForm};
use lantoa_domain::unit::UnitKind;
use lantoa_i18n::{Word, word};

use super::deadline::{self, Need};
use super::{Section, code, decode, lines, no_key, options};
use crate::kernel::{Choice, FormState, Input, InputKind};
use crate::{plan_words, words};

const WHAT: Input = Input::new(InputKind::Lines, "viec", word!("plan-field-what")).required().max_chars(1000);
const FORM: Input = Input::new(InputKind::Select, "ket-qua", word!("plan-field-form")).required();
const WHO: Input = Input::new(InputKind::Select, "ai", word!("plan-field-debtor")).required();
const KINDS: Input = Input::new(InputKind::Ticks, "loai-don-vi", word!("plan-field-kinds"));
const NAMED: Input = Input::text("ten-don-vi", word!("plan-field-named"));
const TO: Input = Input::new(InputKind::Lines, "gui-den", word!("plan-field-to")).hint(word!("plan-field-one-a-line"));

const FORMS: [ObligationForm; 5] = [
    ObligationForm::Plan,
    ObligationForm::List,
    ObligationForm::Report,
    ObligationForm::Meeting,
    ObligationForm::Other,
];
const DEBTORS: [(&str, Word); 7] = [
    ("every_unit", word!("plan-debtor-every-unit")),
    ("kinds", word!("plan-debtor-kinds")),
    ("movement_leads", word!("plan-debtor-movement-leads")),
    ("standing_body", word!("plan-debtor-standing-body")),
    ("council", word!("plan-debtor-council")),
    ("agency", word!("plan-debtor-agency")),
    ("named", word!("plan-debtor-named")),
];

pub(super) fn fill(o: &Obligation) -> FormState {
    let who = match &o.who {
        Debtor::Kinds(_) => "kinds".to_owned(),
        Debtor::Named(_) => "named".to_owned(),
        other => code(other),
    };
    let mut values =
        vec![(WHAT.name, o.what.clone()), (FORM.name, code(o.form)), (WHO.name, who), (TO.name, o.to.join("\n"))];
    match &o.who {
        Debtor::Kinds(kinds) => values.extend(kinds.iter().map(|kind| (KINDS.name, code(kind)))),
        Debtor::Named(name) => values.push((NAMED.name, name.clone())),
        _ => {}
    }
    values.extend(deadline::fill(&o.deadline));
    FormState::filled(values)
}

pub(super) fn sections(form: &FormState) -> Vec<Section> {
    let debtors: Vec<Choice> = DEBTORS.into_iter().map(|(code, word)| Choice::new(code, word)).collect();
    let first = vec![form.show(WHAT), form.show_choices(FORM, &options(&FORMS, plan_words::form))];
    let who = vec![
        form.show_choices(WHO, &debtors),
        form.show_choices(KINDS, &options(&UnitKind::ALL, words::unit_kind)),
        form.show(NAMED),
        form.show(TO),
    ];
    vec![
        Section::first(first),
        Section::titled(word!("plan-section-debtor"), who).class("form form--debtor"),
        deadline::section(form, Need::Required),
    ]
}

pub(super) fn read(form: &mut FormState, old: Option<Obligation>) -> Option<Obligation> {
    let (what, kind, who) = (form.text(WHAT), form.choice(FORM, decode), read_debtor(form));
    let (deadline, to) = (deadline::read(form, Need::Required), lines(form, TO));
    Some(Obligation {
        key: old.as_ref().map_or_else(no_key, |old| old.key.clone()),
        what: what?,
        who: who?,
        form: kind?,
        deadline: deadline??,
        to: to?,
        source: old.and_then(|old| old.source),
    })
}

fn read_debtor(form: &mut FormState) -> Option<Debtor> {
    let known = |text: &str| DEBTORS.iter().find(|(code, _)| *code == text).map(|(code, _)| *code);
    match form.choice(WHO, known)? {
        "kinds" => {
            let kinds: Vec<UnitKind> = form.all(KINDS.name).filter_map(decode).collect();
            if kinds.is_empty() {
                form.refuse(KINDS, word!("ui-form-not-chosen"));
                return None;
            }
            Some(Debtor::Kinds(kinds))
        }
        "named" => form.text(NAMED.required()).map(Debtor::Named),
        other => decode(other),
    }
}
