"""Requests, responses and endpoints as plain values: nothing here does I/O."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")


@dataclass(frozen=True)
class Request:
    """One call, without its host.

    Attributes:
        path: Below the upstream's base URL, beginning with a slash; or a whole address on the
            upstream's own host or on one of `Upstream.also` (a login, the link to a next page).
        params: Query parameters in order; a name may repeat.
        body: Bytes to send, or None. The content type is JSON unless `headers` say otherwise.
        repeatable: Whether it may be sent again when its answer is lost. None: GET and PUT may, a
            POST may not, because its caller must look first. True on a POST says that repeating
            it does no harm, as with a login.
        auth: Whether it carries the login's token.
        within_s: Longest time in seconds from handing it in to its end, its login and the wait
            for its turn included; None: the upstream's, from its first attempt on.
    """

    method: Literal["GET", "POST", "PUT"]
    path: str
    params: Sequence[tuple[str, str]] = ()
    body: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    repeatable: bool | None = None
    auth: bool = False
    within_s: float | None = None

    @property
    def may_repeat(self) -> bool:
        """Whether it may be sent again although its first sending may have taken effect."""
        return self.method != "POST" if self.repeatable is None else self.repeatable


@dataclass(frozen=True)
class Response:
    """An answer.

    Attributes:
        url: Full address without query values that are secret; for messages.
        headers: Lower-case names.
    """

    status: int
    url: str
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Endpoint(Generic[T_co]):
    """A call described once: what is sent, and how the answer becomes a value.

    Attributes:
        decode: Turns the response into a value. It is given every answer with a status in
            `accept`, and raises an error of ours otherwise.
        accept: Statuses that `decode` takes. Others become errors: 401 leads to one new login
            where `auth` is set; 429, 500, 502, 503 and 504 are tried again; the rest go to
            `refuse`.
        refuse: Turns any other final answer into the error to raise.
    """

    request: Request
    decode: Callable[[Response], T_co]
    refuse: Callable[[Response], Exception]
    accept: frozenset[int] = frozenset({200})

    def then(self, change: Callable[[T_co], U]) -> "Endpoint[U]":
        """Return the same call, whose value is what *change* makes of this one's."""
        decode = self.decode
        return Endpoint(
            self.request, lambda response: change(decode(response)), self.refuse, self.accept
        )
