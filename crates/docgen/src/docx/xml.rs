//! Small pieces of WordprocessingML, elements in the order the schema wants; it must not know blocks.

use crate::{
    document::{Align, HalfPoints, Ink, Tenths},
    text::{Look, Run, Text},
};

/// Twentieths of a point, Word's unit of length.
pub(super) const fn twips(tenths: Tenths) -> u32 {
    tenths as u32 * 567 / 100
}

/// Text for XML.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// What differs from the style of its paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Dress {
    pub(super) size: Option<HalfPoints>,
    pub(super) ink: Ink,
    pub(super) look: Look,
}

impl Dress {
    pub(super) const fn sized(size: HalfPoints) -> Self {
        Self { size: Some(size), ink: Ink::Black, look: Look::Plain }
    }

    pub(super) const fn look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    fn properties(self, look: Look) -> String {
        let bold = [look, self.look].iter().any(|l| matches!(l, Look::Bold | Look::BoldItalic));
        let italic = [look, self.look].iter().any(|l| matches!(l, Look::Italic | Look::BoldItalic));
        let mut out = String::new();
        if bold {
            out.push_str("<w:b/><w:bCs/>");
        }
        if italic {
            out.push_str("<w:i/><w:iCs/>");
        }
        match self.ink {
            Ink::Black => {}
            Ink::Red => out.push_str("<w:color w:val=\"B3121D\"/>"),
            Ink::Grey => out.push_str("<w:color w:val=\"6E6E6E\"/>"),
        }
        if let Some(size) = self.size {
            out.push_str(&format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
        }
        out
    }
}

/// The runs of a text.
pub(super) fn runs(text: &Text, dress: Dress) -> String {
    text.runs().iter().map(|run| one(run, dress)).collect()
}

/// A run of text that a writer made.
pub(super) fn run(text: &str, dress: Dress) -> String {
    one(&Run { text: text.to_owned(), look: Look::Plain }, dress)
}

fn one(run: &Run, dress: Dress) -> String {
    // Word does not stretch such spaces in justified lines: a whole date of them would tear the line open.
    let text = run.text.replace("\u{a0}tháng", " tháng").replace("\u{a0}năm", " năm");
    let mut out = String::new();
    let properties = dress.properties(run.look);
    for (i, part) in text.split('☐').enumerate() {
        if i > 0 {
            // The box is missing from the body's face; Word is told where it finds it.
            let font = "<w:rFonts w:ascii=\"Segoe UI Symbol\" w:hAnsi=\"Segoe UI Symbol\" w:eastAsia=\"Segoe UI Symbol\" w:cs=\"Segoe UI Symbol\"/>";
            out.push_str(&format!("<w:r><w:rPr>{font}{properties}</w:rPr><w:t>☐</w:t></w:r>"));
        }
        if !part.is_empty() {
            let lines: Vec<String> =
                part.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line))).collect();
            out.push_str(&format!("<w:r>{}{}</w:r>", wrapped(&properties), lines.join("<w:br/>")));
        }
    }
    out
}

fn wrapped(properties: &str) -> String {
    if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") }
}

/// A paragraph: style, and what differs from it, in the order of the schema.
#[derive(Debug, Clone, Default)]
pub(super) struct Para {
    pub(super) style: &'static str,
    pub(super) keep_next: Keep,
    pub(super) page_break: Break,
    /// `framePr` for text at a place of the page.
    pub(super) frame: String,
    /// `pBdr`.
    pub(super) border: &'static str,
    /// `tabs`.
    pub(super) tabs: String,
    /// `spacing`.
    pub(super) spacing: String,
    /// `ind`.
    pub(super) indent: String,
    pub(super) align: Option<Align>,
    /// `sectPr` of a part that ends here.
    pub(super) section: String,
}

/// Whether a paragraph stays with the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Keep {
    #[default]
    Free,
    WithNext,
}

/// Whether a paragraph begins a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Break {
    #[default]
    None,
    Before,
}

impl Para {
    pub(super) fn styled(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }

    pub(super) fn aligned(mut self, align: Align) -> Self {
        self.align = Some(align);
        self
    }

    pub(super) fn spaced(mut self, before: u32, after: u32) -> Self {
        self.spacing = format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\"/>");
        self
    }

    pub(super) fn write(&self, content: &str) -> String {
        let mut p = format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", self.style);
        if self.keep_next == Keep::WithNext {
            p.push_str("<w:keepNext/>");
        }
        if self.page_break == Break::Before {
            p.push_str("<w:pageBreakBefore/>");
        }
        for part in [self.frame.as_str(), self.border, &self.tabs, &self.spacing, &self.indent] {
            p.push_str(part);
        }
        if let Some(align) = self.align {
            p.push_str(&format!("<w:jc w:val=\"{}\"/>", jc(align)));
        }
        p.push_str(&self.section);
        p.push_str("</w:pPr>");
        p.push_str(content);
        p.push_str("</w:p>");
        p
    }
}

const fn jc(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}

/// A paragraph with only a rule above it; `side` twips are left free at both sides.
pub(super) fn rule(side: u32) -> String {
    let para = Para {
        border: "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>",
        spacing: "<w:spacing w:before=\"20\" w:after=\"0\" w:line=\"80\" w:lineRule=\"exact\"/>".to_owned(),
        indent: format!("<w:ind w:left=\"{side}\" w:right=\"{side}\" w:firstLine=\"0\"/>"),
        ..Para::styled("OBang")
    };
    para.write("")
}
