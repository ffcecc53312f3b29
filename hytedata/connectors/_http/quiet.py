"""Keeps httpx and httpcore from logging our requests: their lines hold headers and whole URLs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ours: ContextVar[bool] = ContextVar("hytedata_request", default=False)

_CHATTY = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.proxy",
    "httpcore.socks",
)


def _not_ours(record: logging.LogRecord) -> bool:
    return not _ours.get()


@contextmanager
def quiet() -> Iterator[None]:
    """Silence both libraries for what the current task does; other users of them still log."""
    for name in _CHATTY:
        logging.getLogger(name).addFilter(_not_ours)  # a filter that is there is not added twice
    token = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(token)
