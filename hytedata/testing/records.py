"""Records of the catalogue as small as a format's test needs; all of it is invented."""

import zlib
from datetime import UTC, datetime
from typing import Final

from hytedata.models.ptv import Service
from hytedata.models.ptv.service import ServiceTexts
from hytedata.models.sports_site import SiteGeometry, SportsSite
from hytedata.runs.entries import entry_of_record, entry_of_site
from hytedata.store.catalogue import CatalogueRecord, Entry

READ_AT: Final = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
"""When the samples count as read."""

_KAJAANI: Final = (534_000.0, 7_121_000.0)


def sample_records() -> tuple[CatalogueRecord, ...]:
    """Return a site of Lipas in Kajaani, and a service of PTV without a place.

    Their texts hold what formats stumble over: quotes, commas, line ends, ampersands, brackets.
    """
    site = SportsSite(
        lipas_id=1,
        event_date=READ_AT,
        status="active",
        names={"fi": 'Uimahalli ”Ärjy”, "iso" & <kylmä>', "sv": "Simhallen; kall\ti dag"},
        type_code=3110,
        owner="city",
        admin="city-sports",
        municipality="205",
        geometry=SiteGeometry(kind="point", parts=(((_KAJAANI,),),)),
    )
    service = Service(
        id="11111111-1111-4111-8111-111111111111",
        type="Service",
        status="Published",
        organisation_id="22222222-2222-4222-8222-222222222222",
        modified_at=READ_AT,
        language_versions={
            "fi": ServiceTexts(name="=Neuvonta", description="Ensimmäinen rivi\n\nKolmas, 'loppu'"),
            "sv": ServiceTexts(name="Rådgivning"),
        },
    )
    return record_of(entry_of_site(site)), record_of(entry_of_record(service))


def record_of(entry: Entry) -> CatalogueRecord:
    """Return an entry as the catalogue gives it after its first read, at `READ_AT`."""
    return CatalogueRecord(
        source=entry.ref.source,
        kind=entry.ref.kind,
        id=entry.ref.id,
        hash=entry.hash,
        names=entry.names,
        owner=entry.owner,
        status=entry.status,
        municipalities=entry.municipalities,
        area=entry.area,
        is_nationwide=entry.is_nationwide,
        position=entry.position,
        modified_at=entry.modified_at,
        first_seen=READ_AT,
        last_seen=READ_AT,
        changed_at=READ_AT,
        absent_since=None,
        packed_model=zlib.compress(entry.model),
        packed_raw=zlib.compress(entry.raw) if entry.raw else None,
        bounds=entry.bounds,
        digest=entry.hash,
    )
