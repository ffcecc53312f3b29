"""The small world of these tests, bodies that are valid in it, and a raw HTTP client."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.seed import (
    PostalCode,
    PtvSeed,
    SeedItem,
    SeedOrganisation,
    SeedUser,
    default_codes,
)

Json = dict[str, Any]

TOWN = "7c1f0c52-3b5e-4a0b-9a57-2d5f3a1b0c11"  # a municipality, fi and sv
OFFICE = "0f0e0d0c-0b0a-4908-8706-050403020100"  # below the town
NEIGHBOUR = "11111111-2222-4333-8444-555555555555"  # another municipality, fi and sv
AGENCY = "22222222-3333-4444-8555-666666666666"  # nationwide, fi, sv and en
DESCRIPTION = "33333333-4444-4555-8666-777777777777"  # a general description

USER, SECOND_USER, NEIGHBOUR_USER = "town-api", "town-api-2", "neighbour-api"
AGENCY_USER, ADMIN, VIEWER = "agency-api", "admin", "viewer"
PASSWORD = "not a secret"

CLASS = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/"
GROUP = "http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/"
EVENT = "http://uri.suomi.fi/codelist/ptv/ptvelti/code/"
INDUSTRY = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/"
TERM = "http://www.yso.fi/onto/koko/p12345"
TERMS = tuple(f"http://www.yso.fi/onto/koko/p{number}" for number in range(100, 111))


class Clock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 9, 30, 15, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **step: float) -> None:
        self.moment += timedelta(**step)


def small_seed(*items: SeedItem) -> PtvSeed:
    """Four organisations, six users, one general description, and *items*."""
    codes = replace(
        default_codes(),
        municipalities={
            "051": {"fi": "Eurajoki", "sv": "Euraåminne"},
            "091": {"fi": "Helsinki", "sv": "Helsingfors"},
            "179": {"fi": "Jyväskylä", "sv": "Jyväskylä", "en": "Jyväskylä"},
        },
        postal_codes={
            "00100": PostalCode("091", {"fi": "HELSINKI", "sv": "HELSINGFORS"}),
            "40100": PostalCode("179", {"fi": "JYVÄSKYLÄ", "sv": "JYVÄSKYLÄ"}),
            "40101": PostalCode("179", {"fi": "JYVÄSKYLÄ", "sv": "JYVÄSKYLÄ"}),
        },
        ontology_terms={
            TERM: {"fi": "uimahallit", "sv": "simhallar", "en": "indoor swimming pools"},
            **{uri: {"fi": f"asia {uri[-3:]}"} for uri in TERMS},
        },
    )
    return PtvSeed(
        codes=codes,
        organisations=(
            SeedOrganisation(TOWN, names("Kunta", "Kommun"), "Municipality", municipality="179"),
            SeedOrganisation(OFFICE, names("Virasto", "Byrå"), "Organization", parent=TOWN),
            SeedOrganisation(
                NEIGHBOUR, names("Naapuri", "Granne"), "Municipality", municipality="091"
            ),
            SeedOrganisation(
                AGENCY,
                {"fi": "Virasto", "sv": "Verk", "en": "Agency"},
                "State",
                area_type="Nationwide",
            ),
        ),
        users=(
            SeedUser(USER, PASSWORD, (TOWN,)),
            SeedUser(SECOND_USER, PASSWORD, (TOWN, NEIGHBOUR)),
            SeedUser(NEIGHBOUR_USER, PASSWORD, (NEIGHBOUR,)),
            SeedUser(AGENCY_USER, PASSWORD, (AGENCY,)),
            SeedUser(ADMIN, PASSWORD, (AGENCY,), role="Eeva"),
            SeedUser(VIEWER, PASSWORD, (TOWN,), role="Shirley"),
        ),
        streets={"179": (names("Väinönkatu", "Väinögatan"),)},
        items=(general_description(), *items),
    )


def names(finnish: str, swedish: str) -> dict[str, str]:
    return {"fi": finnish, "sv": swedish}


def general_description(**changes: object) -> SeedItem:
    body: Json = {
        "id": DESCRIPTION,
        "names": [text("fi", "Uimahallit"), text("sv", "Simhallar")],
        "descriptions": [
            text("fi", "Uimahallit ovat kaikille.", "Summary"),
            text("sv", "Simhallar är för alla.", "Summary"),
            text("fi", "### Uiminen\nUimahallissa voi uida.", "Description"),
            text("sv", "I simhallen kan man simma.", "Description"),
        ],
        "serviceClasses": [f"{CLASS}P27.1"],
        "ontologyTerms": [TERM],
        "targetGroups": [f"{GROUP}KR1"],
        "type": "Service",
        "serviceChargeType": "Chargeable",
        "generalDescriptionType": "Municipality",
        "publishingStatus": "Published",
        **changes,
    }
    return SeedItem("GeneralDescription", body)


def text(language: str, value: str, kind: str = "Name") -> Json:
    return {"language": language, "value": value, "type": kind}


def service(name: str = "Uimahallipalvelut", /, *languages: str, **changes: object) -> Json:
    """A valid POST body in *languages* (Finnish alone by default); None takes a key out."""
    spoken = languages or ("fi",)
    body: Json = {
        "type": "Service",
        "fundingType": "PubliclyFunded",
        "publishingStatus": "Published",
        "serviceNames": [text(language, f"{name} {language}") for language in spoken],
        "serviceDescriptions": [
            text(language, f"{kind} {language}.", kind)
            for language in spoken
            for kind in ("Summary", "Description", "UserInstruction")
        ],
        "languages": ["fi"],
        "areaType": "LimitedType",
        "areas": [{"type": "Municipality", "areaCodes": ["179"]}],
        "serviceClasses": [f"{CLASS}P27.1"],
        "ontologyTerms": [TERM],
        "targetGroups": [f"{GROUP}KR1"],
        "serviceProducers": [{"provisionType": "SelfProducedServices", "organizations": [TOWN]}],
        "mainResponsibleOrganization": TOWN,
    }
    return changed(body, changes)


def channel(name: str = "Uimahalli", /, *languages: str, **changes: object) -> Json:
    """What all channels share, in *languages* (Finnish alone by default)."""
    spoken = languages or ("fi",)
    body: Json = {
        "organizationId": TOWN,
        "publishingStatus": "Published",
        "serviceChannelNames": [
            {"language": language, "value": f"{name} {language}"} for language in spoken
        ],
        "serviceChannelDescriptions": [
            text(language, f"{kind} {language}.", kind)
            for language in spoken
            for kind in ("Summary", "Description")
        ],
        "languages": ["fi"],
    }
    return changed(body, changes)


def location(name: str = "Uimahalli", /, *languages: str, **changes: object) -> Json:
    """A valid service location."""
    spoken = languages or ("fi",)
    body = channel(name, *spoken)
    body["serviceChannelNames"] = [text(language, f"{name} {language}") for language in spoken]
    body["displayNameType"] = [{"type": "Name", "language": language} for language in spoken]
    body["addresses"] = [street(*spoken)]
    return changed(body, changes)


def electronic(name: str = "Ilmoittautuminen", /, *languages: str, **changes: object) -> Json:
    """A valid electronic channel; without requiresAuthentication also a web page."""
    spoken = languages or ("fi",)
    body = channel(name, *spoken)
    body["webPage"] = [
        {"language": language, "value": f"https://www.example.fi/{language}"} for language in spoken
    ]
    body["accessibilityClassification"] = [
        {"language": language, "accessibilityClassificationLevel": "Unknown"} for language in spoken
    ]
    return changed(body, changes)


def phone_channel(name: str = "Neuvonta", /, *languages: str, **changes: object) -> Json:
    spoken = languages or ("fi",)
    body = channel(name, *spoken)
    body["phoneNumbers"] = [phone(language, type="Phone") for language in spoken]
    return changed(body, changes)


def form(name: str = "Lomake", /, *languages: str, **changes: object) -> Json:
    spoken = languages or ("fi",)
    body = channel(name, *spoken)
    body["channelUrls"] = [
        text(language, f"https://www.example.fi/{language}.pdf", "PDF") for language in spoken
    ]
    return changed(body, changes)


def street(*languages: str, **changes: object) -> Json:
    """A location address in *languages*."""
    inner: Json = {
        "street": [{"language": language, "value": f"Katu {language}"} for language in languages],
        "streetNumber": "12",
        "postalCode": "40100",
    }
    address: Json = {"type": "Location", "subType": "Single", "country": "FI"}
    address["streetAddress"] = changed(inner, changes)
    return address


def phone(language: str = "fi", /, **changes: object) -> Json:
    return {"prefixNumber": "+358", "number": "401234567", "language": language, **changes}


def weekly(**changes: object) -> Json:
    """A weekly opening hour."""
    times = [{"dayFrom": "Monday", "from": "09:00", "to": "16:00"}]
    return changed({"serviceHourType": "DaysOfTheWeek", "openingHour": times}, changes)


def changed(body: Json, changes: Mapping[str, object]) -> Json:
    """*body* with *changes*; None takes a key out."""
    merged = {**deepcopy(body), **changes}
    return {key: value for key, value in merged.items() if value is not None}


@dataclass
class Ptv:
    """Raw HTTP to the simulator: every answer is looked at as it came."""

    client: httpx.Client
    simulator: PtvSimulator
    clock: Clock
    mount: Callable[[PtvSimulator], None]
    tokens: dict[str, str] = field(default_factory=dict)

    def hold(self, *items: SeedItem) -> None:
        """Start over with *items* in the world."""
        self.simulator = PtvSimulator(small_seed(*items), now=self.clock)
        self.mount(self.simulator)
        self.tokens.clear()

    def login(self, user: str, **more: str) -> httpx.Response:
        body = {"username": user, "password": PASSWORD, **more}
        return self.client.post("/api/auth/api-login", json=body)

    def _headers(self, user: str | None) -> dict[str, str]:
        if user is None:
            return {}
        if user not in self.tokens:
            self.tokens[user] = self.login(user).json()["serviceToken"]
        return {"Authorization": f"Bearer {self.tokens[user]}"}

    def get(self, path: str, *, user: str | None = None, **query: str | int) -> httpx.Response:
        return self.client.get(f"/api/v11/{path}", params=query, headers=self._headers(user))

    def post(self, path: str, body: object, *, user: str | None = USER) -> httpx.Response:
        return self.client.post(f"/api/v11/{path}", json=body, headers=self._headers(user))

    def put(self, path: str, body: object, *, user: str | None = USER) -> httpx.Response:
        return self.client.put(f"/api/v11/{path}", json=body, headers=self._headers(user))

    def made(self, path: str, body: object, *, user: str = USER) -> Json:
        """The answer of a POST that must succeed."""
        answer = self.post(path, body, user=user)
        assert answer.status_code == 200, answer.text
        made: Json = answer.json()
        return made

    def service(
        self, name: str = "Uimahallipalvelut", /, *languages: str, **changes: object
    ) -> str:
        """Make a service; its id."""
        return str(self.made("Service", service(name, *languages, **changes))["id"])

    def location(self, name: str = "Uimahalli", /, *languages: str, **changes: object) -> str:
        """Make a location; its id."""
        body = location(name, *languages, **changes)
        return str(self.made("ServiceChannel/ServiceLocation", body)["id"])

    def shown(self, path: str, *, user: str | None = None, **query: str | int) -> Json:
        """A read that must succeed; public unless *user* is named."""
        answer = self.get(path, user=user, **query)
        assert answer.status_code == 200, answer.text
        shown: Json = answer.json()
        return shown


def refused(answer: httpx.Response) -> dict[str, str]:
    """Key → joined messages of a 400."""
    assert answer.status_code == 400, f"{answer.status_code} {answer.text}"
    found: dict[str, list[str]] = answer.json()
    return {key: " | ".join(messages) for key, messages in found.items()}


def pascal(name: str) -> str:
    """Return the name of a field as PTV's messages write it."""
    return name[0].upper() + name[1:]
