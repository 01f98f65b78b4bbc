//! The agency's own statistics of a year: what was recognised and awarded, by movement, level, kind and sex. It must not name anybody.
//!
//! The ministry's forms are in [`form`].

pub mod form;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use lantoa_domain::exemplar::Level;
use lantoa_domain::id::ProgrammeId;
use lantoa_domain::plan::Key;
use lantoa_domain::policy::Act;
use lantoa_domain::subject::SubjectKind;
use lantoa_store::{Conn, exemplar, programme, statistics as rows};

use crate::{Cx, Error, Result};

/// What a line counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counts {
    /// Subjects recognised in a movement, by who recognised them.
    Recognised {
        /// The movement's name.
        movement: String,
        /// Who recognised them.
        level: Level,
    },
    /// Everything recognised.
    AllRecognised,
    /// Subjects awarded, by award.
    Awarded {
        /// The award's name.
        award: String,
    },
    /// Everything awarded.
    AllAwarded,
}

/// How many of which kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Women.
    pub women: u32,
    /// Men.
    pub men: u32,
    /// People whose sex is not recorded.
    pub unrecorded: u32,
    /// Collectives.
    pub collectives: u32,
    /// Households.
    pub households: u32,
    /// Practices.
    pub practices: u32,
    /// Đồng paid; of recognitions nothing.
    pub paid: i64,
}

impl Figures {
    /// People, whatever is recorded of them.
    #[must_use]
    pub const fn people(&self) -> u32 {
        self.women + self.men + self.unrecorded
    }

    /// Everything counted.
    #[must_use]
    pub const fn all(&self) -> u32 {
        self.people() + self.collectives + self.households + self.practices
    }

    fn add(&mut self, class: SubjectKind, gender: &str, count: u32, paid: i64) {
        *match (class, gender) {
            (SubjectKind::Individual, "nữ") => &mut self.women,
            (SubjectKind::Individual, "nam") => &mut self.men,
            (SubjectKind::Individual, _) => &mut self.unrecorded,
            (SubjectKind::Collective, _) => &mut self.collectives,
            (SubjectKind::Household, _) => &mut self.households,
            (SubjectKind::Practice, _) => &mut self.practices,
        } += count;
        self.paid += paid;
    }
}

/// The statistics of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    /// The year.
    pub year: i16,
    /// Years in which something was recognised, the latest first.
    pub years: Vec<i16>,
    /// Movements of programmes that ran in the year.
    pub movements: u32,
    /// Line by line: recognitions and their sum, then awards and their sum.
    pub lines: Vec<(Counts, Figures)>,
}

/// The statistics of a year.
///
/// # Errors
/// `NotAllowed` for those who do not see the people of the whole agency.
pub async fn statistics(cx: &Cx, year: Option<i16>) -> Result<Statistics> {
    cx.permit(Act::ReadPeople)?;
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let (year, span) = of_year(&me, year);
            let years = years(conn, &me, year).await?;
            let (names, movements) = movements(conn, &me, year).await?;
            let mut lines = recognised(conn, &me, span, &names).await?;
            lines.extend(awarded(conn, &me, span).await?);
            Ok::<_, Error>(Statistics { year, years, movements, lines })
        })
        .await
}

/// The year that was asked for, else the present one, with its first and last day.
fn of_year(cx: &Cx, asked: Option<i16>) -> (i16, (Date, Date)) {
    let year = asked.filter(|year| (1945..=2200).contains(year)).unwrap_or(cx.today().year());
    (year, (date(year, 1, 1), date(year, 12, 31)))
}

/// Years in which something was recognised and the one that is shown, the latest first.
async fn years(conn: &mut Conn, cx: &Cx, shown: i16) -> Result<Vec<i16>> {
    let mut years = exemplar::years(conn, cx.actor().root).await?;
    if !years.contains(&shown) {
        years.push(shown);
        years.sort_unstable_by(|one, other| other.cmp(one));
    }
    Ok(years)
}

type Names = BTreeMap<(ProgrammeId, Key), String>;

/// What movements are called, and how many of them ran in a year.
async fn movements(conn: &mut Conn, cx: &Cx, year: i16) -> Result<(Names, u32)> {
    let (mut names, mut count) = (Names::new(), 0);
    for one in programme::programmes(conn, cx.actor().root).await? {
        let plan = cx.app().plan(conn, one.plan).await?;
        for movement in &plan.movements {
            let years = movement.years.unwrap_or(plan.years());
            count += u32::from(years.contains(year));
            names.insert((one.id, movement.key.clone()), movement.name.clone());
        }
    }
    Ok((names, count))
}

async fn recognised(conn: &mut Conn, cx: &Cx, span: (Date, Date), names: &Names) -> Result<Vec<(Counts, Figures)>> {
    let (mut by_line, mut all) = (BTreeMap::<Counts, Figures>::new(), Figures::default());
    for row in rows::recognised(conn, cx.actor().root, span).await? {
        let key = row.movement.to_string();
        let movement = names.get(&(row.programme, row.movement)).cloned().unwrap_or(key);
        let counts = Counts::Recognised { movement, level: row.level.0 };
        by_line.entry(counts).or_default().add(row.class.0, &row.gender, row.count, 0);
        all.add(row.class.0, &row.gender, row.count, 0);
    }
    Ok(by_line.into_iter().chain([(Counts::AllRecognised, all)]).collect())
}

async fn awarded(conn: &mut Conn, cx: &Cx, span: (Date, Date)) -> Result<Vec<(Counts, Figures)>> {
    let (mut by_line, mut all) = (BTreeMap::<Counts, Figures>::new(), Figures::default());
    for row in rows::awarded(conn, cx.actor().root, span).await? {
        let paid = row.amount.map(|amount| amount.0);
        let award = paid.as_ref().map_or(row.award, |paid| paid.amount.name.clone());
        let money = paid.map_or(0, |paid| paid.pays);
        by_line.entry(Counts::Awarded { award }).or_default().add(row.class.0, &row.gender, 1, money);
        all.add(row.class.0, &row.gender, 1, money);
    }
    Ok(by_line.into_iter().chain([(Counts::AllAwarded, all)]).collect())
}
