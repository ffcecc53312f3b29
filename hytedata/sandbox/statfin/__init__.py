"""A simulated map service of Statistics Finland: invented borders in the form of its WFS."""

from hytedata.sandbox.statfin.simulator import StatfinSimulator

__all__ = ["StatfinSimulator"]
