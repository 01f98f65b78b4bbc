//! Every template with sample data, so that one test and the gallery can look at all of them; it must not reach a running product.

use crate::{
    kernel::{AppState, Arrived, Kernel, Scheme, SignedIn, Visit},
    nav::Area,
    page,
};
use askama::Template;
use jiff::Timestamp;
use lantoa_i18n::Locale;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// A rendered sample page.
pub struct Sample {
    /// Feature and page, as `dossier/list`; becomes a file name.
    pub name: &'static str,
    /// The whole page.
    pub html: String,
}

/// Renders samples in one language.
pub struct Easel {
    visit: Visit,
    samples: Vec<Sample>,
}

impl Easel {
    /// The visit that samples are rendered for: make shells from it.
    #[must_use]
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// Renders a page and keeps it.
    pub fn show(&mut self, name: &'static str, template: &impl Template) {
        let html = self.visit.render(template).unwrap_or_else(|cause| format!("{name}: {cause}"));
        self.samples.push(Sample { name, html });
    }
}

/// Every page of every feature in a language.
#[must_use]
pub fn all(locale: Locale) -> Vec<Sample> {
    let mut easel = Easel { visit: Visit::sample(&state(), locale, Some(person())), samples: Vec::new() };
    page::samples(&mut easel);
    easel.samples
}

/// A state for samples and tests: fixed clock, counted randomness, and one session called `mau`.
#[must_use]
pub fn state() -> AppState {
    AppState::new(Kernel {
        agency: "UBND phường Đông Hải".to_owned(),
        app: None,
        scheme: Scheme::Http,
        secret: [7; 32],
        entropy: counted,
        clock: fixed_clock,
        find_session: Arc::new(|token| {
            Box::pin(async move { (token == "mau").then(|| Arrived { person: person(), session: None }) })
        }),
        press: None,
        demo: Vec::new(),
    })
}

/// The person of the samples.
#[must_use]
pub fn person() -> SignedIn {
    SignedIn {
        id: "ng_mau".to_owned(),
        name: "Nguyễn Thị Thanh Hà".to_owned(),
        agency: "UBND phường Đông Hải".to_owned(),
        office: "Chuyên viên, Phòng Nội vụ".to_owned(),
        areas: Area::ALL.to_vec(),
    }
}

fn fixed_clock() -> Timestamp {
    Timestamp::from_second(1_795_233_600).expect("invariant: in range")
}

/// Not random on purpose: samples must come out the same each time.
fn counted(bytes: &mut [u8]) {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let n = NEXT.fetch_add(1, Ordering::Relaxed).to_le_bytes();
    for (byte, value) in bytes.iter_mut().zip(n.iter().cycle()) {
        *byte = *value;
    }
}
