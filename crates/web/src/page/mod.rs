//! The pages, one module per feature; this file only lists them.

use crate::{kernel::AppState, sample::Easel};
use axum::Router;

/// Declares the features: each has `routes()` and `samples()`. Adding one is one line here.
macro_rules! features {
    ($($name:ident,)*) => {
        $(pub mod $name;)*

        /// Every route of every feature.
        pub fn routes() -> Router<AppState> {
            Router::new()$(.merge($name::routes()))*.fallback(missing)
        }

        /// Draws every page of every feature with sample data.
        pub fn samples(easel: &mut Easel) {
            $($name::samples(easel);)*
        }
    };
}

features! {
    account,
    adoption,
    agency,
    almanac,
    bulk,
    calendar,
    cascade,
    cluster,
    conference,
    contest,
    council,
    decision,
    dispatch,
    document,
    dossier,
    election,
    exemplar,
    fact,
    feed,
    forward,
    fostering,
    gallery,
    guidance,
    happening,
    heat,
    holiday,
    import,
    job,
    journal,
    law,
    mail,
    manual,
    month,
    movement,
    obstacle,
    paper,
    person,
    plan,
    portal,
    practice,
    programme,
    prospect,
    publicity,
    reminder,
    replication,
    report,
    rollup,
    session,
    statistics,
    suggestion,
    task,
    unit,
    view,
    workbench,
}

/// No such address.
async fn missing() -> crate::kernel::Failure {
    crate::kernel::Failure::NotFound
}
