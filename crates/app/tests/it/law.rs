//! The law as dated facts: shipped amounts, new decrees, and who checked what.

use jiff::civil::{Date, date};
use lantoa_app::Error;
use lantoa_app::law::{self, StateRate, StateSalary};
use lantoa_domain::Refusal;
use lantoa_domain::money::{Mark, Rounding};
use lantoa_domain::subject::SubjectKind::{Collective, Household, Individual};
use lantoa_store::law::rates;
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

#[test]
fn the_shipped_law_has_no_gap_and_no_overlap() {
    let shipped = law::shipped();
    for rate in &shipped.rate {
        let later = shipped.rate.iter().filter(|other| other.award == rate.award && other.from > rate.from);
        for other in later {
            assert!(rate.to.is_some_and(|to| to < other.from), "{} overlaps", rate.award);
        }
        assert!(rate.to.is_none_or(|to| to > rate.from), "{} ends before it begins", rate.award);
        assert!(!rate.act.is_empty() && rate.hundredths > 0);
    }
    assert!(shipped.base_salary.iter().all(|salary| salary.from != date(2020, 7, 1)), "planned, never applied");
}

#[tokio::test]
async fn amounts_of_every_period_come_out_as_published() {
    both(async |db| {
        let world = World::found(db, "2026-11-20").await;
        law::install(&world.app).await.unwrap();
        let rates = db.read(rates_of).await.unwrap();
        let amount = |award: &str, kind, day: Date| rates.amount(award, kind, day, Rounding::Up);
        let of = |award: &str, kind, day: Date| amount(award, kind, day).unwrap().amount;
        assert_eq!(of("giay-khen-co-quan", Individual, date(2020, 12, 20)), 450_000);
        assert_eq!(of("giay-khen-co-quan", Collective, date(2026, 6, 30)), 1_410_000, "doubled before rounding");
        assert_eq!(of("giay-khen-co-quan", Individual, date(2026, 11, 20)), 760_000);
        assert_eq!(of("giay-khen-co-quan", Household, date(2026, 11, 20)), 1_140_000);
        assert_eq!(of("giay-khen-xa", Individual, date(2025, 6, 30)), 360_000, "0.15 until 30/6/2025");
        assert_eq!(of("giay-khen-xa", Individual, date(2025, 7, 1)), 710_000, "0.3 from 01/7/2025");
        assert_eq!(of("bang-khen-bo-tinh", Individual, date(2023, 12, 31)), 1_800_000);
        assert_eq!(of("bang-khen-bo-tinh", Individual, date(2024, 1, 1)), 2_700_000);
        assert_eq!(of("tap-the-lao-dong-tien-tien", Collective, date(2026, 11, 20)), 2_030_000, "its own coefficient");
        assert!(amount("xa-phuong-tieu-bieu", Collective, date(2023, 1, 1)).is_none(), "not before 2024");
        let now = amount("giay-khen-co-quan", Individual, date(2026, 11, 20)).unwrap();
        let doubled = amount("giay-khen-co-quan", Collective, date(2026, 11, 20)).unwrap();
        assert_eq!((now.mark, doubled.mark), (Mark::Verified, Mark::Recalled), "the factor was not seen in a source");
    })
    .await;
}

async fn rates_of(cx: &mut lantoa_store::Conn) -> lantoa_store::Result<lantoa_domain::money::Rates> {
    rates(cx).await
}

fn new_rate(from: Date, hundredths: i64) -> StateRate {
    StateRate {
        award: "giay-khen-co-quan".into(),
        name: String::new(),
        from,
        hundredths,
        collective: 200,
        household: 150,
        act: "Nghị định mới".into(),
        seen: None,
    }
}

#[tokio::test]
async fn a_new_decree_ends_the_old_rate_the_day_before() {
    both(async |db| {
        let world = World::found(db, "2027-03-05").await;
        let secretary = world.acting(world.secretary).await;
        law::state_rate(&secretary, new_rate(date(2027, 3, 1), 40)).await.unwrap();
        let rates = db.read(rates_of).await.unwrap();
        let on = |day| rates.rate_on("giay-khen-co-quan", day).unwrap().clone();
        assert_eq!((on(date(2027, 2, 28)).hundredths, on(date(2027, 3, 1)).hundredths), (30, 40));
        assert_eq!(on(date(2027, 2, 28)).to, Some(date(2027, 2, 28)));
        assert_eq!(on(date(2027, 3, 1)).mark, Mark::Confirmed);
        let again = law::state_rate(&secretary, new_rate(date(2027, 3, 1), 50)).await;
        assert_eq!(again.unwrap_err().refusal(), Some(&Refusal::Taken { field: "from" }));
    })
    .await;
}

#[tokio::test]
async fn checking_a_row_is_signed_dated_and_guarded() {
    both(async |db| {
        let world = World::found(db, "2026-11-20").await;
        let admin = world.acting(world.admin).await;
        let before = law::view(&admin).await.unwrap();
        let row = before.salaries[0].clone();
        let stated = StateSalary { from: row.from, amount: row.amount, act: row.act, seen: Some(row.version) };
        law::state_salary(&admin, stated.clone()).await.unwrap();
        let checked = &law::view(&admin).await.unwrap().salaries[0];
        assert_eq!((checked.mark.0, checked.checked_on), (Mark::Confirmed, Some(date(2026, 11, 20))));
        assert_eq!(checked.checked_by.as_deref(), Some("Quản Trị Viên"));
        assert!(matches!(law::state_salary(&admin, stated).await, Err(Error::Overtaken { .. })), "seen is old now");

        let officer = world.acting(world.officers[0]).await;
        assert!(!law::view(&officer).await.unwrap().may_manage);
        let refused = law::state_rate(&officer, new_rate(date(2027, 1, 1), 99)).await.unwrap_err();
        assert!(matches!(refused.refusal(), Some(Refusal::NotAllowed { .. })));
        let rates = db.read(rates_of).await.unwrap();
        assert_eq!(rates.rate_on("giay-khen-co-quan", date(2027, 1, 1)).unwrap().hundredths, 30, "nothing was changed");
    })
    .await;
}

#[tokio::test]
async fn a_rate_that_cannot_be_right_is_refused() {
    both(async |db| {
        let world = World::found(db, "2026-11-20").await;
        let admin = world.acting(world.admin).await;
        for (hundredths, act, field) in [(0, "NĐ", "hundredths"), (30, " ", "act")] {
            let new = StateRate { act: act.into(), ..new_rate(date(2027, 1, 1), hundredths) };
            let refused = law::state_rate(&admin, new).await.unwrap_err();
            assert!(matches!(refused.refusal(), Some(Refusal::Invalid { field: f, .. }) if *f == field));
        }
    })
    .await;
}
