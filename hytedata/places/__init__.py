"""Positions of geometries, and (later) municipality and county of a place."""
