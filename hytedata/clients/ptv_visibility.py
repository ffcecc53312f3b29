"""Whether a channel is open to all: PTV takes it on every write, and tells it only by a list.

Closing a channel cuts it off from other organisations' services (ptv-api 6.6), so `False` is not
believed from one look at a list where the channel's own connections say otherwise.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from hytedata.clients.ptv_organisation import read_visible
from hytedata.connectors._http import SyncShell
from hytedata.connectors.ptv.v11 import reads
from hytedata.connectors.ptv.v11.decode import owner_of, relations
from hytedata.connectors.ptv.v11.documents import Document, text
from hytedata.errors import SourceUnavailable

LIST_AGE: Final = timedelta(seconds=60)
"""How long a list of open channels is trusted."""


class Visibility:
    """Knows which channels are open to all.

    Args:
        shell: What sends.
        now: Aware clock.
    """

    def __init__(self, shell: SyncShell, *, now: Callable[[], datetime]) -> None:
        self._shell, self._now = shell, now
        self._open: dict[str, tuple[datetime, frozenset[str]]] = {}
        self._owners: dict[str, str | None] = {}
        self._roots: dict[str, str] = {}

    def of(self, channel: Document) -> bool:
        """Whether the list holds *channel*; a draft is in no list.

        Raises:
            SourceUnavailable: The list cannot be read whole.
        """
        owner = owner_of("channel", channel)
        return owner is not None and text(channel, "id") in self._listed(owner)

    def for_sure(self, channel: Document, known: bool | None) -> bool:
        """Whether *channel* is open, for repeating it in a write.

        Args:
            channel: As read right before.
            known: What was known of it when it was read.

        Raises:
            SourceUnavailable: The list cannot be read whole, or it says that the channel is
                closed while a service of another organisation is connected to it.
        """
        if known or self.of(channel):
            return True
        stranger = self._stranger(channel)
        if stranger is None:
            return False
        self.forget(owner_of("channel", channel) or "")
        if self.of(channel):
            return True
        detail = (
            f"its list of open channels lacks {text(channel, 'id')}, although service {stranger} "
            "of another organisation is connected to it"
        )
        raise SourceUnavailable("PTV", self._shell.upstream.base_url, attempts=2, detail=detail)

    def note(self, channel: Document, visible: bool) -> None:
        """Bring the list up to date with our own write."""
        ptv_id, owner = text(channel, "id"), owner_of("channel", channel) or ""
        if ptv_id and owner in self._open:
            read_at, known = self._open[owner]
            self._open[owner] = read_at, known | {ptv_id} if visible else known - {ptv_id}

    def forget(self, organisation: str) -> None:
        """Read an organisation's list again before it is trusted."""
        self._open.pop(organisation, None)

    def _listed(self, organisation: str) -> frozenset[str]:
        read_at, known = self._open.get(organisation, (None, frozenset()))
        # A list from the future was read before the clock was set back: it may be of any age.
        if read_at is None or not timedelta(0) <= self._now() - read_at <= LIST_AGE:
            # Nothing else can tell that the list is short, so it is read twice: a channel is
            # taken for closed where neither reading has it.
            read_at, known = self._now(), self._read(organisation) | self._read(organisation)
            self._open[organisation] = read_at, known
        return known

    def _read(self, organisation: str) -> frozenset[str]:
        listing = read_visible(self._shell, organisation)
        if listing.doubts:
            url = self._shell.upstream.base_url
            raise SourceUnavailable("PTV", url, attempts=2, detail=listing.doubts[0])
        return listing.ids

    def _stranger(self, channel: Document) -> str | None:
        """A connected service of an organisation outside the owner's own tree, if there is one."""
        owner = owner_of("channel", channel)
        services = sorted({service_id for service_id, _ in relations("channel", channel)})
        self._learn_owners(services)
        for service_id in services:
            other = self._owners.get(service_id)
            if other and owner and other != owner and self._root(other) != self._root(owner):
                return service_id
        return None

    def _learn_owners(self, services: Iterable[str]) -> None:
        unknown = [one for one in services if one not in self._owners]
        for start in range(0, len(unknown), reads.AT_MOST):
            batch = unknown[start : start + reads.AT_MOST]
            self._owners.update(dict.fromkeys(batch))
            for document in self._shell.send(reads.items("service", batch)):
                self._owners[text(document, "id") or ""] = owner_of("service", document)

    def _root(self, organisation: str) -> str:
        if organisation not in self._roots:
            document = self._shell.send(reads.organisation(organisation))
            self._roots[organisation] = text(document, "organizationRootId") or organisation
        return self._roots[organisation]
