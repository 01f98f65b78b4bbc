//! Papers of a dossier: registration, description, report, minutes of its unit, appraisal. They must not say more of a person than their reader may see.

use std::sync::Arc;

use lantoa_docgen::paper::{
    AchievementReport, Appraisal, Criterion, Description, Distinction, Endorsed, Endorsement, Finding, Registration,
    Whose,
};
use lantoa_docgen::{Catalogue, Form, Kind, words};
use lantoa_domain::Refusal;
use lantoa_domain::appraisal::Standing;
use lantoa_domain::facts::FactKind;
use lantoa_domain::id::DossierId;
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::subject::{Subject, SubjectKind};
use lantoa_store::people::{self, Private};
use lantoa_store::{Conn, fact, org};

use super::decision::beside;
use super::office::{Office, capital, small};
use super::terms::{Filled, under};
use super::{About, Composed, Kept, Phrases, Terms};
use crate::dossier::page::{self, Noted, Page};
use crate::{Cx, Result};

/// Room for an hour that nobody recorded.
const HOUR: &str = "…… giờ …… phút";

pub(super) async fn compose(cx: &Cx, kind: Kind, id: DossierId, phrases: &Phrases) -> Result<Composed> {
    let shown = page::page(cx, id).await?;
    if !fits(kind, shown.subject.kind()) {
        return Err(Refusal::NotFound.into());
    }
    let (acting, phrases) = (cx.clone(), phrases.clone());
    let subject = shown.subject;
    let around = cx.db().read(async move |conn| around(conn, &acting, id, subject, kind, &phrases).await).await?;
    let case = Case { page: shown, around };
    let usual = case.around.office.terms();
    let (title, facts): (String, Arc<dyn Filled>) = match kind {
        Kind::Registration => case.registration(&usual),
        Kind::Description => case.description(&usual),
        Kind::ReportPerson | Kind::ReportCollective | Kind::ReportHousehold => case.report(&usual),
        Kind::Endorsement => case.endorsement(&usual),
        Kind::Appraisal => case.appraisal(&usual),
        _ => return Err(Refusal::NotFound.into()),
    };
    let (version, programme) = (case.page.version, Some(case.page.programme.0));
    Ok(Composed { kind, about: About::Dossier(id), version, programme, title, kept: Kept::Open, usual, facts })
}

/// Whether a report is one of such a subject; every other paper is one of all.
#[must_use]
pub const fn fits(kind: Kind, subject: SubjectKind) -> bool {
    match kind {
        Kind::ReportPerson => matches!(subject, SubjectKind::Individual),
        Kind::ReportCollective => matches!(subject, SubjectKind::Collective),
        Kind::ReportHousehold => matches!(subject, SubjectKind::Household),
        _ => true,
    }
}

/// What papers need beside the dossier's page.
struct Around {
    office: Office,
    /// Born and sex, for those who may see the people of the unit.
    person: Option<(String, String)>,
    /// Sensitive data, for those who may read it.
    private: Option<Private>,
    distinctions: Vec<Distinction>,
    initiatives: Vec<String>,
}

async fn around(
    conn: &mut Conn,
    cx: &Cx,
    id: DossierId,
    subject: Subject,
    kind: Kind,
    phrases: &Phrases,
) -> Result<Around> {
    let case = crate::dossier::load(conn, cx, id).await?;
    let act = if kind == Kind::Appraisal { Act::ReadAppraisal } else { Act::ReadFiles };
    cx.permit_at(act, &case.place)?;
    let (root, today) = (cx.actor().root, cx.today());
    let office = Office::load(conn, cx, phrases, Some(&case.plan), today).await?;
    // What the unit hands in stands under its own name; the appraisal is the agency's.
    let unit = if kind == Kind::Appraisal { root } else { case.record.dossier.unit };
    let office = office.below(conn, cx, unit).await?;
    let (person, private) = match subject {
        Subject::Person(person) => own(conn, cx, person, &case.place).await?,
        _ => (None, None),
    };
    let kinds = [FactKind::Title, FactKind::Prize, FactKind::Initiative];
    let known = fact::list(conn, root, Some(subject), &kinds, None, 200).await?.rows;
    let of = |kind: FactKind| known.iter().filter(move |row| row.kind.0 == kind);
    let distinction = |row: &fact::Row| Distinction {
        year: row.year.to_string(),
        title: row.name.clone(),
        decision: row.note.clone(),
    };
    Ok(Around {
        office,
        person,
        private,
        distinctions: of(FactKind::Title).chain(of(FactKind::Prize)).map(distinction).collect(),
        initiatives: of(FactKind::Initiative).map(|row| format!("- {} (năm {});", row.name, row.year)).collect(),
    })
}

async fn own(
    conn: &mut Conn,
    cx: &Cx,
    id: lantoa_domain::id::PersonId,
    place: &Place,
) -> Result<(Option<(String, String)>, Option<Private>)> {
    let may = cx.permit_at(Act::ReadPeople, place).is_ok() || cx.actor().person == id;
    let person = if may { org::person(conn, id).await? } else { None };
    let known = person.map(|person| {
        let born = person.born.map(words::short_day).unwrap_or_default();
        (born, capital(&person.gender))
    });
    let private =
        if cx.permit_at(Act::ReadSensitive, place).is_ok() { Some(people::private(conn, id).await?) } else { None };
    Ok((known, private))
}

struct Case {
    page: Page,
    around: Around,
}

impl Case {
    /// “điển hình tiên tiến năm 2017”.
    fn about(&self) -> String {
        format!("điển hình tiên tiến {}", small(&self.page.round.1))
    }

    /// Post and unit.
    fn office(&self) -> String {
        let unit = beside(self.page.subject.kind(), &self.page.name, &self.page.unit.1);
        [self.page.about.trim(), unit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn addressees(&self) -> Vec<String> {
        vec![format!("Hội đồng Thi đua - Khen thưởng {}", self.agency())]
    }

    /// The agency above a unit, or itself.
    fn agency(&self) -> String {
        let issuer = &self.around.office.issuer;
        let name = if self.page.unit.1 == issuer.agency { &issuer.superior } else { &issuer.agency };
        name.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Who wrote what a person hands in: the person.
    fn writer(&self) -> String {
        if self.page.subject.kind() == SubjectKind::Individual { self.page.name.clone() } else { String::new() }
    }

    fn goals(&self) -> String {
        let goals = self.page.notes.iter().filter_map(|note| match &note.kind {
            Noted::Goal(measure, target, due) => {
                let figure = [measure.clone(), target.clone()].into_iter().flatten().collect::<Vec<_>>().join(": ");
                let due = due.map_or_else(String::new, |day| format!(", trước ngày {}", words::short_day(day)));
                let figure = if figure.is_empty() { figure } else { format!(" ({figure})") };
                Some(format!("- {}{figure}{due};", note.words))
            }
            _ => None,
        });
        goals.collect::<Vec<_>>().join("\n")
    }

    fn registration(&self, usual: &Terms) -> (String, Arc<dyn Filled>) {
        let page = &self.page;
        let paper = Registration {
            letterhead: usual.letterhead.clone(),
            addressees: self.addressees(),
            about: self.about(),
            field: page.movement.1.clone(),
            subject: kind_of(page.subject.kind()).to_owned(),
            name: page.name.clone(),
            office: self.office(),
            content: page.achievement.clone(),
            goals: self.goals(),
            measures: String::new(),
            registrant: self.writer(),
            signer: usual.signer.clone(),
        };
        let title = format!("Bản đăng ký {}: {}", paper.about, paper.name);
        (
            title,
            under(paper, |paper, terms| {
                paper.letterhead = terms.letterhead.clone();
                paper.signer = terms.signer.clone();
            }),
        )
    }

    fn description(&self, usual: &Terms) -> (String, Arc<dyn Filled>) {
        let page = &self.page;
        let practice = page.subject.kind() == SubjectKind::Practice;
        let paper = Description {
            letterhead: usual.letterhead.clone(),
            name: if practice { page.name.clone() } else { String::new() },
            authors: if practice { page.unit.1.clone() } else { format!("{}, {}", page.name, self.office()) },
            since: String::new(),
            problem: String::new(),
            steps: String::new(),
            result: page.achievement.clone(),
            conditions: String::new(),
            spreading: String::new(),
            lessons: String::new(),
            writer: self.writer(),
            signer: usual.signer.clone(),
        };
        let title = format!("Bản mô tả: {}", page.name);
        (
            title,
            under(paper, |paper, terms| {
                paper.letterhead = terms.letterhead.clone();
                paper.signer = terms.signer.clone();
            }),
        )
    }

    fn report(&self, usual: &Terms) -> (String, Arc<dyn Filled>) {
        let (page, around) = (&self.page, &self.around);
        let (kind, whose) = match page.subject.kind() {
            SubjectKind::Individual | SubjectKind::Practice => (Kind::ReportPerson, self.person()),
            SubjectKind::Collective => {
                let empty = String::new;
                let whose =
                    Whose::Collective { seat: empty(), features: page.about.clone(), staff: empty(), duties: empty() };
                (Kind::ReportCollective, whose)
            }
            SubjectKind::Household => {
                let empty = String::new;
                let whose =
                    Whose::Household { head: empty(), home: page.about.clone(), members: empty(), work: empty() };
                (Kind::ReportHousehold, whose)
            }
        };
        let form = Catalogue::standard().form_on(kind, around.office.day).map(Form::lines).unwrap_or_default();
        let paper = AchievementReport {
            letterhead: usual.letterhead.clone(),
            form,
            about: format!("Đề nghị công nhận {}", self.about()),
            name: page.name.clone(),
            whose,
            results: page.achievement.clone(),
            initiatives: around.initiatives.join("\n"),
            social: String::new(),
            distinctions: around.distinctions.clone(),
            reporter: self.writer(),
            signer: usual.signer.clone(),
        };
        let title = format!("Báo cáo thành tích: {}", page.name);
        (
            title,
            under(paper, |paper, terms| {
                paper.letterhead = terms.letterhead.clone();
                paper.signer = terms.signer.clone();
            }),
        )
    }

    fn person(&self) -> Whose {
        let (born, sex) = self.around.person.clone().unwrap_or_default();
        let sensitive = self.around.private.as_ref().map_or_else(Vec::new, |private| {
            let since = private.party_since.map(words::short_day).unwrap_or_default();
            vec![
                ("Dân tộc".to_owned(), private.ethnicity.clone()),
                ("Tôn giáo".to_owned(), private.religion.clone()),
                ("Ngày vào Đảng".to_owned(), since),
            ]
        });
        let empty = String::new;
        let (native, home, education, career) = (empty(), empty(), empty(), empty());
        Whose::Person { born, sex, native, home, office: self.office(), education, sensitive, career }
    }

    fn endorsement(&self, usual: &Terms) -> (String, Arc<dyn Filled>) {
        let held = self.page.notes.iter().rev().find_map(|note| match note.kind {
            Noted::Acclaim(agree, present) => Some((note, agree, present)),
            _ => None,
        });
        let day = held.map_or_else(|| "ngày …… tháng …… năm ………".to_owned(), |(note, ..)| words::day(note.on));
        let one = Endorsed {
            name: self.named(),
            agree: held.map(|(_, agree, _)| agree),
            disagree: None,
            note: String::new(),
        };
        let about = format!("Họp xét, đề nghị công nhận {}", self.about());
        let paper = Endorsement {
            letterhead: usual.letterhead.clone(),
            about: about.clone(),
            when: format!("{HOUR}, {day}"),
            place: "……………………".to_owned(),
            people: Vec::new(),
            present: held.map(|(_, _, present)| present),
            list: vec![one],
            conclusion: held.map(|(note, ..)| note.words.clone()).unwrap_or_default(),
            closed: format!("{HOUR} cùng ngày"),
            secretary: String::new(),
            chair: String::new(),
        };
        let title = format!("Biên bản {}: {}", small(&about), self.page.name);
        (title, under(paper, |paper, terms| paper.letterhead = terms.letterhead.clone()))
    }

    fn named(&self) -> String {
        let office = self.office();
        if office.is_empty() { self.page.name.clone() } else { format!("{}, {office}", self.page.name) }
    }

    fn appraisal(&self, usual: &Terms) -> (String, Arc<dyn Filled>) {
        let page = &self.page;
        let said = page.notes.iter().filter(|note| note.kind == Noted::Remark);
        let judged = page.criteria.iter().filter_map(|one| one.judged.as_ref()).max_by_key(|judged| judged.at);
        let paper = Appraisal {
            letterhead: usual.letterhead.clone(),
            name: page.name.clone(),
            office: self.office(),
            about: self.about(),
            criteria: page.criteria.iter().map(criterion).collect(),
            remarks: said.map(|note| note.words.clone()).collect::<Vec<_>>().join("\n"),
            proposal: String::new(),
            appraiser: judged.map(|judged| judged.by.clone()).unwrap_or_default(),
        };
        let title = format!("Phiếu thẩm định: {}", page.name);
        (title, under(paper, |paper, terms| paper.letterhead = terms.letterhead.clone()))
    }
}

/// A criterion as it stands; boxes for a pen where neither a person nor a record has said anything.
fn criterion(one: &page::Criterion) -> Criterion {
    let finding = match one.standing {
        Some(Standing::Met) => Some(Finding::Met),
        Some(Standing::NotMet) => Some(Finding::Unmet),
        Some(Standing::Open) if one.finding.is_some() => Some(Finding::Unknown),
        _ => None,
    };
    let evidence = one.judged.as_ref().map_or_else(String::new, |judged| {
        let file = judged.evidence.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
        [judged.note.trim(), file].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    });
    Criterion { text: one.text.clone(), finding, evidence }
}

const fn kind_of(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Individual => "Cá nhân",
        SubjectKind::Collective => "Tập thể",
        SubjectKind::Household => "Hộ gia đình",
        SubjectKind::Practice => "Mô hình, cách làm",
    }
}
