//! The address of a list: search text, filters and place, kept in the query string; it must not fetch anything.

use super::{Failure, FormState, Visit, pairs};
use crate::ui::Action;
use axum::{extract::FromRequestParts, http::request::Parts};
use lantoa_i18n::word;

/// Name of the search parameter.
const SEARCH: &str = "q";
/// Name of the place parameter: an opaque text that the read model made.
const CURSOR: &str = "tu";
/// Name of the parameter that opens a list plainly although it has a view to open with.
const PLAIN: &str = "cach-xem";
/// Name of the parameter that ticks every row of the page.
const TICKED: &str = "chon";
/// What both of them say.
const ALL: &str = "tat-ca";

/// What a list was asked for. Links made from it keep everything else.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    path: String,
    pairs: Vec<(String, String)>,
    /// The address without any filter.
    plain: String,
    ticks: Ticks,
}

/// Whether the rows of a page are chosen when it opens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ticks {
    /// None.
    #[default]
    None,
    /// All of them.
    All,
}

impl ListQuery {
    /// A query by hand, for samples and tests.
    #[must_use]
    pub fn new(path: &str, pairs: &[(&str, &str)]) -> Self {
        Self {
            path: path.to_owned(),
            pairs: pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
            plain: path.to_owned(),
            ticks: Ticks::None,
        }
    }

    /// The address that opens a list plainly, also for somebody for whom it opens with a view.
    #[must_use]
    pub fn plainly(path: &str) -> String {
        format!("{path}?{}", pairs::encode([(PLAIN, ALL)]))
    }

    /// Only these parameters of a query, in its order: what a view keeps. What cannot be read is nothing.
    #[must_use]
    pub fn only(query: &str, names: &[&str]) -> String {
        let known = pairs::decode(query.as_bytes()).unwrap_or_default();
        let kept = known.iter().filter(|(name, value)| names.contains(&name.as_str()) && !value.trim().is_empty());
        pairs::encode(kept.map(|(name, value)| (name.as_str(), value.trim())))
    }

    /// The address of this page.
    #[must_use]
    pub fn here(&self) -> String {
        self.address(PLAIN, "", Keep::Cursor)
    }

    /// The address of this page with every row chosen.
    #[must_use]
    pub fn ticked(&self) -> String {
        self.address(TICKED, ALL, Keep::Cursor)
    }

    /// Whether the rows are chosen when the page opens.
    #[must_use]
    pub fn ticks(&self) -> Ticks {
        self.ticks
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
        self.address(name, value, Keep::Filters)
    }

    /// The address of the page that starts at `cursor`.
    #[must_use]
    pub fn at(&self, cursor: &str) -> String {
        self.address(CURSOR, cursor, Keep::Cursor)
    }

    /// The address of the first page.
    #[must_use]
    pub fn first(&self) -> String {
        self.with(CURSOR, "")
    }

    /// The address without any filter.
    #[must_use]
    pub fn bare(&self) -> &str {
        &self.plain
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

    fn address(&self, name: &str, value: &str, keep: Keep) -> String {
        let kept = self
            .pairs
            .iter()
            .filter(|(n, v)| n != name && !v.is_empty() && (keep == Keep::Cursor || n != CURSOR))
            .map(|(n, v)| (n.as_str(), v.as_str()));
        let new = (!value.is_empty()).then_some((name, value));
        let query = pairs::encode(kept.chain(new));
        if query.is_empty() { self.plain.clone() } else { format!("{}?{query}", self.path) }
    }
}

/// What of a query stays in an address made from it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// The filters: from the first page.
    Filters,
    /// The place too.
    Cursor,
}

impl<S: Send + Sync> FromRequestParts<S> for ListQuery {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let path = parts.uri.path().to_owned();
        let mut pairs = pairs::decode(parts.uri.query().unwrap_or_default().as_bytes())?;
        let has = |name: &str| pairs.iter().any(|(n, v)| n == name && v == ALL);
        let (opens_plainly, ticked) = (has(PLAIN), has(TICKED));
        pairs.retain(|(n, v)| !((n == PLAIN || n == TICKED) && v == ALL));
        // A list that opens with a view needs to be told when it shall not.
        let has_default = parts.extensions.get::<Visit>().and_then(Visit::views).is_some_and(|views| views.opens);
        let plain = if opens_plainly || has_default { Self::plainly(&path) } else { path.clone() };
        Ok(Self { path, pairs, plain, ticks: if ticked { Ticks::All } else { Ticks::None } })
    }
}
