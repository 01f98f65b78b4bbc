//! The suggestion box: anybody writes into it without an account and sees with a code what became of it; it must not show who sent anything.

mod excel;
mod office;
mod sample;

use crate::{
    filters,
    kernel::{AppState, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Paced, Shell, Visit},
    nav::Area,
    ui::{Action, Badge, Field, Tone},
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::suggestion::{self, NewSuggestion, Receipt, Source, SuggestionState, grouped, plain};
use lantoa_domain::id::UnitId;
use lantoa_i18n::{Word, word};

pub use sample::samples;

const AGENCY: Input = Input::new(InputKind::Select, "co-quan", word!("suggestion-agency")).required();
const NAME: Input = Input::text("ten", word!("suggestion-subject"))
    .required()
    .max_chars(suggestion::LONGEST_LINE)
    .hint(word!("suggestion-subject-hint"));
const PLACE: Input = Input::text("noi", word!("suggestion-place"))
    .max_chars(suggestion::LONGEST_LINE)
    .hint(word!("suggestion-place-hint"));
const DEED: Input = Input::new(InputKind::Lines, "viec", word!("suggestion-deed"))
    .required()
    .max_chars(suggestion::LONGEST_DEED)
    .hint(word!("suggestion-deed-hint"));
const WHEN: Input = Input::text("khi", word!("suggestion-when"))
    .max_chars(suggestion::LONGEST_LINE)
    .hint(word!("suggestion-when-hint"));
const SENDER: Input =
    Input::text("nguoi-gui", word!("suggestion-sender")).max_chars(suggestion::LONGEST_LINE).autocomplete("name");
const CONTACT: Input = Input::text("lien-he", word!("suggestion-contact"))
    .max_chars(suggestion::LONGEST_LINE)
    .autocomplete("off")
    .hint(word!("suggestion-contact-hint"));
const CODE: Input = Input::text("ma", word!("suggestion-code")).required().max_chars(40);
/// A field that people do not see: whoever fills it in is a program, or is told so.
const TRAP: &str = "trang-web";
const TRAPPED: Input = Input::text(TRAP, word!("suggestion-trap"));
/// Marks the form, so that the same one sent twice is one suggestion.
const ONCE: &str = "phieu";

const STATES: [(&str, SuggestionState); 4] = [
    ("moi", SuggestionState::Received),
    ("dang-xem", SuggestionState::LookedAt),
    ("tiep-nhan", SuggestionState::TakenUp),
    ("khong", SuggestionState::Declined),
];
const SOURCES: [(&str, Source); 6] = [
    ("nguoi-dan", Source::Citizen),
    ("can-bo", Source::Staff),
    ("kiem-tra", Source::Inspection),
    ("bao-chi", Source::Press),
    ("don-vi", Source::Unit),
    ("khac", Source::Other),
];

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/gop-y", get(show).post(send))
        .route("/gop-y/tra-cuu", get(ask))
        .route("/gop-y/{code}", get(receipt))
        .route("/nhan-to/gop-y", get(office::list))
        .route("/nhan-to/gop-y/excel", post(excel::take))
        .route("/nhan-to/gop-y/moi", get(office::show_new).post(office::enter))
        .route("/nhan-to/gop-y/{id}", get(office::show))
        .route("/nhan-to/gop-y/{id}/xem-xet", post(office::look))
        .route("/nhan-to/gop-y/{id}/gop", post(office::merge))
        .route("/nhan-to/gop-y/{id}/nhan-to", get(office::show_take_up).post(office::take_up))
        .route("/nhan-to/gop-y/{id}/khong", get(office::show_decline).post(office::decline))
        .route("/nhan-to/gop-y/{id}/xoa-nguoi-gui", get(office::show_erase).post(office::erase))
}

/// The state as a word.
const fn state_word(state: SuggestionState) -> Word {
    match state {
        SuggestionState::Received => word!("suggestion-received"),
        SuggestionState::LookedAt => word!("suggestion-looked-at"),
        SuggestionState::TakenUp => word!("suggestion-taken-up"),
        SuggestionState::Declined => word!("suggestion-declined"),
    }
}

/// The state as a pill.
fn state(state: SuggestionState) -> Badge {
    let tone = match state {
        SuggestionState::Received => Tone::Note,
        SuggestionState::LookedAt => Tone::Warn,
        SuggestionState::TakenUp => Tone::Good,
        SuggestionState::Declined => Tone::Plain,
    };
    Badge::new(state_word(state), tone)
}

/// Where the first word came from.
pub(super) const fn source(source: Source) -> Word {
    match source {
        Source::Citizen => word!("suggestion-source-citizen"),
        Source::Staff => word!("suggestion-source-staff"),
        Source::Inspection => word!("suggestion-source-inspection"),
        Source::Press => word!("suggestion-source-press"),
        Source::Unit => word!("suggestion-source-unit"),
        Source::Other => word!("suggestion-source-other"),
    }
}

/// Sources in addresses.
pub(super) fn source_of(text: &str) -> Option<Source> {
    SOURCES.iter().find(|(code, _)| *code == text).map(|found| found.1)
}

/// Choices of sources.
pub(super) fn sources(of: &[Source]) -> Vec<Choice> {
    let here = SOURCES.iter().filter(|(_, one)| of.contains(one));
    here.map(|(code, one)| Choice::new(*code, source(*one))).collect()
}

/// `/gop-y`.
#[derive(Template)]
#[template(path = "suggestion/box.html")]
struct BoxPage {
    shell: Shell,
    form: FormState,
    once: String,
    fields: Vec<Field>,
    /// The name of somebody who is signed in.
    known: Option<String>,
    /// Whether there is an agency to write to.
    is_open: bool,
    submit: Action,
    find: Field,
    lookup: Action,
}

impl BoxPage {
    fn new(visit: &Visit, agencies: &[(UnitId, String)], form: FormState, once: String) -> Self {
        let known = visit.person().map(|person| person.name.clone());
        let mut fields = Vec::new();
        if known.is_none() && agencies.len() > 1 {
            let choices: Vec<Choice> =
                agencies.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
            fields.push(form.show_choices(AGENCY, &choices));
        }
        fields.extend([NAME, PLACE, DEED, WHEN].map(|input| form.show(input)));
        if known.is_none() {
            fields.extend([SENDER, CONTACT].map(|input| form.show(input)));
        }
        Self {
            shell: visit.shell(word!("suggestion-title"), Area::None),
            once,
            fields,
            known,
            is_open: !agencies.is_empty(),
            submit: Action::submit(word!("suggestion-send")).primary().icon("send"),
            find: FormState::empty().show(CODE),
            lookup: Action::submit(word!("suggestion-lookup-do")).icon("search"),
            form,
        }
    }
}

/// A fresh mark of a form.
fn once(visit: &Visit) -> String {
    visit.state().random::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The mark of a form that was sent; a fresh one when somebody took it away.
fn sent_once(visit: &Visit, form: &FormState) -> String {
    let text = form.raw(ONCE);
    let right = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if right { text.to_owned() } else { once(visit) }
}

async fn agencies(visit: &Visit) -> Result<Vec<(UnitId, String)>, Failure> {
    suggestion::agencies(visit.state().product()?).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit) -> Result<Response, Failure> {
    let agencies = agencies(&visit).await?;
    Ok(visit.page(&BoxPage::new(&visit, &agencies, FormState::empty(), once(&visit))))
}

/// To whom it goes: the agency of somebody who is signed in, the only one, or the one that was chosen.
fn chosen(visit: &Visit, agencies: &[(UnitId, String)], form: &mut FormState) -> Option<UnitId> {
    if let Ok(cx) = visit.cx() {
        return Some(cx.actor().root);
    }
    match agencies {
        [(only, _)] => Some(*only),
        all => form.choice(AGENCY, |text| text.parse().ok().filter(|id| all.iter().any(|(known, _)| known == id))),
    }
}

async fn send(visit: Visit, _: Paced, mut form: FormState) -> Result<Response, Failure> {
    let (agencies, once) = (agencies(&visit).await?, sent_once(&visit, &form));
    let root = chosen(&visit, &agencies, &mut form);
    let (name, place, deed, when) = (form.text(NAME), form.text(PLACE), form.text(DEED), form.text(WHEN));
    let (sender, contact) = (form.text(SENDER), form.text(CONTACT));
    // The page comes back without what stood in the trap: a person sends it once more, nothing is lost.
    if !form.raw(TRAP).is_empty() {
        form.refuse(TRAPPED, word!("suggestion-trapped"));
    }
    if let (
        Some(root),
        Some(subject_name),
        Some(place),
        Some(deed),
        Some(happened),
        Some(sender),
        Some(contact),
        false,
    ) = (root, name, place, deed, when, sender, contact, form.has_errors())
    {
        let new = NewSuggestion { once: once.clone(), subject_name, place, deed, happened, sender, contact };
        match suggestion::send(visit.state().product()?, root, visit.cx().ok(), new).await {
            Ok(code) => {
                let flash = Flash::done(word!("suggestion-sent"));
                return Ok(visit.redirect(&format!("/gop-y/{}", grouped(&code)), &flash));
            }
            Err(error) => blame(&mut form, &visit, error, &[("subject_name", NAME), ("deed", DEED)])?,
        }
    }
    Ok(visit.page_again(&BoxPage::new(&visit, &agencies, form, once)))
}

/// Leads from a code that was typed to its receipt.
async fn ask(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let code = plain(query.get(CODE.name).unwrap_or_default());
    let known = suggestion::receipt(visit.state().product()?, &code).await;
    match known {
        Ok(_) => Ok(visit.lead_to(&format!("/gop-y/{}", grouped(&code)))),
        Err(why) if why.refusal().is_some() => {
            let agencies = agencies(&visit).await?;
            let mut page = BoxPage::new(&visit, &agencies, FormState::empty(), once(&visit));
            let mut form = FormState::filled([(CODE.name, query.get(CODE.name).unwrap_or_default().to_owned())]);
            form.refuse(CODE, word!("suggestion-code-unknown"));
            page.find = form.show(CODE);
            Ok(visit.page_again(&page))
        }
        Err(why) => Err(visit.failed(why)),
    }
}

/// `/gop-y/{code}`.
#[derive(Template)]
#[template(path = "suggestion/receipt.html")]
struct ReceiptPage {
    shell: Shell,
    code: String,
    receipt: Receipt,
    another: Action,
}

impl ReceiptPage {
    fn new(visit: &Visit, code: String, receipt: Receipt) -> Self {
        Self {
            shell: visit.shell(word!("suggestion-receipt"), Area::None),
            code,
            receipt,
            another: Action::link(word!("suggestion-another"), "/gop-y"),
        }
    }

    const fn explained(&self) -> Word {
        match self.receipt.state {
            SuggestionState::Received => word!("suggestion-received-why"),
            SuggestionState::LookedAt => word!("suggestion-looked-at-why"),
            SuggestionState::TakenUp => word!("suggestion-taken-up-why"),
            SuggestionState::Declined => word!("suggestion-declined-why"),
        }
    }
}

async fn receipt(visit: Visit, At(code): At<String>) -> Result<Response, Failure> {
    let found = suggestion::receipt(visit.state().product()?, &code).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ReceiptPage::new(&visit, grouped(&plain(&code)), found)))
}
