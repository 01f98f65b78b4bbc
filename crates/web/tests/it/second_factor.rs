//! Two-step sign-in through the pages: setting it up, being asked for a code, and what the password alone opens.

use crate::site::{PASSWORD, Site, value_after};
use axum::http::StatusCode;
use lantoa_testkit::engine::both;
use totp_rs::Totp;

fn code_of(address: &str, site: &Site) -> String {
    let address = address.replace("&#38;", "&").replace("&amp;", "&");
    let now = u64::try_from(site.world.app.now().as_second()).expect("after 1970");
    Totp::from_url(address).expect("an address").generate(now).to_string()
}

fn codes_on(html: &str) -> Vec<String> {
    html.split("once__secret\">").skip(1).filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect()
}

#[tokio::test]
async fn who_turned_it_on_is_asked_for_a_code_and_comes_to_the_page_they_wanted() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut admin = site.enter(site.world.admin, "quantri.vien").await;
        let page = "/tai-khoan/hai-buoc";
        assert!(admin.get(page).await.html.contains("Bật xác thực hai bước"));
        let begun = admin.post(page, "/tai-khoan/hai-buoc/bat-dau", &[]).await;
        assert_eq!(begun.location, page);
        let setting = admin.get(page).await.html;
        assert!(setting.contains("class=\"qr\""), "a code to scan");
        let address = format!("otpauth://{}", value_after(&setting, "href=\"otpauth://").expect("an address"));
        let code = code_of(&address, &site);
        let wrong = admin.post(page, page, &[("ma", "12 34")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("mã không đúng"), "{}", wrong.html);
        let still = value_after(&wrong.html, "href=\"otpauth://").expect("an address");
        assert!(address.ends_with(&still), "the same key stands there");
        let on = admin.post(page, page, &[("ma", &code)]).await;
        let codes = codes_on(&on.html);
        assert_eq!((on.status, codes.len()), (StatusCode::OK, 8));
        assert!(!admin.get(page).await.html.contains(&codes[0]), "shown once");

        let mut phone = site.stranger();
        let fields = [("ten", "quantri.vien"), ("mat-khau", PASSWORD), ("ve", "/nhat-ky")];
        let half = phone.post("/dang-nhap", "/dang-nhap", &fields).await;
        assert_eq!(half.location, "/nhat-ky");
        let to_door = phone.get("/nhat-ky").await.location;
        assert!(to_door.starts_with("/dang-nhap?ve="), "the password alone is a stranger: {to_door}");
        let to_code = phone.get(&to_door).await.location;
        assert_eq!(to_code, "/dang-nhap/ma?ve=/nhat-ky");
        for closed in ["/tai-khoan", page, "/quan-tri", "/ban-lam-viec"] {
            assert!(phone.get(closed).await.location.starts_with("/dang-nhap"), "{closed}");
        }
        let wrong = phone.post(&to_code, "/dang-nhap/ma", &[("ma", "000000"), ("ve", "/nhat-ky")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("Mã không đúng"));
        let empty = phone.post(&to_code, "/dang-nhap/ma", &[("ma", ""), ("ve", "/nhat-ky")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        site.world.clock.advance_seconds(30);
        let code = code_of(&address, &site);
        let right = phone.post(&to_code, "/dang-nhap/ma", &[("ma", &code), ("ve", "/nhat-ky")]).await;
        assert_eq!(right.location, "/nhat-ky");
        assert_eq!(phone.get("/nhat-ky").await.status, StatusCode::OK);
        assert_eq!(phone.get("/dang-nhap/ma?ve=/nhat-ky").await.location, "/nhat-ky", "the way back of the browser");

        let wrong = phone.post(page, "/tai-khoan/hai-buoc/tat", &[("mat-khau", "sai hết rồi nhé")]).await;
        assert!(wrong.html.contains("mật khẩu hiện tại không đúng"));
        let fresh = phone.post(page, "/tai-khoan/hai-buoc/ma-moi", &[("mat-khau", PASSWORD)]).await;
        assert_ne!(codes_on(&fresh.html), codes);
        let off = phone.post(page, "/tai-khoan/hai-buoc/tat", &[("mat-khau", PASSWORD)]).await;
        assert_eq!(off.location, "/tai-khoan");
        assert!(phone.get("/tai-khoan").await.html.contains("Bật xác thực hai bước"));
    })
    .await;
}

#[tokio::test]
async fn an_administrator_takes_it_off_for_whoever_lost_everything() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut officer = site.enter(site.world.officers[0], "anhdt").await;
        let page = "/tai-khoan/hai-buoc";
        officer.post(page, "/tai-khoan/hai-buoc/bat-dau", &[]).await;
        let setting = officer.get(page).await.html;
        let address = format!("otpauth://{}", value_after(&setting, "href=\"otpauth://").expect("an address"));
        officer.post(page, page, &[("ma", &code_of(&address, &site))]).await;

        let mut admin = site.enter(site.world.admin, "quantri.vien").await;
        let person = format!("/quan-tri/nguoi/{}", site.world.officers[0]);
        let shown = admin.get(&person).await.html;
        assert!(shown.contains("Bỏ xác thực hai bước"));
        let act = value_after(&shown, "action=\"/quan-tri/nguoi/").map(|_| format!("{person}/tai-khoan/bo-hai-buoc"));
        let seen = value_after(&shown, "name=\"phien-ban\" value=\"").expect("a version");
        let done = admin.post(&person, &act.expect("an address"), &[("phien-ban", &seen)]).await;
        assert_eq!(done.location, person);
        assert!(!admin.get(&person).await.html.contains("Bỏ xác thực hai bước"));
        assert!(officer.get(page).await.location.starts_with("/dang-nhap"), "every session ended");
        let fields = [("ten", "anhdt"), ("mat-khau", PASSWORD), ("ve", page)];
        officer.post("/dang-nhap", "/dang-nhap", &fields).await;
        assert_eq!(officer.get(page).await.status, StatusCode::OK, "the password opens again");
    })
    .await;
}
