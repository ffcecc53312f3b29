"""Lipas: API v2 and v1, and files in their shapes."""
