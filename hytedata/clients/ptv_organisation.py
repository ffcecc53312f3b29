"""Read all that one organisation has in PTV, with a verdict on whether that is all there is."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

import msgspec

from hytedata.clients.ptv_codes import DESCRIPTION_SHAPE, PtvCodes
from hytedata.clients.ptv_published import read_active, read_published
from hytedata.connectors._http import SyncShell
from hytedata.connectors.ptv.v11 import reads
from hytedata.connectors.ptv.v11.decode import (
    ARCHIVED_SHAPES,
    ORGANISATION_SHAPE,
    SHAPES,
    decode_archived,
    decode_organisation,
    decode_wire,
    owner_of,
)
from hytedata.connectors.ptv.v11.documents import NO_DOCUMENT, Document, text
from hytedata.connectors.ptv.v11.familiar import Versions
from hytedata.connectors.ptv.v11.listing import Listing, read_archived, read_listing
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.drift import drift, merged
from hytedata.connectors.ptv.v11.wire.reading import read_items
from hytedata.errors import HytedataError, LoginRefused, RecordError
from hytedata.models.common import Completeness, Rejection, SourceRef
from hytedata.models.publication import ArchivedItem, ItemKind, TargetItem, TargetState

log = logging.getLogger("hytedata.ptv")

KINDS: Final[tuple[ItemKind, ...]] = ("service", "channel")
FEW_DRAFTS: Final = 100
"""Up to so many ids are looked up without asking first what is published in the country."""
LIST_ATTEMPTS: Final = 3
"""How often a list is read while tokens die."""
MOST_TOLD: Final = 50
"""More unknown fields than this are counted in the log, not named."""
MOST_DRAFTS: Final = 20_000
"""More unpublished ids than this are not looked up one by one."""


class OrganisationReading:
    """One reading of one organisation. Doubts gather while it goes on.

    Args:
        shell: What sends.
        organisation_id: Whose items are read.
        codes: General descriptions, postal codes, and drafts known to be others'.
        logins: Tells how many logins there have been.
        known: Channels as an earlier reading saw them: those that stand so are read lightly.
    """

    def __init__(
        self,
        shell: SyncShell,
        organisation_id: str,
        codes: PtvCodes,
        *,
        logins: Callable[[], int],
        known: Versions | None = None,
    ) -> None:
        self._shell, self._id, self._codes = shell, organisation_id, codes
        self._logins, self._known = logins, known or {}
        self._doubts: list[str] = []
        self._rejections: list[Rejection] = []
        self._unknown: list[Mapping[str, int]] = []

    def state(self) -> TargetState:
        """Read everything.

        Raises:
            NotFound: The organisation is not published.
            SourceUnavailable: The organisation itself cannot be read.
            LoginRefused: The credentials are not accepted.
        """
        document = self._shell.send(reads.organisation(self._id))
        organisation = decode_organisation(document)
        self._unknown.append(drift(read_items([document], ORGANISATION_SHAPE, "organisation")))
        published = self.published()
        visible = self._visible(published["channel"])
        documents = [
            (kind, document)
            for kind in KINDS
            for document in [*published[kind].items, *self._drafts_beside(kind, published[kind])]
        ]
        items = self.decoded(documents, visible, published["channel"])
        archived = tuple(self._archived())
        self._tell_unknown()
        return TargetState(
            organisation=organisation,
            items=items,
            archived=archived,
            completeness=self.verdict(len(items)),
            postal_codes=self._codes.postal_codes(),
            rejections=tuple(self._rejections),
        )

    def verdict(self, items: int) -> Completeness:
        """Say whether anything may be missing so far."""
        reasons = tuple(dict.fromkeys(self._doubts))
        return Completeness(complete=not reasons, items=items, reasons=reasons)

    def published(self) -> dict[ItemKind, Listing]:
        """Read the lists of published items, and again where an id is missing from them."""
        listings: dict[ItemKind, Listing] = {kind: self.listing(kind) for kind in KINDS}
        expected = self._expected()
        for kind in KINDS:
            if expected[kind] - listings[kind].ids:
                listings[kind], expected = self.listing(kind), self._expected()
            missing = expected[kind] - listings[kind].ids
            if missing:
                self._doubts.append(
                    f"{len(missing)} {kind}(s) that PTV counts among the organisation's are not "
                    f"in its list, for example {min(missing)}"
                )
            self._note(listings[kind])
        return listings

    def listing(self, kind: ItemKind) -> Listing:
        """Read the list of published items of one kind, with our source ids in it.

        The list is public: with a token that has died PTV answers as if there were none, and
        the source ids are missing without a word (ptv-api 11). So a call that needs the token is
        made before and after, and the list read again where a new login came in between.
        """
        listing = Listing(())
        for _ in range(LIST_ATTEMPTS):
            before = self._logins_now()
            listing = read_listing(
                self._shell,
                lambda page: (
                    reads.channel_page(self._id, self._known, page)
                    if kind == "channel"
                    else reads.organisation_page(kind, self._id, page)
                ),
                f"the organisation's {kind}s",
            )
            if before is not None and self._logins_now() == before:
                return listing
        doubt = (
            f"source ids may be missing from the organisation's {kind}s: the token was not shown "
            "to be good all the while"
        )
        return replace(listing, doubts=(*listing.doubts, doubt))

    def _logins_now(self) -> int | None:
        """How many logins there have been, all token trouble so far included; None if unknown."""
        try:
            # No service has the organisation's id: the shortest answer there is.
            self._shell.send(reads.active_item("service", self._id))
        except LoginRefused:
            raise
        except HytedataError:
            return None
        return self._logins()

    def drafts(self, kind: ItemKind, published: Listing) -> list[Document]:
        """Read the organisation's own items of one kind that have no published version.

        PTV lists the ids of everybody's unpublished items together, so each one that is not
        known to be published or somebody else's has to be looked at.
        """
        candidates = self._unpublished(kind, published)
        strangers = self._codes.strangers(kind, self._id) & candidates
        asked = sorted(candidates - strangers)
        if len(asked) > MOST_DRAFTS:
            self._doubts.append(f"{len(asked)} unpublished {kind}s are too many to look up")
            return []
        found: list[Document] = []
        looks = (reads.active_item(kind, ptv_id) for ptv_id in asked)
        try:
            for ptv_id, document in zip(asked, self._shell.pages(looks), strict=True):
                if document is not None and owner_of(kind, document) == self._id:
                    found.append(document)
                else:
                    strangers |= {ptv_id}
        except LoginRefused:
            raise
        except HytedataError as error:
            self._doubts.append(f"an unpublished {kind} could not be read: {error}")
        self._codes.note_strangers(kind, self._id, strangers)
        for document in found:
            if text(document, "publishingStatus") == "Published":
                self._doubts.append(
                    f"{kind} {text(document, 'id')} is published, and not in the list"
                )
        return found

    def _unpublished(self, kind: ItemKind, published: Listing) -> frozenset[str]:
        """Ids of everybody's unpublished items; of a published one where it is in no list."""
        active = read_active(self._shell, kind)
        own = {text(one, "id") for one in published.items if owner_of(kind, one) == self._id}
        own |= {item.id for item in published.familiar}
        if own - active.ids:
            active = read_active(self._shell, kind)
        if own - active.ids:
            # What is published is active too: the list is short, and may lack drafts as well.
            self._doubts.append(f"the list of active {kind}s lacks {len(own - active.ids)} of ours")
        self._note(active)
        # Each difference is a copy of what may be the ids of a country: so there is but one.
        candidates = active.ids - published.ids
        strangers = self._codes.strangers(kind, self._id)
        if len(candidates) <= FEW_DRAFTS + len(strangers & candidates):
            return candidates
        everybody = read_published(self._shell, self._codes, kind)
        self._note(everybody)
        return candidates - everybody.ids

    def decoded(
        self,
        documents: Sequence[tuple[ItemKind, Document]],
        visible: frozenset[str] | None,
        channels: Listing,
    ) -> tuple[TargetItem, ...]:
        """Turn documents into items, by id; one that cannot be is rejected and leaves a doubt."""
        descriptions = self._known_descriptions(documents)
        items = list(channels.familiar)
        for kind, wire in self._typed(documents):
            document = wire.document
            open_to_all = None
            if kind == "channel" and visible is not None:
                open_to_all = text(document, "id") in visible
            described_by = text(document, "generalDescriptionId") or ""
            try:
                item = decode_wire(
                    kind,
                    wire,
                    own_to=(self._id,),
                    visible_for_all=open_to_all,
                    general_description=descriptions.get(described_by, NO_DOCUMENT),
                )
            except RecordError as error:
                self._reject(kind, document, error)
            else:
                digest = channels.digests.get(item.id, "") if kind == "channel" else ""
                items.append(replace(item, digest=digest) if digest else item)
        return tuple(sorted(items, key=lambda item: item.id))

    def _typed(
        self, documents: Sequence[tuple[ItemKind, Document]]
    ) -> Iterator[tuple[ItemKind, Wire[WireModel]]]:
        """Yield documents as typed, some at a time; one that cannot be is rejected."""
        for kind in KINDS:
            of_kind = [document for its_kind, document in documents if its_kind == kind]
            for start in range(0, len(of_kind), reads.AT_MOST):
                batch = of_kind[start : start + reads.AT_MOST]
                found = read_items(batch, SHAPES[kind], kind)
                self._unknown.append(drift(found))
                for document, one in zip(batch, found, strict=True):
                    if isinstance(one, RecordError):
                        self._reject(kind, document, one)
                    else:
                        yield kind, one

    def _note(self, listing: Listing) -> None:
        self._doubts += listing.doubts
        self._unknown.append(listing.unknown)

    def _tell_unknown(self) -> None:
        """Log which fields came that no model knows: paths and counts, never values."""
        unknown = merged(self._unknown)
        if unknown:
            told = dict(islice(unknown.items(), MOST_TOLD))
            fields = msgspec.json.encode(told).decode()
            log.info("unknown_fields_read source=ptv paths=%d fields=%s", len(unknown), fields)

    def _drafts_beside(self, kind: ItemKind, published: Listing) -> list[Document]:
        if published.doubts:
            # What is missing from the list would be looked up one by one, as if unpublished.
            self._doubts.append(
                f"unpublished {kind}s were not read, since their list was not whole"
            )
            return []
        return self.drafts(kind, published)

    def _expected(self) -> dict[ItemKind, frozenset[str]]:
        """Ids that PTV counts among the organisation's published items."""
        listing = read_listing(
            self._shell,
            lambda page: reads.entity_ids(self._id, page),
            "the organisation's ids",
        )
        self._note(listing)
        found: dict[ItemKind, set[str]] = {"service": set(), "channel": set()}
        for entry in listing.items:
            kind, ptv_id = _KIND_OF_ENTITY.get(text(entry, "type") or ""), text(entry, "id")
            if kind and ptv_id:
                found[kind].add(ptv_id)
        return {kind: frozenset(ids) for kind, ids in found.items()}

    def _visible(self, channels: Listing) -> frozenset[str] | None:
        listing = read_visible(self._shell, self._id)
        self._note(listing)
        missing = listing.ids - channels.ids
        if missing:
            self._doubts.append(
                f"{len(missing)} channel(s) open to all are not in the organisation's list, for "
                f"example {min(missing)}"
            )
        return None if listing.doubts else listing.ids

    def _archived(self) -> Iterator[ArchivedItem]:
        seen: set[str] = set()
        for kind in KINDS:
            for archiving in ("Manual", "Automatic"):
                listing = self._archived_listing(kind, archiving)
                self._note(listing)
                shape = ARCHIVED_SHAPES[kind]
                self._unknown.append(drift(read_items(listing.items, shape, kind)))
                for entry in listing.items:
                    try:
                        item = decode_archived(kind, entry)
                    except RecordError as error:
                        self._reject(kind, entry, error)
                        continue
                    if item.id not in seen:
                        seen.add(item.id)
                        yield item

    def _archived_listing(self, kind: ItemKind, archiving: reads.Archiving) -> Listing:
        return read_archived(
            self._shell,
            lambda skip: reads.archived(kind, self._id, archiving, skip),
            f"the list of archived {kind}s",
        )

    def _known_descriptions(
        self, documents: Iterable[tuple[ItemKind, Document]]
    ) -> dict[str, Document]:
        wanted = {
            described_by
            for kind, document in documents
            if kind == "service" and owner_of(kind, document) == self._id
            if (described_by := text(document, "generalDescriptionId"))
        }
        try:
            known = self._codes.descriptions(sorted(wanted))
        except HytedataError as error:
            self._doubts.append(f"general descriptions could not be read: {error}")
            return {}
        self._unknown.append(drift(read_items(known.values(), DESCRIPTION_SHAPE, "description")))
        missing = sorted(wanted - known.keys())
        if missing:
            self._doubts.append(f"general description {missing[0]} is used and not published")
        return known

    def _reject(self, kind: ItemKind, document: Document, error: RecordError) -> None:
        ref = SourceRef(source="ptv", kind=kind, id=text(document, "id") or "")
        self._rejections.append(Rejection(ref=ref, field=error.field, reason=error.detail))
        self._doubts.append(f"{error.record}: {error.field} {error.detail}")


_KIND_OF_ENTITY: Final[dict[str, ItemKind]] = {
    "Service": "service",
    "Channel": "channel",
    "ServiceChannel": "channel",
    "EChannel": "channel",
    "WebPage": "channel",
    "PrintableForm": "channel",
    "Phone": "channel",
    "ServiceLocation": "channel",
}
"""Words of `EntitiesByOrganization` that are known; its other entries are not counted."""


def read_visible(shell: SyncShell, organisation_id: str) -> Listing:
    """Read the ids of an organisation's published channels that others may connect."""
    return read_listing(
        shell,
        lambda page: reads.ids_only(reads.visible_channel_ids(organisation_id, page)),
        "the channels open to all",
    )
