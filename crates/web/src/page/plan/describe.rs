//! An item of a plan in a title and a few lines. It must not know where it is shown.

use lantoa_domain::plan::{
    Counting, Criterion, Document, Item, Movement, Obligation, Plan, Step, StepKind, Track, Years,
};
use lantoa_i18n::{Dong, Locale, Message, Say, word};

use crate::plan_words as said;
use crate::words;

/// What an item says: a title in the plan's own words, and lines in words of the product.
#[must_use]
pub(super) fn item(plan: &Plan, item: &Item, locale: Locale) -> (String, Vec<String>) {
    let line = |message: Message| message.say(locale).into_owned();
    match item {
        Item::Document(d) => document(d, locale),
        Item::Movement(m) => (m.name.clone(), movement(m, locale)),
        Item::Criterion(c) => (c.text.clone(), criterion(plan, c, locale)),
        Item::Quota(q) => {
            let mut lines = vec![said::counting(locale, plan, q)];
            lines.extend(Some(format!("“{}”", q.text)).filter(|_| !q.text.is_empty()));
            (said::quota(locale, q), lines)
        }
        Item::Track(t) => (t.name.clone(), track(plan, t, locale)),
        Item::Step(s) => (words::step(s.kind).say(locale).into_owned(), step(s, locale)),
        Item::Obligation(o) => (o.what.clone(), obligation(o, locale)),
        Item::Duty(d) => (d.text.clone(), vec![d.unit.clone()]),
        Item::Reward(r) => {
            let by = r.by.iter().map(|by| line(word!("plan-line-by").with("who", by)));
            let amount = r.amount.iter().map(|dong| line(word!("plan-line-amount").with("amount", Dong(*dong))));
            (r.form.clone(), by.chain(amount).collect())
        }
        Item::Funding(f) => {
            let amount = f.amount.iter().map(|dong| line(word!("plan-line-amount").with("amount", Dong(*dong))));
            (f.from.clone(), amount.collect())
        }
    }
}

fn years_line(years: Years, locale: Locale) -> String {
    let message = word!("plan-line-years").with("from", years.from.to_string()).with("to", years.to.to_string());
    message.say(locale).into_owned()
}

fn document(d: &Document, locale: Locale) -> (String, Vec<String>) {
    let line = |message: Message| message.say(locale).into_owned();
    let mut lines = vec![d.agency.clone(), years_line(Years { from: d.from, to: d.to }, locale)];
    let number = d.number.clone().unwrap_or_else(|| line(word!("plan-no-number").into()));
    let issued =
        d.issued.map_or_else(|| line(word!("plan-no-date").into()), |day| lantoa_i18n::date_short(locale, day));
    lines.push(format!("{number} · {issued}"));
    if let Some(signer) = &d.signer {
        let title = d.signer_title.clone().unwrap_or_default();
        lines.push(line(word!("plan-line-signed").with("who", signer).with("title", title)));
    }
    if !d.recipients.is_empty() {
        lines.push(line(word!("plan-line-recipients").with("names", d.recipients.join("; "))));
    }
    if !d.bases.is_empty() {
        let base = |base: &lantoa_domain::plan::LegalBasis| match &base.number {
            Some(number) => format!("{} {number}", base.kind),
            None => base.kind.clone(),
        };
        let bases: Vec<String> = d.bases.iter().map(base).collect();
        lines.push(line(word!("plan-line-bases").with("names", bases.join("; "))));
    }
    (d.title.clone(), lines)
}

fn movement(m: &Movement, locale: Locale) -> Vec<String> {
    let line = |message: Message| message.say(locale).into_owned();
    let mut lines = Vec::new();
    if let Some(lead) = &m.lead {
        let word = if m.lead_is_asked { word!("plan-line-lead-asked") } else { word!("plan-line-lead") };
        lines.push(line(word.with("who", lead)));
    }
    if !m.cooperating.is_empty() {
        lines.push(line(word!("plan-line-cooperating").with("names", m.cooperating.join("; "))));
    }
    if !m.aliases.is_empty() {
        lines.push(line(word!("plan-line-aliases").with("names", m.aliases.join("; "))));
    }
    lines.extend(m.years.map(|years| years_line(years, locale)));
    lines
}

fn criterion(plan: &Plan, c: &Criterion, locale: Locale) -> Vec<String> {
    let line = |message: Message| message.say(locale).into_owned();
    let mut lines = vec![said::test(locale, c)];
    if let Some(group) = &c.any_of {
        let others = plan.criteria.iter().filter(|other| other.any_of.as_ref() == Some(group)).count();
        lines.push(line(word!("plan-line-any-of").with("count", others)));
    }
    if !c.tracks.is_empty() {
        let names: Vec<&str> = c.tracks.iter().filter_map(|key| plan.track(key)).map(|t| t.name.as_str()).collect();
        lines.push(line(word!("plan-counting-tracks").with("tracks", names.join(", "))));
    }
    lines.extend(c.years.map(|years| years_line(years, locale)));
    lines
}

fn track(plan: &Plan, t: &Track, locale: Locale) -> Vec<String> {
    let line = |message: Message| message.say(locale).into_owned();
    let mut lines = vec![words::rhythm(t.rhythm).say(locale).into_owned()];
    if t.counting == Counting::Free {
        lines.push(line(word!("plan-line-free").into()));
    }
    if !t.movements.is_empty() {
        let names: Vec<&str> =
            t.movements.iter().filter_map(|key| plan.movement(key)).map(|m| m.name.as_str()).collect();
        lines.push(line(word!("plan-line-movements").with("names", names.join("; "))));
    }
    if !t.subjects.is_empty() {
        let kinds: Vec<String> = t.subjects.iter().map(|kind| words::kind(*kind).say(locale).into_owned()).collect();
        lines.push(line(word!("plan-line-subjects").with("names", kinds.join(", "))));
    }
    lines.extend(t.valid_months.map(|months| line(word!("plan-line-valid").with("months", u32::from(months)))));
    lines.extend(t.gives.as_ref().map(|gives| line(word!("plan-line-gives").with("what", gives))));
    lines
}

fn step(s: &Step, locale: Locale) -> Vec<String> {
    let line = |message: Message| message.say(locale).into_owned();
    let mut lines = vec![words::performer(s.who).say(locale).into_owned()];
    lines.extend(s.deadline.as_ref().map(|deadline| said::deadline(locale, deadline)));
    if !s.papers.is_empty() {
        let papers: Vec<String> = s.papers.iter().map(|paper| words::paper(*paper).say(locale).into_owned()).collect();
        lines.push(line(word!("plan-line-papers").with("names", papers.join(", "))));
    }
    if let Some(rule) = &s.vote {
        lines.push(said::vote(locale, rule));
        lines.push(line(word!("plan-vote-needed").with("numbers", said::needed(rule))));
    } else if s.kind == StepKind::Deliberate {
        lines.push(line(word!("finding-vote-rule-missing").into()));
    }
    if !s.names.is_empty() {
        lines.push(s.names.join("; "));
    }
    lines
}

fn obligation(o: &Obligation, locale: Locale) -> Vec<String> {
    let line = |message: Message| message.say(locale).into_owned();
    let form = said::form(o.form).say(locale);
    let mut lines = vec![format!("{} · {form}", said::debtor(locale, &o.who)), said::deadline(locale, &o.deadline)];
    if !o.to.is_empty() {
        lines.push(line(word!("plan-line-to").with("names", o.to.join("; "))));
    }
    lines
}
