//! What a name may be the same as among prospects, dossiers and exemplars the reader may see. It must not decide whether it is.

use jiff::civil::Date;
use lantoa_domain::alike::{Likeness, Name};
use lantoa_domain::fostering::About;
use lantoa_domain::policy::{Act, Place};
use lantoa_domain::subject::SubjectKind;
use lantoa_store::prospect::{self, Named};
use lantoa_store::{Conn, org};

use super::reach;
use crate::{Cx, Error, Result};

/// Those shown at most.
const SHOWN: usize = 8;

/// Something that may be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Which.
    pub about: About,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SubjectKind,
    /// Its unit's name today.
    pub unit: String,
    /// Noticed, recognised, or the end of its round.
    pub on: Date,
    /// How close the names are.
    pub likeness: Likeness,
}

/// What a name may be the same as.
///
/// # Errors
/// The database's.
pub async fn may_be(cx: &Cx, name: &str) -> Result<Vec<Alike>> {
    let (me, name) = (cx.clone(), name.to_owned());
    cx.db().scan(async move |conn| alike(conn, &me, &name, None).await).await
}

/// As [`may_be`], but for one that is known to be the same.
pub(crate) async fn alike(conn: &mut Conn, cx: &Cx, name: &str, except: Option<About>) -> Result<Vec<Alike>> {
    let wanted = Name::of(name);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let names = prospect::names(conn, cx.actor().root).await?;
    let mut found: Vec<(Likeness, About, Named)> = Vec::new();
    for one in names {
        let about = About::of_columns(&one.kind, one.id).filter(|about| Some(*about) != except);
        if let (Some(likeness), Some(about)) = (wanted.like(&Name::of(&one.name)), about) {
            found.push((likeness, about, one));
        }
    }
    found.sort_by_key(|(likeness, about, one)| (*likeness, std::cmp::Reverse(one.on), *about));
    let mut out = Vec::new();
    for (likeness, about, one) in found {
        if out.len() == SHOWN {
            break;
        }
        if !sees(conn, cx, about, &one).await? {
            continue;
        }
        let unit = org::unit(conn, one.unit).await?.map(|unit| unit.name).unwrap_or_default();
        out.push(Alike { about, name: one.name, kind: one.class.0, unit, on: one.on, likeness });
    }
    Ok(out)
}

/// Whether the reader may know of it: of an exemplar all staff, of a dossier and a prospect those to whom it is open.
async fn sees(conn: &mut Conn, cx: &Cx, about: About, one: &Named) -> Result<bool> {
    match about {
        About::Exemplar(_) => Ok(cx.may(Act::ReadProgramme)),
        About::Dossier(id) => match crate::dossier::load(conn, cx, id).await {
            Ok(_) => Ok(true),
            Err(Error::Refused(_)) => Ok(false),
            Err(other) => Err(other),
        },
        About::Prospect(id) => {
            let reach = reach(cx.actor());
            if reach.whole {
                return Ok(true);
            }
            let path = org::path(conn, one.unit).await?;
            let Some(row) = prospect::load(conn, id).await? else { return Ok(false) };
            let movement = Some((row.programme, row.movement));
            let place = Place { movement, ..Place::unit(cx.actor().root, path) };
            Ok(cx.permit_at(Act::ReadProspects, &place).is_ok())
        }
    }
}
