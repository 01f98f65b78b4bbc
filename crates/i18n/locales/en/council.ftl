# Councils, sessions, votes.
council-session-title = Session of { $date }
council-state-running = In session
council-minutes = Minutes
council-close = End the session
council-refused-open = A vote is still open.
council-open-item = Before the council
council-needed = At least { $needed } must agree
council-rule-two-thirds-all = 2/3 of all members of the council
council-conflicted =
    { $count ->
        [one] { $count } member does not vote
       *[other] { $count } members do not vote
    }
council-vote-agree = Agree
council-vote-disagree = Disagree
council-vote-other = Other opinion
council-vote-close = Record and close the vote
council-vote-close-why = The numbers are shown once more before they are recorded.
council-turnout = of { $voters } have voted
council-secret-why = A secret ballot: nobody knows the result, the administrator included, until the vote is closed and counted.
council-ballot-open = Vote
council-ballot-close = Close the vote
council-refused-waiting =
    { $count ->
        [one] { $count } person present has not voted yet.
       *[other] { $count } people present have not voted yet.
    }
council-none-open = Nothing is open
council-none-open-text = The secretary chooses a dossier of the agenda to begin its vote.
council-agenda = Agenda
council-item-passed = Enough votes
council-item-open = Being voted on
council-item-next = Not yet
council-presence = Members present
council-quorum-yes = quorum reached (from { $quorum })
council-quorum-no = quorum not reached ({ $quorum } needed)
council-here = Present
council-written = In writing
council-away = Absent
council-conflict-unit = Same unit as the candidate
