//! What the decision pages show: plain values; every amount comes with both of its operands.

use crate::ui::{Action, Badge, Label, Moment, Timeline, Tone};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use lantoa_i18n::word;

/// One decision.
#[derive(Debug, Clone)]
pub struct DecisionView {
    /// What it is about.
    pub title: String,
    /// Draft, issued, replaced.
    pub state: Badge,
    /// Number and sign, once issued.
    pub number: Option<String>,
    /// Facts at the side.
    pub facts: Vec<(Label, Label)>,
    /// The next thing to do.
    pub next: Action,
    /// Other things that can be done.
    pub others: Vec<Action>,
    /// The persons and collectives in it.
    pub lines: Vec<DecisionLine>,
    /// The base amount in force on the date of the decision, in đồng.
    pub base: i64,
    /// Since when it is in force, and by which act.
    pub base_source: String,
    /// Sum of the amounts, in đồng.
    pub total: i64,
    /// How amounts are rounded, in words.
    pub rounding: Label,
    /// What happened to it.
    pub history: Timeline,
}

/// A line of a decision.
#[derive(Debug, Clone)]
pub struct DecisionLine {
    /// Name of the subject.
    pub name: String,
    /// Its dossier.
    pub address: String,
    /// Kind and unit as named on the date of the decision.
    pub about: String,
    /// What is given: “Giấy khen”, “Giấy chứng nhận”.
    pub form: Label,
    /// The money; none for a recognition, or when a higher title of the period is paid already.
    pub money: Option<Amount>,
    /// Page of the certificate.
    pub certificate: Option<String>,
}

/// An amount with its operands.
#[derive(Debug, Clone)]
pub struct Amount {
    /// Coefficient in hundredths: 30 is 0,3.
    pub coefficient: i64,
    /// Multiplier for the kind of subject in hundredths: 200 for a collective.
    pub factor: i64,
    /// Before rounding, in đồng.
    pub exact: i64,
    /// Paid, in đồng.
    pub paid: i64,
}

/// A certificate, ready to print.
#[derive(Debug, Clone)]
pub struct CertificateView {
    /// The issuing authority, in capitals as on paper.
    pub authority: String,
    /// What the sheet is: “GIẤY CHỨNG NHẬN”.
    pub kind: String,
    /// The line under it.
    pub role: String,
    /// Who receives it.
    pub name: String,
    /// Office and unit as named on the date of the decision.
    pub about: String,
    /// For what.
    pub merit: String,
    /// Place of issue.
    pub place: String,
    /// Date of issue.
    pub on: Date,
    /// Office of the signer, in capitals.
    pub signer_office: String,
    /// The signer.
    pub signer: String,
    /// Number of the decision.
    pub decision: String,
    /// Number in the golden book.
    pub book: String,
    /// The same sheet as PDF.
    pub pdf: String,
}

impl CertificateView {
    /// The date as official paper has it, in Vietnamese in every language of the screen.
    #[must_use]
    pub fn date_in_words(&self) -> String {
        lantoa_i18n::date_long(lantoa_i18n::Locale::Vi, self.on)
    }
}

pub(super) fn sample() -> DecisionView {
    let line = |name: &str, about: &str, form: &str, money| DecisionLine {
        name: name.to_owned(),
        address: "/ho-so/ds_2".to_owned(),
        about: about.to_owned(),
        form: form.into(),
        money,
        certificate: Some("/quyet-dinh/qd_1/giay/1".to_owned()),
    };
    let amount = |coefficient, factor, exact, paid| Some(Amount { coefficient, factor, exact, paid });
    DecisionView {
        title: "Khen thưởng tập thể, cá nhân điển hình tiên tiến năm 2026".to_owned(),
        state: Badge::new(word!("decision-state-draft"), Tone::Plain),
        number: None,
        facts: vec![
            (word!("decision-authority").into(), "Chủ tịch UBND phường".into()),
            (word!("decision-signer").into(), "Trần Hoàng Long".into()),
            (word!("decision-date").into(), "15/12/2026".into()),
            (word!("decision-session").into(), "Phiên họp Hội đồng ngày 12/12/2026".into()),
        ],
        next: Action::link(word!("decision-issue"), "/quyet-dinh/qd_1/ban-hanh").primary().icon("stamp"),
        others: vec![
            Action::link(word!("decision-document"), "/quyet-dinh/qd_1/van-ban").icon("file-text"),
            Action::link(word!("decision-certificates"), "/quyet-dinh/qd_1/giay").icon("award"),
        ],
        lines: vec![
            line("Tổ Toán – Tin", "Tập thể · Trường THCS Đông Hải", "Giấy khen", amount(30, 200, 1_518_000, 1_520_000)),
            line("Trần Minh Khôi", "Cá nhân · Trường THCS Đông Hải", "Giấy khen", amount(30, 100, 759_000, 760_000)),
            line("Gia đình ông Phạm Văn Thuận", "Hộ gia đình · Tổ dân phố số 7", "Giấy khen", amount(30, 150, 1_138_500, 1_140_000)),
            line("Đội Cảnh sát khu vực", "Tập thể · Công an phường", "Giấy khen", None),
        ],
        base: 2_530_000,
        base_source: "Mức lương cơ sở từ 01/7/2026".to_owned(),
        total: 3_420_000,
        rounding: word!("decision-rounding").with("unit", lantoa_i18n::Dong(10_000)).into(),
        history: Timeline {
            moments: vec![Moment {
                at: Timestamp::from_second(1_797_060_000).expect("invariant: in range"),
                who: Some("Nguyễn Thị Thanh Hà, Phòng Nội vụ".to_owned()),
                what: "Lập dự thảo từ kết quả phiên họp".into(),
                why: None,
                tone: Tone::Plain,
            }],
        },
    }
}

pub(super) fn sample_certificate() -> CertificateView {
    CertificateView {
        authority: "ỦY BAN NHÂN DÂN PHƯỜNG ĐÔNG HẢI".to_owned(),
        kind: "GIẤY CHỨNG NHẬN".to_owned(),
        role: "Điển hình tiên tiến năm 2026".to_owned(),
        name: "Trần Minh Khôi".to_owned(),
        about: "Giáo viên Tin học, Trường THCS Đông Hải".to_owned(),
        merit: "Đã có thành tích xuất sắc trong phong trào “Dạy tốt – Học tốt”, xây dựng câu lạc bộ Tin học miễn phí cho học sinh có hoàn cảnh khó khăn".to_owned(),
        place: "Đông Hải".to_owned(),
        on: date(2026, 12, 15),
        signer_office: "CHỦ TỊCH".to_owned(),
        signer: "Trần Hoàng Long".to_owned(),
        decision: "126/QĐ-UBND".to_owned(),
        book: "018".to_owned(),
        pdf: "/quyet-dinh/qd_1/giay/1.pdf".to_owned(),
    }
}
