"""The division of a later year: municipalities, regions and counties, read once a year and kept."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import anyio

from hytedata.clients.divisions_cache import DivisionCache
from hytedata.clients.drive import Calls, ask, run, run_async
from hytedata.clients.opening import AsyncClient, SyncClient
from hytedata.codes.division import Division, packaged_division
from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.connectors._http.upstream import Upstream, user_agent
from hytedata.connectors.statfin.classifications import (
    AreaUnit,
    ClassifiedArea,
    LayerRefused,
    list_areas,
)
from hytedata.connectors.statfin.wfs import SOURCE, URL
from hytedata.errors import InputError, NotFound, RecordError, SourceContractError, TransientError
from hytedata.normalise.division import YearAreas, next_division, vanished

LATEST_YEAR: Final = 2099

log = logging.getLogger("hytedata.divisions")


class Divisions(SyncClient):
    """Reads divisions of the country from Statistics Finland; use it with `with`.

    The division of 2026 comes with hytedata, and later ones are read from the outlines of
    municipalities, regions and counties. Each is kept in *cache* with its checksum.

    Args:
        url: Address of the map service, or an upstream with more settings.
        contact: E-mail or web address for the User-Agent.
        cache: Folder for what was read; None keeps nothing.
        budget: Shared with other clients of the same service; None makes one of its own.
        sleep: Waits between attempts.
        today: The day that is noted as the day of reading.
    """

    def __init__(
        self,
        url: str | Upstream = URL,
        *,
        contact: str = "",
        cache: Path | None = None,
        budget: Budget | None = None,
        sleep: Sleep = anyio.sleep,
        today: Callable[[], date] = date.today,
    ) -> None:
        upstream = _upstream(url, contact)
        self._shell = SyncShell(upstream, budget=budget, sleep=sleep)
        self._cache, self._today = DivisionCache(cache, upstream.base_url), today

    def read(self, year: int, *, refresh: bool = False) -> Division:
        """Return the division of 1 January of *year*, or the newest one that can be had.

        A year is told by what changed since the year before, so those in between are read too.
        Where one cannot be read (no network, not out yet, not in order), the one before it is
        returned: `origin` says where it is from and why, `year` what it is of.

        Args:
            year: From that of the packaged division on.
            refresh: Read it again although it is kept.

        Raises:
            InputError: A year before the packaged division. What a code or name meant earlier is
                told by `hytedata.codes.find_places(…, on=…)`.
        """
        return run(self._shell, _read(year, self._cache, self._today, refresh=refresh))


class AsyncDivisions(AsyncClient):
    """What `Divisions` is, for `async with`; the same names, arguments and errors."""

    def __init__(
        self,
        url: str | Upstream = URL,
        *,
        contact: str = "",
        cache: Path | None = None,
        budget: Budget | None = None,
        sleep: Sleep = anyio.sleep,
        today: Callable[[], date] = date.today,
    ) -> None:
        upstream = _upstream(url, contact)
        self._shell = AsyncShell(upstream, budget=budget, sleep=sleep)
        self._cache, self._today = DivisionCache(cache, upstream.base_url), today

    async def read(self, year: int, *, refresh: bool = False) -> Division:
        """Return the division of *year*; see `Divisions.read`."""
        calls = _read(year, self._cache, self._today, refresh=refresh)
        return await run_async(self._shell, calls)


def _upstream(url: str | Upstream, contact: str) -> Upstream:
    if isinstance(url, Upstream):
        return url
    return Upstream(SOURCE, url, user_agent=user_agent(contact), at_once=1)


def _read(
    year: int, cache: DivisionCache, today: Callable[[], date], *, refresh: bool
) -> Calls[Division]:
    packaged = packaged_division()
    if not packaged.year <= year <= LATEST_YEAR:
        raise InputError(
            f"year={year}: give a year from {packaged.year} to {LATEST_YEAR}; what a code or name "
            "meant earlier is told by find_places(…, on=…)"
        )
    current = _newest_kept(year, packaged, cache, refresh=refresh)
    for wanted in range(current.year + 1, year + 1):
        try:
            division = yield from _fetched(current, wanted, today())
        except (TransientError, SourceContractError, RecordError, NotFound) as error:
            log.warning("division_not_read year=%d reason=%s", wanted, error)
            return _instead(cache.find(year) or current, year, f"{wanted} cannot be read: {error}")
        trouble = cache.keep(division)
        current = _noted(division, f"it could not be kept ({trouble})") if trouble else division
    return current


def _newest_kept(year: int, packaged: Division, cache: DivisionCache, *, refresh: bool) -> Division:
    for one in range(year - 1 if refresh else year, packaged.year, -1):
        if kept := cache.find(one):
            return kept
    return packaged


def _fetched(base: Division, year: int, today: date) -> Calls[Division]:
    municipalities = yield from _areas("kunta", year)
    regions = yield from _areas("maakunta", year)
    counties = yield from _areas("hyvinvointialue", year)
    areas = YearAreas(year, municipalities, regions, counties)
    before: tuple[ClassifiedArea, ...] = ()
    if vanished(base, areas):
        before = yield from _areas("kunta", base.year)
    return next_division(base, areas, before, today)


def _areas(unit: AreaUnit, year: int) -> Calls[tuple[ClassifiedArea, ...]]:
    answer = yield from ask(list_areas(unit, year))
    if isinstance(answer, LayerRefused):
        raise NotFound(SOURCE, f"layer {unit}4500k_{year} yet", detail=answer.detail)
    return answer


def _instead(division: Division, asked: int, why: str) -> Division:
    """Return what is there instead of *asked*, and say so."""
    if division.year == asked:
        return _noted(division, why)
    reason = f"this is the division of {division.year}, since that of {why}"
    return replace(division, origin=replace(division.origin, asked=asked, reason=reason))


def _noted(division: Division, note: str) -> Division:
    reason = f"{division.origin.reason}; {note}"
    return replace(division, origin=replace(division.origin, reason=reason))
