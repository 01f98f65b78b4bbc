//! Forms of the plan's header and of movements. They must not save.

use lantoa_domain::plan::{Document, Movement};
use lantoa_i18n::word;

use super::{FROM, Section, TO, YEARS, fill_years, lines, no_key, optional, years};
use crate::kernel::{FormState, Input, InputKind};

const AGENCY: Input = Input::text("co-quan", word!("plan-field-agency")).required();
const NUMBER: Input = Input::text("so", word!("plan-field-number")).max_chars(60);
const PLACE: Input = Input::text("dia-danh", word!("plan-field-place")).max_chars(100);
const ISSUED: Input = Input::new(InputKind::Date, "ngay", word!("plan-field-issued"));
const TITLE: Input = Input::text("trich-yeu", word!("plan-field-title")).required().max_chars(500);
const SIGNER: Input = Input::text("nguoi-ky", word!("plan-field-signer")).max_chars(120);
const SIGNER_TITLE: Input = Input::text("chuc-vu", word!("plan-field-signer-title")).max_chars(200);
const RECIPIENTS: Input =
    Input::new(InputKind::Lines, "noi-nhan", word!("plan-field-recipients")).hint(word!("plan-field-one-a-line"));

pub(super) fn fill_document(d: &Document) -> FormState {
    FormState::filled([
        (AGENCY.name, d.agency.clone()),
        (NUMBER.name, d.number.clone().unwrap_or_default()),
        (PLACE.name, d.place.clone().unwrap_or_default()),
        (ISSUED.name, d.issued.map(|day| day.to_string()).unwrap_or_default()),
        (TITLE.name, d.title.clone()),
        (FROM.name, d.from.to_string()),
        (TO.name, d.to.to_string()),
        (SIGNER.name, d.signer.clone().unwrap_or_default()),
        (SIGNER_TITLE.name, d.signer_title.clone().unwrap_or_default()),
        (RECIPIENTS.name, d.recipients.join("\n")),
    ])
}

pub(super) fn document(form: &FormState) -> Vec<Section> {
    let first = [AGENCY, NUMBER, PLACE, ISSUED, TITLE].map(|input| form.show(input));
    let years = [FROM.required(), TO.required()].map(|input| form.show(input));
    let end = [SIGNER, SIGNER_TITLE, RECIPIENTS].map(|input| form.show(input));
    vec![
        Section::first(first.into()),
        Section::titled(word!("plan-section-years"), years.into()).class("form__pair"),
        Section::titled(word!("plan-section-signature"), end.into()),
    ]
}

pub(super) fn read_document(form: &mut FormState, old: Document) -> Option<Document> {
    let (agency, number, place) = (form.text(AGENCY), optional(form, NUMBER), optional(form, PLACE));
    let issued = if form.raw(ISSUED.name).trim().is_empty() { Some(None) } else { form.date(ISSUED).map(Some) };
    let (title, from, to) = (form.text(TITLE), form.whole(FROM, YEARS), form.whole(TO, YEARS));
    let (signer, signer_title) = (optional(form, SIGNER), optional(form, SIGNER_TITLE));
    let recipients = lines(form, RECIPIENTS);
    Some(Document {
        agency: agency?,
        number: number?,
        place: place?,
        issued: issued?,
        title: title?,
        from: i16::try_from(from?).ok()?,
        to: i16::try_from(to?).ok()?,
        signer: signer?,
        signer_title: signer_title?,
        recipients: recipients?,
        ..old
    })
}

const ORDINAL: Input = Input::text("thu-tu", word!("plan-field-ordinal")).max_chars(20);
const NAME: Input = Input::text("ten", word!("plan-field-movement-name")).required().max_chars(500);
const ALIASES: Input =
    Input::new(InputKind::Lines, "ten-khac", word!("plan-field-aliases")).hint(word!("plan-field-one-a-line"));
const LEAD: Input = Input::text("chu-tri", word!("plan-field-lead")).max_chars(300);
const ASKED: Input = Input::new(InputKind::Tick, "de-nghi", word!("plan-field-lead-asked"));
const COOPERATING: Input =
    Input::new(InputKind::Lines, "phoi-hop", word!("plan-field-cooperating")).hint(word!("plan-field-one-a-line"));

pub(super) fn fill_movement(m: &Movement) -> FormState {
    let values = [
        (ORDINAL.name, m.ordinal.clone()),
        (NAME.name, m.name.clone()),
        (ALIASES.name, m.aliases.join("\n")),
        (LEAD.name, m.lead.clone().unwrap_or_default()),
        (ASKED.name, if m.lead_is_asked { "co".to_owned() } else { String::new() }),
        (COOPERATING.name, m.cooperating.join("\n")),
    ];
    FormState::filled(values.into_iter().chain(fill_years(m.years)))
}

pub(super) fn movement(form: &FormState) -> Vec<Section> {
    let first = [ORDINAL, NAME, ALIASES].map(|input| form.show(input));
    let lead = [LEAD, ASKED, COOPERATING].map(|input| form.show(input));
    let years = [FROM, TO].map(|input| form.show(input));
    vec![
        Section::first(first.into()),
        Section::titled(word!("plan-section-lead"), lead.into()),
        Section::titled(word!("plan-section-own-years"), years.into()).class("form__pair"),
    ]
}

pub(super) fn read_movement(form: &mut FormState, old: Option<Movement>) -> Option<Movement> {
    let (ordinal, name, aliases) = (form.text(ORDINAL), form.text(NAME), lines(form, ALIASES));
    let (lead, cooperating, years) = (optional(form, LEAD), lines(form, COOPERATING), years(form));
    Some(Movement {
        key: old.as_ref().map_or_else(no_key, |old| old.key.clone()),
        ordinal: ordinal?,
        name: name?,
        aliases: aliases?,
        lead: lead?,
        lead_is_asked: form.ticked(ASKED),
        cooperating: cooperating?,
        years: years?,
        source: old.and_then(|old| old.source),
    })
}
