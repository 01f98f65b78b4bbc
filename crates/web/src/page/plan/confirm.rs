//! The page that asks twice before a plan is put in force: what will happen, which council, whom names stand for. It must not do it by itself.

use super::id;
use crate::{
    filters,
    kernel::{Choice, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    nav::Area,
    ui::{Action, Field},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use lantoa_app::Error;
use lantoa_app::plan::confirm::{self as app, Choices, Confirm, Guess, Preview};
use lantoa_domain::Refusal;
use lantoa_domain::id::UnitId;
use lantoa_i18n::{Message, word};

const COUNCIL: Input =
    Input::new(InputKind::Select, "hoi-dong", word!("plan-confirm-council")).hint(word!("plan-confirm-council-hint"));
/// What a select sends for a name that stands for nobody here.
const NOBODY: &str = "khong";

/// `/ke-hoach/{id}/xac-nhan`.
#[derive(Template)]
#[template(path = "plan/confirm.html")]
pub(super) struct ConfirmPage {
    pub(super) shell: Shell,
    pub(super) address: String,
    pub(super) version: i64,
    pub(super) title: String,
    pub(super) consequences: Vec<Message>,
    pub(super) council: Field,
    pub(super) leads: Vec<Body>,
    pub(super) named: Vec<Body>,
    pub(super) units: Vec<(String, String)>,
    pub(super) tasks: Vec<(String, u32)>,
    pub(super) submit: Action,
    pub(super) cancel: Action,
}

/// A body of the plan for which a unit is chosen.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// Name of the select.
    pub(super) field: String,
    /// The body as the plan prints it.
    pub(super) name: String,
    /// What it is responsible for.
    pub(super) about: Option<String>,
    /// The unit proposed.
    pub(super) chosen: String,
    /// Whether the name is that of a unit.
    pub(super) sure: bool,
}

impl Body {
    fn new(field: String, guess: &Guess, about: Option<String>, otherwise: &str) -> Self {
        let chosen = guess.unit.map_or_else(|| otherwise.to_owned(), |unit| unit.to_string());
        Self { field, name: guess.name.clone(), about, chosen, sure: guess.sure }
    }
}

impl ConfirmPage {
    pub(super) fn new(visit: &Visit, preview: &Preview) -> Self {
        let address = format!("/ke-hoach/{}", preview.id);
        let shell =
            visit.shell(word!("plan-confirm-title"), Area::Plans).crumb(word!("ui-area-plans"), Area::Plans.address());
        let councils: Vec<Choice> =
            preview.councils.iter().map(|(id, name)| Choice::new(id.to_string(), name.as_str())).collect();
        let council = preview.council.or_else(|| preview.councils.first().map(|(id, _)| *id));
        let form = FormState::filled([(COUNCIL.name, council.map(|id| id.to_string()).unwrap_or_default())]);
        let lead = |(key, movement, guess): &(lantoa_domain::plan::Key, String, Guess)| {
            Body::new(format!("chu-tri-{key}"), guess, Some(movement.clone()), NOBODY)
        };
        let root = preview.root.to_string();
        let named = |(at, guess): (usize, &Guess)| Body::new(format!("ten-{at}"), guess, None, &root);
        let errors = preview.errors;
        let refused = (errors > 0).then(|| word!("plan-refused-errors").with("count", errors));
        let tasks = preview.tasks.iter().map(|(_, count)| count).sum::<u32>();
        let mut consequences = vec![
            if preview.amends.is_some() { word!("plan-confirm-amends") } else { word!("plan-confirm-starts") }.into(),
            word!("plan-confirm-tasks").with("count", tasks),
            word!("plan-confirm-no-rounds").into(),
            word!("plan-confirm-frozen").into(),
        ];
        if preview.warnings > 0 {
            consequences.push(word!("plan-confirm-warnings").with("count", preview.warnings));
        }
        Self {
            shell: shell.crumb(preview.plan.document.title.clone(), address.clone()),
            version: preview.version,
            title: preview.plan.document.title.clone(),
            consequences,
            council: form.show_choices(COUNCIL, &councils),
            leads: preview.leads.iter().map(lead).collect(),
            named: preview.named.iter().enumerate().map(named).collect(),
            units: preview.units.iter().map(|(unit, name)| (unit.to_string(), name.clone())).collect(),
            tasks: preview.tasks.clone(),
            submit: Action::submit(word!("plan-next-start")).primary().icon("play").refused(refused),
            cancel: Action::link(word!("plan-confirm-back"), address.clone()),
            address,
        }
    }
}

pub(super) async fn show(visit: Visit, Path(text): Path<String>) -> Result<Response, Failure> {
    let plan = id(&text)?;
    let preview = match app::preview(visit.cx()?, plan).await {
        Err(Error::Refused(Refusal::Invalid { why: "not-a-draft", .. })) => return Err(super::no_draft(plan)),
        preview => preview.map_err(|why| visit.failed(why))?,
    };
    Ok(visit.page(&ConfirmPage::new(&visit, &preview)))
}

pub(super) async fn confirm(visit: Visit, Path(text): Path<String>, form: FormState) -> Result<Response, Failure> {
    let cx = visit.cx()?;
    let preview = app::preview(cx, id(&text)?).await.map_err(|why| visit.failed(why))?;
    let command = Confirm {
        plan: preview.id,
        version: form.version()?,
        council: form.raw(COUNCIL.name).parse().ok(),
        choices: choices(&form, &preview),
    };
    let done = app::confirm(cx, command).await.map_err(|why| visit.failed(why))?;
    let flash =
        Flash::done(word!("plan-confirmed-flash").with("added", done.tasks.added).with("removed", done.tasks.removed));
    Ok(visit.redirect(&format!("/chuong-trinh/{}", done.programme), &flash))
}

fn choices(form: &FormState, preview: &Preview) -> Choices {
    let unit = |field: &str| -> Option<Option<UnitId>> {
        match form.raw(field) {
            "" => None,
            NOBODY => Some(None),
            text => text.parse().ok().map(Some),
        }
    };
    let leads = preview.leads.iter().filter_map(|(key, _, _)| Some((key.clone(), unit(&format!("chu-tri-{key}"))?)));
    let named = preview.named.iter().enumerate();
    let named = named.filter_map(|(at, guess)| Some((guess.name.clone(), unit(&format!("ten-{at}"))?)));
    Choices { leads: leads.collect(), named: named.collect() }
}
