//! Specimens of plans, reports and papers of exemplars; all people are invented.

use super::{
    DAY,
    decision::name,
    director,
    dossier::{head_of_unit, unit},
    letterhead,
};
use crate::paper::{
    Confirmation, Delegate, Delegates, Figure, FosteringPlan, Goal, Handbook, Level, MonthlyEntry, MonthlyList, Part,
    Passage, Period, PlanPaper, Report, Stage, Story, TaskLine, VisitNote,
};

const MODEL: &str = "Sổ tay hỏi đáp chính sách dân tộc bằng tiếng Raglai";
const WORK: &str = "phát hiện, bồi dưỡng, tổng kết và nhân rộng điển hình tiên tiến";

fn part(heading: &str, passages: &[&str]) -> Part {
    let passages = passages.iter().map(|text| match text.strip_prefix("- ") {
        Some(text) => Passage::Dash(text.to_owned()),
        None => Passage::Para((*text).to_owned()),
    });
    Part { heading: heading.to_owned(), passages: passages.collect() }
}

fn recipients(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

pub(super) fn plan() -> PlanPaper {
    let task = |task: &str, lead: &str, due: &str| TaskLine {
        task: task.to_owned(),
        lead: lead.to_owned(),
        with: "Các phòng, đơn vị".to_owned(),
        due: due.to_owned(),
    };
    PlanPaper {
        level: Level::Agency,
        letterhead: letterhead(87, jiff::civil::date(2026, 1, 8)),
        about: "Phát hiện, bồi dưỡng, tổng kết và nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030".to_owned(),
        opening: "Thực hiện Chỉ thị số 34-CT/TW ngày 07 tháng 4 năm 2014 của Bộ Chính trị về tiếp tục đổi mới công tác thi đua, khen thưởng, Giám đốc Sở ban hành Kế hoạch như sau:".to_owned(),
        parts: vec![
            part("I. MỤC ĐÍCH, YÊU CẦU", &["- Nâng cao nhận thức của công chức, viên chức, người lao động về vai trò của điển hình tiên tiến.", "- Mỗi phòng, đơn vị có ít nhất 01 mô hình được công nhận trong giai đoạn."]),
            part("II. TIÊU CHÍ", &["Tập thể, cá nhân được lựa chọn phải hoàn thành xuất sắc nhiệm vụ 02 năm liền, có giải pháp được áp dụng và có sức lan tỏa."]),
            part("III. TIẾN ĐỘ THỰC HIỆN", &["- Đăng ký: trước ngày 30 tháng 11 hằng năm.", "- Hội đồng xét: trong tháng 12 hằng năm.", "- Sơ kết năm 2028; tổng kết năm 2030."]),
            part("IV. TỔ CHỨC THỰC HIỆN", &["Văn phòng Sở là cơ quan thường trực, theo dõi, đôn đốc và tổng hợp báo cáo."]),
        ],
        tasks: vec![task("Hướng dẫn đăng ký điển hình", "Văn phòng Sở", "31/01/2026"), task("Tiếp nhận, thẩm định hồ sơ", "Tổ thẩm định", "10/12 hằng năm"), task("Tuyên truyền trên trang thông tin điện tử", "Phòng Chính sách", "Hằng tháng")],
        closing: "Trong quá trình thực hiện, nếu có vướng mắc, các phòng, đơn vị phản ánh về Văn phòng Sở để tổng hợp, báo cáo Giám đốc Sở xem xét, điều chỉnh./.".to_owned(),
        signer: director(),
        recipients: recipients(&["UBND tỉnh", "Sở Nội vụ", "Các phòng, đơn vị", "Lưu: VT, VP"]),
    }
}

pub(super) fn unit_plan() -> PlanPaper {
    let mut plan =
        PlanPaper { level: Level::Unit, letterhead: unit(), signer: head_of_unit(), tasks: Vec::new(), ..plan() };
    plan.letterhead.number = Some(3);
    plan.letterhead.issuer.symbol = "PCS".to_owned();
    plan.opening = "Thực hiện Kế hoạch số 87/KH-SDTTG ngày 08 tháng 01 năm 2026 của Sở, Phòng Chính sách xây dựng Kế hoạch như sau:".to_owned();
    plan
}

pub(super) fn fostering() -> FosteringPlan {
    let goal = |goal: &str, support: &str, due: &str| Goal {
        goal: goal.to_owned(),
        support: support.to_owned(),
        owner: name(9),
        due: due.to_owned(),
        sign: "Có văn bản xác nhận".to_owned(),
    };
    FosteringPlan {
        letterhead: letterhead(12, jiff::civil::date(2026, 12, 15)),
        exemplar: name(3),
        about: "Chuyên viên Phòng Chính sách".to_owned(),
        recognised_by: "Quyết định số 18/QĐ-SDTTG ngày 25/11/2026".to_owned(),
        period: "Từ ngày 01/01/2027 đến ngày 31/12/2027".to_owned(),
        situation: "Mô hình đã áp dụng tại 08 xã; cần chuẩn hóa nội dung và mở rộng.".to_owned(),
        goals: vec![
            goal("Mở rộng thêm 05 xã", "Bố trí xe, kinh phí in 500 cuốn", "30/6/2027"),
            goal("Hoàn thiện bản ghi âm", "Phối hợp đài truyền thanh cơ sở", "31/3/2027"),
        ],
        spreading: "Báo cáo kinh nghiệm tại hội nghị giao ban quý; đăng 02 bài trên trang thông tin điện tử."
            .to_owned(),
        reporting: "Báo cáo tiến độ trước ngày 20 tháng cuối quý.".to_owned(),
        signer: director(),
        recipients: recipients(&["Phòng Chính sách", "Văn phòng Sở", "Lưu: VT"]),
    }
}

fn report(period: Period) -> Report {
    let figure = |name: &str, target: &str, reached: &str, share: &str| Figure {
        name: name.to_owned(),
        unit: "trường hợp".to_owned(),
        target: target.to_owned(),
        reached: reached.to_owned(),
        share: share.to_owned(),
    };
    let parts = vec![
        part(
            "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI",
            &["Sở đã ban hành 01 kế hoạch, 05/05 phòng, đơn vị ban hành kế hoạch thực hiện."],
        ),
        part(
            "II. KẾT QUẢ THỰC HIỆN",
            &["- Đăng ký: 24 trường hợp, tăng 06 trường hợp so với năm 2025.", "- Công nhận: 07 trường hợp."],
        ),
        part("III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", &[]),
        part("IV. PHƯƠNG HƯỚNG, KIẾN NGHỊ", &[]),
    ];
    Report {
        letterhead: letterhead(140, jiff::civil::date(2026, 12, 10)),
        period,
        about: WORK.to_owned(),
        addressees: vec!["Ủy ban nhân dân tỉnh Khánh Hòa".to_owned(), "Sở Nội vụ (Ban Thi đua - Khen thưởng tỉnh)".to_owned()],
        opening: "Thực hiện Kế hoạch số 87/KH-SDTTG ngày 08 tháng 01 năm 2026, Sở Dân tộc và Tôn giáo báo cáo kết quả như sau:".to_owned(),
        parts,
        figures: vec![figure("Mô hình được đăng ký", "10", "12", "120%"), figure("Điển hình được công nhận", "08", "07", "87,5%"), figure("Đơn vị áp dụng mô hình", "–", "13", "–")],
        signer: director(),
        recipients: recipients(&["Như trên", "Lưu: VT, VP"]),
    }
}

/// The headings alone, for who completes the draft.
fn shell(period: Period) -> Report {
    let mut report = report(period);
    report.parts.iter_mut().for_each(|part| part.passages.clear());
    report
}

pub(super) fn yearly() -> Report {
    report(Period::Year(2026))
}

pub(super) fn interim() -> Report {
    shell(Period::Interim("giai đoạn 2026 - 2028".to_owned()))
}

pub(super) fn last() -> Report {
    shell(Period::Final("giai đoạn 2026 - 2030".to_owned()))
}

pub(super) fn confirmation() -> Confirmation {
    let mut head = unit();
    head.issuer.superior = String::new();
    head.issuer.agency = "Ủy ban nhân dân\nxã Nam Khánh Vĩnh".to_owned();
    head.issuer.place = "Nam Khánh Vĩnh".to_owned();
    Confirmation {
        letterhead: head,
        form: crate::law::Catalogue::standard()
            .form_on(crate::paper::Kind::Confirmation, DAY)
            .map(crate::law::Form::lines)
            .unwrap_or_default(),
        model: MODEL.to_owned(),
        authors: format!("{}, Phòng Chính sách, Sở Dân tộc và Tôn giáo", name(3)),
        since: "ngày 01 tháng 3 năm 2025".to_owned(),
        stage: Some(Stage::Kept),
        changed: "Bổ sung 20 câu hỏi về bảo vệ rừng; phát qua loa thôn vào 05 giờ sáng.".to_owned(),
        result: "Kiến nghị gửi lên xã giảm 60%; 15 hộ được hưởng đúng chính sách.".to_owned(),
        difficulty: String::new(),
        signer: crate::signature::Signer {
            capacity: crate::signature::Capacity::DeputyOnBehalf {
                body: "Ủy ban nhân dân".to_owned(),
                head: "Chủ tịch".to_owned(),
            },
            title: "Phó Chủ tịch".to_owned(),
            name: "Cao Thị Kim Thủy".to_owned(),
        },
        recipients: recipients(&["Sở Dân tộc và Tôn giáo", "Lưu: VT"]),
    }
}

pub(super) fn visit() -> VisitNote {
    VisitNote {
        letterhead: unit(),
        host: "Ủy ban nhân dân xã Nam Khánh Vĩnh".to_owned(),
        when: "08 giờ 30, ngày 12 tháng 10 năm 2026, nhà sinh hoạt cộng đồng thôn Suối Sóc".to_owned(),
        visitors: vec![name(0), name(1), name(2)],
        model: MODEL.to_owned(),
        learned: "Cách chọn câu hỏi, cách ghi âm, cách lưu loa thôn.".to_owned(),
        usable: "Áp dụng ngay phần ghi âm; phần in cần kinh phí.".to_owned(),
        next: vec![
            ("Lập danh mục 50 câu hỏi".to_owned(), name(1), "30/11/2026".to_owned()),
            ("Báo cáo Trưởng phòng".to_owned(), name(0), "05/12/2026".to_owned()),
        ],
        writer: name(0),
        host_signer: String::new(),
    }
}

pub(super) fn monthly() -> MonthlyList {
    let one = |n: usize| MonthlyEntry {
        name: name(n),
        about: "Thôn Suối Sóc, xã Nam Khánh Vĩnh".to_owned(),
        deed: "Hiến 200 m² đất làm đường liên thôn, vận động 12 hộ cùng tham gia".to_owned(),
        from: "UBND xã Nam Khánh Vĩnh".to_owned(),
    };
    MonthlyList {
        letterhead: letterhead(1, jiff::civil::date(2026, 11, 20)),
        addressees: vec!["Sở Nội vụ".to_owned()],
        month: "tháng 11 năm 2026".to_owned(),
        list: (0..5).map(one).collect(),
        silent: vec!["Thanh tra Sở".to_owned(), "Phòng Tôn giáo".to_owned()],
        signer: director(),
        recipients: recipients(&["Như trên", "Trang thông tin điện tử", "Lưu: VT"]),
    }
}

pub(super) fn delegates() -> Delegates {
    let one = |n: usize| Delegate {
        name: name(n),
        about: "Phòng Chính sách".to_owned(),
        reason: "Điển hình tiên tiến năm 2026".to_owned(),
        seat: format!("A{:02}", n + 1),
    };
    Delegates {
        letterhead: letterhead(1, DAY),
        conference: "Hội nghị điển hình tiên tiến giai đoạn 2021 - 2025".to_owned(),
        when: "(08 giờ 00, ngày 12 tháng 12 năm 2026, Hội trường tỉnh)".to_owned(),
        list: (0..30).map(one).collect(),
        signer: director(),
    }
}

/// Kỷ yếu.
#[must_use]
pub fn handbook(stories: usize) -> Handbook {
    let body = "Mỗi sáng thứ Hai, chiếc loa ở thôn Suối Sóc lại vang lên bằng tiếng Raglai.\nBa năm trước, bà con phải đi 20 km để hỏi một câu về vay vốn; nay câu trả lời nằm trong cuốn sổ treo ở nhà cộng đồng.\n- 08 xã áp dụng;\n- 212 kiến nghị được trả lời.";
    let story = |n: usize| Story {
        title: format!("Người mang chính sách về thôn ({})", n + 1),
        who: format!("{}, chuyên viên Phòng Chính sách", name(n)),
        body: body.to_owned(),
        consent: "Đăng theo sự đồng ý bằng văn bản của nhân vật ngày 02/11/2026.".to_owned(),
    };
    Handbook {
        agency: "Sở Dân tộc và Tôn giáo tỉnh Khánh Hòa".to_owned(),
        title: "Điển hình tiên tiến giai đoạn 2021 - 2025".to_owned(),
        imprint: "Khánh Hòa, 2026".to_owned(),
        foreword: "Tập kỷ yếu này giới thiệu những tập thể, cá nhân tiêu biểu trong 05 năm.".to_owned(),
        stories: (0..stories).map(story).collect(),
    }
}
