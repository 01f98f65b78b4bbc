//! The criteria of a plan as tables: inherited ones with what may be tightened, then new ones with their source; it must not let one be left out.

use lantoa_app::unit_plan::{Added, NewPart, Tightened, View};
use lantoa_domain::plan::{Applies, Check, Criterion, DisciplineLevel, Rating, Test};
use lantoa_domain::unit_plan::{Origin, OwnCriterion};
use lantoa_i18n::{Word, word};

use super::{Column, FormState, Kind, MORE, Rows};
use crate::{kernel::Choice, words};

const RATINGS: [(&str, Rating); 3] =
    [("hoan-thanh", Rating::Completed), ("tot", Rating::Good), ("xuat-sac", Rating::Excellent)];
const LEVELS: [(&str, DisciplineLevel); 6] = [
    ("phe-binh", DisciplineLevel::Criticism),
    ("khien-trach", DisciplineLevel::Reprimand),
    ("canh-cao", DisciplineLevel::Warning),
    ("ha-bac", DisciplineLevel::Demotion),
    ("cach-chuc", DisciplineLevel::RemovalFromPost),
    ("thoi-viec", DisciplineLevel::Dismissal),
];
const APPLIES: [(&str, Applies); 6] = [
    ("chung", Applies::General),
    ("tap-the", Applies::Collective),
    ("ca-nhan", Applies::Individual),
    ("lanh-dao", Applies::Leader),
    ("ho", Applies::Household),
    ("mo-hinh", Applies::Practice),
];

/// The number of a test that may be tightened, as it is typed.
fn number(test: &Test) -> Option<String> {
    let Test::Checked(check) = test else { return None };
    Some(match check {
        Check::AgeAtMost { years } | Check::RatingAtLeast { years, .. } => years.to_string(),
        Check::NoDiscipline { window_years, .. } => window_years.to_string(),
        Check::RosterShare { percent } | Check::OnTimeReporting { percent } => percent.to_string(),
        Check::ScoreAtLeast { hundredths, .. } => lantoa_domain::practice::written(*hundredths),
        _ => return None,
    })
}

/// The level of a test that may be tightened, by its code.
fn level(test: &Test) -> Option<&'static str> {
    match test {
        Test::Checked(Check::RatingAtLeast { level, .. }) => {
            RATINGS.iter().find(|(_, one)| one == level).map(|found| found.0)
        }
        Test::Checked(Check::NoDiscipline { at_or_above, .. }) => {
            LEVELS.iter().find(|(_, one)| one == at_or_above).map(|found| found.0)
        }
        _ => None,
    }
}

fn level_choices() -> Vec<Choice> {
    let ratings = RATINGS.iter().map(|(code, one)| Choice::new(*code, words::rating(*one)));
    let levels = LEVELS.iter().map(|(code, one)| Choice::new(*code, words::discipline(*one)));
    std::iter::once(Choice::new("", word!("cascade-as-inherited"))).chain(ratings).chain(levels).collect()
}

/// A test with another number and level; nothing when what was typed does not fit it.
fn with(test: &Test, typed: &str, code: &str) -> Option<Test> {
    let Test::Checked(check) = test else { return Some(test.clone()) };
    let small = |was: u8| if typed.is_empty() { Some(was) } else { typed.parse::<u8>().ok() };
    let rating = |was: Rating| {
        if code.is_empty() { Some(was) } else { RATINGS.iter().find(|(one, _)| *one == code).map(|found| found.1) }
    };
    let discipline = |was: DisciplineLevel| {
        if code.is_empty() { Some(was) } else { LEVELS.iter().find(|(one, _)| *one == code).map(|found| found.1) }
    };
    Some(Test::Checked(match check {
        Check::AgeAtMost { years } => Check::AgeAtMost { years: small(*years)? },
        Check::RatingAtLeast { of, level, years } => {
            Check::RatingAtLeast { of: *of, level: rating(*level)?, years: small(*years)? }
        }
        Check::NoDiscipline { at_or_above, window_years } => {
            Check::NoDiscipline { at_or_above: discipline(*at_or_above)?, window_years: small(*window_years)? }
        }
        Check::RosterShare { percent } => Check::RosterShare { percent: small(*percent)? },
        Check::OnTimeReporting { percent } => Check::OnTimeReporting { percent: small(*percent)? },
        Check::ScoreAtLeast { score, hundredths } => {
            let points = if typed.is_empty() { Some(*hundredths) } else { lantoa_domain::practice::hundredths(typed) };
            Check::ScoreAtLeast { score: score.clone(), hundredths: points? }
        }
        other => other.clone(),
    }))
}

/// The two tables: inherited criteria, then new ones.
pub(super) fn tables(view: &View) -> Vec<Rows> {
    vec![inherited(view), added(view)]
}

fn inherited(view: &View) -> Rows {
    let columns = vec![
        Column::new("tc-khoa", word!("cascade-criterion"), Kind::Hidden),
        Column::new("tc-noi-dung", word!("cascade-criterion"), Kind::Shown),
        Column::new("tc-so", word!("cascade-criterion-number"), Kind::Text),
        Column::new("tc-muc", word!("cascade-criterion-level"), Kind::One(level_choices())),
        Column::new("tc-cu-the", word!("cascade-criterion-detail"), Kind::Text),
    ];
    let own = |parent: &Criterion| {
        let of = |one: &&OwnCriterion| one.origin == Origin::Inherited(parent.key.clone());
        view.content.criteria.iter().find(of).cloned().unwrap_or_else(|| OwnCriterion::kept(parent))
    };
    let row = |parent: &Criterion| {
        let own = own(parent);
        let (number, level) = (number(&own.test).unwrap_or_default(), level(&own.test).unwrap_or_default().to_owned());
        vec![parent.key.to_string(), parent.text.clone(), number, level, own.detail]
    };
    let rows: Vec<Vec<String>> = view.ground.criteria.iter().map(row).collect();
    let mut table = Rows::new(word!("cascade-inherited"), word!("cascade-inherited-hint"), columns, rows);
    for (at, parent) in view.ground.criteria.iter().enumerate() {
        if number(&parent.test).is_none() {
            table.close(at, 2);
        }
        if level(&parent.test).is_none() {
            table.close(at, 3);
        }
    }
    table
}

fn added(view: &View) -> Rows {
    let applies = APPLIES.iter().map(|(code, one)| Choice::new(*code, words::applies(*one))).collect();
    let all: Word = word!("cascade-every-movement");
    let movements = view.plan.movements.iter().map(|one| Choice::new(one.key.to_string(), one.name.as_str()));
    let movements = std::iter::once(Choice::new("", all)).chain(movements).collect();
    let columns = vec![
        Column::new("them-noi-dung", word!("cascade-criterion"), Kind::Text),
        Column::new("them-ap-dung", word!("cascade-applies"), Kind::One(applies)),
        Column::new("them-phong-trao", word!("cascade-movement"), Kind::One(movements)),
        Column::new("them-nguon", word!("cascade-campaign"), Kind::Text),
    ];
    let new = view.content.criteria.iter().filter(|one| !matches!(one.origin, Origin::Inherited(_)));
    let row = |one: &OwnCriterion| {
        let code = APPLIES.iter().find(|(_, known)| *known == one.applies).map_or("", |found| found.0);
        let campaign = match &one.origin {
            Origin::Campaign(name) => name.clone(),
            Origin::Inherited(_) | Origin::Own => String::new(),
        };
        let movement = one.movement.as_ref().map(ToString::to_string).unwrap_or_default();
        vec![one.text.clone(), code.to_owned(), movement, campaign]
    };
    let rows = new.map(row).collect();
    Rows::new(word!("cascade-added"), word!("cascade-added-hint"), columns, rows).second().padded(MORE)
}

/// What was typed; a criterion that is weaker than the inherited one is noted at its row.
pub(super) fn read(view: &View, form: &mut FormState, kept: &mut Rows, added: &mut Rows) -> Option<NewPart> {
    let mut tightened = Vec::new();
    let mut right = true;
    for (at, cells) in kept.cells().to_vec().iter().enumerate() {
        let [key, _, typed, code, detail] = cells.as_slice() else { continue };
        let Some(parent) = view.ground.criteria.iter().find(|one| one.key.as_str() == key) else { continue };
        let test = with(&parent.test, typed, code);
        let fits = test.as_ref().is_some_and(|test| lantoa_domain::unit_plan::tighter(&parent.test, test).is_ok());
        match test.filter(|_| fits) {
            Some(test) => tightened.push(Tightened { key: parent.key.clone(), detail: detail.clone(), test }),
            None => {
                right = false;
                kept.refuse(form, at, word!("cascade-criterion-weaker-row").with("row", at + 1));
            }
        }
    }
    let mut new = Vec::new();
    for (at, cells) in added.cells().to_vec().iter().enumerate() {
        let [text, code, movement, campaign] = cells.as_slice() else { continue };
        if text.is_empty() && campaign.is_empty() {
            continue;
        }
        let applies = APPLIES.iter().find(|(known, _)| known == code).map_or(Applies::General, |found| found.1);
        if text.is_empty() {
            right = false;
            added.refuse(form, at, word!("cascade-criterion-empty").with("number", at + 1));
        }
        new.push(Added {
            applies,
            movement: movement.parse().ok(),
            text: text.clone(),
            campaign: Some(campaign.clone()).filter(|name| !name.is_empty()),
        });
    }
    right.then_some(NewPart::Criteria { kept: tightened, added: new })
}

#[cfg(test)]
mod tests {
    use super::*;
    use lantoa_domain::plan::Body;

    #[test]
    fn a_number_and_a_level_are_typed_into_the_test_they_belong_to() {
        let good = Test::Checked(Check::RatingAtLeast { of: Body::Own, level: Rating::Good, years: 2 });
        assert_eq!((number(&good), level(&good)), (Some("2".to_owned()), Some("tot")));
        let excellent = Test::Checked(Check::RatingAtLeast { of: Body::Own, level: Rating::Excellent, years: 3 });
        assert_eq!(with(&good, "3", "xuat-sac"), Some(excellent));
        assert_eq!(with(&good, "", ""), Some(good.clone()), "nothing typed is as inherited");
        assert_eq!(with(&good, "ba", ""), None);
        assert_eq!(with(&good, "3", "canh-cao"), None, "a level of another kind");
        let score = Test::Checked(Check::ScoreAtLeast { score: "Chấm điểm".into(), hundredths: 8_000 });
        assert!(matches!(with(&score, "85,5", ""), Some(Test::Checked(Check::ScoreAtLeast { hundredths: 8_550, .. }))));
        assert_eq!(with(&Test::Judged, "9", "tot"), Some(Test::Judged));
    }
}
