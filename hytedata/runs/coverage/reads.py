"""How each source was read in each municipality: what was not read is never taken for empty."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from hytedata.codes import municipalities
from hytedata.config import Calendar, Config
from hytedata.config.calendar_table import FINLAND
from hytedata.quality.coverage import SourceRead
from hytedata.quality.coverage.facts import ReadState, Unit
from hytedata.store import Catalogue
from hytedata.store.catalogue import ReadVerdict

FRESH: Final = timedelta(days=30)
"""What was read completely longer ago is told as old."""

NEVER: Final = "it was never read"
ALL: Final = "all"


def source_reads(
    catalogue: Catalogue, config: Config, codes: Sequence[str], now: datetime
) -> tuple[SourceRead, ...]:
    """Return how PTV, Lipas and each calendar that covers some of *codes* were read."""
    look = _Look(catalogue, now)
    narrowed = config.lipas.categories
    only = f" categories:{','.join(map(str, sorted(narrowed)))}" if narrowed else ""
    found = [
        look.placed("ptv", "service", "services", codes, (ALL,)),
        look.placed("ptv", "service-channel", "places", codes, (ALL,)),
        look.placed("lipas", "sports-site", "places", codes, narrowed=only),
    ]
    calendars = ((one, covered(one, codes, catalogue)) for one in config.calendar)
    return (*found, *(look.calendar(one.name, here) for one, here in calendars if here))


def nationwide_was_read(catalogue: Catalogue) -> bool:
    """Whether services for the whole country were ever read completely."""
    return any(catalogue.last_read("ptv", "service", scope) for scope in (ALL, "nationwide"))


def covered(calendar: Calendar, codes: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Return those of *codes* that a calendar is of.

    One that states neither an area nor a municipality is of those where it has something.
    """
    if FINLAND in calendar.area:
        return tuple(codes)
    here = set(_stated(calendar))
    if not here:
        shares = catalogue.places.shares(calendar.name, "event")
        here = {code for some in shares.values() for code in some}
    return tuple(code for code in codes if code in here)


def _stated(calendar: Calendar) -> Iterator[str]:
    if calendar.municipality:
        yield calendar.municipality
    for area in calendar.area:
        kind, _, code = area.partition(":")
        if kind == "municipality":
            yield code
        elif kind == "county":
            yield from (one.code for one in municipalities(county=code))
        else:
            yield from (one.code for one in municipalities(region=code))


class _Look:
    def __init__(self, catalogue: Catalogue, now: datetime) -> None:
        self._catalogue, self._now = catalogue, now

    def placed(
        self,
        source: str,
        kind: str,
        unit: Unit,
        codes: Iterable[str],
        wider: Sequence[str] = (),
        *,
        narrowed: str = "",
    ) -> SourceRead:
        """Look at a register that is read by municipality, or whole."""
        told = {
            code: self._state(source, kind, (f"municipality:{code}{narrowed}", *wider))
            for code in codes
        }
        if narrowed:  # only some categories were asked for
            told = {
                code: ("partly" if state in ("yes", "stale") else state, why, at)
                for code, (state, why, at) in told.items()
            }
        return _read(source, unit, told)

    def calendar(self, name: str, codes: Iterable[str]) -> SourceRead:
        """Look at a calendar, which is read whole."""
        state = self._state(name, "event", (ALL,))
        return _read(name, "events", dict.fromkeys(codes, state))

    def _state(
        self, source: str, kind: str, scopes: Iterable[str]
    ) -> tuple[ReadState, str, datetime | None]:
        latest: list[ReadVerdict] = []
        complete: list[ReadVerdict] = []
        for scope in scopes:
            latest += self._catalogue.snapshots(source=source, kind=kind, scope=scope, limit=1)
            found = self._catalogue.last_read(source, kind, scope)
            complete += [found] if found else []
        if not latest:
            return "no", NEVER, None
        last = max(latest, key=lambda one: one.ended_at)
        read_at = max((one.ended_at for one in complete), default=None)
        if last.complete and self._now - last.ended_at <= FRESH:
            return "yes", "", read_at
        if read_at is not None:
            why = "; ".join(last.reasons) or f"last read on {read_at:%Y-%m-%d}"
            return "stale", why, read_at
        return ("partly" if last.items else "no"), "; ".join(last.reasons), None


def _read(
    name: str, unit: Unit, told: Mapping[str, tuple[ReadState, str, datetime | None]]
) -> SourceRead:
    reasons = dict.fromkeys(why for _, why, _ in told.values() if why)
    times = [at for _, _, at in told.values() if at]
    return SourceRead(
        name,
        unit,
        {code: state for code, (state, _, _) in told.items()},
        next(iter(reasons), ""),
        max(times, default=None),
    )
