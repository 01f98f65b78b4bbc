//! Writes every specimen as PDF, Word file and pictures of its pages, to be looked at: `papers FOLDER [ID]`.

use std::{env, fs, path::PathBuf, process::ExitCode};

use lantoa_docgen::{PdfOptions, Press, docx, sample};
use lantoa_press::Typesetter;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        complain("usage: papers FOLDER [ID]");
        return ExitCode::from(2);
    };
    let only = arguments.next();
    match write(&folder, only.as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            complain(&why);
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &PathBuf, only: Option<&str>) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|why| why.to_string())?;
    let press = Typesetter::new();
    let options = PdfOptions::issued(jiff::Timestamp::UNIX_EPOCH);
    for one in sample::all().into_iter().filter(|one| only.is_none_or(|id| one.id.starts_with(id))) {
        let put = |ending: &str, bytes: &[u8]| {
            fs::write(folder.join(format!("{}{ending}", one.id)), bytes).map_err(|why| why.to_string())
        };
        let said = |why: lantoa_docgen::PressFault| format!("{}: {why}", one.id);
        put(".pdf", &press.pdf(&one.document, &options).map_err(said)?)?;
        put(".docx", &docx(&one.document))?;
        for (i, page) in press.pages(&one.document, 72, 20).map_err(said)?.iter().enumerate() {
            put(&format!("-{}.png", i + 1), page)?;
        }
    }
    Ok(())
}

fn complain(sentence: &str) {
    #[expect(clippy::print_stderr, reason = "an example speaks to whoever runs it")]
    {
        eprintln!("{sentence}");
    }
}
