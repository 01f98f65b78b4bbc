//! From a session's token to the person in the frame of every page; it must not decide on rights, only on what to show in the navigation.

use std::sync::Arc;

use lantoa_app::people;
use lantoa_app::sign_in::{self, Session, Token};
use lantoa_app::{App, Cx};
use lantoa_domain::policy::Act;

use crate::kernel::{Arrived, FindSession, SignedIn};
use crate::nav::Area;

/// Looks up sessions in the running product.
#[must_use]
pub fn find_session(app: App) -> FindSession {
    Arc::new(move |token| {
        let app = app.clone();
        Box::pin(async move { arrive(&app, &token).await })
    })
}

async fn arrive(app: &App, token: &str) -> Option<Arrived> {
    let token: Token = token.parse().ok()?;
    match sign_in::resume(app, &token).await {
        Ok(session) => session.map(|session| Arrived { person: signed_in(&session), session: Some(session) }),
        Err(error) => {
            tracing::error!(%error, "a session could not be looked up");
            None
        }
    }
}

fn signed_in(session: &Session) -> SignedIn {
    let office = match (session.post.as_str(), session.unit_name.as_str()) {
        ("", unit) => unit.to_owned(),
        (post, unit) => format!("{post}, {unit}"),
    };
    SignedIn {
        id: session.cx.actor().person.to_string(),
        name: session.name.clone(),
        agency: session.agency_name.clone(),
        office,
        areas: if session.must_change { Vec::new() } else { areas(&session.cx) },
    }
}

/// The areas a person can do something in. A page behind an area decides by itself: this only saves dead ends.
fn areas(cx: &Cx) -> Vec<Area> {
    let open = |area: &Area| match area {
        Area::None => false,
        Area::Councils => cx.may(Act::ReadSession),
        Area::People => people::may_list(cx),
        Area::Agency => cx.may(Act::ManageUnits) || cx.may(Act::ManageLaw) || cx.may(Act::RecordFacts),
        Area::Journal => cx.may(Act::ReadJournal),
        _ => true,
    };
    Area::ALL.into_iter().filter(open).collect()
}
