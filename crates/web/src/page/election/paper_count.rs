//! The form for the figures of the paper ballots beside an electronic vote, entered by two people on their own; it must not add anything up itself.

use super::{address, load, sample, shell};
use crate::{
    filters,
    kernel::{At, Failure, Flash, FormState, Shell, Visit, sentence_for},
    sample::Easel,
    ui::Action,
};
use askama::Template;
use axum::response::Response;
use lantoa_app::{
    election::{self, ElectionView, PaperCount},
    session::Entered,
};
use lantoa_domain::id::ElectionId;
use lantoa_i18n::{Message, Word, word};

/// The figures of a line: the beginning of the field's name, and the word over the column.
const FIGURES: [(&str, Word); 4] = [
    ("dong-y", word!("session-agree")),
    ("khong", word!("session-disagree")),
    ("khac", word!("election-neither")),
    ("hong", word!("session-invalid")),
];
/// Asked for only where the ballot offers it.
const NEITHER: usize = 2;

/// `/phieu/{id}/giay`.
#[derive(Template)]
#[template(path = "election/paper_count.html")]
struct FiguresPage {
    shell: Shell,
    view: ElectionView,
    returned: u32,
    typed: Vec<[String; FIGURES.len()]>,
    wrong: Option<Message>,
    submit: Action,
    back: Action,
}

/// A line of the form.
struct Row<'a> {
    at: usize,
    name: &'a str,
    title: &'a str,
    typed: &'a [String; FIGURES.len()],
    differs: Vec<Message>,
}

impl FiguresPage {
    fn new(visit: &Visit, view: ElectionView, returned: u32, typed: Vec<[String; FIGURES.len()]>) -> Self {
        Self {
            shell: shell(visit, word!("election-paper-count-title"), &view),
            submit: Action::submit(word!("election-paper-count-save")).primary(),
            back: Action::link(word!("ui-confirm-back"), address(view.id)),
            view,
            returned,
            typed,
            wrong: None,
        }
    }

    fn columns(&self) -> Vec<usize> {
        (0..FIGURES.len()).filter(|column| *column != NEITHER || self.view.options == 2).collect()
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let lines = self.view.candidates.iter().zip(&self.typed).enumerate();
        lines
            .map(|(at, (one, typed))| Row {
                at,
                name: &one.name,
                title: &one.title,
                typed,
                differs: differences(&self.view, at),
            })
            .collect()
    }

    /// Who typed already.
    fn typing(&self) -> Message {
        let typing = &self.view.paper.typing;
        let own = typing.iter().any(|one| one.own);
        match (own, typing.iter().find(|one| !one.own)) {
            (false, None) => word!("session-count-by-two").into(),
            (false, Some(other)) => word!("session-count-second").with("name", &other.name),
            (true, None) => word!("session-count-waits").into(),
            (true, Some(_)) => word!("session-count-differ").into(),
        }
    }
}

fn figures(count: &PaperCount) -> [u32; FIGURES.len()] {
    [count.agree, count.not_agree, count.no_opinion, count.invalid]
}

/// Where two who typed differ on one candidate.
fn differences(view: &ElectionView, at: usize) -> Vec<Message> {
    let of = |one: &election::PaperTyping| one.counts.as_ref().and_then(|counts| counts.get(at)).map(figures);
    let Some(own) = view.paper.typing.iter().find(|one| one.own).and_then(of) else { return Vec::new() };
    let others = view.paper.typing.iter().filter(|one| !one.own).filter_map(|one| Some((&one.name, of(one)?)));
    others
        .flat_map(|(name, theirs)| (0..FIGURES.len()).map(move |column| (name, column, theirs[column])))
        .filter(|(_, column, theirs)| own[*column] != *theirs)
        .map(|(name, column, theirs)| {
            word!("session-count-differ-line")
                .with("figure", FIGURES[column].1)
                .with("own", own[column])
                .with("name", name)
                .with("other", theirs)
        })
        .collect()
}

/// What the reader entered before, or empty fields.
fn standing(view: &ElectionView) -> Vec<[String; FIGURES.len()]> {
    let own = view.paper.typing.iter().find(|one| one.own).and_then(|one| one.counts.as_ref());
    let line = |at: usize| {
        let known = own.and_then(|counts| counts.get(at)).map(figures);
        known.map_or_else(Default::default, |figures| figures.map(|n| n.to_string()))
    };
    (0..view.candidates.len()).map(line).collect()
}

async fn waiting(visit: &Visit, id: ElectionId) -> Result<(ElectionView, u32), Failure> {
    let view = load(visit, id).await?;
    match view.paper.due.filter(|_| view.may.count_paper) {
        Some(returned) => Ok((view, returned)),
        None => Err(Failure::not_now(address(id))),
    }
}

/// The form.
pub(super) async fn show(visit: Visit, At(id): At<ElectionId>) -> Result<Response, Failure> {
    let (view, returned) = waiting(&visit, id).await?;
    let typed = standing(&view);
    Ok(visit.page(&FiguresPage::new(&visit, view, returned, typed)))
}

fn read(view: &ElectionView, form: &FormState) -> (Vec<[String; FIGURES.len()]>, Option<Vec<PaperCount>>) {
    let line = |at: usize| FIGURES.map(|(name, _)| form.raw(&format!("{name}-{at}")).trim().to_owned());
    let typed: Vec<_> = (0..view.candidates.len()).map(line).collect();
    let figure =
        |text: &String| if text.is_empty() { Some(0) } else { text.parse::<u32>().ok().filter(|n| *n < 10_000) };
    let count = |line: &[String; FIGURES.len()]| {
        let [agree, not_agree, no_opinion, invalid] = line.each_ref().map(figure);
        Some(PaperCount { agree: agree?, not_agree: not_agree?, no_opinion: no_opinion?, invalid: invalid? })
    };
    let counts = typed.iter().map(count).collect();
    (typed, counts)
}

/// Keeps the figures, or shows what is wrong with them.
pub(super) async fn save(visit: Visit, At(id): At<ElectionId>, form: FormState) -> Result<Response, Failure> {
    let (view, returned) = waiting(&visit, id).await?;
    let (typed, counts) = read(&view, &form);
    let again = |wrong: Message| FiguresPage { wrong: Some(wrong), ..FiguresPage::new(&visit, view, returned, typed) };
    let Some(counts) = counts else {
        return Ok(visit.page_again(&again(word!("session-figure-wrong").into())));
    };
    match election::count_paper(visit.cx()?, id, counts).await {
        Ok(Entered::Counted) => Ok(visit.redirect(&address(id), &Flash::done(word!("election-paper-count-done")))),
        Ok(Entered::First) => Ok(visit.redirect(&address(id), &Flash::note(word!("election-paper-count-first")))),
        Ok(Entered::Differs) => {
            let place = format!("{}/giay", address(id));
            Ok(visit.redirect(&place, &Flash::refused(word!("election-paper-count-differs"))))
        }
        Err(why) => match sentence_for(&why, visit.locale()) {
            Some(wrong) => Ok(visit.page_again(&again(wrong))),
            None => Err(visit.failed(why)),
        },
    }
}

/// Draws the page with sample data.
pub(super) fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    let view = sample::paper_due();
    let typed = standing(&view);
    easel.show("election/paper-count", &FiguresPage::new(&visit, view, 5, typed));
    let view = sample::paper_differs();
    let typed = standing(&view);
    easel.show("election/paper-count-differs", &FiguresPage::new(&visit, view, 5, typed));
    let view = sample::paper_due();
    let typed = vec![["4", "2", "", "0"].map(str::to_owned), Default::default(), Default::default()];
    let wrong = Some(word!("domain-refusal-count-votes-differ-from-returned").into());
    easel.show("election/paper-count-wrong", &FiguresPage { wrong, ..FiguresPage::new(&visit, view, 5, typed) });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_line_by_line_and_an_empty_one_is_none() {
        let view = sample::paper_due();
        let form = |third: &str| {
            let fields = [("dong-y-0", "4"), ("khong-0", " 1 "), ("hong-1", "5"), ("dong-y-2", third)];
            FormState::filled(fields.map(|(name, value)| (name, value.to_owned())))
        };
        let count = |agree, not_agree, invalid| PaperCount { agree, not_agree, no_opinion: 0, invalid };
        let (typed, counts) = read(&view, &form("5"));
        assert_eq!(counts, Some(vec![count(4, 1, 0), count(0, 0, 5), count(5, 0, 0)]));
        assert_eq!(typed[0], ["4", "1", "", ""]);
        for wrong in ["-1", "năm", "10000", "1.5"] {
            let (typed, counts) = read(&view, &form(wrong));
            assert_eq!((typed[2][0].as_str(), counts), (wrong, None), "what was typed is kept");
        }
    }

    #[test]
    fn differences_name_the_figure_and_both_people() {
        let view = sample::paper_differs();
        assert_eq!((differences(&view, 0).len(), differences(&view, 1).len()), (2, 0));
        assert!(differences(&sample::paper_due(), 0).is_empty(), "nothing before both have typed");
    }
}
