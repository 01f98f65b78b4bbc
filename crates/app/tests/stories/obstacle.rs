//! What units run into while they carry out a plan: told, answered, led into an amended plan. Told with plan 001 (R146).

use jiff::civil::date;
use lantoa_app::obstacle::{self, Answer, New, Register, Standing};
use lantoa_app::report;
use lantoa_app::{Cx, Error, digest, workbench};
use lantoa_domain::Refusal;
use lantoa_domain::id::{ObstacleId, UnitId};
use lantoa_domain::report::{Level, ReportKind, Section};
use lantoa_testkit::engine::both;

use crate::plan_001::{self, COMMUNE};
use crate::scene::{Running, Scene, refusal};

fn words(scene: &Scene, text: &str) -> New {
    New { unit: scene.rooms[COMMUNE].id, movement: None, words: text.to_owned() }
}

async fn register(cx: &Cx, running: &Running) -> Register {
    obstacle::register(cx, running.programme).await.unwrap()
}

async fn version(cx: &Cx, running: &Running, id: ObstacleId) -> i64 {
    register(cx, running).await.rows.into_iter().find(|row| row.id == id).unwrap().version
}

/// R146: a unit tells what stands in the way, the standing body answers or has the plan amended, and the register knows when it was.
#[tokio::test]
async fn an_obstacle_is_told_answered_and_leads_to_an_amended_plan() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-02-10").await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let clerk = scene.acting(scene.clerk).await;
        let own = register(&chief, &running).await;
        assert_eq!(own.units.len(), 1, "each tells for the own unit");
        assert!(!own.may_answer && register(&clerk, &running).await.may_answer);
        let movement = own.movements[0].0.clone();
        let hard = words(&scene, " Hạn ngày 20 trùng kỳ báo cáo thuế. ");
        let first = obstacle::raise(&chief, running.programme, New { movement: Some(movement), ..hard }).await.unwrap();
        let other = obstacle::raise(&chief, running.programme, words(&scene, "Ai ký giấy xác nhận?")).await.unwrap();
        let waiting = workbench::workbench(&clerk).await.unwrap().obstacles;
        assert_eq!(
            waiting.iter().map(|one| one.count).collect::<Vec<_>>(),
            [2],
            "the standing body's first screen says so"
        );
        assert!(workbench::workbench(&chief).await.unwrap().obstacles.is_empty());
        assert_eq!(digest::today(&clerk).await.unwrap().obstacles, waiting, "and the letter of the day");
        assert!(digest::today(&chief).await.unwrap().obstacles.is_empty());

        let neighbour = scene.acting(scene.rooms[3].chief).await;
        let seen = register(&neighbour, &running).await;
        assert_eq!(seen.rows.len(), 2, "no secret in the agency");
        assert!(seen.rows.iter().all(|row| !row.may_withdraw));
        assert!(matches!(
            obstacle::withdraw(&neighbour, (other, 1)).await,
            Err(Error::Refused(Refusal::NotAllowed { .. }))
        ));
        let spoken = obstacle::answer(&chief, (other, 1), Answer::Explained, "Tự trả lời".into()).await;
        assert!(matches!(spoken, Err(Error::Refused(Refusal::NotAllowed { .. }))), "nobody answers himself");

        let hidden = obstacle::withdraw(&clerk, (other, 1)).await;
        assert!(
            matches!(hidden, Err(Error::Refused(Refusal::NotAllowed { .. }))),
            "nothing disappears without an answer"
        );
        assert!(register(&clerk, &running).await.rows.iter().all(|row| !row.may_withdraw));

        obstacle::answer(&clerk, (other, 1), Answer::Explained, "Chủ tịch UBND xã ký.".into()).await.unwrap();
        obstacle::answer(&clerk, (first, 1), Answer::Amends, "Sẽ lùi hạn trong kế hoạch sửa đổi.".into())
            .await
            .unwrap();
        let overtaken = obstacle::answer(&clerk, (first, 1), Answer::Explained, "Lần nữa".into()).await;
        assert!(matches!(overtaken, Err(Error::Overtaken { .. })), "an answer is not written over unseen");
        let rows = register(&chief, &running).await.rows;
        assert_eq!(rows.iter().map(|row| row.standing).collect::<Vec<_>>(), [Standing::Answered, Standing::ToAmend]);
        assert_eq!(rows[1].words, "Hạn ngày 20 trùng kỳ báo cáo thuế.");
        assert!(!rows[1].movement.is_empty());
        let (said, by, on) = rows[0].answer.clone().unwrap();
        assert_eq!((said.as_str(), by.is_empty(), on), ("Chủ tịch UBND xã ký.", false, date(2022, 2, 10)));
        let late = obstacle::withdraw(&chief, (other, version(&chief, &running, other).await)).await;
        assert_eq!(refusal(late), Refusal::Invalid { field: "state", why: "settled" }, "what was answered stays");

        plan_001::amend(&scene, &running).await;
        let rows = register(&chief, &running).await.rows;
        assert_eq!(rows.iter().map(|row| row.standing).collect::<Vec<_>>(), [Standing::Answered, Standing::Amended]);
        let seen = version(&clerk, &running, first).await;
        let again = obstacle::answer(&clerk, (first, seen), Answer::Explained, "Đổi ý".into()).await;
        assert_eq!(refusal(again), Refusal::Invalid { field: "state", why: "settled" });
        assert!(workbench::workbench(&clerk).await.unwrap().obstacles.is_empty());
    })
    .await;
}

/// R146: whoever writes the yearly report reads in its section on difficulties what units told of in that year, of the own subtree.
#[tokio::test]
async fn the_report_of_the_year_hints_at_what_stood_in_the_way() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-02-10").await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        for text in ["Nhầm", "Hạn ngày 20 trùng kỳ báo cáo thuế."] {
            obstacle::raise(&chief, running.programme, words(&scene, text)).await.unwrap();
        }
        let mistaken = register(&chief, &running).await.rows.into_iter().find(|row| row.words == "Nhầm").unwrap();
        obstacle::withdraw(&chief, (mistaken.id, mistaken.version)).await.unwrap();
        let hints = async |cx: &Cx, unit: Option<UnitId>, year: i16| {
            let (programme, kind, level) = (running.programme, ReportKind::Yearly, Level::Subtree);
            let new = report::New { programme, unit, kind, level, year, month: 0 };
            let id = report::begin(cx, new).await.unwrap();
            report::section(cx, id, Section::Difficulties).await.unwrap().hints.obstacles
        };
        let clerk = scene.acting(scene.clerk).await;
        assert_eq!(hints(&clerk, None, 2022).await, ["Hạn ngày 20 trùng kỳ báo cáo thuế."]);
        assert_eq!(hints(&clerk, None, 2023).await, Vec::<String>::new(), "of another year");
        let neighbour = scene.acting(scene.rooms[3].chief).await;
        let own = hints(&neighbour, Some(scene.rooms[3].id), 2022).await;
        assert_eq!(own, Vec::<String>::new(), "a unit's report hints at its own");
    })
    .await;
}

/// R146: bad input is told at its field; what was told by mistake is taken back; of other agencies nothing exists.
#[tokio::test]
async fn an_obstacle_needs_words_a_unit_of_ones_own_and_a_running_programme() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-02-10").await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let tell = async |new: New| refusal(obstacle::raise(&chief, running.programme, new).await);
        assert_eq!(tell(words(&scene, "  ")).await, Refusal::Invalid { field: "words", why: "empty" });
        assert_eq!(tell(words(&scene, &"a".repeat(2_001))).await, Refusal::Invalid { field: "words", why: "long" });
        let strange = New { movement: Some("khong-co".parse().unwrap()), ..words(&scene, "Khó") };
        assert_eq!(tell(strange).await, Refusal::Invalid { field: "movement", why: "not-existing" });
        let foreign = New { unit: scene.rooms[3].id, ..words(&scene, "Khó") };
        assert!(matches!(tell(foreign).await, Refusal::NotAllowed { .. }), "not for another unit");
        let id = obstacle::raise(&chief, running.programme, words(&scene, "Nhầm")).await.unwrap();
        obstacle::withdraw(&chief, (id, 1)).await.unwrap();
        assert!(register(&chief, &running).await.rows.is_empty());
        let clerk = scene.acting(scene.clerk).await;
        let gone = obstacle::answer(&clerk, (id, 2), Answer::Explained, "Trả lời".into()).await;
        assert_eq!(refusal(gone), Refusal::Invalid { field: "state", why: "settled" });
    })
    .await;
}
