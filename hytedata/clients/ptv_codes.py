"""What is read once and kept: postal codes, general descriptions, drafts that are others'."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec

from hytedata.connectors._http import SyncShell
from hytedata.connectors.ptv.v11 import reads
from hytedata.connectors.ptv.v11.documents import Document, text
from hytedata.connectors.ptv.v11.listing import read_listing
from hytedata.connectors.ptv.v11.wire.entities import GeneralDescription
from hytedata.connectors.ptv.v11.wire.reading import Shape, read_item, shape_of
from hytedata.models.clock import utc_now
from hytedata.models.publication import ItemKind

CODES_AGE: Final = timedelta(days=30)
"""PTV refreshes its postal codes monthly (lipas-to-ptv 7.4)."""

DESCRIPTION_SHAPE: Final[Shape[GeneralDescription]] = shape_of(GeneralDescription)


@dataclass(frozen=True)
class CodesCache:
    """Where these lists are kept between runs: two functions over a key and bytes."""

    get: Callable[[str], bytes | None]
    put: Callable[[str, bytes], None]


class _Kept(msgspec.Struct):
    read_at: datetime
    codes: list[str]


class PtvCodes:
    """Code lists and general descriptions of one PTV.

    Args:
        shell: What sends.
        cache: Keeps lists between runs, for 30 days.
        now: Aware clock.
    """

    def __init__(
        self,
        shell: SyncShell,
        *,
        cache: CodesCache | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._shell, self._cache, self._now = shell, cache, now
        self._postal_codes: frozenset[str] | None = None
        self._descriptions: dict[str, Document] = {}
        self._strangers: dict[str, frozenset[str]] = {}

    def postal_codes(self) -> frozenset[str]:
        """Return the postal codes that PTV accepts; empty where they cannot be read whole."""
        if self._postal_codes is None:
            key = self._key("postal-codes")
            self._postal_codes = self._kept(key) or self._fresh(key)
        return self._postal_codes or frozenset()

    def descriptions(self, ids: Iterable[str]) -> dict[str, Document]:
        """Return general descriptions by id; those that are not published are missing.

        Raises:
            SourceUnavailable: They cannot be read now.
            RecordError: One is in a shape that we do not know: what a service inherits from it
                could be taken for the service's own.
        """
        wanted = dict.fromkeys(ids)
        unread = [one for one in wanted if one not in self._descriptions]
        for start in range(0, len(unread), reads.AT_MOST):
            batch = unread[start : start + reads.AT_MOST]
            for document in self._shell.send(reads.general_descriptions(batch)):
                read_item(document, DESCRIPTION_SHAPE, "general description")
                self._descriptions[text(document, "id") or ""] = document
        return {one: self._descriptions[one] for one in wanted if one in self._descriptions}

    def strangers(self, kind: ItemKind, organisation: str) -> frozenset[str]:
        """Ids of unpublished items that were looked at before and are not the organisation's."""
        key = self._key(f"strangers {kind} {organisation}")
        if key not in self._strangers:
            self._strangers[key] = self._kept(key) or frozenset()
        return self._strangers[key]

    def note_strangers(self, kind: ItemKind, organisation: str, ids: frozenset[str]) -> None:
        """Remember which unpublished items need not be looked at again."""
        key = self._key(f"strangers {kind} {organisation}")
        if ids != self._strangers.get(key):
            self._strangers[key] = ids
            self._keep(key, ids)

    def _key(self, what: str) -> str:
        return f"{what} {self._shell.upstream.base_url}"

    def _kept(self, key: str) -> frozenset[str] | None:
        stored = self._cache.get(key) if self._cache else None
        if not stored:
            return None
        try:
            kept = msgspec.json.decode(stored, type=_Kept)
        except msgspec.DecodeError:
            return None
        # What seems to be read in the future was read before the clock was set back.
        is_new = timedelta(0) <= self._now() - kept.read_at < CODES_AGE
        return frozenset(kept.codes) if is_new else None

    def _keep(self, key: str, codes: frozenset[str]) -> None:
        if self._cache:
            self._cache.put(key, msgspec.json.encode(_Kept(self._now(), sorted(codes))))

    def _fresh(self, key: str) -> frozenset[str] | None:
        listing = read_listing(self._shell, reads.postal_codes, "the postal codes", key="code")
        if listing.doubts:
            return None
        codes = frozenset(code for entry in listing.items if (code := text(entry, "code")))
        if codes:
            self._keep(key, codes)
        return codes
