//! Paper beside the electronic vote, in one count: many paper ballots with figures of their own, few typed in under paper codes; two people on their own, and what must be refused.

use crate::booth::{self, Booth, listed_with, open_sums, rules, setup, version, vote};
use crate::stage::{PLAN, called, present, refusal, waiting};
use lantoa_app::election::{self, PaperCount, Setup};
use lantoa_app::session::{self, Entered, SessionView};
use lantoa_app::{Cx, Error};
use lantoa_ballot::{BallotSeed, Bundle, Choices, CredentialKey, Opened, verify};
use lantoa_domain::Refusal;
use lantoa_domain::election::Took;
use lantoa_domain::id::{ItemId, PersonId, SessionId};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

const AGREE: [u8; 2] = [1, 1];

fn why<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match refusal(result) {
        Refusal::Ballot { why } => why,
        other => panic!("{other:?}"),
    }
}

/// A session of seven present members with two dossiers, about which six may vote.
async fn convened(world: &World) -> (SessionId, Vec<ItemId>) {
    let running = world.run(PLAN, 2017).await;
    let dossiers = vec![waiting(world, &running, "nam", 0).await, waiting(world, &running, "nam", 0).await];
    let id = called(world, &dossiers).await;
    present(world, id, &[0, 1, 2, 3, 4, 5, 6]).await;
    let clerk = world.acting(world.secretary).await;
    let items = session::page(&clerk, id).await.unwrap().items.iter().map(|item| item.id).collect();
    (id, items)
}

/// So many ballots at least, and from so many paper ballots on figures of their own.
fn small(world: &World, items: &[ItemId], min_ballots: u32, min_paper: u32, paper_codes: u32) -> Setup {
    Setup { min_ballots, min_paper, paper_codes, ..setup(world, items) }
}

async fn give(world: &World, booth: &Booth, people: &[PersonId], took: Took) -> Result<(), Error> {
    let rows = people.iter().map(|person| (*person, took)).collect();
    let clerk = world.acting(world.secretary).await;
    election::hand_out(&clerk, booth.id, version(world, booth.id).await, rows).await
}

async fn take_back(world: &World, booth: &Booth, codes: &[usize]) -> Result<(), Error> {
    let issuer = world.acting(world.members[6]).await;
    let public = codes.iter().map(|at| booth.codes[*at].public()).collect();
    election::revoke(&issuer, booth.id, public).await
}

async fn voters(world: &World, booth: &Booth) -> Vec<PersonId> {
    let clerk = world.acting(world.secretary).await;
    election::page(&clerk, booth.id).await.unwrap().voters.iter().map(|voter| voter.person).collect()
}

async fn close(world: &World, booth: &Booth, missing: u32) -> Result<(), Error> {
    let clerk = world.acting(world.secretary).await;
    election::close(&clerk, booth.id, version(world, booth.id).await, missing).await
}

/// A vote in which the first `envelopes` have a code, the others paper, and it is open. Codes of the others are taken back.
async fn mixed(world: &World, setup: Setup, session: SessionId, envelopes: usize) -> (Booth, Vec<PersonId>) {
    let booth = listed_with(world, session, setup).await;
    let people = voters(world, &booth).await;
    give(world, &booth, &people[..envelopes], Took::Code).await.unwrap();
    assert_eq!(
        why(give(world, &booth, &people[envelopes..], Took::Paper).await),
        "paper-revoke",
        "the codes still vote"
    );
    take_back(world, &booth, &(envelopes..people.len()).collect::<Vec<_>>()).await.unwrap();
    give(world, &booth, &people[envelopes..], Took::Paper).await.unwrap();
    let clerk = world.acting(world.secretary).await;
    election::open(&clerk, booth.id, version(world, booth.id).await).await.unwrap();
    (booth, people)
}

/// A paper ballot as somebody's page makes it from the paper code, the seed that is sealed with the paper, and what is ticked.
async fn typed(world: &World, booth: &Booth, key: &CredentialKey, seed: u8, choices: &[u8]) -> Vec<u8> {
    let rules = rules(world, booth).await;
    let choices = Choices::new(&rules, choices).unwrap();
    Opened::make(&rules, key, 1, BallotSeed::from_random([seed; 32]), choices).bytes().to_vec()
}

fn count(agree: u32, not_agree: u32, invalid: u32) -> PaperCount {
    PaperCount { agree, not_agree, no_opinion: 0, invalid }
}

/// An item's count: handed out, returned, agree, not agree, invalid.
fn figures(view: &SessionView, at: usize) -> (u32, u32, u32, u32, u32) {
    let count = view.items[at].tally.unwrap().tally;
    (count.issued, count.returned, count.agree, count.disagree, count.invalid)
}

#[tokio::test]
async fn many_paper_ballots_get_figures_of_their_own() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items) = convened(&world).await;
        let (booth, people) = mixed(&world, small(&world, &items, 3, 2, 0), session, 3).await;
        let clerk = world.acting(world.secretary).await;
        for (member, choices) in [[1, 1], [1, 0], [1, 0]].iter().enumerate() {
            vote(&world, &booth, member, choices).await;
        }
        assert_eq!(
            why(give(&world, &booth, &people[..1], Took::Paper).await),
            "paper-revoke",
            "who has voted has voted"
        );
        assert_eq!(why(close(&world, &booth, 4).await), "paper-missing");
        assert_eq!(why(close(&world, &booth, 2).await), "paper-few", "one paper ballot alone is an open one");
        close(&world, &booth, 1).await.unwrap();

        let view = election::page(&clerk, booth.id).await.unwrap();
        assert_eq!((view.paper.papers.issued, view.paper.papers.missing, view.paper.due), (3, 1, Some(2)));
        assert!(view.may.count_paper && !view.may.open_sums);
        assert_eq!(why(open_sums(&world, &booth, 1).await), "paper-first", "figures come before any sum is known");

        // The clerk and a trustee type on their own.
        let team: Cx = world.acting(booth.team[1]).await;
        let type_in =
            async |cx: &Cx, counts: [PaperCount; 2]| election::count_paper(cx, booth.id, counts.to_vec()).await;
        let member = world.acting(world.members[3]).await;
        assert!(matches!(refusal(type_in(&member, [count(2, 0, 0); 2]).await), Refusal::NotAllowed { .. }));
        let wrong = type_in(&clerk, [count(2, 0, 0), count(2, 1, 0)]).await;
        assert_eq!(refusal(wrong), Refusal::CountWrong { why: "votes-differ-from-returned" });
        let opinion = PaperCount { no_opinion: 1, ..count(1, 0, 0) };
        let wrong = type_in(&clerk, [opinion, count(2, 0, 0)]).await;
        assert_eq!(refusal(wrong), Refusal::CountWrong { why: "no-opinion-not-offered" });
        assert_eq!(
            refusal(election::count_paper(&clerk, booth.id, vec![count(2, 0, 0)]).await),
            Refusal::Invalid { field: "figures", why: "range" }
        );
        assert_eq!(type_in(&clerk, [count(2, 0, 0), count(1, 0, 1)]).await.unwrap(), Entered::First);
        let before = election::page(&team, booth.id).await.unwrap().paper.typing;
        assert_eq!((before.len(), before[0].counts.as_ref()), (1, None), "who has not typed does not see");
        assert_eq!(type_in(&team, [count(1, 1, 0), count(1, 0, 1)]).await.unwrap(), Entered::Differs);
        let seen = election::page(&clerk, booth.id).await.unwrap().paper.typing;
        assert_eq!(seen.iter().filter(|one| one.counts.is_some()).count(), 2, "both see where");
        assert_eq!(type_in(&team, [count(2, 0, 0), count(1, 0, 1)]).await.unwrap(), Entered::Counted);
        assert_eq!(why(type_in(&clerk, [count(2, 0, 0); 2]).await), "paper-none", "once, and never after a sum");

        open_sums(&world, &booth, 1).await.unwrap();
        assert_eq!(why(type_in(&clerk, [count(0, 2, 0); 2]).await), "paper-none");
        open_sums(&world, &booth, 3).await.unwrap();
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();
        let view = session::page(&clerk, session).await.unwrap();
        let of = |at: usize| figures(&view, at);
        assert_eq!((of(0), of(1)), ((6, 5, 5, 0, 0), (6, 5, 2, 2, 1)), "three by code and two on paper, one missing");
        assert_eq!(view.items.iter().map(|item| item.tally.unwrap().passed).collect::<Vec<_>>(), [true, false]);
        assert_eq!(view.items[1].paper, Some(count(1, 0, 1)), "a column of their own");
        let bundle = election::bundle(&clerk, booth.id).await.unwrap();
        let verdict = verify(&bundle);
        assert!(verdict.valid, "{verdict:?}");
        let board = Bundle::read(&bundle).unwrap().replay().unwrap();
        assert_eq!((board.paper().unwrap().issued, board.paper().unwrap().returned), (3, 2));
    })
    .await;
}

#[tokio::test]
async fn few_paper_ballots_are_typed_in_and_nothing_tells_them_apart() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items) = convened(&world).await;
        let chair = world.acting(world.head).await;
        for item in &items {
            session::declare(&chair, *item, "Họ hàng".into()).await.unwrap();
        }
        let (booth, people) = mixed(&world, small(&world, &items, 3, 5, 3), session, 3).await;
        assert_eq!(people.len(), 5, "the chair is in conflict");
        let (clerk, team) = (world.acting(world.secretary).await, world.acting(booth.team[1]).await);
        for (member, choices) in [[1, 1], [1, 0], [0, 0]].iter().enumerate() {
            vote(&world, &booth, member, choices).await;
        }
        assert_eq!(why(close(&world, &booth, 0).await), "paper-few", "figures of two would tell what the two chose");

        let type_in = async |cx: &Cx, ballot: &[u8]| election::type_paper(cx, booth.id, ballot.to_vec()).await;
        let first = typed(&world, &booth, &booth.paper[0], 1, &AGREE).await;
        assert_eq!(why(election::cast(&world.app, &booth.uuid, first.clone()).await), "paper-code", "not by one alone");
        assert_eq!(why(election::spoil(&world.app, &booth.uuid, first.clone()).await), "not-listed");
        assert_eq!(election::sequence(&world.app, &booth.uuid, booth.paper[0].public()).await.unwrap(), None);
        assert_eq!(why(take_back_paper(&world, &booth).await), "not-listed");
        assert_eq!(refusal(type_in(&chair, &first).await), Refusal::Conflicted);
        let member = world.acting(world.members[3]).await;
        assert!(matches!(refusal(type_in(&member, &first).await), Refusal::NotAllowed { .. }));
        let by_code = typed(&world, &booth, &booth.codes[0], 1, &AGREE).await;
        assert_eq!(why(type_in(&clerk, &by_code).await), "not-paper-code", "a member's code");
        let mut broken = first.clone();
        broken[100] ^= 1;
        assert_eq!(why(type_in(&clerk, &broken).await), "bad-ballot");

        assert_eq!(type_in(&clerk, &first).await.unwrap(), Entered::First);
        assert_eq!(type_in(&clerk, &first).await.unwrap(), Entered::First, "one person twice is one");
        let other = typed(&world, &booth, &booth.paper[0], 1, &[1, 0]).await;
        assert_eq!(type_in(&team, &other).await.unwrap(), Entered::Differs);
        assert_eq!(election::page(&clerk, booth.id).await.unwrap().paper.waiting[0].names.len(), 2);
        assert_eq!(type_in(&team, &first).await.unwrap(), Entered::Counted);
        assert_eq!(why(type_in(&clerk, &first).await), "replayed");
        assert_eq!(why(close(&world, &booth, 0).await), "paper-left", "the second is not accounted for");
        assert_eq!(why(give(&world, &booth, &people[3..], Took::Nothing).await), "paper-typed");

        let second = typed(&world, &booth, &booth.paper[1], 2, &[1, 0]).await;
        assert_eq!(type_in(&team, &second).await.unwrap(), Entered::First);
        let third = typed(&world, &booth, &booth.paper[2], 3, &AGREE).await;
        assert_eq!(why(type_in(&team, &third).await), "paper-more", "two were handed out");
        assert_eq!(type_in(&clerk, &second).await.unwrap(), Entered::Counted);
        close(&world, &booth, 0).await.unwrap();
        assert_eq!(why(election::count_paper(&clerk, booth.id, vec![count(1, 1, 0); 2]).await), "paper-none");
        assert_eq!(refusal(type_in(&clerk, &third).await), Refusal::SessionOrder);

        for number in [2, 3] {
            open_sums(&world, &booth, number).await.unwrap();
        }
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();
        let view = session::page(&clerk, session).await.unwrap();
        let of = |at: usize| figures(&view, at);
        assert_eq!((of(0), of(1)), ((5, 5, 4, 1, 0), (5, 5, 2, 3, 0)), "one count of all five");
        assert!(view.items.iter().all(|item| item.paper.is_none()), "no column of their own");
        let bundle = election::bundle(&clerk, booth.id).await.unwrap();
        assert!(verify(&bundle).valid);
        let board = Bundle::read(&bundle).unwrap().replay().unwrap();
        assert!(board.paper().is_none());
    })
    .await;
}

/// The issuer tries to take a paper code back as if it were an envelope's.
async fn take_back_paper(world: &World, booth: &Booth) -> Result<(), Error> {
    let issuer = world.acting(world.members[6]).await;
    election::revoke(&issuer, booth.id, vec![booth.paper[0].public()]).await
}

#[tokio::test]
async fn nobody_votes_by_code_and_on_paper() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items) = convened(&world).await;
        let booth = listed_with(&world, session, small(&world, &items, 3, 5, 2)).await;
        let people = voters(&world, &booth).await;
        let clerk = world.acting(world.secretary).await;
        give(&world, &booth, &people, Took::Code).await.unwrap();
        election::open(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();
        // Somebody gives an unused envelope back and takes paper instead.
        assert_eq!(why(give(&world, &booth, &people[5..], Took::Paper).await), "paper-revoke");
        give(&world, &booth, &people[5..], Took::Nothing).await.unwrap();
        assert_eq!(why(give(&world, &booth, &people[5..], Took::Paper).await), "paper-revoke");
        take_back(&world, &booth, &[5]).await.unwrap();
        give(&world, &booth, &people[5..], Took::Paper).await.unwrap();
        let late = booth::with_sequence(&world, &booth, &booth.codes[5], 1, &AGREE).await;
        assert_eq!(why(election::cast(&world.app, &booth.uuid, late).await), "revoked");
        // Somebody else has voted with the code: taking it back frees no paper ballot.
        for member in 0..5 {
            vote(&world, &booth, member, &AGREE).await;
        }
        give(&world, &booth, &people[4..5], Took::Nothing).await.unwrap();
        take_back(&world, &booth, &[4]).await.unwrap();
        assert_eq!(why(give(&world, &booth, &people[4..5], Took::Paper).await), "paper-revoke");
        assert_eq!(election::page(&clerk, booth.id).await.unwrap().paper.free, 0);
        // The paper ballot never came back.
        close(&world, &booth, 1).await.unwrap();
        for number in [1, 2] {
            open_sums(&world, &booth, number).await.unwrap();
        }
        election::count(&clerk, booth.id, version(&world, booth.id).await).await.unwrap();
        let view = session::page(&clerk, session).await.unwrap();
        let tally = view.items[0].tally.unwrap().tally;
        assert_eq!((tally.issued, tally.returned, tally.agree), (5, 4, 4));
        assert!(verify(&election::bundle(&clerk, booth.id).await.unwrap()).valid);
    })
    .await;
}

#[tokio::test]
async fn two_type_at_the_same_moment_while_members_vote() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items) = convened(&world).await;
        let (booth, _) = mixed(&world, small(&world, &items, 3, 5, 2), session, 4).await;
        let mut tasks = Vec::new();
        for at in 0..2 {
            let ballot = typed(&world, &booth, &booth.paper[at], 1, &AGREE).await;
            for person in [world.secretary, booth.team[1]] {
                let (cx, id, ballot) = (world.acting(person).await, booth.id, ballot.clone());
                tasks.push(tokio::spawn(async move { election::type_paper(&cx, id, ballot).await.map(Some) }));
            }
        }
        for member in 0..4 {
            let ballot = booth::ballot(&world, &booth, member, &AGREE).await;
            let (app, uuid) = (world.app.clone(), booth.uuid.clone());
            tasks.push(tokio::spawn(async move { election::cast(&app, &uuid, ballot).await.map(|_| None) }));
        }
        let mut entered = Vec::new();
        for task in tasks {
            entered.extend(task.await.unwrap().unwrap());
        }
        let of = |what| entered.iter().filter(|one| **one == what).count();
        assert_eq!((of(Entered::First), of(Entered::Counted)), (2, 2), "{entered:?}");
        close(&world, &booth, 0).await.unwrap();
        assert_eq!(election::polling(&world.app, &booth.uuid).await.unwrap().ballots, 6);
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_goes_with_an_election_that_is_given_up() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items) = convened(&world).await;
        let (booth, _) = mixed(&world, small(&world, &items, 3, 3, 2), session, 3).await;
        let clerk = world.acting(world.secretary).await;
        let ballot = typed(&world, &booth, &booth.paper[0], 1, &AGREE).await;
        assert_eq!(election::type_paper(&clerk, booth.id, ballot).await.unwrap(), Entered::First);
        for member in 0..3 {
            vote(&world, &booth, member, &AGREE).await;
        }
        // All three are in the box after all: they get figures, and what one person typed in is dropped.
        close(&world, &booth, 0).await.unwrap();
        let view = election::page(&clerk, booth.id).await.unwrap();
        assert_eq!((view.paper.due, view.paper.waiting.len()), (Some(3), 0));
        election::count_paper(&clerk, booth.id, vec![count(3, 0, 0); 2]).await.unwrap();
        let seen = version(&world, booth.id).await;
        let chair = world.acting(world.head).await;
        election::give_up(&chair, booth.id, seen, "Mất khoá".into()).await.unwrap();
        let view = session::page(&clerk, session).await.unwrap();
        assert!(view.items.iter().all(|item| item.typing.entries.is_empty()), "nothing of it is left");
    })
    .await;
}

#[tokio::test]
async fn paper_is_prepared_within_its_limits() {
    both(async |db| {
        let world = World::found(db, "2017-11-20").await;
        let (session, items) = convened(&world).await;
        let clerk = world.acting(world.secretary).await;
        let prepare = async |setup| refusal(election::prepare(&clerk, session, setup).await);
        let wrong = |field| Refusal::Invalid { field, why: "range" };
        assert_eq!(prepare(small(&world, &items, 3, 1, 0)).await, wrong("min_paper"));
        assert_eq!(prepare(small(&world, &items, 3, 5, 7)).await, wrong("paper_codes"), "six may vote");
        let booth = listed_with(&world, session, small(&world, &items, 3, 4, 2)).await;
        let shown = election::polling(&world.app, &booth.uuid).await.unwrap();
        let manifest = lantoa_ballot::Manifest::read(&shown.manifest).unwrap();
        assert_eq!((manifest.file().min_paper, manifest.file().paper_credentials.len()), (4, 2));
        let fresh = election::renew(
            &clerk,
            booth.id,
            version(&world, booth.id).await,
            "Hỏng".into(),
            setup(&world, &items).client,
        );
        let fresh = fresh.await.unwrap();
        let view = election::page(&clerk, fresh).await.unwrap();
        assert_eq!((view.paper.least, view.paper.codes), (4, 2), "prepared again alike");
    })
    .await;
}
