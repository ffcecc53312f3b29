"""Fixtures for dependents: `pytest_plugins = ["hytedata.testing.fixtures"]`."""
