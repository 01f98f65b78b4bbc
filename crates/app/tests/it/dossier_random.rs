//! Random people give random commands: what is accepted adds one to the version and one line to the journal, what is refused changes nothing.

use crate::dossier_support::*;
use lantoa_app::dossier::page::{Page, page};
use lantoa_app::dossier::{self, Fostering, Judging, NewSubject, Verdict, Words};
use lantoa_app::{Cx, Error};
use lantoa_domain::dossier::State;
use lantoa_domain::id::DossierId;
use lantoa_domain::plan::Paper;
use lantoa_store::journal::{Verdict as Whole, verify};
use lantoa_testkit::engine::TestDb;
use lantoa_testkit::world::World;
use proptest::prelude::*;

#[derive(Debug, Clone, Copy)]
enum Doing {
    Register,
    Attach(bool),
    Remove,
    Edit,
    Endorse(u32),
    Foster,
    Finish,
    Nominate,
    Screen,
    Return(bool),
    Resubmit,
    Judge(bool),
    Settle,
    Appraise,
    SetAside,
    Withdraw,
}

/// What somebody tries: who (of three), what, and whether on the page as it is now.
type Try = (usize, Doing, bool);

fn doing() -> impl Strategy<Value = Doing> {
    use Doing::*;
    prop_oneof![
        4 => Just(Register),
        4 => any::<bool>().prop_map(Attach),
        1 => Just(Remove),
        1 => Just(Edit),
        4 => (4_u32..9).prop_map(Endorse),
        1 => Just(Foster),
        4 => Just(Finish),
        4 => Just(Nominate),
        4 => Just(Screen),
        1 => any::<bool>().prop_map(Return),
        2 => Just(Resubmit),
        3 => any::<bool>().prop_map(Judge),
        2 => Just(Settle),
        4 => Just(Appraise),
        1 => prop_oneof![Just(SetAside), Just(Withdraw)],
    ]
}

async fn give(cx: &Cx, id: DossierId, seen: i64, doing: Doing, page: &Page) -> Result<(), Error> {
    let judging = |criterion, verdict| Judging {
        criterion: key(criterion),
        verdict,
        note: "đã xem xét".into(),
        evidence: page.files.as_ref().and_then(|files| files.first()).map(|file| file.id),
    };
    let done = |result: Result<State, Error>| result.map(drop);
    match doing {
        Doing::Register => done(dossier::register(cx, id, seen).await),
        Doing::Attach(minutes) => {
            let paper = if minutes { Paper::EndorsementMinutes } else { Paper::AchievementReport };
            dossier::attach(cx, id, seen, vec![pdf(paper, "x.pdf")]).await.map(drop)
        }
        Doing::Remove => {
            let file = page.files.as_ref().and_then(|files| files.first()).map(|file| file.id);
            dossier::remove(cx, id, seen, file.unwrap_or(lantoa_domain::id::Id::from_raw(3))).await
        }
        Doing::Edit => dossier::edit(cx, id, seen, words()).await,
        Doing::Endorse(agree) => done(dossier::endorse(cx, id, seen, acclaim(agree, 10)).await),
        Doing::Foster => {
            let words = Fostering::Progress { on: cx.today(), words: "Giao làm thử".into() };
            done(dossier::foster(cx, id, seen, words).await)
        }
        Doing::Finish => done(dossier::finish_fostering(cx, id, seen).await),
        Doing::Nominate => done(dossier::nominate(cx, id, seen).await),
        Doing::Screen => done(dossier::screen(cx, id, seen).await),
        Doing::Return(reason) => done(dossier::send_back(cx, id, seen, if reason { "thiếu" } else { "" }).await),
        Doing::Resubmit => done(dossier::resubmit(cx, id, seen).await),
        Doing::Judge(met) => {
            let verdict = if met { Verdict::Met } else { Verdict::NotMet };
            dossier::judge(cx, id, seen, judging("uy-tin", verdict)).await
        }
        Doing::Settle => dossier::judge(cx, id, seen, judging("ky-luat", Verdict::Met)).await,
        Doing::Appraise => done(dossier::appraise(cx, id, seen).await),
        Doing::SetAside => done(dossier::set_aside(cx, id, seen, "không đạt").await),
        Doing::Withdraw => done(dossier::withdraw(cx, id, seen, "rút").await),
    }
}

fn words() -> Words {
    Words {
        name: None,
        achievement: "Viết lại".into(),
        scope: String::new(),
        sector: None,
        leader: dossier::Leading::Follows,
    }
}

/// Everything a reader sees of a dossier, to compare before and after.
fn seen_of(page: &Page) -> String {
    format!("{page:?}")
}

async fn play(script: Vec<Try>, about_practice: bool) {
    let db = TestDb::sqlite().await;
    let world = World::found(&db, "2017-03-01").await;
    let running = world.run(PLAN, 2017).await;
    let office = world.acting(world.secretary).await;
    let actors = [office.clone(), world.acting(world.room_heads[0]).await, world.acting(world.head).await];
    let practice = NewSubject::Practice("Nhóm Zalo".into(), String::new());
    let new = if about_practice {
        dossier::NewDossier { unit: Some(world.rooms[0]), ..about(&running, practice) }
    } else {
        person(&running, world.officers[0])
    };
    let id = dossier::open(&office, new).await.unwrap();
    let mut accepted = 1;
    for (who, doing, fresh) in script {
        let before = page(&office, id).await.unwrap();
        let seen = if fresh { before.version } else { before.version - 1 };
        let result = give(&actors[who], id, seen, doing, &before).await;
        let after = page(&office, id).await.unwrap();
        match result {
            Ok(()) => {
                accepted += 1;
                assert!(fresh, "{doing:?} went through on a stale page");
                assert_eq!(after.version, before.version + 1, "{doing:?}");
            }
            Err(Error::Broken(error)) => panic!("{doing:?} broke: {error}"),
            Err(_) => assert_eq!(seen_of(&before), seen_of(&after), "{doing:?} was refused and changed something"),
        }
        assert_eq!(after.version, accepted);
        assert_eq!(after.history.len() as i64, accepted, "one line for each accepted command");
    }
    assert!(matches!(db.scan(async |cx| verify(cx).await).await.unwrap(), Whole::Sound(_)));
    db.remove().await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn random_commands_keep_versions_and_journal_in_step(
        script in prop::collection::vec((0_usize..3, doing(), prop::bool::weighted(0.9)), 1..60),
        about_practice in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(play(script, about_practice));
    }
}
