"""Times as PTV writes them, and the windows of time that its lists can be asked for."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from hytedata.errors import InputError

_TIME: Final = re.compile(
    r"(?P<whole>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"(?:\.(?P<fraction>[0-9]{1,7}))?"
    r"(?:(?P<utc>Z)|(?P<sign>[+-])(?P<hours>[0-9]{2}):(?P<minutes>[0-9]{2}))?"
)


def parse_time(text: str | None) -> datetime | None:
    """Read a time of an answer, with up to seven decimals, with or without a zone (ptv-api 1.2).

    Args:
        text: The time; None reads as none.

    Returns:
        The moment in UTC, which is what a time without a zone is in; None where *text* is no time.
        Exact to the microsecond: the seventh decimal, tenths of one, is dropped.
    """
    match = _TIME.fullmatch(text or "")
    if match is None:
        return None
    microsecond = int((match["fraction"] or "").ljust(6, "0")[:6])
    try:
        local = datetime.fromisoformat(match["whole"]).replace(microsecond=microsecond)
        return local.replace(tzinfo=_zone(match)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(match: re.Match[str]) -> timezone:
    if match["sign"] is None:
        return UTC
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    return timezone(ahead if match["sign"] == "+" else -ahead)


@dataclass(frozen=True)
class Window:
    """When something has changed, or was archived.

    PTV knows whole seconds only, so a window is widened to them: nothing that lies within it is
    missed, and up to a second on either side comes along (ptv-api 3.4).

    Attributes:
        after: Later than this; aware. None is from the beginning.
        before: Earlier than this; aware. None is without end.

    Raises:
        InputError: A time has no zone or cannot be said in UTC, or the window ends before it
            begins.
    """

    after: datetime | None = None
    before: datetime | None = None

    def __post_init__(self) -> None:
        for name, moment in (("after", self.after), ("before", self.before)):
            if moment is not None:
                _check(name, moment)
        if self.after is not None and self.before is not None and self.after > self.before:
            raise InputError(
                f"a window's after is no later than its before, not {self.after} and {self.before}"
            )

    def params(self, after: str = "date", before: str = "dateBefore") -> list[tuple[str, str]]:
        """Return query parameters, named as asked: exactly `yyyy-MM-ddTHH:mm:ss`, in UTC."""
        params: list[tuple[str, str]] = []
        if self.after is not None:
            params.append((after, _seconds(self.after)))
        if self.before is not None:
            params.append((before, _seconds(self.before, up=True)))
        return params


ANY_TIME: Final = Window()


def _check(name: str, moment: datetime) -> None:
    allowed = f"a window's {name} is a datetime with a zone, within the years 1 to 9999 in UTC"
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        raise InputError(f"{allowed}, not {moment!r}")
    try:
        _seconds(moment, up=name == "before")
    except OverflowError as error:
        raise InputError(f"{allowed}, not {moment!r}") from error


def _seconds(moment: datetime, *, up: bool = False) -> str:
    in_utc = moment.astimezone(UTC).replace(tzinfo=None)
    whole = in_utc.replace(microsecond=0)
    if up and in_utc != whole:
        whole += timedelta(seconds=1)
    return whole.isoformat()
