//! The page of an election: its stages, what comes next for this reader, who has what; it must not carry out anything.

use super::{address, booth_address, elsewhere, load, sample, view};
use crate::{
    filters,
    kernel::{At, Failure, Shell, Visit},
    page::session,
    sample::Easel,
    ui::{Action, Track},
};
use askama::Template;
use axum::response::Response;
use lantoa_app::election::{ElectionView, PaperCount, VoterView};
use lantoa_domain::{
    election::{ElectionStage, Took, Way},
    id::ElectionId,
};
use lantoa_i18n::{Message, Word, word};

/// `/phieu/{id}`.
#[derive(Template)]
#[template(path = "election/show.html")]
struct ShowPage {
    shell: Shell,
    track: Track,
    /// What comes next for this reader, in a sentence, and the one button for it.
    next: Message,
    act: Option<Action>,
    others: Vec<Action>,
    view: ElectionView,
}

/// The election's page.
pub(super) async fn show(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ShowPage::new(&visit, view)))
}

impl ShowPage {
    fn new(visit: &Visit, view: ElectionView) -> Self {
        let shell = visit
            .shell(word!("election-title"), crate::nav::Area::Councils)
            .crumb(word!("ui-area-councils"), crate::nav::Area::Councils.address())
            .crumb(view.session_title.as_str(), format!("/hoi-dong/phien/{}", view.session));
        let (next, act) = next(&view);
        let others = others(&view, act.as_ref());
        Self { shell, track: view::track(&view), next, act: act.map(Action::primary), others, view }
    }

    fn rule(&self) -> Message {
        session::vote_rule(&self.view.rule)
    }

    /// The reader's own place among the voters is nobody's business but the list's: names and envelopes only.
    fn has_code(&self, voter: &VoterView) -> bool {
        voter.took == Took::Code
    }

    fn has_paper(&self, voter: &VoterView) -> bool {
        voter.took == Took::Paper
    }

    fn figures(&self) -> Vec<(&str, PaperCount)> {
        let figures = self.view.paper.figures.as_ref().map(|figures| figures.questions.as_slice()).unwrap_or_default();
        self.view.candidates.iter().map(|one| one.name.as_str()).zip(figures.iter().copied()).collect()
    }

    fn is_over(&self) -> bool {
        self.view.stage >= ElectionStage::Closed && self.view.stage != ElectionStage::GivenUp
    }

    /// From the list of codes on, envelopes are handed out.
    fn has_codes(&self) -> bool {
        self.view.election.is_some()
    }

    fn way(&self) -> Word {
        match self.view.way {
            Way::Drawn => word!("election-way-drawn"),
            Way::Own => word!("election-way-own"),
        }
    }

    fn booth(&self) -> String {
        booth_address(&self.view.uuid)
    }

    fn left(&self) -> u32 {
        view::left(&self.view)
    }
}

/// What comes next for this reader.
fn next(view: &ElectionView) -> (Message, Option<Action>) {
    match view.stage {
        ElectionStage::Keys => keys(view),
        ElectionStage::Codes if view.may.issue => (word!("election-next-codes").into(), Some(make_codes(view))),
        ElectionStage::Codes => (word!("election-next-codes-wait").with("name", &view.issuer_name), None),
        ElectionStage::Ready => ready(view),
        ElectionStage::Open => open(view),
        ElectionStage::Closed => closed(view),
        ElectionStage::Counted => (word!("election-next-counted").into(), Some(to_session(view))),
        ElectionStage::GivenUp => (word!("election-next-given-up").with("why", &view.reason), Some(to_session(view))),
    }
}

fn keys(view: &ElectionView) -> (Message, Option<Action>) {
    let own = view.trustees.iter().find(|one| one.own);
    if view.may.keys && own.is_some_and(|one| one.rounds < 3) {
        return (word!("election-next-keys").into(), Some(link(view, word!("election-act-keys"), "khoa", "lock")));
    }
    let names: Vec<&str> = view.trustees.iter().filter(|one| one.rounds < 3).map(|one| one.name.as_str()).collect();
    (word!("election-next-keys-wait").with("names", names.join(", ")), None)
}

fn ready(view: &ElectionView) -> (Message, Option<Action>) {
    let reached = |voter: &&VoterView| voter.present || view.way == Way::Own;
    let waiting = view.voters.iter().filter(reached).filter(|voter| voter.took == Took::Nothing).count();
    if !view.may.run {
        return (word!("election-next-ready-wait").into(), None);
    }
    if waiting > 0 {
        return (word!("election-next-hand-out").with("count", waiting), Some(hand_out(view)));
    }
    (word!("election-next-open").with("count", view.handed), Some(open_vote(view)))
}

fn open(view: &ElectionView) -> (Message, Option<Action>) {
    let ballots = view.board.as_ref().map_or(0, |board| board.ballots);
    let all_voted = view.board.is_some() && ballots >= view.handed + view.paper.papers.typed;
    let left = view::left(view);
    if all_voted && left > 0 {
        if view.may.revoke {
            return (word!("election-next-revoke").with("count", left), Some(revoke(view)));
        }
        let wait = word!("election-next-revoke-wait").with("count", left).with("name", &view.issuer_name);
        return (wait, None);
    }
    if all_voted && let Some(paper) = paper_before(view) {
        return paper;
    }
    if all_voted && view.may.run {
        return (word!("election-next-close").with("count", ballots), Some(close_vote(view)));
    }
    let door = if view.way == Way::Own { elsewhere::door(view.id) } else { booth_address(&view.uuid) };
    let booth = Action::link(word!("election-act-vote"), door).icon("vote");
    let may = !view.conflicted && (view.way == Way::Drawn || view.votes_here);
    (word!("election-next-vote").into(), may.then_some(booth))
}

/// Few paper ballots that have to be typed in before the closing.
fn paper_before(view: &ElectionView) -> Option<(Message, Option<Action>)> {
    let papers = view.paper.papers;
    let rest = papers.issued.saturating_sub(papers.typed);
    papers.way(view.paper.least).err()?;
    if view.may.type_paper {
        let next = word!("election-next-paper-type").with("count", rest).with("least", view.paper.least);
        return Some((next, Some(type_paper(view))));
    }
    Some((word!("election-next-paper-type-wait").with("count", rest), None))
}

/// Figures of paper ballots that have to be entered before the sums are opened.
fn paper_after(view: &ElectionView) -> Option<(Message, Option<Action>)> {
    let returned = view.paper.due?;
    let own = view.paper.typing.iter().any(|one| one.own);
    if view.may.count_paper && (!own || view.paper.typing.len() > 1) {
        let next = word!("election-next-paper-count").with("count", returned);
        return Some((next, Some(count_paper(view))));
    }
    Some((word!("election-next-paper-count-wait").with("count", returned), None))
}

fn closed(view: &ElectionView) -> (Message, Option<Action>) {
    if let Some(paper) = paper_after(view) {
        return paper;
    }
    let opened = view.trustees.iter().filter(|one| one.opened).count();
    let enough = opened >= usize::from(view.threshold);
    if enough && view.may.run {
        return (
            word!("election-next-count").into(),
            Some(link(view, word!("election-act-count"), "buoc/ghi", "check")),
        );
    }
    if enough {
        return (word!("election-next-count-wait").into(), None);
    }
    if view.may.open_sums {
        return (word!("election-next-sums").into(), Some(sums(view)));
    }
    let more = usize::from(view.threshold) - opened;
    (word!("election-next-sums-wait").with("count", more), None)
}

/// Everything else that can be done, but for what is the one button.
fn others(view: &ElectionView, first: Option<&Action>) -> Vec<Action> {
    let live = matches!(view.stage, ElectionStage::Ready | ElectionStage::Open);
    let mut out = Vec::new();
    if view.may.run && live {
        out.push(hand_out(view));
    }
    if view.may.run && view.stage == ElectionStage::Ready && view.handed > 0 {
        out.push(open_vote(view));
    }
    if view.may.run && view.stage == ElectionStage::Open {
        out.push(close_vote(view));
    }
    if view.may.revoke && view::left(view) > 0 {
        out.push(revoke(view));
    }
    if view.may.type_paper {
        out.push(type_paper(view));
    }
    if view.may.count_paper {
        out.push(count_paper(view));
    }
    if view.may.open_sums {
        out.push(sums(view));
    }
    if view.stage == ElectionStage::Open && !view.conflicted {
        out.push(Action::link(word!("election-act-vote"), booth_address(&view.uuid)).icon("vote"));
    }
    if view.election.is_some() {
        let list = format!("{}/theo-doi", booth_address(&view.uuid));
        out.push(Action::link(word!("election-act-list"), list).icon("scroll-text"));
    }
    if view.may.bundle && view.stage >= ElectionStage::Closed {
        out.push(link(view, word!("election-act-bundle"), "goi", "download"));
        out.push(Action::link(word!("election-act-check"), "/kiem-tra-phieu").icon("check-check"));
    }
    if view.may.restart {
        out.push(link(view, word!("election-act-restart"), "lam-lai", "history"));
    }
    if view.may.renew {
        out.push(link(view, word!("election-act-renew"), "lam-lai-ma", "history"));
    }
    if view.may.give_up {
        out.push(link(view, word!("election-act-give-up"), "huy", "x").danger());
    }
    out.retain(|action| Some(action.target()) != first.map(Action::target));
    out
}

fn link(view: &ElectionView, label: impl Into<crate::ui::Label>, place: &str, icon: &'static str) -> Action {
    Action::link(label, format!("{}/{place}", address(view.id))).icon(icon)
}

fn make_codes(view: &ElectionView) -> Action {
    link(view, word!("election-act-codes"), "ma", "printer")
}

fn hand_out(view: &ElectionView) -> Action {
    link(view, word!("election-act-hand-out"), "phat", "users")
}

fn revoke(view: &ElectionView) -> Action {
    link(view, word!("election-act-revoke"), "thu-hoi", "minus")
}

fn type_paper(view: &ElectionView) -> Action {
    link(view, word!("election-act-paper-type"), "phieu-giay", "file-text")
}

fn count_paper(view: &ElectionView) -> Action {
    link(view, word!("election-act-paper-count"), "giay", "file-text")
}

fn sums(view: &ElectionView) -> Action {
    link(view, word!("election-act-sums"), "mo", "lock")
}

fn close_vote(view: &ElectionView) -> Action {
    link(view, word!("election-act-close"), "buoc/khep", "lock")
}

/// Opening, greyed out with its reason while too few have a code.
fn open_vote(view: &ElectionView) -> Action {
    let few = (view.handed < view.min_ballots)
        .then(|| word!("election-few-handed").with("handed", view.handed).with("least", view.min_ballots));
    link(view, word!("election-act-open"), "buoc/mo", "play").refused(few)
}

fn to_session(view: &ElectionView) -> Action {
    Action::link(word!("session-back"), format!("/hoi-dong/phien/{}", view.session)).icon("corner-up-left")
}

/// Draws the page at every stage and for several readers with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    for (name, view) in sample::pages() {
        easel.show(name, &ShowPage::new(&visit, view));
    }
}
