//! Those honoured and the money they receive, in figures and words; it must not compute an amount that a decision did not give.

use super::{Kind, Paper, draft::Draft};
use crate::{
    document::{Align, Block, Document, Page},
    issuer::Letterhead,
    signature::{Mark, Signatures, Signer},
    table::{Cell, Table},
    text::Text,
    words,
};
use lantoa_i18n::{Locale, decimal, number};

/// What is honoured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A collective.
    Collective,
    /// A household.
    Household,
    /// A person.
    Person,
    /// A model or practice.
    Model,
}

impl Subject {
    /// The order of lists.
    pub const ALL: [Self; 4] = [Self::Collective, Self::Household, Self::Person, Self::Model];

    pub(crate) const fn plural(self) -> &'static str {
        match self {
            Self::Collective => "tập thể",
            Self::Household => "hộ gia đình",
            Self::Person => "cá nhân",
            Self::Model => "mô hình",
        }
    }

    pub(crate) const fn group(self) -> &'static str {
        match self {
            Self::Collective => "TẬP THỂ",
            Self::Household => "HỘ GIA ĐÌNH",
            Self::Person => "CÁ NHÂN",
            Self::Model => "MÔ HÌNH",
        }
    }
}

/// One who is honoured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Honoured {
    /// What kind of subject.
    pub subject: Subject,
    /// Name; of a person with “ông” or “bà” where the agency writes it.
    pub name: String,
    /// Office and unit, or the unit above.
    pub about: String,
    /// For what; may be empty.
    pub merit: String,
    /// The coefficient in hundredths, as the rule in force gives it; `None` without money.
    pub coefficient: Option<i64>,
    /// The money in đồng, as decided; `None` without money.
    pub money: Option<i64>,
}

/// How many of each kind: “02 tập thể, 03 cá nhân”.
pub(crate) fn counted(list: &[Honoured]) -> String {
    let parts: Vec<String> = Subject::ALL
        .into_iter()
        .filter_map(|subject| {
            let count = list.iter().filter(|one| one.subject == subject).count();
            (count > 0).then(|| format!("{count:02} {}", subject.plural()))
        })
        .collect();
    parts.join(", ")
}

pub(crate) fn total(list: &[Honoured]) -> i64 {
    list.iter().filter_map(|one| one.money).fold(0, i64::saturating_add)
}

/// The list behind a decision: groups by kind of subject, numbered anew in each; with money when somebody receives any.
pub(crate) fn honour_table(list: &[Honoured]) -> Table {
    let with_money = list.iter().any(|one| one.money.is_some());
    let columns: &[(&str, u16, Align)] = if with_money {
        &[
            ("STT", 8, Align::Center),
            ("Họ và tên/Tên tập thể", 34, Align::Left),
            ("Chức vụ, đơn vị", 38, Align::Left),
            ("Tiền thưởng (đồng)", 20, Align::Right),
        ]
    } else {
        &[
            ("STT", 8, Align::Center),
            ("Họ và tên/Tên tập thể", 30, Align::Left),
            ("Chức vụ, đơn vị", 30, Align::Left),
            ("Thành tích", 32, Align::Left),
        ]
    };
    let mut table = Table::new(columns);
    for (subject, group) in groups(list) {
        table.group(subject);
        for (i, one) in group.iter().enumerate() {
            let last = if with_money {
                one.money.map_or_else(String::new, |n| number(Locale::Vi, n))
            } else {
                one.merit.clone()
            };
            let index = (i + 1).to_string();
            table.push(vec![index.into(), (&one.name).into(), (&one.about).into(), last.into()]);
        }
    }
    if with_money {
        table.push(vec![
            Cell::bold("Tổng cộng").across(3).at(Align::Center),
            Cell::bold(number(Locale::Vi, total(list))),
        ]);
    }
    table
}

/// Groups in the order of lists with their headings: “I. TẬP THỂ (02)”.
fn groups(list: &[Honoured]) -> Vec<(String, Vec<&Honoured>)> {
    const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
    let filled = Subject::ALL.into_iter().filter_map(|subject| {
        let group: Vec<&Honoured> = list.iter().filter(|one| one.subject == subject).collect();
        (!group.is_empty()).then_some((subject, group))
    });
    filled
        .zip(ROMAN)
        .map(|((subject, group), roman)| (format!("{roman}. {} ({:02})", subject.group(), group.len()), group))
        .collect()
}

/// The list by which the money is paid out: coefficient, amount, room to sign; the sum in figures and words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardList {
    /// Who pays.
    pub letterhead: Letterhead,
    /// “điển hình tiên tiến năm 2026”.
    pub about: String,
    /// The decision it follows: “Quyết định số 18/QĐ-BDT ngày 20/11/2026”.
    pub decision: String,
    /// The base salary in đồng that was in force on the day of the decision.
    pub base_salary: i64,
    /// Where the money comes from: “quỹ thi đua, khen thưởng năm 2026”.
    pub fund: String,
    /// Those who receive.
    pub list: Vec<Honoured>,
    /// Who made the list; may be empty.
    pub clerk: String,
    /// The chief accountant; may be empty.
    pub accountant: String,
    /// Who signs.
    pub signer: Signer,
}

impl AwardList {
    fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("STT", 6, Align::Center),
            ("Họ và tên/Tên tập thể", 28, Align::Left),
            ("Chức vụ, đơn vị", 30, Align::Left),
            ("Hệ số", 9, Align::Center),
            ("Số tiền (đồng)", 15, Align::Right),
            ("Ký nhận", 18, Align::Center),
        ]);
        for (subject, group) in groups(&self.list) {
            table.group(subject);
            for (i, one) in group.iter().enumerate() {
                let share = one.coefficient.map_or_else(String::new, |n| decimal(Locale::Vi, n, 2));
                let money = one.money.map_or_else(String::new, |n| number(Locale::Vi, n));
                let index = (i + 1).to_string();
                table.push(vec![index.into(), (&one.name).into(), (&one.about).into(), share.into(), money.into()]);
            }
        }
        let sum = number(Locale::Vi, total(&self.list));
        table.push(vec![Cell::bold("Tổng cộng").across(4).at(Align::Center), Cell::bold(sum), Cell::new("")]);
        table
    }
}

impl Paper for AwardList {
    fn kind(&self) -> Kind {
        Kind::AwardList
    }

    fn document(&self) -> Document {
        let sum = total(&self.list);
        let note = Text::new().italic(format!("(Kèm theo {})", self.decision));
        Draft::of(&self.letterhead, format!("Danh sách chi tiền thưởng {}", self.about))
            .on(Page::lying())
            .head(self.letterhead.bare())
            .titled("DANH SÁCH CHI TIỀN THƯỞNG", format!("Tập thể, cá nhân được khen thưởng {}", self.about), note)
            .flush(format!(
                "Mức lương cơ sở: {} đồng. Nguồn kinh phí: {}.",
                number(Locale::Vi, self.base_salary),
                self.fund
            ))
            .table(self.table())
            .block(Block::Space { height: 20 })
            .flush(Text::new().plain("Tổng số tiền: ").bold(format!("{} đồng.", number(Locale::Vi, sum))))
            .flush(Text::new().plain("Bằng chữ: ").bold_italic(format!("{}.", words::dong(sum))))
            .signed(Signatures::of(vec![
                Mark::pen("Người lập biểu", &self.clerk),
                Mark::pen("Kế toán trưởng", &self.accountant),
                Mark::from(&self.signer).dated(format!("{}, {}", self.letterhead.issuer.place, self.letterhead.date())),
            ]))
            .done()
    }
}
