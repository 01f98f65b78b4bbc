//! What people read: formats, order of names, and the health of the word files.

use super::*;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use jiff::{Timestamp, civil::date};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn dates_are_written_as_in_each_language() {
    let day = date(2026, 11, 21);
    assert_eq!(date_short(Locale::Vi, day), "21/11/2026");
    assert_eq!(date_short(Locale::En, day), "21 Nov 2026");
    assert_eq!(date_long(Locale::Vi, day), "ngày 21 tháng 11 năm 2026");
    assert_eq!(date_long(Locale::En, day), "21 November 2026");
    assert_eq!(date_long(Locale::Vi, date(2026, 2, 5)), "ngày 05 tháng 02 năm 2026");
    assert_eq!(date_long(Locale::Vi, date(2026, 3, 5)), "ngày 05 tháng 3 năm 2026");
    assert_eq!(month(Locale::Vi, 2026, 11), "tháng 11/2026");
    assert_eq!(month(Locale::En, 2026, 11), "November 2026");
    assert_eq!(quarter(Locale::Vi, 2026, 4), "quý IV/2026");
    assert_eq!(quarter(Locale::En, 2026, 1), "Q1 2026");
    assert_eq!(year(Locale::Vi, 2026), "năm 2026");
}

#[test]
fn instants_are_shown_in_vietnam() {
    let late: Timestamp = "2026-11-20T18:05:00Z".parse().unwrap();
    assert_eq!(instant(Locale::Vi, late), "01:05, 21/11/2026");
    assert_eq!(instant(Locale::En, late), "01:05, 21 Nov 2026");
}

#[test]
fn due_dates_are_said_from_today() {
    let today = date(2026, 11, 21);
    assert_eq!(due(Locale::Vi, date(2026, 11, 24), today), "còn 3 ngày");
    assert_eq!(due(Locale::Vi, today, today), "hạn hôm nay");
    assert_eq!(due(Locale::Vi, date(2026, 10, 20), today), "quá hạn 32 ngày");
    assert_eq!(due(Locale::En, date(2026, 11, 22), today), "1 day left");
    assert_eq!(due(Locale::En, date(2026, 11, 19), today), "2 days late");
}

#[test]
fn far_due_dates_are_said_in_whole_months_and_years() {
    let today = date(2026, 11, 30);
    let vi = |day| due(Locale::Vi, day, today);
    assert_eq!(vi(date(2027, 2, 28)), "còn 90 ngày");
    assert_eq!(vi(date(2027, 3, 1)), "còn 3 tháng");
    assert_eq!(vi(date(2027, 3, 30)), "còn 4 tháng");
    assert_eq!(vi(date(2028, 11, 29)), "còn 23 tháng");
    assert_eq!(vi(date(2028, 11, 30)), "còn 2 năm");
    assert_eq!(due(Locale::En, date(2030, 4, 20), today), "3 years left");
    assert_eq!(vi(date(2022, 1, 1)), "quá hạn 1.794 ngày", "lateness is never rounded");
}

#[test]
fn numbers_and_money_are_grouped() {
    assert_eq!(number(Locale::Vi, 1_234_567), "1.234.567");
    assert_eq!(number(Locale::En, 1_234_567), "1,234,567");
    assert_eq!(number(Locale::Vi, -1_000), "−1.000");
    assert_eq!(number(Locale::Vi, 999), "999");
    assert_eq!(number(Locale::Vi, 0), "0");
    assert_eq!(money(Locale::Vi, 1_420_000), "1.420.000\u{a0}đ");
    assert_eq!(decimal(Locale::Vi, 150, 2), "1,5");
    assert_eq!(decimal(Locale::En, 30, 2), "0.3");
    assert_eq!(decimal(Locale::Vi, 100, 2), "1,0");
    assert_eq!(decimal(Locale::Vi, -5, 1), "−0,5");
}

#[test]
fn shares_are_exact_and_never_divide_by_zero() {
    assert_eq!(percent(Locale::Vi, 2, 3), "66,7%");
    assert_eq!(percent(Locale::En, 2, 3), "66.7%");
    assert_eq!(percent(Locale::Vi, 1, 2), "50%");
    assert_eq!(percent(Locale::Vi, 3, 2), "150%");
    assert_eq!(percent(Locale::Vi, 0, 0), "–");
    assert_eq!(percent(Locale::Vi, u64::MAX, u64::MAX), "100%");
}

#[test]
fn people_are_listed_by_given_name_then_family_name() {
    let mut people = vec!["Nguyễn Văn Đức", "Trần Thị Ánh", "Lê Văn An", "Bùi Thị Dung", "Đặng Văn An", "Phạm Văn Ân"];
    Names::new().sort_people(&mut people, |n| n);
    assert_eq!(people, ["Đặng Văn An", "Lê Văn An", "Trần Thị Ánh", "Phạm Văn Ân", "Bùi Thị Dung", "Nguyễn Văn Đức"]);
    assert_eq!(given_name("Nguyễn Thị Minh Khai"), "Khai");
    assert_eq!(given_name(""), "");
}

#[test]
fn the_browser_s_wish_chooses_the_language() {
    assert_eq!(Locale::negotiate("vi-VN,vi;q=0.9,en;q=0.8"), Locale::Vi);
    assert_eq!(Locale::negotiate("en-GB,en;q=0.9"), Locale::En);
    assert_eq!(Locale::negotiate("fr, en;q=0.5, vi;q=0.6"), Locale::Vi);
    assert_eq!(Locale::negotiate("fr;q=1"), Locale::Vi);
    assert_eq!(Locale::negotiate(""), Locale::Vi);
    assert_eq!(Locale::negotiate("en;q=zzz"), Locale::Vi);
}

#[test]
fn messages_carry_values_and_say_them_in_the_reader_s_language() {
    let message = word!("format-due-in").with("count", 1_234);
    assert_eq!(message.say(Locale::Vi), "còn 1.234 ngày");
    assert_eq!(message.say(Locale::En), "1,234 days left");
    assert_eq!(t(Locale::En, "no-such-id"), "⟦no-such-id⟧");
}

#[test]
fn every_word_file_parses_and_every_id_begins_with_its_file() {
    for locale in Locale::ALL {
        let mut seen = BTreeSet::new();
        for (stem, source) in bundle::files(locale) {
            let parsed = fluent_syntax::parser::parse(source);
            let resource = parsed.unwrap_or_else(|(_, e)| panic!("{}/{stem}.ftl: {e:?}", locale.tag()));
            for entry in resource.body {
                assert!(!matches!(entry, Entry::Junk { .. }), "junk in {stem}.ftl");
                if let Entry::Message(m) = entry {
                    let id = m.id.name;
                    assert!(
                        id.starts_with(&format!("{}-", stem.replace('_', "-"))),
                        "{}/{stem}.ftl: {id} must begin with the file's name",
                        locale.tag()
                    );
                    assert!(m.value.is_some(), "{id} has no value");
                    assert!(seen.insert(id.to_owned()), "{id} is defined twice in {}", locale.tag());
                }
            }
        }
        assert!(!seen.is_empty());
    }
}

#[test]
fn both_languages_have_the_same_words_with_the_same_variables() {
    let vi = variables(Locale::Vi);
    let en = variables(Locale::En);
    let mut wrong = Vec::new();
    for (id, vars) in &vi {
        match en.get(id) {
            None => wrong.push(format!("{id}: missing in English")),
            Some(other) if other != vars => wrong.push(format!("{id}: vi {vars:?}, en {other:?}")),
            Some(_) => {}
        }
    }
    wrong.extend(en.keys().filter(|id| !vi.contains_key(*id)).map(|id| format!("{id}: missing in Vietnamese")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn variables(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (_, source) in bundle::files(locale) {
        let resource = fluent_syntax::parser::parse(source).expect("parses");
        for entry in resource.body {
            if let Entry::Message(m) = entry {
                let mut found = BTreeSet::new();
                if let Some(pattern) = &m.value {
                    in_pattern(pattern, &mut found);
                }
                all.insert(m.id.name.to_owned(), found);
            }
        }
    }
    all
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_inline(argument, found);
            }
        }
        _ => {}
    }
}
