"""Values that seed the simulated service catalogue: codes, organisations, users and items.

The tables packaged in `hytedata/sandbox/data` carry codes and their names only. Their sources:
service classes, target groups, life events and 2022's hospital districts and business
sub-regions from PTV 3.4's code lists; regions and wellbeing services counties from Statistics
Finland's classification of municipalities, 2026; industrial classes from TOL 2008; countries and
languages from CLDR (as in Babel 2.18, 2026); dialling codes from libphonenumber 9.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

Names = Mapping[str, str]
"""Language → name."""

_LANGUAGES = ("fi", "sv", "en")
_VOCABULARIES = "http://uri.suomi.fi/codelist/ptv/"
_INDUSTRIES = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/"


@dataclass(frozen=True)
class PostalCode:
    """A postal code: three-digit municipality and the post office's names."""

    municipality: str
    names: Names


@dataclass(frozen=True)
class ClassCode:
    """An entry of a hierarchical vocabulary.

    Attributes:
        parent: Code (not URI) of the class above; None at the top.
        old_uri: The urn that older integrations still send.
    """

    code: str
    names: Names
    parent: str | None = None
    old_uri: str | None = None


@dataclass(frozen=True)
class PtvCodes:
    """Every code that the simulated catalogue knows.

    Attributes:
        municipalities: Three-digit code → names.
        postal_codes: Five-digit code → municipality and names.
        ontology_terms: KOKO URI → names.
        service_classes: URI → class; so are target groups, life events, industrial classes.
    """

    municipalities: Mapping[str, Names] = field(default_factory=dict)
    postal_codes: Mapping[str, PostalCode] = field(default_factory=dict)
    languages: Mapping[str, Names] = field(default_factory=dict)
    countries: Mapping[str, Names] = field(default_factory=dict)
    ontology_terms: Mapping[str, Names] = field(default_factory=dict)
    service_classes: Mapping[str, ClassCode] = field(default_factory=dict)
    target_groups: Mapping[str, ClassCode] = field(default_factory=dict)
    life_events: Mapping[str, ClassCode] = field(default_factory=dict)
    industrial_classes: Mapping[str, ClassCode] = field(default_factory=dict)


@dataclass(frozen=True)
class SeedOrganisation:
    """A published organisation.

    Attributes:
        id: Its PTV id, a lower-case uuid.
        names: Its language versions; services can be published in these only.
        type: Municipality, State, RegionalOrganization, Organization, Company, or newer ones.
        municipality: Three-digit code, for municipalities.
        area_type: Nationwide, NationwideExceptAlandIslands, LimitedType or None.
        area_municipalities: Three-digit codes, with LimitedType.
        parent: PTV id of the organisation above.
        business_code: Such as 0203921-9.
        details: What else is told of it, in the shape of the API's input: addresses, phones …
    """

    id: str
    names: Names
    type: str
    municipality: str | None = None
    area_type: str | None = None
    area_municipalities: tuple[str, ...] = ()
    parent: str | None = None
    business_code: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class SeedUser:
    """An API user.

    Attributes:
        organisations: PTV ids. A login covers one of them and those below it: the first, or the
            one whose `palveluhallinta_id` the login names.
        role: Pete (main user of an organisation), Eeva (administrator) or anything else, which
            has no right to write.
    """

    username: str
    password: str
    organisations: tuple[str, ...]
    role: str = "Pete"


@dataclass(frozen=True)
class SeedConnection:
    """A connection of a seeded item.

    Attributes:
        to: PTV id of the item at the other end, which may be seeded later in the list.
        extra: Additional information in the In shape: serviceChargeType, description,
            serviceHours, contactDetails, extraTypes.
    """

    to: str
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class SeedItem:
    """An item that exists before the first request.

    It is stored as it is, unchecked: people made things that the API would refuse.

    Attributes:
        kind: Service, ServiceLocation, EChannel, WebPage, Phone, PrintableForm,
            GeneralDescription, ServiceCollection or Organization.
        body: The v11 POST body, in its own spelling of keys. A key `id` sets the PTV id; without
            it one is invented. A `sourceId` is kept for *user* only.
        user: Name of the API user that made it; None where a person did.
        status: Published, Draft, Deleted (archived), Modified (a published version with a
            working copy beside it), OldPublished.
        connections: Items at the other end, as PTV ids or with additional information.
    """

    kind: str
    body: Mapping[str, object]
    user: str | None = None
    status: str = "Published"
    visible_for_all: bool = False
    connections: tuple[SeedConnection | str, ...] = ()


@dataclass(frozen=True)
class PtvSeed:
    """All that a simulated catalogue starts with.

    Attributes:
        streets: Municipality → the registered names of each of its streets.
    """

    codes: PtvCodes
    organisations: tuple[SeedOrganisation, ...] = ()
    users: tuple[SeedUser, ...] = ()
    streets: Mapping[str, tuple[Names, ...]] = field(default_factory=dict)
    items: tuple[SeedItem, ...] = ()


def palveluhallinta_id(organisation: str) -> str:
    """Return the id under which the login service knows *organisation* (a PTV id)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"palveluhallinta:{organisation}"))


def default_codes() -> PtvCodes:
    """Return the packaged codes: everything but municipalities, postal codes and KOKO terms."""
    return PtvCodes(
        languages=_named("languages.json"),
        countries=_named("countries.json"),
        service_classes=_classes("ptv_service_classes.json", "ptvserclass2"),
        target_groups=_classes("ptv_target_groups.json", "ptvkohderyhmat"),
        life_events=_classes("ptv_life_events.json", "ptvelti"),
        industrial_classes={
            f"{_INDUSTRIES}{code}": ClassCode(code, _names(row))
            for code, row in packaged("industrial_classes.json").items()
        },
    )


@cache
def packaged(name: str) -> dict[str, list[object]]:
    """Return a packaged table: code → row. Treat it as read only."""
    text = resources.files("hytedata.sandbox").joinpath("data", name).read_text("utf-8")
    table: dict[str, list[object]] = json.loads(text)
    return table


def _names(row: list[object]) -> Names:
    return {language: str(row[at]) for at, language in enumerate(_LANGUAGES)}


def _named(name: str) -> dict[str, Names]:
    return {code: _names(row) for code, row in packaged(name).items()}


def _classes(name: str, vocabulary: str) -> dict[str, ClassCode]:
    found = {}
    for code, row in packaged(name).items():
        parent = row[4] if isinstance(row[4], str) else None
        old = row[5] if isinstance(row[5], str) else None
        uri = row[3] if isinstance(row[3], str) else f"{_VOCABULARIES}{vocabulary}/code/{code}"
        found[uri] = ClassCode(code, _names(row), parent, old)
    return found
