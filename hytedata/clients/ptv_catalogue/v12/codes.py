"""Code lists through v12, which serves all of them."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, TypeAlias

from hytedata.clients.ptv_catalogue.codes import ListedCode
from hytedata.clients.ptv_catalogue.found import found
from hytedata.clients.walks import Found, Paged, Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.pages import Page
from hytedata.connectors.ptv.v12.query import (
    ClassificationQuery,
    CodeQuery,
    OntologyTermQuery,
    WordCodeQuery,
)
from hytedata.connectors.ptv.v12.wire.codes import Code, OntologyTerm
from hytedata.models.common import Rejection
from hytedata.models.ptv import CodeItem, CodeListName
from hytedata.normalise.ptv_v12 import normalise_code

_Entry: TypeAlias = Code | OntologyTerm


def codes(name: CodeListName) -> Walk[ListedCode] | tuple[CodeItem, ...]:
    """Describe the read of a code list."""
    what = f"the code list {name}"
    return Walk("PTV", what, (Paged(what, _PAGES[name]),))


def _found(page: Page[_Entry]) -> Found[ListedCode]:
    return found(
        page.items,
        _each,
        "code",
        number=page.number,
        count=page.total_pages,
        total=page.total_items,
        drift=page.unknown,
    )


def _each(wire: Wire[_Entry]) -> Iterator[ListedCode | Rejection]:
    item = normalise_code(wire)
    if isinstance(item, Rejection):
        yield item
    else:
        yield ListedCode(item.code or item.uri or "", item)


def _pages(
    read: Callable[[int], Endpoint[Page[_Entry]]],
) -> Callable[[int], Endpoint[Found[ListedCode]]]:
    return lambda number: read(number).then(_found)


_CLASSES: Final = ClassificationQuery()
_CODES: Final = CodeQuery()
_WORDS: Final = WordCodeQuery()
_PAGES: Final[dict[CodeListName, Callable[[int], Endpoint[Found[ListedCode]]]]] = {
    "target-groups": _pages(partial(endpoints.target_groups, _CLASSES)),
    "life-events": _pages(partial(endpoints.life_events, _CLASSES)),
    "service-classes": _pages(partial(endpoints.service_classes, _CLASSES)),
    "industrial-classes": _pages(partial(endpoints.industrial_classes, _CLASSES)),
    "ontology-terms": _pages(partial(endpoints.ontology_terms, OntologyTermQuery())),
    "languages": _pages(partial(endpoints.language_codes, _WORDS)),
    "countries": _pages(partial(endpoints.country_codes, _WORDS)),
    "municipalities": _pages(partial(endpoints.municipality_codes, _CODES)),
    "regions": _pages(partial(endpoints.region_codes, _CODES)),
    "wellbeing-services-counties": _pages(
        partial(endpoints.wellbeing_services_county_codes, _CODES)
    ),
    "postal-codes": _pages(partial(endpoints.postal_codes, _CODES)),
}
