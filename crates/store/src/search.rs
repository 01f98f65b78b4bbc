//! Search by words without diacritics, the same on both engines; it must not rank inside the database nor index what a reader may not see.
//!
//! The text is folded by the domain (lower case, no marks, đ as d), and each adjacent pair of title words is a token
//! of its own: "nguyen" is in a third of all names, "nguyenvan" in few. A search takes at most [`CANDIDATES`] records,
//! those that hold the pairs first, and ranks them here: a ranking function of the engine would read every posting.
//!
//! A search stays within one root unit and one kind of record (its scope): on SQLite by a range of row numbers, on
//! PostgreSQL by a token, so that one agency's search does not walk through the names of another.

use std::collections::HashSet;

use lantoa_domain::id::{Id, UnitId};
use lantoa_domain::text::fold;

use crate::conn::{Conn, Tx};
use crate::{Result, params};

/// Records ranked at most per search.
pub const CANDIDATES: usize = 300;
/// Words of one record that are indexed at most; beyond that nobody searches by single words.
const LONGEST_TEXT: usize = 4000;
/// Letters of a word that are indexed.
const LONGEST_WORD: usize = 40;
/// Words of a query that are used.
const LONGEST_QUERY: usize = 12;

crate::sql! {
    PUT_SCOPE = "INSERT INTO search_scope (root, kind) VALUES ($1, $2) ON CONFLICT (root, kind) DO NOTHING";
    // A record that moves to another root is replaced on both.
    PUT_DOC = {
        sqlite: "INSERT INTO search_put (root, kind, subject, title, tokens) VALUES ($1, $2, $3, $4, $5)",
        postgres: "INSERT INTO search_doc (root, kind, subject, title, tokens) \
                   VALUES ($1, $2, $3, $4, array_to_tsvector(string_to_array(CAST($5 AS TEXT), ' '))) \
                   ON CONFLICT (kind, subject) DO UPDATE \
                   SET title = excluded.title, root = excluded.root, tokens = excluded.tokens",
    };
    REMOVE = "DELETE FROM search_doc WHERE kind = $1 AND subject = $2";
    KINDS = "SELECT kind FROM search_scope WHERE root = $1 ORDER BY kind";
    // The newest first on SQLite, where that is the index's own order; in no order on PostgreSQL, which would have to
    // sort all that match.
    MATCHING = {
        sqlite: "SELECT d.kind, d.subject, d.title FROM search_words w JOIN search_doc d ON d.id = w.rowid \
                 WHERE w.search_words MATCH $3 \
                 AND w.rowid >= (SELECT no << 36 FROM search_scope WHERE root = $1 AND kind = $2) \
                 AND w.rowid < (SELECT (no + 1) << 36 FROM search_scope WHERE root = $1 AND kind = $2) \
                 ORDER BY w.rowid DESC LIMIT $4",
        postgres: "SELECT kind, subject, title FROM search_doc \
                   WHERE tokens @@ CAST(CAST($3 AS TEXT) AS TSQUERY) AND root = $1 AND kind = $2 LIMIT $4",
    };
}

/// A record found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The prefix of its identifier.
    pub kind: String,
    /// Its number.
    pub subject: i64,
    title: String,
}

crate::from_row!(Hit { kind, subject, title });

impl Hit {
    /// The identifier, when the record is of this kind.
    #[must_use]
    pub fn id<T: Id>(&self) -> Option<T> {
        (self.kind == T::PREFIX).then(|| T::from_raw(self.subject))
    }
}

/// Makes a record findable, or changes how, in the same transaction as the record. `title` decides the rank; `more`
/// is only searched word by word. Neither may hold anything that a user of the root unit may not read.
///
/// # Errors
/// The engine's.
pub async fn put<T: Id>(tx: &mut Tx, root: UnitId, subject: T, title: &str, more: &str) -> Result<()> {
    let (number, title) = (subject.raw(), fold(title));
    let tokens = tokens(&scope(root, T::PREFIX), &title, &fold(more));
    let scope = params![root, T::PREFIX];
    let doc = params![root, T::PREFIX, number, title, tokens];
    tx.exec_all(&[(&PUT_SCOPE, scope), (&PUT_DOC, doc)]).await.map(|_| ())
}

/// Makes a record no longer findable.
///
/// # Errors
/// The engine's.
pub async fn remove<T: Id>(tx: &mut Tx, subject: T) -> Result<()> {
    tx.exec(&REMOVE, params![T::PREFIX, subject.raw()]).await.map(|_| ())
}

/// Finds records of a root unit, the best first: the whole title, its beginning, the words in a row, all words.
/// The last word of the query may be unfinished. `kind` is the prefix of an identifier, or `None` for all kinds.
///
/// # Errors
/// The engine's.
pub async fn find(cx: &mut Conn, root: UnitId, kind: Option<&str>, query: &str, limit: usize) -> Result<Vec<Hit>> {
    let folded = fold(query);
    let words: Vec<String> = words(&folded).take(LONGEST_QUERY).map(shorten).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let kinds = match kind {
        Some(kind) => vec![kind.to_owned()],
        None => cx.all(&KINDS, params![root]).await?,
    };
    let mut found = Vec::new();
    for kind in kinds {
        found.extend(find_kind(cx, root, &kind, &words, limit).await?);
    }
    let phrase = words.join(" ");
    found.sort_by_cached_key(|hit| (fit(&hit.title, &phrase, &words), hit.title.len(), std::cmp::Reverse(hit.subject)));
    found.truncate(limit);
    Ok(found)
}

/// From the narrowest way to match to the widest, until there are enough.
async fn find_kind(cx: &mut Conn, root: UnitId, kind: &str, words: &[String], limit: usize) -> Result<Vec<Hit>> {
    let pairs = pairs(words);
    let widest = match words.split_last() {
        Some((last, rest)) if last.len() == 1 && !rest.is_empty() => (rest, Last::LeftOut),
        _ => (words, Last::Begun),
    };
    let ways = [(&pairs[..], Last::Whole), (&pairs[..], Last::Begun), (words, Last::Whole), widest];
    let phrase = words.join(" ");
    // More than is asked for, so that the rank has a choice; the narrow ways come first in any case.
    let looked_at = limit.saturating_mul(2).clamp(CANDIDATES / 3, CANDIDATES);
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (tokens, last) in ways {
        if tokens.is_empty() || found.len() >= limit.min(CANDIDATES) {
            continue;
        }
        let expression = match cx.engine() {
            crate::Engine::Sqlite => fts5(tokens, last),
            crate::Engine::Postgres => tsquery(&scope(root, kind), tokens, last),
        };
        let matching: Vec<Hit> = cx.all(&MATCHING, params![root, kind, expression, looked_at]).await?;
        let fits = |hit: &Hit| last != Last::LeftOut || fit(&hit.title, &phrase, words) < NO_FIT;
        found.extend(matching.into_iter().filter(|hit| fits(hit) && seen.insert(hit.subject)));
    }
    Ok(found)
}

/// Whether the last word of a query is taken as a whole word or as the beginning of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Whole,
    Begun,
    /// Not looked up: a single letter begins a tenth of all words. What is found must fit it all the same.
    LeftOut,
}

/// Words are there, but not in the title.
const NO_FIT: u8 = 5;

/// How well a title fits, 0 the best. The last word of the query may be the beginning of a word.
fn fit(title: &str, phrase: &str, query: &[String]) -> u8 {
    if title == phrase {
        return 0;
    }
    if title.starts_with(phrase) {
        return 1;
    }
    if title.match_indices(phrase).any(|(at, _)| title.as_bytes().get(at.wrapping_sub(1)) == Some(&b' ')) {
        return 2;
    }
    let whole = |word: &String| words(title).any(|other| other == word);
    let begun = |word: &String| words(title).any(|other| other.starts_with(word.as_str()));
    let (last, rest) = query.split_last().map_or((None, query), |(last, rest)| (Some(last), rest));
    match (rest.iter().all(whole), last) {
        (true, Some(last)) if whole(last) => 3,
        (true, Some(last)) if begun(last) => 4,
        _ => NO_FIT,
    }
}

fn tokens(scope: &str, title: &str, more: &str) -> String {
    let title: Vec<String> = words(title).take(LONGEST_TEXT).map(shorten).collect();
    let mut tokens = pairs(&title);
    tokens.extend(words(more).take(LONGEST_TEXT).map(shorten));
    tokens.extend(title);
    tokens.push(scope.to_owned());
    tokens.sort_unstable();
    tokens.dedup();
    tokens.join(" ")
}

/// Each adjacent pair of words as one token. The sign keeps pairs out of the words that begin alike: "nguyen" unfinished
/// must not gather "nguyenvan", "nguyenthi" and all the others.
fn pairs(words: &[String]) -> Vec<String> {
    words.windows(2).map(|pair| format!("_{}", pair.concat())).collect()
}

/// A token that is no word and no pair.
fn scope(root: UnitId, kind: &str) -> String {
    // The kind reaches the engine's query language: nothing but letters passes.
    let kind: String = kind.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("__{:x}_{kind}", root.raw())
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty())
}

fn shorten(word: &str) -> String {
    word.chars().take(LONGEST_WORD).collect()
}

/// Folded words are letters and digits only, so quotes around them are safe in both languages.
fn fts5(tokens: &[String], last: Last) -> String {
    let words: Vec<String> = tokens.iter().map(|token| format!("\"{token}\"")).collect();
    format!("{}{}", words.join(" AND "), if last == Last::Begun { "*" } else { "" })
}

fn tsquery(scope: &str, tokens: &[String], last: Last) -> String {
    let words: Vec<String> = tokens.iter().map(|token| format!("'{token}'")).collect();
    format!("'{scope}' & {}{}", words.join(" & "), if last == Last::Begun { ":*" } else { "" })
}
