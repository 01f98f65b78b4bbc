//! What the workbench shows: plain values, already permitted for the reader.

use crate::ui::{Action, Badge, Label, Pressure, QuotaBar, QuotaRule, Stat, Tone};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use lantoa_i18n::word;

/// The first screen of a signed-in person.
#[derive(Debug, Clone)]
pub struct Workbench {
    /// Today.
    pub today: Date,
    /// The figures on top, at most four.
    pub stats: Vec<Stat>,
    /// The first steps of a new agency; empty when they are all done.
    pub guide: Vec<GuideStep>,
    /// What waits for the reader, most urgent first.
    pub waiting: Vec<Waiting>,
    /// Units that are late, worst first.
    pub late: Vec<LateUnit>,
    /// Quotas not yet met.
    pub gaps: Vec<Gap>,
    /// The next session.
    pub session: Option<NextSession>,
    /// The pack of this month.
    pub pack: Option<MonthPack>,
}

/// One of the first steps.
#[derive(Debug, Clone)]
pub struct GuideStep {
    /// What to do.
    pub title: Label,
    /// Why.
    pub why: Label,
    /// Whether it is done.
    pub done: bool,
    /// The way to it; none when it is done or not yet possible.
    pub action: Option<Action>,
}

/// A thing that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// What to do with it: “Thẩm định”, “Báo cáo”.
    pub verb: Label,
    /// What it is.
    pub title: String,
    /// Where it is.
    pub address: String,
    /// Unit, movement.
    pub about: String,
    /// Until when.
    pub due: Option<Date>,
}

impl Waiting {
    /// CSS class of the due date, seen from `today`.
    #[must_use]
    pub fn urgency(&self, today: &Date) -> &'static str {
        match self.due {
            Some(due) if due < *today => "late",
            Some(due) if (due - *today).get_days() <= 3 => "soon",
            _ => "quiet",
        }
    }
}

/// A unit that owes something.
#[derive(Debug, Clone)]
pub struct LateUnit {
    /// The unit.
    pub name: String,
    /// Its page.
    pub address: String,
    /// What it owes, most urgent first.
    pub owes: String,
    /// How many days the oldest is late.
    pub days: u32,
    /// Reminds it.
    pub remind: Action,
}

/// A movement whose quota has a gap.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The movement.
    pub movement: String,
    /// Its page.
    pub address: String,
    /// The quota.
    pub quota: QuotaBar,
}

/// The next session of a council.
#[derive(Debug, Clone)]
pub struct NextSession {
    /// The council.
    pub council: String,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub place: String,
    /// How many dossiers are on the agenda.
    pub dossiers: u32,
    /// State of the papers.
    pub papers: Badge,
    /// Its page.
    pub address: String,
}

/// The pack of a month.
#[derive(Debug, Clone)]
pub struct MonthPack {
    /// `tháng 11/2026`, in the reader's language.
    pub month: String,
    /// Units that have sent.
    pub sent: u32,
    /// Units that reported that there is nothing.
    pub nothing: u32,
    /// All units that owe.
    pub units: u32,
    /// When it is due at the level above.
    pub due: Date,
    /// Its page.
    pub address: String,
}

impl MonthPack {
    /// Width of the units that sent a list, in the meter.
    #[must_use]
    pub fn sent_width(&self) -> String {
        crate::ui::share_of(u64::from(self.sent), u64::from(self.units))
    }

    /// Width of all units that answered.
    #[must_use]
    pub fn answered_width(&self) -> String {
        crate::ui::share_of(u64::from(self.sent + self.nothing), u64::from(self.units))
    }
}

const TODAY: Date = date(2026, 11, 21);

pub(super) fn sample() -> Workbench {
    Workbench {
        today: TODAY,
        stats: vec![
            Stat::new("12", word!("workbench-stat-waiting")).link("/ho-so?xem=cho-toi"),
            Stat::new("3", word!("workbench-stat-late")).tone(Tone::Bad).link("/nhiem-vu?xem=cham"),
            Stat::new("5", word!("workbench-stat-gaps")).tone(Tone::Warn).link("/phong-trao"),
            Stat::new("41", word!("workbench-stat-recognised")).tone(Tone::Honour).link("/dien-hinh"),
        ],
        guide: Vec::new(),
        waiting: sample_waiting(),
        late: sample_late(),
        gaps: sample_gaps(),
        session: Some(NextSession {
            council: "Hội đồng Thi đua – Khen thưởng phường".to_owned(),
            at: Timestamp::from_second(1_797_039_000).expect("invariant: in range"),
            place: "Phòng họp số 1, trụ sở UBND phường".to_owned(),
            dossiers: 18,
            papers: Badge::new(word!("workbench-papers-sent"), Tone::Good).icon("check"),
            address: "/hoi-dong/ph_1".to_owned(),
        }),
        pack: Some(MonthPack {
            month: "11/2026".to_owned(),
            sent: 17,
            nothing: 4,
            units: 24,
            due: date(2026, 11, 25),
            address: "/bao-cao/thang/2026-11".to_owned(),
        }),
    }
}

pub(super) fn sample_first_day() -> Workbench {
    let step = |title, why, done, action| GuideStep { title, why, done, action };
    Workbench {
        stats: Vec::new(),
        waiting: Vec::new(),
        late: Vec::new(),
        gaps: Vec::new(),
        session: None,
        pack: None,
        guide: vec![
            step(word!("workbench-guide-units").into(), word!("workbench-guide-units-why").into(), true, None),
            step(
                word!("workbench-guide-plan").into(),
                word!("workbench-guide-plan-why").into(),
                false,
                Some(Action::link(word!("workbench-guide-plan-do"), "/ke-hoach/moi").primary().icon("upload")),
            ),
            step(word!("workbench-guide-people").into(), word!("workbench-guide-people-why").into(), false, None),
        ],
        ..sample()
    }
}

fn sample_waiting() -> Vec<Waiting> {
    let item = |verb: Label, title: &str, about: &str, due| Waiting {
        verb,
        title: title.to_owned(),
        address: "/ho-so/ds_2".to_owned(),
        about: about.to_owned(),
        due: Some(due),
    };
    vec![
        item(word!("workbench-verb-appraise").into(), "Trần Minh Khôi", "Dạy tốt – Học tốt · Trường THCS Đông Hải", date(2026, 11, 18)),
        item(word!("workbench-verb-confirm").into(), "Kế hoạch số 41/KH-UBND: 7 mục cần xem lại", "Kế hoạch giai đoạn 2026–2030", date(2026, 11, 23)),
        item(word!("workbench-verb-appraise").into(), "Tổ Toán – Tin", "Dạy tốt – Học tốt · Trường THCS Đông Hải", date(2026, 11, 27)),
        item(word!("workbench-verb-send").into(), "Giấy mời và tài liệu phiên họp ngày 12/12/2026", "Hội đồng Thi đua – Khen thưởng phường", date(2026, 12, 5)),
    ]
}

fn sample_late() -> Vec<LateUnit> {
    let unit = |name: &str, owes: &str, days| LateUnit {
        name: name.to_owned(),
        address: "/quan-tri/don-vi/dv_4".to_owned(),
        owes: owes.to_owned(),
        days,
        remind: Action::post(word!("workbench-remind"), "/nhiem-vu/nv_9/nhac").icon("bell"),
    };
    vec![
        unit("Trạm Y tế phường", "Kế hoạch của đơn vị; báo cáo tháng 10", 32),
        unit("Tổ dân phố số 9", "Danh sách người tốt, việc tốt tháng 11", 1),
    ]
}

fn sample_gaps() -> Vec<Gap> {
    let gap = |movement: &str, label: &str, target, recognised, under_way, forecast| Gap {
        movement: movement.to_owned(),
        address: "/phong-trao/pt_1".to_owned(),
        quota: QuotaBar {
            label: label.into(),
            rule: QuotaRule::Min(target),
            pressure: Pressure::Assigned,
            recognised,
            under_way,
            forecast: Some(forecast),
            counts: None,
        },
    };
    vec![
        gap("Cải cách hành chính", "Tập thể", 8, 3, 4, 9),
        gap("Toàn dân bảo vệ an ninh Tổ quốc", "Cá nhân", 10, 4, 1, 6),
    ]
}
