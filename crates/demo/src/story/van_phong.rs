//! Plan 000: the Economic Zone Authority of Vân Phong, 2017–2020. Units register, acclaim, the council selects; a leader only with the own room.

use jiff::civil::date;
use lantoa_app::Result;
use lantoa_app::account::Password;
use lantoa_domain::plan::StepKind;

use crate::cast::Cast;
use crate::chores::{self, Habits};
use crate::decree::WhenFull;
use crate::hand::{Candidate, Fate, Opener};
use crate::meeting::Ballots;
use crate::round::{self, Pass, Run};
use crate::script::{self, Search, chief, collective, days, fate};
use crate::spread;
use crate::stage::Stage;

const PLAN: &str = include_str!("../../../../plans/000-van-phong-2017-2020.toml");
const MOVEMENT: &str = "chung";

/// Plays it.
///
/// # Errors
/// The product's.
pub(crate) async fn play(stage: &mut Stage<'_>, password: &Password) -> Result<()> {
    let council = (9, "Quyết định 214/QĐ-KKTVP");
    let about = ("Vân Phong 2017-2020", "van-phong");
    let cast = super::open(stage, about, date(2016, 12, 20), council, password).await?;
    stage.go(date(2017, 1, 3)).await?;
    let mut run = script::start(stage, &cast, "000-van-phong-2017-2020.toml", PLAN).await?;
    spread::plan(stage, &cast, &run);
    let habits = Habits { late: 12, never: 2, zero: 15 };
    chores::plan(stage, &cast, (run.programme, &run.plan), date(2020, 12, 31), habits).await?;
    for year in 2017..=2020 {
        play_year(stage, &cast, &mut run, year).await?;
    }
    script::finish(stage, &cast, &run, date(2020, 12, 28)).await
}

async fn play_year(stage: &mut Stage<'_>, cast: &Cast, run: &mut Run, year: i16) -> Result<()> {
    let last = year == 2020;
    // The final review is held in the third quarter of 2020: the last round ends before it.
    let calendar = if last {
        days(
            year,
            &[
                (StepKind::Register, 1, 9),
                (StepKind::Endorse, 2, 6),
                (StepKind::Screen, 6, 10),
                (StepKind::Deliberate, 7, 1),
                (StepKind::Decide, 8, 10),
            ],
        )
    } else {
        days(
            year,
            &[
                (StepKind::Register, 1, 12),
                (StepKind::Endorse, 2, 14),
                (StepKind::Screen, 11, 14),
                (StepKind::Deliberate, 11, 28),
                (StepKind::Decide, 12, 18),
            ],
        )
    };
    let found = days(year, &[(StepKind::Nominate, 5, 19), (StepKind::Screen, 5, 24), (StepKind::Decide, 5, 31)]);
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
        title: "Mô hình, điển hình tiên tiến năm",
        ballots: Ballots::Paper,
    };
    let sudden = Pass {
        track: "nhan-to-moi",
        days: &found,
        // The law tables begin with the decree of October 2017.
        award: (year >= 2018).then_some("giay-khen-co-quan"),
        title: "Nhân tố mới được quần chúng suy tôn",
        ..yearly
    };
    let mut search = Search::default();
    let candidates = candidates(stage, cast, &mut search);
    let mut sudden_ones = Vec::new();
    for _ in 0..2 {
        sudden_ones.push(search.anybody(stage, cast, MOVEMENT, Fate::Shines));
    }
    let passes = vec![(yearly, candidates), (sudden, sudden_ones)];
    round::play(stage, cast, run, passes, date(year, 12, 31)).await.map(drop)
}

/// Five rooms with their people, two heads of rooms: one whose room is a candidate too, one whose room is not.
fn candidates(stage: &mut Stage<'_>, cast: &Cast, search: &mut Search) -> Vec<Candidate> {
    let rooms: Vec<usize> = (0..cast.rooms.len()).filter(|room| *room != cast.office).collect();
    let chosen = stage.chance.some_of(&rooms, 6);
    let mut out: Vec<Candidate> =
        chosen[..5].iter().map(|room| collective(cast, *room, MOVEMENT, fate(stage))).collect();
    out[0].fate = Fate::Shines;
    out.push(chief(cast, chosen[0], MOVEMENT, Fate::Shines));
    out.push(chief(cast, chosen[5], MOVEMENT, Fate::Shines));
    for room in stage.chance.some_of(&rooms, 6) {
        let fate = fate(stage);
        out.extend(search.person(stage, cast, room, MOVEMENT, fate));
    }
    out
}
