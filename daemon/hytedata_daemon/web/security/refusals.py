"""Requests that are refused, each with the text that tells why."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from starlette.exceptions import HTTPException

Why: TypeAlias = Literal[
    "peer", "host", "header", "form", "form-type", "too-large", "busy", "no-such-page"
]

_STATUS: Final[Mapping[Why, int]] = {
    "peer": 403,
    "host": 421,
    "header": 400,
    "form": 403,
    "form-type": 415,
    "too-large": 413,
    "busy": 503,
    "no-such-page": 404,
}


class Refusal(HTTPException):
    """A request is refused.

    Attributes:
        why: Which text tells it: `refusal.WHY` of the words.
    """

    def __init__(self, why: Why, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(_STATUS[why], detail=why, headers=headers)
        self.why = why
