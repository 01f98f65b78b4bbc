//! Small elections for tests.

use lantoa_ballot::hash::hex;
use lantoa_ballot::manifest::{ClientHashes, Question, Rule};
use lantoa_ballot::*;

pub(crate) const UUID: &str = "hoi-dong-2026-01";

/// What differs between elections.
#[derive(Clone)]
pub(crate) struct Shape {
    pub members: u32,
    pub questions: u32,
    pub options: u32,
    pub limit: Option<u32>,
    pub trustees: u8,
    pub threshold: u8,
    pub min_ballots: u32,
    pub replace: &'static str,
    pub paper_credentials: u32,
    pub rule: (u32, u32, &'static str),
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            members: 7,
            questions: 3,
            options: 1,
            limit: None,
            trustees: 3,
            threshold: 2,
            min_ballots: 5,
            replace: "allowed",
            paper_credentials: 0,
            rule: (2, 3, "all_members"),
        }
    }
}

/// An election with all its secrets.
pub(crate) struct Election {
    pub shape: Shape,
    pub manifest: ManifestFile,
    pub ceremony: Ceremony,
    pub keys: Vec<CredentialKey>,
    pub trustees: Vec<TrusteeKey>,
    pub server: ServerKey,
}

pub(crate) fn seed(index: u8) -> TrusteeSeed {
    TrusteeSeed::from_random([index; 32])
}

/// All rounds with honest trustees.
pub(crate) fn hold_ceremony(plan: CeremonyPlan) -> (Ceremony, Vec<TrusteeKey>) {
    let trustees: Vec<_> =
        (1..=plan.trustees()).map(|index| TrusteeInCeremony::new(plan, index, seed(index)).unwrap()).collect();
    let round1: Vec<_> = trustees.iter().map(TrusteeInCeremony::round1).collect();
    let round2: Vec<_> = trustees.iter().map(|trustee| trustee.round2(&round1).unwrap()).collect();
    let mut confirmations = Vec::new();
    let mut keys = Vec::new();
    for trustee in &trustees {
        let (_, confirmation, key) = trustee.round3(&round1, &round2).unwrap();
        confirmations.push(confirmation);
        keys.push(key);
    }
    (Ceremony::assemble(plan, round1, round2, confirmations).unwrap(), keys)
}

pub(crate) fn credential(number: u32) -> CredentialKey {
    let mut random = [9; 15];
    random[..4].copy_from_slice(&number.to_le_bytes());
    CredentialCode::from_random(random).key(UUID)
}

impl Election {
    pub(crate) fn new(shape: Shape) -> Self {
        let plan = CeremonyPlan::new([0x11; 32], shape.trustees, shape.threshold).unwrap();
        let (ceremony, trustees) = hold_ceremony(plan);
        let server = ServerKey::from_random(&[3; 32]);
        let keys: Vec<_> = (0..shape.members + shape.paper_credentials).map(credential).collect();
        let public: Vec<String> = keys.iter().map(|key| hex(&key.public())).collect();
        let (own, paper) = public.split_at(shape.members as usize);
        let manifest = ManifestFile {
            version: 1,
            uuid: UUID.to_owned(),
            title: "Xét khen thưởng".to_owned(),
            members: shape.members,
            rule: Rule {
                num: shape.rule.0,
                den: shape.rule.1,
                of: shape.rule.2.to_owned(),
                compare: "at_least".to_owned(),
            },
            questions: (1..=shape.questions)
                .map(|id| Question {
                    id, candidate: format!("Ứng viên {id}"), title: "Chiến sĩ thi đua".to_owned()
                })
                .collect(),
            options: shape.options,
            limit: shape.limit,
            min_ballots: shape.min_ballots,
            min_paper: 1,
            replace: shape.replace.to_owned(),
            threshold: u32::from(shape.threshold),
            ceremony: hex(&plan.number()),
            dkg: ceremony.round1().iter().zip(ceremony.round2()).map(|(first, second)| second.record(first)).collect(),
            key: hex(&ceremony.key()),
            credentials: own.to_vec(),
            paper_credentials: paper.to_vec(),
            opens: "2026-12-01".to_owned(),
            client: ClientHashes { page: "00".repeat(32), wasm: "00".repeat(32), verifier: "00".repeat(32) },
            server_key: hex(&server.public()),
        };
        Self { shape, manifest, ceremony, keys, trustees, server }
    }

    pub(crate) fn file(&self) -> Vec<u8> {
        serde_json::to_vec(&self.manifest).unwrap()
    }

    pub(crate) fn rules(&self) -> BallotRules {
        BallotRules::of(&Manifest::read(&self.file()).unwrap())
    }

    /// A board that is open for ballots.
    pub(crate) fn board(&self) -> Board {
        let mut board = Board::start(&self.file()).unwrap();
        board.append(EntryKind::Ceremony, &self.ceremony.to_bytes()).unwrap();
        board.append(EntryKind::Open, &self.shape.members.to_le_bytes()).unwrap();
        board
    }

    pub(crate) fn ballot(&self, member: usize, sequence: u32, choices: &[u8]) -> Vec<u8> {
        let rules = self.rules();
        let mut random = [0; 32];
        random[0] = member as u8;
        random[1] = sequence as u8;
        let choices = Choices::new(&rules, choices).unwrap();
        Opened::make(&rules, &self.keys[member], sequence, BallotSeed::from_random(random), choices).bytes().to_vec()
    }

    /// An open board on which each of these choices is cast by the next member.
    pub(crate) fn voted(&self, votes: &[Vec<u8>]) -> Board {
        let mut board = self.board();
        for (member, choices) in votes.iter().enumerate() {
            board.cast(&self.ballot(member, 1, choices)).unwrap();
        }
        board
    }

    /// Closes and opens with the trustees at these places.
    pub(crate) fn opened(&self, mut board: Board, by: &[usize]) -> Board {
        board.append(EntryKind::Close, &[]).unwrap();
        for place in by {
            let partial = self.trustees[*place].open(&board, &mut TrusteeMemory::default(), &[1; 32]).unwrap();
            board.append(EntryKind::Partial, &partial.to_bytes()).unwrap();
        }
        board
    }

    /// A whole election, ready to be published.
    pub(crate) fn finished(&self, votes: &[Vec<u8>]) -> Board {
        let mut board = self.opened(self.voted(votes), &[0, 1]);
        let outcome = Outcome::compute(&board).unwrap();
        board.append(EntryKind::Result, &outcome.to_bytes()).unwrap();
        board
    }
}

/// Five or more ballots whose choices differ.
pub(crate) fn some_votes(count: usize, width: usize) -> Vec<Vec<u8>> {
    (0..count).map(|member| (0..width).map(|place| u8::from((member + place) % 3 > 0)).collect()).collect()
}
