//! The register of proposals that units copy a practice: the list, one of them, proposing, answering; it must not answer for a unit.

mod excel;
mod sample;

use crate::{
    filters,
    kernel::{AppState, Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::practice::at as practice_at,
    sample::Easel,
    ui::{Action, Badge, Pager, Tone},
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
    adoption::{self, Declaring},
    replication::{self, AskedView, List, New, ReplicationAnswer, ReplicationView, Search},
};
use lantoa_domain::id::{PracticeId, ReplicationId, UnitId};
use lantoa_i18n::word;

const UNITS: Input = Input::new(InputKind::Ticks, "don-vi", word!("replication-units")).required();
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("replication-why")).required().max_chars(2000);
const DUE: Input =
    Input::new(InputKind::Date, "han", word!("replication-due")).required().hint(word!("replication-due-hint"));
const ANSWER: Input = Input::new(InputKind::Radio, "tra-loi", word!("replication-answer")).required();
const BECAUSE: Input = Input::new(InputKind::Lines, "ly-do", word!("replication-because"))
    .sometimes()
    .max_chars(2000)
    .hint(word!("replication-because-hint"));

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/de-xuat-nhan-rong", get(list))
        .route("/de-xuat-nhan-rong/excel", post(excel::take))
        .route("/de-xuat-nhan-rong/moi", get(ask_new).post(create))
        .route("/de-xuat-nhan-rong/{id}", get(show))
        .route("/de-xuat-nhan-rong/{id}/tra-loi/{unit}", get(ask_answer).post(answer))
}

fn at(id: ReplicationId) -> String {
    format!("/de-xuat-nhan-rong/{id}")
}

/// How a proposal stands as a whole.
fn standing(counts: &(u32, u32, u32), late: &bool) -> Badge {
    match (counts.0 - counts.1 - counts.2, *late) {
        (0, _) => Badge::new(word!("replication-all-answered"), Tone::Good),
        (left, true) => Badge::new(word!("replication-late").with("count", left), Tone::Bad),
        (left, false) => Badge::new(word!("replication-waiting").with("count", left), Tone::Note),
    }
}

/// What a unit said.
fn said(asked: &AskedView) -> Badge {
    match asked.answer {
        None => Badge::new(word!("replication-no-answer"), Tone::Plain),
        Some(ReplicationAnswer::Accepted) => Badge::new(word!("replication-accepted"), Tone::Good),
        Some(ReplicationAnswer::Declined) => Badge::new(word!("replication-declined"), Tone::Warn),
    }
}

/// `/de-xuat-nhan-rong`.
#[derive(Template)]
#[template(path = "replication/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    list: List,
    pager: Pager,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, list: List) -> Self {
        let next = list.rows.last().filter(|_| list.more).map(|row| row.id.to_string());
        Self {
            shell: visit
                .shell(word!("replication-register"), Area::Practices)
                .crumb(word!("ui-area-practices"), Area::Practices.address()),
            pager: Pager::new(&query, list.rows.len(), next.as_deref()),
            query,
            list,
        }
    }

    fn is_mine(&self) -> bool {
        self.query.get("xem") == Some("don-vi-toi")
    }
}

fn search(query: &ListQuery) -> Search {
    let practice = query.get("mo-hinh").and_then(|text| text.parse().ok());
    Search { practice, mine: query.get("xem") == Some("don-vi-toi"), ..Search::default() }
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let before = query.cursor().and_then(|text| text.parse().ok());
    let found = replication::list(visit.cx()?, search(&query), before).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, found)))
}

/// `/de-xuat-nhan-rong/{id}`.
#[derive(Template)]
#[template(path = "replication/show.html")]
struct ShowPage {
    shell: Shell,
    view: ReplicationView,
    today: Date,
}

impl ShowPage {
    fn new(visit: &Visit, view: ReplicationView, today: Date) -> Self {
        let shell = visit
            .shell(word!("replication-show-title").with("title", &view.title), Area::Practices)
            .crumb(word!("ui-area-practices"), Area::Practices.address())
            .crumb(word!("replication-register"), "/de-xuat-nhan-rong");
        Self { shell, view, today }
    }
}

async fn load(visit: &Visit, id: ReplicationId) -> Result<ReplicationView, Failure> {
    replication::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At(id): At<ReplicationId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let today = visit.cx()?.today();
    Ok(visit.page(&ShowPage::new(&visit, view, today)))
}

fn new_page(visit: &Visit, view: &Declaring, form: &FormState) -> Ask {
    let (home, title) = (practice_at(view.practice), word!("replication-new"));
    let shell = visit
        .shell(title, Area::Practices)
        .crumb(word!("ui-area-practices"), Area::Practices.address())
        .crumb(view.title.as_str(), home.as_str());
    let units: Vec<Choice> = view.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
    let submit = Action::submit(title).primary().icon("send");
    let back = Action::link(word!("ui-confirm-back"), home.as_str());
    Ask::new(shell, title, "/de-xuat-nhan-rong/moi", submit, back)
        .lead(word!("replication-new-lead").with("title", &view.title))
        .hidden("mo-hinh", view.practice.to_string())
        .fields(form, vec![form.show(WHY), form.show(DUE), form.show_choices(UNITS, &units)])
}

/// The practice with the units that could copy it, for those who propose.
async fn proposable(visit: &Visit, id: PracticeId) -> Result<Declaring, Failure> {
    let cx = visit.cx()?;
    let view = adoption::declaring(cx, id).await.map_err(|why| visit.failed(why))?;
    let possible = view.open && cx.may(lantoa_domain::policy::Act::ProposeReplication) && !view.units.is_empty();
    if possible { Ok(view) } else { Err(Failure::not_now(practice_at(id))) }
}

async fn ask_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    visit.cx()?;
    let id = query.get("mo-hinh").and_then(|text| text.parse().ok()).ok_or(Failure::NotFound)?;
    let view = proposable(&visit, id).await?;
    Ok(visit.page(&new_page(&visit, &view, &FormState::empty())))
}

async fn create(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let practice: PracticeId = form.raw("mo-hinh").parse().map_err(|_| Failure::NotFound)?;
    let (why, due) = (form.text(WHY), form.date(DUE));
    let units: Option<Vec<UnitId>> = form.all(UNITS.name).map(|text| text.parse().ok()).collect();
    let chosen = form.choice(UNITS, |_| units.filter(|units| !units.is_empty()));
    if let (Some(why), Some(due), Some(units)) = (why, due, chosen) {
        match replication::propose(cx, New { practice, units, why, due }).await {
            Ok(id) => return Ok(visit.redirect(&at(id), &Flash::done(word!("replication-proposed")))),
            Err(error) => {
                // The rule of the owner names one unit; here several are chosen.
                blame(&mut form, &visit, error, &[("unit", UNITS), ("units", UNITS), ("due", DUE), ("reason", WHY)])?;
            }
        }
    }
    let view = proposable(&visit, practice).await?;
    Ok(visit.page_again(&new_page(&visit, &view, &form)))
}

fn answer_page(visit: &Visit, (view, asked): (&ReplicationView, &AskedView), form: &FormState) -> Ask {
    let (base, title) = (at(view.id), word!("replication-answer-do"));
    let shell = visit
        .shell(title, Area::Practices)
        .crumb(word!("replication-register"), "/de-xuat-nhan-rong")
        .crumb(view.title.as_str(), base.as_str());
    let ways = [
        Choice::new("dong-y", word!("replication-accept")).note(word!("replication-accept-then")),
        Choice::new("khong", word!("replication-decline")),
    ];
    let submit = Action::submit(title).primary().icon("send");
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell, title, format!("{base}/tra-loi/{}", asked.unit), submit, back)
        .lead(word!("replication-answer-lead").with("name", &asked.name).with("title", &view.title))
        .fact(word!("replication-why"), view.why.as_str())
        .fact(word!("replication-due"), word!("adoption-day").with("date", view.due))
        .hidden(FormState::VERSION, asked.version.to_string())
        .fields(form, vec![form.show_choices(ANSWER, &ways), form.show(BECAUSE)])
}

async fn asked(visit: &Visit, id: ReplicationId, unit: UnitId) -> Result<(ReplicationView, AskedView), Failure> {
    let view = load(visit, id).await?;
    let found = view.units.iter().find(|one| one.unit == unit).cloned().ok_or(Failure::NotFound)?;
    if found.may_answer { Ok((view, found)) } else { Err(Failure::not_now(at(id))) }
}

async fn ask_answer(visit: Visit, At((id, unit)): At<(ReplicationId, UnitId)>) -> Result<Response, Failure> {
    let (view, asked) = asked(&visit, id, unit).await?;
    Ok(visit.page(&answer_page(&visit, (&view, &asked), &FormState::empty())))
}

async fn answer(
    visit: Visit,
    At((id, unit)): At<(ReplicationId, UnitId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let seen = form.version()?;
    let answer = form.choice(ANSWER, |text| match text {
        "dong-y" => Some(ReplicationAnswer::Accepted),
        "khong" => Some(ReplicationAnswer::Declined),
        _ => None,
    });
    if let (Some(answer), Some(why)) = (answer, form.text(BECAUSE)) {
        match replication::answer(visit.cx()?, (id, unit), seen, answer, why).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("replication-answered")))),
            Err(error) => blame(&mut form, &visit, error, &[("reason", BECAUSE)])?,
        }
    }
    let (view, asked) = asked(&visit, id, unit).await?;
    Ok(visit.page_again(&answer_page(&visit, (&view, &asked), &form)))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
