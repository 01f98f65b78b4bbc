//! What becomes of a paper after it is issued: its number, its frozen words, what is done to it later, and what strangers may know.

use std::collections::BTreeSet;

use lantoa_app::decision::{self, DecisionStatus, Issue as IssueDecision, SeenLine};
use lantoa_app::document::{
    self, About, After, Change, Counting, Deed, DocumentStatus, Filter, Issue, Phrases, Relation, Returned, Stamp,
    Uploaded,
};
use lantoa_app::exemplar::{self, Validity};
use lantoa_app::session::Step;
use lantoa_app::{Cx, Error};
use lantoa_docgen::{Kind, plain};
use lantoa_domain::Refusal;
use lantoa_domain::id::{DecisionId, DocumentId};
use lantoa_testkit::engine::both;

use crate::papers::{Round003, holds};
use crate::scene::refusal;

fn stamp(cx: &Cx) -> Stamp {
    Stamp {
        on: cx.today(),
        number: None,
        gap_reason: String::new(),
        signer_title: "TM. HỘI ĐỒNG\nCHỦ TỊCH".into(),
        signer_name: "Nguyễn Văn Trưởng".into(),
        authority: String::new(),
        recipients: vec!["Như trên".into(), "Lưu: VT".into()],
    }
}

async fn shown(cx: &Cx, kind: Kind, about: About) -> Issue {
    let phrases = document::setting(cx).await.unwrap().setting.phrases;
    let composed = document::compose(cx, kind, about, &phrases).await.unwrap();
    let seen = document::print(&composed);
    Issue { kind, about, seen, bases: composed.usual.bases.clone(), stamp: stamp(cx), replaces: None }
}

async fn said(cx: &Cx, id: DocumentId) -> String {
    plain(&document::content(cx, id).await.unwrap().1)
}

fn after(view: &document::DocumentView, cx: &Cx, deed: Deed, why: &str) -> After {
    After {
        document: view.row.id,
        seen: view.version,
        deed,
        why: why.into(),
        addressees: vec!["Các phòng".into()],
        stamp: stamp(cx),
    }
}

/// F47: a number of the series, once; what was looked at is what is issued; and what is issued never changes.
#[tokio::test]
async fn a_paper_is_issued_once_with_the_next_number_and_is_frozen() {
    both(async |db| {
        let it = Round003::play(db, Step::Announce).await;
        let clerk = it.cx(it.scene.clerk).await;
        let about = About::Session(it.session);

        let minutes = shown(&clerk, Kind::Minutes, about).await;
        let stale = Issue { seen: "khác".into(), ..minutes.clone() };
        assert!(matches!(document::issue(&clerk, stale).await, Err(Error::Overtaken { .. })), "not what was looked at");
        let id = document::issue(&clerk, minutes.clone()).await.unwrap();
        let text = said(&clerk, id).await;
        let page = document::page(&clerk, id).await.unwrap();
        holds(&text, &["BIÊN BẢN", "Nguyễn Văn Trưởng"]);
        assert_eq!(page.row.number(), "01/BB-CQ");
        assert_eq!(refusal(document::issue(&clerk, minutes).await), Refusal::InUse, "one in force is enough");

        let submission = shown(&clerk, Kind::Submission, about).await;
        let mut far = submission.clone();
        far.stamp.number = Some(5);
        assert_eq!(refusal(document::issue(&clerk, far.clone()).await), Refusal::ReasonMissing);
        far.stamp.gap_reason = "Số 02–04 dùng cho văn bản giấy".into();
        let second = document::issue(&clerk, far).await.unwrap();
        assert_eq!(document::page(&clerk, second).await.unwrap().row.number(), "05/TTr-CQ", "one series for all types");
        let mut used = shown(&clerk, Kind::Invitation, about).await;
        used.stamp.number = Some(3);
        assert_eq!(refusal(document::issue(&clerk, used).await), Refusal::Taken { field: "number" });

        let register = document::register(&clerk, 2017).await.unwrap();
        assert_eq!(register.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 5]);
        assert_eq!((register.gaps[0].first, register.gaps[0].last), (2, 4));
        assert!(register.unexplained.is_empty());

        let proposed = said(&clerk, second).await;
        let set = document::setting(&clerk).await.unwrap();
        let phrases = Phrases { place: "Nơi Khác".into(), ..Phrases::default() };
        let change = Change { seen: set.version, phrases, address: String::new(), counting: Counting::Together };
        document::set(&clerk, change).await.unwrap();
        assert_eq!(
            (said(&clerk, id).await, said(&clerk, second).await),
            (text, proposed),
            "what is set later changes neither"
        );
        let phrases = document::setting(&clerk).await.unwrap().setting.phrases;
        let fresh = document::compose(&clerk, Kind::Submission, about, &phrases).await.unwrap();
        holds(&plain(&fresh.draft()), &["Nơi Khác, ngày"]);
    })
    .await;
}

/// Two who issue the same paper at the same moment: one does, and no number is lost to the other.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_issue_at_once_one_does() {
    both(async |db| {
        let it = Round003::play(db, Step::Announce).await;
        let (clerk, head) = (it.cx(it.scene.clerk).await, it.cx(it.scene.head).await);
        for kind in [Kind::Minutes, Kind::Submission, Kind::Invitation] {
            let about = About::Session(it.session);
            let (one, other) = (shown(&clerk, kind, about).await, shown(&head, kind, about).await);
            let (one, other) = tokio::join!(document::issue(&clerk, one), document::issue(&head, other));
            let loser = if one.is_ok() { other } else { one };
            assert_eq!(refusal(loser), Refusal::InUse, "{kind:?}");
        }
        let register = document::register(&clerk, 2017).await.unwrap();
        assert_eq!(register.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(register.unexplained.is_empty());
    })
    .await;
}

/// Correction, recall and copies are documents of their own; the one they speak of only changes its standing.
#[tokio::test]
async fn an_issued_paper_is_corrected_copied_replaced_and_recalled_but_never_edited() {
    both(async |db| {
        let it = Round003::play(db, Step::Announce).await;
        let clerk = it.cx(it.scene.clerk).await;
        let about = About::Session(it.session);
        let id = document::issue(&clerk, shown(&clerk, Kind::Minutes, about).await).await.unwrap();
        let text = said(&clerk, id).await;

        let view = document::page(&clerk, id).await.unwrap();
        let wrong = after(&view, &clerk, Deed::Correct { printed: "10 tháng".into(), correct: "11 tháng".into() }, "");
        assert_eq!(refusal(document::after(&clerk, wrong.clone()).await), Refusal::ReasonMissing);
        let letter = document::after(&clerk, After { why: "ghi nhầm tháng".into(), ..wrong }).await.unwrap();
        holds(
            &said(&clerk, letter).await,
            &["V/v đính chính", "Bình Phước, ngày 20 tháng 11 năm 2017", "01/BB-CQ", "10 tháng", "11 tháng", "02/CQ"],
        );
        assert_eq!(document::page(&clerk, id).await.unwrap().row.status, DocumentStatus::Issued, "stays in force");

        let whole = document::after(&clerk, after(&view, &clerk, Deed::Copy, "")).await.unwrap();
        holds(&said(&clerk, whole).await, &["SAO Y", "03/SY-CQ", "BIÊN BẢN"]);
        let pieces = document::excerptible(&clerk, id).await.unwrap();
        let one: BTreeSet<_> = pieces.iter().take(1).map(|piece| piece.place).collect();
        let none = after(&view, &clerk, Deed::Excerpt { pieces: BTreeSet::new() }, "");
        assert!(matches!(refusal(document::after(&clerk, none).await), Refusal::Invalid { field: "pieces", .. }));
        let part = document::after(&clerk, after(&view, &clerk, Deed::Excerpt { pieces: one }, "")).await.unwrap();
        let excerpt = said(&clerk, part).await;
        holds(&excerpt, &["TRÍCH SAO", "04/TrS-CQ", &pieces[0].text]);
        assert!(!excerpt.contains(&pieces[1].text), "{excerpt}");

        let mut again = shown(&clerk, Kind::Minutes, about).await;
        again.replaces = Some((id, view.version, String::new()));
        assert_eq!(refusal(document::issue(&clerk, again.clone()).await), Refusal::ReasonMissing);
        again.replaces = Some((id, view.version, "thiếu ý kiến một thành viên".into()));
        let second = document::issue(&clerk, again).await.unwrap();
        let old = document::page(&clerk, id).await.unwrap();
        assert_eq!((old.row.status, old.after.len()), (DocumentStatus::Replaced, 4));
        assert_eq!(said(&clerk, id).await, text);

        let new = document::page(&clerk, second).await.unwrap();
        let recall = after(&new, &clerk, Deed::Recall, "phiên họp phải họp lại");
        let notice = document::after(&clerk, recall.clone()).await.unwrap();
        holds(&said(&clerk, notice).await, &["V/v thu hồi", "05/BB-CQ", "họp lại", "06/CQ"]);
        assert_eq!(document::page(&clerk, second).await.unwrap().row.status, DocumentStatus::Recalled);
        assert!(matches!(document::after(&clerk, recall).await, Err(Error::Overtaken { .. })), "twice");
        let shown_again = shown(&clerk, Kind::Minutes, about).await;
        document::issue(&clerk, shown_again).await.expect("after a recall it can be issued anew");

        let filter = Filter { status: Some(DocumentStatus::Recalled), ..Filter::default() };
        let listed = document::list(&clerk, filter, None).await.unwrap();
        assert_eq!(listed.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [second]);
    })
    .await;
}

async fn issue_as_shown(it: &Round003, id: DecisionId, mends: &str) -> Result<i64, Error> {
    let head = it.cx(it.scene.head).await;
    let view = decision::page(&head, id).await.unwrap();
    let seen = |line: &decision::LineView| SeenLine {
        dossier: line.dossier,
        version: line.version,
        override_reason: String::new(),
    };
    let issue = IssueDecision {
        decision: id,
        seen: view.row.version,
        lines: view.lines.iter().map(seen).collect(),
        on: head.today(),
        number: None,
        gap_reason: String::new(),
        signer_title: "CHÁNH THANH TRA".into(),
        authority: String::new(),
        mends: mends.into(),
    };
    decision::issue(&head, issue).await
}

/// F49: a decision is in the register; one with an error in its content is replaced, and one taken back takes its recognitions along.
#[tokio::test]
async fn a_decision_is_replaced_by_another_and_recalled_with_what_it_gave() {
    both(async |db| {
        let it = Round003::play(db, Step::Announce).await;
        let (clerk, head) = (it.cx(it.scene.clerk).await, it.cx(it.scene.head).await);
        let id = it.decide().await;
        assert_eq!(issue_as_shown(&it, id, "").await.unwrap(), 1);
        let [document] = <[_; 1]>::try_from(document::of_thing(&clerk, About::Decision(id)).await.unwrap()).unwrap();
        assert_eq!(document.number(), "01/QĐ-CQ");
        holds(&said(&clerk, document.id).await, &["Số: 01/QĐ-CQ", "CHÁNH THANH TRA"]);

        let version = decision::page(&clerk, id).await.unwrap().row.version;
        let draft = decision::redraft(&clerk, id, version).await.unwrap();
        assert_eq!(refusal(decision::redraft(&clerk, id, version).await), Refusal::InUse, "one draft is enough");
        let [kept, left] = it.passed;
        let seen = decision::page(&clerk, draft).await.unwrap().row.version;
        decision::set_lines(&clerk, draft, seen, vec![kept]).await.unwrap();
        let stranger = decision::page(&clerk, draft).await.unwrap().row.version;
        let added = decision::set_lines(&clerk, draft, stranger, vec![kept, it.failed]).await;
        let why = refusal(added);
        assert!(matches!(why, Refusal::NotFound | Refusal::InLine { .. }), "nobody new comes in: {why:?}");
        assert_eq!(refusal(issue_as_shown(&it, draft, " ").await), Refusal::ReasonMissing);
        assert_eq!(issue_as_shown(&it, draft, "một người không đủ điều kiện").await.unwrap(), 2);

        let old = decision::page(&clerk, id).await.unwrap();
        assert_eq!((old.row.status, old.row.number), (DecisionStatus::Replaced, Some(1)));
        let now = decision::page(&clerk, draft).await.unwrap();
        assert_eq!(now.lines.len(), 1);
        let of = |line: &decision::LineView| line.exemplar.unwrap();
        let stays = exemplar::page(&clerk, of(&now.lines[0])).await.unwrap();
        assert_eq!((stays.decision, stays.validity), (draft, Validity::Valid));
        let gone = old.lines.iter().find(|line| line.dossier == left).map(of).unwrap();
        assert_eq!(exemplar::page(&clerk, gone).await.unwrap().validity, Validity::Withdrawn);
        let first = document::page(&clerk, document.id).await.unwrap();
        assert_eq!((first.row.status, first.after[0].relation), (DocumentStatus::Replaced, Some(Relation::Replaces)));

        let second = document::of_thing(&clerk, About::Decision(draft)).await.unwrap().remove(0);
        let view = document::page(&head, second.id).await.unwrap();
        let recall = after(&view, &clerk, Deed::Recall, "ban hành trái thẩm quyền");
        assert!(
            matches!(refusal(document::after(&clerk, recall.clone()).await), Refusal::NotAllowed { .. }),
            "the head's"
        );
        document::after(&head, recall).await.unwrap();
        assert_eq!(decision::page(&clerk, draft).await.unwrap().row.status, DecisionStatus::Recalled);
        assert_eq!(exemplar::page(&clerk, of(&now.lines[0])).await.unwrap().validity, Validity::Withdrawn);
        for one in lantoa_app::installation::check(&it.scene.app).await.unwrap() {
            assert_eq!(one.wrong, None, "{}", one.name);
        }
    })
    .await;
}

/// F48: strangers see number, date, agency, standing and print, no name; what they may not know has no page.
#[tokio::test]
async fn strangers_check_a_document_by_its_code_and_learn_no_name() {
    both(async |db| {
        let it = Round003::play(db, Step::Announce).await;
        let clerk = it.cx(it.scene.clerk).await;
        let set = document::setting(&clerk).await.unwrap();
        let wrong = Change {
            seen: set.version,
            phrases: Phrases::default(),
            address: "thidua".into(),
            counting: Counting::Together,
        };
        assert!(matches!(
            refusal(document::set(&clerk, wrong.clone()).await),
            Refusal::Invalid { field: "address", .. }
        ));
        document::set(&clerk, Change { address: "https://thidua.vi.du/".into(), ..wrong.clone() }).await.unwrap();
        assert!(matches!(
            document::set(&clerk, Change { address: String::new(), ..wrong }).await,
            Err(Error::Overtaken { .. })
        ));

        let id =
            document::issue(&clerk, shown(&clerk, Kind::Submission, About::Session(it.session)).await).await.unwrap();
        let code = document::page(&clerk, id).await.unwrap().check_code.unwrap();
        let (_, content) = document::content(&clerk, id).await.unwrap();
        let kept = serde_json::to_string(&content).unwrap();
        assert!(kept.contains(&format!("https://thidua.vi.du/kiem-tra/{code}")), "the paper carries the code");

        let drawn = vec![b'%'; 64];
        document::keep_original(&clerk, id, "to-trinh.pdf".into(), drawn.clone()).await.unwrap();
        document::keep_original(&clerk, id, "khac.pdf".into(), vec![b'x'; 9]).await.unwrap();
        assert_eq!(document::original(&clerk, id).await.unwrap().unwrap().bytes, drawn, "kept once, for ever");

        let typed = code
            .to_lowercase()
            .as_bytes()
            .chunks(4)
            .map(|four| String::from_utf8_lossy(four).into_owned())
            .collect::<Vec<_>>()
            .join("-");
        let checked = document::check(&it.scene.app, &typed).await.unwrap();
        assert_eq!((checked.number.as_str(), checked.status), ("01/TTr-CQ", DocumentStatus::Issued));
        assert_eq!(checked.prints.len(), 1);
        let told = format!("{checked:?}");
        for name in ["Nguyễn Văn Trưởng", "Phòng Nghiệp vụ"] {
            assert!(!told.contains(name), "{told}");
        }
        assert!(matches!(document::check(&it.scene.app, "0000-0000").await, Err(Error::Refused(Refusal::NotFound))));
    })
    .await;
}

/// F46: what came back is a PDF or a picture; anything else is refused, a mistake is taken out, and the original stays.
#[tokio::test]
async fn the_signed_paper_is_kept_beside_its_document() {
    both(async |db| {
        let it = Round003::play(db, Step::Announce).await;
        let clerk = it.cx(it.scene.clerk).await;
        let id = document::issue(&clerk, shown(&clerk, Kind::Minutes, About::Session(it.session)).await).await.unwrap();
        document::keep_original(&clerk, id, "bb.pdf".into(), b"%PDF-1.7 goc".to_vec()).await.unwrap();
        let back = |bytes: &[u8]| Returned { name: "../ky so.pdf".into(), bytes: bytes.to_vec() };
        assert_eq!(refusal(document::attach(&clerk, id, 1, back(b"MZ chuong trinh")).await), Refusal::FileKind);
        let file = document::attach(&clerk, id, 1, back(b"%PDF-1.4 anh chup")).await.unwrap();
        let view = document::page(&clerk, id).await.unwrap();
        assert_eq!(view.files.len(), 2);
        assert_eq!(document::read(&clerk, id, file).await.unwrap().bytes, b"%PDF-1.4 anh chup");
        let original = view.files.iter().find(|one| one.id != file).unwrap().id;
        assert_eq!(refusal(document::remove(&clerk, id, original).await), Refusal::NotFound, "the original stays");
        document::remove(&clerk, id, file).await.unwrap();
        assert_eq!(document::page(&clerk, id).await.unwrap().files.len(), 1);
        assert_eq!(refusal(document::read(&clerk, id, file).await), Refusal::NotFound);
    })
    .await;
}

/// Signing by order or authorisation needs its paper; a series of its own for each type begins with a year that has no number yet.
#[tokio::test]
async fn rights_to_sign_and_series_follow_the_rules() {
    both(async |db| {
        let it = Round003::play(db, Step::Announce).await;
        let clerk = it.cx(it.scene.clerk).await;
        let about = About::Session(it.session);
        let mut issue = shown(&clerk, Kind::Minutes, about).await;
        issue.stamp.signer_title = "TUQ. CHÁNH THANH TRA\nTRƯỞNG PHÒNG".into();
        assert!(matches!(
            refusal(document::issue(&clerk, issue.clone()).await),
            Refusal::Invalid { field: "authority", .. }
        ));
        issue.stamp.authority = "Giấy ủy quyền số 03/GUQ-CQ ngày 01/11/2017".into();
        let id = document::issue(&clerk, issue).await.unwrap();
        assert!(document::page(&clerk, id).await.unwrap().authority.contains("03/GUQ-CQ"));

        let set = document::setting(&clerk).await.unwrap();
        assert_eq!(set.counting_from, 2018, "2017 has numbers");
        let change = Change {
            seen: set.version,
            phrases: set.setting.phrases,
            address: String::new(),
            counting: Counting::PerType,
        };
        document::set(&clerk, change).await.unwrap();
        let invitation = document::issue(&clerk, shown(&clerk, Kind::Invitation, about).await).await.unwrap();
        assert_eq!(document::page(&clerk, invitation).await.unwrap().row.number(), "02/GM-CQ", "this year goes on");
        it.scene.on("2018-01-03");
        let clerk = it.cx(it.scene.clerk).await;
        let submission = document::issue(&clerk, shown(&clerk, Kind::Submission, about).await).await.unwrap();
        let counting = document::issue(&clerk, shown(&clerk, Kind::Counting, about).await).await.unwrap();
        let number = async |id| document::page(&clerk, id).await.unwrap().row.number();
        assert_eq!((number(submission).await.as_str(), number(counting).await.as_str()), ("01/TTr-CQ", "01/BB-CQ"));
        let register = document::register(&clerk, 2018).await.unwrap();
        assert_eq!((register.rows.len(), register.unexplained.len()), (2, 0));
    })
    .await;
}

/// What a document says is for those who may see its matter: not for the person in conflict, not for staff without part in it.
#[tokio::test]
async fn the_register_is_open_and_what_documents_say_is_not() {
    both(async |db| {
        let it = Round003::play(db, Step::AnnounceSealed).await;
        let clerk = it.cx(it.scene.clerk).await;
        let about = About::Session(it.session);
        let id = document::issue(&clerk, shown(&clerk, Kind::Invitation, about).await).await.unwrap();
        let outsider = it.cx(it.scene.rooms[1].staff[2]).await;
        let view = document::page(&outsider, id).await.unwrap();
        assert!(!view.readable && !view.may_handle && view.files.is_empty());
        assert_eq!(refusal(document::content(&outsider, id).await), Refusal::NotFound);
        assert_eq!(refusal(document::original(&outsider, id).await), Refusal::NotFound);
        assert!(matches!(
            refusal(document::issue(&outsider, shown(&clerk, Kind::Submission, about).await).await),
            Refusal::NotAllowed { .. }
        ));
        let deed = after(&view, &clerk, Deed::Copy, "");
        assert!(document::after(&outsider, deed).await.is_err());
        let (chair, member) = (it.cx(it.scene.head).await, it.cx(it.scene.members[5]).await);
        let counting = document::issue(&chair, shown(&chair, Kind::Counting, about).await).await.unwrap();
        assert!(document::page(&chair, counting).await.unwrap().readable);
        assert!(document::page(&member, id).await.unwrap().readable, "the invitation is for members");
        assert!(!document::page(&member, counting).await.unwrap().readable, "figures under seal stay there");
        let conflicted = it.cx(it.scene.rooms[1].chief).await;
        let minutes = document::issue(&clerk, shown(&clerk, Kind::Minutes, about).await).await.unwrap();
        assert_eq!(refusal(document::content(&conflicted, minutes).await), Refusal::NotFound);
        assert_eq!(document::list(&outsider, Filter::default(), None).await.unwrap().rows.len(), 3);
    })
    .await;
}

/// F44: an agency's own Word template is taken when it can be filled, every fault is told, and the one before stays.
#[tokio::test]
async fn a_template_with_a_wrong_name_is_told_and_not_taken() {
    both(async |db| {
        let it = Round003::play(db, Step::Announce).await;
        let clerk = it.cx(it.scene.clerk).await;
        let docx = |text: &str| {
            let draft = lantoa_docgen::paper::Letter {
                letterhead: lantoa_docgen::sample::letterhead(1, lantoa_docgen::sample::DAY),
                about: "mẫu".into(),
                addressees: vec![],
                body: text.into(),
                signer: lantoa_docgen::Signer::own("Giám đốc", ""),
                recipients: vec![],
            };
            lantoa_docgen::docx(&lantoa_docgen::Paper::document(&draft))
        };
        let put = async |bytes: Vec<u8>| {
            let uploaded = Uploaded { kind: Kind::Recognition, name: "mau.docx".into(), bytes };
            document::put_template(&clerk, uploaded).await.unwrap()
        };
        assert_eq!(put(docx("Số: {{so_ky_hieu}}, {{nguoi_ky}}")).await, Ok(()));
        let faults = put(docx("Số: {{so_ky_hiu}}")).await.unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].to_string().contains("so_ky_hiu"));
        assert!(put(b"khong phai word".to_vec()).await.is_err());
        let kept = document::template(&clerk, Kind::Recognition).await.unwrap().unwrap();
        assert_eq!(kept, docx("Số: {{so_ky_hieu}}, {{nguoi_ky}}"), "the one before stays");
        document::drop_template(&clerk, Kind::Recognition).await.unwrap();
        assert_eq!(refusal(document::drop_template(&clerk, Kind::Recognition).await), Refusal::NotFound);
    })
    .await;
}
