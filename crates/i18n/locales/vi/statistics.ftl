# Thống kê của năm.
statistics-title = Thống kê năm
statistics-why = Bảng thống kê riêng của cơ quan, lấy từ quyết định đã ban hành. Dùng để điền biểu mẫu thống kê của Bộ; phần mềm không có mẫu của các biểu đó.
statistics-movements = { $count } phong trào thi đua trong năm { $year }
statistics-what = Phong trào, hình thức khen thưởng
statistics-people = Cá nhân
statistics-women = Trong đó: nữ
statistics-men = Trong đó: nam
statistics-unrecorded = Chưa ghi giới tính
statistics-collectives = Tập thể
statistics-households = Hộ gia đình
statistics-practices = Mô hình
statistics-all = Tổng số
statistics-paid = Tiền thưởng
statistics-all-recognised = Tổng số được công nhận
statistics-all-awarded = Tổng số được khen thưởng
