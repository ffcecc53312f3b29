"""What an association and a parish keep in PTV, and what home has besides places."""

from hytedata.sandbox.seed import SeedConnection, SeedItem
from hytedata.sandbox.world import bodies, parts
from hytedata.sandbox.world.identities import ASSOCIATION, PARISH, item_id, organisation_id
from hytedata.sandbox.world.parts import Body
from hytedata.sandbox.world.place import HOME

_HOME_ID = organisation_id(HOME)


def civic_items(postal_code: str, place: tuple[float, float]) -> tuple[SeedItem, ...]:
    """Compose the items; *place* is (east, north) in EPSG:3067 metres."""
    return (*_of_the_association(place), *_of_the_parish(postal_code, place), *_of_home())


def _of_the_association(place: tuple[float, float]) -> tuple[SeedItem, ...]:
    east, north = place
    cafe = {"fi": "Latukahvila"}
    where = {"fi": "Ladun varrella kolmen kilometrin kohdalla"}
    fee = {
        "serviceChargeType": "Chargeable",
        "description": parts.typed("ChargeTypeAdditionalInfo", {"fi": "20 euroa lapselta."}),
    }
    return (
        SeedItem(
            "EChannel",
            bodies.e_channel(
                item_id("club-enrol"),
                ASSOCIATION,
                {"fi": "Ilmoittaudu hiihtokouluun"},
                "https://www.mallinlatu.example/ilmo",
            ),
            connections=(SeedConnection(item_id("ski-school"), fee),),
        ),
        SeedItem(
            "ServiceLocation",
            {
                **bodies.channel(item_id("club-cafe"), ASSOCIATION, cafe),
                "serviceChannelNames": parts.typed("Name", cafe),
                "displayNameType": [{"type": "Name", "language": "fi"}],
                "addresses": [
                    parts.other_address("Location", where, f"{north + 900:.1f}", f"{east:.1f}")
                ],
                "serviceHours": [
                    parts.weekly(
                        ("Saturday", "Sunday"),
                        "10:00",
                        "15:00",
                        season=("2026-11-01", "2036-04-15"),
                    )
                ],
            },
            connections=(item_id("ski-school"),),
        ),
    )


def _of_the_parish(postal_code: str, place: tuple[float, float]) -> tuple[SeedItem, ...]:
    names = {"fi": "Seurakunnan perhekerho", "sv": "Församlingens familjeklubb"}
    hall = _hall(postal_code, place)
    return (
        SeedItem("ServiceLocation", hall),
        SeedItem(
            "Service",
            {
                **bodies.service(item_id("parish-club"), PARISH, names, [HOME]),
                "generalDescriptionId": item_id("gd-church"),
            },
            connections=(item_id("parish-hall"),),
        ),
    )


def _hall(postal_code: str, place: tuple[float, float]) -> Body:
    names = {"fi": "Mallilan seurakunnan seurakuntatalo"}
    body = bodies.service_location(
        item_id("parish-hall"),
        PARISH,
        names,
        street={"fi": "Tunturipolku"},
        number="2 A",
        postal_code=postal_code,
        municipality=HOME,
        position=place,
    )
    return {
        **body,
        "serviceChannelNames": [
            *parts.typed("Name", names),
            *parts.typed("AlternativeName", {"fi": "Srk-talo"}),
        ],
        "displayNameType": [{"type": "AlternativeName", "language": "fi"}],
        "serviceHours": [parts.on_reservation()],
    }


def _of_home() -> tuple[SeedItem, ...]:
    form = {
        **bodies.channel(item_id("grant-form"), _HOME_ID, {"fi": "Avustushakemus seuroille"}),
        "channelUrls": [
            {
                "language": "fi",
                "type": "PDF",
                "value": "https://www.mallila.example/lomakkeet/avustus.pdf",
            }
        ],
    }
    collection = {
        "id": item_id("home-collection"),
        "organizationId": _HOME_ID,
        "serviceCollectionNames": parts.plain({"fi": "Vapaa-aika Mallilassa"}),
        "services": [item_id("library"), item_id("guidance")],
        "serviceChannels": [item_id("phone")],
        "publishingStatus": "Published",
    }
    return (SeedItem("PrintableForm", form), SeedItem("ServiceCollection", collection))
