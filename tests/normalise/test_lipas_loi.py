from pathlib import Path
from typing import Any

from hytedata.connectors.lipas.listings import RawLoi, read_raw_loi
from hytedata.models.common import Rejection
from hytedata.models.location_of_interest import LocationOfInterest
from hytedata.normalise.lipas_loi import normalise_loi
from tests.connectors.lipas.builders import POINT, encoded, feature_collection

SQUARE = [[26.0, 64.0], [26.1, 64.0], [26.1, 64.1], [26.0, 64.1], [26.0, 64.0]]


def document(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": "3c5f3f6a-8a1d-4a55-9c63-0f4a1be2d7c4",
        "event-date": "2025-06-18T12:30:00.000Z",
        "status": "active",
        "loi-category": "trail-conditions",
        "loi-type": "fall-hazard",
        "geometries": feature_collection(POINT),
    }
    return found | changes


def normalised(raw: bytes) -> LocationOfInterest | Rejection:
    found = read_raw_loi(raw, "position 1")
    return normalise_loi(found).loi if isinstance(found, RawLoi) else found


def loi(**changes: Any) -> LocationOfInterest:
    found = normalised(encoded(document(**changes)))
    assert isinstance(found, LocationOfInterest)
    return found


def test_the_sample_is_read_whole(shared: Path) -> None:
    found = normalised((shared / "reference/lipas-samples/loi.json").read_bytes())

    assert isinstance(found, LocationOfInterest)
    assert found.names == {"fi": "Hiidenlammen tulipaikka", "en": "Hiidenlampi fire pit"}
    assert found.description == {"fi": "Tulipaikka lammen rannalla."}
    assert found.use_during_fire_warning is False
    assert found.geometry is not None
    assert found.geometry.kind == "point"
    assert (found.remarks, found.extras) == ((), {})
    assert found.ref.kind == "loi"


def test_all_that_a_type_may_have_is_typed() -> None:
    told = {
        "accessible?": True,
        "accessibility": {"se": "Tillgänglig"},
        "itrs-exposure": "3",
        "protected-area-specification": "allowed",
        "images": [{"url": "https://example.fi/1.jpg"}],
    }

    found = loi(**told)

    assert (found.accessible, found.accessibility) == (True, {"sv": "Tillgänglig"})
    assert (found.itrs_exposure, found.protected_area_specification) == ("3", "allowed")
    assert found.images[0].url == "https://example.fi/1.jpg"


def test_an_area_with_restrictions_is_an_area() -> None:
    area = feature_collection({"type": "Polygon", "coordinates": [SQUARE]})

    found = loi(
        **{"loi-category": "protected-areas", "loi-type": "nature-reserve"}, geometries=area
    )

    assert found.geometry is not None
    assert found.geometry.kind == "area"


def test_what_cannot_be_read_is_a_remark_and_is_not_lost() -> None:
    told = {"accessible?": "yes", "new-thing": [1], "name": {"fi": "A", "ru": "Б"}, "status": "new"}

    found = loi(**told, geometries={"features": [5]})

    assert found.geometry is None
    assert found.extras == {
        "accessible?": "yes",
        "new-thing": [1],
        "name": {"ru": "Б"},
        "geometries": {"features": [5]},
        "geometries.features": 5,
    }
    assert {it.code for it in found.remarks} == {
        "odd-value",
        "unknown-code",
        "empty-feature",
        "empty-geometry",
    }


def test_an_unknown_type_is_kept_with_a_remark() -> None:
    found = loi(**{"loi-type": "volcano", "loi-category": "fire"})

    assert (found.type, found.category) == ("volcano", "fire")
    assert [it.field for it in found.remarks] == ["loi-category", "loi-type"]


def test_null_missing_and_empty_say_the_same() -> None:
    nothing = {"images": None, "name": None, "accessibility": None}
    empty = {"images": [], "name": {}, "accessibility": {"fi": " "}}

    found = [loi(**it).model_dump(exclude={"content_hash"}) for it in ({}, nothing, empty)]

    assert found[0] == found[1] == found[2]


def test_the_hash_does_not_move_with_the_date() -> None:
    later = loi(**{"event-date": "2026-01-01T00:00:00.000Z"})

    assert later.content_hash == loi().content_hash
    assert later.content_hash != loi(status="planned").content_hash


def test_what_is_needed_and_missing_rejects_it() -> None:
    for field in ("id", "status", "loi-category", "loi-type"):
        found = normalised(encoded(document(**{field: None})))

        assert isinstance(found, Rejection)
        assert (found.field, found.reason) == (field, "it is missing")
    assert isinstance(normalised(b'{"id": '), Rejection)
    assert isinstance(normalised(b"[]"), Rejection)
