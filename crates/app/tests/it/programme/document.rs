//! A signed document goes in, a programme comes out: text, certainty and warnings beside each other; what cannot be read leaves nothing behind.

use lantoa_app::plan::{PlanStatus, upload, view};
use lantoa_domain::Refusal;
use lantoa_domain::plan::{Bound, StepKind};
use lantoa_testkit::engine::both;
use lantoa_testkit::world::World;

use super::{confirmed, refusal};

/// An invented plan; kept here so that the crate's tests need no other folder.
const DOCUMENT: &str = include_str!("../../../../reader/tests/plans/xa.md");

#[tokio::test]
async fn a_document_becomes_a_draft_whose_items_point_to_their_sentences() {
    both(async |db| {
        let world = World::found(db, "2024-03-06").await;
        let cx = world.acting(world.secretary).await;
        let id = upload(&cx, "ke-hoach-xa.md", DOCUMENT.as_bytes()).await.unwrap();
        let shown = view::show(&cx, id).await.unwrap();
        assert_eq!(shown.status, PlanStatus::Draft);
        assert_eq!((shown.plan.document.from, shown.plan.document.to), (2024, 2024));
        assert_eq!(shown.plan.movements.len(), 3);
        let farmers = &shown.plan.movements[0];
        assert_eq!(farmers.lead.as_deref(), Some("Hội Nông dân xã"));
        let source = farmers.source.expect("where it is said");
        assert!(shown.text[source.start..source.end].contains("Nông dân sản xuất giỏi"));
        let quotas: Vec<_> = shown.plan.quotas.iter().filter(|q| q.movement.as_ref() == Some(&farmers.key)).collect();
        assert_eq!(quotas.len(), 3, "{quotas:?}");
        assert!(quotas.iter().any(|quota| (quota.bound, quota.count) == (Bound::Min, 2)), "{quotas:?}");
        assert!(!shown.warnings.is_empty(), "the document has slips");
        assert!(shown.warnings.iter().all(|w| w.start <= w.end && shown.text.get(w.start..w.end).is_some()));
    })
    .await;
}

#[tokio::test]
async fn a_document_that_was_read_can_be_confirmed_and_runs() {
    both(async |db| {
        let world = World::found(db, "2024-03-06").await;
        let cx = world.acting(world.secretary).await;
        let id = upload(&cx, "ke-hoach-xa.md", DOCUMENT.as_bytes()).await.unwrap();
        let shown = view::show(&cx, id).await.unwrap();
        assert!(shown.plan.can_run(), "{:?}", shown.findings);
        let steps: Vec<StepKind> = shown.plan.tracks[0].steps.iter().map(|step| step.kind).collect();
        assert!(steps.contains(&StepKind::Nominate) && steps.contains(&StepKind::Decide), "{steps:?}");
        let running = confirmed(&world, &cx, id).await;
        let programme = lantoa_app::programme::show(&cx, running.programme, Some(2024)).await.unwrap();
        assert_eq!(programme.movements.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_named_and_leaves_nothing_behind() {
    both(async |db| {
        let world = World::found(db, "2024-03-06").await;
        let cx = world.acting(world.secretary).await;
        let broken: [(&str, &[u8], &str); 5] = [
            ("trong.txt", b"", "empty"),
            ("anh.png", b"\x89PNG\r\n\x1a\n0000", "picture"),
            ("ke-hoach.pdf", b"%PDF-1.7\n", "pdf"),
            ("ke-hoach.docx", b"PK\x03\x04 khong phai Word", "broken-word"),
            ("tho.txt", "Trăm năm trong cõi người ta".as_bytes(), "not-a-plan"),
        ];
        for (name, bytes, expected) in broken {
            let refused = refusal(upload(&cx, name, bytes).await);
            assert!(matches!(refused, Refusal::Unreadable { code, .. } if code == expected), "{name}: {refused:?}");
        }
        assert!(view::list(&cx).await.unwrap().is_empty());
    })
    .await;
}
