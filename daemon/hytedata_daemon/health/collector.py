"""Reads the store for monitoring: each look is some bounded queries, the dear ones kept a while.

Labels are ids of organisations in the settings, jobs, sources, upstreams and channels: their number
is bounded by the settings. There is nothing of people, logins or records in it.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Final

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from hytedata.errors import StoreError
from hytedata.models.finding import Severity
from hytedata.store import Store
from hytedata.store.monitoring import Heartbeat, OpenIntents, WorkState
from hytedata.store.notices import ChannelState
from hytedata_daemon.health.lags import overdue
from hytedata_daemon.outcome import EVERYBODY
from hytedata_daemon.settings import Settings

LOST_AFTER: Final = timedelta(minutes=2)
"""A daemon that was not seen for so long is lost, as far as monitoring is concerned."""

RECOVERED_FOR: Final = timedelta(days=1)
"""That a daemon died and was taken over from is told for so long."""

_KEPT_S: Final = 60.0
_CODE: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
_WAITS: Final = frozenset({"plan-waits", "limit-exceeded"})

Label = str
Sample = tuple[tuple[Label, ...], float]


class StoreCollector(Collector):
    """Gives what the store knows each time that it is asked; never fails for a store that does."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        store: Callable[[], Store],
        now: Callable[[], datetime],
        *,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings, self._store, self._now, self._ticks = settings, store, now, ticks
        self._findings: tuple[float, int, Mapping[Severity, int]] | None = None
        self._intents: tuple[float, tuple[OpenIntents, ...]] | None = None

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics; where the store cannot be read, that alone."""
        settings = self._settings()
        try:
            store = self._store()
            schema = store.monitoring.schema()
            told = [*self._of_store(store), *self._of_works(store, settings)]
            told += [*self._of_sources(store), *_of_channels(store, settings)]
        except StoreError:
            yield _gauge("store_up", "Whether the store can be read.", (), [((), 0)])
            return
        yield _gauge("store_up", "Whether the store can be read.", (), [((), 1)])
        build = (version("hytedata"), schema)
        yield _gauge("build_info", "What runs.", ("version", "schema"), [(build, 1)])
        names = [((one.id, one.name), 1.0) for one in settings.config.organisation]
        labels = ("organisation", "name")
        yield _gauge("organisation_info", "Names of the organisations.", labels, names)
        yield from told

    def _of_store(self, store: Store) -> Iterator[Metric]:
        part, now = store.monitoring, self._now()
        yield _gauge("store_size_bytes", "Size of the store.", (), [((), part.size_bytes())])
        free = part.free_bytes()
        if free is not None:
            yield _gauge("store_free_bytes", "Room on the store's disk.", (), [((), free)])
        states = [_state(one, now) for one in part.heartbeats()]
        counts = [((state,), states.count(state)) for state in ("alive", "lost", "recovered")]
        about = "Daemons that did not stop, by whether they are seen, or were taken over from."
        yield _gauge("daemons", about, ("state",), counts)
        found = [((severity,), n) for severity, n in self._found(store).items()]
        yield _gauge("findings", "Findings to be mended.", ("severity",), found)

    def _of_works(self, store: Store, settings: Settings) -> Iterator[Metric]:
        ids = {EVERYBODY, *(one.id for one in settings.config.organisation)}
        works = [one for one in store.monitoring.works() if one.organisation in ids]
        keys = ("job", "organisation", "full")
        yield _gauge(
            "work_ended_timestamp_seconds",
            "When each work last ended, however.",
            keys,
            [(_key(one), one.ended_at.timestamp()) for one in works if one.ended_at],
        )
        yield _gauge(
            "work_failures",
            "Failures of each work in a row.",
            keys,
            [(_key(one), one.failures) for one in works],
        )
        yield _gauge(
            "work_state",
            "How each work last ended.",
            (*keys, "state", "code"),
            [((*_key(one), *_ended(one)), 1) for one in works if one.outcome],
        )
        late = overdue(settings.daemon, works, self._now())
        yield _gauge(
            "work_overdue_seconds",
            "By how much the latest work of each job is late.",
            ("job",),
            [((job,), by.total_seconds()) for job, by in late.items()],
        )
        yield from _plans(store, works)
        yield from self._open(store, ids)

    def _open(self, store: Store, ids: set[str]) -> Iterator[Metric]:
        found = [one for one in self._intents_of(store) if one.organisation in ids]
        yield _gauge(
            "intents_open",
            "Writes whose outcome is not known yet.",
            ("organisation",),
            [((one.organisation,), one.open) for one in found],
        )
        yield _gauge(
            "intent_oldest_timestamp_seconds",
            "When the oldest of them was begun.",
            ("organisation",),
            [((one.organisation,), one.oldest.timestamp()) for one in found],
        )

    def _of_sources(self, store: Store) -> Iterator[Metric]:
        reads = store.monitoring.complete_reads()
        yield _gauge(
            "read_complete_timestamp_seconds",
            "When each source was last read whole.",
            ("source", "kind"),
            [(key, at.timestamp()) for key, at in reads.items()],
        )
        breakers, now = store.monitoring.breakers(), self._now()
        yield _gauge(
            "upstream_failures",
            "Works in a row that got no usable answer.",
            ("upstream",),
            [((one.name,), one.failures) for one in breakers],
        )
        yield _gauge(
            "upstream_rests",
            "Whether nothing is asked of an upstream for a while.",
            ("upstream",),
            [((one.name,), bool(one.rests_until and one.rests_until > now)) for one in breakers],
        )

    def _found(self, store: Store) -> Mapping[Severity, int]:
        # All findings are looked through, and only a run of the rules or a waiver changes them.
        at, run = self._ticks(), store.monitoring.checked()
        kept = self._findings
        if kept is None or kept[1] != run or at - kept[0] > 10 * _KEPT_S:
            kept = self._findings = (at, run, store.monitoring.findings())
        return kept[2]

    def _intents_of(self, store: Store) -> tuple[OpenIntents, ...]:
        at, kept = self._ticks(), self._intents
        if kept is None or at - kept[0] > _KEPT_S:
            kept = self._intents = (at, store.monitoring.open_intents())
        return kept[1]


def _state(one: Heartbeat, now: datetime) -> str:
    if one.claimed_at is not None:
        return "recovered" if now - one.claimed_at < RECOVERED_FOR else "over"
    return "lost" if now - one.seen_at > LOST_AFTER else "alive"


def _plans(store: Store, works: Iterable[WorkState]) -> Iterator[Metric]:
    waiting = [one for one in works if one.job == "apply" and _ended(one)[1] in _WAITS]
    plans = {one.organisation: str((one.outcome or {}).get("plan") or "") for one in waiting}
    made = store.monitoring.plans_made(tuple(plan for plan in plans.values() if plan))
    since = [
        ((one.organisation,), (made.get(plans[one.organisation]) or one.ended_at))
        for one in waiting
    ]
    yield _gauge(
        "plan_waiting_timestamp_seconds",
        "When the plan was made that waits for a person.",
        ("organisation",),
        [(key, at.timestamp()) for key, at in since if at is not None],
    )
    yield _gauge(
        "plan_blocked",
        "Whether a safety limit stopped the plan.",
        ("organisation",),
        [((one.organisation,), _ended(one)[1] == "limit-exceeded") for one in waiting],
    )


def _of_channels(store: Store, settings: Settings) -> Iterator[Metric]:
    states, nothing = store.notices.channels(), ChannelState()
    known = [
        ((one.name,), states.get(one.name, nothing)) for one in settings.daemon.notices.channel
    ]
    yield _gauge(
        "notices_unsent",
        "Notices that are to be told; those held back are included.",
        ("channel",),
        [(key, state.unsent) for key, state in known],
    )
    yield _gauge(
        "notice_failures",
        "Messages in a row that a channel did not take.",
        ("channel",),
        [(key, state.failures) for key, state in known],
    )


def _key(one: WorkState) -> tuple[str, str, str]:
    return one.job, one.organisation, "true" if one.full else "false"


def _ended(one: WorkState) -> tuple[str, str]:
    """Return state and code, if they are words such as ours: the store may hold anything."""
    outcome = one.outcome or {}
    words = (str(outcome.get("state") or ""), str(outcome.get("code") or ""))
    state, code = (word if _CODE.fullmatch(word) else "" for word in words)
    return state, code


def _gauge(
    name: str, about: str, labels: tuple[Label, ...], samples: Iterable[Sample]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"hytedata_{name}", about, labels=labels)
    for values, value in samples:
        family.add_metric(values, float(value))
    return family
