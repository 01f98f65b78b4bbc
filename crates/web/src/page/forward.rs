//! Letters to the level above: what can be sent, what was, the printable list, the answers; it must not decide who is sent.

mod excel;

use crate::{
    filters,
    kernel::{AppState, Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, Official, Shell, Visit},
    nav::Area,
    page::{
        exemplar::{answer as answer_badge, level},
        session::failed,
    },
    sample::Easel,
    ui::{Action, Badge},
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
    exemplar::Level,
    forward::{self, Answer, DueView, EntryView, ForwardList, Letter, LetterView, NewAnswer, NewLetter},
};
use lantoa_domain::{
    id::{DossierId, Id, NoteId},
    subject::SubjectKind,
};
use lantoa_i18n::word;

const RECIPIENTS: Input = Input::new(InputKind::Lines, "noi-nhan", word!("forward-recipients"))
    .required()
    .max_chars(1000)
    .hint(word!("forward-recipients-hint"));
const CHOSEN: Input = Input::new(InputKind::Ticks, "ho-so", word!("forward-due"));
const LETTER: Input = Input::text("cong-van", word!("forward-letter")).required().max_chars(100);
const SENT: Input = Input::new(InputKind::Date, "ngay", word!("forward-sent-on")).required();
const ANSWER: Input = Input::new(InputKind::Radio, "tra-loi", word!("forward-answer")).required();
const LEVEL: Input = Input::new(InputKind::Select, "cap", word!("forward-level")).hint(word!("forward-level-hint"));
const NUMBER: Input = Input::text("so", word!("forward-answer-number")).max_chars(100);
const ON: Input = Input::new(InputKind::Date, "ngay", word!("forward-answered-on")).required();
const NOTE: Input = Input::new(InputKind::Lines, "ghi-chu", word!("forward-note")).max_chars(2000);

const ANSWERS: [(&str, Answer); 3] =
    [("cong-nhan", Answer::Accepted), ("khong", Answer::Declined), ("tra-lai", Answer::Returned)];
const LEVELS: [(&str, Level); 2] = [("tinh", Level::Province), ("nha-nuoc", Level::State)];

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/gui-cap-tren", get(list).post(send))
        .route("/gui-cap-tren/excel", post(excel::take))
        .route("/gui-cap-tren/{batch}", get(letter))
        .route("/gui-cap-tren/{batch}/excel", post(excel::take_letter))
        .route("/gui-cap-tren/{batch}/tra-loi/{entry}", get(show_answer).post(answer))
}

/// `/gui-cap-tren`.
#[derive(Template)]
#[template(path = "forward/list.html")]
struct ListPage {
    shell: Shell,
    list: ForwardList,
    form: FormState,
    submit: Action,
}

impl ListPage {
    fn new(visit: &Visit, list: ForwardList, form: FormState) -> Self {
        let shell = visit
            .shell(word!("forward-title"), Area::Decisions)
            .crumb(word!("ui-area-decisions"), Area::Decisions.address());
        Self { shell, list, form, submit: Action::submit(word!("forward-send")).primary().icon("send") }
    }

    fn recipients(&self, letter: &Letter) -> String {
        recipients(letter)
    }
}

/// To whom a letter went, in short.
fn recipients(letter: &Letter) -> String {
    if letter.recipient == letter.last_recipient {
        return letter.recipient.clone();
    }
    format!("{}, {}", letter.recipient, letter.last_recipient)
}

async fn load(visit: &Visit) -> Result<ForwardList, Failure> {
    forward::list(visit.cx()?).await.map_err(|why| visit.failed(why))
}

async fn list(visit: Visit) -> Result<Response, Failure> {
    let list = load(&visit).await?;
    let today = visit.cx()?.today().to_string();
    let form = FormState::filled([("noi-nhan", list.recipients.join("\n")), ("ngay", today)]);
    Ok(visit.page(&ListPage::new(&visit, list, form)))
}

async fn send(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let list = load(&visit).await?;
    let (recipients, letter, sent_on) = (form.text(RECIPIENTS), form.text(LETTER), form.date(SENT));
    let chosen = form.all("ho-so").map(|text| {
        let (dossier, version) = text.split_once('.')?;
        Some((dossier.parse().ok()?, version.parse().ok()?))
    });
    let dossiers: Vec<(DossierId, i64)> = chosen.collect::<Option<_>>().ok_or(Failure::Unreadable)?;
    if dossiers.is_empty() {
        form.refuse(CHOSEN, word!("forward-none-chosen"));
    }
    let (Some(recipients), Some(letter), Some(sent_on), false) = (recipients, letter, sent_on, form.has_errors())
    else {
        return Ok(visit.page_again(&ListPage::new(&visit, list, form)));
    };
    let recipients = recipients.lines().map(str::to_owned).collect();
    let batch = forward::send(visit.cx()?, NewLetter { recipients, letter, sent_on, dossiers }).await;
    let name = |dossier| list.due.iter().find(|one| one.dossier == dossier).map(|one| one.name.clone());
    let batch = batch.map_err(|why| failed(&visit, why, name))?;
    Ok(visit.redirect(&format!("/gui-cap-tren/{batch}"), &Flash::done(word!("forward-sent"))))
}

/// `/gui-cap-tren/{batch}`: the list as it goes upward, with the answers on screen only.
#[derive(Template)]
#[template(path = "forward/letter.html")]
struct LetterPage {
    shell: Shell,
    excel: Action,
    sheet: Official<LetterSheet>,
    view: LetterView,
}

impl LetterPage {
    fn new(visit: &Visit, view: LetterView) -> Self {
        let shell = visit.shell(word!("forward-list"), Area::Decisions);
        let excel = shell.excel(&format!("/gui-cap-tren/{}", view.batch));
        Self { shell, excel, sheet: Official(LetterSheet { view: view.clone() }), view }
    }

    fn badge(&self, entry: &EntryView) -> Badge {
        answer_badge(entry.answer)
    }
}

/// The paper itself.
#[derive(Template)]
#[template(path = "forward/letter_sheet.html")]
struct LetterSheet {
    view: LetterView,
}

impl LetterSheet {
    /// Each dossier once: a list goes to several recipients as one.
    fn dossiers(&self) -> Vec<&EntryView> {
        let mut seen = std::collections::BTreeSet::new();
        self.view.entries.iter().filter(|entry| seen.insert(entry.dossier)).collect()
    }
}

async fn load_letter(visit: &Visit, batch: NoteId) -> Result<LetterView, Failure> {
    forward::letter(visit.cx()?, batch).await.map_err(|why| visit.failed(why))
}

async fn letter(visit: Visit, At(batch): At<NoteId>) -> Result<Response, Failure> {
    let view = load_letter(&visit, batch).await?;
    Ok(visit.page(&LetterPage::new(&visit, view)))
}

fn answer_page(visit: &Visit, view: &LetterView, entry: &EntryView, form: &FormState) -> Ask {
    let base = format!("/gui-cap-tren/{}", view.batch);
    let shell = visit
        .shell(word!("forward-answer-record"), Area::Decisions)
        .crumb(word!("forward-title"), "/gui-cap-tren")
        .crumb(view.letter.as_str(), base.as_str());
    let answers = [
        Choice::new("cong-nhan", word!("exemplar-answer-accepted")).note(word!("forward-accepted-note")),
        Choice::new("khong", word!("exemplar-answer-declined")),
        Choice::new("tra-lai", word!("exemplar-answer-returned")).note(word!("forward-returned-note")),
    ];
    let levels: Vec<Choice> = LEVELS.iter().map(|(code, one)| Choice::new(*code, level(*one))).collect();
    let fields = vec![
        form.show_choices(ANSWER, &answers),
        form.show_choices(LEVEL, &levels),
        form.show(NUMBER),
        form.show(ON),
        form.show(NOTE),
    ];
    let submit = Action::submit(word!("forward-save")).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell, word!("forward-answer-record"), format!("{base}/tra-loi/{}", entry.id), submit, back)
        .lead(word!("forward-answer-lead").with("name", &entry.name).with("recipient", &entry.recipient))
        .hidden(FormState::VERSION, entry.version.to_string())
        .fields(form, fields)
}

async fn entry_of(visit: &Visit, batch: NoteId, entry: NoteId) -> Result<(LetterView, EntryView), Failure> {
    let view = load_letter(visit, batch).await?;
    let found = view.entries.iter().find(|one| one.id == entry && view.may_answer).cloned();
    found.map(|entry| (view, entry)).ok_or(Failure::NotFound)
}

async fn show_answer(visit: Visit, At((batch, entry)): At<(NoteId, NoteId)>) -> Result<Response, Failure> {
    let (view, entry) = entry_of(&visit, batch, entry).await?;
    let form = FormState::filled([("cap", "tinh".to_owned()), ("ngay", visit.cx()?.today().to_string())]);
    Ok(visit.page(&answer_page(&visit, &view, &entry, &form)))
}

async fn answer(
    visit: Visit,
    At((batch, entry)): At<(NoteId, NoteId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let answer = form.choice(ANSWER, |text| ANSWERS.iter().find(|(code, _)| *code == text).map(|found| found.1));
    let level = LEVELS.iter().find(|(code, _)| *code == form.raw("cap")).map_or(Level::Agency, |found| found.1);
    let (number, on, note) = (form.text(NUMBER), form.date(ON), form.text(NOTE));
    let (Some(answer), Some(number), Some(on), Some(note)) = (answer, number, on, note) else {
        let (view, entry) = entry_of(&visit, batch, entry).await?;
        return Ok(visit.page_again(&answer_page(&visit, &view, &entry, &form)));
    };
    let seen = form.version()?;
    let new = NewAnswer { entry, seen, answer, level, number, on, note };
    forward::answer(visit.cx()?, new).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/gui-cap-tren/{batch}"), &Flash::done(word!("forward-answered"))))
}

fn sample_list() -> ForwardList {
    ForwardList {
        due: vec![DueView {
            dossier: Id::from_raw(1),
            version: 6,
            name: "Trần Minh Khôi".to_owned(),
            unit: "Trường THCS Đông Hải".to_owned(),
            movement: "Dạy tốt – Học tốt".to_owned(),
            round: "Năm 2026".to_owned(),
            round_id: Id::from_raw(1),
        }],
        letters: vec![Letter {
            batch: Id::from_raw(1),
            letter: "45/TTr-UBND".to_owned(),
            sent_on: date(2026, 12, 20),
            recipient: "Ban Thi đua - Khen thưởng tỉnh".to_owned(),
            last_recipient: "Sở Nội vụ".to_owned(),
            dossiers: 3,
            open: 2,
        }],
        recipients: vec!["Sở Nội vụ".to_owned()],
        may_send: true,
    }
}

fn sample_letter() -> LetterView {
    let entry = |n: i64, name: &str, answer| EntryView {
        id: Id::from_raw(n),
        version: 1,
        dossier: Id::from_raw(n),
        name: name.to_owned(),
        kind: SubjectKind::Individual,
        unit: "Trường THCS Đông Hải".to_owned(),
        movement: "Dạy tốt – Học tốt".to_owned(),
        round: "Năm 2026".to_owned(),
        recipient: "Sở Nội vụ".to_owned(),
        answer,
        answered_on: None,
        answer_number: String::new(),
        answer_note: String::new(),
    };
    LetterView {
        batch: Id::from_raw(1),
        letter: "45/TTr-UBND".to_owned(),
        sent_on: date(2026, 12, 20),
        recipients: vec!["Sở Nội vụ".to_owned()],
        agency: "UBND phường Đông Hải".to_owned(),
        entries: vec![entry(1, "Trần Minh Khôi", None), entry(2, "Phạm Thu Hằng", Some(Answer::Returned))],
        may_answer: true,
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("forward/list", &ListPage::new(&visit, sample_list(), FormState::empty()));
    let none = ForwardList { due: Vec::new(), letters: Vec::new(), ..sample_list() };
    easel.show("forward/list-empty", &ListPage::new(&visit, none, FormState::empty()));
    let view = sample_letter();
    easel.show("forward/answer", &answer_page(&visit, &view, &view.entries[0], &FormState::empty()));
    easel.show("forward/letter", &LetterPage::new(&visit, view));
}
