//! Units' own plans in the browser: begun, written part by part with mistakes named and kept, issued with the signed paper, sent, acknowledged; clusters; closed to others.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use lantoa_domain::id::PersonId;
use lantoa_testkit::engine::both;
use lantoa_testkit::plan::small;
use lantoa_testkit::world::{Running, World};

/// A plan that asks every unit for its own, with a criterion that can be tightened and a minimum per unit.
const ASKED: &str = r#"
[[quotas]]
key = "moi-don-vi"
movement = "chung"
subject = "individual"
bound = "min"
count = 2
per = "unit"

[[criteria]]
key = "tin-nhiem"
applies = "general"
text = "Được tín nhiệm"

[[criteria]]
key = "xep-loai"
movement = "chung"
applies = "individual"
text = "Hoàn thành tốt nhiệm vụ"
test = { checked = { rating_at_least = { of = "own", level = "good", years = 1 } } }

[[obligations]]
key = "ke-hoach"
what = "Ban hành kế hoạch của đơn vị"
who = "every_unit"
form = "plan"
deadline = { every = "once", on = "2022-01-28" }
to = ["Văn phòng", "Trưởng cụm"]
"#;

fn id_in(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    answer.leads_to().rsplit('/').next().unwrap_or_default().to_owned()
}

/// Opens a form, sends it back with these values and the version it shows.
async fn send(browser: &Browser, address: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.html());
    let seen = page.hidden("phien-ban");
    let mut all = vec![("phien-ban", seen.as_str())];
    all.extend_from_slice(fields);
    browser.post(address, &page, &all).await
}

async fn saved(browser: &Browser, address: &str, fields: &[(&str, &str)]) {
    let answer = send(browser, address, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address}: {}", answer.html());
}

/// The programme with its tasks, as it is after it was confirmed.
async fn running(world: &World) -> Running {
    let running = world.run(&small((2022, 2025), ASKED), 2022).await;
    let cx = world.acting(world.secretary).await;
    lantoa_app::task::refresh(&cx, running.programme).await.expect("tasks");
    running
}

async fn begun(browser: &Browser, running: &Running, unit: &str) -> String {
    let new = format!("/ke-hoach-don-vi/moi/{}", running.programme);
    let page = browser.get(&format!("{new}?don-vi={unit}&nam=2022")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html());
    let fields = [("don-vi", unit), ("loai", "thuc-hien"), ("nam", "2022")];
    let id = id_in(&browser.post(&new, &page, &fields).await);
    let again = browser.post(&new, &page, &fields).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.html().contains("đã có kế hoạch loại này"));
    format!("/ke-hoach-don-vi/{id}")
}

/// A cluster of the first two rooms, headed by the second.
async fn clustered(world: &World, admin: &Browser) -> String {
    let (head, member) = (world.rooms[1].to_string(), world.rooms[0].to_string());
    let form = admin.get("/quan-tri/cum-khoi/moi").await;
    let nameless = [("ten", ""), ("loai", "cum"), ("truong", head.as_str()), ("tu-ngay", "2022-01-01")];
    assert_eq!(admin.post("/quan-tri/cum-khoi/moi", &form, &nameless).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("ten", "Cụm <một>"), ("loai", "cum"), ("truong", head.as_str()), ("tu-ngay", "2022-01-01")];
    let id = id_in(&admin.post("/quan-tri/cum-khoi/moi", &form, &fields).await);
    let at = format!("/quan-tri/cum-khoi/{id}");
    saved(admin, &format!("{at}/thanh-vien"), &[("tu-ngay", "2022-01-01"), ("don-vi", &member)]).await;
    let page = admin.get(&at).await.html();
    assert!(page.contains("Cụm &#60;một&#62;") && page.contains("Phòng Một") && page.contains("Phòng Hai"), "{page}");
    at
}

/// Every part but the criteria and numbers.
async fn rest(browser: &Browser, at: &str, leader: PersonId) {
    saved(browser, &format!("{at}/phan/lanh-dao"), &[("nguoi", &leader.to_string())]).await;
    for part in ["boi-duong", "nhan-rong", "bao-cao"] {
        let fields = [("d-noi-dung", "Gặp gỡ"), ("d-voi", "Tổ trưởng"), ("d-khi", "hằng quý")];
        saved(browser, &format!("{at}/phan/{part}"), &fields).await;
    }
    let wrong = send(browser, &format!("{at}/phan/so-ket"), &[("sk-loai", "so-ket"), ("sk-ngay", "giữa năm")]).await;
    assert!(wrong.html().contains("value=\"giữa năm\""), "what was typed is kept");
    let fields = [("sk-loai", "so-ket"), ("sk-ngay", "20/6/2022"), ("sk-loai", "tong-ket"), ("sk-ngay", "2022-12-10")];
    saved(browser, &format!("{at}/phan/so-ket"), &fields).await;
}

/// R103, R104, R105, R106, R107, R108, R109, R134: from the first draft to both recipients, with every mistake named.
#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_written_issued_sent_and_acknowledged() {
    both(async |db| {
        let world = World::found(db, "2022-01-25").await;
        let running = running(&world).await;
        let office = Browser::of(&world.app, world.secretary);
        let cluster = clustered(&world, &Browser::of(&world.app, world.admin)).await;
        let set = format!("/ke-hoach-don-vi/thiet-lap/{}", running.programme);
        let all = ["lanh-dao", "tieu-chi", "so-luong", "boi-duong", "nhan-rong", "bao-cao", "so-ket"];
        saved(&office, &set, &all.map(|part| ("phan", part))).await;

        let head = Browser::of(&world.app, world.room_heads[0]);
        let at = begun(&head, &running, &world.rooms[0].to_string()).await;
        let page = head.get(&at).await.html();
        assert!(page.contains("2/7 phần") && page.contains("Chưa nêu người chịu trách nhiệm."), "{page}");
        let early = head.get(&format!("{at}/ban-hanh")).await;
        assert_eq!(
            (early.status, early.leads_to()),
            (StatusCode::SEE_OTHER, at.as_str()),
            "not while parts are missing"
        );

        judged(&head, &at).await;
        rest(&head, &at, world.officers[0]).await;
        let page = head.get(&at).await.html();
        for said in ["7/7 phần", "Nâng cao so với cấp trên", "Toàn dân đoàn kết", "Đỗ Thị Ánh", "10/12/2022"]
        {
            assert!(page.contains(said), "{said} is missing in\n{page}");
        }

        on_its_way(&world, &head, &at).await;
        lists(&world, &office, &cluster, &at).await;
    })
    .await;
}

/// Criteria and numbers: what is weaker than inherited is named at its row and kept.
async fn judged(head: &Browser, at: &str) {
    let weak = [
        ("tc-khoa", "tin-nhiem"),
        ("tc-so", ""),
        ("tc-muc", ""),
        ("tc-cu-the", "Không có <đơn thư>"),
        ("tc-khoa", "xep-loai"),
        ("tc-so", "1"),
        ("tc-muc", "hoan-thanh"),
        ("tc-cu-the", ""),
    ];
    let criteria = format!("{at}/phan/tieu-chi");
    let answer = send(head, &criteria, &weak).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.html().contains("Dòng 2: chỉ được giữ nguyên hoặc nâng cao"), "{}", answer.html());
    assert!(answer.html().contains("Không có &#60;đơn thư&#62;"), "what was typed is kept");
    let mut tight = weak;
    tight[6].1 = "xuat-sac";
    let campaign = [
        ("them-noi-dung", "Gia đình văn hóa"),
        ("them-ap-dung", "ca-nhan"),
        ("them-phong-trao", ""),
        ("them-nguon", "Toàn dân đoàn kết"),
    ];
    saved(head, &criteria, &[&tight[..], &campaign[..]].concat()).await;

    let numbers = format!("{at}/phan/so-luong");
    let typed = |assigned| {
        [
            ("ct-phong-trao", "chung"),
            ("ct-loai", "tap-the"),
            ("ct-giao", ""),
            ("ct-phan-dau", ""),
            ("ct-phong-trao", "chung"),
            ("ct-loai", "ca-nhan"),
            ("ct-giao", assigned),
            ("ct-phan-dau", "5"),
        ]
    };
    let low = send(head, &numbers, &typed("1")).await;
    assert!(
        low.html().contains("thấp hơn mức tối thiểu được giao") && low.html().contains("value=\"5\""),
        "{}",
        low.html()
    );
    let words = send(head, &numbers, &typed("ba")).await;
    assert!(words.html().contains("Dòng 2: hãy nhập số nguyên."), "{}", words.html());
    saved(head, &numbers, &typed("3")).await;
}

/// Laid before the head, sent back, issued with the signed paper, sent to both and acknowledged.
async fn on_its_way(world: &World, head: &Browser, at: &str) {
    let page = head.get(at).await;
    let seen = page.hidden("phien-ban");
    let stale = head.post(&format!("{at}/viec/trinh"), &page, &[("phien-ban", "1")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "somebody was faster");
    let submitted = head.post(&format!("{at}/viec/trinh"), &page, &[("phien-ban", &seen)]).await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER);
    saved(head, &format!("{at}/viec/tra-lai"), &[("ly-do", "Thêm một việc")]).await;
    assert!(head.get(at).await.html().contains("Thêm một việc"));
    let issue = format!("{at}/ban-hanh");
    let form = head.get(&issue).await;
    let seen = form.hidden("phien-ban");
    let fields = [("phien-ban", seen.as_str()), ("so-ky-hieu", "12/KH-P1"), ("ngay", "2022-01-25")];
    let program = head.upload(&issue, &form, &fields, ("tep", "a.pdf", b"MZ a program")).await;
    assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY);
    let issued = head.upload(&issue, &form, &fields, ("tep", "da-ky.pdf", b"%PDF-1.7 x")).await;
    assert_eq!(issued.status, StatusCode::SEE_OTHER, "{}", issued.html());
    assert_eq!(head.get(&format!("{at}/tep/1")).await.bytes, b"%PDF-1.7 x");
    let word = head.get(&format!("/giay-to/unit-plan/unitplan-{}/tai/word", at.rsplit('/').next().unwrap())).await;
    assert!(word.status == StatusCode::OK && word.bytes.starts_with(b"PK"), "{}", word.html());

    let none = send(head, &format!("{at}/viec/gui"), &[("ngay", "2022-01-25")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let to = [("noi-nhan", "thuong-truc"), ("noi-nhan", "truong-cum"), ("ngay", "2022-01-25")];
    saved(head, &format!("{at}/viec/gui"), &to).await;
    for (person, recipient) in [(world.secretary, "thuong-truc"), (world.room_heads[1], "truong-cum")] {
        let reader = Browser::of(&world.app, person);
        let page = reader.get(at).await;
        let seen = page.hidden("phien-ban");
        let received = reader.post(&format!("{at}/viec/tiep-nhan-{recipient}"), &page, &[("phien-ban", &seen)]).await;
        assert_eq!(received.status, StatusCode::SEE_OTHER, "{}", received.html());
    }
}

/// The tracker, its filters and Excel; numbers over units; the cluster's page.
async fn lists(world: &World, office: &Browser, cluster: &str, at: &str) {
    let page = office.get("/ke-hoach-don-vi").await;
    let html = page.html();
    for said in
        ["Số 12/KH-P1", "Thường trực: đã tiếp nhận 25/01/2022", "Trưởng cụm, khối: đã tiếp nhận", at, "Phòng Ba"]
    {
        assert!(html.contains(said), "{said} is missing in\n{html}");
    }
    let done = office.get("/ke-hoach-don-vi?tinh-trang=du-noi-nhan").await.html();
    assert!(done.contains("12/KH-P1") && !done.contains("Phòng Ba"), "{done}");
    let narrowed = office.get(&format!("/ke-hoach-don-vi?cum={}", cluster.rsplit('/').next().unwrap())).await.html();
    assert!(narrowed.contains("Phòng Hai") && !narrowed.contains("Phòng Ba"));
    for list in ["/ke-hoach-don-vi", "/tong-hop", "/quan-tri/cum-khoi"] {
        let page = office.get(list).await;
        let file = office.post(&format!("{list}/excel"), &page, &[]).await;
        assert!(file.header("content-disposition").ends_with(".xlsx\""), "{list}: {}", file.html());
    }
    let file = office.post(&format!("{cluster}/thanh-vien/excel"), &page, &[]).await;
    assert!(file.header("content-disposition").ends_with(".xlsx\""), "{}", file.html());
    let officer = Browser::of(&world.app, world.officers[2]);
    let sums = officer.get("/tong-hop").await.html();
    assert!(
        sums.contains("Sở Thử nghiệm") && sums.contains("Cụm &#60;một&#62;") && sums.contains("Thi đua chung"),
        "{sums}"
    );
    assert_eq!(officer.get(&format!("/tong-hop?don-vi={}", world.rooms[0])).await.status, StatusCode::OK);
    assert!(officer.get(cluster).await.html().contains("1/2 đơn vị đã ban hành"));
}

/// F89: drafts are their unit's own; the head of the cluster sees what was issued; forms are closed to whoever may not send them.
#[tokio::test(flavor = "multi_thread")]
async fn others_find_no_draft_and_no_door() {
    both(async |db| {
        let world = World::found(db, "2022-01-25").await;
        let running = running(&world).await;
        let cluster = clustered(&world, &Browser::of(&world.app, world.admin)).await;
        let head = Browser::of(&world.app, world.room_heads[0]);
        let at = begun(&head, &running, &world.rooms[0].to_string()).await;
        let (peer, other) = (Browser::of(&world.app, world.room_heads[1]), Browser::of(&world.app, world.officers[2]));
        let pages = [
            at.clone(),
            format!("{at}/phan/so-luong"),
            format!("{at}/ban-hanh"),
            format!("{at}/viec/gui"),
            format!("{at}/tep/1"),
        ];
        for page in &pages {
            assert_eq!(peer.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
            assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
        }
        let list = peer.get("/ke-hoach-don-vi").await.html();
        assert!(!list.contains(&at) && !list.contains("Dự thảo"), "a draft is told to nobody else");
        assert!(head.get("/ke-hoach-don-vi").await.html().contains("Dự thảo"));

        let form = head.get(&format!("{at}/ban-hanh")).await;
        let seen = form.hidden("phien-ban");
        let fields = [("phien-ban", seen.as_str()), ("so-ky-hieu", "3/KH"), ("ngay", "2022-01-25")];
        let issued = head.upload(&format!("{at}/ban-hanh"), &form, &fields, ("tep", "", b"")).await;
        assert_eq!(issued.status, StatusCode::SEE_OTHER, "nothing is required here: {}", issued.html());
        let shown = peer.get(&at).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(!shown.html().contains("Diễn biến"), "the head of the cluster reads what was issued");
        assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
        let turned = peer.get(&format!("{at}/phan/so-luong")).await;
        assert_eq!((turned.status, turned.leads_to()), (StatusCode::SEE_OTHER, at.as_str()));

        let own = other.get("/ke-hoach-don-vi").await;
        let begin = other.get(&format!("/ke-hoach-don-vi/moi/{}", running.programme)).await;
        assert_eq!(begin.status, StatusCode::SEE_OTHER, "writes for no unit");
        assert_eq!(
            other.get(&format!("/ke-hoach-don-vi/thiet-lap/{}", running.programme)).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(other.get("/quan-tri/cum-khoi/moi").await.status, StatusCode::FORBIDDEN);
        let join = other
            .post(
                &format!("{cluster}/thanh-vien"),
                &own,
                &[("phien-ban", "2"), ("tu-ngay", "2022-01-25"), ("don-vi", &world.rooms[2].to_string())],
            )
            .await;
        assert_eq!(join.status, StatusCode::CONFLICT, "refused, with a sentence");
        let stranger = Browser::stranger(&world.app);
        for page in ["/ke-hoach-don-vi", "/tong-hop", "/quan-tri/cum-khoi", at.as_str()] {
            let status = stranger.get(page).await.status;
            assert!(status == StatusCode::SEE_OTHER || status == StatusCode::UNAUTHORIZED, "{page}: {status}");
        }
    })
    .await;
}
