//! Delegates of a conference: the list, one of them, changes of what is told, substitutes, proposals taken back. It must not choose anybody.

use super::leaf::{Leaf, Tab, tabs};
use super::{at, load, of, propose, say, shell, wanted};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, ListQuery, Visit},
    page::publicity::board::{Board, Cell, ListPage},
    ui::{Action, Bulk},
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::conference::{self, ConferenceView, Delegate, DelegateState};
use lantoa_domain::conference::ConferenceStep;
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::id::{ConferenceId, DelegateId};
use lantoa_i18n::{Word, word};

const UNIT: Input = Input::new(InputKind::Select, "don-vi", word!("conference-unit"));
const STATE: Input = Input::new(InputKind::Select, "tinh-trang", word!("conference-standing"));
const SUBSTITUTE: Input = Input::new(InputKind::Radio, "nguoi-thay", word!("conference-role-substitute")).required();

/// The delegates that a query asks for.
pub(super) fn chosen(view: &ConferenceView, query: &ListQuery) -> Vec<Delegate> {
    let code = query.get(STATE.name);
    let state = say::STANDINGS.iter().find(|(known, _)| Some(*known) == code).map(|(_, state)| *state);
    let unit = query.get(UNIT.name).unwrap_or_default();
    let fits = |one: &&Delegate| {
        state.is_none_or(|state| one.state.0 == state) && (unit.is_empty() || one.unit.to_string() == unit)
    };
    view.delegates.iter().filter(fits).cloned().collect()
}

pub(super) fn list_page(visit: &Visit, query: ListQuery, view: &ConferenceView) -> ListPage {
    let (form, base) = (query.form(), at(view.row.id));
    let units: Vec<Choice> =
        view.units.iter().map(|line| Choice::new(line.unit.to_string(), line.name.as_str())).collect();
    let states = say::STANDINGS.map(|(code, state)| Choice::new(code, say::standing_word(state)));
    let row = |one: &Delegate| {
        vec![
            Cell::link(one.name.as_str(), of(view.row.id, one.id)).below(one.post.as_str()),
            Cell::text(one.unit_name.as_str()),
            Cell::text(say::role(one.role.0)).below(one.topic.as_str()),
            Cell::text(one.reason.as_str()),
            Cell::text(one.seat.as_str()),
            Cell::badge(say::standing(one.state.0)).below(one.why.as_str()),
        ]
    };
    let mut actions = vec![query.excel()];
    if view.may_run && view.follows(ConferenceStep::Select) {
        actions.push(Action::link(word!("conference-decide"), format!("{base}/chon")).icon("check-check"));
    }
    if view.may_propose {
        let propose = Action::link(word!("conference-propose"), format!("{base}/dai-bieu/moi"));
        actions.push(propose.primary().icon("plus"));
    }
    ListPage {
        shell: shell(visit, word!("conference-delegates"), view),
        title: word!("conference-delegates"),
        tabs: tabs(view, Tab::Delegates),
        lead: (!view.reads_all).then(|| word!("conference-own-only").into()),
        actions,
        filters: vec![form.show_choices(UNIT, &units), form.show_choices(STATE, &states)],
        board: Board {
            caption: word!("conference-delegates"),
            heads: vec![
                word!("conference-name"),
                word!("conference-unit"),
                word!("conference-role"),
                word!("conference-reason"),
                word!("conference-seat"),
                word!("conference-standing"),
            ],
            rows: chosen(view, &query).iter().map(row).collect(),
        },
        empty: ("users", word!("conference-no-delegates"), word!("conference-no-delegates-text")),
        pager: None,
        bulk: Bulk::none(),
        charts: Vec::new(),
        query,
    }
}

pub(super) async fn list(visit: Visit, At(id): At<ConferenceId>, query: ListQuery) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&list_page(&visit, query, &view)))
}

fn find(view: &ConferenceView, id: DelegateId) -> Result<Delegate, Failure> {
    view.delegates.iter().find(|one| one.id == id).cloned().ok_or(Failure::NotFound)
}

fn may_edit(view: &ConferenceView, one: &Delegate) -> bool {
    let open = view.may_run || one.state.0 == DelegateState::Proposed;
    view.follows(ConferenceStep::Select) && view.is_own(one.unit) && open
}

/// Substitutes that may go instead.
fn substitutes<'a>(view: &'a ConferenceView, one: &'a Delegate) -> impl Iterator<Item = &'a Delegate> {
    view.delegates.iter().filter(move |other| {
        let ready = view.may_run || other.state.0 != DelegateState::Proposed;
        other.role.0 == DelegateRole::Substitute && other.unit == one.unit && other.state.0.is_open() && ready
    })
}

fn may_replace(view: &ConferenceView, one: &Delegate) -> bool {
    let away = one.state.0 == DelegateState::NotComing && view.follows(ConferenceStep::Note);
    away && view.is_own(one.unit) && substitutes(view, one).next().is_some()
}

fn may_withdraw(view: &ConferenceView, one: &Delegate) -> bool {
    one.state.0 == DelegateState::Proposed && may_edit(view, one)
}

pub(super) fn show_page(visit: &Visit, view: &ConferenceView, one: &Delegate) -> Leaf {
    let base = of(view.row.id, one.id);
    let mut page = Leaf::new(
        shell(visit, word!("conference-delegate"), view),
        one.name.as_str(),
        say::standing(one.state.0),
        tabs(view, Tab::Delegates),
    );
    page.sub = Some(one.post.as_str().into());
    if may_replace(view, one) {
        page.actions.push(Action::link(word!("conference-stand-in"), format!("{base}/thay")).primary());
    }
    if may_edit(view, one) {
        page.actions.push(Action::link(word!("conference-edit"), format!("{base}/sua")).icon("pencil"));
    }
    if may_withdraw(view, one) {
        page.actions.push(Action::link(word!("conference-withdraw"), format!("{base}/rut")).danger());
    }
    let text = |name: Word, text: &str| Some((name, text.to_owned())).filter(|(_, text)| !text.is_empty());
    page.texts.extend(text(word!("conference-reason"), &one.reason));
    page.texts.extend(text(word!("conference-topic"), &one.topic));
    page.texts.extend(text(word!("conference-why"), &one.why));
    page.facts = facts(view, one);
    page
}

fn facts(view: &ConferenceView, one: &Delegate) -> Vec<(Word, Cell)> {
    let mut out = vec![
        (word!("conference-unit"), Cell::text(one.unit_name.as_str())),
        (word!("conference-role"), Cell::text(say::role(one.role.0))),
        (word!("conference-gender"), Cell::text(say::gender(one.gender.0))),
        (word!("conference-work"), Cell::text(say::work(one.work.0))),
    ];
    if let Some(exemplar) = one.exemplar {
        let cell = Cell::link(word!("conference-open-exemplar"), format!("/dien-hinh/{exemplar}"));
        out.push((word!("conference-exemplar"), cell));
    }
    if !one.seat.is_empty() {
        out.push((word!("conference-seat"), Cell::text(one.seat.as_str())));
    }
    if let Some(other) = one.stands_for.and_then(|id| view.delegates.iter().find(|other| other.id == id)) {
        out.push((word!("conference-stands-for"), Cell::link(other.name.as_str(), of(view.row.id, other.id))));
    }
    out
}

pub(super) async fn show(
    visit: Visit,
    At((id, delegate)): At<(ConferenceId, DelegateId)>,
) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let one = find(&view, delegate)?;
    Ok(visit.page(&show_page(&visit, &view, &one)))
}

/// A page with one form about a delegate.
fn ask(visit: &Visit, view: &ConferenceView, one: &Delegate, (title, part): (Word, &str), submit: Action) -> Ask {
    let base = of(view.row.id, one.id);
    let shell = shell(visit, title, view).crumb(one.name.as_str(), base.as_str());
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell, title, format!("{base}/{part}"), submit, back)
        .fact(word!("conference-delegate"), one.name.as_str())
        .hidden(FormState::VERSION, one.version.to_string())
}

async fn own(
    visit: &Visit,
    (id, delegate): (ConferenceId, DelegateId),
    may: fn(&ConferenceView, &Delegate) -> bool,
) -> Result<(ConferenceView, Delegate), Failure> {
    let view = wanted(visit, id, |_| true).await?;
    let one = find(&view, delegate)?;
    if may(&view, &one) { Ok((view, one)) } else { Err(Failure::not_now(of(id, delegate))) }
}

pub(super) fn edit_page(visit: &Visit, view: &ConferenceView, one: &Delegate, form: &FormState) -> Ask {
    let submit = Action::submit(word!("conference-save")).primary();
    ask(visit, view, one, (word!("conference-edit"), "sua"), submit).fields(form, propose::told(form, view.may_run))
}

pub(super) async fn show_edit(visit: Visit, At(at): At<(ConferenceId, DelegateId)>) -> Result<Response, Failure> {
    let (view, one) = own(&visit, at, may_edit).await?;
    Ok(visit.page(&edit_page(&visit, &view, &one, &propose::filled(&one))))
}

pub(super) async fn edit(
    visit: Visit,
    At(at): At<(ConferenceId, DelegateId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (view, one) = own(&visit, at, may_edit).await?;
    if let Some(words) = propose::words(&mut form) {
        match conference::edit(visit.cx()?, one.id, form.version()?, words).await {
            Ok(()) => return Ok(visit.redirect(&of(at.0, at.1), &Flash::done(word!("conference-saved")))),
            Err(error) => blame(&mut form, &visit, error, &propose::BLAMED)?,
        }
    }
    Ok(visit.page_again(&edit_page(&visit, &view, &one, &form)))
}

pub(super) fn stand_in_page(visit: &Visit, view: &ConferenceView, one: &Delegate, form: &FormState) -> Ask {
    let title = word!("conference-stand-in");
    let choices: Vec<Choice> = substitutes(view, one)
        .map(|other| {
            Choice::new(format!("{}.{}", other.id, other.version), other.name.as_str()).note(other.post.as_str())
        })
        .collect();
    ask(visit, view, one, (title, "thay"), Action::submit(title).primary())
        .consequence(word!("conference-stand-in-then"))
        .fields(form, vec![form.show_choices(SUBSTITUTE, &choices)])
}

pub(super) async fn show_stand_in(visit: Visit, At(at): At<(ConferenceId, DelegateId)>) -> Result<Response, Failure> {
    let (view, one) = own(&visit, at, may_replace).await?;
    Ok(visit.page(&stand_in_page(&visit, &view, &one, &FormState::empty())))
}

pub(super) async fn stand_in(
    visit: Visit,
    At(at): At<(ConferenceId, DelegateId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (view, one) = own(&visit, at, may_replace).await?;
    let other = form.choice(SUBSTITUTE, |text| {
        let (id, version) = text.split_once('.')?;
        Some((id.parse::<DelegateId>().ok()?, version.parse::<i64>().ok()?))
    });
    if let Some(other) = other {
        match conference::stand_in(visit.cx()?, one.id, form.version()?, other).await {
            Ok(()) => return Ok(visit.redirect(&of(at.0, other.0), &Flash::done(word!("conference-stood-in")))),
            Err(error) => blame(&mut form, &visit, error, &[("substitute", SUBSTITUTE), ("seats", SUBSTITUTE)])?,
        }
    }
    Ok(visit.page_again(&stand_in_page(&visit, &view, &one, &form)))
}

pub(super) fn withdraw_page(visit: &Visit, view: &ConferenceView, one: &Delegate) -> Ask {
    let title = word!("conference-withdraw");
    ask(visit, view, one, (title, "rut"), Action::submit(title).danger()).consequence(word!("conference-withdraw-then"))
}

pub(super) async fn show_withdraw(visit: Visit, At(at): At<(ConferenceId, DelegateId)>) -> Result<Response, Failure> {
    let (view, one) = own(&visit, at, may_withdraw).await?;
    Ok(visit.page(&withdraw_page(&visit, &view, &one)))
}

pub(super) async fn withdraw(
    visit: Visit,
    At((id, delegate)): At<(ConferenceId, DelegateId)>,
    form: FormState,
) -> Result<Response, Failure> {
    conference::withdraw(visit.cx()?, delegate, form.version()?).await.map_err(|why| visit.failed(why))?;
    let list = format!("{}/dai-bieu", at(id));
    Ok(visit.redirect(&list, &Flash::done(word!("conference-withdrawn"))))
}
