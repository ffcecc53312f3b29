"""What v12 answers when it refuses: problem documents (ptv-v12 3.2)."""

import json
import uuid
from collections.abc import Sequence
from typing import Literal

from hytedata.sandbox.http import SimRequest, SimResponse

JSON = {"Content-Type": "application/json; charset=utf-8"}
_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    500: "Internal Server Error",
}

Reason = Literal["NotPublished", "Unknown"]


class Problem(Exception):
    """A refusal with its status and what the problem document says besides."""

    def __init__(self, status: int, detail: str, **more: object) -> None:
        super().__init__(f"{status}: {detail}")
        self.status, self.detail, self.more = status, detail, more

    def response(self, request: SimRequest, number: int) -> SimResponse:
        """Render the document; *number* makes its request id."""
        document = {
            "title": _TITLES[self.status],
            "detail": self.detail,
            "status": self.status,
            "type": f"https://httpstatuses.io/{self.status}",
            "requestId": str(uuid.UUID(int=number, version=4)),
            "instance": request.path,
            **self.more,
        }
        return SimResponse(self.status, json.dumps(document, ensure_ascii=False).encode(), JSON)


class Refused(Problem):
    """400: each wrong parameter with its path."""

    def __init__(self, errors: Sequence[tuple[str, str]]) -> None:
        listed = [{"path": path, "message": message} for path, message in errors]
        super().__init__(400, "Request validation failed.", errors=listed)


class NoKey(Problem):
    """401: the key is missing, or another one."""

    def __init__(self) -> None:
        super().__init__(401, "A valid API key is required in the header x-api-key.")


class NotFound(Problem):
    """404 by id: it exists and is not public, or it does not exist."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(404, "Content was not found.", reason=reason)


class NoSuchPage(Problem):
    """404 without a reason: a path that is none, and the tree of no organisation."""

    def __init__(self, detail: str = "Not found.") -> None:
        super().__init__(404, detail)
