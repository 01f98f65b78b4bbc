//! The public check of a document by its code: number, date, agency, standing and the print of its paper. It must not show a name of a person.

use jiff::civil::Date;
use lantoa_docgen::Kind;
use lantoa_domain::Refusal;
use lantoa_domain::document::DocumentStatus;
use lantoa_store::document::{self, Document, FileRole};
use lantoa_store::{Conn, org};

use crate::{App, Error, Result};

/// What strangers may know of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The agency, as named on the document's day.
    pub agency: String,
    /// Which paper.
    pub kind: Kind,
    /// Number and symbol.
    pub number: String,
    /// Its day.
    pub on: Date,
    /// Where it stands.
    pub status: DocumentStatus,
    /// The day it was replaced or recalled.
    pub ended_on: Option<Date>,
    /// Number and day of the documents that replace, correct or recall it.
    pub after: Vec<(Kind, lantoa_domain::document::Relation, String, Date)>,
    /// SHA-256 of its paper and of what came back signed, in hexadecimal digits.
    pub prints: Vec<String>,
}

/// The document with a code. Spaces and hyphens are passed over, as are small letters and the letters O, I, L.
///
/// # Errors
/// `NotFound`.
pub async fn check(app: &App, code: &str) -> Result<Checked> {
    let code = plain(code);
    app.db()
        .read(async move |conn| {
            let row = document::by_code(conn, &code).await?.ok_or(Refusal::NotFound)?;
            checked(conn, &row).await
        })
        .await
}

async fn checked(conn: &mut Conn, row: &Document) -> Result<Checked> {
    let agency = match org::name_on(conn, row.root, row.on_day).await? {
        Some(name) => name,
        None => org::unit(conn, row.root).await?.map(|unit| unit.name).unwrap_or_default(),
    };
    let after = document::after(conn, row.id).await?;
    let after = after.iter().filter_map(|one| {
        let relation = one.relation?.0;
        let number = format!("{:02}/{}", one.number, one.symbol);
        relation.needs_force().then(|| (Kind::parse(&one.kind).unwrap_or(Kind::Letter), relation, number, one.on_day))
    });
    let after = after.collect();
    let files = document::files(conn, row.id).await?;
    let prints =
        files.iter().filter(|file| !file.removed && matches!(file.role.0, FileRole::Original | FileRole::Signed));
    let prints = prints.map(|file| super::hex(&file.sha256)).collect();
    Ok::<_, Error>(Checked {
        agency,
        kind: Kind::parse(&row.kind).unwrap_or(Kind::Letter),
        number: format!("{:02}/{}", row.number, row.symbol),
        on: row.on_day,
        status: row.status.0,
        ended_on: row.ended_on,
        after,
        prints,
    })
}

/// A code as it is kept.
fn plain(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric).map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_is_found_as_people_type_it() {
        assert_eq!(super::plain(" k7q2-9xwm-oil0-abcd "), "K7Q29XWM0110ABCD");
    }
}
