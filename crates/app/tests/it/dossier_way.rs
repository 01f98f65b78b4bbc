//! The way of a dossier from its opening to the council's table, and what its page shows on the way.

use crate::dossier_support::*;
use lantoa_app::Cx;
use lantoa_app::dossier::page::{Missing, Noted, Progress, page};
use lantoa_app::dossier::{self, Fostering, Judging, NewSubject, Verdict, Words};
use lantoa_domain::appraisal::Standing;
use lantoa_domain::dossier::{Command, State};
use lantoa_domain::id::DossierId;
use lantoa_domain::plan::{Paper, StepKind};
use lantoa_domain::subject::Subject;
use lantoa_store::journal::{Verdict as Whole, verify};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn from_opening_to_the_council() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let (clerk, office) = (world.acting(world.room_heads[0]).await, world.acting(world.secretary).await);
        let id = dossier::open(&clerk, person(&running, world.officers[0])).await.unwrap();
        prepare(&world, &clerk, id).await;
        consolidate(&clerk, &office, id).await;
        weigh(&office, id).await;

        let waiting = page(&office, id).await.unwrap();
        assert_eq!(waiting.at, Some(StepKind::Deliberate));
        let progress: Vec<Progress> = waiting.walk.iter().map(|step| step.progress).collect();
        assert_eq!(progress[..6], [Progress::Done; 6]);
        assert_eq!(progress[6..], [Progress::Now, Progress::Next, Progress::Next]);
        assert!(waiting.walk[..6].iter().all(|step| step.done.is_some()));
        assert_eq!(waiting.walk[3].due, Some("2017-11-29".parse().unwrap()), "before 30/11");
        let events = lines(&world, id).await;
        assert_eq!(events.len() as i64, waiting.version, "one line for each change, the opening included");
        assert_eq!(events.first().map(String::as_str), Some("dossier.opened"));
        assert_eq!(events.last().map(String::as_str), Some("dossier.appraised"));
        assert!(matches!(db.scan(async |cx| verify(cx).await).await.unwrap(), Whole::Sound(_)));
    })
    .await;
}

/// Registered, acclaimed and fostered by its unit.
async fn prepare(world: &World, clerk: &Cx, id: DossierId) {
    let fresh = page(clerk, id).await.unwrap();
    assert_eq!((fresh.at, fresh.version), (Some(StepKind::Register), 1));
    assert_eq!(fresh.subject, Subject::Person(world.officers[0]));
    assert_eq!((fresh.name.as_str(), fresh.unit.1.as_str()), ("Đỗ Thị Ánh", "Phòng Một"));
    assert_eq!(fresh.offers[0].command, Command::Register);
    assert!(fresh.offers[0].leads_on && fresh.offers[0].verdict.is_ok());

    dossier::register(clerk, id, 1).await.unwrap();
    let endorsing = page(clerk, id).await.unwrap();
    assert!(endorsing.missing.contains(&Missing::Paper(Paper::EndorsementMinutes)));
    assert!(endorsing.missing.contains(&Missing::Acclaim));
    attach(clerk, id, Paper::EndorsementMinutes).await;
    dossier::endorse(clerk, id, version(clerk, id).await, acclaim(8, 10)).await.unwrap();

    let goal = Fostering::Goal {
        words: "Nhân rộng tổ một cửa".into(),
        measure: "Số phòng làm theo".into(),
        target: "3".into(),
        due: Some("2017-09-30".parse().unwrap()),
    };
    dossier::foster(clerk, id, version(clerk, id).await, goal).await.unwrap();
    let notes = page(clerk, id).await.unwrap().notes;
    assert_eq!(notes[0].kind, Noted::Acclaim(8, 10));
    assert!(matches!(&notes[1].kind, Noted::Goal(Some(measure), Some(target), Some(_))
            if measure == "Số phòng làm theo" && target == "3"));
}

/// Nominated, sent back, sent in again, screened.
async fn consolidate(clerk: &Cx, office: &Cx, id: DossierId) {
    dossier::finish_fostering(clerk, id, version(clerk, id).await).await.unwrap();
    let words = Words {
        name: Some("Tên khác".into()),
        achievement: "Thành tích đã bổ sung".into(),
        scope: "Toàn diện".into(),
        sector: None,
        leader: dossier::Leading::Follows,
    };
    dossier::edit(clerk, id, version(clerk, id).await, words).await.unwrap();
    let edited = page(clerk, id).await.unwrap();
    assert_eq!(edited.achievement, "Thành tích đã bổ sung");
    assert_eq!(edited.name, "Đỗ Thị Ánh", "a person keeps the name the register has");
    attach(clerk, id, Paper::AchievementReport).await;
    dossier::nominate(clerk, id, version(clerk, id).await).await.unwrap();

    dossier::send_back(office, id, version(office, id).await, "Báo cáo chưa có số liệu").await.unwrap();
    let back = page(clerk, id).await.unwrap();
    assert!(matches!(&back.state, State::Returned { reason, .. } if reason == "Báo cáo chưa có số liệu"));
    assert_eq!(back.returned.as_ref().map(|(by, _)| by.as_str()), Some("Lê Thị Thư"));
    assert_eq!(back.offers[0].command, Command::Resubmit);
    dossier::resubmit(clerk, id, back.version).await.unwrap();
    dossier::screen(office, id, version(office, id).await).await.unwrap();
}

/// Judged and appraised.
async fn weigh(office: &Cx, id: DossierId) {
    let appraising = page(office, id).await.unwrap();
    assert!(appraising.missing.contains(&Missing::Judgement(1)));
    assert!(appraising.missing.iter().any(|one| matches!(one, Missing::Record(criterion, what, _)
            if criterion.as_str() == "ky-luat" && what == "discipline")));
    let age = appraising.criteria.iter().find(|one| one.key.as_str() == "tuoi").unwrap();
    assert_eq!(age.standing, Some(Standing::Met), "born in 1985, at most 40");
    assert_eq!(refused(dossier::appraise(office, id, appraising.version).await), "criteria-open");
    for (criterion, note) in [("uy-tin", ""), ("ky-luat", "Sổ kỷ luật của phòng không có tên")] {
        let judging = Judging { criterion: key(criterion), verdict: Verdict::Met, note: note.into(), evidence: None };
        dossier::judge(office, id, version(office, id).await, judging).await.unwrap();
    }
    dossier::appraise(office, id, version(office, id).await).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_subject_can_have_a_dossier() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let clerk = world.acting(world.room_heads[1]).await;
        let kinds = [
            NewSubject::Person(world.officers[1]),
            NewSubject::Unit(world.rooms[1]),
            NewSubject::Group("Tổ một cửa".into(), "Ba người".into()),
            NewSubject::Household("Hộ ông Lê Văn Lương".into(), "Thôn Hai".into()),
            NewSubject::Practice("Nhóm Zalo tiếp dân".into(), "Trả lời trong ngày".into()),
        ];
        for subject in kinds {
            let id = dossier::open(&clerk, about(&running, subject.clone())).await.unwrap();
            let shown = page(&clerk, id).await.unwrap();
            assert_eq!(shown.subject.kind(), subject.kind());
            assert_eq!(shown.unit.0, world.rooms[1]);
        }
        let again = about(&running, NewSubject::Group("TỔ  một   cửa".into(), String::new()));
        assert_eq!(refused(dossier::open(&clerk, again).await), "duplicate");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_candidate_registers_alone_where_the_track_lets_candidates() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let candidate = world.acting(world.officers[2]).await;
        let id = dossier::open(&candidate, person(&running, world.officers[2])).await.unwrap();
        let shown = page(&candidate, id).await.unwrap();
        assert_eq!(shown.origin, "candidate");
        dossier::register(&candidate, id, shown.version).await.unwrap();
        let quick = dossier::NewDossier {
            round: round(&running, "nhanh"),
            movement: key("dan-van"),
            ..person(&running, world.officers[2])
        };
        assert_eq!(refused(dossier::open(&candidate, quick).await), "not-allowed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_is_held_to_the_leaders_criteria_and_waits_for_the_collective() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let office = world.acting(world.secretary).await;
        let leader = dossier::open(&office, person(&running, world.room_heads[0])).await.unwrap();
        let officer = dossier::open(&office, person(&running, world.officers[1])).await.unwrap();
        let keys = |page: &dossier::page::Page| page.criteria.iter().map(|one| one.key.to_string()).collect::<Vec<_>>();
        let shown = page(&office, leader).await.unwrap();
        assert!(shown.leader && keys(&shown).contains(&"tap-the".to_owned()));
        assert_eq!((shown.links.len(), shown.links[0].by.len(), shown.links[0].served), (1, 0, false));
        assert!(!keys(&page(&office, officer).await.unwrap()).contains(&"tap-the".to_owned()));
        let room = dossier::open(&office, unit(&running, world.rooms[0])).await.unwrap();
        let other = dossier::open(&office, unit(&running, world.rooms[1])).await.unwrap();
        let by: Vec<_> = page(&office, leader).await.unwrap().links[0].by.iter().map(|one| one.0).collect();
        assert_eq!(by, [room], "not {other}: that is another collective");
    })
    .await;
}
