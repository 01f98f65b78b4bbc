//! Messages written as edXML; it must not leave out an element that the skeleton has.

use crate::{
    Business, Direction, Document, Fault, Message, NAMESPACE, Organ, Other, Ref, Status, Trace,
    attachment::{self, MOST_BYTES},
    node::Node,
};
use jiff::{Timestamp, civil::Date, tz};

/// A message as the bytes that are sent.
///
/// # Errors
/// [`Fault::Missing`] for a document without a receiver or without its sender's trace; [`Fault::Value`] for an empty number or subject,
/// or an order about an earlier document without its reason; [`Fault::TooLarge`].
pub fn write(message: &Message) -> Result<Vec<u8>, Fault> {
    let root = Node::new("edXML");
    let envelope = Node::new("edXML:edXMLEnvelope").attribute("xmlns:edXML", NAMESPACE);
    match message {
        Message::Document(document) => {
            check(document)?;
            let (references, files) = attachments(document)?;
            let header = named("edXMLHeader").with(header(document)).with(traces(document));
            let body = named("edXMLBody").with(named("Manifest").and(references));
            root.with(envelope.with(header).with(body)).with(Node::new("AttachmentEncoded").and(files))
        }
        Message::Status(one) => {
            root.with(envelope.with(named("edXMLHeader").with(status(one))).with(named("edXMLBody")))
        }
    }
    .write()
}

fn check(document: &Document) -> Result<(), Fault> {
    let missing = [(document.to.is_empty(), "To"), (document.traces.is_empty(), "TraceHeader")];
    if let Some((_, name)) = missing.into_iter().find(|(missing, _)| *missing) {
        return Err(Fault::Missing(name));
    }
    let new = document.business.kind == crate::BusinessKind::New;
    let empty = [
        (&document.number, "CodeNumber"),
        (&document.notation, "CodeNotation"),
        (&document.subject, "Subject"),
        (&document.signer, "FullName"),
    ];
    if let Some((_, name)) = empty.into_iter().find(|(text, _)| text.trim().is_empty()) {
        return Err(Fault::Value(name));
    }
    if !new && document.business.reason.trim().is_empty() {
        return Err(Fault::Value("BussinessDocReason"));
    }
    let bytes: usize = document.attachments.iter().map(|file| file.bytes.len()).sum();
    if bytes > MOST_BYTES { Err(Fault::TooLarge) } else { Ok(()) }
}

/// An element of the namespace.
fn named(name: &str) -> Node {
    Node::new(&format!("edXML:{name}"))
}

fn text(name: &str, text: impl Into<String>) -> Node {
    Node::text(&format!("edXML:{name}"), text)
}

fn organ(name: &str, organ: &Organ) -> Node {
    named(name)
        .with(text("OrganId", organ.id.as_str()))
        .with(text("OrganizationInCharge", organ.in_charge.as_str()))
        .with(text("OrganName", organ.name.as_str()))
}

fn header(document: &Document) -> Node {
    let code = named("Code")
        .with(text("CodeNumber", document.number.as_str()))
        .with(text("CodeNotation", document.notation.as_str()));
    let issued = named("PromulgationInfo")
        .with(text("Place", document.place.as_str()))
        .with(day("PromulgationDate", document.on));
    let kind = named("DocumentType")
        .with(text("Type", document.kind.group.to_string()))
        .with(text("TypeDetail", document.kind.detail.to_string()))
        .with(text("TypeName", document.kind.name.as_str()));
    named("MessageHeader")
        .with(organ("From", &document.from))
        .and(document.to.iter().map(|one| organ("To", one)))
        .with(text("DocumentId", document.id()))
        .with(code)
        .with(issued)
        .with(kind)
        .with(text("Subject", document.subject.as_str()))
        .with(text("Content", document.content.as_str()))
        .with(named("SignerInfo").with(text("FullName", document.signer.as_str())))
        .with(other(&document.other))
        .with(text("SteeringType", document.steering.to_string()))
}

fn other(other: &Other) -> Node {
    let directs = if other.direction == Direction::Directs { "true" } else { "false" };
    named("OtherInfo")
        .with(text("Priority", (other.priority as u8).to_string()))
        .with(text("SphereOfPromulgation", other.sphere.as_str()))
        .with(text("TyperNotation", other.typist.as_str()))
        .with(text("PromulgationAmount", other.copies.to_string()))
        .with(text("PageAmount", other.pages.to_string()))
        .with(text("Direction", directs))
}

fn traces(document: &Document) -> Node {
    let trace =
        |one: &Trace| named("TraceHeader").with(text("OrganId", one.organ.as_str())).with(instant("Timestamp", one.at));
    named("TraceHeaderList").with(business(&document.business)).and(document.traces.iter().map(trace))
}

fn business(business: &Business) -> Node {
    named("Bussiness")
        .with(text("BussinessDocType", (business.kind as u8).to_string()))
        .with(text("BussinessDocReason", business.reason.as_str()))
        .with(text("Paper", business.paper.to_string()))
        .with(text("StaffInfo", business.staff.as_str()))
}

/// What the manifest names, and the files themselves.
fn attachments(document: &Document) -> Result<(Vec<Node>, Vec<Node>), Fault> {
    let (mut references, mut files) = (Vec::new(), Vec::new());
    for (n, file) in document.attachments.iter().enumerate() {
        let id = format!("tep-{}", n + 1);
        references.push(
            named("Reference")
                .with(text("ContentId", id.as_str()))
                .with(text("ContentType", file.kind.as_str()))
                .with(text("AttachmentName", file.name.as_str())),
        );
        files.push(
            Node::new("Attachment")
                .with(Node::text("ContentId", id))
                .with(Node::text("ContentType", file.kind.as_str()))
                .with(Node::text("AttachmentName", file.name.as_str()))
                .with(Node::text("ContentTransferEncoded", attachment::pack(file)?)),
        );
    }
    Ok((references, files))
}

fn status(status: &Status) -> Node {
    let Ref { organ: sender, code, on, document } = &status.about;
    let about = named("ResponseFor")
        .with(text("OrganId", sender.as_str()))
        .with(text("Code", code.as_str()))
        .with(day("PromulgationDate", *on))
        .with(text("DocumentId", document.as_str()));
    named("Status")
        .with(about)
        .with(organ("From", &status.from))
        .with(text("StatusCode", format!("{:02}", status.standing.number())))
        .with(text("Description", status.words.as_str()))
        .with(instant("Timestamp", status.at))
}

/// A day as the standard writes it: `2026/11/25`.
fn day(name: &str, on: Date) -> Node {
    text(name, on.strftime("%Y/%m/%d").to_string())
}

/// An instant, in the time of Việt Nam.
fn instant(name: &str, at: Timestamp) -> Node {
    text(name, at.to_zoned(tz::offset(7).to_time_zone()).strftime("%Y/%m/%d %H:%M:%S").to_string())
}
