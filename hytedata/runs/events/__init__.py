"""Calendars on their way into the store: read, placed, and what is derived of them."""
