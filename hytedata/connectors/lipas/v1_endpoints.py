"""The calls of Lipas's frozen API v1, without I/O (lipas-api 4)."""

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from hytedata.connectors._http.values import Endpoint, Request, Response
from hytedata.connectors.lipas.endpoints import (
    SOURCE,
    GarbledAnswer,
    PageAnswer,
    SitePage,
    Trouble,
    decode_answer,
)
from hytedata.connectors.lipas.v1_query import V1Query, utc_time
from hytedata.errors import InputError, SourceContractError

V1Language: TypeAlias = Literal["fi", "sv", "en"]

_HEADERS = {"Accept": "application/json"}


class V1Deleted(msgspec.Struct, rename="camel"):
    """One entry of the deleted sites; `deletedAt` is local time of Helsinki."""

    sports_place_id: int
    deleted_at: str


class V1SubCategoryRow(msgspec.Struct, rename="camel"):
    """A sub-category."""

    type_code: int
    name: str | None = None
    sports_place_types: tuple[int, ...] = ()


class V1CategoryRow(msgspec.Struct, rename="camel"):
    """A main category."""

    type_code: int
    name: str | None = None
    sub_categories: tuple[V1SubCategoryRow, ...] = ()


class V1TypeRow(msgspec.Struct, rename="camel"):
    """A type, in the list or alone."""

    type_code: int
    name: str | None = None
    description: str | None = None
    geometry_type: str | None = None
    sub_category: int | str | None = None


def list_places(
    query: V1Query, page: int, page_size: int, *, patient: bool = False
) -> Endpoint[PageAnswer]:
    """One page of sports places.

    A partial answer is 206 and states the total; a whole one, or the last page, is 200 and states
    nothing: then the page itself tells. The links of a 206 are not followed, since they end in a
    slash, which Lipas answers with 404 (lipas-api 1).
    """
    request = Request("GET", "/v1/sports-places", query.params(page, page_size), headers=_HEADERS)
    before = (page - 1) * page_size

    def decode(response: Response) -> PageAnswer:
        if response.status == 500:
            return Trouble()
        items = decode_answer(response, tuple[msgspec.Raw, ...])
        if response.status == 206:
            return SitePage(items, _total(response))
        return SitePage(items, before + len(items))

    accept = frozenset({200, 206} if patient else {200, 206, 500})
    return Endpoint(request, decode, _refuse, accept)


def get_place(lipas_id: int) -> Endpoint[bytes | None]:
    """One sports place; None where v1 has none."""
    request = Request("GET", f"/v1/sports-places/{lipas_id}", headers=_HEADERS)
    return Endpoint(request, _one, _refuse, frozenset({200, 404}))


def list_deleted(since: datetime | None) -> Endpoint[tuple[V1Deleted, ...]]:
    """Retired sites, newest first, in one answer; None asks for all since 1984."""
    params = () if since is None else (("since", utc_time(since, "since")),)
    request = Request("GET", "/v1/deleted-sports-places", params, headers=_HEADERS)
    return Endpoint(request, lambda it: decode_answer(it, tuple[V1Deleted, ...]), _refuse)


def list_v1_categories(language: V1Language) -> Endpoint[tuple[V1CategoryRow, ...]]:
    """The main categories with their sub-categories."""
    request = Request("GET", "/v1/categories", _lang(language), headers=_HEADERS)
    return Endpoint(request, lambda it: decode_answer(it, tuple[V1CategoryRow, ...]), _refuse)


def list_v1_types(language: V1Language) -> Endpoint[tuple[V1TypeRow, ...]]:
    """All types, deprecated ones included."""
    request = Request("GET", "/v1/sports-place-types", _lang(language), headers=_HEADERS)
    return Endpoint(request, lambda it: decode_answer(it, tuple[V1TypeRow, ...]), _refuse)


def _lang(language: V1Language) -> tuple[tuple[str, str], ...]:
    if language not in ("fi", "sv", "en"):
        raise InputError(f"language: {language!r} is none of fi, sv, en")
    return (("lang", "se" if language == "sv" else language),)


def _total(response: Response) -> int:
    stated = response.headers.get("x-total-count", "")
    if not stated.isdigit():
        raise GarbledAnswer(response, f"a part of a list, of which the total is {stated!r}")
    return int(stated)


def _one(response: Response) -> bytes | None:
    if response.status == 404:
        return None
    return bytes(decode_answer(response, msgspec.Raw))


def _refuse(response: Response) -> Exception:
    if response.status == 400:
        told = response.content[:300].decode("utf-8", "replace")
        return InputError(f"{SOURCE} refused {response.url}: {told}")
    if response.status == 404:
        detail = "it has no such address (404); check the URL of Lipas"
        return SourceContractError(SOURCE, response.url, detail=detail)
    return SourceContractError(SOURCE, response.url, detail=f"status {response.status}")
