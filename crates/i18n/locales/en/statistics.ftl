# Statistics of a year.
statistics-title = Statistics of a year
statistics-why = The agency’s own table, from the decisions that were issued. It helps to fill in the ministry’s forms, whose layout this program does not have.
statistics-movements = { $count } movements in { $year }
statistics-what = Movement, award
statistics-people = People
statistics-women = Of them women
statistics-men = Of them men
statistics-unrecorded = Sex not recorded
statistics-collectives = Collectives
statistics-households = Households
statistics-practices = Practices
statistics-all = Total
statistics-paid = Money
statistics-all-recognised = All recognised
statistics-all-awarded = All awarded
