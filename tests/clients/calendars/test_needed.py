"""What each client needs is told when it is made, and nothing of it when it is imported."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from hytedata import CalendarSource, EventsCalendarClient, IcalendarClient, JsonLdClient
from hytedata.errors import InputError
from hytedata.normalise.calendars import needed

SOURCE = CalendarSource("kunta", "https://kunta.test/tapahtumat", "it@kunta.example")


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(needed, "find_spec", lambda name: None if name in names else object())


@pytest.mark.parametrize(
    ("client", "missing"),
    [
        (IcalendarClient, "recurring_ical_events"),
        (JsonLdClient, "selectolax"),
        (EventsCalendarClient, "nh3"),
    ],
)
def test_a_client_says_which_library_it_lacks_and_how_to_get_it(
    client: Callable[[CalendarSource], object], missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, missing)

    with pytest.raises(InputError, match=rf"needs {missing}.*hytedata\[calendars\]"):
        client(SOURCE)


def test_a_client_asks_only_for_what_its_own_kind_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "icalendar", "selectolax")

    EventsCalendarClient(SOURCE).close()


def test_importing_the_clients_loads_none_of_the_libraries() -> None:
    code = (
        "import sys, hytedata; hytedata.IcalendarClient, hytedata.JsonLdClient; "
        "hytedata.EventsCalendarClient, hytedata.LinkedEventsClient; "
        "print({'icalendar', 'selectolax', 'protego', 'nh3'} & set(sys.modules))"
    )

    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    assert told.strip() == "set()"
