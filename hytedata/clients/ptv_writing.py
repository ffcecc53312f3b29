"""The writes of PTV v11, step by step: read, check, send, and look where an answer is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias, TypeVar

from hytedata.clients.ptv_writer_lookup import Lookup
from hytedata.clients.ptv_written import location_record, refused, service_record
from hytedata.connectors._http import AsyncShell, Endpoint
from hytedata.connectors.ptv.v11 import reads, writes
from hytedata.connectors.ptv.v11.arguments import checked_id
from hytedata.connectors.ptv.v11.bodies import (
    location_body,
    new_location_body,
    new_service_body,
    our_faults,
    service_body,
)
from hytedata.connectors.ptv.v11.decode import owner_of
from hytedata.connectors.ptv.v11.documents import NO_DOCUMENT, Document, rows, text
from hytedata.connectors.ptv.v11.encode import encode_archive
from hytedata.content.names import fold_name
from hytedata.content.writing import Current, Writable, blocking, check
from hytedata.errors import (
    AnswerLost,
    HytedataError,
    InputError,
    NotFound,
    WriteRefused,
)
from hytedata.models.common import Json
from hytedata.models.ptv import Service, ServiceLocation
from hytedata.models.ptv_write import ServiceLocationWrite, ServiceWrite
from hytedata.models.publication import ItemKind

Kind: TypeAlias = Literal["service", "service-location"]
T = TypeVar("T")

_LOCKED: Final = frozenset({"Modified", "OldPublished"})
_ITEM_KINDS: Final[Mapping[Kind, ItemKind]] = {"service": "service", "service-location": "channel"}
_LISTS: Final[Mapping[ItemKind, tuple[str, str]]] = {
    "service": ("serviceNames", "serviceDescriptions"),
    "channel": ("serviceChannelNames", "serviceChannelDescriptions"),
}
CHECKED: Final = "checked-before-sending"
"""Situation of a refusal by our own check: PTV was not asked."""


@dataclass(frozen=True)
class Writing:
    """Writes with one shell; no state of its own.

    Attributes:
        shell: What sends.
        lookup: Finds items by source id.
        today: The date in Finland.
    """

    shell: AsyncShell
    lookup: Lookup
    today: Callable[[], date]

    # --- services --------------------------------------------------------------------------

    async def create_service(self, write: ServiceWrite) -> Service:
        """See `PtvWriter.create_service`."""
        self.refuse(write, "a new service", creating=True)
        document = await self._create("service", new_service_body(write), write.organisation_id)
        return await self._service_after(document)

    async def update_service(
        self, write: ServiceWrite, ptv_id: str | None, source_id: str | None
    ) -> Service:
        """See `PtvWriter.update_service`."""
        document = await self._standing("service", ptv_id, source_id, write.organisation_id)
        description = await self._description(document)
        record = service_record(document)
        self.refuse(write, f"service {record.id}", creating=False, current=record)
        body = service_body(write, document, description)
        answer = await self.put("service", record.id, body)
        return await self._service_after(answer)

    # --- service locations -----------------------------------------------------------------

    async def create_service_location(self, write: ServiceLocationWrite) -> ServiceLocation:
        """See `PtvWriter.create_service_location`."""
        self.refuse(write, "a new service location", creating=True)
        document = await self._create("channel", new_location_body(write), write.organisation_id)
        opened = write.connectable_by or "OwnOrganizations"
        return await self._location_after(document, opened)

    async def update_service_location(
        self, write: ServiceLocationWrite, ptv_id: str | None, source_id: str | None
    ) -> ServiceLocation:
        """See `PtvWriter.update_service_location`."""
        document = await self._standing("channel", ptv_id, source_id, write.organisation_id)
        record = location_record(document)
        self.refuse(write, f"service location {record.id}", creating=False, current=record)
        is_open = False if write.connectable_by else await self._is_open(document)
        body = location_body(write, document, visible_for_all=is_open)
        answer = await self.put("channel", record.id, body)
        opened = "AllOrganizations" if body["isVisibleForAll"] is True else "OwnOrganizations"
        return await self._location_after(answer, opened)

    async def _is_open(self, document: Document) -> bool:
        known = await self.lookup.is_open(document)
        if known is None:
            told = (
                "PTV does not tell for sure whether it is open to all, and every write says it; "
                "give connectable_by"
            )
            raise refused(f"service location {text(document, 'id')}", {"connectable_by": [told]})
        return known

    # --- both ------------------------------------------------------------------------------

    async def archive(self, kind: Kind, ptv_id: str | None, source_id: str | None) -> None:
        """See `PtvWriter.archive`."""
        item_kind = _item_kind(kind)
        document = await self._standing(item_kind, ptv_id, source_id, None)
        what = f"{kind} {text(document, 'id')}"
        if text(document, "publishingStatus") == "Draft":
            told = "a draft cannot be archived through the API; publish it first (ptv-api 7.2)"
            raise refused(what, {"status": [told]})
        body = encode_archive(item_kind, document)
        endpoint = writes.archive(item_kind, text(document, "id") or "", body)
        status = await self.sent(endpoint, body)
        if status not in {None, "Deleted"}:
            raise refused(what, {"status": [f"it is {status} after it was archived"]}, status=200)

    async def restore(
        self, kind: Kind, ptv_id: str, write: ServiceWrite | ServiceLocationWrite | None
    ) -> Service | ServiceLocation:
        """See `PtvWriter.restore`."""
        item_kind, known = _item_kind(kind), checked_id("id", ptv_id)
        if await self.shell.send(reads.active_item(item_kind, known)) is not None:
            raise InputError(f"{kind} {known} is not archived: update it")
        if item_kind == "service":
            return await self._restore_service(known, write)
        return await self._restore_location(known, write)

    async def _restore_service(
        self, ptv_id: str, write: ServiceWrite | ServiceLocationWrite | None
    ) -> Service:
        if write is not None and not isinstance(write, ServiceWrite):
            raise InputError("a service is restored with a ServiceWrite")
        given = write or ServiceWrite()
        # What language versions say is the whole set: nothing stands that could be read.
        bare = Service(id=ptv_id, type=given.type or "", status="Deleted")
        current = bare if given.language_versions else None
        self.refuse(given, f"service {ptv_id}", creating=False, current=current)
        lists = ("service_classes", "ontology_terms", "target_groups")
        lacking = [field for field in lists if not getattr(given, field)]
        if lacking and not given.general_description_id:
            told = "PTV wants it on every publishing write, and what is archived cannot be read"
            raise refused(f"service {ptv_id}", {field: [told] for field in lacking})
        body = {**service_body(given), "publishingStatus": "Published"}
        return await self._service_after(await self.put("service", ptv_id, body))

    async def _restore_location(
        self, ptv_id: str, write: ServiceWrite | ServiceLocationWrite | None
    ) -> ServiceLocation:
        if write is not None and not isinstance(write, ServiceLocationWrite):
            raise InputError("a service location is restored with a ServiceLocationWrite")
        given = write or ServiceLocationWrite()
        bare = ServiceLocation(id=ptv_id, status="Deleted")
        current = bare if given.language_versions or given.location else None
        self.refuse(given, f"service location {ptv_id}", creating=False, current=current)
        body = location_body(given, visible_for_all=False)
        answer = await self.put("channel", ptv_id, {**body, "publishingStatus": "Published"})
        return await self._location_after(answer, given.connectable_by or "OwnOrganizations")

    # --- what all need ---------------------------------------------------------------------

    def refuse(
        self, write: Writable, what: str, *, creating: bool, current: Current | None = None
    ) -> None:
        """Refuse a write that the check finds faults with, all of them at once.

        Raises:
            WriteRefused: Before anything was sent; its situation is `checked-before-sending`.
        """
        faults: dict[str, list[str]] = {}
        found = check(write, creating=creating, current=current, today=self.today())
        for fault in blocking(found):
            told = f"{fault.detail}; allowed: {fault.allowed} ({fault.rule}, {fault.source})"
            faults.setdefault(fault.field, []).append(told)
        if faults:
            raise refused(what, faults, situations=(CHECKED,))

    async def standing(self, kind: ItemKind, ptv_id: str) -> Document:
        """Read the newest version of an item that is to be changed.

        Raises:
            NotFound: It is archived, unknown, or not ours.
            WriteRefused: Somebody has unpublished edits.
        """
        document = await self.shell.send(reads.active_item(kind, checked_id("id", ptv_id)))
        if document is None:
            detail = "archived or unknown; an archived one comes back with `restore`"
            raise NotFound("PTV", f"{kind} {ptv_id}", detail=detail)
        _refuse_locked(kind, document)
        return document

    async def resolve(
        self, kind: ItemKind, ptv_id: str | None, source_id: str | None, owner: str | None = None
    ) -> str:
        """Return the id of an item that is named by its id or by our key.

        Raises:
            NotFound: No published item or draft has the key.
            InputError: It is named in no way, or in both.
        """
        if (ptv_id is None) == (source_id is None):
            raise InputError("name the item by its id or by its source_id, one of the two")
        if ptv_id is not None:
            return checked_id("id", ptv_id)
        owners = [owner] if owner else []
        if not owners and not self.lookup.organisations:
            raise InputError(
                "PTV cannot be asked for a source id: name the organisations whose lists are "
                "searched, when the writer is made"
            )
        found = await self.lookup.by_source_id(kind, source_id or "", owners)
        if found is None:
            detail = "archived items do not show their key"
            raise NotFound("PTV", f"{kind} with the source id {source_id}", detail=detail)
        return text(found, "id") or ""

    async def _standing(
        self, kind: ItemKind, ptv_id: str | None, source_id: str | None, owner: str | None
    ) -> Document:
        return await self.standing(kind, await self.resolve(kind, ptv_id, source_id, owner))

    async def _create(self, kind: ItemKind, body: dict[str, Json], owner: str | None) -> Document:
        """Post once; where the answer is lost, look before posting once more.

        Raises:
            AnswerLost: There is no source id to look by, or the second answer is lost too and
                nothing was found.
        """
        endpoint, source_id = writes.create(kind, body), text(body, "sourceId")
        try:
            return await self.sent(endpoint, body)
        except AnswerLost as lost:
            if source_id is None:
                detail = f"{lost.detail}; without a source id only a person can look for it"
                raise AnswerLost("PTV", lost.url, detail=detail) from lost
        found = await self._made(kind, source_id, owner, body)
        if found is not None:
            return found
        try:
            return await self.sent(endpoint, body)
        except AnswerLost:
            found = await self._made(kind, source_id, owner, body)
            if found is None:
                raise
            return found

    async def _made(
        self, kind: ItemKind, source_id: str, owner: str | None, body: Document
    ) -> Document | None:
        """Find what a lost POST made; an older item with the same key is not it."""
        found = await self.lookup.by_source_id(kind, source_id, [owner] if owner else [])
        if found is not None and _texts(kind, found) != _texts(kind, body):
            told = f"{source_id} is the key of {kind} {text(found, 'id')} already; update that"
            raise refused(f"a new {kind}", {"source_id": [told]}, situations=("source-id-taken",))
        return found

    async def put(self, kind: ItemKind, ptv_id: str, body: dict[str, Json]) -> Document:
        """Send a PUT of a whole item."""
        return await self.sent(writes.update(kind, ptv_id, body), body)

    async def sent(self, endpoint: Endpoint[T], body: Mapping[str, Json]) -> T:
        """Send a write; a refusal is sorted by our own field paths.

        Raises:
            WriteRefused: PTV refuses it; `faults` holds every message.
        """
        try:
            return await self.shell.send(endpoint)
        except WriteRefused as refusal:
            faults = our_faults(refusal.faults, body)
            raise WriteRefused(
                "PTV",
                refusal.what,
                status=refusal.status,
                faults=faults,
                situations=refusal.situations,
            ) from refusal

    async def _description(self, document: Document) -> Document:
        described_by = text(document, "generalDescriptionId")
        if described_by is None:
            return NO_DOCUMENT
        return await self.shell.send(reads.general_description(described_by)) or NO_DOCUMENT

    async def _service_after(self, answer: Document) -> Service:
        """The service as a read shows it: an answer has its general description merged in."""
        return service_record(await self._as_read("service", answer))

    async def _location_after(self, answer: Document, opened: str) -> ServiceLocation:
        return location_record(await self._as_read("channel", answer), opened)

    async def _as_read(self, kind: ItemKind, answer: Document) -> Document:
        # Answers may lack the headings of texts, and show what a general description brings.
        ptv_id = text(answer, "id") or ""
        try:
            return await self.shell.send(reads.active_item(kind, ptv_id)) or answer
        except HytedataError:
            # It was taken: what stands in the answer is told rather than an error.
            return answer


def _item_kind(kind: Kind) -> ItemKind:
    found = _ITEM_KINDS.get(kind)
    if found is None:
        raise InputError(f"kind is one of {', '.join(_ITEM_KINDS)}, not {kind!r}")
    return found


def _texts(kind: ItemKind, document: Document) -> dict[tuple[str, str], str]:
    """Names and summaries, folded as PTV compares names: what tells two items apart."""
    return {
        (text(row, "type") or "Name", text(row, "language") or ""): fold_name(
            text(row, "value") or ""
        )
        for key in _LISTS[kind]
        for row in rows(document, key)
        if text(row, "type") in {None, "Name", "Summary"}
    }


def _refuse_locked(kind: ItemKind, document: Document) -> None:
    status = text(document, "publishingStatus")
    if status in _LOCKED:
        told = (
            f"its status is {status}: somebody has unpublished edits, and PTV refuses every write "
            "until they are published or discarded in its user interface"
        )
        what = f"{kind} {text(document, 'id')} of {owner_of(kind, document)}"
        raise refused(what, {"status": [told]}, situations=("modified-in-ptv",))
