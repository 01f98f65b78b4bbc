//! Units of work on both engines: commit, rollback, guards, retry. No SQL of a feature here.

use lantoa_store::{Error, params};
use lantoa_testkit::engine::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_of_every_module_can_be_prepared_on_both_engines() {
    both(async |db| {
        db.migrate().await.unwrap();
        db.check_schema().await.unwrap();
        let n = db.read(async |cx| lantoa_store::journal::heads(cx).await).await.unwrap();
        assert!(n.is_empty());
        let _ = params![1_i64];
        let _: Option<Error> = None;
    })
    .await;
}
