//! Handbooks: the list, one of them, choosing and ordering its stories, and the book as a file; it must not print a story without consent.

use super::{
    Part,
    board::{Board, Cell, ListPage, ShowPage},
    list_shell, shell, tabs,
};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, PaperForm, Visit, handed},
    ui::{Action, Badge, Bulk, Tone},
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::publicity::{
    handbook::{self, Contents, HandbookLine, HandbookView},
    story::{self, StoryRow},
};
use lantoa_docgen::{Paper as _, PdfOptions, epub};
use lantoa_domain::id::{HandbookId, Id as _, StoryId};
use lantoa_i18n::word;

const TITLE: Input = Input::text("ten", word!("publicity-handbook-title")).required().max_chars(250);
const IMPRINT: Input =
    Input::text("noi-nam", word!("publicity-imprint")).max_chars(100).hint(word!("publicity-imprint-hint"));
const FOREWORD: Input = Input::new(InputKind::Lines, "loi-noi-dau", word!("publicity-foreword")).max_chars(6000);
const STORIES: Input = Input::new(InputKind::Ticks, "cau-chuyen", word!("publicity-stories-chosen"));
const ORDER: Input = Input::text("thu-tu", word!("publicity-order")).max_chars(400).hint(word!("publicity-order-hint"));

pub(super) fn list_page(visit: &Visit, query: ListQuery, rows: &[HandbookLine]) -> ListPage {
    let row = |one: &HandbookLine| {
        vec![
            Cell::link(one.title.as_str(), format!("/tuyen-truyen/ky-yeu/{}", one.id)),
            Cell::text(one.imprint.as_str()),
            Cell::number(one.stories),
        ]
    };
    ListPage {
        shell: list_shell(visit, Part::Handbooks),
        title: word!("publicity-handbooks"),
        tabs: tabs(visit, Part::Handbooks),
        lead: None,
        actions: vec![
            query.excel(),
            Action::link(word!("publicity-handbook-new"), "/tuyen-truyen/ky-yeu/moi").primary().icon("plus"),
        ],
        filters: Vec::new(),
        board: Board {
            caption: word!("publicity-handbooks"),
            heads: vec![word!("publicity-handbook-title"), word!("publicity-imprint"), word!("publicity-stories")],
            rows: rows.iter().map(row).collect(),
        },
        empty: ("scroll-text", word!("publicity-handbooks-none"), word!("publicity-handbooks-none-text")),
        pager: None,
        bulk: Bulk::none(),
        charts: Vec::new(),
        query,
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = handbook::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&list_page(&visit, query, &rows)))
}

pub(super) fn show_page(visit: &Visit, view: &HandbookView) -> ShowPage {
    let base = format!("/tuyen-truyen/ky-yeu/{}", view.row.id);
    let mut page = ShowPage::new(shell(visit, word!("publicity-handbook"), Part::Handbooks), view.row.title.as_str());
    page.sub = Some(view.row.imprint.as_str().into());
    if view.stories.iter().any(|(_, _, may)| *may) {
        if visit.has_press() {
            page.actions.push(Action::link(word!("publicity-take-pdf"), format!("{base}/tai/pdf")).icon("download"));
        }
        page.actions.push(Action::link(word!("publicity-take-word"), format!("{base}/tai/word")).icon("file-text"));
        page.actions.push(Action::link(word!("publicity-take-epub"), format!("{base}/tai/epub")).icon("download"));
    }
    page.actions.push(Action::link(word!("publicity-edit"), format!("{base}/sua")).icon("pencil"));
    let left_out = view.stories.iter().filter(|(_, _, may)| !may).count();
    if left_out > 0 {
        page.notices.push(("warn", "lock", word!("publicity-handbook-left-out").with("count", left_out)));
    }
    page.say([(word!("publicity-foreword"), view.row.foreword.clone())]);
    let row = |(at, (id, title, may)): (usize, &(StoryId, String, bool))| {
        let badge = match may {
            true => Badge::new(word!("publicity-may-print"), Tone::Good),
            false => Badge::new(word!("publicity-may-not-print"), Tone::Warn),
        };
        let title = format!("{}. {title}", at + 1);
        vec![Cell::link(title, format!("/tuyen-truyen/cau-chuyen/{id}")), Cell::badge(badge)]
    };
    let board = Board {
        caption: word!("publicity-contents"),
        heads: vec![word!("publicity-story-title"), word!("publicity-state")],
        rows: view.stories.iter().enumerate().map(row).collect(),
    };
    page.boards.push((word!("publicity-contents"), board));
    page
}

async fn load(visit: &Visit, id: HandbookId) -> Result<HandbookView, Failure> {
    handbook::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<HandbookId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&show_page(&visit, &view)))
}

pub(super) fn set_page(visit: &Visit, known: Option<&HandbookView>, form: &FormState, stories: &[StoryRow]) -> Ask {
    let title = if known.is_some() { word!("publicity-edit") } else { word!("publicity-handbook-new") };
    let base = known.map(|view| format!("/tuyen-truyen/ky-yeu/{}", view.row.id));
    let address = base.as_ref().map_or("/tuyen-truyen/ky-yeu/moi".to_owned(), |base| format!("{base}/sua"));
    let back = Action::link(word!("ui-confirm-back"), base.unwrap_or_else(|| Part::Handbooks.address().to_owned()));
    let printable = stories.iter().filter(|one| one.may_print).enumerate();
    let choice = |(at, one): (usize, &StoryRow)| {
        Choice::new(one.id.to_string(), format!("{}. {}", at + 1, one.title))
            .note(format!("{} · {}", one.name, one.unit))
    };
    let choices: Vec<Choice> = printable.map(choice).collect();
    Ask::new(
        shell(visit, title, Part::Handbooks),
        title,
        address,
        Action::submit(word!("publicity-save")).primary(),
        back,
    )
    .lead(word!("publicity-handbook-lead"))
    .hidden(FormState::VERSION, known.map_or(0, |view| view.row.version).to_string())
    .fields(
        form,
        vec![
            form.show(TITLE),
            form.show(IMPRINT),
            form.show(FOREWORD),
            form.show_choices(STORIES, &choices),
            form.show(ORDER),
        ],
    )
}

async fn printable(visit: &Visit) -> Result<Vec<StoryRow>, Failure> {
    let all = story::list(visit.cx()?, None).await.map_err(|why| visit.failed(why))?;
    Ok(all.into_iter().filter(|one| one.may_print).collect())
}

/// The ticked stories: those whose numbers stand in the order first, the others as they are listed.
fn ordered(form: &mut FormState, offered: &[StoryRow], order: &str) -> Option<Vec<StoryId>> {
    let ticked: Vec<StoryId> = form.all(STORIES.name).filter_map(|text| text.parse().ok()).collect();
    let mut first = Vec::new();
    for text in order.split([',', ' ', ';']).filter(|text| !text.is_empty()) {
        let place = text.parse::<usize>().ok().and_then(|number| offered.get(number.checked_sub(1)?));
        let Some(one) = place.filter(|one| ticked.contains(&one.id)) else {
            form.refuse(ORDER, word!("publicity-order-wrong"));
            return None;
        };
        first.push(one.id);
    }
    let rest = ticked.into_iter().filter(|id| !first.contains(id)).collect::<Vec<_>>();
    Some(first.into_iter().chain(rest).collect())
}

fn read(form: &mut FormState, offered: &[StoryRow]) -> Option<Contents> {
    let (title, imprint, foreword) = (form.text(TITLE), form.text(IMPRINT), form.text(FOREWORD));
    let order = form.text(ORDER)?;
    let stories = ordered(form, offered, &order);
    Some(Contents { title: title?, imprint: imprint?, foreword: foreword?, stories: stories? })
}

const FIELDS: [(&str, Input); 2] = [("title", TITLE), ("stories", STORIES)];

pub(super) async fn show_new(visit: Visit) -> Result<Response, Failure> {
    visit.cx()?.permit(lantoa_domain::policy::Act::RunPublicity).map_err(|why| visit.failed(why))?;
    let stories = printable(&visit).await?;
    Ok(visit.page(&set_page(&visit, None, &FormState::empty(), &stories)))
}

pub(super) async fn begin(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let stories = printable(&visit).await?;
    if let Some(new) = read(&mut form, &stories) {
        match handbook::begin(visit.cx()?, new).await {
            Ok(id) => {
                return Ok(
                    visit.redirect(&format!("/tuyen-truyen/ky-yeu/{id}"), &Flash::done(word!("publicity-saved")))
                );
            }
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    Ok(visit.page_again(&set_page(&visit, None, &form, &stories)))
}

pub(super) async fn show_edit(visit: Visit, At(id): At<HandbookId>) -> Result<Response, Failure> {
    let (view, stories) = (load(&visit, id).await?, printable(&visit).await?);
    let place = |id: &StoryId| stories.iter().position(|one| one.id == *id).map(|at| (at + 1).to_string());
    let order: Vec<String> = view.stories.iter().filter_map(|(id, ..)| place(id)).collect();
    let mut values = vec![
        (TITLE.name, view.row.title.clone()),
        (IMPRINT.name, view.row.imprint.clone()),
        (FOREWORD.name, view.row.foreword.clone()),
        (ORDER.name, order.join(", ")),
    ];
    values.extend(view.stories.iter().map(|(id, ..)| (STORIES.name, id.to_string())));
    Ok(visit.page(&set_page(&visit, Some(&view), &FormState::filled(values), &stories)))
}

pub(super) async fn set(visit: Visit, At(id): At<HandbookId>, mut form: FormState) -> Result<Response, Failure> {
    let stories = printable(&visit).await?;
    if let Some(new) = read(&mut form, &stories) {
        match handbook::set(visit.cx()?, id, form.version()?, new).await {
            Ok(()) => {
                return Ok(
                    visit.redirect(&format!("/tuyen-truyen/ky-yeu/{id}"), &Flash::done(word!("publicity-saved")))
                );
            }
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&set_page(&visit, Some(&view), &form, &stories)))
}

/// The book as Word, PDF or EPUB, with the consent in force now.
pub(super) async fn take(visit: Visit, At((id, form)): At<(HandbookId, String)>) -> Result<Response, Failure> {
    let book = handbook::book(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let at = visit.state().now();
    if form == "epub" {
        let bytes = epub(&book, &format!("urn:lantoa:ky-yeu:{}", id.raw()), at);
        return handed("ky-yeu.epub", "application/epub+zip", bytes);
    }
    let form: PaperForm = form.parse().map_err(|_| Failure::NotFound)?;
    visit.paper(form, "ky-yeu", book.document(), PdfOptions::preview(at)).await
}
