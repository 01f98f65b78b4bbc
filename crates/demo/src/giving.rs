//! Work given to people on the last day of a story, so that a visitor finds it on a list of their own: tasks within a unit, dossiers to appraisers, obstacles to the standing body. It must not send a letter: no mail server is set.

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_app::dossier::assign;
use lantoa_app::obstacle::{self, Answer, New};
use lantoa_app::task::{self, Assign};
use lantoa_app::{Error, Result};
use lantoa_domain::Refusal;
use lantoa_domain::id::ProgrammeId;

use crate::cast::Cast;
use crate::hand::Hand;
use crate::stage::Stage;

/// Tasks that are given.
const GIVEN: usize = 2;

/// Gives the next tasks of the unit whose people can sign in: one to an officer, a week before its day, one to the clerk.
///
/// # Errors
/// The product's.
pub(crate) async fn play(stage: &mut Stage<'_>, cast: &Cast, today: Date) -> Result<()> {
    let plain = cast.rooms.iter().enumerate().find(|(place, _)| *place != cast.office);
    let Some((_, room)) = plain else { return Ok(()) };
    let cx = stage.acting(room.chief).await?;
    let wanted = task::Wanted { unmet: true, unit: Some(room.id), ..task::Wanted::default() };
    let open = task::list(&cx, wanted).await?.rows;
    let ahead = open.into_iter().filter(|(line, _)| line.due_day >= today && line.unit == room.id);
    let people = [room.staff.get(1).copied().unwrap_or(room.clerk), room.clerk];
    for ((line, _), person) in ahead.take(GIVEN).zip(people) {
        let earlier = line.due_day.checked_sub(7.days()).ok().filter(|day| *day >= today);
        let due = earlier.filter(|_| person != room.clerk);
        let note = "Lấy số liệu từ sổ theo dõi của đơn vị, gửi lại để thủ trưởng xem trước khi báo cáo.".to_owned();
        task::assign(&cx, line.id, line.version, Assign { person, due, note }).await?;
    }
    Ok(())
}

/// Gives dossiers that wait to be screened or appraised to members of the council in turn, each until another day. Who is in conflict with one
/// is passed over.
///
/// # Errors
/// The product's.
pub(crate) async fn appraisers(stage: &mut Stage<'_>, cast: &Cast, hands: &[&Hand], today: Date) -> Result<()> {
    let plain = cast.rooms.iter().enumerate().filter(|(place, _)| *place != cast.office).map(|(_, room)| room.chief);
    let able: Vec<_> = std::iter::once(cast.deputies[0]).chain(plain.take(2)).collect();
    for (n, hand) in hands.iter().enumerate() {
        let due = today.checked_add((3 + 4 * i32::try_from(n).unwrap_or(0)).days()).ok();
        let note = if n == 0 { "Đối chiếu số liệu với báo cáo năm trước." } else { "" };
        for person in able.iter().cycle().skip(n).take(able.len()) {
            let cx = stage.acting(cast.secretary()).await?;
            let given = assign::Assign { person: *person, due, note: note.to_owned() };
            match assign::assign(&cx, hand.id, hand.seen, given).await {
                Err(Error::Refused(Refusal::Invalid { field: "person", .. })) => {}
                other => {
                    other?;
                    break;
                }
            }
        }
    }
    Ok(())
}

/// Units tell the standing body what stands in the way: one is answered, one waits.
///
/// # Errors
/// The product's.
pub(crate) async fn obstacles(stage: &mut Stage<'_>, cast: &Cast, programme: ProgrammeId) -> Result<()> {
    let told = [
        "Mẫu tóm tắt thành tích chưa có phần cho hộ gia đình, tổ dân phố phải tự thêm.",
        "Hạn gửi hồ sơ quý IV trùng đợt tổng kết năm của phường; đề nghị lùi năm ngày làm việc.",
    ];
    let rooms = cast.rooms.iter().enumerate().filter(|(place, _)| *place != cast.office).map(|(_, room)| room);
    let mut raised = Vec::new();
    for (room, words) in rooms.zip(told) {
        let cx = stage.acting(room.chief).await?;
        raised.push(
            obstacle::raise(&cx, programme, New { unit: room.id, movement: None, words: words.to_owned() }).await?,
        );
    }
    let Some(first) = raised.first() else { return Ok(()) };
    let cx = stage.acting(cast.secretary()).await?;
    let answer = "Dùng mẫu cho tập thể nhỏ; phần thành tích ghi tên chủ hộ.".to_owned();
    obstacle::answer(&cx, (*first, 1), Answer::Explained, answer).await.map(drop)
}
