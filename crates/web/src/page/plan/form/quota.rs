//! The form of a quota of any of the five kinds. It must not save.

use lantoa_domain::plan::{Bound, Key, Per, Quota, QuotaSubject, Strength};
use lantoa_i18n::{Word, word};

use super::{Around, FROM, Section, TO, code, decode, fill_years, keys, lines, no_key, number, options, years};
use crate::kernel::{FormState, Input, InputKind};
use crate::words;

const MOVEMENT: Input =
    Input::new(InputKind::Select, "phong-trao", word!("plan-field-movement")).hint(word!("plan-field-movement-empty"));
const TRACKS: Input =
    Input::new(InputKind::Ticks, "quy-trinh", word!("plan-field-tracks")).hint(word!("plan-field-tracks-empty"));
const SUBJECT: Input = Input::new(InputKind::Select, "doi-tuong", word!("plan-field-quota-subject")).required();
const BOUND: Input = Input::new(InputKind::Select, "loai", word!("plan-field-bound")).required();
const COUNT: Input = Input::new(InputKind::Whole, "so-luong", word!("plan-field-count"));
const PER: Input = Input::new(InputKind::Select, "tinh-theo", word!("plan-field-per")).required();
const STRENGTH: Input = Input::new(InputKind::Radio, "muc-do", word!("plan-field-strength")).required();
const SECTORS: Input =
    Input::new(InputKind::Lines, "nganh", word!("plan-field-sectors")).hint(word!("plan-field-sectors-hint"));
const TEXT: Input = Input::new(InputKind::Lines, "nguyen-van", word!("plan-field-words")).max_chars(2000);

const SUBJECTS: [QuotaSubject; 5] = [
    QuotaSubject::Collective,
    QuotaSubject::Individual,
    QuotaSubject::Household,
    QuotaSubject::Practice,
    QuotaSubject::Any,
];
const PERS: [Per; 6] = [Per::Plan, Per::Movement, Per::Year, Per::Quarter, Per::Month, Per::Unit];

const fn bound(value: Bound) -> Word {
    match value {
        Bound::Min => word!("plan-bound-min"),
        Bound::Max => word!("plan-bound-max"),
        Bound::Exact => word!("plan-bound-exact"),
        Bound::Unlimited => word!("plan-bound-unlimited"),
    }
}

pub(super) fn fresh() -> Vec<(&'static str, String)> {
    vec![(STRENGTH.name, code(Strength::Assigned)), (PER.name, code(Per::Plan))]
}

pub(super) fn fill(q: &Quota) -> FormState {
    let mut values = vec![
        (MOVEMENT.name, q.movement.as_ref().map(ToString::to_string).unwrap_or_default()),
        (SUBJECT.name, code(q.subject)),
        (BOUND.name, code(q.bound)),
        (COUNT.name, if q.bound == Bound::Unlimited { String::new() } else { q.count.to_string() }),
        (PER.name, code(q.per)),
        (STRENGTH.name, code(q.strength)),
        (SECTORS.name, q.sectors.join("\n")),
        (TEXT.name, q.text.clone()),
    ];
    values.extend(q.tracks.iter().map(|key| (TRACKS.name, key.to_string())));
    values.extend(fill_years(q.years));
    FormState::filled(values)
}

pub(super) fn sections(form: &FormState, around: &Around<'_>) -> Vec<Section> {
    let bounds = [Bound::Min, Bound::Max, Bound::Exact, Bound::Unlimited];
    let strengths = [Strength::Assigned, Strength::Aimed];
    let number = vec![
        form.show_choices(BOUND, &options(&bounds, bound)),
        form.show(COUNT),
        form.show_choices(SUBJECT, &options(&SUBJECTS, words::quota_subject)),
        form.show_choices(PER, &options(&PERS, words::per)),
        form.show_choices(STRENGTH, &options(&strengths, words::strength)),
    ];
    let mut place = vec![form.show_choices(MOVEMENT, &around.movements())];
    if around.plan.tracks.len() > 1 {
        place.push(form.show_choices(TRACKS, &around.tracks()));
    }
    place.push(form.show(SECTORS));
    let years = [FROM, TO].map(|input| form.show(input));
    vec![
        Section::first(number).class("form form--quota"),
        Section::titled(word!("plan-section-counted-in"), place),
        Section::titled(word!("plan-section-own-years"), years.into()).class("form__pair"),
        Section::titled(word!("plan-section-words"), vec![form.show(TEXT)]),
    ]
}

pub(super) fn read(form: &mut FormState, old: Option<Quota>) -> Option<Quota> {
    let bound: Option<Bound> = form.choice(BOUND, decode);
    let count = if bound == Some(Bound::Unlimited) { Some(Some(0)) } else { number(form, COUNT, 1..=1_000_000) };
    if count == Some(None) {
        form.text(COUNT.required());
    }
    let (subject, per, strength) =
        (form.choice(SUBJECT, decode), form.choice(PER, decode), form.choice(STRENGTH, decode));
    let movement = form.maybe(MOVEMENT, word!("ui-form-not-offered"), |key| key.parse::<Key>().ok());
    let (sectors, text, years) = (lines(form, SECTORS), form.text(TEXT), years(form));
    Some(Quota {
        key: old.as_ref().map_or_else(no_key, |old| old.key.clone()),
        movement: movement?,
        tracks: keys(form, TRACKS),
        subject: subject?,
        bound: bound?,
        count: u32::try_from(count??).ok()?,
        per: per?,
        strength: strength?,
        sectors: sectors?,
        years: years?,
        text: text?,
        source: old.and_then(|old| old.source),
    })
}
