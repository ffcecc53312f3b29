"""The set-up of one upstream: can it be reached from here, and do the clocks agree."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from hytedata.runs.doctor.assumption import (
    SET_UP,
    Assumption,
    Place,
    Unsettled,
    Verdict,
    settled,
    unknown,
)
from hytedata.runs.doctor.look import Look

SKEW = timedelta(seconds=60)
"""How far clocks may be apart: a token is renewed so long before its end."""


def reach(
    place: Place,
    name: str,
    path: str,
    *query: tuple[str, str],
    good: tuple[int, ...] = (200,),
) -> tuple[Assumption, ...]:
    """What is asked of every upstream's set-up, by one harmless read without a credential.

    Args:
        place: The upstream.
        name: As people call it.
        path: What is read.
        query: Its parameters.
        good: Statuses by which the upstream shows that it is there.
    """

    def first(look: Look) -> Verdict:
        answer = look.get(place, path, *query)
        door = look.doors.places[place]
        secure = look.address(place).startswith("https://")
        over = "https, the certificate is trusted" if secure else "http"
        ms = look.sent[answer.number - 1].ms
        return settled(answer.status in good, f"{answer.status} in {ms} ms over {over}; {door.way}")

    def clocks(look: Look) -> Verdict:
        answer = look.get(place, path, *query)
        stated = http_date(answer.headers.get("date", ""))
        if stated is None:
            return unknown("it states no date")
        apart = abs(answer.came_at - stated)
        return settled(apart <= SKEW, f"{apart.total_seconds():.0f} s apart")

    return (
        Assumption(
            f"{place}.reachable",
            f"{name} can be reached from here.",
            SET_UP,
            "everything that reads it",
            "Check the address, proxy and ca_bundle in the configuration, and what your network "
            "lets out.",
            first,
        ),
        Assumption(
            f"{place}.clock",
            f"The clock here agrees with {name}'s.",
            SET_UP,
            "connectors/_http/login.py, reads by time",
            "Let the clock of this machine be set by NTP.",
            clocks,
        ),
    )


def http_date(text: str) -> datetime | None:
    """Read an HTTP date as an aware moment; None where it is none."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def moment_of(text: str) -> datetime:
    """Read an ISO time as an aware moment; one without a zone is UTC.

    Raises:
        Unsettled: It is none.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Unsettled("a time has a form that is not known") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
