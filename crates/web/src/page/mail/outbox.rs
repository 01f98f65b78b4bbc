//! The outbox of letters for administrators; it must not show what a letter said.

use crate::{
    filters,
    kernel::{At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::bulk,
    ui::{Action, Badge, Bulk, Pager, Tone},
};
use askama::Template;
use axum::response::Response;
use lantoa_app::Error;
use lantoa_app::mail::{self, Filter, LetterLine, LetterState, Outbox};
use lantoa_domain::{Refusal, id::LetterId};
use lantoa_i18n::word;

pub(super) const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("mail-state"));

const STATES: [(&str, LetterState); 5] = [
    ("cho-gui", LetterState::Waiting),
    ("dang-gui", LetterState::Sending),
    ("da-gui", LetterState::Sent),
    ("khong-gui-duoc", LetterState::Failed),
    ("gop", LetterState::Merged),
];

/// Where a letter stands, as a pill.
pub(crate) fn state(row: &LetterLine) -> Badge {
    match row.state.0 {
        LetterState::Waiting if row.tries > 0 || row.fault.is_some() => Badge::new(word!("mail-put-off"), Tone::Warn),
        LetterState::Waiting => Badge::new(word!("mail-waiting"), Tone::Note),
        LetterState::Sending => Badge::new(word!("mail-sending"), Tone::Note),
        LetterState::Sent => Badge::new(word!("mail-sent"), Tone::Good).icon("check"),
        LetterState::Failed => Badge::new(word!("mail-failed"), Tone::Bad),
        LetterState::Merged => Badge::new(word!("mail-merged"), Tone::Plain),
        LetterState::Quiet => Badge::new(word!("mail-quiet"), Tone::Plain),
    }
}

/// `/quan-tri/thu/so`.
#[derive(Template)]
#[template(path = "mail/outbox.html")]
pub(super) struct OutboxPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    states: Vec<Choice>,
    rows: Vec<LetterLine>,
    bulk: Bulk,
    pager: Pager,
    settings: Action,
}

impl OutboxPage {
    pub(super) fn new(visit: &Visit, query: ListQuery, outbox: Outbox) -> Self {
        let words = [
            word!("mail-waiting"),
            word!("mail-sending"),
            word!("mail-sent"),
            word!("mail-failed"),
            word!("mail-merged"),
        ];
        let next = outbox.next.map(|id| id.to_string());
        Self {
            shell: visit
                .shell(word!("mail-outbox"), Area::Agency)
                .crumb(word!("agency-index"), "/quan-tri")
                .crumb(word!("mail-title"), "/quan-tri/thu"),
            filters: query.form(),
            states: STATES.iter().zip(words).map(|((code, _), word)| Choice::new(*code, word)).collect(),
            bulk: bulk::bar(visit, bulk::Kind::Letter, &query),
            pager: Pager::new(&query, outbox.rows.len(), next.as_deref()),
            rows: outbox.rows,
            settings: Action::link(word!("mail-title"), "/quan-tri/thu").icon("settings"),
            query,
        }
    }

    /// Why the last try failed.
    fn why(row: &LetterLine) -> Option<crate::ui::Label> {
        row.fault.map(|why| super::fault_line(why.0, row.code))
    }

    /// Tries a letter again, where that can help.
    fn again(row: &LetterLine) -> Option<Action> {
        let label = match row.state.0 {
            LetterState::Waiting if row.tries > 0 || row.fault.is_some() => word!("mail-now"),
            LetterState::Failed => word!("mail-again"),
            _ => return None,
        };
        let address = format!("/quan-tri/thu/so/{}/gui-lai", row.id);
        Some(Action::post(label, address).field(FormState::VERSION, row.version.to_string()))
    }
}

/// What a list is narrowed to.
pub(super) fn filter(query: &ListQuery) -> Filter {
    let state = query.get(STATE.name).and_then(|text| STATES.iter().find(|(code, _)| *code == text));
    Filter {
        state: state.map(|found| found.1),
        before: query.cursor().and_then(|text| text.parse().ok()),
        ..Filter::default()
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let outbox = mail::list(visit.cx()?, filter(&query)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&OutboxPage::new(&visit, query, outbox)))
}

pub(super) async fn again(visit: Visit, At(id): At<LetterId>, form: FormState) -> Result<Response, Failure> {
    let seen = form.version()?;
    let flash = match mail::again(visit.cx()?, id, seen).await {
        Ok(()) => Flash::done(word!("mail-queued")),
        Err(Error::Refused(Refusal::InUse)) => Flash::note(word!("mail-later-there")),
        Err(error) => return Err(visit.failed(error)),
    };
    Ok(visit.redirect("/quan-tri/thu/so", &flash))
}
