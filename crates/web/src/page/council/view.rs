//! What the session page shows: plain values; a conflicted reader's view holds nothing of the case.

use crate::ui::{Action, Badge, Label, Tone};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use lantoa_i18n::word;

/// A session while it is held.
#[derive(Debug, Clone)]
pub struct SessionView {
    /// The council.
    pub council: String,
    /// The day.
    pub on: Date,
    /// When it began or begins.
    pub at: Timestamp,
    /// Where.
    pub place: String,
    /// Where it stands.
    pub state: Badge,
    /// Things that can be done with the whole session.
    pub actions: Vec<Action>,
    /// The members with their presence.
    pub members: Vec<MemberView>,
    /// How many must be present.
    pub quorum: u32,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
    /// The item that is open now.
    pub open: Option<OpenItem>,
}

impl SessionView {
    /// How many are present.
    #[must_use]
    pub fn present(&self) -> usize {
        self.members.iter().filter(|m| m.presence == Presence::Here).count()
    }

    /// Whether enough are present.
    #[must_use]
    pub fn has_quorum(&self) -> bool {
        self.present() >= self.quorum as usize
    }
}

/// Whether a member is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// In the room or connected.
    Here,
    /// Absent, has sent an opinion in writing.
    Written,
    /// Absent.
    Away,
}

/// A member.
#[derive(Debug, Clone)]
pub struct MemberView {
    /// Full name.
    pub name: String,
    /// Role in the council.
    pub role: String,
    /// Whether the member is there.
    pub presence: Presence,
    /// A conflict with the open item.
    pub conflict: Option<Label>,
    /// Mark present or absent.
    pub toggle: Option<Action>,
}

impl MemberView {
    /// CSS modifier.
    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self.presence {
            Presence::Here => "here",
            Presence::Written => "written",
            Presence::Away => "away",
        }
    }

    /// The pill.
    #[must_use]
    pub fn badge(&self) -> Badge {
        match self.presence {
            Presence::Here => Badge::new(word!("council-here"), Tone::Good),
            Presence::Written => Badge::new(word!("council-written"), Tone::Note),
            Presence::Away => Badge::new(word!("council-away"), Tone::Plain),
        }
    }
}

/// An item of the agenda.
#[derive(Debug, Clone)]
pub struct AgendaItem {
    /// The subject.
    pub name: String,
    /// Its dossier.
    pub address: String,
    /// Kind and movement.
    pub about: String,
    /// Where it stands; the result only after closing.
    pub state: Badge,
    /// Whether it is the open one.
    pub open: bool,
}

/// The item that is being voted on.
#[derive(Debug, Clone)]
pub struct OpenItem {
    /// The subject.
    pub name: String,
    /// Kind, office, unit.
    pub about: String,
    /// The dossier to read.
    pub address: String,
    /// The number of “agree” that is needed.
    pub needed: u32,
    /// Of how many.
    pub base: u32,
    /// The rule in words: “ít nhất 2/3 tổng số thành viên”.
    pub rule: Label,
    /// Who may not vote on it.
    pub conflicted: u32,
    /// How it is voted.
    pub voting: Voting,
}

/// How an item is voted.
#[derive(Debug, Clone)]
pub enum Voting {
    /// Hands or paper: the counting team enters the numbers.
    Counted {
        /// Where the numbers are sent.
        address: String,
        /// The version that was seen.
        version: String,
        /// Closes the vote with the numbers.
        submit: Action,
    },
    /// Secret ballots: only how many have voted is known.
    Secret {
        /// How many have voted.
        voted: u32,
        /// How many may vote.
        voters: u32,
        /// The reader's own ballot.
        vote: Action,
        /// Closes the vote; greyed out with its reason.
        close: Action,
    },
}

pub(super) fn sample() -> SessionView {
    SessionView {
        council: "Hội đồng Thi đua – Khen thưởng phường Đông Hải".to_owned(),
        on: date(2026, 12, 12),
        at: Timestamp::from_second(1_797_039_000).expect("invariant: in range"),
        place: "Phòng họp số 1, trụ sở UBND phường".to_owned(),
        state: Badge::new(word!("council-state-running"), Tone::Note),
        actions: vec![
            Action::link(word!("council-minutes"), "/hoi-dong/ph_1/bien-ban").icon("file-text"),
            Action::link(word!("council-close"), "/hoi-dong/ph_1/ket-thuc")
                .refused(Some(word!("council-refused-open").into())),
        ],
        members: sample_members(),
        quorum: 5,
        agenda: sample_agenda(),
        open: Some(OpenItem {
            name: "Trần Minh Khôi".to_owned(),
            about: "Cá nhân · Giáo viên Tin học, Trường THCS Đông Hải".to_owned(),
            address: "/ho-so/ds_2".to_owned(),
            needed: 5,
            base: 7,
            rule: word!("council-rule-two-thirds-all").into(),
            conflicted: 1,
            voting: Voting::Counted {
                address: "/hoi-dong/ph_1/bieu-quyet/ds_2".to_owned(),
                version: "12".to_owned(),
                submit: Action::submit(word!("council-vote-close")).primary(),
            },
        }),
    }
}

pub(super) fn sample_secret() -> SessionView {
    let mut view = sample();
    if let Some(open) = &mut view.open {
        open.voting = Voting::Secret {
            voted: 4,
            voters: 6,
            vote: Action::link(word!("council-ballot-open"), "/hoi-dong/ph_1/phieu/ds_2")
                .primary()
                .icon("vote"),
            close: Action::link(word!("council-ballot-close"), "/hoi-dong/ph_1/dong/ds_2")
                .refused(Some(word!("council-refused-waiting").with("count", 2))),
        };
    }
    view
}

fn sample_members() -> Vec<MemberView> {
    let member = |name: &str, role: &str, presence, conflict: Option<Label>| MemberView {
        name: name.to_owned(),
        role: role.to_owned(),
        presence,
        conflict,
        toggle: None,
    };
    vec![
        member("Trần Hoàng Long", "Chủ tịch Hội đồng", Presence::Here, None),
        member("Vũ Thị Mai Phương", "Phó Chủ tịch", Presence::Here, None),
        member("Nguyễn Thị Thanh Hà", "Ủy viên thư ký", Presence::Here, None),
        member("Lê Thanh Bình", "Ủy viên", Presence::Here, Some(word!("council-conflict-unit").into())),
        member("Đỗ Quang Vinh", "Ủy viên", Presence::Here, None),
        member("Hoàng Thị Yến", "Ủy viên", Presence::Here, None),
        member("Phan Đức Mạnh", "Ủy viên", Presence::Written, None),
    ]
}

fn sample_agenda() -> Vec<AgendaItem> {
    let item = |name: &str, about: &str, state, open| AgendaItem {
        name: name.to_owned(),
        address: "/ho-so/ds_2".to_owned(),
        about: about.to_owned(),
        state,
        open,
    };
    vec![
        item("Tổ Toán – Tin", "Tập thể · Dạy tốt – Học tốt", Badge::new(word!("council-item-passed"), Tone::Good).icon("check"), false),
        item("Trần Minh Khôi", "Cá nhân · Dạy tốt – Học tốt", Badge::new(word!("council-item-open"), Tone::Warn), true),
        item("Một cửa thân thiện", "Mô hình · Cải cách hành chính", Badge::new(word!("council-item-next"), Tone::Plain), false),
        item("Lê Thị Ngọc Ánh", "Cá nhân · Dân vận khéo", Badge::new(word!("council-item-next"), Tone::Plain), false),
    ]
}
