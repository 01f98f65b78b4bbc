//! Reads every *.txt, *.md and *.docx of the given folders and writes what was read as JSON: `corpus IN_DIR... --out DIR`.

#![expect(clippy::print_stderr, reason = "printing is what this example is for")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    match run() {
        Ok(count) => {
            eprintln!("{count} documents read");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<usize, String> {
    let mut folders = Vec::new();
    let mut out = None;
    let mut whole = false;
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--out" => out = args.next().map(PathBuf::from),
            "--whole" => whole = true,
            _ => folders.push(PathBuf::from(arg)),
        }
    }
    let out = out.filter(|_| !folders.is_empty()).ok_or("usage: corpus IN_DIR... --out DIR [--whole]")?;
    fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let mut count = 0;
    for folder in folders {
        for path in documents(&folder)? {
            write_one(&path, &out, whole)?;
            count += 1;
        }
    }
    Ok(count)
}

fn documents(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "txt" || ext == "md" || ext == "docx"));
    paths.sort();
    Ok(paths)
}

fn write_one(path: &Path, out: &Path, whole: bool) -> Result<(), String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let name = path.file_name().and_then(|name| name.to_str());
    let value = match lantoa_reader::read(&bytes, name) {
        Ok(reading) if whole => serde_json::to_value(&reading).map_err(|error| error.to_string())?,
        Ok(reading) => reading.to_json(),
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            serde_json::json!({})
        }
    };
    let target = out.join(path.file_stem().unwrap_or_default()).with_extension("json");
    let text = serde_json::to_string_pretty(&value).map_err(|error| error.to_string())?;
    fs::write(&target, text).map_err(|error| format!("{}: {error}", target.display()))
}
