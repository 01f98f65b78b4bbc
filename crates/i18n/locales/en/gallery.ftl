# The gallery of components (development builds only).
gallery-title = Gallery of components
gallery-lead = Every component on one page, for whoever makes a new page, and to check with one’s own eyes.
gallery-part-actions = Buttons and states
gallery-part-notices = Notices
gallery-part-figures = Figures
gallery-part-ways = Procedure, tabs, trees
gallery-part-forms = Forms
gallery-part-empty = Empty page
gallery-action-primary = Send nomination
gallery-action-quiet = Download
gallery-action-danger = Withdraw dossier
gallery-action-why =
    { $count ->
        [one] { $count } required document is missing.
       *[other] { $count } required documents are missing.
    }
gallery-badge-draft = Draft
gallery-badge-appraise = Being appraised
gallery-badge-returned = Returned for completion
gallery-badge-late = Late
gallery-badge-passed = Passed
gallery-badge-exemplar = Exemplar of the ward
gallery-notice-note = The next session is on 12 December 2026; the papers have been sent to the members.
gallery-notice-good = The nomination is sent. The secretariat will appraise it within 5 working days.
gallery-notice-warn = The plan takes lists until 30 November, but the council meets in November.
gallery-notice-bad = Not sent: the dossier exceeds the most your unit may propose.
gallery-stat-waiting = Waiting for me
gallery-stat-late = Units that are late
gallery-stat-gap = Quotas not yet met
gallery-stat-recognised = Exemplars recognised
gallery-stat-note = 6 more than last year
gallery-bars = Nominations by unit
gallery-bars-unit = Dossiers
gallery-lines = Units that adopted the practice
gallery-lines-adopted = Using it
gallery-lines-confirmed = With a confirmed result
gallery-tab-all = All
gallery-tab-mine = Waiting for me
gallery-tab-closed = Closed
gallery-field-name = Full name
gallery-field-name-hint = As on the identity card, with all marks.
gallery-field-date = Date of birth
gallery-field-count = People in the collective
gallery-field-lines = Achievements in brief
gallery-field-select = Field
gallery-field-radio = Subject
gallery-field-ticks = Channels
gallery-field-tick = The person agrees that the name is made public
gallery-field-file = Achievement report
gallery-kind-person = Individual
gallery-kind-person-note = One person, counts towards the quota of individuals
gallery-kind-collective = Collective
gallery-kind-collective-note = A division or team, also one that is not in the organisation chart
gallery-empty-title = No dossier yet
gallery-empty-text = Dossiers appear here when a unit registers or nominates somebody.
