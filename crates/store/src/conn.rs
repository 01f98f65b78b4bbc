//! The connection as a unit of work sees it, the same for both engines; it must not begin, commit or retry anything itself.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use crate::journal::{Entry, Held};
use crate::query::{Query, Slice};
use crate::{Error, FromRow, Result, Row, Sql, Value, pg_link, sqlite};

/// A connection inside a unit of work. Statements are run one after another (`&mut`), except in [`Conn::many`].
pub struct Conn {
    pub(crate) link: Link,
    pub(crate) failure: Option<Failure>,
}

pub(crate) enum Link {
    Sqlite(sqlite::Link),
    Postgres(pg_link::Link),
}

/// The first failure of a statement in the unit. A unit that carries one is never committed.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) again: Again,
    pub(crate) detail: String,
}

/// Whether running the unit again may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Again {
    /// No: the same failure would come back.
    No,
    /// Yes: it clashed with a concurrent unit (40001, 40P01).
    Clash,
    /// Yes: the connection was lost.
    Lost,
}

/// A failed statement, as an engine reports it.
pub(crate) struct Failed {
    pub(crate) error: Error,
    pub(crate) again: Again,
}

/// What an engine made of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Number of parameters.
    pub parameters: usize,
    /// Number of columns it gives.
    pub columns: usize,
}

/// A statement of either kind with its texts.
pub(crate) trait Text {
    fn name(&self) -> &'static str;
    fn for_sqlite(&self) -> &str;
    fn for_postgres(&self) -> &str;
}

impl Text for Sql {
    fn name(&self) -> &'static str {
        Sql::name(self)
    }

    fn for_sqlite(&self) -> &str {
        Sql::sqlite(self)
    }

    fn for_postgres(&self) -> &str {
        Sql::postgres(self)
    }
}

/// A put-together query numbers its values by appearance, which is what SQLite does with `$n`: no second text.
impl Text for Query {
    fn name(&self) -> &'static str {
        Query::name(self)
    }

    fn for_sqlite(&self) -> &str {
        self.text()
    }

    fn for_postgres(&self) -> &str {
        self.text()
    }
}

impl Conn {
    pub(crate) fn new(link: Link) -> Self {
        Conn { link, failure: None }
    }

    /// All rows.
    ///
    /// # Errors
    /// The engine's refusal, or [`Error::Decode`].
    pub async fn all<T: FromRow>(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<Vec<T>> {
        self.fetch(sql, params).await
    }

    /// The one row that must be there.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::TooMany`], and those of [`Conn::all`].
    pub async fn one<T: FromRow>(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<T> {
        self.opt(sql, params).await?.ok_or(Error::NotFound { statement: sql.name() })
    }

    /// The row, if there is one.
    ///
    /// # Errors
    /// [`Error::TooMany`], and those of [`Conn::all`].
    pub async fn opt<T: FromRow>(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<Option<T>> {
        single(sql.name(), self.fetch(sql, params).await?)
    }

    /// All rows of a query put together at run time.
    ///
    /// # Errors
    /// Those of [`Conn::all`].
    pub async fn list<T: FromRow>(&mut self, query: &Query) -> Result<Vec<T>> {
        self.fetch(query, query.values()).await
    }

    /// The row of a query put together at run time, if there is one.
    ///
    /// # Errors
    /// Those of [`Conn::opt`].
    pub async fn find<T: FromRow>(&mut self, query: &Query) -> Result<Option<T>> {
        single(query.name(), self.fetch(query, query.values()).await?)
    }

    /// One page of at most `rows` rows of a query that has its ORDER BY but no LIMIT yet.
    ///
    /// # Errors
    /// Those of [`Conn::all`].
    pub async fn page<T: FromRow>(&mut self, query: Query, rows: u32) -> Result<Slice<T>> {
        let query = query.limit(rows.saturating_add(1));
        let mut found = self.list(&query).await?;
        let more = found.len() > rows as usize;
        found.truncate(rows as usize);
        Ok(Slice { rows: found, more })
    }

    /// Several reads at once: one round trip on PostgreSQL, one after another on SQLite.
    ///
    /// `let (files, votes) = cx.many((FILES.of::<File>(params![id]), VOTES.of::<Vote>(params![id]))).await?;`
    ///
    /// # Errors
    /// Those of [`Conn::all`], of the first that failed.
    pub async fn many<A: Asks>(&mut self, asks: A) -> Result<A::Answers> {
        asks.ask(self).await
    }

    /// Prepares a statement and says what the engine made of it, without running it.
    ///
    /// # Errors
    /// The engine's refusal of the text; [`Error::Statement`] for a parameter or column whose type [`Value`] or
    /// [`Cell`](crate::Cell) does not know: cast it.
    pub async fn describe(&mut self, sql: &'static Sql) -> Result<Described> {
        let described = match &mut self.link {
            Link::Sqlite(link) => link.describe(sql.name(), sql.sqlite()),
            Link::Postgres(link) => link.describe(sql.name(), sql.postgres()).await,
        };
        described.map_err(|failed| self.note(failed))
    }

    pub(crate) async fn fetch<T: FromRow>(&mut self, text: &impl Text, params: &[Value<'_>]) -> Result<Vec<T>> {
        self.refuse_after_failure()?;
        match &mut self.link {
            Link::Sqlite(link) => {
                let found = link.query(text.name(), text.for_sqlite(), params);
                found.map_err(|failed| self.note(failed))
            }
            Link::Postgres(link) => {
                let found = link.query(text.name(), text.for_postgres(), params).await;
                let rows = found.map_err(|failed| self.note(failed))?;
                decode(text.name(), &rows)
            }
        }
    }

    /// After a failure nothing more is run: PostgreSQL would refuse it anyway, and SQLite must not differ.
    pub(crate) fn refuse_after_failure(&self) -> Result<()> {
        match &self.failure {
            Some(failure) => Err(Error::Poisoned { detail: failure.detail.clone() }),
            None => Ok(()),
        }
    }

    /// Remembers the first failure and gives the error for the caller.
    pub(crate) fn note(&mut self, failed: Failed) -> Error {
        // A row that cannot be read leaves the transaction as it was, on both engines.
        let of_the_engine = !matches!(failed.error, Error::Decode { .. });
        if self.failure.is_none() && of_the_engine {
            self.failure = Some(Failure { again: failed.again, detail: failed.error.to_string() });
        }
        failed.error
    }
}

fn single<T>(statement: &'static str, mut rows: Vec<T>) -> Result<Option<T>> {
    if rows.len() > 1 {
        return Err(Error::TooMany { statement });
    }
    Ok(rows.pop())
}

fn decode<T: FromRow>(statement: &'static str, rows: &[tokio_postgres::Row]) -> Result<Vec<T>> {
    rows.iter().map(|row| T::from_row(&Row::postgres(row, statement))).collect()
}

/// A connection inside a transaction that will be committed when the unit succeeds.
///
/// Reads its own writes. Everything that only reads takes `&mut Conn` and accepts a `&mut Tx` as it is.
pub struct Tx {
    conn: Conn,
    /// Journal entries of the unit, appended by the layer right before the commit.
    pub(crate) entries: Vec<Entry>,
    /// The unit's turns on the journal's chains; SQLite's one writer needs none.
    pub(crate) turns: Option<Held>,
}

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

impl Tx {
    pub(crate) fn new(conn: Conn) -> Self {
        Tx { conn, entries: Vec::new(), turns: None }
    }

    pub(crate) fn into_conn(self) -> Conn {
        self.conn
    }

    pub(crate) fn taking_turns(mut self, turns: Held) -> Self {
        self.turns = Some(turns);
        self
    }

    /// Turns the failure of the unit into a clash with another unit, so that it is run again.
    pub(crate) fn fail_as_clash(&mut self) {
        if let Some(failure) = &mut self.conn.failure {
            failure.again = Again::Clash;
        }
    }

    /// Makes the transaction ready for the next unit.
    pub(crate) fn reset(&mut self) {
        self.conn.failure = None;
        self.entries.clear();
    }

    /// Runs a statement that gives no rows; says how many rows it changed.
    ///
    /// # Errors
    /// The engine's refusal. The unit cannot be committed after that: prefer `ON CONFLICT DO NOTHING` and look at
    /// the number of rows where a conflict is expected.
    pub async fn exec(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<u64> {
        self.refuse_after_failure()?;
        let done = match &mut self.conn.link {
            Link::Sqlite(link) => link.execute(sql.name(), sql.sqlite(), params),
            Link::Postgres(link) => link.execute(sql.name(), sql.postgres(), params).await,
        };
        done.map_err(|failed| self.conn.note(failed))
    }

    /// Runs an update that is guarded by `WHERE … AND version = $n`.
    ///
    /// # Errors
    /// [`Error::Stale`] when it changed no row, [`Error::TooMany`] when it changed several.
    pub async fn exec_guarded(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<()> {
        match self.exec(sql, params).await? {
            1 => Ok(()),
            0 => Err(Error::Stale { statement: sql.name() }),
            _ => Err(Error::TooMany { statement: sql.name() }),
        }
    }

    /// Runs the last statements of the unit, on PostgreSQL together with the COMMIT.
    pub(crate) async fn exec_last(&mut self, steps: &[(&'static Sql, &[Value<'_>])]) -> Result<()> {
        self.refuse_after_failure()?;
        if let Link::Postgres(link) = &mut self.conn.link {
            let done = link.execute_all_and_commit(steps).await;
            return done.map_err(|failed| self.conn.note(failed));
        }
        self.exec_all(steps).await.map(|_| ())
    }

    /// Commits what is not yet committed; SQLite's writer does that for several units at once.
    pub(crate) async fn commit(&mut self) -> Result<()> {
        if let Link::Postgres(link) = &mut self.conn.link {
            let done = link.commit().await;
            return done.map_err(|failed| self.conn.note(failed));
        }
        Ok(())
    }

    /// Runs several statements that give no rows: one round trip on PostgreSQL, one after another on SQLite.
    ///
    /// # Errors
    /// Those of [`Tx::exec`], of the first that failed.
    pub async fn exec_all(&mut self, steps: &[(&'static Sql, &[Value<'_>])]) -> Result<Vec<u64>> {
        self.refuse_after_failure()?;
        let done = match &mut self.conn.link {
            Link::Sqlite(link) => link.execute_all(steps),
            Link::Postgres(link) => link.execute_all(steps).await,
        };
        done.map_err(|failed| self.conn.note(failed))
    }

    /// Stores many rows with an INSERT of one row; says of each whether it is new. The first value is the row's own number;
    /// a conflict may be named when nothing is done about it.
    ///
    /// What is cheapest on each engine: one after another on SQLite, [`Sql::ROWS`] in one statement on PostgreSQL.
    ///
    /// # Errors
    /// Those of [`Tx::exec`], of the first that failed; as after any failure, nothing of the unit is kept.
    pub async fn insert_all(&mut self, sql: &'static Sql, rows: &[&[Value<'_>]]) -> Result<Vec<bool>> {
        self.refuse_after_failure()?;
        if let Link::Postgres(link) = &mut self.conn.link {
            let done = link.insert_all(sql, rows).await;
            return done.map_err(|failed| self.conn.note(failed));
        }
        let steps: Vec<_> = rows.iter().map(|row| (sql, *row)).collect();
        Ok(self.exec_all(&steps).await?.into_iter().map(|stored| stored == 1).collect())
    }
}

/// One read of [`Conn::many`]: a statement, its parameters and the type of its rows.
pub struct Ask<'a, T> {
    sql: &'static Sql,
    params: &'a [Value<'a>],
    rows: PhantomData<fn() -> T>,
}

impl Sql {
    /// One read of [`Conn::many`].
    pub fn of<'a, T: FromRow>(&'static self, params: &'a [Value<'a>]) -> Ask<'a, T> {
        Ask { sql: self, params, rows: PhantomData }
    }
}

/// A tuple of two to eight [`Ask`]s.
pub trait Asks {
    /// A tuple of vectors.
    type Answers;

    /// Runs them all.
    #[expect(async_fn_in_trait, reason = "units of work run on one thread and need no Send")]
    async fn ask(self, conn: &mut Conn) -> Result<Self::Answers>;
}

macro_rules! asks {
    ($($kind:ident $index:tt),+) => {
        impl<$($kind: FromRow),+> Asks for ($(Ask<'_, $kind>,)+) {
            type Answers = ($(Vec<$kind>,)+);

            async fn ask(self, conn: &mut Conn) -> Result<Self::Answers> {
                conn.refuse_after_failure()?;
                if let Link::Postgres(link) = &mut conn.link {
                    let asked = [$((self.$index.sql, self.$index.params)),+];
                    let sets = link.query_all(&asked).await;
                    let sets = sets.map_err(|failed| conn.note(failed))?;
                    return Ok(($(decode(self.$index.sql.name(), &sets[$index])?,)+));
                }
                Ok(($(conn.fetch(self.$index.sql, self.$index.params).await?,)+))
            }
        }
    };
}

asks!(A 0, B 1);
asks!(A 0, B 1, C 2);
asks!(A 0, B 1, C 2, D 3);
asks!(A 0, B 1, C 2, D 3, E 4);
asks!(A 0, B 1, C 2, D 3, E 4, F 5);
asks!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
asks!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
