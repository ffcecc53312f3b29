"""Entry points of other projects: what is good is used, what is not is told, nothing else stops."""

from importlib.metadata import EntryPoint

from hytedata.extensions import GROUPS, RULES, load_each

HERE = "tests.test_extensions"
FINE = "fine"


def breaks() -> None:
    raise RuntimeError("at home only")


def point(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, value, RULES)


def called(name: str, given: object) -> str:
    if callable(given):
        given()
    return f"{name}={given}"


def test_one_that_raises_or_is_not_there_stops_no_other() -> None:
    points = [
        point("b", f"{HERE}:FINE"),
        point("a", f"{HERE}:breaks"),
        point("c", f"{HERE}:NOWHERE"),
        point("d", "no_such_package:X"),
    ]

    found, broken = load_each(RULES, called, points)

    assert found == ("b=fine",)
    assert [one.name for one in broken] == ["a", "c", "d"]
    assert broken[0].why == "RuntimeError: at home only"
    assert {one.group for one in broken} == {RULES}


def test_they_come_by_name_however_they_were_installed() -> None:
    points = [point("b", f"{HERE}:FINE"), point("a", f"{HERE}:FINE")]

    found, _ = load_each(RULES, called, points)

    assert found == ("a=fine", "b=fine")


def test_every_group_is_of_hytedata() -> None:
    assert all(group.startswith("hytedata.") for group in GROUPS)
    assert len(set(GROUPS)) == 4
