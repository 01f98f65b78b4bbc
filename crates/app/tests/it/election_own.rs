//! Members elsewhere vote with a code of their own and signed in with both factors: whoever has one of the two alone does not vote.

use crate::booth::{Booth, closed, codes, keys, open_sums, setup, version, with_sequence};
use crate::stage::{PLAN, called, present, refusal, waiting};
use lantoa_app::account::{self, Password};
use lantoa_app::election::{self, Setup};
use lantoa_app::session;
use lantoa_app::sign_in::{self, Second, Session};
use lantoa_app::{Error, second_factor};
use lantoa_ballot::{CredentialKey, verify};
use lantoa_domain::Refusal;
use lantoa_domain::election::{Took, Way};
use lantoa_domain::id::{ItemId, PersonId, SessionId};
use lantoa_store::journal::{self, Filter};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;
use totp_rs::Totp;

const PASSWORD: &str = "mưa rào tháng sáu";

fn ballot_refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match refusal(result) {
        Refusal::Ballot { why } => why,
        other => panic!("{other:?}"),
    }
}

/// A session with five in the room; its head is in conflict, so six vote, one of them from elsewhere.
async fn convened(world: &World) -> (SessionId, Vec<ItemId>) {
    let running = world.run(PLAN, 2017).await;
    let dossiers = vec![waiting(world, &running, "nam", 0).await, waiting(world, &running, "nam", 0).await];
    let id = called(world, &dossiers).await;
    present(world, id, &[0, 1, 2, 3, 4, 5]).await;
    let clerk = world.acting(world.secretary).await;
    let items = session::page(&clerk, id).await.unwrap().items.iter().map(|item| item.id).collect();
    (id, items)
}

fn own(world: &World, items: &[ItemId]) -> Setup {
    Setup { way: Way::Own, ..setup(world, items) }
}

async fn accounts(world: &World) {
    for (at, person) in world.members.iter().enumerate() {
        let own = Some(Password::new(PASSWORD));
        // Who has one already keeps it.
        let _ = account::operator::create(&world.app, *person, &format!("thanh-vien-{at}"), own).await;
    }
}

async fn enter(world: &World, at: usize) -> Session {
    let login = format!("thanh-vien-{at}");
    let token = sign_in::sign_in(&world.app, &login, &Password::new(PASSWORD), "Firefox").await.unwrap();
    sign_in::resume(&world.app, &token).await.unwrap().unwrap()
}

/// Signed in with both factors.
async fn enter_with_both(world: &World, at: usize) -> Session {
    let session = enter(world, at).await;
    second_factor::begin(&session).await.unwrap();
    let second_factor::Standing::Setting(told) = second_factor::standing(&session).await.unwrap() else {
        panic!("off")
    };
    let now = u64::try_from(world.app.now().as_second()).unwrap();
    let code = Totp::from_url(&told.address).unwrap().generate(now).to_string();
    second_factor::confirm(&session, &code).await.unwrap();
    Session { second: Second::Given, ..session }
}

/// An election up to its opening, each voter with a code of their own; with the voters in the order of the codes.
async fn opened(world: &World, session: SessionId, items: &[ItemId]) -> (Booth, Vec<PersonId>) {
    let clerk = world.acting(world.secretary).await;
    let setup = own(world, items);
    let team = setup.trustees.clone();
    let id = election::prepare(&clerk, session, setup).await.unwrap();
    keys(world, id, &team).await;
    let view = election::page(&clerk, id).await.unwrap();
    let voters: Vec<PersonId> = view.voters.iter().map(|voter| voter.person).collect();
    let codes = codes(&view.uuid, voters.len());
    let issuer = world.acting(world.members[6]).await;
    let owners: Vec<_> = voters.iter().copied().zip(codes.iter().map(CredentialKey::public)).collect();
    let public = codes.iter().map(CredentialKey::public).collect();
    assert_eq!(ballot_refusal(election::set_credentials(&issuer, id, public, Vec::new()).await), "bad-list");
    let twice = [&owners[..owners.len() - 1], &[(owners[0].0, owners[owners.len() - 1].1)]].concat();
    let named_twice = election::set_own_credentials(&issuer, id, twice, Vec::new()).await;
    assert_eq!(ballot_refusal(named_twice), "bad-list", "every voter has one");
    election::set_own_credentials(&issuer, id, owners, Vec::new()).await.unwrap();
    let all = view.voters.iter().map(|voter| (voter.person, Took::Code)).collect();
    election::hand_out(&clerk, id, version(world, id).await, all).await.unwrap();
    election::open(&clerk, id, version(world, id).await).await.unwrap();
    (Booth { id, uuid: view.uuid, team, codes, paper: Vec::new() }, voters)
}

fn place(world: &World, person: PersonId) -> usize {
    world.members.iter().position(|member| *member == person).unwrap()
}

#[tokio::test]
async fn a_member_elsewhere_votes_with_the_own_code_and_both_factors_and_nobody_for_them() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        accounts(&world).await;
        let (session, items) = convened(&world).await;
        let (booth, voters) = opened(&world, session, &items).await;
        let made = async |at: usize| with_sequence(&world, &booth, &booth.codes[at], 1, &[1, 0]).await;

        let ballot = made(0).await;
        let with_code_alone = election::cast(&world.app, &booth.uuid, ballot.clone()).await;
        assert_eq!(ballot_refusal(with_code_alone), "own-door", "a code that was found opens nothing");
        assert_eq!(ballot_refusal(election::spoil(&world.app, &booth.uuid, ballot.clone()).await), "own-door");
        let half = enter(&world, place(&world, voters[0])).await;
        assert_eq!(ballot_refusal(election::cast_own(&half, booth.id, ballot.clone()).await), "own-second");

        let first = enter_with_both(&world, place(&world, voters[0])).await;
        let other = enter_with_both(&world, place(&world, voters[1])).await;
        assert_eq!(ballot_refusal(election::cast_own(&other, booth.id, ballot.clone()).await), "own-not-yours");
        assert_eq!(ballot_refusal(election::spoil_own(&other, booth.id, ballot.clone()).await), "own-not-yours");
        let cast = election::cast_own(&first, booth.id, ballot.clone()).await.unwrap();
        let again = election::cast_own(&first, booth.id, ballot).await.unwrap();
        assert_eq!(cast, again, "the same bytes again are answered with their place");
        let checked = with_sequence(&world, &booth, &booth.codes[1], 1, &[1, 1]).await;
        election::spoil_own(&other, booth.id, checked.clone()).await.unwrap();
        assert_eq!(ballot_refusal(election::cast_own(&other, booth.id, checked).await), "spoiled");
        election::cast_own(&other, booth.id, made(1).await).await.unwrap();
        for (at, voter) in voters.iter().enumerate().skip(2) {
            let member = enter_with_both(&world, place(&world, *voter)).await;
            election::cast_own(&member, booth.id, made(at).await).await.unwrap();
        }

        closed(&world, &booth).await;
        open_sums(&world, &booth, 1).await.unwrap();
        open_sums(&world, &booth, 2).await.unwrap();
        let clerk = world.acting(world.secretary).await;
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();
        let bundle = election::bundle(&world.acting(booth.team[0]).await, booth.id).await.unwrap();
        assert!(verify(&bundle).valid);

        let root = world.root;
        let lines =
            world.app.db().read(async move |conn| journal::list(conn, root, &Filter::default(), None, 400).await);
        let voted = lines.await.unwrap().rows.into_iter().filter(|line| line.action == "election.voted").count();
        assert!(voted >= voters.len(), "the journal says who voted");
    })
    .await;
}

#[tokio::test]
async fn it_is_for_members_who_can_sign_in_and_have_their_envelope() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items) = convened(&world).await;
        let clerk = world.acting(world.secretary).await;
        let without = election::prepare(&clerk, session, own(&world, &items)).await;
        assert_eq!(ballot_refusal(without), "own-account");
        accounts(&world).await;
        let (booth, voters) = opened(&world, session, &items).await;
        let shown = election::page(&clerk, booth.id).await.unwrap();
        assert!(shown.voters.iter().all(|voter| !voter.ready), "nobody has a second factor yet");
        let away = shown.voters.iter().find(|voter| !voter.present).expect("one is elsewhere").person;
        let member = enter_with_both(&world, place(&world, away)).await;
        let shown = election::page(&clerk, booth.id).await.unwrap();
        assert!(shown.voters.iter().any(|voter| voter.ready && voter.person == away));
        election::hand_out(&clerk, booth.id, shown.version, vec![(away, Took::Nothing)]).await.unwrap();
        let at = voters.iter().position(|voter| *voter == away).unwrap();
        let ballot = with_sequence(&world, &booth, &booth.codes[at], 1, &[1, 1]).await;
        assert_eq!(ballot_refusal(election::cast_own(&member, booth.id, ballot.clone()).await), "own-not-handed");
        let seen = version(&world, booth.id).await;
        let paper = election::hand_out(&clerk, booth.id, seen, vec![(away, Took::Paper)]).await;
        assert_eq!(ballot_refusal(paper), "absent", "paper is handed over in the room");
        election::hand_out(&clerk, booth.id, seen, vec![(away, Took::Code)]).await.unwrap();
        election::cast_own(&member, booth.id, ballot.clone()).await.unwrap();
        let conflicted = *world.members.iter().find(|member| !voters.contains(member)).expect("one does not vote");
        let stranger = enter_with_both(&world, place(&world, conflicted)).await;
        assert_eq!(refusal(election::cast_own(&stranger, booth.id, ballot).await), Refusal::NotFound, "in conflict");
        assert_eq!(refusal(election::polling_own(&stranger, booth.id).await), Refusal::NotFound);
    })
    .await;
}
