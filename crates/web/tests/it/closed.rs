//! Forms are shown to those who may send them; others are told for whom they are, or led back with a word. Nothing is sent here.

use crate::browser::{Answer, Browser};
use axum::http::StatusCode;
use lantoa_app::session::{self, Call};
use lantoa_domain::id::{Id, PersonId};
use lantoa_testkit::engine::both;
use lantoa_testkit::plan::small;
use lantoa_testkit::world::World;

fn browser(world: &World, person: PersonId) -> Browser {
    Browser::of(&world.app, person)
}

/// Led back to a page, with a word that is shown there.
fn led_back(answer: &Answer, page: &str, from: &str) {
    assert_eq!((answer.status, answer.leads_to()), (StatusCode::SEE_OTHER, page), "{from}");
    assert!(answer.header("set-cookie").contains("nhan="), "a word goes along from {from}: {:?}", answer.headers);
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_the_administration_say_for_whom_they_are() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let (officer, admin) = (browser(&world, world.officers[0]), browser(&world, world.admin));
        let (unit, person) =
            (format!("/quan-tri/don-vi/{}", world.rooms[0]), format!("/quan-tri/nguoi/{}", world.officers[1]));
        let mut forms =
            vec!["/quan-tri/don-vi/moi".to_owned(), "/quan-tri/nguoi/moi".to_owned(), format!("{unit}/thay-doi")];
        forms.extend(["sua", "chuyen", "nghi", "vai-tro", "than-nhan"].map(|form| format!("{person}/{form}")));
        for form in &forms {
            let closed = officer.get(form).await;
            assert_eq!(closed.status, StatusCode::FORBIDDEN, "{form}");
            assert!(
                closed.html().contains("Không xem được trang này") && !closed.html().contains("<textarea"),
                "{form}"
            );
            assert_eq!(admin.get(form).await.status, StatusCode::OK, "{form}");
        }
        let closed = admin.get("/hoi-dong/moi").await;
        assert_eq!(closed.status, StatusCode::FORBIDDEN);
        assert!(closed.html().contains(" hoặc "), "the standing body or the head");
        assert_eq!(browser(&world, world.head).get("/hoi-dong/moi").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_dossier_has_no_forms_any_more() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        world.run(&small((2017, 2020), ""), 2017).await;
        let clerk = browser(&world, world.room_heads[0]);
        let form = clerk.get("/ho-so/moi").await;
        let round = form.hidden("dot");
        let form = clerk.get(&format!("/ho-so/moi?dot={round}&doi-tuong=mo-hinh")).await;
        let fields = [("dot", round.as_str()), ("doi-tuong", "mo-hinh"), ("ten", "Nhóm Zalo tiếp dân")];
        let opened = clerk.post("/ho-so/moi", &form, &fields).await;
        let address = opened.leads_to().to_owned();
        for form in ["sua", "rut", "tep"] {
            assert_eq!(clerk.get(&format!("{address}/{form}")).await.status, StatusCode::OK, "{form}");
        }
        let form = clerk.get(&format!("{address}/rut")).await;
        let seen = form.hidden("phien-ban");
        let fields = [("phien-ban", seen.as_str()), ("ly-do", "Trùng")];
        assert_eq!(clerk.post(&format!("{address}/rut"), &form, &fields).await.leads_to(), address);
        for form in ["sua", "rut", "tep", "suy-ton", "boi-duong", "muc-tieu", "tra-lai", "khong-xet"] {
            led_back(&clerk.get(&format!("{address}/{form}")).await, &address, form);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_s_forms_lead_back_when_they_are_over_or_for_others() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let day = "2017-03-10".parse().expect("a date");
        let call = Call {
            title: "Phiên tháng 3".to_owned(),
            place: String::new(),
            held_on: day,
            starts_at: jiff::civil::time(8, 0, 0, 0),
            papers_on: None,
        };
        let cx = world.acting(world.secretary).await;
        let id = session::call(&cx, world.council, call).await.expect("a session");
        let page = format!("/hoi-dong/phien/{id}");
        let (member, office) = (browser(&world, world.members[6]), browser(&world, world.secretary));
        for form in ["ket-thuc", "huy", "buoc/mo", "buoc/khep", "buoc/xac-nhan", "buoc/cong-bo", "kiem-phieu"] {
            led_back(&member.get(&format!("{page}/{form}")).await, &page, form);
        }
        let form = office.get(&format!("{page}/huy")).await;
        assert_eq!(form.status, StatusCode::OK);
        let seen = form.hidden("phien-ban");
        let fields = [("phien-ban", seen.as_str()), ("ly-do", "Hoãn")];
        assert_eq!(office.post(&format!("{page}/huy"), &form, &fields).await.leads_to(), page);
        for form in ["huy", "ket-thuc", "sua"] {
            led_back(&office.get(&format!("{page}/{form}")).await, &page, form);
        }
        let council = format!("/hoi-dong/{}", world.council);
        led_back(&member.get(&format!("{council}/phien-moi")).await, &council, "phien-moi");
        let nobody = lantoa_domain::id::ItemId::from_raw(1);
        assert_eq!(member.get(&format!("{page}/ghi-chu/{nobody}")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
