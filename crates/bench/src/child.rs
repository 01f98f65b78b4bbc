//! Processes of one measurement: the same program again in another role, told what to do in lines of JSON. It must leave no process behind.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;

/// Names the role of a process; set for children only.
pub(crate) const ROLE: &str = "LANTOA_BENCH_ROLE";

/// How this program is started again so that it reaches [`run`](crate::run).
#[derive(Debug, Clone)]
pub struct Again {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
}

impl Again {
    /// This very program with the arguments it was given.
    ///
    /// # Errors
    /// When the operating system does not say which program this is.
    pub fn as_now() -> std::io::Result<Self> {
        Ok(Self { program: std::env::current_exe()?, args: std::env::args_os().skip(1).collect() })
    }

    pub(crate) fn start(&self, role: &str) -> Result<Helper, Error> {
        let child = Command::new(&self.program)
            .args(&self.args)
            .env(ROLE, role)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        Helper::of(child)
    }
}

/// A running child; ended when dropped.
pub(crate) struct Helper {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Helper {
    fn of(mut child: Child) -> Result<Self, Error> {
        let (to, from) = (child.stdin.take(), child.stdout.take());
        let from = from.ok_or_else(|| Error::Child("a child without output".to_owned()))?;
        Ok(Self { child, to, from: BufReader::new(from) })
    }

    /// Its process number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Says one thing.
    pub(crate) fn tell(&mut self, what: &impl Serialize) -> Result<(), Error> {
        let to = self.to.as_mut().ok_or_else(|| Error::Child("the child listens no more".to_owned()))?;
        write_line(to, what)
    }

    /// Waits for one answer.
    pub(crate) fn hear<T: DeserializeOwned>(&mut self) -> Result<T, Error> {
        read_line(&mut self.from)?.ok_or_else(|| Error::Child("a process of the measurement ended early".to_owned()))
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        // At the end of its input it goes by itself; a stuck one is ended.
        self.to = None;
        for _ in 0..200 {
            if matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a value as one line of JSON.
pub(crate) fn write_line(to: &mut impl Write, what: &impl Serialize) -> Result<(), Error> {
    let mut line = serde_json::to_vec(what).map_err(|error| Error::Child(error.to_string()))?;
    line.push(b'\n');
    to.write_all(&line)?;
    Ok(to.flush()?)
}

/// Reads one line of JSON; `None` at the end.
pub(crate) fn read_line<T: DeserializeOwned>(from: &mut impl BufRead) -> Result<Option<T>, Error> {
    let mut line = String::new();
    if from.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    serde_json::from_str(&line).map(Some).map_err(|error| Error::Child(format!("{error}: {}", line.trim())))
}
