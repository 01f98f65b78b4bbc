//! What the tests of publicity share: an agency with a recognised person, consent on paper, a story. It must not write a row itself.
#![allow(dead_code, unreachable_pub, reason = "each story uses its part")]

use jiff::civil::Date;
use lantoa_app::portal::{self, Search};
use lantoa_app::publicity::activity::{self, Channel};
use lantoa_app::publicity::consent::{Give, Giver, How, Purpose, Reach};
use lantoa_app::publicity::story::{self, Looked, Photo, Words};
use lantoa_app::{Cx, Db, Error, exemplar};
use lantoa_domain::Refusal;
use lantoa_domain::id::{ExemplarId, PersonId, StoryId};
use lantoa_domain::plan::StepKind;
use lantoa_domain::subject::Subject;
use lantoa_testkit::world::{Running, World};

use crate::stage::{PLAN, dossier_at, recognise, refusal};

pub const DAY: &str = "2017-12-20";

/// A JPEG as small as one can be told by its marks.
pub const PICTURE: &[u8] = b"\xff\xd8\xff\xdb\0\x04ab\xff\xda\0\x02picture";

pub fn invalid<T: std::fmt::Debug>(result: Result<T, Error>) -> (&'static str, &'static str) {
    match refusal(result) {
        Refusal::Invalid { field, why } => (field, why),
        other => panic!("{other:?}"),
    }
}

pub async fn open(db: &Db) -> (World, Running, Cx) {
    let world = World::found(db, DAY).await;
    let running = world.run(PLAN, 2017).await;
    let clerk = world.acting(world.secretary).await;
    (world, running, clerk)
}

/// A person who is recognised today, as an exemplar.
pub async fn recognised(world: &World, running: &Running, person: PersonId) -> ExemplarId {
    let subject = Subject::Person(person);
    let dossier = dossier_at(world, running, "nam", StepKind::Decide, subject, world.rooms[0]).await;
    recognise(world, running, &[dossier]).await;
    let clerk = world.acting(world.secretary).await;
    exemplar::list(&clerk, exemplar::Search::default(), None).await.unwrap().rows[0].id
}

pub fn words(title: &str) -> Words {
    Words {
        title: title.into(),
        lead: "Mỗi chiều thứ Bảy, phòng máy lại sáng đèn.".into(),
        body: "Ba năm liền, chị mở lớp cho trẻ em nghèo.\nĐến nay đã có 120 em học xong.".into(),
        quote: "Các em chỉ thiếu một chỗ ngồi.".into(),
        photo_alt: "Chị bên học trò".into(),
        author: "Ban Biên tập".into(),
    }
}

pub fn on_paper(exemplar: ExemplarId, purposes: &[Purpose], reaches: &[Reach]) -> Give {
    Give {
        exemplar,
        purposes: purposes.to_vec(),
        reaches: reaches.to_vec(),
        on: DAY.parse().unwrap(),
        giver: Giver::Oneself,
        name: String::new(),
        relation: String::new(),
        how: How::Paper(b"%PDF-1.7 signed".to_vec()),
    }
}

/// A checked story with a picture.
pub async fn checked(cx: &Cx, exemplar: ExemplarId, title: &str) -> StoryId {
    let id = story::write(cx, exemplar, words(title), Photo::New(PICTURE.to_vec())).await.unwrap();
    story::check(cx, id, 1, Looked::Again).await.unwrap();
    id
}

/// A story everybody reads today.
pub async fn published(cx: &Cx, exemplar: ExemplarId, title: &str) -> StoryId {
    let id = checked(cx, exemplar, title).await;
    story::release(cx, id, 2, cx.today()).await.unwrap();
    id
}

pub async fn titles(world: &World) -> Vec<String> {
    let found = portal::list(&world.app, Search::default(), None).await.unwrap();
    found.rows.into_iter().map(|row| row.title).collect()
}

pub fn plan(channel: Channel, on: Date) -> activity::Plan {
    activity::Plan {
        channel,
        title: "Giới thiệu điển hình".into(),
        on,
        starts_at: None,
        place: "Hội trường".into(),
        led_by: "Chi bộ".into(),
        unit: None,
        exemplar: None,
        programme: None,
    }
}
