//! The pages on which one item of a draft is corrected or added. They must not judge what is entered beyond its form.

use super::form::{self, Around, Kind, Section};
use super::id;
use crate::{
    filters,
    kernel::{Failure, Flash, FormState, ListQuery, Shell, Visit},
    nav::Area,
    ui::Action,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use lantoa_app::plan::{self, view as read};
use lantoa_domain::id::PlanId;
use lantoa_domain::plan::{Change, Item, ItemPath, Key, Source};
use lantoa_i18n::{Message, word};

/// `/ke-hoach/{id}/muc/{path}` and `/ke-hoach/{id}/them/{kind}`.
#[derive(Template)]
#[template(path = "plan/item.html")]
pub(super) struct ItemPage {
    pub(super) shell: Shell,
    pub(super) title: Message,
    pub(super) address: String,
    pub(super) version: i64,
    pub(super) quote: Option<Quote>,
    pub(super) form: FormState,
    pub(super) sections: Vec<Section>,
    pub(super) submit: Action,
    pub(super) cancel: Action,
}

/// The sentence that an item was read from, with a little around it.
#[derive(Debug, Clone)]
pub(super) struct Quote {
    pub(super) before: String,
    pub(super) sentence: String,
    pub(super) after: String,
    pub(super) sure: u8,
}

impl Quote {
    pub(super) fn of(text: &str, source: Source) -> Option<Self> {
        /// Bytes shown on each side.
        const AROUND: usize = 160;
        let sentence = text.get(source.start..source.end).filter(|sentence| !sentence.is_empty())?;
        let floor = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let from = floor(source.start.saturating_sub(AROUND));
        let to = floor((source.end + AROUND).min(text.len()));
        let before = text[from..source.start].rsplit('\n').next().unwrap_or_default();
        let after = text[source.end..to.max(source.end)].split('\n').next().unwrap_or_default();
        Some(Self {
            before: before.to_owned(),
            sentence: sentence.to_owned(),
            after: after.to_owned(),
            sure: source.confidence,
        })
    }
}

/// Which item a page is about.
enum Target {
    Old(ItemPath, Box<Item>),
    New(Kind, Option<Key>),
}

impl ItemPage {
    fn new(visit: &Visit, shown: &read::Shown, target: &Target, form: FormState) -> Self {
        let plan_address = format!("/ke-hoach/{}", shown.id);
        let kind = target.kind();
        let around = Around { plan: &shown.plan };
        let (title, address, back) = match target {
            Target::Old(path, _) => (
                word!("plan-edit").with("kind", kind.word()),
                format!("{plan_address}/muc/{path}"),
                format!("{plan_address}#{path}"),
            ),
            Target::New(_, track) => {
                let query = track.as_ref().map(|key| format!("?quy-trinh={key}")).unwrap_or_default();
                let slug = visit.address().split('?').next().unwrap_or_default().to_owned();
                (word!("plan-add").with("kind", kind.word()), format!("{slug}{query}"), plan_address.clone())
            }
        };
        let quote = match target {
            Target::Old(_, item) => item.source().and_then(|source| Quote::of(&shown.text, source)),
            Target::New(..) => None,
        };
        let shell = visit.shell(title.clone(), Area::Plans).crumb(word!("ui-area-plans"), Area::Plans.address());
        Self {
            shell: shell.crumb(shown.plan.document.title.clone(), plan_address),
            title,
            address,
            version: shown.version,
            quote,
            sections: form::sections(kind, &form, &around),
            form,
            submit: Action::submit(word!("plan-save")).primary(),
            cancel: Action::link(word!("plan-cancel"), back),
        }
    }
}

impl Target {
    fn kind(&self) -> Kind {
        match self {
            Self::Old(path, _) => Kind::of(path),
            Self::New(kind, _) => *kind,
        }
    }
}

async fn draft(visit: &Visit, text: &str) -> Result<read::Shown, Failure> {
    let shown = read::show(visit.cx()?, id::<PlanId>(text)?).await.map_err(|why| visit.failed(why))?;
    if shown.may_edit { Ok(shown) } else { Err(super::no_draft(shown.id)) }
}

fn old(shown: &read::Shown, path: &str) -> Result<Target, Failure> {
    let path: ItemPath = path.parse().map_err(|_| Failure::NotFound)?;
    let item = shown.plan.item(&path).ok_or(Failure::NotFound)?;
    Ok(Target::Old(path, Box::new(item)))
}

pub(super) async fn show(visit: Visit, Path((text, path)): Path<(String, String)>) -> Result<Response, Failure> {
    let shown = draft(&visit, &text).await?;
    let target = old(&shown, &path)?;
    let Target::Old(_, item) = &target else { return Err(Failure::NotFound) };
    let form = form::fill(item);
    Ok(visit.page(&ItemPage::new(&visit, &shown, &target, form)))
}

pub(super) async fn save(
    visit: Visit,
    Path((text, path)): Path<(String, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let shown = draft(&visit, &text).await?;
    let target = old(&shown, &path)?;
    let Target::Old(path, item) = &target else { return Err(Failure::NotFound) };
    let Some(new) = form::read(target.kind(), &mut form, Some((**item).clone())).filter(|_| !form.has_errors()) else {
        return Ok(visit.page_again(&ItemPage::new(&visit, &shown, &target, form)));
    };
    let change = Change::Put(path.clone(), new);
    let path = plan::change(visit.cx()?, shown.id, form.version()?, change).await.map_err(|why| visit.failed(why))?;
    let flash = Flash::done(word!("plan-saved").with("kind", target.kind().word()));
    Ok(visit.redirect(&format!("/ke-hoach/{}#{path}", shown.id), &flash))
}

fn new(kind: &str, query: &ListQuery) -> Result<Target, Failure> {
    let kind = Kind::named(kind).ok_or(Failure::NotFound)?;
    let track = query.get("quy-trinh").and_then(|key| key.parse().ok());
    if kind == Kind::Step && track.is_none() {
        return Err(Failure::NotFound);
    }
    Ok(Target::New(kind, track.filter(|_| kind == Kind::Step)))
}

pub(super) async fn show_new(
    visit: Visit,
    Path((text, kind)): Path<(String, String)>,
    query: ListQuery,
) -> Result<Response, Failure> {
    let shown = draft(&visit, &text).await?;
    let target = new(&kind, &query)?;
    let form = form::fresh(target.kind(), query.get("phong-trao"));
    Ok(visit.page(&ItemPage::new(&visit, &shown, &target, form)))
}

pub(super) async fn add(
    visit: Visit,
    Path((text, kind)): Path<(String, String)>,
    query: ListQuery,
    mut form: FormState,
) -> Result<Response, Failure> {
    let shown = draft(&visit, &text).await?;
    let target = new(&kind, &query)?;
    let Some(item) = form::read(target.kind(), &mut form, None).filter(|_| !form.has_errors()) else {
        return Ok(visit.page_again(&ItemPage::new(&visit, &shown, &target, form)));
    };
    let change = match (item, &target) {
        (Item::Step(step), Target::New(_, Some(track))) => {
            let steps = shown.plan.track(track).map_or(0, |track| track.steps.len());
            Change::AddStep(track.clone(), steps, step)
        }
        (item, _) => Change::Add(item),
    };
    let path = plan::change(visit.cx()?, shown.id, form.version()?, change).await.map_err(|why| visit.failed(why))?;
    let flash = Flash::done(word!("plan-added").with("kind", target.kind().word()));
    Ok(visit.redirect(&format!("/ke-hoach/{}#{path}", shown.id), &flash))
}

/// An item's page for samples.
pub(super) fn sample(visit: &Visit, shown: &read::Shown, path: &ItemPath) -> Option<ItemPage> {
    let item = shown.plan.item(path)?;
    let form = form::fill(&item);
    Some(ItemPage::new(visit, shown, &Target::Old(path.clone(), Box::new(item)), form))
}

/// An item's page with everything wrong, for samples.
pub(super) fn sample_wrong(visit: &Visit, shown: &read::Shown, kind: &str) -> Option<ItemPage> {
    let kind = Kind::named(kind)?;
    let mut form = FormState::empty();
    form::read(kind, &mut form, None);
    Some(ItemPage::new(visit, shown, &Target::New(kind, None), form))
}
