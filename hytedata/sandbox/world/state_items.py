"""What a state agency keeps in PTV: nationwide content, permits, general descriptions."""

from hytedata.sandbox.seed import SeedConnection, SeedItem
from hytedata.sandbox.world import bodies, parts
from hytedata.sandbox.world.general_descriptions import ORGANISERS, general_descriptions
from hytedata.sandbox.world.identities import AGENCY, AGENCY_OFFICE, AGENCY_USER, item_id
from hytedata.sandbox.world.parts import Body
from hytedata.sandbox.world.place import HOME

_CLASS = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/"
_INDUSTRY = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/"


def state_items() -> tuple[SeedItem, ...]:
    """Compose the agency's items, the general descriptions first."""
    return (*general_descriptions(), *_channels(), *_services(), _collection())


def _channels() -> tuple[SeedItem, ...]:
    everywhere = {"areaType": "Nationwide"}
    three = {"fi": "Liikuntalinja", "sv": "Motionslinjen", "en": "Sports helpline"}
    line = bodies.phone_channel(item_id("state-phone"), AGENCY, three)
    numbers = [
        parts.service_number("116000", "fi", type="Phone", serviceChargeType="FreeOfCharge"),
        parts.phone("295550102", "sv", type="Phone", serviceChargeType="Chargeable"),
        parts.phone(
            "600550103",
            "en",
            type="Phone",
            serviceChargeType="Other",
            chargeDescription="2 euros a minute",
        ),
        parts.phone("295550104", "fi", type="Fax"),
        parts.phone("4575550105", "fi", type="Sms", additionalInformation="Vain tekstiviestit."),
    ]
    permits = bodies.e_channel(
        item_id("state-permits"),
        AGENCY_OFFICE,
        {"fi": "Lupien verkkoasiointi", "sv": "E-tjänst för tillstånd"},
        "https://luvat.liikuntavirasto.example/",
    )
    embassy = {"fi": "Liikunta-asiamies Tukholmassa", "en": "Sports attaché in Stockholm"}
    abroad = {"fi": "Kaivokatu 1, Tukholma", "en": "Kaivokatu 1, Stockholm"}
    return (
        SeedItem(
            "Phone",
            {
                **line,
                **everywhere,
                "phoneNumbers": numbers,
                "webPage": parts.plain({"fi": "https://www.liikuntavirasto.example/linja"}),
                "serviceHours": [parts.always_open()],
                "isVisibleForAll": True,
            },
            visible_for_all=True,
        ),
        SeedItem(
            "EChannel",
            {
                **permits,
                "areaType": "NationwideExceptAlandIslands",
                "requiresAuthentication": True,
                "requiresSignature": True,
                "signatureQuantity": "2",
                "serviceHours": [parts.on_reservation()],
                "accessibilityClassification": [
                    _statement("PartiallyCompliant", "LevelA", language)
                    for language in ("fi", "sv")
                ],
            },
        ),
        SeedItem(
            "ServiceLocation",
            {
                **bodies.channel(item_id("state-abroad"), AGENCY, embassy),
                "serviceChannelNames": parts.typed("Name", embassy),
                "displayNameType": [{"type": "Name", "language": each} for each in embassy],
                "addresses": [
                    parts.abroad("Location", abroad, "SE"),
                    parts.abroad("Postal", abroad, "SE"),
                ],
            },
        ),
        SeedItem("PrintableForm", {**_form(), **everywhere}),
    )


def _statement(level: str, wcag: str, language: str) -> Body:
    return {
        "accessibilityClassificationLevel": level,
        "wcagLevel": wcag,
        "accessibilityStatementWebPageName": "Saavutettavuusseloste",
        "accessibilityStatementWebPage": "https://www.liikuntavirasto.example/saavutettavuus",
        "language": language,
    }


def _form() -> Body:
    names = {"fi": "Ilmoituslomake", "sv": "Anmälningsblankett"}
    url = "https://www.liikuntavirasto.example/lomakkeet/ilmoitus"
    return {
        **bodies.channel(item_id("state-form"), AGENCY, names),
        "formIdentifier": parts.plain({"fi": "LV-1", "sv": "LV-1s"}),
        "channelUrls": [
            {"language": "fi", "type": "PDF", "value": f"{url}.pdf"},
            {"language": "fi", "type": "DOC", "value": f"{url}.doc"},
            {"language": "sv", "type": "odt", "value": f"{url}-sv.odt"},
        ],
        "attachments": [
            {
                "language": "fi",
                "name": "Täyttöohje",
                "description": "Ohje järjestäjälle.",
                "url": f"{url}-ohje.pdf",
            }
        ],
        "supportEmails": parts.plain({"fi": "luvat@liikuntavirasto.example"}),
        "deliveryAddresses": [
            {
                "subType": "NoAddress",
                "deliveryAddressInText": parts.plain({"fi": "Jätä lomake lähimpään toimistoon."}),
                "formReceiver": parts.plain({"fi": "Lupayksikkö", "sv": "Tillståndsenheten"}),
            }
        ],
    }


def _services() -> tuple[SeedItem, ...]:
    four = {
        "fi": "Liikuntaneuvontaa verkossa",
        "sv": "Motionsrådgivning på nätet",
        "en": "Sports advice online",
        "se": "Lihkadanráđđeaddin neahtas",
    }
    advice = bodies.service(item_id("state-advice"), AGENCY, four, [HOME])
    guard = bodies.service(
        item_id("state-lifeguard"), AGENCY, {"fi": "Uimavalvojan pätevyys"}, [HOME]
    )
    event = bodies.service(
        item_id("state-event"), AGENCY_OFFICE, {"fi": "Liikuntatapahtuman ilmoitus"}, [HOME]
    )
    fee = {
        "description": parts.typed("ChargeTypeAdditionalInfo", {"fi": "Puhelu on maksuton."}),
        "serviceChargeType": "FreeOfCharge",
    }
    described = guard["serviceDescriptions"]
    return (
        SeedItem(
            "Service",
            {
                **advice,
                **_nationwide("Nationwide"),
                "generalDescriptionId": item_id("gd-advice"),
                "keywords": parts.plain({"fi": "liikuntaneuvonta", "en": "advice"}),
            },
            user=AGENCY_USER,
            connections=(SeedConnection(item_id("state-phone"), fee),),
        ),
        SeedItem(
            "Service",
            {
                **guard,
                **_nationwide("NationwideExceptAlandIslands"),
                "type": "ProfessionalQualification",
                "serviceChargeType": "Chargeable",
                "serviceDescriptions": [
                    *(described if isinstance(described, list) else []),
                    *parts.typed("ValidityTime", {"fi": "Pätevyys on voimassa kolme vuotta."}),
                    *parts.typed("ChargeTypeAdditionalInfo", {"fi": "Koe maksaa 40 euroa."}),
                ],
                "requirements": parts.plain({"fi": "Vaaditaan uimataito."}),
            },
            connections=(item_id("state-permits"),),
        ),
        SeedItem(
            "Service",
            {
                **event,
                **_nationwide("NationwideExceptAlandIslands"),
                "type": "PermitOrObligation",
                "generalDescriptionId": item_id("gd-event"),
                "serviceClasses": [f"{_CLASS}P20.2"],
                "targetGroups": ORGANISERS,
                "industrialClasses": [f"{_INDUSTRY}93110"],
                "otherResponsibleOrganizations": [AGENCY],
            },
            connections=(item_id("state-permits"), item_id("state-form")),
        ),
    )


def _nationwide(kind: str) -> Body:
    return {"areaType": kind, "areas": []}


def _collection() -> SeedItem:
    names = {"fi": "Tapahtuman järjestäjälle", "sv": "För evenemangsarrangörer"}
    return SeedItem(
        "ServiceCollection",
        {
            "id": item_id("state-collection"),
            "organizationId": AGENCY,
            "serviceCollectionNames": parts.plain(names),
            "serviceCollectionDescriptions": [
                *parts.typed("Summary", {"fi": "Luvat ja neuvonta.", "sv": "Tillstånd och råd."}),
                *parts.typed("Description", {"fi": "* luvat\n* neuvonta", "sv": "* tillstånd"}),
            ],
            "services": [item_id("state-event"), item_id("state-advice")],
            "serviceChannels": [item_id("state-permits"), item_id("state-phone")],
            "publishingStatus": "Published",
        },
    )
