//! What may be done to an issued document: correct, recall, copy, excerpt. Each form makes a document of its own. It must not change the one it speaks of.

use super::{address, sample, show::handled, stamp};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::{Action, Field},
};
use askama::Template;
use axum::response::Response;
use lantoa_app::Error;
use lantoa_app::document::{self, After, Deed, DocumentStatus, DocumentView, Piece};
use lantoa_docgen::{Signer, paper::Excerptible};
use lantoa_domain::{Refusal, id::DocumentId};
use lantoa_i18n::{Word, word};

const PRINTED: Input = Input::new(InputKind::Lines, "da-in", word!("document-printed")).required().max_chars(2000);
const CORRECT: Input =
    Input::new(InputKind::Lines, "sua-thanh", word!("document-corrected")).required().max_chars(2000);
const WHY: Input = Input::text("ly-do", word!("document-why-field")).required().max_chars(500);
const TO: Input = Input::new(InputKind::Lines, "kinh-gui", word!("document-addressees"))
    .required()
    .max_chars(2000)
    .hint(word!("document-lines-hint"));

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Correct,
    Recall,
    Copy,
    Excerpt,
}

impl What {
    fn parse(text: &str) -> Result<Self, Failure> {
        match text {
            "dinh-chinh" => Ok(Self::Correct),
            "thu-hoi" => Ok(Self::Recall),
            "sao-y" => Ok(Self::Copy),
            "trich-sao" => Ok(Self::Excerpt),
            _ => Err(Failure::NotFound),
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Correct => "dinh-chinh",
            Self::Recall => "thu-hoi",
            Self::Copy => "sao-y",
            Self::Excerpt => "trich-sao",
        }
    }

    const fn title(self) -> Word {
        match self {
            Self::Correct => word!("document-correct"),
            Self::Recall => word!("document-recall"),
            Self::Copy => word!("document-copy"),
            Self::Excerpt => word!("document-excerpt"),
        }
    }

    const fn lead(self) -> Word {
        match self {
            Self::Correct => word!("document-correct-lead"),
            Self::Recall => word!("document-recall-lead"),
            Self::Copy => word!("document-copy-lead"),
            Self::Excerpt => word!("document-excerpt-lead"),
        }
    }

    /// Whether it makes a letter, which has addressees and a reason.
    const fn is_letter(self) -> bool {
        matches!(self, Self::Correct | Self::Recall)
    }
}

/// `/van-ban/{id}/{deed}`.
#[derive(Template)]
#[template(path = "document/after.html")]
struct AfterPage {
    shell: Shell,
    what: What,
    view: DocumentView,
    pieces: Vec<Excerptible>,
    form: FormState,
    submit: Action,
    back: Action,
}

impl AfterPage {
    fn new(visit: &Visit, what: What, view: DocumentView, pieces: Vec<Excerptible>, form: FormState) -> Self {
        let home = address(view.row.id);
        let submit = Action::submit(what.title()).icon("stamp");
        Self {
            shell: visit
                .shell(what.title(), Area::Decisions)
                .crumb(word!("document-title"), "/van-ban")
                .crumb(view.row.number(), home.clone()),
            submit: if what == What::Recall { submit.danger() } else { submit.primary() },
            back: Action::link(word!("ui-confirm-back"), home),
            what,
            view,
            pieces,
            form,
        }
    }

    fn own_fields(&self) -> Vec<Field> {
        let inputs: &[Input] = match self.what {
            What::Correct => &[PRINTED, CORRECT, WHY, TO],
            What::Recall => &[WHY, TO],
            What::Copy | What::Excerpt => &[],
        };
        inputs.iter().map(|input| self.form.show(*input)).collect()
    }

    fn fields(&self) -> Vec<Field> {
        stamp::fields(&self.form)
    }

    fn chosen(&self, piece: &Excerptible) -> bool {
        self.form.all("phan").any(|text| text == code(&piece.place))
    }

    fn code(&self, piece: &Excerptible) -> String {
        code(&piece.place)
    }

    fn consequences(&self) -> Vec<Word> {
        let mut out = vec![word!("document-after-number"), word!("document-after-unchanged")];
        if self.what == What::Recall {
            out.push(word!("document-recall-status"));
            if matches!(self.view.about, Some(document::About::Decision(_))) {
                out.push(word!("document-recall-decision"));
            }
        }
        out
    }
}

/// A piece as the form sends it: `0.4` a block, `1.2.7` a row.
fn code((section, block, row): &Piece) -> String {
    row.map_or_else(|| format!("{section}.{block}"), |row| format!("{section}.{block}.{row}"))
}

fn piece(text: &str) -> Option<Piece> {
    let mut parts = text.split('.').map(|part| part.parse::<usize>().ok());
    let (section, block) = (parts.next()??, parts.next()??);
    match parts.next() {
        None => Some((section, block, None)),
        Some(row) => Some((section, block, Some(row?))),
    }
}

async fn load(visit: &Visit, id: DocumentId, what: What) -> Result<(DocumentView, Vec<Excerptible>), Failure> {
    let view = handled(visit, id).await?;
    if what.is_letter() && view.row.status != DocumentStatus::Issued {
        return Err(Failure::not_now(address(id)));
    }
    let pieces = match what {
        What::Excerpt => document::excerptible(visit.cx()?, id).await.map_err(|why| visit.failed(why))?,
        _ => Vec::new(),
    };
    Ok((view, pieces))
}

/// What will be done.
pub(super) async fn show(visit: Visit, At((id, deed)): At<(DocumentId, String)>) -> Result<Response, Failure> {
    let what = What::parse(&deed)?;
    let (view, pieces) = load(&visit, id, what).await?;
    let form = FormState::filled(proposed(&visit, &view)?);
    Ok(visit.page(&AfterPage::new(&visit, what, view, pieces, form)))
}

/// The signer and recipients of the document itself.
fn proposed(visit: &Visit, view: &DocumentView) -> Result<Vec<(&'static str, String)>, Failure> {
    let recipients: Vec<String> = view.row.recipients.lines().map(str::to_owned).collect();
    let signer = Signer::own(view.signer_title.replace('\n', " "), view.row.signer.clone());
    let mut values = stamp::filled(visit.cx()?.today(), &signer, &recipients);
    values.retain(|(name, _)| *name != "chuc-vu");
    values.push(("chuc-vu", view.signer_title.clone()));
    values.push((FormState::VERSION, view.version.to_string()));
    Ok(values)
}

/// Does it.
pub(super) async fn act(
    visit: Visit,
    At((id, deed)): At<(DocumentId, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let what = What::parse(&deed)?;
    let (view, pieces) = load(&visit, id, what).await?;
    let seen = form.version()?;
    if let Some((deed, why, addressees, stamp)) = typed(&mut form, what) {
        let after = After { document: id, seen, deed, why, addressees, stamp };
        match document::after(visit.cx()?, after).await {
            Ok(made) => {
                return Ok(visit.redirect(&address(made), &Flash::done(word!("document-after-done"))));
            }
            Err(Error::Refused(why)) if stamp::refuse(&mut form, &why) => {}
            Err(Error::Refused(Refusal::Invalid { field: "pieces", .. })) => {
                form.refuse(stamp::ON, word!("document-pieces-none"));
            }
            Err(why) => return Err(visit.failed(why)),
        }
    }
    Ok(visit.page_again(&AfterPage::new(&visit, what, view, pieces, form)))
}

fn typed(form: &mut FormState, what: What) -> Option<(Deed, String, Vec<String>, document::Stamp)> {
    let (why, to) =
        if what.is_letter() { (form.text(WHY), form.text(TO)) } else { (Some(String::new()), Some(String::new())) };
    let deed = match what {
        What::Correct => {
            form.text(PRINTED).zip(form.text(CORRECT)).map(|(printed, correct)| Deed::Correct { printed, correct })
        }
        What::Recall => Some(Deed::Recall),
        What::Copy => Some(Deed::Copy),
        What::Excerpt => Some(Deed::Excerpt { pieces: form.all("phan").filter_map(piece).collect() }),
    };
    let stamp = stamp::read(form);
    Some((deed?, why?, stamp::lines(&to?), stamp?))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let drawn = lantoa_docgen::Paper::document(&lantoa_docgen::sample::recognition(6, lantoa_docgen::sample::DAY));
    let pieces = || lantoa_docgen::paper::pieces(&drawn);
    let form = || FormState::filled([("ngay", "2026-12-16".to_owned()), ("chuc-vu", "GIÁM ĐỐC".to_owned())]);
    for (name, what) in [
        ("document/correct", What::Correct),
        ("document/recall", What::Recall),
        ("document/copy", What::Copy),
        ("document/excerpt", What::Excerpt),
    ] {
        let pieces = if what == What::Excerpt { pieces() } else { Vec::new() };
        easel.show(name, &AfterPage::new(&visit, what, sample::view(), pieces, form()));
    }
    let mut wrong = FormState::filled([("ngay", String::new())]);
    typed(&mut wrong, What::Correct);
    easel.show("document/correct-wrong", &AfterPage::new(&visit, What::Correct, sample::view(), Vec::new(), wrong));
}
