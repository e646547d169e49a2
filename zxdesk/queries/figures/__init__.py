"""The figures of a plenary: counts, groups, units, rates, and whether they agree with each other."""
