//! What the chair of a jury sees and settles: progress without marks until every sheet is in, then standings, differences, ties. It must not show an author.

use super::{
    judge::shell,
    say,
    show::{load, ranking},
};
use crate::{
    kernel::{Ask, At, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit},
    page::publicity::board::{Board, Cell, ShowPage},
    ui::{Action, Badge, Tone},
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::contest::{self, Agreed, ContestView, Progress, Standing};
use lantoa_domain::{
    contest::ContestState,
    id::{ContestId, EntryId, SheetId},
    practice::{hundredths, written},
};
use lantoa_i18n::word;

const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("publicity-why")).required().max_chars(2000);
const POINTS: Input =
    Input::text("diem", word!("contest-agreed-points")).required().hint(word!("contest-agreed-points-hint"));
const ADVICE: Input = Input::new(InputKind::Radio, "de-nghi", word!("contest-advice")).required();
const ORDER: Input = Input::text("thu-tu", word!("contest-order")).required().hint(word!("contest-order-hint"));

fn base(id: ContestId) -> String {
    format!("/cham-thi/cuoc-thi/{id}")
}

pub(super) fn show_page(visit: &Visit, view: &ContestView) -> ShowPage {
    let base = base(view.contest.id);
    let mut page = ShowPage::new(shell(visit, word!("contest-chaired")), view.contest.title.as_str());
    page.badge = Some(say::state(view.contest.state.0));
    let judging = view.contest.state.0 == ContestState::Judging;
    match &view.standings {
        Some(lines) => {
            page.boards.push((word!("contest-ranking"), ranking(view, lines, judging.then_some(base.as_str()))));
        }
        None => page.notices.push(("note", "lock", word!("contest-sheets-open").into())),
    }
    page.boards.push((word!("contest-sheets"), progress(view, judging)));
    page
}

fn progress(view: &ContestView, judging: bool) -> Board {
    let row = |one: &Progress| {
        let badge = match one.handed_on {
            Some(_) => Badge::new(word!("contest-sheet-in"), Tone::Good),
            None => Badge::new(word!("contest-sheet-out"), Tone::Note),
        };
        let back = Action::link(
            word!("contest-give-back"),
            format!("/cham-thi/phieu/{}/tra-lai?cuoc-thi={}", one.id, view.contest.id),
        );
        vec![
            Cell::text(word!("contest-number").with("n", one.number)),
            Cell::text(one.juror.as_str()),
            one.total.map_or_else(Cell::none, |total| Cell::text(written(total))),
            Cell::badge(badge).action((judging && one.handed_on.is_some()).then_some(back)),
        ]
    };
    Board {
        caption: word!("contest-sheets"),
        heads: vec![word!("contest-entry"), word!("contest-juror"), word!("contest-points"), word!("publicity-state")],
        rows: view.progress.iter().map(row).collect(),
    }
}

/// A contest for its chair.
async fn chaired(visit: &Visit, id: ContestId) -> Result<ContestView, Failure> {
    let view = load(visit, id).await?;
    if view.may_lead { Ok(view) } else { Err(Failure::NotFound) }
}

pub(super) async fn show(visit: Visit, At(id): At<ContestId>) -> Result<Response, Failure> {
    let view = chaired(&visit, id).await?;
    Ok(visit.page(&show_page(&visit, &view)))
}

fn sheet(view: &ContestView, id: SheetId) -> Result<&Progress, Failure> {
    let found = view.progress.iter().find(|one| one.id == id && one.handed_on.is_some());
    found.ok_or_else(|| Failure::not_now(base(view.contest.id)))
}

pub(super) fn give_back_page(visit: &Visit, view: &ContestView, one: &Progress, form: &FormState) -> Ask {
    let title = word!("contest-give-back");
    let back = Action::link(word!("ui-confirm-back"), base(view.contest.id));
    let address = format!("/cham-thi/phieu/{}/tra-lai", one.id);
    Ask::new(shell(visit, title), title, address, Action::submit(title).danger(), back)
        .lead(word!("contest-give-back-lead"))
        .fact(word!("contest-entry"), word!("contest-number").with("n", one.number))
        .fact(word!("contest-juror"), one.juror.as_str())
        .hidden(FormState::VERSION, one.version.to_string())
        .hidden("cuoc-thi", view.contest.id.to_string())
        .fields(form, vec![form.show(WHY)])
}

pub(super) async fn show_give_back(visit: Visit, At(id): At<SheetId>, query: ListQuery) -> Result<Response, Failure> {
    let contest = query.get("cuoc-thi").and_then(|text| text.parse().ok()).ok_or(Failure::NotFound)?;
    let view = chaired(&visit, contest).await?;
    Ok(visit.page(&give_back_page(&visit, &view, sheet(&view, id)?, &FormState::empty())))
}

pub(super) async fn give_back(visit: Visit, At(id): At<SheetId>, mut form: FormState) -> Result<Response, Failure> {
    let contest: ContestId = form.raw("cuoc-thi").parse().map_err(|_| Failure::Unreadable)?;
    let Some(why) = form.text(WHY) else {
        let view = chaired(&visit, contest).await?;
        return Ok(visit.page_again(&give_back_page(&visit, &view, sheet(&view, id)?, &form)));
    };
    contest::give_back(visit.cx()?, id, form.version()?, why).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&base(contest), &Flash::done(word!("contest-given-back"))))
}

fn line<'a>(view: &'a ContestView, id: &str) -> Result<&'a Standing, Failure> {
    let id: EntryId = id.parse().map_err(|_| Failure::NotFound)?;
    let judging = view.contest.state.0 == ContestState::Judging;
    let found = view.standings.iter().flatten().find(|one| judging && one.entry == id);
    found.ok_or_else(|| Failure::not_now(base(view.contest.id)))
}

pub(super) fn agree_page(visit: &Visit, view: &ContestView, one: &Standing, form: &FormState) -> Ask {
    let (title, base) = (word!("contest-agree"), base(view.contest.id));
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let totals: Vec<String> = view
        .progress
        .iter()
        .filter(|sheet| sheet.number == one.number)
        .filter_map(|sheet| Some(format!("{}: {}", sheet.juror, written(sheet.total?))))
        .collect();
    Ask::new(shell(visit, title), title, format!("{base}/thong-nhat"), Action::submit(title).primary(), back)
        .lead(word!("contest-agree-lead"))
        .fact(word!("contest-entry"), word!("contest-number").with("n", one.number))
        .fact(word!("contest-sheets"), totals.join("; "))
        .fact(word!("contest-apart"), written(one.spread))
        .hidden(FormState::VERSION, one.version.to_string())
        .hidden("bai", one.entry.to_string())
        .fields(form, vec![form.show(POINTS), form.show_choices(ADVICE, &say::advices()), form.show(WHY)])
}

pub(super) async fn show_agree(visit: Visit, At(id): At<ContestId>, query: ListQuery) -> Result<Response, Failure> {
    let view = chaired(&visit, id).await?;
    let one = line(&view, query.get("bai").unwrap_or_default())?;
    let form = FormState::filled([(POINTS.name, written(one.points))]);
    Ok(visit.page(&agree_page(&visit, &view, one, &form)))
}

pub(super) async fn agree(visit: Visit, At(id): At<ContestId>, mut form: FormState) -> Result<Response, Failure> {
    let entry: EntryId = form.raw("bai").parse().map_err(|_| Failure::Unreadable)?;
    let points = form.parsed(POINTS, word!("ui-form-not-a-number"), hundredths);
    let (advice, why) = (form.choice(ADVICE, say::advice_of), form.text(WHY));
    if let (Some(points), Some(advice), Some(why)) = (points, advice, why) {
        match contest::agree(visit.cx()?, entry, form.version()?, Agreed { points, advice, why }).await {
            Ok(()) => return Ok(visit.redirect(&base(id), &Flash::done(word!("contest-agreed")))),
            Err(error) => blame(&mut form, &visit, error, &[("points", POINTS)])?,
        }
    }
    let view = chaired(&visit, id).await?;
    let one = line(&view, &entry.to_string())?;
    Ok(visit.page_again(&agree_page(&visit, &view, one, &form)))
}

/// The entries of a tie that waits, by the rank they share.
fn tie<'a>(view: &'a ContestView, rank: &str) -> Result<Vec<&'a Standing>, Failure> {
    let rank: usize = rank.parse().map_err(|_| Failure::NotFound)?;
    let found: Vec<&Standing> = view.standings.iter().flatten().filter(|one| one.tied && one.rank == rank).collect();
    if found.is_empty() { Err(Failure::not_now(base(view.contest.id))) } else { Ok(found) }
}

pub(super) fn settle_page(visit: &Visit, view: &ContestView, tied: &[&Standing], form: &FormState) -> Ask {
    let (title, base) = (word!("contest-settle"), base(view.contest.id));
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let numbers: Vec<String> = tied.iter().map(|one| one.number.to_string()).collect();
    let rank = tied.first().map_or(0, |one| one.rank);
    let points = tied.first().map(|one| written(one.points)).unwrap_or_default();
    Ask::new(shell(visit, title), title, format!("{base}/dong-diem"), Action::submit(title).primary(), back)
        .lead(word!("contest-settle-lead"))
        .fact(word!("contest-entries"), numbers.join(", "))
        .fact(word!("contest-points"), points)
        .hidden("hang", rank.to_string())
        .fields(form, vec![form.show(ORDER), form.show(WHY)])
}

pub(super) async fn show_settle(visit: Visit, At(id): At<ContestId>, query: ListQuery) -> Result<Response, Failure> {
    let view = chaired(&visit, id).await?;
    let tied = tie(&view, query.get("hang").unwrap_or_default())?;
    Ok(visit.page(&settle_page(&visit, &view, &tied, &FormState::empty())))
}

pub(super) async fn settle(visit: Visit, At(id): At<ContestId>, mut form: FormState) -> Result<Response, Failure> {
    let view = chaired(&visit, id).await?;
    let tied = tie(&view, form.raw("hang"))?;
    let entry = |text: &str| tied.iter().find(|one| one.number.to_string() == text).map(|one| one.entry);
    let order = form.parsed(ORDER, word!("contest-wrong-order"), |text| {
        text.split([',', ' ']).filter(|one| !one.is_empty()).map(entry).collect::<Option<Vec<EntryId>>>()
    });
    let why = form.text(WHY);
    if let (Some(order), Some(why)) = (order, why) {
        match contest::settle(visit.cx()?, id, order, why).await {
            Ok(()) => return Ok(visit.redirect(&base(id), &Flash::done(word!("contest-settled")))),
            Err(error) => blame(&mut form, &visit, error, &[("order", ORDER)])?,
        }
    }
    Ok(visit.page_again(&settle_page(&visit, &view, &tied, &form)))
}
