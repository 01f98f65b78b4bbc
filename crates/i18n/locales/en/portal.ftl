# Public pages.
portal-title = Good examples around us
portal-promise = People, teams and ways of working that were recognised as exemplary, told so that others can learn from them and follow.
portal-navigation = Public pages
portal-stories = Stories of exemplars
portal-all = All stories
portal-count = { $count } stories
portal-count-many = { $count } stories and more
portal-words = Search the stories
portal-words-example = A name, a unit, a deed …
portal-search = Search
portal-movement = Movement
portal-place = Unit
portal-year = Year
portal-none = No story is published yet
portal-none-text = Stories are published once the people in them have agreed.
portal-none-found = No story fits
portal-none-found-text = Try other words or fewer filters.
portal-story-title = { $title }
portal-preview = Preview: nobody but the editors can read this page.
portal-feed = News feed (Atom)
portal-check = Check a document
portal-decisions = Issued decisions of recognition and award
portal-decisions-short = Issued decisions
portal-decisions-lead = The list gives number, date, subject and issuing agency; it names no person. Use the code on a document to check the paper.
portal-decisions-none = No decision yet
portal-decisions-none-text = Decisions are listed here as soon as they are issued.
portal-number = Number
portal-on = Date
portal-about = Subject
portal-agency = Issuing agency
portal-standing = In force
portal-decided-recognition = Recognition of exemplars
portal-decided-award = Award
portal-in-force = In force
portal-replaced = Replaced
portal-recalled = Recalled
portal-practices = Practices to copy
portal-practices-lead = Ways of working that were validated, where they are used and what came of it, so that anybody can follow.
portal-practices-all = See every practice
portal-practices-none = No practice is public yet
portal-practices-none-text = A practice appears here once the agency has validated it and made it public.
portal-practices-none-found = No practice fits
portal-practice-words = Search by title
portal-practice-copies = { $count ->
    [one] { $count } copy
   *[other] { $count } copies
}
