"""Logs of the daemon: one JSON line per event, with whose work it was, without secrets.

Everything goes through the standard library's logging, so that what libraries say comes out alike.
Nothing is logged of what a record holds; mail addresses and phone numbers that find their way into
a message are hidden as secrets are.
"""

import json
import logging
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from types import TracebackType
from typing import Final, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from hytedata_daemon.redaction import Redaction

MOST_A_MINUTE: Final = 30
"""Of one event of one logger; the rest of the minute is left out, and said to be."""

# What these say below this level is of no use to whoever runs the daemon, or too much.
_LEVELS: Final = {
    "alembic": logging.WARNING,
    "apprise": logging.CRITICAL,
    "dbos": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "uvicorn": logging.WARNING,
    "uvicorn.access": logging.CRITICAL,
}
_VARYING: Final = re.compile(r"[0-9a-fA-F-]{6,}|\d+")
_MINUTE_S: Final = 60.0
_KINDS_KEPT: Final = 2_000

_redaction: Final = Redaction()


def configure(
    level: int | str = logging.INFO,
    as_json: bool | None = None,
    *,
    daemon: str = "",
    stream: TextIO | None = None,
    ticks: Callable[[], float] = time.monotonic,
) -> None:
    """Set up logging for this process, once at its start; a second call replaces the first.

    Args:
        level: Of our own events; others' are less.
        as_json: JSON lines, or lines for people; None for people where *stream* is a terminal.
        daemon: Which daemon this is; in each line.
        stream: Where to; None for standard error, which systemd keeps.
        ticks: Seconds, for the bound of floods.
    """
    target = sys.stderr if stream is None else stream
    people = target.isatty() if as_json is None else not as_json
    handler = logging.StreamHandler(target)
    handler.setFormatter(_formatter(people=people, daemon=daemon))
    handler.addFilter(FloodBound(ticks))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in ("hytedata", "hytedata_daemon"):
        logging.getLogger(name).setLevel(level)
    for name, least in _LEVELS.items():
        _take_over(logging.getLogger(name), least)
    logging.captureWarnings(True)
    sys.excepthook = _unforeseen
    threading.excepthook = _unforeseen_in_thread


def hide(*secrets: str) -> None:
    """Hide these values in all lines to come, wherever they stand."""
    _redaction.hide(*secrets)


@contextmanager
def working_on(job: str, organisation: str = "", run: int | None = None) -> Iterator[None]:
    """Name the work in each line that this thread logs inside the block.

    Threads that the work starts name it themselves: a new thread begins without.
    """
    named = {"job": job, "organisation": organisation, "run": run}
    told = {key: value for key, value in named.items() if value not in {"", None}}
    with structlog.contextvars.bound_contextvars(**told):
        yield


class FloodBound(logging.Filter):
    """Lets so many lines of one kind pass in a minute; the last of them says that more may come.

    Kinds are told apart by logger and message, numbers and ids in it aside.
    """

    def __init__(self, ticks: Callable[[], float]) -> None:
        super().__init__()
        self._ticks = ticks
        self._lock = threading.Lock()
        self._kinds: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this line may pass; marks the first one after some were left out."""
        kind = record.name, _VARYING.sub("#", str(record.msg)[:200])
        now = self._ticks()
        with self._lock:
            since, passed = self._kinds.get(kind, (now, 0))
            if now - since >= _MINUTE_S:
                left_out, since, passed = passed - MOST_A_MINUTE, now, 0
                if left_out > 0:
                    record.left_out_before = left_out
            if len(self._kinds) >= _KINDS_KEPT:
                self._kinds.clear()
            self._kinds[kind] = since, passed + 1
        if passed + 1 == MOST_A_MINUTE:
            record.more_left_out = True
        return passed < MOST_A_MINUTE


def _formatter(*, people: bool, daemon: str) -> logging.Formatter:
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        structlog.stdlib.ExtraAdder(),
    ]

    def name_daemon(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {**event, "daemon": daemon} if daemon else event

    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=False, timestamp_key="time")
        if people
        else structlog.processors.JSONRenderer(_one_line)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=before,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            name_daemon,
            _redacted,
            renderer,
        ],
    )


def _redacted(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    clean: MutableMapping[str, object] = _redaction.mapping(event)
    first = ("time", "level", "event", "daemon", "job", "organisation", "run")
    ordered = {key: clean.pop(key) for key in first if key in clean}
    # The time is ours, whatever it may look like.
    return {**ordered, "time": event["time"], **clean}


def _one_line(event: EventDict, **_: object) -> str:
    return json.dumps(event, ensure_ascii=False, default=str)


def _take_over(logger: logging.Logger, least: int) -> None:
    # DBOS writes to standard error itself unless its logger has a handler before it starts.
    logger.handlers[:] = [logging.NullHandler()]
    logger.propagate = True
    logger.setLevel(least)


def _unforeseen(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(__name__).critical("process_failed", exc_info=(kind, error, trace))


def _unforeseen_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is None:
        return
    facts = {"in_thread": args.thread.name if args.thread else ""}
    told = (args.exc_type, args.exc_value, args.exc_traceback)
    logging.getLogger(__name__).critical("thread_failed", exc_info=told, extra=facts)
