//! Writing contests told on both engines: entries without an account, a jury that does not know the authors, ties, what everybody reads.

mod fair;

use fair::{
    AFTER, AUTHORS, admit, entries, given, invalid, judging, jury, mark_all, open, refusal, send_all, set, story,
    terms, version,
};
use lantoa_app::contest::{self, Advice, Agreed, Hand, NewEntry, Taking};
use lantoa_app::{Error, journal};
use lantoa_domain::Refusal;
use lantoa_domain::contest::{Criterion, Entrants, EntryState, RefusedFor};
use lantoa_domain::policy::JurySeat;
use lantoa_store::Query;
use lantoa_testkit::engine::both;
use lantoa_testkit::plan::small;
use lantoa_testkit::world::World;

/// R124: a contest from its terms to the public page: entries of strangers, a jury, prizes by weighted marks, and what each author
/// consents to at the moment somebody reads.
#[tokio::test]
async fn a_contest_runs_from_its_terms_to_the_public_page() {
    both(async |db| {
        let (world, id, codes) = judging(db).await;
        let receipt = contest::receipt(&world.app, &codes[0]).await.unwrap();
        assert_eq!((receipt.state, receipt.prize, receipt.may_withdraw), (EntryState::Admitted, None, false));
        // Entry 1 and 2 are the best and tie; 3 is third; the fourth is advised against.
        mark_all(&world, |number, _| match number {
            1 | 2 => given([900, 900], Advice::Prize),
            3 => given([800, 750], Advice::Publish),
            _ => given([1000, 1000], Advice::Neither),
        })
        .await;
        let (head, chair) = (world.acting(world.head).await, world.acting(world.room_heads[0]).await);
        let lines = contest::page(&head, id).await.unwrap().standings.unwrap();
        let told: Vec<_> = lines.iter().map(|line| (line.number, line.rank, line.points, line.tied)).collect();
        assert_eq!(told, [(4, 1, 10_000, false), (1, 2, 9000, true), (2, 2, 9000, true), (3, 4, 7800, false)]);
        assert_eq!(invalid(contest::decide(&head, id, version(&head, id).await).await), ("contest", "contest-tied"));

        let all = entries(&world.acting(world.secretary).await, id).await;
        let why = || "Bài thứ hai có nhiều chi tiết thật hơn.".to_owned();
        assert_eq!(refusal(contest::settle(&head, id, vec![all[1], all[0]], why()).await), Refusal::NotFound);
        assert_eq!(invalid(contest::settle(&chair, id, vec![all[1], all[2]], why()).await), ("order", "not-tied"));
        assert_eq!(
            refusal(contest::settle(&chair, id, vec![all[1], all[0]], " ".into()).await),
            Refusal::ReasonMissing
        );
        contest::settle(&chair, id, vec![all[1], all[0]], why()).await.unwrap();
        let officer = world.acting(world.officers[0]).await;
        assert!(matches!(refusal(contest::decide(&officer, id, 1).await), Refusal::NotAllowed { .. }));
        contest::decide(&head, id, version(&head, id).await).await.unwrap();
        let winners = async || contest::public_one(&world.app, id).await.unwrap().winners;
        assert!(winners().await.is_empty(), "decided is not published");
        contest::publish(&head, id, version(&head, id).await).await.unwrap();

        let told: Vec<_> =
            winners().await.into_iter().map(|one| (one.number, one.prize, one.title, one.name)).collect();
        let line = |number: i64, prize: &str, title: &str, name: &str| {
            (number, prize.to_owned(), title.to_owned(), name.to_owned())
        };
        let (second, first) =
            (line(1, "Giải nhì", "Chuyện thứ 0", AUTHORS[0].0), line(2, "Giải nhất", "Chuyện thứ 1", ""));
        assert_eq!(told, [first, second, line(3, "Giải ba", "", "")], "named, not named, nothing at all");
        assert_eq!(contest::receipt(&world.app, &codes[1]).await.unwrap().prize.as_deref(), Some("Giải nhất"));
        assert_eq!(contest::public(&world.app).await.unwrap()[0].taking, Taking::Told);
    })
    .await;
}

/// Consent taken back by the code, or recorded by the office, is gone at the next reading; so is an author who is erased.
#[tokio::test]
async fn a_consent_taken_back_leaves_no_name_and_no_text() {
    both(async |db| {
        let (world, id, codes) = judging(db).await;
        mark_all(&world, |number, _| given([1000 - number * 50, 900], Advice::Prize)).await;
        let (head, clerk) = (world.acting(world.head).await, world.acting(world.secretary).await);
        contest::decide(&head, id, version(&head, id).await).await.unwrap();
        contest::publish(&head, id, version(&head, id).await).await.unwrap();
        let public = async || format!("{:?}", contest::public_one(&world.app, id).await.unwrap());
        let before = public().await;
        assert!(before.contains(AUTHORS[0].0) && before.contains("chuyện số 0") && before.contains("chuyện số 1"));
        assert!(!before.contains(AUTHORS[1].0) && !before.contains(AUTHORS[2].0) && !before.contains("chuyện số 2"));

        contest::take_back_consent(&world.app, &codes[0]).await.unwrap();
        let after = public().await;
        assert!(!after.contains(AUTHORS[0].0) && !after.contains("chuyện số 0") && !after.contains("Chuyện thứ 0"));
        assert_eq!(refusal(contest::take_back_consent(&world.app, &codes[0]).await), Refusal::InUse);
        let second = entries(&clerk, id).await[1];
        let seen = contest::entry_page(&clerk, second).await.unwrap().entry.version;
        contest::close_consent(&clerk, second, seen).await.unwrap();
        assert!(!public().await.contains("chuyện số 1"));
        contest::erase_author(&clerk, second, seen + 1).await.unwrap();
        assert!(contest::entry_page(&clerk, second).await.unwrap().author.is_none());
        let query = "SELECT name FROM contest_author WHERE name = 'Tạ Quang Chanh'";
        let kept: Vec<String> = db.read(async |cx| cx.list(&Query::new("test", query, &[])).await).await.unwrap();
        assert!(kept.is_empty(), "erased is erased");
    })
    .await;
}

/// F22: the jury knows a number and a text. Nothing a juror can open, and no line of the journal, says who wrote it; whoever reads
/// the authors sits on no jury, and whoever sits on one reads no author.
#[tokio::test]
async fn the_jury_does_not_know_who_wrote() {
    both(async |db| {
        let (world, id, _) = judging(db).await;
        let mut seen = String::new();
        for person in jury(&world) {
            let cx = world.acting(person).await;
            let work = contest::my_work(&cx).await.unwrap();
            seen.push_str(&format!("{work:?}"));
            for row in &work.rows {
                seen.push_str(&format!("{:?}", contest::sheet_page(&cx, row.id).await.unwrap()));
            }
        }
        let chair = world.acting(world.room_heads[0]).await;
        seen.push_str(&format!("{:?}", contest::page(&chair, id).await.unwrap()));
        assert!(seen.contains("chuyện số 1") && seen.contains("[…]"), "the control");
        let lines = "SELECT action || detail FROM journal WHERE action LIKE 'contest.%'";
        let lines: Vec<String> = db.read(async |cx| cx.list(&Query::new("test", lines, &[])).await).await.unwrap();
        assert_eq!(lines.len(), 17, "the control: set up, opened, sent, closed, admitted, seated, dealt, judging");
        let journal = lines.join("\n");
        // Ánh is a juror too, and named as such.
        for (at, (name, _)) in AUTHORS.into_iter().take(3).enumerate() {
            for text in [&seen, &journal] {
                assert!(!text.contains(name) && !text.contains(&format!("0900 000 00{at}")), "{name}");
            }
        }
        assert!(!seen.contains("Tổ dân phố số 3"), "the unit gives away as much as the name");

        let clerk = world.acting(world.secretary).await;
        let one = entries(&clerk, id).await[0];
        for person in [world.officers[0], world.room_heads[0], world.head, world.inspector] {
            let cx = world.acting(person).await;
            assert!(contest::entry_page(&cx, one).await.is_err());
        }
        let seat = contest::seat(&clerk, id, world.secretary, JurySeat::Member).await;
        assert_eq!(invalid(seat), ("person", "reads-authors"));
        // Somebody who comes to run contests later stays outside the own contest's authors.
        let admin = world.acting(world.admin).await;
        let give = lantoa_app::account::Give {
            person: world.officers[1],
            role: lantoa_domain::policy::Role::Communications,
            unit: world.root,
            movement: None,
            from: clerk.today(),
            to: None,
        };
        lantoa_app::account::give_role(&admin, give).await.unwrap();
        let both_hats = world.acting(world.officers[1]).await;
        assert_eq!(refusal(contest::entry_page(&both_hats, one).await), Refusal::Conflicted);
        let view = contest::page(&both_hats, id).await.unwrap();
        assert!(!view.may_run && view.entries.iter().all(|row| row.author.is_none() && row.title.is_empty()));
    })
    .await;
}

/// A juror who wrote an entry, or is close to it, never has it; whoever steps back has it no more.
#[tokio::test]
async fn a_juror_in_conflict_has_no_sheet() {
    both(async |db| {
        let (world, id, _) = judging(db).await;
        let clerk = world.acting(world.secretary).await;
        let all = entries(&clerk, id).await;
        // The fourth entry is by somebody with a juror's name.
        let own = contest::entry_page(&clerk, all[3]).await.unwrap();
        let (juror, _) = own.barred.first().expect("found by the name");
        assert_eq!(juror.person, world.officers[0]);
        assert_eq!(invalid(contest::give(&clerk, all[3], juror.id).await), ("contest", "contest-barred"));
        let named = world.acting(world.officers[0]).await;
        assert!(contest::my_work(&named).await.unwrap().rows.iter().all(|row| row.number != 4));

        let stepping = world.acting(world.officers[2]).await;
        let row = contest::my_work(&stepping).await.unwrap().rows.remove(0);
        assert_eq!(refusal(contest::declare(&stepping, row.id, 1, " ".into()).await), Refusal::ReasonMissing);
        contest::declare(&stepping, row.id, 1, "Tôi nhận ra tác giả.".into()).await.unwrap();
        assert_eq!(refusal(contest::sheet_page(&stepping, row.id).await), Refusal::NotFound);
        assert!(contest::my_work(&stepping).await.unwrap().rows.iter().all(|one| one.number != row.number));
        // Another one takes over, never the same.
        assert_eq!(contest::deal(&clerk, id).await.unwrap(), (1, 0));
        assert!(contest::my_work(&stepping).await.unwrap().rows.iter().all(|one| one.number != row.number));
        assert_eq!(refusal(contest::unseat(&clerk, id, juror.id).await), Refusal::InUse, "who marks stays on record");
    })
    .await;
}

/// F23: nobody sees a sheet of others before the own one is in; then it stands, unless the chair gives it back with a reason.
#[tokio::test]
async fn sheets_are_hidden_until_the_own_is_in_and_frozen_after() {
    both(async |db| {
        let (world, id, _) = judging(db).await;
        let chair = world.acting(world.room_heads[0]).await;
        let (one, other) = (world.acting(world.officers[0]).await, world.acting(world.officers[1]).await);
        let (mine, theirs) = (contest::my_work(&one).await.unwrap().rows, contest::my_work(&other).await.unwrap().rows);
        let (own, foreign) = mine
            .iter()
            .find_map(|row| theirs.iter().find(|found| found.number == row.number).map(|found| (row.id, found.id)))
            .expect("two jurors share an entry");
        let wrong = async |marks: Vec<i64>| {
            let given = contest::Given { marks, ..given([0, 0], Advice::Prize) };
            invalid(contest::mark(&one, own, 1, given, Hand::In).await)
        };
        assert_eq!(wrong(vec![1050, 900]).await, ("marks", "over"));
        assert_eq!(wrong(vec![825, 900]).await, ("marks", "step"));
        assert_eq!(wrong(vec![900]).await, ("marks", "missing"));
        contest::mark(&other, foreign, 1, given([700, 700], Advice::Publish), Hand::In).await.unwrap();
        contest::mark(&one, own, 1, given([900, 850], Advice::Prize), Hand::Keep).await.unwrap();
        assert!(contest::sheet_page(&one, own).await.unwrap().others.is_empty(), "kept is not handed in");
        assert_eq!(refusal(contest::sheet_page(&one, foreign).await), Refusal::NotFound);
        let view = contest::page(&chair, id).await.unwrap();
        assert!(view.standings.is_none() && view.progress.iter().all(|sheet| sheet.total.is_none()));

        contest::mark(&one, own, 2, given([900, 850], Advice::Prize), Hand::In).await.unwrap();
        let seen = contest::sheet_page(&one, own).await.unwrap();
        assert_eq!((seen.total, seen.others.len(), seen.others[0].total), (Some(8800), 1, 7000));
        let again = contest::mark(&one, own, 3, given([100, 100], Advice::Prize), Hand::In).await;
        assert_eq!(invalid(again), ("contest", "contest-frozen"));
        assert_eq!(refusal(contest::give_back(&other, own, 3, "Sai".into()).await), Refusal::NotFound);
        assert_eq!(refusal(contest::give_back(&chair, own, 3, String::new()).await), Refusal::ReasonMissing);
        contest::give_back(&chair, own, 3, "Xem lại điểm cách viết.".into()).await.unwrap();
        let back = contest::sheet_page(&one, own).await.unwrap();
        assert!(back.may_mark && back.others.is_empty() && !back.sheet.back_why.is_empty());
        let head = world.acting(world.head).await;
        let early = contest::decide(&head, id, version(&head, id).await).await;
        assert_eq!(invalid(early), ("contest", "contest-sheets-missing"));
        assert_eq!(refusal(contest::publish(&head, id, version(&head, id).await).await), Refusal::InUse);
    })
    .await;
}

/// F06, F24: marks count by their weight; where sheets differ by more than was set, the jury agrees on one mark with a reason.
#[tokio::test]
async fn a_jury_that_differs_agrees_before_prizes_are_decided() {
    both(async |db| {
        let (world, id, _) = judging(db).await;
        mark_all(&world, |number, again| match (number, again) {
            // Each criterion out of 10, by 60 and 40 per cent: 54 + 32 against 30 + 20.
            (1, false) => given([900, 800], Advice::Prize),
            (1, true) => given([500, 500], Advice::Neither),
            (n, _) => given([800 - n * 50, 700], Advice::Publish),
        })
        .await;
        let (head, chair) = (world.acting(world.head).await, world.acting(world.room_heads[0]).await);
        let lines = contest::page(&chair, id).await.unwrap().standings.unwrap();
        let first = lines.iter().find(|line| line.number == 1).unwrap();
        assert_eq!((first.points, first.spread, first.differs, first.advised), (6800, 3600, true, None));
        let early = contest::decide(&head, id, version(&head, id).await).await;
        assert_eq!(invalid(early), ("contest", "contest-not-agreed"));
        let agreed = |points, why: &str| Agreed { points, advice: Advice::Prize, why: why.into() };
        let (entry, seen) = (first.entry, first.version);
        let nobody = contest::agree(&head, entry, seen, agreed(8000, "x")).await;
        assert_eq!(refusal(nobody), Refusal::NotFound, "the chair alone");
        assert_eq!(refusal(contest::agree(&chair, entry, seen, agreed(8000, "")).await), Refusal::ReasonMissing);
        assert_eq!(invalid(contest::agree(&chair, entry, seen, agreed(10_001, "x")).await), ("points", "range"));
        contest::agree(&chair, entry, seen, agreed(8150, "Cả ban đọc lại, thống nhất.")).await.unwrap();
        let stale = contest::agree(&chair, entry, seen, agreed(8200, "x")).await;
        assert!(matches!(stale, Err(Error::Overtaken { .. })));
        let lines = contest::page(&chair, id).await.unwrap().standings.unwrap();
        assert_eq!((lines[0].number, lines[0].points, lines[0].prize), (1, 8150, Some(0)));
        contest::decide(&head, id, version(&head, id).await).await.unwrap();
        assert_eq!(refusal(contest::agree(&chair, entry, seen + 2, agreed(1, "x")).await), Refusal::InUse);
    })
    .await;
}

/// What cannot be right is refused with its field, and what comes at the wrong time not at all.
#[tokio::test]
async fn entries_that_cannot_be_taken_are_told_why() {
    both(async |db| {
        let (world, id, clerk) = open(db).await;
        let send = async |new: NewEntry| contest::submit(&world.app, id, None, new).await;
        let long = NewEntry { body: "từ ".repeat(51), ..story(0) };
        assert_eq!(invalid(send(long).await), ("body", "too-many-words"));
        assert_eq!(invalid(send(NewEntry { contact: " ".into(), ..story(0) }).await), ("contact", "empty"));
        assert_eq!(invalid(send(NewEntry { guardian: Some(" ".into()), ..story(0) }).await), ("guardian", "empty"));
        let once = || NewEntry { once: "0123456789abcdef0123456789abcdef".into(), ..story(0) };
        let code = send(once()).await.unwrap();
        assert_eq!(send(once()).await.unwrap(), code, "the same form sent twice is one");
        contest::withdraw(&world.app, &code).await.unwrap();
        assert_eq!(refusal(contest::withdraw(&world.app, &code).await), Refusal::InUse);
        assert_eq!(contest::receipt(&world.app, &code).await.unwrap().state, EntryState::Withdrawn);
        assert_eq!(refusal(contest::receipt(&world.app, "khong-co").await), Refusal::NotFound);

        world.clock.set("2017-12-22");
        send(story(1)).await.unwrap();
        let early = contest::close(&clerk, id, version(&clerk, id).await).await;
        assert_eq!(invalid(early), ("contest", "contest-not-over"), "what was announced is kept");
        world.clock.set(AFTER);
        assert_eq!(invalid(send(story(2)).await), ("day", "too-late"));
        let clerk = world.acting(world.secretary).await;
        contest::close(&clerk, id, version(&clerk, id).await).await.unwrap();
        assert_eq!(invalid(send(story(2)).await), ("day", "too-late"));
        let seen = version(&clerk, id).await;
        assert_eq!(invalid(contest::judge(&clerk, id, seen).await), ("contest", "contest-unread"));
        assert_eq!(refusal(contest::call_off(&clerk, id, seen, " ".into()).await), Refusal::ReasonMissing);
        contest::call_off(&clerk, id, seen, "Bão lụt.".into()).await.unwrap();
        assert_eq!(refusal(contest::public_one(&world.app, id).await), Refusal::NotFound);
    })
    .await;
}

/// Terms are checked and kept once announced; staff contests take staff alone; the plan's criteria can be taken over.
#[tokio::test]
async fn terms_are_sound_and_kept_once_announced() {
    both(async |db| {
        let world = World::found(db, fair::DAY).await;
        let running = world.run(&plan(), 2017).await;
        let (clerk, officer) = (world.acting(world.secretary).await, world.acting(world.officers[0]).await);
        let refused = contest::set_up(&officer, set(terms())).await;
        assert!(matches!(refusal(refused), Refusal::NotAllowed { .. }));
        let mut wrong = terms();
        wrong.criteria[0].weight = 59;
        assert_eq!(invalid(contest::set_up(&clerk, set(wrong)).await), ("criteria", "weights"));

        let movement = Some((running.programme, "chung".parse().unwrap()));
        let taken = contest::Set { movement, ..set(contest::Terms { criteria: Vec::new(), ..terms() }) };
        let id = contest::set_up(&clerk, taken).await.unwrap();
        let view = contest::page(&clerk, id).await.unwrap();
        let told: Vec<_> = view.contest.criteria.0.iter().map(|one| (one.name.as_str(), one.weight)).collect();
        assert_eq!(told, [("Làm việc có ích", 50), ("Được mọi người quý trọng", 50)]);
        assert_eq!(view.movement, "Thi đua chung");

        let staff = contest::Terms { entrants: Entrants::Staff, ..terms() };
        let id = contest::set_up(&clerk, set(staff.clone())).await.unwrap();
        assert_eq!(refusal(contest::public_one(&world.app, id).await), Refusal::NotFound, "being set up");
        contest::open(&clerk, id, 1).await.unwrap();
        let stranger = contest::submit(&world.app, id, None, story(0)).await;
        assert!(matches!(refusal(stranger), Refusal::NotAllowed { .. }));
        contest::submit(&world.app, id, Some(&officer), story(0)).await.unwrap();
        let mut other = staff.clone();
        other.criteria[0] = Criterion { name: "Khác".into(), weight: 60, most: 10 };
        assert_eq!(invalid(contest::edit(&clerk, id, 2, set(other)).await), ("criteria", "announced"));
        let sooner = contest::Terms { closes: fair::DAY.parse().unwrap(), ..staff.clone() };
        assert_eq!(invalid(contest::edit(&clerk, id, 2, set(sooner)).await), ("closes", "announced"));
        let later = contest::Terms { closes: "2018-01-10".parse().unwrap(), ..staff };
        contest::edit(&clerk, id, 2, set(later)).await.unwrap();
        // Who sent it while signed in is never given it.
        world.clock.set("2018-01-11");
        let clerk = world.acting(world.secretary).await;
        contest::close(&clerk, id, 3).await.unwrap();
        fair::seat_all(&world, &clerk, id).await;
        let own = contest::entry_page(&clerk, entries(&clerk, id).await[0]).await.unwrap();
        assert!(own.barred.iter().any(|(juror, _)| juror.person == world.officers[0]));
    })
    .await;
}

/// What the office decides about an entry, and what its author is told.
#[tokio::test]
async fn the_office_looks_through_entries() {
    both(async |db| {
        let (world, id, clerk) = open(db).await;
        let codes = send_all(&world, id).await;
        let mut copy = story(0);
        copy.name = "Người Khác".into();
        contest::submit(&world.app, id, None, copy).await.unwrap();
        let all = entries(&clerk, id).await;
        let view = contest::entry_page(&clerk, all[0]).await.unwrap();
        assert_eq!(view.alike.iter().map(|one| one.1).collect::<Vec<_>>(), [5], "the same text twice");
        let naming = contest::admit(&clerk, all[0], 1, view.entry.jury_text).await;
        assert_eq!(invalid(naming), ("jury_text", "author"));
        admit(&clerk, all[0]).await;
        let kept = contest::entry_page(&clerk, all[0]).await.unwrap().entry;
        assert!(kept.body.contains(AUTHORS[0].0) && !kept.jury_text.contains(AUTHORS[0].0), "the original stays");

        let why = (RefusedFor::Duplicate, "Đã nhận bài số 1.".to_owned());
        assert!(matches!(contest::refuse(&clerk, all[4], 9, why.clone()).await, Err(Error::Overtaken { .. })));
        contest::refuse(&clerk, all[4], 1, why).await.unwrap();
        contest::refuse(&clerk, all[1], 1, (RefusedFor::OffTheme, "Không viết về một tấm gương.".into()))
            .await
            .unwrap();
        let receipt = contest::receipt(&world.app, &codes[1]).await.unwrap();
        assert_eq!((receipt.state, receipt.refused_for), (EntryState::Refused, Some(RefusedFor::OffTheme)));
        assert_eq!(receipt.why, "Không viết về một tấm gương.");
        let told = journal::list(&clerk, journal::Wanted::default()).await.unwrap();
        assert!(!format!("{told:?}").contains("Không viết về"), "no free text in the journal");
    })
    .await;
}

/// A plan with two criteria.
fn plan() -> String {
    const CRITERIA: &str = r#"
[[criteria]]
key = "co-ich"
movement = "chung"
applies = "general"
text = "Làm việc có ích"

[[criteria]]
key = "quy-trong"
applies = "general"
text = "Được mọi người quý trọng"
"#;
    small((2017, 2020), CRITERIA)
}
