//! Suggestions: sent by anybody, entered by the clerk, and what becomes of them. It must not show a sender to anybody but the standing body.

mod view;

use lantoa_domain::Refusal;
use lantoa_domain::id::{PersonId, ProspectId, SuggestionId, UnitId};
use lantoa_domain::policy::Act;
pub use lantoa_domain::prospect::{Source, SuggestionState};
use lantoa_store::journal::{self, Entry};
pub use lantoa_store::suggestion::Sender;
use lantoa_store::suggestion::{self, Suggestion};
use lantoa_store::{Conn, Tx, Word, prospect as prospects};
use serde_json::json;

pub(crate) use view::waiting;
pub use view::{List, Receipt, Row, View, Wanted, list, open, page, receipt};

use crate::prospect::{NewProspect, add_in};
use crate::{App, Cx, Error, Result, faster};

/// Letters of a name, a place or a contact at most.
pub const LONGEST_LINE: usize = 200;
/// Letters of the deed at most.
pub const LONGEST_DEED: usize = 4_000;
/// Signs of a receipt's code that cannot be confused when read aloud.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Signs of a code: sixty bits, so that nobody finds one by trying.
const SIGNS_OF_CODE: u32 = 12;

/// What somebody writes into the suggestion box.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewSuggestion {
    /// The form it comes from: sent twice, it is the same suggestion.
    pub once: String,
    /// Who or what is worth attention.
    pub subject_name: String,
    /// Unit or place, as the sender knows it.
    pub place: String,
    /// What they did.
    pub deed: String,
    /// When, as the sender knows it.
    pub happened: String,
    /// The sender's name, if they wish.
    pub sender: String,
    /// How to reach the sender, if they wish.
    pub contact: String,
}

impl NewSuggestion {
    /// The same without signs that no page can show, or what is wrong with it.
    fn checked(&self) -> Result<Self, Refusal> {
        let line = |field: &'static str, text: &str| {
            let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
            let fits = text.chars().count() <= LONGEST_LINE;
            if fits { Ok(text) } else { Err(Refusal::Invalid { field, why: "long" }) }
        };
        let deed = clean(&self.deed).trim().to_owned();
        if deed.chars().count() > LONGEST_DEED {
            return Err(Refusal::Invalid { field: "deed", why: "long" });
        }
        let new = Self {
            once: self.once.clone(),
            subject_name: line("subject_name", &self.subject_name)?,
            place: line("place", &self.place)?,
            deed,
            happened: line("happened", &self.happened)?,
            sender: line("sender", &self.sender)?,
            contact: line("contact", &self.contact)?,
        };
        match (new.subject_name.is_empty(), new.deed.is_empty()) {
            (true, _) => Err(Refusal::Invalid { field: "subject_name", why: "empty" }),
            (_, true) => Err(Refusal::Invalid { field: "deed", why: "empty" }),
            _ => Ok(new),
        }
    }
}

/// A find that the clerk enters: of an inspection, of the press, told on the telephone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    /// Where it comes from.
    pub source: Source,
    /// The inspection's number, the newspaper and its day, a link.
    pub source_note: String,
    /// What was found.
    pub new: NewSuggestion,
}

/// The agencies to which something can be suggested, by name.
///
/// # Errors
/// `Broken`.
pub async fn agencies(app: &App) -> Result<Vec<(UnitId, String)>> {
    Ok(app.db().read(async |conn| suggestion::agencies(conn).await).await?)
}

/// Puts a suggestion into the box of an agency and gives the code of its receipt. Somebody of the agency who is signed in is known.
///
/// # Errors
/// `NotFound` for an agency that is not there; `Invalid` with the field that is empty or too long.
pub async fn send(app: &App, root: UnitId, staff: Option<&Cx>, new: NewSuggestion) -> Result<String> {
    let new = new.checked()?;
    let staff: Option<PersonId> = staff.filter(|cx| cx.actor().root == root).map(|cx| cx.actor().person);
    let source = if staff.is_some() { Source::Staff } else { Source::Citizen };
    let row = row(app, root, source, "", &new);
    let sender = sender(staff, &new);
    // The journal does not say who of the staff sent it: it has more readers than the standing body.
    app.db().write(async move |tx| put(tx, &row, sender.as_ref(), None).await).await
}

/// Enters a find, as the standing body does.
///
/// # Errors
/// `NotFound` for others; `Invalid` with the field that is empty or too long.
pub async fn enter(cx: &Cx, find: Find) -> Result<SuggestionId> {
    cx.permit(Act::HandleSuggestions)?;
    let new = find.new.checked()?;
    let note = clean(&find.source_note).trim().to_owned();
    if note.chars().count() > LONGEST_DEED {
        return Err(Refusal::Invalid { field: "source_note", why: "long" }.into());
    }
    if note.is_empty() && matches!(find.source, Source::Inspection | Source::Press) {
        return Err(Refusal::Invalid { field: "source_note", why: "empty" }.into());
    }
    let row = row(cx.app(), cx.actor().root, find.source, &note, &new);
    let (id, sender, me) = (row.id, sender(None, &new), cx.actor().person);
    cx.db().write(async move |tx| put(tx, &row, sender.as_ref(), Some(me)).await.map(drop)).await?;
    Ok(id)
}

fn row(app: &App, root: UnitId, source: Source, note: &str, new: &NewSuggestion) -> Suggestion {
    let once = if new.once.is_empty() { code(app) } else { new.once.clone() };
    Suggestion {
        id: app.id(),
        root,
        code: code(app),
        once,
        source: Word(source),
        source_note: note.to_owned(),
        subject_name: new.subject_name.clone(),
        place: new.place.clone(),
        deed: new.deed.clone(),
        happened: new.happened.clone(),
        state: Word(SuggestionState::Received),
        why: String::new(),
        prospect: None,
        received: app.now(),
        received_on: app.today(),
        decided_on: None,
        version: 1,
    }
}

fn sender(person: Option<PersonId>, new: &NewSuggestion) -> Option<Sender> {
    let known = person.is_some() || !new.sender.is_empty() || !new.contact.is_empty();
    known.then(|| Sender { person, name: new.sender.clone(), contact: new.contact.clone() })
}

/// Stores it, or finds what the same form became before.
async fn put(tx: &mut Tx, row: &Suggestion, sender: Option<&Sender>, by: Option<PersonId>) -> Result<String> {
    if !suggestion::agencies(tx).await?.iter().any(|(root, _)| *root == row.root) {
        return Err(Refusal::NotFound.into());
    }
    if !suggestion::insert(tx, row, sender).await? {
        let known = suggestion::code_of(tx, &row.once).await?;
        return known.ok_or_else(|| Refusal::NotFound.into());
    }
    let detail = json!({ "source": row.source.0 });
    journal::append(tx, Entry::new(row.root, row.received, "suggestion.received", row.id).by(by).detail(&detail)?);
    Ok(row.code.clone())
}

/// A fresh code.
pub(crate) fn code(app: &App) -> String {
    let number = u64::from_le_bytes(app.bytes());
    (0..SIGNS_OF_CODE)
        .map(|place| char::from(SIGNS[usize::try_from(number >> (place * 5) & 31).unwrap_or(0)]))
        .collect()
}

/// A code as it is kept: without spaces and hyphens, small letters and O, I, L as they are meant.
#[must_use]
pub fn plain(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric).map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    letters.collect()
}

/// A code as it is written: in groups of four.
#[must_use]
pub fn grouped(code: &str) -> String {
    let signs: Vec<char> = code.chars().collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Text without signs that no page can show.
pub(crate) fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// Says that somebody looks into it.
///
/// # Errors
/// `NotFound` for others, `Overtaken`, `InUse` when it was decided.
pub async fn look(cx: &Cx, id: SuggestionId, seen: i64) -> Result<()> {
    decide(cx, id, seen, SuggestionState::LookedAt, String::new()).await
}

/// Does not follow it up, with a reason.
///
/// # Errors
/// As [`look`]; `ReasonMissing`.
pub async fn decline(cx: &Cx, id: SuggestionId, seen: i64, why: String) -> Result<()> {
    let why = reason(&why)?;
    decide(cx, id, seen, SuggestionState::Declined, why).await
}

async fn decide(cx: &Cx, id: SuggestionId, seen: i64, to: SuggestionState, why: String) -> Result<()> {
    cx.permit(Act::HandleSuggestions)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let mut row = own(tx, &me, id, Some(seen)).await?;
            row.state = Word(row.state.0.to(to)?);
            if to == SuggestionState::Declined {
                row.why.clone_from(&why);
                row.decided_on = Some(me.today());
            }
            save(tx, &me, &row).await?;
            let event = match to {
                SuggestionState::Declined => "suggestion.declined",
                _ => "suggestion.looked-at",
            };
            me.journal(tx, event, id, &json!({ "why": why }))
        })
        .await
}

/// Makes a prospect of it, which keeps where the word came from.
///
/// # Errors
/// As [`look`], and those of adding a prospect.
pub async fn take_up(cx: &Cx, id: SuggestionId, seen: i64, new: NewProspect) -> Result<ProspectId> {
    cx.permit(Act::HandleSuggestions)?;
    let (me, prospect) = (cx.clone(), cx.id::<ProspectId>());
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &me, id, Some(seen)).await?;
            row.state.0.to(SuggestionState::TakenUp)?;
            add_in(tx, &me, prospect, &new, (row.source.0, &row.source_note)).await?;
            taken(tx, &me, row, prospect, "suggestion.taken-up").await
        })
        .await?;
    Ok(prospect)
}

/// Says that it is about a prospect that is there already.
///
/// # Errors
/// As [`look`]; `NotFound` for a prospect of another agency.
pub async fn merge(cx: &Cx, id: SuggestionId, seen: i64, prospect: ProspectId) -> Result<()> {
    cx.permit(Act::HandleSuggestions)?;
    let me = cx.clone();
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &me, id, Some(seen)).await?;
            row.state.0.to(SuggestionState::TakenUp)?;
            let known = prospects::load(tx, prospect).await?.filter(|known| known.root == row.root);
            known.ok_or(Refusal::NotFound)?;
            taken(tx, &me, row, prospect, "suggestion.merged").await
        })
        .await
}

async fn taken(tx: &mut Tx, cx: &Cx, row: Suggestion, prospect: ProspectId, event: &str) -> Result<()> {
    let row = Suggestion {
        state: Word(SuggestionState::TakenUp),
        prospect: Some(prospect),
        decided_on: Some(cx.today()),
        ..row
    };
    save(tx, cx, &row).await?;
    cx.journal(tx, event, row.id, &json!({ "prospect": prospect }))
}

/// Erases who sent it, with a reason; what was suggested stays.
///
/// # Errors
/// As [`look`]; `ReasonMissing`; `InUse` when nobody is known.
pub async fn erase_sender(cx: &Cx, id: SuggestionId, seen: i64, why: String) -> Result<()> {
    cx.permit(Act::HandleSuggestions)?;
    let (me, why) = (cx.clone(), reason(&why)?);
    cx.db()
        .write(async move |tx| {
            let row = own(tx, &me, id, Some(seen)).await?;
            if !suggestion::erase_sender(tx, id).await? {
                return Err(Refusal::InUse.into());
            }
            save(tx, &me, &row).await?;
            me.journal(tx, "suggestion.sender-erased", id, &json!({ "why": why }))
        })
        .await
}

/// A suggestion of the acting person's agency, unchanged since it was shown.
async fn own(conn: &mut Conn, cx: &Cx, id: SuggestionId, seen: Option<i64>) -> Result<Suggestion> {
    let root = cx.actor().root;
    let row = suggestion::load(conn, id).await?.filter(|row| row.root == root).ok_or(Refusal::NotFound)?;
    if let Some(seen) = seen {
        faster::same(conn, root, id, row.version, seen).await?;
    }
    Ok(row)
}

async fn save(tx: &mut Tx, cx: &Cx, row: &Suggestion) -> Result<()> {
    let saved = suggestion::save(tx, row).await;
    faster::told(tx, cx.actor().root, row.id, saved).await?;
    Ok::<_, Error>(())
}

fn reason(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::ReasonMissing.into()) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::{NewSuggestion, Refusal, grouped, plain};

    #[test]
    fn a_code_is_found_as_people_type_it() {
        assert_eq!(plain(" k7q2-9xwm-oil0 "), "K7Q29XWM0110");
        assert_eq!(plain(&grouped("K7Q29XWM0110")), "K7Q29XWM0110");
        assert_eq!(grouped("K7Q29XWM0110"), "K7Q2-9XWM-0110");
    }

    #[test]
    fn what_is_sent_is_cleaned_and_what_is_missing_is_named() {
        let new = |name: &str, deed: &str| NewSuggestion {
            subject_name: name.to_owned(),
            deed: deed.to_owned(),
            ..NewSuggestion::default()
        };
        let kept = new("  Chị \u{0}Lý  ở chợ", "Trả lại\r\ncủa rơi\u{7}").checked().unwrap();
        assert_eq!((kept.subject_name.as_str(), kept.deed.as_str()), ("Chị Lý ở chợ", "Trả lại\ncủa rơi"));
        let refused = |new: NewSuggestion| new.checked().unwrap_err();
        assert_eq!(refused(new(" ", "x")), Refusal::Invalid { field: "subject_name", why: "empty" });
        assert_eq!(refused(new("x", "\n")), Refusal::Invalid { field: "deed", why: "empty" });
        assert_eq!(refused(new(&"x".repeat(201), "y")), Refusal::Invalid { field: "subject_name", why: "long" });
        assert_eq!(refused(new("x", &"y".repeat(4_001))), Refusal::Invalid { field: "deed", why: "long" });
    }
}
