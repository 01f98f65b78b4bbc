//! Reports as they are begun, drafted anew and edited. It must not overwrite what a person wrote.

use std::sync::Arc;

use lantoa_domain::Refusal;
use lantoa_domain::id::{ProgrammeId, ReportId, UnitId};
use lantoa_domain::policy::{Act, scope};
use lantoa_domain::report::{Freshness, Level, Passage, ReportKind, ReportState, Section, Span, addressees};
use lantoa_store::report::{self as rows, Report, SectionRow};
use lantoa_store::{Tx, Word, org, programme};
use serde_json::json;

use super::draft::{Fresh, passages};
use super::{Case, load, place};
use crate::{Cx, Error, Result, faster};

/// Letters of a section at most.
const LONGEST: usize = 20_000;

/// A report to be begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// The programme.
    pub programme: ProgrammeId,
    /// The unit; `None` for the agency itself.
    pub unit: Option<UnitId>,
    /// Which.
    pub kind: ReportKind,
    /// Whose records.
    pub level: Level,
    /// The year; of no weight for the whole plan.
    pub year: i16,
    /// The month; 0 for a year and for the whole plan.
    pub month: i8,
}

/// What the form of a new report offers.
#[derive(Debug, Clone, Default)]
pub struct Offered {
    /// Programmes: title, first and last year.
    pub programmes: Vec<(ProgrammeId, String, (i16, i16))>,
    /// Units the acting person writes for, with their names today; the agency first where it is among them.
    pub units: Vec<(UnitId, String)>,
}

/// What the form of a new report offers to the acting person; no units for those who write none.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn offered(cx: &Cx) -> Result<Offered> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = me.actor().root;
            let all = me.may(Act::WriteReport);
            let own = scope(me.actor()).units;
            let mut units = Vec::new();
            for unit in org::units(conn, root).await?.into_iter().filter(|unit| unit.to_day.is_none()) {
                let mine = all || org::path(conn, unit.id).await?.iter().any(|one| own.contains(one));
                if mine && (all || unit.id != root) {
                    units.push((unit.id, unit.name));
                }
            }
            units.sort_by_key(|(unit, _)| *unit != root);
            let programmes = programme::programmes(conn, root).await?.into_iter();
            let programmes = programmes.map(|one| (one.id, one.title, (one.from_year, one.to_year))).collect();
            Ok::<_, Error>(Offered { programmes, units })
        })
        .await
}

/// Begins a report and drafts it.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Invalid` on "year" or "month", `Taken` ("report") when there is one like it.
pub async fn begin(cx: &Cx, new: New) -> Result<ReportId> {
    let me = cx.clone();
    let row = cx.db().read(async move |conn| row(conn, &me, &new).await).await?;
    let (fresh, me) = (Arc::new(drafted(cx, &row).await?), cx.clone());
    cx.db()
        .write(async move |tx| {
            if !rows::insert(tx, &row).await? {
                return Err(Refusal::Taken { field: "report" }.into());
            }
            for one in &fresh.drafts {
                put(tx, &me, row.id, &one.section, &Passage::drafted(&one.text, &fresh.print), Hand::Product).await?;
            }
            let detail = json!({
                "programme": row.programme, "unit": row.unit, "kind": row.kind.name(), "level": row.level.name(),
                "year": row.year, "month": row.month,
            });
            me.journal(tx, "report.begun", row.id, &detail)?;
            Ok(row.id)
        })
        .await
}

async fn row(conn: &mut lantoa_store::Conn, cx: &Cx, new: &New) -> Result<Report> {
    let root = cx.actor().root;
    let found = programme::programme(conn, new.programme).await?.filter(|found| found.root == root);
    let found = found.ok_or(Refusal::NotFound)?;
    let unit = new.unit.unwrap_or(root);
    org::unit(conn, unit).await?.filter(|unit| unit.root == root).ok_or(Refusal::NotFound)?;
    cx.permit_at(Act::WriteReport, &place(conn, root, unit).await?)?;
    let plan = cx.app().plan(conn, found.plan).await?;
    let span = Span::of(new.kind, plan.years(), new.year, new.month)?;
    let to = if unit == root { addressees(&plan) } else { Vec::new() };
    Ok(Report {
        id: cx.id(),
        root,
        programme: found.id,
        unit,
        kind: Word(new.kind),
        level: Word(new.level),
        // A report on the whole plan stands under its last year.
        year: span.to.0,
        month: new.month,
        state: Word(ReportState::Draft),
        addressees: to.join("\n"),
        sent: 0,
        made_by: cx.actor().person,
        made: cx.now(),
        version: 1,
    })
}

/// Counts and drafts outside of any write: others need not wait for it.
pub(super) async fn drafted(cx: &Cx, row: &Report) -> Result<Fresh> {
    let (me, row) = (cx.clone(), row.clone());
    cx.db().scan(async move |conn| Fresh::of(conn, &me, &row).await).await
}

/// Whose hand wrote a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// The product drafted it.
    Product,
    /// The acting person wrote it.
    Person,
}

pub(super) async fn put(
    tx: &mut Tx,
    cx: &Cx,
    id: ReportId,
    section: &Section,
    passage: &Passage,
    hand: Hand,
) -> Result<()> {
    let by_person = hand == Hand::Person;
    let row = SectionRow {
        section: section.to_string(),
        drafted: passage.drafted.clone(),
        print: passage.print.clone(),
        edited: passage.edited.clone(),
        written_by: by_person.then(|| cx.actor().person),
        written: by_person.then(|| cx.now()),
    };
    Ok(rows::put_section(tx, id, &row).await?)
}

/// A report that is being written, unchanged since it was shown, for who may write it.
pub(super) async fn writable(tx: &mut Tx, cx: &Cx, id: ReportId, seen: i64) -> Result<Case> {
    let case = load(tx, cx, id).await?;
    cx.permit_at(Act::WriteReport, &case.place)?;
    faster::same(tx, case.row.root, id, case.row.version, seen).await?;
    if case.row.state.0 != ReportState::Draft {
        return Err(Refusal::Invalid { field: "report", why: "report-frozen" }.into());
    }
    Ok(case)
}

async fn known(cx: &Cx, id: ReportId) -> Result<Report> {
    let me = cx.clone();
    cx.db().read(async move |conn| Ok::<_, Error>(load(conn, &me, id).await?.row)).await
}

async fn touched(tx: &mut Tx, row: &Report) -> Result<()> {
    let saved = rows::save(tx, row).await;
    faster::told(tx, row.root, row.id, saved).await
}

/// Drafts anew every section that nobody edited; edited ones stay as they are.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`, `Invalid` (`report-frozen`).
pub async fn refresh(cx: &Cx, id: ReportId, seen: i64) -> Result<()> {
    let fresh = Arc::new(drafted(cx, &known(cx, id).await?).await?);
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = writable(tx, &me, id, seen).await?;
            let count = redraft(tx, &me, &case.row, &fresh).await?;
            touched(tx, &case.row).await?;
            me.journal(tx, "report.drafted", id, &json!({ "count": count }))
        })
        .await
}

/// Drafts anew what nobody edited and is behind; says how many sections.
pub(super) async fn redraft(tx: &mut Tx, cx: &Cx, row: &Report, fresh: &Fresh) -> Result<u32> {
    let mut kept = passages(tx, row).await?;
    let mut count = 0;
    for one in &fresh.drafts {
        let passage = kept.remove(&one.section);
        let new = match passage {
            Some(passage) if fresh.freshness(&one.section, &passage) == Freshness::Current => continue,
            Some(passage) => passage.refreshed(&one.text, &fresh.print),
            None => Passage::drafted(&one.text, &fresh.print),
        };
        if new.edited.is_none() {
            put(tx, cx, row.id, &one.section, &new, Hand::Product).await?;
            count += 1;
        }
    }
    Ok(count)
}

/// What becomes of the text of a section.
enum Turn {
    Write(String),
    Take,
    Keep,
}

async fn turn(cx: &Cx, id: ReportId, seen: i64, section: Section, turn: Turn) -> Result<()> {
    let fresh = Arc::new(drafted(cx, &known(cx, id).await?).await?);
    if !fresh.drafts.iter().any(|one| one.section == section) {
        return Err(Refusal::NotFound.into());
    }
    let (me, turn) = (cx.clone(), Arc::new(turn));
    cx.db()
        .write(async move |tx| {
            let case = writable(tx, &me, id, seen).await?;
            let (text, print) = (fresh.text(&section), fresh.print.as_str());
            let known = passages(tx, &case.row).await?.remove(&section);
            let known = known.unwrap_or_else(|| Passage::drafted(text, print));
            let (new, event, hand) = match &*turn {
                Turn::Write(words) => (Passage::written(words, text, print), "report.edited", Hand::Person),
                Turn::Take => (Passage::drafted(text, print), "report.taken", Hand::Product),
                Turn::Keep => (known.kept(text, print), "report.kept", Hand::Person),
            };
            put(tx, &me, id, &section, &new, hand).await?;
            touched(tx, &case.row).await?;
            me.journal(tx, event, id, &json!({ "section": section }))
        })
        .await
}

/// Writes the text of a section, the draft of this moment known to who writes it.
///
/// # Errors
/// As [`refresh`]; `Invalid` on "text" (`long`).
pub async fn edit(cx: &Cx, id: ReportId, seen: i64, section: Section, text: String) -> Result<()> {
    if text.chars().count() > LONGEST {
        return Err(Refusal::Invalid { field: "text", why: "long" }.into());
    }
    turn(cx, id, seen, section, Turn::Write(text)).await
}

/// Takes the draft of this moment in place of what was written.
///
/// # Errors
/// As [`refresh`].
pub async fn take(cx: &Cx, id: ReportId, seen: i64, section: Section) -> Result<()> {
    turn(cx, id, seen, section, Turn::Take).await
}

/// Keeps what was written beside the draft of this moment.
///
/// # Errors
/// As [`refresh`].
pub async fn keep(cx: &Cx, id: ReportId, seen: i64, section: Section) -> Result<()> {
    turn(cx, id, seen, section, Turn::Keep).await
}

/// Sets to whom a report goes.
///
/// # Errors
/// As [`refresh`].
pub async fn address(cx: &Cx, id: ReportId, seen: i64, to: Vec<String>) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = writable(tx, &me, id, seen).await?;
            let lines: Vec<&str> = to.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
            let row = Report { addressees: lines.join("\n"), ..case.row };
            touched(tx, &row).await?;
            me.journal(tx, "report.addressed", id, &json!({ "count": lines.len() }))
        })
        .await
}
