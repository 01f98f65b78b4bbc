//! A decision and its certificates as official papers, Word and PDF, as they stand on the decision's day. It must not add what was not decided.

use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use lantoa_app::decision::{DecisionKind, DecisionStatus, DecisionView, LineView};
use lantoa_app::exemplar::{self, Certificate};
use lantoa_docgen::paper::{self, Honoured, Matter, Stock};
use lantoa_docgen::{Capacity, Document, Letterhead, Named, Paper, PdfOptions, Signer};
use lantoa_domain::{
    id::{DecisionId, DossierId, ExemplarId},
    subject::SubjectKind,
};
use lantoa_i18n::{Locale, date_long, date_short};

use super::{load, view};
use crate::kernel::{At, Failure, PaperForm, Visit};

/// `/quyet-dinh/{id}/tai/{form}`.
pub(super) async fn decision(visit: Visit, At((id, form)): At<(DecisionId, String)>) -> Result<Response, Failure> {
    let form: PaperForm = form.parse().map_err(|_| Failure::NotFound)?;
    let found = load(&visit, id).await?;
    let issued = found.row.status == DecisionStatus::Issued;
    let options = options(&visit, found.row.on_day.filter(|_| issued));
    let name = format!("quyet-dinh-{}", found.row.number.map_or_else(|| "du-thao".to_owned(), |n| n.to_string()));
    visit.paper(form, &name, of_decision(&found).document(), options).await
}

/// `/quyet-dinh/{id}/giay-khen/{dossier}/tai/{form}`.
pub(super) async fn award(
    visit: Visit,
    At((id, dossier, form)): At<(DecisionId, DossierId, String)>,
) -> Result<Response, Failure> {
    let sheet = exemplar::of_award(visit.cx()?, id, dossier).await.map_err(|why| visit.failed(why))?;
    given(&visit, &form, &format!("giay-khen-{dossier}"), &sheet).await
}

/// `/dien-hinh/{id}/giay-cong-nhan/tai/{form}`.
pub(in crate::page) async fn recognition(
    visit: Visit,
    At((id, form)): At<(ExemplarId, String)>,
) -> Result<Response, Failure> {
    let sheet = exemplar::of_recognition(visit.cx()?, id).await.map_err(|why| visit.failed(why))?;
    given(&visit, &form, &format!("giay-cong-nhan-{id}"), &sheet).await
}

async fn given(visit: &Visit, form: &str, name: &str, sheet: &Certificate) -> Result<Response, Failure> {
    // What was withdrawn is shown on the page with its mark, and never printed again without it.
    if sheet.withdrawn {
        return Err(Failure::NotFound);
    }
    let form: PaperForm = form.parse().map_err(|_| Failure::NotFound)?;
    visit.paper(form, name, of_certificate(sheet), options(visit, Some(sheet.on))).await
}

/// The archive for what is issued, dated on its day; a draft is only looked at.
fn options(visit: &Visit, day: Option<Date>) -> PdfOptions {
    let vietnam = TimeZone::fixed(Offset::constant(7));
    let noon = day.and_then(|day| day.to_datetime(Time::constant(12, 0, 0, 0)).to_zoned(vietnam).ok());
    match noon {
        Some(noon) => PdfOptions::issued(Timestamp::from(noon)),
        None => PdfOptions::preview(visit.state().now()),
    }
}

/// The decision's paper.
pub(super) fn of_decision(found: &DecisionView) -> paper::Decision {
    let row = &found.row;
    let issuer = Named {
        from: Date::MIN,
        to: None,
        superior: String::new(),
        agency: found.agency.clone(),
        symbol: row.symbol.strip_prefix("QĐ-").unwrap_or(&row.symbol).to_owned(),
        place: found.place.clone(),
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
        matter: matter(found),
        list: found.lines.iter().map(honoured).collect(),
        carried_out_by: "Thường trực Hội đồng Thi đua – Khen thưởng, thủ trưởng các đơn vị liên quan".to_owned(),
        signer,
        recipients: vec!["Như trên;".to_owned(), "Lưu: VT, TĐKT.".to_owned()],
    }
}

/// "Về việc công nhận …" of "Công nhận …".
fn about_what(title: &str) -> String {
    let title = title.trim();
    if title.starts_with("Về việc") {
        return title.to_owned();
    }
    let mut letters = title.chars();
    let small: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    format!("Về việc {small}")
}

fn matter(found: &DecisionView) -> Matter {
    match found.row.kind {
        DecisionKind::Recognition => Matter::Recognition {
            title: format!("điển hình tiên tiến theo kế hoạch “{}”", found.programme),
            until: found
                .row
                .valid_until
                .map_or_else(String::new, |day| format!("đến hết ngày {}", date_short(Locale::Vi, day))),
        },
        DecisionKind::Award => Matter::Award {
            award: found.award.clone().unwrap_or_default(),
            merit: format!("đã có thành tích xuất sắc theo kế hoạch “{}”", found.programme),
            fund: "quỹ thi đua, khen thưởng của cơ quan".to_owned(),
        },
    }
}

fn honoured(line: &LineView) -> Honoured {
    let paid = line.money.as_ref().and_then(|money| money.as_ref().ok());
    Honoured {
        subject: subject(line.kind),
        name: line.name.clone(),
        about: about(line.kind, &line.name, &line.unit).to_owned(),
        merit: line.movement.clone(),
        coefficient: paid.map(|paid| paid.amount.coefficient),
        money: paid.map(|paid| paid.pays),
    }
}

const fn subject(kind: SubjectKind) -> paper::Subject {
    match kind {
        SubjectKind::Individual => paper::Subject::Person,
        SubjectKind::Collective => paper::Subject::Collective,
        SubjectKind::Household => paper::Subject::Household,
        SubjectKind::Practice => paper::Subject::Model,
    }
}

/// The unit beside a name; nothing for a unit that is honoured itself.
fn about<'a>(kind: SubjectKind, name: &str, unit: &'a str) -> &'a str {
    if kind == SubjectKind::Collective && unit == name { "" } else { unit }
}

fn of_certificate(sheet: &Certificate) -> Document {
    let form = if sheet.form.is_empty() { "Giấy công nhận" } else { sheet.form.as_str() };
    let signer = signer(&sheet.signer_title, &sheet.signer);
    let until = sheet
        .valid_until
        .map_or_else(String::new, |day| format!("\nGiá trị đến hết ngày {}", date_short(Locale::Vi, day)));
    let decision = format!(
        "Quyết định số {}\nngày {}",
        view::number(sheet.number, &sheet.symbol),
        date_short(Locale::Vi, sheet.on)
    );
    let place = if sheet.place.is_empty() { String::new() } else { format!("{}, ", sheet.place) };
    paper::Certificate {
        giver: authority(&signer, &sheet.agency),
        // A commendation's name in the law tells who gives it; the sheet says that above.
        name: form.split(" của ").next().unwrap_or(form).to_owned(),
        // Praise is given; that somebody is an exemplar is recognised.
        verb: if form.to_lowercase().contains("khen") { "Tặng" } else { "Công nhận" }.to_owned(),
        holder: sheet.name.clone(),
        about: about(sheet.kind, &sheet.name, &sheet.unit).to_owned(),
        merit: format!("{} – {}", sheet.movement, sheet.round),
        decision: format!("{decision}{until}"),
        book: String::new(),
        place_date: format!("{place}{}", date_long(Locale::Vi, sheet.on)),
        signer,
        check: String::new(),
        stock: Stock::Blank,
    }
    .document()
}

/// Who signs, from the lines of the office as they were entered: "KT. CHỦ TỊCH" above "PHÓ CHỦ TỊCH".
fn signer(office: &str, name: &str) -> Signer {
    let lines: Vec<&str> = office.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let after = |line: &str, mark: &str| line.strip_prefix(mark).map(|rest| rest.trim().to_owned());
    let (capacity, title) = match lines.as_slice() {
        [first, second, title] => match (after(first, "TM."), after(second, "KT.")) {
            (Some(body), Some(head)) => (Capacity::DeputyOnBehalf { body, head }, (*title).to_owned()),
            _ => (Capacity::Own, lines.join(" ")),
        },
        [first, title] => {
            let title = (*title).to_owned();
            match (after(first, "KT."), after(first, "TM."), after(first, "TL."), after(first, "TUQ.")) {
                (Some(head), ..) => (Capacity::Deputy { head }, title),
                (_, Some(body), ..) => (Capacity::OnBehalf { body }, title),
                (_, _, Some(head), _) => (Capacity::ByOrder { head }, title),
                (.., Some(head)) => (Capacity::Authorised { head }, title),
                _ => (Capacity::Own, lines.join(" ")),
            }
        }
        [only] => after(only, "Q.").map_or((Capacity::Own, (*only).to_owned()), |title| (Capacity::Acting, title)),
        _ => (Capacity::Own, lines.join(" ")),
    };
    Signer { capacity, title, name: name.trim().to_owned() }
}

/// In whose name a paper is given: the office that signs, or that for which a deputy signs, of the agency.
fn authority(signer: &Signer, agency: &str) -> String {
    let office = match &signer.capacity {
        Capacity::Deputy { head }
        | Capacity::DeputyOnBehalf { head, .. }
        | Capacity::ByOrder { head }
        | Capacity::Authorised { head } => head,
        Capacity::Own | Capacity::OnBehalf { .. } | Capacity::Acting => &signer.title,
    };
    // Offices often end as the agency begins: "CHỦ TỊCH UBND PHƯỜNG" of "UBND phường Ninh Hòa".
    let (office, name): (Vec<&str>, Vec<&str>) =
        (office.split_whitespace().collect(), agency.split_whitespace().collect());
    let alike = |(one, other): (&&str, &&str)| one.to_lowercase() == other.to_lowercase();
    let shared = (0..=office.len().min(name.len()))
        .rev()
        .find(|n| office[office.len() - n..].iter().zip(&name).all(alike))
        .unwrap_or_default();
    // They are entered in capitals as the block of the signature has them; a sentence has them small.
    let office = office[..office.len() - shared].join(" ");
    let mut letters = office.chars();
    let office: String = letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
    format!("{office} {agency}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_read_as_the_decree_writes_it() {
        let lines = |office: &str| signer(office, "Trần Hoàng Long").lines();
        for office in [
            "CHỦ TỊCH",
            "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
            "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG",
            "TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG NỘI VỤ",
            "Q. TRƯỞNG BAN",
        ] {
            assert_eq!(lines(office).join("\n"), office);
        }
        assert_eq!(lines("Trưởng ban\nThi đua").join("\n"), "TRƯỞNG BAN THI ĐUA", "what is no right is an office");
    }

    #[test]
    fn a_deputy_signs_for_the_head_in_whose_name_it_is_given() {
        let deputy = signer("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "Vũ Thị Mai Phương");
        assert_eq!(authority(&deputy, "Ủy ban nhân dân phường Đông Hải"), "Chủ tịch Ủy ban nhân dân phường Đông Hải");
        for (office, agency, whole) in [
            ("CHỦ TỊCH UBND PHƯỜNG", "UBND phường Ninh Hòa", "Chủ tịch UBND phường Ninh Hòa"),
            ("CHÁNH THANH TRA", "Thanh tra tỉnh Bình Phước", "Chánh Thanh tra tỉnh Bình Phước"),
            ("TRƯỞNG BAN", "Ban Dân tộc tỉnh Khánh Hòa", "Trưởng Ban Dân tộc tỉnh Khánh Hòa"),
        ] {
            assert_eq!(authority(&signer(office, ""), agency), whole);
        }
    }

    #[test]
    fn a_decision_says_what_was_decided_and_a_draft_leaves_room_for_its_number() {
        let issued = lantoa_docgen::plain(&of_decision(&super::super::sample::recognition_issued()).document());
        for words in ["QUYẾT ĐỊNH", "/QĐ-", "Điều 1.", "DANH SÁCH", "Căn cứ", "Về việc công nhận"] {
            assert!(issued.contains(words), "{words} is missing in\n{issued}");
        }
        for line in &super::super::sample::recognition_issued().lines {
            assert!(issued.contains(&line.name), "{}", line.name);
        }
        let award = super::super::sample::award();
        let text = lantoa_docgen::plain(&of_decision(&award).document());
        let total = lantoa_i18n::number(Locale::Vi, award.total.unwrap_or_default());
        assert!(text.contains(&total), "{total} is missing in\n{text}");
        let draft = lantoa_docgen::plain(&of_decision(&super::super::sample::recognition_draft()).document());
        assert!(draft.contains("ngày … tháng …"), "{draft}");
    }
}
