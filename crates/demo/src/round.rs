//! One round of a track played through its steps on given days, whatever the steps are. It must not know a plan by name.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_app::dossier::page::{How, page};
use lantoa_app::dossier::{self, NewSubject, Verdict};
use lantoa_app::round::NewRound;
use lantoa_app::{Error, Result, round};
use lantoa_domain::Refusal;
use lantoa_domain::dossier::Command;
use lantoa_domain::id::{NoteId, PersonId, ProgrammeId, RoundId};
use lantoa_domain::plan::{Key, Performer, Plan, Step, StepKind, Track};
use lantoa_domain::subject::Subject;

use crate::cast::Cast;
use crate::decree::{self, WhenFull};
use crate::hand::{Candidate, Fate, Hand, Opener};
use crate::meeting::{self, Ballots};
use crate::records::{self, Known};
use crate::sending;
use crate::stage::Stage;

/// A running programme.
#[derive(Debug)]
pub(crate) struct Run {
    /// The programme.
    pub(crate) programme: ProgrammeId,
    /// The plan it runs on.
    pub(crate) plan: Plan,
    /// Who leads each movement.
    pub(crate) leads: BTreeMap<Key, PersonId>,
    /// What is on record already.
    pub(crate) known: Known,
}

/// One pass of a track.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pass<'p> {
    /// Its track.
    pub(crate) track: &'p str,
    /// The year it answers for.
    pub(crate) year: i16,
    /// The month of a monthly track, else 0.
    pub(crate) month: i8,
    /// The last day it takes dossiers, where that is not what the plan says.
    pub(crate) closes: Option<Date>,
    /// On which day each step begins; a step without one begins when the step before it is done.
    pub(crate) days: &'p [(StepKind, Date)],
    /// Who opens the dossiers.
    pub(crate) opener: Opener,
    /// What happens when a cap is full.
    pub(crate) when_full: WhenFull,
    /// The key and name of the award that goes with recognition.
    pub(crate) award: Option<&'p str>,
    /// Months for which the recognition holds, where the decision says so.
    pub(crate) months: Option<i32>,
    /// What the session and the decision are called.
    pub(crate) title: &'p str,
    /// How the council votes where it votes in secret.
    pub(crate) ballots: Ballots,
}

/// Opens the round.
///
/// # Errors
/// The product's.
pub(crate) async fn open(stage: &mut Stage<'_>, cast: &Cast, run: &Run, pass: &Pass<'_>) -> Result<RoundId> {
    let track = track(run, pass);
    let proposal = track.round_for(pass.year, pass.month);
    let mut new = NewRound::proposed(run.programme, proposal);
    if let Some(closes) = pass.closes {
        new.closes = closes;
    }
    // Whoever is late because of other work opens it late, and it takes dossiers for a few days.
    if new.closes < stage.today() {
        new.closes = stage.in_days(5);
    }
    let cx = stage.acting(cast.secretary()).await?;
    round::open(&cx, new).await
}

fn track<'r>(run: &'r Run, pass: &Pass<'_>) -> &'r Track {
    let found = run.plan.tracks.iter().find(|track| track.key.as_str() == pass.track);
    found.expect("invariant: scripts name tracks of their own plan files")
}

/// Plays passes side by side, each step on its day, until the last day that counts. What would come later stays undone.
///
/// # Errors
/// The product's.
pub(crate) async fn play(
    stage: &mut Stage<'_>,
    cast: &Cast,
    run: &mut Run,
    passes: Vec<(Pass<'_>, Vec<Candidate>)>,
    until: Date,
) -> Result<Vec<Vec<Hand>>> {
    let mut agenda = Vec::new();
    let mut playing: Vec<Playing<'_>> = Vec::new();
    for (n, (pass, candidates)) in passes.into_iter().enumerate() {
        let steps = track(run, &pass).steps.clone();
        agenda.extend(events(&pass, &steps).into_iter().map(|(day, event)| (day, n, event)));
        playing.push(Playing { pass, steps, candidates, hands: Vec::new(), letter: None });
    }
    agenda.sort_by_key(|(day, n, _)| (*day, *n));
    for (day, n, event) in agenda.into_iter().filter(|(day, ..)| *day <= until) {
        stage.go(day).await?;
        happen(stage, cast, run, &mut playing[n], event).await?;
        stage.tell();
    }
    Ok(playing.into_iter().map(|one| one.hands).collect())
}

struct Playing<'p> {
    pass: Pass<'p>,
    steps: Vec<Step>,
    candidates: Vec<Candidate>,
    hands: Vec<Hand>,
    letter: Option<NoteId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    /// The round is opened and the dossiers too.
    Open,
    /// Those under building are looked at.
    Look,
    /// Those under building are far enough.
    FarEnough,
    /// A step is taken.
    Step(usize),
    /// The answers of the level above come.
    Answers,
}

/// What happens when, in the order of the steps.
fn events(pass: &Pass<'_>, steps: &[Step]) -> Vec<(Date, Event)> {
    let mut out = Vec::new();
    let first = pass.days.first().map_or(pass.closes.unwrap_or_default(), |(_, day)| *day);
    out.push((first, Event::Open));
    let mut day = first;
    let mut fostered = None;
    for (n, step) in steps.iter().enumerate() {
        day = pass.days.iter().find(|(kind, _)| *kind == step.kind).map_or(day, |(_, day)| *day);
        if let Some(since) = fostered.take() {
            for look in [after(since, 35), after(since, 70)] {
                if look < day {
                    out.push((look, Event::Look));
                }
            }
            out.push((day, Event::FarEnough));
        }
        out.push((day, Event::Step(n)));
        match step.kind {
            StepKind::Foster => fostered = Some(day),
            StepKind::Forward => {
                day = after(day, 20);
                out.push((day, Event::Answers));
            }
            _ => {}
        }
    }
    out
}

fn after(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

async fn happen(
    stage: &mut Stage<'_>,
    cast: &Cast,
    run: &mut Run,
    playing: &mut Playing<'_>,
    event: Event,
) -> Result<()> {
    match event {
        Event::Open => {
            let id = open(stage, cast, run, &playing.pass).await?;
            for candidate in std::mem::take(&mut playing.candidates) {
                playing.hands.push(Hand::open(stage, cast, id, candidate, playing.pass.opener).await?);
            }
            Ok(())
        }
        Event::Step(n) => take_step(stage, cast, run, playing, n).await,
        Event::Look => {
            for hand in playing.hands.iter_mut().filter(|hand| hand.walks) {
                let clerk = hand.room(cast).clerk;
                if stage.chance.percent(70) {
                    hand.progress(stage, clerk).await?;
                }
            }
            Ok(())
        }
        Event::FarEnough => {
            for hand in playing.hands.iter_mut().filter(|hand| hand.walks) {
                let clerk = hand.room(cast).clerk;
                hand.step(stage, clerk, async |cx, id, seen| dossier::finish_fostering(cx, id, seen).await).await?;
            }
            Ok(())
        }
        Event::Answers => match playing.letter.take() {
            Some(letter) => {
                let mut hands: Vec<&mut Hand> = playing.hands.iter_mut().filter(|hand| hand.walks).collect();
                sending::answers(stage, cast, letter, &mut hands).await
            }
            None => Ok(()),
        },
    }
}

async fn take_step(
    stage: &mut Stage<'_>,
    cast: &Cast,
    run: &mut Run,
    playing: &mut Playing<'_>,
    n: usize,
) -> Result<()> {
    let step = playing.steps[n].clone();
    part_ways(stage, cast, &step, n == 0, &mut playing.hands).await?;
    let pass = &playing.pass;
    let mut hands: Vec<&mut Hand> = playing.hands.iter_mut().filter(|hand| hand.walks).collect();
    match step.kind {
        StepKind::Register | StepKind::Nominate => propose(stage, cast, &step, pass, &mut hands).await,
        StepKind::Endorse => endorse(stage, cast, &step, &mut hands).await,
        StepKind::Foster => goals(stage, cast, &mut hands).await,
        StepKind::Screen => screen(stage, cast, run, pass, &mut hands).await,
        StepKind::Appraise => appraise(stage, cast, run, pass, (&step, &mut hands)).await,
        StepKind::Deliberate if step.who == Performer::Unit => endorse(stage, cast, &step, &mut hands).await,
        StepKind::Deliberate => deliberate(stage, cast, pass, &mut hands).await,
        StepKind::Decide => decide(stage, cast, run, pass, &mut hands).await,
        StepKind::Forward => {
            playing.letter = sending::send(stage, cast, &step.names, &mut hands).await?;
            Ok(())
        }
        StepKind::Publicise => Ok(()),
    }
}

/// Those whose way ends or rests at this step leave the play.
async fn part_ways(stage: &mut Stage<'_>, cast: &Cast, step: &Step, first: bool, all: &mut [Hand]) -> Result<()> {
    for hand in all.iter_mut().filter(|hand| hand.walks) {
        let clerk = hand.room(cast).clerk;
        match hand.candidate.fate {
            Fate::Stops(at) if at == step.kind => {
                if step.kind == StepKind::Foster {
                    hand.goal(stage, clerk).await?;
                }
                hand.walks = false;
            }
            Fate::Withdrawn if !first => hand.withdraw(stage, clerk).await?,
            _ => {}
        }
    }
    Ok(())
}

async fn propose(
    stage: &mut Stage<'_>,
    cast: &Cast,
    step: &Step,
    pass: &Pass<'_>,
    hands: &mut [&mut Hand],
) -> Result<()> {
    for hand in hands.iter_mut() {
        let by = match pass.opener {
            Opener::StandingBody => cast.secretary(),
            Opener::Candidate if step.who == Performer::UnitOrCandidate => {
                hand.candidate.person().unwrap_or(hand.room(cast).clerk)
            }
            _ => hand.room(cast).clerk,
        };
        hand.attach(stage, by, &step.papers).await?;
        if step.kind == StepKind::Register {
            hand.step(stage, by, async |cx, id, seen| dossier::register(cx, id, seen).await).await?;
        } else {
            hand.step(stage, by, async |cx, id, seen| dossier::nominate(cx, id, seen).await).await?;
        }
    }
    Ok(())
}

async fn endorse(stage: &mut Stage<'_>, cast: &Cast, step: &Step, hands: &mut [&mut Hand]) -> Result<()> {
    for hand in hands.iter_mut() {
        let clerk = hand.room(cast).clerk;
        hand.attach(stage, clerk, &step.papers).await?;
        hand.acclaim(stage, cast).await?;
    }
    Ok(())
}

async fn goals(stage: &mut Stage<'_>, cast: &Cast, hands: &mut [&mut Hand]) -> Result<()> {
    for hand in hands.iter_mut() {
        let clerk = hand.room(cast).clerk;
        hand.goal(stage, clerk).await?;
    }
    Ok(())
}

async fn screen(
    stage: &mut Stage<'_>,
    cast: &Cast,
    run: &mut Run,
    pass: &Pass<'_>,
    hands: &mut [&mut Hand],
) -> Result<()> {
    let appraises = track(run, pass).position(StepKind::Appraise).is_some();
    let mut bulk = Vec::new();
    for hand in hands.iter_mut() {
        if !appraises {
            facts_of(stage, cast, run, pass, hand).await?;
        }
        let clerk = hand.room(cast).clerk;
        match hand.candidate.fate {
            Fate::Completed => hand.round_trip(stage, cast.secretary(), clerk).await?,
            Fate::Back(StepKind::Screen) => {
                hand.send_back(stage, cast.secretary()).await?;
                hand.walks = false;
            }
            Fate::Fails if !appraises => {
                set_aside(stage, hand, cast.secretary()).await?;
            }
            _ => {}
        }
        if hand.walks {
            bulk.push((hand.id, hand.seen));
        }
    }
    let cx = stage.acting(cast.secretary()).await?;
    for (_, outcome) in dossier::many(&cx, Command::Screen, &bulk).await? {
        outcome?;
    }
    for hand in hands.iter_mut().filter(|hand| hand.walks) {
        hand.seen += 1;
    }
    Ok(())
}

async fn set_aside(stage: &mut Stage<'_>, hand: &mut Hand, by: PersonId) -> Result<()> {
    let why = "Chưa đạt tiêu chí của kế hoạch, đề nghị bồi dưỡng thêm.";
    hand.walks = false;
    hand.step(stage, by, async |cx, id, seen| dossier::set_aside(cx, id, seen, why).await).await
}

/// Records what the criteria of a dossier look at.
async fn facts_of(stage: &mut Stage<'_>, cast: &Cast, run: &mut Run, pass: &Pass<'_>, hand: &Hand) -> Result<()> {
    let track = &track(run, pass).key;
    let leads = hand.candidate.person() == Some(hand.room(cast).chief);
    let checks = records::checks(records::criteria(&run.plan, hand, track, pass.year, leads));
    let subject = match &hand.candidate.subject {
        NewSubject::Person(person) => Subject::Person(*person),
        NewSubject::Unit(unit) => Subject::Unit(*unit),
        NewSubject::Group(..) | NewSubject::Household(..) | NewSubject::Practice(..) => {
            let cx = stage.acting(cast.secretary()).await?;
            page(&cx, hand.id).await?.subject
        }
    };
    records::record_for(stage, cast, &mut run.known, (hand, subject), (checks, pass.year)).await
}

async fn appraise(
    stage: &mut Stage<'_>,
    cast: &Cast,
    run: &mut Run,
    pass: &Pass<'_>,
    (step, hands): (&Step, &mut [&mut Hand]),
) -> Result<()> {
    let screened = track(run, pass).position(StepKind::Screen).is_some();
    for hand in hands.iter_mut() {
        // Nobody appraises the own dossier.
        let other = |lead: &PersonId| hand.candidate.person() != Some(*lead);
        let lead = run.leads.get(&hand.candidate.movement).copied().filter(other);
        let by = match step.who {
            Performer::MovementLead | Performer::MovementLeadOrStandingBody => lead.unwrap_or(cast.secretary()),
            _ => cast.secretary(),
        };
        let clerk = hand.room(cast).clerk;
        facts_of(stage, cast, run, pass, hand).await?;
        if hand.candidate.fate == Fate::Completed && !screened {
            hand.round_trip(stage, by, clerk).await?;
        }
        if hand.candidate.fate == Fate::Back(StepKind::Appraise) {
            hand.send_back(stage, by).await?;
            hand.walks = false;
            continue;
        }
        settle(stage, hand, by).await?;
        let found = hand.step(stage, by, async |cx, id, seen| dossier::appraise(cx, id, seen).await).await;
        match found {
            Err(Error::Refused(Refusal::CriteriaFailed { .. })) => set_aside(stage, hand, by).await?,
            other => other?,
        }
    }
    Ok(())
}

/// Settles every criterion that people decide, and those for which no record was found.
async fn settle(stage: &mut Stage<'_>, hand: &mut Hand, by: PersonId) -> Result<()> {
    use lantoa_domain::appraisal::Standing;
    let cx = stage.acting(by).await?;
    let page = page(&cx, hand.id).await?;
    let open = page.criteria.iter().filter(|one| one.how != How::ByOther && one.standing == Some(Standing::Open));
    let mut fails = hand.candidate.fate == Fate::Fails;
    for criterion in open {
        let by_person = criterion.how == How::ByPerson;
        let verdict = if fails && by_person { Verdict::NotMet } else { Verdict::Met };
        fails &= !by_person;
        hand.judge(stage, by, &criterion.key, verdict).await?;
    }
    Ok(())
}

async fn deliberate(stage: &mut Stage<'_>, cast: &Cast, pass: &Pass<'_>, hands: &mut [&mut Hand]) -> Result<()> {
    if hands.is_empty() {
        return Ok(());
    }
    let days = stage.chance.between(3, 9);
    meeting::hold(stage, cast, (pass.title, pass.ballots), stage.in_days(days), hands).await
}

async fn decide(stage: &mut Stage<'_>, cast: &Cast, run: &Run, pass: &Pass<'_>, hands: &mut [&mut Hand]) -> Result<()> {
    let title = format!("Công nhận {}", pass.title.to_lowercase());
    let about = (run.programme, &run.plan);
    decree::recognise(stage, cast, about, (&title, pass.months), hands, pass.when_full).await?;
    if let Some(award) = pass.award {
        let title = format!("Tặng Giấy khen {}", pass.title.to_lowercase());
        let shown: Vec<&Hand> = hands.iter().map(|hand| &**hand).collect();
        decree::award(stage, cast, about, (&title, award), &shown).await?;
    }
    Ok(())
}
