# The electronic secret ballot.
election-title = Electronic secret ballot
election-back = Back to the ballot’s page
election-unreviewed = This way of encryption has not yet been independently reviewed.
election-paper-first = Paper remains the usual way; choose the electronic ballot only when the council has agreed to it.
election-alone = One person holds the key, and that person alone can read every ballot. Use this for rehearsals only, or when the council knows and agrees.
election-conflicted = You have a conflict of interest in what this ballot asks: you do not vote and do not see the board.

election-stage-keys = Making the keys
election-stage-codes = Waiting for codes
election-stage-ready = Handing out envelopes
election-stage-open = Voting
election-stage-closed = Closed, waiting to be opened
election-stage-counted = Counted
election-stage-given-up = Given up
election-track-keys = Keys
election-track-codes = Codes
election-track-ready = Envelopes
election-track-open = Voting
election-track-closed = Opening
election-track-counted = Result
election-note-keys = { $count } of { $all } done
election-note-ready = { $count } of { $all } handed out
election-note-open = { $count } of { $all } ballots
election-note-closed = { $count } of { $all } opened
election-trustee-ready = Has a key
election-trustee-missing = Not begun
election-trustee-rounds = { $done } of 3 steps
election-trustee-opened = Opened
election-trustee-not-opened = Not opened
election-tracked-counted = Counts
election-tracked-replaced = Replaced
election-tracked-revoked = Code taken back

election-next-keys = It is your turn to make the key with the counting team.
election-next-keys-wait = Waiting for members of the counting team to make their keys: { $names }.
election-next-codes = The key stands. You make the voting codes and print them for the envelopes.
election-next-codes-wait = Waiting for { $name } to make the voting codes.
election-next-ready-wait = The secretary is handing out envelopes. Wait for the vote to open.
election-next-hand-out = { $count -> 
    [one] One member who is here has no envelope yet.
   *[other] { $count } members who are here have no envelope yet.
 }
election-next-open = { $count -> 
    [one] One member has an envelope. The vote can be opened.
   *[other] { $count } members have an envelope. The vote can be opened.
 }
election-next-vote = The vote is open. Whoever has a code from an envelope votes on the voting page.
election-next-revoke = Everybody has voted. { $count -> 
    [one] One envelope was taken by nobody: take back its code
   *[other] { $count } envelopes were taken by nobody: take back their codes
 } so that the vote can be closed.
election-next-revoke-wait = Everybody has voted. { $count -> 
    [one] One envelope was
   *[other] { $count } envelopes were
 } taken by nobody: waiting for { $name } to take the codes back.
election-next-close = { $count -> 
    [one] One ballot is there,
   *[other] { $count } ballots are there,
 } one for each envelope handed out. The vote can be closed.
election-next-sums = Compare the closing head, then use your key to open the result.
election-next-sums-wait = { $count -> 
    [one] One more member
   *[other] { $count } more members
 } of the counting team must use their keys to open the result.
election-next-count = Enough keys were used. Enter the result in the session.
election-next-count-wait = Enough keys were used. Waiting for the secretary to enter the result.
election-next-counted = The result stands in the session. The chair confirms and announces it on the session’s page.
election-next-given-up = This ballot was given up: { $why }
election-act-keys = Make the key
election-act-codes = Make the codes
election-act-hand-out = Hand out envelopes
election-act-revoke = Take codes back
election-act-open = Open the vote
election-act-close = Close the vote
election-act-vote = Go to the voting page
election-act-sums = Open the result with my key
election-act-count = Enter the result
election-act-list = List of tracking codes
election-act-bundle = Download the bundle
election-act-check = Verify the result
election-act-restart = Make the keys anew
election-act-give-up = Give this ballot up
election-few-handed = Only { $handed } have an envelope; at least { $least } are needed.
election-others = Other things to do
election-items-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
election-candidates = On the ballot
election-voters = Voters
election-voters-why = Only who took an envelope or paper is noted, as on a sign-in sheet. Nobody knows which code or ballot is whose.
election-voter-away = Not here
election-voter-code = Has an envelope
election-voter-nothing = Has none
election-trustees = Counting team
election-issuer = Issues the codes
election-threshold = { $needed } of { $all } must use their keys together to open the result. No single ballot is ever opened.
election-facts = Facts
election-mark = Mark of this ballot
election-address = Voting page
election-envelopes = Envelopes
election-envelopes-figures = { $listed } printed, { $handed } handed out, { $revoked } taken back, { $left } left
election-least = Fewest ballots that are opened
election-again = Voting again
election-again-yes = allowed until closing; the last ballot counts
election-again-no = not allowed
election-head-title = Closing head
election-head-why = Read it aloud to the council, show it on the screen and write it into the minutes. The counting team compares it before opening.
election-head-ballots = { $count -> 
    [one] One ballot counts
   *[other] { $count } ballots count
 }; { $handed } envelopes were handed out.
election-neither = No opinion
election-tracking = Tracking code
election-code = Voting code
election-code-hint = The 25 characters in the envelope. Capitals, dashes and spaces do not matter.

election-prepare-title = Prepare an electronic secret ballot
election-prepare-lead = Members vote on a phone or computer with a code from an envelope. Ballots are encrypted on the device; only the totals are ever opened.
election-prepare-rule = Needed: { $rule }. { $voters } of { $members } members may vote.
election-prepare-save = Prepare the ballot
election-prepare-done = Prepared. Next the counting team makes the key.
election-prepare-others = Other items
election-prepare-others-why = One ballot holds only items with the same rule and the same voters.
election-prepare-group = { $count -> 
    [one] One item
   *[other] { $count } items
 }, { $voters } voters
election-form-title = Title
election-form-items = Items on the ballot
election-form-trustees = Counting team with keys
election-form-trustees-hint = Usually three people. Each keeps a part of the key on a device of their own.
election-form-threshold = How many open the result
election-form-threshold-hint = Two of three: one lost key does no harm, and one person alone reads nothing.
election-form-issuer = Who issues the codes
election-form-issuer-hint = One of the counting team, and not the administrator of the server.
election-form-issuer-outside = must be one of the counting team chosen above
election-form-no-account = Members without an account cannot hold a key.
election-form-least = Fewest ballots that are opened
election-form-least-hint = Totals of very few ballots reveal single ones.
election-form-way = How codes are given and votes cast
election-way-drawn = Envelopes drawn in the meeting room
election-way-drawn-note = Nobody knows whose code is whose, and voting needs no sign-in. Best when all are in one room.
election-way-own = An envelope of one’s own and sign-in, for members elsewhere
election-way-own-note = Each member gets a code of their own and votes after two-step sign-in. The server knows whose encrypted ballot is whose, and cannot read it.
election-booth-own = In this vote each member has a code of their own and votes signed in.
election-needs-second = This vote needs two-step sign-in: whoever has only the code, or only the password, cannot vote for you. Turn two-step sign-in on and come back to this page.
election-codes-lead-own = { $count } codes are made on this device, one for each member, printed and erased. The server gets only the public part of each and knows whose it is.
election-hand-out-how-own = Do not write down or look at the code inside. Paper is handed only to those who are here.
election-codes-how-own = Cut out each code, put it into an envelope with its receiver’s name, seal it and have it delivered by hand.
election-hand-out-own = Each member gets the envelope with their name, here or where they are. Note who has received what; a code not noted as received does not vote.
election-voter-no-second = no two-step sign-in yet
election-form-replace = Members may vote again until closing; the last ballot counts

election-open-lead = Open “{ $title }” for voting.
election-open-then-items = Every item on the ballot is opened with it.
election-open-then-late = Envelopes can still be handed to members who come late, where the rule allows it.
election-open-done = The vote is open.
election-close-lead = Close “{ $title }”.
election-close-then-end = Nobody can vote or vote again; it is never reopened.
election-close-then-head = The closing head appears: read it aloud and write it into the minutes.
election-close-done = Closed. Read the closing head aloud and write it into the minutes.
election-count-lead = Enter the result of “{ $title }” in the session.
election-count-then-items = Agree and not agree of every item are entered as its count.
election-count-then-chair = The chair confirms and announces afterwards, as usual.
election-count-done = The result stands in the session.
election-fact-candidates = Items on the ballot
election-fact-handed = Envelopes handed out
election-fact-ballots = Ballots that count
election-restart-lead = Make the keys anew, under a new number.
election-restart-then-keys = The keys made so far and their papers are void.
election-restart-then-number = Every member of the counting team opens the page again and begins anew.
election-restart-done = The keys are made anew.
election-act-renew = Make the codes again
election-close-few = Only { $count } ballots count so far; at least { $least } are needed. Closed now, the sums could never be opened.
election-close-few-wait = Wait for more ballots: the vote stays open.
election-close-few-give-up = Or give up with a reason: the items return to the agenda and are voted on in another way.
election-close-wait = Wait for more ballots
election-renew-lead = Make the codes for “{ $title }” again: a print went wrong, an envelope was lost or the page was closed before printing. Possible only while nobody has an envelope.
election-renew-then-codes = No code made so far works any more. Destroy the prints and envelopes.
election-renew-then-keys = A new ballot with the same items and counting team starts again from the key. This one is given up, with the reason.
election-renew-done = Prepared again. The counting team makes a new key; then new codes are printed.
election-give-up-lead = Give “{ $title }” up.
election-give-up-reason = Reason
election-give-up-then-free = The items wait for a vote again, on paper or with a new electronic ballot.
election-give-up-then-repeat = The items are set aside and come on the agenda again as new ones, with the reason.
election-give-up-then-ballots = Ballots that were sent are never opened.
election-give-up-done = The ballot was given up.

election-hand-out-title = Hand out envelopes
election-hand-out-lead = Each member draws any envelope, or takes paper, and signs for it. Note who has what.
election-hand-out-left = { $left } envelopes are left.
election-hand-out-how = Do not write down or look at the code inside. Whoever is away must be marked present first.
election-hand-out-save = Save
election-hand-out-done = { $count } of { $all } members have an envelope, { $papers } have paper.

election-no-script = This page works with a program in the browser (JavaScript), which is switched off here. Switch it on or use another device.
election-no-program = This browser cannot be used
election-no-program-why = This needs WebAssembly, which the browser or the policy of this machine refuses. Use a newer browser or another device.
election-js-offline = The server cannot be reached. Check the network and try again; what is on this page is kept.
election-js-failed = Something went wrong and nothing was done. Reload the page and try again; if it stays so, tell the secretary.
election-js-working = Working…
election-js-mistyped = A character is wrong or missing. Look at each group again.
election-js-no-file = No file was chosen.
election-js-other-election = This belongs to another ballot.
election-js-passphrase = The passphrase is wrong or the key file is damaged.
election-js-other-ceremony = This key file belongs to another making of keys.
election-js-other-trustee = This key file is that of member number { $number }.
election-js-other-seed = This is not the key you used before.
election-js-too-short = The passphrase needs at least { $least } characters.
election-js-unlike = The two do not match.
election-js-not-saved = Download the key file first.
election-js-not-kept = Confirm both the key file and the paper.
election-js-culprit = What member number { $number } sent is wrong. Stop and ask the secretary to make the keys anew.
election-js-ceremony = The data of the ceremony are wrong. Stop and tell the secretary.
election-js-rounds = { $done } of 3 steps
election-js-wait-first = Waiting for the others to begin…
election-js-wait-second = Waiting for the others’ parts…
election-js-wait-third = Waiting for the others to confirm the six words…

election-keys-title = The counting team’s key
election-keys-lead = { $all } people make one key together, each on a device of their own. { $needed } of them are needed to open the result.
election-keys-begin = Before you begin
election-keys-how-file = You choose a passphrase and save a key file in a place of your own, such as your USB stick.
election-keys-how-paper = You print or write down the key on paper and seal it in an envelope.
election-keys-how-words = In the end all read six words aloud from their screens and compare them.
election-keys-make = Make my key
election-keys-have = I have a key file already
election-keys-secure = Choose a passphrase for the key file
election-keys-secure-why = The key was made on this device just now and is never sent.
election-keys-passphrase = Passphrase
election-keys-passphrase-hint = At least 12 characters; four or five words are best. Nobody can recover it.
election-keys-passphrase-again = The passphrase again
election-keys-seal = Seal the file
election-keys-keep = Keep the key
election-keys-keep-why = One of these two is needed to open the result.
election-keys-keep-file = Key file
election-keys-keep-file-why = It opens with the passphrase you have just chosen.
election-keys-save = Download the key file
election-keys-keep-paper = On paper
election-keys-keep-paper-why = Whoever reads this line has the key. Seal it in an envelope.
election-keys-paper-foot = key of counting team member { $number }
election-keys-kept-file = I have saved the key file in a place of my own
election-keys-kept-paper = I have printed the paper or written it down
election-keys-go-on = Go on
election-keys-resume = Go on with your key
election-keys-resume-why = You have begun already. Give your key file or the letters from paper to go on. If both are lost, ask the secretary to make the keys anew.
election-keys-work = Making the key together
election-keys-work-why = Keep this page open. If it is closed, open it again and give your key file.
election-keys-compare = Read the six words aloud
election-keys-compare-why = These six words must be the same on every screen. If even one differs, somebody has interfered.
election-keys-compare-ask = Do all { $all } read the same six words in the same order?
election-keys-same = They are the same
election-keys-different = They differ
election-keys-stopped = Stop
election-keys-stopped-why = Send nothing more. Ask the secretary to make the keys anew under a new number.
election-keys-restarted = The keys are being made anew
election-keys-restarted-why = The key you made is void. Reload the page and begin anew.
election-keys-reload = Reload the page
election-keys-over = The key stands
election-keys-over-why = Write these six words into the minutes. Keep file and paper until the result is announced.
election-key-file = Key file
election-key-passphrase = Passphrase of the key file
election-key-paper = No file: use the paper
election-key-letters = The letters on paper
election-key-letters-hint = 53 characters in groups of four. With them neither file nor passphrase is needed.

election-codes-title = Make the voting codes
election-codes-lead = { $count } codes are made on this device, printed and erased. The server gets only the public list, in another order.
election-codes-start = Before you make them
election-codes-how-printer = Have the printer ready; the codes are shown once.
election-codes-how-alone = Let nobody look at the screen or the prints.
election-codes-how-envelopes = Cut the cards, put each into an envelope of the same kind, seal and mix them.
election-codes-make = Make { $count } codes
election-codes-cards = Print the codes
election-codes-cards-why = Print them now. If you leave before printing, the codes are lost.
election-codes-print = Print
election-codes-printed = I have printed them
election-codes-sure = Erase the codes from this page?
election-codes-sure-why = Check that all { $count } codes are on paper and can be read. They cannot be shown again.
election-codes-clear = Erase the codes
election-codes-over = The codes were erased
election-codes-over-why = From now on the codes are in the envelopes alone. The secretary hands them to the members who are here.
election-card-code = Your voting code
election-card-how = Scan the QR code with a phone, or open this page, and type the code above:
election-card-qr = QR code of the address of the voting page
election-card-mark = The page must show the mark

election-revoke-title = Take back codes nobody took
election-revoke-lead = { $count } envelopes are left. Open them and type their codes; nobody can vote with a code that was taken back.
election-revoke-type = Codes of the envelopes left
election-revoke-add = Add
election-revoke-remove = Remove
election-revoke-check = Take these back
election-revoke-sure = Take them back?
election-revoke-sure-why = A code that was taken back cannot be used again.
election-revoke-done = { $count -> 
    [one] One code was
   *[other] { $count } codes were
 } taken back.
election-js-not-listed = This code does not belong to this ballot.
election-js-twice = This code is on the list already.
election-js-none = No code yet.
election-js-revoke-count = { $count } typed, { $all } envelopes left
election-js-revoke-sure = Take back the { $count } codes you typed.

election-sums-title = Open the result
election-sums-lead = { $needed } of { $all } members of the counting team are needed. Your key opens the totals only, no single ballot.
election-sums-compare = Compare the closing head
election-sums-compare-why = This browser has checked the whole board by itself and came to the head below. Compare it with the one read aloud and written in the minutes.
election-sums-ballots = Ballots that count:
election-sums-same = It is the same
election-sums-different = It differs
election-sums-key = Your key
election-sums-key-why = The key is used on this device only and is not sent.
election-sums-open = Open the result
election-sums-stopped = Do not open
election-sums-stopped-why = The server shows another board than the one that was closed. Tell the chair and the counting team at once, and keep this screen.
election-sums-over = Your part was sent
election-sums-over-why = When enough members have done so, the secretary enters the result.
election-sums-done = Your part of the opening was received.
election-js-unsound = The board does not pass the checks ({ $checks }). Do not open it; tell the chair.
election-js-too-few = There are fewer than { $least } ballots: they are not opened, so that none is revealed.
election-js-contradiction = This board contradicts the one this browser saw before. Do not open it; tell the chair.

election-booth-title = Vote
election-booth-no-script = This page encrypts the ballot in the browser and needs JavaScript, which is switched off here. Switch it on, use another device, or ask the secretary for a paper ballot.
election-booth-not-open = The vote has not been opened yet. Wait until the chair opens it.
election-booth-closed = The vote is closed.
election-booth-given-up = This ballot was given up. Ballots that were sent are not opened.
election-booth-enter = Type the code from your envelope
election-booth-mark = The mark on your envelope must be
election-booth-go = Begin
election-booth-javascript = This browser does not run WebAssembly; the JavaScript version encrypts the ballot.
election-booth-choose = Choose for each one
election-booth-choose-why = Nothing is chosen beforehand.
election-booth-choose-keys = On a keyboard: 1 agrees, 2 does not, and the next one follows.
election-booth-choose-keys-three = On a keyboard: 1 agrees, 2 does not, 3 has no opinion, and the next one follows.
election-booth-neither-why = “No opinion” is a valid vote and does not count as in favour.
election-booth-replaces = A ballot was sent with this code already. The new one will replace it.
election-booth-progress = How many are chosen
election-booth-review = Review
election-booth-summary = Look at it once more
election-booth-summary-why = Nothing has been sent.
election-booth-encrypt = Encrypt the ballot
election-booth-change = Change
election-booth-busy = Encrypting
election-booth-busy-why = The ballot is encrypted on this device and checked by a second program.
election-booth-ready = The ballot is ready
election-booth-ready-why = Note this tracking code to find your ballot in the public list. It has not been sent yet.
election-booth-send = Send the ballot
election-booth-challenge-why = Do you want to be sure that this device encrypts rightly?
election-booth-challenge = Check this ballot
election-booth-sure-why = The choices of this ballot are shown so that another device can check them. A ballot that was checked cannot be sent any more; you make a new one afterwards.
election-booth-reveal = Show it
election-booth-challenged = Ballot to be checked
election-booth-challenged-why = On another device open the page below and type your voting code, the tracking code and the line.
election-booth-page = Page
election-booth-anew = Make a new ballot
election-booth-save-challenge = Download the line
election-booth-challenge-file = check-line.txt
election-booth-receipt-file = receipt.txt
election-booth-sent = Your ballot was received
election-booth-sent-why = The server has signed a receipt. Compare the tracking code with the list when it is published.
election-booth-index = Number on the board
election-booth-head = Head of the board then
election-booth-save-receipt = Download the receipt
election-booth-may-replace = You may vote again with the same code until the vote is closed.
election-booth-next-member = Another member votes on this device
election-js-revoked = This code was taken back. Tell the secretary.
election-js-replayed = A newer ballot of this code is there, or this ballot does not allow voting again.
election-js-closed = The vote is closed; this ballot was not taken.
election-js-not-open = The vote is not open yet. Keep this page and try again when it is.
election-js-bad-ballot = The server did not take this ballot because its proof does not hold. Encrypt once more, or use another device.
election-js-spoiled = This ballot was used for a check and cannot be sent. Make a new one.
election-js-busy = The server is busy. Wait a moment and press again; the ballot is kept on this page.
election-js-disagree = The two programs do not agree. Nothing is sent; use another device and tell the secretary.
election-js-receipt = The server’s receipt is wrong. Keep this screen and tell the counting team.
election-js-unanswered = Not everything is chosen.
election-js-over-limit = At most { $limit } can be agreed to; you agree to { $agreed }.
election-js-progress = { $done } of { $all } chosen
election-js-left = { $count } left to choose
election-js-limit = { $agreed } of { $limit } agreed to
election-js-totals = { $agree } agree, { $not } not agree
election-js-totals-three = { $agree } agree, { $not } not agree, { $neither } no opinion
election-js-sending = Sending…
election-js-receipt-head = Receipt: tracking code, identity of the ballot, number, head of the board, the server’s signature
election-members-title = What you should know
election-members-encrypted = Your choices are encrypted on this device. Neither server nor administrators can read them; only totals are opened, when enough members of the counting team use their keys together.
election-members-code = Note the tracking code and look for it in the public list: where it says “Counts”, your ballot is in the result.
election-members-limits = What cannot be hidden: a unanimous result, somebody who looks at your screen, spying software on the device, or enough members of the counting team acting together.
election-members-paper = You may ask for a paper ballot; who has an envelope gives it back unused.

election-list-title = List of tracking codes
election-list-lead = One line for each ballot, open to everybody. Look for your own code; the ballots that count must be as many as those who voted.
election-list-counted = ballots that count
election-list-head = Head of the board now:
election-list-none = No ballot yet
election-list-none-text = Tracking codes appear here as soon as ballots are received.
election-list-number = Number
election-list-state = State
election-list-challenged = More checks:

election-receipt-title = Check a receipt
election-receipt-lead = A receipt is the server's signature that your ballot stands at a certain entry of the board. Your browser compares it with the board as it is now; the receipt is not sent.
election-receipt-type = The receipt saved when voting
election-receipt-text = The receipt
election-receipt-hint = Paste the whole file, or only the 328 digits of its last line.
election-receipt-file = Or choose the receipt's file
election-receipt-check = Compare
election-receipt-none = No receipt found: 328 hexadecimal digits are needed, as in the saved file.
election-receipt-foreign = This receipt was not signed by the server of this election. Check the file and the address of the page.
election-receipt-kept = The ballot is still in its place
election-receipt-kept-why = The entry the server signed for still is this ballot, and nothing before it was changed.
election-receipt-cut = The board was cut off
election-receipt-cut-why = The server signed that this ballot stands at an entry which the board does not have any more.
election-receipt-changed = The board was changed
election-receipt-changed-why = At the entry the server signed for stands another one now, or what stands before it was changed.
election-receipt-evidence = This receipt is the evidence. Keep the file, tell the chair at once and ask to stop.
election-receipt-place = Entry named in the receipt
election-receipt-last = Last entry of the board now
election-receipt-again = Check another receipt
election-challenge-title = Check one ballot
election-challenge-lead = Use another device than the one that encrypted. This page makes the ballot again with the second program and compares the tracking code.
election-challenge-type = Three things are needed
election-challenge-noted-hint = The code shown before you chose to check.
election-challenge-line = Line to check
election-challenge-line-hint = It begins with TDKT-KIEM-TRA-1.
election-challenge-file = Or the file from the voting page
election-challenge-check = Check
election-challenge-fits = The device encrypted rightly
election-challenge-fits-why = From the choices below the second program makes exactly the ballot with that tracking code.
election-challenge-again = Check another one
election-js-no-challenge = The line is not of the right form or not whole.
election-js-differs = It does not fit: this line gives the tracking code { $code }. Look at what you typed; if it still differs, do not trust that device, and tell the counting team.

election-check-title = Verify a result
election-check-lead = Choose the bundle you downloaded. Everything is checked in this browser; nothing is sent.
election-check-choose = Bundle
election-check-file = The .bundle file
election-check-head-hint = The 64 characters in the minutes. Without them nobody knows whether the file is the board the council saw.
election-check-more = Compare more
election-check-election = Identity of the ballot
election-check-receipts = Receipts of members
election-check-do = Verify
election-check-no-program = This browser does not run WebAssembly. Use a newer one, or the command below.
election-check-valid = Every check passed
election-check-valid-why = The result below is exactly what the ballots in the file come to.
election-check-invalid = Not valid
election-check-invalid-why = At least one check failed or could not run. Do not use this result before it is explained.
election-check-form = The file is a bundle
election-check-manifest = List of items and rules are in order
election-check-ceremony = The counting team made the key together
election-check-chain = The board is unbroken: no entry changed or left out
election-check-entries = Every ballot is valid and from a listed code
election-check-closing = The vote was closed
election-check-partials = Enough keys were used, and rightly
election-check-result = The result is what the ballots come to
election-check-expected = It agrees with the minutes and receipts given
election-check-passed = Passed
election-check-failed = Failed
election-check-not-run = Could not run
election-check-in-file = In the file:
election-check-in-entry = At entry { $number }:
election-check-in-expectation = Against what was given:
election-check-found = What was found
election-check-words = Six words of the key
election-check-not-returned = Not returned
election-check-base = Out of
election-check-again = Verify another file
election-check-command = With a command
election-check-command-why = On a machine with the program this command makes the same checks and needs no network:
election-js-digits = Such a value has 64 characters, 0–9 and a–f.
election-own-link = Use a program on a device of your own, not served by this server
election-own-title = Use a program on your own device
election-own-lead-key = A program on your own device makes and keeps the key; the server cannot change it. Only the line it prints is sent.
election-own-lead-open = A program on your own device checks the whole board before it uses the key. Only the line it prints is sent.
election-own-get-ceremony = Download the ceremony’s file
election-own-get-bundle = Download the result file
election-own-run = Run on your own device:
election-own-again = Paste the printed line below. Begin anew for each round, once everybody has posted the one before.
election-own-once = After --head stands the closing head that was read aloud. Paste the printed line below.
election-own-line = The line the program printed
election-own-send = Send
election-own-wrong = has to be one line of hexadecimal digits, as the program prints it
election-own-done = Received.

election-voter-paper = Has paper
election-next-paper-type = { $count ->
    [one] One paper ballot is
   *[other] { $count } paper ballots are
 } still to be accounted for. Fewer than { $least } get no figures of their own: two people type each in under a paper code, then the vote is closed.
election-next-paper-type-wait = { $count ->
    [one] One paper ballot is
   *[other] { $count } paper ballots are
 } to be typed in before closing. Waiting for two people who count.
election-next-paper-count = { $count ->
    [one] One paper ballot was
   *[other] { $count } paper ballots were
 } in the box. Two people enter the figures on their own; when these agree, the counting team opens the result.
election-next-paper-count-wait = Waiting for the figures of { $count ->
    [one] one paper ballot,
   *[other] { $count } paper ballots,
 } entered by two people on their own.
election-act-paper-type = Type paper ballots in
election-act-paper-count = Enter the paper figures
election-paper = Paper ballots
election-paper-line = { $issued } handed out, { $typed } typed in under codes, { $missing } missing
election-paper-least = Paper figures of their own from
election-paper-codes = Paper codes
election-paper-figures = Figures of the paper ballots
election-paper-figures-why = { $returned } paper ballots in the box of { $issued } handed out; entered by two people on their own, on the board before the result was opened.
election-paper-waiting = Waiting for a second person
election-paper-waiting-one = { $names } typed one in; nobody else has typed it alike yet.
election-head-paper = { $issued } paper ballots handed out, { $missing } missing.
election-form-paper-least = Fewest paper ballots with figures of their own
election-form-paper-least-hint = Figures of very few paper ballots reveal single ones. Below this number each paper ballot is typed in as an encrypted one, and only the joint total appears.
election-form-paper-codes = Paper codes to be made
election-form-paper-codes-hint = Each is for typing one paper ballot in when there are few. If nobody takes paper they stay unused.
election-form-paper-codes-many = cannot be more than those who may vote
election-close-paper = Paper ballots missing
election-close-paper-hint = Count the paper ballots in the box first: those handed out less those in the box. When they are typed in under codes, wholly blank or spoilt ones count here too.
election-fact-paper = Paper ballots handed out
election-fact-paper-typed = Paper ballots typed in under codes
election-close-then-paper = If there are paper ballots not typed in under codes, two people enter their figures after closing.
election-hand-out-nothing = Nothing
election-hand-out-code = Envelope
election-hand-out-paper = Paper
election-hand-out-free = { $free ->
    [one] One more paper ballot
   *[other] { $free } more paper ballots
 } can be handed out. For more, the issuer takes back the code of an envelope not handed out, or of one that a member gives back unused: choose “Nothing” and save, take the code back, then choose “Paper”.
election-codes-papers = { $count ->
    [one] One paper code
   *[other] { $count } paper codes
 }
election-card-paper = Paper code – kept by the counting team, not for members
election-revoke-used = a ballot was cast with it
election-js-revoke-sure-used = { $count } typed codes are taken back. With { $used } of them a ballot was cast: it will not count, and does not free a paper ballot.
election-paper-type-title = Type paper ballots in
election-paper-type-lead = Every paper ballot drawn from the box is typed in by two people, each on a device and account of their own. When both are the very same it goes on the board like every other ballot.
election-paper-type-enter = The code for this ballot
election-paper-type-code = Paper code
election-paper-type-seed = Sealing line
election-paper-type-seed-hint = The first person leaves it empty: the line appears after typing. The second types the line the first has written down, 53 signs.
election-paper-type-go = Go on
election-paper-type-choose = Copy the paper ballot
election-paper-type-choose-why = Where nothing or something invalid is marked, choose “Do not agree”, or “No opinion” where the ballot offers it. A ballot that is wholly blank or spoilt is not typed in; it counts as missing at the closing.
election-paper-type-review = Look it over
election-paper-type-summary = Compare with the paper once more
election-paper-type-send = Encrypt and send
election-paper-type-first = Kept. Waiting for a second person
election-paper-type-first-why = Write or print the two lines below and clip them to the paper ballot with its code. The second person types code and sealing line and copies the ballot. The line is sent nowhere; whoever has both code and line can read the ballot.
election-paper-type-differs = The two entries differ
election-paper-type-differs-why = The choices or the sealing line differ from the other person’s. Compare with the paper ballot together; whoever was wrong types again with the same code and the first person’s sealing line.
election-paper-type-counted = The paper ballot is on the board
election-paper-type-counted-why = Print this page and seal it with the paper ballot, its code and the sealing line. In a dispute, code and check line on the page that checks one ballot must give this tracking code and the choices on the paper.
election-paper-type-next = Another paper ballot
election-js-not-paper-code = This is not a paper code of this ballot.
election-paper-count-title = Figures of the paper ballots
election-paper-count-lead = { $returned } paper ballots were in the box. For each item the figures must add up to { $returned }.
election-paper-count-save = Keep the figures
election-paper-count-first = Kept. A second person enters the figures from the paper ballots on their own.
election-paper-count-differs = The two entries differ, so nothing stands yet. The differences are shown under each item.
election-paper-count-done = The paper figures are on the board. The counting team opens the result next.
election-check-paper = Paper ballots with figures of their own
election-paper-type-print = Print for sealing
