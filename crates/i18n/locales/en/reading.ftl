# What to look at in the document. Only said, never corrected.
reading-other = There is something to look at ({ $code }).
reading-criteria-missing = No criteria were found in the text.
reading-criterion-twice = Two items state the same criterion: “{ $first }” and “{ $second }”.
reading-links-in-a-circle = The conditions go in a circle: a leader needs the collective, the collective a recognised individual.
reading-movement-without-criteria = “{ $movement }” has no criteria of its own.
reading-movement-name-differs = The movement's name differs: heading “{ $heading }”, text “{ $found }”.
reading-count-per-sector-unclear = “{ $text }”: it is not clear whether the number is counted together or for each sector.
reading-quota-over-several = “{ $text }”: one number for several things; not clear whether each or together.
reading-quota-without-time = { $count ->
    [one] One quota does not say
   *[other] { $count } quotas do not say
} whether it holds for the whole period or for a year; the whole period is assumed.
reading-cap-without-tie-rule = { $count ->
    [one] There is a maximum
   *[other] There are { $count } maximum numbers
} but no rule for choosing when more qualify.
reading-count-of-either = “{ $text }”: it is not clear whether one of each is meant or one of either.
reading-asks-differ = The same request in different words: “{ $first }” and “{ $second }”.
reading-council-part-missing = The council is named, but not what it does in the procedure.
reading-vote-rule-missing = The plan does not say how to vote or which share is needed; choose it at the selection step.
reading-quorum-missing = The plan does not say how many members must be present.
reading-validity-missing = The plan does not say how long a recognition lasts and when it is withdrawn.
reading-agency-missing = The issuing agency was not found.
reading-title-missing = The title was not found.
reading-period-missing = The plan's years were not found.
reading-signer-missing = The signer was not found.
reading-recipients-missing = The recipients were not found.
reading-number-missing = The document's number was not found.
reading-date-missing = The date of issue was not found.
reading-date-incomplete = The date of issue is incomplete: { $date }.
reading-number-blank = The document's number is still blank: “{ $number }”.
reading-years-backwards = The text says “{ $from } - { $to }”: the last year is before the first, perhaps a slip.
reading-period-differs = The text speaks of { $from } - { $to }, which differs from the plan's years ({ $plan-from } - { $plan-to }).
reading-numeral-repeated = “{ $text }”: the same Roman numeral twice, perhaps a slip.
reading-numbering-gap = The numbering jumps: “{ $before }” is followed by “{ $found }”.
reading-due-before-issue = The date { $due } had passed when the plan was issued ({ $issued }).
reading-due-soon-after-issue = The date { $due } is only { $days } days after the date of issue ({ $issued }).
reading-intake-meets-review = Lists are taken “{ $intake }”, but reviewed “{ $review }”: no day lies between.
reading-due-differs = Two dates for the same duty: “{ $first }” and “{ $second }” ({ $what }).
reading-intake-ends-early = “{ $text }”: it ends before the plan's last year ({ $plan-to }).
reading-two-closings = There are two closings in one year.
reading-plan-still-to-issue = “{ $text }”: the text says that the plan will be issued later.
reading-figure-repaired = “{ $text }”: a letter was read as a figure; compare with the original.
