"""Fixtures and checks for dependents."""
