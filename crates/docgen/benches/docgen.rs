//! How fast papers become Word files, lists Excel files, templates are filled; the goals are 20 ms a paper and 5 s for 100,000 rows.

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::{Timestamp, civil::date};
use lantoa_docgen::{Holds, Paper, Sheet, SheetCell, SheetColumn, Template, Values, docx, plain, sample};

fn word(c: &mut Criterion) {
    let decision = sample::recognition(30, sample::DAY);
    c.bench_function("decision of 30/facts to Word", |b| b.iter(|| docx(&black_box(&decision).document())));
    let long = sample::recognition(500, sample::DAY).document();
    c.bench_function("decision of 500/Word", |b| b.iter(|| docx(black_box(&long))));
    c.bench_function("decision of 500/plain text", |b| b.iter(|| plain(black_box(&long))));
}

/// A paper of our own serves as a template: its name becomes a placeholder.
fn template(c: &mut Criterion) {
    let mut decision = sample::recognition(30, sample::DAY);
    decision.about = "{{trich_yeu}}".to_owned();
    let file = docx(&decision.document());
    let values = Values::new().with("trich_yeu", "Về việc công nhận điển hình tiên tiến");
    c.bench_function("template/open", |b| b.iter(|| Template::open(black_box(&file)).expect("a template")));
    let template = Template::open(&file).expect("a template");
    c.bench_function("template/fill", |b| b.iter(|| template.fill(black_box(&values)).expect("filled")));
}

fn sheet(rows: usize) -> Vec<u8> {
    const NAMES: [(&str, u8, Holds); 10] = [
        ("STT", 6, Holds::Number),
        ("Họ và tên", 30, Holds::Text),
        ("Ngày sinh", 12, Holds::Date),
        ("Chức vụ", 20, Holds::Text),
        ("Đơn vị", 40, Holds::Text),
        ("Phong trào", 40, Holds::Text),
        ("Thành tích", 50, Holds::Text),
        ("Số quyết định", 16, Holds::Text),
        ("Ngày quyết định", 12, Holds::Date),
        ("Tiền thưởng", 14, Holds::Money),
    ];
    let columns = NAMES.map(|(name, width, holds)| SheetColumn { name, width, holds });
    let mut sheet = Sheet::new("Danh sách", &columns, Timestamp::UNIX_EPOCH).expect("a sheet");
    for n in 0..rows {
        let number = i64::try_from(n).unwrap_or(0);
        let name = format!("Nguyễn Thị Ẩm {n}");
        let cells = [
            SheetCell::Number(number),
            SheetCell::Text(&name),
            SheetCell::Date(date(1985, 3, 12)),
            SheetCell::Text("Chuyên viên"),
            SheetCell::Text("Phòng Chính sách, Sở Dân tộc và Tôn giáo"),
            SheetCell::Text("Cả nước chung sức xây dựng nông thôn mới"),
            SheetCell::Text("Hoàn thành xuất sắc nhiệm vụ, có sáng kiến được áp dụng"),
            SheetCell::Text("18/QĐ-SDTTG"),
            SheetCell::Date(date(2026, 11, 25)),
            SheetCell::Number(760_000),
        ];
        sheet.push(&cells).expect("a row");
    }
    sheet.finish().expect("a file")
}

fn excel(c: &mut Criterion) {
    let mut group = c.benchmark_group("Excel");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    group.bench_function("100,000 rows of 10 cells", |b| b.iter(|| sheet(black_box(100_000))));
    group.finish();
}

criterion_group!(benches, word, template, excel);
criterion_main!(benches);
