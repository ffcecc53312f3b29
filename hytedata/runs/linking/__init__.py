"""Collect what is known of which records of all registers are one thing."""

from hytedata.runs.linking.rows import link_rows

__all__ = ["link_rows"]
