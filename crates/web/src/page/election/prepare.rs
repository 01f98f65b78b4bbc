//! The form that prepares an electronic ballot: what is voted on, by whom it is counted; it must not judge what the rules judge.

use super::{address, sample};
use crate::{
    filters,
    kernel::{At, Choice, Failure, Flash, FormState, Input, InputKind, Shell, Visit, assets, sentence_for},
    nav::Area,
    page::session,
    sample::Easel,
    ui::Action,
    words,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::{
    Error,
    election::{self, Choices, Group, Setup},
};
use lantoa_domain::{
    Refusal,
    election::{USUAL_LEAST, Way},
    id::{ItemId, PersonId, SessionId},
};
use lantoa_i18n::{Message, Say, Word, word};
use sha2::{Digest, Sha256};

const TITLE: Input = Input::text("tieu-de", word!("election-form-title")).required().max_chars(200);
const ITEMS: Input = Input::new(InputKind::Ticks, "muc", word!("election-form-items")).required();
const TEAM: Input = Input::new(InputKind::Ticks, "ban-kiem-phieu", word!("election-form-trustees"))
    .required()
    .hint(word!("election-form-trustees-hint"));
const THRESHOLD: Input = Input::new(InputKind::Whole, "so-can", word!("election-form-threshold"))
    .required()
    .hint(word!("election-form-threshold-hint"));
const ISSUER: Input = Input::new(InputKind::Select, "phat-hanh", word!("election-form-issuer"))
    .required()
    .hint(word!("election-form-issuer-hint"));
const LEAST: Input = Input::new(InputKind::Whole, "it-nhat", word!("election-form-least"))
    .required()
    .hint(word!("election-form-least-hint"));
const PAPER_LEAST: Input = Input::new(InputKind::Whole, "giay-it-nhat", word!("election-form-paper-least"))
    .required()
    .hint(word!("election-form-paper-least-hint"));
const PAPER_CODES: Input = Input::new(InputKind::Whole, "ma-giay", word!("election-form-paper-codes"))
    .required()
    .hint(word!("election-form-paper-codes-hint"));
const WAY: Input = Input::new(InputKind::Radio, "cach", word!("election-form-way")).required();
const REPLACE: Input = Input::new(InputKind::Tick, "bo-lai", word!("election-form-replace"));

/// What runs in a member's browser while voting, besides the WebAssembly program and the second implementation.
const PAGE_PROGRAMS: [&str; 6] =
    ["pages/ballot-of.mjs", "pages/cast.mjs", "pages/encrypt.mjs", "pages/page.mjs", "pages/worker.mjs", "wasm.mjs"];
/// How members come to their codes, as the form names it.
const WAYS: [(&str, Way, Word, Word); 2] = [
    ("rut", Way::Drawn, word!("election-way-drawn"), word!("election-way-drawn-note")),
    ("rieng", Way::Own, word!("election-way-own"), word!("election-way-own-note")),
];
/// Trustees that are ticked at first, and how many of them open together.
const USUAL_TEAM: (usize, u8) = (3, 2);

/// `/hoi-dong/phien/{id}/phieu-dien-tu`.
#[derive(Template)]
#[template(path = "election/prepare.html")]
struct PreparePage {
    shell: Shell,
    session: SessionId,
    choices: Choices,
    /// The group on the page; the others are offered as links.
    group: usize,
    form: FormState,
    refused: Option<Message>,
    submit: Action,
    back: Action,
}

impl PreparePage {
    fn new(visit: &Visit, session: SessionId, choices: Choices, group: usize, form: FormState) -> Self {
        let home = format!("/hoi-dong/phien/{session}");
        let shell = visit
            .shell(word!("election-prepare-title"), Area::Councils)
            .crumb(word!("ui-area-councils"), Area::Councils.address())
            .crumb(choices.session_title.as_str(), home.clone());
        Self {
            shell,
            session,
            submit: Action::submit(word!("election-prepare-save")).primary(),
            back: Action::link(word!("ui-confirm-back"), home),
            choices,
            group,
            form,
            refused: None,
        }
    }

    fn group(&self) -> Option<&Group> {
        self.choices.groups.get(self.group)
    }

    fn others(&self) -> Vec<(usize, &Group)> {
        self.choices.groups.iter().enumerate().filter(|(at, _)| *at != self.group).collect()
    }

    fn rule(&self, group: &Group) -> String {
        session::vote_rule(&group.rule).say(self.shell.locale).into_owned()
    }

    fn items(&self) -> Vec<Choice> {
        let items = self.group().map(|group| group.items.as_slice()).unwrap_or_default();
        items
            .iter()
            .map(|(id, name, movement)| Choice::new(id.to_string(), name.as_str()).note(movement.as_str()))
            .collect()
    }

    /// Members who can be on the counting team: a trustee has to sign in and must not be in conflict.
    fn team(&self) -> Vec<Choice> {
        let conflicted = self.group().map(|group| group.conflicted.as_slice()).unwrap_or_default();
        let able = self.choices.seats.iter().filter(|seat| seat.has_account && !conflicted.contains(&seat.person));
        able.map(|seat| Choice::new(seat.person.to_string(), seat.name.as_str()).note(words::council_role(seat.role)))
            .collect()
    }

    fn ways(&self) -> Vec<Choice> {
        WAYS.iter().map(|(value, _, name, note)| Choice::new(*value, *name).note(*note)).collect()
    }

    fn has_strangers(&self) -> bool {
        self.choices.seats.iter().any(|seat| !seat.has_account)
    }
}

/// The form filled in with what is usual.
fn usual(choices: &Choices, group: &Group) -> FormState {
    let able = choices.seats.iter().filter(|seat| seat.has_account && !group.conflicted.contains(&seat.person));
    let team: Vec<String> = able.rev().take(USUAL_TEAM.0).map(|seat| seat.person.to_string()).collect();
    let threshold = if team.len() < USUAL_TEAM.0 { 1 } else { USUAL_TEAM.1 };
    let mut values = vec![
        (TITLE.name, choices.session_title.clone()),
        (THRESHOLD.name, threshold.to_string()),
        (LEAST.name, USUAL_LEAST.min(group.voters).max(1).to_string()),
        (PAPER_LEAST.name, USUAL_LEAST.to_string()),
        // As many as there can be without figures of their own.
        (PAPER_CODES.name, (USUAL_LEAST - 1).min(group.voters).to_string()),
        (REPLACE.name, "co".to_owned()),
        (WAY.name, WAYS[0].0.to_owned()),
        (ISSUER.name, team.first().cloned().unwrap_or_default()),
    ];
    values.extend(group.items.iter().map(|(id, ..)| (ITEMS.name, id.to_string())));
    values.extend(team.into_iter().map(|person| (TEAM.name, person)));
    FormState::filled(values)
}

/// What is offered, for those who run the session.
async fn offered(visit: &Visit, session: SessionId) -> Result<Choices, Failure> {
    match election::choices(visit.cx()?, session).await {
        Ok(choices) if !choices.groups.is_empty() => Ok(choices),
        // Nothing waits for a secret vote any more, or the session is over.
        Ok(_) | Err(Error::Refused(Refusal::SessionOrder)) => {
            Err(Failure::not_now(format!("/hoi-dong/phien/{session}")))
        }
        Err(why) => Err(visit.failed(why)),
    }
}

/// The form.
pub(super) async fn show(
    visit: Visit,
    At(session): At<SessionId>,
    query: crate::kernel::ListQuery,
) -> Result<Response, Failure> {
    let choices = offered(&visit, session).await?;
    let wanted = query.get("nhom").and_then(|text| text.parse().ok()).unwrap_or(0);
    let at = if wanted < choices.groups.len() { wanted } else { 0 };
    let form = usual(&choices, &choices.groups[at]);
    Ok(visit.page(&PreparePage::new(&visit, session, choices, at, form)))
}

/// SHA-256 of what runs in a member's browser: the page's programs (the digest of what `sha256sum` prints of them), the
/// WebAssembly program, and the second implementation.
pub(super) fn programs() -> [String; 3] {
    digests().map(|digest| super::hex(&digest))
}

/// The same as bytes.
pub(crate) fn digests() -> [[u8; 32]; 3] {
    let of = |bytes: &[u8]| super::hex(&Sha256::digest(bytes));
    let file = |name: &str| assets::content(&format!("ballot/{name}"));
    let lines: String = PAGE_PROGRAMS.iter().map(|name| format!("{}  {name}\n", of(file(name)))).collect();
    [lines.as_bytes(), file("ballot.wasm"), file("ballot.mjs")].map(|bytes| Sha256::digest(bytes).into())
}

/// What was typed, when every field can be read.
fn read(form: &mut FormState, voters: u32) -> Option<Setup> {
    let title = form.text(TITLE);
    let items: Vec<ItemId> = form.all(ITEMS.name).filter_map(|text| text.parse().ok()).collect();
    let trustees: Vec<PersonId> = form.all(TEAM.name).filter_map(|text| text.parse().ok()).collect();
    if items.is_empty() {
        form.refuse(ITEMS, word!("ui-form-not-chosen"));
    }
    if trustees.is_empty() {
        form.refuse(TEAM, word!("ui-form-not-chosen"));
    }
    let threshold = form.whole(THRESHOLD, 1..=i64::try_from(trustees.len().max(1)).unwrap_or(1));
    let least = form.whole(LEAST, 1..=2000);
    let paper_least = form.whole(PAPER_LEAST, 2..=2000);
    let paper_codes = form.whole(PAPER_CODES, 0..=2000);
    let issuer = form.choice(ISSUER, |text| text.parse::<PersonId>().ok());
    if issuer.is_some_and(|issuer| !trustees.contains(&issuer)) {
        form.refuse(ISSUER, word!("election-form-issuer-outside"));
    }
    if paper_codes.is_some_and(|codes| codes > i64::from(voters)) {
        form.refuse(PAPER_CODES, word!("election-form-paper-codes-many"));
    }
    let replace = form.ticked(REPLACE);
    let way = form.choice(WAY, |text| WAYS.iter().find(|one| one.0 == text).map(|one| one.1));
    let setup = Setup {
        title: title?,
        items,
        trustees,
        threshold: u8::try_from(threshold?).ok()?,
        issuer: issuer?,
        min_ballots: u32::try_from(least?).ok()?,
        min_paper: u32::try_from(paper_least?).ok()?,
        paper_codes: u32::try_from(paper_codes?).ok()?,
        replace,
        way: way?,
        client: programs(),
    };
    (!form.has_errors()).then_some(setup)
}

/// Prepares it.
pub(super) async fn save(visit: Visit, At(session): At<SessionId>, mut form: FormState) -> Result<Response, Failure> {
    let choices = offered(&visit, session).await?;
    let chosen = form.all(ITEMS.name).next().and_then(|text| text.parse::<ItemId>().ok());
    let holds = |group: &Group| chosen.is_some_and(|item| group.items.iter().any(|line| line.0 == item));
    let wanted = form.raw("nhom").parse().unwrap_or(0).min(choices.groups.len() - 1);
    let at = choices.groups.iter().position(holds).unwrap_or(wanted);
    let setup = read(&mut form, choices.groups[at].voters);
    let Some(setup) = setup else {
        return Ok(visit.page_again(&PreparePage::new(&visit, session, choices, at, form)));
    };
    match election::prepare(visit.cx()?, session, setup).await {
        Ok(id) => Ok(visit.redirect(&address(id), &Flash::done(word!("election-prepare-done")))),
        Err(why) => {
            let refused = sentence_for(&why, visit.locale());
            if refused.is_none() {
                return Err(visit.failed(why));
            }
            let page = PreparePage { refused, ..PreparePage::new(&visit, session, choices, at, form) };
            Ok(visit.page_again(&page))
        }
    }
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let session = sample::keys().session;
    let choices = sample::choices();
    let form = usual(&choices, &choices.groups[0]);
    easel.show("election/prepare", &PreparePage::new(&visit, session, choices, 0, form));
    let mut wrong = FormState::empty();
    let _ = read(&mut wrong, 7);
    let refused = Some(word!("refusal-ballot-group").into());
    let page = PreparePage { refused, ..PreparePage::new(&visit, session, sample::choices(), 1, wrong) };
    easel.show("election/prepare-wrong", &page);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_that_is_named_is_there() {
        for name in PAGE_PROGRAMS.into_iter().chain(["ballot.wasm", "ballot.mjs"]) {
            assert!(!assets::content(&format!("ballot/{name}")).is_empty(), "{name}");
        }
        assert!(programs().iter().all(|digest| digest.len() == 64));
    }
}
