"""A Lipas in memory behind respx: lists of v2 by page, single views, and whatever a test adds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import respx

from tests.connectors.lipas.builders import coercion_500, encoded

URL = "https://lipas.test"

Interfere = Callable[[int], "httpx.Response | Exception | None"]


@dataclass
class Register:
    """Documents of one list.

    Attributes:
        documents: In index order.
        path: Of the list; a document is below it.
        key: Its id.
        filters: Name of a parameter → what a document has for it.
        before: Called before each list with the number of lists so far.
        asked: Parameters of all lists.
    """

    documents: list[dict[str, Any]]
    path: str = "/v2/sports-sites"
    key: str = "lipas-id"
    filters: Mapping[str, Callable[[dict[str, Any]], str]] = field(default_factory=dict)
    before: Interfere | None = None
    asked: list[dict[str, str]] = field(default_factory=list)

    def mount(self, router: respx.MockRouter) -> "Register":
        router.get(f"{URL}{self.path}").mock(side_effect=self._list)
        router.get(url__startswith=f"{URL}{self.path}/").mock(side_effect=self._one)
        return self

    def _list(self, request: httpx.Request) -> httpx.Response:
        given = self.before(len(self.asked)) if self.before else None
        params = dict(request.url.params)
        self.asked.append(params)
        if isinstance(given, Exception):
            raise given
        return given or self._page(params)

    def _page(self, params: dict[str, str]) -> httpx.Response:
        found = [it for it in self.documents if self._passes(it, params)]
        size = int(params["page-size"])
        start = (int(params["page"]) - 1) * size
        body = {"items": found[start : start + size], "pagination": {"total-items": len(found)}}
        return httpx.Response(200, content=encoded(body))

    def _one(self, request: httpx.Request) -> httpx.Response:
        wanted = request.url.path.rpartition("/")[2]
        for document in self.documents:
            if str(document[self.key]) == wanted:
                return httpx.Response(200, content=encoded(document))
        return httpx.Response(500, content=coercion_500(None, ["invalid type"]))

    def _passes(self, document: dict[str, Any], params: dict[str, str]) -> bool:
        return all(
            read(document) in params[name].split(",")
            for name, read in self.filters.items()
            if name in params
        )


SITE_FILTERS: Mapping[str, Callable[[dict[str, Any]], str]] = {
    "statuses": lambda it: str(it["status"]),
    "city-codes": lambda it: str(it["location"]["city"]["city-code"]),
    "type-codes": lambda it: str(it["type"]["type-code"]),
}


def sites(*documents: dict[str, Any]) -> Register:
    """A register of sites."""
    return Register(list(documents), filters=SITE_FILTERS)


def lois(*documents: dict[str, Any]) -> Register:
    """A register of Locations of Interest."""
    filters: Mapping[str, Callable[[dict[str, Any]], str]] = {
        "statuses": lambda it: str(it["status"]),
        "categories": lambda it: str(it["loi-category"]),
        "types": lambda it: str(it["loi-type"]),
    }
    return Register(list(documents), "/v2/lois", "id", filters)
