//! The web server: wiring, listening, and stopping without losing what was accepted.

use std::process::ExitCode;
use std::sync::Arc;

use clap::ArgMatches;
use lantoa_app::{App, installation};
use lantoa_i18n::{Locale, Say, word};
use lantoa_web::kernel::{AppState, DemoAccount, Kernel, Scheme};

use super::say;
use super::worker::Worker;
use crate::clock::{self, SystemClock};
use crate::place;

/// `lantoa serve`.
pub(crate) async fn serve(locale: Locale, matches: &ArgMatches) -> anyhow::Result<ExitCode> {
    let app = place::app(matches, SystemClock, clock::seed()).await?;
    listen(locale, matches, app).await
}

/// Rows of tables that a paper may have when it is drawn while somebody waits: about half a second and 170 MB.
const ROWS_IN_A_REQUEST: usize = 2_000;

/// Serves until the program is asked to stop.
pub(crate) async fn listen(locale: Locale, matches: &ArgMatches, app: App) -> anyhow::Result<ExitCode> {
    let address = matches.get_one::<String>("listen").map_or("127.0.0.1:8080", String::as_str);
    let scheme = if matches.get_flag("https") { Scheme::Https } else { Scheme::Http };
    let listener = tokio::net::TcpListener::bind(address).await?;
    let shown = format!("http://{}", listener.local_addr()?);
    let worker = Worker::start(app.clone(), Arc::new(lantoa_press::Typesetter::new()))?;
    let courier = tokio::spawn(lantoa_courier::work(app.clone(), Arc::new(lantoa_courier::Http::default())));
    let mail = lantoa_courier::mail::Worker::start(app.clone());
    let router = lantoa_web::router(state(app, scheme).await?);
    say(&word!("cli-ready").with("address", shown).say(locale));
    axum::serve(listener, router.into_make_service_with_connect_info::<std::net::SocketAddr>())
        .with_graceful_shutdown(asked_to_stop())
        .await?;
    worker.stop().await;
    // The letter in its hands is sent and noted; the others wait in the outbox.
    mail.stop().await;
    // What it was carrying waits in the outbox and is carried again.
    courier.abort();
    Ok(ExitCode::SUCCESS)
}

/// What the web layer is given.
pub(crate) async fn state(app: App, scheme: Scheme) -> anyhow::Result<AppState> {
    let kernel = Kernel {
        agency: "Lan Tỏa".to_owned(),
        secret: installation::secret(&app).await?,
        find_session: lantoa_web::page::account::find_session(app.clone()),
        press: Some(Arc::new(lantoa_press::Typesetter::at_most(ROWS_IN_A_REQUEST))),
        demo: demo_accounts(&app).await?,
        app: Some(app),
        scheme,
        entropy: clock::entropy,
        clock: clock::now,
    };
    Ok(AppState::new(kernel))
}

/// What the sign-in page of a demonstration lists; nothing in service.
async fn demo_accounts(app: &App) -> anyhow::Result<Vec<DemoAccount>> {
    let listed = installation::demo_accounts(app).await?.into_iter().map(|account| DemoAccount {
        username: account.login,
        password: lantoa_demo::PASSWORD.to_owned(),
        name: account.role,
        office: account.agency,
    });
    Ok(listed.collect())
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).ok();
    let terminated = async {
        match terminate.as_mut() {
            Some(signal) => signal.recv().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! { _ = interrupt => {}, _ = terminated => {} }
}
