"""What people made in PTV by hand before the sync came: each item is there for a reason."""

from collections.abc import Mapping

from hytedata.sandbox.seed import Names, SeedConnection, SeedItem
from hytedata.sandbox.world import bodies
from hytedata.sandbox.world.bodies import Body
from hytedata.sandbox.world.civic_items import civic_items
from hytedata.sandbox.world.county_items import county_items
from hytedata.sandbox.world.identities import (
    ASSOCIATION,
    COUNTY,
    LIPAS_USER,
    NEIGHBOUR,
    county_id,
    item_id,
    organisation_id,
)
from hytedata.sandbox.world.landmarks import LIPAS_CHANNEL, LIPAS_SERVICE
from hytedata.sandbox.world.place import HOME, street_register
from hytedata.sandbox.world.state_items import state_items

Position = tuple[float, float]
"""(east, north) in EPSG:3067 metres."""

HOME_ID = organisation_id(HOME)
FAR_M = 6000.0


def home_items(postal_code: str, places: Mapping[str, Position]) -> tuple[SeedItem, ...]:
    """Compose the items that touch the home municipality.

    Args:
        postal_code: One of the home municipality.
        places: Landmark → position, for channels that stand where a site does.
    """
    people = _People(postal_code, places)
    return (
        *_services(),
        *people.namesakes(),
        *people.in_other_states(),
        *people.connected(),
        people.of_lipas(),
        *_without_a_place(),
        *others_items(postal_code, places["clean"]),
    )


def others_items(postal_code: str, place: Position) -> tuple[SeedItem, ...]:
    """Compose what a county, an association, a parish and an agency keep, about *place*."""
    return (
        *state_items(),
        *county_items(postal_code, place),
        *civic_items(postal_code, place),
    )


def _home_service(key: str, fi: str, sv: str | None = None) -> Body:
    names = {"fi": fi} if sv is None else {"fi": fi, "sv": sv}
    return bodies.service(item_id(key), HOME_ID, names, [HOME])


def _services() -> tuple[SeedItem, ...]:
    lifestyle = {"fi": "Elintapaohjaus", "sv": "Livsstilshandledning"}
    school = {"fi": "Lasten hiihtokoulu"}
    return (
        # A sub-category of Lipas has this name too: it is taken.
        SeedItem("Service", _home_service("dog-sports", "Koiraurheilu", "Hundsport")),
        SeedItem("Service", _home_service("guidance", "Liikuntaneuvonta", "Motionsrådgivning")),
        SeedItem("Service", _home_service("library", "Kirjastopalvelut", "Bibliotekstjänster")),
        SeedItem(
            "Service",
            bodies.service(item_id("lifestyle"), county_id(COUNTY), lifestyle, [HOME, NEIGHBOUR]),
        ),
        SeedItem("Service", bodies.service(item_id("ski-school"), ASSOCIATION, school, [HOME])),
        SeedItem(
            "Service",
            {
                **_home_service("lipas-beaches", "Kunnan uimarannat"),
                "id": LIPAS_SERVICE,
                "sourceId": f"lipas-{HOME_ID}-3200",
            },
            user=LIPAS_USER,
        ),
    )


def _without_a_place() -> tuple[SeedItem, ...]:
    return (
        SeedItem(
            "Phone",
            bodies.phone_channel(item_id("phone"), HOME_ID, {"fi": "Liikuntapalvelujen puhelin"}),
            connections=(item_id("guidance"),),
        ),
        SeedItem(
            "WebPage",
            bodies.web_page(
                item_id("web"),
                HOME_ID,
                {"fi": "Liikuntapalvelujen verkkosivu"},
                "https://www.mallila.example/liikunta",
            ),
        ),
        SeedItem(
            "EChannel",
            bodies.e_channel(
                item_id("booking"),
                HOME_ID,
                {"fi": "Tilavaraus"},
                "https://varaukset.mallila.example/",
            ),
        ),
    )


class _People:
    """The people who made places by hand."""

    def __init__(self, postal_code: str, places: Mapping[str, Position]) -> None:
        self._postal_code, self._places = postal_code, places
        self._streets = {names["fi"]: names for names in street_register()}
        east, north = places["same-name-elsewhere"]
        self._far = (east + FAR_M, north)

    def _place(self, key: str, name: Names, street: str, number: str, at: Position) -> Body:
        return bodies.service_location(
            item_id(key),
            HOME_ID,
            name,
            street=self._streets[street],
            number=number,
            postal_code=self._postal_code,
            municipality=HOME,
            position=at,
        )

    def namesakes(self) -> tuple[SeedItem, ...]:
        """Places named like a site: one stands where the site does, one far from it."""
        here = self._places["same-name-same-place"]
        hall = self._place("hall", {"fi": "Koulukeskuksen liikuntasali"}, "Opintie", "3", here)
        away = self._place(
            "other-hall", {"fi": "Seurantalon liikuntasali"}, "Tervatie", "90", self._far
        )
        return (
            SeedItem("ServiceLocation", hall, connections=(item_id("guidance"),)),
            SeedItem("ServiceLocation", away),
        )

    def in_other_states(self) -> tuple[SeedItem, ...]:
        """A place with a working copy, a draft and an archived place, each named like a site."""
        at = self._places
        ice = self._place(
            "ice-hall", {"fi": "Mallilan jäähalli"}, "Hallitie", "1", at["modified-in-ptv"]
        )
        gym = self._place(
            "gym", {"fi": "Kirkonkylän kuntosali"}, "Kirkkotie", "5", at["draft-in-ptv"]
        )
        rink = self._place(
            "rink", {"fi": "Alakylän kaukalo"}, "Urheilutie", "9", at["archived-in-ptv"]
        )
        return (
            SeedItem("ServiceLocation", ice, status="Modified"),
            SeedItem("ServiceLocation", {**gym, "publishingStatus": "Draft"}, status="Draft"),
            SeedItem("ServiceLocation", rink, status="Deleted"),
        )

    def connected(self) -> tuple[SeedItem, ...]:
        """A place whose connection carries a text, and one that others have connected too."""
        library = self._place(
            "main-library",
            {"fi": "Pääkirjasto", "sv": "Huvudbiblioteket"},
            "Koulukuja",
            "1",
            self._places["clean"],
        )
        loans = {
            "type": "Description",
            "language": "fi",
            "value": "Lainauspalvelut pääkirjastossa.",
        }
        hut = self._place("ski-hut", {"fi": "Hiihtomaja Vasa"}, "Harjupolku", "7", self._far)
        return (
            SeedItem(
                "ServiceLocation",
                library,
                connections=(SeedConnection(item_id("library"), {"description": [loans]}),),
            ),
            SeedItem(
                "ServiceLocation",
                {**hut, "isVisibleForAll": True},
                visible_for_all=True,
                connections=(item_id("ski-school"), item_id("guidance")),
            ),
        )

    def of_lipas(self) -> SeedItem:
        """The place that Lipas itself publishes, with a source id that only Lipas sees."""
        at = self._places["published-by-lipas"]
        beach = self._place("beach", {"fi": "Kirkkorannan uimaranta"}, "Rantatie", "2", at)
        source_id = f"lipas-{HOME_ID}-published-by-lipas-2026-06-01T09-00-00.000Z"
        return SeedItem(
            "ServiceLocation",
            {**beach, "id": LIPAS_CHANNEL, "sourceId": source_id},
            user=LIPAS_USER,
            connections=(LIPAS_SERVICE,),
        )
