"""Service hours as a union of six types (ptv-v12 4 and 6.4)."""

from datetime import date, datetime, timedelta

from hytedata.sandbox.ptv.formats import parse_moment
from hytedata.sandbox.ptv.holidays import as_holidays
from hytedata.sandbox.ptv.v12.render.texts import strings
from hytedata.sandbox.ptv.values import Body, flag, items, text

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = 7


def service_hours(body: Body, today: datetime) -> Body:
    """Hours that have not expired, and those of holidays."""
    shown = [_hour(item) for item in items(body, "serviceHours") if not _expired(item, today)]
    return {"hours": shown, "holidayServiceHours": as_holidays(body)}


def _date(item: Body, name: str) -> date | None:
    moment = parse_moment(text(item, name) or "")
    return None if moment is None else moment.date()


def _expired(item: Body, today: datetime) -> bool:
    end = _date(item, "validTo")
    return end is not None and end < today.date()


def _hour(item: Body) -> Body:
    # v11's only text of an hour is its title.
    heading = strings(items(item, "additionalInformation"))
    shared: Body = {"heading": heading, "additionalInformation": {}}
    kind, end = text(item, "serviceHourType"), _date(item, "validTo")
    start = _date(item, "validFrom")
    if kind == "Exceptional":
        return _exceptional(item, shared, start or end or date.min, end or start or date.min)
    season = (start, end) if start is not None and end is not None else None
    if kind == "OverMidnight":
        return _over_midnight(item, shared, season)
    if flag(item, "isAlwaysOpen") or flag(item, "isReservation"):
        return _continuous(item, shared, season)
    weekly: Body = {**shared, "weeklyHours": _week(item)}
    if season is None:
        return {"type": "WeeklyUntilFurtherNoticeServiceHour", **weekly}
    return {"type": "WeeklyDateRangeServiceHour", **_dates(season), **weekly}


def _dates(season: tuple[date, date]) -> Body:
    return {"fromDate": season[0].isoformat(), "toDate": season[1].isoformat()}


def _times(item: Body) -> tuple[str, str]:
    return (text(item, "from") or "00:00")[:5], (text(item, "to") or "00:00")[:5]


def _period(item: Body, status: str) -> Body:
    start, end = _times(item)
    return {
        "start": start,
        "end": end,
        "openingStatus": status,
        "repetition": "Weekly",
        "additionalInformation": {},
    }


def _week(item: Body) -> Body:
    """Only the days that are given."""
    days: dict[str, list[Body]] = {}
    for times in items(item, "openingHour"):
        day = (text(times, "dayFrom") or "Monday").lower()
        days.setdefault(day, []).append(_period(times, "Open"))
    return {day: {"hours": periods} for day, periods in days.items()}


def _continuous(item: Body, shared: Body, season: tuple[date, date] | None) -> Body:
    status = "OpenOnReservation" if flag(item, "isReservation") else "Open"
    if season is None:
        return {"type": "ContinuousAlwaysValidServiceHour", "openingStatus": status, **shared}
    return {
        "type": "ContinuousDateRangeServiceHour",
        "openingStatus": status,
        **shared,
        **_dates(season),
        "fromTime": "00:00",
        "toTime": "00:00",
        "fromDay": _DAYS[season[0].weekday()],
        "toDay": _DAYS[season[1].weekday()],
    }


def _over_midnight(item: Body, shared: Body, season: tuple[date, date] | None) -> Body:
    times = next(iter(items(item, "openingHour")), {})
    start, end = _times(times)
    days: Body = {
        "openingStatus": "Open",
        **shared,
        "fromDay": text(times, "dayFrom") or "Monday",
        "toDay": text(times, "dayTo") or text(times, "dayFrom") or "Monday",
        "fromTime": start,
        "toTime": end,
    }
    if season is None:
        return {"type": "ContinuousWeekdaysUntilFurtherNoticeServiceHour", **days}
    return {"type": "ContinuousDateRangeServiceHour", **days, **_dates(season)}


def _exceptional(item: Body, shared: Body, start: date, end: date) -> Body:
    """The weekdays that the dates touch, each open at other times or closed."""
    times = items(item, "openingHour")
    status = "Closed" if flag(item, "isClosed") else "Open"
    periods = [_period(each, status) for each in times] or [_period({}, status)]
    length = min((end - start).days + 1, _WEEK)
    days = [_DAYS[(start + timedelta(days=at)).weekday()].lower() for at in range(length)]
    return {
        "type": "ExceptionalDateRangeServiceHour",
        **shared,
        **_dates((start, end)),
        "weeklyHours": {day: {"hours": periods} for day in days},
    }
