//! Typed identifiers made by the application; must not know what they identify, nor make one without being given time and randomness.

use std::fmt;
use std::str::FromStr;

/// Milliseconds since the Unix epoch at 2020-01-01T00:00:00Z, from which identifiers count.
const EPOCH_MS: i64 = 1_577_836_800_000;
/// Low bits that tell identifiers of one millisecond apart.
const LOW_BITS: u32 = 22;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 63 bits in groups of five.
const TEXT_LEN: usize = 13;

/// A time-ordered positive 63-bit number: 41 bits of milliseconds since 2020 (until 2089), 22 bits to tell apart.
///
/// Ordered by time so that a b-tree grows at its end; made by the application so that a write can be repeated after a
/// commit whose answer was lost.
#[must_use]
pub fn raw(unix_ms: i64, low: u32) -> i64 {
    let ms = (unix_ms - EPOCH_MS).clamp(0, (1 << 41) - 1);
    (ms << LOW_BITS) | i64::from(low & ((1 << LOW_BITS) - 1))
}

/// Why a text is not an identifier of the kind asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of this kind")]
pub struct NotAnId;

fn encode(value: i64) -> String {
    let mut out = [0_u8; TEXT_LEN];
    let mut rest = u64::try_from(value).unwrap_or_default();
    for place in out.iter_mut().rev() {
        *place = ALPHABET[usize::try_from(rest & 31).unwrap_or_default()];
        rest >>= 5;
    }
    out.iter().map(|byte| char::from(*byte)).collect()
}

fn decode(text: &str) -> Result<i64, NotAnId> {
    if text.len() != TEXT_LEN {
        return Err(NotAnId);
    }
    let mut value: u64 = 0;
    for byte in text.bytes() {
        let digit = ALPHABET.iter().position(|letter| *letter == byte).ok_or(NotAnId)?;
        value = value.checked_mul(32).ok_or(NotAnId)? | digit as u64;
    }
    i64::try_from(value).map_err(|_| NotAnId)
}

/// What every typed identifier can do.
pub trait Id: Copy + Eq + Ord + fmt::Display + FromStr<Err = NotAnId> {
    /// The two letters before the underscore in the text form.
    const PREFIX: &'static str;
    /// The identifier that has this number.
    fn from_raw(raw: i64) -> Self;
    /// The number, as the database keeps it.
    fn raw(self) -> i64;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl Id for $name {
            const PREFIX: &'static str = $prefix;
            fn from_raw(raw: i64) -> Self { Self(raw) }
            fn raw(self) -> i64 { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, encode(self.0))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let rest = text.strip_prefix($prefix).and_then(|rest| rest.strip_prefix('_')).ok_or(NotAnId)?;
                decode(rest).map(Self)
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                <std::borrow::Cow<'de, str>>::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A unit of the organisation: an agency, a room in it, a commune, an enterprise.
    UnitId = "un";
    /// A person known to an agency.
    PersonId = "pe";
    /// A sign-in account.
    AccountId = "ac";
    /// A role given to a person.
    GrantId = "gr";
    /// A plan document and what was read from it.
    PlanId = "kh";
    /// A plan in force.
    ProgrammeId = "ct";
    /// One pass of a track.
    RoundId = "dx";
    /// One subject in one movement in one round.
    DossierId = "hs";
    /// A file attached to a dossier.
    FileId = "tp";
    /// A named group without a place in the organisation's tree, or a household or practice.
    SubjectId = "dt";
    /// A recorded fact about a person, unit or subject.
    FactId = "dk";
    /// A council.
    CouncilId = "hd";
    /// A meeting of a council.
    SessionId = "ph";
    /// A secret vote by electronic ballot.
    ElectionId = "bp";
    /// One dossier on a session's agenda.
    ItemId = "mu";
    /// A decision of recognition or award.
    DecisionId = "qd";
    /// An official document that was issued.
    DocumentId = "vb";
    /// A file of an official document.
    DocumentFileId = "tv";
    /// A recognised subject.
    ExemplarId = "dh";
    /// A duty of a unit with a due date.
    TaskId = "nv";
    /// One entry of a dossier's notes: endorsement, fostering, forwarding.
    NoteId = "gc";
    /// An agency to which documents are sent.
    PeerId = "cq";
    /// A message with a document to another agency.
    DispatchId = "gd";
    /// A piece of work done in the background.
    JobId = "vc";
    /// A practice others can copy.
    PracticeId = "mh";
    /// A file of a practice.
    PracticeFileId = "tm";
    /// A practice taken over by a unit.
    AdoptionId = "nr";
    /// A proposal that units copy a practice.
    ReplicationId = "dn";
    /// What somebody thinks worth attention.
    SuggestionId = "gy";
    /// A subject found early, not yet registered.
    ProspectId = "nt";
    /// A plan of fostering.
    FosteringId = "bd";
    /// A goal of a plan of fostering.
    GoalId = "mt";
    /// An initiative of a plan of fostering.
    InitiativeId = "sk";
    /// Support asked for in a plan of fostering.
    SupportId = "ht";
    /// A check-in of a plan of fostering.
    CheckId = "kt";
    /// What a unit ran into while it carried out a plan.
    ObstacleId = "vm";
    /// A difficulty found while fostering.
    DifficultyId = "kk";
    /// A card of the review of an exemplar.
    ReviewId = "dg";
    /// A version of the words people consent to.
    ConsentTextId = "ld";
    /// One consent: a subject, a purpose, a reach.
    ConsentId = "dy";
    /// A picture of a story, or the scan of a consent.
    MediaId = "ma";
    /// A story for the public.
    StoryId = "cc";
    /// An activity of publicity.
    ActivityId = "tt";
    /// A study visit or a talk.
    VisitId = "tq";
    /// A movement to learn from an exemplar and follow it.
    FollowId = "pt";
    /// A request to a unit for material to publish.
    RequestId = "yc";
    /// Something everybody is to read.
    ReadingId = "pb";
    /// A handbook of stories.
    HandbookId = "ky";
    /// A day or days that differ from the week: a holiday, or a working Saturday in exchange.
    HolidayId = "nl";
    /// A writing contest.
    ContestId = "wt";
    /// An entry of a writing contest.
    EntryId = "bv";
    /// A juror's seat in a writing contest.
    JurorId = "gk";
    /// A juror's sheet of marks on an entry.
    SheetId = "pd";
    /// A letter of reminders to a person.
    LetterId = "tx";
    /// A calendar that a person's devices subscribe to.
    FeedId = "lc";
    /// A unit's own plan.
    UnitPlanId = "kd";
    /// A cluster or bloc of units.
    ClusterId = "cm";
    /// A report on a programme.
    ReportId = "bc";
    /// A version of a report, frozen when it was submitted.
    ReportVersionId = "mb";
    /// A document that guides the awards of a year.
    GuidanceId = "hg";
    /// A conference of exemplars, or a congress of the level above.
    ConferenceId = "hn";
    /// Somebody put forward for a conference, or chosen.
    DelegateId = "db";
    /// An item of a conference's programme.
    ConferenceItemId = "mc";
    /// A list of delegates as it was handed over to the level above.
    HandoverId = "bg";
    /// A view of a list that somebody keeps.
    SavedViewId = "cx";
    /// One act given to many things at once.
    BulkRunId = "kq";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_form_goes_there_and_back_and_keeps_the_order_of_time() {
        let early = DossierId::from_raw(raw(1_700_000_000_000, 7));
        let late = DossierId::from_raw(raw(1_700_000_000_001, 0));
        assert!(early < late && early.to_string() < late.to_string());
        assert_eq!(early.to_string().parse(), Ok(early));
        assert!(early.to_string().starts_with("hs_"));
    }

    #[test]
    fn an_identifier_of_another_kind_or_out_of_range_is_refused() {
        let unit = UnitId::from_raw(1);
        assert_eq!(unit.to_string().parse::<PersonId>(), Err(NotAnId));
        assert_eq!("un_zzzzzzzzzzzzz".parse::<UnitId>(), Err(NotAnId));
        assert_eq!("un_00".parse::<UnitId>(), Err(NotAnId));
    }
}
