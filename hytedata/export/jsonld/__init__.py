"""schema.org as JSON-LD: services, channels, organisations, sports sites and events."""

from hytedata.export.jsonld.account import account
from hytedata.export.jsonld.graph_file import to_jsonld

__all__ = ["account", "to_jsonld"]
