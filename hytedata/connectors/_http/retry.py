"""What may be sent again, and when: pure rules over what happened to an attempt."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from hytedata.connectors._http.upstream import RetryPolicy
from hytedata.connectors._http.values import Request, Response
from hytedata.connectors._http.wire import Interrupted

TOO_MANY = 429
RETRIED = frozenset({TOO_MANY, 500, 502, 503, 504})

_TRACE_HEADERS = ("x-trace-id", "x-correlation-id", "x-request-id", "request-id", "traceparent")
_TRACE_IN_BODY = re.compile(
    rb"trace[ _-]?id[^0-9A-Za-z]{1,6}([0-9A-Za-z:|.-]{6,64})", re.IGNORECASE
)


class Again(Exception):
    """An attempt failed in a way that allows another one.

    Attributes:
        detail: What happened, for messages.
        status: The answer's status; None where no answer came.
        wait_s: Seconds that the upstream asked to wait; None where it did not.
        unknown: The attempt may have taken effect.
    """

    def __init__(
        self,
        detail: str,
        *,
        status: int | None = None,
        wait_s: float | None = None,
        unknown: bool = False,
    ) -> None:
        super().__init__(detail)
        self.detail, self.status, self.wait_s, self.unknown = detail, status, wait_s, unknown


class Lost(Exception):
    """A request that must not be repeated may have taken effect, and its answer is unknown."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


def judge_answer(request: Request, response: Response, now: datetime) -> None:
    """Decide what an answer outside `Endpoint.accept` means; returns where it is final.

    A 5xx leaves it open whether a POST took effect. A 429 does not: it was turned away before
    anything was done.

    Raises:
        Again: It may be sent again.
        Lost: It must not be, and may have taken effect.
    """
    status = response.status
    if status >= 500 and not request.may_repeat:
        raise Lost(f"status {status}{trace(response)}")
    if status in RETRIED:
        wait_s = retry_after(response.headers, now)
        detail = trace(response).removeprefix(", ")
        raise Again(detail, status=status, wait_s=wait_s)


def judge_interruption(request: Request, broken: Interrupted) -> Again | Lost:
    """Decide what a missing or broken answer means."""
    if broken.left and not request.may_repeat:
        return Lost(broken.detail)
    return Again(broken.detail, unknown=broken.left)


def wait_before_next(policy: RetryPolicy, attempt: int, failure: Again, draw: float) -> float:
    """Return the wait in seconds after *attempt* (from 1); *draw* is random in 0–1."""
    if failure.wait_s:
        return failure.wait_s
    return draw * policy.longest_wait_after(attempt)


def is_last(policy: RetryPolicy, attempt: int, failure: Again) -> bool:
    """Whether *attempt* (from 1) was the last one that the policy grants."""
    if failure.status == 500:
        return attempt >= min(policy.attempts, policy.attempts_on_500)
    return attempt >= policy.attempts


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that `Retry-After` asks for, from seconds or from an HTTP date.

    A date is compared with the answer's own `Date`, where there is one: the upstream's clock
    and ours need not agree.
    """
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    until = _http_date(asked)
    if until is None:
        return None
    return max(0.0, (until - (_http_date(headers.get("date", "")) or now)).total_seconds())


def trace(response: Response) -> str:
    """Return `, trace id …` as the upstream's support will ask for it, or nothing."""
    named = next((response.headers[n] for n in _TRACE_HEADERS if response.headers.get(n)), "")
    if not named and (found := _TRACE_IN_BODY.search(response.content[:4096])):
        named = found[1].decode("ascii")
    clean = re.sub(r"[^0-9A-Za-z:|._-]", "", named)[:80]
    return f", trace id {clean}" if clean else ""


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
