//! Reports as rows: what each is, its sections, its frozen versions and to whom they went; it must not count or decide anything.

pub mod figures;

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::id::{PersonId, ProgrammeId, ReportId, ReportVersionId, UnitId};
use lantoa_domain::report::{Level, ReportKind, ReportState};

use crate::{Conn, Order, Param, Query, Result, Slice, Tx, Word, params};

crate::sql! {
    NEW = "INSERT INTO report (id, root, programme, unit, kind, level, year, month, state, addressees, sent, made_by, made, version) \
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1) \
           ON CONFLICT (programme, unit, kind, level, year, month) DO NOTHING";
    LOAD = "SELECT id, root, programme, unit, kind, level, year, month, state, addressees, sent, made_by, made, version \
            FROM report WHERE id = $1";
    SAVE = "UPDATE report SET state = $3, addressees = $4, sent = $5, version = version + 1 WHERE id = $1 AND version = $2";
    SECTIONS = "SELECT section, drafted, print, edited, written_by, written FROM report_section WHERE report = $1";
    SECTION_PUT = "INSERT INTO report_section (report, section, drafted, print, edited, written_by, written) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (report, section) DO UPDATE SET \
                   drafted = excluded.drafted, print = excluded.print, edited = excluded.edited, \
                   written_by = excluded.written_by, written = excluded.written";
    VERSION_NEW = "INSERT INTO report_version (id, root, report, ordinal, content, sha256, frozen_by, frozen, number, sent_by, sent_on) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', NULL, NULL)";
    VERSION_SENT = "UPDATE report_version SET number = $2, sent_by = $3, sent_on = $4 WHERE id = $1 AND sent_on IS NULL";
    VERSIONS = "SELECT id, root, report, ordinal, sha256, frozen_by, frozen, number, sent_by, sent_on FROM report_version \
                WHERE report = $1 ORDER BY ordinal";
    CONTENT = "SELECT content FROM report_version WHERE id = $1";
    SENDING_NEW = "INSERT INTO report_sending (version, ordinal, addressee, sent_on) VALUES ($1, $2, $3, $4)";
    SENDINGS = "SELECT s.version, s.addressee, s.sent_on FROM report_sending s JOIN report_version v ON v.id = s.version \
                WHERE v.report = $1 ORDER BY v.ordinal, s.ordinal";
    YEARS = "SELECT DISTINCT year FROM report WHERE root = $1 ORDER BY year DESC";
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The report.
    pub id: ReportId,
    /// The agency.
    pub root: UnitId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The unit whose report it is.
    pub unit: UnitId,
    /// Which.
    pub kind: Word<ReportKind>,
    /// Whose records.
    pub level: Word<Level>,
    /// The year, or the last one.
    pub year: i16,
    /// The month, or the last one; 0 for a year and for the whole plan.
    pub month: i8,
    /// Where it stands.
    pub state: Word<ReportState>,
    /// To whom it goes, one a line.
    pub addressees: String,
    /// How many of its versions were sent.
    pub sent: u32,
    /// Who began it.
    pub made_by: PersonId,
    /// When.
    pub made: Timestamp,
    /// Guards writes.
    pub version: i64,
}
crate::from_row!(Report {
    id,
    root,
    programme,
    unit,
    kind,
    level,
    year,
    month,
    state,
    addressees,
    sent,
    made_by,
    made,
    version
});

/// Stores a new report; says whether there was none like it.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, r: &Report) -> Result<bool> {
    let values = params![
        r.id,
        r.root,
        r.programme,
        r.unit,
        r.kind,
        r.level,
        r.year,
        r.month,
        r.state,
        r.addressees,
        r.sent,
        r.made_by,
        r.made
    ];
    Ok(tx.exec(&NEW, values).await? == 1)
}

/// A report.
///
/// # Errors
/// The engine's.
pub async fn load(cx: &mut Conn, id: ReportId) -> Result<Option<Report>> {
    cx.opt(&LOAD, params![id]).await
}

/// Saves state, addressees and the count of those sent, guarded by the version.
///
/// # Errors
/// `Stale`, the engine's.
pub async fn save(tx: &mut Tx, r: &Report) -> Result<()> {
    tx.exec_guarded(&SAVE, params![r.id, r.version, r.state, r.addressees, r.sent]).await
}

/// The text of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRow {
    /// Which, as text.
    pub section: String,
    /// What was drafted.
    pub drafted: String,
    /// The print of the figures behind it.
    pub print: String,
    /// What a person made of it.
    pub edited: Option<String>,
    /// Who wrote it last.
    pub written_by: Option<PersonId>,
    /// When.
    pub written: Option<Timestamp>,
}
crate::from_row!(SectionRow { section, drafted, print, edited, written_by, written });

/// The sections of a report, in no order.
///
/// # Errors
/// The engine's.
pub async fn sections(cx: &mut Conn, id: ReportId) -> Result<Vec<SectionRow>> {
    cx.all(&SECTIONS, params![id]).await
}

/// Stores the text of a section in place of the one before.
///
/// # Errors
/// The engine's.
pub async fn put_section(tx: &mut Tx, id: ReportId, s: &SectionRow) -> Result<()> {
    let values = params![id, s.section, s.drafted, s.print, s.edited, s.written_by, s.written];
    tx.exec(&SECTION_PUT, values).await.map(drop)
}

/// A frozen version, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The version.
    pub id: ReportVersionId,
    /// The agency.
    pub root: UnitId,
    /// The report.
    pub report: ReportId,
    /// Its number, from 1.
    pub ordinal: u32,
    /// SHA-256 of its content's text, hexadecimal.
    pub sha256: String,
    /// Who submitted it.
    pub frozen_by: PersonId,
    /// When.
    pub frozen: Timestamp,
    /// The number and symbol it was sent under; empty before.
    pub number: String,
    /// Who sent it.
    pub sent_by: Option<PersonId>,
    /// When it was sent.
    pub sent_on: Option<Date>,
}
crate::from_row!(Version { id, root, report, ordinal, sha256, frozen_by, frozen, number, sent_by, sent_on });

/// Stores a version with its content, for good.
///
/// # Errors
/// The engine's.
pub async fn insert_version(tx: &mut Tx, v: &Version, content: &str) -> Result<()> {
    let values = params![v.id, v.root, v.report, v.ordinal, content, v.sha256, v.frozen_by, v.frozen];
    tx.exec(&VERSION_NEW, values).await.map(drop)
}

/// Notes that a version was sent; says whether it had not been.
///
/// # Errors
/// The engine's.
pub async fn mark_sent(tx: &mut Tx, id: ReportVersionId, number: &str, by: PersonId, on: Date) -> Result<bool> {
    Ok(tx.exec(&VERSION_SENT, params![id, number, by, on]).await? == 1)
}

/// The versions of a report, the first first.
///
/// # Errors
/// The engine's.
pub async fn versions(cx: &mut Conn, id: ReportId) -> Result<Vec<Version>> {
    cx.all(&VERSIONS, params![id]).await
}

/// The text of a version's content.
///
/// # Errors
/// The engine's.
pub async fn content(cx: &mut Conn, id: ReportVersionId) -> Result<Option<String>> {
    cx.opt(&CONTENT, params![id]).await
}

/// Notes to whom a version was sent and on which day.
///
/// # Errors
/// The engine's.
pub async fn insert_sending(tx: &mut Tx, id: ReportVersionId, ordinal: usize, addressee: &str, on: Date) -> Result<()> {
    tx.exec(&SENDING_NEW, params![id, ordinal, addressee, on]).await.map(drop)
}

/// To whom the versions of a report were sent: version, addressee, day.
///
/// # Errors
/// The engine's.
pub async fn sendings(cx: &mut Conn, id: ReportId) -> Result<Vec<(ReportVersionId, String, Date)>> {
    cx.all(&SENDINGS, params![id]).await
}

/// The years of which there are reports, the latest first.
///
/// # Errors
/// The engine's.
pub async fn years(cx: &mut Conn, root: UnitId) -> Result<Vec<i16>> {
    cx.all(&YEARS, params![root]).await
}

/// What to list. Everything left out is not restricted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only of this programme.
    pub programme: Option<ProgrammeId>,
    /// Only of this kind.
    pub kind: Option<ReportKind>,
    /// Only of this year.
    pub year: Option<i16>,
    /// Only in this state.
    pub state: Option<ReportState>,
    /// Besides those sent, only of units below these; `None` for all.
    pub within: Option<Vec<UnitId>>,
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The report.
    pub id: ReportId,
    /// The programme.
    pub programme: ProgrammeId,
    /// Its title.
    pub programme_title: String,
    /// The unit's name today.
    pub unit_name: String,
    /// Which.
    pub kind: Word<ReportKind>,
    /// Whose records.
    pub level: Word<Level>,
    /// The year, or the last one.
    pub year: i16,
    /// The month, or the last one; 0 for none.
    pub month: i8,
    /// Where it stands.
    pub state: Word<ReportState>,
    /// How many of its versions were sent.
    pub sent: u32,
    /// When it was last sent.
    pub sent_on: Option<Date>,
}
crate::from_row!(Line { id, programme, programme_title, unit_name, kind, level, year, month, state, sent, sent_on });

/// One page of the reports of an agency, the newest first. `before` is the last of the page before.
///
/// # Errors
/// The engine's.
pub async fn list(
    cx: &mut Conn,
    root: UnitId,
    filter: &Filter,
    before: Option<ReportId>,
    rows: u32,
) -> Result<Slice<Line>> {
    let columns = "SELECT r.id, r.programme, p.title, u.name, r.kind, r.level, r.year, r.month, r.state, r.sent, \
                   (SELECT max(v.sent_on) FROM report_version v WHERE v.report = r.id) \
                   FROM report r JOIN programme p ON p.id = r.programme JOIN unit u ON u.id = r.unit WHERE r.root = ?";
    let mut query = Query::new("report::list", columns, &[&root])
        .and_some("r.programme = ?", filter.programme)
        .and_some("r.kind = ?", filter.kind.map(Word))
        .and_some("r.year = ?", filter.year)
        .and_some("r.state = ?", filter.state.map(Word));
    if let Some(units) = &filter.within {
        query = query.push(" AND (r.sent > 0", &[]);
        for unit in units {
            query = query.push(" OR r.unit IN (SELECT unit FROM unit_path WHERE ancestor = ?)", &[unit]);
        }
        query = query.push(")", &[]);
    }
    let key: Option<[&dyn Param; 1]> = before.as_ref().map(|id| [id as &dyn Param]);
    let after = key.as_ref().map(<[&dyn Param; 1]>::as_slice);
    cx.page(query.keyset(&["r.id"], Order::Descending, after), rows).await
}
