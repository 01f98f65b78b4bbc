//! Several files as one to take away; it must not press them together again, for PDFs are pressed already.

use std::io::{self, Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A ZIP of files under their names, in their order, all of one fixed day so that the same files give the same bytes.
///
/// # Errors
/// When a name stands twice or all of it is too large for the format.
pub fn bundle(files: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let size: usize = files.iter().map(|(name, bytes)| bytes.len() + 2 * name.len() + 200).sum();
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).map_err(io::Error::other)?;
        zip.write_all(bytes)?;
    }
    zip.finish().map(Cursor::into_inner).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn files_come_out_as_they_went_in() {
        let files = [("giay-khen-1-200.pdf".to_owned(), b"%PDF one".to_vec()), ("b.pdf".to_owned(), Vec::new())];
        let made = bundle(&files).expect("a ZIP");
        let mut zip = zip::ZipArchive::new(Cursor::new(&made)).expect("a ZIP");
        let mut read = Vec::new();
        zip.by_name("giay-khen-1-200.pdf").expect("the file").read_to_end(&mut read).expect("its bytes");
        assert_eq!((zip.len(), read), (2, files[0].1.clone()));
        assert_eq!(bundle(&files).expect("a ZIP"), made);
        let twice = [files[0].clone(), files[0].clone()];
        assert!(bundle(&twice).is_err());
    }
}
