//! Letters and packages through real servers on the loopback. One program, because each one links the whole product.

mod dispatch;
mod mail;
mod mail_tls;
#[path = "../../../app/tests/it/mailing.rs"]
mod mailing;
mod post;
#[path = "../../../app/tests/it/stage.rs"]
mod stage;
