//! Search by words on both engines: diacritics, short names, decomposed letters, rank, scope, changes.

use lantoa_domain::id::{DossierId, ExemplarId, Id, UnitId};
use lantoa_store::search::{find, put, remove};
use lantoa_store::{Db, Error};
use lantoa_testkit::engine::both;

const NAMES: &[(i64, &str)] = &[
    (1, "Nguyễn Văn An"),
    (2, "Nguyễn Thị Ánh"),
    (3, "Đặng Đức Dương"),
    (4, "Lê Hà"),
    (5, "Lý Vũ Hồ"),
    (6, "Trần Quốc Toản"),
    (7, "Nguyễn Văn Anh"),
    (8, "Mô hình “Dân vận khéo” xã Vạn Thạnh"),
    (9, "Văn An Nguyễn"),
    (10, "Đỗ Thị Hường"),
    // Decomposed: the letters and their marks apart.
    (11, "Pha\u{323}m U\u{31b}\u{301}ng"),
];

fn root() -> UnitId {
    UnitId::from_raw(0x7f01)
}

async fn fill(db: &Db) {
    db.write(async |tx| {
        for (id, name) in NAMES {
            put(tx, root(), DossierId::from_raw(*id), name, "phường Ninh Hiệp").await?;
        }
        Ok::<_, Error>(())
    })
    .await
    .unwrap();
}

async fn found(db: &Db, query: &str) -> Vec<i64> {
    let query = query.to_owned();
    let hits = db.scan(async move |cx| find(cx, root(), Some("hs"), &query, 20).await).await.unwrap();
    hits.iter().map(|hit| hit.id::<DossierId>().expect("a dossier").raw()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_found_however_they_are_typed() {
    let cases: &[(&str, &[i64])] = &[
        ("nguyen van an", &[1, 7, 9]),
        ("Nguyễn Văn An", &[1, 7, 9]),
        ("NGUYỄN VĂN AN", &[1, 7, 9]),
        ("Nguye\u{302}\u{303}n Va\u{306}n An", &[1, 7, 9]),
        ("dang", &[3]),
        ("đặng", &[3]),
        ("dang duc duong", &[3]),
        ("đức", &[3]),
        ("le ha", &[4]),
        ("Hà", &[4]),
        ("ly", &[5]),
        ("vũ hồ", &[5]),
        ("quoc toan", &[6]),
        ("Do Thi Huong", &[10]),
        ("phạm ứng", &[11]),
        ("pham ung", &[11]),
        ("Phạm U\u{31b}\u{301}ng", &[11]),
        ("dân vận khéo", &[8]),
        // The last word may be unfinished, the others not.
        ("tran quoc to", &[6]),
        ("tra quoc toan", &[]),
        ("nguyen an v", &[1, 9]),
        ("nguyen an x", &[]),
        ("l h", &[]),
        ("le h", &[4]),
        ("anh", &[7, 2]),
        // Words of the second text are found one by one.
        ("ninh hiệp le", &[4]),
        ("hường đỗ", &[10]),
        ("nobody", &[]),
        ("", &[]),
        (" - ' \" * ( ) & | ! : ", &[]),
        ("van' & an:* OR \"an", &[]),
        ("van' & an:* \"", &[1, 7, 9]),
        ("NEAR(an)", &[]),
    ];
    both(async |db| {
        fill(db).await;
        for (query, expected) in cases {
            let mut all = found(db, query).await;
            // The order is tested below; here equal fits may come in any order.
            all.sort_unstable();
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(all, expected, "{query:?}");
        }
        assert_eq!(found(db, "ninh hiep").await.len(), NAMES.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_best_fit_comes_first_in_the_same_order_on_both_engines() {
    both(async |db| {
        fill(db).await;
        assert_eq!(found(db, "nguyễn văn an").await, [1, 7, 9], "whole, beginning, all words");
        assert_eq!(found(db, "văn an").await, [9, 1, 7], "beginning, then in a row, the shorter first");
        assert_eq!(found(db, "an").await, [9, 1, 7, 2], "a whole word, then the beginning of one; the newer first");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_stays_in_its_root_and_kind() {
    both(async |db| {
        fill(db).await;
        db.write(async |tx| {
            put(tx, UnitId::from_raw(2), DossierId::from_raw(50), "Nguyễn Văn An", "").await?;
            // The same number as a dossier, of another kind.
            put(tx, root(), ExemplarId::from_raw(1), "Nguyễn Văn An", "").await
        })
        .await
        .unwrap();
        assert_eq!(found(db, "nguyen van an").await, [1, 7, 9]);
        let all = db.scan(async |cx| find(cx, root(), None, "nguyen van an", 20).await).await.unwrap();
        assert_eq!(all.len(), 4);
        let other = db.scan(async |cx| find(cx, UnitId::from_raw(2), None, "an", 20).await).await.unwrap();
        assert_eq!(other.iter().map(|hit| hit.subject).collect::<Vec<_>>(), [50]);
        let strange = db.scan(async |cx| find(cx, root(), Some("hs' | 'an"), "an", 20).await).await.unwrap();
        assert!(strange.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_moves_to_another_root_is_no_longer_found_in_the_first() {
    both(async |db| {
        fill(db).await;
        let other = UnitId::from_raw(2);
        db.write(async move |tx| put(tx, other, DossierId::from_raw(1), "Nguyễn Văn An", "").await).await.unwrap();
        assert_eq!(found(db, "nguyen van an").await, [7, 9]);
        let there = db.scan(async move |cx| find(cx, other, Some("hs"), "van an", 20).await).await.unwrap();
        assert_eq!(there.len(), 1);
        // Back, and changed many times: found once, by its last title only.
        for title in ["Nguyễn Văn An", "Lê Lợi", "Lê Lai"] {
            db.write(async move |tx| put(tx, root(), DossierId::from_raw(1), title, "").await).await.unwrap();
        }
        assert_eq!(found(db, "le lai").await, [1]);
        assert_eq!(found(db, "loi").await, [0; 0]);
        let there = db.scan(async move |cx| find(cx, other, None, "van an", 20).await).await.unwrap();
        assert!(there.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_and_removals_take_effect_with_their_transaction() {
    both(async |db| {
        fill(db).await;
        let id = DossierId::from_raw(1);
        db.write(async move |tx| put(tx, root(), id, "Hoàng Minh Quân", "").await).await.unwrap();
        assert_eq!(found(db, "nguyen van an").await, [7, 9]);
        assert_eq!(found(db, "hoang minh quan").await, [1]);
        let undone: Result<(), Error> = db
            .write(async move |tx| {
                remove(tx, id).await?;
                Err(Error::NotFound { statement: "undo" })
            })
            .await;
        assert!(undone.is_err());
        assert_eq!(found(db, "hoang minh quan").await, [1]);
        db.write(async move |tx| remove(tx, id).await).await.unwrap();
        assert_eq!(found(db, "hoang minh quan").await, [0; 0]);
        db.write(async move |tx| remove(tx, id).await).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_name_is_found_among_thousands_that_share_its_words() {
    both(async |db| {
        db.write(async |tx| {
            for n in 0..2000_i64 {
                // All words of the name, never in its order.
                let name = if n == 3 { "Nguyễn Văn An".to_owned() } else { format!("An Nguyễn {n} Văn") };
                put(tx, root(), DossierId::from_raw(n + 1), &name, "").await?;
            }
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
        let all = found(db, "nguyen van an").await;
        assert_eq!((all.len(), all[0]), (20, 4), "more words match than candidates are taken");
    })
    .await;
}
