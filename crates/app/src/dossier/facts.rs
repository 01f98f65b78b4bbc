//! Facts gathered for the checks of one dossier; must not decide from them.

use jiff::civil::date;
use lantoa_domain::facts::{Facts, Looked};
use lantoa_domain::plan::Test;
use lantoa_store::{Conn, fact};

use super::Case;
use crate::{Cx, Result};

/// Everything recorded that the checks of a dossier may look at. Reports count once their day has passed.
pub(super) async fn gather(conn: &mut Conn, cx: &Cx, case: &Case) -> Result<Facts> {
    let on = case.round.reference_day;
    let until = cx.today().yesterday().unwrap_or(cx.today()).min(date(on.year(), 12, 31));
    let dossier = &case.record.dossier;
    let checks = dossier.criteria(&case.plan, case.round.year).filter_map(|criterion| match &criterion.test {
        Test::Checked(check) => Some(check),
        Test::Judged | Test::Linked(_) => None,
    });
    Ok(fact::facts_for(conn, dossier.subject, on, until, Looked::by(checks)).await?)
}
