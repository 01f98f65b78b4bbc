//! Conferences as samples show them. Everything invented.

use jiff::{Timestamp, civil::date};
use lantoa_app::conference::{
    Conference, ConferenceKind, ConferenceRow, ConferenceState, ConferenceView, Delegate, DelegateState, Drafted,
    Figures, Gender, Handover, HandoverView, Item, List, Mix, Seats, TaskView, UnitLine, Words, Work,
};
use lantoa_app::exemplar::{ExemplarRow, Level, Validity};
use lantoa_app::publicity::Word as Kept;
use lantoa_domain::conference::agenda::{Slot, timetable};
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::conference::pack::{Change, Content, Line, Part};
use lantoa_domain::id::{Id, UnitId};
use lantoa_domain::subject::SubjectKind;

use super::{act, agenda, delegates, handover, list_page, marks, propose, seats, show};
use crate::kernel::{FormState, ListQuery};
use crate::sample::Easel;
use lantoa_i18n::word;

const PROGRAMME: &str = "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2021 - 2025";
const REASON: &str = "Điển hình tiên tiến “Học tập và làm theo Bác” (Quyết định số 05/QĐ-UBND ngày 10 tháng 12 năm 2024); \
                      Giấy khen (Quyết định số 18/QĐ-UBND ngày 20 tháng 12 năm 2024)";

fn row(kind: ConferenceKind, state: ConferenceState) -> Conference {
    let above = kind == ConferenceKind::Above;
    let title = if above {
        "Đại hội Thi đua yêu nước tỉnh lần thứ VI"
    } else {
        "Hội nghị điển hình tiên tiến giai đoạn 2020 - 2025"
    };
    Conference {
        id: Id::from_raw(1),
        root: Id::from_raw(1),
        programme: Id::from_raw(1),
        task: Some(Id::from_raw(1)),
        kind: Kept(kind),
        title: title.to_owned(),
        host: if above { "UBND tỉnh Khánh Hòa".to_owned() } else { String::new() },
        from_year: 2020,
        to_year: 2025,
        on_day: Some(date(2026, 11, 20)),
        begins: 480,
        ends: Some(690),
        place: "Hội trường UBND phường".to_owned(),
        chair: "Chủ tịch UBND phường".to_owned(),
        held_with: "Hội nghị cán bộ, công chức".to_owned(),
        seats: Some(3),
        reserves: 1,
        state: Kept(state),
        held_on: None,
        why: if state == ConferenceState::Cancelled { "Hoãn do mưa bão.".to_owned() } else { String::new() },
        version: 4,
    }
}

fn delegate(n: i64, name: &str, role: DelegateRole, state: DelegateState) -> Delegate {
    let away = matches!(state, DelegateState::NotComing | DelegateState::NotChosen);
    Delegate {
        id: Id::from_raw(n),
        root: Id::from_raw(1),
        conference: Id::from_raw(1),
        unit: UnitId::from_raw(10 + n % 2),
        unit_name: if n % 2 == 0 { "Trường Tiểu học Ninh Hà" } else { "Phòng Văn hóa - Xã hội" }.to_owned(),
        person: Some(Id::from_raw(n)),
        exemplar: (n < 3).then(|| Id::from_raw(n)),
        name: name.to_owned(),
        post: "Chuyên viên".to_owned(),
        gender: Kept(if n % 2 == 0 { Gender::Female } else { Gender::Unknown }),
        work: Kept(if n == 3 { Work::Leads } else { Work::Direct }),
        role: Kept(role),
        state: Kept(state),
        reason: REASON.to_owned(),
        topic: if role == DelegateRole::Presenter {
            "Rút ngắn một nửa thời gian giải quyết hồ sơ.".to_owned()
        } else {
            String::new()
        },
        seat: "A12".to_owned(),
        why: if away { "Trùng lịch công tác.".to_owned() } else { String::new() },
        ordinal: 1,
        stands_for: (n == 4).then(|| Id::from_raw(2)),
        proposed_by: Id::from_raw(1),
        version: 2,
    }
}

fn item(n: i64, minutes: u32, fixed: Option<u32>, title: &str, by: &str) -> Item {
    Item {
        id: Id::from_raw(n),
        ordinal: u32::try_from(n).unwrap_or(1),
        minutes,
        fixed,
        title: title.to_owned(),
        delegate: None,
        by: by.to_owned(),
        presenter: by.to_owned(),
        exemplar: (n == 2).then(|| Id::from_raw(1)),
        exemplar_name: if n == 2 { "Nguyễn Thị Hoa".to_owned() } else { String::new() },
        practice: None,
        practice_title: String::new(),
    }
}

fn handed(n: u32) -> HandoverView {
    let line = Line {
        delegate: Id::from_raw(1),
        name: "Nguyễn Thị Hoa".to_owned(),
        post: "Chuyên viên".to_owned(),
        unit: "Phòng Văn hóa - Xã hội".to_owned(),
        role: DelegateRole::Presenter,
        reason: REASON.to_owned(),
        topic: "Rút ngắn thủ tục".to_owned(),
    };
    let changes = vec![
        Change::Removed("Trần Văn Bình".to_owned()),
        Change::Added("Lê Thị Mai".to_owned()),
        Change::Changed(
            "Nguyễn Thị Hoa".to_owned(),
            vec![Part::Name, Part::Post, Part::Unit, Part::Role, Part::Reason, Part::Topic],
        ),
    ];
    HandoverView {
        row: Handover {
            id: Id::from_raw(i64::from(n)),
            root: Id::from_raw(1),
            conference: Id::from_raw(1),
            ordinal: n,
            content: lantoa_app::conference::Json(Content {
                title: String::new(),
                host: String::new(),
                lines: vec![line],
            }),
            sha256: "a1b2c3d4e5f60718293a4b5c6d7e8f90".repeat(2),
            size: 120_000,
            recipient: "Ban Thi đua - Khen thưởng tỉnh".to_owned(),
            letter: "15/UBND-VHXH".to_owned(),
            on_day: date(2026, 11, 1),
            handed_by: Id::from_raw(1),
            by: "Lê Thị Thư".to_owned(),
            handed: Timestamp::from_second(1_795_000_000).unwrap_or_default(),
        },
        changes: if n == 1 { Vec::new() } else { changes },
    }
}

fn view(kind: ConferenceKind, state: ConferenceState) -> ConferenceView {
    let units = [UnitId::from_raw(10), UnitId::from_raw(11)];
    let names = ["Trường Tiểu học Ninh Hà", "Phòng Văn hóa - Xã hội"];
    let items = vec![
        item(1, 30, None, "Khai mạc, báo cáo tổng kết", "Chủ tịch UBND phường"),
        item(2, 45, None, "Báo cáo điển hình", "Nguyễn Thị Hoa"),
        item(3, 30, Some(540), "Thảo luận", ""),
        item(4, 100, Some(600), "Khen thưởng, bế mạc", ""),
    ];
    let slots: Vec<Slot> = items.iter().map(|one| Slot { minutes: one.minutes, fixed: one.fixed }).collect();
    let figures = Figures { proposed: 5, chosen: 3, coming: 2, not_coming: 1, attended: 1, absent: 0 };
    let task = TaskView {
        id: Id::from_raw(1),
        what: "Tổ chức hội nghị điển hình tiên tiến".to_owned(),
        due: date(2026, 12, 31),
        met: false,
    };
    let line =
        |(unit, name): (&UnitId, &&str)| UnitLine { unit: *unit, name: (*name).to_owned(), seats: Some(2), figures };
    ConferenceView {
        row: row(kind, state),
        programme: PROGRAMME.to_owned(),
        task: Some(task.clone()),
        tasks: vec![task],
        seats: Seats { all: Some(3), reserves: 1, units: vec![(units[0], 2), (units[1], 1)] },
        units: units.iter().zip(&names).map(line).collect(),
        offers: units.iter().zip(names).map(|(unit, name)| (*unit, name.to_owned())).collect(),
        delegates: vec![
            delegate(1, "Nguyễn Thị Hoa", DelegateRole::Presenter, DelegateState::Coming),
            delegate(2, "Trần Văn Bình", DelegateRole::Official, DelegateState::NotComing),
            delegate(3, "Phạm Quốc Khánh", DelegateRole::Official, DelegateState::Proposed),
            delegate(4, "Lê Thị Mai", DelegateRole::Substitute, DelegateState::Chosen),
            delegate(5, "Đỗ Hữu Nam", DelegateRole::Guest, DelegateState::Attended),
        ],
        figures,
        mix: Mix { all: 3, women: 1, unknown: 1, leaders: 1, direct: 2 },
        hours: timetable(480, Some(690), &slots),
        items,
        handovers: if kind == ConferenceKind::Above { vec![handed(1), handed(2)] } else { Vec::new() },
        moved_on: kind == ConferenceKind::Above,
        may_run: true,
        may_propose: true,
        reads_all: true,
        today: date(2026, 11, 21),
    }
}

/// A conference of which nothing is known yet, as a unit's clerk sees it.
fn bare(may_run: bool) -> ConferenceView {
    let full = view(ConferenceKind::HeldHere, ConferenceState::Preparing);
    ConferenceView {
        row: Conference { seats: None, reserves: 0, ..full.row.clone() },
        seats: Seats::default(),
        units: Vec::new(),
        delegates: Vec::new(),
        items: Vec::new(),
        hours: timetable(480, None, &[]),
        figures: Figures::default(),
        mix: Mix::default(),
        may_run,
        reads_all: may_run,
        ..full
    }
}

/// Draws the pages.
pub(super) fn draw(easel: &mut Easel) {
    lists(easel);
    forms(easel);
    parts(easel);
}

fn lists(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let line = |n: i64, kind, state, figures| ConferenceRow {
        id: Id::from_raw(n),
        title: row(kind, state).title,
        programme: PROGRAMME.to_owned(),
        kind,
        state,
        on: Some(date(2026, 11, 20)),
        place: "Hội trường UBND phường".to_owned(),
        figures,
    };
    let figures = Some(Figures { proposed: 9, chosen: 6, coming: 5, not_coming: 1, attended: 5, absent: 0 });
    let rows: Vec<ConferenceRow> = (1..)
        .zip(ConferenceState::ALL)
        .map(|(n, state)| line(n, ConferenceKind::ALL[(n % 2) as usize], state, figures))
        .collect();
    let known = |rows| List { rows, programmes: vec![(Id::from_raw(1), PROGRAMME.to_owned())], may_run: true };
    let query = || ListQuery::new("/hoi-nghi", &[]);
    easel.show("conference/list", &list_page(&visit, query(), &known(rows)));
    easel.show("conference/list-empty", &list_page(&visit, query(), &known(Vec::new())));
    for (name, state) in [
        ("conference/show-preparing", ConferenceState::Preparing),
        ("conference/show-called", ConferenceState::Called),
        ("conference/show-held", ConferenceState::Held),
        ("conference/show-closed", ConferenceState::Closed),
        ("conference/show-cancelled", ConferenceState::Cancelled),
    ] {
        easel.show(name, &show::page(&visit, &view(ConferenceKind::HeldHere, state), Vec::new()));
    }
    let above = view(ConferenceKind::Above, ConferenceState::Preparing);
    easel.show("conference/show-above", &show::page(&visit, &above, Vec::new()));
    easel.show("conference/show-bare", &show::page(&visit, &bare(true), Vec::new()));
    easel.show("conference/show-unit", &show::page(&visit, &bare(false), Vec::new()));
}

fn forms(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let here = view(ConferenceKind::HeldHere, ConferenceState::Called);
    let offered = [(Id::from_raw(1), PROGRAMME.to_owned(), here.tasks.clone())];
    easel.show("conference/new", &act::new_page(&visit, &FormState::empty(), &offered));
    easel.show("conference/change", &act::change_page(&visit, &here, &act::filled(&here)));
    let names = ["conference/step-call", "conference/step-hold", "conference/step-close", "conference/step-cancel"];
    for (name, step) in names.into_iter().zip(act::STEPS) {
        easel.show(name, &act::step_page(&visit, &here, step, &FormState::empty()));
    }
    easel.show("conference/seats", &seats::SeatsPage::new(&visit, &here, seats::filled(&here)));
    easel.show("conference/decide", &marks::MarksPage::new(&visit, &here, &marks::DECIDE, (None, None)));
    easel.show("conference/reply", &marks::MarksPage::new(&visit, &here, &marks::REPLY, (None, None)));
    let wrong = Some(word!("conference-wrong-why").into());
    easel.show("conference/attendance", &marks::MarksPage::new(&visit, &here, &marks::ATTENDANCE, (None, wrong)));
    easel.show("conference/marks-empty", &marks::MarksPage::new(&visit, &bare(true), &marks::DECIDE, (None, None)));
    let found = vec![ExemplarRow {
        id: Id::from_raw(1),
        name: "Nguyễn Thị Hoa".to_owned(),
        kind: SubjectKind::Individual,
        unit: "Phòng Văn hóa - Xã hội".to_owned(),
        movement: "Học tập và làm theo Bác".to_owned(),
        level: Level::Agency,
        on: date(2024, 12, 10),
        valid_until: None,
        validity: Validity::Valid,
    }];
    let page = |search: &str, found, exemplar| {
        propose::ProposePage::new(&visit, &here, (search, found), (exemplar, FormState::empty()))
    };
    easel.show("conference/propose", &page("hoa", found, None));
    easel.show("conference/propose-none", &page("x", Vec::new(), None));
    let words = Words {
        post: String::new(),
        gender: Gender::Unknown,
        work: Work::Direct,
        role: DelegateRole::Official,
        reason: REASON.to_owned(),
        topic: String::new(),
        seat: String::new(),
    };
    let drafted = Drafted {
        id: Id::from_raw(1),
        name: "Nguyễn Thị Hoa".to_owned(),
        kind: SubjectKind::Individual,
        unit: Id::from_raw(11),
        words,
    };
    easel.show("conference/propose-exemplar", &page("", Vec::new(), Some(drafted)));
}

fn parts(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let here = view(ConferenceKind::HeldHere, ConferenceState::Called);
    let above = view(ConferenceKind::Above, ConferenceState::Preparing);
    let query = || ListQuery::new("/hoi-nghi/hn_0000000000001/dai-bieu", &[]);
    easel.show("conference/delegates", &delegates::list_page(&visit, query(), &here));
    easel.show("conference/delegates-empty", &delegates::list_page(&visit, query(), &bare(false)));
    easel.show("conference/delegate", &delegates::show_page(&visit, &here, &here.delegates[1]));
    easel.show("conference/delegate-substitute", &delegates::show_page(&visit, &here, &here.delegates[3]));
    easel.show("conference/delegate-proposed", &delegates::show_page(&visit, &here, &here.delegates[2]));
    let form = propose::filled(&here.delegates[0]);
    easel.show("conference/delegate-edit", &delegates::edit_page(&visit, &here, &here.delegates[0], &form));
    let away = &here.delegates[1];
    easel.show("conference/delegate-stand-in", &delegates::stand_in_page(&visit, &here, away, &FormState::empty()));
    easel.show("conference/delegate-withdraw", &delegates::withdraw_page(&visit, &here, &here.delegates[2]));
    easel.show("conference/agenda", &agenda::show_page(&visit, &here));
    easel.show("conference/agenda-empty", &agenda::show_page(&visit, &bare(true)));
    let offered = agenda::Offered {
        exemplars: vec![(Id::from_raw(1), "Nguyễn Thị Hoa".to_owned())],
        practices: vec![(Id::from_raw(1), "Một cửa lưu động".to_owned())],
    };
    let form = agenda::filled(&here.items[2]);
    let titled = (word!("conference-item-edit"), "mc_0000000000003");
    easel.show("conference/agenda-item", &agenda::item_page(&visit, &here, titled, (&form, &offered)));
    easel.show("conference/agenda-remove", &agenda::remove_page(&visit, &here, &here.items[2]));
    easel.show("conference/handover", &handover::show_page(&visit, &above));
    easel.show("conference/handover-new", &handover::new_page(&visit, &above, &FormState::empty()));
}
