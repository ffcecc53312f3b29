"""Stored In-shaped bodies → the Out models that reads return (ptv-api 5 and 8)."""
