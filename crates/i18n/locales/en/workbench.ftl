# The workbench.
workbench-title = Workbench
workbench-waiting = Waiting for me
workbench-late = Units that are late
workbench-session = Next session
workbench-session-dossiers =
    { $count ->
        [one] { $count } dossier
       *[other] { $count } dossiers
    }
workbench-papers-sent = Papers sent
workbench-gaps = Quotas not yet met
workbench-guide = Getting started
workbench-guide-lead = Three steps until the programme runs. You can stop and go on at any time.
workbench-guide-units = Enter the units
workbench-guide-units-why = From an Excel file or by hand; each unit has a date from which it exists.
workbench-guide-plan = Upload the signed plan
workbench-guide-plan-why = The document is read: movements, criteria, quotas and deadlines, each with the sentence it comes from.
workbench-guide-plan-do = Upload a plan
workbench-guide-people = Invite people of the units
workbench-guide-people-why = At least one person per unit; tasks are assigned as soon as the plan is confirmed.
workbench-stat-waiting = Dossiers waiting
workbench-stat-tasks = Tasks due
workbench-stat-late = Units that are late
workbench-stat-intake = Dossiers opened this month
workbench-stat-gaps = Quotas not yet met
workbench-many = { $n }+
workbench-figure = { $n }
workbench-figure-of = { $n }/{ $all }
workbench-all-waiting = See all
workbench-own = Our dossiers under way
workbench-tasks = Tasks of my units
workbench-verb-complete = Complete
workbench-verb-look = Look at
workbench-late-tasks =
    { $count ->
        [one] { $count } task overdue
       *[other] { $count } tasks overdue
    }
workbench-papers-open = Papers not sent yet
workbench-whole-plan = The plan as a whole
workbench-idle = Nothing is waiting
workbench-idle-text = When a dossier or a task is yours, it appears here with its date. Meanwhile you can look at dossiers or at how the movements stand.
workbench-idle-dossiers = See dossiers
workbench-idle-movements = See movements
workbench-ended = The latest programme has ended
workbench-ended-next = Its results and dossiers stay open. Next: upload the plan of the new period; it is read and its tasks are handed to the units.
workbench-ended-wait = Its results and dossiers stay open. New work appears here once the plan of the next period is put into effect.
workbench-ended-upload = Upload the next plan
workbench-ended-results = Results by movement
workbench-ended-tasks = Tasks reported
workbench-ended-unreported = Tasks never reported
workbench-ended-chart = Exemplars recognised by movement
workbench-stat-suggestions = Suggestions to decide
workbench-stat-judging = Entries that wait for my marks
workbench-stat-appraising = Dossiers to appraise
workbench-stat-obstacles = Obstacles waiting for an answer
