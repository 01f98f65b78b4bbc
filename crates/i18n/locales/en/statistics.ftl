# Statistics of a year.
statistics-title = Statistics of a year
statistics-why = The agency’s own table, from the decisions that were issued.
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

# The ministry's forms.
statistics-forms = The ministry’s forms
statistics-forms-lead = Statistics forms on emulation and commendation
statistics-forms-why = Filled in from issued decisions, verified titles and running plans. Choose a number to see the records behind it.
statistics-forms-law = As laid down in Circular 02/2023/TT-BNV of 23 March 2023. Circular 18/2025/TT-BNV of 8 October 2025 replaced it; its forms were not found in a public source: compare before you submit. Forms 0604.N and 0605.N count the emulation offices of ministries and provinces and their officials, which this program does not keep.
statistics-forms-number = Form { $digits }.N/BNV-TĐKT
statistics-forms-act = Circular 02/2023/TT-BNV of 23 March 2023
statistics-forms-due = Due on 15 December of the year reported
statistics-forms-from = Reported by: { $agency }
statistics-forms-to = Received by: ……………………
statistics-forms-year = Year { $year }
statistics-forms-day = …………, the …… of …………
statistics-forms-maker = Prepared by
statistics-forms-maker-how = (Signature, name)
statistics-forms-head = Head of the agency
statistics-forms-head-how = (Signature, name, seal)
statistics-forms-tier = The agency is recorded as “{ $tier }”.
statistics-forms-tier-change = Change it in the agency’s settings
statistics-forms-unverified = { $count ->
    [one] 1 title is not verified and not counted.
   *[other] { $count } titles are not verified and not counted.
 }
statistics-forms-lower = { $count ->
    [one] 1 award below ministries and provinces: the forms do not ask for it.
   *[other] { $count } awards below ministries and provinces: the forms do not ask for them.
 }
statistics-forms-practices = { $count ->
    [one] 1 award to a practice: the forms know people, collectives and households.
   *[other] { $count } awards to practices: the forms know people, collectives and households.
 }
statistics-forms-unsaid = { $count ->
    [one] 1 award whose way is not recorded: it is in the total and in no line of the ways.
   *[other] { $count } awards whose way is not recorded: they are in the total and in no line of the ways.
 }
statistics-form-0601 = Emulation movements
statistics-form-0602 = Awards of the state
statistics-form-0603 = Awards of ministries, central bodies, provinces and cities under the centre
statistics-form-0603-short = Awards of ministries and provinces
statistics-form-0602-short = Awards of the state
statistics-form-measure = Unit: movements
statistics-form-line = What is counted
statistics-form-code = Line
statistics-form-unit = Unit
statistics-form-total = Total
statistics-form-split = Divided into
statistics-form-launched = By who launched the movement
statistics-form-launched-nation = Central (Central Council for Emulation and Commendation)
statistics-form-launched-top = Ministries, central bodies, provinces and cities under the centre
statistics-form-launched-unit = Agencies, organisations, units
statistics-form-by-scope = By scope
statistics-form-scope-nation = The whole country
statistics-form-scope-top = Ministries, central bodies, localities
statistics-form-scope-cluster = Clusters and blocks set up by emulation councils
statistics-form-scope-unit = Agencies, organisations, units
statistics-form-by-length = By length
statistics-form-length-under-one = Less than 1 year
statistics-form-length-one = 1 year
statistics-form-length-under-three = More than 1 and less than 3 years
statistics-form-length-under-five = From 3 to less than 5 years
statistics-form-length-longer = 5 years and more
statistics-form-by-manner = By manner
statistics-form-thematic = Thematic
statistics-form-every-year = Regular, every year
statistics-form-by-submitter = By who submits to the Prime Minister
statistics-form-submitter-ministry = Ministries, central bodies
statistics-form-submitter-province = Provinces and cities under the centre
statistics-form-by-recipient = By recipient
statistics-form-collectives = Collectives
statistics-form-enterprises = Of them enterprises
statistics-form-households = Households
statistics-form-individuals = Individuals
statistics-form-rank-top = Leaders of ministries, provinces and above
statistics-form-rank-department = Leaders of departments and their equals
statistics-form-rank-entrepreneur = Entrepreneurs
statistics-form-rank-leader = Other leaders from deputy head of division
statistics-form-rank-worker = People who work, learn, fight or serve in combat themselves
statistics-form-by-way = By way of the award
statistics-form-way-regular = Regular
statistics-form-way-thematic = Thematic
statistics-form-way-sudden = For a single deed
statistics-form-way-external = To foreigners
statistics-form-way-devotion = For a life of service
statistics-form-way-years = For years in a sector
statistics-form-way-war = For the wars
statistics-form-measure-collective = Collectives
statistics-form-measure-enterprise = Enterprises
statistics-form-measure-household = Households
statistics-form-measure-person = People
statistics-form-measure-ministry = Ministries
statistics-form-measure-province = Provinces
statistics-form-orders = Orders and medals
statistics-form-prize-hcm = Hồ Chí Minh prize
statistics-form-prize-state = State prize
statistics-form-honours = State honours
statistics-form-flag-government = Flag of the government
statistics-form-certificate-premier = Certificate of the Prime Minister
statistics-form-fighter-nation = National emulation fighter
statistics-form-other-state = Other awards
statistics-form-certificate = Certificate of merit
statistics-form-fighter = Emulation fighter of a ministry or province
statistics-form-flag = Flag of a ministry, central body or province
statistics-form-badge = Badge (commemorative medal) of a ministry, central body or province
statistics-form-none = None
statistics-behind = Records behind a number
statistics-behind-what = { $line } – { $column }
statistics-behind-back = Back to the form
statistics-behind-who = Recipient, movement
statistics-behind-award = Award
statistics-behind-day = Day of the decision
statistics-behind-from = Taken from
statistics-behind-decision = Decision
statistics-behind-title = Verified title
statistics-behind-programme = Plan
statistics-behind-none = No records
