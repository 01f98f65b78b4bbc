//! The form of a practice, in sections, with the meter beside it; it must not decide what is missing.

use askama::Template;
use axum::response::Response;
use lantoa_app::practice::{self, Choices, New, PracticeView, Words};
use lantoa_domain::{
    id::{ExemplarId, PracticeId, ProgrammeId, UnitId},
    plan::Key,
    practice::{Completeness, Contact, Figure, Profile, completeness},
};
use lantoa_i18n::{Word, word};

use super::{
    at, crumbs,
    figures::{FIGURES, FigureRows},
    load, say,
};
use crate::{
    filters,
    kernel::{At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    ui::Action,
    wrong::blame,
};

pub(super) const TITLE: Input =
    Input::text("ten", word!("practice-title")).required().hint(word!("practice-title-hint"));
const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("practice-unit")).required();
const MOVEMENT: Input = Input::new(InputKind::Select, "phong-trao", word!("practice-movement"));
const SIDE: Input = Input::text("mat-cong-tac", word!("practice-side")).hint(word!("practice-side-hint"));
const HOST: Input = Input::text("noi-hoc-tap", word!("practice-host")).hint(word!("practice-host-hint"));
const PLACE: Input = Input::text("dia-phuong", word!("practice-host-place"));
const PROBLEM: Input = Input::new(InputKind::Lines, "van-de", word!("practice-problem"));
const WORKS: Input = Input::new(InputKind::Lines, "cach-lam", word!("practice-works"));
const STEPS: Input =
    Input::new(InputKind::Lines, "cac-buoc", word!("practice-steps")).hint(word!("practice-steps-hint"));
const CONDITIONS: Input = Input::new(InputKind::Lines, "dieu-kien", word!("practice-conditions"));
const COST: Input = Input::new(InputKind::Lines, "chi-phi", word!("practice-cost"));
const AMOUNT: Input =
    Input::new(InputKind::Whole, "so-tien", word!("practice-amount")).hint(word!("practice-amount-hint"));
const RESULTS: Input = Input::new(InputKind::Lines, "ket-qua", word!("practice-results"));
const LIMITS: Input =
    Input::new(InputKind::Lines, "han-che", word!("practice-limits")).hint(word!("practice-limits-hint"));
const OFFICE: Input = Input::text("co-quan-lien-he", word!("practice-contact-office"));
const POST: Input = Input::text("chuc-danh", word!("practice-contact-post"));
const PHONE: Input =
    Input::text("dien-thoai", word!("practice-contact-phone")).max_chars(60).hint(word!("practice-contact-hint"));

/// Fields of refusals and where they are shown.
const BLAMED: [(&str, Input); 8] = [
    ("title", TITLE),
    ("unit", UNIT),
    ("movement", MOVEMENT),
    ("exemplar", TITLE),
    ("host", HOST),
    ("steps", STEPS),
    ("figures", FIGURES),
    ("amount", AMOUNT),
];

/// `/mo-hinh/moi` and `/mo-hinh/{id}/sua`.
#[derive(Template)]
#[template(path = "practice/edit.html")]
pub(super) struct EditPage {
    shell: Shell,
    title: Word,
    address: String,
    /// The version that was seen; nothing for a new one.
    version: Option<i64>,
    exemplar: String,
    form: FormState,
    units: Vec<Choice>,
    movements: Vec<Choice>,
    figures: FigureRows,
    meter: Completeness,
    submit: Action,
    cancel: Action,
}

impl EditPage {
    /// The form of a new practice.
    pub(super) fn begin(visit: &Visit, choices: &Choices, form: FormState, figures: FigureRows) -> Self {
        let meter = completeness(&typed(&form), 0);
        Self {
            shell: visit
                .shell(word!("practice-new"), Area::Practices)
                .crumb(word!("ui-area-practices"), Area::Practices.address()),
            title: word!("practice-new"),
            address: "/mo-hinh/moi".to_owned(),
            version: None,
            exemplar: form.raw("dien-hinh").to_owned(),
            units: choices.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect(),
            movements: movements(choices),
            form,
            figures,
            meter,
            submit: Action::submit(word!("practice-save")).primary(),
            cancel: Action::link(word!("ui-confirm-back"), Area::Practices.address()),
        }
    }

    /// The form of one that is there.
    pub(super) fn of(
        visit: &Visit,
        (view, choices): (&PracticeView, &Choices),
        form: FormState,
        figures: FigureRows,
    ) -> Self {
        let begun = Self::begin(visit, choices, form, figures);
        Self {
            shell: crumbs(visit, word!("practice-edit").into(), view),
            title: word!("practice-edit"),
            address: format!("{}/sua", at(view.id)),
            version: Some(view.version),
            units: Vec::new(),
            meter: completeness(&view.profile, view.files.len()),
            cancel: Action::link(word!("ui-confirm-back"), at(view.id)),
            ..begun
        }
    }

    /// The parts of the meter in words.
    fn parts(&self) -> Vec<(Word, bool)> {
        self.meter.parts.iter().map(|(part, there)| (say::part(part), *there)).collect()
    }
}

fn movements(choices: &Choices) -> Vec<Choice> {
    let choice =
        |(programme, key, name): &(ProgrammeId, Key, String)| Choice::new(format!("{programme}.{key}"), name.as_str());
    choices.movements.iter().map(choice).collect()
}

/// What stands in the form, as far as the meter looks at it.
fn typed(form: &FormState) -> Profile {
    let raw = |input: Input| form.raw(input.name).to_owned();
    Profile {
        problem: raw(PROBLEM),
        works: raw(WORKS),
        steps: form.raw(STEPS.name).lines().map(str::to_owned).collect(),
        conditions: raw(CONDITIONS),
        cost: raw(COST),
        results: raw(RESULTS),
        limits: raw(LIMITS),
        contact: Contact { office: raw(OFFICE), post: raw(POST), phone: raw(PHONE) },
        ..Profile::default()
    }
}

/// A form filled with what is on record.
pub(super) fn filled(view: &PracticeView) -> FormState {
    let p = &view.profile;
    let movement = view.movement.as_ref().map(|(programme, key, _)| format!("{programme}.{key}"));
    FormState::filled([
        (TITLE.name, view.title.clone()),
        (MOVEMENT.name, movement.unwrap_or_default()),
        ("dien-hinh", view.exemplar.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default()),
        (SIDE.name, p.side.clone()),
        (HOST.name, view.host.0.clone()),
        (PLACE.name, view.host.1.clone()),
        (PROBLEM.name, p.problem.clone()),
        (WORKS.name, p.works.clone()),
        (STEPS.name, p.steps.join("\n")),
        (CONDITIONS.name, p.conditions.clone()),
        (COST.name, p.cost.clone()),
        (AMOUNT.name, p.amount.map(|amount| amount.to_string()).unwrap_or_default()),
        (RESULTS.name, p.results.clone()),
        (LIMITS.name, p.limits.clone()),
        (OFFICE.name, p.contact.office.clone()),
        (POST.name, p.contact.post.clone()),
        (PHONE.name, p.contact.phone.clone()),
    ])
}

/// What was typed, as a command; `None` when something is wrong with it, which is noted.
fn read(form: &mut FormState, figures: Option<Vec<Figure>>) -> Option<Words> {
    let title = form.text(TITLE);
    let wrong = word!("ui-form-not-offered");
    let movement = form.maybe(MOVEMENT, wrong, |text| {
        let (programme, key) = text.split_once('.')?;
        Some((programme.parse().ok()?, key.parse().ok()?))
    });
    let amount = form.maybe(AMOUNT, word!("ui-form-not-a-number"), |text| {
        let digits: String = text.chars().filter(|letter| !matches!(letter, '.' | ' ' | '\u{a0}')).collect();
        digits.parse().ok()
    });
    let [side, host, place, office, post, phone] = [SIDE, HOST, PLACE, OFFICE, POST, PHONE].map(|one| form.text(one));
    let [problem, works, steps, conditions, cost, results, limits] =
        [PROBLEM, WORKS, STEPS, CONDITIONS, COST, RESULTS, LIMITS].map(|one| form.text(one));
    let exemplar: Option<ExemplarId> = form.raw("dien-hinh").parse().ok();
    Some(Words {
        title: title?,
        movement: movement?,
        exemplar,
        host: host?,
        host_place: place?,
        profile: Profile {
            side: side?,
            problem: problem?,
            works: works?,
            steps: steps?.lines().map(str::to_owned).collect(),
            conditions: conditions?,
            cost: cost?,
            amount: amount?,
            results: results?,
            figures: figures?,
            limits: limits?,
            contact: Contact { office: office?, post: post?, phone: phone? },
        },
    })
}

async fn choices(visit: &Visit) -> Result<Choices, Failure> {
    practice::choices(visit.cx()?).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let choices = choices(&visit).await?;
    if choices.units.is_empty() {
        return Err(Failure::not_now(Area::Practices.address()));
    }
    let get = |name: &str| query.get(name).unwrap_or_default().to_owned();
    let own = visit.cx()?.actor().unit;
    let unit = choices.units.iter().find(|(id, _)| *id == own).or(choices.units.first());
    let asked = query.get("don-vi").map(str::to_owned);
    let form = FormState::filled([
        ("dien-hinh", get("dien-hinh")),
        (TITLE.name, get("ten")),
        (UNIT.name, asked.or_else(|| unit.map(|(id, _)| id.to_string())).unwrap_or_default()),
    ]);
    Ok(visit.page(&EditPage::begin(&visit, &choices, form, FigureRows::of(&[]))))
}

pub(super) async fn create(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let (rows, figures) = FigureRows::read(&mut form);
    let unit: Option<UnitId> = form.choice(UNIT, |text| text.parse().ok());
    let words = read(&mut form, figures);
    if let (Some(unit), Some(words)) = (unit, words) {
        match practice::draft(visit.cx()?, New { unit, words }).await {
            Ok(id) => return Ok(visit.redirect(&at(id), &Flash::done(word!("practice-saved")))),
            Err(error) => blame(&mut form, &visit, error, &BLAMED)?,
        }
    }
    let choices = choices(&visit).await?;
    Ok(visit.page_again(&EditPage::begin(&visit, &choices, form, rows)))
}

pub(super) async fn show(visit: Visit, At(id): At<PracticeId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_edit {
        return Err(Failure::not_now(at(id)));
    }
    let (choices, rows) = (choices(&visit).await?, FigureRows::of(&view.profile.figures));
    Ok(visit.page(&EditPage::of(&visit, (&view, &choices), filled(&view), rows)))
}

pub(super) async fn save(visit: Visit, At(id): At<PracticeId>, mut form: FormState) -> Result<Response, Failure> {
    let (rows, figures) = FigureRows::read(&mut form);
    let seen = form.version()?;
    if let Some(words) = read(&mut form, figures) {
        match practice::edit(visit.cx()?, id, seen, words).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("practice-saved")))),
            Err(error) => blame(&mut form, &visit, error, &BLAMED)?,
        }
    }
    let (view, choices) = (load(&visit, id).await?, choices(&visit).await?);
    let mut page = EditPage::of(&visit, (&view, &choices), form, rows);
    // What was seen, and not what is there now: somebody faster is still told of.
    page.version = Some(seen);
    Ok(visit.page_again(&page))
}
