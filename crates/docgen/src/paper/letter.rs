//! Công văn, and the two that the clerical rules ask for: a letter of correction and a notice of recall. It must not change what they speak of.

use super::{Kind, Paper, draft::Draft};
use crate::{
    document::{Document, Head},
    issuer::Letterhead,
    signature::{Signatures, Signer},
};
use jiff::civil::Date;
use lantoa_i18n::{Locale, date_long};

/// A letter. It has no name of its own and no mark in its number (Decree 30/2020/NĐ-CP, appendix III).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who, what number, when.
    pub letterhead: Letterhead,
    /// What it is about, after “V/v”.
    pub about: String,
    /// To whom.
    pub addressees: Vec<String>,
    /// Its text, one paragraph a line.
    pub body: String,
    /// Who signs.
    pub signer: Signer,
    /// Recipients.
    pub recipients: Vec<String>,
}

impl Paper for Letter {
    fn kind(&self) -> Kind {
        Kind::Letter
    }

    fn document(&self) -> Document {
        let about = small(&self.about);
        let head = Head { about: format!("V/v {about}"), ..self.letterhead.numbered("") };
        Draft::of(&self.letterhead, format!("Công văn về việc {about}"))
            .head(head)
            .addressees(&self.addressees)
            .prose(&self.body)
            .signed(Signatures::with_recipients(&self.recipients, &self.signer))
            .done()
    }
}

/// As it stands inside a sentence.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// An issued document as others speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The name of its type: “Quyết định”.
    pub name: String,
    /// Number and symbol: `18/QĐ-BDT`.
    pub number: String,
    /// Its day.
    pub on: Date,
    /// Its agency.
    pub agency: String,
    /// What it is about: “Về việc …”.
    pub about: String,
}

impl Cited {
    /// “Quyết định số 18/QĐ-BDT ngày 31 tháng 12 năm 2021 của …”.
    #[must_use]
    pub fn in_full(&self) -> String {
        let day = date_long(Locale::Vi, self.on);
        format!("{} số {} {day} của {}", self.name, self.number, self.agency)
    }

    /// As [`Self::in_full`] with what it is about.
    #[must_use]
    pub fn with_subject(&self) -> String {
        let about = small(&self.about);
        let about = if about.is_empty() { about } else { format!(" {about}") };
        format!("{}{about}", self.in_full())
    }
}

/// What a letter of correction says: what is printed, and what it should be. For errors of form, layout or procedure (article 18.3).
#[must_use]
pub fn correction(of: &Cited, printed: &str, correct: &str, reason: &str) -> String {
    format!(
        "{} có sai sót: {}.\nNội dung đã in: “{}”.\nNay đính chính lại là: “{}”.\nCác nội dung khác của văn bản không thay đổi. {} thông báo để các cơ quan, đơn vị, cá nhân liên quan biết, thực hiện./.",
        of.with_subject(),
        reason.trim().trim_end_matches('.'),
        printed.trim(),
        correct.trim(),
        of.agency,
    )
}

/// What a notice of recall says (article 18.4): those who hold the document take it out of their system and report back.
#[must_use]
pub fn recall(of: &Cited, reason: &str) -> String {
    format!(
        "{} thông báo thu hồi {}.\nLý do: {}.\nĐề nghị các cơ quan, đơn vị đã nhận văn bản nêu trên gửi lại bản giấy; đối với văn bản điện tử, hủy bỏ văn bản trên Hệ thống và thông báo qua Hệ thống để {} biết./.",
        of.agency,
        of.with_subject(),
        reason.trim().trim_end_matches('.'),
        of.agency,
    )
}
