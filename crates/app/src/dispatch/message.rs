//! A document's message out of its row: what goes into which element. It must not decide whether it is sent.

use jiff::Timestamp;
use lantoa_docgen::Kind;
use lantoa_domain::Refusal;
use lantoa_domain::id::UnitId;
use lantoa_edxml::{
    AgencyCode, Attachment, Business, BusinessKind, Direction, DocumentKind, Message, Organ, Other, Priority, Trace,
};
use lantoa_store::dispatch::{self, Peer};
use lantoa_store::document::Document;
use lantoa_store::{Conn, org};

use crate::Result;

/// What a message says of its document.
pub(super) struct Said<'a> {
    /// New, or called back.
    pub(super) kind: BusinessKind,
    /// Why, when called back.
    pub(super) reason: &'a str,
    /// The paper.
    pub(super) paper: Option<&'a [u8]>,
}

/// The agency as a sender.
///
/// # Errors
/// `Invalid` on "code" while the agency has set none.
pub(super) async fn own_organ(conn: &mut Conn, root: UnitId) -> Result<Organ> {
    let setting = dispatch::setting(conn, root).await?;
    let setting = setting.ok_or(Refusal::Invalid { field: "code", why: "empty" })?;
    let name = org::unit(conn, root).await?.map(|unit| unit.name).unwrap_or_default();
    Ok(Organ { id: code(&setting.code)?, in_charge: setting.in_charge, name })
}

fn code(text: &str) -> Result<AgencyCode, Refusal> {
    text.parse().map_err(|_| Refusal::Invalid { field: "code", why: "form" })
}

/// Number and symbol as printed: `05/QĐ-BDT`.
pub(super) fn number(row: &Document) -> String {
    format!("{:02}/{}", row.number, row.symbol)
}

/// The bytes of the message.
///
/// # Errors
/// `Invalid` on "code" or "paper".
pub(super) fn build(row: &Document, from: &Organ, to: &Peer, said: &Said<'_>, at: Timestamp) -> Result<Vec<u8>> {
    let file = |bytes: &&[u8]| Attachment {
        name: format!("{:02}-{}.pdf", row.number, row.symbol.replace('/', "-")),
        kind: "application/pdf".to_owned(),
        bytes: bytes.to_vec(),
    };
    let kind = Kind::parse(&row.kind).map(Kind::printed).unwrap_or_default();
    let document = lantoa_edxml::Document {
        to: vec![Organ { id: code(&to.code)?, in_charge: String::new(), name: to.name.clone() }],
        number: format!("{:02}", row.number),
        notation: row.symbol.clone(),
        place: String::new(),
        on: row.on_day,
        kind: DocumentKind { group: 1, detail: 0, name: kind },
        subject: row.title.clone(),
        content: String::new(),
        signer: row.signer_name.clone(),
        other: Other {
            priority: Priority::Ordinary,
            sphere: String::new(),
            typist: String::new(),
            copies: 1,
            pages: 0,
            direction: Direction::Informs,
        },
        steering: 0,
        business: Business { kind: said.kind, reason: said.reason.to_owned(), paper: 0, staff: String::new() },
        traces: vec![Trace { organ: from.id.clone(), at }],
        attachments: said.paper.iter().map(file).collect(),
        from: from.clone(),
    };
    let written = lantoa_edxml::write(&Message::Document(Box::new(document)));
    Ok(written.map_err(|_| Refusal::Invalid { field: "paper", why: "form" })?)
}
