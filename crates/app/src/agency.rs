//! A new agency on the installation: its root unit, its settings and its first administrator.

use jiff::Timestamp;
use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{GrantId, Id, PersonId, UnitId};
use lantoa_domain::money::Rounding;
use lantoa_domain::policy::{Grant, Role};
use lantoa_domain::statistics::Tier;
use lantoa_domain::unit::UnitKind;
use lantoa_store::journal::{self, Entry};
use lantoa_store::{Json, Tx, Word, org};

use crate::{App, Result};

/// What a new agency is founded with.
#[derive(Debug, Clone)]
pub struct NewAgency {
    /// Its name.
    pub name: String,
    /// Its part of a document symbol, as `BDT` in `87/KH-BDT`.
    pub symbol: String,
    /// First day from which its records count.
    pub from: Date,
    /// Name of its first administrator.
    pub administrator: String,
}

/// An agency about to be founded: checked, with its identifiers made.
#[derive(Debug, Clone)]
pub(crate) struct Founding {
    new: NewAgency,
    /// The agency's own unit.
    pub(crate) root: UnitId,
    /// Its first administrator.
    pub(crate) person: PersonId,
    change: i64,
    grant: GrantId,
    /// When.
    pub(crate) now: Timestamp,
}

/// Founds an agency. Done by the operator of the installation, not by a signed-in person.
///
/// # Errors
/// `Invalid` for an empty name.
pub async fn found(app: &App, new: NewAgency) -> Result<(UnitId, PersonId)> {
    let founding = prepare(app, new)?;
    let made = (founding.root, founding.person);
    app.db().write(async move |tx| write(tx, &founding).await).await?;
    Ok(made)
}

/// Checks what an agency is to be founded with.
///
/// # Errors
/// `Invalid` for an empty name.
pub(crate) fn prepare(app: &App, new: NewAgency) -> Result<Founding> {
    for (field, value) in [("name", &new.name), ("administrator", &new.administrator)] {
        if value.trim().is_empty() {
            return Err(Refusal::Invalid { field, why: "empty" }.into());
        }
    }
    let change = app.id::<UnitId>().raw();
    Ok(Founding { new, root: app.id(), person: app.id(), change, grant: app.id(), now: app.now() })
}

/// Writes the agency, its settings, its first administrator and the law tables.
///
/// # Errors
/// The store's.
pub(crate) async fn write(tx: &mut Tx, founding: &Founding) -> Result<()> {
    let Founding { new, root, person, change, grant, now } = founding;
    let (root, person) = (*root, *person);
    let unit = org::Unit {
        id: root,
        root,
        parent: None,
        kind: Word(UnitKind::Agency),
        name: new.name.trim().to_owned(),
        aliases: Json(Vec::new()),
        ordinal: 0,
        from_day: new.from,
        to_day: None,
        version: 1,
    };
    org::insert_unit(tx, &unit, *change, "").await?;
    let settings = org::Agency {
        root,
        standing_body: None,
        rounding: Word(Rounding::Up),
        tier: Word(Tier::default()),
        papers_days: 2,
        symbol: new.symbol.trim().to_owned(),
        version: 1,
    };
    org::insert_agency(tx, &settings).await?;
    org::insert_person(tx, &administrator(new, root, person)).await?;
    let role = Grant { role: Role::Administrator, unit: root, movement: None };
    org::insert_grant(tx, *grant, root, person, &role, (new.from, None)).await?;
    crate::law::fill(tx).await?;
    journal::append(tx, Entry::new(root, *now, "agency.founded", root).detail(&unit.name)?);
    Ok(())
}

fn administrator(new: &NewAgency, root: UnitId, id: PersonId) -> org::Person {
    org::Person {
        id,
        root,
        unit: root,
        name: new.administrator.trim().to_owned(),
        post: String::new(),
        leads: false,
        category: String::new(),
        born: None,
        gender: String::new(),
        email: String::new(),
        active: true,
        version: 1,
    }
}
