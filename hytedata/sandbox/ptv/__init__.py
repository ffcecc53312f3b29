"""A simulated PTV, version 11 of its interface, in memory."""

from hytedata.sandbox.ptv.simulator import PtvSimulator

__all__ = ["PtvSimulator"]
