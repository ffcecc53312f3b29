"""Lipas in memory: answers its v2 and v1 API, and lets a test or a person edit sites."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import cast

from hytedata.errors import InputError
from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.lipas import views
from hytedata.sandbox.lipas.index import SiteIndex
from hytedata.sandbox.lipas.lois import LoisApi
from hytedata.sandbox.lipas.parameters import BadParameters, read_sites_query
from hytedata.sandbox.lipas.v1 import LegacyApi
from hytedata.sandbox.world.documents import SiteDocument
from hytedata.sandbox.world.lois import LoiDocument

RETIRED = ("out-of-service-permanently", "incorrect-data")


class LipasSimulator:
    """A simulated Lipas. Not thread-safe: the server and `Sandbox` keep callers apart.

    Args:
        sites: What it holds at first, in index order.
        lois: Its Locations of Interest, in index order; made when first asked for.
        now: Clock for the `event-date` of edits.
    """

    def __init__(
        self,
        sites: Iterable[SiteDocument],
        *,
        lois: Callable[[], Iterable[LoiDocument]] = tuple,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._now = now
        self._made_lois: LoisApi | None = None
        self._make_lois = lois
        self._index = SiteIndex(sites)
        self._poison: dict[int, tuple[str, str, int]] = {}
        self._reindex_every = 0
        self._lists_served = 0
        self._v1 = LegacyApi(self._index)

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request; a path without a route is an empty 404 (lipas-api 1)."""
        if request.path.startswith("/v1/"):
            return self._v1.handle(request)
        if request.method not in ("GET", "HEAD"):
            return SimResponse(405)
        parts = tuple(request.path.split("/")[1:])
        if parts == ("v2",):
            return views.answer({"status": "healthy"})
        if parts == ("v2", "sports-sites"):
            return self._list(request)
        if parts == ("v2", "sports-site-categories"):
            return views.categories()
        if parts == ("v2", "lois"):
            return self._lois.page(request)
        if len(parts) == 3 and parts[:2] == ("v2", "lois") and parts[2]:
            return self._lois.one(parts[2])
        if len(parts) == 3 and parts[0] == "v2" and parts[2]:
            return self._one(parts[1], parts[2])
        return SimResponse(404)

    @property
    def _lois(self) -> LoisApi:
        if self._made_lois is None:
            self._made_lois = LoisApi(self._make_lois())
        return self._made_lois

    def _one(self, resource: str, key: str) -> SimResponse:
        names = {"sports-sites": "lipas-id", "sports-site-categories": "type-code"}
        if resource not in names:
            return SimResponse(404)
        if not key.isdigit():
            value = {names[resource]: key}
            faults = {names[resource]: ["should be an integer"]}
            return views.request_fault("path-params", value, faults)
        if resource == "sports-site-categories":
            return views.categories(int(key))
        site = self._index.get(int(key))
        if site is None:
            return views.response_fault(None, ["invalid type"])
        if site.lipas_id in self._poison:
            return views.response_fault(self._poisoned(site), self._complaint(site.lipas_id))
        return views.single(site)

    def _list(self, request: SimRequest) -> SimResponse:
        try:
            query = read_sites_query(request.query)
        except BadParameters as bad:
            return views.request_fault("query-params", bad.value, bad.humanized)
        if query.page * query.page_size > views.COUNTED_UP_TO:
            return views.internal_error("search_phase_execution_exception")
        found = self._index.find(query)
        start = (query.page - 1) * query.page_size
        ids = found[start : start + query.page_size]
        sites = [site for each in ids if (site := self._index.get(each)) is not None]
        total = len(found)
        self._move_one_now_and_then(ids)
        if not self._poison.keys().isdisjoint(ids):
            return self._spoilt_page(sites)
        return views.page(
            [site.body for site in sites],
            number=query.page,
            size=query.page_size,
            counted=min(total, views.COUNTED_UP_TO),
        )

    def _spoilt_page(self, sites: list[SiteDocument]) -> SimResponse:
        bad = [at for at, site in enumerate(sites) if site.lipas_id in self._poison]
        complaints: list[object] = [None] * (bad[-1] + 1)
        for at in bad:
            complaints[at] = self._complaint(sites[at].lipas_id)
        value = {"items": [self._poisoned(site) for site in sites]}
        return views.response_fault(value, {"items": complaints})

    def _complaint(self, lipas_id: int) -> dict[str, object]:
        field, message, _ = self._poison[lipas_id]
        return {field: [message]}

    def _poisoned(self, site: SiteDocument) -> dict[str, object]:
        document = site.document()
        if site.lipas_id in self._poison:
            field, _, size = self._poison[site.lipas_id]
            document[field] = "x" * size
        return document

    def _move_one_now_and_then(self, served: list[int]) -> None:
        self._lists_served += 1
        if self._reindex_every and served and self._lists_served % self._reindex_every == 0:
            self.reindex(served[0])

    def ids(self) -> tuple[int, ...]:
        """Return all ids in index order."""
        return self._index.ids()

    def site(self, lipas_id: int) -> dict[str, object]:
        """Return a whole document; raises `InputError` where there is none."""
        return self._known(lipas_id).document()

    def edit(self, lipas_id: int, changes: Mapping[str, object]) -> dict[str, object]:
        """Save a site as a person does: a new revision, indexed anew.

        Args:
            lipas_id: The site.
            changes: Key → value, with dots into objects (`location.address`); None removes a key.
        """
        document = self._known(lipas_id).document()
        for path, value in changes.items():
            _set(document, path.split("."), value)
        document["event-date"] = self._stamp()
        return self._save(document)

    def retire(self, lipas_id: int, status: str = "out-of-service-permanently") -> None:
        """Take a site out of use: gone for good, or entered by mistake."""
        if status not in RETIRED:
            raise InputError(f"a site retires as one of {RETIRED}, not {status!r}")
        self.edit(lipas_id, {"status": status})

    def add(self, document: Mapping[str, object]) -> int:
        """Add a site; without a `lipas-id` it gets the next free one."""
        lipas_id = document.get("lipas-id", max(self._index.ids(), default=0) + 1)
        made = {"event-date": self._stamp(), **document, "lipas-id": lipas_id}
        self._save(made)
        return cast("int", lipas_id)

    def remove(self, lipas_id: int) -> None:
        """Lose a site: no list names it, and its own view answers as for an unknown id."""
        self._known(lipas_id)
        self._index.remove(lipas_id)

    def hide(self, lipas_id: int, *, hidden: bool = True) -> None:
        """Leave a site out of all lists, while its own view shows it; or show it again."""
        self._known(lipas_id)
        self._index.hide(lipas_id, hidden=hidden)

    def publish_to_ptv(self, lipas_id: int, *, enabled: bool = True) -> None:
        """Make Lipas itself publish a site to PTV, or stop it."""
        block = {"sync-enabled": enabled, "publishing-status": "Published"}
        self.edit(lipas_id, {"ptv": block})

    def touch(self, lipas_id: int) -> None:
        """Save a site without changing it: its `event-date` moves, its content does not."""
        self.edit(lipas_id, {})

    def reindex(self, lipas_id: int) -> None:
        """Move a document to the end of the index without a new revision."""
        self._index.put(self._known(lipas_id))

    def reindex_every(self, lists: int) -> None:
        """Re-index the first site of every so-many-th page served; 0 stops it."""
        self._reindex_every = lists

    def poison(
        self,
        lipas_id: int,
        *,
        field: str = "email",
        message: str = "should match regex",
        size: int = 1_000_000,
    ) -> None:
        """Make a stored document break the response schema of every view that shows it.

        The whole page then fails with 500 and repeats itself in the body, *size* bytes and more.
        """
        self._known(lipas_id)
        self._poison[lipas_id] = (field, message, size)

    def heal(self, lipas_id: int) -> None:
        """Undo `poison`."""
        self._poison.pop(lipas_id, None)

    def _known(self, lipas_id: int) -> SiteDocument:
        site = self._index.get(lipas_id)
        if site is None:
            raise InputError(f"the simulated Lipas has no site {lipas_id}")
        return site

    def _save(self, document: Mapping[str, object]) -> dict[str, object]:
        try:
            site = SiteDocument.of(document)
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"this is no site document of Lipas: {error!r}") from error
        self._index.put(site)
        return site.document()

    def _stamp(self) -> str:
        moment = self._now().astimezone(UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _set(document: dict[str, object], path: list[str], value: object) -> None:
    *parents, last = path
    for key in parents:
        document = cast("dict[str, object]", document.setdefault(key, {}))
    if value is None:
        document.pop(last, None)
    else:
        document[last] = value
