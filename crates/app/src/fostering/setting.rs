//! What an agency sets for fostering: the days within which a plan is due, the last day of each programme. It must not make a plan.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::fostering::PLAN_DAYS;
use lantoa_domain::id::ProgrammeId;
use lantoa_domain::policy::Act;
use lantoa_domain::prospect::last_day;
use lantoa_store::programme::{self, ProgrammeStatus};
use lantoa_store::{Conn, fostering, prospect};
use serde_json::json;

use crate::{Cx, Error, Result};

/// What an agency sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Days after a recognition within which its plan is due.
    pub plan_days: i64,
    /// The version to send back, 0 for nothing set.
    pub version: i64,
    /// Programmes that run.
    pub programmes: Vec<LastDay>,
}

/// The last day on which a programme takes new factors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastDay {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub title: String,
    /// Its years.
    pub years: (i16, i16),
    /// The day.
    pub day: Date,
    /// The version to send back, 0 for nothing set.
    pub version: i64,
}

/// What the agency set.
///
/// # Errors
/// `NotAllowed` for those who may not set it.
pub async fn setting(cx: &Cx) -> Result<Setting> {
    cx.permit(Act::RunRounds)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let (plan_days, version) = fostering::setting(conn, root).await?.unwrap_or((PLAN_DAYS, 0));
            let mut programmes = Vec::new();
            for one in programme::programmes(conn, root).await? {
                if one.status.0 != ProgrammeStatus::Running {
                    continue;
                }
                let set = prospect::last_day(conn, one.id).await?;
                programmes.push(LastDay {
                    programme: one.id,
                    title: one.title,
                    years: (one.from_year, one.to_year),
                    day: last_day(set.map(|(day, _)| day), one.to_year),
                    version: set.map_or(0, |(_, version)| version),
                });
            }
            Ok::<_, Error>(Setting { plan_days, version, programmes })
        })
        .await
}

/// The days within which a plan is due.
pub(super) async fn plan_days(conn: &mut Conn, cx: &Cx) -> Result<i64> {
    Ok(fostering::setting(conn, cx.actor().root).await?.map_or(PLAN_DAYS, |(days, _)| days))
}

/// Sets the days after a recognition within which its plan is due (003 V.1), 1–366.
///
/// # Errors
/// `NotAllowed`, `Overtaken`, `Invalid` on "plan_days".
pub async fn set_days(cx: &Cx, days: i64, seen: i64) -> Result<()> {
    cx.permit(Act::RunRounds)?;
    if !(1..=366).contains(&days) {
        return Err(Refusal::Invalid { field: "plan_days", why: "range" }.into());
    }
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            fostering::save_setting(tx, root, days, seen).await?;
            me.journal(tx, "fostering.set", root, &json!({ "days": days }))
        })
        .await
}

/// Sets the last day on which a programme takes new factors: within its years.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Overtaken`, `Invalid` on "last_day".
pub async fn set_last_day(cx: &Cx, id: ProgrammeId, day: Date, seen: i64) -> Result<()> {
    cx.permit(Act::RunRounds)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let root = me.actor().root;
            let found = programme::programme(tx, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
            if !(found.from_year..=found.to_year).contains(&day.year()) {
                return Err(Refusal::Invalid { field: "last_day", why: "outside-plan" }.into());
            }
            prospect::set_last_day(tx, id, day, seen).await?;
            me.journal(tx, "programme.last-day-set", id, &json!({ "last_day": day }))
        })
        .await
}
