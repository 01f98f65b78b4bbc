//! The council's submission to the one who decides, from the votes of a session. It must not propose what did not pass.

use lantoa_docgen::paper::{Honoured, Submission};
use lantoa_docgen::{Catalogue, Kind};
use lantoa_domain::plan::Method;

use super::super::decision::{beside, subject};
use super::super::empty;
use super::super::office::{authority, bases, small};
use super::super::terms::under;
use super::words::{day, method, needed, rule};
use super::{Kept, Made, Meeting, Terms};
use crate::session::ItemView;
use crate::{Cx, Result, dossier};

/// Characters of an achievement that still fit a line of a list.
const IN_A_LINE: usize = 300;

pub(super) async fn submission(cx: &Cx, meeting: &Meeting) -> Result<Made> {
    meeting.open_to_reader()?;
    let passed: Vec<&ItemView> = meeting.items().filter(|item| item.passed == Some(true)).collect();
    if passed.is_empty() {
        return Err(empty());
    }
    let mut list = Vec::with_capacity(passed.len());
    for item in &passed {
        list.push(proposed(cx, item).await?);
    }
    let held_on = meeting.view.held_on;
    let law = meeting.plan.as_ref().map(|plan| bases(&plan.document, held_on)).unwrap_or_default();
    let usual = Terms { bases: law, ..meeting.terms() };
    let form = Catalogue::standard().form_on(Kind::Submission, held_on).map(lantoa_docgen::Form::lines);
    let title = title(meeting);
    let addressees = addressees(meeting);
    let paper = Submission {
        letterhead: usual.letterhead.clone(),
        form: form.unwrap_or_default(),
        about: format!("Về việc đề nghị công nhận {title}"),
        request: format!("{} xem xét, ban hành quyết định công nhận", addressees.join(", ")),
        addressees,
        bases: usual.bases.clone(),
        account: account(meeting),
        title,
        list,
        enclosures: enclosures(meeting),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    };
    let title = format!("Tờ trình {}", small(&paper.about));
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.bases = terms.bases.clone();
        paper.signer = terms.signer.clone();
        paper.recipients = terms.recipients.clone();
    });
    Ok(Made { title, kept: Kept::Open, usual, facts })
}

async fn proposed(cx: &Cx, item: &ItemView) -> Result<Honoured> {
    let page = dossier::page::page(cx, item.dossier).await?;
    let unit = beside(item.kind, &item.name, &item.unit);
    let about: Vec<&str> = [page.about.trim(), unit].into_iter().filter(|part| !part.is_empty()).collect();
    let achievement = page.achievement.trim();
    let is_short = !achievement.is_empty() && achievement.chars().count() <= IN_A_LINE;
    Ok(Honoured {
        subject: subject(item.kind),
        name: item.name.clone(),
        about: about.join(", "),
        merit: if is_short { achievement.to_owned() } else { item.movement.clone() },
        coefficient: None,
        money: None,
    })
}

/// “điển hình tiên tiến năm 2017”.
fn title(meeting: &Meeting) -> String {
    match meeting.rounds.as_slice() {
        [one] => format!("điển hình tiên tiến {}", small(one)),
        _ => format!("điển hình tiên tiến năm {}", meeting.view.held_on.year()),
    }
}

/// Who decides, in the plan's words; else the agency's head.
fn addressees(meeting: &Meeting) -> Vec<String> {
    if !meeting.deciders.is_empty() {
        return meeting.deciders.clone();
    }
    vec![authority(&meeting.office.head, &meeting.office.agency())]
}

fn account(meeting: &Meeting) -> String {
    let view = &meeting.view;
    let items: Vec<&ItemView> = meeting.items().filter(|item| item.passed.is_some()).collect();
    let mut units: Vec<&str> = items.iter().map(|item| item.unit.as_str()).collect();
    units.sort_unstable();
    units.dedup();
    let passed = items.iter().filter(|item| item.passed == Some(true)).count();
    let first = format!(
        "{} đã xét {:02} trường hợp do {:02} đơn vị đề nghị, sau khi hồ sơ được thẩm định theo tiêu chí của kế hoạch.",
        meeting.council(),
        items.len(),
        units.len()
    );
    let mut rules: Vec<String> = items
        .iter()
        .map(|item| format!("{} ({})", small(method(&item.rule)), rule(&item.rule, needed(item))))
        .collect();
    rules.dedup();
    let second = format!(
        "Hội đồng họp {}, có mặt {:02}/{:02} thành viên, {} đối với từng trường hợp. Kết quả: {passed:02} trường hợp đạt, {:02} trường hợp không đạt.",
        day(view.held_on),
        meeting.present(),
        view.seats.len(),
        rules.join("; "),
        items.len() - passed
    );
    let votes = items.iter().filter(|item| item.passed == Some(true)).map(|item| votes(item));
    [first, second].into_iter().chain(votes).collect::<Vec<_>>().join("\n")
}

/// How one passed; figures only where they were announced.
fn votes(item: &ItemView) -> String {
    match item.tally.filter(|_| !item.sealed) {
        Some(count) => format!("- {}: {}/{} đồng ý;", item.name, count.tally.agree, count.base),
        None => format!("- {}: đạt;", item.name),
    }
}

fn enclosures(meeting: &Meeting) -> Vec<String> {
    let held_on = day(meeting.view.held_on);
    let secret = meeting.items().any(|item| item.rule.method == Method::Secret);
    let mut out = vec![format!("Biên bản họp Hội đồng {held_on};")];
    out.extend(secret.then(|| "Biên bản kiểm phiếu;".to_owned()));
    out.push("Dự thảo Quyết định và danh sách kèm theo.".to_owned());
    out
}
