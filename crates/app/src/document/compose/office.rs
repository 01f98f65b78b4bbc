//! The agency at the head of a paper and the one who signs below it. It must not decide who may sign.

use jiff::civil::Date;
use lantoa_docgen::{Capacity, Catalogue, Letterhead, Named, Signer, words};
use lantoa_domain::id::{PersonId, UnitId};
use lantoa_domain::plan::{Document, Plan};
use lantoa_domain::policy::Role;
use lantoa_store::{Conn, account, org};

use super::{Phrases, Terms};
use crate::{Cx, Result};

/// The agency on a day, with what its papers have in common.
pub(crate) struct Office {
    /// The agency as named on the day.
    pub(crate) issuer: Named,
    /// Its head, who signs what nobody else does.
    pub(super) head: Signer,
    /// The day the paper is made for.
    pub(super) day: Date,
    recipients: Vec<String>,
}

impl Office {
    /// The agency of the acting person.
    pub(crate) async fn load(
        conn: &mut Conn,
        cx: &Cx,
        phrases: &Phrases,
        plan: Option<&Plan>,
        day: Date,
    ) -> Result<Self> {
        let root = cx.actor().root;
        let agency = match org::name_on(conn, root, day).await? {
            Some(name) => name,
            None => org::unit(conn, root).await?.map(|unit| unit.name).unwrap_or_default(),
        };
        let symbol = org::agency(conn, root).await?.symbol;
        let place = match phrases.place.trim() {
            "" => plan.and_then(|plan| plan.document.place.clone()).unwrap_or_default(),
            set => set.to_owned(),
        };
        let superior = phrases.superior.clone();
        let issuer = Named { from: Date::MIN, to: None, superior, agency, symbol, place };
        let head = head(conn, root, day, plan.map(|plan| &plan.document)).await?;
        Ok(Self { issuer, head, day, recipients: phrases.recipients.clone() })
    }

    /// The head of a draft.
    pub(super) fn letterhead(&self) -> Letterhead {
        Letterhead::draft(&self.issuer, self.day.year())
    }

    /// The terms of a draft signed by the agency's head.
    pub(super) fn terms(&self) -> Terms {
        Terms {
            letterhead: self.letterhead(),
            signer: self.head.clone(),
            bases: Vec::new(),
            recipients: self.recipients.clone(),
            check: None,
        }
    }

    /// The agency's name on one line.
    pub(crate) fn agency(&self) -> String {
        self.letterhead().agency()
    }

    /// The same for a paper of a unit below, which stands under the agency and is signed by its own head.
    pub(super) async fn below(mut self, conn: &mut Conn, cx: &Cx, unit: UnitId) -> Result<Self> {
        let root = cx.actor().root;
        if unit == root {
            return Ok(self);
        }
        let name = match org::name_on(conn, unit, self.day).await? {
            Some(name) => name,
            None => org::unit(conn, unit).await?.map(|unit| unit.name).unwrap_or_default(),
        };
        self.issuer.superior = std::mem::replace(&mut self.issuer.agency, name);
        self.head = head_of_unit(conn, root, unit, self.day).await?;
        Ok(self)
    }
}

/// The agency's head: office as the plan was signed, else the post; the name only where one person holds the role.
async fn head(conn: &mut Conn, root: UnitId, day: Date, plan: Option<&Document>) -> Result<Signer> {
    let holders = holders(conn, root, day, |role, _| role == Role::Head).await?;
    let found = match holders.as_slice() {
        [one] => org::person(conn, *one).await?,
        _ => None,
    };
    let (post, name) = found.map(|person| (person.post, person.name)).unwrap_or_default();
    let signed = plan.and_then(|plan| plan.signer_title.clone()).filter(|title| title.lines().count() == 1);
    let office = signed.filter(|title| !title.contains("KT.")).unwrap_or(post);
    Ok(signer(&office, &name))
}

/// Who heads a unit below the agency; nobody's name where several do or none.
async fn head_of_unit(conn: &mut Conn, root: UnitId, unit: UnitId, day: Date) -> Result<Signer> {
    let holders = holders(conn, root, day, |role, over| role == Role::UnitHead && over == unit).await?;
    let found = match holders.as_slice() {
        [one] => org::person(conn, *one).await?,
        _ => None,
    };
    let office = found.as_ref().map(|person| person.post.clone()).filter(|post| !post.trim().is_empty());
    Ok(Signer::own(
        office.unwrap_or_else(|| "Thủ trưởng đơn vị".to_owned()),
        found.map(|person| person.name).unwrap_or_default(),
    ))
}

async fn holders(
    conn: &mut Conn,
    root: UnitId,
    day: Date,
    fits: impl Fn(Role, UnitId) -> bool,
) -> Result<Vec<PersonId>> {
    let grants = account::grants_in(conn, root, day).await?.into_iter();
    let mut people: Vec<PersonId> =
        grants.filter(|grant| fits(grant.role.0, grant.unit)).map(|grant| grant.person).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// The legal bases of a paper of a day: laws, decrees, the plan.
pub(super) fn bases(plan: &Document, day: Date) -> Vec<String> {
    let known = Catalogue::standard();
    let laws = known.bases_on(day).map(|basis| format!("Căn cứ {}", basis.text));
    laws.chain(std::iter::once(format!("Căn cứ {}", plan_named(plan)))).collect()
}

/// “Kế hoạch số 18/KH-T.Tr ngày 22 tháng 12 năm 2016 của … về …”.
pub(crate) fn plan_named(plan: &Document) -> String {
    let number = plan.number.as_ref().map_or_else(String::new, |number| format!(" số {number}"));
    let day = plan.issued.map_or_else(String::new, |day| format!(" {}", words::day(day)));
    format!("Kế hoạch{number}{day} của {} về {}", plan.agency, small(&plan.title))
}

/// A text with a small first letter, inside a sentence.
pub(super) fn small(text: &str) -> String {
    let mut letters = text.trim().chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// The same with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.trim().chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Who signs, from the lines of the office as they were entered: "KT. CHỦ TỊCH" above "PHÓ CHỦ TỊCH".
pub(crate) fn signer(office: &str, name: &str) -> Signer {
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
pub(crate) fn authority(signer: &Signer, agency: &str) -> String {
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
}
