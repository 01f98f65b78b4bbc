//! The sentences drafted from what was counted, and the report they make with what people wrote. It must not count, and it loses no edit.

use std::collections::BTreeMap;

use lantoa_docgen::report::{self as wording, Awards, Beside, Drawn, Duty, Numbers, Target};
use lantoa_domain::Refusal;
use lantoa_domain::forecast::Outlook;
use lantoa_domain::plan::{Bound, Plan, QuotaSubject, Strength};
use lantoa_domain::report::{
    Content, Facts, Freshness, Head, PartText, Passage, QuotaLine, ReportKind, Section, Span, sections,
};
use lantoa_store::report::figures::{Of, Scope};
use lantoa_store::report::{self as rows, Report, SectionRow};
use lantoa_store::{Conn, org, programme};
use sha2::{Digest, Sha256};

use super::figures::{Asked, facts};
use crate::{Cx, Result};

/// A section drafted from the records of this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) section: Section,
    pub(crate) heading: String,
    pub(crate) text: String,
}

/// A report drafted from the records of this moment.
#[derive(Debug, Clone)]
pub(crate) struct Fresh {
    pub(crate) head: Head,
    pub(crate) facts: Facts,
    pub(crate) drafts: Vec<Draft>,
    /// The print of the figures; the day until which was counted is none of them.
    pub(crate) print: String,
}

/// Whose records a report is about.
pub(crate) fn scope(row: &Report) -> Scope {
    use lantoa_domain::report::Level;
    match (row.level.0, row.unit == row.root) {
        (Level::Subtree, true) => Scope::Whole,
        (Level::Own, true) => Scope::Top(row.unit),
        (Level::Subtree, false) => Scope::Under(row.unit),
        (Level::Own, false) => Scope::Own(row.unit),
    }
}

/// The months of a report.
pub(crate) fn span(row: &Report, plan: &Plan) -> Result<Span> {
    Ok(Span::of(row.kind.0, plan.years(), row.year, row.month)?)
}

impl Fresh {
    /// Counts and drafts.
    ///
    /// # Errors
    /// The engine's.
    pub(crate) async fn of(conn: &mut Conn, cx: &Cx, row: &Report) -> Result<Self> {
        let found = programme::programme(conn, row.programme).await?.ok_or(Refusal::NotFound)?;
        let plan = cx.app().plan(conn, found.plan).await?;
        let span = span(row, &plan)?;
        let of = Of { root: row.root, programme: row.programme, scope: scope(row) };
        let asked = Asked { of, plan: &plan, kind: row.kind.0, span, today: cx.today() };
        let facts = facts(conn, &asked).await?;
        let unit = match org::name_on(conn, row.unit, asked.until()).await? {
            Some(name) => name,
            None => org::unit(conn, row.unit).await?.map(|unit| unit.name).unwrap_or_default(),
        };
        let head = Head { kind: row.kind.0, level: row.level.0, span, unit, programme: found.title };
        let numbers = numbers(&head, &facts, &plan);
        let drafts = drafts(&plan, &numbers);
        Ok(Self { print: print(&facts), head, facts, drafts })
    }

    /// The drafted text of a section.
    pub(crate) fn text(&self, section: &Section) -> &str {
        self.drafts.iter().find(|one| one.section == *section).map_or("", |one| one.text.as_str())
    }

    /// The report as it stands: each section as people left it, or as it was drafted last.
    pub(crate) fn content(&self, kept: &BTreeMap<Section, Passage>) -> Content {
        let part = |one: &Draft| PartText {
            section: one.section.clone(),
            heading: one.heading.clone(),
            text: kept.get(&one.section).map_or(one.text.as_str(), Passage::text).to_owned(),
        };
        Content { head: self.head.clone(), facts: self.facts.clone(), parts: self.drafts.iter().map(part).collect() }
    }

    /// How a section stands beside what would be drafted now.
    pub(crate) fn freshness(&self, section: &Section, passage: &Passage) -> Freshness {
        passage.freshness(self.text(section), &self.print)
    }
}

/// The stored texts of a report.
///
/// # Errors
/// The engine's.
pub(crate) async fn passages(conn: &mut Conn, row: &Report) -> Result<BTreeMap<Section, Passage>> {
    let read = |one: SectionRow| {
        let section = one.section.parse().ok()?;
        Some((section, Passage { drafted: one.drafted, print: one.print, edited: one.edited }))
    };
    Ok(rows::sections(conn, row.id).await?.into_iter().filter_map(read).collect())
}

fn print(facts: &Facts) -> String {
    let counted = (&facts.figures, &facts.movements, &facts.quotas, &facts.awards, &facts.obligations);
    let said = serde_json::to_vec(&counted).unwrap_or_default();
    Sha256::digest(said)[..12].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The headings of a report, numbered as papers number them, each with its drafted text.
fn drafts(plan: &Plan, numbers: &Numbers) -> Vec<Draft> {
    const ROMAN: [&str; 13] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"];
    let (mut part, mut movement) = (0, 0);
    let mut draft = |section: Section| {
        let code = section.to_string();
        let heading = if let Section::Movement(key) = &section {
            movement += 1;
            format!("{movement}. {}", plan.movement(key).map_or("", |movement| movement.name.as_str()))
        } else {
            part += 1;
            format!("{}. {}", ROMAN.get(part - 1).unwrap_or(&""), wording::heading(&code))
        };
        Draft { text: wording::draft(&code, numbers), section, heading }
    };
    sections(plan).into_iter().map(&mut draft).collect()
}

/// “năm 2022”, “tháng 3 năm 2022”, “giai đoạn 2021 - 2025”.
pub(crate) fn period(kind: ReportKind, span: Span) -> String {
    let ((first, _), (year, month)) = (span.from, span.to);
    match kind {
        ReportKind::Monthly => format!("tháng {month} năm {year}"),
        ReportKind::Yearly => format!("năm {year}"),
        ReportKind::Interim => format!("giai đoạn từ năm {first} đến tháng {month} năm {year}"),
        ReportKind::Final => format!("giai đoạn {first} - {year}"),
    }
}

fn numbers(head: &Head, facts: &Facts, plan: &Plan) -> Numbers {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let figure = |figure: &lantoa_domain::report::Figure| {
        (figure.what.code().to_owned(), Beside { now: figure.value, before: figure.before })
    };
    let movement = |line: &lantoa_domain::report::MovementLine| Drawn {
        name: line.name.clone(),
        registered: i64::from(line.registered),
        recognised: line.recognised.map(i64::from),
        before: line.before.map(i64::from),
        targets: targets(facts, |one| one.movement.as_ref() == Some(&line.key)),
    };
    let single = plan.movements.len() == 1;
    let all = lantoa_domain::report::What::Recognised;
    Numbers {
        plan: crate::document::compose::plan_named(&plan.document),
        agency: head.unit.clone(),
        period: period(head.kind, head.span),
        before: head.span.before(head.kind).map(|before| period(head.kind, before)).unwrap_or_default(),
        until: Some(facts.until).filter(|until| *until < head.span.last_day()),
        plan_has: [count(plan.movements.len()), count(facts.quotas.len()), count(plan.obligations.len())],
        figures: facts.figures.iter().map(figure).collect(),
        all: Drawn {
            name: String::new(),
            registered: facts.movements.iter().map(|line| i64::from(line.registered)).sum(),
            recognised: sum(facts),
            before: facts.of(all).and_then(|figure| figure.before),
            targets: targets(facts, |one| single || one.movement.is_none()),
        },
        movements: facts.movements.iter().map(|line| (line.key.to_string(), movement(line))).collect(),
        awards: facts.awards.iter().map(award).collect(),
        duties: facts.obligations.iter().map(duty).collect(),
    }
}

fn sum(facts: &Facts) -> [i64; 4] {
    let mut out = [0; 4];
    for line in &facts.movements {
        for (sum, one) in out.iter_mut().zip(line.recognised) {
            *sum += i64::from(one);
        }
    }
    out
}

fn award(line: &lantoa_domain::report::AwardLine) -> Awards {
    Awards { name: line.name.clone(), collectives: i64::from(line.collectives), people: i64::from(line.people) }
}

fn duty(line: &lantoa_domain::report::ObligationLine) -> Duty {
    Duty {
        what: line.what.clone(),
        all: i64::from(line.all),
        late: i64::from(line.late),
        missing: i64::from(line.missing),
    }
}

fn targets(facts: &Facts, fits: impl Fn(&QuotaLine) -> bool) -> Vec<Target> {
    let target = |one: &QuotaLine| Target {
        subject: subject(one.subject).to_owned(),
        striven: one.strength == Strength::Aimed,
        target: i64::from(one.target),
        counted: i64::from(one.counted),
        whole: one.whole,
        pace: match one.outlook {
            Outlook::Running(pace) if one.bound != Bound::Max => Some((pace.months, i64::from(pace.expected))),
            _ => None,
        },
    };
    facts.quotas.iter().filter(|one| one.is_target() && fits(one)).map(target).collect()
}

/// Whom a number counts, as papers call them.
const fn subject(subject: QuotaSubject) -> &'static str {
    match subject {
        QuotaSubject::Individual => "cá nhân",
        QuotaSubject::Collective => "tập thể",
        QuotaSubject::Household => "hộ gia đình",
        QuotaSubject::Practice => "mô hình",
        QuotaSubject::Any => "điển hình",
    }
}
