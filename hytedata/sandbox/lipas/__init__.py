"""A simulated Lipas: API v2 as it behaves, with its traps, and a small v1."""

from hytedata.sandbox.lipas.simulator import LipasSimulator

__all__ = ["LipasSimulator"]
