//! What the dossier pages show: plain values made from the read models, already permitted for the reader; no rule and no query lives here.

use jiff::civil::Date;
use lantoa_app::dossier::{
    list::Row as Listed,
    page::{Criterion, File, How, Linked, Missing as Lacking, Note, Noted, Page, Progress as Far, Walked},
};
use lantoa_app::facts::subject_text;
use lantoa_domain::{
    appraisal::Standing as Stands,
    dossier::{Command, State},
    id::DossierId,
    plan::{Applies, Link},
    time::vietnam_date,
};
use lantoa_i18n::{Locale, Message, word};

use super::{offer::actions, say};
use crate::{
    kernel::FormState,
    page::paper::shelf::Shelf,
    ui::{Action, Badge, Label, Moment, Progress, Timeline, Tone, Track, TrackStep},
    words,
};

/// A dossier in the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// Text id.
    pub id: String,
    /// The version seen, for commands to many.
    pub version: i64,
    /// Name of the subject.
    pub name: String,
    /// Kind of subject and round.
    pub about: Label,
    /// Name of the movement.
    pub movement: String,
    /// Proposing unit as named today.
    pub unit: String,
    /// Where it stands.
    pub state: Badge,
    /// Papers missing for the present step.
    pub missing: u32,
    /// When the present step ends.
    pub due: Option<Date>,
    /// Today, to say how far the date is.
    pub today: Date,
}

impl Row {
    pub(super) fn of(row: Listed, today: Date) -> Self {
        let kind = words::kind(row.kind);
        let open = matches!(row.state, State::Walking { .. } | State::Returned { .. });
        Self {
            id: row.id.to_string(),
            version: row.version,
            name: row.name,
            about: word!("dossier-about-row").with("kind", kind).with("round", &row.round).into(),
            movement: row.movement,
            unit: row.unit,
            state: say::state(&row.state, row.at),
            missing: row.missing,
            due: row.due.filter(|_| open),
            today,
        }
    }

    /// CSS class of the due date.
    #[must_use]
    pub fn urgency(&self) -> &'static str {
        match self.due {
            Some(due) if due < self.today => "late",
            Some(due) if (due - self.today).get_days() <= 7 => "soon",
            _ => "quiet",
        }
    }
}

/// One dossier.
#[derive(Debug, Clone)]
pub struct DossierView {
    /// Its address.
    pub address: String,
    /// Name of the subject.
    pub name: String,
    /// Where it stands.
    pub state: Badge,
    /// Kind of subject, post, unit.
    pub about: Label,
    /// Facts at the side: name and value.
    pub facts: Vec<(Label, Label)>,
    /// Session, decision and other dossiers of the subject: what it is, its name, its address.
    pub places: Vec<(Label, Label, Option<String>)>,
    /// Its papers, as far as they are the reader's.
    pub papers: Shelf,
    /// The way through the procedure.
    pub track: Track,
    /// The one next thing to do, greyed out with its reason when it cannot be done; none when it is others' turn.
    pub next: Option<Action>,
    /// Why it is the next thing, or whose turn it is.
    pub next_why: Label,
    /// Other things that can be done.
    pub others: Vec<Action>,
    /// Why it came back, when it did.
    pub returned: Option<Returned>,
    /// Why it ended, when it did without recognition.
    pub ended: Option<String>,
    /// Whether the reader's conflict of interest closes part of the page.
    pub conflicted: bool,
    /// What is missing before the next step.
    pub missing: Vec<Missing>,
    /// The achievement in brief, as written.
    pub summary: Vec<String>,
    /// The criteria with their evidence.
    pub criteria: Vec<CriterionView>,
    /// Rules that tie it to other dossiers.
    pub links: Vec<LinkView>,
    /// Its files; `None` when they are closed to the reader.
    pub files: Option<Vec<FileView>>,
    /// Adds a file, when the reader may.
    pub attach: Option<Action>,
    /// What was written down at its steps.
    pub notes: Vec<NoteView>,
    /// Its history.
    pub history: Timeline,
}

/// Why a dossier came back.
#[derive(Debug, Clone)]
pub struct Returned {
    /// Who returned it.
    pub by: String,
    /// On which day.
    pub on: Option<Date>,
    /// The reason as written.
    pub reason: String,
}

/// Something that is missing.
#[derive(Debug, Clone)]
pub struct Missing {
    /// What.
    pub what: Label,
    /// Where the reader can supply it.
    pub supply: Option<Action>,
}

/// A criterion applied to this dossier.
#[derive(Debug, Clone)]
pub struct CriterionView {
    /// The criterion as in the plan.
    pub text: String,
    /// To whom it applies, or that one of several is enough.
    pub notes: Vec<Label>,
    /// How it stands; none when that is closed to the reader.
    pub standing: Option<Badge>,
    /// Why, or what is missing.
    pub why: Vec<Label>,
    /// The file behind a judgement: name and address.
    pub evidence: Option<(String, String)>,
    /// Settles it, when the reader may.
    pub judge: Option<Action>,
}

/// A rule that ties this dossier to others.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// The rule in a sentence.
    pub rule: Label,
    /// Whether it is fulfilled.
    pub state: Badge,
    /// Dossiers that could serve: name, address, where they stand.
    pub others: Vec<(String, String, Label)>,
    /// Whether they hold each other up.
    pub in_circle: bool,
}

/// A file of the dossier.
#[derive(Debug, Clone)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Where it is read.
    pub address: String,
    /// What it is in the list of papers.
    pub role: Label,
    /// Its size.
    pub size: Label,
    /// Who added it.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// Takes it out, when the reader may.
    pub remove: Option<Action>,
}

/// A note.
#[derive(Debug, Clone)]
pub struct NoteView {
    /// What it is.
    pub what: Label,
    /// Its figures.
    pub figures: Vec<Label>,
    /// Its words.
    pub words: String,
    /// Who wrote it.
    pub by: String,
    /// The day it tells of.
    pub on: Date,
}

/// The page of a dossier in a reader's language.
pub(super) fn of(page: Page, locale: Locale) -> DossierView {
    let address = format!("/ho-so/{}", page.id);
    let may = |command| page.offers.iter().any(|offer| offer.command == command && offer.verdict.is_ok());
    let (may_edit, may_judge) = (may(Command::Edit), may(Command::Judge));
    let (next, next_why, others) = actions(&page, &address, locale);
    let ended = match &page.state {
        State::Ended { reason, .. } => Some(reason.clone()),
        _ => None,
    };
    DossierView {
        state: say::state(&page.state, page.at),
        about: about(&page),
        facts: facts(&page),
        papers: Shelf::of_dossier(&page),
        places: places(&page),
        track: Track { steps: page.walk.iter().map(walked).collect() },
        next,
        next_why,
        others,
        returned: returned(&page),
        ended,
        conflicted: page.conflicted,
        missing: page.missing.iter().map(|one| missing(one, &page, &address, may_edit)).collect(),
        summary: page.achievement.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
        criteria: page.criteria.iter().map(|one| criterion(one, &address, may_judge, locale)).collect(),
        links: page.links.iter().map(link).collect(),
        files: page
            .files
            .as_ref()
            .map(|files| files.iter().map(|one| file(one, &address, page.version, may_edit)).collect()),
        attach: may_edit.then(|| Action::link(word!("dossier-attach"), format!("{address}/tep")).icon("paperclip")),
        notes: page.notes.iter().map(note).collect(),
        history: Timeline { moments: page.history.iter().map(moment).collect() },
        name: page.name,
        address,
    }
}

fn about(page: &Page) -> Label {
    let kind = words::kind(page.subject.kind());
    if page.about.is_empty() {
        return word!("dossier-about").with("kind", kind).with("unit", &page.unit.1).into();
    }
    let message = word!("dossier-about-post").with("kind", kind).with("post", &page.about);
    message.with("unit", &page.unit.1).into()
}

fn facts(page: &Page) -> Vec<(Label, Label)> {
    let mut out: Vec<(Label, Label)> = vec![
        (word!("dossier-movement").into(), page.movement.1.clone().into()),
        (word!("dossier-round").into(), page.round.1.clone().into()),
        (word!("dossier-closes").into(), word!("dossier-day").with("day", page.round.2).into()),
        (word!("dossier-track").into(), page.track.clone().into()),
        (word!("dossier-unit").into(), page.unit.1.clone().into()),
        (word!("dossier-origin").into(), origin(&page.origin).into()),
    ];
    if page.leader {
        out.push((word!("dossier-leader").into(), word!("dossier-leader-yes").into()));
    }
    if !page.scope.is_empty() {
        out.push((word!("dossier-scope").into(), page.scope.clone().into()));
    }
    if let Some(sector) = &page.sector {
        out.push((word!("dossier-sector").into(), sector.clone().into()));
    }
    let changed = word!("dossier-by-at").with("by", &page.changed.1).with("at", vietnam_date(page.changed.0));
    out.push((word!("dossier-changed").into(), changed.into()));
    out
}

const fn origin(code: &str) -> lantoa_i18n::Word {
    match code.as_bytes() {
        b"candidate" => word!("dossier-origin-candidate"),
        b"standing_body" => word!("dossier-origin-standing-body"),
        _ => word!("dossier-origin-unit"),
    }
}

fn places(page: &Page) -> Vec<(Label, Label, Option<String>)> {
    let mut out = Vec::new();
    if let Some((id, title, on)) = &page.session {
        let name = word!("dossier-session-on").with("title", title).with("on", *on);
        out.push((word!("dossier-session").into(), name.into(), id.map(|id| format!("/hoi-dong/phien/{id}"))));
    }
    if let Some((id, number, symbol, on)) = &page.decision {
        let name: Label = match (number, on) {
            (Some(number), Some(on)) => {
                let symbol = format!("{number}/{symbol}");
                word!("dossier-decision-on").with("symbol", symbol).with("on", *on).into()
            }
            _ => word!("dossier-decision-draft").into(),
        };
        out.push((word!("dossier-decision").into(), name, Some(format!("/quyet-dinh/{id}"))));
    }
    for other in &page.others {
        let name = word!("dossier-other-round").with("round", &other.round);
        out.push((word!("dossier-other").into(), name.into(), Some(format!("/ho-so/{}", other.id))));
    }
    out
}

fn walked(step: &Walked) -> TrackStep {
    let progress = match step.progress {
        Far::Done => Progress::Done,
        Far::Now => Progress::Now,
        Far::Returned => Progress::Returned,
        Far::Next => Progress::Next,
        Far::Ended | Far::Skipped => Progress::Skipped,
    };
    let shown = TrackStep::new(words::step(step.kind), progress);
    let who = words::performer(step.who);
    match (&step.done, step.due) {
        (Some((at, Some(by))), _) => shown.note(by.as_str()).when(vietnam_date(*at)),
        (Some((at, None)), _) => shown.when(vietnam_date(*at)),
        (None, Some(due)) if matches!(step.progress, Far::Now | Far::Next) => {
            shown.note(word!("dossier-walk-until").with("who", who).with("due", due))
        }
        _ => shown.note(who),
    }
}

fn returned(page: &Page) -> Option<Returned> {
    let State::Returned { reason, .. } = &page.state else { return None };
    let (by, at) = page.returned.clone().map_or((String::new(), None), |(by, at)| (by, Some(at)));
    Some(Returned { by, on: at.map(vietnam_date), reason: reason.clone() })
}

fn missing(one: &Lacking, page: &Page, address: &str, may_edit: bool) -> Missing {
    let link = |label, path: &str| Some(Action::link(label, format!("{address}/{path}")));
    match one {
        Lacking::Paper(paper) => Missing {
            what: words::paper(*paper).into(),
            supply: link(word!("dossier-supply-file"), "tep").filter(|_| may_edit),
        },
        Lacking::Acclaim => Missing {
            what: word!("dossier-missing-acclaim").into(),
            supply: link(word!("dossier-supply-acclaim"), "suy-ton")
                .filter(|_| page.offers.iter().any(|offer| offer.command == Command::Endorse)),
        },
        Lacking::Record(_, what, value) => {
            let address = format!("/quan-tri/ghi-nhan/{}", subject_text(page.subject));
            let record = page.may_record.then(|| Action::link(word!("dossier-supply-record"), address));
            Missing { what: say::unknown(what).with("value", value).into(), supply: record }
        }
        Lacking::Judgement(count) => {
            Missing { what: word!("dossier-missing-judgement").with("count", *count).into(), supply: None }
        }
        Lacking::Link => Missing { what: word!("dossier-missing-link").into(), supply: None },
    }
}

fn criterion(one: &Criterion, address: &str, may_judge: bool, locale: Locale) -> CriterionView {
    let mut notes: Vec<Label> = Vec::new();
    if one.applies != Applies::General {
        notes.push(words::applies(one.applies).into());
    }
    if one.any_of.is_some() {
        notes.push(word!("dossier-criterion-any-of").into());
    }
    let mut why: Vec<Label> = Vec::new();
    why.extend(one.finding.as_ref().map(|finding| Label::from(say::finding(finding, locale))));
    if let Some(judged) = &one.judged {
        let by = word!("dossier-judged-by").with("by", &judged.by).with("at", vietnam_date(judged.at));
        why.push(by.into());
        why.extend(Some(judged.note.clone()).filter(|note| !note.is_empty()).map(Label::from));
    }
    if why.is_empty() && one.standing == Some(Stands::Open) {
        why.push(word!("dossier-why-judge").into());
    }
    let evidence = one.judged.as_ref().and_then(|judged| judged.evidence.clone());
    let undecided = matches!(one.finding, None | Some(lantoa_domain::facts::Finding::Unknown { .. }));
    let judgeable = may_judge && undecided && one.how != How::ByOther;
    CriterionView {
        text: one.text.clone(),
        notes,
        standing: one.standing.map(standing),
        why,
        evidence: evidence.map(|(id, name)| (name, format!("{address}/tep/{id}"))),
        judge: judgeable.then(|| {
            let again = one.judged.is_some();
            let label = if again { word!("dossier-judge-again") } else { word!("dossier-judge") };
            Action::link(label, format!("{address}/tieu-chi/{}", one.key)).icon("clipboard-check")
        }),
    }
}

fn standing(value: Stands) -> Badge {
    match value {
        Stands::Met => Badge::new(word!("dossier-criterion-passed"), Tone::Good).icon("check"),
        Stands::NotMet => Badge::new(word!("dossier-criterion-failed"), Tone::Bad).icon("x"),
        Stands::Open => Badge::new(word!("dossier-criterion-open"), Tone::Warn).icon("circle-question-mark"),
        Stands::Elsewhere => Badge::new(word!("dossier-criterion-elsewhere"), Tone::Plain),
    }
}

fn link(one: &Linked) -> LinkView {
    let rule = match one.rule {
        Link::LeaderNeedsCollective => word!("dossier-link-leader"),
        Link::CollectiveNeedsIndividual => word!("dossier-link-collective"),
    };
    let state = if one.served {
        Badge::new(word!("dossier-link-served"), Tone::Good).icon("check")
    } else if one.by.is_empty() {
        Badge::new(word!("dossier-link-none"), Tone::Bad)
    } else {
        Badge::new(word!("dossier-link-waits"), Tone::Warn)
    };
    let other = |(id, name, stood): &(DossierId, String, String)| {
        (name.clone(), format!("/ho-so/{id}"), Label::from(stood_word(stood)))
    };
    LinkView { rule: rule.into(), state, others: one.by.iter().map(other).collect(), in_circle: one.in_circle }
}

fn stood_word(stood: &str) -> lantoa_i18n::Word {
    match stood {
        "returned" => word!("dossier-state-returned"),
        "recognised" => word!("dossier-state-recognised"),
        "ended" => word!("dossier-standing-ended"),
        _ => word!("dossier-standing-walking"),
    }
}

fn file(one: &File, address: &str, version: i64, may_edit: bool) -> FileView {
    let remove = Action::post(word!("dossier-file-remove"), format!("{address}/tep/{}/go", one.id));
    FileView {
        name: one.name.clone(),
        address: format!("{address}/tep/{}", one.id),
        role: words::paper(one.paper).into(),
        size: say::size(one.size),
        by: one.added.1.clone(),
        on: vietnam_date(one.added.0),
        remove: may_edit.then(|| remove.field(FormState::VERSION, version.to_string()).icon("x")),
    }
}

fn note(one: &Note) -> NoteView {
    let (what, figures): (Label, Vec<Label>) = match &one.kind {
        Noted::Acclaim(agree, present) => {
            let votes: Message = word!("dossier-note-votes").with("agree", *agree).with("present", *present);
            (word!("dossier-note-acclaim").into(), vec![votes.into()])
        }
        Noted::Goal(measure, target, due) => {
            let measure = measure.as_ref().map(|text| word!("dossier-note-measure").with("text", text).into());
            let target = target.as_ref().map(|text| word!("dossier-note-target").with("text", text).into());
            let due = due.map(|due| word!("dossier-note-due").with("due", due).into());
            (word!("dossier-note-goal").into(), [measure, target, due].into_iter().flatten().collect())
        }
        Noted::Fostering => (word!("dossier-note-fostering").into(), Vec::new()),
        Noted::Remark => (word!("dossier-note-remark").into(), Vec::new()),
    };
    NoteView { what, figures, words: one.words.clone(), by: one.by.clone(), on: one.on }
}

fn moment(event: &lantoa_app::dossier::page::Event) -> Moment {
    let (what, tone) = say::event(&event.action);
    let what: Label = match &event.about {
        Some(about) => word!("dossier-event-about").with("what", what).with("about", about).into(),
        None => what.into(),
    };
    Moment { at: event.at, who: event.by.clone(), what, why: event.why.clone(), tone }
}
