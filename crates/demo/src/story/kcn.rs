//! Plan 004: the Industrial Zones Authority of Đồng Nai, 2020. Caps of four and three, the head alone for deeds and prizes, money by decree; renamed in 2025.

use jiff::civil::date;
use lantoa_app::account::Password;
use lantoa_app::dossier::NewSubject;
use lantoa_app::org::change::{Change, What, change};
use lantoa_app::{Result, org};
use lantoa_domain::plan::StepKind;

use crate::cast::Cast;
use crate::chores::{self, Habits};
use crate::decree::WhenFull;
use crate::hand::{Candidate, Fate, Opener};
use crate::meeting::Ballots;
use crate::round::{self, Pass};
use crate::script::{self, Search, candidate, collective, days};
use crate::spread;
use crate::stage::Stage;

const PLAN: &str = include_str!("../../../../plans/004-kcn-dong-nai-2020.toml");
const AWARD: &str = "giay-khen-co-quan";

/// Plays it.
///
/// # Errors
/// The product's.
pub(crate) async fn play(stage: &mut Stage<'_>, password: &Password) -> Result<()> {
    let council = (9, "Quyết định 112/QĐ-KCNĐN");
    let about = ("KCN Đồng Nai 2020", "kcn-dong-nai");
    let cast = super::open(stage, about, date(2020, 1, 6), council, password).await?;
    stage.go(date(2020, 2, 10)).await?;
    let mut run = script::start(stage, &cast, "004-kcn-dong-nai-2020.toml", PLAN).await?;
    spread::plan(stage, &cast, &run);
    let habits = Habits { late: 0, never: 0, zero: 0 };
    chores::plan(stage, &cast, (run.programme, &run.plan), date(2020, 12, 31), habits).await?;
    let regular = days(
        2020,
        &[
            (StepKind::Nominate, 9, 14),
            (StepKind::Screen, 10, 5),
            (StepKind::Appraise, 10, 19),
            (StepKind::Deliberate, 11, 5),
            (StepKind::Decide, 11, 27),
            (StepKind::Forward, 12, 3),
        ],
    );
    let contest = days(2020, &[(StepKind::Nominate, 3, 30), (StepKind::Decide, 4, 6)]);
    let deeds = days(2020, &[(StepKind::Nominate, 6, 8), (StepKind::Decide, 6, 15)]);
    let sudden = days(2020, &[(StepKind::Nominate, 8, 3), (StepKind::Decide, 8, 5)]);
    let base = Pass {
        track: "thuong-xuyen",
        year: 2020,
        month: 0,
        closes: None,
        days: &regular,
        opener: Opener::Clerk,
        when_full: WhenFull::GoOverOnce,
        award: Some(AWARD),
        months: None,
        title: "Điển hình tiên tiến năm",
        ballots: Ballots::Paper,
    };
    let alone = Pass { opener: Opener::StandingBody, when_full: WhenFull::Decline, ..base };
    let mut search = Search::default();
    let regular_ones = regular_candidates(stage, &cast, &mut search);
    let mut of = |stage: &mut Stage<'_>, movement: &str, count: usize| -> Vec<Candidate> {
        (0..count).map(|_| search.anybody(stage, &cast, movement, Fate::Shines)).collect()
    };
    let prizes = of(stage, "phong-trao", 4);
    let good = of(stage, "nguoi-tot-viec-tot", 6);
    let mut unexpected = of(stage, "thuong-xuyen", 3);
    let team = NewSubject::Group("Tổ ứng phó sự cố cháy nổ".into(), "Bảy người của ba phòng".into());
    unexpected.push(candidate(3, team, "thuong-xuyen", Fate::Shines));
    let passes = vec![
        (base, regular_ones),
        (Pass { track: "phong-trao", days: &contest, title: "Đạt giải phong trào thi đua", ..alone }, prizes),
        (Pass { track: "viec-tot", days: &deeds, title: "Gương người tốt, việc tốt", ..alone }, good),
        (Pass { track: "dot-xuat", days: &sudden, title: "Thành tích đột xuất", ..alone }, unexpected),
    ];
    round::play(stage, &cast, &mut run, passes, date(2020, 12, 31)).await?;
    script::finish(stage, &cast, &run, date(2021, 1, 8)).await?;
    renamed(stage, &cast).await
}

/// Four rooms with an exemplary person each, one without, and more people than the cap takes.
fn regular_candidates(stage: &mut Stage<'_>, cast: &Cast, search: &mut Search) -> Vec<Candidate> {
    let rooms: Vec<usize> = (0..cast.rooms.len()).filter(|room| *room != cast.office).collect();
    let chosen = stage.chance.some_of(&rooms, 6);
    let mut out = Vec::new();
    for room in &chosen[..4] {
        out.push(collective(cast, *room, "thuong-xuyen", Fate::Shines));
    }
    for room in &chosen[1..] {
        let fate = *stage.chance.weighted(&[(Fate::Shines, 8), (Fate::Completed, 2)]);
        out.extend(search.person(stage, cast, *room, "thuong-xuyen", fate));
    }
    out.push(collective(cast, chosen[5], "thuong-xuyen", Fate::Fails));
    out
}

/// In July 2025 the authority of the zones of the merged province follows, under another name.
async fn renamed(stage: &mut Stage<'_>, cast: &Cast) -> Result<()> {
    stage.go(date(2025, 7, 4)).await?;
    let cx = stage.acting(cast.admin).await?;
    let seen = org::one(&cx, cast.root).await?.version;
    let name = "Ban Quản lý các Khu công nghiệp, khu kinh tế tỉnh Đồng Nai".to_owned();
    let act = "Quyết định 1486/QĐ-TTg ngày 04/7/2025".to_owned();
    change(&cx, Change { id: cast.root, what: What::Rename(name), on: date(2025, 7, 4), act, seen }).await
}
