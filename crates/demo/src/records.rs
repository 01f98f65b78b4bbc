//! Facts recorded before criteria are looked at: what the checks of a plan ask for, met or not as the play wants. It must not judge anybody.

use std::collections::BTreeSet;

use lantoa_app::facts::{Record, record};
use lantoa_app::{Error, Result};
use lantoa_domain::Refusal;
use lantoa_domain::facts::{FactKind, Recorded};
use lantoa_domain::plan::{Applies, Body, Check, Criterion, Key, Plan, Rating, Test};
use lantoa_domain::subject::{Subject, SubjectKind};

use crate::cast::Cast;
use crate::hand::{Fate, Hand};
use crate::stage::Stage;

/// What is on record already: there is one of most kinds a year.
#[derive(Debug, Default)]
pub(crate) struct Known(BTreeSet<(String, FactKind, i16, String)>);

/// The criteria a dossier of the play is held against.
pub(crate) fn criteria<'p>(
    plan: &'p Plan,
    hand: &'p Hand,
    track: &'p Key,
    year: i16,
    leads: bool,
) -> impl Iterator<Item = &'p Criterion> + 'p {
    let kind = hand.kind();
    plan.criteria_for(&hand.candidate.movement, track, year, move |applies| match applies {
        Applies::General => true,
        Applies::Individual => kind == SubjectKind::Individual,
        Applies::Leader => kind == SubjectKind::Individual && leads,
        Applies::Collective => kind == SubjectKind::Collective,
        Applies::Household => kind == SubjectKind::Household,
        Applies::Practice => kind == SubjectKind::Practice,
    })
}

/// Records what the checked criteria of a dossier look at. Of one that shall fail, what is its own falls short.
///
/// # Errors
/// The product's.
pub(crate) async fn record_for(
    stage: &mut Stage<'_>,
    cast: &Cast,
    known: &mut Known,
    (hand, subject): (&Hand, Subject),
    (checks, year): (Vec<Check>, i16),
) -> Result<()> {
    for check in checks {
        for (about, fact) in asked(cast, hand, subject, &check, year) {
            put(stage, cast, known, about, fact).await?;
        }
    }
    Ok(())
}

/// The checks among criteria.
pub(crate) fn checks<'p>(criteria: impl Iterator<Item = &'p Criterion>) -> Vec<Check> {
    let check = |one: &Criterion| match &one.test {
        Test::Checked(check) => Some(check.clone()),
        Test::Judged | Test::Linked(_) => None,
    };
    criteria.filter_map(check).collect()
}

async fn put(stage: &mut Stage<'_>, cast: &Cast, known: &mut Known, about: Subject, fact: Recorded) -> Result<()> {
    if !known.0.insert((format!("{about:?}"), fact.kind, fact.year, fact.name.clone())) {
        return Ok(());
    }
    let cx = stage.acting(cast.secretary()).await?;
    let note = "Sổ theo dõi thi đua".to_owned();
    stage.summary.facts += 1;
    match record(&cx, Record { about, fact, note }).await {
        // Recorded by hand in a scene of its own.
        Err(Error::Refused(Refusal::Taken { .. })) => Ok(()),
        other => other.map(drop),
    }
}

fn asked(cast: &Cast, hand: &Hand, subject: Subject, check: &Check, year: i16) -> Vec<(Subject, Recorded)> {
    let unit = Subject::Unit(hand.room(cast).id);
    let fails = hand.candidate.fate == Fate::Fails;
    let fact =
        |kind, name: &str, year, value| Recorded { kind, name: name.to_owned(), year, on: None, value, verified: true };
    match check {
        Check::RatingAtLeast { of, level, years } => {
            let last = year;
            let first = last - i16::from((*years).max(1)) + 1;
            let (about, kind) = match of {
                Body::Own => (subject, FactKind::Rating),
                Body::Unit => (unit, FactKind::Rating),
                Body::PartyBody => (unit, FactKind::PartyRating),
                Body::MassBodies => (unit, FactKind::MassRating),
            };
            let own_failure = fails && *of == Body::Own;
            let value = if own_failure { number(*level) - 1 } else { number(*level) };
            (first..=last).map(|year| (about, fact(kind, "", year, value))).collect()
        }
        Check::NoDiscipline { .. } => {
            vec![(Subject::Unit(cast.root), fact(FactKind::DisciplineRegister, "", year, 0))]
        }
        Check::RosterShare { percent } => vec![(unit, fact(FactKind::RosterShare, "", year, i64::from(*percent)))],
        Check::ScoreAtLeast { score, hundredths } => {
            let value = if fails { hundredths - 350 } else { hundredths + 210 };
            vec![(subject, fact(FactKind::Score, score, year, value))]
        }
        Check::TargetExceeded => {
            let value = if fails { 9_640 } else { 10_780 };
            vec![(subject, fact(FactKind::TargetResult, "", year, value))]
        }
        Check::HoldsTitle { title } => vec![(subject, fact(FactKind::Title, title, year, 0))],
        Check::InitiativeRecorded if fails => Vec::new(),
        Check::InitiativeRecorded => {
            vec![(subject, fact(FactKind::Initiative, "Sáng kiến rút ngắn quy trình giải quyết công việc", year, 0))]
        }
        Check::PrizeWon => vec![(subject, fact(FactKind::Prize, "Giải Nhất hội thao cơ quan", year, 0))],
        Check::HighestInLocality => vec![(subject, fact(FactKind::Highest, "", year, 0))],
        Check::AgeAtMost { .. } | Check::OnTimeReporting { .. } => Vec::new(),
    }
}

fn number(level: Rating) -> i64 {
    match level {
        Rating::Failed => 0,
        Rating::Completed => 1,
        Rating::Good => 2,
        Rating::Excellent => 3,
    }
}
