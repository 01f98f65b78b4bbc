//! The address of a list: search text, filters and place, kept in the query string; it must not fetch anything.

use super::{Failure, FormState, pairs};
use crate::ui::Action;
use axum::{extract::FromRequestParts, http::request::Parts};
use lantoa_i18n::word;

/// Name of the search parameter.
const SEARCH: &str = "q";
/// Name of the place parameter: an opaque text that the read model made.
const CURSOR: &str = "tu";

/// What a list was asked for. Links made from it keep everything else.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    path: String,
    pairs: Vec<(String, String)>,
}

impl ListQuery {
    /// A query by hand, for samples and tests.
    #[must_use]
    pub fn new(path: &str, pairs: &[(&str, &str)]) -> Self {
        Self { path: path.to_owned(), pairs: pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect() }
    }

    /// The value of a filter, trimmed; `None` when it is not set.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// The search text.
    #[must_use]
    pub fn search(&self) -> Option<&str> {
        self.get(SEARCH)
    }

    /// Where the page starts; `None` is the first page.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.get(CURSOR)
    }

    /// Whether any filter or search is on.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.pairs.iter().any(|(n, v)| n != CURSOR && !v.trim().is_empty())
    }

    /// The address with one parameter changed (or removed by an empty value), from the first page.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> String {
        self.address(name, value, false)
    }

    /// The address of the page that starts at `cursor`.
    #[must_use]
    pub fn at(&self, cursor: &str) -> String {
        self.address(CURSOR, cursor, true)
    }

    /// The address of the first page.
    #[must_use]
    pub fn first(&self) -> String {
        self.with(CURSOR, "")
    }

    /// The address without any filter.
    #[must_use]
    pub fn bare(&self) -> &str {
        &self.path
    }

    /// Takes the whole list, under these filters, as an Excel file.
    #[must_use]
    pub fn excel(&self) -> Action {
        let query = pairs::encode(self.filters());
        let mark = if query.is_empty() { "" } else { "?" };
        Action::post(word!("ui-excel"), format!("{}/excel{mark}{query}", self.path)).icon("download")
    }

    /// The filters that are set, by name.
    pub fn filters(&self) -> impl Iterator<Item = (&str, &str)> {
        let set = |(name, value): &&(String, String)| name != CURSOR && !value.trim().is_empty();
        self.pairs.iter().filter(set).map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The values for the filter bar.
    #[must_use]
    pub fn form(&self) -> FormState {
        FormState::from_pairs(self.pairs.clone()).narrowing()
    }

    fn address(&self, name: &str, value: &str, keep_cursor: bool) -> String {
        let kept = self
            .pairs
            .iter()
            .filter(|(n, v)| n != name && !v.is_empty() && (keep_cursor || n != CURSOR))
            .map(|(n, v)| (n.as_str(), v.as_str()));
        let new = (!value.is_empty()).then_some((name, value));
        let query = pairs::encode(kept.chain(new));
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ListQuery {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Ok(Self {
            path: parts.uri.path().to_owned(),
            pairs: pairs::decode(parts.uri.query().unwrap_or_default().as_bytes())?,
        })
    }
}
