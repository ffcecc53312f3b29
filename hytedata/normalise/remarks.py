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

    def add(self, field: str, code: str, raw: object) -> None:
        """Remark that *field* held *raw*, and what is wrong with it."""
        self._all.append(Remark(field=self._spell(field), code=code, raw=shown(raw)))

    def all(self) -> tuple[Remark, ...]:
        """Return them in the order in which they were made."""
        return tuple(self._all)


def shown(raw: object) -> str:
    """Return *raw* as text, JSON where it is none, cut to 500 characters."""
    text = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False)
    return text if len(text) <= LONGEST_RAW else text[: LONGEST_RAW - 1] + "…"
