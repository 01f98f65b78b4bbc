//! What the movement pages show: plain values, already permitted for the reader.

use super::bar::{bar, capital};
use crate::{
    plan_words as said,
    ui::{Action, Badge, BarChart, Label, Point, QuotaBar, Tabs, Tone},
    words,
};
use jiff::civil::Date;
use lantoa_app::{
    movement as app,
    programme::{MovementRow, ProgrammeStatus},
};
use lantoa_domain::plan::{Criterion, Plan, Test, Years};
use lantoa_domain::quota::RolledUp;
use lantoa_i18n::{Locale, Message, Say, word};

/// One movement.
#[derive(Debug, Clone)]
pub struct MovementView {
    /// Its name.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Facts at the side.
    pub facts: Vec<(Label, Label)>,
    /// What can be done.
    pub actions: Vec<Action>,
    /// The programme, to lead back.
    pub programme: (String, String),
    /// The plan's years as links.
    pub years: Tabs,
    /// Quotas of the chosen year: of the movement, then of the whole plan.
    pub quotas: Vec<QuotaBar>,
    /// What can be said of the end of each quota to reach, said with care.
    pub outlooks: Vec<(Label, Message)>,
    /// Criteria per kind of subject.
    pub criteria: Vec<CriteriaOf>,
    /// The procedures by which dossiers go: name and number of steps.
    pub tracks: Vec<(String, Label)>,
    /// Dossiers by step.
    pub dossiers: BarChart,
    /// Subjects recognised in it: name, page, unit as named then, day.
    pub exemplars: Vec<(String, String, String, Date)>,
}

/// The criteria of a kind of subject.
#[derive(Debug, Clone)]
pub struct CriteriaOf {
    /// The kind.
    pub kind: Label,
    /// The criteria as in the plan, each with how it is decided in short and in a sentence, and the group of
    /// alternatives it belongs to.
    pub criteria: Vec<CriterionRow>,
}

/// A criterion in the list.
#[derive(Debug, Clone)]
pub struct CriterionRow {
    /// Its words.
    pub text: String,
    /// How it is decided, as a pill.
    pub badge: Badge,
    /// How it is decided, as a sentence.
    pub how: String,
    /// How many alternatives there are with it, when one of them is enough.
    pub any_of: Option<usize>,
}

/// A programme's movements in the list.
#[derive(Debug, Clone)]
pub struct GroupView {
    /// The programme's title.
    pub title: String,
    /// Its page.
    pub address: String,
    /// Whether it runs.
    pub state: Badge,
    /// Whether it ended, and with how many recognised in all.
    pub ended: Option<u32>,
    /// Its movements.
    pub rows: Vec<RowView>,
    /// What the numbers come to.
    pub sums: Vec<Message>,
}

/// A movement in the list.
#[derive(Debug, Clone)]
pub struct RowView {
    /// Its page.
    pub address: String,
    /// Its number and name.
    pub name: String,
    /// Who leads it.
    pub lead: String,
    /// Dossiers on their way.
    pub under_way: u32,
    /// Those recognised.
    pub recognised: u32,
    /// Each of its quotas in short: words and what they mean.
    pub quotas: Vec<Badge>,
}

/// The page of a movement.
#[must_use]
pub fn of(shown: &app::Shown, plan: &Plan, locale: Locale) -> MovementView {
    let movement = &shown.movement;
    let address = format!("/phong-trao/{}/{}", shown.programme, movement.key);
    let span = |years: Years| {
        if years.from == years.to { years.from.to_string() } else { format!("{} – {}", years.from, years.to) }
    };
    let mut facts: Vec<(Label, Label)> = Vec::new();
    if let Some(lead) = &movement.lead {
        let how = if movement.lead_is_asked { word!("movement-lead-asked") } else { word!("movement-lead-told") };
        facts.push((how.into(), lead.as_str().into()));
    }
    if let Some((_, name)) = &shown.lead_unit {
        facts.push((word!("movement-lead-unit").into(), name.as_str().into()));
    }
    if !movement.cooperating.is_empty() {
        facts.push((word!("movement-with").into(), movement.cooperating.join("; ").into()));
    }
    facts.push((word!("movement-valid").into(), span(shown.years).into()));
    facts.push((word!("movement-recognised").into(), shown.recognised.to_string().into()));
    facts.push((word!("movement-under-way").into(), shown.under_way.to_string().into()));
    let years = plan.years();
    let mut tabs = Tabs::new(word!("movement-years"), usize::try_from(shown.year - years.from).unwrap_or(0));
    for year in years.from..=years.to {
        tabs = tabs.tab(year.to_string(), &format!("{address}?nam={year}"), None);
    }
    let exemplar = |row: &app::ExemplarRow| {
        (row.name.clone(), format!("/dien-hinh/{}", row.id), row.unit_name.clone(), row.recognised_on)
    };
    MovementView {
        name: movement.name.clone(),
        aliases: movement.aliases.clone(),
        facts,
        actions: vec![
            Action::link(word!("movement-source"), format!("/ke-hoach/{}#movements.{}", shown.plan, movement.key)),
            Action::link(word!("movement-dossiers"), format!("/ho-so?phong-trao={}:{}", shown.programme, movement.key)),
            Action::link(
                word!("ui-area-practices"),
                format!("/mo-hinh?phong-trao={}.{}", shown.programme, movement.key),
            ),
        ],
        programme: (shown.programme_title.clone(), format!("/chuong-trinh/{}", shown.programme)),
        years: tabs,
        quotas: shown.quotas.iter().map(|state| bar(locale, plan, state)).collect(),
        outlooks: outlooks(&shown.quotas, locale),
        criteria: criteria(shown, plan, locale),
        tracks: shown
            .tracks
            .iter()
            .map(|t| (t.name.clone(), word!("movement-steps").with("count", t.steps.len()).into()))
            .collect(),
        dossiers: BarChart {
            title: word!("movement-dossiers-by-step").into(),
            unit: word!("movement-dossiers-unit").into(),
            points: shown.waiting.iter().map(|at| Point::new(words::step(at.step), u64::from(at.count))).collect(),
        },
        exemplars: shown.exemplars.iter().map(exemplar).collect(),
    }
}

/// Those given and those striven for apart, each with whom it counts.
fn outlooks(quotas: &[lantoa_app::quota::State], locale: Locale) -> Vec<(Label, Message)> {
    use lantoa_domain::plan::Bound;
    let said = |state: &lantoa_app::quota::State| {
        let target = matches!(state.quota.bound, Bound::Min | Bound::Exact);
        let sentence = crate::page::report::outlook(&state.outlook.filter(|_| target)?, locale)?;
        let whom = capital(&words::quota_subject(state.quota.subject).say(locale));
        let strength = words::strength(state.quota.strength).say(locale);
        Some((Label::from(format!("{whom} ({strength})")), sentence))
    };
    quotas.iter().filter_map(said).collect()
}

fn criteria(shown: &app::Shown, plan: &Plan, locale: Locale) -> Vec<CriteriaOf> {
    let badge = |criterion: &Criterion| match criterion.test {
        Test::Judged => Badge::new(word!("movement-judged"), Tone::Plain),
        Test::Checked(_) => Badge::new(word!("movement-checked"), Tone::Note).icon("check"),
        Test::Linked(_) => Badge::new(word!("movement-linked"), Tone::Note),
    };
    let row = |criterion: &Criterion| CriterionRow {
        text: criterion.text.clone(),
        badge: badge(criterion),
        how: said::test(locale, criterion),
        any_of: criterion
            .any_of
            .as_ref()
            .map(|group| plan.criteria.iter().filter(|c| c.any_of.as_ref() == Some(group)).count()),
    };
    let group = |(applies, list): &(lantoa_domain::plan::Applies, Vec<Criterion>)| CriteriaOf {
        kind: words::applies(*applies).into(),
        criteria: list.iter().map(row).collect(),
    };
    shown.criteria.iter().map(group).collect()
}

/// A programme's movements in the list.
#[must_use]
pub fn group(group: &app::Group, locale: Locale) -> GroupView {
    GroupView {
        title: group.title.clone(),
        address: format!("/chuong-trinh/{}", group.programme),
        state: crate::page::plan::programme_state(group.status),
        ended: (group.status == ProgrammeStatus::Finished)
            .then(|| group.movements.iter().map(|row| row.recognised).sum()),
        rows: group.movements.iter().map(|row| row_of(&group.programme.to_string(), row, locale)).collect(),
        sums: group.rolled_up.iter().map(|sum| rolled_up(sum, locale)).collect(),
    }
}

/// A movement in a list.
#[must_use]
pub fn row_of(programme: &str, row: &MovementRow, locale: Locale) -> RowView {
    RowView {
        address: format!("/phong-trao/{programme}/{}", row.key),
        name: if row.ordinal.is_empty() { row.name.clone() } else { format!("{}. {}", row.ordinal, row.name) },
        lead: row.lead_unit.clone().or_else(|| row.lead.clone()).unwrap_or_default(),
        under_way: row.under_way,
        recognised: row.recognised,
        quotas: row.quotas.iter().map(|state| short(state, locale)).collect(),
    }
}

/// A quota in a pill: `tập thể 3/5`.
fn short(state: &lantoa_app::quota::State, locale: Locale) -> Badge {
    use lantoa_domain::plan::Bound;
    let subject = capital(&words::quota_subject(state.quota.subject).say(locale));
    let (counted, bound) = match state.by_unit {
        Some(units) => (units.counted, state.quota.count.saturating_mul(units.units)),
        None => (state.standing.counted, state.standing.bound),
    };
    let tone = match state.quota.bound {
        Bound::Min | Bound::Exact if counted < bound => Tone::Warn,
        Bound::Max | Bound::Exact if counted > bound => Tone::Bad,
        Bound::Min | Bound::Exact => Tone::Good,
        Bound::Max | Bound::Unlimited => Tone::Plain,
    };
    let text = match state.quota.bound {
        Bound::Unlimited => format!("{subject} {counted}"),
        Bound::Max => format!("{subject} {counted} ≤ {bound}"),
        Bound::Min | Bound::Exact => format!("{subject} {counted}/{bound}"),
    };
    Badge::new(text, tone)
}

/// What the movements' numbers come to, with the rule by which they are added.
#[must_use]
pub fn rolled_up(sum: &RolledUp, locale: Locale) -> Message {
    let subject = words::quota_subject(sum.subject).say(locale).into_owned();
    let word = if sum.apart > sum.together { word!("movement-sum-apart") } else { word!("movement-sum") };
    word.with("subject", subject)
        .with("counted", sum.counted)
        .with("together", sum.together)
        .with("apart", sum.apart)
        .with("quotas", sum.quotas)
}
