//! Numbers rolled up over units of any depth and over clusters, from the records; what units set for themselves stands beside it.

use lantoa_app::cluster::{self, ClusterKind, Terms};
use lantoa_app::org::change::{Found, found};
use lantoa_app::rollup::{self, Wanted};
use lantoa_app::unit_plan;
use lantoa_domain::Refusal;
use lantoa_domain::subject::SubjectKind;
use lantoa_domain::unit::UnitKind;
use lantoa_testkit::engine::both;

use crate::cascade::{begun, today, view, whole};
use crate::plan_001::{COMMUNE, begin, recognised};
use crate::scene::{day, key, refusal};

/// F78, F89: each dossier counts once at its proposing unit, collectives and individuals apart; sums, breadth by level and clusters.
#[tokio::test]
async fn numbers_are_summed_over_units_and_clusters() {
    both(async |db| {
        let (scene, running) = begin(db, "2022-01-10").await;
        let chief = scene.acting(scene.rooms[COMMUNE].chief).await;
        let admin = scene.acting(scene.admin).await;
        let hamlet = Found {
            name: "Thôn Một".into(),
            kind: UnitKind::Commune,
            parent: scene.rooms[COMMUNE].id,
            from: day("2015-01-01"),
            act: String::new(),
            aliases: Vec::new(),
            ordinal: 1,
        };
        let hamlet = found(&admin, hamlet).await.unwrap();
        let id = begun(&scene, &running, COMMUNE, None).await;
        whole(&chief, id, scene.rooms[COMMUNE].chief, 2022).await;
        let wanted = |unit| Wanted { programme: Some(running.programme), unit, ..Wanted::default() };
        let before = rollup::view(&chief, wanted(None)).await.unwrap().unwrap();
        assert_eq!(before.here.all.of(SubjectKind::Individual).assigned, 0, "a draft sets nothing");
        let version = view(&chief, id).await.version;
        unit_plan::issue(&chief, id, version, today(&chief, "5/KH")).await.unwrap();
        recognised(&scene, &running, "nong-thon-moi", COMMUNE, scene.unit(COMMUNE)).await;
        let terms = Terms {
            name: "Cụm số 1".into(),
            kind: ClusterKind::Cluster,
            programme: Some(running.programme),
            year: None,
            head: scene.rooms[6].id,
        };
        let cluster = cluster::found(&admin, terms, day("2022-01-01")).await.unwrap();
        let both_levels = vec![scene.rooms[COMMUNE].id, hamlet];
        cluster::join(&admin, cluster, 1, both_levels, day("2022-01-01")).await.unwrap();

        let cx = scene.acting(scene.rooms[3].staff[0]).await;
        let all = rollup::view(&cx, wanted(None)).await.unwrap().unwrap();
        let (teams, people) = (all.here.all.of(SubjectKind::Collective), all.here.all.of(SubjectKind::Individual));
        assert_eq!((teams.registered, teams.recognised), (1, 1));
        assert_eq!((people.assigned, people.aimed, people.registered), (2, 3, 0), "kinds are never added up");
        assert_eq!((all.here.units, all.here.registering, all.here.recognising), (11, 1, 1));
        let levels: Vec<(u32, u32)> = all.levels.iter().map(|one| (one.units, one.registering)).collect();
        assert_eq!(levels, [(1, 0), (9, 1), (1, 0)]);
        let movement = all.by_movement.iter().find(|one| one.key == key("nong-thon-moi")).unwrap();
        assert_eq!(movement.asked.of(SubjectKind::Collective).given, 10);
        assert_eq!(movement.all.of(SubjectKind::Collective).recognised, 1);
        let police = all.by_movement.iter().find(|one| one.key == key("an-ninh")).unwrap();
        assert_eq!(police.asked.of(SubjectKind::Collective).given, 10, "five for each of two sectors");
        assert_eq!(all.clusters.len(), 1);
        assert_eq!((all.clusters[0].units, all.clusters[0].all.of(SubjectKind::Collective).recognised), (3, 1));

        let commune = rollup::view(&cx, wanted(Some(scene.rooms[COMMUNE].id))).await.unwrap().unwrap();
        assert_eq!((commune.here.units, commune.below.len(), commune.path.len()), (2, 1, 2));
        assert_eq!(commune.here.all.of(SubjectKind::Collective).recognised, 1);
        let other_year = Wanted { year: Some(2023), ..wanted(None) };
        let other_year = rollup::view(&cx, other_year).await.unwrap().unwrap();
        assert_eq!(other_year.here.all.of(SubjectKind::Collective).registered, 0);
        assert_eq!(other_year.here.all.of(SubjectKind::Individual).assigned, 2, "a plan of the whole period holds");
        let other = Wanted { movement: Some(key("y-te")), ..wanted(None) };
        assert_eq!(rollup::view(&cx, other).await.unwrap().unwrap().here.all.of(SubjectKind::Collective).registered, 0);
        let unknown = Wanted { movement: Some(key("khong-co")), ..wanted(None) };
        assert_eq!(refusal(rollup::view(&cx, unknown).await), Refusal::NotFound);
    })
    .await;
}
