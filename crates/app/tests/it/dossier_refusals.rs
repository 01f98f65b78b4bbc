//! What is refused, and that a refusal changes nothing.

use crate::dossier_support::*;
use lantoa_app::dossier::page::page;
use lantoa_app::dossier::{self, Attachment, Fostering, Judging, NewDossier, NewSubject, Verdict, Words};
use lantoa_app::{Cx, Error};
use lantoa_domain::Refusal;
use lantoa_domain::dossier::Command;
use lantoa_domain::id::DossierId;
use lantoa_domain::plan::Paper;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_that_does_not_fit_is_not_opened() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let clerk = world.acting(world.room_heads[0]).await;
        let good = person(&running, world.officers[0]);
        let tries: [(NewDossier, (&str, &str)); 6] = [
            (NewDossier { movement: key("khong-co"), ..good.clone() }, ("movement", "unknown")),
            (NewDossier { round: round(&running, "nhanh"), ..good.clone() }, ("movement", "other-track")),
            (
                NewDossier {
                    round: round(&running, "nhanh"),
                    movement: key("dan-van"),
                    ..unit(&running, world.rooms[0])
                },
                ("subject", "other-kind"),
            ),
            (NewDossier { unit: Some(world.rooms[1]), ..good.clone() }, ("unit", "not-above-subject")),
            (about(&running, NewSubject::Practice("  ".into(), String::new())), ("name", "empty")),
            (about(&running, NewSubject::Person(lantoa_domain::id::Id::from_raw(9))), ("subject", "unknown")),
        ];
        for (new, why) in tries {
            assert_eq!(invalid(dossier::open(&clerk, new).await), why);
        }
        assert_eq!(refused(dossier::open(&clerk, person(&running, world.officers[1])).await), "not-allowed");
        let first = dossier::open(&clerk, good.clone()).await.unwrap();
        match dossier::open(&clerk, good.clone()).await {
            Err(Error::Refused(Refusal::Duplicate { dossier })) => assert_eq!(dossier, first),
            other => panic!("not a duplicate: {other:?}"),
        }
        let elsewhere = NewDossier { movement: key("dan-van"), ..good.clone() };
        assert!(dossier::open(&clerk, elsewhere).await.is_ok(), "another movement is another dossier");
        world.clock.set("2018-01-01");
        let late = world.acting(world.room_heads[0]).await;
        assert_eq!(refused(dossier::open(&late, person(&running, world.room_heads[0])).await), "round-closed");
        world.clock.set("2016-12-31");
        let early = world.acting(world.room_heads[0]).await;
        assert_eq!(refused(dossier::open(&early, person(&running, world.room_heads[0])).await), "not-yet-open");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_guard_names_what_is_missing_and_changes_nothing() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let (clerk, office) = (world.acting(world.room_heads[0]).await, world.acting(world.secretary).await);
        let id = dossier::open(&clerk, person(&running, world.officers[0])).await.unwrap();
        assert_eq!(refused(dossier::nominate(&clerk, id, 1).await), "wrong-step");
        assert_eq!(refused(dossier::screen(&office, id, 1).await), "wrong-step");
        assert_eq!(refused(dossier::withdraw(&clerk, id, 1, "  ").await), "reason-missing");
        dossier::register(&clerk, id, 1).await.unwrap();
        assert_eq!(refused(dossier::endorse(&clerk, id, 2, acclaim(8, 10)).await), "papers-missing");
        attach(&clerk, id, Paper::EndorsementMinutes).await;
        assert_eq!(refused(dossier::endorse(&clerk, id, 3, acclaim(5, 10)).await), "not-acclaimed");
        assert_eq!(invalid(dossier::endorse(&clerk, id, 3, acclaim(11, 10)).await), ("agree", "more-than-present"));
        let tomorrow = dossier::Acclaim { on: "2017-03-02".parse().unwrap(), ..acclaim(8, 10) };
        assert_eq!(invalid(dossier::endorse(&clerk, id, 3, tomorrow).await), ("on", "in-future"));
        dossier::endorse(&clerk, id, 3, acclaim(6, 10)).await.unwrap();
        let nothing = Fostering::Progress { on: "2017-03-01".parse().unwrap(), words: " ".into() };
        assert_eq!(invalid(dossier::foster(&clerk, id, 4, nothing).await), ("words", "empty"));
        dossier::finish_fostering(&clerk, id, 4).await.unwrap();
        assert_eq!(refused(dossier::nominate(&clerk, id, 5).await), "papers-missing");
        attach(&clerk, id, Paper::AchievementReport).await;
        world.clock.set("2018-01-02");
        let late = world.acting(world.room_heads[0]).await;
        assert_eq!(refused(dossier::nominate(&late, id, 6).await), "round-closed");
        assert_eq!(version(&clerk, id).await, 6);
        assert_eq!(lines(&world, id).await.len(), 6, "nothing but what was accepted is in the journal");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_whom_the_track_names_may_act() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let clerk = world.acting(world.room_heads[0]).await;
        let id = dossier::open(&clerk, person(&running, world.officers[0])).await.unwrap();
        let officer = world.acting(world.officers[1]).await;
        assert_eq!(refused(page(&officer, id).await), "not-found", "others are not told that it exists");
        assert_eq!(refused(dossier::register(&officer, id, 1).await), "not-found");
        let member = world.acting(world.members[5]).await;
        assert_eq!(refused(dossier::register(&member, id, 1).await), "not-allowed");
        assert!(page(&member, id).await.unwrap().offers.is_empty());
        nominated(&clerk, id).await;
        let seen = version(&clerk, id).await;
        assert_eq!(refused(dossier::screen(&clerk, id, seen).await), "not-allowed");
        assert_eq!(refused(dossier::set_aside(&clerk, id, seen, "tự ý").await), "not-allowed");
        let words = Words {
            name: None,
            achievement: "sửa sau khi gửi".into(),
            scope: String::new(),
            sector: None,
            leader: dossier::Leading::Follows,
        };
        assert_eq!(refused(dossier::edit(&clerk, id, seen, words).await), "wrong-step");
        let file = pdf(Paper::Evidence, "thêm.pdf");
        assert_eq!(refused(dossier::attach(&clerk, id, seen, vec![file]).await), "wrong-step");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_unit_puts_forward_one_individual_at_most() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let clerk = world.acting(world.room_heads[0]).await;
        let first = dossier::open(&clerk, person(&running, world.officers[0])).await.unwrap();
        let second = dossier::open(&clerk, person(&running, world.room_heads[0])).await.unwrap();
        let room = dossier::open(&clerk, unit(&running, world.rooms[0])).await.unwrap();
        nominated(&clerk, first).await;
        to_nomination(&clerk, second).await;
        let shown = page(&clerk, second).await.unwrap();
        assert_eq!(shown.offers[0].command, Command::Nominate);
        assert_eq!(shown.offers[0].verdict.as_ref().unwrap_err().code(), "quota-full");
        assert_eq!(refused(dossier::nominate(&clerk, second, shown.version).await), "quota-full");
        nominated(&clerk, room).await;
        let other = world.acting(world.room_heads[1]).await;
        let elsewhere = dossier::open(&other, person(&running, world.officers[1])).await.unwrap();
        nominated(&other, elsewhere).await;
        dossier::withdraw(&clerk, first, version(&clerk, first).await, "chuyển công tác").await.unwrap();
        dossier::nominate(&clerk, second, shown.version).await.expect("the place is free again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_are_not_overruled() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let office = world.acting(world.secretary).await;
        let id = dossier::open(&office, person(&running, world.officers[0])).await.unwrap();
        nominated(&office, id).await;
        dossier::screen(&office, id, version(&office, id).await).await.unwrap();
        let judging = |criterion: &str, verdict, note: &str| Judging {
            criterion: key(criterion),
            verdict,
            note: note.into(),
            evidence: None,
        };
        let seen = version(&office, id).await;
        let give = async |judging| dossier::judge(&office, id, seen, judging).await;
        assert_eq!(invalid(give(judging("tuoi", Verdict::NotMet, "già")).await), ("criterion", "decided-by-facts"));
        assert_eq!(invalid(give(judging("tap-the", Verdict::Met, "x")).await), ("criterion", "unknown"));
        assert_eq!(refused(give(judging("ky-luat", Verdict::Met, " ")).await), "reason-missing");
        assert_eq!(refused(give(judging("uy-tin", Verdict::NotMet, "")).await), "reason-missing");
        let lost =
            Judging { evidence: Some(lantoa_domain::id::Id::from_raw(5)), ..judging("uy-tin", Verdict::Met, "") };
        assert_eq!(invalid(give(lost).await), ("evidence", "not-attached"));
        give(judging("uy-tin", Verdict::NotMet, "Tập thể chưa đồng thuận")).await.unwrap();
        let settle = judging("ky-luat", Verdict::Met, "Đã tra sổ");
        dossier::judge(&office, id, seen + 1, settle).await.unwrap();
        assert_eq!(refused(dossier::appraise(&office, id, seen + 2).await), "criteria-failed");
        dossier::set_aside(&office, id, seen + 2, "Không đạt tiêu chí uy tín").await.unwrap();
        assert!(page(&office, id).await.unwrap().offers.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_what_their_bytes_say() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let clerk = world.acting(world.room_heads[0]).await;
        let id = dossier::open(&clerk, person(&running, world.officers[0])).await.unwrap();
        let named =
            |name: &str, bytes: &[u8]| Attachment { paper: Paper::Evidence, name: name.into(), bytes: bytes.to_vec() };
        let spoofed = [
            named("báo cáo.pdf", b"MZ\x90\x00\x03\x00\x00\x00 a program"),
            named("ảnh.jpg", b"<html><script>alert(1)</script></html>"),
            named("hình.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            named("văn bản.docx", &zipped(&["[Content_Types].xml", "xl/workbook.xml"])),
            named("có macro.docx", &zipped(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"])),
        ];
        for file in spoofed {
            assert_eq!(refused(dossier::attach(&clerk, id, 1, vec![file]).await), "file-kind");
        }
        let mut large = b"%PDF-1.7".to_vec();
        large.resize(20 * 1024 * 1024 + 1, 0);
        assert_eq!(refused(dossier::attach(&clerk, id, 1, vec![named("to.pdf", &large)]).await), "file-too-large");
        large.truncate(3 * 1024 * 1024 + 5);
        let word = zipped(&["[Content_Types].xml", "word/document.xml"]);
        let two = vec![named("..\\..\\to.pdf", &large), named("mô tả", &word)];
        let ids = dossier::attach(&clerk, id, 1, two).await.unwrap();
        let read = dossier::read(&clerk, id, ids[0]).await.unwrap();
        assert_eq!((read.name.as_str(), read.media.as_str()), ("to.pdf", "application/pdf"));
        assert!(read.bytes == large, "four pieces come back as one");
        assert_eq!(dossier::read(&clerk, id, ids[1]).await.unwrap().name, "mô tả.docx");
        dossier::remove(&clerk, id, 2, ids[0]).await.unwrap();
        assert_eq!(refused(dossier::read(&clerk, id, ids[0]).await), "not-found");
        assert_eq!(refused(dossier::remove(&clerk, id, 3, ids[0]).await), "not-found");
        fill(&clerk, id, 3).await;
    })
    .await;
}

/// The dossier holds one file: twenty-nine more fit, not thirty.
async fn fill(clerk: &Cx, id: DossierId, seen: i64) {
    let files = |n: usize| (0..n).map(|_| pdf(Paper::Evidence, "x.pdf")).collect::<Vec<_>>();
    assert_eq!(invalid(dossier::attach(clerk, id, seen, files(30)).await), ("file", "too-many"));
    assert_eq!(invalid(dossier::attach(clerk, id, seen, files(0)).await), ("file", "empty"));
    dossier::attach(clerk, id, seen, files(29)).await.unwrap();
    assert_eq!(page(clerk, id).await.unwrap().files.unwrap().len(), 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_are_screened_at_once_and_one_refusal_does_not_hold_up_the_rest() {
    both(async |db| {
        let world = World::found(db, "2017-03-01").await;
        let running = world.run(PLAN, 2017).await;
        let office = world.acting(world.secretary).await;
        let mut given = Vec::new();
        for room in world.rooms {
            let id = dossier::open(&office, unit(&running, room)).await.unwrap();
            nominated(&office, id).await;
            given.push((id, version(&office, id).await));
        }
        given[1].1 -= 1;
        let done = dossier::many(&office, Command::Screen, &given).await.unwrap();
        assert!(done[0].1.is_ok() && done[2].1.is_ok());
        assert!(matches!(done[1].1, Err(Error::Overtaken { .. })));
        assert_eq!(invalid(dossier::many(&office, Command::SetAside, &given).await), ("command", "not-in-bulk"));
    })
    .await;
}
