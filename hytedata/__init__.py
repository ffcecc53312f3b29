"""Typed clients for Finland's service, sports and event registers, and a Lipas to PTV sync."""
