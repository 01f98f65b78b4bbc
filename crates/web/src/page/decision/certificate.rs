//! The certificate of a recognition or an award: one sheet, A4 lying, as on the decision's day. It must not be drawn for what is not issued.

use super::view;
use crate::{
    filters,
    kernel::{At, Failure, Shell, Visit},
    nav::Area,
    sample::Easel,
};
use askama::Template;
use axum::response::Response;
use jiff::civil::date;
use lantoa_app::exemplar::{self, Certificate};
use lantoa_domain::{
    id::{DecisionId, DossierId, ExemplarId},
    subject::SubjectKind,
};
use lantoa_i18n::{Locale, Word, word};

/// A sheet of its own, without the frame.
#[derive(Template)]
#[template(path = "decision/certificate.html")]
struct CertificatePage {
    shell: Shell,
    sheet: Certificate,
    back: String,
    /// Where its files are taken: Word, and PDF where there is a press; none for what was withdrawn.
    files: Vec<(Word, String)>,
}

/// The addresses of a certificate's files.
fn files(visit: &Visit, sheet: &Certificate, page: &str) -> Vec<(Word, String)> {
    if sheet.withdrawn {
        return Vec::new();
    }
    let mut out = vec![(word!("decision-as-word"), format!("{page}/tai/word"))];
    if visit.has_press() {
        out.push((word!("decision-as-pdf"), format!("{page}/tai/pdf")));
    }
    out
}

impl CertificatePage {
    /// What the sheet is called, in capitals as on paper.
    fn form(&self) -> String {
        let form = if self.sheet.form.is_empty() { "Giấy công nhận" } else { self.sheet.form.as_str() };
        // A commendation's name in the law tells who gives it; the sheet says that elsewhere.
        let short = form.split(" của ").next().unwrap_or(form);
        short.to_uppercase()
    }

    fn agency(&self) -> String {
        self.sheet.agency.to_uppercase()
    }

    fn office(&self) -> Vec<String> {
        self.sheet.signer_title.lines().map(str::to_uppercase).collect()
    }

    /// Office and unit of a person; nothing for a unit that receives it itself.
    fn about(&self) -> &str {
        let own = self.sheet.kind == SubjectKind::Collective && self.sheet.unit == self.sheet.name;
        if own { "" } else { &self.sheet.unit }
    }

    fn number(&self) -> String {
        view::number(self.sheet.number, &self.sheet.symbol)
    }

    /// The date as official paper has it, in Vietnamese in every language of the screen.
    fn date_in_words(&self) -> String {
        lantoa_i18n::date_long(Locale::Vi, self.sheet.on)
    }

    fn valid_until(&self) -> Option<String> {
        self.sheet.valid_until.map(|day| lantoa_i18n::date_short(Locale::Vi, day))
    }
}

/// `/quyet-dinh/{id}/giay-khen/{dossier}`.
pub(super) async fn award(visit: Visit, At((id, dossier)): At<(DecisionId, DossierId)>) -> Result<Response, Failure> {
    let sheet = exemplar::of_award(visit.cx()?, id, dossier).await.map_err(|why| visit.failed(why))?;
    let shell = visit.shell(word!("decision-certificate"), Area::None);
    let files = files(&visit, &sheet, &format!("/quyet-dinh/{id}/giay-khen/{dossier}"));
    Ok(visit.page(&CertificatePage { shell, sheet, back: format!("/quyet-dinh/{id}"), files }))
}

/// `/dien-hinh/{id}/giay-cong-nhan`.
pub(in crate::page) async fn recognition(visit: Visit, At(id): At<ExemplarId>) -> Result<Response, Failure> {
    let sheet = exemplar::of_recognition(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    let shell = visit.shell(word!("decision-certificate"), Area::None);
    let files = files(&visit, &sheet, &format!("/dien-hinh/{id}/giay-cong-nhan"));
    Ok(visit.page(&CertificatePage { shell, sheet, back: format!("/dien-hinh/{id}"), files }))
}

fn sample() -> Certificate {
    Certificate {
        agency: "Ủy ban nhân dân phường Đông Hải".to_owned(),
        place: "Đông Hải".to_owned(),
        form: "Giấy công nhận".to_owned(),
        name: "Trần Minh Khôi".to_owned(),
        kind: SubjectKind::Individual,
        unit: "Trường THCS Đông Hải".to_owned(),
        movement: "Dạy tốt – Học tốt".to_owned(),
        round: "Năm 2026".to_owned(),
        number: 7,
        symbol: "QĐ-UBND".to_owned(),
        on: date(2026, 12, 5),
        signer_title: "CHỦ TỊCH".to_owned(),
        signer: "Trần Hoàng Long".to_owned(),
        valid_until: Some(date(2029, 12, 4)),
        withdrawn: false,
    }
}

/// Draws the sheets with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let page = |sheet| CertificatePage {
        shell: visit.shell(word!("decision-certificate"), Area::None),
        files: files(&visit, &sheet, "/dien-hinh/dh_1/giay-cong-nhan"),
        sheet,
        back: "/dien-hinh".to_owned(),
    };
    easel.show("decision/certificate", &page(sample()));
    let award = Certificate {
        form: "Giấy khen của thủ trưởng cơ quan, đơn vị, doanh nghiệp".to_owned(),
        name: "Tổ Một cửa".to_owned(),
        kind: SubjectKind::Collective,
        signer_title: "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH".to_owned(),
        valid_until: None,
        withdrawn: true,
        ..sample()
    };
    easel.show("decision/certificate-award", &page(award));
}
