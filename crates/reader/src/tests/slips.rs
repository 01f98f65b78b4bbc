//! Each warning on a plan that has the slip, and none of them on one that has not.

use super::{PLAN, read};

fn codes(text: &str) -> Vec<&'static str> {
    read(text).warnings.iter().map(crate::warn::Warning::code).collect()
}

/// The plan with one passage written otherwise.
fn with(old: &str, new: &str) -> String {
    assert!(PLAN.contains(old), "{old}");
    PLAN.replace(old, new)
}

#[test]
fn a_clean_plan_has_only_what_all_plans_leave_open() {
    assert_eq!(codes(PLAN), ["validity-missing", "quota-without-time", "quorum-missing"]);
}

#[test]
fn years_and_numerals() {
    assert!(
        codes(&with("- Lan tỏa cách làm hay.", "- Lan tỏa cách làm hay giai đoạn 2023 - 2015."))
            .contains(&"years-backwards")
    );
    assert!(
        codes(&with("- Lan tỏa cách làm hay.", "- Lan tỏa cách làm hay giai đoạn 2021 - 2025."))
            .contains(&"period-differs")
    );
    assert!(
        codes(&with("- Lan tỏa cách làm hay.", "- Thực hiện nghị quyết (khóa XI, XI).")).contains(&"numeral-repeated")
    );
    assert!(
        !codes(&with("- Lan tỏa cách làm hay.", "- Thực hiện nghị quyết (khóa XI, XII)."))
            .contains(&"numeral-repeated")
    );
    assert!(codes(&with("3. Hội đồng", "5. Hội đồng")).contains(&"numbering-gap"));
}

#[test]
fn head_and_foot() {
    assert!(codes(&with("Số: 41/KH-UBND\n", "")).contains(&"number-missing"));
    assert!(codes(&with("Số: 41/KH-UBND", "Số:       /KH-UBND")).contains(&"number-blank"));
    assert!(codes(&with("ngày 12 tháng 01 năm 2023", "ngày     tháng 01 năm 2023")).contains(&"date-incomplete"));
    assert!(codes(&with("Sông Lam, ngày 12 tháng 01 năm 2023\n", "")).contains(&"date-missing"));
    assert!(codes(&with("Trần Văn Bình\n", "")).contains(&"signer-missing"));
    assert!(codes(&with("Nơi nhận:\n- UBND tỉnh;\n- Các xã;\n- Lưu: VT.\n", "")).contains(&"recipients-missing"));
    assert!(codes(&with(" giai đoạn 2023 - 2025", "")).contains(&"period-missing"));
}

#[test]
fn times() {
    assert!(codes(&with("trước ngày 15/10 hằng năm", "trước ngày 30/11 hằng năm")).contains(&"intake-meets-review"));
    assert!(codes(&with("trước ngày 15/02/2023", "trước ngày 15/01/2023")).contains(&"due-soon-after-issue"));
    assert!(codes(&with("trước ngày 15/02/2023", "trước ngày 05/01/2023")).contains(&"due-before-issue"));
    let twice = with(
        "- Hướng dẫn, đôn đốc các đơn vị.",
        "- Tổng kết phong trào trong quý I năm 2025; tổng kết toàn kế hoạch trong quý IV năm 2025.",
    );
    assert!(codes(&twice).contains(&"two-closings"));
    let again = with(
        "- Hướng dẫn, đôn đốc các đơn vị.",
        "- Hướng dẫn các xã xây dựng kế hoạch nhân rộng điển hình của địa phương mình chậm nhất ngày 01/3/2023.",
    )
    .replace(
        "2. Các xã: xây dựng kế hoạch trước",
        "2. Các xã: hướng dẫn các xã xây dựng kế hoạch nhân rộng điển hình của địa phương mình trước",
    );
    assert!(codes(&again).contains(&"due-differs"), "{:?}", read(&again).deadlines);
    let early = with(
        "- Hướng dẫn, đôn đốc các đơn vị.",
        "- Hằng tháng (từ nay đến hết quý I năm 2025) chọn gương tốt gửi Phòng Nội vụ.",
    );
    assert!(codes(&early).contains(&"intake-ends-early"));
    assert!(codes(&with("trước ngày 15/02/2023", "trước ngày l5/02/2023")).contains(&"figure-repaired"));
}

#[test]
fn criteria_quotas_and_movements() {
    let line = "- Đối với cá nhân: gương mẫu tham gia; vận động được nhiều hộ làm theo.";
    assert!(codes(&with(line, &format!("{line}\n{line}"))).contains(&"criterion-twice"));
    let sector = with("10 cá nhân điển hình.", "10 cá nhân (đối với từng ngành) điển hình.");
    assert!(codes(&sector).contains(&"count-per-sector-unclear"));
    let capped = with("xây dựng ít nhất 05 tập thể, 10 cá nhân điển hình", "chọn không quá 05 tập thể mỗi năm");
    assert!(codes(&capped).contains(&"cap-without-tie-rule"));
    let tied = capped.replace("đồng ý.", "đồng ý, lấy từ cao xuống thấp.");
    assert!(!codes(&tied).contains(&"cap-without-tie-rule"));
    let named = with("10 cá nhân điển hình.", "10 cá nhân điển hình trong phong trào “Xóm làng xanh sạch đẹp”.");
    assert!(codes(&named).contains(&"movement-name-differs"));
    let either =
        with("2. Các xã: xây dựng kế hoạch", "2. Các xã: chọn một mô hình và điển hình tốt nhất, xây dựng kế hoạch");
    assert!(codes(&either).contains(&"count-of-either"));
    let circle = with(
        "IV. KHEN THƯỞNG",
        "IV. TIÊU CHÍ CHUNG\n1. Đối với tập thể\n- Có cá nhân điển hình tiên tiến.\n2. Đối với cá nhân giữ chức vụ lãnh đạo\n- Là điển hình khi tập thể do mình đứng đầu là tập thể điển hình.\n\nV. KHEN THƯỞNG",
    );
    assert!(codes(&circle).contains(&"links-in-a-circle"), "{:?}", read(&circle).plan_wide.criteria);
}

#[test]
fn vote_rules() {
    let silent = with(", bỏ phiếu kín, điển hình được chọn phải có ít nhất 2/3 tổng số thành viên Hội đồng đồng ý", "");
    assert!(codes(&silent).contains(&"vote-rule-missing"));
    let valid = with(
        "4. Chủ tịch UBND huyện ra quyết định công nhận.",
        "4. Chủ tịch UBND huyện ra quyết định công nhận, có giá trị trong 02 năm. Hội đồng họp khi có ít nhất 3/4 thành viên tham dự.",
    );
    assert!(!codes(&valid).contains(&"validity-missing"));
    assert!(!codes(&valid).contains(&"quorum-missing"));
}

#[test]
fn every_code_is_known() {
    let mut sorted = crate::warn::CODES.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted, crate::warn::CODES);
}
