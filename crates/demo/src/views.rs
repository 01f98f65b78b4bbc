//! Views of lists that people of a story keep, for everybody or for themselves, as the lists' addresses have them. It must not open a list with one.

use lantoa_app::Result;
use lantoa_app::saved_view::{self, Opening, Reach, Words};
use lantoa_domain::id::PersonId;

use crate::cast::Cast;
use crate::stage::Stage;

const DOSSIERS: &str = "ho-so";
const TASKS: &str = "nhiem-vu";

/// Keeps them: those of the Office and the head for everybody, that of a unit's clerk for the clerk alone.
///
/// # Errors
/// The product's.
pub(crate) async fn play(stage: &mut Stage<'_>, cast: &Cast) -> Result<()> {
    let office = cast.secretary();
    for (list, name, query) in [
        (DOSSIERS, "Chờ thẩm định", "buoc=tham-dinh&tinh-trang=dang-xet"),
        (DOSSIERS, "Đang trả lại để bổ sung", "tinh-trang=tra-lai"),
        (TASKS, "Quá hạn của mọi đơn vị", "xem=tat-ca&tinh-trang=overdue"),
        (TASKS, "Đến hạn trong tuần", "xem=tat-ca&tinh-trang=soon"),
    ] {
        keep(stage, office, list, (name, query, Reach::Agency)).await?;
    }
    let head = (DOSSIERS, ("Tập thể chờ quyết định", "buoc=quyet-dinh&doi-tuong=tap-the", Reach::Agency));
    keep(stage, cast.head, head.0, head.1).await?;
    let own = cast.rooms.iter().enumerate().find(|(place, _)| *place != cast.office).map(|(_, room)| room);
    let Some(room) = own else { return Ok(()) };
    let (clerk, query) = (room.clerk, format!("don-vi={}&doi-tuong=ca-nhan", room.id));
    keep(stage, clerk, DOSSIERS, ("Cá nhân của đơn vị", &query, Reach::Own)).await
}

async fn keep(
    stage: &mut Stage<'_>,
    by: PersonId,
    list: &str,
    (name, query, reach): (&str, &str, Reach),
) -> Result<()> {
    let cx = stage.acting(by).await?;
    let words = Words { name: name.to_owned(), query: query.to_owned(), reach, opening: Opening::AsBefore };
    saved_view::keep(&cx, list, words).await.map(drop)
}
