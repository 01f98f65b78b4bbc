//! How fast a monthly duty of ten thousand units over five years becomes tasks; the goal for the expansion is 5 s.

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use lantoa_domain::id::{Id as _, UnitId};
use lantoa_domain::plan::Plan;
use lantoa_domain::task::{Owing, Roll, Times};
use lantoa_domain::unit::UnitKind;
use lantoa_domain::workday::{DayKind, Holidays, OffDay};

const UNITS: i64 = 10_000;
const PLAN: &str = r#"
tracks = []
[document]
agency = "Tỉnh Thử tải"
title = "Điển hình tiên tiến giai đoạn 2021-2025"
from = 2021
to = 2025
[[movements]]
key = "chung"
name = "Thi đua chung"
[[obligations]]
key = "danh-sach"
what = "Gửi danh sách hằng tháng"
who = "every_unit"
form = "list"
deadline = { every = "month", day = 20 }
"#;

fn roll() -> Roll {
    let owing = |n: i64| Owing {
        unit: UnitId::from_raw(n + 1),
        kind: UnitKind::Commune,
        names: vec![format!("Đơn vị {n}")],
        leads: false,
        from: date(2010, 1, 1),
        to: None,
    };
    let tet = |(year, month, day)| (date(year, month, day), date(year, month, day + 6), DayKind::Off);
    let holidays = Holidays::new([(2021, 2, 10), (2022, 1, 24), (2023, 1, 20), (2024, 2, 8), (2025, 1, 25)].map(tet));
    Roll {
        root: UnitId::from_raw(0),
        standing_body: None,
        units: (0..UNITS).map(owing).collect(),
        named: BTreeMap::new(),
        times: Times { holidays, off_day: OffDay::Later, events: Vec::new() },
    }
}

fn tasks(c: &mut Criterion) {
    let plan: Plan = toml::from_str(PLAN).expect("a plan");
    let roll = roll();
    assert_eq!(plan.tasks(&roll).len(), 600_000);
    let mut group = c.benchmark_group("10,000 units, 60 turns");
    group.sample_size(10);
    group.bench_function("tasks", |b| b.iter(|| plan.tasks(black_box(&roll))));
    group.finish();
}

criterion_group!(benches, tasks);
criterion_main!(benches);
