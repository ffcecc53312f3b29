"""PTV's v12 read interface: key, paths, answers (ptv-v12 2 and 3)."""

import re
from collections.abc import Callable
from datetime import timedelta

from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.ptv.simulator import PtvSimulator
from hytedata.sandbox.ptv.v12.catalogue import Catalogue
from hytedata.sandbox.ptv.v12.hierarchy import edges
from hytedata.sandbox.ptv.v12.mirror import Mirror
from hytedata.sandbox.ptv.v12.pages import encoded
from hytedata.sandbox.ptv.v12.parameters import Parameters, content_id_in_path
from hytedata.sandbox.ptv.v12.problems import JSON, NoKey, NoSuchPage, NotFound, Problem
from hytedata.sandbox.ptv.v12.reference import LISTS, ReferenceLists
from hytedata.sandbox.ptv.v12.render.others import render_connection
from hytedata.sandbox.ptv.v12.search import Search

API_KEY = "hiekkalaatikko-avain"
"""The key that the sandbox accepts unless told otherwise."""

PREFIX = "/api/v12/"
GROUPS = {
    "service": "Service",
    "service-channel": "ServiceChannel",
    "connection": "Connection",
    "organization": "Organization",
    "general-description": "GeneralDescription",
    "service-collection": "ServiceCollection",
}
_HEALTH = ("/health/liveness", "/health/readiness")


class PtvV12Simulator:
    """v12 over the store of a v11 simulator. All requests need the key, health checks too.

    Below its mount: `/api/v12/…`, `/health/liveness`, `/health/readiness`.

    Args:
        ptv: Holds the content; both must be used by one thread at a time.
        api_key: The key that is accepted.
        lag: How late v11's changes appear (in production 1–1.5 hours).
    """

    def __init__(
        self, ptv: PtvSimulator, *, api_key: str = API_KEY, lag: timedelta = timedelta(0)
    ) -> None:
        self.api_key = api_key
        self._ptv = ptv
        self._mirror = Mirror(ptv.state, lag)
        self._catalogue = Catalogue(self._mirror, ptv.book, ptv.state.today)
        self._lists = ReferenceLists(ptv.book)
        self._requests = 0

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        self._requests += 1
        try:
            return SimResponse(200, self._answer(request), JSON)
        except Problem as problem:
            return problem.response(request, self._requests)

    def _answer(self, request: SimRequest) -> bytes:
        if request.headers.get("x-api-key") != self.api_key:
            raise NoKey
        path = request.path.rstrip("/")
        if request.method not in ("GET", "HEAD"):
            raise NoSuchPage
        if path in _HEALTH:
            return encoded("healthy")
        if not path.startswith(PREFIX):
            raise NoSuchPage
        # What v11 has timed happens before it is copied.
        self._ptv.run_schedule()
        self._mirror.settle()
        return self._content(path.removeprefix(PREFIX), Parameters(request.query))

    def _content(self, path: str, given: Parameters) -> bytes:
        if path in LISTS:
            return self._lists.search(path, given)
        kind, _, rest = path.partition("/")
        if kind not in GROUPS or not rest:
            raise NoSuchPage
        search = Search(self._catalogue, given)
        if rest == "search":
            return _searches(search)[kind]()
        if rest == "archived":
            return search.archived(GROUPS[kind])
        tree = re.fullmatch(r"hierarchy/([^/]+)", rest)
        if kind == "organization" and tree is not None:
            return self._hierarchy(tree[1])
        if kind == "connection":
            return self._connection(rest)
        if "/" in rest:
            raise NoSuchPage
        return self._one(GROUPS[kind], rest)

    def _one(self, group: str, content_id: str) -> bytes:
        content_id_in_path(contentId=content_id)
        record = self._mirror.find(group, content_id.lower())
        if record is None or record.version is None:
            raise NotFound("Unknown" if record is None else "NotPublished")
        return self._catalogue.whole(record)

    def _connection(self, rest: str) -> bytes:
        service, slash, channel = rest.partition("/")
        if not slash or "/" in channel:
            raise NoSuchPage
        content_id_in_path(serviceContentId=service, channelContentId=channel)
        link = self._mirror.link(service.lower(), channel.lower())
        if link is None or not self._mirror.is_public(link):
            raise NotFound("Unknown" if link is None else "NotPublished")
        return encoded(render_connection(self._catalogue.show(), link))

    def _hierarchy(self, content_id: str) -> bytes:
        content_id_in_path(contentId=content_id)
        found = edges(self._mirror, content_id.lower())
        if found is None:
            raise NoSuchPage("Organization was not found.")
        return encoded({"edges": found})


def _searches(search: Search) -> dict[str, Callable[[], bytes]]:
    return {
        "service": search.services,
        "service-channel": search.channels,
        "connection": search.connections,
        "organization": search.organisations,
        "general-description": search.descriptions,
        "service-collection": search.collections,
    }
