"""All 32 reads of PTV v12, each described once and without I/O (ptv-v12 3.1).

The upstream's address is the host alone. Every call needs the API key, which the upstream sends
(`Upstream.headers`). Everything here is published content; changes made in v11 appear after one to
one and a half hours, so no write is ever verified by these.

Each function raises `QueryError` for an id that is no UUID and for a page outside v12's limits.
What sending one may raise is in `AsyncShell.send`, and besides: `SourceContractError` for an answer
in another shape, `RecordError` for a single record that cannot be read, and what `problems` has.
"""

from typing import Final, TypeVar

from hytedata.connectors._http import Endpoint, Request, Response
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.reading import Shape, shape_of
from hytedata.connectors.ptv.v12.limits import LARGEST_PAGE, UUID
from hytedata.connectors.ptv.v12.pages import Page, decode_page
from hytedata.connectors.ptv.v12.problems import refuse
from hytedata.connectors.ptv.v12.query import (
    ArchivedQuery,
    ChannelQuery,
    ClassificationQuery,
    CodeQuery,
    ConnectionQuery,
    GeneralDescriptionQuery,
    OntologyTermQuery,
    OrganisationQuery,
    Query,
    ServiceCollectionQuery,
    ServiceQuery,
    WordCodeQuery,
    page_params,
)
from hytedata.connectors.ptv.v12.wire.channels import Channel, channel_shape
from hytedata.connectors.ptv.v12.wire.codes import (
    AreaCode,
    ClassificationCode,
    Code,
    OntologyTerm,
)
from hytedata.connectors.ptv.v12.wire.organisations import Organization, OrganizationHierarchy
from hytedata.connectors.ptv.v12.wire.reading import read_answer, read_one
from hytedata.connectors.ptv.v12.wire.relations import (
    ArchivedItem,
    Connection,
    ServiceCollection,
)
from hytedata.connectors.ptv.v12.wire.services import GeneralDescription, Service
from hytedata.errors import SourceContractError, SourceUnavailable

M = TypeVar("M", bound=WireModel)

ROOT: Final = "/api/v12"


def service(content_id: str) -> Endpoint[Wire[Service]]:
    """Read one service."""
    return _one("/service", {"content_id": content_id}, shape_of(Service), "service")


def channel(content_id: str) -> Endpoint[Wire[Channel]]:
    """Read one channel, as the model of its kind."""
    return _one("/service-channel", {"content_id": content_id}, channel_shape, "channel")


def connection(service_content_id: str, channel_content_id: str) -> Endpoint[Wire[Connection]]:
    """Read the connection of a service and a channel."""
    ids = {"service_content_id": service_content_id, "channel_content_id": channel_content_id}
    return _one("/connection", ids, shape_of(Connection), "connection")


def organisation(content_id: str) -> Endpoint[Wire[Organization]]:
    """Read one organisation."""
    return _one("/organization", {"content_id": content_id}, shape_of(Organization), "organisation")


def organisation_hierarchy(content_id: str) -> Endpoint[Wire[OrganizationHierarchy]]:
    """Read who is below whom around one organisation. Its 404 gives no reason."""
    ids, shape = {"content_id": content_id}, shape_of(OrganizationHierarchy)
    return _one("/organization/hierarchy", ids, shape, "hierarchy of organisation")


def general_description(content_id: str) -> Endpoint[Wire[GeneralDescription]]:
    """Read one general description."""
    return _one(
        "/general-description",
        {"content_id": content_id},
        shape_of(GeneralDescription),
        "general description",
    )


def service_collection(content_id: str) -> Endpoint[Wire[ServiceCollection]]:
    """Read one service collection, with its members."""
    return _one(
        "/service-collection",
        {"content_id": content_id},
        shape_of(ServiceCollection),
        "service collection",
    )


def services(
    query: ServiceQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[Service]]:
    """Read a page of whole services."""
    return _page("/service/search", query, page, page_size, shape_of(Service), "service")


def channels(
    query: ChannelQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[Channel]]:
    """Read a page of whole channels, each as the model of its kind."""
    return _page("/service-channel/search", query, page, page_size, channel_shape, "channel")


def connections(
    query: ConnectionQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[Connection]]:
    """Read a page of connections."""
    return _page("/connection/search", query, page, page_size, shape_of(Connection), "connection")


def organisations(
    query: OrganisationQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[Organization]]:
    """Read a page of whole organisations."""
    return _page(
        "/organization/search", query, page, page_size, shape_of(Organization), "organisation"
    )


def general_descriptions(
    query: GeneralDescriptionQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[GeneralDescription]]:
    """Read a page of whole general descriptions."""
    return _page(
        "/general-description/search",
        query,
        page,
        page_size,
        shape_of(GeneralDescription),
        "general description",
    )


def service_collections(
    query: ServiceCollectionQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ServiceCollection]]:
    """Read a page of service collections, without their members."""
    return _page(
        "/service-collection/search",
        query,
        page,
        page_size,
        shape_of(ServiceCollection),
        "service collection",
    )


def archived_services(
    query: ArchivedQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ArchivedItem]]:
    """Read a page of ids of archived services."""
    return _archived("/service", query, page, page_size)


def archived_channels(
    query: ArchivedQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ArchivedItem]]:
    """Read a page of ids of archived channels."""
    return _archived("/service-channel", query, page, page_size)


def archived_connections(
    query: ArchivedQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ArchivedItem]]:
    """Read a page of ids of archived connections.

    A connection has no id of its own, and what these are is not said: find removed connections by
    comparing whole reads (ptv-v12 8, trap 7).
    """
    return _archived("/connection", query, page, page_size)


def archived_organisations(
    query: ArchivedQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ArchivedItem]]:
    """Read a page of ids of archived organisations."""
    return _archived("/organization", query, page, page_size)


def archived_general_descriptions(
    query: ArchivedQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ArchivedItem]]:
    """Read a page of ids of archived general descriptions."""
    return _archived("/general-description", query, page, page_size)


def archived_service_collections(
    query: ArchivedQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ArchivedItem]]:
    """Read a page of ids of archived service collections."""
    return _archived("/service-collection", query, page, page_size)


def target_groups(
    query: ClassificationQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ClassificationCode]]:
    """Read a page of the target groups."""
    return _page(
        "/target-groups", query, page, page_size, shape_of(ClassificationCode), "target group"
    )


def life_events(
    query: ClassificationQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ClassificationCode]]:
    """Read a page of the life events."""
    return _page("/life-events", query, page, page_size, shape_of(ClassificationCode), "life event")


def service_classes(
    query: ClassificationQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ClassificationCode]]:
    """Read a page of the service classes."""
    return _page(
        "/service-classes", query, page, page_size, shape_of(ClassificationCode), "service class"
    )


def industrial_classes(
    query: ClassificationQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[ClassificationCode]]:
    """Read a page of the industrial classes."""
    return _page(
        "/industrial-classes",
        query,
        page,
        page_size,
        shape_of(ClassificationCode),
        "industrial class",
    )


def ontology_terms(
    query: OntologyTermQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[OntologyTerm]]:
    """Read a page of the ontology terms."""
    return _page("/ontology-terms", query, page, page_size, shape_of(OntologyTerm), "ontology term")


def language_codes(
    query: WordCodeQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[Code]]:
    """Read a page of the languages that a customer may be served in."""
    return _page("/language-codes", query, page, page_size, shape_of(Code), "language")


def country_codes(
    query: WordCodeQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[Code]]:
    """Read a page of the countries."""
    return _page("/country-codes", query, page, page_size, shape_of(Code), "country")


def municipality_codes(
    query: CodeQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[Code]]:
    """Read a page of the municipalities."""
    return _page("/municipality-codes", query, page, page_size, shape_of(Code), "municipality")


def region_codes(
    query: CodeQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[AreaCode]]:
    """Read a page of the regions, with their municipalities."""
    return _page("/region-codes", query, page, page_size, shape_of(AreaCode), "region")


def wellbeing_services_county_codes(
    query: CodeQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[AreaCode]]:
    """Read a page of the wellbeing services counties, with their municipalities."""
    return _page(
        "/wellbeing-services-county-codes",
        query,
        page,
        page_size,
        shape_of(AreaCode),
        "wellbeing services county",
    )


def postal_codes(
    query: CodeQuery, page: int = 1, *, page_size: int = LARGEST_PAGE
) -> Endpoint[Page[Code]]:
    """Read a page of the postal codes."""
    return _page("/postal-codes", query, page, page_size, shape_of(Code), "postal code")


def liveness() -> Endpoint[bool]:
    """Ask whether v12 runs."""
    return _health("/health/liveness")


def readiness() -> Endpoint[bool]:
    """Ask whether v12 can answer."""
    return _health("/health/readiness")


def _one(path: str, ids: dict[str, str], shape: Shape[M], what: str) -> Endpoint[Wire[M]]:
    checked = "/".join(UUID.check(argument, value) for argument, value in ids.items())
    named = f"{what} {checked}"
    return Endpoint(
        Request("GET", f"{ROOT}{path}/{checked}"),
        decode=lambda response: read_one(response, shape, what),
        refuse=lambda response: refuse(named, response),
    )


def _archived(
    path: str, query: ArchivedQuery, page: int, page_size: int
) -> Endpoint[Page[ArchivedItem]]:
    shape = shape_of(ArchivedItem)
    return _page(f"{path}/archived", query, page, page_size, shape, "archived item")


def _page(
    path: str, query: Query, page: int, page_size: int, shape: Shape[M], what: str
) -> Endpoint[Page[M]]:
    return Endpoint(
        Request("GET", ROOT + path, params=(*page_params(page, page_size), *query.params())),
        decode=lambda response: decode_page(response, shape, what),
        refuse=lambda response: refuse(f"a page of {path}", response),
    )


def _health(path: str) -> Endpoint[bool]:
    return Endpoint(
        Request("GET", path),
        decode=_is_healthy,
        refuse=lambda response: refuse(path, response),
        # v12 says with a 503 that it is unhealthy: that is the answer, and nothing to try again.
        accept=frozenset({200, 503}),
    )


def _is_healthy(response: Response) -> bool:
    if response.status == 503:
        if response.content.strip() == b'"unhealthy"':
            return False
        raise SourceUnavailable("PTV", response.url, attempts=1, status=503)
    said = read_answer(response)
    if said != "healthy":
        raise SourceContractError("PTV", response.url, detail=f"{said!r} instead of healthy")
    return True
