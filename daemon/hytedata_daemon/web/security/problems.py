"""Refusals and faults as pages: what happened, and the way on."""

import logging
from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hytedata.errors import HytedataError
from hytedata_daemon.web.rendering import view
from hytedata_daemon.web.security.refusals import Refusal
from hytedata_daemon.words import words

log = logging.getLogger("hytedata.daemon.web")

_TEMPLATE: Final = "refusal.html.j2"
_TRY_AGAIN: Final[Mapping[str, str]] = {"retry-after": "5"}


class Problems:
    """Handlers for what a page raises."""

    async def refused(self, request: Request, error: Exception) -> Response:
        """Tell a refusal or an answer such as 404.

        Where there is a text `refusal.DETAIL` it is told, then one of the status, then the plain
        words of the one who raised it.
        """
        if not isinstance(error, HTTPException):
            return await self.unforeseen(request, error)
        why = error.why if isinstance(error, Refusal) else f"status-{error.status_code}"
        key = f"refusal.{why}"
        told = "" if key in words("en").entries else error.detail
        return self._page(request, error.status_code, key, told, error.headers)

    async def failed(self, request: Request, error: Exception) -> Response:
        """Tell that something of ours could not be done now, such as a store that is busy."""
        log.error("page_failed", extra={"path": request.url.path, "reason": error})
        if not isinstance(error, HytedataError):
            return await self.unforeseen(request, error)
        return self._page(request, 503, "refusal.busy", "", _TRY_AGAIN)

    async def unforeseen(self, request: Request, _error: Exception) -> Response:
        """Tell a fault of ours; the server writes it to its log."""
        return self._page(request, 500, "refusal.status-500", "", None)

    def _page(
        self, request: Request, status: int, key: str, told: str, headers: Mapping[str, str] | None
    ) -> Response:
        key = key if key in words("en").entries else "refusal.other"
        page = view(request, _TEMPLATE, status=status, key=key, told=told)
        for name, value in (headers or {}).items():
            page.headers[name] = value
        return page
