//! The programme of a conference with its hours; items added, changed, taken out. It must not reckon an hour.

use super::leaf::{Leaf, Tab, tabs};
use super::{at, load, say, shell, wanted};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, Visit},
    page::publicity::board::{Board, Cell},
    ui::Action,
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::conference::{self, ConferenceView, Item, NewItem};
use lantoa_app::{exemplar, practice};
use lantoa_domain::conference::ConferenceStep;
use lantoa_domain::conference::agenda::{LONGEST, Placed, clock, read_clock};
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::id::{ConferenceId, ConferenceItemId, DelegateId, ExemplarId, PracticeId};
use lantoa_i18n::{Say, Word, word};

const TITLE: Input = Input::text("ten", word!("conference-item")).required().max_chars(300);
const MINUTES: Input = Input::new(InputKind::Whole, "phut", word!("conference-minutes")).required();
const FIXED: Input = Input::text("gio", word!("conference-fixed")).max_chars(20).hint(word!("conference-fixed-hint"));
const PLACE: Input =
    Input::new(InputKind::Whole, "thu-tu", word!("conference-ordinal")).hint(word!("conference-ordinal-hint"));
const DELEGATE: Input =
    Input::new(InputKind::Select, "dai-bieu", word!("conference-by-delegate")).hint(word!("conference-by-hint"));
const BY: Input = Input::text("nguoi-trinh-bay", word!("conference-by-other")).max_chars(200);
const EXEMPLAR: Input = Input::new(InputKind::Select, "dien-hinh", word!("conference-about-exemplar"));

const PRACTICE: Input = Input::new(InputKind::Select, "mo-hinh", word!("conference-about-practice"));

const BLAMED: [(&str, Input); 8] = [
    ("title", TITLE),
    ("minutes", MINUTES),
    ("fixed", FIXED),
    ("delegate", DELEGATE),
    ("exemplar", EXEMPLAR),
    ("practice", PRACTICE),
    ("items", TITLE),
    ("conference", TITLE),
];

fn may_edit(view: &ConferenceView) -> bool {
    view.may_run && view.follows(ConferenceStep::Edit)
}

fn base(view: &ConferenceView) -> String {
    format!("{}/chuong-trinh", at(view.row.id))
}

pub(super) fn show_page(visit: &Visit, view: &ConferenceView) -> Leaf {
    let (locale, hours, base) = (visit.locale(), &view.hours, base(view));
    let row = |(item, placed): (&Item, &Placed)| {
        let told = match (placed.overlap, placed.gap) {
            (0, 0) => String::new(),
            (0, gap) => word!("conference-gap").with("count", gap).say(locale).into_owned(),
            (overlap, _) => word!("conference-overlap").with("count", overlap).say(locale).into_owned(),
        };
        let title = if may_edit(view) {
            Cell::link(item.title.as_str(), format!("{base}/{}", item.id))
        } else {
            Cell::text(item.title.as_str())
        };
        let remove =
            may_edit(view).then(|| Action::link(word!("conference-item-remove"), format!("{base}/{}/bo", item.id)));
        let of_exemplar = |id: ExemplarId| Cell::link(item.exemplar_name.as_str(), format!("/dien-hinh/{id}"));
        let about = match (item.exemplar, item.practice) {
            (Some(exemplar), Some(_)) => of_exemplar(exemplar).below(item.practice_title.as_str()),
            (Some(exemplar), None) => of_exemplar(exemplar),
            (None, Some(practice)) => Cell::link(item.practice_title.as_str(), format!("/mo-hinh/{practice}")),
            (None, None) => Cell::text(""),
        };
        vec![
            title,
            Cell::text(format!("{} – {}", clock(placed.from), clock(placed.to))).below(told),
            Cell::number(i64::from(item.minutes)),
            Cell::text(item.by.as_str()),
            about.action(remove),
        ]
    };
    let board = Board {
        caption: word!("conference-agenda"),
        heads: vec![
            word!("conference-item"),
            word!("conference-hours"),
            word!("conference-minutes"),
            word!("conference-by"),
            word!("conference-about"),
        ],
        rows: view.items.iter().zip(&hours.items).map(row).collect(),
    };
    let shell = shell(visit, word!("conference-agenda"), view);
    let mut page = Leaf::new(shell, view.row.title.as_str(), say::state(view.row.state.0), tabs(view, Tab::Programme));
    if may_edit(view) {
        page.actions.push(Action::link(word!("conference-item-new"), format!("{base}/moi")).primary().icon("plus"));
    }
    if hours.over > 0 {
        page.notices.push(("warn", "triangle-alert", word!("conference-over").with("count", hours.over)));
    }
    let overlaps = hours.items.iter().filter(|one| one.overlap > 0).count();
    if overlaps > 0 {
        page.notices.push(("warn", "triangle-alert", word!("conference-overlaps").with("count", overlaps)));
    }
    if !view.items.is_empty() {
        page.facts.push((word!("conference-begins"), Cell::text(clock(view.row.begins))));
        page.facts.push((word!("conference-over-at"), Cell::text(clock(hours.ends))));
    }
    page.boards.push((word!("conference-agenda"), board, word!("conference-no-items")));
    page
}

pub(super) async fn show(visit: Visit, At(id): At<ConferenceId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&show_page(&visit, &view)))
}

/// What an item may be about.
pub(super) struct Offered {
    /// Exemplars for which somebody goes, then the latest of the register.
    pub(super) exemplars: Vec<(ExemplarId, String)>,
    /// The latest practices.
    pub(super) practices: Vec<(PracticeId, String)>,
}

async fn offered(visit: &Visit, view: &ConferenceView) -> Result<Offered, Failure> {
    let cx = visit.cx()?;
    let register = exemplar::list(cx, exemplar::Search::default(), None).await.map_err(|why| visit.failed(why))?.rows;
    let known = practice::list(cx, practice::Search::default(), None).await.map_err(|why| visit.failed(why))?.rows;
    let gone = view.delegates.iter().filter_map(|one| Some((one.exemplar?, one.name.clone())));
    let told = view.items.iter().filter_map(|one| Some((one.exemplar?, one.exemplar_name.clone())));
    let mut exemplars: Vec<(ExemplarId, String)> = Vec::new();
    for one in gone.chain(told).chain(register.into_iter().map(|one| (one.id, one.name))) {
        if exemplars.iter().all(|(id, _)| *id != one.0) {
            exemplars.push(one);
        }
    }
    let told = view.items.iter().filter_map(|one| Some((one.practice?, one.practice_title.clone())));
    let mut practices: Vec<(PracticeId, String)> = Vec::new();
    for one in told.chain(known.into_iter().map(|one| (one.id, one.title))) {
        if practices.iter().all(|(id, _)| *id != one.0) {
            practices.push(one);
        }
    }
    Ok(Offered { exemplars, practices })
}

pub(super) fn item_page(
    visit: &Visit,
    view: &ConferenceView,
    (title, part): (Word, &str),
    (form, offered): (&FormState, &Offered),
) -> Ask {
    let base = base(view);
    let goes = view.delegates.iter().filter(|one| one.role.0 != DelegateRole::Substitute && one.state.0.holds_seat());
    let delegates: Vec<Choice> = goes.map(|one| Choice::new(one.id.to_string(), one.name.as_str())).collect();
    let one = |(id, name): &(ExemplarId, String)| Choice::new(id.to_string(), name.as_str());
    let exemplars: Vec<Choice> = offered.exemplars.iter().map(one).collect();
    let one = |(id, title): &(PracticeId, String)| Choice::new(id.to_string(), title.as_str());
    let practices: Vec<Choice> = offered.practices.iter().map(one).collect();
    let shell = shell(visit, title, view).crumb(word!("conference-agenda"), base.as_str());
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell, title, format!("{base}/{part}"), Action::submit(word!("conference-save")).primary(), back)
        .hidden(FormState::VERSION, view.row.version.to_string())
        .fields(
            form,
            vec![
                form.show(TITLE),
                form.show(MINUTES),
                form.show(FIXED),
                form.show(PLACE),
                form.show_choices(DELEGATE, &delegates),
                form.show(BY),
                form.show_choices(EXEMPLAR, &exemplars),
                form.show_choices(PRACTICE, &practices),
            ],
        )
}

fn read(form: &mut FormState, id: Option<&Item>) -> Option<NewItem> {
    let (title, minutes) = (form.text(TITLE), form.whole(MINUTES, 1..=i64::from(LONGEST)));
    let fixed = form.maybe(FIXED, word!("conference-wrong-hour"), read_clock);
    let ordinal = form.maybe(PLACE, word!("ui-form-not-a-number"), |text| text.trim().parse::<u32>().ok());
    let delegate = form.maybe(DELEGATE, word!("ui-form-not-offered"), |text| text.parse::<DelegateId>().ok());
    let presenter = form.text(BY);
    let exemplar = form.maybe(EXEMPLAR, word!("ui-form-not-offered"), |text| text.parse::<ExemplarId>().ok());
    let practice = form.maybe(PRACTICE, word!("ui-form-not-offered"), |text| text.parse::<PracticeId>().ok());
    Some(NewItem {
        id: id.map(|item| item.id),
        ordinal: ordinal?,
        minutes: u32::try_from(minutes?).ok()?,
        fixed: fixed?,
        title: title?,
        delegate: delegate?,
        presenter: presenter?,
        exemplar: exemplar?,
        practice: practice?,
    })
}

async fn put(
    visit: &Visit,
    id: ConferenceId,
    item: Option<ConferenceItemId>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let view = wanted(visit, id, may_edit).await?;
    let known = match item {
        Some(item) => Some(find(&view, item)?),
        None => None,
    };
    if let Some(new) = read(&mut form, known.as_ref()) {
        match conference::put_item(visit.cx()?, id, form.version()?, new).await {
            Ok(()) => return Ok(visit.redirect(&base(&view), &Flash::done(word!("conference-item-saved")))),
            Err(error) => blame(&mut form, visit, error, &BLAMED)?,
        }
    }
    let part = item.map_or_else(|| "moi".to_owned(), |item| item.to_string());
    let title = if item.is_some() { word!("conference-item-edit") } else { word!("conference-item-new") };
    Ok(visit.page_again(&item_page(visit, &view, (title, &part), (&form, &offered(visit, &view).await?))))
}

fn find(view: &ConferenceView, item: ConferenceItemId) -> Result<Item, Failure> {
    view.items.iter().find(|one| one.id == item).cloned().ok_or(Failure::NotFound)
}

pub(super) async fn show_new(visit: Visit, At(id): At<ConferenceId>) -> Result<Response, Failure> {
    let view = wanted(&visit, id, may_edit).await?;
    let form = FormState::filled([(MINUTES.name, "15".to_owned())]);
    let offered = offered(&visit, &view).await?;
    Ok(visit.page(&item_page(&visit, &view, (word!("conference-item-new"), "moi"), (&form, &offered))))
}

pub(super) async fn add(visit: Visit, At(id): At<ConferenceId>, form: FormState) -> Result<Response, Failure> {
    put(&visit, id, None, form).await
}

pub(super) fn filled(item: &Item) -> FormState {
    FormState::filled([
        (TITLE.name, item.title.clone()),
        (MINUTES.name, item.minutes.to_string()),
        (FIXED.name, item.fixed.map(clock).unwrap_or_default()),
        (PLACE.name, item.ordinal.to_string()),
        (DELEGATE.name, item.delegate.map(|id| id.to_string()).unwrap_or_default()),
        (BY.name, item.presenter.clone()),
        (EXEMPLAR.name, item.exemplar.map(|id| id.to_string()).unwrap_or_default()),
        (PRACTICE.name, item.practice.map(|id| id.to_string()).unwrap_or_default()),
    ])
}

pub(super) async fn show_item(
    visit: Visit,
    At((id, item)): At<(ConferenceId, ConferenceItemId)>,
) -> Result<Response, Failure> {
    let view = wanted(&visit, id, may_edit).await?;
    let item = find(&view, item)?;
    let (part, offered) = (item.id.to_string(), offered(&visit, &view).await?);
    let page = item_page(&visit, &view, (word!("conference-item-edit"), &part), (&filled(&item), &offered));
    Ok(visit.page(&page))
}

pub(super) async fn change(
    visit: Visit,
    At((id, item)): At<(ConferenceId, ConferenceItemId)>,
    form: FormState,
) -> Result<Response, Failure> {
    put(&visit, id, Some(item), form).await
}

pub(super) fn remove_page(visit: &Visit, view: &ConferenceView, item: &Item) -> Ask {
    let (title, base) = (word!("conference-item-remove"), base(view));
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let shell = shell(visit, title, view).crumb(word!("conference-agenda"), base.as_str());
    Ask::new(shell, title, format!("{base}/{}/bo", item.id), Action::submit(title).danger(), back)
        .fact(word!("conference-item"), item.title.as_str())
        .consequence(word!("conference-item-remove-then"))
        .hidden(FormState::VERSION, view.row.version.to_string())
}

pub(super) async fn show_remove(
    visit: Visit,
    At((id, item)): At<(ConferenceId, ConferenceItemId)>,
) -> Result<Response, Failure> {
    let view = wanted(&visit, id, may_edit).await?;
    let item = find(&view, item)?;
    Ok(visit.page(&remove_page(&visit, &view, &item)))
}

pub(super) async fn remove(
    visit: Visit,
    At((id, item)): At<(ConferenceId, ConferenceItemId)>,
    form: FormState,
) -> Result<Response, Failure> {
    conference::remove_item(visit.cx()?, id, form.version()?, item).await.map_err(|why| visit.failed(why))?;
    let list = format!("{}/chuong-trinh", at(id));
    Ok(visit.redirect(&list, &Flash::done(word!("conference-item-removed"))))
}
