# Đăng nhập, tài khoản.
account-sign-in = Đăng nhập
account-promise = Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến – từ văn bản kế hoạch đến từng việc làm cụ thể.
account-username = Tên đăng nhập
account-password = Mật khẩu
account-refused = Tên đăng nhập hoặc mật khẩu không đúng.
account-signed-out = Đã đăng xuất.
account-forgotten = Quên mật khẩu? Liên hệ người quản trị của đơn vị để được cấp lại.
account-demo = Tài khoản dùng thử
account-demo-why = Đây là bản trình diễn với dữ liệu giả định. Chọn một vai trò để vào ngay.
