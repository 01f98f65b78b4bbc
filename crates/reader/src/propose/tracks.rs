//! Procedures: the yearly one, a monthly intake, and the short ones in which the head decides alone. Must not leave a track that cannot be walked.

use lantoa_domain::plan::{Base, Counting, Key, Method, Performer, Rhythm, Step, StepKind, Threshold, Track, VoteRule};
use lantoa_domain::time::Deadline;

use super::place::Place;
use super::steps::{self, Recognised, Setting};
use super::{Keys, obligations, source};
use crate::reading::{self, Ballot, Confidence, Reading, Span, When};
use crate::text::fold::fold;
use crate::text::pattern;

/// How sure a step is that the plan implies without saying.
const IMPLIED: u8 = 30;
const SAID: u8 = 75;

pattern!(MONTHLY, r"\b(?:guong|dien hinh|nguoi tot|viec tot|nhan to|bien duong|de nghi|danh sach)\b");
pattern!(ALONE, r"\b(?:dot xuat|nguoi tot|viec tot|hoat dong phong trao|kip thoi)\b");
pattern!(
    HEAD_DECIDES,
    r"\b(?P<who>truong ban|giam doc|chu tich[a-z ]{0,20}|hieu truong|thu truong[a-z ]{0,20}|chanh [a-z ]{3,20}|thuong truc (?:tinh|huyen|thi|thanh|dang|ban)[a-z ]{1,14}?|bi thu|truong khoi)\s*(?:xem xet,? )?(?:quyet dinh|khen thuong|tuyen duong|ghi nhan)\b"
);
pattern!(
    FOR_CASES,
    r"^(?:\* ?)?(?:rieng )?(?:doi voi|truong hop) (?P<cases>[^:]{8,260}?), (?:thuong truc|van phong|giam doc|truong|chu tich|hoi dong|lanh dao)"
);
pattern!(NEW_FACTORS, r"\bnhan to moi\b[^.]{0,220}\bkip thoi (?:de nghi )?(?:bieu duong|khen|dong vien)");
pattern!(REVIEWED, r"\b(?:binh xet|binh chon|hop xet|xet chon|xet cong nhan|bo phieu|hop binh)\b|^hop\b");
pattern!(COUNCIL_LIKE, r"^(?:hoi dong|ban chap hanh|khoi|cum|tap the lanh dao)\b");

/// The tracks, the main one first.
pub(super) fn propose(reading: &Reading, place: &Place<'_>) -> Vec<Track> {
    let mut keys = Keys::default();
    let mut out = vec![main_track(reading, place, &mut keys)];
    out.extend(monthly(reading, place, &mut keys));
    out.extend(head_alone(reading, place, &mut keys));
    out
}

/// A sentence of the plan with who acts in it.
struct Said {
    span: Span,
    /// The step of the procedure it belongs to.
    step: Span,
    folded: String,
    actor: String,
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
        key: keys.from_words("hang-nam", "hang-nam"),
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

/// The sentences of the procedure: each step with what stands below it.
fn procedure(reading: &Reading, place: &Place<'_>) -> Vec<Said> {
    let mut out = Vec::new();
    for (n, step) in reading.process_steps.iter().enumerate().filter(|(_, step)| !is_timeline(step)) {
        let section = place.section(step.source);
        let next = reading.process_steps.get(n + 1).map_or(section.end, |next| next.source.start);
        let whole = place
            .paragraph(step.source)
            .is_some_and(|p| p.span.start + 16 >= step.source.start && p.span.end <= step.source.end + 4);
        let span = if whole {
            Span { start: step.source.start, end: section.end.min(next.max(step.source.end)) }
        } else {
            step.source
        };
        let actor = step.actor.as_deref().map(fold).unwrap_or_default();
        let before = out.len();
        sentences(place, span, &actor, &mut out);
        for said in &mut out[before..] {
            said.step = span;
        }
    }
    out
}

fn is_timeline(step: &reading::ProcessStep) -> bool {
    let name = fold(&step.name);
    name.contains("tien do") || name.contains("thoi gian")
}

/// Without a procedure: every sentence of the body that speaks of exemplars.
fn everywhere(reading: &Reading, place: &Place<'_>) -> Vec<Said> {
    let mut out = Vec::new();
    let goals = reading.goals.source;
    let body = reading.paragraphs.iter().filter(|paragraph| paragraph.depth > 0 && !paragraph.heading);
    for paragraph in body.filter(|paragraph| !(goals.start <= paragraph.span.start && paragraph.span.end <= goals.end))
    {
        sentences(place, paragraph.span, "", &mut out);
    }
    out.retain(|said| {
        said.folded.contains("dien hinh")
            || said.folded.contains("mo hinh")
            || said.folded.contains("guong")
            || said.folded.contains("suy ton")
            || said.folded.contains("tong hop")
    });
    out
}

fn sentences(place: &Place<'_>, span: Span, actor: &str, out: &mut Vec<Said>) {
    let text = place.text(span);
    let mut start = 0;
    let mut inherited = actor.to_owned();
    for (at, _) in text.match_indices(['.', '\n', ';']).chain([(text.len(), "")]) {
        let stop = at == text.len()
            || text[at..].starts_with('\n')
            || text[at..].starts_with(';')
            || text[at + 1..].starts_with([' ', '\n'])
            || at + 1 == text.len();
        if !stop || at < start {
            continue;
        }
        let sentence = &text[start..at];
        if sentence.chars().any(char::is_alphabetic) {
            let own = actor_of(sentence);
            if !own.is_empty() {
                inherited.clone_from(&own);
            }
            let actor = if own.is_empty() { inherited.clone() } else { own };
            let span = Span { start: span.start + start, end: span.start + at };
            out.push(Said { span, step: span, folded: fold(sentence), actor });
        }
        start = (at + 1).min(text.len());
    }
}

/// Who acts in a sentence, folded.
fn actor_of(sentence: &str) -> String {
    let doc = crate::text::Doc::new(&crate::text::join::paragraphs(crate::text::clean::raw_lines(sentence)));
    let Some(line) = doc.lines.first() else { return String::new() };
    let skip = crate::outline::mark::parse(doc.text(line.cut)).map_or(0, |mark| mark.length);
    let words = line.cut.from(line.cut.start + skip);
    crate::grammar::actor::find(&doc, words).map(|actor| doc.fold(actor.unit).to_owned()).unwrap_or_default()
}

fn step_of(reading: &Reading, place: &Place<'_>, step: Recognised, span: Span, whole: Span) -> Step {
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

fn implied(kind: StepKind, who: Performer, span: Option<Span>) -> Step {
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

fn sentence_case(office: &str) -> String {
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

fn gives(reading: &Reading) -> Option<String> {
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

const MONTHLY_NAME: &str = "Giới thiệu gương hằng tháng";

/// A monthly intake with a track of its own, unless it is a step of the main procedure.
fn monthly(reading: &Reading, place: &Place<'_>, keys: &mut Keys) -> Option<Track> {
    let in_procedure = |d: &reading::Deadline| {
        reading.process_steps.iter().any(|step| {
            let section = place.section(step.source);
            !is_timeline(step) && section.start <= d.source.start && d.source.end <= section.end
        })
    };
    let intake = reading.deadlines.iter().find(|d| {
        let words = fold(d.what.as_deref().unwrap_or(""));
        matches!(d.when, When::Monthly { .. }) && MONTHLY.is_match(&words) && !in_procedure(d)
    })?;
    let paragraph = place.paragraph(intake.source)?;
    let folded = place.folded(paragraph.span);
    let mut nominate = implied(StepKind::Nominate, Performer::Unit, Some(paragraph.span));
    nominate.deadline = obligations::due(reading, intake, place);
    let mut steps = vec![nominate];
    for found in steps::of_sentence(&folded, "van phong", Setting::Procedure) {
        if matches!(found.kind, StepKind::Appraise | StepKind::Forward) {
            let own = Recognised { who: Performer::StandingBody, ..found };
            steps.push(step_of(reading, place, own, paragraph.span, paragraph.span));
        }
    }
    steps.retain(|step| step.kind != StepKind::Forward || !step.names.is_empty());
    if !steps.iter().any(|step| step.kind == StepKind::Forward) {
        steps.push(implied(StepKind::Decide, Performer::Head, None));
    }
    steps.sort_by_key(|step| StepKind::ALL.iter().position(|kind| *kind == step.kind));
    for step in &mut steps {
        if step.kind != StepKind::Nominate {
            step.deadline = None;
        }
    }
    Some(Track {
        key: keys.from_words("hang-thang", "hang-thang"),
        name: MONTHLY_NAME.to_owned(),
        rhythm: Rhythm::Monthly,
        movements: Vec::new(),
        subjects: Vec::new(),
        counting: Counting::Free,
        valid_months: None,
        gives: None,
        steps,
        clause: place.clause(paragraph.span),
        source: source(paragraph.span, Confidence::percent(SAID)),
    })
}

/// Cases outside the yearly procedure in which the head decides alone.
fn head_alone(reading: &Reading, place: &Place<'_>, keys: &mut Keys) -> Vec<Track> {
    let mut out = Vec::new();
    for paragraph in reading.paragraphs.iter().filter(|paragraph| paragraph.depth > 0) {
        let text = place.text(paragraph.span);
        let mut said = Vec::new();
        sentences(place, paragraph.span, "", &mut said);
        let folded = fold(text);
        if NEW_FACTORS.is_match(&folded) && !out.iter().any(|track: &Track| track.key.as_str() == "nhan-to-moi") {
            out.push(new_factors(reading, place, paragraph.span, keys));
        }
        if !(ALONE.is_match(&folded) && HEAD_DECIDES.is_match(&folded)) {
            continue;
        }
        let standing = said.iter().any(|s| s.folded.contains("thuong truc") && s.folded.contains("de xuat"));
        for case in cases(text, &folded) {
            if out.len() < 6 {
                out.push(alone(reading, place, paragraph.span, &case, standing, keys));
            }
        }
    }
    out
}

/// The cases named after "Riêng đối với", or the whole paragraph's title.
fn cases(text: &str, folded: &str) -> Vec<String> {
    let skip = crate::outline::mark::parse(text).map_or(0, |mark| mark.length);
    let Some(found) = FOR_CASES.captures(folded[skip..].trim_start()).and_then(|groups| groups.name("cases")) else {
        let from = folded.find("dot xuat").unwrap_or(0);
        let start = folded[..from].rfind([';', '.', ':', ',']).map_or(skip, |at| at + 1);
        let end = folded[from..].find([',', ';', ':', '(', '.']).map_or(folded.len(), |at| from + at);
        let name: String = text.chars().skip(start).take(end.saturating_sub(start).min(80)).collect();
        return vec![name.trim().to_owned()];
    };
    let lead = skip + (folded[skip..].len() - folded[skip..].trim_start().len());
    let list: String = text.chars().skip(lead + found.start()).take(found.len()).collect();
    let list = list.replace(" và các trường hợp", "; các trường hợp").replace(" và trường hợp", "; trường hợp");
    list.split(';').map(|case| case.trim().to_owned()).filter(|case| case.chars().count() > 4).collect()
}

fn alone(reading: &Reading, place: &Place<'_>, span: Span, case: &str, standing: bool, keys: &mut Keys) -> Track {
    let proposer = if standing { Performer::StandingBody } else { Performer::Unit };
    let mut decide = implied(StepKind::Decide, Performer::Head, Some(span));
    let folded = place.folded(span);
    if let Some(who) = HEAD_DECIDES.captures(&folded).and_then(|groups| groups.name("who")) {
        decide.names =
            vec![place.text(span).chars().skip(who.start()).take(who.len()).collect::<String>().trim().to_owned()];
    }
    free_track(
        case,
        short_key(case),
        vec![implied(StepKind::Nominate, proposer, Some(span)), decide],
        place.clause(span),
        gives(reading),
        span,
        keys,
    )
}

fn short_key(case: &str) -> &'static str {
    let folded = fold(case);
    let names = [("dot xuat", "dot-xuat"), ("nguoi tot", "nguoi-tot-viec-tot"), ("phong trao", "phong-trao")];
    names.iter().find(|(word, _)| folded.contains(word)).map_or("dot-xuat", |(_, key)| *key)
}

/// "nhân tố mới … kịp thời đề nghị biểu dương khen thưởng": proposed at any time.
fn new_factors(reading: &Reading, place: &Place<'_>, span: Span, keys: &mut Keys) -> Track {
    let mut decide = implied(StepKind::Decide, Performer::Head, Some(span));
    decide.names = reading.document.signer.title.iter().map(|title| sentence_case(&title.value)).collect();
    let steps = vec![
        implied(StepKind::Nominate, Performer::Unit, Some(span)),
        implied(StepKind::Screen, Performer::StandingBody, Some(span)),
        decide,
    ];
    let folded = place.folded(span);
    let at = folded.find("nhan to moi").unwrap_or(0);
    let name: String = place.text(span).chars().skip(at).take("nhan to moi".len()).collect();
    free_track(&name, "nhan-to-moi", steps, place.clause(span), gives(reading), span, keys)
}

fn free_track(
    name: &str,
    key: &str,
    steps: Vec<Step>,
    clause: String,
    gives: Option<String>,
    span: Span,
    keys: &mut Keys,
) -> Track {
    let key: Key = keys.from_words(key, "dot-xuat");
    Track {
        key,
        name: name.to_owned(),
        rhythm: Rhythm::AtAnyTime,
        movements: Vec::new(),
        subjects: Vec::new(),
        counting: Counting::Free,
        valid_months: None,
        gives,
        steps,
        clause,
        source: source(span, Confidence::percent(SAID - 15)),
    }
}
