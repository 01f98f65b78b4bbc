# Sự kiện làm mốc tính hạn.
happening-title = Sự kiện làm mốc tính hạn
happening-why = Có việc phải làm trong một số ngày kể từ khi một sự kiện xảy ra. Ghi nhận sự kiện thì nhiệm vụ được giao.
happening-awaited = Kế hoạch tính hạn từ
happening-awaited-none = Kế hoạch không có hạn nào tính từ sự kiện.
happening-times = { $count ->
    [0] chưa xảy ra
   *[other] đã ghi { $count } lần
  }
happening-proposals = Có thể ghi nhận
happening-proposals-why = Hệ thống tìm thấy trong quyết định và phiên họp của chương trình. Hãy kiểm tra rồi xác nhận.
happening-confirm = Xác nhận
happening-recorded-list = Đã ghi nhận
happening-none = Chưa ghi nhận sự kiện nào.
happening-what = Sự kiện
happening-on = Ngày
happening-unit = Đơn vị phải thực hiện
happening-unit-hint = Để trống nếu mọi đơn vị được giao đều phải thực hiện.
happening-everybody = Mọi đơn vị được giao
happening-note = Ghi chú
happening-note-hint = Số văn bản, địa điểm hoặc đường dẫn.
happening-by = Người ghi
happening-record = Ghi nhận sự kiện
happening-record-do = Ghi nhận
happening-recorded = Đã ghi nhận. Thêm { $count } nhiệm vụ.
happening-withdraw = Bỏ ghi nhận
happening-withdraw-title = Bỏ ghi nhận sự kiện này?
happening-withdraw-tasks = Nhiệm vụ chưa báo cáo tính từ sự kiện này bị bỏ; nhiệm vụ đã báo cáo được giữ nguyên.
happening-withdrawn = Đã bỏ ghi nhận. Bớt { $count } nhiệm vụ.
happening-wrong-taken = sự kiện này đã được ghi nhận vào ngày đó
