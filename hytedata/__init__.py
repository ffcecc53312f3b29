"""Typed clients for Finland's service, sports and event registers, and a Lipas to PTV sync."""

from importlib.metadata import version as _version

__version__ = _version("hytedata")
__all__ = ["__version__"]
