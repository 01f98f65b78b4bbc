//! Typed identifiers as parameters and columns; it must not make or interpret one.

use lantoa_domain::id::{self, Id};

use crate::{Cell, Column, Param, Value};

macro_rules! typed_ids {
    ($($name:ident),+ $(,)?) => {$(
        impl Param for id::$name {
            fn value(&self) -> Value<'_> { Value::Int(self.raw()) }
        }
        impl Column for id::$name {
            fn read(cell: Cell<'_>) -> Result<Self, String> { i64::read(cell).map(Self::from_raw) }
        }
    )+};
}

// A new kind of identifier of the domain is added here.
typed_ids!(
    UnitId,
    PersonId,
    AccountId,
    GrantId,
    PlanId,
    ProgrammeId,
    RoundId,
    DossierId,
    FileId,
    SubjectId,
    FactId,
    CouncilId,
    SessionId,
    ElectionId,
    ItemId,
    DecisionId,
    DocumentId,
    DocumentFileId,
    ExemplarId,
    TaskId,
    UnitPlanId,
    ClusterId,
    NoteId,
    PeerId,
    DispatchId,
    JobId,
    PracticeId,
    PracticeFileId,
    AdoptionId,
    ReplicationId,
    SuggestionId,
    ProspectId,
    FosteringId,
    GoalId,
    InitiativeId,
    SupportId,
    CheckId,
    DifficultyId,
    ObstacleId,
    ReviewId,
    ConsentTextId,
    ConsentId,
    MediaId,
    StoryId,
    ActivityId,
    VisitId,
    FollowId,
    RequestId,
    ReadingId,
    HandbookId,
    HolidayId,
    ContestId,
    EntryId,
    JurorId,
    SheetId,
    LetterId,
    FeedId,
    ReportId,
    ReportVersionId,
    GuidanceId,
    ConferenceId,
    DelegateId,
    ConferenceItemId,
    HandoverId,
    SavedViewId,
    BulkRunId,
);
