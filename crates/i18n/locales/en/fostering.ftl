# Fostering.
fostering-title = Fostering
fostering-show = Plan of fostering
fostering-new = Make a plan of fostering
fostering-plans = Plans of fostering
fostering-plans-none = No plan of fostering yet.
fostering-of-prospect = New factor
fostering-of-dossier = Dossier under building
fostering-of-exemplar = Exemplar
fostering-risk-check = Check-in late since { $date }
fostering-risk-difficulty =
    { $count ->
        [one] { $count } difficulty past its day since { $date }
       *[other] { $count } difficulties past their day since { $date }
    }
fostering-risk-goal =
    { $count ->
        [one] { $count } goal past its day since { $date }
       *[other] { $count } goals past their day since { $date }
    }
fostering-spirit = Spirit
fostering-material = Material
fostering-mechanism = Mechanism and policy
fostering-environment = Environment
fostering-requested = Asked for
fostering-promised = Promised
fostering-delivered = Delivered
fostering-refused = Refused
fostering-closed = Closed
fostering-active = Under way
fostering-at-risk = At risk
fostering-tabs = Groups of plans
fostering-tab-all = All
fostering-tab-risk = At risk
fostering-tab-late = Late check-ins
fostering-tab-difficulty = Open difficulties
fostering-tab-support = Support to come
fostering-setting = Settings
fostering-check-in = Check in
fostering-change = Change the plan
fostering-carry-on = Carry on
fostering-close = Close the plan
fostering-goal-reached = Reached
fostering-goal-late = Past its day
fostering-goal-open = Under way
fostering-event-begun = The plan began
fostering-event-goal = Goal reached
fostering-event-initiative = Initiative
fostering-event-check = Check-in: { $name }
fostering-event-asked = Support asked for
fostering-event-delivered = Support delivered
fostering-event-refused = Support refused
fostering-event-difficulty = Difficulty found
fostering-event-overcome = Difficulty overcome
fostering-event-closed = The plan was closed
fostering-owner = Owner
fostering-situation = Situation
fostering-next-level = Next level
fostering-next-level-hint = The higher level that the exemplar aims at.
fostering-until = Until
fostering-every = Months between check-ins
fostering-every-hint = 1 to 12.
fostering-save = Save
fostering-saved = Saved.
fostering-planned = The plan of fostering is made.
fostering-goal = Goal
fostering-measure = Measure
fostering-measure-hint = For example: households taking part, days needed.
fostering-unit-of = Unit
fostering-start = Where it begins
fostering-target = Target
fostering-now = Where it stands
fostering-due = Due
fostering-initiative = Initiative
fostering-effect = Effect
fostering-on = Day
fostering-support-kind = Kind of support
fostering-support-words = What is asked for
fostering-by = Who promises
fostering-for = For which day
fostering-note = Note
fostering-check-words = What was found
fostering-correction = Correction
fostering-correction-hint = Leave empty when nothing is corrected.
fostering-difficulty = Difficulty
fostering-helper = Who helps
fostering-outcome = Outcome
fostering-goal-add = Add a goal
fostering-measure-do = Measure
fostering-revise = Revise
fostering-initiative-add = Add an initiative
fostering-support-ask = Ask for support
fostering-promise = Promise
fostering-deliver = Delivered
fostering-refuse = Refuse
fostering-difficulty-add = Add a difficulty
fostering-overcome = Overcome
fostering-overcome-done = Overcome
fostering-carry-on-lead = Closes this plan and begins the next one; what is not reached, not delivered and not overcome goes along.
fostering-close-lead = The plan stays in the history.
fostering-about = About
fostering-name = Whom
fostering-unit = Unit
fostering-next-check = Next check-in
fostering-goals-reached = Goals reached
fostering-goals = Goals
fostering-difficulties = Difficulties
fostering-risks = Risks
fostering-goals-of = { $reached } of { $all } goals
fostering-open-parts = Open
fostering-difficulties-open =
    { $count ->
        [one] { $count } difficulty
       *[other] { $count } difficulties
    }
fostering-support-requested = { $count } asked for
fostering-support-promised = { $count } promised, not delivered
fostering-more = { $count } more; take the Excel file to see all.
fostering-none = No plan here
fostering-none-text = Make one on the page of a new factor, a dossier under building or an exemplar.
fostering-reviews-due =
    { $count ->
        [one] { $count } exemplar is to be judged again.
       *[other] { $count } exemplars are to be judged again.
    }
fostering-reviews-open = See them
fostering-owed = Exemplars without a plan
fostering-owed-why = { $late } past the day by which a plan is due after recognition.
fostering-recognised-on = recognised { $date }
fostering-building = Dossiers under building without a plan
fostering-closed-on = Closed on { $date }.
fostering-goals-none = No goal yet.
fostering-goal-figures = { $now } of { $target } { $unit }
fostering-goal-due = due { $date }
fostering-goal-share = { $share }% of the way
fostering-initiatives = Initiatives
fostering-initiatives-none = No initiative yet.
fostering-supports = Support
fostering-supports-none = Nothing asked for.
fostering-asked-on = asked { $date }
fostering-promised-by = promised by { $name }
fostering-promised-for = for { $date }
fostering-settled-on = settled { $date }
fostering-difficulties-none = No difficulty.
fostering-helps = { $name } helps
fostering-checks = Check-ins
fostering-checks-none = No check-in yet.
fostering-facts = The plan
fostering-timeline = What happened
fostering-days-title = When plans are due
fostering-days = Days after recognition within which a plan is due
fostering-days-hint = 1 to 366; 60 unless set.
fostering-last-day = Last day for new factors
fostering-last-days = Last day for new factors
fostering-last-day-why = New factors are added until this day, in the years { $from }–{ $to }.
fostering-last-day-now = until { $date }
fostering-change-day = Change
