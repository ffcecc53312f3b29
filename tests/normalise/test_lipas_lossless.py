"""Nothing of a document is lost: each leaf is in the model, or in a table of what is derived."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyproj
import pytest

from hytedata.codes import admins, owners, property_type, property_types
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas import normalise_site
from hytedata.normalise.lipas_v1 import OLDER_ADMINS, normalise_v1_site
from tests.connectors.lipas.builders import encoded

TO_DEGREES = pyproj.Transformer.from_crs("EPSG:3067", "EPSG:4326", always_xy=True)

DERIVED_V2 = (
    # GeoJSON says what it is; the kind of a geometry says the same.
    r"location\.geometries(\.features\.\d+(\.geometry)?)?\.type",
    r"activities\..*\.geometries(\.features\.\d+(\.geometry)?)?\.type",
)
DERIVED_V1 = (
    *DERIVED_V2,
    r"type\.name",  # of type.typeCode
    r"location\.city\.name",  # of location.city.cityCode
    r"location\.coordinates\..*",  # of the geometry
    r"location\.(locationId|sportsPlaces\.\d+)",  # ids of a data model that is gone
    r"location\.geometries\.features\.\d+\.properties\.\w+Id",  # likewise, where they are 0
)
MISSING_ALTITUDE = -9999


def leaves(document: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(document, dict):
        for key, value in document.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(document, list | tuple):
        for at, value in enumerate(document):
            yield from leaves(value, f"{path}.{at}")
    else:
        yield path, document


def is_derived(path: str, patterns: tuple[str, ...]) -> bool:
    return any(re.fullmatch(pattern, path) for pattern in patterns)


def said(value: Any) -> Any:
    """A value as our models say it: trimmed, and a number by its worth."""
    if isinstance(value, str):
        return value.strip()
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def vertices(site: SportsSite) -> set[tuple[float, float]]:
    """All positions of a site and of its routes, in degrees to about a centimetre."""
    geometries = [site.geometry]
    geometries += [route.geometry for it in site.activities.values() for route in it.routes]
    found = [
        vertex
        for geometry in geometries
        if geometry is not None
        for part in geometry.parts
        for ring in part
        for vertex in ring
    ]
    return {
        (round(lon, 7), round(lat, 7)) for lon, lat in (TO_DEGREES.transform(*it) for it in found)
    }


def altitudes(site: SportsSite) -> list[float]:
    parts = site.geometry.altitudes_m if site.geometry else ()
    return [it for part in parts for ring in part for it in ring if it is not None]


def check_geometries(document: Any, site: SportsSite) -> None:
    positions = [
        path.rpartition(".")[0]
        for path, _ in leaves(document)
        if re.search(r"\.coordinates(\.\d+)+$", path) and "geometries" in path
    ]
    known = vertices(site)
    for place in dict.fromkeys(positions):
        value = document
        for step in place.split("."):
            value = value[int(step)] if isinstance(value, list) else value[step]
        lon, lat, *rest = value
        assert any(abs(lon - x) < 2e-7 and abs(lat - y) < 2e-7 for x, y in known), place
        if rest and rest[0] != MISSING_ALTITUDE:
            assert rest[0] in altitudes(site), place


def lost_leaves(document: Any, site: SportsSite, derived: tuple[str, ...]) -> list[str]:
    check_geometries(document, site)
    held = {repr(said(value)) for _, value in leaves(site.model_dump(mode="json"))}
    return [
        f"{path} = {value!r}"
        for path, value in leaves(document)
        if ".coordinates." not in path
        and not is_derived(path, derived)
        and not ({repr(said(it)) for it in spellings(path, value)} & held)
    ]


def spellings(path: str, value: Any) -> set[Any]:
    """What a value may have become: itself, or the code behind a label, or another writing."""
    told = {value}
    if path in ("location.city.city-code", "location.city.cityCode"):
        told.add(f"{int(value):03d}")
    if path in ("event-date", "lastModified"):
        # A time is compared apart, by the tests of times: here it only has to be there.
        return {value, None}
    if isinstance(value, str):
        told |= {it for it in (OLDER_ADMINS.get(value.casefold()),) if it}
        for codes in (owners(), admins(), *(it.options for it in property_types())):
            found = codes.labelled(value)
            if found is not None:
                told.add(found.value)
    return told


@pytest.mark.parametrize(
    "name",
    [
        "site-point",
        "site-route",
        "site-area",
        "site-missing-contact",
        "site-messy-contact",
        "site-out-of-service-permanently",
    ],
)
def test_every_leaf_of_a_sample_is_in_the_model(shared: Path, name: str) -> None:
    raw = (shared / f"reference/lipas-samples/{name}.json").read_bytes()

    site = normalise_site(raw)

    assert isinstance(site, SportsSite)
    assert lost_leaves(json.loads(raw), site, DERIVED_V2) == []


def test_every_leaf_of_a_page_is_in_its_models(shared: Path) -> None:
    page = json.loads((shared / "reference/lipas-samples/v2-page.json").read_bytes())

    for document in page["items"]:
        site = normalise_site(encoded(document))

        assert isinstance(site, SportsSite)
        assert lost_leaves(document, site, DERIVED_V2) == []


def test_every_leaf_of_the_real_records_is_in_their_models(shared: Path) -> None:
    records = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    records.append(
        json.loads((shared / "reference/lipas-samples/v1-sports-place.json").read_text())
    )

    lost = []
    for record in records:
        site = normalise_v1_site(encoded(record))
        assert isinstance(site, SportsSite)
        lost += [f"{site.lipas_id}: {it}" for it in lost_leaves(record, site, DERIVED_V1)]

    assert len(records) == 207
    assert lost == []


def test_property_keys_of_v1_become_those_of_v2(shared: Path) -> None:
    records = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())

    for record in records:
        site = normalise_v1_site(encoded(record))

        assert isinstance(site, SportsSite)
        stated = len(record.get("properties", {})) - ("infoFi" in record.get("properties", {}))
        stated += ("freeUse" in record) + ("schoolUse" in record)
        assert len(site.properties) == stated
        assert all(property_type(key) for key in site.properties)


def test_a_document_of_nothing_but_trouble_loses_nothing_either() -> None:
    document = {
        "lipas-id": 7,
        "event-date": "yesterday",
        "status": "active",
        "name": "Rata",
        "owner": ["city"],
        "type": {"type-code": 1340, "variant": "b"},
        "location": {"city": {"city-code": 889}, "postal-code": "FI-91600 X", "geometries": 5},
        "construction-year": "long ago",
        "renovation-years": [1999, "2005?", "soon"],
        "properties": {"field-length-m": "sixty", "new-key?": True, "toilet?": "yes"},
        "images": [{"url": 5, "alt-text": {"fi": "Kuva", "ru": "Foto"}}, "x.jpg"],
        "renovations": [{"year": "1999", "type": "major-renovation"}],
        "activities": {"cycling": {"routes": "none", "status": "active"}, "chess": 3},
        "fields": [{"type": "floorball-field", "field-id": "f"}],
        "circumstances": {"elevated-rings?": True},
        "brand-new": {"deep": [1, {"er": 2}]},
    }

    site = normalise_site(encoded(document))

    assert isinstance(site, SportsSite)
    assert lost_leaves(document, site, DERIVED_V2) == []
    assert site.extras["properties.field-length-m"] == "sixty"
    assert site.extras["renovation-years"] == ["2005?", "soon"]
    assert site.extras["brand-new"] == {"deep": [1, {"er": 2}]}
    assert {it.field for it in site.remarks} >= {"owner", "properties.new-key?", "images"}
