//! Lists of a round: those registered, and the exemplars of a month. They must not list a dossier its reader could not open.

use std::sync::Arc;

use lantoa_docgen::Kind;
use lantoa_docgen::paper::{MonthlyEntry, MonthlyList, Registered, RegistrationList};
use lantoa_domain::Refusal;
use lantoa_domain::id::{RoundId, UnitId};
use lantoa_domain::plan::{ObligationForm, StepKind};
use lantoa_domain::policy::{Act, Scope, scope};
use lantoa_domain::subject::{Subject, SubjectKind};
use lantoa_domain::time::When;
use lantoa_store::programme::Round;
use lantoa_store::{Conn, dossier, org, programme, task};

use super::decision::beside;
use super::office::{Office, capital, small};
use super::terms::{Filled, under};
use super::{About, Composed, Kept, Phrases, Terms, empty};
use crate::dossier::list::{Filter, Row, list};
use crate::{Cx, Result};

/// Rows of one list. Longer ones are had as a sheet.
const MOST: usize = 1_000;

pub(super) async fn compose(cx: &Cx, kind: Kind, id: RoundId, phrases: &Phrases) -> Result<Composed> {
    cx.permit(Act::ReadProgramme)?;
    let reach = scope(cx.actor());
    if !reach.whole && reach.units.is_empty() && reach.movements.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let rows = rows(cx, id).await?;
    let (acting, phrases) = (cx.clone(), phrases.clone());
    let listed =
        cx.db().read(async move |conn| around(conn, &acting, id, &reach, rows.clone(), &phrases).await).await?;
    let usual = listed.office.terms();
    let (title, facts): (String, Arc<dyn Filled>) = match kind {
        Kind::RegistrationList => listed.registered(&usual)?,
        Kind::Monthly if listed.round.month > 0 => listed.monthly(&usual),
        _ => return Err(Refusal::NotFound.into()),
    };
    let version = listed.version();
    let programme = Some(listed.round.programme);
    Ok(Composed { kind, about: About::Round(id), version, programme, title, kept: Kept::Open, usual, facts })
}

async fn rows(cx: &Cx, round: RoundId) -> Result<Vec<Row>> {
    let (mut out, mut before) = (Vec::new(), None);
    loop {
        let page = list(cx, Filter { round: Some(round), before, ..Filter::default() }).await?;
        out.extend(page.rows);
        if out.len() > MOST {
            return Err(Refusal::Invalid { field: "paper", why: "too-long" }.into());
        }
        match page.next {
            Some(next) => before = Some(next),
            None => break,
        }
    }
    // Lists show the newest first, papers the oldest.
    out.reverse();
    Ok(out)
}

struct Listed {
    round: Round,
    office: Office,
    /// Each with its post and what was achieved.
    rows: Vec<(Row, String, String)>,
    /// To whom the track sends its lists, in the plan's words.
    addressees: Vec<String>,
    /// Units that owe a list for the time of the round and handed in none.
    silent: Vec<String>,
    clerk: String,
}

async fn around(
    conn: &mut Conn,
    cx: &Cx,
    id: RoundId,
    reach: &Scope,
    rows: Vec<Row>,
    phrases: &Phrases,
) -> Result<Listed> {
    let root = cx.actor().root;
    let round = programme::round(conn, id).await?.filter(|round| round.root == root).ok_or(Refusal::NotFound)?;
    let plan = cx.app().plan(conn, round.plan).await?;
    let office = Office::load(conn, cx, phrases, Some(&plan), cx.today()).await?;
    let office = match (reach.whole, reach.units.first()) {
        (false, Some(unit)) => office.below(conn, cx, *unit).await?,
        _ => office,
    };
    let track = plan.track(&round.track);
    let forward = track.and_then(|track| Some(&track.steps[track.position(StepKind::Forward)?]));
    let addressees = forward.map(|step| step.names.clone()).unwrap_or_default();
    let mut full = Vec::with_capacity(rows.len());
    for row in rows {
        let record = dossier::load(conn, row.id).await?.ok_or(Refusal::NotFound)?;
        let post = match record.dossier.subject {
            Subject::Person(person) => org::person(conn, person).await?.map(|person| person.post).unwrap_or_default(),
            _ => String::new(),
        };
        full.push((row, post, record.achievement));
    }
    let clerk = org::person(conn, cx.actor().person).await?.map(|person| person.name).unwrap_or_default();
    let silent = if reach.whole { silent(conn, &round, &plan).await? } else { Vec::new() };
    Ok(Listed { round, office, rows: full, addressees, silent, clerk })
}

/// Units whose list for the time of the round is still owed.
async fn silent(conn: &mut Conn, round: &Round, plan: &lantoa_domain::plan::Plan) -> Result<Vec<String>> {
    let time = if round.month > 0 { When::Month(round.year, round.month) } else { When::Year(round.year) };
    let mut owing: Vec<(UnitId, String)> = Vec::new();
    for obligation in plan.obligations.iter().filter(|one| one.form == ObligationForm::List) {
        let cells = task::of_obligation(conn, round.programme, &obligation.key).await?;
        let owed = cells.into_iter().filter(|cell| cell.period == time && cell.met.is_none());
        owing.extend(owed.map(|cell| (cell.unit, cell.unit_name)));
    }
    owing.sort_by_key(|(unit, _)| *unit);
    owing.dedup_by_key(|(unit, _)| *unit);
    Ok(owing.into_iter().map(|(_, name)| name).collect())
}

impl Listed {
    /// The round's and its dossiers' versions as one number.
    fn version(&self) -> i64 {
        let start = self.round.version;
        self.rows.iter().fold(start, |sum, (row, ..)| sum.wrapping_mul(31).wrapping_add(row.version))
    }

    fn registered(&self, usual: &Terms) -> Result<(String, Arc<dyn Filled>)> {
        if self.rows.is_empty() {
            return Err(empty());
        }
        let one = |(row, post, content): &(Row, String, String)| Registered {
            name: row.name.clone(),
            office: office(row, post),
            field: row.movement.clone(),
            content: content.clone(),
        };
        let paper = RegistrationList {
            letterhead: usual.letterhead.clone(),
            about: format!("điển hình tiên tiến {}", small(&self.round.label)),
            list: self.rows.iter().map(one).collect(),
            clerk: self.clerk.clone(),
            signer: usual.signer.clone(),
        };
        let title = format!("Danh sách đăng ký {}", paper.about);
        let facts = under(paper, |paper, terms| {
            paper.letterhead = terms.letterhead.clone();
            paper.signer = terms.signer.clone();
        });
        Ok((title, facts))
    }

    fn monthly(&self, usual: &Terms) -> (String, Arc<dyn Filled>) {
        let one = |(row, post, deed): &(Row, String, String)| MonthlyEntry {
            name: row.name.clone(),
            about: office(row, post),
            deed: deed.clone(),
            from: row.unit.clone(),
        };
        let month = format!("tháng {} năm {}", self.round.month, self.round.year);
        let paper = MonthlyList {
            letterhead: usual.letterhead.clone(),
            addressees: self.addressees.clone(),
            month: month.clone(),
            list: self.rows.iter().map(one).collect(),
            silent: self.silent.clone(),
            signer: usual.signer.clone(),
            recipients: usual.recipients.clone(),
        };
        let facts = under(paper, |paper, terms| {
            paper.letterhead = terms.letterhead.clone();
            paper.signer = terms.signer.clone();
            paper.recipients = terms.recipients.clone();
        });
        (format!("Danh sách gương người tốt, việc tốt {month}"), facts)
    }
}

/// Post and unit; of what has no post the unit that proposes it.
fn office(row: &Row, post: &str) -> String {
    let unit =
        if row.kind == SubjectKind::Individual { row.unit.as_str() } else { beside(row.kind, &row.name, &row.unit) };
    let parts = [post.trim(), unit].into_iter().filter(|part| !part.is_empty());
    capital(&parts.collect::<Vec<_>>().join(", "))
}
