//! The manual as a page: the file in `docs` of the reader's language; it must not say anything that the file does not.

use crate::{
    filters,
    kernel::{AppState, Shell, Visit},
    nav::Area,
    sample::Easel,
};
use askama::Template;
use axum::{Router, response::Response, routing::get};
use lantoa_i18n::{Locale, word};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::sync::LazyLock;

/// Addresses of this feature.
pub fn routes() -> Router<AppState> {
    Router::new().route("/huong-dan", get(show))
}

/// `/huong-dan`.
#[derive(Template)]
#[template(path = "manual/show.html")]
struct ManualPage {
    shell: Shell,
    manual: &'static Manual,
}

impl ManualPage {
    fn new(visit: &Visit) -> Self {
        Self { shell: visit.shell(word!("ui-help"), Area::None), manual: Manual::of(visit.locale()) }
    }
}

async fn show(visit: Visit) -> Response {
    visit.page(&ManualPage::new(&visit))
}

/// A manual ready to be shown. The text is ours, so its HTML is not looked through again.
struct Manual {
    title: String,
    /// Anchor and words of each chapter.
    chapters: Vec<(String, String)>,
    html: String,
}

impl Manual {
    fn of(locale: Locale) -> &'static Self {
        static VI: LazyLock<Manual> = LazyLock::new(|| Manual::read(include_str!("../../../../docs/huong-dan.md")));
        static EN: LazyLock<Manual> = LazyLock::new(|| Manual::read(include_str!("../../../../docs/manual.en.md")));
        match locale {
            Locale::Vi => &VI,
            Locale::En => &EN,
        }
    }

    fn read(text: &str) -> Self {
        let (mut title, mut chapters, mut events) = (String::new(), Vec::new(), Vec::new());
        let mut heading: Option<(HeadingLevel, String)> = None;
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match (event, &mut heading) {
                (Event::Start(Tag::Heading { level, .. }), _) => heading = Some((level, String::new())),
                (Event::Text(text) | Event::Code(text), Some((_, words))) => words.push_str(&text),
                (Event::End(TagEnd::Heading(level)), _) => {
                    let words = heading.take().map(|(_, words)| words).unwrap_or_default();
                    if level == HeadingLevel::H1 {
                        title = words;
                    } else {
                        let anchor = format!("muc-{}", chapters.len() + 1);
                        events.extend(chapter(level, &anchor, &words));
                        chapters.push((anchor, words));
                    }
                }
                (Event::Start(Tag::Table(columns)), _) => {
                    events.push(Event::Html(CowStr::Borrowed("<div class=\"board\" tabindex=\"0\">")));
                    events.push(Event::Start(Tag::Table(columns)));
                }
                (end @ Event::End(TagEnd::Table), _) => {
                    events.extend([end, Event::Html(CowStr::Borrowed("</div>"))]);
                }
                (event, _) => events.push(event),
            }
        }
        let mut out = String::new();
        html::push_html(&mut out, events.into_iter());
        Self { title, chapters, html: out.replace("<table>", "<table class=\"table\">") }
    }
}

fn chapter(level: HeadingLevel, anchor: &str, words: &str) -> [Event<'static>; 3] {
    let start = Tag::Heading { level, id: Some(anchor.to_owned().into()), classes: Vec::new(), attrs: Vec::new() };
    [Event::Start(start), Event::Text(words.to_owned().into()), Event::End(TagEnd::Heading(level))]
}

/// Draws the page.
pub fn samples(easel: &mut Easel) {
    let visit = easel.visit().clone();
    easel.show("manual/show", &ManualPage::new(&visit));
}

#[cfg(test)]
mod tests {
    use super::Manual;
    use lantoa_i18n::Locale;

    #[test]
    fn both_manuals_have_the_same_chapters_and_lead_to_each() {
        let [vi, en] = [Locale::Vi, Locale::En].map(Manual::of);
        assert_eq!(vi.chapters.len(), en.chapters.len());
        assert!(!vi.title.is_empty() && vi.chapters.len() > 5);
        assert!(vi.chapters.iter().all(|(anchor, _)| vi.html.contains(&format!("id=\"{anchor}\""))));
    }
}
