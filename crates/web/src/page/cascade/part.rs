//! The form of one part of a plan; it must not decide what a part needs.

mod criteria;
pub(super) mod numbers;

use askama::Template;
use axum::response::Response;
use lantoa_app::unit_plan::{self, NewPart, View};
use lantoa_domain::id::{PersonId, UnitPlanId};
use lantoa_domain::unit_plan::{Line, Part, Review, ReviewKind};
use lantoa_i18n::{Locale, Message, Word, word};

use super::{
    at, load,
    rows::{Column, Kind, Rows, TABLE},
    say, shell_of,
};
use crate::{
    filters,
    kernel::{At, Choice, Failure, Flash, FormState, Input, InputKind, Shell, Visit},
    plan_words as said,
    ui::{Action, Field},
    wrong::blame,
};

const PERSON: Input =
    Input::new(InputKind::Select, "nguoi", word!("cascade-leader-person")).hint(word!("cascade-leader-person-hint"));
const NAME: Input = Input::text("ho-ten", word!("cascade-leader-name"))
    .max_chars(200)
    .sometimes()
    .hint(word!("cascade-leader-name-hint"));
const POST: Input =
    Input::text("chuc-vu", word!("cascade-leader-post")).max_chars(300).hint(word!("cascade-leader-post-hint"));
const FIELDS: [(&str, Input); 4] = [("leader", NAME), ("criteria", TABLE), ("targets", TABLE), ("lines", TABLE)];
/// Empty rows offered below those that are filled.
const MORE: usize = 4;

/// `/ke-hoach-don-vi/{id}/phan/{part}`.
#[derive(Template)]
#[template(path = "cascade/part.html")]
pub(super) struct PartPage {
    shell: Shell,
    title: Word,
    lead: Word,
    lack: Option<Message>,
    form: FormState,
    fields: Vec<Field>,
    tables: Vec<Rows>,
    /// What the agency's plan asks of the unit in this part anyway.
    given: Vec<(String, String)>,
    address: String,
    version: i64,
    submit: Action,
    cancel: Action,
}

type People = Vec<(PersonId, String, String)>;

impl PartPage {
    pub(super) fn new(
        visit: &Visit,
        view: &View,
        part: Part,
        (form, tables): (FormState, Vec<Rows>),
        people: &People,
    ) -> Self {
        let locale = visit.locale();
        let code = say::PARTS.iter().find(|(_, known)| *known == part).map_or("", |found| found.0);
        let person = |(id, name, post): &(PersonId, String, String)| {
            Choice::new(id.to_string(), if post.is_empty() { name.clone() } else { format!("{name} – {post}") })
        };
        let people: Vec<Choice> = people.iter().map(person).collect();
        let fields = match part {
            Part::Leader => vec![form.show_choices(PERSON, &people), form.show(NAME), form.show(POST)],
            _ => Vec::new(),
        };
        let report = |one: &unit_plan::GivenReport| {
            let to = if one.to.is_empty() { String::new() } else { format!(" → {}", one.to.join("; ")) };
            (one.what.clone(), format!("{}{to}", said::deadline(locale, &one.deadline)))
        };
        Self {
            shell: shell_of(visit, say::part(part), view),
            title: say::part(part),
            lead: lead(part),
            lack: view.parts.iter().find(|(one, _)| *one == part).and_then(|(_, lack)| lack.map(say::lack)),
            given: if part == Part::Reporting { view.given_reports.iter().map(report).collect() } else { Vec::new() },
            form,
            fields,
            tables,
            address: format!("{}/phan/{code}", at(view.id)),
            version: view.version,
            submit: Action::submit(word!("cascade-save")).primary(),
            cancel: Action::link(word!("ui-confirm-back"), at(view.id)),
        }
    }
}

/// What a part is for.
const fn lead(part: Part) -> Word {
    match part {
        Part::Leader => word!("cascade-lead-leader"),
        Part::Criteria => word!("cascade-lead-criteria"),
        Part::Quotas => word!("cascade-lead-quotas"),
        Part::Fostering => word!("cascade-lead-fostering"),
        Part::Propagation => word!("cascade-lead-propagation"),
        Part::Reporting => word!("cascade-lead-reporting"),
        Part::Reviews => word!("cascade-lead-reviews"),
    }
}

fn part_of(code: &str) -> Result<Part, Failure> {
    say::PARTS.iter().find(|(known, _)| *known == code).map(|found| found.1).ok_or(Failure::NotFound)
}

/// The tables of a part with what is on record.
pub(super) fn tables(view: &View, part: Part, locale: Locale) -> Vec<Rows> {
    let content = &view.content;
    match part {
        Part::Leader => Vec::new(),
        Part::Criteria => criteria::tables(view),
        Part::Quotas => vec![numbers::table(view, locale)],
        Part::Fostering => vec![lines(&content.fostering, word!("cascade-line-who"))],
        Part::Propagation => vec![lines(&content.propagation, word!("cascade-line-channel"))],
        Part::Reporting => vec![lines(&content.reporting, word!("cascade-line-to"))],
        Part::Reviews => vec![reviews(&content.reviews)],
    }
}

fn lines(lines: &[Line], with: Word) -> Rows {
    let columns = vec![
        Column::new("d-noi-dung", word!("cascade-line-what"), Kind::Text),
        Column::new("d-voi", with, Kind::Text),
        Column::new("d-khi", word!("cascade-line-when"), Kind::Text),
    ];
    let rows = lines.iter().map(|one| vec![one.what.clone(), one.with.clone(), one.when.clone()]).collect();
    Rows::new(word!("cascade-lines"), word!("cascade-lines-hint"), columns, rows).padded(MORE)
}

const REVIEWS: [(&str, ReviewKind); 2] = [("so-ket", ReviewKind::Interim), ("tong-ket", ReviewKind::Final)];

fn reviews(reviews: &[Review]) -> Rows {
    let kinds = REVIEWS.iter().map(|(code, kind)| Choice::new(*code, say::review(*kind))).collect();
    let columns = vec![
        Column::new("sk-loai", word!("cascade-review-kind"), Kind::One(kinds)),
        Column::new("sk-ngay", word!("cascade-review-day"), Kind::Day),
    ];
    let code = |kind| REVIEWS.iter().find(|(_, known)| *known == kind).map_or("", |found| found.0);
    let rows = reviews.iter().map(|one| vec![code(one.kind).to_owned(), one.on.to_string()]).collect();
    Rows::new(word!("cascade-reviews"), word!("cascade-reviews-hint"), columns, rows).padded(MORE)
}

pub(super) fn filled(view: &View, part: Part) -> FormState {
    let leader = &view.content.leader;
    match part {
        Part::Leader => FormState::filled([
            (PERSON.name, leader.person.map(|id| id.to_string()).unwrap_or_default()),
            (NAME.name, if leader.person.is_some() { String::new() } else { leader.name.clone() }),
            (POST.name, leader.post.clone()),
        ]),
        _ => FormState::empty(),
    }
}

async fn people(visit: &Visit, id: UnitPlanId, part: Part) -> Result<People, Failure> {
    if part != Part::Leader {
        return Ok(Vec::new());
    }
    unit_plan::carers(visit.cx()?, id).await.map_err(|why| visit.failed(why))
}

pub(super) async fn show(visit: Visit, At((id, code)): At<(UnitPlanId, String)>) -> Result<Response, Failure> {
    let (part, view) = (part_of(&code)?, load(&visit, id).await?);
    if !view.may_write {
        return Err(Failure::not_now(at(id)));
    }
    let people = people(&visit, id, part).await?;
    Ok(visit.page(&PartPage::new(
        &visit,
        &view,
        part,
        (filled(&view, part), tables(&view, part, visit.locale())),
        &people,
    )))
}

pub(super) async fn save(
    visit: Visit,
    At((id, code)): At<(UnitPlanId, String)>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let part = part_of(&code)?;
    let (view, seen) = (load(&visit, id).await?, form.version()?);
    let mut tables: Vec<Rows> =
        tables(&view, part, visit.locale()).into_iter().map(|table| table.typed(&form)).collect();
    if let Some(new) = read(&view, part, &mut form, &mut tables) {
        match unit_plan::set_part(visit.cx()?, id, seen, new).await {
            Ok(()) => return Ok(visit.redirect(&at(id), &Flash::done(word!("cascade-saved")))),
            Err(error) => blame(&mut form, &visit, error, &FIELDS)?,
        }
    }
    let people = people(&visit, id, part).await?;
    let mut page = PartPage::new(&visit, &view, part, (form, tables), &people);
    // What was seen, and not what is there now: somebody faster is still told of.
    page.version = seen;
    Ok(visit.page_again(&page))
}

/// What was typed, as a part; nothing when something is wrong with it, which is noted.
fn read(view: &View, part: Part, form: &mut FormState, tables: &mut [Rows]) -> Option<NewPart> {
    match (part, tables) {
        (Part::Leader, _) => {
            let person = form.maybe(PERSON, word!("ui-form-not-offered"), |text| text.parse().ok());
            let (name, post) = (form.text(NAME), form.text(POST));
            let (person, name) = (person?, name?);
            if person.is_none() && name.is_empty() {
                form.refuse(NAME, word!("ui-form-empty"));
                return None;
            }
            Some(NewPart::Leader { person, name, post: post? })
        }
        (Part::Criteria, [kept, added]) => criteria::read(view, form, kept, added),
        (Part::Quotas, [table]) => numbers::read(form, table),
        (Part::Reviews, [table]) => read_reviews(form, table),
        (Part::Fostering, [table]) => Some(NewPart::Fostering(read_lines(table))),
        (Part::Propagation, [table]) => Some(NewPart::Propagation(read_lines(table))),
        (Part::Reporting, [table]) => Some(NewPart::Reporting(read_lines(table))),
        _ => None,
    }
}

fn read_lines(table: &Rows) -> Vec<Line> {
    let line = |cells: &Vec<String>| match cells.as_slice() {
        [what, with, when] => Line { what: what.clone(), with: with.clone(), when: when.clone() },
        _ => Line::default(),
    };
    table.cells().iter().map(line).collect()
}

fn read_reviews(form: &mut FormState, table: &mut Rows) -> Option<NewPart> {
    let mut out = Vec::new();
    for (at, cells) in table.cells().to_vec().iter().enumerate() {
        let [code, day] = cells.as_slice() else { continue };
        if day.is_empty() {
            continue;
        }
        let kind = REVIEWS.iter().find(|(known, _)| known == code).map(|found| found.1);
        let day = Input::new(InputKind::Date, "ngay", word!("cascade-review-day"));
        let on = FormState::filled([(day.name, cells[1].clone())]).date(day);
        match (kind, on) {
            (Some(kind), Some(on)) => out.push(Review { on, kind }),
            _ => {
                table.refuse(form, at, word!("cascade-review-wrong").with("row", at + 1));
                return None;
            }
        }
    }
    Some(NewPart::Reviews(out))
}
