"""Event calendars."""
