//! The drafted sentences of what comes after recognition and of what was owed. It must not praise or blame.

use super::numbers::{Numbers, count, listed};
use super::say::during;

pub(super) fn fostering(n: &Numbers) -> Vec<String> {
    let change = n.compared(n.of("fostered"), "kế hoạch");
    let mut out = vec![match n.value("fostered") {
        0 => format!("{}, chưa lập kế hoạch bồi dưỡng riêng cho nhân tố, điển hình nào{change}.", during(n)),
        all => format!(
            "{}, đã thực hiện {} kế hoạch bồi dưỡng nhân tố mới, điển hình tiên tiến{change}.",
            during(n),
            count(all)
        ),
    }];
    let mut parts = Vec::new();
    for (code, words) in [("goals-reached", "mục tiêu đạt được"), ("difficulties-closed", "khó khăn được tháo gỡ")]
    {
        if n.value(code) > 0 {
            parts.push(format!("{} {words}", count(n.value(code))));
        }
    }
    if !parts.is_empty() {
        out.push(format!("Qua bồi dưỡng có {}.", listed(&parts)));
    }
    out
}

pub(super) fn publicity(n: &Numbers) -> Vec<String> {
    let change = n.compared(n.of("activities"), "hoạt động");
    let mut out = vec![match (n.value("activities"), n.value("audience")) {
        (0, _) => format!("{}, chưa ghi nhận hoạt động tuyên truyền điển hình tiên tiến{change}.", during(n)),
        (all, 0) => format!("{}, đã tổ chức {} hoạt động tuyên truyền{change}.", during(n), count(all)),
        (all, people) => format!(
            "{}, đã tổ chức {} hoạt động tuyên truyền{change}, với {} lượt người tham dự, theo dõi.",
            during(n),
            count(all),
            count(people)
        ),
    }];
    if n.value("stories") > 0 {
        let change = n.compared(n.of("stories"), "bài");
        out.push(format!("Đã đăng {} bài viết về điển hình tiên tiến{change}.", count(n.value("stories"))));
    }
    out
}

pub(super) fn replication(n: &Numbers) -> Vec<String> {
    let change = n.compared(n.of("adoptions"), "lượt");
    let mut out = Vec::new();
    if n.value("practices") > 0 {
        let change = n.compared(n.of("practices"), "mô hình");
        out.push(format!(
            "{}, đã thẩm định {} mô hình, cách làm để nhân rộng{change}.",
            during(n),
            count(n.value("practices"))
        ));
    }
    out.push(match n.value("adoptions") {
        0 => format!("{}, chưa có đơn vị nào bắt đầu áp dụng mô hình, cách làm{change}.", during(n)),
        all => format!("{}, có {} lượt đơn vị bắt đầu áp dụng mô hình, cách làm{change}.", during(n), count(all)),
    });
    let (used, kept) = (n.value("in-use"), n.value("kept-a-year"));
    if used > 0 {
        let kept = if kept > 0 {
            format!("; trong đó {} lượt được duy trì từ một năm trở lên", count(kept))
        } else {
            String::new()
        };
        out.push(format!("Đến cuối kỳ có {} lượt áp dụng đang được sử dụng{kept}.", count(used)));
    }
    if n.value("accepted") > 0 {
        out.push(format!("Các đơn vị đã nhận {} đề nghị nhân rộng.", count(n.value("accepted"))));
    }
    out
}

/// What was looked at again together with the reviews of the movements (plan 002 I.2).
pub(super) fn review(n: &Numbers) -> Vec<String> {
    let (all, confirmed, faded) = (n.value("reviews"), n.value("confirmed"), n.value("faded"));
    let change = n.compared(n.of("reviews"), "lượt");
    if all == 0 {
        return vec![format!("{}, chưa đánh giá lại điển hình nào{change}.", during(n))];
    }
    let mut parts = Vec::new();
    if confirmed > 0 {
        parts.push(format!("{} điển hình tiếp tục phát huy tác dụng", count(confirmed)));
    }
    if faded > 0 {
        parts.push(format!("{} điển hình không còn giữ được danh hiệu", count(faded)));
    }
    let found = if parts.is_empty() { String::new() } else { format!("; qua đó {}", listed(&parts)) };
    vec![format!(
        "{}, cùng với việc sơ kết, tổng kết phong trào, đã đánh giá lại {} lượt điển hình{change}{found}.",
        during(n),
        count(all)
    )]
}

pub(super) fn obligations(n: &Numbers) -> Vec<String> {
    let all = n.value("tasks");
    if all == 0 {
        return vec![format!("{}, chưa có nhiệm vụ nào đến hạn.", during(n))];
    }
    let mut parts = Vec::new();
    for (code, words) in [
        ("in-time", "nhiệm vụ hoàn thành đúng hạn"),
        ("late", "nhiệm vụ hoàn thành chậm"),
        ("missing", "nhiệm vụ quá hạn chưa thực hiện"),
    ] {
        if n.value(code) > 0 {
            parts.push(format!("{} {words}", count(n.value(code))));
        }
    }
    let found = if parts.is_empty() { String::new() } else { format!(": {}", listed(&parts)) };
    let mut out = vec![format!("{}, có {} nhiệm vụ đến hạn{found}.", during(n), count(all))];
    if n.value("zero") > 0 {
        out.push(format!("Có {} báo cáo không phát sinh nội dung được gửi theo quy định.", count(n.value("zero"))));
    }
    let change = n.compared(n.of("units-late"), "đơn vị");
    out.push(match n.value("units-late") {
        0 => format!("Không có đơn vị nào thực hiện chậm{change}."),
        units => format!("Có {} đơn vị thực hiện chậm hoặc chưa thực hiện ít nhất một nhiệm vụ{change}.", count(units)),
    });
    for duty in n.duties.iter().filter(|duty| duty.late + duty.missing > 0) {
        out.push(format!(
            "“{}”: {} lượt chậm hoặc chưa thực hiện trên tổng số {}.",
            duty.what.trim_end_matches('.'),
            count(duty.late + duty.missing),
            count(duty.all)
        ));
    }
    out
}

pub(super) fn difficulties(n: &Numbers) -> Vec<String> {
    let mut out = Vec::new();
    let short = n.movements.values().chain([&n.all]).flat_map(|one| &one.targets);
    let short = short.filter(|one| one.counted < one.target);
    let (given, striven): (Vec<_>, Vec<_>) = short.partition(|one| !one.striven);
    let mut parts = Vec::new();
    for (which, words) in [(given.len(), "chỉ tiêu được giao"), (striven.len(), "chỉ tiêu phấn đấu")] {
        if which > 0 {
            parts.push(format!("{} {words}", count(i64::try_from(which).unwrap_or(i64::MAX))));
        }
    }
    if !parts.is_empty() {
        out.push(format!("Còn {} chưa đạt.", listed(&parts)));
    }
    if n.value("units-late") > 0 {
        out.push(format!(
            "Còn {} đơn vị thực hiện nhiệm vụ, báo cáo chậm hoặc chưa thực hiện.",
            count(n.value("units-late"))
        ));
    }
    if n.value("units-unnamed") > 0 && n.value("units-named") > 0 {
        out.push(format!("Còn {} đơn vị chưa có điển hình được công nhận.", count(n.value("units-unnamed"))));
    }
    if n.value("difficulties-open") > 0 {
        out.push(format!("Còn {} khó khăn trong bồi dưỡng chưa được tháo gỡ.", count(n.value("difficulties-open"))));
    }
    if out.is_empty() {
        out.push(format!("{}, số liệu không cho thấy khó khăn, hạn chế nổi bật.", during(n)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Beside, Drawn, Duty, Target, draft};
    use super::*;

    fn numbers(figures: &[(&str, i64)]) -> Numbers {
        let figure = |(code, now): &(&str, i64)| ((*code).to_owned(), Beside { now: Some(*now), before: Some(2) });
        Numbers {
            period: "năm 2023".into(),
            before: "năm 2022".into(),
            figures: figures.iter().map(figure).collect(),
            ..Numbers::default()
        }
    }

    #[test]
    fn every_section_says_something_sensible_of_nothing() {
        let none = Numbers { before: String::new(), ..numbers(&[]) };
        for section in ["fostering", "publicity", "replication", "review", "obligations", "difficulties"] {
            let said = draft(section, &none);
            assert!(
                said.starts_with("Trong năm 2023") && said.ends_with('.') && !said.contains("00"),
                "{section}: {said}"
            );
        }
    }

    #[test]
    fn late_units_are_told_by_number_and_the_duties_by_name() {
        let mut n =
            numbers(&[("tasks", 40), ("in-time", 36), ("late", 3), ("missing", 1), ("zero", 9), ("units-late", 3)]);
        n.duties = vec![Duty { what: "Gửi danh sách hằng tháng.".into(), all: 30, late: 3, missing: 1 }];
        assert_eq!(
            draft("obligations", &n),
            "Trong năm 2023, có 40 nhiệm vụ đến hạn: 36 nhiệm vụ hoàn thành đúng hạn, 03 nhiệm vụ hoàn thành chậm và 01 \
             nhiệm vụ quá hạn chưa thực hiện.\nCó 09 báo cáo không phát sinh nội dung được gửi theo quy định.\nCó 03 đơn vị \
             thực hiện chậm hoặc chưa thực hiện ít nhất một nhiệm vụ, tăng 01 đơn vị so với năm 2022.\n“Gửi danh sách hằng \
             tháng”: 04 lượt chậm hoặc chưa thực hiện trên tổng số 30."
        );
    }

    #[test]
    fn targets_given_and_striven_for_are_told_apart() {
        let mut n = numbers(&[]);
        let target =
            |striven| Target {
                subject: "tập thể".into(), striven, target: 5, counted: 1, whole: false, pace: None
            };
        n.movements.insert("a".into(), Drawn { targets: vec![target(false), target(true)], ..Drawn::default() });
        assert!(draft("difficulties", &n).starts_with("Còn 01 chỉ tiêu được giao và 01 chỉ tiêu phấn đấu chưa đạt."));
    }
}
