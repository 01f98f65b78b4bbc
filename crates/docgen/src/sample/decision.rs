//! Specimens of decisions, their lists and certificates; all people are invented.

use super::{DAY, deputy, director, letterhead, named};
use crate::{
    issuer::Letterhead,
    law::Catalogue,
    paper::{AwardList, Certificate, Decision, Honoured, Matter, Stock, Subject, Submission},
    text::Text,
};
use jiff::civil::Date;

const FAMILY: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Cao", "Mấu", "Bo Bo", "Đặng", "Võ"];
const MIDDLE: [&str; 6] = ["Văn", "Thị", "Hữu", "Thị Ngọc", "Quốc", "Thị Kim"];
const GIVEN: [&str; 10] = ["Thắng", "Ẩm", "Hường", "Đỗ", "Ước", "Nghĩa", "Thủy", "Bằng", "Diễm", "Quỳnh"];
const UNITS: [&str; 5] =
    ["Phòng Chính sách", "Văn phòng Sở", "Thanh tra Sở", "Phòng Tôn giáo", "Thôn Suối Sóc, xã Nam Khánh Vĩnh"];

/// An invented name.
pub(super) fn name(n: usize) -> String {
    format!("{} {} {}", FAMILY[n % FAMILY.len()], MIDDLE[n % MIDDLE.len()], GIVEN[n % GIVEN.len()])
}

/// So many who are honoured: a collective, a household and persons in turn.
#[must_use]
pub fn honoured(count: usize) -> Vec<Honoured> {
    (0..count)
        .map(|n| {
            let unit = UNITS[n % UNITS.len()];
            let (subject, name, about, hundredths) = match n % 6 {
                0 => (Subject::Collective, unit.to_owned(), "Sở Dân tộc và Tôn giáo".to_owned(), 60),
                3 => (Subject::Household, format!("Hộ ông {}", name(n)), unit.to_owned(), 45),
                _ => (Subject::Person, name(n), format!("Chuyên viên, {unit}"), 30),
            };
            Honoured {
                subject,
                name,
                about,
                merit: "Hoàn thành xuất sắc nhiệm vụ, có sáng kiến được áp dụng".to_owned(),
                coefficient: Some(hundredths),
                money: Some((hundredths * 2_530_000 / 100 + 9_999) / 10_000 * 10_000),
            }
        })
        .collect()
}

fn bases(day: Date, last: &str) -> Vec<String> {
    let mut bases: Vec<String> =
        Catalogue::standard().bases_on(day).map(|basis| format!("Căn cứ {}", basis.text)).collect();
    bases.push(last.to_owned());
    bases
}

fn authority(day: Date) -> String {
    let name = named(day);
    let office = if name.symbol == "BDT" { "Trưởng ban" } else { "Giám đốc" };
    format!("{office} {} tỉnh Khánh Hòa", name.agency)
}

/// A decision of recognition of a day, under the name and law of that day.
#[must_use]
pub fn recognition(count: usize, day: Date) -> Decision {
    let mut signer = director();
    if named(day).symbol == "BDT" {
        signer.title = "Trưởng ban".to_owned();
    }
    let mut list = honoured(count);
    list.iter_mut().for_each(|one| (one.money, one.coefficient) = (None, None));
    Decision {
        letterhead: letterhead(18, day),
        about: format!("Về việc công nhận điển hình tiên tiến năm {}", day.year()),
        authority: authority(day),
        bases: bases(day, "Theo đề nghị của Hội đồng Thi đua - Khen thưởng tại Tờ trình số 07/TTr-HĐTĐKT"),
        matter: Matter::Recognition {
            title: format!("điển hình tiên tiến năm {}", day.year()), until: String::new()
        },
        list,
        carried_out_by: "Chánh Văn phòng, Trưởng các phòng, đơn vị thuộc cơ quan".to_owned(),
        signer,
        recipients: vec![
            "Như Điều 4".to_owned(),
            "Sở Nội vụ (Ban Thi đua - Khen thưởng tỉnh)".to_owned(),
            "Lãnh đạo cơ quan".to_owned(),
            "Trang thông tin điện tử".to_owned(),
            "Lưu: VT, VP".to_owned(),
        ],
    }
}

/// The same before it has a number and a day.
pub(super) fn draft() -> Decision {
    Decision { letterhead: Letterhead::draft(&named(DAY), 2026), ..recognition(3, DAY) }
}

/// A decision of award with money.
#[must_use]
pub fn award(count: usize) -> Decision {
    let about = "Về việc tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua “Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở” năm 2026";
    Decision {
        letterhead: letterhead(19, DAY),
        about: about.to_owned(),
        matter: Matter::Award {
            award: "Giấy khen của Giám đốc Sở Dân tộc và Tôn giáo".to_owned(),
            merit: "đã có thành tích xuất sắc trong phong trào thi đua năm 2026".to_owned(),
            fund: "quỹ thi đua, khen thưởng năm 2026 của Sở".to_owned(),
        },
        list: honoured(count),
        ..recognition(0, DAY)
    }
}

/// The list by which the money is paid.
#[must_use]
pub fn award_list(count: usize) -> AwardList {
    AwardList {
        letterhead: letterhead(19, DAY),
        about: "năm 2026".to_owned(),
        decision: "Quyết định số 19/QĐ-SDTTG ngày 25/11/2026".to_owned(),
        base_salary: 2_530_000,
        fund: "quỹ thi đua, khen thưởng năm 2026".to_owned(),
        list: honoured(count),
        clerk: "Trần Thị Ẩm".to_owned(),
        accountant: "Lê Hữu Ước".to_owned(),
        signer: director(),
    }
}

/// A submission of the council.
#[must_use]
pub fn submission(count: usize) -> Submission {
    let mut list = honoured(count);
    list.iter_mut().for_each(|one| (one.money, one.coefficient) = (None, None));
    Submission {
        letterhead: letterhead(7, DAY),
        form: Vec::new(),
        about: "Về việc đề nghị công nhận điển hình tiên tiến năm 2026".to_owned(),
        addressees: vec!["Giám đốc Sở Dân tộc và Tôn giáo tỉnh Khánh Hòa".to_owned()],
        bases: bases(DAY, "Căn cứ Kế hoạch số 87/KH-BDT ngày 31 tháng 12 năm 2021 về phát hiện, bồi dưỡng, tổng kết và nhân rộng điển hình tiên tiến"),
        account: "Hội đồng Thi đua - Khen thưởng đã nhận 12 hồ sơ đăng ký của 05 phòng, đơn vị; Tổ thẩm định đã kiểm tra hồ sơ theo các tiêu chí của kế hoạch.\nNgày 25 tháng 11 năm 2026, Hội đồng họp, có mặt 07/07 thành viên, bỏ phiếu kín đối với từng trường hợp. Các trường hợp dưới đây đạt từ 2/3 tổng số thành viên Hội đồng trở lên.".to_owned(),
        request: "Giám đốc Sở xem xét, ban hành quyết định công nhận và cấp giấy công nhận".to_owned(),
        title: "điển hình tiên tiến năm 2026".to_owned(),
        list,
        enclosures: vec![
            "Biên bản họp Hội đồng ngày 25 tháng 11 năm 2026;".to_owned(),
            "Biên bản kiểm phiếu;".to_owned(),
            "Dự thảo Quyết định và danh sách.".to_owned(),
        ],
        signer: deputy(),
        recipients: vec!["Như trên".to_owned(), "Thành viên Hội đồng".to_owned(), "Lưu: VT, HĐTĐKT".to_owned()],
    }
}

/// A certificate on blank paper.
#[must_use]
pub fn certificate(holder: &str) -> Certificate {
    Certificate {
        giver: "Giám đốc Sở Dân tộc và Tôn giáo tỉnh Khánh Hòa".to_owned(),
        name: "Giấy khen".to_owned(),
        verb: "Tặng".to_owned(),
        holder: holder.to_owned(),
        about: "Chuyên viên Phòng Chính sách, Sở Dân tộc và Tôn giáo".to_owned(),
        merit: "Đã có thành tích xuất sắc trong phong trào thi đua “Cả nước chung sức xây dựng nông thôn mới” năm 2026"
            .to_owned(),
        decision: "Quyết định số 19/QĐ-SDTTG\nngày 25/11/2026".to_owned(),
        book: "112".to_owned(),
        place_date: Text::from("Khánh Hòa, ngày 25 tháng 11 năm 2026").string(),
        signer: director(),
        check: "https://thidua.vi.du/quyet-dinh/2026/19".to_owned(),
        stock: Stock::Blank,
    }
}

/// The same for a collective with a long name.
pub(super) fn collective() -> Certificate {
    let holder = "Phòng Chính sách Dân tộc và Tuyên truyền, Sở Dân tộc và Tôn giáo tỉnh Khánh Hòa";
    Certificate { about: String::new(), ..certificate(holder) }
}

/// The same on printed stock.
pub(super) fn printed() -> Certificate {
    Certificate { stock: Stock::Printed { right: 15, down: -8 }, ..certificate("Ông Cao Văn Thắng") }
}
