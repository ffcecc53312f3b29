"""A complete read of a list of sites, and the verdict whether it was complete; no I/O.

`Scan.steps` is a generator: it yields calls and is sent their answers, or has the error of the
call thrown into it, and it yields what it found, page by page. So the same code serves both the
synchronous and the asynchronous client.

Lists of Lipas have no order and move under the reader (lipas-api 2.4, 3): pages repeat and miss
sites. A part is therefore complete only when as many sites were seen as Lipas states, at its
first page and at its last; otherwise it is read again, and what was seen counts together.
"""

from collections.abc import Generator, Iterable
from typing import TypeAlias, TypeVar

from hytedata.connectors._http.values import Endpoint
from hytedata.connectors.lipas.endpoints import (
    SOURCE,
    GarbledAnswer,
    PageAnswer,
    SitePage,
    Trouble,
    Unshowable,
    list_sites,
)
from hytedata.connectors.lipas.query import LARGEST_PAGE, WINDOW, SiteQuery
from hytedata.connectors.lipas.raw_site import Known, RawSite, read_raw_site, reject
from hytedata.connectors.lipas.seen import Reading, Seen
from hytedata.errors import SourceContractError, SourceUnavailable
from hytedata.models.common import Completeness, Rejection

MOST_PASSES = 3
"""How often a part is read that does not add up."""

MOST_TRIES = 3
"""How often a page is asked for whose answer is garbled."""

LARGEST_PART = 5_000
"""A larger part is split: a short read leaves less time for sites to move."""

GIVE_UP_AFTER = 2
"""So many parts in a row without a usable answer end the read."""

T = TypeVar("T")
Batch: TypeAlias = tuple[RawSite, ...]
Steps: TypeAlias = Generator[Endpoint[PageAnswer] | Batch, PageAnswer | None, T]


class Scan:
    """One complete read of *query*; drive `steps`, then ask for the verdict.

    Memory stays at one page, plus date and hash of each site seen.

    Args:
        query: What to read; without municipalities the whole country.
        page_size: 1–100.
        largest_part: Parts of more sites are split by municipality, and then further.
        known: Heads that need not be read again.

    Attributes:
        expected: How many sites there are, as far as is known yet.
    """

    def __init__(
        self,
        query: SiteQuery,
        *,
        page_size: int = LARGEST_PAGE,
        largest_part: int = LARGEST_PART,
        known: Known | None = None,
    ) -> None:
        self._query, self._page_size, self._known = query, page_size, known
        self._largest_part = min(largest_part, WINDOW - 1)
        self._seen = Seen()
        self._rejections: list[Rejection] = []
        self._reasons: list[str] = []
        self._unanswered = 0
        self._ended = False
        self.expected = 0

    @property
    def read(self) -> int:
        """How many sites have been seen so far."""
        return len(self._seen)

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Documents that Lipas could not show, or that have no id."""
        return tuple(self._rejections)

    @property
    def completeness(self) -> Completeness:
        """The verdict; a read that has not come to its end is incomplete."""
        reasons = list(self._reasons)
        if not self._ended:
            reasons.append("the read has not come to its end")
        return Completeness(complete=not reasons, items=self.read, reasons=tuple(reasons))

    def steps(self) -> Steps[None]:
        """Read everything; yields calls and batches of new or newer sites.

        A site that is saved during the read may come twice: the later one counts.

        Raises:
            SourceContractError: Lipas disregards the filter, or its address is wrong.
            InputError: Lipas refused a parameter.
        """
        if len(self._query.municipalities) > 1:
            yield from self._parts(self._query.parts())
        else:
            yield from self._part(self._query)
        self._ended = True

    def _parts(self, parts: Iterable[SiteQuery]) -> Steps[int]:
        found = 0
        for part in parts:
            if self._unanswered >= GIVE_UP_AFTER:
                self._reasons.append(f"{part}: was not asked for any more")
            else:
                found += yield from self._part(part)
        return found

    def _part(self, part: SiteQuery) -> Steps[int]:
        """Read a part, divided where it is large; returns how much of it was seen."""
        try:
            seen, total = yield from self._undivided(part)
        except (SourceUnavailable, GarbledAnswer) as error:
            self._unanswered += 1
            self._reasons.append(f"{part}: {error}")
            return 0
        self._unanswered = 0
        if not self._is_large(part, total):
            return seen
        self.expected -= total
        found = yield from self._parts(part.parts())
        if found < min(total, WINDOW):
            self._reasons.append(f"{part}: its parts hold {found} of {total} sites")
        return found

    def _undivided(self, part: SiteQuery) -> Steps[tuple[int, int]]:
        """Read a part until it adds up; of a large one only the first page.

        Returns how many sites were seen, and how many Lipas states.
        """
        keys: set[int | str] = set()
        reading = Reading()
        try:
            for number in range(1, MOST_PASSES + 1):
                reading = Reading(number)
                yield from self._pass(part, reading)
                keys |= reading.keys
                if self._is_large(part, reading.total) or reading.adds_up(keys):
                    break
            else:
                self._reasons.append(
                    f"{part}: {len(keys)} sites were seen in {MOST_PASSES} readings, where Lipas "
                    f"states {reading.stated}"
                )
        finally:
            self._keep(part, reading)
        return len(keys) + len(reading.unshowable), reading.total

    def _pass(self, part: SiteQuery, reading: Reading) -> Steps[None]:
        page, size = 1, self._page_size
        while page == 1 or not reading.totals or (page - 1) * size < reading.total:
            if page * size > WINDOW:
                return
            yield from self._page(part, page, size, reading)
            if self._is_large(part, reading.total):
                return
            page += 1

    def _page(self, part: SiteQuery, page: int, size: int, reading: Reading) -> Steps[None]:
        """Read one page; where Lipas cannot show it, piece by piece down to the culprit."""
        answer = yield from self._ask(part, page, size)
        start = (page - 1) * size
        if isinstance(answer, SitePage):
            if reading.number == 1 and not reading.totals:
                self.expected += answer.total
            reading.totals.append(answer.total)
            if batch := self._take(part, answer, start, reading):
                yield batch
        elif size == 1:
            place = f"position {start + 1} of {part}"
            reason = f"Lipas cannot show it: {answer.detail}"
            reading.unshowable.append(reject(place, "document", reason))
        else:
            pieces = next(number for number in range(2, size + 1) if size % number == 0)
            first = (page - 1) * pieces + 1
            for piece in range(first, first + pieces):
                yield from self._page(part, piece, size // pieces, reading)

    def _ask(self, part: SiteQuery, page: int, size: int) -> Steps[SitePage | Unshowable]:
        problem: SourceContractError | None = None
        for _ in range(MOST_TRIES):
            try:
                answer = yield list_sites(part, page, size)
                if isinstance(answer, Trouble):
                    answer = yield list_sites(part, page, size, patient=True)
            except GarbledAnswer as error:
                problem = error
                continue
            if isinstance(answer, SitePage | Unshowable):
                return answer
        raise problem or SourceContractError(SOURCE, str(part), detail="no page came")

    def _take(self, part: SiteQuery, page: SitePage, start: int, reading: Reading) -> Batch:
        news = []
        place = f"position {{}} of {part}"
        for index, document in enumerate(page.items, start + 1):
            site = read_raw_site(document, index, place, self._known)
            if isinstance(site, Rejection):
                reading.keys.add(site.ref.id)
                reading.rejected.append(site)
                continue
            _check_filter(part, site)
            reading.keys.add(site.lipas_id)
            if self._seen.is_news(site):
                news.append(site)
        return tuple(news)

    def _keep(self, part: SiteQuery, reading: Reading) -> None:
        lost = [*reading.unshowable, *reading.rejected]
        self._rejections += lost
        if lost:
            places = ", ".join(rejection.ref.id.split(" of ")[0] for rejection in lost[:10])
            self._reasons.append(f"{part}: {len(lost)} unusable document(s) at {places}")

    def _is_large(self, part: SiteQuery, total: int) -> bool:
        return total > self._largest_part and part.parts() != (part,)


def _check_filter(part: SiteQuery, site: RawSite) -> None:
    """Notice when Lipas drops a filter that it no longer knows (lipas-api 2.3)."""
    filters = (
        ("city-codes", site.municipality, part.city_codes),
        ("statuses", site.status, part.statuses),
        ("type-codes", site.type_code, part.type_codes),
    )
    for name, value, wanted in filters:
        if wanted and value and value not in wanted:
            detail = f"site {site.lipas_id} has {name} {value}, which was not asked for"
            raise SourceContractError(SOURCE, "/v2/sports-sites", detail=detail)
