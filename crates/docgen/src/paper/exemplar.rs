//! Papers of exemplars after recognition: confirmation, visit, monthly list, delegates, handbook; a story without consent must not reach the handbook.

use super::{Kind, Paper, draft::Draft};
use crate::{
    document::{Align, Block, Document, Line, Page},
    issuer::Letterhead,
    signature::{Mark, Signatures, Signer},
    table::Table,
    text::{Text, capitals},
};

/// How far an adoption has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Visited.
    Visited,
    /// Tried.
    Tried,
    /// In use.
    Used,
    /// Kept up.
    Kept,
    /// Given up.
    Dropped,
}

impl Stage {
    const fn word(self) -> &'static str {
        match self {
            Self::Visited => "Đã đến học tập",
            Self::Tried => "Đang áp dụng thử",
            Self::Used => "Đã áp dụng",
            Self::Kept => "Duy trì thường xuyên",
            Self::Dropped => "Đã dừng áp dụng",
        }
    }
}

/// Giấy xác nhận hiệu quả áp dụng, by the unit that uses a model of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The unit that confirms.
    pub letterhead: Letterhead,
    /// The form of the decree in force; empty without one.
    pub form: Vec<String>,
    /// The model.
    pub model: String,
    /// Who made it.
    pub authors: String,
    /// Since when it is used here.
    pub since: String,
    /// How far; `None` leaves room.
    pub stage: Option<Stage>,
    /// What was changed.
    pub changed: String,
    /// What came of it, with figures.
    pub result: String,
    /// What was difficult.
    pub difficulty: String,
    /// Who signs.
    pub signer: Signer,
    /// Recipients.
    pub recipients: Vec<String>,
}

impl Paper for Confirmation {
    fn kind(&self) -> Kind {
        Kind::Confirmation
    }

    fn document(&self) -> Document {
        Draft::of(&self.letterhead, format!("Giấy xác nhận hiệu quả áp dụng: {}", self.model))
            .form(self.form.clone())
            .head(self.letterhead.dated())
            .title("GIẤY XÁC NHẬN", "Hiệu quả áp dụng, phạm vi ảnh hưởng của mô hình, sáng kiến")
            .para(format!("{} xác nhận đơn vị đã áp dụng mô hình, sáng kiến sau đây:", self.letterhead.agency()))
            .field("Tên mô hình, sáng kiến", &self.model)
            .field("Tác giả, đơn vị", &self.authors)
            .field("Áp dụng tại đơn vị từ", &self.since)
            .field("Mức độ áp dụng", self.stage.map_or("", Stage::word))
            .answer(1, "1. Nội dung điều chỉnh khi áp dụng", &self.changed)
            .answer(1, "2. Kết quả, hiệu quả tại đơn vị", &self.result)
            .answer(1, "3. Khó khăn, kiến nghị", &self.difficulty)
            .signed(Signatures::with_recipients(&self.recipients, &self.signer))
            .done()
    }
}

/// Phiếu ghi nhận học tập kinh nghiệm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitNote {
    /// The visiting unit and the day.
    pub letterhead: Letterhead,
    /// Who was visited.
    pub host: String,
    /// When and where.
    pub when: String,
    /// Who went.
    pub visitors: Vec<String>,
    /// The model.
    pub model: String,
    /// What was learned.
    pub learned: String,
    /// What can be used at home.
    pub usable: String,
    /// What happens next: task, who, until when.
    pub next: Vec<(String, String, String)>,
    /// Who wrote it.
    pub writer: String,
    /// The host, who confirms; may be empty.
    pub host_signer: String,
}

impl Paper for VisitNote {
    fn kind(&self) -> Kind {
        Kind::Visit
    }

    fn document(&self) -> Document {
        let mut table = Table::new(&[
            ("STT", 8, Align::Center),
            ("Việc cần làm", 48, Align::Left),
            ("Người thực hiện", 26, Align::Left),
            ("Thời hạn", 18, Align::Center),
        ]);
        for (i, (task, who, due)) in self.next.iter().enumerate() {
            table.push(vec![(i + 1).to_string().into(), task.into(), who.into(), due.into()]);
        }
        let mut draft = Draft::of(&self.letterhead, format!("Phiếu ghi nhận học tập kinh nghiệm: {}", self.model))
            .head(self.letterhead.dated())
            .title("PHIẾU GHI NHẬN", format!("Học tập kinh nghiệm mô hình: {}", self.model))
            .field("Đơn vị được đến học tập", &self.host)
            .field("Thời gian, địa điểm", &self.when)
            .field("Thành phần", &self.visitors.join("; "))
            .answer(1, "1. Nội dung đã học tập", &self.learned)
            .answer(1, "2. Nội dung có thể áp dụng tại đơn vị", &self.usable)
            .heading(1, "3. Việc tiếp theo");
        draft = if self.next.is_empty() { draft.block(Block::Blanks { count: 3 }) } else { draft.table(table) };
        draft
            .para("Phiếu được lập thành 02 bản, mỗi bên giữ 01 bản./.")
            .signed(Signatures::of(vec![
                Mark::pen("Đại diện đơn vị được học tập", &self.host_signer),
                Mark::pen("Người ghi", &self.writer),
            ]))
            .done()
    }
}

/// One of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlyEntry {
    /// Name.
    pub name: String,
    /// Office, unit or home.
    pub about: String,
    /// The deed.
    pub deed: String,
    /// Who proposed it.
    pub from: String,
}

/// Danh sách gương “Người tốt, việc tốt” of a month; a month without any says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlyList {
    /// The unit and the day.
    pub letterhead: Letterhead,
    /// To whom; may be empty.
    pub addressees: Vec<String>,
    /// “tháng 11 năm 2026”.
    pub month: String,
    /// Those of the month.
    pub list: Vec<MonthlyEntry>,
    /// Units that sent nothing; may be empty.
    pub silent: Vec<String>,
    /// Who signs.
    pub signer: Signer,
    /// Recipients.
    pub recipients: Vec<String>,
}

impl Paper for MonthlyList {
    fn kind(&self) -> Kind {
        Kind::Monthly
    }

    fn document(&self) -> Document {
        let mut table = Table::new(&[
            ("STT", 6, Align::Center),
            ("Họ và tên/Tên tập thể", 22, Align::Left),
            ("Chức vụ, đơn vị, nơi ở", 24, Align::Left),
            ("Việc làm tiêu biểu", 32, Align::Left),
            ("Đơn vị giới thiệu", 16, Align::Left),
        ]);
        for (i, one) in self.list.iter().enumerate() {
            let index = (i + 1).to_string();
            table.push(vec![
                index.into(),
                (&one.name).into(),
                (&one.about).into(),
                (&one.deed).into(),
                (&one.from).into(),
            ]);
        }
        let mut draft = Draft::of(&self.letterhead, format!("Danh sách gương người tốt, việc tốt {}", self.month))
            .on(Page::lying())
            .head(self.letterhead.dated())
            .title("DANH SÁCH", format!("Gương điển hình tiên tiến, “Người tốt, việc tốt” {}", self.month));
        if !self.addressees.is_empty() {
            draft = draft.addressees(&self.addressees);
        }
        draft = if self.list.is_empty() {
            draft.para(format!("Trong {}, đơn vị không có gương được giới thiệu.", self.month))
        } else {
            draft.table(table).flush(format!("Tổng số: {:02} trường hợp.", self.list.len()))
        };
        if !self.silent.is_empty() {
            draft = draft.flush(format!("Đơn vị chưa gửi danh sách: {}.", self.silent.join("; ")));
        }
        draft.signed(Signatures::with_recipients(&self.recipients, &self.signer)).done()
    }
}

/// A delegate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegate {
    /// Name.
    pub name: String,
    /// Office and unit.
    pub about: String,
    /// Why chosen: “điển hình tiên tiến năm 2026”.
    pub reason: String,
    /// The seat or group; may be empty.
    pub seat: String,
}

/// Danh sách đại biểu of a conference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegates {
    /// The unit and the day.
    pub letterhead: Letterhead,
    /// “Hội nghị điển hình tiên tiến giai đoạn 2021 - 2025”.
    pub conference: String,
    /// When and where.
    pub when: String,
    /// The delegates.
    pub list: Vec<Delegate>,
    /// Who signs.
    pub signer: Signer,
}

impl Paper for Delegates {
    fn kind(&self) -> Kind {
        Kind::Delegates
    }

    fn document(&self) -> Document {
        let mut table = Table::new(&[
            ("STT", 7, Align::Center),
            ("Họ và tên", 26, Align::Left),
            ("Chức vụ, đơn vị", 30, Align::Left),
            ("Tư cách đại biểu", 24, Align::Left),
            ("Chỗ ngồi", 13, Align::Center),
        ]);
        for (i, one) in self.list.iter().enumerate() {
            let index = (i + 1).to_string();
            table.push(vec![
                index.into(),
                (&one.name).into(),
                (&one.about).into(),
                (&one.reason).into(),
                (&one.seat).into(),
            ]);
        }
        Draft::of(&self.letterhead, format!("Danh sách đại biểu {}", self.conference))
            .head(self.letterhead.dated())
            .titled("DANH SÁCH ĐẠI BIỂU", format!("Dự {}", self.conference), Text::new().italic(&self.when))
            .table(table)
            .flush(format!("Tổng số: {:02} đại biểu.", self.list.len()))
            .signed(Signatures::of(vec![Mark::from(&self.signer)]))
            .done()
    }
}

/// A story for a handbook, with the consent under which it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its title.
    pub title: String,
    /// Name, office and unit.
    pub who: String,
    /// The story, one paragraph a line.
    pub body: String,
    /// “Đồng ý công bố ngày 02/11/2026”; stories without consent are left out by whoever gathers them, and the type asks for the words.
    pub consent: String,
}

/// Kỷ yếu: chosen stories with a cover and contents. As a book for telephones: [`crate::epub()`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handbook {
    /// Who publishes.
    pub agency: String,
    /// The title.
    pub title: String,
    /// Place and year: “Khánh Hòa, 2026”.
    pub imprint: String,
    /// The foreword; may be empty.
    pub foreword: String,
    /// The stories.
    pub stories: Vec<Story>,
}

impl Paper for Handbook {
    fn kind(&self) -> Kind {
        Kind::Handbook
    }

    fn document(&self) -> Document {
        let line = |text: Text, size, above| Block::Line(Line::centered(text, size).below(above));
        let mut contents = Table::bare(&[8, 92], 28);
        for (i, story) in self.stories.iter().enumerate() {
            let entry = Text::new().bold(&story.title).plain(format!("\n{}", story.who));
            contents.push(vec![format!("{}.", i + 1).into(), entry.into()]);
        }
        let mut draft = Draft::new(&self.title, &self.agency)
            .block(line(Text::new().bold(capitals(&self.agency)), 28, 0))
            .block(line(Text::new().bold("KỶ YẾU"), 56, 700))
            .block(line(Text::new().bold(&self.title), 40, 60))
            .block(line(Text::from(&self.imprint), 28, 1000))
            .appendix(Page::standing(), |page| page.title("MỤC LỤC", Text::new()).table(contents));
        if !self.foreword.is_empty() {
            draft =
                draft.appendix(Page::standing(), |page| page.title("LỜI NÓI ĐẦU", Text::new()).prose(&self.foreword));
        }
        for story in &self.stories {
            draft = draft.appendix(Page::standing(), |page| {
                page.titled(&capitals(&story.title), Text::new(), Text::new().italic(&story.who))
                    .prose(&story.body)
                    .note(&story.consent)
            });
        }
        draft.done()
    }
}
