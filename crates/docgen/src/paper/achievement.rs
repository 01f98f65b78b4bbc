//! Báo cáo thành tích of a person, a collective or a household; sensitive facts stand on it only when they are given.

use super::{Kind, Paper, draft::Draft};
use crate::{
    document::{Align, Document},
    issuer::Letterhead,
    signature::{Mark, Signatures, Signer},
    table::Table,
};

/// A distinction received before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distinction {
    /// The year.
    pub year: String,
    /// The title or award.
    pub title: String,
    /// Number and day of the decision, and who issued it.
    pub decision: String,
}

/// Whose report it is, with what the form of the law asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// A person's.
    Person {
        /// “12/3/1985”; empty leaves dots, as do all of these.
        born: String,
        /// Sex.
        sex: String,
        /// Native place.
        native: String,
        /// Where the person lives.
        home: String,
        /// Office and unit.
        office: String,
        /// Schooling and profession.
        education: String,
        /// Sensitive facts the form asks for and the reader may see: label and value (ethnicity, religion, political schooling).
        sensitive: Vec<(String, String)>,
        /// The way of work.
        career: String,
    },
    /// A collective's.
    Collective {
        /// Seat and telephone.
        seat: String,
        /// Features and structure.
        features: String,
        /// How many people, with their schooling.
        staff: String,
        /// Functions and duties.
        duties: String,
    },
    /// A household's.
    Household {
        /// Who speaks for it.
        head: String,
        /// Where it lives.
        home: String,
        /// How many people.
        members: String,
        /// What it lives from.
        work: String,
    },
}

/// Báo cáo thành tích.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AchievementReport {
    /// The unit and the day.
    pub letterhead: Letterhead,
    /// The form of the decree in force, from [`crate::Catalogue::form_on`]; empty without one.
    pub form: Vec<String>,
    /// “đề nghị công nhận điển hình tiên tiến năm 2026”.
    pub about: String,
    /// Name of the person, collective or household.
    pub name: String,
    /// Whose.
    pub whose: Whose,
    /// Tasks and what came of them, with figures.
    pub results: String,
    /// Initiatives and measures, and where they are used.
    pub initiatives: String,
    /// Policy of Party and State, and social work.
    pub social: String,
    /// Distinctions received.
    pub distinctions: Vec<Distinction>,
    /// Who reports and signs by hand.
    pub reporter: String,
    /// Who confirms.
    pub signer: Signer,
}

impl AchievementReport {
    fn who(&self, draft: Draft) -> Draft {
        match &self.whose {
            Whose::Person { born, sex, native, home, office, education, sensitive, career } => {
                let mut draft = draft
                    .heading(1, "I. SƠ LƯỢC LÝ LỊCH")
                    .field("Họ và tên", &self.name)
                    .field("Ngày, tháng, năm sinh", born)
                    .field("Giới tính", sex)
                    .field("Quê quán", native)
                    .field("Nơi thường trú", home)
                    .field("Chức vụ, đơn vị công tác", office)
                    .field("Trình độ chuyên môn, nghiệp vụ", education);
                for (label, value) in sensitive {
                    draft = draft.field(label, value);
                }
                draft.answer(2, "Quá trình công tác", career)
            }
            Whose::Collective { seat, features, staff, duties } => draft
                .heading(1, "I. ĐẶC ĐIỂM, TÌNH HÌNH")
                .field("Tên tập thể", &self.name)
                .field("Địa điểm trụ sở, điện thoại", seat)
                .answer(2, "1. Đặc điểm, cơ cấu tổ chức", features)
                .answer(2, "2. Số lượng, trình độ công chức, viên chức, người lao động", staff)
                .answer(2, "3. Chức năng, nhiệm vụ được giao", duties),
            Whose::Household { head, home, members, work } => draft
                .heading(1, "I. SƠ LƯỢC VỀ HỘ GIA ĐÌNH")
                .field("Hộ gia đình", &self.name)
                .field("Người đại diện", head)
                .field("Nơi cư trú", home)
                .field("Số thành viên", members)
                .field("Nghề nghiệp, sinh kế", work),
        }
    }

    fn distinctions(&self) -> Table {
        let mut table = Table::new(&[
            ("Năm", 14, Align::Center),
            ("Danh hiệu, hình thức khen thưởng", 42, Align::Left),
            ("Số, ngày, cơ quan ban hành quyết định", 44, Align::Left),
        ]);
        for one in &self.distinctions {
            table.push(vec![(&one.year).into(), (&one.title).into(), (&one.decision).into()]);
        }
        table
    }
}

impl Paper for AchievementReport {
    fn kind(&self) -> Kind {
        match self.whose {
            Whose::Person { .. } => Kind::ReportPerson,
            Whose::Collective { .. } => Kind::ReportCollective,
            Whose::Household { .. } => Kind::ReportHousehold,
        }
    }

    fn document(&self) -> Document {
        let mut draft = Draft::of(&self.letterhead, format!("Báo cáo thành tích: {}", self.name))
            .form(self.form.clone())
            .head(self.letterhead.dated())
            .title("BÁO CÁO THÀNH TÍCH", &self.about);
        draft = self
            .who(draft)
            .heading(1, "II. THÀNH TÍCH ĐẠT ĐƯỢC")
            .answer(2, "1. Kết quả thực hiện nhiệm vụ", &self.results)
            .answer(2, "2. Sáng kiến, giải pháp và hiệu quả áp dụng", &self.initiatives)
            .answer(2, "3. Chấp hành chủ trương, pháp luật; hoạt động xã hội, từ thiện", &self.social)
            .heading(1, "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG");
        draft = if self.distinctions.is_empty() { draft.para("Chưa có.") } else { draft.table(self.distinctions()) };
        let confirmed = Mark::from(&self.signer);
        let confirmed = Mark {
            lines: std::iter::once("XÁC NHẬN CỦA".to_owned()).chain(confirmed.lines).collect(),
            ..confirmed
        };
        let closing =
            format!("Trên đây là báo cáo thành tích của {}, kính trình cấp có thẩm quyền xem xét./.", self.name);
        draft.para(closing).signed(Signatures::of(vec![confirmed, Mark::pen("Người báo cáo", &self.reporter)])).done()
    }
}
