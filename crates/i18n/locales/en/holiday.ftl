# Holidays and working days.
holiday-title = Holidays and working days
holiday-door-text = Holidays and swapped days of each year, and the rule for deadlines on days off.
holiday-why = Deadlines in working days, and deadlines on days off, follow this table. Enter each year's announcement of holidays.
holiday-incomplete = Holidays of these years are not complete: { $years }. Deadlines in them may still move.
holiday-years = Years
holiday-none = Nothing is entered for { $year } yet.
holiday-add = Add days
holiday-new = Add days off or a working day in exchange
holiday-change = Change these days
holiday-name = Name
holiday-name-hint = For example: Tết, day in lieu of National Day.
holiday-days = Days
holiday-from = From
holiday-to = Last day
holiday-to-hint = Leave empty for a single day; 31 days at most.
holiday-kind = Kind
holiday-off = Day off
holiday-working = Working day in exchange
holiday-act = Deciding document
holiday-act-hint = Number and day of the announcement or decision.
holiday-save = Save
holiday-retimes = Tasks not reported yet get the day that holds now; reported tasks and extensions stay.
holiday-saved = Saved. { $count } { $count ->
    [one] task has
   *[other] tasks have
  } a new day.
holiday-remove = Remove
holiday-remove-title = Remove these days?
holiday-lacking = Still missing
holiday-lacking-why = These move from year to year and are decided for each; { $year } has none entered.
holiday-tet = Tết, the lunar new year (5 days)
holiday-hung-vuong = Day of the Hùng kings (10th of the third lunar month)
holiday-national = The day before or after National Day, 2 September
holiday-proposed = By the lunar calendar
holiday-use = Enter from the proposal
holiday-fixed = Known already
holiday-fixed-text = Saturdays and Sundays; 1 January, 30 April, 1 May and 2 September of every year. Days in lieu of a holiday on a weekend have to be entered.
holiday-rule = Deadlines on days off
holiday-rule-why = Each task shows both the plan's day and the day that holds.
holiday-rule-keep = Stay as they are
holiday-rule-later = Move to the next working day
holiday-rule-earlier = Move to the working day before
holiday-rule-set = Apply
holiday-wrong-taken = one of these days is entered already in the same way
