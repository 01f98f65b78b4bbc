# Khung trang, điều hướng, thành phần chung, thông báo lỗi.
ui-data = { $text }
ui-skip = Tới nội dung chính
ui-menu = Mục lục
ui-languages = Ngôn ngữ
ui-main-navigation = Các phần của hệ thống
ui-crumbs = Vị trí trang
ui-account = Tài khoản của tôi
ui-sign-out = Đăng xuất

ui-go-workbench = Về bàn làm việc
ui-go-home = Về trang chủ
ui-go-reload = Xem bản mới nhất
ui-go-sign-in = Đăng nhập

ui-group-run = Điều hành
ui-group-recognise = Xét công nhận
ui-group-spread = Lan tỏa
ui-group-govern = Quản trị
ui-area-home = Trang chủ
ui-area-workbench = Bàn làm việc
ui-area-plans = Kế hoạch
ui-area-movements = Phong trào
ui-area-tasks = Nhiệm vụ
ui-area-dossiers = Hồ sơ
ui-area-councils = Hội đồng
ui-area-decisions = Quyết định
ui-area-exemplars = Điển hình
ui-area-practices = Mô hình
ui-area-publicity = Tuyên truyền
ui-area-reports = Báo cáo
ui-area-units = Đơn vị
ui-area-people = Người dùng
ui-area-agency = Thiết lập, luật
ui-area-journal = Nhật ký

ui-failure-not-found = Không tìm thấy trang này
ui-failure-not-found-why = Địa chỉ không đúng, nội dung đã được chuyển đi, hoặc tài khoản đang dùng không được xem nội dung này.
ui-failure-nothing-lost = Không có dữ liệu nào bị thay đổi.
ui-failure-sign-in = Cần đăng nhập
ui-failure-sign-in-why = Trang này dành cho người đã đăng nhập. Có thể phiên làm việc trước đã hết hạn.
ui-failure-stale = Nội dung vừa được người khác cập nhật
ui-failure-stale-why = Nội dung này đã thay đổi sau khi trang được mở, nên thao tác vừa rồi chưa được thực hiện.
ui-failure-stale-keeps = Thay đổi của người kia vẫn được giữ nguyên. Hãy xem bản mới nhất rồi thực hiện lại nếu vẫn cần.
ui-failure-refused = Chưa thể thực hiện
ui-failure-refused-keeps = Dữ liệu vẫn giữ nguyên như trước.
ui-failure-forged = Biểu mẫu đã hết hiệu lực
ui-failure-forged-why = Để bảo đảm an toàn, mỗi biểu mẫu chỉ dùng được trong phiên làm việc đã mở nó.
ui-failure-forged-keeps = Chưa có gì được lưu. Hãy quay lại trang trước, tải lại trang rồi gửi lại.
ui-failure-unreadable = Không đọc được yêu cầu
ui-failure-unreadable-why = Dữ liệu gửi lên không đúng dạng mà trang này chờ đợi.
ui-failure-not-saved = Thao tác vừa rồi chưa được lưu; những gì đã lưu trước đó vẫn còn nguyên.
ui-failure-too-large = Tệp quá lớn
ui-failure-too-large-why = Mỗi tệp tối đa 20 MB, mỗi lần gửi tối đa 100 MB. Hãy giảm dung lượng hoặc tách thành nhiều lần gửi.
ui-failure-too-many = Thao tác quá nhanh
ui-failure-too-many-why = Có quá nhiều lần thử liên tiếp. Vui lòng chờ { $seconds } giây rồi thử lại.
ui-failure-internal = Hệ thống gặp sự cố
ui-failure-internal-why = Lỗi thuộc về hệ thống, không phải do thao tác vừa rồi. Sự cố đã được ghi lại để khắc phục.
ui-failure-tell = Nếu lỗi lặp lại, vui lòng báo cho người quản trị kèm mã tra cứu dưới đây.
ui-failure-reference = Mã tra cứu:

ui-form-optional = (không bắt buộc)
ui-form-choose = – Chọn –
ui-form-empty = chưa nhập
ui-form-not-chosen = chưa chọn
ui-form-not-ticked = cần đánh dấu vào ô này
ui-form-no-file = chưa chọn tệp
ui-form-too-long = dài quá { $most } ký tự
ui-form-not-a-date = ngày không hợp lệ, ví dụ đúng: 21/11/2026
ui-form-not-a-number = phải là số nguyên
ui-form-out-of-range = phải từ { $least } đến { $most }
ui-form-not-offered = lựa chọn không còn hợp lệ, hãy chọn lại
ui-form-wrong = Cần sửa { $count } chỗ trước khi gửi
ui-form-kept = Những gì đã nhập vẫn được giữ nguyên bên dưới.

ui-filter-apply = Lọc
ui-filter-clear = Bỏ tất cả bộ lọc

ui-pager = Các trang của danh sách
ui-pager-of = Đang xem { $shown } trong tổng số { $total }
ui-pager-shown = Đang xem { $shown } mục
ui-pager-first = Về đầu danh sách
ui-pager-next = Trang tiếp

ui-track-done = đã xong
ui-track-now = đang thực hiện
ui-track-returned = bị trả lại để hoàn thiện
ui-track-next = chưa đến
ui-track-skipped = không áp dụng
ui-timeline-system = Hệ thống

ui-quota-min = tối thiểu { $n }
ui-quota-max = tối đa { $n }
ui-quota-per-unit = tối đa { $n } mỗi đơn vị
ui-quota-exactly = đúng { $n }
ui-quota-open = không giới hạn
ui-quota-assigned = chỉ tiêu giao
ui-quota-aimed = phấn đấu
ui-quota-short = Còn thiếu { $n }
ui-quota-over = Vượt { $n }
ui-quota-left = Còn được { $n }
ui-quota-used-up = Đã dùng hết
ui-quota-reached = Đã đạt
ui-quota-units-used = { $used }/{ $units } đơn vị đã dùng hết
ui-quota-counted = Chỉ thống kê
ui-quota-under-way = { $n } hồ sơ đang xét
ui-quota-forecast = ▲ Dự báo cuối kỳ: { $n }

ui-chart-table = Xem bảng số liệu
ui-chart-name = Tên

ui-confirm-then = Sau khi xác nhận
ui-confirm-grave = Thao tác này không thể hoàn tác.
ui-confirm-back = Quay lại
ui-next = Việc tiếp theo
ui-tree-children = { $count } mục trực thuộc
