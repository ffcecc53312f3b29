"""An invented county of tidy records, as documents that defects are planted in."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from tests.quality.planted_names import PROPERTIES, place_name, service_name

Document = dict[str, Any]

TODAY: Final = date(2026, 11, 2)
CALENDAR: Final = "kainuu"
COUNTY: Final = "hva"
GENERAL_SENTENCE: Final = (
    "Kunta järjestää asukkailleen toimintaa, joka tukee hyvinvointia ja terveyttä."
)

MUNICIPALITIES: Final = {
    # code: genitive, middle (EPSG:3067 metres), postal code
    "105": ("Hyrynsalmen", (555_000, 7_175_000), "89400"),
    "205": ("Kajaanin", (535_000, 7_125_000), "87100"),
    "290": ("Kuhmon", (610_000, 7_115_000), "88900"),
    "578": ("Paltamon", (540_000, 7_145_000), "88300"),
    "620": ("Puolangan", (530_000, 7_190_000), "89200"),
    "697": ("Ristijärven", (565_000, 7_155_000), "88400"),
    "765": ("Sotkamon", (570_000, 7_110_000), "88600"),
    "777": ("Suomussalmen", (600_000, 7_195_000), "89600"),
}
_STEP_M: Final = 400
_ROW: Final = 60


def uuid(kind: int, number: int) -> str:
    """A made id of PTV: the same for the same numbers."""
    return str(UUID(int=(kind << 64) + number + 1))


@dataclass
class Documents:
    """The county's documents, by kind; a place's site and channel have one index.

    Attributes:
        linked: Pairs of a site and the channel that stands for it.
    """

    organisations: list[Document] = field(default_factory=list[Document])
    generals: list[Document] = field(default_factory=list[Document])
    services: list[Document] = field(default_factory=list[Document])
    channels: list[Document] = field(default_factory=list[Document])
    sites: list[Document] = field(default_factory=list[Document])
    connections: list[Document] = field(default_factory=list[Document])
    events: list[Document] = field(default_factory=list[Document])
    linked: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def __len__(self) -> int:
        return sum(map(len, (self.organisations, self.generals, self.services, self.channels))) + (
            len(self.sites) + len(self.connections) + len(self.events)
        )


def tidy(size: int) -> Documents:
    """Make a county of about *size* records with nothing wrong between them."""
    made = Documents()
    made.organisations += [organisation(code) for code in (*MUNICIPALITIES, COUNTY)]
    made.generals.append(general())
    each = max(4, size // len(MUNICIPALITIES))
    for code in MUNICIPALITIES:
        _add_places(made, code, places=max(3, each * 3 // 10))
        _add_services(made, code, services=max(1, each * 12 // 100))
        made.events += list(_events(made, code, max(2, each * 28 // 100)))
    return made


def _add_places(made: Documents, code: str, places: int) -> None:
    for number in range(places):
        site_ = site(code, number)
        made.sites.append(site_)
        if site_["owner"] == "city":
            channel = location(code, number)
            made.channels.append(channel)
            made.linked.append((str(site_["lipas_id"]), channel["id"]))


def _add_services(made: Documents, code: str, services: int) -> None:
    channels = [one for one in made.channels if one["organisation_id"] == owner_id(code)]
    added = [service(code, number, []) for number in range(min(services, len(channels)))]
    for number, channel in enumerate(channels):
        connect(added[number % len(added)], channel)
    made.services += added


def connect(service_: Document, channel: Document) -> None:
    """Connect a service with a channel, on both sides."""
    service_["channel_ids"].append(channel["id"])
    channel["service_ids"].append(service_["id"])


def _events(made: Documents, code: str, count: int) -> Iterator[Document]:
    sites = [one for one in made.sites if one["municipality"] == code]
    for number in range(count):
        yield event(code, number, sites[number % len(sites)])


# --- single documents --------------------------------------------------------------------------


def owner_id(code: str) -> str:
    """The id of a municipality's organisation, or of the county's."""
    return uuid(1, 0 if code == COUNTY else int(code))


def organisation(code: str) -> Document:
    """A municipality, or the wellbeing services county."""
    name = f"{MUNICIPALITIES[code][0]} kunta" if code != COUNTY else "Kainuun hyvinvointialue"
    codes = [code] if code != COUNTY else sorted(MUNICIPALITIES)
    return {
        "of": "organisation",
        "id": owner_id(code),
        "type": "Municipality" if code != COUNTY else "RegionalOrganization",
        "municipality": None if code == COUNTY else code,
        "area": {"type": "LimitedArea", "municipalities": codes},
        "language_versions": {"fi": texts(name, "Organisaatio järjestää palveluja alueellaan.")},
    }


def general() -> Document:
    """The general description that services build on."""
    return {
        "of": "general-description",
        "id": uuid(2, 0),
        "type": "Service",
        "language_versions": {
            "fi": {
                "name": "Hyvinvointitoiminta",
                "summary": "Toimintaa kaikenikäisille.",
                "description": GENERAL_SENTENCE,
            }
        },
    }


def texts(name: str, description: str) -> Document:
    """One language version."""
    summary = "Tule mukaan ja pidä huolta itsestäsi."
    return {"name": name, "summary": summary, "description": description}


def service(code: str, number: int, channels: list[Document]) -> Document:
    """A service of a municipality."""
    name = service_name(number)
    made: Document = {
        "of": "service",
        "id": uuid(3, int(code) * 100_000 + number),
        "type": "Service",
        "organisation_id": owner_id(code),
        "general_description_id": uuid(2, 0) if number % 2 else None,
        "area": {"type": "LimitedArea", "municipalities": [code]},
        "service_classes": ["P27.1"],
        "target_groups": ["KR1"],
        "ontology_terms": ["http://www.yso.fi/onto/koko/p10416"],
        "service_languages": ["fi"],
        "charge": "Free",
        "funding": "PubliclyFunded",
        "channel_ids": [],
        "language_versions": {
            "fi": texts(name, _service_text(name)) | {"user_instruction": "Tule paikalle."}
        },
    }
    for channel in channels:
        connect(made, channel)
    return made


def _service_text(name: str) -> str:
    return f"{name} on avoin kaikille kunnassa asuville. Tule mukaan, kun sinulle sopii."


def position(code: str, number: int) -> tuple[float, float]:
    """Where a municipality's place is, EPSG:3067 metres: each has a spot of its own."""
    east, north = MUNICIPALITIES[code][1]
    row, column = divmod(number, _ROW)
    return float(east + column * _STEP_M), float(north + row * _STEP_M)


def phone(code: str, number: int) -> str:
    """A made number without its first 0."""
    return f"8{code}{number:05d}"


def page(code: str, number: int) -> str:
    """A made web address."""
    return f"https://example.fi/{code}/paikka-{number}"


def location(code: str, number: int) -> Document:
    """A place to go to, of a municipality."""
    name, _ = place_name(number)
    told = {
        **texts(name, "Paikka on auki ympäri vuoden. Tarkista ajat ennen kuin lähdet."),
        "phones": [
            {
                "type": "InternationalPhone",
                "dial_code": "+358",
                "number": phone(code, number),
                "charge": "Charged",
            }
        ],
        "web_pages": [{"url": page(code, number), "name": "Lue lisää"}],
    }
    return {
        "of": "service-channel",
        "type": "ServiceLocation",
        "id": uuid(4, int(code) * 100_000 + number),
        "organisation_id": owner_id(code),
        "service_languages": ["fi"],
        "service_ids": [],
        "language_versions": {"fi": told},
        "location": {"street": [street(code, number)]},
    }


def street(code: str, number: int) -> Document:
    """The address of a place in PTV."""
    east, north = position(code, number)
    return {
        "street": {"fi": f"Kotitie{'nhaara' * (number % 2)}"},
        "detail": str(number + 1),
        "postal_code": MUNICIPALITIES[code][2],
        "municipality": code,
        "positions": [{"position": {"east": east, "north": north}, "source": "NLS"}],
    }


def web_page(code: str, number: int, name: str, service_: Document | None) -> Document:
    """A web page of a municipality, connected with a service."""
    made: Document = {
        "of": "service-channel",
        "type": "WebPage",
        "id": uuid(5, int(code) * 100_000 + number),
        "organisation_id": owner_id(code),
        "service_languages": ["fi"],
        "service_ids": [],
        "language_versions": {
            "fi": {
                **texts(name, "Sivulla kerrotaan ajat ja se, miten pääset mukaan."),
                "web_address": {"url": page(code, 90_000 + number)},
                "accessibility": "Unknown",
            }
        },
    }
    if service_ is not None:
        connect(service_, made)
    return made


def site(code: str, number: int) -> Document:
    """A sports site; each fifth is an association's, which PTV need not have."""
    name, type_code = place_name(number)
    return {
        "of": "sports-site",
        "lipas_id": int(code) * 100_000 + number,
        "event_date": "2026-06-01T09:00:00Z",
        "status": "active",
        "names": {"fi": name},
        "type_code": type_code,
        "owner": "city" if number % 5 else "registered-association",
        "admin": "city-sports" if number % 5 else "registered-association",
        "municipality": code,
        "address": f"Kotitie{'nhaara' * (number % 2)} {number + 1}",
        "postal_code": MUNICIPALITIES[code][2],
        "phone": f"0{phone(code, number)}",
        "www": page(code, number),
        "construction_year": 1990,
        "properties": deepcopy(PROPERTIES.get(type_code, {})),
        "geometry": {"kind": "point", "parts": [[[position(code, number)]]]},
    }


def event(code: str, number: int, at: Document) -> Document:
    """An event at a site, some day of the two months from today on."""
    east, north = at["geometry"]["parts"][0][0][0]
    day = TODAY + timedelta(days=1 + number % 60)
    return {
        "of": "event",
        "source": CALENDAR,
        "id": f"e-{code}-{number}",
        "names": {"fi": f"Avoin ilta {number}, {at['names']['fi'].split()[0]} kylä"},
        "summary": {"fi": "Vapaata yhdessäoloa koko kylälle."},
        "description": {"fi": "Tule tapaamaan naapureita, pelaamaan ja juomaan kahvia. Ei maksa."},
        "time": {"start": f"{day}T18:00:00+02:00", "end": f"{day}T20:00:00+02:00"},
        "places": [
            {
                "id": f"p-{at['lipas_id']}",
                "names": {"fi": at["names"]["fi"]},
                "street": {"fi": at["address"]},
                "postal_code": at["postal_code"],
                "position": {"east": east, "north": north},
                "municipality": code,
            }
        ],
        "organizers": [{"fi": "Kyläyhdistys"}],
        "keywords": [{"scheme": "yso", "id": "yso:p916", "labels": {"fi": "liikunta"}}],
        "audience": [{"scheme": "yso", "id": "yso:p4354", "labels": {"fi": "kaikki"}}],
        "is_free": "yes",
        "page_url": f"https://example.fi/tapahtumat/{code}-{number}",
        "modified_at": "2026-10-01T09:00:00Z",
    }
