# Reminders: what waits for a person, on a page and in a letter.
reminder-title = Reminders
reminder-lead = What waits for you today, just as a letter would tell it.
reminder-of-day = What is to be done, { $day }
reminder-count-due = { $count } due
reminder-count-late = { $count } overdue
reminder-count-waiting = { $count } waiting
reminder-count-sessions = { $count ->
    [one] { $count } session
   *[other] { $count } sessions
}
reminder-tasks = Tasks overdue and due within 7 days
reminder-dossiers = Dossiers that wait
reminder-sessions = Sessions in the next 7 days
reminder-others = Other things
reminder-own = given to you
reminder-more = { $count } more tasks
reminder-due = due { $day }
reminder-dossier-line = { $what }: { $count ->
    [one] { $count } dossier
   *[other] { $count } dossiers
}
reminder-reading-line = { $count } to read and confirm
reminder-suggestion-line = { $count ->
    [one] One suggestion to decide about
   *[other] { $count } suggestions to decide about
}
reminder-obstacle-line = { $count ->
    [one] One obstacle to answer
   *[other] { $count } obstacles to answer
}
reminder-all = See everything
reminder-change = Change how often
reminder-stop = Stop these letters
reminder-stop-why = No more reminders go to the address that got this letter. They can be turned on again on the page of reminders after signing in.
reminder-stop-not = Keep them
reminder-stopped = The letters are stopped
reminder-stopped-text = No more reminders are sent. Sign in and open the page of reminders to turn them on again.
reminder-nothing = Nothing waits today
reminder-nothing-text = On a day with nothing to do there is no letter either.
reminder-by-mail = By e-mail
reminder-no-address = You have no e-mail address; the agency’s administrator enters it in the list of people.
reminder-goes-to = Letters go to { $address }, from { $hour } o’clock on.
reminder-agency-sends-none = The agency does not send reminders.
reminder-cadence = When
reminder-daily = Every day
reminder-weekly = On Mondays
reminder-never = Never
reminder-language = Language of the letters
reminder-save = Save
reminder-saved = Saved.
reminder-past = Letters so far
