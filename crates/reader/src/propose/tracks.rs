//! The main procedure of a plan. Must not leave a track that cannot be walked.

use lantoa_domain::plan::{Base, Counting, Method, Performer, Rhythm, Step, StepKind, Threshold, Track, VoteRule};
use lantoa_domain::time::Deadline;

use super::fast;
use super::place::Place;
use super::said::{Said, actor_of, everywhere, procedure};
use super::steps::{self, Recognised, Setting};
use super::{Keys, obligations, source};
use crate::reading::{self, Ballot, Confidence, Reading, Span, When};
use crate::text::fold::fold;
use crate::text::pattern;

/// How sure a step is that the plan implies without saying.
const IMPLIED: u8 = 30;
/// How sure a step is that a sentence names.
pub(super) const SAID: u8 = 75;

pattern!(REVIEWED, r"\b(?:binh xet|binh chon|hop xet|xet chon|xet cong nhan|bo phieu|hop binh)\b|^hop\b");
pattern!(COUNCIL_LIKE, r"^(?:hoi dong|ban chap hanh|khoi|cum|tap the lanh dao)\b");

/// The tracks, the main one first.
pub(super) fn propose(reading: &Reading, place: &Place<'_>) -> Vec<Track> {
    let mut keys = Keys::default();
    let mut out = vec![main_track(reading, place, &mut keys)];
    out.extend(fast::monthly(reading, place, &mut keys));
    out.extend(fast::head_alone(reading, place, &mut keys));
    out
}

fn main_track(reading: &Reading, place: &Place<'_>, keys: &mut Keys) -> Track {
    let procedural = !reading.process_steps.is_empty();
    let said = if procedural { procedure(reading, place) } else { everywhere(reading, place) };
    let setting = if procedural { Setting::Procedure } else { Setting::Anywhere };
    let mut found: Vec<(Recognised, &Said)> = Vec::new();
    for sentence in &said {
        for step in steps::of_sentence(&sentence.folded, &sentence.actor, setting) {
            let upwards = step.kind != StepKind::Forward || !forwarded(reading, place, sentence.span).is_empty();
            if upwards && !found.iter().any(|(known, _)| known.kind == step.kind) {
                found.push((step, sentence));
            }
        }
    }
    // A list handed in for recognition is a nomination, whatever it is called.
    let nominated = found.iter().find(|(step, _)| step.kind == StepKind::Nominate).map(|(_, said)| said.span);
    found.retain(|(step, said)| step.kind != StepKind::Register || nominated != Some(said.span));
    let decided = found.iter().find(|(step, _)| step.kind == StepKind::Decide).map(|(_, said)| said.span);
    let mut built: Vec<Step> =
        found.iter().map(|(step, said)| step_of(reading, place, *step, said.span, said.step)).collect();
    complete(reading, place, &mut built);
    in_order(&mut built, procedural);
    let first = reading.process_steps.first().map(|step| step.source).or(decided);
    Track {
        key: keys.give("hang-nam", "hang-nam"),
        name: if procedural { heading(place, first) } else { YEARLY.to_owned() },
        rhythm: Rhythm::Yearly,
        movements: Vec::new(),
        subjects: Vec::new(),
        counting: Counting::Counted,
        valid_months: None,
        gives: gives(reading),
        steps: built,
        clause: first
            .map(|span| place.above(span).first().map_or_else(|| place.clause(span), |up| place.clause(up.span)))
            .unwrap_or_default(),
        source: first.and_then(|span| source(span, Confidence::percent(if procedural { SAID } else { IMPLIED + 20 }))),
    }
}

/// The name, in the plan's language, of a procedure that the plan does not name.
const YEARLY: &str = "Xét hằng năm";

/// The name of a track is the heading it stands under.
fn heading(place: &Place<'_>, at: Option<Span>) -> String {
    let above = at.and_then(|span| place.above(span).into_iter().find(|paragraph| paragraph.heading));
    let own = at.and_then(|span| place.paragraph(span)).map_or("", |paragraph| place.text(paragraph.span));
    // "IV. Cách thức và thời gian. Các đơn vị gửi …" heads itself.
    let line = above.map_or_else(
        || &own[..own.find(". ").and_then(|at| own[at + 2..].find(". ").map(|n| at + 2 + n)).unwrap_or(0)],
        |paragraph| place.text(paragraph.span),
    );
    let skip = crate::outline::mark::parse(line).map_or(0, |mark| mark.length);
    let name: String = line.chars().skip(skip).take(120).collect();
    name.trim().trim_end_matches([':', '.']).to_owned()
}

pub(super) fn step_of(reading: &Reading, place: &Place<'_>, step: Recognised, span: Span, whole: Span) -> Step {
    let folded = place.folded(span);
    let within =
        |outer: Span| reading.deadlines.iter().find(|d| outer.start <= d.source.start && d.source.end <= outer.end);
    let takes = matches!(
        step.kind,
        StepKind::Register | StepKind::Nominate | StepKind::Screen | StepKind::Appraise | StepKind::Deliberate
    );
    let opens = matches!(step.kind, StepKind::Register | StepKind::Nominate);
    let read = within(span).filter(|_| takes).or_else(|| within(whole).filter(|_| opens));
    let deadline = read.and_then(|d| obligations::due(reading, d, place));
    let names = match step.kind {
        StepKind::Forward => forwarded(reading, place, span),
        StepKind::Decide => decider(place, span).into_iter().collect(),
        _ => Vec::new(),
    };
    Step {
        kind: step.kind,
        who: step.who,
        deadline,
        papers: if matches!(step.kind, StepKind::Nominate | StepKind::Register) {
            steps::papers(&folded)
        } else {
            Vec::new()
        },
        vote: None,
        names,
        source: source(span, Confidence::percent(SAID)),
    }
}

/// The bodies above the agency that a sentence forwards to, as printed.
fn forwarded(reading: &Reading, place: &Place<'_>, span: Span) -> Vec<String> {
    let text = place.text(span);
    let agency = reading.document.agency.as_ref().map(|agency| fold(&agency.value)).unwrap_or_default();
    let is_own = |name: &str| !agency.is_empty() && agency.contains(&fold(name));
    let mut out: Vec<String> = Vec::new();
    for (start, end) in steps::forwarded_to(&fold(text)) {
        let name: String = text.chars().skip(start).take(end - start).collect();
        let stops = [" để ", " xem ", " công ", " khi ", " và danh", " trước ", " kết quả", " theo "];
        let stop = stops.iter().filter_map(|word| name.find(word)).min().unwrap_or(name.len());
        let parts = name[..stop].split(", ").map(|part| part.trim().to_owned());
        out.extend(
            parts.filter(|part| part.chars().count() > 2 && !is_own(part) && !fold(part).starts_with("tong hop")),
        );
    }
    out.dedup();
    out
}

/// The office that decides, as the sentence prints it.
fn decider(place: &Place<'_>, span: Span) -> Option<String> {
    let text = place.text(span);
    let folded = fold(text);
    let printed = |start: usize, length: usize| text.chars().skip(start).take(length).collect::<String>();
    if let Some((start, end)) = steps::decider(&folded) {
        return Some(printed(start, end - start));
    }
    let actor = Some(actor_of(text)).filter(|actor| steps::is_head(actor))?;
    folded.find(&actor).map(|at| printed(at, actor.len()))
}

/// Adds what every procedure has and this plan does not say: a decision, a vote rule, a nomination before an appraisal.
fn complete(reading: &Reading, place: &Place<'_>, steps: &mut Vec<Step>) {
    let has = |steps: &[Step], kind| steps.iter().any(|step| step.kind == kind);
    let leads = reading.movements.iter().filter(|movement| movement.lead_agency.is_some()).count();
    if leads > 0 && leads * 2 >= reading.movements.len() && !has(steps, StepKind::Appraise) {
        let lead = reading.movements.iter().find_map(|movement| movement.lead_agency.as_ref());
        if !has(steps, StepKind::Nominate) {
            steps.push(implied(StepKind::Nominate, Performer::Unit, None));
        }
        steps.push(implied(StepKind::Appraise, Performer::MovementLeadOrStandingBody, lead.map(|lead| lead.source)));
    }
    if !has(steps, StepKind::Register) && !has(steps, StepKind::Nominate) {
        steps.push(implied(StepKind::Nominate, Performer::Unit, None));
    }
    if !has(steps, StepKind::Deliberate)
        && let Some(rule) = &reading.vote_rule
        && rule.threshold.is_some()
    {
        steps.push(implied(StepKind::Deliberate, Performer::Council, Some(rule.source)));
    }
    if !has(steps, StepKind::Decide) {
        let mut decide = implied(StepKind::Decide, Performer::Head, None);
        decide.names = reading.document.signer.title.iter().map(|title| sentence_case(&title.value)).collect();
        steps.push(decide);
    }
    let upper = if has(steps, StepKind::Forward) { None } else { forward_in_rewards(reading, place) };
    steps.extend(upper);
    for step in steps.iter_mut() {
        if step.kind == StepKind::Deliberate {
            step.vote = Some(vote_rule(reading));
            step.deadline = step.deadline.take().or_else(|| review(reading, place));
        }
        if step.kind == StepKind::Register && step.deadline.is_none() {
            step.deadline = registration(reading, place);
        }
        if step.kind == StepKind::Decide && step.names.is_empty() {
            step.names = reading.document.signer.title.iter().map(|title| sentence_case(&title.value)).collect();
        }
    }
}

pub(super) fn implied(kind: StepKind, who: Performer, span: Option<Span>) -> Step {
    Step {
        kind,
        who,
        deadline: None,
        papers: Vec::new(),
        vote: None,
        names: Vec::new(),
        source: span.and_then(|span| source(span, Confidence::percent(IMPLIED))),
    }
}

/// "đề nghị UBND tỉnh tặng bằng khen", monthly or yearly reports to the level above.
fn forward_in_rewards(reading: &Reading, place: &Place<'_>) -> Option<Step> {
    let found = reading.rewards.iter().find_map(|reward| {
        let paragraph = place.paragraph(reward.source)?;
        let names = forwarded(reading, place, paragraph.span);
        (!names.is_empty()).then_some((reward.source, names))
    });
    let (span, names) = found.or_else(|| {
        let sent = reading.deadlines.iter().filter(|d| place.folded(d.clause).contains("gui"));
        sent.map(|d| (d.clause, forwarded(reading, place, d.clause))).find(|(_, names)| !names.is_empty())
    })?;
    Some(Step { names, ..implied(StepKind::Forward, Performer::StandingBody, Some(span)) })
}

pub(super) fn sentence_case(office: &str) -> String {
    let lower = office.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// The plan's own rule; where it names none, the usual one for a person to confirm.
fn vote_rule(reading: &Reading) -> VoteRule {
    let Some(read) = &reading.vote_rule else { return VoteRule::USUAL };
    let (num, den) = read.threshold.unwrap_or((VoteRule::USUAL.num, VoteRule::USUAL.den));
    let strict = read.threshold.is_none() || read.strict;
    let quorum = reading.quorum.as_ref().map(|quorum| (quorum.num, quorum.den));
    let (quorum_num, quorum_den) = quorum.unwrap_or((VoteRule::USUAL.quorum_num, VoteRule::USUAL.quorum_den));
    VoteRule {
        method: if read.ballot == Ballot::Secret { Method::Secret } else { Method::Hands },
        num,
        den,
        threshold: if strict { Threshold::MoreThan } else { Threshold::AtLeast },
        base: if read.of == reading::Base::AllMembers { Base::AllMembers } else { Base::Present },
        quorum_num,
        quorum_den,
        ..VoteRule::USUAL
    }
}

/// When the council meets, said apart from the step.
fn review(reading: &Reading, place: &Place<'_>) -> Option<Deadline> {
    let by_council = |d: &&reading::Deadline| d.who.as_deref().is_none_or(|who| COUNCIL_LIKE.is_match(&fold(who)));
    let reviewed = |d: &&reading::Deadline| REVIEWED.is_match(&fold(d.what.as_deref().unwrap_or("")));
    let found = reading.deadlines.iter().filter(by_council).find(reviewed)?;
    obligations::due(reading, found, place)
}

pattern!(REGISTERING, r"\bdang ky\b");

fn registration(reading: &Reading, place: &Place<'_>) -> Option<Deadline> {
    let near = |d: &&reading::Deadline| {
        let paragraph = place.paragraph(d.source).map(|p| place.folded(p.span)).unwrap_or_default();
        REGISTERING.is_match(&paragraph) && !matches!(d.when, When::Monthly { .. })
    };
    obligations::due(reading, reading.deadlines.iter().find(near)?, place)
}

/// As the procedure tells them; forwarding and publicity come after the decision.
fn in_order(steps: &mut [Step], told: bool) {
    let canonical = |kind: StepKind| StepKind::ALL.iter().position(|k| *k == kind).unwrap_or(0);
    let own_council = steps.iter().any(|s| s.kind == StepKind::Deliberate && s.who == Performer::Unit);
    steps.sort_by_key(|step| {
        let place = canonical(step.kind);
        // A unit's own council selects what was registered before it is fostered and nominated.
        if told && own_council && step.kind == StepKind::Deliberate {
            canonical(StepKind::Register) * 2 + 1
        } else {
            place * 2
        }
    });
    // A dossier begins with what the unit hands in.
    let opens = steps.iter().position(|s| matches!(s.kind, StepKind::Register | StepKind::Nominate)).unwrap_or(0);
    if let Some(early) = steps.get_mut(..=opens) {
        early.rotate_right(1);
    }
}

pub(super) fn gives(reading: &Reading) -> Option<String> {
    let paper =
        |reward: &&reading::Reward| ["giay", "bang", "thu"].iter().any(|word| fold(&reward.form).starts_with(word));
    let own = reading.rewards.iter().filter(|reward| reward.amount.is_none()).filter(paper);
    let agency = reading.document.agency.as_ref().map(|agency| fold(&agency.value)).unwrap_or_default();
    let by_head = own.clone().find(|reward| {
        reward
            .by
            .as_deref()
            .map(fold)
            .is_none_or(|by| steps::is_head(&by) || agency.contains(&by) || by.contains(&agency))
    });
    by_head.map(|reward| reward.form.clone())
}
