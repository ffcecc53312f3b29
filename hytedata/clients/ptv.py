"""PTV as a target: one login that reads an organisation and writes its items one by one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

import anyio
import msgspec

from hytedata.clients.opening import SyncClient
from hytedata.clients.ptv_codes import CodesCache, PtvCodes
from hytedata.clients.ptv_organisation import OrganisationReading
from hytedata.clients.ptv_visibility import Visibility
from hytedata.connectors._http import Endpoint, SyncShell, Upstream, user_agent
from hytedata.connectors._http.budget import Sleep
from hytedata.connectors.ptv.login import PtvLogin
from hytedata.connectors.ptv.v11 import reads, writes
from hytedata.connectors.ptv.v11.decode import DESCRIPTION_LISTS, decode_item, relations
from hytedata.connectors.ptv.v11.documents import NO_DOCUMENT, Document, rows, text
from hytedata.connectors.ptv.v11.encode import (
    encode_archive,
    encode_new,
    encode_restored,
    encode_update,
)
from hytedata.connectors.ptv.v11.familiar import Versions
from hytedata.connectors.ptv.v11.relations import (
    connection_details,
    decode_outcomes,
    encode_connections,
    has_contacts,
)
from hytedata.errors import (
    AnswerLost,
    HytedataError,
    InputError,
    SourceUnavailable,
    WriteRefused,
)
from hytedata.models.clock import utc_now
from hytedata.models.common import Json
from hytedata.models.publication import (
    ConnectOutcome,
    DesiredItem,
    ItemKind,
    TargetItem,
    TargetState,
)

T = TypeVar("T")

_LOCKED: Final = frozenset({"Modified", "OldPublished"})


class PtvTarget(SyncClient):
    """Writes the items of the organisations that one API user serves, through PTV v11.

    Use it as a context manager. Errors are those that `hytedata.sync.ports.Target` promises.

    Args:
        url: The API's address, without the version: v11 is below it.
        token_url: Where to log in.
        username: Name of the API user.
        password: Its password; kept in memory only, and in no message.
        contact: Whom to write to about our requests; goes into the User-Agent.
        login_organisation: Palveluhallinta id, where the user serves several organisations.
        at_once: Most requests in flight; 0 for no bound.
        per_second: Most requests started per second; 0 for no bound.
        codes_cache: Keeps postal codes and others' drafts between runs, for 30 days.
        proxy: Address of a proxy.
        ca_bundle: PEM file of trusted certificates, instead of the usual ones.
        sleep: Waits between attempts.
        now: Aware clock, for the end of a token and the age of what is kept.
    """

    def __init__(
        self,
        url: str,
        token_url: str,
        username: str,
        password: str,
        *,
        contact: str,
        login_organisation: str | None = None,
        at_once: int = 4,
        per_second: float = 0.0,
        codes_cache: CodesCache | None = None,
        proxy: str | None = None,
        ca_bundle: Path | None = None,
        sleep: Sleep = anyio.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._logins = 0
        login = PtvLogin(token_url, username, password, login_organisation or None)
        upstream = Upstream(
            "PTV",
            url,
            user_agent=user_agent(contact),
            at_once=at_once,
            per_second=per_second,
            auth=login.shared(now=lambda: now().timestamp(), on_login=self._count_login),
            also=(token_url,),
            proxy=proxy,
            ca_bundle=ca_bundle,
        )
        self._login = f"{username}@{login_organisation}" if login_organisation else username
        self._shell = SyncShell(upstream, sleep=sleep)
        self._codes = PtvCodes(self._shell, cache=codes_cache, now=now)
        self._visibility = Visibility(self._shell, now=now)
        self._organisations: set[str] = set()
        self._before_write: Callable[[], None] = _nothing

    @property
    def login(self) -> str:
        """The API user's name, with the organisation it logs in for where one is set."""
        return self._login

    @property
    def api_version(self) -> str:
        """`v11`, for reading and writing alike."""
        return "v11"

    @property
    def requests(self) -> int:
        """How many requests were sent so far, repeated ones and logins included."""
        return self._shell.budget.started

    @property
    def write_s(self) -> float:
        """Longest time in seconds that one write may take."""
        return writes.WITHIN_S

    def guard(self, before_write: Callable[[], None]) -> None:
        """Call *before_write* right before each write; what it raises keeps it from being sent."""
        self._before_write = before_write

    # --- reading ---------------------------------------------------------------------------

    def read(self, organisation: str, known: Versions | None = None) -> TargetState:
        """Read all of one organisation: published items, own drafts, archived ids.

        *known* are channels as an earlier reading saw them, PTV id → `noted_version`: those
        that stand so are read lightly (`TargetItem.familiar`).

        Raises:
            NotFound: The organisation is not published.
            SourceUnavailable: The organisation itself cannot be read; anything else that cannot
                be read makes the state incomplete.
            LoginRefused: The credentials are not accepted.
        """
        self._organisations.add(organisation)
        return self._reading(organisation, known).state()

    def look(self, kind: ItemKind, ptv_id: str) -> TargetItem | None:
        """Read the newest version of one item; None where it is archived or unknown.

        Raises:
            SourceUnavailable: PTV gives no usable answer.
            RecordError: The item is in a shape that we do not know.
        """
        if not _is_id(ptv_id):
            return None  # PTV answers such an id with 500, as if it were down
        document = self._shell.send(reads.active_item(kind, ptv_id))
        return None if document is None else self._decoded(kind, document)

    def find_by_source_id(
        self, kind: ItemKind, organisation: str, source_id: str
    ) -> TargetItem | None:
        """Look for an item by our key among published items and drafts; None where it is not.

        PTV cannot be asked for a key: the organisation's lists are read. Archived items keep
        their key and do not show it.

        Raises:
            SourceUnavailable: The lists could not be read whole, and the key is not in what was.
        """
        self._organisations.add(organisation)
        reading = self._reading(organisation)
        listing = reading.listing(kind)
        found = _with_source_id(listing.items, source_id)
        if found is None and not listing.doubts:
            found = _with_source_id(reading.drafts(kind, listing), source_id)
        if found is not None:
            return self._decoded(kind, found)
        doubts = [*listing.doubts, *reading.verdict(0).reasons]
        if doubts:
            url = self._shell.upstream.base_url
            raise SourceUnavailable("PTV", url, attempts=1, detail=doubts[0])
        return None

    # --- writing ---------------------------------------------------------------------------

    def create(self, organisation: str, item: DesiredItem) -> TargetItem:
        """Create and publish *item*, unconnected."""
        self._organisations.add(organisation)
        body = encode_new(item.kind, organisation, item)
        # Where the answer is lost, what is known of the channel's visibility is lost with it.
        self._visibility.forget(organisation)
        answer = self._write(writes.create(item.kind, body))
        return self._echo(item.kind, body, answer, item.visible_for_all)

    def update(self, current: TargetItem, changes: Mapping[str, object]) -> TargetItem:
        """Write *current* re-encoded with *changes* (path → new value, None clears).

        A draft becomes published. An item with unpublished edits is refused without asking PTV:
        it would refuse it too, and a person has to publish or discard them.
        """
        self._refuse_locked(current)
        if not current.document:
            raise InputError(f"{_named(current)} can be updated only as it was read")
        visible = current.kind == "channel" and self._visibility.for_sure(
            current.document, current.visible_for_all
        )
        body = encode_update(
            current.kind,
            current.document,
            msgspec.to_builtins(dict(changes)),
            visible_for_all=visible,
            general_description=self._description(current.document),
        )
        answer = self._write(writes.update(current.kind, current.id, body))
        return self._echo(current.kind, body, answer, visible)

    def archive(self, current: TargetItem) -> None:
        """Archive an item; its connections are lost."""
        self._refuse_locked(current)
        body = encode_archive(current.kind, current.document)
        status = self._write(writes.archive(current.kind, current.id, body))
        if status not in {None, "Deleted"}:
            told = f"its status is {status} after it was archived"
            raise WriteRefused("PTV", _named(current), status=200, faults={"answer": [told]})

    def restore(self, organisation: str, ptv_id: str, item: DesiredItem) -> TargetItem:
        """Publish an archived item again under the same id, with *item*'s content."""
        self._organisations.add(organisation)
        body = encode_restored(item.kind, organisation, item)
        self._visibility.forget(organisation)
        answer = self._write(writes.update(item.kind, ptv_id, body))
        return self._echo(item.kind, body, answer, item.visible_for_all)

    def connect(
        self,
        pairs: Sequence[tuple[str, str]],
        details: Mapping[tuple[str, str], Mapping[str, Json]] | None = None,
    ) -> tuple[ConnectOutcome, ...]:
        """Add connections (service id, channel id) without touching others.

        Those that *details* names get own texts, hours and contacts, in the form of
        `connection_details`.
        """
        outcomes: list[ConnectOutcome] = []
        for start in range(0, len(pairs), reads.AT_MOST):
            batch = pairs[start : start + reads.AT_MOST]
            messages = self._write(writes.connect(batch, details))
            outcomes += decode_outcomes(batch, messages)
        return tuple(outcomes)

    def connection_details(self, item: TargetItem) -> Mapping[str, Mapping[str, Json]]:
        """Own details of the connections of an item that was looked at, by their other end.

        Those of customer service points, which no API user can make, are left out.
        """
        return connection_details(item.kind, item.document)

    def disconnect(self, current: TargetItem, channel_ids: Iterable[str]) -> TargetItem:
        """Take *channel_ids* out of a service's connections, keeping all others whole.

        PTV replaces the whole list by what is sent: *current* has to come from a `look` right
        before, as for `update`.
        """
        unwanted = frozenset(channel_ids)
        if unwanted.isdisjoint(current.connected):
            return current
        self._refuse_locked(current)
        document = current.document
        body = encode_connections(document, remove=unwanted, plain=self._plain(document, unwanted))
        answer = self._write(writes.replace_connections(current.id, body))
        after = self._echo("service", document, answer, None)
        left = unwanted.intersection(after.connected)
        if left:
            told = f"{min(left)} is still connected"
            faults = {"ChannelRelations": [told]}
            raise WriteRefused("PTV", _named(current), status=200, faults=faults)
        return after

    # --- what both need --------------------------------------------------------------------

    def _write(self, endpoint: Endpoint[T]) -> T:
        self._before_write()
        return self._shell.send(endpoint)

    def _count_login(self) -> None:
        self._logins += 1

    def _reading(self, organisation: str, known: Versions | None = None) -> OrganisationReading:
        return OrganisationReading(
            self._shell, organisation, self._codes, logins=lambda: self._logins, known=known
        )

    def _decoded(
        self, kind: ItemKind, document: Document, visible: bool | None = None
    ) -> TargetItem:
        if kind == "channel" and visible is None:
            visible = self._visibility.of(document)
        return decode_item(
            kind,
            document,
            own_to=self._organisations,
            visible_for_all=visible if kind == "channel" else None,
            general_description=self._description(document),
        )

    def _echo(
        self, kind: ItemKind, sent: Document, answer: Document, visible: bool | None
    ) -> TargetItem:
        """The item after a write, as a read would show it.

        The answer to a write shows a service merged with its general description, and may lack
        the headings of texts: such items are read again, if that can be done.
        """
        if kind == "channel":
            self._visibility.note(answer, visible is True)
        if text(answer, "generalDescriptionId") or _has_headings(kind, sent):
            try:
                again = self._shell.send(reads.active_item(kind, text(answer, "id") or ""))
                if again is not None:
                    return self._decoded(kind, again, visible)
            except HytedataError:
                return self._from_answer(kind, answer, visible)
        return self._from_answer(kind, answer, visible)

    def _from_answer(self, kind: ItemKind, answer: Document, visible: bool | None) -> TargetItem:
        try:
            return self._decoded(kind, answer, visible)
        except HytedataError as error:
            url = self._shell.upstream.base_url
            raise AnswerLost("PTV", url, detail=f"its answer cannot be read: {error}") from error

    def _description(self, document: Document) -> Document:
        described_by = text(document, "generalDescriptionId")
        if described_by is None:
            return NO_DOCUMENT
        return self._codes.descriptions([described_by]).get(described_by, NO_DOCUMENT)

    def _plain(self, service: Document, unwanted: frozenset[str]) -> frozenset[str]:
        """Which of the kept channels with hours or contacts are no service locations."""
        asked = [
            channel_id
            for channel_id, connection in relations("service", service)
            if channel_id not in unwanted and has_contacts(connection)
        ]
        plain: set[str] = set()
        for start in range(0, len(asked), reads.AT_MOST):
            batch = asked[start : start + reads.AT_MOST]
            plain.update(
                text(channel, "id") or ""
                for channel in self._shell.send(reads.items("channel", batch))
                if text(channel, "serviceChannelType") != "ServiceLocation"
            )
        return frozenset(plain)

    def _refuse_locked(self, current: TargetItem) -> None:
        if current.status in _LOCKED:
            told = (
                f"You cannot update entity with status {current.status}: somebody has unpublished "
                "edits; publish or discard them in PTV"
            )
            faults = {"PublishingStatus": [told]}
            raise WriteRefused("PTV", _named(current), status=400, faults=faults)


def _nothing() -> None:
    """Keep no write from being sent."""


def _named(item: TargetItem) -> str:
    return f"{item.kind} {item.title or item.id}"


def _is_id(ptv_id: str) -> bool:
    try:
        return UUID(ptv_id).int != 0
    except ValueError:
        return False


def _with_source_id(documents: Iterable[Document], source_id: str) -> Document | None:
    return next((one for one in documents if text(one, "sourceId") == source_id), None)


def _has_headings(kind: ItemKind, document: Document) -> bool:
    texts = rows(document, DESCRIPTION_LISTS[kind])
    return any("#" in (text(row, "value") or "") for row in texts)
