//! What every page shares: who visits, in which language, with which protection; it must not know any feature.

mod ask;
pub mod assets;
mod at;
mod confirm;
mod cookie;
mod csrf;
mod excel;
mod failure;
mod flash;
mod form;
mod handed;
mod json;
mod list;
mod official;
mod paced;
mod pairs;
mod paper;
mod refusal;
mod security;
mod state;
pub(crate) mod throttle;
mod typed;
mod upload;
mod visit;

pub use ask::Ask;
pub use at::At;
pub use confirm::Confirmation;
pub use cookie::Cookies;
pub use excel::{Column, Excel};
pub use failure::Failure;
pub use flash::{Flash, FlashKind};
pub use form::{Choice, FormState, Input, InputKind};
pub use handed::{WORD, handed};
pub use json::json;
pub use list::{ListQuery, Ticks};
pub use official::Official;
pub use paced::Paced;
pub use paper::PaperForm;
pub use refusal::{any_of, sentence, sentence_for, told};
pub use security::{protect, with_program};
pub use state::{AppState, Arrived, DemoAccount, FindSession, Kernel, Scheme, SignedIn};
pub use typed::Typed;
pub use upload::{UploadForm, UploadedFile};
pub use visit::{RequestId, Shell, Visit};

pub(crate) use csrf::check as check_csrf;
pub(crate) use visit::receive;

#[cfg(test)]
mod tests;
