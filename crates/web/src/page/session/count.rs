//! Entering the counts of all closed items on one page, looking at them once more, then keeping them. It must not compute a result itself.

use super::{address, failed, line, load, read_seen, sample, seen, view};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Shell, Visit},
    nav::Area,
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::session::{self, Ballot, Entered, ItemView, NextStep, SessionView, TallyView};
use lantoa_domain::{
    id::SessionId,
    plan::{Absent, Answers, Method},
    session::Stage,
    vote::Tally,
};
use lantoa_i18n::{Message, Word, word};

/// One item with what was typed for it.
struct Row {
    item: ItemView,
    typed: [String; FIGURES.len()],
    wrong: Option<Message>,
    comes_to: Option<TallyView>,
}

/// The figures of a row: the beginning of the field's name, and the word over the column.
const FIGURES: [(&str, Word); 7] = [
    ("phat", word!("session-issued")),
    ("thu", word!("session-returned")),
    ("hong", word!("session-invalid")),
    ("dong-y", word!("session-agree")),
    ("khong", word!("session-disagree")),
    ("khac", word!("session-other")),
    ("thu-tay", word!("session-letters")),
];
/// The first figure that is asked for in an open vote too.
const AGREE: usize = 3;
/// Neither: in an open vote, and where the ballot offers it.
const OTHER: usize = 5;
/// Written opinions of absent members, where the rule takes them.
const LETTERS: usize = 6;

/// `/hoi-dong/phien/{id}/kiem-phieu`.
#[derive(Template)]
#[template(path = "session/count.html")]
struct CountPage {
    shell: Shell,
    session: SessionId,
    rows: Vec<Row>,
    checking: bool,
    submit: Action,
    back: Action,
}

impl CountPage {
    fn new(visit: &Visit, view: &SessionView, rows: Vec<Row>, checking: bool) -> Self {
        let shell = visit
            .shell(word!("session-act-count"), Area::Councils)
            .crumb(word!("ui-area-councils"), Area::Councils.address())
            .crumb(view.title.as_str(), address(view.id));
        let (label, back) = if checking {
            (
                word!("session-count-save"),
                Action::link(word!("session-count-again"), format!("{}/kiem-phieu", address(view.id))),
            )
        } else {
            (word!("session-count-check"), Action::link(word!("ui-confirm-back"), address(view.id)))
        };
        Self { shell, session: view.id, rows, checking, submit: Action::submit(label).primary(), back }
    }

    fn has_mistakes(&self) -> bool {
        self.rows.iter().any(|row| row.wrong.is_some())
    }

    /// The columns that at least one item asks for.
    fn columns(&self) -> Vec<usize> {
        (0..FIGURES.len()).filter(|column| self.rows.iter().any(|row| row.asks(column))).collect()
    }
}

impl Row {
    /// Whether a figure is asked for in this item's way of voting.
    fn asks(&self, column: &usize) -> bool {
        match *column {
            OTHER => self.item.rule.method != Method::Secret || self.item.rule.answers == Answers::OrNoOpinion,
            LETTERS => self.item.rule.absent == Absent::WrittenOpinion,
            paper if paper < AGREE => self.item.rule.method == Method::Secret,
            _ => true,
        }
    }

    /// The name of a field.
    fn name(&self, column: &usize) -> String {
        format!("{}-{}", FIGURES[*column].0, self.item.id)
    }

    /// What stands in it.
    fn typed(&self, column: &usize) -> &str {
        &self.typed[*column]
    }

    fn seen(&self) -> String {
        seen(&self.item)
    }

    /// Who typed already, where two have to.
    fn typing(&self) -> Option<Message> {
        let typing = &self.item.typing;
        if !typing.by_two {
            return None;
        }
        let own = typing.entries.iter().any(|entry| entry.own);
        Some(match (own, typing.entries.iter().find(|entry| !entry.own)) {
            (false, None) => word!("session-count-by-two").into(),
            (false, Some(other)) => word!("session-count-second").with("name", &other.name),
            (true, None) => word!("session-count-waits").into(),
            (true, Some(_)) => word!("session-count-differ").into(),
        })
    }

    /// Figures in which two who typed differ: the figure, one's own, the other's name and theirs.
    fn differences(&self) -> Vec<Message> {
        let entries = &self.item.typing.entries;
        let Some(own) = entries.iter().find(|entry| entry.own).and_then(|entry| entry.tally) else { return Vec::new() };
        let others = entries.iter().filter(|entry| !entry.own);
        let others = others.filter_map(|entry| Some((&entry.name, figures(&entry.tally?))));
        let line = |name: &String, column: usize, theirs: u32| {
            word!("session-count-differ-line")
                .with("figure", FIGURES[column].1)
                .with("own", figures(&own)[column])
                .with("name", name)
                .with("other", theirs)
        };
        others
            .flat_map(|(name, theirs)| (0..FIGURES.len()).map(move |column| (name, column, theirs[column])))
            .filter(|(_, column, theirs)| figures(&own)[*column] != *theirs)
            .map(|(name, column, theirs)| line(name, column, theirs))
            .collect()
    }
}

/// The items that can be counted, as they stand.
fn countable(view: &SessionView) -> impl Iterator<Item = &ItemView> {
    view.items.iter().filter(|item| {
        let again = item.stage == Stage::Counted && item.tally.is_some() && view.may.run;
        again || item.next.as_ref().is_some_and(|next| next.0 == NextStep::Count && next.1.is_ok())
    })
}

/// The form, papers issued filled in with who could vote.
pub(super) async fn show(visit: Visit, At(id): At<SessionId>) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let rows: Vec<Row> = countable(&view).map(fresh).collect();
    if rows.is_empty() {
        return Err(Failure::not_now(address(id)));
    }
    Ok(visit.page(&CountPage::new(&visit, &view, rows, false)))
}

/// The figures of a count in the order of the columns.
fn figures(t: &Tally) -> [u32; FIGURES.len()] {
    [t.issued, t.returned, t.invalid, t.agree, t.disagree, t.no_opinion, t.written]
}

fn fresh(item: &ItemView) -> Row {
    let mut typed: [String; FIGURES.len()] = Default::default();
    let own = item.typing.entries.iter().find(|entry| entry.own).and_then(|entry| entry.tally);
    if let Some(tally) = own.or(item.tally.map(|count| count.tally)) {
        typed = figures(&tally).map(|n| n.to_string());
    } else if item.rule.method == Method::Secret {
        typed[0] = item.figures.voters.to_string();
    }
    Row { item: item.clone(), typed, wrong: None, comes_to: None }
}

/// What was typed: a row for each item the form names, with its ballot when every figure can be read.
fn read(view: &SessionView, form: &FormState) -> Result<Vec<(Row, Option<Ballot>)>, Failure> {
    let mut rows = Vec::new();
    for text in form.all("muc") {
        let seen = read_seen(text).ok_or(Failure::Unreadable)?;
        let item = view.items.iter().find(|item| item.id == seen.item).ok_or(Failure::NotFound)?;
        let typed = FIGURES.map(|(name, _)| form.raw(&format!("{name}-{}", item.id)).trim().to_owned());
        let mut row = Row { item: item.clone(), typed, wrong: None, comes_to: None };
        let figure =
            |text: &str| if text.is_empty() { Some(0) } else { text.parse::<u32>().ok().filter(|n| *n < 1000) };
        let figures: Vec<Option<u32>> = row.typed.iter().map(|text| figure(text)).collect();
        let ballot = match figures.iter().copied().collect::<Option<Vec<u32>>>().as_deref() {
            Some(&[issued, returned, invalid, agree, disagree, no_opinion, written]) => {
                let tally = Tally { agree, disagree, no_opinion, issued, returned, invalid, written };
                Some(Ballot { seen, tally })
            }
            _ => {
                row.wrong = Some(word!("session-figure-wrong").into());
                None
            }
        };
        rows.push((row, ballot));
    }
    Ok(rows)
}

/// Shows what the figures come to, or what is wrong with them.
pub(super) async fn check(visit: Visit, At(id): At<SessionId>, form: FormState) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let rows = read(&view, &form)?;
    if rows.is_empty() {
        return Err(Failure::not_now(address(id)));
    }
    let ballots: Vec<Ballot> = rows.iter().filter_map(|(_, ballot)| *ballot).collect();
    let tried = session::try_count(visit.cx()?, id, ballots).await.map_err(|why| visit.failed(why))?;
    let mut tried = tried.into_iter();
    let rows: Vec<Row> = rows
        .into_iter()
        .map(|(mut row, ballot)| {
            match ballot.and_then(|_| tried.next()) {
                Some(Ok(count)) => row.comes_to = Some(count),
                Some(Err(why)) => row.wrong = Some(line(&visit, &Some(row.item.name.clone()), &why)),
                None => {}
            }
            row
        })
        .collect();
    let mistakes = rows.iter().any(|row| row.wrong.is_some());
    let page = CountPage::new(&visit, &view, rows, !mistakes);
    Ok(if mistakes { visit.page_again(&page) } else { visit.page(&page) })
}

/// Keeps the counts.
pub(super) async fn save(visit: Visit, At(id): At<SessionId>, form: FormState) -> Result<Response, Failure> {
    let view = load(&visit, id).await?;
    let ballots: Option<Vec<Ballot>> = read(&view, &form)?.into_iter().map(|(_, ballot)| ballot).collect();
    let ballots = ballots.ok_or(Failure::Unreadable)?;
    if ballots.is_empty() {
        return Err(Failure::not_now(address(id)));
    }
    let entered = session::count(visit.cx()?, id, ballots).await.map_err(|why| {
        failed(&visit, why, |dossier| view.items.iter().find(|i| i.dossier == dossier).map(|i| i.name.clone()))
    })?;
    let of = |what| entered.iter().filter(|one| **one == what).count();
    if of(Entered::Differs) > 0 {
        let told = word!("session-count-differs").with("count", of(Entered::Differs));
        return Ok(visit.redirect(&format!("{}/kiem-phieu", address(id)), &Flash::refused(told)));
    }
    let told = match of(Entered::First) {
        0 => Flash::done(word!("session-count-saved").with("count", of(Entered::Counted))),
        first => Flash::note(word!("session-count-first").with("count", first)),
    };
    Ok(visit.redirect(&address(id), &told))
}

/// Draws the pages with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let view = sample::running();
    let row = |n: usize, typed: [&str; FIGURES.len()]| Row {
        item: view.items[n].clone(),
        typed: typed.map(str::to_owned),
        wrong: None,
        comes_to: None,
    };
    let rows = || vec![row(1, ["6", "6", "0", "5", "1", "", ""]), row(3, ["", "", "", "4", "2", "0", ""])];
    easel.show("session/count", &CountPage::new(&visit, &view, rows(), false));
    let mut differ = rows();
    differ[0].item = sample::typed_differently();
    easel.show("session/count-differs", &CountPage::new(&visit, &view, differ, false));
    let mut wrong = rows();
    wrong[0].wrong = Some(word!("session-figure-wrong").into());
    easel.show("session/count-wrong", &CountPage::new(&visit, &view, wrong, false));
    let mut checked = rows();
    for row in &mut checked {
        row.comes_to = view.items[2].tally;
    }
    easel.show("session/count-check", &CountPage::new(&visit, &view, checked, true));
}
