"""Code lists through v11; its classes are not served and come from the package."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from hytedata.clients.ptv_catalogue.codes import ListedCode
from hytedata.clients.ptv_catalogue.found import found
from hytedata.clients.walks import Found, Paged, Walk
from hytedata.codes import PtvClass, life_events, service_classes, target_groups
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import code_lists
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.drift import drift
from hytedata.connectors.ptv.v11.wire.entities import CodeListItem
from hytedata.errors import InputError, RecordError
from hytedata.models.common import Language, Rejection
from hytedata.models.ptv import CodeItem, CodeListName
from hytedata.normalise.ptv import normalise_code

_PLAIN: Final[dict[CodeListName, Callable[[], Endpoint[code_lists.Codes]]]] = {
    "languages": code_lists.language_codes,
    "municipalities": code_lists.municipality_codes,
    "regions": partial(code_lists.area_codes, "Province"),
    "wellbeing-services-counties": partial(code_lists.area_codes, "WellbeingServiceCounties"),
}
# DVV's documents spell this kind both ways (ptv-api 3.4).
_INSTEAD: Final[dict[CodeListName, Callable[[], Endpoint[code_lists.Codes]]]] = {
    "wellbeing-services-counties": partial(code_lists.area_codes, "WellbeingServicesCounties"),
}
_PACKAGED: Final[dict[CodeListName, Callable[[], tuple[PtvClass, ...]]]] = {
    "service-classes": service_classes,
    "target-groups": target_groups,
    "life-events": life_events,
}


def codes(name: CodeListName) -> Walk[ListedCode] | tuple[CodeItem, ...]:
    """Describe the read of a code list, or return it from the package.

    Raises:
        InputError: v11 has no such list, and neither has the package.
    """
    if name in _PACKAGED:
        return tuple(sorted(map(_packaged, _PACKAGED[name]()), key=lambda one: one.code or ""))
    what = f"the code list {name}"
    if name == "postal-codes":
        return Walk("PTV", what, (Paged(what, _postal_codes),))
    if name == "countries":
        page = code_lists.country_codes().then(lambda read: _found(read, drift(read)))
        return Walk("PTV", what, (Paged(what, lambda _: page),))
    if name not in _PLAIN:
        raise InputError(f"name: PTV v11 does not list {name}; read v12 for them")
    instead = _plain(_INSTEAD[name]) if name in _INSTEAD else None
    return Walk("PTV", what, (Paged(what, _plain(_PLAIN[name]), instead=instead),))


def _plain(
    read: Callable[[], Endpoint[code_lists.Codes]],
) -> Callable[[int], Endpoint[Found[ListedCode]]]:
    return lambda _: read().then(lambda codes: _found(codes, drift(codes)))


def _postal_codes(number: int) -> Endpoint[Found[ListedCode]]:
    return code_lists.postal_codes(number).then(
        lambda page: found(
            page.items,
            _each,
            "code",
            number=page.number,
            count=page.count,
            drift=page.unknown,
        )
    )


def _found(
    read: Sequence[Wire[CodeListItem] | RecordError], unknown: Mapping[str, int]
) -> Found[ListedCode]:
    return found(read, _each, "code", drift=unknown)


def _each(wire: Wire[CodeListItem]) -> Iterator[ListedCode | Rejection]:
    item = normalise_code(wire)
    yield item if isinstance(item, Rejection) else ListedCode(item.code or "", item)


def _packaged(entry: PtvClass) -> CodeItem:
    names: dict[Language, str] = {"fi": entry.name.fi}
    if entry.name.sv:
        names["sv"] = entry.name.sv
    if entry.name.en:
        names["en"] = entry.name.en
    return CodeItem(
        code=entry.code,
        uri=entry.uri,
        parent_uris=(_uri_of_parent(entry),) if entry.parent else (),
        names=names,
    )


def _uri_of_parent(entry: PtvClass) -> str:
    # A class's address ends with its code, and so does its parent's.
    return (entry.uri or entry.code).removesuffix(entry.code) + (entry.parent or "")
