"""Timed comparisons, run by `python -m benchmarks.run`; never part of the tests."""
