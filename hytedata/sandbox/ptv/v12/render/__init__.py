"""Stored In-shaped bodies → v12's responses (ptv-v12 4, 5 and 6)."""
