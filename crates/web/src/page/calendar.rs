//! Calendar files: of a session, of a deadline, of everything of the reader's own; it must not make up a time.

use crate::{
    kernel::{AppState, At, Failure, Visit},
    sample::Easel,
};
use axum::{
    Router,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use jiff::{SignedDuration, tz};
use lantoa_app::calendar::{self, Calendar, Entry, Standing};
use lantoa_docgen::{Event, Status, When, ics};
use lantoa_domain::id::{SessionId, TaskId};
use lantoa_i18n::{Locale, Say, word};

/// A session has no end of its own: so long it is shown.
const LASTS: SignedDuration = SignedDuration::from_hours(2);
/// Minutes before a session at which calendars remind.
const BEFORE_SESSION: u32 = 60;
/// Minutes before the day of a deadline begins: 15 hours of the day before, 09:00.
const BEFORE_DEADLINE: u32 = 15 * 60;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/lich.ics", get(own))
        .route("/hoi-dong/phien/{id}/lich.ics", get(of_session))
        .route("/nhiem-vu/{id}/lich.ics", get(of_task))
}

async fn own(visit: Visit) -> Result<Response, Failure> {
    let calendar = calendar::own(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(answer(&visit, &calendar, "lich"))
}

async fn of_session(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let calendar = calendar::of_session(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    Ok(answer(&visit, &calendar, "phien-hop"))
}

async fn of_task(visit: Visit, At(id): At<TaskId>) -> Result<Response, Failure> {
    let calendar = calendar::of_task(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    Ok(answer(&visit, &calendar, "han"))
}

pub(super) fn answer(visit: &Visit, calendar: &Calendar, name: &str) -> Response {
    answer_in(visit, calendar, name, visit.locale())
}

/// The same in a language that the request does not say.
pub(super) fn answer_in(visit: &Visit, calendar: &Calendar, name: &str, locale: Locale) -> Response {
    let event = |entry: &Entry, summary: String, reminder: u32| Event {
        uid: format!("{}@lantoa", entry.id),
        sequence: entry.changes,
        stamp: visit.state().now(),
        when: when(entry),
        summary,
        description: entry.whose.clone(),
        place: entry.place.clone(),
        url: String::new(),
        status: match entry.standing {
            Standing::Holds => Status::Confirmed,
            Standing::CalledOff => Status::Cancelled,
        },
        reminder: Some(reminder),
    };
    let sessions = calendar.sessions.iter().map(|one| event(one, one.title.clone(), BEFORE_SESSION));
    let deadlines = calendar.deadlines.iter().map(|one| event(one, due(one, locale), BEFORE_DEADLINE));
    let events: Vec<Event> = sessions.chain(deadlines).collect();
    let mut answer = ics(&events).into_response();
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.ics\"")) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, named);
    }
    answer
}

fn due(entry: &Entry, locale: Locale) -> String {
    word!("ui-calendar-due").with("what", &entry.title).say(locale).into_owned()
}

/// A session from its hour on, in the time of Việt Nam; a deadline, or a session whose hour nobody can read, the whole day.
fn when(entry: &Entry) -> When {
    let from = entry.at.and_then(|time| tz::offset(7).to_timestamp(entry.on.to_datetime(time)).ok());
    match from {
        Some(from) => When::Span { from, to: from.checked_add(LASTS).unwrap_or(from) },
        None => When::Day(entry.on),
    }
}

/// Calendars are files: there is no page to draw.
pub fn samples(_: &mut Easel) {}
