//! Who holds which role in the agency today, a page at a time; it must not give or take one.

use std::collections::HashMap;

use lantoa_domain::id::{GrantId, PersonId, UnitId};
use lantoa_domain::policy::{Act, Role};
use lantoa_domain::text::fold;
use lantoa_store::account::{self, GrantRow};
use lantoa_store::{Conn, org};

use super::roles::{GrantLine, line};
use crate::{Cx, Error, Result};

/// Rows of one page.
const PAGE: usize = 50;

/// What to look for. Everything left out is not restricted.
#[derive(Debug, Clone, Default)]
pub struct WantedHolders {
    /// The role.
    pub role: Option<Role>,
    /// Words of the person's name, the unit or the movement.
    pub words: String,
    /// The last row of the page before.
    pub after: Option<AfterHolder>,
}

/// Where a page begins: behind this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AfterHolder {
    /// The row's role.
    pub role: Role,
    /// The row's grant.
    pub grant: GrantId,
}

impl AfterHolder {
    fn of(row: &GrantRow) -> Self {
        Self { role: row.role.0, grant: row.id }
    }
}

/// Somebody who holds a role today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The role.
    pub grant: GrantLine,
    /// Who.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// Whether the person can sign in.
    pub has_account: bool,
}

/// One page of holders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holders {
    /// Role by role.
    pub rows: Vec<Holder>,
    /// Where the next page begins, if there is one.
    pub next: Option<AfterHolder>,
}

/// Those who hold a role in the agency today, role by role.
///
/// # Errors
/// The policy's refusal.
pub async fn holders(cx: &Cx, wanted: WantedHolders) -> Result<Holders> {
    cx.permit(Act::ManageAccounts)?;
    let cx = cx.clone();
    cx.clone().db().read(async move |conn| page(conn, &cx, &wanted).await).await
}

async fn page(conn: &mut Conn, cx: &Cx, wanted: &WantedHolders) -> Result<Holders> {
    let mut grants = account::grants_in(conn, cx.actor().root, cx.today()).await?;
    grants.retain(|row| wanted.role.is_none_or(|role| row.role.0 == role));
    grants.sort_by_key(AfterHolder::of);
    let known = Known::load(conn, cx).await?;
    let words = fold(&wanted.words);
    let (mut rows, mut last) = (Vec::new(), None);
    for row in grants {
        let here = AfterHolder::of(&row);
        if wanted.after.is_some_and(|after| here <= after) {
            continue;
        }
        let (person, movement) = (row.person, row.movement.is_some());
        let name = known.name(conn, person).await?;
        // What a movement is called stands in its plan: the rest is decided without it.
        if !movement && !fits(&words, &[&name, known.unit(row.unit)]) {
            continue;
        }
        let grant = line(conn, cx, row).await?;
        if !fits(&words, &[&name, &grant.unit.1, grant.movement.as_deref().unwrap_or_default()]) {
            continue;
        }
        if rows.len() == PAGE {
            return Ok(Holders { rows, next: last });
        }
        rows.push(Holder { grant, person, name, has_account: known.can_sign_in(person) });
        last = Some(here);
    }
    Ok(Holders { rows, next: None })
}

/// Whether every word that was asked for begins a word of what is shown.
fn fits(words: &str, shown: &[&str]) -> bool {
    let shown = fold(&shown.join(" "));
    words.split(' ').all(|word| shown.split(' ').any(|one| one.starts_with(word)))
}

/// Names that are read once for all rows.
struct Known {
    accounts: HashMap<PersonId, (String, bool)>,
    units: HashMap<UnitId, String>,
}

impl Known {
    async fn load(conn: &mut Conn, cx: &Cx) -> Result<Self, Error> {
        let root = cx.actor().root;
        let accounts = account::accounts(conn, root).await?;
        let units = org::units(conn, root).await?;
        Ok(Self {
            accounts: accounts.into_iter().map(|one| (one.person, (one.name, !one.disabled))).collect(),
            units: units.into_iter().map(|unit| (unit.id, unit.name)).collect(),
        })
    }

    fn unit(&self, unit: UnitId) -> &str {
        self.units.get(&unit).map(String::as_str).unwrap_or_default()
    }

    async fn name(&self, conn: &mut Conn, person: PersonId) -> Result<String> {
        match self.accounts.get(&person) {
            Some((name, _)) => Ok(name.clone()),
            None => Ok(org::person(conn, person).await?.map(|one| one.name).unwrap_or_default()),
        }
    }

    fn can_sign_in(&self, person: PersonId) -> bool {
        self.accounts.get(&person).is_some_and(|(_, open)| *open)
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn words_may_be_of_the_name_or_of_the_unit_without_marks_and_begun() {
        let shown = ["Nguyễn Văn Long", "Trường THCS Đông Hải"];
        for words in ["", "long", "dong hai", "nguyen thcs", "ngu"] {
            assert!(fits(words, &shown), "{words}");
        }
        assert!(!fits("long anh", &shown));
    }
}
