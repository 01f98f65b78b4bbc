//! Reminders by e-mail: how an agency sends, what each person wants, the outbox and what becomes of a letter. It must not open a connection or hold a letter's words.

mod choice;
mod outbox;
mod setting;
mod work;

pub use choice::{Chosen, Own, choose, may_stop, own, stop};
pub use outbox::{Filter, Outbox, again, list};
pub use setting::{Password, Set, SettingView, ask_test, set, setting};
pub use work::{Outcome, Queued, Ready, Server, Test, plan, settle, settle_test, take, take_test};

pub use lantoa_store::Word;
pub use lantoa_store::letter::{LetterLine, LetterState};
pub use lantoa_store::mail::{MailSetting, MailTest, TestState};
