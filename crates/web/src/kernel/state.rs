//! What the web layer is given at start; it must not read configuration, clock or randomness by itself.

use super::{Failure, throttle::Throttle};
use crate::nav::Area;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use lantoa_app::App;
use lantoa_app::sign_in::Session;
use lantoa_docgen::Press;
use sha2::Sha256;
use std::{fmt, future::Future, pin::Pin, sync::Arc};

/// How browsers reach the product. Decides cookie names, `Secure` and HSTS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Plain HTTP on a laptop or behind nothing.
    Http,
    /// HTTPS, ended here or by a proxy in front.
    Https,
}

/// The person behind a session, as the frame of every page needs them.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Stable text id, for links and the journal. Never logged.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Name of the person's agency.
    pub agency: String,
    /// Role and unit in one line, as data: “Chuyên viên, Phòng Nội vụ”.
    pub office: String,
    /// The areas of the navigation this person may open, in the navigation's order.
    pub areas: Vec<Area>,
}

impl SignedIn {
    /// First letter of the given name, for the round sign in the header.
    #[must_use]
    pub fn initial(&self) -> String {
        let given = lantoa_i18n::given_name(&self.name);
        given.chars().take(1).flat_map(char::to_uppercase).collect()
    }
}

/// What a session token leads to.
#[derive(Clone)]
pub struct Arrived {
    /// The person, as the frame of every page shows them.
    pub person: SignedIn,
    /// The running session; `None` only in samples, which have none behind them.
    pub session: Option<Session>,
}

/// An account of a demonstration, listed on its sign-in page.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// To sign in with.
    pub username: String,
    /// To sign in with.
    pub password: String,
    /// Role, or full name.
    pub name: String,
    /// The agency.
    pub office: String,
}

/// Finds the person of a session token; `None` for an unknown or ended session.
pub type FindSession = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Option<Arrived>> + Send>> + Send + Sync>;

/// The parts of a running product that the web layer uses.
pub struct Kernel {
    /// Name shown in the header to a stranger; a signed-in person sees that of their own agency.
    pub agency: String,
    /// The product; `None` only in samples.
    pub app: Option<App>,
    /// How browsers reach us.
    pub scheme: Scheme,
    /// 32 secret bytes; signs form tokens and flash cookies. Kept over restarts.
    pub secret: [u8; 32],
    /// Fills a buffer with unpredictable bytes.
    pub entropy: fn(&mut [u8]),
    /// The one clock.
    pub clock: fn() -> Timestamp,
    /// Looks up the session of a request.
    pub find_session: FindSession,
    /// What draws official papers as PDF; `None` where only Word is given.
    pub press: Option<Arc<dyn Press>>,
    /// Accounts that the sign-in page of a demonstration lists; none in service.
    pub demo: Vec<DemoAccount>,
}

/// The state of the router: cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Running>);

struct Running {
    kernel: Kernel,
    throttle: Throttle,
}

impl AppState {
    /// Wraps what was wired at start.
    #[must_use]
    pub fn new(kernel: Kernel) -> Self {
        Self(Arc::new(Running { kernel, throttle: Throttle::default() }))
    }

    /// `N` fresh unpredictable bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0.kernel.entropy)(&mut bytes);
        bytes
    }

    /// The product.
    ///
    /// # Errors
    /// [`Failure::NotFound`] in samples, which have none behind them.
    pub fn product(&self) -> Result<&App, Failure> {
        self.0.kernel.app.as_ref().ok_or(Failure::NotFound)
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0.kernel.clock)()
    }

    /// How often a stranger may try.
    pub(crate) fn throttle(&self) -> &Throttle {
        &self.0.throttle
    }

    /// A keyed digest of `parts`, each framed by its length, under the server's secret.
    pub(crate) fn sign(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0.kernel.secret).expect("invariant: any key length fits");
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }
}

impl std::ops::Deref for AppState {
    type Target = Kernel;

    fn deref(&self) -> &Kernel {
        &self.0.kernel
    }
}

impl fmt::Debug for AppState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppState")
    }
}
