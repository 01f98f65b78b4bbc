# Words of the domain that several features use.
domain-subject-individual = Individual
domain-subject-collective = Collective
domain-subject-collective-note = A division or team, also a small one that is not in the organisation chart
domain-subject-household = Household
domain-subject-practice = Practice
domain-subject-practice-note = A way of doing something that others can copy
