//! Procedures beside the yearly one: a monthly intake, and cases in which the head decides alone. Must not let them count against quotas.

use lantoa_domain::plan::{Counting, Key, Performer, Rhythm, Step, StepKind, Track};

use super::place::Place;
use super::said::{is_timeline, sentences};
use super::steps::{self, Recognised, Setting};
use super::tracks::{SAID, gives, implied, sentence_case, step_of};
use super::{Keys, obligations, source};
use crate::reading::{self, Confidence, Reading, Span, When};
use crate::text::fold::fold;
use crate::text::pattern;

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

/// The name, in the plan's language, of a monthly intake.
const MONTHLY_NAME: &str = "Giới thiệu gương hằng tháng";

/// A monthly intake with a track of its own, unless it is a step of the main procedure.
pub(super) fn monthly(reading: &Reading, place: &Place<'_>, keys: &mut Keys) -> Option<Track> {
    let steps = reading.process_steps.iter().filter(|step| !is_timeline(step));
    let sections: Vec<Span> = steps.map(|step| place.section(step.source)).collect();
    let in_procedure = |d: &reading::Deadline| {
        sections.iter().any(|section| section.start <= d.source.start && d.source.end <= section.end)
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
        key: keys.give("hang-thang", "hang-thang"),
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
pub(super) fn head_alone(reading: &Reading, place: &Place<'_>, keys: &mut Keys) -> Vec<Track> {
    let mut out = Vec::new();
    for paragraph in reading.paragraphs.iter().filter(|paragraph| paragraph.depth > 0) {
        let text = place.text(paragraph.span);
        let folded = fold(text);
        if NEW_FACTORS.is_match(&folded) && !out.iter().any(|track: &Track| track.key.as_str() == "nhan-to-moi") {
            out.push(new_factors(reading, place, paragraph.span, keys));
        }
        if !(ALONE.is_match(&folded) && HEAD_DECIDES.is_match(&folded)) {
            continue;
        }
        let mut said = Vec::new();
        sentences(place, paragraph.span, "", &mut said);
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
    let key: Key = keys.give(key, "dot-xuat");
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
