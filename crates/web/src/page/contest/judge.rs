//! The work of a juror: what waits, a sheet of marks with the text for the jury, stepping back; it must not show an author, nor a sheet of others before the own one is in.

use super::say;
use crate::{
    filters,
    kernel::{Ask, At, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    nav::Area,
    page::publicity::board::{Board, Cell, ShowPage},
    ui::{Action, Badge, Field, Tone},
    wrong::blame,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::contest::{self, Given, Hand, MyWork, SheetView, Work};
use lantoa_domain::{
    contest::Criterion,
    id::SheetId,
    practice::{hundredths, written},
};
use lantoa_i18n::{Message, word};

/// The marks as one field, for the list of mistakes.
const MARKS: Input = Input::new(InputKind::Lines, "diem", word!("contest-marks"));
const COMMENT: Input = Input::new(InputKind::Lines, "nhan-xet", word!("contest-comment")).max_chars(4_000);
const ADVICE: Input = Input::new(InputKind::Radio, "de-nghi", word!("contest-advice")).required();
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("publicity-why"))
    .required()
    .max_chars(1000)
    .hint(word!("contest-declare-hint"));
/// The name of a mark's field without its number.
const MARK: &str = "diem-";
/// Says which of the two buttons was pressed.
const HAND: &str = "viec";

/// The frame of the jury's pages.
pub(super) fn shell(visit: &Visit, title: impl Into<Message>) -> Shell {
    visit.shell(title, Area::Publicity).crumb(word!("contest-work"), "/cham-thi")
}

pub(super) fn work_page(visit: &Visit, work: &MyWork) -> ShowPage {
    let mut page = ShowPage::new(visit.shell(word!("contest-work"), Area::Publicity), word!("contest-work"));
    page.sub = Some(word!("contest-work-lead").into());
    if work.rows.is_empty() && work.chairs.is_empty() {
        page.notices.push(("note", "circle-check", word!("contest-work-none").into()));
    }
    if !work.rows.is_empty() {
        page.boards.push((word!("contest-entries"), entries(&work.rows)));
    }
    if !work.chairs.is_empty() {
        let rows = work.chairs.iter().map(|(id, title, done, all)| {
            let sheets = word!("contest-sheets-of").with("done", *done).with("all", *all);
            vec![Cell::link(title.as_str(), format!("/cham-thi/cuoc-thi/{id}")), Cell::text(sheets)]
        });
        let board = Board {
            caption: word!("contest-chaired"),
            heads: vec![word!("contest-title"), word!("contest-sheets")],
            rows: rows.collect(),
        };
        page.boards.push((word!("contest-chaired"), board));
    }
    page
}

fn entries(rows: &[Work]) -> Board {
    let row = |one: &Work| {
        let badge = match (one.handed_on, one.back_why.is_empty()) {
            (Some(_), _) => Badge::new(word!("contest-sheet-in"), Tone::Good),
            (None, false) => Badge::new(word!("contest-sheet-back"), Tone::Warn),
            (None, true) => Badge::new(word!("contest-sheet-out"), Tone::Note),
        };
        vec![
            Cell::link(word!("contest-number").with("n", one.number), format!("/cham-thi/phieu/{}", one.id)),
            Cell::text(one.contest_title.as_str()),
            Cell::badge(badge),
        ]
    };
    Board {
        caption: word!("contest-entries"),
        heads: vec![word!("contest-entry"), word!("contest-one"), word!("publicity-state")],
        rows: rows.iter().map(row).collect(),
    }
}

pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let work = contest::my_work(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&work_page(&visit, &work)))
}

/// A criterion with what was typed for it.
struct Row {
    name: String,
    hint: Message,
    field: String,
    typed: String,
}

/// `/cham-thi/phieu/{id}`.
#[derive(Template)]
#[template(path = "contest/sheet.html")]
pub(super) struct SheetPage {
    shell: Shell,
    view: SheetView,
    form: FormState,
    title: Message,
    rows: Vec<Row>,
    wrong: Option<Message>,
    fields: Vec<Field>,
    total: String,
    others: Option<Board>,
    declare: Action,
}

impl SheetPage {
    pub(super) fn new(visit: &Visit, view: SheetView, form: FormState, wrong: Option<Message>) -> Self {
        let title = word!("contest-number").with("n", view.number);
        let address = format!("/cham-thi/phieu/{}", view.sheet.id);
        let rows = view.criteria.iter().enumerate().map(|(at, one)| row(at, one, &form));
        Self {
            shell: shell(visit, title.clone()),
            rows: rows.collect(),
            fields: vec![form.show_choices(ADVICE, &say::advices()), form.show(COMMENT)],
            total: view.total.map(written).unwrap_or_default(),
            others: (!view.others.is_empty()).then(|| others(&view)),
            declare: Action::link(word!("contest-declare"), format!("{address}/khong-cham")),
            wrong,
            title,
            form,
            view,
        }
    }

    /// Marks that stand, for a sheet that is in.
    fn standing(&self) -> Vec<(&Criterion, String)> {
        let marks = self.view.sheet.marks.0.iter().map(|mark| written(*mark));
        self.view.criteria.iter().zip(marks).collect()
    }
}

fn row(at: usize, one: &Criterion, form: &FormState) -> Row {
    let field = format!("{MARK}{}", at + 1);
    Row {
        name: one.name.clone(),
        hint: word!("contest-criterion-hint").with("weight", one.weight).with("most", one.most),
        typed: form.raw(&field).to_owned(),
        field,
    }
}

fn others(view: &SheetView) -> Board {
    let row = |one: &contest::OtherSheet| {
        let marks: Vec<String> = one.marks.iter().map(|mark| written(*mark)).collect();
        vec![
            Cell::text(one.name.as_str()),
            Cell::text(marks.join(" · ")),
            Cell::text(written(one.total)),
            one.advice.map_or_else(Cell::none, |given| Cell::text(say::advice(given)).below(one.comment.as_str())),
        ]
    };
    Board {
        caption: word!("contest-others"),
        heads: vec![word!("contest-juror"), word!("contest-marks"), word!("contest-points"), word!("contest-advice")],
        rows: view.others.iter().map(row).collect(),
    }
}

/// What stands on a sheet, as it would be typed.
pub(super) fn filled(view: &SheetView) -> FormState {
    let names: Vec<String> = (1..=view.criteria.len()).map(|at| format!("{MARK}{at}")).collect();
    let marks = names.iter().map(String::as_str).zip(view.sheet.marks.0.iter().map(|mark| written(*mark)));
    let given = view.sheet.advice.and_then(|given| say::ADVICE.iter().find(|(_, one)| *one == given.0));
    let rest = [
        (COMMENT.name, view.sheet.comment.clone()),
        (ADVICE.name, given.map(|(code, _)| (*code).to_owned()).unwrap_or_default()),
    ];
    FormState::filled(marks.chain(rest))
}

async fn load(visit: &Visit, id: SheetId) -> Result<SheetView, Failure> {
    contest::sheet_page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<SheetId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let form = filled(&view);
    Ok(visit.page(&SheetPage::new(&visit, view, form, None)))
}

/// The marks as they were typed, one for each criterion; nothing where one is no number.
fn read_marks(form: &mut FormState, count: usize) -> Option<Vec<i64>> {
    let typed: Vec<Option<i64>> = (1..=count).map(|at| hundredths(form.raw(&format!("{MARK}{at}")))).collect();
    if typed.iter().any(Option::is_none) {
        form.refuse(MARKS, word!("contest-wrong-marks"));
        return None;
    }
    Some(typed.into_iter().flatten().collect())
}

pub(super) async fn mark(visit: Visit, At(id): At<SheetId>, mut form: FormState) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let seen = form.version()?;
    let marks = read_marks(&mut form, view.criteria.len());
    let (advice, comment) = (form.choice(ADVICE, say::advice_of), form.text(COMMENT));
    if let (Some(marks), Some(advice), Some(comment)) = (marks, advice, comment) {
        let hand = if form.raw(HAND) == "nop" { Hand::In } else { Hand::Keep };
        match contest::mark(visit.cx()?, id, seen, Given { marks, comment, advice }, hand).await {
            Ok(()) if hand == Hand::In => {
                return Ok(visit.redirect(&format!("/cham-thi/phieu/{id}"), &Flash::done(word!("contest-handed-in"))));
            }
            Ok(()) => {
                return Ok(visit.redirect(&format!("/cham-thi/phieu/{id}"), &Flash::done(word!("publicity-saved"))));
            }
            Err(error) => blame(&mut form, &visit, error, &[("marks", MARKS), ("comment", COMMENT)])?,
        }
    }
    let wrong = form.show(MARKS).error;
    Ok(visit.page_again(&SheetPage::new(&visit, view, form, wrong)))
}

pub(super) fn declare_page(visit: &Visit, view: &SheetView, form: &FormState) -> Ask {
    let (title, address) = (word!("contest-declare"), format!("/cham-thi/phieu/{}", view.sheet.id));
    let back = Action::link(word!("ui-confirm-back"), address.as_str());
    Ask::new(shell(visit, title), title, format!("{address}/khong-cham"), Action::submit(title).danger(), back)
        .lead(word!("contest-declare-lead"))
        .fact(word!("contest-entry"), word!("contest-number").with("n", view.number))
        .hidden(FormState::VERSION, view.sheet.version.to_string())
        .fields(form, vec![form.show(WHY)])
}

pub(super) async fn show_declare(visit: Visit, At(id): At<SheetId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_mark {
        return Err(Failure::not_now(format!("/cham-thi/phieu/{id}")));
    }
    Ok(visit.page(&declare_page(&visit, &view, &FormState::empty())))
}

pub(super) async fn declare(visit: Visit, At(id): At<SheetId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(why) = form.text(WHY) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&declare_page(&visit, &view, &form)));
    };
    contest::declare(visit.cx()?, id, form.version()?, why).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect("/cham-thi", &Flash::done(word!("contest-declared"))))
}
