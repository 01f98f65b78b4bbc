//! Messages read back from edXML, whoever wrote them; it must not take a message for whole that is not.

use crate::{
    AgencyCode, Attachment, Business, BusinessKind, Direction, Document, DocumentKind, Fault, Message, Organ, Other,
    Priority, Ref, Standing, Status, Trace,
    attachment::{self, MOST_BYTES},
    node::Node,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz,
};
use std::str::FromStr;

/// A message out of the bytes that came.
///
/// # Errors
/// What is wrong first.
pub fn read(bytes: &[u8]) -> Result<Message, Fault> {
    let root = Node::read(bytes)?;
    if root.name != "edXML" {
        return Err(Fault::Missing("edXML"));
    }
    let envelope = root.child("edXMLEnvelope")?;
    let header = envelope.child("edXMLHeader")?;
    if let Ok(status) = header.child("Status") {
        return Ok(Message::Status(read_status(status)?));
    }
    let said = header.child("MessageHeader")?;
    let list = header.child("TraceHeaderList")?;
    let code = said.child("Code")?;
    let issued = said.child("PromulgationInfo")?;
    let kind = said.child("DocumentType")?;
    let document = Document {
        from: organ(said.child("From")?)?,
        to: said.all("To").map(organ).collect::<Result<_, _>>()?,
        number: filled(code, "CodeNumber")?,
        notation: filled(code, "CodeNotation")?,
        place: issued.maybe("Place"),
        on: day(issued, "PromulgationDate")?,
        kind: DocumentKind {
            group: number(kind, "Type")?,
            detail: number(kind, "TypeDetail")?,
            name: kind.maybe("TypeName"),
        },
        subject: filled(said, "Subject")?,
        content: said.maybe("Content"),
        signer: filled(said.child("SignerInfo")?, "FullName")?,
        other: other(said.child("OtherInfo")?)?,
        steering: number(said, "SteeringType")?,
        business: business(list.child("Bussiness")?)?,
        traces: list.all("TraceHeader").map(trace).collect::<Result<_, _>>()?,
        attachments: attachments(&root, envelope)?,
    };
    let missing = [(document.to.is_empty(), "To"), (document.traces.is_empty(), "TraceHeader")];
    match missing.into_iter().find(|(missing, _)| *missing) {
        Some((_, name)) => Err(Fault::Missing(name)),
        // Sender, day and number are the document's name: a message that gives it another is not what it says.
        None if document.id() != said.said("DocumentId")? => Err(Fault::Value("DocumentId")),
        None => Ok(Message::Document(Box::new(document))),
    }
}

fn filled(node: &Node, name: &'static str) -> Result<String, Fault> {
    let text = node.said(name)?;
    if text.is_empty() { Err(Fault::Value(name)) } else { Ok(text.to_owned()) }
}

fn number<T: FromStr>(node: &Node, name: &'static str) -> Result<T, Fault> {
    node.said(name)?.parse().map_err(|_| Fault::Value(name))
}

fn code(node: &Node, name: &'static str) -> Result<AgencyCode, Fault> {
    node.said(name)?.parse().map_err(|why| Fault::Code(name, why))
}

fn day(node: &Node, name: &'static str) -> Result<Date, Fault> {
    Date::strptime("%Y/%m/%d", node.said(name)?).map_err(|_| Fault::Value(name))
}

fn instant(node: &Node, name: &'static str) -> Result<Timestamp, Fault> {
    let local = DateTime::strptime("%Y/%m/%d %H:%M:%S", node.said(name)?).map_err(|_| Fault::Value(name))?;
    tz::offset(7).to_timestamp(local).map_err(|_| Fault::Value(name))
}

fn organ(node: &Node) -> Result<Organ, Fault> {
    Ok(Organ {
        id: code(node, "OrganId")?,
        in_charge: node.maybe("OrganizationInCharge"),
        name: node.maybe("OrganName"),
    })
}

fn other(node: &Node) -> Result<Other, Fault> {
    let urgent: usize = number(node, "Priority")?;
    Ok(Other {
        priority: *Priority::ALL.get(urgent).ok_or(Fault::Value("Priority"))?,
        sphere: node.maybe("SphereOfPromulgation"),
        typist: node.maybe("TyperNotation"),
        copies: number(node, "PromulgationAmount")?,
        pages: number(node, "PageAmount")?,
        direction: match node.said("Direction")? {
            "true" | "1" => Direction::Directs,
            "false" | "0" => Direction::Informs,
            _ => return Err(Fault::Value("Direction")),
        },
    })
}

fn business(node: &Node) -> Result<Business, Fault> {
    let kind: usize = number(node, "BussinessDocType")?;
    Ok(Business {
        kind: *BusinessKind::ALL.get(kind).ok_or(Fault::Value("BussinessDocType"))?,
        reason: node.maybe("BussinessDocReason"),
        paper: number(node, "Paper")?,
        staff: node.maybe("StaffInfo"),
    })
}

fn trace(node: &Node) -> Result<Trace, Fault> {
    Ok(Trace { organ: code(node, "OrganId")?, at: instant(node, "Timestamp")? })
}

/// The files the manifest names, each found by its identifier.
fn attachments(root: &Node, envelope: &Node) -> Result<Vec<Attachment>, Fault> {
    let body = envelope.child("edXMLBody")?;
    let manifest = body.child("Manifest").or_else(|why| body.child("edXMLManifest").map_err(|_| why))?;
    let files: Vec<&Node> = root.all("AttachmentEncoded").flat_map(|part| part.all("Attachment")).collect();
    let (mut out, mut left) = (Vec::new(), MOST_BYTES);
    for reference in manifest.all("Reference") {
        let id = reference.said("ContentId")?;
        let file = files.iter().find(|file| file.said("ContentId") == Ok(id)).ok_or(Fault::Missing("Attachment"))?;
        let bytes = attachment::unpack(&file.child("ContentTransferEncoded")?.text, left)?;
        left -= bytes.len();
        let (name, kind) = (filled(reference, "AttachmentName")?, filled(reference, "ContentType")?);
        out.push(Attachment { name, kind, bytes });
    }
    Ok(out)
}

fn read_status(node: &Node) -> Result<Status, Fault> {
    let about = node.child("ResponseFor")?;
    let standing: u8 = number(node, "StatusCode")?;
    if standing > 99 {
        return Err(Fault::Value("StatusCode"));
    }
    Ok(Status {
        about: Ref {
            organ: code(about, "OrganId")?,
            code: filled(about, "Code")?,
            on: day(about, "PromulgationDate")?,
            document: filled(about, "DocumentId")?,
        },
        from: organ(node.child("From")?)?,
        standing: Standing::of(standing),
        words: node.maybe("Description"),
        at: instant(node, "Timestamp")?,
    })
}
