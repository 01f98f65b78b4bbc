# Events that deadlines count from.
happening-title = Events that deadlines count from
happening-why = Some things are due a number of days after something happens. Recording that it happened makes the tasks.
happening-awaited = The plan counts from
happening-awaited-none = No deadline of the plan counts from an event.
happening-times = { $count ->
    [0] not yet
    [one] recorded once
   *[other] recorded { $count } times
  }
happening-proposals = May be recorded
happening-proposals-why = Found among the programme's decisions and sessions. Check, then confirm.
happening-confirm = Confirm
happening-recorded-list = Recorded
happening-none = Nothing is recorded yet.
happening-what = Event
happening-on = Day
happening-unit = Unit concerned
happening-unit-hint = Leave empty when everybody who owes it is concerned.
happening-everybody = Everybody who owes it
happening-note = Note
happening-note-hint = Number of a document, place or link.
happening-by = Entered by
happening-record = Record an event
happening-record-do = Record
happening-recorded = Recorded. { $count } { $count ->
    [one] task was
   *[other] tasks were
  } added.
happening-withdraw = Take back
happening-withdraw-title = Take back this event?
happening-withdraw-tasks = Tasks that follow from it and are not reported go; reported ones stay.
happening-withdrawn = Taken back. { $count } { $count ->
    [one] task was
   *[other] tasks were
  } removed.
happening-wrong-taken = this event is recorded for that day already
