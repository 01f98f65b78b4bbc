//! Forms of duties, rewards and sources of money. They must not save.

use lantoa_domain::plan::{Duty, Funding, Reward, Source};
use lantoa_i18n::word;

use super::{Section, number, optional};
use crate::kernel::{FormState, Input, InputKind};

const UNIT: Input = Input::text("don-vi", word!("plan-field-duty-unit")).required();
const TEXT: Input = Input::new(InputKind::Lines, "viec", word!("plan-field-duty")).required().max_chars(4000);
const FORM: Input = Input::text("hinh-thuc", word!("plan-field-reward")).required();
const BY: Input = Input::text("ai", word!("plan-field-reward-by"));
const FROM: Input = Input::text("nguon", word!("plan-field-funding")).required().max_chars(500);
const AMOUNT: Input = Input::new(InputKind::Whole, "so-tien", word!("plan-field-amount"));

/// The largest amount that is taken for one, in đồng.
const MOST: i64 = 1_000_000_000_000;

fn amount(value: Option<i64>) -> (&'static str, String) {
    (AMOUNT.name, value.map(|dong| dong.to_string()).unwrap_or_default())
}

pub(super) fn fill_duty(duty: &Duty) -> FormState {
    FormState::filled([(UNIT.name, duty.unit.clone()), (TEXT.name, duty.text.clone())])
}

pub(super) fn duty(form: &FormState) -> Vec<Section> {
    vec![Section::first([UNIT, TEXT].map(|input| form.show(input)).into())]
}

pub(super) fn read_duty(form: &mut FormState, source: Option<Source>) -> Option<Duty> {
    let (unit, text) = (form.text(UNIT), form.text(TEXT));
    Some(Duty { unit: unit?, text: text?, source })
}

pub(super) fn fill_reward(reward: &Reward) -> FormState {
    let by = reward.by.clone().unwrap_or_default();
    FormState::filled([(FORM.name, reward.form.clone()), (BY.name, by), amount(reward.amount)])
}

pub(super) fn reward(form: &FormState) -> Vec<Section> {
    vec![Section::first([FORM, BY, AMOUNT].map(|input| form.show(input)).into())]
}

pub(super) fn read_reward(form: &mut FormState, source: Option<Source>) -> Option<Reward> {
    let (name, by, amount) = (form.text(FORM), optional(form, BY), number(form, AMOUNT, 0..=MOST));
    Some(Reward { form: name?, by: by?, amount: amount?, source })
}

pub(super) fn fill_funding(funding: &Funding) -> FormState {
    FormState::filled([(FROM.name, funding.from.clone()), amount(funding.amount)])
}

pub(super) fn funding(form: &FormState) -> Vec<Section> {
    vec![Section::first([FROM, AMOUNT].map(|input| form.show(input)).into())]
}

pub(super) fn read_funding(form: &mut FormState, source: Option<Source>) -> Option<Funding> {
    let (from, amount) = (form.text(FROM), number(form, AMOUNT, 0..=MOST));
    Some(Funding { from: from?, amount: amount?, source })
}
