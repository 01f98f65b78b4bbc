//! A relay before a PostgreSQL server that breaks one connection around its COMMIT; it must not understand more than that.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio_postgres::config::Host;

/// When the connection breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// The server never sees the COMMIT.
    BeforeCommit,
    /// The server commits, the client never hears of it.
    AfterCommit,
}

pub(crate) struct Proxy {
    port: u16,
    database: String,
    state: Arc<State>,
}

struct State {
    cut: Cut,
    armed: AtomicBool,
    has_cut: AtomicBool,
}

impl Proxy {
    pub(crate) async fn start(url: &str, cut: Cut) -> Proxy {
        let config: tokio_postgres::Config = url.parse().unwrap();
        let database = config.get_dbname().unwrap().to_owned();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State { cut, armed: AtomicBool::new(false), has_cut: AtomicBool::new(false) });
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (config, state) = (config.clone(), Arc::clone(&shared));
                tokio::spawn(async move { connect(client, &config, &state).await });
            }
        });
        Proxy { port, database, state }
    }

    pub(crate) fn url(&self) -> String {
        format!("postgresql://postgres@127.0.0.1:{}/{}", self.port, self.database)
    }

    /// From now on the next COMMIT breaks its connection.
    pub(crate) fn arm(&self) {
        self.state.armed.store(true, Ordering::SeqCst);
    }

    pub(crate) fn has_cut(&self) -> bool {
        self.state.has_cut.load(Ordering::SeqCst)
    }
}

async fn connect(client: TcpStream, config: &tokio_postgres::Config, state: &State) {
    match &config.get_hosts()[0] {
        Host::Unix(directory) => {
            let socket = directory.join(".s.PGSQL.5432");
            relay(client, UnixStream::connect(socket).await.unwrap(), state).await;
        }
        Host::Tcp(host) => {
            let port = config.get_ports().first().copied().unwrap_or(5432);
            relay(client, TcpStream::connect((host.as_str(), port)).await.unwrap(), state).await;
        }
    }
}

async fn relay(mut client: TcpStream, mut server: impl AsyncRead + AsyncWrite + Unpin, state: &State) {
    let (mut up, mut down) = (vec![0; 65536], vec![0; 65536]);
    let mut swallow = false;
    loop {
        tokio::select! {
            read = client.read(&mut up) => {
                let Some(bytes) = read.ok().and_then(|n| up.get(..n)).filter(|bytes| !bytes.is_empty()) else { return };
                if holds_commit(bytes) && state.armed.swap(false, Ordering::SeqCst) {
                    state.has_cut.store(true, Ordering::SeqCst);
                    if state.cut == Cut::BeforeCommit { return; }
                    swallow = true;
                }
                if server.write_all(bytes).await.is_err() { return; }
            }
            read = server.read(&mut down) => {
                let Some(bytes) = read.ok().and_then(|n| down.get(..n)).filter(|bytes| !bytes.is_empty()) else { return };
                if swallow {
                    if holds_commit(bytes) { return; }
                } else if client.write_all(bytes).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// The word ends in a zero byte in the request and in the server's answer.
fn holds_commit(bytes: &[u8]) -> bool {
    bytes.windows(7).any(|window| window == b"COMMIT\0")
}
