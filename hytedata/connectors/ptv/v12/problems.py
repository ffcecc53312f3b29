"""What v12's refusals mean (ptv-v12 3.2); 429 and 5xx are tried again before they come here.

RequestRefused  400: v12 found something wrong with what was asked
LoginRefused    401, 403: it did not accept the API key
NotShown        404, 410 by id: there is no such item to see, and why
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeVar

import msgspec

from hytedata.connectors._http import Endpoint, Response
from hytedata.errors import InputError, LoginRefused, NotFound, SourceContractError

T = TypeVar("T")

KEY_HEADER: Final = "x-api-key"
GONE: Final = frozenset({404, 410})

_LONGEST: Final = 500
"""Messages are cut to so many characters."""


class RequestRefused(InputError):
    """PTV v12 refused what was asked.

    Attributes:
        faults: What of the request (`answer` where PTV names nothing) → messages.
    """

    def __init__(self, what: str, faults: Mapping[str, tuple[str, ...]]) -> None:
        told = "; ".join(f"{path}: {' '.join(messages)}" for path, messages in faults.items())
        super().__init__(f"PTV refused to read {what}: {told}")
        self.what, self.faults = what, faults


class NotShown(NotFound):
    """PTV v12 has no such item to see.

    Attributes:
        reason: `NotPublished` (it exists), `Unknown`, another word of PTV's, or None where it
            gives none.
    """

    def __init__(self, what: str, reason: str | None) -> None:
        known = {
            "NotPublished": "it exists but is not published",
            "Unknown": "the id is not known",
            None: "no reason is given",
        }
        super().__init__("PTV", what, detail=known.get(reason, str(reason)))
        self.reason = reason


class _Fault(msgspec.Struct):
    message: str = ""
    path: str | None = None


class _Problem(msgspec.Struct):
    """A problem of v12; all have a title, a gateway's messages have not."""

    title: str
    detail: str | None = None
    reason: str | None = None
    errors: list[_Fault] | None = None


def refuse(what: str, response: Response) -> Exception:
    """Turn a final answer that is not accepted into our error.

    A 404 or 400 that is not v12's own, but a gateway's or proxy's, is a shape we do not know: it
    must never look as if an item were gone.
    """
    if response.status in (401, 403):
        return _key_refused(response, f"the API key (header {KEY_HEADER})")
    problem = _problem(response.content)
    if problem and response.status == 400:
        return RequestRefused(what, _faults(problem))
    if problem and response.status in GONE:
        return NotShown(what, problem.reason)
    told = f": {_short(problem.detail or problem.title)}" if problem else " and no word of PTV's"
    return SourceContractError("PTV", response.url, detail=f"status {response.status}{told}")


def or_none(endpoint: Endpoint[T]) -> Endpoint[T | None]:
    """Return *endpoint* with None for an item that v12 says it does not show."""

    def decode(response: Response) -> T | None:
        if response.status not in GONE:
            return endpoint.decode(response)
        error = endpoint.refuse(response)
        if isinstance(error, NotShown):
            return None
        raise error

    return Endpoint(endpoint.request, decode, endpoint.refuse, endpoint.accept | GONE)


def with_key_from(place: str, endpoint: Endpoint[T]) -> Endpoint[T]:
    """Return *endpoint* with a refusal of the key that says where the key is read from."""

    def refuse_key(response: Response) -> Exception:
        if response.status in (401, 403):
            return _key_refused(response, f"the API key from {place}")
        return endpoint.refuse(response)

    return replace(endpoint, refuse=refuse_key)


def _key_refused(response: Response, key: str) -> LoginRefused:
    remedy = "check that it is a key for this environment (production or test) and still valid"
    return LoginRefused("PTV", key, status=response.status, remedy=remedy)


def _problem(content: bytes) -> _Problem | None:
    try:
        return msgspec.json.decode(content, type=_Problem)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _faults(problem: _Problem) -> dict[str, tuple[str, ...]]:
    faults: dict[str, tuple[str, ...]] = {}
    for fault in problem.errors or ():
        path = fault.path or "answer"
        faults[path] = (*faults.get(path, ()), _short(fault.message))
    return faults or {"answer": (_short(problem.detail or problem.title),)}


def _short(message: str) -> str:
    return message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
