# Lịch theo dõi bằng địa chỉ bí mật.
feed-title = Lịch trên điện thoại và máy tính
feed-lead = Phần mềm lịch đọc địa chỉ này mà không cần đăng nhập, và tự cập nhật phiên họp cùng thời hạn của đồng chí theo đúng quyền tại lúc đọc.
feed-address = Địa chỉ lịch
feed-once = Địa chỉ chỉ hiện một lần. Ai có địa chỉ thì xem được lịch; hãy giữ như mật khẩu.
feed-how = Trong phần mềm lịch, chọn thêm lịch từ địa chỉ (URL) rồi dán địa chỉ này.
feed-made = Lập lúc
feed-read = Lần đọc gần nhất
feed-never-read = chưa có
feed-none = Chưa có địa chỉ lịch nào.
feed-make = Lập địa chỉ lịch
feed-remake = Lập địa chỉ mới
feed-remake-why = Lập địa chỉ mới thì địa chỉ cũ hết tác dụng ngay.
feed-revoke = Thu hồi địa chỉ
feed-revoked = Đã thu hồi địa chỉ lịch.
