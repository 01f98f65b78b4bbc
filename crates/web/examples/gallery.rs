//! Serves the sample pages for looking at them: `cargo run -p lantoa-web --example gallery -- 8099 [SECONDS]`. Stops by itself.

use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let mut words = std::env::args().skip(1);
    let port: u16 = words.next().and_then(|w| w.parse().ok()).unwrap_or(8099);
    let seconds: u64 = words.next().and_then(|w| w.parse().ok()).unwrap_or(600);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let service = lantoa_web::router(lantoa_web::sample::state());
    axum::serve(listener, service).with_graceful_shutdown(tokio::time::sleep(Duration::from_secs(seconds))).await
}
