"""What all formats tell of a record beside its content: times in UTC, codes, the way to it."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from hytedata.models.common import Json
from hytedata.models.sports_site import site_page
from hytedata.store.catalogue_values import CatalogueRecord


def properties(record: CatalogueRecord) -> dict[str, Json]:
    """Return them in a fixed order.

    When a record was last seen is left out: an unchanged catalogue gives an unchanged file.
    """
    return {
        "source": record.source,
        "kind": record.kind,
        "id": record.id,
        "names": {language: record.names[language] for language in sorted(record.names)},
        "status": record.status,
        "owner": record.owner,
        "municipalities": list(record.municipalities),
        "area": [f"{one.kind}:{one.code}" for one in record.area],
        "nationwide": record.is_nationwide,
        "modified_at": stamp(record.modified_at),
        "first_seen": stamp(record.first_seen),
        "changed_at": stamp(record.changed_at),
        "absent_since": stamp(record.absent_since),
        "hash": record.hash,
        "url": page(record),
    }


def stamp(moment: datetime | None) -> str | None:
    """Write a time as `2026-03-01T12:00:00Z`, with a fraction where there is one."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def page(record: CatalogueRecord) -> str | None:
    """Address of the page where people see the record; None where none is known."""
    return site_page(record.id) if record.source == "lipas" else None


def web_address(text: str | None) -> str | None:
    """Return *text* where it is an http or https address; registers hold others, too."""
    if not text:
        return None
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    return text.strip() if parts.scheme in ("http", "https") and parts.netloc else None
