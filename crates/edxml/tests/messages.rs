//! Messages as they are written: valid under the schema by an independent validator, and the same again when read back. Everything invented.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::civil::date;
use lantoa_edxml::{
    Attachment, Business, BusinessKind, Direction, Document, DocumentKind, Fault, MOST_BYTES, Message, Organ, Other,
    Priority, Ref, Standing, Status, Trace, read, write,
};
use proptest::prelude::*;

fn organ(id: &str, name: &str) -> Organ {
    Organ { id: id.parse().expect("a code"), in_charge: String::new(), name: name.into() }
}

fn document() -> Document {
    let at = "2026-11-25T01:30:15Z".parse().expect("an instant");
    Document {
        from: organ("000.05.30.H32", "Ủy ban nhân dân phường Đông Hải"),
        to: vec![organ("000.00.12.H32", "Sở Nội vụ"), organ("H32", "")],
        number: "87".into(),
        notation: "QĐ-UBND".into(),
        place: "Đông Hải".into(),
        on: date(2026, 11, 25),
        kind: DocumentKind { group: 1, detail: 2, name: "Quyết định".into() },
        subject: "V/v công nhận <điển hình> & \"khen thưởng\" năm 2026".into(),
        content: String::new(),
        signer: "Trần Hoàng Long".into(),
        other: Other {
            priority: Priority::Ordinary,
            sphere: String::new(),
            typist: String::new(),
            copies: 1,
            pages: 4,
            direction: Direction::Informs,
        },
        steering: 0,
        business: Business { kind: BusinessKind::New, reason: String::new(), paper: 0, staff: String::new() },
        traces: vec![Trace { organ: "000.05.30.H32".parse().expect("a code"), at }],
        attachments: vec![
            Attachment {
                name: "87.pdf".into(),
                kind: "application/pdf".into(),
                bytes: b"%PDF-1.7 n\xe1\xbb\x99i".to_vec(),
            },
            Attachment { name: "danh sách.xlsx".into(), kind: "application/zip".into(), bytes: vec![0; 70_000] },
        ],
    }
}

fn status() -> Status {
    let sent = document();
    Status {
        about: Ref { organ: sent.from.id.clone(), code: "87/QĐ-UBND".into(), on: sent.on, document: sent.id() },
        from: sent.to[0].clone(),
        standing: Standing::Refused,
        words: "Thiếu danh sách kèm theo".into(),
        at: "2026-11-25T03:00:00Z".parse().expect("an instant"),
    }
}

/// The verdict of libxml2 on a message; `None`, said once, where xmllint is not installed.
fn verdict(message: &[u8]) -> Option<Result<(), String>> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/edxml.xsd");
    let started = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(schema)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = started else {
        assert_ne!(std::env::var("LANTOA_REQUIRE_XMLLINT").as_deref(), Ok("1"), "xmllint is not installed");
        let said = "xmllint is not installed: nothing was held against the schema (scripts/setup installs it)";
        writeln!(std::io::stderr(), "{said}").expect("standard error");
        return None;
    };
    child.stdin.take().expect("a pipe").write_all(message).expect("written");
    let done = child.wait_with_output().expect("xmllint ends");
    Some(if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned()) })
}

#[test]
fn a_document_is_valid_and_reads_back_as_it_was() {
    let sent = document();
    let bytes = write(&Message::Document(Box::new(sent.clone()))).expect("written");
    assert_eq!(read(&bytes), Ok(Message::Document(Box::new(sent.clone()))));
    assert_eq!(sent.id(), "000.05.30.H32,2026/11/25,87/QĐ-UBND");
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    for named in [
        "<edXML:edXMLEnvelope xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">",
        "<edXML:OrganizationInCharge>",
        "<edXML:CodeNotation>QĐ-UBND</edXML:CodeNotation>",
        "<edXML:PromulgationDate>2026/11/25</edXML:PromulgationDate>",
        "<edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:BussinessDocReason>",
        "<edXML:Timestamp>2026/11/25 08:30:15</edXML:Timestamp>",
        "<edXML:Manifest><edXML:Reference><edXML:ContentId>",
        "<AttachmentEncoded><Attachment>",
    ] {
        assert!(text.contains(named), "{named}\n{text}");
    }
    assert_eq!(verdict(&bytes).unwrap_or(Ok(())), Ok(()));
}

#[test]
fn a_revocation_and_a_status_are_valid_and_read_back() {
    let mut recalled = document();
    recalled.business = Business {
        kind: BusinessKind::Revoked,
        reason: "Ban hành nhầm danh sách".into(),
        paper: 0,
        staff: "Văn thư".into(),
    };
    recalled.attachments.clear();
    for message in [Message::Document(Box::new(recalled)), Message::Status(status())] {
        let bytes = write(&message).expect("written");
        assert_eq!(read(&bytes), Ok(message));
        assert_eq!(verdict(&bytes).unwrap_or(Ok(())), Ok(()));
    }
}

#[test]
fn the_schema_refuses_what_is_no_message() {
    let good = String::from_utf8(write(&Message::Document(Box::new(document()))).expect("written")).expect("UTF-8");
    for (what, with) in [
        ("000.05.30.H32</edXML:OrganId>", "h32</edXML:OrganId>"),
        ("2026/11/25</edXML:PromulgationDate>", "25/11/2026</edXML:PromulgationDate>"),
        ("Bussiness", "Business"),
        ("<edXML:SteeringType>0</edXML:SteeringType>", ""),
        ("<Attachment><ContentId>tep-1", "<Attachment><ContentId>tep-9"),
    ] {
        let bad = good.replace(what, with);
        assert_ne!(bad, good, "{what}");
        if let Some(verdict) = verdict(bad.as_bytes()) {
            assert!(verdict.is_err(), "{with} was taken");
        }
        assert!(read(bad.as_bytes()).is_err(), "{with} was read");
    }
}

#[test]
fn what_cannot_be_sent_is_named() {
    let refused = |change: &dyn Fn(&mut Document)| {
        let mut one = document();
        change(&mut one);
        write(&Message::Document(Box::new(one))).expect_err("refused")
    };
    assert_eq!(refused(&|one| one.to.clear()), Fault::Missing("To"));
    assert_eq!(refused(&|one| one.number.clear()), Fault::Value("CodeNumber"));
    assert_eq!(refused(&|one| one.business.kind = BusinessKind::Revoked), Fault::Value("BussinessDocReason"));
    assert_eq!(refused(&|one| one.attachments[0].bytes = vec![0; MOST_BYTES]), Fault::TooLarge);
}

#[test]
fn harmful_messages_are_refused_within_bounds() {
    let entity = b"<!DOCTYPE edXML [<!ENTITY a \"aaaa\">]><edXML>&a;</edXML>";
    assert_eq!(read(entity), Err(Fault::NotXml));
    let deep = "<edXML>".repeat(100_000);
    assert_eq!(read(deep.as_bytes()), Err(Fault::TooComplex));
    let wide = format!("<edXML>{}</edXML>", "<a/>".repeat(100_000));
    assert_eq!(read(wide.as_bytes()), Err(Fault::TooComplex));
    for broken in ["", "x", "<edXML>", "<edXML/><edXML/>", "<Other/>"] {
        assert!(read(broken.as_bytes()).is_err(), "{broken}");
    }
    // 60 MB of nothing pack into 60 kB.
    let mut bomb = document();
    bomb.attachments.truncate(1);
    bomb.attachments[0].bytes = vec![0; MOST_BYTES];
    let text = String::from_utf8(write(&Message::Document(Box::new(bomb))).expect("just fits")).expect("UTF-8");
    let (head, packed) = text.split_once("<Attachment>").expect("a file");
    let (file, _) = packed.split_once("</Attachment>").expect("its end");
    let reference =
        text.split_once("<edXML:Reference>").expect("one").1.split_once("</edXML:Reference>").expect("end").0;
    let twice =
        head.replace("</edXML:Manifest>", &format!("<edXML:Reference>{reference}</edXML:Reference></edXML:Manifest>"));
    let twice = format!("{twice}<Attachment>{file}</Attachment></AttachmentEncoded></edXML>");
    assert_eq!(read(twice.as_bytes()), Err(Fault::TooLarge));
}

proptest! {
    #[test]
    fn whatever_people_write_comes_back(subject in "\\PC{1,80}", reason in "[^\\p{C}]{0,80}", file in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assume!(!subject.trim().is_empty());
        let mut sent = document();
        sent.subject = subject.trim().to_owned();
        sent.business.reason = reason.trim().to_owned();
        sent.attachments[0].bytes = file;
        let bytes = write(&Message::Document(Box::new(sent.clone()))).expect("written");
        prop_assert_eq!(read(&bytes), Ok(Message::Document(Box::new(sent))));
    }

    #[test]
    fn no_bytes_make_it_stumble(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read(&bytes).is_err());
    }
}
