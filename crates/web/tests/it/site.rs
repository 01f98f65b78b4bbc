//! A running product to send requests to: the world of the tests behind the real router. It must not reach into handlers.

#![allow(dead_code, reason = "each test file uses its part")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use lantoa_app::Db;
use lantoa_app::account;
use lantoa_app::sign_in::Password;
use lantoa_domain::id::PersonId;
use lantoa_testkit::world::World;
use lantoa_web::kernel::{AppState, Kernel, Scheme};
use tower::ServiceExt as _;

/// A password that the rules accept.
pub(crate) const PASSWORD: &str = "mưa rào tháng sáu";

/// The product with the world behind it.
pub(crate) struct Site {
    pub(crate) world: World,
    router: Router,
}

/// What a request came to.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) session: Option<String>,
    pub(crate) html: String,
    pub(crate) bytes: Vec<u8>,
}

impl Site {
    pub(crate) async fn open(db: &Db, date: &str) -> Self {
        let world = World::found(db, date).await;
        let kernel = Kernel {
            agency: "Lan Tỏa".to_owned(),
            find_session: lantoa_web::page::account::find_session(world.app.clone()),
            press: None,
            demo: Vec::new(),
            app: Some(world.app.clone()),
            scheme: Scheme::Http,
            secret: [9; 32],
            entropy: |bytes| bytes.fill(7),
            clock: || jiff::Timestamp::from_second(1_795_233_600).expect("in range"),
        };
        Self { router: lantoa_web::router(AppState::new(kernel)), world }
    }

    /// Makes an account with a password of its own and signs in through the page.
    pub(crate) async fn enter(&self, person: PersonId, login: &str) -> Visitor<'_> {
        let own = Some(Password::new(PASSWORD));
        account::operator::create(&self.world.app, person, login, own).await.expect("an account");
        let mut visitor = self.stranger();
        let answer = visitor.post("/dang-nhap", "/dang-nhap", &[("ten", login), ("mat-khau", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "signed in");
        visitor
    }

    pub(crate) fn stranger(&self) -> Visitor<'_> {
        Visitor { site: self, session: None, visitor: None }
    }
}

/// A browser with its cookies.
pub(crate) struct Visitor<'a> {
    site: &'a Site,
    session: Option<String>,
    visitor: Option<String>,
}

impl Visitor<'_> {
    fn cookies(&self) -> String {
        let all = [("phien", &self.session), ("khach", &self.visitor)];
        let set = all.iter().filter_map(|(_, value)| value.as_deref());
        set.map(str::to_owned).collect::<Vec<_>>().join("; ")
    }

    async fn send(&mut self, request: Request<Body>) -> Answer {
        let response = self.site.router.clone().oneshot(request).await.expect("infallible");
        let status = response.status();
        let mut session = None;
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie").split(';').next().unwrap_or_default().to_owned();
            let (name, value) = text.split_once('=').unwrap_or((&text, ""));
            if name.contains("phien") {
                session = Some(value.to_owned());
                self.session = (!value.is_empty()).then(|| text.clone());
            } else if name.contains("khach") {
                self.visitor = Some(text.clone());
            }
        }
        let location =
            response.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec();
        Answer { status, location, session, html: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    pub(crate) async fn get(&mut self, address: &str) -> Answer {
        let request =
            Request::get(address).header(header::COOKIE, self.cookies()).header(header::ACCEPT_LANGUAGE, "vi");
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Reads the page a form stands on and sends the form with its token.
    pub(crate) async fn post(&mut self, page: &str, address: &str, fields: &[(&str, &str)]) -> Answer {
        let token = token_of(&self.get(page).await.html);
        let mut body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        body.push(format!("_ma={}", escaped(&token)));
        let request = Request::post(address)
            .header(header::COOKIE, self.cookies())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT_LANGUAGE, "vi");
        self.send(request.body(Body::from(body.join("&"))).expect("a request")).await
    }

    /// The same for a form with a file or with large fields.
    pub(crate) async fn upload(
        &mut self,
        page: &str,
        address: &str,
        fields: &[(&str, &str)],
        file: Option<&[u8]>,
    ) -> Answer {
        let token = token_of(&self.get(page).await.html);
        let mut body = Vec::new();
        let fields = [("_ma", token.as_str())].into_iter().chain(fields.iter().copied());
        for (name, value) in fields {
            body.extend(
                format!("--ranh\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
            );
        }
        if let Some(file) = file {
            body.extend(b"--ranh\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.xlsx\"\r\n\r\n");
            body.extend(file);
            body.extend(b"\r\n");
        }
        body.extend(b"--ranh--\r\n");
        let request = Request::post(address)
            .header(header::COOKIE, self.cookies())
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=ranh")
            .header(header::ACCEPT_LANGUAGE, "vi");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }
}

/// The first token of a page.
fn token_of(html: &str) -> String {
    value_after(html, "name=\"_ma\" value=\"").unwrap_or_default()
}

/// The text after a mark, up to the next quote, as it was before it was escaped.
pub(crate) fn value_after(html: &str, mark: &str) -> Option<String> {
    let (_, rest) = html.split_once(mark)?;
    let (value, _) = rest.split_once('"')?;
    Some(value.replace("&#34;", "\"").replace("&quot;", "\"").replace("&#38;", "&").replace("&amp;", "&"))
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
