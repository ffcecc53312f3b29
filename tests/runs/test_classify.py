"""What follows every read: themes and providers of services, organisations and sites."""

from collections.abc import Iterator
from typing import Any

import pytest

from hytedata.models.common import Completeness, SourceRef
from hytedata.models.ptv import GeneralDescription, Organisation, OrganisationTexts, Service
from hytedata.runs.classify import classify_records
from hytedata.runs.entries import entry_of_record, entry_of_site
from hytedata.store import Store
from hytedata.store.catalogue import Entry
from hytedata.store.record_classes import RecordClasses
from tests.classify.made_records import site
from tests.runs.read_fakes import Clock

ALL = Completeness(complete=True, items=0)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://", now=Clock()) as opened:
        yield opened


def put(store: Store, *entries: Entry) -> None:
    for source, kind in {(one.ref.source, one.ref.kind) for one in entries}:
        with store.catalogue.reading(source, kind, "all") as reading:
            for one in entries:
                if (one.ref.source, one.ref.kind) == (source, kind):
                    reading.put(one)
            reading.finish(ALL)


def service(**more: Any) -> Entry:
    return entry_of_record(Service(id="s", type="Service", **more))


def general(*classes: str) -> Entry:
    return entry_of_record(GeneralDescription(id="g", type="Service", service_classes=classes))


def organisation(key: str, name: str, kind: str, **more: Any) -> Entry:
    made = Organisation(
        id=key, type=kind, language_versions={"fi": OrganisationTexts(name=name)}, **more
    )
    return entry_of_record(made)


def known(store: Store, kind: str, key: str, source: str = "ptv") -> RecordClasses:
    return store.catalogue.classes.of(SourceRef(source=source, kind=kind, id=key))


def themes(found: RecordClasses) -> list[str]:
    return [one.theme for one in found.themes]


def test_services_and_sites_have_themes_and_sites_a_provider(store: Store) -> None:
    put(store, service(service_classes=("P27.1",)), entry_of_site(site(1340)))

    report = classify_records(store.catalogue)

    found = known(store, "sports-site", "1", "lipas")
    assert (report.looked_at, report.themed) == (2, 2)
    assert themes(known(store, "service", "s")) == themes(found) == ["exercise"]
    assert found.provider
    assert found.provider.kind == "municipality"


def test_a_service_is_looked_at_again_when_its_general_description_changed(store: Store) -> None:
    put(store, service(general_description_id="g"), general("P27.1"))
    classify_records(store.catalogue)

    put(store, general("P25.3"))
    report = classify_records(store.catalogue)

    assert report.looked_at == 1
    assert themes(known(store, "service", "s")) == ["culture"]


@pytest.mark.parametrize("above", [{"root_id": "r"}, {"parent_id": "m"}], ids=["v11", "v12"])
def test_an_organisation_is_what_its_root_is(store: Store, above: dict[str, str]) -> None:
    put(
        store,
        organisation("r", "Kajaanin kaupunki", "Municipality"),
        organisation("m", "Sivistys", "Organization", parent_id="r"),
        organisation("k", "Nuorisoseura", "Organization", **above),
    )

    classify_records(store.catalogue)

    found = known(store, "organisation", "k").provider
    assert found
    assert found.kind == "municipality"


def test_organisations_that_are_each_others_parents_are_what_they_are(store: Store) -> None:
    put(
        store,
        organisation("a", "Kuntokeskus Oy", "Company", parent_id="b"),
        organisation("b", "Kuntokeskus Oy", "Company", parent_id="a"),
    )

    classify_records(store.catalogue)

    found = known(store, "organisation", "a").provider
    assert found
    assert found.kind == "company"


def test_what_was_looked_at_is_not_looked_at_again(store: Store) -> None:
    put(store, service(), general("P27.1"), entry_of_site(site(1340)))
    put(store, organisation("r", "Kajaanin kaupunki", "Municipality"))

    first = classify_records(store.catalogue).looked_at

    assert first == 3
    assert classify_records(store.catalogue).looked_at == 0


def test_only_the_register_that_was_read_is_looked_at(store: Store) -> None:
    put(store, service(), entry_of_site(site(1340)))

    assert classify_records(store.catalogue, source="lipas").looked_at == 1
