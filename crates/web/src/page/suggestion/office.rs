//! Suggestions on the desk of the standing body: the list, one with its sender, what becomes of it, finds that the clerk enters. It must not be opened by others.

use super::{CONTACT, DEED, NAME, PLACE, SENDER, STATES, WHEN, source, source_of, sources, state, state_word};
use crate::{
    filters,
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::{
        bulk,
        prospect::{alike_rows, form as prospect_form},
    },
    ui::{Action, Bulk, Pager},
    wrong::blame,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::{
    fostering::About,
    prospect,
    suggestion::{self, Find, List, NewSuggestion, Source, View, Wanted, grouped},
};
use lantoa_domain::id::{ProspectId, SuggestionId};
use lantoa_i18n::{Word, word};

const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("suggestion-state"));
const SOURCE: Input = Input::new(InputKind::Select, "nguon", word!("suggestion-source"));
const FROM: Input = Input::new(InputKind::Radio, "nguon", word!("suggestion-source")).required();
const SOURCE_NOTE: Input = Input::new(InputKind::Lines, "nguon-ghi", word!("suggestion-source-note"))
    .sometimes()
    .max_chars(2000)
    .hint(word!("suggestion-source-note-hint"));
const REASON: Input = Input::new(InputKind::Lines, "ly-do", word!("suggestion-why")).required().max_chars(2000);

fn base(id: SuggestionId) -> String {
    format!("/nhan-to/gop-y/{id}")
}

fn shell(visit: &Visit, title: Word) -> Shell {
    visit
        .shell(title, Area::Exemplars)
        .crumb(word!("ui-area-exemplars"), Area::Exemplars.address())
        .crumb(word!("prospect-title"), "/nhan-to")
}

/// `/nhan-to/gop-y`.
#[derive(Template)]
#[template(path = "suggestion/list.html")]
pub(super) struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    states: Vec<Choice>,
    sources: Vec<Choice>,
    list: List,
    bulk: Bulk,
    pager: Pager,
    new: Action,
}

impl ListPage {
    pub(super) fn new(visit: &Visit, query: ListQuery, list: List) -> Self {
        let next = list.next.map(|id| id.to_string());
        Self {
            shell: shell(visit, word!("suggestion-list")),
            filters: query.form(),
            states: STATES.iter().map(|(code, one)| Choice::new(*code, state_word(*one))).collect(),
            sources: sources(&Source::ENTERED),
            bulk: bulk::bar(visit, bulk::Kind::Suggestion, &query),
            pager: Pager::new(&query, list.rows.len(), next.as_deref()),
            new: Action::link(word!("suggestion-enter"), "/nhan-to/gop-y/moi").icon("plus"),
            list,
            query,
        }
    }
}

pub(super) fn wanted(query: &ListQuery) -> Wanted {
    let state = query.get(STATE.name).and_then(|text| STATES.iter().find(|(code, _)| *code == text));
    Wanted {
        state: state.map(|found| found.1),
        source: query.get(SOURCE.name).and_then(source_of),
        before: query.cursor().and_then(|text| text.parse().ok()),
        ..Wanted::default()
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = suggestion::list(visit.cx()?, wanted(&query)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, found)))
}

/// `/nhan-to/gop-y/{id}`.
#[derive(Template)]
#[template(path = "suggestion/show.html")]
pub(super) struct ShowPage {
    shell: Shell,
    view: View,
    code: String,
    alike: Vec<(crate::page::prospect::AlikeRow, Option<Action>)>,
    actions: Vec<Action>,
    erase: Option<Action>,
}

impl ShowPage {
    pub(super) fn new(visit: &Visit, view: View) -> Self {
        let (id, seen) = (view.row.id, view.version.to_string());
        let open = view.row.state.is_open();
        let mut actions = Vec::new();
        if open {
            let take = Action::link(word!("suggestion-take-up"), format!("{}/nhan-to", base(id)));
            actions.push(take.primary().icon("sprout"));
            if view.row.state == suggestion::SuggestionState::Received {
                let look = Action::post(word!("suggestion-look"), format!("{}/xem-xet", base(id)));
                actions.push(look.field(FormState::VERSION, seen.clone()));
            }
            actions.push(Action::link(word!("suggestion-decline"), format!("{}/khong", base(id))));
        }
        let merge = |about: About| match about {
            About::Prospect(prospect) if open => Some(
                Action::post(word!("suggestion-merge"), format!("{}/gop", base(id)))
                    .field(FormState::VERSION, seen.clone())
                    .field("nhan-to", prospect.to_string()),
            ),
            _ => None,
        };
        let erase = Action::link(word!("suggestion-erase"), format!("{}/xoa-nguoi-gui", base(id))).danger();
        Self {
            shell: shell(visit, word!("suggestion-list")).crumb(word!("suggestion-list"), "/nhan-to/gop-y"),
            alike: view.alike.iter().zip(alike_rows(&view.alike)).map(|(one, row)| (row, merge(one.about))).collect(),
            code: grouped(&view.code),
            erase: view.sender.is_some().then_some(erase),
            actions,
            view,
        }
    }
}

async fn load(visit: &Visit, id: SuggestionId) -> Result<View, Failure> {
    suggestion::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<SuggestionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view)))
}

pub(super) async fn look(visit: Visit, At(id): At<SuggestionId>, form: FormState) -> Result<Response, Failure> {
    suggestion::look(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&base(id), &Flash::done(word!("suggestion-looking"))))
}

pub(super) async fn merge(visit: Visit, At(id): At<SuggestionId>, form: FormState) -> Result<Response, Failure> {
    let prospect: ProspectId = form.raw("nhan-to").parse().map_err(|_| Failure::Unreadable)?;
    suggestion::merge(visit.cx()?, id, form.version()?, prospect).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/nhan-to/{prospect}"), &Flash::done(word!("suggestion-merged"))))
}

/// A page that asks for a reason.
fn reason_page(visit: &Visit, view: &View, (title, last, lead): (Word, &str, Word), form: &FormState) -> Ask {
    let shell = shell(visit, title).crumb(word!("suggestion-list"), "/nhan-to/gop-y");
    let shell = shell.crumb(view.row.subject_name.as_str(), base(view.row.id));
    let back = Action::link(word!("ui-confirm-back"), base(view.row.id));
    Ask::new(shell, title, format!("{}/{last}", base(view.row.id)), Action::submit(title).danger(), back)
        .lead(lead)
        .fact(word!("suggestion-subject"), view.row.subject_name.as_str())
        .hidden(FormState::VERSION, view.version.to_string())
        .fields(form, vec![form.show(REASON)])
}

const DECLINE: (Word, &str, Word) = (word!("suggestion-decline"), "khong", word!("suggestion-decline-lead"));
const ERASE: (Word, &str, Word) = (word!("suggestion-erase"), "xoa-nguoi-gui", word!("suggestion-erase-lead"));

pub(super) async fn show_decline(visit: Visit, At(id): At<SuggestionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.row.state.is_open() {
        return Err(Failure::not_now(base(id)));
    }
    Ok(visit.page(&reason_page(&visit, &view, DECLINE, &FormState::empty())))
}

pub(super) async fn decline(visit: Visit, At(id): At<SuggestionId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(why) = form.text(REASON) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&reason_page(&visit, &view, DECLINE, &form)));
    };
    suggestion::decline(visit.cx()?, id, form.version()?, why).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&base(id), &Flash::done(word!("suggestion-saved"))))
}

pub(super) async fn show_erase(visit: Visit, At(id): At<SuggestionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if view.sender.is_none() {
        return Err(Failure::not_now(base(id)));
    }
    Ok(visit.page(&reason_page(&visit, &view, ERASE, &FormState::empty()).grave()))
}

pub(super) async fn erase(visit: Visit, At(id): At<SuggestionId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(why) = form.text(REASON) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&reason_page(&visit, &view, ERASE, &form).grave()));
    };
    suggestion::erase_sender(visit.cx()?, id, form.version()?, why).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&base(id), &Flash::done(word!("suggestion-erased"))))
}

/// The form that makes a prospect of a suggestion.
async fn take_up_page(visit: &Visit, view: &View, form: FormState) -> Result<prospect_form::FormPage, Failure> {
    let choices = prospect::choices(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    let shell = shell(visit, word!("suggestion-take-up")).crumb(word!("suggestion-list"), "/nhan-to/gop-y");
    let shell = shell.crumb(view.row.subject_name.as_str(), base(view.row.id));
    let page = prospect_form::FormPage::new(shell, word!("suggestion-take-up"), &choices, form)
        .sent_to(format!("{}/nhan-to", base(view.row.id)), base(view.row.id))
        .version(view.version)
        .alike(alike_rows(&view.alike));
    Ok(page.about(view.row.place.clone(), view.row.deed.clone()))
}

pub(super) async fn show_take_up(visit: Visit, At(id): At<SuggestionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.row.state.is_open() {
        return Err(Failure::not_now(base(id)));
    }
    let form = prospect_form::filled(&view.row.subject_name, &view.row.deed);
    let page = take_up_page(&visit, &view, form).await?;
    Ok(visit.page(&page))
}

pub(super) async fn take_up(visit: Visit, At(id): At<SuggestionId>, mut form: FormState) -> Result<Response, Failure> {
    // What it may be the same as was shown with the suggestion: the person has decided.
    if let Some(new) = prospect_form::read(&mut form) {
        match suggestion::take_up(visit.cx()?, id, form.version()?, new).await {
            Ok(prospect) => {
                let flash = Flash::done(word!("suggestion-taken"));
                return Ok(visit.redirect(&format!("/nhan-to/{prospect}"), &flash));
            }
            Err(error) => blame(&mut form, &visit, error, &prospect_form::FIELDS)?,
        }
    }
    let view = load(&visit, id).await?;
    let page = take_up_page(&visit, &view, form).await?;
    Ok(visit.page_again(&page))
}

/// The form for a find that the clerk enters.
pub(super) fn enter_page(visit: &Visit, form: &FormState) -> Ask {
    let title = word!("suggestion-enter");
    let shell = shell(visit, title).crumb(word!("suggestion-list"), "/nhan-to/gop-y");
    let back = Action::link(word!("ui-confirm-back"), "/nhan-to/gop-y");
    let from: Vec<Choice> = sources(&Source::ENTERED);
    let mut fields = vec![form.show_choices(FROM, &from), form.show(SOURCE_NOTE)];
    fields.extend([NAME, PLACE, DEED, WHEN, SENDER, CONTACT].map(|input| form.show(input)));
    Ask::new(shell, title, "/nhan-to/gop-y/moi", Action::submit(word!("suggestion-enter-do")).primary(), back)
        .lead(word!("suggestion-enter-lead"))
        .fields(form, fields)
}

pub(super) async fn show_new(visit: Visit) -> Result<Response, Failure> {
    // Those who may not are told nothing, as by the list.
    suggestion::list(visit.cx()?, Wanted::default()).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&enter_page(&visit, &FormState::empty())))
}

pub(super) async fn enter(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let (from, note) = (form.choice(FROM, source_of), form.text(SOURCE_NOTE));
    let (name, place, deed, when) = (form.text(NAME), form.text(PLACE), form.text(DEED), form.text(WHEN));
    let (sender, contact) = (form.text(SENDER), form.text(CONTACT));
    if let (Some(source), Some(source_note), Some(subject_name), Some(place), Some(deed), Some(happened)) =
        (from, note, name, place, deed, when)
        && let (Some(sender), Some(contact)) = (sender, contact)
    {
        let new = NewSuggestion { once: String::new(), subject_name, place, deed, happened, sender, contact };
        match suggestion::enter(visit.cx()?, Find { source, source_note, new }).await {
            Ok(id) => return Ok(visit.redirect(&base(id), &Flash::done(word!("suggestion-entered")))),
            Err(error) => {
                let fields = [("subject_name", NAME), ("deed", DEED), ("source_note", SOURCE_NOTE)];
                blame(&mut form, &visit, error, &fields)?;
            }
        }
    }
    Ok(visit.page_again(&enter_page(&visit, &form)))
}
