//! Documents to other agencies over a real connection: taken, refused, down then up, twice, called back. The receiver is a small server of the test.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use lantoa_app::dispatch::{self, Courier, DispatchKind, DispatchLine, DispatchState, Filter, NewPeer, Send, Worked};
use lantoa_app::{App, Cx, Error};
use lantoa_courier::Http;
use lantoa_domain::Refusal;
use lantoa_domain::document::{DocumentStatus, Relation};
use lantoa_domain::id::{DocumentId, PeerId};
use lantoa_edxml::{BusinessKind, Message, Ref, Standing, Status, read, write};
use lantoa_store::{Word, document};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

/// What the receiver does with the next message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Takes,
    Refuses,
    IsBroken,
    TakesButTheAnswerIsLost,
    SaysNothing,
    Forbids,
}

/// A receiving agency: holds what it took by identifier, and remembers every message.
#[derive(Clone)]
struct Receiver {
    at: SocketAddr,
    moods: Arc<Mutex<VecDeque<Mood>>>,
    taken: Arc<Mutex<BTreeMap<String, BusinessKind>>>,
    came: Arc<Mutex<Vec<Message>>>,
}

impl Receiver {
    fn open(moods: &[Mood]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let receiver = Self {
            at: listener.local_addr().expect("an address"),
            moods: Arc::new(Mutex::new(moods.iter().copied().collect())),
            taken: Arc::default(),
            came: Arc::default(),
        };
        let serving = receiver.clone();
        // Ends with the test process; the port is the system's choice.
        std::thread::spawn(move || listener.incoming().flatten().for_each(|stream| serving.answer(stream)));
        receiver
    }

    fn address(&self) -> String {
        format!("http://{}/edxml", self.at)
    }

    fn answer(&self, mut stream: TcpStream) {
        let body = body_of(&stream);
        let mood = self.moods.lock().expect("held").pop_front().unwrap_or(Mood::Takes);
        let (status, answer) = match mood {
            Mood::IsBroken => ("503 Service Unavailable", Vec::new()),
            Mood::Forbids => ("403 Forbidden", Vec::new()),
            Mood::SaysNothing => {
                self.take(&body);
                ("202 Accepted", Vec::new())
            }
            Mood::TakesButTheAnswerIsLost => {
                self.take(&body);
                return;
            }
            Mood::Takes => ("200 OK", status_of(&self.take(&body), Standing::Received, "Đã tiếp nhận")),
            Mood::Refuses => ("200 OK", status_of(&read(&body).expect("a message"), Standing::Refused, "Sai nơi nhận")),
        };
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", answer.len());
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&answer));
    }

    /// Takes a message; the same identifier twice is one document.
    fn take(&self, body: &[u8]) -> Message {
        let message = read(body).expect("a message that can be read");
        if let Message::Document(document) = &message {
            self.taken.lock().expect("held").insert(document.id(), document.business.kind);
        }
        self.came.lock().expect("held").push(message.clone());
        message
    }
}

fn body_of(stream: &TcpStream) -> Vec<u8> {
    let mut reader = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0_usize);
    while reader.read_line(&mut line).is_ok_and(|n| n > 0) && line.trim() != "" {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a number");
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("the body");
    body
}

fn status_of(message: &Message, standing: Standing, words: &str) -> Vec<u8> {
    let Message::Document(document) = message else { panic!("a document") };
    let code = format!("{}/{}", document.number, document.notation);
    let about = Ref { organ: document.from.id.clone(), code, on: document.on, document: document.id() };
    let at = document.traces[0].at;
    let status = Status { about, from: document.to[0].clone(), standing, words: words.to_owned(), at };
    write(&Message::Status(status)).expect("a status")
}

fn courier() -> Arc<dyn Courier> {
    Arc::new(Http::default())
}

async fn round(app: &App) -> Worked {
    dispatch::work(app, &courier()).await.unwrap()
}

/// An issued document, as the register holds it.
async fn issued(world: &World, number: i64) -> DocumentId {
    stored(world, number, None).await
}

async fn stored(world: &World, number: i64, recalls: Option<DocumentId>) -> DocumentId {
    let row = document::Document {
        id: world.app.id(),
        root: world.root,
        programme: None,
        kind: "letter".into(),
        about_kind: "document".into(),
        about: 0,
        status: Word(DocumentStatus::Issued),
        series: String::new(),
        year: 2026,
        number,
        symbol: "QĐ-STN".into(),
        on_day: world.app.today(),
        title: "Công nhận điển hình tiên tiến năm 2026".into(),
        sealed: false,
        signer_name: "Nguyễn Văn Trưởng".into(),
        signer_title: "GIÁM ĐỐC".into(),
        authority: String::new(),
        recipients: "Sở Nội vụ".into(),
        relation: recalls.map(|_| Word(Relation::Recalls)),
        other: recalls,
        why: if recalls.is_some() { "Nhầm danh sách".into() } else { String::new() },
        ended_on: None,
        check_code: None,
        issued_by: Some(world.head),
        issued: Some(world.app.now()),
        version: 1,
    };
    let id = row.id;
    let written = world.app.db().write(async move |tx| {
        assert!(document::insert(tx, &row).await?);
        if let Some(other) = row.other {
            let other = document::load(tx, other).await?.expect("the other");
            document::end(tx, &other, DocumentStatus::Recalled, row.on_day).await?;
        }
        Ok::<_, Error>(())
    });
    written.await.unwrap();
    id
}

async fn peer(world: &World, name: &str, code: &str, address: String) -> PeerId {
    let admin = world.acting(world.admin).await;
    let new = NewPeer { seen: None, name: name.into(), code: code.into(), address, active: true };
    dispatch::set_peer(&admin, new).await.unwrap();
    let peers = dispatch::setting(&world.acting(world.secretary).await).await.unwrap().peers;
    peers.into_iter().find(|one| one.code == code).unwrap().id
}

async fn world(db: &lantoa_store::Db) -> World {
    let world = World::found(db, "2026-11-25").await;
    dispatch::set_code(&world.acting(world.admin).await, "000.05.H32".into(), "UBND tỉnh".into(), 0).await.unwrap();
    world
}

async fn send(cx: &Cx, document: DocumentId, peers: &[PeerId]) -> lantoa_app::Result<()> {
    dispatch::send(cx, Send { document, peers: peers.to_vec(), paper: b"%PDF-1.7 quy\xe1\xba\xbft".to_vec() }).await
}

async fn lines(world: &World) -> Vec<DispatchLine> {
    dispatch::list(&world.acting(world.secretary).await, Filter::default()).await.unwrap().rows
}

fn stands(line: &DispatchLine) -> (DispatchKind, DispatchState, &str, u32) {
    (line.kind.0, line.state.0, line.words.as_str(), line.tries)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_taken_by_one_and_refused_by_another() {
    both(async |db| {
        let world = world(db).await;
        let (good, bad) = (Receiver::open(&[]), Receiver::open(&[Mood::Refuses]));
        let one = peer(&world, "Ban Thi đua", "000.00.12.H32", good.address()).await;
        let two = peer(&world, "Sở Nội vụ", "000.00.13.H32", bad.address()).await;
        let document = issued(&world, 87).await;
        let clerk = world.acting(world.secretary).await;
        send(&clerk, document, &[one, two]).await.unwrap();
        assert_eq!(round(&world.app).await, Worked { called_back: 0, handed_over: 2, put_off: 0 });
        let lines = lines(&world).await;
        let of = |peer| stands(lines.iter().find(|line| line.peer == peer).unwrap());
        assert_eq!(of(one), (DispatchKind::New, DispatchState::Received, "Đã tiếp nhận", 1));
        assert_eq!(of(two), (DispatchKind::New, DispatchState::Refused, "Sai nơi nhận", 1), "in the receiver's words");
        let came = good.came.lock().unwrap().clone();
        let [Message::Document(sent)] = came.as_slice() else { panic!("{came:?}") };
        assert_eq!(sent.id(), "000.05.H32,2026/11/25,87/QĐ-STN");
        assert_eq!((sent.from.in_charge.as_str(), sent.to[0].id.as_str()), ("UBND tỉnh", "000.00.12.H32"));
        assert_eq!(sent.attachments[0].bytes, b"%PDF-1.7 quy\xe1\xba\xbft");
        assert_eq!(round(&world.app).await, Worked::default(), "nothing is sent twice");
        let again = send(&clerk, document, &[one]).await.unwrap_err();
        assert_eq!(again.refusal(), Some(&Refusal::Taken { field: "peers" }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_is_down_gets_it_later_and_only_once() {
    both(async |db| {
        let world = world(db).await;
        let receiver = Receiver::open(&[Mood::IsBroken, Mood::TakesButTheAnswerIsLost, Mood::Takes]);
        let one = peer(&world, "Ban Thi đua", "H32", receiver.address()).await;
        send(&world.acting(world.secretary).await, issued(&world, 5).await, &[one]).await.unwrap();
        assert_eq!(round(&world.app).await.put_off, 1);
        assert_eq!(stands(&lines(&world).await[0]), (DispatchKind::New, DispatchState::Waiting, "HTTP 503", 1));
        assert_eq!(round(&world.app).await, Worked::default(), "not before its time");
        world.clock.advance_seconds(61);
        assert_eq!(round(&world.app).await.put_off, 1, "taken, but nobody heard of it");
        world.clock.advance_seconds(121);
        assert_eq!(round(&world.app).await.handed_over, 1);
        let line = &lines(&world).await[0];
        assert_eq!(stands(line), (DispatchKind::New, DispatchState::Received, "Đã tiếp nhận", 3));
        assert_eq!(receiver.came.lock().unwrap().len(), 2, "it came twice");
        assert_eq!(receiver.taken.lock().unwrap().len(), 1, "and is one document there");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recalled_is_called_back_wherever_it_went() {
    both(async |db| {
        let world = world(db).await;
        let (receiver, closed) = (Receiver::open(&[Mood::SaysNothing]), Receiver::open(&[Mood::IsBroken]));
        let one = peer(&world, "Ban Thi đua", "H32", receiver.address()).await;
        let two = peer(&world, "Sở Nội vụ", "H33", closed.address()).await;
        let document = issued(&world, 6).await;
        let clerk = world.acting(world.secretary).await;
        send(&clerk, document, &[one, two]).await.unwrap();
        round(&world.app).await;
        let before = lines(&world).await;
        assert_eq!(before.iter().filter(|line| line.state.0 == DispatchState::Sent).count(), 1);

        stored(&world, 7, Some(document)).await;
        world.clock.advance_seconds(61);
        let worked = round(&world.app).await;
        assert_eq!((worked.called_back, worked.handed_over, worked.put_off), (1, 1, 0));
        let after = lines(&world).await;
        let of = |peer, kind| stands(after.iter().find(|l| l.peer == peer && l.kind.0 == kind).unwrap());
        assert_eq!(of(one, DispatchKind::Revoked).1, DispatchState::Received);
        assert_eq!(of(two, DispatchKind::New).1, DispatchState::Dropped, "what had not left stays here");
        let came = receiver.came.lock().unwrap().clone();
        let Some(Message::Document(last)) = came.last() else { panic!("{came:?}") };
        assert_eq!((last.business.kind, last.business.reason.as_str()), (BusinessKind::Revoked, "Nhầm danh sách"));
        assert!(last.attachments.is_empty());
        assert_eq!(closed.came.lock().unwrap().len(), 0);
        let again = send(&clerk, document, &[one]).await.unwrap_err();
        assert_eq!(again.refusal(), Some(&Refusal::InUse), "what is no longer in force does not leave");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may_send_and_only_with_a_code() {
    both(async |db| {
        let world = World::found(db, "2026-11-25").await;
        let receiver = Receiver::open(&[Mood::Forbids]);
        let one = peer(&world, "Ban Thi đua", "H32", receiver.address()).await;
        let document = issued(&world, 8).await;
        let clerk = world.acting(world.secretary).await;
        let without = send(&clerk, document, &[one]).await.unwrap_err();
        assert_eq!(without.refusal(), Some(&Refusal::Invalid { field: "code", why: "empty" }));
        let admin = world.acting(world.admin).await;
        let wrong = dispatch::set_code(&admin, "h32".into(), String::new(), 0).await.unwrap_err();
        assert_eq!(wrong.refusal(), Some(&Refusal::Invalid { field: "code", why: "form" }));
        dispatch::set_code(&admin, "000.05.H32".into(), String::new(), 0).await.unwrap();
        let officer = world.acting(world.officers[0]).await;
        assert!(matches!(send(&officer, document, &[one]).await, Err(Error::Refused(_))));
        assert!(dispatch::list(&officer, Filter::default()).await.is_err());
        send(&clerk, document, &[one]).await.unwrap();
        round(&world.app).await;
        let line = lines(&world).await.remove(0);
        assert_eq!(stands(&line).1, DispatchState::Refused);
        assert_eq!(line.words, "HTTP 403");
        dispatch::again(&clerk, line.id, line.version).await.unwrap();
        round(&world.app).await;
        assert_eq!(lines(&world).await[0].state.0, DispatchState::Received, "sent again by hand");
        let seen = lantoa_store::journal::Filter { action: Some("document.queued".into()), ..Default::default() };
        let root = world.root;
        let told = world.app.db().read(async move |conn| lantoa_store::journal::list(conn, root, &seen, None, 9).await);
        assert_eq!(told.await.unwrap().rows.len(), 1);
    })
    .await;
}
