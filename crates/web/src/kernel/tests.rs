//! The kernel as browsers meet it: protection, languages, failures, forms, addresses.

use super::*;
use crate::{nav::Area, router, sample};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
    response::Response,
    routing::{get, post},
};
use lantoa_domain::{Refusal, policy::As};
use lantoa_i18n::{Locale, Message, Say, word};
use tower::ServiceExt;

const NAME: Input = Input::text("ten", word!("account-username")).required().max_chars(5);
const COUNT: Input = Input::new(InputKind::Whole, "so", word!("account-username")).required();
const DAY: Input = Input::new(InputKind::Date, "ngay", word!("account-username"));
const FILE: Input = Input::new(InputKind::File, "tep", word!("account-username"));

async fn send(request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    send_to(router(sample::state()), request).await
}

async fn send_to(app: Router, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let response = app.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, String::from_utf8_lossy(&bytes).into_owned())
}

fn read(address: &str) -> Request<Body> {
    Request::get(address).body(Body::empty()).unwrap()
}

fn write(address: &str, body: String) -> Request<Body> {
    Request::post(address)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, "khach=trinh-duyet-1")
        .header(header::HOST, "lantoa.test")
        .header(header::ORIGIN, "http://lantoa.test")
        .body(Body::from(body))
        .unwrap()
}

fn token(binding: &str) -> String {
    csrf::token(&sample::state(), binding)
}

#[tokio::test]
async fn pages_are_protected_and_never_cached_by_others() {
    let (status, headers, _) = send(read("/dang-nhap")).await;
    assert_eq!(status, StatusCode::OK);
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(headers[header::CACHE_CONTROL], "private, no-store");
    assert!(headers.get(header::STRICT_TRANSPORT_SECURITY).is_none());
    let cookie = headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("khach=") && cookie.contains("HttpOnly; SameSite=Lax"));
}

#[tokio::test]
async fn assets_are_named_by_their_content_and_kept_for_ever() {
    let (_, _, page) = send(read("/dang-nhap")).await;
    let at = page.find("/tai-nguyen/app.").unwrap();
    let address = page[at..].split('"').next().unwrap();
    let request = Request::get(address).header(header::ACCEPT_ENCODING, "gzip, br").body(Body::empty()).unwrap();
    let (status, headers, _) = send(request).await;
    assert_eq!(status, StatusCode::OK);
    assert!(headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
    let (status, headers, style) = send(read(address)).await;
    assert_eq!((status, headers.get(header::CONTENT_ENCODING)), (StatusCode::OK, None));
    assert!(style.contains("url(/tai-nguyen/be-vietnam-latin-400."), "fonts are hashed too");
    let (status, ..) = send(read("/tai-nguyen/app.0000000000.css")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_whole_first_page_stays_under_100_kb() {
    let (_, _, page) = send(read("/dang-nhap")).await;
    let mut total = page.len();
    let addresses = page.split("\"/tai-nguyen/").skip(1).map(|p| p.split(['"', '#']).next().unwrap());
    let mut names: Vec<String> = addresses.map(str::to_owned).collect();
    for font in ["latin-400", "latin-600", "vietnamese-400", "vietnamese-600"] {
        let address = assets::address(&format!("be-vietnam-{font}.woff2"));
        names.push(address.trim_start_matches("/tai-nguyen/").to_owned());
    }
    names.sort();
    names.dedup();
    for name in names {
        let request = Request::get(format!("/tai-nguyen/{name}"))
            .header(header::ACCEPT_ENCODING, "gzip")
            .body(Body::empty())
            .unwrap();
        let response: Response = router(sample::state()).oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{name}");
        total += to_bytes(response.into_body(), usize::MAX).await.unwrap().len();
    }
    assert!(total <= 100_000, "the first page needs {total} bytes");
}

#[tokio::test]
async fn the_language_is_chosen_kept_and_comes_back_to_the_page() {
    let (_, _, page) = send(read("/dang-nhap")).await;
    assert!(page.contains("<html lang=\"vi\">"));
    let request =
        Request::get("/dang-nhap").header(header::ACCEPT_LANGUAGE, "en-GB,en;q=0.9").body(Body::empty()).unwrap();
    assert!(send(request).await.2.contains("<html lang=\"en\">"));
    let request = Request::get("/dang-nhap")
        .header(header::ACCEPT_LANGUAGE, "en")
        .header(header::COOKIE, "ngon-ngu=vi")
        .body(Body::empty())
        .unwrap();
    assert!(send(request).await.2.contains("<html lang=\"vi\">"));
    let (status, headers, _) = send(read("/ngon-ngu/en?ve=/ho-so%3Fq%3Da")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(headers[header::LOCATION], "/ho-so?q=a");
    assert!(headers.get_all(header::SET_COOKIE).iter().any(|c| c.as_bytes().starts_with(b"ngon-ngu=en;")));
}

#[tokio::test]
async fn nobody_is_led_away_from_the_site() {
    for elsewhere in ["//evil.test", "https://evil.test", "/%5Cevil.test", "javascript:1", "/a%0d%0ab"] {
        let (status, headers, _) = send(read(&format!("/ngon-ngu/en?ve={elsewhere}"))).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(headers[header::LOCATION], "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_missing_page_says_so_in_the_reader_s_language_with_a_reference() {
    let (status, headers, page) = send(read("/khong-co")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(page.contains(&*word!("ui-failure-not-found").say(Locale::Vi)));
    assert!(page.contains(headers["x-request-id"].to_str().unwrap()));
    // The address that a form was sent to leads to the page around it when somebody reads it.
    for (address, page) in [("/dang-xuat", "/"), ("/tai-khoan/mat-khau?x=1", "/tai-khoan")] {
        let (status, headers, _) = send(read(address)).await;
        assert_eq!((status, headers[header::LOCATION].to_str().unwrap()), (StatusCode::SEE_OTHER, page));
    }
}

#[tokio::test]
async fn a_form_needs_the_token_of_its_own_browser() {
    let body = |token: &str| format!("_ma={token}&ten=ha&mat-khau=x");
    let (status, _, page) = send(write("/dang-nhap", body(&token("trinh-duyet-1")))).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "the token is taken; samples have no product behind them");
    assert!(page.contains("<h1>"));
    assert!(!page.contains("value=\"x\""), "but never a password");
    for bad in [token("trinh-duyet-2"), String::new(), "AAAA".to_owned(), token("")] {
        let (status, _, page) = send(write("/dang-nhap", body(&bad))).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert!(page.contains(&*word!("ui-failure-forged").say(Locale::Vi)));
    }
    let (status, ..) = send(write("/dang-nhap", "ten=ha".to_owned())).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_even_with_a_token() {
    let body = format!("_ma={}&ten=ha&mat-khau=x", token("trinh-duyet-1"));
    let mut request = write("/dang-nhap", body.clone());
    request.headers_mut().insert(header::ORIGIN, "http://evil.test".parse().unwrap());
    assert_eq!(send(request).await.0, StatusCode::FORBIDDEN);
    let mut request = write("/dang-nhap", body.clone());
    request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(send(request).await.0, StatusCode::FORBIDDEN);
    let mut request = write("/dang-nhap", body);
    request.headers_mut().insert(header::CONTENT_TYPE, "text/plain".parse().unwrap());
    assert_eq!(send(request).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_form_that_is_too_big_is_refused() {
    let body = format!("_ma={}&ten={}", token("trinh-duyet-1"), "a".repeat(2 * 1024 * 1024));
    let (status, _, page) = send(write("/dang-nhap", body)).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.contains(&*word!("ui-failure-too-large").say(Locale::Vi)));
    assert!(page.contains(&*word!("ui-go-upload").say(Locale::Vi)) && page.contains("href=\"/dang-nhap\""));
}

async fn for_others() -> Failure {
    let needs = vec![As::Inspector, As::Administrator, As::StandingBody];
    Failure::of(Refusal::NotAllowed { needs }.into(), Locale::Vi)
}

/// A small product with one route of each kind of answer.
fn small_product() -> Router {
    let state = sample::state();
    Router::new()
        .route("/rieng", get(|v: Visit| async move { v.signed_in().map(|p| p.name.clone()) }))
        .route("/cham", get(|| async { Failure::Stale { what: None } }))
        .route("/hong", get(|| async { Failure::internal(std::io::Error::other("mật khẩu kho: bí mật")) }))
        .route(
            "/vo",
            get(|| async {
                if true {
                    panic!("vỡ")
                }
            }),
        )
        .route("/nhieu", get(|| async { Failure::TooMany { retry_after: 30 } }))
        .route(
            "/tep",
            post(|mut upload: UploadForm| async move {
                let files = upload.files_of(FILE).map_or(0, |files| files.len());
                let wrong: Vec<_> = upload.form.summary().errors.iter().map(|e| e.2.say(Locale::Vi)).collect();
                format!("{files} {} {}", upload.form.raw("ten"), wrong.join("; "))
            }),
        )
        .route(
            "/ghi",
            post(|v: Visit, form: FormState| async move { v.signed_in().map(|_| form.raw("ten").to_owned()) }),
        )
        .route("/nguoi-khac", get(for_others).post(for_others))
        .layer(axum::middleware::from_fn_with_state(state.clone(), check_csrf))
        .layer(tower_http::catch_panic::CatchPanicLayer::new())
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(axum::middleware::from_fn_with_state(state.clone(), receive))
        .with_state(state)
}

#[tokio::test]
async fn strangers_are_led_to_the_door_and_back() {
    let (status, headers, _) = send_to(small_product(), read("/rieng?a=1")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(headers[header::LOCATION], "/dang-nhap?ve=/rieng%3Fa%3D1");
    let request = Request::get("/rieng").header(header::COOKIE, "phien=mau").body(Body::empty()).unwrap();
    let (status, _, text) = send_to(small_product(), request).await;
    assert_eq!((status, text), (StatusCode::OK, sample::person().name));
}

#[tokio::test]
async fn failures_explain_themselves_and_hide_their_cause() {
    let (status, _, page) = send_to(small_product(), read("/cham")).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains(&*word!("ui-failure-stale").say(Locale::Vi)));
    for address in ["/hong", "/vo"] {
        let (status, headers, page) = send_to(small_product(), read(address)).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!page.contains("bí mật") && !page.contains("panic"));
        assert!(page.contains(headers["x-request-id"].to_str().unwrap()));
    }
    let (status, headers, _) = send_to(small_product(), read("/nhieu")).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(headers[header::RETRY_AFTER], "30");
}

fn upload(token: &str, file: usize) -> Request<Body> {
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"_ma\"\r\n\r\n{token}\r\n\
--b\r\nContent-Disposition: form-data; name=\"ten\"\r\n\r\nHà\r\n\
--b\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"C:\\\\x\\\\a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n{}\r\n\
--b\r\nContent-Disposition: form-data; name=\"khac\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n",
        "a".repeat(file)
    );
    Request::post("/tep")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header(header::COOKIE, "khach=trinh-duyet-1")
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn files_come_in_whole_limited_and_only_with_a_token() {
    let good = token("trinh-duyet-1");
    let (status, _, text) = send_to(small_product(), upload(&good, 3_000_000)).await;
    assert_eq!((status, text.as_str()), (StatusCode::OK, "1 Hà "));
    let (status, ..) = send_to(small_product(), upload("AAAA", 10)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_file_that_is_too_large_or_empty_is_told_at_its_field() {
    let good = token("trinh-duyet-1");
    let (status, _, text) = send_to(small_product(), upload(&good, upload::FILE_LIMIT + 1)).await;
    assert_eq!((status, text.as_str()), (StatusCode::OK, "0 Hà a.pdf lớn hơn 20 MB"));
    let (_, _, text) = send_to(small_product(), upload(&good, upload::FILE_LIMIT)).await;
    assert_eq!(text, "1 Hà ");
    let (_, _, text) = send_to(small_product(), upload(&good, 0)).await;
    assert_eq!(text, "0 Hà Tệp trống, hãy chọn lại");
    // A whole body without end is not read to its end.
    let limited = small_product().layer(tower_http::limit::RequestBodyLimitLayer::new(upload::FILE_LIMIT));
    let (status, ..) = send_to(limited, upload(&good, upload::FILE_LIMIT + 1)).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn a_file_has_to_be_chosen_again_and_the_page_says_so() {
    let again = word!("ui-form-kept-but-file").say(Locale::Vi);
    let said = |form: &FormState| askama::Template::render(&form.summary()).unwrap();
    let mut form = FormState::empty();
    form.refuse(NAME, word!("ui-form-empty"));
    assert!(!said(&form).contains(&*again));
    assert!(said(&form.clone().with_files()).contains(&*again), "the mistake is elsewhere, the file is gone too");
    form.refuse(FILE, word!("ui-form-no-file"));
    assert!(said(&form).contains(&*again));
}

const LONG: &str = "Đã vận động 12 hộ <b>hiến đất</b> mở đường trong năm";

fn late(cookie: &str, token: &str, more: &str) -> Request<Body> {
    let fields = [("_ma", token), ("thanh-tich", LONG), ("ten", "Tổ 7"), ("ve", "/mot-dia-chi-rat-dai-cua-trang")];
    let mut request = write("/ghi", format!("{}{more}", pairs::encode(fields)));
    request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
    request
}

#[tokio::test]
async fn what_was_typed_stands_on_the_answer_when_the_session_is_over() {
    let shown = "readonly>Đã vận động 12 hộ &#60;b&#62;hiến đất&#60;/b&#62; mở đường trong năm</textarea>";
    let copy = word!("ui-failure-signed-out-copy").say(Locale::Vi);
    let gone = late("khach=trinh-duyet-1", &token("phien-cu-da-het"), "");
    let dead = late("phien=het-han", &token("het-han"), "");
    for request in [gone, dead] {
        let (status, headers, page) = send_to(small_product(), request).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert!(page.contains(shown) && page.contains(&*copy), "{page}");
        assert!(!page.contains("Tổ 7") && !page.contains(">/mot-dia-chi"), "only long texts that were typed");
        assert!(page.contains("/dang-nhap?ve=/ghi"));
        assert!(headers.get(header::SET_COOKIE).is_none(), "nothing is kept");
    }
    let (status, _, text) = send_to(small_product(), late("phien=mau", &token("mau"), "")).await;
    assert_eq!((status, text.as_str()), (StatusCode::OK, "Tổ 7"));
}

#[tokio::test]
async fn nothing_secret_and_nothing_from_elsewhere_is_shown_again() {
    let old = token("phien-cu-da-het");
    let secret =
        late("khach=trinh-duyet-1", &old, "&mat-khau-moi=mot+mat+khau+rat+dai+nhe&nhap-lai=mot+mat+khau+rat+dai+nhe");
    let mut elsewhere = late("khach=trinh-duyet-1", &old, "");
    elsewhere.headers_mut().insert(header::ORIGIN, "http://evil.test".parse().unwrap());
    let mut unsaid = late("khach=trinh-duyet-1", &old, "");
    unsaid.headers_mut().remove(header::ORIGIN);
    let signed_in = late("phien=mau", &old, "");
    for request in [secret, elsewhere, unsaid, signed_in] {
        let (status, _, page) = send_to(small_product(), request).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert!(!page.contains("vận động 12 hộ") && !page.contains("rat dai") && !page.contains("<textarea"));
    }
    let typed = Typed::of(&[("thanh-tich".to_owned(), LONG.to_owned())]);
    assert_eq!((typed.texts().len(), format!("{typed:?}").as_str()), (1, "Typed(1)"), "a log cannot tell it");
}

#[tokio::test]
async fn a_page_for_others_says_for_whom_it_is() {
    let mut request = read("/nguoi-khac");
    request.headers_mut().insert(header::COOKIE, "phien=mau".parse().unwrap());
    let (status, _, page) = send_to(small_product(), request).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(page.contains(&*word!("ui-failure-not-yours").say(Locale::Vi)));
    let who =
        [As::Inspector, As::Administrator, As::StandingBody].map(|one| crate::words::relation(one).say(Locale::Vi));
    let who = format!("{}, {} hoặc {}", who[0], who[1], who[2]);
    assert!(page.contains(&format!("Trang này dành cho {who}.")), "{page}");
    assert!(!page.contains(&*word!("ui-failure-refused-keeps").say(Locale::Vi)), "reading changes nothing");
    let mut request = write("/nguoi-khac", format!("_ma={}", token("mau")));
    request.headers_mut().insert(header::COOKIE, "phien=mau".parse().unwrap());
    let (status, _, page) = send_to(small_product(), request).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains(&format!("Việc này do {who} thực hiện.")));
}

#[test]
fn a_flash_survives_only_unchanged() {
    let state = sample::state();
    let message: Message = word!("format-due-in").with("count", 3);
    let flash = Flash::done(message.clone());
    let sealed = flash.seal(&state, Locale::Vi);
    assert_eq!(Flash::open(&state, &sealed).unwrap().message.say(Locale::En), "3 days left");
    let changed = sealed.replacen('e', "f", 1);
    assert_ne!(changed, sealed);
    assert_eq!(Flash::open(&state, &changed), None);
    assert_eq!(Flash::open(&state, "a.b"), None);
}

#[test]
fn secure_cookies_belong_to_this_host() {
    use cookie::Cookie;
    let secure = Cookies(Scheme::Https).write(Cookie::Session, "a", Some(60)).unwrap();
    assert_eq!(secure, "__Host-phien=a; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure");
    assert!(Cookies(Scheme::Http).write(Cookie::Session, "a\nb", None).is_none());
    let mut headers = HeaderMap::new();
    headers.append(header::COOKIE, "a=1; phien=x; b=2".parse().unwrap());
    assert_eq!(Cookies(Scheme::Http).read(&headers, Cookie::Session), Some("x"));
    assert_eq!(Cookies(Scheme::Https).read(&headers, Cookie::Session), None);
}

#[test]
fn a_form_notes_every_mistake_and_keeps_what_was_typed() {
    let typed = |name: &str, so: &str, ngay: &str| {
        FormState::filled([("ten", name.to_owned()), ("so", so.to_owned()), ("ngay", ngay.to_owned())])
    };
    let mut form = typed("  An ", "1.200", "05/3/2026");
    assert_eq!(form.text(NAME).as_deref(), Some("An"));
    assert_eq!(form.whole(COUNT, 0..=2000), Some(1200));
    assert_eq!(form.date(DAY).unwrap().to_string(), "2026-03-05");
    assert!(!form.has_errors());
    assert_eq!(form.show(DAY).value, "2026-03-05", "as a browser writes a date");
    let mut form = typed("Nguyễn", "ba", "31/02/2026");
    assert_eq!((form.text(NAME), form.whole(COUNT, 0..=9), form.date(DAY)), (None, None, None));
    assert_eq!(form.summary().errors.len(), 3);
    assert_eq!(form.show(NAME).value, "Nguyễn");
    let mut form = typed("", "10", "");
    assert_eq!(form.text(NAME), None);
    assert_eq!(form.whole(COUNT, 0..=9), None);
    assert_eq!(form.maybe_date(DAY), Some(None));
}

#[test]
fn addresses_of_lists_keep_what_was_chosen() {
    let query = ListQuery::new("/ho-so", &[("q", "dạy tốt"), ("buoc", "2"), ("tu", "b3")]);
    assert_eq!(query.at("c4"), "/ho-so?q=d%E1%BA%A1y+t%E1%BB%91t&buoc=2&tu=c4");
    assert_eq!(query.with("buoc", ""), "/ho-so?q=d%E1%BA%A1y+t%E1%BB%91t");
    assert_eq!(query.with("buoc", "3"), "/ho-so?q=d%E1%BA%A1y+t%E1%BB%91t&buoc=3");
    assert!(query.is_narrowed() && !ListQuery::new("/ho-so", &[("tu", "b3"), ("q", " ")]).is_narrowed());
    let read = pairs::decode(b"q=d%E1%BA%A1y+t%E1%BB%91t&a&b=").unwrap();
    assert_eq!(read[0].1, "dạy tốt");
    assert_eq!(read.len(), 3);
    for bad in [&b"a=%"[..], b"a=%zz", b"a=%FF", b"a=%00"] {
        assert!(pairs::decode(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn the_navigation_shows_only_what_a_person_may_open() {
    let mut person = sample::person();
    person.areas = vec![Area::Dossiers, Area::Workbench];
    let groups = crate::nav::groups(Some(&person));
    let areas: Vec<_> = groups.iter().flat_map(|g| &g.areas).copied().collect();
    assert_eq!(areas, [Area::Workbench, Area::Dossiers]);
    assert!(crate::nav::groups(None).is_empty());
}
