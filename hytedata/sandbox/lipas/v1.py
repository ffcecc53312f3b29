"""The part of Lipas v1 that readers of changes use (lipas-api 4)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from math import ceil
from typing import NamedTuple

from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.lipas import v1_types
from hytedata.sandbox.lipas.index import SiteIndex
from hytedata.sandbox.lipas.v1_filters import extra_filters, wrong_numbers
from hytedata.sandbox.lipas.v1_places import helsinki_time, to_v1, utc_time
from hytedata.sandbox.lipas.views import LANGUAGES, answer
from hytedata.sandbox.world.documents import SiteDocument

SHOWN = ("active", "out-of-service-temporarily")
GONE = ("out-of-service-permanently", "incorrect-data")
LARGEST_PAGE = 100
WINDOW = 10_000
ENTRY = "/v1/sports-places"
TYPES = "/v1/sports-place-types"
SINCE_EVER = datetime(1984, 1, 1, tzinfo=UTC)


class _Page(NamedTuple):
    places: Sequence[SiteDocument]
    number: int
    size: int
    total: int


class LegacyApi:
    """Answers v1 from the same index as v2; unknown parameters are dropped."""

    def __init__(self, index: SiteIndex) -> None:
        self._index = index

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        if request.method not in ("GET", "HEAD"):
            return SimResponse(405)
        query = _read(request.query)
        if request.path == ENTRY:
            return self._list(query)
        if request.path == "/v1/deleted-sports-places":
            return self._deleted(query)
        if request.path == "/v1/categories":
            return v1_types.categories(_language(query))
        if request.path == TYPES:
            return v1_types.types(_language(query))
        code = request.path.removeprefix(f"{TYPES}/")
        if request.path.startswith(f"{TYPES}/") and code.isdigit():
            return v1_types.one_type(int(code), _language(query))
        key = request.path.removeprefix(f"{ENTRY}/")
        if request.path.startswith(f"{ENTRY}/") and key.isdigit():
            return self._one(int(key), query)
        return SimResponse(404)

    def _one(self, lipas_id: int, query: Mapping[str, list[str]]) -> SimResponse:
        site = self._index.get(lipas_id)
        if site is None or site.status not in SHOWN:
            message = "Didn't find such sports place. :("
            return answer({"errors": {"sportsPlaceId": message}}, 404)
        return answer(to_v1(site, _language(query)))

    def _list(self, query: Mapping[str, list[str]]) -> SimResponse:
        numbers = {name: query.get(name, [str(preset)])[0] for name, preset in _NUMBERS.items()}
        wrong = {name: ["not a number"] for name, text in numbers.items() if not text.isdigit()}
        wrong |= {
            name: ["not a number"]
            for name in ("cityCodes", "typeCodes")
            if not all(value.isdigit() for value in query.get(name, []))
        }
        wrong |= wrong_numbers(query)
        if wrong:
            return answer({"errors": wrong}, 400)
        number, size = int(numbers["page"]), int(numbers["pageSize"])
        if not 1 <= size <= LARGEST_PAGE or number < 1:
            return answer({"error": "Invalid input", "data": {"pageSize": size}}, 400)
        if number * size > WINDOW:
            return answer({"error": "Search error"}, 500)
        found = self._find(query)
        start = (number - 1) * size
        return _partial(_Page(found[start : start + size], number, size, len(found)), query)

    def _find(self, query: Mapping[str, list[str]]) -> list[SiteDocument]:
        cities = {value.zfill(3) for value in query.get("cityCodes", [])}
        types = {int(value) for value in query.get("typeCodes", [])}
        after = query.get("modifiedAfter", [""])[0]
        others = extra_filters(query)
        return [
            site
            for site in self._all()
            if site.status in SHOWN
            and (not cities or site.municipality in cities)
            and (not types or site.type_code in types)
            and (not after or helsinki_time(_event_date(site)) > after)
            and all(passes(site) for passes in others)
        ]

    def _deleted(self, query: Mapping[str, list[str]]) -> SimResponse:
        since = utc_time(query["since"][0]) if "since" in query else SINCE_EVER
        gone = [
            (_event_date(site), site.lipas_id)
            for site in self._all()
            if site.status in GONE and datetime.fromisoformat(_event_date(site)) >= since
        ]
        return answer(
            [
                {"sportsPlaceId": lipas_id, "deletedAt": helsinki_time(moment)}
                for moment, lipas_id in sorted(gone, reverse=True)
            ]
        )

    def _all(self) -> list[SiteDocument]:
        sites = (self._index.get(each) for each in sorted(self._index.ids()))
        return [site for site in sites if site is not None]


_NUMBERS = {"page": 1, "pageSize": 10}


def _read(query: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in query:
        found.setdefault(name, []).extend(value.split(","))
    return found


def _language(query: Mapping[str, list[str]]) -> str:
    language = query.get("lang", ["fi"])[0]
    return language if language in LANGUAGES else "fi"


def _event_date(site: SiteDocument) -> str:
    return str(site.document()["event-date"])


def _partial(page: _Page, query: Mapping[str, list[str]]) -> SimResponse:
    fields = {"sportsPlaceId", *query.get("fields", [])}
    language = _language(query)
    shown = [
        {key: value for key, value in to_v1(site, language).items() if _asked(key, fields)}
        for site in page.places
    ]
    pages = max(1, ceil(page.total / page.size))
    body = answer(shown, 200 if page.number >= pages else 206)
    links = {"first": 1, "prev": page.number - 1, "next": page.number + 1, "last": pages}
    link = ", ".join(
        f'<{ENTRY}?page={at}&pageSize={page.size}>; rel="{name}"'
        for name, at in links.items()
        if 1 <= at <= pages
    )
    headers = {**body.headers, "X-total-count": str(page.total), "Link": link}
    return SimResponse(body.status, body.body, headers)


def _asked(key: str, fields: set[str]) -> bool:
    return any(wanted == key or wanted.startswith(f"{key}.") for wanted in fields)
