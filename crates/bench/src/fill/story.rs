//! The published story of an exemplar and the consent it rests on, for the public pages; it must not publish what a decision did not recognise.

use jiff::{Timestamp, ToSpan};
use lantoa_domain::id::{ConsentId, Id, PersonId, StoryId};
use lantoa_domain::publicity::{Giver, Purpose, Reach, StoryState};
use lantoa_store::exemplar::Exemplar;
use lantoa_store::publicity::consent::{self, Consent, Way};
use lantoa_store::publicity::story::{self, Story};
use lantoa_store::{Result, Tx, Word};

use crate::dice::Dice;
use crate::names;

/// A story appears within so many days after the decision.
const WITHIN: u32 = 90;
const BODY: [&str; 4] = [
    "Khi bắt đầu, ít ai tin rằng việc nhỏ mỗi ngày lại làm đổi khác cả một nơi làm việc.",
    "Sau sáu tháng, thời gian chờ của người dân giảm một nửa, hồ sơ quá hạn không còn.",
    "Nhiều đơn vị đã đến xem tận nơi, hỏi cách làm và mang về áp dụng.",
    "Điều quý nhất là mọi người cùng làm, cùng sửa và cùng vui với kết quả.",
];

/// Stores both.
///
/// # Errors
/// The engine's.
pub(super) async fn tell(tx: &mut Tx, of: &Exemplar, (by, at): (PersonId, Timestamp), place: (u64, u64)) -> Result<()> {
    consent::insert(tx, &agreed(of, by, at)).await?;
    story::insert(tx, &told(of, (by, at), place)).await
}

/// The title of a dossier's story; `place` is the seed and the dossier's number.
pub(crate) fn title(name: &str, (seed, number): (u64, u64)) -> String {
    format!("{name}: {}", names::practice(&mut Dice::of(seed ^ 0x6363, number), number))
}

fn lead(name: &str, unit: &str) -> String {
    format!("Việc làm của {name} ở {unit} được nhiều nơi học theo.")
}

/// Everything in it that can be searched.
#[cfg(test)]
pub(super) fn words(name: &str, unit: &str, place: (u64, u64)) -> String {
    [title(name, place), lead(name, unit), BODY.join("\n")].join("\n")
}

fn agreed(of: &Exemplar, by: PersonId, at: Timestamp) -> Consent {
    Consent {
        id: ConsentId::from_raw(of.id.raw()),
        root: of.root,
        subject_kind: of.subject_kind,
        subject: of.subject,
        purpose: Word(Purpose::Story),
        reach: Word(Reach::Portal),
        ordinal: 0,
        given_on: of.recognised_on,
        giver: Word(Giver::Oneself),
        giver_name: of.name.clone(),
        relation: String::new(),
        way: Word(Way::Own),
        paper: None,
        entered_by: by,
        entered: at,
        withdrawn_on: None,
        withdrawn_by: None,
        version: 1,
    }
}

fn told(of: &Exemplar, (by, at): (PersonId, Timestamp), (seed, number): (u64, u64)) -> Story {
    let mut dice = Dice::of(seed ^ 0x6364, number);
    let on = of.recognised_on.saturating_add(i64::from(dice.below(WITHIN)).days());
    let mut body: Vec<&str> = BODY.to_vec();
    body.rotate_left(dice.under(BODY.len() as u64) as usize);
    Story {
        id: StoryId::from_raw(of.id.raw()),
        root: of.root,
        exemplar: of.id,
        title: title(&of.name, (seed, number)),
        lead: lead(&of.name, &of.unit_name),
        body: body.join("\n"),
        quote: String::new(),
        photo: None,
        photo_alt: String::new(),
        author: "Ban biên tập".to_owned(),
        state: Word(StoryState::Released),
        publish_on: Some(on),
        why: String::new(),
        written_by: by,
        checked_by: Some(by),
        changed: at,
        version: 1,
    }
}
