//! Lists go to the level above, and answers come back weeks later. It must not decide what is recognised here.

use lantoa_app::forward::{self, Answer, NewAnswer, NewLetter};
use lantoa_app::{Error, Result};
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::Level;
use lantoa_domain::id::NoteId;

use crate::cast::Cast;
use crate::hand::Hand;
use crate::stage::Stage;

/// Sends a list today.
///
/// # Errors
/// The product's.
pub(crate) async fn send(
    stage: &mut Stage<'_>,
    cast: &Cast,
    recipients: &[String],
    hands: &mut [&mut Hand],
) -> Result<Option<NoteId>> {
    if hands.is_empty() || recipients.is_empty() {
        return Ok(None);
    }
    let number = stage.chance.between(10, 300);
    let letter = NewLetter {
        recipients: recipients.to_vec(),
        letter: format!("{number}/CV-TĐKT"),
        sent_on: stage.today(),
        dossiers: hands.iter().map(|hand| (hand.id, hand.seen)).collect(),
    };
    let cx = stage.acting(cast.secretary()).await?;
    let batch = forward::send(&cx, letter).await?;
    for hand in hands.iter_mut() {
        hand.seen += 1;
    }
    stage.summary.letters += 1;
    Ok(Some(batch))
}

/// The answers come today: of every three one or two are taken up.
///
/// # Errors
/// The product's.
pub(crate) async fn answers(stage: &mut Stage<'_>, cast: &Cast, batch: NoteId, hands: &mut [&mut Hand]) -> Result<()> {
    let cx = stage.acting(cast.secretary()).await?;
    let view = forward::letter(&cx, batch).await?;
    let number = stage.chance.between(100, 2_000);
    for entry in &view.entries {
        let answer = if stage.chance.percent(60) { Answer::Accepted } else { Answer::Declined };
        let command = NewAnswer {
            entry: entry.id,
            seen: entry.version,
            answer,
            level: Level::Province,
            number: format!("{number}/QĐ-UBND"),
            on: stage.today(),
            note: String::new(),
        };
        match forward::answer(&cx, command).await {
            Err(Error::Refused(Refusal::InUse)) => {}
            other => other?,
        }
    }
    for hand in hands.iter_mut() {
        hand.seen += 1;
        hand.walks = false;
    }
    Ok(())
}
