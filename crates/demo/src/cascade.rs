//! Units' own plans in a play: clusters with heads, plans in seven parts, issued in time or late, one sent back, some still drafts; to both recipients. It must not know a plan by name.

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_app::cluster::{self, ClusterKind, Terms};
use lantoa_app::unit_plan::{self, Added, Issue, New, NewPart};
use lantoa_app::{Cx, Result, task};
use lantoa_domain::id::{PersonId, ProgrammeId, TaskId, UnitId, UnitPlanId};
use lantoa_domain::plan::{Applies, Key, QuotaSubject};
use lantoa_domain::unit::UnitKind;
use lantoa_domain::unit_plan::{Line, Part, PlanKind, Recipient, Review, ReviewKind, Target};

use crate::cast::{Cast, Room};
use crate::chores::Chore;
use crate::round::Run;
use crate::stage::Stage;

/// A unit's plan on its way.
#[derive(Debug, Clone)]
pub(crate) struct Planning {
    secretary: PersonId,
    room: Room,
    /// Who answers for the head of the unit's cluster.
    neighbour: Option<PersonId>,
    programme: ProgrammeId,
    movement: Key,
    task: TaskId,
    /// Its year; none for the whole period.
    year: Option<i16>,
    due: Date,
    number: usize,
    story: Story,
    step: Step,
}

/// What becomes of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Story {
    /// Issued in time, received by both.
    Smooth,
    /// Issued after its day.
    Late,
    /// The head of the unit sends it back once.
    Returned,
    /// Issued, and the cluster's head has not acknowledged it.
    Unheard,
    /// It stays a draft.
    Draft,
}

const STORIES: [Story; 6] = [Story::Smooth, Story::Late, Story::Returned, Story::Smooth, Story::Unheard, Story::Draft];

#[derive(Debug, Clone, Copy)]
enum Step {
    Write,
    Lay(UnitPlanId),
    Issue(UnitPlanId),
    Send(UnitPlanId),
}

/// Sets which parts plans need: all seven.
///
/// # Errors
/// The product's.
pub(crate) async fn require_all(stage: &mut Stage<'_>, cast: &Cast, run: &Run) -> Result<()> {
    let cx = stage.acting(cast.secretary()).await?;
    let seen = unit_plan::setting(&cx, run.programme).await?.version;
    unit_plan::set(&cx, run.programme, Part::ALL.into_iter().collect(), seen).await
}

/// Clusters of communes and a bloc of rooms, each headed by its first unit. Gives who answers for the head of each place.
///
/// # Errors
/// The product's.
pub(crate) async fn clusters(stage: &mut Stage<'_>, cast: &Cast, run: &Run) -> Result<Vec<Option<PersonId>>> {
    let of = |kind: UnitKind| -> Vec<usize> {
        (0..cast.rooms.len()).filter(|place| cast.rooms[*place].kind == kind).collect()
    };
    let (communes, rooms) = (of(UnitKind::Commune), of(UnitKind::Division));
    let mut groups: Vec<(String, ClusterKind, Vec<usize>)> = (1..)
        .zip(communes.chunks(9))
        .map(|(n, some)| (format!("Cụm thi đua số {n}"), ClusterKind::Cluster, some.to_vec()))
        .collect();
    if rooms.len() > 1 {
        groups.push(("Khối các phòng chuyên môn".to_owned(), ClusterKind::Bloc, rooms));
    }
    let mut heads = vec![None; cast.rooms.len()];
    for (name, kind, places) in groups.into_iter().filter(|(_, _, places)| places.len() > 1) {
        let head = &cast.rooms[places[0]];
        let terms = Terms { name, kind, programme: Some(run.programme), year: None, head: head.id };
        let cx = stage.acting(cast.secretary()).await?;
        let id = cluster::found(&cx, terms, stage.today()).await?;
        let others: Vec<UnitId> = places[1..].iter().map(|place| cast.rooms[*place].id).collect();
        let seen = cluster::page(&cx, id).await?.version;
        cluster::join(&cx, id, seen, others, stage.today()).await?;
        for place in &places[1..] {
            heads[*place] = Some(head.clerk);
        }
    }
    Ok(heads)
}

/// Plans how some units come to their plans for an obligation, each in another way. Their tasks are left to these plans.
///
/// # Errors
/// The product's.
pub(crate) async fn plan(
    stage: &mut Stage<'_>,
    cast: &Cast,
    run: &Run,
    (obligation, until): (&str, Date),
    (rooms, heads): (&[usize], &[Option<PersonId>]),
) -> Result<()> {
    let Ok(obligation) = obligation.parse::<Key>() else { return Ok(()) };
    let cx = stage.acting(cast.secretary()).await?;
    let mut after = None;
    loop {
        let wanted = task::Wanted {
            scope: task::Scope::All,
            programme: Some(run.programme),
            obligation: Some(obligation.clone()),
            after,
            ..task::Wanted::default()
        };
        let page = task::list(&cx, wanted).await?;
        for (line, _) in page.rows.iter().filter(|(line, _)| line.due_day <= until && line.met.is_none()) {
            let Some((n, place)) = rooms.iter().enumerate().find(|(_, place)| cast.rooms[**place].id == line.unit)
            else {
                continue;
            };
            let yearly = matches!(line.period, lantoa_domain::time::When::Year(_));
            let planning = Planning {
                secretary: cast.secretary(),
                room: cast.rooms[*place].clone(),
                neighbour: heads.get(*place).copied().flatten(),
                programme: run.programme,
                movement: stage.chance.one_of(&run.plan.movements).key.clone(),
                task: line.id,
                year: yearly.then(|| line.period.year()),
                due: line.due_day,
                number: n + 3,
                story: STORIES[n % STORIES.len()],
                step: Step::Write,
            };
            stage.left_to_others.insert(line.id);
            let on = planning.due.checked_sub(9.days()).unwrap_or(planning.due).max(stage.today());
            stage.plan(on, Chore::Plan(Box::new(planning)));
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

impl Planning {
    /// Does what is next, and plans what comes after it.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn run(self, stage: &mut Stage<'_>) -> Result<()> {
        let (next, on) = match self.step {
            Step::Write => (self.write(stage).await?, stage.in_days(3)),
            Step::Lay(id) => {
                self.lay(stage, id).await?;
                let late = if self.story == Story::Late { 4 } else { -1 };
                let day = self.due.checked_add(i64::from(late).days()).unwrap_or(self.due);
                (Some(Step::Issue(id)), day.max(stage.today()))
            }
            Step::Issue(id) => {
                self.issue(stage, id).await?;
                (Some(Step::Send(id)), stage.today())
            }
            Step::Send(id) => {
                self.send(stage, id).await?;
                (None, stage.today())
            }
        };
        if let Some(step) = next {
            stage.plan(on, Chore::Plan(Box::new(Self { step, ..self })));
        }
        Ok(())
    }

    async fn write(&self, stage: &mut Stage<'_>) -> Result<Option<Step>> {
        let cx = stage.acting(self.room.clerk).await?;
        let new = New {
            programme: self.programme,
            unit: self.room.id,
            kind: PlanKind::Implementation,
            movement: None,
            year: self.year,
            task: Some(self.task),
        };
        let id = unit_plan::begin(&cx, new).await?;
        let line =
            |what: &str, with: &str, when: &str| Line { what: what.into(), with: with.into(), when: when.into() };
        let leader = NewPart::Leader { person: Some(self.room.chief), name: String::new(), post: String::new() };
        put(&cx, id, leader).await?;
        put(
            &cx,
            id,
            NewPart::Fostering(vec![
                line("Giao việc khó, kèm cặp nhân tố mới", "Thủ trưởng đơn vị", "hằng tháng"),
                line("Tổ chức học tập kinh nghiệm đơn vị bạn", "Công đoàn", "quý II"),
            ]),
        )
        .await?;
        if self.story == Story::Draft {
            return Ok(None);
        }
        let targets = self.targets(&unit_plan::page(&cx, id).await?);
        put(&cx, id, NewPart::Quotas(targets)).await?;
        put(
            &cx,
            id,
            NewPart::Propagation(vec![line("Gương sáng mỗi tháng", "Bảng tin, sinh hoạt dưới cờ", "tuần đầu tháng")]),
        )
        .await?;
        put(
            &cx,
            id,
            NewPart::Reporting(vec![line("Báo cáo kết quả thực hiện", "Thường trực Hội đồng", "quý IV hằng năm")]),
        )
        .await?;
        let year = self.year.unwrap_or(self.due.year());
        let review = |month, kind| Review { on: jiff::civil::date(year, month, 15), kind };
        put(&cx, id, NewPart::Reviews(vec![review(7, ReviewKind::Interim), review(12, ReviewKind::Final)])).await?;
        let campaign = Added {
            applies: Applies::Individual,
            movement: Some(self.movement.clone()),
            text: "Gia đình đạt danh hiệu văn hóa".to_owned(),
            campaign: Some("Toàn dân đoàn kết xây dựng đời sống văn hóa".to_owned()),
        };
        put(&cx, id, NewPart::Criteria { kept: Vec::new(), added: vec![campaign] }).await?;
        Ok(Some(Step::Lay(id)))
    }

    /// One collective and two people in a movement, within what is given; the minimum everywhere else.
    fn targets(&self, view: &unit_plan::View) -> Vec<Target> {
        let mut out = view.content.targets.clone();
        for (subject, wish, aim) in [(QuotaSubject::Collective, 1, 0), (QuotaSubject::Individual, 2, 3)] {
            let here = Some(self.movement.clone());
            let given = view.ground.given.iter().find(|one| one.movement == here && one.subject == subject);
            let most = given.and_then(|one| one.most);
            let assigned = given.map_or(0, |one| one.assigned).max(wish).min(most.unwrap_or(u32::MAX));
            let goal = given.map_or(0, |one| one.aimed).max(aim);
            let aimed = if most.is_none() && goal > assigned { goal } else { 0 };
            out.retain(|one| !(one.movement == here && one.subject == subject));
            out.push(Target { movement: here, subject, assigned, aimed });
        }
        out
    }

    async fn lay(&self, stage: &mut Stage<'_>, id: UnitPlanId) -> Result<()> {
        let clerk = stage.acting(self.room.clerk).await?;
        unit_plan::submit(&clerk, id, seen(&clerk, id).await?).await?;
        if self.story != Story::Returned {
            return Ok(());
        }
        let chief = stage.acting(self.room.chief).await?;
        let why = "Bổ sung việc bồi dưỡng cho cá nhân làm trực tiếp.".to_owned();
        unit_plan::send_back(&chief, id, seen(&chief, id).await?, why).await?;
        let clerk = stage.acting(self.room.clerk).await?;
        let mut lines = unit_plan::page(&clerk, id).await?.content.fostering;
        lines.push(Line {
            what: "Bồi dưỡng nghiệp vụ tại chỗ".into(),
            with: "Tổ chuyên môn".into(),
            when: "hằng tuần".into(),
        });
        put(&clerk, id, NewPart::Fostering(lines)).await?;
        unit_plan::submit(&clerk, id, seen(&clerk, id).await?).await
    }

    async fn issue(&self, stage: &mut Stage<'_>, id: UnitPlanId) -> Result<()> {
        let chief = stage.acting(self.room.chief).await?;
        let issue = Issue { number: format!("{:02}/KH", self.number), on: chief.today(), file: None };
        unit_plan::issue(&chief, id, seen(&chief, id).await?, issue).await
    }

    async fn send(&self, stage: &mut Stage<'_>, id: UnitPlanId) -> Result<()> {
        let clerk = stage.acting(self.room.clerk).await?;
        let view = unit_plan::page(&clerk, id).await?;
        let to: Vec<Recipient> = view.receipts.iter().map(|one| one.recipient).collect();
        unit_plan::send(&clerk, id, view.version, to.clone(), clerk.today()).await?;
        let secretary = stage.acting(self.secretary).await?;
        unit_plan::receive(&secretary, id, seen(&secretary, id).await?, Recipient::StandingBody).await?;
        let heard = self.story != Story::Unheard && to.contains(&Recipient::ClusterHead);
        if let Some(neighbour) = self.neighbour.filter(|_| heard) {
            let cx = stage.acting(neighbour).await?;
            unit_plan::receive(&cx, id, seen(&cx, id).await?, Recipient::ClusterHead).await?;
        }
        Ok(())
    }
}

async fn seen(cx: &Cx, id: UnitPlanId) -> Result<i64> {
    Ok(unit_plan::page(cx, id).await?.version)
}

async fn put(cx: &Cx, id: UnitPlanId, part: NewPart) -> Result<()> {
    unit_plan::set_part(cx, id, seen(cx, id).await?, part).await
}
