# Names of the papers that the system makes.
paper-plan = Plan
paper-unit-plan = Plan of a unit
paper-registration = Registration form
paper-registration-list = List of registrations
paper-description = Description of a model or practice
paper-endorsement = Minutes of the unit's review
paper-report-person = Achievement report of a person
paper-report-collective = Achievement report of a collective
paper-report-household = Achievement report of a household
paper-appraisal = Appraisal sheet
paper-invitation = Invitation to a meeting
paper-council-pack = Papers of the council's meeting
paper-ballot = Ballot paper
paper-slips = Slips with codes for envelopes
paper-key-sheet = Key sheet
paper-counting = Counting record
paper-minutes = Minutes of the council
paper-submission = Submission
paper-recognition = Decision of recognition
paper-award = Decision of award
paper-award-list = Award list with money
paper-certificate = Certificate
paper-monthly = Monthly list of exemplars
paper-fostering = Fostering plan
paper-confirmation = Confirmation of effect
paper-visit = Note of a study visit
paper-report = Report of results
paper-delegates = List of delegates
paper-handbook = Handbook of exemplars
paper-letter = Official letter
paper-copy = Certified copy
paper-excerpt = Certified excerpt

# A Word template uploaded by an agency.
paper-template-too-large = The template is larger than 10 MB.
paper-template-bomb = The template is built in an unusual way (it unpacks to too much or is nested too deeply) and is not taken.
paper-template-broken = The file is no Word file (.docx), or it is damaged.
paper-template-macro = The template carries macros. Save it as .docx without macros.
paper-template-remote = The template loads something from elsewhere when it is opened. Remove that link and upload it again.
paper-template-too-much = The filled document would be too large. Divide the list.
paper-template-malformed = { $part }, paragraph “{ $paragraph }”: “{ $text }” is no placeholder. A placeholder is a name in lower case without marks between two pairs of braces.
paper-template-unknown = { $part }, paragraph “{ $paragraph }”: there is no placeholder “{ $name }”.
paper-template-unknown-near = { $part }, paragraph “{ $paragraph }”: there is no placeholder “{ $name }”. Is it “{ $near }”?
paper-template-two-lists = { $part }, paragraph “{ $paragraph }”: a row of a table cannot come from the two lists “{ $first }” and “{ $second }”.
paper-template-header = Header
paper-template-footer = Footer
paper-template-body = Body

# Printing and exporting.
paper-press-too-many = The list has { $rows } rows, more than the { $most } that can be printed at once. Export it to Excel or divide it.
paper-press-no-page = The document has only { $pages } pages.
paper-press-letters = The typeface of official papers has no such characters: { $letters }. Change the text and make the paper again.
paper-press-refused = The PDF was not made. The fault is in the log.
paper-sheet-too-many = A sheet of Excel holds at most { $most } rows. Filter the list.
paper-sheet-refused = The Excel file was not made. The fault is in the log.

# The page of papers: drafts filled from the records.
paper-shelf = Papers
paper-show-title = Draft: { $name }
paper-draft = Draft
paper-draft-why = Filled from the records as they are now. Where nothing is recorded there is dotted room for a pen.
paper-draft-number = Filled from the records as they are now; number and day come when it is issued. Where nothing is recorded there is dotted room for a pen.
paper-issued = Issued
paper-issued-why = By the decision that was issued, as it was signed.
paper-sealed = This paper holds vote counts that were announced as passed or not passed only. It belongs with the sealed minutes; do not pass it on.
paper-no-press = This server has no PDF typesetter, so there is no preview. Take the Word file.
paper-take-word = Word file
paper-take-pdf = PDF file
paper-page = Page { $number }
paper-more-pages = { $count } more pages. Take the PDF to see all.
paper-of-session = Session
paper-of-decision = Decision
paper-of-dossier = Dossier
paper-of-round = Round
paper-of-programme = Programme
paper-of-exemplar = Exemplar
paper-of-task = Task
