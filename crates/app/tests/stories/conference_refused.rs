//! What is refused at a conference, on plan 000: others' units, a withdrawn exemplar, somebody twice, too many, without a reason, too late.

use lantoa_app::conference::{self, Mark, Proposal, Seats, Verdict};
use lantoa_app::{Cx, Error, exemplar};
use lantoa_domain::Refusal;
use lantoa_domain::conference::delegate::DelegateRole;
use lantoa_domain::id::{ConferenceId, DelegateId};
use lantoa_testkit::engine::both;

use crate::conference::{choose, desk, five_years_on, invalid, mark, office, seen, set_up, typed, view, words};
use crate::scene::refusal;

/// What is refused: others' units, a withdrawn exemplar, somebody twice, more than there are seats, no reason, and whoever was slower.
#[tokio::test]
async fn what_is_not_taken_at_a_conference() {
    both(async |db| {
        let (scene, running, exemplar) = five_years_on(db).await;
        let id = set_up(&scene, &running).await;
        let (cx, one) = (office(&scene).await, desk(&scene, 1).await);
        let staff = scene.acting(scene.rooms[3].staff[1]).await;
        let own = |name| typed(&scene, 1, name, DelegateRole::Official);
        let foreign = conference::propose(&one, id, typed(&scene, 2, "Ai Đó", DelegateRole::Official)).await;
        assert!(matches!(refusal(foreign), Refusal::NotAllowed { .. }));
        assert!(matches!(refusal(conference::propose(&staff, id, own("Ai Đó")).await), Refusal::NotAllowed { .. }));
        let none = conference::propose(&cx, id, typed(&scene, 3, "Ai Đó", DelegateRole::Official)).await;
        assert_eq!(refusal(none), invalid("seats", "seats-none"));
        let unreasoned = Proposal { words: words(DelegateRole::Official, " "), ..own("Ai Đó") };
        assert_eq!(refusal(conference::propose(&one, id, unreasoned).await), Refusal::ReasonMissing);
        let elsewhere = Proposal { exemplar: Some(exemplar), ..typed(&scene, 2, "Ai Đó", DelegateRole::Official) };
        let elsewhere = conference::propose(&cx, id, elsewhere).await;
        assert_eq!(refusal(elsewhere), invalid("exemplar", "exemplar-other-unit"));

        let first = conference::propose(&one, id, Proposal { exemplar: Some(exemplar), ..own("") }).await.unwrap();
        let twice = conference::propose(&one, id, own("Nhân viên Một Phòng Đầu tư")).await;
        assert_eq!(refusal(twice), invalid("name", "delegate-twice"), "the same person, typed by name");
        let second = conference::propose(&one, id, own("Nhân viên Hai Phòng Đầu tư")).await.unwrap();
        choose(&cx, id, second).await.unwrap();
        let public = view(&staff, id).await;
        assert!(public.delegates.is_empty() && public.units.is_empty() && !public.row.title.is_empty());
        assert_eq!(view(&desk(&scene, 2).await, id).await.delegates.len(), 0, "not those of another room");
        assert_eq!(refusal(choose(&cx, id, first).await), invalid("seats", "seats-unit-full"));
        let bare = mark(&cx, id, second, Verdict::NotChosen, " ").await;
        assert_eq!(refusal(conference::decide(&cx, id, vec![bare]).await), Refusal::ReasonMissing);
        let fewer = Seats { all: Some(0), ..Seats::default() };
        let fewer = conference::give_seats(&cx, id, seen(&cx, id).await, fewer).await;
        assert_eq!(refusal(fewer), invalid("seats", "seats-below-chosen"));
        slower(&cx, id, second).await;

        let head = scene.acting(scene.head).await;
        let version = exemplar::page(&head, exemplar).await.unwrap().version;
        exemplar::withdraw(&head, exemplar, version, "Vi phạm kỷ luật".into()).await.unwrap();
        assert_eq!(refusal(choose(&cx, id, first).await), invalid("exemplar", "exemplar-withdrawn"));
    })
    .await;
}

/// Who saw an older version is told, and nothing is changed.
async fn slower(cx: &Cx, id: ConferenceId, chosen: DelegateId) {
    let stale = mark(cx, id, chosen, Verdict::NotChosen, "đổi người").await;
    conference::decide(cx, id, vec![stale.clone()]).await.unwrap();
    let late = conference::decide(cx, id, vec![Mark { why: "lần nữa".into(), ..stale }]).await;
    assert!(matches!(late, Err(Error::Overtaken { .. })), "{late:?}");
    let call = conference::call(cx, id, 1).await;
    assert!(matches!(call, Err(Error::Overtaken { .. })), "seats were given since");
    let back = mark(cx, id, chosen, Verdict::Chosen, "").await;
    conference::decide(cx, id, vec![back]).await.unwrap();
}
