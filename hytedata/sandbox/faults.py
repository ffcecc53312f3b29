"""Faults that the sandbox's server injects: which requests they hit, and what goes wrong.

| Kind | What the client meets |
|---|---|
| `status` | an error status, with its own body or nginx's HTML, and `Retry-After` if asked |
| `garbage` | HTML with status 200 |
| `too-many` | PTV's 429, where more than `count` requests of the mount are under way |
| `delay` | the answer comes `delay_s` later |
| `reset` | the connection is reset (RST) before anything is done |
| `hang` | no answer until the client gives up, or the connection closes after `delay_s` |
| `lost-before` | the connection closes, the deed is **not** done |
| `lost-after` | the deed is done, the connection closes before the answer |
| `truncate` | a body shorter than its Content-Length, then the connection closes |
| `token-death` | the upstream forgets all tokens, then answers as it then must |
| `short-page` | `count` items are missing at the end of a page, totals unchanged |
| `repeat-page` | the items of the page served before come once more |
| `stale-page` | the first `count` items are those of the page served before |
| `moved-total` | the page says that there are `count` items more, or fewer, than there are |

Several rules may hit one request: delays add up, pages are changed one rule after the other, and
the first rule that answers or breaks the connection wins.
"""

import json
import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from random import Random
from typing import Literal, TypeAlias, cast, get_args

import msgspec

from hytedata.errors import InputError
from hytedata.sandbox.http import SimRequest

FaultKind: TypeAlias = Literal[
    "status",
    "garbage",
    "too-many",
    "delay",
    "reset",
    "hang",
    "lost-before",
    "lost-after",
    "truncate",
    "token-death",
    "short-page",
    "repeat-page",
    "stale-page",
    "moved-total",
]

PAGE_KINDS = frozenset({"short-page", "repeat-page", "stale-page", "moved-total"})
PAGE_PARAMETERS = frozenset({"page"})
ITEM_KEYS = ("items", "itemList")
# How v12 of PTV, Lipas and v11 of PTV tell their totals: items, pages, size of a page.
TOTAL_KEYS = (
    ("totalItems", "totalPages", "pageSize"),
    ("total-items", "total-pages", "page-size"),
    (None, "pageCount", None),
)


@dataclass(frozen=True)
class Fault:
    """One rule: where it applies, how often, and what it does.

    Attributes:
        mount: `/lipas`, `/ptv` …; empty means all but the control API.
        method: `GET`, `POST` …; empty means all.
        path: Regular expression that must match somewhere in the path below the mount.
        after: The first so many matching requests go through untouched.
        times: It fires at most so often; None means without end.
        every: It fires on every so-many-th matching request after `after`.
        probability: Chance of firing (0–1) where all else agrees, drawn from the plan's seed.
        status: For `status`.
        body: For `status` and `garbage`: what is answered instead of the usual text.
        html: For `status`: answer an HTML page, as a proxy does.
        retry_after_s: For `status`: seconds in the Retry-After header.
        retry_after_date: Send Retry-After as a date instead of seconds.
        delay_s: For `delay` and `hang`, seconds.
        count: For pages: items removed, repeated or miscounted (a negative number takes away).
            For `truncate`: bytes kept, 0 means half. For `too-many`: requests allowed at once.
    """

    kind: FaultKind
    mount: str = ""
    method: str = ""
    path: str = ""
    after: int = 0
    times: int | None = None
    every: int = 1
    probability: float = 1.0
    status: int = 503
    body: str = ""
    html: bool = False
    retry_after_s: int | None = None
    retry_after_date: bool = False
    delay_s: float = 0.0
    count: int = 0

    def __post_init__(self) -> None:
        if self.kind not in get_args(FaultKind):
            allowed = ", ".join(get_args(FaultKind))
            raise InputError(f"there is no fault of kind {self.kind!r}; kinds: {allowed}")
        if self.every < 1 or self.after < 0 or not 0 <= self.probability <= 1:
            raise InputError("a fault needs every ≥ 1, after ≥ 0 and a probability from 0 to 1")
        try:
            re.compile(self.path)
        except re.error as error:
            raise InputError(f"the fault's path {self.path!r} is no pattern: {error}") from error

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> "Fault":
        """Build a rule from its JSON form; unknown keys are refused."""
        known = {each.name for each in fields(cls)}
        unknown = sorted(document.keys() - known)
        if unknown or "kind" not in document:
            raise InputError(f"a fault needs kind and takes {sorted(known)}; unknown: {unknown}")
        try:
            return msgspec.convert(document, cls)
        except msgspec.ValidationError as error:
            raise InputError(f"the fault cannot be read: {error}") from error

    def to_json(self) -> dict[str, object]:
        """Return the rule as a JSON object that `from_json` takes."""
        return asdict(self)

    def matches(self, mount: str, request: SimRequest) -> bool:
        """Whether the rule is about this request."""
        return (
            (self.mount == mount or (not self.mount and mount != "/control"))
            and self.method in ("", request.method)
            and re.search(self.path, request.path) is not None
        )


@dataclass
class _Counted:
    """A rule of a plan with what it has seen."""

    id: int
    fault: Fault
    random: Random
    matched: int = 0
    fired: int = 0
    pages: dict[tuple[object, ...], list[object]] = field(default_factory=dict)

    def fires(self) -> bool:
        fault = self.fault
        self.matched += 1
        due = self.matched > fault.after and (self.matched - fault.after - 1) % fault.every == 0
        spent = fault.times is not None and self.fired >= fault.times
        fires = due and not spent and self.random.random() < fault.probability
        self.fired += fires
        return fires


class FaultPlan:
    """The rules in force; may be changed from any thread while a server runs.

    Args:
        faults: Rules to begin with.
        seed: Of the draws; the same seed and order of requests give the same faults.
    """

    def __init__(self, faults: Iterable[Fault] = (), *, seed: int = 0) -> None:
        self._seed = seed
        self._lock = threading.Lock()
        self._next_id = 1
        self._rules: list[_Counted] = []
        for fault in faults:
            self.add(fault)

    def add(self, fault: Fault) -> int:
        """Put a rule in force and return its number."""
        with self._lock:
            number = self._next_id
            self._next_id += 1
            self._rules.append(_Counted(number, fault, Random(f"{self._seed}:{number}")))
            return number

    def clear(self, number: int | None = None) -> None:
        """Lift one rule, or all."""
        with self._lock:
            self._rules = [rule for rule in self._rules if number is not None and rule.id != number]

    def rules(self) -> tuple[tuple[int, Fault, int, int], ...]:
        """Return number, rule, requests matched and times fired, in order."""
        with self._lock:
            return tuple((rule.id, rule.fault, rule.matched, rule.fired) for rule in self._rules)

    def meet(self, mount: str, request: SimRequest, *, at_once: int = 1) -> "Meeting":
        """Count a request and tell which faults hit it.

        Args:
            mount: Where it goes.
            request: The request.
            at_once: Requests of the mount under way, itself included.
        """
        with self._lock:
            matching = [
                rule
                for rule in self._rules
                if rule.fault.matches(mount, request)
                and (rule.fault.kind != "too-many" or at_once > rule.fault.count)
            ]
            return Meeting(request, tuple((rule, rule.fires()) for rule in matching))


class Meeting:
    """The faults that hit one request."""

    def __init__(self, request: SimRequest, rules: tuple[tuple[_Counted, bool], ...]) -> None:
        self._request = request
        self._rules = rules
        self.faults = tuple(rule.fault for rule, fires in rules if fires)

    def first(self, *kinds: FaultKind) -> Fault | None:
        """Return the first fault of one of *kinds*."""
        return next((fault for fault in self.faults if fault.kind in kinds), None)

    @property
    def delay_s(self) -> float:
        """Seconds that all delays add up to."""
        return sum(fault.delay_s for fault in self.faults if fault.kind == "delay")

    def change_page(self, body: bytes) -> bytes:
        """Return the page as page faults leave it; a body that is no page stays as it is."""
        rules = [each for each in self._rules if each[0].fault.kind in PAGE_KINDS]
        if not rules:
            return body
        page = _Page.read(body)
        if page is None:
            return body
        for rule, fires in rules:
            served_before = rule.pages.get(self._listing, [])
            rule.pages[self._listing] = list(page.items)
            if fires and rule.fault.kind == "moved-total":
                page.move_total(rule.fault.count or 1)
            elif fires:
                page.items = _changed(rule.fault, page.items, served_before)
        return page.encode()

    @property
    def _listing(self) -> tuple[object, ...]:
        wanted = [pair for pair in self._request.query if pair[0] not in PAGE_PARAMETERS]
        return (self._request.path, *wanted)


def _changed(fault: Fault, items: list[object], served_before: list[object]) -> list[object]:
    count = fault.count or 1
    if fault.kind == "short-page":
        return items[:-count]
    if not served_before:
        return items
    if fault.kind == "repeat-page":
        return served_before
    return served_before[-count:] + items[count:]


@dataclass
class _Page:
    """A page of a listing: a list, or an object that holds one."""

    document: object
    key: str | None
    items: list[object]

    @classmethod
    def read(cls, body: bytes) -> "_Page | None":
        try:
            document = json.loads(body)
        except ValueError:
            return None
        if isinstance(document, list):
            return cls(document, None, document)
        if isinstance(document, dict):
            for key in ITEM_KEYS:
                if isinstance(document.get(key), list):
                    return cls(document, key, document[key])
        return None

    def move_total(self, count: int) -> None:
        """Change what the page says of the whole listing; v11 of PTV counts pages only."""
        if not isinstance(self.document, dict):
            return
        inner = self.document.get("pagination")
        head = inner if isinstance(inner, dict) else self.document
        for total, pages, size in TOTAL_KEYS:
            if pages not in head:
                continue
            if total is None:
                head[pages] = max(0, head[pages] + count)
            else:
                head[total] = max(0, head[total] + count)
                head[pages] = -(-head[total] // head[size])

    def encode(self) -> bytes:
        if self.key is None:
            return json.dumps(self.items, ensure_ascii=False).encode()
        changed = {**cast("dict[str, object]", self.document), self.key: self.items}
        return json.dumps(changed, ensure_ascii=False).encode()
