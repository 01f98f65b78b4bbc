//! The ministry's statistics forms: what is counted where, what is left out and said, and the records behind a number.

use crate::stage::{self, PLAN, as_shown, dossier_at, recognise, refusal, words};
use lantoa_app::decision::{self, DecisionKind};
use lantoa_app::facts::{self, Record};
use lantoa_app::org::{self, Set};
use lantoa_app::statistics::form::{self, Filled, Form, LeftOut, Source, Tier};
use lantoa_app::{Cx, Error};
use lantoa_domain::Refusal;
use lantoa_domain::facts::{FactKind, Recorded};
use lantoa_domain::id::DossierId;
use lantoa_domain::plan::StepKind;
use lantoa_domain::statistics::{Column, column_of};
use lantoa_domain::subject::Subject;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::{Running, World};

const CERTIFICATE: &str = "Bằng khen của bộ, ban, ngành, đoàn thể trung ương, tỉnh";

async fn award(world: &World, running: &Running, award: &str, lines: &[DossierId]) {
    let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
    let words = words("Tặng thưởng", Some(award));
    let id = decision::draft(&clerk, running.programme, DecisionKind::Award, words, lines.to_vec()).await.unwrap();
    decision::issue(&head, as_shown(&head, id, "").await).await.unwrap();
}

async fn title(cx: &Cx, about: Subject, name: &str, year: i16, verified: bool) {
    let fact = Recorded { kind: FactKind::Title, name: name.to_owned(), year, on: None, value: 0, verified };
    facts::record(cx, Record { about, fact, note: "Quyết định của cấp trên".to_owned() }).await.unwrap();
}

/// The number in a line, by its number, and a column.
fn cell(filled: &Filled, number: u8, column: usize) -> Option<u32> {
    let form = filled.table.form;
    filled.table.lines.iter().find(|(row, _)| row.number(form) == Some(number)).unwrap().1[column]
}

async fn set_tier(world: &World, tier: Tier) {
    let admin = world.acting(world.admin).await;
    let now = org::settings(&admin).await.unwrap();
    let set = Set {
        standing_body: now.standing_body,
        rounding: now.rounding,
        tier,
        papers_days: now.papers_days,
        symbol: now.symbol,
        seen: now.version,
    };
    org::set(&admin, set).await.unwrap();
}

#[tokio::test]
async fn forms_are_filled_from_decisions_verified_titles_and_plans() {
    both(async |db| {
        let world = World::found(db, "2020-12-20").await;
        let running = world.run(PLAN, 2020).await;
        let cx = world.acting(world.secretary).await;
        let person = stage::new_person(&world, 0).await;
        let (who, room) = (Subject::Person(person), Subject::Unit(world.rooms[1]));
        let yearly = dossier_at(&world, &running, "nam", StepKind::Decide, who, world.rooms[0]).await;
        let collective = dossier_at(&world, &running, "nam", StepKind::Decide, room, world.rooms[1]).await;
        let deed = dossier_at(&world, &running, "dot-xuat", StepKind::Decide, who, world.rooms[0]).await;
        recognise(&world, &running, &[yearly, collective, deed]).await;
        award(&world, &running, "bang-khen-bo-tinh", &[yearly, collective]).await;
        award(&world, &running, "giay-khen-co-quan", &[deed]).await;
        title(&cx, who, &CERTIFICATE.to_uppercase(), 2020, true).await;
        title(&cx, who, "Huân chương Lao động hạng Ba", 2020, true).await;
        title(&cx, who, "Huân chương Lao động hạng Nhì", 2019, true).await;
        title(&cx, room, "Cờ thi đua của Chính phủ", 2020, false).await;
        title(&cx, room, "Tập thể lao động tiên tiến", 2020, true).await;

        let provincial = form::fill(&cx, Form::Province, None).await.unwrap();
        assert_eq!(provincial.year, 2020);
        assert_eq!(cell(&provincial, 1, 0), Some(2), "the title beside its decision is one award");
        assert_eq!(
            (cell(&provincial, 2, 1), cell(&provincial, 5, 1), cell(&provincial, 10, 1)),
            (Some(1), Some(1), Some(1))
        );
        assert_eq!((cell(&provincial, 11, 0), cell(&provincial, 13, 0)), (Some(2), Some(0)), "of every year: regular");
        assert_eq!(provincial.left_out, LeftOut { unverified: 1, lower: 2, practices: 0, unsaid: 0 });

        let state = form::fill(&cx, Form::State, Some(2020)).await.unwrap();
        assert_eq!((cell(&state, 1, 0), cell(&state, 9, 2), cell(&state, 3, 0)), (Some(1), Some(1), Some(1)));
        assert_eq!(cell(&state, 15, 0), Some(0), "a title does not say its way");
        assert_eq!(state.left_out.unsaid, 1);
        let earlier = form::fill(&cx, Form::State, Some(2019)).await.unwrap();
        assert_eq!((cell(&earlier, 1, 0), earlier.left_out.lower), (Some(1), 0), "another year");

        let behind = form::behind(&cx, Form::Province, Some(2020), (2, 0)).await.unwrap();
        let names: Vec<&str> = behind.entries.iter().map(|entry| entry.award.as_str()).collect();
        assert_eq!(names, [CERTIFICATE]);
        assert!(matches!(behind.entries[0].from, Source::Decision(_)));
        let order = form::behind(&cx, Form::State, Some(2020), (9, 0)).await.unwrap();
        assert_eq!(order.entries[0].from, Source::Title(who));
        assert_eq!(
            refusal(form::behind(&cx, Form::State, Some(2020), (4, 0)).await),
            Refusal::NotFound,
            "no such line"
        );
        assert_eq!(refusal(form::behind(&cx, Form::State, Some(2020), (1, 99)).await), Refusal::NotFound);
        let officer = world.acting(world.officers[0]).await;
        assert!(
            matches!(form::fill(&officer, Form::State, None).await, Err(Error::Refused(_))),
            "names of the whole agency"
        );
    })
    .await;
}

#[tokio::test]
async fn movements_and_leaders_stand_where_the_agency_stands() {
    both(async |db| {
        let world = World::found(db, "2020-12-20").await;
        world.run(PLAN, 2020).await;
        let cx = world.acting(world.secretary).await;
        title(&cx, Subject::Person(world.head), "Bằng khen của Thủ tướng Chính phủ", 2020, true).await;
        let rank = async |number| {
            let filled = form::fill(&cx, Form::State, Some(2020)).await.unwrap();
            cell(&filled, number, 0)
        };
        let movements = async || {
            let filled = form::fill(&cx, Form::Movements, Some(2020)).await.unwrap();
            [cell(&filled, 1, 2), cell(&filled, 1, 3), cell(&filled, 10, 0), cell(&filled, 11, 0)]
        };
        assert_eq!(movements().await, [Some(0), Some(1), Some(1), Some(1)], "a unit's, five years, thematic");
        let head = world.head;
        let leads =
            db.read(async move |conn| lantoa_store::org::person(conn, head).await).await.unwrap().unwrap().leads;
        assert!(leads, "the head leads the agency's own unit");
        for (tier, number) in [(Tier::Local, 13), (Tier::Department, 11), (Tier::Province, 10), (Tier::Ministry, 10)] {
            set_tier(&world, tier).await;
            assert_eq!(rank(number).await, Some(1), "{tier:?}");
        }
        assert_eq!(movements().await, [Some(1), Some(0), Some(1), Some(1)], "a ministry's");
        assert_eq!((rank(2).await, rank(3).await), (Some(1), Some(0)), "a ministry submits for itself");
        let none = form::fill(&cx, Form::Movements, Some(2030)).await.unwrap();
        assert_eq!(cell(&none, 1, 0), Some(0), "after the plan's years");
    })
    .await;
}

/// The law's own table: which awards the forms ask for.
#[test]
fn every_award_of_the_law_has_its_column_or_is_below() {
    let below = ["giay-khen", "chien-si-thi-dua-co-so", "tien-tien", "xuat-sac", "van-hoa", "tieu-bieu", "quan-khu"];
    for rate in lantoa_app::law::shipped().rate {
        let is_below = below.iter().any(|part| rate.award.contains(part));
        assert_eq!(column_of(&rate.name).is_none(), is_below, "{}: {}", rate.award, rate.name);
        if rate.award.starts_with("huan-chuong") {
            assert_eq!(column_of(&rate.name), Some(Column::Order));
        }
    }
}
