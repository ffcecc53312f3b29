"""PTV's v12 read interface over the same store as v11 (../shared/reference/ptv-v12.md)."""

from hytedata.sandbox.ptv.v12.simulator import PtvV12Simulator

__all__ = ["PtvV12Simulator"]
