"""What every node of JSON-LD is made of: an address that stays, texts with their languages."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias
from urllib.parse import quote

from hytedata.codes import Labels, find_municipality
from hytedata.models.common import Json, LocalizedText
from hytedata.models.sports_site import site_page

Node: TypeAlias = dict[str, Json]
"""One thing in the terms of schema.org."""

CONTEXT: Final[Node] = {"@vocab": "https://schema.org/"}
"""Written out, so that who reads a file need not fetch schema.org's own; the terms are the same."""

_OWN: Final = "urn:hytedata"


def address(source: str, kind: str, record_id: str) -> str:
    """Return the `@id` of a record, the same in every export.

    Of Lipas it is the site's page, of PTV `urn:uuid:` with its id; others have a name of ours.
    """
    if source == "lipas":
        return site_page(record_id)
    if source == "ptv":
        try:
            return f"urn:uuid:{uuid.UUID(record_id)}"
        except ValueError:
            pass
    return ":".join((_OWN, *(quote(one, safe="") for one in (source, kind, record_id))))


def to(source: str, kind: str, record_id: str | None) -> Json:
    """Return a reference to a record; None to none."""
    return {"@id": address(source, kind, record_id)} if record_id else None


def node(found: Mapping[str, Json]) -> Node:
    """Return *found* without what is empty: what is not said is unknown."""
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def part(type_: str, found: Mapping[str, Json]) -> Json:
    """Return a node without an address, such as a place's position; None where nothing is said."""
    told = node(found)
    return {"@type": type_, **told} if told else None


def texts(some: LocalizedText) -> Json:
    """Return a text in each language that has one, tagged."""
    return [{"@value": some[one], "@language": one} for one in sorted(some) if some[one]]


def labels(name: Labels) -> Json:
    """Return a name of a code list in its languages, tagged."""
    known = ((one, name.get(one)) for one in ("fi", "sv", "en"))
    return [{"@value": text, "@language": language} for language, text in known if text]


def each(some: Iterable[Json]) -> list[Json]:
    """Return what is there of *some*."""
    return [one for one in some if one not in (None, "", [], {})]


def code(scheme: str, value: str, name: Labels | None = None) -> Json:
    """Return a code of a list, with its names where they are known."""
    told: Node = {"inCodeSet": scheme, "codeValue": value}
    return part("CategoryCode", told | ({"name": labels(name)} if name else {}))


def municipality(value: str) -> Json:
    """Return a municipality by its code."""
    found = find_municipality(value)
    return part(
        "AdministrativeArea",
        {
            "identifier": f"municipality:{value}",
            "name": labels(found.municipality.name) if found else None,
        },
    )
