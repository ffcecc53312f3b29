"""Sites that every world of the home municipality has: one for each trap worth a test.

A landmark is an active site of the municipality with one thing about it that is known by name;
`World.landmarks` gives its `lipas-id`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

Patch = Mapping[str, object]

BALL_FIELD, SWIMMING_HALL, NATURE_TRAIL, PARK, SKATING = 1340, 3110, 4404, 103, 1520

LIPAS_SERVICE = "5a000000-0000-4000-8000-000000000001"
LIPAS_CHANNEL = "5a000000-0000-4000-8000-000000000002"
"""What Lipas itself made in PTV."""

PTV_BLOCK: Patch = {
    "org-id": "00000000-0000-4000-8000-000000000889",
    "sync-enabled": True,
    "languages": ["fi"],
    "summary": {"fi": "Uimaranta kirkonkylällä."},
    "description": {"fi": "Hiekkaranta, laituri ja pukukopit kirkonkylällä."},
    "service-ids": [LIPAS_SERVICE],
    "service-channel-ids": [LIPAS_CHANNEL],
    "publishing-status": "Published",
    "last-sync": "2026-06-01T09:00:00.000Z",
}


@dataclass(frozen=True)
class Landmark:
    """What is particular about a site: its type and the keys that differ from the ordinary."""

    type_code: int
    patch: Patch = field(default_factory=dict)
    without: tuple[str, ...] = ()
    status: str = "active"
    owner: str = "city"


def _named(name: str, **patch: object) -> Landmark:
    return Landmark(BALL_FIELD, {"name": name, **patch})


LANDMARKS: Mapping[str, Landmark] = {
    "clean": Landmark(
        BALL_FIELD,
        {
            "name": "Koulukujan pallokenttä",
            "name-localized": {"se": "Skolgrändens bollplan", "en": "Koulukuja ball field"},
            "location.address": "Koulukuja 4",
            "phone-number": "+358 50 555 0101",
            "email": "liikunta@mallila.example",
            "www": "https://www.mallila.example/koulukuja",
            "properties": {
                "surface-material": ["artificial-turf"],
                "ligthing?": True,
                "free-use?": True,
                "field-length-m": 60,
                "field-width-m": 40,
            },
        },
    ),
    "phone-with-hours": _named("Harjun pallokenttä", **{"phone-number": "041 555 0168 (klo 9-16)"}),
    "phone-with-company": Landmark(
        203, {"name": "Mallin venesatama", "phone-number": "0205550120, Mallin Laituri Oy"}
    ),
    "phone-116117": _named("Pihlajan pallokenttä", **{"phone-number": "116117"}),
    "several-phones": _named(
        "Männikön pallokenttä", **{"phone-number": "040 555 0111, 050 555 0112"}
    ),
    "phones-with-tai": _named(
        "Rajan pallokenttä", **{"phone-number": "040 555 0113 tai 050 555 0114"}
    ),
    "phone-in-sweden": _named("Purolan pallokenttä", **{"phone-number": "+46 70 555 01 15"}),
    "phone-is-a-dash": _named("Peltolan pallokenttä", **{"phone-number": "-"}),
    "www-broken": _named(
        "Niityn pallokenttä",
        www="hhttps://mallila.example/niitty www.mallila.example, www.toinen.example",
    ),
    "www-is-a-person": _named("Kedon pallokenttä", www="Maija Meikäläinen"),
    "email-with-umlaut": _named("Haan pallokenttä", email="kenttämiehet@mallila.example"),
    "address-dash": _named("Salmen pallokenttä", **{"location.address": "-"}),
    "address-place": Landmark(
        301, {"name": "Hiidenlammen laavu", "location.address": "Hiidenlampi"}
    ),
    "address-directions": Landmark(
        3230,
        {
            "name": "Selän uimapaikka",
            "location.address": "Kirkonkylältä 3 km koilliseen, käänny rantaan johtavalle "
            "soratielle ja jatka tien päähän saakka, pysäköinti nurmella",
        },
    ),
    "address-without-number": _named("Opin pallokenttä", **{"location.address": "Opintie"}),
    "equal-name-1": _named("Pallokenttä", **{"location.address": "Myllykuja 1"}),
    "equal-name-2": _named("Pallokenttä", **{"location.address": "Rantatie 22"}),
    "equal-name-3": _named("Pallokenttä", **{"location.address": "Tervatie"}),
    "double-space": _named("Rantapuiston  pallokenttä"),
    "quotes-and-ampersand": Landmark(2220, {"name": 'Mallin "Monari" & halli'}),
    "longest-name": _named("Pitkänniemen " + "uusi " * 16 + "pallo"),
    "unknown-postal-code": _named("Rajakylän pallokenttä"),
    "published-by-lipas": Landmark(3220, {"name": "Kirkkorannan uimaranta", "ptv": PTV_BLOCK}),
    "lipas-sync-off": Landmark(
        3220,
        {
            "name": "Myllyrannan uimaranta",
            "ptv": {"org-id": PTV_BLOCK["org-id"], "sync-enabled": False},
        },
    ),
    "maintenance-building": Landmark(7000, {"name": "Kunnan huoltohalli"}),
    "information-point": Landmark(207, {"name": "Hiidenvaaran opastuspiste"}),
    "deprecated-area-type": Landmark(102, {"name": "Kirkonkylän ulkoilupuisto"}),
    "deprecated-point-type": Landmark(205, {"name": "Suvannon rantautumispaikka"}),
    "missing-altitude": Landmark(
        NATURE_TRAIL,
        {
            "name": "Hiidenvaaran luontopolku",
            "location.geometries": {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "geometry": {
                            "type": "LineString",
                            "coordinates": [
                                [26.4131, 64.7631, 101.5],
                                [26.4149, 64.764, 103.1],
                                [26.4171, 64.7646, -9999],
                            ],
                        },
                        "properties": {"name": "Lähtö", "travel-direction": "start-to-end"},
                    },
                    {
                        "type": "Feature",
                        "geometry": {
                            "type": "LineString",
                            "coordinates": [
                                [26.4171, 64.7646],
                                [26.4203, 64.7659],
                                [26.4222, 64.7648],
                            ],
                        },
                    },
                ],
            },
        },
    ),
    "area-with-hole": Landmark(
        PARK,
        {
            "name": "Lammenharjun ulkoilualue",
            "location.geometries": {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "geometry": {
                            "type": "Polygon",
                            "coordinates": [
                                [
                                    [26.4, 64.75],
                                    [26.412, 64.7505],
                                    [26.4141, 64.7552],
                                    [26.4033, 64.7561],
                                    [26.4, 64.75],
                                ],
                                [
                                    [26.406, 64.7525],
                                    [26.4075, 64.7525],
                                    [26.4075, 64.7533],
                                    [26.406, 64.7525],
                                ],
                            ],
                        },
                    }
                ],
            },
        },
    ),
    "renovated": _named(
        "Vanhan koulun pallokenttä",
        **{
            "construction-year": 1974,
            "renovation-years": [2016, 1998],
            "renovations": [
                {"year": 2016, "type": "major-renovation", "description": {"fi": "Uusi nurmi"}},
                {"year": 1998, "type": "major-renovation"},
            ],
        },
    ),
    "swimming-hall": Landmark(
        SWIMMING_HALL,
        {
            "name": "Mallilan uimahalli",
            "name-localized": {"se": "Mallbo simhall", "en": "Mallila swimming hall"},
            "location.address": "Uimahallintie 2",
            "phone-number": "08 555 0102",
            "comment": "Avoinna ma-pe 6.30-21, la 10-18.\nHinnasto: www.mallila.example/uimahalli",
            "reservations-link": "https://varaukset.mallila.example/uimahalli",
            "properties": {"pool-water-area-m2": 312, "swimming-pool-count": 2, "free-use?": False},
        },
    ),
    "comment-with-phone": _named(
        "Koivun pallokenttä",
        comment="Varaukset: Meikäläinen, p. 040 555 0142\r\nIltavuorot 17-21",
    ),
    "comment-with-web-address": _named(
        "Lepän pallokenttä", comment="Ks. www.mallila.example/lepan-kentta, päivitetty 3.5.2024"
    ),
    "only-required": Landmark(
        SKATING,
        {"name": "Lepikön luistelukenttä", "location.address": "-"},
        without=("properties",),
    ),
    "floorball-hall": Landmark(
        2240,
        {
            "name": "Mallilan salibandyhalli",
            "fields": [
                {
                    "type": "floorball-field",
                    "field-id": "0b6f6f0e-5b0d-4c3a-9a4e-3f7d2a1c0b11",
                    "name": "A-kenttä",
                    "length-m": 40,
                    "width-m": 20,
                    "surface-material": "synthetic",
                }
            ],
            "locker-rooms": [{"surface-area-m2": 28, "showers-count": 6, "toilets-count": 1}],
            "audits": [{"audit-date": "2025-03-14", "audit-type": "floorball-circumstances-audit"}],
            "circumstances": {"teams-using": "Mallin Pallo"},
        },
    ),
    "route-with-activity": Landmark(
        4405,
        {
            "name": "Suvannon retkeilyreitti",
            "activities": {
                "outdoor-recreation-routes": {
                    "status": "active",
                    "description-short": {"fi": "Helppo kierros vaaran laella."},
                    "description-long": {"fi": "Reitti kulkee vaaralta suolle.\nKaksi laavua."},
                }
            },
        },
    ),
    "same-name-same-place": Landmark(
        2150, {"name": "Koulukeskuksen liikuntasali", "location.address": "Opintie 3"}
    ),
    "same-name-elsewhere": Landmark(
        2150, {"name": "Seurantalon liikuntasali", "location.address": "Tervatie 90"}
    ),
    "modified-in-ptv": Landmark(
        2510, {"name": "Mallilan jäähalli", "location.address": "Hallitie 1"}
    ),
    "draft-in-ptv": Landmark(2120, {"name": "Kirkonkylän kuntosali"}),
    "archived-in-ptv": Landmark(1530, {"name": "Alakylän kaukalo"}),
    "service-name-taken": Landmark(6210, {"name": "Kirkonkylän koiraurheilualue"}),
    "closed-for-now": Landmark(
        3210, {"name": "Mallilan maauimala"}, status="out-of-service-temporarily"
    ),
    "owned-mainly": Landmark(4110, {"name": "Vasamäen laskettelurinne"}, owner="city-main-owner"),
    "owned-by-state": Landmark(206, {"name": "Suvannon tulentekopaikka"}, owner="state"),
}

ORDINARY_KEYS = frozenset(
    {"lipas-id", "event-date", "status", "name", "owner", "admin", "type", "location", "properties"}
)


def as_landmark(document: Mapping[str, object], landmark: Landmark) -> dict[str, object]:
    """Return a generated document with only the ordinary keys and the landmark's own."""
    kept = {key: value for key, value in document.items() if key in ORDINARY_KEYS}
    location = dict(cast("Mapping[str, object]", kept["location"]))
    for key, value in landmark.patch.items():
        if key.startswith("location."):
            location[key.removeprefix("location.")] = value
        else:
            kept[key] = value
    kept["location"] = location
    for key in landmark.without:
        del kept[key]
    return kept
