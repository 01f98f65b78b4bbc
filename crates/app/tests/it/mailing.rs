//! What the stories of reminders share: an agency with addresses, accounts and tasks that are late and due. No test of its own.
#![allow(dead_code, unreachable_pub, reason = "each story uses its part")]

use lantoa_app::Error;
use lantoa_app::account::{Password as AccountPassword, operator};
use lantoa_app::mail::{self, Password, Set};
use lantoa_app::task::{self, Wanted};
use lantoa_domain::id::{PersonId, TaskId};
use lantoa_domain::reminder::Security;
use lantoa_store::{Db, org, people};
use lantoa_testkit::world::{Running, World};

/// A Monday.
pub const DAY: &str = "2021-11-29";

/// Every unit owes a list that is nine days late and a report due on Friday, and something much later.
pub const OWED: &str = r#"
[[obligations]]
key = "danh-sach"
what = "Gửi danh sách gương người tốt"
who = "every_unit"
form = "list"
deadline = { every = "once", on = "2021-11-20", edge = "at_latest" }

[[obligations]]
key = "bao-cao"
what = "Báo cáo kết quả quý IV"
who = "every_unit"
form = "report"
deadline = { every = "once", on = "2021-12-03", edge = "at_latest" }

[[obligations]]
key = "tong-ket"
what = "Báo cáo tổng kết năm"
who = "every_unit"
form = "report"
deadline = { every = "once", on = "2021-12-30", edge = "at_latest" }
"#;

/// The agency on [`DAY`] at 08:00 with a programme that runs; everybody who acts has an address and an account.
pub async fn agency(db: &Db, plan: &str) -> (World, Running) {
    let world = World::found(db, DAY).await;
    let running = world.run(&format!("{plan}{OWED}"), 2021).await;
    let clerk = world.acting(world.secretary).await;
    task::refresh(&clerk, running.programme).await.unwrap();
    let who = [
        (world.admin, "qt"),
        (world.secretary, "thu"),
        (world.head, "truong"),
        (world.room_heads[0], "nhat"),
        (world.officers[0], "anh"),
        (world.inspector, "soat"),
        (world.members[5], "sau"),
    ];
    for (person, name) in who {
        address(&world, person, &format!("{name}@stn.vi.du")).await;
    }
    let accounts: Vec<(PersonId, String)> = who.iter().map(|(person, name)| (*person, format!("{name}.stn"))).collect();
    operator::create_sharing(&world.app, &accounts, &AccountPassword::new("mưa rào tháng sáu")).await.unwrap();
    (world, running)
}

/// Gives somebody an address, or takes it with an empty one.
pub async fn address(world: &World, person: PersonId, email: &str) {
    let email = email.to_owned();
    let kept = world.app.db().write(async move |tx| {
        let found = org::person(tx, person).await?.expect("a person");
        people::save(tx, &org::Person { email: email.clone(), ..found }).await?;
        Ok::<_, Error>(())
    });
    kept.await.unwrap();
}

/// Settings for a server on this machine.
pub fn server(port: u16, seen: i64) -> Set {
    Set {
        host: "127.0.0.1".into(),
        port,
        security: Security::Plain,
        login: String::new(),
        password: Password::Keep,
        sender: "nhac-viec@stn.vi.du".into(),
        sender_name: "Sở Thử nghiệm".into(),
        base: "http://lantoa.stn.vi.du/".into(),
        hour: 7,
        active: true,
        seen,
    }
}

/// Turns letters on.
pub async fn turn_on(world: &World, port: u16) {
    let admin = world.acting(world.admin).await;
    let seen = mail::setting(&admin).await.unwrap().setting.version;
    mail::set(&admin, server(port, seen)).await.unwrap();
}

/// The task of a room with these words.
pub async fn task_of(world: &World, room: usize, what: &str) -> (TaskId, i64) {
    let cx = world.acting(world.secretary).await;
    let wanted = Wanted { scope: task::Scope::All, unit: Some(world.rooms[room]), ..Wanted::default() };
    let found = task::list(&cx, wanted).await.unwrap().rows;
    let line = found.into_iter().find(|(line, _)| line.what == what).expect("such a task").0;
    (line.id, line.version)
}
