//! Forms of a track's head and of its steps with their voting rule. They must not save.

use lantoa_domain::plan::{
    Absent, Answers, Base, Conflicted, Counting, Method, Paper, Performer, Rhythm, Step, StepKind, Threshold, Track,
    VoteRule,
};
use lantoa_domain::subject::SubjectKind;
use lantoa_i18n::{Word, word};

use super::deadline::{self, Need};
use super::{Around, Section, code, decode, keys, lines, no_key, number, optional, options};
use crate::kernel::{Choice, FormState, Input, InputKind};
use crate::{plan_words, words};

const NAME: Input = Input::text("ten", word!("plan-field-track-name")).required();
const RHYTHM: Input = Input::new(InputKind::Radio, "nhip", word!("plan-field-rhythm")).required();
const COUNTING: Input = Input::new(InputKind::Tick, "ngoai-chi-tieu", word!("plan-field-free"));
const MOVEMENTS: Input =
    Input::new(InputKind::Ticks, "phong-trao", word!("plan-field-movements")).hint(word!("plan-field-movements-empty"));
const SUBJECTS: Input =
    Input::new(InputKind::Ticks, "doi-tuong", word!("plan-field-subjects")).hint(word!("plan-field-subjects-empty"));
const VALID: Input =
    Input::new(InputKind::Whole, "hieu-luc", word!("plan-field-valid")).hint(word!("plan-field-valid-hint"));
const GIVES: Input = Input::text("hinh-thuc", word!("plan-field-gives")).hint(word!("plan-field-gives-hint"));
const CLAUSE: Input = Input::text("dieu-khoan", word!("plan-field-clause")).max_chars(60);

pub(super) fn fill(t: &Track) -> FormState {
    let mut values = vec![
        (NAME.name, t.name.clone()),
        (RHYTHM.name, code(t.rhythm)),
        (COUNTING.name, if t.counting == Counting::Free { "co".to_owned() } else { String::new() }),
        (VALID.name, t.valid_months.map(|months| months.to_string()).unwrap_or_default()),
        (GIVES.name, t.gives.clone().unwrap_or_default()),
        (CLAUSE.name, t.clause.clone()),
    ];
    values.extend(t.movements.iter().map(|key| (MOVEMENTS.name, key.to_string())));
    values.extend(t.subjects.iter().map(|kind| (SUBJECTS.name, code(kind))));
    FormState::filled(values)
}

pub(super) fn sections(form: &FormState, around: &Around<'_>) -> Vec<Section> {
    let rhythms = options(&[Rhythm::Yearly, Rhythm::Monthly, Rhythm::AtAnyTime], words::rhythm);
    let first = vec![form.show(NAME), form.show_choices(RHYTHM, &rhythms), form.show(COUNTING)];
    let reach = vec![
        form.show_choices(MOVEMENTS, &around.movements()),
        form.show_choices(SUBJECTS, &options(&SubjectKind::ALL, words::kind)),
    ];
    let result = [VALID, GIVES, CLAUSE].map(|input| form.show(input));
    vec![
        Section::first(first),
        Section::titled(word!("plan-section-reach"), reach),
        Section::titled(word!("plan-section-result"), result.into()),
    ]
}

pub(super) fn read(form: &mut FormState, old: Option<Track>) -> Option<Track> {
    let (name, rhythm) = (form.text(NAME), form.choice(RHYTHM, decode));
    let (valid, gives, clause) = (number(form, VALID, 1..=600), optional(form, GIVES), form.text(CLAUSE));
    let subjects = form.all(SUBJECTS.name).filter_map(decode).collect();
    Some(Track {
        key: old.as_ref().map_or_else(no_key, |old| old.key.clone()),
        name: name?,
        rhythm: rhythm?,
        movements: keys(form, MOVEMENTS),
        subjects,
        counting: if form.ticked(COUNTING) { Counting::Free } else { Counting::Counted },
        valid_months: valid?.and_then(|months| u16::try_from(months).ok()),
        gives: gives?,
        steps: old.as_ref().map(|old| old.steps.clone()).unwrap_or_default(),
        clause: clause?,
        source: old.and_then(|old| old.source),
    })
}

const KIND: Input = Input::new(InputKind::Select, "viec", word!("plan-field-step")).required();
const WHO: Input = Input::new(InputKind::Select, "ai", word!("plan-field-who")).required();
const PAPERS: Input = Input::new(InputKind::Ticks, "giay-to", word!("plan-field-papers"));
const NAMES: Input =
    Input::new(InputKind::Lines, "noi-den", word!("plan-field-names")).hint(word!("plan-field-names-hint"));
const METHOD: Input = Input::new(InputKind::Select, "hinh-thuc-phieu", word!("plan-field-method"));
const NUM: Input = Input::new(InputKind::Whole, "tu-so", word!("plan-field-num"));
const DEN: Input = Input::new(InputKind::Whole, "mau-so", word!("plan-field-den"));
const THRESHOLD: Input = Input::new(InputKind::Radio, "nguong", word!("plan-field-threshold"));
const BASE: Input = Input::new(InputKind::Radio, "tren", word!("plan-field-base"));
const QUORUM_NUM: Input = Input::new(InputKind::Whole, "co-mat-tu", word!("plan-field-quorum-num"));
const QUORUM_DEN: Input = Input::new(InputKind::Whole, "co-mat-mau", word!("plan-field-quorum-den"));
const ABSENT: Input = Input::new(InputKind::Tick, "vang-gui-phieu", word!("plan-field-absent"));
const NO_OPINION: Input = Input::new(InputKind::Tick, "khong-y-kien", word!("plan-field-no-opinion"))
    .hint(word!("plan-field-no-opinion-hint"));
const SHRINK: Input = Input::new(InputKind::Tick, "tru-xung-dot", word!("plan-field-shrink"));

const PERFORMERS: [Performer; 8] = [
    Performer::Unit,
    Performer::UnitOrCandidate,
    Performer::UnitOrStandingBody,
    Performer::StandingBody,
    Performer::MovementLead,
    Performer::MovementLeadOrStandingBody,
    Performer::Council,
    Performer::Head,
];
const PAPERS_ALL: [Paper; 6] = [
    Paper::List,
    Paper::Description,
    Paper::AchievementReport,
    Paper::EndorsementMinutes,
    Paper::PrizeCertificate,
    Paper::Evidence,
];
const METHODS: [Method; 4] = [Method::Secret, Method::Hands, Method::Written, Method::Consensus];

const fn threshold(value: Threshold) -> Word {
    match value {
        Threshold::AtLeast => word!("plan-threshold-at-least"),
        Threshold::MoreThan => word!("plan-threshold-more-than"),
    }
}

pub(super) fn fresh_step() -> Vec<(&'static str, String)> {
    fill_vote(&VoteRule::USUAL)
}

pub(super) fn fill_step(s: &Step) -> FormState {
    let mut values = vec![(KIND.name, code(s.kind)), (WHO.name, code(s.who)), (NAMES.name, s.names.join("\n"))];
    values.extend(s.papers.iter().map(|paper| (PAPERS.name, code(paper))));
    values.extend(s.deadline.as_ref().map(deadline::fill).unwrap_or_default());
    values.extend(fill_vote(&s.vote.unwrap_or(VoteRule::USUAL)));
    FormState::filled(values)
}

fn fill_vote(rule: &VoteRule) -> Vec<(&'static str, String)> {
    let tick = |yes: bool| if yes { "co".to_owned() } else { String::new() };
    vec![
        (METHOD.name, code(rule.method)),
        (NUM.name, rule.num.to_string()),
        (DEN.name, rule.den.to_string()),
        (THRESHOLD.name, code(rule.threshold)),
        (BASE.name, code(rule.base)),
        (QUORUM_NUM.name, rule.quorum_num.to_string()),
        (QUORUM_DEN.name, rule.quorum_den.to_string()),
        (ABSENT.name, tick(rule.absent == Absent::WrittenOpinion)),
        (SHRINK.name, tick(rule.conflicted == Conflicted::ShrinkBase)),
        (NO_OPINION.name, tick(rule.answers == Answers::OrNoOpinion)),
    ]
}

pub(super) fn step(form: &FormState) -> Vec<Section> {
    let bases: Vec<Choice> = options(&[Base::AllMembers, Base::Present, Base::Cast], words::base);
    let first = vec![
        form.show_choices(KIND, &options(&StepKind::ALL, words::step)),
        form.show_choices(WHO, &options(&PERFORMERS, words::performer)),
        form.show_choices(PAPERS, &options(&PAPERS_ALL, words::paper)),
        form.show(NAMES),
    ];
    let vote = vec![
        form.show_choices(METHOD, &options(&METHODS, words::method)),
        form.show(NUM),
        form.show(DEN),
        form.show_choices(THRESHOLD, &options(&[Threshold::AtLeast, Threshold::MoreThan], threshold)),
        form.show_choices(BASE, &bases),
        form.show(QUORUM_NUM),
        form.show(QUORUM_DEN),
        form.show(ABSENT),
        form.show(SHRINK),
        form.show(NO_OPINION),
    ];
    let mut rule = Section::titled(word!("plan-section-vote"), vote).class("form form--vote");
    if let Some(known) = vote_of(&mut form.clone()) {
        rule = rule.hint(word!("plan-vote-needed").with("numbers", plan_words::needed(&known)));
    }
    vec![Section::first(first), deadline::section(form, Need::Optional), rule]
}

fn vote_of(form: &mut FormState) -> Option<VoteRule> {
    let method = form.choice(METHOD, decode);
    let (num, den) = (form.whole(NUM, 1..=1000), form.whole(DEN, 1..=1000));
    let (threshold, base) = (form.choice(THRESHOLD, decode), form.choice(BASE, decode));
    let (quorum_num, quorum_den) = (number(form, QUORUM_NUM, 0..=1000), number(form, QUORUM_DEN, 1..=1000));
    let (num, den) = (u32::try_from(num?).ok()?, u32::try_from(den?).ok()?);
    if num > den {
        form.refuse(NUM, word!("plan-field-share-wrong"));
        return None;
    }
    let quorum_num = u32::try_from(quorum_num?.unwrap_or(0)).ok()?;
    let quorum_den = u32::try_from(quorum_den?.unwrap_or(1)).ok()?;
    if quorum_num > quorum_den {
        form.refuse(QUORUM_NUM, word!("plan-field-share-wrong"));
        return None;
    }
    Some(VoteRule {
        method: method?,
        num,
        den,
        threshold: threshold?,
        base: base?,
        quorum_num,
        quorum_den,
        absent: if form.ticked(ABSENT) { Absent::WrittenOpinion } else { Absent::NoVoice },
        conflicted: if form.ticked(SHRINK) { Conflicted::ShrinkBase } else { Conflicted::KeepBase },
        answers: if form.ticked(NO_OPINION) { Answers::OrNoOpinion } else { Answers::AgreeOrNot },
    })
}

pub(super) fn read_step(form: &mut FormState, old: Option<Step>) -> Option<Step> {
    let (kind, who) = (form.choice(KIND, decode), form.choice(WHO, decode));
    let (deadline, names) = (deadline::read(form, Need::Optional), lines(form, NAMES));
    let vote = if kind == Some(StepKind::Deliberate) { vote_of(form).map(Some) } else { Some(None) };
    Some(Step {
        kind: kind?,
        who: who?,
        deadline: deadline?,
        papers: form.all(PAPERS.name).filter_map(decode).collect(),
        vote: vote?,
        names: names?,
        source: old.and_then(|old| old.source),
    })
}
