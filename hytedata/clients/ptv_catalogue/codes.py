"""PTV's code lists with labels: read from PTV or from the package, kept for 30 days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from pydantic import AwareDatetime, ValidationError

from hytedata.clients.ptv_codes import CODES_AGE, CodesCache
from hytedata.clients.walking import walk_snapshot
from hytedata.clients.walks import Walk
from hytedata.connectors._http import AsyncShell
from hytedata.errors import InputError, SourceUnavailable
from hytedata.models.base import Model
from hytedata.models.ptv import CodeItem, CodeListName


@dataclass(frozen=True)
class ListedCode:
    """A code list's entry, as a walk takes it."""

    id: str
    item: CodeItem


CodeWalk = Callable[[CodeListName], Walk[ListedCode] | tuple[CodeItem, ...]]
"""How a list is read; or the list itself where the version does not serve it."""


class _Kept(Model):
    read_at: AwareDatetime
    items: tuple[CodeItem, ...]


class CodeLists:
    """The code lists of one PTV.

    Args:
        walk: How a list is read.
        address: Of that PTV; lists of different ones are kept apart.
        cache: Keeps lists between runs; None keeps them in memory only.
        now: Aware clock.
    """

    def __init__(
        self,
        walk: CodeWalk,
        address: str,
        *,
        cache: CodesCache | None,
        now: Callable[[], datetime],
    ) -> None:
        self._walk, self._address = walk, address
        self._cache, self._now = cache, now
        self._held: dict[CodeListName, _Kept] = {}

    async def read(self, shell: AsyncShell, name: CodeListName) -> tuple[CodeItem, ...]:
        """Return a list, by code or URI.

        Raises:
            InputError: There is no such list.
            SourceUnavailable: It cannot be read whole, and what was kept is too old.
        """
        if name not in get_args(CodeListName):
            names = ", ".join(get_args(CodeListName))
            raise InputError(f"name: {name!r} is none of {names}")
        walk = self._walk(name)
        if isinstance(walk, tuple):
            return walk
        kept = self._held.get(name) or self._stored(name)
        if kept is None or self._now() - kept.read_at >= CODES_AGE:
            kept = _Kept(read_at=self._now(), items=await self._fresh(shell, name, walk))
            self._store(name, kept)
        self._held[name] = kept
        return kept.items

    async def _fresh(
        self, shell: AsyncShell, name: CodeListName, walk: Walk[ListedCode]
    ) -> tuple[CodeItem, ...]:
        found = await walk_snapshot(shell, walk)
        if not found.completeness.complete or not found.items:
            why = (*found.completeness.reasons, "it is empty")[0]
            detail = f"the list {name} did not come whole: {why}"
            raise SourceUnavailable("PTV", self._address, attempts=2, detail=detail)
        return tuple(entry.item for entry in found.items)

    def _stored(self, name: CodeListName) -> _Kept | None:
        content = self._cache.get(self._key(name)) if self._cache else None
        try:
            return _Kept.model_validate_json(content) if content else None
        except ValidationError:
            return None

    def _store(self, name: CodeListName, kept: _Kept) -> None:
        if self._cache:
            self._cache.put(self._key(name), kept.model_dump_json().encode())

    def _key(self, name: CodeListName) -> str:
        return f"code-list {name} {self._address}"


def chosen(items: Iterable[CodeItem], code: str) -> CodeItem | None:
    """Return the entry with this code or URI; None where there is none."""
    return next((one for one in items if code in (one.code, one.uri)), None)
