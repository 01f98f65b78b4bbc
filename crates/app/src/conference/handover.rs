//! The list of delegates for the level above: drawn from the records, frozen with its file when it is handed over, a new number for each change. It must not write one twice.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_docgen::{Block, Document, Holds, Kind, ParaStyle, Sheet, SheetCell, SheetColumn, Text, bundle, docx};
use lantoa_domain::Refusal;
use lantoa_domain::conference::delegate::{DelegateRole, DelegateState};
use lantoa_domain::conference::pack::{Change, Content, Line, changes};
use lantoa_domain::conference::{ConferenceKind, ConferenceState};
use lantoa_domain::id::{ConferenceId, HandoverId};
use lantoa_domain::policy::Act;
use lantoa_domain::text::fold;
use lantoa_store::Json;
use lantoa_store::conference::delegate::{self as delegates, Delegate};
use lantoa_store::conference::handover::{self as rows, Handover};
use lantoa_store::conference::{self as conferences, Conference};
use lantoa_store::exemplar;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::load;
use crate::document::{self, About, Phrases};
use crate::dossier::Reading;
use crate::{Cx, Error, Result};

/// A list as it was handed over, with what is different from the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverView {
    /// The list.
    pub row: Handover,
    /// What is different from the one before; nothing for the first.
    pub changes: Vec<Change>,
}

/// How a list is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handing {
    /// To whom.
    pub recipient: String,
    /// Number of the letter; may be empty.
    pub letter: String,
    /// The day.
    pub on: Date,
}

/// Whether a delegate goes up.
fn goes(one: &Delegate) -> bool {
    let sent = matches!(
        one.state.0,
        DelegateState::Chosen | DelegateState::Invited | DelegateState::Coming | DelegateState::Attended
    );
    sent && one.role.0 != DelegateRole::Guest
}

fn line(one: &Delegate) -> Line {
    Line {
        delegate: one.id,
        name: one.name.clone(),
        post: one.post.clone(),
        unit: one.unit_name.clone(),
        role: one.role.0,
        reason: one.reason.clone(),
        topic: one.topic.clone(),
    }
}

/// What the list says now.
fn content(row: &Conference, all: &[Delegate]) -> Content {
    let lines = all.iter().filter(|one| goes(one)).map(line).collect();
    Content { title: row.title.clone(), host: row.host.clone(), lines }
}

/// The lists with what is different in each, and whether it would be another today.
pub(super) fn views(row: &Conference, all: &[Delegate], handed: Vec<Handover>) -> (Vec<HandoverView>, bool) {
    let now = content(row, all);
    let moved_on = handed.last().is_some_and(|last| last.content.0 != now);
    let mut out: Vec<HandoverView> = Vec::with_capacity(handed.len());
    for one in handed {
        let before = out.last().map(|last| last.row.content.0.lines.as_slice());
        let different = before.map(|before| changes(before, &one.content.0.lines)).unwrap_or_default();
        out.push(HandoverView { row: one, changes: different });
    }
    (out, moved_on)
}

/// Hands the list over: it is frozen as a file with the list as Word and Excel, what each delegate achieved, and what presenters report on.
///
/// # Errors
/// `NotFound` (also for a conference held here), `NotAllowed`, `Overtaken`; `Invalid` on "recipient" (`empty`), "on" (`in-future`), "delegates"
/// (`empty`), or (`handover-same`) when nothing is different from the last one.
pub async fn hand_over(cx: &Cx, id: ConferenceId, seen: i64, handing: Handing) -> Result<HandoverId> {
    cx.permit(Act::RunConference)?;
    let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
    if handing.recipient.trim().is_empty() {
        return wrong("recipient", "empty");
    }
    if handing.on > cx.today() {
        return wrong("on", "in-future");
    }
    let me = cx.clone();
    let read = async move |conn: &mut lantoa_store::Conn| {
        let row = load(conn, &me, id).await?;
        let all = delegates::of_conference(conn, id).await?;
        Ok::<_, Error>((row, all))
    };
    let (row, all) = cx.db().read(read).await?;
    if row.kind.0 != ConferenceKind::Above
        || matches!(row.state.0, ConferenceState::Closed | ConferenceState::Cancelled)
    {
        return Err(Refusal::NotFound.into());
    }
    let frozen = content(&row, &all);
    if frozen.lines.is_empty() {
        return wrong("delegates", "empty");
    }
    let file = packed(cx, &row, &all).await?;
    let (me, kept, fresh) = (cx.clone(), Arc::new((frozen, file, handing)), cx.id());
    cx.db()
        .write(async move |tx| {
            let (frozen, file, handing) = &*kept;
            let row = super::run(tx, &me, id, seen).await?;
            conferences::lock(tx, id).await?;
            // What was drawn must be what the records say at this moment.
            if content(&row, &delegates::of_conference(tx, id).await?) != *frozen {
                return Err(Error::Overtaken { by: String::new(), at: None });
            }
            let before = rows::of_conference(tx, id).await?;
            if before.last().is_some_and(|last| last.content.0 == *frozen) {
                return Err(Refusal::Invalid { field: "conference", why: "handover-same" }.into());
            }
            let one = row_of(&me, &row, (fresh, before.len()), frozen, (file.as_slice(), handing));
            if !rows::insert(tx, &one, file).await? {
                return Err(Error::Overtaken { by: String::new(), at: None });
            }
            let detail = json!({
                "conference": id, "ordinal": one.ordinal, "sha256": one.sha256, "to": one.recipient, "on": one.on_day,
                "count": frozen.lines.len(),
            });
            me.journal(tx, "conference.handed-over", one.id, &detail)?;
            Ok(one.id)
        })
        .await
}

/// The row of a list that is handed over after so many.
fn row_of(
    cx: &Cx,
    row: &Conference,
    (id, before): (HandoverId, usize),
    content: &Content,
    (file, handing): (&[u8], &Handing),
) -> Handover {
    Handover {
        id,
        root: row.root,
        conference: row.id,
        ordinal: u32::try_from(before + 1).unwrap_or(u32::MAX),
        content: Json(content.clone()),
        sha256: Sha256::digest(file).iter().map(|byte| format!("{byte:02x}")).collect(),
        size: file.len() as u64,
        recipient: handing.recipient.trim().to_owned(),
        letter: handing.letter.trim().to_owned(),
        on_day: handing.on,
        handed_by: cx.actor().person,
        by: String::new(),
        handed: cx.now(),
    }
}

/// The file of a list by its number.
///
/// # Errors
/// `NotFound`, also for those who may not know all delegates.
pub async fn file(cx: &Cx, id: ConferenceId, ordinal: u32) -> Result<Reading> {
    if !cx.may(Act::ReadDelegates) {
        return Err(Refusal::NotFound.into());
    }
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            load(conn, &me, id).await?;
            let all = rows::of_conference(conn, id).await?;
            let one = all.into_iter().find(|one| one.ordinal == ordinal).ok_or(Refusal::NotFound)?;
            let bytes = rows::bytes(conn, &one).await?;
            let name = format!("ban-giao-dai-bieu-{ordinal}.zip");
            Ok::<_, Error>(Reading { name, media: "application/zip".to_owned(), bytes })
        })
        .await
}

/// The files of a list as one.
async fn packed(cx: &Cx, row: &Conference, all: &[Delegate]) -> Result<Vec<u8>> {
    let phrases = document::setting(cx).await?.setting.phrases;
    let list = document::compose(cx, Kind::Delegates, About::Conference(row.id), &phrases).await?;
    let going: Vec<&Delegate> = all.iter().filter(|one| goes(one)).collect();
    let mut files = vec![
        ("danh-sach-dai-bieu.docx".to_owned(), docx(&list.draft())),
        ("danh-sach-dai-bieu.xlsx".to_owned(), sheet(cx, &going)?),
    ];
    let presenters: Vec<&Delegate> =
        going.iter().copied().filter(|one| one.role.0 == DelegateRole::Presenter).collect();
    if !presenters.is_empty() {
        files.push(("bao-cao-dien-hinh.docx".to_owned(), docx(&reports(row, &presenters))));
    }
    for (number, one) in (1..).zip(&going) {
        let name = format!("thanh-tich/{number:02}-{}.docx", fold(&one.name).replace(' ', "-"));
        files.push((name, docx(&achievement(cx, row, one, &phrases).await?)));
    }
    bundle(&files).map_err(|_| Refusal::Invalid { field: "delegates", why: "many" }.into())
}

/// The report of achievements of the delegate's dossier where the reader may have it, else a sheet of what the records say.
async fn achievement(cx: &Cx, row: &Conference, one: &Delegate, phrases: &Phrases) -> Result<Document> {
    let mut said = vec![one.reason.clone()];
    if let Some(id) = one.exemplar {
        let found = cx.db().read(async move |conn| Ok::<_, Error>(exemplar::load(conn, id).await?)).await?;
        if let Some(found) = found {
            for kind in [Kind::ReportPerson, Kind::ReportCollective, Kind::ReportHousehold] {
                if !document::fits(kind, found.class.0) {
                    continue;
                }
                match document::compose(cx, kind, About::Dossier(found.dossier), phrases).await {
                    Ok(composed) => return Ok(composed.draft()),
                    Err(Error::Refused(_)) => {}
                    Err(other) => return Err(other),
                }
            }
        }
        // What the register shows to its reader.
        let view = crate::exemplar::page(cx, id).await?;
        said.push(super::draft::reason(&view));
        said.push(view.achievement);
        said.dedup();
    }
    Ok(plain(
        "TÓM TẮT THÀNH TÍCH",
        &one.name,
        &format!("Đại biểu dự {}", row.title),
        &[("Chức vụ", one.post.clone()), ("Đơn vị", one.unit_name.clone())],
        &said,
    ))
}

/// Who reports on what.
fn reports(row: &Conference, presenters: &[&Delegate]) -> Document {
    let lines: Vec<String> =
        presenters.iter().map(|one| format!("- {}, {}: {}", one.name, one.unit_name, one.topic)).collect();
    plain("DANH SÁCH BÁO CÁO ĐIỂN HÌNH", &row.title, "", &[], &lines)
}

fn plain(name: &str, about: &str, note: &str, facts: &[(&str, String)], said: &[String]) -> Document {
    let para = |text: &str| Block::Para { text: Text::from(text), style: ParaStyle::Body };
    let mut blocks = vec![Block::Title { name: name.to_owned(), about: Text::from(about), note: Text::from(note) }];
    for (label, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        blocks.push(para(&format!("{label}: {value}")));
    }
    blocks.extend(said.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty()).map(para));
    Document::new(format!("{name}: {about}"), String::new(), blocks)
}

/// The role in the words of the list.
pub(crate) const fn role_words(role: DelegateRole) -> &'static str {
    match role {
        DelegateRole::Official => "Đại biểu chính thức",
        DelegateRole::Presenter => "Đại biểu báo cáo điển hình",
        DelegateRole::Substitute => "Đại biểu dự khuyết",
        DelegateRole::Guest => "Khách mời",
    }
}

fn sheet(cx: &Cx, going: &[&Delegate]) -> Result<Vec<u8>> {
    let column = |name, width| SheetColumn { name, width, holds: Holds::Text };
    let columns = [
        column("Họ và tên", 30),
        column("Chức vụ", 30),
        column("Đơn vị", 36),
        column("Tư cách đại biểu", 26),
        column("Lý do lựa chọn", 70),
        column("Nội dung báo cáo", 50),
    ];
    let wrong = |_| Error::from(Refusal::Invalid { field: "delegates", why: "many" });
    let mut sheet = Sheet::new("Đại biểu", &columns, cx.now()).map_err(wrong)?;
    for one in going {
        let cells = [
            SheetCell::Text(&one.name),
            SheetCell::Text(&one.post),
            SheetCell::Text(&one.unit_name),
            SheetCell::Text(role_words(one.role.0)),
            SheetCell::Text(&one.reason),
            SheetCell::Text(&one.topic),
        ];
        sheet.push(&cells).map_err(wrong)?;
    }
    sheet.finish().map_err(wrong)
}
