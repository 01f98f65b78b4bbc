# Programmes: progress, rounds, quotas.
programme-list-title = Programmes
programme-show-title = Programme: { $title }
programme-state = State
programme-state-running = Running
programme-state-finished = Ended
programme-open-rounds = { $count } { $count ->
    [one] open round
   *[other] open rounds
  }
programme-tasks-met = { $met } of { $all } { $all ->
    [one] task
   *[other] tasks
  } reported
programme-tasks-overdue = { $count } overdue
programme-plan = See the plan
programme-ways = Pages of the programme
programme-amend = Start a new version
programme-amend-title = Start a new version of the plan?
programme-amend-copy = The version in force is copied to a draft that can be changed.
programme-amend-until = The programme keeps running on the present version until the new one is put in force.
programme-amended = The draft is there. Change it, then put it in force.
programme-finish = End the programme
programme-finish-title = End the programme?
programme-finish-then = No more rounds are opened; dossiers and tasks stay readable. It can be resumed.
programme-open-rounds-fact = Open rounds
programme-tasks-open-fact = Tasks not reported
programme-resume = Resume the programme
programme-saved = Saved.
programme-refresh = Bring tasks in line with today's units
programme-refresh-why = Use it after units were founded, merged or renamed. Reported tasks stay as they are.
programme-refreshed = { $added } { $added ->
    [one] task
   *[other] tasks
  } added, { $removed } taken out.
programme-stat-overdue = Tasks overdue
programme-stat-soon = Tasks due within a week
programme-stat-under-way = Dossiers under way
programme-stat-recognised = Recognised exemplars
programme-stat-dossiers = Dossiers
programme-proposals = Rounds to open next
programme-rounds = Rounds
programme-no-rounds = No round has been opened yet.
programme-round = Round
programme-round-days = Takes dossiers
programme-round-older = on an older version of the plan
programme-round-open = Open a round
programme-round-opened = The round “{ $label }” is open.
programme-round-close = Close
programme-round-closed = The round is closed.
programme-round-reopen = Open again
programme-round-reopened = The round is open again.
programme-round-is-open = Takes dossiers
programme-round-is-closed = Closed
programme-round-past = No longer taking
programme-round-to-come = Not yet open
programme-no-open-rounds = No round is taking dossiers now.
programme-past-rounds = { $count ->
    [one] 1 round that no longer takes dossiers
   *[other] { $count } rounds that no longer take dossiers
}
programme-round-taken = there is such a round already
programme-round-track = Procedure
programme-round-label = Name
programme-round-label-hint = Left empty it is made from the year or month.
programme-round-year = Year
programme-round-month = Month
programme-round-month-hint = Only for monthly procedures.
programme-round-opens = First day it takes dossiers
programme-round-closes = Last day
programme-round-reference = Reference day
programme-round-reference-hint = Ages, ratings and titles are looked at on this day.
programme-progress = Progress by movement
programme-quotas = Quotas of the plan as a whole
programme-obligations = Duties with dates
programme-no-obligations = The plan sets no duties with dates.
programme-council = The council
programme-council-set = Choose the council
programme-no-council = No council chosen yet.
programme-versions = Versions of the plan
programme-in-force = in force
programme-from-year = From year
programme-to-year = To year
programme-tasks-all = Tasks
programme-tasks-met-fact = Reported
programme-tasks-late-fact = Overdue
