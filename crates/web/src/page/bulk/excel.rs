//! What came of each as an Excel file; it must not widen what its reader may see.

use axum::response::Response;
use lantoa_app::bulk::{Deed, ItemShown, Outcome};
use lantoa_domain::id::BulkRunId;
use lantoa_i18n::{Say, word};

use super::{load, outcome, say};
use crate::kernel::{At, Column, Excel, Failure, ListQuery, Visit};

const RESULT: Excel<(Deed, ItemShown)> = Excel {
    name: "bulk-result",
    title: word!("bulk-result"),
    file: "ket-qua",
    told: &[],
    columns: &[
        Column::text(word!("bulk-thing"), 60, |(_, item), _| item.label.clone()),
        Column::text(word!("bulk-outcome"), 16, |(_, item), locale| outcome(item.outcome).0.say(locale).into_owned()),
        Column::text(word!("bulk-why-not"), 70, |(deed, item), locale| {
            if item.outcome == Outcome::Refused {
                say::why(*deed, &item.why, locale).say(locale).into_owned()
            } else {
                String::new()
            }
        }),
    ],
};

/// `/ket-qua/{id}/excel`.
pub(super) async fn take(visit: Visit, At(id): At<BulkRunId>, query: ListQuery) -> Result<Response, Failure> {
    let shown = load(&visit, id).await?;
    let rows = shown.items.into_iter().map(|item| (shown.deed, item)).collect();
    visit.excel_of(&RESULT, &query, rows).await
}
