# Sessions of a council: agenda, presence, votes, counts, minutes.
session-title = Session on { $date }
session-status-called = Called
session-status-over = Closed
session-status-cancelled = Called off
session-saved = Saved.
session-back = Back to the session
session-print = Print
session-refresh = Refresh
session-you = (you)
session-about = { $kind } · { $unit } · { $movement }
session-office = { $role } · { $post }, { $unit }
session-line-refused = { $name }: { $why }

session-papers-late = Papers were sent on { $sent }, after { $due }. Members have little time to read before the session.
session-papers-missing = No day is recorded on which papers were sent; they are due on { $due }.

session-open-now = Under discussion
session-agenda = Agenda
session-agenda-set = Set the agenda
session-agenda-lead = Tick the dossiers that come before the council. Each is voted on by the rule of the plan that its round froze.
session-agenda-fixed = Already before the council
session-agenda-on = On the agenda
session-agenda-waiting = Dossiers waiting for the council
session-agenda-none-waiting = No more dossiers wait for the council.
session-agenda-save = Save the agenda
session-agenda-saved = { $count ->
    [one] The agenda has { $count } dossier to come.
   *[other] The agenda has { $count } dossiers to come.
} Conflicts of interest were found anew.
session-agenda-empty = The agenda is empty
session-agenda-empty-text = The standing body chooses among the dossiers that wait for the council.

session-stage-waiting = To come
session-stage-open = Voting
session-stage-closed = Closed, to be counted
session-stage-counted = Counted
session-stage-confirmed = Confirmed
session-stage-passed = Selected
session-stage-failed = Not selected
session-stage-void = Set aside, voted on again
session-outcome-passed = Enough
session-outcome-failed = Not enough

session-rule-at-least = at least { $share } of { $base }
session-rule-more-than = more than { $share } of { $base }
session-need-ballots = { $needed } ballots in favour needed out of { $base }
session-need-votes = { $needed } in favour needed out of { $base }
session-effect-absent-counts = { $count ->
    [one] { $count } absent member still counts in the total, as not agreeing.
   *[other] { $count } absent members still count in the total, as not agreeing.
}
session-effect-absent-left-out = { $count ->
    [one] { $count } absent member does not count.
   *[other] { $count } absent members do not count.
}
session-effect-conflict-counts = { $count ->
    [one] { $count } member in conflict does not vote but counts in the total.
   *[other] { $count } members in conflict do not vote but count in the total.
}
session-effect-conflict-left-out = { $count ->
    [one] { $count } member in conflict does not vote and does not count.
   *[other] { $count } members in conflict do not vote and do not count.
}
session-effect-no-opinion = The ballot offers “no opinion”: a valid vote that does not agree.
session-effect-blank-counts = A blank paper ballot is invalid: its voter stays in the base, and the number needed stays.
session-effect-blank-left-out = A blank paper ballot is invalid and is not in the base.
session-effect-no-quorum = Too few members are present: { $quorum } are needed.
session-effect-cannot-pass = Only { $voters } can vote: the number needed cannot be reached.
session-voters = { $count ->
    [one] { $count } voter
   *[other] { $count } voters
}
session-own-conflict = You are in conflict on this dossier: you do not vote, and see neither its appraisal nor its count.

session-tally-paper = Issued { $issued }, returned { $returned }, invalid { $invalid }; in favour { $agree }, against { $disagree }
session-tally-paper-three = Issued { $issued }, returned { $returned }, invalid { $invalid }; in favour { $agree }, against { $disagree }, no opinion { $other }
session-tally-open = In favour { $agree }, against { $disagree }, other { $other }
session-tally-need = { $needed }/{ $base } needed.

session-presence = Members
session-presence-mark = Mark presence
session-presence-lead = Tick who is there; an empty hour means now. Give the reason of those who are absent.
session-presence-save = Save presence
session-presence-saved = { $count } of { $all } members are present.
session-member = Member
session-here = Present
session-gone = Left
session-away = Absent
session-excused = Excused
session-came = Came
session-left = Left
session-excuse = Reason of absence
session-here-of = { $name } is present
session-came-of = Hour at which { $name } came
session-left-of = Hour at which { $name } left
session-excuse-of = Why { $name } is absent
session-hour-wrong = not an hour, as in 08:30
session-quorum-wanted = at least { $quorum } members must be present
session-quorum-yes = quorate (from { $quorum })
session-quorum-no = not quorate (needs { $quorum })

session-act-open = Open the vote
session-act-close = Close the vote
session-act-count = Enter the count
session-act-confirm = Confirm the count
session-act-announce = Announce the result
session-act-count-of = { $act } ({ $count })
session-none-chosen = No dossier was chosen.
session-open-lead = Opens the vote on the ticked dossiers. The number needed stands at each.
session-open-then = Members who are present and not in conflict vote on these dossiers.
session-open-order = Each goes through opening, closing, counting, confirming and announcing, and never back.
session-open-done = { $count ->
    [one] The vote is open on { $count } dossier.
   *[other] The vote is open on { $count } dossiers.
}
session-close-lead = Closes the vote on the ticked dossiers.
session-close-then = Nobody votes any more; who could vote is fixed by who is present now.
session-close-frozen = Nobody knows the result before it is counted.
session-close-done = { $count ->
    [one] The vote is closed on { $count } dossier.
   *[other] The vote is closed on { $count } dossiers.
}
session-confirm-lead = The chair confirms the figures of the count.
session-confirm-then = The figures cannot be changed any more.
session-confirm-repeat = If a mistake is found before the announcement, the vote can only be held again as a new item, with a reason.
session-confirm-done = { $count ->
    [one] { $count } count is confirmed.
   *[other] { $count } counts are confirmed.
}
session-announce-lead = Announces the results before the council.
session-announce-then = Selected dossiers go on to the decision; the others end here.
session-announce-never = What was announced is never opened again.
session-announce-what = What is announced
session-announce-what-why = From figures like these everybody can tell how each member voted. Better announce only whether it passed.
session-announce-figures = All figures
session-announce-figures-note = The numbers of votes are in the minutes and seen by all who may see results.
session-announce-outcome = Passed or not passed only
session-announce-outcome-note = The numbers stay in the sealed minutes, which the chair, the secretary and the inspector can read.
session-reveals-everybody = All valid votes are alike: announcing the figures shows how everybody voted.
session-reveals-all-but-one = One vote differs from all others: who cast it knows how everybody else voted.
session-announce-done = { $count ->
    [one] { $count } result is announced.
   *[other] { $count } results are announced.
}

session-count-lead = Enter the figures of the counting team for all closed dossiers. Only totals are kept, never who voted what.
session-count-check = Check the figures
session-count-check-lead = Read each line against the counting record before it is kept.
session-count-then = The count can be entered again until the chair confirms it.
session-count-again = Correct
session-count-save = Keep the count
session-count-by-two = Two people type from the ballots on their own; the result is entered when both typed the same.
session-count-second = { $name } has typed it. Type from the ballots yourself; the other figures are shown once you have.
session-count-waits = You have typed it. A second person has to type it too.
session-count-differ = The two entries differ. Look through the ballots together and correct the wrong one.
session-count-differ-line = { $figure }: you { $own }, { $name } { $other }
session-count-first = Figures of { $count ->
    [one] one dossier are
   *[other] { $count } dossiers are
} kept. A second person (chair or secretary) types from the ballots too, then the result is entered.
session-count-differs = { $count ->
    [one] One dossier was
   *[other] { $count } dossiers were
} typed differently by two people, so no result was entered. Where they differ stands under the name.
session-count-saved = { $count ->
    [one] The count of { $count } dossier is kept.
   *[other] The counts of { $count } dossiers are kept.
}
session-item = Candidate
session-issued = Issued
session-returned = Returned
session-invalid = Invalid
session-agree = In favour
session-disagree = Against
session-other = Other
session-letters = Of these by letter
session-result = Result
session-figure-wrong = Every figure is a whole number, not below zero.

session-repeat = Vote again
session-repeat-lead = Sets the vote on { $name } aside and holds it again as a new item.
session-repeat-do = Set aside and vote again
session-repeat-then = A new item on the same dossier is added to the agenda, with the reason.
session-repeat-kept = The former item and its figures stay on record.
session-repeat-done = The repeated vote is on the agenda.
session-repeat-of = Voted on again: { $why }
session-declare = Declare a conflict of interest
session-declare-lead = Declares your conflict of interest on the dossier of { $name }.
session-declare-do = Declare the conflict
session-declare-then = You do not vote on this dossier.
session-declare-hidden = You no longer see its appraisal, files and count.
session-declare-kept = The declaration is kept and cannot be taken back.
session-declare-done = Your declaration is recorded.
session-note = Note the discussion
session-note-lead = What was said on { $name }, for the minutes.
session-note-do = Save
session-edit = Edit details
session-edit-then = On another day the seats are those of the members on that day.
session-cancel = Call the session off
session-cancel-lead = The dossiers on its agenda wait for another session.
session-cancel-done = The session is called off.
session-finish = Close the session
session-finish-lead = Counting team and conclusion, for the minutes.
session-finish-then = No more votes are opened in this session.
session-finish-left = Dossiers not voted on wait for the next session.
session-finish-do = Close the session
session-finish-done = The session is closed. The minutes are ready to print.
session-form-title = What it is about
session-form-day = Day
session-form-hour = Hour
session-form-hour-hint = As in 08:00.
session-form-place = Place
session-form-papers = Papers sent on
session-form-papers-hint = Empty while they were not. Papers are due the number of working days before the session that the agency has set.
session-form-reason = Reason
session-form-note = Discussion
session-form-note-hint = Do not write who voted what.
session-form-tellers = Counting team
session-form-tellers-hint = One person a line, the head first.
session-form-conclusion = Conclusion
session-form-save = Save

session-alone = Decided by the head without the council since the session before
session-alone-why = Told to the council; there is no vote on it.
session-alone-decision = Decision { $number } of { $date }

session-projector = Projector
session-wall-presence = { $count } of { $all } present
session-minutes = Minutes
session-minutes-closing = Electronic secret ballot “{ $title }”, closing head read before the council:
session-minutes-paper = Of these on paper: { $agree } agree, { $not } do not, { $other } other, { $invalid } invalid.
session-minutes-sealed = Sealed minutes
session-minutes-sealed-title = COUNTING RECORD (SEALED)
session-minutes-only-outcome = Only the outcome was announced; the figures are in the sealed minutes
session-minutes-title = MINUTES AND COUNTING RECORD
session-minutes-when = Time: { $hour } on { $date }.
session-minutes-where = Place: { $place }.
session-minutes-council = The council was set up by { $act }.
session-minutes-present = Members present: { $count } of { $all }
session-minutes-absent = Members absent
session-minutes-members = Members of the council
session-minutes-unmarked = Presence has not been taken yet.
session-minutes-left = left at { $hour }
session-minutes-votes = Results of the votes
session-minutes-no-votes = Nothing was voted on yet.
session-minutes-number = No.
session-minutes-needed = Needed
session-minutes-conflict = Does not vote: { $name } ({ $why })
session-minutes-hidden = Not shown because of a conflict of interest
session-minutes-open = No figures yet
session-minutes-secretary = SECRETARY
session-minutes-chair = CHAIR
