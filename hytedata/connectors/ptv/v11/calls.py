"""How a read of PTV v11 is described: a GET, what its answer holds, and what a 404 means."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias, TypeVar

from hytedata.connectors._http import Endpoint, Request, Response
from hytedata.connectors.ptv.v11.arguments import AT_MOST, Param, checked_ids, checked_number
from hytedata.connectors.ptv.v11.documents import parse, parse_document
from hytedata.connectors.ptv.v11.faults import GONE, refuse_read
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.reading import (
    M,
    Shape,
    WirePage,
    read_item,
    read_items,
    read_page,
)
from hytedata.errors import RecordError, SourceContractError

T = TypeVar("T")

Params: TypeAlias = Sequence[Param]

ROOT: Final = "/v11"
HEADINGS: Final = ("showHeader", "true")
"""Without it texts lose their headings (ptv-api 10, trap 36)."""


def get(
    path: str,
    params: Params,
    decode: Callable[[Response], T],
    what: str,
    *,
    auth: bool = False,
) -> Endpoint[T]:
    """Describe a GET.

    Args:
        path: Below the version, beginning with a slash.
        params: Query parameters in order.
        decode: Turns the answer into a value.
        what: What is read, for messages.
        auth: Whether the login's token is sent.
    """

    def refuse(response: Response) -> Exception:
        if response.status in GONE and not _is_ptvs_own(response):
            return _someone_elses(response)
        return refuse_read(what, response)

    return Endpoint(Request("GET", ROOT + path, params=params, auth=auth), decode, refuse)


def one(
    path: str, params: Params, shape: Shape[M], what: str, *, auth: bool = False
) -> Endpoint[Wire[M]]:
    """Describe the read of one object; decoding raises a RecordError where it cannot be read."""
    return get(
        path,
        params,
        lambda response: read_item(parse_document(response.content, response.url), shape, what),
        what,
        auth=auth,
    )


def page(
    path: str, params: Params, shape: Shape[M], what: str, *, auth: bool = False
) -> Endpoint[WirePage[M]]:
    """Describe the read of a page; an entry that cannot be read leaves an error in its place."""
    return get(
        path,
        params,
        lambda response: read_page(response.content, shape, what, response.url),
        f"page of {what}s at {path}",
        auth=auth,
    )


def plain_list(
    path: str, params: Params, shape: Shape[M], what: str
) -> Endpoint[tuple[Wire[M] | RecordError, ...]]:
    """Describe the read of a list without pages; null is an empty one."""

    def decode(response: Response) -> tuple[Wire[M] | RecordError, ...]:
        parsed = parse(response.content, response.url)
        if parsed is not None and not isinstance(parsed, list):
            raise SourceContractError("PTV", response.url, detail="a list was expected")
        return tuple(read_items(parsed or (), shape, what))

    return get(path, params, decode, f"list of {what}s at {path}")


def by_ids(
    path: str, ids: Sequence[str], shape: Shape[M], what: str
) -> Endpoint[tuple[Wire[M] | RecordError, ...]]:
    """Describe the read of up to 100 objects by id; one that is mentioned twice is read once.

    Unknown and unpublished ones are silently missing; where all are, PTV says 404 (ptv-api 3.3).

    Raises:
        InputError: There are none or too many, or one is no UUID.
    """
    asked = checked_ids("ids", ids)
    checked_number("the number of ids", len(asked), least=1, most=AT_MOST)
    return or_empty(plain_list(path, [("guids", ",".join(asked)), HEADINGS], shape, what))


def or_none(endpoint: Endpoint[T]) -> Endpoint[T | None]:
    """Take a 404 or 410 as an answer: None, for what is unknown, not published or not ours.

    One that is no JSON does not come from PTV but from something on the way, or from another
    address than PTV's; it stays an error.
    """

    def decode(response: Response) -> T | None:
        if response.status not in GONE:
            return endpoint.decode(response)
        if not _is_ptvs_own(response):
            raise _someone_elses(response)
        return None

    return Endpoint(endpoint.request, decode, endpoint.refuse, endpoint.accept | GONE)


def or_empty(endpoint: Endpoint[tuple[T, ...]]) -> Endpoint[tuple[T, ...]]:
    """Take a 404 or 410 as an answer: nothing was found; see `or_none` for what is none."""
    found = or_none(endpoint)
    return Endpoint(
        found.request, lambda response: found.decode(response) or (), found.refuse, found.accept
    )


def _is_ptvs_own(response: Response) -> bool:
    """Whether a 404 or 410 is in PTV's form, JSON: a proxy, or another version, sends text."""
    try:
        parse(response.content.strip() or b"null", response.url)
    except SourceContractError:
        return False
    return True


def _someone_elses(response: Response) -> SourceContractError:
    detail = (
        f"a {response.status} that is not PTV's own; check PTV's address and what stands before it"
    )
    return SourceContractError("PTV", response.url, detail=detail)
