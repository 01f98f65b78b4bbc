//! Consent: the list, one exemplar's, recording and withdrawing it, the words it is given to; it must not publish anything.

use super::{
    Part,
    board::{Board, Cell, ListPage, ShowPage},
    list_shell, say, shell, tabs,
};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, UploadForm, Visit, handed},
    ui::{Action, Badge, Bulk, Tone},
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::Error;
use lantoa_app::publicity::consent::{self, ConsentRow, ConsentView, Give, Giver, How, Text};
use lantoa_domain::{
    Refusal,
    id::{ConsentId, ExemplarId},
    policy::Act,
    subject::SubjectKind,
};
use lantoa_i18n::word;

const PURPOSES: Input = Input::new(InputKind::Ticks, "muc-dich", word!("publicity-purposes")).required();
const REACHES: Input = Input::new(InputKind::Ticks, "pham-vi", word!("publicity-reaches")).required();
const DAY: Input = Input::new(InputKind::Date, "ngay", word!("publicity-given-on")).required();
const GIVER: Input = Input::new(InputKind::Radio, "nguoi", word!("publicity-giver")).required();
const NAME: Input = Input::text("ho-ten", word!("publicity-giver-name"))
    .max_chars(120)
    .sometimes()
    .hint(word!("publicity-giver-name-hint"));
const RELATION: Input = Input::text("quan-he", word!("publicity-relation"))
    .max_chars(60)
    .sometimes()
    .hint(word!("publicity-relation-hint"));
const WAY: Input = Input::new(InputKind::Radio, "cach", word!("publicity-way")).required();
const SCAN: Input = Input::new(InputKind::File, "ban-giay", word!("publicity-scan"))
    .sometimes()
    .accept(".pdf,.jpg,.jpeg,.png")
    .hint(word!("publicity-scan-hint"));
const BODY: Input = Input::new(InputKind::Lines, "loi", word!("publicity-words")).required().max_chars(5000);
const IN_FORCE: Input = Input::new(InputKind::Select, "hieu-luc", word!("publicity-state"));

/// Whether a consent stands.
fn state(row: &ConsentRow) -> Badge {
    match row.withdrawn_on {
        None => Badge::new(word!("publicity-consent-in-force"), Tone::Good),
        Some(_) => Badge::new(word!("publicity-consent-withdrawn"), Tone::Plain),
    }
}

/// Narrows a list to what stands, or to what was withdrawn.
pub(super) fn narrowed(query: &ListQuery, rows: Vec<ConsentRow>) -> Vec<ConsentRow> {
    let wanted = match query.get(IN_FORCE.name) {
        Some("con") => Some(true),
        Some("da-rut") => Some(false),
        _ => None,
    };
    rows.into_iter().filter(|row| wanted.is_none_or(|stands| stands == row.withdrawn_on.is_none())).collect()
}

fn board(rows: &[ConsentRow], first: impl Fn(&ConsentRow) -> Cell) -> Board {
    let row = |one: &ConsentRow| {
        let paper = format!("/tuyen-truyen/dong-y/{}/{}/giay", one.exemplar, one.id);
        let way = if one.has_paper { Cell::link(say::way(one.way), paper) } else { Cell::text(say::way(one.way)) };
        let by = if one.relation.is_empty() {
            one.giver_name.clone()
        } else {
            format!("{} ({})", one.giver_name, one.relation)
        };
        vec![
            first(one),
            Cell::text(say::reach(one.reach)).below(say::purpose(one.purpose)),
            Cell::text(say::giver(one.giver)).below(by),
            Cell::day(one.given_on).below(word!("publicity-words-number").with("number", one.ordinal)),
            way,
            Cell::badge(state(one)).below(match one.withdrawn_on {
                Some(on) => word!("publicity-withdrawn-on").with("on", on).into(),
                None => crate::ui::Label::from(""),
            }),
        ]
    };
    Board {
        caption: word!("publicity-consents"),
        heads: vec![
            word!("publicity-exemplar"),
            word!("publicity-reaches"),
            word!("publicity-giver"),
            word!("publicity-given-on"),
            word!("publicity-way"),
            word!("publicity-state"),
        ],
        rows: rows.iter().map(row).collect(),
    }
}

pub(super) fn list_page(visit: &Visit, query: ListQuery, rows: &[ConsentRow]) -> ListPage {
    let states = [
        Choice::new("con", word!("publicity-consent-in-force")),
        Choice::new("da-rut", word!("publicity-consent-withdrawn")),
    ];
    let named = |one: &ConsentRow| Cell::link(one.subject.as_str(), format!("/tuyen-truyen/dong-y/{}", one.exemplar));
    ListPage {
        shell: list_shell(visit, Part::Consents),
        title: word!("publicity-consents"),
        tabs: tabs(visit, Part::Consents),
        lead: Some(word!("publicity-consents-lead").into()),
        actions: vec![
            query.excel(),
            Action::link(word!("publicity-words-edit"), "/tuyen-truyen/dong-y/mau").icon("scroll-text"),
        ],
        filters: vec![query.form().show_choices(IN_FORCE, &states)],
        board: board(rows, named),
        empty: ("contact", word!("publicity-consents-none"), word!("publicity-consents-none-text")),
        pager: None,
        bulk: Bulk::none(),
        charts: Vec::new(),
        query,
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = consent::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    let rows = narrowed(&query, rows);
    Ok(visit.page(&list_page(&visit, query, &rows)))
}

pub(super) fn show_page(visit: &Visit, view: &ConsentView) -> ShowPage {
    let base = format!("/tuyen-truyen/dong-y/{}", view.exemplar);
    let mut page = ShowPage::new(shell(visit, word!("publicity-consents"), Part::Consents), view.name.as_str());
    page.sub = Some(view.unit.as_str().into());
    page.actions.push(Action::link(word!("publicity-give"), format!("{base}/ghi")).primary().icon("plus"));
    if view.rows.iter().any(|row| row.withdrawn_on.is_none()) {
        page.actions.push(Action::link(word!("publicity-withdraw"), format!("{base}/rut")).danger());
    }
    match (view.kind, view.is_child) {
        (SubjectKind::Individual, Some(true)) => {
            page.notices.push(("note", "info", word!("publicity-is-child").into()));
        }
        (SubjectKind::Individual, None) => page.notices.push(("warn", "info", word!("publicity-age-unknown").into())),
        _ => {}
    }
    if !view.rows.is_empty() {
        page.boards.push((word!("publicity-consents"), board(&view.rows, |_| Cell::text(view.name.as_str()))));
    }
    page.say([(word!("publicity-words"), view.words.1.clone())]);
    page.facts = vec![
        (word!("publicity-exemplar"), Cell::link(view.name.as_str(), format!("/dien-hinh/{}", view.exemplar))),
        (word!("publicity-words"), Cell::text(word!("publicity-words-number").with("number", view.words.0.max(1)))),
    ];
    page
}

async fn load(visit: &Visit, id: ExemplarId) -> Result<ConsentView, Failure> {
    consent::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<ExemplarId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&show_page(&visit, &view)))
}

/// Those who may speak for the subject.
fn givers(view: &ConsentView) -> Vec<Choice> {
    let fits = |giver: Giver| match (view.kind, view.is_child) {
        (SubjectKind::Individual, Some(true) | None) => giver == Giver::Guardian,
        (SubjectKind::Individual, Some(false)) => giver == Giver::Oneself,
        _ => giver == Giver::Representative,
    };
    say::GIVERS.iter().filter(|(_, one)| fits(*one)).map(|(code, one)| Choice::new(*code, say::giver(*one))).collect()
}

pub(super) fn give_page(visit: &Visit, view: &ConsentView, form: &FormState) -> Ask {
    let (base, title) = (format!("/tuyen-truyen/dong-y/{}", view.exemplar), word!("publicity-give"));
    let purposes: Vec<Choice> =
        say::PURPOSES.iter().map(|(code, one)| Choice::new(*code, say::purpose(*one))).collect();
    let reaches: Vec<Choice> = say::REACHES.iter().map(|(code, one)| Choice::new(*code, say::reach(*one))).collect();
    let mut fields = vec![
        form.show_choices(PURPOSES, &purposes),
        form.show_choices(REACHES, &reaches),
        form.show_choices(GIVER, &givers(view)),
    ];
    if view.is_child != Some(false) {
        fields.extend([form.show(NAME), form.show(RELATION)]);
    }
    fields.push(form.show(DAY));
    if view.is_own {
        let ways =
            [Choice::new("tai-day", word!("publicity-way-own")), Choice::new("giay", word!("publicity-way-paper"))];
        fields.push(form.show_choices(WAY, &ways));
    }
    fields.push(form.show(SCAN));
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let submit = Action::submit(word!("publicity-give-do")).primary();
    Ask::new(shell(visit, title, Part::Consents), title, format!("{base}/ghi"), submit, back)
        .fact(word!("publicity-exemplar"), view.name.as_str())
        .fact(word!("publicity-words"), view.words.1.as_str())
        .fields(form, fields)
        .with_files()
}

pub(super) async fn show_give(visit: Visit, At(id): At<ExemplarId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let today = visit.cx()?.today().to_string();
    let only = givers(&view);
    let giver = if let [one] = only.as_slice() { one.value.clone() } else { String::new() };
    let form = FormState::filled([(DAY.name, today), (GIVER.name, giver)]);
    Ok(visit.page(&give_page(&visit, &view, &form)))
}

/// Everything of a list of ticks that is known.
fn ticked<T: Copy>(form: &FormState, name: &str, known: &[(&str, T)]) -> Vec<T> {
    known.iter().filter(|(code, _)| form.all(name).any(|text| text == *code)).map(|found| found.1).collect()
}

pub(super) async fn give(visit: Visit, At(id): At<ExemplarId>, mut upload: UploadForm) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let by_account = upload.form.raw(WAY.name) == "tai-day";
    let how = if by_account { Some(How::Own) } else { upload.file_of(SCAN).map(|file| How::Paper(file.bytes)) };
    let form = &mut upload.form;
    let purposes = ticked(form, PURPOSES.name, &say::PURPOSES);
    let reaches = ticked(form, REACHES.name, &say::REACHES);
    let giver = form.choice(GIVER, |text| say::GIVERS.iter().find(|(code, _)| *code == text).map(|found| found.1));
    let (on, name, relation) = (form.date(DAY), form.text(NAME), form.text(RELATION));
    if let (Some(how), Some(giver), Some(on), Some(name), Some(relation)) = (how, giver, on, name, relation) {
        let new = Give { exemplar: id, purposes, reaches, on, giver, name, relation, how };
        match consent::give(visit.cx()?, new).await {
            Ok(()) => {
                let page = format!("/tuyen-truyen/dong-y/{id}");
                return Ok(visit.redirect(&page, &Flash::done(word!("publicity-given"))));
            }
            Err(error) => noted(form, &visit, error)?,
        }
    }
    Ok(visit.page_again(&give_page(&visit, &view, &upload.form)))
}

fn noted(form: &mut FormState, visit: &Visit, error: Error) -> Result<(), Failure> {
    if let Error::Refused(Refusal::FileKind) = &error {
        form.refuse(SCAN, word!("publicity-scan-kind"));
        return Ok(());
    }
    let fields = [
        ("purposes", PURPOSES),
        ("reaches", REACHES),
        ("on", DAY),
        ("giver", GIVER),
        ("name", NAME),
        ("relation", RELATION),
        ("way", WAY),
    ];
    blame(form, visit, error, &fields)
}

pub(super) fn withdraw_page(visit: &Visit, view: &ConsentView) -> Ask {
    let (base, title) = (format!("/tuyen-truyen/dong-y/{}", view.exemplar), word!("publicity-withdraw"));
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let form = FormState::empty();
    let field = form.show_choices(WHICH, &open_consents(view));
    Ask::new(shell(visit, title, Part::Consents), title, format!("{base}/rut"), Action::submit(title).danger(), back)
        .lead(word!("publicity-withdraw-lead").with("name", &view.name))
        .consequence(word!("publicity-withdraw-then"))
        .fields(&form, vec![field])
}

const WHICH: Input =
    Input::new(InputKind::Select, "dong-y", word!("publicity-which")).hint(word!("publicity-which-hint"));

fn open_consents(view: &ConsentView) -> Vec<Choice> {
    let open = view.rows.iter().filter(|row| row.withdrawn_on.is_none());
    let named = |row: &ConsentRow| {
        let label = word!("publicity-which-one")
            .with("reach", say::reach(row.reach))
            .with("purpose", say::purpose(row.purpose));
        Choice::new(row.id.to_string(), label)
    };
    open.map(named).collect()
}

pub(super) async fn show_withdraw(visit: Visit, At(id): At<ExemplarId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if view.rows.iter().all(|row| row.withdrawn_on.is_some()) {
        return Err(Failure::not_now(format!("/tuyen-truyen/dong-y/{id}")));
    }
    Ok(visit.page(&withdraw_page(&visit, &view)))
}

pub(super) async fn withdraw(visit: Visit, At(id): At<ExemplarId>, form: FormState) -> Result<Response, Failure> {
    let which = match form.raw(WHICH.name) {
        "" => None,
        text => Some(text.parse::<ConsentId>().map_err(|_| Failure::Unreadable)?),
    };
    consent::withdraw(visit.cx()?, id, which).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/tuyen-truyen/dong-y/{id}"), &Flash::done(word!("publicity-withdrawn"))))
}

pub(super) async fn paper(visit: Visit, At((exemplar, id)): At<(ExemplarId, ConsentId)>) -> Result<Response, Failure> {
    let (media, bytes) = consent::paper(visit.cx()?, exemplar, id).await.map_err(|why| visit.failed(why))?;
    handed("dong-y", &media, bytes)
}

pub(super) fn words_page(visit: &Visit, texts: &[Text], form: &FormState) -> Ask {
    let title = word!("publicity-words-edit");
    let back = Action::link(word!("ui-confirm-back"), Part::Consents.address());
    let submit = Action::submit(word!("publicity-words-save")).primary();
    let page = Ask::new(shell(visit, title, Part::Consents), title, "/tuyen-truyen/dong-y/mau", submit, back)
        .lead(word!("publicity-words-lead"))
        .hidden(FormState::VERSION, texts.first().map_or(0, |one| one.ordinal).to_string());
    let old = texts.iter().skip(1).fold(page, |page, one| {
        page.fact(word!("publicity-words-number").with("number", one.ordinal), one.body.as_str())
    });
    old.fields(form, vec![form.show(BODY)])
}

async fn versions(visit: &Visit) -> Result<Vec<Text>, Failure> {
    let cx = visit.cx()?;
    cx.permit(Act::RunPublicity).map_err(|why| visit.failed(why))?;
    consent::texts(cx).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show_words(visit: Visit) -> Result<Response, Failure> {
    let texts = versions(&visit).await?;
    let body = texts.first().map_or(consent::STANDARD.to_owned(), |one| one.body.clone());
    Ok(visit.page(&words_page(&visit, &texts, &FormState::filled([(BODY.name, body)]))))
}

pub(super) async fn write_words(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    if let Some(body) = form.text(BODY) {
        match consent::write_text(visit.cx()?, form.version()?, body).await {
            Ok(()) => {
                return Ok(visit.redirect("/tuyen-truyen/dong-y/mau", &Flash::done(word!("publicity-words-saved"))));
            }
            Err(error) => blame(&mut form, &visit, error, &[("body", BODY)])?,
        }
    }
    let texts = versions(&visit).await?;
    Ok(visit.page_again(&words_page(&visit, &texts, &form)))
}
