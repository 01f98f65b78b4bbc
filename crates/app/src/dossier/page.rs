//! The page of one dossier as plain values, filtered by what the reader may see. Must not change anything.

mod criteria;
mod history;
mod walk;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::appraisal;
use lantoa_domain::dossier::{Circumstances, Command, Next, State};
use lantoa_domain::facts::{Facts, Finding};
use lantoa_domain::id::{DecisionId, DossierId, FileId, ProgrammeId, RoundId, SessionId, UnitId};
use lantoa_domain::plan::{Key, Link, Paper, StepKind, Track};
use lantoa_domain::policy::{Act, Lens, lens, scope};
use lantoa_domain::refusal::Refusal;
use lantoa_domain::subject::Subject;
use lantoa_store::Conn;
use lantoa_store::dossier::page::{self, Contents, FileLine, NoteLine};
use lantoa_store::note::NoteKind;

pub use criteria::{Criterion, How, Judged};
pub use history::Event;
pub(super) use walk::due_on;
pub use walk::{Progress, Walked};

use super::circumstances::{acclaim, caps, has_checks, linked, round_open, settled};
use super::{Case, facts, load};
use crate::decision::sees_drafts;
use crate::{Cx, Result};

/// One dossier.
#[derive(Debug, Clone)]
pub struct Page {
    /// The dossier.
    pub id: DossierId,
    /// What a form made from this page carries.
    pub version: i64,
    /// The subject's name.
    pub name: String,
    /// Who or what it is about.
    pub subject: Subject,
    /// Whether the reader may record facts about it.
    pub may_record: bool,
    /// Post of a person, or a few words about a group, household or practice.
    pub about: String,
    /// Whether the criteria for leaders apply.
    pub leader: bool,
    /// The proposing unit and its name today.
    pub unit: (UnitId, String),
    /// The programme and its title.
    pub programme: (ProgrammeId, String),
    /// The movement and its name.
    pub movement: (Key, String),
    /// The track's name.
    pub track: String,
    /// The round, its name and the last day on which it takes dossiers.
    pub round: (RoundId, String, Date),
    /// Its sector, where a quota counts sectors apart.
    pub sector: Option<String>,
    /// Comprehensive or one side of the work, in words.
    pub scope: String,
    /// "unit", "standing_body" or "candidate".
    pub origin: String,
    /// What was achieved.
    pub achievement: String,
    /// When it was opened.
    pub created: Timestamp,
    /// When it was last changed, and by whom.
    pub changed: (Timestamp, String),
    /// Where it stands.
    pub state: State,
    /// The kind of step it is at.
    pub at: Option<StepKind>,
    /// The way through its track.
    pub walk: Vec<Walked>,
    /// Who sent it back and when.
    pub returned: Option<(String, Timestamp)>,
    /// What is missing now.
    pub missing: Vec<Missing>,
    /// Its criteria; how they stand only as far as the reader may see.
    pub criteria: Vec<Criterion>,
    /// Rules that tie it to other dossiers of the round.
    pub links: Vec<Linked>,
    /// Its files; `None` when they are closed to the reader.
    pub files: Option<Vec<File>>,
    /// What was written down at its steps.
    pub notes: Vec<Note>,
    /// What happened, the newest first.
    pub history: Vec<Event>,
    /// What the reader can do now; the first is what is next, when it is [`Offered::leads_on`].
    pub offers: Vec<Offered>,
    /// The session on whose agenda it stands, for those who may open it, its title and its day.
    pub session: Option<(Option<SessionId>, String, Date)>,
    /// The recognition in which it stands: number and symbol once it is issued, and its day; a draft for those who see drafts.
    pub decision: Option<(DecisionId, Option<i64>, String, Option<Date>)>,
    /// Other dossiers about the same subject: movement, round, where they stand; for those who see the whole agency.
    pub others: Vec<Other>,
    /// Whether the reader has a conflict of interest here.
    pub conflicted: bool,
    /// What of it the reader may see.
    pub lens: Lens,
}

/// Something that is missing before the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// A paper the step asks for.
    Paper(Paper),
    /// The result of the meeting at which the own collective acclaims.
    Acclaim,
    /// A record without which a criterion cannot be decided: the criterion, a code of what, and the year or name.
    Record(Key, String, String),
    /// A person's judgement of criteria: how many.
    Judgement(usize),
    /// The recognition of a linked dossier.
    Link,
}

/// A rule that ties the dossier to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The rule.
    pub rule: Link,
    /// Dossiers of the round that could serve it: themselves, the name, where they stand as lists name it.
    pub by: Vec<(DossierId, String, String)>,
    /// Whether one of them is recognised already.
    pub served: bool,
    /// Whether the dossier and one of them hold each other up.
    pub in_circle: bool,
}

/// A file of the dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The file.
    pub id: FileId,
    /// As which paper.
    pub paper: Paper,
    /// Its name.
    pub name: String,
    /// What it is by its content.
    pub media: String,
    /// Bytes.
    pub size: u64,
    /// When it was attached, and by whom.
    pub added: (Timestamp, String),
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub kind: Noted,
    /// The day it tells of.
    pub on: Date,
    /// Its words.
    pub words: String,
    /// Who wrote it.
    pub by: String,
}

/// What a note is about, with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Noted {
    /// The own collective acclaimed: who agreed, who was present.
    Acclaim(u32, u32),
    /// A goal of the fostering: its measure, what it shall come to, by when.
    Goal(Option<String>, Option<String>, Option<Date>),
    /// How the fostering goes.
    Fostering,
    /// Anything else.
    Remark,
}

/// Another dossier about the same subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The dossier.
    pub id: DossierId,
    /// The movement's key.
    pub movement: Key,
    /// The round's name.
    pub round: String,
    /// Where it stands.
    pub state: State,
}

/// A command on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The command.
    pub command: Command,
    /// Whether it takes the dossier on along its track.
    pub leads_on: bool,
    /// What stands in its way.
    pub verdict: std::result::Result<(), Refusal>,
}

/// The page of a dossier.
///
/// # Errors
/// `NotFound` when there is none, or it is not the reader's to know of.
pub async fn page(cx: &Cx, id: DossierId) -> Result<Page> {
    let me = cx.clone();
    cx.db().read(async move |conn: &mut Conn| assemble(conn, &me, id).await).await
}

async fn assemble(conn: &mut Conn, cx: &Cx, id: DossierId) -> Result<Page> {
    let case = load(conn, cx, id).await?;
    let contents = page::contents(conn, &case.record).await?;
    let lens = lens(cx.actor(), &case.place);
    let judged: BTreeMap<Key, Finding> =
        contents.judgements.iter().map(|line| (line.criterion.clone(), line.finding.0.clone())).collect();
    let gathered = if has_checks(&case) { facts::gather(conn, cx, &case).await? } else { Facts::default() };
    let settled = settled(&case, &gathered, &judged);
    let links = linked(conn, &case, &settled).await?;
    let (criteria_open, criteria_failed) = appraisal::obstacles(&settled);
    let now = Circumstances {
        papers: contents.files.iter().filter(|file| !file.removed).map(|file| file.paper.0).collect(),
        round_open: round_open(cx, &case),
        acclaim: latest_acclaim(&contents),
        criteria_open,
        criteria_failed,
        waits_for: links.waits_for(&case, &[]),
        caps_broken: caps(conn, cx, &case).await?,
        ..Circumstances::default()
    };
    let missing = missing(&case, &now, &settled, lens);
    let criteria = criteria::lines(&settled, &contents, lens);
    let lines = history::read(&contents.history);
    let history = history::events(&lines, &case, lens);
    let walk = walk::walk(&case, &lines);
    let returned = walk::returned(&lines, &case.record.dossier.state);
    let offers = offers(cx, &case, &now);
    let links = link_lines(&case, &links);
    Ok(compose(cx, case, contents, Parts { lens, missing, criteria, history, walk, returned, offers, links }))
}

struct Parts {
    lens: Lens,
    missing: Vec<Missing>,
    criteria: Vec<Criterion>,
    history: Vec<Event>,
    walk: Vec<Walked>,
    returned: Option<(String, Timestamp)>,
    offers: Vec<Offered>,
    links: Vec<Linked>,
}

fn compose(cx: &Cx, case: Case, contents: Contents, parts: Parts) -> Page {
    let at = case.at();
    let title = |key: &Key| case.plan.movement(key).map_or_else(|| key.to_string(), |one| one.name.clone());
    let whole = scope(cx.actor()).whole;
    let others = contents.others.into_iter().filter(|_| whole);
    let conflicted = case.place.conflicted || case.place.candidate == Some(cx.actor().person);
    let track = case.track().name.clone();
    let record = case.record;
    let d = record.dossier;
    Page {
        id: d.id,
        version: d.version,
        name: record.name,
        subject: d.subject,
        may_record: cx.may(Act::RecordFacts),
        about: if contents.about.post.is_empty() { contents.about.note } else { contents.about.post },
        leader: d.leader,
        unit: (d.unit, contents.about.unit),
        programme: (d.programme, contents.about.programme),
        movement: (d.movement.clone(), title(&d.movement)),
        track,
        round: (d.round, case.round.label, case.round.closes),
        sector: record.sector,
        scope: record.scope,
        origin: record.origin,
        achievement: record.achievement,
        created: record.created,
        changed: (record.changed, contents.about.changed_by),
        state: d.state,
        at,
        walk: parts.walk,
        returned: parts.returned,
        missing: parts.missing,
        criteria: parts.criteria,
        links: parts.links,
        files: parts.lens.files.then(|| contents.files.into_iter().filter(|file| !file.removed).map(file).collect()),
        notes: contents.notes.into_iter().map(note).collect(),
        history: parts.history,
        offers: parts.offers,
        session: contents.session.map(|(id, title, on)| (Some(id).filter(|_| cx.may(Act::ReadSession)), title, on)),
        decision: contents.decision.filter(|(_, number, _, _)| number.is_some() || sees_drafts(cx)),
        others: others.map(|(id, movement, state, round)| Other { id, movement, round, state: state.0 }).collect(),
        conflicted,
        lens: parts.lens,
    }
}

fn file(line: FileLine) -> File {
    let FileLine { id, paper, name, media, size, added, added_by, .. } = line;
    File { id, paper: paper.0, name, media, size, added: (added, added_by) }
}

fn note(line: NoteLine) -> Note {
    let detail = line.detail.0;
    let kind = match line.kind.0 {
        NoteKind::Endorsement => Noted::Acclaim(detail.agree.unwrap_or_default(), detail.present.unwrap_or_default()),
        NoteKind::Goal => Noted::Goal(detail.measure, detail.target, detail.due),
        NoteKind::Fostering => Noted::Fostering,
        NoteKind::Appraisal | NoteKind::Remark => Noted::Remark,
    };
    Note { kind, on: line.on, words: line.body, by: line.by }
}

fn latest_acclaim(contents: &Contents) -> Option<(u32, u32)> {
    let found = contents.notes.iter().rev().find(|note| note.kind.0 == NoteKind::Endorsement);
    found.and_then(|note| acclaim(&note.detail.0))
}

/// What the performer of the present step still waits for.
fn missing(case: &Case, now: &Circumstances, settled: &[appraisal::Settled<'_>], lens: Lens) -> Vec<Missing> {
    let (Some(at), track) = (case.at(), case.track()) else { return Vec::new() };
    let mut out: Vec<Missing> =
        wanted(case, track).filter(|paper| !now.papers.contains(paper)).map(Missing::Paper).collect();
    if at == StepKind::Endorse && now.acclaim.is_none() {
        out.push(Missing::Acclaim);
    }
    let appraise = track.position(StepKind::Appraise);
    let before_end = case.record.dossier.state.step().is_some_and(|step| appraise.is_some_and(|last| step <= last));
    if before_end {
        let records = settled.iter().filter(|one| now.criteria_open.contains(&one.criterion.key));
        out.extend(records.filter_map(|one| match &one.finding {
            Some(Finding::Unknown { missing, value }) => {
                Some(Missing::Record(one.criterion.key.clone(), missing.clone(), value.clone()))
            }
            _ => None,
        }));
    }
    let judged =
        settled.iter().filter(|one| one.finding.is_none() && now.criteria_open.contains(&one.criterion.key)).count();
    if at == StepKind::Appraise && judged > 0 && lens.appraisal {
        out.push(Missing::Judgement(judged));
    }
    if at == StepKind::Decide && now.waits_for.is_some() {
        out.push(Missing::Link);
    }
    out
}

/// The papers of the present step; those of every step before, when it came back.
fn wanted<'a>(case: &'a Case, track: &'a Track) -> impl Iterator<Item = Paper> + 'a {
    let (from, to) = match case.record.dossier.state {
        State::Returned { from, .. } => (0, from),
        State::Walking { step } => (step, step),
        _ => (1, 0),
    };
    let steps = track.steps.iter().enumerate().filter(move |(n, _)| (from..=to).contains(n));
    let papers: std::collections::BTreeSet<Paper> = steps.flat_map(|(_, step)| step.papers.iter().copied()).collect();
    papers.into_iter()
}

/// What the reader may do, what leads on first. Commands of others are not shown.
fn offers(cx: &Cx, case: &Case, now: &Circumstances) -> Vec<Offered> {
    let (dossier, track) = (&case.record.dossier, case.track());
    // The meeting is entered with the command that asks for it.
    let now = Circumstances { acclaim: Some((1, 1)), ..now.clone() };
    let mine = dossier.offers(track, &now).into_iter().filter(|offer| case.permit(cx, offer.command).is_ok());
    let leads_on = |command| {
        let next = dossier.rule(track, command).map(|rule| rule.next);
        matches!(next, Ok(Next::Advance | Next::Finish | Next::ComeBack | Next::Recognise))
    };
    let mut out: Vec<Offered> = mine
        .map(|offer| Offered { command: offer.command, leads_on: leads_on(offer.command), verdict: offer.verdict })
        .collect();
    out.sort_by_key(|offer| !offer.leads_on);
    out
}

fn link_lines(case: &Case, links: &super::circumstances::Linked) -> Vec<Linked> {
    let own = case.record.dossier.id;
    let solution = links.solution();
    let in_circle = solution.circles.iter().any(|circle| circle.contains(&own));
    let line = |rule: &Link| {
        let by: Vec<_> =
            links.servers(own, *rule).map(|one| (one.dossier, one.name.clone(), one.standing.clone())).collect();
        let served = by.iter().any(|(_, _, standing)| standing == "recognised");
        Linked { rule: *rule, by, served, in_circle }
    };
    links.needs.iter().map(line).collect()
}
