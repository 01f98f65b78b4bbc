//! The plan of publicity told on both engines: channels, rota, visits, movements to follow, requests, readings, handbooks.

use crate::stage::refusal;
use crate::told::{checked, invalid, on_paper, open, plan, recognised};
use jiff::ToSpan;
use jiff::civil::Date;
use lantoa_app::Error;
use lantoa_app::document::{About, compose, setting};
use lantoa_app::publicity::activity::{self, Channel, Report, Rota};
use lantoa_app::publicity::consent::{self, Purpose, Reach};
use lantoa_app::publicity::follow::{self, Launch, TakeUp};
use lantoa_app::publicity::handbook::{self, Contents};
use lantoa_app::publicity::reading::{self, ReadWay};
use lantoa_app::publicity::request;
use lantoa_app::publicity::visit::{self, Host, NextStep, Told, VisitKind};
use lantoa_docgen::{Kind, plain};
use lantoa_domain::Refusal;
use lantoa_domain::id::StoryId;
use lantoa_testkit::engine::both;

fn report(audience: i64, minutes: i64) -> Report {
    Report { audience: Some(audience), minutes: Some(minutes), link: String::new(), outcome: String::new() }
}

/// R003, R056, R117, R118, R122, R145, R150, R160, R205, R206: every channel of the plan, held or called off, counted by month.
#[tokio::test]
async fn the_plan_by_channel_counts_what_was_held() {
    both(async |db| {
        let (world, _, clerk) = open(db).await;
        for channel in Channel::ALL {
            let id = activity::plan(&clerk, plan(channel, clerk.today())).await.unwrap();
            activity::report(&clerk, id, 1, report(40, 5)).await.unwrap();
        }
        let early: Date = "2017-12-01".parse().unwrap();
        let radio = activity::plan(&clerk, plan(Channel::Radio, early)).await.unwrap();
        assert_eq!(invalid(activity::report(&clerk, radio, 1, report(-1, 0)).await), ("audience", "range"));
        let broken = Report { link: "javascript:alert(1)".into(), ..report(1, 1) };
        assert_eq!(invalid(activity::report(&clerk, radio, 1, broken).await), ("link", "not-an-address"));
        activity::report(&clerk, radio, 1, report(0, 25)).await.unwrap();
        let off = activity::plan(&clerk, plan(Channel::Press, early)).await.unwrap();
        assert_eq!(refusal(activity::call_off(&clerk, off, 1, String::new()).await), Refusal::ReasonMissing);
        activity::call_off(&clerk, off, 1, "Báo hoãn đăng".into()).await.unwrap();
        assert_eq!(refusal(activity::report(&clerk, off, 2, report(1, 1)).await), Refusal::InUse);
        let later = activity::plan(&clerk, plan(Channel::Review, "2017-12-28".parse().unwrap())).await.unwrap();
        assert_eq!(invalid(activity::report(&clerk, later, 1, report(1, 1)).await), ("on", "future"));

        let figures = activity::figures(&clerk, 2017).await.unwrap();
        assert_eq!(figures.len(), Channel::ALL.len(), "what was called off or is to come does not count");
        let air = figures.iter().find(|one| one.channel.0 == Channel::Radio).unwrap();
        assert_eq!((air.month, air.count, air.audience, air.minutes), (12, 2, 40, 30));
        assert!(activity::figures(&clerk, 2016).await.unwrap().is_empty());
        let calendar = activity::calendar(&clerk).await.unwrap();
        assert_eq!(calendar.sessions.len(), 16);
        let officer = world.acting(world.officers[0]).await;
        assert!(matches!(
            refusal(activity::plan(&officer, plan(Channel::Press, officer.today())).await),
            Refusal::NotAllowed { .. }
        ));
        assert_eq!(
            activity::list(&officer, activity::Filter::default(), None).await.unwrap().0.len(),
            16,
            "everybody reads the plan"
        );
    })
    .await;
}

/// R249: the Monday flag salute in turn; a unit tells how its own went.
#[tokio::test]
async fn mondays_go_in_turn_and_each_unit_tells_of_its_own() {
    both(async |db| {
        let (world, _, clerk) = open(db).await;
        let rota = |from: &str, to: &str| Rota {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            title: "Gương sáng dưới cờ".into(),
            units: world.rooms[..2].to_vec(),
        };
        assert_eq!(invalid(activity::rota(&clerk, rota("2017-12-05", "2017-12-10")).await), ("to", "no-monday"));
        assert_eq!(activity::rota(&clerk, rota("2017-12-01", "2017-12-20")).await.unwrap(), 3);
        assert_eq!(activity::rota(&clerk, rota("2017-12-01", "2017-12-31")).await.unwrap(), 1, "only the free Monday");
        assert_eq!(
            refusal(activity::rota(&clerk, rota("2017-12-01", "2017-12-31")).await),
            Refusal::Taken { field: "mondays" }
        );
        let filter = activity::Filter { channel: Some(Channel::Salute), ..activity::Filter::default() };
        let rows = activity::list(&clerk, filter, None).await.unwrap().0;
        let turns: Vec<(i8, bool)> =
            rows.iter().rev().map(|row| (row.on_day.day(), row.unit == Some(world.rooms[0]))).collect();
        assert_eq!(turns, [(4, true), (11, false), (18, true), (25, true)]);
        let first = rows.last().unwrap().id;
        let (own, other) = (world.acting(world.room_heads[0]).await, world.acting(world.room_heads[1]).await);
        assert!(matches!(refusal(activity::report(&other, first, 1, report(30, 0)).await), Refusal::NotAllowed { .. }));
        activity::report(&own, first, 1, report(30, 0)).await.unwrap();
        assert!(!activity::page(&other, first).await.unwrap().may_report);
    })
    .await;
}

/// R031, R055, R120, R138, R207, F63: a visit outside the province, what was learned, what follows, and its paper.
#[tokio::test]
async fn a_visit_tells_what_was_learned_and_what_follows() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        let exemplar = recognised(&world, &running, world.officers[0]).await;
        let told = Told {
            kind: VisitKind::Visit,
            topic: "Một cửa thân thiện".into(),
            host: Host::Outside("Sở Y tỉnh bạn".into()),
            exemplar: Some(exemplar),
            unit: world.rooms[0],
            visitors: "Lãnh đạo phòng".into(),
            heads: 12,
            on: "2017-12-10".parse().unwrap(),
            place: "thành phố Xanh".into(),
            learned: "Cách xếp lịch hẹn".into(),
            usable: "Phiếu hẹn có mã".into(),
            steps: vec![NextStep {
                task: "Làm thử".into(),
                who: "Phòng Một".into(),
                due: Some("2018-01-15".parse().unwrap()),
            }],
            adoption: String::new(),
        };
        let own = world.acting(world.room_heads[0]).await;
        assert_eq!(invalid(visit::note(&own, Told { heads: 0, ..told.clone() }).await), ("heads", "range"));
        assert_eq!(
            invalid(visit::note(&own, Told { host: Host::Other(" ".into()), ..told.clone() }).await),
            ("host", "empty")
        );
        let other = world.acting(world.room_heads[1]).await;
        assert!(
            matches!(refusal(visit::note(&other, told.clone()).await), Refusal::NotAllowed { .. }),
            "not of another unit"
        );
        let id = visit::note(&own, told.clone()).await.unwrap();
        let phrases = setting(&own).await.unwrap().setting.phrases;
        let paper = plain(&compose(&own, Kind::Visit, About::Visit(id), &phrases).await.unwrap().draft());
        for part in
            ["Sở Y tỉnh bạn", "Một cửa thân thiện", "12 người", "Cách xếp lịch hẹn", "15/01/2018", "thành phố Xanh"]
        {
            assert!(paper.contains(part), "{part} in\n{paper}");
        }
        visit::edit(&clerk, id, 1, Told { adoption: "Đã áp dụng từ 01/02/2018".into(), ..told.clone() }).await.unwrap();
        assert!(matches!(visit::edit(&own, id, 1, told).await, Err(Error::Overtaken { .. })));
        let row = visit::list(&other).await.unwrap().remove(0);
        assert!(row.outside && row.adoption.contains("01/02/2018") && row.steps.0.len() == 1);
    })
    .await;
}

/// R119, R208, R250: launched after a decision; each unit tells what it does, and who said nothing is seen.
#[tokio::test]
async fn units_take_up_a_movement_after_a_recognition() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        let exemplar = recognised(&world, &running, world.officers[0]).await;
        let launch = |from: &str, to: &str| Launch {
            exemplar,
            title: "Học tập chị Ánh".into(),
            call: "Mỗi phòng một việc làm".into(),
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        };
        assert_eq!(
            invalid(follow::launch(&clerk, launch("2017-12-01", "2018-05-01")).await),
            ("from", "before-decision")
        );
        assert_eq!(invalid(follow::launch(&clerk, launch("2017-12-20", "2017-12-01")).await), ("to", "before-from"));
        let id = follow::launch(&clerk, launch("2017-12-20", "2018-05-01")).await.unwrap();
        let own = world.acting(world.room_heads[0]).await;
        let take = |people| TakeUp {
            unit: world.rooms[0],
            joined_on: "2017-12-20".parse().unwrap(),
            doing: "Dạy miễn phí".into(),
            people,
            result: String::new(),
        };
        assert_eq!(invalid(follow::take_up(&own, id, take(0)).await), ("people", "range"));
        follow::take_up(&own, id, take(7)).await.unwrap();
        follow::take_up(&own, id, TakeUp { result: "40 em".into(), ..take(9) }).await.unwrap();
        let other = world.acting(world.room_heads[1]).await;
        assert!(matches!(refusal(follow::take_up(&other, id, take(1)).await), Refusal::NotAllowed { .. }));
        let view = follow::page(&other, id).await.unwrap();
        assert_eq!((view.row.units, view.row.people), (1, 9));
        let silent: Vec<&str> =
            view.units.iter().filter(|one| one.uptake.is_none()).map(|one| one.name.as_str()).collect();
        assert_eq!(silent.len(), 3, "{silent:?}");
        assert!(view.units.iter().all(|one| one.may_tell == (one.unit == world.rooms[1])));
        follow::end(&clerk, id, 1, "Lồng ghép".into()).await.unwrap();
        assert_eq!(refusal(follow::take_up(&own, id, take(3)).await), Refusal::InUse);
    })
    .await;
}

/// R041: units are asked for material with a day to answer by.
#[tokio::test]
async fn a_unit_answers_what_it_was_asked_for() {
    both(async |db| {
        let (world, _, clerk) = open(db).await;
        let ask = |due: &str| request::Ask {
            units: world.rooms.to_vec(),
            exemplar: None,
            what: "Bài 600 chữ và hai ảnh".into(),
            due: due.parse().unwrap(),
        };
        assert_eq!(invalid(request::ask(&clerk, ask("2017-12-01")).await), ("due", "in-past"));
        request::ask(&clerk, ask("2017-12-25")).await.unwrap();
        let rows = request::list(&clerk).await.unwrap();
        assert_eq!(rows.len(), 3);
        let first = rows.iter().find(|row| row.unit == world.rooms[0]).unwrap();
        let (own, other) = (world.acting(world.room_heads[0]).await, world.acting(world.room_heads[1]).await);
        assert!(matches!(
            refusal(request::answer(&other, first.id, 1, "Đây".into()).await),
            Refusal::NotAllowed { .. }
        ));
        assert_eq!(invalid(request::answer(&own, first.id, 1, " ".into()).await), ("answer", "empty"));
        request::answer(&own, first.id, 1, "Đã gửi".into()).await.unwrap();
        assert_eq!(request::page(&clerk, first.id).await.unwrap().0.answered_on, Some(clerk.today()));
    })
    .await;
}

/// R176: everybody is asked, confirms alone, or is marked by the unit's clerk when there is no account.
#[tokio::test]
async fn everybody_reads_the_plan_or_hears_it_at_a_meeting() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        let ask = reading::Ask {
            title: "Kế hoạch 2017".into(),
            body: "Đọc toàn văn".into(),
            programme: Some(running.programme),
            due: "2017-12-30".parse().unwrap(),
        };
        let officer = world.acting(world.officers[0]).await;
        assert!(matches!(refusal(reading::ask(&officer, ask.clone()).await), Refusal::NotAllowed { .. }));
        let id = reading::ask(&clerk, ask).await.unwrap();
        let own = lantoa_app::sign_in::Password::new("mưa rào tháng sáu".to_owned());
        lantoa_app::account::operator::create(&world.app, world.officers[0], "anh", Some(own)).await.unwrap();
        assert_eq!(lantoa_app::workbench::workbench(&officer).await.unwrap().readings.len(), 1);
        reading::confirm(&officer, id).await.unwrap();
        assert!(lantoa_app::workbench::workbench(&officer).await.unwrap().readings.is_empty());
        assert_eq!(refusal(reading::confirm(&officer, id).await), Refusal::Taken { field: "person" });

        let chief = world.acting(world.room_heads[0]).await;
        let today = chief.today();
        let people = vec![world.room_heads[0], world.officers[0], world.officers[1]];
        assert_eq!(invalid(reading::mark(&chief, id, world.rooms[0], vec![], today).await), ("people", "empty"));
        let tomorrow = today.checked_add(1.day()).unwrap();
        assert_eq!(
            invalid(reading::mark(&chief, id, world.rooms[0], people.clone(), tomorrow).await),
            ("on", "future")
        );
        assert!(matches!(
            refusal(reading::mark(&chief, id, world.rooms[1], people.clone(), today).await),
            Refusal::NotAllowed { .. }
        ));
        let marked = reading::mark(&chief, id, world.rooms[0], people, today).await.unwrap();
        assert_eq!(marked, 1, "not of another unit, and not whoever can confirm alone");
        let view = reading::page(&clerk, id).await.unwrap();
        assert_eq!((view.row.done, view.row.all), (2, 12));
        let room = view.units.iter().find(|unit| unit.unit == world.rooms[0]).unwrap();
        let ways: Vec<_> = room.people.iter().map(|one| one.known.map(|(way, _)| way)).collect();
        assert!(ways.contains(&Some(ReadWay::Own)) && ways.contains(&Some(ReadWay::Meeting)));
        let colleague = reading::page(&world.acting(world.officers[1]).await, id).await.unwrap();
        assert!(colleague.units.is_empty(), "who has read it is not everybody's business");
        reading::close(&clerk, id, 1).await.unwrap();
        assert_eq!(refusal(reading::confirm(&chief, id).await), Refusal::InUse);
    })
    .await;
}

/// R123: chosen stories in their order, only with consent to print.
#[tokio::test]
async fn a_handbook_prints_what_may_be_printed_in_its_order() {
    both(async |db| {
        let (world, running, clerk) = open(db).await;
        let one = recognised(&world, &running, world.officers[0]).await;
        let two = recognised(&world, &running, world.officers[1]).await;
        consent::give(&clerk, on_paper(one, &[Purpose::Story], &[Reach::Printed])).await.unwrap();
        let (first, second) = (checked(&clerk, one, "Một").await, checked(&clerk, two, "Hai").await);
        let contents = |stories: &[StoryId]| Contents {
            title: "Những bông hoa đẹp".into(),
            imprint: "Đông Hải, 2017".into(),
            foreword: "Lời đầu".into(),
            stories: stories.to_vec(),
        };
        assert_eq!(invalid(handbook::begin(&clerk, contents(&[first, second])).await), ("stories", "no-consent"));
        consent::give(&clerk, on_paper(two, &[Purpose::Story], &[Reach::Printed])).await.unwrap();
        let id = handbook::begin(&clerk, contents(&[second, first, second])).await.unwrap();
        let book = handbook::book(&clerk, id).await.unwrap();
        assert_eq!(book.stories.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Hai", "Một"]);
        handbook::set(&clerk, id, 1, contents(&[first])).await.unwrap();
        assert!(matches!(handbook::set(&clerk, id, 1, contents(&[])).await, Err(Error::Overtaken { .. })));
        consent::withdraw(&clerk, one, None).await.unwrap();
        assert_eq!(handbook::page(&clerk, id).await.unwrap().stories, [(first, "Một".to_owned(), false)]);
    })
    .await;
}
