//! Decisions of recognition and award with their list; it must not choose whom they honour.

use super::{
    Fillable, Kind, Paper,
    award::{Honoured, counted, honour_table, total},
    council::lower_first,
    draft::Draft,
};
use crate::{
    document::{Document, Page},
    issuer::Letterhead,
    signature::{Signatures, Signer},
    template::Values,
    text::Text,
    words,
};
use lantoa_i18n::{Locale, number};

/// What a decision decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// Recognises exemplars.
    Recognition {
        /// As what: “điển hình tiên tiến năm 2026”.
        title: String,
        /// Until when it holds: “đến hết ngày 31/12/2027”; empty without end.
        until: String,
    },
    /// Awards.
    Award {
        /// What: “Giấy khen của Trưởng ban Ban Dân tộc”.
        award: String,
        /// For what: “đã có thành tích xuất sắc …”.
        merit: String,
        /// Where the money comes from; empty when none is paid.
        fund: String,
    },
}

/// A decision with the list of those it honours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Who, what number, when.
    pub letterhead: Letterhead,
    /// “Về việc công nhận …”.
    pub about: String,
    /// Who decides: “Trưởng ban Ban Dân tộc tỉnh Khánh Hòa”.
    pub authority: String,
    /// Legal bases, each from “Căn cứ” on; “Theo đề nghị của …” as the last.
    pub bases: Vec<String>,
    /// What is decided.
    pub matter: Matter,
    /// Those honoured.
    pub list: Vec<Honoured>,
    /// Who carries it out: “Chánh Văn phòng, Trưởng các phòng …”.
    pub carried_out_by: String,
    /// Who signs.
    pub signer: Signer,
    /// Recipients.
    pub recipients: Vec<String>,
}

impl Decision {
    fn articles(&self) -> Vec<Text> {
        let counted = counted(&self.list);
        let mut articles = match &self.matter {
            Matter::Recognition { title, until } => {
                let until = if until.is_empty() { String::new() } else { format!(" Giá trị công nhận {until}.") };
                vec![
                    Text::from(format!("Công nhận {counted} là {title} (có danh sách kèm theo).{until}")),
                    Text::from(
                        "Các tập thể, cá nhân có tên tại Điều 1 được cấp giấy công nhận, được bồi dưỡng, tuyên truyền và nhân rộng theo kế hoạch của cơ quan.",
                    ),
                ]
            }
            Matter::Award { award, merit, fund } => {
                let first = Text::from(format!("Tặng {award} cho {counted} {merit} (có danh sách kèm theo)."));
                let money = total(&self.list);
                let sum = format!(
                    "Tiền thưởng kèm theo là {} đồng (bằng chữ: {}), chi từ {fund}.",
                    number(Locale::Vi, money),
                    lower_first(&words::dong(money))
                );
                if money > 0 { vec![first, Text::from(sum)] } else { vec![first] }
            }
        };
        articles.push(Text::from("Quyết định này có hiệu lực kể từ ngày ký."));
        articles.push(Text::from(format!(
            "{} và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
            self.carried_out_by
        )));
        articles
    }

    /// “(Kèm theo Quyết định số … ngày … của …)”.
    fn attached(&self) -> Text {
        Text::new().italic(format!(
            "(Kèm theo Quyết định số {} {} của {})",
            self.letterhead.number("QĐ"),
            self.letterhead.date(),
            self.authority
        ))
    }
}

impl Paper for Decision {
    fn kind(&self) -> Kind {
        match self.matter {
            Matter::Recognition { .. } => Kind::Recognition,
            Matter::Award { .. } => Kind::Award,
        }
    }

    fn fills(&self) -> Option<Values> {
        Some(self.values())
    }

    fn document(&self) -> Document {
        let title = format!("Quyết định {} {}", self.letterhead.number("QĐ").trim(), self.about);
        let mut draft = Draft::of(&self.letterhead, title)
            .head(self.letterhead.numbered("QĐ"))
            .title("QUYẾT ĐỊNH", &self.about)
            .authority(&self.authority)
            .bases(&self.bases)
            .word("QUYẾT ĐỊNH:");
        for (i, article) in self.articles().into_iter().enumerate() {
            draft = draft.article(i + 1, article);
        }
        let (name, about) = match &self.matter {
            Matter::Recognition { title, .. } => ("DANH SÁCH", format!("Tập thể, cá nhân được công nhận {title}")),
            Matter::Award { award, .. } => ("DANH SÁCH", format!("Tập thể, cá nhân được tặng {award}")),
        };
        draft
            .signed(Signatures::with_recipients(&self.recipients, &self.signer))
            .appendix(Page::standing(), |list| {
                list.titled(name, about, self.attached()).table(honour_table(&self.list))
            })
            .done()
    }
}
