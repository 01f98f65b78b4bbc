//! The papers a thing has, as a part of the thing's page. It must not fill one.

use crate::{filters, nav::Area};
use askama::Template;
use lantoa_app::document::{About, fits, papers_of};
use lantoa_app::dossier::page::Page;
use lantoa_docgen::Kind;
use lantoa_i18n::{Word, word};

use super::address;

/// The part “Giấy tờ” of a page: `{{ papers }}`. Nothing where no paper is left.
#[derive(Debug, Clone, Template)]
#[template(path = "paper/shelf.html")]
pub struct Shelf {
    rows: Vec<(Kind, String)>,
}

// Its template escapes what it shows.
impl askama::filters::HtmlSafe for Shelf {}

impl Shelf {
    /// Every paper the thing can have.
    #[must_use]
    pub fn of(about: About) -> Self {
        Self { rows: papers_of(about).iter().map(|kind| (*kind, address(*kind, about))).collect() }
    }

    /// The same without papers that are not the reader's, or that would hold nothing.
    #[must_use]
    pub fn only(mut self, keep: impl Fn(Kind) -> bool) -> Self {
        self.rows.retain(|(kind, _)| keep(*kind));
        self
    }

    /// The papers of a dossier that are the reader's: those of its files, and the appraisal where that is open.
    #[must_use]
    pub fn of_dossier(page: &Page) -> Self {
        let subject = page.subject.kind();
        Self::of(About::Dossier(page.id)).only(|kind| match kind {
            Kind::Appraisal => page.lens.appraisal && !page.criteria.is_empty(),
            _ => page.lens.files && fits(kind, subject),
        })
    }

    /// Names and addresses, for pages that have a place of their own for them.
    #[must_use]
    pub fn links(&self) -> Vec<(Word, String)> {
        self.rows.iter().map(|(kind, address)| (kind.name(), address.clone())).collect()
    }

    fn word(kind: &Kind) -> Word {
        kind.name()
    }
}

/// The page of the thing a paper is about, with its area and what the way back is called.
pub(in crate::page) fn home(about: About) -> (Area, String, Word) {
    match about {
        About::Session(id) => (Area::Councils, format!("/hoi-dong/phien/{id}"), word!("paper-of-session")),
        About::Decision(id) | About::Award(id, _) => {
            (Area::Decisions, format!("/quyet-dinh/{id}"), word!("paper-of-decision"))
        }
        About::Dossier(id) => (Area::Dossiers, format!("/ho-so/{id}"), word!("paper-of-dossier")),
        About::Round(id) => (Area::Dossiers, format!("/ho-so?dot={id}"), word!("paper-of-round")),
        About::Programme(id) => (Area::Plans, format!("/chuong-trinh/{id}"), word!("paper-of-programme")),
        About::Exemplar(id) => (Area::Exemplars, format!("/dien-hinh/{id}"), word!("paper-of-exemplar")),
        About::Task(id) => (Area::Tasks, format!("/nhiem-vu/{id}"), word!("paper-of-task")),
        About::Adoption(id) => (Area::Practices, format!("/nhan-rong/{id}"), word!("paper-of-adoption")),
        About::Visit(id) => (Area::Publicity, format!("/tuyen-truyen/tham-quan/{id}"), word!("publicity-of-visit")),
        About::UnitPlan(id) => (Area::Plans, format!("/ke-hoach-don-vi/{id}"), word!("cascade-of-plan")),
        About::Report(id) => (Area::Reports, format!("/bao-cao/{id}"), word!("report-of")),
        About::Conference(id) => (Area::Conferences, format!("/hoi-nghi/{id}"), word!("conference-of")),
    }
}
