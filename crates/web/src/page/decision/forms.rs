//! The forms of a draft: what it says, whom it names, putting it aside, declining a dossier. They must not decide anything.

use super::{address, list::KINDS, load, sample};
use crate::{
    filters,
    kernel::{Ask, At, Choice, Confirmation, Failure, Flash, FormState, Input, InputKind, ListQuery, Shell, Visit},
    nav::Area,
    page::session::failed,
    sample::Easel,
    ui::{Action, Field},
    words,
};
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use lantoa_app::decision::{
    self, AwardChoice, CandidateView, DecisionKind, DecisionStatus, DecisionView, LineView, NewView, Words,
};
use lantoa_domain::id::{DecisionId, DossierId};
use lantoa_i18n::{Locale, Say, word};

const TITLE: Input = Input::text("trich-yeu", word!("decision-form-title")).required().max_chars(300);
const BASES: Input = Input::new(InputKind::Lines, "can-cu", word!("decision-bases"))
    .max_chars(4000)
    .hint(word!("decision-form-bases-hint"));
pub(super) const SIGNER: Input =
    Input::text("chuc-vu", word!("decision-signer-title")).max_chars(200).hint(word!("decision-form-signer-hint"));
const ON: Input = Input::new(InputKind::Date, "ngay", word!("decision-on-intended"));
const AWARD: Input = Input::new(InputKind::Select, "hinh-thuc", word!("decision-award")).required();
const UNTIL: Input =
    Input::new(InputKind::Date, "hieu-luc", word!("decision-valid-until")).hint(word!("decision-form-until-hint"));
const AGAIN: Input =
    Input::new(InputKind::Date, "xem-lai", word!("decision-recheck-on")).hint(word!("decision-form-again-hint"));
const REASON: Input = Input::new(InputKind::Lines, "ly-do", word!("decision-form-reason")).required().max_chars(1000);

/// `/quyet-dinh/moi`.
#[derive(Template)]
#[template(path = "decision/new.html")]
struct NewPage {
    shell: Shell,
    view: NewView,
    kind: DecisionKind,
    form: FormState,
    submit: Action,
    back: Action,
}

impl NewPage {
    fn new(visit: &Visit, view: NewView, kind: DecisionKind, form: FormState) -> Self {
        let title = match kind {
            DecisionKind::Recognition => word!("decision-new-recognition"),
            DecisionKind::Award => word!("decision-new-award"),
        };
        Self {
            shell: visit.shell(title, Area::Decisions).crumb(word!("ui-area-decisions"), Area::Decisions.address()),
            view,
            kind,
            form,
            submit: Action::submit(word!("decision-form-draft")).primary(),
            back: Action::link(word!("ui-confirm-back"), "/quyet-dinh"),
        }
    }

    fn fields(&self) -> Vec<Field> {
        fields(&self.form, self.kind, &self.view.awards)
    }

    fn is_award(&self) -> bool {
        self.kind == DecisionKind::Award
    }

    fn code(&self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self.kind).map_or("", |found| found.0)
    }

    fn is_chosen(&self, one: &CandidateView) -> bool {
        let id = one.dossier.to_string();
        self.form.all("ho-so").any(|chosen| chosen == id)
    }
}

fn fields(form: &FormState, kind: DecisionKind, awards: &[AwardChoice]) -> Vec<Field> {
    let mut out = vec![form.show(TITLE)];
    match kind {
        DecisionKind::Award => {
            let choices: Vec<Choice> = awards.iter().map(|one| Choice::new(&one.key, one.name.as_str())).collect();
            out.push(form.show_choices(AWARD, &choices));
        }
        DecisionKind::Recognition => out.extend([form.show(UNTIL), form.show(AGAIN)]),
    }
    out.extend([form.show(ON), form.show(SIGNER), form.show(BASES)]);
    out
}

fn words_of(form: &mut FormState, kind: DecisionKind) -> Option<Words> {
    let wrong = word!("ui-form-not-a-date");
    let (title, bases, signer) = (form.text(TITLE), form.text(BASES), form.text(SIGNER));
    let on = form.maybe(ON, wrong, read_date);
    let (award, until, again) = match kind {
        DecisionKind::Award => (form.text(AWARD).map(Some), Some(None), Some(None)),
        DecisionKind::Recognition => {
            (Some(None), form.maybe(UNTIL, wrong, read_date), form.maybe(AGAIN, wrong, read_date))
        }
    };
    Some(Words {
        title: title?,
        bases: bases?,
        signer_title: signer?,
        on: on?,
        award: award?,
        valid_until: until?,
        recheck_on: again?,
    })
}

fn read_date(text: &str) -> Option<Date> {
    FormState::filled([("ngay", text.to_owned())]).date(ON)
}

fn kind_of(text: &str) -> DecisionKind {
    KINDS.iter().find(|(code, _)| *code == text).map_or(DecisionKind::Recognition, |found| found.1)
}

/// What official paper says first, taken from the plan: in Vietnamese whatever the language of the screen.
fn usual(view: &NewView, kind: DecisionKind, year: i16, chosen: Vec<String>) -> FormState {
    let plan = &view.document;
    let say = |message: lantoa_i18n::Message| message.say(Locale::Vi).into_owned();
    let title = match kind {
        DecisionKind::Recognition => word!("decision-usual-recognition"),
        DecisionKind::Award => word!("decision-usual-award"),
    };
    let base = match (&plan.number, plan.issued) {
        (Some(number), Some(issued)) => word!("decision-usual-base").with("number", number).with("date", issued),
        _ => word!("decision-usual-base-bare").into(),
    };
    let base = say(base.with("agency", &plan.agency).with("title", &plan.title));
    let bases = format!("{base}\n{}", say(word!("decision-usual-proposal").into()));
    let values = [
        ("trich-yeu", say(title.with("year", year.to_string()))),
        ("can-cu", bases),
        ("chuc-vu", plan.signer_title.clone().unwrap_or_default()),
    ];
    FormState::filled(values.into_iter().chain(chosen.into_iter().map(|id| ("ho-so", id))))
}

async fn new_view(visit: &Visit, programme: &str, kind: DecisionKind) -> Result<NewView, Failure> {
    decision::form(visit.cx()?, programme.parse().ok(), kind).await.map_err(|why| visit.failed(why))
}

/// The form of a new decision. `tu` names a decision whose dossiers are ticked; else all that wait are.
pub(super) async fn show_new(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let kind = kind_of(query.get("loai").unwrap_or_default());
    let view = new_view(&visit, query.get("chuong-trinh").unwrap_or_default(), kind).await?;
    let chosen = match query.get("tu").and_then(|text| text.parse::<DecisionId>().ok()) {
        Some(from) => load(&visit, from).await?.lines.iter().map(|line| line.dossier.to_string()).collect(),
        None if kind == DecisionKind::Recognition => {
            view.candidates.iter().map(|one| one.dossier.to_string()).collect()
        }
        None => Vec::new(),
    };
    let form = usual(&view, kind, visit.cx()?.today().year(), chosen);
    Ok(visit.page(&NewPage::new(&visit, view, kind, form)))
}

fn chosen(form: &FormState) -> Vec<DossierId> {
    form.all("ho-so").filter_map(|text| text.parse().ok()).collect()
}

/// Drafts a decision.
pub(super) async fn create(visit: Visit, mut form: FormState) -> Result<Response, Failure> {
    let kind = kind_of(form.raw("loai"));
    let view = new_view(&visit, form.raw("chuong-trinh"), kind).await?;
    let Some(words) = words_of(&mut form, kind) else {
        return Ok(visit.page_again(&NewPage::new(&visit, view, kind, form)));
    };
    let id = decision::draft(visit.cx()?, view.programme, kind, words, chosen(&form)).await;
    let name = |dossier| view.candidates.iter().find(|one| one.dossier == dossier).map(|one| one.name.clone());
    let id = id.map_err(|why| failed(&visit, why, name))?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("decision-drafted"))))
}

fn shell(visit: &Visit, title: lantoa_i18n::Word, view: &DecisionView) -> Shell {
    visit
        .shell(title, Area::Decisions)
        .crumb(word!("ui-area-decisions"), Area::Decisions.address())
        .crumb(view.row.title.as_str(), address(view.row.id))
}

fn edit_page(visit: &Visit, view: &DecisionView, form: &FormState) -> Ask {
    let base = address(view.row.id);
    let submit = Action::submit(word!("decision-form-save")).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    Ask::new(shell(visit, word!("decision-edit"), view), word!("decision-edit"), format!("{base}/sua"), submit, back)
        .hidden(FormState::VERSION, view.row.version.to_string())
        .fields(form, fields(form, view.row.kind, &view.awards))
}

fn filled(view: &DecisionView) -> FormState {
    let row = &view.row;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    FormState::filled([
        ("trich-yeu", row.title.clone()),
        ("can-cu", row.bases.clone()),
        ("chuc-vu", row.signer_title.clone()),
        ("ngay", day(row.on_day)),
        ("hinh-thuc", row.award.clone().unwrap_or_default()),
        ("hieu-luc", day(row.valid_until)),
        ("xem-lai", day(row.recheck_on)),
    ])
}

async fn draft(visit: &Visit, id: DecisionId) -> Result<DecisionView, Failure> {
    let view = load(visit, id).await?;
    if view.may_edit { Ok(view) } else { Err(Failure::not_now(address(id))) }
}

/// What a draft says.
pub(super) async fn show_edit(visit: Visit, At(id): At<DecisionId>) -> Result<Response, Failure> {
    let view = draft(&visit, id).await?;
    Ok(visit.page(&edit_page(&visit, &view, &filled(&view))))
}

/// Changes what a draft says.
pub(super) async fn edit(visit: Visit, At(id): At<DecisionId>, mut form: FormState) -> Result<Response, Failure> {
    let view = draft(&visit, id).await?;
    let Some(words) = words_of(&mut form, view.row.kind) else {
        return Ok(visit.page_again(&edit_page(&visit, &view, &form)));
    };
    decision::edit(visit.cx()?, id, form.version()?, words).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("decision-saved"))))
}

/// `/quyet-dinh/{id}/danh-sach`.
#[derive(Template)]
#[template(path = "decision/lines.html")]
struct LinesPage {
    shell: Shell,
    view: DecisionView,
    submit: Action,
    back: Action,
}

impl LinesPage {
    fn new(visit: &Visit, view: DecisionView) -> Self {
        Self {
            shell: shell(visit, word!("decision-set-lines"), &view),
            submit: Action::submit(word!("decision-form-save")).primary(),
            back: Action::link(word!("ui-confirm-back"), address(view.row.id)),
            view,
        }
    }
}

/// Whom a draft names.
pub(super) async fn show_lines(visit: Visit, At(id): At<DecisionId>) -> Result<Response, Failure> {
    let view = draft(&visit, id).await?;
    Ok(visit.page(&LinesPage::new(&visit, view)))
}

/// Sets whom a draft names.
pub(super) async fn set_lines(visit: Visit, At(id): At<DecisionId>, form: FormState) -> Result<Response, Failure> {
    let view = draft(&visit, id).await?;
    let done = decision::set_lines(visit.cx()?, id, form.version()?, chosen(&form)).await;
    let name = |dossier| view.candidates.iter().find(|one| one.dossier == dossier).map(|one| one.name.clone());
    done.map_err(|why| failed(&visit, why, name))?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("decision-saved"))))
}

fn discard_page(visit: &Visit, view: &DecisionView) -> Ask {
    let base = address(view.row.id);
    let submit = Action::submit(word!("decision-discard")).danger();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let title = word!("decision-discard");
    Ask::new(shell(visit, title, view), title, format!("{base}/bo"), submit, back)
        .lead(word!("decision-discard-lead"))
        .hidden(FormState::VERSION, view.row.version.to_string())
        .grave()
}

/// Asks before a draft is put aside.
pub(super) async fn show_discard(visit: Visit, At(id): At<DecisionId>) -> Result<Response, Failure> {
    let view = draft(&visit, id).await?;
    Ok(visit.page(&discard_page(&visit, &view)))
}

/// Puts a draft aside.
/// Asks before the draft of a replacing decision is made.
pub(super) async fn show_redraft(visit: Visit, At(id): At<DecisionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    if view.row.status != DecisionStatus::Issued || !view.may_draft {
        return Err(Failure::not_now(address(id)));
    }
    Ok(visit.page(&redraft_page(&visit, &view)))
}

fn redraft_page(visit: &Visit, view: &DecisionView) -> Confirmation {
    let home = address(view.row.id);
    let shell = visit
        .shell(word!("document-replace"), Area::Decisions)
        .crumb(word!("ui-area-decisions"), Area::Decisions.address())
        .crumb(view.row.title.as_str(), home.clone());
    let act = Action::post(word!("decision-redraft-do"), format!("{home}/thay-the"))
        .field(FormState::VERSION, view.row.version.to_string())
        .primary();
    Confirmation::new(shell, word!("document-replace"), act, Action::link(word!("ui-confirm-back"), home))
        .lead(word!("decision-redraft-lead"))
        .consequence(word!("decision-redraft-draft"))
        .consequence(word!("decision-redraft-left-out"))
        .consequence(word!("decision-redraft-old"))
}

/// Drafts the replacing decision.
pub(super) async fn redraft(visit: Visit, At(id): At<DecisionId>, form: FormState) -> Result<Response, Failure> {
    let made = decision::redraft(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(made), &Flash::done(word!("decision-drafted"))))
}

pub(super) async fn discard(visit: Visit, At(id): At<DecisionId>, form: FormState) -> Result<Response, Failure> {
    decision::discard(visit.cx()?, id, form.version()?).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect("/quyet-dinh", &Flash::done(word!("decision-discarded"))))
}

fn decline_page(visit: &Visit, view: &DecisionView, line: &LineView, form: &FormState) -> Ask {
    let base = address(view.row.id);
    let submit = Action::submit(word!("decision-decline-do")).danger();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let title = word!("decision-decline");
    Ask::new(shell(visit, title, view), title, format!("{base}/tu-choi/{}", line.dossier), submit, back)
        .lead(word!("decision-decline-lead").with("name", &line.name))
        .consequence(word!("decision-decline-then"))
        .hidden(FormState::VERSION, line.version.to_string())
        .fields(form, vec![form.show(REASON)])
        .grave()
}

async fn line_of(visit: &Visit, id: DecisionId, dossier: DossierId) -> Result<(DecisionView, LineView), Failure> {
    let view = load(visit, id).await?;
    let line = view.lines.iter().find(|line| line.dossier == dossier).cloned().ok_or(Failure::NotFound)?;
    if view.may_issue { Ok((view, line)) } else { Err(Failure::not_now(address(id))) }
}

/// Why a dossier is not recognised.
pub(super) async fn show_decline(
    visit: Visit,
    At((id, dossier)): At<(DecisionId, DossierId)>,
) -> Result<Response, Failure> {
    let (view, line) = line_of(&visit, id, dossier).await?;
    Ok(visit.page(&decline_page(&visit, &view, &line, &FormState::empty())))
}

/// Declines to recognise.
pub(super) async fn decline(
    visit: Visit,
    At((id, dossier)): At<(DecisionId, DossierId)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let Some(reason) = form.text(REASON) else {
        let (view, line) = line_of(&visit, id, dossier).await?;
        return Ok(visit.page_again(&decline_page(&visit, &view, &line, &form)));
    };
    decision::decline(visit.cx()?, dossier, form.version()?, reason).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&address(id), &Flash::done(word!("decision-declined"))))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let (view, draft) = (sample::new(), sample::recognition_draft());
    let all = view.candidates.iter().map(|one| one.dossier.to_string()).collect();
    let form = usual(&view, DecisionKind::Recognition, 2026, all);
    easel.show("decision/new", &NewPage::new(&visit, view.clone(), DecisionKind::Recognition, form));
    let mut wrong = FormState::filled([("ngay", "31/2/2026".to_owned())]);
    words_of(&mut wrong, DecisionKind::Award);
    easel.show("decision/new-award-wrong", &NewPage::new(&visit, view, DecisionKind::Award, wrong));
    easel.show("decision/edit", &edit_page(&visit, &draft, &filled(&draft)));
    easel.show("decision/redraft", &redraft_page(&visit, &sample::recognition_issued()));
    easel.show("decision/discard", &discard_page(&visit, &draft));
    easel.show("decision/decline", &decline_page(&visit, &draft, &draft.lines[0], &FormState::empty()));
    easel.show("decision/lines", &LinesPage::new(&visit, draft));
}
