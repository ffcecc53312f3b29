"""Four values per field and language: desired, last sent, its echo, actual.

| desired vs sent | actual vs echo | meaning |
|---|---|---|
| equal | equal | unchanged, even where the target rewrote what was sent |
| equal | differs | somebody edited it in the target: drift, our value is written again |
| differs | equal | our change |
| differs | differs | both: drift, and our new value is written |

Wherever actual already equals desired there is nothing to write.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hytedata.models.common import Json
from hytedata.models.plan import FieldChange
from hytedata.models.publication import Fields
from hytedata.models.sync_state import Applied


@dataclass(frozen=True)
class FieldDrift:
    """A field that somebody edited in the target: what we last had there, what stands there."""

    path: str
    ours: Json
    theirs: Json


@dataclass(frozen=True)
class Difference:
    """What has to be written for one item, and what somebody else changed in it."""

    changes: Mapping[str, FieldChange]
    drift: tuple[FieldDrift, ...] = ()


def compare(desired: Fields, actual: Fields, applied: Applied | None) -> Difference:
    """Compare field by field; paths that we neither want nor ever sent are not ours to judge."""
    if applied is None:
        return Difference(_plain(desired, actual))
    changes: dict[str, FieldChange] = {}
    drift: list[FieldDrift] = []
    for path in sorted(desired.keys() | applied.sent.keys()):
        want, have = desired.get(path), actual.get(path)
        echo = applied.echo.get(path)
        edited = path in applied.sent and have != echo
        if edited and have != want:
            drift.append(FieldDrift(path, ours=echo, theirs=have))
        in_step = path in applied.sent and want == applied.sent[path] and not edited
        if have != want and not in_step:
            changes[path] = FieldChange(before=have, after=want)
    return Difference(changes, tuple(drift))


def _plain(desired: Fields, actual: Fields) -> dict[str, FieldChange]:
    return {
        path: FieldChange(before=actual.get(path), after=want)
        for path, want in sorted(desired.items())
        if actual.get(path) != want
    }
