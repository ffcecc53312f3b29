"""Entries of a catalogue, and reads that put them there."""

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from hytedata.models.common import Completeness, Position, SourceRef
from hytedata.models.ptv import Service
from hytedata.models.sports_site import SportsSite
from hytedata.store import Catalogue
from hytedata.store.catalogue import AreaCode, Entry, ReadCounts, ReadMode


def site(number: int, *, place: str = "889", name: str = "Halli", event: int = 1) -> Entry:
    model = SportsSite(
        lipas_id=number,
        event_date=datetime(2026, 1, event, tzinfo=UTC),
        status="active",
        names={"fi": name},
        type_code=1110,
        owner="city",
        admin=None,
        municipality=place,
    )
    return Entry(
        ref=model.ref,
        hash=f"{place} {name}",
        model=msgspec.json.encode(model.model_dump(mode="json"), order="deterministic"),
        raw=b'{"lipas-id":%d}' % number,
        names=model.names,
        owner=model.owner,
        status=model.status,
        municipalities=(place,),
        position=Position(east=427_000, north=7_200_000),
        modified_at=model.event_date,
    )


def service(key: str, *area: AreaCode, nationwide: bool = False) -> Entry:
    model = Service(id=key, type="Service", organisation_id="org-1")
    return Entry(
        ref=model.ref,
        hash=key,
        model=model.model_dump_json().encode(),
        owner="org-1",
        area=area,
        is_nationwide=nationwide,
    )


def read(
    catalogue: Catalogue,
    entries: Iterable[Entry],
    *,
    scope: str = "municipality:889",
    complete: bool = True,
    mode: ReadMode = "full",
    source: str = "lipas",
    kind: str = "sports-site",
) -> ReadCounts:
    found = list(entries)
    with catalogue.reading(source, kind, scope, mode=mode) as reading:
        for one in found:
            reading.put(one)
        reasons = () if complete else ("page 2 did not come",)
        return reading.finish(Completeness(complete=complete, items=len(found), reasons=reasons))


def read_services(catalogue: Catalogue, *entries: Entry) -> None:
    read(catalogue, entries, scope="all", source="ptv", kind="service")


def ids(catalogue: Catalogue, **wanted: object) -> list[str]:
    return [one.id for one in catalogue.records(**wanted)]  # type: ignore[arg-type]


def ref(number: int) -> SourceRef:
    return SourceRef(source="lipas", kind="sports-site", id=str(number))
