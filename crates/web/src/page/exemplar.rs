//! Exemplars: the list, one of them, looking at it again, ending it; it must not show of a dossier what its reader may not read.

mod excel;
mod review;
mod sample;

use crate::{
    filters,
    kernel::{AppState, Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::{
        decision::{certificate, paper, view as decision},
        fostering::KeptRow,
        paper::shelf::Shelf,
        practice::say,
    },
    sample::Easel,
    ui::{Action, Badge, Pager, Tone},
    words,
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use lantoa_app::{
    document::About,
    exemplar::{self, Aspect, CardView, ExemplarView, Grade, Level, List, Search, Validity},
    forward::Answer,
    practice::{self, Influences},
};
use lantoa_docgen::Kind;
use lantoa_domain::{
    id::{ExemplarId, ProgrammeId},
    plan::Key,
    policy::Act,
    subject::SubjectKind,
};
use lantoa_i18n::{Word, word};

const WORDS: Input = Input::new(InputKind::Search, "q", word!("exemplar-filter-words"));
const MOVEMENT: Input = Input::new(InputKind::Select, "phong-trao", word!("exemplar-movement"));
const KIND: Input = Input::new(InputKind::Select, "doi-tuong", word!("exemplar-kind"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("exemplar-unit"));
const YEAR: Input = Input::new(InputKind::Select, "nam", word!("exemplar-year"));
const VALIDITY: Input = Input::new(InputKind::Select, "hieu-luc", word!("exemplar-validity"));

const HOW: Input = Input::new(InputKind::Radio, "cach", word!("exemplar-end-how")).required();
const REASON: Input = Input::new(InputKind::Lines, "ly-do", word!("exemplar-end-why")).required().max_chars(2000);

const KINDS: [(&str, SubjectKind); 4] = [
    ("ca-nhan", SubjectKind::Individual),
    ("tap-the", SubjectKind::Collective),
    ("ho-gia-dinh", SubjectKind::Household),
    ("mo-hinh", SubjectKind::Practice),
];
const VALIDITIES: [(&str, Validity); 4] = [
    ("con-hieu-luc", Validity::Valid),
    ("can-xem-lai", Validity::Recheck),
    ("het-hieu-luc", Validity::Expired),
    ("thu-hoi", Validity::Withdrawn),
];

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/dien-hinh", get(list))
        .route("/dien-hinh/excel", post(excel::take))
        .route("/dien-hinh/{id}", get(show))
        .route("/dien-hinh/{id}/giay-cong-nhan", get(certificate::recognition))
        .route("/dien-hinh/{id}/giay-cong-nhan/tai/{form}", get(paper::recognition))
        .route("/dien-hinh/{id}/xem-lai", get(review::show).post(review::send))
        .route("/dien-hinh/{id}/ket-thuc", get(show_end).post(end))
}

fn validity_word(validity: Validity) -> Word {
    match validity {
        Validity::Valid => word!("exemplar-valid"),
        Validity::Recheck => word!("exemplar-recheck"),
        Validity::Expired => word!("exemplar-expired"),
        Validity::Withdrawn => word!("exemplar-withdrawn"),
    }
}

fn validity(validity: &Validity) -> Badge {
    let tone = match validity {
        Validity::Valid => Tone::Honour,
        Validity::Recheck => Tone::Warn,
        Validity::Expired => Tone::Plain,
        Validity::Withdrawn => Tone::Bad,
    };
    Badge::new(validity_word(*validity), tone)
}

/// The level as a word.
pub(super) fn level(level: Level) -> Word {
    match level {
        Level::Agency => word!("exemplar-level-agency"),
        Level::Province => word!("exemplar-level-province"),
        Level::State => word!("exemplar-level-state"),
    }
}

/// The answer of the level above as a pill.
pub(super) fn answer(answer: Option<Answer>) -> Badge {
    match answer {
        None => Badge::new(word!("exemplar-answer-none"), Tone::Note),
        Some(Answer::Accepted) => Badge::new(word!("exemplar-answer-accepted"), Tone::Honour),
        Some(Answer::Declined) => Badge::new(word!("exemplar-answer-declined"), Tone::Plain),
        Some(Answer::Returned) => Badge::new(word!("exemplar-answer-returned"), Tone::Warn),
    }
}

/// `/dien-hinh`.
#[derive(Template)]
#[template(path = "exemplar/list.html")]
struct ListPage {
    shell: Shell,
    query: ListQuery,
    filters: FormState,
    movements: Vec<Choice>,
    kinds: Vec<Choice>,
    units: Vec<Choice>,
    years: Vec<Choice>,
    validities: Vec<Choice>,
    list: List,
    pager: Pager,
    statistics: Option<Action>,
    prospects: Option<Action>,
}

impl ListPage {
    fn new(visit: &Visit, query: ListQuery, list: List) -> Self {
        let next = list.rows.last().filter(|_| list.more).map(|row| row.id.to_string());
        let movement = |(programme, key, name): &(ProgrammeId, Key, String)| {
            Choice::new(format!("{programme}.{key}"), name.as_str())
        };
        Self {
            shell: visit.shell(word!("ui-area-exemplars"), Area::Exemplars),
            filters: query.form(),
            movements: list.movements.iter().map(movement).collect(),
            kinds: KINDS.iter().map(|(code, kind)| Choice::new(*code, words::kind(*kind))).collect(),
            units: list.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect(),
            years: list.years.iter().map(|year| Choice::new(year.to_string(), year.to_string())).collect(),
            validities: VALIDITIES.iter().map(|(code, one)| Choice::new(*code, validity_word(*one))).collect(),
            pager: Pager::new(&query, list.rows.len(), next.as_deref()),
            statistics: visit
                .cx()
                .is_ok_and(|cx| cx.may(Act::ReadPeople))
                .then(|| Action::link(word!("statistics-title"), "/thong-ke").icon("chart-column")),
            prospects: visit
                .cx()
                .is_ok_and(lantoa_app::prospect::may_list)
                .then(|| Action::link(word!("prospect-title"), "/nhan-to").icon("sprout")),
            list,
            query,
        }
    }
}

fn search(query: &ListQuery) -> Search {
    let movement = query.get("phong-trao").and_then(|text| text.split_once('.'));
    let code = |name: &str| query.get(name).unwrap_or_default();
    Search {
        words: query.search().unwrap_or_default().to_owned(),
        movement: movement.and_then(|(programme, key)| Some((programme.parse().ok()?, key.parse().ok()?))),
        kind: KINDS.iter().find(|(known, _)| *known == code("doi-tuong")).map(|found| found.1),
        unit: code("don-vi").parse().ok(),
        year: code("nam").parse().ok(),
        validity: VALIDITIES.iter().find(|(known, _)| *known == code("hieu-luc")).map(|found| found.1),
        ..Search::default()
    }
}

async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let before = query.cursor().and_then(|text| text.parse().ok());
    let found = exemplar::list(visit.cx()?, search(&query), before).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ListPage::new(&visit, query, found)))
}

/// `/dien-hinh/{id}`.
#[derive(Template)]
#[template(path = "exemplar/show.html")]
struct ShowPage {
    shell: Shell,
    view: ExemplarView,
    influence: Influences,
    actions: Vec<Action>,
    papers: Shelf,
    plans: Vec<KeptRow>,
}

impl ShowPage {
    fn new(visit: &Visit, view: ExemplarView, influence: Influences) -> Self {
        let base = format!("/dien-hinh/{}", view.id);
        let mut actions =
            vec![Action::link(word!("exemplar-certificate"), format!("{base}/giay-cong-nhan")).icon("award")];
        if view.may_recheck || view.may_end {
            let again = Action::link(word!("exemplar-recheck-do"), format!("{base}/xem-lai")).icon("clipboard-check");
            actions.push(if view.validity == Validity::Recheck { again.primary() } else { again });
        }
        if view.may_foster {
            let new = format!("/boi-duong/moi?ve={}", view.id);
            actions.push(Action::link(word!("fostering-new"), new).icon("sprout"));
        }
        if let Some(unit) = influence.draft_for.filter(|_| view.validity != Validity::Withdrawn) {
            let address = format!("/mo-hinh/moi?dien-hinh={}&don-vi={unit}", view.id);
            actions.push(Action::link(word!("practice-of-exemplar"), address).icon("sparkles"));
        }
        if view.may_consent {
            let consent = format!("/tuyen-truyen/dong-y/{}", view.id);
            actions.push(Action::link(word!("publicity-consents"), consent).icon("megaphone"));
        }
        if view.may_end {
            actions.push(Action::link(word!("exemplar-end"), format!("{base}/ket-thuc")).danger());
        }
        let shell = visit
            .shell(word!("exemplar-title").with("name", &view.name), Area::Exemplars)
            .crumb(word!("ui-area-exemplars"), Area::Exemplars.address());
        let plans = view.plans.iter().map(KeptRow::of).collect();
        Self { shell, papers: papers(&view), plans, view, influence, actions }
    }
}

impl ShowPage {
    /// Each aspect of a card with its grade and evidence.
    fn aspects<'c>(&self, card: &'c CardView) -> impl Iterator<Item = (Word, &'c (Grade, String))> {
        Aspect::ALL.into_iter().map(review::aspect).zip(&card.aspects)
    }
}

/// The papers of the exemplar: what rests on its dossier only for those who may read it.
fn papers(view: &ExemplarView) -> Shelf {
    let valid = view.validity != Validity::Withdrawn;
    Shelf::of(About::Exemplar(view.id)).only(|kind| match kind {
        Kind::Certificate => valid,
        Kind::Fostering => view.dossier.is_some(),
        _ => true,
    })
}

async fn load(visit: &Visit, id: ExemplarId) -> Result<ExemplarView, Failure> {
    exemplar::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At(id): At<ExemplarId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let influence = practice::influence(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&ShowPage::new(&visit, view, influence)))
}

fn shell(visit: &Visit, title: Word, view: &ExemplarView) -> Shell {
    visit
        .shell(title, Area::Exemplars)
        .crumb(word!("ui-area-exemplars"), Area::Exemplars.address())
        .crumb(view.name.as_str(), format!("/dien-hinh/{}", view.id))
}

fn end_page(visit: &Visit, view: &ExemplarView, form: &FormState) -> Ask {
    let base = format!("/dien-hinh/{}", view.id);
    let title = word!("exemplar-end");
    let how = [
        Choice::new("het", word!("exemplar-end-expire")).note(word!("exemplar-end-expire-note")),
        Choice::new("thu-hoi", word!("exemplar-end-withdraw")).note(word!("exemplar-end-withdraw-note")),
    ];
    let submit = Action::submit(word!("exemplar-end-do")).danger();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell(visit, title, view), title, format!("{base}/ket-thuc"), submit, back)
        .lead(word!("exemplar-end-lead").with("name", &view.name))
        .consequence(word!("exemplar-end-then"))
        .hidden(FormState::VERSION, view.version.to_string())
        .fields(form, vec![form.show_choices(HOW, &how), form.show(REASON)])
        .grave()
}

async fn show_end(visit: Visit, At(id): At<ExemplarId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_end {
        return Err(Failure::not_now(format!("/dien-hinh/{id}")));
    }
    Ok(visit.page(&end_page(&visit, &view, &FormState::empty())))
}

async fn end(visit: Visit, At(id): At<ExemplarId>, mut form: FormState) -> Result<Response, Failure> {
    let how = form.choice(HOW, |text| match text {
        "het" => Some(false),
        "thu-hoi" => Some(true),
        _ => None,
    });
    let (Some(withdraw), Some(why)) = (how, form.text(REASON)) else {
        let view = load(&visit, id).await?;
        return Ok(visit.page_again(&end_page(&visit, &view, &form)));
    };
    let (cx, seen) = (visit.cx()?, form.version()?);
    let done =
        if withdraw { exemplar::withdraw(cx, id, seen, why).await } else { exemplar::expire(cx, id, seen, why).await };
    done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/dien-hinh/{id}"), &Flash::done(word!("exemplar-ended"))))
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = || ListQuery::new("/dien-hinh", &[("q", "khoi")]);
    easel.show("exemplar/list", &ListPage::new(&visit, query(), sample::list()));
    let none = List { rows: Vec::new(), more: false, ..sample::list() };
    easel.show("exemplar/list-narrowed-empty", &ListPage::new(&visit, query(), none.clone()));
    easel.show("exemplar/list-empty", &ListPage::new(&visit, ListQuery::new("/dien-hinh", &[]), none));
    easel.show("exemplar/show", &ShowPage::new(&visit, sample::view(), sample::influence()));
    easel.show("exemplar/show-staff", &ShowPage::new(&visit, sample::for_staff(), Influences::default()));
    easel.show("exemplar/recheck", &review::page(&visit, &sample::view(), &FormState::empty()));
    let mut wrong = FormState::empty();
    wrong.text(REASON);
    easel.show("exemplar/end-wrong", &end_page(&visit, &sample::view(), &wrong));
}
