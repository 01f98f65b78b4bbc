//! Papers of a dossier: registration, list, description, endorsement, appraisal; it must not judge.

use super::{
    Kind, Paper,
    council::{Attendee, one_line},
    draft::Draft,
};
use crate::{
    document::{Align, Document, Page},
    issuer::Letterhead,
    signature::{Mark, Signatures, Signer},
    table::Table,
    text::Text,
};

/// Bản đăng ký.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The registering unit and the day.
    pub letterhead: Letterhead,
    /// To whom.
    pub addressees: Vec<String>,
    /// “điển hình tiên tiến năm 2027”.
    pub about: String,
    /// The movement or field.
    pub field: String,
    /// Person, collective, household or model.
    pub subject: String,
    /// Who is registered.
    pub name: String,
    /// Office and unit.
    pub office: String,
    /// What is pledged or planned.
    pub content: String,
    /// Goals that can be measured.
    pub goals: String,
    /// Measures and time.
    pub measures: String,
    /// Who registers and signs by hand.
    pub registrant: String,
    /// The head of the unit, who confirms.
    pub signer: Signer,
}

impl Paper for Registration {
    fn kind(&self) -> Kind {
        Kind::Registration
    }

    fn document(&self) -> Document {
        Draft::of(&self.letterhead, format!("Bản đăng ký {}: {}", self.about, self.name))
            .head(self.letterhead.dated())
            .title("BẢN ĐĂNG KÝ", format!("Xây dựng {}", self.about))
            .addressees(&self.addressees)
            .field("Phong trào, lĩnh vực", &self.field)
            .field("Đối tượng đăng ký", &self.subject)
            .field("Họ và tên/Tên tập thể, mô hình", &self.name)
            .field("Chức vụ, đơn vị", &self.office)
            .answer(1, "1. Nội dung đăng ký", &self.content)
            .answer(1, "2. Mục tiêu phấn đấu", &self.goals)
            .answer(1, "3. Biện pháp và thời gian thực hiện", &self.measures)
            .signed(Signatures::of(vec![Mark::pen("Người đăng ký", &self.registrant), Mark::from(&self.signer)]))
            .done()
    }
}

/// One of a list of registrations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Name.
    pub name: String,
    /// Office and unit.
    pub office: String,
    /// The movement or field.
    pub field: String,
    /// What is registered, in short.
    pub content: String,
}

/// Danh sách đăng ký of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrationList {
    /// The unit and the day.
    pub letterhead: Letterhead,
    /// “điển hình tiên tiến năm 2027”.
    pub about: String,
    /// Those registered.
    pub list: Vec<Registered>,
    /// Who made the list.
    pub clerk: String,
    /// Who signs.
    pub signer: Signer,
}

impl Paper for RegistrationList {
    fn kind(&self) -> Kind {
        Kind::RegistrationList
    }

    fn document(&self) -> Document {
        let mut table = Table::new(&[
            ("STT", 6, Align::Center),
            ("Họ và tên/Tên tập thể, mô hình", 26, Align::Left),
            ("Chức vụ, đơn vị", 24, Align::Left),
            ("Phong trào, lĩnh vực", 18, Align::Left),
            ("Nội dung đăng ký", 26, Align::Left),
        ]);
        for (i, one) in self.list.iter().enumerate() {
            let index = (i + 1).to_string();
            table.push(vec![
                index.into(),
                (&one.name).into(),
                (&one.office).into(),
                (&one.field).into(),
                (&one.content).into(),
            ]);
        }
        Draft::of(&self.letterhead, format!("Danh sách đăng ký {}", self.about))
            .on(Page::lying())
            .head(self.letterhead.dated())
            .title("DANH SÁCH ĐĂNG KÝ", format!("Xây dựng {}", self.about))
            .table(table)
            .flush(format!("Tổng số: {:02} trường hợp.", self.list.len()))
            .signed(Signatures::of(vec![Mark::pen("Người lập danh sách", &self.clerk), Mark::from(&self.signer)]))
            .done()
    }
}

/// Bản mô tả of a model, initiative or practice, as others need it to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The unit and the day.
    pub letterhead: Letterhead,
    /// The name of the model.
    pub name: String,
    /// Who made it.
    pub authors: String,
    /// Since when it is used, and where.
    pub since: String,
    /// What was wrong before.
    pub problem: String,
    /// How it works, step by step.
    pub steps: String,
    /// What came of it, with figures.
    pub result: String,
    /// What is needed: people, money, time.
    pub conditions: String,
    /// Who else can use it, and what others changed.
    pub spreading: String,
    /// What did not work; may be empty.
    pub lessons: String,
    /// Who wrote it.
    pub writer: String,
    /// Who confirms.
    pub signer: Signer,
}

impl Paper for Description {
    fn kind(&self) -> Kind {
        Kind::Description
    }

    fn document(&self) -> Document {
        Draft::of(&self.letterhead, format!("Bản mô tả: {}", self.name))
            .head(self.letterhead.dated())
            .title("BẢN MÔ TẢ MÔ HÌNH, CÁCH LÀM", &self.name)
            .field("Tác giả, đơn vị thực hiện", &self.authors)
            .field("Thời gian, nơi áp dụng", &self.since)
            .answer(1, "1. Thực trạng trước khi áp dụng", &self.problem)
            .answer(1, "2. Nội dung, các bước thực hiện", &self.steps)
            .answer(1, "3. Kết quả, hiệu quả", &self.result)
            .answer(1, "4. Điều kiện, chi phí để áp dụng", &self.conditions)
            .answer(1, "5. Khả năng nhân rộng", &self.spreading)
            .answer(1, "6. Bài học kinh nghiệm", &self.lessons)
            .signed(Signatures::of(vec![Mark::pen("Người mô tả", &self.writer), Mark::from(&self.signer)]))
            .done()
    }
}

/// One judged by a unit's meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endorsed {
    /// Name and office.
    pub name: String,
    /// Those for it; `None` leaves room.
    pub agree: Option<u32>,
    /// Those against; `None` leaves room.
    pub disagree: Option<u32>,
    /// What was said.
    pub note: String,
}

/// Biên bản họp xét of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endorsement {
    /// The unit.
    pub letterhead: Letterhead,
    /// “Họp xét, đề nghị công nhận điển hình tiên tiến năm 2026”.
    pub about: String,
    /// When.
    pub when: String,
    /// Where.
    pub place: String,
    /// Those there and those missing; empty leaves room to write them down.
    pub people: Vec<Attendee>,
    /// How many were there, where nobody wrote down who; `None` leaves room.
    pub present: Option<u32>,
    /// The votes.
    pub list: Vec<Endorsed>,
    /// What was concluded.
    pub conclusion: String,
    /// When it ended.
    pub closed: String,
    /// Who wrote.
    pub secretary: String,
    /// Who chaired.
    pub chair: String,
}

impl Endorsement {
    fn presence(&self) -> String {
        if self.people.is_empty() {
            let present = self.present.map_or_else(|| "……".to_owned(), |n| format!("{n:02}"));
            return format!("Có mặt: {present} người.");
        }
        let present = self.people.iter().filter(|one| one.absent.is_none()).count();
        format!("Có mặt: {present:02}/{:02} người.", self.people.len())
    }
}

impl Paper for Endorsement {
    fn kind(&self) -> Kind {
        Kind::Endorsement
    }

    fn document(&self) -> Document {
        let mut table = Table::new(&[
            ("STT", 7, Align::Center),
            ("Trường hợp xét", 38, Align::Left),
            ("Đồng ý", 12, Align::Center),
            ("Không đồng ý", 13, Align::Center),
            ("Ý kiến", 30, Align::Left),
        ]);
        for (i, one) in self.list.iter().enumerate() {
            let figure = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
            let (agree, disagree) = (figure(one.agree), figure(one.disagree));
            table.push(vec![
                (i + 1).to_string().into(),
                (&one.name).into(),
                agree.into(),
                disagree.into(),
                (&one.note).into(),
            ]);
        }
        let mut draft = Draft::of(&self.letterhead, format!("Biên bản {}", self.about))
            .head(self.letterhead.bare())
            .title("BIÊN BẢN", &self.about)
            .para(format!(
                "Hôm nay, vào lúc {}, tại {}, {} tổ chức họp.",
                self.when,
                self.place,
                one_line(&self.letterhead.agency())
            ))
            .para(self.presence());
        if self.people.is_empty() {
            draft = draft.blanks(3);
        }
        for (i, one) in self.people.iter().enumerate() {
            let absent = one.absent.as_ref().map_or_else(String::new, |why| format!(" (vắng: {why})"));
            draft = draft.item(format!("{}.", i + 1), format!("{}, {} – {}{absent}", one.name, one.office, one.role));
        }
        draft
            .heading(1, "Kết quả xét")
            .table(table)
            .answer(1, "Kết luận", &self.conclusion)
            .para(format!("Cuộc họp kết thúc vào lúc {}. Biên bản đã được thông qua tại cuộc họp./.", self.closed))
            .signed(Signatures::of(vec![Mark::pen("Thư ký", &self.secretary), Mark::pen("Chủ trì", &self.chair)]))
            .done()
    }
}

/// How a criterion was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Met.
    Met,
    /// Not met.
    Unmet,
    /// Not known: something is missing.
    Unknown,
}

/// A criterion of an appraisal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// What is asked.
    pub text: String,
    /// How it was found; `None` leaves boxes for a pen.
    pub finding: Option<Finding>,
    /// By what evidence.
    pub evidence: String,
}

/// Phiếu thẩm định.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal {
    /// The agency and the day.
    pub letterhead: Letterhead,
    /// Whose dossier.
    pub name: String,
    /// Office and unit.
    pub office: String,
    /// “điển hình tiên tiến năm 2026”.
    pub about: String,
    /// The criteria.
    pub criteria: Vec<Criterion>,
    /// Points of strength and weakness.
    pub remarks: String,
    /// What is proposed.
    pub proposal: String,
    /// Who appraised.
    pub appraiser: String,
}

impl Paper for Appraisal {
    fn kind(&self) -> Kind {
        Kind::Appraisal
    }

    fn document(&self) -> Document {
        let mut table = Table::new(&[
            ("STT", 7, Align::Center),
            ("Tiêu chí", 45, Align::Left),
            ("Kết quả", 18, Align::Center),
            ("Minh chứng", 30, Align::Left),
        ]);
        for (i, one) in self.criteria.iter().enumerate() {
            let found = match one.finding {
                Some(Finding::Met) => Text::from("Đạt"),
                Some(Finding::Unmet) => Text::new().bold("Không đạt"),
                Some(Finding::Unknown) => Text::new().italic("Chưa rõ"),
                None => Text::from("☐ Đạt\n☐ Không đạt"),
            };
            table.push(vec![(i + 1).to_string().into(), (&one.text).into(), found.into(), (&one.evidence).into()]);
        }
        Draft::of(&self.letterhead, format!("Phiếu thẩm định: {}", self.name))
            .head(self.letterhead.dated())
            .title("PHIẾU THẨM ĐỊNH", format!("Hồ sơ đề nghị công nhận {}", self.about))
            .field("Họ và tên/Tên tập thể, mô hình", &self.name)
            .field("Chức vụ, đơn vị", &self.office)
            .heading(1, "1. Kết quả đối chiếu tiêu chí")
            .table(table)
            .answer(1, "2. Nhận xét", &self.remarks)
            .answer(1, "3. Đề xuất", &self.proposal)
            .signed(Signatures::of(vec![Mark::pen("Người thẩm định", &self.appraiser)]))
            .done()
    }
}
