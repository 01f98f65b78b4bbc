//! Movements with their quotas as an Excel file, a row for each quota; it must not count by itself.

use axum::response::Response;
use lantoa_app::{movement, quota::State};
use lantoa_domain::plan::{Bound, Per};
use lantoa_i18n::{Say, word};

use super::{bar::capital, view};
use crate::{
    kernel::{Column, Excel, Failure, ListQuery, Visit},
    words,
};

/// A quota of a movement, or a movement without one.
#[derive(Clone)]
struct Row {
    programme: String,
    year: i16,
    movement: view::RowView,
    quota: Option<State>,
}

impl Row {
    /// How many count towards the quota.
    fn counted(&self) -> Option<i64> {
        let state = self.quota.as_ref()?;
        let counted = state.by_unit.map_or(state.standing.counted, |units| units.counted);
        Some(i64::from(counted))
    }

    /// How many it asks for or allows; nothing for one without a bound.
    fn bound(&self) -> Option<i64> {
        let state = self.quota.as_ref().filter(|state| state.quota.bound != Bound::Unlimited)?;
        let bound = match state.by_unit.filter(|_| state.quota.per == Per::Unit) {
            Some(units) => state.quota.count.saturating_mul(units.units),
            None => state.standing.bound,
        };
        Some(i64::from(bound))
    }
}

const MOVEMENTS: Excel<Row> = Excel {
    name: "movements",
    title: word!("movement-list-title"),
    file: "phong-trao",
    told: &[],
    columns: &[
        Column::text(word!("task-programme"), 50, |row, _| row.programme.clone()),
        Column::text(word!("movement-year"), 8, |row, _| row.year.to_string()),
        Column::text(word!("movement-name"), 44, |row, _| row.movement.name.clone()),
        Column::text(word!("movement-lead"), 30, |row, _| row.movement.lead.clone()),
        Column::number(word!("movement-under-way"), |row| Some(i64::from(row.movement.under_way))),
        Column::number(word!("movement-recognised"), |row| Some(i64::from(row.movement.recognised))),
        Column::text(word!("movement-quotas"), 22, |row, locale| {
            let subject = row.quota.as_ref().map(|state| words::quota_subject(state.quota.subject).say(locale));
            subject.map(|subject| capital(&subject)).unwrap_or_default()
        }),
        Column::text(word!("movement-bound"), 14, |row, locale| {
            let bound = row.quota.as_ref().map(|state| match state.quota.bound {
                Bound::Min => word!("movement-bound-min"),
                Bound::Max => word!("movement-bound-max"),
                Bound::Exact => word!("movement-bound-exact"),
                Bound::Unlimited => word!("movement-bound-open"),
            });
            bound.map(|word| word.say(locale).into_owned()).unwrap_or_default()
        }),
        Column::number(word!("movement-quota-count"), Row::bound),
        Column::number(word!("movement-quota-counted"), Row::counted),
    ],
};

/// `/phong-trao/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let groups = movement::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    let mut rows = Vec::new();
    for group in &groups {
        for movement in &group.movements {
            let quotas: Vec<Option<State>> = if movement.quotas.is_empty() {
                vec![None]
            } else {
                movement.quotas.iter().cloned().map(Some).collect()
            };
            rows.extend(quotas.into_iter().map(|quota| Row {
                programme: group.title.clone(),
                year: group.year,
                movement: view::row_of(&group.programme.to_string(), movement, visit.locale()),
                quota,
            }));
        }
    }
    visit.excel_of(&MOVEMENTS, &query, rows).await
}
