//! What an agency learns about papers that came back signed by ordinary means; the files are made by pyHanko (`tests/fixtures/make.py`).

use lantoa_seal::{Added, Coverage, Fault, Kind, Seal, SealFault, Source, Verdict, examine, read_roots};

use crate::{file, found, seal, seals, today};

#[test]
fn a_leader_signed_and_everything_about_it_is_told() {
    let seal = seal(&file("rsa.pdf"));
    assert_eq!(seal.verdict, Verdict::Trusted);
    assert!(seal.is_sound());
    assert_eq!((seal.kind, seal.coverage), (Kind::Signature, Coverage::Whole));
    let holder = seal.holder.expect("a certificate");
    assert_eq!(holder.name, "Nguyễn Thị Ánh Tuyết");
    assert_eq!(holder.organisation, "Văn phòng, Ban Dân tộc tỉnh Khánh Hòa");
    assert_eq!(holder.issuer, "Chứng thực cán bộ thử nghiệm");
    assert!(holder.serial.len() >= 16 && holder.serial.chars().all(|c| c.is_ascii_hexdigit()), "{}", holder.serial);
    assert_eq!(holder.from.to_string(), "2024-01-01T00:00:00Z");
    assert_eq!(holder.until.to_string(), "2044-01-01T00:00:00Z");
    assert_eq!(seal.algorithm, "RSA 2048, SHA-256");
    let signed = seal.signed_at.expect("a time");
    assert_eq!((signed.at.to_string().as_str(), signed.source), ("2026-11-20T01:30:00Z", Source::Signer));
    assert_eq!(
        (seal.reason.as_str(), seal.place.as_str(), seal.field.as_str()),
        ("Ký ban hành", "Khánh Hòa", "Lanh_dao")
    );
}

#[test]
fn a_time_stamp_of_a_trusted_authority_says_when() {
    let seal = seal(&file("ecdsa-stamped.pdf"));
    assert_eq!((seal.verdict, seal.algorithm.as_str()), (Verdict::Trusted, "ECDSA P-256, SHA-256"));
    assert_eq!(seal.signed_at.map(|signed| signed.source), Some(Source::Stamp));
    let stamp = seal.stamp.expect("a time stamp");
    assert_eq!(stamp.verdict, Verdict::Trusted);
    assert_eq!(stamp.at.to_string(), "2026-11-20T01:30:00Z");
    assert_eq!(stamp.holder.expect("its certificate").name, "Cấp dấu thời gian thử nghiệm");
}

#[test]
fn other_ways_of_signing_are_read() {
    for (name, way) in [("p384.pdf", "ECDSA P-384, SHA-384"), ("pss.pdf", "RSA-PSS 2048, SHA-256")] {
        let seal = seal(&file(name));
        assert_eq!((seal.verdict, seal.algorithm.as_str()), (Verdict::Trusted, way), "{name}");
    }
}

#[test]
fn sha_1_proves_nothing() {
    let seal = seal(&file("weak.pdf"));
    assert_eq!(seal.verdict, Verdict::Unreadable { why: Fault::Algorithm });
    assert!(!seal.is_sound());
    assert_eq!(seal.holder.expect("who it says").name, "Nguyễn Thị Ánh Tuyết");
}

fn shown(seals: &[Seal]) -> Vec<(&str, Verdict, Coverage)> {
    seals.iter().map(|seal| (seal.field.as_str(), seal.verdict, seal.coverage)).collect()
}

#[test]
fn leader_and_agency_sign_one_after_the_other() {
    for name in ["two.pdf", "prepared.pdf"] {
        let seals = seals(name);
        let [(first, trusted, Coverage::Part { added: Added::Signatures, .. }), second] = shown(&seals)[..] else {
            panic!("{name}: {:#?}", shown(&seals))
        };
        assert_eq!((first, trusted), ("Lanh_dao", Verdict::Trusted), "{name}");
        assert_eq!(second, ("Co_quan", Verdict::Trusted, Coverage::Whole), "{name}");
        assert!(seals.iter().all(Seal::is_sound), "{name}");
    }
}

#[test]
fn a_page_changed_after_signing_is_told_though_the_signature_holds() {
    let seal = seal(&file("extended.pdf"));
    assert_eq!(seal.verdict, Verdict::Trusted, "the bytes it covers are as signed");
    assert!(matches!(seal.coverage, Coverage::Part { added: Added::Content, bytes } if bytes > 100), "{seal:#?}");
    assert!(!seal.is_sound());

    let seals = seals("extended-signed.pdf");
    assert_eq!(
        seals.iter().map(Seal::is_sound).collect::<Vec<_>>(),
        [false, true],
        "only the second signed what is shown"
    );
}

#[test]
fn one_byte_changed_is_found() {
    let pdf = file("rsa.pdf");
    let words = pdf.windows(13).position(|words| words == b"Quyet dinh so").expect("the words of the page");
    let mut forged = pdf;
    forged[words + 14] = b'9';
    let seal = seal(&forged);
    assert_eq!((seal.verdict, seal.coverage), (Verdict::Changed, Coverage::Whole));
    assert_eq!(seal.holder.expect("who signed").name, "Nguyễn Thị Ánh Tuyết");
}

#[test]
fn the_agency_decides_whom_it_trusts() {
    let pdf = file("rsa.pdf");
    let verdict = |roots: &[Vec<u8>]| examine(&pdf, roots, today()).expect("a PDF")[0].verdict;
    assert_eq!(verdict(&[]), Verdict::UnknownIssuer);
    assert_eq!(verdict(&[file("other-root.der")]), Verdict::UnknownIssuer);
    assert_eq!(verdict(&[file("other-root.der"), file("root.pem")]), Verdict::Trusted);
    assert_eq!(
        verdict(&[file("inter.der")]),
        Verdict::Trusted,
        "an authority below the root may be the one that is trusted"
    );
    let both = [file("root.pem"), b"\n".to_vec(), file("root.pem")].concat();
    assert_eq!(verdict(&[both]), Verdict::Trusted, "one text may hold several");
    assert_eq!(verdict(&[file("agency.der")]), Verdict::UnknownIssuer, "a certificate of an agency vouches for nobody");
    let wrong = examine(&pdf, &[file("root.pem"), b"no certificate".to_vec()], today());
    assert_eq!(wrong, Err(SealFault::Root { number: 2 }));
}

#[test]
fn roots_are_read_for_the_page_that_keeps_them() {
    let roots = read_roots(&file("root.pem")).expect("a certificate");
    assert_eq!(roots.len(), 1);
    assert_eq!(roots[0].holder.name, "Tổ chức chứng thực thử nghiệm");
    assert_eq!(read_roots(&roots[0].der).expect("the same as DER"), roots);
    for wrong in
        [&b""[..], b"abc", b"-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----", b"\x30\x84\xff\xff\xff\xff"]
    {
        assert_eq!(read_roots(wrong), Err(SealFault::Root { number: 1 }));
    }
}

#[test]
fn a_certificate_that_ran_out_needs_a_time_stamp() {
    let without = seal(&file("expired.pdf"));
    assert_eq!(without.verdict, Verdict::RanOut, "only the signer says that it was made in time");
    assert_eq!(without.signed_at.expect("a time").at.to_string(), "2024-06-01T02:00:00Z");
    let with = seal(&file("expired-stamped.pdf"));
    assert_eq!(with.verdict, Verdict::Trusted);
    assert_eq!(with.signed_at.expect("a time").source, Source::Stamp);
    assert_eq!(seal(&file("not-valid-then.pdf")).verdict, Verdict::NotValidThen);

    // Who does not know the authorities learns nothing from dates.
    for name in ["expired.pdf", "expired-stamped.pdf", "not-valid-then.pdf"] {
        let seals = examine(&file(name), &[file("other-root.der")], today()).expect("a PDF");
        assert_eq!(seals[0].verdict, Verdict::UnknownIssuer, "{name}");
    }
    // In 2024 nothing had run out.
    let then = examine(&file("expired.pdf"), &[file("root.pem")], "2024-07-01T00:00:00Z".parse().expect("a time"));
    assert_eq!(then.expect("a PDF")[0].verdict, Verdict::Trusted);
}

#[test]
fn a_file_kept_for_ever_shows_its_time_stamp_beside_the_signature() {
    let seals = seals("archive.pdf");
    assert_eq!(seals.iter().map(|seal| seal.kind).collect::<Vec<_>>(), [Kind::Signature, Kind::Timestamp]);
    assert!(seals.iter().all(Seal::is_sound), "{seals:#?}");
    assert_eq!(seals[1].holder.as_ref().expect("whose").name, "Cấp dấu thời gian thử nghiệm");
}

#[test]
fn files_without_signature_and_files_that_are_none() {
    assert_eq!(found(&file("unsigned.pdf")), Ok(Vec::new()));
    assert_eq!(found(b"PK\x03\x04 a Word file"), Err(SealFault::NoPdf));
    assert_eq!(found(b""), Err(SealFault::NoPdf));
    assert_eq!(found(b"%PDF-1.7\n"), Err(SealFault::NoPdf));
    assert!(matches!(found(&vec![b' '; 25 * 1024 * 1024 + 1]), Err(SealFault::TooLarge { .. })));
}

#[test]
fn findings_can_be_kept() {
    for name in ["two.pdf", "archive.pdf", "weak.pdf", "extended.pdf"] {
        let seals = seals(name);
        let text = serde_json::to_string(&seals).expect("JSON");
        assert_eq!(serde_json::from_str::<Vec<Seal>>(&text).expect("the same"), seals);
    }
    let text = serde_json::to_string(&seals("extended.pdf")).expect("JSON");
    assert!(text.contains(r#""verdict":{"is":"trusted"}"#) && text.contains(r#""added":"content""#), "{text}");
}
