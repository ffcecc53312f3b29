"""Wire models of PTV v11: its own names, every field optional, words open, nothing repaired."""
