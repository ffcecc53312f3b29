"""`/v2/lois`: Locations of Interest, listed and one by one (lipas-api 2)."""

import re
from collections.abc import Callable, Iterable, Mapping

from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.lipas import views
from hytedata.sandbox.lipas.parameters import BadParameters, one_of, read_query
from hytedata.sandbox.world.lois import LoiDocument, loi_types, statuses

COUNTED_UP_TO = 50_000
"""`total-items` is capped here, and no page may reach beyond (lipas-api 2.2)."""

_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_VALUES: Mapping[str, Callable[[LoiDocument], str]] = {
    "statuses": lambda loi: loi.status,
    "categories": lambda loi: loi.category,
    "types": lambda loi: loi.type,
}


class LoisApi:
    """Answers from documents in index order; nobody edits them."""

    def __init__(self, lois: Iterable[LoiDocument]) -> None:
        self._lois = {loi.id: loi for loi in lois}
        rows = loi_types().values()
        self._checks = {
            "statuses": one_of(statuses()),
            "categories": one_of({row.category for row in rows}),
            "types": one_of({row.code for row in rows}),
        }

    def page(self, request: SimRequest) -> SimResponse:
        """Answer a page."""
        try:
            query = read_query(request.query, self._checks)
        except BadParameters as bad:
            return views.request_fault("query-params", bad.value, bad.humanized)
        if query.page * query.page_size > COUNTED_UP_TO:
            return views.internal_error("search_phase_execution_exception")
        found = [
            loi
            for loi in self._lois.values()
            if all(_VALUES[name](loi) in wanted for name, wanted in query.sets.items())
        ]
        start = (query.page - 1) * query.page_size
        return views.page(
            [loi.body for loi in found[start : start + query.page_size]],
            number=query.page,
            size=query.page_size,
            counted=min(len(found), COUNTED_UP_TO),
        )

    def one(self, loi_id: str) -> SimResponse:
        """Answer one; an id that nobody has is the engine's own trouble."""
        if not _UUID4.fullmatch(loi_id.lower()):
            faults = {"loi-id": ["should be a uuid"]}
            return views.request_fault("path-params", {"loi-id": loi_id}, faults)
        loi = self._lois.get(loi_id.lower())
        if loi is None:
            return views.internal_error("Not found")
        return SimResponse(200, loi.body)
