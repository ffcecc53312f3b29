"""Reads of PTV through v12: one search per kind of record, which takes nearly all filters."""
