//! An entry for its author, by its code: what became of it, taking it back, taking the consent back. It must not show the text or a name: a code can be seen by others.

use super::{
    public::{CODE, ListPage, all},
    say,
};
use crate::{
    filters,
    kernel::{Ask, At, Failure, Flash, FormState, ListQuery, Paced, Shell, Visit},
    nav::Area,
    page::portal,
    ui::Action,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::{
    contest::{self, Receipt},
    suggestion::{grouped, plain},
};
use lantoa_domain::contest::{ContestState, EntryState};
use lantoa_i18n::{Word, word};

fn own(code: &str) -> String {
    format!("/cuoc-thi/bai/{}", grouped(&plain(code)))
}

/// Leads from a code that was typed to its entry.
pub(super) async fn ask(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let typed = query.get(CODE.name).unwrap_or_default().to_owned();
    match contest::receipt(visit.state().product()?, &typed).await {
        Ok(_) => Ok(visit.lead_to(&own(&typed))),
        Err(why) if why.refusal().is_some() => {
            let mut form = FormState::filled([(CODE.name, typed)]);
            form.refuse(CODE, word!("contest-code-unknown"));
            let rows = all(&visit).await?;
            Ok(visit.page_again(&ListPage::new(&visit, rows, &form)))
        }
        Err(why) => Err(visit.failed(why)),
    }
}

/// `/cuoc-thi/bai/{code}`.
#[derive(Template)]
#[template(path = "contest/receipt.html")]
pub(super) struct ReceiptPage {
    shell: Shell,
    code: String,
    receipt: Receipt,
    actions: Vec<Action>,
}

impl ReceiptPage {
    pub(super) fn new(visit: &Visit, code: &str, receipt: Receipt) -> Self {
        let (own, title) = (own(code), word!("contest-receipt"));
        let mut actions = Vec::new();
        if receipt.may_take_back {
            actions.push(Action::link(word!("contest-take-back"), format!("{own}/rut-dong-y")));
        }
        if receipt.may_withdraw {
            actions.push(Action::link(word!("contest-withdraw"), format!("{own}/rut")).danger());
        }
        Self {
            shell: Shell { flash: visit.shell(title, Area::None).flash, ..portal::shell(visit, title) },
            code: grouped(&plain(code)),
            actions,
            receipt,
        }
    }

    /// What the state means for the author.
    const fn explained(&self) -> Word {
        match (self.receipt.state, self.receipt.contest_state) {
            (EntryState::Refused, _) => word!("contest-why-refused"),
            (EntryState::Withdrawn, _) => word!("contest-why-withdrawn"),
            (_, ContestState::CalledOff) => word!("contest-why-called-off"),
            (EntryState::Received, _) => word!("contest-why-received"),
            (EntryState::Admitted, ContestState::Published) => {
                if self.receipt.prize.is_some() {
                    word!("contest-why-prize")
                } else {
                    word!("contest-why-no-prize")
                }
            }
            (EntryState::Admitted, _) => word!("contest-why-admitted"),
        }
    }
}

async fn load(visit: &Visit, code: &str) -> Result<Receipt, Failure> {
    contest::receipt(visit.state().product()?, code).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At(code): At<String>) -> Result<Response, Failure> {
    let found = load(&visit, &code).await?;
    Ok(visit.page(&ReceiptPage::new(&visit, &code, found)))
}

pub(super) const WITHDRAW: (Word, &str, Word) = (word!("contest-withdraw"), "rut", word!("contest-withdraw-lead"));
pub(super) const TAKE_BACK: (Word, &str, Word) =
    (word!("contest-take-back"), "rut-dong-y", word!("contest-take-back-lead"));

pub(super) fn sure_page(visit: &Visit, code: &str, receipt: &Receipt, of: (Word, &str, Word)) -> Ask {
    let (title, last, lead) = of;
    let back = Action::link(word!("ui-confirm-back"), own(code));
    let shell = Shell { person: None, groups: Vec::new(), ..visit.shell(title, Area::None) };
    Ask::new(shell, title, format!("{}/{last}", own(code)), Action::submit(title).danger(), back)
        .lead(lead)
        .fact(word!("contest-one"), receipt.contest_title.as_str())
        .fact(word!("contest-entry-title"), receipt.title.as_str())
        .grave()
}

pub(super) async fn show_withdraw(visit: Visit, At(code): At<String>) -> Result<Response, Failure> {
    let found = load(&visit, &code).await?;
    if !found.may_withdraw {
        return Err(Failure::not_now(own(&code)));
    }
    Ok(visit.page(&sure_page(&visit, &code, &found, WITHDRAW)))
}

pub(super) async fn withdraw(visit: Visit, At(code): At<String>, _: Paced) -> Result<Response, Failure> {
    contest::withdraw(visit.state().product()?, &code).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&own(&code), &Flash::done(word!("contest-withdrawn"))))
}

pub(super) async fn show_take_back(visit: Visit, At(code): At<String>) -> Result<Response, Failure> {
    let found = load(&visit, &code).await?;
    if !found.may_take_back {
        return Err(Failure::not_now(own(&code)));
    }
    Ok(visit.page(&sure_page(&visit, &code, &found, TAKE_BACK)))
}

pub(super) async fn take_back(visit: Visit, At(code): At<String>, _: Paced) -> Result<Response, Failure> {
    contest::take_back_consent(visit.state().product()?, &code).await.map_err(|why| visit.failed(why))?;
    Ok(visit.redirect(&own(&code), &Flash::done(word!("contest-taken-back"))))
}
