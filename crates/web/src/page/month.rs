//! Good people and good deeds of each month: who sent a list, who said there is nothing, who is late, what goes to the level above; it must not send it by itself.

use crate::{
    filters,
    kernel::{AppState, At, Column, Excel, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::{dossier::say, paper::shelf::Shelf},
    sample::Easel,
    ui::{Action, Badge, Stat, Tone},
    words,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use jiff::civil::date;
use lantoa_app::{
    document::About,
    dossier::list::Row,
    forward::DueView,
    month::{self, How, MonthRow, MonthView, UnitRow},
};
use lantoa_docgen::Kind;
use lantoa_domain::id::{Id, ProgrammeId};
use lantoa_i18n::{Say, Word, word};

const RECIPIENTS: Input = Input::new(InputKind::Lines, "noi-nhan", word!("forward-recipients")).required();
const LETTER: Input = Input::text("cong-van", word!("forward-letter")).required();
const SENT: Input = Input::new(InputKind::Date, "ngay", word!("forward-sent-on")).required();

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/viec-tot", get(list))
        .route("/viec-tot/excel", post(take_list))
        .route("/viec-tot/{programme}/{month}", get(show))
        .route("/viec-tot/{programme}/{month}/excel", post(take))
}

/// A month in an address: `2022-03`.
fn parse(text: &str) -> Option<(i16, i8)> {
    let (year, month) = text.split_once('-').filter(|_| text.len() == 7)?;
    Some((year.parse().ok()?, month.parse().ok()?))
}

fn address((programme, _): &(ProgrammeId, String), (year, month): (i16, i8)) -> String {
    format!("/viec-tot/{programme}/{year:04}-{month:02}")
}

/// How a unit stands.
const fn how_word(how: How) -> Word {
    match how {
        How::Sent => word!("month-sent"),
        How::Zero => word!("month-zero"),
        How::Excused => word!("month-excused"),
        How::Open => word!("month-open"),
        How::Missing => word!("month-missing"),
    }
}

fn how(row: &UnitRow) -> Badge {
    let tone = match row.how {
        How::Sent | How::Zero if row.days_late > 0 => Tone::Warn,
        How::Sent | How::Zero => Tone::Good,
        How::Excused => Tone::Plain,
        How::Open => Tone::Note,
        How::Missing => Tone::Bad,
    };
    Badge::new(how_word(row.how), tone)
}

fn shell(visit: &Visit, title: impl Into<lantoa_i18n::Message>) -> Shell {
    visit.shell(title, Area::Tasks).crumb(word!("ui-area-tasks"), Area::Tasks.address())
}

/// `/viec-tot`.
#[derive(Template)]
#[template(path = "month/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    rows: Vec<MonthRow>,
}

impl ListPage {
    fn new(visit: &Visit, rows: Vec<MonthRow>) -> Self {
        Self { shell: shell(visit, word!("month-title")), query: ListQuery::new("/viec-tot", &[]), rows }
    }

    fn address(&self, row: &MonthRow) -> String {
        address(&row.programme, row.month)
    }

    fn month(&self, row: &MonthRow) -> String {
        lantoa_i18n::month(self.shell.locale, row.month.0, row.month.1)
    }
}

async fn months(visit: &Visit) -> Result<Vec<MonthRow>, Failure> {
    month::months(visit.cx()?).await.map_err(|why| visit.failed(why))
}

async fn list(visit: Visit) -> Result<Response, Failure> {
    let rows = months(&visit).await?;
    Ok(visit.page(&ListPage::new(&visit, rows)))
}

const MONTHS: Excel<MonthRow> = Excel {
    name: "months",
    title: word!("month-title"),
    file: "viec-tot",
    told: &[],
    columns: &[
        Column::text(word!("month-month"), 18, |row, locale| lantoa_i18n::month(locale, row.month.0, row.month.1)),
        Column::text(word!("month-programme"), 50, |row, _| row.programme.1.clone()),
        Column::number(word!("month-owed"), |row| Some(row.owed)),
        Column::number(word!("month-met"), |row| Some(row.met)),
        Column::day(word!("month-due"), |row| Some(row.due)),
    ],
};

async fn take_list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = months(&visit).await?;
    visit.excel_of(&MONTHS, &query, rows).await
}

/// `/viec-tot/{programme}/{month}`.
#[derive(Template)]
#[template(path = "month/show.html")]
struct ShowPage {
    shell: Shell,
    title: String,
    view: MonthView,
    stats: Vec<Stat>,
    papers: Vec<(Word, String)>,
    form: FormState,
    submit: Action,
    excel: Action,
}

impl ShowPage {
    fn new(visit: &Visit, view: MonthView, today: jiff::civil::Date) -> Self {
        let month = lantoa_i18n::month(visit.locale(), view.month.0, view.month.1);
        let stat = |n: usize, label: Word, tone| Stat::new(word!("month-figure").with("n", n), label).tone(tone);
        let late = if view.late() > 0 { Tone::Bad } else { Tone::Plain };
        let stats = vec![
            stat(view.count(How::Sent), word!("month-sent"), Tone::Good),
            stat(view.count(How::Zero), word!("month-zero"), Tone::Plain),
            stat(view.late(), word!("month-late"), late),
            stat(view.count(How::Missing), word!("month-missing"), late),
        ];
        let list = |(round, _): &(lantoa_domain::id::RoundId, String)| {
            Shelf::of(About::Round(*round)).only(|kind| kind == Kind::Monthly).links()
        };
        let form = FormState::filled([(RECIPIENTS.name, view.recipients.join("\n")), (SENT.name, today.to_string())]);
        let shell = shell(visit, word!("month-show").with("month", &month)).crumb(word!("month-title"), "/viec-tot");
        Self {
            excel: shell.excel(&address(&view.programme, view.month)),
            shell,
            title: month,
            stats,
            papers: view.rounds.iter().flat_map(list).collect(),
            form,
            submit: Action::submit(word!("forward-send")).primary().icon("send"),
            view,
        }
    }
}

async fn load(visit: &Visit, programme: ProgrammeId, text: &str) -> Result<MonthView, Failure> {
    let month = parse(text).ok_or(Failure::NotFound)?;
    month::show(visit.cx()?, programme, month).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At((programme, text)): At<(ProgrammeId, String)>) -> Result<Response, Failure> {
    let view = load(&visit, programme, &text).await?;
    let today = visit.cx()?.today();
    Ok(visit.page(&ShowPage::new(&visit, view, today)))
}

const UNITS: Excel<UnitRow> = Excel {
    name: "month",
    title: word!("month-units"),
    file: "viec-tot-thang",
    told: &[],
    columns: &[
        Column::text(word!("task-unit"), 34, |row, _| row.unit.clone()),
        Column::text(word!("task-state"), 24, |row, locale| how_word(row.how).say(locale).into_owned()),
        Column::day(word!("month-due"), |row| Some(row.due)),
        Column::day(word!("month-on"), |row| row.on),
        Column::number(word!("month-days-late"), |row| Some(i64::from(row.days_late))),
    ],
};

async fn take(
    visit: Visit,
    At((programme, text)): At<(ProgrammeId, String)>,
    query: ListQuery,
) -> Result<Response, Failure> {
    let view = load(&visit, programme, &text).await?;
    visit.excel_of(&UNITS, &query, view.units).await
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let programme = (Id::from_raw(1), "Điển hình tiên tiến 2026-2030".to_owned());
    let month = |number, met| MonthRow {
        programme: programme.clone(),
        month: (2026, number),
        owed: 27,
        met,
        due: date(2026, number, 20),
    };
    easel.show("month/list", &ListPage::new(&visit, vec![month(11, 12), month(10, 27)]));
    easel.show("month/list-empty", &ListPage::new(&visit, Vec::new()));
    let unit = |n: i64, how, days_late| UnitRow {
        task: Id::from_raw(n),
        unit: format!("Khu dân cư số {n}"),
        how,
        on: (how != How::Missing && how != How::Open).then(|| date(2026, 11, 18)),
        due: date(2026, 11, 20),
        days_late,
    };
    let view = MonthView {
        programme,
        month: (2026, 11),
        units: vec![
            unit(1, How::Sent, 0),
            unit(2, How::Zero, 2),
            unit(3, How::Missing, 1),
            unit(4, How::Excused, 0),
            unit(5, How::Open, 0),
        ],
        rounds: vec![(Id::from_raw(1), "Người tốt, việc tốt".to_owned())],
        dossiers: Vec::<Row>::new(),
        pack: vec![DueView {
            dossier: Id::from_raw(1),
            version: 3,
            name: "Trần Minh Khôi".to_owned(),
            unit: "Khu dân cư số 1".to_owned(),
            movement: "Đô thị văn minh".to_owned(),
            round: "Tháng 11/2026".to_owned(),
            round_id: Id::from_raw(1),
        }],
        recipients: vec!["Sở Nội vụ".to_owned(), "Ban Biên tập Cổng thông tin điện tử".to_owned()],
        may_send: true,
    };
    let staff = MonthView { pack: Vec::new(), may_send: false, ..view.clone() };
    easel.show("month/show", &ShowPage::new(&visit, view, date(2026, 11, 21)));
    easel.show("month/show-staff", &ShowPage::new(&visit, staff, date(2026, 11, 21)));
}
