//! Statements on one PostgreSQL connection, pipelined where they can be; it must not decide whether a unit is run again.

use deadpool_postgres::Object;
use futures_util::future::{join, join_all};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Row, Statement};

use crate::conn::{Again, Described, Failed};
use crate::{Error, Result, Sql, Value};

/// A pooled connection and the state of its transaction.
pub(crate) struct Link {
    client: Object,
    begin: Begin,
}

/// The transaction of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    /// None: each statement stands alone.
    Outside,
    /// To be begun together with the first statement, in the same round trip.
    Due(&'static str),
    /// Begun.
    Done,
    /// COMMIT was sent: from here on a lost connection leaves the outcome in doubt.
    Ending,
}

type Bound<'a> = Vec<&'a (dyn ToSql + Sync)>;

fn bind<'a>(params: &'a [Value<'a>]) -> Bound<'a> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl Link {
    pub(crate) fn new(client: Object, begin: Begin) -> Self {
        Link { client, begin }
    }

    pub(crate) async fn query(
        &mut self,
        name: &'static str,
        text: &str,
        params: &[Value<'_>],
    ) -> Result<Vec<Row>, Failed> {
        let run = async {
            let statement = self.client.prepare_cached(text).await?;
            let bound = bind(params);
            let rows = self.client.query(&statement, &bound);
            match self.begin {
                Begin::Due(begin) => begun(join(self.client.batch_execute(begin), rows).await),
                _ => rows.await,
            }
        };
        let done = run.await;
        self.settle(name, done)
    }

    pub(crate) async fn execute(
        &mut self,
        name: &'static str,
        text: &str,
        params: &[Value<'_>],
    ) -> Result<u64, Failed> {
        let run = async {
            let statement = self.client.prepare_cached(text).await?;
            let bound = bind(params);
            let count = self.client.execute(&statement, &bound);
            match self.begin {
                Begin::Due(begin) => begun(join(self.client.batch_execute(begin), count).await),
                _ => count.await,
            }
        };
        let done = run.await;
        self.settle(name, done)
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
        let bound: Vec<Bound<'_>> = asked.iter().map(|(_, params)| bind(params)).collect();
        let sent = statements.iter().zip(&bound).map(|(statement, params)| self.client.query(statement, params));
        let done = self.with_begin(join_all(sent)).await;
        self.settle_all(asked, done)
    }

    /// Several changes in one round trip.
    pub(crate) async fn execute_all(&mut self, asked: &[(&'static Sql, &[Value<'_>])]) -> Result<Vec<u64>, Failed> {
        let statements = self.prepare_all(asked).await?;
        let bound: Vec<Bound<'_>> = asked.iter().map(|(_, params)| bind(params)).collect();
        let sent = statements.iter().zip(&bound).map(|(statement, params)| self.client.execute(statement, params));
        let done = self.with_begin(join_all(sent)).await;
        self.settle_all(asked, done)
    }

    /// Sends a BEGIN that is due ahead of the statements, in the same round trip.
    async fn with_begin<T>(
        &self,
        sent: impl Future<Output = Vec<Result<T, tokio_postgres::Error>>>,
    ) -> Vec<Result<T, tokio_postgres::Error>> {
        let Begin::Due(begin) = self.begin else { return sent.await };
        let (begun, mut done) = join(self.client.batch_execute(begin), sent).await;
        if let Err(error) = begun {
            done.insert(0, Err(error));
        }
        done
    }

    /// The last changes of a transaction and its COMMIT in one round trip, so that what they lock is locked shortly.
    /// When one of them fails, the server turns the COMMIT into a rollback.
    pub(crate) async fn execute_all_and_commit(
        &mut self,
        asked: &[(&'static Sql, &[Value<'_>])],
    ) -> Result<(), Failed> {
        let statements = self.prepare_all(asked).await?;
        let bound: Vec<Bound<'_>> = asked.iter().map(|(_, params)| bind(params)).collect();
        let sent = statements.iter().zip(&bound).map(|(statement, params)| self.client.execute(statement, params));
        let sent = self.with_begin(join_all(sent));
        let (done, committed) = join(sent, self.client.batch_execute("COMMIT")).await;
        let counts = self.settle_all(asked, done);
        self.begin = Begin::Ending;
        counts?;
        committed.map_err(|error| classify("COMMIT", &error))
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
        let done = self.client.batch_execute(text).await;
        self.settle(name, done)
    }

    async fn prepare_all(&mut self, asked: &[(&'static Sql, &[Value<'_>])]) -> Result<Vec<Statement>, Failed> {
        let mut statements = Vec::with_capacity(asked.len());
        for (sql, _) in asked {
            let prepared = self.client.prepare_cached(sql.postgres()).await;
            // Not settled: preparing does not begin the transaction.
            statements.push(prepared.map_err(|error| classify(sql.name(), &error))?);
        }
        Ok(statements)
    }

    /// Notes that the transaction has begun and translates the error.
    fn settle<T>(&mut self, name: &'static str, done: Result<T, tokio_postgres::Error>) -> Result<T, Failed> {
        if let Begin::Due(_) = self.begin {
            self.begin = Begin::Done;
        }
        done.map_err(|error| classify(name, &error))
    }

    fn settle_all<T>(
        &mut self,
        asked: &[(&'static Sql, &[Value<'_>])],
        done: Vec<Result<T, tokio_postgres::Error>>,
    ) -> Result<Vec<T>, Failed> {
        if let Begin::Due(_) = self.begin {
            self.begin = Begin::Done;
        }
        let named = asked.iter().zip(done);
        named.map(|((sql, _), done)| done.map_err(|error| classify(sql.name(), &error))).collect()
    }
}

fn begun<T>(
    (begun, done): (Result<(), tokio_postgres::Error>, Result<T, tokio_postgres::Error>),
) -> Result<T, tokio_postgres::Error> {
    begun.and(done)
}

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
