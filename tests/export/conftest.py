"""Records to write."""

from datetime import UTC, datetime

import pytest

from hytedata.models.common import Position
from hytedata.store.catalogue import AreaCode, CatalogueRecord

DAY = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def record(
    key: str = "1",
    *,
    source: str = "lipas",
    name: str = "Uimahalli, ”Ä”",
    owner: str | None = "city",
    position: Position | None = None,
) -> CatalogueRecord:
    import zlib

    return CatalogueRecord(
        source=source,
        kind="sports-site",
        id=key,
        hash="abc",
        names={"sv": "Simhall", "fi": name},
        owner=owner,
        status="active",
        municipalities=("091", "889"),
        area=(AreaCode("county", "19"),),
        is_nationwide=False,
        position=position,
        modified_at=datetime(2026, 2, 1, tzinfo=UTC),
        first_seen=DAY,
        last_seen=DAY,
        changed_at=DAY,
        absent_since=None,
        packed_model=zlib.compress(b'{"lipas_id":1,"names":{"fi":"\xc3\x84"}}'),
        packed_raw=None,
    )


@pytest.fixture
def records() -> list[CatalogueRecord]:
    return [
        record("1", position=Position(east=500_000, north=7_200_000)),
        record("2", source="ptv"),
    ]
