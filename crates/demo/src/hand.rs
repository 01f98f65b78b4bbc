//! One dossier in the hands of people: opened, papers attached, walked from step to step. It must not decide what becomes of it.

use jiff::ToSpan;
use lantoa_app::dossier::{self, Acclaim, Attachment, Fostering, Judging, NewDossier, NewSubject, Verdict};
use lantoa_app::{Cx, Result};
use lantoa_domain::id::{DossierId, PersonId, RoundId};
use lantoa_domain::plan::{Key, Paper};
use lantoa_domain::subject::SubjectKind;

use crate::cast::{Cast, Room};
use crate::papers;
use crate::stage::Stage;
use crate::words;

/// Who shall be proposed, and what shall become of it.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// Place of the proposing unit among the rooms.
    pub(crate) room: usize,
    /// Whom or what it is about.
    pub(crate) subject: NewSubject,
    /// The movement.
    pub(crate) movement: Key,
    /// The sector, where a quota counts sectors apart.
    pub(crate) sector: Option<&'static str>,
    /// What shall become of it.
    pub(crate) fate: Fate,
}

/// What shall become of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Everything goes well.
    Shines,
    /// Sent back once, completed, then well.
    Completed,
    /// Taken back by the unit.
    Withdrawn,
    /// Does not meet a criterion.
    Fails,
    /// The council does not select it.
    VotedDown,
    /// Stays where it is when it comes to this step.
    Stops(lantoa_domain::plan::StepKind),
    /// Sent back at this step and not completed yet.
    Back(lantoa_domain::plan::StepKind),
}

/// A dossier under way.
#[derive(Debug, Clone)]
pub(crate) struct Hand {
    /// The dossier.
    pub(crate) id: DossierId,
    /// Its version: grows by one with every command.
    pub(crate) seen: i64,
    /// What it began with.
    pub(crate) candidate: Candidate,
    /// Whether it still walks in this play.
    pub(crate) walks: bool,
    /// Whether it was recognised.
    pub(crate) recognised: bool,
    attached: Vec<Paper>,
}

impl Candidate {
    /// The person it is about.
    pub(crate) fn person(&self) -> Option<PersonId> {
        match self.subject {
            NewSubject::Person(person) => Some(person),
            _ => None,
        }
    }
}

/// Who opens a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opener {
    /// The clerk of the proposing unit.
    Clerk,
    /// The candidate, where it is a person.
    Candidate,
    /// The standing body.
    StandingBody,
}

impl Hand {
    /// Opens a dossier.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn open(
        stage: &mut Stage<'_>,
        cast: &Cast,
        round: RoundId,
        candidate: Candidate,
        opener: Opener,
    ) -> Result<Self> {
        let room = &cast.rooms[candidate.room];
        let by = match opener {
            Opener::Clerk => room.clerk,
            Opener::Candidate => candidate.person().unwrap_or(room.clerk),
            Opener::StandingBody => cast.secretary(),
        };
        let new = NewDossier {
            round,
            movement: candidate.movement.clone(),
            subject: candidate.subject.clone(),
            unit: Some(room.id),
            leader: None,
            sector: candidate.sector.map(str::to_owned),
            scope: words::scope(&mut stage.chance),
            achievement: words::achievement(&mut stage.chance, candidate.subject.kind()),
        };
        let cx = stage.acting(by).await?;
        let id = dossier::open(&cx, new).await?;
        stage.summary.dossiers += 1;
        Ok(Self { id, seen: 1, candidate, walks: true, recognised: false, attached: Vec::new() })
    }

    /// The proposing unit.
    pub(crate) fn room<'c>(&self, cast: &'c Cast) -> &'c Room {
        &cast.rooms[self.candidate.room]
    }

    /// What kind of subject it is about.
    pub(crate) fn kind(&self) -> SubjectKind {
        self.candidate.subject.kind()
    }

    /// Attaches the papers a step asks for that are not there yet.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn attach(&mut self, stage: &mut Stage<'_>, by: PersonId, wanted: &[Paper]) -> Result<()> {
        let missing: Vec<Paper> = wanted.iter().filter(|paper| !self.attached.contains(paper)).copied().collect();
        if missing.is_empty() {
            return Ok(());
        }
        let files = missing.iter().map(|paper| file(stage, *paper, self.kind())).collect();
        let cx = stage.acting(by).await?;
        dossier::attach(&cx, self.id, self.seen, files).await?;
        self.seen += 1;
        self.attached.extend(missing);
        Ok(())
    }

    /// Gives a command whose result is only the next version.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn step<T>(
        &mut self,
        stage: &mut Stage<'_>,
        by: PersonId,
        command: impl AsyncFnOnce(&Cx, DossierId, i64) -> Result<T>,
    ) -> Result<()> {
        let cx = stage.acting(by).await?;
        command(&cx, self.id, self.seen).await?;
        self.seen += 1;
        Ok(())
    }

    /// Takes it back.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn withdraw(&mut self, stage: &mut Stage<'_>, by: PersonId) -> Result<()> {
        let why = "Đơn vị xin rút để hoàn thiện thêm, đề nghị vào năm sau.";
        self.walks = false;
        self.step(stage, by, async |cx, id, seen| dossier::withdraw(cx, id, seen, why).await).await
    }

    /// Sends it back, completes it with a paper more and sends it in again a few days later.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn round_trip(&mut self, stage: &mut Stage<'_>, by: PersonId, clerk: PersonId) -> Result<()> {
        self.send_back(stage, by).await?;
        let days = stage.chance.between(2, 5);
        stage.go(stage.in_days(days)).await?;
        self.attach(stage, clerk, &[Paper::Evidence]).await?;
        self.step(stage, clerk, async |cx, id, seen| dossier::resubmit(cx, id, seen).await).await
    }

    /// Sends it back for completion.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn send_back(&mut self, stage: &mut Stage<'_>, by: PersonId) -> Result<()> {
        let why = words::to_complete(&mut stage.chance);
        self.step(stage, by, async |cx, id, seen| dossier::send_back(cx, id, seen, why).await).await
    }

    /// Records how a meeting agreed: the own collective's, or that of the unit's own council.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn acclaim(&mut self, stage: &mut Stage<'_>, cast: &Cast) -> Result<()> {
        let room = self.room(cast);
        let present = u32::try_from(room.staff.len() + 1).unwrap_or(2).max(2);
        let agree = stage.chance.between(present / 2 + 1, present);
        let acclaim =
            Acclaim { on: stage.today(), present, agree, words: "Họp đơn vị, biểu quyết giơ tay.".into() };
        let chief = room.chief;
        self.step(stage, chief, async |cx, id, seen| dossier::endorse(cx, id, seen, acclaim).await).await
    }

    /// Writes down a goal of the fostering.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn goal(&mut self, stage: &mut Stage<'_>, by: PersonId) -> Result<()> {
        let (words, measure, target) = words::goal(&mut stage.chance);
        let due = stage.today().checked_add(120.days()).ok();
        let goal = Fostering::Goal { words, measure, target, due };
        self.step(stage, by, async |cx, id, seen| dossier::foster(cx, id, seen, goal).await).await
    }

    /// Writes down how the fostering goes.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn progress(&mut self, stage: &mut Stage<'_>, by: PersonId) -> Result<()> {
        let note = Fostering::Progress { on: stage.today(), words: words::progress(&mut stage.chance) };
        self.step(stage, by, async |cx, id, seen| dossier::foster(cx, id, seen, note).await).await
    }

    /// Settles a criterion.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn judge(
        &mut self,
        stage: &mut Stage<'_>,
        by: PersonId,
        criterion: &Key,
        verdict: Verdict,
    ) -> Result<()> {
        let note = match verdict {
            Verdict::Met => "Có xác nhận của đơn vị, đã đối chiếu hồ sơ.",
            Verdict::NotMet => "Chưa có minh chứng, kết quả chưa nổi trội.",
        };
        let judging = Judging { criterion: criterion.clone(), verdict, note: note.to_owned(), evidence: None };
        self.step(stage, by, async |cx, id, seen| dossier::judge(cx, id, seen, judging).await).await
    }
}

fn file(stage: &mut Stage<'_>, paper: Paper, kind: SubjectKind) -> Attachment {
    let (title, name) = match paper {
        Paper::List => ("Danh sách đăng ký", "danh sach dang ky.docx"),
        Paper::Description => ("Bản mô tả sáng kiến, mô hình", "ban mo ta.docx"),
        Paper::AchievementReport => ("Báo cáo thành tích", "bao cao thanh tich.docx"),
        Paper::EndorsementMinutes => ("Biên bản họp suy tôn", "bien ban suy ton.pdf"),
        Paper::PrizeCertificate => ("Giấy chứng nhận giải thưởng", "giay chung nhan.pdf"),
        Paper::Evidence => ("Minh chứng", "minh chung.png"),
    };
    let words = words::achievement(&mut stage.chance, kind);
    let bytes = match name.rsplit('.').next() {
        Some("docx") => papers::docx(title, &words),
        Some("png") => papers::png(u8::try_from(stage.chance.between(20, 240)).unwrap_or(128)),
        _ => papers::pdf(title, &words),
    };
    Attachment { paper, name: name.to_owned(), bytes }
}
