//! Tests over whole documents: Word against text, and texts that nobody would write.

mod mutations;
mod pieces;
mod slips;
mod word;

use crate::reading::Reading;

/// A small plan with every part, invented.
pub(crate) const PLAN: &str = "\
ỦY BAN NHÂN DÂN
HUYỆN SÔNG LAM
Số: 41/KH-UBND
Sông Lam, ngày 12 tháng 01 năm 2023

KẾ HOẠCH
Phát hiện, bồi dưỡng và nhân rộng điển hình tiên tiến giai đoạn 2023 - 2025

Thực hiện Kế hoạch số 90/KH-UBND ngày 05/12/2022 của UBND tỉnh về nhân rộng điển hình tiên tiến; Ủy ban nhân dân huyện Sông Lam xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nêu gương người tốt, việc tốt.
- Lan tỏa cách làm hay.
2. Yêu cầu
- Bình xét dân chủ, đúng người, đúng việc.

II. NỘI DUNG
1. Phong trào “Xóm làng sạch đẹp”
a) Tiêu chí:
- Đối với tập thể: là thôn, xóm giữ gìn vệ sinh; có mô hình phân loại rác.
- Đối với cá nhân: gương mẫu tham gia; vận động được nhiều hộ làm theo.
b) Giao Phòng Tài nguyên chủ trì, phối hợp với Hội Nông dân huyện và các đơn vị liên quan xây dựng ít nhất 05 tập thể, 10 cá nhân điển hình.
2. Phong trào “Gia đình hiếu học”
a) Tiêu chí:
- Hộ gia đình: con em trong độ tuổi đều đến trường; giúp đỡ ít nhất 02 học sinh khó khăn.
b) Đề nghị Hội Khuyến học huyện chủ trì, mỗi xã giới thiệu tối đa 03 hộ gia đình mỗi năm.

III. QUY TRÌNH XÉT CHỌN
1. Các xã, phòng ban gửi hồ sơ về Phòng Nội vụ trước ngày 15/10 hằng năm.
2. Phòng Nội vụ tổng hợp, thẩm định trong 10 ngày làm việc kể từ ngày nhận hồ sơ.
3. Hội đồng Thi đua - Khen thưởng huyện họp xét vào tháng 11 hằng năm, bỏ phiếu kín, điển hình được chọn phải có ít nhất 2/3 tổng số thành viên Hội đồng đồng ý.
4. Chủ tịch UBND huyện ra quyết định công nhận.

IV. KHEN THƯỞNG, KINH PHÍ
Tặng Giấy khen của Chủ tịch UBND huyện kèm 1.000.000 đồng đối với cá nhân.
Kinh phí: từ nguồn ngân sách huyện.

V. TỔ CHỨC THỰC HIỆN
1. Phòng Nội vụ
- Hướng dẫn, đôn đốc các đơn vị.
- Báo cáo UBND tỉnh trước ngày 20/12 hằng năm.
2. Các xã: xây dựng kế hoạch trước ngày 15/02/2023.

Nơi nhận:
- UBND tỉnh;
- Các xã;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Văn Bình
";

/// Reads a text that must be readable.
pub(crate) fn read(text: &str) -> Reading {
    crate::read_text(text).expect("a plan")
}
