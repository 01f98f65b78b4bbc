//! The pages of writing contests with invented data. It must not reach the product.

use super::{desk, form, judge, lead, public as open, receipt, show};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};
use jiff::civil::date;
use lantoa_app::contest::{
    Advice, Author, ConflictKind, Contest, ContestRow, ContestView, Entry, EntryRow, EntryView, Json, Juror, MyWork,
    OtherSheet, Progress, PublicContest, Receipt, Sheet, SheetView, Standing, Taking, Winner, Word, Work,
};
use lantoa_domain::{
    contest::{ContestState, Criterion, Entrants, EntryState, MarkStep, Prize, RefusedFor, Showing},
    id::Id,
    policy::JurySeat,
    publicity::sensitive::{Found, Topic, Weight},
};
use lantoa_i18n::word;

const TEXT: &str = "Một tấm gương ở hẻm 12\nMười năm nay, sáng nào chị cũng mở cửa quán từ bốn giờ.\nAi khó khăn, chị phát cơm không lấy tiền.";

fn contest(state: ContestState) -> Contest {
    let criterion = |name: &str, weight, most| Criterion { name: name.to_owned(), weight, most };
    let prize = |name: &str, count| Prize { name: name.to_owned(), count };
    let is_told = state == ContestState::Published;
    Contest {
        id: Id::from_raw(1),
        root: Id::from_raw(1),
        agency: "UBND phường Đông Hải".to_owned(),
        title: "Những tấm gương quanh ta năm 2026".to_owned(),
        body: "Viết về người thật, việc thật.\nBài chưa đăng ở nơi khác.".to_owned(),
        programme: None,
        movement: None,
        opens: date(2026, 10, 1),
        closes: date(2026, 11, 30),
        entrants: Word(Entrants::Everybody),
        most_words: 1500,
        prizes: Json(vec![prize("Giải nhất", 1), prize("Giải nhì", 2)]),
        criteria: Json(vec![criterion("Nội dung", 60, 10), criterion("Cách viết", 40, 10)]),
        step: Word(MarkStep::Half),
        jurors: 3,
        spread: 20,
        state: Word(state),
        why: if state == ContestState::CalledOff {
            "Trùng với cuộc thi của tỉnh".to_owned()
        } else {
            String::new()
        },
        decided_by: is_told.then(|| Id::from_raw(1)),
        decided_on: is_told.then(|| date(2026, 12, 20)),
        published_on: is_told.then(|| date(2026, 12, 22)),
        version: 3,
    }
}

/// A contest that takes entries, for the first public page.
pub(in crate::page) fn public() -> PublicContest {
    PublicContest { contest: contest(ContestState::Open), taking: Taking::Now, winners: Vec::new() }
}

fn entry(number: i64, state: EntryState) -> Entry {
    let refused = state == EntryState::Refused;
    Entry {
        id: Id::from_raw(number),
        contest: Id::from_raw(1),
        root: Id::from_raw(1),
        number,
        code: "K7Q29XWM0110".to_owned(),
        title: "Một tấm gương ở hẻm 12".to_owned(),
        subject: "Chị Lý bán cơm".to_owned(),
        place: "Hẻm 12, phường Đông Hải".to_owned(),
        body: TEXT.to_owned(),
        jury_text: TEXT.to_owned(),
        state: Word(state),
        refused_for: refused.then_some(Word(RefusedFor::OffTheme)),
        why: if refused { "Bài kể về một chuyến du lịch.".to_owned() } else { String::new() },
        showing: Word(Showing::Named),
        received: jiff::Timestamp::UNIX_EPOCH,
        received_on: date(2026, 11, 3),
        consent_gone: refused.then(|| date(2026, 11, 9)),
        agreed: None,
        agreed_advice: None,
        agreed_why: String::new(),
        settled: None,
        settled_why: String::new(),
        prize: None,
        version: 2,
    }
}

fn author(number: i64) -> Author {
    Author {
        entry: Id::from_raw(number),
        person: None,
        name: "Lê Văn Tám".to_owned(),
        contact: "0900 000 000".to_owned(),
        unit: "Trường THCS Đông Hải".to_owned(),
        guardian: "Lê Văn Bảy".to_owned(),
    }
}

fn juror(n: i64, name: &str, seat: JurySeat) -> Juror {
    Juror {
        id: Id::from_raw(n),
        contest: Id::from_raw(1),
        person: Id::from_raw(n),
        name: name.to_owned(),
        post: "Chuyên viên".to_owned(),
        seat: Word(seat),
    }
}

fn jury() -> Vec<(Juror, usize, usize)> {
    vec![
        (juror(1, "Trần Minh Khôi", JurySeat::Chair), 4, 4),
        (juror(2, "Lê Thị Ngọc Ánh", JurySeat::Member), 3, 4),
        (juror(3, "Phạm Văn Sơn", JurySeat::Member), 0, 0),
    ]
}

fn standing(number: i64, rank: usize, points: i64) -> Standing {
    Standing {
        entry: Id::from_raw(number),
        version: 2,
        number,
        rank,
        points,
        spread: 650,
        differs: false,
        advice: vec![Advice::Prize, Advice::Prize, Advice::Publish],
        advised: Some(Advice::Prize),
        agreed: None,
        tied: false,
        settled: None,
        prize: None,
    }
}

fn standings() -> Vec<Standing> {
    let differs = Standing { spread: 3500, differs: true, advised: None, ..standing(2, 3, 7200) };
    let agreed = Some((8850, "Cả ban đọc lại và thống nhất.".to_owned()));
    vec![
        Standing { prize: Some(0), agreed, ..standing(4, 1, 8850) },
        Standing { tied: true, ..standing(1, 2, 8000) },
        Standing { tied: true, ..standing(3, 2, 8000) },
        differs,
    ]
}

fn progress() -> Vec<Progress> {
    let one = |n: i64, handed| Progress {
        id: Id::from_raw(n),
        version: 2,
        number: n,
        juror: "Lê Thị Ngọc Ánh".to_owned(),
        handed_on: handed,
        total: handed.map(|_| 8150),
    };
    vec![one(1, Some(date(2026, 12, 9))), one(2, None)]
}

fn view(state: ContestState, standings: Option<Vec<Standing>>) -> ContestView {
    let row = |number, state, sheets| EntryRow {
        id: Id::from_raw(number),
        number,
        title: "Một tấm gương ở hẻm 12".to_owned(),
        subject: "Chị Lý bán cơm".to_owned(),
        author: Some(author(number)),
        received_on: date(2026, 11, 3),
        state,
        sheets,
    };
    ContestView {
        contest: contest(state),
        movement: "Học tập và làm theo".to_owned(),
        decided_by: "Nguyễn Văn Trưởng".to_owned(),
        entries: vec![
            row(1, EntryState::Admitted, (2, 3)),
            row(2, EntryState::Received, (0, 0)),
            row(3, EntryState::Refused, (0, 0)),
            row(4, EntryState::Withdrawn, (0, 0)),
        ],
        jury: jury(),
        progress: progress(),
        standings,
        may_run: true,
        may_publish: true,
        may_lead: true,
        today: date(2026, 12, 10),
    }
}

pub(super) fn draw(easel: &mut Easel) {
    everybody(easel);
    contests(easel);
    entries(easel);
    sheets(easel);
    chair(easel);
}

fn everybody(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let once = || "0123456789abcdef0123456789abcdef".to_owned();
    let with = |taking| PublicContest { taking, ..public() };
    let rows = vec![with(Taking::Now), with(Taking::NotYet), with(Taking::Told)];
    easel.show("contest/public", &open::ListPage::new(&visit, rows, &FormState::empty()));
    easel.show("contest/public-empty", &open::ListPage::new(&visit, Vec::new(), &FormState::empty()));
    for (name, taking) in [
        ("contest/public-open", Taking::Now),
        ("contest/public-not-yet", Taking::NotYet),
        ("contest/public-over", Taking::Over),
    ] {
        easel.show(name, &open::ShowPage::new(&visit, with(taking), FormState::empty(), once()));
    }
    let staff = Contest { entrants: Word(Entrants::Staff), ..contest(ContestState::Open) };
    let staff = PublicContest { contest: staff, ..public() };
    easel.show("contest/public-staff", &open::ShowPage::new(&visit, staff, FormState::empty(), once()));
    let mut late = FormState::filled([("bai", TEXT.to_owned())]);
    late.refuse(open::BODY, word!("ui-form-empty"));
    easel.show("contest/public-late", &open::ShowPage::new(&visit, with(Taking::Over), late, once()));
    let winner = |number, title: &str, name: &str| Winner {
        number,
        prize: "Giải nhì".to_owned(),
        title: title.to_owned(),
        name: name.to_owned(),
        paragraphs: if title.is_empty() { Vec::new() } else { vec!["Sáng nào chị cũng dậy sớm.".to_owned()] },
    };
    let told = PublicContest {
        contest: contest(ContestState::Published),
        taking: Taking::Told,
        winners: vec![winner(4, "Một tấm gương ở hẻm 12", "Lê Văn Tám"), winner(7, "", "")],
    };
    easel.show("contest/public-told", &open::ShowPage::new(&visit, told, FormState::empty(), once()));
    receipts(easel);
}

fn receipts(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let receipt = |state, contest_state, prize: Option<&str>| Receipt {
        contest: Id::from_raw(1),
        contest_title: "Những tấm gương quanh ta năm 2026".to_owned(),
        contest_state,
        contest_why: if contest_state == ContestState::CalledOff {
            "Trùng cuộc thi".to_owned()
        } else {
            String::new()
        },
        number: 4,
        title: "Một tấm gương ở hẻm 12".to_owned(),
        received_on: date(2026, 11, 3),
        state,
        refused_for: (state == EntryState::Refused).then_some(RefusedFor::Duplicate),
        why: if state == EntryState::Refused { "Đã nhận bài số 2.".to_owned() } else { String::new() },
        prize: prize.map(str::to_owned),
        showing: Showing::Anonymous,
        may_withdraw: state == EntryState::Received,
        may_take_back: state == EntryState::Admitted,
    };
    for (name, state, of, prize) in [
        ("contest/receipt", EntryState::Received, ContestState::Open, None),
        ("contest/receipt-admitted", EntryState::Admitted, ContestState::Judging, None),
        ("contest/receipt-refused", EntryState::Refused, ContestState::Closed, None),
        ("contest/receipt-withdrawn", EntryState::Withdrawn, ContestState::Open, None),
        ("contest/receipt-called-off", EntryState::Received, ContestState::CalledOff, None),
        ("contest/receipt-prize", EntryState::Admitted, ContestState::Published, Some("Giải nhì")),
        ("contest/receipt-no-prize", EntryState::Admitted, ContestState::Published, None),
    ] {
        easel.show(name, &receipt::ReceiptPage::new(&visit, "K7Q29XWM0110", receipt(state, of, prize)));
    }
    let one = receipt(EntryState::Received, ContestState::Open, None);
    easel.show("contest/withdraw", &receipt::sure_page(&visit, "K7Q29XWM0110", &one, receipt::WITHDRAW));
    easel.show("contest/take-back", &receipt::sure_page(&visit, "K7Q29XWM0110", &one, receipt::TAKE_BACK));
}

fn contests(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = || ListQuery::new("/tuyen-truyen/cuoc-thi", &[]);
    let row = |n: i64, state| ContestRow {
        id: Id::from_raw(n),
        title: format!("Những tấm gương quanh ta {n}"),
        opens: date(2026, 10, 1),
        closes: date(2026, 11, 30),
        state,
        entries: 8,
        waiting: 2,
    };
    let rows: Vec<ContestRow> = (1..).zip(ContestState::ALL).map(|(n, state)| row(n, state)).collect();
    easel.show("contest/list", &show::list_page(&visit, query(), &rows));
    easel.show("contest/list-empty", &show::list_page(&visit, query(), &[]));
    for (name, state, lines) in [
        ("contest/show-draft", ContestState::Draft, None),
        ("contest/show-open", ContestState::Open, None),
        ("contest/show-closed", ContestState::Closed, None),
        ("contest/show-judging", ContestState::Judging, None),
        ("contest/show-all-in", ContestState::Judging, Some(standings())),
        ("contest/show-published", ContestState::Published, Some(standings())),
        ("contest/show-called-off", ContestState::CalledOff, None),
    ] {
        easel.show(name, &show::show_page(&visit, &view(state, lines)));
    }
    let head = ContestView { may_run: false, ..view(ContestState::Judging, None) };
    easel.show("contest/show-head", &show::show_page(&visit, &head));
    let movements = vec![(
        Id::from_raw(1),
        "day-tot".parse().expect("invariant: a key"),
        "Dạy tốt – Kế hoạch 2026 - 2030".to_owned(),
    )];
    easel.show("contest/new", &form::page(&visit, None, &form::usual(), &movements));
    let known = contest(ContestState::Open);
    easel.show("contest/edit", &form::page(&visit, Some(&known), &form::filled(&known), &movements));
    for (name, state, code) in [
        ("contest/step-open", ContestState::Draft, "mo"),
        ("contest/step-close", ContestState::Open, "dong"),
        ("contest/step-judge", ContestState::Closed, "cham"),
        ("contest/step-decide", ContestState::Judging, "quyet-dinh"),
        ("contest/step-publish", ContestState::Decided, "cong-bo"),
        ("contest/step-call-off", ContestState::Open, "huy"),
    ] {
        if let Ok(page) = show::step_page(&visit, &view(state, None), code, &FormState::empty()) {
            easel.show(name, &page);
        }
    }
    let people = [(Id::from_raw(1), "Trần Minh Khôi – Chuyên viên".to_owned())];
    easel.show(
        "contest/seat",
        &show::seat_page(&visit, &view(ContestState::Closed, None), &FormState::empty(), &people),
    );
}

fn entries(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let view = |state, author: Option<Author>| EntryView {
        contest: contest(ContestState::Closed),
        entry: entry(4, state),
        author,
        alike: vec![(Id::from_raw(2), 2, "Tấm gương ở hẻm 12".to_owned())],
        found: vec![Found { topic: Topic::Health, weight: Weight::LookAgain, words: "khuyết tật".to_owned() }],
        marked_by: vec![
            (juror(1, "Trần Minh Khôi", JurySeat::Chair), true),
            (juror(2, "Lê Thị Ngọc Ánh", JurySeat::Member), false),
        ],
        barred: vec![
            (juror(3, "Phạm Văn Sơn", JurySeat::Member), ConflictKind::Declared),
            (juror(4, "Lý Thị Cơm", JurySeat::Member), ConflictKind::Found),
        ],
        free: vec![juror(5, "Đỗ Thu Hương", JurySeat::Member)],
    };
    easel.show("contest/entry", &desk::show_page(&visit, &view(EntryState::Received, Some(author(4)))));
    easel.show("contest/entry-admitted", &desk::show_page(&visit, &view(EntryState::Admitted, Some(author(4)))));
    easel.show("contest/entry-refused", &desk::show_page(&visit, &view(EntryState::Refused, None)));
    let one = view(EntryState::Received, Some(author(4)));
    let mut wrong = FormState::filled([("ban-cham", TEXT.to_owned())]);
    wrong.refuse(desk::JURY_TEXT, word!("contest-wrong-author"));
    easel.show("contest/admit", &desk::admit_page(&visit, &one, &wrong));
    easel.show("contest/refuse", &desk::refuse_page(&visit, &one, &FormState::empty()));
    easel.show("contest/erase", &desk::sure_page(&visit, &one, desk::ERASE));
    easel.show("contest/close-consent", &desk::sure_page(&visit, &one, desk::CLOSE));
}

fn sheet_view(handed: bool) -> SheetView {
    let known = contest(ContestState::Judging);
    SheetView {
        sheet: Sheet {
            id: Id::from_raw(1),
            entry: Id::from_raw(4),
            contest: Id::from_raw(1),
            juror: Id::from_raw(1),
            person: Id::from_raw(1),
            marks: Json(if handed { vec![850, 700] } else { Vec::new() }),
            comment: if handed { "Chi tiết thật, kể giản dị.".to_owned() } else { String::new() },
            advice: handed.then_some(Word(Advice::Prize)),
            handed_on: handed.then(|| date(2026, 12, 9)),
            back_why: if handed { String::new() } else { "Xem lại điểm cách viết.".to_owned() },
            version: 2,
        },
        contest: known.title,
        rules: known.body,
        criteria: known.criteria.0,
        step: MarkStep::Half,
        number: 4,
        text: TEXT.to_owned(),
        total: handed.then_some(7900),
        others: if handed {
            vec![OtherSheet {
                name: "Lê Thị Ngọc Ánh".to_owned(),
                marks: vec![900, 750],
                total: 8400,
                comment: "Nên trao giải.".to_owned(),
                advice: Some(Advice::Publish),
            }]
        } else {
            Vec::new()
        },
        may_mark: !handed,
    }
}

fn sheets(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let row = |n: i64, handed, back: &str| Work {
        id: Id::from_raw(n),
        contest: Id::from_raw(1),
        contest_title: "Những tấm gương quanh ta năm 2026".to_owned(),
        number: n,
        handed_on: handed,
        back_why: back.to_owned(),
    };
    let work = MyWork {
        rows: vec![row(1, Some(date(2026, 12, 9)), ""), row(2, None, "Xem lại"), row(3, None, "")],
        chairs: vec![(Id::from_raw(1), "Những tấm gương quanh ta năm 2026".to_owned(), 7, 12)],
    };
    easel.show("contest/work", &judge::work_page(&visit, &work));
    easel.show("contest/work-none", &judge::work_page(&visit, &MyWork { rows: Vec::new(), chairs: Vec::new() }));
    let form = judge::filled(&sheet_view(true));
    easel.show("contest/sheet", &judge::SheetPage::new(&visit, sheet_view(false), form.clone(), None));
    let wrong = Some(word!("contest-wrong-over").into());
    easel.show("contest/sheet-wrong", &judge::SheetPage::new(&visit, sheet_view(false), form, wrong));
    easel.show("contest/sheet-in", &judge::SheetPage::new(&visit, sheet_view(true), FormState::empty(), None));
    easel.show("contest/declare", &judge::declare_page(&visit, &sheet_view(false), &FormState::empty()));
}

fn chair(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let known = view(ContestState::Judging, Some(standings()));
    easel.show("contest/lead", &lead::show_page(&visit, &known));
    easel.show("contest/lead-waits", &lead::show_page(&visit, &view(ContestState::Judging, None)));
    easel.show("contest/give-back", &lead::give_back_page(&visit, &known, &progress()[0], &FormState::empty()));
    easel.show("contest/agree", &lead::agree_page(&visit, &known, &standings()[3], &FormState::empty()));
    let lines = standings();
    let tied: Vec<&Standing> = lines.iter().filter(|one| one.tied).collect();
    easel.show("contest/settle", &lead::settle_page(&visit, &known, &tied, &FormState::empty()));
}
