//! Signing in and coming back: what opens a session, what ends one, and what a stranger does not learn.

use lantoa_app::account::{self, Change, Created, Password};
use lantoa_app::sign_in::{self, Session, Token};
use lantoa_domain::Refusal;
use lantoa_domain::id::PersonId;
use lantoa_domain::policy::Role;
use lantoa_store::{Db, journal};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

const AGENT: &str = "Firefox 145 trên Windows";

async fn account(world: &World, person: PersonId, login: &str) -> Created {
    account::create(&world.acting(world.admin).await, person, login).await.unwrap()
}

async fn enter(world: &World, made: &Created) -> Token {
    sign_in::sign_in(&world.app, &made.login, &made.password, AGENT).await.unwrap()
}

async fn back(world: &World, token: &Token) -> Option<Session> {
    sign_in::resume(&world.app, token).await.unwrap()
}

async fn refused(world: &World, login: &str, password: &str) {
    let error = sign_in::sign_in(&world.app, login, &Password::new(password), AGENT).await.unwrap_err();
    assert_eq!(error.refusal(), Some(&Refusal::SignInFailed));
}

async fn told(db: &Db, world: &World) -> Vec<(String, String)> {
    let root = world.root;
    let lines = db.read(async move |cx| journal::list(cx, root, &Default::default(), None, 100).await).await.unwrap();
    lines.rows.into_iter().map(|line| (line.action, line.detail)).collect()
}

#[tokio::test]
async fn the_first_password_opens_a_session_that_asks_for_another_one() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.secretary, "Thult ").await;
        assert_eq!(made.login, "thult", "a login is kept in small letters");
        let token = sign_in::sign_in(&world.app, " THULT", &made.password, AGENT).await.unwrap();
        let session = back(&world, &token).await.unwrap();
        assert!(session.must_change);
        assert!(session.cx.actor().has(Role::StandingBody));
        assert_eq!((session.name.as_str(), session.unit_name.as_str()), ("Lê Thị Thư", "Văn phòng"));
        assert_eq!(session.agency_name, "Sở Thử nghiệm");
        assert_eq!(token.to_string().parse(), Ok(token.clone()), "the token goes through a cookie as text");

        let new = Password::new("mưa rào tháng sáu");
        account::change_password(&session, &made.password, &new).await.unwrap();
        assert!(!back(&world, &token).await.unwrap().must_change);
        refused(&world, "thult", &made.password.reveal()).await;
        sign_in::sign_in(&world.app, "thult", &new, AGENT).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_stranger_learns_nothing_and_the_journal_holds_no_unknown_login() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.secretary, "thult").await;
        refused(&world, "khong-co-ai", "mưa rào tháng sáu").await;
        refused(&world, "thult", "mưa rào tháng bảy").await;
        let admin = world.acting(world.admin).await;
        let view = account::of_person(&admin, world.secretary).await.unwrap().unwrap();
        account::change(&admin, made.account, view.version, Change::Disable).await.unwrap();
        refused(&world, "thult", &made.password.reveal()).await;

        let told = told(db, &world).await;
        assert!(told.iter().any(|(action, _)| action == "account.sign-in-failed"));
        let all = format!("{told:?}");
        for secret in ["khong-co-ai", "mưa rào", AGENT, "argon2"] {
            assert!(!all.contains(secret), "{secret} stands in the journal");
        }
    })
    .await;
}

#[tokio::test]
async fn five_wrong_passwords_lock_for_a_minute_and_each_more_for_longer() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.secretary, "thult").await;
        for _ in 0..5 {
            refused(&world, "thult", "mưa rào tháng bảy").await;
        }
        refused(&world, "thult", &made.password.clone().reveal()).await;
        world.clock.advance_seconds(59);
        refused(&world, "thult", &made.password.clone().reveal()).await;
        world.clock.advance_seconds(1);
        refused(&world, "thult", "mưa rào tháng bảy").await;
        world.clock.advance_seconds(61);
        refused(&world, "thult", &made.password.clone().reveal()).await;
        world.clock.advance_seconds(60);
        enter(&world, &made).await;

        let locks: Vec<String> =
            told(db, &world).await.into_iter().filter(|(a, _)| a == "account.locked").map(|l| l.1).collect();
        assert_eq!(locks, [r#"{"seconds":120}"#, r#"{"seconds":60}"#], "newest first");
        for _ in 0..4 {
            refused(&world, "thult", "mưa rào tháng bảy").await;
        }
        enter(&world, &made).await;
    })
    .await;
}

#[tokio::test]
async fn an_administrator_lifts_a_lock() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.secretary, "thult").await;
        for _ in 0..5 {
            refused(&world, "thult", "sai mật khẩu rồi").await;
        }
        let admin = world.acting(world.admin).await;
        let view = account::of_person(&admin, world.secretary).await.unwrap().unwrap();
        assert!(view.locked_until.is_some(), "attempts of strangers do not make the administrator's form stale");
        account::change(&admin, made.account, view.version, Change::Unlock).await.unwrap();
        enter(&world, &made).await;
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_idle_and_at_the_end_of_the_day() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.secretary, "thult").await;
        let token = enter(&world, &made).await;
        world.clock.advance_seconds(2 * 3600 - 1);
        assert!(back(&world, &token).await.is_some(), "a page every two hours keeps it");
        world.clock.advance_seconds(2 * 3600);
        assert!(back(&world, &token).await.is_none(), "idle for two hours");

        let token = enter(&world, &made).await;
        for _ in 0..11 {
            world.clock.advance_seconds(3600);
            assert!(back(&world, &token).await.is_some());
        }
        world.clock.advance_seconds(3600);
        assert!(back(&world, &token).await.is_none(), "twelve hours in all, in use or not");
        let unknown: Token = "00".repeat(32).parse().unwrap();
        assert!(back(&world, &unknown).await.is_none());
        assert!("zz".repeat(32).parse::<Token>().is_err());
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_away_is_gone_with_the_next_page() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let admin = world.acting(world.admin).await;
        let made = account(&world, world.room_heads[0], "nhattv").await;
        let token = enter(&world, &made).await;
        let session = back(&world, &token).await.unwrap();
        assert!(session.cx.actor().has(Role::UnitHead));
        for role in account::roles_of(&admin, world.room_heads[0]).await.unwrap() {
            account::take_role(&admin, role.id).await.unwrap();
        }
        assert!(back(&world, &token).await.unwrap().cx.actor().grants.is_empty(), "the role is gone");
        let view = account::of_person(&admin, world.room_heads[0]).await.unwrap().unwrap();
        assert_eq!(view.sessions, 1);
        account::end_sessions_of(&admin, made.account).await.unwrap();
        assert!(back(&world, &token).await.is_none());

        let token = enter(&world, &made).await;
        let fresh = account::reset_password(&admin, made.account, view.version).await.unwrap();
        assert!(back(&world, &token).await.is_none(), "a new password ends what was open");
        let token = sign_in::sign_in(&world.app, "nhattv", &fresh, AGENT).await.unwrap();
        account::change(&admin, made.account, view.version + 1, Change::Disable).await.unwrap();
        assert!(back(&world, &token).await.is_none());
        account::change(&admin, made.account, view.version + 2, Change::Enable).await.unwrap();
        assert!(back(&world, &token).await.is_none(), "enabling opens no old session");
    })
    .await;
}

#[tokio::test]
async fn people_see_and_end_their_own_sessions_only() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (mine, other) =
            (account(&world, world.secretary, "thult").await, account(&world, world.head, "truongnv").await);
        let (first, second) = (enter(&world, &mine).await, enter(&world, &mine).await);
        let foreign = back(&world, &enter(&world, &other).await).await.unwrap();
        let session = back(&world, &first).await.unwrap();
        let lines = account::sessions(&session).await.unwrap();
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.agent == AGENT) && lines.iter().filter(|line| line.is_this).count() == 1);
        assert!(!format!("{lines:?}").contains(&first.to_string()), "the list does not give tokens away");

        let refused = account::end_sessions(&session, Some(foreign.key)).await.unwrap_err();
        assert_eq!(refused.refusal(), Some(&Refusal::NotFound));
        account::end_sessions(&session, None).await.unwrap();
        assert!(back(&world, &second).await.is_none() && back(&world, &first).await.is_some());
        sign_in::sign_out(&session).await.unwrap();
        assert!(back(&world, &first).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_must_be_a_good_one() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.secretary, "thult").await;
        let (first, second) = (enter(&world, &made).await, enter(&world, &made).await);
        let session = back(&world, &first).await.unwrap();
        let change =
            async |old: &Password, new: &str| account::change_password(&session, old, &Password::new(new)).await;
        let why = |result: Result<(), lantoa_app::Error>| match result.unwrap_err().refusal() {
            Some(Refusal::Invalid { field, why }) => (*field, *why),
            other => panic!("{other:?}"),
        };
        assert_eq!(why(change(&made.password, "ngắn").await), ("password", "short"));
        assert_eq!(why(change(&made.password, "matkhau2017").await), ("password", "common"));
        assert_eq!(why(change(&made.password, &made.password.clone().reveal()).await), ("password", "same"));
        assert_eq!(why(change(&Password::new("không phải"), "mưa rào tháng sáu").await), ("old", "wrong"));
        assert!(back(&world, &second).await.is_some(), "nothing happened so far");
        change(&made.password, "mưa rào tháng sáu").await.unwrap();
        assert!(back(&world, &second).await.is_none() && back(&world, &first).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn somebody_who_left_does_not_come_back() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let made = account(&world, world.officers[0], "anhdt").await;
        let token = enter(&world, &made).await;
        let person = world.officers[0];
        let admin = world.acting(world.admin).await;
        let found = lantoa_app::people::one(&admin, person).await.unwrap().person;
        lantoa_app::people::deactivate(&admin, person, found.version, "nghỉ hưu").await.unwrap();
        assert!(back(&world, &token).await.is_none());
        refused(&world, "anhdt", &made.password.reveal()).await;
    })
    .await;
}
