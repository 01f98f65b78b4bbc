//! Search by words without diacritics, the same on both engines; it must not rank inside the database nor index what a reader may not see.
//!
//! The text is folded by the domain (lower case, no marks, đ as d), and each adjacent pair of title words is a token
//! of its own: "nguyen" is in a third of all names, "nguyenvan" in few. A search takes at most [`CANDIDATES`] records,
//! those that hold the pairs first, and ranks them here: a ranking function of the engine would read every posting.
//!
//! Each record also carries tokens for its root unit and its kind, so that one agency's search does not walk through
//! the names of another.

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
    PUT_DOC = "INSERT INTO search_doc (kind, subject, title) VALUES ($1, $2, $3) \
               ON CONFLICT (kind, subject) DO UPDATE SET title = excluded.title";
    PUT_WORDS = {
        sqlite: "INSERT OR REPLACE INTO search_words (rowid, tokens) \
                 SELECT id, $3 FROM search_doc WHERE kind = $1 AND subject = $2",
        postgres: "INSERT INTO search_words (kind, subject, tokens) \
                   VALUES ($1, $2, array_to_tsvector(string_to_array(CAST($3 AS TEXT), ' '))) \
                   ON CONFLICT (kind, subject) DO UPDATE SET tokens = excluded.tokens",
    };
    REMOVE_WORDS = {
        sqlite: "DELETE FROM search_words WHERE rowid IN (SELECT id FROM search_doc WHERE kind = $1 AND subject = $2)",
        postgres: "DELETE FROM search_words WHERE kind = $1 AND subject = $2",
    };
    REMOVE_DOC = "DELETE FROM search_doc WHERE kind = $1 AND subject = $2";
    MATCHING = {
        sqlite: "SELECT d.kind, d.subject, d.title FROM search_words w JOIN search_doc d ON d.id = w.rowid \
                 WHERE w.search_words MATCH $1 ORDER BY w.rowid DESC LIMIT $2",
        postgres: "SELECT d.kind, d.subject, d.title FROM \
                   (SELECT kind, subject FROM search_words \
                    WHERE tokens @@ CAST(CAST($1 AS TEXT) AS TSQUERY) LIMIT $2) w \
                   JOIN search_doc d ON d.kind = w.kind AND d.subject = w.subject",
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
    let tokens = tokens(root, T::PREFIX, &title, &fold(more));
    let doc = params![T::PREFIX, number, title];
    let words = params![T::PREFIX, number, tokens];
    tx.exec_all(&[(&PUT_DOC, doc), (&PUT_WORDS, words)]).await.map(|_| ())
}

/// Makes a record no longer findable.
///
/// # Errors
/// The engine's.
pub async fn remove<T: Id>(tx: &mut Tx, subject: T) -> Result<()> {
    let number = subject.raw();
    let which = params![T::PREFIX, number];
    tx.exec_all(&[(&REMOVE_WORDS, which), (&REMOVE_DOC, which)]).await.map(|_| ())
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
    let scope = scope(root, kind);
    let pairs: Vec<String> = words.windows(2).map(<[String]>::concat).collect();
    let mut found = Vec::new();
    if !pairs.is_empty() {
        found = matching(cx, &scope, &pairs).await?;
    }
    if found.len() < limit.min(CANDIDATES) {
        for hit in matching(cx, &scope, &words).await? {
            if !found.contains(&hit) {
                found.push(hit);
            }
        }
    }
    let phrase = words.join(" ");
    found.sort_by_cached_key(|hit| (fit(&hit.title, &phrase, &words), hit.title.len(), std::cmp::Reverse(hit.subject)));
    found.truncate(limit);
    Ok(found)
}

async fn matching(cx: &mut Conn, scope: &str, tokens: &[String]) -> Result<Vec<Hit>> {
    let expression = match cx.engine() {
        crate::Engine::Sqlite => fts5(scope, tokens),
        crate::Engine::Postgres => tsquery(scope, tokens),
    };
    cx.all(&MATCHING, params![expression, CANDIDATES]).await
}

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
        _ => 5,
    }
}

fn tokens(root: UnitId, kind: &str, title: &str, more: &str) -> String {
    let title: Vec<String> = words(title).take(LONGEST_TEXT).map(shorten).collect();
    let mut tokens: Vec<String> = title.windows(2).map(<[String]>::concat).collect();
    tokens.extend(words(more).take(LONGEST_TEXT).map(shorten));
    tokens.extend(title);
    tokens.push(scope(root, None));
    tokens.push(scope(root, Some(kind)));
    tokens.sort_unstable();
    tokens.dedup();
    tokens.join(" ")
}

/// A token that no folded text can hold.
fn scope(root: UnitId, kind: Option<&str>) -> String {
    match kind {
        // The kind reaches the engine's query language: nothing but letters passes.
        Some(kind) => {
            let kind: String = kind.chars().filter(char::is_ascii_alphanumeric).collect();
            format!("_{:x}_{kind}", root.raw())
        }
        None => format!("_{:x}", root.raw()),
    }
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty())
}

fn shorten(word: &str) -> String {
    word.chars().take(LONGEST_WORD).collect()
}

/// Folded words are letters and digits only, so quotes around them are safe in both languages.
fn fts5(scope: &str, tokens: &[String]) -> String {
    let words: Vec<String> = tokens.iter().map(|token| format!("\"{token}\"")).collect();
    format!("\"{scope}\" AND {}*", words.join(" AND "))
}

fn tsquery(scope: &str, tokens: &[String]) -> String {
    let words: Vec<String> = tokens.iter().map(|token| format!("'{token}'")).collect();
    format!("'{scope}' & {}:*", words.join(" & "))
}
