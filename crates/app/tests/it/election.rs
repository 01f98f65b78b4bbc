//! A council votes by electronic ballot: the way from the key to the announcement, and attacks that must fail.

use crate::booth::{
    self, Booth, ballot, closed, listed, open_sums, opened, setup, share, version, vote, with_sequence,
};
use crate::stage::{PLAN, called, present, refusal, seen, state, waiting};
use lantoa_app::election::{self, TrackedState};
use lantoa_app::session::{self, Step};
use lantoa_app::{Cx, Error};
use lantoa_ballot::{CredentialCode, Receipt, verify};
use lantoa_domain::Refusal;
use lantoa_domain::dossier::{Ending, State};
use lantoa_domain::election::{ElectionStage, Took};
use lantoa_domain::id::{ItemId, SessionId};
use lantoa_domain::session::Stage;
use lantoa_store::journal::{self, Filter};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

const ALL: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];

fn ballot_refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match refusal(result) {
        Refusal::Ballot { why } => why,
        other => panic!("{other:?}"),
    }
}

/// A session of seven present members with two dossiers of one room; its head is in conflict, so six vote.
async fn convened(world: &World) -> (SessionId, Vec<ItemId>, Vec<lantoa_domain::id::DossierId>) {
    let running = world.run(PLAN, 2017).await;
    let dossiers = vec![waiting(world, &running, "nam", 0).await, waiting(world, &running, "nam", 0).await];
    let id = called(world, &dossiers).await;
    present(world, id, &ALL).await;
    let clerk = world.acting(world.secretary).await;
    let items = session::page(&clerk, id).await.unwrap().items.iter().map(|item| item.id).collect();
    (id, items, dossiers)
}

async fn journal_of(world: &World) -> Vec<(String, String)> {
    let root = world.root;
    let page = world.app.db().read(async move |conn| journal::list(conn, root, &Filter::default(), None, 400).await);
    page.await.unwrap().rows.into_iter().map(|line| (line.action, line.detail)).collect()
}

#[tokio::test]
async fn from_the_key_to_the_announcement() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items, dossiers) = convened(&world).await;
        let booth = opened(&world, session, &items, 6).await;
        let (clerk, chair) = (world.acting(world.secretary).await, world.acting(world.head).await);
        for (member, choices) in [[1, 1], [1, 0], [1, 1], [1, 1], [0, 1], [1, 0]].iter().enumerate() {
            let cast = vote(&world, &booth, member, choices).await;
            let shown = election::polling(&world.app, &booth.uuid).await.unwrap();
            let manifest = lantoa_ballot::Manifest::read(&shown.manifest).unwrap();
            let receipt = Receipt::read(&manifest.server_key(), &cast.receipt).unwrap();
            assert!(shown.tracked.iter().any(|line| line.index == cast.index && line.code == receipt.tracking_code()));
        }
        // A member thinks again: the last ballot counts.
        vote(&world, &booth, 4, &[1, 0]).await;
        let shown = election::polling(&world.app, &booth.uuid).await.unwrap();
        assert_eq!((shown.ballots, shown.tracked.len()), (6, 7));
        assert_eq!(shown.tracked.iter().filter(|line| line.state == TrackedState::Replaced).count(), 1);

        closed(&world, &booth).await;
        assert_eq!(
            ballot_refusal(election::count(&clerk, booth.id, version(&world, booth.id).await).await),
            "not-enough-sums"
        );
        // The second trustee's device is lost: the first and the third are enough.
        open_sums(&world, &booth, 1).await.unwrap();
        assert_eq!(
            ballot_refusal(election::count(&clerk, booth.id, version(&world, booth.id).await).await),
            "not-enough-sums"
        );
        open_sums(&world, &booth, 3).await.unwrap();
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();

        let view = session::page(&clerk, session).await.unwrap();
        let closing = election::polling(&world.app, &booth.uuid).await.unwrap().close_head;
        assert_eq!(view.closings, [("Bỏ phiếu kín".to_owned(), closing.unwrap())], "for the minutes");
        let tallies: Vec<_> = view.items.iter().map(|item| item.tally.unwrap()).collect();
        assert_eq!((tallies[0].tally.agree, tallies[0].tally.disagree, tallies[0].tally.issued), (6, 0, 6));
        assert_eq!((tallies[1].tally.agree, tallies[1].tally.disagree, tallies[1].tally.returned), (3, 3, 6));
        assert_eq!((tallies[0].needed, tallies[0].passed, tallies[1].passed), (5, true, false));
        let bundle = election::bundle(&chair, booth.id).await.unwrap();
        let verdict = verify(&bundle);
        assert!(verdict.valid, "{:?}", verdict);

        session::advance(&chair, session, Step::Confirm, seen(&chair, session, Stage::Counted).await).await.unwrap();
        session::advance(&chair, session, Step::Announce, seen(&chair, session, Stage::Confirmed).await).await.unwrap();
        assert!(matches!(state(&world, dossiers[0]).await, State::Walking { step: 2 }), "it goes on to the head");
        assert!(matches!(state(&world, dossiers[1]).await, State::Ended { ending: Ending::VotedDown, .. }));

        let lines = journal_of(&world).await;
        for action in [
            "election.prepared",
            "election.key-made",
            "election.codes-listed",
            "election.opened",
            "election.closed",
            "election.counted",
        ] {
            assert_eq!(lines.iter().filter(|line| line.0 == action).count(), 1, "{action}");
        }
        assert_eq!(lines.iter().filter(|line| line.0 == "election.code-handed").count(), 6, "who voted, never what");
        assert!(lines.iter().filter(|line| line.0.starts_with("election.")).all(|line| !line.1.contains("agree")));
    })
    .await;
}

#[tokio::test]
async fn ballots_that_must_not_count_are_refused() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items, _) = convened(&world).await;
        let booth = opened(&world, session, &items, 6).await;
        let cast = async |bytes: Vec<u8>| ballot_refusal(election::cast(&world.app, &booth.uuid, bytes).await);

        let first = ballot(&world, &booth, 0, &[1, 1]).await;
        let answer = election::cast(&world.app, &booth.uuid, first.clone()).await.unwrap();
        assert_eq!(
            election::cast(&world.app, &booth.uuid, first.clone()).await.unwrap(),
            answer,
            "sent again: the same answer"
        );
        let double = with_sequence(&world, &booth, &booth.codes[0], 1, &[0, 0]).await;
        assert_eq!(cast(double).await, "replayed");

        let stranger = CredentialCode::from_random([7; 15]).key(&booth.uuid);
        assert_eq!(cast(with_sequence(&world, &booth, &stranger, 1, &[1, 1]).await).await, "not-listed");

        let mut copied = first.clone();
        copied[32..64].copy_from_slice(&booth.codes[1].public());
        assert_eq!(cast(copied).await, "bad-ballot", "a colleague's ballot under the own credential");
        for place in [70, 200, first.len() - 1] {
            let mut altered = first.clone();
            altered[place] ^= 1;
            assert_eq!(cast(altered).await, "bad-ballot");
        }
        let mut swapped = first.clone();
        swapped[68..68 + 128].rotate_left(64);
        assert_eq!(cast(swapped).await, "bad-ballot", "two candidates changed places");
        assert_eq!(cast(first[..first.len() - 1].to_vec()).await, "bad-ballot");

        let shown = ballot(&world, &booth, 1, &[1, 0]).await;
        election::spoil(&world.app, &booth.uuid, shown.clone()).await.unwrap();
        let strange = with_sequence(&world, &booth, &stranger, 1, &[1, 1]).await;
        for (bytes, why) in [(first.clone(), "replayed"), (strange, "not-listed"), (vec![7; 32], "bad-ballot")] {
            assert_eq!(ballot_refusal(election::spoil(&world.app, &booth.uuid, bytes).await), why);
        }
        assert_eq!(cast(shown).await, "spoiled", "a ballot that was opened for a check");

        let late = ballot(&world, &booth, 2, &[1, 1]).await;
        for member in 1..6 {
            vote(&world, &booth, member, &[0, 1]).await;
        }
        let polling = election::polling(&world.app, &booth.uuid).await.unwrap();
        assert_eq!(polling.ballots, 6);
        closed(&world, &booth).await;
        assert_eq!(cast(late).await, "closed");
        assert!(matches!(election::cast(&world.app, "0000", first).await, Err(Error::Refused(Refusal::NotFound))));
    })
    .await;
}

#[tokio::test]
async fn the_counting_team_cannot_do_what_is_not_its_own() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items, _) = convened(&world).await;
        let clerk = world.acting(world.secretary).await;
        let setup = setup(&world, &items);
        let team = setup.trustees.clone();
        let id = election::prepare(&clerk, session, setup).await.unwrap();
        let plan = booth::plan_of(&clerk, id).await;
        let program = |n| lantoa_ballot::TrusteeInCeremony::new(plan, n, booth::seed(n)).unwrap();
        let foreign = booth::post(&world, id, team[0], 1, program(2).round1().to_bytes()).await;
        assert_eq!(ballot_refusal(foreign), "own-number");
        let outsider = booth::post(&world, id, world.members[0], 1, program(1).round1().to_bytes()).await;
        assert_eq!(ballot_refusal(outsider), "not-trustee");
        let early = booth::post(&world, id, team[0], 2, vec![1, 0, 0, 0]).await;
        assert_eq!(ballot_refusal(early), "bad-message");
        let own = program(1).round1().to_bytes();
        booth::post(&world, id, team[0], 1, own.clone()).await.unwrap();
        booth::post(&world, id, team[0], 1, own.clone()).await.unwrap();
        let mut other = own;
        other[8] ^= 1;
        assert_eq!(
            ballot_refusal(booth::post(&world, id, team[0], 1, other).await),
            "bad-message",
            "changed after posting"
        );
        election::restart(&clerk, id, version(&world, id).await).await.unwrap();
        assert_ne!(booth::plan_of(&clerk, id).await.number(), plan.number());
        booth::keys(&world, id, &team).await;

        let view = election::page(&clerk, id).await.unwrap();
        assert_eq!(view.stage, ElectionStage::Codes);
        let codes = booth::codes(&view.uuid, 6);
        let list: Vec<_> = codes.iter().map(lantoa_ballot::CredentialKey::public).collect();
        assert_eq!(ballot_refusal(election::set_credentials(&clerk, id, list.clone(), Vec::new()).await), "not-issuer");
        let issuer = world.acting(world.members[6]).await;
        for wrong in [list[1..].to_vec(), [&list[..5], &list[..1]].concat()] {
            let refused = election::set_credentials(&issuer, id, wrong, Vec::new()).await;
            assert_eq!(ballot_refusal(refused), "bad-list");
        }
        election::set_credentials(&issuer, id, list, Vec::new()).await.unwrap();
        let booth = Booth { id, uuid: view.uuid, team, codes, paper: Vec::new() };
        all_take_codes(&world, &booth).await;
        election::open(&clerk, id, version(&world, id).await).await.unwrap();
        for member in 0..6 {
            vote(&world, &booth, member, &[1, 1]).await;
        }
        closed(&world, &booth).await;
        let good = share(&world, &booth, 2).await;
        let first = world.acting(booth.team[0]).await;
        assert_eq!(ballot_refusal(election::post_partial(&first, id, good.clone()).await), "own-number");
        let mut wrong = share(&world, &booth, 1).await;
        let last = wrong.len() - 40;
        wrong[last] ^= 1;
        assert_eq!(ballot_refusal(election::post_partial(&first, id, wrong).await), "bad-sum");
        open_sums(&world, &booth, 1).await.unwrap();
        open_sums(&world, &booth, 1).await.unwrap();
        let alone = election::count(&clerk, id, version(&world, id).await).await;
        assert_eq!(ballot_refusal(alone), "not-enough-sums", "one trustee, twice, is one");
    })
    .await;
}

async fn all_take_codes(world: &World, booth: &Booth) {
    let clerk = world.acting(world.secretary).await;
    let view = election::page(&clerk, booth.id).await.unwrap();
    let rows = view.voters.iter().map(|voter| (voter.person, Took::Code)).collect();
    election::hand_out(&clerk, booth.id, view.version, rows).await.unwrap();
}

#[tokio::test]
async fn envelopes_agree_with_the_sheet() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items, _) = convened(&world).await;
        present(&world, session, &[0, 1, 3, 5, 6]).await;
        let booth = listed(&world, session, &items).await;
        let (clerk, issuer) = (world.acting(world.secretary).await, world.acting(world.members[6]).await);
        let hand = async |people: Vec<_>| {
            let rows = people.into_iter().map(|person| (person, Took::Code)).collect();
            election::hand_out(&clerk, booth.id, version(&world, booth.id).await, rows).await
        };
        assert_eq!(ballot_refusal(hand(vec![world.members[4]]).await), "absent");
        assert_eq!(refusal(hand(vec![world.members[2]]).await), Refusal::NotFound, "in conflict: no voter");
        hand(vec![world.members[0], world.members[1], world.members[3], world.members[5]]).await.unwrap();
        let few = election::open(&clerk, booth.id, version(&world, booth.id).await).await;
        assert_eq!(ballot_refusal(few), "too-few");
        hand(vec![world.members[6]]).await.unwrap();
        election::open(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();
        for member in 0..5 {
            vote(&world, &booth, member, &[1, 1]).await;
        }
        let left = election::close(&clerk, booth.id, version(&world, booth.id).await, 0).await;
        assert_eq!(ballot_refusal(left), "envelopes-left", "a code nobody was given could still vote");
        let public = |at: usize| vec![booth.codes[at].public()];
        assert_eq!(ballot_refusal(election::revoke(&clerk, booth.id, public(5)).await), "not-issuer");
        election::revoke(&issuer, booth.id, public(5)).await.unwrap();
        assert_eq!(ballot_refusal(election::revoke(&issuer, booth.id, public(4)).await), "envelopes-out");
        assert_eq!(election::sequence(&world.app, &booth.uuid, public(5)[0]).await.unwrap(), None);
        closed(&world, &booth).await;
        for number in [2, 3] {
            open_sums(&world, &booth, number).await.unwrap();
        }
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();
        let view = session::page(&clerk, session).await.unwrap();
        assert!(view.items.iter().all(|item| item.tally.unwrap().passed), "five of seven");
    })
    .await;
}

#[tokio::test]
async fn lost_codes_are_made_again_while_nobody_has_one() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items, _) = convened(&world).await;
        let booth = listed(&world, session, &items).await;
        let clerk = world.acting(world.secretary).await;
        let client = || setup(&world, &items).client;
        let renew = async |why: &str| {
            let seen = version(&world, booth.id).await;
            election::renew(&clerk, booth.id, seen, why.into(), client()).await
        };
        assert_eq!(refusal(renew(" ").await), Refusal::ReasonMissing);
        let taken = vec![(world.members[0], Took::Code)];
        election::hand_out(&clerk, booth.id, version(&world, booth.id).await, taken).await.unwrap();
        assert!(!election::page(&clerk, booth.id).await.unwrap().may.renew);
        assert_eq!(ballot_refusal(renew("Máy in kẹt giấy").await), "codes-out");
        let back = vec![(world.members[0], Took::Nothing)];
        election::hand_out(&clerk, booth.id, version(&world, booth.id).await, back).await.unwrap();
        assert!(election::page(&clerk, booth.id).await.unwrap().may.renew);

        let fresh = renew("Máy in kẹt giấy").await.unwrap();
        let old = election::page(&clerk, booth.id).await.unwrap();
        assert_eq!((old.stage, old.reason.as_str()), (ElectionStage::GivenUp, "Máy in kẹt giấy"));
        assert!(old.election.is_some(), "its board is kept");
        let view = election::page(&clerk, fresh).await.unwrap();
        assert_eq!((view.stage, view.candidates.len(), view.voters.len()), (ElectionStage::Keys, 2, 6));
        assert_eq!((view.title, view.threshold, view.min_ballots), (old.title, old.threshold, old.min_ballots));
        assert_ne!((view.uuid, view.ceremony), (old.uuid, old.ceremony), "no code and no key serves twice");
        booth::keys(&world, fresh, &booth.team).await;
        assert_eq!(election::page(&clerk, fresh).await.unwrap().stage, ElectionStage::Codes);
    })
    .await;
}

#[tokio::test]
async fn what_could_not_be_opened_is_not_closed() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items, _) = convened(&world).await;
        let booth = opened(&world, session, &items, 6).await;
        let clerk = world.acting(world.secretary).await;
        for member in 0..4 {
            vote(&world, &booth, member, &[1, 1]).await;
        }
        let four = election::close(&clerk, booth.id, version(&world, booth.id).await, 0).await;
        assert_eq!(ballot_refusal(four), "few-ballots", "four of at least five");
        vote(&world, &booth, 4, &[1, 1]).await;
        closed(&world, &booth).await;
    })
    .await;
}

#[tokio::test]
async fn an_item_on_an_electronic_ballot_is_not_touched_by_hand() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items, dossiers) = convened(&world).await;
        let clerk = world.acting(world.secretary).await;
        let booth = opened(&world, session, &items, 6).await;
        let second = election::prepare(&clerk, session, setup(&world, &items)).await;
        assert_eq!(ballot_refusal(second), "in-election");
        let by_hand = session::advance(&clerk, session, Step::Close, seen(&clerk, session, Stage::Open).await).await;
        assert_eq!(ballot_refusal(by_hand), "in-election");
        let member: Cx = world.acting(world.members[5]).await;
        let conflict = session::declare(&member, items[0], "Họ hàng".into()).await;
        assert_eq!(ballot_refusal(conflict), "in-election");
        let chair = world.acting(world.head).await;
        let open = session::page(&chair, session).await.unwrap();
        let again = session::repeat(&chair, items[0], open.items[0].version, "Thử".into()).await;
        assert_eq!(ballot_refusal(again), "in-election");

        vote(&world, &booth, 0, &[1, 1]).await;
        let version = version(&world, booth.id).await;
        let empty = election::give_up(&chair, booth.id, version, " ".into()).await;
        assert_eq!(refusal(empty), Refusal::ReasonMissing);
        election::give_up(&chair, booth.id, version, "Mất khoá".into()).await.unwrap();
        let view = session::page(&chair, session).await.unwrap();
        let stages: Vec<Stage> = view.items.iter().map(|item| item.stage).collect();
        assert_eq!(stages, [Stage::Void, Stage::Waiting, Stage::Void, Stage::Waiting], "held again as new items");
        assert!(matches!(state(&world, dossiers[0]).await, State::Walking { step: 1 }));
        assert_eq!(ballot_refusal(election::cast(&world.app, &booth.uuid, vec![1]).await), "closed");
        session::advance(&clerk, session, Step::Open, seen(&clerk, session, Stage::Waiting).await).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn all_members_vote_at_the_same_moment() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items, _) = convened(&world).await;
        let booth = opened(&world, session, &items, 6).await;
        let mut ballots = Vec::new();
        for member in 0..6 {
            ballots.push(ballot(&world, &booth, member, &[1, 0]).await);
        }
        let tasks = ballots.into_iter().map(|bytes| {
            let (app, uuid) = (world.app.clone(), booth.uuid.clone());
            tokio::spawn(async move { election::cast(&app, &uuid, bytes).await.map(|cast| cast.index) })
        });
        let mut places = Vec::new();
        for task in tasks.collect::<Vec<_>>() {
            places.push(task.await.unwrap().unwrap());
        }
        places.sort_unstable();
        assert_eq!(places, [3, 4, 5, 6, 7, 8]);
        closed(&world, &booth).await;
        for number in [1, 2] {
            open_sums(&world, &booth, number).await.unwrap();
        }
        let clerk = world.acting(world.secretary).await;
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();
        let bundle = election::bundle(&clerk, booth.id).await.unwrap();
        assert!(verify(&bundle).valid);
    })
    .await;
}
