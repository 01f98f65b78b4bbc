//! Papers of dossiers, rounds, awards, exemplars and tasks of the real plans: filled as far as the records go, dotted where they end.

use lantoa_app::Cx;
use lantoa_app::decision::DecisionKind;
use lantoa_app::document::{About, Phrases, compose};
use lantoa_app::people::private::{self, Private};
use lantoa_docgen::{Block, Kind, plain};
use lantoa_domain::Refusal;
use lantoa_domain::facts::FactKind;
use lantoa_domain::id::DossierId;
use lantoa_domain::plan::{ObligationForm, Paper};
use lantoa_domain::subject::Subject;
use lantoa_domain::task::Met;
use lantoa_testkit::engine::both;

use crate::papers::{composed, holds, said};
use crate::scene::{Scene, day, refusal};
use crate::{plan_000, plan_001, plan_003, plan_004};

/// R248, F44, F45: money goes with a decision in figures and in words, and is paid out by a list with coefficient, base salary and room to
/// sign.
#[tokio::test]
async fn the_pay_list_of_plan_004_has_its_sum_in_figures_and_words() {
    both(async |db| {
        let (scene, running, round) = plan_004::begin(db, plan_004::PLAN).await;
        let person = plan_004::nominated(&scene, round, 1, scene.member(1, 0)).await.unwrap();
        plan_004::records(&scene, 1).await;
        let collective = plan_004::nominated(&scene, round, 1, scene.unit(1)).await.unwrap();
        let both = [person, collective];
        plan_004::to_the_head(&scene, &both).await;
        scene.on("2020-12-01");
        let recognised = scene.recognise(&running, &both, &[]).await.unwrap();
        let award = scene.draft(&running, DecisionKind::Award, Some("giay-khen-co-quan"), &both).await.unwrap();
        let cx = scene.acting(scene.clerk).await;
        let draft = said(&cx, Kind::AwardList, About::Decision(award)).await;
        assert!(draft.contains("1.350.000"), "what would be paid is on the draft\n{draft}");
        assert!(draft.contains("/QĐ-CQ"), "the agency's mark stands behind the room for the number\n{draft}");
        let early = composed(&cx, Kind::Certificate, About::Award(award, person)).await;
        assert_eq!(refusal(early), Refusal::NotFound, "a certificate follows a decision");
        scene.issue(award, &[]).await.unwrap();

        let phrases =
            Phrases {
                fund: "ngân sách tỉnh".into(), superior: "UBND tỉnh Đồng Nai".into(), ..Phrases::default()
            };
        let list = compose(&cx, Kind::AwardList, About::Decision(award), &phrases).await.unwrap();
        holds(
            &plain(&list.draft()),
            &[
                "UBND TỈNH ĐỒNG NAI\nBAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP",
                "(Kèm theo Quyết định số 02/QĐ-CQ ngày 01 tháng 12 năm 2020)",
                "Mức lương cơ sở: 1.490.000 đồng. Nguồn kinh phí: ngân sách tỉnh.",
                "I. TẬP THỂ (01)",
                "| 900.000",
                "II. CÁ NHÂN (01)",
                "| 450.000",
                "Tổng cộng | 1.350.000",
                "Tổng số tiền: 1.350.000 đồng.",
                "Bằng chữ: Một triệu ba trăm năm mươi nghìn đồng.",
                "NGƯỜI LẬP BIỂU",
                "KẾ TOÁN TRƯỞNG",
            ],
        );
        let decision = said(&cx, Kind::Award, About::Decision(award)).await;
        holds(&decision, &["Tiền thưởng kèm theo là 1.350.000 đồng (bằng chữ: một triệu ba trăm năm mươi nghìn đồng)"]);
        let none = composed(&cx, Kind::AwardList, About::Decision(recognised)).await;
        assert_eq!(refusal(none), Refusal::NotFound, "recognition alone pays nothing");
        let sheet = said(&cx, Kind::Certificate, About::Award(award, person)).await;
        holds(&sheet, &["Quyết định số 02/QĐ-CQ"]);
    })
    .await;
}

/// R028: the form to register with is the annex of the plan, empty; a unit's own registration has what it entered.
#[tokio::test]
async fn the_form_to_register_with_is_printed_empty_and_filled() {
    both(async |db| {
        let (scene, running) = plan_000::begin(db, "2017-01-04").await;
        let chief = scene.acting(scene.rooms[1].chief).await;
        let annex = said(&chief, Kind::Registration, About::Programme(running.programme)).await;
        holds(
            &annex,
            &["BAN QUẢN LÝ KHU KINH TẾ VÂN PHONG\n…", "BẢN ĐĂNG KÝ", "Họ và tên/Tên tập thể, mô hình: …", "☐ Tập thể"],
        );
        assert!(!annex.contains("2017"), "it is used every year\n{annex}");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let id = scene.open(round, "chung", 1, scene.member(1, 0)).await;
        let name = scene.page(scene.clerk, id).await.name;
        let own = said(&chief, Kind::Registration, About::Dossier(id)).await;
        holds(
            &own,
            &[
                "BẢN ĐĂNG KÝ\nXây dựng điển hình tiên tiến năm 2017",
                &name,
                "Rút ngắn một nửa thời gian giải quyết hồ sơ.",
            ],
        );
        holds(&own, &[&scene.rooms[1].name.to_uppercase(), "TRƯỞNG PHÒNG"]);
        let list = said(&chief, Kind::RegistrationList, About::Round(round)).await;
        holds(&list, &["DANH SÁCH ĐĂNG KÝ", &name, "Tổng số: 01 trường hợp."]);
        let minutes = said(&chief, Kind::Endorsement, About::Dossier(id)).await;
        holds(&minutes, &["Có mặt: …… người."]);
        scene.attach(scene.rooms[1].chief, id, &[Paper::List, Paper::EndorsementMinutes]).await;
        scene.register(scene.rooms[1].chief, id).await.unwrap();
        scene.acclaim(scene.rooms[1].chief, id, 3, 4).await.unwrap();
        holds(&said(&chief, Kind::Endorsement, About::Dossier(id)).await, &["Có mặt: 04 người.", "| 3 |"]);
    })
    .await;
}

/// R127: the month's list of each unit, and the agency's with those who sent nothing.
#[tokio::test]
async fn the_monthly_list_of_plan_001() {
    both(async |db| {
        let (scene, running) = plan_001::begin(db, "2022-03-18").await;
        let round = scene.round(&running, "hang-thang", 2022, 3).await;
        let commune = plan_001::COMMUNE;
        let id = scene.open(round, "vi-nguoi-ngheo", commune, scene.member(commune, 0)).await;
        scene.open(round, "vi-nguoi-ngheo", 6, scene.member(6, 0)).await;
        let tasks = scene.tasks(&running, "nguoi-tot-hang-thang").await;
        let march = tasks.iter().filter(|line| line.period == lantoa_domain::time::When::Month(2022, 3));
        for line in march.filter(|line| line.unit == scene.rooms[commune].id || line.unit == scene.rooms[6].id) {
            let chief = scene.rooms.iter().find(|room| room.id == line.unit).unwrap().chief;
            scene.report(chief, line, Met::Done).await;
        }
        let (name, clerk) = (scene.page(scene.clerk, id).await.name, scene.acting(scene.clerk).await);
        let whole = said(&clerk, Kind::Monthly, About::Round(round)).await;
        holds(&whole, &["tháng 3 năm 2022", &name, "Tổng số: 02 trường hợp.", "Ban Biên tập Cổng thông tin điện tử"]);
        holds(&whole, &["Đơn vị chưa gửi danh sách:", "Công ty May"]);
        assert!(!whole.contains("danh sách: Xã Ninh Tây") && !whole.contains("; Xã Ninh Tây"), "{whole}");
        let own = said(&scene.acting(scene.rooms[commune].chief).await, Kind::Monthly, About::Round(round)).await;
        holds(&own, &["XÃ NINH TÂY", &name, "Tổng số: 01 trường hợp."]);
        let stranger = scene.acting(scene.rooms[3].staff[0]).await;
        assert_eq!(refusal(composed(&stranger, Kind::Monthly, About::Round(round)).await), Refusal::NotFound);
        let yearly = scene.round(&running, "hang-nam", 2022, 0).await;
        assert_eq!(refusal(composed(&clerk, Kind::Monthly, About::Round(yearly)).await), Refusal::NotFound);
    })
    .await;
}

async fn ethnicity_is_known(scene: &Scene, id: DossierId) -> Subject {
    let subject = scene.page(scene.clerk, id).await.subject;
    let Subject::Person(person) = subject else { panic!("a person") };
    let known = Private { ethnicity: "Raglai".into(), religion: String::new(), party_since: Some(day("2010-02-03")) };
    private::set(&scene.acting(scene.clerk).await, person, known).await.unwrap();
    subject
}

/// What a person's report says of ethnicity and Party is for who may read it; whoever is in conflict has no paper of the dossier, and the
/// proposing unit none that shows how it was weighed.
#[tokio::test]
async fn papers_of_a_dossier_keep_what_is_not_their_readers() {
    both(async |db| {
        let (mut scene, running) = plan_003::begin(db).await;
        scene.on("2017-11-20");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let id = plan_003::waiting(&scene, round, 1, 0).await;
        let subject = ethnicity_is_known(&scene, id).await;
        scene.named_fact(subject, FactKind::Title, "Chiến sĩ thi đua cơ sở", 2016, 0).await;
        scene.fact(subject, FactKind::Discipline, 2015, 2).await;
        let about = About::Dossier(id);
        let (clerk, chief) = (scene.acting(scene.clerk).await, scene.acting(scene.rooms[1].chief).await);

        let full = said(&clerk, Kind::ReportPerson, about).await;
        holds(
            &full,
            &["Mẫu số 02\nNghị định số 91/2017/NĐ-CP", "Dân tộc: Raglai", "Ngày vào Đảng: 03/02/2010", "15/06/1980"],
        );
        holds(&full, &["2016 | Chiến sĩ thi đua cơ sở | Sổ theo dõi", "Quê quán: …"]);
        assert!(!full.contains("ảnh cáo"), "discipline is on no report\n{full}");
        let theirs = said(&chief, Kind::ReportPerson, about).await;
        assert!(!theirs.contains("Raglai") && !theirs.contains("Dân tộc") && theirs.contains("15/06/1980"), "{theirs}");

        let sheet = said(&clerk, Kind::Appraisal, about).await;
        holds(&sheet, &["PHIẾU THẨM ĐỊNH", "| Đạt |"]);
        // The head of the room proposes, and sits on the council in conflict.
        scene.session(&[id], &[0, 1, 2, 3, 4, 5, 6]).await;
        assert_eq!(refusal(composed(&chief, Kind::Appraisal, about).await), Refusal::Conflicted);
        let stranger = scene.acting(scene.rooms[2].staff[1]).await;
        for kind in [Kind::Registration, Kind::Description, Kind::ReportPerson, Kind::Endorsement, Kind::Appraisal] {
            assert_eq!(refusal(composed(&stranger, kind, about).await), Refusal::NotFound, "{kind:?}");
        }
        assert_eq!(refusal(composed(&clerk, Kind::ReportHousehold, about).await), Refusal::NotFound, "it is a person");
        scene.members.clear();
    })
    .await;
}

async fn all_of(cx: &Cx, kinds: &[Kind], about: About) -> Vec<String> {
    let mut out = Vec::new();
    for kind in kinds {
        out.push(said(cx, *kind, about).await);
    }
    out
}

/// After the recognition: fostering plan, the forms of those who come to learn, delegates; and the reports a task asks for.
#[tokio::test]
async fn papers_after_the_recognition_leave_room_for_what_nobody_recorded() {
    both(async |db| {
        let (scene, running) = plan_003::begin(db).await;
        scene.on("2017-11-20");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let id = plan_003::waiting(&scene, round, 1, 0).await;
        let session = scene.session(&[id], &[0, 1, 2, 3, 4, 5, 6]).await;
        scene.vote(session, &[(id, crate::scene::paper(6, 6))].into()).await;
        scene.on("2017-12-05");
        let decision = scene.recognise(&running, &[id], &[]).await.unwrap();
        let clerk = scene.acting(scene.clerk).await;
        let view = lantoa_app::decision::page(&clerk, decision).await.unwrap();
        let (name, exemplar) = (view.lines[0].name.clone(), view.lines[0].exemplar.unwrap());

        let fostering = said(&clerk, Kind::Fostering, About::Exemplar(exemplar)).await;
        holds(&fostering, &[&name, "Quyết định số 01/QĐ-CQ ngày 05 tháng 12 năm 2017", "Thời gian thực hiện: …"]);
        let visitor = scene.acting(scene.rooms[4].staff[0]).await;
        let forms =
            all_of(&visitor, &[Kind::Visit, Kind::Confirmation, Kind::Certificate], About::Exemplar(exemplar)).await;
        assert!(forms[..2].iter().all(|one| one.contains(&name) && one.contains("PHÒNG NGHIỆP VỤ TƯ")), "{forms:?}");
        let closed = composed(&visitor, Kind::Fostering, About::Exemplar(exemplar)).await;
        assert_eq!(refusal(closed), Refusal::NotFound, "it rests on the dossier");
        let delegates = said(&clerk, Kind::Delegates, About::Programme(running.programme)).await;
        holds(&delegates, &[&name, "Hội nghị điển hình tiên tiến giai đoạn 2016 - 2020", "Tổng số: 01 đại biểu."]);
        let plan = said(&clerk, Kind::Plan, About::Programme(running.programme)).await;
        holds(
            &plan,
            &["KẾ HOẠCH", "Quyết định số 2789/QĐ-UBND ngày 01 tháng 11 năm 2016", "III. TIÊU CHÍ", "Đối với cá nhân"],
        );

        let owed = scene.tasks(&running, "ke-hoach-hang-nam").await;
        let own = owed.iter().find(|line| line.unit == scene.rooms[1].id).unwrap();
        let chief = scene.acting(scene.rooms[1].chief).await;
        let unit_plan = composed(&chief, Kind::UnitPlan, About::Task(own.id)).await.unwrap().draft();
        holds(&plain(&unit_plan), &["PHÒNG NGHIỆP VỤ MỘT", "Thực hiện Kế hoạch số 18/KH-T.Tr", "I. MỤC ĐÍCH, YÊU CẦU"]);
        let dots = unit_plan.blocks().filter(|block| matches!(block, Block::Blanks { .. })).count();
        assert_eq!(dots, 3, "purpose, numbers and who does what are the unit's to write");
        let other = composed(&scene.acting(scene.rooms[4].staff[1]).await, Kind::UnitPlan, About::Task(own.id)).await;
        assert!(matches!(refusal(other), Refusal::NotAllowed { .. }));
    })
    .await;
}

/// The report a plan asks for begins with the figures the product knows; the words are its unit's.
#[tokio::test]
async fn a_report_begins_with_its_figures() {
    both(async |db| {
        let (scene, running) = plan_000::begin(db, "2017-01-04").await;
        let report = running.plan.obligations.iter().find(|one| one.form == ObligationForm::Report).unwrap();
        let tasks = scene.tasks(&running, report.key.as_str()).await;
        let owed = &tasks[0];
        let clerk = scene.acting(scene.clerk).await;
        let paper = composed(&clerk, Kind::Report, About::Task(owed.id)).await.unwrap().draft();
        let figures = "Cá nhân được công nhận điển hình tiên tiến | trường hợp | | 0";
        holds(&plain(&paper), &["BÁO CÁO", "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", figures]);
        assert!(paper.blocks().any(|block| matches!(block, Block::Blanks { .. })), "the words are not ours");
        let plan = composed(&clerk, Kind::UnitPlan, About::Task(owed.id)).await;
        assert_eq!(refusal(plan), Refusal::NotFound, "another paper is asked for");
    })
    .await;
}
