//! What decides which details of the journal a reader may see, and the names of what it speaks of; it must not decide it.

use jiff::civil::Date;
use lantoa_domain::id::{
    AccountId, AdoptionId, ConferenceId, CouncilId, DecisionId, DossierId, ElectionId, ExemplarId, FosteringId,
    GrantId, Id, ItemId, PersonId, PlanId, PracticeId, ProgrammeId, ProspectId, ReplicationId, RoundId, SessionId,
    SubjectId, SuggestionId, TaskId, UnitId,
};

use crate::{Conn, Result, Sql, params};

crate::sql! {
    CLOSED = "SELECT dossier FROM conflict WHERE person = $1 \
              UNION SELECT id FROM dossier WHERE subject_kind = 'person' AND subject = $1";
    DOSSIER_OF_ITEM = "SELECT dossier FROM agenda_item WHERE id = $1";
    NAME_OF_UNIT = "SELECT name FROM unit WHERE id = $1";
    NAME_OF_PERSON = "SELECT name FROM person WHERE id = $1";
    NAME_OF_ACCOUNT = "SELECT p.name FROM account a JOIN person p ON p.id = a.person WHERE a.id = $1";
    NAME_OF_GRANT = "SELECT p.name FROM role_grant g JOIN person p ON p.id = g.person WHERE g.id = $1";
    NAME_OF_PLAN = "SELECT title FROM plan WHERE id = $1";
    NAME_OF_PROGRAMME = "SELECT title FROM programme WHERE id = $1";
    NAME_OF_ROUND = "SELECT label FROM round WHERE id = $1";
    NAME_OF_DOSSIER = "SELECT name FROM dossier WHERE id = $1";
    NAME_OF_ITEM = "SELECT d.name FROM agenda_item i JOIN dossier d ON d.id = i.dossier WHERE i.id = $1";
    NAME_OF_EXEMPLAR = "SELECT name FROM exemplar WHERE id = $1";
    NAME_OF_SUBJECT = "SELECT name FROM subject WHERE id = $1";
    NAME_OF_COUNCIL = "SELECT name FROM council WHERE id = $1";
    NAME_OF_CONFERENCE = "SELECT title FROM conference WHERE id = $1";
    NAME_OF_SESSION = "SELECT title FROM session WHERE id = $1";
    NAME_OF_ELECTION = "SELECT title FROM election WHERE id = $1";
    NAME_OF_TASK = "SELECT what FROM task WHERE id = $1";
    NAME_OF_PRACTICE = "SELECT title FROM practice WHERE id = $1";
    NAME_OF_ADOPTION = "SELECT p.title FROM adoption a JOIN practice p ON p.id = a.practice WHERE a.id = $1";
    NAME_OF_REPLICATION = "SELECT p.title FROM replication r JOIN practice p ON p.id = r.practice WHERE r.id = $1";
    NAME_OF_SUGGESTION = "SELECT subject_name FROM suggestion WHERE id = $1";
    NAME_OF_PROSPECT = "SELECT name FROM prospect WHERE id = $1";
    NAME_OF_FOSTERING = "SELECT coalesce((SELECT p.name FROM prospect p WHERE f.about_kind = 'prospect' AND p.id = f.about), \
                         (SELECT e.name FROM exemplar e WHERE f.about_kind = 'exemplar' AND e.id = f.about), \
                         (SELECT d.name FROM dossier d WHERE f.about_kind = 'dossier' AND d.id = f.about), '') \
                         FROM fostering f WHERE f.id = $1";
    NUMBER_OF_DECISION = "SELECT number, symbol, title, on_day FROM decision WHERE id = $1";
}

/// Dossiers on which a person has a conflict of interest, or which are about the person.
///
/// # Errors
/// The engine's.
pub async fn closed_to(cx: &mut Conn, person: PersonId) -> Result<Vec<DossierId>> {
    cx.all(&CLOSED, params![person]).await
}

/// The dossier of an item of an agenda.
///
/// # Errors
/// The engine's.
pub async fn dossier_of_item(cx: &mut Conn, item: ItemId) -> Result<Option<DossierId>> {
    cx.opt(&DOSSIER_OF_ITEM, params![item]).await
}

/// The statement that names a thing of a kind, by the first letters of its identifier.
fn naming(kind: &str) -> Option<&'static Sql> {
    Some(match kind {
        UnitId::PREFIX => &NAME_OF_UNIT,
        PersonId::PREFIX => &NAME_OF_PERSON,
        AccountId::PREFIX => &NAME_OF_ACCOUNT,
        GrantId::PREFIX => &NAME_OF_GRANT,
        PlanId::PREFIX => &NAME_OF_PLAN,
        ProgrammeId::PREFIX => &NAME_OF_PROGRAMME,
        RoundId::PREFIX => &NAME_OF_ROUND,
        DossierId::PREFIX => &NAME_OF_DOSSIER,
        ItemId::PREFIX => &NAME_OF_ITEM,
        ExemplarId::PREFIX => &NAME_OF_EXEMPLAR,
        SubjectId::PREFIX => &NAME_OF_SUBJECT,
        CouncilId::PREFIX => &NAME_OF_COUNCIL,
        ConferenceId::PREFIX => &NAME_OF_CONFERENCE,
        SessionId::PREFIX => &NAME_OF_SESSION,
        ElectionId::PREFIX => &NAME_OF_ELECTION,
        TaskId::PREFIX => &NAME_OF_TASK,
        PracticeId::PREFIX => &NAME_OF_PRACTICE,
        AdoptionId::PREFIX => &NAME_OF_ADOPTION,
        ReplicationId::PREFIX => &NAME_OF_REPLICATION,
        SuggestionId::PREFIX => &NAME_OF_SUGGESTION,
        ProspectId::PREFIX => &NAME_OF_PROSPECT,
        FosteringId::PREFIX => &NAME_OF_FOSTERING,
        _ => return None,
    })
}

/// What a thing is called today: a name, a title, a decision's number. `None` for a kind without a name and for what was
/// removed since.
///
/// # Errors
/// The engine's.
pub async fn name(cx: &mut Conn, kind: &str, id: i64) -> Result<Option<String>> {
    if kind == DecisionId::PREFIX {
        let found: Option<(Option<i64>, String, String, Option<Date>)> =
            cx.opt(&NUMBER_OF_DECISION, params![id]).await?;
        return Ok(found.map(|(number, symbol, title, _)| match number {
            Some(number) => format!("{number:02}/{symbol}"),
            None => title,
        }));
    }
    let Some(statement) = naming(kind) else { return Ok(None) };
    let found: Option<String> = cx.opt(statement, params![id]).await?;
    Ok(found.filter(|name| !name.is_empty()))
}
