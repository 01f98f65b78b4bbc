//! A browser for tests: signed in as somebody of a test world, it reads pages and sends their forms back. No test of its own.

#![allow(dead_code, reason = "each test file uses its part")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header},
};
use jiff::Timestamp;
use lantoa_app::sign_in::Session;
use lantoa_app::{App, Cx};
use lantoa_domain::id::{AccountId, Id, PersonId};
use lantoa_web::{
    kernel::{AppState, Arrived, Kernel, Scheme, SignedIn},
    nav::Area,
    router,
};
use tower::ServiceExt;

/// An answer as a person meets it.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The page's markup.
    pub(crate) fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Where it leads.
    pub(crate) fn leads_to(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// A header as text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The value of a hidden field of the page.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let html = self.html();
        let marker = format!("name=\"{name}\" value=\"");
        let at = html.find(&marker).unwrap_or_else(|| panic!("no field {name} in\n{html}")) + marker.len();
        html[at..].split('"').next().unwrap_or_default().to_owned()
    }
}

/// The running session of a person who is already acting.
fn session_of(cx: Cx) -> Session {
    Session {
        cx,
        account: AccountId::from_raw(1),
        key: "0".repeat(64).parse().expect("64 hexadecimal digits"),
        login: "ai-do".to_owned(),
        name: "Ai Đó".to_owned(),
        post: String::new(),
        unit_name: String::new(),
        agency_name: "Cơ quan".to_owned(),
        second: lantoa_app::sign_in::Second::None,
        must_change: false,
    }
}

/// Somebody's browser.
pub(crate) struct Browser {
    app: Router,
    cookie: String,
}

impl Browser {
    /// A browser in which a person of the product is signed in.
    pub(crate) fn of(product: &App, person: PersonId) -> Self {
        let app = product.clone();
        let state = AppState::new(Kernel {
            agency: "Cơ quan".to_owned(),
            app: Some(product.clone()),
            scheme: Scheme::Http,
            secret: [9; 32],
            entropy: counted,
            clock,
            press: None,
            demo: Vec::new(),
            find_session: Arc::new(move |token| {
                let app = app.clone();
                Box::pin(async move {
                    let cx = app.act_as(token.parse().ok()?).await.ok()?;
                    Some(Arrived { person: signed_in(), session: Some(session_of(cx)) })
                })
            }),
        });
        Self { app: router(state), cookie: format!("phien={person}; ngon-ngu=vi") }
    }

    /// A browser in which nobody is signed in.
    pub(crate) fn stranger(product: &App) -> Self {
        Self { cookie: "ngon-ngu=vi".to_owned(), ..Self::of(product, PersonId::from_raw(1)) }
    }

    async fn send(&self, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::from(([192, 0, 2, 7], 4000))));
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    /// Opens an address.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        let request = Request::get(address).header(header::COOKIE, &self.cookie);
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// The cookies with those that a page gave: a stranger gets one to know the own forms by.
    fn cookies_after(&self, page: &Answer) -> String {
        let given = page.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = given.filter_map(|cookie| cookie.split(';').next()).filter(|pair| !pair.ends_with('='));
        pairs.fold(self.cookie.clone(), |all, pair| format!("{all}; {pair}"))
    }

    /// Opens an address with headers of its own.
    pub(crate) async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        let request = Request::get(address).header(header::COOKIE, &self.cookie);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Opens an address right after an answer, with the cookies that it gave: a message stands on the page.
    pub(crate) async fn get_after(&self, address: &str, before: &Answer) -> Answer {
        let request = Request::get(address).header(header::COOKIE, self.cookies_after(before));
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Sends a form with the token of a page.
    pub(crate) async fn post(&self, address: &str, page: &Answer, fields: &[(&str, &str)]) -> Answer {
        let token = page.hidden("_ma");
        let mut body = format!("_ma={token}");
        for (name, value) in fields {
            body.push_str(&format!("&{name}={}", escaped(value)));
        }
        let request = Request::post(address)
            .header(header::COOKIE, self.cookies_after(page))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    /// Sends what a mail program sends to the address that ends letters: no cookie, no token (RFC 8058).
    pub(crate) async fn one_click(&self, address: &str) -> Answer {
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("List-Unsubscribe=One-Click"));
        self.send(request.expect("a request")).await
    }

    /// Sends a form with one file.
    pub(crate) async fn upload(
        &self,
        address: &str,
        page: &Answer,
        fields: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Answer {
        const EDGE: &str = "ranh-gioi-cua-bieu-mau";
        let mut body = Vec::new();
        let token = page.hidden("_ma");
        for (name, value) in std::iter::once(&("_ma", token.as_str())).chain(fields) {
            body.extend(
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        let (field, name, bytes) = file;
        let head = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{EDGE}--\r\n").bytes());
        let request = Request::post(address)
            .header(header::COOKIE, self.cookies_after(page))
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={EDGE}"))
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn signed_in() -> SignedIn {
    SignedIn {
        id: "nguoi".to_owned(),
        name: "Người Dùng Thử".to_owned(),
        agency: "Sở Thử nghiệm".to_owned(),
        office: String::new(),
        areas: Area::ALL.to_vec(),
    }
}

fn clock() -> Timestamp {
    Timestamp::from_second(1_488_330_000).expect("invariant: in range")
}

fn counted(bytes: &mut [u8]) {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let n = NEXT.fetch_add(1, Ordering::Relaxed).to_le_bytes();
    for (byte, value) in bytes.iter_mut().zip(n.iter().cycle()) {
        *byte = *value;
    }
}
