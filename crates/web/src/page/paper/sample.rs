//! Sample papers for the gallery. They must not reach a running product.

use super::{ShowPage, Standing, View};
use crate::sample::Easel;
use lantoa_app::document::{About, Kept};
use lantoa_docgen::Kind;
use lantoa_domain::id::{Id, SessionId};

/// Draws the pages with sample data.
pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let view = |kind: Kind, pages, kept| View {
        kind,
        about: About::Session(SessionId::from_raw(7)),
        title: "Biên bản họp xét, công nhận điển hình tiên tiến năm 2026".to_owned(),
        kept,
        is: Standing::Draft,
        pages,
    };
    easel.show("paper/show", &ShowPage::new(&visit, view(Kind::Minutes, Some(2), Kept::Open), Vec::new()));
    let issued = View { is: Standing::Issued, ..view(Kind::Recognition, Some(1), Kept::Open) };
    easel.show("paper/show-issued", &ShowPage::new(&visit, issued, Vec::new()));
    easel.show("paper/show-long", &ShowPage::new(&visit, view(Kind::CouncilPack, Some(40), Kept::Open), Vec::new()));
    easel.show("paper/show-sealed", &ShowPage::new(&visit, view(Kind::Counting, None, Kept::Sealed), Vec::new()));
}
