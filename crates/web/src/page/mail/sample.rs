//! The pages of letters with invented data. It must not reach the product.

use super::{PASSWORD, SettingPage, filled, outbox::OutboxPage};
use crate::{
    kernel::{FormState, ListQuery},
    sample::Easel,
};
use jiff::Timestamp;
use jiff::civil::date;
use lantoa_app::mail::{LetterLine, LetterState, MailSetting, MailTest, Outbox, SettingView, TestState, Word};
use lantoa_domain::id::Id;
use lantoa_domain::reminder::{Fault, Security};
use lantoa_i18n::word;

fn view(now: Timestamp, state: TestState) -> SettingView {
    let setting = MailSetting {
        root: Id::from_raw(1),
        host: "thu.phuong.vi.du".to_owned(),
        port: 587,
        security: Word(Security::StartTls),
        login: "nhac-viec".to_owned(),
        sender: "nhac-viec@phuong.vi.du".to_owned(),
        sender_name: "UBND phường Đông Hải".to_owned(),
        base: "https://lantoa.phuong.vi.du".to_owned(),
        hour: 7,
        active: true,
        version: 2,
    };
    let failed = state == TestState::Failed;
    let test = MailTest {
        root: Id::from_raw(1),
        person: Id::from_raw(2),
        asked: now,
        state: Word(state),
        fault: failed.then_some(Word(Fault::SignIn)),
        code: if failed { 535 } else { 0 },
        settled: Some(now),
    };
    SettingView { setting, has_password: true, test: Some(test), own_address: "ha@phuong.vi.du".to_owned() }
}

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let now = visit.state().now();
    for (name, state) in [
        ("mail/setting", TestState::Sent),
        ("mail/setting-waits", TestState::Waiting),
        ("mail/setting-failed", TestState::Failed),
    ] {
        let view = view(now, state);
        let form = filled(&view);
        easel.show(name, &SettingPage::new(&visit, view, form));
    }
    let first = view(now, TestState::Sent);
    let setting = MailSetting { host: String::new(), active: false, version: 0, ..first.setting.clone() };
    let first = SettingView { setting, has_password: false, test: None, own_address: String::new() };
    let mut form: FormState = filled(&first);
    form.refuse(PASSWORD, word!("wrong-retype"));
    easel.show("mail/setting-first", &SettingPage::new(&visit, first, form));
    let query = || ListQuery::new("/quan-tri/thu/so", &[]);
    let rows = lines(now);
    easel.show("mail/outbox", &OutboxPage::new(&visit, query(), Outbox { rows, next: Some(Id::from_raw(1)) }));
    easel.show("mail/outbox-empty", &OutboxPage::new(&visit, query(), Outbox { rows: Vec::new(), next: None }));
}

/// Letters of every kind.
pub(crate) fn lines(now: Timestamp) -> Vec<LetterLine> {
    let line = |n: i64, name: &str, state, fault: Option<Fault>| LetterLine {
        id: Id::from_raw(n),
        person: Id::from_raw(n),
        name: name.to_owned(),
        on_day: date(2026, 11, 21),
        state: Word(state),
        tries: u32::from(fault.is_some()),
        next_try: now,
        fault: fault.map(Word),
        code: if fault == Some(Fault::Refused) { 550 } else { 0 },
        queued: now,
        settled: (state == LetterState::Sent).then_some(now),
        version: 2,
    };
    vec![
        line(5, "Nguyễn Thị Thanh Hà", LetterState::Sent, None),
        line(4, "Trần Minh Khôi", LetterState::Waiting, Some(Fault::Unreachable)),
        line(3, "Lê Thị Ngọc Ánh", LetterState::Failed, Some(Fault::Refused)),
        line(2, "Phạm Văn Bình", LetterState::Waiting, None),
        line(1, "Võ Thị Cúc", LetterState::Merged, None),
    ]
}
