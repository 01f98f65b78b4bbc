//! A list as an Excel file: every row the page would show its reader, page after page; it must not fetch by itself or widen what is seen.

use super::{Failure, ListQuery, visit::Visit};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date};
use lantoa_app::export::{self, Exported};
use lantoa_docgen::{Holds, Sheet, SheetCell, SheetColumn, SheetFault, StatisticsForm};
use lantoa_i18n::{Locale, Say, Word};
use std::future::Future;
use tokio::sync::Semaphore;

/// Files written at a time: each takes a core while it is packed.
static WRITERS: Semaphore = Semaphore::const_new(2);

/// How a list looks in Excel. Declared once, beside the page of the list.
pub struct Excel<R: 'static> {
    /// What the journal calls it: `dossiers`.
    pub name: &'static str,
    /// What the sheet is called.
    pub title: Word,
    /// Name of the file without day and ending: letters, digits, dashes.
    pub file: &'static str,
    /// Filters whose values the journal may keep: codes, years, units. Of the others it keeps only that they were set.
    pub told: &'static [&'static str],
    /// The columns from left to right.
    pub columns: &'static [Column<R>],
}

/// A column: its heading, its width in letters, what it takes from a row.
pub struct Column<R> {
    head: Word,
    width: u8,
    gives: Gives<R>,
}

enum Gives<R> {
    Text(fn(&R, Locale) -> String),
    Number(fn(&R) -> Option<i64>),
    Money(fn(&R) -> Option<i64>),
    Day(fn(&R) -> Option<Date>),
}

impl<R> Column<R> {
    /// Text, in the reader's language where it is words.
    pub const fn text(head: Word, width: u8, gives: fn(&R, Locale) -> String) -> Self {
        Self { head, width, gives: Gives::Text(gives) }
    }

    /// A whole number.
    pub const fn number(head: Word, gives: fn(&R) -> Option<i64>) -> Self {
        Self { head, width: 12, gives: Gives::Number(gives) }
    }

    /// Đồng.
    pub const fn money(head: Word, gives: fn(&R) -> Option<i64>) -> Self {
        Self { head, width: 16, gives: Gives::Money(gives) }
    }

    /// A day.
    pub const fn day(head: Word, gives: fn(&R) -> Option<Date>) -> Self {
        Self { head, width: 13, gives: Gives::Day(gives) }
    }

    const fn holds(&self) -> Holds {
        match self.gives {
            Gives::Text(_) => Holds::Text,
            Gives::Number(_) => Holds::Number,
            Gives::Money(_) => Holds::Money,
            Gives::Day(_) => Holds::Date,
        }
    }
}

impl<R> Excel<R> {
    fn begin(&self, locale: Locale, at: Timestamp) -> Result<Sheet, SheetFault> {
        let heads: Vec<_> = self.columns.iter().map(|column| column.head.say(locale)).collect();
        let columns: Vec<SheetColumn<'_>> = self
            .columns
            .iter()
            .zip(&heads)
            .map(|(column, name)| SheetColumn { name, width: column.width, holds: column.holds() })
            .collect();
        Sheet::new(&self.title.say(locale), &columns, at)
    }

    fn push(&self, sheet: &mut Sheet, row: &R, locale: Locale) -> Result<(), SheetFault> {
        let mut texts = Vec::with_capacity(self.columns.len());
        for column in self.columns {
            texts.push(if let Gives::Text(gives) = column.gives { gives(row, locale) } else { String::new() });
        }
        let mut cells = Vec::with_capacity(texts.len());
        for (column, text) in self.columns.iter().zip(&texts) {
            let cell = match column.gives {
                Gives::Text(_) => Some(SheetCell::Text(text)).filter(|_| !text.is_empty()),
                Gives::Number(gives) | Gives::Money(gives) => gives(row).map(SheetCell::Number),
                Gives::Day(gives) => gives(row).map(SheetCell::Date),
            };
            cells.push(cell.unwrap_or(SheetCell::Empty));
        }
        sheet.push(&cells)
    }

    /// Every row, page after page: when one page is written, the next is asked for, so that memory holds one page.
    async fn filled<C, F>(
        &self,
        (locale, at): (Locale, Timestamp),
        page: impl Fn(Option<C>) -> F,
    ) -> Result<Sheet, Failure>
    where
        F: Future<Output = Result<(Vec<R>, Option<C>), Failure>>,
    {
        // Whoever is refused the list leaves no temporary file.
        let (mut rows, mut next) = page(None).await?;
        let mut sheet = self.begin(locale, at).map_err(told)?;
        loop {
            for row in rows {
                self.push(&mut sheet, &row, locale).map_err(told)?;
            }
            let Some(cursor) = next else { return Ok(sheet) };
            (rows, next) = page(Some(cursor)).await?;
        }
    }

    /// The filters that were set, with values only where they tell of nobody.
    fn filters(&self, query: &ListQuery) -> Vec<(String, String)> {
        let told = |(name, value): (&str, &str)| {
            let value = if self.told.contains(&name) { value } else { "…" };
            (name.to_owned(), value.to_owned())
        };
        query.filters().map(told).collect()
    }
}

impl Visit {
    /// Every row of a list as an Excel file; the journal says who took it. `page` gives the rows after a cursor and the next cursor,
    /// as the page of the list fetches them: only one page of rows is in memory at a time.
    ///
    /// # Errors
    /// Those of `page`; [`Failure::Refused`] for more rows than Excel holds; [`Failure::Internal`] when the file cannot be written.
    pub async fn excel<R, C, F>(
        &self,
        list: &Excel<R>,
        query: &ListQuery,
        page: impl Fn(Option<C>) -> F,
    ) -> Result<Response, Failure>
    where
        F: Future<Output = Result<(Vec<R>, Option<C>), Failure>>,
    {
        let cx = self.cx()?;
        let turn = WRITERS.acquire().await.map_err(Failure::internal)?;
        let sheet = list.filled((self.locale(), self.state().now()), page).await?;
        let rows = sheet.rows();
        let packed = tokio::task::spawn_blocking(move || sheet.finish()).await.map_err(Failure::internal)?;
        drop(turn);
        let file = packed.map_err(told)?;
        let exported = Exported { list: list.name, filters: list.filters(query), rows };
        export::note(cx, exported).await.map_err(|why| self.failed(why))?;
        Ok(answer(file, &format!("{}-{}", list.file, cx.today())))
    }

    /// As [`Visit::excel`], for a list that is one page.
    ///
    /// # Errors
    /// As there.
    pub async fn excel_of<R: Clone>(
        &self,
        list: &Excel<R>,
        query: &ListQuery,
        rows: Vec<R>,
    ) -> Result<Response, Failure> {
        let once = |_: Option<()>| std::future::ready(Ok((rows.clone(), None)));
        self.excel(list, query, once).await
    }
}

impl Visit {
    /// A statistics form as an Excel file; the journal says who took it.
    ///
    /// # Errors
    /// [`Failure::Internal`] when the file cannot be written; the store's.
    pub async fn excel_form(&self, form: StatisticsForm, exported: Exported, file: &str) -> Result<Response, Failure> {
        let cx = self.cx()?;
        let at = self.state().now();
        let turn = WRITERS.acquire().await.map_err(Failure::internal)?;
        let packed = tokio::task::spawn_blocking(move || form.excel(at)).await.map_err(Failure::internal)?;
        drop(turn);
        let bytes = packed.map_err(told)?;
        export::note(cx, exported).await.map_err(|why| self.failed(why))?;
        Ok(answer(bytes, &format!("{file}-{}", cx.today())))
    }
}

/// What a person can do something about is told; the rest is our fault.
fn told(fault: SheetFault) -> Failure {
    match fault {
        SheetFault::TooMany => Failure::Refused(fault.message()),
        SheetFault::Refused(_) => Failure::internal(fault),
    }
}

fn answer(file: Vec<u8>, name: &str) -> Response {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut answer = file.into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(KIND));
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.xlsx\"")) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, named);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use lantoa_i18n::word;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static ALIVE: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);

    /// A row that knows how many of its kind there are.
    struct Counted(i64);

    impl Counted {
        fn new(number: i64) -> Self {
            MOST.fetch_max(ALIVE.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            Self(number)
        }
    }

    impl Drop for Counted {
        fn drop(&mut self) {
            ALIVE.fetch_sub(1, Ordering::SeqCst);
        }
    }

    const LIST: Excel<Counted> = Excel {
        name: "counted",
        title: word!("ui-excel"),
        file: "so",
        told: &["nam"],
        columns: &[
            Column::number(word!("ui-excel"), |row| Some(row.0)),
            Column::text(word!("ui-excel"), 20, |row, _| format!("=A{}", row.0)),
        ],
    };

    #[tokio::test]
    async fn a_hundred_thousand_rows_are_never_in_memory_together() {
        const ROWS: i64 = 100_000;
        const PAGE: i64 = 500;
        let page = |after: Option<i64>| async move {
            let first = after.unwrap_or(0);
            let next = Some(first + PAGE).filter(|next| *next < ROWS);
            Ok(((first..first + PAGE).map(Counted::new).collect(), next))
        };
        let sheet = LIST.filled((Locale::Vi, Timestamp::UNIX_EPOCH), page).await.expect("a sheet");
        assert_eq!(i64::from(sheet.rows()), ROWS);
        assert!(MOST.load(Ordering::SeqCst) <= 500, "{} rows at once", MOST.load(Ordering::SeqCst));
        assert!(sheet.finish().expect("a file").len() < 4 * 1024 * 1024);
    }

    #[test]
    fn the_journal_hears_of_a_name_only_that_it_was_looked_for() {
        let query = ListQuery::new("/x", &[("q", "Nguyễn Văn An"), ("nam", "2026"), ("tu", "500"), ("don-vi", "")]);
        let expected = [("q".to_owned(), "…".to_owned()), ("nam".to_owned(), "2026".to_owned())];
        assert_eq!(LIST.filters(&query), expected);
    }
}
