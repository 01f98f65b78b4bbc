//! The confirmation of effect of a practice taken over, in the name of the receiving unit. It must not say more than that unit wrote.

use lantoa_docgen::paper::{Confirmation, Stage as Printed};
use lantoa_docgen::{Catalogue, Form, Kind, words};
use lantoa_domain::Refusal;
use lantoa_domain::adoption::Stage;
use lantoa_domain::id::AdoptionId;
use lantoa_domain::practice::{Figure, written};
use lantoa_store::{Conn, practice, programme};

use super::office::Office;
use super::terms::under;
use super::{About, Composed, Kept, Phrases};
use crate::adoption::AdoptionView;
use crate::{Cx, Result};

pub(super) async fn compose(cx: &Cx, kind: Kind, id: AdoptionId, phrases: &Phrases) -> Result<Composed> {
    let view = crate::adoption::page(cx, id).await?;
    // A unit outside the agency writes its own paper.
    let Some(unit) = view.adopter.0 else { return Err(Refusal::NotFound.into()) };
    let (acting, phrases, of) = (cx.clone(), phrases.clone(), view.practice);
    let read = async move |conn: &mut Conn| {
        let row = practice::load(conn, of).await?.ok_or(Refusal::NotFound)?;
        let plan = match row.programme {
            Some(id) => {
                let running = programme::programme(conn, id).await?.ok_or(Refusal::NotFound)?;
                Some(acting.app().plan(conn, running.plan).await?)
            }
            None => None,
        };
        let office = Office::load(conn, &acting, &phrases, plan.as_deref(), acting.today()).await?;
        Ok::<_, crate::Error>((office.below(conn, &acting, unit).await?, row.programme))
    };
    let (office, programme) = cx.db().read(read).await?;
    let usual = office.terms();
    let form = Catalogue::standard().form_on(Kind::Confirmation, office.day).map(Form::lines);
    let paper = Confirmation {
        letterhead: usual.letterhead.clone(),
        form: form.unwrap_or_default(),
        model: view.title.clone(),
        authors: view.owner.clone(),
        since: view.course.first_used.map(words::short_day).unwrap_or_default(),
        stage: Some(printed(view.course.stage)),
        changed: view.changed.clone(),
        result: results(&view),
        difficulty: view.difficulty.clone(),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    };
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
        paper.recipients = terms.recipients.clone();
    });
    let title = format!("Giấy xác nhận hiệu quả áp dụng: {}", view.title);
    let (about, version) = (About::Adoption(id), view.version);
    Ok(Composed { kind, about, version, programme, title, kept: Kept::Open, usual, facts })
}

const fn printed(stage: Stage) -> Printed {
    match stage {
        Stage::Visited => Printed::Visited,
        Stage::Trying => Printed::Tried,
        Stage::InUse => Printed::Used,
        Stage::Sustained => Printed::Kept,
        Stage::Stopped => Printed::Dropped,
    }
}

/// Words, then a line for each figure.
fn results(view: &AdoptionView) -> String {
    let words = Some(view.results.clone()).filter(|words| !words.is_empty());
    words.into_iter().chain(view.figures.iter().map(line)).collect::<Vec<_>>().join("\n")
}

fn line(figure: &Figure) -> String {
    let unit = if figure.unit.is_empty() { String::new() } else { format!(" {}", figure.unit) };
    let before = figure.before.map(|value| format!("trước {}{unit}, ", written(value))).unwrap_or_default();
    let period = if figure.period.is_empty() { String::new() } else { format!(" ({})", figure.period) };
    format!("- {}: {before}sau {}{unit}{period}.", figure.measure, written(figure.after))
}
