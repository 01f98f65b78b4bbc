//! The card of the review: four aspects with grade and evidence, and what follows; it must not decide who may write one.

use super::{load, shell};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, Visit},
    ui::{Action, Badge, Tone},
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::exemplar::{self, Aspect, ExemplarView, Grade, NewCard, Verdict};
use lantoa_domain::id::ExemplarId;
use lantoa_i18n::{Word, word};

const GRADE: InputKind = InputKind::Radio;
const NOTE: InputKind = InputKind::Lines;
/// Grade and evidence of each aspect, in their order.
const ASPECTS: [(Input, Input); 4] = [
    (
        Input::new(GRADE, "hieu-qua", word!("exemplar-effect")).required(),
        Input::new(NOTE, "hieu-qua-mc", word!("exemplar-effect-note")).required().max_chars(2000),
    ),
    (
        Input::new(GRADE, "hieu-suat", word!("exemplar-efficiency")).required(),
        Input::new(NOTE, "hieu-suat-mc", word!("exemplar-efficiency-note")).required().max_chars(2000),
    ),
    (
        Input::new(GRADE, "phat-trien", word!("exemplar-potential")).required(),
        Input::new(NOTE, "phat-trien-mc", word!("exemplar-potential-note")).required().max_chars(2000),
    ),
    (
        Input::new(GRADE, "anh-huong", word!("exemplar-influence")).required(),
        Input::new(NOTE, "anh-huong-mc", word!("exemplar-influence-note")).required().max_chars(2000),
    ),
];
const VERDICT: Input = Input::new(InputKind::Radio, "ket-luan", word!("exemplar-verdict")).required();
const FOUND: Input = Input::new(NOTE, "nhan-xet", word!("exemplar-found")).required().max_chars(2000);
const UNTIL: Input =
    Input::new(InputKind::Date, "den-ngay", word!("exemplar-valid-until")).hint(word!("exemplar-review-until-hint"));
const AGAIN: Input = Input::new(InputKind::Date, "xem-lai", word!("exemplar-recheck-on"));

const GRADES: [(&str, Grade); 3] = [("ro-ret", Grade::Strong), ("dat", Grade::Fair), ("han-che", Grade::Weak)];
const VERDICTS: [(&str, Verdict); 4] = [
    ("giu", Verdict::Confirmed),
    ("gia-han", Verdict::Renewed),
    ("het", Verdict::Faded),
    ("thu-hoi", Verdict::Withdrawn),
];

/// A grade as a word.
pub(super) const fn grade_word(grade: Grade) -> Word {
    match grade {
        Grade::Strong => word!("exemplar-grade-strong"),
        Grade::Fair => word!("exemplar-grade-fair"),
        Grade::Weak => word!("exemplar-grade-weak"),
    }
}

/// A grade as a pill.
pub(super) fn grade(grade: Grade) -> Badge {
    let tone = match grade {
        Grade::Strong => Tone::Good,
        Grade::Fair => Tone::Note,
        Grade::Weak => Tone::Warn,
    };
    Badge::new(grade_word(grade), tone)
}

/// An aspect as a word.
pub(super) const fn aspect(aspect: Aspect) -> Word {
    match aspect {
        Aspect::Effect => word!("exemplar-effect"),
        Aspect::Efficiency => word!("exemplar-efficiency"),
        Aspect::Potential => word!("exemplar-potential"),
        Aspect::Influence => word!("exemplar-influence"),
    }
}

/// A verdict as a pill.
pub(super) fn verdict(verdict: Verdict) -> Badge {
    match verdict {
        Verdict::Confirmed => Badge::new(word!("exemplar-confirmed"), Tone::Good),
        Verdict::Renewed => Badge::new(word!("exemplar-renewed"), Tone::Good),
        Verdict::Faded => Badge::new(word!("exemplar-faded"), Tone::Plain),
        Verdict::Withdrawn => Badge::new(word!("exemplar-withdrawn"), Tone::Bad),
    }
}

const fn verdict_note(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Confirmed => word!("exemplar-confirmed-note"),
        Verdict::Renewed => word!("exemplar-renewed-note"),
        Verdict::Faded => word!("exemplar-end-expire-note"),
        Verdict::Withdrawn => word!("exemplar-end-withdraw-note"),
    }
}

const fn verdict_word(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Confirmed => word!("exemplar-confirmed"),
        Verdict::Renewed => word!("exemplar-renewed"),
        Verdict::Faded => word!("exemplar-faded"),
        Verdict::Withdrawn => word!("exemplar-withdrawn"),
    }
}

/// The form. Those who may only give new days are offered no end, and the other way round.
pub(super) fn page(visit: &Visit, view: &ExemplarView, form: &FormState) -> Ask {
    let (base, title) = (format!("/dien-hinh/{}", view.id), word!("exemplar-recheck-do"));
    let grades = GRADES.map(|(code, grade)| Choice::new(code, grade_word(grade)));
    let may = |one: &Verdict| if one.ends() { view.may_end } else { view.may_recheck };
    let offered = VERDICTS.iter().filter(|(_, one)| may(one));
    let verdicts: Vec<Choice> =
        offered.map(|(code, one)| Choice::new(*code, verdict_word(*one)).note(verdict_note(*one))).collect();
    let mut fields = Vec::new();
    for (grade, note) in ASPECTS {
        fields.extend([form.show_choices(grade, &grades), form.show(note)]);
    }
    fields.extend([form.show_choices(VERDICT, &verdicts), form.show(FOUND), form.show(UNTIL), form.show(AGAIN)]);
    let submit = Action::submit(word!("exemplar-save")).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell(visit, title, view), title, format!("{base}/xem-lai"), submit, back)
        .lead(word!("exemplar-review-lead"))
        .hidden(FormState::VERSION, view.version.to_string())
        .fields(form, fields)
}

pub(super) async fn show(visit: Visit, At(id): At<ExemplarId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_recheck && !view.may_end {
        return Err(Failure::not_now(format!("/dien-hinh/{id}")));
    }
    let form = FormState::filled([(UNTIL.name, view.valid_until.map(|day| day.to_string()).unwrap_or_default())]);
    Ok(visit.page(&page(&visit, &view, &form)))
}

fn read(form: &mut FormState) -> Option<NewCard> {
    let aspects = ASPECTS.map(|(grade, note)| {
        let grade = form.choice(grade, |text| GRADES.iter().find(|(code, _)| *code == text).map(|found| found.1));
        (grade, form.text(note))
    });
    let verdict = form.choice(VERDICT, |text| VERDICTS.iter().find(|(code, _)| *code == text).map(|found| found.1));
    let found = form.text(FOUND);
    let (until, again) = (form.maybe_date(UNTIL), form.maybe_date(AGAIN));
    let [one, two, three, four] = aspects.map(|(grade, note)| Some((grade?, note?)));
    Some(NewCard {
        aspects: [one?, two?, three?, four?],
        verdict: verdict?,
        found: found?,
        valid_until: until?,
        recheck_on: again?,
    })
}

pub(super) async fn send(visit: Visit, At(id): At<ExemplarId>, mut form: FormState) -> Result<Response, Failure> {
    if let Some(card) = read(&mut form) {
        match exemplar::review(visit.cx()?, id, form.version()?, card).await {
            Ok(_) => return Ok(visit.redirect(&format!("/dien-hinh/{id}"), &Flash::done(word!("exemplar-saved")))),
            Err(error) => blame(&mut form, &visit, error, &[("valid_until", UNTIL), ("recheck_on", AGAIN)])?,
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&page(&visit, &view, &form)))
}
