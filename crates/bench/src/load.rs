//! The load generator, a process of its own: closed loops over kept connections. It must not share a core's time with the server's count.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Error;
use crate::child::{read_line, write_line};

/// One request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Ask {
    /// Path and query.
    pub(crate) path: String,
    /// `Cookie` header; empty for a stranger.
    pub(crate) cookie: String,
    /// Form to post; `None` reads the page.
    pub(crate) form: Option<String>,
}

/// How often a list of requests is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Passes {
    /// Each request once: changes cannot be made twice.
    Once,
    /// Again and again until the time is up.
    Endless,
}

/// Clients that do the same.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Crowd {
    /// How many at the same time.
    pub(crate) clients: usize,
    /// What they ask for, shared among them.
    pub(crate) asks: Vec<Ask>,
    /// How often.
    pub(crate) passes: Passes,
    /// The answer that counts as right.
    pub(crate) status: u16,
    /// Whether they accept compressed pages, as browsers do.
    pub(crate) gzip: bool,
}

/// One run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Run {
    /// `127.0.0.1:port`.
    pub(crate) address: String,
    /// Longest time.
    pub(crate) seconds: f64,
    /// Who takes part.
    pub(crate) crowds: Vec<Crowd>,
}

/// What one crowd met with.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Outcome {
    /// Right answers.
    pub(crate) answers: u64,
    /// Wrong answers by what was wrong.
    pub(crate) wrong: BTreeMap<String, u64>,
    /// From the first request to the last answer, seconds.
    pub(crate) seconds: f64,
    /// Half of the answers came within this time, microseconds.
    pub(crate) p50: u64,
    /// Ninety-nine of a hundred did.
    pub(crate) p99: u64,
    /// All of them did.
    pub(crate) worst: u64,
    /// Bytes of all answers.
    pub(crate) bytes: u64,
}

/// Serves runs until its input ends.
///
/// # Errors
/// When the orders cannot be read or no connection can be made.
pub(crate) fn role() -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    while let Some(run) = read_line::<Run>(&mut input)? {
        let outcomes = runtime.block_on(drive(run))?;
        write_line(&mut output, &outcomes)?;
    }
    Ok(())
}

struct Shared {
    /// Requests as they go over the wire.
    wires: Vec<Vec<u8>>,
    next: AtomicUsize,
    passes: Passes,
    status: u16,
    until: Instant,
}

async fn drive(run: Run) -> Result<Vec<Outcome>, Error> {
    let until = now() + Duration::from_secs_f64(run.seconds);
    let mut crowds = Vec::new();
    for crowd in run.crowds {
        let wires = crowd.asks.iter().map(|ask| wire(&run.address, ask, crowd.gzip)).collect();
        let shared =
            Arc::new(Shared { wires, next: AtomicUsize::new(0), passes: crowd.passes, status: crowd.status, until });
        let mut clients = Vec::new();
        for _ in 0..crowd.clients {
            let stream = TcpStream::connect(&run.address).await?;
            stream.set_nodelay(true)?;
            clients.push((stream, Arc::clone(&shared)));
        }
        crowds.push(clients);
    }
    let begun = now();
    let running: Vec<Vec<_>> = crowds
        .into_iter()
        .map(|clients| clients.into_iter().map(|(stream, shared)| tokio::spawn(client(stream, shared))).collect())
        .collect();
    let mut outcomes = Vec::new();
    for clients in running {
        let mut all = Vec::new();
        for client in clients {
            all.push(client.await.map_err(|error| Error::Child(error.to_string()))?);
        }
        outcomes.push(together(all, begun));
    }
    Ok(outcomes)
}

#[expect(clippy::disallowed_methods, reason = "what is measured here is time")]
fn now() -> Instant {
    Instant::now()
}

fn wire(host: &str, ask: &Ask, gzip: bool) -> Vec<u8> {
    let (method, form) = ask.form.as_ref().map_or(("GET", ""), |form| ("POST", form));
    let mut text = format!("{method} {} HTTP/1.1\r\nhost: {host}\r\naccept-language: vi\r\n", ask.path);
    if !ask.cookie.is_empty() {
        text.push_str(&format!("cookie: {}\r\n", ask.cookie));
    }
    if gzip {
        text.push_str("accept-encoding: gzip\r\n");
    }
    if ask.form.is_some() {
        let length = form.len();
        text.push_str(&format!("content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n"));
    }
    text.push_str("\r\n");
    text.push_str(form);
    text.into_bytes()
}

/// What one client met with.
#[derive(Default)]
struct Log {
    /// Microseconds of each right answer.
    times: Vec<u32>,
    wrong: BTreeMap<String, u64>,
    bytes: u64,
    last: Option<Instant>,
}

async fn client(mut stream: TcpStream, shared: Arc<Shared>) -> Log {
    let (mut log, mut buffer) = (Log::default(), Vec::with_capacity(256 * 1024));
    loop {
        let place = shared.next.fetch_add(1, Ordering::Relaxed);
        let over = shared.passes == Passes::Once && place >= shared.wires.len();
        let sent = now();
        if over || sent >= shared.until || shared.wires.is_empty() {
            return log;
        }
        let request = &shared.wires[place % shared.wires.len()];
        let answer = exchange(&mut stream, request, &mut buffer).await;
        let done = now();
        log.last = Some(done);
        match answer {
            Ok(status) if status == shared.status => {
                log.bytes += buffer.len() as u64;
                log.times.push(u32::try_from(done.duration_since(sent).as_micros()).unwrap_or(u32::MAX));
            }
            Ok(status) => *log.wrong.entry(format!("status {status}")).or_default() += 1,
            Err(error) => {
                *log.wrong.entry(error.to_string()).or_default() += 1;
                return log;
            }
        }
    }
}

/// Sends a request and reads its whole answer into the buffer.
async fn exchange(stream: &mut TcpStream, request: &[u8], buffer: &mut Vec<u8>) -> std::io::Result<u16> {
    stream.write_all(request).await?;
    buffer.clear();
    let mut wanted = None;
    loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if wanted.is_none() {
            wanted = Head::of(buffer);
        }
        if let Some(head) = &wanted
            && head.is_whole(buffer)
        {
            return Ok(head.status);
        }
    }
}

/// What the head of an answer says about its length.
struct Head {
    status: u16,
    /// Bytes of the head.
    size: usize,
    /// Bytes of the body; `None` when it comes in chunks.
    body: Option<usize>,
}

impl Head {
    fn of(buffer: &[u8]) -> Option<Self> {
        let size = buffer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
        let text = std::str::from_utf8(buffer.get(..size)?).ok()?;
        let status = text.get(9..12)?.parse().ok()?;
        let mut fields = text.lines().skip(1).filter_map(|line| line.split_once(':'));
        let length = fields.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
        let empty = matches!(status, 204 | 304);
        let body = length.and_then(|(_, value)| value.trim().parse().ok()).or(empty.then_some(0));
        Some(Self { status, size, body })
    }

    fn is_whole(&self, buffer: &[u8]) -> bool {
        match self.body {
            Some(body) => buffer.len() >= self.size + body,
            None => buffer.ends_with(b"0\r\n\r\n"),
        }
    }
}

fn together(logs: Vec<Log>, begun: Instant) -> Outcome {
    let last = logs.iter().filter_map(|log| log.last).max();
    let mut outcome = Outcome::default();
    let mut times: Vec<u32> = Vec::new();
    for log in logs {
        times.extend(log.times);
        outcome.bytes += log.bytes;
        for (what, count) in log.wrong {
            *outcome.wrong.entry(what).or_default() += count;
        }
    }
    times.sort_unstable();
    let at = |hundredths: usize| times.get((times.len() * hundredths / 100).min(times.len().saturating_sub(1)));
    let within = |hundredths| at(hundredths).copied().unwrap_or_default().into();
    outcome.answers = times.len() as u64;
    outcome.seconds = last.map_or(0.0, |last| last.duration_since(begun).as_secs_f64());
    (outcome.p50, outcome.p99, outcome.worst) = (within(50), within(99), within(100));
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_end_where_they_say() {
        let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
        let head = Head::of(whole).unwrap();
        assert_eq!((head.status, head.body), (200, Some(3)));
        assert!(head.is_whole(whole) && !head.is_whole(&whole[..whole.len() - 1]));
        let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        assert!(Head::of(chunked).unwrap().is_whole(chunked));
        assert!(Head::of(b"HTTP/1.1 200 OK\r\n").is_none());
    }

    #[test]
    fn percentiles_are_of_the_right_answers() {
        let log = |times: Vec<u32>| Log { times, ..Log::default() };
        let outcome = together(vec![log((1..=50).collect()), log((51..=100).collect())], now());
        assert_eq!((outcome.answers, outcome.p50, outcome.p99, outcome.worst), (100, 51, 100, 100));
        assert_eq!(together(Vec::new(), now()).p99, 0);
    }
}
