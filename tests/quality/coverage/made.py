"""Small worlds of Kainuu to count coverage in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from hytedata.links import Thing
from hytedata.models.common import Position, SourceRef
from hytedata.quality.coverage import (
    Coverage,
    CoverageRecords,
    EventFact,
    PlaceFact,
    ServiceFact,
    SourceRead,
    coverage,
)
from hytedata.quality.coverage.facts import ReadState, Unit

TODAY = date(2026, 11, 22)
KAJAANI, SOTKAMO, KUHMO = "205", "765", "290"
KAINUU = ("105", "205", "290", "578", "620", "697", "765", "777")


def service(key: str, *themes: Any, at: str | Iterable[str] = KAJAANI, **more: Any) -> ServiceFact:
    fields: dict[str, Any] = {
        "names": {"fi": f"Palvelu {key}"},
        "provider": "municipality",
        "owner": f"o-{key}",
        "languages": frozenset({"fi"}),
        **more,
    }
    return ServiceFact(
        ref=SourceRef(source="ptv", kind="service", id=key),
        themes=frozenset(themes),
        municipalities=frozenset({at} if isinstance(at, str) else at),
        **fields,
    )


def place(
    key: str,
    *themes: Any,
    source: str = "lipas",
    name: str = "",
    at: str | Iterable[str] = KAJAANI,
    east: float = 530_000,
    **more: Any,
) -> PlaceFact:
    codes = frozenset({at} if isinstance(at, str) else at)
    kind = "sports-site" if source == "lipas" else "service-channel"
    thing = Thing(
        key,
        {"fi": name or f"Paikka {key}"},
        position=Position(east=east, north=7_120_000),
        municipality=min(codes),
    )
    fields: dict[str, Any] = {"provider": "municipality", "languages": frozenset({"fi"}), **more}
    return PlaceFact(
        ref=SourceRef(source=source, kind=kind, id=key),
        thing=thing,
        themes=frozenset(themes),
        municipalities=codes,
        **fields,
    )


def event(key: str, *themes: Any, at: str | None = KAJAANI, **more: Any) -> EventFact:
    fields: dict[str, Any] = {"provider": "association", "languages": frozenset({"fi"}), **more}
    return EventFact(key=key, themes=frozenset(themes), municipality=at, **fields)


def read(
    name: str, unit: Unit, state: ReadState = "yes", codes: Iterable[str] = KAINUU, reason: str = ""
) -> SourceRead:
    return SourceRead(name, unit, dict.fromkeys(codes, state), reason)


ALL_READ = (
    read("ptv", "services"),
    read("ptv", "places"),
    read("lipas", "places"),
    read("kunta", "events"),
)


def counted(*facts: Any, county: str = "Kainuu", **more: Any) -> Coverage:
    """Count some facts of whatever kind; everything was read, unless *sources* says other."""
    fields: dict[str, Any] = {"sources": ALL_READ, **more}
    records = CoverageRecords(
        services=tuple(one for one in facts if isinstance(one, ServiceFact)),
        places=tuple(one for one in facts if isinstance(one, PlaceFact)),
        events=tuple(one for one in facts if isinstance(one, EventFact)),
        **fields,
    )
    return coverage(records, county, TODAY)
