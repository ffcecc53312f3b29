"""General descriptions: shared texts and classes that services build on, one of each type."""

from hytedata.sandbox.seed import SeedItem
from hytedata.sandbox.world import parts
from hytedata.sandbox.world.bodies import CITIZENS, SPORTS_TERM
from hytedata.sandbox.world.identities import AGENCY, item_id
from hytedata.sandbox.world.parts import Body, Names

_CLASS = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/"
_GROUP = "http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/"
_INDUSTRY = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/"
ORGANISERS = [CITIZENS, f"{_GROUP}KR2", f"{_GROUP}KR2.7"]
"""Target groups of who arranges an event."""

_LAW = {
    "names": parts.plain({"fi": "Kokoontumislaki", "sv": "Lag om sammankomster"}),
    "webPages": [
        parts.page("https://www.finlex.example/fi/1999/530", "fi", "530/1999"),
        parts.page("https://www.finlex.example/sv/1999/530", "sv", "530/1999"),
    ],
}


def _description(key: str, names: Names, kind: str, **more: object) -> SeedItem:
    body: Body = {
        "id": item_id(key),
        "names": parts.typed("Name", names),
        "descriptions": [
            *parts.typed(
                "Summary", {each: f"{name}: pohjakuvaus." for each, name in names.items()}
            ),
            *parts.typed(
                "Description",
                {
                    each: f"### {name}\nNäin palvelu toimii:\n* hae\n* saat"
                    for each, name in names.items()
                },
            ),
            *parts.typed("BackgroundDescription", {"fi": "Laki velvoittaa järjestämään palvelun."}),
        ],
        "serviceClasses": [f"{_CLASS}P27.1"],
        "ontologyTerms": [SPORTS_TERM],
        "targetGroups": [CITIZENS],
        "generalDescriptionType": kind,
        "publishingStatus": "Published",
        **more,
    }
    # v12 tells who keeps it, v11 does not.
    return SeedItem("GeneralDescription", {**body, "organizationId": AGENCY})


def general_descriptions() -> tuple[SeedItem, ...]:
    """Compose the general descriptions, which the agency keeps."""
    permit = {"fi": "Yleisötilaisuuden ilmoittaminen", "sv": "Anmälan om offentlig tillställning"}
    times = [
        *parts.typed("DeadLine", {"fi": "Viisi vuorokautta ennen tilaisuutta."}),
        *parts.typed("ProcessingTime", {"fi": "Käsittely kestää kaksi vuorokautta."}),
        *parts.typed("ValidityTime", {"fi": "Päätös on voimassa tilaisuuden ajan."}),
    ]
    event = _description(
        "gd-event",
        permit,
        "BusinessSubregion",
        type="PermitOrObligation",
        serviceChargeType="Chargeable",
        serviceClasses=[f"{_CLASS}P20.2"],
        targetGroups=ORGANISERS,
        industrialClasses=[f"{_INDUSTRY}93120"],
        legislation=[_LAW],
        requirements=parts.plain({"fi": "Järjestäjä on täysi-ikäinen."}),
    )
    described = event.body["descriptions"]
    event_body = {
        **event.body,
        "descriptions": [*(described if isinstance(described, list) else []), *times],
    }
    return (
        _description(
            "gd-advice",
            {"fi": "Liikunnan neuvonta", "sv": "Rådgivning om motion"},
            "Municipality",
            type="Service",
        ),
        SeedItem("GeneralDescription", event_body, connections=(item_id("state-form"),)),
        _description(
            "gd-church", {"fi": "Kirkon perhetyö", "sv": "Kyrkans familjearbete"}, "Church"
        ),
    )
