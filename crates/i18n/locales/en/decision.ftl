# Decisions and certificates.
decision-show-title = Decision
decision-state-draft = Draft
decision-authority = Authority
decision-signer = Signed by
decision-date = Planned date
decision-session = Based on
decision-facts = About this decision
decision-history = History
decision-document = Draft document
decision-certificates = Print certificates
decision-next-why = Check the list and the money, then submit it to the authority for signature.
decision-lines = List attached to the decision
decision-line-name = Collectives and individuals
decision-line-form = Form
decision-line-money = Reward
decision-line-certificate = Certificate
decision-line-none = A higher reward of this period is paid already
decision-total = Total
decision-rounding = Rewards are rounded up to { $unit }.
decision-issue = Issue
decision-issue-do = Issue the decision
decision-issue-lead =
    { $count ->
        [one] Issue the decision with { $count } entry in its list.
       *[other] Issue the decision with { $count } entries in its list.
    }
decision-issue-number = The next number of this year is used and written into the register.
decision-issue-fixed = The decision cannot be changed afterwards; a mistake needs a decision that replaces it.
decision-issue-told = The units named in the list are told.
decision-certificate = Certificate
decision-certificate-pdf = Download PDF
decision-certificate-print = Print
