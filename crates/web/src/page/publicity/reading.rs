//! What everybody is to read: the list, one of them with who has read it, asking, confirming, marking; it must not confirm for those who can.

use super::{
    Part,
    board::{Board, Cell, ListPage},
    choices, chosen, list_shell, offered, runs, say, shell, tabs,
};
use crate::{
    filters,
    kernel::{Ask as Form, At, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    ui::{Action, Badge, Bulk, Tone},
    wrong::blame,
};
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use lantoa_app::Error;
use lantoa_app::publicity::{
    Choices,
    reading::{self, Ask, ReaderRow, Reading, ReadingView, UnitReaders},
};
use lantoa_domain::{Refusal, id::ReadingId, policy::Act};
use lantoa_i18n::word;

const TITLE: Input = Input::text("ten", word!("publicity-reading-title")).required().max_chars(250);
const BODY: Input =
    Input::new(InputKind::Lines, "can-nam", word!("publicity-reading-body")).required().max_chars(10_000);
const PROGRAMME: Input = Input::new(InputKind::Select, "chuong-trinh", word!("publicity-reading-plan-of"));
const DUE: Input = Input::new(InputKind::Date, "han", word!("publicity-due")).required();
const PEOPLE: Input = Input::new(InputKind::Ticks, "nguoi", word!("publicity-reading-people"));
const DAY: Input = Input::new(InputKind::Date, "ngay", word!("publicity-reading-meeting")).required();

fn state(row: &Reading) -> Badge {
    match row.closed_on {
        Some(_) => Badge::new(word!("publicity-reading-closed"), Tone::Plain),
        None if row.done >= row.all => Badge::new(word!("publicity-reading-all"), Tone::Good),
        None => Badge::new(word!("publicity-reading-open"), Tone::Note),
    }
}

pub(super) fn list_page(visit: &Visit, query: ListQuery, rows: &[Reading]) -> ListPage {
    let row = |one: &Reading| {
        vec![
            Cell::link(one.title.as_str(), format!("/tuyen-truyen/pho-bien/{}", one.id)),
            Cell::day(one.asked_on),
            Cell::day(one.due),
            Cell::text(word!("publicity-reading-count").with("done", one.done).with("all", one.all)),
            Cell::badge(state(one)),
        ]
    };
    let mut actions = vec![query.excel()];
    if runs(visit) {
        actions.push(Action::link(word!("publicity-reading-new"), "/tuyen-truyen/pho-bien/moi").primary().icon("plus"));
    }
    ListPage {
        shell: list_shell(visit, Part::Readings),
        title: word!("publicity-readings"),
        tabs: tabs(visit, Part::Readings),
        lead: None,
        actions,
        filters: Vec::new(),
        board: Board {
            caption: word!("publicity-readings"),
            heads: vec![
                word!("publicity-reading-title"),
                word!("publicity-asked-on"),
                word!("publicity-due"),
                word!("publicity-reading-done"),
                word!("publicity-state"),
            ],
            rows: rows.iter().map(row).collect(),
        },
        empty: ("check-check", word!("publicity-readings-none"), word!("publicity-readings-none-text")),
        pager: None,
        bulk: Bulk::none(),
        charts: Vec::new(),
        query,
    }
}

pub(super) async fn list(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let rows = reading::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&list_page(&visit, query, &rows)))
}

/// `/tuyen-truyen/pho-bien/{id}`.
#[derive(Template)]
#[template(path = "publicity/reading.html")]
pub(super) struct ShowPage {
    shell: Shell,
    view: ReadingView,
    badge: Badge,
    actions: Vec<Action>,
    confirm: Option<Action>,
    form: FormState,
    today: Date,
}

impl ShowPage {
    pub(super) fn new(visit: &Visit, view: ReadingView, form: FormState) -> Self {
        let base = format!("/tuyen-truyen/pho-bien/{}", view.row.id);
        let shell = shell(visit, word!("publicity-reading"), Part::Readings);
        let mut actions = Vec::new();
        if !view.units.is_empty() {
            actions.push(shell.excel(&base));
        }
        if view.may_close {
            let close = Action::post(word!("publicity-reading-close"), format!("{base}/dong"));
            actions.push(close.field(FormState::VERSION, view.row.version.to_string()));
        }
        let open = view.row.closed_on.is_none() && !view.confirmed;
        let confirm =
            Action::post(word!("publicity-reading-confirm"), format!("{base}/da-doc")).primary().icon("check");
        Self {
            shell,
            badge: state(&view.row),
            actions,
            confirm: open.then_some(confirm),
            form,
            today: visit.cx().map_or(jiff::civil::date(2026, 11, 21), lantoa_app::Cx::today),
            view,
        }
    }

    fn done(&self, unit: &UnitReaders) -> usize {
        unit.people.iter().filter(|one| one.known.is_some()).count()
    }

    fn known(&self, one: &ReaderRow) -> Badge {
        match one.known {
            Some((way, _)) => Badge::new(say::read_way(way), Tone::Good),
            None if one.has_account => Badge::new(word!("publicity-not-read"), Tone::Warn),
            None => Badge::new(word!("publicity-no-account"), Tone::Plain),
        }
    }

    /// Those without an account who have not heard it.
    fn without<'a>(&self, unit: &'a UnitReaders) -> Vec<&'a ReaderRow> {
        unit.people.iter().filter(|one| !one.has_account && one.known.is_none()).collect()
    }

    fn can_mark(&self, unit: &UnitReaders) -> bool {
        unit.may_mark && !self.without(unit).is_empty()
    }
}

async fn load(visit: &Visit, id: ReadingId) -> Result<ReadingView, Failure> {
    reading::page(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(id): At<ReadingId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view, FormState::empty())))
}

pub(super) fn ask_page(visit: &Visit, form: &FormState, offer: &Choices) -> Form {
    let title = word!("publicity-reading-new");
    let submit = Action::submit(word!("publicity-reading-do")).primary();
    let back = Action::link(word!("ui-confirm-back"), Part::Readings.address());
    Form::new(shell(visit, title, Part::Readings), title, "/tuyen-truyen/pho-bien/moi", submit, back)
        .lead(word!("publicity-reading-lead"))
        .fields(
            form,
            vec![
                form.show(TITLE),
                form.show(BODY),
                form.show_choices(PROGRAMME, &offered(&offer.programmes)),
                form.show(DUE),
            ],
        )
}

pub(super) async fn show_new(visit: Visit) -> Result<Response, Failure> {
    visit.cx()?.permit(Act::RunPublicity).map_err(|why| visit.failed(why))?;
    let offer = choices(&visit).await?;
    Ok(visit.page(&ask_page(&visit, &FormState::empty(), &offer)))
}

pub(super) async fn ask(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let (title, body, due) = (form.text(TITLE), form.text(BODY), form.date(DUE));
    let programme = chosen(&mut form, PROGRAMME);
    if let (Some(title), Some(body), Some(due), Some(programme)) = (title, body, due, programme) {
        match reading::ask(cx, Ask { title, body, programme, due }).await {
            Ok(id) => {
                let page = format!("/tuyen-truyen/pho-bien/{id}");
                return Ok(visit.redirect(&page, &Flash::done(word!("publicity-reading-asked"))));
            }
            Err(error) => blame(&mut form, &visit, error, &[("title", TITLE), ("body", BODY), ("due", DUE)])?,
        }
    }
    let offer = choices(&visit).await?;
    Ok(visit.page_again(&ask_page(&visit, &form, &offer)))
}

pub(super) async fn confirm(visit: Visit, At(id): At<ReadingId>) -> Result<Response, Failure> {
    match reading::confirm(visit.cx()?, id).await {
        // Whoever presses twice has read it all the same.
        Ok(()) | Err(Error::Refused(Refusal::Taken { .. })) => {
            let page = format!("/tuyen-truyen/pho-bien/{id}");
            Ok(visit.redirect(&page, &Flash::done(word!("publicity-reading-confirmed"))))
        }
        Err(error) => Err(visit.failed(error)),
    }
}

pub(super) async fn mark(visit: Visit, At(id): At<ReadingId>, mut form: FormState) -> Result<Response, Failure> {
    let unit = form.raw("don-vi").parse().map_err(|_| Failure::Unreadable)?;
    let people = form.all(PEOPLE.name).filter_map(|text| text.parse().ok()).collect();
    if let Some(on) = form.date(DAY) {
        match reading::mark(visit.cx()?, id, unit, people, on).await {
            Ok(count) => {
                let page = format!("/tuyen-truyen/pho-bien/{id}");
                return Ok(visit.redirect(&page, &Flash::done(word!("publicity-reading-marked").with("count", count))));
            }
            Err(error) => blame(&mut form, &visit, error, &[("people", PEOPLE), ("on", DAY)])?,
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&ShowPage::new(&visit, view, form)))
}

pub(super) async fn close(visit: Visit, At(id): At<ReadingId>, form: FormState) -> Result<Response, Failure> {
    reading::close(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&format!("/tuyen-truyen/pho-bien/{id}"), &Flash::done(word!("publicity-saved"))))
}
