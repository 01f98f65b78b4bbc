//! Practices of a programme and how they spread: written, offered, validated, copied from copies, given up, signed and checked. It must not know a plan by name.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_app::adoption::{self, Adopter};
use lantoa_app::practice::{self, Words};
use lantoa_app::replication::{self, ReplicationAnswer};
use lantoa_app::{Cx, Result};
use lantoa_domain::Refusal;
use lantoa_domain::adoption::{Check, Stage as Level};
use lantoa_domain::id::{AdoptionId, PersonId, PracticeId, ProgrammeId, ReplicationId};
use lantoa_domain::plan::Key;
use lantoa_domain::practice::{Contact, Figure, PracticeCommand, Profile};

use crate::cast::{Cast, Room};
use crate::chores::Chore;
use crate::round::Run;
use crate::stage::Stage;

/// A practice as it is told.
struct Told {
    title: &'static str,
    problem: &'static str,
    works: &'static str,
    steps: &'static [&'static str],
    conditions: &'static str,
    cost: (&'static str, i64),
    results: &'static str,
    /// Measure, unit, before and after in hundredths.
    figure: (&'static str, &'static str, i64, i64),
    limits: &'static str,
    /// Host and place, for one from outside.
    host: (&'static str, &'static str),
}

const PRACTICES: [Told; 3] = [
    Told {
        title: "Trả kết quả tận nơi cho người khó đi lại",
        problem: "Người già, người khuyết tật phải đi lại hai, ba lần mới nhận được kết quả.",
        works: "Công chức hẹn giờ qua điện thoại rồi mang kết quả đến nhà, lấy chữ ký nhận tại chỗ.",
        steps: &[
            "Lập danh sách người cần giúp",
            "Hẹn giờ trước một ngày",
            "Trả kết quả và hỏi ý kiến",
            "Ghi sổ theo dõi cuối tuần",
        ],
        conditions: "Hai người luân phiên, một xe máy, một số điện thoại trực.",
        cost: ("Xăng xe và cước điện thoại mỗi tháng.", 600_000),
        results: "Không còn ai phải đi lại lần hai; ý kiến khen tăng rõ.",
        figure: ("Thời gian từ khi có kết quả đến khi nhận", "ngày", 500, 100),
        limits: "Mùa mưa khó đi vào các hẻm thấp; phải có người thay khi nghỉ phép.",
        host: ("", ""),
    },
    Told {
        title: "Phiếu việc một trang",
        problem: "Việc giao miệng hay quên, cuối tháng không rõ ai chậm.",
        works: "Mỗi việc một trang: ai làm, đến khi nào, xong thì đánh dấu; thứ Sáu hằng tuần xem lại mười phút.",
        steps: &["In mẫu phiếu", "Giao việc bằng phiếu", "Xem lại chiều thứ Sáu"],
        conditions: "Trưởng đơn vị dành mười phút mỗi tuần.",
        cost: ("Giấy in.", 150_000),
        results: "Việc chậm giảm, họp giao ban ngắn lại.",
        figure: ("Việc quá hạn mỗi tháng", "việc", 1400, 300),
        limits: "Việc đột xuất vẫn hay quên ghi phiếu.",
        host: ("", ""),
    },
    Told {
        title: "Góc học tập gương sáng",
        problem: "Gương tốt được khen rồi ít người nhớ, không ai học theo.",
        works: "Mỗi tháng một gương, kể lại trên một bảng nhỏ ở nơi nhiều người qua lại, có người trong cuộc đến nói chuyện.",
        steps: &["Chọn gương của tháng", "Viết nửa trang, kèm ảnh", "Mời đến nói chuyện mười lăm phút"],
        conditions: "Một bảng, một người phụ trách, sự đồng ý của người được kể.",
        cost: ("Bảng và in ảnh.", 1_200_000),
        results: "Có người xin học theo ngay trong tháng đầu.",
        figure: ("Lượt người đến nghe mỗi tháng", "lượt", 0, 4500),
        limits: "Tháng không có gương mới thì bảng để trống.",
        host: ("Ủy ban nhân dân phường Phước Hải", "thành phố Nha Trang"),
    },
];

/// Those of a story that its practices need, and what was made so far.
#[derive(Debug)]
struct Playing {
    cast: Cast,
    programme: ProgrammeId,
    movements: Vec<Key>,
    made: Mutex<Made>,
}

#[derive(Debug, Default)]
struct Made {
    practices: BTreeMap<usize, PracticeId>,
    /// By practice and place among its copies.
    copies: BTreeMap<(usize, usize), AdoptionId>,
    proposals: BTreeMap<usize, ReplicationId>,
}

/// Something that somebody does with a practice on a day.
#[derive(Debug, Clone)]
pub(crate) struct Deed {
    playing: Arc<Playing>,
    practice: usize,
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Write,
    Offer,
    Validate,
    Promote,
    /// A copy begins: its place, the place of its teacher, its first stage, how many days ago.
    Declare(usize, Option<usize>, Level, i32),
    /// A unit outside the agency.
    Outside(usize),
    Move(usize, Level, &'static str),
    Tell(usize),
    Sign(usize),
    Check(usize, Check),
    Open,
    Propose,
    Answer(ReplicationAnswer),
}

/// Plans how the practices of a programme will be written and spread, from a season after today on.
pub(crate) fn plan(stage: &mut Stage<'_>, cast: &Cast, run: &Run) {
    let movements = run.plan.movements.iter().map(|movement| movement.key.clone()).collect();
    let made = Mutex::new(Made::default());
    let playing = Arc::new(Playing { cast: cast.clone(), programme: run.programme, movements, made });
    for practice in 0..PRACTICES.len() {
        let from = after(stage.today(), 60 + 50 * i32::try_from(practice).unwrap_or(0));
        for (days, what) in days(practice) {
            let deed = Deed { playing: Arc::clone(&playing), practice, what };
            stage.plan(after(from, days), Chore::Spread(deed));
        }
    }
}

fn after(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// What happens with each practice, in days from when it is written. The first spreads widely, the second a little, the third was only
/// just taken over from outside.
fn days(practice: usize) -> Vec<(i32, What)> {
    use What::{
        Answer, Check as Checked, Declare, Move, Offer, Open, Outside, Promote, Propose, Sign, Tell, Validate, Write,
    };
    let lesson = "Hai người luân phiên không kham nổi khi vào mùa cao điểm; phải có ít nhất ba người.";
    let mut out = vec![(0, Write), (6, Offer), (15, Validate)];
    match practice {
        0 => out.extend([
            (25, Declare(0, None, Level::InUse, 300)),
            (40, Declare(1, None, Level::Visited, 0)),
            (55, Declare(2, Some(0), Level::Visited, 0)),
            (60, Move(1, Level::Trying, "Làm thử ở một bộ phận")),
            (75, Move(2, Level::Trying, "")),
            (80, Tell(0)),
            (85, Sign(0)),
            (95, Checked(0, Check::Confirm)),
            (100, Move(0, Level::Sustained, "Đã thành nếp")),
            (105, Move(2, Level::InUse, "")),
            (110, Declare(3, Some(2), Level::Trying, 0)),
            (118, Propose),
            (125, Answer(ReplicationAnswer::Declined)),
            (130, Move(1, Level::Stopped, lesson)),
            (140, Tell(2)),
            (146, Sign(2)),
            (150, Promote),
            (152, Open),
            (155, Checked(2, Check::SendBack)),
            (160, Declare(4, Some(3), Level::Visited, 0)),
            (170, Outside(5)),
            (200, Move(3, Level::InUse, "")),
            (215, Tell(3)),
            (220, Sign(3)),
        ]),
        1 => out.extend([
            (30, Declare(0, None, Level::Trying, 0)),
            (60, Move(0, Level::InUse, "")),
            (65, Open),
            (70, Declare(1, Some(0), Level::Visited, 0)),
            (80, Tell(0)),
        ]),
        _ => out.push((45, Declare(0, None, Level::Visited, 0))),
    }
    out
}

impl Deed {
    /// Does it.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn run(self, stage: &mut Stage<'_>) -> Result<()> {
        let place = match self.what {
            What::Declare(place, ..)
            | What::Move(place, ..)
            | What::Tell(place)
            | What::Sign(place)
            | What::Check(place, _) => Some(place),
            _ => None,
        };
        // A small agency has fewer units than the story tells of.
        if place.is_some_and(|place| !self.has(place)) {
            return Ok(());
        }
        match self.what {
            What::Write => self.write(stage).await,
            What::Offer => self.turn(stage, self.owner().chief, PracticeCommand::Offer, "").await,
            What::Validate => {
                let by = self.playing.cast.secretary();
                self.turn(stage, by, PracticeCommand::Validate, "").await
            }
            What::Promote => {
                let evidence = "Nhiều đơn vị đang áp dụng, tiết kiệm hơn 200 lượt đi lại mỗi quý; kinh phí nhỏ, nơi nào cũng làm được.";
                self.turn(stage, self.playing.cast.head, PracticeCommand::Promote, evidence).await
            }
            What::Declare(place, teacher, level, ago) => self.declare(stage, place, (teacher, level, ago)).await,
            What::Outside(place) => self.outside(stage, place).await,
            What::Move(place, level, note) => self.step(stage, place, level, note).await,
            What::Tell(place) => self.tell(stage, place).await,
            What::Sign(place) => {
                let cx = self.acting(stage, self.room(place)?.chief).await?;
                let id = self.copy(place)?;
                let version = adoption::page(&cx, id).await?.version;
                adoption::sign(&cx, id, version, String::new()).await
            }
            What::Check(place, verdict) => {
                let cx = self.acting(stage, self.playing.cast.secretary()).await?;
                let id = self.copy(place)?;
                let version = adoption::page(&cx, id).await?.version;
                let why =
                    if verdict == Check::SendBack { "Bổ sung số liệu trước khi áp dụng." } else { "" };
                adoption::check(&cx, id, version, verdict, why.to_owned()).await
            }
            What::Open => {
                let cx = self.acting(stage, self.playing.cast.secretary()).await?;
                practice::open(&cx, self.id()?).await
            }
            What::Propose => self.propose(stage).await,
            What::Answer(answer) => self.answer(stage, answer).await,
        }
    }

    /// Nobody's pace of the other stories changes by what is done here.
    async fn acting(&self, stage: &mut Stage<'_>, person: PersonId) -> Result<Cx> {
        stage.app().act_as(person).await
    }

    fn made(&self) -> std::sync::MutexGuard<'_, Made> {
        self.playing.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The unit that owns the practice: another one for each.
    fn owner(&self) -> &Room {
        &self.playing.cast.rooms[self.place(0)]
    }

    /// The unit at a place among the copies.
    fn room(&self, place: usize) -> Result<&Room, Refusal> {
        let rooms = &self.playing.cast.rooms;
        if place + 1 < rooms.len() { Ok(&rooms[self.place(place + 1)]) } else { Err(Refusal::NotFound) }
    }

    /// Whether the agency has so many units.
    fn has(&self, place: usize) -> bool {
        self.room(place).is_ok()
    }

    fn place(&self, at: usize) -> usize {
        (1 + self.practice + at) % self.playing.cast.rooms.len()
    }

    fn id(&self) -> Result<PracticeId, Refusal> {
        self.made().practices.get(&self.practice).copied().ok_or(Refusal::NotFound)
    }

    fn copy(&self, place: usize) -> Result<AdoptionId, Refusal> {
        self.made().copies.get(&(self.practice, place)).copied().ok_or(Refusal::NotFound)
    }

    async fn write(&self, stage: &mut Stage<'_>) -> Result<()> {
        let (told, owner) = (&PRACTICES[self.practice], self.owner());
        let (measure, unit, before, after) = told.figure;
        let year = stage.today().year();
        let figure = Figure {
            measure: measure.to_owned(),
            unit: unit.to_owned(),
            before: (before > 0).then_some(before),
            after,
            period: format!("năm {year}"),
        };
        let movements = &self.playing.movements;
        let movement = movements.get(self.practice % movements.len().max(1)).cloned();
        let words = Words {
            title: told.title.to_owned(),
            movement: movement.map(|movement| (self.playing.programme, movement)),
            exemplar: None,
            host: told.host.0.to_owned(),
            host_place: told.host.1.to_owned(),
            profile: Profile {
                side: "Cải cách hành chính".to_owned(),
                problem: told.problem.to_owned(),
                works: told.works.to_owned(),
                steps: told.steps.iter().map(|step| (*step).to_owned()).collect(),
                conditions: told.conditions.to_owned(),
                cost: told.cost.0.to_owned(),
                amount: Some(told.cost.1),
                results: told.results.to_owned(),
                figures: vec![figure],
                limits: told.limits.to_owned(),
                contact: Contact {
                    office: owner.name.clone(),
                    post: "Cán bộ phụ trách".to_owned(),
                    phone: "0258 3 845 210".to_owned(),
                },
            },
        };
        let cx = self.acting(stage, owner.clerk).await?;
        let id = practice::draft(&cx, practice::New { unit: owner.id, words }).await?;
        self.made().practices.insert(self.practice, id);
        stage.summary.practices += 1;
        Ok(())
    }

    async fn turn(&self, stage: &mut Stage<'_>, by: PersonId, command: PracticeCommand, words: &str) -> Result<()> {
        let cx = self.acting(stage, by).await?;
        let id = self.id()?;
        let version = practice::page(&cx, id).await?.version;
        practice::turn(&cx, id, version, command, words.to_owned()).await
    }

    async fn declare(
        &self,
        stage: &mut Stage<'_>,
        place: usize,
        (teacher, level, ago): (Option<usize>, Level, i32),
    ) -> Result<()> {
        let room = self.room(place)?;
        let learned_from = teacher.map(|teacher| self.copy(teacher)).transpose()?;
        let cx = self.acting(stage, room.clerk).await?;
        let new = adoption::New {
            practice: self.id()?,
            adopter: Adopter::Unit(room.id),
            learned_from,
            how: "Đến xem một buổi và xin mẫu biểu.".to_owned(),
            learned_at: None,
            stage: level,
            on: after(stage.today(), -ago),
            note: if ago > 0 { "Đã làm theo từ trước khi có sổ.".to_owned() } else { String::new() },
        };
        let id = adoption::declare(&cx, new).await?;
        self.made().copies.insert((self.practice, place), id);
        stage.summary.adoptions += 1;
        Ok(())
    }

    async fn outside(&self, stage: &mut Stage<'_>, place: usize) -> Result<()> {
        let cx = self.acting(stage, self.owner().clerk).await?;
        let new = adoption::New {
            practice: self.id()?,
            adopter: Adopter::Outside("Ủy ban nhân dân huyện Cam Lâm".to_owned()),
            learned_from: None,
            how: "Đoàn của huyện đến học tập kinh nghiệm.".to_owned(),
            learned_at: None,
            stage: Level::Trying,
            on: stage.today(),
            note: String::new(),
        };
        let id = adoption::declare(&cx, new).await?;
        self.made().copies.insert((self.practice, place), id);
        stage.summary.adoptions += 1;
        Ok(())
    }

    async fn step(&self, stage: &mut Stage<'_>, place: usize, level: Level, note: &str) -> Result<()> {
        let cx = self.acting(stage, self.room(place)?.clerk).await?;
        let id = self.copy(place)?;
        let version = adoption::page(&cx, id).await?.version;
        adoption::step(&cx, id, version, (level, stage.today()), note.to_owned()).await
    }

    async fn tell(&self, stage: &mut Stage<'_>, place: usize) -> Result<()> {
        let cx = self.acting(stage, self.room(place)?.clerk).await?;
        let id = self.copy(place)?;
        let view = adoption::page(&cx, id).await?;
        let (measure, unit, before, after) = PRACTICES[self.practice].figure;
        let figure = Figure {
            measure: measure.to_owned(),
            unit: unit.to_owned(),
            before: Some(before + 100),
            after: after + 50,
            period: format!("năm {}", stage.today().year()),
        };
        let words = adoption::Words {
            learned_from: view.learned_from.map(|one| one.id),
            how: view.how,
            learned_at: view.learned_at.map(|one| one.id),
            changed: "Làm vào buổi chiều, gộp theo tuyến để đỡ tốn xăng.".to_owned(),
            results: "Công việc gọn hơn, người dân và đồng nghiệp đều nhận thấy.".to_owned(),
            figures: vec![figure],
            difficulty: "Thiếu người thay khi nghỉ phép.".to_owned(),
        };
        adoption::edit(&cx, id, view.version, words).await
    }

    /// The office proposes it to the unit after those that copy it.
    async fn propose(&self, stage: &mut Stage<'_>) -> Result<()> {
        if !self.has(6) {
            return Ok(());
        }
        let cx = self.acting(stage, self.playing.cast.secretary()).await?;
        let new = replication::New {
            practice: self.id()?,
            units: vec![self.room(5)?.id, self.room(6)?.id],
            why: "Đơn vị có nhiều người dân đến làm việc trực tiếp.".to_owned(),
            due: after(stage.today(), 90),
        };
        let id = replication::propose(&cx, new).await?;
        self.made().proposals.insert(self.practice, id);
        Ok(())
    }

    async fn answer(&self, stage: &mut Stage<'_>, answer: ReplicationAnswer) -> Result<()> {
        let asked = self.made().proposals.get(&self.practice).copied();
        let Some(id) = asked else { return Ok(()) };
        let room = self.room(5)?;
        let cx = self.acting(stage, room.chief).await?;
        let why = "Đơn vị không trả kết quả trực tiếp cho người dân.".to_owned();
        replication::answer(&cx, (id, room.id), 1, answer, why).await
    }
}
