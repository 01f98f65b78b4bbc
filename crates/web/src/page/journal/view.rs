//! What the pages of the journal show.

use jiff::Timestamp;
use lantoa_app::journal::{Entry, Fault, Field, Page, Proof, Told};
use lantoa_i18n::{Word, word};

use super::{events, fields::FieldView};
use crate::ui::Label;

/// One page of entries.
#[derive(Debug, Clone)]
pub struct List {
    /// The entries, newest first.
    pub rows: Vec<EntryView>,
    /// Cursor of the following page.
    pub next: Option<String>,
    /// Everyone with an account: id and name.
    pub people: Vec<(String, String)>,
}

/// An entry.
#[derive(Debug, Clone)]
pub struct EntryView {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who; `None` is the system.
    pub who: Option<String>,
    /// What, in words, or the event's name.
    pub what: Label,
    /// The subject's name; its kind where the name is not for this reader.
    pub subject: Label,
    /// The subject's identifier: what the filter takes.
    pub code: String,
    /// The subject's page, where there is one.
    pub address: Option<String>,
    /// Fields of the detail; absent where the reader may not read them.
    pub detail: Option<Vec<FieldView>>,
    /// First letters of its hash.
    pub hash: String,
}

impl List {
    pub(super) fn new(page: Page) -> Self {
        Self {
            rows: page.entries.into_iter().map(EntryView::new).collect(),
            next: page.next.map(|seq| seq.to_string()),
            people: page.actors.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        }
    }
}

impl EntryView {
    fn new(entry: Entry) -> Self {
        let what = events::sentence(&entry.action).map_or_else(|| Label::from(entry.action.clone()), Label::from);
        Self {
            seq: entry.seq,
            at: entry.at,
            who: entry.actor.map(|(_, name)| name),
            what,
            // What the reader may not read has no page for them.
            address: address(&entry.subject).filter(|_| entry.detail.is_some() || entry.subject_name.is_some()),
            subject: entry.subject_name.map_or_else(|| kind(&entry.subject).into(), Label::from),
            code: entry.subject,
            detail: entry.detail.map(|fields| fields.iter().map(FieldView::new).collect()),
            hash: entry.hash,
        }
    }
}

/// The page of a subject, by the kind its identifier says.
fn address(subject: &str) -> Option<String> {
    let part = match subject.split('_').next()? {
        "un" => "/quan-tri/don-vi",
        "pe" => "/quan-tri/nguoi",
        "hs" => "/ho-so",
        "kh" => "/ke-hoach",
        "qd" => "/quyet-dinh",
        "dh" => "/dien-hinh",
        "ct" => "/chuong-trinh",
        "gy" => "/nhan-to/gop-y",
        "nt" => "/nhan-to",
        "bd" => "/boi-duong",
        "nv" => "/nhiem-vu",
        "hd" => "/hoi-dong",
        "ph" => "/hoi-dong/phien",
        "bp" => "/phieu",
        "mh" => "/mo-hinh",
        "nr" => "/nhan-rong",
        "dn" => "/de-xuat-nhan-rong",
        "cc" => "/tuyen-truyen/cau-chuyen",
        "tt" => "/tuyen-truyen/hoat-dong",
        "tq" => "/tuyen-truyen/tham-quan",
        "pt" => "/tuyen-truyen/hoc-tap",
        "yc" => "/tuyen-truyen/tu-lieu",
        "pb" => "/tuyen-truyen/pho-bien",
        "ky" => "/tuyen-truyen/ky-yeu",
        "wt" => "/tuyen-truyen/cuoc-thi",
        "bv" => "/tuyen-truyen/cuoc-thi/bai",
        "bc" => "/bao-cao",
        "hn" => "/hoi-nghi",
        _ => return None,
    };
    Some(format!("{part}/{subject}"))
}

/// What a thing is, by the kind its identifier says.
fn kind(subject: &str) -> Word {
    match subject.split('_').next().unwrap_or_default() {
        "un" => word!("journal-kind-unit"),
        "pe" => word!("journal-kind-person"),
        "ac" => word!("journal-kind-account"),
        "gr" => word!("journal-kind-role"),
        "kh" => word!("journal-kind-plan"),
        "ct" => word!("journal-kind-programme"),
        "dx" => word!("journal-kind-round"),
        "hs" => word!("journal-kind-dossier"),
        "tp" => word!("journal-kind-file"),
        "dt" => word!("journal-kind-subject"),
        "dk" => word!("journal-kind-fact"),
        "hd" => word!("journal-kind-council"),
        "ph" => word!("journal-kind-session"),
        "bp" => word!("journal-kind-election"),
        "mu" => word!("journal-kind-item"),
        "qd" => word!("journal-kind-decision"),
        "dh" => word!("journal-kind-exemplar"),
        "nv" => word!("journal-kind-task"),
        "gc" => word!("journal-kind-note"),
        "mh" => word!("journal-kind-practice"),
        "nr" => word!("journal-kind-adoption"),
        "dn" => word!("journal-kind-replication"),
        "gy" => word!("journal-kind-suggestion"),
        "nt" => word!("journal-kind-prospect"),
        "bd" => word!("journal-kind-fostering"),
        "cc" => word!("journal-kind-story"),
        "tt" => word!("journal-kind-activity"),
        "tq" => word!("journal-kind-visit"),
        "pt" => word!("journal-kind-follow"),
        "yc" => word!("journal-kind-request"),
        "pb" => word!("journal-kind-reading"),
        "ky" => word!("journal-kind-handbook"),
        "wt" => word!("journal-kind-contest"),
        "bv" => word!("journal-kind-contest-entry"),
        "pd" => word!("journal-kind-contest-sheet"),
        "bc" => word!("journal-kind-report"),
        "hn" => word!("journal-kind-conference"),
        "db" => word!("journal-kind-delegate"),
        "bg" => word!("journal-kind-handover"),
        "hg" => word!("journal-kind-guidance"),
        "cx" => word!("journal-kind-view"),
        "ld" => word!("journal-kind-consent-words"),
        _ => word!("journal-kind-other"),
    }
}

/// The outcome of a verification.
#[derive(Debug, Clone)]
pub enum ProofView {
    /// Whole: how many entries, hash of the last.
    Sound(u64, String),
    /// Broken: where, and what is wrong there.
    Broken(i64, Word),
}

impl ProofView {
    pub(super) fn new(proof: &Proof) -> Self {
        match proof {
            Proof::Sound { entries, head } => Self::Sound(*entries, head.clone()),
            Proof::Broken(broken) => Self::Broken(broken.seq, fault(broken.fault)),
        }
    }
}

const fn fault(fault: Fault) -> Word {
    match fault {
        Fault::Missing => word!("journal-fault-missing"),
        Fault::OutOfOrder => word!("journal-fault-out-of-order"),
        Fault::Changed => word!("journal-fault-changed"),
        Fault::CutOff => word!("journal-fault-cut-off"),
        Fault::HeadDiffers => word!("journal-fault-head-differs"),
        Fault::NoHead => word!("journal-fault-no-head"),
    }
}

pub(super) fn sample() -> List {
    let entry = |seq, who: Option<&str>, action: &str, subject: &str, detail| EntryView {
        seq,
        at: Timestamp::from_second(1_795_233_600 - seq).expect("invariant: in range"),
        who: who.map(str::to_owned),
        what: events::sentence(action).map_or_else(|| Label::from(action), Label::from),
        subject: if subject.contains('_') { kind(subject).into() } else { Label::from(subject) },
        code: "hs_0123456789abc".to_owned(),
        address: address(subject),
        detail,
        hash: "a1b2c3d4e5f6".to_owned(),
    };
    let field =
        |name: &str, value: &str| FieldView::new(&Field { name: name.to_owned(), value: Told::Text(value.to_owned()) });
    List {
        rows: vec![
            entry(312, Some("Phạm Phương Thảo"), "dossier.nominated", "hs_0123456789abc", None),
            entry(
                311,
                Some("Lê Quang Minh"),
                "person.moved",
                "Trần Minh Khôi",
                Some(vec![field("from", "Phòng Tổng hợp"), field("to", "Phòng Nghiệp vụ 1")]),
            ),
            entry(310, None, "thing.unheard-of", "un_0123456789abc", Some(Vec::new())),
        ],
        next: Some("310".to_owned()),
        people: vec![("pe_1".to_owned(), "Lê Quang Minh".to_owned())],
    }
}
