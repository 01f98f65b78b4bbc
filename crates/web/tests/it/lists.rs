//! Views, many at once and the way back through their pages, without any script.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use calamine::{Reader, Xlsx, open_workbook_from_rs};
use lantoa_app::task;
use lantoa_store::Db;
use lantoa_testkit::engine::both;
use lantoa_testkit::plan::small;
use lantoa_testkit::world::World;

/// A monthly list of every unit.
const OWED: &str = r#"
[[obligations]]
key = "danh-sach"
what = "Gửi danh sách hằng tháng"
who = "every_unit"
form = "list"
deadline = { every = "month", day = 20 }
"#;

async fn run(world: &World) {
    world.start(&small((2021, 2021), OWED)).await;
}

/// The values of the boxes of a page.
fn boxes(page: &Answer) -> Vec<String> {
    let html = page.html();
    let pieces = html.split("name=\"chon\" form=\"nhieu-viec\" value=\"").skip(1);
    pieces.map(|piece| piece.split('"').next().unwrap_or_default().to_owned()).collect()
}

const ALL_TASKS: &str = "/nhiem-vu?xem=tat-ca";

/// An agency whose plan runs, and its secretary before the list of all tasks.
async fn before_all_tasks(db: &Db) -> (World, Browser, Answer) {
    let world = World::found(db, "2021-01-04").await;
    run(&world).await;
    let clerk = Browser::of(&world.app, world.secretary);
    let list = clerk.get(ALL_TASKS).await;
    (world, clerk, list)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_is_kept_opened_with_and_taken_out() {
    both(async |db| {
        let world = World::found(db, "2021-01-04").await;
        run(&world).await;
        let clerk = Browser::of(&world.app, world.secretary);
        assert!(!clerk.get("/nhiem-vu").await.html().contains("Lưu cách xem này"), "nothing is filtered");
        let late = "/nhiem-vu?tinh-trang=overdue&tu=2021-02-20_nv_0000000000001&la=1";
        let page = clerk.get(late).await.html();
        assert!(
            page.contains("/cach-xem/nhiem-vu/moi?loc=tinh-trang%3Doverdue\""),
            "known filters alone, no page: {page}"
        );
        let form = clerk.get("/cach-xem/nhiem-vu/moi?loc=tinh-trang%3Doverdue").await;
        assert_eq!(form.hidden("loc"), "tinh-trang=overdue");
        let empty = clerk.post("/cach-xem/nhiem-vu/moi", &form, &[("loc", "tinh-trang=overdue"), ("ten", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(empty.hidden("loc"), "tinh-trang=overdue", "what is to be kept stays");
        let fields = [("loc", "tinh-trang=overdue&tu=x"), ("ten", "Quá hạn"), ("mac-dinh", "co")];
        let kept = clerk.post("/cach-xem/nhiem-vu/moi", &form, &fields).await;
        assert_eq!(kept.leads_to(), "/nhiem-vu?tinh-trang=overdue", "{}", kept.html());
        let again = clerk.post("/cach-xem/nhiem-vu/moi", &form, &fields).await;
        assert!(again.html().contains("đã có cách xem mang tên này"), "{}", again.html());

        let opened = clerk.get("/nhiem-vu").await;
        assert_eq!((opened.status, opened.leads_to()), (StatusCode::SEE_OTHER, "/nhiem-vu?tinh-trang=overdue"));
        let page = clerk.get("/nhiem-vu?tinh-trang=overdue").await.html();
        assert!(page.contains("Quá hạn") && page.contains("href=\"/nhiem-vu?cach-xem=tat-ca\""), "{page}");
        let all = clerk.get("/nhiem-vu?cach-xem=tat-ca").await;
        assert_eq!(all.status, StatusCode::OK, "the plain list does not lead back");
        assert!(all.html().contains("Gửi danh sách hằng tháng"));
        assert_eq!(
            Browser::of(&world.app, world.admin).get("/nhiem-vu").await.status,
            StatusCode::OK,
            "for nobody else"
        );

        let manage = clerk.get("/cach-xem/nhiem-vu").await;
        let marker = "/cach-xem/nhiem-vu/cx_";
        let html = manage.html();
        let id: String = html[html.find(marker).expect("the view") + marker.len()..].chars().take(13).collect();
        let at = format!("{marker}{id}");
        let other = Browser::of(&world.app, world.admin);
        assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
        let form = clerk.get(&at).await;
        let version = form.hidden("phien-ban");
        let fields = [("phien-ban", version.as_str()), ("loc", ""), ("ten", "Đang muộn"), ("dung-chung", "co")];
        let changed = clerk.post(&at, &form, &fields).await;
        assert_eq!(changed.leads_to(), "/cach-xem/nhiem-vu", "{} {}", changed.status, changed.html());
        assert!(other.get("/nhiem-vu").await.html().contains("Đang muộn"), "shared now");
        let form = clerk.get(&format!("{at}/xoa")).await;
        let gone = clerk.post(&format!("{at}/xoa"), &form, &[("phien-ban", form.hidden("phien-ban").as_str())]).await;
        assert_eq!(gone.leads_to(), "/cach-xem/nhiem-vu");
        assert_eq!(clerk.get("/nhiem-vu").await.status, StatusCode::OK, "the list opens plainly again");
        assert_eq!(clerk.get("/cach-xem/khac").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_that_leads_nowhere_leads_to_the_whole_list() {
    both(async |db| {
        let world = World::found(db, "2021-01-04").await;
        let clerk = Browser::of(&world.app, world.secretary);
        let form = clerk.get("/cach-xem/nhan-rong/moi?loc=mo-hinh%3Dkhac").await;
        let fields = [("loc", "mo-hinh=khac"), ("ten", "Của một mô hình"), ("mac-dinh", "co")];
        let kept = clerk.post("/cach-xem/nhan-rong/moi", &form, &fields).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        let opened = clerk.get("/nhan-rong").await.leads_to().to_owned();
        assert_eq!(opened, "/nhan-rong?mo-hinh=khac");
        let broken = clerk.get(&opened).await;
        assert_eq!(broken.leads_to(), "/nhan-rong?cach-xem=tat-ca", "{}", broken.status);
        assert_eq!(clerk.get("/nhan-rong?cach-xem=tat-ca").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_tasks_are_exempted_and_it_is_taken_back() {
    both(async |db| {
        let (world, clerk, list) = before_all_tasks(db).await;
        let (back, found) = (ALL_TASKS, boxes(&list));
        assert!(found.len() > 2 && !list.html().contains(" checked aria-label"));
        let ticked = clerk.get("/nhiem-vu?xem=tat-ca&chon=tat-ca").await.html();
        assert_eq!(ticked.matches(" checked aria-label").count(), found.len(), "all of the page, without a script");
        let reader = Browser::of(&world.app, world.inspector).get(back).await;
        assert!(
            boxes(&reader).is_empty() && !reader.html().contains("id=\"nhieu-viec\""),
            "who may do nothing chooses nothing"
        );

        let none = clerk.post("/nhieu-viec", &list, &[("viec", "mien"), ("ve", back)]).await;
        assert_eq!(none.leads_to(), back, "nothing was chosen");
        let chosen = [("viec", "mien"), ("ve", back), ("chon", found[0].as_str()), ("chon", found[1].as_str())];
        let ask = clerk.post("/nhieu-viec", &list, &chosen).await;
        assert_eq!(ask.status, StatusCode::OK);
        assert!(ask.html().contains("Đơn vị không phải báo cáo") && ask.html().contains("Làm với 2 mục"));
        let mark = ask.hidden("phieu");
        let mut fields = chosen.to_vec();
        fields.push(("phieu", mark.as_str()));
        let unsaid = clerk.post("/nhieu-viec/lam", &ask, &fields).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "why is missing");
        assert!(unsaid.html().contains(&found[0]) && unsaid.html().contains(&found[1]), "what was chosen stays");
        fields.push(("loi-dan", "Đơn vị mới thành lập"));
        let done = clerk.post("/nhieu-viec/lam", &ask, &fields).await.leads_to().to_owned();
        assert!(done.starts_with("/ket-qua/kq_"), "{done}");
        assert_eq!(clerk.post("/nhieu-viec/lam", &ask, &fields).await.leads_to(), done, "sent twice it is one");
        let result = clerk.get(&done).await;
        assert!(result.html().contains("Đơn vị mới thành lập") && result.html().contains("Hoàn tác 2 mục"));
        let other = Browser::of(&world.app, world.head);
        assert_eq!(other.get(&done).await.status, StatusCode::NOT_FOUND);
        let file = clerk.post(&format!("{done}/excel"), &result, &[]).await;
        let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(file.bytes)).expect("a workbook");
        assert!(book.worksheet_range_at(0).expect("a sheet").expect("readable").height() >= 3);

        let undone = clerk.post(&format!("{done}/hoan-tac"), &result, &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER);
        assert!(clerk.get(undone.leads_to()).await.html().contains("Kết quả hoàn tác"));
        let cx = world.acting(world.secretary).await;
        let id = found[0].split(':').next().unwrap().parse().unwrap();
        assert_eq!(task::show(&cx, id).await.unwrap().task.met, None);
        let twice = clerk.post(&format!("{done}/hoan-tac"), &result, &[]).await;
        assert_eq!(twice.leads_to(), done);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_is_tried_with_what_was_chosen_before_it_is_done_to_some() {
    both(async |db| {
        let (world, clerk, list) = before_all_tasks(db).await;
        let (back, found) = (ALL_TASKS, boxes(&list));
        let (first, last) = (found.first().unwrap().as_str(), found.last().unwrap().as_str());
        let due = async |one: &str| {
            let cx = world.acting(world.secretary).await;
            task::show(&cx, one.split(':').next().unwrap().parse().unwrap()).await.unwrap().task.due_day
        };
        let (early, late) = (due(first).await, due(last).await);
        assert!(early < late);
        let chosen = [("viec", "gia-han"), ("ve", back), ("chon", first), ("chon", last)];
        let ask = clerk.post("/nhieu-viec", &list, &chosen).await;
        assert!(!ask.html().contains("Chưa làm được"), "it depends on the day");
        let send = async |page: &Answer, day: String| {
            let (mark, tried) = (page.hidden("phieu"), page.hidden("da-thu"));
            let along = [("phieu", mark.as_str()), ("da-thu", &tried), ("ngay", &day), ("loi-dan", "Chờ số liệu")];
            clerk.post("/nhieu-viec/lam", page, &[&chosen[..], &along].concat()).await
        };
        let told = send(&ask, late.to_string()).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["Đã thử trước", "Chưa làm được", "Chờ số liệu"] {
            assert!(told.html().contains(words), "{words}");
        }
        assert_eq!((due(first).await, due(last).await), (early, late), "nothing is written");

        let better = late.tomorrow().unwrap();
        let done = send(&told, better.to_string()).await;
        assert!(done.leads_to().starts_with("/ket-qua/kq_"), "another day suits all, so it is done at once");
        assert_eq!((due(first).await, due(last).await), (better, better));
        assert_eq!(send(&told, better.to_string()).await.leads_to(), done.leads_to(), "sent twice it is one");

        let fresh = clerk.get(back).await;
        let ask = clerk.post("/nhieu-viec", &fresh, &chosen).await;
        let told = send(&ask, better.to_string()).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        let insisted = send(&told, better.to_string()).await.leads_to().to_owned();
        assert!(insisted.starts_with("/ket-qua/kq_"), "pressed again it is done to what it can be done to");
        assert_eq!((due(first).await, due(last).await), (better, better));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_task_given_from_its_page_is_taken_back_from_the_message() {
    both(async |db| {
        let world = World::found(db, "2021-01-04").await;
        run(&world).await;
        let cx = world.acting(world.room_heads[0]).await;
        let mine = task::list(&cx, task::Wanted::default()).await.unwrap().rows;
        let address = format!("/nhiem-vu/{}", mine[0].0.id);
        let head = Browser::of(&world.app, world.room_heads[0]);
        let page = head.get(&address).await;
        let person = world.officers[0].to_string();
        let fields = [("phien-ban", "1"), ("nguoi", person.as_str()), ("han-trong", ""), ("dan", "")];
        let given = head.post(&format!("{address}/giao"), &page, &fields).await;
        assert_eq!(given.leads_to(), address, "{}", given.html());
        let shown = head.get_after(&address, &given).await;
        let html = shown.html();
        let from = html.find("/ket-qua/kq_").expect("the message offers the way back");
        let undo: String = html[from..].chars().take_while(|c| *c != '"').collect();
        assert!(undo.ends_with("/hoan-tac"), "{undo}");
        assert_eq!(head.post(&undo, &shown, &[]).await.leads_to(), address, "one thing alone leads to its page");
        assert_eq!(task::show(&cx, mine[0].0.id).await.unwrap().assignment, None);
    })
    .await;
}
