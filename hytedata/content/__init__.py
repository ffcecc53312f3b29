"""PTV's limits and text rules: one predicate per rule id."""
