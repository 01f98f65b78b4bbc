//! Facts gathered for the checks of one dossier; must not decide from them.

use jiff::civil::Date;
use lantoa_domain::facts::{Discipline, Facts, YearRating};
use lantoa_domain::id::{Id, UnitId};
use lantoa_domain::plan::{Body, DisciplineLevel, Rating};
use lantoa_domain::subject::Subject;
use lantoa_store::dossier::recorded::{self, Recorded};
use lantoa_store::dossier::{round, subject_columns};
use lantoa_store::{Conn, task};

use super::Case;
use crate::{Cx, Result};

/// Everything recorded that the checks of a dossier may look at.
pub(super) async fn gather(conn: &mut Conn, cx: &Cx, case: &Case) -> Result<Facts> {
    let dossier = &case.record.dossier;
    let (_, subject) = subject_columns(dossier.subject);
    let mut facts = Facts::default();
    let mut unit = dossier.unit;
    if let Subject::Person(person) = dossier.subject {
        facts.born = recorded::born(conn, person).await?;
        unit = round::collective_of(conn, person).await?.unwrap_or(unit);
    } else if let Subject::Unit(own) = dossier.subject {
        unit = own;
        for (on, level) in recorded::measures(conn, own).await? {
            facts.discipline.extend(measure(on, level));
        }
    }
    for row in recorded::facts(conn, subject, unit).await? {
        add(&mut facts, &row, subject, unit);
    }
    let year = case.round.reference_day.year();
    facts.reports = Some(task::on_time(conn, unit, year, cx.today()).await?);
    Ok(facts)
}

fn add(facts: &mut Facts, row: &Recorded, subject: i64, unit: UnitId) {
    let (own, of_unit) = (row.about == subject, row.about == unit.raw());
    let years = |list: &mut Vec<i16>| list.push(row.year);
    match row.kind.as_str() {
        "rating" => facts.ratings.extend(rating(row, own, of_unit)),
        "discipline" if own => facts.discipline.extend(measure(row.on_day, row.value)),
        "discipline_register" => facts.discipline_known = true,
        "score" if own => facts.scores.push((row.name.clone(), row.year, row.value)),
        "roster_share" if own => facts.roster_share.push((row.year, row.value)),
        "target_result" if own => facts.target_result.push((row.year, row.value)),
        "title" if own => facts.titles.push((row.name.clone(), row.year)),
        "initiative" if own => years(&mut facts.initiatives),
        "prize" if own => years(&mut facts.prizes),
        "highest" if own => years(&mut facts.highest),
        _ => {}
    }
}

fn rating(row: &Recorded, own: bool, of_unit: bool) -> Vec<YearRating> {
    let levels = [Rating::Failed, Rating::Completed, Rating::Good, Rating::Excellent];
    let Some(rating) = usize::try_from(row.value).ok().and_then(|n| levels.get(n).copied()) else { return Vec::new() };
    let bodies = match row.name.as_str() {
        "party_body" => vec![Body::PartyBody],
        "mass_bodies" => vec![Body::MassBodies],
        _ => [(own, Body::Own), (of_unit, Body::Unit)].into_iter().filter(|(is, _)| *is).map(|(_, of)| of).collect(),
    };
    bodies.into_iter().map(|of| YearRating { of, year: row.year, rating }).collect()
}

fn measure(on: Option<Date>, level: i64) -> Option<Discipline> {
    use DisciplineLevel::{Criticism, Demotion, Dismissal, RemovalFromPost, Reprimand, Warning};
    let levels = [Criticism, Reprimand, Warning, Demotion, RemovalFromPost, Dismissal];
    let level = usize::try_from(level).ok().and_then(|n| levels.get(n).copied())?;
    Some(Discipline { on: on?, level })
}
