"""What v12 is asked for: filters as values, checked against v12's own limits (ptv-v12 3.1).

An empty filter filters nothing. Lists are sent as repeated parameters, each value once, and how a
list matches is always said: v12's own default, `all`, would show only what covers every listed
municipality (ptv-v12 8, trap 1).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import islice
from typing import Annotated, ClassVar, Final, TypeAlias, get_origin, get_type_hints

from hytedata.connectors.ptv.v12.limits import (
    AT_MOST,
    LARGEST_PAGE,
    LAST_PAGE,
    AreaCodes,
    AreaType,
    Aware,
    BusinessIds,
    ChannelType,
    Codes,
    ContentId,
    ContentIds,
    Flag,
    GeneralDescriptionType,
    Matching,
    MunicipalityCodes,
    OrganizationType,
    QueryError,
    Rule,
    ServiceType,
    Since,
    Text,
    Uris,
    VersionLanguage,
    Words,
    word_of,
    words_of,
)

Params: TypeAlias = tuple[tuple[str, str], ...]

_MATCH: Final = "_match"


@dataclass(frozen=True, kw_only=True)
class Query:
    """What all queries share: fields are checked when made, and become parameters.

    Raises:
        QueryError: A field lies outside v12's limits.
    """

    _rules: ClassVar[Mapping[str, Rule]] = {}

    def __init_subclass__(cls) -> None:
        hints = get_type_hints(cls, include_extras=True)
        cls._rules = {
            name: hint.__metadata__[0]
            for name, hint in hints.items()
            if get_origin(hint) is Annotated
        }

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None or field.default is not None:
                checked = self._rules[field.name].check(field.name, value)
                object.__setattr__(self, field.name, checked)

    def params(self) -> Params:
        """Return the query's parameters, without the page's."""
        return tuple(self._sent())

    def _sent(self) -> Iterator[tuple[str, str]]:
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        for name, value in given.items():
            if value in (None, ()) or name.endswith(_MATCH):
                continue
            yield from _pairs(name, value)
            if name + _MATCH in given:
                yield from _pairs(name + _MATCH, given[name + _MATCH])


@dataclass(frozen=True, kw_only=True)
class PublishedQuery(Query):
    """Of what is published.

    Attributes:
        published_at_or_after: Aware. What changed in v11 appears here one to one and a half hours
            later, so an overlap of more than that is needed (ptv-v12 8, trap 5).
    """

    published_at_or_after: Annotated[datetime | None, Aware()] = None


@dataclass(frozen=True, kw_only=True)
class AreaQuery(Query):
    """By the area that something is meant for, which is not where it is.

    Attributes:
        area_type: Becomes `LimitedArea` by itself where codes are given: without it they do
            nothing. Nationwide content needs a query of its own.
        municipalities: Three digits each.
        regions: Two digits each.
        wellbeing_services_counties: Two digits each.
        language_versions: Languages that it is published in.
    """

    area_type: Annotated[AreaType | None, word_of(AreaType)] = None
    municipalities: MunicipalityCodes = ()
    municipalities_match: Matching = "any"
    regions: AreaCodes = ()
    regions_match: Matching = "any"
    wellbeing_services_counties: AreaCodes = ()
    wellbeing_services_counties_match: Matching = "any"
    language_versions: Annotated[tuple[VersionLanguage, ...], words_of(VersionLanguage)] = ()
    language_versions_match: Matching = "any"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.municipalities or self.regions or self.wellbeing_services_counties:
            if self.area_type not in (None, "LimitedArea"):
                allowed = "LimitedArea, because municipalities, regions or counties are asked for"
                raise QueryError("area_type", self.area_type, allowed)
            object.__setattr__(self, "area_type", "LimitedArea")


@dataclass(frozen=True, kw_only=True)
class ClassQuery(Query):
    """By kind and classification.

    Attributes:
        service_classes: Codes, such as `P27.1`.
        target_groups: Codes, such as `KR1`.
        industrial_classes: URIs of uri.suomi.fi.
        ontology_terms: URIs of KOKO.
    """

    service_types: Annotated[tuple[ServiceType, ...], words_of(ServiceType)] = ()
    service_classes: Codes = ()
    service_classes_match: Matching = "any"
    target_groups: Codes = ()
    target_groups_match: Matching = "any"
    industrial_classes: Uris = ()
    industrial_classes_match: Matching = "any"
    ontology_terms: Uris = ()
    ontology_terms_match: Matching = "any"


@dataclass(frozen=True, kw_only=True)
class ServiceQuery(PublishedQuery, AreaQuery, ClassQuery):
    """Of services."""

    organization_content_ids: ContentIds = ()
    service_collection_content_id: ContentId = None


@dataclass(frozen=True, kw_only=True)
class ChannelQuery(PublishedQuery, AreaQuery):
    """Of channels."""

    organization_content_ids: ContentIds = ()
    service_collection_content_id: ContentId = None
    channel_types: Annotated[tuple[ChannelType, ...], words_of(ChannelType)] = ()


@dataclass(frozen=True, kw_only=True)
class ConnectionQuery(PublishedQuery):
    """Of connections. Twenty services may have hundreds, so the answer still has pages."""

    service_content_ids: ContentIds = ()
    channel_content_ids: ContentIds = ()


@dataclass(frozen=True, kw_only=True)
class OrganisationQuery(PublishedQuery, AreaQuery):
    """Of organisations; a business id may be shared by several."""

    business_ids: BusinessIds = ()
    organization_types: Annotated[tuple[OrganizationType, ...], words_of(OrganizationType)] = ()


@dataclass(frozen=True, kw_only=True)
class GeneralDescriptionQuery(PublishedQuery, ClassQuery):
    """Of general descriptions."""

    organization_content_ids: ContentIds = ()
    general_description_types: Annotated[
        tuple[GeneralDescriptionType, ...], words_of(GeneralDescriptionType)
    ] = ()
    general_description_types_match: Matching = "any"


@dataclass(frozen=True, kw_only=True)
class ServiceCollectionQuery(PublishedQuery):
    """Of service collections."""

    organization_content_ids: ContentIds = ()


@dataclass(frozen=True, kw_only=True)
class ArchivedQuery(Query):
    """Of what has been archived since a time, aware; v12 does not do without one."""

    archived_at_or_after: Since


@dataclass(frozen=True, kw_only=True)
class NameQuery(Query):
    """Of any reference list.

    Attributes:
        is_valid: Entries that may still be used, or those that may not; None for both.
        name: Part of a name.
    """

    is_valid: Annotated[bool | None, Flag()] = None
    name: Text = None


@dataclass(frozen=True, kw_only=True)
class WordCodeQuery(NameQuery):
    """Of languages and countries, whose codes may be any words (`sgn-fi`)."""

    codes: Words = ()


@dataclass(frozen=True, kw_only=True)
class CodeQuery(NameQuery):
    """Of municipalities, regions, counties and postal codes."""

    codes: Codes = ()


@dataclass(frozen=True, kw_only=True)
class ClassificationQuery(CodeQuery):
    """Of target groups, life events, service classes and industrial classes."""

    uris: Uris = ()


@dataclass(frozen=True, kw_only=True)
class OntologyTermQuery(NameQuery):
    """Of ontology terms, which have no codes."""

    uris: Uris = ()
    types: Words = ()


def page_params(page: int, page_size: int) -> Params:
    """Return the parameters of one page.

    Raises:
        QueryError: `page` is not 1 to 1 000 000, or `page_size` not 1 to 100.
    """
    if not 1 <= page <= LAST_PAGE:
        raise QueryError("page", page, f"1 to {LAST_PAGE}")
    if not 1 <= page_size <= LARGEST_PAGE:
        raise QueryError("page_size", page_size, f"1 to {LARGEST_PAGE}")
    return (("page", str(page)), ("pageSize", str(page_size)))


def batches(values: Iterable[str], size: int = AT_MOST) -> Iterator[tuple[str, ...]]:
    """Cut *values*, each once, into lists that v12 takes; nothing for no values.

    Ask for each batch by itself and join the answers by id: right for ids, and for codes that match
    by `any`, where one item may answer to several batches. No batches take the place of `all`.
    """
    distinct = iter(dict.fromkeys(values))
    while batch := tuple(islice(distinct, size)):
        yield batch


def _pairs(name: str, value: object) -> Iterator[tuple[str, str]]:
    first, *others = name.split("_")
    parameter = first + "".join(word.title() for word in others)
    for one in value if isinstance(value, tuple) else (value,):
        yield parameter, _written(one)


def _written(value: object) -> str:
    """Write times as v12 does, `2025-09-22T07:32:52.026Z`; what is finer is cut off."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return str(value).lower() if isinstance(value, bool) else str(value)
