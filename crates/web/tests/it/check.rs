//! The public check of a document: what a stranger with the code learns, and how often a file may be compared.

use crate::browser::Browser;
use crate::stage::{PLAN, recognise, to_decide};
use axum::http::StatusCode;
use lantoa_app::document;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_compares_a_file_and_learns_no_name() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = to_decide(&world, &running, "nam", 0).await;
        recognise(&world, &running, &[dossier]).await;
        let clerk = world.acting(world.secretary).await;
        let issued = document::list(&clerk, document::Filter::default(), None).await.unwrap().rows.remove(0);
        let code = document::page(&clerk, issued.id).await.unwrap().check_code.expect("a code");
        document::keep_original(&clerk, issued.id, "qd.pdf".into(), b"%PDF-1.7 the paper".to_vec()).await.unwrap();

        let stranger = Browser::stranger(&world.app);
        let address = format!("/kiem-tra/{code}");
        let shown = stranger.get(&address).await;
        assert_eq!(shown.status, StatusCode::OK);
        let html = shown.html();
        assert!(html.contains("01/QĐ-STN") && html.contains("còn hiệu lực"), "{html}");
        let named = lantoa_app::exemplar::list(&clerk, Default::default(), None).await.unwrap().rows.remove(0).name;
        assert!(!html.contains(&named), "{named}");

        let compare = async |bytes: &[u8]| stranger.upload(&address, &shown, &[], ("tep", "qd.pdf", bytes)).await;
        let same = compare(b"%PDF-1.7 the paper").await;
        assert!(same.html().contains("đúng là bản do cơ quan ban hành"), "{}", same.html());
        let other = compare(b"%PDF-1.7 The paper").await;
        assert!(other.html().contains("không phải bản gốc"), "{}", other.html());
        // The clock of these tests stands still: what one address may send at once is twenty files.
        for _ in 2..20 {
            assert_eq!(compare(b"%PDF-1.7 the paper").await.status, StatusCode::OK);
        }
        assert_eq!(compare(b"%PDF-1.7 the paper").await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(stranger.get(&address).await.status, StatusCode::OK, "reading is not held up");
    })
    .await;
}
