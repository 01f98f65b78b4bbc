//! A member elsewhere votes through the pages: signed in with both factors, with the own code, and nobody in their place.

use crate::booth::{Booth, codes, keys, setup, version, with_sequence};
use crate::site::{PASSWORD, Site, Visitor, value_after};
use crate::stage::{PLAN, called, present, waiting};
use axum::http::StatusCode;
use lantoa_app::account::{Password, operator};
use lantoa_app::{election, session};
use lantoa_ballot::CredentialKey;
use lantoa_domain::election::{Took, Way};
use lantoa_domain::id::PersonId;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;
use totp_rs::Totp;

/// An open election whose members have codes of their own; with its voters in the order of the codes.
async fn opened(world: &World) -> (Booth, Vec<PersonId>) {
    for (at, person) in world.members.iter().enumerate() {
        let own = Some(Password::new(PASSWORD));
        operator::create(&world.app, *person, &format!("thanh-vien-{at}"), own).await.expect("an account");
    }
    let running = world.run(PLAN, 2017).await;
    let dossiers = vec![waiting(world, &running, "nam", 0).await, waiting(world, &running, "nam", 0).await];
    let meeting = called(world, &dossiers).await;
    present(world, meeting, &[0, 1, 2, 3, 4, 5]).await;
    let clerk = world.acting(world.secretary).await;
    let items: Vec<_> = session::page(&clerk, meeting).await.unwrap().items.iter().map(|item| item.id).collect();
    let setup = election::Setup { way: Way::Own, ..setup(world, &items) };
    let team = setup.trustees.clone();
    let id = election::prepare(&clerk, meeting, setup).await.unwrap();
    keys(world, id, &team).await;
    let view = election::page(&clerk, id).await.unwrap();
    let voters: Vec<PersonId> = view.voters.iter().map(|voter| voter.person).collect();
    let codes = codes(&view.uuid, voters.len());
    let owners = voters.iter().copied().zip(codes.iter().map(CredentialKey::public)).collect();
    election::set_own_credentials(&world.acting(world.members[6]).await, id, owners, Vec::new()).await.unwrap();
    let all = view.voters.iter().map(|voter| (voter.person, Took::Code)).collect();
    election::hand_out(&clerk, id, version(world, id).await, all).await.unwrap();
    election::open(&clerk, id, version(world, id).await).await.unwrap();
    (Booth { id, uuid: view.uuid, team, codes, paper: Vec::new() }, voters)
}

async fn signed_in<'a>(site: &'a Site, person: PersonId) -> Visitor<'a> {
    let at = site.world.members.iter().position(|member| *member == person).expect("a member");
    let login = format!("thanh-vien-{at}");
    let mut visitor = site.stranger();
    let fields = [("ten", login.as_str()), ("mat-khau", PASSWORD)];
    assert_eq!(visitor.post("/dang-nhap", "/dang-nhap", &fields).await.status, StatusCode::SEE_OTHER);
    visitor
}

async fn turn_on(site: &Site, visitor: &mut Visitor<'_>) {
    let page = "/tai-khoan/hai-buoc";
    visitor.post(page, "/tai-khoan/hai-buoc/bat-dau", &[]).await;
    let address = format!("otpauth://{}", value_after(&visitor.get(page).await.html, "href=\"otpauth://").unwrap());
    let now = u64::try_from(site.world.app.now().as_second()).unwrap();
    let code = Totp::from_url(address.replace("&#38;", "&")).unwrap().generate(now).to_string();
    assert_eq!(visitor.post(page, page, &[("ma", &code)]).await.status, StatusCode::OK);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn the_page_takes_the_ballot_of_the_member_who_is_signed_in_with_both_factors() {
    both(async |db| {
        let site = Site::open(db, "2017-11-20").await;
        let (booth, voters) = opened(&site.world).await;
        let door = format!("/phieu/{}/bo", booth.id);
        let ballot = hex(&with_sequence(&site.world, &booth, &booth.codes[0], 1, &[1, 0]).await);

        let public = site.stranger().get(&format!("/bo-phieu/{}", booth.uuid)).await.html;
        assert!(public.contains(&door) && !public.contains("data-cast"), "the public page leads to the own one");
        assert!(site.stranger().get(&door).await.location.starts_with("/dang-nhap?ve="));

        let mut voter = signed_in(&site, voters[0]).await;
        let page = voter.get(&door).await.html;
        assert!(
            page.contains("/tai-khoan/hai-buoc") && !page.contains("data-cast"),
            "the password alone opens nothing"
        );
        let early = voter.post("/tai-khoan", &door, &[("phieu", &ballot)]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        assert!(early.html.contains("xác thực hai bước"));

        turn_on(&site, &mut voter).await;
        let page = voter.get(&door).await.html;
        assert!(page.contains(&format!("data-cast=\"{door}\"")) && page.contains("data-signed"));
        assert!(page.contains("name=\"_ma\""), "what is sent signed in carries the form's token");
        let mut other = signed_in(&site, voters[1]).await;
        turn_on(&site, &mut other).await;
        let stolen = other.post(&door, &door, &[("phieu", &ballot)]).await;
        assert_eq!(stolen.status, StatusCode::CONFLICT);
        assert!(stolen.html.contains("không phải của người đang đăng nhập"), "{}", stolen.html);
        for wrong in ["", "zz", "00"] {
            assert!(voter.post(&door, &door, &[("phieu", wrong)]).await.status.is_client_error(), "{wrong:?}");
        }
        let taken = voter.post(&door, &door, &[("phieu", &ballot)]).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.html);
        assert!(taken.html.contains("\"receipt\""));
        let shown = election::polling(&site.world.app, &booth.uuid).await.unwrap();
        assert_eq!(shown.ballots, 1);
        let checked = hex(&with_sequence(&site.world, &booth, &booth.codes[1], 1, &[1, 1]).await);
        let spoiled = other.post(&door, &format!("{door}/kiem-tra"), &[("phieu", &checked)]).await;
        assert_eq!(spoiled.status, StatusCode::OK);
        let cast = other.post(&door, &door, &[("phieu", &checked)]).await;
        assert_eq!(cast.status, StatusCode::CONFLICT, "what was opened for a check is never cast");
    })
    .await;
}
