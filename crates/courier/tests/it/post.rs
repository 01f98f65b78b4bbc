//! A mail server on this machine for tests: the protocol is that of the `mailin` crate, the lines come over TCP, hidden or not. No test of its own.
#![allow(dead_code, reason = "each test uses its part")]

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use mailin::{Action, AuthMechanism, Handler, Response, Session, SessionBuilder, response};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What the server answers when a letter has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// 250.
    Takes,
    /// 451: later.
    IsBusy,
    /// 550: never.
    Refuses,
}

/// When a conversation is hidden from others.
#[derive(Clone)]
pub(crate) enum Hidden {
    Never,
    /// From the first byte on.
    FromTheStart(Arc<ServerConfig>),
    /// From the client's STARTTLS on (RFC 3207).
    OnceAsked(Arc<ServerConfig>),
}

/// A letter as it came: recipient and bytes.
pub(crate) type Letter = (String, Vec<u8>);

/// The mail server.
#[derive(Clone)]
pub(crate) struct PostOffice {
    pub(crate) port: u16,
    moods: Arc<Mutex<VecDeque<Mood>>>,
    taken: Arc<Mutex<Vec<Letter>>>,
    /// Name and password it asks for.
    wants: Option<(&'static str, &'static str)>,
    hidden: Hidden,
    /// Names and passwords that were told to it, right or wrong.
    told: Arc<Mutex<Vec<String>>>,
}

impl PostOffice {
    /// Opens on a port of the system's choice; `moods` are for the first letters, all others are taken.
    pub(crate) fn open(moods: &[Mood]) -> Self {
        Self::open_at(0, moods, None)
    }

    /// Opens on a port.
    pub(crate) fn open_at(port: u16, moods: &[Mood], wants: Option<(&'static str, &'static str)>) -> Self {
        Self::open_with(port, moods, wants, Hidden::Never)
    }

    /// Opens on a port, perhaps with a certificate.
    pub(crate) fn open_with(
        port: u16,
        moods: &[Mood],
        wants: Option<(&'static str, &'static str)>,
        hidden: Hidden,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("a port");
        let office = Self {
            port: listener.local_addr().expect("an address").port(),
            moods: Arc::new(Mutex::new(moods.iter().copied().collect())),
            taken: Arc::default(),
            wants,
            hidden,
            told: Arc::default(),
        };
        let serving = office.clone();
        // Ends with the test process.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let one = serving.clone();
                std::thread::spawn(move || one.serve(stream));
            }
        });
        office
    }

    /// A port on which nobody listens.
    pub(crate) fn closed_port() -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address").port()
    }

    /// The letters that were taken.
    pub(crate) fn taken(&self) -> Vec<Letter> {
        self.taken.lock().expect("held").clone()
    }

    /// Names and passwords that clients told it.
    pub(crate) fn told(&self) -> Vec<String> {
        self.told.lock().expect("held").clone()
    }

    /// Forgets them.
    pub(crate) fn clear(&self) {
        self.taken.lock().expect("held").clear();
    }

    fn serve(&self, stream: TcpStream) {
        let from: SocketAddr = stream.peer_addr().expect("a peer");
        let mut builder = SessionBuilder::new("thu.vi.du");
        if self.wants.is_some() {
            builder.enable_auth(AuthMechanism::Plain);
            if !matches!(self.hidden, Hidden::OnceAsked(_)) {
                builder.insecure_enable_plaintext_auth();
            }
        }
        if let Hidden::OnceAsked(_) = self.hidden {
            builder.enable_start_tls();
        }
        let counter = Counter { office: self.clone(), to: String::new(), bytes: Vec::new() };
        let session = builder.build(from.ip(), counter);
        // A client that goes away in the middle is no matter of the test.
        let _ = self.converse(stream, session);
    }

    fn converse(&self, stream: TcpStream, mut session: Session<Counter>) -> io::Result<()> {
        let again = stream.try_clone()?;
        let mut wire: BufReader<Box<dyn Wire>> = match &self.hidden {
            Hidden::FromTheStart(config) => BufReader::new(hide(stream, config)?),
            Hidden::Never | Hidden::OnceAsked(_) => BufReader::new(Box::new(stream)),
        };
        say(&mut wire, &session.greeting())?;
        let mut line = Vec::new();
        while wire.read_until(b'\n', &mut line)? > 0 {
            let answer = session.process(&line);
            line.clear();
            match (answer.action.clone(), &self.hidden) {
                // It hangs up on whom it refuses, as servers may.
                (Action::Reply, _) if answer.is_error => return say(&mut wire, &answer),
                (Action::Reply, _) => say(&mut wire, &answer)?,
                (Action::Close, _) => return say(&mut wire, &answer),
                (Action::UpgradeTls, Hidden::OnceAsked(config)) => {
                    say(&mut wire, &answer)?;
                    wire = BufReader::new(hide(again.try_clone()?, config)?);
                    session.tls_active();
                }
                (Action::NoReply | Action::UpgradeTls, _) => {}
            }
        }
        Ok(())
    }
}

/// What a conversation goes over.
trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

fn hide(stream: TcpStream, config: &Arc<ServerConfig>) -> io::Result<Box<dyn Wire>> {
    let connection = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
    Ok(Box::new(StreamOwned::new(connection, stream)))
}

fn say(wire: &mut BufReader<Box<dyn Wire>>, answer: &Response) -> io::Result<()> {
    let mut bytes = Vec::new();
    answer.write_to(&mut bytes)?;
    wire.get_mut().write_all(&bytes)?;
    wire.get_mut().flush()
}

/// The counter at which one client stands.
struct Counter {
    office: PostOffice,
    to: String,
    bytes: Vec<u8>,
}

impl Handler for Counter {
    fn mail(&mut self, _: IpAddr, _: &str, _: &str) -> Response {
        response::OK
    }

    fn auth_plain(&mut self, _: &str, name: &str, password: &str) -> Response {
        self.office.told.lock().expect("held").push(format!("{name}:{password}"));
        if self.office.wants == Some((name, password)) { response::AUTH_OK } else { response::INVALID_CREDENTIALS }
    }

    fn data_start(&mut self, _: &str, _: &str, _: bool, to: &[String]) -> Response {
        self.to = to.join(",");
        self.bytes.clear();
        response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mood = self.office.moods.lock().expect("held").pop_front().unwrap_or(Mood::Takes);
        match mood {
            Mood::Takes => {
                self.office.taken.lock().expect("held").push((self.to.clone(), std::mem::take(&mut self.bytes)));
                response::OK
            }
            Mood::IsBusy => response::INTERNAL_ERROR,
            Mood::Refuses => response::NO_MAILBOX,
        }
    }
}
