"""What the simulated catalogue answers when it refuses: one exception per kind of answer."""

import json
from collections.abc import Mapping

from hytedata.sandbox.http import SimResponse

_JSON = {"Content-Type": "application/json; charset=utf-8"}


class Fault(Exception):
    """A refusal with its HTTP status and body."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__(f"{status}: {body}")
        self.status, self.body = status, body

    def response(self) -> SimResponse:
        """Render the refusal."""
        if self.body is None:
            return SimResponse(self.status, b"", {})
        return SimResponse(self.status, json.dumps(self.body, ensure_ascii=False).encode(), _JSON)


class Invalid(Fault):
    """400: key → messages."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__(400, dict(errors))


class Missing(Fault):
    """404: not found, not published, not yours, or being edited."""

    def __init__(self, message: str) -> None:
        super().__init__(404, {"errorMessage": message})


class Unauthorised(Fault):
    """401: no token, or a dead one; the body is empty."""

    def __init__(self) -> None:
        super().__init__(401, None)


class Forbidden(Fault):
    """403: the role or a right is missing; the body is a plain string."""

    def __init__(self, message: str) -> None:
        super().__init__(403, message)


class Broken(Fault):
    """500: unhandled, and several mistakes of the caller (ptv-api section 10, trap 15)."""

    def __init__(self, trace: str) -> None:
        super().__init__(
            500,
            {"errorMessage": f"An error occurred while handling the request. Trace id: {trace}"},
        )
        self.trace = trace


class Errors:
    """Collects the messages of one round of rules."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}

    def add(self, key: str, message: str) -> None:
        """Note *message* under *key*; the same message twice is one."""
        messages = self._found.setdefault(key, [])
        if message not in messages:
            messages.append(message)

    def raise_if_any(self) -> None:
        """End the round.

        Raises:
            Invalid: Something was noted.
        """
        if self._found:
            raise Invalid(self._found)
