//! Obstacles in carrying out a plan on their pages: told by a unit, answered by the standing body, taken back, as Excel.

use crate::browser::Browser;
use crate::stage::PLAN;
use axum::http::StatusCode;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// The address in a page that ends so.
fn link(html: &str, end: &str) -> String {
    let until = html.find(&format!("{end}\"")).expect("a link that ends so");
    let from = html[..until].rfind('"').expect("the beginning of the link") + 1;
    format!("{}{end}", &html[from..until])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_tells_and_the_standing_body_answers() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        let page = format!("/chuong-trinh/{}/vuong-mac", running.programme);
        let (unit, office) = (Browser::of(&world.app, world.room_heads[0]), Browser::of(&world.app, world.secretary));
        let programme = office.get(&format!("/chuong-trinh/{}", running.programme)).await;
        assert!(programme.html().contains(&page), "the programme leads there");
        let shown = unit.get(&page).await;
        let room = world.rooms[0].to_string();
        let empty = unit.post(&page, &shown, &[("don-vi", &room), ("vuong-mac", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = [("don-vi", room.as_str()), ("phong-trao", "chung"), ("vuong-mac", "Hạn quá sát <b>ngày Tết</b>")];
        assert_eq!(unit.post(&page, &shown, &told).await.status, StatusCode::SEE_OTHER);
        let seen = office.get(&page).await.html();
        assert!(seen.contains("Hạn quá sát &#60;b&#62;ngày Tết") && seen.contains("Chờ trả lời"), "{seen}");
        assert!(office.get("/ban-lam-viec").await.html().contains(&page), "the first screen leads there");
        let address = link(&seen, "/tra-loi");
        assert_eq!(unit.get(&address).await.status, StatusCode::NOT_FOUND, "not for the unit");
        let form = office.get(&address).await;
        let bare = office.post(&address, &form, &[("phien-ban", "1")]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "how, and an answer");
        let answer = [("phien-ban", "1"), ("huong", "sua"), ("tra-loi", "Sẽ lùi hạn.")];
        assert_eq!(office.post(&address, &form, &answer).await.status, StatusCode::SEE_OTHER);
        let seen = unit.get(&page).await.html();
        assert!(seen.contains("Sẽ lùi hạn.") && seen.contains("Sẽ sửa kế hoạch"));
        assert!(office.get(&page).await.html().contains("/ban-moi"), "and leads to the amended plan");
        let excel = office.post(&format!("{page}/excel"), &office.get(&page).await, &[]).await;
        assert_eq!(excel.status, StatusCode::OK);
        assert!(excel.header("content-disposition").contains("vuong-mac-"));

        let next = [("don-vi", room.as_str()), ("phong-trao", ""), ("vuong-mac", "Ghi nhầm")];
        unit.post(&page, &unit.get(&page).await, &next).await;
        let seen = unit.get(&page).await.html();
        let address = link(&seen, "/rut");
        let ask = unit.get(&address).await;
        assert!(ask.html().contains("Ghi nhầm"));
        assert_eq!(unit.post(&address, &ask, &[("phien-ban", "1")]).await.status, StatusCode::SEE_OTHER);
        assert!(!unit.get(&page).await.html().contains("Ghi nhầm"));
    })
    .await;
}
