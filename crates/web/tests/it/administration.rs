//! The pages of sign-in and administration, through the real router, on both engines.

use crate::site::{PASSWORD, Site, value_after};
use axum::http::StatusCode;
use lantoa_testkit::engine::both;
use rust_xlsxwriter::Workbook;

#[tokio::test]
async fn a_stranger_is_led_to_the_door_and_back_to_the_page() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut visitor = site.stranger();
        for page in ["/tai-khoan", "/quan-tri", "/quan-tri/nguoi", "/quan-tri/don-vi/moi", "/nhat-ky", "/quan-tri/luat"]
        {
            let answer = visitor.get(page).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{page}");
            assert!(answer.location.starts_with("/dang-nhap?ve="), "{page}");
        }
        let wrong =
            visitor.post("/dang-nhap", "/dang-nhap", &[("ten", "ai-do"), ("mat-khau", "sai hết rồi nhé")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.session.is_none() && !wrong.html.contains("sai hết"));
        assert!(wrong.html.contains("value=\"ai-do\""), "what was typed is kept, but never a password");
    })
    .await;
}

#[tokio::test]
async fn signing_in_opens_what_the_role_allows_and_signing_out_closes_it() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut admin = site.enter(site.world.admin, "quantri.vien").await;
        let index = admin.get("/quan-tri").await;
        assert_eq!(index.status, StatusCode::OK);
        assert!(index.html.contains("Quản Trị Viên") && index.html.contains("/quan-tri/vai-tro"));
        assert!(!index.html.contains("/quan-tri/ghi-nhan"), "administrators do not record facts");
        let holders = admin.get("/quan-tri/vai-tro?vai-tro=Administrator&q=quan+tri").await.html;
        assert!(holders.contains("Quản Trị Viên") && holders.contains("/quan-tri/nguoi/pe_"));
        let none = admin.get("/quan-tri/vai-tro?vai-tro=Administrator&q=khong+ai").await.html;
        assert!(none.contains("Không có ai") && !none.contains("/quan-tri/nguoi/pe_"));
        let account = admin.get("/tai-khoan").await;
        assert!(account.html.contains("quantri.vien") && account.html.contains("Quản trị hệ thống"));
        let out = admin.post("/tai-khoan", "/dang-xuat", &[]).await;
        assert_eq!(out.location, "/dang-nhap");
        assert_eq!(admin.get("/quan-tri").await.status, StatusCode::SEE_OTHER);

        let mut officer = site.enter(site.world.officers[0], "anhdt").await;
        assert_eq!(officer.get("/quan-tri/don-vi").await.status, StatusCode::OK, "everyone may see the tree");
        for page in ["/quan-tri/nguoi", "/nhat-ky", "/quan-tri/vai-tro", "/quan-tri/ghi-nhan", "/quan-tri/nguoi/nhap"] {
            let answer = officer.get(page).await;
            assert!(answer.status.is_client_error(), "{page} gave {}", answer.status);
        }
    })
    .await;
}

#[tokio::test]
async fn the_door_says_why_somebody_stands_there() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut visitor = site.stranger();
        let why = "Trang này dành cho người đã đăng nhập";
        assert!(visitor.get("/dang-nhap?ve=/ho-so").await.html.contains(why));
        assert!(!visitor.get("/dang-nhap").await.html.contains(why), "whoever comes by the front door knows");
    })
    .await;
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_says_so() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut secretary = site.enter(site.world.secretary, "thult").await;
        let wrong = "ngày không hợp lệ, ví dụ đúng: 21/11/2026";
        let typed = secretary.get("/nhat-ky?tu-ngay=21/11/2025&den-ngay=2026-11-21").await.html;
        assert!(typed.contains("value=\"2025-11-21\"") && !typed.contains(wrong));
        assert!(typed.contains("class=\"table__main\""), "signing in is in the journal");
        assert!(!secretary.get("/nhat-ky?den-ngay=21/11/2025").await.html.contains("class=\"table__main\""));
        let none = secretary.get("/nhat-ky?tu-ngay=31/02/2025").await.html;
        assert!(none.contains(wrong) && none.contains("id=\"tu-ngay-loi\""));
        let turned = secretary.get("/nhat-ky?tu-ngay=21/11/2025&den-ngay=20/11/2025").await.html;
        assert!(turned.contains("phải bằng hoặc sau “Từ ngày”") && turned.contains("id=\"den-ngay-loi\""));
        let month = secretary.get("/nhiem-vu?xem=tat-ca&thang=99/2026").await.html;
        assert!(month.contains("tháng không hợp lệ, ví dụ đúng: 11/2026") && month.contains("value=\"99/2026\""));
        assert!(!secretary.get("/nhiem-vu?xem=tat-ca&thang=11/2026").await.html.contains("tháng không hợp lệ"));
    })
    .await;
}

#[tokio::test]
async fn too_many_tries_are_held_up_whoever_they_are_for() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut visitor = site.stranger();
        for login in ["co-that", "khong-co"] {
            let mut last = StatusCode::OK;
            for _ in 0..11 {
                last = visitor.post("/dang-nhap", "/dang-nhap", &[("ten", login), ("mat-khau", "x")]).await.status;
            }
            assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "{login}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_first_password_must_be_changed_before_anything_else() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut admin = site.enter(site.world.admin, "quantri.vien").await;
        let page = format!("/quan-tri/nguoi/{}/tai-khoan", site.world.secretary);
        assert!(admin.get(&page).await.html.contains("thult"), "a login is suggested");
        let shown = admin.post(&page, &page, &[("ten", "thult")]).await;
        assert_eq!(shown.status, StatusCode::OK);
        let first =
            shown.html.split("once__secret\">").nth(2).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
        assert_eq!(first.len(), 19, "{first}");
        assert!(
            !admin.get(&format!("/quan-tri/nguoi/{}", site.world.secretary)).await.html.contains(&first),
            "shown once"
        );

        let mut secretary = site.stranger();
        let entered = secretary.post("/dang-nhap", "/dang-nhap", &[("ten", "thult"), ("mat-khau", &first)]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER);
        assert_eq!(secretary.get("/quan-tri/nguoi").await.location, "/tai-khoan");
        let form = [("mat-khau-cu", first.as_str()), ("mat-khau-moi", PASSWORD), ("nhap-lai", "khác")];
        let wrong = secretary.post("/tai-khoan", "/tai-khoan/mat-khau", &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = [("mat-khau-cu", first.as_str()), ("mat-khau-moi", PASSWORD), ("nhap-lai", PASSWORD)];
        assert_eq!(secretary.post("/tai-khoan", "/tai-khoan/mat-khau", &form).await.location, "/tai-khoan");
        assert_eq!(secretary.get("/quan-tri/nguoi").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn units_are_founded_renamed_and_shown_as_of_a_date() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut admin = site.enter(site.world.admin, "quantri.vien").await;
        let root = site.world.root.to_string();
        let fields =
            [("ten", "Phòng Bốn"), ("loai-don-vi", "Division"), ("cap-tren", root.as_str()), ("tu-ngay", "01/02/2020")];
        let made = admin.post("/quan-tri/don-vi/moi", "/quan-tri/don-vi/moi", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.html);
        let page = made.location;
        let change = format!("{page}/thay-doi");
        let version = value_after(&admin.get(&page).await.html, "name=\"phien-ban\" value=\"").unwrap();
        let rename = [
            ("loai", "doi-ten"),
            ("phien-ban", version.as_str()),
            ("ten", "Phòng Số hóa"),
            ("hieu-luc", "2026-07-01"),
            ("van-ban", "QĐ 7"),
        ];
        assert_eq!(admin.post(&change, &change, &rename).await.location, page);
        assert!(admin.get("/quan-tri/don-vi?ngay=2026-06-30").await.html.contains("Phòng Bốn"));
        let today = admin.get("/quan-tri/don-vi").await.html;
        assert!(today.contains("Phòng Số hóa") && !today.contains("Phòng Bốn"));
        let stale = admin.post(&change, &change, &rename).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "the version seen is old");
        let version = value_after(&admin.get(&page).await.html, "name=\"phien-ban\" value=\"").unwrap();
        let early = [
            ("loai", "giai-the"),
            ("phien-ban", version.as_str()),
            ("hieu-luc", "2027-01-01"),
            ("van-ban", "QĐ 8"),
            ("dong-y", "co"),
        ];
        let refused = admin.post(&change, &change, &early).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html.contains("ngày này chưa tới"), "the sentence stands at the field");
    })
    .await;
}

#[tokio::test]
async fn people_are_imported_after_a_look_and_sensitive_data_stays_where_it_is() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut secretary = site.enter(site.world.secretary, "thult").await;
        let template = secretary.get("/quan-tri/nguoi/nhap/mau.xlsx").await;
        assert!(template.bytes.starts_with(b"PK"));
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, head) in ["Họ và tên", "Ngày sinh", "Đơn vị"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), head).unwrap();
        }
        for row in 1..=3000_u32 {
            sheet.write(row, 0, format!("Lý Thị {}", ["An", "Bình", "Chi"][row as usize % 3])).unwrap();
            sheet.write(row, 1, format!("{:02}/{:02}/{}", row % 28 + 1, row % 12 + 1, 1960 + row % 40)).unwrap();
            sheet.write(row, 2, "Phòng Một").unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let looked = secretary.upload("/quan-tri/nguoi/nhap", "/quan-tri/nguoi/nhap", &[], Some(&bytes)).await;
        assert_eq!(looked.status, StatusCode::OK, "{}", &looked.html[..looked.html.len().min(3000)]);
        assert!(looked.html.len() < 900_000, "{} bytes", looked.html.len());

        let private = format!("/quan-tri/nguoi/{}/rieng-tu", site.world.officers[0]);
        secretary.post(&private, &private, &[("dan-toc", "Raglai")]).await;
        let page = format!("/quan-tri/nguoi/{}", site.world.officers[0]);
        assert!(secretary.get(&page).await.html.contains("Raglai"));
        let mut admin = site.enter(site.world.admin, "quantri.vien").await;
        assert!(!admin.get(&page).await.html.contains("Raglai"));
        assert_eq!(admin.get(&private).await.status, StatusCode::NOT_FOUND);
        let open = format!("{private}/mo");
        let opened = admin.post(&open, &open, &[("ly-do", "đối chiếu theo công văn 12")]).await;
        assert!(opened.html.contains("Raglai"));
        let mut head = site.enter(site.world.room_heads[0], "nhattv").await;
        assert!(!head.get(&page).await.html.contains("Raglai"));
        assert_eq!(head.get(&open).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_small_list_goes_all_the_way() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut secretary = site.enter(site.world.secretary, "thult").await;
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, (head, cell)) in
            [("Họ và tên", "Hồ Thị \"Mơ\" & Mộng"), ("Đơn vị", "Phòng Một")].into_iter().enumerate()
        {
            sheet.write(0, u16::try_from(column).unwrap(), head).unwrap();
            sheet.write(1, u16::try_from(column).unwrap(), cell).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        let page = "/quan-tri/nguoi/nhap";
        let looked = secretary.upload(page, page, &[], Some(&bytes)).await;
        let rows = value_after(&looked.html, "name=\"hang\" value=\"").unwrap();
        let stored = secretary.upload(page, "/quan-tri/nguoi/nhap/luu", &[("hang", &rows)], None).await;
        assert_eq!((stored.status, stored.location.as_str()), (StatusCode::SEE_OTHER, "/quan-tri/nguoi"), "{rows}");
        assert!(secretary.get("/quan-tri/nguoi?q=ho+thi+mo").await.html.contains("Mộng"));
        let nonsense = secretary.upload(page, "/quan-tri/nguoi/nhap/luu", &[("hang", "[{]")], None).await;
        assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
        let no_sheet = secretary.upload(page, page, &[], Some(b"not a sheet")).await;
        assert_eq!(no_sheet.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn records_law_and_journal_work_through_their_pages() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut secretary = site.enter(site.world.secretary, "thult").await;
        let about = format!("/quan-tri/ghi-nhan/{}", site.world.officers[0]);
        let fields = [("loai", "xep-loai"), ("muc", "3"), ("nam", "2025"), ("can-cu", "QĐ 12"), ("da-xac-minh", "co")];
        assert_eq!(secretary.post(&about, &about, &fields).await.status, StatusCode::SEE_OTHER);
        let again = secretary.post(&about, &about, &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.html.contains("năm này đã được ghi nhận"));
        let fields = [("loai", "ky-luat"), ("muc", "2"), ("ngay", "2025-04-03")];
        assert_eq!(secretary.post(&about, &about, &fields).await.status, StatusCode::SEE_OTHER);
        assert!(secretary.get(&about).await.html.contains("Cảnh cáo"));
        let mut head = site.enter(site.world.room_heads[0], "nhattv").await;
        let seen = head.get(&about).await.html;
        assert!(seen.contains("xuất sắc") && !seen.contains("Cảnh cáo") && !seen.contains("Kỷ luật"));

        let law = secretary.get("/quan-tri/luat").await.html;
        assert!(law.contains("2.530.000") && law.contains("Nghị định 161/2026/NĐ-CP"));
        let page = "/quan-tri/luat/luong?tu=2026-07-01";
        let form = [
            ("phien-ban", "1"),
            ("tu-ngay", "2026-07-01"),
            ("muc", "2.530.000"),
            ("van-ban", "Nghị định 161/2026/NĐ-CP"),
        ];
        assert_eq!(secretary.post(page, "/quan-tri/luat/luong", &form).await.location, "/quan-tri/luat");
        assert!(secretary.get("/quan-tri/luat").await.html.contains("Lê Thị Thư"), "who checked it");

        let journal = secretary.get("/nhat-ky").await.html;
        assert!(journal.contains("Xác nhận lương cơ sở") && journal.contains("Ghi nhận"));
        let proof = secretary.post("/nhat-ky", "/nhat-ky/kiem-tra", &[]).await;
        assert!(proof.html.contains("Nhật ký nguyên vẹn"));
        let one = secretary.get("/nhat-ky?viec=law.salary-stated").await.html;
        let rows: Vec<&str> = one.split("class=\"table__main\">").skip(1).collect();
        assert!(
            !rows.is_empty() && rows.iter().all(|row| row.starts_with("Xác nhận lương cơ sở")),
            "others are left out"
        );
    })
    .await;
}

#[tokio::test]
async fn roles_are_given_and_taken_on_the_persons_page() {
    both(async |db| {
        let site = Site::open(db, "2026-11-20").await;
        let mut admin = site.enter(site.world.admin, "quantri.vien").await;
        let page = format!("/quan-tri/nguoi/{}", site.world.officers[0]);
        let form = format!("{page}/vai-tro");
        let room = site.world.rooms[0].to_string();
        let fields = [("vai-tro", "UnitClerk"), ("don-vi", room.as_str()), ("tu-ngay", "2026-11-20")];
        assert_eq!(admin.post(&form, &form, &fields).await.location, page);
        let shown = admin.get(&page).await.html;
        assert!(shown.contains("Cán bộ đầu mối đơn vị"));
        let grant = value_after(&shown, "name=\"vai-tro\" value=\"").unwrap();
        let taken = admin.post(&page, &format!("{form}/thu-hoi"), &[("vai-tro", &grant)]).await;
        assert_eq!(taken.location, page);
        let own = format!("/quan-tri/nguoi/{}", site.world.admin);
        let grant = value_after(&admin.get(&own).await.html, "name=\"vai-tro\" value=\"").unwrap();
        let last = admin.post(&own, &format!("{own}/vai-tro/thu-hoi"), &[("vai-tro", &grant)]).await;
        assert_eq!(last.status, StatusCode::CONFLICT, "the last administrator stays");
        let lead = [("vai-tro", "MovementLead"), ("tu-ngay", "2026-11-20")];
        assert_eq!(admin.post(&form, &form, &lead).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

/// The time of a person's last page is noted, but not at the addresses of voting: beside the time of a ballot it would name the voter.
#[tokio::test]
async fn nobody_is_signed_in_where_votes_are_cast() {
    both(async |db| {
        let Some(watch) = db.watch().await else { return };
        let site = Site::open(db, "2026-11-20").await;
        let mut member = site.enter(site.world.members[3], "uy.vien").await;
        let page = member.get("/tai-khoan").await;
        assert_eq!(page.status, StatusCode::OK);
        site.world.clock.advance_seconds(600);
        let mark = watch.mark().await;
        for address in ["", "/danh-sach", "/thu-tu?x=00", "/kiem-tra", "/theo-doi"] {
            let answer = member.get(&format!("/bo-phieu/0a1b{address}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            assert!(!answer.html.contains("uy.vien") && answer.html.contains("/dang-nhap"), "{address}: a stranger");
        }
        assert_eq!(watch.written_since(&mark).await, [].into());
        member.get("/tai-khoan").await;
        let written = watch.written_since(&mark).await;
        assert!(!written.is_empty(), "elsewhere it is noted");
    })
    .await;
}
