//! Every registered statement against both engines; no statement is tested for its meaning here.

use lantoa_store::{Described, statements};
use lantoa_testkit::engine::{TestDb, both};

async fn described(db: &TestDb) -> Vec<(&'static str, Described)> {
    let one_by_one = async |cx: &mut lantoa_store::Conn| {
        let mut all = Vec::new();
        for sql in statements() {
            all.push((sql.name(), cx.describe(sql).await?));
        }
        Ok::<_, lantoa_store::Error>(all)
    };
    db.read(one_by_one).await.expect("every statement fits the schema")
}

#[tokio::test]
async fn every_statement_can_be_prepared_on_both_engines() {
    both(async |db| assert_eq!(described(db).await.len(), statements().len())).await;
}

#[tokio::test]
async fn parameters_and_columns_are_the_same_on_both_engines() {
    let Some(postgres) = TestDb::postgres().await else { return };
    let sqlite = TestDb::sqlite().await;
    assert_eq!(described(&sqlite).await, described(&postgres).await);
    sqlite.remove().await;
    postgres.remove().await;
}

#[test]
fn names_are_unique() {
    let mut names: Vec<_> = statements().iter().map(|sql| sql.name()).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}
