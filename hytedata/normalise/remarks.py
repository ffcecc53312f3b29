"""Collecting remarks while a record is normalised."""

import json
from collections.abc import Callable

from hytedata.models.common import Remark

LONGEST_RAW = 500


class Remarks:
    """The remarks on one record.

    Args:
        spell: Turns our path of a field into the source's own spelling.
    """

    def __init__(self, spell: Callable[[str], str] = str) -> None:
        self._spell = spell
        self._all: list[Remark] = []
        self._lost: dict[str, object] = {}

    def add(self, field: str, code: str, raw: object) -> None:
        """Remark that *field* held *raw*, and what is wrong with it."""
        self._all.append(Remark(field=self._spell(field), code=code, raw=shown(raw)))

    def lose(self, field: str, code: str, raw: object) -> None:
        """Remark like `add` on a value that no field holds now; it is kept whole in `lost`."""
        self.add(field, code, raw)
        self.set_aside(self._spell(field), raw)

    def set_aside(self, path: str, raw: object) -> None:
        """Keep a value that no field holds, with no remark; several of one path as a list."""
        if path not in self._lost:
            self._lost[path] = raw
        elif isinstance(known := self._lost[path], _Several):
            known.append(raw)
        else:
            self._lost[path] = _Several([known, raw])

    @property
    def lost(self) -> dict[str, object]:
        """Values that no field holds, by their path in the source's spelling."""
        return self._lost

    def all(self) -> tuple[Remark, ...]:
        """Return them in the order in which they were made."""
        return tuple(self._all)


class _Several(list[object]):
    """Values of one path, as of a list whose single items could not be used."""


def shown(raw: object) -> str:
    """Return *raw* as text, JSON where it is none, cut to 500 characters."""
    text = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False)
    return text if len(text) <= LONGEST_RAW else text[: LONGEST_RAW - 1] + "…"
