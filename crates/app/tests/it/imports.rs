//! Lists from Excel: looked through row by row, stored as a whole or not at all.

use jiff::civil::date;
use lantoa_app::people::Wanted;
use lantoa_app::{facts, org, people};
use lantoa_domain::Refusal;
use lantoa_domain::facts::FactKind;
use lantoa_domain::subject::Subject;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// A sheet with a title above the heads, as offices make them. `#1985-05-12` is a real date of Excel.
fn sheet(heads: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "DANH SÁCH").unwrap();
    for (column, head) in (0..).zip(heads) {
        sheet.write(2, column, *head).unwrap();
    }
    let format = Format::new().set_num_format("dd/mm/yyyy");
    for (line, cells) in (3..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.strip_prefix('#') {
                Some(day) => {
                    let day = ExcelDateTime::parse_from_str(day).unwrap();
                    sheet.write_datetime_with_format(line, column, &day, &format).unwrap();
                }
                None => _ = sheet.write(line, column, *cell).unwrap(),
            }
        }
    }
    book.save_to_buffer().unwrap()
}

const PEOPLE: &[&str] = &["Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Chức vụ", "Lãnh đạo", "Thư điện tử"];

#[tokio::test]
async fn a_list_of_people_is_looked_through_and_then_stored() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let bytes = sheet(
            PEOPLE,
            &[
                &["Hồ Thị Mơ", "#1991-04-05", "Nữ", "phòng một", "Chuyên viên", "", "mo@stn.gov.vn"],
                &["Lý Văn Cả", "06/07/1980", "nam", "Phòng Hai", "Phó Trưởng phòng", "x", ""],
                &["Đỗ Thị Ánh", "05/05/1985", "", "Phòng Một", "", "", ""],
            ],
        );
        let preview = people::import::preview(&secretary, bytes).await.unwrap();
        assert_eq!(preview.counts, (2, 1, 0));
        assert_eq!(preview.lines[2].outcome, people::import::Outcome::Same { id: world.officers[0] });
        assert_eq!(preview.lines[0].line, 4, "as Excel numbers it");
        let before = people::list(&secretary, Wanted::default()).await.unwrap().rows.len();
        assert_eq!(before, 12, "looking through stores nothing");
        let done = people::import::import(&secretary, preview.rows.clone()).await.unwrap();
        assert!(matches!(done, people::import::Imported::Stored(2)));
        let all = people::list(&secretary, Wanted::default()).await.unwrap().rows;
        let mo = all.iter().find(|row| row.name == "Hồ Thị Mơ").unwrap();
        assert_eq!((mo.unit, mo.born), (world.rooms[0], Some(date(1991, 4, 5))));
        assert!(all.iter().find(|row| row.name == "Lý Văn Cả").unwrap().leads);
        let again = people::import::import(&secretary, preview.rows).await.unwrap();
        assert!(matches!(again, people::import::Imported::Stored(0)), "a second time nothing happens");
    })
    .await;
}

#[tokio::test]
async fn one_wrong_row_keeps_the_whole_list_out() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let bytes = sheet(
            PEOPLE,
            &[
                &["Hồ Thị Mơ", "05/04/1991", "Nữ", "Phòng Một", "", "", ""],
                &["", "", "", "Phòng Một", "Chuyên viên", "", ""],
                &["Lý Văn Cả", "1980", "", "Phòng Một", "", "", ""],
                &["Lý Văn Hai", "", "", "Phòng Bốn", "", "", ""],
                &["Lý Văn Ba", "", "khác", "Phòng Một", "", "", ""],
                &["Lý Văn Tư", "", "", "Phòng Một", "", "", "không phải thư"],
                &["hồ thị mơ", "05/04/1991", "", "Phòng Một", "", "", ""],
            ],
        );
        let preview = people::import::preview(&secretary, bytes).await.unwrap();
        let wrong: Vec<_> = preview
            .lines
            .iter()
            .filter_map(|line| match &line.outcome {
                people::import::Outcome::Wrong(wrong) => {
                    Some((line.line, wrong.field, wrong.why, wrong.value.as_str()))
                }
                _ => None,
            })
            .collect();
        assert_eq!(
            wrong,
            [
                (5, "name", "empty", ""),
                (6, "born", "date", "1980"),
                (7, "unit", "unknown", "Phòng Bốn"),
                (8, "gender", "words", "khác"),
                (9, "email", "form", ""),
                (10, "name", "repeated", "4"),
            ]
        );
        let refused = people::import::import(&secretary, preview.rows).await.unwrap();
        assert!(matches!(refused, people::import::Imported::Refused(_)));
        assert_eq!(people::list(&secretary, Wanted::default()).await.unwrap().rows.len(), 12, "nothing half done");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_no_list_is_refused_in_time() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let of = async |bytes| people::import::preview(&secretary, bytes).await.unwrap_err().refusal().cloned();
        assert_eq!(of(b"%PDF-1.7".to_vec()).await, Some(Refusal::FileKind));
        assert_eq!(
            of(sheet(&["Tên", "Tuổi"], &[&["A", "3"]])).await,
            Some(Refusal::Invalid { field: "file", why: "no-head" })
        );
        assert_eq!(of(sheet(PEOPLE, &[])).await, Some(Refusal::Invalid { field: "file", why: "empty" }));
        let officer = world.acting(world.officers[0]).await;
        let refused =
            people::import::preview(&officer, sheet(PEOPLE, &[&["A B", "", "", "Phòng Một"]])).await.unwrap_err();
        assert!(matches!(refused.refusal(), Some(Refusal::NotAllowed { .. })));
        let rows = vec![lantoa_app::sheet::Row { line: 4, cells: vec!["A B".into(), String::new()] }];
        assert!(people::import::import(&officer, rows).await.is_err(), "rows sent back by hand need the right too");
    })
    .await;
}

#[tokio::test]
async fn a_list_of_units_may_name_superiors_before_or_after_them() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let admin = world.acting(world.admin).await;
        let heads = ["Tên đơn vị", "Mã", "Loại", "Đơn vị cấp trên", "Tên gọi khác", "Từ ngày"];
        let bytes = sheet(
            &heads,
            &[
                &["Tổ Một A", "T1A", "", "P4", "", "01/02/2012"],
                &["Phòng Bốn", "P4", "Phòng chuyên môn", "", "Phòng Tổng hợp; TH", ""],
                &["Phòng Một", "", "", "", "", ""],
                &["Xã Ninh An", "", "xã", "Sở Thử nghiệm", "", ""],
            ],
        );
        let preview = org::import::preview(&admin, bytes).await.unwrap();
        assert_eq!(preview.counts, (3, 1, 0));
        let done = org::import::import(&admin, preview.rows).await.unwrap();
        assert!(matches!(done, org::import::Imported::Stored(3)));
        let tree = org::tree(&admin, date(2017, 11, 20)).await.unwrap();
        let line = |name: &str| tree.lines.iter().find(|line| line.name == name).unwrap().clone();
        assert_eq!((line("Tổ Một A").depth, line("Phòng Bốn").depth), (2, 1));
        assert_eq!(line("Tổ Một A").parent, Some(line("Phòng Bốn").id));
        assert!(!org::tree(&admin, date(2012, 1, 31)).await.unwrap().lines.iter().any(|line| line.name == "Tổ Một A"));

        let circle = sheet(
            &heads,
            &[
                &["Tổ X", "", "", "Tổ Y", "", ""],
                &["Tổ Y", "", "", "Tổ X", "", ""],
                &["Tổ Z", "", "chi nhánh lạ", "Không có", "", ""],
            ],
        );
        let preview = org::import::preview(&admin, circle).await.unwrap();
        let wrong: Vec<_> = preview
            .lines
            .iter()
            .filter_map(|line| match &line.outcome {
                org::import::Outcome::Wrong(wrong) => Some((wrong.field, wrong.why)),
                _ => None,
            })
            .collect();
        assert_eq!(wrong, [("parent", "circle"), ("parent", "circle"), ("kind", "words")]);
        let secretary = world.acting(world.secretary).await;
        assert!(org::import::import(&secretary, preview.rows).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_list_of_facts_finds_its_subjects_and_overwrites_nothing() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let secretary = world.acting(world.secretary).await;
        let heads = ["Cá nhân, đơn vị", "Ngày sinh", "Nội dung", "Năm", "Mức", "Tên gọi", "Ngày", "Căn cứ"];
        let bytes = sheet(
            &heads,
            &[
                &["Đỗ Thị Ánh", "", "Xếp loại", "2017", "Hoàn thành xuất sắc nhiệm vụ", "", "", "QĐ 12"],
                &["Phòng Một", "", "Xếp loại", "2017", "Hoàn thành tốt nhiệm vụ", "", "", ""],
                &["Phòng Một", "", "Điểm", "2017", "85,5", "Cải cách hành chính", "", ""],
                &["Đỗ Thị Ánh", "05/05/1985", "Kỷ luật", "2017", "Khiển trách", "", "03/04/2017", ""],
            ],
        );
        let preview = facts::import::preview(&secretary, bytes).await.unwrap();
        assert_eq!(preview.counts, (4, 0, 0), "{:?}", preview.lines);
        let done = facts::import::import(&secretary, preview.rows.clone()).await.unwrap();
        assert!(matches!(done, facts::import::Imported::Stored(4)));
        let about = Subject::Person(world.officers[0]);
        let kinds: Vec<_> = facts::about(&secretary, about, None)
            .await
            .unwrap()
            .rows
            .iter()
            .map(|row| (row.kind.0, row.value))
            .collect();
        assert_eq!(kinds, [(FactKind::Discipline, 1), (FactKind::Rating, 3)]);
        let again = facts::import::import(&secretary, preview.rows).await.unwrap();
        assert!(matches!(again, facts::import::Imported::Stored(0)));

        let other = sheet(
            &heads,
            &[
                &["Đỗ Thị Ánh", "", "Xếp loại", "2017", "Hoàn thành nhiệm vụ", "", "", ""],
                &["Người Lạ", "", "Xếp loại", "2017", "Hoàn thành nhiệm vụ", "", "", ""],
                &["Đỗ Thị Ánh", "", "Xếp loại chi bộ", "2017", "Trong sạch vững mạnh", "", "", ""],
                &["Phòng Hai", "", "Xếp loại", "2017", "rất giỏi", "", "", ""],
                &["Phòng Hai", "", "Kỷ luật", "2017", "Cảnh cáo", "", "", ""],
            ],
        );
        let preview = facts::import::preview(&secretary, other).await.unwrap();
        let wrong: Vec<_> = preview
            .lines
            .iter()
            .filter_map(|line| match &line.outcome {
                facts::import::Outcome::Wrong(wrong) => Some((wrong.field, wrong.why)),
                _ => None,
            })
            .collect();
        let expected =
            [("value", "taken"), ("about", "unknown"), ("about", "unknown"), ("value", "words"), ("day", "empty")];
        assert_eq!(wrong, expected);
    })
    .await;
}
