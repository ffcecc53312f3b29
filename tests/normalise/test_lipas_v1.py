import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas import normalise_site
from hytedata.normalise.lipas_v1 import normalise_v1_site, read_helsinki_time
from tests.connectors.lipas.builders import POINT, encoded, feature_collection


def place(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = {
        "sportsPlaceId": 5,
        "name": "Kenttä",
        "type": {"typeCode": 1340, "name": "Pallokenttä"},
        "lastModified": "2026-01-02 05:04:05.678",
        "owner": "Kunta",
        "admin": "Kunta / liikuntatoimi",
        "location": {
            "city": {"name": "Utajärvi", "cityCode": 889},
            "address": "Koulutie 1",
            "postalCode": "91600",
            "geometries": feature_collection(POINT),
        },
    }
    return document | changes


def normalised(document: object) -> SportsSite:
    result = normalise_v1_site(encoded(document))
    assert isinstance(result, SportsSite), result
    return result


def test_both_versions_of_a_site_say_the_same(shared: Path) -> None:
    samples = shared / "reference/lipas-samples"

    old = normalise_v1_site((samples / "v1-sports-place.json").read_bytes())
    new = normalise_site((samples / "site-point.json").read_bytes())

    assert isinstance(old, SportsSite)
    assert isinstance(new, SportsSite)
    # v1 is in one language, flat, without images and renovations, and in other bytes.
    differing = {
        "names", "tells_translations", "content_hash", "images", "renovations", "geometry",
    }  # fmt: skip
    assert old.model_dump(exclude=differing) == new.model_dump(exclude=differing)
    assert old.geometry is not None
    assert new.geometry is not None
    assert old.geometry.parts == new.geometry.parts


def test_every_recorded_place_becomes_a_site_without_a_remark(shared: Path) -> None:
    records = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())

    found = [normalised(record) for record in records]

    assert Counter(it.owner for it in found) == {
        "state": 116,
        "city": 50,
        "unknown": 21,
        "registered-association": 13,
        "other": 5,
        "company-ltd": 1,
    }
    assert Counter(remark.code for it in found for remark in it.remarks) == {}
    assert all(it.geometry is not None and it.event_date is not None for it in found)


def test_labels_renamed_since_are_still_known() -> None:
    found = normalised(place(admin="Yksityinen / yhdistys"))

    assert found.admin == "private-association"


def test_an_unknown_label_is_none_and_told_in_v1s_own_words() -> None:
    found = normalised(place(owner="Unkonwn"))

    assert found.owner is None
    assert [(it.field, it.code, it.raw) for it in found.remarks] == [
        ("owner", "unknown-label", "Unkonwn")
    ]


def test_properties_get_v2s_keys_types_and_codes() -> None:
    properties = {
        "areaKm2": 0.5,
        "fieldsCount": 1.0,
        "ligthing": True,
        "mayBeShownInExcursionMapFi": True,
        "surfaceMaterial": "Tekonurmi",
        "waterPoint": "Ympärivuotinen",
        "infoFi": " Lisätieto ",
    }

    found = normalised(place(properties=properties, schoolUse=True, freeUse=False))

    assert found.comment == "Lisätieto"
    assert found.properties == {
        "area-km2": 0.5,
        "fields-count": 1,
        "ligthing?": True,
        "may-be-shown-in-excursion-map-fi?": True,
        "surface-material": ("artificial-turf",),
        "water-point": "year-round",
        "school-use?": True,
        "free-use?": False,
    }


def test_remarks_use_v1s_spelling() -> None:
    document = place(freeUse="joo", properties={"areaKm2": "iso", "infoFi": 5, "uusi": [1]})
    document["location"]["postalCode"] = "x"

    found = normalised(document)

    assert {remark.field for remark in found.remarks} == {
        "freeUse",
        "properties.areaKm2",
        "properties.infoFi",
        "properties.uusi",
        "location.postalCode",
    }


def test_every_listed_place_is_in_use() -> None:
    assert normalised(place()).status == "active"


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-01-02 05:04:05.678", datetime(2026, 1, 2, 3, 4, 5, 678000, UTC)),
        ("2026-07-02 05:04:05", datetime(2026, 7, 2, 2, 4, 5, 0, UTC)),
        ("2025-10-26 03:30:00", datetime(2025, 10, 26, 0, 30, 0, 0, UTC)),
        ("2026-01-02", None),
        ("2026-13-02 05:04:05", None),
    ],
)
def test_times_are_finnish_local_time(local: str, utc: datetime | None) -> None:
    assert read_helsinki_time(local) == utc
