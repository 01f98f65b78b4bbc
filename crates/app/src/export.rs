//! What leaves the product as files of rows: how much is read at a time, and the line of the journal. It must not read a list by itself.

use serde_json::json;

use crate::{Cx, Result};

/// How many rows of a list are read at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Portion {
    /// As many as a page shows: 50.
    #[default]
    Page,
    /// As many as a file takes at a time: 200. A search gives all it finds, not only what a page shows.
    File,
}

impl Portion {
    /// The rows.
    #[must_use]
    pub const fn rows(self) -> u32 {
        match self {
            Self::Page => 50,
            Self::File => 200,
        }
    }
}

/// A list that was taken as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Which list, as the journal calls it.
    pub list: &'static str,
    /// The filters that were set: name and value. Values that could tell of a person are left out by the caller.
    pub filters: Vec<(String, String)>,
    /// Rows in the file.
    pub rows: u32,
}

/// Writes into the journal that a list was taken. Called after the rows were read with the reader's own rights and before the file is
/// handed over: no file without its line.
///
/// # Errors
/// The store's.
pub async fn note(cx: &Cx, exported: Exported) -> Result<()> {
    let cx = cx.clone();
    cx.clone()
        .db()
        .write(async move |tx| {
            let told = |(name, value): &(String, String)| format!("{name} = {value}");
            let filters: Vec<String> = exported.filters.iter().map(told).collect();
            let detail = json!({ "list": exported.list, "filters": filters, "count": exported.rows });
            cx.journal(tx, "list.exported", cx.actor().root, &detail)
        })
        .await
}
