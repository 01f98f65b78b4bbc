//! What people write into dossiers, notes and minutes: invented sentences in the tone of offices. It must not decide anything.

use lantoa_domain::subject::SubjectKind;

use crate::chance::Chance;

const INDIVIDUAL: &[&str] = &[
    "Đề xuất quy trình xử lý hồ sơ một cửa, rút ngắn thời gian giải quyết từ 7 ngày còn 4 ngày.",
    "Ba năm liền không có hồ sơ trễ hạn, hướng dẫn 12 đồng nghiệp mới thạo việc.",
    "Vận động 27 hộ hiến đất mở rộng đường thôn, trực tiếp đối thoại với từng hộ còn băn khoăn.",
    "Có giải pháp số hóa sổ theo dõi, được ba đơn vị khác áp dụng.",
    "Hiến máu tình nguyện 9 lần, tổ chức 4 đợt Ngày Chủ nhật xanh có hơn 200 lượt người tham gia.",
    "Phát hiện, xử lý kịp thời sự cố mất an toàn, không để thiệt hại về người.",
    "Giúp 6 hộ nghèo vay vốn, có 4 hộ thoát nghèo bền vững trong năm.",
    "Chuyển đổi mô hình canh tác, thu nhập tăng 1,6 lần và hướng dẫn 15 hộ làm theo.",
    "Đổi mới phương pháp giảng dạy, 11 học sinh đạt giải cấp tỉnh.",
    "Tham mưu xử lý dứt điểm 8 vụ việc tồn đọng, được nhân dân ghi nhận.",
    "Trả lại tài sản nhặt được trị giá 48 triệu đồng cho người đánh rơi.",
    "Cứu hai cháu nhỏ bị đuối nước ở khu vực cửa sông.",
];

const COLLECTIVE: &[&str] = &[
    "Hoàn thành 108% chỉ tiêu, giảm 32% thời gian giải quyết thủ tục, không có đơn thư vượt cấp.",
    "Duy trì mô hình Ngày thứ Sáu không hẹn, tỷ lệ người dân hài lòng đạt 97%.",
    "Xây dựng tuyến đường tự quản, 100% hộ dân cam kết phân loại rác tại nguồn.",
    "Tổ tương trợ góp vốn xoay vòng 320 triệu đồng, giúp 14 thành viên mở rộng sản xuất.",
    "Số hóa toàn bộ hồ sơ lưu trữ từ năm 2010, tra cứu trong một phút.",
    "Trường học thân thiện, tỷ lệ học sinh khá giỏi tăng 12% so với năm trước.",
    "Giữ vững địa bàn không có điểm nóng, tiếp dân theo phương châm nghe dân nói.",
    "Doanh thu tăng 18%, bảo đảm việc làm cho 210 lao động, nộp ngân sách vượt kế hoạch.",
];

const HOUSEHOLD: &[&str] = &[
    "Từ hộ nghèo vươn lên nhờ nuôi bò sinh sản, nay giúp ba hộ khác con giống.",
    "Cả ba thế hệ giữ nếp gia đình văn hóa, tự nguyện hiến 180 m² đất làm đường.",
];

const PRACTICE: &[&str] = &[
    "Mô hình tổ tư vấn lưu động đến tận cơ sở, mỗi tháng hai buổi.",
    "Cách làm phiếu khảo sát một trang giúp nắm ý kiến người dân trong ngày.",
];

const GOALS: &[(&str, &str, &str)] = &[
    ("Mở rộng cách làm sang đơn vị bạn", "Số đơn vị áp dụng", "ít nhất 2"),
    ("Giảm thời gian giải quyết công việc", "Số ngày trung bình", "còn 4 ngày"),
    ("Không để hồ sơ trễ hạn", "Tỷ lệ đúng hạn", "100%"),
    ("Bồi dưỡng kỹ năng trình bày kinh nghiệm", "Số buổi báo cáo", "2 buổi"),
    ("Nâng chất lượng sáng kiến", "Cấp công nhận", "cấp cơ sở trở lên"),
];

const PROGRESS: &[&str] = &[
    "Bố trí thời gian và kinh phí 5 triệu đồng để hoàn thiện mô hình; biểu dương tại giao ban tháng.",
    "Đã báo cáo kinh nghiệm tại hội nghị của đơn vị, có 40 người dự.",
    "Khó khăn: thiếu thiết bị; đơn vị đã hỗ trợ một máy tính và phân công người giúp.",
    "Kiểm tra giữa kỳ: kết quả tốt, cần bổ sung số liệu về người được hưởng lợi.",
    "Đưa đi học tập kinh nghiệm ở đơn vị bạn hai ngày.",
];

const RETURNS: &[&str] = &[
    "Bổ sung số liệu so sánh trước và sau khi áp dụng.",
    "Báo cáo thành tích chưa có xác nhận của thủ trưởng đơn vị.",
    "Nêu rõ phạm vi ảnh hưởng và nơi đã học tập, áp dụng.",
    "Đính kèm minh chứng về sáng kiến.",
];

/// What was achieved.
pub(crate) fn achievement(chance: &mut Chance, kind: SubjectKind) -> String {
    let all = match kind {
        SubjectKind::Individual => INDIVIDUAL,
        SubjectKind::Collective => COLLECTIVE,
        SubjectKind::Household => HOUSEHOLD,
        SubjectKind::Practice => PRACTICE,
    };
    (*chance.one_of(all)).to_owned()
}

/// A goal of fostering: what, its measure, what it shall come to.
pub(crate) fn goal(chance: &mut Chance) -> (String, String, String) {
    let (words, measure, target) = chance.one_of(GOALS);
    ((*words).to_owned(), (*measure).to_owned(), (*target).to_owned())
}

/// How the fostering goes.
pub(crate) fn progress(chance: &mut Chance) -> String {
    (*chance.one_of(PROGRESS)).to_owned()
}

/// Why something comes back.
pub(crate) fn to_complete(chance: &mut Chance) -> &'static str {
    *chance.one_of::<&'static str>(RETURNS)
}

/// Comprehensive or one side of the work.
pub(crate) fn scope(chance: &mut Chance) -> String {
    const SCOPES: &[&str] = &["Toàn diện", "Cải cách hành chính", "Chuyên môn", "An sinh xã hội", "Chuyển đổi số"];
    (*chance.one_of(SCOPES)).to_owned()
}

/// Why a member is absent.
pub(crate) fn excuse(chance: &mut Chance) -> String {
    (*chance.one_of(&["đi công tác", "dự họp ở tỉnh", "đang học tập trung"])).to_owned()
}

/// What was handed in with a task.
pub(crate) fn handed_in(chance: &mut Chance) -> String {
    let number = chance.between(3, 180);
    (*chance.one_of(&["Báo cáo số", "Công văn số", "Kế hoạch số"])).to_owned() + &format!(" {number}")
}
