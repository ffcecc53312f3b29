"""The catalogue: what reads leave behind, and how it is read back."""

import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import msgspec
import pytest

from hytedata.codes import UnknownCode
from hytedata.errors import InputError, NotFound, RecordError, StoreError
from hytedata.models.common import Completeness, Position, SourceRef
from hytedata.models.ptv import Service, ServiceChannel, ServiceLocation, WebPage
from hytedata.models.sports_site import SportsSite
from hytedata.store import Catalogue, Store
from hytedata.store.catalogue import AreaCode, Entry, ReadCounts, ReadMode


class Clock(Protocol):
    def __call__(self) -> datetime: ...
    def advance(self, *, seconds: float = 0, days: float = 0) -> None: ...


def site(number: int, *, place: str = "889", name: str = "Halli", event: int = 1) -> Entry:
    model = SportsSite(
        lipas_id=number,
        event_date=datetime(2026, 1, event, tzinfo=UTC),
        status="active",
        names={"fi": name},
        type_code=1110,
        owner="city",
        admin=None,
        municipality=place,
    )
    return Entry(
        ref=model.ref,
        hash=f"{place} {name}",
        model=msgspec.json.encode(model.model_dump(mode="json"), order="deterministic"),
        raw=b'{"lipas-id":%d}' % number,
        names=model.names,
        owner=model.owner,
        status=model.status,
        municipalities=(place,),
        position=Position(east=427_000, north=7_200_000),
        modified_at=model.event_date,
    )


def service(key: str, *area: AreaCode, nationwide: bool = False) -> Entry:
    model = Service(id=key, type="Service", organisation_id="org-1")
    return Entry(
        ref=model.ref,
        hash=key,
        model=model.model_dump_json().encode(),
        owner="org-1",
        area=area,
        is_nationwide=nationwide,
    )


def read(
    catalogue: Catalogue,
    entries: Iterable[Entry],
    *,
    scope: str = "municipality:889",
    complete: bool = True,
    mode: ReadMode = "full",
    source: str = "lipas",
    kind: str = "sports-site",
) -> ReadCounts:
    found = list(entries)
    with catalogue.reading(source, kind, scope, mode=mode) as reading:
        for one in found:
            reading.put(one)
        reasons = () if complete else ("page 2 did not come",)
        return reading.finish(Completeness(complete=complete, items=len(found), reasons=reasons))


def read_services(catalogue: Catalogue, *entries: Entry) -> None:
    read(catalogue, entries, scope="all", source="ptv", kind="service")


def ids(catalogue: Catalogue, **wanted: object) -> list[str]:
    return [one.id for one in catalogue.records(**wanted)]  # type: ignore[arg-type]


def ref(number: int) -> SourceRef:
    return SourceRef(source="lipas", kind="sports-site", id=str(number))


# --- what a read leaves behind ----------------------------------------------------------------


def test_a_record_comes_back_as_it_was_put(store: Store, clock: Clock) -> None:
    counts = read(store.catalogue, [site(1)])

    (found,) = store.catalogue.records()
    assert counts == ReadCounts(new=1)
    assert (found.source, found.kind, found.id, found.name) == (
        "lipas",
        "sports-site",
        "1",
        "Halli",
    )
    assert (found.owner, found.status, found.municipalities) == ("city", "active", ("889",))
    assert found.position == Position(east=427_000, north=7_200_000)
    assert found.modified_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert found.first_seen == found.last_seen == found.changed_at == clock()
    assert found.absent_since is None
    assert found.raw == {"lipas-id": 1}
    assert isinstance(found.model(), SportsSite)
    assert store.catalogue.get(ref(1)) == found


def test_the_same_read_twice_moves_nothing_but_when_it_was_seen(store: Store, clock: Clock) -> None:
    began = clock()
    read(store.catalogue, [site(1), site(2)])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1), site(2)])

    found = store.catalogue.get(ref(1))
    assert counts == ReadCounts(unchanged=2)
    assert (found.first_seen, found.changed_at, found.last_seen) == (began, began, clock())


def test_a_changed_record_says_when(store: Store, clock: Clock) -> None:
    began = clock()
    read(store.catalogue, [site(1)])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1, name="Uusi halli")])

    found = store.catalogue.get(ref(1))
    assert counts == ReadCounts(changed=1)
    assert (found.name, found.first_seen, found.changed_at) == ("Uusi halli", began, clock())


def test_a_date_that_moves_by_itself_is_kept_and_is_no_change(store: Store, clock: Clock) -> None:
    began = clock()
    read(store.catalogue, [site(1)])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1, event=20)])

    found = store.catalogue.get(ref(1))
    model = found.model()
    assert counts == ReadCounts(unchanged=1)
    assert found.changed_at == began
    assert found.modified_at == datetime(2026, 1, 20, tzinfo=UTC)
    assert isinstance(model, SportsSite)
    assert model.event_date == found.modified_at


def test_what_a_complete_read_did_not_give_is_absent_and_stays(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(1), site(2)])
    read(store.catalogue, [site(9, place="091")], scope="municipality:091")
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1)])

    assert counts == ReadCounts(unchanged=1, absent=1)
    assert ids(store.catalogue) == ["1", "9"]
    assert ids(store.catalogue, include_absent=True) == ["1", "2", "9"]
    assert store.catalogue.get(ref(2)).absent_since == clock()


def test_an_incomplete_read_makes_nothing_absent(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(1), site(2)])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1, name="Uusi")], complete=False)

    assert counts == ReadCounts(changed=1)
    assert ids(store.catalogue) == ["1", "2"]
    assert store.catalogue.get(ref(1)).name == "Uusi"


def test_a_read_of_changes_makes_nothing_absent(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(1), site(2)])
    clock.advance(days=1)

    read(store.catalogue, [site(1)], mode="changes")

    assert ids(store.catalogue) == ["1", "2"]


def test_a_record_that_comes_back_is_there_and_counts_as_changed_since(
    store: Store, clock: Clock
) -> None:
    began = clock()
    read(store.catalogue, [site(1)])
    clock.advance(days=1)
    read(store.catalogue, [])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1)])

    found = store.catalogue.get(ref(1))
    assert counts == ReadCounts(returned=1)
    assert (found.absent_since, found.first_seen, found.changed_at) == (None, began, clock())


@pytest.mark.parametrize("new_place_first", [True, False])
def test_a_record_that_moves_municipality_is_there_whichever_is_read_first(
    store: Store, clock: Clock, new_place_first: bool
) -> None:
    read(store.catalogue, [site(1), site(2)])
    read(store.catalogue, [], scope="municipality:091")
    clock.advance(days=1)
    jobs = [("municipality:091", [site(1, place="091")]), ("municipality:889", [site(2)])]

    for scope, entries in jobs if new_place_first else jobs[::-1]:
        read(store.catalogue, entries, scope=scope)
        clock.advance(seconds=1)

    assert ids(store.catalogue) == ["1", "2"]
    assert ids(store.catalogue, municipality="091") == ["1"]
    assert store.catalogue.get(ref(1)).municipalities == ("091",)


def test_what_another_scope_has_given_since_has_only_left_this_one(
    store: Store, clock: Clock
) -> None:
    read(store.catalogue, [site(1)], scope="municipality:889")
    clock.advance(seconds=1)
    read(store.catalogue, [site(1)], scope="all")
    clock.advance(days=1)

    read(store.catalogue, [], scope="municipality:889")
    still = ids(store.catalogue)
    clock.advance(seconds=1)
    read(store.catalogue, [], scope="all")

    assert still == ["1"]
    assert ids(store.catalogue) == []


def test_what_only_an_older_read_of_another_scope_gave_is_absent(
    store: Store, clock: Clock
) -> None:
    read(store.catalogue, [site(1)], scope="all")
    clock.advance(days=1)
    read(store.catalogue, [site(1)], scope="municipality:889")
    clock.advance(days=1)

    read(store.catalogue, [], scope="municipality:889")

    assert ids(store.catalogue) == []


def test_a_rejected_record_counts_and_what_was_known_of_it_stays(
    store: Store, clock: Clock
) -> None:
    read(store.catalogue, [site(1), site(2)])
    clock.advance(days=1)

    with store.catalogue.reading("lipas", "sports-site", "municipality:889") as reading:
        reading.put(site(1))
        reading.reject(["2", "item 7"])
        counts = reading.finish(Completeness(complete=True, items=1))

    assert counts == ReadCounts(unchanged=1, rejected=2)
    assert ids(store.catalogue) == ["1", "2"]
    assert store.catalogue.get(ref(2)).last_seen == clock()


def test_what_the_register_says_is_archived_is_absent(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(1), site(2), site(3)])
    clock.advance(days=1)

    with store.catalogue.reading("lipas", "sports-site", "all", mode="changes") as reading:
        reading.gone(["2", "3", "unknown"])
        reading.put(site(3))
        counts = reading.finish(Completeness(complete=True, items=1))

    assert counts == ReadCounts(absent=2, returned=1)
    assert ids(store.catalogue) == ["1", "3"]


def test_a_read_that_fails_half_way_leaves_what_was_there(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(n) for n in range(600)])
    clock.advance(days=1)

    def half_a_read() -> None:
        with store.catalogue.reading("lipas", "sports-site", "municipality:889") as reading:
            for number in range(550):
                reading.put(site(number, name="Uusi"))
            raise RuntimeError("the line is dead")

    with pytest.raises(RuntimeError):
        half_a_read()

    names = {one.id: one.name for one in store.catalogue.records()}
    assert len(names) == 600
    assert (names["0"], names["520"]) == ("Uusi", "Halli")
    assert len(store.catalogue.snapshots()) == 1


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from hytedata.store import Catalogue

def peak_kb():  # getrusage goes on from the peak of what started this program
    told = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    return int(told.split()[0])

from tests.store.test_catalogue import site
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


def test_a_record_of_another_kind_is_a_mistake(store: Store) -> None:
    with (
        pytest.raises(ValueError, match="is no ptv service"),
        store.catalogue.reading("ptv", "service", "all") as reading,
    ):
        reading.put(site(1))


def test_verdicts_of_reads_are_kept_newest_first(store: Store, clock: Clock) -> None:
    began = clock()
    read(store.catalogue, [site(1)])
    clock.advance(days=1)
    read(store.catalogue, [site(1)], complete=False)

    newest, oldest = store.catalogue.snapshots(source="lipas")
    assert (newest.complete, newest.reasons) == (False, ("page 2 did not come",))
    assert (oldest.scope, oldest.mode, oldest.items) == ("municipality:889", "full", 1)
    assert (oldest.started_at, oldest.counts) == (began, ReadCounts(new=1))
    assert store.catalogue.last_read("lipas", "sports-site", "municipality:889") == oldest
    assert store.catalogue.last_read("lipas", "sports-site", "all") is None
    assert store.last_runs("")[0].kind == "read lipas"


# --- reading back -----------------------------------------------------------------------------


def test_many_records_come_in_one_order(store: Store) -> None:
    read(store.catalogue, [site(n) for n in range(1, 1302)])
    read_services(store.catalogue, service("b"), service("a"))

    found = [(one.source, one.id) for one in store.catalogue.records()]

    assert found == sorted(found)
    assert len(found) == len(set(found)) == 1303
    assert store.catalogue.count() == 1303
    assert ids(store.catalogue, source="ptv") == ["a", "b"]
    assert store.catalogue.count(kind="sports-site") == 1301


def test_the_order_of_ids_is_the_same_on_both_databases(store: Store) -> None:
    read_services(store.catalogue, *(service(key) for key in ("a-b", "aa", "B", "a", "ä", "a b")))

    assert ids(store.catalogue) == ["B", "a", "a b", "a-b", "aa", "ä"]


def test_records_can_be_written_while_they_are_read(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(n) for n in range(1, 700)])
    clock.advance(days=1)

    seen = 0
    for one in store.catalogue.records():
        if seen == 0:
            read(store.catalogue, [site(int(one.id), name="Uusi")], mode="changes")
        seen += 1

    assert seen == 699


def test_a_municipality_gives_what_is_there_or_meant_for_it(store: Store) -> None:
    read(store.catalogue, [site(1), site(2, place="091")])
    read_services(
        store.catalogue,
        service(
            "by-municipality", AreaCode("municipality", "889"), AreaCode("municipality", "091")
        ),
        service("by-county", AreaCode("county", "19")),
        service("by-region", AreaCode("region", "17")),
        service("elsewhere", AreaCode("municipality", "091")),
        service("nationwide", nationwide=True),
        service("untold"),
    )

    here = ["by-county", "by-municipality", "by-region"]
    assert ids(store.catalogue, municipality="889") == ["1", *here]
    assert ids(store.catalogue, municipality="889", include_nationwide=True) == [
        "1", *here, "nationwide",
    ]  # fmt: skip
    assert ids(store.catalogue, county="19") == ["1", *here]
    assert ids(store.catalogue, municipality=["889", "091"], source="lipas") == ["1", "2"]
    assert store.catalogue.count(municipality="889") == 4


def test_what_is_meant_for_all_but_aland_is_not_meant_for_aland(store: Store) -> None:
    read_services(
        store.catalogue,
        service("mainland", AreaCode("except-region", "21"), nationwide=True),
        service("everywhere", nationwide=True),
    )

    mariehamn = ids(store.catalogue, municipality="478", include_nationwide=True)
    assert mariehamn == ["everywhere"]
    assert ids(store.catalogue, county="19", include_nationwide=True) == ["everywhere", "mainland"]


def test_a_municipality_that_became_part_of_another_counts_as_it(store: Store) -> None:
    read(store.catalogue, [site(1, place="283")])  # Hämeenkoski, Hollola since 2016

    assert ids(store.catalogue, municipality="098") == ["1"]


def test_unknown_codes_are_told_at_once(store: Store) -> None:
    with pytest.raises(UnknownCode):
        store.catalogue.records(municipality="999")
    with pytest.raises(UnknownCode):
        store.catalogue.records(county="77")
    with pytest.raises(InputError, match="no time zone"):
        store.catalogue.records(changed_since=datetime(2026, 3, 1))  # noqa: DTZ001
    assert issubclass(UnknownCode, InputError)


def test_a_copy_follows_by_what_changed_since(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(1), site(2), site(3)])
    clock.advance(days=1)
    read(store.catalogue, [site(1), site(2, name="Uusi")])

    since = clock() - timedelta(hours=1)
    assert ids(store.catalogue, changed_since=since) == ["2"]
    assert ids(store.catalogue, changed_since=since, include_absent=True) == ["2", "3"]
    assert ids(store.catalogue, modified_since=datetime(2026, 1, 2, tzinfo=UTC)) == []
    assert ids(store.catalogue, owner="city") == ["1", "2"]
    assert ids(store.catalogue, owner="state") == []


def test_models_come_typed(store: Store) -> None:
    channels: list[ServiceChannel] = [ServiceLocation(id="a"), WebPage(id="b")]
    entries = [
        Entry(ref=one.ref, hash=one.id, model=one.model_dump_json().encode()) for one in channels
    ]
    read(store.catalogue, [site(1)])
    read(store.catalogue, entries, source="ptv", kind="service-channel", scope="all")

    assert list(store.catalogue.models(ServiceLocation)) == [channels[0]]
    assert [one.lipas_id for one in store.catalogue.models(SportsSite, municipality="889")] == [1]
    assert [one.model() for one in store.catalogue.records(source="ptv")] == channels


def test_a_record_that_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(NotFound, match="lipas sports-site 7"):
        store.catalogue.get(ref(7))


@pytest.mark.parametrize("document", [b'{"lipas_id": 1}', b"{", b'{"names": 3}'])
def test_a_document_of_other_models_is_told_with_the_way_on(store: Store, document: bytes) -> None:
    read(store.catalogue, [Entry(ref=ref(1), hash="h", model=document)])

    with pytest.raises(RecordError, match="hytedata read lipas --full"):
        store.catalogue.get(ref(1)).model()


def test_a_record_of_an_unknown_kind_keeps_its_document(store: Store) -> None:
    one = Entry(ref=SourceRef(source="kainuu", kind="permit", id="e:1"), hash="h", model=b"{}")
    read(store.catalogue, [one], source="kainuu", kind="permit", scope="all")

    found = store.catalogue.get(one.ref)
    assert found.document == b"{}"
    with pytest.raises(RecordError, match="no model is known for kainuu permit"):
        found.model()


def test_a_document_written_by_an_older_version_is_renewed_by_the_next_read(
    store: Store, clock: Clock
) -> None:
    began = clock()
    older = Entry(ref=ref(1), hash="889 Halli", model=b'{"of": "another version"}')
    read(store.catalogue, [older])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1)])

    found = store.catalogue.get(ref(1))
    assert counts == ReadCounts(unchanged=1)
    assert found.changed_at == began
    assert isinstance(found.model(), SportsSite)


# --- opening ----------------------------------------------------------------------------------


def test_the_catalogue_opens_by_the_address_of_its_store(url: str, clock: Clock) -> None:
    with Store.open(url, now=clock) as store:
        read(store.catalogue, [site(1)])

    with Catalogue.open(url) as catalogue:
        assert ids(catalogue) == ["1"]


def test_a_catalogue_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        Catalogue.open(f"sqlite:///{tmp_path}/none.db")


FULL = """
import resource, sys
from datetime import UTC, datetime
sys.path.insert(0, sys.argv[2])
from hytedata.errors import StoreError
from hytedata.store import Catalogue
from tests.store.test_catalogue import read, site
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
