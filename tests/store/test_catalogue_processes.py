"""The catalogue opened by its address, and in programs that are killed, full or short of memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from hytedata.errors import StoreError
from hytedata.store import Catalogue, Store
from hytedata.store.catalogue import ReadCounts
from tests.store.catalogue_entries import ids, read, site
from tests.store.conftest import Clock


def test_the_catalogue_opens_by_the_address_of_its_store(url: str, clock: Clock) -> None:
    with Store.open(url, now=clock) as store:
        read(store.catalogue, [site(1)])

    with Catalogue.open(url) as catalogue:
        assert ids(catalogue) == ["1"]


def test_a_catalogue_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        Catalogue.open(f"sqlite:///{tmp_path}/none.db")


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from hytedata.store import Catalogue

def peak_kb():  # getrusage goes on from the peak of what started this program
    told = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    return int(told.split()[0])

from tests.store.catalogue_entries import site
from sqlalchemy import Engine, event
left = int(sys.argv[3])
def die(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
with Catalogue.open(sys.argv[1], now=lambda: datetime(2026, 4, 1, tzinfo=UTC)) as catalogue:
    with catalogue.reading("lipas", "sports-site", "municipality:889") as reading:
        event.listen(Engine, "after_cursor_execute", die)
        for number in range(1, 1200):
            reading.put(site(number, name="Uusi"))
"""


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 3, 5, 8, 11, 14])
def test_a_read_killed_half_way_leaves_whole_batches_and_can_be_repeated(
    url: str, clock: Clock, after: int
) -> None:
    root = str(Path(__file__).resolve().parents[2])
    with Store.open(url, now=clock) as store:
        read(store.catalogue, [site(n) for n in range(1, 1300)])

    died = subprocess.run(
        [sys.executable, "-c", KILLED, url, root, str(after)], timeout=60, check=False
    )

    clock.advance(days=60)
    with Store.open(url, now=clock) as store:
        new = sum(one.name == "Uusi" for one in store.catalogue.records())
        assert died.returncode == -9
        assert new in (0, 500, 1000)
        assert store.catalogue.count() == 1299
        counts = read(store.catalogue, [site(n, name="Uusi") for n in range(1, 1200)])
        assert counts == ReadCounts(changed=1199 - new, unchanged=new, absent=100)


FULL = """
import resource, sys
from datetime import UTC, datetime
sys.path.insert(0, sys.argv[2])
from hytedata.errors import StoreError
from hytedata.store import Catalogue
from tests.store.catalogue_entries import read, site
with Catalogue.open(sys.argv[1], now=lambda: datetime(2026, 4, 1, tzinfo=UTC)) as catalogue:
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    try:
        read(catalogue, [site(n, name="Uusi" * 50) for n in range(1, 5000)])
    except StoreError as exc:
        sys.stdout.write(str(exc))
"""


def test_a_disk_that_fills_up_is_told_and_what_was_there_stays(
    sqlite_url: str, clock: Clock
) -> None:
    root = str(Path(__file__).resolve().parents[2])
    with Store.open(sqlite_url, now=clock) as store:
        read(store.catalogue, [site(1), site(9999)])

    done = subprocess.run(
        [sys.executable, "-c", FULL, sqlite_url, root],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert "disk" in done.stdout
    with Catalogue.open(sqlite_url) as catalogue:
        assert {"1", "9999"} <= set(ids(catalogue))


MEMORY = """
import sys
from pathlib import Path
from datetime import UTC, datetime
sys.path.insert(0, sys.argv[2])
from hytedata.store import Catalogue

def peak_kb():  # getrusage goes on from the peak of what started this program
    told = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    return int(told.split()[0])

with Catalogue.open(sys.argv[1]) as catalogue:
    next(iter(catalogue.records()))
    before = peak_kb()
    count = sum(1 for one in catalogue.records() if one.document)
    sys.stdout.write(f"{count} {peak_kb() - before}")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc, which only Linux has")
def test_records_are_streamed(sqlite_url: str, clock: Clock) -> None:
    root = str(Path(__file__).resolve().parents[2])
    with Store.open(sqlite_url, now=clock) as store:
        read(store.catalogue, [site(n, name="Halli " * 200) for n in range(10_000)])

    told = subprocess.run(
        [sys.executable, "-c", MEMORY, sqlite_url, root],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout

    count, more = (int(one) for one in told.split())
    assert count == 10_000
    assert more < 8_000
