import math
from typing import Any

import pytest

from hytedata.models.sports_site import SiteGeometry
from hytedata.normalise.lipas_geometry import normalise_geometry
from hytedata.normalise.remarks import Remarks
from tests.connectors.lipas.builders import feature_collection

SQUARE = [[26.0, 64.0], [26.1, 64.0], [26.1, 64.1], [26.0, 64.1], [26.0, 64.0]]
HOLE = [[26.04, 64.04], [26.06, 64.04], [26.06, 64.06], [26.04, 64.04]]
LINE = [[26.0, 64.0], [26.1, 64.0], [26.2, 64.1]]


def convert(*geometries: dict[str, Any]) -> tuple[SiteGeometry | None, list[str]]:
    remarks = Remarks()
    found = normalise_geometry(feature_collection(*geometries), None, remarks)
    return found, [remark.code for remark in remarks.all()]


def test_a_known_position_comes_out_in_metres() -> None:
    found, remarks = convert({"type": "Point", "coordinates": [24.7051081551397, 62.2613211721703]})

    assert remarks == []
    assert found is not None
    assert math.dist(found.parts[0][0][0], (380848.64, 6905404.53)) < 0.01


def test_altitudes_stand_beside_the_vertices_also_where_some_are_missing() -> None:
    coordinates = [[26.0, 64.0, 101.5], [26.1, 64.0, -9999], [26.2, 64.1]]

    found, remarks = convert({"type": "LineString", "coordinates": coordinates})

    flat, _ = convert({"type": "LineString", "coordinates": LINE})
    assert found is not None
    assert flat is not None
    assert (found.parts, remarks) == (flat.parts, [])
    assert (found.altitudes_m, flat.altitudes_m) == ((((101.5, None, None),),), ())


def test_an_area_keeps_its_holes_and_its_parts() -> None:
    area = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}

    found, _ = convert(area, {"type": "Polygon", "coordinates": [SQUARE]})

    assert found is not None
    assert found.kind == "area"
    assert [[len(ring) for ring in part] for part in found.parts] == [[5, 4], [5]]


def test_a_route_travelled_from_its_end_is_turned_round() -> None:
    forward, _ = convert({"type": "LineString", "coordinates": LINE})
    collection = feature_collection({"type": "LineString", "coordinates": LINE})
    collection["features"][0]["properties"] = {"travel-direction": "end-to-start"}

    backward = normalise_geometry(collection, "route", Remarks())

    assert forward is not None
    assert backward is not None
    assert backward.parts[0][0] == forward.parts[0][0][::-1]


def test_several_points_are_several_parts() -> None:
    several = {"type": "MultiPoint", "coordinates": [[26.0, 64.0], [26.1, 64.0]]}

    found, _ = convert(several, {"type": "Point", "coordinates": [26.2, 64.0]})

    assert found is not None
    assert (found.kind, len(found.parts)) == ("point", 3)


def test_an_open_ring_is_closed() -> None:
    found, _ = convert({"type": "Polygon", "coordinates": [SQUARE[:-1]]})

    assert found is not None
    assert found.parts[0][0][0] == found.parts[0][0][-1]


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        ({"type": "Point", "coordinates": [64.7, 26.4]}, "swapped-axes"),
        ({"type": "Point", "coordinates": [2.3, 48.8]}, "outside-finland"),
        ({"type": "Point", "coordinates": [20.0, 59.0]}, "outside-finland"),
        ({"type": "Point", "coordinates": [480000, 7100000]}, "outside-finland"),
        ({"type": "Point", "coordinates": ["26", "64"]}, "invalid-geometry"),
        ({"type": "Point", "coordinates": [26]}, "invalid-geometry"),
        ({"type": "Point", "coordinates": [True, 64]}, "invalid-geometry"),
        ({"type": "LineString", "coordinates": [[26, 64]]}, "invalid-geometry"),
        ({"type": "Polygon", "coordinates": [SQUARE[:2]]}, "invalid-geometry"),
        ({"type": "GeometryCollection", "coordinates": [1]}, "invalid-geometry"),
        ({"type": ["Point"], "coordinates": [26, 64]}, "invalid-geometry"),
    ],
)
def test_what_is_no_place_in_finland_is_none_and_told(geometry: dict[str, Any], code: str) -> None:
    found, remarks = convert(geometry)

    assert found is None
    assert remarks == [code]


def test_nothing_at_all_is_told_as_such() -> None:
    empty, first = convert()
    blank, second = convert({"type": "Point", "coordinates": []})

    assert (empty, first) == (None, ["empty-geometry"])
    assert (blank, second) == (None, ["empty-feature", "empty-geometry"])


def test_an_empty_feature_does_not_spoil_the_others() -> None:
    found, remarks = convert(
        {"type": "Point", "coordinates": []}, {"type": "Point", "coordinates": [26, 64]}
    )

    assert found is not None
    assert (len(found.parts), remarks) == (1, ["empty-feature"])


def test_kinds_are_not_mixed() -> None:
    found, remarks = convert(
        {"type": "Point", "coordinates": [26, 64]}, {"type": "LineString", "coordinates": LINE}
    )

    assert (found, remarks) == (None, ["mixed-geometry"])


def test_a_kind_that_the_type_never_has_is_kept_and_told() -> None:
    remarks = Remarks()
    collection = feature_collection({"type": "Point", "coordinates": [26, 64]})

    found = normalise_geometry(collection, "area", remarks)

    assert found is not None
    assert [remark.code for remark in remarks.all()] == ["geometry-not-of-type"]
