//! Lists of delegates handed over to the level above: what was, what changed, the form that hands one over, the file. It must not draw one.

use super::leaf::{Leaf, Tab, tabs};
use super::{at, load, say, shell, wanted};
use crate::{
    kernel::{Ask, At, Failure, Flash, FormState, Input, InputKind, Visit},
    page::publicity::board::{Board, Cell},
    ui::Action,
    wrong::blame,
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use lantoa_app::conference::{self, ConferenceKind, ConferenceView, Handing, HandoverView};
use lantoa_domain::conference::ConferenceStep;
use lantoa_domain::id::ConferenceId;
use lantoa_i18n::word;

const TO: Input = Input::text("noi-nhan", word!("conference-recipient")).required().max_chars(200);
const LETTER: Input = Input::text("so", word!("conference-letter")).max_chars(60);
const ON: Input = Input::new(InputKind::Date, "ngay", word!("conference-handed-on")).required();

const BLAMED: [(&str, Input); 4] = [("recipient", TO), ("on", ON), ("delegates", TO), ("conference", TO)];

fn is_above(view: &ConferenceView) -> bool {
    view.row.kind.0 == ConferenceKind::Above && view.reads_all
}

fn may_hand_over(view: &ConferenceView) -> bool {
    is_above(view) && view.may_run && view.follows(ConferenceStep::Select)
}

pub(super) fn show_page(visit: &Visit, view: &ConferenceView) -> Leaf {
    let (locale, base) = (visit.locale(), format!("{}/ban-giao", at(view.row.id)));
    let row = |one: &HandoverView| {
        let row = &one.row;
        let number = word!("conference-version").with("ordinal", row.ordinal);
        let print = row.sha256.get(..16).unwrap_or_default();
        vec![
            Cell::link(number, format!("{base}/{}/tep", row.ordinal)).below(format!("{print}…")),
            Cell::day(row.on_day),
            Cell::text(row.recipient.as_str()).below(row.letter.as_str()),
            Cell::text(row.by.as_str()),
            Cell::number(i64::try_from(row.content.0.lines.len()).ok()),
            Cell::text(say::changes(&one.changes, locale)),
        ]
    };
    let board = Board {
        caption: word!("conference-handover"),
        heads: vec![
            word!("conference-list-version"),
            word!("conference-handed-on"),
            word!("conference-recipient"),
            word!("conference-handed-by"),
            word!("conference-delegates"),
            word!("conference-changes"),
        ],
        rows: view.handovers.iter().rev().map(row).collect(),
    };
    let shell = shell(visit, word!("conference-handover"), view);
    let mut page = Leaf::new(shell, view.row.title.as_str(), say::state(view.row.state.0), tabs(view, Tab::Handover));
    if may_hand_over(view) {
        page.actions.push(Action::link(word!("conference-hand-over"), format!("{base}/moi")).primary().icon("send"));
    }
    if view.moved_on {
        page.notices.push(("warn", "history", word!("conference-moved-on").into()));
    }
    page.boards.push((word!("conference-handover"), board, word!("conference-none-handed")));
    page
}

pub(super) async fn show(visit: Visit, At(id): At<ConferenceId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !is_above(&view) {
        return Err(Failure::NotFound);
    }
    Ok(visit.page(&show_page(&visit, &view)))
}

pub(super) fn new_page(visit: &Visit, view: &ConferenceView, form: &FormState) -> Ask {
    let (title, base) = (word!("conference-hand-over"), format!("{}/ban-giao", at(view.row.id)));
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let shell = shell(visit, title, view).crumb(word!("conference-handover"), base.as_str());
    Ask::new(shell, title, format!("{base}/moi"), Action::submit(title).primary().icon("send"), back)
        .consequence(word!("conference-hand-over-pack"))
        .consequence(word!("conference-hand-over-frozen").with("ordinal", view.handovers.len() + 1))
        .hidden(FormState::VERSION, view.row.version.to_string())
        .fields(form, vec![form.show(TO), form.show(LETTER), form.show(ON)])
}

pub(super) async fn show_new(visit: Visit, At(id): At<ConferenceId>) -> Result<Response, Failure> {
    let view = wanted(&visit, id, may_hand_over).await?;
    let last = view.handovers.last().map(|one| one.row.recipient.clone());
    let form = FormState::filled([
        (TO.name, last.unwrap_or_else(|| view.row.host.clone())),
        (ON.name, view.today.to_string()),
    ]);
    Ok(visit.page(&new_page(&visit, &view, &form)))
}

pub(super) async fn hand_over(
    visit: Visit,
    At(id): At<ConferenceId>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let view = wanted(&visit, id, may_hand_over).await?;
    let (to, letter, on) = (form.text(TO), form.text(LETTER), form.date(ON));
    if let (Some(recipient), Some(letter), Some(on)) = (to, letter, on) {
        let handing = Handing { recipient, letter, on };
        match conference::hand_over(visit.cx()?, id, form.version()?, handing).await {
            Ok(_) => {
                let list = format!("{}/ban-giao", at(id));
                return Ok(visit.redirect(&list, &Flash::done(word!("conference-handed-over"))));
            }
            Err(error) => blame(&mut form, &visit, error, &BLAMED)?,
        }
    }
    Ok(visit.page_again(&new_page(&visit, &view, &form)))
}

pub(super) async fn file(visit: Visit, At((id, ordinal)): At<(ConferenceId, u32)>) -> Result<Response, Failure> {
    let file = conference::file(visit.cx()?, id, ordinal).await.map_err(|why| visit.failed(why))?;
    let mut answer = file.bytes.into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    let named = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", file.name));
    answer.headers_mut().insert(header::CONTENT_DISPOSITION, named.map_err(Failure::internal)?);
    Ok(answer)
}
