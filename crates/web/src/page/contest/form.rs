//! The form in which a contest is set up and changed; what was typed is kept, also where it is wrong. It must not judge a term.

use super::say;
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, Visit},
    page::publicity::{Part, shell},
    ui::Action,
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::contest::{self, Contest, Set, Terms};
use lantoa_domain::{
    contest::{ContestState, Criterion, Entrants, MOST_JURORS, MOST_WORDS, MarkStep, Prize},
    id::{ContestId, ProgrammeId},
    plan::Key,
    policy::Act,
};
use lantoa_i18n::word;

const TITLE: Input = Input::text("ten", word!("contest-title")).required().max_chars(200);
const BODY: Input = Input::new(InputKind::Lines, "the-le", word!("contest-rules"))
    .required()
    .max_chars(10_000)
    .hint(word!("contest-rules-hint"));
const MOVEMENT: Input =
    Input::new(InputKind::Select, "phong-trao", word!("contest-movement")).hint(word!("contest-movement-hint"));
const OPENS: Input = Input::new(InputKind::Date, "tu-ngay", word!("contest-opens")).required();
const CLOSES: Input =
    Input::new(InputKind::Date, "den-ngay", word!("contest-closes")).required().hint(word!("contest-closes-hint"));
const ENTRANTS: Input = Input::new(InputKind::Radio, "doi-tuong", word!("contest-entrants")).required();
const WORDS: Input = Input::new(InputKind::Whole, "so-tu", word!("contest-most-words")).required();
const PRIZES: Input = Input::new(InputKind::Lines, "giai", word!("contest-prizes"))
    .required()
    .max_chars(4_000)
    .hint(word!("contest-prizes-hint"));
const CRITERIA: Input = Input::new(InputKind::Lines, "tieu-chi", word!("contest-criteria"))
    .sometimes()
    .max_chars(4_000)
    .hint(word!("contest-criteria-hint"));
const STEP: Input = Input::new(InputKind::Radio, "buoc-diem", word!("contest-step")).required();
const JURORS: Input = Input::new(InputKind::Whole, "so-giam-khao", word!("contest-jurors")).required();
const SPREAD: Input =
    Input::new(InputKind::Whole, "chenh-lech", word!("contest-spread")).required().hint(word!("contest-spread-hint"));

const ENTRANT_CODES: [(&str, Entrants); 2] = [("moi-nguoi", Entrants::Everybody), ("can-bo", Entrants::Staff)];
const STEP_CODES: [(&str, MarkStep); 2] = [("0,5", MarkStep::Half), ("0,25", MarkStep::Quarter)];

/// Where each term stands on the form, for mistakes.
const FIELDS: [(&str, Input); 12] = [
    ("title", TITLE),
    ("body", BODY),
    ("opens", OPENS),
    ("closes", CLOSES),
    ("entrants", ENTRANTS),
    ("most_words", WORDS),
    ("prizes", PRIZES),
    ("criteria", CRITERIA),
    ("step", STEP),
    ("jurors", JURORS),
    ("spread", SPREAD),
    ("movement", MOVEMENT),
];

/// Movements to choose from.
pub(super) type Movements = Vec<(ProgrammeId, Key, String)>;

pub(super) fn page(visit: &Visit, known: Option<&Contest>, form: &FormState, movements: &Movements) -> Ask {
    let title = if known.is_some() { word!("contest-edit") } else { word!("contest-new") };
    let back =
        known.map_or(Part::Contests.address().to_owned(), |one| format!("{}/{}", Part::Contests.address(), one.id));
    let address = known.map_or(format!("{back}/moi"), |_| format!("{back}/sua"));
    let choices: Vec<Choice> = movements
        .iter()
        .map(|(programme, key, name)| Choice::new(format!("{programme}.{key}"), name.as_str()))
        .collect();
    let entrants = [
        Choice::new(ENTRANT_CODES[0].0, word!("contest-everybody")),
        Choice::new(ENTRANT_CODES[1].0, word!("contest-staff")),
    ];
    let steps = STEP_CODES.map(|(code, _)| Choice::new(code, code));
    let submit = Action::submit(word!("publicity-save")).primary();
    let fields = vec![
        form.show(TITLE),
        form.show(BODY),
        form.show_choices(MOVEMENT, &choices),
        form.show(OPENS),
        form.show(CLOSES),
        form.show_choices(ENTRANTS, &entrants),
        form.show(WORDS),
        form.show(PRIZES),
        form.show(CRITERIA),
        form.show_choices(STEP, &steps),
        form.show(JURORS),
        form.show(SPREAD),
    ];
    let ask = Ask::new(
        shell(visit, title, Part::Contests),
        title,
        address,
        submit,
        Action::link(word!("ui-confirm-back"), back),
    )
    .hidden(FormState::VERSION, known.map_or(0, |one| one.version).to_string())
    .fields(form, fields);
    match known.map(|one| one.state.0) {
        Some(ContestState::Open) => ask.lead(word!("contest-edit-open")),
        _ => ask.lead(word!("contest-new-lead")),
    }
}

/// A line of a prize: “Giải nhất; 1”.
fn prize(line: &str) -> Option<Prize> {
    let (name, count) = line.rsplit_once(';').unwrap_or((line, "1"));
    Some(Prize { name: name.trim().to_owned(), count: count.trim().parse().ok()? })
}

/// A line of a criterion: “Nội dung; 60 %; 10”.
fn criterion(line: &str) -> Option<Criterion> {
    let (rest, most) = line.rsplit_once(';')?;
    let (name, weight) = rest.rsplit_once(';')?;
    let weight = weight.trim().trim_end_matches('%').trim().parse().ok()?;
    Some(Criterion { name: name.trim().to_owned(), weight, most: most.trim().parse().ok()? })
}

/// Every line that is not empty, read; nothing when one cannot be.
fn lines<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(read).collect()
}

fn read(form: &mut FormState) -> Option<Set> {
    let (title, body) = (form.text(TITLE), form.text(BODY));
    let movement = form.maybe(MOVEMENT, word!("ui-form-not-offered"), |text| {
        let (programme, key) = text.split_once('.')?;
        Some((programme.parse().ok()?, key.parse().ok()?))
    });
    let (opens, closes) = (form.date(OPENS), form.date(CLOSES));
    let entrants = form.choice(ENTRANTS, |text| of(&ENTRANT_CODES, text));
    let most_words = form.whole(WORDS, 50..=MOST_WORDS);
    let prizes = form.parsed(PRIZES, word!("contest-wrong-prize"), |text| lines(text, prize));
    let criteria = form.maybe(CRITERIA, word!("contest-wrong-criterion"), |text| lines(text, criterion));
    let step = form.choice(STEP, |text| of(&STEP_CODES, text));
    let (jurors, spread) = (form.whole(JURORS, 1..=MOST_JURORS), form.whole(SPREAD, 1..=100));
    let terms = Terms {
        opens: opens?,
        closes: closes?,
        entrants: entrants?,
        most_words: most_words?,
        prizes: prizes?,
        criteria: criteria?.unwrap_or_default(),
        step: step?,
        jurors: jurors?,
        spread: spread?,
    };
    Some(Set { title: title?, body: body?, movement: movement?, terms })
}

fn of<T: Copy>(codes: &[(&str, T)], text: &str) -> Option<T> {
    codes.iter().find(|(code, _)| *code == text).map(|found| found.1)
}

fn code<T: PartialEq>(codes: &[(&'static str, T)], value: &T) -> String {
    codes.iter().find(|(_, one)| one == value).map_or("", |found| found.0).to_owned()
}

/// What the form begins with.
pub(super) fn usual() -> FormState {
    FormState::filled([
        (ENTRANTS.name, ENTRANT_CODES[0].0.to_owned()),
        (WORDS.name, "1500".to_owned()),
        (STEP.name, STEP_CODES[0].0.to_owned()),
        (JURORS.name, "3".to_owned()),
        (SPREAD.name, "20".to_owned()),
    ])
}

/// What stands in a contest, as it would be typed.
pub(super) fn filled(one: &Contest) -> FormState {
    let prizes: Vec<String> = one.prizes.0.iter().map(|prize| format!("{}; {}", prize.name, prize.count)).collect();
    let criteria: Vec<String> = one.criteria.0.iter().map(criterion_line).collect();
    let movement = one.programme.zip(one.movement.as_ref());
    FormState::filled([
        (TITLE.name, one.title.clone()),
        (BODY.name, one.body.clone()),
        (MOVEMENT.name, movement.map(|(programme, key)| format!("{programme}.{key}")).unwrap_or_default()),
        (OPENS.name, one.opens.to_string()),
        (CLOSES.name, one.closes.to_string()),
        (ENTRANTS.name, code(&ENTRANT_CODES, &one.entrants.0)),
        (WORDS.name, one.most_words.to_string()),
        (PRIZES.name, prizes.join("\n")),
        (CRITERIA.name, criteria.join("\n")),
        (STEP.name, code(&STEP_CODES, &one.step.0)),
        (JURORS.name, one.jurors.to_string()),
        (SPREAD.name, one.spread.to_string()),
    ])
}

/// A criterion as it is typed.
fn criterion_line(one: &Criterion) -> String {
    format!("{}; {}%; {}", one.name, one.weight, one.most)
}

async fn movements(visit: &Visit) -> Result<Movements, Failure> {
    contest::movements(visit.cx()?).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show_new(visit: Visit) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::RunContest).map_err(|why| visit.failed(why))?;
    let offer = movements(&visit).await?;
    Ok(visit.page(&page(&visit, None, &usual(), &offer)))
}

pub(super) async fn set_up(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    if let Some(new) = read(&mut form) {
        match contest::set_up(cx, new).await {
            Ok(id) => {
                let page = format!("{}/{id}", Part::Contests.address());
                return Ok(visit.redirect(&page, &Flash::done(word!("contest-set-up"))));
            }
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let offer = movements(&visit).await?;
    Ok(visit.page_again(&page(&visit, None, &form, &offer)))
}

async fn load(visit: &Visit, id: ContestId) -> Result<Contest, Failure> {
    let view = contest::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let may = view.may_run && matches!(view.contest.state.0, ContestState::Draft | ContestState::Open);
    if may { Ok(view.contest) } else { Err(Failure::not_now(format!("{}/{id}", Part::Contests.address()))) }
}

pub(super) async fn show_edit(visit: Visit, At(id): At<ContestId>) -> Result<Response, Failure> {
    let (known, offer) = (load(&visit, id).await?, movements(&visit).await?);
    Ok(visit.page(&page(&visit, Some(&known), &filled(&known), &offer)))
}

pub(super) async fn edit(visit: Visit, At(id): At<ContestId>, mut form: FormState) -> Result<Response, Failure> {
    if let Some(set) = read(&mut form) {
        match contest::edit(visit.cx()?, id, form.version()?, set).await {
            Ok(()) => {
                let page = format!("{}/{id}", Part::Contests.address());
                return Ok(visit.redirect(&page, &Flash::done(word!("publicity-saved"))));
            }
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let (known, offer) = (load(&visit, id).await?, movements(&visit).await?);
    Ok(visit.page_again(&page(&visit, Some(&known), &form, &offer)))
}

/// The states a list can be narrowed to.
pub(super) fn states() -> Vec<Choice> {
    say::STATES.iter().map(|(code, one)| Choice::new(*code, say::state_word(*one))).collect()
}
