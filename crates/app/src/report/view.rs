//! Reports as the screens show them: the list, one report, a section beside its new draft, a frozen version, what differs between two. It must not change anything.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::diff::{self, Piece};
use lantoa_domain::id::{ProgrammeId, ReportId, UnitId};
use lantoa_domain::policy::{Act, scope};
use lantoa_domain::report::{
    Change, Content, Freshness, Passage, ReportKind, ReportState, Section, TextChange, changes,
};
use lantoa_store::report::figures::{self as counts, Hints, Of};
use lantoa_store::report::{self as rows, Line, Report, Version};
use lantoa_store::{Conn, org, programme};

use super::draft::{Fresh, passages, span};
use super::figures::{Asked, repeated};
use super::send::hex;
use super::{Case, draft, load};
use crate::export::Portion;
use crate::{Cx, Error, Result};

/// Hints of a kind shown at most.
const HINTS: u32 = 8;

/// What narrows the list.
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
    /// How many at a time.
    pub portion: Portion,
}

/// The list of reports.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The reports.
    pub rows: Vec<Line>,
    /// Whether more follow.
    pub more: bool,
    /// Programmes to choose from.
    pub programmes: Vec<(ProgrammeId, String)>,
    /// Years to choose from.
    pub years: Vec<i16>,
    /// Whether the reader may begin one.
    pub may_write: bool,
}

/// The reports that the acting person may know of, the latest first.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn list(cx: &Cx, filter: Filter, before: Option<ReportId>) -> Result<List> {
    cx.permit(Act::ReadProgramme)?;
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let root = me.actor().root;
            let whole = me.may(Act::WriteReport) || me.may(Act::SendReport);
            let own = scope(me.actor()).units;
            let may_write = me.may(Act::WriteReport) || !own.is_empty();
            let narrowed = rows::Filter {
                programme: filter.programme,
                kind: filter.kind,
                year: filter.year,
                state: filter.state,
                within: (!whole).then_some(own),
            };
            let found = rows::list(conn, root, &narrowed, before, filter.portion.rows()).await?;
            let programmes = programme::programmes(conn, root).await?.into_iter();
            Ok::<_, Error>(List {
                rows: found.rows,
                more: found.more,
                programmes: programmes.map(|one| (one.id, one.title)).collect(),
                years: rows::years(conn, root).await?,
                may_write,
            })
        })
        .await
}

/// A section on the page of a report.
#[derive(Debug, Clone)]
pub struct PartView {
    /// Which.
    pub section: Section,
    /// Its heading.
    pub heading: String,
    /// Its text.
    pub text: String,
    /// Whether a person wrote it.
    pub edited: bool,
    /// How it stands beside the records.
    pub freshness: Freshness,
}

/// A version in the list of a report's versions.
#[derive(Debug, Clone)]
pub struct VersionView {
    /// The version.
    pub row: Version,
    /// Who submitted it.
    pub by: String,
    /// To whom it was sent and when.
    pub sendings: Vec<(String, Date)>,
}

/// A report with everything its page shows.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// The report.
    pub row: Report,
    /// Its content: as it stands while it is written, as it was frozen afterwards.
    pub content: Content,
    /// Its sections.
    pub parts: Vec<PartView>,
    /// Its versions, the first first: all of them for who writes or sends it, else those sent.
    pub versions: Vec<VersionView>,
    /// The number of the version shown; `None` for what is being written.
    pub shown: Option<u32>,
    /// How many of the recognised had been recognised before; for those who see the agency's people.
    pub repeated: Option<u32>,
    /// Whether the reader writes it.
    pub may_write: bool,
    /// Whether the reader sends it.
    pub may_send: bool,
    /// When it was looked at.
    pub at: Timestamp,
}

impl ReportView {
    /// Sections that wait for a decision on their new draft.
    #[must_use]
    pub fn undecided(&self) -> usize {
        self.parts.iter().filter(|part| part.freshness == Freshness::Undecided).count()
    }

    /// Sections that can be drafted anew without losing anything.
    #[must_use]
    pub fn behind(&self) -> usize {
        self.parts.iter().filter(|part| part.freshness == Freshness::Behind).count()
    }
}

/// A report as it stands for the acting person: who neither writes nor sends it sees the version that was sent last.
///
/// # Errors
/// `NotFound`.
pub async fn page(cx: &Cx, id: ReportId) -> Result<ReportView> {
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let case = load(conn, &me, id).await?;
            if case.is_open(&me) && case.row.state.0 == ReportState::Draft {
                return draft_view(conn, &me, case).await;
            }
            let versions = versions(conn, &me, &case).await?;
            let last = versions.last().ok_or(Refusal::NotFound)?.row.clone();
            frozen_view(conn, &me, case, versions, &last).await
        })
        .await
}

/// A frozen version of a report.
///
/// # Errors
/// `NotFound`, also for one that was not sent and is not the reader's.
pub async fn version(cx: &Cx, id: ReportId, ordinal: u32) -> Result<ReportView> {
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let case = load(conn, &me, id).await?;
            let versions = versions(conn, &me, &case).await?;
            let found = versions.iter().find(|one| one.row.ordinal == ordinal).ok_or(Refusal::NotFound)?.row.clone();
            frozen_view(conn, &me, case, versions, &found).await
        })
        .await
}

async fn draft_view(conn: &mut Conn, cx: &Cx, case: Case) -> Result<ReportView> {
    let fresh = Fresh::of(conn, cx, &case.row).await?;
    let kept = passages(conn, &case.row).await?;
    let content = fresh.content(&kept);
    let part = |one: &draft::Draft| {
        let passage = kept.get(&one.section).cloned().unwrap_or_else(|| Passage::drafted(&one.text, &fresh.print));
        PartView {
            section: one.section.clone(),
            heading: one.heading.clone(),
            text: passage.text().to_owned(),
            edited: passage.edited.is_some(),
            freshness: fresh.freshness(&one.section, &passage),
        }
    };
    let parts = fresh.drafts.iter().map(part).collect();
    let versions = versions(conn, cx, &case).await?;
    let repeated = again(conn, cx, &case.row).await?;
    Ok(view(cx, case, (content, parts), versions, None, repeated))
}

async fn frozen_view(
    conn: &mut Conn,
    cx: &Cx,
    case: Case,
    versions: Vec<VersionView>,
    which: &Version,
) -> Result<ReportView> {
    let content = frozen(conn, which).await?;
    let part = |one: &lantoa_domain::report::PartText| PartView {
        section: one.section.clone(),
        heading: one.heading.clone(),
        text: one.text.clone(),
        edited: false,
        freshness: Freshness::Current,
    };
    let parts = content.parts.iter().map(part).collect();
    Ok(view(cx, case, (content, parts), versions, Some(which.ordinal), None))
}

fn view(
    cx: &Cx,
    case: Case,
    (content, parts): (Content, Vec<PartView>),
    versions: Vec<VersionView>,
    shown: Option<u32>,
    repeated: Option<u32>,
) -> ReportView {
    ReportView {
        may_write: case.may_write(cx),
        may_send: cx.permit_at(Act::SendReport, &case.place).is_ok(),
        row: case.row,
        content,
        parts,
        versions,
        shown,
        repeated,
        at: cx.now(),
    }
}

/// The content of a version, whose print must be that of its freezing.
async fn frozen(conn: &mut Conn, which: &Version) -> Result<Content> {
    let text = rows::content(conn, which.id).await?.ok_or(Refusal::NotFound)?;
    if hex(&text) != which.sha256 {
        return Err(Refusal::Invalid { field: "report", why: "report-altered" }.into());
    }
    Ok(serde_json::from_str(&text).map_err(|_| Refusal::Invalid { field: "report", why: "report-altered" })?)
}

async fn versions(conn: &mut Conn, cx: &Cx, case: &Case) -> Result<Vec<VersionView>> {
    let (open, sendings) = (case.is_open(cx), rows::sendings(conn, case.row.id).await?);
    let mut out = Vec::new();
    for row in rows::versions(conn, case.row.id).await?.into_iter().filter(|row| open || row.sent_on.is_some()) {
        let by = org::person(conn, row.frozen_by).await?.map(|person| person.name).unwrap_or_default();
        let own = sendings.iter().filter(|(version, ..)| *version == row.id);
        let sendings = own.map(|(_, addressee, on)| (addressee.clone(), *on)).collect();
        out.push(VersionView { row, by, sendings });
    }
    Ok(out)
}

/// Whose names come again and again is the business of those who see the agency's people.
async fn again(conn: &mut Conn, cx: &Cx, row: &Report) -> Result<Option<u32>> {
    if !cx.may(Act::ReadPeople) {
        return Ok(None);
    }
    let found = programme::programme(conn, row.programme).await?.ok_or(Refusal::NotFound)?;
    let plan = cx.app().plan(conn, found.plan).await?;
    let of = Of { root: row.root, programme: row.programme, scope: draft::scope(row) };
    let asked = Asked { of, plan: &plan, kind: row.kind.0, span: span(row, &plan)?, today: cx.today() };
    repeated(conn, &asked).await.map(Some)
}

/// A section beside what would be drafted now.
#[derive(Debug, Clone)]
pub struct SectionView {
    /// The report.
    pub id: ReportId,
    /// What the report is about.
    pub head: lantoa_domain::report::Head,
    /// The version to be sent back with a change.
    pub version: i64,
    /// Which section.
    pub section: Section,
    /// Its heading.
    pub heading: String,
    /// Its text as it stands.
    pub text: String,
    /// The draft of this moment.
    pub fresh: String,
    /// From the text as it stands to that draft.
    pub pieces: Vec<Piece>,
    /// How it stands.
    pub freshness: Freshness,
    /// Whether a person wrote it.
    pub edited: bool,
    /// What could be drawn on. Only for sections people write.
    pub hints: Hints,
}

/// A section of a report that is being written.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Invalid` (`report-frozen`).
pub async fn section(cx: &Cx, id: ReportId, which: Section) -> Result<SectionView> {
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let case = load(conn, &me, id).await?;
            me.permit_at(Act::WriteReport, &case.place)?;
            if case.row.state.0 != ReportState::Draft {
                return Err(Refusal::Invalid { field: "report", why: "report-frozen" }.into());
            }
            let fresh = Fresh::of(conn, &me, &case.row).await?;
            let one = fresh.drafts.iter().find(|one| one.section == which).ok_or(Refusal::NotFound)?;
            let kept = passages(conn, &case.row).await?.remove(&which);
            let passage = kept.unwrap_or_else(|| Passage::drafted(&one.text, &fresh.print));
            let asks = which.is_free() || which == Section::Difficulties;
            let hints = if asks { hints(conn, &case.row, &fresh).await? } else { Hints::default() };
            Ok(SectionView {
                id,
                head: fresh.head.clone(),
                version: case.row.version,
                section: which.clone(),
                heading: one.heading.clone(),
                text: passage.text().to_owned(),
                fresh: one.text.clone(),
                pieces: diff::words(passage.text(), &one.text),
                freshness: fresh.freshness(&which, &passage),
                edited: passage.edited.is_some(),
                hints,
            })
        })
        .await
}

async fn hints(conn: &mut Conn, row: &Report, fresh: &Fresh) -> Result<Hints> {
    let of = Of { root: row.root, programme: row.programme, scope: draft::scope(row) };
    let days = (fresh.head.span.first_day(), fresh.head.span.last_day());
    Ok(counts::hints(conn, of, days, HINTS).await?)
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// A frozen version by its number.
    Version(u32),
    /// What is being written now.
    Now,
}

/// What differs between two versions of a report.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The report.
    pub id: ReportId,
    /// The unit whose report it is.
    pub unit: UnitId,
    /// What it is about.
    pub head: lantoa_domain::report::Head,
    /// The old and the new side.
    pub sides: (Which, Which),
    /// Numbers of all versions to choose from, and whether there is something being written.
    pub offered: (Vec<u32>, bool),
    /// Figures that changed.
    pub figures: Vec<Change>,
    /// Texts that changed.
    pub texts: Vec<TextChange>,
}

/// What differs from one version of a report to another; `None` takes the two latest the reader may see.
///
/// # Errors
/// `NotFound`, also where there is only one.
pub async fn compare(cx: &Cx, id: ReportId, asked: Option<(Which, Which)>) -> Result<Compared> {
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let case = load(conn, &me, id).await?;
            let known = versions(conn, &me, &case).await?;
            let writing = case.is_open(&me) && case.row.state.0 == ReportState::Draft;
            let numbers: Vec<u32> = known.iter().map(|one| one.row.ordinal).collect();
            let mut all: Vec<Which> = numbers.iter().map(|n| Which::Version(*n)).collect();
            if writing {
                all.push(Which::Now);
            }
            let sides = match (asked, all.as_slice()) {
                (Some(sides), _) => sides,
                (None, [.., one, two]) => (*one, *two),
                _ => return Err(Refusal::NotFound.into()),
            };
            if !all.contains(&sides.0) || !all.contains(&sides.1) {
                return Err(Refusal::NotFound.into());
            }
            let old = side(conn, &me, &case, &known, sides.0).await?;
            let new = side(conn, &me, &case, &known, sides.1).await?;
            let (figures, texts) = changes(&old, &new);
            Ok(Compared { id, unit: case.row.unit, head: new.head, sides, offered: (numbers, writing), figures, texts })
        })
        .await
}

async fn side(conn: &mut Conn, cx: &Cx, case: &Case, known: &[VersionView], which: Which) -> Result<Content> {
    match which {
        Which::Version(number) => {
            let found = known.iter().find(|one| one.row.ordinal == number).ok_or(Refusal::NotFound)?;
            frozen(conn, &found.row).await
        }
        Which::Now => {
            let kept = passages(conn, &case.row).await?;
            Ok(Fresh::of(conn, cx, &case.row).await?.content(&kept))
        }
    }
}
