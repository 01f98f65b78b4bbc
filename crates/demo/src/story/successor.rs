//! The plan of today: the ward of Ninh Hòa, 2026–2030. Years gone by are played to their end; this year's stands still in the middle, on today's date.

use jiff::civil::{Date, date};
use lantoa_app::Result;
use lantoa_app::account::Password;
use lantoa_app::dossier::NewSubject;
use lantoa_domain::id::DossierId;
use lantoa_domain::plan::StepKind;
use lantoa_domain::unit::UnitKind;

use crate::OpenBooth;
use crate::booth;
use crate::cast::Cast;
use crate::chores::{self, Habits};
use crate::conference::{self, Meeting, working_day};
use crate::contest;
use crate::decree::{self, WhenFull};
use crate::fostering;
use crate::giving;
use crate::hand::{Candidate, Fate, Hand, Opener};
use crate::meeting;
use crate::meeting::Ballots;
use crate::publicity;
use crate::round::{self, Pass, Run};
use crate::script::{self, Search, at, candidate, chief, collective, days};
use crate::spread;
use crate::stage::Stage;
use crate::views;

const PLAN: &str = include_str!("../../plans/2026-2030.toml");
const MOVEMENTS: [&str; 5] = ["chuyen-doi-so", "do-thi-van-minh", "day-tot-hoc-tot", "vi-an-ninh", "vi-nguoi-ngheo"];

/// Plays it to today.
///
/// # Errors
/// The product's.
pub(crate) async fn play(stage: &mut Stage<'_>, password: &Password, today: Date) -> Result<()> {
    let council = (9, "Quyết định 56/QĐ-UBND");
    let about = ("Phường Ninh Hòa 2026-2030", "phuong-ninh-hoa");
    stage.end_on(today);
    let cast = super::open(stage, about, date(2025, 12, 15), council, password).await?;
    stage.go(date(2026, 1, 16)).await?;
    let mut run = script::start(stage, &cast, "2026-2030.toml", PLAN).await?;
    spread::plan(stage, &cast, &run);
    conferences(stage, &cast, &run, today).await?;
    let habits = Habits { late: 10, never: 4, zero: 30 };
    chores::plan(stage, &cast, (run.programme, &run.plan), today, habits).await?;
    for year in 2026..today.year() {
        past_year(stage, &cast, &mut run, year).await?;
    }
    let first = date(today.year(), 1, 17);
    fostering::discover(stage, &cast, &run, first, today);
    this_year(stage, &cast, &mut run, today).await?;
    stage.go(today).await?;
    publicity::play(stage, &cast, run.programme, today).await?;
    contest::open(stage, &cast, &run).await?;
    views::play(stage, &cast).await?;
    giving::play(stage, &cast, today).await
}

/// One was held a few weeks ago, one is called for a few weeks from now: of its delegates some have answered.
async fn conferences(stage: &mut Stage<'_>, cast: &Cast, run: &Run, today: Date) -> Result<()> {
    let year = today.year();
    for (title, days) in [
        (format!("Hội nghị gặp mặt điển hình tiên tiến, triển khai phong trào thi đua năm {year}"), -24),
        (format!("Hội nghị biểu dương gương người tốt, việc tốt năm {year}"), 21),
    ] {
        let meeting = Meeting { title, on: working_day(today, days), years: None, meets: None };
        conference::plan(stage, cast, run, meeting).await?;
    }
    Ok(())
}

const YEAR: &[(StepKind, i8, i8)] = &[
    (StepKind::Register, 1, 23),
    (StepKind::Endorse, 2, 6),
    (StepKind::Foster, 2, 20),
    (StepKind::Nominate, 8, 24),
    (StepKind::Screen, 9, 4),
    (StepKind::Appraise, 9, 21),
    (StepKind::Deliberate, 10, 5),
    (StepKind::Decide, 10, 20),
    (StepKind::Forward, 10, 23),
];

fn pass<'p>(year: i16, days: &'p [(StepKind, Date)]) -> Pass<'p> {
    Pass {
        track: "hang-nam",
        year,
        month: 0,
        closes: None,
        days,
        opener: Opener::Clerk,
        when_full: WhenFull::Decline,
        award: Some("giay-khen-xa"),
        months: None,
        title: "Điển hình tiên tiến năm",
        ballots: Ballots::Paper,
    }
}

async fn past_year(stage: &mut Stage<'_>, cast: &Cast, run: &mut Run, year: i16) -> Result<()> {
    let calendar = days(year, YEAR);
    let mut search = Search::default();
    let mut candidates = Vec::new();
    for (n, movement) in MOVEMENTS.iter().enumerate() {
        let rooms = rooms_of(cast, movement);
        candidates.push(collective(cast, rooms[n % rooms.len()], movement, Fate::Shines));
        let fate = script::fate(stage);
        let room = *stage.chance.one_of(&rooms);
        candidates.extend(search.person(stage, cast, room, movement, fate));
    }
    round::play(stage, cast, run, vec![(pass(year, &calendar), candidates)], date(year, 12, 31)).await.map(drop)
}

/// The units in which candidates of a movement are found.
fn rooms_of(cast: &Cast, movement: &str) -> Vec<usize> {
    let fits = |name: &str, kind: UnitKind| match movement {
        "day-tot-hoc-tot" => name.starts_with("Trường"),
        "vi-an-ninh" => kind == UnitKind::ArmedForces,
        "do-thi-van-minh" | "vi-nguoi-ngheo" => name.starts_with("Khu dân cư") || kind == UnitKind::MassBody,
        _ => {
            matches!(kind, UnitKind::Office | UnitKind::Division | UnitKind::PublicService) && !name.starts_with("Khu")
        }
    };
    // The standing body screens and proposes nobody of its own.
    let rooms = cast.rooms.iter().enumerate().filter(|(place, _)| *place != cast.office);
    rooms.filter(|(_, room)| fits(&room.name, room.kind)).map(|(place, _)| place).collect()
}

/// The year's calendar, pressed together when today is early in the year.
fn pressed(today: Date) -> Vec<(StepKind, Date)> {
    let year = today.year();
    let first = date(year, 1, 17);
    let usual = (date(year, 11, 12) - first).get_days();
    let there_are = (today - first).get_days().min(usual);
    let press = |day: Date| {
        let days = (day - first).get_days().max(0) * there_are / usual;
        first.checked_add(jiff::Span::new().days(days)).unwrap_or(first)
    };
    days(year, YEAR).into_iter().map(|(kind, day)| (kind, press(day))).collect()
}

async fn this_year(stage: &mut Stage<'_>, cast: &Cast, run: &mut Run, today: Date) -> Result<()> {
    let year = today.year();
    let calendar = pressed(today);
    let yearly = pass(year, &calendar);
    let months: Vec<(i8, Vec<(StepKind, Date)>)> = (1..=today.month())
        .map(|month| {
            let on = |day: i8| date(year, month, day);
            (month, vec![(StepKind::Nominate, on(18)), (StepKind::Appraise, on(22)), (StepKind::Forward, on(25))])
        })
        .collect();
    let sudden = vec![(StepKind::Nominate, calendar[4].1), (StepKind::Decide, calendar[5].1)];
    let mut search = Search::default();
    let waiting = waiting(stage, cast, &mut search);
    let mut passes = vec![(yearly, waiting)];
    for (month, days) in &months {
        let movement = *stage.chance.one_of(&MOVEMENTS);
        let good = search.anybody(stage, cast, movement, Fate::Shines);
        let title = "Gương người tốt, việc tốt trong tháng";
        passes.push((Pass { track: "nguoi-tot", month: *month, days, award: None, title, ..yearly }, vec![good]));
    }
    let saved = search.anybody(stage, cast, "do-thi-van-minh", Fate::Shines);
    let title = "Thành tích đột xuất";
    let alone = Pass { track: "dot-xuat", days: &sudden, opener: Opener::StandingBody, title, ..yearly };
    passes.push((alone, vec![saved]));
    let hands = round::play(stage, cast, run, passes, today).await?;
    open_ends(stage, cast, run, &hands[0], today).await
}

/// Dossiers that wait at every kind of step, and some that go all the way.
fn waiting(stage: &mut Stage<'_>, cast: &Cast, search: &mut Search) -> Vec<Candidate> {
    use StepKind::{Appraise, Decide, Deliberate, Endorse, Forward, Foster, Nominate, Register, Screen};
    let mut out = Vec::new();
    for movement in MOVEMENTS {
        let rooms = rooms_of(cast, movement);
        let room = *stage.chance.one_of(&rooms);
        out.push(collective(cast, room, movement, Fate::Shines));
    }
    let first = out[0].room;
    out.push(chief(cast, first, MOVEMENTS[0], Fate::Shines));
    let rests = [
        Fate::Stops(Register),
        Fate::Stops(Endorse),
        Fate::Stops(Foster),
        Fate::Stops(Foster),
        Fate::Stops(Nominate),
        Fate::Stops(Screen),
        Fate::Stops(Screen),
        Fate::Back(Screen),
        Fate::Stops(Appraise),
        Fate::Stops(Appraise),
        Fate::Back(Appraise),
        Fate::Stops(Deliberate),
        Fate::Stops(Deliberate),
        Fate::Stops(Deliberate),
        Fate::Stops(Deliberate),
        Fate::Stops(Decide),
        Fate::Stops(Decide),
        Fate::Stops(Forward),
        Fate::Withdrawn,
        Fate::Fails,
        Fate::VotedDown,
        Fate::Completed,
    ];
    let mut proposed = vec![0_usize; cast.rooms.len()];
    proposed[first] = 1;
    for (n, fate) in rests.into_iter().enumerate() {
        let movement = MOVEMENTS[n % MOVEMENTS.len()];
        // The plan takes two people of a unit a year: whoever has fewest proposes next.
        let rooms = rooms_of(cast, movement);
        let Some(room) = rooms.into_iter().min_by_key(|room| proposed[*room]) else { continue };
        if proposed[room] < 2 {
            proposed[room] += 1;
            out.extend(search.person(stage, cast, room, movement, fate));
        } else {
            let name = stage.names.name(&mut stage.chance);
            let household = NewSubject::Household(format!("Hộ ông, bà {name}"), "Tổ dân phố 3".to_owned());
            out.push(candidate(room, household, "vi-nguoi-ngheo", fate));
        }
    }
    let room = at(cast, "Khu dân cư Ninh Đa");
    let practice = NewSubject::Practice("Tuyến hẻm tự quản".into(), "Mười hai hộ thay nhau giữ hẻm sạch".into());
    out.push(candidate(room, practice, "do-thi-van-minh", Fate::Stops(Screen)));
    out
}

/// What lies on desks today: a session called for next week, a draft decision, an exemplar that was looked at again, and a
/// session of this morning that is voting.
async fn open_ends(stage: &mut Stage<'_>, cast: &Cast, run: &Run, hands: &[Hand], today: Date) -> Result<()> {
    let resting = |kind: StepKind| {
        let at = move |hand: &&Hand| hand.candidate.fate == Fate::Stops(kind);
        hands.iter().filter(at).map(|hand| hand.id).collect::<Vec<_>>()
    };
    let held_on = today.checked_add(jiff::Span::new().days(6)).unwrap_or(today);
    let mut later = resting(StepKind::Deliberate);
    let now: Vec<DossierId> = later.drain(..later.len() / 2).collect();
    meeting::call(stage, cast, "Họp xét điển hình tiên tiến, đợt 3", held_on, later).await?;
    let title = "Công nhận điển hình tiên tiến năm, đợt 2";
    decree::draft_only(stage, cast, (run.programme, &run.plan), title, resting(StepKind::Decide)).await?;
    fostering::build(stage, cast, &resting(StepKind::Foster)).await?;
    fostering::look_again(stage, cast).await?;
    stage.go(today).await?;
    let rests = |hand: &&Hand| matches!(hand.candidate.fate, Fate::Stops(StepKind::Screen | StepKind::Appraise));
    let to_appraise: Vec<&Hand> = hands.iter().filter(rests).collect();
    giving::appraisers(stage, cast, &to_appraise, today).await?;
    giving::obstacles(stage, cast, run.programme).await?;
    voting(stage, cast, today, now).await
}

/// Those who have voted already; the other codes are for visitors.
const VOTED: usize = 3;

/// The council sits this morning and votes electronically: the envelopes are handed out, some have voted.
async fn voting(stage: &mut Stage<'_>, cast: &Cast, today: Date, dossiers: Vec<DossierId>) -> Result<()> {
    if dossiers.is_empty() {
        return Ok(());
    }
    let session = meeting::call(stage, cast, "Họp xét điển hình tiên tiến, đợt 2", today, dossiers).await?;
    meeting::presence(stage, cast, session).await?;
    let title = "Bỏ phiếu xét điển hình tiên tiến, đợt 2";
    let Some(mut booth) = booth::prepare(stage, cast, session, title).await? else { return Ok(()) };
    booth.open(stage).await?;
    for member in 0..VOTED {
        let agrees: Vec<bool> = (0..booth.items()).map(|_| stage.chance.percent(75)).collect();
        booth.vote(stage, member, &agrees).await?;
    }
    let name = |person| stage.called.get(person).cloned().unwrap_or_default();
    stage.summary.booth = Some(OpenBooth {
        agency: cast.name.clone(),
        title: booth.title.clone(),
        address: format!("/bo-phieu/{}", booth.uuid),
        codes: booth.codes[VOTED..].iter().map(|code| code.write().replace('-', " ")).collect(),
        keys: booth.team.iter().map(|(person, seed)| (name(person), seed.write().to_string())).collect(),
    });
    Ok(())
}
