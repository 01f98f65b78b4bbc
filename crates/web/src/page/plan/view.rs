//! What the plan pages show: the document's own text with the places that items were read from.

use crate::ui::{Action, Badge, Label, Tone};
use lantoa_i18n::{Word, word};

/// A plan: its document and the items read from it.
#[derive(Debug, Clone)]
pub struct PlanView {
    /// Number and sign: `41/KH-UBND`.
    pub number: String,
    /// Title as in the document.
    pub title: String,
    /// Where it stands.
    pub state: Badge,
    /// Puts it into force; greyed out while items are open.
    pub next: Action,
    /// Other things that can be done.
    pub others: Vec<Action>,
    /// How many items are confirmed, and how many there are.
    pub confirmed: u32,
    /// All items.
    pub items: u32,
    /// Slips found in the document.
    pub warnings: Vec<Warning>,
    /// Headings, in order.
    pub outline: Vec<OutlineEntry>,
    /// The text, in order.
    pub blocks: Vec<Block>,
}

impl PlanView {
    /// Width of the confirmed part in the meter.
    #[must_use]
    pub fn confirmed_width(&self) -> String {
        crate::ui::share_of(u64::from(self.confirmed), u64::from(self.items))
    }
}

/// A slip in the document.
#[derive(Debug, Clone)]
pub struct Warning {
    /// What is odd, and what was assumed.
    pub text: Label,
    /// The anchor of the place.
    pub anchor: String,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct OutlineEntry {
    /// Its text.
    pub text: String,
    /// Its anchor.
    pub anchor: String,
    /// 1 is the outermost.
    pub level: u8,
    /// Items in it that are still to be confirmed.
    pub open: u32,
}

/// A heading or paragraph of the document with the items read from it.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its anchor.
    pub anchor: String,
    /// 1–3 for a heading, 0 for a paragraph.
    pub heading: u8,
    /// The text in pieces.
    pub spans: Vec<Span>,
    /// What was read from it.
    pub items: Vec<Item>,
}

/// A piece of text; marked when an item was read from it.
#[derive(Debug, Clone)]
pub struct Span {
    /// The text as in the document.
    pub text: String,
    /// Id of the item that was read from it.
    pub item: Option<String>,
}

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A person said that it is right.
    Confirmed,
    /// Read, waits for a person.
    Proposed,
    /// A person changed it.
    Corrected,
    /// A person said that it is none.
    Rejected,
}

impl Reading {
    /// CSS modifier.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Proposed => "proposed",
            Self::Corrected => "corrected",
            Self::Rejected => "rejected",
        }
    }

    /// The pill.
    #[must_use]
    pub fn badge(self) -> Badge {
        match self {
            Self::Confirmed => Badge::new(word!("plan-reading-confirmed"), Tone::Good).icon("check"),
            Self::Proposed => Badge::new(word!("plan-reading-proposed"), Tone::Warn),
            Self::Corrected => Badge::new(word!("plan-reading-corrected"), Tone::Note).icon("pencil"),
            Self::Rejected => Badge::new(word!("plan-reading-rejected"), Tone::Plain).icon("x"),
        }
    }
}

/// Something read from the document.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id, unique on the page.
    pub id: String,
    /// What it is: a movement, a quota, a deadline …
    pub kind: Word,
    /// What was understood, in one line.
    pub text: String,
    /// How it stands.
    pub reading: Reading,
    /// Confirm, correct, reject.
    pub actions: Vec<Action>,
}

pub(super) fn sample() -> PlanView {
    PlanView {
        number: "41/KH-UBND".to_owned(),
        title: "Kế hoạch phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2026 – 2030".to_owned(),
        state: Badge::new(word!("plan-state-reading"), Tone::Warn),
        next: Action::link(word!("plan-next-start"), "/ke-hoach/kh_1/van-hanh")
            .primary()
            .icon("play")
            .refused(Some(word!("plan-refused-open").with("count", 3))),
        others: vec![Action::link(word!("plan-original"), "/ke-hoach/kh_1/tep").icon("file-text")],
        confirmed: 39,
        items: 42,
        warnings: vec![
            Warning { text: word!("plan-warning-late-list").into(), anchor: "m-4-2".to_owned() },
            Warning { text: word!("plan-warning-years").with("years", "2026 – 2020").into(), anchor: "m-1-1".to_owned() },
        ],
        outline: sample_outline(),
        blocks: sample_blocks(),
    }
}

fn sample_outline() -> Vec<OutlineEntry> {
    let entry = |text: &str, anchor: &str, level, open| OutlineEntry {
        text: text.to_owned(),
        anchor: anchor.to_owned(),
        level,
        open,
    };
    vec![
        entry("I. Mục đích, yêu cầu", "m-1", 1, 0),
        entry("1. Mục đích", "m-1-1", 2, 1),
        entry("II. Chỉ tiêu", "m-2", 1, 0),
        entry("1. Cải cách hành chính", "m-2-1", 2, 1),
        entry("IV. Tổ chức thực hiện", "m-4", 1, 0),
        entry("2. Các đơn vị", "m-4-2", 2, 1),
    ]
}

fn sample_blocks() -> Vec<Block> {
    let plain = |text: &str| Span { text: text.to_owned(), item: None };
    let marked = |text: &str, item: &str| Span { text: text.to_owned(), item: Some(item.to_owned()) };
    let block = |anchor: &str, heading, spans, items| Block { anchor: anchor.to_owned(), heading, spans, items };
    let item = |id: &str, kind, text: &str, reading| Item {
        id: id.to_owned(),
        kind,
        text: text.to_owned(),
        reading,
        actions: sample_item_actions(id, reading),
    };
    vec![
        block("m-1", 1, vec![plain("I. MỤC ĐÍCH, YÊU CẦU")], vec![]),
        block("m-1-1", 0, vec![
            plain("1. Phát hiện, bồi dưỡng và nhân rộng các điển hình tiên tiến trên các lĩnh vực "),
            marked("giai đoạn 2026 – 2020", "i-1"),
            plain(", tạo sự lan tỏa trong cán bộ, công chức, viên chức và Nhân dân."),
        ], vec![item("i-1", word!("plan-kind-period"), "Từ 01/01/2026 đến 31/12/2030 (văn bản ghi “2026 – 2020”)", Reading::Proposed)]),
        block("m-2", 1, vec![plain("II. CHỈ TIÊU")], vec![]),
        block("m-2-1", 0, vec![
            plain("1. Phong trào "),
            marked("“Cải cách hành chính, xây dựng chính quyền phục vụ”", "i-2"),
            plain(": hằng năm công nhận "),
            marked("ít nhất 08 tập thể và 06 cá nhân", "i-3"),
            plain(" điển hình tiên tiến; Văn phòng chủ trì."),
        ], vec![
            item("i-2", word!("plan-kind-movement"), "Cải cách hành chính, xây dựng chính quyền phục vụ · chủ trì: Văn phòng", Reading::Confirmed),
            item("i-3", word!("plan-kind-quota"), "Mỗi năm tối thiểu 8 tập thể, 6 cá nhân", Reading::Proposed),
        ]),
        block("m-4", 1, vec![plain("IV. TỔ CHỨC THỰC HIỆN")], vec![]),
        block("m-4-2", 0, vec![
            plain("2. Các đơn vị gửi danh sách đề nghị về Phòng Nội vụ "),
            marked("trước ngày 30/11 hằng năm", "i-4"),
            plain(" để trình Hội đồng xét "),
            marked("trong tháng 11", "i-5"),
            plain("."),
        ], vec![
            item("i-4", word!("plan-kind-deadline"), "Các đơn vị gửi danh sách: mỗi năm, chậm nhất 29/11", Reading::Proposed),
            item("i-5", word!("plan-kind-step"), "Hội đồng bình xét: mỗi năm, tháng 11", Reading::Corrected),
        ]),
    ]
}

fn sample_item_actions(id: &str, reading: Reading) -> Vec<Action> {
    if reading != Reading::Proposed {
        return vec![Action::link(word!("plan-item-change"), format!("/ke-hoach/kh_1/muc/{id}"))];
    }
    vec![
        Action::post(word!("plan-item-confirm"), format!("/ke-hoach/kh_1/muc/{id}/dung")).icon("check"),
        Action::link(word!("plan-item-correct"), format!("/ke-hoach/kh_1/muc/{id}")).icon("pencil"),
        Action::post(word!("plan-item-reject"), format!("/ke-hoach/kh_1/muc/{id}/bo")).icon("x"),
    ]
}
