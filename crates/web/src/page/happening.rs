//! What happened in a programme that deadlines count from: the register, recording, taking back; it must not record what nobody confirmed.

mod sample;

use crate::{
    filters,
    kernel::{
        AppState, At, Choice, Column, Confirmation, Excel, Failure, Flash, FormState, Input, InputKind, ListQuery,
        Shell, Visit,
    },
    nav::Area,
    sample::Easel,
    ui::Action,
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use jiff::civil::Date;
use lantoa_app::happening::{self, Happened, Happening, Proposal, Register};
use lantoa_domain::id::{ProgrammeId, UnitId};
use lantoa_i18n::word;

const WORDS: Input = Input::new(InputKind::Select, "su-kien", word!("happening-what")).required();
const ON: Input = Input::new(InputKind::Date, "ngay", word!("happening-on")).required();
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("happening-unit")).hint(word!("happening-unit-hint"));
const NOTE: Input = Input::text("ghi-chu", word!("happening-note")).max_chars(500).hint(word!("happening-note-hint"));

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/chuong-trinh/{id}/su-kien", get(show).post(record))
        .route("/chuong-trinh/{id}/su-kien/excel", post(take))
        .route("/chuong-trinh/{id}/su-kien/bo", get(ask_withdraw).post(withdraw))
}

/// `/chuong-trinh/{id}/su-kien`.
#[derive(Template)]
#[template(path = "happening/show.html")]
struct ShowPage {
    shell: Shell,
    address: String,
    query: ListQuery,
    view: Register,
    form: FormState,
    words: Vec<Choice>,
    units: Vec<Choice>,
}

impl ShowPage {
    fn new(visit: &Visit, id: &str, view: Register, form: FormState) -> Self {
        let address = format!("/chuong-trinh/{id}/su-kien");
        let shell =
            visit.shell(word!("happening-title"), Area::Plans).crumb(word!("ui-area-plans"), Area::Plans.address());
        Self {
            shell: shell.crumb(view.programme_title.clone(), format!("/chuong-trinh/{id}")),
            query: ListQuery::new(&address, &[]),
            address,
            words: view.awaited.iter().map(|one| Choice::new(one.words.clone(), one.words.clone())).collect(),
            units: view.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect(),
            view,
            form,
        }
    }

    fn of_all(&self, row: &Happening) -> bool {
        row.unit == self.view.root
    }

    /// Takes back a line.
    fn withdraw(&self, row: &Happening) -> String {
        format!("{}/bo?ngay={}&don-vi={}&su-kien={}", self.address, row.on, row.unit, escaped(&row.event))
    }

    /// Confirms what the records suggest.
    fn confirm(&self, one: &Proposal) -> Action {
        Action::post(word!("happening-confirm"), self.address.clone())
            .field(WORDS.name, one.words.clone())
            .field(ON.name, one.on.to_string())
            .field(NOTE.name, one.note.clone())
    }
}

/// Folded words in an address: letters, digits and blanks alone.
fn escaped(folded: &str) -> String {
    folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '+' }).collect()
}

async fn load(visit: &Visit, id: ProgrammeId) -> Result<Register, Failure> {
    happening::register(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At(id): At<ProgrammeId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, &id.to_string(), view, FormState::empty())))
}

async fn record(visit: Visit, At(id): At<ProgrammeId>, mut form: FormState) -> Result<Response, Failure> {
    let (words, on, note) = (form.text(WORDS), form.date(ON), form.text(NOTE));
    let unit = form.maybe(UNIT, word!("ui-form-not-offered"), |text| text.parse::<UnitId>().ok());
    if let (Some(words), Some(on), Some(note), Some(unit)) = (words, on, note, unit) {
        match happening::record(visit.cx()?, id, Happened { words, on, unit, note }).await {
            Ok(done) => {
                let flash = word!("happening-recorded").with("count", done.added);
                return Ok(visit.redirect(&format!("/chuong-trinh/{id}/su-kien"), &Flash::done(flash)));
            }
            Err(error) => {
                blame(&mut form, &visit, error, &[("words", WORDS), ("on", ON), ("unit", UNIT), ("note", NOTE)])?;
            }
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&ShowPage::new(&visit, &id.to_string(), view, form)))
}

/// The line that an address or a form names.
fn named(event: Option<&str>, on: Option<&str>, unit: Option<&str>) -> Option<(String, Date, UnitId)> {
    Some((event?.to_owned(), on?.parse().ok()?, unit?.parse().ok()?))
}

fn withdraw_page(visit: &Visit, id: &str, row: &Happening) -> Confirmation {
    let address = format!("/chuong-trinh/{id}/su-kien");
    let title = word!("happening-withdraw-title");
    let shell = visit.shell(title, Area::Plans).crumb(word!("happening-title"), address.clone());
    let action = Action::post(word!("happening-withdraw"), format!("{address}/bo"))
        .danger()
        .field(WORDS.name, row.event.clone())
        .field(ON.name, row.on.to_string())
        .field(UNIT.name, row.unit.to_string());
    Confirmation::new(shell, title, action, Action::link(word!("ui-confirm-back"), address))
        .fact(word!("happening-what"), row.words.as_str())
        .fact(word!("happening-on"), lantoa_i18n::date_short(visit.locale(), row.on))
        .consequence(word!("happening-withdraw-tasks"))
}

async fn ask_withdraw(visit: Visit, At(id): At<ProgrammeId>, query: ListQuery) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let line = named(query.get(WORDS.name), query.get(ON.name), query.get(UNIT.name)).ok_or(Failure::NotFound)?;
    let found = view.rows.iter().find(|row| row.event == line.0 && row.on == line.1 && row.unit == line.2);
    let row = found.filter(|_| view.may_record).ok_or(Failure::NotFound)?;
    Ok(visit.page(&withdraw_page(&visit, &id.to_string(), row)))
}

async fn withdraw(visit: Visit, At(id): At<ProgrammeId>, form: FormState) -> Result<Response, Failure> {
    let line = named(Some(form.raw(WORDS.name)), Some(form.raw(ON.name)), Some(form.raw(UNIT.name)));
    let line = line.ok_or(Failure::Unreadable)?;
    let done = happening::withdraw(visit.cx()?, id, line).await.map_err(|why| visit.failed(why))?;
    let flash = word!("happening-withdrawn").with("count", done.removed);
    Ok(visit.redirect(&format!("/chuong-trinh/{id}/su-kien"), &Flash::done(flash)))
}

const ROWS: Excel<Happening> = Excel {
    name: "programme-events",
    title: word!("happening-title"),
    file: "su-kien",
    told: &[],
    columns: &[
        Column::day(word!("happening-on"), |row| Some(row.on)),
        Column::text(word!("happening-what"), 50, |row, _| row.words.clone()),
        Column::text(word!("happening-unit"), 34, |row, _| row.unit_name.clone()),
        Column::text(word!("happening-note"), 50, |row, _| row.note.clone()),
        Column::text(word!("happening-by"), 28, |row, _| row.entered_by.clone()),
    ],
};

async fn take(visit: Visit, At(id): At<ProgrammeId>, query: ListQuery) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    visit.excel_of(&ROWS, &query, view.rows).await
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
