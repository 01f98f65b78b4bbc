//! Papers of a secret ballot: ballot, counting record, slips for envelopes, key sheet; no paper may name a voter beside a choice or a code.

use super::{
    Kind, Paper,
    council::{Outcome, below_agency},
    draft::Draft,
};
use crate::{
    document::{Align, Block, Document, Line, Page},
    issuer::Letterhead,
    qr::Qr,
    signature::{Mark, Signatures},
    table::{Cell, Lines, Table},
    text::{Text, capitals},
};

/// What a ballot lets a voter choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    /// Agree or disagree.
    Two,
    /// Agree, disagree or no opinion, where the agency's rule counts it.
    Three,
}

/// Phiếu bầu. It bears no name and no number of a voter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The agency and the day.
    pub letterhead: Letterhead,
    /// The council, whose seal stands at the top left.
    pub council: String,
    /// “Công nhận điển hình tiên tiến năm 2026”.
    pub about: String,
    /// “ngày 25 tháng 11 năm 2026”.
    pub day: String,
    /// Those voted on: name, office and unit.
    pub candidates: Vec<(String, String)>,
    /// What may be chosen.
    pub choices: Choices,
    /// What a blank or doubly marked line means here.
    pub note: String,
}

impl Paper for Ballot {
    fn kind(&self) -> Kind {
        Kind::Ballot
    }

    fn document(&self) -> Document {
        let mut columns = vec![
            ("STT", 8, Align::Center),
            ("Họ và tên/Tên tập thể", 48, Align::Left),
            ("Đồng ý", 14, Align::Center),
            ("Không đồng ý", 15, Align::Center),
        ];
        if self.choices == Choices::Three {
            columns.push(("Ý kiến khác", 15, Align::Center));
        }
        let mut table = Table::new(&columns);
        for (i, (name, about)) in self.candidates.iter().enumerate() {
            let who = Text::new().bold(name).plain(if about.is_empty() { String::new() } else { format!("\n{about}") });
            let mut row: Vec<Cell> = vec![(i + 1).to_string().into(), who.into()];
            row.resize_with(columns.len(), || Cell::new("☐"));
            table.push(row);
        }
        let agency =
            Text::new().plain(capitals(&self.letterhead.agency())).bold(format!("\n{}", capitals(&self.council)));
        let seal = Text::new().italic("(Đóng dấu của Hội đồng)");
        Draft::of(&self.letterhead, format!("Phiếu bầu {}", self.about))
            .on(Page::slip())
            .block(Block::Line(Line::centered(agency, 22)))
            .block(Block::Line(Line::centered(seal, 20).below(10)))
            .titled("PHIẾU BẦU", &self.about, Text::new().italic(format!("(Họp Hội đồng {})", self.day)))
            .note("Đánh dấu X vào một ô ở mỗi dòng. Không ký tên, không ghi tên người bỏ phiếu.")
            .table(table)
            .note(&self.note)
            .done()
    }
}

/// Biên bản kiểm phiếu: what the counting team found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountingRecord {
    /// The agency and the day.
    pub letterhead: Letterhead,
    /// The council.
    pub council: String,
    /// “Bỏ phiếu công nhận điển hình tiên tiến năm 2026”.
    pub about: String,
    /// “09 giờ 40 phút, ngày 25 tháng 11 năm 2026”.
    pub when: String,
    /// Where.
    pub place: String,
    /// The counting team: head first, name and office; an empty name leaves room for a pen.
    pub team: Vec<(String, String)>,
    /// Members of the council.
    pub members: u32,
    /// Members in the room.
    pub present: u32,
    /// What is needed to pass: “đạt từ 2/3 tổng số thành viên Hội đồng (05/07) trở lên”.
    pub rule: String,
    /// The counts.
    pub counts: Vec<Counted>,
    /// Written opinions of absent members, or whatever else happened; may be empty.
    pub note: String,
    /// “10 giờ 05 phút cùng ngày”.
    pub closed: String,
    /// Who chaired the meeting and witnesses the record; may be empty.
    pub chair: String,
}

/// The count of one candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Name and unit.
    pub name: String,
    /// Ballots handed out.
    pub issued: u32,
    /// Ballots returned.
    pub returned: u32,
    /// Valid ones.
    pub valid: u32,
    /// Invalid ones.
    pub invalid: u32,
    /// For.
    pub agree: u32,
    /// Against.
    pub disagree: u32,
    /// The share of agreement of the base the rule names: “6/7”.
    pub share: String,
    /// Passed or not.
    pub outcome: Outcome,
}

impl CountingRecord {
    fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("STT", 14, Align::Center),
            ("Họ và tên/Tên tập thể", 46, Align::Left),
            ("Phát ra", 15, Align::Center),
            ("Thu về", 15, Align::Center),
            ("Hợp lệ", 15, Align::Center),
            ("Không hợp lệ", 18, Align::Center),
            ("Đồng ý", 15, Align::Center),
            ("Không đồng ý", 18, Align::Center),
            ("Tỷ lệ đồng ý", 18, Align::Center),
            ("Kết quả", 22, Align::Center),
        ]);
        let heads = |names: &[&str]| names.iter().map(Cell::bold).collect::<Vec<_>>();
        let mut top = vec![Cell::bold("STT").down(2), Cell::bold("Họ và tên/Tên tập thể").down(2)];
        top.push(Cell::bold("Số phiếu").across(4));
        top.push(Cell::bold("Ý kiến").across(2));
        top.push(Cell::bold("Tỷ lệ đồng ý").down(2));
        top.push(Cell::bold("Kết quả").down(2));
        table =
            table.headed(vec![top, heads(&["Phát ra", "Thu về", "Hợp lệ", "Không hợp lệ", "Đồng ý", "Không đồng ý"])]);
        table.size = 22;
        for (i, one) in self.counts.iter().enumerate() {
            let figures = [one.issued, one.returned, one.valid, one.invalid, one.agree, one.disagree];
            let mut row: Vec<Cell> = vec![(i + 1).to_string().into(), (&one.name).into()];
            row.extend(figures.map(|n| Cell::new(n.to_string())));
            row.push((&one.share).into());
            row.push(one.outcome.word().into());
            table.push(row);
        }
        table
    }
}

impl Paper for CountingRecord {
    fn kind(&self) -> Kind {
        Kind::Counting
    }

    fn document(&self) -> Document {
        let mut head = self.letterhead.bare();
        if self.letterhead.number.is_some() {
            head.number = self.letterhead.numbered("BB").number;
        }
        below_agency(&mut head, &self.council);
        let mut draft = Draft::of(&self.letterhead, format!("Biên bản kiểm phiếu {}", self.about))
            .head(head)
            .title("BIÊN BẢN KIỂM PHIẾU", &self.about)
            .para(format!("Hôm nay, vào lúc {}, tại {}, Ban kiểm phiếu gồm có:", self.when, self.place));
        for (i, (name, office)) in self.team.iter().enumerate() {
            let role = if i == 0 { "Trưởng ban" } else { "Ủy viên" };
            let office = if office.is_empty() { String::new() } else { format!(", {office}") };
            let name = if name.is_empty() { "………………………………" } else { name };
            draft = draft.item(format!("{}.", i + 1), format!("{name}{office} – {role}."));
        }
        draft = draft
            .para(format!("Tổng số thành viên Hội đồng: {:02}. Số thành viên có mặt: {:02}.", self.members, self.present))
            .para(format!("Điều kiện đạt: {}.", self.rule.trim_end_matches('.')))
            .para("Ban kiểm phiếu đã kiểm tra hòm phiếu, niêm phong trước khi bỏ phiếu và tiến hành kiểm phiếu với kết quả như sau:")
            .table(self.table());
        if !self.note.is_empty() {
            draft = draft.prose(&self.note);
        }
        let mut marks: Vec<Mark> = self
            .team
            .iter()
            .enumerate()
            .map(|(i, (name, _))| Mark::pen(if i == 0 { "Trưởng ban kiểm phiếu" } else { "Ủy viên" }, name))
            .collect();
        if !self.chair.is_empty() {
            marks.push(Mark::pen("Chủ trì cuộc họp", &self.chair));
        }
        draft
            .para(format!(
                "Việc kiểm phiếu kết thúc vào lúc {}. Biên bản được lập thành 02 bản, phiếu bầu được niêm phong kèm theo biên bản./.",
                self.closed
            ))
            .signed(Signatures::of(marks))
            .done()
    }
}

/// Slips with codes, one an envelope, to be cut and drawn by lot. No slip bears a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slips {
    /// The agency.
    pub agency: String,
    /// The name of the vote.
    pub about: String,
    /// Where to vote.
    pub address: String,
    /// The codes, in an order that tells nothing.
    pub codes: Vec<String>,
}

impl Paper for Slips {
    fn kind(&self) -> Kind {
        Kind::Slips
    }

    fn document(&self) -> Document {
        let mut table = Table::bare(&[1, 1], 22);
        table.lines = Lines::Cut;
        for pair in self.codes.chunks(2) {
            let slip = |code: &String| {
                let text = Text::new()
                    .plain(capitals(&self.agency))
                    .bold(format!("\n{}", self.about))
                    .plain("\nMã bỏ phiếu:\n")
                    .bold(code)
                    .plain(format!("\nBỏ phiếu tại: {}", self.address))
                    .italic("\nMã chỉ dùng một lần. Không cho người khác biết mã này.");
                Cell::new(text).at(Align::Center)
            };
            table.push(pair.iter().map(slip).collect());
        }
        let note = "Cắt theo đường kẻ, gấp kín, bỏ vào phong bì trơn; thành viên bốc thăm phong bì và ký nhận vào danh sách không ghi mã.";
        Draft::new(format!("Phiếu mã bỏ phong bì: {}", self.about), &self.agency).note(note).table(table).done()
    }
}

/// The sheet on which a member of the counting team keeps a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySheet {
    /// The agency.
    pub agency: String,
    /// The name of the vote.
    pub about: String,
    /// Who keeps the key.
    pub keeper: String,
    /// “2 trong 3”.
    pub threshold: String,
    /// The key in groups of letters.
    pub key: String,
    /// The fingerprint that stands on the board.
    pub fingerprint: String,
}

impl Paper for KeySheet {
    fn kind(&self) -> Kind {
        Kind::KeySheet
    }

    fn document(&self) -> Document {
        let mut draft = Draft::new(format!("Phiếu giữ khóa: {}", self.about), &self.agency)
            .on(Page::slip())
            .block(Block::Line(Line::centered(Text::new().bold(capitals(&self.agency)), 24)))
            .title("PHIẾU GIỮ KHÓA", &self.about)
            .field("Người giữ", &self.keeper)
            .field("Số khóa cần để mở kết quả", &self.threshold)
            .field("Dấu vân tay khóa", &self.fingerprint)
            .flush(Text::new().bold("Khóa:"))
            .block(Block::Line(Line::centered(Text::new().bold(in_lines(&self.key)), 26)));
        if let Ok(code) = Qr::new(&self.key) {
            draft = draft
                .block(Block::Qr { code, caption: Text::from("Quét mã để nhập khóa khi mở kết quả.") });
        }
        draft
            .note("Giữ kín, cất riêng với phiếu của người khác. Mất phiếu thì báo ngay Trưởng ban kiểm phiếu. Hủy sau khi biên bản kiểm phiếu được ký.")
            .done()
    }
}

/// A key in lines of three groups, so that an eye keeps its place while it is typed.
fn in_lines(key: &str) -> String {
    let groups: Vec<&str> = key.split('-').collect();
    groups.chunks(3).map(|groups| groups.join(" - ")).collect::<Vec<_>>().join("\n")
}
