//! Specimens of every paper with invented people: what a page shows before there are facts, and what tests and benchmarks draw; it must not be issued.

mod council;
mod decision;
mod dossier;
mod exemplar;
mod letter;

use crate::{
    document::Document,
    issuer::{Issuer, Letterhead, Named},
    paper::{Calibration, Fillable, Kind, Paper},
    signature::{Capacity, Signer},
    template::Values,
};
use jiff::civil::{Date, date};

pub use council::{ballot, counting, invitation, invitations, minutes, pack, slips};
pub use decision::{award, award_list, certificate, honoured, recognition, submission};
pub use exemplar::handbook;

/// A specimen: its name among files, and the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Unique among the specimens; begins with the id of its kind.
    pub id: String,
    /// The document.
    pub document: Document,
}

/// The day of the specimens.
pub const DAY: Date = date(2026, 11, 25);

/// An agency through its renamings: three names, on whose days law and place differ.
#[must_use]
pub fn issuer() -> Issuer {
    let name = |from, to, superior: &str, agency: &str, symbol: &str| Named {
        from,
        to,
        superior: superior.to_owned(),
        agency: agency.to_owned(),
        symbol: symbol.to_owned(),
        place: "Khánh Hòa".to_owned(),
    };
    let province = "Ủy ban nhân dân\ntỉnh Khánh Hòa";
    Issuer::new(vec![
        name(date(2004, 10, 1), Some(date(2025, 2, 28)), province, "Ban Dân tộc", "BDT"),
        name(date(2025, 3, 1), None, province, "Sở Dân tộc và Tôn giáo", "SDTTG"),
    ])
}

/// The agency as named on a day of its life, the first name before it.
#[must_use]
pub fn named(day: Date) -> Named {
    let issuer = issuer();
    issuer.on(day).or_else(|| issuer.on(date(2004, 10, 1))).cloned().expect("invariant: the specimen has a first name")
}

/// The head of a specimen paper.
#[must_use]
pub fn letterhead(number: u32, day: Date) -> Letterhead {
    Letterhead::issued(&named(day), number, day)
}

fn director() -> Signer {
    Signer::own("Giám đốc", "Nguyễn Thị Ánh Tuyết")
}

fn deputy() -> Signer {
    let capacity = Capacity::DeputyOnBehalf { body: "Hội đồng".to_owned(), head: "Chủ tịch".to_owned() };
    Signer {
        capacity, title: "Phó Giám đốc Sở\nPhó Chủ tịch Hội đồng".to_owned(), name: "Đặng Văn Bường".to_owned()
    }
}

/// Every specimen, in the order of the catalogue.
#[must_use]
pub fn all() -> Vec<Sample> {
    let mut out = Vec::new();
    let mut add = |suffix: &str, paper: &dyn Paper| out.push(of(suffix, paper));
    add("", &exemplar::plan());
    add("", &exemplar::unit_plan());
    add("", &dossier::registration());
    add("-blank", &dossier::blank_registration());
    add("", &dossier::list());
    add("", &dossier::description());
    add("", &dossier::endorsement());
    add("", &dossier::person());
    add("-2024", &dossier::person_2024());
    add("", &dossier::collective());
    add("", &dossier::household());
    add("", &dossier::appraisal());
    add("", &invitation());
    add("", &invitations());
    add("", &pack());
    add("", &ballot());
    add("", &slips(10));
    add("", &council::key_sheet());
    add("", &counting());
    add("", &minutes());
    add("", &submission(7));
    add("", &recognition(24, DAY));
    add("-2017", &recognition(6, date(2017, 1, 12)));
    add("-2021", &recognition(6, date(2021, 12, 31)));
    add("-draft", &decision::draft());
    add("", &award(9));
    add("", &award_list(18));
    add("", &certificate("Ông Cao Văn Thắng"));
    add("-collective", &decision::collective());
    add("-printed", &decision::printed());
    add("", &exemplar::monthly());
    add("", &exemplar::fostering());
    add("", &exemplar::confirmation());
    add("", &exemplar::visit());
    add("-year", &exemplar::yearly());
    add("-interim", &exemplar::interim());
    add("-final", &exemplar::last());
    add("", &exemplar::delegates());
    add("", &handbook(3));
    add("-correction", &letter::corrected());
    add("-recall", &letter::recalled());
    let mut drawn = |kind: Kind, document| out.push(Sample { id: kind.id().to_owned(), document });
    drawn(Kind::Copy, letter::copied());
    drawn(Kind::Excerpt, letter::excerpted());
    let checked = recognition(2, DAY).document().checked_at("https://thidua.vi.du/tra-cuu/7k2m9xqd");
    out.push(Sample { id: format!("{}-checked", Kind::Recognition.id()), document: checked });
    out.push(Sample {
        id: format!("{}-calibration", Kind::Certificate.id()),
        document: Calibration { right: 0, down: 0 }.document(),
    });
    out
}

/// What a specimen gives to an agency's own template; none for kinds that cannot have one.
#[must_use]
pub fn values(kind: Kind) -> Option<Values> {
    Some(match kind {
        Kind::Recognition => recognition(6, DAY).values(),
        Kind::Award => award(6).values(),
        Kind::Submission => submission(6).values(),
        Kind::Certificate => certificate("Ông Cao Văn Thắng").values(),
        _ => return None,
    })
}

fn of(suffix: &str, paper: &dyn Paper) -> Sample {
    Sample { id: format!("{}{suffix}", paper.kind().id()), document: paper.document() }
}
