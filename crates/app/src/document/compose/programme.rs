//! Papers of a programme: its plan, the form to register with, the delegates of its conference. They must not read more into a plan than it says.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_docgen::paper::{Delegate, Delegates, Level, Part, Passage, PlanPaper, Registration, TaskLine};
use lantoa_docgen::{Kind, words};
use lantoa_domain::Refusal;
use lantoa_domain::exemplar::Validity;
use lantoa_domain::id::ProgrammeId;
use lantoa_domain::plan::{Applies, Debtor, LegalBasis, Obligation, Plan};
use lantoa_domain::subject::SubjectKind;
use lantoa_store::{Conn, task};

use super::office::{Office, small};
use super::terms::{Filled, under};
use super::{About, Composed, Kept, Phrases, Terms, empty};
use crate::exemplar::{ExemplarRow, Search};
use crate::programme::Shown;
use crate::{Cx, Result};

pub(super) async fn compose(cx: &Cx, kind: Kind, id: ProgrammeId, phrases: &Phrases) -> Result<Composed> {
    let shown = crate::programme::show(cx, id, None).await?;
    let (acting, phrases, plan) = (cx.clone(), phrases.clone(), Arc::clone(&shown.plan));
    let read = async move |conn: &mut Conn| {
        let office = Office::load(conn, &acting, &phrases, Some(&plan), acting.today()).await?;
        let tasks = if kind == Kind::Plan { tasks(conn, id, &plan).await? } else { Vec::new() };
        Ok::<_, crate::Error>((office, tasks))
    };
    let (office, tasks) = cx.db().read(read).await?;
    let mut usual = office.terms();
    if kind == Kind::Plan {
        usual.recipients.clone_from(&shown.plan.document.recipients);
    }
    let (title, facts): (String, Arc<dyn Filled>) = match kind {
        Kind::Plan => plan_paper(&shown, &office, tasks, &usual),
        Kind::Registration => registration(&shown, &office, &usual),
        Kind::Delegates => match super::conference::of_programme(cx, id).await? {
            // Those who were chosen come before those who could be.
            Some(chosen) => super::conference::delegates(&chosen, &usual)?,
            None => delegates(&shown, exemplars(cx, &shown).await?, &usual)?,
        },
        _ => return Err(Refusal::NotFound.into()),
    };
    let version = shown.version;
    Ok(Composed {
        kind,
        about: About::Programme(id),
        version,
        programme: Some(id),
        title,
        kept: Kept::Open,
        usual,
        facts,
    })
}

/// What each obligation asks, of whom, and until when as far as tasks were made of it.
async fn tasks(conn: &mut Conn, id: ProgrammeId, plan: &Plan) -> Result<Vec<TaskLine>> {
    let mut out = Vec::with_capacity(plan.obligations.len());
    for one in &plan.obligations {
        let cells = task::of_obligation(conn, id, &one.key).await?;
        let mut days: Vec<Date> = cells.iter().map(|cell| cell.due_day).collect();
        days.sort_unstable();
        days.dedup();
        let (task, lead) = (one.what.clone(), debtor(one));
        out.push(TaskLine { task, lead, with: String::new(), due: due(&days) });
    }
    Ok(out)
}

fn due(days: &[Date]) -> String {
    match days {
        [] => String::new(),
        [one] => words::short_day(*one),
        [first, .., last] => {
            format!("{:02} lần, từ {} đến {}", days.len(), words::short_day(*first), words::short_day(*last))
        }
    }
}

fn debtor(one: &Obligation) -> String {
    match &one.who {
        Debtor::EveryUnit | Debtor::Kinds(_) => "Các đơn vị".to_owned(),
        Debtor::MovementLeads => "Đơn vị chủ trì phong trào".to_owned(),
        Debtor::StandingBody => "Cơ quan thường trực".to_owned(),
        Debtor::Council => "Hội đồng Thi đua - Khen thưởng".to_owned(),
        Debtor::Agency => "Thủ trưởng cơ quan".to_owned(),
        Debtor::Named(name) => name.clone(),
    }
}

fn plan_paper(shown: &Shown, office: &Office, tasks: Vec<TaskLine>, usual: &Terms) -> (String, Arc<dyn Filled>) {
    let plan = &shown.plan;
    let rests_on: Vec<String> = plan.document.bases.iter().map(basis).collect();
    let opening = if rests_on.is_empty() {
        format!("{} ban hành Kế hoạch như sau:", office.agency())
    } else {
        format!("Thực hiện {}, {} ban hành Kế hoạch như sau:", rests_on.join("; "), office.agency())
    };
    let paper = PlanPaper {
        level: Level::Agency,
        letterhead: usual.letterhead.clone(),
        about: plan.document.title.clone(),
        opening,
        parts: parts(plan),
        tasks,
        closing: String::new(),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    };
    let title = format!("Kế hoạch {}", small(&paper.about));
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
        paper.recipients = terms.recipients.clone();
    });
    (title, facts)
}

/// “Quyết định số 2789/QĐ-UBND ngày … của …”.
fn basis(one: &LegalBasis) -> String {
    let number = one.number.as_ref().map(|number| format!("số {number}"));
    let day = one.date.map(words::day);
    let issuer = one.issuer.as_ref().map(|issuer| format!("của {issuer}"));
    let parts = [Some(one.kind.clone()), number, day, issuer, one.subject.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The plan's own parts; those it says nothing of keep their heading and room for a pen.
fn parts(plan: &Plan) -> Vec<Part> {
    let dash = |text: String| Passage::Dash(text);
    let movement = |one: &lantoa_domain::plan::Movement| {
        let lead = one.lead.as_ref().map_or_else(String::new, |lead| format!(" – {lead} chủ trì"));
        dash(format!("{}{lead};", one.name))
    };
    let quota = |one: &lantoa_domain::plan::Quota| {
        Some(one.text.trim()).filter(|text| !text.is_empty()).map(|text| dash(format!("{text};")))
    };
    let reward = |one: &lantoa_domain::plan::Reward| {
        let by = one.by.as_ref().map_or_else(String::new, |by| format!(" của {by}"));
        dash(format!("{}{by};", one.form))
    };
    let funding = plan.funding.iter().map(|one| dash(format!("Kinh phí: {}.", one.from)));
    let named = [
        ("MỤC ĐÍCH, YÊU CẦU", Vec::new()),
        ("PHONG TRÀO, LĨNH VỰC", plan.movements.iter().map(movement).collect()),
        ("TIÊU CHÍ", criteria(plan)),
        ("CHỈ TIÊU", plan.quotas.iter().filter_map(quota).collect()),
        ("HÌNH THỨC CÔNG NHẬN, KHEN THƯỞNG VÀ KINH PHÍ", plan.rewards.iter().map(reward).chain(funding).collect()),
        ("TỔ CHỨC THỰC HIỆN", plan.duties.iter().map(|one| dash(format!("{}: {}", one.unit, one.text))).collect()),
    ];
    const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];
    let numbered = named.into_iter().zip(ROMAN);
    numbered.map(|((heading, passages), roman)| Part { heading: format!("{roman}. {heading}"), passages }).collect()
}

fn criteria(plan: &Plan) -> Vec<Passage> {
    let groups = [
        (Applies::General, "Tiêu chí chung"),
        (Applies::Collective, "Đối với tập thể"),
        (Applies::Individual, "Đối với cá nhân"),
        (Applies::Leader, "Đối với người đứng đầu"),
        (Applies::Household, "Đối với hộ gia đình"),
        (Applies::Practice, "Đối với mô hình"),
    ];
    let mut out = Vec::new();
    for (applies, heading) in groups {
        let mut those = plan.criteria.iter().filter(|one| one.applies == applies).peekable();
        if those.peek().is_some() {
            out.push(Passage::Heading(heading.to_owned()));
            out.extend(those.map(|one| Passage::Dash(format!("{};", one.text.trim_end_matches(['.', ';'])))));
        }
    }
    out
}

/// The form to register with, as the annex of the plan: everything about who registers is left to a pen.
fn registration(shown: &Shown, office: &Office, usual: &Terms) -> (String, Arc<dyn Filled>) {
    let mut letterhead = usual.letterhead.clone();
    letterhead.issuer.superior = std::mem::replace(&mut letterhead.issuer.agency, "………………………………".to_owned());
    (letterhead.issuer.place, letterhead.year) = ("……………".to_owned(), 0);
    let movements: Vec<&str> = shown.plan.movements.iter().map(|one| one.name.as_str()).collect();
    let one = movements.len() == 1;
    let empty = String::new;
    let paper = Registration {
        letterhead,
        addressees: vec![format!("Hội đồng Thi đua - Khen thưởng {}", office.agency())],
        about: "điển hình tiên tiến năm ………".to_owned(),
        field: if one { movements.concat() } else { empty() },
        subject: kinds(&shown.plan),
        name: empty(),
        office: empty(),
        content: empty(),
        goals: empty(),
        measures: empty(),
        registrant: empty(),
        signer: lantoa_docgen::Signer::own("Thủ trưởng đơn vị", ""),
    };
    // A form is everybody's: neither issuer nor signer of the plan stands on it.
    (format!("Mẫu đăng ký kèm theo kế hoạch “{}”", shown.title), under(paper, |_, _| {}))
}

/// Boxes for the kinds of subject that the plan's tracks take.
fn kinds(plan: &Plan) -> String {
    let names = [
        (SubjectKind::Collective, "Tập thể"),
        (SubjectKind::Individual, "Cá nhân"),
        (SubjectKind::Household, "Hộ gia đình"),
        (SubjectKind::Practice, "Mô hình"),
    ];
    let taken = names.iter().filter(|(kind, _)| plan.tracks.iter().any(|track| track.takes(*kind)));
    taken.map(|(_, name)| format!("☐ {name}")).collect::<Vec<_>>().join("   ")
}

async fn exemplars(cx: &Cx, shown: &Shown) -> Result<Vec<ExemplarRow>> {
    let mut out: Vec<ExemplarRow> = Vec::new();
    for movement in &shown.plan.movements {
        let mut before = None;
        loop {
            let search = Search {
                movement: Some((shown.id, movement.key.clone())),
                validity: Some(Validity::Valid),
                ..Search::default()
            };
            let page = crate::exemplar::list(cx, search, before).await?;
            before = page.rows.last().map(|row| row.id).filter(|_| page.more);
            out.extend(page.rows);
            if before.is_none() {
                break;
            }
        }
    }
    Ok(out)
}

/// Those recognised whose recognition holds: of a group or household whoever stands for it.
fn delegates(shown: &Shown, exemplars: Vec<ExemplarRow>, usual: &Terms) -> Result<(String, Arc<dyn Filled>)> {
    if exemplars.is_empty() {
        return Err(empty());
    }
    let document = &shown.plan.document;
    let one = |row: ExemplarRow| Delegate {
        name: if row.kind == SubjectKind::Individual { row.name } else { format!("Đại diện {}", row.name) },
        about: row.unit,
        reason: format!("Điển hình tiên tiến: {}", row.movement),
        seat: String::new(),
    };
    let paper = Delegates {
        letterhead: usual.letterhead.clone(),
        conference: format!("Hội nghị điển hình tiên tiến giai đoạn {} - {}", document.from, document.to),
        when: "(…… giờ …… phút, ngày …… tháng …… năm ………, tại ……………………)".to_owned(),
        list: exemplars.into_iter().map(one).collect(),
        signer: usual.signer.clone(),
    };
    let title = format!("Danh sách đại biểu dự {}", paper.conference);
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
    });
    Ok((title, facts))
}
