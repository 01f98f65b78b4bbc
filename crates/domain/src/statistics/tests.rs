//! The forms against tables written by hand and against sums that must hold. It must not look into how cells are counted.

use proptest::prelude::*;

use super::*;

fn numbers(form: Form) -> Vec<u8> {
    form.rows().into_iter().filter_map(|row| row.number(form)).collect()
}

#[test]
fn lines_bear_the_numbers_of_the_printed_forms() {
    assert_eq!(numbers(Form::Movements), (1..=12).collect::<Vec<_>>());
    assert_eq!(numbers(Form::State), [1, 2, 3].into_iter().chain(6..=21).collect::<Vec<_>>(), "04 and 05 do not exist");
    assert_eq!(numbers(Form::Province), (1..=17).collect::<Vec<_>>());
    assert_eq!(Form::of("0602"), Some(Form::State));
    assert_eq!(Form::of("0604"), None, "it counts offices, which nobody records here");
}

#[test]
fn an_award_is_known_by_its_name_however_it_is_written() {
    let cases = [
        ("Huân chương Lao động hạng Ba", Some(Column::Order)),
        ("HUY CHƯƠNG Hữu nghị", Some(Column::Order)),
        ("Giải thưởng Hồ Chí Minh", Some(Column::HoChiMinhPrize)),
        ("Giải thưởng Nhà nước về khoa học và công nghệ", Some(Column::StatePrize)),
        ("Anh hùng Lao động", Some(Column::Honour)),
        ("Nhà giáo ưu tú", Some(Column::Honour)),
        ("Cờ thi đua của Chính phủ", Some(Column::GovernmentFlag)),
        ("Bằng khen của Thủ tướng Chính phủ", Some(Column::PremierCertificate)),
        ("Chiến sĩ thi đua toàn quốc", Some(Column::NationalFighter)),
        ("Thư khen của Chủ tịch nước", Some(Column::OtherState)),
        ("Bằng khen của Chủ tịch UBND tỉnh", Some(Column::Certificate)),
        ("Bằng khen của Bộ trưởng Bộ Nội vụ", Some(Column::Certificate)),
        ("Chiến sĩ thi đua cấp tỉnh", Some(Column::Fighter)),
        ("Cờ thi đua của bộ, ban, ngành, tỉnh", Some(Column::Flag)),
        ("Kỷ niệm chương của bộ, tỉnh, đoàn thể trung ương (mức cao nhất)", Some(Column::Badge)),
        ("Huy hiệu tỉnh Khánh Hòa", Some(Column::Badge)),
        ("Chiến sĩ thi đua cơ sở", None),
        ("Lao động tiên tiến", None),
        ("Giấy khen của Chủ tịch Ủy ban nhân dân cấp xã", None),
        ("Bằng khen của quân khu, đại học quốc gia và tương đương", None),
        ("Cờ thi đua của quân khu và tương đương", None),
        ("", None),
    ];
    for (name, column) in cases {
        assert_eq!(column_of(name), column, "{name}");
    }
}

#[test]
fn a_leader_is_as_high_as_the_unit_led() {
    let rank = |kind, depth, tier| Rank::of(true, kind, depth, tier);
    assert_eq!(rank(UnitKind::Agency, 0, Tier::Province), Rank::Top);
    assert_eq!(rank(UnitKind::Division, 1, Tier::Province), Rank::Department, "a department of the province");
    assert_eq!(rank(UnitKind::Commune, 1, Tier::Province), Rank::Leader, "a commune is no department");
    assert_eq!(rank(UnitKind::Division, 2, Tier::Ministry), Rank::Leader);
    assert_eq!(rank(UnitKind::Agency, 0, Tier::Department), Rank::Department);
    assert_eq!(rank(UnitKind::Division, 1, Tier::Department), Rank::Leader);
    assert_eq!(rank(UnitKind::Agency, 0, Tier::Local), Rank::Leader);
    assert_eq!(rank(UnitKind::Enterprise, 1, Tier::Province), Rank::Entrepreneur);
    assert_eq!(Rank::of(false, UnitKind::Enterprise, 1, Tier::Province), Rank::Worker);
}

fn movement(by: Tier, from: i16, to: i16) -> Record {
    Record::Movement { by, years: Years { from, to } }
}

fn value(table: &Table, number: u8, column: usize) -> Option<u32> {
    let line = table.lines.iter().find(|(row, _)| row.number(table.form) == Some(number));
    line.and_then(|(_, cells)| cells[column])
}

#[test]
fn movements_are_counted_by_launcher_length_and_manner() {
    let records = [
        movement(Tier::Department, 2021, 2025),
        movement(Tier::Department, 2023, 2024),
        movement(Tier::Department, 2022, 2025),
        movement(Tier::Department, 2024, 2024),
    ];
    let table = Table::of(Form::Movements, &records);
    let unit = 3;
    assert_eq!(table.heads.len(), 4, "all, central, ministry or province, unit");
    let lengths = [(6, 0), (7, 1), (8, 1), (9, 1), (10, 1), (11, 3), (12, 1)];
    for (number, count) in [(1, 4), (5, 4)].into_iter().chain(lengths) {
        assert_eq!(value(&table, number, unit), Some(count), "line {number}");
        assert_eq!(value(&table, number, 0), Some(count), "line {number} of all");
    }
    assert_eq!(value(&table, 3, unit), None, "a unit launches nothing of a ministry's scope");
    assert_eq!(value(&table, 3, 2), Some(0));
    let province = Table::of(Form::Movements, &[movement(Tier::Province, 2024, 2024)]);
    assert_eq!((value(&province, 3, 2), value(&province, 5, unit)), (Some(1), Some(0)));
}

fn award(name: &str, to: To, way: Option<Way>) -> Record {
    let column = column_of(name).expect("a state or province award");
    Record::Award { column, name: name.to_owned(), to, way, by: Submitter::Province }
}

#[test]
fn orders_have_a_column_each_and_people_stand_apart_from_collectives() {
    let records = [
        award("Huân chương Lao động hạng Ba", To::Person(Rank::Leader), Some(Way::Regular)),
        award("Huân chương Lao động hạng Nhì", To::Enterprise, None),
        award("Bằng khen của Thủ tướng Chính phủ", To::Household, Some(Way::Sudden)),
        award("Bằng khen của Chủ tịch UBND tỉnh", To::Collective, Some(Way::Regular)),
    ];
    let table = Table::of(Form::State, &records);
    let orders = table.heads.iter().filter(|head| matches!(head, Head::Award { column: Column::Order, .. })).count();
    assert_eq!(orders, 4, "two orders, each for collectives and for people");
    assert_eq!(value(&table, 1, 0), Some(3), "the province's certificate is in the other form");
    assert_eq!((value(&table, 2, 0), value(&table, 3, 0)), (Some(0), Some(3)), "submitted by a province");
    assert_eq!(value(&table, 7, 3), Some(1), "an enterprise");
    assert_eq!(value(&table, 9, 3), None, "people are not counted under collectives");
    assert_eq!(value(&table, 13, 2), Some(1), "a leader, third class");
    let other = Table::of(Form::Province, &records);
    assert_eq!((value(&other, 1, 0), value(&other, 1, 1), value(&other, 2, 1)), (Some(1), Some(1), Some(1)));
}

#[test]
fn a_form_of_a_year_without_awards_keeps_its_columns() {
    let table = Table::of(Form::State, &[]);
    assert_eq!(table.heads.len(), 1 + 2 + 1 + 1 + 2 + 1 + 2 + 1 + 2);
    assert_eq!(table.lines[0].1, vec![Some(0); table.heads.len()]);
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    let names = vec![
        "Huân chương Lao động hạng Ba",
        "Huân chương Độc lập hạng Nhất",
        "Giải thưởng Nhà nước",
        "Anh hùng Lao động",
        "Cờ thi đua của Chính phủ",
        "Bằng khen của Thủ tướng Chính phủ",
        "Thư khen của Chủ tịch nước",
        "Bằng khen của tỉnh",
        "Chiến sĩ thi đua cấp bộ",
        "Cờ thi đua của tỉnh",
        "Kỷ niệm chương của ngành",
    ];
    let ranks = Rank::ALL.map(To::Person);
    let to: Vec<To> = [To::Collective, To::Enterprise, To::Household].into_iter().chain(ranks).collect();
    let ways: Vec<Option<Way>> = Way::ALL.into_iter().map(Some).chain([None]).collect();
    let one = (proptest::sample::select(names), proptest::sample::select(to), proptest::sample::select(ways));
    proptest::collection::vec(one.prop_map(|(name, to, way)| award(name, to, way)), 0..60)
}

proptest! {
    /// Whatever was given: lines of a group add up to the total, ranks to people, columns to the total of each line.
    #[test]
    fn parts_add_up_to_the_whole(records in records()) {
        for form in [Form::State, Form::Province] {
            let table = Table::of(form, &records);
            let sum = |rows: &[Row]| -> u32 {
                let lines = table.lines.iter().filter(|(row, _)| rows.contains(row));
                lines.filter_map(|(_, cells)| cells[0]).sum()
            };
            let total = sum(&[Row::Total]);
            prop_assert_eq!(total as usize, records.iter().filter(|record| record.form() == form).count());
            prop_assert_eq!(total, sum(&[Row::Collectives, Row::Households, Row::Individuals]));
            prop_assert_eq!(sum(&[Row::Individuals]), sum(&Rank::ALL.map(Row::Rank)));
            prop_assert!(sum(&[Row::Enterprises]) <= sum(&[Row::Collectives]));
            let unsaid = records.iter().filter(|one| one.form() == form && matches!(one, Record::Award { way: None, .. }));
            prop_assert_eq!(total as usize, sum(&Way::ALL.map(Row::Way)) as usize + unsaid.count());
            for (row, cells) in &table.lines {
                let columns: u32 = cells[1..].iter().flatten().sum();
                prop_assert_eq!(cells[0].unwrap_or(0), columns, "{:?}", row);
            }
        }
    }
}
