"""What became of cells since an earlier run, and the view by a survey's categories."""

from hytedata.quality.coverage import Coverage, changed_since, survey_view
from tests.quality.coverage.made import (
    ALL_READ,
    KAJAANI,
    SOTKAMO,
    TODAY,
    counted,
    event,
    place,
    read,
    service,
)


def test_coverage_is_the_same_after_it_was_kept_as_json() -> None:
    found = counted(service("a", "exercise"), event("e", "nature"))

    assert Coverage.model_validate_json(found.model_dump_json()) == found


def test_a_cell_that_was_filled_and_one_that_was_emptied_are_told() -> None:
    before = counted(service("a", "exercise"), service("b", "nature", at=SOTKAMO))
    now = counted(service("a", "exercise"), service("c", "exercise"), service("d", "safety"))

    found = changed_since(before, now)

    told = {(one.theme, one.municipality): one.difference.services for one in found.cells}
    assert told == {
        ("exercise", KAJAANI): 1,
        ("nature", SOTKAMO): -1,
        ("safety", KAJAANI): 1,
    }
    assert (found.since, found.filled, found.emptied, found.services) == (TODAY, 1, 1, 1)


def test_what_was_not_read_is_no_change() -> None:
    before = counted(service("a", "exercise"), event("e", "exercise"))
    now = counted(service("a", "exercise"), sources=ALL_READ[:3])

    found = changed_since(before, now)

    assert {one.difference.events for one in found.cells} == {0}
    assert (found.filled, found.emptied, found.incomparable) == (0, 0, 96)


def test_ptv_that_could_not_be_read_empties_no_cell() -> None:
    before = counted(service("a", "exercise"))
    now = counted(sources=(read("ptv", "services", "no"), *ALL_READ[1:]))

    found = changed_since(before, now)

    assert (found.emptied, found.services) == (0, 0)


def test_nothing_changed_is_nothing_told() -> None:
    found = changed_since(counted(place("1", "nature")), counted(place("1", "nature")))

    assert (found.cells, found.appeared, found.gone) == ((), (), ())


def test_the_survey_is_answered_by_the_counts_of_its_themes() -> None:
    found = counted(service("a", "mental-wellbeing"), place("1", "nature"))

    rows = {one.code: one for one in survey_view(found)}

    assert len(rows) == 12
    assert rows["mental-health"].services == rows["intoxicants"].services == 1
    assert (rows["nearby-nature"].places, rows["nearby-nature"].second) == (1, "exercise")
    assert rows["nearby-nature"].empty[KAJAANI] == "not-described"
    assert rows["other"].theme is None
