//! Every statement of the measurements against both engines; no statement is tested for its meaning here.

use lantoa_bench::statements;
use lantoa_testkit::engine::both;

#[tokio::test]
async fn every_statement_can_be_prepared_on_both_engines() {
    both(async |db| {
        let one_by_one = async |cx: &mut lantoa_store::Conn| {
            for sql in statements() {
                cx.describe(sql).await?;
            }
            Ok::<_, lantoa_store::Error>(())
        };
        db.read(one_by_one).await.expect("every statement fits the schema");
    })
    .await;
}
