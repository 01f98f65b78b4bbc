//! Letters of reminders over a real SMTP conversation: arrive whole and once, later when the server is busy or down, never when it refuses, in the person's language, without anybody's name.

use std::time::Duration;

use crate::mailing::{agency, server, turn_on};
use crate::post::{Letter, Mood, PostOffice};
use crate::stage::{PLAN, called, to_decide, waiting};
use lantoa_app::digest;
use lantoa_app::mail::{self, Chosen, Filter, LetterLine, LetterState, Password, Set, TestState};
use lantoa_app::{App, Seed};
use lantoa_courier::mail::{Worked, Worker, round};
use lantoa_domain::reminder::{Cadence, Fault, Language};
use lantoa_i18n::Locale;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;
use mail_parser::MessageParser;

async fn lines(world: &World) -> Vec<LetterLine> {
    mail::list(&world.acting(world.admin).await, Filter::default()).await.unwrap().rows
}

fn header(letter: &[u8], name: &'static str) -> String {
    let message = MessageParser::default().parse(letter).expect("a message");
    message.header_raw(name).unwrap_or_default().trim().to_owned()
}

fn subject(letter: &[u8]) -> String {
    let message = MessageParser::default().parse(letter).expect("a message");
    message.subject().unwrap_or_default().to_owned()
}

fn text(letter: &[u8]) -> String {
    let message = MessageParser::default().parse(letter).expect("a message");
    message.body_text(0).expect("a plain part").into_owned()
}

fn html(letter: &[u8]) -> String {
    let message = MessageParser::default().parse(letter).expect("a message");
    message.body_html(0).expect("an HTML part").into_owned()
}

fn to<'a>(letters: &'a [Letter], whom: &str) -> &'a [u8] {
    letters.iter().find(|(to, _)| to == whom).map(|(_, bytes)| bytes.as_slice()).expect("a letter to them")
}

/// F72, F106: by role, with the right headers, in words that are decoded exactly, and no name of anybody nominated.
#[tokio::test(flavor = "multi_thread")]
async fn letters_arrive_whole_and_once() {
    both(async |db| {
        let (world, running) = agency(db, PLAN).await;
        to_decide(&world, &running, "dot-xuat", 0).await;
        let waits = waiting(&world, &running, "nam", 1).await;
        called(&world, &[waits]).await;
        let office = PostOffice::open(&[]);
        turn_on(&world, office.port).await;
        assert_eq!(round(&world.app).await.unwrap(), Worked { queued: 7, sent: 4, ..Worked::default() });
        let letters = office.taken();
        let mut whom: Vec<&str> = letters.iter().map(|(to, _)| to.as_str()).collect();
        whom.sort_unstable();
        assert_eq!(whom, ["nhat@stn.vi.du", "sau@stn.vi.du", "thu@stn.vi.du", "truong@stn.vi.du"]);

        let room = to(&letters, "nhat@stn.vi.du");
        assert_eq!(subject(room), "Lan Tỏa: 1 việc đến hạn, 1 việc quá hạn, 1 phiên họp");
        assert_eq!(subject(to(&letters, "truong@stn.vi.du")), "Lan Tỏa: 2 việc chờ xử lý, 1 phiên họp");
        assert_eq!(subject(to(&letters, "sau@stn.vi.du")), "Lan Tỏa: 1 phiên họp");
        let message = MessageParser::default().parse(room).unwrap();
        assert_eq!(header(room, "Date"), "Mon, 29 Nov 2021 01:00:00 +0000", "08:00 in Việt Nam");
        let line = lines(&world).await.into_iter().find(|line| line.person == world.room_heads[0]).unwrap();
        assert_eq!(message.message_id(), Some(format!("{}@stn.vi.du", line.id).as_str()));
        let from = message.from().unwrap().first().unwrap();
        assert_eq!((from.name(), from.address()), (Some("Sở Thử nghiệm"), Some("nhac-viec@stn.vi.du")));
        assert_eq!(header(room, "Content-Language"), "vi");
        assert_eq!(header(room, "Auto-Submitted"), "auto-generated");
        assert_eq!(header(room, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        let plain = text(room);
        for words in [
            "ngày 29 tháng 11 năm 2021",
            "Gửi danh sách gương người tốt",
            "quá hạn 9 ngày",
            "còn 4 ngày",
            "http://lantoa.stn.vi.du/nhac-viec",
        ] {
            assert!(plain.to_lowercase().contains(&words.to_lowercase()), "no {words} in\n{plain}");
        }
        assert!(html(room).contains("<html lang=\"vi\">") && html(room).contains("/nhiem-vu/nv_"));
        for (_, letter) in &letters {
            let all = format!("{}{}{}", subject(letter), text(letter), html(letter));
            assert!(!all.contains("Ứng viên") && !all.contains("Người "), "a nominee is named in\n{all}");
        }
        assert_eq!(round(&world.app).await.unwrap(), Worked::default(), "nothing is sent twice");
        world.clock.advance_seconds(24 * 3600);
        assert_eq!(
            round(&world.app).await.unwrap().sent,
            3,
            "and again on the next day, to those for whom something waits"
        );
    })
    .await;
}

/// The address that ends letters stands in the letter and works.
#[tokio::test(flavor = "multi_thread")]
async fn the_letter_says_how_to_end_it() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let office = PostOffice::open(&[]);
        turn_on(&world, office.port).await;
        round(&world.app).await.unwrap();
        let letters = office.taken();
        let given = header(to(&letters, "nhat@stn.vi.du"), "List-Unsubscribe").replace(['\r', '\n', ' '], "");
        let token =
            given.strip_prefix("<http://lantoa.stn.vi.du/nhac-viec/thoi/").and_then(|rest| rest.strip_suffix('>'));
        mail::stop(&world.app, token.unwrap_or_else(|| panic!("{given}"))).await.unwrap();
        world.clock.advance_seconds(24 * 3600);
        office.clear();
        round(&world.app).await.unwrap();
        let whom: Vec<String> = office.taken().into_iter().map(|(to, _)| to).collect();
        assert_eq!(whom, ["thu@stn.vi.du"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_server_gets_it_later_and_one_that_refuses_never() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let office = PostOffice::open(&[Mood::IsBusy, Mood::Refuses, Mood::Takes]);
        turn_on(&world, office.port).await;
        let worked = round(&world.app).await.unwrap();
        assert_eq!((worked.sent, worked.put_off, worked.given_up), (0, 1, 1));
        assert_eq!(round(&world.app).await.unwrap(), Worked::default(), "not before its time");
        let at_first = lines(&world).await;
        let refused = at_first.iter().find(|line| line.state.0 == LetterState::Failed).unwrap();
        assert_eq!((refused.fault.unwrap().0, refused.code, refused.tries), (Fault::Refused, 550, 1));
        let busy = at_first.iter().find(|line| line.state.0 == LetterState::Waiting).unwrap();
        assert_eq!((busy.fault.unwrap().0, busy.code), (Fault::Busy, 451));
        world.clock.advance_seconds(5 * 60 + 1);
        assert_eq!(round(&world.app).await.unwrap().sent, 1);
        mail::again(&world.acting(world.admin).await, refused.id, refused.version).await.unwrap();
        assert_eq!(round(&world.app).await.unwrap().sent, 1);
        assert!(lines(&world).await.iter().all(|line| line.state.0 == LetterState::Sent && line.code == 250));
        assert_eq!(office.taken().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_down_loses_nothing() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let port = PostOffice::closed_port();
        turn_on(&world, port).await;
        let worked = round(&world.app).await.unwrap();
        assert_eq!((worked.sent, worked.put_off), (0, 1), "one try tells it for all of the agency");
        assert!(lines(&world).await.iter().all(|line| line.fault.unwrap().0 == Fault::Unreachable));
        for minutes in [5, 10] {
            world.clock.advance_seconds(minutes * 60 + 1);
            assert_eq!(round(&world.app).await.unwrap().sent, 0);
        }
        let office = PostOffice::open_at(port, &[], None);
        world.clock.advance_seconds(4 * 3600);
        assert_eq!(round(&world.app).await.unwrap().sent, 2);
        assert_eq!(office.taken().len(), 2, "each once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_send_each_letter_once() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let office = PostOffice::open(&[]);
        turn_on(&world, office.port).await;
        let other = App::new(world.app.db().clone(), world.clock.clone(), Seed::from(99));
        let (one, two) = tokio::join!(round(&world.app), round(&other));
        assert_eq!(one.unwrap().sent + two.unwrap().sent, 2);
        let mut whom: Vec<String> = office.taken().into_iter().map(|(to, _)| to).collect();
        whom.sort();
        assert_eq!(whom, ["nhat@stn.vi.du", "thu@stn.vi.du"]);
    })
    .await;
}

/// The worker of the program: sends by itself and stops when it is asked to, with nothing left in hand.
#[tokio::test(flavor = "multi_thread")]
async fn the_worker_sends_and_stops() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let office = PostOffice::open(&[]);
        turn_on(&world, office.port).await;
        let worker = Worker::start(world.app.clone());
        for _ in 0..200 {
            if office.taken().len() == 2 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        worker.stop().await;
        let after = lines(&world).await;
        let of = |state| after.iter().filter(|line| line.state.0 == state).count();
        assert_eq!((of(LetterState::Sent), of(LetterState::Sending)), (2, 0), "nothing is left in hand");
        assert_eq!(office.taken().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_come_in_the_language_and_as_often_as_chosen() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let office = PostOffice::open(&[]);
        turn_on(&world, office.port).await;
        let english = Chosen { cadence: Cadence::Weekly, language: Language::En };
        mail::choose(&world.acting(world.room_heads[0]).await, english).await.unwrap();
        round(&world.app).await.unwrap();
        let letters = office.taken();
        let letter = to(&letters, "nhat@stn.vi.du");
        assert_eq!(header(letter, "Content-Language"), "en");
        assert_eq!(subject(letter), "Lan Tỏa: 1 due, 1 overdue");
        assert!(text(letter).contains("9 days late"), "{}", text(letter));
        let own = digest::today(&world.acting(world.room_heads[0]).await).await.unwrap();
        assert_eq!(lantoa_courier::letter::subject(&own, Locale::En), subject(letter), "what the page shows");
        office.clear();
        world.clock.advance_seconds(24 * 3600);
        round(&world.app).await.unwrap();
        let tuesday: Vec<String> = office.taken().into_iter().map(|(to, _)| to).collect();
        assert_eq!(tuesday, ["thu@stn.vi.du"], "weekly means Monday");
    })
    .await;
}

/// A test letter to oneself, also while letters are off: its result is told, a wrong password too, and the password nowhere.
#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_tries_the_settings() {
    both(async |db| {
        let (world, _) = agency(db, PLAN).await;
        let admin = world.acting(world.admin).await;
        assert!(mail::ask_test(&admin).await.is_err(), "nothing is set");
        let office = PostOffice::open_at(0, &[], Some(("nhac-viec", "mật khẩu đúng")));
        let with = |password: &str, seen| Set {
            login: "nhac-viec".into(),
            password: Password::New(password.into()),
            active: false,
            ..server(office.port, seen)
        };
        mail::set(&admin, with("sai", 0)).await.unwrap();
        mail::ask_test(&admin).await.unwrap();
        assert_eq!(mail::setting(&admin).await.unwrap().test.unwrap().state.0, TestState::Waiting);
        assert_eq!(round(&world.app).await.unwrap(), Worked::default());
        let test = mail::setting(&admin).await.unwrap().test.unwrap();
        assert_eq!(
            (test.state.0, test.fault.map(|why| why.0), test.code),
            (TestState::Failed, Some(Fault::SignIn), 535)
        );
        mail::set(&admin, with("mật khẩu đúng", 1)).await.unwrap();
        mail::ask_test(&admin).await.unwrap();
        round(&world.app).await.unwrap();
        assert_eq!(mail::setting(&admin).await.unwrap().test.unwrap().state.0, TestState::Sent);
        let letters = office.taken();
        assert_eq!(subject(to(&letters, "qt@stn.vi.du")), "Lan Tỏa: thư thử");
        assert_eq!(letters.len(), 1, "no reminder went out");
    })
    .await;
}
