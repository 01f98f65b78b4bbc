//! The note of a study visit or talk, filled from what was told of it. It must not make up what nobody told.

use lantoa_docgen::paper::VisitNote;
use lantoa_docgen::{Kind, words};
use lantoa_domain::id::VisitId;

use super::office::{Office, capital};
use super::terms::under;
use super::{About, Composed, Kept, Phrases};
use crate::{Cx, Result};

pub(super) async fn compose(cx: &Cx, kind: Kind, id: VisitId, phrases: &Phrases) -> Result<Composed> {
    let row = crate::publicity::visit::page(cx, id).await?.visit;
    let (acting, phrases, unit) = (cx.clone(), phrases.clone(), row.unit);
    let read = async move |conn: &mut lantoa_store::Conn| {
        let office = Office::load(conn, &acting, &phrases, None, acting.today()).await?;
        office.below(conn, &acting, unit).await
    };
    let usual = cx.db().read(read).await?.terms();
    let place = if row.place.is_empty() { String::new() } else { format!(", tại {}", row.place) };
    let heads = format!("Tổng số {:02} người", row.heads);
    let step = |step: &crate::publicity::visit::NextStep| {
        (step.task.clone(), step.who.clone(), step.due.map(words::short_day).unwrap_or_default())
    };
    let paper = VisitNote {
        letterhead: usual.letterhead.clone(),
        host: row.host_called().to_owned(),
        when: format!("{}{place}", capital(&words::day(row.on_day))),
        visitors: [row.visitors.clone(), heads].into_iter().filter(|text| !text.is_empty()).collect(),
        model: row.topic.clone(),
        learned: row.learned.clone(),
        usable: row.usable.clone(),
        next: row.steps.0.iter().map(step).collect(),
        writer: String::new(),
        host_signer: String::new(),
    };
    let facts = under(paper, |paper, terms| paper.letterhead = terms.letterhead.clone());
    let title = format!("Phiếu ghi nhận học tập kinh nghiệm: {}", row.topic);
    let about = About::Visit(id);
    Ok(Composed { kind, about, version: row.version, programme: None, title, kept: Kept::Open, usual, facts })
}
