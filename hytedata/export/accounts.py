"""What the formats of records carry of them, and what they lose."""

from collections.abc import Collection, Mapping
from typing import Final

from hytedata.export.exporter import Account, losses_of
from hytedata.export.model_fields import HEAD, all_fields

HEAD_REPEATS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": (
        "sports-site.lipas_id", "event.id", "connection.id", "general-description.id",
        "organisation.id", "service.id", "service-channel.id", "service-collection.id",
    ),
    "names": (
        "sports-site.names", "event.names", "general-description.language_versions.name",
        "organisation.language_versions.name", "service.language_versions.name",
        "service-channel.language_versions.name", "service-collection.language_versions.name",
    ),
    "owner": (
        "sports-site.owner", "event.publisher", "general-description.organisation_id",
        "service.organisation_id", "service-channel.organisation_id",
        "service-collection.organisation_id",
    ),
    "status": (
        "sports-site.status", "event.status", "connection.status", "general-description.status",
        "organisation.status", "service.status", "service-channel.status",
        "service-collection.status",
    ),
    "municipalities": ("sports-site.municipality",),
    "source": ("event.source",),
    "modified_at": ("sports-site.event_date", "event.modified_at"),
    "hash": ("sports-site.content_hash",),
}  # fmt: skip
"""Fields of the content that the head of a record tells too, by the head's field."""

CREDIT: Final = frozenset({"event.licence", "event.attribution"})
"""What an event states of its licence; every format tells it."""

_HEAD_ONLY: Final = (
    "it holds the head of a record, one value in each place; ndjson holds the whole content"
)
_WHYS: Final[Mapping[str, str]] = {
    f"{HEAD}.last_seen": "an unchanged catalogue gives an unchanged file",
}


def whole_account() -> Account:
    """Of a format that holds the head and the whole model."""
    seen = f"{HEAD}.last_seen"
    carried = all_fields() - {seen}
    return Account(carried, losses_of(all_fields(), carried, _HEAD_ONLY, _WHYS))


def head_account(
    head: Collection[str],
    besides: Collection[str] = (),
    whys: Mapping[str, str] | None = None,
) -> Account:
    """Of a format that holds some of the head and little of the content.

    Args:
        head: Fields of the head that it holds: `names` …
        besides: What it holds of the content that the head does not tell.
        whys: Reasons of single losses; a field of the head is named `record.hash`.
    """
    repeated = {path for name in head for path in HEAD_REPEATS.get(name, ())}
    carried = frozenset({f"{HEAD}.{name}" for name in head} | repeated | CREDIT | set(besides))
    losses = losses_of(all_fields(), carried, _HEAD_ONLY, {**_WHYS, **(whys or {})})
    return Account(carried, losses)
