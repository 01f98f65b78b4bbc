//! Signatures as a cheat makes them: each is told for what it is.

use lantoa_seal::{Coverage, Fault, Verdict};
use sha2::{Digest, Sha256};

use crate::{
    file, found, seal,
    signer::{Attributes, Paper, Words},
};

fn verdict(words: &Words) -> Verdict {
    let paper = Paper::new();
    seal(&paper.with(&words.sign(&paper.covered()))).verdict
}

#[test]
fn an_honest_signature_by_the_second_signer_is_trusted() {
    assert_eq!(verdict(&Words::default()), Verdict::Trusted);
    assert_eq!(verdict(&Words { attributes: Attributes::None, ..Words::default() }), Verdict::Trusted);
    let certificate = Some(Sha256::digest(file("agency.der")).to_vec());
    assert_eq!(verdict(&Words { certificate, ..Words::default() }), Verdict::Trusted);
}

#[test]
fn a_signature_of_another_file_is_changed() {
    let paper = Paper::new();
    assert_eq!(seal(&paper.with(&Words::default().sign(b"another file"))).verdict, Verdict::Changed);
    let words = Words { digest: Some(Sha256::digest(b"another file").to_vec()), ..Words::default() };
    assert_eq!(verdict(&words), Verdict::Changed, "the key is right and the stated digest is not that of the file");
}

#[test]
fn what_must_be_stated_and_is_not_makes_it_unreadable() {
    let form = Verdict::Unreadable { why: Fault::Form };
    assert_eq!(verdict(&Words { content_type: None, ..Words::default() }), form);
    assert_eq!(verdict(&Words { content_type: Some("1.2.840.113549.1.7.3"), ..Words::default() }), form);
    assert_eq!(verdict(&Words { signers: 0, ..Words::default() }), form);
    assert_eq!(verdict(&Words { signers: 2, ..Words::default() }), form, "who of two signed cannot be said");
}

#[test]
fn another_certificate_does_not_take_the_place_of_the_signers() {
    let wrong = Verdict::Unreadable { why: Fault::Certificate };
    assert_eq!(verdict(&Words { bring: vec!["inter.der"], ..Words::default() }), wrong);
    assert_eq!(verdict(&Words { bring: Vec::new(), ..Words::default() }), wrong);
    let certificate = Some(Sha256::digest(file("inter.der")).to_vec());
    assert_eq!(verdict(&Words { certificate, ..Words::default() }), wrong);
    assert_eq!(verdict(&Words { certificate: Some(vec![0; 20]), ..Words::default() }), wrong);
}

#[test]
fn without_the_certificate_between_the_root_is_not_reached() {
    assert_eq!(verdict(&Words { bring: vec!["agency.der"], ..Words::default() }), Verdict::UnknownIssuer);
}

/// The file with another list of covered bytes, of the same length.
fn with_range(change: impl Fn([usize; 4]) -> [usize; 4]) -> Vec<u8> {
    let mut pdf = file("rsa.pdf");
    let start = pdf.windows(11).position(|words| words == b"/ByteRange ").expect("a range") + 11;
    let end = start + pdf[start..].iter().position(|byte| *byte == b']').expect("its end") + 1;
    let room = end - start;
    let text = String::from_utf8(pdf[start..end].to_vec()).expect("digits");
    let numbers: Vec<usize> =
        text.trim_matches(['[', ']']).split_whitespace().map(|n| n.parse().expect("a number")).collect();
    let [a, b, c, d] = change(numbers.try_into().expect("four"));
    let text = format!("{:<room$}", format!("[{a} {b} {c} {d}]"));
    let blanks = pdf[end..].iter().take_while(|byte| **byte == b' ').count();
    let text = &text[..text.trim_end().len().max(room)];
    assert!(text.len() <= room + blanks, "{text}");
    pdf[start..start + text.len()].copy_from_slice(text.as_bytes());
    pdf
}

#[test]
fn a_gap_wider_than_the_signature_hides_nothing() {
    assert_eq!(
        seal(&with_range(|range| range)).verdict,
        Verdict::Trusted,
        "the trick of this test changes nothing by itself"
    );
    let wrong = Verdict::Unreadable { why: Fault::Range };
    let ranges: [fn([usize; 4]) -> [usize; 4]; 8] = [
        |[a, b, c, d]| [a, b - 100, c, d],
        |[a, b, c, d]| [a, b, c + 100, d - 100],
        |[_, b, c, d]| [5, b - 5, c, d],
        |[a, b, _, d]| [a, b, b, d],
        |[a, b, c, d]| [a, c, b, d],
        |[a, b, c, d]| [a, b, c, d + 1],
        |[a, b, c, _]| [a, b, c, 999_999],
        |[_, _, _, _]| [0, 0, 0, 0],
    ];
    for (i, range) in ranges.into_iter().enumerate() {
        let seal = seal(&with_range(range));
        assert_eq!((seal.verdict, seal.coverage), (wrong, Coverage::Unknown), "{i}");
    }
    let shorter = seal(&with_range(|[a, b, c, d]| [a, b, c, d - 7]));
    assert!(!shorter.is_sound(), "{shorter:#?}");
}

#[test]
fn something_behind_the_signature_is_unreadable() {
    let paper = Paper::new();
    let mut signature = Words::default().sign(&paper.covered());
    signature.extend([0, 0, 1]);
    assert_eq!(seal(&paper.with(&signature)).verdict, Verdict::Unreadable { why: Fault::Form });
}

#[test]
fn a_file_of_very_many_signatures_is_refused() {
    // Fields may share what they hold: it is told once.
    let mut document = lopdf::Document::load_mem(&file("rsa.pdf")).expect("a PDF");
    let signature = document
        .objects
        .values()
        .find_map(|object| object.as_dict().ok().filter(|one| one.has(b"ByteRange")).cloned())
        .expect("a signature");
    let many: Vec<lopdf::Object> = (0..40)
        .map(|_| {
            let value = document.add_object(signature.clone());
            let field = lopdf::dictionary! { "FT" => "Sig", "V" => value };
            document.add_object(field).into()
        })
        .collect();
    let form = document.add_object(lopdf::dictionary! { "Fields" => many });
    document.catalog_mut().expect("a catalog").set("AcroForm", form);
    let mut pdf = Vec::new();
    document.save_to(&mut pdf).expect("a file");
    assert_eq!(found(&pdf), Err(lantoa_seal::SealFault::TooMany { most: 16 }));
}
