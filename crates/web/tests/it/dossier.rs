//! Dossiers in the browser, without script: opened, completed, passed on, read; strangers meet a closed door.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use lantoa_domain::id::PersonId;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

const PLAN: &str = r#"
[document]
agency = "Sở Thử nghiệm"
number = "18/KH-STN"
issued = "2016-12-31"
title = "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến"
from = 2017
to = 2020

[[movements]]
key = "chung"
name = "Thi đua chung"

[[movements]]
key = "dan-van"
name = "Dân vận khéo"

[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"

[[tracks.steps]]
kind = "nominate"
who = "unit"
papers = ["description"]

[[tracks.steps]]
kind = "screen"
who = "standing_body"

[[tracks.steps]]
kind = "appraise"
who = "standing_body"

[[tracks.steps]]
kind = "decide"
who = "head"

[[criteria]]
key = "nhan-rong"
applies = "general"
text = "Có khả năng nhân rộng"
"#;

fn browser(world: &World, person: PersonId) -> Browser {
    Browser::of(&world.app, person)
}

/// Opens a practice through the form; gives its address.
async fn opened(world: &World, clerk: &Browser, name: &str) -> String {
    let form = clerk.get("/ho-so/moi").await;
    assert!(form.html().contains("Dân vận khéo"), "one round only: the movement is asked at once");
    let round = form.hidden("dot");
    let address = format!("/ho-so/moi?dot={round}&phong-trao=dan-van&doi-tuong=mo-hinh");
    let form = clerk.get(&address).await;
    let unit = world.rooms[0].to_string();
    let fields = [
        ("dot", round.as_str()),
        ("phong-trao", "dan-van"),
        ("doi-tuong", "mo-hinh"),
        ("ten", name),
        ("thanh-tich", "Trả lời dân trong ngày <b>"),
        ("don-vi", unit.as_str()),
    ];
    let answer = clerk.post("/ho-so/moi", &form, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html());
    answer.leads_to().to_owned()
}

/// Presses the page's button for a command.
async fn press(browser: &Browser, address: &str, command: &str) -> Answer {
    let page = browser.get(address).await;
    let seen = page.hidden("phien-ban");
    browser.post(&format!("{address}/{command}"), &page, &[("phien-ban", seen.as_str())]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_opens_completes_and_nominates_and_the_office_passes_it_on() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        world.run(PLAN, 2017).await;
        let (clerk, office) = (browser(&world, world.room_heads[0]), browser(&world, world.secretary));
        let address = opened(&world, &clerk, "Nhóm Zalo tiếp dân").await;
        let page = clerk.get(&address).await.html();
        assert!(page.contains("Nhóm Zalo tiếp dân") && page.contains("Bản mô tả sáng kiến, mô hình"));
        assert!(page.contains("Trả lời dân trong ngày &#60;b&#62;"), "what people write is never markup");

        let form = clerk.get(&format!("{address}/tep")).await;
        let seen = form.hidden("phien-ban");
        let fields = [("phien-ban", seen.as_str()), ("giay-to", "mo-ta")];
        let wrong = clerk.upload(&format!("{address}/tep"), &form, &fields, ("tep", "mo ta.pdf", b"<script>")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html().contains("Loại tệp này không được nhận") && wrong.html().contains("Hãy chọn lại tệp"));
        let empty = clerk.upload(&format!("{address}/tep"), &form, &fields, ("tep", "mo ta.pdf", b"")).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.html().contains("Tệp trống, hãy chọn lại"));
        let file = ("tep", "mô tả.pdf", &b"%PDF-1.7 noi dung"[..]);
        let done = clerk.upload(&format!("{address}/tep"), &form, &fields, file).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        downloads(&world, &clerk, &address).await;

        assert_eq!(press(&clerk, &address, "de-nghi").await.status, StatusCode::SEE_OTHER);
        assert!(!clerk.get(&address).await.html().contains(&format!("{address}/sua")), "sent: no longer the clerk's");
        weigh(&office, &address).await;
        let bench = browser(&world, world.head).get("/ban-lam-viec").await.html();
        assert!(bench.contains("Quyết định: Nhóm Zalo tiếp dân"), "it waits for the head");
    })
    .await;
}

/// The file is read by those who may, as what it is, and by nobody else.
async fn downloads(world: &World, clerk: &Browser, address: &str) {
    let page = clerk.get(address).await.html();
    let marker = format!("{address}/tep/");
    let at = page.find(&marker).expect("a link to the file");
    let file = page[at..].split('"').next().expect("an address");
    let read = clerk.get(file).await;
    assert_eq!((read.status, read.bytes.as_slice()), (StatusCode::OK, &b"%PDF-1.7 noi dung"[..]));
    assert_eq!(read.header("content-type"), "application/pdf");
    assert_eq!(read.header("x-content-type-options"), "nosniff");
    assert!(read.header("content-disposition").contains("filename*=UTF-8''m%C3%B4%20t%E1%BA%A3.pdf"));
    assert!(read.header("content-security-policy").contains("default-src 'none'"));
    let stranger = browser(world, world.officers[1]);
    assert_eq!(stranger.get(file).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.get(address).await.status, StatusCode::NOT_FOUND);
}

/// Returned with a reason, sent in again, screened in bulk, judged, appraised.
async fn weigh(office: &Browser, address: &str) {
    let form = office.get(&format!("{address}/tra-lai")).await;
    let seen = form.hidden("phien-ban");
    let empty =
        office.post(&format!("{address}/tra-lai"), &form, &[("phien-ban", seen.as_str()), ("ly-do", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("phien-ban", seen.as_str()), ("ly-do", "Thiếu số liệu")];
    assert_eq!(office.post(&format!("{address}/tra-lai"), &form, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(office.get(address).await.html().contains("Thiếu số liệu"));
    assert_eq!(press(office, address, "gui-lai").await.status, StatusCode::SEE_OTHER);

    let list = office.get("/ho-so?xem=cho-toi&buoc=ra-soat").await;
    let marker = "name=\"chon\" form=\"nhieu-viec\" value=\"";
    let html = list.html();
    let chosen = html[html.find(marker).expect("a box to tick") + marker.len()..].split('"').next().expect("a value");
    let fields = [("viec", "ra-soat"), ("ve", "/ho-so?xem=cho-toi&buoc=ra-soat"), ("chon", chosen)];
    let ask = office.post("/nhieu-viec", &list, &fields).await;
    let mark = ask.hidden("phieu");
    let fields = [&fields[..], &[("phieu", mark.as_str())]].concat();
    let done = office.post("/nhieu-viec/lam", &ask, &fields).await;
    assert!(office.get(done.leads_to()).await.html().contains("Đã làm"));

    let early = press_again(office, address, "tham-dinh").await;
    assert_eq!(early.status, StatusCode::SEE_OTHER, "back to the page with the reason");
    let form = office.get(&format!("{address}/tieu-chi/nhan-rong")).await;
    assert!(form.html().contains("Có khả năng nhân rộng"));
    let seen = form.hidden("phien-ban");
    let target = format!("{address}/tieu-chi/nhan-rong");
    let unsaid = office.post(&target, &form, &[("phien-ban", seen.as_str()), ("ket-luan", "khong-dat")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "a no needs its reason");
    let verdict = [("phien-ban", seen.as_str()), ("ket-luan", "dat"), ("ly-do", "Ba phòng đã làm theo")];
    assert_eq!(office.post(&target, &form, &verdict).await.status, StatusCode::SEE_OTHER);
    assert_eq!(press(office, address, "tham-dinh").await.status, StatusCode::SEE_OTHER);
    assert!(office.get(address).await.html().contains("Ba phòng đã làm theo"));
}

/// A press that the page does not offer: with the version and token of another form of it.
async fn press_again(browser: &Browser, address: &str, command: &str) -> Answer {
    let form = browser.get(&format!("{address}/tra-lai")).await;
    let seen = form.hidden("phien-ban");
    browser.post(&format!("{address}/{command}"), &form, &[("phien-ban", seen.as_str())]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_page_is_not_taken_and_names_who_was_faster() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        world.run(PLAN, 2017).await;
        let (clerk, office) = (browser(&world, world.room_heads[0]), browser(&world, world.secretary));
        let address = opened(&world, &clerk, "Nhóm Zalo tiếp dân").await;
        let stale = clerk.get(&format!("{address}/rut")).await;
        let form = office.get(&format!("{address}/sua")).await;
        let seen = form.hidden("phien-ban");
        let fields = [("phien-ban", seen.as_str()), ("ten", "Nhóm Zalo"), ("thanh-tich", "Mới")];
        assert_eq!(office.post(&format!("{address}/sua"), &form, &fields).await.status, StatusCode::SEE_OTHER);
        let seen = stale.hidden("phien-ban");
        let late =
            clerk.post(&format!("{address}/rut"), &stale, &[("phien-ban", seen.as_str()), ("ly-do", "Trùng")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.html().contains("Lê Thị Thư"), "the faster one is named");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_are_much_alike_are_shown_before_another_is_opened() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        world.run(PLAN, 2017).await;
        let clerk = browser(&world, world.room_heads[0]);
        let first = opened(&world, &clerk, "Nhóm Zalo tiếp dân").await;
        let form = clerk.get("/ho-so/moi").await;
        let round = form.hidden("dot");
        let form = clerk.get(&format!("/ho-so/moi?dot={round}&phong-trao=chung&doi-tuong=mo-hinh")).await;
        let mut fields =
            vec![("dot", round.as_str()), ("phong-trao", "chung"), ("doi-tuong", "mo-hinh"), ("ten", "nhom zalo")];
        let asked = clerk.post("/ho-so/moi", &form, &fields).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.html().contains(&first), "the other one is a press away");
        fields.push(("van-lap", "co"));
        assert_eq!(clerk.post("/ho-so/moi", &form, &fields).await.status, StatusCode::SEE_OTHER);
        let same = [("dot", round.as_str()), ("phong-trao", "dan-van"), ("doi-tuong", "mo-hinh")];
        let same = [&same[..], &[("ten", "NHÓM ZALO TIẾP DÂN"), ("van-lap", "co")]].concat();
        assert_eq!(clerk.post("/ho-so/moi", &form, &same).await.leads_to(), first, "the same one is the same one");
        let found = clerk.get("/ho-so?q=zalo").await.html();
        assert!(found.contains(&first));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_without_an_answer_is_asked_again_with_a_word_about_it() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        world.run(PLAN, 2017).await;
        let clerk = browser(&world, world.room_heads[0]);
        let form = clerk.get("/ho-so/moi").await;
        let (round, after) = (form.hidden("dot"), form.hidden("sau-buoc"));
        assert_eq!(form.status, StatusCode::OK);
        assert!(!form.html().contains("chưa chọn"), "nothing was asked yet");
        let half = clerk.get(&format!("/ho-so/moi?dot={round}&sau-buoc={after}&phong-trao=chung")).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(half.html().contains("id=\"doi-tuong-loi\"") && !half.html().contains("id=\"phong-trao-loi\""));
        let unknown = clerk.get("/ho-so/moi?dot=dx_khong-co").await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unknown.html().contains("lựa chọn không còn hợp lệ"));

        let text = ("thanh-tich", "Trả lời dân trong ngày");
        let lost = clerk.post("/ho-so/moi", &form, &[("dot", round.as_str()), text]).await;
        assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(lost.html().contains("id=\"phong-trao-loi\"") && lost.html().contains("id=\"doi-tuong-loi\""));
        assert_eq!(lost.hidden("thanh-tich"), text.1, "what was typed goes along");
        let fields =
            [("dot", round.as_str()), ("sau-buoc", "2"), ("phong-trao", "chung"), ("doi-tuong", "mo-hinh"), text];
        let last = clerk.post("/ho-so/moi", &lost, &fields).await;
        assert_eq!(last.status, StatusCode::OK, "the last question, not yet sent");
        assert!(last.html().contains(text.1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_keeps_what_was_typed_and_who_was_chosen() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        world.run(PLAN, 2017).await;
        let clerk = browser(&world, world.room_heads[0]);
        let round = clerk.get("/ho-so/moi").await.hidden("dot");
        let form = clerk.get(&format!("/ho-so/moi?dot={round}&phong-trao=chung&doi-tuong=ca-nhan")).await;
        let (chosen, long) = (world.officers[0].to_string(), "x".repeat(301));
        let mut fields = vec![
            ("dot", round.as_str()),
            ("phong-trao", "chung"),
            ("doi-tuong", "ca-nhan"),
            ("nguoi", chosen.as_str()),
            ("thanh-tich", "Trả lời dân trong ngày"),
            ("tim", "nhat"),
            ("viec", "tim"),
        ];
        let found = clerk.post("/ho-so/moi", &form, &fields).await;
        let picked = format!("value=\"{chosen}\" checked");
        assert_eq!(found.status, StatusCode::OK);
        for kept in ["Trần Văn Nhất", "Đỗ Thị Ánh", "Trả lời dân trong ngày", picked.as_str()] {
            assert!(found.html().contains(kept), "{kept} in {}", found.html());
        }
        fields.pop();
        fields.push(("pham-vi", long.as_str()));
        let wrong = clerk.post("/ho-so/moi", &found, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        for kept in ["value=\"nhat\"", picked.as_str(), "Đỗ Thị Ánh"] {
            assert!(wrong.html().contains(kept), "{kept} in {}", wrong.html());
        }
        fields.pop();
        assert_eq!(clerk.post("/ho-so/moi", &wrong, &fields).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_round_those_who_open_one_are_shown_where() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        for (person, opens) in [(world.room_heads[0], false), (world.secretary, true)] {
            let page = browser(&world, person).get("/ho-so/moi").await.html();
            assert!(page.contains("Chưa có đợt xét nào nhận hồ sơ") && !page.contains("Bước 1 trên 3"));
            assert_eq!(page.contains("Mở đợt xét"), opens);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_searches_only_for_other_words_and_a_round_that_closes_leaves_what_was_written() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        world.run(PLAN, 2017).await;
        let clerk = browser(&world, world.room_heads[0]);
        let round = clerk.get("/ho-so/moi").await.hidden("dot");
        let form = clerk.get(&format!("/ho-so/moi?dot={round}&phong-trao=chung&doi-tuong=ca-nhan&tim=khong+ai")).await;
        assert_eq!(form.hidden("da-tim"), "khong ai");
        let sent = |find: &'static str| {
            let (form, clerk, round) = (&form, &clerk, round.as_str());
            async move {
                let start = [("dot", round), ("phong-trao", "chung"), ("doi-tuong", "ca-nhan"), ("da-tim", "khong ai")];
                let fields = [&start[..], &[("viec", "enter"), ("tim", find), ("thanh-tich", "Việc tốt")]].concat();
                clerk.post("/ho-so/moi", form, &fields).await
            }
        };
        let searched = sent("lan").await;
        assert_eq!(searched.status, StatusCode::OK, "other words are looked for, nothing is wrong yet");
        assert!(searched.html().contains("Việc tốt") && searched.hidden("da-tim") == "lan");
        assert_eq!(sent("khong ai").await.status, StatusCode::UNPROCESSABLE_ENTITY, "sent: nobody was chosen");

        world.clock.advance_seconds(400 * 24 * 3600);
        let late = sent("khong ai").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.html().contains("Việc tốt") && late.html().contains("Đợt xét vừa đóng"));
        assert!(!late.html().contains("Hủy bỏ") && late.html().contains("Về danh sách hồ sơ"));
    })
    .await;
}
