//! The journal: the list with its filters, and the proof that it is whole; it must offer no way to change an entry.

mod events;
mod excel;
mod fields;
pub mod view;

use crate::{
    filters,
    kernel::{AppState, Choice, Failure, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Pager},
    wrong::message,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use fields::Piece;
use lantoa_app::Error;
use lantoa_app::journal::{self, Proof, Wanted};
use lantoa_domain::Refusal;
use lantoa_i18n::word;
use view::{EntryView, ProofView};

const WHO: Input = Input::new(InputKind::Select, "ai", word!("journal-who"));
const ACTION: Input = Input::new(InputKind::Select, "viec", word!("journal-action"));
const SUBJECT: Input = Input::text("ma", word!("journal-subject"));
const FROM: Input = Input::new(InputKind::Date, "tu-ngay", word!("journal-from"));
const TO: Input = Input::new(InputKind::Date, "den-ngay", word!("journal-to"));

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/nhat-ky", get(list))
        .route("/nhat-ky/excel", post(excel::take))
        .route("/nhat-ky/kiem-tra", post(verify))
}

/// `/nhat-ky`.
#[derive(Template)]
#[template(path = "journal/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    people: Vec<Choice>,
    actions: Vec<Choice>,
    rows: Vec<EntryView>,
    pager: Pager,
    verify: Action,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, filters: FormState, page: view::List) -> Self {
        let action = |(name, word): &(&str, lantoa_i18n::Word)| Choice::new(*name, *word);
        Self {
            shell: visit.shell(word!("journal-title"), Area::Journal),
            filters,
            people: page.people.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
            actions: events::EVENTS.iter().map(action).collect(),
            pager: Pager::new(&query, page.rows.len(), page.next.as_deref()),
            rows: page.rows,
            verify: Action::post(word!("journal-verify"), "/nhat-ky/kiem-tra").icon("check-check"),
            query,
        }
    }
}

/// What is wanted; a day that is none, or does not fit the other, is noted and restricts nothing.
fn wanted(query: &ListQuery, filters: &mut FormState) -> Wanted {
    let (mut from, mut to) = (filters.maybe_date(FROM).flatten(), filters.maybe_date(TO).flatten());
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        filters.refuse(TO, word!("journal-from-after-to"));
        (from, to) = (None, None);
    }
    Wanted {
        actor: query.get(WHO.name).and_then(|id| id.parse().ok()),
        action: query.get(ACTION.name).map(str::to_owned),
        subject: query.get(SUBJECT.name).map(str::to_owned),
        from,
        to,
        before: query.cursor().and_then(|seq| seq.parse().ok()),
        ..Wanted::default()
    }
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let mut filters = query.form();
    let wanted = wanted(&query, &mut filters);
    let found = match journal::list(cx, wanted.clone()).await {
        Err(Error::Refused(Refusal::Invalid { field, why })) => {
            filters.refuse(SUBJECT, message(field, why, ""));
            journal::list(cx, Wanted { subject: None, ..wanted }).await
        }
        found => found,
    };
    let found = found.map_err(|error| visit.failed(error))?;
    Ok(visit.page(&ListPage::new(&visit, query, filters, view::List::new(found))))
}

/// The outcome of a verification.
#[derive(Template)]
#[template(path = "journal/proof.html")]
struct ProofPage {
    shell: Shell,
    proof: ProofView,
    back: Action,
}

impl ProofPage {
    fn new(visit: &Visit, proof: &Proof) -> Self {
        Self {
            shell: visit.shell(word!("journal-verify"), Area::Journal).crumb(word!("journal-title"), "/nhat-ky"),
            proof: ProofView::new(proof),
            back: Action::link(word!("journal-back"), "/nhat-ky").primary(),
        }
    }
}

async fn verify(visit: Visit) -> Result<Response, Failure> {
    let proof = journal::verify(visit.cx()?).await.map_err(|error| visit.failed(error))?;
    Ok(visit.page(&ProofPage::new(&visit, &proof)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    use lantoa_domain::id::{Id, UnitId};
    let visit = easel.visit().clone();
    let query = ListQuery::new("/nhat-ky", &[("viec", "dossier.nominated")]);
    easel.show("journal/list", &ListPage::new(&visit, query.clone(), query.form(), view::sample()));
    let none = view::List { rows: Vec::new(), next: None, people: Vec::new() };
    let mut filters = query.form();
    filters.refuse(SUBJECT, message("subject", "form", ""));
    easel.show("journal/list-none", &ListPage::new(&visit, query, filters, none));
    let sound = Proof::Sound { entries: 12_345, head: "a1b2c3d4".repeat(8) };
    easel.show("journal/sound", &ProofPage::new(&visit, &sound));
    let broken = journal::Broken { root: UnitId::from_raw(1), seq: 4_711, fault: journal::Fault::Changed };
    easel.show("journal/broken", &ProofPage::new(&visit, &Proof::Broken(broken)));
}
