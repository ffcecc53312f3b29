"""Services through v12."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from hytedata.clients.ptv_catalogue.bare import bare_service
from hytedata.clients.ptv_catalogue.filters import Options, ServiceFilter, ptv_ids
from hytedata.clients.ptv_catalogue.found import walk
from hytedata.clients.ptv_catalogue.v12 import searches
from hytedata.clients.ptv_catalogue.v12.connections import ends_of
from hytedata.clients.ptv_catalogue.v12.parts import early_enough, in_place, some
from hytedata.clients.walks import Part, Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v12.query import ConnectionQuery, ServiceQuery
from hytedata.errors import InputError
from hytedata.models.ptv import Service

_STATISTICS: Final = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/"
_INDUSTRIES: Final = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/"


def services(wanted: ServiceFilter, options: Options) -> Walk[Service]:
    """Describe a read of services.

    Raises:
        InputError: Texts of general descriptions are asked for, which v12 keeps to these.
    """
    if wanted.with_general_description:
        raise InputError(
            "with_general_description: PTV v12 does not mix them in; read general_descriptions"
        )

    def keep(one: Service) -> bool:
        return wanted.holds(one) and early_enough(wanted.changed, one)

    return walk("services", _parts(wanted), options, keep=keep, bare=bare_service)


def service(service_id: str) -> Endpoint[Service | None]:
    """Describe the read of one service."""
    return searches.SERVICES.single(service_id)


def services_by_id(ids: Sequence[str]) -> Walk[Service]:
    """Describe the read of services by id, one call each."""
    return Walk("PTV", "services", (searches.SERVICES.named("services", ptv_ids(ids)),))


def _parts(wanted: ServiceFilter) -> tuple[Part[Service], ...]:
    if wanted.channel is not None:
        query = ConnectionQuery(channel_content_ids=(wanted.channel,))
        ends = ends_of("the services of a channel", query, "service_id")
        return (searches.SERVICES.named("the services of a channel", ends),)
    query_of = partial(
        ServiceQuery,
        organization_content_ids=some(wanted.organisation),
        service_types=some(wanted.type),
        service_classes=some(wanted.service_class),
        target_groups=some(wanted.target_group),
        industrial_classes=some(_in_v12(wanted.industrial_class)),
        published_at_or_after=wanted.changed.since,
    )
    queries = in_place(wanted.place, query_of)
    return tuple(searches.SERVICES.paged("the services", query) for query in queries)


def _in_v12(industrial_class: str | None) -> str | None:
    """Return an industry's URI as v12 has it; v11's writes have another (ptv-v12 6.3)."""
    code = (industrial_class or "").removeprefix(_STATISTICS)
    return _INDUSTRIES + code if code != (industrial_class or "") else industrial_class
