"""Service hours (ptv-api 5.4 and the list below 6.6)."""

from hytedata.sandbox.ptv.faults import Errors
from hytedata.sandbox.ptv.formats import parse_moment
from hytedata.sandbox.ptv.values import Body, flag, items, text


def check_hours(hours: list[Body], key: str, errors: Errors) -> None:
    """Check each entry of a list of service hours."""
    for at, hour in enumerate(hours):
        _check_hour(hour, f"{key}[{at}]", errors)


def _check_hour(hour: Body, key: str, errors: Errors) -> None:
    kind, opening = text(hour, "serviceHourType"), items(hour, "openingHour")
    _check_dates(hour, key, errors)
    _check_flags(hour, kind, opening, key, errors)
    if kind in ("OverMidnight", "Exceptional"):
        if len(opening) > 1:
            errors.add(f"{key}.OpeningHour", f"Only one opening hour is allowed for {kind}.")
        if not opening and (kind == "OverMidnight" or not flag(hour, "isClosed")):
            errors.add(f"{key}.OpeningHour", f"An opening hour is needed for {kind}.")
    elif not (
        opening
        or items(hour, "additionalInformation")
        or flag(hour, "isAlwaysOpen")
        or flag(hour, "isReservation")
    ):
        told = "OpeningHour, AdditionalInformation, IsAlwaysOpen or IsReservation is needed."
        errors.add(f"{key}.OpeningHour", told)
    single_day = kind == "DaysOfTheWeek" or (
        kind == "Exceptional" and text(hour, "validTo") is None
    )
    for at, times in enumerate(opening):
        _check_times(times, kind, f"{key}.OpeningHour[{at}]", errors, single_day=single_day)


def _check_dates(hour: Body, key: str, errors: Errors) -> None:
    start, end = text(hour, "validFrom"), text(hour, "validTo")
    if start and end:
        first, last = parse_moment(start), parse_moment(end)
        if first is not None and last is not None and last.date() <= first.date():
            errors.add(f"{key}.ValidTo", "ValidTo must be a later date than ValidFrom.")


def _check_flags(
    hour: Body, kind: str | None, opening: list[Body], key: str, errors: Errors
) -> None:
    if kind == "DaysOfTheWeek" and flag(hour, "isClosed"):
        errors.add(f"{key}.IsClosed", "IsClosed is not allowed for DaysOfTheWeek.")
    for name, other in (("isAlwaysOpen", "isReservation"), ("isReservation", "isAlwaysOpen")):
        if not flag(hour, name):
            continue
        where = f"{key}.{name[:1].upper()}{name[1:]}"
        if kind != "DaysOfTheWeek":
            errors.add(where, f"{name} is allowed for DaysOfTheWeek only.")
        if flag(hour, other) or flag(hour, "isClosed"):
            errors.add(where, f"{name} cannot be given with {other} or isClosed.")
        if opening:
            errors.add(f"{key}.OpeningHour", f"No opening hours are accepted with {name}.")


def _check_times(
    times: Body, kind: str | None, key: str, errors: Errors, *, single_day: bool
) -> None:
    if kind != "Exceptional" and not text(times, "dayFrom"):
        errors.add(f"{key}.DayFrom", "The DayFrom field is required.")
    start, end = (text(times, "from") or "")[:5], (text(times, "to") or "")[:5]
    if single_day and end != "00:00" and start >= end:
        errors.add(f"{key}.To", "To must be later than From.")
