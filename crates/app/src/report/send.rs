//! Reports as they are frozen, sent, and opened again for another version. It must not write a frozen version twice.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::ReportId;
use lantoa_domain::policy::Act;
use lantoa_domain::report::{Freshness, ReportState, Section};
use lantoa_store::Word;
use lantoa_store::report::{self as rows, Report, Version};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::draft::passages;
use super::load;
use super::write::{drafted, redraft, writable};
use crate::{Cx, Error, Result, faster};

fn wrong<T>(why: &'static str) -> Result<T> {
    Err(Refusal::Invalid { field: "report", why }.into())
}

/// Submits a report: what nobody edited is drafted from the records of this moment, and figures and text are frozen as a version.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` (`report-frozen`) for one that is no draft, (`report-undecided`) while an edited
/// section waits for a decision on its new draft, (`report-no-lessons`) without lessons.
pub async fn submit(cx: &Cx, id: ReportId, seen: i64) -> Result<()> {
    let me = cx.clone();
    let row = cx.db().read(async move |conn| Ok::<_, Error>(load(conn, &me, id).await?.row)).await?;
    let (fresh, me, version) = (Arc::new(drafted(cx, &row).await?), cx.clone(), cx.id());
    cx.db()
        .write(async move |tx| {
            let case = writable(tx, &me, id, seen).await?;
            redraft(tx, &me, &case.row, &fresh).await?;
            let kept = passages(tx, &case.row).await?;
            let open = |(section, passage)| fresh.freshness(section, passage) == Freshness::Undecided;
            if kept.iter().any(open) {
                return wrong("report-undecided");
            }
            let content = fresh.content(&kept);
            let lessons = content.parts.iter().find(|part| part.section == Section::Lessons);
            if row.kind.0.draws_lessons() && lessons.is_none_or(|part| part.text.trim().is_empty()) {
                return wrong("report-no-lessons");
            }
            let text =
                serde_json::to_string(&content).map_err(|_| Refusal::Invalid { field: "report", why: "form" })?;
            let ordinal = u32::try_from(rows::versions(tx, id).await?.len() + 1).unwrap_or(u32::MAX);
            let frozen = Version {
                id: version,
                root: case.row.root,
                report: id,
                ordinal,
                sha256: hex(&text),
                frozen_by: me.actor().person,
                frozen: me.now(),
                number: String::new(),
                sent_by: None,
                sent_on: None,
            };
            rows::insert_version(tx, &frozen, &text).await?;
            let state = Word(ReportState::Submitted);
            let saved = rows::save(tx, &Report { state, ..case.row }).await;
            faster::told(tx, frozen.root, id, saved).await?;
            me.journal(tx, "report.submitted", id, &json!({ "ordinal": ordinal, "sha256": frozen.sha256 }))
        })
        .await
}

/// The print of a frozen text.
pub(super) fn hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How a report is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// To whom.
    pub to: Vec<String>,
    /// The day.
    pub on: Date,
    /// Number and symbol of the document.
    pub number: String,
}

/// Notes that the submitted version was sent, to whom, and on which day.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` on "to" (`empty`), "on" (`in-future`), "number" (`empty`), or (`report-not-submitted`).
pub async fn send(cx: &Cx, id: ReportId, seen: i64, sending: Sending) -> Result<()> {
    let (me, sending) = (cx.clone(), Arc::new(sending));
    cx.db()
        .write(async move |tx| {
            let case = load(tx, &me, id).await?;
            me.permit_at(Act::SendReport, &case.place)?;
            faster::same(tx, case.row.root, id, case.row.version, seen).await?;
            let to: Vec<&str> = sending.to.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
            let number = sending.number.trim();
            check(&me, &to, &sending)?;
            let last = rows::versions(tx, id).await?.pop();
            let Some(last) = last.filter(|_| case.row.state.0 == ReportState::Submitted) else {
                return wrong("report-not-submitted");
            };
            if !rows::mark_sent(tx, last.id, number, me.actor().person, sending.on).await? {
                return wrong("report-not-submitted");
            }
            for (ordinal, addressee) in to.iter().enumerate() {
                rows::insert_sending(tx, last.id, ordinal, addressee, sending.on).await?;
            }
            let (root, state) = (case.row.root, Word(ReportState::Sent));
            let row = Report { state, sent: case.row.sent + 1, addressees: to.join("\n"), ..case.row };
            let saved = rows::save(tx, &row).await;
            faster::told(tx, root, id, saved).await?;
            let detail = json!({ "ordinal": last.ordinal, "number": number, "on": sending.on, "count": to.len() });
            me.journal(tx, "report.sent", id, &detail)
        })
        .await
}

fn check(cx: &Cx, to: &[&str], sending: &Sending) -> Result<()> {
    let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
    if to.is_empty() {
        return wrong("to", "empty");
    }
    if sending.number.trim().is_empty() {
        return wrong("number", "empty");
    }
    if sending.on > cx.today() {
        return wrong("on", "in-future");
    }
    Ok(())
}

/// Opens a report again for another version; the frozen ones stay as they are.
///
/// # Errors
/// `NotFound`, `NotAllowed`, `Overtaken`; `Invalid` (`report-draft`) for one that is being written.
pub async fn reopen(cx: &Cx, id: ReportId, seen: i64) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let case = load(tx, &me, id).await?;
            me.permit_at(Act::WriteReport, &case.place)?;
            faster::same(tx, case.row.root, id, case.row.version, seen).await?;
            if case.row.state.0 == ReportState::Draft {
                return wrong("report-draft");
            }
            let (root, state) = (case.row.root, Word(ReportState::Draft));
            let saved = rows::save(tx, &Report { state, ..case.row }).await;
            faster::told(tx, root, id, saved).await?;
            me.journal(tx, "report.reopened", id, &json!({}))
        })
        .await
}
