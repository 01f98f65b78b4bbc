//! Dossiers with everything that hangs on them, at the step their fate says; it must not invent a way the table does not know.

use std::ops::Range;

use jiff::Timestamp;
use lantoa_domain::dossier::{Command, Dossier, Ending, State};
use lantoa_domain::exemplar::{Level, Life};
use lantoa_domain::facts::Finding;
use lantoa_domain::id::{self, DecisionId, ExemplarId, FileId, Id, NoteId, PersonId, StoryId};
use lantoa_domain::plan::{Key, Paper, StepKind};
use lantoa_domain::quota::Counted;
use lantoa_domain::subject::Subject;
use lantoa_domain::text::slug;
use lantoa_domain::time::vietnam_date;
use lantoa_store::dossier::{self, Record, subject_columns};
use lantoa_store::exemplar::{self, Exemplar};
use lantoa_store::file::{self, File};
use lantoa_store::journal::{self, Entry};
use lantoa_store::judgement::{self, Judgement};
use lantoa_store::note::{self, Note, NoteDetail, NoteKind};
use lantoa_store::{Result, Tx, Word, decision, subject};
use serde::Serialize;

use super::ground::{decided_on, decision_of};
use super::story;
use crate::shape::{Fate, Shape, Sketch, TODAY, YEARS, step};

const STEPS: [StepKind; 8] = [
    StepKind::Register,
    StepKind::Foster,
    StepKind::Nominate,
    StepKind::Screen,
    StepKind::Appraise,
    StepKind::Deliberate,
    StepKind::Decide,
    StepKind::Publicise,
];
/// What leads on from each step.
const ON: [Command; 8] = [
    Command::Register,
    Command::FinishFostering,
    Command::Nominate,
    Command::Screen,
    Command::Appraise,
    Command::Pass,
    Command::Recognise,
    Command::Publicise,
];
const JUDGED: [&str; 3] = ["chap-hanh", "sang-kien", "lan-toa"];
const WORDS: &str = "Trong năm đã hoàn thành vượt mức kế hoạch được giao, đề xuất cách làm mới giúp rút ngắn thời gian \
                     thực hiện, được tập thể ghi nhận và nhiều đơn vị đến học tập. Kết quả được xác nhận qua kiểm tra \
                     cuối năm và phản hồi của người dân trên địa bàn.";
/// Letters of a title in a public address at most, as the product says.
const LONGEST_SLUG: usize = 80;
const BYTES: &[u8] = b"%PDF-1.4\n% a paper of the benchmark\n%%EOF\n";

/// Stores a range of dossiers; their lines in the journal are mixed by time, as they would be in life.
///
/// # Errors
/// The engine's.
pub(super) async fn some(tx: &mut Tx, shape: &Shape, range: Range<u64>) -> Result<()> {
    let mut lines: Vec<(i64, Entry)> = Vec::new();
    for number in range {
        let mut making = Making::new(shape, number);
        making.store(tx).await?;
        lines.append(&mut making.lines);
    }
    lines.sort_by_key(|(at, _)| *at);
    lines.into_iter().for_each(|(_, entry)| journal::append(tx, entry));
    Ok(())
}

struct Making<'a> {
    shape: &'a Shape,
    number: u64,
    sketch: Sketch,
    decision: DecisionId,
    clerk: PersonId,
    lines: Vec<(i64, Entry)>,
    /// Time between two events, milliseconds.
    pace: i64,
    /// Time of the next event.
    now: i64,
}

#[derive(Serialize)]
struct Line<'a> {
    before: &'a State,
    after: &'a State,
    detail: serde_json::Map<String, serde_json::Value>,
}

impl<'a> Making<'a> {
    fn new(shape: &'a Shape, number: u64) -> Self {
        let mut sketch = shape.sketch(number);
        let decision = decision_of(number, sketch.year, shape);
        let today = TODAY.parse::<Timestamp>().map_or(i64::MAX, Timestamp::as_millisecond);
        // Twelve events at most, all of them before today.
        let room = (today - sketch.opened) / 16;
        let pace = room.min(9 * 24 * 3_600_000) + sketch.dice.below(60_000_000).cast_signed() as i64 / 10;
        let clerk = shape.clerk(shape.district(sketch.unit));
        let now = sketch.opened;
        Self { shape, number, sketch, decision, clerk, lines: Vec::new(), pace, now }
    }

    fn at(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// How many steps are behind it.
    fn done(&self) -> usize {
        match self.sketch.fate {
            Fate::Walking(step) | Fate::Returned(step) | Fate::Ended(step) => step,
            Fate::Recognised => step::PUBLICISE,
            Fate::Known => STEPS.len(),
        }
    }

    /// Who does a step.
    fn performer(&self, at: usize) -> PersonId {
        match at {
            step::REGISTER | step::FOSTER | step::NOMINATE => self.clerk,
            step::DELIBERATE => Shape::person_id(2),
            step::DECIDE => Shape::person_id(0),
            _ => Shape::person_id(1),
        }
    }

    /// The state after a number of steps.
    fn after(&self, steps: usize) -> State {
        match steps {
            0..=step::DECIDE => State::Walking { step: steps },
            _ => {
                let step = Some(steps).filter(|next| *next < STEPS.len());
                State::Recognised { decision: self.decision, step }
            }
        }
    }

    fn state(&self) -> State {
        let reason = || "Cần bổ sung số liệu".to_owned();
        match self.sketch.fate {
            Fate::Returned(from) => State::Returned { from, reason: reason() },
            Fate::Ended(step) => State::Ended { step, ending: ending(step), reason: reason() },
            _ => self.after(self.done()),
        }
    }

    fn own(&self, place: u64) -> i64 {
        own(&self.sketch, self.number, place)
    }

    async fn store(&mut self, tx: &mut Tx) -> Result<()> {
        self.group(tx).await?;
        self.history()?;
        let record = self.record();
        let at = record.dossier.state.step().and_then(|step| STEPS.get(step)).copied();
        // The place a dossier starts at is stored on insert; one that is over has none.
        dossier::insert(tx, &record, at.unwrap_or(StepKind::Register)).await?;
        if at.is_none() {
            let by = (record.changed_by, record.changed);
            dossier::save_state(tx, &record.dossier, &record.dossier.state, None, by).await?;
        }
        let units: Vec<_> = self.shape.path(self.sketch.unit).into_iter().map(Shape::unit_id).collect();
        lantoa_app::dossier::make_findable(tx, &record, &units).await.map_err(of_the_store)?;
        self.files(tx).await?;
        self.notes(tx).await?;
        self.judgements(tx).await?;
        self.recognition(tx, &record).await
    }

    async fn group(&self, tx: &mut Tx) -> Result<()> {
        if matches!(self.sketch.subject, Subject::Person(_) | Subject::Unit(_)) {
            return Ok(());
        }
        let (kind, id) = subject_columns(self.sketch.subject);
        let row = subject::Row {
            id: Id::from_raw(id),
            root: Shape::unit_id(0),
            kind,
            unit: Shape::unit_id(self.sketch.unit),
            name: self.sketch.name.clone(),
            note: String::new(),
        };
        subject::insert(tx, &row).await
    }

    fn record(&self) -> Record {
        let s = &self.sketch;
        let dossier = Dossier {
            id: s.id,
            root: Shape::unit_id(0),
            programme: Shape::programme(),
            round: Shape::round(s.year),
            track: key("hang-nam"),
            movement: s.movement.clone(),
            subject: s.subject,
            unit: Shape::unit_id(s.unit),
            leader: s.leader,
            state: self.state(),
            version: 1,
        };
        Record {
            dossier,
            name: s.name.clone(),
            sector: None,
            scope: "Toàn diện".to_owned(),
            origin: "unit".to_owned(),
            achievement: WORDS.to_owned(),
            created: Timestamp::from_millisecond(s.opened).unwrap_or(Timestamp::UNIX_EPOCH),
            changed: self.at(),
            changed_by: self.performer(self.done().saturating_sub(1)),
        }
    }

    fn event(&mut self, action: &str, by: PersonId, before: &State, after: &State) -> Result<()> {
        let line = Line { before, after, detail: serde_json::Map::new() };
        let entry = Entry::new(Shape::unit_id(0), self.at(), action, self.sketch.id).by(Some(by)).detail(&line)?;
        self.lines.push((self.now, entry));
        self.now += self.pace;
        Ok(())
    }

    /// The lines of the journal that lead to where it stands.
    fn history(&mut self) -> Result<()> {
        let start = State::Walking { step: 0 };
        self.event("dossier.opened", self.clerk, &start, &start)?;
        for (step, command) in ON.iter().enumerate().take(self.done()) {
            if step == step::APPRAISE {
                let here = self.after(step);
                for _ in JUDGED {
                    self.event(Command::Judge.event(), self.performer(step), &here, &here)?;
                }
            }
            self.event(command.event(), self.performer(step), &self.after(step), &self.after(step + 1))?;
        }
        let last = match self.sketch.fate {
            Fate::Returned(_) => Some(Command::Return),
            Fate::Ended(step::DELIBERATE) => Some(Command::Fail),
            Fate::Ended(step::DECIDE) => Some(Command::Decline),
            Fate::Ended(_) => Some(Command::SetAside),
            _ => None,
        };
        if let Some(last) = last {
            let (before, after) = (self.after(self.done()), self.state());
            self.event(last.event(), self.performer(self.done()), &before, &after)?;
        }
        Ok(())
    }

    async fn files(&self, tx: &mut Tx) -> Result<()> {
        // Those that are to be nominated have what that step asks for.
        let papers: &[(Paper, &str)] = match self.done() {
            0 => &[],
            step::FOSTER => &[(Paper::List, "danh-sach.pdf")],
            _ => &[(Paper::List, "danh-sach.pdf"), (Paper::AchievementReport, "bao-cao-thanh-tich.pdf")],
        };
        for (place, (paper, name)) in papers.iter().enumerate() {
            let row = File {
                id: FileId::from_raw(self.own(place as u64)),
                root: Shape::unit_id(0),
                dossier: self.sketch.id,
                paper: Word(*paper),
                name: (*name).to_owned(),
                media: "application/pdf".to_owned(),
                size: BYTES.len() as u64,
                sha256: [7; 32],
                removed: false,
                added_by: self.clerk,
                added: self.at(),
            };
            file::insert(tx, &row, BYTES).await?;
        }
        Ok(())
    }

    async fn notes(&self, tx: &mut Tx) -> Result<()> {
        if self.done() < step::FOSTER {
            return Ok(());
        }
        for (place, kind) in [NoteKind::Goal, NoteKind::Fostering].into_iter().enumerate() {
            let row = Note {
                id: NoteId::from_raw(self.own(place as u64)),
                root: Shape::unit_id(0),
                dossier: self.sketch.id,
                kind,
                on: vietnam_date(self.at()),
                body: WORDS[..WORDS.find('.').map_or(WORDS.len(), |end| end + 1)].to_owned(),
                detail: NoteDetail::default(),
                written_by: self.clerk,
                at: self.at(),
            };
            note::insert(tx, &row).await?;
        }
        Ok(())
    }

    async fn judgements(&self, tx: &mut Tx) -> Result<()> {
        if self.done() <= step::APPRAISE {
            return Ok(());
        }
        for criterion in JUDGED {
            let row = Judgement {
                dossier: self.sketch.id,
                criterion: key(criterion),
                finding: Finding::Passed,
                how: String::new(),
                note: "Có xác nhận của đơn vị".to_owned(),
                judged_by: Shape::person_id(1),
                at: self.at(),
            };
            judgement::put(tx, &row).await?;
        }
        Ok(())
    }

    async fn recognition(&self, tx: &mut Tx, record: &Record) -> Result<()> {
        if !matches!(self.sketch.fate, Fate::Recognised | Fate::Known) {
            return Ok(());
        }
        let (d, on) = (&record.dossier, decided_on(self.sketch.year));
        decision::put_line(tx, self.decision, d.id, self.number.cast_signed()).await?;
        let (subject_kind, subject) = subject_columns(d.subject);
        let row = Exemplar {
            id: ExemplarId::from_raw(self.own(0)),
            root: d.root,
            dossier: d.id,
            decision: self.decision,
            programme: d.programme,
            movement: d.movement.clone(),
            subject_kind,
            subject,
            class: Word(d.subject.kind()),
            unit: d.unit,
            name: record.name.clone(),
            unit_name: self.shape.unit_name(self.sketch.unit),
            level: Word(Level::Agency),
            recognised_on: on,
            valid_until: None,
            recheck_on: None,
            status: Word(Life::Recognised),
            ended_on: None,
            ended_why: String::new(),
            version: 1,
        };
        exemplar::insert(tx, &row).await?;
        if self.sketch.fate == Fate::Known {
            story::tell(tx, &row, (Shape::person_id(1), self.at()), (self.shape.seed, self.number)).await?;
        }
        let counted = Counted {
            movement: d.movement.clone(),
            track: d.track.clone(),
            kind: d.subject.kind(),
            unit: d.unit,
            year: YEARS[self.sketch.year].0,
            month: on.month(),
            times: 1,
        };
        dossier::count_recognition(tx, d.programme, &counted).await
    }
}

/// An identifier of its own for a row that hangs on a dossier.
fn own(sketch: &Sketch, number: u64, place: u64) -> i64 {
    id::raw(sketch.opened, ((number * 8 + place) & 0x3f_ffff) as u32)
}

/// Where the public reads the story of a dossier, where it has one.
pub(crate) fn told_at(shape: &Shape, number: u64) -> Option<String> {
    let sketch = shape.sketch(number);
    let title = slug(&story::title(&sketch.name, (shape.seed, number)), LONGEST_SLUG);
    let id = StoryId::from_raw(own(&sketch, number, 0));
    (sketch.fate == Fate::Known).then(|| format!("/cau-chuyen/{title}-{id}"))
}

fn ending(at: usize) -> Ending {
    match at {
        step::DELIBERATE => Ending::VotedDown,
        step::DECIDE => Ending::Declined,
        _ => Ending::SetAside,
    }
}

fn key(text: &str) -> Key {
    text.parse().expect("invariant: keys of the plan are keys")
}

/// Making a dossier findable can only fail in the store.
fn of_the_store(error: lantoa_app::Error) -> lantoa_store::Error {
    match error {
        lantoa_app::Error::Broken(error) => error,
        other => lantoa_store::Error::Setup { detail: other.to_string() },
    }
}
