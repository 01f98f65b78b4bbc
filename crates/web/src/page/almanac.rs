//! A month as a grid of weeks with what is due, sessions and holidays; it must not compute a deadline.

use crate::{
    filters,
    kernel::{AppState, Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Tabs},
};
use askama::Template;
use axum::{Router, response::Response, routing::get};
use jiff::civil::{Date, date};
use lantoa_app::almanac::{self, Day, DayLine, Month};
use lantoa_app::{programme, task::Scope};
use lantoa_domain::id::{Id, ProgrammeId, TaskId};
use lantoa_i18n::{Word, word};

const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("task-programme"));

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new().route("/lich", get(show))
}

/// `/lich`.
#[derive(Template)]
#[template(path = "almanac/month.html")]
struct MonthPage {
    shell: Shell,
    query: ListQuery,
    title: String,
    month: Month,
    earlier: String,
    later: String,
    scopes: Tabs,
    filters: FormState,
    programmes: Vec<Choice>,
    actions: Vec<Action>,
}

impl MonthPage {
    fn new(visit: &Visit, query: ListQuery, month: Month, programmes: Vec<Choice>) -> Self {
        let (year, number) = month.month;
        let at = |(year, month): (i16, i8)| query.with("thang", &format!("{year:04}-{month:02}"));
        let earlier = if number == 1 { (year - 1, 12) } else { (year, number - 1) };
        let later = if number == 12 { (year + 1, 1) } else { (year, number + 1) };
        let all = month.scope == Scope::All;
        let list = format!("/nhiem-vu?thang={number:02}%2F{year}&xem={}", if all { "tat-ca" } else { "cua-toi" });
        Self {
            shell: visit
                .shell(word!("almanac-title"), Area::Tasks)
                .crumb(word!("ui-area-tasks"), Area::Tasks.address()),
            title: lantoa_i18n::month(visit.locale(), year, number),
            earlier: at(earlier),
            later: at(later),
            scopes: Tabs::new(word!("task-tabs"), usize::from(all))
                .tab(word!("task-tab-mine"), &query.with("xem", ""), None)
                .tab(word!("task-tab-all"), &query.with("xem", "tat-ca"), None),
            filters: query.form(),
            programmes,
            actions: vec![
                Action::link(word!("task-as-list"), list),
                Action::link(word!("ui-calendar-add"), "/lich.ics").icon("calendar"),
            ],
            query,
            month,
        }
    }

    /// Whether nothing is due and nobody meets.
    fn is_free(&self) -> bool {
        self.month.weeks.iter().flatten().all(|day| day.due.is_empty() && day.sessions.is_empty())
    }

    /// Monday to Sunday.
    fn weekdays(&self) -> [Word; 7] {
        [
            word!("almanac-monday"),
            word!("almanac-tuesday"),
            word!("almanac-wednesday"),
            word!("almanac-thursday"),
            word!("almanac-friday"),
            word!("almanac-saturday"),
            word!("almanac-sunday"),
        ]
    }

    fn class(&self, day: &Day) -> String {
        let mut out = vec![];
        if day.holiday.is_some() {
            out.push("weeks__holiday");
        } else if !day.works {
            out.push("weeks__off");
        }
        if (day.on.year(), day.on.month()) != self.month.month {
            out.push("weeks__other");
        }
        if day.on == self.month.today {
            out.push("weeks__today");
        }
        out.join(" ")
    }

    /// The task itself where there is one, else the list of them.
    fn address(&self, line: &DayLine) -> String {
        if line.all == 1 {
            return format!("/nhiem-vu/{}", line.one);
        }
        let scope = if self.month.scope == Scope::All { "tat-ca" } else { "cua-toi" };
        let month = format!("{:02}%2F{}", line.day.month(), line.day.year());
        format!("/nhiem-vu?xem={scope}&chuong-trinh={}&muc={}&thang={month}", line.programme, line.obligation)
    }

    /// CSS class of what is due.
    fn urgency(&self, line: &DayLine) -> &'static str {
        if line.missing > 0 {
            "late"
        } else if line.met == line.all {
            "quiet"
        } else {
            ""
        }
    }
}

/// A month in an address: `2026-11`; as it is typed: `11/2026`.
fn month(text: &str) -> Option<(i16, i8)> {
    let (year, month) = match text.split_once('/') {
        Some((month, year)) => (year, month),
        None => text.split_once('-')?,
    };
    let month = month.trim().parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((year.trim().parse().ok().filter(|year| (1945..=2200).contains(year))?, month))
}

async fn show(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let today: Date = cx.today();
    let asked = query.get("thang").and_then(month).unwrap_or((today.year(), today.month()));
    let scope = if query.get("xem") == Some("tat-ca") { Scope::All } else { Scope::Mine };
    let programme = query.get(PROGRAMME.name).and_then(|text| text.parse::<ProgrammeId>().ok());
    let month = almanac::month(cx, asked, scope, programme).await.map_err(|why| visit.failed(why))?;
    let programmes = programme::list(cx).await.map_err(|why| visit.failed(why))?;
    let programmes = programmes.into_iter().map(|row| Choice::new(row.id.to_string(), row.title)).collect();
    Ok(visit.page(&MonthPage::new(&visit, query, month, programmes)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let line = |day: Date, all, met, missing| DayLine {
        day,
        programme: ProgrammeId::from_raw(1),
        obligation: "gui-danh-sach".parse().expect("invariant: a key"),
        what: "Gửi danh sách gương người tốt, việc tốt".to_owned(),
        all,
        met,
        missing,
        one: TaskId::from_raw(1),
    };
    let first = date(2026, 11, 30);
    let days: Vec<Day> = std::iter::successors(Some(first), |day| day.tomorrow().ok())
        .take(35)
        .map(|on| Day {
            on,
            works: !matches!(on.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday),
            holiday: (on == date(2027, 1, 1)).then(String::new),
            swapped: (on == date(2026, 12, 26)).then(|| "Làm bù cho 31/12".to_owned()),
            due: if on == date(2026, 12, 18) { vec![line(on, 12, 4, 0), line(on, 1, 0, 1)] } else { vec![] },
            sessions: vec![],
        })
        .collect();
    let weeks = days.chunks(7).map(<[Day]>::to_vec).collect();
    let month = Month { month: (2026, 12), weeks, scope: Scope::All, today: date(2026, 12, 10) };
    let query = ListQuery::new("/lich", &[("xem", "tat-ca")]);
    let programmes = vec![Choice::new("ct_1", "Giai đoạn 2026 - 2030")];
    easel.show("almanac/month", &MonthPage::new(&visit, query, month, programmes));
}
