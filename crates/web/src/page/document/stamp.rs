//! The fields that every document has at its issue: day, number, signer, recipients. It must not decide who may sign.

use crate::{
    kernel::{FormState, Input, InputKind},
    ui::Field,
};
use jiff::civil::Date;
use lantoa_app::document::{Stamp, needs_authority};
use lantoa_docgen::Signer;
use lantoa_domain::Refusal;
use lantoa_i18n::word;

pub(super) const ON: Input = Input::new(InputKind::Date, "ngay", word!("document-on")).required();
pub(super) const NUMBER: Input =
    Input::new(InputKind::Whole, "so", word!("document-number")).hint(word!("document-number-hint"));
const GAP: Input = Input::text("bo-so", word!("document-gap")).max_chars(300).hint(word!("document-gap-hint"));
const TITLE: Input = Input::new(InputKind::Lines, "chuc-vu", word!("document-signer-title"))
    .required()
    .max_chars(300)
    .hint(word!("document-signer-hint"));
const NAME: Input = Input::text("nguoi-ky", word!("document-signer")).required().max_chars(120);
pub(in crate::page) const AUTHORITY: Input =
    Input::text("can-cu-ky", word!("document-authority")).max_chars(300).hint(word!("document-authority-hint"));
const RECIPIENTS: Input = Input::new(InputKind::Lines, "noi-nhan", word!("document-recipients"))
    .max_chars(2000)
    .hint(word!("document-lines-hint"));

/// The fields as the form shows them.
pub(super) fn fields(form: &FormState) -> Vec<Field> {
    [ON, NUMBER, GAP, TITLE, NAME, AUTHORITY, RECIPIENTS].iter().map(|input| form.show(*input)).collect()
}

/// What the fields hold before anybody typed.
pub(super) fn filled(today: Date, signer: &Signer, recipients: &[String]) -> Vec<(&'static str, String)> {
    vec![
        (ON.name, today.to_string()),
        (TITLE.name, signer.lines().join("\n")),
        (NAME.name, signer.name.clone()),
        (RECIPIENTS.name, recipients.join("\n")),
    ]
}

/// What was typed. `None` when something is missing or wrong: it is noted at its field.
pub(super) fn read(form: &mut FormState) -> Option<Stamp> {
    let (on, gap_reason, signer_title) = (form.date(ON), form.text(GAP), form.text(TITLE));
    let (signer_name, recipients) = (form.text(NAME), form.text(RECIPIENTS));
    let number = form.maybe(NUMBER, word!("ui-form-not-a-number"), |text| text.parse().ok().filter(|n| *n > 0));
    // Asked for only where the right to sign needs it.
    let needs = signer_title.as_deref().is_some_and(needs_authority);
    let authority = form.text(if needs { AUTHORITY.required() } else { AUTHORITY });
    Some(Stamp {
        on: on?,
        number: number?,
        gap_reason: gap_reason?,
        signer_title: signer_title?,
        signer_name: signer_name?,
        authority: authority?,
        recipients: lines(&recipients?),
    })
}

/// Notes at its field what the rules hold against what was typed; says whether it is about a field here.
pub(super) fn refuse(form: &mut FormState, why: &Refusal) -> bool {
    match why {
        Refusal::Invalid { field: "on", why: "in-future" } => form.refuse(ON, word!("document-on-in-future")),
        Refusal::Invalid { field: "on", .. } => form.refuse(ON, word!("document-on-before-last")),
        Refusal::Taken { field: "number" } => form.refuse(NUMBER, word!("document-number-taken")),
        Refusal::Invalid { field: "authority", .. } => form.refuse(AUTHORITY, word!("document-authority-missing")),
        Refusal::ReasonMissing if form.raw(GAP.name).trim().is_empty() && !form.raw(NUMBER.name).is_empty() => {
            form.refuse(GAP, word!("document-gap-missing"));
        }
        _ => return false,
    }
    true
}

/// Lines as a person typed them, without empty ones.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
