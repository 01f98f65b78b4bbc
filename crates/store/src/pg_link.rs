//! Statements on one PostgreSQL connection, pipelined where they can be; it must not decide whether a unit is run again.

use std::collections::BTreeSet;

use deadpool_postgres::Object;
use futures_util::future::{join, join_all, join3};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Row, Statement};

use crate::conn::{Again, Described, Failed};
use crate::{Error, Result, Sql, Value};

/// A pooled connection and the state of its transaction.
pub(crate) struct Link {
    client: Object,
    begin: Begin,
    /// The server's number of the transaction: settles a commit whose answer was lost.
    number: Option<i64>,
}

/// The transaction of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    /// None: each statement stands alone.
    Outside,
    /// To be begun together with the first statement, in the same round trip.
    Due(&'static str),
    /// The same, and the transaction's number is asked for.
    DueToWrite(&'static str),
    /// Begun.
    Done,
    /// COMMIT was sent: from here on a lost connection leaves the outcome in doubt.
    Ending,
}

type Bound<'a> = Vec<&'a (dyn ToSql + Sync)>;

fn bind<'a>(params: &'a [Value<'a>]) -> Bound<'a> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

type Driver<T> = Result<T, tokio_postgres::Error>;

impl Link {
    pub(crate) fn new(client: Object, begin: Begin) -> Self {
        Link { client, begin, number: None }
    }

    pub(crate) fn number(&self) -> Option<i64> {
        self.number
    }

    pub(crate) async fn query(
        &mut self,
        name: &'static str,
        text: &str,
        params: &[Value<'_>],
    ) -> Result<Vec<Row>, Failed> {
        let statement = self.prepare(name, text).await?;
        let opening = self.opening().await?;
        let (opened, done) = self.after(opening, self.client.query(&statement, &bind(params))).await;
        self.settle(name, opened, done)
    }

    pub(crate) async fn execute(
        &mut self,
        name: &'static str,
        text: &str,
        params: &[Value<'_>],
    ) -> Result<u64, Failed> {
        let statement = self.prepare(name, text).await?;
        let opening = self.opening().await?;
        let (opened, done) = self.after(opening, self.client.execute(&statement, &bind(params))).await;
        self.settle(name, opened, done)
    }

    pub(crate) async fn describe(&mut self, name: &'static str, text: &str) -> Result<Described, Failed> {
        let prepared = self.client.prepare_cached(text).await;
        let statement = prepared.map_err(|error| classify(name, &error))?;
        let known = |ty: &Type| crate::row::is_known(ty);
        let columns = statement.columns().iter().map(tokio_postgres::Column::type_);
        if let Some(strange) = statement.params().iter().chain(columns).find(|ty| !known(ty)) {
            let detail = format!("type {} is not known here", strange.name());
            return Err(Failed { error: Error::Statement { statement: name, detail }, again: Again::No });
        }
        Ok(Described { parameters: statement.params().len(), columns: statement.columns().len() })
    }

    /// Several reads in one round trip.
    pub(crate) async fn query_all(&mut self, asked: &[(&'static Sql, &[Value<'_>])]) -> Result<Vec<Vec<Row>>, Failed> {
        let statements = self.prepare_all(asked).await?;
        let opening = self.opening().await?;
        let bound: Vec<Bound<'_>> = asked.iter().map(|(_, params)| bind(params)).collect();
        let sent = statements.iter().zip(&bound).map(|(statement, params)| self.client.query(statement, params));
        let (opened, done) = self.after(opening, join_all(sent)).await;
        self.settle_all(asked, opened, done)
    }

    /// Several changes in one round trip.
    pub(crate) async fn execute_all(&mut self, asked: &[(&'static Sql, &[Value<'_>])]) -> Result<Vec<u64>, Failed> {
        let statements = self.prepare_all(asked).await?;
        let opening = self.opening().await?;
        let bound: Vec<Bound<'_>> = asked.iter().map(|(_, params)| bind(params)).collect();
        let sent = statements.iter().zip(&bound).map(|(statement, params)| self.client.execute(statement, params));
        let (opened, done) = self.after(opening, join_all(sent)).await;
        self.settle_all(asked, opened, done)
    }

    /// Many rows in one round trip: [`Sql::ROWS`] in one statement, the rest one by one. Says of each whether it is new.
    pub(crate) async fn insert_all(&mut self, sql: &'static Sql, rows: &[&[Value<'_>]]) -> Result<Vec<bool>, Failed> {
        let (full, rest) = rows.as_chunks::<{ Sql::ROWS }>();
        let many = if full.is_empty() { None } else { Some(self.prepare(sql.name(), sql.postgres_rows()).await?) };
        let one = if rest.is_empty() { None } else { Some(self.prepare(sql.name(), sql.postgres()).await?) };
        let together = full.iter().flat_map(|rows| many.as_ref().map(|many| (many, rows.as_slice())));
        let singly = rest.chunks(1).flat_map(|row| one.as_ref().map(|one| (one, row)));
        let opening = self.opening().await?;
        let sent = together.chain(singly).map(|(statement, rows)| insert(&self.client, statement, rows));
        let (opened, done) = self.after(opening, join_all(sent)).await;
        self.settle("BEGIN", opened, Ok(()))?;
        let done: Result<Vec<Vec<bool>>, _> = done.into_iter().collect();
        done.map(|new| new.concat()).map_err(|error| classify(sql.name(), &error))
    }

    /// The last changes of a transaction and its COMMIT in one round trip, so that what they lock is locked shortly.
    /// When one of them fails, the server turns the COMMIT into a rollback.
    pub(crate) async fn execute_all_and_commit(
        &mut self,
        asked: &[(&'static Sql, &[Value<'_>])],
    ) -> Result<(), Failed> {
        let statements = self.prepare_all(asked).await?;
        let opening = self.opening().await?;
        let bound: Vec<Bound<'_>> = asked.iter().map(|(_, params)| bind(params)).collect();
        let sent = statements.iter().zip(&bound).map(|(statement, params)| self.client.execute(statement, params));
        let sent = join(join_all(sent), self.client.batch_execute("COMMIT"));
        let (opened, (done, committed)) = self.after(opening, sent).await;
        let counts = self.settle_all(asked, opened, done);
        self.begin = Begin::Ending;
        counts?;
        committed.map_err(|error| classify("COMMIT", &error))
    }

    async fn prepare(&self, name: &'static str, text: &str) -> Result<Statement, Failed> {
        self.client.prepare_cached(text).await.map_err(|error| classify(name, &error))
    }

    /// What must go ahead of the next statement.
    async fn opening(&self) -> Result<Option<Opening>, Failed> {
        Ok(match self.begin {
            Begin::Due(begin) => Some((begin, None)),
            Begin::DueToWrite(begin) => Some((begin, Some(self.prepare(NUMBER.name(), NUMBER.postgres()).await?))),
            Begin::Outside | Begin::Done | Begin::Ending => None,
        })
    }

    /// Sends a BEGIN that is due ahead of the statements, in the same round trip.
    async fn after<O>(&self, opening: Option<Opening>, sent: impl Future<Output = O>) -> (Opened, O) {
        let Some((begin, number)) = opening else { return (Ok(None), sent.await) };
        let number = async {
            match &number {
                Some(statement) => self.client.query_one(statement, &[]).await?.try_get(0).map(Some),
                None => Ok(None),
            }
        };
        let (begun, number, done) = join3(self.client.batch_execute(begin), number, sent).await;
        (begun.and(number), done)
    }

    pub(crate) async fn commit(&mut self) -> Result<(), Failed> {
        if self.begin != Begin::Done {
            return Ok(());
        }
        self.begin = Begin::Ending;
        let done = self.client.batch_execute("COMMIT").await;
        done.map_err(|error| classify("COMMIT", &error))
    }

    pub(crate) fn is_ending(&self) -> bool {
        self.begin == Begin::Ending
    }

    /// Ends a transaction that is not to be kept and gives the connection back.
    pub(crate) async fn end(self, text: &str) {
        if self.begin == Begin::Done && self.client.batch_execute(text).await.is_err() {
            crate::postgres::discard(self.client);
        }
    }

    /// Runs control statements of the layer itself.
    pub(crate) async fn batch(&mut self, name: &'static str, text: &str) -> Result<(), Failed> {
        let opening = self.opening().await?;
        let (opened, done) = self.after(opening, self.client.batch_execute(text)).await;
        self.settle(name, opened, done)
    }

    async fn prepare_all(&self, asked: &[(&'static Sql, &[Value<'_>])]) -> Result<Vec<Statement>, Failed> {
        let mut statements: Vec<Statement> = Vec::with_capacity(asked.len());
        for (place, (sql, _)) in asked.iter().enumerate() {
            let again = asked[..place].last().filter(|(before, _)| std::ptr::eq(*before, *sql));
            let known = again.and_then(|_| statements.last().cloned());
            statements.push(match known {
                Some(statement) => statement,
                None => self.prepare(sql.name(), sql.postgres()).await?,
            });
        }
        Ok(statements)
    }

    /// Notes that the transaction has begun and translates the error.
    fn settle<T>(&mut self, name: &'static str, opened: Opened, done: Driver<T>) -> Result<T, Failed> {
        if matches!(self.begin, Begin::Due(_) | Begin::DueToWrite(_)) {
            self.begin = Begin::Done;
        }
        match opened {
            Ok(Some(number)) => self.number = Some(number),
            Ok(None) => {}
            Err(error) => return Err(classify("BEGIN", &error)),
        }
        done.map_err(|error| classify(name, &error))
    }

    fn settle_all<T>(
        &mut self,
        asked: &[(&'static Sql, &[Value<'_>])],
        opened: Opened,
        done: Vec<Driver<T>>,
    ) -> Result<Vec<T>, Failed> {
        self.settle("BEGIN", opened, Ok(()))?;
        let named = asked.iter().zip(done);
        named.map(|((sql, _), done)| done.map_err(|error| classify(sql.name(), &error))).collect()
    }
}

/// Inserts the rows of one statement; several give back the numbers of the new ones, one tells by its count.
async fn insert(client: &Object, statement: &Statement, rows: &[&[Value<'_>]]) -> Driver<Vec<bool>> {
    let values: Bound<'_> = rows.iter().flat_map(|row| bind(row)).collect();
    if rows.len() == 1 {
        return Ok(vec![client.execute(statement, &values).await? == 1]);
    }
    let found = client.query(statement, &values).await?;
    let new = found.iter().map(|row| row.try_get(0)).collect::<Driver<BTreeSet<i64>>>()?;
    let is_new = |row: &&[Value<'_>]| matches!(row.first(), Some(Value::Int(number)) if new.contains(number));
    Ok(rows.iter().map(is_new).collect())
}

crate::sql! {
    NUMBER = { sqlite: "SELECT 0", postgres: "SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)" };
}

/// A BEGIN and, for a write, the statement that asks for the transaction's number.
type Opening = (&'static str, Option<Statement>);
/// The transaction's number, if it was asked for.
type Opened = Driver<Option<i64>>;

/// Translates the engine's error. Only the message and the constraint are kept: the detail quotes values.
pub(crate) fn classify(statement: &'static str, error: &tokio_postgres::Error) -> Failed {
    let Some(refusal) = error.as_db_error() else {
        return without_refusal(statement, error);
    };
    let named = refusal.constraint().map(str::to_owned);
    let detail = named.unwrap_or_else(|| refusal.message().to_owned());
    let code = refusal.code();
    let class = code.code().get(..2).unwrap_or_default();
    let (error, again) = match (code, class) {
        (&SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED, _) => {
            (Error::Contended { attempts: 1 }, Again::Clash)
        }
        (&SqlState::UNIQUE_VIOLATION, _) => (Error::Conflict { statement, detail }, Again::No),
        (&SqlState::FOREIGN_KEY_VIOLATION, _) => (Error::Reference { statement, detail }, Again::No),
        (&SqlState::QUERY_CANCELED, _) => (Error::Timeout { statement }, Again::No),
        // A promoted or demoted server: the next connection may reach the right one.
        (&SqlState::READ_ONLY_SQL_TRANSACTION, _) | (_, "57" | "08") => (Error::Unavailable { detail }, Again::Lost),
        (_, "53") => (Error::Busy { detail }, Again::No),
        (_, "23") | (&SqlState::RAISE_EXCEPTION, _) => (Error::Check { statement, detail }, Again::No),
        _ => (Error::Statement { statement, detail }, Again::No),
    };
    Failed { error, again }
}

fn without_refusal(statement: &'static str, error: &tokio_postgres::Error) -> Failed {
    use std::error::Error as _;
    let cause = error.source();
    let io = cause.is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
    if io || error.is_closed() {
        return Failed { error: Error::Unavailable { detail: error.to_string() }, again: Again::Lost };
    }
    let detail = cause.map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"));
    Failed { error: Error::Statement { statement, detail }, again: Again::No }
}
