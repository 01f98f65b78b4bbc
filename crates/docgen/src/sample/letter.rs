//! Specimens of letters and copies.

use super::{DAY, director, letterhead, recognition};
use crate::{
    document::Document,
    paper::{Cited, CopyMark, Letter, Paper, copy, correction, excerpt, pieces, recall},
};
use jiff::civil::Date;
use std::collections::BTreeSet;

const EARLIER: Date = jiff::civil::date(2026, 11, 20);

fn cited() -> Cited {
    Cited {
        name: "Quyết định".to_owned(),
        number: "18/QĐ-SDTTG".to_owned(),
        on: EARLIER,
        agency: "Sở Dân tộc và Tôn giáo".to_owned(),
        about: "Về việc công nhận điển hình tiên tiến năm 2026".to_owned(),
    }
}

fn letter(about: &str, body: String) -> Letter {
    Letter {
        letterhead: letterhead(21, DAY),
        about: about.to_owned(),
        addressees: vec!["Văn phòng Sở".to_owned(), "Các phòng thuộc Sở".to_owned()],
        body,
        signer: director(),
        recipients: vec!["Như trên".to_owned(), "Lưu: VT, TĐKT".to_owned()],
    }
}

/// A letter of correction.
pub(super) fn corrected() -> Letter {
    let body = correction(
        &cited(),
        "Căn cứ Nghị định số 152/2024/NĐ-CP",
        "Căn cứ Nghị định số 152/2025/NĐ-CP",
        "ghi nhầm năm ban hành của văn bản viện dẫn",
    );
    letter("đính chính Quyết định số 18/QĐ-SDTTG", body)
}

/// A notice of recall.
pub(super) fn recalled() -> Letter {
    letter("thu hồi Quyết định số 18/QĐ-SDTTG", recall(&cited(), "ban hành khi chưa đủ ý kiến của Hội đồng"))
}

fn mark() -> CopyMark {
    CopyMark {
        letterhead: letterhead(5, DAY),
        signer: director(),
        recipients: vec!["Phòng Chính sách".to_owned(), "Lưu: VT".to_owned()],
    }
}

/// A copy of the whole.
pub(super) fn copied() -> Document {
    copy(recognition(6, EARLIER).document(), &mark())
}

/// An excerpt: the first article and the second row of the list.
pub(super) fn excerpted() -> Document {
    let whole = recognition(6, EARLIER).document();
    let chosen: BTreeSet<_> = pieces(&whole)
        .into_iter()
        .filter(|piece| piece.text.starts_with("Điều 1") || piece.place.2 == Some(1))
        .map(|piece| piece.place)
        .collect();
    excerpt(whole, &chosen, &mark())
}
