"""How filters match (ptv-v12 3.1 and 8, traps 1 and 2)."""

from collections.abc import Callable, Iterable
from datetime import datetime

from hytedata.sandbox.ptv.v12.mirror import Record
from hytedata.sandbox.ptv.v12.parameters import AREA_TYPES, LANGUAGES, Parameters
from hytedata.sandbox.ptv.v12.render.texts import to_the_millisecond
from hytedata.sandbox.ptv.values import Body, part, texts

Test = Callable[[Body], bool]
"""Whether the facets of a document pass."""

_AREA_LISTS = {
    "municipalities": r"\d{3}",
    "regions": r"\d{2}",
    "wellbeingServicesCounties": r"\d{2}",
}


def matches(wanted: Iterable[str], found: Iterable[str], *, every: bool) -> bool:
    """Whether all, or any, of what is wanted is there."""
    known = set(found)
    return all(one in known for one in wanted) if every else any(one in known for one in wanted)


def listed(parameters: Parameters, name: str, wanted: list[str]) -> Test | None:
    """A filter over a list of the document that has the parameter's own name."""
    every = parameters.match_all(name)
    if not wanted:
        return None
    return lambda facets: matches(wanted, texts(facets, name), every=every)


def language_versions(parameters: Parameters) -> Test | None:
    """A filter over the languages that a document is published in."""
    return listed(parameters, "languageVersions", parameters.words("languageVersions", LANGUAGES))


def word(name: str, wanted: list[str]) -> Test | None:
    """A filter over a single word of the document."""
    return (lambda facets: facets.get(name) in wanted) if wanted else None


def area(parameters: Parameters) -> list[Test]:
    """The area filters: lists of codes take effect beside `areaType=LimitedArea` only.

    They compare codes as they are: content for a region is not found by its municipalities.
    """
    kind = parameters.one_of("areaType", AREA_TYPES)
    wanted = [
        (name, parameters.codes(name, pattern), parameters.match_all(name))
        for name, pattern in _AREA_LISTS.items()
    ]
    if kind is None:
        return []
    tests: list[Test] = [lambda facets: (part(facets, "area") or {}).get("areaType") == kind]
    if kind == "LimitedArea":
        tests += [_in_area(*each) for each in wanted if each[1]]
    return tests


def _in_area(name: str, codes: list[str], every: bool) -> Test:
    return lambda facets: matches(codes, texts(part(facets, "area") or {}, name), every=every)


def vocabularies(parameters: Parameters) -> list[Test | None]:
    """The filters over classifications: codes, or addresses."""
    return [
        listed(parameters, "serviceClasses", parameters.codes("serviceClasses")),
        listed(parameters, "targetGroups", parameters.codes("targetGroups")),
        listed(parameters, "industrialClasses", parameters.uris("industrialClasses")),
        listed(parameters, "ontologyTerms", parameters.uris("ontologyTerms")),
    ]


def is_recent(published_at: datetime, since: datetime | None) -> bool:
    """Whether something was published at or after a moment."""
    return since is None or to_the_millisecond(published_at) >= since


def is_owned(record: Record, organisations: list[str]) -> bool:
    """Whether one of the organisations is responsible; all are where none is named."""
    return not organisations or record.entity.organisation(record.version) in organisations
