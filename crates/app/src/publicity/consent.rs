//! Consent: its words, given and withdrawn, per subject, purpose and reach. It must not publish or unpublish: who reads asks what is in force.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{ConsentId, ConsentTextId, ExemplarId, MediaId, UnitId};
use lantoa_domain::policy::Act;
use lantoa_domain::subject::SubjectKind;
use lantoa_store::exemplar::{self, Exemplar};
use lantoa_store::publicity::consent::{self, Consent};
use lantoa_store::publicity::media;
use lantoa_store::{Conn, Tx, Word, org};
use serde_json::json;
use sha2::{Digest, Sha256};

pub use lantoa_domain::publicity::{Giver, Purpose, Reach};
pub use lantoa_store::publicity::consent::{Text, Way};

use super::{exemplar_of, filled, kind_of, person_of, place_of};
use crate::dossier::LARGEST;
use crate::dossier::content::kind_of as content_of;
use crate::{Cx, Error, Result};

/// The words every agency begins with, as they stand on the paper that is signed.
pub const STANDARD: &str = "Tôi đã được giải thích và đồng ý để cơ quan giới thiệu họ tên, nơi công tác hoặc nơi ở, việc làm và thành tích \
(và hình ảnh, nếu chọn) trên các kênh ghi dưới đây, nhằm biểu dương và nhân rộng điển hình tiên tiến.\n\
Cơ quan không công bố dân tộc, tôn giáo, việc là đảng viên, sức khỏe và kỷ luật của tôi.\n\
Tôi có thể rút lại sự đồng ý bất cứ lúc nào, không phải nêu lý do; khi đó nội dung về tôi được gỡ ngay khỏi các kênh do cơ quan quản lý.";

/// How a consent comes in.
#[derive(Debug, Clone)]
pub enum How {
    /// Signed on paper: the scan, a PDF or a picture.
    Paper(Vec<u8>),
    /// Given now, by the person's own account.
    Own,
}

/// A consent to be recorded.
#[derive(Debug, Clone)]
pub struct Give {
    /// The exemplar it is about; the consent is its subject's and holds for all its stories.
    pub exemplar: ExemplarId,
    /// For what.
    pub purposes: Vec<Purpose>,
    /// How far.
    pub reaches: Vec<Reach>,
    /// When it was given.
    pub on: Date,
    /// Who speaks.
    pub giver: Giver,
    /// That person's name, where it is not the subject.
    pub name: String,
    /// What a guardian is to the child.
    pub relation: String,
    /// How it comes in.
    pub how: How,
}

/// Records a consent for every purpose and reach that has none in force. The words it was given to are those in force today.
///
/// # Errors
/// `NotFound`; `NotAllowed`; `Invalid` on "purposes", "reaches", "on", "giver", "name", "relation", "way"; `FileKind`, `FileTooLarge`
/// for the scan; `Taken` on "reaches" when all of it was given before.
pub async fn give(cx: &Cx, new: Give) -> Result<()> {
    let (me, new) = (cx.clone(), Arc::new(new));
    cx.db()
        .write(async move |tx| {
            let row = exemplar_of(tx, &me, new.exemplar).await?;
            me.permit_at(Act::KeepConsent, &place_of(tx, &row).await?)?;
            let (name, relation) = checked(tx, &me, &row, &new).await?;
            let ordinal = ordinal(tx, &me).await?;
            let paper = match &new.how {
                How::Paper(bytes) => Some(keep_scan(tx, &me, bytes).await?),
                How::Own => None,
            };
            let mut fresh = 0;
            for (purpose, reach) in
                new.purposes.iter().flat_map(|one| new.reaches.iter().map(move |other| (*one, *other)))
            {
                let subject = (row.subject_kind, row.subject);
                if consent::in_force(tx, row.root, subject, purpose, reach).await? {
                    continue;
                }
                let given = Given { purpose, reach, ordinal, name: &name, relation: &relation, paper };
                consent::insert(tx, &given.row(&me, &row, &new)).await?;
                fresh += 1;
            }
            if fresh == 0 {
                return Err(Refusal::Taken { field: "reaches" }.into());
            }
            let way = if paper.is_some() { Way::Paper } else { Way::Own };
            let detail =
                json!({ "purposes": new.purposes, "reaches": new.reaches, "on": new.on, "way": way, "count": fresh });
            me.journal(tx, "consent.given", row.id, &detail)
        })
        .await
}

struct Given<'a> {
    purpose: Purpose,
    reach: Reach,
    ordinal: i64,
    name: &'a str,
    relation: &'a str,
    paper: Option<MediaId>,
}

impl Given<'_> {
    fn row(&self, cx: &Cx, row: &Exemplar, new: &Give) -> Consent {
        Consent {
            id: cx.id(),
            root: row.root,
            subject_kind: row.subject_kind,
            subject: row.subject,
            purpose: Word(self.purpose),
            reach: Word(self.reach),
            ordinal: self.ordinal,
            given_on: new.on,
            giver: Word(new.giver),
            giver_name: self.name.to_owned(),
            relation: self.relation.to_owned(),
            way: Word(if self.paper.is_some() { Way::Paper } else { Way::Own }),
            paper: self.paper,
            entered_by: cx.actor().person,
            entered: cx.now(),
            withdrawn_on: None,
            withdrawn_by: None,
            version: 1,
        }
    }
}

/// The giver's name and relation, when everything about the consent is in order.
async fn checked(conn: &mut Conn, cx: &Cx, row: &Exemplar, new: &Give) -> Result<(String, String)> {
    let wrong = |field, why| Err(Refusal::Invalid { field, why }.into());
    if new.purposes.is_empty() {
        return wrong("purposes", "empty");
    }
    if new.reaches.is_empty() {
        return wrong("reaches", "empty");
    }
    if new.on > cx.today() {
        return wrong("on", "future");
    }
    let person = person_of(row);
    let born = match person {
        Some(person) => org::person(conn, person).await?.and_then(|person| person.born),
        None => None,
    };
    lantoa_domain::publicity::may_give(kind_of(row), born, new.on, new.giver)?;
    let by_oneself = person == Some(cx.actor().person) && new.giver == Giver::Oneself && new.on == cx.today();
    if matches!(new.how, How::Own) && !by_oneself {
        return wrong("way", "own");
    }
    Ok(match new.giver {
        Giver::Oneself => (row.name.clone(), String::new()),
        Giver::Representative => (filled("name", &new.name)?, String::new()),
        Giver::Guardian => (filled("name", &new.name)?, filled("relation", &new.relation)?),
    })
}

/// The number of the words in force; those every agency begins with are kept when the first consent is given to them.
async fn ordinal(tx: &mut Tx, cx: &Cx) -> Result<i64> {
    if let Some(latest) = consent::texts(tx, cx.actor().root).await?.first() {
        return Ok(latest.ordinal);
    }
    consent::insert_text(tx, &text(cx, 1, STANDARD.to_owned())).await?;
    Ok(1)
}

fn text(cx: &Cx, ordinal: i64, body: String) -> Text {
    let id: ConsentTextId = cx.id();
    Text { id, root: cx.actor().root, ordinal, body, written_by: cx.actor().person, at: cx.now() }
}

async fn keep_scan(tx: &mut Tx, cx: &Cx, bytes: &[u8]) -> Result<MediaId> {
    if bytes.len() as u64 > LARGEST {
        return Err(Refusal::FileTooLarge { limit: LARGEST }.into());
    }
    let kind = content_of(bytes)?;
    if !(kind.media == "application/pdf" || kind.media.starts_with("image/")) {
        return Err(Refusal::FileKind.into());
    }
    keep(tx, cx, kind.media, bytes).await
}

/// Keeps a scan or picture.
pub(super) async fn keep(tx: &mut Tx, cx: &Cx, kind: &str, bytes: &[u8]) -> Result<MediaId> {
    let row = media::Media {
        id: cx.id(),
        root: cx.actor().root,
        media: kind.to_owned(),
        size: bytes.len() as u64,
        sha256: Sha256::digest(bytes).into(),
        added_by: cx.actor().person,
        added: cx.now(),
    };
    media::insert(tx, &row, bytes).await?;
    Ok(row.id)
}

/// Withdraws one consent of an exemplar's subject, or all in force. No reason is asked. What was published under it is gone at once.
///
/// # Errors
/// `NotFound`; `NotAllowed`; `InUse` when nothing is in force.
pub async fn withdraw(cx: &Cx, exemplar: ExemplarId, which: Option<ConsentId>) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = exemplar_of(tx, &me, exemplar).await?;
            me.permit_at(Act::KeepConsent, &place_of(tx, &row).await?)?;
            let all = consent::of_subject(tx, row.root, (row.subject_kind, row.subject)).await?;
            let open = all.into_iter().filter(|one| one.withdrawn_on.is_none() && which.is_none_or(|id| id == one.id));
            let open: Vec<Consent> = open.collect();
            if open.is_empty() {
                return Err(Refusal::InUse.into());
            }
            for one in &open {
                consent::withdraw(tx, one.id, one.version, me.today(), me.actor().person).await?;
            }
            let mut reaches: Vec<Reach> = open.iter().map(|one| one.reach.0).collect();
            reaches.sort_unstable();
            reaches.dedup();
            me.journal(tx, "consent.withdrawn", row.id, &json!({ "count": open.len(), "reaches": reaches }))
        })
        .await
}

/// Writes a new version of the words people consent to; the old ones stay.
///
/// # Errors
/// `NotAllowed`; `Invalid` on "body"; `Taken` on "body" for the words in force; `Overtaken` when somebody wrote one meanwhile.
pub async fn write_text(cx: &Cx, seen: i64, body: String) -> Result<()> {
    cx.permit(Act::RunPublicity)?;
    let body = filled("body", &body)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let latest = consent::texts(tx, me.actor().root).await?.into_iter().next();
            let there = latest.as_ref().map_or(0, |one| one.ordinal);
            if there != seen {
                return Err(Error::Overtaken { by: String::new(), at: latest.map(|one| one.at) });
            }
            if latest.map_or(STANDARD.to_owned(), |one| one.body) == body {
                return Err(Refusal::Taken { field: "body" }.into());
            }
            let new = text(&me, there + 1, body.clone());
            consent::insert_text(tx, &new).await?;
            me.journal(tx, "consent.words-written", new.id, &json!({ "number": new.ordinal }))
        })
        .await
}

/// The versions of the words, the latest first; empty while those every agency begins with are in force.
///
/// # Errors
/// `NotFound` for people of other agencies.
pub async fn texts(cx: &Cx) -> Result<Vec<Text>> {
    cx.permit(Act::ReadProgramme)?;
    let root = cx.actor().root;
    cx.db().read(async move |conn| Ok(consent::texts(conn, root).await?)).await
}

/// A consent as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// The consent.
    pub id: ConsentId,
    /// An exemplar of its subject.
    pub exemplar: ExemplarId,
    /// The exemplar's name.
    pub subject: String,
    /// For what.
    pub purpose: Purpose,
    /// How far.
    pub reach: Reach,
    /// Version of the words.
    pub ordinal: i64,
    /// When it was given.
    pub given_on: Date,
    /// Who spoke.
    pub giver: Giver,
    /// That person's name.
    pub giver_name: String,
    /// What a guardian is to the child.
    pub relation: String,
    /// How it came in.
    pub way: Way,
    /// Whether there is a scan.
    pub has_paper: bool,
    /// When it was withdrawn.
    pub withdrawn_on: Option<Date>,
}

fn shown(one: Consent, row: &Exemplar) -> ConsentRow {
    ConsentRow {
        id: one.id,
        exemplar: row.id,
        subject: row.name.clone(),
        purpose: one.purpose.0,
        reach: one.reach.0,
        ordinal: one.ordinal,
        given_on: one.given_on,
        giver: one.giver.0,
        giver_name: one.giver_name,
        relation: one.relation,
        way: one.way.0,
        has_paper: one.paper.is_some(),
        withdrawn_on: one.withdrawn_on,
    }
}

/// The consents of one exemplar's subject.
#[derive(Debug, Clone)]
pub struct ConsentView {
    /// The exemplar.
    pub exemplar: ExemplarId,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Its kind.
    pub kind: SubjectKind,
    /// Whether the subject is younger than of age today; `None` where the birth date is not known or it is no person.
    pub is_child: Option<bool>,
    /// Whether the reader is the subject.
    pub is_own: bool,
    /// The consents, the earliest first.
    pub rows: Vec<ConsentRow>,
    /// The words in force and their number; 0 for those every agency begins with.
    pub words: (i64, String),
}

/// The consents of one exemplar's subject.
///
/// # Errors
/// `NotFound`, `NotAllowed`.
pub async fn page(cx: &Cx, id: ExemplarId) -> Result<ConsentView> {
    let me = cx.clone();
    cx.db()
        .read(async move |conn| {
            let row = exemplar_of(conn, &me, id).await?;
            me.permit_at(Act::KeepConsent, &place_of(conn, &row).await?)?;
            let all = consent::of_subject(conn, row.root, (row.subject_kind, row.subject)).await?;
            let born = match person_of(&row) {
                Some(person) => org::person(conn, person).await?.and_then(|person| person.born),
                None => None,
            };
            let latest = consent::texts(conn, row.root).await?.into_iter().next();
            Ok::<_, Error>(ConsentView {
                exemplar: row.id,
                kind: kind_of(&row),
                is_child: born.map(|born| lantoa_domain::publicity::is_child(born, me.today())),
                is_own: person_of(&row) == Some(me.actor().person),
                rows: all.into_iter().map(|one| shown(one, &row)).collect(),
                words: latest.map_or((0, STANDARD.to_owned()), |one| (one.ordinal, one.body)),
                name: row.name,
                unit: row.unit_name,
            })
        })
        .await
}

/// Every consent of the agency, the latest first.
///
/// # Errors
/// `NotAllowed`.
pub async fn list(cx: &Cx) -> Result<Vec<ConsentRow>> {
    cx.permit(Act::RunPublicity)?;
    let root = cx.actor().root;
    cx.db()
        .scan(async move |conn| {
            let exemplars = every_exemplar(conn, root).await?;
            let find = |one: &Consent| {
                exemplars.iter().find(|row| (row.subject_kind, row.subject) == (one.subject_kind, one.subject))
            };
            let all = consent::of_root(conn, root).await?;
            Ok::<_, Error>(all.into_iter().filter_map(|one| find(&one).map(|row| shown(one, row))).collect())
        })
        .await
}

/// Every exemplar of an agency, the latest first.
pub(super) async fn every_exemplar(conn: &mut Conn, root: UnitId) -> Result<Vec<Exemplar>> {
    let (mut out, mut before) = (Vec::new(), None);
    loop {
        let page = exemplar::list(conn, root, &exemplar::Filter::default(), before, 500).await?;
        before = page.rows.last().map(|row| row.id);
        out.extend(page.rows);
        if !page.more {
            return Ok(out);
        }
    }
}

/// The scan of a consent: what it is by its content, and its bytes.
///
/// # Errors
/// `NotFound`, `NotAllowed`.
pub async fn paper(cx: &Cx, exemplar: ExemplarId, id: ConsentId) -> Result<(String, Vec<u8>)> {
    let me = cx.clone();
    cx.db()
        .scan(async move |conn| {
            let row = exemplar_of(conn, &me, exemplar).await?;
            me.permit_at(Act::KeepConsent, &place_of(conn, &row).await?)?;
            let found = consent::load(conn, id).await?;
            let found = found
                .filter(|one| (one.root, one.subject_kind, one.subject) == (row.root, row.subject_kind, row.subject));
            let paper = found.and_then(|one| one.paper).ok_or(Refusal::NotFound)?;
            let scan = media::load(conn, paper).await?.ok_or(Refusal::NotFound)?;
            let bytes = media::bytes(conn, &scan).await?;
            Ok::<_, Error>((scan.media, bytes))
        })
        .await
}
