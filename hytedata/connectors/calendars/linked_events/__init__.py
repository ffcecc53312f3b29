"""Linked Events v1, the calendar platform of Finnish towns: its reads, without I/O."""
