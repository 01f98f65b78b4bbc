//! Specimens of a dossier's papers; all people are invented.

use super::{DAY, decision::name, letterhead};
use crate::{
    issuer::Letterhead,
    law::Catalogue,
    paper::{
        AchievementReport, Appraisal, Attendee, Criterion, Description, Distinction, Endorsed, Endorsement, Finding,
        Kind, Registered, Registration, RegistrationList, Whose,
    },
    signature::Signer,
};

const ABOUT: &str = "điển hình tiên tiến năm 2026";
const MODEL: &str = "Sổ tay hỏi đáp chính sách dân tộc bằng tiếng Raglai";

pub(super) fn unit() -> Letterhead {
    let mut head = letterhead(1, DAY);
    head.number = None;
    head.issuer.superior = head.issuer.agency.clone();
    head.issuer.agency = "Phòng Chính sách".to_owned();
    head
}

pub(super) fn head_of_unit() -> Signer {
    Signer::own("Trưởng phòng", "Mấu Quốc Bằng")
}

pub(super) fn registration() -> Registration {
    Registration {
        letterhead: unit(),
        addressees: vec!["Hội đồng Thi đua - Khen thưởng (qua Văn phòng Sở)".to_owned()],
        about: ABOUT.to_owned(),
        field: "Cả nước chung sức xây dựng nông thôn mới".to_owned(),
        subject: "Cá nhân".to_owned(),
        name: name(3),
        office: "Chuyên viên Phòng Chính sách".to_owned(),
        content: format!("Xây dựng mô hình “{MODEL}”, áp dụng tại các xã có đông đồng bào dân tộc thiểu số."),
        goals: "- 08 xã sử dụng sổ tay;\n- 90% kiến nghị về chính sách được trả lời ngay tại thôn.".to_owned(),
        measures: String::new(),
        registrant: name(3),
        signer: head_of_unit(),
    }
}

pub(super) fn blank_registration() -> Registration {
    let empty = String::new;
    Registration {
        field: empty(),
        subject: "☐ Tập thể   ☐ Cá nhân   ☐ Hộ gia đình   ☐ Mô hình".to_owned(),
        name: empty(),
        office: empty(),
        content: empty(),
        goals: empty(),
        registrant: empty(),
        ..registration()
    }
}

pub(super) fn list() -> RegistrationList {
    let one = |n: usize| Registered {
        name: name(n),
        office: "Chuyên viên Phòng Chính sách".to_owned(),
        field: "Văn hóa công sở".to_owned(),
        content: "Rút ngắn thời gian giải quyết kiến nghị từ 10 xuống 05 ngày".to_owned(),
    };
    RegistrationList {
        letterhead: unit(),
        about: ABOUT.to_owned(),
        list: (0..7).map(one).collect(),
        clerk: name(5),
        signer: head_of_unit(),
    }
}

pub(super) fn description() -> Description {
    Description {
        letterhead: unit(),
        name: MODEL.to_owned(),
        authors: format!("{}, Phòng Chính sách", name(3)),
        since: "Từ tháng 3 năm 2025, tại 08 xã".to_owned(),
        problem: "Cán bộ thôn phải đi xa để hỏi chính sách; bà con ngại hỏi vì rào cản ngôn ngữ.".to_owned(),
        steps: "- Bước 1: thu thập 120 câu hỏi thường gặp tại thôn;\n- Bước 2: biên soạn câu trả lời ngắn, đối chiếu văn bản còn hiệu lực;\n- Bước 3: dịch sang tiếng Raglai, ghi âm, in sổ và phát qua loa thôn.".to_owned(),
        result: "Số kiến nghị gửi vượt cấp giảm từ 46 còn 09; 15 hộ được hưởng đúng chính sách nhờ được hướng dẫn.".to_owned(),
        conditions: "02 người biên soạn trong 03 tháng; kinh phí in 12.000.000 đồng.".to_owned(),
        spreading: "Các xã có đồng bào dân tộc thiểu số; cần thay phần dịch cho từng ngôn ngữ.".to_owned(),
        lessons: "Bản in đầu quá dài, bà con không đọc; phải rút mỗi câu trả lời còn 05 dòng.".to_owned(),
        writer: name(3),
        signer: head_of_unit(),
    }
}

pub(super) fn endorsement() -> Endorsement {
    let person = |n: usize| Attendee {
        name: name(n),
        office: "chuyên viên".to_owned(),
        role: if n == 0 { "chủ trì".to_owned() } else { "thành viên".to_owned() },
        absent: (n == 4).then(|| "nghỉ phép".to_owned()),
    };
    let one = |n: usize| Endorsed {
        name: name(n + 3),
        agree: Some(5),
        disagree: Some(1),
        note: "Nhất trí đề nghị".to_owned(),
    };
    Endorsement {
        letterhead: unit(),
        about: format!("Họp xét, đề nghị công nhận {ABOUT}"),
        when: "14 giờ 00 phút, ngày 16 tháng 11 năm 2026".to_owned(),
        place: "phòng làm việc".to_owned(),
        people: (0..7).map(person).collect(),
        present: None,
        list: (0..2).map(one).collect(),
        conclusion: "Thống nhất đề nghị Hội đồng Thi đua - Khen thưởng xét 02 trường hợp nêu trên.".to_owned(),
        closed: "15 giờ 10 phút cùng ngày".to_owned(),
        secretary: name(6),
        chair: name(0),
    }
}

pub(super) fn appraisal() -> Appraisal {
    let criterion = |text: &str, finding, evidence: &str| Criterion {
        text: text.to_owned(),
        finding,
        evidence: evidence.to_owned(),
    };
    Appraisal {
        letterhead: letterhead(1, DAY),
        name: name(3),
        office: "Chuyên viên Phòng Chính sách".to_owned(),
        about: ABOUT.to_owned(),
        criteria: vec![
            criterion(
                "Hoàn thành xuất sắc nhiệm vụ 02 năm liền",
                Some(Finding::Met),
                "Quyết định xếp loại năm 2024, 2025",
            ),
            criterion("Có sáng kiến, giải pháp được áp dụng", Some(Finding::Met), "08 giấy xác nhận của các xã"),
            criterion("Không bị kỷ luật", Some(Finding::Met), "Xác nhận của Văn phòng Sở"),
            criterion("Chế độ báo cáo đúng hạn", Some(Finding::Unknown), "Thiếu số liệu quý III"),
            criterion("Được tập thể tín nhiệm", None, ""),
        ],
        remarks: "Mô hình có phạm vi ảnh hưởng rộng, dễ áp dụng.".to_owned(),
        proposal: "Đưa ra Hội đồng xét sau khi bổ sung số liệu quý III.".to_owned(),
        appraiser: name(9),
    }
}

fn report(name: String, whose: Whose, kind: Kind) -> AchievementReport {
    let form = Catalogue::standard().form_on(kind, DAY).map(crate::law::Form::lines).unwrap_or_default();
    AchievementReport {
        letterhead: unit(),
        form,
        about: format!("Đề nghị công nhận {ABOUT}"),
        name,
        whose,
        results: "Tham mưu 14 văn bản đúng hạn; theo dõi 08 xã, giải quyết 212 kiến nghị, đạt 106% kế hoạch.\n- Năm 2025: hoàn thành xuất sắc nhiệm vụ;\n- Năm 2026: dự kiến hoàn thành xuất sắc nhiệm vụ.".to_owned(),
        initiatives: format!("Mô hình “{MODEL}” được 08 xã áp dụng, làm lợi ước tính 150.000.000 đồng."),
        social: String::new(),
        distinctions: vec![
            Distinction { year: "2024".to_owned(), title: "Chiến sĩ thi đua cơ sở".to_owned(), decision: "Số 12/QĐ-BDT ngày 08/01/2025, Ban Dân tộc".to_owned() },
            Distinction { year: "2025".to_owned(), title: "Bằng khen của Chủ tịch UBND tỉnh".to_owned(), decision: "Số 310/QĐ-UBND ngày 10/02/2026, UBND tỉnh Khánh Hòa".to_owned() },
        ],
        reporter: super::decision::name(3),
        signer: head_of_unit(),
    }
}

pub(super) fn person() -> AchievementReport {
    let whose = Whose::Person {
        born: "12/3/1985".to_owned(),
        sex: "Nam".to_owned(),
        native: "Xã Nam Khánh Vĩnh, tỉnh Khánh Hòa".to_owned(),
        home: String::new(),
        office: "Chuyên viên Phòng Chính sách".to_owned(),
        education: "Đại học, ngành Luật".to_owned(),
        sensitive: Vec::new(),
        career: "Từ năm 2010 đến nay công tác tại Phòng Chính sách.".to_owned(),
    };
    report(name(3), whose, Kind::ReportPerson)
}

/// The same in 2024, when a decree fixed the form's number.
pub(super) fn person_2024() -> AchievementReport {
    let day = jiff::civil::date(2024, 11, 20);
    let form = Catalogue::standard().form_on(Kind::ReportPerson, day).map(crate::law::Form::lines).unwrap_or_default();
    AchievementReport { form, ..person() }
}

pub(super) fn collective() -> AchievementReport {
    let whose = Whose::Collective {
        seat: "Số 03 đường Trần Phú, phường Nha Trang".to_owned(),
        features: "Phòng chuyên môn thuộc Sở, gồm 01 Trưởng phòng, 02 Phó Trưởng phòng.".to_owned(),
        staff: "12 công chức, 100% có trình độ đại học trở lên.".to_owned(),
        duties: "Tham mưu quản lý nhà nước về chính sách dân tộc.".to_owned(),
    };
    report("Phòng Chính sách".to_owned(), whose, Kind::ReportCollective)
}

pub(super) fn household() -> AchievementReport {
    let whose = Whose::Household {
        head: format!("Ông {}", name(4)),
        home: "Thôn Suối Sóc, xã Nam Khánh Vĩnh".to_owned(),
        members: "05 người".to_owned(),
        work: "Trồng bưởi da xanh, nuôi bò".to_owned(),
    };
    report(format!("Hộ ông {}", name(4)), whose, Kind::ReportHousehold)
}
