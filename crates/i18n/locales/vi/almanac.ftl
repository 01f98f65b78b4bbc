# Lịch tháng.
almanac-title = Lịch
almanac-earlier = Tháng trước
almanac-later = Tháng sau
almanac-holiday = Ngày lễ
almanac-nothing = Tháng này không có việc đến hạn và không có phiên họp.
almanac-why = Phiên họp chỉ hiện với người có tên trong danh sách mời. Số đứng sau mỗi việc: đã báo cáo / tổng số.
almanac-monday = Thứ hai
almanac-tuesday = Thứ ba
almanac-wednesday = Thứ tư
almanac-thursday = Thứ năm
almanac-friday = Thứ sáu
almanac-saturday = Thứ bảy
almanac-sunday = Chủ nhật
