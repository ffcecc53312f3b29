"""The catalogue: how what was read is read back."""

from datetime import UTC, datetime, timedelta

import pytest

from hytedata.codes import UnknownCode
from hytedata.errors import InputError, NotFound, RecordError
from hytedata.models.common import SourceRef
from hytedata.models.ptv import ServiceChannel, ServiceLocation, WebPage
from hytedata.models.sports_site import SportsSite
from hytedata.store import Store
from hytedata.store.catalogue import AreaCode, Entry, ReadCounts
from tests.store.catalogue_entries import ids, read, read_services, ref, service, site
from tests.store.conftest import Clock


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
