//! Plan 003: the Inspectorate of Bình Phước, 2016–2020. A secret ballot of seven, five must agree; the list goes to the province.

use jiff::civil::{Date, date};
use lantoa_app::Result;
use lantoa_app::account::Password;
use lantoa_app::facts::{Record, record};
use lantoa_domain::facts::{FactKind, Recorded};
use lantoa_domain::plan::StepKind;
use lantoa_domain::report::ReportKind;
use lantoa_domain::subject::Subject;

use crate::cascade;
use crate::cast::Cast;
use crate::chores::{self, Habits};
use crate::decree::WhenFull;
use crate::hand::{Candidate, Fate, Opener};
use crate::meeting::Ballots;
use crate::report;
use crate::round::{self, Pass, Run};
use crate::script::{self, Search, chief, collective, days, fate};
use crate::spread;
use crate::stage::Stage;

const PLAN: &str = include_str!("../../../../plans/003-thanh-tra-binh-phuoc-2016-2020.toml");
const MOVEMENT: &str = "chung";

/// Plays it.
///
/// # Errors
/// The product's.
pub(crate) async fn play(stage: &mut Stage<'_>, password: &Password) -> Result<()> {
    let council = (7, "Quyết định 45/QĐ-T.Tr");
    let about = ("Thanh tra Bình Phước 2016-2020", "thanh-tra");
    let cast = super::open(stage, about, date(2016, 12, 12), council, password).await?;
    stage.go(date(2016, 12, 22)).await?;
    let mut run = script::start(stage, &cast, "003-thanh-tra-binh-phuoc-2016-2020.toml", PLAN).await?;
    spread::plan(stage, &cast, &run);
    let some: Vec<usize> = (0..cast.rooms.len()).filter(|place| *place != cast.office).take(4).collect();
    cascade::plan(stage, &cast, &run, ("ke-hoach-hang-nam", date(2020, 12, 31)), (&some, &[])).await?;
    let habits = Habits { late: 8, never: 1, zero: 5 };
    chores::plan(stage, &cast, (run.programme, &run.plan), date(2020, 12, 31), habits).await?;
    first_round(stage, &cast, &mut run).await?;
    for year in 2017..=2020 {
        disciplined(stage, &cast, year).await?;
        yearly(stage, &cast, &mut run, year).await?;
    }
    script::finish(stage, &cast, &run, date(2021, 1, 15)).await?;
    let id = report::draft(stage, &cast, &run, (ReportKind::Final, 0)).await?;
    report::send(stage, &cast, id, "04/BC-T.Tr").await
}

fn pass<'p>(year: i16, days: &'p [(StepKind, Date)]) -> Pass<'p> {
    Pass {
        track: "hang-nam",
        year,
        month: 0,
        closes: None,
        days,
        opener: Opener::Clerk,
        when_full: WhenFull::Decline,
        award: None,
        months: Some(24),
        title: "Mô hình tiêu biểu, điển hình tiên tiến xuất sắc",
        ballots: Ballots::Paper,
    }
}

/// The round of 2016: each room exactly one model and one exemplar, before the end of the year.
async fn first_round(stage: &mut Stage<'_>, cast: &Cast, run: &mut Run) -> Result<()> {
    let calendar = [
        (StepKind::Nominate, date(2016, 12, 27)),
        (StepKind::Appraise, date(2017, 1, 9)),
        (StepKind::Deliberate, date(2017, 1, 12)),
        (StepKind::Decide, date(2017, 2, 6)),
        (StepKind::Forward, date(2017, 2, 13)),
    ];
    let pass = Pass { closes: Some(date(2016, 12, 30)), ..pass(2016, &calendar) };
    let mut search = Search::default();
    let mut candidates = Vec::new();
    for room in (0..cast.rooms.len()).filter(|room| *room != cast.office) {
        candidates.push(collective(cast, room, MOVEMENT, fate(stage)));
        let fate = fate(stage);
        candidates.extend(search.person(stage, cast, room, MOVEMENT, fate));
    }
    round::play(stage, cast, run, vec![(pass, candidates)], date(2017, 3, 31)).await.map(drop)
}

/// Somebody is disciplined with a warning: the whole room cannot be a model that year.
async fn disciplined(stage: &mut Stage<'_>, cast: &Cast, year: i16) -> Result<()> {
    if year % 2 == 0 {
        return Ok(());
    }
    stage.go(date(year, 4, 20)).await?;
    let room = &cast.rooms[1 + (usize::from(year.unsigned_abs()) / 2) % (cast.rooms.len() - 1)];
    let about = Subject::Person(*room.staff.last().unwrap_or(&room.clerk));
    let fact = Recorded {
        kind: FactKind::Discipline,
        name: String::new(),
        year,
        on: Some(date(year, 4, 12)),
        value: 2,
        verified: true,
    };
    let cx = stage.acting(cast.secretary()).await?;
    stage.summary.facts += 1;
    record(&cx, Record { about, fact, note: "Quyết định kỷ luật".to_owned() }).await.map(drop)
}

async fn yearly(stage: &mut Stage<'_>, cast: &Cast, run: &mut Run, year: i16) -> Result<()> {
    let calendar = days(
        year,
        &[
            (StepKind::Nominate, 11, 3),
            (StepKind::Appraise, 11, 10),
            (StepKind::Deliberate, 11, 16),
            (StepKind::Decide, 12, 4),
            (StepKind::Forward, 12, 8),
        ],
    );
    let mut search = Search::default();
    let rooms: Vec<usize> = (0..cast.rooms.len()).filter(|room| *room != cast.office).collect();
    let mut candidates: Vec<Candidate> = Vec::new();
    let chosen = stage.chance.some_of(&rooms, 4);
    for room in &chosen {
        candidates.push(collective(cast, *room, MOVEMENT, fate(stage)));
    }
    candidates[0].fate = Fate::Shines;
    candidates.push(chief(cast, chosen[0], MOVEMENT, Fate::Shines));
    for room in stage.chance.some_of(&rooms, 4) {
        let fate = fate(stage);
        candidates.extend(search.person(stage, cast, room, MOVEMENT, fate));
    }
    // The council's last vote under this plan is electronic.
    let ballots = if year == 2020 { Ballots::Electronic } else { Ballots::Paper };
    let pass = Pass { ballots, ..pass(year, &calendar) };
    round::play(stage, cast, run, vec![(pass, candidates)], date(year, 12, 31)).await.map(drop)
}
