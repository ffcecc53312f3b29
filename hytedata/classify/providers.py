"""What kind of provider answers for a record: municipality, county, association and so on.

The order: a curated list, then parish and county by name, then the register's type, then the
legal form, then the rest of what names say.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal
from urllib.parse import urlsplit

from hytedata.classify import name_patterns as patterns
from hytedata.classify.county_names import county_in
from hytedata.codes.folding import fold
from hytedata.models.classification import ClassEvidence, ProviderKind, ProviderVerdict
from hytedata.models.event import Event

UNKNOWN: Final = ProviderVerdict(kind="unknown")

_NO_LIST: Final[Mapping[str, ProviderKind]] = {}
_TYPES: Final[Mapping[str, tuple[ProviderKind, Literal["strong", "weak"]]]] = {
    "Municipality": ("municipality", "strong"),
    "RegionalOrganization": ("municipality", "weak"),
    "State": ("state", "strong"),
    "Company": ("company", "strong"),
    "Organization": ("association", "weak"),
}
_ORIGINS: Final[Mapping[str, ProviderKind]] = {
    "lahella.fi": "association",
    "kirkontapahtumat.fi": "parish",
}


def provider_of(event: Event, *, curated: Mapping[str, ProviderKind] = _NO_LIST) -> ProviderVerdict:
    """Return what kind of provider answers for *event*.

    The first organiser whose name says it decides; where none does, the publisher, then the
    portal that the event comes from.

    Args:
        event: Of any calendar.
        curated: Business id, publisher's id in the calendar, or name → kind; it comes first.
    """
    for organiser in event.organizers:
        for name in organiser.values():
            verdict = provider_of_name(name, curated=curated)
            if verdict.kind != "unknown":
                return verdict
    if event.publisher:
        verdict = provider_of_name(event.publisher, curated=curated)
        if verdict.kind != "unknown":
            return verdict
    return _of_origin(event)


def provider_of_name(
    name: str,
    *,
    business_id: str = "",
    organisation_type: str = "",
    curated: Mapping[str, ProviderKind] = _NO_LIST,
) -> ProviderVerdict:
    """Return what kind of provider a name is of, in Finnish, Swedish or English.

    Args:
        name: Of an organisation, as it was stated.
        business_id: Seven digits, a hyphen, one digit; "" where it is not known.
        organisation_type: PTV's `organizationType`, or "".
        curated: Business id or name → kind; names are compared folded.
    """
    return _listed(name, business_id, curated) or _by_name(name, organisation_type)


def _listed(
    name: str, business_id: str, curated: Mapping[str, ProviderKind]
) -> ProviderVerdict | None:
    for key in filter(None, (business_id.strip(), name.strip())):
        if key in curated:
            return _verdict(curated[key], "list", key, name, "strong")
    wanted = _folded(name) if curated else ""
    for stated, kind in curated.items():
        if wanted and _folded(stated) == wanted:
            return _verdict(kind, "list", stated, name, "strong")
    return None


# A list is folded anew for each event otherwise.
_folded = lru_cache(maxsize=20_000)(fold)


# The same organisers stand in thousands of events.
@lru_cache(maxsize=10_000)
def _by_name(name: str, organisation_type: str) -> ProviderVerdict:
    return next(_told(name, organisation_type), UNKNOWN)


def _told(name: str, organisation_type: str) -> Iterator[ProviderVerdict]:
    """Yield what is told of a provider, what decides first."""
    words = patterns.words_of(name)
    form = patterns.legal_form(words)
    if form is None:
        # No parish and no county is an association or a company: "Seurakuntaväen tuki ry".
        yield from _of_name("parish", patterns.parish_in(words), name, "strong")
        yield from _of_name("county", county_in(name), name, "strong")
    if found := _of_type(organisation_type):
        kind, weight = found
        yield _verdict(kind, "type", organisation_type, name, weight)
    if form is not None:
        yield from _of_name(*form, name, "strong")
    yield from _of_name("association", patterns.free_church_in(words), name, "weak")
    yield from _of_name("municipality", patterns.municipality_in(words), name, "strong")
    yield from _of_name("state", patterns.state_in(words), name, "strong")
    yield from _of_name("association", patterns.association_in(words), name, "weak")
    yield from _of_name("municipality", patterns.unit_in(words), name, "weak")


def _of_type(stated: str) -> tuple[ProviderKind, Literal["strong", "weak"]] | None:
    # PTV's list of types is not closed: counties come as a type of their own in some answers.
    if stated.casefold().startswith("wellbeing"):
        return "county", "strong"
    return _TYPES.get(stated)


def _of_name(
    kind: ProviderKind, word: str, name: str, weight: Literal["strong", "weak"]
) -> Iterator[ProviderVerdict]:
    if word:
        yield _verdict(kind, "name", word, name, weight)


def _of_origin(event: Event) -> ProviderVerdict:
    for address in (*event.origin_ids, event.page_url):
        host = _host(address)
        for portal, kind in _ORIGINS.items():
            if host == portal or host.endswith(f".{portal}"):
                return _verdict(kind, "origin", portal, address, "weak")
    return UNKNOWN


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""


def _verdict(
    kind: ProviderKind, source: str, code: str, label: str, weight: Literal["strong", "weak"]
) -> ProviderVerdict:
    evidence = ClassEvidence(source=source, code=code, label=label, weight=weight)
    return ProviderVerdict(kind=kind, evidence=(evidence,))
