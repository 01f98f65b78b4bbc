//! Writing contests in a browser: the form of strangers, the desk of those who run them, the jury's pages without a name, the public result.

use crate::browser::{Answer, Browser};
use crate::fair::{self, AFTER, AUTHORS, entries, given, judging, jury, mark_all, open, version};
use axum::http::StatusCode;
use lantoa_app::contest::{self, Advice};
use lantoa_testkit::engine::both;

fn again(answer: &Answer, kept: &str, said: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.html());
    let html = answer.html();
    assert!(html.contains(kept), "kept: {kept}\n{html}");
    assert!(html.contains(said), "said: {said}\n{html}");
}

const RIGHT: [(&str, &str); 9] = [
    ("ho-ten", "Mai <Thị> Bưởi"),
    ("lien-he", "0900 000 000"),
    ("don-vi", "Tổ dân phố số 3"),
    ("tieu-de", "Quán cơm hai nghìn"),
    ("nhan-vat", "Chị Lý"),
    ("noi", "Chợ Ninh Tây"),
    ("bai", "Sáng nào chị cũng dậy sớm."),
    ("dang", "co-ten"),
    ("nhan-vat-dong-y", "co"),
];

fn without(name: &str) -> Vec<(&'static str, &'static str)> {
    RIGHT.into_iter().filter(|(one, _)| *one != name).collect()
}

/// Strangers send an entry, are told what is wrong with it and lose nothing; with the code they see it and take it back.
#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_takes_part_without_an_account() {
    both(async |db| {
        let (world, id, _) = open(db).await;
        let stranger = Browser::stranger(&world.app);
        assert!(stranger.get("/cuoc-thi").await.html().contains(&format!("/cuoc-thi/{id}")));
        assert!(stranger.get("/").await.html().contains("Đang nhận bài dự thi đến hết ngày 22/12/2017"));
        let own = format!("/cuoc-thi/{id}");
        let page = stranger.get(&own).await;
        assert!(page.html().contains("Giải nhất (1)") && page.html().contains("Nội dung (60"));
        let long = "chữ ".repeat(51);
        let mut fields = without("bai");
        fields.push(("bai", &long));
        again(&stranger.post(&own, &page, &fields).await, &long, "bài có 51 từ, cuộc thi chỉ nhận tối đa 50 từ");
        let minor: Vec<_> = RIGHT.into_iter().chain([("duoi-18", "co")]).collect();
        again(&stranger.post(&own, &page, &minor).await, "Mai &#60;Thị&#62; Bưởi", "id=\"phu-huynh-loi\"");
        again(&stranger.post(&own, &page, &without("nhan-vat-dong-y")).await, "Quán cơm", "id=\"nhan-vat-dong-y-loi\"");
        again(&stranger.post(&own, &page, &without("dang")).await, "Quán cơm", "id=\"dang-loi\"");
        let trapped: Vec<_> = RIGHT.into_iter().chain([("trang-web", "http://x")]).collect();
        again(&stranger.post(&own, &page, &trapped).await, "Quán cơm", "ô ẩn đã bị điền tự động");
        let sent = stranger.post(&own, &page, &RIGHT).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html());
        let receipt = sent.leads_to().to_owned();
        let html = stranger.get(&receipt).await.html();
        assert!(html.contains("Bài số 1") && html.contains("Mới nhận") && !html.contains("0900 000 000"), "{html}");

        let code = receipt.rsplit('/').next().unwrap().to_lowercase();
        let found = stranger.get(&format!("/cuoc-thi/bai/tra-cuu?ma={code}")).await;
        assert_eq!(found.leads_to(), receipt);
        again(&stranger.get("/cuoc-thi/bai/tra-cuu?ma=khong").await, "khong", "không có bài dự thi nào mang mã này");
        let out = format!("{receipt}/rut");
        let done = stranger.post(&out, &stranger.get(&out).await, &[]).await;
        assert_eq!(done.leads_to(), receipt);
        assert!(stranger.get(&receipt).await.html().contains("Tác giả đã rút"));

        world.clock.set(AFTER);
        again(&stranger.post(&own, &page, &RIGHT).await, "Sáng nào chị cũng dậy sớm.", "đã hết hạn nhận bài");
        assert!(!stranger.get(&own).await.html().contains("name=\"bai\""));
        assert_eq!(stranger.get("/cuoc-thi/wt_0000000000001").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// A contest is set up; terms that cannot be right are named and kept.
async fn set_up(desk: &Browser) {
    let new = "/tuyen-truyen/cuoc-thi/moi";
    let page = desk.get(new).await;
    let mut terms = vec![
        ("ten", "Cuộc thi mới"),
        ("the-le", "Thể lệ"),
        ("tu-ngay", "2018-01-01"),
        ("den-ngay", "2018-02-01"),
        ("doi-tuong", "moi-nguoi"),
        ("so-tu", "800"),
        ("giai", "Giải nhất; 1\nGiải nhì; hai"),
        ("tieu-chi", "Nội dung; 60%; 10\nCách viết; 30%; 10"),
        ("buoc-diem", "0,25"),
        ("so-giam-khao", "3"),
        ("chenh-lech", "20"),
    ];
    again(&desk.post(new, &page, &terms).await, "value=\"Cuộc thi mới\"", "mỗi dòng ghi: tên giải");
    terms[6].1 = "Giải nhất; 1\nGiải nhì; 2";
    again(&desk.post(new, &page, &terms).await, "Cách viết; 30%; 10", "tổng trọng số phải đúng 100%");
    terms[7].1 = "Nội dung; 60%; 10\nCách viết; 40 %; 10";
    let made = desk.post(new, &page, &terms).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.html());
    assert!(desk.get(made.leads_to()).await.html().contains("Giải nhì (2)"));
    assert!(desk.get(&format!("{}/sua", made.leads_to())).await.html().contains("Cách viết; 40%; 10"));
}

/// Those who run contests set one up with wrong and right terms, look through entries, seat a jury, deal entries out.
#[tokio::test(flavor = "multi_thread")]
async fn the_office_runs_a_contest() {
    both(async |db| {
        let (world, id, clerk) = open(db).await;
        let desk = Browser::of(&world.app, world.secretary);
        set_up(&desk).await;
        fair::send_all(&world, id).await;
        let base = format!("/tuyen-truyen/cuoc-thi/{id}");
        let shown = desk.get(&base).await.html();
        assert!(AUTHORS.iter().all(|(name, _)| shown.contains(name)));
        let all = entries(&clerk, id).await;
        let own = format!("/tuyen-truyen/cuoc-thi/bai/{}", all[0]);
        let admit = format!("{own}/nhan");
        let form = desk.get(&admit).await;
        let seen = form.hidden("phien-ban");
        let naming = desk.post(&admit, &form, &[("phien-ban", &seen), ("ban-cham", "Tôi là Mai Thị Bưởi.")]).await;
        again(&naming, "Tôi là Mai Thị Bưởi.", "còn nêu tên hoặc cách liên hệ");
        let done = desk.post(&admit, &form, &[("phien-ban", &seen), ("ban-cham", "Tôi là […].")]).await;
        assert_eq!(done.leads_to(), own);
        let refuse = format!("/tuyen-truyen/cuoc-thi/bai/{}/tu-choi", all[1]);
        let form = desk.get(&refuse).await;
        let seen = form.hidden("phien-ban");
        again(
            &desk.post(&refuse, &form, &[("phien-ban", &seen), ("vi", "lac-de")]).await,
            "checked",
            "id=\"ly-do-loi\"",
        );
        let right = [("phien-ban", seen.as_str()), ("vi", "lac-de"), ("ly-do", "Không viết về người.")];
        assert_eq!(desk.post(&refuse, &form, &right).await.status, StatusCode::SEE_OTHER);

        let seat = format!("{base}/giam-khao");
        let form = desk.get(&seat).await;
        let me = world.secretary.to_string();
        let wrong = desk.post(&seat, &form, &[("nguoi", &me), ("vai-tro", "thanh-vien")]).await;
        again(&wrong, "selected", "nên biết tác giả");
        let other = world.officers[0].to_string();
        let done = desk.post(&seat, &form, &[("nguoi", &other), ("vai-tro", "truong-ban")]).await;
        assert_eq!(done.leads_to(), base);
        let step = format!("{base}/buoc/dong");
        let form = desk.get(&step).await;
        let early = desk.post(&step, &form, &[("phien-ban", &form.hidden("phien-ban"))]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        assert!(early.html().contains("Chưa hết ngày nhận bài"));
        for list in ["/tuyen-truyen/cuoc-thi", base.as_str()] {
            let file = desk.post(&format!("{list}/excel"), &desk.get(list).await, &[]).await;
            assert!(file.bytes.starts_with(b"PK"), "{list}");
        }
    })
    .await;
}

/// F22: no page of a juror says a name, and what says it is closed to the jury; marks are typed, wrong ones kept, sheets stand once in.
#[tokio::test(flavor = "multi_thread")]
async fn a_juror_marks_without_knowing_the_author() {
    both(async |db| {
        let (world, id, _) = judging(db).await;
        let juror = Browser::of(&world.app, world.officers[1]);
        assert!(juror.get("/ban-lam-viec").await.html().contains("Bài thi chờ tôi chấm"));
        let work = juror.get("/cham-thi").await.html();
        let sheet = work.split('"').find(|piece| piece.starts_with("/cham-thi/phieu/")).expect("a sheet").to_owned();
        let page = juror.get(&sheet).await;
        let html = page.html();
        assert!(html.contains("Tôi kể chuyện số") && html.contains("Phiếu của giám khảo khác chỉ hiện sau"));
        let chair = Browser::of(&world.app, world.room_heads[0]);
        let lead = chair.get(&format!("/cham-thi/cuoc-thi/{id}")).await.html();
        assert!(lead.contains("Điểm và xếp hạng chỉ hiện khi mọi phiếu đã nộp"));
        for (name, _) in AUTHORS.iter().take(3) {
            assert!(![&work, &html, &lead].iter().any(|text| text.contains(name)), "{name}");
        }
        let clerk = world.acting(world.secretary).await;
        let entry = format!("/tuyen-truyen/cuoc-thi/bai/{}", entries(&clerk, id).await[0]);
        assert_ne!(juror.get(&entry).await.status, StatusCode::OK);
        assert_ne!(juror.get(&format!("/tuyen-truyen/cuoc-thi/{id}")).await.status, StatusCode::OK);
        let excel = juror.post(&format!("/tuyen-truyen/cuoc-thi/{id}/excel"), &page, &[]).await;
        assert!(!excel.bytes.starts_with(b"PK"));

        let seen = page.hidden("phien-ban");
        let typed = |one: &'static str, hand| {
            vec![
                ("phien-ban", seen.clone()),
                ("diem-1", one.to_owned()),
                ("diem-2", "8,5".to_owned()),
                ("de-nghi", "giai".to_owned()),
                ("viec", hand),
            ]
        };
        let post = async |one: &'static str, hand: &str| {
            let fields = typed(one, hand.to_owned());
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            juror.post(&sheet, &page, &fields).await
        };
        again(&post("mười", "nop").await, "value=\"mười\"", "mỗi tiêu chí ghi một số");
        again(&post("10,5", "nop").await, "value=\"10,5\"", "từ 0 đến điểm cao nhất");
        again(&post("8,25", "nop").await, "value=\"8,25\"", "không đúng bước đã định");
        assert_eq!(post("9", "nop").await.leads_to(), sheet);
        assert!(juror.get(&sheet).await.html().contains("88"), "54 of 60 and 34 of 40");
        assert_eq!(post("1", "nop").await.status, StatusCode::CONFLICT, "an old page changes nothing");
        let stranger = Browser::of(&world.app, world.members[5]);
        assert_eq!(stranger.get(&sheet).await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.get(&format!("/cham-thi/cuoc-thi/{id}")).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

/// The chair settles a tie, the head decides and publishes, everybody reads what there is consent to, and an author takes it back.
#[tokio::test(flavor = "multi_thread")]
async fn the_result_is_public_as_far_as_authors_consent() {
    both(async |db| {
        let (world, id, codes) = judging(db).await;
        mark_all(&world, |number, _| match number {
            1 | 2 => given([900, 900], Advice::Prize),
            n => given([800 - n * 50, 700], Advice::Publish),
        })
        .await;
        assert_eq!(jury(&world).len(), 4);
        let chair = Browser::of(&world.app, world.room_heads[0]);
        let lead = format!("/cham-thi/cuoc-thi/{id}");
        assert!(chair.get(&lead).await.html().contains("Bằng điểm ở ranh giới giải"));
        let settle = format!("{lead}/dong-diem");
        let form = chair.get(&format!("{settle}?hang=1")).await;
        let wrong = chair.post(&settle, &form, &[("hang", "1"), ("thu-tu", "1, 3"), ("ly-do", "x")]).await;
        again(&wrong, "value=\"1, 3\"", "đúng những bài bằng điểm");
        let done = chair.post(&settle, &form, &[("hang", "1"), ("thu-tu", "2, 1"), ("ly-do", "Chi tiết hơn.")]).await;
        assert_eq!(done.leads_to(), lead);

        let head = Browser::of(&world.app, world.head);
        let base = format!("/tuyen-truyen/cuoc-thi/{id}");
        let before = head.get(&base).await.html();
        assert!(before.contains("Trang này không hiển thị tác giả") && !before.contains(AUTHORS[0].0));
        let stranger = Browser::stranger(&world.app);
        for step in ["quyet-dinh", "cong-bo"] {
            let step = format!("{base}/buoc/{step}");
            let form = head.get(&step).await;
            let done = head.post(&step, &form, &[("phien-ban", &form.hidden("phien-ban"))]).await;
            assert_eq!(done.leads_to(), base, "{}", done.html());
        }
        let public = format!("/cuoc-thi/{id}");
        let html = stranger.get(&public).await.html();
        assert!(html.contains("Giải nhất") && html.contains(AUTHORS[0].0) && html.contains("Tác giả không nêu tên"));
        assert!(!html.contains(AUTHORS[1].0) && html.contains("chuyện số 1") && !html.contains("chuyện số 2"));
        let back = format!("/cuoc-thi/bai/{}/rut-dong-y", codes[0]);
        let done = stranger.post(&back, &stranger.get(&back).await, &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let html = stranger.get(&public).await.html();
        assert!(!html.contains(AUTHORS[0].0) && !html.contains("chuyện số 0"));
        let file = head.post(&format!("{base}/xep-hang/excel"), &head.get(&base).await, &[]).await;
        assert!(file.bytes.starts_with(b"PK"));
        assert!(
            contest::page(&world.acting(world.head).await, id).await.is_ok()
                && version(&world.acting(world.head).await, id).await > 3
        );
    })
    .await;
}
