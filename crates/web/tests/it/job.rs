//! Certificates of a whole decision from the decision's page to the files, in the browser and without script; it must not draw them.

use crate::browser::Browser;
use crate::stage::{PLAN, recognise, to_decide};
use axum::http::StatusCode;
use lantoa_app::{App, job};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// What the program's worker does, with one certificate a file and words in place of drawings.
async fn work(app: &App, files: usize) -> job::Work {
    let mut work = job::take(app).await.unwrap().expect("a job waits");
    for _ in 0..files {
        let sheets = job::sheets(app, &work, 1).await.unwrap();
        let pdf = lantoa_docgen::plain(&sheets[0]).into_bytes();
        job::keep(app, &mut work, 1, Some(pdf)).await.unwrap();
    }
    work
}

#[tokio::test]
async fn all_certificates_are_asked_for_watched_and_taken() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossiers = [to_decide(&world, &running, "nam", 0).await, to_decide(&world, &running, "nam", 1).await];
        let decision = recognise(&world, &running, &dossiers).await;
        let clerk = Browser::of(&world.app, world.secretary);
        let page = format!("/quyet-dinh/{decision}/in");

        let form = clerk.get(&page).await;
        assert!(form.html().contains("có 2 người") && form.html().contains("Chưa in lần nào"), "{}", form.html());
        let wrong = clerk.post(&page, &form, &[("giay", "phoi"), ("phai", "ba"), ("xuong", "1,5")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html().contains("mi-li-mét") && wrong.html().contains("value=\"ba\""), "what was typed is kept");
        let asked = clerk.post(&page, &form, &[("giay", "phoi"), ("phai", "-2"), ("xuong", "1,5")]).await;
        let address = asked.leads_to().to_owned();

        let waiting = clerk.get(&address).await;
        assert_eq!(waiting.header("refresh"), "3", "it comes again by itself, without script");
        assert!(waiting.html().contains("Đã làm 0 trên 2 tờ"), "{}", waiting.html());
        assert!(waiting.html().contains("phải -2,0 mm, xuống 1,5 mm"));
        let begun = work(&world.app, 1).await;
        let half = clerk.get(&address).await;
        assert!(
            half.html().contains("Đã làm 1 trên 2 tờ") && half.html().contains("width=\"50.0%\""),
            "{}",
            half.html()
        );
        assert_eq!(clerk.get(&format!("{address}/tai/0")).await.status, StatusCode::NOT_FOUND);

        let mut begun = begun;
        job::keep(&world.app, &mut begun, 1, Some(b"%PDF two".to_vec())).await.unwrap();
        job::done(&world.app, begun).await.unwrap();
        let done = clerk.get(&address).await;
        assert!(
            !done.headers.contains_key("refresh") && done.html().contains("Tải tất cả (2 tệp, ZIP)"),
            "{}",
            done.html()
        );
        let first = clerk.get(&format!("{address}/tai/0")).await;
        assert_eq!((first.status, first.header("content-type")), (StatusCode::OK, "application/pdf"));
        assert!(!String::from_utf8_lossy(&first.bytes).contains("CỘNG HÒA"), "the stock bears that already");
        let all = clerk.get(&format!("{address}/tai/tat-ca")).await;
        assert!(all.bytes.starts_with(b"PK") && all.header("content-disposition").contains("giay-khen.zip"));
        assert_eq!(clerk.get(&format!("{address}/tai/2")).await.status, StatusCode::NOT_FOUND);

        // The next time the shift is there already.
        let again = clerk.get(&page).await.html();
        assert!(again.contains("value=\"-2,0\"") && again.contains("value=\"1,5\"") && again.contains(&address));
        let officer = Browser::of(&world.app, world.officers[0]);
        for closed in [page.as_str(), address.as_str()] {
            assert_eq!(officer.get(closed).await.status, StatusCode::FORBIDDEN, "{closed}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_print_run_is_called_off_and_failures_are_told() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossier = to_decide(&world, &running, "nam", 0).await;
        let decision = recognise(&world, &running, &[dossier]).await;
        let clerk = Browser::of(&world.app, world.secretary);
        let page = format!("/quyet-dinh/{decision}/in");
        let form = clerk.get(&page).await;
        let address = clerk.post(&page, &form, &[("giay", "trang")]).await.leads_to().to_owned();
        let shown = clerk.get(&address).await;
        let stopped = clerk.post(&format!("{address}/dung"), &shown, &[]).await;
        assert_eq!(stopped.leads_to(), address);
        assert!(clerk.get(&address).await.html().contains("đã dừng giữa chừng"));

        let address = clerk.post(&page, &form, &[("giay", "trang")]).await.leads_to().to_owned();
        let work = work(&world.app, 0).await;
        job::failed(&world.app, work, "letters 漢".to_owned()).await.unwrap();
        let told = clerk.get(&address).await.html();
        assert!(told.contains("漢") && told.contains("sửa ký tự ấy") && told.contains("In lại"), "{told}");
    })
    .await;
}
