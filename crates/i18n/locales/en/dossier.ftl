# Dossiers: list, one dossier, opening one.
dossier-list-title = Dossiers
dossier-tabs = Groups of dossiers
dossier-tab-all = All
dossier-tab-waiting = Waiting for me
dossier-tab-late = Late
dossier-filter-search = Search names and units (marks not needed)
dossier-export = Export to Excel
dossier-none-found = No dossier matches
dossier-none-found-text = Remove a filter, or search for a part of the name; Vietnamese marks are not needed.
dossier-none-yet = No dossier yet
dossier-none-yet-text = Dossiers appear here when a unit registers or nominates a person, a collective, a household or a practice.

dossier-subject = Subject
dossier-subject-kind = Kind of subject
dossier-subject-name = Name of the subject
dossier-subject-name-hint = Full name of the person, the collective, the head of household or the practice, with all marks.
dossier-subject-role = Position or work
dossier-movement = Movement
dossier-unit = Proposing unit
dossier-state = State
dossier-step = Step
dossier-due = Due
dossier-round = Round
dossier-level = Level
dossier-keeper = Prepared by

dossier-state-registered = Registered
dossier-state-appraise = Being appraised
dossier-state-deliberate = Before the council
dossier-state-returned = Returned for completion
dossier-state-recognised = Recognised

dossier-missing-count =
    { $count ->
        [one] { $count } thing missing
       *[other] { $count } things missing
    }
dossier-missing =
    { $count ->
        [one] { $count } thing is missing
       *[other] { $count } things are missing
    }
dossier-supply-file = Add the file
dossier-supply-fact = Add the fact
dossier-summary = Achievement in brief
dossier-summary-hint = What was done, the result in figures, how far it reaches. The full report goes with it as a file.
dossier-criteria = Criteria
dossier-criterion-passed = Met
dossier-criterion-failed = Not met
dossier-criterion-unknown = Cannot be said yet
dossier-criterion-open = To be appraised
dossier-why-rating = The rating of { $year } is not recorded, so it cannot be said.
dossier-why-no-discipline = No disciplinary decision is on record for the period.
dossier-why-judge = The appraiser judges from the evidence.
dossier-links = Linked conditions
dossier-link-collective = A recognised collective needs at least one exemplary individual.
dossier-files = Documents
dossier-files-none = No document yet.
dossier-facts = About this dossier
dossier-history = History
dossier-next-appraise = Conclude the appraisal
dossier-next-appraise-why = The secretariat checks the dossier against the criteria of the movement, then submits it to the council.
dossier-next-resend = Send again
dossier-next-resend-why = When the remarks are dealt with, send it again so that the appraisal can go on.
dossier-refused-missing =
    { $count ->
        [one] The appraisal cannot be concluded while { $count } thing is missing; the proposing unit can add it.
       *[other] The appraisal cannot be concluded while { $count } things are missing; the proposing unit can add them.
    }
dossier-return = Return
dossier-print = Print
dossier-returned-by = { $who } returned this dossier
dossier-returned-until = Complete it by { $date }
dossier-show-title = Dossier: { $name }

dossier-new = New dossier
dossier-new-movement-hint = Only movements that take dossiers now are listed.
dossier-new-file = Achievement report
dossier-new-file-hint = A PDF, Word or image file of at most 20 MB. It can be added later.
dossier-new-consent = The person (or representative) agrees that the unit processes what is in this dossier
dossier-new-submit = Open the dossier
dossier-new-cancel = Cancel
