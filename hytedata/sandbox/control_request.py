"""A request of the control API with its body read, and what a deed for one is."""

import json
from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar, cast

from hytedata.errors import InputError
from hytedata.sandbox.http import SimRequest

T = TypeVar("T")

Deed: TypeAlias = Callable[["ControlRequest"], object]
"""Does what a request asks and returns the JSON value to answer; None is `{"done": true}`."""


class ControlRequest:
    """A control request with its body read."""

    def __init__(self, request: SimRequest, parts: tuple[str, ...]) -> None:
        self.query = dict(request.query)
        self.parts = parts
        try:
            body = json.loads(request.body) if request.body else {}
        except ValueError as error:
            raise InputError(f"the body is no JSON: {error}") from error
        if not isinstance(body, dict):
            raise InputError("the body is to be a JSON object")
        self.body: dict[str, object] = body

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        """Return a member of the body; raises `InputError` where it is missing or another kind."""
        value = self.body.get(key, default)
        if not isinstance(value, kind):
            raise InputError(f"the body needs {key}, a {kind.__name__}")
        return value

    def mapping(self, key: str) -> Mapping[str, object]:
        """Return an object of the body."""
        return cast("Mapping[str, object]", self.take(key, dict))
