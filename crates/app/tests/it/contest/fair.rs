//! What the stories of writing contests share: an agency with a contest, entries of strangers, a jury that marks. It must not write a row itself.
#![allow(dead_code, unreachable_pub, reason = "each story uses its part")]

use lantoa_app::contest::{self, Advice, Given, Hand, NewEntry, Set, Terms};
use lantoa_app::{Cx, Db, Error};
use lantoa_domain::Refusal;
use lantoa_domain::contest::{Criterion, Entrants, MarkStep, Prize, Showing};
use lantoa_domain::id::{ContestId, EntryId, PersonId};
use lantoa_domain::policy::JurySeat;
use lantoa_testkit::world::World;

/// The day stories begin; the contest takes entries for three days.
pub const DAY: &str = "2017-12-20";
/// The day after the last one.
pub const AFTER: &str = "2017-12-23";

/// Authors of the four entries, with what each lets everybody read.
pub const AUTHORS: [(&str, Showing); 4] = [
    ("Mai Thị Bưởi", Showing::Named),
    ("Tạ Quang Chanh", Showing::Anonymous),
    ("Lương Văn Dừa", Showing::Nothing),
    ("Đỗ Thị Ánh", Showing::Named),
];

/// Why something was refused, whatever else the refusal says.
pub fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// The field and code of a value that cannot be right.
pub fn invalid<T: std::fmt::Debug>(result: Result<T, Error>) -> (&'static str, &'static str) {
    match refusal(result) {
        Refusal::Invalid { field, why } => (field, why),
        other => panic!("{other:?}"),
    }
}

pub fn terms() -> Terms {
    let criterion = |name: &str, weight| Criterion { name: name.into(), weight, most: 10 };
    let prize = |name: &str| Prize { name: name.into(), count: 1 };
    Terms {
        opens: DAY.parse().unwrap(),
        closes: "2017-12-22".parse().unwrap(),
        entrants: Entrants::Everybody,
        most_words: 50,
        prizes: vec![prize("Giải nhất"), prize("Giải nhì"), prize("Giải ba")],
        criteria: vec![criterion("Nội dung", 60), criterion("Cách viết", 40)],
        step: MarkStep::Half,
        jurors: 2,
        spread: 20,
    }
}

pub fn set(terms: Terms) -> Set {
    Set {
        title: "Những tấm gương quanh ta".into(),
        body: "Viết về người thật, việc thật.".into(),
        movement: None,
        terms,
    }
}

pub fn story(at: usize) -> NewEntry {
    let (name, showing) = AUTHORS[at];
    NewEntry {
        once: String::new(),
        name: name.into(),
        contact: format!("0900 000 00{at}"),
        unit: "Tổ dân phố số 3".into(),
        guardian: None,
        title: format!("Chuyện thứ {at}"),
        subject: format!("Nhân vật {}", ["Một", "Hai", "Ba", "Bốn"][at]),
        place: "Chợ Ninh Tây".into(),
        body: format!("Tôi là {name}. Tôi kể chuyện số {at} về một người hàng xóm tốt bụng."),
        showing,
    }
}

/// An open contest.
pub async fn open(db: &Db) -> (World, ContestId, Cx) {
    let world = World::found(db, DAY).await;
    let clerk = world.acting(world.secretary).await;
    let id = contest::set_up(&clerk, set(terms())).await.unwrap();
    contest::open(&clerk, id, 1).await.unwrap();
    (world, id, clerk)
}

/// The four entries, sent by strangers; their codes.
pub async fn send_all(world: &World, id: ContestId) -> Vec<String> {
    let mut codes = Vec::new();
    for at in 0..AUTHORS.len() {
        codes.push(contest::submit(&world.app, id, None, story(at)).await.unwrap());
    }
    codes
}

/// The entries by number.
pub async fn entries(clerk: &Cx, id: ContestId) -> Vec<EntryId> {
    contest::page(clerk, id).await.unwrap().entries.iter().map(|one| one.id).collect()
}

pub async fn version(cx: &Cx, id: ContestId) -> i64 {
    contest::page(cx, id).await.unwrap().contest.version
}

/// Lets an entry in, with the author's name taken out of the jury's text.
pub async fn admit(clerk: &Cx, id: EntryId) {
    let view = contest::entry_page(clerk, id).await.unwrap();
    let name = view.author.map(|author| author.name).unwrap_or_default();
    let text = view.entry.jury_text.replace(&name, "[…]");
    contest::admit(clerk, id, view.entry.version, text).await.unwrap();
}

/// Three jurors and a chair who marks too.
pub async fn seat_all(world: &World, clerk: &Cx, id: ContestId) {
    for person in world.officers {
        contest::seat(clerk, id, person, JurySeat::Member).await.unwrap();
    }
    contest::seat(clerk, id, world.room_heads[0], JurySeat::Chair).await.unwrap();
}

/// A contest whose jury is at work on four entries; the codes of their authors.
pub async fn judging(db: &Db) -> (World, ContestId, Vec<String>) {
    let (world, id, clerk) = open(db).await;
    let codes = send_all(&world, id).await;
    world.clock.set(AFTER);
    let clerk = world.acting(clerk.actor().person).await;
    contest::close(&clerk, id, version(&clerk, id).await).await.unwrap();
    for entry in entries(&clerk, id).await {
        admit(&clerk, entry).await;
    }
    seat_all(&world, &clerk, id).await;
    assert_eq!(contest::deal(&clerk, id).await.unwrap(), (8, 0));
    contest::judge(&clerk, id, version(&clerk, id).await).await.unwrap();
    (world, id, codes)
}

pub fn given(marks: [i64; 2], advice: Advice) -> Given {
    Given { marks: marks.to_vec(), comment: "Chi tiết thật.".into(), advice }
}

/// Everybody of the jury.
pub fn jury(world: &World) -> Vec<PersonId> {
    let mut all = world.officers.to_vec();
    all.push(world.room_heads[0]);
    all
}

/// Hands in every sheet; what each gives follows from the entry's number and whether somebody gave a sheet on it before.
pub async fn mark_all(world: &World, of: impl Fn(i64, bool) -> Given) {
    let mut begun = Vec::new();
    for person in jury(world) {
        let cx = world.acting(person).await;
        for work in contest::my_work(&cx).await.unwrap().rows {
            let seen = contest::sheet_page(&cx, work.id).await.unwrap().sheet.version;
            let given = of(work.number, begun.contains(&work.number));
            contest::mark(&cx, work.id, seen, given, Hand::In).await.unwrap();
            begun.push(work.number);
        }
    }
}
