//! The stories, one per plan. A story founds its agency, puts its plan in force and lets the years pass; it must not reach into another.

pub(crate) mod dan_toc;
pub(crate) mod kcn;
pub(crate) mod ninh_hoa;
pub(crate) mod successor;
pub(crate) mod thanh_tra;
pub(crate) mod van_phong;

use jiff::civil::Date;
use lantoa_app::account::Password;
use lantoa_app::{Result, people};
use lantoa_domain::Refusal;

use crate::cast::{self, Cast};
use crate::stage::Stage;

/// Founds the agency of a key on a date, with its accounts and a council of this many.
async fn open(
    stage: &mut Stage<'_>,
    (part, key): (&'static str, &str),
    on: Date,
    (council, act): (usize, &str),
    password: &Password,
) -> Result<Cast> {
    stage.begin(part, on);
    let spec = cast::specs().into_iter().find(|spec| spec.key == key).ok_or(Refusal::NotFound)?;
    let mut cast = cast::found(stage, &spec).await?;
    cast::set_up_council(stage, &mut cast, council, act).await?;
    cast::accounts(stage, &cast, password).await?;
    // A relative on the council: the records will show the conflict without anybody declaring it.
    let (member, relative) = (cast.deputies[0], cast.rooms[1].staff[1.min(cast.rooms[1].staff.len() - 1)]);
    let cx = stage.acting(cast.admin).await?;
    people::add_kin(&cx, member, relative).await?;
    Ok(cast)
}
