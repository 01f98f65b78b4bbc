//! The form that says who is there, who left and why others are absent; it must not decide on a quorum.

use super::{address, load, sample, view};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::response::Response;
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use lantoa_app::session::{self, Presence, SeatView, SessionView};
use lantoa_domain::id::SessionId;
use lantoa_i18n::{Message, word};

/// `/hoi-dong/phien/{id}/diem-danh`.
#[derive(Template)]
#[template(path = "session/presence.html")]
struct PresencePage {
    shell: Shell,
    view: SessionView,
    wrong: Option<Message>,
    submit: Action,
    back: Action,
}

impl PresencePage {
    fn new(visit: &Visit, view: SessionView, wrong: Option<Message>) -> Self {
        let shell = visit
            .shell(word!("session-presence-mark"), Area::Councils)
            .crumb(word!("ui-area-councils"), Area::Councils.address())
            .crumb(view.title.as_str(), address(view.id));
        Self {
            shell,
            wrong,
            submit: Action::submit(word!("session-presence-save")).primary(),
            back: Action::link(word!("ui-confirm-back"), address(view.id)),
            view,
        }
    }

    fn came(&self, seat: &SeatView) -> String {
        seat.came.map_or_else(String::new, view::hour)
    }

    fn gone(&self, seat: &SeatView) -> String {
        seat.gone.map_or_else(String::new, view::hour)
    }
}

/// Who is there.
pub(super) async fn show(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may.run {
        return Err(Failure::not_now(format!("/hoi-dong/phien/{id}")));
    }
    Ok(visit.page(&PresencePage::new(&visit, view, None)))
}

/// Records who is there. A member ticked without an hour came now, or at the session's hour when it was on a day before.
pub(super) async fn save(visit: Visit, At(id): At<SessionId>, form: FormState) -> Result<Response, Failure> {
    let mut view = load(&visit, id).await?;
    let cx = visit.cx()?;
    let usual = if cx.today() == view.held_on { Some(cx.now()) } else { instant(view.held_on, &view.starts_at) };
    let mut readable = true;
    for seat in &mut view.seats {
        let raw = |name: &str| form.raw(&format!("{name}-{}", seat.person)).trim().to_owned();
        let (here, came, gone) = (!raw("co-mat").is_empty(), raw("den"), raw("ve"));
        let hour = |text: &str| instant(view.held_on, text);
        readable &= (came.is_empty() || hour(&came).is_some()) && (gone.is_empty() || hour(&gone).is_some());
        // The hour on the page has no seconds: an unchanged one keeps the exact instant.
        let kept = seat.came.filter(|known| view::hour(*known) == came);
        seat.came = here.then(|| kept.or_else(|| hour(&came)).or(usual)).flatten();
        seat.gone = if here && !gone.is_empty() { hour(&gone) } else { None };
        seat.excuse = raw("ly-do");
    }
    if !readable {
        return Ok(visit.page_again(&PresencePage::new(&visit, view, Some(word!("session-hour-wrong").into()))));
    }
    let rows = view.seats.iter().map(|seat| Presence {
        person: seat.person,
        came: seat.came,
        gone: seat.gone,
        excuse: seat.excuse.clone(),
    });
    let done = session::mark_presence(cx, id, form.version()?, rows.collect()).await;
    done.map_err(|why| visit.failed(why))?;
    let present = view.seats.iter().filter(|seat| view::is_here(seat)).count();
    let message = word!("session-presence-saved").with("count", present).with("all", view.seats.len());
    Ok(visit.redirect(&address(id), &Flash::done(message)))
}

/// The instant of an hour typed as `8:05` or `08:05` on a day in Việt Nam.
fn instant(day: Date, text: &str) -> Option<Timestamp> {
    let (hour, minute) = text.trim().split_once([':', 'h', 'g'])?;
    let minute = if minute.is_empty() { "0" } else { minute };
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    jiff::tz::offset(7).to_timestamp(day.to_datetime(time)).ok()
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("session/presence", &PresencePage::new(&visit, sample::running(), None));
    let wrong = Some(word!("session-hour-wrong").into());
    easel.show("session/presence-wrong", &PresencePage::new(&visit, sample::called(), wrong));
}
