//! Tasks of a unit given to its people on the last day of a story, so that a visitor finds them on a list of their own. It must not send a letter: no mail server is set.

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_app::Result;
use lantoa_app::task::{self, Assign};

use crate::cast::Cast;
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
