# Letters to the level above and their answers.
forward-title = Sent upward
forward-lead = Lists of exemplars sent to the level above, and what was answered.
forward-due = Waiting to be sent
forward-none-due = Nothing waits to be sent
forward-none-due-text = Exemplars whose track goes on to the level above appear here once they are recognised.
forward-none-chosen = no exemplar chosen
forward-recipients = Recipients
forward-recipients-hint = One a line.
forward-letter = Number of the letter
forward-sent-on = Sent on
forward-send = Record as sent
forward-sent = The letter is recorded.
forward-letters = Letters
forward-dossiers = { $count ->
    [one] { $count } dossier
   *[other] { $count } dossiers
}
forward-open = { $count } without answer
forward-all-answered = All answered
forward-list = List sent upward
forward-list-title = LIST PROPOSED TO THE LEVEL ABOVE
forward-list-with = With letter { $letter } of { $date }
forward-to = To:
forward-number = No.
forward-print = Print
forward-answers = Answers
forward-answer = Answer
forward-answer-record = Record the answer
forward-answer-lead = The answer of { $recipient } on { $name }.
forward-accepted-note = The level of the exemplar is raised.
forward-returned-note = It can be completed and sent again.
forward-level = Recognised at
forward-level-hint = Only when it was recognised.
forward-answer-number = Number of the answer
forward-answered-on = Answered on
forward-note = What else it says
forward-save = Save
forward-answered = The answer is recorded.
