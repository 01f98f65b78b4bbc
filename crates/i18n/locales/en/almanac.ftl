# The month as a calendar.
almanac-title = Calendar
almanac-earlier = Month before
almanac-later = Next month
almanac-holiday = Public holiday
almanac-nothing = Nothing is due in this month and nobody meets.
almanac-why = Sessions are shown to those who have a seat in them. The figures after each duty: reported / all.
almanac-monday = Monday
almanac-tuesday = Tuesday
almanac-wednesday = Wednesday
almanac-thursday = Thursday
almanac-friday = Friday
almanac-saturday = Saturday
almanac-sunday = Sunday
