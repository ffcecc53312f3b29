"""Classes of numbers: limits are round, nothing is lost, none is empty."""

from hypothesis import given
from hypothesis import strategies as st

from hytedata.export.map.classes import classify, rounded
from hytedata.export.map.words import area_name, in_order, number

NUMBERS = st.lists(
    st.one_of(st.none(), st.integers(0, 100_000), st.floats(-1e6, 1e6, allow_subnormal=False)),
    max_size=60,
)


@given(NUMBERS)
def test_every_number_is_in_one_class_or_stands_by_itself(numbers: list[float | None]) -> None:
    values = {str(at): value for at, value in enumerate(numbers)}

    classes = classify(values, values)

    found = [classes.of(value) for value in numbers if value is not None]
    assert [one for one in found if one is None] == [None] * classes.zeros
    for one in classes.classes:
        assert sum(other is one for other in found) == one.count > 0
    assert classes.missing + classes.zeros + sum(c.count for c in classes.classes) == len(numbers)
    assert len(classes.classes) <= 5


@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=300))
def test_whole_numbers_lie_between_the_limits_that_are_shown(numbers: list[int]) -> None:
    values = {str(at): float(value) for at, value in enumerate(numbers)}

    classes = classify(values, values)

    for value in numbers:
        found = classes.of(value)
        assert found is not None
        assert found.low <= value <= found.high
    assert (classes.classes[0].low, classes.classes[-1].high) == (min(numbers), max(numbers))


def test_limits_are_round() -> None:
    values = {str(value): float(value) for value in range(37, 1_000, 13)}

    classes = classify(values, values)

    assert [one.low for one in classes.classes[1:]] == [250, 400, 600, 800]


def test_rounding_goes_to_the_nearest_round_number() -> None:
    assert [rounded(value) for value in (0, 137, 0.034, 9.7, -46)] == [0, 150, 0.03, 10, -50]


def test_numbers_and_names_are_written_as_the_language_has_it() -> None:
    assert number(1234567, "fi") == "1\u00a0234\u00a0567"
    assert number(1234.5, "sv") == "1\u00a0234,5"
    assert number(1234.5, "en") == "1,234.5"
    assert number(-2, "en") == "−2"
    assert area_name("999", "municipality", "fi") == "999"
    assert area_name("091", "municipality", "sv") == "Helsingfors"
    assert sorted(["Öja", "Äänekoski", "Åland", "Ylivieska", "akaa"], key=in_order) == [
        "akaa",
        "Ylivieska",
        "Åland",
        "Äänekoski",
        "Öja",
    ]
