//! What plans 000 and 002 charge the Office with, played: it deploys, guides, urges, checks, introduces models and proposes awards, and decides nothing itself.

use lantoa_app::decision::{self, DecisionKind};
use lantoa_app::practice::{self, Words};
use lantoa_app::publicity::reading;
use lantoa_app::replication::{self, ReplicationAnswer};
use lantoa_app::workbench::workbench;
use lantoa_app::{digest, dossier, exemplar, guidance, task};
use lantoa_domain::Refusal;
use lantoa_domain::dossier::State;
use lantoa_domain::id::{PersonId, ReadingId};
use lantoa_domain::plan::Paper;
use lantoa_domain::practice::PracticeCommand;
use lantoa_domain::task::Met;
use lantoa_testkit::engine::both;

use crate::scene::{Running, Scene, day, key, refusal};
use crate::{plan_000, plan_002, practice as practices};

/// The task of one unit among those of an obligation.
pub(crate) async fn owed(scene: &Scene, running: &Running, obligation: &str, room: usize) -> task::Line {
    let tasks = scene.tasks(running, obligation).await;
    tasks.into_iter().find(|line| line.unit == scene.rooms[room].id).unwrap()
}

/// The units that the standing body finds late when it comes in.
async fn late(scene: &Scene) -> Vec<String> {
    let clerk = scene.acting(scene.clerk).await;
    let mut names: Vec<String> =
        workbench(&clerk).await.unwrap().late.unwrap().into_iter().map(|one| one.name).collect();
    names.sort();
    names
}

fn told_by(running: &Running, year: i16, number: &str, on: &str) -> guidance::New {
    guidance::New {
        programme: running.programme,
        year,
        title: format!("Hướng dẫn khen thưởng năm {year}"),
        number: number.into(),
        on: day(on),
        issuer: "Văn phòng Ban".into(),
        address: String::new(),
        file: Some(("huong-dan.pdf".into(), b"%PDF-1.7 x".to_vec())),
        replaces: None,
    }
}

/// R027, R039: the Office brings the plan to everybody, guides with a document, is told who is late and reminds them, gives more time or asks
/// again where what came in will not do, and sends a dossier back.
#[tokio::test]
async fn the_office_deploys_guides_urges_and_checks() {
    both(async |db| {
        let (scene, running) = plan_000::begin(db, "2017-01-04").await;
        let asked = deployed(&scene, &running).await;
        scene.on("2017-01-13");
        let chief = scene.acting(scene.rooms[1].chief).await;
        let reminded = digest::today(&chief).await.unwrap();
        let told: Vec<_> = reminded.tasks.iter().map(|one| (one.what.as_str(), one.due)).collect();
        assert_eq!(told, [("Đăng ký mô hình, điển hình tiên tiến với Văn phòng Ban", day("2017-01-19"))]);
        assert_eq!(reminded.readings, Some((1, day("2017-01-12"))), "the plan is still to be read");
        for room in [0, 1] {
            let own = owed(&scene, &running, "dang-ky-2017", room).await;
            scene.report(scene.rooms[room].chief, &own, Met::Done).await;
        }
        reading::confirm(&chief, asked).await.unwrap();
        assert!(digest::today(&chief).await.unwrap().is_quiet(), "who read and registered is not reminded");

        scene.on("2017-01-20");
        assert_eq!(late(&scene).await, ["Phòng Môi trường", "Phòng Quy hoạch", "Trung tâm Dịch vụ"]);
        let silent = digest::today(&scene.acting(scene.rooms[2].chief).await).await.unwrap();
        assert_eq!((silent.figures().late, silent.figures().due), (1, 0));
        let clerk = scene.acting(scene.clerk).await;
        let longer =
            || task::Extension { until: day("2017-02-10"), reason: "Vừa thành lập, chưa có danh sách".into() };
        let centre = owed(&scene, &running, "dang-ky-2017", 4).await;
        let own = task::extend(&scene.acting(scene.rooms[4].chief).await, centre.id, 1, longer()).await;
        assert!(matches!(refusal(own), Refusal::NotAllowed { .. }), "nobody gives more time to oneself");
        task::extend(&clerk, centre.id, 1, longer()).await.unwrap();
        let first = owed(&scene, &running, "dang-ky-2017", 1).await;
        task::reopen(&clerk, first.id, first.version, "Danh sách thiếu tập thể".into()).await.unwrap();
        assert_eq!(late(&scene).await, ["Phòng Môi trường", "Phòng Quy hoạch", "Phòng Đầu tư"], "asked again");
        let history = task::show(&scene.acting(scene.rooms[1].chief).await, first.id).await.unwrap().history;
        assert!(history[0].action == "task.reopened" && history[0].detail.contains("thiếu tập thể"), "{history:?}");
    })
    .await;
    both(async |db| checked(db).await).await;
}

/// Everybody is asked to read the plan, and the guidance lies ready; gives the reading.
async fn deployed(scene: &Scene, running: &Running) -> ReadingId {
    let clerk = scene.acting(scene.clerk).await;
    let ask = reading::Ask {
        title: "Kế hoạch 2017 - 2020".into(),
        body: "Đọc toàn văn kế hoạch".into(),
        programme: Some(running.programme),
        due: day("2017-01-12"),
    };
    let id = reading::ask(&clerk, ask).await.unwrap();
    let chief = scene.acting(scene.rooms[2].chief).await;
    reading::confirm(&chief, id).await.unwrap();
    let heard = reading::mark(&chief, id, scene.rooms[2].id, scene.rooms[2].staff.clone(), day("2017-01-04")).await;
    assert_eq!(heard.unwrap(), 3);
    let known = reading::page(&clerk, id).await.unwrap();
    assert_eq!(known.row.done, 4, "the Office sees how far the plan has come");
    let unaware = known.units.iter().find(|unit| unit.unit == scene.rooms[3].id).unwrap();
    assert!(unaware.people.iter().all(|one| one.known.is_none()), "and who has not heard of it");

    let new = || told_by(running, 2017, "02/HD-VP", "2017-01-04");
    assert!(matches!(refusal(guidance::enter(&chief, new()).await), Refusal::NotAllowed { .. }));
    let entered = guidance::enter(&clerk, new()).await.unwrap();
    let found = guidance::list(&chief, Some(running.programme), Some(2017)).await.unwrap();
    assert_eq!(found.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [entered]);
    assert_eq!(guidance::read(&chief, entered).await.unwrap().bytes, b"%PDF-1.7 x");
    id
}

/// The Office looks a dossier through and sends it back with what it lacks.
async fn checked(db: &lantoa_store::Db) {
    let (scene, running) = plan_000::begin(db, "2018-02-05").await;
    let round = scene.round(&running, "hang-nam", 2018, 0).await;
    let id = scene.open(round, "chung", 1, scene.member(1, 0)).await;
    let chief = scene.rooms[1].chief;
    scene.attach(chief, id, &[Paper::List, Paper::EndorsementMinutes]).await;
    scene.register(chief, id).await.unwrap();
    scene.acclaim(chief, id, 4, 4).await.unwrap();
    let back = async |by: PersonId| {
        scene.give_command(by, id, async |cx, id, seen| dossier::send_back(cx, id, seen, "Thiếu số liệu").await).await
    };
    assert!(matches!(refusal(back(chief).await), Refusal::NotAllowed { .. }), "the Office checks");
    back(scene.clerk).await.unwrap();
    assert!(matches!(scene.state(id).await, State::Returned { .. }));
    assert_eq!(digest::today(&scene.acting(chief).await).await.unwrap().dossiers[0].step, None, "to be completed");
    let again = scene.give_command(chief, id, async |cx, id, seen| dossier::resubmit(cx, id, seen).await);
    again.await.unwrap();
    scene.screen(id).await.unwrap();
}

/// R173: the Office guides, reminds who is late, introduces a model to the rooms, and proposes whom the head shall recognise and with what
/// award; it decides nothing itself.
#[tokio::test]
async fn the_office_guides_urges_introduces_models_and_proposes_awards() {
    both(async |db| {
        let (scene, running) = plan_002::begin(db, "2022-02-14").await;
        let (clerk, chief) = (scene.acting(scene.clerk).await, scene.acting(scene.rooms[2].chief).await);
        let entered = guidance::enter(&clerk, told_by(&running, 2022, "05/HD-VP", "2022-02-10")).await.unwrap();
        assert_eq!(guidance::list(&chief, Some(running.programme), Some(2022)).await.unwrap().rows[0].id, entered);
        introduced(&scene, &running).await;

        let own = scene.rooms[2].staff[0];
        let round = scene.round(&running, "hang-nam", 2022, 0).await;
        let person = scene.open_as(own, (round, "hoc-tap-bac"), 2, scene.member(2, 0)).await.unwrap();
        scene.register(own, person).await.unwrap();
        scene.on("2022-03-28");
        let reminded = digest::today(&scene.acting(scene.rooms[2].chief).await).await.unwrap();
        assert_eq!((reminded.figures().due, reminded.tasks[0].due), (1, day("2022-03-31")));
        for room in [0, 1] {
            let own = owed(&scene, &running, "ban-hanh-ke-hoach", room).await;
            scene.report(scene.rooms[room].chief, &own, Met::Done).await;
        }
        scene.on("2022-04-04");
        assert_eq!(late(&scene).await, ["Phòng Tuyên truyền"]);
        assert_eq!(digest::today(&scene.acting(scene.rooms[2].chief).await).await.unwrap().figures().late, 1);

        scene.screen(person).await.unwrap();
        scene.on("2022-12-01");
        let title = scene.draft(&running, DecisionKind::Recognition, None, &[person]).await.unwrap();
        scene.issue(title, &[]).await.unwrap();
        let award = scene.draft(&running, DecisionKind::Award, Some("giay-khen-co-quan"), &[person]).await.unwrap();
        let clerk = scene.acting(scene.clerk).await;
        let proposed = decision::page(&clerk, award).await.unwrap();
        assert!(proposed.may_edit && !proposed.may_issue, "the Office proposes, the head decides");
        let chief = scene.acting(scene.rooms[2].chief).await;
        assert!(!decision::page(&chief, title).await.unwrap().may_draft, "and no room does");
        scene.issue(award, &[]).await.unwrap();
        let exemplar = exemplar::list(&clerk, exemplar::Search::default(), None).await.unwrap().rows[0].id;
        let awards = exemplar::page(&clerk, exemplar).await.unwrap().awards;
        assert_eq!((awards.len(), awards[0].0), (1, award));
        assert!(awards[0].3.contains("Giấy khen"), "{awards:?}");
    })
    .await;
}

/// A room's practice, found worth copying, is introduced to another, which takes it up.
async fn introduced(scene: &Scene, running: &Running) {
    let owner = scene.acting(scene.rooms[1].chief).await;
    let movement = Some((running.programme, key("van-hoa-cong-so")));
    let words =
        Words {
            title: "Phiếu việc một trang".into(), movement, profile: practices::profile(), ..Words::default()
        };
    let model = practice::draft(&owner, practice::New { unit: scene.rooms[1].id, words }).await.unwrap();
    practices::turn(&owner, model, PracticeCommand::Offer, "").await.unwrap();
    let clerk = scene.acting(scene.clerk).await;
    practices::turn(&clerk, model, PracticeCommand::Validate, "").await.unwrap();
    let new = replication::New {
        practice: model,
        units: vec![scene.rooms[2].id],
        why: "Phòng thường xuyên giao việc gấp".into(),
        due: day("2022-06-30"),
    };
    let proposal = replication::propose(&clerk, new).await.unwrap();
    let chief = scene.acting(scene.rooms[2].chief).await;
    assert_eq!(replication::list(&chief, replication::Search::default(), None).await.unwrap().waiting, 1);
    let own = (proposal, scene.rooms[2].id);
    replication::answer(&chief, own, 1, ReplicationAnswer::Accepted, String::new()).await.unwrap();
    let view = replication::page(&clerk, proposal).await.unwrap();
    assert_eq!(view.units[0].answer, Some(ReplicationAnswer::Accepted));
}
