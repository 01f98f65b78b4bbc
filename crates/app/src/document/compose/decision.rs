//! A decision, its certificates and its pay list as papers. It must not add what was not decided.

use std::sync::Arc;

use jiff::civil::Date;
use lantoa_docgen::paper::{self, AwardList, Honoured, Matter, Stock};
use lantoa_docgen::{Kind, Letterhead, Named, Paper, words};
use lantoa_domain::Refusal;
use lantoa_domain::id::{DecisionId, DossierId, ExemplarId};
use lantoa_domain::subject::SubjectKind;
use lantoa_store::org;

use super::office::{authority, signer, small};
use super::terms::{Filled, under};
use super::{About, Composed, Kept, Phrases, Terms, empty};
use crate::decision::{DecisionKind, DecisionStatus, DecisionView, LineView};
use crate::exemplar::{self, Certificate};
use crate::{Cx, Result};

pub(super) async fn compose(cx: &Cx, kind: Kind, id: DecisionId, phrases: &Phrases) -> Result<Composed> {
    let found = crate::decision::page(cx, id).await?;
    let mut drawn = decision_paper(&found, phrases);
    let root = cx.actor().root;
    if drawn.letterhead.issuer.symbol.is_empty() {
        // A draft has no number yet, but the agency's mark stands behind the room for it.
        let symbol =
            cx.db().read(async move |conn| Ok::<_, crate::Error>(org::agency(conn, root).await?.symbol)).await?;
        drawn.letterhead.issuer.symbol = symbol;
    }
    let usual = Terms {
        letterhead: drawn.letterhead.clone(),
        signer: drawn.signer.clone(),
        bases: drawn.bases.clone(),
        recipients: drawn.recipients.clone(),
        check: None,
    };
    let is = drawn.kind();
    let (title, facts): (String, Arc<dyn Filled>) = match kind {
        Kind::Recognition | Kind::Award if is == kind => (drawn.about.clone(), under(drawn, set)),
        Kind::AwardList if is == Kind::Award => {
            let list = award_list(&found, &drawn, phrases)?;
            let title = format!("Danh sách chi tiền thưởng {}", list.about);
            let facts = under(list, |paper, terms| {
                paper.letterhead = terms.letterhead.clone();
                paper.signer = terms.signer.clone();
            });
            (title, facts)
        }
        _ => return Err(Refusal::NotFound.into()),
    };
    let (version, programme) = (found.row.version, Some(found.row.programme));
    Ok(Composed { kind, about: About::Decision(id), version, programme, title, kept: Kept::Open, usual, facts })
}

/// The terms of a decision: in whose name it is taken follows from who signs.
fn set(paper: &mut paper::Decision, terms: &Terms) {
    paper.letterhead = terms.letterhead.clone();
    paper.authority = authority(&terms.signer, &terms.letterhead.agency());
    paper.bases = terms.bases.clone();
    paper.signer = terms.signer.clone();
    paper.recipients = terms.recipients.clone();
}

/// The decision's paper, from its page.
#[must_use]
pub fn decision_paper(found: &DecisionView, phrases: &Phrases) -> paper::Decision {
    let row = &found.row;
    let issuer = Named {
        from: Date::MIN,
        to: None,
        superior: phrases.superior.clone(),
        agency: found.agency.clone(),
        symbol: row.symbol.strip_prefix("QĐ-").unwrap_or(&row.symbol).to_owned(),
        place: Some(phrases.place.trim()).filter(|set| !set.is_empty()).unwrap_or(&found.place).to_owned(),
    };
    let number = row.number.and_then(|number| u32::try_from(number).ok());
    let letterhead = match (row.status, number, row.on_day) {
        (DecisionStatus::Issued, Some(number), Some(day)) => Letterhead::issued(&issuer, number, day),
        _ => Letterhead::draft(&issuer, row.on_day.map_or(found.year, Date::year)),
    };
    let signer = signer(&row.signer_title, &row.signer_name);
    paper::Decision {
        letterhead,
        about: about_what(&row.title),
        authority: authority(&signer, &found.agency),
        bases: row.bases.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        matter: matter(found, phrases),
        list: found.lines.iter().map(honoured).collect(),
        carried_out_by: phrases.carried_out_by.clone(),
        signer,
        recipients: phrases.recipients.clone(),
    }
}

/// "Về việc công nhận …" of "Công nhận …".
fn about_what(title: &str) -> String {
    let title = title.trim();
    if title.starts_with("Về việc") { title.to_owned() } else { format!("Về việc {}", small(title)) }
}

fn matter(found: &DecisionView, phrases: &Phrases) -> Matter {
    match found.row.kind {
        DecisionKind::Recognition => Matter::Recognition {
            title: format!("điển hình tiên tiến theo kế hoạch “{}”", found.programme),
            until: found
                .row
                .valid_until
                .map_or_else(String::new, |day| format!("đến hết ngày {}", words::short_day(day))),
        },
        DecisionKind::Award => Matter::Award {
            award: found.award.clone().unwrap_or_default(),
            merit: format!("đã có thành tích xuất sắc theo kế hoạch “{}”", found.programme),
            fund: phrases.fund.clone(),
        },
    }
}

fn honoured(line: &LineView) -> Honoured {
    let paid = line.money.as_ref().and_then(|money| money.as_ref().ok());
    Honoured {
        subject: subject(line.kind),
        name: line.name.clone(),
        about: beside(line.kind, &line.name, &line.unit).to_owned(),
        merit: line.movement.clone(),
        coefficient: paid.map(|paid| paid.amount.coefficient),
        money: paid.map(|paid| paid.pays),
    }
}

/// A kind of subject as lists group it.
pub(super) const fn subject(kind: SubjectKind) -> paper::Subject {
    match kind {
        SubjectKind::Individual => paper::Subject::Person,
        SubjectKind::Collective => paper::Subject::Collective,
        SubjectKind::Household => paper::Subject::Household,
        SubjectKind::Practice => paper::Subject::Model,
    }
}

/// The unit beside a name; nothing for a unit that is honoured itself.
pub(super) fn beside<'a>(kind: SubjectKind, name: &str, unit: &'a str) -> &'a str {
    if kind == SubjectKind::Collective && unit == name { "" } else { unit }
}

/// The list by which the money of an award is paid out.
fn award_list(found: &DecisionView, decision: &paper::Decision, phrases: &Phrases) -> Result<AwardList> {
    let amounts = found.lines.iter().filter_map(|line| line.money.as_ref()?.as_ref().ok());
    let base_salary = amounts.map(|paid| paid.amount.base_salary).max().ok_or_else(empty)?;
    let day = found.row.on_day.map_or_else(|| decision.letterhead.date(), words::day);
    Ok(AwardList {
        letterhead: decision.letterhead.clone(),
        about: format!("theo kế hoạch “{}”", found.programme),
        decision: format!("Quyết định số {} {day}", decision.letterhead.number("QĐ")),
        base_salary,
        fund: phrases.fund.clone(),
        list: decision.list.iter().filter(|one| one.money.is_some()).cloned().collect(),
        clerk: String::new(),
        accountant: String::new(),
        signer: decision.signer.clone(),
    })
}

/// The certificate of a line of an award.
pub(super) async fn award_sheet(cx: &Cx, id: DecisionId, dossier: DossierId, phrases: &Phrases) -> Result<Composed> {
    let sheet = exemplar::of_award(cx, id, dossier).await?;
    certificate(&sheet, About::Award(id, dossier), phrases)
}

/// The certificate of a recognition.
pub(super) async fn recognition_sheet(cx: &Cx, id: ExemplarId, phrases: &Phrases) -> Result<Composed> {
    let sheet = exemplar::of_recognition(cx, id).await?;
    certificate(&sheet, About::Exemplar(id), phrases)
}

/// What was withdrawn is shown on its page with a mark, and never printed again without it.
fn certificate(sheet: &Certificate, about: About, phrases: &Phrases) -> Result<Composed> {
    if sheet.withdrawn {
        return Err(Refusal::NotFound.into());
    }
    let drawn = certificate_paper(sheet);
    let issuer = Named {
        from: Date::MIN,
        to: None,
        superior: phrases.superior.clone(),
        agency: sheet.agency.clone(),
        symbol: sheet.symbol.strip_prefix("QĐ-").unwrap_or(&sheet.symbol).to_owned(),
        place: sheet.place.clone(),
    };
    let number = u32::try_from(sheet.number).unwrap_or_default();
    let letterhead = Letterhead::issued(&issuer, number, sheet.on);
    let usual =
        Terms { letterhead, signer: drawn.signer.clone(), bases: Vec::new(), recipients: Vec::new(), check: None };
    Ok(Composed {
        kind: Kind::Certificate,
        about,
        version: 0,
        programme: None,
        title: format!("{} {}", drawn.name, drawn.holder),
        kept: Kept::Open,
        usual,
        facts: under(drawn, |paper, terms| paper.check = terms.check.clone().unwrap_or_default()),
    })
}

/// What the sheet is called. A commendation's name in the law tells who gives it; the sheet says that above.
fn name(sheet: &Certificate) -> &str {
    let form = if sheet.form.is_empty() { "Giấy công nhận" } else { sheet.form.as_str() };
    form.split(" của ").next().unwrap_or(form)
}

/// A certificate as a paper, on blank paper.
pub(crate) fn certificate_paper(sheet: &Certificate) -> paper::Certificate {
    let signer = signer(&sheet.signer_title, &sheet.signer);
    let until =
        sheet.valid_until.map_or_else(String::new, |day| format!("\nGiá trị đến hết ngày {}", words::short_day(day)));
    let decision = format!("Quyết định số {:02}/{}\nngày {}", sheet.number, sheet.symbol, words::short_day(sheet.on));
    let place = if sheet.place.is_empty() { String::new() } else { format!("{}, ", sheet.place) };
    paper::Certificate {
        giver: authority(&signer, &sheet.agency),
        name: name(sheet).to_owned(),
        // Praise is given; that somebody is an exemplar is recognised.
        verb: if name(sheet).to_lowercase().contains("khen") { "Tặng" } else { "Công nhận" }.to_owned(),
        holder: sheet.name.clone(),
        about: beside(sheet.kind, &sheet.name, &sheet.unit).to_owned(),
        merit: format!("{} – {}", sheet.movement, sheet.round),
        decision: format!("{decision}{until}"),
        book: String::new(),
        place_date: format!("{place}{}", words::day(sheet.on)),
        signer,
        check: String::new(),
        stock: Stock::Blank,
    }
}
