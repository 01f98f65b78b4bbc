//! Lists as Excel files: the same rows as on the page for the same rights, all of them, opened again with a reader of its own.

use std::io::Cursor;

use crate::browser::Browser;
use crate::stage::{self, PLAN, called, recognise, to_decide, waiting};
use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use lantoa_app::exemplar::{self, Search};
use lantoa_app::facts::{self, Record};
use lantoa_app::{
    Cx, council, decision, document, dossier, forward, journal, law, movement, org, people, programme, task,
};
use lantoa_domain::facts::{FactKind, Recorded};
use lantoa_domain::id::PersonId;
use lantoa_domain::plan::StepKind;
use lantoa_domain::subject::Subject;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// The rows below the head, each as text.
fn rows(file: &[u8]) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(file.to_vec())).expect("a book");
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).expect("a sheet");
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    range.rows().skip(1).map(|row| row.iter().map(text).collect()).collect()
}

/// Takes a list through the button on its page; `None` when the page or the list is closed.
async fn take(browser: &Browser, page: &str, list: &str) -> Option<Vec<Vec<String>>> {
    let shown = browser.get(page).await;
    if shown.status != StatusCode::OK {
        return None;
    }
    assert!(shown.html().contains(&format!("action=\"{}\"", list.replace('&', "&#38;"))), "{page} offers {list}");
    let answer = browser.post(list, &shown, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{list}: {}", answer.html());
    assert!(answer.header("content-disposition").ends_with(".xlsx\""));
    Some(rows(&answer.bytes))
}

/// The names of every row of a list, walked through page by page as a person would.
async fn every_dossier(cx: &Cx) -> Vec<String> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let filter = dossier::list::Filter { before, ..dossier::list::Filter::default() };
        let page = dossier::list::list(cx, filter).await.unwrap();
        all.extend(page.rows.into_iter().map(|row| row.name));
        let Some(next) = page.next else { return all };
        before = Some(next);
    }
}

async fn every_person(cx: &Cx) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = people::list(cx, people::Wanted { after, ..people::Wanted::default() }).await.unwrap();
        all.extend(page.rows.iter().map(|row| row.name.clone()));
        let Some(next) = page.next else { return all };
        after = Some(next);
    }
}

fn column(rows: &[Vec<String>], at: usize) -> Vec<String> {
    rows.iter().map(|row| row[at].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn dossiers_and_people_come_out_whole_and_only_as_far_as_the_reader_sees() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let running = world.run(PLAN, 2017).await;
        for n in 0..60 {
            waiting(&world, &running, "nam", n % 3).await;
        }
        let own = Subject::Person(world.officers[0]);
        stage::dossier_at(&world, &running, "nam", StepKind::Nominate, own, world.rooms[0]).await;
        for (person, least) in [(world.secretary, 61), (world.officers[0], 1), (world.members[5], 61)] {
            let expected = every_dossier(&world.acting(person).await).await;
            let browser = Browser::of(&world.app, person);
            let got = take(&browser, "/ho-so", "/ho-so/excel").await.unwrap();
            assert_eq!(column(&got, 0), expected);
            assert_eq!(got.len(), least, "more than a page");
        }
        let secretary = Browser::of(&world.app, world.secretary);
        let unit = world.rooms[1];
        let (page, list) = (format!("/ho-so?don-vi={unit}&q="), format!("/ho-so/excel?don-vi={unit}"));
        let narrowed = take(&secretary, &page, &list).await.unwrap();
        assert_eq!(narrowed.len(), 20, "the present filters hold");
        assert!(narrowed.iter().all(|row| row[4] == "Phòng Hai"), "{narrowed:?}");
        namesakes(&world).await;
        let (page, list) = ("/quan-tri/nguoi?q=ho+thi", "/quan-tri/nguoi/excel?q=ho+thi");
        assert_eq!(take(&secretary, page, list).await.unwrap().len(), 60, "a search gives all it finds");

        for person in [world.admin, world.room_heads[0]] {
            let expected = every_person(&world.acting(person).await).await;
            let got = take(&Browser::of(&world.app, person), "/quan-tri/nguoi", "/quan-tri/nguoi/excel").await.unwrap();
            assert_eq!(column(&got, 0), expected);
        }
        let stranger = Browser::of(&world.app, world.officers[1]);
        let page = stranger.get("/ho-so").await;
        let refused = stranger.post("/quan-tri/nguoi/excel", &page, &[]).await;
        assert_ne!(refused.status, StatusCode::OK, "the list is closed, so is the file");
        journal_says(&world).await;
    })
    .await;
}

/// More people of one name than a page shows.
async fn namesakes(world: &World) {
    let admin = world.acting(world.admin).await;
    for n in 0..60 {
        let born = Some(jiff::civil::date(1970 + n / 12, 1 + i8::try_from(n % 12).unwrap(), 1));
        let words = people::change::Words { name: "Hồ Thị Mơ".into(), born, ..people::change::Words::default() };
        let add = people::Add { words, unit: world.rooms[0], twins: people::Twins::Refuse };
        people::add(&admin, add).await.unwrap();
    }
}

/// The journal knows who took what, and no name that was looked for.
async fn journal_says(world: &World) {
    let inspector = world.acting(world.inspector).await;
    let wanted = journal::Wanted { action: Some("list.exported".into()), ..journal::Wanted::default() };
    let entries = journal::list(&inspector, wanted).await.unwrap().entries;
    let told: Vec<String> =
        entries.iter().map(|entry| format!("{:?} {:?}", entry.actor.as_ref().map(|one| one.0), entry.detail)).collect();
    assert_eq!(told.len(), 7, "{told:#?}");
    let all = told.join("\n");
    assert!(all.contains("dossiers") && all.contains("people") && all.contains("q = …"), "{all}");
    assert!(!all.contains("ho thi"), "{all}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_other_list_has_the_rows_of_its_page() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let dossiers = [
            to_decide(&world, &running, "nam", 0).await,
            to_decide(&world, &running, "nam", 1).await,
            to_decide(&world, &running, "nam", 2).await,
        ];
        recognise(&world, &running, &dossiers).await;
        let waits = waiting(&world, &running, "nam", 0).await;
        called(&world, &[waits]).await;
        let clerk = world.acting(world.secretary).await;
        let due = forward::list(&clerk).await.unwrap();
        let letter = forward::NewLetter {
            recipients: vec!["Sở Nội vụ".into(), "Ban Thi đua".into()],
            letter: "15/TTr-STN".into(),
            sent_on: world.app.today(),
            dossiers: due.due.iter().map(|one| (one.dossier, one.version)).collect(),
        };
        let batch = forward::send(&clerk, letter).await.unwrap();
        let fact = Recorded {
            kind: FactKind::Initiative,
            name: "=HYPERLINK(\"x\")".into(),
            year: 2017,
            on: None,
            value: 0,
            verified: true,
        };
        let about = Subject::Person(world.officers[0]);
        facts::record(&clerk, Record { about, fact, note: String::new() }).await.unwrap();
        for person in [world.secretary, world.officers[0]] {
            compare(&world, person, &batch.to_string()).await;
        }
        let admin = Browser::of(&world.app, world.admin);
        let holders = take(&admin, "/quan-tri/vai-tro", "/quan-tri/vai-tro/excel").await.unwrap();
        let expected =
            lantoa_app::account::holders(&world.acting(world.admin).await, Default::default()).await.unwrap();
        assert_eq!(holders.len(), expected.rows.len());
    })
    .await;
}

/// Each list that is open to this person, against its read model.
async fn compare(world: &World, person: PersonId, batch: &str) {
    let (cx, browser) = (world.acting(person).await, Browser::of(&world.app, person));
    let office = person == world.secretary;
    let exemplars = exemplar::list(&cx, Search::default(), None).await.unwrap().rows;
    let got = take(&browser, "/dien-hinh", "/dien-hinh/excel").await.unwrap();
    assert_eq!(column(&got, 0), exemplars.iter().map(|row| row.name.clone()).collect::<Vec<_>>());
    let decisions = decision::list(&cx, decision::Filter::default(), None).await.unwrap().rows;
    let got = take(&browser, "/quyet-dinh", "/quyet-dinh/excel").await.unwrap();
    assert_eq!(column(&got, 2), decisions.iter().map(|row| row.title.clone()).collect::<Vec<_>>());
    let got = take(&browser, "/van-ban/so/2017", "/van-ban/so/2017/excel").await.unwrap();
    assert_eq!(column(&got, 0), ["01/QĐ-STN"]);
    let documents = document::list(&cx, document::Filter::default(), None).await.unwrap().rows;
    let got = take(&browser, "/van-ban", "/van-ban/excel").await.unwrap();
    assert_eq!(column(&got, 3), documents.iter().map(|row| row.title.clone()).collect::<Vec<_>>());
    let tasks = task::list(&cx, task::Wanted { scope: task::Scope::All, ..Default::default() }).await.unwrap().rows;
    let got = take(&browser, "/nhiem-vu?xem=tat-ca", "/nhiem-vu/excel?xem=tat-ca").await.unwrap();
    assert_eq!(got.len(), tasks.len());
    let units = org::tree(&cx, cx.today()).await.unwrap().lines;
    let got = take(&browser, "/quan-tri/don-vi", "/quan-tri/don-vi/excel").await.unwrap();
    let names: Vec<String> = column(&got, 0).iter().map(|name| name.trim().to_owned()).collect();
    assert_eq!(names, units.iter().map(|line| line.name.clone()).collect::<Vec<_>>());
    let programmes = programme::list(&cx).await.unwrap();
    let got = take(&browser, "/ke-hoach", "/ke-hoach/excel").await.unwrap();
    assert_eq!(column(&got, 0), programmes.iter().map(|row| row.title.clone()).collect::<Vec<_>>());
    let movements: usize = movement::list(&cx).await.unwrap().iter().map(|group| group.movements.len()).sum();
    assert_eq!(take(&browser, "/phong-trao", "/phong-trao/excel").await.unwrap().len(), movements);
    let tables = law::view(&cx).await.unwrap();
    let salaries = take(&browser, "/quan-tri/luat", "/quan-tri/luat/luong/excel").await.unwrap();
    let rates = take(&browser, "/quan-tri/luat", "/quan-tri/luat/muc/excel").await.unwrap();
    assert_eq!((salaries.len(), rates.len()), (tables.salaries.len(), tables.rates.len()));
    let councils = take(&browser, "/hoi-dong", "/hoi-dong/excel").await;
    let letters = take(&browser, "/gui-cap-tren", "/gui-cap-tren/excel").await;
    let latest = take(&browser, "/quan-tri/ghi-nhan", "/quan-tri/ghi-nhan/excel").await;
    let of_person = format!("/quan-tri/ghi-nhan/{}", world.officers[0]);
    let facts = take(&browser, &of_person, &format!("{of_person}/excel")).await.unwrap();
    assert_eq!(column(&facts, 2), ["=HYPERLINK(\"x\")"], "text stays text");
    if !office {
        assert!(councils.is_none() && letters.is_none() && latest.is_none(), "closed pages have no file");
        return;
    }
    assert_eq!(councils.unwrap().len(), council::list(&cx).await.unwrap().len());
    assert_eq!(letters.unwrap(), [["15/TTr-STN", "43089", "Ban Thi đua, Sở Nội vụ", "3", "6"]]);
    assert_eq!(latest.unwrap().len(), 1);
    let address = format!("/gui-cap-tren/{batch}");
    assert_eq!(take(&browser, &address, &format!("{address}/excel")).await.unwrap().len(), 6);
    let council = format!("/hoi-dong/{}", world.council);
    let sessions = take(&browser, &council, &format!("{council}/phien-hop/excel")).await.unwrap();
    assert_eq!(column(&sessions, 0), ["Họp xét năm"]);
    assert_eq!(take(&browser, &council, &format!("{council}/thanh-vien/excel")).await.unwrap().len(), 7);
    let entries = journal::list(&cx, journal::Wanted::default()).await;
    let journal = take(&browser, "/nhat-ky", "/nhat-ky/excel").await;
    assert_eq!(journal.is_some(), entries.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_statistics_of_a_year_count_by_kind_level_and_sex_and_leave_as_excel() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        let running = world.run(PLAN, 2017).await;
        let mut dossiers = vec![to_decide(&world, &running, "nam", 0).await];
        for (gender, room) in [("nữ", 1), ("nữ", 2), ("nam", 0)] {
            let person = person_of(&world, gender, room).await;
            let unit = world.rooms[room];
            let subject = Subject::Person(person);
            dossiers.push(stage::dossier_at(&world, &running, "nam", StepKind::Decide, subject, unit).await);
        }
        let room = Subject::Unit(world.rooms[0]);
        dossiers.push(stage::dossier_at(&world, &running, "nam", StepKind::Decide, room, world.rooms[0]).await);
        recognise(&world, &running, &dossiers).await;
        let secretary = Browser::of(&world.app, world.secretary);
        assert!(secretary.get("/dien-hinh").await.html().contains("/thong-ke"), "the list of exemplars leads there");
        let rows = take(&secretary, "/thong-ke?nam=2017", "/thong-ke/excel?nam=2017").await.unwrap();
        let figures = ["4", "2", "1", "1", "1", "0", "0", "5"];
        assert_eq!(rows[0][..2], ["Thi đua chung", "Cấp cơ sở"]);
        assert_eq!(
            rows[0][2..10],
            figures,
            "people, women, men, not recorded, collectives, households, practices, all"
        );
        assert_eq!(rows[1][2..10], figures, "the sum");
        assert_eq!(rows[2][2..10], ["0"; 8], "nothing was awarded");
        let earlier = take(&secretary, "/thong-ke?nam=2016", "/thong-ke/excel?nam=2016").await.unwrap();
        assert!(earlier.iter().all(|row| row[9] == "0"), "another year counts nothing of this one");
        let officer = Browser::of(&world.app, world.officers[0]);
        assert_eq!(officer.get("/thong-ke").await.status, StatusCode::FORBIDDEN);
        assert!(!officer.get("/dien-hinh").await.html().contains("/thong-ke"));
    })
    .await;
}

/// Somebody of a room whose sex is recorded.
async fn person_of(world: &World, gender: &str, room: usize) -> PersonId {
    let words = people::change::Words {
        name: format!("Người {gender} {}", ["Một", "Hai", "Ba"][room]),
        gender: gender.into(),
        ..people::change::Words::default()
    };
    let add = people::Add { words, unit: world.rooms[room], twins: people::Twins::Accept };
    people::add(&world.acting(world.admin).await, add).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_the_ministry_is_a_page_an_excel_file_and_the_records_behind_its_numbers() {
    both(async |db| {
        let world = World::found(db, "2017-12-20").await;
        world.run(PLAN, 2017).await;
        let secretary = Browser::of(&world.app, world.secretary);
        let yearly = secretary.get("/thong-ke?nam=2017").await.html();
        assert!(yearly.contains("/thong-ke/bieu?nam=2017"), "the year's statistics lead to the forms");
        let page = secretary.get("/thong-ke/bieu?bieu=0601&nam=2017").await.html();
        assert!(
            page.contains("0601.N/BNV-TĐKT") && page.contains("Thông tư 18/2025/TT-BNV"),
            "the form and what holds today"
        );
        assert!(!page.contains("/quan-tri/co-quan\">Sửa"), "only those who may change the settings are led there");
        let behind = "/thong-ke/bieu/ho-so?bieu=0601&nam=2017&dong=1&cot=0";
        assert!(page.contains(&behind.replace('&', "&#38;")), "{page}");
        assert!(secretary.get(behind).await.html().contains("Thi đua chung"));
        let lines = take(&secretary, "/thong-ke/bieu?bieu=0601&nam=2017", "/thong-ke/bieu/excel?bieu=0601&nam=2017")
            .await
            .unwrap();
        let find = |what: &str| lines.iter().find(|row| row.first().is_some_and(|cell| cell == what)).cloned();
        assert_eq!(find("Tổng số").unwrap()[1..], ["01", "1", "0", "0", "1"], "a movement of a unit");
        assert_eq!(find("- Từ 5\u{a0}năm trở lên").unwrap()[1..], ["10", "1", "0", "0", "1"]);
        assert_eq!(find("- Toàn quốc").unwrap()[1..], ["02", "0", "0", "", ""], "nothing is asked there");
        assert!(find("2. Chia theo thời hạn thi đua").is_some() && find("Người lập biểu").is_some());
        let other = secretary.get("/thong-ke/bieu?bieu=0602&nam=2017").await.html();
        assert!(other.contains("0602.N/BNV-TĐKT") && other.contains("Bằng khen của Thủ tướng Chính phủ"));
        let strange = secretary.get("/thong-ke/bieu?bieu=9999&nam=abc").await;
        assert!(strange.html().contains("0601.N/BNV-TĐKT"), "what is not known opens the first form of this year");
        assert_eq!(secretary.get("/thong-ke/bieu/ho-so?bieu=0601&dong=77&cot=0").await.status, StatusCode::NOT_FOUND);
        let officer = Browser::of(&world.app, world.officers[0]);
        for closed in ["/thong-ke/bieu", "/thong-ke/bieu/ho-so?dong=1&cot=0"] {
            assert_eq!(officer.get(closed).await.status, StatusCode::FORBIDDEN, "{closed}");
        }
        let cx = world.acting(world.admin).await;
        let taken = journal::list(&cx, journal::Wanted::default()).await.unwrap();
        assert!(taken.entries.iter().any(|entry| entry.action == "list.exported"), "who took a file is on record");
    })
    .await;
}
