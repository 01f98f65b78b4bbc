//! Letters to the level above and the entries of one as Excel files; it must not decide who may see them.

use axum::response::Response;
use lantoa_app::forward::{self, EntryView, Letter};
use lantoa_domain::id::NoteId;
use lantoa_i18n::{Say, word};

use super::recipients;
use crate::{
    kernel::{At, Column, Excel, Failure, ListQuery, Visit},
    page::exemplar::answer,
    words,
};

const LETTERS: Excel<Letter> = Excel {
    name: "letters",
    title: word!("forward-letters"),
    file: "gui-cap-tren",
    told: &[],
    columns: &[
        Column::text(word!("forward-letter"), 24, |row, _| row.letter.clone()),
        Column::day(word!("forward-sent-on"), |row| Some(row.sent_on)),
        Column::text(word!("forward-recipients"), 50, |row, _| recipients(row)),
        Column::number(word!("ui-area-dossiers"), |row| Some(row.dossiers)),
        Column::number(word!("exemplar-answer-none"), |row| Some(row.open)),
    ],
};

const ENTRIES: Excel<EntryView> = Excel {
    name: "letter-entries",
    title: word!("forward-list"),
    file: "danh-sach-gui-cap-tren",
    told: &[],
    columns: &[
        Column::text(word!("exemplar-name"), 34, |row, _| row.name.clone()),
        Column::text(word!("exemplar-kind"), 14, |row, locale| words::kind(row.kind).say(locale).into_owned()),
        Column::text(word!("exemplar-unit"), 30, |row, _| row.unit.clone()),
        Column::text(word!("exemplar-movement"), 40, |row, _| row.movement.clone()),
        Column::text(word!("exemplar-round"), 20, |row, _| row.round.clone()),
        Column::text(word!("forward-recipients"), 34, |row, _| row.recipient.clone()),
        Column::text(word!("forward-answer"), 18, |row, locale| answer(row.answer).words(locale)),
        Column::text(word!("forward-answer-number"), 18, |row, _| row.answer_number.clone()),
        Column::day(word!("forward-answered-on"), |row| row.answered_on),
        Column::text(word!("forward-note"), 40, |row, _| row.answer_note.clone()),
    ],
};

/// `/gui-cap-tren/excel`.
pub(super) async fn take(visit: Visit, query: ListQuery) -> Result<Response, Failure> {
    let list = forward::list(visit.cx()?).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&LETTERS, &query, list.letters).await
}

/// `/gui-cap-tren/{batch}/excel`.
pub(super) async fn take_letter(visit: Visit, At(batch): At<NoteId>, query: ListQuery) -> Result<Response, Failure> {
    let view = forward::letter(visit.cx()?, batch).await.map_err(|why| visit.failed(why))?;
    visit.excel_of(&ENTRIES, &query, view.entries).await
}
