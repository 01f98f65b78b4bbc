//! An election as samples show it, at every stage. Everything invented.

use lantoa_app::election::{
    Allowed, BoardView, CandidateView, Choices, ElectionView, Group, PaperCount, PaperFigures, PaperTyping, PaperView,
    PaperWaiting, Polling, Seatable, TrackedState, TrackedView, TrusteeView, VoterView,
};
use lantoa_domain::{
    election::{ElectionStage, Papers, Took, Way},
    id::Id,
    plan::{Base, Method, VoteRule},
    policy::CouncilRole,
};

const RULE: VoteRule = VoteRule { method: Method::Secret, base: Base::AllMembers, ..VoteRule::USUAL };
const NOTHING: Allowed = Allowed {
    run: false,
    keys: false,
    issue: false,
    revoke: false,
    type_paper: false,
    count_paper: false,
    open_sums: false,
    bundle: false,
    restart: false,
    renew: false,
    give_up: false,
};
const UUID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

fn digits(seed: &str) -> String {
    seed.repeat(64 / seed.len())
}

const NAMES: [&str; 7] = [
    "Trần Hoàng Long",
    "Vũ Thị Mai Phương",
    "Nguyễn Thị Thanh Hà",
    "Lê Thanh Bình",
    "Đỗ Quang Vinh",
    "Hoàng Thị Yến",
    "Phan Đức Mạnh",
];

/// An election whose keys are being made; the reader is an officer.
pub(super) fn keys() -> ElectionView {
    ElectionView {
        id: Id::from_raw(1),
        version: 3,
        session: Id::from_raw(1),
        session_title: "Họp xét điển hình tiên tiến năm 2026".to_owned(),
        title: "Bỏ phiếu xét điển hình tiên tiến năm 2026".to_owned(),
        uuid: UUID.to_owned(),
        stage: ElectionStage::Keys,
        members: 7,
        voters: voters(0),
        threshold: 2,
        min_ballots: 5,
        replace: true,
        way: Way::Drawn,
        votes_here: false,
        rule: RULE,
        options: 1,
        candidates: candidates(),
        trustees: trustees([3, 1, 0], 0, None),
        issuer: Id::from_raw(6),
        issuer_name: NAMES[5].to_owned(),
        issuer_own: false,
        ceremony: digits("5a"),
        election: None,
        listed: 0,
        revoked: 0,
        handed: 0,
        paper: PaperView { least: 5, codes: 4, ..PaperView::default() },
        board: None,
        conflicted: false,
        may: Allowed { run: true, restart: true, give_up: true, ..NOTHING },
        reason: String::new(),
    }
}

/// The same as a trustee sees it.
pub(super) fn keys_own() -> ElectionView {
    ElectionView { trustees: trustees([3, 1, 0], 0, Some(2)), may: Allowed { keys: true, ..NOTHING }, ..keys() }
}

/// Codes are to be made; the reader makes them.
pub(super) fn codes() -> ElectionView {
    ElectionView {
        stage: ElectionStage::Codes,
        trustees: trustees([3, 3, 3], 0, Some(3)),
        issuer_own: true,
        may: Allowed { issue: true, ..NOTHING },
        ..keys()
    }
}

/// Codes are being handed out.
pub(super) fn ready() -> ElectionView {
    ElectionView {
        stage: ElectionStage::Ready,
        trustees: trustees([3, 3, 3], 0, None),
        voters: voters(4),
        election: Some(digits("a1b2c3d4")),
        listed: 7,
        handed: 4,
        board: Some(board(0, None)),
        may: Allowed { run: true, give_up: true, ..NOTHING },
        ..keys()
    }
}

/// Codes are listed and nobody has one.
pub(super) fn listed() -> ElectionView {
    ElectionView {
        voters: voters(0),
        handed: 0,
        may: Allowed { run: true, renew: true, give_up: true, ..NOTHING },
        ..ready()
    }
}

/// Too few have voted for the sums to be opened.
pub(super) fn few() -> ElectionView {
    ElectionView { board: Some(board(4, None)), ..open() }
}

/// Five have voted.
pub(super) fn open() -> ElectionView {
    ElectionView { stage: ElectionStage::Open, voters: voters(6), handed: 6, board: Some(board(5, None)), ..ready() }
}

/// All have voted, an envelope is left, and the reader makes the codes.
pub(super) fn revoking() -> ElectionView {
    ElectionView { board: Some(board(6, None)), issuer_own: true, may: Allowed { revoke: true, ..NOTHING }, ..open() }
}

/// The vote is closed, one trustee has opened, the reader is another.
pub(super) fn closed() -> ElectionView {
    ElectionView {
        stage: ElectionStage::Closed,
        revoked: 1,
        board: Some(board(6, Some(digits("7e3f91c0")))),
        trustees: trustees([3, 3, 3], 1, Some(2)),
        may: Allowed { open_sums: true, bundle: true, ..NOTHING },
        ..open()
    }
}

/// Two trustees have opened; the reader enters the result.
pub(super) fn opened() -> ElectionView {
    ElectionView {
        trustees: trustees([3, 3, 3], 2, None),
        may: Allowed { run: true, bundle: true, give_up: true, ..NOTHING },
        ..closed()
    }
}

/// Two of seven took paper; one ballot is typed in, another by one person only.
pub(super) fn papers() -> ElectionView {
    let mut voters = voters(4);
    for voter in &mut voters[4..6] {
        voter.took = Took::Paper;
    }
    ElectionView {
        voters,
        handed: 4,
        revoked: 3,
        board: Some(board(5, None)),
        paper: PaperView {
            papers: Papers { issued: 2, typed: 1, missing: 0 },
            free: 1,
            waiting: vec![PaperWaiting { names: vec![NAMES[1].to_owned()], own: false }],
            ..keys().paper
        },
        may: Allowed { run: true, type_paper: true, give_up: true, ..NOTHING },
        ..open()
    }
}

fn paper_counts(first: PaperCount) -> Vec<PaperCount> {
    let count = |agree, not_agree, invalid| PaperCount { agree, not_agree, no_opinion: 0, invalid };
    vec![first, count(3, 1, 1), count(5, 0, 0)]
}

/// The vote is closed and figures of five paper ballots are to be entered.
pub(super) fn paper_due() -> ElectionView {
    ElectionView {
        paper: PaperView { papers: Papers { issued: 6, typed: 0, missing: 1 }, due: Some(5), ..keys().paper },
        trustees: trustees([3, 3, 3], 0, None),
        may: Allowed { run: true, count_paper: true, give_up: true, ..NOTHING },
        ..closed()
    }
}

/// Two people have entered them, and differ.
pub(super) fn paper_differs() -> ElectionView {
    let typing = |name: &str, own, agree| PaperTyping {
        name: name.to_owned(),
        own,
        counts: Some(paper_counts(PaperCount { agree, not_agree: 5 - agree, no_opinion: 0, invalid: 0 })),
    };
    let paper = PaperView { typing: vec![typing(NAMES[0], true, 4), typing(NAMES[1], false, 5)], ..paper_due().paper };
    ElectionView { paper, ..paper_due() }
}

/// The figures stand on the board.
fn paper_figures() -> ElectionView {
    let questions = paper_counts(PaperCount { agree: 4, not_agree: 1, no_opinion: 0, invalid: 0 });
    let figures = Some(PaperFigures { issued: 6, returned: 5, questions });
    ElectionView { paper: PaperView { due: None, figures, ..paper_due().paper }, ..opened() }
}

/// Every page with its name.
pub(super) fn pages() -> Vec<(&'static str, ElectionView)> {
    let done = Allowed { run: true, bundle: true, ..NOTHING };
    let hidden = ElectionView { conflicted: true, board: None, may: NOTHING, ..closed() };
    let alone = ElectionView { threshold: 1, trustees: trustees([3, 3, 3], 0, None).split_off(2), ..ready() };
    let given_up = ElectionView {
        stage: ElectionStage::GivenUp,
        may: NOTHING,
        reason: "Sáu từ đọc to không giống nhau.".to_owned(),
        ..codes()
    };
    vec![
        ("election/show-keys", keys()),
        ("election/show-keys-trustee", keys_own()),
        ("election/show-codes", codes()),
        ("election/show-listed", listed()),
        ("election/show-ready", ready()),
        ("election/show-alone", alone),
        ("election/show-open", open()),
        ("election/show-revoke", revoking()),
        ("election/show-paper", papers()),
        ("election/show-paper-due", paper_due()),
        ("election/show-paper-figures", paper_figures()),
        ("election/show-closed", closed()),
        ("election/show-conflicted", hidden),
        ("election/show-opened", opened()),
        ("election/show-counted", ElectionView { stage: ElectionStage::Counted, may: done, ..opened() }),
        ("election/show-given-up", given_up),
    ]
}

fn voters(taken: usize) -> Vec<VoterView> {
    let voter = |(at, name): (usize, &&str)| VoterView {
        person: Id::from_raw(i64::try_from(at).unwrap_or(0) + 1),
        name: (*name).to_owned(),
        took: if at < taken { Took::Code } else { Took::Nothing },
        present: at < 6,
        ready: at != 2,
    };
    NAMES.iter().enumerate().map(voter).collect()
}

fn candidates() -> Vec<CandidateView> {
    let names = [
        ("Tổ Toán – Tin, Trường THCS Đông Hải", "Dạy tốt – Học tốt"),
        ("Trần Minh Khôi", "Dạy tốt – Học tốt"),
        ("Mô hình “Một cửa thân thiện”", "Cải cách hành chính"),
    ];
    let candidate = |(n, (name, title)): (i64, (&str, &str))| CandidateView {
        item: Id::from_raw(n),
        dossier: Id::from_raw(n),
        name: name.to_owned(),
        title: title.to_owned(),
    };
    (1..).zip(names).map(candidate).collect()
}

fn trustees(rounds: [u8; 3], opened: u8, own: Option<u8>) -> Vec<TrusteeView> {
    let one = |((number, rounds), name): ((u8, u8), usize)| TrusteeView {
        number,
        person: Id::from_raw(i64::from(number)),
        name: NAMES[name].to_owned(),
        own: own == Some(number),
        rounds,
        opened: number <= opened,
    };
    (1..).zip(rounds).zip([3, 4, 5]).map(one).collect()
}

fn board(ballots: u32, close_head: Option<String>) -> BoardView {
    BoardView { head: digits("09c4e1b7"), entries: ballots + 4, ballots, close_head, tracked: tracked(ballots) }
}

fn tracked(ballots: u32) -> Vec<TrackedView> {
    let codes = ["ZECH-JD4K-7Q2M-0XWB-91AT", "4M7K-22PD-QQ8N-H5RT-J0VB", "V9ZX-0CKE-3HJW-6TYA-8MNP"];
    let line = |(index, code): (u32, &str)| TrackedView {
        index,
        code: code.to_owned(),
        state: if index == 4 { TrackedState::Replaced } else { TrackedState::Counted },
    };
    (3..=ballots + 2).zip(codes.into_iter().cycle()).map(line).collect()
}

/// What a prepared election is chosen from.
pub(super) fn choices() -> Choices {
    let item = |n: i64, name: &str| (Id::from_raw(n), name.to_owned(), "Dạy tốt – Học tốt".to_owned());
    let seat = |(n, name): (i64, &&str)| Seatable {
        person: Id::from_raw(n),
        name: (*name).to_owned(),
        role: if n == 1 { CouncilRole::Chair } else { CouncilRole::Member },
        has_account: n != 7,
    };
    Choices {
        session_title: "Họp xét điển hình tiên tiến năm 2026".to_owned(),
        version: 3,
        groups: vec![
            Group {
                items: vec![item(1, "Tổ Toán – Tin, Trường THCS Đông Hải"), item(2, "Trần Minh Khôi")],
                rule: RULE,
                voters: 7,
                members: 7,
                conflicted: Vec::new(),
            },
            Group {
                items: vec![item(3, "Mô hình “Một cửa thân thiện”")],
                rule: RULE,
                voters: 6,
                members: 7,
                conflicted: vec![Id::from_raw(4)],
            },
        ],
        seats: (1..).zip(&NAMES).map(seat).collect(),
    }
}

/// What everybody with the address sees.
pub(super) fn polling(stage: ElectionStage) -> Polling {
    let stands = stage >= ElectionStage::Ready;
    Polling {
        id: Id::from_raw(1),
        way: Way::Drawn,
        uuid: UUID.to_owned(),
        title: keys().title,
        agency: "UBND phường Đông Hải".to_owned(),
        stage,
        rule: RULE,
        replace: true,
        manifest: Vec::new(),
        election: if stands { digits("a1b2c3d4") } else { String::new() },
        candidates: candidates().into_iter().map(|one| (one.name, one.title)).collect(),
        head: digits("09c4e1b7"),
        close_head: (stage >= ElectionStage::Closed).then(|| digits("7e3f91c0")),
        ballots: if stage >= ElectionStage::Open { 4 } else { 0 },
        tracked: if stage >= ElectionStage::Open { tracked(5) } else { Vec::new() },
    }
}

/// Where the gallery serves the board behind the sample pages.
pub(super) const BOARD: &str = "/mau/bo-phieu";

/// A file of that board by the name it has under a booth's address: manifest, list of ballots, next sequence number. Its codes
/// and a receipt stand in `sample-board.json`, made by `client/ballot/sample-board.mjs`.
pub(crate) fn board_file(name: &str) -> Option<Vec<u8>> {
    let all: serde_json::Value = serde_json::from_str(include_str!("sample-board.json")).ok()?;
    match name {
        "danh-sach" => all["manifest"].as_str().map(|text| text.as_bytes().to_vec()),
        "so-phieu" => Some(all["board"].to_string().into_bytes()),
        "thu-tu" => Some(serde_json::json!({ "sequence": 0 }).to_string().into_bytes()),
        _ => None,
    }
}
