//! The way of a dossier through the procedure, and where it stands; the steps come from the plan, not from here.

use super::Label;
use crate::filters;
use askama::Template;
use jiff::civil::Date;
use lantoa_i18n::{Word, word};

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Finished.
    Done,
    /// The dossier is here.
    Now,
    /// It came back to here for completion.
    Returned,
    /// Later.
    Next,
    /// Left out in this case, with a reason in the history.
    Skipped,
}

/// One step.
#[derive(Debug, Clone)]
pub struct TrackStep {
    /// Its name.
    pub name: Label,
    /// Who does it, or who did it.
    pub note: Option<Label>,
    /// The day it was done.
    pub when: Option<Date>,
    /// How far it is.
    pub progress: Progress,
}

impl TrackStep {
    /// A step.
    pub fn new(name: impl Into<Label>, progress: Progress) -> Self {
        Self { name: name.into(), note: None, when: None, progress }
    }

    /// The day it was done.
    #[must_use]
    pub fn when(mut self, day: Date) -> Self {
        self.when = Some(day);
        self
    }

    /// Who does it, or who did it.
    #[must_use]
    pub fn note(mut self, note: impl Into<Label>) -> Self {
        self.note = Some(note.into());
        self
    }

    const fn class(&self) -> &'static str {
        match self.progress {
            Progress::Done => "done",
            Progress::Now => "now",
            Progress::Returned => "returned",
            Progress::Next => "next",
            Progress::Skipped => "skipped",
        }
    }

    const fn word(&self) -> Word {
        match self.progress {
            Progress::Done => word!("ui-track-done"),
            Progress::Now => word!("ui-track-now"),
            Progress::Returned => word!("ui-track-returned"),
            Progress::Next => word!("ui-track-next"),
            Progress::Skipped => word!("ui-track-skipped"),
        }
    }

    const fn icon(&self) -> &'static str {
        match self.progress {
            Progress::Done => "check",
            Progress::Now => "arrow-right",
            Progress::Returned => "corner-up-left",
            Progress::Next => "circle",
            Progress::Skipped => "minus",
        }
    }

    fn is_current(&self) -> bool {
        matches!(self.progress, Progress::Now | Progress::Returned)
    }
}

/// The steps in order.
#[derive(Debug, Clone, Template)]
#[template(path = "ui/track.html")]
pub struct Track {
    /// First to last.
    pub steps: Vec<TrackStep>,
}
