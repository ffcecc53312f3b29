"""The codes that PTV accepts, in its data languages (ptv-api 4, CodeList).

All are public. A code that cannot be read leaves a RecordError in its place.
"""

from typing import TypeAlias

from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.arguments import AreaKind, one_of, page_param
from hytedata.connectors.ptv.v11.calls import page as _page
from hytedata.connectors.ptv.v11.calls import plain_list
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.entities import CodeListItem, DialCodeListItem
from hytedata.connectors.ptv.v11.wire.reading import WirePage, shape_of
from hytedata.errors import RecordError

Codes: TypeAlias = tuple[Wire[CodeListItem] | RecordError, ...]


def municipality_codes() -> Endpoint[Codes]:
    """Read the municipalities: three digits, `{code, names}`."""
    return plain_list("/CodeList/GetMunicipalityCodes", [], shape_of(CodeListItem), "code")


def country_codes() -> Endpoint[tuple[Wire[DialCodeListItem] | RecordError, ...]]:
    """Read the countries, with their dialling codes: `{code, names, prefixNumbers}`."""
    return plain_list("/CodeList/GetCountryCodes", [], shape_of(DialCodeListItem), "code")


def language_codes() -> Endpoint[Codes]:
    """Read the languages that a service may be offered in."""
    return plain_list("/CodeList/GetLanguageCodes", [], shape_of(CodeListItem), "code")


def area_codes(kind: AreaKind) -> Endpoint[Codes]:
    """Read the areas of one kind.

    Raises:
        InputError: PTV has no such kind, of those that it documents today.
    """
    word = one_of("kind", kind, AreaKind)
    return plain_list(f"/CodeList/GetAreaCodes/type/{word}", [], shape_of(CodeListItem), "code")


def postal_codes(page: int = 1) -> Endpoint[WirePage[CodeListItem]]:
    """Read a page of postal codes: five digits, 1000 at a time.

    Raises:
        InputError: The page is no number from 1.
    """
    return _page("/CodeList/GetPostalCodes", [page_param(page)], shape_of(CodeListItem), "code")
