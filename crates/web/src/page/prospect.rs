//! New factors: the list, one of them on its way, entering, inviting, letting go; it must not decide who may.

mod excel;
pub(super) mod form;
mod sample;

use crate::{
    filters,
    kernel::{AppState, Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::{
        bulk,
        dossier::say::{KINDS, of_slug, slug_of},
        fostering::{self, KeptRow},
        suggestion::{source, source_of, sources},
    },
    ui::{Action, Badge, Bulk, Label, Pager, Stat, Tone},
    words,
    wrong::blame,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use jiff::civil::Date;
use lantoa_app::{
    fostering::About,
    prospect::{self, List, ProspectState, Source, View, Wanted, alike::Alike},
};
use lantoa_domain::{alike::Likeness, id::ProspectId};
use lantoa_i18n::{Word, word};

pub use sample::samples;

const WORDS: Input = Input::new(InputKind::Search, "q", word!("prospect-filter-words"));
const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("prospect-state"));
const KIND: Input = Input::new(InputKind::Select, "doi-tuong", word!("prospect-kind"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("prospect-unit"));
const SOURCE: Input = Input::new(InputKind::Select, "nguon", word!("suggestion-source"));
const REASON: Input = Input::new(InputKind::Lines, "ly-do", word!("suggestion-why")).required().max_chars(2000);
const ANOTHER: Input = Input::new(InputKind::Tick, "nguoi-khac", word!("prospect-another"));

const STATES: [(&str, ProspectState); 5] = [
    ("phat-hien", ProspectState::Noticed),
    ("boi-duong", ProspectState::Fostered),
    ("moi-dang-ky", ProspectState::Invited),
    ("da-dang-ky", ProspectState::Registered),
    ("thoi", ProspectState::LetGo),
];

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/nhan-to", get(list))
        .route("/nhan-to/excel", post(excel::take))
        .route("/nhan-to/moi", get(show_new).post(add))
        .route("/nhan-to/{id}", get(show))
        .route("/nhan-to/{id}/sua", get(show_edit).post(edit))
        .route("/nhan-to/{id}/moi-dang-ky", post(invite))
        .route("/nhan-to/{id}/thoi", get(show_let_go).post(let_go))
        .route("/nhan-to/{id}/xem-lai", post(take_back))
}

/// The state as a word.
pub(super) const fn state_word(state: ProspectState) -> Word {
    match state {
        ProspectState::Noticed => word!("prospect-noticed"),
        ProspectState::Fostered => word!("prospect-fostered"),
        ProspectState::Invited => word!("prospect-invited"),
        ProspectState::Registered => word!("prospect-registered"),
        ProspectState::LetGo => word!("prospect-let-go"),
    }
}

/// The state as a pill.
fn state(state: ProspectState) -> Badge {
    let tone = match state {
        ProspectState::Noticed | ProspectState::Fostered => Tone::Note,
        ProspectState::Invited => Tone::Warn,
        ProspectState::Registered => Tone::Good,
        ProspectState::LetGo => Tone::Plain,
    };
    Badge::new(state_word(state), tone)
}

/// Something a name may be the same as.
#[derive(Debug, Clone)]
pub struct AlikeRow {
    /// Its page.
    pub address: String,
    /// Its name.
    pub name: String,
    /// What it is, where and since when.
    pub about: Label,
    /// How close the names are.
    pub likeness: Badge,
}

/// What a name may be the same as, as pages show it.
pub(super) fn alike_rows(found: &[Alike]) -> Vec<AlikeRow> {
    let row = |one: &Alike| {
        let what = match one.about {
            About::Prospect(_) => word!("prospect-alike-prospect"),
            About::Dossier(_) => word!("prospect-alike-dossier"),
            About::Exemplar(_) => word!("prospect-alike-exemplar"),
        };
        let likeness = match one.likeness {
            Likeness::Same => Badge::new(word!("prospect-alike-same"), Tone::Warn),
            Likeness::Near => Badge::new(word!("prospect-alike-near"), Tone::Note),
        };
        AlikeRow {
            address: fostering::home(one.about),
            name: one.name.clone(),
            about: what.with("unit", &one.unit).with("date", one.on).into(),
            likeness,
        }
    };
    found.iter().map(row).collect()
}

/// `/nhan-to`.
#[derive(Template)]
#[template(path = "prospect/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    units: Vec<Choice>,
    sources: Vec<Choice>,
    stats: Vec<Stat>,
    list: List,
    bulk: Bulk,
    pager: Pager,
    actions: Vec<Action>,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, list: List) -> Self {
        let next = list.next.map(|id| id.to_string());
        let mut actions = vec![Action::link(word!("fostering-title"), "/boi-duong").icon("sprout")];
        if let Some(waiting) = list.suggestions {
            let label = word!("prospect-suggestions").with("count", waiting);
            actions.push(Action::link(label, "/nhan-to/gop-y").icon("inbox"));
        }
        if list.may_add {
            actions.push(Action::link(word!("prospect-new"), "/nhan-to/moi").primary().icon("plus"));
        }
        let slug = |state| STATES.iter().find(|(_, one)| *one == state).map_or("", |found| found.0);
        let stat = |(state, count): &(ProspectState, i64)| {
            Stat::new(word!("prospect-figure").with("n", *count), state_word(*state))
                .link(format!("/nhan-to?tinh-trang={}", slug(*state)))
        };
        Self {
            shell: visit
                .shell(word!("prospect-title"), Area::Exemplars)
                .crumb(word!("ui-area-exemplars"), Area::Exemplars.address()),
            filters: query.form(),
            states: STATES.iter().map(|(code, one)| Choice::new(*code, state_word(*one))).collect(),
            kinds: KINDS.iter().map(|(code, kind)| Choice::new(*code, words::kind(*kind))).collect(),
            units: list.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect(),
            sources: sources(&Source::ALL),
            stats: list.counts.iter().filter(|(_, count)| *count > 0).map(stat).collect(),
            bulk: bulk::bar(visit, bulk::Kind::Prospect, &query),
            pager: Pager::new(&query, list.rows.len(), next.as_deref()),
            list,
            query,
            actions,
        }
    }
}

fn wanted(query: &ListQuery) -> Wanted {
    let code = |name: &str| query.get(name).unwrap_or_default();
    Wanted {
        words: query.search().unwrap_or_default().to_owned(),
        state: STATES.iter().find(|(known, _)| *known == code(STATE.name)).map(|found| found.1),
        kind: of_slug(&KINDS, code(KIND.name)),
        unit: code(UNIT.name).parse().ok(),
        source: source_of(code(SOURCE.name)),
        before: query.cursor().and_then(|text| text.parse().ok()),
        ..Wanted::default()
    }
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let found = prospect::list(visit.cx()?, wanted(&query)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, found)))
}

/// `/nhan-to/{id}`.
#[derive(Template)]
#[template(path = "prospect/show.html")]
struct ShowPage {
    shell: Shell,
    view: View,
    /// The steps it has gone: what, when.
    steps: Vec<(Label, Date)>,
    /// How long they took.
    took: Vec<Label>,
    alike: Vec<AlikeRow>,
    plans: Vec<KeptRow>,
    actions: Vec<Action>,
}

impl ShowPage {
    fn new(visit: &Visit, view: View) -> Self {
        Self {
            shell: visit
                .shell(word!("prospect-show").with("name", &view.row.name), Area::Exemplars)
                .crumb(word!("ui-area-exemplars"), Area::Exemplars.address())
                .crumb(word!("prospect-title"), "/nhan-to"),
            steps: steps(&view),
            took: took(&view),
            alike: alike_rows(&view.alike),
            plans: view.plans.iter().map(KeptRow::of).collect(),
            actions: actions(&view),
            view,
        }
    }
}

fn steps(view: &View) -> Vec<(Label, Date)> {
    let step = |word: Word, day: Option<Date>| day.map(|day| (Label::from(word), day));
    let all = [
        step(word!("prospect-step-suggested"), view.told.iter().map(|one| one.on).min()),
        step(word!("prospect-step-noticed"), Some(view.row.noticed_on)),
        step(word!("prospect-step-fostered"), view.fostered_on),
        step(word!("prospect-step-invited"), view.invited_on),
        step(word!("prospect-step-registered"), view.registered_on),
        step(word!("prospect-step-recognised"), view.recognised_on),
        step(word!("prospect-step-let-go"), view.let_go_on),
    ];
    all.into_iter().flatten().collect()
}

fn took(view: &View) -> Vec<Label> {
    let took = view.row.took;
    let said = |days: Option<i32>, word: Word| days.map(|days| word.with("count", days).into());
    [
        said(took.to_prospect, word!("prospect-took-prospect")),
        said(took.to_dossier, word!("prospect-took-dossier")),
        said(took.to_recognition, word!("prospect-took-recognition")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn actions(view: &View) -> Vec<Action> {
    let (id, seen) = (view.row.id, view.version.to_string());
    let base = format!("/nhan-to/{id}");
    let mut out = Vec::new();
    if view.may_foster {
        let plan = Action::link(word!("fostering-new"), format!("/boi-duong/moi?ve={id}")).icon("sprout");
        out.push(if view.row.state == ProspectState::Noticed { plan.primary() } else { plan });
    }
    if view.may_note && view.row.state.is_open() {
        let invited = view.row.state == ProspectState::Invited;
        if !invited {
            out.push(
                Action::post(word!("prospect-invite"), format!("{base}/moi-dang-ky"))
                    .field(FormState::VERSION, seen.clone()),
            );
        }
        let kind = slug_of(&KINDS, view.row.kind);
        let open = format!("/ho-so/moi?nhan-to={id}&doi-tuong={kind}&phong-trao={}", view.movement);
        let register = Action::link(word!("prospect-register"), open).icon("folder-open");
        out.push(if invited { register.primary() } else { register });
        out.push(Action::link(word!("prospect-edit"), format!("{base}/sua")).icon("pencil"));
        out.push(Action::link(word!("prospect-let-go-do"), format!("{base}/thoi")));
    }
    if view.may_note && view.row.state == ProspectState::LetGo {
        out.push(Action::post(word!("prospect-take-back"), format!("{base}/xem-lai")).field(FormState::VERSION, seen));
    }
    out
}

async fn load(visit: &Visit, id: ProspectId) -> Result<View, Failure> {
    prospect::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At(id): At<ProspectId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view)))
}

fn shell(visit: &Visit, title: Word) -> Shell {
    visit
        .shell(title, Area::Exemplars)
        .crumb(word!("ui-area-exemplars"), Area::Exemplars.address())
        .crumb(word!("prospect-title"), "/nhan-to")
}

async fn choices(visit: &Visit) -> Result<prospect::Choices, Failure> {
    prospect::choices(visit.cx()?).await.map_err(|why| visit.failed(why))
}

fn new_page(visit: &Visit, choices: &prospect::Choices, form: FormState, alike: Vec<AlikeRow>) -> form::FormPage {
    form::FormPage::new(shell(visit, word!("prospect-new")), word!("prospect-new"), choices, form)
        .sent_to("/nhan-to/moi", "/nhan-to")
        .alike(alike)
}

async fn show_new(visit: Visit) -> Result<Response, Failure> {
    let choices = choices(&visit).await?;
    Ok(visit.page(&new_page(&visit, &choices, FormState::empty(), Vec::new())))
}

async fn add(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let mut alike = Vec::new();
    if let Some(new) = form::read(&mut form) {
        let found = prospect::alike::may_be(visit.cx()?, &new.name).await.map_err(|why| visit.failed(why))?;
        if !found.is_empty() && !form.ticked(ANOTHER) {
            form.refuse(ANOTHER, word!("prospect-alike-decide"));
            alike = alike_rows(&found);
        } else {
            match prospect::add(visit.cx()?, new).await {
                Ok(id) => {
                    let flash = Flash::done(word!("prospect-added"));
                    return Ok(visit.redirect(&format!("/nhan-to/{id}"), &flash));
                }
                Err(error) => blame(&mut form, &visit, error, &form::FIELDS)?,
            }
        }
    }
    let choices = choices(&visit).await?;
    Ok(visit.page_again(&new_page(&visit, &choices, form, alike)))
}

fn edit_page(visit: &Visit, view: &View, choices: &prospect::Choices, form: FormState) -> form::FormPage {
    let base = format!("/nhan-to/{}", view.row.id);
    let shell = shell(visit, word!("prospect-edit")).crumb(view.row.name.as_str(), base.as_str());
    form::FormPage::new(shell, word!("prospect-edit"), choices, form)
        .sent_to(format!("{base}/sua"), base)
        .version(view.version)
}

async fn show_edit(visit: Visit, At(id): At<ProspectId>) -> Result<Response, Failure> {
    let (view, choices) = (load(&visit, id).await?, choices(&visit).await?);
    if !view.may_note || !view.row.state.is_open() {
        return Err(Failure::not_now(format!("/nhan-to/{id}")));
    }
    let form = form::of(&view);
    Ok(visit.page(&edit_page(&visit, &view, &choices, form)))
}

async fn edit(visit: Visit, At(id): At<ProspectId>, mut form: FormState) -> Result<Response, Failure> {
    if let Some(new) = form::read(&mut form) {
        match prospect::edit(visit.cx()?, id, form.version()?, new).await {
            Ok(()) => return Ok(visit.redirect(&format!("/nhan-to/{id}"), &Flash::done(word!("prospect-saved")))),
            Err(error) => blame(&mut form, &visit, error, &form::FIELDS)?,
        }
    }
    let (view, choices) = (load(&visit, id).await?, choices(&visit).await?);
    Ok(visit.page_again(&edit_page(&visit, &view, &choices, form)))
}

async fn invite(visit: Visit, At(id): At<ProspectId>, form: FormState) -> Result<Response, Failure> {
    prospect::invite(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/nhan-to/{id}"), &Flash::done(word!("prospect-invited-now"))))
}

async fn take_back(visit: Visit, At(id): At<ProspectId>, form: FormState) -> Result<Response, Failure> {
    prospect::take_back(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/nhan-to/{id}"), &Flash::done(word!("prospect-saved"))))
}

fn let_go_page(visit: &Visit, view: &View, form: &FormState) -> Ask {
    let (title, base) = (word!("prospect-let-go-do"), format!("/nhan-to/{}", view.row.id));
    let shell = shell(visit, title).crumb(view.row.name.as_str(), base.as_str());
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell, title, format!("{base}/thoi"), Action::submit(title).danger(), back)
        .lead(word!("prospect-let-go-lead").with("name", &view.row.name))
        .hidden(FormState::VERSION, view.version.to_string())
        .fields(form, vec![form.show(REASON)])
}

async fn show_let_go(visit: Visit, At(id): At<ProspectId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_note || !view.row.state.is_open() {
        return Err(Failure::not_now(format!("/nhan-to/{id}")));
    }
    Ok(visit.page(&let_go_page(&visit, &view, &FormState::empty())))
}

async fn let_go(visit: Visit, At(id): At<ProspectId>, mut form: FormState) -> Result<Response, Failure> {
    let Some(why) = form.text(REASON) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&let_go_page(&visit, &view, &form)));
    };
    prospect::let_go(visit.cx()?, id, form.version()?, why).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/nhan-to/{id}"), &Flash::done(word!("prospect-saved"))))
}
