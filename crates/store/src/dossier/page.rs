//! What one dossier's page reads, in two round trips; it must not decide what of it a reader may see.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::dossier::{Dossier, State};
use lantoa_domain::facts::Finding;
use lantoa_domain::id::{DecisionId, DossierId, FileId, NoteId, PersonId, RoundId, SessionId, UnitId};
use lantoa_domain::plan::{Key, Paper};
use lantoa_domain::subject::Subject;

use super::{Record, subject_columns};
use crate::note::{NoteDetail, NoteKind};
use crate::programme::Round;
use crate::{Conn, Json, Result, Word, params};

crate::sql! {
    ROUND = "SELECT id, root, programme, plan, track, label, year, month, opens, closes, reference_day, status, version \
             FROM round WHERE id = $1";
    UNITS = "SELECT ancestor FROM unit_path WHERE unit = $1 ORDER BY depth";
    CONFLICTS = "SELECT kind FROM conflict WHERE dossier = $1 AND person = $2 ORDER BY kind";
    ABOUT = "SELECT g.title, u.name, c.name, coalesce(s.post, ''), coalesce(o.note, '') FROM programme g \
             JOIN unit u ON u.id = $2 JOIN person c ON c.id = $3 \
             LEFT JOIN person s ON s.id = $4 LEFT JOIN subject o ON o.id = $5 WHERE g.id = $1";
    FILES = "SELECT f.id, f.paper, f.name, f.media, f.size, f.removed, f.added, p.name FROM file f \
             JOIN person p ON p.id = f.added_by WHERE f.dossier = $1 ORDER BY f.id";
    NOTES = "SELECT n.id, n.kind, n.on_day, n.body, n.detail, p.name, n.at FROM note n \
             JOIN person p ON p.id = n.written_by WHERE n.dossier = $1 ORDER BY n.id";
    JUDGEMENTS = "SELECT j.criterion, j.finding, j.how, j.note, p.name, j.at FROM judgement j \
                  JOIN person p ON p.id = j.judged_by WHERE j.dossier = $1";
    HISTORY = "SELECT j.at, j.action, p.name, j.detail FROM journal j LEFT JOIN person p ON p.id = j.actor \
               WHERE j.root = $1 AND j.subject_kind = 'hs' AND j.subject_id = $2 ORDER BY j.seq DESC LIMIT 200";
    SESSIONS = "SELECT s.id, s.title, s.held_on FROM agenda_item i JOIN session s ON s.id = i.session \
                WHERE i.dossier = $1 ORDER BY i.id DESC LIMIT 1";
    DECISION = "SELECT c.id, c.number, c.symbol, c.on_day FROM decision_line l JOIN decision c ON c.id = l.decision \
                WHERE l.dossier = $1 AND c.kind = 'recognition' ORDER BY c.id DESC LIMIT 1";
    EARLIER = "SELECT o.id, o.movement, o.state, r.label FROM dossier o JOIN round r ON r.id = o.round \
               WHERE o.subject = $1 AND o.subject_kind = $2 AND +o.root = $3 AND o.id <> $4 ORDER BY o.id DESC LIMIT 10";
}

/// Where a dossier lies: its round, its unit with all superiors, and the conflicts of the reader.
pub type Place = (Option<Round>, Vec<UnitId>, Vec<String>);

/// Loads where a dossier lies, in one round trip.
///
/// # Errors
/// The engine's.
pub async fn place(cx: &mut Conn, dossier: DossierId, round: RoundId, unit: UnitId, reader: PersonId) -> Result<Place> {
    let (of_round, of_unit, of_reader) = (params![round], params![unit], params![dossier, reader]);
    let asks = (ROUND.of::<Round>(of_round), UNITS.of::<UnitId>(of_unit), CONFLICTS.of::<String>(of_reader));
    let (mut rounds, units, conflicts) = cx.many(asks).await?;
    Ok((rounds.pop(), units, conflicts))
}

/// Names around a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Title of the programme.
    pub programme: String,
    /// Name of the proposing unit today.
    pub unit: String,
    /// Who changed the dossier last.
    pub changed_by: String,
    /// Post of the person it is about; empty for others.
    pub post: String,
    /// Who or what a group, household or practice is; empty for others.
    pub note: String,
}
crate::from_row!(About { programme, unit, changed_by, post, note });

/// A file as the page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// The file.
    pub id: FileId,
    /// As which paper.
    pub paper: Word<Paper>,
    /// Its name.
    pub name: String,
    /// What it is by its content.
    pub media: String,
    /// Bytes.
    pub size: u64,
    /// Whether it was taken out.
    pub removed: bool,
    /// When it was attached.
    pub added: Timestamp,
    /// Who attached it.
    pub added_by: String,
}
crate::from_row!(FileLine { id, paper, name, media, size, removed, added, added_by });

/// A note as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLine {
    /// The note.
    pub id: NoteId,
    /// What it is about.
    pub kind: Word<NoteKind>,
    /// The day it tells of.
    pub on: Date,
    /// Its words.
    pub body: String,
    /// Its figures.
    pub detail: Json<NoteDetail>,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
crate::from_row!(NoteLine { id, kind, on, body, detail, by, at });

/// A judgement as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgementLine {
    /// The criterion.
    pub criterion: Key,
    /// Met or not.
    pub finding: Json<Finding>,
    /// The file that proves it, as its identifier's text; empty for none.
    pub how: String,
    /// The reason in words.
    pub note: String,
    /// Who judged.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
crate::from_row!(JudgementLine { criterion, finding, how, note, by, at });

/// One line of a dossier's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// When.
    pub at: Timestamp,
    /// The event's name.
    pub action: String,
    /// Who; `None` is the system.
    pub by: Option<String>,
    /// JSON with before, after, why.
    pub detail: String,
}
crate::from_row!(HistoryLine { at, action, by, detail });

/// The session on whose agenda a dossier stands: itself, its title, its day.
pub type OnAgenda = (SessionId, String, Date);

/// The recognition in which a dossier stands: itself, its number, its symbol, its day.
pub type InDecision = (DecisionId, Option<i64>, String, Option<Date>);

/// Another dossier about the same subject: itself, its movement, where it stands, its round's name.
pub type Other = (DossierId, Key, Json<State>, String);

/// What a page shows beyond the dossier's own row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Names around it.
    pub about: About,
    /// Its files, also those taken out.
    pub files: Vec<FileLine>,
    /// Its notes, the oldest first.
    pub notes: Vec<NoteLine>,
    /// How people settled its criteria.
    pub judgements: Vec<JudgementLine>,
    /// What happened, the newest first.
    pub history: Vec<HistoryLine>,
    /// The latest session on whose agenda it stands.
    pub session: Option<OnAgenda>,
    /// The latest recognition it stands in.
    pub decision: Option<InDecision>,
    /// Other dossiers about the same subject, the newest first.
    pub others: Vec<Other>,
}

/// Loads what the page of a dossier shows besides its own row, in one round trip.
///
/// # Errors
/// `NotFound` when its programme, unit or the person who changed it last is not there; the engine's.
pub async fn contents(cx: &mut Conn, record: &Record) -> Result<Contents> {
    let Record { dossier: Dossier { id, root, programme, unit, subject, .. }, changed_by, .. } = record;
    let (kind, number) = subject_columns(*subject);
    let (person, other) = match subject {
        Subject::Person(_) => (Some(number), None),
        Subject::Unit(_) => (None, None),
        Subject::Group(_) | Subject::Household(_) | Subject::Practice(_) => (None, Some(number)),
    };
    let (of, by_root) = (params![id], params![root, id]);
    let (around, same) = (params![programme, unit, changed_by, person, other], params![number, kind, root, id]);
    let asks = (
        ABOUT.of::<About>(around),
        FILES.of::<FileLine>(of),
        NOTES.of::<NoteLine>(of),
        JUDGEMENTS.of::<JudgementLine>(of),
        HISTORY.of::<HistoryLine>(by_root),
        SESSIONS.of::<OnAgenda>(of),
        DECISION.of::<InDecision>(of),
        EARLIER.of::<Other>(same),
    );
    let (mut about, files, notes, judgements, history, mut sessions, mut decisions, others) = cx.many(asks).await?;
    let about = about.pop().ok_or(crate::Error::NotFound { statement: ABOUT.name() })?;
    let (session, decision) = (sessions.pop(), decisions.pop());
    Ok(Contents { about, files, notes, judgements, history, session, decision, others })
}
