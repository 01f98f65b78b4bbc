# New factors.
prospect-title = New factors
prospect-show = { $name }
prospect-one = New factor
prospect-filter-words = Search by name
prospect-state = State
prospect-kind = Kind
prospect-unit = Unit
prospect-name = Name
prospect-movement = Movement
prospect-scope = Field
prospect-scope-hint = Comprehensive, or one side of the work.
prospect-deed = What they did
prospect-another = I have looked at these: it is another one
prospect-noticed = Noticed
prospect-fostered = Under fostering
prospect-invited = Invited to register
prospect-registered = Registered
prospect-let-go = Let go
prospect-alike = May be the same as
prospect-alike-prospect = new factor · { $unit } · noticed { $date }
prospect-alike-dossier = dossier · { $unit } · round until { $date }
prospect-alike-exemplar = exemplar · { $unit } · recognised { $date }
prospect-alike-same = Same name
prospect-alike-near = Near
prospect-alike-decide = look at those that may be the same, then tick if it is another one
prospect-suggestions = Suggestions to decide: { $count }
prospect-figure = { $n }
prospect-new = Add a new factor
prospect-edit = Correct
prospect-save = Save
prospect-saved = Saved.
prospect-added = The new factor is entered.
prospect-none = No new factor yet
prospect-none-text = Units name them at any time until the programme's last day; suggestions come here too.
prospect-none-found = No such new factor
prospect-none-found-text = Try fewer filters. Names can be typed without marks.
prospect-noticed-on = Noticed on
prospect-days-prospect = Days from suggestion to entry
prospect-days-recognition = Days to recognition
prospect-step-suggested = Suggested
prospect-step-noticed = Noticed
prospect-step-fostered = Fostering began
prospect-step-invited = Invited
prospect-step-registered = Dossier opened
prospect-step-recognised = Recognised
prospect-step-let-go = Let go
prospect-took-prospect =
    { $count ->
        [one] { $count } day from suggestion to entry
       *[other] { $count } days from suggestion to entry
    }
prospect-took-dossier =
    { $count ->
        [one] { $count } day from entry to dossier
       *[other] { $count } days from entry to dossier
    }
prospect-took-recognition =
    { $count ->
        [one] { $count } day to recognition
       *[other] { $count } days to recognition
    }
prospect-way = Way
prospect-facts = About it
prospect-programme = Programme
prospect-dossier = Dossier
prospect-dossier-open = Open the dossier
prospect-told = Suggestions about it
prospect-told-open = Open
prospect-invite = Invite to register
prospect-invited-now = The invitation is noted.
prospect-register = Open a dossier
prospect-let-go-do = Let go
prospect-let-go-lead = Lets { $name } go. It can be taken up again.
prospect-take-back = Take up again
prospect-over = No new factor can be added
prospect-over-text = No programme takes new factors now: none runs, or the last day is over.
