//! Quotas with movement, tracks, strength and sectors. Must not turn an aim into an order.

use lantoa_domain::plan::{Bound, Key, Movement, Per, Quota, QuotaSubject, Strength, Years};

use super::place::Place;
use super::{Keys, source};
use crate::reading::{self, Counted, Reading};
use crate::text::fold::fold;
use crate::text::pattern;

pattern!(SECTORS, r"\b(?:doi voi|cho|tai) (?:tung|moi) (?:nganh|luc luong|khoi)\b");
pattern!(MODEL_IS_COLLECTIVE, r"\bmo hinh[a-z ]{0,24}:? ?(?:la|phai la) (?:nhung |cac |mot )?tap the\b");
pattern!(AND_EXEMPLAR, r"\b(?:mot|01|1) mo hinh[^.;,0-9]{0,40} va (?:mot |guong |ca nhan )?dien hinh\b");
pattern!(YEAR, r"\b(?:nam |/)\s*(2[0-9]{3})\b");
pattern!(
    LABEL_YEAR,
    r"^(?:[0-9a-z.) ]{0,6})?(?:quy [ivx, ]+|nam|trong nam|thang [0-9]{1,2})\s*(?:/|nam)?\s*2[0-9]{3}\s*:?$"
);

/// The quotas of each movement, then those of the whole plan.
pub(super) fn propose(
    reading: &Reading,
    movements: &[Movement],
    main: Option<&Key>,
    fast: &[Key],
    place: &Place<'_>,
) -> Vec<Quota> {
    let mut keys = Keys::default();
    let mut out = Vec::new();
    let counts_models = reading.plan_wide.quotas.iter().chain(reading.movements.iter().flat_map(|m| &m.scope.quotas));
    let counts_models = counts_models.into_iter().any(|quota| quota.subject == Counted::Model);
    // Some plans say "mô hình" for an exemplary collective.
    let collective = counts_models && MODEL_IS_COLLECTIVE.is_match(&fold(&reading.text));
    let told = Told { collective, place };
    for (n, (read, movement)) in reading.movements.iter().zip(movements).enumerate() {
        for quota in &read.scope.quotas {
            let sectors = sectors(reading, read, quota);
            let made = one(quota, Some(movement), &format!("m{}", n + 1), &mut keys, &told);
            // "05 tập thể (đối với từng ngành)": counted in the movement, sector by sector.
            let per = if sectors.is_empty() { made.per } else { Per::Movement };
            out.push(Quota { sectors, per, ..made });
        }
    }
    for quota in &reading.plan_wide.quotas {
        let made = one(quota, None, "chung", &mut keys, &told);
        let twin = both_kinds(reading, quota, &made, &mut keys);
        out.push(made);
        out.extend(twin);
    }
    // What is free of numbers does not count against them, so the numbers hold for the main procedure.
    for quota in &mut out {
        let free = quota.bound == Bound::Unlimited;
        if !fast.is_empty() {
            quota.tracks = if free { fast.to_vec() } else { main.into_iter().cloned().collect() };
        }
    }
    out
}

/// What the whole plan tells about its numbers.
struct Told<'a> {
    /// Whether a model is a collective.
    collective: bool,
    place: &'a Place<'a>,
}

fn one(quota: &reading::Quota, movement: Option<&Movement>, stem: &str, keys: &mut Keys, told: &Told<'_>) -> Quota {
    let subject = subject(quota, told.collective);
    let per = match (quota.per, movement) {
        (reading::Per::Unit, _) => Per::Unit,
        (reading::Per::Movement, _) | (reading::Per::Plan, Some(_)) => Per::Movement,
        (reading::Per::Month, _) => Per::Month,
        (reading::Per::Quarter, _) => Per::Quarter,
        (reading::Per::Year, _) => Per::Year,
        (reading::Per::Plan, None) if quota.bound == reading::Bound::Unlimited => Per::Year,
        (reading::Per::Plan, None) => Per::Plan,
    };
    Quota {
        key: keys.give(&format!("{stem}-{}", word(subject)), "chi-tieu"),
        movement: movement.map(|movement| movement.key.clone()),
        tracks: Vec::new(),
        subject,
        bound: match quota.bound {
            reading::Bound::Min => Bound::Min,
            reading::Bound::Max => Bound::Max,
            reading::Bound::Exact => Bound::Exact,
            reading::Bound::Unlimited => Bound::Unlimited,
        },
        count: quota.count.unwrap_or(0),
        per,
        strength: if quota.aimed { Strength::Aimed } else { Strength::Assigned },
        sectors: Vec::new(),
        years: years(quota, told.place),
        text: quota.text.clone(),
        source: source(quota.source, quota.confidence),
    }
}

fn subject(quota: &reading::Quota, collective: bool) -> QuotaSubject {
    match quota.subject {
        Counted::Collective => QuotaSubject::Collective,
        Counted::Individual => QuotaSubject::Individual,
        Counted::Household => QuotaSubject::Household,
        Counted::Model if collective => QuotaSubject::Collective,
        Counted::Model => QuotaSubject::Practice,
        Counted::Any => QuotaSubject::Any,
    }
}

fn word(subject: QuotaSubject) -> &'static str {
    match subject {
        QuotaSubject::Collective => "tap-the",
        QuotaSubject::Individual => "ca-nhan",
        QuotaSubject::Household => "ho",
        QuotaSubject::Practice => "mo-hinh",
        QuotaSubject::Any => "tat-ca",
    }
}

/// "một mô hình và điển hình": one of each, read with doubt.
fn both_kinds(reading: &Reading, quota: &reading::Quota, made: &Quota, keys: &mut Keys) -> Option<Quota> {
    let end =
        reading.text[quota.source.end..].find(['.', ';', '\n']).map_or(reading.text.len(), |at| quota.source.end + at);
    let text = fold(reading.text.get(quota.source.start..end)?);
    if quota.subject != Counted::Model || !AND_EXEMPLAR.is_match(&text) {
        return None;
    }
    Some(Quota {
        key: keys.give("chung-ca-nhan", "chi-tieu"),
        subject: QuotaSubject::Individual,
        source: source(quota.source, quota.confidence.less(25)),
        ..made.clone()
    })
}

/// The bodies that lead a movement together are the sectors when each has the full number.
fn sectors(reading: &Reading, movement: &reading::Movement, quota: &reading::Quota) -> Vec<String> {
    let end = reading.text[quota.source.end..].find(['.', '\n']).map_or(reading.text.len(), |at| quota.source.end + at);
    let after = fold(reading.text.get(quota.source.start..end).unwrap_or(""));
    let lead = movement.lead_agency.as_ref().map(|lead| lead.value.as_str()).unwrap_or("");
    if !SECTORS.is_match(&after) {
        return Vec::new();
    }
    let names: Vec<String> =
        lead.split(", ").flat_map(|part| part.split(" và ")).map(|name| name.trim().to_owned()).collect();
    if names.len() > 1 { names } else { Vec::new() }
}

/// A quota under "Quý IV/2016" or beside one year's date holds in that year only.
fn years(quota: &reading::Quota, place: &Place<'_>) -> Option<Years> {
    let labelled = place.above(quota.source).into_iter().map(|paragraph| place.folded(paragraph.span));
    let year = labelled
        .filter(|text| LABEL_YEAR.is_match(text.trim()))
        .find_map(|text| YEAR.captures(&text).and_then(|groups| groups.get(1)?.as_str().parse::<i16>().ok()))?;
    Some(Years { from: year, to: year })
}
