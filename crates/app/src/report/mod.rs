//! Reports that write themselves: counted from the records, drafted in words, edited by people, frozen when they are submitted, sent. It must not change what was frozen.

mod draft;
mod figures;
mod send;
mod view;
mod write;

pub(crate) use draft::period;
pub use send::{Sending, reopen, send, submit};
pub use view::{
    Compared, Filter, List, PartView, ReportView, SectionView, VersionView, Which, compare, list, page, section,
    version,
};
pub use write::{New, Offered, address, begin, edit, keep, offered, refresh, take};

/// Lists and pages of reports name these.
pub use lantoa_store::report::{Line, Report, Version, figures::Hints};

use lantoa_domain::Refusal;
use lantoa_domain::id::{ProgrammeId, ReportId, UnitId};
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::report::{Facts, Level, ReportKind, ReportState};
use lantoa_store::report as rows;
use lantoa_store::{Conn, Word, org};

use crate::{Cx, Error, Result};

/// A report with where it lies.
struct Case {
    row: Report,
    place: Place,
}

impl Case {
    /// Whether the acting person sees it before it is sent: who writes it, who sends it.
    fn is_open(&self, cx: &Cx) -> bool {
        self.may_write(cx) || cx.permit_at(Act::SendReport, &self.place).is_ok()
    }

    fn may_write(&self, cx: &Cx) -> bool {
        cx.permit_at(Act::WriteReport, &self.place).is_ok()
    }
}

/// A report of the acting person's agency that they may know of: one that was sent, or one they write or send.
async fn load(conn: &mut Conn, cx: &Cx, id: ReportId) -> Result<Case> {
    let root = cx.actor().root;
    let row = rows::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    let place = place(conn, root, row.unit).await?;
    let case = Case { row, place };
    if case.is_open(cx) || case.row.sent > 0 {
        cx.permit(Act::ReadProgramme)?;
        Ok(case)
    } else {
        Err(Refusal::NotFound.into())
    }
}

async fn place(conn: &mut Conn, root: UnitId, unit: UnitId) -> Result<Place> {
    Ok(Place::unit(root, org::path(conn, unit).await?))
}

/// Whether a report's paper may be issued: it was submitted.
///
/// # Errors
/// `NotFound`; `Invalid` (`report-draft`) for one that is being written.
pub(crate) async fn issuable(conn: &mut Conn, root: UnitId, id: ReportId) -> Result<()> {
    let row = rows::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    if row.state.0 == ReportState::Draft {
        return Err(Refusal::Invalid { field: "report", why: "report-draft" }.into());
    }
    Ok(())
}

/// Everything counted for a year of a programme over the whole agency, without a report: for measurements.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Invalid` for a year outside the plan.
pub async fn year(cx: &Cx, programme: ProgrammeId, year: i16) -> Result<Facts> {
    counted(cx, programme, (cx.actor().root, Level::Subtree), (ReportKind::Yearly, year, 0)).await
}

/// Everything counted for a report on a programme: whose records, and which months.
///
/// # Errors
/// As [`year`].
pub async fn counted(
    cx: &Cx,
    programme: ProgrammeId,
    (unit, level): (UnitId, Level),
    (kind, year, month): (ReportKind, i16, i8),
) -> Result<Facts> {
    let (me, root) = (cx.clone(), cx.actor().root);
    cx.db()
        .scan(async move |conn| {
            let found = lantoa_store::programme::programme(conn, programme).await?;
            found.filter(|found| found.root == root).ok_or(Refusal::NotFound)?;
            me.permit_at(Act::WriteReport, &place(conn, root, unit).await?)?;
            let row = Report {
                id: me.id(),
                root,
                programme,
                unit,
                kind: Word(kind),
                level: Word(level),
                year,
                month,
                state: Word(ReportState::Draft),
                addressees: String::new(),
                sent: 0,
                made_by: me.actor().person,
                made: me.now(),
                version: 1,
            };
            Ok::<_, Error>(draft::Fresh::of(conn, &me, &row).await?.facts)
        })
        .await
}
