//! How exemplars are discovered: suggestions of citizens and staff, finds of the clerk, new factors of units until the programme's last day.

use lantoa_app::account::{Give, give_role};
use lantoa_app::dossier::{NewDossier, NewSubject};
use lantoa_app::prospect::{self, NewProspect, ProspectState, Registration, Source, Wanted};
use lantoa_app::suggestion::{self, Find, NewSuggestion, SuggestionState};
use lantoa_app::{Cx, Error, agency, fostering, journal};
use lantoa_domain::Refusal;
use lantoa_domain::alike::Likeness;
use lantoa_domain::id::{ProspectId, SuggestionId, UnitId};
use lantoa_domain::policy::Role;
use lantoa_domain::subject::SubjectKind;
use lantoa_testkit::engine::both;

use crate::scene::{Running, Scene, day, key, refusal};
use crate::{plan_001, plan_003};

pub(crate) fn told(name: &str) -> NewSuggestion {
    NewSuggestion {
        subject_name: name.to_owned(),
        place: "Chợ Ninh Tây".to_owned(),
        deed: "Nhặt được ví tiền, tìm người mất để trả lại.".to_owned(),
        happened: "tháng trước".to_owned(),
        ..NewSuggestion::default()
    }
}

pub(crate) fn factor(scene: &Scene, running: &Running, room: usize, movement: &str, name: &str) -> NewProspect {
    NewProspect {
        programme: running.programme,
        movement: key(movement),
        kind: SubjectKind::Individual,
        name: name.to_owned(),
        unit: scene.rooms[room].id,
        scope: "Một mặt: giúp dân".to_owned(),
        deed: "Vận động hiến đất mở đường.".to_owned(),
    }
}

/// The standing body of another agency of the same installation.
pub(crate) async fn neighbour(scene: &Scene) -> (UnitId, Cx) {
    let new = agency::NewAgency {
        name: "UBND huyện bên".to_owned(),
        symbol: "HB".to_owned(),
        from: day("2010-01-01"),
        administrator: "Người Bên Cạnh".to_owned(),
    };
    let (root, admin) = agency::found(&scene.app, new).await.unwrap();
    let cx = scene.acting(admin).await;
    for role in [Role::StandingBody, Role::Head] {
        let give = Give { person: admin, role, unit: root, movement: None, from: day("2010-01-01"), to: None };
        give_role(&cx, give).await.unwrap();
    }
    (root, scene.acting(admin).await)
}

async fn last(cx: &Cx) -> SuggestionId {
    suggestion::list(cx, suggestion::Wanted::default()).await.unwrap().rows[0].id
}

async fn seen(cx: &Cx, id: SuggestionId) -> i64 {
    suggestion::page(cx, id).await.unwrap().version
}

/// R009, F85: citizens and the whole staff suggest without asking anybody; the sender sees with a code what became of it and
/// nothing else; who sent it is the standing body's alone, and can be erased.
#[tokio::test]
async fn anybody_suggests_and_sees_what_became_of_it() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-02").await;
        let (app, root) = (&scene.app, scene.root);
        let new = NewSuggestion {
            once: "0123456789abcdef0123456789abcdef".into(),
            sender: "Lê Văn Tám".into(),
            contact: "0900 000 000".into(),
            ..told("Chị Lý bán rau")
        };
        let code = suggestion::send(app, root, None, new.clone()).await.unwrap();
        assert_eq!(suggestion::send(app, root, None, new).await.unwrap(), code, "the same form sent twice is one");
        let member = scene.acting(scene.rooms[1].staff[0]).await;
        let staff = suggestion::send(app, root, Some(&member), told("Tổ tự quản hẻm 12")).await.unwrap();
        assert_ne!(code, staff);
        let state = async |code: &str| suggestion::receipt(app, code).await.unwrap().state;
        assert_eq!(state(&suggestion::grouped(&code).to_lowercase()).await, SuggestionState::Received);

        let clerk = scene.acting(scene.clerk).await;
        let rows = suggestion::list(&clerk, suggestion::Wanted::default()).await.unwrap();
        let sources: Vec<_> = rows.rows.iter().map(|row| row.source).collect();
        assert_eq!((sources.as_slice(), rows.open), ([Source::Staff, Source::Citizen].as_slice(), 2));
        let id = rows.rows[1].id;
        let view = suggestion::page(&clerk, id).await.unwrap();
        assert_eq!(view.sender.unwrap().contact, "0900 000 000");
        let of_staff = suggestion::page(&clerk, rows.rows[0].id).await.unwrap().sender.unwrap();
        assert_eq!(of_staff.person, Some(scene.rooms[1].staff[0]), "who is signed in is known");
        for other in [scene.head, scene.rooms[1].chief, scene.rooms[1].staff[0], scene.admin] {
            let other = scene.acting(other).await;
            assert_eq!(refusal(suggestion::page(&other, id).await), Refusal::NotFound);
            assert_eq!(refusal(suggestion::list(&other, suggestion::Wanted::default()).await), Refusal::NotFound);
        }

        suggestion::look(&clerk, id, 1).await.unwrap();
        assert_eq!(state(&code).await, SuggestionState::LookedAt);
        assert_eq!(refusal(suggestion::look(&clerk, id, 2).await), Refusal::InUse);
        assert!(matches!(suggestion::decline(&clerk, id, 1, "x".into()).await, Err(Error::Overtaken { .. })));
        scene.on("2022-03-12");
        let clerk = scene.acting(scene.clerk).await;
        let new = factor(&scene, &running, plan_001::COMMUNE, "nong-thon-moi", "Nguyễn Thị Lý");
        let prospect = suggestion::take_up(&clerk, id, 2, new).await.unwrap();
        assert_eq!(state(&code).await, SuggestionState::TakenUp);
        let page = prospect::page(&clerk, prospect).await.unwrap();
        assert_eq!((page.row.source, page.row.took.to_prospect), (Source::Citizen, Some(10)));
        assert_eq!(page.told.len(), 1);

        let second = last(&clerk).await;
        assert_eq!(refusal(suggestion::decline(&clerk, second, 1, " ".into()).await), Refusal::ReasonMissing);
        suggestion::decline(&clerk, second, 1, "Đã có hồ sơ".into()).await.unwrap();
        let receipt = suggestion::receipt(app, &staff).await.unwrap();
        assert_eq!((receipt.state, receipt.decided_on), (SuggestionState::Declined, Some(day("2022-03-12"))));

        let version = seen(&clerk, id).await;
        suggestion::erase_sender(&clerk, id, version, "Người gửi đề nghị".into()).await.unwrap();
        let view = suggestion::page(&clerk, id).await.unwrap();
        assert!(view.sender.is_none() && view.row.deed.contains("ví tiền"), "the rest stays");
        assert_eq!(refusal(suggestion::erase_sender(&clerk, id, version + 1, "x".into()).await), Refusal::InUse);
        let found = journal::list(&clerk, journal::Wanted::default()).await.unwrap();
        let text = format!("{:?}", found.entries);
        assert!(text.contains("suggestion.sender-erased") && !text.contains("0900") && !text.contains("Lê Văn Tám"));
        let mut received = found.entries.iter().filter(|entry| entry.action == "suggestion.received");
        assert!(received.clone().count() == 2 && received.all(|entry| entry.actor.is_none()), "senders are not told");
    })
    .await;
}

/// F85: finds of inspectors and of the press are entered with their source, which is kept for ever; one about somebody known is joined.
#[tokio::test]
async fn finds_keep_their_source_and_join_what_is_known() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-02").await;
        let clerk = scene.acting(scene.clerk).await;
        let find = |source, note: &str| Find { source, source_note: note.into(), new: told("Ông Trần Văn Ba") };
        let bare = refusal(suggestion::enter(&clerk, find(Source::Press, " ")).await);
        assert_eq!(bare, Refusal::Invalid { field: "source_note", why: "empty" });
        let chief = scene.acting(scene.rooms[1].chief).await;
        let closed = suggestion::enter(&chief, find(Source::Press, "Báo Khánh Hòa")).await;
        assert_eq!(refusal(closed), Refusal::NotFound);
        let press = suggestion::enter(&clerk, find(Source::Press, "Báo Khánh Hòa 01/3/2022")).await.unwrap();
        let inspected = suggestion::enter(&clerk, find(Source::Inspection, "KL số 12/KL-TTr")).await.unwrap();
        let new = factor(&scene, &running, plan_001::COMMUNE, "nong-thon-moi", "Trần Văn Ba");
        let prospect = suggestion::take_up(&clerk, press, 1, new).await.unwrap();
        let alike = suggestion::page(&clerk, inspected).await.unwrap().alike;
        assert!(alike.iter().any(|one| one.about.to_string() == prospect.to_string()), "ông is no part of the name");
        suggestion::merge(&clerk, inspected, 1, prospect).await.unwrap();
        let page = prospect::page(&clerk, prospect).await.unwrap();
        assert_eq!((page.row.source, page.source_note.as_str()), (Source::Press, "Báo Khánh Hòa 01/3/2022"));
        assert_eq!(page.told.len(), 2);
        assert_eq!(refusal(suggestion::merge(&clerk, inspected, 2, prospect).await), Refusal::InUse);
    })
    .await;
}

/// R126, R203, R219: rooms name new factors of their own at any time; the last day of the programme, the end of the first quarter of
/// 2025, is in time and the next is not.
#[tokio::test]
async fn new_factors_are_added_until_the_programme_s_last_day() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-11-20").await;
        let clerk = scene.acting(scene.clerk).await;
        let set = fostering::setting(&clerk).await.unwrap();
        assert_eq!((set.plan_days, set.programmes[0].day), (60, day("2025-12-31")));
        let outside = fostering::set_last_day(&clerk, running.programme, day("2026-01-01"), 0).await;
        assert_eq!(refusal(outside), Refusal::Invalid { field: "last_day", why: "outside-plan" });
        fostering::set_last_day(&clerk, running.programme, day("2025-03-31"), 0).await.unwrap();
        let again = fostering::set_last_day(&clerk, running.programme, day("2025-03-30"), 0).await;
        assert!(matches!(again, Err(Error::Overtaken { .. })));

        let room = plan_001::COMMUNE;
        let chief = scene.acting(scene.rooms[room].chief).await;
        let id = prospect::add(&chief, factor(&scene, &running, room, "nong-thon-moi", "Lê Thị Mới")).await.unwrap();
        let other = factor(&scene, &running, 1, "nong-thon-moi", "Người của phòng khác");
        assert!(matches!(refusal(prospect::add(&chief, other).await), Refusal::NotAllowed { .. }));
        let stranger = scene.acting(scene.rooms[1].chief).await;
        assert_eq!(refusal(prospect::page(&stranger, id).await), Refusal::NotFound, "another room's");
        assert!(prospect::list(&stranger, Wanted::default()).await.unwrap().rows.is_empty());
        let nobody = scene.acting(scene.rooms[1].staff[0]).await;
        assert_eq!(refusal(prospect::list(&nobody, Wanted::default()).await), Refusal::NotFound);

        scene.on("2025-03-31");
        let chief = scene.acting(scene.rooms[room].chief).await;
        prospect::add(&chief, factor(&scene, &running, room, "nong-thon-moi", "Ngày Cuối")).await.unwrap();
        scene.on("2025-04-01");
        let chief = scene.acting(scene.rooms[room].chief).await;
        let late = refusal(prospect::add(&chief, factor(&scene, &running, room, "nong-thon-moi", "Quá Ngày")).await);
        assert_eq!(late, Refusal::Invalid { field: "programme", why: "over" });
        assert!(prospect::choices(&chief).await.unwrap().movements.is_empty());
        let clerk = scene.acting(scene.clerk).await;
        let all = prospect::list(&clerk, Wanted::default()).await.unwrap();
        assert_eq!(all.rows.len(), 2);
        assert_eq!(all.counts[0], (ProspectState::Noticed, 2));
    })
    .await;
}

/// R115, R219: encouraged to register, and the dossier is opened with what is known; the prospect knows it, and the days from the first
/// word to the recognition are told.
#[tokio::test]
async fn a_prospect_is_invited_and_its_dossier_opened() {
    both(async |db| {
        let (scene, running) = plan_003::begin(db).await;
        scene.on("2017-11-10");
        let chief = scene.acting(scene.rooms[1].chief).await;
        let name = "Nhân viên Một Phòng Nghiệp vụ Một";
        let id = prospect::add(&chief, factor(&scene, &running, 1, "chung", name)).await.unwrap();
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        prospect::invite(&chief, id, 1).await.unwrap();
        assert_eq!(refusal(prospect::invite(&chief, id, 2).await), Refusal::InUse);
        scene.on("2017-11-20");
        let chief = scene.acting(scene.rooms[1].chief).await;
        let new = NewDossier {
            round,
            movement: key("chung"),
            subject: scene.member(1, 0),
            unit: Some(scene.rooms[1].id),
            leader: None,
            sector: None,
            scope: String::new(),
            achievement: "Vận động hiến đất mở đường.".into(),
        };
        let broken = NewDossier { movement: key("khong-co"), ..new.clone() };
        let failed = prospect::register(&chief, id, Registration::Open(broken)).await;
        assert!(matches!(refusal(failed), Refusal::Invalid { field: "movement", .. }), "all of it or nothing");
        let dossier = prospect::register(&chief, id, Registration::Open(new.clone())).await.unwrap();
        let page = prospect::page(&chief, id).await.unwrap();
        assert_eq!((page.row.state, page.dossier), (ProspectState::Registered, Some(dossier)));
        assert_eq!(page.row.took.to_dossier, Some(10));
        assert_eq!(refusal(prospect::let_go(&chief, id, page.version, "x".into()).await), Refusal::InUse);
        let again = prospect::register(&chief, id, Registration::Known(dossier)).await;
        assert_eq!(refusal(again), Refusal::InUse);

        let other = factor(&scene, &running, 1, "chung", "Cùng một hồ sơ");
        let other = prospect::add(&chief, other).await.unwrap();
        prospect::register(&chief, other, Registration::Known(dossier)).await.unwrap();
        let gone = prospect::add(&chief, factor(&scene, &running, 1, "chung", "Người Chuyển Đi")).await.unwrap();
        assert_eq!(refusal(prospect::let_go(&chief, gone, 1, " ".into()).await), Refusal::ReasonMissing);
        prospect::let_go(&chief, gone, 1, "Đã chuyển công tác".into()).await.unwrap();
        prospect::take_back(&chief, gone, 2).await.unwrap();
        assert_eq!(prospect::page(&chief, gone).await.unwrap().row.state, ProspectState::Noticed);
    })
    .await;
}

/// Who is the same is found across spellings, years and units, among new factors, dossiers and exemplars, as far as the reader may
/// see them; the person decides.
#[tokio::test]
async fn the_same_is_found_however_it_is_spelt() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-04").await;
        let household = NewSubject::Household("Hộ ông Đỗ Quý Lý".into(), "Thôn 2".into());
        let room = plan_001::COMMUNE;
        plan_001::recognised(&scene, &running, "vi-nguoi-ngheo", room, household).await;
        let clerk = scene.acting(scene.clerk).await;
        let add = async |room: usize, name: &str| {
            prospect::add(&clerk, factor(&scene, &running, room, "nong-thon-moi", name)).await.unwrap()
        };
        let first = add(1, "Do Qui Li").await;
        let second = add(room, "Đ/c ĐỖ  QUÝ LÝ").await;
        let found = prospect::alike::may_be(&clerk, "ông Lý Đỗ Quý").await.unwrap();
        let kinds: Vec<_> = found.iter().map(|one| one.about.columns().0).collect();
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(kinds.contains(&"exemplar") && found.iter().all(|one| one.likeness == Likeness::Same));
        let near = prospect::alike::may_be(&clerk, "Đỗ Quý Lýy Văn").await.unwrap();
        assert!(near.iter().all(|one| one.likeness == Likeness::Near));
        let page = prospect::page(&clerk, first).await.unwrap();
        assert!(page.alike.iter().all(|one| one.about.to_string() != first.to_string()), "not with itself");
        assert_eq!(page.alike.len(), 2);
        let chief = scene.acting(scene.rooms[1].chief).await;
        let names: Vec<String> = prospect::alike::may_be(&chief, "Đỗ Quý Lý")
            .await
            .unwrap()
            .iter()
            .map(|one| one.about.to_string())
            .collect();
        assert!(
            names.contains(&first.to_string()) && !names.contains(&second.to_string()),
            "another room's is not told"
        );
        assert!(prospect::alike::may_be(&clerk, "Trần Văn Khác").await.unwrap().is_empty());
    })
    .await;
}

/// Another agency of the installation knows nothing of it.
#[tokio::test]
async fn another_agency_is_told_nothing() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-02").await;
        let clerk = scene.acting(scene.clerk).await;
        suggestion::send(&scene.app, scene.root, None, told("Chị Lý")).await.unwrap();
        let id = last(&clerk).await;
        let new = factor(&scene, &running, 1, "nong-thon-moi", "Nguyễn Thị Lý");
        let prospect: ProspectId = prospect::add(&clerk, new.clone()).await.unwrap();
        let (root, other) = neighbour(&scene).await;
        assert_eq!(refusal(suggestion::page(&other, id).await), Refusal::NotFound);
        assert_eq!(refusal(suggestion::merge(&other, id, 1, prospect).await), Refusal::NotFound);
        assert!(suggestion::list(&other, suggestion::Wanted::default()).await.unwrap().rows.is_empty());
        assert_eq!(refusal(prospect::page(&other, prospect).await), Refusal::NotFound);
        assert_eq!(refusal(prospect::invite(&other, prospect, 1).await), Refusal::NotFound);
        assert!(prospect::alike::may_be(&other, "Nguyễn Thị Lý").await.unwrap().is_empty());
        assert!(matches!(
            refusal(prospect::add(&other, new).await),
            Refusal::Invalid { .. } | Refusal::NotAllowed { .. }
        ));
        let code = suggestion::send(&scene.app, root, None, told("Bên kia")).await.unwrap();
        assert_eq!(suggestion::receipt(&scene.app, &code).await.unwrap().state, SuggestionState::Received);
        assert_eq!(suggestion::list(&clerk, suggestion::Wanted::default()).await.unwrap().rows.len(), 1);
        assert_eq!(suggestion::agencies(&scene.app).await.unwrap().len(), 2, "the form asks which");
        let nowhere = suggestion::send(&scene.app, scene.rooms[0].id, None, told("x")).await;
        assert_eq!(refusal(nowhere), Refusal::NotFound, "a unit is no agency");
        // Somebody of another agency who is signed in is a citizen here.
        suggestion::send(&scene.app, scene.root, Some(&other), told("Từ nơi khác")).await.unwrap();
        let row = suggestion::list(&clerk, suggestion::Wanted::default()).await.unwrap().rows.remove(0);
        assert_eq!(row.source, Source::Citizen);
    })
    .await;
}
