//! Plans and reports: what an agency or unit sets out to do, how it fosters, and what came of it; it must not compute a figure.

use super::{
    Kind, Paper,
    draft::{Draft, Part},
};
use crate::{
    document::{Align, Document, Page},
    issuer::Letterhead,
    signature::{Signatures, Signer},
    table::{Cell, Table},
    text::Text,
};

/// Whose plan it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The agency's.
    Agency,
    /// A unit's, under the agency's.
    Unit,
}

/// A task of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    /// What.
    pub task: String,
    /// Who leads.
    pub lead: String,
    /// Who helps; may be empty.
    pub with: String,
    /// Until when.
    pub due: String,
}

/// Kế hoạch of an agency or a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPaper {
    /// Whose.
    pub level: Level,
    /// Who, what number, when.
    pub letterhead: Letterhead,
    /// “Phát hiện, bồi dưỡng, tổng kết và nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030”.
    pub about: String,
    /// The sentences before the first part: “Thực hiện Kế hoạch số …”.
    pub opening: String,
    /// The parts in order.
    pub parts: Vec<Part>,
    /// The tasks, as an appendix; empty for none.
    pub tasks: Vec<TaskLine>,
    /// The closing sentence.
    pub closing: String,
    /// Who signs.
    pub signer: Signer,
    /// Recipients.
    pub recipients: Vec<String>,
}

impl PlanPaper {
    fn tasks(&self) -> Table {
        let mut table = Table::new(&[
            ("STT", 7, Align::Center),
            ("Nội dung công việc", 40, Align::Left),
            ("Chủ trì", 20, Align::Left),
            ("Phối hợp", 18, Align::Left),
            ("Thời hạn", 15, Align::Center),
        ]);
        for (i, one) in self.tasks.iter().enumerate() {
            let index = (i + 1).to_string();
            table.push(vec![
                index.into(),
                (&one.task).into(),
                (&one.lead).into(),
                (&one.with).into(),
                (&one.due).into(),
            ]);
        }
        table
    }
}

impl Paper for PlanPaper {
    fn kind(&self) -> Kind {
        match self.level {
            Level::Agency => Kind::Plan,
            Level::Unit => Kind::UnitPlan,
        }
    }

    fn document(&self) -> Document {
        let draft = Draft::of(&self.letterhead, format!("Kế hoạch {}", self.about))
            .head(self.letterhead.numbered("KH"))
            .title("KẾ HOẠCH", &self.about)
            .prose(&self.opening)
            .parts(&self.parts)
            .prose(&self.closing)
            .signed(Signatures::with_recipients(&self.recipients, &self.signer));
        if self.tasks.is_empty() {
            return draft.done();
        }
        let number = format!("(Kèm theo Kế hoạch số {} {})", self.letterhead.number("KH"), self.letterhead.date());
        draft
            .appendix(Page::lying(), |page| {
                page.titled("PHỤ LỤC", "Phân công nhiệm vụ thực hiện Kế hoạch", Text::new().italic(number))
                    .table(self.tasks())
            })
            .done()
    }
}

/// A goal of fostering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// What should be reached.
    pub goal: String,
    /// What helps: training, means, a mentor.
    pub support: String,
    /// Who is responsible.
    pub owner: String,
    /// Until when.
    pub due: String,
    /// By what it is seen.
    pub sign: String,
}

/// Kế hoạch bồi dưỡng of one exemplar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FosteringPlan {
    /// Who, what number, when.
    pub letterhead: Letterhead,
    /// The exemplar.
    pub exemplar: String,
    /// Office and unit.
    pub about: String,
    /// “Quyết định số 18/QĐ-SDTTG ngày 25/11/2026”; empty for a new factor.
    pub recognised_by: String,
    /// From when to when.
    pub period: String,
    /// What stands now.
    pub situation: String,
    /// The goals; empty leaves rows for a pen.
    pub goals: Vec<Goal>,
    /// How it will be spread.
    pub spreading: String,
    /// When progress is reported.
    pub reporting: String,
    /// Who signs.
    pub signer: Signer,
    /// Recipients.
    pub recipients: Vec<String>,
}

impl Paper for FosteringPlan {
    fn kind(&self) -> Kind {
        Kind::Fostering
    }

    fn document(&self) -> Document {
        let mut table = Table::new(&[
            ("STT", 6, Align::Center),
            ("Mục tiêu", 24, Align::Left),
            ("Biện pháp hỗ trợ", 24, Align::Left),
            ("Người phụ trách", 18, Align::Left),
            ("Thời hạn", 12, Align::Center),
            ("Dấu hiệu hoàn thành", 16, Align::Left),
        ]);
        table.size = 22;
        for (i, one) in self.goals.iter().enumerate() {
            let cells = [&one.goal, &one.support, &one.owner, &one.due, &one.sign];
            let mut row = vec![(i + 1).to_string().into()];
            row.extend(cells.map(Into::into));
            table.push(row);
        }
        if self.goals.is_empty() {
            (0..3).for_each(|_| table.push(vec![Cell::new("\n"); 6]));
        }
        Draft::of(&self.letterhead, format!("Kế hoạch bồi dưỡng {}", self.exemplar))
            .head(self.letterhead.numbered("KH"))
            .title("KẾ HOẠCH", format!("Bồi dưỡng, nhân rộng điển hình: {}", self.exemplar))
            .field("Điển hình", &self.exemplar)
            .field("Chức vụ, đơn vị", &self.about)
            .field("Quyết định công nhận", &self.recognised_by)
            .field("Thời gian thực hiện", &self.period)
            .answer(1, "I. ĐÁNH GIÁ HIỆN TRẠNG", &self.situation)
            .heading(1, "II. MỤC TIÊU VÀ BIỆN PHÁP")
            .table(table)
            .answer(1, "III. TUYÊN TRUYỀN, NHÂN RỘNG", &self.spreading)
            .answer(1, "IV. CHẾ ĐỘ BÁO CÁO", &self.reporting)
            .signed(Signatures::with_recipients(&self.recipients, &self.signer))
            .done()
    }
}

/// Which report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Period {
    /// Of a month: year and month.
    Month(i16, i8),
    /// Of a year.
    Year(i16),
    /// Sơ kết: “giai đoạn 2026 - 2028”.
    Interim(String),
    /// Tổng kết: “giai đoạn 2026 - 2030”.
    Final(String),
}

/// A figure of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// In what.
    pub unit: String,
    /// The target; empty where none was set.
    pub target: String,
    /// What was reached.
    pub reached: String,
    /// The share; empty where none can be told.
    pub share: String,
}

/// Báo cáo of a year, sơ kết or tổng kết, in the order of the plan's own headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Who, what number, when.
    pub letterhead: Letterhead,
    /// Which.
    pub period: Period,
    /// “công tác phát hiện, bồi dưỡng, tổng kết và nhân rộng điển hình tiên tiến”.
    pub about: String,
    /// To whom; may be empty.
    pub addressees: Vec<String>,
    /// The sentences before the first part.
    pub opening: String,
    /// The parts; those without passages leave dots for who completes the draft.
    pub parts: Vec<Part>,
    /// The figures, as an appendix; empty for none.
    pub figures: Vec<Figure>,
    /// Who signs.
    pub signer: Signer,
    /// Recipients.
    pub recipients: Vec<String>,
}

impl Report {
    fn about(&self) -> String {
        match &self.period {
            Period::Month(year, month) => format!("Kết quả {} tháng {month} năm {year}", self.about),
            Period::Year(year) => format!("Kết quả {} năm {year}", self.about),
            Period::Interim(span) => format!("Sơ kết {} {span}", self.about),
            Period::Final(span) => format!("Tổng kết {} {span}", self.about),
        }
    }

    fn figures(&self) -> Table {
        let mut table = Table::new(&[
            ("STT", 7, Align::Center),
            ("Chỉ tiêu", 45, Align::Left),
            ("Đơn vị tính", 12, Align::Center),
            ("Kế hoạch", 12, Align::Right),
            ("Thực hiện", 12, Align::Right),
            ("Tỷ lệ", 12, Align::Right),
        ]);
        for (i, one) in self.figures.iter().enumerate() {
            let cells = [&one.name, &one.unit, &one.target, &one.reached, &one.share];
            let mut row = vec![(i + 1).to_string().into()];
            row.extend(cells.map(Into::into));
            table.push(row);
        }
        table
    }
}

impl Paper for Report {
    fn kind(&self) -> Kind {
        Kind::Report
    }

    fn document(&self) -> Document {
        let about = self.about();
        let mut draft = Draft::of(&self.letterhead, format!("Báo cáo {about}"))
            .head(self.letterhead.numbered("BC"))
            .title("BÁO CÁO", &about);
        if !self.addressees.is_empty() {
            draft = draft.addressees(&self.addressees);
        }
        draft = draft.prose(&self.opening);
        for part in &self.parts {
            draft = if part.passages.is_empty() {
                draft.answer(1, &part.heading, "")
            } else {
                draft.parts(std::slice::from_ref(part))
            };
        }
        draft = draft.signed(Signatures::with_recipients(&self.recipients, &self.signer));
        if self.figures.is_empty() {
            return draft.done();
        }
        let attached = format!("(Kèm theo Báo cáo số {} {})", self.letterhead.number("BC"), self.letterhead.date());
        draft
            .appendix(Page::standing(), |page| {
                page.titled("PHỤ LỤC", "Số liệu kết quả thực hiện", Text::new().italic(attached)).table(self.figures())
            })
            .done()
    }
}
