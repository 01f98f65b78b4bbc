//! A whole election whose trustees use nothing but `lantoa ballot key` and `lantoa ballot open`, with the mistakes and attacks these must stop.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lantoa_ballot::ceremony::{Confirmation, Round1, Round2};
use lantoa_ballot::hash::hex;
use lantoa_ballot::manifest::{ClientHashes, Question, Rule};
use lantoa_ballot::{
    BallotRules, BallotSeed, Board, Bundle, Ceremony, CeremonyPlan, Choices, CredentialCode, CredentialKey, EntryKind,
    Manifest, ManifestFile, Opened, Outcome, ServerKey,
};
use serde_json::{Value, json};

const NUMBER: [u8; 32] = [0x42; 32];
const UUID: &str = "0123456789abcdef0123456789abcdef";

struct Office {
    folder: tempfile::TempDir,
    rounds: [Vec<Option<String>>; 3],
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("passphrase"), "mật khẩu đủ dài 1\n").unwrap();
        Self { folder, rounds: std::array::from_fn(|_| vec![None; 3]) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        let passphrase = self.path("passphrase");
        let mut command = Command::new(env!("CARGO_BIN_EXE_lantoa"));
        command.arg("ballot").args(args).arg("--passphrase-file").arg(passphrase);
        command.current_dir(self.folder.path()).env("LANG", "vi_VN.UTF-8").output().unwrap()
    }

    /// The trustee downloads the ceremony as it stands and runs the program.
    fn key(&self, own: u8, more: &[&str]) -> Output {
        let file = json!({ "number": hex(&NUMBER), "trustees": 3, "threshold": 2, "own": own, "rounds": self.rounds });
        self.write(&file);
        let key = format!("{own}.key");
        self.run(&[&["key", "ceremony.json", "--key", &key], more].concat())
    }

    fn write(&self, file: &Value) {
        std::fs::write(self.path("ceremony.json"), file.to_string()).unwrap();
    }

    fn round(&mut self, round: usize, more: &[&str]) {
        let messages: Vec<String> = (1..=3).map(|own| answer(&self.key(own, more))).collect();
        self.rounds[round] = messages.into_iter().map(Some).collect();
    }

    fn message(&self, round: usize) -> Vec<Vec<u8>> {
        self.rounds[round].iter().map(|text| bytes(text.as_ref().unwrap())).collect()
    }

    fn open(&self, own: u8, bundle: &Path, head: &str) -> Output {
        let (key, memory) = (format!("{own}.key"), format!("{own}.json"));
        self.run(&["open", bundle.to_str().unwrap(), "--key", &key, "--memory", &memory, "--head", head])
    }
}

fn answer(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", told(output));
    String::from_utf8(output.stdout.clone()).unwrap().trim().to_owned()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn bytes(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// The ceremony of three, each on a device of its own.
fn made(office: &mut Office) -> Ceremony {
    office.round(0, &[]);
    office.round(1, &[]);
    let mut words = Vec::new();
    for own in 1..=3 {
        let waits = office.key(own, &[]);
        assert_eq!(waits.status.code(), Some(2), "no confirmation before the words were compared");
        assert!(waits.stdout.is_empty());
        words.push(told(&waits).lines().next().unwrap().to_owned());
    }
    assert!(words[0].contains("Sáu từ") && words.iter().all(|one| *one == words[0]), "{words:?}");
    office.round(2, &["--words-agree"]);
    let plan = CeremonyPlan::new(NUMBER, 3, 2).unwrap();
    let first = office.message(0).iter().map(|one| Round1::read(one).unwrap()).collect();
    let second = office.message(1).iter().map(|one| Round2::read(&plan, one).unwrap()).collect();
    let third = office.message(2).iter().map(|one| Confirmation::read(one).unwrap()).collect();
    Ceremony::assemble(plan, first, second, third).unwrap()
}

fn code(member: u8) -> CredentialKey {
    CredentialCode::from_random([member + 1; 15]).key(UUID)
}

fn open_board(ceremony: &Ceremony) -> Board {
    let file = ManifestFile {
        version: 1,
        uuid: UUID.to_owned(),
        title: "Bỏ phiếu".to_owned(),
        members: 7,
        rule: Rule { num: 2, den: 3, of: "all_members".to_owned(), compare: "at_least".to_owned() },
        questions: vec![Question { id: 1, candidate: "Một".to_owned(), title: "Điển hình".to_owned() }],
        options: 1,
        limit: None,
        min_ballots: 5,
        min_paper: 5,
        replace: "allowed".to_owned(),
        threshold: 2,
        ceremony: hex(&NUMBER),
        dkg: ceremony.round1().iter().zip(ceremony.round2()).map(|(first, second)| second.record(first)).collect(),
        key: hex(&ceremony.key()),
        credentials: (0..7).map(|member| hex(&code(member).public())).collect(),
        paper_credentials: Vec::new(),
        opens: String::new(),
        client: ClientHashes { page: "00".repeat(32), wasm: "00".repeat(32), verifier: "00".repeat(32) },
        server_key: hex(&ServerKey::from_random(&[3; 32]).public()),
    };
    let mut board = Board::start(&serde_json::to_vec(&file).unwrap()).unwrap();
    board.append(EntryKind::Ceremony, &ceremony.to_bytes()).unwrap();
    board.append(EntryKind::Open, &7_u32.to_le_bytes()).unwrap();
    board
}

fn cast(board: &mut Board, member: u8, agree: u8) {
    let rules = BallotRules::of(&Manifest::read(&board.entries()[0].payload).unwrap());
    let choices = Choices::new(&rules, &[agree]).unwrap();
    let made = Opened::make(&rules, &code(member), 1, BallotSeed::from_random([member; 32]), choices);
    board.cast(made.bytes()).unwrap();
}

fn closed(mut board: Board, path: &Path) -> (Board, String) {
    board.append(EntryKind::Close, &[]).unwrap();
    std::fs::write(path, Bundle::of(&board).to_bytes()).unwrap();
    let head = hex(&board.close().unwrap().head);
    (board, head)
}

#[test]
fn trustees_with_their_own_program_make_the_key_and_open_the_sums() {
    let mut office = Office::new();
    let ceremony = made(&mut office);
    let mut board = open_board(&ceremony);
    for member in 0..6 {
        cast(&mut board, member, u8::from(member < 5));
    }
    let bundle = office.path("result.ltb");
    let unclosed = office.path("unclosed.ltb");
    std::fs::write(&unclosed, Bundle::of(&board).to_bytes()).unwrap();
    assert_eq!(office.open(1, &unclosed, &"0".repeat(64)).status.code(), Some(2), "the vote is open");

    let mut other = board.clone();
    cast(&mut other, 6, 0);
    let (mut board, head) = closed(board, &bundle);
    let wrong = office.open(1, &bundle, &"0".repeat(64));
    assert_eq!(wrong.status.code(), Some(2));
    assert!(told(&wrong).contains("khác mã đã đọc to"), "{}", told(&wrong));
    for own in [1, 3] {
        let share = bytes(&answer(&office.open(own, &bundle, &head)));
        board.append(EntryKind::Partial, &share).unwrap();
    }
    let outcome = Outcome::compute(&board).unwrap();
    assert_eq!((outcome.questions[0].agree, outcome.questions[0].passed), (5, true));

    // A server that shows another closing to one who has opened already learns nothing more.
    let second = office.path("second.ltb");
    let (_, second_head) = closed(other, &second);
    let twice = office.open(1, &second, &second_head);
    assert_eq!(twice.status.code(), Some(2));
    assert!(twice.stdout.is_empty() && told(&twice).contains("báo ngay cho chủ tọa"), "{}", told(&twice));
    assert_eq!(answer(&office.open(2, &second, &second_head)).len(), 2 * (4 + 32 + 64), "one who has not opened may");
}

#[test]
fn mistakes_are_told_and_nothing_is_overwritten() {
    let mut office = Office::new();
    office.write(&json!({ "what": "is this" }));
    let strange = office.run(&["key", "ceremony.json", "--key", "1.key"]);
    assert_eq!(strange.status.code(), Some(2));
    assert!(told(&strange).contains("không phải tệp lễ tạo khóa") && !office.path("1.key").exists());

    std::fs::write(office.path("passphrase"), "ngắn\n").unwrap();
    let short = office.key(1, &[]);
    assert!(told(&short).contains("ít nhất 12 ký tự") && !office.path("1.key").exists());
    std::fs::write(office.path("passphrase"), "mật khẩu đủ dài 1\n").unwrap();

    office.round(0, &[]);
    let kept = std::fs::read(office.path("1.key")).unwrap();
    assert_eq!(answer(&office.key(2, &[])).get(..8), Some("02000000"), "each message begins with the own number");
    std::fs::write(office.path("passphrase"), "một mật khẩu khác\n").unwrap();
    assert!(told(&office.key(1, &[])).contains("sai mật khẩu"));
    std::fs::write(office.path("passphrase"), "mật khẩu đủ dài 1\n").unwrap();
    assert_eq!(std::fs::read(office.path("1.key")).unwrap(), kept);

    std::fs::rename(office.path("1.key"), office.path("2.key")).unwrap();
    assert!(told(&office.key(2, &[])).contains("thành viên khác"), "another trustee's key file");
    let lost = office.key(1, &[]);
    assert!(
        told(&lost).contains("không thấy tệp khóa") && !office.path("1.key").exists(),
        "a lost key is not made anew"
    );
}

#[cfg(unix)]
#[test]
fn the_key_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let office = Office::new();
    answer(&office.key(1, &[]));
    let mode = std::fs::metadata(office.path("1.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
