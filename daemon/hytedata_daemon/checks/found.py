"""What checks find, as values: fine, to be looked at, or failed, with what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from typing import Final, Literal, TypeAlias

from hytedata.models.common import Json

State: TypeAlias = Literal["ok", "warn", "fail"]
Group: TypeAlias = Literal[
    "configuration", "machine", "store", "upstreams", "logins", "notices", "pages"
]

DONE: Final = 0
FAILED: Final = 2
USAGE: Final = 4


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        group: What it is part of.
        name: What was looked at, a few words: `Lipas`, `the store's folder`.
        state: `warn` where the daemon works and somebody should look.
        seen: What was found, without secrets.
        do: What to do; "" where it is fine.
        blocks: Whether the daemon cannot start until it is mended.
    """

    group: Group
    name: str
    state: State
    seen: str
    do: str = ""
    blocks: bool = False


def fine(group: Group, name: str, seen: str) -> Check:
    """It is as it should be."""
    return Check(group, name, "ok", seen)


def warned(group: Group, name: str, seen: str, do: str) -> Check:
    """The daemon works, and somebody should look."""
    return Check(group, name, "warn", seen, do)


def failed(group: Group, name: str, seen: str, do: str, *, blocks: bool = False) -> Check:
    """It does not work."""
    return Check(group, name, "fail", seen, do, blocks)


@dataclass(frozen=True)
class Report:
    """All that was looked at.

    Attributes:
        made_at: Aware.
        checks: In the order in which they are shown.
    """

    made_at: datetime
    checks: tuple[Check, ...]

    def of(self, state: State) -> Sequence[Check]:
        """Return the checks that ended so."""
        return [check for check in self.checks if check.state == state]

    @property
    def will_run(self) -> bool:
        """Whether `hytedata-daemon run` will start; upstreams may still be out of reach."""
        return not any(check.blocks for check in self.of("fail"))

    @property
    def exit_code(self) -> int:
        """0 where nothing failed, 4 where the configuration is wrong, else 2."""
        failures = self.of("fail")
        if any(check.group == "configuration" for check in failures):
            return USAGE
        return FAILED if failures else DONE

    @property
    def verdict(self) -> str:
        """Whether `run` will work, in one sentence."""
        broken, doubtful = len(self.of("fail")), len(self.of("warn"))
        if not self.will_run:
            return "`hytedata-daemon run` will not start: mend what failed, then check again."
        if broken:
            return (
                f"`hytedata-daemon run` will start, but {_things(broken)} will not work until "
                "mended."
            )
        if doubtful:
            return f"`hytedata-daemon run` will work; {_things(doubtful)} should be looked at."
        return "`hytedata-daemon run` will work."

    def without(self, secrets: Sequence[str]) -> "Report":
        """Return the same with *secrets* blotted out, should an upstream have echoed one."""

        def clean(text: str) -> str:
            for secret in secrets:
                text = text.replace(secret, "…") if secret else text
            return text

        checks = (replace(one, seen=clean(one.seen), do=clean(one.do)) for one in self.checks)
        return replace(self, checks=tuple(checks))

    def to_json(self) -> Mapping[str, Json]:
        """Return it as one JSON object."""
        return {
            "schema": 1,
            "hytedata": version("hytedata"),
            "made_at": f"{self.made_at:%Y-%m-%dT%H:%M:%SZ}",
            "will_run": self.will_run,
            "verdict": self.verdict,
            "checks": [dict(vars(check)) for check in self.checks],
        }


def _things(number: int) -> str:
    return "one thing" if number == 1 else f"{number} things"
