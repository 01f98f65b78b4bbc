//! Figures of paper ballots: sums only; must not hold a single ballot.

use crate::bytes::Reader;
use crate::error::Refused;
use crate::manifest::{Manifest, Options};

/// Paper ballots on one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PaperCount {
    /// Agree.
    pub agree: u32,
    /// Do not agree.
    pub not_agree: u32,
    /// Without opinion; only where the ballot offers it.
    pub no_opinion: u32,
    /// Returned, but invalid on this question.
    pub invalid: u32,
}

/// Figures of all paper ballots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFigures {
    /// Paper ballots handed out.
    pub issued: u32,
    /// Paper ballots found in the box.
    pub returned: u32,
    /// One count for each question.
    pub questions: Vec<PaperCount>,
}

impl PaperFigures {
    /// Binary form: issued, returned, then four numbers for each question.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let counts = self.questions.iter().flat_map(|q| [q.agree, q.not_agree, q.no_opinion, q.invalid]);
        [self.issued, self.returned].into_iter().chain(counts).flat_map(u32::to_le_bytes).collect()
    }

    /// Reads figures that do not contradict themselves or the manifest.
    ///
    /// # Errors
    /// `Refused::Form` for another length, `Refused::NotNow` for figures that cannot be right.
    pub fn read(manifest: &Manifest, bytes: &[u8]) -> Result<Self, Refused> {
        let mut reader = Reader::new(bytes);
        let (issued, returned) = (reader.number()?, reader.number()?);
        let mut questions = Vec::with_capacity(manifest.questions());
        for _ in 0..manifest.questions() {
            let (agree, not_agree) = (reader.number()?, reader.number()?);
            questions.push(PaperCount { agree, not_agree, no_opinion: reader.number()?, invalid: reader.number()? });
        }
        reader.end()?;
        let figures = Self { issued, returned, questions };
        if figures.returned > figures.issued || !figures.questions.iter().all(|q| figures.fits(manifest, q)) {
            return Err(Refused::NotNow("paper figures contradict each other"));
        }
        if figures.returned < manifest.min_paper() {
            return Err(Refused::NotNow("too few paper ballots for a column of their own"));
        }
        Ok(figures)
    }

    fn fits(&self, manifest: &Manifest, count: &PaperCount) -> bool {
        let all =
            [count.agree, count.not_agree, count.no_opinion, count.invalid].iter().map(|n| u64::from(*n)).sum::<u64>();
        all == u64::from(self.returned) && (manifest.options() == Options::AgreeAndNot || count.no_opinion == 0)
    }
}
