//! The ministry's forms of a year as a page and as Excel, and the records behind a number; it must not count.

use super::{heads::heads, names};
use crate::{
    filters,
    kernel::{AppState, Failure, ListQuery, Shell, Visit},
    nav::Area,
    page::agency::tier_word,
    sample::Easel,
    ui::{Action, Tabs},
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::export::Exported;
use lantoa_app::facts::subject_text;
use lantoa_app::statistics::form::{self, Behind, Entry, Filled, Form, Head, LeftOut, Row, Source};
use lantoa_docgen::{FormHead, FormLine, FormLineKind, StatisticsForm};
use lantoa_i18n::{Locale, Message, Say, Word, word};

/// Addresses of this feature.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/thong-ke/bieu", get(show))
        .route("/thong-ke/bieu/excel", post(excel))
        .route("/thong-ke/bieu/ho-so", get(records))
}

/// What an address asks for: a form, a year.
fn asked(query: &ListQuery) -> (Form, Option<i16>) {
    let form = query.get("bieu").and_then(Form::of).unwrap_or(Form::Movements);
    (form, query.get("nam").and_then(|text| text.parse().ok()))
}

fn address(form: Form, year: i16) -> String {
    format!("/thong-ke/bieu?bieu={}&nam={year}", form.digits())
}

/// A line of the page.
struct Line {
    name: String,
    number: String,
    measure: String,
    strong: bool,
    cells: Vec<Cell>,
}

/// A cell: its number, the address of its records where there are any, its column in words.
struct Cell {
    count: Option<u32>,
    behind: Option<String>,
    column: String,
}

fn lines(filled: &Filled, locale: Locale) -> Vec<Line> {
    let (form, year) = (filled.table.form, filled.year);
    let columns: Vec<String> = filled.table.heads.iter().map(|head| names::head(head, locale)).collect();
    let line = |(row, cells): &(Row, Vec<Option<u32>>)| {
        let number = row.number(form);
        let cell = |(column, count): (usize, &Option<u32>)| Cell {
            count: *count,
            behind: number.filter(|_| count.is_some_and(|count| count > 0)).map(|number| {
                format!("/thong-ke/bieu/ho-so?bieu={}&nam={year}&dong={number}&cot={column}", form.digits())
            }),
            column: columns[column].clone(),
        };
        Line {
            name: names::row(*row, form, locale),
            number: number.map(|number| format!("{number:02}")).unwrap_or_default(),
            measure: names::measure(*row).map(|word| word.say(locale).into_owned()).unwrap_or_default(),
            strong: matches!(row, Row::Total | Row::Group(_)),
            cells: cells.iter().enumerate().map(cell).collect(),
        }
    };
    filled.table.lines.iter().map(line).collect()
}

/// What a reader has to know beside the numbers.
fn left_out(form: Form, left: LeftOut) -> Vec<Message> {
    if form == Form::Movements {
        return Vec::new();
    }
    let all = [
        (left.unsaid, word!("statistics-forms-unsaid")),
        (left.unverified, word!("statistics-forms-unverified")),
        (left.lower, word!("statistics-forms-lower")),
        (left.practices, word!("statistics-forms-practices")),
    ];
    all.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| word.with("count", count)).collect()
}

/// `/thong-ke/bieu`.
#[derive(Template)]
#[template(path = "statistics/form.html")]
struct FormPage {
    shell: Shell,
    excel: Action,
    forms: Tabs,
    years: Tabs,
    title: Word,
    digits: &'static str,
    agency: String,
    year: i16,
    tier: Message,
    may_manage: bool,
    heads: Vec<Vec<FormHead>>,
    lines: Vec<Line>,
    has_measure: bool,
    left_out: Vec<Message>,
}

impl FormPage {
    fn new(visit: &Visit, query: &ListQuery, filled: &Filled, may_manage: bool) -> Self {
        let form = filled.table.form;
        let locale = visit.locale();
        let lit = Form::ALL.into_iter().position(|one| one == form).unwrap_or(0);
        let tab = |tabs: Tabs, one: Form| {
            let label = format!("{} · {}", one.digits(), names::short(one).say(locale));
            tabs.tab(label, &address(one, filled.year), None)
        };
        let now = filled.years.iter().position(|year| *year == filled.year).unwrap_or(0);
        let year = |tabs: Tabs, year: &i16| tabs.tab(year.to_string(), &address(form, *year), None);
        let mut rows: Vec<Vec<FormHead>> = Vec::new();
        for head in heads(&filled.table, locale) {
            rows.resize_with(rows.len().max(head.line as usize + 1), Vec::new);
            rows[head.line as usize].push(head);
        }
        Self {
            shell: visit
                .shell(word!("statistics-forms-lead"), Area::Exemplars)
                .crumb(word!("ui-area-exemplars"), Area::Exemplars.address())
                .crumb(word!("statistics-title"), format!("/thong-ke?nam={}", filled.year)),
            excel: query.excel(),
            forms: Form::ALL.into_iter().fold(Tabs::new(word!("statistics-forms"), lit), tab),
            years: filled.years.iter().fold(Tabs::new(word!("exemplar-year"), now), year),
            title: names::title(form),
            digits: form.digits(),
            agency: filled.agency.clone(),
            year: filled.year,
            tier: word!("statistics-forms-tier").with("tier", tier_word(filled.tier).say(locale).into_owned()),
            may_manage,
            heads: rows,
            lines: lines(filled, locale),
            has_measure: form != Form::Movements,
            left_out: left_out(form, filled.left_out),
        }
    }
}

async fn show(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (form, year) = asked(&query);
    let cx = visit.cx()?;
    let filled = form::fill(cx, form, year).await.map_err(|why| visit.failed(why))?;
    let may_manage = cx.may(lantoa_domain::policy::Act::ManageUnits);
    Ok(visit.page(&FormPage::new(&visit, &query, &filled, may_manage)))
}

/// The form on paper: always in Vietnamese, as the ministry takes it.
fn paper(filled: &Filled) -> StatisticsForm {
    let vi = Locale::Vi;
    let form = filled.table.form;
    let say = |word: Word| word.say(vi).into_owned();
    let line = |line: Line| FormLine {
        texts: if form == Form::Movements {
            vec![line.name, line.number]
        } else {
            vec![line.name, line.number, line.measure]
        },
        cells: line.cells.iter().map(|cell| cell.count).collect(),
        kind: if line.strong { FormLineKind::Strong } else { FormLineKind::Plain },
    };
    let mut under = vec![word!("statistics-forms-year").with("year", filled.year.to_string()).say(vi).into_owned()];
    under.extend((form == Form::Movements).then(|| say(word!("statistics-form-measure"))));
    let notes = left_out(form, filled.left_out).into_iter().map(|note| note.say(vi).into_owned()).collect();
    StatisticsForm {
        name: format!("{}.N", form.digits()),
        left: vec![
            word!("statistics-forms-number").with("digits", form.digits()).say(vi).into_owned(),
            say(word!("statistics-forms-act")),
            say(word!("statistics-forms-due")),
        ],
        right: vec![
            word!("statistics-forms-from").with("agency", filled.agency.clone()).say(vi).into_owned(),
            say(word!("statistics-forms-to")),
        ],
        title: say(names::title(form)).to_uppercase(),
        under,
        heads: heads(&filled.table, vi),
        lines: lines(filled, vi).into_iter().map(line).collect(),
        notes,
        day: say(word!("statistics-forms-day")),
        signers: [
            (say(word!("statistics-forms-maker")), say(word!("statistics-forms-maker-how"))),
            (say(word!("statistics-forms-head")), say(word!("statistics-forms-head-how"))),
        ],
    }
}

async fn excel(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (form, year) = asked(&query);
    let filled = form::fill(visit.cx()?, form, year).await.map_err(|why| visit.failed(why))?;
    let told = vec![("bieu".to_owned(), form.digits().to_owned()), ("nam".to_owned(), filled.year.to_string())];
    let rows = u32::try_from(filled.table.lines.len()).unwrap_or(u32::MAX);
    let exported = Exported { list: "ministry-form", filters: told, rows };
    visit.excel_form(paper(&filled), exported, &format!("bieu-{}-{}", form.digits(), filled.year)).await
}

/// `/thong-ke/bieu/ho-so`.
#[derive(Template)]
#[template(path = "statistics/behind.html")]
struct BehindPage {
    shell: Shell,
    what: String,
    back: Action,
    entries: Vec<Entry>,
}

impl BehindPage {
    fn new(visit: &Visit, behind: Behind) -> Self {
        let locale = visit.locale();
        let line = format!("{}: {}", names::title(behind.form).say(locale), names::plain(behind.row, locale));
        let here = address(behind.form, behind.year);
        let what = if behind.head == Head::Total {
            line
        } else {
            let column = names::head(&behind.head, locale);
            word!("statistics-behind-what").with("line", line).with("column", column).say(locale).into_owned()
        };
        let form = format!("{}.N/BNV-TĐKT", behind.form.digits());
        Self {
            shell: visit
                .shell(word!("statistics-behind"), Area::Exemplars)
                .crumb(word!("ui-area-exemplars"), Area::Exemplars.address())
                .crumb(word!("statistics-forms"), &here)
                .crumb(form, &here),
            what,
            back: Action::link(word!("statistics-behind-back"), here),
            entries: behind.entries,
        }
    }

    fn address_of(entry: &Entry) -> String {
        match entry.from {
            Source::Programme(id) => format!("/chuong-trinh/{id}"),
            Source::Decision(id) => format!("/quyet-dinh/{id}"),
            Source::Title(subject) => format!("/quan-tri/ghi-nhan/{}", subject_text(subject)),
        }
    }

    fn word_of(entry: &Entry) -> Word {
        match entry.from {
            Source::Programme(_) => word!("statistics-behind-programme"),
            Source::Decision(_) => word!("statistics-behind-decision"),
            Source::Title(_) => word!("statistics-behind-title"),
        }
    }
}

async fn records(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let (form, year) = asked(&query);
    let line = query.get("dong").and_then(|text| text.parse().ok()).unwrap_or(0);
    let column = query.get("cot").and_then(|text| text.parse().ok()).unwrap_or(usize::MAX);
    let behind = form::behind(visit.cx()?, form, year, (line, column)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&BehindPage::new(&visit, behind)))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    use jiff::civil::date;
    use lantoa_app::statistics::form::{Column, Rank, Submitter, Table, Tier, Way};
    use lantoa_domain::id::{DecisionId, Id as _, PersonId};
    use lantoa_domain::plan::Years;
    use lantoa_domain::statistics::{Record, To, column_of};
    use lantoa_domain::subject::Subject;
    let visit = easel.visit().clone();
    let award = |name: &str, to, way| {
        let column = column_of(name).unwrap_or(Column::OtherState);
        Record::Award { column, name: name.to_owned(), to, way, by: Submitter::Province }
    };
    let movement = |from, to| Record::Movement { by: Tier::Department, years: Years { from, to } };
    let records = [
        movement(2021, 2025),
        movement(2025, 2026),
        movement(2026, 2026),
        award("Huân chương Lao động hạng Ba", To::Person(Rank::Department), Some(Way::Regular)),
        award("Bằng khen của Thủ tướng Chính phủ", To::Enterprise, None),
        award("Bằng khen của bộ, ban, ngành, đoàn thể trung ương, tỉnh", To::Person(Rank::Worker), Some(Way::Regular)),
        award("Bằng khen của bộ, ban, ngành, đoàn thể trung ương, tỉnh", To::Household, Some(Way::Sudden)),
        award("Chiến sĩ thi đua bộ, ban, ngành, tỉnh", To::Person(Rank::Leader), Some(Way::Regular)),
    ];
    let names = ["statistics/form-movements", "statistics/form-state", "statistics/form-province"];
    for (form, name) in Form::ALL.into_iter().zip(names) {
        let filled = Filled {
            year: 2026,
            years: vec![2026, 2025],
            agency: "Ban Dân tộc tỉnh Khánh Hòa".to_owned(),
            tier: Tier::Department,
            table: Table::of(form, &records),
            left_out: LeftOut { unverified: 2, lower: 31, practices: 1, unsaid: 1 },
        };
        let query = ListQuery::new("/thong-ke/bieu", &[("bieu", form.digits()), ("nam", "2026")]);
        easel.show(name, &FormPage::new(&visit, &query, &filled, true));
    }
    let behind =
        |entries| Behind { year: 2026, form: Form::Province, row: Row::Individuals, head: Head::Total, entries };
    let day = date(2026, 5, 19);
    let entries = vec![
        Entry::sample(
            "Nguyễn Thị Hà",
            "Phòng Chính sách",
            "Bằng khen",
            Some(day),
            Source::Decision(DecisionId::from_raw(1)),
        ),
        Entry::sample(
            "Mang Thị Ánh",
            "Văn phòng",
            "Bằng khen",
            None,
            Source::Title(Subject::Person(PersonId::from_raw(1))),
        ),
    ];
    easel.show("statistics/behind", &BehindPage::new(&visit, behind(entries)));
    easel.show("statistics/behind-none", &BehindPage::new(&visit, behind(Vec::new())));
}
