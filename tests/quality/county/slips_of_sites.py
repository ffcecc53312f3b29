"""Slips in sites of Lipas."""

from collections.abc import Mapping
from typing import Any, Final

from hytedata.codes import find_municipality
from tests.quality.county.slips import Change, Parts, Slip, sets
from tests.quality.planted_records import Document

_ANY: Final = ("sports-site",)
_POINTS: Final = tuple(f"sports-site {code}" for code in (301, 1340, 3220, 1180))
_SHELTER: Final = "sports-site 301"
_FIELD: Final = "sports-site 1340"
_POOL: Final = "sports-site 3110"
_RINK: Final = "sports-site 1520"
_FRISBEE: Final = "sports-site 1180"
_ASKED_ABOUT: Final = tuple(f"sports-site {code}" for code in (2210, 2520, 3110))
_ROUTE: Final = "sports-site 4405"
_TRACK: Final = "sports-site 4402"
_AREA: Final = "sports-site 103"


def is_bilingual(document: Document) -> bool:
    """Whether Swedish is an official language where a site or place states to be."""
    found = find_municipality(document["municipality"])
    return found is not None and "sv" in found.municipality.languages


def _no_swedish(document: Document, _: int) -> None:
    del document["names"]["sv"]


def _named(*names: str) -> Change:
    def change(document: Document, number: int) -> None:
        document["names"]["fi"] = names[number % len(names)]

    return change


def _name_of_kind(document: Document, _: int) -> None:
    document["names"]["fi"] = document["names"]["fi"].split()[-1].capitalize()


def _add_to_name(*words: str) -> Change:
    def change(document: Document, number: int) -> None:
        document["names"]["fi"] += words[number % len(words)]

    return change


def _shouted(document: Document, _: int) -> None:
    document["names"]["fi"] = document["names"]["fi"].upper()


def _spaced(document: Document, number: int) -> None:
    name = document["names"]["fi"]
    document["names"]["fi"] = (name.replace(" ", "  "), f"{name}\u200b")[number % 2]


def _without(*names: str) -> Change:
    def change(document: Document, _: int) -> None:
        for name in names:
            document.pop(name, None)

    return change


_SILENT: Final = _without("phone", "email", "www")


def _remark(field: str, code: str, raw: str = "", **more: object) -> Change:
    remark = {"field": field, "code": code, "raw": raw}
    return sets(remarks=[remark], **more)


def _properties(**values: object) -> Change:
    """Set properties; `_` stands for `-` in their keys, `_is` at the end for a question mark."""
    keys = {name: name.replace("_is", "?").replace("_", "-") for name in values}

    def change(document: Document, number: int) -> None:
        for name, value in values.items():
            told = value[number % len(value)] if isinstance(value, tuple) else value
            document["properties"][keys[name]] = told

    return change


def _lacks_property(document: Document, _: int) -> None:
    del document["properties"]["holes-count"]


# --- geometry ----------------------------------------------------------------------------------


def _first(document: Document) -> tuple[float, float]:
    at: tuple[float, float] = document["geometry"]["parts"][0][0][0]
    return at


def _drawn(kind: str, *parts: Any) -> Document:
    return {"kind": kind, "parts": list(parts)}


def _as_area(document: Document, _: int) -> None:
    east, north = _first(document)
    ring = [(east, north), (east + 9, north), (east + 9, north + 9), (east, north)]
    document["geometry"] = _drawn("area", [ring])


def _far_away(document: Document, _: int) -> None:
    east, north = _first(document)
    other = 6_700_000.0 if north > 7_150_000 else 7_500_000.0
    document["geometry"] = _drawn("point", [[(450_000.0 + east / 100, other + north / 100)]])


def _gap(document: Document, number: int) -> None:
    """A gap that is drawn by mistake, now and then a wide one."""
    width = (12, 25, 8, 45)[number % 4]
    parts = document["geometry"]["parts"]
    parts[1][0] = [(east + width, north) for east, north in parts[1][0]]


def _drawn_twice(document: Document, _: int) -> None:
    document["geometry"]["parts"] *= 2


def _scattered(document: Document, number: int) -> None:
    east, north = _first(document)
    document["geometry"]["parts"].append([[(east, north + 5_100 + number)]])


def _slipped_digit(document: Document, _: int) -> None:
    document["properties"]["route-length-km"] *= 10


def _knotted(document: Document, _: int) -> None:
    (ring,) = document["geometry"]["parts"][0]
    *corners, last = ring
    east, north = last
    document["geometry"]["parts"][0][0] = [*corners, (east + 20, north - 20), last]


def _long_ago(**more: object) -> Change:
    return sets(event_date="2018-05-01T09:00:00Z", **more)


def _denied(document: Document, _: int) -> None:
    document["properties"] |= {"changing-rooms?": False, "changing-rooms-m2": 40}


def _other_people(document: Document, number: int) -> Parts:
    field = ("owner", "admin")[number % 2]
    document[field] = ("unknown", None)[number // 2 % 2]
    return (("", field),)


_FAR: Final = "Aja kirkonkylästä koululle päin ja käänny sillan jälkeen toista tietä oikealle."

SITE_SLIPS: Final[Mapping[str, Slip]] = {
    "LIPAS-AGE-001": Slip(_ANY, _long_ago(), "event_date"),
    "LIPAS-AGE-002": Slip(
        _ANY,
        sets(event_date="2022-05-01T09:00:00Z", status="planning", construction_year=None),
        "event_date",
    ),
    "LIPAS-AGE-003": Slip(
        _ANY,
        sets(
            event_date="2025-05-01T09:00:00Z",
            status="out-of-service-temporarily",
            comment="Remontti.",
        ),
        "event_date",
    ),
    "LIPAS-AGE-004": Slip(
        _ANY,
        sets(event_date="2025-05-01T09:00:00Z", status="planned", construction_year=2025),
        "status",
    ),
    "LIPAS-COD-001": Slip(_ANY, sets(type_code=99), "type_code"),
    "LIPAS-COD-002": Slip(
        (_FRISBEE,), sets(type_code=1620, properties={"holes-count": 18}), "type_code"
    ),
    "LIPAS-COD-003": Slip(_ANY, sets(municipality="000"), "municipality"),
    "LIPAS-COD-004": Slip(
        _ANY,
        _remark("location.city.city-code", "abolished-municipality", "940"),
        "municipality",
    ),
    "LIPAS-COD-005": Slip(_ANY, sets(status=("removed", "gone")), "status"),
    "LIPAS-COD-006": Slip(
        _ANY, _remark("admin", "unknown-code", "x-libraries", admin=None), "admin"
    ),
    "LIPAS-COD-007": Slip(_ANY, _other_people),
    "LIPAS-COD-008": Slip(
        _ANY,
        _remark("properties.lava-count", "unknown-property", "3"),
        "properties.lava-count",
    ),
    "LIPAS-COD-009": Slip((_SHELTER,), _properties(holes_count=18), "properties.holes-count"),
    "LIPAS-COD-010": Slip(
        _ANY, _remark("construction-year", "no-year", "n. 1985"), "construction_year"
    ),
    "LIPAS-CON-001": Slip(_ASKED_ABOUT, _SILENT),
    "LIPAS-CON-002": Slip((*_POINTS, _ROUTE), _SILENT),
    "LIPAS-CON-003": Slip(_ANY, sets(phone=("Kuusikon kunta", "123 45")), "phone"),
    "LIPAS-CON-004": Slip(
        _ANY, sets(phone=("040 123 4567 tai 040 765 4321", "0204 628 320, Seura ry")), "phone"
    ),
    "LIPAS-CON-005": Slip(_ANY, sets(email=("liikunta@", "www.example.fi")), "email"),
    "LIPAS-CON-006": Slip(
        _ANY,
        sets(
            email=("matti.virtanen@example.fi", "Anna.Korhonen@example.fi", "virtanen@example.fi")
        ),
        "email",
    ),
    "LIPAS-CON-007": Slip(_ANY, sets(www=("Matti Meikäläinen", "-")), "www"),
    "LIPAS-CON-008": Slip(_ANY, sets(www=("www.example.fi", "hpps://example.fi/a")), "www"),
    "LIPAS-CON-009": Slip(_ANY, sets(reservations_link="kunnantoimisto"), "reservations_link"),
    "LIPAS-CON-010": Slip(_ANY, sets(address=(None, ".", "12345")), "address"),
    "LIPAS-CON-011": Slip(
        _ANY,
        sets(address=("Kuusiperäntie, parkkipaikalta n. 1,5 km", _FAR, "Koulun takana, 200 m")),
        "address",
    ),
    "LIPAS-CON-012": Slip(_ANY, sets(postal_code=None), "postal_code"),
    "LIPAS-CON-013": Slip(_ANY, sets(address=("PL 12, Kuusikko", "PB 7")), "address"),
    "LIPAS-CON-014": Slip(
        _ANY,
        _remark("location.postal-code", "text-around-postal-code", "89600 Kuusikko"),
        "postal_code",
    ),
    "LIPAS-GEO-001": Slip(_ANY, sets(geometry=None), "geometry"),
    "LIPAS-GEO-002": Slip(
        _ANY, _remark("location.geometries", "mixed-geometry", geometry=None), "geometry"
    ),
    "LIPAS-GEO-003": Slip(
        _ANY, _remark("location.geometries", "outside-finland", geometry=None), "geometry"
    ),
    "LIPAS-GEO-004": Slip((_SHELTER,), _as_area, "geometry"),
    "LIPAS-GEO-005": Slip(_POINTS, _far_away, "geometry"),
    "LIPAS-GEO-006": Slip((_ROUTE, _TRACK), _gap, "geometry"),
    "LIPAS-GEO-007": Slip((*_POINTS, _ROUTE), _drawn_twice, "geometry"),
    "LIPAS-GEO-008": Slip(_POINTS, _scattered, "geometry"),
    "LIPAS-GEO-009": Slip((_ROUTE,), _slipped_digit, "properties.route-length-km"),
    "LIPAS-GEO-010": Slip((_AREA,), _knotted, "geometry"),
    "LIPAS-NAM-001": Slip(_ANY, _no_swedish, "names.sv", where=is_bilingual),
    "LIPAS-NAM-002": Slip(_POINTS, _name_of_kind, "names.fi"),
    "LIPAS-NAM-003": Slip(_ANY, _shouted, "names.fi"),
    "LIPAS-NAM-004": Slip(
        _ANY,
        _add_to_name(", ei käytössä", " - poistettu", " (lakkautettu)", " (suljettu lopullisesti)"),
        "names.fi",
    ),
    "LIPAS-NAM-005": Slip(_ANY, _spaced, "names.fi"),
    "LIPAS-NAM-006": Slip(_ANY, _named("TESTI", "???", "xxx"), "names.fi"),
    "LIPAS-PRO-001": Slip((_FRISBEE,), _lacks_property, "properties"),
    "LIPAS-PRO-002": Slip((_FRISBEE,), _properties(holes_count=-18), "properties.holes-count"),
    "LIPAS-PRO-003": Slip(
        (_FRISBEE,), _properties(holes_count=(1_800, 180)), "properties.holes-count"
    ),
    "LIPAS-PRO-004": Slip(_ANY, sets(construction_year=2031), "construction_year"),
    "LIPAS-PRO-005": Slip(_ANY, sets(construction_year=(1790, 1020)), "construction_year"),
    "LIPAS-PRO-006": Slip(_ANY, sets(renovation_years=[1901, 2026]), "renovation_years"),
    "LIPAS-PRO-007": Slip(
        (_TRACK,), _properties(lit_route_length_km=60), "properties.lit-route-length-km"
    ),
    "LIPAS-PRO-008": Slip((_RINK,), _denied, "properties.changing-rooms?"),
    "LIPAS-PRO-009": Slip(
        (_POOL,), _properties(stand_capacity_person=100.5), "properties.stand-capacity-person"
    ),
    "LIPAS-PRO-010": Slip(
        _ANY,
        sets(event_date="2026-09-01T09:00:00Z", status="out-of-service-temporarily"),
        "comment",
    ),
    "LIPAS-PRO-011": Slip((_FIELD,), _properties(area_m2=60), "properties.area-m2"),
}
"""Rule → its slip. Some of those for heuristics are such that no rule finds them yet."""
