"""What follows a read: one event of several calendars, themes, and what people decide."""

from datetime import date, timedelta
from typing import Any

import pytest

from hytedata.classify import ThemeRow, ThemeTable
from hytedata.config import Config
from hytedata.errors import InputError
from hytedata.models.event import Event, EventKeyword, EventPlace
from hytedata.models.occurrence import Occurrence
from hytedata.runs.classify import classify_records
from hytedata.runs.events.derive import derive_events
from hytedata.runs.events.doubles import decide_double, decided_doubles, list_doubles
from hytedata.runs.events.group import GroupingReport, group_events
from hytedata.runs.events.read import read_events
from hytedata.store import Store
from tests.runs.events.fake_calendars import (
    TODAY,
    FakeCalendar,
    FakeCalendars,
    config,
    event,
    table,
)
from tests.runs.read_fakes import START, Clock

EXERCISE = (EventKeyword(scheme="yso", id="yso:p916", labels={"fi": "liikunta"}),)
ELSEWHERE = EventPlace(names={"fi": "Toinen talo"}, locality={"fi": "Kajaani"}, municipality="205")
HERE = EventPlace(names={"fi": "Urheilutalo"}, locality={"fi": "Kajaani"}, municipality="205")


class Calendars:
    """Two calendars, `kunta` and `seurat`, read into a store and derived."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.kunta, self.seurat = FakeCalendar(), FakeCalendar()
        self.config: Config = config(table("kunta"), table("seurat", "icalendar"))

    def read(self) -> GroupingReport:
        opened = FakeCalendars(kunta=self.kunta, seurat=self.seurat)
        read_events(self.config, self.store, now=self.clock, opened=opened)
        return derive_events(self.config, self.store.catalogue).grouping

    def night(self) -> GroupingReport:
        self.clock.advance(hours=24)
        return self.read()

    def week(self, **selection: Any) -> list[Occurrence]:
        end = TODAY + timedelta(days=30)
        return list(self.store.catalogue.events.between(TODAY, end, **selection))

    def decide(self, verdict: Any, code: str | None = None) -> GroupingReport:
        chosen = code or list_doubles(self.store.catalogue)[0].code
        return decide_double(self.config, self.store.catalogue, chosen, verdict, who="Aino")


@pytest.fixture
def calendars(store: Store, clock: Clock) -> Calendars:
    return Calendars(store, clock)


def theirs(key: str, days: int = 3, **more: Any) -> Event:
    return event(key, days, source="seurat", **more)


def nearly_same(calendars: Calendars, weeks: int = 1) -> None:
    """The same name at the same time in two places of one town: for a person to decide."""
    for week in range(weeks):
        series = {"series_id": "s", "series_role": "occurrence"} if weeks > 1 else {}
        days = 3 + 7 * week
        usual: dict[str, Any] = {"names": {"fi": "Muistikahvila"}, **series}
        calendars.kunta.held.append(event(f"k{week}", days, places=(HERE,), **usual))
        calendars.seurat.held.append(theirs(f"s{week}", days, places=(ELSEWHERE,), **usual))


def test_an_event_of_two_calendars_comes_once_and_says_whose_each_field_is(
    calendars: Calendars,
) -> None:
    calendars.kunta.held = [event("a", names={"fi": "Jumppa"}, description={"fi": "Tule!"})]
    calendars.seurat.held = [theirs("b", names={"fi": "JUMPPA", "sv": "Gymnastik"})]

    report = calendars.read()

    (found,) = calendars.week()
    assert (report.groups, report.merged) == (1, 2)
    assert found.event.names == {"fi": "Jumppa", "sv": "Gymnastik"}
    assert (found.fields["names.fi"], found.fields["names.sv"]) == ("kunta", "seurat")
    assert [one.source for one in found.sources] == ["kunta", "seurat"]


def test_the_calendar_that_is_configured_first_goes_first(calendars: Calendars) -> None:
    calendars.config = config(table("seurat", "icalendar"), table("kunta"))
    calendars.kunta.held = [event("a", names={"fi": "Jumppa"})]
    calendars.seurat.held = [theirs("b", names={"fi": "JUMPPA"})]

    calendars.read()

    (found,) = calendars.week()
    assert found.event.names == {"fi": "JUMPPA"}


def test_what_one_calendar_withdraws_is_told_by_the_other(calendars: Calendars) -> None:
    calendars.kunta.held = [event("a", names={"fi": "Jumppa"}), event("c", 9)]
    calendars.seurat.held = [theirs("b", names={"fi": "JUMPPA"}), theirs("d", 9)]
    calendars.read()

    calendars.kunta.held = calendars.kunta.held[1:]
    calendars.night()

    first = calendars.week()[0]
    assert first.event.names == {"fi": "JUMPPA"}
    assert [one.source for one in first.sources] == ["seurat"]


def test_nothing_is_compared_again_while_nothing_changes(calendars: Calendars) -> None:
    calendars.kunta.held = [event("a")]
    calendars.read()

    assert calendars.night().as_before


def test_a_pair_near_the_line_stays_two_until_somebody_decides(calendars: Calendars) -> None:
    nearly_same(calendars)

    report = calendars.read()

    assert (report.groups, report.possible) == (0, 1)
    assert len(calendars.week()) == 2


def test_a_decision_joins_two_and_is_remembered(calendars: Calendars) -> None:
    nearly_same(calendars)
    calendars.read()

    report = calendars.decide("same")

    assert (report.groups, report.possible) == (1, 0)
    calendars.kunta.held[0] = calendars.kunta.held[0].model_copy(
        update={"description": {"fi": "Uutta"}}
    )
    assert not calendars.night().as_before
    assert len(calendars.week()) == 1


def test_a_decision_keeps_two_apart_and_asks_no_more(calendars: Calendars) -> None:
    nearly_same(calendars)
    calendars.read()

    report = calendars.decide("different")

    assert (report.groups, report.possible) == (0, 0)
    assert len(calendars.week()) == 2


def test_a_decision_about_a_series_holds_for_occurrences_read_later(calendars: Calendars) -> None:
    nearly_same(calendars, weeks=2)
    calendars.read()
    (double,) = list_doubles(calendars.store.catalogue)

    calendars.decide("same", double.code)
    nearly_same(calendars, weeks=3)
    calendars.kunta.held, calendars.seurat.held = (
        list({one.id: one for one in held}.values())
        for held in (calendars.kunta.held, calendars.seurat.held)
    )
    calendars.night()

    assert double.pair.times == 2
    assert len(calendars.week()) == 3


def test_a_decision_can_be_taken_back_by_its_code(calendars: Calendars) -> None:
    nearly_same(calendars)
    calendars.read()
    code = list_doubles(calendars.store.catalogue)[0].code
    calendars.decide("same")

    calendars.decide("different", code)

    assert len(calendars.week()) == 2
    assert [(known, one.decision) for known, one in decided_doubles(calendars.store.catalogue)] == [
        (code, "different")
    ]


def test_a_code_that_no_pair_has_is_said_to_be_unknown(calendars: Calendars) -> None:
    calendars.read()

    with pytest.raises(InputError, match="no pair has the code 'ffff'"):
        calendars.decide("same", "ffff")


def test_a_decision_needs_somebody_who_takes_it(calendars: Calendars) -> None:
    nearly_same(calendars)
    calendars.read()
    code = list_doubles(calendars.store.catalogue)[0].code

    with pytest.raises(InputError, match="who decided"):
        decide_double(calendars.config, calendars.store.catalogue, code, "same", who=" ")


def test_events_are_found_by_their_theme(calendars: Calendars) -> None:
    calendars.kunta.held = [
        event("a", names={"fi": "Torstain kerho"}, keywords=EXERCISE),
        event("b", 4, names={"fi": "Kunnanvaltuusto"}),
    ]

    calendars.read()

    assert [one.event.id for one in calendars.week(theme="exercise")] == ["a"]


def test_another_table_of_themes_classifies_all_anew(calendars: Calendars) -> None:
    calendars.kunta.held = [event("a", names={"fi": "Torstain kerho"}, keywords=EXERCISE)]
    calendars.read()
    address = "http://www.yso.fi/onto/yso/p916"
    own = ThemeTable.packaged().with_rows(
        [
            ThemeRow(
                theme="participation",
                source=source,
                code=address,
                name_fi="liikunta",
                weight="strong",
                reason="a county's own",
            )
            for source in ("ontology-term", "event-keyword")
        ]
    )

    classify_records(calendars.store.catalogue, table=own)

    assert not calendars.week(theme="exercise")
    assert [one.event.id for one in calendars.week(theme="participation")] == ["a"]


def test_themes_are_looked_for_once(calendars: Calendars) -> None:
    calendars.kunta.held = [event("a")]
    calendars.read()

    assert classify_records(calendars.store.catalogue).looked_at == 0


def test_an_event_of_a_day_and_one_of_a_time_are_one_where_all_else_is_the_same(
    calendars: Calendars,
) -> None:
    day: date = (START + timedelta(days=3)).date()
    calendars.kunta.held = [event("a", names={"fi": "Kylätalkoot"})]
    calendars.seurat.held = [
        theirs("b", names={"fi": "Kylätalkoot"}, time={"start": day, "end": None})
    ]

    calendars.read()

    assert len(calendars.week()) == 1


def test_grouping_an_empty_catalogue_finds_nothing(store: Store) -> None:
    assert group_events(config(), store.catalogue).groups == 0
