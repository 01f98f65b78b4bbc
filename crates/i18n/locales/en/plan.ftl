# Plans.
plan-show-title = Plan { $number }
plan-state-reading = Being confirmed
plan-next-start = Put into force
plan-refused-open =
    { $count ->
        [one] { $count } item is not confirmed yet.
       *[other] { $count } items are not confirmed yet.
    }
plan-original = Original document
plan-confirmed = Items confirmed
plan-warnings =
    { $count ->
        [one] { $count } thing to note in the document
       *[other] { $count } things to note in the document
    }
plan-warning-place = See the place
plan-warning-late-list = Lists are taken until before 30 November, but the council meets in November: it may meet before all lists are in.
plan-warning-years = The document says “{ $years }”; the last year is before the first, perhaps a slip of the keyboard.
plan-outline = Outline
plan-outline-open =
    { $count ->
        [one] { $count } item to look at
       *[other] { $count } items to look at
    }
plan-reading-confirmed = Confirmed
plan-reading-proposed = To look at
plan-reading-corrected = Corrected
plan-reading-rejected = Left out
plan-kind-period = Period
plan-kind-movement = Movement
plan-kind-quota = Quota
plan-kind-deadline = Deadline
plan-kind-step = Step of the procedure
plan-item-confirm = Right
plan-item-correct = Correct
plan-item-reject = Leave out
plan-item-change = Look again
