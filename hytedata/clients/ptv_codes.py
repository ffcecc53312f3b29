"""What is read once and kept: postal codes, general descriptions, ids of what is others'."""

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

PUBLISHED_AGE: Final = timedelta(minutes=10)
"""So long the ids of all that the country has published serve one organisation after another."""

DESCRIPTION_SHAPE: Final[Shape[GeneralDescription]] = shape_of(GeneralDescription)


@dataclass(frozen=True)
class CodesCache:
    """Where these lists are kept between runs: two functions over a key and bytes."""

    get: Callable[[str], bytes | None]
    put: Callable[[str, bytes], None]


class Kept(msgspec.Struct, frozen=True):
    """A list as it was read.

    Attributes:
        read_at: When the read of it began.
    """

    read_at: datetime
    codes: frozenset[str]


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
            self._postal_codes = self._codes_kept(key) or self._fresh(key)
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
            self._strangers[key] = self._codes_kept(key) or frozenset()
        return self._strangers[key]

    def note_strangers(self, kind: ItemKind, organisation: str, ids: frozenset[str]) -> None:
        """Remember which unpublished items need not be looked at again."""
        key = self._key(f"strangers {kind} {organisation}")
        if ids != self._strangers.get(key):
            self._strangers[key] = ids
            self._keep(key, Kept(self._now(), ids))

    def published(self, kind: ItemKind) -> Kept | None:
        """Ids of all that was published a moment ago; None where that was not read lately."""
        return self._kept(self._key(f"published {kind}"), PUBLISHED_AGE)

    def note_published(self, kind: ItemKind, published: Kept) -> None:
        """Keep the ids of all that is published, for the next organisation."""
        self._keep(self._key(f"published {kind}"), published)

    def now(self) -> datetime:
        """The time by which the age of lists is told."""
        return self._now()

    def _key(self, what: str) -> str:
        return f"{what} {self._shell.upstream.base_url}"

    def _codes_kept(self, key: str) -> frozenset[str] | None:
        kept = self._kept(key, CODES_AGE)
        return kept.codes if kept else None

    def _kept(self, key: str, age: timedelta) -> Kept | None:
        stored = self._cache.get(key) if self._cache else None
        if not stored:
            return None
        try:
            kept = msgspec.json.decode(stored, type=Kept)
        except msgspec.DecodeError:
            return None
        # What seems to be read in the future was read before the clock was set back.
        return kept if timedelta(0) <= self._now() - kept.read_at < age else None

    def _keep(self, key: str, kept: Kept) -> None:
        if self._cache:
            self._cache.put(key, msgspec.json.encode(kept, order="deterministic"))

    def _fresh(self, key: str) -> frozenset[str] | None:
        listing = read_listing(self._shell, reads.postal_codes, "the postal codes", key="code")
        if listing.doubts:
            return None
        codes = frozenset(code for entry in listing.items if (code := text(entry, "code")))
        if codes:
            self._keep(key, Kept(self._now(), codes))
        return codes
