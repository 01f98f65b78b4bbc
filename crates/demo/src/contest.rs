//! Writing contests: one from its terms to the public result, and one that is open today. It must not know a plan by name.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_app::contest::{self, Advice, Agreed, Given, Hand, NewEntry, Set, Terms};
use lantoa_app::{Cx, Result};
use lantoa_domain::Refusal;
use lantoa_domain::contest::{Criterion, Entrants, MarkStep, Prize, RefusedFor, Showing};
use lantoa_domain::id::{ContestId, EntryId, PersonId, ProgrammeId};
use lantoa_domain::plan::Key;
use lantoa_domain::policy::JurySeat;

use crate::cast::Cast;
use crate::chores::Chore;
use crate::round::Run;
use crate::stage::Stage;

/// Days between the first and the last on which entries come in.
const OPEN_DAYS: i32 = 45;
/// The entry that its author takes back, and the one that is not about the theme; counted from 1.
const WITHDRAWN: i64 = 6;
const OFF_THEME: i64 = 7;

/// An entry as it is told: author, unit, title, whom it is about, the story, what is published.
type Told = (&'static str, &'static str, &'static str, &'static str, &'static str, Showing);

const ENTRIES: [Told; 8] = [
    (
        "Mai Thị Hạnh",
        "Tổ dân phố 5",
        "Ngọn đèn ở đầu hẻm",
        "Bà Năm bán nước",
        "Mỗi tối bà treo một ngọn đèn ở đầu hẻm cho học trò đi học về.\nMười năm nay chưa hôm nào ngọn đèn tắt sớm.",
        Showing::Named,
    ),
    (
        "Cao Văn Lộc",
        "Trường Trung học cơ sở",
        "Thầy giáo của những buổi chiều",
        "Thầy Khánh dạy toán",
        "Chiều nào thầy cũng ở lại lớp với những em còn chậm.\nThầy nói: chậm một chút cũng được, miễn là đừng bỏ.",
        Showing::Named,
    ),
    (
        "Huỳnh Thị Sương",
        "Trạm y tế",
        "Chiếc xe máy đỏ",
        "Chị Thủy y sĩ",
        "Chiếc xe máy đỏ đi khắp các thôn, mưa cũng như nắng.\nNhờ chị, người già ở xa được khám đều mỗi tháng.",
        Showing::Anonymous,
    ),
    (
        "Ngô Minh Triết",
        "Hợp tác xã rau",
        "Luống rau không thuốc",
        "Anh Phước trồng rau",
        "Anh là người đầu tiên trong xóm bỏ thuốc trừ sâu.\nVụ đầu mất trắng, vụ thứ ba cả xóm làm theo.",
        Showing::Named,
    ),
    (
        "Đinh Thị Tuyết",
        "Tổ dân phố 2",
        "Người gác chắn đường tàu",
        "Chú Sáu gác chắn",
        "Chú không để ai vượt rào khi tàu đến.\nHai lần chú đã kéo kịp người qua đường vào trong.",
        Showing::Nothing,
    ),
    ("Võ Quốc Huy", "Tổ dân phố 8", "Bài đang viết", "Cô Hai", "Bài này chưa viết xong.", Showing::Anonymous),
    (
        "Trịnh Thu Nga",
        "Tổ dân phố 1",
        "Chuyến du lịch mùa hè",
        "Bãi biển",
        "Mùa hè vừa rồi cả nhà đi tắm biển rất vui.",
        Showing::Named,
    ),
    (
        "Lưu Bá Thành",
        "Ban Chỉ huy Quân sự",
        "Đêm nước lên",
        "Dân quân tổ 3",
        "Đêm nước lên, các anh lội từng nhà đưa người già ra trước.\nSáng ra mới biết nhà các anh cũng ngập.",
        Showing::Named,
    ),
];

/// Something that happens with a contest on a day.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    playing: Arc<Playing>,
    what: What,
}

#[derive(Debug)]
struct Playing {
    cast: Cast,
    movement: (ProgrammeId, Key),
    made: Mutex<Option<ContestId>>,
}

#[derive(Debug, Clone, Copy)]
enum What {
    SetUp,
    Send(usize),
    LookThrough,
    Mark,
    Decide,
    Publish,
}

/// Plans a contest that begins on a day, in one of the movements of a programme.
pub(crate) fn plan(stage: &mut Stage<'_>, cast: &Cast, run: &Run, from: Date) {
    let Some(movement) = run.plan.movements.first().map(|movement| (run.programme, movement.key.clone())) else {
        return;
    };
    let playing = Arc::new(Playing { cast: cast.clone(), movement, made: Mutex::new(None) });
    let mut scenes = vec![(0, What::SetUp)];
    scenes.extend((0..ENTRIES.len()).zip((3..).step_by(5)).map(|(at, day)| (day, What::Send(at))));
    scenes.extend([
        (OPEN_DAYS + 1, What::LookThrough),
        (OPEN_DAYS + 12, What::Mark),
        (OPEN_DAYS + 20, What::Decide),
        (OPEN_DAYS + 25, What::Publish),
    ]);
    for (days, what) in scenes {
        let scene = Scene { playing: Arc::clone(&playing), what };
        stage.plan(after(from, days), Chore::Contest(Box::new(scene)));
    }
}

fn after(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// A contest that is open on the last day of the play, with a few entries nobody looked at yet.
///
/// # Errors
/// The product's.
pub(crate) async fn open(stage: &mut Stage<'_>, cast: &Cast, run: &Run) -> Result<()> {
    let Some(movement) = run.plan.movements.first() else { return Ok(()) };
    let today = stage.today();
    let set = set((run.programme, movement.key.clone()), today, "Viết về những tấm gương sáng quanh ta");
    let cx = stage.acting(cast.secretary()).await?;
    let id = contest::set_up(&cx, set).await?;
    contest::open(&cx, id, 1).await?;
    for told in &ENTRIES[..3] {
        stage.pause();
        contest::submit(stage.app(), id, None, entry(told)).await?;
    }
    Ok(())
}

fn set(movement: (ProgrammeId, Key), from: Date, title: &str) -> Set {
    let prize = |name: &str, count| Prize { name: name.to_owned(), count };
    let criterion = |name: &str, weight| Criterion { name: name.to_owned(), weight, most: 10 };
    let terms = Terms {
        opens: from,
        closes: after(from, OPEN_DAYS),
        entrants: Entrants::Everybody,
        most_words: 1500,
        prizes: vec![prize("Giải nhất", 1), prize("Giải nhì", 1), prize("Giải khuyến khích", 2)],
        criteria: vec![
            criterion("Nhân vật tiêu biểu, việc làm có thật", 50),
            criterion("Chi tiết sinh động, xúc động", 30),
            criterion("Cách viết trong sáng", 20),
        ],
        step: MarkStep::Half,
        jurors: 3,
        spread: 20,
    };
    let body = "Mỗi tác giả viết về một người, một tập thể có thật ở địa phương.\nBài chưa đăng ở nơi khác, không quá 1500 từ.";
    Set { title: title.to_owned(), body: body.to_owned(), movement: Some(movement), terms }
}

fn entry(told: &Told) -> NewEntry {
    let (name, unit, title, subject, body, showing) = *told;
    NewEntry {
        once: String::new(),
        name: name.to_owned(),
        contact: "0900 000 000".to_owned(),
        unit: unit.to_owned(),
        guardian: None,
        title: title.to_owned(),
        subject: subject.to_owned(),
        place: unit.to_owned(),
        body: body.to_owned(),
        showing,
    }
}

/// Marks a juror gives an entry: the first two tie, the sheets on the third differ, the others lie apart.
fn marks(number: i64, juror: usize) -> Given {
    let (marks, advice) = match (number, juror) {
        (1 | 2, _) => ([900, 900, 850], Advice::Prize),
        (3, 0) => ([950, 900, 900], Advice::Prize),
        (3, _) => ([600, 650, 600], Advice::Publish),
        (4, _) => ([750, 800, 750], Advice::Publish),
        (5, _) => ([700, 650, 700], Advice::Publish),
        _ => ([800, 750, 800], Advice::Publish),
    };
    Given { marks: marks.to_vec(), comment: "Việc thật, kể có chi tiết.".to_owned(), advice }
}

impl Scene {
    /// Plays it.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn run(self, stage: &mut Stage<'_>) -> Result<()> {
        let cast = &self.playing.cast;
        match self.what {
            What::SetUp => {
                let today = stage.today();
                let cx = stage.acting(cast.secretary()).await?;
                let set = set(self.playing.movement.clone(), today, "Viết về gương người tốt, việc tốt");
                let id = contest::set_up(&cx, set).await?;
                contest::open(&cx, id, 1).await?;
                *self.playing.made.lock().unwrap_or_else(PoisonError::into_inner) = Some(id);
                Ok(())
            }
            What::Send(at) => {
                let id = self.contest()?;
                let code = contest::submit(stage.app(), id, None, entry(&ENTRIES[at])).await?;
                stage.pause();
                let taken_back = i64::try_from(at + 1) == Ok(WITHDRAWN);
                if taken_back { contest::withdraw(stage.app(), &code).await } else { Ok(()) }
            }
            What::LookThrough => self.look_through(stage).await,
            What::Mark => self.mark(stage).await,
            What::Decide => self.decide(stage).await,
            What::Publish => {
                let cx = stage.acting(cast.head).await?;
                let id = self.contest()?;
                contest::publish(&cx, id, seen(&cx, id).await?).await
            }
        }
    }

    fn contest(&self) -> Result<ContestId> {
        let made = *self.playing.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.ok_or_else(|| Refusal::NotFound.into())
    }

    /// Chair and two members: nobody of the office, who knows the authors.
    fn jury(&self) -> Vec<PersonId> {
        let cast = &self.playing.cast;
        let chiefs = cast.rooms.iter().enumerate().filter(|(at, _)| *at != cast.office).map(|(_, room)| room.chief);
        cast.deputies.iter().copied().take(1).chain(chiefs).take(3).collect()
    }

    async fn look_through(&self, stage: &mut Stage<'_>) -> Result<()> {
        let (id, jury) = (self.contest()?, self.jury());
        let cx = stage.acting(self.playing.cast.secretary()).await?;
        contest::close(&cx, id, seen(&cx, id).await?).await?;
        for row in contest::page(&cx, id).await?.entries {
            let view = contest::entry_page(&cx, row.id).await?;
            match row.number {
                WITHDRAWN => {}
                OFF_THEME => {
                    let why = "Bài kể chuyến đi, không viết về một tấm gương.".to_owned();
                    contest::refuse(&cx, row.id, view.entry.version, (RefusedFor::OffTheme, why)).await?;
                }
                _ => contest::admit(&cx, row.id, view.entry.version, view.entry.jury_text).await?,
            }
        }
        for (at, person) in jury.into_iter().enumerate() {
            let seat = if at == 0 { JurySeat::Chair } else { JurySeat::Member };
            contest::seat(&cx, id, person, seat).await?;
        }
        contest::deal(&cx, id).await?;
        contest::judge(&cx, id, seen(&cx, id).await?).await
    }

    async fn mark(&self, stage: &mut Stage<'_>) -> Result<()> {
        for (at, person) in self.jury().into_iter().enumerate() {
            let cx = stage.acting(person).await?;
            for work in contest::my_work(&cx).await?.rows {
                contest::mark(&cx, work.id, 1, marks(work.number, at), Hand::In).await?;
            }
        }
        Ok(())
    }

    /// The chair records what the jury agreed on and settles the tie; the head decides.
    async fn decide(&self, stage: &mut Stage<'_>) -> Result<()> {
        let (id, cast) = (self.contest()?, &self.playing.cast);
        let chair = self.jury().into_iter().next().unwrap_or(cast.head);
        let cx = stage.acting(chair).await?;
        for line in contest::page(&cx, id).await?.standings.unwrap_or_default() {
            if line.waits() {
                let why = "Ban giám khảo đọc lại và thống nhất.".to_owned();
                let agreed = Agreed { points: 7800, advice: Advice::Publish, why };
                contest::agree(&cx, line.entry, line.version, agreed).await?;
            }
        }
        let lines = contest::page(&cx, id).await?.standings.unwrap_or_default();
        let tied: Vec<EntryId> = lines.iter().filter(|line| line.tied).map(|line| line.entry).collect();
        if !tied.is_empty() {
            let why = "Bài xếp trước có nhiều chi tiết tác giả tự tìm hiểu.".to_owned();
            contest::settle(&cx, id, tied, why).await?;
        }
        let cx = stage.acting(cast.head).await?;
        contest::decide(&cx, id, seen(&cx, id).await?).await
    }
}

async fn seen(cx: &Cx, id: ContestId) -> Result<i64> {
    Ok(contest::page(cx, id).await?.contest.version)
}
