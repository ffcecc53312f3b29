"""The calls of Lipas's API v2, without I/O (lipas-api 2)."""

from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import msgspec

from hytedata.connectors._http.values import Endpoint, Request, Response
from hytedata.connectors.lipas.loi_query import LoiQuery
from hytedata.connectors.lipas.query import SiteQuery
from hytedata.connectors.wire_values import Json
from hytedata.errors import InputError, SourceContractError

T = TypeVar("T")

SOURCE = "lipas"
URL = "https://api.lipas.fi"

_HEADERS = {"Accept": "application/json"}
_RESPONSE_COERCION = "reitit.coercion/response-coercion"


class GarbledAnswer(SourceContractError):
    """An answer with a good status that is no such document: cut off, or something else."""

    def __init__(self, response: Response, detail: str) -> None:
        super().__init__(SOURCE, response.url, detail=detail)


@dataclass(frozen=True)
class SitePage:
    """One page of sites: raw documents, and how many Lipas says there are in all."""

    items: tuple[msgspec.Raw, ...]
    total: int


@dataclass(frozen=True)
class Unshowable:
    """A stored document breaks Lipas's own response schema; nothing of the page is shown."""

    detail: str


@dataclass(frozen=True)
class Trouble:
    """Status 500 for another reason: worth another try."""


PageAnswer: TypeAlias = SitePage | Unshowable | Trouble
SiteAnswer: TypeAlias = bytes | Trouble | None


class _Pagination(msgspec.Struct, rename="kebab"):
    total_items: int


class _Envelope(msgspec.Struct):
    items: tuple[msgspec.Raw, ...]
    pagination: _Pagination


class _Refusal(msgspec.Struct):
    type: str = ""
    humanized: Json = None
    value: msgspec.Raw = msgspec.Raw(b"null")


def list_sites(
    query: SiteQuery, page: int, page_size: int, *, patient: bool = False
) -> Endpoint[PageAnswer]:
    """One page of sites.

    Args:
        query: The filter.
        page: From 1.
        page_size: 1–100.
        patient: Whether a 500 is tried again. The first sending is not patient, because a page
            that holds an unshowable document fails in the same way every time.
    """
    request = Request("GET", "/v2/sports-sites", query.params(page, page_size), headers=_HEADERS)
    return Endpoint(request, _page, _refuse, frozenset({200} if patient else {200, 500}))


def get_site(lipas_id: int, *, patient: bool = False) -> Endpoint[SiteAnswer]:
    """The single view of one site: its document, or None where there is no such site."""
    request = Request("GET", f"/v2/sports-sites/{lipas_id}", headers=_HEADERS)
    accept = frozenset({200, 404} if patient else {200, 404, 500})
    return Endpoint(request, _site, _refuse, accept)


def list_lois(
    query: LoiQuery, page: int, page_size: int, *, patient: bool = False
) -> Endpoint[PageAnswer]:
    """One page of Locations of Interest; see `list_sites`."""
    request = Request("GET", "/v2/lois", query.params(page, page_size), headers=_HEADERS)
    return Endpoint(request, _page, _refuse, frozenset({200} if patient else {200, 500}))


def get_loi(loi_id: str, *, patient: bool = False) -> Endpoint[SiteAnswer]:
    """One Location of Interest: its document, or None where there is none.

    Lipas answers an unknown id like any trouble of its own (lipas-api 2.3): `Trouble` says that
    the difference must be found out.
    """
    request = Request("GET", f"/v2/lois/{loi_id}", headers=_HEADERS)
    accept = frozenset({200, 404} if patient else {200, 404, 500})
    return Endpoint(request, _site, _refuse, accept)


def list_categories() -> Endpoint[tuple[msgspec.Raw, ...]]:
    """All active types as raw documents; one answer, no pages."""
    request = Request("GET", "/v2/sports-site-categories", headers=_HEADERS)
    return Endpoint(request, _documents, _refuse)


def get_category(type_code: int) -> Endpoint[bytes | None]:
    """One active type; None for a deprecated or unknown code."""
    path = f"/v2/sports-site-categories/{type_code}"
    request = Request("GET", path, headers=_HEADERS)
    return Endpoint(request, _category, _refuse, frozenset({200, 400, 404}))


def _page(response: Response) -> PageAnswer:
    if response.status == 500:
        refusal = _coercion(response)
        return Trouble() if refusal is None else Unshowable(_told(refusal.humanized))
    envelope = decode_answer(response, _Envelope)
    if envelope.pagination.total_items < 0:
        raise GarbledAnswer(response, "a negative number of items")
    return SitePage(envelope.items, envelope.pagination.total_items)


def _site(response: Response) -> SiteAnswer:
    if response.status == 404:
        return None
    if response.status == 500:
        refusal = _coercion(response)
        if refusal is None:
            return Trouble()
        if bytes(refusal.value) == b"null":
            return None  # v2 has no answer for an unknown id (lipas-api 2.3)
        detail = f"the site breaks Lipas's own rules: {_told(refusal.humanized)}"
        raise SourceContractError(SOURCE, response.url, detail=detail)
    document = decode_answer(response, msgspec.Raw)
    return None if bytes(document).strip() == b"null" else bytes(document)


def _documents(response: Response) -> tuple[msgspec.Raw, ...]:
    return decode_answer(response, tuple[msgspec.Raw, ...])


def _category(response: Response) -> bytes | None:
    if response.status != 200:
        return None
    return bytes(decode_answer(response, msgspec.Raw))


def decode_answer(response: Response, shape: type[T]) -> T:
    """Decode the body as *shape*.

    Raises:
        GarbledAnswer: It is something else, or was cut off.
    """
    try:
        return msgspec.json.decode(response.content, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        start = response.content[:40].decode("utf-8", "replace")
        detail = f"{error} (it begins with {start!r})"
        raise GarbledAnswer(response, detail) from error


def _coercion(response: Response) -> _Refusal | None:
    refusal = _refusal(response)
    return refusal if refusal.type == _RESPONSE_COERCION else None


def _refusal(response: Response) -> _Refusal:
    try:
        return msgspec.json.decode(response.content, type=_Refusal)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Refusal()


def _refuse(response: Response) -> Exception:
    if response.status == 400:
        told = _told(_refusal(response).humanized) or "no reason given"
        return InputError(f"{SOURCE} refused {response.url}: {told}")
    if response.status == 404:
        detail = "it has no such address (404); check the URL of Lipas"
        return SourceContractError(SOURCE, response.url, detail=detail)
    return SourceContractError(SOURCE, response.url, detail=f"status {response.status}")


def _told(humanized: Json, path: str = "") -> str:
    """Flatten Lipas's messages: `page-size: should be between 1 and 100`."""
    if isinstance(humanized, str):
        return f"{path}: {humanized}" if path else humanized
    if isinstance(humanized, dict):
        inner = [
            _told(value, f"{path}.{key}" if path else str(key)) for key, value in humanized.items()
        ]
    else:
        inner = [_told(value, path) for value in humanized] if isinstance(humanized, list) else []
    return "; ".join(text for text in inner if text)
