//! Practices in the browser: written with mistakes named and nothing lost, validated, copied, signed, checked, proposed; closed to others.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use lantoa_app::{adoption, agency, practice, replication};
use lantoa_domain::id::{AdoptionId, PracticeId};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

const WHOLE: [(&str, &str); 12] = [
    ("ten", "Trả kết quả tại nhà"),
    ("van-de", "Người dân phải đi lại nhiều lần."),
    ("cach-lam", "Hẹn giờ và trả tại nhà."),
    ("cac-buoc", "Lập danh sách\nHẹn giờ"),
    ("ket-qua", "Không còn ai đi lại lần hai."),
    ("co-quan-lien-he", "Bộ phận Một cửa"),
    ("dien-thoai", "0258 3 845"),
    ("sl-chi-so", "Thời gian"),
    ("sl-don-vi", "ngày"),
    ("sl-truoc", "7"),
    ("sl-sau", "3,5"),
    ("sl-ky", "2022"),
];

fn id_in(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    answer.leads_to().rsplit('/').next().unwrap_or_default().to_owned()
}

/// What cannot be done now by this person leads back to the page of the thing.
#[track_caller]
fn turned_away(answer: &Answer, home: &str) {
    assert_eq!((answer.status, answer.leads_to()), (StatusCode::SEE_OTHER, home), "{}", answer.html());
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

/// A validated practice of the first room, written in the browser.
async fn validated(world: &World) -> String {
    let head = Browser::of(&world.app, world.room_heads[0]);
    let form = head.get("/mo-hinh/moi").await;
    let unit = world.rooms[0].to_string();
    let mut fields = vec![("don-vi", unit.as_str())];
    fields.extend(WHOLE);
    let id = id_in(&head.post("/mo-hinh/moi", &form, &fields).await);
    assert_eq!(send(&head, &format!("/mo-hinh/{id}/viec/trinh"), &[]).await.status, StatusCode::SEE_OTHER);
    let office = Browser::of(&world.app, world.secretary);
    assert_eq!(send(&office, &format!("/mo-hinh/{id}/viec/tham-dinh"), &[]).await.status, StatusCode::SEE_OTHER);
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_practice_is_written_with_its_mistakes_named_and_kept() {
    both(async |db| {
        let world = World::found(db, "2022-03-01").await;
        let head = Browser::of(&world.app, world.room_heads[0]);
        let form = head.get("/mo-hinh/moi").await;
        let unit = world.rooms[0].to_string();
        let wrong = [
            ("don-vi", unit.as_str()),
            ("ten", ""),
            ("so-tien", "hai triệu"),
            ("van-de", "Vấn đề <b>đã</b> viết"),
            ("sl-chi-so", "Thời gian"),
            ("sl-sau", "nhanh"),
        ];
        let answer = head.post("/mo-hinh/moi", &form, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let html = answer.html();
        for kept in
            ["hàng 1 cần tên chỉ số", "value=\"hai triệu\"", "value=\"nhanh\"", "Vấn đề &#60;b&#62;đã&#60;/b&#62; viết"]
        {
            assert!(html.contains(kept), "{kept} is missing in\n{html}");
        }
        let id = validated(&world).await;
        let page = head.get(&format!("/mo-hinh/{id}")).await.html();
        assert!(page.contains("Hẹn giờ") && page.contains("-50%") && page.contains("Đã thẩm định"), "{page}");

        // A draft is told to nobody but those who look after it.
        let form = head.get("/mo-hinh/moi").await;
        let draft = [("don-vi", unit.as_str()), ("ten", "Bản nháp kín")];
        let draft = id_in(&head.post("/mo-hinh/moi", &form, &draft).await);
        let address = format!("/mo-hinh/{draft}");
        let other = Browser::of(&world.app, world.officers[1]);
        for closed in
            [address.clone(), format!("{address}/sua"), format!("{address}/viec/trinh"), format!("{address}/cay")]
        {
            assert_eq!(other.get(&closed).await.status, StatusCode::NOT_FOUND, "{closed}");
        }
        let list = other.get("/mo-hinh").await.html();
        assert!(list.contains("Trả kết quả tại nhà") && !list.contains("Bản nháp kín"));
        assert!(other.get("/mo-hinh?q=tra+ket+qua").await.html().contains("Trả kết quả tại nhà"));
        let early = head.get(&format!("{address}/viec/trinh")).await;
        let early = head.post(&format!("{address}/viec/trinh"), &early, &[("phien-ban", "1")]).await;
        assert!(early.html().contains("Hồ sơ còn thiếu phần bắt buộc"), "{}", early.html());
        turned_away(&head.get(&format!("{address}/viec/tham-dinh")).await, &address);
        assert_eq!(head.get(&format!("{address}/viec/xoa")).await.status, StatusCode::NOT_FOUND);
        files(&head, &address).await;
    })
    .await;
}

async fn files(head: &Browser, address: &str) {
    let upload = format!("{address}/tep");
    let form = head.get(&upload).await;
    let seen = form.hidden("phien-ban");
    let fields = [("phien-ban", seen.as_str())];
    let program = head.upload(&upload, &form, &fields, ("tep", "anh.jpg", b"MZ a program")).await;
    assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = head.upload(&upload, &form, &fields, ("tep", "ảnh.pdf", b"%PDF-1.7 x")).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.html());
    let page = head.get(address).await;
    let html = page.html();
    let file = html.split("/tep/").nth(1).and_then(|rest| rest.split('"').next()).expect("a file").to_owned();
    assert_eq!(head.get(&format!("{address}/tep/{file}")).await.bytes, b"%PDF-1.7 x");
    let stale = head.post(&format!("{address}/tep/{file}/go"), &page, &[("phien-ban", "1")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "somebody was faster");
    let seen = page.hidden("phien-ban");
    let gone = head.post(&format!("{address}/tep/{file}/go"), &page, &[("phien-ban", &seen)]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(head.get(&format!("{address}/tep/{file}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_goes_from_its_declaration_to_the_checked_confirmation() {
    both(async |db| {
        let world = World::found(db, "2022-03-01").await;
        let id = validated(&world).await;
        let head = Browser::of(&world.app, world.room_heads[1]);
        let declare = format!("/mo-hinh/{id}/ap-dung");
        let form = head.get(&declare).await;
        let unit = world.rooms[1].to_string();
        let base =
            [("don-vi", unit.as_str()), ("hoc-tu", "goc"), ("cach-hoc", "Xem <một> buổi"), ("muc-do", "ap-dung")];
        let late = head.post(&declare, &form, &[&base[..], &[("ngay", "2022-03-02")]].concat()).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.html().contains("ngày này chưa tới") && late.html().contains("Xem &#60;một&#62; buổi"));
        let copy = id_in(&head.post(&declare, &form, &[&base[..], &[("ngay", "2022-03-01")]].concat()).await);
        let address = format!("/nhan-rong/{copy}");
        let taken = head.post(&declare, &form, &[&base[..], &[("ngay", "2022-03-01")]].concat()).await;
        assert!(taken.status == StatusCode::CONFLICT && taken.html().contains("đã khai báo áp dụng mô hình"), "once");

        let early = send(&head, &format!("{address}/buoc"), &[("muc-do", "duy-tri"), ("ngay", "2022-03-01")]).await;
        assert!(early.html().contains("chưa đủ 12 tháng"), "{}", early.html());
        let silent = send(&head, &format!("{address}/buoc"), &[("muc-do", "dung"), ("ngay", "2022-03-01")]).await;
        assert!(silent.html().contains("hãy ghi lý do"), "{}", silent.html());
        let told = [("hoc-tu", "goc"), ("dieu-chinh", "Buổi tối"), ("ket-qua", "Giảm một nửa")];
        assert_eq!(send(&head, &format!("{address}/sua"), &told).await.status, StatusCode::SEE_OTHER);
        let stale = head.get(&format!("{address}/sua")).await;
        let stale = head.post(&format!("{address}/sua"), &stale, &[&told[..], &[("phien-ban", "1")]].concat()).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let officer = Browser::of(&world.app, world.officers[1]);
        turned_away(&officer.get(&format!("{address}/ky")).await, &address);
        assert_eq!(send(&head, &format!("{address}/ky"), &[]).await.status, StatusCode::SEE_OTHER);
        let office = Browser::of(&world.app, world.secretary);
        let check = format!("{address}/kiem-tra");
        let silent = send(&office, &check, &[("ket-luan", "tra-lai")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(send(&office, &check, &[("ket-luan", "dung")]).await.status, StatusCode::SEE_OTHER);
        let page = office.get(&address).await.html();
        assert!(page.contains("Đã kiểm tra") && page.contains("Giấy xác nhận"), "{page}");
        let word = head.get(&format!("/giay-to/confirmation/adoption-{copy}/tai/word")).await;
        assert!(word.status == StatusCode::OK && word.bytes.starts_with(b"PK"), "{}", word.html());

        let shown = officer.get(&format!("/mo-hinh/{id}")).await.html();
        assert!(shown.contains("<svg width=") && shown.contains("spread__mark--used"), "the tree is drawn");
        assert_eq!(officer.get(&format!("/mo-hinh/{id}/cay")).await.status, StatusCode::OK);
        let mine = head.get("/nhan-rong?xem=don-vi-toi").await.html();
        assert!(mine.contains("Trả kết quả tại nhà"));
        for list in ["/mo-hinh", "/nhan-rong", "/de-xuat-nhan-rong"] {
            let page = officer.get(list).await;
            let file = officer.post(&format!("{list}/excel"), &page, &[]).await;
            assert!(file.header("content-disposition").ends_with(".xlsx\""), "{list}: {}", file.html());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_is_answered_by_the_units_it_names() {
    both(async |db| {
        let world = World::found(db, "2022-03-01").await;
        let id = validated(&world).await;
        let office = Browser::of(&world.app, world.secretary);
        let new = format!("/de-xuat-nhan-rong/moi?mo-hinh={id}");
        let form = office.get(&new).await;
        let (one, two) = (world.rooms[1].to_string(), world.rooms[2].to_string());
        let nobody = [("mo-hinh", id.as_str()), ("ly-do", "Nên học"), ("han", "2022-06-01")];
        let wrong = office.post("/de-xuat-nhan-rong/moi", &form, &nobody).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html().contains("Nên học"), "what was typed is kept");
        let whole = [&nobody[..], &[("don-vi", &one), ("don-vi", &two)]].concat();
        let proposal = id_in(&office.post("/de-xuat-nhan-rong/moi", &form, &whole).await);
        let head = Browser::of(&world.app, world.room_heads[1]);
        turned_away(&head.get(&new).await, &format!("/mo-hinh/{id}"));
        assert!(head.get("/de-xuat-nhan-rong").await.html().contains("còn 1 đề xuất"));
        let answer = format!("/de-xuat-nhan-rong/{proposal}/tra-loi/{one}");
        let silent = send(&head, &answer, &[("tra-loi", "khong")]).await;
        assert!(silent.html().contains("hãy ghi lý do"), "{}", silent.html());
        let said = send(&head, &answer, &[("tra-loi", "khong"), ("ly-do", "Không có <hồ sơ>")]).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER);
        let others = format!("/de-xuat-nhan-rong/{proposal}/tra-loi/{two}");
        turned_away(&head.get(&others).await, &format!("/de-xuat-nhan-rong/{proposal}"));
        let page = office.get(&format!("/de-xuat-nhan-rong/{proposal}")).await.html();
        assert!(page.contains("Không có &#60;hồ sơ&#62;") && page.contains("Chưa trả lời"), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_other_agencies_find_nothing() {
    both(async |db| {
        let world = World::found(db, "2022-03-01").await;
        let id = validated(&world).await;
        let practice_id: PracticeId = id.parse().expect("an identifier");
        let head = world.acting(world.room_heads[1]).await;
        let new = adoption::New {
            practice: practice_id,
            adopter: adoption::Adopter::Unit(world.rooms[1]),
            learned_from: None,
            how: String::new(),
            learned_at: None,
            stage: lantoa_domain::adoption::Stage::Visited,
            on: world.app.today(),
            note: String::new(),
        };
        let copy: AdoptionId = adoption::declare(&head, new).await.expect("declared");
        let office = world.acting(world.secretary).await;
        let new = replication::New {
            practice: practice_id,
            units: vec![world.rooms[2]],
            why: "Nên học".into(),
            due: "2022-06-01".parse().expect("a date"),
        };
        let proposal = replication::propose(&office, new).await.expect("proposed");
        let pages = [
            format!("/mo-hinh/{id}"),
            format!("/mo-hinh/{id}/cay"),
            format!("/mo-hinh/{id}/sua"),
            format!("/mo-hinh/{id}/ap-dung"),
            format!("/nhan-rong/{copy}"),
            format!("/nhan-rong/{copy}/sua"),
            format!("/nhan-rong/{copy}/buoc"),
            format!("/nhan-rong?mo-hinh={id}"),
            format!("/de-xuat-nhan-rong/{proposal}"),
            format!("/giay-to/confirmation/adoption-{copy}"),
        ];
        let stranger = Browser::stranger(&world.app);
        for page in pages.iter().map(String::as_str).chain(["/mo-hinh", "/nhan-rong", "/de-xuat-nhan-rong"]) {
            let status = stranger.get(page).await.status;
            assert!(status == StatusCode::SEE_OTHER || status == StatusCode::UNAUTHORIZED, "{page}: {status}");
        }
        let new = agency::NewAgency {
            name: "Cơ quan khác".into(),
            symbol: "CK".into(),
            from: "2010-01-01".parse().expect("a date"),
            administrator: "Người Khác".into(),
        };
        let (_, admin) = agency::found(&world.app, new).await.expect("founded");
        let other = Browser::of(&world.app, admin);
        for page in &pages {
            assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
        }
        let own = other.get("/mo-hinh").await;
        assert!(own.status == StatusCode::OK && !own.html().contains("Trả kết quả tại nhà"));
        assert_eq!(other.get("/mo-hinh/mh_0000000000000").await.status, StatusCode::NOT_FOUND);
        let posted = other.post(&format!("/nhan-rong/{copy}/ky"), &own, &[("phien-ban", "1")]).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND);
        assert_eq!(practice::page(&office, practice_id).await.expect("a page").spread.copies.len(), 1);
    })
    .await;
}
