//! What units run into while they carry out a plan: the register, telling, answering, taking back; it must not decide who may.

mod sample;

use crate::{
    filters,
    kernel::{
        AppState, At, Choice, Column, Confirmation, Excel, Failure, Flash, FormState, Input, InputKind, ListQuery,
        Shell, Visit,
    },
    nav::Area,
    sample::Easel,
    ui::{Action, Badge, Tone},
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::obstacle::{self, Answer, New, Register, Shown, Standing};
use lantoa_domain::id::{ObstacleId, ProgrammeId, UnitId};
use lantoa_domain::plan::Key;
use lantoa_i18n::{Locale, Say, Word, word};

const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("obstacle-unit")).required();
const MOVEMENT: Input =
    Input::new(InputKind::Select, "phong-trao", word!("obstacle-movement")).hint(word!("obstacle-movement-hint"));
const WORDS: Input = Input::new(InputKind::Lines, "vuong-mac", word!("obstacle-words"))
    .required()
    .max_chars(2_000)
    .hint(word!("obstacle-words-hint"));
const WHAT: Input = Input::new(InputKind::Radio, "huong", word!("obstacle-what")).required();
const ANSWER: Input = Input::new(InputKind::Lines, "tra-loi", word!("obstacle-answer")).required().max_chars(2_000);

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/chuong-trinh/{id}/vuong-mac", get(show).post(raise))
        .route("/chuong-trinh/{id}/vuong-mac/excel", post(take))
        .route("/chuong-trinh/{id}/vuong-mac/{obstacle}/tra-loi", get(ask_answer).post(answer))
        .route("/chuong-trinh/{id}/vuong-mac/{obstacle}/rut", get(ask_withdraw).post(withdraw))
}

fn standing(standing: Standing) -> (Word, Tone) {
    match standing {
        Standing::Open => (word!("obstacle-open"), Tone::Warn),
        Standing::Answered => (word!("obstacle-answered"), Tone::Good),
        Standing::ToAmend => (word!("obstacle-to-amend"), Tone::Note),
        Standing::Amended => (word!("obstacle-amended"), Tone::Good),
    }
}

/// `/chuong-trinh/{id}/vuong-mac`.
#[derive(Template)]
#[template(path = "obstacle/show.html")]
struct ShowPage {
    shell: Shell,
    address: String,
    amend: Option<Action>,
    query: ListQuery,
    view: Register,
    form: FormState,
    units: Vec<Choice>,
    movements: Vec<Choice>,
}

impl ShowPage {
    fn new(visit: &Visit, id: &str, view: Register, form: FormState) -> Self {
        let address = format!("/chuong-trinh/{id}/vuong-mac");
        let shell =
            visit.shell(word!("obstacle-title"), Area::Plans).crumb(word!("ui-area-plans"), Area::Plans.address());
        let to_amend = view.rows.iter().any(|row| row.standing == Standing::ToAmend);
        let amend = Action::link(word!("programme-amend"), format!("/chuong-trinh/{id}/ban-moi"));
        Self {
            shell: shell.crumb(view.programme_title.clone(), format!("/chuong-trinh/{id}")),
            query: ListQuery::new(&address, &[]),
            address,
            amend: Some(amend).filter(|_| to_amend && view.may_amend),
            units: view.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect(),
            movements: view.movements.iter().map(|(key, name)| Choice::new(key.to_string(), name.clone())).collect(),
            view,
            form,
        }
    }

    fn badge(row: &Shown) -> Badge {
        let (word, tone) = standing(row.standing);
        Badge::new(word, tone)
    }

    /// An answer can be changed until the plan was amended because of it.
    fn may_answer(&self, row: &Shown) -> bool {
        self.view.may_answer && row.standing != Standing::Amended
    }
}

async fn load(visit: &Visit, id: ProgrammeId) -> Result<Register, Failure> {
    obstacle::register(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At(id): At<ProgrammeId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let mut form = FormState::empty();
    // Whoever acts for one unit alone has nothing to choose.
    if let [(unit, _)] = view.units.as_slice() {
        form = FormState::filled([(UNIT.name, unit.to_string())]);
    }
    Ok(visit.page(&ShowPage::new(&visit, &id.to_string(), view, form)))
}

async fn raise(visit: Visit, At(id): At<ProgrammeId>, mut form: FormState) -> Result<Response, Failure> {
    let unit = form.choice(UNIT, |text| text.parse::<UnitId>().ok());
    let movement = form.maybe(MOVEMENT, word!("ui-form-not-offered"), |text| text.parse::<Key>().ok());
    if let (Some(unit), Some(movement), Some(words)) = (unit, movement, form.text(WORDS)) {
        match obstacle::raise(visit.cx()?, id, New { unit, movement, words }).await {
            Ok(_) => {
                let flash = Flash::done(word!("obstacle-raised"));
                return Ok(visit.redirect(&format!("/chuong-trinh/{id}/vuong-mac"), &flash));
            }
            Err(error) => {
                blame(&mut form, &visit, error, &[("unit", UNIT), ("movement", MOVEMENT), ("words", WORDS)])?;
            }
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&ShowPage::new(&visit, &id.to_string(), view, form)))
}

/// `/chuong-trinh/{id}/vuong-mac/{obstacle}/tra-loi`.
#[derive(Template)]
#[template(path = "obstacle/answer.html")]
struct AnswerPage {
    shell: Shell,
    address: String,
    back: Action,
    submit: Action,
    row: Shown,
    form: FormState,
    choices: Vec<Choice>,
}

impl AnswerPage {
    fn new(visit: &Visit, id: &str, row: Shown, form: FormState) -> Self {
        let register = format!("/chuong-trinh/{id}/vuong-mac");
        Self {
            shell: visit
                .shell(word!("obstacle-answer-title"), Area::Plans)
                .crumb(word!("ui-area-plans"), Area::Plans.address())
                .crumb(word!("obstacle-title"), register.clone()),
            address: format!("{register}/{}/tra-loi", row.id),
            back: Action::link(word!("ui-confirm-back"), register),
            submit: Action::submit(word!("obstacle-answer-do")).primary(),
            row,
            form,
            choices: vec![
                Choice::new("giai-thich", word!("obstacle-what-explained")).note(word!("obstacle-what-explained-note")),
                Choice::new("sua", word!("obstacle-what-amends")).note(word!("obstacle-what-amends-note")),
            ],
        }
    }
}

async fn one(visit: &Visit, id: ProgrammeId, which: ObstacleId) -> Result<(Register, Shown), Failure> {
    let mut view = load(visit, id).await?;
    let at = view.rows.iter().position(|row| row.id == which).ok_or(Failure::NotFound)?;
    let row = view.rows.swap_remove(at);
    Ok((view, row))
}

async fn ask_answer(visit: Visit, At((id, which)): At<(ProgrammeId, ObstacleId)>) -> Result<Response, Failure> {
    let (view, row) = one(&visit, id, which).await?;
    if !view.may_answer || row.standing == Standing::Amended {
        return Err(Failure::NotFound);
    }
    let what = match row.standing {
        Standing::Open => "",
        Standing::Answered => "giai-thich",
        Standing::ToAmend | Standing::Amended => "sua",
    };
    let said = row.answer.as_ref().map(|(words, ..)| words.clone()).unwrap_or_default();
    let form = FormState::filled([(WHAT.name, what.to_owned()), (ANSWER.name, said)]);
    Ok(visit.page(&AnswerPage::new(&visit, &id.to_string(), row, form)))
}

async fn answer(
    visit: Visit,
    At((id, which)): At<(ProgrammeId, ObstacleId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let what = form.choice(WHAT, |text| match text {
        "giai-thich" => Some(Answer::Explained),
        "sua" => Some(Answer::Amends),
        _ => None,
    });
    if let (Some(what), Some(words)) = (what, form.text(ANSWER)) {
        let seen = form.version()?;
        match obstacle::answer(visit.cx()?, (which, seen), what, words).await {
            Ok(programme) => {
                let flash = Flash::done(word!("obstacle-answer-done"));
                return Ok(visit.redirect(&format!("/chuong-trinh/{programme}/vuong-mac"), &flash));
            }
            Err(error) => blame(&mut form, &visit, error, &[("words", ANSWER), ("state", ANSWER)])?,
        }
    }
    let (_, row) = one(&visit, id, which).await?;
    Ok(visit.page_again(&AnswerPage::new(&visit, &id.to_string(), row, form)))
}

fn withdraw_page(visit: &Visit, id: &str, row: &Shown) -> Confirmation {
    let register = format!("/chuong-trinh/{id}/vuong-mac");
    let title = word!("obstacle-withdraw-title");
    let shell = visit.shell(title, Area::Plans).crumb(word!("obstacle-title"), register.clone());
    let action = Action::post(word!("obstacle-withdraw"), format!("{register}/{}/rut", row.id))
        .danger()
        .field(FormState::VERSION, row.version.to_string());
    Confirmation::new(shell, title, action, Action::link(word!("ui-confirm-back"), register))
        .fact(word!("obstacle-unit"), row.unit.as_str())
        .fact(word!("obstacle-words"), row.words.as_str())
        .consequence(word!("obstacle-withdraw-then"))
}

async fn ask_withdraw(visit: Visit, At((id, which)): At<(ProgrammeId, ObstacleId)>) -> Result<Response, Failure> {
    let (_, row) = one(&visit, id, which).await?;
    if !row.may_withdraw {
        return Err(Failure::NotFound);
    }
    Ok(visit.page(&withdraw_page(&visit, &id.to_string(), &row)))
}

async fn withdraw(
    visit: Visit,
    At((_, which)): At<(ProgrammeId, ObstacleId)>,
    form: FormState,
) -> Result<Response, Failure> {
    let seen = form.version()?;
    let programme = obstacle::withdraw(visit.cx()?, (which, seen)).await.map_err(|why| visit.failed(why))?;
    let flash = Flash::done(word!("obstacle-withdrawn"));
    Ok(visit.redirect(&format!("/chuong-trinh/{programme}/vuong-mac"), &flash))
}

fn state(row: &Shown, locale: Locale) -> String {
    standing(row.standing).0.say(locale).into_owned()
}

const ROWS: Excel<Shown> = Excel {
    name: "obstacles",
    title: word!("obstacle-title"),
    file: "vuong-mac",
    told: &[],
    columns: &[
        Column::day(word!("obstacle-raised-on"), |row| Some(row.raised.1)),
        Column::text(word!("obstacle-unit"), 34, |row, _| row.unit.clone()),
        Column::text(word!("obstacle-movement"), 34, |row, _| row.movement.clone()),
        Column::text(word!("obstacle-words"), 60, |row, _| row.words.clone()),
        Column::text(word!("obstacle-state"), 22, state),
        Column::text(word!("obstacle-answer"), 60, |row, _| {
            row.answer.as_ref().map(|(words, ..)| words.clone()).unwrap_or_default()
        }),
        Column::day(word!("obstacle-answered-on"), |row| row.answer.as_ref().map(|(.., on)| *on)),
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
