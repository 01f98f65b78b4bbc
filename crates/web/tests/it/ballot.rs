//! How the electronic ballot comes to browsers and back: programs under one hash, their policy on their pages only, ballots without a cookie. It must not need a database.

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use lantoa_i18n::Locale;
use lantoa_web::{router, sample};
use tower::ServiceExt as _;

async fn send(request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let response = router(sample::state()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
}

async fn get(address: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    send(Request::get(address).body(Body::empty()).unwrap()).await
}

/// Every program of a page named in the samples, by its address.
fn programs() -> Vec<String> {
    let mut found = Vec::new();
    for page in sample::all(Locale::Vi) {
        for piece in page.html.split("<script type=\"module\" src=\"").skip(1) {
            let address = piece.split('"').next().unwrap_or_default().to_owned();
            if !found.contains(&address) {
                found.push(address);
            }
        }
    }
    found
}

#[tokio::test]
async fn programs_find_each_other_by_relative_address() {
    let programs = programs();
    assert!(programs.len() >= 7, "{programs:?}");
    for address in &programs {
        let (status, headers, body) = get(address).await;
        assert_eq!(status, StatusCode::OK, "{address}");
        assert_eq!(headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
        assert!(headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        let text = String::from_utf8(body).unwrap();
        let folder = address.rsplit_once('/').unwrap().0;
        for piece in text.split("from './").skip(1) {
            let other = format!("{folder}/{}", piece.split('\'').next().unwrap());
            assert_eq!(get(&other).await.0, StatusCode::OK, "{other}");
        }
    }
    let set = programs[0].rsplit_once("/pages/").unwrap().0.to_owned();
    for name in ["ballot.mjs", "wasm.mjs"] {
        assert_eq!(get(&format!("{set}/{name}")).await.0, StatusCode::OK);
    }
    // Works beside the page and runs the program there, so its file brings the policy.
    let (status, headers, _) = get(&format!("{set}/pages/worker.mjs")).await;
    assert_eq!(status, StatusCode::OK);
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
    let (_, headers, program) = get(&format!("{set}/ballot.wasm")).await;
    assert_eq!(headers[header::CONTENT_TYPE], "application/wasm");
    assert!(program.starts_with(b"\0asm"));
    let (old, ..) = get("/tai-nguyen/ballot.0000000000/ballot.wasm").await;
    assert_eq!(old, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_pages_with_the_program_may_run_it() {
    let policy = |headers: &HeaderMap| headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    let (status, headers, _) = get("/kiem-tra-phieu").await;
    assert_eq!(status, StatusCode::OK);
    assert!(policy(&headers).contains("script-src 'self' 'wasm-unsafe-eval';"));
    assert!(!policy(&headers).contains("'unsafe-"));
    for other in ["/dang-nhap", "/huong-dan", "/khong-co"] {
        assert!(!policy(&get(other).await.1).contains("unsafe"), "{other}");
    }
}

#[tokio::test]
async fn what_belongs_to_a_person_leads_a_stranger_to_the_door() {
    let pages =
        ["", "/khoa", "/ma", "/phat", "/thu-hoi", "/buoc/mo", "/mo", "/goi", "/huy", "/lam-lai", "/le-tao-khoa"];
    for page in pages {
        let (status, headers, _) = get(&format!("/phieu/bp_0000000000001{page}")).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
        assert!(headers[header::LOCATION].to_str().unwrap().starts_with("/dang-nhap?ve="), "{page}");
    }
}

fn ballot(address: &str) -> axum::http::request::Builder {
    Request::post(address)
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::HOST, "lantoa.test")
        .header(header::ORIGIN, "http://lantoa.test")
}

#[tokio::test]
async fn a_ballot_comes_without_a_cookie_or_not_at_all() {
    let status = |request: axum::http::request::Builder| async {
        send(request.body(Body::from(vec![1, 2, 3])).unwrap()).await.0
    };
    // The samples have no product behind them, so a ballot that is let through finds no election.
    assert_eq!(status(ballot("/bo-phieu/0a1b")).await, StatusCode::NOT_FOUND);
    for cookie in ["phien=mau", "khach=trinh-duyet-1"] {
        let request = ballot("/bo-phieu/0a1b").header(header::COOKIE, cookie);
        assert_eq!(status(request).await, StatusCode::BAD_REQUEST, "{cookie}: bytes in somebody's name");
    }
    let other = Request::post("/bo-phieu/0a1b")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::HOST, "lantoa.test")
        .header(header::ORIGIN, "http://elsewhere.test");
    assert_eq!(status(other).await, StatusCode::FORBIDDEN);
    // Nothing that needs a person can be done that way.
    assert_eq!(status(ballot("/phieu/bp_0000000000001/mo")).await, StatusCode::FORBIDDEN);
}
