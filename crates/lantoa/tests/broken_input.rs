//! Files that are no plan, or made to harm: `lantoa read` and `check` say what is wrong within bounds of memory and work that the system sets.

#![cfg(target_os = "linux")]

#[path = "broken_input/files.rs"]
mod files;
#[path = "broken_input/hostile.rs"]
mod hostile;

use std::path::Path;
use std::process::{Command, Output};

use nix::sys::resource::{UsageWho, getrusage};

/// Memory that a process may ever have held, in KiB: 200 MB.
const MEMORY: i64 = 204_800;
/// Address space in KiB, of which an allocator reserves more than it ever uses: what runs away dies here.
const SPACE: u32 = 2 * 1_024 * 1_024;
/// Seconds of processor time until a broken file is named, in a build that is only partly optimised: six times what the slowest takes
/// on a fast machine (0.34 s, a plan file of 43,000 lines) and three times on a slow one, because a busy machine's own work counts too.
const TO_REFUSE: u32 = 2;
/// The same for the largest texts that are taken: twice what the slowest takes (2.5 s).
const TO_READ: u32 = 5;

/// Runs a command of the program on a file within the bounds; a process that passes one of them dies or is told of.
fn bounded(command: &str, file: &Path, seconds: u32) -> Output {
    let script = format!("ulimit -v {SPACE} && ulimit -t {seconds} && ulimit -c 0 && exec \"$0\" \"$@\"");
    let out = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_lantoa"), command])
        .arg(file)
        .env_remove("LANTOA_LOG")
        .env("LC_ALL", "vi_VN.UTF-8")
        .output()
        .expect("a shell");
    // The system's own count: the most that any child so far held at once.
    let most = getrusage(UsageWho::RUSAGE_CHILDREN).expect("what the children used").max_rss();
    assert!((1..=MEMORY).contains(&most), "{command} {}: {most} KiB", file.display());
    out
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("what is said is Unicode")
}

#[test]
fn a_broken_file_is_named_in_one_sentence_and_nothing_else_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for broken in files::all(folder.path()) {
        for command in ["read", "check"] {
            let out = bounded(command, &broken.path, TO_REFUSE);
            let (said, name) = (text(&out.stderr), broken.path.display());
            assert_eq!(out.status.code(), Some(2), "{command} {name}: {:?} {said}", out.status);
            assert!(out.stdout.is_empty(), "{command} {name} prints {}", text(&out.stdout));
            assert_eq!(said.lines().count(), 1, "{command} {name}: {said}");
            assert!(said.contains(broken.says) && said.trim_end().ends_with('.'), "{command} {name}: {said}");
        }
    }
}

#[test]
fn the_largest_texts_are_read_or_refused_within_bounds() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut read = 0;
    for (name, bytes) in hostile::all() {
        let path = folder.path().join(&name);
        std::fs::write(&path, bytes).expect("a file");
        let out = bounded("read", &path, TO_READ);
        match out.status.code() {
            Some(0) => {
                read += 1;
                assert!(!out.stdout.is_empty(), "{name} is read and nothing is said");
            }
            Some(2) => {
                assert!(out.stdout.is_empty(), "{name}");
                assert_eq!(text(&out.stderr).lines().count(), 1, "{name}: {}", text(&out.stderr));
            }
            _ => panic!("{name}: {:?} {}", out.status, text(&out.stderr)),
        }
    }
    assert!(read >= 20, "the texts are within the limits, so most are read: {read}");
}
