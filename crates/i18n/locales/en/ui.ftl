# The frame, navigation, common components, error pages.
ui-data = { $text }
ui-skip = Skip to main content
ui-menu = Menu
ui-languages = Language
ui-main-navigation = Parts of the system
ui-crumbs = Where you are
ui-account = My account
ui-sign-out = Sign out
ui-help = Help
ui-help-contents = Contents

ui-go-workbench = To my workbench
ui-go-home = To the home page
ui-go-reload = See the latest version
ui-go-sign-in = Sign in
ui-go-upload = Back to the page that takes files

ui-group-run = Run
ui-group-recognise = Recognise
ui-group-spread = Spread
ui-group-govern = Govern
ui-area-home = Home
ui-area-workbench = Workbench
ui-area-plans = Plans
ui-area-movements = Movements
ui-area-tasks = Tasks
ui-area-dossiers = Dossiers
ui-area-councils = Councils
ui-area-decisions = Decisions
ui-area-exemplars = Exemplars
ui-area-practices = Practices
ui-area-publicity = Publicity
ui-area-conferences = Conferences
ui-area-reports = Reports
ui-area-units = Units
ui-area-people = People
ui-area-agency = Settings, law
ui-area-journal = Journal

ui-failure-not-found = This page cannot be found
ui-failure-not-found-why = The address is wrong, the content has moved, or your account may not see it.
ui-failure-nothing-lost = Nothing was changed.
ui-failure-sign-in = Please sign in
ui-failure-sign-in-why = This page is for people who are signed in. Your last session may have ended.
ui-failure-stale = Somebody else has just changed this
ui-failure-stale-why = It changed while you were reading, so your action was not carried out.
ui-failure-stale-keeps = The other person’s change is kept. Look at the latest version, then do it again if it is still needed.
ui-failure-refused = This cannot be done now
ui-failure-refused-keeps = Everything is as it was.
ui-failure-not-yours = You cannot view this page
ui-failure-not-yours-why = This page is for { $who }.
ui-failure-not-now = That cannot be done here now: it is over, or it is for somebody else. This page says how things stand.
ui-failure-forged = This form is no longer valid
ui-failure-forged-why = For safety, a form works only in the session that opened it.
ui-failure-forged-keeps = Nothing was saved. Go back, reload the page and send it again.
ui-failure-signed-out-why = Your session has ended. Sign in and do it again.
ui-failure-signed-out-copy = Your session has ended. What you typed is below; copy it before you sign in.
ui-failure-typed = What you typed, box { $n }
ui-failure-unreadable = The request could not be understood
ui-failure-unreadable-why = What was sent is not what this page expects.
ui-failure-not-saved = This action was not saved; everything saved before is still there.
ui-failure-too-large = The file is too big
ui-failure-too-large-why = A file may have 20 MB, all files of one form 100 MB. Make them smaller or send them in several steps.
ui-failure-too-many = Too fast
ui-failure-too-many-why =
    { $seconds ->
        [one] Too many tries in a row. Please wait { $seconds } second and try again.
       *[other] Too many tries in a row. Please wait { $seconds } seconds and try again.
    }
ui-failure-internal = Something went wrong on our side
ui-failure-internal-why = This is our mistake, not yours. It has been recorded so that it can be repaired.
ui-failure-tell = If it happens again, please tell your administrator and give the reference below.
ui-failure-reference = Reference:

ui-form-optional = (optional)
ui-form-choose = – Choose –
ui-form-empty = not filled in
ui-form-not-chosen = not chosen
ui-form-not-ticked = this box must be ticked
ui-form-no-file = no file chosen
ui-form-file-empty = The file is empty, please choose again
ui-form-file-too-large = { $name } is larger than { $most } MB
ui-form-too-long = longer than { $most } characters
ui-form-not-a-date = not a date; a right one is 21/11/2026
ui-form-not-a-number = must be a whole number
ui-form-out-of-range = must be from { $least } to { $most }
ui-form-not-offered = no longer on offer, please choose again
ui-form-wrong =
    { $count ->
        [one] { $count } thing to correct before sending
       *[other] { $count } things to correct before sending
    }
ui-form-kept = What you typed is still below.
ui-form-kept-but-file = Please choose the file again; the rest of what you entered is kept.

ui-filter-all = All
ui-filter-apply = Filter
ui-filter-clear = Remove all filters

ui-pager = Pages of the list
ui-pager-of = Showing { $shown } of { $total }
ui-pager-shown = Showing { $shown }
ui-pager-first = Back to the start
ui-pager-next = Next page

ui-track-done = done
ui-track-now = in progress
ui-track-returned = returned for completion
ui-track-next = not yet
ui-track-skipped = does not apply
ui-timeline-system = The system

ui-quota-min = at least { $n }
ui-quota-max = at most { $n }
ui-quota-per-unit = at most { $n } per unit
ui-quota-exactly = exactly { $n }
ui-quota-open = no limit
ui-quota-assigned = assigned
ui-quota-aimed = aimed at
ui-quota-short = { $n } short
ui-quota-over = { $n } over
ui-quota-left = { $n } left
ui-quota-used-up = Used up
ui-quota-reached = Reached
ui-quota-units-used = { $used } of { $units } units used up
ui-quota-counted = Counted only
ui-quota-under-way = { $n } under way
ui-quota-forecast = ▲ Forecast at the end: { $n }

ui-chart-table = Show the figures as a table
ui-chart-name = Name

ui-confirm-then = What happens then
ui-confirm-grave = This cannot be undone.
ui-confirm-back = Go back
ui-next = Next step
ui-tree-children = { $count } below
ui-excel = Excel
ui-calendar-add = Add to calendar
ui-calendar-own = My calendar
ui-calendar-due = Due: { $what }
