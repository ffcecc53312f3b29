"""Upstreams by name, how much of each may be asked at once, and configurations that ask for less.

Names are `ptv`, `lipas`, `statfin` and `calendar:NAME`.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from hytedata.config import Config

PTV: Final = "ptv"
LIPAS: Final = "lipas"
STATFIN: Final = "statfin"
CALENDAR: Final = "calendar:"

# What errors call an upstream that has another name here.
_OTHERWISE_CALLED: Final[Mapping[str, str]] = {"statistics-finland": STATFIN}


class Share(NamedTuple):
    """A work's part of an upstream.

    Attributes:
        taken: Requests at once that it may have.
        of: Requests at once that all works together may have.
    """

    taken: int
    of: int


def upstreams_of_lipas(config: Config) -> tuple[str, ...]:
    """Return the upstream that sports sites are read from: none where a file is read instead."""
    return () if config.lipas.file else (LIPAS,)


def upstream_of_source(source: str, config: Config) -> str:
    """Return the upstream that an error calls *source*."""
    if any(one.name == source for one in config.calendar):
        return f"{CALENDAR}{source}"
    name = source.lower()
    return _OTHERWISE_CALLED.get(name, name)


def at_once(config: Config, upstream: str) -> int:
    """Return how many requests at once an upstream gets in all; 0 where there is no bound."""
    if upstream == PTV:
        return config.ptv.at_once
    if upstream == LIPAS:
        return config.lipas.at_once
    for one in config.calendar:
        if upstream == f"{CALENDAR}{one.name}":
            return one.at_once
    return 0


def wanted(of: int, works: int) -> int:
    """Return a fair share of *of* requests at once for one of *works* works: at least one."""
    return max(1, of // works)


def sharing(config: Config, shares: Mapping[str, Share]) -> Config:
    """Return a configuration that asks each upstream for no more than *shares* say.

    Requests per second go with requests at once, in proportion.
    """
    changed: dict[str, object] = {}
    if PTV in shares:
        changed["ptv"] = config.ptv.model_copy(update=_less(config.ptv.per_second, shares[PTV]))
    if LIPAS in shares:
        less = _less(config.lipas.per_second, shares[LIPAS])
        changed["lipas"] = config.lipas.model_copy(update=less)
    names = {one.name: shares.get(f"{CALENDAR}{one.name}") for one in config.calendar}
    if any(names.values()):
        changed["calendar"] = tuple(
            one.model_copy(update=_less(one.per_second, share)) if share else one
            for one in config.calendar
            for share in (names[one.name],)
        )
    return config.model_copy(update=changed)


def _less(per_second: float, share: Share) -> dict[str, object]:
    return {"at_once": share.taken, "per_second": per_second * share.taken / share.of}
