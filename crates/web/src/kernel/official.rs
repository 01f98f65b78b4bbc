//! Official papers: Vietnamese in every language of the screen around them; it must not be used for what only the screen shows.

use super::visit::Words;
use askama::Template;
use lantoa_i18n::Locale;
use std::fmt;

/// A sheet of paper inside a page: `{{ sheet|safe }}`. It escapes its own values and speaks Vietnamese.
#[derive(Debug, Clone)]
pub struct Official<T>(pub T);

impl<T: Template> fmt::Display for Official<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = Words { locale: Locale::Vi, token: String::new() };
        self.0.render_into_with_values(f, &words).map_err(|_| fmt::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters;

    #[derive(Template)]
    #[template(source = "{{ \"ui-help\"|t }} {{ text }}", ext = "html")]
    struct Sheet {
        text: &'static str,
    }

    #[derive(Template)]
    #[template(source = "{{ \"ui-help\"|t }} {{ sheet|safe }}", ext = "html")]
    struct Page {
        sheet: Official<Sheet>,
    }

    #[test]
    fn a_sheet_speaks_vietnamese_inside_an_english_page_and_escapes_what_it_shows() {
        let page = Page { sheet: Official(Sheet { text: "<b>" }) };
        let english = page.render_with_values(&Words { locale: Locale::En, token: String::new() }).unwrap();
        let say = |locale| lantoa_i18n::Say::say(&lantoa_i18n::word!("ui-help"), locale).into_owned();
        assert_eq!(english, format!("{} {} &#60;b&#62;", say(Locale::En), say(Locale::Vi)));
    }
}
