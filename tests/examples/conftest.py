"""Sandboxes for the examples."""

from hytedata.testing.fixtures import make_sandbox, sandbox

__all__ = ["make_sandbox", "sandbox"]
