"""The PTV side of the world: organisations, logins, codes, streets and items made by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from hytedata.sandbox.seed import (
    Names,
    PostalCode,
    PtvCodes,
    PtvSeed,
    SeedConnection,
    SeedItem,
    SeedOrganisation,
    SeedUser,
    default_codes,
)
from hytedata.sandbox.world import bodies
from hytedata.sandbox.world.place import HOME, HOME_NAMES, street_register
from hytedata.sandbox.world.tables import (
    MunicipalityRow,
    county_names,
    lipas_codes,
    municipalities,
)

NEIGHBOUR = "785"
COUNTY = "19"
ASSOCIATION = "00000000-0000-4000-8002-000000000001"
ASSOCIATION_USER = "mallin-latu"
LIPAS_USER = "lipas-palvelu"
FILE_ORGANISATION = "00000000-0000-4000-8003-000000000001"
FILE_USER = "liikuntapaikat"

Position = tuple[float, float]


def organisation_id(municipality: str) -> str:
    """Return the PTV id of a municipality's organisation."""
    return f"00000000-0000-4000-8000-{int(municipality):012d}"


def county_id(county: str) -> str:
    """Return the PTV id of a wellbeing services county's organisation."""
    return f"00000000-0000-4000-8001-{int(county):012d}"


def username(municipality: str) -> str:
    """Return the login of a municipality's organisation."""
    return f"kunta-{municipality}"


def password(user: str) -> str:
    """Return the password of a login; sandbox passwords are no secret."""
    return f"hiekkalaatikko-{user}"


def item_id(name: str) -> str:
    """Return the PTV id of a seeded item."""
    return str(uuid5(NAMESPACE_URL, f"hytedata-sandbox:{name}"))


def seed_codes(postal_codes: Mapping[str, PostalCode]) -> PtvCodes:
    """Return every code list of the simulated PTV."""
    return replace(
        default_codes(),
        municipalities={
            row.code: {"fi": row.name_fi, "sv": row.name_sv} for row in municipalities().values()
        },
        postal_codes=postal_codes,
        ontology_terms=_terms(),
    )


def _terms() -> dict[str, Names]:
    # The terms that Lipas uses, each named after the first sub-category that carries it.
    terms: dict[str, Names] = {}
    for row in lipas_codes().sub_categories.values():
        for uri in row.terms:
            terms.setdefault(uri, dict(zip(("fi", "sv", "en"), row.names, strict=True)))
    return terms


def catalogue(
    rows: Iterable[MunicipalityRow],
    postal_codes: Mapping[str, PostalCode],
    items: Iterable[SeedItem],
) -> PtvSeed:
    """Compose the seed of a world: an organisation and a login for each municipality."""
    described = {row.code: row for row in rows}
    described.setdefault(NEIGHBOUR, municipalities()[NEIGHBOUR])
    # 90 and 91 are Helsinki and Åland, which are in no county.
    counties = sorted({row.county for row in described.values()} - {"90", "91"})
    organisations = [
        *(_municipality(row) for row in described.values()),
        *(_county(code) for code in counties),
        SeedOrganisation(
            ASSOCIATION,
            {"fi": "Mallin Latu ry", "sv": "Mall Skid rf"},
            "Organization",
            area_type="LimitedType",
            area_municipalities=(HOME,),
        ),
    ]
    users = [
        *(_user(username(code), organisation_id(code)) for code in described),
        *(_user(f"alue-{code}", county_id(code)) for code in counties),
        _user(ASSOCIATION_USER, ASSOCIATION),
        _user(LIPAS_USER, organisation_id(HOME)),
    ]
    return PtvSeed(
        codes=seed_codes(postal_codes),
        organisations=tuple(organisations),
        users=tuple(users),
        streets={HOME: street_register()},
        items=tuple(items),
    )


def catalogue_for_file(
    municipality_codes: Iterable[str], postal_codes: Mapping[str, PostalCode]
) -> PtvSeed:
    """Compose a seed with one organisation that covers all of *municipality_codes*."""
    organisation = SeedOrganisation(
        FILE_ORGANISATION,
        {"fi": "Liikuntapaikkojen kuntayhtymä", "sv": "Idrottskommunförbundet", "en": "Sports"},
        "RegionalOrganization",
        area_type="LimitedType",
        area_municipalities=tuple(municipality_codes),
    )
    return PtvSeed(
        codes=seed_codes(postal_codes),
        organisations=(organisation,),
        users=(_user(FILE_USER, FILE_ORGANISATION),),
    )


def _user(name: str, organisation: str) -> SeedUser:
    return SeedUser(name, password(name), (organisation,))


def _municipality(row: MunicipalityRow) -> SeedOrganisation:
    names: Names = {"fi": f"Mallikunta {row.code}", "sv": f"Modellkommun {row.code}"}
    return SeedOrganisation(
        organisation_id(row.code),
        HOME_NAMES if row.code == HOME else names,
        "Municipality",
        municipality=row.code,
        area_type="LimitedType",
        area_municipalities=(row.code,),
    )


def _county(code: str) -> SeedOrganisation:
    fi, sv = county_names()[code]
    covered = tuple(row.code for row in municipalities().values() if row.county == code)
    return SeedOrganisation(
        county_id(code),
        {"fi": f"{fi} (malli)", "sv": f"{sv} (modell)"},
        "RegionalOrganization",
        area_type="LimitedType",
        area_municipalities=covered,
    )


def home_items(postal_code: str, places: Mapping[str, Position]) -> tuple[SeedItem, ...]:
    """Compose what people made by hand before the sync came.

    Args:
        postal_code: One of the home municipality.
        places: Landmark → (east, north) in EPSG:3067 of channels that stand where a site does.
    """
    home = organisation_id(HOME)

    def place(
        key: str, name: Names, street: str, number: str, at: Position, owner: str = home
    ) -> dict[str, object]:
        streets = {str(names["fi"]): names for names in street_register()}
        return bodies.service_location(
            item_id(key),
            owner,
            name,
            street=streets[street],
            number=number,
            postal_code=postal_code,
            municipality=HOME,
            position=at,
        )

    elsewhere = _east_of(places["same-name-elsewhere"], 6000.0)
    hall = place(
        "hall",
        {"fi": "Koulukeskuksen liikuntasali"},
        "Opintie",
        "3",
        places["same-name-same-place"],
    )
    return (
        SeedItem("Service", _home_service("dog-sports", "Koiraurheilu", "Hundsport")),
        SeedItem("Service", _home_service("guidance", "Liikuntaneuvonta", "Motionsrådgivning")),
        SeedItem("Service", _home_service("library", "Kirjastopalvelut", "Bibliotekstjänster")),
        SeedItem(
            "Service",
            bodies.service(
                item_id("county-guidance"),
                county_id(COUNTY),
                {"fi": "Elintapaohjaus", "sv": "Livsstilshandledning"},
                [HOME, NEIGHBOUR],
            ),
        ),
        SeedItem(
            "Service",
            bodies.service(
                item_id("ski-school"), ASSOCIATION, {"fi": "Lasten hiihtokoulu"}, [HOME]
            ),
        ),
        SeedItem(
            "ServiceLocation",
            hall,
            connections=(item_id("guidance"),),
        ),
        SeedItem(
            "ServiceLocation",
            place("seurantalo", {"fi": "Seurantalon liikuntasali"}, "Tervatie", "90", elsewhere),
        ),
        SeedItem(
            "ServiceLocation",
            {
                **place(
                    "library",
                    {"fi": "Pääkirjasto", "sv": "Huvudbiblioteket"},
                    "Koulukuja",
                    "1",
                    places["clean"],
                ),
                "id": item_id("main-library"),
            },
            connections=(
                SeedConnection(
                    item_id("library"),
                    {
                        "description": [
                            {
                                "type": "Description",
                                "language": "fi",
                                "value": "Lainauspalvelut pääkirjastossa.",
                            }
                        ]
                    },
                ),
            ),
        ),
        SeedItem(
            "ServiceLocation",
            {
                **place("ski-hut", {"fi": "Hiihtomaja Vasa"}, "Harjupolku", "7", elsewhere),
                "isVisibleForAll": True,
            },
            visible_for_all=True,
            connections=(item_id("ski-school"), item_id("guidance")),
        ),
        SeedItem(
            "ServiceLocation",
            place(
                "ice-hall", {"fi": "Mallilan jäähalli"}, "Hallitie", "1", places["modified-in-ptv"]
            ),
            status="Modified",
        ),
        SeedItem(
            "ServiceLocation",
            {
                **place(
                    "gym", {"fi": "Kirkonkylän kuntosali"}, "Kirkkotie", "5", places["draft-in-ptv"]
                ),
                "publishingStatus": "Draft",
            },
            status="Draft",
        ),
        SeedItem(
            "ServiceLocation",
            place("rink", {"fi": "Alakylän kaukalo"}, "Urheilutie", "9", places["archived-in-ptv"]),
            status="Deleted",
        ),
        SeedItem(
            "ServiceLocation",
            {
                **place(
                    "beach",
                    {"fi": "Kirkkorannan uimaranta"},
                    "Rantatie",
                    "2",
                    places["published-by-lipas"],
                ),
                "id": "5a000000-0000-4000-8000-000000000002",
                "sourceId": f"lipas-{home}-published-by-lipas-2026-06-01T09-00-00.000Z",
            },
            user=LIPAS_USER,
            connections=("5a000000-0000-4000-8000-000000000001",),
        ),
        SeedItem(
            "Service",
            {
                **_home_service("lipas-beaches", "Kunnan uimarannat", None),
                "id": "5a000000-0000-4000-8000-000000000001",
                "sourceId": f"lipas-{home}-3200",
            },
            user=LIPAS_USER,
        ),
        SeedItem(
            "Phone",
            bodies.phone_channel(item_id("phone"), home, {"fi": "Liikuntapalvelujen puhelin"}),
            connections=(item_id("guidance"),),
        ),
        SeedItem(
            "WebPage",
            bodies.web_page(
                item_id("web"),
                home,
                {"fi": "Liikuntapalvelujen verkkosivu"},
                "https://www.mallila.example/liikunta",
            ),
        ),
        SeedItem(
            "EChannel",
            bodies.e_channel(
                item_id("booking"), home, {"fi": "Tilavaraus"}, "https://varaukset.mallila.example/"
            ),
        ),
    )


def _home_service(key: str, fi: str, sv: str | None) -> dict[str, object]:
    names = {"fi": fi} if sv is None else {"fi": fi, "sv": sv}
    return bodies.service(item_id(key), organisation_id(HOME), names, [HOME])


def _east_of(place: Position, metres: float) -> Position:
    """Return a position so many metres further east."""
    return place[0] + metres, place[1]
