"""Which hyte themes a record belongs to, and what kind of provider answers for it; pure."""
