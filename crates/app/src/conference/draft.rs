//! Why an exemplar of the register is put forward, in the words of the paper, drafted from the records for a person to read over. It must not show what the reader may not read.

use lantoa_docgen::words;
use lantoa_domain::Refusal;
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::id::{ExemplarId, UnitId};
use lantoa_domain::subject::SubjectKind;
use lantoa_store::exemplar;

use super::propose::Words;
use super::{Gender, Work};
use crate::exemplar::{ExemplarView, page};
use crate::{Cx, Error, Result};

/// An exemplar as somebody may be put forward for it.
#[derive(Debug, Clone)]
pub struct Drafted {
    /// The exemplar.
    pub id: ExemplarId,
    /// Its name.
    pub name: String,
    /// Whether it is a person, who then is the delegate; others are stood for by somebody.
    pub kind: SubjectKind,
    /// Its unit.
    pub unit: UnitId,
    /// What is drafted.
    pub words: Words,
}

/// An exemplar with the reason drafted from its decision, its awards and, for those who may read the dossier, what was achieved.
///
/// # Errors
/// `NotFound`.
pub async fn drafted(cx: &Cx, id: ExemplarId) -> Result<Drafted> {
    let view = page(cx, id).await?;
    let row = cx.db().read(async move |conn| Ok::<_, Error>(exemplar::load(conn, id).await?)).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let words = Words {
        post: String::new(),
        gender: Gender::Unknown,
        work: Work::Direct,
        role: DelegateRole::Official,
        reason: reason(&view),
        topic: String::new(),
        seat: String::new(),
    };
    Ok(Drafted { id, name: view.name, kind: view.kind, unit: row.unit, words })
}

/// “Điển hình tiên tiến “…” (Quyết định số 05/QĐ-… ngày …); Giấy khen (Quyết định số …).”
pub(super) fn reason(view: &ExemplarView) -> String {
    let (number, symbol, day) = &view.number;
    let whom = if view.kind == SubjectKind::Individual { String::new() } else { format!(" {},", view.name) };
    let recognised = decision(*number, symbol, Some(*day));
    let mut parts = vec![format!("Điển hình tiên tiến{whom} “{}” ({recognised})", view.movement)];
    for (_, number, on, name) in &view.awards {
        parts.push(format!("{name} ({})", decision(*number, symbol, *on)));
    }
    parts.join("; ")
}

fn decision(number: Option<i64>, symbol: &str, on: Option<jiff::civil::Date>) -> String {
    let number = number.map_or_else(|| "……".to_owned(), |number| format!("{number:02}"));
    let on = on.map(|day| format!(" {}", words::day(day))).unwrap_or_default();
    format!("Quyết định số {number}/{symbol}{on}")
}
