//! The form of a criterion, with each way of deciding it. It must not save.

use lantoa_domain::plan::{Applies, Body, Check, Criterion, DisciplineLevel, Key, Link, Rating, Test};
use lantoa_domain::text::slug;
use lantoa_i18n::{Word, word};

use super::{Around, FROM, Section, TO, code, decode, fill_years, keys, no_key, number, options, years};
use crate::kernel::{Choice, FormState, Input, InputKind};
use crate::words;

const TEXT: Input = Input::new(InputKind::Lines, "loi-van", word!("plan-field-criterion")).required().max_chars(4000);
const APPLIES: Input = Input::new(InputKind::Select, "ap-dung", word!("plan-field-applies")).required();
const MOVEMENT: Input =
    Input::new(InputKind::Select, "phong-trao", word!("plan-field-movement")).hint(word!("plan-field-movement-empty"));
const TRACKS: Input =
    Input::new(InputKind::Ticks, "quy-trinh", word!("plan-field-tracks")).hint(word!("plan-field-tracks-empty"));
const TEST: Input = Input::new(InputKind::Select, "cach-xet", word!("plan-field-test")).required();
const COUNT: Input = Input::new(InputKind::Whole, "so-nam", word!("plan-field-test-years"));
const OF: Input = Input::new(InputKind::Select, "cua", word!("plan-field-rating-of"));
const RATING: Input = Input::new(InputKind::Select, "muc", word!("plan-field-rating"));
const DISCIPLINE: Input = Input::new(InputKind::Select, "ky-luat", word!("plan-field-discipline"));
const PERCENT: Input = Input::new(InputKind::Whole, "ty-le", word!("plan-field-percent"));
const SCORE: Input = Input::text("diem-ten", word!("plan-field-score"));
const POINTS: Input = Input::text("diem", word!("plan-field-points")).max_chars(12);
const TITLE: Input = Input::text("danh-hieu", word!("plan-field-holds-title"));
const ANY_OF: Input =
    Input::text("nhom", word!("plan-field-any-of")).max_chars(40).hint(word!("plan-field-any-of-hint"));

const APPLIES_ALL: [Applies; 6] = [
    Applies::General,
    Applies::Collective,
    Applies::Individual,
    Applies::Leader,
    Applies::Household,
    Applies::Practice,
];
const BODIES: [Body; 4] = [Body::Own, Body::Unit, Body::PartyBody, Body::MassBodies];
const RATINGS: [Rating; 4] = [Rating::Excellent, Rating::Good, Rating::Completed, Rating::Failed];
const LEVELS: [DisciplineLevel; 6] = [
    DisciplineLevel::Criticism,
    DisciplineLevel::Reprimand,
    DisciplineLevel::Warning,
    DisciplineLevel::Demotion,
    DisciplineLevel::RemovalFromPost,
    DisciplineLevel::Dismissal,
];
const TESTS: [(&str, Word); 14] = [
    ("judged", word!("plan-test-kind-judged")),
    ("leader", word!("plan-test-kind-leader")),
    ("collective", word!("plan-test-kind-collective")),
    ("age", word!("plan-test-kind-age")),
    ("rating", word!("plan-test-kind-rating")),
    ("discipline", word!("plan-test-kind-discipline")),
    ("roster", word!("plan-test-kind-roster")),
    ("score", word!("plan-test-kind-score")),
    ("target", word!("plan-test-kind-target")),
    ("title", word!("plan-test-kind-title")),
    ("initiative", word!("plan-test-kind-initiative")),
    ("prize", word!("plan-test-kind-prize")),
    ("reports", word!("plan-test-kind-reports")),
    ("highest", word!("plan-test-kind-highest")),
];

pub(super) fn fill(c: &Criterion) -> FormState {
    let mut values = vec![
        (TEXT.name, c.text.clone()),
        (APPLIES.name, code(c.applies)),
        (MOVEMENT.name, c.movement.as_ref().map(ToString::to_string).unwrap_or_default()),
        (ANY_OF.name, c.any_of.as_ref().map(ToString::to_string).unwrap_or_default()),
    ];
    values.extend(c.tracks.iter().map(|key| (TRACKS.name, key.to_string())));
    values.extend(fill_years(c.years));
    values.extend(fill_test(&c.test));
    FormState::filled(values)
}

fn fill_test(test: &Test) -> Vec<(&'static str, String)> {
    let kind = |kind: &str| (TEST.name, kind.to_owned());
    let check = match test {
        Test::Judged => return vec![kind("judged")],
        Test::Linked(Link::LeaderNeedsCollective) => return vec![kind("leader")],
        Test::Linked(Link::CollectiveNeedsIndividual) => return vec![kind("collective")],
        Test::Checked(check) => check,
    };
    match check {
        Check::AgeAtMost { years } => vec![kind("age"), (COUNT.name, years.to_string())],
        Check::RatingAtLeast { of, level, years } => {
            vec![kind("rating"), (OF.name, code(of)), (RATING.name, code(level)), (COUNT.name, years.to_string())]
        }
        Check::NoDiscipline { at_or_above, window_years } => {
            vec![kind("discipline"), (DISCIPLINE.name, code(at_or_above)), (COUNT.name, window_years.to_string())]
        }
        Check::RosterShare { percent } => vec![kind("roster"), (PERCENT.name, percent.to_string())],
        Check::ScoreAtLeast { score, hundredths } => {
            let points = format!("{},{:02}", hundredths / 100, hundredths % 100);
            vec![kind("score"), (SCORE.name, score.clone()), (POINTS.name, points)]
        }
        Check::TargetExceeded => vec![kind("target")],
        Check::HoldsTitle { title } => vec![kind("title"), (TITLE.name, title.clone())],
        Check::InitiativeRecorded => vec![kind("initiative")],
        Check::PrizeWon => vec![kind("prize")],
        Check::OnTimeReporting { percent } => vec![kind("reports"), (PERCENT.name, percent.to_string())],
        Check::HighestInLocality => vec![kind("highest")],
    }
}

pub(super) fn sections(form: &FormState, around: &Around<'_>) -> Vec<Section> {
    let tests: Vec<Choice> = TESTS.into_iter().map(|(code, word)| Choice::new(code, word)).collect();
    let mut first = vec![
        form.show(TEXT),
        form.show_choices(APPLIES, &options(&APPLIES_ALL, words::applies)),
        form.show_choices(MOVEMENT, &around.movements()),
    ];
    if around.plan.tracks.len() > 1 {
        first.push(form.show_choices(TRACKS, &around.tracks()));
    }
    let test = vec![
        form.show_choices(TEST, &tests),
        form.show_choices(OF, &options(&BODIES, words::body)),
        form.show_choices(RATING, &options(&RATINGS, words::rating)),
        form.show_choices(DISCIPLINE, &options(&LEVELS, words::discipline)),
        form.show(COUNT),
        form.show(PERCENT),
        form.show(SCORE),
        form.show(POINTS),
        form.show(TITLE),
    ];
    let rest = vec![form.show(ANY_OF)];
    let years = [FROM, TO].map(|input| form.show(input));
    vec![
        Section::first(first),
        Section::titled(word!("plan-section-test"), test).class("form form--test"),
        Section::titled(word!("plan-section-alternatives"), rest),
        Section::titled(word!("plan-section-own-years"), years.into()).class("form__pair"),
    ]
}

pub(super) fn read(form: &mut FormState, old: Option<Criterion>) -> Option<Criterion> {
    let (text, applies) = (form.text(TEXT), form.choice(APPLIES, decode));
    let movement = form.maybe(MOVEMENT, word!("ui-form-not-offered"), |key| key.parse::<Key>().ok());
    let any_of = form.maybe(ANY_OF, word!("plan-field-any-of-wrong"), |name| slug(name, 40).parse::<Key>().ok());
    let (test, years) = (read_test(form), years(form));
    Some(Criterion {
        key: old.as_ref().map_or_else(no_key, |old| old.key.clone()),
        movement: movement?,
        tracks: keys(form, TRACKS),
        applies: applies?,
        text: text?,
        test: test?,
        any_of: any_of?,
        years: years?,
        source: old.and_then(|old| old.source),
    })
}

fn read_test(form: &mut FormState) -> Option<Test> {
    let known = |text: &str| TESTS.iter().find(|(code, _)| *code == text).map(|(code, _)| *code);
    let check = match form.choice(TEST, known)? {
        "leader" => return Some(Test::Linked(Link::LeaderNeedsCollective)),
        "collective" => return Some(Test::Linked(Link::CollectiveNeedsIndividual)),
        "age" => Check::AgeAtMost { years: small(form, COUNT, 1..=120)? },
        "rating" => {
            let (of, level) = (form.choice(OF, decode), form.choice(RATING, decode));
            Check::RatingAtLeast { of: of?, level: level?, years: small(form, COUNT, 1..=10)? }
        }
        "discipline" => {
            let level = form.choice(DISCIPLINE, decode);
            Check::NoDiscipline { at_or_above: level?, window_years: small(form, COUNT, 1..=10)? }
        }
        "roster" => Check::RosterShare { percent: small(form, PERCENT, 1..=100)? },
        "score" => {
            let (score, points) =
                (form.text(SCORE.required()), form.parsed(POINTS, word!("plan-field-points-wrong"), hundredths));
            Check::ScoreAtLeast { score: score?, hundredths: points? }
        }
        "target" => Check::TargetExceeded,
        "title" => Check::HoldsTitle { title: form.text(TITLE.required())? },
        "initiative" => Check::InitiativeRecorded,
        "prize" => Check::PrizeWon,
        "reports" => Check::OnTimeReporting { percent: small(form, PERCENT, 1..=100)? },
        "highest" => Check::HighestInLocality,
        _ => return Some(Test::Judged),
    };
    Some(Test::Checked(check))
}

fn small(form: &mut FormState, input: Input, range: std::ops::RangeInclusive<i64>) -> Option<u8> {
    let value = number(form, input, range)?;
    if value.is_none() {
        form.text(input.required());
    }
    u8::try_from(value?).ok()
}

/// `85` and `85,5` as hundredths.
fn hundredths(text: &str) -> Option<i64> {
    let text = text.replace('.', ",");
    let (whole, rest) = text.split_once(',').unwrap_or((&text, ""));
    let rest = match rest.len() {
        0 => 0,
        1 => rest.parse::<i64>().ok()? * 10,
        2 => rest.parse::<i64>().ok()?,
        _ => return None,
    };
    Some(whole.trim().parse::<u32>().ok()?.min(1_000_000) as i64 * 100 + rest)
}
