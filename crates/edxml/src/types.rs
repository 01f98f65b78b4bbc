//! What a message says, as plain types; it must not know XML.

use crate::{AgencyCode, Attachment};
use jiff::{Timestamp, civil::Date};

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A document, new or with an order about one sent before.
    Document(Box<Document>),
    /// What became of a document at its receiver.
    Status(Status),
}

/// An agency in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    /// `OrganId`.
    pub id: AgencyCode,
    /// `OrganizationInCharge`: the superior agency; may be empty.
    pub in_charge: String,
    /// `OrganName`; may be empty.
    pub name: String,
}

/// What a document is: `DocumentType`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentKind {
    /// `Type`: 1 administrative, 2 normative, as implementations in use write it (not checked with the standard's text).
    pub group: u8,
    /// `TypeDetail`: number of the kind; 0 when none is known.
    pub detail: u8,
    /// `TypeName`: `Quyết định`.
    pub name: String,
}

/// How urgent: `Priority`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    /// 0.
    Ordinary,
    /// 1: khẩn.
    Urgent,
    /// 2: thượng khẩn.
    VeryUrgent,
    /// 3: hỏa tốc.
    Express,
}

impl Priority {
    /// All of them in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Ordinary, Self::Urgent, Self::VeryUrgent, Self::Express];
}

/// `Direction`: whether it directs the receiver's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `true`.
    Directs,
    /// `false`.
    Informs,
}

/// `OtherInfo`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// `Priority`.
    pub priority: Priority,
    /// `SphereOfPromulgation`; may be empty.
    pub sphere: String,
    /// `TyperNotation`: sign of who typed it; may be empty.
    pub typist: String,
    /// `PromulgationAmount`: copies.
    pub copies: u32,
    /// `PageAmount`.
    pub pages: u32,
    /// `Direction`.
    pub direction: Direction,
}

/// What is to be done with it: `BussinessDocType`. Numbers as implementations in use have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BusinessKind {
    /// 0: a new document.
    New,
    /// 1: the document of this `DocumentId` is called back.
    Revoked,
    /// 2: it is brought up to date.
    Updated,
    /// 3: it is replaced.
    Replaced,
}

impl BusinessKind {
    /// All of them in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::New, Self::Revoked, Self::Updated, Self::Replaced];
}

/// `Bussiness`, spelt so by the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Business {
    /// `BussinessDocType`.
    pub kind: BusinessKind,
    /// `BussinessDocReason`: why, for everything but a new document.
    pub reason: String,
    /// `Paper`: copies on paper sent besides; 0 for none.
    pub paper: u32,
    /// `StaffInfo`: who looks after it; may be empty.
    pub staff: String,
}

/// `TraceHeader`: through whose hands it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// `OrganId`.
    pub organ: AgencyCode,
    /// `Timestamp`, to the second.
    pub at: Timestamp,
}

/// A document on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// `From`.
    pub from: Organ,
    /// `To`, at least one.
    pub to: Vec<Organ>,
    /// `CodeNumber`: `87`.
    pub number: String,
    /// `CodeNotation`: `QĐ-UBND`.
    pub notation: String,
    /// `Place`.
    pub place: String,
    /// `PromulgationDate`.
    pub on: Date,
    /// `DocumentType`.
    pub kind: DocumentKind,
    /// `Subject`: what it is about, in one line.
    pub subject: String,
    /// `Content`: a summary; may be empty.
    pub content: String,
    /// `FullName` of `SignerInfo`.
    pub signer: String,
    /// `OtherInfo`.
    pub other: Other,
    /// `SteeringType`: 0 when nothing is steered.
    pub steering: u8,
    /// `Bussiness`.
    pub business: Business,
    /// `TraceHeader`s, the earliest first; at least the sender's.
    pub traces: Vec<Trace>,
    /// The files.
    pub attachments: Vec<Attachment>,
}

impl Document {
    /// `DocumentId`: sender, day and number, which name a document for ever: `H32.12,2026/11/25,87/QĐ-UBND`.
    #[must_use]
    pub fn id(&self) -> String {
        let day = self.on.strftime("%Y/%m/%d");
        format!("{},{day},{}/{}", self.from.id, self.number, self.notation)
    }
}

/// Which document a status is about: `ResponseFor`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ref {
    /// `OrganId` of the sender of the document.
    pub organ: AgencyCode,
    /// `Code`: number and notation, `87/QĐ-UBND`.
    pub code: String,
    /// `PromulgationDate`.
    pub on: Date,
    /// `DocumentId`.
    pub document: String,
}

/// Where a document stands at its receiver: `StatusCode`, numbers as implementations in use have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 01: it arrived.
    Arrived,
    /// 02: its receipt was refused.
    Refused,
    /// 03: it was received.
    Received,
    /// Any other number of two digits.
    Other(u8),
}

impl Standing {
    /// The number.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Arrived => 1,
            Self::Refused => 2,
            Self::Received => 3,
            Self::Other(number) => number,
        }
    }

    /// The standing of a number.
    #[must_use]
    pub const fn of(number: u8) -> Self {
        match number {
            1 => Self::Arrived,
            2 => Self::Refused,
            3 => Self::Received,
            other => Self::Other(other),
        }
    }
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// `ResponseFor`.
    pub about: Ref,
    /// `From`: who says so.
    pub from: Organ,
    /// `StatusCode`.
    pub standing: Standing,
    /// `Description`: in words; the reason of a refusal.
    pub words: String,
    /// `Timestamp`, to the second.
    pub at: Timestamp,
}
