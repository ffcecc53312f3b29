"""Rules over all records: their world, their states, and what they do not know."""

from collections.abc import Iterable

from hytedata.models.common import SourceRef
from hytedata.models.event import Event
from hytedata.models.finding import Problem
from hytedata.quality.rule import Setting
from tests.quality.made_rules import event, rule
from tests.runs.gaps.conftest import Gaps

World = dict[str, tuple[str, str | None]]
ELSEWHERE = SourceRef(source="kunta", kind="calendar", id="kunta")


class Names:
    """Keeps the id and name of each event; the world is all of them."""

    version = "1"

    def kept(self, record: object) -> str | None:
        assert isinstance(record, Event)
        return f"{record.id} {record.names['fi']}"

    def world(self, items: Iterable[tuple[str, str | None]]) -> object:
        split = ((*kept.partition(" "), place) for kept, place in items)
        return {key: (name, place) for key, _, name, place in split}


def doubles(world: World, setting: Setting) -> Iterable[tuple[SourceRef, Problem]]:
    seen: dict[str, str] = {}
    for key, (name, _) in sorted(world.items()):
        if name in seen:
            yield event(key).ref, Problem(about=(event(seen[name]).ref,))
        seen[name] = key


def nothing(world: World, setting: Setting) -> Iterable[tuple[SourceRef, Problem]]:
    if not world:
        yield ELSEWHERE, Problem()


def fails(world: World, setting: Setting) -> Iterable[tuple[SourceRef, Problem]]:
    raise ValueError("half a world")


DOUBLES = rule("X-DUP-001", doubles, family="cross")
SAME = {"names": {"fi": "Konsertti"}}


def test_records_are_compared_and_findings_have_the_heads_of_their_records(gaps: Gaps) -> None:
    gaps.read(event("1", **SAME), event("2", **SAME))

    report = gaps.run(DOUBLES, knowledge=Names())

    (found,) = gaps.all()
    assert (found.item_id, found.names, found.owner) == ("2", SAME["names"], "kunta:kulttuuri")
    assert (found.municipality, found.county) == ("205", "20")
    assert [one.id for one in found.about] == ["1"]
    assert report.to_mend["error"] == 1


def test_unchanged_records_are_compared_by_what_was_kept_of_them(gaps: Gaps) -> None:
    gaps.read(event("1", **SAME))
    gaps.run(DOUBLES, knowledge=Names())
    gaps.read(event("2", **SAME))

    report = gaps.run(DOUBLES, knowledge=Names())

    assert (report.looked_at, report.new) == (1, 1)


def test_what_no_longer_holds_is_fixed_and_what_has_no_record_any_more_is_gone(
    gaps: Gaps,
) -> None:
    gaps.read(event("1", **SAME), event("2", **SAME), event("3", **SAME))
    gaps.run(DOUBLES, knowledge=Names())
    gaps.read(event("2", names={"fi": "Näyttely"}), gone=["3"])

    gaps.run(DOUBLES, knowledge=Names())

    assert gaps.states() == {"2": "fixed", "3": "gone"}


def test_what_is_no_record_is_for_the_calendar_to_mend(gaps: Gaps) -> None:
    empty = rule("X-MIS-001", nothing, family="cross")
    gaps.run(empty, knowledge=Names())
    (found,) = gaps.all()
    gaps.read(event("1"))

    gaps.run(empty, knowledge=Names())

    assert (found.owner, found.state) == ("kunta", "new")
    assert gaps.states() == {"kunta": "fixed"}


def test_a_rule_that_fails_is_told_and_its_findings_are_unchecked(gaps: Gaps) -> None:
    gaps.read(event("1", **SAME), event("2", **SAME))
    gaps.run(DOUBLES, knowledge=Names())

    report = gaps.run(rule("X-DUP-001", fails, family="cross"), knowledge=Names())

    states = {one.rule: one.state for one in gaps.all()}
    assert states == {"X-DUP-001": "unchecked", "HYTE-RUL-002": "new"}
    assert [(one.reason, one.subject) for one in report.not_checked] == [
        ("rule-failed", "X-DUP-001")
    ]


def test_without_what_they_stand_on_they_are_not_checked(gaps: Gaps) -> None:
    gaps.read(event("1", **SAME), event("2", **SAME))
    gaps.run(DOUBLES, knowledge=Names())

    report = gaps.run(DOUBLES)

    assert gaps.states() == {"2": "unchecked"}
    assert [one.subject for one in report.not_checked] == ["X-DUP-001"]
