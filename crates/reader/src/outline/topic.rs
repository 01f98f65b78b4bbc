//! What a section is about, told from its title. Must not look at the section's text.

use regex::Regex;

use crate::text::pattern;

/// Topics a section can have; one title may name several ("Khen thưởng, kinh phí").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Topics(u32);

macro_rules! topics {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)+) => {
        impl Topics { $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)+ }
    };
}

topics! {
    /// Mục đích, mục tiêu.
    PURPOSE = 0;
    /// Yêu cầu.
    REQUIREMENT = 1;
    /// Đối tượng.
    SUBJECTS = 2;
    /// Tiêu chí, tiêu chuẩn, điều kiện.
    CRITERIA = 3;
    /// Số lượng, chỉ tiêu.
    QUOTAS = 4;
    /// Quy trình, các bước, cách thức.
    PROCESS = 5;
    /// Thời gian, tiến độ, lộ trình.
    TIMELINE = 6;
    /// Khen thưởng, biểu dương.
    REWARDS = 7;
    /// Kinh phí.
    FUNDING = 8;
    /// Tổ chức thực hiện, phân công, trách nhiệm.
    DUTIES = 9;
    /// Lĩnh vực, phong trào.
    MOVEMENTS = 10;
    /// Bồi dưỡng, tuyên truyền, nhân rộng.
    FOSTERING = 11;
    /// Nội dung.
    CONTENT = 12;
    /// Giải pháp, nhiệm vụ.
    MEASURES = 13;
    /// Chế độ báo cáo.
    REPORTING = 14;
}

impl Topics {
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Whether any of these is among them.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

pattern!(QUOTED, r#""[^"\n]{1,200}""#);
pattern!(PURPOSE, r"\b(?:muc dich|muc tieu|y nghia)\b");
pattern!(REQUIREMENT, r"^(?:muc dich|muc tieu).{0,12}\byeu cau\b|^(?:nhung |cac )?yeu cau\b");
pattern!(SUBJECTS, r"\bdoi tuong\b|^pham vi");
pattern!(
    CRITERIA,
    r"\btieu chi\b|\btieu chuan\b|\bdieu kien (?:xet|lua chon|binh chon|cong nhan|de nghi)|^dieu kien\b"
);
pattern!(QUOTAS, r"\bso luong\b|\bchi tieu\b|^co cau\b");
pattern!(
    PROCESS,
    r"\bquy trinh\b|\bcac buoc\b|\bcach thuc\b|\btrinh tu\b|\bcach lam\b|\bcac vong\b|\bthu tuc\b|",
    r"\bphuong (?:thuc|phap) (?:to chuc |xet|binh|lua|cong nhan|tuyen)|^(?:viec |to chuc )?(?:binh chon|binh xet|xet chon|xet cong nhan|tuyen chon|xet duyet)\b"
);
pattern!(TIMELINE, r"\bthoi gian\b|\btien do\b|\blo trinh\b|\bmoc thoi\b|\bthoi han\b|\bke hoach thoi\b");
pattern!(
    REWARDS,
    r"\bkhen thuong\b|\bbieu duong\b|\bmuc thuong\b|\bton vinh\b|\bgiai thuong\b|\bquyen loi\b|\bhinh thuc (?:khen|cong nhan|ghi nhan)|\bche do thuong"
);
pattern!(FUNDING, r"\bkinh phi\b|\bnguon (?:von|chi|tai chinh)\b|\btai chinh\b");
pattern!(
    DUTIES,
    r"^(?:cong tac |viec )?to chuc (?:trien khai )?thuc hien\b|^to chuc trien khai\b|\bphan cong\b|^trach nhiem\b|^nhiem vu cua cac\b|",
    r"^to chuc va (?:phan cong|trach nhiem)|^dieu khoan (?:thi hanh|thuc hien)|^hieu luc|^trien khai thuc hien$|^trien khai, thuc hien$"
);
pattern!(
    MOVEMENTS,
    r"\b(?:cac|tung|nhung|0?[0-9]+) (?:linh vuc|phong trao|cuoc van dong|nhom|mo hinh)\b|\btheo (?:linh vuc|nhom)\b|^linh vuc\b"
);
pattern!(FOSTERING, r"\bboi duong\b|\bnhan rong\b|\btuyen truyen\b|\bnhan dien hinh\b");
pattern!(CONTENT, r"\bnoi dung\b");
pattern!(MEASURES, r"\bgiai phap\b|^nhiem vu\b|\bbien phap\b");
pattern!(REPORTING, r"\bbao cao\b|\bso ket\b|\btong ket\b|\bkiem tra\b");

/// The topics that a folded title names; what stands in quotation marks is a name and names no topic.
pub(crate) fn of_title(folded: &str) -> Topics {
    if folded.len() > 160 {
        return Topics::default();
    }
    let bare = QUOTED.replace_all(folded, "");
    let bare = bare.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let table: [(&Regex, Topics); 15] = [
        (&PURPOSE, Topics::PURPOSE),
        (&REQUIREMENT, Topics::REQUIREMENT),
        (&SUBJECTS, Topics::SUBJECTS),
        (&CRITERIA, Topics::CRITERIA),
        (&QUOTAS, Topics::QUOTAS),
        (&PROCESS, Topics::PROCESS),
        (&TIMELINE, Topics::TIMELINE),
        (&REWARDS, Topics::REWARDS),
        (&FUNDING, Topics::FUNDING),
        (&DUTIES, Topics::DUTIES),
        (&MOVEMENTS, Topics::MOVEMENTS),
        (&FOSTERING, Topics::FOSTERING),
        (&CONTENT, Topics::CONTENT),
        (&MEASURES, Topics::MEASURES),
        (&REPORTING, Topics::REPORTING),
    ];
    let found =
        table.iter().filter(|(pattern, _)| pattern.is_match(bare)).fold(Topics::default(), |all, (_, t)| all.with(*t));
    settle(found)
}

/// Where one topic explains the words of another away.
fn settle(found: Topics) -> Topics {
    if found.any(Topics::DUTIES) {
        let beside = Topics(found.0 & (Topics::FUNDING.0 | Topics::TIMELINE.0));
        return Topics::DUTIES.with(beside);
    }
    if found.any(Topics::PROCESS) {
        // "Quy trình xét, khen thưởng", "Các bước phát hiện, bồi dưỡng": still the procedure.
        return Topics(
            found.0
                & !(Topics::REWARDS.0
                    | Topics::FOSTERING.0
                    | Topics::MOVEMENTS.0
                    | Topics::CONTENT.0
                    | Topics::REPORTING.0),
        );
    }
    if found.any(Topics::CRITERIA) {
        return Topics(found.0 & !(Topics::REWARDS.0 | Topics::FOSTERING.0 | Topics::CONTENT.0 | Topics::MEASURES.0));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn of(title: &str) -> Topics {
        of_title(&fold(title))
    }

    #[test]
    fn titles_name_their_topics() {
        assert_eq!(of("MỤC ĐÍCH - YÊU CẦU:"), Topics::PURPOSE.with(Topics::REQUIREMENT));
        assert_eq!(of("Đối tượng và tiêu chí"), Topics::SUBJECTS.with(Topics::CRITERIA));
        assert_eq!(of("Đối tượng"), Topics::SUBJECTS);
        assert_eq!(of("IV. Biểu dương - khen thưởng và kinh phí"), Topics::REWARDS.with(Topics::FUNDING));
        assert_eq!(of("Tổ chức thực hiện"), Topics::DUTIES);
        assert_eq!(of("Cách thức và thời gian"), Topics::PROCESS.with(Topics::TIMELINE));
        assert!(of("LỰA CHỌN, XÂY DỰNG ĐIỂN HÌNH TRÊN CÁC LĨNH VỰC").any(Topics::MOVEMENTS));
        assert!(of("Phong trào “Yêu cầu cao, quy trình chuẩn”").is_empty());
    }
}
