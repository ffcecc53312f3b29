"""What goes wrong with rules and reads: the run finds it, no record is judged by these."""

from collections.abc import Iterable
from typing import Final

from hytedata.models.finding import Problem
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting, Subject

BROKEN_PACKAGE: Final = "HYTE-RUL-001"
RULE_FAILED: Final = "HYTE-RUL-002"
REJECTED: Final = "HYTE-RUL-003"
UNREADABLE: Final = "HYTE-RUL-004"

checks = Checks()


def _nothing(subject: Subject, setting: Setting) -> Iterable[Problem]:
    return ()


for _code in (BROKEN_PACKAGE, RULE_FAILED, REJECTED, UNREADABLE):
    checks(_code)(_nothing)

RULES = checks.packaged("machinery.toml")
