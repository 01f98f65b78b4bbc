//! Names of bodies and offices: where one begins, how a list of them is parted. Must not hold a list of particular agencies.

use crate::text::{Cut, Doc, pattern};

/// Words with which the name of a body, office or group of units begins, folded.
macro_rules! heads {
    () => {
        concat!(
            "uy ban|ubnd|ubmttq[a-z]*|ub mttq|mttq[a-z]*|mat tran|hdnd|hoi dong|thuong truc|ban|phong|so|hoi|doan|lien doan|",
            "cong doan|cong an|bo chi huy|quan su|trung tam|tram|van phong|to|tieu ban|benh vien|truong|dang uy|dang bo|chi bo|",
            "chi uy|cap uy|huyen uy|thi uy|tinh uy|thanh uy|quan uy|dai|bao|tap chi|cuc|chi cuc|tong cuc|thanh tra|vien|khoa|",
            "hop tac xa|lien minh|lien hiep|ngan hang|kho bac|toa an|quy|bao hiem|chi nhanh|cong ty|tong cong ty|tap doan|",
            "xi nghiep|nha may|phan xuong|doi|dien luc|lanh dao|thu truong|nguoi dung dau|chanh|giam doc|pho giam doc|",
            "tong giam doc|chu tich|pho chu tich|bi thu|hieu truong|chi hoi|chi doan|lien doi|to dan pho|thon|ap|bo phan|",
            "don vi|co quan|dia phuong|khoi|cum|nha truong|doanh nghiep|bch|btv|btc|bgh|bgd|hdtd[a-z]*|bo|vu|",
            "buu dien|hiep hoi|cau lac bo|don bien phong|hat kiem lam|hai quan|thue|nghiep doan|mo|tieu doan|trung doan|dai doi|nha van hoa|thu vien|bao tang|thanh vien|",
            "can bo|cong chuc|vien chuc|doan the|xa|phuong|huyen|thi xa|thanh pho|tinh|nganh|cap|chi|anh|dong chi|ong|ba|truong ban"
        )
    };
}
pub(crate) use heads;

pattern!(OFFICE, r"^(?:(?:cac|moi|tung|toan|nhung|tat ca) )?(?:", heads!(), r")\b");
pattern!(
    /// Common words that begin like a body's name: "ban hành", "tổ chức", "số lượng".
    NOT_OFFICE,
    r"^(?:(?:cac|moi|tung|toan|nhung) )?(?:ban hanh|to chuc|hoi nghi|hoi thao|hoi thi|doan ket|so ket|so luong|so lieu|so tay|bao cao|bao dam|bao ve|phong trao|phong, chong|phong cach|",
    r"truong hop|dai hoi|dai bieu|to trinh|quy dinh|quy trinh|quy che|quy mo|bo tri|bo sung|bo phieu|khoa hoc|don doc|cap nhat|cap giay|chi tieu|chi dao|chi phi|chi thi|anh huong|tinh hinh|",
    r"tinh than|doi voi|doi moi|doi tuong|xa hoi|mo hinh|mo rong|mo chuyen|so sanh|van phong pham|to cao|khoi day|khoi nghiep|quy [ivx1-4]+\b|thanh phan|thanh tich|thanh lap|muc )"
);
pattern!(
    NAME_START,
    r"^(?:uy ban|ubnd|ubmttq[a-z]*|ub mttq|mttq|mat tran|hdnd|hoi dong|thuong truc|ban|phong|so|hoi|doan|lien doan|cong doan|",
    r"cong an|bo chi huy|trung tam|tram|van phong|to|tieu ban|benh vien|truong|dang uy|dang bo|chi bo|chi uy|cap uy|huyen uy|",
    r"thi uy|tinh uy|thanh uy|quan uy|dai|bao|cuc|chi cuc|thanh tra|vien|khoa|hop tac xa|lien minh|lien hiep|ngan hang|kho bac|",
    r"toa an|bao hiem|chi nhanh|cong ty|tong cong ty|xi nghiep|nha may|phan xuong|doi|dien luc|lanh dao|giam doc|chu tich|",
    r"pho chu tich|bi thu|hieu truong|chi hoi|chi doan|nha truong|bch|btv|bo|vu|cac|quy|nghiep doan|khoi|cum|tap chi|nha van hoa|thu vien|buu dien|hiep hoi|cau lac bo|don bien phong|hat kiem lam|hai quan|thue)\b"
);
pattern!(LIST_BREAK, r", va |; |, | va | cung ");
pattern!(
    GENERIC,
    r"\blien quan\b|^(?:cac |va )*(?:co quan|don vi|bo phan|nganh|dia phuong|phong|ban|to chuc|doan the|khoa)(?:, (?:co quan|don vi|phong|ban|nganh|dia phuong|doan the|bo phan|to chuc|khoa))*$"
);

/// Whether a folded text begins with a body or office.
pub(crate) fn starts_with_office(folded: &str) -> bool {
    OFFICE.is_match(folded) && !NOT_OFFICE.is_match(folded)
}

/// Whether a folded name means no particular body: "các đơn vị liên quan".
pub(crate) fn is_generic(folded: &str) -> bool {
    GENERIC.is_match(folded.trim())
}

/// Parts "A, B và C" into names; "và" and commas inside a name do not part it.
pub(crate) fn split(doc: &Doc, cut: Cut) -> Vec<Cut> {
    let mut out = Vec::new();
    let mut start = cut.start;
    for gap in doc.find_all(&LIST_BREAK, cut) {
        let rest = cut.from(gap.end);
        if begins_name(doc, rest) {
            push(doc, Cut::new(start, gap.start), &mut out);
            start = gap.end;
        }
    }
    push(doc, Cut::new(start, cut.end), &mut out);
    out
}

fn push(doc: &Doc, cut: Cut, out: &mut Vec<Cut>) {
    let cut = doc.strip(cut);
    if !cut.is_empty() {
        out.push(cut);
    }
}

fn begins_name(doc: &Doc, rest: Cut) -> bool {
    let text = doc.fold(rest);
    NAME_START.is_match(text) && (doc.is_upper(rest.start) || text.starts_with("cac "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::doc;

    #[test]
    fn lists_of_bodies_are_parted_between_names_only() {
        let doc = doc("Phòng Giáo dục và Đào tạo, Trung tâm Văn hóa, Thể thao và Sở Gió và các đơn vị có liên quan");
        let names: Vec<&str> = split(&doc, doc.all()).into_iter().map(|cut| doc.text(cut)).collect();
        assert_eq!(
            names,
            ["Phòng Giáo dục và Đào tạo", "Trung tâm Văn hóa, Thể thao", "Sở Gió", "các đơn vị có liên quan"]
        );
        assert!(is_generic("cac don vi co lien quan"));
        assert!(is_generic("cac co quan, don vi"));
        assert!(!is_generic("phong noi vu"));
    }
}
