//! Tờ trình: the council's proposal to the one who decides; it must not decide.

use super::{
    Fillable, Kind, Paper,
    award::{Honoured, counted, honour_table},
    draft::Draft,
};
use crate::{
    document::{Document, Page},
    issuer::Letterhead,
    signature::{Signatures, Signer},
    template::Values,
    text::Text,
};

/// A submission with the list of those proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Who, what number, when.
    pub letterhead: Letterhead,
    /// The form of the decree in force, from [`crate::Catalogue::form_on`]; empty without one.
    pub form: Vec<String>,
    /// “Về việc đề nghị công nhận …”.
    pub about: String,
    /// To whom.
    pub addressees: Vec<String>,
    /// Legal bases, each from “Căn cứ” on.
    pub bases: Vec<String>,
    /// What was done, one paragraph a line: registration, appraisal, meeting, votes.
    pub account: String,
    /// What is asked: “xem xét, ban hành quyết định công nhận”.
    pub request: String,
    /// “điển hình tiên tiến năm 2026”.
    pub title: String,
    /// Those proposed.
    pub list: Vec<Honoured>,
    /// What is attached: “Biên bản họp Hội đồng ngày …”.
    pub enclosures: Vec<String>,
    /// Who signs.
    pub signer: Signer,
    /// Recipients.
    pub recipients: Vec<String>,
}

impl Paper for Submission {
    fn kind(&self) -> Kind {
        Kind::Submission
    }

    fn fills(&self) -> Option<Values> {
        Some(self.values())
    }

    fn document(&self) -> Document {
        let attached = Text::new().italic(format!(
            "(Kèm theo Tờ trình số {} {})",
            self.letterhead.number("TTr"),
            self.letterhead.date()
        ));
        let mut draft = Draft::of(&self.letterhead, format!("Tờ trình {}", self.about))
            .form(self.form.clone())
            .head(self.letterhead.numbered("TTr"))
            .title("TỜ TRÌNH", &self.about)
            .addressees(&self.addressees)
            .bases(&self.bases)
            .prose(&self.account)
            .para(format!("Đề nghị {} cho {} là {}:", self.request, counted(&self.list), self.title));
        for one in self.list.iter().take(5) {
            let about = if one.about.is_empty() { String::new() } else { format!(", {}", one.about) };
            draft = draft.dash(format!("{}{about};", one.name));
        }
        if self.list.len() > 5 {
            draft = draft.para("(Danh sách đầy đủ kèm theo).");
        }
        if !self.enclosures.is_empty() {
            draft = draft.para("Hồ sơ gửi kèm:");
            for (i, enclosure) in self.enclosures.iter().enumerate() {
                draft = draft.item(format!("{}.", i + 1), enclosure);
            }
        }
        draft
            .para("Kính trình xem xét, quyết định./.")
            .signed(Signatures::with_recipients(&self.recipients, &self.signer))
            .appendix(Page::standing(), |list| {
                list.titled("DANH SÁCH ĐỀ NGHỊ", format!("Tập thể, cá nhân được đề nghị là {}", self.title), attached)
                    .table(honour_table(&self.list))
            })
            .done()
    }
}
