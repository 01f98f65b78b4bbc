//! Blocks as WordprocessingML; it must not hold styles, which stand in `parts`.

use super::{
    table::{placed, table},
    xml::{Break, Dress, Keep, Para, escape, rule, run, runs, twips},
};
use crate::{
    document::{Align, Block, Document, Frame, Head, Line, Numbering, Page, ParaStyle, Placed, Section},
    qr::Qr,
    signature::{Mark, Signatures},
    text::{Look, Text},
};

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>";

/// What a part needs to know while it is written.
struct Writer {
    width: u32,
    dress: Dress,
    codes: usize,
    break_next: Break,
    out: String,
}

/// `word/document.xml`.
pub(super) fn body(document: &Document) -> String {
    let mut writer =
        Writer { width: 0, dress: Dress::default(), codes: 0, break_next: Break::None, out: OPEN.to_owned() };
    let last = document.sections.len().saturating_sub(1);
    for (i, section) in document.sections.iter().enumerate() {
        writer.section(section);
        let properties = section_properties(&section.page);
        if i == last {
            writer.out.push_str(&properties);
        } else {
            let tiny = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>".to_owned();
            let end = Para { section: properties, spacing: tiny, ..Para::styled("CanTrai") };
            writer.out.push_str(&end.write(""));
        }
    }
    writer.out.push_str("</w:body></w:document>");
    writer.out
}

fn section_properties(page: &Page) -> String {
    let numbered = page.numbering == Numbering::FromSecond;
    let header = if numbered { "<w:headerReference w:type=\"default\" r:id=\"rId3\"/>" } else { "" };
    let title = if numbered { "<w:titlePg/>" } else { "" };
    let lying = if page.width > page.height { " w:orient=\"landscape\"" } else { "" };
    let side = |name| format!("<w:{name} w:val=\"double\" w:sz=\"12\" w:space=\"24\" w:color=\"B3121D\"/>");
    let frame = match page.frame {
        Frame::None => String::new(),
        Frame::Certificate => {
            let sides: String = ["top", "left", "bottom", "right"].map(side).concat();
            format!("<w:pgBorders w:offsetFrom=\"page\">{sides}</w:pgBorders>")
        }
    };
    format!(
        "<w:sectPr>{header}<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"{lying}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>{frame}<w:pgNumType w:start=\"1\"/>{title}</w:sectPr>",
        twips(page.width),
        twips(page.height),
        twips(page.top),
        twips(page.right),
        twips(page.bottom),
        twips(page.left),
    )
}

impl Writer {
    fn section(&mut self, section: &Section) {
        self.width = twips(section.page.inner());
        self.dress = if section.page.size == 28 { Dress::default() } else { Dress::sized(section.page.size) };
        for (i, block) in section.blocks.iter().enumerate() {
            let closes = matches!(section.blocks.get(i + 1), Some(Block::Signatures(_)));
            self.block(block, if closes { Keep::WithNext } else { Keep::Free });
        }
        // A part that ends in a table needs a paragraph behind it, or Word refuses the file.
        if !matches!(section.blocks.last(), Some(Block::Para { .. } | Block::Line(_) | Block::Item { .. })) {
            self.empty(20);
        }
    }

    fn para(&mut self, mut para: Para, content: &str) {
        para.page_break = std::mem::take(&mut self.break_next);
        self.out.push_str(&para.write(content));
    }

    /// Empty height in twips.
    fn empty(&mut self, height: u32) {
        let spacing =
            format!("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/>", height.max(20));
        self.para(Para { spacing, ..Para::styled("CanTrai") }, "");
    }

    fn block(&mut self, block: &Block, keep: Keep) {
        match block {
            Block::Head(head) => self.head(head),
            Block::Form { lines } => {
                let lines = Text::new().italic(lines.join("\n"));
                self.para(Para::styled("GhiChu").aligned(Align::Right), &runs(&lines, self.dress));
            }
            Block::Title { name, about, note } => self.title(name, about, note),
            Block::Addressees { names } => self.addressees(names),
            Block::Line(line) => self.line(line, String::new()),
            Block::Para { text, style } => {
                let para = Para { keep_next: keep, ..Para::styled(style_of(*style)) };
                self.para(para, &runs(text, self.dress));
            }
            Block::Heading { level, text } => {
                self.para(Para::styled(heading_style(*level)), &runs(text, self.dress));
            }
            Block::Item { label, text, .. } => {
                let content = run(&format!("{label} "), self.dress) + &runs(text, self.dress);
                self.para(Para { keep_next: keep, ..Para::styled("NoiDung") }, &content);
            }
            Block::Field { label, value } => self.field(label, value.as_ref()),
            Block::Blanks { count } => (0..*count).for_each(|_| self.dots(String::new())),
            Block::Table(it) => {
                self.flush_break();
                self.out.push_str(&table(it, self.width));
                self.empty(120);
            }
            Block::Signatures(it) => self.closing(it),
            Block::Qr { code, caption } => self.code(code, caption),
            Block::Placed(it) => self.placed(it),
            Block::Space { height } => self.empty(twips(*height)),
            Block::Cut => self.cut(),
            Block::PageBreak => self.break_next = Break::Before,
        }
    }

    /// A table cannot begin a page by itself: a paragraph before it does.
    fn flush_break(&mut self) {
        if self.break_next == Break::Before {
            self.empty(20);
        }
    }

    fn head(&mut self, head: &Head) {
        self.flush_break();
        let cell = |content: String| Para::styled("OBang").aligned(Align::Center).write(&content);
        let line = |text: &str, dress: Dress| cell(run(text, dress));
        let (left, right) = (self.width * 41 / 100, self.width * 59 / 100);
        let mut agency: String = head.superior.iter().map(|name| line(name, Dress::sized(24))).collect();
        agency.extend(head.agency.iter().map(|name| line(name, Dress::sized(24).look(Look::Bold))));
        agency.push_str(&rule(left * 3 / 10));
        let motto = line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Dress::sized(24).look(Look::Bold))
            + &line("Độc lập - Tự do - Hạnh phúc", Dress::sized(26).look(Look::Bold))
            + &rule(right.saturating_sub(3110) / 2);
        let mut rows = vec![vec![agency, motto]];
        if !(head.number.is_empty() && head.about.is_empty() && head.place_date.is_empty()) {
            let mut number = line(&head.number, Dress::sized(26));
            if !head.about.is_empty() {
                number.push_str(&line(&head.about, Dress::sized(24)));
            }
            rows.push(vec![number, line(&head.place_date, Dress::sized(26).look(Look::Italic))]);
        }
        self.out.push_str(&placed(&rows, &[41, 59], self.width));
        self.empty(200);
    }

    fn title(&mut self, name: &str, about: &Text, note: &Text) {
        self.para(Para::styled("TenLoai"), &run(name, self.dress));
        if !about.is_empty() {
            self.para(Para::styled("TrichYeu"), &runs(about, self.dress));
            self.out.push_str(&rule(self.width * 39 / 100));
        }
        if !note.is_empty() {
            self.para(Para::styled("CanGiua"), &runs(note, self.dress));
        }
        self.empty(120);
    }

    fn addressees(&mut self, names: &[String]) {
        if let [name] = names {
            self.para(Para::styled("CanGiua"), &run(&format!("Kính gửi: {name}"), self.dress));
            return;
        }
        let indent = |left: u32| format!("<w:ind w:left=\"{left}\" w:firstLine=\"0\"/>");
        self.para(Para { indent: indent(1440), ..Para::styled("CanTrai") }, &run("Kính gửi:", self.dress));
        for (i, name) in names.iter().enumerate() {
            let end = if i + 1 == names.len() { '.' } else { ';' };
            let para = Para { indent: indent(2500), ..Para::styled("CanTrai") };
            self.para(para, &run(&format!("- {name}{end}"), self.dress));
        }
    }

    fn line(&mut self, line: &Line, frame: String) {
        let para = Para { frame, ..Para::styled("CanTrai").aligned(line.align).spaced(twips(line.above) + 40, 120) };
        self.para(para, &runs(&line.text, Dress { size: Some(line.size), ink: line.ink, look: Look::Plain }));
    }

    fn field(&mut self, label: &str, value: Option<&Text>) {
        let label = run(&format!("{label}: "), self.dress);
        match value {
            Some(value) => self.para(Para::styled("CanTrai"), &(label + &runs(value, self.dress))),
            None => self.dots(label),
        }
    }

    /// Dots from where the content ends to the margin.
    fn dots(&mut self, content: String) {
        let tabs = format!("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{}\"/></w:tabs>", self.width);
        self.para(Para { tabs, ..Para::styled("CanTrai") }, &(content + "<w:r><w:tab/></w:r>"));
    }

    fn closing(&mut self, it: &Signatures) {
        let spacing = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/>".to_owned();
        // Stays with what it closes: no page begins with a signature alone.
        self.para(Para { keep_next: Keep::WithNext, spacing, ..Para::styled("CanTrai") }, "");
        if it.lines.is_empty() && it.code.is_none() && it.marks.len() > 1 {
            let columns = it.marks.len().min(3);
            let blank = || Para::styled("KyTen").write("");
            let filled =
                |cells: Vec<String>| cells.into_iter().chain(std::iter::repeat_with(blank)).take(columns).collect();
            // Names stand in a row of their own, so that they are level.
            let rows: Vec<Vec<String>> = it
                .marks
                .chunks(columns)
                .flat_map(|group| {
                    let above = group.iter().map(|it| right_of(it, self.dress)).collect();
                    let names = group.iter().map(|it| named(it, self.dress)).collect();
                    [filled(above), filled(names)]
                })
                .collect();
            self.out.push_str(&placed(&rows, &vec![1; columns], self.width));
            return;
        }
        let mut left = String::new();
        if !it.heading.is_empty() {
            let heading = Text::new().bold_italic(&it.heading);
            left.push_str(&Para::styled("NoiNhan").write(&runs(&heading, Dress::sized(24))));
        }
        left.extend(it.lines.iter().map(|name| Para::styled("NoiNhan").write(&run(name, Dress::default()))));
        if let Some(code) = &it.code {
            self.codes += 1;
            left.push_str(&Para::styled("NoiNhan").write(&drawing(self.codes, code.text())));
        }
        if left.is_empty() {
            left = Para::styled("OBang").write("");
        }
        let rows: Vec<Vec<String>> = it
            .marks
            .iter()
            .map(|it| vec![std::mem::take(&mut left), right_of(it, self.dress) + &named(it, self.dress)])
            .collect();
        self.out.push_str(&placed(&rows, &[42, 58], self.width));
    }

    fn code(&mut self, code: &Qr, caption: &Text) {
        self.codes += 1;
        let picture = drawing(self.codes, code.text());
        let cells =
            vec![Para::styled("OBang").write(&picture), Para::styled("OBang").write(&runs(caption, Dress::sized(20)))];
        self.flush_break();
        self.out.push_str(&placed(&[cells], &[18, 82], self.width));
    }

    fn placed(&mut self, it: &Placed) {
        let frame = format!(
            "<w:framePr w:w=\"{}\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"page\" w:x=\"{}\" w:y=\"{}\"/>",
            twips(it.width),
            twips(it.x).max(1),
            twips(it.y).max(1)
        );
        self.line(&it.line, frame);
    }

    fn cut(&mut self) {
        let para = Para {
            border: "<w:pBdr><w:top w:val=\"dashed\" w:sz=\"4\" w:space=\"1\" w:color=\"808080\"/></w:pBdr>",
            ..Para::styled("CanTrai").spaced(280, 280)
        };
        self.para(para, "");
    }
}

fn signing(text: &str, dress: Dress, keep_next: Keep) -> String {
    Para { keep_next, ..Para::styled("KyTen") }.write(&run(text, dress))
}

/// What stands above a signature, and the room for it and the seal.
fn right_of(mark: &Mark, dress: Dress) -> String {
    let mut out = String::new();
    if !mark.date.is_empty() {
        out.push_str(&signing(&mark.date, dress.look(Look::Italic), Keep::WithNext));
    }
    out.extend(mark.lines.iter().map(|text| signing(text, dress.look(Look::Bold), Keep::WithNext)));
    if !mark.note.is_empty() {
        out.push_str(&signing(&mark.note, dress.look(Look::Italic), Keep::WithNext));
    }
    let room = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"1417\" w:lineRule=\"exact\"/>".to_owned();
    out + &Para { keep_next: Keep::WithNext, spacing: room, ..Para::styled("KyTen") }.write("")
}

fn named(mark: &Mark, dress: Dress) -> String {
    signing(&mark.name, dress.look(Look::Bold), Keep::Free)
}

const fn style_of(style: ParaStyle) -> &'static str {
    match style {
        ParaStyle::Body => "NoiDung",
        ParaStyle::Basis => "CanCu",
        ParaStyle::Flush => "CanTrai",
        ParaStyle::Centered => "CanGiua",
        ParaStyle::Note => "GhiChu",
    }
}

const fn heading_style(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        _ => "Heading3",
    }
}

/// A code as a picture in the line, 24 mm wide.
fn drawing(number: usize, says: &str) -> String {
    const SIDE: u32 = 864_000;
    let says = escape(says);
    format!(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{SIDE}\" cy=\"{SIDE}\"/><wp:docPr id=\"{number}\" name=\"QR {number}\" descr=\"{says}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"code{number}.png\" descr=\"{says}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdCode{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{SIDE}\" cy=\"{SIDE}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}
