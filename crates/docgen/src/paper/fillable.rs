//! The names under which an agency's own template finds the facts of a paper; a name once given must not change its meaning.

use super::{
    Decision, Paper, Submission,
    award::{Honoured, counted, total},
    certificate::Certificate,
    decision::Matter,
};
use crate::{issuer::Letterhead, signature::Signer, template::Values, words};
use lantoa_i18n::{Locale, decimal, number};

/// A paper that fills an agency's template.
pub trait Fillable: Paper {
    /// Its facts by name. The names are the same for every paper of the kind, whether a fact is there or not.
    fn values(&self) -> Values;
}

/// Who, what number, where and when.
fn head(letterhead: &Letterhead, mark: &str) -> Values {
    Values::new()
        .with("co_quan_chu_quan", &letterhead.issuer.superior)
        .with("co_quan", &letterhead.issuer.agency)
        .with("so_ky_hieu", letterhead.number(mark).trim_start_matches('\u{a0}'))
        .with("dia_danh", &letterhead.issuer.place)
        .with("ngay_thang_nam", letterhead.date())
}

fn foot(values: Values, signer: &Signer, recipients: &[String]) -> Values {
    values
        .with("chuc_vu_nguoi_ky", signer.lines().join("\n"))
        .with("nguoi_ky", &signer.name)
        .with("noi_nhan", recipients.iter().map(|name| format!("- {name};")).collect::<Vec<_>>().join("\n"))
}

fn honoured(values: Values, list: &[Honoured]) -> Values {
    let rows = list.iter().enumerate().map(|(i, one)| {
        vec![
            (i + 1).to_string(),
            one.subject.plural().to_owned(),
            one.name.clone(),
            one.about.clone(),
            one.merit.clone(),
            one.coefficient.map_or_else(String::new, |n| decimal(Locale::Vi, n, 2)),
            one.money.map_or_else(String::new, |n| number(Locale::Vi, n)),
        ]
    });
    values
        .with("so_luong", counted(list))
        .with("tong_tien", number(Locale::Vi, total(list)))
        .with("tong_tien_bang_chu", words::dong(total(list)))
        .with_list("danh_sach", &["stt", "doi_tuong", "ten", "chuc_vu_don_vi", "thanh_tich", "he_so", "so_tien"], rows)
}

impl Fillable for Decision {
    fn values(&self) -> Values {
        let (title, detail) = match &self.matter {
            Matter::Recognition { title, until } => (title, until),
            Matter::Award { award, fund, .. } => (award, fund),
        };
        let values = head(&self.letterhead, "QĐ")
            .with("trich_yeu", &self.about)
            .with("tham_quyen", &self.authority)
            .with("can_cu", self.bases.join(";\n"))
            .with("danh_hieu", title)
            .with("gia_tri_nguon_tien", detail)
            .with("thi_hanh", &self.carried_out_by);
        foot(honoured(values, &self.list), &self.signer, &self.recipients)
    }
}

impl Fillable for Submission {
    fn values(&self) -> Values {
        let values = head(&self.letterhead, "TTr")
            .with("trich_yeu", &self.about)
            .with("kinh_gui", self.addressees.join("\n"))
            .with("can_cu", self.bases.join(";\n"))
            .with("qua_trinh", &self.account)
            .with("de_nghi", &self.request)
            .with("danh_hieu", &self.title)
            .with("ho_so_kem_theo", self.enclosures.join("\n"));
        foot(honoured(values, &self.list), &self.signer, &self.recipients)
    }
}

impl Fillable for Certificate {
    fn values(&self) -> Values {
        Values::new()
            .with("noi_cap", &self.giver)
            .with("ten_giay", &self.name)
            .with("viec", &self.verb)
            .with("ten", &self.holder)
            .with("chuc_vu_don_vi", &self.about)
            .with("thanh_tich", &self.merit)
            .with("quyet_dinh", &self.decision)
            .with("so_so", &self.book)
            .with("dia_danh_ngay_thang", &self.place_date)
            .with("chuc_vu_nguoi_ky", self.signer.lines().join("\n"))
            .with("nguoi_ky", &self.signer.name)
    }
}

#[cfg(test)]
mod tests {
    use super::Fillable;
    use crate::{docx, paper::Paper, sample, template::Template};

    /// A paper of our own with placeholders in it, as an agency would type them into Word.
    fn template() -> Template {
        let mut typed = sample::recognition(1, sample::DAY);
        typed.about = "{{trich_yeu}} theo {{so_ky_hieu}}".to_owned();
        typed.list[0].name = "{{danh_sach.ten}}".to_owned();
        typed.list[0].about = "{{danh_sach.chuc_vu_don_vi}}: {{danh_sach.so_tien}}".to_owned();
        typed.signer.name = "{{nguoi_ky}}".to_owned();
        Template::open(&docx(&typed.document())).expect("a Word file of ours is a template")
    }

    #[test]
    fn a_decision_fills_a_template_with_every_row() {
        let template = template();
        let decision = sample::award(9);
        assert_eq!(template.check(&decision.values().vocabulary()), []);
        let filled = template.fill(&decision.values()).expect("filled");
        let again = Template::open(&filled).expect("still a Word file");
        assert_eq!(again.placeholders().count(), 0);
        assert!(filled.len() > 2_000);
    }

    #[test]
    fn names_are_the_same_whether_facts_are_there_or_not() {
        let (full, empty) = (sample::award(3), sample::recognition(0, sample::DAY));
        assert_eq!(full.values().vocabulary(), empty.values().vocabulary());
        for name in ["so_ky_hieu", "trich_yeu", "nguoi_ky", "danh_sach.ten"] {
            assert!(full.values().vocabulary().names().iter().any(|known| known == name), "{name}");
            assert!(sample::submission(1).values().vocabulary().names().iter().any(|known| known == name), "{name}");
        }
        let certificate = sample::certificate("Ông A").values().vocabulary();
        assert!(certificate.has(None, "ten") && certificate.has(None, "quyet_dinh"));
    }
}
