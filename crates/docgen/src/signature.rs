//! Who signs and in what right, as Decree 30/2020/NĐ-CP article 13 has it; it must not decide who may sign.

use crate::{
    qr::Qr,
    text::{capitals, clean},
};
use serde::{Deserialize, Serialize};

/// The right in which a paper is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Capacity {
    /// The head of an agency led by its head: “TRƯỞNG BAN”.
    Own,
    /// TM.: the head for a collective body.
    OnBehalf {
        /// “Ủy ban nhân dân”, “Hội đồng”.
        body: String,
    },
    /// KT.: a deputy for the head.
    Deputy {
        /// The head's title.
        head: String,
    },
    /// TM. and KT.: a deputy for the head of a collective body.
    DeputyOnBehalf {
        /// The body.
        body: String,
        /// The head's title.
        head: String,
    },
    /// TL.: the head of a unit by order of the agency's head.
    ByOrder {
        /// The title of the one who ordered.
        head: String,
    },
    /// TUQ.: by authorisation in writing, limited in time and content.
    Authorised {
        /// The title of the one who authorised.
        head: String,
    },
    /// Q.: one appointed acting head.
    Acting,
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// In what right.
    pub capacity: Capacity,
    /// Office: “Phó Trưởng ban”.
    pub title: String,
    /// Full name, without academic title or rank; empty where a pen will write it.
    pub name: String,
}

impl Signer {
    /// Signs in the own right of an office.
    #[must_use]
    pub fn own(title: impl Into<String>, name: impl Into<String>) -> Self {
        Self { capacity: Capacity::Own, title: title.into(), name: name.into() }
    }

    /// The lines above the signature, in capitals.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let title = capitals(&self.title);
        let before = |mark: &str, whose: &str| format!("{mark} {}", capitals(whose));
        let lines = match &self.capacity {
            Capacity::Own => vec![title],
            Capacity::Acting => vec![format!("Q. {title}")],
            Capacity::OnBehalf { body } => vec![before("TM.", body), title],
            Capacity::Deputy { head } => vec![before("KT.", head), title],
            Capacity::DeputyOnBehalf { body, head } => vec![before("TM.", body), before("KT.", head), title],
            Capacity::ByOrder { head } => vec![before("TL.", head), title],
            Capacity::Authorised { head } => vec![before("TUQ.", head), title],
        };
        lines.iter().map(|line| clean(line)).filter(|line| !line.is_empty()).collect()
    }
}

/// The place of one who signs, drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// A line in italics above: place and date where the paper is dated below; empty for none.
    pub date: String,
    /// Right and office, in capitals.
    pub lines: Vec<String>,
    /// “(Ký, ghi rõ họ tên)”; empty for none.
    pub note: String,
    /// The name under the space for signature and seal; empty leaves it to a pen.
    pub name: String,
}

impl From<&Signer> for Mark {
    fn from(signer: &Signer) -> Self {
        Self { date: String::new(), lines: signer.lines(), note: String::new(), name: clean(&signer.name) }
    }
}

impl Mark {
    /// A place for a pen under a heading: “NGƯỜI LẬP BIỂU”.
    #[must_use]
    pub fn pen(heading: impl AsRef<str>, name: impl AsRef<str>) -> Self {
        Self {
            date: String::new(),
            lines: vec![clean(&capitals(heading.as_ref()))],
            note: "(Ký, ghi rõ họ tên)".to_owned(),
            name: clean(name.as_ref()),
        }
    }

    /// The same, dated.
    #[must_use]
    pub fn dated(mut self, date: impl AsRef<str>) -> Self {
        self.date = clean(date.as_ref());
        self
    }
}

/// What closes a paper. It is never cut by a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatures {
    /// “Nơi nhận:” above the lines at the left; empty for none.
    pub heading: String,
    /// The lines at the left as printed: the recipients. Empty for none.
    pub lines: Vec<String>,
    /// A code under them.
    pub code: Option<Qr>,
    /// Those who sign, side by side, at most three a row; one alone stands at the right.
    pub marks: Vec<Mark>,
}

impl Signatures {
    /// Recipients at the left, one who signs at the right. Each recipient gets a dash, a semicolon, and the last a full stop.
    #[must_use]
    pub fn with_recipients(recipients: &[String], signer: &Signer) -> Self {
        let last = recipients.len().saturating_sub(1);
        let line = |(i, name): (usize, &String)| {
            let end = if i == last { '.' } else { ';' };
            format!("- {}{end}", clean(name).trim_end_matches(['.', ';']))
        };
        let lines = recipients.iter().enumerate().map(line).collect();
        Self { heading: "Nơi nhận:".to_owned(), lines, code: None, marks: vec![Mark::from(signer)] }
    }

    /// Those who sign, from left to right.
    #[must_use]
    pub const fn of(marks: Vec<Mark>) -> Self {
        Self { heading: String::new(), lines: Vec::new(), code: None, marks }
    }
}

#[cfg(test)]
mod tests {
    use super::{Capacity, Signatures, Signer};

    fn lines(capacity: Capacity, title: &str) -> Vec<String> {
        Signer { capacity, title: title.into(), name: String::new() }.lines()
    }

    #[test]
    fn each_right_has_its_lines() {
        let (body, head) = ("Ủy ban nhân dân".to_owned(), "Chủ tịch".to_owned());
        assert_eq!(lines(Capacity::Own, "Trưởng ban"), ["TRƯỞNG BAN"]);
        assert_eq!(lines(Capacity::OnBehalf { body: body.clone() }, "Chủ tịch"), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
        assert_eq!(lines(Capacity::Deputy { head: head.clone() }, "Phó Chủ tịch"), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
        assert_eq!(
            lines(Capacity::DeputyOnBehalf { body, head: head.clone() }, "Phó Chủ tịch"),
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
        );
        assert_eq!(
            lines(Capacity::ByOrder { head: head.clone() }, "Chánh Văn phòng"),
            ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]
        );
        assert_eq!(lines(Capacity::Authorised { head }, "Giám đốc"), ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC"]);
        assert_eq!(lines(Capacity::Acting, "Chủ tịch"), ["Q. CHỦ TỊCH"]);
    }

    #[test]
    fn recipients_are_a_list_with_its_marks() {
        let recipients = ["Như Điều 3".to_owned(), "Lưu: VT, VP.".to_owned()];
        let closing = Signatures::with_recipients(&recipients, &Signer::own("Trưởng ban", "Lê Thị Ánh"));
        assert_eq!(closing.lines, ["- Như Điều\u{a0}3;", "- Lưu: VT, VP."]);
    }
}
