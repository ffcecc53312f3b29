"""What people can be told of: how grave each kind is, and when its end is told too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal, TypeAlias

from hytedata_daemon.settings.notices import RuleName

Severity: TypeAlias = Literal["error", "warning", "info"]

_NOTHING: Final = timedelta(0)
_A_WHILE: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Rule:
    """One kind of thing to tell.

    Attributes:
        severity: `error`: somebody must mend it. `warning`: somebody must look or decide.
            `info`: worth knowing.
        tells_end: Whether it is told that it is over. Not where whoever ended it knows.
        patience: It is told only once it has lasted so long: much of it mends itself. None for
            what the settings say of upstreams.
    """

    severity: Severity
    tells_end: bool = True
    patience: timedelta | None = _NOTHING


RULES: Final[Mapping[RuleName, Rule]] = {
    "login-refused": Rule("error"),
    "identity-doubt": Rule("error"),
    "apply-failed": Rule("error", patience=_A_WHILE),
    "store-failed": Rule("error"),
    "store-full": Rule("error"),
    "config-broken": Rule("error"),
    "work-failed": Rule("error", patience=_A_WHILE),
    "limit-exceeded": Rule("warning", tells_end=False),
    "plan-waits": Rule("warning", tells_end=False),
    "read-failed": Rule("warning", patience=None),
    "daemon-dead": Rule("warning", tells_end=False),
    "weekly-errors": Rule("info", tells_end=False),
}
"""In the order in which a message tells them."""

TOLD_AGAIN_AFTER: Final = timedelta(days=7)
"""What lasts is told again after so long."""
