# Từ dùng chung cho các khái niệm nghiệp vụ.
domain-step-register = Đăng ký
domain-step-endorse = Suy tôn
domain-step-foster = Bồi dưỡng
domain-step-nominate = Đề nghị công nhận
domain-step-screen = Rà soát, tổng hợp
domain-step-appraise = Thẩm định
domain-step-deliberate = Bình xét
domain-step-decide = Quyết định
domain-step-forward = Gửi cấp trên
domain-step-publicise = Tuyên truyền

domain-kind-individual = Cá nhân
domain-kind-collective = Tập thể
domain-kind-household = Hộ gia đình
domain-kind-practice = Mô hình

domain-applies-general = Chung
domain-applies-collective = Tập thể
domain-applies-individual = Cá nhân
domain-applies-leader = Cá nhân giữ chức vụ lãnh đạo
domain-applies-household = Hộ gia đình
domain-applies-practice = Mô hình

domain-quota-subject-individual = cá nhân
domain-quota-subject-collective = tập thể
domain-quota-subject-household = hộ gia đình
domain-quota-subject-practice = mô hình
domain-quota-subject-any = điển hình

domain-quota-kind-min = Ít nhất
domain-quota-kind-max = Không quá
domain-quota-kind-max-per-unit = Không quá, mỗi đơn vị
domain-quota-kind-exact = Đúng
domain-quota-kind-unlimited = Không khống chế

domain-per-unit = mỗi đơn vị, mỗi năm
domain-per-movement = cả giai đoạn của phong trào
domain-per-month = mỗi tháng
domain-per-quarter = mỗi quý
domain-per-year = mỗi năm
domain-per-plan = cả giai đoạn

domain-strength-assigned = giao
domain-strength-aimed = phấn đấu

domain-paper-list = Danh sách đăng ký
domain-paper-description = Bản mô tả sáng kiến, mô hình
domain-paper-achievement-report = Báo cáo thành tích
domain-paper-endorsement-minutes = Biên bản họp suy tôn
domain-paper-prize-certificate = Giấy chứng nhận giải thưởng
domain-paper-evidence = Minh chứng khác

domain-performer-unit = Đơn vị đề nghị
domain-performer-unit-or-candidate = Đơn vị hoặc cá nhân tự đăng ký
domain-performer-unit-or-standing-body = Đơn vị hoặc Thường trực Hội đồng
domain-performer-standing-body = Thường trực Hội đồng
domain-performer-movement-lead = Cơ quan chủ trì phong trào
domain-performer-movement-lead-or-standing-body = Cơ quan chủ trì hoặc Thường trực
domain-performer-council = Hội đồng
domain-performer-head = Thủ trưởng cơ quan

domain-method-secret = Bỏ phiếu kín
domain-method-hands = Biểu quyết giơ tay
domain-method-written = Lấy ý kiến bằng văn bản
domain-method-consensus = Thống nhất chung

domain-base-all-members = tổng số thành viên Hội đồng
domain-base-present = số thành viên có mặt
domain-base-cast = số phiếu hợp lệ

domain-rhythm-yearly = Hằng năm
domain-rhythm-monthly = Hằng tháng
domain-rhythm-at-any-time = Khi phát sinh

domain-unit-kind-agency = Cơ quan
domain-unit-kind-office = Văn phòng, thường trực
domain-unit-kind-division = Phòng, ban chuyên môn
domain-unit-kind-commune = Xã, phường, thị trấn
domain-unit-kind-enterprise = Doanh nghiệp
domain-unit-kind-cooperative = Hợp tác xã
domain-unit-kind-public-service = Đơn vị sự nghiệp
domain-unit-kind-mass-body = Mặt trận, đoàn thể
domain-unit-kind-party-body = Cơ quan Đảng
domain-unit-kind-armed-forces = Lực lượng vũ trang

domain-change-kind-found = Thành lập
domain-change-kind-rename = Đổi tên
domain-change-kind-merge = Sáp nhập
domain-change-kind-split = Chia tách
domain-change-kind-abolish = Giải thể
domain-change-kind-level = Đổi cấp, đổi cơ quan chủ quản

domain-role-administrator = Quản trị hệ thống
domain-role-standing-body = Chuyên viên thường trực
domain-role-head = Thủ trưởng cơ quan
domain-role-unit-head = Thủ trưởng đơn vị
domain-role-unit-clerk = Cán bộ đầu mối đơn vị
domain-role-movement-lead = Chủ trì phong trào
domain-role-communications = Truyền thông
domain-role-inspector = Thanh tra, kiểm toán

domain-relation-staff = người trong cơ quan
domain-relation-candidate = người được đề nghị
domain-relation-unit-clerk = cán bộ đầu mối của đơn vị đề nghị
domain-relation-unit-head = thủ trưởng đơn vị đề nghị
domain-relation-standing-body = Thường trực Hội đồng
domain-relation-movement-lead = cơ quan chủ trì phong trào
domain-relation-council-member = thành viên Hội đồng
domain-relation-council-chair = Chủ tịch Hội đồng
domain-relation-council-secretary = Thư ký Hội đồng
domain-relation-head = thủ trưởng cơ quan
domain-relation-communications = bộ phận truyền thông
domain-relation-inspector = thanh tra
domain-relation-administrator = quản trị hệ thống
domain-relation-cluster-head = trưởng cụm, khối thi đua

domain-council-role-chair = Chủ tịch
domain-council-role-vice-chair = Phó Chủ tịch
domain-council-role-secretary = Thư ký
domain-council-role-member = Ủy viên

domain-conflict-kind-declared = Tự khai
domain-conflict-kind-own-dossier = Hồ sơ của chính mình
domain-conflict-kind-own-unit = Hồ sơ của đơn vị mình
domain-conflict-kind-family = Người thân

domain-command-edit = Sửa nội dung
domain-command-register = Đăng ký
domain-command-endorse = Ghi kết quả suy tôn
domain-command-foster = Ghi việc bồi dưỡng
domain-command-finish-fostering = Chuyển sang đề nghị
domain-command-nominate = Gửi đề nghị công nhận
domain-command-screen = Đạt rà soát, chuyển tiếp
domain-command-return = Trả lại để hoàn thiện
domain-command-resubmit = Gửi lại
domain-command-withdraw = Rút hồ sơ
domain-command-judge = Đánh giá tiêu chí
domain-command-appraise = Kết luận đạt, chuyển tiếp
domain-command-set-aside = Không đưa vào xét
domain-command-pass = Hội đồng thông qua
domain-command-fail = Hội đồng không thông qua
domain-command-recognise = Công nhận
domain-command-decline = Không công nhận
domain-command-forward = Ghi việc gửi cấp trên
domain-command-answer = Ghi trả lời của cấp trên
domain-command-publicise = Ghi việc tuyên truyền

domain-ending-withdrawn = Đã rút
domain-ending-set-aside = Không đưa vào xét
domain-ending-voted-down = Hội đồng không thông qua
domain-ending-introduced = Đã giới thiệu lên cấp trên
domain-ending-declined = Không công nhận

domain-rating-failed = Không hoàn thành nhiệm vụ
domain-rating-completed = Hoàn thành nhiệm vụ
domain-rating-good = Hoàn thành tốt nhiệm vụ
domain-rating-excellent = Hoàn thành xuất sắc nhiệm vụ

domain-discipline-criticism = Phê bình
domain-discipline-reprimand = Khiển trách
domain-discipline-warning = Cảnh cáo
domain-discipline-demotion = Hạ bậc lương, giáng chức
domain-discipline-removal-from-post = Cách chức
domain-discipline-dismissal = Buộc thôi việc

domain-body-own = của chính đối tượng
domain-body-unit = của đơn vị
domain-body-party-body = của tổ chức đảng
domain-body-mass-bodies = của tổ chức đoàn thể

domain-mark-verified = Đã đối chiếu nguồn công khai
domain-mark-secondary = Cần kiểm tra pháp lý
domain-mark-recalled = Giá trị mặc định, chưa đối chiếu
domain-mark-confirmed = Cơ quan đã xác nhận

domain-task-state-overdue = Quá hạn
domain-task-state-soon = Sắp đến hạn
domain-task-state-open = Còn hạn
domain-task-state-met-late = Hoàn thành muộn
domain-task-state-met-in-time = Đúng hạn
domain-task-state-exempt = Được miễn

domain-met-done = Đã thực hiện
domain-met-zero = Báo cáo không có
domain-met-exempt = Được miễn

domain-refusal-not-found = Không tìm thấy, hoặc nội dung này không dành cho đồng chí.
domain-refusal-not-allowed = Việc này do { $who } thực hiện.
domain-refusal-conflicted = Đồng chí có xung đột lợi ích với hồ sơ này nên không tham gia đánh giá, không xem phần thẩm định và kết quả bỏ phiếu.
domain-refusal-wrong-permit = Quyền được cấp không khớp với việc đang làm. Vui lòng tải lại trang.
domain-refusal-wrong-step = Hồ sơ không còn ở bước có thể “{ $command }”.
domain-refusal-round-closed = Đợt xét đã đóng. Thường trực Hội đồng có thể gia hạn đợt xét.
domain-refusal-not-yet-open = Chưa đến ngày bắt đầu: { $from }.
domain-refusal-reason-missing = Cần ghi rõ lý do.
domain-refusal-papers-missing = Còn thiếu: { $papers }.
domain-refusal-not-acclaimed = Tập thể chưa suy tôn: { $agree }/{ $present } người đồng ý, cần quá nửa số người dự.
domain-refusal-criteria-open = Còn { $count } tiêu chí chưa có kết luận.
domain-refusal-criteria-failed = Có { $count } tiêu chí không đạt.
domain-refusal-linked-rule = Cần công nhận hồ sơ liên quan trước hoặc cùng lúc (tiêu chí liên kết).
domain-refusal-quota-full = Đã đủ chỉ tiêu: { $counted }/{ $bound }. Người quyết định có thể vượt chỉ tiêu nếu ghi rõ lý do.
domain-refusal-quorum-not-met = Chưa đủ số thành viên: có mặt { $present }, cần { $needed }.
domain-refusal-session-order = Việc này chưa đến lượt hoặc đã qua trong phiên họp. Vui lòng tải lại trang.
domain-refusal-duplicate = Đối tượng này đã có hồ sơ trong đợt xét và phong trào này.
domain-refusal-taken = Giá trị này đã được dùng.
domain-refusal-invalid = Giá trị chưa hợp lệ.
domain-refusal-plan-unsound = Kế hoạch còn { $count } lỗi phải sửa trước khi đưa vào thực hiện.
domain-refusal-file-kind = Loại tệp này không được nhận. Chỉ nhận PDF, ảnh (JPG, PNG, WebP) và Word.
domain-refusal-file-too-large = Tệp quá lớn; tối đa { $limit } MB.
domain-refusal-in-line = Không thực hiện được cho cả danh sách vì một hồ sơ chưa đủ điều kiện. { $why }
domain-refusal-in-use = Không xóa được vì còn nội dung khác liên quan.
domain-refusal-count-written-not-allowed = Quy chế không cho phép ý kiến bằng văn bản của thành viên vắng mặt.
domain-refusal-count-more-written-than-absent = Số ý kiến bằng văn bản nhiều hơn số thành viên vắng mặt.
domain-refusal-count-more-issued-than-present = Số phiếu phát ra nhiều hơn số thành viên có mặt được bỏ phiếu.
domain-refusal-count-more-returned-than-issued = Số phiếu thu về nhiều hơn số phiếu phát ra.
domain-refusal-count-votes-differ-from-returned = Tổng số phiếu hợp lệ và không hợp lệ khác số phiếu thu về.
domain-refusal-count-no-opinion-not-offered = Quy chế của cuộc bỏ phiếu này không có lựa chọn “không có ý kiến”: phiếu để trống là phiếu không hợp lệ.
domain-refusal-count-paper-in-open-vote = Biểu quyết công khai không có phiếu phát ra, thu về.
domain-refusal-count-more-votes-than-voters = Số phiếu nhiều hơn số người được bỏ phiếu.
domain-refusal-count-wrong = Số liệu kiểm phiếu mâu thuẫn, vui lòng kiểm tra lại.

domain-overtaken = { $by } đã thay đổi nội dung này lúc { $at }, trước khi đồng chí gửi.
domain-overtaken-unknown = Có người vừa thay đổi nội dung này trước khi đồng chí gửi.


domain-unreadable-empty = Tệp trống, không có nội dung nào để đọc. Hãy chọn lại tệp kế hoạch.
domain-unreadable-too-large = Tệp lớn hơn 20 MB. Hãy lưu riêng phần kế hoạch, bỏ ảnh chụp và phụ lục lớn, rồi tải lại.
domain-unreadable-too-much-text = Văn bản quá dài để là một bản kế hoạch (trên 1 MB chữ). Hãy tách riêng phần kế hoạch rồi tải lại.
domain-unreadable-too-many-lines = Văn bản có quá nhiều dòng để là một bản kế hoạch (trên 6.000 dòng). Hãy tách riêng phần kế hoạch rồi tải lại.
domain-unreadable-long-line = Văn bản có đoạn quá dài không xuống dòng (trên 16 KB). Hãy ngắt đoạn như bản gốc rồi tải lại.
domain-unreadable-too-much-found = Văn bản có quá nhiều câu, tiêu chí, chỉ tiêu hoặc thời hạn để là một bản kế hoạch. Hãy tách riêng phần kế hoạch rồi tải lại.
domain-unreadable-unknown-kind = Không nhận ra loại tệp. Chỉ đọc được Word (.docx), văn bản (.txt, .md) và tệp kế hoạch (.toml).
domain-unreadable-encoding = Không xác định được bảng mã của văn bản. Hãy lưu lại tệp ở dạng Unicode (UTF-8) rồi tải lại.
domain-unreadable-locked = Tệp được khóa bằng mật khẩu. Hãy bỏ mật khẩu rồi tải lại.
domain-unreadable-old-word = Tệp ở định dạng Word cũ (.doc). Hãy mở bằng Word và lưu thành .docx rồi tải lại.
domain-unreadable-pdf = Chưa đọc được chữ trong tệp PDF. Hãy dùng bản Word hoặc lưu thành văn bản rồi tải lại.
domain-unreadable-picture = Tệp là ảnh chụp. Hãy chuyển ảnh thành văn bản (nhận dạng chữ) rồi tải lại.
domain-unreadable-broken-word = Tệp Word bị hỏng hoặc thiếu phần. Hãy mở bằng Word, lưu lại rồi tải lại.
domain-unreadable-bomb = Tệp Word khi mở ra có dung lượng bất thường nên không được đọc.
domain-unreadable-no-text = Tài liệu không có chữ, có thể chỉ là ảnh quét đặt trong tệp Word. Hãy chuyển thành văn bản rồi tải lại.
domain-unreadable-not-a-plan = Văn bản này không giống một kế hoạch phát hiện, bồi dưỡng, nhân rộng điển hình. Hãy kiểm tra lại tệp.
domain-unreadable-file-too-large = Tệp kế hoạch lớn hơn 1 MB nên không được đọc. Hãy kiểm tra xem đã chọn đúng tệp chưa.
domain-unreadable-file-unknown-field = Dòng { $line }: không có mục tên “{ $name }” trong tệp kế hoạch.
domain-unreadable-file-missing-field = Dòng { $line }: thiếu mục “{ $name }”.
domain-unreadable-file-unknown-value = Dòng { $line }: giá trị “{ $name }” không dùng được ở đây.
domain-unreadable-file-duplicate = Dòng { $line }: mục này được ghi hai lần.
domain-unreadable-file-value = Dòng { $line }, cột { $column }: giá trị chưa đúng.
domain-unreadable-file-syntax = Dòng { $line }, cột { $column }: tệp kế hoạch viết sai cú pháp.
domain-relation-juror = giám khảo cuộc thi
domain-relation-jury-chair = trưởng ban giám khảo
