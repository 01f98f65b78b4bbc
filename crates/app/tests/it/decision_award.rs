//! Award money: the law's table on the day of the decision, only the highest title of a period, and none for recognition alone.

use crate::stage::{self, PLAN, as_shown, dossier_at, recognise, refusal, to_decide, words};
use lantoa_app::decision::{self, DecisionKind, DecisionView};
use lantoa_app::{Error, exemplar};
use lantoa_domain::Refusal;
use lantoa_domain::id::{DecisionId, DossierId};
use lantoa_domain::money::Mark;
use lantoa_domain::plan::StepKind;
use lantoa_domain::subject::Subject;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::{Running, World};

async fn award(world: &World, running: &Running, award: &str, lines: &[DossierId]) -> Result<DecisionId, Error> {
    let (clerk, head) = (world.acting(world.secretary).await, world.acting(world.head).await);
    let words = words("Tặng giấy khen", Some(award));
    let id = decision::draft(&clerk, running.programme, DecisionKind::Award, words, lines.to_vec()).await?;
    decision::issue(&head, as_shown(&head, id, "").await).await.map(|_| id)
}

async fn shown(world: &World, id: DecisionId) -> DecisionView {
    decision::page(&world.acting(world.secretary).await, id).await.unwrap()
}

fn amounts(view: &DecisionView) -> Vec<(i64, i64)> {
    let money = |paid: &decision::Paid| (paid.amount.amount, paid.pays);
    view.lines.iter().map(|line| money(line.money.as_ref().unwrap().as_ref().unwrap())).collect()
}

#[tokio::test]
async fn an_award_pays_the_coefficient_times_the_salary_of_its_day() {
    both(async |db| {
        let world = World::found(db, "2020-12-20").await;
        let running = world.run(PLAN, 2020).await;
        let person = to_decide(&world, &running, "nam", 0).await;
        let room = Subject::Unit(world.rooms[1]);
        let collective = dossier_at(&world, &running, "nam", StepKind::Decide, room, world.rooms[1]).await;
        let early = award(&world, &running, "giay-khen-co-quan", &[person]).await;
        assert_eq!(refusal(early), Refusal::NotFound, "nobody is given an award before being recognised");
        let recognition = recognise(&world, &running, &[person, collective]).await;
        assert_eq!(shown(&world, recognition).await.total, None, "recognition alone pays nothing");

        let id = award(&world, &running, "giay-khen-co-quan", &[person, collective]).await.unwrap();
        let view = shown(&world, id).await;
        assert_eq!(amounts(&view), [(450_000, 450_000), (900_000, 900_000)]);
        assert_eq!(view.total, Some(1_350_000));
        let paid = view.lines[0].money.clone().unwrap().unwrap();
        assert_eq!((paid.amount.coefficient, paid.amount.base_salary, paid.amount.factor), (30, 1_490_000, 100));
        assert_eq!(paid.amount.rate_act, "Nghị định 91/2017/NĐ-CP, Điều 73");
        let factor = view.lines[1].money.clone().unwrap().unwrap();
        assert_eq!((factor.amount.factor, factor.amount.mark), (200, Mark::Recalled), "the factor needs a legal check");
        assert_eq!((view.row.number, view.row.kind), (Some(2), DecisionKind::Award));

        let certificate = exemplar::of_award(&world.acting(world.officers[0]).await, id, person).await.unwrap();
        assert_eq!(certificate.form, "Giấy khen của thủ trưởng cơ quan, đơn vị, doanh nghiệp");
        assert_eq!(certificate.number, 2);
        let twice = award(&world, &running, "giay-khen-co-quan", &[person]).await;
        assert_eq!(refusal(twice), Refusal::Taken { field: "award" }, "not twice for one achievement");
        let unknown = award(&world, &running, "khong-co", &[person]).await;
        assert!(matches!(refusal(unknown), Refusal::Invalid { field: "award", why: "no-rate" }));
        let nothing = award(&world, &running, " ", &[person]).await;
        assert!(matches!(refusal(nothing), Refusal::Invalid { field: "award", why: "empty" }));
    })
    .await;
}

#[tokio::test]
async fn of_several_titles_only_the_highest_is_paid_and_a_commendation_besides() {
    both(async |db| {
        let world = World::found(db, "2024-12-20").await;
        let running = world.run(PLAN, 2024).await;
        let person = stage::new_person(&world, 0).await;
        let yearly =
            dossier_at(&world, &running, "nam", StepKind::Decide, Subject::Person(person), world.rooms[0]).await;
        let deed =
            dossier_at(&world, &running, "dot-xuat", StepKind::Decide, Subject::Person(person), world.rooms[0]).await;
        recognise(&world, &running, &[yearly, deed]).await;

        let low = award(&world, &running, "lao-dong-tien-tien", &[yearly]).await.unwrap();
        assert_eq!(amounts(&shown(&world, low).await), [(710_000, 710_000)]);
        let high = award(&world, &running, "chien-si-thi-dua-co-so", &[yearly]).await.unwrap();
        let view = shown(&world, high).await;
        assert_eq!(amounts(&view), [(2_340_000, 1_630_000)], "what the lower title paid is taken off");
        assert_eq!(view.total, Some(1_630_000));
        let praise = award(&world, &running, "giay-khen-co-quan", &[deed]).await.unwrap();
        assert_eq!(amounts(&shown(&world, praise).await), [(710_000, 710_000)], "a commendation besides");

        let both_at_once = words("Danh hiệu", Some("lao-dong-tien-tien"));
        let clerk = world.acting(world.secretary).await;
        let id =
            decision::draft(&clerk, running.programme, DecisionKind::Award, both_at_once, vec![deed]).await.unwrap();
        assert_eq!(amounts(&shown(&world, id).await), [(710_000, 0)], "a draft shows it before it is issued");
    })
    .await;
}
