//! Specimens of the council's papers; all people are invented.

use super::{DAY, decision::name, deputy, letterhead, named};
use crate::{
    issuer::Letterhead,
    paper::{
        Attendee, Ballot, Candidate, Choices, CouncilPack, Counted, CountingRecord, Invitation, Invitations, KeySheet,
        Minutes, Outcome, Part, Passage, Slips, Voted,
    },
};

const COUNCIL: &str = "Hội đồng\nThi đua - Khen thưởng";
const ABOUT: &str = "Họp xét, công nhận điển hình tiên tiến năm 2026";

fn agenda() -> Vec<String> {
    [
        "Báo cáo kết quả thẩm định hồ sơ;",
        "Thảo luận từng trường hợp;",
        "Bỏ phiếu kín, kiểm phiếu, công bố kết quả;",
        "Thông qua biên bản.",
    ]
    .map(str::to_owned)
    .into()
}

fn dated() -> Letterhead {
    Letterhead { number: None, ..letterhead(1, DAY) }
}

/// Giấy mời.
#[must_use]
pub fn invitation() -> Invitation {
    Invitation {
        letterhead: letterhead(31, jiff::civil::date(2026, 11, 18)),
        about: "Họp Hội đồng Thi đua - Khen thưởng xét, công nhận điển hình tiên tiến năm 2026".to_owned(),
        host: "Hội đồng Thi đua - Khen thưởng Sở Dân tộc và Tôn giáo".to_owned(),
        guests: vec!["Các thành viên Hội đồng Thi đua - Khen thưởng;".to_owned(), "Tổ thẩm định hồ sơ.".to_owned()],
        agenda: agenda(),
        chair: "Bà Nguyễn Thị Ánh Tuyết, Giám đốc Sở, Chủ tịch Hội đồng.".to_owned(),
        time: "08 giờ 00, ngày 25 tháng 11 năm 2026 (Thứ Tư).".to_owned(),
        place: "Phòng họp số 1, trụ sở cơ quan.".to_owned(),
        request: "Tài liệu gửi kèm theo Giấy mời. Đề nghị các thành viên nghiên cứu trước; thành viên vắng mặt gửi ý kiến bằng văn bản trước ngày họp.".to_owned(),
        signer: deputy(),
        recipients: vec!["Như thành phần mời".to_owned(), "Lưu: VT, HĐTĐKT".to_owned()],
    }
}

/// Giấy mời, two sheets.
#[must_use]
pub fn invitations() -> Invitations {
    let guests =
        ["Bà Hồ Thị Mai – Hội viên, Hội Nông dân xã Khánh Thành;", "Ông Cao Văn Thắng – Trưởng thôn, thôn Giang Biên."];
    Invitations(Invitation {
        about: "dự Hội nghị biểu dương điển hình tiên tiến năm 2026".to_owned(),
        guests: guests.map(str::to_owned).to_vec(),
        ..invitation()
    })
}

/// Tài liệu họp.
#[must_use]
pub fn pack() -> CouncilPack {
    let candidate = |n: usize| {
        Candidate {
        name: name(n),
        about: "Chuyên viên Phòng Chính sách".to_owned(),
        merit: "Ba năm liền hoàn thành xuất sắc nhiệm vụ.\n- Sáng kiến “Sổ tay hỏi đáp chính sách dân tộc bằng tiếng Raglai” được áp dụng tại 08 xã.\n- Tham gia hỗ trợ 15 hộ thoát nghèo.".to_owned(),
        appraisal: "Đạt 05/05 tiêu chí; không có đơn thư, không bị kỷ luật.".to_owned(),
    }
    };
    CouncilPack {
        letterhead: dated(),
        about: ABOUT.to_owned(),
        when: "(08 giờ 00, ngày 25 tháng 11 năm 2026, phòng họp số 1)".to_owned(),
        agenda: agenda(),
        rule: "Bỏ phiếu kín đối với từng trường hợp; đạt khi có từ 2/3 tổng số thành viên Hội đồng (05/07) trở lên đồng ý.".to_owned(),
        candidates: (0..3).map(candidate).collect(),
    }
}

/// Phiếu bầu.
#[must_use]
pub fn ballot() -> Ballot {
    Ballot {
        letterhead: dated(),
        council: COUNCIL.to_owned(),
        about: "Công nhận điển hình tiên tiến năm 2026".to_owned(),
        day: "ngày 25 tháng 11 năm 2026".to_owned(),
        candidates: (0..6).map(|n| (name(n), "Phòng Chính sách".to_owned())).collect(),
        choices: Choices::Two,
        note: "Dòng để trống hoặc đánh dấu cả hai ô là phiếu không hợp lệ đối với trường hợp đó.".to_owned(),
    }
}

/// Biên bản kiểm phiếu.
#[must_use]
pub fn counting() -> CountingRecord {
    let count = |n: usize| {
        let agree = if n == 4 { 4 } else { 7 - u32::from(n % 3 == 1) };
        Counted {
            name: format!("{}, Phòng Chính sách", name(n)),
            issued: 7,
            returned: 7,
            valid: 7,
            invalid: 0,
            agree,
            disagree: 7 - agree,
            share: format!("{agree}/7"),
            outcome: if agree >= 5 { Outcome::Passed } else { Outcome::Failed },
        }
    };
    CountingRecord {
        letterhead: dated(),
        council: COUNCIL.to_owned(),
        about: "Bỏ phiếu công nhận điển hình tiên tiến năm 2026".to_owned(),
        when: "09 giờ 40 phút, ngày 25 tháng 11 năm 2026".to_owned(),
        place: "phòng họp số 1, trụ sở cơ quan".to_owned(),
        team: vec![
            ("Lê Hữu Ước".to_owned(), "Chánh Văn phòng".to_owned()),
            ("Mấu Thị Hường".to_owned(), "Thanh tra viên".to_owned()),
            ("Bo Bo Thị Kim Quỳnh".to_owned(), "chuyên viên".to_owned()),
        ],
        members: 7,
        present: 7,
        rule: "đạt từ 2/3 tổng số thành viên Hội đồng (05/07) trở lên".to_owned(),
        counts: (0..6).map(count).collect(),
        note: String::new(),
        closed: "10 giờ 05 phút cùng ngày".to_owned(),
        chair: String::new(),
    }
}

/// Biên bản họp Hội đồng.
#[must_use]
pub fn minutes() -> Minutes {
    let roles = [
        "Chủ tịch Hội đồng",
        "Phó Chủ tịch Hội đồng",
        "Ủy viên thường trực",
        "Ủy viên",
        "Ủy viên",
        "Ủy viên",
        "Thư ký Hội đồng",
    ];
    let people = roles.iter().enumerate().map(|(n, role)| Attendee {
        name: name(n + 2),
        office: if n == 0 { "Giám đốc Sở".to_owned() } else { "Trưởng phòng".to_owned() },
        role: (*role).to_owned(),
        absent: (n == 4).then(|| "đi công tác, có ý kiến bằng văn bản".to_owned()),
    });
    let vote = |n: usize| Voted {
        name: format!("{}, Phòng Chính sách", name(n)),
        method: "Bỏ phiếu kín".to_owned(),
        agree: Some(6 - u32::from(n == 2) * 2),
        disagree: Some(u32::from(n == 2) * 2),
        needed: "5/7".to_owned(),
        outcome: Some(if n == 2 { Outcome::Failed } else { Outcome::Passed }),
        note: if n == 1 {
            "Ông Mấu Hữu Ước không tham gia biểu quyết (cùng phòng)".to_owned()
        } else {
            String::new()
        },
    };
    let passage = |text: &str| Passage::Para(text.to_owned());
    Minutes {
        letterhead: dated(),
        council: COUNCIL.to_owned(),
        about: ABOUT.to_owned(),
        opened: "08 giờ 00 phút, ngày 25 tháng 11 năm 2026".to_owned(),
        closed: "10 giờ 30 phút cùng ngày".to_owned(),
        place: "phòng họp số 1, trụ sở cơ quan".to_owned(),
        act: "Quyết định số 05/QĐ-SDTTG ngày 08 tháng 01 năm 2026".to_owned(),
        people: people.collect(),
        members: 7,
        proceedings: vec![
            Part { heading: "1. Báo cáo kết quả thẩm định".to_owned(), passages: vec![passage("Tổ thẩm định báo cáo kết quả kiểm tra 12 hồ sơ; 06 hồ sơ đủ điều kiện đưa ra xét.")] },
            Part { heading: "2. Thảo luận".to_owned(), passages: vec![passage("Các thành viên thảo luận về phạm vi áp dụng của từng mô hình, mức độ lan tỏa trong đơn vị và địa phương."), Passage::Dash("Ông Trần Thị Ẩm: đề nghị làm rõ số hộ thoát nghèo.".to_owned())] },
        ],
        rule: "Hội đồng biểu quyết bằng phiếu kín; đạt khi có từ 2/3 tổng số thành viên (05/07) trở lên đồng ý.".to_owned(),
        votes: (0..6).map(vote).collect(),
        conclusion: "Chủ tịch Hội đồng kết luận: thống nhất đề nghị Giám đốc Sở công nhận 05 trường hợp đạt số phiếu theo quy định.\nGiao Thư ký hoàn thiện tờ trình và dự thảo quyết định.".to_owned(),
        closings: Vec::new(),
        secretary: name(8),
        chair: crate::signature::Signer { capacity: crate::signature::Capacity::OnBehalf { body: "Hội đồng".to_owned() }, title: "Chủ tịch".to_owned(), name: "Nguyễn Thị Ánh Tuyết".to_owned() },
    }
}

/// Phiếu mã bỏ phong bì.
#[must_use]
pub fn slips(count: usize) -> Slips {
    let code = |n: usize| format!("LT{:02}-K7QM-{:04}-XV9D", n * 37 % 89 + 10, n * 7919 % 9_000 + 1_000);
    Slips {
        agency: named(DAY).agency,
        about: "Bỏ phiếu công nhận điển hình tiên tiến năm 2026".to_owned(),
        address: "thidua.vi.du/bo-phieu".to_owned(),
        codes: (0..count).map(code).collect(),
    }
}

/// Phiếu giữ khóa.
pub(super) fn key_sheet() -> KeySheet {
    KeySheet {
        agency: named(DAY).agency,
        about: "Bỏ phiếu công nhận điển hình tiên tiến năm 2026".to_owned(),
        keeper: "Lê Hữu Ước, Trưởng ban kiểm phiếu".to_owned(),
        threshold: "2 trong 3".to_owned(),
        key: "K1-8QZ4-77PD-M2XC-0VHT-93BN-6RWE-1YJF-5KGA".to_owned(),
        fingerprint: "4f1c 90ab 77e2 03d8".to_owned(),
    }
}
