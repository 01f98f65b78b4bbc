//! Damaged and hostile files: always an answer, never a sound one for what was changed, within bounds of time and memory.

use lantoa_seal::{Seal, read_roots};
use proptest::prelude::*;

use crate::{file, found, seal, signer::Paper, today};

const FILES: [&str; 5] = ["rsa.pdf", "ecdsa-stamped.pdf", "prepared.pdf", "archive.pdf", "extended.pdf"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_byte_changed_anywhere_is_told_or_says_nothing(place in any::<prop::sample::Index>(), flip in 1_u8..) {
        let pdf = file("rsa.pdf");
        let mut forged = pdf.clone();
        let at = place.index(pdf.len());
        forged[at] ^= flip;
        let Ok(seals) = found(&forged) else { return Ok(()) };
        let paper = Paper::new();
        let covered = at < paper.before.len() || at >= pdf.len() - paper.after.len();
        // Bytes of the signature itself that prove nothing, such as certificates nobody needs, may change; what is found does not.
        let told = !seals.iter().any(Seal::is_sound) || (!covered && seals == found(&pdf).expect("a PDF"));
        prop_assert!(told, "byte {at} of {}: {seals:#?}", pdf.len());
    }

    #[test]
    fn damaged_files_have_an_answer(name in prop::sample::select(&FILES[..]), wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40), cut in any::<prop::sample::Index>(), at_all in any::<bool>()) {
        let mut pdf = file(name);
        let length = pdf.len();
        for (place, byte) in wounds {
            pdf[place.index(length)] = byte;
        }
        if at_all {
            pdf.truncate(cut.index(length));
        }
        let _ = found(&pdf);
    }

    #[test]
    fn damaged_signatures_have_an_answer(wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), name in prop::sample::select(&["rsa.pdf", "archive.pdf"][..])) {
        // Only inside the digits, so that the file stays whole.
        let pdf = file(name);
        let start = pdf.windows(11).position(|words| words == b"/Contents <").expect("digits") + 11;
        let length = pdf[start..].iter().position(|byte| *byte == b'>').expect("their end").min(6_000);
        let mut forged = pdf.clone();
        for (place, byte) in wounds {
            forged[start + place.index(length)] = b"0123456789abcdef"[usize::from(byte % 16)];
        }
        prop_assume!(forged != pdf);
        let seals = found(&forged).expect("the file is whole");
        prop_assert!(!seals.is_empty());
    }

    #[test]
    fn any_bytes_as_signature_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(!seal(&Paper::new().with(&bytes)).is_sound());
    }

    #[test]
    fn any_bytes_as_file_or_root_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = found(&bytes);
        let _ = found(&[b"%PDF-1.7\n".to_vec(), bytes.clone()].concat());
        let _ = read_roots(&bytes);
        let _ = lantoa_seal::examine(&file("rsa.pdf"), &[bytes], today());
    }
}

#[test]
fn a_field_that_contains_itself_ends() {
    let mut document = lopdf::Document::load_mem(&file("unsigned.pdf")).expect("a PDF");
    let field = document.new_object_id();
    let itself = lopdf::dictionary! { "Kids" => vec![field.into(), field.into()], "Parent" => field, "T" => lopdf::Object::string_literal("a") };
    document.objects.insert(field, itself.into());
    let form = document.add_object(lopdf::dictionary! { "Fields" => vec![field.into()] });
    document.catalog_mut().expect("a catalog").set("AcroForm", form);
    let mut pdf = Vec::new();
    document.save_to(&mut pdf).expect("a file");
    assert_eq!(found(&pdf), Ok(Vec::new()));
}

#[test]
fn a_part_that_unfolds_to_gigabytes_is_refused() {
    use std::io::Write;
    let mut folded = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..66 {
        folded.write_all(&blanks).expect("memory");
    }
    let folded = folded.finish().expect("memory");
    let mut pdf =
        format!("%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {}>>\nstream\n", folded.len())
            .into_bytes();
    pdf.extend(folded);
    pdf.extend(b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF");
    let _ = found(&pdf);
}
