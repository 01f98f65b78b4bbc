//! Every page with sample data, in both languages: words there, markup sound, nothing inline, controls named.

use lantoa_i18n::Locale;
use lantoa_web::sample;
use std::collections::{BTreeMap, BTreeSet};

const VOID: [&str; 10] = ["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "!doctype"];

#[test]
fn every_page_is_sound_in_both_languages() {
    let mut wrong = Vec::new();
    for locale in Locale::ALL {
        let samples = sample::all(locale);
        assert!(samples.len() >= 10, "only {} samples", samples.len());
        let names: BTreeSet<_> = samples.iter().map(|s| s.name).collect();
        assert_eq!(names.len(), samples.len(), "two samples share a name");
        for page in samples {
            for problem in problems(&page.html, locale) {
                wrong.push(format!("{} [{}]: {problem}", page.name, locale.tag()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_first_page_stays_small() {
    for page in sample::all(Locale::Vi) {
        assert!(page.html.len() < 120_000, "{} has {} bytes", page.name, page.html.len());
    }
}

#[test]
fn the_minutes_call_nobody_absent_before_presence_was_taken() {
    let samples = sample::all(Locale::Vi);
    let html = |name| &samples.iter().find(|sample| sample.name == name).unwrap().html;
    let (before, over) = (html("session/minutes-before"), html("session/minutes"));
    assert!(before.contains("Chưa điểm danh.") && !before.contains("Thành viên vắng mặt"));
    assert!(!over.contains("Chưa điểm danh.") && over.contains("Thành viên vắng mặt"));
}

#[test]
fn the_check_itself_finds_what_it_should() {
    let bad = r#"<html lang="vi"><body><main><h1>a</h1><p id="x" id2 style="a">⟦a⟧<a href="/x" onclick="b">c</a><input name="q"><b></p></b><i id="x"></i><label for="none">d</label><script>1</script><button></button></main></body></html>"#;
    let found = problems(bad, Locale::Vi).join("\n");
    for word in ["⟦", "style", "onclick", "no label", "</p> closes <b>", "twice", "none", "inline script", "no name"]
    {
        assert!(found.contains(word), "did not find {word} in\n{found}");
    }
}

fn problems(html: &str, locale: Locale) -> Vec<String> {
    let mut wrong = Vec::new();
    for (sign, what) in [("⟦", "missing word ⟦"), ("{{", "template left over"), ("{$", "variable left over")] {
        if let Some(at) = html.find(sign) {
            let end = (at..html.len()).filter(|i| html.is_char_boundary(*i)).nth(40);
            wrong.push(format!("{what}: {}", &html[at..end.unwrap_or(html.len())]));
        }
    }
    if !html.contains(&format!("<html lang=\"{}\">", locale.tag())) {
        wrong.push("wrong language on <html>".to_owned());
    }
    let tags = tags(html);
    wrong.extend(balance(&tags));
    wrong.extend(ids(&tags));
    wrong.extend(inline(&tags));
    wrong.extend(controls(&tags, html));
    let headings = tags.iter().filter(|t| t.name == "h1" && !t.closes).count();
    if headings != 1 {
        wrong.push(format!("{headings} first headings"));
    }
    wrong
}

struct Tag {
    name: String,
    closes: bool,
    closed_itself: bool,
    attributes: Vec<(String, String)>,
    end: usize,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|i| at + i) {
        let mut quoted = false;
        let end = html[start..]
            .char_indices()
            .find(|(_, c)| {
                quoted ^= *c == '"';
                *c == '>' && !quoted
            })
            .map_or(html.len() - 1, |(i, _)| start + i);
        let inner = html[start + 1..end].trim_end_matches('/');
        let closes = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        tags.push(Tag {
            name: name.to_lowercase(),
            closes,
            closed_itself: html[..end].ends_with('/'),
            attributes: attributes(rest),
            end: end + 1,
        });
        at = end + 1;
    }
    tags
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        match rest.strip_prefix("=\"") {
            Some(after) => {
                let (value, tail) = after.split_once('"').unwrap_or((after, ""));
                found.push((name, value.to_owned()));
                rest = tail;
            }
            None => {
                found.push((name, String::new()));
                rest = rest.strip_prefix('=').unwrap_or(rest);
            }
        }
    }
}

fn balance(tags: &[Tag]) -> Vec<String> {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags {
        if VOID.contains(&tag.name.as_str()) || tag.closed_itself {
            continue;
        }
        if !tag.closes {
            if tag.name == "form" && open.contains(&"form") {
                return vec!["a form inside a form".to_owned()];
            }
            open.push(&tag.name);
            continue;
        }
        match open.pop() {
            Some(name) if name == tag.name => {}
            other => {
                let other = other.unwrap_or("nothing");
                return vec![format!("</{}> closes <{other}>, inside {open:?}", tag.name)];
            }
        }
    }
    open.iter().map(|name| format!("<{name}> stays open")).collect()
}

fn ids(tags: &[Tag]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut known = BTreeSet::new();
    for id in tags.iter().filter_map(|t| t.get("id")) {
        if !known.insert(id) {
            wrong.push(format!("id {id} is there twice"));
        }
    }
    for tag in tags {
        for name in ["for", "aria-describedby", "aria-labelledby", "popovertarget", "aria-controls"] {
            for id in tag.get(name).unwrap_or_default().split_whitespace() {
                if !known.contains(id) {
                    wrong.push(format!("{name} names {id}, which is not there"));
                }
            }
        }
        if let Some(id) = tag.get("href").and_then(|h| h.strip_prefix('#'))
            && !known.contains(id)
        {
            wrong.push(format!("a link leads to #{id}, which is not there"));
        }
    }
    wrong
}

fn inline(tags: &[Tag]) -> Vec<String> {
    let mut wrong = Vec::new();
    for tag in tags {
        for (name, value) in &tag.attributes {
            if name == "style" || name.starts_with("on") {
                wrong.push(format!("{name} on <{}>", tag.name));
            }
            if value.starts_with("javascript:") {
                wrong.push("a javascript: address".to_owned());
            }
        }
        if !tag.closes && (tag.name == "style" || (tag.name == "script" && tag.get("src").is_none())) {
            wrong.push(format!("inline {}", tag.name));
        }
    }
    wrong
}

fn controls(tags: &[Tag], html: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let labelled: BTreeSet<&str> = tags.iter().filter_map(|t| t.get("for")).collect();
    let mut depth = 0_i32;
    let mut posts: BTreeMap<usize, bool> = BTreeMap::new();
    let mut form = None;
    for (at, tag) in tags.iter().enumerate() {
        match (tag.name.as_str(), tag.closes) {
            ("label", false) => depth += 1,
            ("label", true) => depth -= 1,
            ("form", false) if tag.get("method") == Some("post") => {
                form = Some(at);
                posts.insert(at, false);
            }
            ("form", _) => form = None,
            ("input" | "select" | "textarea", false) => {
                if let (Some(form), Some("_ma")) = (form, tag.get("name")) {
                    posts.insert(form, true);
                }
                let named = tag.get("id").is_some_and(|id| labelled.contains(id));
                let hidden = tag.get("type") == Some("hidden");
                if !hidden && !named && depth == 0 && tag.get("aria-label").is_none() {
                    wrong.push(format!("no label for {:?}", tag.get("name")));
                }
            }
            ("button" | "a" | "summary" | "th", false) => {
                let close = format!("</{}>", tag.name);
                let inner = html[tag.end..].split(&close).next().unwrap_or_default();
                let text: String = words(inner);
                if text.trim().is_empty() && tag.get("aria-label").is_none() {
                    wrong.push(format!("<{}> has no name", tag.name));
                }
            }
            ("img", false) if tag.get("alt").is_none() => {
                wrong.push("an image without alt".to_owned());
            }
            _ => {}
        }
    }
    if posts.values().any(|has_token| !has_token) {
        wrong.push("a form without its token".to_owned());
    }
    wrong
}

/// The text of a piece of markup.
fn words(markup: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in markup.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

#[test]
fn every_icon_is_in_the_sprite() {
    let sprite = include_str!("../../assets/icons.svg");
    for page in sample::all(Locale::Vi) {
        for piece in page.html.split(".svg#").skip(1) {
            let name = piece.split('"').next().unwrap_or_default();
            assert!(
                sprite.contains(&format!("id=\"{name}\"")),
                "{}: icon {name} is not in the sprite, run `npm run build` in client/",
                page.name
            );
        }
    }
}
