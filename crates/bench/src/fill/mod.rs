//! Fills an empty database with an agency and its dossiers through the store's own functions; it must not touch a database that holds anything.

mod dossier;
mod ground;
mod story;
pub(crate) mod table;

pub(crate) use dossier::told_at;

use std::sync::Arc;
use std::time::{Duration, Instant};

use lantoa_store::{Db, Engine, Query};
use tokio::task::JoinSet;

use crate::Error;
use crate::shape::Shape;

/// Dossiers of one transaction.
const AT_ONCE: u64 = 1_000;
/// Transactions under way at the same time on PostgreSQL; SQLite has one writer.
const SIDE_BY_SIDE: usize = 4;

lantoa_store::sql! {
    TABLES = {
        sqlite: "SELECT CAST(count(*) AS BIGINT) FROM sqlite_master",
        postgres: "SELECT count(*) FROM pg_class WHERE relnamespace = \
                   (SELECT oid FROM pg_namespace WHERE nspname = current_schema())",
    };
}

/// Refuses a database with tables, whoever made them.
///
/// # Errors
/// [`Error::NotEmpty`], and the store's.
pub(crate) async fn must_be_empty(db: &Db) -> Result<(), Error> {
    let tables: i64 = db.read(async |cx| cx.one(&TABLES, &[]).await).await?;
    if tables == 0 { Ok(()) } else { Err(Error::NotEmpty) }
}

/// Fills a migrated, empty database; says how long it took.
///
/// # Errors
/// The store's.
pub(crate) async fn fill(db: &Db, shape: &Arc<Shape>) -> Result<Duration, Error> {
    #[expect(clippy::disallowed_methods, reason = "what is measured here is time")]
    let begun = Instant::now();
    ground::lay(db, shape).await?;
    let side_by_side = if db.engine() == Engine::Sqlite { 1 } else { SIDE_BY_SIDE };
    let mut running = JoinSet::new();
    for first in (0..shape.dossiers).step_by(AT_ONCE as usize) {
        if running.len() >= side_by_side
            && let Some(done) = running.join_next().await
        {
            done.map_err(|_| Error::Child("a filling task panicked".to_owned()))??;
        }
        let (db, shape) = (db.clone(), Arc::clone(shape));
        let end = (first + AT_ONCE).min(shape.dossiers);
        running.spawn(async move { db.write(async move |tx| dossier::some(tx, &shape, first..end).await).await });
    }
    while let Some(done) = running.join_next().await {
        done.map_err(|_| Error::Child("a filling task panicked".to_owned()))??;
    }
    if db.engine() == Engine::Postgres {
        // A server in service does this by itself after some minutes.
        db.write(async |tx| tx.list::<i64>(&Query::new("bench::analyze", "ANALYZE", &[])).await).await?;
    }
    Ok(begun.elapsed())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use lantoa_app::dossier::list::{Filter, list};
    use lantoa_app::dossier::page::page;
    use lantoa_app::installation::{Verdict, verify_journal};
    use lantoa_app::{App, Seed, dossier};
    use lantoa_domain::plan::StepKind;
    use lantoa_domain::text::fold;
    use lantoa_domain::time::vietnam_date;
    use lantoa_store::publicity::portal;
    use lantoa_testkit::engine;

    use super::{fill, must_be_empty, story};
    use crate::Error;
    use crate::dice::Dice;
    use crate::serve::BenchClock;
    use crate::shape::{Fate, Shape, Sketch, TODAY, YEARS, step};

    #[tokio::test]
    async fn what_was_filled_can_be_read_found_and_moved_on() {
        engine::both_empty(async |db| {
            must_be_empty(db).await.unwrap();
            db.migrate().await.unwrap();
            assert!(matches!(must_be_empty(db).await, Err(Error::NotEmpty)));
            let shape = Arc::new(Shape::new(300, 5));
            fill(db, &shape).await.unwrap();
            let app = App::new(db.handle(), BenchClock, Seed::from(1));
            assert!(matches!(verify_journal(&app).await.unwrap(), Verdict::Sound(report) if report.entries > 1_000));
            let officer = app.act_as(Shape::person_id(1)).await.unwrap();
            let mut seen = std::collections::BTreeMap::new();
            for number in 0..shape.dossiers {
                let sketch = shape.sketch(number);
                let page = page(&officer, sketch.id).await.unwrap();
                assert_eq!(page.name, sketch.name);
                assert!(!page.history.is_empty() && !page.criteria.is_empty());
                *seen.entry(format!("{:?}", page.at)).or_insert(0) += 1;
                assert_eq!(page.decision.is_some(), matches!(sketch.fate, Fate::Known | Fate::Recognised));
            }
            assert!(seen.len() >= 8, "{seen:?}");
            let at = |at| Filter { at: Some(at), ..Filter::default() };
            let waiting = list(&officer, at(StepKind::Nominate)).await.unwrap().rows;
            assert!(waiting.len() >= 10 && waiting.iter().all(|row| row.at == Some(StepKind::Nominate)));
            let first = shape.sketch(shape.waiting_at(step::NOMINATE)[0]);
            let search = Filter { search: Some(lantoa_domain::text::fold(&first.name)), ..Filter::default() };
            assert!(list(&officer, search).await.unwrap().rows.iter().any(|row| row.id == first.id));
            let clerk = app.act_as(shape.clerk(shape.district(first.unit))).await.unwrap();
            dossier::nominate(&clerk, first.id, 1).await.unwrap();
        })
        .await;
    }

    /// What the public list finds by words, place, movement and year, whichever index leads, is what a walk through all
    /// stories finds.
    #[tokio::test]
    async fn the_public_list_finds_what_a_walk_through_all_stories_finds() {
        engine::both_empty(async |db| {
            db.migrate().await.unwrap();
            let shape = Arc::new(Shape::new(300, 5));
            fill(db, &shape).await.unwrap();
            let words_of =
                |number, one: &Sketch| story::words(&one.name, &shape.unit_name(one.unit), (shape.seed, number));
            let told: Vec<(String, Sketch)> = (0..shape.dossiers)
                .map(|number| (number, shape.sketch(number)))
                .filter(|(_, one)| one.fate == Fate::Known)
                .map(|(number, one)| (fold(&words_of(number, &one)), one))
                .collect();
            let mut dice = Dice::of(1, 1);
            let today = vietnam_date(TODAY.parse().unwrap());
            for _ in 0..60 {
                let model = told[dice.under(told.len() as u64) as usize].1.clone();
                let unit = *dice.pick(&[&model.unit, &shape.district(model.unit)]);
                let name = fold(&model.name);
                let mut words: Vec<String> =
                    name.split(' ').rev().take(1 + dice.under(3) as usize).map(str::to_owned).collect();
                if let Some(last) = words.last_mut() {
                    last.truncate(1 + dice.under(3) as usize);
                }
                let filter = portal::Filter {
                    words: if dice.below(2) == 0 { words } else { Vec::new() },
                    movement: (dice.below(3) == 0).then(|| (Shape::programme(), model.movement.clone())),
                    unit: (dice.below(2) == 0).then(|| Shape::unit_id(unit)),
                    year: (dice.below(3) == 0).then(|| YEARS[model.year].0),
                };
                let whole = |words: &str, word: &String| words.split(' ').any(|other| other == word);
                let begun = |words: &str, word: &String| words.split(' ').any(|other| other.starts_with(word.as_str()));
                let fits = |(words, one): &(String, Sketch), last: &dyn Fn(&str, &String) -> bool| {
                    let (end, before) = filter.words.split_last().map_or((None, &[][..]), |(a, b)| (Some(a), b));
                    end.is_none_or(|word| last(words, word))
                        && before.iter().all(|word| whole(words, word))
                        && filter.movement.as_ref().is_none_or(|(_, movement)| *movement == one.movement)
                        && filter.unit.is_none_or(|_| one.unit == unit || shape.path(one.unit).contains(&unit))
                        && filter.year.is_none_or(|year| year == YEARS[one.year].0)
                };
                let names = |last: &dyn Fn(&str, &String) -> bool| -> Vec<&str> {
                    told.iter().filter(|one| fits(one, last)).map(|(_, one)| one.name.as_str()).collect()
                };
                let mut expected = names(&whole);
                if expected.is_empty() && filter.words.last().is_some_and(|word| word.len() > 1) {
                    expected = names(&begun);
                }
                expected.sort_unstable();
                for few in [0, 3, portal::FEW] {
                    let filter = filter.clone();
                    let found = db.read(async move |cx| portal::list_led(cx, today, (&filter, few), None, 500).await);
                    let rows = found.await.unwrap().rows;
                    assert!(rows.is_sorted_by(|a, b| (a.publish_on, a.id) > (b.publish_on, b.id)));
                    let mut names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
                    names.sort_unstable();
                    assert_eq!(names, expected);
                }
            }
        })
        .await;
    }
}
