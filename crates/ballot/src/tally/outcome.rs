//! What the numbers come to under the rule of the manifest; whole numbers only, must not know how they were opened.

use super::{combine, sort, sums};
use crate::board::{Board, PaperCount};
use crate::error::Refused;
use crate::manifest::{Base, Options};

/// Figures of one candidate, electronic and paper ballots together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct QuestionOutcome {
    /// Number of the candidate.
    pub id: u32,
    /// Agree.
    pub agree: u32,
    /// Do not agree; with one box for each candidate, a box left empty is counted here.
    pub not_agree: u32,
    /// No opinion, where the ballot offers it.
    pub no_opinion: u32,
    /// Invalid paper ballots.
    pub invalid: u32,
    /// Members of whom no ballot was returned.
    pub not_returned: u32,
    /// Of how many the share was taken.
    pub base: u32,
    /// Whether the rule is satisfied.
    pub passed: bool,
}

/// The result of an election.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Outcome {
    /// Electronic ballots that count.
    pub ballots: u32,
    /// Paper ballots returned.
    pub paper: u32,
    /// Figures for each candidate in the order of the manifest.
    pub questions: Vec<QuestionOutcome>,
}

impl Outcome {
    /// Opens the sums of a board from the partial decryptions on it.
    ///
    /// # Errors
    /// `Refused::Threshold` with too few valid partial decryptions, `Refused::Proof` for sums no ballots can have.
    pub fn compute(board: &Board) -> Result<Self, Refused> {
        let sums = sums(board)?;
        let numbers = combine(board, &sums, &sort(board, &sums)?.valid)?;
        Self::from_numbers(board, &numbers)
    }

    fn from_numbers(board: &Board, numbers: &[u32]) -> Result<Self, Refused> {
        let ballots = u32::try_from(board.counted().len()).map_err(|_| Refused::TooLarge)?;
        let paper = board.paper().map_or(0, |figures| figures.returned);
        let manifest = board.manifest();
        let returned = ballots.checked_add(paper).ok_or(Refused::TooLarge)?;
        let not_returned =
            manifest.members().checked_sub(returned).ok_or(Refused::NotNow("more ballots than members"))?;
        let width = manifest.options().count();
        let mut questions = Vec::with_capacity(manifest.questions());
        for ((place, question), numbers) in
            manifest.file().questions.iter().enumerate().zip(numbers.chunks_exact(width))
        {
            let figures = board.paper().and_then(|figures| figures.questions.get(place)).copied().unwrap_or_default();
            let electronic = electronic(manifest.options(), ballots, numbers)?;
            let mut line = added(question.id, electronic, figures);
            line.not_returned = not_returned;
            line.base = match manifest.base() {
                Base::AllMembers => manifest.members(),
                Base::Present => board.present(),
                Base::Valid => line.agree + line.not_agree + line.no_opinion,
            };
            line.passed = manifest.passes(line.agree, line.base);
            questions.push(line);
        }
        Ok(Self { ballots, paper, questions })
    }

    /// Binary form for the board: ballots, paper, then seven numbers for each candidate (agree, not agree, no opinion,
    /// invalid, not returned, base, passed).
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let lines = self
            .questions
            .iter()
            .flat_map(|q| [q.agree, q.not_agree, q.no_opinion, q.invalid, q.not_returned, q.base, u32::from(q.passed)]);
        [self.ballots, self.paper].into_iter().chain(lines).flat_map(u32::to_le_bytes).collect()
    }
}

/// Agree, not agree and no opinion among the electronic ballots.
fn electronic(options: Options, ballots: u32, numbers: &[u32]) -> Result<PaperCount, Refused> {
    let agree = numbers.first().copied().unwrap_or_default();
    let rest = ballots.checked_sub(agree).ok_or(Refused::Proof)?;
    let not_agree = match options {
        Options::AgreeOnly => rest,
        Options::AgreeAndNot => numbers.get(1).copied().unwrap_or_default(),
    };
    let no_opinion = rest.checked_sub(not_agree).ok_or(Refused::Proof)?;
    Ok(PaperCount { agree, not_agree, no_opinion, invalid: 0 })
}

fn added(id: u32, electronic: PaperCount, paper: PaperCount) -> QuestionOutcome {
    QuestionOutcome {
        id,
        agree: electronic.agree + paper.agree,
        not_agree: electronic.not_agree + paper.not_agree,
        no_opinion: electronic.no_opinion + paper.no_opinion,
        invalid: paper.invalid,
        not_returned: 0,
        base: 0,
        passed: false,
    }
}
