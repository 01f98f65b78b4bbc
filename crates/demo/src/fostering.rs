//! How people are discovered and fostered in a play: suggestions, new factors in every state, plans with support, check-ins and difficulties, cards of review. It must not know a plan by name.

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_app::exemplar::{self, Grade, Level, NewCard, Verdict};
use lantoa_app::fostering::{self, About, CheckIn, NewDifficulty, NewGoal, NewPlan, Settlement, SupportKind};
use lantoa_app::prospect::{self, NewProspect};
use lantoa_app::suggestion::{self, Find, NewSuggestion, Source};
use lantoa_app::{Cx, Error, Result};
use lantoa_domain::Refusal;
use lantoa_domain::id::{DossierId, FosteringId, PersonId, ProspectId, SuggestionId};
use lantoa_domain::plan::Key;
use lantoa_domain::subject::SubjectKind;

use crate::cast::{Cast, Room};
use crate::chores::Chore;
use crate::round::Run;
use crate::stage::Stage;

/// Somebody who is found, and how far it goes.
#[derive(Debug, Clone)]
pub(crate) struct Care {
    secretary: PersonId,
    cast_root: lantoa_domain::id::UnitId,
    room: Room,
    programme: lantoa_domain::id::ProgrammeId,
    movement: Key,
    name: String,
    deed: &'static str,
    story: Story,
    /// The last day on which anything is done.
    last: Date,
    step: Step,
}

/// What becomes of somebody who is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Story {
    /// The suggestion only came in.
    Waits,
    /// Somebody looks into it.
    LookedAt,
    /// It is not taken up.
    Declined,
    /// It is a new factor and no more.
    Noticed,
    /// It is let go later.
    LetGo,
    /// It is fostered, and then nobody checks in any more.
    Neglected,
    /// It is fostered well.
    Fostered,
    /// It is fostered well and invited to register.
    Invited,
}

const STORIES: [Story; 8] = [
    Story::Fostered,
    Story::Neglected,
    Story::Invited,
    Story::Declined,
    Story::LetGo,
    Story::Noticed,
    Story::LookedAt,
    Story::Waits,
];

/// Where it stands.
#[derive(Debug, Clone, Copy)]
enum Step {
    Heard,
    Suggested(SuggestionId),
    Known(ProspectId),
    Kept(ProspectId, FosteringId),
    Followed(ProspectId, FosteringId),
}

const DEEDS: [&str; 6] = [
    "Nhặt được ví tiền, tìm người mất để trả lại; sáng nào cũng quét dọn lối đi chung.",
    "Mở lớp dạy kèm miễn phí cho học sinh có hoàn cảnh khó khăn vào chiều thứ Bảy.",
    "Vận động bà con hiến đất mở đường, tự bỏ công làm trước.",
    "Nghĩ ra cách trả kết quả hồ sơ ngay trong ngày, dân không phải đi lại hai lần.",
    "Giúp hai hộ nghèo có việc làm, hướng dẫn cách nuôi trồng.",
    "Lập tổ tự quản giữ gìn an ninh, ba năm liền không mất trộm.",
];
const SUPPORT: [(SupportKind, &str); 4] = [
    (SupportKind::Spirit, "Thư khen của lãnh đạo, giới thiệu tại hội nghị"),
    (SupportKind::Material, "Hỗ trợ trang thiết bị, kinh phí in tài liệu"),
    (SupportKind::Mechanism, "Bố trí thời gian, phân công lại công việc"),
    (SupportKind::Environment, "Tạo điều kiện giao lưu, học tập đơn vị bạn"),
];

/// Plans that people are found in the weeks after a day, each with another end; nothing is done after the last day.
pub(crate) fn discover(stage: &mut Stage<'_>, cast: &Cast, run: &Run, from: Date, last: Date) {
    for (n, story) in (0_i64..).zip(STORIES) {
        let room = stage.chance.one_of(&cast.rooms).clone();
        let movement = stage.chance.one_of(&run.plan.movements).key.clone();
        let name = stage.names.name(&mut stage.chance);
        let care = Care {
            secretary: cast.secretary(),
            cast_root: cast.root,
            room,
            programme: run.programme,
            movement,
            name,
            deed: stage.chance.one_of::<&str>(&DEEDS),
            story,
            last,
            step: Step::Heard,
        };
        // What waits today came lately; the rest has had its time.
        let on = match story {
            Story::Waits | Story::LookedAt => last.checked_sub((3 + n).days()).unwrap_or(last),
            _ => from.checked_add((n * 5).days()).unwrap_or(from),
        };
        plan(stage, care, on);
    }
}

fn plan(stage: &mut Stage<'_>, care: Care, on: Date) {
    if on <= care.last {
        stage.plan(on, Chore::Care(Box::new(care)));
    }
}

impl Care {
    /// Does what is next, and plans what comes after it.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn run(self, stage: &mut Stage<'_>) -> Result<()> {
        let (next, days) = match self.step {
            Step::Heard => (self.suggest(stage).await?, 6),
            Step::Suggested(id) => (self.decide(stage, id).await?, 9),
            Step::Known(id) => (self.care(stage, id).await?, 30),
            Step::Kept(id, plan) => (self.follow(stage, id, plan).await?, 50),
            Step::Followed(id, plan) => (self.finish(stage, id, plan).await?, 0),
        };
        if let Some(step) = next {
            let on = stage.today().checked_add(i64::from(days).days()).unwrap_or(self.last);
            plan(stage, Self { step, ..self }, on);
        }
        Ok(())
    }

    async fn suggest(&self, stage: &mut Stage<'_>) -> Result<Option<Step>> {
        let new = NewSuggestion {
            subject_name: self.name.clone(),
            place: self.room.name.clone(),
            deed: self.deed.to_owned(),
            happened: "trong năm nay".to_owned(),
            sender: if self.story == Story::Waits { "Một người dân".to_owned() } else { String::new() },
            ..NewSuggestion::default()
        };
        match self.story {
            // A find of the press is entered by the clerk; citizens and staff write themselves.
            Story::Declined => {
                let cx = stage.acting(self.secretary).await?;
                let source_note = format!("Báo địa phương, ngày {}", stage.today());
                suggestion::enter(&cx, Find { source: Source::Press, source_note, new }).await?;
            }
            Story::Fostered => {
                let cx = stage.acting(self.room.clerk).await?;
                suggestion::send(stage.app(), self.cast_root, Some(&cx), new).await?;
            }
            _ => {
                stage.pause();
                suggestion::send(stage.app(), self.cast_root, None, new).await?;
            }
        }
        let cx = stage.acting(self.secretary).await?;
        let list = suggestion::list(&cx, suggestion::Wanted::default()).await?;
        let mine = list.rows.iter().find(|row| row.subject_name == self.name).map(|row| row.id);
        Ok(mine.filter(|_| self.story != Story::Waits).map(Step::Suggested))
    }

    async fn decide(&self, stage: &mut Stage<'_>, id: SuggestionId) -> Result<Option<Step>> {
        let cx = stage.acting(self.secretary).await?;
        let seen = suggestion::page(&cx, id).await?.version;
        match self.story {
            Story::LookedAt => {
                suggestion::look(&cx, id, seen).await?;
                Ok(None)
            }
            Story::Declined => {
                let why = "Đã được khen thưởng theo chương trình khác.".to_owned();
                suggestion::decline(&cx, id, seen, why).await?;
                Ok(None)
            }
            _ => {
                let new = NewProspect {
                    programme: self.programme,
                    movement: self.movement.clone(),
                    kind: SubjectKind::Individual,
                    name: self.name.clone(),
                    unit: self.room.id,
                    scope: "Từng mặt công tác".to_owned(),
                    deed: self.deed.to_owned(),
                };
                let prospect = suggestion::take_up(&cx, id, seen, new).await?;
                Ok((self.story != Story::Noticed).then_some(Step::Known(prospect)))
            }
        }
    }

    async fn care(&self, stage: &mut Stage<'_>, id: ProspectId) -> Result<Option<Step>> {
        let cx = stage.acting(self.room.chief).await?;
        if self.story == Story::LetGo {
            let seen = prospect::page(&cx, id).await?.version;
            prospect::let_go(&cx, id, seen, "Đã chuyển đi nơi khác.".to_owned()).await?;
            return Ok(None);
        }
        let until = stage.today().checked_add(300.days()).unwrap_or(self.last);
        let plan = keep(&cx, About::Prospect(id), self.room.chief, until, None).await?;
        Ok(Some(Step::Kept(id, plan)))
    }

    async fn follow(&self, stage: &mut Stage<'_>, id: ProspectId, plan: FosteringId) -> Result<Option<Step>> {
        let cx = stage.acting(self.room.clerk).await?;
        let today = stage.today();
        let words = "Đã gặp gỡ, nắm tình hình; việc làm được duy trì đều.".to_owned();
        let correction = "Mời thêm đoàn thể cùng tham gia.".to_owned();
        fostering::check_in(&cx, plan, seen(&cx, plan).await?, CheckIn { on: today, words, correction }).await?;
        let due = today.checked_add(25.days()).unwrap_or(today);
        let new =
            NewDifficulty {
                words: "Thiếu chỗ sinh hoạt, kinh phí chưa có.".into(), helper: self.room.chief, due
            };
        fostering::add_difficulty(&cx, plan, seen(&cx, plan).await?, new).await?;
        let (what, effect) = ("Làm sổ tay hướng dẫn ngắn gọn".to_owned(), "Người khác làm theo được ngay.".to_owned());
        fostering::add_initiative(&cx, plan, seen(&cx, plan).await?, today, what, effect).await?;
        let view = fostering::page(&cx, plan).await?;
        if let Some(support) = view.parts.supports.first() {
            let promise = Settlement::Promise { by: "Lãnh đạo đơn vị".to_owned(), on: due };
            fostering::settle_support(&cx, plan, view.plan.version, support.id, promise).await?;
        }
        Ok((self.story != Story::Neglected).then_some(Step::Followed(id, plan)))
    }

    async fn finish(&self, stage: &mut Stage<'_>, id: ProspectId, plan: FosteringId) -> Result<Option<Step>> {
        let cx = stage.acting(self.room.chief).await?;
        let view = fostering::page(&cx, plan).await?;
        if let Some(support) = view.parts.supports.first() {
            let given = Settlement::Deliver { on: stage.today(), note: "Đã trao.".to_owned() };
            fostering::settle_support(&cx, plan, seen(&cx, plan).await?, support.id, given).await?;
        }
        if let Some(support) = view.parts.supports.get(1) {
            let no = Settlement::Refuse { why: "Chưa cân đối được kinh phí.".to_owned() };
            fostering::settle_support(&cx, plan, seen(&cx, plan).await?, support.id, no).await?;
        }
        for difficulty in view.parts.difficulties.iter().filter(|one| one.closed_on.is_none()) {
            let how = "Đã mượn được hội trường khu phố.".to_owned();
            fostering::close_difficulty(&cx, plan, seen(&cx, plan).await?, difficulty.id, how).await?;
        }
        for (n, goal) in (0..).zip(&view.parts.goals) {
            let now = if n == 0 { goal.target } else { (goal.at_start + goal.target) / 2 };
            fostering::measure(&cx, plan, seen(&cx, plan).await?, goal.id, now).await?;
        }
        let words = "Kết quả tốt, đã có người học theo.".to_owned();
        let check = CheckIn { on: stage.today(), words, correction: String::new() };
        fostering::check_in(&cx, plan, seen(&cx, plan).await?, check).await?;
        if self.story == Story::Invited {
            let version = prospect::page(&cx, id).await?.version;
            prospect::invite(&cx, id, version).await?;
        }
        Ok(None)
    }
}

async fn seen(cx: &Cx, plan: FosteringId) -> Result<i64> {
    Ok(fostering::page(cx, plan).await?.plan.version)
}

/// A plan with two goals, and support of the four kinds asked for.
async fn keep(cx: &Cx, about: About, owner: PersonId, until: Date, next_level: Option<Level>) -> Result<FosteringId> {
    let situation = "Việc làm có ích, được mọi người tin; chưa có cách làm thành nền nếp.".to_owned();
    let new = NewPlan { owner, situation, next_level, until, every_months: 2 };
    let plan = fostering::plan(cx, about, new).await?;
    for (words, measure, unit, target) in
        [("Duy trì việc làm đều đặn", "Số lần", "lần", 12), ("Có người làm theo", "Số hộ, số người", "người", 5)]
    {
        let goal = NewGoal {
            words: words.to_owned(),
            measure: measure.to_owned(),
            unit_of: unit.to_owned(),
            at_start: 0,
            target,
            due: until,
        };
        fostering::add_goal(cx, plan, seen(cx, plan).await?, goal).await?;
    }
    for (kind, words) in SUPPORT {
        fostering::ask_support(cx, plan, seen(cx, plan).await?, kind, words.to_owned()).await?;
    }
    Ok(plan)
}

/// Dossiers under building get a plan.
///
/// # Errors
/// The product's.
pub(crate) async fn build(stage: &mut Stage<'_>, cast: &Cast, dossiers: &[DossierId]) -> Result<()> {
    for id in dossiers {
        let cx = stage.acting(cast.secretary()).await?;
        let until = stage.today().checked_add(120.days()).unwrap_or(Date::MAX);
        passable(keep(&cx, About::Dossier(*id), cast.secretary(), until, None).await)?;
    }
    Ok(())
}

/// Exemplars are judged again and fostered on: one is confirmed, one gets new days, one has faded; two aim at the province.
///
/// # Errors
/// The product's.
pub(crate) async fn look_again(stage: &mut Stage<'_>, cast: &Cast) -> Result<()> {
    let cx = stage.acting(cast.secretary()).await?;
    let known = exemplar::list(&cx, exemplar::Search::default(), None).await?.rows;
    let verdicts = [Verdict::Confirmed, Verdict::Renewed, Verdict::Faded];
    for (row, verdict) in known.iter().zip(verdicts) {
        if verdict == Verdict::Faded && known.len() < 4 {
            continue;
        }
        let by = if verdict.ends() { cast.head } else { cast.secretary() };
        let cx = stage.acting(by).await?;
        let shown = exemplar::page(&cx, row.id).await?;
        let card = card(verdict, shown.valid_until, stage.today());
        passable(exemplar::review(&cx, row.id, shown.version, card).await)?;
    }
    let until = stage.today().checked_add(330.days()).unwrap_or(Date::MAX);
    for row in known.iter().take(2) {
        let cx = stage.acting(cast.secretary()).await?;
        let level = (row.level == Level::Agency).then_some(Level::Province);
        passable(keep(&cx, About::Exemplar(row.id), cast.secretary(), until, level).await)?;
    }
    Ok(())
}

fn card(verdict: Verdict, until: Option<Date>, today: Date) -> NewCard {
    let strong = if verdict == Verdict::Faded { Grade::Weak } else { Grade::Strong };
    let later = |months: i32| today.checked_add(months.months()).ok();
    let (valid_until, recheck_on) = match verdict {
        Verdict::Renewed => (later(36), later(12)),
        _ => (until, later(6).map(|day| until.map_or(day, |until| day.min(until)))),
    };
    NewCard {
        aspects: [
            (strong, "Số liệu năm nay tăng so với năm trước.".to_owned()),
            (Grade::Fair, "Không tốn thêm kinh phí.".to_owned()),
            (strong, "Có thể mở rộng sang đơn vị khác.".to_owned()),
            (Grade::Fair, "Ba đơn vị đã đến học tập.".to_owned()),
        ],
        verdict,
        found: match verdict {
            Verdict::Faded => "Cách làm không còn được duy trì từ giữa năm.".to_owned(),
            _ => "Vẫn giữ vững, đã lan sang ba hẻm khác.".to_owned(),
        },
        valid_until,
        recheck_on,
    }
}

/// What has ended since, or has a plan already, is left as it is.
fn passable<T>(result: Result<T>) -> Result<()> {
    match result {
        Ok(_) | Err(Error::Refused(Refusal::InUse)) => Ok(()),
        Err(other) => Err(other),
    }
}
