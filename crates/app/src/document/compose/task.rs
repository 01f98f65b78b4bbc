//! Papers by which a task is done: the report with the figures the product knows, and a unit's own plan. They must not write what only the unit knows.

use std::sync::Arc;

use lantoa_docgen::Kind;
use lantoa_docgen::paper::{Figure, Level, Part, Passage, Period, PlanPaper, Report, TaskLine};
use lantoa_domain::Refusal;
use lantoa_domain::id::TaskId;
use lantoa_domain::plan::{ObligationForm, Plan};
use lantoa_domain::policy::{Act, scope};
use lantoa_domain::quota::Counted;
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::time::When;
use lantoa_store::programme::roll;
use lantoa_store::task::Filter;
use lantoa_store::{Conn, dossier, task};

use super::office::{Office, capital, plan_named, small};
use super::terms::{Filled, under};
use super::{About, Composed, Kept, Phrases, Terms};
use crate::task::Shown;
use crate::{Cx, Result};

pub(super) async fn compose(cx: &Cx, kind: Kind, id: TaskId, phrases: &Phrases) -> Result<Composed> {
    let shown = crate::task::show(cx, id).await?;
    if !shown.may_complete && !scope(cx.actor()).whole {
        return Err(Refusal::NotAllowed { needs: Act::CompleteTask.allowed() }.into());
    }
    let (acting, phrases, owed) = (cx.clone(), phrases.clone(), shown.task.clone());
    let read = async move |conn: &mut Conn| around(conn, &acting, &owed, &phrases).await;
    let around = cx.db().read(read).await?;
    let usual = around.office.terms();
    let (title, facts): (String, Arc<dyn Filled>) = match (kind, shown.task.form.0) {
        (Kind::Report, ObligationForm::Report | ObligationForm::Meeting | ObligationForm::Other) => {
            report(&shown, &around, &usual)
        }
        (Kind::UnitPlan, ObligationForm::Plan) => unit_plan(&shown, &around, &usual),
        _ => return Err(Refusal::NotFound.into()),
    };
    let (version, programme) = (shown.task.version, Some(shown.task.programme));
    Ok(Composed { kind, about: About::Task(id), version, programme, title, kept: Kept::Open, usual, facts })
}

struct Around {
    office: Office,
    plan: Arc<Plan>,
    /// The unit's tasks of the programme: what, until when.
    tasks: Vec<(String, jiff::civil::Date)>,
    figures: Vec<Figure>,
    /// The parts of the unit's own plan, where one answers the task.
    parts: Option<Vec<Part>>,
}

async fn around(conn: &mut Conn, cx: &Cx, owed: &task::Task, phrases: &Phrases) -> Result<Around> {
    let programme = lantoa_store::programme::programme(conn, owed.programme).await?.ok_or(Refusal::NotFound)?;
    let plan = cx.app().plan(conn, programme.plan).await?;
    let office = Office::load(conn, cx, phrases, Some(&plan), cx.today()).await?.below(conn, cx, owed.unit).await?;
    let filter = Filter { programme: Some(owed.programme), under: Some(owed.unit), ..Filter::default() };
    let listed = task::list(conn, owed.root, &filter, cx.today(), None, 200).await?.rows;
    let year = year(owed.period);
    let of_time = |line: &task::Line| year.is_none_or(|year| self::year(line.period) == Some(year));
    let own = listed.into_iter().filter(|line| line.unit == owed.unit && of_time(line));
    let counts = task::counts(conn, owed.root, &filter, cx.today()).await?;
    let recognised = dossier::recognitions(conn, owed.programme).await?;
    let piles = roll::piles(conn, owed.programme).await?;
    let fits =
        |one: &&Counted| (owed.unit == owed.root || one.unit == owed.unit) && year.is_none_or(|year| one.year == year);
    let of = |kind: SubjectKind| -> u32 {
        recognised.iter().filter(fits).filter(|one| one.kind == kind).map(|one| one.times).sum()
    };
    let mut figures = Vec::new();
    for (kind, name) in [
        (SubjectKind::Collective, "Tập thể được công nhận điển hình tiên tiến"),
        (SubjectKind::Individual, "Cá nhân được công nhận điển hình tiên tiến"),
        (SubjectKind::Household, "Hộ gia đình được công nhận điển hình tiên tiến"),
        (SubjectKind::Practice, "Mô hình, cách làm được công nhận"),
    ] {
        figures.push(figure(name, "trường hợp", of(kind)));
    }
    if owed.unit == owed.root {
        let under_way = piles.iter().filter(|pile| matches!(pile.standing.as_str(), "walking" | "returned"));
        figures.push(figure("Hồ sơ đang xét", "hồ sơ", under_way.map(|pile| pile.count).sum()));
    }
    figures.push(Figure {
        target: counts.all().to_string(),
        ..figure("Nhiệm vụ theo kế hoạch đã hoàn thành", "nhiệm vụ", counts.met_in_time + counts.met_late)
    });
    let written = crate::unit_plan::of_task(conn, cx, owed.unit, owed.id).await?;
    let parts = written.map(|(case, content)| super::unit_plan::seven(&case.plan, &content));
    Ok(Around { office, plan, tasks: own.map(|line| (line.what, line.due_day)).collect(), figures, parts })
}

fn figure(name: &str, unit: &str, reached: u32) -> Figure {
    Figure {
        name: name.to_owned(),
        unit: unit.to_owned(),
        target: String::new(),
        reached: reached.to_string(),
        share: String::new(),
    }
}

const fn year(period: When) -> Option<i16> {
    match period {
        When::Year(year) | When::Month(year, _) | When::Quarter(year, _) => Some(year),
        When::Day(_) => None,
    }
}

/// Which report the plan's words ask for.
fn period(shown: &Shown, plan: &Plan) -> Period {
    let (what, document) = (shown.task.what.to_lowercase(), &plan.document);
    let span = format!("giai đoạn {} - {}", document.from, document.to);
    match (what.contains("tổng kết"), what.contains("sơ kết"), year(shown.task.period)) {
        (_, true, _) => Period::Interim(span),
        (true, false, _) => Period::Final(span),
        (false, false, Some(year)) => Period::Year(year),
        (false, false, None) => Period::Year(shown.task.due_day.year()),
    }
}

fn report(shown: &Shown, around: &Around, usual: &Terms) -> (String, Arc<dyn Filled>) {
    let agency = around.office.agency();
    let heading = |heading: &str| Part { heading: heading.to_owned(), passages: Vec::new() };
    let period = period(shown, &around.plan);
    let addressees = shown.obligation.as_ref().map(|one| one.to.clone()).unwrap_or_default();
    let paper = Report {
        letterhead: usual.letterhead.clone(),
        period,
        about: small(&around.plan.document.title),
        addressees,
        opening: format!("Thực hiện {}, {agency} báo cáo như sau:", plan_named(&around.plan.document)),
        parts: vec![
            heading("I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"),
            heading("II. KẾT QUẢ THỰC HIỆN"),
            heading("III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"),
            heading("IV. PHƯƠNG HƯỚNG, KIẾN NGHỊ"),
        ],
        figures: around.figures.clone(),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    };
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
        paper.recipients = terms.recipients.clone();
    });
    (format!("Báo cáo: {}", capital(&shown.task.what)), facts)
}

fn unit_plan(shown: &Shown, around: &Around, usual: &Terms) -> (String, Arc<dyn Filled>) {
    let (plan, agency) = (&around.plan, around.office.agency());
    let heading = |heading: &str, passages| Part { heading: heading.to_owned(), passages };
    let movements = plan.movements.iter().map(|one| Passage::Dash(format!("{};", one.name)));
    let tasks = around.tasks.iter().map(|(what, due)| TaskLine {
        task: what.clone(),
        lead: shown.unit_name.clone(),
        with: String::new(),
        due: lantoa_docgen::words::short_day(*due),
    });
    let paper = PlanPaper {
        level: Level::Unit,
        letterhead: usual.letterhead.clone(),
        about: plan.document.title.clone(),
        opening: format!("Thực hiện {}, {agency} xây dựng Kế hoạch như sau:", plan_named(&plan.document)),
        parts: around.parts.clone().unwrap_or_else(|| {
            vec![
                heading("I. MỤC ĐÍCH, YÊU CẦU", Vec::new()),
                heading("II. PHONG TRÀO, LĨNH VỰC THAM GIA", movements.collect()),
                heading("III. CHỈ TIÊU PHẤN ĐẤU", Vec::new()),
                heading("IV. TỔ CHỨC THỰC HIỆN", Vec::new()),
            ]
        }),
        tasks: tasks.collect(),
        closing: String::new(),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    };
    let title = format!("Kế hoạch {} của {}", small(&paper.about), shown.unit_name);
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
        paper.recipients = terms.recipients.clone();
    });
    (title, facts)
}
