//! Accounts of those who act in the measurements; made and used as the product does. It must not go around a password.

use lantoa_app::account::operator;
use lantoa_app::sign_in::Password;
use lantoa_app::{App, Seed};
use lantoa_domain::id::PersonId;
use lantoa_store::Db;

use crate::Error;
use crate::serve::BenchClock;
use crate::shape::Shape;

/// The password of all of them.
pub(crate) const PASSWORD: &str = "quạt mo phép đo 2025";

/// The login of the officer of the standing body, who sees everything.
pub(crate) const OFFICER: &str = "thuong-truc";

/// The login of the officer of the agency with the table.
pub(crate) const TABLE: &str = "theo-doi";

/// The login of a district's clerk.
pub(crate) fn clerk(district: usize) -> String {
    format!("can-bo-{district}")
}

/// Everybody who acts: login and person.
pub(crate) fn all(shape: &Shape) -> Vec<(String, PersonId)> {
    let clerks = (1..=shape.levels[0]).map(|district| (clerk(district), shape.clerk(district)));
    std::iter::once((OFFICER.to_owned(), Shape::person_id(1))).chain(clerks).collect()
}

/// Makes the account of the officer who looks at the table.
///
/// # Errors
/// The store's.
pub(crate) async fn make_table(db: &Db, shape: &Shape) -> Result<(), Error> {
    let app = App::new(db.clone(), BenchClock, Seed::from(shape.seed + 1));
    operator::create(&app, Shape::table_officer(), TABLE, Some(Password::new(PASSWORD))).await?;
    Ok(())
}

/// Makes the accounts.
///
/// # Errors
/// The store's.
pub(crate) async fn make(db: &Db, shape: &Shape) -> Result<(), Error> {
    let app = App::new(db.clone(), BenchClock, Seed::from(shape.seed));
    for (login, person) in all(shape) {
        operator::create(&app, person, &login, Some(Password::new(PASSWORD))).await?;
    }
    Ok(())
}
