# Cách viết thời hạn.
format-due-today = hạn hôm nay
format-due-in = còn { $count } ngày
format-due-months = còn { $count } tháng
format-due-years = còn { $count } năm
format-due-late = quá hạn { $count } ngày
