//! A section of a report: its text beside the draft of this moment, the words that differ marked, and what becomes of it. It must not lose what was typed.

use super::{at, say};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    nav::Area,
    ui::Action,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::report::{self, Hints, SectionView};
use lantoa_domain::diff::Side;
use lantoa_domain::id::ReportId;
use lantoa_domain::report::{Freshness, Section};
use lantoa_i18n::{Word, word};

const TEXT: Input =
    Input::new(InputKind::Lines, "doan-van", word!("report-text")).max_chars(20_000).hint(word!("report-text-hint"));

/// `/bao-cao/{id}/muc/{section}`.
#[derive(Template)]
#[template(path = "report/section.html")]
pub(super) struct SectionPage {
    shell: Shell,
    view: SectionView,
    form: FormState,
    address: String,
    submit: Action,
    back: Action,
    turns: Vec<Action>,
}

impl SectionPage {
    pub(super) fn new(visit: &Visit, view: SectionView, form: FormState) -> Self {
        let base = at(view.id);
        let address = format!("{base}/muc/{}", view.section);
        let seen = view.version.to_string();
        let mut turns = Vec::new();
        if view.edited {
            let take =
                Action::post(word!("report-take"), format!("{address}/lay")).field(FormState::VERSION, seen.clone());
            turns.push(take);
        }
        if view.freshness == Freshness::Undecided {
            turns.push(Action::post(word!("report-keep"), format!("{address}/giu")).field(FormState::VERSION, seen));
        }
        let shell = visit
            .shell(word!("report-section"), Area::Reports)
            .crumb(word!("ui-area-reports"), Area::Reports.address())
            .crumb(say::head_title(&view.head), base.as_str());
        Self {
            shell,
            form,
            submit: Action::submit(word!("report-save")).primary(),
            back: Action::link(word!("ui-confirm-back"), base),
            turns,
            address,
            view,
        }
    }

    fn filled(visit: &Visit, view: SectionView) -> Self {
        let form = FormState::filled([(TEXT.name, view.text.clone())]);
        Self::new(visit, view, form)
    }

    fn is_undecided(&self) -> bool {
        self.view.freshness == Freshness::Undecided
    }

    /// Whether the draft of this moment differs from the text.
    fn differs(&self) -> bool {
        self.view.pieces.iter().any(|piece| piece.side != Side::Both)
    }

    /// Hints of each kind that there are.
    fn hints(&self) -> Vec<(Word, &Vec<String>)> {
        let Hints { obstacles, difficulties, stopped, faded } = &self.view.hints;
        let all = [
            (word!("report-hint-obstacles"), obstacles),
            (word!("report-hint-difficulties"), difficulties),
            (word!("report-hint-stopped"), stopped),
            (word!("report-hint-faded"), faded),
        ];
        all.into_iter().filter(|(_, hints)| !hints.is_empty()).collect()
    }
}

/// Samples draw the page as it is opened.
pub(super) fn opened(visit: &Visit, view: SectionView) -> SectionPage {
    SectionPage::filled(visit, view)
}

async fn load(visit: &Visit, id: ReportId, text: &str) -> Result<SectionView, Failure> {
    let section: Section = text.parse().map_err(|_| Failure::NotFound)?;
    report::section(visit.cx()?, id, section).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At((id, text)): At<(ReportId, String)>) -> Result<Response, Failure> {
    let view = load(&visit, id, &text).await?;
    Ok(visit.page(&SectionPage::filled(&visit, view)))
}

pub(super) async fn edit(
    visit: Visit,
    At((id, text)): At<(ReportId, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let section: Section = text.parse().map_err(|_| Failure::NotFound)?;
    let Some(written) = form.text(TEXT) else {
        let view = load(&visit, id, &text).await?;
        return Ok(visit.page_again(&SectionPage::new(&visit, view, form)));
    };
    let done = report::edit(visit.cx()?, id, form.version()?, section, written).await;
    done.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(word!("report-saved"))))
}

pub(super) async fn take(
    visit: Visit,
    At((id, text)): At<(ReportId, String)>,
    form: FormState,
) -> Result<Response, Failure> {
    let section = text.parse().map_err(|_| Failure::NotFound)?;
    report::take(visit.cx()?, id, form.version()?, section).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(word!("report-taken"))))
}

pub(super) async fn keep(
    visit: Visit,
    At((id, text)): At<(ReportId, String)>,
    form: FormState,
) -> Result<Response, Failure> {
    let section = text.parse().map_err(|_| Failure::NotFound)?;
    report::keep(visit.cx()?, id, form.version()?, section).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&at(id), &Flash::done(word!("report-kept"))))
}
