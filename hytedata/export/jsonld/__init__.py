"""schema.org as JSON-LD: services, channels, organisations, sports sites and events."""

from hytedata.export.jsonld.graph_file import JsonLd

__all__ = ["JsonLd"]
