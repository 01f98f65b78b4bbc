//! The demonstration: five agencies play their plans through the years with invented people, then a plan of today is under way. It must use nothing but the product's own commands.

mod booth;
mod cascade;
mod cast;
mod chance;
mod chores;
mod clock;
mod conference;
mod contest;
mod decree;
mod fostering;
mod giving;
mod hand;
mod meeting;
mod names;
mod papers;
mod publicity;
mod records;
mod report;
mod round;
mod script;
mod sending;
mod spread;
mod stage;
mod story;
mod views;
mod words;

use jiff::civil::Date;
use lantoa_app::account::Password;
use lantoa_app::installation::{self, DemoAccount};
use lantoa_app::{App, Result};
use lantoa_domain::Refusal;

pub use clock::{SetClock, StageClock};

use stage::Stage;

/// The password of every account of a demonstration.
pub const PASSWORD: &str = "lantoa-demo-2026";

/// The first day on which the demonstration can stand: the plan of today needs a few weeks to be under way.
pub const EARLIEST: Date = jiff::civil::date(2026, 3, 1);

/// The last day: that of the plan of today.
pub const LATEST: Date = jiff::civil::date(2030, 12, 31);

/// How much is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// All five plans and the one of today.
    #[default]
    Whole,
    /// One small agency's plan and the one of today: for tests.
    Small,
}

/// What the demonstration is played with.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Where chance begins: the same number tells the same story.
    pub seed: u64,
    /// The day on which it stands when it is over, from [`EARLIEST`] to [`LATEST`].
    pub today: Date,
    /// How much is played.
    pub size: Size,
    /// SHA-256 of the programs that voters are given: page, WebAssembly, verifier. They stand in the manifests of the ballots.
    pub programs: [[u8; 32]; 3],
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Whose story is told.
    pub part: &'static str,
    /// The day in it.
    pub on: Date,
    /// Dossiers so far, over all stories.
    pub dossiers: u32,
}

/// What was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Agencies.
    pub agencies: u32,
    /// Units below them, over all the years.
    pub units: u32,
    /// People.
    pub people: u32,
    /// Programmes.
    pub programmes: u32,
    /// Dossiers.
    pub dossiers: u32,
    /// Those recognised.
    pub recognised: u32,
    /// Tasks reported.
    pub tasks: u32,
    /// Facts recorded.
    pub facts: u32,
    /// Sessions called.
    pub sessions: u32,
    /// Decisions issued.
    pub decisions: u32,
    /// Letters sent upward.
    pub letters: u32,
    /// Practices written.
    pub practices: u32,
    /// Practices taken over.
    pub adoptions: u32,
    /// Accounts to sign in with.
    pub accounts: Vec<DemoAccount>,
    /// The electronic ballot that is open on the last day.
    pub booth: Option<OpenBooth>,
}

/// What a visitor needs to vote in the electronic ballot that is open, and to close and open it. Nowhere but in a demonstration do
/// codes and keys stand together, or anywhere at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenBooth {
    /// Whose it is.
    pub agency: String,
    /// What it is called.
    pub title: String,
    /// The address of the voting page, from the root of the product.
    pub address: String,
    /// Codes that nobody has used yet.
    pub codes: Vec<String>,
    /// The counting team: name, and the letters of the key as they stand on paper.
    pub keys: Vec<(String, String)>,
}

/// Plays the demonstration on an empty installation. The clock stands on `options.today` when it is over.
///
/// # Errors
/// `Taken` when the installation holds an agency already, `Invalid` on "today", and whatever the product refuses: a
/// script that does not fit the product's rules any more.
pub async fn play(
    app: &App,
    clock: &dyn SetClock,
    options: Options,
    mut progress: impl FnMut(Progress) + Send,
) -> Result<Summary> {
    if !(EARLIEST..=LATEST).contains(&options.today) {
        return Err(Refusal::Invalid { field: "today", why: "range" }.into());
    }
    if !installation::agencies(app).await?.is_empty() {
        return Err(Refusal::Taken { field: "installation" }.into());
    }
    let password = Password::new(PASSWORD);
    let mut stage = Stage::new(app, clock, (options.seed, options.programs), &mut progress);
    if options.size == Size::Whole {
        story::van_phong::play(&mut stage, &password).await?;
        story::thanh_tra::play(&mut stage, &password).await?;
        story::kcn::play(&mut stage, &password).await?;
        story::ninh_hoa::play(&mut stage, &password).await?;
    }
    story::dan_toc::play(&mut stage, &password).await?;
    story::successor::play(&mut stage, &password, options.today).await?;
    let summary = stage.summary;
    installation::remember_demo_accounts(app, &summary.accounts).await?;
    Ok(summary)
}
