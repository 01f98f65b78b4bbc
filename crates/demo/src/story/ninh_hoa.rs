//! Plan 001: the town of Ninh Hòa, 2021–2025. Fifteen movements with their leads, monthly deeds by the 20th; in July 2025 the town's communes become eight.

use jiff::civil::date;
use lantoa_app::account::Password;
use lantoa_app::dossier::NewSubject;
use lantoa_app::org::change::{Change, Found, What, change, found};
use lantoa_app::{Result, org};
use lantoa_domain::id::UnitId;
use lantoa_domain::plan::{Key, StepKind};
use lantoa_domain::report::ReportKind;
use lantoa_domain::unit::UnitKind;

use crate::cascade;
use crate::cast::Cast;
use crate::chores::{self, Habits};
use crate::contest;
use crate::decree::WhenFull;
use crate::fostering;
use crate::hand::{Candidate, Fate, Opener};
use crate::meeting::Ballots;
use crate::report;
use crate::round::{self, Pass, Run};
use crate::script::{self, Search, at, candidate, collective, days, fate};
use crate::spread;
use crate::stage::Stage;

const PLAN: &str = include_str!("../../../../plans/001-ninh-hoa-2021-2025.toml");
const ACT: &str = "Nghị quyết 1667/NQ-UBTVQH15";

/// Plays it.
///
/// # Errors
/// The product's.
pub(crate) async fn play(stage: &mut Stage<'_>, password: &Password) -> Result<()> {
    let council = (11, "Quyết định 2045/QĐ-UBND");
    let about = ("Thị xã Ninh Hòa 2021-2025", "ninh-hoa");
    let cast = super::open(stage, about, date(2021, 12, 27), council, password).await?;
    stage.go(date(2022, 1, 4)).await?;
    let mut run = script::start(stage, &cast, "001-ninh-hoa-2021-2025.toml", PLAN).await?;
    spread::plan(stage, &cast, &run);
    contest::plan(stage, &cast, &run, date(2023, 3, 1));
    cascade::require_all(stage, &cast, &run).await?;
    let heads = cascade::clusters(stage, &cast, &run).await?;
    let some: Vec<usize> =
        (0..cast.rooms.len()).filter(|place| place % 3 != 2 && *place != cast.office).take(18).collect();
    cascade::plan(stage, &cast, &run, ("ke-hoach-2022", date(2022, 3, 31)), (&some, &heads)).await?;
    let habits = Habits { late: 9, never: 1, zero: 25 };
    chores::plan(stage, &cast, (run.programme, &run.plan), date(2025, 6, 30), habits).await?;
    for year in 2022..=2025 {
        // The last day for new factors is the end of the first quarter of 2025 (section IV.5.b).
        let last = if year == 2025 { date(2025, 3, 31) } else { date(year, 12, 20) };
        fostering::discover(stage, &cast, &run, date(year, 1, 12), last);
        play_year(stage, &cast, &mut run, year).await?;
        match year {
            2022 => {
                let id = report::draft(stage, &cast, &run, (ReportKind::Yearly, year)).await?;
                report::send(stage, &cast, id, "512/BC-UBND").await?;
                stage.go(date(2023, 1, 6)).await?;
                report::guide(stage, &cast, &run, (2023, "03/HD-HĐTĐKT")).await?;
                report::send_again(stage, &cast, id, "07/BC-UBND").await?;
            }
            2024 => report::draft(stage, &cast, &run, (ReportKind::Yearly, year)).await.map(drop)?,
            _ => {}
        }
    }
    script::finish(stage, &cast, &run, date(2025, 6, 27)).await?;
    eight_successors(stage, &cast).await
}

const YEAR: &[(StepKind, i8, i8)] = &[
    (StepKind::Register, 1, 18),
    (StepKind::Deliberate, 2, 15),
    (StepKind::Foster, 3, 4),
    (StepKind::Nominate, 8, 16),
    (StepKind::Appraise, 9, 12),
    (StepKind::Decide, 10, 20),
    (StepKind::Forward, 11, 8),
];

/// The last year is short: the period of fostering ends with the first quarter, the town with June.
const LAST_YEAR: &[(StepKind, i8, i8)] = &[
    (StepKind::Register, 1, 9),
    (StepKind::Deliberate, 1, 17),
    (StepKind::Foster, 1, 24),
    (StepKind::Nominate, 3, 28),
    (StepKind::Appraise, 4, 15),
    (StepKind::Decide, 5, 12),
    (StepKind::Forward, 5, 19),
];

async fn play_year(stage: &mut Stage<'_>, cast: &Cast, run: &mut Run, year: i16) -> Result<()> {
    let last = year == 2025;
    let calendar = days(year, if last { LAST_YEAR } else { YEAR });
    let months: i8 = if last { 3 } else { 12 };
    let monthly: Vec<_> = (1..=months)
        .map(|month| {
            let on = |day| date(year, month, day);
            [(StepKind::Nominate, on(10)), (StepKind::Appraise, on(21)), (StepKind::Forward, on(25))]
        })
        .collect();
    let yearly = Pass {
        track: "hang-nam",
        year,
        month: 0,
        closes: None,
        days: &calendar,
        opener: Opener::Clerk,
        when_full: WhenFull::Decline,
        award: Some("giay-khen-co-quan"),
        months: None,
        title: "Điển hình tiên tiến các phong trào thi đua",
        ballots: Ballots::Paper,
    };
    let candidates = candidates(stage, cast, run);
    let mut passes = vec![(yearly, candidates)];
    let mut search = Search::default();
    for (month, calendar) in (1..).zip(&monthly) {
        let pass = Pass {
            track: "hang-thang",
            month,
            days: calendar,
            award: None,
            title: "Gương người tốt, việc tốt trong tháng",
            ..yearly
        };
        passes.push((pass, of_the_month(stage, cast, run, &mut search)));
    }
    round::play(stage, cast, run, passes, date(year, 12, 31)).await.map(drop)
}

fn of_the_month(stage: &mut Stage<'_>, cast: &Cast, run: &Run, search: &mut Search) -> Vec<Candidate> {
    let count = stage.chance.between(1, 2);
    let mut out = Vec::new();
    for _ in 0..count {
        let movement = stage.chance.one_of(&run.plan.movements).key.clone();
        let fate = if stage.chance.percent(85) { Fate::Shines } else { Fate::Fails };
        out.push(search.anybody(stage, cast, movement.as_str(), fate));
    }
    out
}

/// One or two collectives and one or two people in each movement, households among those against poverty.
fn candidates(stage: &mut Stage<'_>, cast: &Cast, run: &Run) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut search = Search::default();
    let keys: Vec<Key> = run.plan.movements.iter().map(|movement| movement.key.clone()).collect();
    for key in &keys {
        let rooms = rooms_of(cast, key.as_str());
        let some = stage.chance.between(1, 2) as usize;
        for room in stage.chance.some_of(&rooms, some) {
            let sector = sector(cast, key.as_str(), room);
            out.push(Candidate { sector, ..collective(cast, room, key.as_str(), fate(stage)) });
        }
        for room in stage.chance.some_of(&rooms, 2) {
            let (fate, sector) = (fate(stage), sector(cast, key.as_str(), room));
            let found = search.person(stage, cast, room, key.as_str(), fate);
            out.extend(found.map(|one| Candidate { sector, ..one }));
        }
    }
    let room = at(cast, "Xã Ninh Tây");
    let name = stage.names.name(&mut stage.chance);
    let household = NewSubject::Household(format!("Hộ ông, bà {name}"), "Thôn 2, vươn lên thoát nghèo".to_owned());
    out.push(candidate(room, household, "vi-nguoi-ngheo", Fate::Shines));
    out
}

fn sector(cast: &Cast, movement: &str, room: usize) -> Option<&'static str> {
    let army = cast.rooms[room].name.contains("Quân sự");
    (movement == "an-ninh").then_some(if army { "Quân sự" } else { "Công an" })
}

/// The units in which candidates of a movement are found.
fn rooms_of(cast: &Cast, movement: &str) -> Vec<usize> {
    let kinds: &[UnitKind] = match movement {
        "nong-thon-moi" | "vi-nguoi-ngheo" | "doan-ket" | "nong-dan" | "cuu-chien-binh" | "rac-thai-nhua" => {
            &[UnitKind::Commune, UnitKind::Cooperative]
        }
        "doanh-nghiep" | "cong-nhan" => &[UnitKind::Enterprise, UnitKind::Cooperative],
        "an-ninh" => &[UnitKind::ArmedForces],
        "thanh-nien" => &[UnitKind::MassBody],
        "day-va-hoc" | "y-te" => &[UnitKind::PublicService],
        _ => &[UnitKind::Division, UnitKind::Office, UnitKind::Commune, UnitKind::PartyBody],
    };
    let fits = |name: &str| match movement {
        "thanh-nien" => name.contains("Đoàn TNCS"),
        "day-va-hoc" => name.starts_with("Trường"),
        "y-te" => name.contains("Y tế") || name.contains("Bệnh viện"),
        _ => true,
    };
    let rooms = cast.rooms.iter().enumerate();
    rooms.filter(|(_, room)| kinds.contains(&room.kind) && fits(&room.name)).map(|(place, _)| place).collect()
}

/// The eight communes and wards into which the town's were merged, with where they came from.
const SUCCESSORS: &[(&str, &[&str])] = &[
    ("Phường Ninh Hòa", &["Ninh Hiệp", "Ninh Đa", "Ninh Đông", "Ninh Phụng"]),
    ("Phường Đông Ninh Hòa", &["Ninh Diêm", "Ninh Hải", "Ninh Thủy", "Ninh Phước", "Ninh Vân"]),
    ("Phường Hòa Thắng", &["Ninh Giang", "Ninh Hà", "Ninh Phú"]),
    ("Xã Bắc Ninh Hòa", &["Ninh An", "Ninh Sơn", "Ninh Thọ"]),
    ("Xã Tân Định", &["Ninh Xuân", "Ninh Quang", "Ninh Bình"]),
    ("Xã Nam Ninh Hòa", &["Ninh Lộc", "Ninh Ích", "Ninh Hưng", "Ninh Tân"]),
    ("Xã Tây Ninh Hòa", &["Ninh Tây", "Ninh Sim"]),
    ("Xã Hòa Trí", &["Ninh Thượng", "Ninh Trung", "Ninh Thân"]),
];

/// On 1 July 2025 the district level ends. Records of the town keep the names of their day.
async fn eight_successors(stage: &mut Stage<'_>, cast: &Cast) -> Result<()> {
    let on = date(2025, 7, 1);
    stage.go(on).await?;
    for (ordinal, (name, former)) in (200..).zip(SUCCESSORS) {
        let cx = stage.acting(cast.admin).await?;
        let new = Found {
            name: (*name).to_owned(),
            kind: UnitKind::Commune,
            parent: cast.root,
            from: on,
            act: ACT.to_owned(),
            aliases: Vec::new(),
            ordinal,
        };
        let successor: UnitId = found(&cx, new).await?;
        stage.summary.units += 1;
        for commune in *former {
            let room = cast.rooms.iter().find(|room| {
                room.kind == UnitKind::Commune && room.name.split_once(' ').is_some_and(|(_, name)| name == *commune)
            });
            let Some(room) = room else { continue };
            let cx = stage.acting(cast.admin).await?;
            let seen = org::one(&cx, room.id).await?.version;
            change(&cx, Change { id: room.id, what: What::Merge(successor), on, act: ACT.to_owned(), seen }).await?;
        }
    }
    Ok(())
}
