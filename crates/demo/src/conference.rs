//! Conferences of a story: seats, delegates put forward with reasons, chosen, invited and answered for, a programme by the hour, attendance. It must not know a plan by name.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use lantoa_app::conference::{
    self, ConferenceKind, Delegate, DelegateState, Drafted, Gender, Mark, Meets, NewItem, Presence, Proposal, Reply,
    Seats, Set, Terms, Verdict, Words, Work,
};
use lantoa_app::exemplar::{self, Validity};
use lantoa_app::{Cx, Result, task};
use lantoa_domain::Refusal;
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::id::{ConferenceId, PersonId, ProgrammeId, TaskId, UnitId};
use lantoa_domain::subject::SubjectKind;

use crate::cast::{Cast, Room};
use crate::chores::Chore;
use crate::round::Run;
use crate::stage::Stage;

/// Exemplars that are looked at for delegates, the latest first.
const LOOKED_AT: usize = 40;
/// Delegates who report as exemplars.
const PRESENTERS: usize = 4;
/// When it begins and is to be over, in minutes after midnight.
const HOURS: (u32, u32) = (7 * 60 + 30, 11 * 60 + 30);

const REASONS: [&str; 4] = [
    "Hoàn thành xuất sắc nhiệm vụ nhiều năm liền, được đồng nghiệp tin cậy.",
    "Có cách làm hay, ba đơn vị khác đã học tập và áp dụng.",
    "Trực tiếp làm việc với người dân, không có hồ sơ trễ hạn.",
    "Tích cực trong phong trào, giúp đỡ người mới vào nghề.",
];

/// A conference as a story has it.
#[derive(Debug, Clone)]
pub(crate) struct Meeting {
    /// What it is called.
    pub(crate) title: String,
    /// Its day.
    pub(crate) on: Date,
    /// First and last year it looks back on, where they differ from the plan's.
    pub(crate) years: Option<(i16, i16)>,
    /// The obligation of the plan that it meets.
    pub(crate) meets: Option<&'static str>,
}

/// Something that happens with a conference on a day.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    playing: Arc<Playing>,
    what: What,
}

#[derive(Debug)]
struct Playing {
    cast: Cast,
    programme: ProgrammeId,
    task: Option<TaskId>,
    meeting: Meeting,
    made: Mutex<Option<ConferenceId>>,
}

#[derive(Debug, Clone, Copy)]
enum What {
    SetUp,
    PutForward,
    Choose,
    Call,
    FirstAnswers,
    LastAnswers,
    Hold,
}

/// What happens when, in days from that of the conference. What comes after the last day of the play never happens.
const DAYS: [(i32, What); 7] = [
    (-60, What::SetUp),
    (-40, What::PutForward),
    (-32, What::Choose),
    (-30, What::Call),
    (-25, What::FirstAnswers),
    (-7, What::LastAnswers),
    (0, What::Hold),
];

/// Plans a conference of a programme. The task that it meets is left to it.
///
/// # Errors
/// The product's.
pub(crate) async fn plan(stage: &mut Stage<'_>, cast: &Cast, run: &Run, meeting: Meeting) -> Result<()> {
    let task = match meeting.meets {
        Some(obligation) => task_of(stage, cast, run, obligation).await?,
        None => None,
    };
    stage.left_to_others.extend(task);
    let on = meeting.on;
    let playing =
        Arc::new(Playing { cast: cast.clone(), programme: run.programme, task, meeting, made: Mutex::new(None) });
    for (days, what) in DAYS {
        let scene = Scene { playing: Arc::clone(&playing), what };
        let day = on.checked_add(days.days()).unwrap_or(on);
        stage.plan(day, Chore::Conference(Box::new(scene)));
    }
    Ok(())
}

/// A working day some days from a day: nobody invites for a weekend.
pub(crate) fn working_day(from: Date, days: i32) -> Date {
    let day = from.checked_add(days.days()).unwrap_or(from);
    let back: i32 = match day.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    day.checked_sub(back.days()).unwrap_or(day)
}

async fn task_of(stage: &mut Stage<'_>, cast: &Cast, run: &Run, obligation: &str) -> Result<Option<TaskId>> {
    let cx = stage.acting(cast.secretary()).await?;
    let wanted = task::Wanted {
        scope: task::Scope::All,
        programme: Some(run.programme),
        obligation: obligation.parse().ok(),
        ..task::Wanted::default()
    };
    Ok(task::list(&cx, wanted).await?.rows.into_iter().next().map(|(line, _)| line.id))
}

async fn seen(cx: &Cx, id: ConferenceId) -> Result<i64> {
    Ok(conference::page(cx, id).await?.row.version)
}

fn mark<V>(one: &Delegate, what: V, why: &str) -> Mark<V> {
    Mark { delegate: one.id, seen: one.version, what, why: why.to_owned() }
}

impl Scene {
    /// Plays it.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn run(self, stage: &mut Stage<'_>) -> Result<()> {
        match self.what {
            What::SetUp => self.set_up(stage).await,
            What::PutForward => self.put_forward(stage).await,
            What::Choose => self.choose(stage).await,
            What::Call => self.call(stage).await,
            What::FirstAnswers => self.first_answers(stage).await,
            What::LastAnswers => self.last_answers(stage).await,
            What::Hold => self.hold(stage).await,
        }
    }

    fn cast(&self) -> &Cast {
        &self.playing.cast
    }

    fn room(&self, unit: UnitId) -> Option<&Room> {
        self.cast().rooms.iter().find(|room| room.id == unit)
    }

    fn conference(&self) -> Result<ConferenceId> {
        let made = *self.playing.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.ok_or_else(|| Refusal::NotFound.into())
    }

    async fn office(&self, stage: &mut Stage<'_>) -> Result<Cx> {
        stage.acting(self.cast().secretary()).await
    }

    async fn set_up(&self, stage: &mut Stage<'_>) -> Result<()> {
        let meeting = &self.playing.meeting;
        let terms = Terms {
            title: meeting.title.clone(),
            host: String::new(),
            years: meeting.years,
            on: Some(meeting.on),
            begins: HOURS.0,
            ends: Some(HOURS.1),
            place: "Hội trường lớn".to_owned(),
            chair: self.cast().head_post.clone(),
            held_with: String::new(),
        };
        let set =
            Set { programme: self.playing.programme, kind: ConferenceKind::HeldHere, task: self.playing.task, terms };
        let cx = self.office(stage).await?;
        let id = conference::set_up(&cx, set).await?;
        let units: Vec<(UnitId, u32)> =
            self.cast().rooms.iter().map(|room| (room.id, if room.staff.len() > 4 { 2 } else { 1 })).collect();
        let all = units.iter().map(|(_, seats)| seats).sum();
        conference::give_seats(&cx, id, 1, Seats { all: Some(all), reserves: 1, units }).await?;
        *self.playing.made.lock().unwrap_or_else(PoisonError::into_inner) = Some(id);
        Ok(())
    }

    /// The latest exemplar of each unit that stands, with the reason drafted from its records.
    async fn exemplars(&self, stage: &mut Stage<'_>) -> Result<BTreeMap<UnitId, Drafted>> {
        let cx = self.office(stage).await?;
        let known = exemplar::list(&cx, exemplar::Search::default(), None).await?.rows;
        let mut out = BTreeMap::new();
        for row in known.iter().filter(|row| row.validity == Validity::Valid).take(LOOKED_AT) {
            let drafted = conference::drafted(&cx, row.id).await?;
            out.entry(drafted.unit).or_insert(drafted);
        }
        Ok(out)
    }

    /// Units put forward somebody with a reason, an exemplar where they have one; some add a name in reserve, some are silent.
    async fn put_forward(&self, stage: &mut Stage<'_>) -> Result<()> {
        let id = self.conference()?;
        let mut known = self.exemplars(stage).await?;
        let mut presenters = 0;
        for (at, room) in self.cast().rooms.iter().enumerate().filter(|(at, _)| at % 6 != 5) {
            let drafted = known.remove(&room.id);
            let name = drafted.as_ref().map(|one| one.name.clone()).unwrap_or_default();
            let presents = drafted.is_some() && presenters < PRESENTERS;
            presenters += usize::from(presents);
            let first = proposal(stage, room, drafted, (at, presents));
            let cx = stage.acting(room.clerk).await?;
            conference::propose(&cx, id, first).await?;
            if at % 3 == 0
                && let Some(other) = reserve(stage, room, &name)
            {
                let words = words(DelegateRole::Substitute, Work::Direct, REASONS[(at + 1) % REASONS.len()]);
                let second =
                    Proposal { unit: room.id, person: Some(other), exemplar: None, name: String::new(), words };
                conference::propose(&cx, id, second).await?;
            }
        }
        Ok(())
    }

    /// The Office chooses most of them, one not, and leaves a few for later.
    async fn choose(&self, stage: &mut Stage<'_>) -> Result<()> {
        let (id, cx) = (self.conference()?, self.office(stage).await?);
        let proposed = conference::page(&cx, id).await?.delegates;
        let verdict = |(n, one): (usize, &Delegate)| match n {
            6 => Some(mark(one, Verdict::NotChosen, "Đã dự hội nghị hai năm liền, nhường suất cho người mới.")),
            n if n % 9 == 8 => None,
            _ => Some(mark(one, Verdict::Chosen, "")),
        };
        let marks = proposed.iter().enumerate().filter_map(verdict).collect();
        conference::decide(&cx, id, marks).await?;
        self.programme(stage).await
    }

    /// The programme by the hour, with those who report in it.
    async fn programme(&self, stage: &mut Stage<'_>) -> Result<()> {
        let (id, cx) = (self.conference()?, self.office(stage).await?);
        let head = stage.called.get(&self.cast().head).cloned().unwrap_or_default();
        let view = conference::page(&cx, id).await?;
        let item = |minutes, title: &str, presenter: &str| NewItem {
            id: None,
            ordinal: None,
            minutes,
            fixed: None,
            title: title.to_owned(),
            delegate: None,
            presenter: presenter.to_owned(),
            exemplar: None,
            practice: None,
        };
        let mut items = vec![
            item(20, "Đón tiếp đại biểu, văn nghệ chào mừng", ""),
            item(10, "Tuyên bố lý do, giới thiệu đại biểu", "Ban tổ chức"),
            item(25, "Báo cáo kết quả phát hiện, bồi dưỡng, nhân rộng điển hình", &head),
        ];
        let reports = |one: &&Delegate| one.role.0 == DelegateRole::Presenter && one.state.0.holds_seat();
        items.extend(view.delegates.iter().filter(reports).map(|one| NewItem {
            delegate: Some(one.id),
            exemplar: one.exemplar,
            ..item(15, &one.topic, "")
        }));
        items.extend([
            item(15, "Giải lao, tham quan góc trưng bày mô hình", ""),
            NewItem {
                fixed: Some(10 * 60 + 15), ..item(35, "Tuyên dương, khen thưởng điển hình tiên tiến", &head)
            },
            item(20, "Phát động thi đua, bế mạc", &head),
        ]);
        for (seen, new) in (view.row.version..).zip(items) {
            conference::put_item(&cx, id, seen, new).await?;
        }
        Ok(())
    }

    async fn call(&self, stage: &mut Stage<'_>) -> Result<()> {
        let (id, cx) = (self.conference()?, self.office(stage).await?);
        conference::call(&cx, id, seen(&cx, id).await?).await?;
        conference::invite(&cx, id, seen(&cx, id).await?).await.map(drop)
    }

    async fn invited(&self, stage: &mut Stage<'_>) -> Result<Vec<Delegate>> {
        let (id, cx) = (self.conference()?, self.office(stage).await?);
        let mut all = conference::page(&cx, id).await?.delegates;
        all.retain(|one| one.state.0 == DelegateState::Invited);
        Ok(all)
    }

    /// Half of those invited are answered for; who does not come is replaced where the unit has a name in reserve.
    async fn first_answers(&self, stage: &mut Stage<'_>) -> Result<()> {
        for (n, one) in self.invited(stage).await?.into_iter().enumerate() {
            match n % 4 {
                0 | 2 => self.answer(stage, mark(&one, Reply::Coming, ""), one.unit).await?,
                1 if n < 8 => {
                    self.answer(stage, mark(&one, Reply::NotComing, "Đi học lớp lý luận chính trị."), one.unit).await?;
                    self.stand_in(stage, &one).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    async fn last_answers(&self, stage: &mut Stage<'_>) -> Result<()> {
        for one in self.invited(stage).await? {
            self.answer(stage, mark(&one, Reply::Coming, ""), one.unit).await?;
        }
        Ok(())
    }

    async fn answer(&self, stage: &mut Stage<'_>, mark: Mark<Reply>, unit: UnitId) -> Result<()> {
        let by = self.room(unit).map_or(self.cast().secretary(), |room| room.clerk);
        let cx = stage.acting(by).await?;
        conference::reply(&cx, self.conference()?, vec![mark]).await
    }

    async fn stand_in(&self, stage: &mut Stage<'_>, gone: &Delegate) -> Result<()> {
        let (id, cx) = (self.conference()?, self.office(stage).await?);
        let all = conference::page(&cx, id).await?.delegates;
        let other = all.iter().find(|one| {
            one.unit == gone.unit && one.role.0 == DelegateRole::Substitute && one.state.0 == DelegateState::Chosen
        });
        let Some(other) = other else { return Ok(()) };
        conference::stand_in(&cx, gone.id, gone.version + 1, (other.id, other.version)).await
    }

    /// It takes place: guests, who was there and who was not; its figures are final.
    async fn hold(&self, stage: &mut Stage<'_>) -> Result<()> {
        let (id, cx) = (self.conference()?, self.office(stage).await?);
        let office = self.cast().rooms[self.cast().office].id;
        for name in ["Đại diện Sở Nội vụ", "Đại diện Ban Tuyên giáo"] {
            let words = words(DelegateRole::Guest, Work::Leads, "");
            let guest = Proposal { unit: office, person: None, exemplar: None, name: name.to_owned(), words };
            conference::propose(&cx, id, guest).await?;
        }
        let all = conference::page(&cx, id).await?.delegates;
        let awaited = |one: &&Delegate| one.role.0 != DelegateRole::Substitute && one.state.0.awaits_attendance();
        let there = |n: usize| if n % 11 == 4 { Presence::Missing } else { Presence::There };
        let marks = all.iter().filter(awaited).enumerate().map(|(n, one)| mark(one, there(n), "")).collect();
        conference::attendance(&cx, id, marks).await?;
        conference::hold(&cx, id, seen(&cx, id).await?, self.playing.meeting.on, Meets::Task).await?;
        conference::close(&cx, id, seen(&cx, id).await?).await
    }
}

fn words(role: DelegateRole, work: Work, reason: &str) -> Words {
    Words {
        post: String::new(),
        gender: Gender::Unknown,
        work,
        role,
        reason: reason.to_owned(),
        topic: String::new(),
        seat: String::new(),
    }
}

/// Whom a unit puts forward: its exemplar, who stands for it where it is no person, or somebody who does the work.
fn proposal(stage: &Stage<'_>, room: &Room, drafted: Option<Drafted>, (at, presents): (usize, bool)) -> Proposal {
    let Some(drafted) = drafted else {
        let words = words(DelegateRole::Official, Work::Direct, REASONS[at % REASONS.len()]);
        let person = room.staff.get(1).copied().or(Some(room.clerk));
        return Proposal { unit: room.id, person, exemplar: None, name: String::new(), words };
    };
    let is_person = drafted.kind == SubjectKind::Individual;
    let heads = !is_person || stage.called.get(&room.chief) == Some(&drafted.name);
    let words = Words {
        work: if heads { Work::Leads } else { Work::Direct },
        role: if presents { DelegateRole::Presenter } else { DelegateRole::Official },
        topic: if presents { format!("Kinh nghiệm của {}", drafted.name) } else { String::new() },
        ..drafted.words
    };
    let person = (!is_person).then_some(room.chief);
    Proposal { unit: room.id, person, exemplar: Some(drafted.id), name: String::new(), words }
}

/// Somebody else of the unit: not the one who is put forward first.
fn reserve(stage: &Stage<'_>, room: &Room, first: &str) -> Option<PersonId> {
    let named = |person: &PersonId| stage.called.get(person).is_some_and(|name| name == first);
    room.staff.iter().rev().copied().find(|person| !named(person) && Some(person) != room.staff.get(1))
}
