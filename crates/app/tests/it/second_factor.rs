//! The second factor: what the password alone opens, what a code opens once, and what becomes of somebody who lost the device.

use lantoa_app::account::{self, Created, Password};
use lantoa_app::second_factor::{self, RECOVERY_CODES, Standing};
use lantoa_app::sign_in::{self, Second, Session, Token};
use lantoa_domain::Refusal;
use lantoa_domain::id::PersonId;
use lantoa_store::journal;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;
use totp_rs::Totp;

const AGENT: &str = "Firefox 145 trên Windows";

async fn account(world: &World, person: PersonId, login: &str) -> Created {
    account::create(&world.acting(world.admin).await, person, login).await.unwrap()
}

async fn enter(world: &World, made: &Created) -> (Token, Session) {
    let token = sign_in::sign_in(&world.app, &made.login, &made.password, AGENT).await.unwrap();
    let session = back(world, &token).await.expect("a session");
    (token, session)
}

async fn back(world: &World, token: &Token) -> Option<Session> {
    sign_in::resume(&world.app, token).await.unwrap()
}

/// The app on the phone: what it was told, and its code of a moment.
struct Phone(Totp);

impl Phone {
    fn told(address: &str) -> Self {
        Self(Totp::from_url(address).unwrap())
    }

    fn shows(&self, world: &World) -> String {
        let now = u64::try_from(world.app.now().as_second()).unwrap();
        self.0.generate(now).to_string()
    }

    fn shows_wrong(&self, world: &World) -> String {
        let code: u32 = self.shows(world).parse().unwrap();
        format!("{:06}", (code + 1) % 1_000_000)
    }
}

async fn set_up(world: &World, session: &Session) -> (Phone, Vec<Password>) {
    assert_eq!(second_factor::standing(session).await.unwrap(), Standing::Off);
    second_factor::begin(session).await.unwrap();
    let Standing::Setting(setup) = second_factor::standing(session).await.unwrap() else { panic!("nothing to set up") };
    assert!(setup.address.starts_with("otpauth://totp/"), "{}", setup.address);
    assert_eq!(setup.key.replace(' ', "").len(), 32, "160 bits in base 32");
    let phone = Phone::told(&setup.address);
    let codes = second_factor::confirm(session, &phone.shows(world)).await.unwrap();
    assert_eq!(codes.len(), RECOVERY_CODES);
    (phone, codes)
}

fn refused<T: std::fmt::Debug>(result: lantoa_app::Result<T>) -> Refusal {
    result.unwrap_err().refusal().cloned().expect("a refusal")
}

#[tokio::test]
async fn the_password_alone_opens_nothing_and_each_code_opens_once() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.secretary, "thult").await;
        let (_, other) = enter(&world, &made).await;
        let (token, session) = enter(&world, &made).await;
        assert_eq!(session.second, Second::None);
        let (phone, _) = set_up(&world, &session).await;
        assert_eq!(back(&world, &token).await.unwrap().second, Second::Given, "who proved the key has given it");
        assert!(account::sessions(&other).await.unwrap().len() == 1, "sessions without it ended");
        assert_eq!(refused(second_factor::begin(&session).await), Refusal::Taken { field: "second" });

        world.clock.advance_seconds(60);
        let (token, waiting) = enter(&world, &made).await;
        assert_eq!(waiting.second, Second::Waits);
        assert_eq!(account::sessions(&session).await.unwrap().len(), 1, "what waits is no session yet");
        assert_eq!(refused(second_factor::give(&waiting, &phone.shows_wrong(&world)).await), Refusal::SignInFailed);
        assert_eq!(back(&world, &token).await.unwrap().second, Second::Waits);
        let code = phone.shows(&world);
        second_factor::give(&waiting, &code).await.unwrap();
        assert_eq!(back(&world, &token).await.unwrap().second, Second::Given);
        assert_eq!(refused(second_factor::give(&back(&world, &token).await.unwrap(), &code).await), Refusal::NotFound);

        let (_, again) = enter(&world, &made).await;
        assert_eq!(refused(second_factor::give(&again, &code).await), Refusal::SignInFailed, "a code that was seen");
        world.clock.advance_seconds(30);
        second_factor::give(&again, &phone.shows(&world)).await.unwrap();

        let (token, _) = enter(&world, &made).await;
        world.clock.advance_seconds(600);
        assert!(back(&world, &token).await.is_none(), "it waits for ten minutes");
    })
    .await;
}

#[tokio::test]
async fn guesses_lock_the_account_and_the_password_does_not_buy_more_of_them() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.secretary, "thult").await;
        let (_, session) = enter(&world, &made).await;
        let (phone, _) = set_up(&world, &session).await;
        world.clock.advance_seconds(60);
        for _ in 0..4 {
            let (_, waiting) = enter(&world, &made).await;
            assert_eq!(refused(second_factor::give(&waiting, &phone.shows_wrong(&world)).await), Refusal::SignInFailed);
        }
        let (token, waiting) = enter(&world, &made).await;
        assert_eq!(refused(second_factor::give(&waiting, &phone.shows_wrong(&world)).await), Refusal::SignInFailed);
        assert!(back(&world, &token).await.is_none(), "what waited ended with the lock");
        let right = sign_in::sign_in(&world.app, "thult", &made.password, AGENT).await;
        assert_eq!(refused(right), Refusal::SignInFailed, "locked, and a stranger does not learn it");
        assert_eq!(refused(second_factor::give(&waiting, &phone.shows(&world)).await), Refusal::SignInFailed);
        world.clock.advance_seconds(61);
        let (_, waiting) = enter(&world, &made).await;
        second_factor::give(&waiting, &phone.shows(&world)).await.unwrap();
        for _ in 0..4 {
            let (_, waiting) = enter(&world, &made).await;
            assert_eq!(refused(second_factor::give(&waiting, &phone.shows_wrong(&world)).await), Refusal::SignInFailed);
        }
        let (_, waiting) = enter(&world, &made).await;
        world.clock.advance_seconds(30);
        second_factor::give(&waiting, &phone.shows(&world)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_lost_device_is_survived_with_a_recovery_code_or_an_administrator() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.secretary, "thult").await;
        let (_, session) = enter(&world, &made).await;
        let (_, codes) = set_up(&world, &session).await;
        let paper: Vec<String> = codes.into_iter().map(Password::reveal).collect();

        let (token, waiting) = enter(&world, &made).await;
        second_factor::give(&waiting, &paper[0].to_uppercase().replace('-', " ")).await.unwrap();
        let session = back(&world, &token).await.unwrap();
        let Standing::On { codes_left, .. } = second_factor::standing(&session).await.unwrap() else { panic!("off") };
        assert_eq!(codes_left, RECOVERY_CODES - 1);
        let (_, waiting) = enter(&world, &made).await;
        assert_eq!(refused(second_factor::give(&waiting, &paper[0]).await), Refusal::SignInFailed, "each goes once");

        let wrong = second_factor::renew_codes(&session, &Password::new("sai mật khẩu rồi")).await;
        assert_eq!(refused(wrong), Refusal::Invalid { field: "password", why: "wrong" });
        let fresh = second_factor::renew_codes(&session, &made.password).await.unwrap();
        assert_eq!(
            refused(second_factor::give(&waiting, &paper[1]).await),
            Refusal::SignInFailed,
            "those before are worth nothing"
        );
        second_factor::give(&waiting, &fresh[0].clone().reveal()).await.unwrap();

        let admin = world.acting(world.admin).await;
        let view = account::of_person(&admin, world.secretary).await.unwrap().unwrap();
        assert!(view.second_since.is_some());
        let nobody = world.acting(world.secretary).await;
        assert!(matches!(refused(second_factor::reset(&nobody, made.account).await), Refusal::NotAllowed { .. }));
        second_factor::reset(&admin, made.account).await.unwrap();
        assert!(back(&world, &token).await.is_none(), "every session ended");
        let (_, session) = enter(&world, &made).await;
        assert_eq!(session.second, Second::None);
        assert_eq!(refused(second_factor::reset(&admin, made.account).await), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn it_is_turned_off_with_the_password_and_the_journal_tells_without_a_secret() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.secretary, "thult").await;
        let (_, session) = enter(&world, &made).await;
        second_factor::begin(&session).await.unwrap();
        let wrong = second_factor::confirm(&session, "000 00").await;
        assert_eq!(refused(wrong), Refusal::Invalid { field: "code", why: "wrong" });
        let Standing::Setting(first) = second_factor::standing(&session).await.unwrap() else { panic!("nothing") };
        second_factor::begin(&session).await.unwrap();
        let Standing::Setting(setup) = second_factor::standing(&session).await.unwrap() else { panic!("nothing") };
        assert_ne!(first.key, setup.key, "begun anew");
        let phone = Phone::told(&setup.address);
        let codes = second_factor::confirm(&session, &phone.shows(&world)).await.unwrap();

        let wrong = second_factor::turn_off(&session, &Password::new("sai mật khẩu rồi")).await;
        assert_eq!(refused(wrong), Refusal::Invalid { field: "password", why: "wrong" });
        second_factor::turn_off(&session, &made.password).await.unwrap();
        assert_eq!(second_factor::standing(&session).await.unwrap(), Standing::Off);
        assert_eq!(enter(&world, &made).await.1.second, Second::None);

        let root = world.root;
        let lines =
            db.read(async move |cx| journal::list(cx, root, &Default::default(), None, 100).await).await.unwrap();
        let actions: Vec<&str> = lines.rows.iter().map(|line| line.action.as_str()).collect();
        assert!(actions.contains(&"account.second-factor-on") && actions.contains(&"account.second-factor-off"));
        let all = format!("{:?}", lines.rows);
        let paper: Vec<String> = codes.into_iter().map(Password::reveal).collect();
        for secret in paper.iter().chain([&setup.key.replace(' ', "")]) {
            assert!(!all.contains(secret.as_str()), "a secret stands in the journal");
        }
    })
    .await;
}
