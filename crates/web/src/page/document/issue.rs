//! Issuing a document: the paper as it will be, then day, number, signer and recipients; what cannot be undone is said. It must not issue what was not shown.

use super::{address, sample, stamp};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Input, InputKind, Official, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Field},
};
use askama::Template;
use axum::response::Response;
use lantoa_app::Error;
use lantoa_app::document::{self, About, Composed, DocumentView, Issue};
use lantoa_docgen::{Document, Kind};
use lantoa_domain::{Refusal, id::DocumentId};
use lantoa_i18n::{Word, word};

const BASES: Input =
    Input::new(InputKind::Lines, "can-cu", word!("document-bases")).max_chars(6000).hint(word!("document-lines-hint"));
const WHY: Input = Input::text("ly-do", word!("document-replace-why")).required().max_chars(500);

/// What a draft says, to be read before it is issued.
#[derive(Template)]
#[template(path = "document/draft.html")]
pub(super) struct Said {
    text: String,
}

impl Said {
    pub(super) fn of(document: &Document) -> Official<Self> {
        Official(Self { text: lantoa_docgen::plain(document) })
    }
}

/// `/van-ban/ban-hanh/{kind}/{about}`.
#[derive(Template)]
#[template(path = "document/issue.html")]
struct IssuePage {
    shell: Shell,
    kind: Kind,
    title: String,
    action: String,
    form: FormState,
    replaces: Option<DocumentView>,
    sheet: Official<Said>,
    papers: String,
    submit: Action,
    back: Action,
}

/// What is to be issued, as it was asked for.
struct Wanted {
    kind: Kind,
    about: About,
    composed: Composed,
    replaces: Option<DocumentView>,
}

impl IssuePage {
    fn new(visit: &Visit, wanted: Wanted, form: FormState) -> Self {
        let (kind, about) = (wanted.kind, wanted.about);
        let papers = format!("/giay-to/{}/{about}", kind.id());
        let again = wanted.replaces.as_ref().map(|old| format!("?thay={}", old.row.id)).unwrap_or_default();
        Self {
            shell: visit
                .shell(word!("document-issue"), Area::Decisions)
                .crumb(word!("document-title"), "/van-ban")
                .crumb(kind.name(), papers.clone()),
            action: format!("/van-ban/ban-hanh/{}/{about}{again}", kind.id()),
            sheet: Said::of(&wanted.composed.draft()),
            submit: Action::submit(word!("document-issue-do")).primary().icon("stamp"),
            back: Action::link(word!("ui-confirm-back"), papers.clone()),
            title: wanted.composed.title,
            replaces: wanted.replaces,
            kind,
            form,
            papers,
        }
    }

    fn fields(&self) -> Vec<Field> {
        stamp::fields(&self.form)
    }

    /// Papers without bases pass over them; the form does not ask.
    fn bases(&self) -> Option<Field> {
        matches!(self.kind, Kind::Submission | Kind::Plan | Kind::UnitPlan).then(|| self.form.show(BASES))
    }

    fn why(&self) -> Option<Field> {
        self.replaces.as_ref().map(|_| self.form.show(WHY))
    }

    fn consequences(&self) -> Vec<Word> {
        vec![word!("document-issue-number"), word!("document-issue-frozen"), word!("document-issue-after")]
    }
}

/// The paper of an address, or what already stands in its place.
async fn wanted(visit: &Visit, kind: &str, about: &str) -> Result<Wanted, Failure> {
    let cx = visit.cx()?;
    let kind = Kind::parse(kind).filter(|kind| !kind.mark().is_empty()).ok_or(Failure::NotFound)?;
    let about: About = about.parse().map_err(|_| Failure::NotFound)?;
    let set = document::setting(cx).await.map_err(|why| visit.failed(why))?;
    let composed = document::compose(cx, kind, about, &set.setting.phrases).await.map_err(|why| visit.failed(why))?;
    let old = visit.address().split_once("?thay=").and_then(|(_, id)| id.parse::<DocumentId>().ok());
    let replaces = match old {
        Some(old) => Some(super::load(visit, old).await?),
        None => None,
    };
    Ok(Wanted { kind, about, composed, replaces })
}

/// What will be issued.
pub(super) async fn show(visit: Visit, At((kind, about)): At<(String, String)>) -> Result<Response, Failure> {
    let wanted = wanted(&visit, &kind, &about).await?;
    let usual = &wanted.composed.usual;
    let mut values = stamp::filled(visit.cx()?.today(), &usual.signer, &usual.recipients);
    values.push((BASES.name, usual.bases.join("\n")));
    values.push(("dau", document::print(&wanted.composed)));
    Ok(visit.page(&IssuePage::new(&visit, wanted, FormState::filled(values))))
}

/// Issues it.
pub(super) async fn issue(
    visit: Visit,
    At((kind, about)): At<(String, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let wanted = wanted(&visit, &kind, &about).await?;
    let (stamp, bases) = (stamp::read(&mut form), form.text(BASES));
    let why = if wanted.replaces.is_some() { form.text(WHY) } else { Some(String::new()) };
    if let (Some(stamp), Some(bases), Some(why)) = (stamp, bases, why) {
        let issue = Issue {
            kind: wanted.kind,
            about: wanted.about,
            seen: form.raw("dau").to_owned(),
            bases: stamp::lines(&bases),
            stamp,
            replaces: wanted.replaces.as_ref().map(|old| (old.row.id, old.version, why)),
        };
        match document::issue(visit.cx()?, issue).await {
            Ok(id) => {
                // Drawn at once, so that the paper of the moment is the one that is kept. Where it fails it is drawn when it is asked for.
                if visit.has_press()
                    && let Err(why) = super::show::original(&visit, id).await
                {
                    tracing::warn!(document = %id, ?why, "the paper was not drawn at its issue");
                }
                return Ok(visit.redirect(&address(id), &Flash::done(word!("document-issued"))));
            }
            Err(Error::Refused(why)) if stamp::refuse(&mut form, &why) => {}
            Err(Error::Refused(Refusal::InUse)) => form.refuse(stamp::ON, word!("document-issued-already")),
            Err(why) => return Err(visit.failed(why)),
        }
    }
    Ok(visit.page_again(&IssuePage::new(&visit, wanted, form)))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let page = |form: FormState, replaces| {
        let paper = lantoa_docgen::sample::minutes();
        let (kind, base) = (Kind::Minutes, "/giay-to/minutes/session-ph_0000000000001".to_owned());
        IssuePage {
            shell: visit.shell(word!("document-issue"), Area::Decisions).crumb(word!("document-title"), "/van-ban"),
            kind,
            title: "Biên bản họp Hội đồng Thi đua - Khen thưởng".to_owned(),
            action: "/van-ban/ban-hanh/minutes/session-ph_0000000000001".to_owned(),
            form,
            replaces,
            sheet: Said::of(&lantoa_docgen::Paper::document(&paper)),
            submit: Action::submit(word!("document-issue-do")).primary().icon("stamp"),
            back: Action::link(word!("ui-confirm-back"), base.clone()),
            papers: base,
        }
    };
    let signer = lantoa_docgen::Signer::own("Giám đốc", "Trần Hoàng Long");
    let today = jiff::civil::date(2026, 12, 15);
    let filled = || FormState::filled(stamp::filled(today, &signer, &["Như trên".to_owned()]));
    easel.show("document/issue", &page(filled(), None));
    let mut wrong =
        FormState::filled([("ngay", "hôm nay".to_owned()), ("chuc-vu", "TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG".to_owned())]);
    stamp::read(&mut wrong);
    easel.show("document/issue-wrong", &page(wrong, Some(sample::view())));
}
