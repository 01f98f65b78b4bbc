//! One conference: what it is, how far, what comes next, its figures by unit. It must not change anything.

use super::leaf::{Leaf, Tab, tabs};
use super::{at, load, say};
use crate::{
    kernel::{At, Failure, FormState, Visit},
    nav::Area,
    page::{
        paper::shelf::Shelf,
        publicity::board::{Board, Cell},
    },
    ui::{Action, Stat},
};
use axum::response::Response;
use lantoa_app::conference::{ConferenceKind, ConferenceState, ConferenceView, DelegateState, UnitLine};
use lantoa_app::document::{About, DocumentRow, of_thing};
use lantoa_docgen::Kind;
use lantoa_domain::conference::ConferenceStep;
use lantoa_domain::conference::agenda::clock;
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::id::ConferenceId;
use lantoa_i18n::{Word, word};

fn any(view: &ConferenceView, state: DelegateState) -> bool {
    view.delegates.iter().any(|one| one.state.0 == state && one.role.0 != DelegateRole::Substitute)
}

/// The one thing to do now, for those who prepare it.
fn next(view: &ConferenceView) -> Option<Action> {
    let base = at(view.row.id);
    let (above, today) = (view.row.kind.0 == ConferenceKind::Above, view.today);
    let link = |name: Word, part: &str, icon| Some(Action::link(name, format!("{base}/{part}")).icon(icon));
    if !view.may_run {
        let open = view.may_propose && view.row.state.0 == ConferenceState::Preparing;
        return if open { link(word!("conference-propose"), "dai-bieu/moi", "plus") } else { None };
    }
    let has_seats = view.seats.all.is_some() || !view.seats.units.is_empty();
    match view.row.state.0 {
        ConferenceState::Preparing if !has_seats => link(word!("conference-seats-give"), "suat", "users"),
        ConferenceState::Preparing if any(view, DelegateState::Proposed) => {
            link(word!("conference-decide"), "chon", "check-check")
        }
        ConferenceState::Preparing if view.delegates.is_empty() => {
            link(word!("conference-propose"), "dai-bieu/moi", "plus")
        }
        ConferenceState::Preparing if above && (view.handovers.is_empty() || view.moved_on) => {
            link(word!("conference-hand-over"), "ban-giao/moi", "send")
        }
        ConferenceState::Preparing => link(word!("conference-call"), "buoc/trieu-tap", "bell"),
        ConferenceState::Called if !above && any(view, DelegateState::Chosen) => {
            let invite = Action::post(word!("conference-invite"), format!("{base}/moi-dai-bieu"));
            Some(invite.field(FormState::VERSION, view.row.version.to_string()).icon("send"))
        }
        ConferenceState::Called if view.row.on_day.is_some_and(|on| on > today) => {
            link(word!("conference-reply"), "tra-loi", "inbox")
        }
        ConferenceState::Called if view.delegates.iter().any(|one| one.state.0.awaits_attendance()) => {
            link(word!("conference-attendance"), "diem-danh", "clipboard-check")
        }
        ConferenceState::Called => link(word!("conference-hold"), "buoc/da-to-chuc", "check"),
        ConferenceState::Held if view.delegates.iter().any(waits) => {
            link(word!("conference-attendance"), "diem-danh", "clipboard-check")
        }
        ConferenceState::Held => link(word!("conference-close"), "buoc/ket-thuc", "lock"),
        ConferenceState::Closed | ConferenceState::Cancelled => None,
    }
}

fn waits(one: &lantoa_app::conference::Delegate) -> bool {
    one.role.0 != DelegateRole::Substitute && one.state.0.awaits_attendance()
}

fn actions(view: &ConferenceView) -> Vec<Action> {
    let base = at(view.row.id);
    let mut out: Vec<Action> = next(view).map(Action::primary).into_iter().collect();
    if !view.may_run {
        if view.follows(ConferenceStep::Note) && view.delegates.iter().any(|one| view.is_own(one.unit)) {
            out.push(Action::link(word!("conference-reply"), format!("{base}/tra-loi")).icon("inbox"));
        }
        return out;
    }
    if view.follows(ConferenceStep::Edit) {
        out.push(Action::link(word!("conference-seats-give"), format!("{base}/suat")).icon("users"));
        out.push(Action::link(word!("conference-edit"), format!("{base}/sua")).icon("pencil"));
    }
    if view.row.state.0 == ConferenceState::Called {
        out.push(Action::link(word!("conference-reply"), format!("{base}/tra-loi")).icon("inbox"));
        out.push(Action::link(word!("conference-hold"), format!("{base}/buoc/da-to-chuc")));
    }
    if view.row.state.0 == ConferenceState::Preparing && view.row.kind.0 == ConferenceKind::Above {
        out.push(Action::link(word!("conference-call"), format!("{base}/buoc/trieu-tap")));
    }
    if view.follows(ConferenceStep::Cancel) {
        out.push(Action::link(word!("conference-cancel"), format!("{base}/buoc/huy")).danger());
    }
    // The next step stands there once.
    let first = out.first().map(|action| action.target().clone());
    let again = |(place, action): &(usize, Action)| *place > 0 && first.as_ref() == Some(action.target());
    out.into_iter().enumerate().filter(|one| !again(one)).map(|(_, action)| action).collect()
}

fn stats(view: &ConferenceView) -> Vec<Stat> {
    let (figures, mix) = (view.figures, view.mix);
    let base = format!("{}/dai-bieu", at(view.row.id));
    let mut out = vec![
        Stat::new(figures.proposed.to_string(), word!("conference-proposed")).link(base.clone()),
        Stat::new(figures.chosen.to_string(), word!("conference-chosen")),
        Stat::new(figures.coming.to_string(), word!("conference-coming")),
        Stat::new(figures.attended.to_string(), word!("conference-attended")),
    ];
    if mix.all > 0 {
        let women = Stat::new(format!("{}/{}", mix.women, mix.all), word!("conference-women"));
        out.push(match mix.unknown {
            0 => women,
            unknown => women.note(word!("conference-women-unknown").with("count", unknown)),
        });
        out.push(
            Stat::new(format!("{}/{}", mix.direct, mix.all), word!("conference-direct"))
                .note(word!("conference-leaders").with("count", mix.leaders)),
        );
    }
    out
}

fn units(view: &ConferenceView) -> Board {
    let row = |one: &UnitLine| {
        vec![
            Cell::link(one.name.as_str(), format!("{}/dai-bieu?don-vi={}", at(view.row.id), one.unit)),
            Cell::number(one.seats.map(i64::from)),
            Cell::number(one.figures.proposed),
            Cell::number(one.figures.chosen),
            Cell::number(one.figures.coming),
            Cell::number(one.figures.not_coming),
            Cell::number(one.figures.attended),
        ]
    };
    Board {
        caption: word!("conference-by-unit"),
        heads: vec![
            word!("conference-unit"),
            word!("conference-seats"),
            word!("conference-proposed"),
            word!("conference-chosen"),
            word!("conference-coming"),
            word!("conference-not-coming"),
            word!("conference-attended"),
        ],
        rows: view.units.iter().map(row).collect(),
    }
}

fn facts(view: &ConferenceView) -> Vec<(Word, Cell)> {
    let row = &view.row;
    let text = |name: Word, text: &str| Some((name, Cell::text(text))).filter(|_| !text.is_empty());
    let hours = match row.ends {
        Some(ends) => format!("{} – {}", clock(row.begins), clock(ends)),
        None => clock(row.begins),
    };
    let mut out = vec![
        (
            word!("conference-programme"),
            Cell::link(view.programme.as_str(), format!("/chuong-trinh/{}", row.programme)),
        ),
        (word!("conference-years"), Cell::text(format!("{}–{}", row.from_year, row.to_year))),
        (word!("conference-on"), Cell::day(row.held_on.or(row.on_day)).below(hours)),
    ];
    out.extend(text(word!("conference-place"), &row.place));
    out.extend(text(word!("conference-host"), &row.host));
    out.extend(text(word!("conference-chair"), &row.chair));
    out.extend(text(word!("conference-held-with"), &row.held_with));
    if let Some(task) = &view.task {
        let state = if task.met { word!("conference-task-met") } else { word!("conference-task-open") };
        let cell = Cell::link(task.what.as_str(), format!("/nhiem-vu/{}", task.id)).below(state.with("date", task.due));
        out.push((word!("conference-task"), cell));
    }
    if let Some(all) = view.seats.all {
        out.push((word!("conference-seats-all"), Cell::number(i64::from(all))));
    }
    if !view.seats.units.is_empty() {
        out.push((word!("conference-reserves"), Cell::number(i64::from(view.seats.reserves))));
    }
    out
}

/// The page of a conference.
pub(super) fn page(visit: &Visit, view: &ConferenceView, documents: Vec<DocumentRow>) -> Leaf {
    let row = &view.row;
    let shell = visit
        .shell(word!("conference-one"), Area::Conferences)
        .crumb(word!("ui-area-conferences"), Area::Conferences.address());
    let mut page = Leaf::new(shell, row.title.as_str(), say::state(row.state.0), tabs(view, Tab::Overview));
    page.sub = Some(say::kind(row.kind.0).into());
    page.actions = actions(view);
    if !row.why.is_empty() {
        page.notices.push(("warn", "info", word!("conference-cancelled-why").with("why", &row.why)));
    }
    if view.moved_on {
        page.notices.push(("warn", "history", word!("conference-moved-on").into()));
    }
    if !view.reads_all {
        page.notices.push(("note", "lock", word!("conference-own-only").into()));
    }
    if view.reads_all || !view.delegates.is_empty() {
        page.stats = stats(view);
        page.boards.push((word!("conference-by-unit"), units(view), word!("conference-no-units")));
    }
    page.facts = facts(view);
    if view.reads_all && !view.delegates.is_empty() {
        let here = row.kind.0 == ConferenceKind::HeldHere;
        page.papers = Some(Shelf::of(About::Conference(row.id)).only(|kind| here || kind == Kind::Delegates));
    }
    page.documents = documents;
    page
}

pub(super) async fn show(visit: Visit, At(id): At<ConferenceId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let documents = of_thing(visit.cx()?, About::Conference(id)).await.map_err(|why| visit.failed(why))?;
    Ok(visit.page(&page(&visit, &view, documents)))
}
