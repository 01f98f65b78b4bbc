//! Sending documents in the browser: the agency's code, the receivers, what is wrong and what is kept; closed to others.

use crate::browser::Browser;
use axum::http::StatusCode;
use lantoa_app::dispatch;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

const PAGE: &str = "/lien-thong/noi-nhan";

#[tokio::test(flavor = "multi_thread")]
async fn codes_and_receivers_are_set_with_their_mistakes_named_and_kept() {
    both(async |db| {
        let world = World::found(db, "2026-11-25").await;
        let admin = Browser::of(&world.app, world.admin);
        let page = admin.get(PAGE).await;
        assert_eq!(page.status, StatusCode::OK);
        let wrong = admin.post(PAGE, &page, &[("ma", "h32"), ("cap-tren", "UBND tỉnh"), ("phien-ban", "0")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let html = wrong.html();
        assert!(
            html.contains("chỉ dùng chữ in hoa A–Z") && html.contains("value=\"h32\"") && html.contains("UBND tỉnh")
        );
        let right = admin.post(PAGE, &page, &[("ma", "000.05.H32"), ("cap-tren", ""), ("phien-ban", "0")]).await;
        assert_eq!((right.status, right.leads_to()), (StatusCode::SEE_OTHER, PAGE));

        let new = format!("{PAGE}/moi");
        let form = admin.get(&new).await;
        let receiver = |address| [("ten", "Ban Thi đua"), ("ma", "H32"), ("dia-chi", address), ("dung", "co")];
        let wrong = admin.post(&new, &form, &receiver("truc.vn")).await;
        assert!(wrong.html().contains("phải bắt đầu bằng https://") && wrong.html().contains("value=\"truc.vn\""));
        let right = admin.post(&new, &form, &receiver("https://truc.vi.du/edxml")).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER);
        let twice = admin.post(&new, &form, &receiver("https://truc.vi.du/edxml")).await;
        assert!(twice.html().contains("đã có ở một nơi nhận khác"), "{}", twice.html());
        let clerk = Browser::of(&world.app, world.secretary);
        assert!(clerk.get(PAGE).await.html().contains("https://truc.vi.du/edxml"));
        assert_eq!(clerk.get("/lien-thong").await.status, StatusCode::OK);

        let peer = dispatch::setting(&world.acting(world.admin).await).await.unwrap().peers.remove(0);
        let edit = format!("{PAGE}/{}", peer.id);
        let form = admin.get(&edit).await;
        let seen = form.hidden("phien-ban");
        let off = [
            ("ten", "Ban Thi đua"),
            ("ma", "H32"),
            ("dia-chi", &peer.address),
            ("dung", "khong"),
            ("phien-ban", &seen),
        ];
        assert_eq!(admin.post(&edit, &form, &off).await.status, StatusCode::SEE_OTHER);
        assert!(!dispatch::setting(&world.acting(world.admin).await).await.unwrap().peers[0].active);

        let officer = Browser::of(&world.app, world.officers[0]);
        for closed in ["/lien-thong", PAGE, &new] {
            assert_eq!(officer.get(closed).await.status, StatusCode::NOT_FOUND, "{closed}");
        }
    })
    .await;
}
