# Words for what the domain names.
domain-step-register = Register
domain-step-endorse = Endorse
domain-step-foster = Foster
domain-step-nominate = Nominate
domain-step-screen = Screen
domain-step-appraise = Appraise
domain-step-deliberate = Deliberate
domain-step-decide = Decide
domain-step-forward = Forward
domain-step-publicise = Publicise

domain-kind-individual = Individual
domain-kind-collective = Collective
domain-kind-household = Household
domain-kind-practice = Practice

domain-applies-general = Everyone
domain-applies-collective = Collectives
domain-applies-individual = Individuals
domain-applies-leader = Leaders
domain-applies-household = Households
domain-applies-practice = Practices

domain-quota-subject-individual = individuals
domain-quota-subject-collective = collectives
domain-quota-subject-household = households
domain-quota-subject-practice = practices
domain-quota-subject-any = exemplars

domain-quota-kind-min = At least
domain-quota-kind-max = At most
domain-quota-kind-max-per-unit = At most, each unit
domain-quota-kind-exact = Exactly
domain-quota-kind-unlimited = No limit

domain-per-unit = each unit and year
domain-per-movement = the movement's whole period
domain-per-month = each month
domain-per-quarter = each quarter
domain-per-year = each year
domain-per-plan = the whole period

domain-strength-assigned = assigned
domain-strength-aimed = aimed at

domain-paper-list = Registration list
domain-paper-description = Description of the initiative or model
domain-paper-achievement-report = Achievement report
domain-paper-endorsement-minutes = Minutes of endorsement
domain-paper-prize-certificate = Prize certificate
domain-paper-evidence = Other evidence

domain-performer-unit = Proposing unit
domain-performer-unit-or-candidate = Unit, or the candidate alone
domain-performer-unit-or-standing-body = Unit or standing body
domain-performer-standing-body = Standing body
domain-performer-movement-lead = Lead of the movement
domain-performer-movement-lead-or-standing-body = Lead of the movement or standing body
domain-performer-council = Council
domain-performer-head = Head of the agency

domain-method-secret = Secret ballot
domain-method-hands = Show of hands
domain-method-written = Written opinions
domain-method-consensus = Consensus

domain-base-all-members = all members of the council
domain-base-present = members present
domain-base-cast = valid votes

domain-rhythm-yearly = Yearly
domain-rhythm-monthly = Monthly
domain-rhythm-at-any-time = When it arises

domain-unit-kind-agency = Agency
domain-unit-kind-office = Office, standing body
domain-unit-kind-division = Division
domain-unit-kind-commune = Commune or ward
domain-unit-kind-enterprise = Enterprise
domain-unit-kind-cooperative = Co-operative
domain-unit-kind-public-service = Public-service unit
domain-unit-kind-mass-body = Front or mass organisation
domain-unit-kind-party-body = Party body
domain-unit-kind-armed-forces = Armed forces

domain-change-kind-found = Founded
domain-change-kind-rename = Renamed
domain-change-kind-merge = Merged
domain-change-kind-split = Split
domain-change-kind-abolish = Abolished
domain-change-kind-level = Changed level or superior

domain-role-administrator = Administrator
domain-role-standing-body = Clerk of the standing body
domain-role-head = Head of the agency
domain-role-unit-head = Head of a unit
domain-role-unit-clerk = Clerk of a unit
domain-role-movement-lead = Lead of a movement
domain-role-communications = Communications
domain-role-inspector = Inspector

domain-relation-staff = staff of the agency
domain-relation-candidate = the candidate
domain-relation-unit-clerk = the clerk of the proposing unit
domain-relation-unit-head = the head of the proposing unit
domain-relation-standing-body = the standing body
domain-relation-movement-lead = the lead of the movement
domain-relation-council-member = a council member
domain-relation-council-chair = the chair of the council
domain-relation-council-secretary = the secretary of the council
domain-relation-head = the head of the agency
domain-relation-communications = communications
domain-relation-inspector = the inspector
domain-relation-administrator = the administrator
domain-relation-cluster-head = the head of the cluster

domain-council-role-chair = Chair
domain-council-role-vice-chair = Vice-chair
domain-council-role-secretary = Secretary
domain-council-role-member = Member

domain-conflict-kind-declared = Declared
domain-conflict-kind-own-dossier = Own dossier
domain-conflict-kind-own-unit = Own unit
domain-conflict-kind-family = Family

domain-command-edit = Edit
domain-command-register = Register
domain-command-endorse = Record endorsement
domain-command-foster = Record fostering
domain-command-finish-fostering = Go on to nomination
domain-command-nominate = Send nomination
domain-command-screen = Pass screening
domain-command-return = Return for completion
domain-command-resubmit = Send in again
domain-command-withdraw = Withdraw
domain-command-judge = Judge criterion
domain-command-appraise = Conclude: meets criteria
domain-command-set-aside = Set aside
domain-command-pass = Selected by the council
domain-command-fail = Not selected by the council
domain-command-recognise = Recognise
domain-command-decline = Decline
domain-command-forward = Record forwarding
domain-command-answer = Record the answer
domain-command-publicise = Record publicity

domain-ending-withdrawn = Withdrawn
domain-ending-set-aside = Set aside
domain-ending-voted-down = Not selected by the council
domain-ending-introduced = Introduced to the level above
domain-ending-declined = Declined

domain-rating-failed = Not completed
domain-rating-completed = Completed
domain-rating-good = Completed well
domain-rating-excellent = Completed excellently

domain-discipline-criticism = Criticism
domain-discipline-reprimand = Reprimand
domain-discipline-warning = Warning
domain-discipline-demotion = Demotion
domain-discipline-removal-from-post = Removal from post
domain-discipline-dismissal = Dismissal

domain-body-own = the candidate's own
domain-body-unit = the unit's
domain-body-party-body = the Party body's
domain-body-mass-bodies = the mass organisations'

domain-mark-verified = Seen in a public source
domain-mark-secondary = Needs a legal check
domain-mark-recalled = Default, unchecked
domain-mark-confirmed = Confirmed by the agency

domain-task-state-overdue = Overdue
domain-task-state-soon = Due soon
domain-task-state-open = Open
domain-task-state-met-late = Done late
domain-task-state-met-in-time = In time
domain-task-state-exempt = Exempt

domain-met-done = Done
domain-met-zero = Zero-report
domain-met-exempt = Exempt

domain-refusal-not-found = Nothing is here, or it is not for you.
domain-refusal-not-allowed = This is done by { $who }.
domain-refusal-conflicted = You have a conflict of interest here, so you neither judge nor see the appraisal and the vote.
domain-refusal-wrong-permit = The permit does not fit this act. Please reload the page.
domain-refusal-wrong-step = The dossier is no longer at a step where “{ $command }” is possible.
domain-refusal-round-closed = The round is closed. The standing body can extend it.
domain-refusal-not-yet-open = It begins on { $from }.
domain-refusal-reason-missing = A reason is needed.
domain-refusal-papers-missing = Still missing: { $papers }.
domain-refusal-not-acclaimed = Not acclaimed by the collective: { $agree } of { $present } agreed; more than half is needed.
domain-refusal-criteria-open =
    { $count ->
        [one] { $count } criterion is not settled yet.
       *[other] { $count } criteria are not settled yet.
    }
domain-refusal-criteria-failed =
    { $count ->
        [one] { $count } criterion is not met.
       *[other] { $count } criteria are not met.
    }
domain-refusal-linked-rule = A linked dossier has to be recognised first or together.
domain-refusal-quota-full = The quota is full: { $counted } of { $bound }. The deciding authority may go over it with a reason.
domain-refusal-quorum-not-met = No quorum: { $present } present, { $needed } needed.
domain-refusal-session-order = This comes too early or too late in the session. Please reload the page.
domain-refusal-duplicate = The subject already has a dossier in this round and movement.
domain-refusal-taken = This value is in use already.
domain-refusal-invalid = The value cannot be right.
domain-refusal-plan-unsound = The plan has { $count } errors to be put right before it can run.
domain-refusal-file-kind = This kind of file is not taken. PDF, images (JPG, PNG, WebP) and Word are.
domain-refusal-file-too-large = The file is too large; { $limit } MB at most.
domain-refusal-in-line = Not done for the whole list, because one dossier cannot go through. { $why }
domain-refusal-in-use = Cannot be removed: something else refers to it.
domain-refusal-count-written-not-allowed = The rule allows no written opinion of absent members.
domain-refusal-count-more-written-than-absent = More written opinions than absent members.
domain-refusal-count-more-issued-than-present = More ballots issued than members present who may vote.
domain-refusal-count-more-returned-than-issued = More ballots returned than issued.
domain-refusal-count-votes-differ-from-returned = Valid and invalid ballots together differ from those returned.
domain-refusal-count-no-opinion-not-offered = The rule of this vote offers no “no opinion”: a blank ballot is invalid.
domain-refusal-count-paper-in-open-vote = An open vote has no ballots issued or returned.
domain-refusal-count-more-votes-than-voters = More votes than voters.
domain-refusal-count-wrong = The figures of the count contradict each other.

domain-overtaken = { $by } changed this at { $at }, before you sent it.
domain-overtaken-unknown = Somebody changed this just before you sent it.


domain-unreadable-empty = The file is empty. Please choose the plan's file again.
domain-unreadable-too-large = The file is larger than 20 MB. Save the plan alone, without pictures and large annexes, and try again.
domain-unreadable-too-much-text = The text is too long to be a plan (more than 1 MB of text). Please take out the plan alone and try again.
domain-unreadable-too-many-lines = The text has too many lines to be a plan (more than 6,000). Please take out the plan alone and try again.
domain-unreadable-long-line = A paragraph of the text is too long (more than 16 KB without a line end). Please break it as the original does and try again.
domain-unreadable-too-much-found = The text has too many sentences, criteria, numbers or dates to be a plan. Please take out the plan alone and try again.
domain-unreadable-unknown-kind = The kind of file is not known. Word (.docx), text (.txt, .md) and plan files (.toml) can be read.
domain-unreadable-encoding = The text's encoding could not be told. Please save the file as Unicode (UTF-8) and try again.
domain-unreadable-locked = The file is locked with a password. Please remove the password and try again.
domain-unreadable-old-word = The file is in the old Word format (.doc). Please open it in Word, save it as .docx and try again.
domain-unreadable-pdf = The text of PDF files is not read yet. Please use the Word file, or save it as text.
domain-unreadable-picture = The file is a picture. Please turn it into text first.
domain-unreadable-broken-word = The Word file is damaged. Please open it in Word, save it again and try again.
domain-unreadable-bomb = The Word file unpacks to an abnormal size and was not read.
domain-unreadable-no-text = The document holds no text; it may be a scan inside a Word file. Please turn it into text first.
domain-unreadable-not-a-plan = This does not look like a plan for discovering, fostering and replicating exemplars. Please check the file.
domain-unreadable-file-too-large = The plan file is larger than 1 MB and was not read. Please check that it is the right file.
domain-unreadable-file-unknown-field = Line { $line }: a plan file has no field “{ $name }”.
domain-unreadable-file-missing-field = Line { $line }: the field “{ $name }” is missing.
domain-unreadable-file-unknown-value = Line { $line }: the value “{ $name }” cannot be used here.
domain-unreadable-file-duplicate = Line { $line }: this field is given twice.
domain-unreadable-file-value = Line { $line }, column { $column }: the value is not right.
domain-unreadable-file-syntax = Line { $line }, column { $column }: the plan file's syntax is wrong.
domain-relation-juror = jurors of the contest
domain-relation-jury-chair = the chair of the jury
