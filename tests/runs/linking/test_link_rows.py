"""The link table out of a store: what the sync, people, places and calendars say."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from hytedata.cli.app import run
from hytedata.config import Calendar
from hytedata.export.link_rows import LinkRow
from hytedata.models.common import Completeness, Position, SourceRef
from hytedata.models.event import Event, EventPlace
from hytedata.models.link_decision import LinkDecision, Verdict
from hytedata.models.ptv import (
    Addresses,
    ServiceLocation,
    ServiceLocationTexts,
    SourcedPosition,
    StreetAddress,
)
from hytedata.models.publication import SourceItem
from hytedata.models.site_geometry import SiteGeometry
from hytedata.models.sports_site import SportsSite
from hytedata.models.sync_state import Link
from hytedata.runs.entries import entry_of_record, entry_of_site
from hytedata.runs.events.entries import entry_of_event
from hytedata.runs.linking import link_rows
from hytedata.store import Store
from hytedata.store.catalogue import Entry
from hytedata.store.event_links import GroupMember
from tests.runs.events.fake_calendars import event

ORGANISATION, LOGIN = "org", "login"
CALENDAR = Calendar.model_validate(
    {"name": "kunta", "kind": "linked-events", "url": "https://kunta.test/v1"}
)


def hall(number: int, name: str, *, east: float = 535_000) -> SportsSite:
    return SportsSite(
        lipas_id=number,
        event_date=None,
        status="active",
        names={"fi": name},
        type_code=3110,
        owner="city",
        admin=None,
        municipality="205",
        geometry=SiteGeometry(kind="point", parts=((((east, 7_120_000),),),)),
    )


def location(key: str, name: str, *, east: float = 535_010) -> ServiceLocation:
    spot = SourcedPosition(position=Position(east=east, north=7_120_000), source="User")
    street = StreetAddress(municipality="205", positions=(spot,))
    return ServiceLocation(
        id=key,
        status="Published",
        location=Addresses(street=(street,)),
        language_versions={"fi": ServiceLocationTexts(name=name)},
    )


def held_in(key: str, place: str, name: str) -> Event:
    where = EventPlace(
        id=place,
        names={"fi": name},
        position=Position(east=535_020, north=7_120_000),
        municipality="205",
    )
    return event(key, places=(where,), licence="CC BY", attribution="Kunta")


def keep(store: Store, *records: SportsSite | ServiceLocation | Event) -> None:
    kinds: dict[tuple[str, str], list[Entry]] = {}
    for one in records:
        kinds.setdefault((one.ref.source, one.ref.kind), []).append(_entry(one))
    for (source, kind), entries in kinds.items():
        with store.catalogue.reading(source, kind, "all") as reading:
            for entry in entries:
                reading.put(entry)
            reading.finish(Completeness(complete=True, items=len(entries)))


def _entry(one: SportsSite | ServiceLocation | Event) -> Entry:
    if isinstance(one, SportsSite):
        return entry_of_site(one)
    return entry_of_event(one, CALENDAR) if isinstance(one, Event) else entry_of_record(one)


def decide(store: Store, number: int, channel: str, decision: Verdict) -> None:
    site = SourceItem("lipas", f"site:{number}")
    store.decide(ORGANISATION, LOGIN, [LinkDecision(site, "channel", channel, decision, "Maija")])


def publish(store: Store, number: int, channel: str) -> None:
    site = SourceItem("lipas", f"site:{number}")
    store.save_links(ORGANISATION, LOGIN, [Link(site, "channel", channel, "key")])


def told(found: Iterable[LinkRow]) -> list[tuple[object, ...]]:
    return [(one.lipas, one.ptv, one.calendars, one.certainty) for one in found]


def test_one_hall_of_three_registers_is_one_row_by_name_and_place(store: Store) -> None:
    keep(
        store,
        hall(1, "Vesiliikuntakeskus Kaukavesi"),
        location("c", "Vesiliikuntakeskus Kaukavesi"),
        held_in("e", "tprek:1", "Vesiliikuntakeskus Kaukavesi"),
    )

    (row,) = link_rows(store)

    assert told([row]) == [(("1",), ("c",), ("kunta/tprek:1",), "strong")]
    assert (row.licences, row.attributions, row.municipality) == (("CC BY",), ("Kunta",), "205")
    assert all(one.score and one.detail for one in row.evidence)


def test_what_was_published_or_decided_is_certain_whatever_it_is_called(store: Store) -> None:
    keep(store, hall(1, "Halli"), hall(2, "Kenttä", east=539_000))
    publish(store, 1, "c")
    decide(store, 2, "d", "adopt")

    first, second = link_rows(store)

    assert told([first, second]) == [
        (("1",), ("c",), (), "certain"),
        (("2",), ("d",), (), "certain"),
    ]
    assert [one.basis for one in first.evidence] == ["published"]
    assert second.evidence[0].detail == "Maija decided on 2026-03-01 that the two are one"


def test_what_a_person_rejected_is_no_row(store: Store) -> None:
    keep(store, hall(1, "Kaukaveden uimahalli"), location("c", "Kaukaveden uimahalli"))
    decide(store, 1, "c", "reject")

    assert list(link_rows(store, at_least="possible")) == []


def test_what_a_person_rejected_is_not_joined_through_a_calendar(store: Store) -> None:
    name = "Vesiliikuntakeskus Kaukavesi"
    keep(store, hall(1, name), location("c", name), held_in("e", "tprek:1", name))
    decide(store, 1, "c", "reject")

    found = list(link_rows(store))

    assert all(not (one.lipas and one.ptv) for one in found)
    assert len(found) == 1


def test_what_was_rejected_is_no_rival_of_another(store: Store) -> None:
    name = "Kaukaveden uimahalli"
    keep(store, hall(1, name), location("c", name), location("d", name))
    decide(store, 1, "c", "reject")

    assert told(link_rows(store)) == [(("1",), ("d",), (), "strong")]


def test_two_like_halls_wait_for_a_person(store: Store) -> None:
    name = "Kaukaveden uimahalli"
    keep(store, hall(1, name), location("c", name), location("d", name))

    assert list(link_rows(store)) == []
    assert told(link_rows(store, at_least="possible")) == [
        (("1",), ("c",), (), "possible"),
        (("1",), ("d",), (), "possible"),
    ]


def test_what_only_lies_close_to_each_other_waits_for_a_person(store: Store) -> None:
    throwing = hall(1, "Katajiston koulun heittopaikka").model_copy(update={"type_code": 2310})
    keep(store, throwing, held_in("e", "tprek:1", "Koulun sali"))

    assert list(link_rows(store)) == []
    assert told(link_rows(store, at_least="possible")) == [
        (("1",), (), ("kunta/tprek:1",), "possible")
    ]


def test_a_group_of_events_is_a_row_with_the_calendars_ids(store: Store) -> None:
    keep(store, event("a"), event("b", source="seurat"))
    refs = [
        SourceRef(source=it, kind="event", id=key) for it, key in (("kunta", "a"), ("seurat", "b"))
    ]
    members = [GroupMember(refs[0], 2), GroupMember(refs[1], 2, ("both know one address",))]
    store.catalogue.event_links.put("1", [members], [])

    (row,) = link_rows(store)

    assert (row.kind, row.id, row.calendars) == ("event", "kunta/event/a", ("kunta/a", "seurat/b"))
    assert (row.names, row.certainty) == ({"fi": "Jumppa a"}, "certain")
    assert (row.evidence[0].basis, row.evidence[0].detail) == ("same-id", "both know one address")


@pytest.mark.parametrize(("name", "begins"), [("l.csv", "id,kind"), ("l.ndjson", '{"attribution"')])
def test_the_command_writes_the_table(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, begins: str
) -> None:
    keep(store, hall(1, "Halli"))
    publish(store, 1, "c")
    config = tmp_path / "hytedata.toml"
    config.write_text(f'contact = "it@kunta.example"\nstore = "sqlite:///{tmp_path}/hytedata.db"\n')

    code = run(["links", "export", "-c", str(config), "--out", str(tmp_path / name), "--json"])

    assert code == 0
    assert '"rows": 1' in capsys.readouterr().out
    table = (tmp_path / name).read_text(encoding="utf-8")
    assert table.startswith(begins)
    # The day that the data are of, as the store's clock had it.
    assert "Jyväskylän yliopisto, 1.3.2026" in table
