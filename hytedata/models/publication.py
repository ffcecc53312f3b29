"""What is published where: desired items, what the target holds, and their comparable fields.

Desired and actual are compared as *fields*: a flat mapping from a path to a canonical JSON
value. A text has one path per language (`summary.fi`), so that ownership, drift and patches
are decided per field and language. A path that is absent means "has none".

Channel (ServiceLocation) paths

| Path | Value |
|---|---|
| `name.{lang}` `alternative_name.{lang}` `summary.{lang}` `description.{lang}` | text |
| `display_name.{lang}` | `"Name"` or `"AlternativeName"` |
| `languages` | sorted list of served languages |
| `phones.{lang}` | list of `{prefix, number, service_number, info, charge, charge_info}` |
| `emails.{lang}` | list of addresses |
| `web_pages.{lang}` | list of `{url, text}` |
| `address.kind` | `"street"` (PTV Single) or `"other"` (coordinates and a description) |
| `address.street.{lang}` `address.info.{lang}` | text |
| `address.number` `address.postal_code` `address.municipality` | text |
| `address.position` | `[east, north]`, EPSG:3067 metres, one decimal |

Service paths

| Path | Value |
|---|---|
| `name.{lang}` `summary.{lang}` `description.{lang}` `user_instruction.{lang}` | text |
| `languages` `service_classes` `ontology_terms` `target_groups` | sorted list of codes or URIs |
| `type` `funding` `area_type` | PTV's word |
| `area.municipalities` | sorted list of municipality codes |
| `main_organisation` | PTV id |
| `producers` | list of `{provision, organisations}` |
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import msgspec

from hytedata.models.common import Completeness, Json, Language, Rejection

ItemKind: TypeAlias = Literal["service", "channel"]
Fields: TypeAlias = Mapping[str, Json]
"""Path → canonical JSON value; see the module's tables."""


class SourceItem(msgspec.Struct, frozen=True, order=True, gc=False):
    """The thing in the source that an item of the target stands for.

    Attributes:
        name: The source, `lipas`.
        id: `site:123` for a sports site, `subcategory:1100` for a service.
    """

    name: str
    id: str


@dataclass(frozen=True, slots=True)
class Skip:
    """A source item that is not published now, with the reason and the way on.

    Attributes:
        source: Which item.
        title: Its name, for people.
        reason: One of the contract's words (`not-eligible`, `no-coordinates` …).
        detail: What was seen: names the field and its value.
        remedy: Who can mend it, and how.
    """

    source: SourceItem
    title: str
    reason: str
    detail: str
    remedy: str


@dataclass(frozen=True, slots=True)
class DesiredItem:
    """What the target should hold for one source item.

    Attributes:
        source_id: Deterministic key in the target.
        needs: `source_id`s of the services that a channel belongs to; empty for services.
        visible_for_all: Value at creation only; an existing channel keeps its own.
        source_hash: Hash of all that decides on `fields`: the source item, the configuration,
            the rules; "" where that is not known.
        remarks: Remarks on it that nothing but the source item decides on.
        in_step: The target holds it as wanted, as an earlier plan saw with the same hash;
            `fields` then has its names only.
    """

    kind: ItemKind
    source: SourceItem
    source_id: str
    title: str
    fields: Fields
    needs: tuple[str, ...] = ()
    visible_for_all: bool = False
    source_hash: str = ""
    remarks: tuple[Skip, ...] = ()
    in_step: bool = False


@dataclass(frozen=True)
class Desired:
    """The desired state of one organisation.

    Attributes:
        retired: Source items that the source states as gone; candidates for archiving.
        skipped: Source items that are not published, with reasons.
        warnings: Remarks on items that are published all the same.
        unread: Sites that must be read whole before anything can be said of them.
    """

    items: tuple[DesiredItem, ...]
    retired: tuple[SourceItem, ...] = ()
    skipped: tuple[Skip, ...] = ()
    warnings: tuple[Skip, ...] = ()
    unread: tuple[int, ...] = ()


@dataclass(frozen=True)
class TargetOrganisation:
    """The publishing organisation as the target knows it."""

    id: str
    names: Mapping[Language, str]
    area_type: str | None
    municipalities: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages that its items may have: those of its own names."""
        return tuple(sorted(self.names))


@dataclass(frozen=True, slots=True)
class TargetItem:
    """One service or service location as the target holds it.

    Attributes:
        status: `Draft`, `Published`, `Modified`, …: of the version that was read.
        version: Hash of the content read, without connections; what a plan is based on.
        connected: Ids at the other end of its connections, sorted.
        connection_hash: Hash of its connections with their extra information.
        visible_for_all: Whether other organisations may connect the channel; None for services
            and where it was not read.
        document: The document as read; what a PUT is re-encoded from.
        own: Whether the organisation itself is responsible for it (services) or owns it.
        channel_type: `ServiceLocation` and so on; None for services.
        digest: Hash of the bytes as an organisation's list shows them; equal bytes mean an equal
            item. "" where it was not read from such a list.
        familiar: It has the digest that the caller knows: of its `fields` only the names were
            read, and neither `connection_hash`, `visible_for_all`, `digest` nor `document`.
    """

    kind: ItemKind
    id: str
    source_id: str | None
    status: str
    title: str
    fields: Fields
    version: str
    connected: tuple[str, ...] = ()
    connection_hash: str = ""
    visible_for_all: bool | None = None
    own: bool = True
    channel_type: str | None = None
    digest: str = field(default="", compare=False)
    familiar: bool = False
    document: Mapping[str, Json] = field(default_factory=dict, repr=False, compare=False)


def noted_version(item: TargetItem) -> str:
    """What is noted of a channel that was read from a list: digest and version."""
    return f"{item.digest}.{item.version}"


@dataclass(frozen=True)
class ArchivedItem:
    """An archived item of the organisation: its id and names are all that can be read."""

    kind: ItemKind
    id: str
    names: Mapping[Language, str]


@dataclass(frozen=True)
class TargetState:
    """What the target holds for one organisation, and whether all of it was seen.

    Attributes:
        items: Published items and the organisation's own drafts, by id.
        postal_codes: Codes that the target accepts; empty when they could not be read.
        api_version: Through which version of the target's API it was read.
    """

    organisation: TargetOrganisation
    items: tuple[TargetItem, ...]
    archived: tuple[ArchivedItem, ...]
    completeness: Completeness
    postal_codes: frozenset[str] = frozenset()
    rejections: tuple[Rejection, ...] = ()
    api_version: str = "v11"


@dataclass(frozen=True)
class ConnectOutcome:
    """What became of one connection that was asked for."""

    service_id: str
    channel_id: str
    done: bool
    message: str
