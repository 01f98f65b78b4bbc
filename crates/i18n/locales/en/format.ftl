# How a due date is said.
format-due-today = due today
format-due-in =
    { $count ->
        [one] { $count } day left
       *[other] { $count } days left
    }
format-due-late =
    { $count ->
        [one] { $count } day late
       *[other] { $count } days late
    }
