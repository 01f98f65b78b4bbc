//! Official documents: papers filled from the records, issued with a number, frozen, corrected, recalled, copied, checked by strangers. It must not draw them.

mod after;
mod check;
pub mod compose;
mod file;
mod issue;
pub(crate) mod number;
mod setting;
mod template;
mod view;

pub use after::{After, Deed, Piece, after, excerptible};
pub use check::{Checked, check};
pub(crate) use compose::certificate_paper;
pub use compose::{About, Composed, Kept, NotAThing, Phrases, Terms, compose, decision_paper, fits, papers_of};
pub use file::{MOST, Reading, Returned, attach, keep_original, original, read, remove};
pub(crate) use issue::{Entering, fresh_code};
pub use issue::{Issue, Stamp, issue, print};
pub use lantoa_domain::document::{Counting, DocumentStatus, Relation, needs_authority};
pub use lantoa_store::document::FileRole;
pub use lantoa_store::numbering::Gap;

/// What the signatures of a file say.
pub use lantoa_seal as seal;
pub use setting::{Change, Setting, SettingView, distrust, set, setting, trust};
pub use template::{TemplateRow, Uploaded, drop_template, put_template, template, templates};
pub use view::{DocumentRow, DocumentView, FileView, Filter, Page, Register, content, list, of_thing, page, register};

/// Hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
