//! Documents as agencies exchange them: edXML (QCVN 102:2016/BTTTT) out of plain types and back. It sends nothing, reads no clock and knows nothing of the product.
//!
//! Names of elements are those of the standard, its spelling "Bussiness" among them. The order of elements and the schema in `schema/` are
//! ours: the operator's validator has the last word. What an implementation in use writes differently is understood when read
//! (`edXMLManifest` for `Manifest`, any prefix, any order).

mod attachment;
mod code;
mod fault;
mod node;
mod read;
mod types;
mod write;

pub use attachment::{Attachment, MOST_BYTES};
pub use code::{AgencyCode, CodeFault};
pub use fault::Fault;
pub use read::read;
pub use types::{
    Business, BusinessKind, Direction, Document, DocumentKind, Message, Organ, Other, Priority, Ref, Standing, Status,
    Trace,
};
pub use write::write;

/// The namespace of everything inside the envelope.
pub const NAMESPACE: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
