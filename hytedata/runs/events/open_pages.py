"""A site whose pages hold events (JSON-LD), as one that can be read like other calendars."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import cast

from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.calendars.window_client import WindowClient
from hytedata.config import Calendar
from hytedata.runs.events.open import WindowReader


@contextmanager
def open_pages(source: CalendarSource, calendar: Calendar) -> Iterator[WindowReader]:
    """Open it.

    Raises:
        InputError: A library that it needs is not installed.
    """
    module = import_module("hytedata.clients.calendars.json_ld_client")
    client = cast(
        "Callable[[CalendarSource], AbstractContextManager[WindowClient]]", module.JsonLdClient
    )
    with client(source) as opened:
        yield WindowReader(opened)
