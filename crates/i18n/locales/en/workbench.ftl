# The workbench.
workbench-title = Workbench
workbench-stat-waiting = Things waiting
workbench-stat-late = Units that are late
workbench-stat-gaps = Quotas not yet met
workbench-stat-recognised = Exemplars recognised this year
workbench-waiting = Waiting for me
workbench-waiting-none = Nothing is waiting.
workbench-verb-appraise = Appraise
workbench-verb-confirm = Confirm
workbench-verb-send = Send
workbench-late = Units that are late
workbench-remind = Remind
workbench-session = Next session
workbench-session-dossiers =
    { $count ->
        [one] { $count } dossier
       *[other] { $count } dossiers
    }
workbench-papers-sent = Papers sent
workbench-pack = Report of { $month }
workbench-pack-sent = { $sent } of { $units } units have sent their list
workbench-pack-nothing =
    { $count ->
        [one] { $count } unit has nothing to report
       *[other] { $count } units have nothing to report
    }
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
