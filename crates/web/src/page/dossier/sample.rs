//! The dossier pages with sample data, through the same mapping as the real ones; it must not reach a running product.

use jiff::{
    Timestamp,
    civil::{Date, date},
};
use lantoa_app::dossier::{
    list::Row as Listed,
    opening::OpenRound,
    page::{Criterion, Event, File, How, Judged, Linked, Missing, Note, Noted, Offered, Other, Page, Progress, Walked},
};
use lantoa_domain::{
    appraisal::Standing,
    dossier::{Command, Ending, State},
    facts::Finding,
    id::Id,
    plan::{Applies, Key, Link, Paper, Performer, StepKind},
    policy::Lens,
    refusal::Refusal,
    subject::{Subject, SubjectKind},
};
use lantoa_i18n::word;

use super::{
    act::{self, FormPage},
    appraiser::{Appraiser, ProgressPage},
    choices::Offered as Choices,
    file::{FILE, PAPER, UploadPage},
    list::{ListPage, Listed as Found, Options},
    new::{Chosen, NewPage},
    show::ShowPage,
    view::{self, Row},
};
use crate::{
    kernel::{Choice, FormState, ListQuery},
    sample::Easel,
    ui::Action,
};

const TODAY: Date = date(2026, 11, 21);

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    lists(easel);
    shows(easel);
    forms(easel);
    news(easel);
    progress(easel);
}

fn progress(easel: &mut Easel) {
    use lantoa_app::dossier::assign::Progress;
    use lantoa_domain::id::PersonId;
    let visit = easel.visit().clone();
    let row = |n: i64, name: &str, (given, done, late), next| Progress {
        person: PersonId::from_raw(n),
        name: name.to_owned(),
        given,
        done,
        late,
        next,
    };
    let today = date(2026, 11, 21);
    let rows = vec![row(1, "Võ Thị Cúc", (12, 7, 2), Some(date(2026, 11, 18))), row(2, "Lê Minh Đức", (6, 6, 0), None)];
    easel.show("dossier/progress", &ProgressPage::new(&visit, rows, today));
    easel.show("dossier/progress-empty", &ProgressPage::new(&visit, Vec::new(), today));
}

fn lists(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = ListQuery::new("/ho-so", &[("q", "dong hai"), ("buoc", "ra-soat")]);
    easel.show("dossier/list", &ListPage::new(&visit, query, found(rows())));
    let query = ListQuery::new("/ho-so", &[("q", "khong co")]);
    easel.show("dossier/list-narrowed-empty", &ListPage::new(&visit, query, found(Vec::new())));
    easel.show("dossier/list-empty", &ListPage::new(&visit, ListQuery::new("/ho-so", &[]), found(Vec::new())));
}

fn found(rows: Vec<Row>) -> Found {
    Found {
        next: (!rows.is_empty()).then(|| "hs_0000000000007".to_owned()),
        rows,
        waiting: 12,
        options: Options {
            movements: vec![
                Choice::new("ct_1:day-tot", "Dạy tốt – Học tốt"),
                Choice::new("ct_1:dan-van", "Dân vận khéo"),
            ],
            units: vec![Choice::new("un_1", "Trường THCS Đông Hải"), Choice::new("un_2", "Công an phường")],
        },
        may_open: true,
    }
}

fn rows() -> Vec<Row> {
    let row = |n: i64, name: &str, kind, unit: &str, state, at, missing, due: Option<Date>| {
        let listed = Listed {
            id: Id::from_raw(n),
            version: 4,
            name: name.to_owned(),
            kind,
            leader: false,
            movement: "Dạy tốt – Học tốt".to_owned(),
            unit: unit.to_owned(),
            round: "Năm 2026".to_owned(),
            state,
            at,
            missing,
            due,
            changed: instant(1_794_800_000),
        };
        Row::of(listed, TODAY)
    };
    let (walking, school) = (|step| State::Walking { step }, "Trường THCS Đông Hải");
    let back = State::Returned { from: 3, reason: String::new() };
    let recognised = State::Recognised { decision: Id::from_raw(3), step: Some(7) };
    let ended = State::Ended { step: 4, ending: Ending::SetAside, reason: String::new() };
    vec![
        row(
            1,
            "Tổ Toán – Tin",
            SubjectKind::Collective,
            school,
            walking(3),
            Some(StepKind::Screen),
            0,
            Some(date(2026, 11, 27)),
        ),
        row(
            2,
            "Trần Minh Khôi",
            SubjectKind::Individual,
            school,
            walking(2),
            Some(StepKind::Nominate),
            2,
            Some(date(2026, 11, 18)),
        ),
        row(3, "Lê Thị Ngọc Ánh", SubjectKind::Individual, "Mặt trận phường", back, Some(StepKind::Screen), 1, None),
        row(4, "Gia đình ông Phạm Văn Thuận", SubjectKind::Household, "Tổ dân phố số 7", ended, None, 0, None),
        row(
            5,
            "Một cửa thân thiện",
            SubjectKind::Practice,
            "Văn phòng",
            recognised,
            Some(StepKind::Publicise),
            0,
            None,
        ),
    ]
}

fn shows(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let mut show = |name, page: Page| {
        let fosters = page.at == Some(StepKind::Foster);
        let foster = fosters.then(|| Action::link(word!("fostering-new"), "/boi-duong/moi"));
        let view = view::of(page, visit.locale());
        easel.show(name, &ShowPage::new(&visit, view, (&[], foster), Appraiser::sample()));
    };
    show("dossier/show", page());
    show("dossier/show-returned", returned());
    show("dossier/show-conflicted", conflicted());
    show("dossier/show-new", fresh());
}

fn instant(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("invariant: in range")
}

fn key(text: &str) -> Key {
    text.parse().expect("invariant: a key")
}

fn offer(command: Command, leads_on: bool, verdict: Result<(), Refusal>) -> Offered {
    Offered { command, leads_on, verdict }
}

/// At its appraisal, with all that a page can show.
fn page() -> Page {
    let lens = Lens { files: true, appraisal: true, tally: true, sealed: true, sensitive: true };
    let open = Refusal::CriteriaOpen { criteria: vec![key("sang-tao")] };
    Page {
        id: Id::from_raw(2),
        version: 9,
        name: "Trần Minh Khôi".to_owned(),
        subject: Subject::Person(Id::from_raw(1)),
        may_record: true,
        about: "Giáo viên Tin học".to_owned(),
        leader: true,
        unit: (Id::from_raw(5), "Trường THCS Đông Hải".to_owned()),
        programme: (Id::from_raw(6), "Kế hoạch giai đoạn 2026–2030".to_owned()),
        movement: (key("day-tot"), "Dạy tốt – Học tốt".to_owned()),
        track: "Xét hằng năm".to_owned(),
        round: (Id::from_raw(8), "Năm 2026".to_owned(), date(2026, 11, 30)),
        sector: Some("Giáo dục".to_owned()),
        scope: "Toàn diện".to_owned(),
        origin: "unit".to_owned(),
        achievement: "Thiết kế và duy trì câu lạc bộ Tin học miễn phí cho 64 học sinh có hoàn cảnh khó khăn trong hai năm học; 11 em đạt giải cấp thành phố.\nXây dựng kho 120 bài giảng mở, đã được 3 trường trong phường dùng chung.".to_owned(),
        created: instant(1_768_200_000),
        changed: (instant(1_794_800_000), "Nguyễn Thị Thanh Hà".to_owned()),
        state: State::Walking { step: 3 },
        at: Some(StepKind::Appraise),
        walk: walk(3, Progress::Now),
        returned: None,
        missing: vec![
            Missing::Record(key("xep-loai"), "rating".to_owned(), "2024".to_owned()),
            Missing::Judgement(1),
        ],
        criteria: criteria(),
        links: vec![Linked {
            rule: Link::LeaderNeedsCollective,
            by: vec![(Id::from_raw(1), "Trường THCS Đông Hải".to_owned(), "walking".to_owned())],
            served: false,
            in_circle: true,
        }],
        files: Some(files()),
        notes: notes(),
        history: history(),
        offers: vec![
            offer(Command::Appraise, true, Err(open)),
            offer(Command::Judge, false, Ok(())),
            offer(Command::Return, false, Ok(())),
            offer(Command::SetAside, false, Ok(())),
        ],
        session: Some((Some(Id::from_raw(4)), "Phiên họp xét năm 2026".to_owned(), date(2026, 12, 12))),
        decision: None,
        others: vec![Other {
            id: Id::from_raw(9),
            movement: key("day-tot"),
            round: "Năm 2025".to_owned(),
            state: State::Recognised { decision: Id::from_raw(3), step: None },
        }],
        conflicted: false,
        lens,
    }
}

fn walk(at: usize, here: Progress) -> Vec<Walked> {
    let steps = [
        (StepKind::Register, Performer::Unit),
        (StepKind::Nominate, Performer::Unit),
        (StepKind::Screen, Performer::StandingBody),
        (StepKind::Appraise, Performer::MovementLeadOrStandingBody),
        (StepKind::Deliberate, Performer::Council),
        (StepKind::Decide, Performer::Head),
        (StepKind::Publicise, Performer::StandingBody),
    ];
    let walked = |(n, (kind, who)): (usize, (StepKind, Performer))| Walked {
        kind,
        who,
        progress: match n.cmp(&at) {
            std::cmp::Ordering::Less => Progress::Done,
            std::cmp::Ordering::Equal => here,
            std::cmp::Ordering::Greater => Progress::Next,
        },
        done: (n < at).then(|| (instant(1_791_200_000), Some("Phạm Phương Thảo".to_owned()))),
        due: (n >= at).then(|| date(2026, 12, i8::try_from(n + 1).unwrap_or(1) * 3)),
    };
    steps.into_iter().enumerate().map(walked).collect()
}

fn criteria() -> Vec<Criterion> {
    let one = |name: &str, text: &str, how, standing, finding, judged| Criterion {
        key: key(name),
        text: text.to_owned(),
        applies: if how == How::ByOther { Applies::Leader } else { Applies::General },
        source: None,
        any_of: (how == How::ByPerson).then(|| key("mot-trong")),
        how,
        standing: Some(standing),
        finding,
        judged,
    };
    let rating = Finding::Unknown { missing: "rating".to_owned(), value: "2024".to_owned() };
    let judged = Judged {
        note: "Đã xem kho bài giảng và nói chuyện với ba trường đang dùng.".to_owned(),
        by: "Nguyễn Thị Thanh Hà".to_owned(),
        at: instant(1_794_800_000),
        evidence: Some((Id::from_raw(2), "Danh sách học sinh đạt giải.pdf".to_owned())),
        decides: true,
    };
    let discipline = Finding::Failed { why: "disciplined".to_owned(), value: "2026-03-01".to_owned() };
    vec![
        one(
            "xep-loai",
            "Hoàn thành tốt nhiệm vụ trở lên 02 năm liên tục",
            How::ByFacts,
            Standing::Open,
            Some(rating),
            None,
        ),
        one("ky-luat", "Không bị kỷ luật trong thời gian xét", How::ByFacts, Standing::NotMet, Some(discipline), None),
        one("tuoi", "Không quá 40 tuổi", How::ByFacts, Standing::Met, Some(Finding::Passed), None),
        one("nhan-rong", "Có khả năng nhân rộng", How::ByPerson, Standing::Met, None, Some(judged)),
        one("sang-tao", "Có cách làm sáng tạo, hiệu quả", How::ByPerson, Standing::Open, None, None),
        one("tap-the", "Tập thể do người đó đứng đầu được công nhận", How::ByOther, Standing::Elsewhere, None, None),
    ]
}

fn files() -> Vec<File> {
    let file = |n: i64, paper, name: &str, size| File {
        id: Id::from_raw(n),
        paper,
        name: name.to_owned(),
        media: "application/pdf".to_owned(),
        size,
        added: (instant(1_791_200_000), "Phạm Phương Thảo".to_owned()),
    };
    vec![
        file(1, Paper::AchievementReport, "Báo cáo thành tích.pdf", 1_150_000),
        file(2, Paper::Evidence, "Danh sách học sinh đạt giải.pdf", 421_000),
    ]
}

fn notes() -> Vec<Note> {
    let note = |kind, words: &str| Note {
        kind,
        on: date(2026, 9, 28),
        words: words.to_owned(),
        by: "Phạm Phương Thảo".to_owned(),
    };
    let goal = Noted::Goal(Some("Số trường dùng chung".to_owned()), Some("5".to_owned()), Some(date(2026, 12, 31)));
    vec![
        note(Noted::Acclaim(41, 42), "Họp Hội đồng trường"),
        note(goal, "Mở rộng kho bài giảng"),
        note(Noted::Fostering, "Trường bố trí phòng máy hai buổi mỗi tuần"),
    ]
}

fn history() -> Vec<Event> {
    let event = |second, by: Option<&str>, action: &str, why: Option<&str>, about: Option<&str>| Event {
        at: instant(second),
        by: by.map(str::to_owned),
        action: action.to_owned(),
        why: why.map(str::to_owned),
        about: about.map(str::to_owned),
    };
    let (clerk, office) = (Some("Phạm Phương Thảo"), Some("Nguyễn Thị Thanh Hà"));
    vec![
        event(1_794_800_000, office, "dossier.criterion-judged", None, Some("Có khả năng nhân rộng")),
        event(1_794_700_000, office, "dossier.screened", None, None),
        event(1_794_600_000, clerk, "dossier.resubmitted", None, None),
        event(1_794_500_000, office, "dossier.returned", Some("Báo cáo chưa có xác nhận của Hiệu trưởng"), None),
        event(1_791_200_000, clerk, "dossier.nominated", None, None),
        event(1_791_100_000, clerk, "dossier.files-attached", None, Some("Báo cáo thành tích.pdf")),
        event(1_768_200_000, clerk, "dossier.opened", None, None),
    ]
}

fn returned() -> Page {
    let reason = "Báo cáo thành tích chưa có xác nhận của Hiệu trưởng.".to_owned();
    Page {
        state: State::Returned { from: 2, reason },
        at: Some(StepKind::Screen),
        walk: walk(2, Progress::Returned),
        returned: Some(("Nguyễn Thị Thanh Hà".to_owned(), instant(1_794_500_000))),
        missing: vec![Missing::Paper(Paper::AchievementReport)],
        links: Vec::new(),
        offers: vec![
            offer(Command::Resubmit, true, Ok(())),
            offer(Command::Edit, false, Ok(())),
            offer(Command::Withdraw, false, Ok(())),
        ],
        ..page()
    }
}

fn conflicted() -> Page {
    let closed = |one: Criterion| Criterion { standing: None, finding: None, judged: None, ..one };
    Page {
        state: State::Ended { step: 4, ending: Ending::VotedDown, reason: "Không đủ số phiếu".to_owned() },
        at: None,
        walk: walk(4, Progress::Ended),
        criteria: page().criteria.into_iter().map(closed).collect(),
        files: None,
        missing: Vec::new(),
        offers: Vec::new(),
        conflicted: true,
        decision: Some((Id::from_raw(3), Some(12), "QĐ-UBND".to_owned(), Some(date(2026, 12, 20)))),
        lens: Lens { files: false, appraisal: false, tally: false, sealed: false, sensitive: false },
        ..page()
    }
}

fn fresh() -> Page {
    Page {
        state: State::Walking { step: 0 },
        at: Some(StepKind::Endorse),
        walk: walk(0, Progress::Now),
        missing: vec![Missing::Paper(Paper::EndorsementMinutes), Missing::Acclaim, Missing::Link],
        achievement: String::new(),
        files: Some(Vec::new()),
        notes: Vec::new(),
        history: Vec::new(),
        session: None,
        others: Vec::new(),
        offers: vec![
            offer(Command::Endorse, true, Ok(())),
            offer(Command::Foster, false, Ok(())),
            offer(Command::Edit, false, Ok(())),
        ],
        ..page()
    }
}

fn forms(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let id = act::sample_id().to_string();
    let about = (id.as_str(), "Trần Minh Khôi");
    let empty = FormState::filled([(FormState::VERSION, "9".to_owned())]);
    let mut form = |name, question: act::Question| {
        easel.show(name, &FormPage::new(&visit, about, empty.clone(), question));
    };
    form("dossier/return", act::reason_question(Command::Return, &empty));
    form("dossier/withdraw", act::reason_question(Command::Withdraw, &empty));
    form("dossier/set-aside", act::reason_question(Command::SetAside, &empty));
    form("dossier/endorse", act::endorse_question(&empty));
    form("dossier/foster", act::foster_question(&empty));
    form("dossier/goal", act::goal_question(&empty));
    let files = [Choice::new("tp_1", "Báo cáo thành tích.pdf")];
    form("dossier/judge", act::judge_question(&empty, "Có khả năng nhân rộng", &files));
    form("dossier/edit", act::edit_question(&empty, Subject::Practice(Id::from_raw(1))));
    form("dossier/edit-person", act::edit_question(&empty, Subject::Person(Id::from_raw(1))));
    easel.show("dossier/upload", &UploadPage::new(&visit, about.0, about.1, empty.clone()));
    let mut wrong = FormState::filled([(FormState::VERSION, "9".to_owned())]);
    wrong.text(PAPER);
    wrong.refuse(FILE, word!("domain-refusal-file-kind"));
    easel.show("dossier/upload-wrong", &UploadPage::new(&visit, about.0, about.1, wrong));
}

fn round(kinds: &[SubjectKind]) -> OpenRound {
    OpenRound {
        id: Id::from_raw(8),
        label: "Năm 2026".to_owned(),
        closes: date(2026, 11, 30),
        programme: (Id::from_raw(6), "Kế hoạch giai đoạn 2026–2030".to_owned()),
        track: "Xét hằng năm".to_owned(),
        movements: vec![(key("day-tot"), "Dạy tốt – Học tốt".to_owned()), (key("dan-van"), "Dân vận khéo".to_owned())],
        kinds: kinds.to_vec(),
        sectors: vec!["Giáo dục".to_owned(), "Y tế".to_owned()],
        only_self: false,
    }
}

fn news(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let round = round(&SubjectKind::ALL);
    easel.show("dossier/new-none", &NewPage::nothing(&visit, None));
    let opener = Action::link(word!("dossier-new-open-round"), "/chuong-trinh/ct_1").primary();
    easel.show("dossier/new-none-opener", &NewPage::nothing(&visit, Some(opener)));
    easel.show("dossier/new-round", &NewPage::rounds(&visit, std::slice::from_ref(&round), FormState::empty()));
    easel.show("dossier/new-movement", &NewPage::movement(&visit, &round, FormState::empty()));
    let movement = &round.movements[0];
    let chosen = |kind| Chosen { round: &round, movement, kind };
    let people = vec![Choice::new("pe_1", "Trần Minh Khôi").note("Giáo viên, Trường THCS Đông Hải")];
    let offered = Choices { people, more: true, ..Choices::default() };
    let page = NewPage::subject(&visit, &chosen(SubjectKind::Individual), offered, FormState::empty());
    easel.show("dossier/new-person", &page);
    let units = vec![Choice::new("un_1", "Trường THCS Đông Hải"), Choice::new("un_2", "Công an phường")];
    let offered = Choices { units: units.clone(), ..Choices::default() };
    let page = NewPage::subject(&visit, &chosen(SubjectKind::Collective), offered, FormState::empty());
    easel.show("dossier/new-collective", &page);
    let form = FormState::filled([("ten", "Một cửa thân thiện".to_owned())]);
    let offered = Choices { units, alike: rows(), ..Choices::default() };
    easel.show("dossier/new-alike", &NewPage::subject(&visit, &chosen(SubjectKind::Practice), offered, form));
}
