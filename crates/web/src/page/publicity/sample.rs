//! The pages of publicity with invented data. It must not reach the product.

use super::{activity, consent, figures, follow, handbook, reading, request, story, visit};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};
use jiff::civil::date;
use lantoa_app::publicity::{
    Choices, Json, Word,
    activity::{ActivityRow, ActivityState, ActivityView, Channel, ChannelFigure},
    consent::{ConsentRow, ConsentView, Giver, Purpose, Reach, STANDARD, Text, Way},
    follow::{Follow, FollowView, UnitUptake, Uptake},
    handbook::{HandbookLine, HandbookRow, HandbookView},
    reading::{ReadWay, ReaderRow, Reading, ReadingView, UnitReaders},
    request::Request,
    story::{SensitiveWeight, SensitiveWord, Standing, Story, StoryRow, StoryView, Topic},
    visit::{Followed, NextStep, StudyVisit, VisitKind, VisitView},
};
use lantoa_domain::{adoption::Stage, id::Id, publicity::StoryState, subject::SubjectKind};
use lantoa_i18n::word;

fn choices() -> Choices {
    Choices {
        units: vec![
            (Id::from_raw(1), "Trường THCS Đông Hải".to_owned()),
            (Id::from_raw(2), "Trạm Y tế phường".to_owned()),
        ],
        exemplars: vec![(Id::from_raw(1), "Trần Minh Khôi – Trường THCS Đông Hải".to_owned())],
        programmes: vec![(Id::from_raw(1), "Kế hoạch điển hình tiên tiến 2026 - 2030".to_owned())],
    }
}

pub(super) fn draw(easel: &mut Easel) {
    activities(easel);
    stories(easel);
    consents(easel);
    visits(easel);
    follows(easel);
    requests(easel);
    readings(easel);
    handbooks(easel);
}

fn activity_row(n: i64, channel: Channel, state: ActivityState) -> ActivityRow {
    ActivityRow {
        id: Id::from_raw(n),
        root: Id::from_raw(1),
        channel: Word(channel),
        title: "Giới thiệu gương người tốt, việc tốt".to_owned(),
        on_day: date(2026, 11, 23),
        starts_at: "07:30".to_owned(),
        place: "Sân trụ sở".to_owned(),
        led_by: "Chi bộ".to_owned(),
        unit: Some(Id::from_raw(1)),
        unit_name: Some("Trường THCS Đông Hải".to_owned()),
        exemplar: Some(Id::from_raw(1)),
        exemplar_name: Some("Trần Minh Khôi".to_owned()),
        programme: None,
        state: Word(state),
        audience: (state == ActivityState::Done).then_some(120),
        minutes: (channel == Channel::Radio).then_some(15),
        link: "https://phuongdonghai.vi.du/tin/12".to_owned(),
        outcome: "Các tổ dân phố đăng ký làm theo.".to_owned(),
        why: if state == ActivityState::CalledOff { "Mưa bão".to_owned() } else { String::new() },
        version: 1,
    }
}

fn activities(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = |pairs: &[(&str, &str)]| ListQuery::new("/tuyen-truyen", pairs);
    let rows = vec![
        activity_row(1, Channel::Salute, ActivityState::Planned),
        activity_row(2, Channel::Radio, ActivityState::Done),
        activity_row(3, Channel::Press, ActivityState::CalledOff),
    ];
    easel.show("publicity/plan", &activity::list_page(&visit, query(&[]), (rows.clone(), true), &choices()));
    easel.show("publicity/plan-empty", &activity::list_page(&visit, query(&[]), (Vec::new(), false), &choices()));
    let figure = |channel, month, count| ChannelFigure {
        channel: Word(channel),
        month,
        count,
        audience: count * 40,
        minutes: 15,
    };
    let held = [figure(Channel::Radio, 3, 4), figure(Channel::Radio, 11, 2), figure(Channel::Salute, 11, 4)];
    let by = || ListQuery::new("/tuyen-truyen/theo-kenh", &[("nam", "2026")]);
    easel.show("publicity/figures", &figures::list_page(&visit, by(), 2026, &held));
    easel.show("publicity/figures-empty", &figures::list_page(&visit, by(), 2026, &[]));
    let view =
        |at: usize| ActivityView { row: rows[at].clone(), consented: Some(false), may_run: true, may_report: true };
    easel.show("publicity/activity", &activity::show_page(&visit, &view(0)));
    easel.show("publicity/activity-off", &activity::show_page(&visit, &view(2)));
    easel.show("publicity/activity-new", &activity::plan_page(&visit, None, &FormState::empty(), &choices()));
    easel
        .show("publicity/activity-edit", &activity::plan_page(&visit, Some(&rows[0]), &FormState::empty(), &choices()));
    easel.show("publicity/activity-report", &activity::report_page(&visit, &rows[0], &FormState::empty()));
    easel.show("publicity/activity-call-off", &activity::call_off_page(&visit, &rows[0], &FormState::empty()));
    easel.show("publicity/rota", &activity::rota_page(&visit, &FormState::empty(), &choices()));
}

fn story_view(state: StoryState, standing: Standing) -> StoryView {
    let word = |topic, weight, words: &str| SensitiveWord { topic, weight, words: words.to_owned() };
    StoryView {
        story: Story {
            id: Id::from_raw(1),
            root: Id::from_raw(1),
            exemplar: Id::from_raw(1),
            title: "Lớp học chiều thứ Bảy".to_owned(),
            lead: "Phòng máy của trường sáng đèn cho những học sinh chưa từng có máy tính ở nhà.".to_owned(),
            body: "Ba năm trước, thầy Khôi nhận ra một nửa lớp chưa từng chạm vào bàn phím.\nTừ đó phòng máy mở cửa."
                .to_owned(),
            quote: "Các em chỉ thiếu một chỗ ngồi trước máy.".to_owned(),
            photo: Some(Id::from_raw(1)),
            photo_alt: "Thầy Khôi bên học trò".to_owned(),
            author: "Lê Thanh Bình".to_owned(),
            state: Word(state),
            publish_on: Some(date(2026, 11, 30)),
            why: if state == StoryState::TakenDown { "Chỉnh sửa số liệu".to_owned() } else { String::new() },
            written_by: Id::from_raw(1),
            checked_by: None,
            changed: jiff::Timestamp::from_second(1_795_000_000).expect("invariant: in range"),
            version: 2,
        },
        name: "Trần Minh Khôi".to_owned(),
        unit: "Trường THCS Đông Hải".to_owned(),
        standing,
        found: if state == StoryState::Draft {
            vec![
                word(Topic::Party, SensitiveWeight::Refused, "đảng viên"),
                word(Topic::Ethnicity, SensitiveWeight::Refused, "người chăm"),
                word(Topic::Religion, SensitiveWeight::LookAgain, "nhà thờ"),
                word(Topic::Health, SensitiveWeight::LookAgain, "khuyết tật"),
                word(Topic::Discipline, SensitiveWeight::LookAgain, "kỷ luật"),
            ]
        } else {
            Vec::new()
        },
        consented: if standing == Standing::Published { vec![Reach::Portal] } else { Vec::new() },
        may_show_photo: false,
        may_write: true,
        may_publish: true,
    }
}

fn story_row(n: i64, standing: Standing) -> StoryRow {
    StoryRow {
        id: Id::from_raw(n),
        exemplar: Id::from_raw(1),
        title: "Lớp học chiều thứ Bảy".to_owned(),
        name: "Trần Minh Khôi".to_owned(),
        unit: "Trường THCS Đông Hải".to_owned(),
        author: "Lê Thanh Bình".to_owned(),
        standing,
        publish_on: Some(date(2026, 11, 30)),
        changed: jiff::Timestamp::from_second(1_795_000_000).expect("invariant: in range"),
        may_print: true,
        version: 1,
    }
}

fn stories(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = || ListQuery::new("/tuyen-truyen/cau-chuyen", &[]);
    let rows: Vec<StoryRow> =
        super::say::STANDINGS.iter().zip(1..).map(|((_, standing), n)| story_row(n, *standing)).collect();
    easel.show("publicity/stories", &story::list_page(&visit, query(), &rows));
    easel.show("publicity/stories-empty", &story::list_page(&visit, query(), &[]));
    for (name, state, standing) in [
        ("publicity/story-draft", StoryState::Draft, Standing::Draft),
        ("publicity/story-checked", StoryState::Checked, Standing::Checked),
        ("publicity/story-published", StoryState::Released, Standing::Published),
        ("publicity/story-withheld", StoryState::Released, Standing::Withheld),
        ("publicity/story-taken-down", StoryState::TakenDown, Standing::TakenDown),
    ] {
        easel.show(name, &story::show_page(&visit, &story_view(state, standing)));
    }
    let draft = story_view(StoryState::Draft, Standing::Draft);
    let mut wrong = FormState::empty();
    wrong.refuse(story::PHOTO, word!("publicity-photo-large"));
    easel.show("publicity/story-new", &story::write_page(&visit, None, &FormState::empty(), &choices()));
    easel.show("publicity/story-edit-wrong", &story::write_page(&visit, Some(&draft), &wrong, &choices()));
    easel.show("publicity/story-check", &story::check_page(&visit, &draft, &FormState::empty()));
    easel.show("publicity/story-release", &story::release_page(&visit, &draft, &FormState::empty()));
    easel.show("publicity/story-take-down", &story::take_down_page(&visit, &draft, &FormState::empty()));
}

fn consents(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let row = |n: i64, purpose, reach, giver, way, withdrawn: bool| ConsentRow {
        id: Id::from_raw(n),
        exemplar: Id::from_raw(1),
        subject: "Trần Minh Khôi".to_owned(),
        purpose,
        reach,
        ordinal: 2,
        given_on: date(2026, 11, 2),
        giver,
        giver_name: "Trần Văn Hòa".to_owned(),
        relation: if giver == Giver::Guardian { "bố".to_owned() } else { String::new() },
        way,
        has_paper: way == Way::Paper,
        withdrawn_on: withdrawn.then_some(date(2026, 11, 20)),
    };
    let rows = vec![
        row(1, Purpose::Story, Reach::Portal, Giver::Guardian, Way::Paper, false),
        row(2, Purpose::Likeness, Reach::Press, Giver::Oneself, Way::Own, true),
        row(3, Purpose::Story, Reach::Printed, Giver::Representative, Way::Paper, false),
        row(4, Purpose::Story, Reach::Internal, Giver::Oneself, Way::Own, false),
    ];
    let query = || ListQuery::new("/tuyen-truyen/dong-y", &[]);
    easel.show("publicity/consents", &consent::list_page(&visit, query(), &rows));
    easel.show("publicity/consents-empty", &consent::list_page(&visit, query(), &[]));
    let view = |is_child, rows: &[ConsentRow]| ConsentView {
        exemplar: Id::from_raw(1),
        name: "Trần Minh Khôi".to_owned(),
        unit: "Trường THCS Đông Hải".to_owned(),
        kind: SubjectKind::Individual,
        is_child,
        is_own: is_child == Some(false),
        rows: rows.to_vec(),
        words: (2, STANDARD.to_owned()),
    };
    easel.show("publicity/consent", &consent::show_page(&visit, &view(Some(true), &rows)));
    easel.show("publicity/consent-unknown-age", &consent::show_page(&visit, &view(None, &[])));
    easel.show("publicity/consent-give", &consent::give_page(&visit, &view(Some(false), &[]), &FormState::empty()));
    easel
        .show("publicity/consent-give-child", &consent::give_page(&visit, &view(Some(true), &[]), &FormState::empty()));
    easel.show("publicity/consent-withdraw", &consent::withdraw_page(&visit, &view(Some(false), &rows)));
    let text = |ordinal| Text {
        id: Id::from_raw(ordinal),
        root: Id::from_raw(1),
        ordinal,
        body: STANDARD.to_owned(),
        written_by: Id::from_raw(1),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    easel.show("publicity/consent-words", &consent::words_page(&visit, &[text(2), text(1)], &FormState::empty()));
}

fn visit_row(n: i64, kind: VisitKind, outside: bool) -> StudyVisit {
    StudyVisit {
        id: Id::from_raw(n),
        root: Id::from_raw(1),
        kind: Word(kind),
        topic: "Một cửa thân thiện".to_owned(),
        host_unit: None,
        host_name: None,
        host: "UBND phường Phước Mỹ".to_owned(),
        outside,
        exemplar: Some(Id::from_raw(1)),
        exemplar_name: Some("Tổ Một cửa".to_owned()),
        unit: Id::from_raw(1),
        unit_name: "Văn phòng".to_owned(),
        visitors: "Lãnh đạo và công chức Một cửa".to_owned(),
        heads: 14,
        on_day: date(2026, 10, 9),
        place: "Bộ phận Một cửa".to_owned(),
        learned: "Cách xếp lịch hẹn và gửi tin nhắn khi có kết quả.".to_owned(),
        usable: "Phiếu hẹn có mã.".to_owned(),
        steps: Json(vec![NextStep {
            task: "Làm thử phiếu hẹn".to_owned(),
            who: "Bộ phận Một cửa".to_owned(),
            due: Some(date(2026, 12, 1)),
        }]),
        adoption: "Đang áp dụng thử từ 01/11/2026".to_owned(),
        version: 1,
    }
}

fn visits(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = || ListQuery::new("/tuyen-truyen/tham-quan", &[]);
    let rows = [visit_row(1, VisitKind::Visit, true), visit_row(2, VisitKind::Talk, false)];
    easel.show("publicity/visits", &visit::list_page(&visit, query(), &rows));
    easel.show("publicity/visits-empty", &visit::list_page(&visit, query(), &[]));
    let followed = Followed {
        id: Id::from_raw(1),
        title: "Phiếu hẹn có mã".to_owned(),
        name: "UBND xã Tân Định".to_owned(),
        stage: Stage::Trying,
        began: date(2026, 11, 1),
    };
    let told = VisitView { visit: rows[0].clone(), followed: vec![followed], may_edit: true };
    easel.show("publicity/visit", &visit::show_page(&visit, &told));
    easel.show("publicity/visit-new", &visit::note_page(&visit, None, &FormState::empty(), &choices()));
    easel.show("publicity/visit-edit", &visit::note_page(&visit, Some(&rows[0]), &FormState::empty(), &choices()));
}

fn follow_row(ended: bool) -> Follow {
    Follow {
        id: Id::from_raw(1),
        root: Id::from_raw(1),
        exemplar: Id::from_raw(1),
        name: "Trần Minh Khôi".to_owned(),
        decision: Id::from_raw(1),
        title: "Học tập và làm theo thầy Trần Minh Khôi".to_owned(),
        call: "Mỗi đơn vị có một việc làm thiết thực giúp học sinh khó khăn.".to_owned(),
        from_day: date(2026, 11, 1),
        to_day: date(2027, 5, 31),
        ended_why: if ended { "Lồng ghép vào phong trào khác".to_owned() } else { String::new() },
        ended_on: ended.then_some(date(2026, 11, 20)),
        version: 1,
        units: 1,
        people: 23,
    }
}

fn follows(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = || ListQuery::new("/tuyen-truyen/hoc-tap", &[]);
    let joined = UnitUptake {
        unit: Id::from_raw(1),
        name: "Trạm Y tế phường".to_owned(),
        uptake: Some(Uptake {
            unit: Id::from_raw(1),
            joined_on: date(2026, 11, 5),
            doing: "Khám miễn phí cho học sinh".to_owned(),
            people: 23,
            result: "Đã khám 80 em".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
        }),
        may_tell: true,
    };
    let silent =
        UnitUptake { unit: Id::from_raw(2), name: "Tổ dân phố số 9".to_owned(), uptake: None, may_tell: true };
    let view = |ended: bool| FollowView {
        row: follow_row(ended),
        units: vec![joined.clone(), silent.clone()],
        may_end: !ended,
    };
    easel.show("publicity/follows", &follow::list_page(&visit, query(), &[follow_row(false), follow_row(true)]));
    easel.show("publicity/follows-empty", &follow::list_page(&visit, query(), &[]));
    easel.show("publicity/follow", &follow::show_page(&visit, &view(false)));
    easel.show("publicity/follow-ended", &follow::show_page(&visit, &view(true)));
    easel.show("publicity/follow-new", &follow::launch_page(&visit, &FormState::empty(), &choices()));
    easel.show(
        "publicity/follow-take-up",
        &follow::take_up_page(&visit, &follow_row(false), &silent, &FormState::empty()),
    );
    easel.show("publicity/follow-end", &follow::end_page(&visit, &follow_row(false), &FormState::empty()));
}

fn requests(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = || ListQuery::new("/tuyen-truyen/tu-lieu", &[]);
    let row = |n: i64, due, answered: Option<jiff::civil::Date>| Request {
        id: Id::from_raw(n),
        root: Id::from_raw(1),
        unit: Id::from_raw(1),
        unit_name: "Trường THCS Đông Hải".to_owned(),
        exemplar: Some(Id::from_raw(1)),
        exemplar_name: Some("Trần Minh Khôi".to_owned()),
        what: "Bài viết khoảng 600 chữ và hai tấm ảnh".to_owned(),
        due,
        asked_on: date(2026, 11, 1),
        answer: answered.map(|_| "Đã gửi bài và ảnh qua thư điện tử".to_owned()).unwrap_or_default(),
        answered_on: answered,
        version: 1,
    };
    let rows = [
        row(1, date(2026, 11, 25), None),
        row(2, date(2026, 11, 10), None),
        row(3, date(2026, 11, 10), Some(date(2026, 11, 9))),
        row(4, date(2026, 11, 10), Some(date(2026, 11, 12))),
    ];
    easel.show("publicity/requests", &request::list_page(&visit, query(), &rows));
    easel.show("publicity/requests-empty", &request::list_page(&visit, query(), &[]));
    easel.show("publicity/request", &request::show_page(&visit, &rows[2], true));
    easel.show("publicity/request-new", &request::ask_page(&visit, &FormState::empty(), &choices()));
    easel.show("publicity/request-answer", &request::answer_page(&visit, &rows[0], &FormState::empty()));
}

fn readings(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = || ListQuery::new("/tuyen-truyen/pho-bien", &[]);
    let row = |n: i64, done, closed| Reading {
        id: Id::from_raw(n),
        root: Id::from_raw(1),
        title: "Kế hoạch điển hình tiên tiến 2026 - 2030".to_owned(),
        body: "Đọc toàn văn kế hoạch, chú ý phần phân công.".to_owned(),
        programme: Some(Id::from_raw(1)),
        asked_on: date(2026, 11, 10),
        due: date(2026, 11, 30),
        closed_on: closed,
        version: 1,
        done,
        all: 3,
    };
    let rows = [row(1, 1, None), row(2, 3, None), row(3, 2, Some(date(2026, 11, 20)))];
    let reader = |n: i64, name: &str, known, has_account| ReaderRow {
        id: Id::from_raw(n),
        name: name.to_owned(),
        post: "Giáo viên".to_owned(),
        unit: "Trường THCS Đông Hải".to_owned(),
        known,
        has_account,
    };
    let unit = |n: i64| UnitReaders {
        unit: Id::from_raw(n),
        name: "Trường THCS Đông Hải".to_owned(),
        people: vec![
            reader(1, "Trần Minh Khôi", Some((ReadWay::Own, date(2026, 11, 12))), true),
            reader(2, "Lê Thị Ngọc Ánh", None, true),
            reader(3, "Phạm Văn Sơn", None, false),
            reader(4, "Đỗ Thu Hương", Some((ReadWay::Meeting, date(2026, 11, 14))), false),
        ],
        may_mark: true,
    };
    let view = || ReadingView {
        row: rows[0].clone(),
        plan: Some(Id::from_raw(1)),
        confirmed: false,
        units: vec![unit(1), unit(2)],
        may_close: true,
    };
    easel.show("publicity/readings", &reading::list_page(&visit, query(), &rows));
    easel.show("publicity/readings-empty", &reading::list_page(&visit, query(), &[]));
    easel.show("publicity/reading", &reading::ShowPage::new(&visit, view(), FormState::empty()));
    let staff = ReadingView { confirmed: true, units: Vec::new(), may_close: false, ..view() };
    easel.show("publicity/reading-staff", &reading::ShowPage::new(&visit, staff, FormState::empty()));
    easel.show("publicity/reading-new", &reading::ask_page(&visit, &FormState::empty(), &choices()));
}

fn handbooks(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let query = || ListQuery::new("/tuyen-truyen/ky-yeu", &[]);
    let line = HandbookLine {
        id: Id::from_raw(1),
        title: "Những bông hoa đẹp".to_owned(),
        imprint: "Đông Hải, 2026".to_owned(),
        stories: 2,
    };
    let view = HandbookView {
        row: HandbookRow {
            id: Id::from_raw(1),
            root: Id::from_raw(1),
            title: line.title.clone(),
            imprint: line.imprint.clone(),
            foreword: "Kỷ yếu giới thiệu những tấm gương của năm.".to_owned(),
            version: 1,
        },
        stories: vec![
            (Id::from_raw(1), "Lớp học chiều thứ Bảy".to_owned(), true),
            (Id::from_raw(2), "Con hẻm nở hoa".to_owned(), false),
        ],
    };
    let rows = [story_row(1, Standing::Published), story_row(2, Standing::Checked)];
    easel.show("publicity/handbooks", &handbook::list_page(&visit, query(), &[line]));
    easel.show("publicity/handbooks-empty", &handbook::list_page(&visit, query(), &[]));
    easel.show("publicity/handbook", &handbook::show_page(&visit, &view));
    easel.show("publicity/handbook-new", &handbook::set_page(&visit, None, &FormState::empty(), &rows));
    easel.show("publicity/handbook-edit", &handbook::set_page(&visit, Some(&view), &FormState::empty(), &rows));
}
