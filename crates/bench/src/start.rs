//! From the start of the program on an empty folder to its first page. It must stop what it started.

use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::measure::stopwatch;
use crate::{Error, Options, http};

/// Longest wait for the first page.
const LONGEST: Duration = Duration::from_secs(20);

/// Starts the product three times on empty folders; the fastest time to its first page in milliseconds.
///
/// # Errors
/// When the program cannot be started or shows no page.
pub(crate) fn first_page(options: &Options) -> Result<f64, Error> {
    let program = &options.again.program;
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        let folder = tempfile::tempdir()?;
        // A free port: taken and given back.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let passed = stopwatch();
        let mut child = Command::new(program)
            .args(["serve", "--listen", &address, "--data"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()?;
        let shown = wait(&address, &passed);
        let took = passed().as_secs_f64() * 1000.0;
        child.kill()?;
        child.wait()?;
        if !shown {
            return Err(Error::Child(format!("{} shows no page", program.display())));
        }
        best = best.min(took);
    }
    Ok(best)
}

fn wait(address: &str, passed: &impl Fn() -> Duration) -> bool {
    while passed() < LONGEST {
        if http::get(address, "/dang-nhap", "").is_ok_and(|answer| answer.status == 200) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    false
}
