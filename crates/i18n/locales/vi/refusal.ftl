# Câu giải thích khi chưa thể thực hiện, ngoài những câu chung.
refusal-not-a-draft = Bản này không còn là bản nháp: đã được đưa vào thực hiện hoặc đã bỏ. Muốn sửa, hãy tạo bản mới từ trang chương trình.
refusal-wrong-kind = Mục này không áp dụng được thao tác vừa chọn.
refusal-programme-finished = Chương trình đã kết thúc. Mở lại chương trình trước nếu vẫn cần.
refusal-year-outside-plan = Năm này nằm ngoài thời gian thực hiện của kế hoạch.
refusal-month-and-rhythm = Tháng không khớp với nhịp xét của quy trình: xét hằng tháng phải có tháng, các quy trình khác thì không.
refusal-closes-before-opening = Ngày đóng đợt không được trước ngày mở.
refusal-task-met = Nhiệm vụ này đã được báo cáo hoặc đã được miễn.
refusal-task-not-met = Nhiệm vụ này chưa được báo cáo.
refusal-no-zero-report = Nhiệm vụ này không phải là danh sách nên không thể báo “không có”.
refusal-not-later = Hạn mới phải sau hạn hiện nay.
refusal-future = Ngày hoàn thành không được ở tương lai.
refusal-sign-in-failed = Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa. Thử lại sau hoặc liên hệ quản trị hệ thống.
refusal-last-administrator = Không thể gỡ quyền của người quản trị cuối cùng. Hãy cấp quyền quản trị cho người khác trước.
refusal-any-of = { $list } hoặc { $last }
