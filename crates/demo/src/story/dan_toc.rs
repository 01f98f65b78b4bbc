//! Plan 002: the Ethnic Affairs Committee of Khánh Hòa, 2021–2025. People register themselves, the head decides without a council.

use jiff::civil::date;
use lantoa_app::Result;
use lantoa_app::account::Password;
use lantoa_app::people::private::{self, Private};
use lantoa_domain::plan::StepKind;
use lantoa_domain::report::ReportKind;

use crate::cast::Cast;
use crate::chores::{self, Habits};
use crate::conference::{self, Meeting};
use crate::decree::WhenFull;
use crate::hand::{Candidate, Fate, Opener};
use crate::meeting::Ballots;
use crate::report;
use crate::round::{self, Pass, Run};
use crate::script::{self, Search, collective, days, fate};
use crate::spread;
use crate::stage::Stage;

const PLAN: &str = include_str!("../../../../plans/002-ban-dan-toc-2021-2025.toml");

/// Plays it.
///
/// # Errors
/// The product's.
pub(crate) async fn play(stage: &mut Stage<'_>, password: &Password) -> Result<()> {
    let council = (7, "Quyết định 31/QĐ-BDT");
    let about = ("Ban Dân tộc 2021-2025", "dan-toc");
    let cast = super::open(stage, about, date(2021, 12, 20), council, password).await?;
    private_data(stage, &cast).await?;
    stage.go(date(2021, 12, 31)).await?;
    let mut run = script::start(stage, &cast, "002-ban-dan-toc-2021-2025.toml", PLAN).await?;
    spread::plan(stage, &cast, &run);
    let five_years = Meeting {
        title: "Hội nghị điển hình tiên tiến 5 năm (2020 - 2025)".to_owned(),
        on: date(2025, 3, 14),
        years: Some((2020, 2025)),
        meets: Some("tong-ket-2025"),
    };
    conference::plan(stage, &cast, &run, five_years).await?;
    let habits = Habits { late: 10, never: 0, zero: 5 };
    chores::plan(stage, &cast, (run.programme, &run.plan), date(2025, 3, 31), habits).await?;
    for year in 2022..=2025 {
        play_year(stage, &cast, &mut run, year).await?;
        if year == 2023 {
            let id = report::draft(stage, &cast, &run, (ReportKind::Yearly, year)).await?;
            report::send(stage, &cast, id, "88/BC-BDT").await?;
        }
    }
    script::finish(stage, &cast, &run, date(2025, 12, 19)).await
}

/// Ethnicity and Party membership of some, masked for all but a few.
async fn private_data(stage: &mut Stage<'_>, cast: &Cast) -> Result<()> {
    for room in &cast.rooms {
        let ethnicity = (*stage.chance.one_of(&["Kinh", "Raglai", "Kinh", "Ê-đê", "Cơ-ho"])).to_owned();
        let joined = i16::try_from(stage.chance.between(1996, 2018)).unwrap_or(2005);
        let new = Private { ethnicity, religion: String::new(), party_since: Some(date(joined, 5, 19)) };
        let cx = stage.acting(cast.secretary()).await?;
        private::set(&cx, room.chief, new).await?;
    }
    Ok(())
}

async fn play_year(stage: &mut Stage<'_>, cast: &Cast, run: &mut Run, year: i16) -> Result<()> {
    // The plan ends with its final review in the first quarter of 2025.
    let calendar = if year == 2025 {
        days(
            year,
            &[
                (StepKind::Register, 1, 14),
                (StepKind::Screen, 2, 11),
                (StepKind::Decide, 2, 25),
                (StepKind::Forward, 3, 4),
            ],
        )
    } else {
        days(
            year,
            &[
                (StepKind::Register, 2, 16),
                (StepKind::Screen, 10, 18),
                (StepKind::Decide, 11, 15),
                (StepKind::Forward, 11, 25),
            ],
        )
    };
    let pass = Pass {
        track: "hang-nam",
        year,
        month: 0,
        closes: None,
        days: &calendar,
        opener: Opener::Candidate,
        when_full: WhenFull::Decline,
        award: Some("giay-khen-co-quan"),
        months: None,
        title: "Điển hình tiên tiến năm",
        ballots: Ballots::Paper,
    };
    let candidates = candidates(stage, cast);
    round::play(stage, cast, run, vec![(pass, candidates)], date(year, 12, 31)).await.map(drop)
}

fn candidates(stage: &mut Stage<'_>, cast: &Cast) -> Vec<Candidate> {
    let mut search = Search::default();
    let mut out = Vec::new();
    for movement in ["hoc-tap-bac", "van-hoa-cong-so"] {
        let rooms: Vec<usize> = (0..cast.rooms.len()).collect();
        let room = stage.chance.some_of(&rooms, 1)[0];
        out.push(collective(cast, room, movement, Fate::Shines));
        for room in stage.chance.some_of(&rooms, 2) {
            let fate = fate(stage);
            out.extend(search.person(stage, cast, room, movement, fate));
        }
    }
    out
}
