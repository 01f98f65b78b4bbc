//! What is done with a plan while it is kept, one question a page; it must not decide who may.

use super::{load, plan::saved, shell, support_kind};
use crate::{
    kernel::{Ask, At, Choice, Failure, FormState, Input, InputKind, Visit},
    ui::{Action, Field},
    wrong::blame,
};
use axum::response::Response;
use lantoa_app::fostering::{self, Carer, CheckIn, NewDifficulty, NewGoal, Revision, Settlement, SupportKind, View};
use lantoa_domain::id::{DifficultyId, FosteringId, GoalId, SupportId};
use lantoa_i18n::{Word, word};

const LINES: InputKind = InputKind::Lines;
const GOAL: Input = Input::new(LINES, "chi-tiet", word!("fostering-goal")).required().max_chars(2000);
const MEASURE: Input = Input::text("thuoc-do", word!("fostering-measure")).hint(word!("fostering-measure-hint"));
const UNIT_OF: Input = Input::text("don-vi-tinh", word!("fostering-unit-of")).max_chars(40);
const START: Input = Input::new(InputKind::Whole, "ban-dau", word!("fostering-start")).required();
const TARGET: Input = Input::new(InputKind::Whole, "chi-tieu", word!("fostering-target")).required();
const NOW: Input = Input::new(InputKind::Whole, "hien-nay", word!("fostering-now")).required();
const DUE: Input = Input::new(InputKind::Date, "han", word!("fostering-due")).required();
const WHY: Input = Input::new(LINES, "ly-do", word!("suggestion-why")).required().max_chars(2000);
const INITIATIVE: Input = Input::new(LINES, "chi-tiet", word!("fostering-initiative")).required().max_chars(2000);
const EFFECT: Input = Input::new(LINES, "hieu-qua", word!("fostering-effect")).max_chars(2000);
const ON: Input = Input::new(InputKind::Date, "ngay", word!("fostering-on")).required();
const KIND: Input = Input::new(InputKind::Radio, "loai", word!("fostering-support-kind")).required();
const SUPPORT: Input = Input::new(LINES, "chi-tiet", word!("fostering-support-words")).required().max_chars(2000);
const BY: Input = Input::text("ai", word!("fostering-by")).required().max_chars(200);
const FOR: Input = Input::new(InputKind::Date, "ngay", word!("fostering-for")).required();
const NOTE: Input = Input::new(LINES, "ghi-chu", word!("fostering-note")).max_chars(2000);
const CHECK: Input = Input::new(LINES, "chi-tiet", word!("fostering-check-words")).required().max_chars(4000);
const CORRECTION: Input = Input::new(LINES, "dieu-chinh", word!("fostering-correction"))
    .max_chars(2000)
    .hint(word!("fostering-correction-hint"));
const DIFFICULTY: Input = Input::new(LINES, "chi-tiet", word!("fostering-difficulty")).required().max_chars(2000);
const HELPER: Input = Input::new(InputKind::Select, "nguoi-giup", word!("fostering-helper")).required();
const OUTCOME: Input = Input::new(LINES, "ket-qua", word!("fostering-outcome")).required().max_chars(4000);
const UNTIL: Input = Input::new(InputKind::Date, "den-ngay", word!("fostering-until")).required();

const KINDS: [(&str, SupportKind); 4] = [
    ("tinh-than", SupportKind::Spirit),
    ("vat-chat", SupportKind::Material),
    ("co-che", SupportKind::Mechanism),
    ("moi-truong", SupportKind::Environment),
];
const FIELDS: [(&str, Input); 11] = [
    ("words", GOAL),
    ("measure", MEASURE),
    ("target", TARGET),
    ("due", DUE),
    ("on", ON),
    ("by", BY),
    ("helper", HELPER),
    ("outcome", OUTCOME),
    ("until", UNTIL),
    ("reason", WHY),
    ("correction", CORRECTION),
];

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Goal,
    Measure(GoalId),
    Revise(GoalId),
    Initiative,
    Support,
    Promise(SupportId),
    Deliver(SupportId),
    Refuse(SupportId),
    Check,
    Difficulty,
    Overcome(DifficultyId),
    Close,
    CarryOn,
}

impl Part {
    fn of(slug: &str, which: Option<&str>) -> Option<Self> {
        match (slug, which) {
            ("muc-tieu", None) => Some(Self::Goal),
            ("do", Some(which)) => which.parse().ok().map(Self::Measure),
            ("sua-muc-tieu", Some(which)) => which.parse().ok().map(Self::Revise),
            ("sang-kien", None) => Some(Self::Initiative),
            ("ho-tro", None) => Some(Self::Support),
            ("hua", Some(which)) => which.parse().ok().map(Self::Promise),
            ("da-giao", Some(which)) => which.parse().ok().map(Self::Deliver),
            ("tu-choi", Some(which)) => which.parse().ok().map(Self::Refuse),
            ("kiem-tra", None) => Some(Self::Check),
            ("kho-khan", None) => Some(Self::Difficulty),
            ("da-go", Some(which)) => which.parse().ok().map(Self::Overcome),
            ("ket-thuc", None) => Some(Self::Close),
            ("tiep-tuc", None) => Some(Self::CarryOn),
            _ => None,
        }
    }

    fn tail(self) -> String {
        match self {
            Self::Goal => "muc-tieu".to_owned(),
            Self::Measure(id) => format!("do/{id}"),
            Self::Revise(id) => format!("sua-muc-tieu/{id}"),
            Self::Initiative => "sang-kien".to_owned(),
            Self::Support => "ho-tro".to_owned(),
            Self::Promise(id) => format!("hua/{id}"),
            Self::Deliver(id) => format!("da-giao/{id}"),
            Self::Refuse(id) => format!("tu-choi/{id}"),
            Self::Check => "kiem-tra".to_owned(),
            Self::Difficulty => "kho-khan".to_owned(),
            Self::Overcome(id) => format!("da-go/{id}"),
            Self::Close => "ket-thuc".to_owned(),
            Self::CarryOn => "tiep-tuc".to_owned(),
        }
    }

    const fn title(self) -> Word {
        match self {
            Self::Goal => word!("fostering-goal-add"),
            Self::Measure(_) => word!("fostering-measure-do"),
            Self::Revise(_) => word!("fostering-revise"),
            Self::Initiative => word!("fostering-initiative-add"),
            Self::Support => word!("fostering-support-ask"),
            Self::Promise(_) => word!("fostering-promise"),
            Self::Deliver(_) => word!("fostering-deliver"),
            Self::Refuse(_) => word!("fostering-refuse"),
            Self::Check => word!("fostering-check-in"),
            Self::Difficulty => word!("fostering-difficulty-add"),
            Self::Overcome(_) => word!("fostering-overcome"),
            Self::Close => word!("fostering-close"),
            Self::CarryOn => word!("fostering-carry-on"),
        }
    }

    fn fields(self, form: &FormState, carers: &[Carer]) -> Vec<Field> {
        let show = |inputs: &[Input]| inputs.iter().map(|input| form.show(*input)).collect::<Vec<_>>();
        match self {
            Self::Goal => show(&[GOAL, MEASURE, UNIT_OF, START, TARGET, DUE]),
            Self::Measure(_) => show(&[NOW]),
            Self::Revise(_) => show(&[TARGET, DUE, WHY]),
            Self::Initiative => show(&[INITIATIVE, ON, EFFECT]),
            Self::Support => {
                let kinds: Vec<Choice> =
                    KINDS.iter().map(|(code, kind)| Choice::new(*code, support_kind(*kind))).collect();
                vec![form.show_choices(KIND, &kinds), form.show(SUPPORT)]
            }
            Self::Promise(_) => show(&[BY, FOR]),
            Self::Deliver(_) => show(&[ON, NOTE]),
            Self::Refuse(_) => show(&[WHY]),
            Self::Check => show(&[ON, CHECK, CORRECTION]),
            Self::Difficulty => {
                let carer = |one: &Carer| Choice::new(one.id.to_string(), format!("{} ({})", one.name, one.post));
                let carers: Vec<Choice> = carers.iter().map(carer).collect();
                vec![form.show(DIFFICULTY), form.show_choices(HELPER, &carers), form.show(DUE)]
            }
            Self::Overcome(_) | Self::Close => show(&[OUTCOME]),
            Self::CarryOn => show(&[OUTCOME, UNTIL]),
        }
    }

    /// What is known already.
    fn filled(self, view: &View) -> Option<FormState> {
        let today = view.today.to_string();
        let goal = |id| view.parts.goals.iter().find(|goal| goal.id == id);
        let support = |id| view.parts.supports.iter().find(|one| one.id == id);
        let open = |id| view.parts.difficulties.iter().any(|one| one.id == id && one.closed_on.is_none());
        Some(match self {
            Self::Goal => FormState::filled([(START.name, "0".to_owned())]),
            Self::Measure(id) => FormState::filled([(NOW.name, goal(id)?.now.to_string())]),
            Self::Revise(id) => {
                let goal = goal(id)?;
                FormState::filled([(TARGET.name, goal.target.to_string()), (DUE.name, goal.due.to_string())])
            }
            Self::Initiative | Self::Check => FormState::filled([(ON.name, today)]),
            Self::Deliver(id) => {
                support(id).filter(|one| one.state.0.is_open())?;
                FormState::filled([(ON.name, today)])
            }
            Self::Promise(id) | Self::Refuse(id) => {
                support(id).filter(|one| one.state.0.is_open())?;
                FormState::empty()
            }
            Self::Overcome(id) => open(id).then(FormState::empty)?,
            Self::Support | Self::Difficulty | Self::Close | Self::CarryOn => FormState::empty(),
        })
    }

    /// The words of the thing that is asked about.
    fn subject(self, view: &View) -> Option<String> {
        match self {
            Self::Measure(id) | Self::Revise(id) => {
                view.parts.goals.iter().find(|goal| goal.id == id).map(|goal| goal.words.clone())
            }
            Self::Promise(id) | Self::Deliver(id) | Self::Refuse(id) => {
                view.parts.supports.iter().find(|one| one.id == id).map(|one| one.words.clone())
            }
            Self::Overcome(id) => view.parts.difficulties.iter().find(|one| one.id == id).map(|one| one.words.clone()),
            _ => None,
        }
    }
}

/// The page of a question.
pub(super) fn page(visit: &Visit, view: &View, part: Part, carers: &[Carer], form: &FormState) -> Ask {
    let base = format!("/boi-duong/{}", view.plan.id);
    let title = part.title();
    let shell = shell(visit, title).crumb(view.name.as_str(), base.as_str());
    let submit = Action::submit(word!("fostering-save")).primary();
    let back = Action::link(word!("ui-confirm-back"), base.as_str());
    let ask = Ask::new(shell, title, format!("{base}/{}", part.tail()), submit, back)
        .hidden(FormState::VERSION, view.plan.version.to_string())
        .fields(form, part.fields(form, carers));
    let ask = match part {
        Part::CarryOn => ask.lead(word!("fostering-carry-on-lead")),
        Part::Close => ask.lead(word!("fostering-close-lead")),
        _ => ask,
    };
    match part.subject(view) {
        Some(words) => ask.fact(word!("fostering-about"), words),
        None => ask,
    }
}

async fn carers(visit: &Visit, view: &View, part: Part) -> Result<Vec<Carer>, Failure> {
    if part != Part::Difficulty {
        return Ok(Vec::new());
    }
    let offered = fostering::offered(visit.cx()?, view.about).await.map_err(|why| visit.failed(why))?;
    Ok(offered.carers)
}

async fn ask(visit: Visit, id: FosteringId, part: Option<Part>) -> Result<Response, Failure> {
    let part = part.ok_or(Failure::NotFound)?;
    let view = load(&visit, id).await?;
    let fits = view.may_keep && (part != Part::CarryOn || view.may_carry_on);
    let Some(form) = part.filled(&view).filter(|_| fits) else {
        return Err(Failure::not_now(format!("/boi-duong/{id}")));
    };
    let carers = carers(&visit, &view, part).await?;
    Ok(visit.page(&page(&visit, &view, part, &carers, &form)))
}

pub(super) async fn show(visit: Visit, At((id, slug)): At<(FosteringId, String)>) -> Result<Response, Failure> {
    ask(visit, id, Part::of(&slug, None)).await
}

pub(super) async fn show_of(
    visit: Visit,
    At((id, slug, which)): At<(FosteringId, String, String)>,
) -> Result<Response, Failure> {
    ask(visit, id, Part::of(&slug, Some(&which))).await
}

pub(super) async fn send(
    visit: Visit,
    At((id, slug)): At<(FosteringId, String)>,
    form: FormState,
) -> Result<Response, Failure> {
    carry_out(visit, id, Part::of(&slug, None), form).await
}

pub(super) async fn send_of(
    visit: Visit,
    At((id, slug, which)): At<(FosteringId, String, String)>,
    form: FormState,
) -> Result<Response, Failure> {
    carry_out(visit, id, Part::of(&slug, Some(&which)), form).await
}

async fn carry_out(
    visit: Visit,
    id: FosteringId,
    part: Option<Part>,
    mut form: FormState,
) -> Result<Response, Failure> {
    let part = part.ok_or(Failure::NotFound)?;
    match done(&visit, id, part, &mut form).await? {
        Some(Ok(next)) => return Ok(saved(&visit, next, word!("fostering-saved"))),
        Some(Err(error)) => blame(&mut form, &visit, error, &FIELDS)?,
        None => {}
    }
    let view = load(&visit, id).await?;
    let carers = carers(&visit, &view, part).await?;
    Ok(visit.page_again(&page(&visit, &view, part, &carers, &form)))
}

type Done = Option<lantoa_app::Result<FosteringId>>;

/// Does what the form says; nothing when it has mistakes, which are noted.
async fn done(visit: &Visit, id: FosteringId, part: Part, form: &mut FormState) -> Result<Done, Failure> {
    let (cx, seen) = (visit.cx()?, form.version()?);
    let same = |result: lantoa_app::Result<()>| Some(result.map(|()| id));
    Ok(match part {
        Part::Goal => match goal(form) {
            Some(new) => same(fostering::add_goal(cx, id, seen, new).await),
            None => None,
        },
        Part::Measure(which) => match form.whole(NOW, i64::MIN / 2..=i64::MAX / 2) {
            Some(now) => same(fostering::measure(cx, id, seen, which, now).await),
            None => None,
        },
        Part::Revise(which) => match revision(form) {
            Some(new) => same(fostering::revise(cx, id, seen, which, new).await),
            None => None,
        },
        Part::Initiative => match (form.text(INITIATIVE), form.date(ON), form.text(EFFECT)) {
            (Some(what), Some(on), Some(effect)) => {
                same(fostering::add_initiative(cx, id, seen, on, what, effect).await)
            }
            _ => None,
        },
        Part::Support => match (form.choice(KIND, kind_of), form.text(SUPPORT)) {
            (Some(kind), Some(what)) => same(fostering::ask_support(cx, id, seen, kind, what).await),
            _ => None,
        },
        Part::Promise(which) | Part::Deliver(which) | Part::Refuse(which) => match settlement(part, form) {
            Some(new) => same(fostering::settle_support(cx, id, seen, which, new).await),
            None => None,
        },
        Part::Check => match (form.date(ON), form.text(CHECK), form.text(CORRECTION)) {
            (Some(on), Some(words), Some(correction)) => {
                same(fostering::check_in(cx, id, seen, CheckIn { on, words, correction }).await)
            }
            _ => None,
        },
        Part::Difficulty => match difficulty(form) {
            Some(new) => same(fostering::add_difficulty(cx, id, seen, new).await),
            None => None,
        },
        Part::Overcome(which) => match form.text(OUTCOME) {
            Some(outcome) => same(fostering::close_difficulty(cx, id, seen, which, outcome).await),
            None => None,
        },
        Part::Close => match form.text(OUTCOME) {
            Some(outcome) => same(fostering::close(cx, id, seen, outcome).await),
            None => None,
        },
        Part::CarryOn => match (form.text(OUTCOME), form.date(UNTIL)) {
            (Some(outcome), Some(until)) => Some(fostering::carry_on(cx, id, seen, outcome, until).await),
            _ => None,
        },
    })
}

fn kind_of(text: &str) -> Option<SupportKind> {
    KINDS.iter().find(|(code, _)| *code == text).map(|found| found.1)
}

fn goal(form: &mut FormState) -> Option<NewGoal> {
    const RANGE: std::ops::RangeInclusive<i64> = -1_000_000_000_000..=1_000_000_000_000;
    let (words, measure, unit_of) = (form.text(GOAL), form.text(MEASURE), form.text(UNIT_OF));
    let (at_start, target, due) = (form.whole(START, RANGE), form.whole(TARGET, RANGE), form.date(DUE));
    Some(NewGoal {
        words: words?,
        measure: measure?,
        unit_of: unit_of?,
        at_start: at_start?,
        target: target?,
        due: due?,
    })
}

fn revision(form: &mut FormState) -> Option<Revision> {
    let target = form.whole(TARGET, -1_000_000_000_000..=1_000_000_000_000);
    let (due, why) = (form.date(DUE), form.text(WHY));
    Some(Revision { target: target?, due: due?, why: why? })
}

fn difficulty(form: &mut FormState) -> Option<NewDifficulty> {
    let (words, helper) = (form.text(DIFFICULTY), form.choice(HELPER, |text| text.parse().ok()));
    let due = form.date(DUE);
    Some(NewDifficulty { words: words?, helper: helper?, due: due? })
}

fn settlement(part: Part, form: &mut FormState) -> Option<Settlement> {
    match part {
        Part::Promise(_) => {
            let (by, on) = (form.text(BY), form.date(FOR));
            Some(Settlement::Promise { by: by?, on: on? })
        }
        Part::Deliver(_) => {
            let (on, note) = (form.date(ON), form.text(NOTE));
            Some(Settlement::Deliver { on: on?, note: note? })
        }
        _ => Some(Settlement::Refuse { why: form.text(WHY)? }),
    }
}

#[cfg(test)]
mod tests {
    use super::Part;
    use lantoa_domain::id::Id;

    #[test]
    fn every_question_is_found_under_its_own_address() {
        let all = [
            Part::Goal,
            Part::Measure(Id::from_raw(1)),
            Part::Revise(Id::from_raw(1)),
            Part::Initiative,
            Part::Support,
            Part::Promise(Id::from_raw(2)),
            Part::Deliver(Id::from_raw(2)),
            Part::Refuse(Id::from_raw(2)),
            Part::Check,
            Part::Difficulty,
            Part::Overcome(Id::from_raw(3)),
            Part::Close,
            Part::CarryOn,
        ];
        for part in all {
            let tail = part.tail();
            let (slug, which) = tail.split_once('/').map_or((tail.as_str(), None), |(slug, id)| (slug, Some(id)));
            assert_eq!(Part::of(slug, which), Some(part));
        }
        assert_eq!(Part::of("do", Some("ht_0000000000001")), None, "another kind of thing");
    }
}
