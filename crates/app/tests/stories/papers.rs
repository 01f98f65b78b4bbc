//! Official papers of the real plans, filled from what was done: each says what its plan asks, and nobody gets one who may not.

use std::collections::BTreeMap;

use lantoa_app::account::{Give, give_role};
use lantoa_app::decision::{self, DecisionKind};
use lantoa_app::document::{About, Composed, Kept, Phrases, compose};
use lantoa_app::session::{self, Step};
use lantoa_app::{Cx, Error, agency};
use lantoa_docgen::{Kind, plain};
use lantoa_domain::Refusal;
use lantoa_domain::id::{DecisionId, DossierId, PersonId, SessionId};
use lantoa_domain::policy::Role;
use lantoa_testkit::engine::both;

use crate::plan_003;
use crate::scene::{Running, Scene, day, paper, refusal};

const ALL: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];

pub(crate) async fn composed(cx: &Cx, kind: Kind, about: About) -> Result<Composed, Error> {
    compose(cx, kind, about, &Phrases::default()).await
}

pub(crate) async fn said(cx: &Cx, kind: Kind, about: About) -> String {
    plain(&composed(cx, kind, about).await.unwrap().draft())
}

/// Every one of these stands in the paper.
#[track_caller]
pub(crate) fn holds(text: &str, wanted: &[&str]) {
    for one in wanted {
        assert!(text.contains(one), "“{one}” is missing in\n{text}");
    }
}

/// A round of plan 003 from nomination to the closed session: of three cases two pass.
pub(crate) struct Round003 {
    pub(crate) scene: Scene,
    pub(crate) running: Running,
    pub(crate) session: SessionId,
    pub(crate) passed: [DossierId; 2],
    pub(crate) failed: DossierId,
}

impl Round003 {
    pub(crate) async fn play(db: &lantoa_store::Db, announce: Step) -> Self {
        let (scene, running) = plan_003::begin(db).await;
        scene.on("2017-11-20");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let mut cases = Vec::new();
        for room in [1, 2, 4] {
            cases.push(plan_003::waiting(&scene, round, room, 0).await);
        }
        let session = scene.session(&cases, &ALL).await;
        // The head of the proposing room is in conflict: six of seven may vote.
        let tallies = cases.iter().copied().zip([paper(6, 6), paper(6, 5), paper(6, 3)]).collect::<BTreeMap<_, _>>();
        scene.vote_and(session, &tallies, announce).await;
        let clerk = scene.acting(scene.clerk).await;
        let version = session::page(&clerk, session).await.unwrap().version;
        let (tellers, conclusion) = ("Lê Hữu Ước, Chánh Văn phòng\nMấu Thị Hường", "Đề nghị công nhận hai trường hợp.");
        session::finish(&clerk, session, version, tellers.into(), conclusion.into()).await.unwrap();
        Self { scene, running, session, passed: [cases[0], cases[1]], failed: cases[2] }
    }

    pub(crate) async fn decide(&self) -> DecisionId {
        let words = decision::Words {
            title: "Công nhận điển hình tiên tiến năm 2017".into(),
            bases: "Căn cứ Kế hoạch số 18/KH-T.Tr;\nTheo đề nghị của Hội đồng".into(),
            signer_title: "CHÁNH THANH TRA".into(),
            on: Some(day("2017-12-05")),
            award: None,
            valid_until: None,
            recheck_on: None,
        };
        let cx = self.scene.acting(self.scene.clerk).await;
        let kind = DecisionKind::Recognition;
        decision::draft(&cx, self.running.programme, kind, words, self.passed.to_vec()).await.unwrap()
    }

    async fn name(&self, id: DossierId) -> String {
        self.scene.page(self.scene.clerk, id).await.name
    }

    pub(crate) async fn cx(&self, person: PersonId) -> Cx {
        self.scene.acting(person).await
    }
}

/// R199, F44: minutes, counting record, submission and decision of one round of plan 003, field by field: a secret ballot of all seven
/// members after the appraisal, two thirds of them, and the council proposes to the Chief Inspector, who decides.
#[tokio::test]
async fn the_four_papers_of_plan_003_say_what_it_asks() {
    both(async |db| {
        let it = Round003::play(db, Step::Announce).await;
        let clerk = it.cx(it.scene.clerk).await;
        let about = About::Session(it.session);
        let names = [it.name(it.passed[0]).await, it.name(it.passed[1]).await, it.name(it.failed).await];
        let [first, second, third] = names.each_ref().map(String::as_str);

        let minutes = said(&clerk, Kind::Minutes, about).await;
        holds(&minutes, &MINUTES);
        holds(&minutes, &[&format!("1 | {first}, Phòng Nghiệp vụ Một Bỏ phiếu kín"), "| 6 | 0 | 5/7 | Đạt"]);
        holds(&minutes, &[&format!("2 | {second}"), "| 5 | 1 | 5/7 | Đạt", "không tham gia biểu quyết (cùng đơn vị)"]);
        holds(&minutes, &[&format!("3 | {third}"), "| 5/7 | Không đạt"]);

        holds(&said(&clerk, Kind::Counting, about).await, &COUNTING);

        let submission = composed(&clerk, Kind::Submission, about).await.unwrap();
        assert_eq!(submission.programme, Some(it.running.programme));
        let submission = plain(&submission.draft());
        holds(&submission, &SUBMISSION);
        holds(&submission, &[&format!("{first}: 6/7 đồng ý"), &format!("1 | {first}"), &format!("2 | {second}")]);
        assert!(!submission.contains(third), "who did not pass is not proposed\n{submission}");

        let decision = said(&clerk, Kind::Recognition, About::Decision(it.decide().await)).await;
        holds(&decision, &DECISION);
        holds(&decision, &[&format!("1 | {first} | Phòng Nghiệp vụ Một"), &format!("2 | {second}")]);
        assert!(!decision.contains(third), "{decision}");
    })
    .await;
}

const MINUTES: [&str; 7] = [
    "THANH TRA TỈNH\nHỘI ĐỒNG",
    "08 giờ 00 phút, ngày 20 tháng 11 năm 2017, tại Phòng họp",
    "được thành lập theo QĐ 1",
    "Có mặt: 07/07 thành viên Hội đồng.",
    "Bỏ phiếu kín; đạt từ 2/3 tổng số thành viên Hội đồng (05/07) trở lên đồng ý.",
    "Đề nghị công nhận hai trường hợp.",
    "TM. HỘI ĐỒNG\nCHỦ TỊCH",
];

const COUNTING: [&str; 8] = [
    "BIÊN BẢN KIỂM PHIẾU",
    "1. Lê Hữu Ước, Chánh Văn phòng – Trưởng ban.",
    "2. Mấu Thị Hường – Ủy viên.",
    "Tổng số thành viên Hội đồng: 07. Số thành viên có mặt: 07.",
    "Điều kiện đạt: đạt từ 2/3 tổng số thành viên Hội đồng (05/07) trở lên.",
    "| 6 | 6 | 6 | 0 | 6 | 0 | 6/7 | Đạt",
    "| 6 | 6 | 6 | 0 | 5 | 1 | 5/7 | Đạt",
    "| 6 | 6 | 6 | 0 | 3 | 3 | 3/7 | Không đạt",
];

const SUBMISSION: [&str; 12] = [
    "/TTr-CQ",
    "Về việc đề nghị công nhận điển hình tiên tiến năm 2017",
    "Kính gửi:\nChánh Thanh tra tỉnh",
    "Căn cứ Nghị định số 91/2017/NĐ-CP",
    "Căn cứ Kế hoạch số 18/KH-T.Tr ngày 22 tháng 12 năm 2016 của Thanh tra tỉnh Bình Phước",
    "đã xét 03 trường hợp do 03 đơn vị đề nghị, sau khi hồ sơ được thẩm định",
    "có mặt 07/07 thành viên, bỏ phiếu kín (đạt từ 2/3 tổng số thành viên Hội đồng (05/07) trở lên)",
    "02 trường hợp đạt, 01 trường hợp không đạt",
    "Đề nghị Chánh Thanh tra tỉnh xem xét, ban hành quyết định công nhận cho 02 cá nhân",
    "Biên bản họp Hội đồng ngày 20 tháng 11 năm 2017",
    "Biên bản kiểm phiếu",
    "TM. HỘI ĐỒNG\nCHỦ TỊCH",
];

const DECISION: [&str; 7] = [
    "/QĐ-CQ",
    "Về việc công nhận điển hình tiên tiến năm 2017",
    "CHÁNH THANH TRA TỈNH",
    "Căn cứ Kế hoạch số 18/KH-T.Tr;",
    "Theo đề nghị của Hội đồng.",
    "Điều 1. Công nhận 02 cá nhân là điển hình tiên tiến",
    "CHÁNH THANH TRA",
];

/// F32: the invitation with its agenda, one page for each case, and ballots that name no voter.
#[tokio::test]
async fn what_goes_out_before_a_session_of_plan_003() {
    both(async |db| {
        let (scene, running) = plan_003::begin(db).await;
        scene.on("2017-11-20");
        let round = scene.round(&running, "hang-nam", 2017, 0).await;
        let cases = [plan_003::waiting(&scene, round, 1, 0).await, plan_003::waiting(&scene, round, 2, 0).await];
        let about = About::Session(scene.session(&cases, &ALL).await);
        let (clerk, conflicted) = (scene.acting(scene.clerk).await, scene.acting(scene.rooms[1].chief).await);
        let name = scene.page(scene.clerk, cases[0]).await.name;
        let invitation = said(&clerk, Kind::Invitation, about).await;
        holds(
            &invitation,
            &[
                "GIẤY MỜI\nHọp xét",
                "1. Báo cáo kết quả thẩm định 02 trường hợp trình Hội đồng xét;",
                "3. Bỏ phiếu kín, kiểm phiếu, công bố kết quả;",
                "Thời gian: 08 giờ 00 phút, ngày 20 tháng 11 năm 2017 (Thứ Hai).",
                "Địa điểm: Phòng họp",
                "– Thư ký Hội đồng",
                "/GM-CQ",
            ],
        );
        assert!(!invitation.contains(&name), "an invitation goes through many hands");
        let pack = composed(&clerk, Kind::CouncilPack, about).await.unwrap().draft();
        assert_eq!(pack.sections.len(), 3, "the agenda, and a page for each case");
        holds(&plain(&pack), &["HỒ SƠ SỐ 01", &name, "Rút ngắn một nửa thời gian", "Đạt 02/02 tiêu chí."]);
        let theirs = said(&conflicted, Kind::CouncilPack, about).await;
        holds(&theirs, &["Không gửi thành viên có xung đột lợi ích với trường hợp này."]);
        assert_eq!(theirs.matches("Rút ngắn một nửa thời gian").count(), 1, "only of the other case\n{theirs}");
        let ballot = said(&clerk, Kind::Ballot, about).await;
        holds(&ballot, &["PHIẾU BẦU", &name, "Không ký tên, không ghi tên người bỏ phiếu."]);
        let nothing = refusal(composed(&clerk, Kind::Counting, about).await);
        assert_eq!(nothing, Refusal::Invalid { field: "paper", why: "nothing-to-say" });
        let minutes = said(&clerk, Kind::Minutes, about).await;
        assert!(!minutes.contains("| Đạt"), "nothing is voted on yet\n{minutes}");
        holds(&minutes, &[&format!("1 | {name}"), "| – | – | 5/7 |"]);
        assert!(!minutes.contains("không biểu quyết."), "it has not been held: nobody knows\n{minutes}");
    })
    .await;
}

/// Figures announced as passed or not passed only: nobody finds them in minutes or submission, and in the counting record only who may
/// read them.
#[tokio::test]
async fn figures_kept_under_seal_stay_there() {
    both(async |db| {
        let it = Round003::play(db, Step::AnnounceSealed).await;
        let about = About::Session(it.session);
        let chair = it.cx(it.scene.head).await;
        // The head of the fifth room has no case here and is an ordinary member.
        let member = it.cx(it.scene.members[5]).await;
        for cx in [&chair, &member] {
            let minutes = said(cx, Kind::Minutes, about).await;
            holds(&minutes, &["| – | – | 5/7 | Đạt", "số phiếu lưu trong biên bản niêm phong"]);
            let submission = said(cx, Kind::Submission, about).await;
            holds(&submission, &[": đạt"]);
            assert!(!submission.contains("/7 đồng ý"), "{submission}");
        }
        let record = composed(&chair, Kind::Counting, about).await.unwrap();
        assert_eq!(record.kept, Kept::Sealed);
        holds(&plain(&record.draft()), &["| 6 | 6 | 6 | 0 | 6 | 0 | 6/7 | Đạt"]);
        assert!(matches!(refusal(composed(&member, Kind::Counting, about).await), Refusal::NotAllowed { .. }));
    })
    .await;
}

/// A member in conflict, a stranger and the clerk of another agency.
#[tokio::test]
async fn nobody_has_a_paper_who_may_not() {
    both(async |db| {
        let it = Round003::play(db, Step::Announce).await;
        let decision = it.decide().await;
        let about = About::Session(it.session);
        let conflicted = it.cx(it.scene.rooms[1].chief).await;
        for kind in [Kind::Minutes, Kind::Counting, Kind::Submission] {
            assert_eq!(refusal(composed(&conflicted, kind, about).await), Refusal::Conflicted, "{kind:?}");
        }
        let stranger = it.cx(it.scene.rooms[1].staff[2]).await;
        let founded = agency::NewAgency {
            name: "Cơ quan khác".into(),
            symbol: "KH".into(),
            from: day("2010-01-01"),
            administrator: "Người Khác".into(),
        };
        let (root, admin) = agency::found(&it.scene.app, founded).await.unwrap();
        let from = day("2010-01-01");
        let give = Give { person: admin, role: Role::StandingBody, unit: root, movement: None, from, to: None };
        give_role(&it.cx(admin).await, give).await.unwrap();
        let other = it.cx(admin).await;
        for cx in [&stranger, &other] {
            for kind in
                [Kind::Invitation, Kind::CouncilPack, Kind::Ballot, Kind::Counting, Kind::Minutes, Kind::Submission]
            {
                assert_eq!(refusal(composed(cx, kind, about).await), Refusal::NotFound, "{kind:?}");
            }
            let draft = composed(cx, Kind::Recognition, About::Decision(decision)).await;
            assert_eq!(refusal(draft), Refusal::NotFound, "a draft is nobody else's");
        }
        let clerk = it.cx(it.scene.clerk).await;
        assert_eq!(refusal(composed(&clerk, Kind::Award, About::Decision(decision)).await), Refusal::NotFound);
        assert_eq!(
            refusal(composed(&clerk, Kind::Slips, about).await),
            Refusal::NotFound,
            "codes never pass the server"
        );
    })
    .await;
}
