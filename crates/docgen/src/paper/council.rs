//! Papers of the council's meeting: invitation, pack, minutes; it must not count votes.

use super::{
    Kind, Paper,
    draft::{Draft, Part},
};
use crate::{
    document::{Align, Document, Head, Page},
    issuer::Letterhead,
    signature::{Mark, Signatures, Signer},
    table::{Cell, Table},
    text::{Text, capitals},
};

/// A person at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Full name.
    pub name: String,
    /// Office.
    pub office: String,
    /// Part in the meeting: “Chủ tịch Hội đồng”.
    pub role: String,
    /// Why absent; `None` for those present.
    pub absent: Option<String>,
}

/// Giấy mời.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Who, what number, when.
    pub letterhead: Letterhead,
    /// What is met for: “họp Hội đồng Thi đua - Khen thưởng xét, công nhận …”.
    pub about: String,
    /// Who invites: “Hội đồng Thi đua - Khen thưởng”.
    pub host: String,
    /// Those invited.
    pub guests: Vec<String>,
    /// The agenda in order.
    pub agenda: Vec<String>,
    /// Who chairs.
    pub chair: String,
    /// “08 giờ 00, ngày 25 tháng 11 năm 2026 (Thứ Tư)”.
    pub time: String,
    /// Where.
    pub place: String,
    /// What guests should prepare; may be empty.
    pub request: String,
    /// Who signs.
    pub signer: Signer,
    /// Recipients.
    pub recipients: Vec<String>,
}

impl Paper for Invitation {
    fn kind(&self) -> Kind {
        Kind::Invitation
    }

    fn document(&self) -> Document {
        let invited = |draft: Draft| {
            let asked = draft.para(format!("{} trân trọng kính mời:", self.host));
            self.guests.iter().fold(asked, Draft::dash)
        };
        self.sheet(Draft::of(&self.letterhead, self.name()), invited).done()
    }
}

impl Invitation {
    fn name(&self) -> String {
        format!("Giấy mời {}", self.about)
    }

    fn sheet(&self, draft: Draft, invited: impl FnOnce(Draft) -> Draft) -> Draft {
        let draft = draft.head(self.letterhead.numbered("GM")).title("GIẤY MỜI", &self.about);
        let to = self.about.trim_end_matches('.');
        let to = to.strip_prefix("dự ").or_else(|| to.strip_prefix("Dự ")).unwrap_or(to);
        let mut draft = invited(draft).para(Text::new().bold("Tới dự: ").plain(format!("{to}.")));
        if !self.agenda.is_empty() {
            draft = draft.para(Text::new().bold("Nội dung:"));
        }
        for (i, item) in self.agenda.iter().enumerate() {
            draft = draft.item(format!("{}.", i + 1), item);
        }
        draft = draft
            .para(Text::new().bold("Chủ trì: ").plain(&self.chair))
            .para(Text::new().bold("Thời gian: ").plain(&self.time))
            .para(Text::new().bold("Địa điểm: ").plain(&self.place));
        if !self.request.is_empty() {
            draft = draft.prose(&self.request);
        }
        draft
            .para("Rất mong quý đại biểu sắp xếp thời gian tham dự đầy đủ, đúng giờ./.")
            .signed(Signatures::with_recipients(&self.recipients, &self.signer))
    }
}

/// Giấy mời to be handed or sent to each: one sheet a guest, all under one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitations(pub Invitation);

impl Paper for Invitations {
    fn kind(&self) -> Kind {
        Kind::Invitations
    }

    fn document(&self) -> Document {
        let Self(all) = self;
        let sheet = |draft: Draft, guest: &String| {
            let guest = guest.trim_end_matches([';', '.', ' ']);
            let asked = Text::new().plain(format!("{} trân trọng kính mời: ", all.host)).bold(guest).plain(".");
            all.sheet(draft, |draft| draft.para(asked))
        };
        let mut guests = all.guests.iter();
        let first = Draft::of(&all.letterhead, all.name());
        let first = match guests.next() {
            Some(guest) => sheet(first, guest),
            None => first,
        };
        guests.fold(first, |draft, guest| draft.appendix(Page::standing(), |draft| sheet(draft, guest))).done()
    }
}

/// A candidate in the council's pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Name.
    pub name: String,
    /// Office and unit.
    pub about: String,
    /// What was achieved, in short.
    pub merit: String,
    /// What the appraisal found.
    pub appraisal: String,
}

/// Tài liệu họp Hội đồng: the agenda and a sheet for each candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilPack {
    /// Who and when.
    pub letterhead: Letterhead,
    /// “Phiên họp xét, công nhận điển hình tiên tiến năm 2026”.
    pub about: String,
    /// “08 giờ 00, ngày …, tại …”.
    pub when: String,
    /// The agenda.
    pub agenda: Vec<String>,
    /// How votes are taken and what is needed: “Bỏ phiếu kín; đạt từ 2/3 tổng số thành viên …”.
    pub rule: String,
    /// Those to be judged.
    pub candidates: Vec<Candidate>,
}

impl Paper for CouncilPack {
    fn kind(&self) -> Kind {
        Kind::CouncilPack
    }

    fn document(&self) -> Document {
        let mut table = Table::new(&[
            ("STT", 7, Align::Center),
            ("Họ và tên/Tên tập thể", 35, Align::Left),
            ("Chức vụ, đơn vị", 58, Align::Left),
        ]);
        for (i, one) in self.candidates.iter().enumerate() {
            table.push(vec![(i + 1).to_string().into(), (&one.name).into(), (&one.about).into()]);
        }
        let mut draft = Draft::of(&self.letterhead, format!("Tài liệu họp: {}", self.about))
            .head(self.letterhead.bare())
            .titled("TÀI LIỆU HỌP HỘI ĐỒNG", &self.about, Text::new().italic(&self.when))
            .heading(1, "I. CHƯƠNG TRÌNH");
        for (i, item) in self.agenda.iter().enumerate() {
            draft = draft.item(format!("{}.", i + 1), item);
        }
        draft =
            draft.heading(1, "II. THỂ THỨC BIỂU QUYẾT").prose(&self.rule).heading(1, "III. DANH SÁCH XÉT").table(table);
        for (i, one) in self.candidates.iter().enumerate() {
            draft = draft.appendix(Page::standing(), |sheet| {
                sheet
                    .titled(
                        &format!("HỒ SƠ SỐ {:02}", i + 1),
                        Text::new().bold(&one.name),
                        Text::new().italic(&one.about),
                    )
                    .answer(1, "1. Tóm tắt thành tích", &one.merit)
                    .answer(1, "2. Kết quả thẩm định", &one.appraisal)
                    .answer(1, "3. Ý kiến của thành viên Hội đồng", "")
            });
        }
        draft.done()
    }
}

/// The vote on one candidate, as counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voted {
    /// Name and unit.
    pub name: String,
    /// “Bỏ phiếu kín”, “Biểu quyết giơ tay”.
    pub method: String,
    /// Votes for; `None` where only the outcome is told.
    pub agree: Option<u32>,
    /// Votes against.
    pub disagree: Option<u32>,
    /// Votes needed of how many: “5/7”.
    pub needed: String,
    /// How it ended; `None` leaves room where that is not known yet.
    pub outcome: Option<Outcome>,
    /// Conflicts of interest, repeats, notes; may be empty.
    pub note: String,
}

/// How a vote ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Enough votes.
    Passed,
    /// Too few.
    Failed,
    /// Not put to the vote.
    Withdrawn,
}

impl Outcome {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Passed => "Đạt",
            Self::Failed => "Không đạt",
            Self::Withdrawn => "Không đưa ra biểu quyết",
        }
    }
}

/// Biên bản họp Hội đồng.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// Who and when; minutes bear a number where the agency numbers them.
    pub letterhead: Letterhead,
    /// The council's name.
    pub council: String,
    /// “Họp xét, công nhận …”.
    pub about: String,
    /// “08 giờ 00 phút, ngày 25 tháng 11 năm 2026”.
    pub opened: String,
    /// “10 giờ 30 phút cùng ngày”.
    pub closed: String,
    /// Where.
    pub place: String,
    /// The decision that set the council up.
    pub act: String,
    /// Members and guests, present and absent; empty leaves room where presence was not taken.
    pub people: Vec<Attendee>,
    /// How many members the council has.
    pub members: usize,
    /// What was reported and discussed.
    pub proceedings: Vec<Part>,
    /// How votes were taken.
    pub rule: String,
    /// The votes.
    pub votes: Vec<Voted>,
    /// What was concluded; empty leaves room.
    pub conclusion: String,
    /// Proofs of electronic votes: “Mã chốt bảng công khai: …”; may be empty.
    pub closings: Vec<String>,
    /// Name of the secretary.
    pub secretary: String,
    /// Who chaired and signs.
    pub chair: Signer,
}

impl Minutes {
    fn presence(&self, draft: Draft) -> Draft {
        if self.people.is_empty() {
            return draft
                .heading(1, "I. THÀNH PHẦN THAM DỰ")
                .para(format!("Có mặt: ……/{:02} thành viên Hội đồng.", self.members))
                .blanks(3)
                .para("Vắng mặt: …… thành viên.")
                .blanks(2);
        }
        let present: Vec<&Attendee> = self.people.iter().filter(|one| one.absent.is_none()).collect();
        let absent: Vec<&Attendee> = self.people.iter().filter(|one| one.absent.is_some()).collect();
        let mut draft = draft.heading(1, "I. THÀNH PHẦN THAM DỰ").para(format!(
            "Có mặt: {:02}/{:02} thành viên Hội đồng.",
            present.len(),
            self.members
        ));
        for (i, one) in present.iter().enumerate() {
            draft = draft.item(format!("{}.", i + 1), person(one));
        }
        if !absent.is_empty() {
            draft = draft.para(format!("Vắng mặt: {:02} thành viên.", absent.len()));
            for (i, one) in absent.iter().enumerate() {
                let why = one.absent.as_deref().unwrap_or_default();
                let why = if why.is_empty() { String::new() } else { format!(" (lý do: {why})") };
                draft = draft.item(format!("{}.", i + 1), person(one).plain(why));
            }
        }
        draft
    }

    fn table(&self) -> Table {
        let figure = |n: Option<u32>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
        let mut table = Table::new(&[
            ("STT", 7, Align::Center),
            ("Trường hợp xét", 37, Align::Left),
            ("Đồng ý", 11, Align::Center),
            ("Không đồng ý", 12, Align::Center),
            ("Số phiếu cần đạt", 14, Align::Center),
            ("Kết quả", 19, Align::Center),
        ]);
        for (i, vote) in self.votes.iter().enumerate() {
            let mut name = Text::from(&vote.name).italic(format!("\n{}", vote.method));
            if !vote.note.is_empty() {
                name = name.italic(format!("\n{}", vote.note));
            }
            table.push(vec![
                (i + 1).to_string().into(),
                name.into(),
                figure(vote.agree).into(),
                figure(vote.disagree).into(),
                (&vote.needed).into(),
                Cell::new(vote.outcome.map_or("", Outcome::word)),
            ]);
        }
        table
    }
}

fn person(one: &Attendee) -> Text {
    let office = if one.office.is_empty() { String::new() } else { format!(", {}", one.office) };
    Text::from(format!("{}{office} – {}", one.name, one.role))
}

impl Paper for Minutes {
    fn kind(&self) -> Kind {
        Kind::Minutes
    }

    fn document(&self) -> Document {
        let mut head =
            if self.letterhead.number.is_some() { self.letterhead.numbered("BB") } else { self.letterhead.bare() };
        head.place_date.clear();
        below_agency(&mut head, &self.council);
        let mut draft = Draft::of(&self.letterhead, format!("Biên bản {}", self.about))
            .head(head)
            .title("BIÊN BẢN", &self.about)
            .para(format!(
                "Hôm nay, vào lúc {}, tại {}, {} được thành lập theo {} tiến hành {}.",
                self.opened,
                self.place,
                one_line(&self.council),
                self.act,
                lower_first(&self.about)
            ));
        draft = self.presence(draft).heading(1, "II. NỘI DUNG, DIỄN BIẾN CUỘC HỌP").parts_below(&self.proceedings);
        draft = draft.heading(1, "III. KẾT QUẢ BIỂU QUYẾT").prose(&self.rule);
        draft = if self.votes.is_empty() {
            draft.para("Cuộc họp không biểu quyết.")
        } else {
            draft.table(self.table())
        };
        for closing in &self.closings {
            draft = draft.flush(closing);
        }
        draft
            .answer(1, "IV. KẾT LUẬN", &self.conclusion)
            .para(format!(
                "Cuộc họp kết thúc vào lúc {}. Biên bản được lập thành 02 bản, được đọc cho các thành viên dự họp cùng nghe và thống nhất thông qua./.",
                self.closed
            ))
            .signed(Signatures::of(vec![Mark::pen("Thư ký", &self.secretary), chair(&self.chair)]))
            .done()
    }
}

/// The chair signs under the office, with the note of a pen so that both places are level.
fn chair(signer: &Signer) -> Mark {
    Mark { note: "(Ký, ghi rõ họ tên)".to_owned(), ..Mark::from(signer) }
}

/// The council stands under the agency it belongs to; lines of its name are kept.
pub(crate) fn below_agency(head: &mut Head, council: &str) {
    head.superior = std::mem::take(&mut head.agency);
    head.agency = capitals(council).lines().map(str::to_owned).collect();
}

/// A name that breaks into lines at the head of a paper, inside a sentence.
pub(crate) fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
