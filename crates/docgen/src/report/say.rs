//! The drafted sentences of a report, section by section: the same numbers always give the same words, for none, one and many. It must not praise or blame.

use super::numbers::{Beside, Drawn, Numbers, Target, count, listed};
use super::spread;
use crate::words;

/// The drafted text of a section: a paragraph a line. Empty for sections that people write.
#[must_use]
pub fn draft(section: &str, n: &Numbers) -> String {
    let paragraphs = match section {
        "direction" => direction(n),
        "discovery" => discovery(n),
        "fostering" => spread::fostering(n),
        "selection" => selection(n),
        "rewards" => rewards(n),
        "publicity" => spread::publicity(n),
        "replication" => spread::replication(n),
        "review" => spread::review(n),
        "obligations" => spread::obligations(n),
        "difficulties" => spread::difficulties(n),
        other => match other.strip_prefix("movement.").and_then(|key| n.movements.get(key)) {
            Some(movement) => drawn(n, movement),
            None => Vec::new(),
        },
    };
    paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n")
}

/// “Trong năm 2022”, with the day until which was counted where the time runs still.
pub(super) fn during(n: &Numbers) -> String {
    match n.until {
        Some(day) => format!("Trong {} (tính đến {})", n.period, words::day(day)),
        None => format!("Trong {}", n.period),
    }
}

fn direction(n: &Numbers) -> Vec<String> {
    let [movements, targets, duties] = n.plan_has;
    let mut parts = vec![format!("{} phong trào, lĩnh vực", count(movements))];
    if targets > 0 {
        parts.push(format!("{} chỉ tiêu", count(targets)));
    }
    if duties > 0 {
        parts.push(format!("{} nhóm nhiệm vụ", count(duties)));
    }
    vec![format!(
        "Thực hiện {}, {} đã triển khai đến các đơn vị với {}.",
        n.plan.trim_end_matches('.'),
        n.agency,
        listed(&parts)
    )]
}

fn discovery(n: &Numbers) -> Vec<String> {
    let mut out = Vec::new();
    let (suggested, noticed, registered) = (n.of("suggestions"), n.of("prospects"), n.value("prospects-registered"));
    if suggested.now.unwrap_or(0) > 0 {
        let change = n.compared(suggested, "ý kiến");
        out.push(format!(
            "{}, đã tiếp nhận {} ý kiến giới thiệu gương người tốt, việc tốt{change}.",
            during(n),
            count(n.value("suggestions"))
        ));
    }
    let change = n.compared(noticed, "nhân tố");
    out.push(match (n.value("prospects"), registered) {
        (0, _) => format!("{}, chưa ghi nhận nhân tố mới nào{change}.", during(n)),
        (all, 0) => format!("{}, đã phát hiện, ghi nhận {} nhân tố mới{change}.", during(n), count(all)),
        (all, some) => format!(
            "{}, đã phát hiện, ghi nhận {} nhân tố mới{change}; trong đó {} nhân tố đã lập hồ sơ đăng ký.",
            during(n),
            count(all),
            count(some)
        ),
    });
    let change = n.compared(n.of("registered"), "hồ sơ");
    out.push(match n.value("registered") {
        0 => format!("Chưa có hồ sơ nào được đăng ký, giới thiệu{change}."),
        all => format!("Các đơn vị đã đăng ký, giới thiệu {} hồ sơ{change}.", count(all)),
    });
    out
}

fn selection(n: &Numbers) -> Vec<String> {
    let mut out = drawn(n, &n.all);
    let (named, unnamed) = (n.value("units-named"), n.value("units-unnamed"));
    if named > 0 && unnamed > 0 {
        out.push(format!(
            "Có {} đơn vị có điển hình được công nhận; {} đơn vị chưa có điển hình được công nhận.",
            count(named),
            count(unnamed)
        ));
    }
    let mut shares = Vec::new();
    for (code, what) in [
        ("worker-share", "người trực tiếp làm việc"),
        ("leader-share", "cán bộ lãnh đạo, quản lý"),
        ("women-share", "nữ"),
    ] {
        shares.extend(n.of(code).now.map(|share| format!("{what} chiếm {share}%")));
    }
    if !shares.is_empty() {
        out.push(format!("Trong số cá nhân được công nhận, {}.", listed(&shares)));
    }
    out.push(in_time(n));
    out
}

/// How soon praise came (plan 002 I.1).
fn in_time(n: &Numbers) -> String {
    match (n.of("days-median").now, n.of("days-ninetieth").now, n.value("recognised")) {
        (Some(days), _, 1) => {
            format!("Thời gian từ khi phát hiện đến khi có quyết định công nhận là {} ngày.", count(days))
        }
        (Some(half), Some(most), 2..) => format!(
            "Thời gian từ khi phát hiện đến khi có quyết định công nhận: một nửa số trường hợp trong vòng {} ngày, \
             90% số trường hợp trong vòng {} ngày.",
            count(half),
            count(most)
        ),
        _ => String::new(),
    }
}

/// A movement, or all of them: registered, recognised by kind, numbers to reach.
fn drawn(n: &Numbers, one: &Drawn) -> Vec<String> {
    const KINDS: [&str; 4] = ["tập thể", "cá nhân", "hộ gia đình", "mô hình"];
    let kinds: Vec<String> = KINDS
        .iter()
        .zip(one.recognised)
        .filter(|(_, times)| *times > 0)
        .map(|(kind, times)| format!("{} {kind}", count(times)))
        .collect();
    let all: i64 = one.recognised.iter().sum();
    let noun = match kinds.as_slice() {
        [_] => KINDS.iter().zip(one.recognised).find(|(_, times)| *times > 0).map_or("điển hình", |(kind, _)| kind),
        _ => "điển hình",
    };
    let change = n.compared(Beside { now: Some(all), before: one.before }, noun);
    let where_to =
        if one.name.is_empty() { String::new() } else { format!(" trong phong trào, lĩnh vực “{}”", one.name) };
    let mut out = vec![match (all, one.registered) {
        (0, 0) => format!("{}, chưa có hồ sơ đăng ký{where_to}{change}.", during(n)),
        (0, some) => format!(
            "{}, đã tiếp nhận {} hồ sơ{where_to}; chưa có trường hợp nào được công nhận{change}.",
            during(n),
            count(some)
        ),
        (_, some) => format!(
            "{}, từ {} hồ sơ{where_to}, đã công nhận {}{change}.",
            during(n),
            count(some),
            if kinds.len() > 1 {
                format!("{} điển hình, gồm {}", count(all), listed(&kinds))
            } else {
                listed(&kinds)
            }
        ),
    }];
    out.extend(one.targets.iter().map(target));
    out
}

/// “Chỉ tiêu được giao (tập thể): 03/05, còn thiếu 02.”
fn target(one: &Target) -> String {
    let how = if one.striven { "Chỉ tiêu phấn đấu" } else { "Chỉ tiêu được giao" };
    let whole = if one.whole { " của cả giai đoạn" } else { "" };
    let reached = format!("{how}{whole} ({}): {}/{}", one.subject, count(one.counted), count(one.target));
    let missing = one.target - one.counted;
    match one.pace {
        _ if missing <= 0 => format!("{reached}, đạt chỉ tiêu."),
        Some((months, expected)) => format!(
            "{reached}, còn thiếu {}; nếu giữ nhịp như {} tháng qua, đến hết kỳ ước đạt {}.",
            count(missing),
            count(i64::from(months)),
            count(expected)
        ),
        None => format!("{reached}, còn thiếu {}.", count(missing)),
    }
}

fn rewards(n: &Numbers) -> Vec<String> {
    let change = n.compared(n.of("awarded"), "trường hợp");
    let all = n.value("awarded");
    if all == 0 {
        return vec![format!("{}, chưa có trường hợp nào được khen thưởng{change}.", during(n))];
    }
    let kinds = n.awards.iter().map(|one| {
        let mut whom = Vec::new();
        if one.collectives > 0 {
            whom.push(format!("{} tập thể, hộ gia đình", count(one.collectives)));
        }
        if one.people > 0 {
            whom.push(format!("{} cá nhân", count(one.people)));
        }
        format!("{} cho {}", one.name, listed(&whom))
    });
    let kinds: Vec<String> = kinds.collect();
    let mut out =
        vec![format!("{}, đã khen thưởng {} trường hợp{change}: {}.", during(n), count(all), kinds.join("; "))];
    let money = n.value("award-money");
    if money > 0 {
        out.push(format!(
            "Tổng số tiền thưởng: {} đồng ({}).",
            lantoa_i18n::number(lantoa_i18n::Locale::Vi, money),
            words::dong(money)
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(figures: &[(&str, i64, Option<i64>)]) -> Numbers {
        let figure = |(code, now, before): &(&str, i64, Option<i64>)| {
            ((*code).to_owned(), Beside { now: Some(*now), before: *before })
        };
        Numbers {
            plan: "Kế hoạch số 1/KH".into(),
            agency: "Sở Thử nghiệm".into(),
            period: "năm 2023".into(),
            before: "năm 2022".into(),
            plan_has: [15, 0, 7],
            figures: figures.iter().map(figure).collect(),
            ..Numbers::default()
        }
    }

    fn said(section: &str, figures: &[(&str, i64, Option<i64>)]) -> String {
        draft(section, &numbers(figures))
    }

    #[test]
    fn none_one_and_many_are_said_as_people_say_them() {
        assert_eq!(
            said("discovery", &[]),
            "Trong năm 2023, chưa ghi nhận nhân tố mới nào.\nChưa có hồ sơ nào được đăng ký, giới thiệu."
        );
        let some = said(
            "discovery",
            &[("prospects", 7, Some(7)), ("registered", 12, Some(20)), ("prospects-registered", 1, None)],
        );
        assert_eq!(
            some,
            "Trong năm 2023, đã phát hiện, ghi nhận 07 nhân tố mới, bằng năm 2022; trong đó 01 nhân tố đã lập hồ sơ \
             đăng ký.\nCác đơn vị đã đăng ký, giới thiệu 12 hồ sơ, giảm 08 hồ sơ so với năm 2022."
        );
        assert_eq!(
            said("direction", &[]),
            "Thực hiện Kế hoạch số 1/KH, Sở Thử nghiệm đã triển khai đến các đơn vị với 15 phong trào, lĩnh vực và 07 \
             nhóm nhiệm vụ."
        );
        assert_eq!(said("lessons", &[]), "", "people write it");
        assert_eq!(said("no-such", &[]), "");
    }

    #[test]
    fn collectives_are_compared_by_their_noun_and_targets_are_told_apart() {
        let target = |striven, target, counted, pace| Target {
            subject: "tập thể".into(),
            striven,
            target,
            counted,
            whole: striven,
            pace,
        };
        let movement = Drawn {
            name: "Dạy tốt – Học tốt".into(),
            registered: 9,
            recognised: [8, 0, 0, 0],
            before: Some(5),
            targets: vec![target(false, 8, 8, None), target(true, 10, 8, Some((7, 13)))],
        };
        let mut n = numbers(&[]);
        n.movements.insert("day".into(), movement);
        assert_eq!(
            draft("movement.day", &n),
            "Trong năm 2023, từ 09 hồ sơ trong phong trào, lĩnh vực “Dạy tốt – Học tốt”, đã công nhận 08 tập thể, tăng 03 \
             tập thể so với năm 2022.\nChỉ tiêu được giao (tập thể): 08/08, đạt chỉ tiêu.\nChỉ tiêu phấn đấu của cả giai \
             đoạn (tập thể): 08/10, còn thiếu 02; nếu giữ nhịp như 07 tháng qua, đến hết kỳ ước đạt 13."
        );
    }

    /// R151: how soon praise came is said, and not made up where nobody was praised.
    #[test]
    fn how_soon_praise_came() {
        let many =
            said("selection", &[("recognised", 4, None), ("days-median", 40, None), ("days-ninetieth", 120, None)]);
        assert!(many.contains("trong vòng 40 ngày") && many.contains("trong vòng 120 ngày"), "{many}");
        let one = said("selection", &[("recognised", 1, None), ("days-median", 9, None), ("days-ninetieth", 9, None)]);
        assert!(one.contains("là 09 ngày"), "{one}");
        assert!(!said("selection", &[]).contains("Thời gian"));
    }

    #[test]
    fn awards_are_told_with_their_money_in_words() {
        let mut n = numbers(&[("awarded", 3, Some(1)), ("award-money", 1_420_000, None)]);
        n.awards = vec![super::super::Awards { name: "Giấy khen".into(), collectives: 1, people: 2 }];
        assert_eq!(
            draft("rewards", &n),
            "Trong năm 2023, đã khen thưởng 03 trường hợp, tăng 02 trường hợp so với năm 2022: Giấy khen cho 01 tập thể, \
             hộ gia đình và 02 cá nhân.\nTổng số tiền thưởng: 1.420.000 đồng (Một triệu bốn trăm hai mươi nghìn đồng)."
        );
    }
}
