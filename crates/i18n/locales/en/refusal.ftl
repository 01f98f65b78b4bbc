# Sentences for what cannot be done, beyond the common ones.
refusal-not-a-draft = This is no draft any more: it was put in force or put aside. To change it, start a new version from the programme's page.
refusal-wrong-kind = This cannot be done with an item of this kind.
refusal-programme-finished = The programme has ended. Resume it first if this is still needed.
refusal-year-outside-plan = This year lies outside the plan's years.
refusal-month-and-rhythm = The month does not fit the rhythm: a monthly round needs one, other rounds have none.
refusal-closes-before-opening = The last day must not be before the first.
refusal-task-met = This task has been reported or excused already.
refusal-task-not-met = This task has not been reported.
refusal-no-zero-report = This task is not a list, so “nothing to report” does not meet it.
refusal-not-later = The new date must be later than the present one.
refusal-future = The day of completion must not lie in the future.
refusal-sign-in-failed = Login and password do not fit, or the account is locked for now. Try again later or ask the administrator.
refusal-last-administrator = The last administrator cannot be removed. Give the role to somebody else first.
refusal-any-of = { $list } or { $last }
