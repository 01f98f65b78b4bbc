//! Duties of units, done over the years as units do them: most in time, some late, some with nothing to report, a few never. It must not know a plan by name.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_app::{Result, task};
use lantoa_domain::id::{PersonId, ProgrammeId, TaskId, UnitId};
use lantoa_domain::plan::{Key, ObligationForm, Plan};
use lantoa_domain::task::Met;

use crate::cascade::Planning;
use crate::cast::Cast;
use crate::conference;
use crate::contest::Scene;
use crate::fostering::Care;
use crate::spread::Deed;
use crate::stage::Stage;
use crate::words;

/// Something small that somebody does on a day.
#[derive(Debug, Clone)]
pub(crate) enum Chore {
    /// Reports a task.
    Report(Duty, Met),
    /// Gives more time; the task is then reported on the new last day.
    Extend(Duty, PersonId, Date),
    /// Exempts from it.
    Exempt(Duty, PersonId),
    /// Does something with a practice.
    Spread(Deed),
    /// Finds somebody, or goes on caring for them.
    Care(Box<Care>),
    /// Something with a writing contest.
    Contest(Box<Scene>),
    /// Writes, issues or sends a unit's own plan.
    Plan(Box<Planning>),
    /// Something with a conference.
    Conference(Box<conference::Scene>),
}

/// A task and who owes it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Duty {
    task: TaskId,
    seen: i64,
    by: PersonId,
}

impl Chore {
    /// Does it.
    ///
    /// # Errors
    /// The product's.
    pub(crate) async fn run(self, stage: &mut Stage<'_>) -> Result<()> {
        match self {
            Self::Report(duty, how) => {
                let note = if how == Met::Zero { String::new() } else { words::handed_in(&mut stage.chance) };
                let cx = stage.acting(duty.by).await?;
                stage.summary.tasks += 1;
                task::complete(&cx, duty.task, duty.seen, task::Report { how, on: None, note }).await
            }
            Self::Extend(duty, by, until) => {
                let cx = stage.acting(by).await?;
                let reason = "Đơn vị vừa thay đổi người phụ trách, đề nghị gia hạn.".to_owned();
                task::extend(&cx, duty.task, duty.seen, task::Extension { until, reason }).await?;
                stage.plan(until, Self::Report(Duty { seen: duty.seen + 1, ..duty }, Met::Done));
                Ok(())
            }
            Self::Care(care) => care.run(stage).await,
            Self::Contest(scene) => scene.run(stage).await,
            Self::Plan(planning) => planning.run(stage).await,
            Self::Conference(scene) => scene.run(stage).await,
            Self::Exempt(duty, by) => {
                let cx = stage.acting(by).await?;
                let reason = "Không phát sinh nội dung phải báo cáo theo chức năng.".to_owned();
                task::exempt(&cx, duty.task, duty.seen, reason).await
            }
            Self::Spread(deed) => deed.run(stage).await,
        }
    }
}

/// How reliable units are, in per cent of their tasks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habits {
    /// Reported late.
    pub(crate) late: u32,
    /// Never reported.
    pub(crate) never: u32,
    /// Of lists, how many say that there is nothing to report.
    pub(crate) zero: u32,
}

/// Plans how the tasks of a programme that are due until a day will be met.
///
/// # Errors
/// The product's.
pub(crate) async fn plan(
    stage: &mut Stage<'_>,
    cast: &Cast,
    (programme, plan): (ProgrammeId, &Plan),
    until: Date,
    habits: Habits,
) -> Result<()> {
    let forms: BTreeMap<&Key, ObligationForm> = plan.obligations.iter().map(|o| (&o.key, o.form)).collect();
    let clerks: BTreeMap<UnitId, PersonId> = cast.rooms.iter().map(|room| (room.id, room.clerk)).collect();
    let cx = stage.acting(cast.secretary()).await?;
    let mut after = None;
    loop {
        let wanted =
            task::Wanted { scope: task::Scope::All, programme: Some(programme), after, ..task::Wanted::default() };
        let page = task::list(&cx, wanted).await?;
        for (line, _) in page.rows.iter().filter(|(line, _)| line.due_day <= until && line.met.is_none()) {
            if stage.left_to_others.contains(&line.id) {
                continue;
            }
            let by = clerks.get(&line.unit).copied().unwrap_or(cast.secretary());
            let duty = Duty { task: line.id, seen: 1, by };
            let form = forms.get(&line.obligation).copied().unwrap_or_default();
            plan_one(stage, cast, duty, (form, line.due_day), habits);
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

fn plan_one(stage: &mut Stage<'_>, cast: &Cast, duty: Duty, (form, due): (ObligationForm, Date), habits: Habits) {
    let today = stage.today();
    let luck = stage.chance.between(1, 1000);
    let days = |n: u32| i64::from(n).days();
    let (never, late) = (habits.never * 10, (habits.never + habits.late) * 10);
    if luck <= never {
        return;
    }
    if luck > 994 {
        return stage.plan(shifted(due, -days(2)).max(today), Chore::Exempt(duty, cast.secretary()));
    }
    if luck > 988 {
        let until = shifted(due, days(7));
        return stage.plan(shifted(due, -days(1)).max(today), Chore::Extend(duty, cast.secretary(), until));
    }
    let how = if form == ObligationForm::List && stage.chance.percent(habits.zero) { Met::Zero } else { Met::Done };
    let on = if luck <= late {
        shifted(due, days(stage.chance.between(1, 12)))
    } else {
        shifted(due, -days(stage.chance.between(0, 9)))
    };
    stage.plan(on.max(today), Chore::Report(duty, how));
}

fn shifted(day: Date, span: jiff::Span) -> Date {
    day.checked_add(span).unwrap_or(day)
}
