//! What is done with a plan as a whole: laid before the head, issued, sent back, sent, acknowledged; it must not decide who may.

use axum::response::Response;
use lantoa_app::{
    Error,
    unit_plan::{self, Issue, SignedAs, View},
};
use lantoa_domain::{Refusal, id::UnitPlanId, unit_plan::Recipient};
use lantoa_i18n::{Say, Word, word};

use super::{at, load, say, shell_of};
use crate::{
    kernel::{Ask, At, Choice, Failure, Flash, FormState, Input, InputKind, UploadForm, Visit, sentence},
    ui::Action,
    wrong::blame,
};

const NUMBER: Input =
    Input::text("so-ky-hieu", word!("cascade-number")).required().max_chars(60).hint(word!("cascade-number-hint"));
const DAY: Input =
    Input::new(InputKind::Date, "ngay", word!("cascade-issued-on")).required().hint(word!("cascade-issued-on-hint"));
const FILE: Input = Input::new(InputKind::File, "tep", word!("cascade-signed-file"))
    .hint(word!("cascade-signed-file-hint"))
    .accept(".pdf,.doc,.docx,.jpg,.jpeg,.png,.webp");
const WHY: Input = Input::new(InputKind::Lines, "ly-do", word!("cascade-why")).required().max_chars(1000);
const TO: Input = Input::new(InputKind::Ticks, "noi-nhan", word!("cascade-recipients")).required();
const SENT: Input = Input::new(InputKind::Date, "ngay", word!("cascade-sent-day")).required();

const ISSUE: [(&str, Input); 2] = [("number", NUMBER), ("on", DAY)];
const SEND: [(&str, Input); 2] = [("recipients", TO), ("on", SENT)];

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Submit,
    Return,
    Send,
    Receive(Recipient),
}

impl Deed {
    fn of(code: &str) -> Result<Self, Failure> {
        Ok(match code {
            "trinh" => Self::Submit,
            "tra-lai" => Self::Return,
            "gui" => Self::Send,
            _ => {
                let recipient = code.strip_prefix("tiep-nhan-").ok_or(Failure::NotFound)?;
                let found = say::RECIPIENTS.iter().find(|(known, _)| *known == recipient).ok_or(Failure::NotFound)?;
                Self::Receive(found.1)
            }
        })
    }

    pub(super) fn address(self, id: UnitPlanId) -> String {
        let code = match self {
            Self::Submit => "trinh".to_owned(),
            Self::Return => "tra-lai".to_owned(),
            Self::Send => "gui".to_owned(),
            Self::Receive(recipient) => {
                let code = say::RECIPIENTS.iter().find(|(_, known)| *known == recipient).map_or("", |found| found.0);
                format!("tiep-nhan-{code}")
            }
        };
        format!("{}/viec/{code}", at(id))
    }
}

/// The form that issues a plan.
pub(super) fn issue_page(visit: &Visit, view: &View, form: &FormState) -> Ask {
    let title = word!("cascade-issue");
    let mut ask = Ask::new(
        shell_of(visit, title, view),
        title,
        format!("{}/ban-hanh", at(view.id)),
        Action::submit(title).primary().icon("stamp"),
        Action::link(word!("ui-confirm-back"), at(view.id)),
    )
    .hidden(FormState::VERSION, view.version.to_string())
    .fact(word!("cascade-unit"), view.unit_name.as_str());
    if let Some((_, due)) = view.task {
        ask = ask.fact(word!("cascade-due"), word!("task-due-day").with("day", due));
        ask = ask.consequence(word!("cascade-issue-then-task"));
    }
    ask.consequence(word!("cascade-issue-then-fixed"))
        .consequence(word!("cascade-issue-then-send"))
        .fields(form, vec![form.show(NUMBER), form.show(DAY), form.show(FILE)])
        .with_files()
}

pub(super) async fn show_issue(visit: Visit, At(id): At<UnitPlanId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if !view.may_issue || !view.missing.is_empty() {
        return Err(Failure::not_now(at(id)));
    }
    let form = FormState::filled([(DAY.name, view.today.to_string())]);
    Ok(visit.page(&issue_page(&visit, &view, &form)))
}

pub(super) async fn issue(visit: Visit, At(id): At<UnitPlanId>, mut upload: UploadForm) -> Result<Response, Failure> {
    let file = if upload.has_file(FILE) { upload.file_of(FILE).map(Some) } else { Some(None) };
    let mut form = upload.form;
    let seen = form.version()?;
    if let (Some(file), Some(number), Some(on)) = (file, form.text(NUMBER), form.date(DAY)) {
        let file = file.map(|file| SignedAs { name: file.name, bytes: file.bytes });
        match unit_plan::issue(visit.cx()?, id, seen, Issue { number, on, file }).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("cascade-issued-now")))),
            Err(Error::Refused(why @ (Refusal::FileKind | Refusal::FileTooLarge { .. }))) => {
                form.refuse(FILE, sentence(&why, visit.locale()));
            }
            Err(error) => blame(&mut form, &visit, error, &ISSUE)?,
        }
    }
    let view = load(&visit, id).await?;
    Ok(visit.page_again(&issue_page(&visit, &view, &form)))
}

/// The form of a deed that asks for something.
pub(super) fn page(visit: &Visit, view: &View, deed: Deed, form: &FormState) -> Option<Ask> {
    let ask = |title: Word, submit: Action| {
        let back = Action::link(word!("ui-confirm-back"), at(view.id));
        Ask::new(shell_of(visit, title, view), title, deed.address(view.id), submit, back)
            .hidden(FormState::VERSION, view.version.to_string())
            .fact(word!("cascade-unit"), view.unit_name.as_str())
    };
    match deed {
        Deed::Return if view.may_return => {
            let title = word!("cascade-return");
            let ask = ask(title, Action::submit(title).danger()).fields(form, vec![form.show(WHY)]);
            let ask = ask.consequence(word!("cascade-return-then"));
            Some(if view.issues > 0 && view.state.is_issued() {
                ask.consequence(word!("cascade-return-then-task"))
            } else {
                ask
            })
        }
        Deed::Send if view.may_send => {
            let title = word!("cascade-send");
            let locale = visit.locale();
            let open = view.receipts.iter().filter(|one| one.sent_on.is_none());
            let choice = |one: &unit_plan::ReceiptView| {
                let code =
                    say::RECIPIENTS.iter().find(|(_, known)| *known == one.recipient).map_or("", |found| found.0);
                let choice = Choice::new(code, say::recipient(one.recipient).say(locale).into_owned());
                match &one.cluster {
                    Some((name, head)) => choice.note(format!("{name} – {head}")),
                    None => choice,
                }
            };
            let choices: Vec<Choice> = open.map(choice).collect();
            let ask = ask(title, Action::submit(title).primary().icon("send"));
            Some(ask.fields(form, vec![form.show_choices(TO, &choices), form.show(SENT)]))
        }
        _ => None,
    }
}

pub(super) async fn show(visit: Visit, At((id, code)): At<(UnitPlanId, String)>) -> Result<Response, Failure> {
    let (deed, view) = (Deed::of(&code)?, load(&visit, id).await?);
    let open = view.receipts.iter().filter(|one| one.sent_on.is_none());
    let code = |one: &unit_plan::ReceiptView| {
        say::RECIPIENTS.iter().find(|(_, known)| *known == one.recipient).map_or("", |found| found.0).to_owned()
    };
    let ticked = open.map(|one| (TO.name, code(one)));
    let form = FormState::filled(ticked.chain([(SENT.name, view.today.to_string())]));
    let page = page(&visit, &view, deed, &form).ok_or_else(|| Failure::not_now(at(id)))?;
    Ok(visit.page(&page))
}

pub(super) async fn send(
    visit: Visit,
    At((id, code)): At<(UnitPlanId, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (deed, seen) = (Deed::of(&code)?, form.version()?);
    let cx = visit.cx()?;
    let done = match deed {
        Deed::Submit => Some(unit_plan::submit(cx, id, seen).await),
        Deed::Receive(recipient) => Some(unit_plan::receive(cx, id, seen, recipient).await),
        Deed::Return => match form.text(WHY) {
            Some(why) => Some(unit_plan::send_back(cx, id, seen, why).await),
            None => None,
        },
        Deed::Send => match (recipients(&mut form), form.date(SENT)) {
            (Some(to), Some(on)) => Some(unit_plan::send(cx, id, seen, to, on).await),
            _ => None,
        },
    };
    match done {
        Some(Ok(())) => return Ok(visit.redirect(&at(id), &Flash::done(said(deed)))),
        Some(Err(error)) if deed == Deed::Send => blame(&mut form, &visit, error, &SEND)?,
        Some(Err(error)) => blame(&mut form, &visit, error, &[("reason", WHY)])?,
        None => {}
    }
    let view = load(&visit, id).await?;
    let page = page(&visit, &view, deed, &form).ok_or_else(|| Failure::not_now(at(id)))?;
    Ok(visit.page_again(&page))
}

fn recipients(form: &mut FormState) -> Option<Vec<Recipient>> {
    let named = |code: &str| say::RECIPIENTS.iter().find(|(known, _)| *known == code).map(|found| found.1);
    let to: Vec<Recipient> = form.all(TO.name).filter_map(named).collect();
    if to.is_empty() {
        form.refuse(TO, word!("ui-form-not-chosen"));
        return None;
    }
    Some(to)
}

const fn said(deed: Deed) -> Word {
    match deed {
        Deed::Submit => word!("cascade-submitted"),
        Deed::Return => word!("cascade-returned"),
        Deed::Send => word!("cascade-sent"),
        Deed::Receive(_) => word!("cascade-received"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lantoa_domain::id::Id;

    #[test]
    fn every_deed_is_found_under_its_own_address() {
        let id = UnitPlanId::from_raw(1);
        let all = [Deed::Submit, Deed::Return, Deed::Send];
        for deed in all.into_iter().chain(Recipient::ALL.map(Deed::Receive)) {
            let address = deed.address(id);
            let code = address.rsplit('/').next().unwrap_or_default();
            assert_eq!(Deed::of(code).ok(), Some(deed));
        }
        assert!(Deed::of("xoa").is_err() && Deed::of("tiep-nhan-ai").is_err());
    }
}
