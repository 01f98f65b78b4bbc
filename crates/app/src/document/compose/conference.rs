//! Papers of a conference: the invitation to everybody chosen, together or each on a sheet, the list of delegates. They are those of people who may know all delegates: a list with holes is none.

use std::sync::Arc;

use lantoa_docgen::Kind;
use lantoa_docgen::paper::{Delegate as Line, Delegates, Invitation, Invitations};
use lantoa_domain::Refusal;
use lantoa_domain::conference::agenda::clock;
use lantoa_domain::conference::delegate::{DelegateRole, DelegateState};
use lantoa_domain::conference::{ConferenceKind, ConferenceState, Gender};
use lantoa_domain::id::{ConferenceId, ProgrammeId};
use lantoa_store::conference as rows;
use lantoa_store::{Conn, programme};

use super::office::{Office, small};
use super::session::words::{day, hour, or_dots, weekday};
use super::terms::{Filled, under};
use super::{About, Composed, Kept, Phrases, Terms, empty};
use crate::conference::{ConferenceView, Delegate, page, role_words};
use crate::{Cx, Error, Result};

pub(super) async fn compose(cx: &Cx, kind: Kind, id: ConferenceId, phrases: &Phrases) -> Result<Composed> {
    let view = page(cx, id).await?;
    if !view.reads_all {
        return Err(Refusal::NotFound.into());
    }
    let (acting, phrases, programme) = (cx.clone(), phrases.clone(), view.row.programme);
    let read = async move |conn: &mut Conn| {
        let found = programme::programme(conn, programme).await?.ok_or(Refusal::NotFound)?;
        let plan = acting.app().plan(conn, found.plan).await?;
        Office::load(conn, &acting, &phrases, Some(&plan), acting.today()).await
    };
    let office = cx.db().read(read).await?;
    let usual = office.terms();
    let (title, facts) = match kind {
        Kind::Invitation => together(&view, &office, &usual)?,
        Kind::Invitations => each(&view, &office, &usual)?,
        Kind::Delegates => delegates(&view, &usual)?,
        _ => return Err(Refusal::NotFound.into()),
    };
    let programme = Some(programme);
    Ok(Composed {
        kind,
        about: About::Conference(id),
        version: version(&view),
        programme,
        title,
        kept: Kept::Open,
        usual,
        facts,
    })
}

/// The conference's and its delegates' versions as one number: a delegate moves on without touching the conference.
fn version(view: &ConferenceView) -> i64 {
    view.delegates.iter().fold(view.row.version, |sum, one| sum.wrapping_mul(31).wrapping_add(one.version))
}

/// The latest conference of a programme that has delegates, for those who may know them all.
pub(super) async fn of_programme(cx: &Cx, id: ProgrammeId) -> Result<Option<ConferenceView>> {
    let found = cx.db().read(async move |conn| Ok::<_, Error>(rows::of_programme(conn, id).await?)).await?;
    for row in found.into_iter().filter(|row| row.state.0 != ConferenceState::Cancelled) {
        let view = page(cx, row.id).await?;
        if view.reads_all && view.delegates.iter().any(goes) {
            return Ok(Some(view));
        }
    }
    Ok(None)
}

/// Whether somebody was chosen and is not known to stay away.
fn goes(one: &Delegate) -> bool {
    matches!(
        one.state.0,
        DelegateState::Chosen | DelegateState::Invited | DelegateState::Coming | DelegateState::Attended
    )
}

/// The same without substitutes, who come only once they are in somebody's place; the level above is told of them.
fn comes(view: &ConferenceView) -> impl Iterator<Item = &Delegate> {
    let told = view.row.kind.0 == ConferenceKind::Above;
    view.delegates.iter().filter(move |one| goes(one) && (told || one.role.0 != DelegateRole::Substitute))
}

fn about(one: &Delegate) -> String {
    let parts = [one.post.trim(), one.unit_name.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// One invitation that names everybody.
fn together(view: &ConferenceView, office: &Office, usual: &Terms) -> Result<(String, Arc<dyn Filled>)> {
    let guests = comes(view).map(|one| format!("{} – {};", one.name, about(one))).collect();
    let paper = invitation(view, office, usual, guests)?;
    let title = format!("Giấy mời {}", small(&paper.about));
    Ok((title, under(paper, dress)))
}

/// A sheet for each.
fn each(view: &ConferenceView, office: &Office, usual: &Terms) -> Result<(String, Arc<dyn Filled>)> {
    let guests = comes(view).map(|one| format!("{} – {}", addressed(one), about(one))).collect();
    let paper = invitation(view, office, usual, guests)?;
    let title = format!("Giấy mời từng đại biểu {}", small(&paper.about));
    Ok((title, under(Invitations(paper), |Invitations(paper), terms| dress(paper, terms))))
}

fn dress(paper: &mut Invitation, terms: &Terms) {
    paper.letterhead = terms.letterhead.clone();
    paper.signer = terms.signer.clone();
    paper.recipients = terms.recipients.clone();
}

/// A name as it is addressed, both ways where no record tells; guests are often entered with it.
fn addressed(one: &Delegate) -> String {
    let name = one.name.as_str();
    let said = ["Ông ", "Bà ", "Anh ", "Chị "].iter().any(|word| name.starts_with(word));
    match one.gender.0 {
        _ if said => name.to_owned(),
        Gender::Female => format!("Bà {name}"),
        Gender::Male => format!("Ông {name}"),
        Gender::Unknown => format!("Ông (Bà) {name}"),
    }
}

fn invitation(view: &ConferenceView, office: &Office, usual: &Terms, guests: Vec<String>) -> Result<Invitation> {
    let row = &view.row;
    // Who goes to a congress above is invited from there.
    if guests.is_empty() || row.kind.0 != ConferenceKind::HeldHere {
        return Err(empty());
    }
    let presented = |title: &str, by: &str| match by {
        "" => format!("{title};"),
        by => format!("{title} ({by});"),
    };
    let time = row.on_day.map(|on| format!("{}, {} ({}).", hour(&clock(row.begins)), day(on), weekday(on)));
    let with = match row.held_with.as_str() {
        "" => String::new(),
        with => format!("Hội nghị được tổ chức cùng {with}. "),
    };
    Ok(Invitation {
        letterhead: usual.letterhead.clone(),
        about: format!("dự {}", row.title),
        host: office.agency(),
        guests,
        agenda: view.items.iter().map(|item| presented(&item.title, &item.by)).collect(),
        chair: or_dots(&row.chair),
        time: time.unwrap_or_else(|| or_dots("")),
        place: or_dots(&row.place),
        request: format!("{with}Đại biểu không dự được đề nghị báo lại, nêu lý do."),
        signer: usual.signer.clone(),
        recipients: usual.recipients.clone(),
    })
}

/// The list of those who go, in the order of their units.
pub(super) fn delegates(view: &ConferenceView, usual: &Terms) -> Result<(String, Arc<dyn Filled>)> {
    let row = &view.row;
    let line = |one: &Delegate| Line {
        name: one.name.clone(),
        about: about(one),
        reason: match one.reason.as_str() {
            "" => role_words(one.role.0).to_owned(),
            reason => format!("{}: {reason}", role_words(one.role.0)),
        },
        seat: one.seat.clone(),
    };
    let list: Vec<Line> = comes(view).map(line).collect();
    if list.is_empty() {
        return Err(empty());
    }
    let when = row.on_day.map(|on| format!("{}, {}", hour(&clock(row.begins)), day(on)));
    let paper = Delegates {
        letterhead: usual.letterhead.clone(),
        conference: row.title.clone(),
        when: format!("({}, tại {})", when.unwrap_or_else(|| or_dots("")), or_dots(&row.place)),
        list,
        signer: usual.signer.clone(),
    };
    let title = format!("Danh sách đại biểu dự {}", paper.conference);
    let facts = under(paper, |paper, terms| {
        paper.letterhead = terms.letterhead.clone();
        paper.signer = terms.signer.clone();
    });
    Ok((title, facts))
}
