# How a due date is said.
format-due-today = due today
format-due-in =
    { $count ->
        [one] { $count } day left
       *[other] { $count } days left
    }
format-due-months =
    { $count ->
        [one] { $count } month left
       *[other] { $count } months left
    }
format-due-years =
    { $count ->
        [one] { $count } year left
       *[other] { $count } years left
    }
format-due-late =
    { $count ->
        [one] { $count } day late
       *[other] { $count } days late
    }
