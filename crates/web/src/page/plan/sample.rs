//! The pages of plans with sample data: an invented plan beside its text. It must not reach a running product.

use super::confirm::ConfirmPage;
use super::list::{ListPage, MayUpload, PlanRow, ProgrammeRow, programme_state};
use super::{FILE, ShowPage, UploadPage, edit, view};
use crate::{kernel::FormState, sample::Easel, ui::Tone};
use jiff::Timestamp;
use lantoa_app::plan::confirm::{Guess, Preview};
use lantoa_app::plan::view::{Happened, Shown};
use lantoa_app::plan::{PlanStatus, ReadWarning};
use lantoa_app::programme::ProgrammeStatus;
use lantoa_domain::id::{CouncilId, Id, PlanId, ProgrammeId, UnitId};
use lantoa_domain::plan::Plan;
use lantoa_i18n::word;

const TEXT: &str = "UBND PHƯỜNG ĐÔNG HẢI\n\
    Số: 41/KH-UBND\n\
    KẾ HOẠCH\n\
    Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030\n\
    II. CHỈ TIÊU\n\
    1. Phong trào “Cải cách hành chính, xây dựng chính quyền phục vụ”: phấn đấu có ít nhất 08 tập thể; không quá 02 cá nhân mỗi đơn vị. Văn phòng chủ trì.\n\
    a) Đối với tập thể: tỷ lệ hồ sơ giải quyết đúng hạn từ 98% trở lên.\n\
    IV. TỔ CHỨC THỰC HIỆN\n\
    2. Các đơn vị gửi danh sách đề nghị về Phòng Nội vụ trước ngày 30/11 hằng năm để Hội đồng bỏ phiếu kín trong tháng 11.\n";

const PLAN: &str = r#"
[document]
agency = "UBND phường Đông Hải"
number = "41/KH-UBND"
issued = "2026-01-12"
title = "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030"
from = 2026
to = 2030
signer = "Trần Văn Minh"
signer_title = "CHỦ TỊCH"
recipients = ["Sở Nội vụ", "Các đơn vị thuộc phường"]

[[movements]]
key = "cai-cach"
ordinal = "1"
name = "Cải cách hành chính, xây dựng chính quyền phục vụ"
aliases = ["Nụ cười công sở"]
lead = "Văn phòng"
cooperating = ["Công an phường", "Trung tâm Phục vụ hành chính công"]

[[criteria]]
key = "c1"
movement = "cai-cach"
applies = "collective"
text = "Tỷ lệ hồ sơ giải quyết đúng hạn từ 98% trở lên"

[[criteria]]
key = "c2"
applies = "leader"
text = "Tập thể do người đó đứng đầu được công nhận trong cùng đợt"
test = { linked = "leader_needs_collective" }

[[quotas]]
key = "q1"
movement = "cai-cach"
subject = "collective"
bound = "min"
count = 8
per = "plan"
strength = "aimed"

[[quotas]]
key = "q2"
movement = "cai-cach"
subject = "individual"
bound = "max"
count = 2
per = "unit"

[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"
valid_months = 60
gives = "Giấy khen"

[[tracks.steps]]
kind = "nominate"
who = "unit"
papers = ["list", "achievement_report"]
deadline = { every = "year", month = 11, day = 30, edge = "before" }

[[tracks.steps]]
kind = "deliberate"
who = "council"
deadline = { every = "year", month = 11, edge = "during" }
vote = { method = "secret", num = 2, den = 3, base = "all_members", quorum_num = 2, quorum_den = 3 }

[[tracks.steps]]
kind = "decide"
who = "head"

[[obligations]]
key = "danh-sach"
what = "Gửi danh sách đề nghị về Phòng Nội vụ"
who = "every_unit"
form = "list"
deadline = { every = "year", month = 11, day = 30, edge = "before" }

[[duties]]
unit = "Phòng Nội vụ"
text = "Tổng hợp danh sách, trình Hội đồng"

[[rewards]]
form = "Giấy khen"
by = "Chủ tịch UBND phường"

[[funding]]
from = "Quỹ thi đua, khen thưởng của phường"
amount = 50000000
"#;

/// The sample plan, each item with the sentence it stands in.
fn plan() -> Plan {
    let mut plan: Plan = lantoa_app::plan::file::read(PLAN.as_bytes()).expect("invariant: the sample is a plan");
    let source = |words: &str, confidence| {
        let start = TEXT.find(words).expect("invariant: the words stand in the text");
        Some(lantoa_domain::plan::Source { start, end: start + words.len(), confidence })
    };
    plan.document.source = source("Số: 41/KH-UBND", 95);
    plan.movements[0].source = source("Phong trào “Cải cách hành chính, xây dựng chính quyền phục vụ”", 100);
    plan.criteria[0].source = source("tỷ lệ hồ sơ giải quyết đúng hạn từ 98% trở lên", 90);
    plan.quotas[0].source = source("phấn đấu có ít nhất 08 tập thể", 92);
    plan.quotas[1].source = source("không quá 02 cá nhân mỗi đơn vị", 55);
    plan.tracks[0].steps[0].source = source("trước ngày 30/11 hằng năm", 88);
    plan.tracks[0].steps[1].source = source("Hội đồng bỏ phiếu kín trong tháng 11", 64);
    plan.obligations[0].source = source("gửi danh sách đề nghị về Phòng Nội vụ trước ngày 30/11 hằng năm", 81);
    plan
}

pub(super) fn shown() -> Shown {
    let plan = plan();
    let at = TEXT.find("trong tháng 11").expect("invariant: in the text");
    let args =
        vec![("intake".to_owned(), "trước ngày 30/11".to_owned()), ("review".to_owned(), "trong tháng 11".to_owned())];
    let warning =
        ReadWarning { code: "intake-meets-review".to_owned(), start: at, end: at + "trong tháng 11".len(), args };
    let happened = |seconds, action: &str, detail: &str| Happened {
        at: Timestamp::from_second(seconds).expect("invariant: in range"),
        who: "Nguyễn Thị Thanh Hà".to_owned(),
        action: action.to_owned(),
        detail: detail.to_owned(),
    };
    Shown {
        id: PlanId::from_raw(1),
        version: 3,
        status: PlanStatus::Draft,
        programme: None,
        file_name: "ke-hoach-41.docx".to_owned(),
        uploaded_by: "Nguyễn Thị Thanh Hà".to_owned(),
        uploaded_at: Timestamp::from_second(1_768_200_000).expect("invariant: in range"),
        text: TEXT.to_owned(),
        findings: plan.check(),
        plan,
        rejected: vec!["funding.0".parse().expect("invariant: a place")],
        warnings: vec![warning],
        may_edit: true,
        may_confirm: true,
        history: vec![
            happened(1_768_203_600, "plan.item-corrected", r#"{"item":"quotas.q1"}"#),
            happened(1_768_200_000, "plan.uploaded", "{}"),
        ],
    }
}

pub(super) fn draw(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let locale = visit.locale();
    let draft = shown();
    easel.show("plan/show", &ShowPage::new(&visit, view::of(&draft, locale)));
    let mut broken = shown();
    broken.plan.tracks[0].steps[1].vote = None;
    broken.findings = broken.plan.check();
    broken.text = String::new();
    broken.warnings.clear();
    easel.show("plan/show-errors", &ShowPage::new(&visit, view::of(&broken, locale)));
    let frozen = Shown {
        status: PlanStatus::Confirmed,
        may_edit: false,
        may_confirm: false,
        programme: Some(ProgrammeId::from_raw(1)),
        ..shown()
    };
    easel.show("plan/show-confirmed", &ShowPage::new(&visit, view::of(&frozen, locale)));
    for (name, path) in [
        ("plan/item-document", "document"),
        ("plan/item-movement", "movements.cai-cach"),
        ("plan/item-criterion", "criteria.c2"),
        ("plan/item-quota", "quotas.q2"),
        ("plan/item-track", "tracks.nam"),
        ("plan/item-step", "tracks.nam.steps.1"),
        ("plan/item-obligation", "obligations.danh-sach"),
        ("plan/item-duty", "duties.0"),
        ("plan/item-reward", "rewards.0"),
        ("plan/item-funding", "funding.0"),
    ] {
        let path = path.parse().expect("invariant: a place");
        easel.show(name, &edit::sample(&visit, &draft, &path).expect("invariant: an item of the sample"));
    }
    let wrong = edit::sample_wrong(&visit, &draft, "nhiem-vu").expect("invariant: a kind");
    easel.show("plan/item-wrong", &wrong);
    easel.show("plan/upload", &UploadPage::new(&visit, FormState::empty()));
    let mut form = FormState::empty();
    form.refuse(FILE, word!("domain-unreadable-pdf"));
    easel.show("plan/upload-wrong", &UploadPage::new(&visit, form));
    easel.show("plan/replace", &UploadPage::replacing(&visit, FormState::empty(), &draft));
    easel.show("plan/confirm", &ConfirmPage::new(&visit, &preview()));
    easel.show("plan/list", &ListPage::new(&visit, programmes(), plans(), MayUpload::Yes));
    easel.show("plan/list-empty", &ListPage::new(&visit, vec![], vec![], MayUpload::Yes));
}

fn preview() -> Preview {
    let unit = |raw| UnitId::from_raw(raw);
    let guess = |name: &str, unit, sure| Guess { name: name.to_owned(), unit, sure };
    Preview {
        id: PlanId::from_raw(1),
        version: 3,
        plan: plan(),
        amends: None,
        errors: 0,
        warnings: 1,
        councils: vec![(CouncilId::from_raw(1), "Hội đồng Thi đua - Khen thưởng phường".to_owned())],
        council: None,
        root: unit(1),
        units: vec![(unit(1), "UBND phường Đông Hải".to_owned()), (unit(2), "Văn phòng".to_owned())],
        leads: vec![(
            "cai-cach".parse().expect("invariant: a key"),
            "Cải cách hành chính, xây dựng chính quyền phục vụ".to_owned(),
            guess("Văn phòng", Some(unit(2)), true),
        )],
        named: vec![guess("Ban Chỉ huy Quân sự", None, false)],
        tasks: vec![("Gửi danh sách đề nghị về Phòng Nội vụ".to_owned(), 120)],
    }
}

fn programmes() -> Vec<ProgrammeRow> {
    vec![ProgrammeRow {
        address: "/chuong-trinh/ct_1".to_owned(),
        title: "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2021 - 2025".to_owned(),
        years: "2021 – 2025".to_owned(),
        state: programme_state(ProgrammeStatus::Running),
        open_rounds: 2,
        met: 1840,
        all: 2345,
        overdue: 12,
        late_address: "/nhiem-vu?tinh-trang=overdue".to_owned(),
    }]
}

fn plans() -> Vec<PlanRow> {
    vec![PlanRow {
        address: "/ke-hoach/kh_1".to_owned(),
        title: "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030".to_owned(),
        file: "ke-hoach-41.docx".to_owned(),
        state: crate::ui::Badge::new(word!("plan-state-draft"), Tone::Warn),
        at: Timestamp::from_second(1_768_200_000).expect("invariant: in range"),
    }]
}
