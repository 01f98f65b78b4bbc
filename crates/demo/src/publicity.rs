//! Publicity of an agency as it stands on a day: consents, stories, a queue, activities over months, visits, a movement to follow, a reading under way. It must not decide who is recognised.

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_app::exemplar::{self, Validity};
use lantoa_app::publicity::activity::{self, Channel, Report, Rota};
use lantoa_app::publicity::consent::{self, Give, Giver, How, Purpose, Reach};
use lantoa_app::publicity::follow::{self, Launch, TakeUp};
use lantoa_app::publicity::handbook::{self, Contents};
use lantoa_app::publicity::reading;
use lantoa_app::publicity::request;
use lantoa_app::publicity::story::{self, Looked, Photo, Words};
use lantoa_app::publicity::visit::{self, Host, NextStep, Told, VisitKind};
use lantoa_app::{Cx, Result};
use lantoa_domain::id::{ExemplarId, ProgrammeId, StoryId};
use lantoa_domain::subject::SubjectKind;

use crate::cast::Cast;
use crate::papers;
use crate::stage::Stage;

/// How far a story comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comes {
    /// Everybody reads it.
    Published,
    /// Everybody reads it in some days.
    Scheduled,
    /// It waits for a day.
    Checked,
    /// It is being written.
    Draft,
    /// It was published, and the consent was withdrawn.
    Withdrawn,
}

const COMES: [Comes; 8] = [
    Comes::Published,
    Comes::Published,
    Comes::Published,
    Comes::Withdrawn,
    Comes::Published,
    Comes::Scheduled,
    Comes::Checked,
    Comes::Draft,
];

const TITLES: &[&str] = &[
    "Chuyện người giữ lửa ở",
    "Từ một việc nhỏ ở",
    "Học được gì từ",
    "Cách làm hay của",
    "Một năm nhìn lại cùng",
    "Niềm vui mỗi ngày ở",
    "Khi mọi người cùng làm ở",
    "Những buổi chiều ở",
];

const BODY: &str = "Công việc bắt đầu từ một câu hỏi đơn giản: người dân cần gì nhất, và mình làm được gì ngay trong tuần này.\n\
Việc đầu tiên là ghi lại đầy đủ, việc thứ hai là làm đến nơi đến chốn. Mỗi tháng một lần, cả đơn vị ngồi lại xem việc nào đã xong, việc nào còn vướng.\n\
Đến nay cách làm này đã được nhiều nơi đến xem và mang về áp dụng. Kết quả không đến từ một người mà từ thói quen chung của cả tập thể.";

/// Plays it on the last day of a programme's story.
///
/// # Errors
/// The product's.
pub(crate) async fn play(stage: &mut Stage<'_>, cast: &Cast, programme: ProgrammeId, today: Date) -> Result<()> {
    let cx = stage.acting(cast.secretary()).await?;
    let known = exemplar::list(&cx, exemplar::Search::default(), None).await?.rows;
    let holds = known.iter().filter(|row| matches!(row.validity, Validity::Valid | Validity::Recheck));
    let chosen: Vec<ExemplarId> = holds.map(|row| row.id).take(COMES.len()).collect();
    let stories = stories(stage, cast, &chosen, today).await?;
    activities(stage, cast, &chosen, today).await?;
    visits(stage, cast, &chosen, today).await?;
    if let Some(first) = chosen.first() {
        follow(stage, cast, *first, today).await?;
    }
    requests(stage, cast, &chosen, today).await?;
    reading(stage, cast, programme, today).await?;
    if !stories.is_empty() {
        let title = format!("Những tấm gương của {}", cast.name);
        let foreword = "Kỷ yếu giới thiệu những điển hình đã được công nhận, để mọi người cùng học và làm theo.".into();
        let contents = Contents { title, imprint: format!("Năm {}", today.year()), foreword, stories };
        handbook::begin(&stage.acting(cast.secretary()).await?, contents).await?;
    }
    Ok(())
}

/// Writes the stories; those that may be printed are given back.
async fn stories(stage: &mut Stage<'_>, cast: &Cast, chosen: &[ExemplarId], today: Date) -> Result<Vec<StoryId>> {
    let mut printable = Vec::new();
    for (at, (id, comes)) in chosen.iter().zip(COMES).enumerate() {
        let cx = stage.acting(cast.secretary()).await?;
        let view = consent::page(&cx, *id).await?;
        let given = comes != Comes::Draft && consented(&cx, *id, today).await?;
        let words = Words {
            title: format!("{} {}", TITLES[at % TITLES.len()], view.unit),
            lead: format!(
                "{} được công nhận là điển hình tiên tiến. Đây là câu chuyện về những việc làm cụ thể phía sau.",
                view.name
            ),
            body: BODY.to_owned(),
            quote: "Làm từ việc nhỏ, làm đều, rồi mọi người sẽ cùng làm.".to_owned(),
            photo_alt: String::new(),
            author: "Ban Biên tập".to_owned(),
        };
        let story = story::write(&cx, *id, words, Photo::Keep).await?;
        if comes == Comes::Draft || !given {
            continue;
        }
        story::check(&cx, story, 1, Looked::Again).await?;
        let later = today.checked_add(5.days()).unwrap_or(today);
        match comes {
            Comes::Published | Comes::Withdrawn => story::release(&cx, story, 2, today).await?,
            Comes::Scheduled => story::release(&cx, story, 2, later).await?,
            Comes::Checked | Comes::Draft => {}
        }
        if comes == Comes::Withdrawn {
            consent::withdraw(&cx, *id, None).await?;
        } else {
            printable.push(story);
        }
    }
    Ok(printable)
}

/// Records a consent on paper; `false` where it stands already for a subject that has several recognitions.
async fn consented(cx: &Cx, id: ExemplarId, today: Date) -> Result<bool> {
    let view = consent::page(cx, id).await?;
    if !view.rows.is_empty() {
        return Ok(false);
    }
    let giver = match (view.kind, view.is_child) {
        (SubjectKind::Individual, Some(false)) => Giver::Oneself,
        (SubjectKind::Individual, _) => Giver::Guardian,
        _ => Giver::Representative,
    };
    let give = Give {
        exemplar: id,
        purposes: Purpose::ALL.to_vec(),
        reaches: Reach::ALL.to_vec(),
        on: today.checked_sub(10.days()).unwrap_or(today),
        giver,
        name: "Nguyễn Văn Đại Diện".to_owned(),
        relation: "bố".to_owned(),
        how: How::Paper(papers::pdf("Giấy đồng ý", "Đồng ý giới thiệu điển hình tiên tiến")),
    };
    // A child of sixteen today may have been younger ten days ago.
    consent::give(cx, Give { on: if giver == Giver::Oneself { today } else { give.on }, ..give }).await?;
    Ok(true)
}

const ACTIVITIES: &[(Channel, &str, i64, i64)] = &[
    (Channel::Meeting, "Giới thiệu điển hình tại giao ban tháng", 45, 0),
    (Channel::Radio, "Chuyên mục Người tốt, việc tốt trên đài truyền thanh", 0, 15),
    (Channel::Website, "Đăng bài trên trang thông tin điện tử", 320, 0),
    (Channel::Education, "Sinh hoạt chuyên đề học tập điển hình", 60, 0),
    (Channel::Press, "Bài viết trên báo tỉnh", 0, 0),
    (Channel::Cluster, "Báo cáo điển hình tại hội nghị cụm thi đua", 80, 0),
    (Channel::Review, "Biểu dương tại hội nghị sơ kết", 120, 0),
    (Channel::Intranet, "Chia sẻ trên mạng nội bộ", 90, 0),
];

async fn activities(stage: &mut Stage<'_>, cast: &Cast, chosen: &[ExemplarId], today: Date) -> Result<()> {
    for month in 1..=today.month() {
        for turn in 0..3_usize {
            let (channel, title, audience, minutes) =
                ACTIVITIES[(usize::try_from(month).unwrap_or(1) * 3 + turn) % ACTIVITIES.len()];
            let day = jiff::civil::date(today.year(), month, i8::try_from(5 + turn * 9).unwrap_or(5));
            let room = (usize::try_from(month).unwrap_or(0) + turn) % cast.rooms.len();
            let plan = activity::Plan {
                channel,
                title: title.to_owned(),
                on: day,
                starts_at: None,
                place: String::new(),
                led_by: if turn == 0 { "Chi bộ".to_owned() } else { String::new() },
                unit: Some(cast.rooms[room].id),
                exemplar: chosen.get(turn).copied(),
                programme: None,
            };
            let cx = stage.acting(cast.secretary()).await?;
            let id = activity::plan(&cx, plan).await?;
            if day <= today && month == 4 && turn == 1 {
                activity::call_off(&cx, id, 1, "Trùng lịch họp cơ quan.".to_owned()).await?;
            } else if day <= today {
                let some = |n: i64| (n > 0).then_some(n);
                let report = Report {
                    audience: some(audience),
                    minutes: some(minutes),
                    link: String::new(),
                    outcome: String::new(),
                };
                activity::report(&cx, id, 1, report).await?;
            }
        }
    }
    let units = cast.rooms.iter().map(|room| room.id).take(6).collect();
    let to = today.checked_add(42.days()).unwrap_or(today);
    let rota = Rota {
        from: today, to, title: "Giới thiệu gương người tốt, việc tốt dưới cờ".to_owned(), units
    };
    let cx = stage.acting(cast.secretary()).await?;
    activity::rota(&cx, rota).await.map(drop)
}

async fn visits(stage: &mut Stage<'_>, cast: &Cast, chosen: &[ExemplarId], today: Date) -> Result<()> {
    let room = &cast.rooms[(cast.office + 1) % cast.rooms.len()];
    let step = NextStep {
        task: "Làm thử trong một quý".to_owned(),
        who: room.name.clone(),
        due: today.checked_add(60.days()).ok(),
    };
    let told = Told {
        kind: VisitKind::Visit,
        topic: "Phiếu hẹn có mã tra cứu".to_owned(),
        host: Host::Outside("Ủy ban nhân dân một phường ở tỉnh bạn".to_owned()),
        exemplar: None,
        unit: room.id,
        visitors: "Lãnh đạo và công chức phụ trách".to_owned(),
        heads: 14,
        on: today.checked_sub(40.days()).unwrap_or(today),
        place: "Bộ phận Một cửa".to_owned(),
        learned: "Cách xếp lịch hẹn, cách báo kết quả và cách ghi góp ý của người dân.".to_owned(),
        usable: "Phiếu hẹn có mã; bảng theo dõi đặt ngay tại quầy.".to_owned(),
        steps: vec![step],
        adoption: "Đang làm thử, dự kiến đánh giá cuối quý.".to_owned(),
    };
    let clerk = room.clerk;
    visit::note(&stage.acting(clerk).await?, told.clone()).await?;
    let talk = Told {
        kind: VisitKind::Talk,
        topic: "Điển hình báo cáo kinh nghiệm".to_owned(),
        host: Host::Unit(cast.rooms[cast.office].id),
        exemplar: chosen.first().copied(),
        heads: 60,
        on: today.checked_sub(12.days()).unwrap_or(today),
        place: "Hội trường".to_owned(),
        steps: Vec::new(),
        adoption: String::new(),
        ..told
    };
    visit::note(&stage.acting(cast.secretary()).await?, talk).await.map(drop)
}

async fn follow(stage: &mut Stage<'_>, cast: &Cast, exemplar: ExemplarId, today: Date) -> Result<()> {
    let cx = stage.acting(cast.secretary()).await?;
    let view = exemplar::page(&cx, exemplar).await?;
    let from = today.checked_sub(8.days()).unwrap_or(today).max(view.number.2);
    let launch = Launch {
        exemplar,
        title: format!("Học tập và làm theo {}", view.name),
        call: "Mỗi đơn vị chọn một việc cụ thể để làm theo, báo kết quả ngay trên trang này.".to_owned(),
        from,
        to: today.checked_add(180.days()).unwrap_or(today),
    };
    let id = follow::launch(&cx, launch).await?;
    for (at, room) in cast.rooms.iter().enumerate().take(5) {
        let take = TakeUp {
            unit: room.id,
            joined_on: today,
            doing: "Rà soát việc còn chậm và nhận mỗi tuần một việc làm xong ngay.".to_owned(),
            people: i64::try_from(room.staff.len() + 1).unwrap_or(1),
            result: if at == 0 { "Đã xong bốn việc.".to_owned() } else { String::new() },
        };
        let clerk = room.clerk;
        follow::take_up(&stage.acting(clerk).await?, id, take).await?;
    }
    Ok(())
}

async fn requests(stage: &mut Stage<'_>, cast: &Cast, chosen: &[ExemplarId], today: Date) -> Result<()> {
    let asked: Vec<_> = cast.rooms.iter().take(3).map(|room| room.id).collect();
    let ask = request::Ask {
        units: asked,
        exemplar: chosen.get(1).copied(),
        what: "Bài viết khoảng 600 chữ, số liệu kết quả và hai tấm ảnh về điển hình của đơn vị.".to_owned(),
        due: today.checked_add(10.days()).unwrap_or(today),
    };
    let cx = stage.acting(cast.secretary()).await?;
    request::ask(&cx, ask).await?;
    let rows = request::list(&cx).await?;
    let Some(first) = rows.iter().find(|row| row.unit == cast.rooms[0].id) else { return Ok(()) };
    let clerk = cast.rooms[0].clerk;
    let cx = stage.acting(clerk).await?;
    request::answer(&cx, first.id, first.version, "Đã gửi bài và ảnh qua thư công vụ.".to_owned()).await
}

async fn reading(stage: &mut Stage<'_>, cast: &Cast, programme: ProgrammeId, today: Date) -> Result<()> {
    let ask = reading::Ask {
        title: "Kế hoạch phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến".to_owned(),
        body: "Đọc toàn văn kế hoạch, chú ý phần phân công và thời hạn của đơn vị mình.".to_owned(),
        programme: Some(programme),
        due: today.checked_add(14.days()).unwrap_or(today),
    };
    let id = reading::ask(&stage.acting(cast.secretary()).await?, ask).await?;
    for room in cast.rooms.iter().take(4) {
        let chief = room.chief;
        reading::confirm(&stage.acting(chief).await?, id).await?;
    }
    if let Some(room) = cast.rooms.get(1) {
        let (clerk, people) = (room.clerk, room.staff.clone());
        let cx = stage.acting(clerk).await?;
        reading::mark(&cx, id, room.id, people, today).await?;
    }
    Ok(())
}
