//! The suggestion box and what comes of it, in the browser: forms filled in badly, twice, by programs and too often; who sees a sender; the way from a suggestion to a dossier.

use crate::browser::Browser;
use axum::http::StatusCode;
use lantoa_app::{agency, fostering, prospect, suggestion};
use lantoa_domain::id::PersonId;
use lantoa_testkit::engine::both;
use lantoa_testkit::plan::small;
use lantoa_testkit::world::World;

const BOX: &str = "/gop-y";
const SENDER: &str = "Lê Văn Tám Rất Riêng";
const CONTACT: &str = "0900 123 456";

fn browser(world: &World, person: PersonId) -> Browser {
    Browser::of(&world.app, person)
}

fn fields<'a>(once: &'a str, deed: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("phieu", once),
        ("ten", "Chị Lý bán rau"),
        ("noi", "Chợ Ninh Tây"),
        ("viec", deed),
        ("khi", "tháng trước"),
        ("nguoi-gui", SENDER),
        ("lien-he", CONTACT),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_box_takes_what_is_right_once_and_keeps_what_is_wrong() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let stranger = Browser::stranger(&world.app);
        let page = stranger.get(BOX).await;
        assert_eq!(page.status, StatusCode::OK);
        let html = page.html();
        assert!(!html.contains("name=\"co-quan\""), "one agency: nothing to choose");
        let once = page.hidden("phieu");

        let empty = stranger.post(BOX, &page, &[("phieu", &once), ("noi", "Chợ"), ("ten", " "), ("viec", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.html().contains("value=\"Chợ\"") && empty.hidden("phieu") == once);
        let long = "x".repeat(4_001);
        let long = stranger.post(BOX, &page, &fields(&once, &long)).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(long.html().contains(SENDER), "what was typed is kept");
        let mut trapped = fields(&once, "Trả lại của rơi");
        trapped.push(("trang-web", "https://mua-hang.vi.du"));
        let trapped = stranger.post(BOX, &page, &trapped).await;
        assert_eq!(trapped.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(trapped.html().contains("một ô ẩn đã bị điền") && trapped.html().contains("Trả lại của rơi"));
        assert!(!trapped.html().contains("mua-hang"), "the trap comes back empty");

        let sent = stranger.post(BOX, &page, &fields(&once, "Trả lại của rơi")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let receipt = sent.leads_to().to_owned();
        let twice = stranger.post(BOX, &page, &fields(&once, "Trả lại của rơi")).await;
        assert_eq!(twice.leads_to(), receipt, "sent twice, it is the same");
        let shown = stranger.get(&receipt).await;
        assert_eq!(shown.status, StatusCode::OK);
        let html = shown.html();
        assert!(html.contains("Đã nhận"));
        for hidden in [SENDER, CONTACT, "Chị Lý", "Trả lại", "Chợ Ninh Tây"] {
            assert!(!html.contains(hidden), "the receipt shows {hidden}");
        }
        let code = receipt.rsplit('/').next().unwrap_or_default().to_lowercase().replace('-', "+");
        let found = stranger.get(&format!("{BOX}/tra-cuu?ma={code}")).await;
        assert_eq!(found.leads_to(), receipt);
        let unknown = stranger.get(&format!("{BOX}/tra-cuu?ma=KHONG-CO")).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unknown.html().contains("không có phiếu nào"));
        assert_eq!(stranger.get(&format!("{BOX}/KHONG")).await.status, StatusCode::NOT_FOUND);
        let clerk = world.acting(world.secretary).await;
        assert_eq!(suggestion::list(&clerk, suggestion::Wanted::default()).await.unwrap().rows.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_sends_too_often_has_to_wait() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let stranger = Browser::stranger(&world.app);
        let page = stranger.get(BOX).await;
        let mut last = StatusCode::OK;
        let mut taken = 0;
        for n in 0..40 {
            let once = format!("{n:032x}");
            let answer = stranger.post(BOX, &page, &fields(&once, "Trả lại của rơi")).await;
            last = answer.status;
            if last != StatusCode::SEE_OTHER {
                assert!(!answer.header("retry-after").is_empty());
                break;
            }
            taken += 1;
        }
        assert_eq!((last, taken), (StatusCode::TOO_MANY_REQUESTS, 20));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_several_agencies_the_box_asks_which() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let new = agency::NewAgency {
            name: "UBND huyện bên".into(),
            symbol: "HB".into(),
            from: "2010-01-01".parse().unwrap(),
            administrator: "Người Bên".into(),
        };
        let (other, admin) = agency::found(&world.app, new).await.unwrap();
        let stranger = Browser::stranger(&world.app);
        let page = stranger.get(BOX).await;
        assert!(page.html().contains("UBND huyện bên"));
        let once = page.hidden("phieu");
        let unchosen = stranger.post(BOX, &page, &fields(&once, "Trả lại của rơi")).await;
        assert_eq!(unchosen.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut chosen = fields(&once, "Trả lại của rơi");
        let there = other.to_string();
        chosen.push(("co-quan", &there));
        let sent = stranger.post(BOX, &page, &chosen).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let clerk = world.acting(world.secretary).await;
        assert!(suggestion::list(&clerk, suggestion::Wanted::default()).await.unwrap().rows.is_empty());
        // Somebody who is signed in writes to the own agency, and is not asked for a name.
        let officer = browser(&world, world.officers[0]);
        let page = officer.get(BOX).await;
        assert!(!page.html().contains("name=\"co-quan\"") && !page.html().contains("name=\"nguoi-gui\""));
        let once = page.hidden("phieu");
        officer.post(BOX, &page, &fields(&once, "Giúp đồng nghiệp")).await;
        let rows = suggestion::list(&clerk, suggestion::Wanted::default()).await.unwrap().rows;
        assert_eq!(rows[0].source, suggestion::Source::Staff);
        let admin = browser(&world, admin);
        assert_eq!(admin.get(&format!("/nhan-to/gop-y/{}", rows[0].id)).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// Sends a suggestion and gives its page on the clerk's desk.
async fn suggested(world: &World) -> String {
    let stranger = Browser::stranger(&world.app);
    let page = stranger.get(BOX).await;
    let once = page.hidden("phieu");
    let sent = stranger.post(BOX, &page, &fields(&once, "Trả lại của rơi")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let clerk = world.acting(world.secretary).await;
    let id = suggestion::list(&clerk, suggestion::Wanted::default()).await.unwrap().rows[0].id;
    format!("/nhan-to/gop-y/{id}")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sender_is_on_no_page_of_anybody_but_the_standing_body() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        world.run(&small((2017, 2020), ""), 2017).await;
        let address = suggested(&world).await;
        let clerk = browser(&world, world.secretary);
        let page = clerk.get(&address).await;
        assert!(page.html().contains(SENDER) && page.html().contains(CONTACT));
        let form = clerk.get(&format!("{address}/nhan-to")).await;
        assert_eq!(form.status, StatusCode::OK);
        let programme = form
            .html()
            .split("value=\"ct_")
            .nth(1)
            .map(|rest| format!("ct_{}", rest.split('"').next().unwrap_or_default()));
        let programme = programme.expect("a movement to choose");
        let (seen, room) = (form.hidden("phien-ban"), world.rooms[0].to_string());
        let taken = [
            ("phien-ban", seen.as_str()),
            ("doi-tuong", "ca-nhan"),
            ("ten", "Nguyễn Thị Lý"),
            ("don-vi", &room),
            ("phong-trao", &programme),
            ("viec", "Trả lại của rơi"),
        ];
        let taken = clerk.post(&format!("{address}/nhan-to"), &form, &taken).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.html());
        let prospect = taken.leads_to().to_owned();

        let everybody = [world.admin, world.head, world.room_heads[0], world.officers[0], world.inspector];
        let pages = [
            "/ban-lam-viec",
            "/nhan-to",
            "/nhan-to/gop-y",
            address.as_str(),
            prospect.as_str(),
            "/boi-duong",
            "/dien-hinh",
            "/nhat-ky",
        ];
        for person in everybody {
            let reader = browser(&world, person);
            for page in pages {
                let html = reader.get(page).await.html();
                assert!(!html.contains(SENDER) && !html.contains(CONTACT), "{page} shows the sender");
            }
            for closed in [address.as_str(), "/nhan-to/gop-y", "/nhan-to/gop-y/moi"] {
                assert_eq!(reader.get(closed).await.status, StatusCode::NOT_FOUND, "{closed}");
            }
        }
        for page in ["/nhan-to", "/nhan-to/gop-y", prospect.as_str(), "/nhat-ky", "/ban-lam-viec"] {
            let html = clerk.get(page).await.html();
            assert!(!html.contains(CONTACT), "{page}: only the page of the suggestion itself");
        }
        let list = clerk.get("/nhan-to/gop-y").await;
        let file = clerk.post("/nhan-to/gop-y/excel", &list, &[]).await;
        assert_eq!(file.status, StatusCode::OK);

        erases(&clerk, &address).await;
    })
    .await;
}

/// Erases the sender: with a reason, once.
async fn erases(clerk: &Browser, address: &str) {
    let form = clerk.get(&format!("{address}/xoa-nguoi-gui")).await;
    let seen = form.hidden("phien-ban");
    let bare = clerk.post(&format!("{address}/xoa-nguoi-gui"), &form, &[("phien-ban", &seen), ("ly-do", " ")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why = [("phien-ban", seen.as_str()), ("ly-do", "Người gửi đề nghị")];
    assert_eq!(clerk.post(&format!("{address}/xoa-nguoi-gui"), &form, &why).await.leads_to(), address);
    let html = clerk.get(address).await.html();
    assert!(!html.contains(SENDER) && !html.contains(CONTACT) && html.contains("Không có thông tin người gửi"));
    assert_eq!(clerk.get(&format!("{address}/xoa-nguoi-gui")).await.status, StatusCode::SEE_OTHER);
}

/// What a form of a new factor holds.
fn factor<'a>(unit: &'a str, movement: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("doi-tuong", "mo-hinh"),
        ("ten", name),
        ("don-vi", unit),
        ("phong-trao", movement),
        ("viec", "Nhóm Zalo tiếp dân"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_factor_is_entered_fostered_and_becomes_a_dossier() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(&small((2017, 2020), ""), 2017).await;
        let (unit, movement) = (world.rooms[0].to_string(), format!("{}.chung", running.programme));
        let clerk = browser(&world, world.room_heads[0]);
        let form = clerk.get("/nhan-to/moi").await;
        let empty = clerk.post("/nhan-to/moi", &form, &[("ten", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let added = clerk.post("/nhan-to/moi", &form, &factor(&unit, &movement, "Nhóm Zalo tiếp dân")).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.html());
        let address = added.leads_to().to_owned();
        let alike = clerk.post("/nhan-to/moi", &form, &factor(&unit, &movement, "nhom  zalo TIEP dan")).await;
        assert_eq!(alike.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(alike.html().contains(&address), "it may be the same as the one that is there");
        let mut another = factor(&unit, &movement, "nhom  zalo TIEP dan");
        another.push(("nguoi-khac", "co"));
        assert_eq!(clerk.post("/nhan-to/moi", &form, &another).await.status, StatusCode::SEE_OTHER);
        let foreign = factor(&unit, &movement, "Của phòng khác");
        let neighbour = browser(&world, world.room_heads[1]);
        let own = neighbour.get("/nhan-to/moi").await;
        let foreign = neighbour.post("/nhan-to/moi", &own, &foreign).await;
        assert_eq!(foreign.status, StatusCode::CONFLICT, "for another room: {}", foreign.html());
        for (person, page) in [(world.room_heads[1], &address), (world.officers[0], &address)] {
            assert_eq!(browser(&world, person).get(page).await.status, StatusCode::NOT_FOUND);
        }

        let id = address.rsplit('/').next().unwrap_or_default().to_owned();
        let form = clerk.get(&format!("/boi-duong/moi?ve={id}")).await;
        assert_eq!(form.status, StatusCode::OK);
        let owner = world.room_heads[0].to_string();
        let mut plan =
            vec![("ve", id.as_str()), ("nguoi-phu-trach", &owner), ("den-ngay", "31/12/2017"), ("so-thang", "13")];
        let wrong = clerk.post("/boi-duong/moi", &form, &plan).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.html().contains("value=\"2017-12-31\""));
        plan[3].1 = "2";
        let made = clerk.post("/boi-duong/moi", &form, &plan).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.html());
        let kept = made.leads_to().to_owned();
        fill(&clerk, &kept).await;
        assert_eq!(browser(&world, world.room_heads[1]).get(&kept).await.status, StatusCode::NOT_FOUND);
        let inspector = browser(&world, world.inspector);
        assert!(inspector.get(&kept).await.html().contains("Mở nhóm cho mười khu phố"));
        let closed = inspector.get(&format!("{kept}/muc-tieu")).await;
        assert_eq!(closed.leads_to(), kept, "who only reads is led back");

        becomes_a_dossier(&world, &clerk, (&id, &address, &kept), &unit).await;
    })
    .await;
}

/// Opens the dossier of a new factor from its page.
async fn becomes_a_dossier(world: &World, clerk: &Browser, (id, address, kept): (&str, &str, &str), unit: &str) {
    let page = clerk.get(address).await;
    let html = page.html();
    let open = html.split("href=\"/ho-so/moi?").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let open = format!("/ho-so/moi?{}", open.replace("&#38;", "&").replace("&amp;", "&"));
    let form = clerk.get(&open).await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.html().contains("Nhóm Zalo tiếp dân"), "what is known is carried over");
    let (round, from) = (form.hidden("dot"), form.hidden("nhan-to"));
    let fields = [
        ("dot", round.as_str()),
        ("nhan-to", &from),
        ("doi-tuong", "mo-hinh"),
        ("ten", "Nhóm Zalo tiếp dân"),
        ("don-vi", unit),
    ];
    let opened = clerk.post("/ho-so/moi", &form, &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.html());
    let cx = world.acting(world.room_heads[0]).await;
    let known = prospect::page(&cx, id.parse().unwrap()).await.unwrap();
    let dossier = known.dossier.expect("it knows its dossier");
    assert_eq!(opened.leads_to(), format!("/ho-so/{dossier}"));
    assert!(clerk.get(opened.leads_to()).await.html().contains(kept), "the plan is on the dossier's page");
}

/// Fills a plan through its forms: right and wrong.
async fn fill(clerk: &Browser, kept: &str) {
    let send = async |part: &str, fields: &[(&str, &str)]| {
        let form = clerk.get(&format!("{kept}/{part}")).await;
        assert_eq!(form.status, StatusCode::OK, "{part}");
        let seen = form.hidden("phien-ban");
        let mut all = vec![("phien-ban", seen.as_str())];
        all.extend(fields);
        clerk.post(&format!("{kept}/{part}"), &form, &all).await
    };
    let goal = |target| {
        [("chi-tiet", "Mở nhóm cho mười khu phố"), ("ban-dau", "0"), ("chi-tieu", target), ("han", "2017-12-01")]
    };
    let wrong = send("muc-tieu", &goal("0")).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.html().contains("Mở nhóm cho mười khu phố"));
    assert_eq!(send("muc-tieu", &goal("10")).await.leads_to(), kept);
    let bare = send("ho-tro", &[("chi-tiet", "Máy tính")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "one of the four kinds has to be chosen");
    assert_eq!(send("ho-tro", &[("loai", "vat-chat"), ("chi-tiet", "Máy tính")]).await.leads_to(), kept);
    assert_eq!(send("sang-kien", &[("chi-tiet", "Trả lời trong ngày"), ("ngay", "2017-02-01")]).await.leads_to(), kept);
    let future = send("kiem-tra", &[("ngay", "2018-01-01"), ("chi-tiet", "x")]).await;
    assert!(future.html().contains("từ ngày bắt đầu kế hoạch đến hôm nay"), "{}", future.html());
    assert_eq!(send("kiem-tra", &[("ngay", "2017-03-01"), ("chi-tiet", "Đã mở ba nhóm")]).await.leads_to(), kept);
    let html = clerk.get(kept).await.html();
    for words in ["Mở nhóm cho mười khu phố", "Máy tính", "Trả lời trong ngày", "Đã mở ba nhóm"] {
        assert!(html.contains(words), "{words}");
    }
    assert_eq!(clerk.get(&format!("{kept}/khong-co")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_and_lists_are_closed_to_others() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(&small((2017, 2020), ""), 2017).await;
        let (clerk, officer) = (browser(&world, world.secretary), browser(&world, world.officers[0]));
        for closed in ["/nhan-to", "/nhan-to/moi", "/boi-duong"] {
            assert_eq!(officer.get(closed).await.status, StatusCode::NOT_FOUND, "{closed}");
            assert_eq!(clerk.get(closed).await.status, StatusCode::OK, "{closed}");
        }
        assert_eq!(officer.get("/boi-duong/thiet-lap").await.status, StatusCode::FORBIDDEN);
        let form = clerk.get("/boi-duong/thiet-lap").await;
        let seen = form.hidden("phien-ban");
        let wrong = clerk.post("/boi-duong/thiet-lap", &form, &[("phien-ban", &seen), ("so-ngay", "400")]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.html().contains("value=\"400\""));
        let right = clerk.post("/boi-duong/thiet-lap", &form, &[("phien-ban", &seen), ("so-ngay", "45")]).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER);
        let last = format!("/boi-duong/thiet-lap/{}", running.programme);
        let form = clerk.get(&last).await;
        let seen = form.hidden("phien-ban");
        let wrong = clerk.post(&last, &form, &[("phien-ban", &seen), ("ngay-cuoi", "2026-01-01")]).await;
        assert!(wrong.html().contains("phải trong các năm của chương trình"), "{}", wrong.html());
        let right = clerk.post(&last, &form, &[("phien-ban", &seen), ("ngay-cuoi", "31/03/2020")]).await;
        assert_eq!(right.status, StatusCode::SEE_OTHER);
        let set = fostering::setting(&world.acting(world.secretary).await).await.unwrap();
        assert_eq!((set.plan_days, set.programmes[0].day), (45, "2020-03-31".parse().unwrap()));
        assert_eq!(clerk.get("/viec-tot").await.status, StatusCode::OK);
        for (page, list) in [("/nhan-to", "/nhan-to/excel"), ("/boi-duong", "/boi-duong/excel")] {
            let shown = clerk.get(page).await;
            assert_eq!(clerk.post(list, &shown, &[]).await.status, StatusCode::OK, "{list}");
            let own = officer.get("/ban-lam-viec").await;
            assert_eq!(officer.post(list, &own, &[]).await.status, StatusCode::NOT_FOUND, "{list}");
        }
        let stranger = Browser::stranger(&world.app);
        for closed in ["/nhan-to", "/boi-duong", "/viec-tot", "/nhan-to/gop-y"] {
            assert_eq!(stranger.get(closed).await.status, StatusCode::SEE_OTHER, "{closed}");
        }
    })
    .await;
}
