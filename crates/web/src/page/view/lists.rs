//! The lists whose views can be kept: where each is, what it is called, which filters it knows. Adding one is one line here.

use lantoa_i18n::{Word, word};

/// A list.
pub(super) struct Known {
    /// Its key, as it is kept and as it stands in addresses.
    pub(super) key: &'static str,
    /// Its address.
    pub(super) path: &'static str,
    /// What it is called.
    pub(super) title: Word,
    /// The parameters it knows, the search and the tab among them.
    pub(super) names: &'static [&'static str],
}

const fn list(key: &'static str, path: &'static str, title: Word, names: &'static [&'static str]) -> Known {
    Known { key, path, title, names }
}

/// Every list with filters.
pub(super) const LISTS: &[Known] = &[
    list(
        "ho-so",
        "/ho-so",
        word!("dossier-list-title"),
        &["q", "xem", "phong-trao", "dot", "buoc", "tinh-trang", "don-vi", "doi-tuong", "tham-dinh"],
    ),
    list(
        "nhiem-vu",
        "/nhiem-vu",
        word!("task-list-title"),
        &["xem", "muc", "tinh-trang", "don-vi", "chuong-trinh", "thang"],
    ),
    list("nhan-to", "/nhan-to", word!("prospect-title"), &["q", "doi-tuong", "don-vi", "nguon", "tinh-trang"]),
    list("gop-y", "/nhan-to/gop-y", word!("suggestion-list"), &["nguon", "tinh-trang"]),
    list(
        "dien-hinh",
        "/dien-hinh",
        word!("ui-area-exemplars"),
        &["q", "phong-trao", "doi-tuong", "don-vi", "nam", "hieu-luc"],
    ),
    list("mo-hinh", "/mo-hinh", word!("ui-area-practices"), &["q", "don-vi", "nam", "phong-trao", "trang-thai"]),
    list("nhan-rong", "/nhan-rong", word!("adoption-ledger"), &["q", "xem", "don-vi", "muc-do", "xac-nhan", "mo-hinh"]),
    list("de-xuat", "/de-xuat-nhan-rong", word!("replication-register"), &["xem", "mo-hinh"]),
    list("boi-duong", "/boi-duong", word!("fostering-title"), &["xem"]),
    list("don-vi", "/quan-tri/don-vi", word!("unit-title"), &["ngay"]),
    list("nguoi", "/quan-tri/nguoi", word!("person-title"), &["q", "don-vi", "tinh-trang"]),
    list("vai-tro", "/quan-tri/vai-tro", word!("agency-holders"), &["q", "vai-tro"]),
    list("van-ban", "/van-ban", word!("document-title"), &["nam", "loai", "tinh-trang"]),
    list("quyet-dinh", "/quyet-dinh", word!("ui-area-decisions"), &["nam", "loai", "tinh-trang"]),
    list("lien-thong", "/lien-thong", word!("dispatch-title"), &["tinh-trang"]),
    list("so-thu", "/quan-tri/thu/so", word!("mail-outbox"), &["tinh-trang"]),
    list("nhat-ky", "/nhat-ky", word!("journal-title"), &["ai", "viec", "ma", "tu-ngay", "den-ngay"]),
    list(
        "ke-hoach-don-vi",
        "/ke-hoach-don-vi",
        word!("cascade-title"),
        &["loai", "chuong-trinh", "nam", "tinh-trang", "cum"],
    ),
    list("bao-cao", "/bao-cao", word!("ui-area-reports"), &["chuong-trinh", "loai", "nam", "tinh-trang"]),
    list("huong-dan", "/huong-dan-khen-thuong", word!("guidance-title"), &["chuong-trinh", "nam"]),
    list("tuyen-truyen", "/tuyen-truyen", word!("publicity-plan"), &["kenh", "tinh-trang", "don-vi", "nam"]),
    list("cau-chuyen", "/tuyen-truyen/cau-chuyen", word!("publicity-stories"), &["tinh-trang"]),
    list("cuoc-thi", "/tuyen-truyen/cuoc-thi", word!("contest-list"), &["tinh-trang"]),
    list("hoi-nghi", "/hoi-nghi", word!("conference-list"), &["chuong-trinh", "tinh-trang"]),
    list("dong-y", "/tuyen-truyen/dong-y", word!("publicity-consents"), &["hieu-luc"]),
];

/// The list at an address.
pub(super) fn at(path: &str) -> Option<&'static Known> {
    LISTS.iter().find(|list| list.path == path)
}

/// The list of a key.
pub(super) fn of(key: &str) -> Option<&'static Known> {
    LISTS.iter().find(|list| list.key == key)
}

#[cfg(test)]
mod tests {
    use super::LISTS;
    use std::collections::BTreeSet;

    #[test]
    fn keys_and_addresses_are_used_once() {
        let keys: BTreeSet<&str> = LISTS.iter().map(|list| list.key).collect();
        let paths: BTreeSet<&str> = LISTS.iter().map(|list| list.path).collect();
        assert_eq!((keys.len(), paths.len()), (LISTS.len(), LISTS.len()));
        // The place of a page and what opens a list plainly are never kept.
        assert!(LISTS.iter().all(|list| !list.names.iter().any(|name| ["tu", "chon", "cach-xem"].contains(name))));
    }
}
