"""What the wellbeing services county keeps in PTV: limited areas, hours, contacts of every kind."""

from hytedata.sandbox.seed import SeedConnection, SeedItem
from hytedata.sandbox.world import bodies, parts
from hytedata.sandbox.world.bodies import CITIZENS
from hytedata.sandbox.world.identities import (
    COMPANY,
    COUNTY,
    COUNTY_CENTRES,
    COUNTY_STATION,
    NEIGHBOUR,
    county_id,
    item_id,
)
from hytedata.sandbox.world.parts import Body
from hytedata.sandbox.world.place import HOME
from hytedata.sandbox.world.tables import municipalities

_OWNER = county_id(COUNTY)
_EVENTS = "http://uri.suomi.fi/codelist/ptv/ptvelti/code/"
_SITE = "https://www.hyvinvointialue.example"
_HOLIDAYS = {"fi": "Joulun pyhät", "sv": "Julhelgen"}


def county_items(postal_code: str, place: tuple[float, float]) -> tuple[SeedItem, ...]:
    """Compose the county's items; *place* is (east, north) in EPSG:3067 metres."""
    return (*_channels(postal_code, place), *_services(), _collection())


def _channels(postal_code: str, place: tuple[float, float]) -> tuple[SeedItem, ...]:
    county_wide = {
        "areaType": "LimitedType",
        "areas": [{"type": "WellbeingServiceCounties", "areaCodes": [COUNTY]}],
    }
    two = {"fi": "Päivystysapu", "sv": "Jourhjälpen"}
    clinic = {"fi": "Omahoito", "sv": "Egenvård"}
    return (
        SeedItem(
            "Phone",
            {
                **bodies.phone_channel(item_id("county-phone"), _OWNER, two),
                **county_wide,
                "phoneNumbers": [
                    parts.service_number(
                        "116117", each, type="Phone", serviceChargeType="FreeOfCharge"
                    )
                    for each in two
                ],
                "serviceHours": [parts.always_open()],
            },
        ),
        SeedItem(
            "EChannel",
            {
                **bodies.e_channel(item_id("county-care"), _OWNER, clinic, f"{_SITE}/omahoito"),
                **county_wide,
                "requiresAuthentication": True,
                "supportPhones": [parts.phone("85550110", "fi")],
                "supportEmails": parts.plain({"fi": "omahoito@hyvinvointialue.example"}),
                "attachments": [
                    {"language": "fi", "name": "Käyttöohje", "url": f"{_SITE}/ohje.pdf"}
                ],
                "serviceHours": [
                    parts.weekly(("Monday", "Tuesday"), "08:00", "16:00"),
                    parts.exceptional("2036-12-31", "10:00", "12:00"),
                ],
            },
        ),
        SeedItem(
            "WebPage",
            bodies.web_page(
                item_id("county-web"), COUNTY_CENTRES, {"fi": "Terveysasemien sivut"}, _SITE
            ),
        ),
        SeedItem("PrintableForm", _form(postal_code)),
        SeedItem("ServiceLocation", _station(postal_code, place), visible_for_all=True),
    )


def _form(postal_code: str) -> Body:
    names = {"fi": "Kuntoutushakemus"}
    receiver = parts.plain({"fi": "Kuntoutuksen toimisto"})
    street = parts.street({"fi": "Kirkkotie"}, "5", postal_code)
    box = {"postOfficeBox": parts.plain({"fi": "PL 19"}), "postalCode": postal_code}
    return {
        **bodies.channel(item_id("county-form"), _OWNER, names),
        "channelUrls": [
            {"language": "fi", "type": "PDF", "value": f"{_SITE}/lomakkeet/kuntoutus.pdf"}
        ],
        "deliveryAddresses": [
            {"subType": "Street", "streetAddress": street, "formReceiver": receiver},
            {"subType": "PostOfficeBox", "postOfficeBoxAddress": box, "formReceiver": receiver},
        ],
    }


def _station(postal_code: str, place: tuple[float, float]) -> Body:
    names = {"fi": "Terveysasema, Mallila", "sv": "Hälsostationen, Mallbo"}
    street = {"fi": "Koulukuja", "sv": "Skolgränden"}
    body = bodies.service_location(
        item_id("county-station"),
        COUNTY_STATION,
        names,
        street=street,
        number="4",
        postal_code=postal_code,
        municipality=HOME,
        position=place,
    )
    located = body["addresses"]
    east, north = place
    entrance = {"fi": "Takapihan ovi", "sv": "Dörren på bakgården"}
    return {
        **body,
        "addresses": [
            *(located if isinstance(located, list) else []),
            parts.other_address("Location", entrance, f"{north + 40:.1f}", f"{east:.1f}"),
            parts.street_address("Postal", parts.street(street, "4", postal_code)),
            parts.box_address({"fi": "PL 4", "sv": "PB 4"}, postal_code),
        ],
        "emails": parts.plain(dict.fromkeys(names, "asema@hyvinvointialue.example")),
        "faxNumbers": [parts.phone("85550119", "fi")],
        "phoneNumbers": [
            parts.phone("85550111", "fi", additionalInformation="Ajanvaraus arkisin"),
            parts.phone("85550112", "sv", serviceChargeType="Chargeable"),
            parts.service_number("0100100", "fi", serviceChargeType="Chargeable"),
            parts.phone("700550113", "fi", serviceChargeType="Other", chargeDescription="1 e/min"),
        ],
        "webPages": [parts.page(f"{_SITE}/mallila", each, "Mallila") for each in names],
        "serviceHours": [
            parts.weekly(parts.WORKDAYS, "08:00", "15:45"),
            parts.weekly(("Saturday",), "10:00", "14:00", season=("2026-06-01", "2036-08-31")),
            parts.weekly(("Sunday",), "10:00", "14:00", season=("2019-06-01", "2019-08-31")),
            parts.over_midnight("Friday", "18:00", "Saturday", "04:00"),
            parts.exceptional("2036-12-23", "08:00", "12:00"),
            parts.closed("2036-12-24", "2036-12-26", _HOLIDAYS),
        ],
        # Entered in PTV's pages: v11's input has no place for it.
        "holidayHours": [
            {"holiday": "GoodFriday", "isClosed": True},
            {"holiday": "MidsummerEve", "from": "08:00", "to": "12:00"},
        ],
        "isVisibleForAll": True,
    }


def _services() -> tuple[SeedItem, ...]:
    nurse = {"fi": "Terveydenhoitajan vastaanotto", "sv": "Hälsovårdarens mottagning"}
    groups = {"fi": "Ikäihmisten liikuntaryhmät"}
    voucher = {
        "language": "fi",
        "value": "Palveluseteli",
        "url": f"{_SITE}/palveluseteli",
        "additionalInformation": "Haetaan etukäteen.",
    }
    region = f"{municipalities()[HOME].province:02d}"
    return (
        SeedItem(
            "Service",
            {
                **bodies.service(item_id("county-nurse"), COUNTY_CENTRES, nurse, [HOME]),
                "areas": [{"type": "WellbeingServiceCounties", "areaCodes": [COUNTY]}],
                "lifeEvents": [f"{_EVENTS}KE1"],
                "otherResponsibleOrganizations": [_OWNER],
                "serviceChargeType": "FreeOfCharge",
            },
            connections=(
                SeedConnection(item_id("county-station"), _at_the_station()),
                item_id("county-phone"),
                item_id("county-care"),
            ),
        ),
        SeedItem(
            "Service",
            {
                **bodies.service(item_id("county-groups"), _OWNER, groups, [HOME, NEIGHBOUR]),
                "areas": [
                    {"type": "Region", "areaCodes": [region]},
                    {"type": "HospitalDistrict", "areaCodes": ["18"]},
                    {"type": "Municipality", "areaCodes": [HOME, NEIGHBOUR]},
                ],
                "targetGroups": [CITIZENS, f"{CITIZENS}.1"],
                "serviceVouchersInUse": True,
                "serviceVouchers": [voucher],
                "serviceProducers": [
                    {"provisionType": "ProcuredServices", "organizations": [COMPANY]},
                    {
                        "provisionType": "Other",
                        "additionalInformation": parts.plain({"fi": "Vapaaehtoiset"}),
                    },
                ],
            },
            connections=(item_id("county-form"), item_id("county-station")),
        ),
    )


def _at_the_station() -> Body:
    """How the nurse is met at the station: texts, hours and contacts of the connection alone."""
    return {
        "serviceChargeType": "Other",
        "description": [
            *parts.typed("Description", {"fi": "Vastaanotto on toisessa kerroksessa."}),
            *parts.typed(
                "ChargeTypeAdditionalInfo", {"fi": "Maksu peritään peruuttamatta jääneestä."}
            ),
        ],
        "serviceHours": [parts.weekly(("Wednesday",), "09:00", "11:30"), parts.on_reservation()],
        "contactDetails": {
            "emails": parts.plain({"fi": "neuvola@hyvinvointialue.example"}),
            "phoneNumbers": [parts.phone("85550114", "fi"), parts.phone("85550115", "sv")],
            "faxNumbers": [parts.phone("85550116", "fi")],
            "webPages": [parts.page(f"{_SITE}/neuvola", "fi", "Neuvola")],
            "addresses": [
                parts.abroad("Postal", {"fi": "Neuvola c/o Kaivokatu 1, Tukholma"}, "SE")
            ],
        },
    }


def _collection() -> SeedItem:
    return SeedItem(
        "ServiceCollection",
        {
            "id": item_id("county-collection"),
            "organizationId": _OWNER,
            "serviceCollectionNames": parts.plain({"fi": "Hyvinvointia liikkumalla"}),
            "services": [item_id("county-groups")],
            "serviceChannels": [item_id("county-phone")],
            "publishingStatus": "Published",
        },
    )
