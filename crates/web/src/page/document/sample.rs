//! Documents for the gallery.

use jiff::civil::date;
use lantoa_app::document::seal::{Added, Coverage, Holder, Kind as SealKind, Seal, SignedAt, Source, Verdict};
use lantoa_app::document::{About, DocumentRow, DocumentStatus, DocumentView, FileRole, FileView, Relation};
use lantoa_docgen::Kind;
use lantoa_domain::id::Id;

fn row(n: i64, kind: Kind, number: i64, symbol: &str, title: &str) -> DocumentRow {
    DocumentRow {
        id: Id::from_raw(n),
        kind,
        status: DocumentStatus::Issued,
        series: String::new(),
        number,
        symbol: symbol.to_owned(),
        on: date(2026, 12, 15),
        title: title.to_owned(),
        signer: "Trần Hoàng Long".to_owned(),
        recipients: "Như trên\nLưu: VT, TĐKT".to_owned(),
        relation: None,
        why: String::new(),
        ended_on: None,
    }
}

/// The register's newest lines.
pub(super) fn rows() -> Vec<DocumentRow> {
    let letter = DocumentRow {
        relation: Some(Relation::Recalls),
        why: "ban hành khi chưa đủ ý kiến".to_owned(),
        ..row(5, Kind::Letter, 91, "UBND", "Thu hồi Tờ trình số 88/TTr-UBND")
    };
    let recalled = DocumentRow {
        status: DocumentStatus::Recalled,
        ended_on: Some(date(2026, 12, 20)),
        ..row(2, Kind::Submission, 88, "TTr-UBND", "Về việc đề nghị công nhận điển hình tiên tiến năm 2026")
    };
    vec![
        letter,
        row(4, Kind::Recognition, 90, "QĐ-UBND", "Về việc công nhận điển hình tiên tiến năm 2026"),
        row(3, Kind::Minutes, 89, "BB-UBND", "Họp Hội đồng Thi đua - Khen thưởng"),
        recalled,
        row(1, Kind::Invitation, 87, "GM-UBND", "Họp Hội đồng Thi đua - Khen thưởng"),
    ]
}

/// A document in force with its paper.
pub(super) fn view() -> DocumentView {
    let row = row(3, Kind::Minutes, 89, "BB-UBND", "Họp Hội đồng Thi đua - Khen thưởng xét, công nhận điển hình");
    let file = |n, role, name: &str| FileView {
        id: Id::from_raw(n),
        role,
        name: name.to_owned(),
        media: "application/pdf".to_owned(),
        size: 84_000,
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        seals: Vec::new(),
        by: "Nguyễn Thị Hà".to_owned(),
        at: "2026-12-15T08:30:00Z".parse().unwrap_or_default(),
    };
    DocumentView {
        row,
        version: 1,
        signer_title: "TM. HỘI ĐỒNG\nCHỦ TỊCH".to_owned(),
        authority: String::new(),
        about: Some(About::Session(Id::from_raw(1))),
        other: None,
        after: Vec::new(),
        files: vec![
            file(1, FileRole::Original, "minutes-89-2026.pdf"),
            FileView { seals: seals(), ..file(2, FileRole::Signed, "bien-ban-ky-so.pdf") },
            file(3, FileRole::Scan, "bien-ban-co-dau.pdf"),
        ],
        check_code: Some("K7Q29XWM0110ABCD".to_owned()),
        readable: true,
        may_handle: true,
    }
}

/// Two signatures: one in order, one after which the file was changed.
fn seals() -> Vec<Seal> {
    let at = "2026-12-15T08:00:00Z".parse().unwrap_or_default();
    let seal = |name: &str, verdict, coverage| Seal {
        field: "Signature1".to_owned(),
        kind: SealKind::Signature,
        verdict,
        coverage,
        holder: Some(Holder {
            name: name.to_owned(),
            organisation: "UBND phường Đông Hải".to_owned(),
            issuer: "Cơ quan chứng thực (mẫu)".to_owned(),
            serial: "0B7F21".to_owned(),
            from: at,
            until: at,
        }),
        signed_at: Some(SignedAt { at, source: Source::Signer }),
        stamp: None,
        algorithm: "RSA 2048, SHA-256".to_owned(),
        reason: String::new(),
        place: String::new(),
    };
    vec![
        seal("Trần Hoàng Long", Verdict::Trusted, Coverage::Part { bytes: 9_000, added: Added::Signatures }),
        seal("UBND phường Đông Hải", Verdict::Changed, Coverage::Whole),
    ]
}

/// One that was taken back.
pub(super) fn recalled() -> DocumentView {
    let rows = rows();
    DocumentView { row: rows[3].clone(), after: vec![rows[0].clone()], ..view() }
}

/// One whose content is closed to the reader.
pub(super) fn closed() -> DocumentView {
    DocumentView { readable: false, may_handle: false, files: Vec::new(), ..view() }
}
