# Movements.
movement-list-title = Movements
movement-show-title = Movement: { $name }
movement-none-yet = No movement is running
movement-none-yet-text = Movements appear here when a plan is put in force.
movement-aliases = Also called: { $names }
movement-name = Movement
movement-years = Year
movement-about = About
movement-lead = Lead
movement-lead-told = Lead body (told)
movement-lead-asked = Lead body (asked)
movement-lead-unit = Unit that leads it here
movement-with = Co-operating bodies
movement-valid = Years
movement-recognised = Recognised
movement-under-way = Dossiers under way
movement-source = The sentence in the plan
movement-quotas = Quotas
movement-no-quotas = The plan sets no quotas.
movement-each-unit = { $n } each, { $units } units; { $short } units still short.
movement-sum = All movements together: { $counted }/{ $together } { $subject } ({ $quotas } quotas).
movement-sum-apart = All movements together: { $counted }/{ $together } { $subject } if each quota counts once; { $counted }/{ $apart } if sectors count apart with the full number each ({ $quotas } quotas).
movement-criteria = Criteria
movement-no-criteria = The plan states no criteria.
movement-checked = Checked by the product
movement-judged = Judged by a person
movement-linked = Linked to another dossier
movement-tracks = Procedures
movement-steps = { $count } { $count ->
    [one] step
   *[other] steps
  }
movement-dossiers = Dossiers
movement-dossiers-by-step = Dossiers by step
movement-dossiers-unit = Dossiers
movement-exemplars = Recognised exemplars
movement-no-exemplars = Nobody has been recognised in this movement yet.
movement-ended-result = { $count ->
    [one] Result: 1 exemplar recognised.
   *[other] Result: { $count } exemplars recognised.
}
movement-year = Year
movement-bound = Rule
movement-bound-min = at least
movement-bound-max = at most
movement-bound-exact = exactly
movement-bound-open = no limit
movement-quota-count = Level
movement-quota-counted = Counted
