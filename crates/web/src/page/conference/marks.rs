//! Forms that say one thing of many delegates at once: who is chosen, who comes, who was there. They must not decide anything.

use super::{at, load, say, shell, wanted};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Shell, Visit},
    ui::{Action, Badge},
    wrong,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::Error;
use lantoa_app::conference::{
    self, ConferenceState, ConferenceView, Delegate, DelegateState, Mark, Presence, Reply, Verdict,
};
use lantoa_domain::Refusal;
use lantoa_domain::conference::ConferenceStep;
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::id::ConferenceId;
use lantoa_i18n::{Message, Word, word};

/// One of the three forms.
pub(super) struct Sheet<V: 'static> {
    title: Word,
    lead: Word,
    part: &'static str,
    /// Code, what it says, its words.
    options: [(&'static str, V, Word); 2],
    /// Who stands on it.
    takes: fn(&ConferenceView, &Delegate) -> bool,
    /// What is marked already.
    is: fn(DelegateState) -> Option<&'static str>,
    /// Whether it is open.
    open: fn(&ConferenceView) -> bool,
    done: Word,
}

pub(super) const DECIDE: Sheet<Verdict> = Sheet {
    title: word!("conference-decide"),
    lead: word!("conference-decide-lead"),
    part: "chon",
    options: [
        ("chon", Verdict::Chosen, word!("conference-is-chosen")),
        ("khong", Verdict::NotChosen, word!("conference-is-not-chosen")),
    ],
    takes: |_, one| {
        let open = matches!(one.state.0, DelegateState::Proposed | DelegateState::NotChosen | DelegateState::Chosen);
        open && one.role.0 != DelegateRole::Guest
    },
    is: |state| match state {
        DelegateState::Chosen => Some("chon"),
        DelegateState::NotChosen => Some("khong"),
        _ => None,
    },
    open: |view| view.may_run && view.follows(ConferenceStep::Select),
    done: word!("conference-decided"),
};

pub(super) const REPLY: Sheet<Reply> = Sheet {
    title: word!("conference-reply"),
    lead: word!("conference-reply-lead"),
    part: "tra-loi",
    options: [
        ("du", Reply::Coming, word!("conference-is-coming")),
        ("khong", Reply::NotComing, word!("conference-is-not-coming")),
    ],
    takes: |view, one| {
        let open = matches!(
            one.state.0,
            DelegateState::Chosen | DelegateState::Invited | DelegateState::Coming | DelegateState::NotComing
        );
        open && view.is_own(one.unit)
    },
    is: |state| match state {
        DelegateState::Coming => Some("du"),
        DelegateState::NotComing => Some("khong"),
        _ => None,
    },
    open: |view| view.follows(ConferenceStep::Note) && (view.may_run || !view.offers.is_empty()),
    done: word!("conference-replied"),
};

pub(super) const ATTENDANCE: Sheet<Presence> = Sheet {
    title: word!("conference-attendance"),
    lead: word!("conference-attendance-lead"),
    part: "diem-danh",
    options: [
        ("co", Presence::There, word!("conference-is-attended")),
        ("vang", Presence::Missing, word!("conference-is-absent")),
    ],
    takes: |_, one| one.state.0.holds_seat() || one.state.0 == DelegateState::NotComing,
    is: |state| match state {
        DelegateState::Attended => Some("co"),
        DelegateState::Absent => Some("vang"),
        _ => None,
    },
    open: |view| view.may_run && matches!(view.row.state.0, ConferenceState::Called | ConferenceState::Held),
    done: word!("conference-marked"),
};

/// A delegate on a form.
#[derive(Debug, Clone)]
struct Line {
    id: String,
    name: String,
    sub: String,
    role: Word,
    state: Badge,
    version: String,
    chosen: String,
    why: String,
}

/// `/hoi-nghi/{id}/chon`, `/tra-loi`, `/diem-danh`.
#[derive(Template)]
#[template(path = "conference/marks.html")]
pub(super) struct MarksPage {
    shell: Shell,
    title: Word,
    lead: Word,
    address: String,
    wrong: Option<Message>,
    options: Vec<(&'static str, Word)>,
    lines: Vec<Line>,
    submit: Action,
    back: Action,
}

impl MarksPage {
    /// What was typed stands in it again; without a form, what is known.
    pub(super) fn new<V: Copy>(
        visit: &Visit,
        view: &ConferenceView,
        sheet: &Sheet<V>,
        (form, wrong): (Option<&FormState>, Option<Message>),
    ) -> Self {
        let base = at(view.row.id);
        let line = |one: &Delegate| {
            let known = (sheet.is)(one.state.0).unwrap_or_default().to_owned();
            let typed = |name: &str| form.map(|form| form.raw(&format!("{name}-{}", one.id)).to_owned());
            let parts = [one.post.as_str(), one.unit_name.as_str()];
            Line {
                id: one.id.to_string(),
                name: one.name.clone(),
                sub: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
                role: say::role(one.role.0),
                state: say::standing(one.state.0),
                version: typed(FormState::VERSION).unwrap_or_else(|| one.version.to_string()),
                chosen: typed("kq").unwrap_or(known),
                why: typed("ly-do").unwrap_or_else(|| one.why.clone()),
            }
        };
        Self {
            shell: shell(visit, sheet.title, view),
            title: sheet.title,
            lead: sheet.lead,
            address: format!("{base}/{}", sheet.part),
            wrong,
            options: sheet.options.iter().map(|(code, _, word)| (*code, *word)).collect(),
            lines: view.delegates.iter().filter(|one| (sheet.takes)(view, one)).map(line).collect(),
            submit: Action::submit(word!("conference-save")).primary(),
            back: Action::link(word!("ui-confirm-back"), base),
        }
    }
}

/// What is said anew on a form.
fn read<V: Copy>(view: &ConferenceView, sheet: &Sheet<V>, form: &FormState) -> Vec<Mark<V>> {
    let mut out = Vec::new();
    for one in view.delegates.iter().filter(|one| (sheet.takes)(view, one)) {
        let raw = |name: &str| form.raw(&format!("{name}-{}", one.id)).trim().to_owned();
        let (code, why) = (raw("kq"), raw("ly-do"));
        let Some((_, what, _)) = sheet.options.iter().find(|(known, ..)| *known == code) else { continue };
        if (sheet.is)(one.state.0) == Some(code.as_str()) && (why.is_empty() || why == one.why) {
            continue;
        }
        // A version that cannot be read is one that nobody saw.
        out.push(Mark {
            delegate: one.id,
            seen: raw(FormState::VERSION).parse().unwrap_or_default(),
            what: *what,
            why,
        });
    }
    out
}

async fn show<V: Copy>(visit: Visit, id: ConferenceId, sheet: &Sheet<V>) -> Result<Response, Failure> {
    let view = wanted(&visit, id, sheet.open).await?;
    Ok(visit.page(&MarksPage::new(&visit, &view, sheet, (None, None))))
}

/// The sentence for what a person can mend on the form itself.
fn told(error: &Error) -> Option<Message> {
    match error {
        Error::Refused(Refusal::ReasonMissing) => Some(word!("conference-wrong-why").into()),
        Error::Refused(Refusal::Invalid { field, why }) => Some(wrong::message(field, why, "")),
        Error::Refused(Refusal::NotYetOpen { from }) => Some(word!("conference-wrong-early").with("date", *from)),
        _ => None,
    }
}

async fn sent<V: Copy>(
    visit: &Visit,
    id: ConferenceId,
    (sheet, form): (&Sheet<V>, &FormState),
    done: Result<(), Error>,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(visit.redirect(&at(id), &Flash::done(sheet.done))),
        Err(error) => match told(&error) {
            Some(wrong) => {
                let view = load(visit, id).await?;
                Ok(visit.page_again(&MarksPage::new(visit, &view, sheet, (Some(form), Some(wrong)))))
            }
            None => Err(visit.failed(error)),
        },
    }
}

pub(super) async fn show_decide(visit: Visit, At(id): At<ConferenceId>) -> Result<Response, Failure> {
    show(visit, id, &DECIDE).await
}

pub(super) async fn decide(visit: Visit, At(id): At<ConferenceId>, form: FormState) -> Result<Response, Failure> {
    let view = wanted(&visit, id, DECIDE.open).await?;
    let done = conference::decide(visit.cx()?, id, read(&view, &DECIDE, &form)).await;
    sent(&visit, id, (&DECIDE, &form), done).await
}

pub(super) async fn show_reply(visit: Visit, At(id): At<ConferenceId>) -> Result<Response, Failure> {
    show(visit, id, &REPLY).await
}

pub(super) async fn reply(visit: Visit, At(id): At<ConferenceId>, form: FormState) -> Result<Response, Failure> {
    let view = wanted(&visit, id, REPLY.open).await?;
    let done = conference::reply(visit.cx()?, id, read(&view, &REPLY, &form)).await;
    sent(&visit, id, (&REPLY, &form), done).await
}

pub(super) async fn show_attendance(visit: Visit, At(id): At<ConferenceId>) -> Result<Response, Failure> {
    show(visit, id, &ATTENDANCE).await
}

pub(super) async fn attendance(visit: Visit, At(id): At<ConferenceId>, form: FormState) -> Result<Response, Failure> {
    let view = wanted(&visit, id, ATTENDANCE.open).await?;
    let done = conference::attendance(visit.cx()?, id, read(&view, &ATTENDANCE, &form)).await;
    sent(&visit, id, (&ATTENDANCE, &form), done).await
}
