from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hytedata.models.clock import utc_now
from hytedata.store import Store
from hytedata_daemon.notices import Sent, send_due
from hytedata_daemon.service.deaths import OVER_AFTER, STEADY, note_death, note_returns
from hytedata_daemon.settings import Settings
from tests.daemon.notices.conftest import MAIL, Post

Load = Callable[..., Settings]

MACHINE = "palvelin-1"
AT_ANY_HOUR = f"""
[daemon.notices]
quiet_hours = []
{MAIL}"""
"""The clock is the real one: by night nobody would be told."""


class Office:
    """A store with a daemon that died just now; the clock of databases cannot be moved."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings, self.post = store, settings, Post()
        self.now = utc_now()
        note_death(store, settings, MACHINE, self.now)

    def send(self) -> Sent:
        return send_due(self.store, self.settings, {}, self.now, send=self.post)

    def is_known_after(self, **time: float) -> bool:
        note_returns(self.store, self.now + timedelta(**time))
        return bool(self.store.notices.about({""}, {"daemon-dead"}))


@pytest.fixture
def office(load: Load, tmp_path: Path, made_store: Path) -> Iterator[Office]:
    file = tmp_path / "hytedata.db"
    file.write_bytes(made_store.read_bytes())
    with Store.open(f"sqlite:///{file}", now=utc_now) as store:
        yield Office(store, load(AT_ANY_HOUR))


def test_that_a_daemon_died_is_told_with_its_machine(office: Office) -> None:
    office.send()

    assert [MACHINE in subject for subject in office.post.subjects] == [True]


def test_it_is_over_once_a_daemon_of_that_machine_runs_steadily(office: Office) -> None:
    office.send()
    office.store.daemons.arrive("new", machine=MACHINE, version="1")

    known = [office.is_known_after(hours=hours) for hours in (0, STEADY / timedelta(hours=1) + 0.1)]

    assert known == [True, False]


def test_a_daemon_of_another_machine_does_not_make_it_over(office: Office) -> None:
    office.send()
    office.store.daemons.arrive("other", machine="palvelin-2", version="1")

    assert office.is_known_after(hours=2)


def test_it_is_over_after_a_day(office: Office) -> None:
    office.send()

    assert not office.is_known_after(days=OVER_AFTER.days)


def test_what_was_not_told_yet_stays_to_be_told(office: Office) -> None:
    office.store.daemons.arrive("new", machine=MACHINE, version="1")

    assert office.is_known_after(days=2)


def test_a_machine_whose_daemon_dies_again_and_again_is_told_of_once(office: Office) -> None:
    office.send()
    note_death(office.store, office.settings, MACHINE, office.now + timedelta(minutes=5))

    office.send()

    assert len(office.post.sent) == 1
