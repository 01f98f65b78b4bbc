//! What goes with an award in money, line by line: the law's amount, and what is paid of it beside other awards. It must not store anything.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::Date;
use lantoa_domain::Refusal;
use lantoa_domain::id::UnitId;
use lantoa_domain::money::{AwardClass, Claim, Rates, Rounding, payable};
use lantoa_store::decision::{self, Given, Line, Paid};
use lantoa_store::dossier::subject_of;
use lantoa_store::{Conn, law, org, programme};

use crate::Result;

/// Works out amounts on a day; lines of one decision are given to it one after another.
pub(super) struct Purse {
    rates: Rates,
    rounding: Rounding,
    award: String,
    on: Date,
    claims: BTreeMap<(&'static str, i64, i16), Vec<Claim>>,
}

impl Purse {
    /// The law of a day and the agency's rounding.
    pub(super) async fn open(conn: &mut Conn, root: UnitId, award: &str, on: Date) -> Result<Self> {
        let rates = law::rates(conn).await?;
        let rounding = org::agency(conn, root).await?.rounding.0;
        Ok(Self { rates, rounding, award: award.to_owned(), on, claims: BTreeMap::new() })
    }

    /// The money of the next line. `Err(Invalid)` inside when the tables know no rate for the award on the day.
    pub(super) async fn next(&mut self, conn: &mut Conn, line: &Line) -> Result<Result<Paid, Refusal>> {
        let kind = subject_of(line.subject_kind, line.subject).kind();
        let Some(amount) = self.rates.amount(&self.award, kind, self.on, self.rounding) else {
            return Ok(Err(Refusal::Invalid { field: "award", why: "no-rate" }));
        };
        let year = programme::round(conn, line.round).await?.map_or(self.on.year(), |round| round.year);
        let key = (line.subject_kind.0, line.subject, year);
        let claims = match self.claims.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let given = decision::given(conn, (line.subject_kind, line.subject), year).await?;
                place.insert(given.into_iter().filter_map(claim).collect())
            }
        };
        claims.push(Claim { class: AwardClass::of(&self.award), amount: amount.amount, paid: None });
        let pays = payable(claims).pop().unwrap_or(0);
        if let Some(own) = claims.last_mut() {
            own.paid = Some(pays);
        }
        Ok(Ok(Paid { amount, pays }))
    }
}

/// What was given before, as a claim that is paid.
fn claim(one: Given) -> Option<Claim> {
    let (award, paid) = one.award.zip(one.amount)?;
    let class = AwardClass::of(&award);
    Some(Claim { class, amount: paid.0.amount.amount, paid: Some(paid.0.pays) })
}
