//! The commands of a dossier: plain buttons, and forms where a command needs words. It must not carry a rule.

use askama::Template;
use axum::{extract::Path, response::Response};
use lantoa_app::{
    Error,
    dossier::{self, Acclaim, Fostering, Judging, Leading, Verdict, Words, page},
};
use lantoa_domain::{Refusal, dossier::Command, id::DossierId, plan::Key, subject::Subject};
use lantoa_i18n::{Message, Word, word};

use super::{dossier_id, say};
use crate::{
    filters,
    kernel::{Choice, Failure, Flash, FormState, Input, InputKind, Shell, Visit, sentence},
    nav::Area,
    ui::{Action, Field},
    words,
};

const REASON: Input = Input::new(InputKind::Lines, "ly-do", word!("dossier-reason")).required().max_chars(2000);
const ON: Input = Input::new(InputKind::Date, "ngay", word!("dossier-endorse-on")).required();
const PRESENT: Input = Input::new(InputKind::Whole, "du-hop", word!("dossier-endorse-present")).required();
const AGREE: Input = Input::new(InputKind::Whole, "dong-y", word!("dossier-endorse-agree"))
    .required()
    .hint(word!("dossier-endorse-agree-hint"));
const MINUTES: Input = Input::new(InputKind::Lines, "ghi", word!("dossier-endorse-words")).max_chars(4000);
const PROGRESS_ON: Input = Input::new(InputKind::Date, "ngay", word!("dossier-foster-on")).required();
const PROGRESS: Input = Input::new(InputKind::Lines, "ghi", word!("dossier-foster-words"))
    .required()
    .hint(word!("dossier-foster-words-hint"))
    .max_chars(4000);
const GOAL: Input = Input::new(InputKind::Lines, "ghi", word!("dossier-goal-words")).required().max_chars(2000);
const MEASURE: Input = Input::text("thuoc-do", word!("dossier-goal-measure")).hint(word!("dossier-goal-measure-hint"));
const TARGET: Input = Input::text("muc-tieu", word!("dossier-goal-target"));
const DUE: Input = Input::new(InputKind::Date, "han", word!("dossier-goal-due"));
const VERDICT: Input = Input::new(InputKind::Radio, "ket-luan", word!("dossier-verdict")).required();
const VERDICT_NOTE: Input =
    Input::new(InputKind::Lines, "ly-do", word!("dossier-verdict-note")).hint(word!("dossier-verdict-note-hint"));
const EVIDENCE: Input = Input::new(InputKind::Select, "minh-chung", word!("dossier-verdict-evidence"));
const NAME: Input = Input::text("ten", word!("dossier-subject-name")).required().max_chars(200);
const ACHIEVEMENT: Input = Input::new(InputKind::Lines, "thanh-tich", word!("dossier-summary"))
    .max_chars(8000)
    .hint(word!("dossier-summary-hint"));
const SCOPE: Input = Input::text("pham-vi", word!("dossier-scope")).hint(word!("dossier-scope-hint"));
const SECTOR: Input = Input::text("nganh", word!("dossier-sector")).hint(word!("dossier-sector-hint"));
const LEADER: Input = Input::new(InputKind::Tick, "lanh-dao", word!("dossier-leader-tick"));

/// A form of one command.
#[derive(Template)]
#[template(path = "dossier/form.html")]
pub(super) struct FormPage {
    shell: Shell,
    title: Word,
    name: String,
    lead: Option<Message>,
    quote: Option<String>,
    form: FormState,
    fields: Vec<Field>,
    version: String,
    address: String,
    submit: Action,
    cancel: Action,
}

/// What a command's form asks.
pub(super) struct Question {
    pub(super) path: &'static str,
    pub(super) title: Word,
    pub(super) lead: Option<Message>,
    pub(super) quote: Option<String>,
    pub(super) fields: Vec<Field>,
    pub(super) submit: Action,
}

impl FormPage {
    pub(super) fn new(visit: &Visit, about: (&str, &str), form: FormState, question: Question) -> Self {
        let (id, name) = about;
        let home = format!("/ho-so/{id}");
        Self {
            shell: visit
                .shell(question.title, Area::Dossiers)
                .crumb(word!("dossier-list-title"), "/ho-so")
                .crumb(name, home.clone()),
            title: question.title,
            name: name.to_owned(),
            lead: question.lead,
            quote: question.quote,
            version: form.raw(FormState::VERSION).to_owned(),
            address: format!("{home}/{}", question.path),
            form,
            fields: question.fields,
            submit: question.submit,
            cancel: Action::link(word!("dossier-back"), home),
        }
    }
}

/// The name and version of a dossier for a form, and what its reader may do.
async fn read(visit: &Visit, id: &str) -> Result<page::Page, Failure> {
    page::page(visit.cx()?, dossier_id(id)?).await.map_err(|why| visit.failed(why))
}

/// The same for a form of a command: those who are not offered it are led back to the page.
pub(super) async fn read_for(visit: &Visit, id: &str, command: Command) -> Result<page::Page, Failure> {
    let page = read(visit, id).await?;
    if page.offers.iter().any(|offer| offer.command == command) {
        return Ok(page);
    }
    Err(Failure::not_now(format!("/ho-so/{}", page.id)))
}

/// A form that starts with the version of the page.
fn begun(page: &page::Page, values: impl IntoIterator<Item = (&'static str, String)>) -> FormState {
    FormState::filled(std::iter::once((FormState::VERSION, page.version.to_string())).chain(values))
}

/// Back to the dossier: with what was done, or with the reason why not.
fn answered<T>(visit: &Visit, id: &str, command: Command, result: Result<T, Error>) -> Result<Response, Failure> {
    let home = format!("/ho-so/{id}");
    match result {
        Ok(_) => Ok(visit.redirect(&home, &Flash::done(say::done(command)))),
        Err(Error::Refused(refusal)) if !refusal.pretends_absence() => {
            Ok(visit.redirect(&home, &Flash::refused(sentence(&refusal, visit.locale()))))
        }
        Err(error) => Err(visit.failed(error)),
    }
}

/// Commands that are one press: `/ho-so/{id}/{command}`.
pub(super) async fn press(visit: Visit, id: String, command: Command, form: FormState) -> Result<Response, Failure> {
    let (cx, which, seen) = (visit.cx()?, dossier_id(&id)?, form.version()?);
    let result = match command {
        Command::Register => dossier::register(cx, which, seen).await,
        Command::FinishFostering => dossier::finish_fostering(cx, which, seen).await,
        Command::Nominate => dossier::nominate(cx, which, seen).await,
        Command::Screen => dossier::screen(cx, which, seen).await,
        Command::Resubmit => dossier::resubmit(cx, which, seen).await,
        Command::Appraise => dossier::appraise(cx, which, seen).await,
        Command::Publicise => dossier::publicise(cx, which, seen).await,
        _ => return Err(Failure::NotFound),
    };
    answered(&visit, &id, command, result)
}

/// What is asked before a command that needs a reason.
pub(super) fn reason_question(command: Command, form: &FormState) -> Question {
    let (path, lead) = match command {
        Command::Return => ("tra-lai", word!("dossier-return-lead")),
        Command::Withdraw => ("rut", word!("dossier-withdraw-lead")),
        _ => ("khong-xet", word!("dossier-set-aside-lead")),
    };
    let submit = Action::submit(words::command(command));
    Question {
        path,
        title: words::command(command),
        lead: Some(lead.into()),
        quote: None,
        fields: vec![form.show(REASON)],
        submit: if command == Command::Return { submit.primary() } else { submit.danger() },
    }
}

pub(super) async fn ask_reason(visit: Visit, id: String, command: Command) -> Result<Response, Failure> {
    let page = read_for(&visit, &id, command).await?;
    let form = begun(&page, []);
    let question = reason_question(command, &form);
    Ok(visit.page(&FormPage::new(&visit, (&id, &page.name), form, question)))
}

pub(super) async fn give_reason(
    visit: Visit,
    id: String,
    command: Command,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (cx, which, seen) = (visit.cx()?, dossier_id(&id)?, form.version()?);
    let Some(reason) = form.text(REASON) else {
        let question = reason_question(command, &form);
        return again(&visit, &id, form, question).await;
    };
    let result = match command {
        Command::Return => dossier::send_back(cx, which, seen, &reason).await,
        Command::Withdraw => dossier::withdraw(cx, which, seen, &reason).await,
        _ => dossier::set_aside(cx, which, seen, &reason).await,
    };
    answered(&visit, &id, command, result)
}

/// The form again with its mistakes.
async fn again(visit: &Visit, id: &str, form: FormState, question: Question) -> Result<Response, Failure> {
    let page = read(visit, id).await?;
    Ok(visit.page_again(&FormPage::new(visit, (id, &page.name), form, question)))
}

pub(super) fn endorse_question(form: &FormState) -> Question {
    Question {
        path: "suy-ton",
        title: words::command(Command::Endorse),
        lead: Some(word!("dossier-endorse-lead").into()),
        quote: None,
        fields: vec![form.show(ON), form.show(PRESENT), form.show(AGREE), form.show(MINUTES)],
        submit: Action::submit(word!("dossier-endorse-submit")).primary(),
    }
}

pub(super) async fn ask_endorse(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = read_for(&visit, &id, Command::Endorse).await?;
    let form = begun(&page, []);
    let question = endorse_question(&form);
    Ok(visit.page(&FormPage::new(&visit, (&id, &page.name), form, question)))
}

pub(super) async fn endorse(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let (cx, which, seen) = (visit.cx()?, dossier_id(&id)?, form.version()?);
    let count = |n: i64| u32::try_from(n).unwrap_or_default();
    let (on, present) = (form.date(ON), form.whole(PRESENT, 1..=100_000));
    let (agree, words) = (form.whole(AGREE, 0..=100_000), form.text(MINUTES));
    if let (Some(on), Some(present), Some(agree), Some(words)) = (on, present, agree, words) {
        let acclaim = Acclaim { on, present: count(present), agree: count(agree), words };
        match dossier::endorse(cx, which, seen, acclaim).await {
            Err(Error::Refused(Refusal::Invalid { field: "agree", .. })) => {
                form.refuse(AGREE, word!("dossier-endorse-too-many"));
            }
            Err(Error::Refused(Refusal::Invalid { field: "on", .. })) => form.refuse(ON, word!("dossier-in-future")),
            other => return answered(&visit, &id, Command::Endorse, other),
        }
    }
    let question = endorse_question(&form);
    again(&visit, &id, form, question).await
}

pub(super) fn foster_question(form: &FormState) -> Question {
    Question {
        path: "boi-duong",
        title: words::command(Command::Foster),
        lead: Some(word!("dossier-foster-lead").into()),
        quote: None,
        fields: vec![form.show(PROGRESS_ON), form.show(PROGRESS)],
        submit: Action::submit(word!("dossier-foster-submit")).primary(),
    }
}

pub(super) fn goal_question(form: &FormState) -> Question {
    Question {
        path: "muc-tieu",
        title: word!("dossier-goal-title"),
        lead: Some(word!("dossier-goal-lead").into()),
        quote: None,
        fields: vec![form.show(GOAL), form.show(MEASURE), form.show(TARGET), form.show(DUE)],
        submit: Action::submit(word!("dossier-goal-submit")).primary(),
    }
}

pub(super) async fn ask_foster(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = read_for(&visit, &id, Command::Foster).await?;
    let form = begun(&page, [("ngay", visit.cx()?.today().to_string())]);
    let question = foster_question(&form);
    Ok(visit.page(&FormPage::new(&visit, (&id, &page.name), form, question)))
}

pub(super) async fn foster(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let (on, words) = (form.date(PROGRESS_ON), form.text(PROGRESS));
    let what = on.zip(words).map(|(on, words)| Fostering::Progress { on, words });
    let question = foster_question(&form);
    write_down(&visit, &id, form, what, question).await
}

pub(super) async fn ask_goal(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = read_for(&visit, &id, Command::Foster).await?;
    let form = begun(&page, []);
    let question = goal_question(&form);
    Ok(visit.page(&FormPage::new(&visit, (&id, &page.name), form, question)))
}

pub(super) async fn goal(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let (words, measure, target) = (form.text(GOAL), form.text(MEASURE), form.text(TARGET));
    let due = form.maybe_date(DUE);
    let what = match (words, measure, target, due) {
        (Some(words), Some(measure), Some(target), Some(due)) => Some(Fostering::Goal { words, measure, target, due }),
        _ => None,
    };
    let question = goal_question(&form);
    write_down(&visit, &id, form, what, question).await
}

async fn write_down(
    visit: &Visit,
    id: &str,
    mut form: FormState,
    what: Option<Fostering>,
    question: Question,
) -> Result<Response, Failure> {
    let (cx, which, seen) = (visit.cx()?, dossier_id(id)?, form.version()?);
    let Some(what) = what else { return again(visit, id, form, question).await };
    match dossier::foster(cx, which, seen, what).await {
        Err(Error::Refused(Refusal::Invalid { field: "on", .. })) => {
            form.refuse(PROGRESS_ON, word!("dossier-in-future"));
            let question = foster_question(&form);
            again(visit, id, form, question).await
        }
        other => answered(visit, id, Command::Foster, other),
    }
}

/// What is asked about one criterion.
pub(super) fn judge_question(form: &FormState, text: &str, files: &[Choice]) -> Question {
    let verdicts = [
        Choice::new("dat", word!("dossier-criterion-passed")),
        Choice::new("khong-dat", word!("dossier-criterion-failed")),
    ];
    let evidence = form.show_choices(EVIDENCE, files);
    Question {
        path: "",
        title: words::command(Command::Judge),
        lead: None,
        quote: Some(text.to_owned()),
        fields: vec![form.show_choices(VERDICT, &verdicts), form.show(VERDICT_NOTE), evidence],
        submit: Action::submit(word!("dossier-verdict-submit")).primary(),
    }
}

/// The form of one criterion with what is already known about it.
async fn judge_page(visit: &Visit, id: &str, key: &str, form: Option<FormState>) -> Result<FormPage, Failure> {
    // What was typed is not taken away from whom the turn has passed by: the sentence about it comes with the answer.
    let page = if form.is_some() { read(visit, id).await? } else { read_for(visit, id, Command::Judge).await? };
    let one = page.criteria.iter().find(|one| one.key.as_str() == key).ok_or(Failure::NotFound)?;
    let files: Vec<Choice> =
        page.files.iter().flatten().map(|file| Choice::new(file.id.to_string(), file.name.clone())).collect();
    let form = form.unwrap_or_else(|| begun(&page, []));
    let mut question = judge_question(&form, &one.text, &files);
    question.lead = one.finding.as_ref().map(|finding| say::finding(finding, visit.locale()));
    let mut shown = FormPage::new(visit, (id, &page.name), form, question);
    shown.address = format!("/ho-so/{id}/tieu-chi/{key}");
    Ok(shown)
}

pub(super) async fn ask_judge(visit: Visit, Path((id, key)): Path<(String, String)>) -> Result<Response, Failure> {
    Ok(visit.page(&judge_page(&visit, &id, &key, None).await?))
}

pub(super) async fn judge(
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let (cx, which, seen) = (visit.cx()?, dossier_id(&id)?, form.version()?);
    let verdict = form.choice(VERDICT, |text| match text {
        "dat" => Some(Verdict::Met),
        "khong-dat" => Some(Verdict::NotMet),
        _ => None,
    });
    let note = form.text(VERDICT_NOTE);
    let evidence = form.maybe(EVIDENCE, word!("ui-form-not-offered"), |text| text.parse().ok());
    let criterion: Key = key.parse().map_err(|_| Failure::NotFound)?;
    if let (Some(verdict), Some(note), Some(evidence)) = (verdict, note, evidence) {
        match dossier::judge(cx, which, seen, Judging { criterion, verdict, note, evidence }).await {
            Err(Error::Refused(Refusal::ReasonMissing)) => form.refuse(VERDICT_NOTE, word!("ui-form-empty")),
            other => return answered(&visit, &id, Command::Judge, other),
        }
    }
    Ok(visit.page_again(&judge_page(&visit, &id, &key, Some(form)).await?))
}

/// What can be written about a subject of this kind.
pub(super) fn edit_question(form: &FormState, subject: Subject) -> Question {
    let mut fields = match subject {
        Subject::Person(_) => vec![form.show(LEADER)],
        Subject::Unit(_) => Vec::new(),
        _ => vec![form.show(NAME)],
    };
    fields.extend([form.show(ACHIEVEMENT), form.show(SCOPE), form.show(SECTOR)]);
    Question {
        path: "sua",
        title: words::command(Command::Edit),
        lead: None,
        quote: None,
        fields,
        submit: Action::submit(word!("dossier-save")).primary(),
    }
}

pub(super) async fn ask_edit(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = read_for(&visit, &id, Command::Edit).await?;
    let mut values = vec![
        ("ten", page.name.clone()),
        ("thanh-tich", page.achievement.clone()),
        ("pham-vi", page.scope.clone()),
        ("nganh", page.sector.clone().unwrap_or_default()),
    ];
    if page.leader {
        values.push(("lanh-dao", "co".to_owned()));
    }
    let form = begun(&page, values);
    let question = edit_question(&form, page.subject);
    Ok(visit.page(&FormPage::new(&visit, (&id, &page.name), form, question)))
}

pub(super) async fn edit(visit: Visit, Path(id): Path<String>, mut form: FormState) -> Result<Response, Failure> {
    let (cx, which, seen) = (visit.cx()?, dossier_id(&id)?, form.version()?);
    let page = read(&visit, &id).await?;
    let named = !matches!(page.subject, Subject::Person(_) | Subject::Unit(_));
    let name = if named { form.text(NAME).map(Some) } else { Some(None) };
    let (achievement, scope, sector) = (form.text(ACHIEVEMENT), form.text(SCOPE), form.text(SECTOR));
    let (Some(name), Some(achievement), Some(scope), Some(sector)) = (name, achievement, scope, sector) else {
        let question = edit_question(&form, page.subject);
        return again(&visit, &id, form, question).await;
    };
    let leader = Leading::from(form.ticked(LEADER));
    let words = Words { name, achievement, scope, sector: Some(sector), leader };
    let result = dossier::edit(cx, which, seen, words).await;
    answered(&visit, &id, Command::Edit, result)
}

/// For the sample pages.
pub(super) fn sample_id() -> DossierId {
    lantoa_domain::id::Id::from_raw(7)
}
