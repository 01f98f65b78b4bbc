//! The pages of reminders with invented data. It must not reach the product.

use super::{ShowPage, StoppedPage, filled, stop_page};
use crate::{nav::Area, sample::Easel};
use jiff::civil::date;
use lantoa_app::digest::{Digest, Owed, Seat, Waiting, Whose};
use lantoa_app::mail::{Chosen, Own};
use lantoa_app::obstacle;
use lantoa_domain::id::Id;
use lantoa_domain::plan::StepKind;
use lantoa_i18n::word;

/// Draws the pages with sample data.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let (digest, chosen) = (digest(), Chosen::default());
    let own = Own {
        address: "ha@phuong.vi.du".to_owned(),
        chosen,
        sends_from: Some(7),
        letters: crate::page::mail::sample_lines(visit.state().now()),
    };
    easel.show("reminder/show", &ShowPage::new(&visit, &digest, own.clone(), filled(chosen)));
    let quiet = Digest {
        dossiers: Vec::new(),
        tasks: Vec::new(),
        more_tasks: 0,
        sessions: Vec::new(),
        readings: None,
        suggestions: 0,
        obstacles: Vec::new(),
        ..digest
    };
    let none = Own { address: String::new(), sends_from: None, letters: Vec::new(), ..own };
    easel.show("reminder/quiet", &ShowPage::new(&visit, &quiet, none, filled(chosen)));
    easel.show("reminder/stop", &stop_page(&visit, "pe_0.00"));
    easel.show("reminder/stopped", &StoppedPage { shell: visit.shell(word!("reminder-stopped"), Area::None) });
}

fn digest() -> Digest {
    let owed = |n, what: &str, due, whose| Owed {
        id: Id::from_raw(n),
        what: what.to_owned(),
        unit: "Trường THCS Đông Hải".to_owned(),
        due,
        whose,
    };
    let waiting = |step, count, due| Waiting { step, count, due, late: 0, soon: 1 };
    Digest {
        today: date(2026, 11, 21),
        dossiers: vec![waiting(Some(StepKind::Appraise), 3, Some(date(2026, 11, 25))), waiting(None, 1, None)],
        tasks: vec![
            owed(1, "Báo cáo kết quả tháng 10", date(2026, 11, 10), Whose::Units),
            owed(2, "Gửi danh sách đề nghị công nhận", date(2026, 11, 24), Whose::Own),
        ],
        more_tasks: 2,
        sessions: vec![Seat {
            id: Id::from_raw(1),
            council: "Hội đồng Thi đua - Khen thưởng".to_owned(),
            on: date(2026, 11, 27),
            at: "08:00".to_owned(),
        }],
        readings: Some((1, date(2026, 11, 30))),
        suggestions: 2,
        obstacles: vec![obstacle::Waiting { programme: Id::from_raw(1), count: 1 }],
    }
}
