# Tên các loại giấy tờ do hệ thống lập.
paper-plan = Kế hoạch
paper-unit-plan = Kế hoạch của đơn vị
paper-registration = Bản đăng ký
paper-registration-list = Danh sách đăng ký
paper-description = Bản mô tả mô hình, cách làm
paper-endorsement = Biên bản họp xét của đơn vị
paper-report-person = Báo cáo thành tích của cá nhân
paper-report-collective = Báo cáo thành tích của tập thể
paper-report-household = Báo cáo thành tích của hộ gia đình
paper-appraisal = Phiếu thẩm định
paper-invitation = Giấy mời họp
paper-council-pack = Tài liệu họp Hội đồng
paper-ballot = Phiếu bầu
paper-slips = Phiếu mã bỏ phong bì
paper-key-sheet = Phiếu giữ khóa
paper-counting = Biên bản kiểm phiếu
paper-minutes = Biên bản họp Hội đồng
paper-submission = Tờ trình
paper-recognition = Quyết định công nhận
paper-award = Quyết định khen thưởng
paper-award-list = Danh sách chi tiền thưởng
paper-certificate = Giấy công nhận, giấy khen
paper-monthly = Danh sách gương hằng tháng
paper-fostering = Kế hoạch bồi dưỡng
paper-confirmation = Giấy xác nhận hiệu quả áp dụng
paper-visit = Phiếu ghi nhận học tập kinh nghiệm
paper-report = Báo cáo kết quả
paper-delegates = Danh sách đại biểu
paper-handbook = Kỷ yếu điển hình
paper-letter = Công văn
paper-copy = Bản sao y
paper-excerpt = Bản trích sao

# Tệp mẫu Word do đơn vị tải lên.
paper-template-too-large = Tệp mẫu lớn hơn 10 MB.
paper-template-bomb = Tệp mẫu có cấu trúc bất thường (giải nén ra quá lớn hoặc lồng quá sâu) nên không được nhận.
paper-template-broken = Tệp không phải tệp Word (.docx) hoặc đã hỏng.
paper-template-macro = Tệp mẫu chứa macro. Hãy lưu lại dưới dạng .docx không có macro.
paper-template-remote = Tệp mẫu tự tải nội dung từ nơi khác khi mở. Hãy gỡ liên kết đó rồi tải lên lại.
paper-template-too-much = Văn bản sau khi điền quá lớn. Hãy chia danh sách thành nhiều phần.
paper-template-malformed = { $part }, đoạn “{ $paragraph }”: “{ $text }” không phải là ô điền. Ô điền viết dạng hai dấu ngoặc nhọn quanh tên chữ thường không dấu.
paper-template-unknown = { $part }, đoạn “{ $paragraph }”: không có ô điền tên “{ $name }”.
paper-template-unknown-near = { $part }, đoạn “{ $paragraph }”: không có ô điền tên “{ $name }”. Có phải là “{ $near }”?
paper-template-two-lists = { $part }, đoạn “{ $paragraph }”: một dòng của bảng không thể lấy từ hai danh sách “{ $first }” và “{ $second }”.
paper-template-header = Đầu trang
paper-template-footer = Chân trang
paper-template-body = Thân văn bản

# In và xuất tệp.
paper-press-too-many = Danh sách có { $rows } dòng, nhiều hơn { $most } dòng có thể in một lần. Hãy xuất ra Excel hoặc chia nhỏ danh sách.
paper-press-no-page = Văn bản chỉ có { $pages } trang.
paper-press-letters = Phông chữ của văn bản hành chính không có các ký tự: { $letters }. Hãy sửa nội dung rồi lập lại văn bản.
paper-press-refused = Không lập được tệp PDF. Lỗi đã được ghi vào nhật ký hệ thống.
paper-sheet-too-many = Một trang tính Excel chứa tối đa { $most } dòng. Hãy lọc bớt danh sách.
paper-sheet-refused = Không lập được tệp Excel. Lỗi đã được ghi vào nhật ký hệ thống.

# Trang giấy tờ: dự thảo lập từ dữ liệu.
paper-shelf = Giấy tờ
paper-show-title = Dự thảo: { $name }
paper-draft = Dự thảo
paper-draft-why = Lập từ dữ liệu đang có. Chỗ chưa có dữ liệu để chấm cho người có trách nhiệm ghi tay.
paper-draft-number = Lập từ dữ liệu đang có; số và ngày ghi khi ban hành. Chỗ chưa có dữ liệu để chấm cho người có trách nhiệm ghi tay.
paper-issued = Đã ban hành
paper-issued-why = Theo quyết định đã ban hành, như đã ký.
paper-sealed = Giấy tờ này có số phiếu chỉ được công bố dưới dạng đạt hay không đạt. Chỉ lưu trong biên bản niêm phong, không gửi cho người khác.
paper-no-press = Máy chủ này không có bộ lập PDF, nên không xem trước được. Hãy tải tệp Word.
paper-take-word = Tải Word
paper-take-pdf = Tải PDF
paper-page = Trang { $number }
paper-more-pages = Còn { $count } trang. Tải PDF để xem đầy đủ.
paper-of-session = Phiên họp
paper-of-decision = Quyết định
paper-of-dossier = Hồ sơ
paper-of-round = Đợt xét
paper-of-programme = Chương trình
paper-of-exemplar = Điển hình
paper-of-task = Nhiệm vụ
