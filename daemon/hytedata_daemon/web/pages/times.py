"""How pages write times: on the daemon's clock, with the moment itself beside it for machines."""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from hytedata.quality.report.language import Words

_DAY: Final = timedelta(days=1)
_NEAR: Final[dict[int, str]] = {-1: "time.yesterday", 0: "time.today", 1: "time.tomorrow"}


class Times:
    """Times of one page.

    Args:
        zone: Whose clock is meant.
        now: Aware.
        words: Of the page's language.
    """

    def __init__(self, zone: str, now: datetime, words: Words) -> None:
        self.zone, self._words = ZoneInfo(zone), words
        self._now = now.astimezone(self.zone)

    def at(self, moment: datetime) -> Markup:
        """Return a moment: `tänään klo 4.41`, or with its date."""
        local = moment.astimezone(self.zone)
        near = _NEAR.get((local.date() - self._now.date()).days)
        day = self._words(near) if near else self._words.full_date(local.date())
        return _element(moment, self._words("time.at", day=day, clock=self._clock(local)))

    def exact(self, moment: datetime) -> Markup:
        """Return a moment with its date, whatever day it is."""
        local = moment.astimezone(self.zone)
        day = self._words.full_date(local.date())
        return _element(moment, self._words("time.at", day=day, clock=self._clock(local)))

    def day(self, day: date) -> Markup:
        """Return a day."""
        told = self._words.full_date(day)
        return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), told)

    def ago(self, moment: datetime) -> str:
        """Return how long ago a moment was: `3 tuntia sitten`."""
        past = max(self._now - moment, timedelta())
        if past < timedelta(minutes=1):
            return self._words("time.just-now")
        if past < timedelta(hours=1):
            return self._words("time.minutes-ago", int(past.total_seconds()) // 60)
        if past < 2 * _DAY:
            return self._words("time.hours-ago", int(past.total_seconds()) // 3600)
        return self._words("time.days-ago", past.days)

    def lasted(self, began: datetime, ended: datetime) -> str:
        """Return how long something took: `42 s`, `3 min`, `2 h 5 min`."""
        seconds = max(int((ended - began).total_seconds()), 0)
        if seconds < 60:
            return f"{seconds}\u00a0s"
        if seconds < 3600:
            return f"{seconds // 60}\u00a0min"
        hours = self._words("time.hours-short")
        return f"{seconds // 3600}\u00a0{hours} {seconds % 3600 // 60}\u00a0min"

    def _clock(self, local: datetime) -> str:
        if self._words.language == "en":
            return f"{local:%H:%M}"
        return f"{local.hour}.{local:%M}"


def _element(moment: datetime, told: str) -> Markup:
    stated = moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Markup('<time datetime="{}">{}</time>').format(stated, told)
