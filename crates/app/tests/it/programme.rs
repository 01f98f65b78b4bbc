//! A plan becomes a programme: uploaded, corrected, confirmed, amended; its tasks, rounds and quotas. On both engines.

mod document;
mod plan;
mod quota;
mod round;
mod task;

use lantoa_app::plan::confirm::{Choices, Confirm, Confirmed, confirm};
use lantoa_app::plan::{upload, view};
use lantoa_app::{Cx, Error};
use lantoa_domain::Refusal;
use lantoa_domain::id::{PlanId, UnitId};
use lantoa_testkit::world::World;

/// An invented plan with every kind of debtor: 62 tasks for the four units of the world and the agency.
const PLAN: &str = r#"
[document]
agency = "Sở Thử nghiệm"
number = "12/KH-STN"
issued = "2021-01-04"
title = "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2021 - 2022"
from = 2021
to = 2022

[[movements]]
key = "day-tot"
name = "Dạy tốt, học tốt"
lead = "Phòng Hai"

[[movements]]
key = "an-toan"
name = "An toàn nơi làm việc"
lead = "Công an tỉnh"
lead_is_asked = true

[[tracks]]
key = "nam"
name = "Xét hằng năm"
rhythm = "yearly"
steps = [
  { kind = "nominate", who = "unit", deadline = { every = "year", month = 11, day = 30, edge = "before" } },
  { kind = "decide", who = "head" },
]

[[tracks]]
key = "thang"
name = "Gương người tốt, việc tốt"
rhythm = "monthly"
counting = "free"
steps = [
  { kind = "nominate", who = "unit", deadline = { every = "month", day = 20 } },
  { kind = "decide", who = "head" },
]

[[quotas]]
key = "it-nhat"
movement = "day-tot"
subject = "collective"
bound = "min"
count = 3
per = "plan"

[[quotas]]
key = "khong-qua"
subject = "individual"
bound = "max"
count = 2
per = "year"

[[quotas]]
key = "moi-don-vi"
movement = "an-toan"
subject = "individual"
bound = "max"
count = 1
per = "unit"

[[quotas]]
key = "dung"
movement = "an-toan"
subject = "practice"
bound = "exact"
count = 1
per = "year"
strength = "aimed"

[[quotas]]
key = "khong-han-che"
movement = "an-toan"
subject = "household"
bound = "unlimited"
per = "plan"

[[quotas]]
key = "tung-nganh"
movement = "an-toan"
subject = "collective"
bound = "min"
count = 5
per = "plan"
sectors = ["Công an", "Quân sự"]

[[obligations]]
key = "danh-sach"
what = "Gửi danh sách đề nghị"
who = "every_unit"
form = "list"
deadline = { every = "year", month = 11, day = 30, edge = "before" }

[[obligations]]
key = "bao-cao-quy"
what = "Báo cáo quý"
who = { kinds = ["division"] }
form = "report"
deadline = { every = "quarter", day = 25 }

[[obligations]]
key = "dau-moi"
what = "Đơn vị chủ trì phong trào báo cáo"
who = "movement_leads"
form = "report"
deadline = { every = "year", month = 12, day = 15 }

[[obligations]]
key = "tiep-nhan"
what = "Tổng hợp gương người tốt, việc tốt"
who = "standing_body"
form = "list"
deadline = { every = "month", day = 20 }

[[obligations]]
key = "hop-hoi-dong"
what = "Hội đồng họp"
who = "council"
form = "meeting"
deadline = { every = "once", on = "2021-Q2", edge = "during" }

[[obligations]]
key = "so-ket"
what = "Sơ kết"
who = "agency"
form = "meeting"
deadline = { every = "once", on = "2021-12-25", edge = "before" }

[[obligations]]
key = "tuyen-truyen"
what = "Kế hoạch tuyên truyền"
who = { named = "phòng  ba" }
form = "plan"
deadline = { every = "year_quarter", quarter = 1 }

[[obligations]]
key = "ngoai"
what = "Phối hợp"
who = { named = "Hội Chữ thập đỏ" }
deadline = { every = "year_quarter", quarter = 1 }

[[obligations]]
key = "sau-hoi-nghi"
what = "Báo cáo sau hội nghị"
who = "every_unit"
form = "report"
deadline = { every = "after", days = 10, working = true, event = "hội nghị" }
"#;

/// Uploads the invented plan.
async fn uploaded(cx: &Cx) -> PlanId {
    upload(cx, "ke-hoach.toml", PLAN.as_bytes()).await.expect("a plan file")
}

/// Confirms a plan as it is now; the society named in it is not tracked.
async fn confirmed(world: &World, cx: &Cx, plan: PlanId) -> Confirmed {
    confirm(cx, command(world, cx, plan).await).await.expect("a sound plan")
}

async fn command(world: &World, cx: &Cx, plan: PlanId) -> Confirm {
    let version = view::show(cx, plan).await.expect("a plan").version;
    let choices = Choices { named: [("Hội Chữ thập đỏ".to_owned(), None)].into(), ..Choices::default() };
    Confirm { plan, version, council: Some(world.council), choices }
}

/// The refusal that an intention met.
fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// The four units below the agency.
fn units(world: &World) -> [UnitId; 4] {
    let [a, b, c] = world.rooms;
    [world.office, a, b, c]
}
