"""The steps of undoing a run: items, then connections."""
