//! The jury of a contest: who sits on it, who must not mark what, who marks what. It must not seat anybody who reads the authors.

use std::collections::BTreeMap;

use lantoa_domain::Refusal;
use lantoa_domain::alike::{Likeness, Name};
use lantoa_domain::contest::jury::{Open, deal as dealt};
use lantoa_domain::contest::{ContestState, EntryState};
use lantoa_domain::id::{ContestId, EntryId, JurorId, PersonId};
use lantoa_domain::policy::{Act, JurySeat, Place, permit};
use lantoa_store::contest::entry::{self as entries, Author, Entry};
use lantoa_store::contest::jury::{self as jurors, Conflict, ConflictKind, Juror};
use lantoa_store::contest::{self};
use lantoa_store::{Conn, Tx, Word, org, people as persons};
use serde_json::json;

use super::{Contest, run_by, wrong};
use crate::{Cx, Error, Result};

/// The people of the agency who can sit on a jury: name and post, by name.
///
/// # Errors
/// `NotAllowed`.
pub async fn people(cx: &Cx) -> Result<Vec<(PersonId, String)>> {
    cx.permit(Act::RunContest)?;
    let root = cx.actor().root;
    cx.db()
        .read(async move |conn| {
            let all = persons::everyone(conn, root).await?.into_iter().filter(|one| one.active);
            let named = |post: &str, name: &str| match post {
                "" => name.to_owned(),
                post => format!("{name} – {post}"),
            };
            Ok::<_, Error>(all.map(|one| (one.id, named(&one.post, &one.name))).collect())
        })
        .await
}

/// A contest whose seats may change, while nobody else writes about it.
async fn seats_of(tx: &mut Tx, cx: &Cx, id: ContestId) -> Result<Contest> {
    contest::lock(tx, id).await?;
    let row = run_by(tx, cx, id).await?;
    if row.state.0.seats() { Ok(row) } else { Err(Refusal::InUse.into()) }
}

/// Seats somebody on the jury; a new chair makes the old one a member. Whoever runs contests reads the authors and cannot be seated.
///
/// # Errors
/// `NotAllowed`, `NotFound`, `Conflicted`, `InUse`; `Invalid` on "person" (`reads-authors`).
pub async fn seat(cx: &Cx, id: ContestId, person: PersonId, seat: JurySeat) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = seats_of(tx, &me, id).await?;
            let actor = org::actor(tx, person, me.today()).await?.filter(|one| one.root == row.root);
            let actor = actor.ok_or(Refusal::NotFound)?;
            if permit(&actor, Act::RunContest, &Place::agency(row.root)).is_ok() {
                return Err(Refusal::Invalid { field: "person", why: "reads-authors" }.into());
            }
            if seat == JurySeat::Chair {
                for other in jurors::of_contest(tx, id).await?.iter().filter(|one| one.seat.0 == JurySeat::Chair) {
                    jurors::reseat(tx, other.id, JurySeat::Member).await?;
                }
            }
            if !jurors::seat(tx, me.id(), id, person, seat).await? {
                let known = jurors::seat_of(tx, id, person).await?.ok_or(Refusal::NotFound)?;
                jurors::reseat(tx, known.id, seat).await?;
            }
            me.journal(tx, "contest.juror-seated", id, &json!({ "person": person }))
        })
        .await
}

/// Takes a seat away from somebody who marks nothing.
///
/// # Errors
/// As [`seat`]; `InUse` for a juror with entries to mark, or in conflict with one.
pub async fn unseat(cx: &Cx, id: ContestId, juror: JurorId) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            seats_of(tx, &me, id).await?;
            let known = juror_of(tx, id, juror).await?;
            if !jurors::unseat(tx, juror).await? {
                return Err(Refusal::InUse.into());
            }
            me.journal(tx, "contest.juror-unseated", id, &json!({ "person": known.person }))
        })
        .await
}

async fn juror_of(conn: &mut Conn, contest: ContestId, juror: JurorId) -> Result<Juror> {
    let all = jurors::of_contest(conn, contest).await?;
    all.into_iter().find(|one| one.id == juror).ok_or_else(|| Refusal::NotFound.into())
}

/// Who must not mark what: what jurors declared, and what names and recorded kin say.
pub(super) async fn barred(conn: &mut Conn, contest: &Contest) -> Result<Vec<Conflict>> {
    let mut out = jurors::conflicts(conn, contest.id).await?;
    let all = entries::of_contest(conn, contest.id).await?;
    let authors: BTreeMap<EntryId, Author> =
        entries::authors(conn, contest.id).await?.into_iter().map(|one| (one.entry, one)).collect();
    for juror in jurors::of_contest(conn, contest.id).await? {
        let kin = persons::kin(conn, juror.person).await?.into_iter().map(|(id, name, _)| (id, name));
        let close: Vec<(PersonId, Name)> = std::iter::once((juror.person, juror.name.clone()))
            .chain(kin)
            .map(|(id, name)| (id, Name::of(&name)))
            .collect();
        for entry in &all {
            let known = out.iter().any(|one| one.entry == entry.id && one.juror == juror.id);
            if !known && is_close(&close, entry, authors.get(&entry.id)) {
                let kind = Word(ConflictKind::Found);
                out.push(Conflict { entry: entry.id, juror: juror.id, kind, reason: String::new() });
            }
        }
    }
    Ok(out)
}

/// Whether the juror or a relative wrote an entry or is the one it is about; namesakes are taken for the same.
fn is_close(close: &[(PersonId, Name)], entry: &Entry, author: Option<&Author>) -> bool {
    let subject = Name::of(&entry.subject);
    let same = |one: &Name, other: &Name| one.like(other) == Some(Likeness::Same);
    close.iter().any(|(id, name)| {
        let writes = author.is_some_and(|author| author.person == Some(*id) || same(&Name::of(&author.name), name));
        writes || same(&subject, name)
    })
}

/// Deals the admitted entries out to jurors, evenly and past every conflict; what somebody has stays. Tells how many sheets are new
/// and how many are missing.
///
/// # Errors
/// As [`seat`]; `InUse` while entries still come in.
pub async fn deal(cx: &Cx, id: ContestId) -> Result<(usize, usize)> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = seats_of(tx, &me, id).await?;
            if !matches!(row.state.0, ContestState::Closed | ContestState::Judging) {
                return Err(Refusal::InUse.into());
            }
            let (bars, sheets) = (barred(tx, &row).await?, jurors::sheets(tx, id).await?);
            let seats: Vec<JurorId> = jurors::of_contest(tx, id).await?.into_iter().map(|one| one.id).collect();
            let all = entries::of_contest(tx, id).await?.into_iter();
            let open: Vec<Open> = all
                .filter(|one| one.state.0 == EntryState::Admitted)
                .map(|one| Open {
                    entry: one.id,
                    has: sheets.iter().filter(|sheet| sheet.entry == one.id).map(|sheet| sheet.juror).collect(),
                    barred: bars.iter().filter(|bar| bar.entry == one.id).map(|bar| bar.juror).collect(),
                })
                .collect();
            let found = dealt(&open, &seats, usize::try_from(row.jurors).unwrap_or(1));
            for (entry, juror) in &found.new {
                jurors::give(tx, me.id(), (id, *entry), *juror).await?;
            }
            me.journal(tx, "contest.entries-dealt", id, &json!({ "count": found.new.len() }))?;
            Ok((found.new.len(), found.short.iter().map(|one| one.1).sum()))
        })
        .await
}

/// Gives an admitted entry to one more juror.
///
/// # Errors
/// As [`deal`]; `Invalid` (`contest-barred`) for a juror in conflict; `Taken` on "juror" for one who has it.
pub async fn give(cx: &Cx, entry: EntryId, juror: JurorId) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let (row, one) = entry_of(tx, &me, entry).await?;
            let known = juror_of(tx, row.id, juror).await?;
            if one.state.0 != EntryState::Admitted {
                return Err(Refusal::InUse.into());
            }
            if barred(tx, &row).await?.iter().any(|bar| bar.entry == entry && bar.juror == juror) {
                return Err(wrong("contest-barred"));
            }
            if !jurors::give(tx, me.id(), (row.id, entry), juror).await? {
                return Err(Refusal::Taken { field: "juror" }.into());
            }
            me.journal(tx, "contest.sheet-given", entry, &json!({ "person": known.person }))
        })
        .await
}

/// Takes an entry from a juror who has not handed in a sheet on it.
///
/// # Errors
/// As [`deal`]; `Invalid` (`contest-frozen`) once the sheet is in.
pub async fn take(cx: &Cx, entry: EntryId, juror: JurorId) -> Result<()> {
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let (row, _) = entry_of(tx, &me, entry).await?;
            let known = juror_of(tx, row.id, juror).await?;
            if !jurors::take(tx, entry, juror).await? {
                return Err(wrong("contest-frozen"));
            }
            me.journal(tx, "contest.sheet-taken", entry, &json!({ "person": known.person }))
        })
        .await
}

async fn entry_of(tx: &mut Tx, cx: &Cx, id: EntryId) -> Result<(Contest, Entry)> {
    let entry = entries::load(tx, id).await?.ok_or(Refusal::NotFound)?;
    let row = seats_of(tx, cx, entry.contest).await?;
    Ok((row, entry))
}
