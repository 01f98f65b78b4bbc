//! A new agency on the installation: its root unit, its settings and its first administrator.

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::{PersonId, UnitId};
use lantoa_domain::money::Rounding;
use lantoa_domain::policy::{Grant, Role};
use lantoa_domain::unit::UnitKind;
use lantoa_store::journal::{self, Entry};
use lantoa_store::{Json, Word, org};

use crate::{App, Error, Result};

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

/// Founds an agency. Done by the operator of the installation, not by a signed-in person.
///
/// # Errors
/// `Invalid` for an empty name.
pub async fn found(app: &App, new: NewAgency) -> Result<(UnitId, PersonId)> {
    for (field, value) in [("name", &new.name), ("administrator", &new.administrator)] {
        if value.trim().is_empty() {
            return Err(Refusal::Invalid { field, why: "empty" }.into());
        }
    }
    let (root, person, change, grant_id) = (app.id::<UnitId>(), app.id::<PersonId>(), app.id::<UnitId>(), app.id());
    let now = app.now();
    app.db()
        .write(async move |tx| {
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
            org::insert_unit(tx, &unit, lantoa_domain::id::Id::raw(change), "").await?;
            let settings = org::Agency {
                root,
                standing_body: None,
                rounding: Word(Rounding::Up),
                papers_days: 2,
                symbol: new.symbol.trim().to_owned(),
                version: 1,
            };
            org::insert_agency(tx, &settings).await?;
            org::insert_person(tx, &administrator(&new, root, person)).await?;
            let grant = Grant { role: Role::Administrator, unit: root, movement: None };
            org::insert_grant(tx, grant_id, root, person, &grant, (new.from, None)).await?;
            crate::law::fill(tx).await?;
            journal::append(tx, Entry::new(root, now, "agency.founded", root).detail(&unit.name)?);
            Ok::<_, Error>(())
        })
        .await?;
    Ok((root, person))
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
