//! One act given to many rows of a list: what will happen, then what came of each, and the way back while there is one. It must not decide who may.

mod excel;
mod sample;
pub mod say;

use crate::{
    filters,
    kernel::{AppState, At, Choice, Failure, Flash, FormState, ListQuery, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Badge, Bulk, ErrorSummary, Field, Label, Stat, Tone},
};
use askama::Template;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use jiff::Timestamp;
use lantoa_app::Error;
pub(in crate::page) use lantoa_app::bulk::Kind;
use lantoa_app::bulk::{self, Chosen, Deed, Fits, Given, ItemShown, Need, Order, Outcome, Preview, Seen, Shown, Undo};
use lantoa_domain::Refusal;
use lantoa_domain::id::BulkRunId;
use lantoa_i18n::{Locale, Message, Say, Word, word};

/// Which act, the things, the address of the list, the mark of the form, and with what the act was tried.
const ACT: &str = "viec";
const THINGS: &str = "chon";
const BACK: &str = "ve";
const MARK: &str = "phieu";
const TRIED: &str = "da-thu";

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/nhieu-viec", post(ask))
        .route("/nhieu-viec/lam", post(carry_out))
        .route("/ket-qua/{id}", get(show))
        .route("/ket-qua/{id}/excel", post(excel::take))
        .route("/ket-qua/{id}/hoan-tac", post(undo))
}

/// `/nhieu-viec`: what an act will do to how many, with what it needs.
#[derive(Template)]
#[template(path = "bulk/ask.html")]
struct AskPage {
    shell: Shell,
    deed: Deed,
    things: Vec<Thing>,
    counted: Vec<Stat>,
    tried: Option<Word>,
    hidden: Vec<(&'static str, String)>,
    mistakes: ErrorSummary,
    fields: Vec<Field>,
    submit: Action,
    back: Action,
}

/// One of the things: what it is called, and what stands in the way of the act.
struct Thing {
    label: String,
    why: Option<Message>,
}

/// How many can be done and how many cannot, where it was tried and not all can.
fn counted(things: &[Seen]) -> Vec<Stat> {
    let fitting = things.iter().filter(|seen| seen.fits == Fits::Yes).count();
    let not = things.iter().filter(|seen| matches!(seen.fits, Fits::No(_))).count();
    if not == 0 {
        return Vec::new();
    }
    let tone = |count, tone| if count > 0 { tone } else { Tone::Plain };
    vec![
        Stat::new(fitting.to_string(), word!("bulk-fits")).tone(tone(fitting, Tone::Good)),
        Stat::new(not.to_string(), word!("bulk-fits-not")).tone(tone(not, Tone::Warn)),
    ]
}

/// The bar of a list: what the reader is offered for rows of a kind. Samples show everything.
pub(in crate::page) fn bar(visit: &Visit, kind: Kind, query: &ListQuery) -> Bulk {
    bar_of(visit, kind, query, |_| true)
}

/// The same, as far as it makes sense for the rows shown.
pub(in crate::page) fn bar_of(visit: &Visit, kind: Kind, query: &ListQuery, fits: impl Fn(Deed) -> bool) -> Bulk {
    let deeds = match visit.cx() {
        Ok(cx) => bulk::offered(cx, kind),
        Err(_) => Deed::ALL.into_iter().filter(|deed| deed.kind() == kind).collect(),
    };
    let fitting = deeds.into_iter().filter(|deed| fits(*deed));
    Bulk::new(fitting.map(|deed| (say::slug(deed), say::label(deed))).collect(), query)
}

/// The part of the list that a form came from; the workbench for an address that is not ours.
fn back_of(form: &FormState) -> String {
    let back = form.raw(BACK);
    // Browsers read a backslash as a slash.
    let own = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') && back.len() <= 3_000;
    if own { back.to_owned() } else { "/ban-lam-viec".to_owned() }
}

fn chosen(form: &FormState) -> Vec<Chosen> {
    let one = |text: &str| {
        let (thing, version) = text.rsplit_once(':')?;
        Some(Chosen { thing: thing.to_owned(), version: version.parse().ok()? })
    };
    form.all(THINGS).filter_map(one).collect()
}

/// An act before it is carried out: the mark of its form, the list it comes from, what is given along so far.
struct Asked<'a> {
    deed: Deed,
    mark: BulkRunId,
    back: &'a str,
    given: Given,
}

/// What was chosen along with an act. A form that knows of it was shown what came of trying the act with it.
fn mark_of(given: &Given) -> String {
    let person = given.person.map(|id| id.to_string()).unwrap_or_default();
    let unit = given.unit.map(|id| id.to_string()).unwrap_or_default();
    let day = given.day.map(|day| day.to_string()).unwrap_or_default();
    format!("{person}|{unit}|{day}")
}

impl AskPage {
    fn new(visit: &Visit, asked: &Asked<'_>, preview: Preview, form: &FormState) -> Self {
        let deed = asked.deed;
        let people: Vec<Choice> =
            preview.choices.people.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
        let units: Vec<Choice> =
            preview.choices.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
        let shown = |need: &Need| match need {
            Need::Person => form.show_choices(say::field(deed, *need), &people),
            Need::Unit => form.show_choices(say::field(deed, *need), &units),
            _ => form.show(say::field(deed, *need)),
        };
        let open = preview.things.iter().any(|seen| seen.fits == Fits::Open);
        let mut hidden = vec![
            (ACT, say::slug(deed).to_owned()),
            (BACK, asked.back.to_owned()),
            (MARK, asked.mark.to_string()),
            (TRIED, if open { String::new() } else { mark_of(&asked.given) }),
        ];
        let chosen_along = mark_of(&asked.given) != mark_of(&Given::default());
        let tried = (chosen_along && preview.is_hindered()).then_some(word!("bulk-tried"));
        // What does not fit stays chosen: it may fit by the time the form is sent, and the result says what came of it.
        hidden.extend(preview.things.iter().map(|seen| (THINGS, format!("{}:{}", seen.one.thing, seen.one.version))));
        let count = preview.things.len();
        let why = |fits: &Fits| match fits {
            Fits::No(why) => Some(say::why(deed, why, visit.locale())),
            Fits::Yes | Fits::Open => None,
        };
        let counted = counted(&preview.things);
        let mut things: Vec<Thing> =
            preview.things.into_iter().map(|seen| Thing { why: why(&seen.fits), label: seen.label }).collect();
        // What does not fit comes first: it asks for something.
        things.sort_by_key(|thing| thing.why.is_none());
        Self {
            shell: visit.shell(say::label(deed), area(deed)),
            mistakes: form.summary(),
            fields: deed.needs().iter().map(shown).collect(),
            submit: Action::submit(word!("bulk-do").with("count", count)).primary().icon("check-check"),
            back: Action::link(word!("bulk-back"), asked.back),
            tried,
            things,
            counted,
            deed,
            hidden,
        }
    }

    fn label(&self) -> Word {
        say::label(self.deed)
    }

    fn then(&self) -> Word {
        say::then(self.deed)
    }
}

/// The lit area of the navigation.
const fn area(deed: Deed) -> Area {
    match deed.kind() {
        Kind::Task => Area::Tasks,
        Kind::Dossier => Area::Dossiers,
        Kind::Suggestion | Kind::Prospect => Area::Exemplars,
        Kind::Person => Area::People,
        Kind::Story => Area::Publicity,
        Kind::Dispatch => Area::Decisions,
        Kind::Letter => Area::Agency,
        Kind::UnitPlan => Area::Plans,
    }
}

fn deed_of(form: &FormState) -> Result<Deed, Failure> {
    say::of_slug(form.raw(ACT)).ok_or(Failure::NotFound)
}

/// Nothing chosen, or too much: back to the list with a word about it.
fn astray(visit: &Visit, error: Error, back: &str) -> Result<Response, Failure> {
    match &error {
        Error::Refused(Refusal::Invalid { field: "chosen", why }) => {
            Ok(visit.redirect(back, &Flash::note(crate::kernel::told("chosen", why))))
        }
        _ => Err(visit.failed(error)),
    }
}

async fn ask(visit: Visit, form: FormState) -> Result<Response, Failure> {
    let (cx, deed, back) = (visit.cx()?, deed_of(&form)?, back_of(&form));
    let asked = Asked { deed, mark: cx.id(), back: &back, given: Given::default() };
    match bulk::preview(cx, deed, &chosen(&form), &asked.given).await {
        Ok(preview) => Ok(visit.page(&AskPage::new(&visit, &asked, preview, &FormState::empty()))),
        Err(error) => astray(&visit, error, &back),
    }
}

/// What was given along; nothing when something of it is wrong, which then stands at its field.
fn given(form: &mut FormState, deed: Deed) -> Option<Given> {
    let mut out = Given::default();
    let mut wrong = false;
    for need in deed.needs() {
        let input = say::field(deed, *need);
        match need {
            Need::Person => out.person = form.choice(input, |text| text.parse().ok()),
            Need::Unit => out.unit = form.choice(input, |text| text.parse().ok()),
            Need::Day => out.day = form.date(input),
            Need::MaybeDay => match form.maybe_date(input) {
                Some(day) => out.day = day,
                None => wrong = true,
            },
            Need::Note | Need::Reason => match form.text(input) {
                Some(words) => out.words = words,
                None => wrong = true,
            },
        }
    }
    (!wrong && !form.has_errors()).then_some(out)
}

/// The form once more where something is missing, or where trying the act with what was chosen along found what cannot be done and
/// nobody was told yet.
async fn again(
    visit: &Visit,
    asked: &Asked<'_>,
    things: &[Chosen],
    form: &FormState,
    stops: impl FnOnce(&Preview) -> bool,
) -> Result<Option<Response>, Failure> {
    match bulk::preview(visit.cx()?, asked.deed, things, &asked.given).await {
        Ok(preview) if stops(&preview) => Ok(Some(visit.page_again(&AskPage::new(visit, asked, preview, form)))),
        Ok(_) => Ok(None),
        Err(error) => astray(visit, error, asked.back).map(Some),
    }
}

async fn carry_out(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let (cx, deed, back) = (visit.cx()?, deed_of(&form)?, back_of(&form));
    let (mark, things) = (form.raw(MARK).parse().map_err(|_| Failure::Unreadable)?, chosen(&form));
    let given = given(&mut form, deed);
    // The same form sent twice is one run, whatever trying it again would say now.
    if let Ok(run) = bulk::show(cx, mark).await {
        return Ok(visit.lead_to(&format!("/ket-qua/{}", run.id)));
    }
    let told = given.as_ref().is_some_and(|given| form.raw(TRIED) == mark_of(given));
    let asked = Asked { deed, mark, back: &back, given: given.clone().unwrap_or_default() };
    let stops = |preview: &Preview| given.is_none() || preview.is_hindered();
    if !told && let Some(answer) = again(&visit, &asked, &things, &form, stops).await? {
        return Ok(answer);
    }
    let order = Order { id: mark, deed, chosen: things, given: asked.given, back: back.clone() };
    let me = cx.clone();
    // Whoever closes the page meanwhile does not stop in the middle.
    let done = tokio::spawn(async move { bulk::run(&me, order).await }).await.map_err(Failure::internal)?;
    match done {
        Ok(id) => Ok(visit.lead_to(&format!("/ket-qua/{id}"))),
        Err(error) => astray(&visit, error, &back),
    }
}

/// `/ket-qua/{id}`: what came of each.
#[derive(Template)]
#[template(path = "bulk/result.html")]
struct ResultPage {
    shell: Shell,
    id: BulkRunId,
    title: Message,
    facts: Vec<(Label, Label)>,
    at: Timestamp,
    stats: Vec<Stat>,
    rows: Vec<Row>,
    undo: Option<(Action, Timestamp)>,
    over: Option<Message>,
    other: Option<(Word, String)>,
    back: Action,
}

/// One of many.
struct Row {
    label: String,
    address: Option<String>,
    outcome: Badge,
    why: Option<Message>,
}

/// How it came out, as a word.
const fn outcome(outcome: Outcome) -> (Word, Tone) {
    match outcome {
        Outcome::Done => (word!("bulk-done"), Tone::Good),
        Outcome::Refused => (word!("bulk-refused"), Tone::Bad),
        Outcome::Waiting => (word!("bulk-waiting"), Tone::Warn),
    }
}

impl Row {
    fn of(deed: Deed, item: &ItemShown, locale: Locale) -> Self {
        let (word, tone) = outcome(item.outcome);
        Self {
            label: item.label.clone(),
            address: say::page(deed.kind(), &item.thing).filter(|_| item.why.code != "not-found"),
            outcome: Badge::new(word, tone),
            why: (item.outcome == Outcome::Refused).then(|| say::why(deed, &item.why, locale)),
        }
    }
}

fn facts(shown: &Shown) -> Vec<(Label, Label)> {
    let mut out: Vec<(Label, Label)> = Vec::new();
    if !shown.person.is_empty() {
        out.push((word!("bulk-person").into(), shown.person.as_str().into()));
    }
    if let Some(day) = shown.given.day {
        out.push((word!("bulk-day").into(), word!("bulk-day-said").with("day", day).into()));
    }
    if !shown.given.words.is_empty() {
        out.push((word!("bulk-words").into(), shown.given.words.as_str().into()));
    }
    out
}

impl ResultPage {
    fn new(visit: &Visit, shown: Shown) -> Self {
        let deed = shown.deed;
        let title = match shown.undoes {
            Some(_) => word!("bulk-undo-title").with("act", say::label(deed).say(visit.locale()).into_owned()),
            None => word!("bulk-result-title").with("act", say::label(deed).say(visit.locale()).into_owned()),
        };
        let stat = |one: Outcome| {
            let (word, tone) = outcome(one);
            let times = shown.count(one);
            Stat::new(times.to_string(), word).tone(if times > 0 { tone } else { Tone::Plain })
        };
        let mut stats = vec![stat(Outcome::Done), stat(Outcome::Refused)];
        if shown.count(Outcome::Waiting) > 0 {
            stats.push(stat(Outcome::Waiting));
        }
        let take_back = |until: Timestamp, count: u32| {
            let address = format!("/ket-qua/{}/hoan-tac", shown.id);
            (Action::post(word!("bulk-undo-do").with("count", count), address).icon("corner-up-left"), until)
        };
        // What was not done comes first: it asks for something.
        let mut items: Vec<&ItemShown> = shown.items.iter().collect();
        items.sort_by_key(|item| item.outcome == Outcome::Done);
        Self {
            shell: visit.shell(title.clone(), area(deed)),
            title,
            facts: facts(&shown),
            at: shown.at,
            stats,
            rows: items.into_iter().map(|item| Row::of(deed, item, visit.locale())).collect(),
            undo: if let Undo::Until(until, count) = shown.undo { Some(take_back(until, count)) } else { None },
            over: (shown.undo == Undo::Over).then(|| word!("bulk-undo-over").into()),
            other: match (shown.undo, shown.undoes) {
                (Undo::Done(by), _) => Some((word!("bulk-undone-by"), format!("/ket-qua/{by}"))),
                (_, Some(of)) => Some((word!("bulk-undoes"), format!("/ket-qua/{of}"))),
                _ => None,
            },
            back: Action::link(word!("bulk-back"), shown.back.as_str()).primary(),
            id: shown.id,
        }
    }

    fn excel(&self) -> Action {
        ListQuery::new(&format!("/ket-qua/{}", self.id), &[]).excel()
    }
}

async fn load(visit: &Visit, id: BulkRunId) -> Result<Shown, Failure> {
    bulk::show(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

async fn show(visit: Visit, At(id): At<BulkRunId>) -> Result<Response, Failure> {
    let shown = load(&visit, id).await?;
    Ok(visit.page(&ResultPage::new(&visit, shown)))
}

async fn undo(visit: Visit, At(id): At<BulkRunId>) -> Result<Response, Failure> {
    let me = visit.cx()?.clone();
    // The journal is Vietnamese in every language of the screen.
    let why = word!("bulk-undo-reason").say(Locale::Vi).into_owned();
    let done = tokio::spawn(async move { bulk::undo(&me, id, &why).await }).await.map_err(Failure::internal)?;
    let fresh = match done {
        Ok(fresh) => fresh,
        Err(Error::Refused(Refusal::Invalid { field: "run", why })) => {
            return Ok(visit.redirect(&format!("/ket-qua/{id}"), &Flash::note(crate::kernel::told("run", why))));
        }
        Err(error) => return Err(visit.failed(error)),
    };
    let shown = load(&visit, fresh).await?;
    // One thing alone: its own page says how it stands.
    match shown.items.as_slice() {
        [only] if only.outcome == Outcome::Done => {
            Ok(visit.redirect(&shown.back, &Flash::done(word!("bulk-undo-done"))))
        }
        [only] if only.outcome == Outcome::Refused => {
            let why = say::why(shown.deed, &only.why, visit.locale());
            Ok(visit.redirect(&shown.back, &Flash::refused(why)))
        }
        _ => Ok(visit.lead_to(&format!("/ket-qua/{fresh}"))),
    }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    sample::draw(easel);
}
