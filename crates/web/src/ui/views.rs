//! The views of a list above it: chips that open them, a way to keep the present one; it must not know which list.

use crate::filters;
use askama::Template;

/// A view that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewChip {
    /// What it is called.
    pub name: String,
    /// The list as it shows it.
    pub address: String,
    /// Whether everybody of the agency sees it.
    pub shared: bool,
    /// Whether the list shows it now.
    pub is_current: bool,
    /// Whether the list opens with it for this reader.
    pub is_default: bool,
}

/// The views of a list, as one reader sees them.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "ui/views.html")]
pub struct Views {
    /// The views in their order.
    pub chips: Vec<ViewChip>,
    /// The list without any filter.
    pub all: String,
    /// Whether it stands so now.
    pub is_plain: bool,
    /// Whether the list opens with a view.
    pub opens: bool,
    /// Where the present filters are kept under a name; nothing while there are none.
    pub keep: Option<String>,
    /// Where views are renamed and taken out.
    pub manage: String,
}

impl Views {
    /// Whether there is anything to show.
    fn shows(&self) -> bool {
        !self.chips.is_empty() || self.keep.is_some()
    }

    /// Two views for the pages of samples.
    pub(crate) fn sample() -> Self {
        let chip = |name: &str, address: &str| ViewChip {
            name: name.to_owned(),
            address: address.to_owned(),
            shared: false,
            is_current: false,
            is_default: false,
        };
        Self {
            chips: vec![
                ViewChip { is_current: true, is_default: true, ..chip("Chờ tôi tuần này", "/ho-so?xem=cho-toi") },
                ViewChip { shared: true, ..chip("Bước rà soát của các xã", "/ho-so?buoc=ra-soat") },
            ],
            all: "/ho-so?cach-xem=tat-ca".to_owned(),
            is_plain: false,
            opens: true,
            keep: Some("/cach-xem/ho-so/moi?loc=q%3DKhai".to_owned()),
            manage: "/cach-xem/ho-so".to_owned(),
        }
    }
}
