//! The forms of an adoption: declared, described, carried on, signed, checked; they must not decide what may follow.

use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use lantoa_app::adoption::{self, Adopter, AdoptionView, Declaring, New, SeenAt, Teacher, Words};
use lantoa_domain::{
    adoption::{Check, Stage},
    id::{AdoptionId, PracticeId, VisitId},
};
use lantoa_i18n::{Word, word};

use super::{at, load};
use crate::{
    filters,
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    nav::Area,
    page::{
        practice::{
            at as practice_at,
            figures::{FIGURES, FigureRows},
            say::{self, STAGES},
        },
        publicity::chosen,
    },
    ui::Action,
    wrong::blame,
};

const WHO: Input = Input::new(InputKind::Select, "don-vi", word!("adoption-unit")).required();
const OUTSIDE: Input =
    Input::text("don-vi-ngoai", word!("adoption-outside")).sometimes().hint(word!("adoption-outside-hint"));
const FROM: Input = Input::new(InputKind::Select, "hoc-tu", word!("adoption-from")).required();
const HOW: Input =
    Input::new(InputKind::Lines, "cach-hoc", word!("adoption-how")).max_chars(2000).hint(word!("adoption-how-hint"));
const SEEN_AT: Input =
    Input::new(InputKind::Select, "hoc-tai", word!("adoption-seen-at")).hint(word!("adoption-seen-at-hint"));
const STAGE: Input = Input::new(InputKind::Radio, "muc-do", word!("adoption-stage")).required();
const ON: Input = Input::new(InputKind::Date, "ngay", word!("adoption-on")).required();
const NOTE: Input = Input::new(InputKind::Lines, "ghi-chu", word!("adoption-note")).max_chars(2000);
const STEP_NOTE: Input = Input::new(InputKind::Lines, "ghi-chu", word!("adoption-note"))
    .sometimes()
    .max_chars(2000)
    .hint(word!("adoption-note-hint"));
const CHANGED: Input = Input::new(InputKind::Lines, "dieu-chinh", word!("adoption-changed"));
const RESULTS: Input = Input::new(InputKind::Lines, "ket-qua", word!("adoption-results"));
const DIFFICULTY: Input = Input::new(InputKind::Lines, "kho-khan", word!("adoption-difficulty"));
const PROOF: Input = Input::text("van-ban", word!("adoption-proof")).required().hint(word!("adoption-proof-hint"));
const VERDICT: Input = Input::new(InputKind::Radio, "ket-luan", word!("adoption-verdict")).required();
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("adoption-why"))
    .sometimes()
    .max_chars(2000)
    .hint(word!("adoption-why-hint"));

/// What stands for the origin, and for a unit outside the agency.
const ORIGIN: &str = "goc";
const ELSEWHERE: &str = "ngoai";

fn teachers(teachers: &[Teacher], origin: &str) -> Vec<Choice> {
    let first = Choice::new(ORIGIN, word!("adoption-from-origin").with("name", origin));
    let others = teachers.iter().map(|one| Choice::new(one.id.to_string(), one.name.as_str()));
    std::iter::once(first).chain(others).collect()
}

/// `Some(None)` is the origin.
fn teacher(form: &mut FormState) -> Option<Option<AdoptionId>> {
    form.choice(FROM, |text| if text == ORIGIN { Some(None) } else { text.parse().ok().map(Some) })
}

fn visits(offered: &[SeenAt]) -> Vec<Choice> {
    let named = |one: &SeenAt| {
        word!("adoption-seen-at-choice").with("topic", &one.topic).with("host", &one.host).with("date", one.on)
    };
    offered.iter().map(|one| Choice::new(one.id.to_string(), named(one))).collect()
}

/// `Some(None)` where nothing was chosen.
fn seen_at(form: &mut FormState) -> Option<Option<VisitId>> {
    chosen(form, SEEN_AT)
}

fn stage(form: &mut FormState) -> Option<Stage> {
    form.choice(STAGE, |text| STAGES.iter().find(|(code, _)| *code == text).map(|found| found.1))
}

fn stages(of: &[Stage]) -> Vec<Choice> {
    let known = STAGES.iter().filter(|(_, stage)| of.contains(stage));
    known.map(|(code, stage)| Choice::new(*code, say::stage_word(*stage)).note(explained(*stage))).collect()
}

const fn explained(stage: Stage) -> Word {
    match stage {
        Stage::Visited => word!("adoption-stage-visited-why"),
        Stage::Trying => word!("adoption-stage-trying-why"),
        Stage::InUse => word!("adoption-stage-in-use-why"),
        Stage::Sustained => word!("adoption-stage-sustained-why"),
        Stage::Stopped => word!("adoption-stage-stopped-why"),
    }
}

pub(super) fn declare_page(visit: &Visit, view: &Declaring, form: &FormState) -> Ask {
    let home = practice_at(view.practice);
    let title = word!("adoption-declare");
    let shell = visit
        .shell(title, Area::Practices)
        .crumb(word!("ui-area-practices"), Area::Practices.address())
        .crumb(view.title.as_str(), home.as_str());
    let mut units: Vec<Choice> =
        view.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
    if view.outside {
        units.push(Choice::new(ELSEWHERE, word!("adoption-outside-choice")));
    }
    let mut fields = vec![form.show_choices(WHO, &units)];
    if view.outside {
        fields.push(form.show(OUTSIDE));
    }
    fields.push(form.show_choices(FROM, &teachers(&view.teachers, &view.owner)));
    fields.push(form.show(HOW));
    if !view.visits.is_empty() {
        fields.push(form.show_choices(SEEN_AT, &visits(&view.visits)));
    }
    fields.push(form.show_choices(STAGE, &stages(&[Stage::Visited, Stage::Trying, Stage::InUse])));
    fields.extend([form.show(ON), form.show(NOTE)]);
    let submit = Action::submit(title).primary();
    let back = Action::link(word!("ui-confirm-back"), home.as_str());
    Ask::new(shell, title, format!("{home}/ap-dung"), submit, back)
        .lead(word!("adoption-declare-lead").with("title", &view.title))
        .fields(form, fields)
}

async fn declaring(visit: &Visit, id: PracticeId) -> Result<Declaring, Failure> {
    let view = adoption::declaring(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let possible = view.open && (!view.units.is_empty() || view.outside);
    if possible { Ok(view) } else { Err(Failure::not_now(practice_at(id))) }
}

pub(super) async fn ask_declare(visit: Visit, At(id): At<PracticeId>) -> Result<Response, Failure> {
    let view = declaring(&visit, id).await?;
    let cx = visit.cx()?;
    let own = view.units.iter().find(|(unit, _)| *unit == cx.actor().unit);
    let form = FormState::filled([
        (WHO.name, own.map(|(unit, _)| unit.to_string()).unwrap_or_default()),
        (FROM.name, ORIGIN.to_owned()),
        (ON.name, cx.today().to_string()),
    ]);
    Ok(visit.page(&declare_page(&visit, &view, &form)))
}

pub(super) async fn declare(visit: Visit, At(id): At<PracticeId>, mut form: FormState) -> Result<Response, Failure> {
    let outside = form.text(OUTSIDE);
    let who = form.choice(WHO, |text| match text {
        ELSEWHERE => Some(Adopter::Outside(String::new())),
        other => other.parse().ok().map(Adopter::Unit),
    });
    let (learned_from, how, note) = (teacher(&mut form), form.text(HOW), form.text(NOTE));
    let (stage, on, learned_at) = (stage(&mut form), form.date(ON), seen_at(&mut form));
    if let (Some(who), Some(outside), Some(learned_from), Some(how), Some(note), Some(stage), Some(on)) =
        (who, outside, learned_from, how, note, stage, on)
        && let Some(learned_at) = learned_at
    {
        let adopter = if let Adopter::Outside(_) = who { Adopter::Outside(outside) } else { who };
        let blamed = if let Adopter::Outside(_) = adopter { OUTSIDE } else { WHO };
        let new = New { practice: id, adopter, learned_from, how, learned_at, stage, on, note };
        match adoption::declare(visit.cx()?, new).await {
            Ok(id) => return Ok(visit.redirect(&at(id), &Flash::done(word!("adoption-declared")))),
            Err(error) => {
                let fields = [("unit", blamed), ("from", FROM), ("visit", SEEN_AT), ("stage", STAGE), ("on", ON)];
                blame(&mut form, &visit, error, &fields)?;
            }
        }
    }
    let view = match declaring(&visit, id).await {
        // Nobody is left for whom this person could declare: the unit was entered while the form was open.
        Err(Failure::NotNow { page, .. }) => {
            return Err(Failure::NotNow { page, why: word!("adoption-taken-already").into() });
        }
        other => other?,
    };
    Ok(visit.page_again(&declare_page(&visit, &view, &form)))
}

fn crumbs(visit: &Visit, title: Word, view: &AdoptionView) -> Shell {
    visit
        .shell(title, Area::Practices)
        .crumb(word!("ui-area-practices"), Area::Practices.address())
        .crumb(view.title.as_str(), practice_at(view.practice))
        .crumb(view.adopter.1.as_str(), at(view.id))
}

/// `/nhan-rong/{id}/sua`.
#[derive(Template)]
#[template(path = "adoption/edit.html")]
pub(super) struct EditPage {
    shell: Shell,
    title: String,
    unit: String,
    address: String,
    version: i64,
    form: FormState,
    teachers: Vec<Choice>,
    visits: Vec<Choice>,
    figures: FigureRows,
    signed: bool,
    submit: Action,
    cancel: Action,
}

impl EditPage {
    pub(super) fn new(visit: &Visit, view: &AdoptionView, seen: i64, form: FormState, figures: FigureRows) -> Self {
        Self {
            shell: crumbs(visit, word!("adoption-edit"), view),
            title: view.title.clone(),
            unit: view.adopter.1.clone(),
            address: format!("{}/sua", at(view.id)),
            version: seen,
            teachers: teachers(&view.teachers, &view.owner),
            visits: visits(&view.visits),
            form,
            figures,
            signed: view.signed.is_some(),
            submit: Action::submit(word!("practice-save")).primary(),
            cancel: Action::link(word!("ui-confirm-back"), at(view.id)),
        }
    }
}

async fn writable(visit: &Visit, id: AdoptionId) -> Result<AdoptionView, Failure> {
    let view = load(visit, id).await?;
    if view.may_write { Ok(view) } else { Err(Failure::not_now(at(id))) }
}

pub(super) async fn ask_edit(visit: Visit, At(id): At<AdoptionId>) -> Result<Response, Failure> {
    let view = writable(&visit, id).await?;
    let from = view.learned_from.as_ref().map_or_else(|| ORIGIN.to_owned(), |one| one.id.to_string());
    let form = FormState::filled([
        (FROM.name, from),
        (HOW.name, view.how.clone()),
        (SEEN_AT.name, view.learned_at.as_ref().map(|one| one.id.to_string()).unwrap_or_default()),
        (CHANGED.name, view.changed.clone()),
        (RESULTS.name, view.results.clone()),
        (DIFFICULTY.name, view.difficulty.clone()),
    ]);
    let figures = FigureRows::of(&view.figures);
    Ok(visit.page(&EditPage::new(&visit, &view, view.version, form, figures)))
}

pub(super) async fn edit(visit: Visit, At(id): At<AdoptionId>, mut form: FormState) -> Result<Response, Failure> {
    let (rows, figures) = FigureRows::read(&mut form);
    let seen = form.version()?;
    let (learned_from, learned_at) = (teacher(&mut form), seen_at(&mut form));
    let [how, changed, results, difficulty] = [HOW, CHANGED, RESULTS, DIFFICULTY].map(|one| form.text(one));
    if let (
        Some(learned_from),
        Some(learned_at),
        Some(how),
        Some(changed),
        Some(results),
        Some(difficulty),
        Some(figures),
    ) = (learned_from, learned_at, how, changed, results, difficulty, figures)
    {
        let words = Words { learned_from, how, learned_at, changed, results, figures, difficulty };
        match adoption::edit(visit.cx()?, id, seen, words).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("adoption-saved")))),
            Err(error) => blame(&mut form, &visit, error, &[("from", FROM), ("visit", SEEN_AT), ("figures", FIGURES)])?,
        }
    }
    let view = writable(&visit, id).await?;
    Ok(visit.page_again(&EditPage::new(&visit, &view, seen, form, rows)))
}

pub(super) fn step_page(visit: &Visit, view: &AdoptionView, seen: i64, form: &FormState) -> Ask {
    let (base, title) = (at(view.id), word!("adoption-step"));
    let submit = Action::submit(word!("adoption-step-do")).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let choices = stages(view.course.stage.next());
    let mut page = Ask::new(crumbs(visit, title, view), title, format!("{base}/buoc"), submit, back)
        .lead(word!("adoption-step-lead").with("name", &view.adopter.1).with("title", &view.title))
        .fact(word!("adoption-stage"), say::stage_word(view.course.stage));
    if let Some(from) = view.course.sustained_from().filter(|_| view.course.stage == Stage::InUse) {
        page = page.fact(word!("adoption-sustained-from"), word!("adoption-day").with("date", from));
    }
    page.hidden(FormState::VERSION, seen.to_string())
        .fields(form, vec![form.show_choices(STAGE, &choices), form.show(ON), form.show(STEP_NOTE)])
}

pub(super) async fn ask_step(visit: Visit, At(id): At<AdoptionId>) -> Result<Response, Failure> {
    let view = writable(&visit, id).await?;
    let form = FormState::filled([(ON.name, visit.cx()?.today().to_string())]);
    Ok(visit.page(&step_page(&visit, &view, view.version, &form)))
}

pub(super) async fn step(visit: Visit, At(id): At<AdoptionId>, mut form: FormState) -> Result<Response, Failure> {
    let seen = form.version()?;
    let (stage, on, note): (_, Option<Date>, _) = (stage(&mut form), form.date(ON), form.text(STEP_NOTE));
    if let (Some(stage), Some(on), Some(note)) = (stage, on, note) {
        match adoption::step(visit.cx()?, id, seen, (stage, on), note).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("adoption-stepped")))),
            Err(error) => {
                blame(&mut form, &visit, error, &[("stage", STAGE), ("on", ON), ("reason", STEP_NOTE)])?;
            }
        }
    }
    let view = writable(&visit, id).await?;
    Ok(visit.page_again(&step_page(&visit, &view, seen, &form)))
}

pub(super) fn sign_page(visit: &Visit, view: &AdoptionView, form: &FormState) -> Ask {
    let (base, title) = (at(view.id), word!("adoption-sign"));
    let submit = Action::submit(title).primary().icon("stamp");
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let fields = if view.adopter.0.is_none() { vec![form.show(PROOF)] } else { Vec::new() };
    Ask::new(crumbs(visit, title, view), title, format!("{base}/ky"), submit, back)
        .lead(word!("adoption-sign-lead").with("name", &view.adopter.1).with("title", &view.title))
        .fact(word!("adoption-stage"), say::stage_word(view.course.stage))
        .fact(word!("adoption-changed"), view.changed.as_str())
        .fact(word!("adoption-results"), view.results.as_str())
        .fact(word!("adoption-difficulty"), view.difficulty.as_str())
        .consequence(word!("adoption-sign-then"))
        .hidden(FormState::VERSION, view.version.to_string())
        .fields(form, fields)
}

async fn signable(visit: &Visit, id: AdoptionId) -> Result<AdoptionView, Failure> {
    let view = load(visit, id).await?;
    if view.may_sign { Ok(view) } else { Err(Failure::not_now(at(id))) }
}

pub(super) async fn ask_sign(visit: Visit, At(id): At<AdoptionId>) -> Result<Response, Failure> {
    let view = signable(&visit, id).await?;
    Ok(visit.page(&sign_page(&visit, &view, &FormState::empty())))
}

pub(super) async fn sign(visit: Visit, At(id): At<AdoptionId>, mut form: FormState) -> Result<Response, Failure> {
    let (seen, proof) = (form.version()?, form.raw(PROOF.name).to_owned());
    match adoption::sign(visit.cx()?, id, seen, proof).await {
        Ok(()) => Ok(visit.redirect(&at(id), &Flash::done(word!("adoption-signed")))),
        Err(error) => {
            blame(&mut form, &visit, error, &[("proof", PROOF)])?;
            let view = signable(&visit, id).await?;
            Ok(visit.page_again(&sign_page(&visit, &view, &form)))
        }
    }
}

pub(super) fn check_page(visit: &Visit, view: &AdoptionView, form: &FormState) -> Ask {
    let (base, title) = (at(view.id), word!("adoption-check"));
    let submit = Action::submit(word!("adoption-check-do")).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let verdicts = [
        Choice::new("dung", word!("adoption-check-confirm")).note(word!("adoption-check-confirm-why")),
        Choice::new("tra-lai", word!("adoption-check-back")).note(word!("adoption-check-back-why")),
    ];
    Ask::new(crumbs(visit, title, view), title, format!("{base}/kiem-tra"), submit, back)
        .lead(word!("adoption-check-lead").with("name", &view.adopter.1).with("title", &view.title))
        .fact(word!("adoption-results"), view.results.as_str())
        .hidden(FormState::VERSION, view.version.to_string())
        .fields(form, vec![form.show_choices(VERDICT, &verdicts), form.show(WHY)])
}

async fn checkable(visit: &Visit, id: AdoptionId) -> Result<AdoptionView, Failure> {
    let view = load(visit, id).await?;
    if view.may_check { Ok(view) } else { Err(Failure::not_now(at(id))) }
}

pub(super) async fn ask_check(visit: Visit, At(id): At<AdoptionId>) -> Result<Response, Failure> {
    let view = checkable(&visit, id).await?;
    Ok(visit.page(&check_page(&visit, &view, &FormState::empty())))
}

pub(super) async fn check(visit: Visit, At(id): At<AdoptionId>, mut form: FormState) -> Result<Response, Failure> {
    let seen = form.version()?;
    let verdict = form.choice(VERDICT, |text| match text {
        "dung" => Some(Check::Confirm),
        "tra-lai" => Some(Check::SendBack),
        _ => None,
    });
    if let (Some(verdict), Some(why)) = (verdict, form.text(WHY)) {
        match adoption::check(visit.cx()?, id, seen, verdict, why).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("adoption-checked")))),
            Err(error) => blame(&mut form, &visit, error, &[("reason", WHY)])?,
        }
    }
    let view = checkable(&visit, id).await?;
    Ok(visit.page_again(&check_page(&visit, &view, &form)))
}

/// A form to declare with nothing typed, sent: for samples.
pub(super) fn wrong() -> FormState {
    let mut form = FormState::empty();
    form.text(WHO);
    form.text(FROM);
    form.text(ON);
    form
}
