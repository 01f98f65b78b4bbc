//! Reports on the five real plans: whose headings they have, to whom they go, what they say of reviews, and the guidance on a year's awards.

use lantoa_app::guidance;
use lantoa_app::report::{self, New};
use lantoa_app::{Cx, document};
use lantoa_docgen::{Kind, plain};
use lantoa_domain::Refusal;
use lantoa_domain::id::ReportId;
use lantoa_domain::report::{Level, ReportKind, Section, What};
use lantoa_domain::task::Met;
use lantoa_testkit::engine::both;

use crate::scene::{Running, Scene, day, refusal};
use crate::{plan_000, plan_001, plan_002, plan_003, plan_004};

async fn begun(cx: &Cx, running: &Running, kind: ReportKind, (year, month): (i16, i8)) -> ReportId {
    let new = New { programme: running.programme, unit: None, kind, level: Level::Subtree, year, month };
    report::begin(cx, new).await.unwrap()
}

async fn paper(cx: &Cx, id: ReportId) -> String {
    let phrases = document::setting(cx).await.unwrap().setting.phrases;
    let composed = document::compose(cx, Kind::Report, document::About::Report(id), &phrases).await.unwrap();
    plain(&composed.draft())
}

async fn clerk(scene: &Scene) -> Cx {
    scene.acting(scene.clerk).await
}

/// R042, R174, R251: the yearly report is drafted whole, with the plan's own headings, and addressed as the plan says.
#[tokio::test]
async fn the_yearly_report_is_drafted_under_each_plans_headings() {
    both(async |db| {
        let (scene, running) = plan_000::begin(db, "2018-02-05").await;
        let cx = clerk(&scene).await;
        let id = begun(&cx, &running, ReportKind::Yearly, (2018, 0)).await;
        let said = paper(&cx, id).await;
        assert!(said.contains("Sở Nội vụ (Ban TĐKT tỉnh)"), "{said}");
        assert!(said.contains("I. CÔNG TÁC CHỈ ĐẠO") && said.contains("BÀI HỌC KINH NGHIỆM"), "{said}");
    })
    .await;
    both(async |db| {
        let (scene, running) = plan_002::begin(db, "2022-02-14").await;
        let cx = clerk(&scene).await;
        let id = begun(&cx, &running, ReportKind::Yearly, (2022, 0)).await;
        let view = report::page(&cx, id).await.unwrap();
        let movements = view.parts.iter().filter(|part| matches!(part.section, Section::Movement(_))).count();
        assert_eq!(movements, running.plan.movements.len(), "each movement under its name");
        assert!(view.parts.iter().all(|part| part.section.is_free() || !part.text.is_empty()));
    })
    .await;
    both(async |db| {
        let (scene, running, _) = plan_004::begin(db, plan_004::PLAN).await;
        let cx = clerk(&scene).await;
        let id = begun(&cx, &running, ReportKind::Yearly, (2020, 0)).await;
        assert!(paper(&cx, id).await.contains("năm 2020"));
        let wrong = New {
            programme: running.programme,
            unit: None,
            kind: ReportKind::Yearly,
            level: Level::Subtree,
            year: 2021,
            month: 0,
        };
        assert_eq!(refusal(report::begin(&cx, wrong).await), Refusal::Invalid { field: "year", why: "outside-plan" });
    })
    .await;
}

/// R140: the town's report goes to the town's committee and to the province's; who kept the monthly duty, and who did not, is told by number.
#[tokio::test]
async fn the_town_reports_to_both_and_tells_who_was_late() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-01-04").await;
        let lines = scene.tasks(&running, "nguoi-tot-hang-thang").await;
        let february: Vec<_> = lines.iter().filter(|line| line.due_day == day("2022-02-20")).collect();
        assert_eq!(february.len(), 9);
        scene.on("2022-02-18");
        let done = february.iter().find(|line| line.unit == scene.rooms[0].id).unwrap();
        scene.report(scene.rooms[0].chief, done, Met::Done).await;
        let empty = february.iter().find(|line| line.unit == scene.rooms[1].id).unwrap();
        scene.report(scene.rooms[1].chief, empty, Met::Zero).await;
        scene.on("2022-02-25");
        let late = february.iter().find(|line| line.unit == scene.rooms[5].id).unwrap();
        scene.report(scene.rooms[5].chief, late, Met::Done).await;
        let cx = clerk(&scene).await;
        let id = begun(&cx, &running, ReportKind::Monthly, (2022, 2)).await;
        let view = report::page(&cx, id).await.unwrap();
        assert_eq!(view.row.addressees, "UBND thị xã\nUBND tỉnh");
        let value = |what| view.content.facts.value(what);
        let kept = [What::InTime, What::Late, What::Zero, What::Missing, What::UnitsLate].map(value);
        assert_eq!(kept, [2, 1, 1, 6, 7], "two in time, one of them with nothing; one late; six silent");
        let said = view.parts.iter().find(|part| part.section == Section::Obligations).unwrap();
        assert!(said.text.contains("Có 07 đơn vị thực hiện chậm hoặc chưa thực hiện"), "{}", said.text);
    })
    .await;
}

/// R152, R159: the interim report at a milestone counts from the plan's beginning and speaks of the reviews of what was recognised.
#[tokio::test]
async fn an_interim_report_goes_with_the_reviews_of_movements() {
    both(async |db| {
        let (scene, running) = plan_002::begin(db, "2022-02-14").await;
        scene.on("2023-06-12");
        let cx = clerk(&scene).await;
        let id = begun(&cx, &running, ReportKind::Interim, (2023, 6)).await;
        let view = report::page(&cx, id).await.unwrap();
        let span = view.content.head.span;
        assert_eq!((span.from, span.to), ((running.plan.document.from, 1), (2023, 6)));
        let review = view.parts.iter().find(|part| part.section == Section::Review).unwrap();
        assert!(review.heading.contains("SƠ KẾT, TỔNG KẾT") && review.text.contains("đánh giá lại"), "{review:?}");
        assert!(view.content.facts.figures.iter().all(|figure| figure.before.is_none()), "nothing like it before");
        let said = paper(&cx, id).await;
        assert!(said.contains("Sơ kết") && said.contains("tính đến ngày 12 tháng 6 năm 2023"), "{said}");
    })
    .await;
}

/// The final report of plan 003 is over its whole time; its paper can be issued only once it was submitted.
#[tokio::test]
async fn the_final_report_is_over_the_whole_plan() {
    both(async |db| {
        let (scene, running) = plan_003::begin(db).await;
        scene.on("2021-01-15");
        let cx = clerk(&scene).await;
        let id = begun(&cx, &running, ReportKind::Final, (0, 0)).await;
        let view = report::page(&cx, id).await.unwrap();
        assert_eq!((view.content.head.span.from, view.content.head.span.to), ((2016, 1), (2020, 12)));
        assert!(paper(&cx, id).await.contains("Tổng kết"));
        let phrases = document::setting(&cx).await.unwrap().setting.phrases;
        let composed = document::compose(&cx, Kind::Report, document::About::Report(id), &phrases).await.unwrap();
        let issue = |seen: String| document::Issue {
            kind: Kind::Report,
            about: document::About::Report(id),
            seen,
            bases: Vec::new(),
            stamp: document::Stamp {
                on: scene.app.today(),
                number: None,
                gap_reason: String::new(),
                signer_title: "CHÁNH THANH TRA".into(),
                signer_name: "Thủ Trưởng".into(),
                authority: String::new(),
                recipients: vec!["Như trên".into()],
            },
            replaces: None,
        };
        let early = document::issue(&cx, issue(document::print(&composed))).await;
        assert_eq!(refusal(early), Refusal::Invalid { field: "report", why: "report-draft" });
        let edited = report::edit(&cx, id, view.row.version, Section::Lessons, "Bài học: làm sớm.".into()).await;
        edited.unwrap();
        report::submit(&cx, id, view.row.version + 1).await.unwrap();
        let composed = document::compose(&cx, Kind::Report, document::About::Report(id), &phrases).await.unwrap();
        document::issue(&cx, issue(document::print(&composed))).await.unwrap();
        assert_eq!(document::of_thing(&cx, document::About::Report(id)).await.unwrap().len(), 1);
    })
    .await;
}

/// R141: each year's guidance on awards is a document of the programme; a newer one stands in the place of the older.
#[tokio::test]
async fn award_guidance_is_kept_by_year() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-02-04").await;
        let (cx, chief) = (clerk(&scene).await, scene.acting(scene.rooms[1].chief).await);
        let new = |number: &str, replaces| guidance::New {
            programme: running.programme,
            year: 2022,
            title: "Hướng dẫn khen thưởng năm 2022".into(),
            number: number.into(),
            on: day("2022-01-20"),
            issuer: "Phòng Nội vụ".into(),
            address: String::new(),
            file: Some(("huong-dan.pdf".into(), b"%PDF-1.7 x".to_vec())),
            replaces,
        };
        assert!(matches!(refusal(guidance::enter(&chief, new("1", None)).await), Refusal::NotAllowed { .. }));
        let bare = guidance::New { file: None, ..new("12/HD-PNV", None) };
        let wrong = |field, why| Refusal::Invalid { field, why };
        assert_eq!(refusal(guidance::enter(&cx, bare).await), wrong("address", "file-or-address"));
        let other = guidance::New { year: 2030, ..new("12/HD-PNV", None) };
        assert_eq!(refusal(guidance::enter(&cx, other).await), wrong("year", "outside-plan"));
        let first = guidance::enter(&cx, new("12/HD-PNV", None)).await.unwrap();
        let second = guidance::enter(&cx, new("31/HD-PNV", Some(first))).await.unwrap();
        let again = guidance::enter(&cx, new("32/HD-PNV", Some(first))).await;
        assert_eq!(refusal(again), wrong("replaces", "guidance-replaced"));
        let found = guidance::list(&chief, Some(running.programme), Some(2022)).await.unwrap();
        assert_eq!(
            found.rows.iter().map(|row| (row.id, row.replaced_by)).collect::<Vec<_>>(),
            [(second, None), (first, Some(second))]
        );
        assert_eq!(guidance::read(&chief, second).await.unwrap().bytes, b"%PDF-1.7 x");
        assert!(guidance::list(&chief, None, Some(2023)).await.unwrap().rows.is_empty());
    })
    .await;
}
