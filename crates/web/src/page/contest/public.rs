//! Contests as everybody reads them, and the form without an account; it must not be kept by a browser, nor show a contact to anybody.

use super::say;
use crate::{
    filters,
    kernel::{AppState, At, Choice, Failure, Flash, FormState, Input, InputKind, Paced, Shell, Visit},
    page::portal,
    ui::{Action, Badge, Field, Tone},
    wrong::blame,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::{
    Error,
    contest::{self, NewEntry, PublicContest, Taking},
    suggestion::grouped,
};
use lantoa_domain::{Refusal, contest::words_of, id::ContestId};
use lantoa_i18n::{Message, word};

const NAME: Input =
    Input::text("ho-ten", word!("contest-name")).required().max_chars(contest::LONGEST_LINE).autocomplete("name");
const CONTACT: Input = Input::text("lien-he", word!("contest-contact"))
    .required()
    .max_chars(contest::LONGEST_LINE)
    .autocomplete("off")
    .hint(word!("contest-contact-hint"));
const UNIT: Input = Input::text("don-vi", word!("contest-unit")).required().max_chars(contest::LONGEST_LINE);
const MINOR: Input = Input::new(InputKind::Tick, "duoi-18", word!("contest-minor"));
const GUARDIAN: Input = Input::text("phu-huynh", word!("contest-guardian"))
    .sometimes()
    .max_chars(contest::LONGEST_LINE)
    .hint(word!("contest-guardian-hint"));
const TITLE: Input = Input::text("tieu-de", word!("contest-entry-title")).required().max_chars(contest::LONGEST_LINE);
const SUBJECT: Input = Input::text("nhan-vat", word!("contest-subject"))
    .required()
    .max_chars(contest::LONGEST_LINE)
    .hint(word!("contest-subject-hint"));
const PLACE: Input = Input::text("noi", word!("contest-place")).required().max_chars(contest::LONGEST_LINE);
pub(super) const BODY: Input = Input::new(InputKind::Lines, "bai", word!("contest-body")).required().max_chars(60_000);
const SHOWING: Input = Input::new(InputKind::Radio, "dang", word!("contest-showing")).required();
const AGREED: Input = Input::new(InputKind::Tick, "nhan-vat-dong-y", word!("contest-subject-agrees")).required();
pub(super) const CODE: Input = Input::text("ma", word!("contest-code")).required().max_chars(40);
/// A field that people do not see: whoever fills it in is a program, or is told so.
const TRAP: &str = "trang-web";
const TRAPPED: Input = Input::text(TRAP, word!("suggestion-trap"));
/// Marks the form, so that the same one sent twice is one entry.
const ONCE: &str = "phieu";

/// `/cuoc-thi`.
#[derive(Template)]
#[template(path = "contest/list.html")]
pub(super) struct ListPage {
    shell: Shell,
    rows: Vec<PublicContest>,
    find: Field,
    lookup: Action,
}

impl ListPage {
    /// The list, with the form that leads from a code to its entry.
    pub(super) fn new(visit: &Visit, rows: Vec<PublicContest>, find: &FormState) -> Self {
        Self {
            shell: portal::shell(visit, word!("contest-public")),
            rows,
            find: find.show(CODE),
            lookup: Action::submit(word!("suggestion-lookup-do")).icon("search"),
        }
    }
}

/// Whether entries come in, as a pill.
fn taking(taking: Taking) -> Badge {
    match taking {
        Taking::NotYet => Badge::new(word!("contest-not-yet"), Tone::Note),
        Taking::Now => Badge::new(word!("contest-open"), Tone::Good),
        Taking::Over => Badge::new(word!("contest-closed"), Tone::Plain),
        Taking::Told => Badge::new(word!("contest-published"), Tone::Honour),
    }
}

pub(super) async fn all(visit: &Visit) -> Result<Vec<PublicContest>, Failure> {
    contest::public(visit.state().product()?).await.map_err(|why| visit.failed(why))
}

pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let rows = all(&visit).await?;
    Ok(visit.page(&ListPage::new(&visit, rows, &FormState::empty())))
}

/// `/cuoc-thi/{id}`.
#[derive(Template)]
#[template(path = "contest/show.html")]
pub(super) struct ShowPage {
    shell: Shell,
    view: PublicContest,
    form: FormState,
    once: String,
    fields: Vec<Field>,
    /// What keeps an entry from being sent, said above the form.
    stop: Option<Message>,
    submit: Option<Action>,
}

impl ShowPage {
    pub(super) fn new(visit: &Visit, view: PublicContest, form: FormState, once: String) -> Self {
        let stop = stop(visit, &view);
        let showings: Vec<Choice> =
            say::SHOWINGS.iter().map(|(code, one)| Choice::new(*code, say::showing(*one))).collect();
        // What somebody typed stays on the page, also where it comes too late.
        let fields = if stop.is_none() || form.has_errors() || !form.raw(BODY.name).is_empty() {
            let mut fields: Vec<Field> =
                [NAME, CONTACT, UNIT, MINOR, GUARDIAN, TITLE, SUBJECT, PLACE, BODY].map(|one| form.show(one)).into();
            fields.extend([form.show_choices(SHOWING, &showings), form.show(AGREED)]);
            fields
        } else {
            Vec::new()
        };
        Self {
            shell: portal::shell(visit, word!("portal-story-title").with("title", &view.contest.title)),
            submit: stop.is_none().then(|| Action::submit(word!("contest-send")).primary().icon("send")),
            fields,
            stop,
            once,
            form,
            view,
        }
    }

    fn rules(&self) -> Vec<String> {
        lantoa_app::portal::paragraphs(&self.view.contest.body)
    }
}

/// Why nobody, or not this visitor, can send an entry now.
fn stop(visit: &Visit, view: &PublicContest) -> Option<Message> {
    let row = &view.contest;
    let is_staff = || visit.cx().is_ok_and(|cx| cx.actor().root == row.root);
    match view.taking {
        Taking::NotYet => Some(word!("contest-takes-from").with("day", row.opens)),
        Taking::Over => Some(word!("contest-too-late").with("day", row.closes)),
        Taking::Told => Some(word!("contest-told").into()),
        Taking::Now if view.is_for_staff() && !is_staff() => Some(word!("contest-staff-only").into()),
        Taking::Now => None,
    }
}

/// A fresh mark of a form.
fn once(state: &AppState) -> String {
    state.random::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The mark of a form that was sent; a fresh one when somebody took it away.
fn sent_once(visit: &Visit, form: &FormState) -> String {
    let text = form.raw(ONCE);
    let right = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if right { text.to_owned() } else { once(visit.state()) }
}

async fn load(visit: &Visit, id: ContestId) -> Result<PublicContest, Failure> {
    contest::public_one(visit.state().product()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<ContestId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let once = once(visit.state());
    Ok(visit.page(&ShowPage::new(&visit, view, FormState::empty(), once)))
}

/// Everything typed, or nothing with what is wrong at its field.
fn read(form: &mut FormState, most_words: i64, once: String) -> Option<NewEntry> {
    // The page comes back without what stood in the trap: a person sends it once more, nothing is lost.
    if !form.raw(TRAP).is_empty() {
        form.refuse(TRAPPED, word!("suggestion-trapped"));
    }
    let (name, contact, unit) = (form.text(NAME), form.text(CONTACT), form.text(UNIT));
    let guardian = if form.ticked(MINOR) { form.text(GUARDIAN.required()).map(Some) } else { Some(None) };
    let (title, subject, place) = (form.text(TITLE), form.text(SUBJECT), form.text(PLACE));
    let body = form.text(BODY);
    let count = words_of(form.raw(BODY.name));
    if body.is_some() && count > most_words {
        form.refuse(BODY, word!("contest-too-many-words").with("count", count).with("most", most_words));
    }
    let showing =
        form.choice(SHOWING, |text| say::SHOWINGS.iter().find(|(code, _)| *code == text).map(|found| found.1));
    form.text(AGREED)?;
    if form.has_errors() {
        return None;
    }
    Some(NewEntry {
        once,
        name: name?,
        contact: contact?,
        unit: unit?,
        guardian: guardian?,
        title: title?,
        subject: subject?,
        place: place?,
        body: body?,
        showing: showing?,
    })
}

pub(super) async fn send(
    visit: Visit,
    At(id): At<ContestId>,
    _: Paced,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (view, once) = (load(&visit, id).await?, sent_once(&visit, &form));
    if stop(&visit, &view).is_some() {
        return Ok(visit.page_again(&ShowPage::new(&visit, view, form, once)));
    }
    if let Some(new) = read(&mut form, view.contest.most_words, once.clone()) {
        match contest::submit(visit.state().product()?, id, visit.cx().ok(), new).await {
            Ok(code) => {
                let page = format!("/cuoc-thi/bai/{}", grouped(&code));
                return Ok(visit.redirect(&page, &Flash::done(word!("contest-sent"))));
            }
            // The last day ended while somebody was writing.
            Err(Error::Refused(Refusal::Invalid { field: "day", .. })) => {
                let view = load(&visit, id).await?;
                return Ok(visit.page_again(&ShowPage::new(&visit, view, form, once)));
            }
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    Ok(visit.page_again(&ShowPage::new(&visit, view, form, once)))
}

/// Where each part of an entry stands on the form, for mistakes.
const FIELDS: [(&str, Input); 8] = [
    ("name", NAME),
    ("contact", CONTACT),
    ("unit", UNIT),
    ("guardian", GUARDIAN),
    ("title", TITLE),
    ("subject", SUBJECT),
    ("place", PLACE),
    ("body", BODY),
];
