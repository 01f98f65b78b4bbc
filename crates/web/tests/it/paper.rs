//! Papers on the pages where people work: who finds them there has them as pages and files, everybody else finds nothing.

use crate::browser::Browser;
use axum::http::StatusCode;
use lantoa_app::session::{self, Call};
use lantoa_docgen::Kind;
use lantoa_testkit::engine::both;
use lantoa_testkit::plan::small;
use lantoa_testkit::world::World;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

#[tokio::test(flavor = "multi_thread")]
async fn a_session_s_papers_are_on_its_page_and_for_its_readers() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let call = Call {
            title: "Họp xét công nhận".to_owned(),
            place: "Phòng họp số 1".to_owned(),
            held_on: "2017-03-10".parse().expect("a date"),
            starts_at: jiff::civil::time(8, 0, 0, 0),
            papers_on: None,
        };
        let cx = world.acting(world.secretary).await;
        let id = session::call(&cx, world.council, call).await.expect("a session");
        let office = Browser::of(&world.app, world.secretary);
        let page = office.get(&format!("/hoi-dong/phien/{id}")).await.html();
        let paper = |kind: Kind| format!("/giay-to/{}/session-{id}", kind.id());
        for kind in [Kind::Invitation, Kind::Minutes] {
            assert!(page.contains(&format!("href=\"{}\"", paper(kind))), "{kind:?} is not on the page\n{page}");
        }
        for kind in [Kind::CouncilPack, Kind::Ballot, Kind::Counting, Kind::Submission] {
            assert!(!page.contains(&paper(kind)), "{kind:?} would hold nothing");
            let told = office.get(&paper(kind)).await;
            assert_eq!(told.status, StatusCode::SEE_OTHER, "{kind:?}");
            assert_eq!(told.leads_to(), format!("/hoi-dong/phien/{id}"), "{kind:?}");
        }
        let shown = office.get(&paper(Kind::Invitation)).await;
        assert_eq!(shown.status, StatusCode::OK);
        let html = shown.html();
        assert!(html.contains("Dự thảo") && html.contains("Giấy mời họp xét công nhận"), "{html}");
        assert!(html.contains(&format!("{}/tai/word", paper(Kind::Invitation))));
        let file = office.get(&format!("{}/tai/word", paper(Kind::Invitation))).await;
        assert_eq!((file.header("content-type"), &file.bytes[..2]), (WORD, &b"PK"[..]));
        assert!(file.header("content-disposition").contains("du-thao-invitation.docx"));
        // Nothing draws pages here: neither PDF nor pictures are offered or there.
        assert!(!html.contains("/tai/pdf") && !html.contains("<img"), "{html}");
        for nothing in ["tai/pdf", "trang/1", "trang/0", "tai/exe"] {
            let answer = office.get(&format!("{}/{nothing}", paper(Kind::Invitation))).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}");
        }
        for nowhere in ["/giay-to/slips/session-", "/giay-to/key-sheet/session-", "/giay-to/nothing/session-"] {
            assert_eq!(office.get(&format!("{nowhere}{id}")).await.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
        let officer = Browser::of(&world.app, world.officers[0]);
        for end in ["", "/tai/word", "/trang/1"] {
            let answer = officer.get(&format!("{}{end}", paper(Kind::Invitation))).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "not told that the session exists");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_has_its_plan_and_the_form_to_register_with() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(&small((2017, 2020), ""), 2017).await;
        let officer = Browser::of(&world.app, world.officers[0]);
        let page = officer.get(&format!("/chuong-trinh/{}", running.programme)).await.html();
        for kind in [Kind::Plan, Kind::Registration] {
            let address = format!("/giay-to/{}/programme-{}", kind.id(), running.programme);
            assert!(page.contains(&address), "{kind:?}\n{page}");
            assert_eq!(officer.get(&address).await.status, StatusCode::OK, "{kind:?}");
        }
        let list = format!("/giay-to/registration-list/round-{}", running.rounds[0].1);
        assert_eq!(officer.get(&list).await.status, StatusCode::NOT_FOUND, "whoever lists nothing has no list");
        let clerk = Browser::of(&world.app, world.room_heads[0]).get(&list).await;
        assert_eq!(clerk.status, StatusCode::SEE_OTHER, "there is nothing to list yet");
    })
    .await;
}
