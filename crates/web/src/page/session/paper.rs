//! What leaves the screen: the minutes with the counting record for paper, and the page for the projector. It must not say who voted what.

use super::{load, sample, view};
use crate::{
    filters,
    kernel::{At, Failure, Official, Shell, Visit},
    nav::Area,
    sample::Easel,
    words,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::election::PaperCount;
use lantoa_app::session::{ItemView, SeatView, SessionView, TallyView};
use lantoa_domain::{id::SessionId, session::Stage};
use lantoa_i18n::word;

/// `/hoi-dong/phien/{id}/bien-ban`.
#[derive(Template)]
#[template(path = "session/minutes.html")]
struct MinutesPage {
    shell: Shell,
    id: SessionId,
    sheet: Official<MinutesSheet>,
}

impl MinutesPage {
    fn new(visit: &Visit, view: SessionView, seal: Seal) -> Self {
        let title = match seal {
            Seal::Open => word!("session-minutes"),
            Seal::Sealed => word!("session-minutes-sealed"),
        };
        let shell = visit.shell(title, Area::Councils);
        Self { id: view.id, sheet: Official(MinutesSheet { agency: shell.agency.clone(), view, seal }), shell }
    }
}

/// The paper itself.
#[derive(Template)]
#[template(path = "session/minutes_sheet.html")]
struct MinutesSheet {
    agency: String,
    view: SessionView,
    seal: Seal,
}

/// Which minutes: those everybody may hold, or those that are kept under seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seal {
    /// Of votes announced as passed or not passed only they say no more than that.
    Open,
    /// With all figures.
    Sealed,
}

impl MinutesSheet {
    /// Whether presence was taken: before that, everybody would count as absent.
    fn is_marked(&self) -> bool {
        self.view.seats.iter().any(|seat| seat.came.is_some()) || !self.voted().is_empty()
    }

    fn present(&self) -> Vec<&SeatView> {
        self.view.seats.iter().filter(|seat| seat.came.is_some()).collect()
    }

    fn absent(&self) -> Vec<&SeatView> {
        self.view.seats.iter().filter(|seat| self.is_marked() && seat.came.is_none()).collect()
    }

    fn is_sealed(&self) -> bool {
        self.seal == Seal::Sealed
    }

    /// The figures of an item, as far as these minutes hold them.
    fn figures(&self, item: &ItemView) -> Option<TallyView> {
        item.tally.filter(|_| self.is_sealed() || !item.sealed)
    }

    /// The paper ballots beside an electronic vote, where the figures are shown and they have a column of their own.
    fn paper(&self, item: &ItemView) -> Option<PaperCount> {
        self.figures(item).and(item.paper)
    }

    /// Items that were voted on.
    fn voted(&self) -> Vec<&ItemView> {
        self.view.items.iter().filter(|item| item.stage != Stage::Waiting).collect()
    }

    /// The chair and the secretary, who sign.
    fn signers(&self) -> (Option<&SeatView>, Option<&SeatView>) {
        use lantoa_domain::policy::CouncilRole::{Chair, Secretary, ViceChair};
        let here = |role| self.view.seats.iter().find(|seat| seat.role == role && seat.came.is_some());
        (here(Secretary), here(Chair).or_else(|| here(ViceChair)))
    }
}

/// The minutes with the counting record, as their reader may see them.
pub(super) async fn minutes(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&MinutesPage::new(&visit, view, Seal::Open)))
}

/// The minutes that are kept under seal: for those who may read all figures, when some were kept back.
pub(super) async fn sealed_minutes(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view::has_sealed(&view) {
        return Err(Failure::NotFound);
    }
    Ok(visit.page(&MinutesPage::new(&visit, view, Seal::Sealed)))
}

/// `/hoi-dong/phien/{id}/trinh-chieu`: big words, no tally before the announcement.
#[derive(Template)]
#[template(path = "session/projector.html")]
struct ProjectorPage {
    shell: Shell,
    view: SessionView,
}

impl ProjectorPage {
    fn new(visit: &Visit, view: SessionView) -> Self {
        Self { shell: visit.shell(word!("session-projector"), Area::Councils), view }
    }

    /// What the room looks at: what is open, else what was announced last, else what comes next.
    fn items(&self) -> Vec<&ItemView> {
        let of = |stage| self.view.items.iter().filter(move |item| item.stage == stage).collect::<Vec<_>>();
        let stages = [Stage::Open, Stage::Closed, Stage::Counted, Stage::Confirmed, Stage::Announced, Stage::Waiting];
        stages.into_iter().map(of).find(|found| !found.is_empty()).unwrap_or_default()
    }
}

/// The page for the projector.
pub(super) async fn projector(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    Ok(visit.page(&ProjectorPage::new(&visit, view)))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("session/minutes", &MinutesPage::new(&visit, sample::over(), Seal::Open));
    easel.show("session/minutes-with-sealed", &MinutesPage::new(&visit, sample::sealed(), Seal::Open));
    easel.show("session/minutes-sealed", &MinutesPage::new(&visit, sample::sealed(), Seal::Sealed));
    easel.show("session/minutes-before", &MinutesPage::new(&visit, sample::called(), Seal::Open));
    easel.show("session/minutes-running", &MinutesPage::new(&visit, sample::running(), Seal::Open));
    easel.show("session/projector", &ProjectorPage::new(&visit, sample::running()));
    easel.show("session/projector-over", &ProjectorPage::new(&visit, sample::over()));
}
