//! A decision and its certificates as official papers, Word and PDF, as they stand on the decision's day. It must not add what was not decided.

use axum::response::Response;
use lantoa_app::decision::DecisionKind;
use lantoa_app::document::{About, Composed};
use lantoa_docgen::Kind;
use lantoa_domain::id::{DecisionId, DossierId, ExemplarId};

use super::load;
use crate::kernel::{At, Failure, PaperForm, Visit};
use crate::page::paper::{compose, options};

/// `/quyet-dinh/{id}/tai/{form}`.
pub(super) async fn decision(visit: Visit, At((id, form)): At<(DecisionId, String)>) -> Result<Response, Failure> {
    let form: PaperForm = form.parse().map_err(|_| Failure::NotFound)?;
    let found = load(&visit, id).await?;
    let kind = match found.row.kind {
        DecisionKind::Recognition => Kind::Recognition,
        DecisionKind::Award => Kind::Award,
    };
    let name = format!("quyet-dinh-{}", found.row.number.map_or_else(|| "du-thao".to_owned(), |n| n.to_string()));
    let composed = compose(&visit, kind, About::Decision(id)).await?;
    visit.paper(form, &name, composed.draft(), options(&visit, &composed)).await
}

/// `/quyet-dinh/{id}/giay-khen/{dossier}/tai/{form}`.
pub(super) async fn award(
    visit: Visit,
    At((id, dossier, form)): At<(DecisionId, DossierId, String)>,
) -> Result<Response, Failure> {
    let sheet = compose(&visit, Kind::Certificate, About::Award(id, dossier)).await?;
    given(&visit, &form, &format!("giay-khen-{dossier}"), &sheet).await
}

/// `/dien-hinh/{id}/giay-cong-nhan/tai/{form}`.
pub(in crate::page) async fn recognition(
    visit: Visit,
    At((id, form)): At<(ExemplarId, String)>,
) -> Result<Response, Failure> {
    let sheet = compose(&visit, Kind::Certificate, About::Exemplar(id)).await?;
    given(&visit, &form, &format!("giay-cong-nhan-{id}"), &sheet).await
}

async fn given(visit: &Visit, form: &str, name: &str, sheet: &Composed) -> Result<Response, Failure> {
    let form: PaperForm = form.parse().map_err(|_| Failure::NotFound)?;
    visit.paper(form, name, sheet.draft(), options(visit, sheet)).await
}

#[cfg(test)]
mod tests {
    use lantoa_app::decision::DecisionView;
    use lantoa_app::document::{Phrases, decision_paper};
    use lantoa_docgen::Paper;
    use lantoa_i18n::Locale;

    use crate::page::decision::sample;

    fn said(found: &DecisionView) -> String {
        lantoa_docgen::plain(&decision_paper(found, &Phrases::default()).document())
    }

    #[test]
    fn a_decision_says_what_was_decided_and_a_draft_leaves_room_for_its_number() {
        let issued = said(&sample::recognition_issued());
        for words in ["QUYẾT ĐỊNH", "/QĐ-", "Điều 1.", "DANH SÁCH", "Căn cứ", "Về việc công nhận"] {
            assert!(issued.contains(words), "{words} is missing in\n{issued}");
        }
        for line in &sample::recognition_issued().lines {
            assert!(issued.contains(&line.name), "{}", line.name);
        }
        let award = sample::award();
        let text = said(&award);
        let total = lantoa_i18n::number(Locale::Vi, award.total.unwrap_or_default());
        assert!(text.contains(&total), "{total} is missing in\n{text}");
        let draft = said(&sample::recognition_draft());
        assert!(draft.contains("ngày … tháng …"), "{draft}");
    }
}
