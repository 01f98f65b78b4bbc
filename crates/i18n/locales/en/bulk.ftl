# One act for many things, what came of it, the way back.
bulk-all = Choose all on this page
bulk-back = Back to the list
bulk-bar = What can be done with those chosen
bulk-can-undo = For 10 minutes it can be undone for whatever nobody has changed since.
bulk-choose = Choose
bulk-chosen = { $count } chosen
bulk-day = Day
bulk-day-said = { $day }
bulk-dispatch-again = Send again
bulk-do = { $count ->
    [one] Do it for one
   *[other] Do it for { $count }
}
bulk-done = Done
bulk-dossier-assign = Assign an appraiser
bulk-dossier-take-back = Take back from the appraiser
bulk-each = Each is done by itself: what cannot be done is told with its reason and holds up nothing else.
bulk-in-use = As it stands now, this cannot be done with it.
bulk-kept = Only you can see this result; it is kept for 90 days. The journal tells each act as if it had been done alone.
bulk-lead = { $count ->
    [one] One is chosen.
   *[other] { $count } are chosen.
}
bulk-none = Nothing was chosen.
bulk-not-found = Not found, or not yours to handle.
bulk-note = What to know
bulk-on = Public from
bulk-one = Choose { $name }
bulk-outcome = Result
bulk-person = Given to
bulk-person-deactivate = Record that they left
bulk-person-move = Move to another unit
bulk-person-reactivate = Record that they are back
bulk-prospect-invite = Invite to register
bulk-prospect-let-go = Let go
bulk-prospect-take-back = Take up again
bulk-refused = Not done
bulk-result = What came of each
bulk-result-at = Done at { $at }
bulk-result-title = Result: { $act }
bulk-story-release = Publish
bulk-story-take-down = Take down
bulk-suggestion-decline = Do not take up
bulk-suggestion-look = Mark as being looked at
bulk-task-assign = Assign to a person
bulk-task-exempt = Exempt
bulk-task-extend = Extend
bulk-task-take-back = Take back
bulk-task-zero = Report “nothing”
bulk-then-dispatch-again = The document is sent to its receiver again at once.
bulk-then-dossier = Dossiers that meet the conditions move on; the others say what is missing.
bulk-then-dossier-assign = The person appraises the dossiers; nobody's rights change, and nobody in conflict is given one.
bulk-then-dossier-return = The dossiers go back to their units for completion, with the reason.
bulk-then-dossier-take-back = The dossiers are with no appraiser any more.
bulk-then-letter-again = The letters are sent again at once and say what waits then.
bulk-then-person-deactivate = They no longer sign in and have no rights; everything recorded stays.
bulk-then-person-move = They belong to the new unit; who headed the old one no longer does.
bulk-then-person-reactivate = They work in their old unit again.
bulk-then-prospect-invite = The units are invited to register them.
bulk-then-prospect-let-go = They are no longer followed, with the reason.
bulk-then-prospect-take-back = They are followed again.
bulk-then-story-release = Everybody reads the stories from this day on; what is not checked or has no consent is not published.
bulk-then-story-take-down = The public can no longer read the stories.
bulk-then-suggestion-decline = The senders see the reason with their code.
bulk-then-suggestion-look = The senders see that somebody looks into it.
bulk-then-task-assign = The person does these tasks, in place of whoever has them now; the units owe them as before.
bulk-then-task-exempt = The units need not report; the reason is kept.
bulk-then-task-extend = The new day holds; the plan's own day stays on record.
bulk-then-task-take-back = The tasks are with nobody any more.
bulk-then-task-zero = Tasks that ask for a list are reported as having nothing to report.
bulk-then-unit-plan-receive = Plans that were sent to the standing body are acknowledged today.
bulk-thing = What
bulk-things = { $count ->
    [one] One thing
   *[other] { $count } things
}
bulk-too-many = At most 500 can be done at once.
bulk-undo = Undo
bulk-undo-do = { $count ->
    [one] Undo for one
   *[other] Undo for { $count }
}
bulk-undo-done = Undone.
bulk-undo-over = More than 10 minutes have passed, so it can no longer be undone; each can still be changed on its own page.
bulk-undo-reason = Undone
bulk-undo-title = Undone: { $act }
bulk-undo-until = Can be undone until { $until }. What somebody has changed since stays as it is, and is told.
bulk-undoes = What was undone
bulk-undone = It has been undone already.
bulk-undone-by = Undone: see the result
bulk-unit = New unit
bulk-unit-plan-receive = Acknowledge
bulk-until = New last day
bulk-waiting = Not reached
bulk-wanted = Wanted by
bulk-wanted-hint = Not required; not after the last day of the task itself.
bulk-why = Reason
bulk-why-not = Why
bulk-words = Reason, what to know
bulk-fits = Can be done
bulk-tried = It was tried first with what you chose; nothing is written yet. What has a reason below cannot be done so. Choose otherwise, or press again to do the others.
bulk-fits-not = Cannot be done yet
