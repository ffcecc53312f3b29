"""Everything that PTV would say against a write, said at once and before it is sent."""

from hytedata.content.writing.checking import Current, Writable, check
from hytedata.content.writing.faults import Fault, blocking
from hytedata.content.writing.rules import RULES, Rule

__all__ = ["RULES", "Current", "Fault", "Rule", "Writable", "blocking", "check"]
