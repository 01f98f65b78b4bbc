//! How fast papers become PDF: a decision warm and for the first time, lists, certificates; the goals are 50 ms a decision and 10,000 certificates in 60 s.

use std::{hint::black_box, time::Duration};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jiff::Timestamp;
use lantoa_docgen::{Certificates, Document, Paper, PdfOptions, Press, sample};
use lantoa_press::Typesetter;

const ISSUED: PdfOptions = PdfOptions::issued(Timestamp::UNIX_EPOCH);

/// A decision like no other before: another number, another list, other names.
fn another(n: &mut usize, rows: usize) -> Document {
    *n += 1;
    let mut decision = sample::recognition(rows, sample::DAY);
    decision.letterhead.number = u32::try_from(*n).ok();
    for (i, one) in decision.list.iter_mut().enumerate() {
        one.name = format!("{} {}", one.name, *n * 1_000 + i);
        one.merit = format!("{} ({n})", one.merit);
    }
    decision.document()
}

fn decisions(c: &mut Criterion) {
    let press = Typesetter::new();
    let mut n = 0;
    for rows in [7, 30] {
        c.bench_function(&format!("decision of {rows}/another one each time, for the archive"), |b| {
            b.iter_batched(
                || another(&mut n, rows),
                |it| press.pdf(&it, &ISSUED).expect("a PDF"),
                BatchSize::PerIteration,
            );
        });
    }
    let same = sample::recognition(30, sample::DAY).document();
    c.bench_function("decision of 30/the same again", |b| {
        b.iter(|| press.pdf(black_box(&same), &ISSUED).expect("a PDF"));
    });
    c.bench_function("decision of 30/picture of page 1 at 96 dpi", |b| {
        b.iter(|| press.pages(black_box(&same), 96, 1).expect("a picture"));
    });
}

fn lists(c: &mut Criterion) {
    let press = Typesetter::new();
    let mut n = 0;
    let mut group = c.benchmark_group("list");
    group.sample_size(10).measurement_time(Duration::from_secs(15));
    group.bench_function("2,000 rows", |b| {
        b.iter_batched(
            || another(&mut n, 2_000),
            |it| press.pdf(&it, &ISSUED).expect("a PDF"),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn certificates(c: &mut Criterion) {
    let press = Typesetter::new();
    let mut group = c.benchmark_group("certificates");
    group.sample_size(10).measurement_time(Duration::from_secs(20)).throughput(Throughput::Elements(1_000));
    let mut n = 0_usize;
    group.bench_function("1,000 in pieces of 200, for the archive", |b| {
        b.iter(|| {
            n += 1;
            let sheets = (0..1_000_usize).map(|i| sample::certificate(&format!("Ông Nguyễn Văn {n} {i}")).document());
            let pieces = Certificates::new("Giấy khen", "Sở", sheets).in_pieces(200, &press, ISSUED);
            pieces.map(|piece| piece.expect("a piece").pdf.len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, decisions, lists, certificates);
criterion_main!(benches);
