//! What the dossier pages show: plain values, already permitted for the reader; no rule and no query lives here.

use crate::{
    kernel::Choice,
    ui::{Action, Badge, Label, Moment, Progress, Timeline, Tone, Track, TrackStep},
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use lantoa_i18n::word;

/// How many dossiers there are behind each tab.
#[derive(Debug, Clone, Copy)]
pub struct Tally {
    /// All that the reader may see.
    pub all: u64,
    /// Those that wait for the reader.
    pub waiting: u64,
    /// Those past their date.
    pub late: u64,
}

/// One page of the list.
#[derive(Debug, Clone)]
pub struct List {
    /// Counts of the tabs.
    pub tally: Tally,
    /// Options of the movement filter.
    pub movements: Vec<Choice>,
    /// Options of the step filter.
    pub steps: Vec<Choice>,
    /// The rows, in the list's order.
    pub rows: Vec<Row>,
    /// Cursor of the following page.
    pub next: Option<String>,
}

/// A dossier in the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// Text id: `ds_…`.
    pub id: String,
    /// Name of the subject.
    pub name: String,
    /// Kind of subject and office, in one line.
    pub about: String,
    /// Short name of the movement.
    pub movement: String,
    /// Proposing unit as named today.
    pub unit: String,
    /// Where it stands.
    pub state: Badge,
    /// What is missing; nothing when complete.
    pub missing: u32,
    /// When the present step ends.
    pub due: Option<Date>,
    /// Today, to say how far the date is.
    pub today: Date,
}

impl Row {
    /// CSS class of the due date.
    #[must_use]
    pub fn urgency(&self) -> &'static str {
        match self.due {
            Some(due) if due < self.today => "late",
            Some(due) if (due - self.today).get_days() <= 7 => "soon",
            _ => "quiet",
        }
    }
}

/// One dossier.
#[derive(Debug, Clone)]
pub struct DossierView {
    /// Text id.
    pub id: String,
    /// Name of the subject.
    pub name: String,
    /// Where it stands.
    pub state: Badge,
    /// Kind of subject, office, unit.
    pub about: String,
    /// Facts at the side: name and value.
    pub facts: Vec<(Label, Label)>,
    /// The way through the procedure.
    pub track: Track,
    /// The one next thing to do, greyed out with its reason when it cannot be done.
    pub next: Action,
    /// Why it is the next thing: one sentence.
    pub next_why: Label,
    /// Other things that can be done.
    pub others: Vec<Action>,
    /// Why it came back, when it did.
    pub returned: Option<Returned>,
    /// What is missing before the next step.
    pub missing: Vec<Missing>,
    /// The achievement in brief, as written.
    pub summary: Vec<String>,
    /// The criteria with their evidence.
    pub criteria: Vec<CriterionView>,
    /// Rules that tie it to other dossiers.
    pub links: Vec<LinkView>,
    /// Its files.
    pub files: Vec<FileView>,
    /// Its history.
    pub history: Timeline,
}

/// Why a dossier came back.
#[derive(Debug, Clone)]
pub struct Returned {
    /// Who returned it.
    pub by: String,
    /// The reason as written.
    pub reason: String,
    /// Until when it is wanted back.
    pub until: Option<Date>,
}

/// Something that is missing.
#[derive(Debug, Clone)]
pub struct Missing {
    /// What.
    pub what: Label,
    /// Where it can be supplied.
    pub supply: Action,
}

/// How a criterion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Met.
    Passed,
    /// Not met.
    Failed,
    /// Something is missing to say so.
    Unknown,
    /// A person still has to judge.
    Open,
}

impl Standing {
    /// The pill.
    #[must_use]
    pub fn badge(self) -> Badge {
        match self {
            Self::Passed => Badge::new(word!("dossier-criterion-passed"), Tone::Good).icon("check"),
            Self::Failed => Badge::new(word!("dossier-criterion-failed"), Tone::Bad).icon("x"),
            Self::Unknown => {
                Badge::new(word!("dossier-criterion-unknown"), Tone::Warn).icon("circle-question-mark")
            }
            Self::Open => Badge::new(word!("dossier-criterion-open"), Tone::Plain),
        }
    }
}

/// A criterion applied to this dossier.
#[derive(Debug, Clone)]
pub struct CriterionView {
    /// The criterion as in the plan.
    pub text: String,
    /// Where it stands in the plan: “Mục III.2.a”.
    pub source: String,
    /// Address of the sentence in the plan.
    pub source_address: String,
    /// How it stands.
    pub standing: Standing,
    /// Why, or what is missing.
    pub why: Label,
    /// Files and facts behind it.
    pub evidence: Vec<(String, String)>,
}

/// A rule that ties this dossier to another.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// The rule in a sentence.
    pub rule: Label,
    /// The other dossier: name and address.
    pub other: (String, String),
    /// How the other stands.
    pub state: Badge,
}

/// A file of the dossier.
#[derive(Debug, Clone)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Where it is read.
    pub address: String,
    /// What it is in the list of documents.
    pub role: Label,
    /// Size in words: “1,2 MB”.
    pub size: String,
    /// Who added it and when.
    pub added: String,
}

/// The kinds of subject as options.
#[must_use]
pub fn kinds() -> Vec<Choice> {
    vec![
        Choice::new("ca-nhan", word!("domain-subject-individual")),
        Choice::new("tap-the", word!("domain-subject-collective"))
            .note(word!("domain-subject-collective-note")),
        Choice::new("ho-gia-dinh", word!("domain-subject-household")),
        Choice::new("mo-hinh", word!("domain-subject-practice"))
            .note(word!("domain-subject-practice-note")),
    ]
}

const TODAY: Date = date(2026, 11, 21);

pub(super) fn sample_list() -> List {
    let row = |id: &str, name: &str, about: &str, movement: &str, unit: &str, state, missing, due| Row {
        id: id.to_owned(),
        name: name.to_owned(),
        about: about.to_owned(),
        movement: movement.to_owned(),
        unit: unit.to_owned(),
        state,
        missing,
        due,
        today: TODAY,
    };
    let badge = |words, tone| Badge::new(words, tone);
    List {
        tally: Tally { all: 128, waiting: 12, late: 3 },
        movements: vec![
            Choice::new("1", "Dạy tốt – Học tốt"),
            Choice::new("2", "Cải cách hành chính"),
            Choice::new("3", "Dân vận khéo"),
            Choice::new("4", "Toàn dân bảo vệ an ninh Tổ quốc"),
        ],
        steps: vec![
            Choice::new("dang-ky", "Đăng ký"),
            Choice::new("tham-dinh", "Thẩm định"),
            Choice::new("binh-xet", "Bình xét"),
        ],
        rows: vec![
            row("ds_1", "Tổ Toán – Tin", "Tập thể, 9 người", "Dạy tốt – Học tốt", "Trường THCS Đông Hải",
                badge(word!("dossier-state-appraise"), Tone::Note), 0, Some(date(2026, 11, 27))),
            row("ds_2", "Trần Minh Khôi", "Cá nhân, giáo viên Tin học", "Dạy tốt – Học tốt", "Trường THCS Đông Hải",
                badge(word!("dossier-state-appraise"), Tone::Note), 2, Some(date(2026, 11, 18))),
            row("ds_3", "Một cửa thân thiện – không hẹn lại lần hai", "Mô hình", "Cải cách hành chính", "Trung tâm Phục vụ hành chính công",
                badge(word!("dossier-state-deliberate"), Tone::Note), 0, Some(date(2026, 12, 12))),
            row("ds_4", "Lê Thị Ngọc Ánh", "Cá nhân, tổ trưởng tổ dân phố số 4", "Dân vận khéo", "Ủy ban MTTQ Việt Nam phường",
                badge(word!("dossier-state-returned"), Tone::Warn), 1, Some(date(2026, 11, 25))),
            row("ds_5", "Gia đình ông Phạm Văn Thuận", "Hộ gia đình", "Dân vận khéo", "Tổ dân phố số 7",
                badge(word!("dossier-state-registered"), Tone::Plain), 4, None),
            row("ds_6", "Đội Cảnh sát khu vực", "Tập thể, 14 người", "Toàn dân bảo vệ an ninh Tổ quốc", "Công an phường",
                badge(word!("dossier-state-recognised"), Tone::Honour), 0, None),
        ],
        next: Some("b3xk".to_owned()),
    }
}

pub(super) fn sample() -> DossierView {
    DossierView {
        id: "ds_2".to_owned(),
        name: "Trần Minh Khôi".to_owned(),
        state: Badge::new(word!("dossier-state-appraise"), Tone::Note),
        about: "Cá nhân · Giáo viên Tin học, Trường THCS Đông Hải".to_owned(),
        facts: vec![
            (word!("dossier-movement").into(), "Dạy tốt – Học tốt".into()),
            (word!("dossier-round").into(), "Năm 2026".into()),
            (word!("dossier-unit").into(), "Trường THCS Đông Hải".into()),
            (word!("dossier-level").into(), "Điển hình cấp phường".into()),
            (word!("dossier-keeper").into(), "Phạm Phương Thảo".into()),
        ],
        track: sample_track(Progress::Now),
        next: Action::link(word!("dossier-next-appraise"), "/ho-so/ds_2/tham-dinh")
            .primary()
            .icon("clipboard-check")
            .refused(Some(word!("dossier-refused-missing").with("count", 2))),
        next_why: word!("dossier-next-appraise-why").into(),
        others: vec![
            Action::link(word!("dossier-return"), "/ho-so/ds_2/tra-lai").icon("corner-up-left"),
            Action::link(word!("dossier-print"), "/ho-so/ds_2/in").icon("printer"),
        ],
        returned: None,
        missing: sample_missing(),
        summary: vec![
            "Thiết kế và duy trì câu lạc bộ Tin học miễn phí cho 64 học sinh có hoàn cảnh khó khăn trong hai năm học; 11 em đạt giải cấp thành phố.".to_owned(),
            "Xây dựng kho 120 bài giảng mở, đã được 3 trường trong phường dùng chung.".to_owned(),
        ],
        criteria: sample_criteria(),
        links: vec![LinkView {
            rule: word!("dossier-link-collective").into(),
            other: ("Tổ Toán – Tin".to_owned(), "/ho-so/ds_1".to_owned()),
            state: Badge::new(word!("dossier-state-appraise"), Tone::Note),
        }],
        files: sample_files(),
        history: sample_history(),
    }
}

pub(super) fn sample_returned() -> DossierView {
    DossierView {
        state: Badge::new(word!("dossier-state-returned"), Tone::Warn),
        track: sample_track(Progress::Returned),
        next: Action::post(word!("dossier-next-resend"), "/ho-so/ds_2/gui-lai")
            .field("ban", "7")
            .primary()
            .icon("send"),
        next_why: word!("dossier-next-resend-why").into(),
        returned: Some(Returned {
            by: "Nguyễn Thị Thanh Hà, Phòng Nội vụ".to_owned(),
            reason: "Báo cáo thành tích chưa có xác nhận của Hiệu trưởng; số liệu 120 bài giảng chưa có nguồn kiểm chứng.".to_owned(),
            until: Some(date(2026, 11, 25)),
        }),
        missing: Vec::new(),
        ..sample()
    }
}

fn sample_track(third: Progress) -> Track {
    let later = Progress::Next;
    Track {
        steps: vec![
            TrackStep::new("Đăng ký", Progress::Done).note("12/01/2026"),
            TrackStep::new("Đề nghị", Progress::Done).note("Trường THCS Đông Hải, 05/10/2026"),
            TrackStep::new("Thẩm định", third).note("Phòng Nội vụ, đến 27/11/2026"),
            TrackStep::new("Bình xét", later).note("Hội đồng TĐKT, 12/12/2026"),
            TrackStep::new("Quyết định", later).note("Chủ tịch UBND phường"),
            TrackStep::new("Tuyên truyền", later),
        ],
    }
}

fn sample_missing() -> Vec<Missing> {
    vec![
        Missing {
            what: "Báo cáo thành tích có xác nhận của thủ trưởng đơn vị".into(),
            supply: Action::link(word!("dossier-supply-file"), "/ho-so/ds_2/tep"),
        },
        Missing {
            what: "Mức xếp loại năm 2024".into(),
            supply: Action::link(word!("dossier-supply-fact"), "/ho-so/ds_2/xep-loai"),
        },
    ]
}

fn sample_criteria() -> Vec<CriterionView> {
    let criterion = |text: &str, source: &str, standing, why: Label, evidence: &[&str]| CriterionView {
        text: text.to_owned(),
        source: source.to_owned(),
        source_address: "/ke-hoach/kh_1#m-3-2".to_owned(),
        standing,
        why,
        evidence: evidence
            .iter()
            .map(|e| ((*e).to_owned(), "/ho-so/ds_2/tep/1".to_owned()))
            .collect(),
    };
    vec![
        criterion(
            "Hoàn thành tốt nhiệm vụ trở lên 02 năm liên tục liền kề năm đề nghị",
            "Mục III.2.a",
            Standing::Unknown,
            word!("dossier-why-rating").with("year", "2024").into(),
            &["Quyết định xếp loại 2025.pdf"],
        ),
        criterion(
            "Không bị kỷ luật từ khiển trách trở lên trong thời gian xét",
            "Mục III.2.b",
            Standing::Passed,
            word!("dossier-why-no-discipline").into(),
            &[],
        ),
        criterion(
            "Có cách làm sáng tạo, hiệu quả, được đơn vị xác nhận và có khả năng nhân rộng",
            "Mục III.2.c",
            Standing::Open,
            word!("dossier-why-judge").into(),
            &["Ảnh hoạt động câu lạc bộ.jpg", "Danh sách học sinh đạt giải.pdf"],
        ),
    ]
}

fn sample_files() -> Vec<FileView> {
    let file = |name: &str, role: &str, size: &str| FileView {
        name: name.to_owned(),
        address: "/ho-so/ds_2/tep/1".to_owned(),
        role: role.into(),
        size: size.to_owned(),
        added: "Phạm Phương Thảo, 05/10/2026".to_owned(),
    };
    vec![
        file("Danh sách học sinh đạt giải.pdf", "Minh chứng", "412 KB"),
        file("Quyết định xếp loại 2025.pdf", "Minh chứng", "1,1 MB"),
        file("Ảnh hoạt động câu lạc bộ.jpg", "Hình ảnh", "2,8 MB"),
    ]
}

fn sample_history() -> Timeline {
    let moment = |second: i64, who: Option<&str>, what: &str, why: Option<&str>, tone| Moment {
        at: Timestamp::from_second(second).expect("invariant: in range"),
        who: who.map(str::to_owned),
        what: what.into(),
        why: why.map(str::to_owned),
        tone,
    };
    Timeline {
        moments: vec![
            moment(1_794_800_000, Some("Nguyễn Thị Thanh Hà, Phòng Nội vụ"), "Bắt đầu thẩm định", None, Tone::Plain),
            moment(1_793_900_000, None, "Nhắc đơn vị: còn thiếu 2 nội dung", None, Tone::Warn),
            moment(1_791_200_000, Some("Phạm Phương Thảo, Trường THCS Đông Hải"), "Gửi đề nghị công nhận",
                Some("Đã được tập thể nhà trường suy tôn ngày 28/9/2026, 41/42 phiếu."), Tone::Good),
            moment(1_768_200_000, Some("Phạm Phương Thảo, Trường THCS Đông Hải"), "Đăng ký xây dựng điển hình", None, Tone::Plain),
        ],
    }
}
