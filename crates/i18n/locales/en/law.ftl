# The law as dated facts.
law-title = Law and money
law-why = Award money = coefficient × base salary on the day of the decision × factor of a collective or household, then rounded. Issued decisions are not affected by changes here.
law-unchecked = { $count } { $count ->
    [one] value has
   *[other] values have
  } not been compared with the official text by the agency. Open each to confirm or correct it.
law-salaries = Base salary
law-salary-add = Add a base salary
law-salary-title = Base salary
law-awards = Coefficients of awards
law-earlier = Earlier rates ({ $count })
law-awards-why = Each rate has its time; a new one ends the one before it the day before.
law-award = Award
law-award-add = Add an award
law-award-new = Add an award
law-award-title = Coefficient: { $name }
law-new-rate = Add a new rate
law-from = From
law-valid = In force
law-still = now
law-now = in force
law-amount = Đồng a month
law-amount-hint = A whole number, as 2,530,000.
law-act = Legal basis
law-act-hint = Number of the decree, article and clause.
law-coefficient = Coefficient, individual
law-coefficient-hint = Times the base salary, as 0.3.
law-factors = Collective, household
law-factor-collective = collective
law-factor-household = household
law-collective = Collective times
law-household = Household times
law-checked = Checked
law-checked-by = { $who }, { $day }
law-add = Add and confirm
law-confirm = Confirm as checked
law-confirm-why = Compare with the official text, correct it if needed, then confirm. Your name and today's date are kept.
law-stated = Recorded and marked as checked.
law-cancel = Cancel
law-source = Source
law-checked-on = Checked on
law-to = Until
