//! Certificates of a whole decision: on what they are printed, how far the job is, taking its files. It must not draw them in a request.

use crate::{
    filters,
    kernel::{AppState, At, Choice as Option_, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Badge, Field, Tone},
    wrong,
};
use askama::Template;
use axum::{
    Router,
    extract::Query,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::Timestamp;
use lantoa_app::job::{self, Before, Choice, FURTHEST, JobState, JobView, OPEN_AT_ONCE, PER_PART, Part};
use lantoa_docgen::{PdfOptions, paper::Calibration};
use lantoa_domain::{
    Refusal,
    id::{DecisionId, Id, JobId},
};
use lantoa_i18n::{Message, Word, word};
use serde::Deserialize;

use super::decision::view as decision_view;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/quyet-dinh/{id}/in", get(show_ask).post(ask))
        .route("/quyet-dinh/{id}/in/to-can-chinh", get(calibration))
        .route("/viec/{id}", get(show))
        .route("/viec/{id}/dung", post(cancel))
        .route("/viec/{id}/tai/{what}", get(take))
}

const STOCK: Input = Input::new(InputKind::Radio, "giay", word!("job-stock")).required();
const RIGHT: Input = Input::text("phai", word!("job-right")).hint(word!("job-shift-hint")).max_chars(6);
const DOWN: Input = Input::text("xuong", word!("job-down")).hint(word!("job-shift-hint")).max_chars(6);

/// A shift as people write it, “1,5” or “-2”, in tenths of a millimetre.
fn tenths(text: &str) -> Option<i16> {
    let text = text.trim().replace(['−', '–'], "-").replace(',', ".");
    let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |text: &str| text.parse::<i16>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    if part.len() != 1 || whole.len() > 2 {
        return None;
    }
    Some(sign * (number(whole)? * 10 + number(part)?)).filter(|tenths| tenths.abs() <= FURTHEST)
}

/// As it is shown in a field.
fn millimetres(tenths: i16) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{},{}", tenths.abs() / 10, tenths.abs() % 10)
}

/// `/quyet-dinh/{id}/in`.
#[derive(Template)]
#[template(path = "job/ask.html")]
struct AskPage {
    shell: Shell,
    before: Before,
    form: FormState,
}

impl AskPage {
    fn new(visit: &Visit, before: Before, form: FormState) -> Self {
        let shell = visit
            .shell(word!("job-ask-title"), Area::Decisions)
            .crumb(word!("ui-area-decisions"), Area::Decisions.address())
            .crumb(before.title.as_str(), format!("/quyet-dinh/{}", before.decision));
        Self { shell, before, form }
    }

    fn fields(&self) -> Vec<Field> {
        let stocks = [
            Option_::new("trang", word!("job-stock-blank")).note(word!("job-stock-blank-note")),
            Option_::new("phoi", word!("job-stock-printed")).note(word!("job-stock-printed-note")),
        ];
        vec![self.form.show_choices(STOCK, &stocks), self.form.show(RIGHT), self.form.show(DOWN)]
    }

    fn number(&self) -> String {
        decision_view::number(self.before.number.0, &self.before.number.1)
    }

    fn standing(&self, one: &JobView) -> Word {
        state(one.state).0
    }

    fn submit(&self) -> Action {
        Action::submit(word!("job-ask-do")).primary().icon("printer")
    }

    fn back(&self) -> Action {
        Action::link(word!("ui-confirm-back"), format!("/quyet-dinh/{}", self.before.decision))
    }
}

async fn show_ask(visit: Visit, At(id): At<DecisionId>) -> Result<Response, Failure> {
    let before = job::before(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let (right, down) = before.shift;
    let form =
        FormState::filled([("giay", "trang".to_owned()), ("phai", millimetres(right)), ("xuong", millimetres(down))]);
    Ok(visit.page(&AskPage::new(&visit, before, form)))
}

async fn ask(visit: Visit, At(id): At<DecisionId>, mut form: FormState) -> Result<Response, Failure> {
    let stock = form.choice(STOCK, |text| match text {
        "trang" => Some(None),
        "phoi" => Some(Some(())),
        _ => None,
    });
    let wrong_shift = word!("job-shift-wrong");
    let choice = match stock {
        None => None,
        Some(None) => Some(Choice::Blank),
        Some(Some(())) => {
            let right = form.maybe(RIGHT, wrong_shift, tenths).map(Option::unwrap_or_default);
            let down = form.maybe(DOWN, wrong_shift, tenths).map(Option::unwrap_or_default);
            right.zip(down).map(|(right, down)| Choice::Printed { right, down })
        }
    };
    let asked = match choice {
        Some(choice) => job::ask(visit.cx()?, id, choice).await,
        None => return again(&visit, id, form).await,
    };
    match asked {
        Ok(job) => Ok(visit.lead_to(&format!("/viec/{job}"))),
        Err(why) => {
            match why.refusal() {
                Some(Refusal::InUse) => form.refuse(STOCK, word!("job-too-many-open").with("most", OPEN_AT_ONCE)),
                Some(Refusal::Invalid { field: "lines", .. }) => form.refuse(STOCK, word!("job-no-sheets")),
                _ => wrong::blame(&mut form, &visit, why, &[("shift", RIGHT)])?,
            }
            again(&visit, id, form).await
        }
    }
}

async fn again(visit: &Visit, id: DecisionId, form: FormState) -> Result<Response, Failure> {
    let before = job::before(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page_again(&AskPage::new(visit, before, form)))
}

/// The shift that a calibration sheet tries.
#[derive(Deserialize)]
struct Shift {
    #[serde(default)]
    phai: String,
    #[serde(default)]
    xuong: String,
}

/// `/quyet-dinh/{id}/in/to-can-chinh`: a sheet to lay upon the stock against the light.
async fn calibration(visit: Visit, At(id): At<DecisionId>, Query(shift): Query<Shift>) -> Result<Response, Failure> {
    job::before(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let [right, down] = [&shift.phai, &shift.xuong].map(|text| if text.is_empty() { Some(0) } else { tenths(text) });
    let (Some(right), Some(down)) = (right, down) else {
        return Err(Failure::Refused(word!("job-shift-wrong").into()));
    };
    let sheet = Calibration { right, down }.document();
    visit.paper(crate::kernel::PaperForm::Pdf, "to-can-chinh", sheet, PdfOptions::preview(visit.state().now())).await
}

/// `/viec/{id}`.
#[derive(Template)]
#[template(path = "job/show.html")]
struct ShowPage {
    shell: Shell,
    view: JobView,
}

impl ShowPage {
    fn new(visit: &Visit, view: JobView) -> Self {
        let shell = visit
            .shell(word!("job-show-title"), Area::Decisions)
            .crumb(word!("ui-area-decisions"), Area::Decisions.address())
            .crumb(view.title.as_str(), format!("/quyet-dinh/{}", view.decision));
        Self { shell, view }
    }

    fn badge(&self) -> Badge {
        let (state, tone) = state(self.view.state);
        Badge::new(state, tone)
    }

    fn number(&self) -> String {
        decision_view::number(self.view.number.0, &self.view.number.1)
    }

    fn width(&self) -> String {
        crate::ui::share_of(self.view.done as u64, self.view.total as u64)
    }

    fn stock(&self) -> Message {
        match self.view.choice {
            Choice::Blank => word!("job-stock-blank").into(),
            Choice::Printed { right, down } => {
                word!("job-on-printed").with("right", millimetres(right)).with("down", millimetres(down))
            }
        }
    }

    /// Why it failed, and what to do.
    fn why(&self) -> Message {
        match self.view.why.split_once(' ') {
            Some(("letters", letters)) => word!("job-why-letters").with("letters", letters),
            _ => match self.view.why.as_str() {
                "gave-up" => word!("job-why-gave-up").into(),
                "withdrawn" => word!("job-why-withdrawn").into(),
                _ => word!("job-why-broken").into(),
            },
        }
    }

    fn ask_again(&self) -> Action {
        Action::link(word!("job-ask-again"), format!("/quyet-dinh/{}/in", self.view.decision)).icon("printer")
    }
}

fn state(state: JobState) -> (Word, Tone) {
    match state {
        JobState::Waiting => (word!("job-state-waiting"), Tone::Plain),
        JobState::Running => (word!("job-state-running"), Tone::Note),
        JobState::Done => (word!("job-state-done"), Tone::Good),
        JobState::Failed => (word!("job-state-failed"), Tone::Bad),
        JobState::Cancelled => (word!("job-state-cancelled"), Tone::Plain),
    }
}

async fn load(visit: &Visit, id: JobId) -> Result<JobView, Failure> {
    job::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

/// How far it is. The page comes again by itself while there is something to wait for: by a header, so that no script is needed.
async fn show(visit: Visit, At(id): At<JobId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let open = view.is_open();
    let mut answer = visit.page(&ShowPage::new(&visit, view));
    if open {
        answer.headers_mut().insert(header::REFRESH, HeaderValue::from_static("3"));
    }
    Ok(answer)
}

async fn cancel(visit: Visit, At(id): At<JobId>, _form: FormState) -> Result<Response, Failure> {
    job::cancel(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/viec/{id}"), &Flash::done(word!("job-cancelled"))))
}

/// `/viec/{id}/tai/{what}`: one file by its place, or `tat-ca` for all of them as ZIP.
async fn take(visit: Visit, At((id, what)): At<(JobId, String)>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let name = |part: &Part| format!("giay-khen-{}-{}.pdf", part.first, part.last);
    if what == "tat-ca" {
        let mut files = Vec::with_capacity(view.parts.len());
        for place in 0..view.parts.len() {
            let (part, bytes) = job::file(visit.cx()?, id, place).await.map_err(|why| visit.failed(why))?;
            files.push((name(&part), bytes));
        }
        if files.is_empty() {
            return Err(Failure::NotFound);
        }
        return given(lantoa_docgen::bundle(&files).map_err(Failure::internal)?, "application/zip", "giay-khen.zip");
    }
    let place = what.parse().map_err(|_| Failure::NotFound)?;
    let (part, bytes) = job::file(visit.cx()?, id, place).await.map_err(|why| visit.failed(why))?;
    given(bytes, "application/pdf", &name(&part))
}

fn given(bytes: Vec<u8>, kind: &'static str, name: &str) -> Result<Response, Failure> {
    let mut answer = bytes.into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let named = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    answer.headers_mut().insert(header::CONTENT_DISPOSITION, named.map_err(Failure::internal)?);
    Ok(answer)
}

fn sample(state: JobState, done: usize) -> JobView {
    let at: Timestamp = Timestamp::from_second(1_795_000_000).unwrap_or_default();
    let part = |n: i64| Part { ordinal: n * 200, first: n * 200 + 1, last: (n * 200 + 200).min(520), size: 412_000 };
    let kept = state == JobState::Done;
    JobView {
        id: JobId::from_raw(1),
        decision: DecisionId::from_raw(1),
        title: "Tặng Giấy khen điển hình tiên tiến năm 2026".to_owned(),
        number: (18, "QĐ-BDT".to_owned()),
        choice: Choice::Printed { right: 15, down: -20 },
        asked_by: "Lê Thị Thư".to_owned(),
        asked: at,
        state,
        done,
        total: 520,
        why: if state == JobState::Failed { "letters 😀 漢".to_owned() } else { String::new() },
        ended: (!matches!(state, JobState::Waiting | JobState::Running)).then_some(at),
        kept_until: kept.then_some(at),
        parts: if kept { (0..3).map(part).collect() } else { Vec::new() },
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let before = Before {
        decision: DecisionId::from_raw(1),
        title: "Tặng Giấy khen điển hình tiên tiến năm 2026".to_owned(),
        number: (18, "QĐ-BDT".to_owned()),
        sheets: 520,
        shift: (15, -20),
        jobs: vec![sample(JobState::Running, 200), sample(JobState::Done, 520)],
    };
    let shifted = [("giay", "phoi".to_owned()), ("phai", "1,5".to_owned()), ("xuong", "-2,0".to_owned())];
    easel.show("job/ask", &AskPage::new(&visit, before.clone(), FormState::filled(shifted)));
    let mut wrong = FormState::filled([("giay", "phoi".to_owned()), ("phai", "ba".to_owned())]);
    wrong.refuse(RIGHT, word!("job-shift-wrong"));
    easel.show("job/ask-wrong", &AskPage::new(&visit, before, wrong));
    easel.show("job/waiting", &ShowPage::new(&visit, sample(JobState::Waiting, 0)));
    easel.show("job/running", &ShowPage::new(&visit, sample(JobState::Running, 200)));
    easel.show("job/done", &ShowPage::new(&visit, sample(JobState::Done, 520)));
    let deleted = JobView { kept_until: None, parts: Vec::new(), ..sample(JobState::Done, 520) };
    easel.show("job/deleted", &ShowPage::new(&visit, deleted));
    easel.show("job/failed", &ShowPage::new(&visit, sample(JobState::Failed, 400)));
    easel.show("job/cancelled", &ShowPage::new(&visit, sample(JobState::Cancelled, 200)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_is_read_as_people_write_it() {
        for (text, read) in [
            ("1,5", Some(15)),
            ("1.5", Some(15)),
            ("-2", Some(-20)),
            ("−0,3", Some(-3)),
            ("+4", Some(40)),
            ("30", Some(300)),
            ("30,1", None),
            ("1,55", None),
            ("ba", None),
            ("", None),
            ("-", None),
            ("1,", None),
        ] {
            assert_eq!(tenths(text), read, "{text}");
        }
        for tenths_of in [-300, -3, 0, 7, 15, 300] {
            assert_eq!(tenths(&millimetres(tenths_of)), Some(tenths_of));
        }
    }
}
