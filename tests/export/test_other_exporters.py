"""Formats of other projects: found by name, and refused with a reason."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from hytedata.errors import InputError
from hytedata.export.formats import FORMATS
from hytedata.export.other_exporters import format_named, other_exporters, written_by
from hytedata.extensions import EXPORTERS

HERE = "tests.export.test_other_exporters"


class Lines:
    """A format as small as can be."""

    name = "lines"
    suffix = ".lines"
    carried = ("record.id",)
    losses = ()

    def write(self, *_: object, **__: object) -> int:
        return 0


class Unnamed(Lines):
    name = "other"


class Folder(Lines):
    name = "pages"
    suffix = ""


class Half:
    name = "half"


MADE = Lines()


def point(name: str, attribute: str) -> EntryPoint:
    return EntryPoint(name, f"{HERE}:{attribute}", EXPORTERS)


@pytest.mark.parametrize("attribute", ["Lines", "MADE"])
def test_a_class_and_a_made_exporter_will_both_do(attribute: str) -> None:
    found, broken = other_exporters(["csv", ".csv"], [point("lines", attribute)])

    assert list(found) == ["lines"]
    assert broken == ()


@pytest.mark.parametrize(
    ("name", "attribute", "why"),
    [
        ("a", "Unnamed", "the entry point is 'a', and the format 'other'"),
        ("half", "Half", "Half is no Exporter: it lacks suffix, carried, losses, write"),
        ("half", "HERE", "str is no Exporter"),
    ],
)
def test_what_is_no_format_is_told_and_the_others_are_used(
    name: str, attribute: str, why: str
) -> None:
    found, (broken,) = other_exporters([], [point(name, attribute), point("lines", "Lines")])

    assert list(found) == ["lines"]
    assert why in broken.why


@pytest.mark.parametrize("word", ["lines", ".lines"])
def test_the_name_and_the_suffix_of_a_packaged_format_are_taken(word: str) -> None:
    found, (broken,) = other_exporters([word], [point("lines", "Lines")])

    assert found == {}
    assert f"'{word}' is that of another format" in broken.why


def test_a_format_is_found_by_name_whoever_brings_it() -> None:
    points = [point("lines", "Lines"), point("half", "Half"), point("pages", "Folder")]

    assert format_named("csv", points) is FORMATS["csv"]
    assert format_named("lines", points).suffix == ".lines"
    assert format_named("pages", points).suffix == ""


def test_a_format_that_is_broken_or_not_there_says_so() -> None:
    points = [point("lines", "Lines"), point("half", "Half")]

    with pytest.raises(InputError, match="format half cannot be used: Half is no"):
        format_named("half", points)
    with pytest.raises(InputError, match=r"no format 'rss'; there are ndjson, .*, lines"):
        format_named("rss", points)


@pytest.mark.parametrize(
    ("error", "told"),
    [(KeyError("x"), "failed, tell its authors: KeyError"), (InputError("it is full"), "is full")],
)
def test_a_format_that_fails_is_an_error_of_ours(
    error: Exception, told: str, tmp_path: Path
) -> None:
    class Failing(Lines):
        def write(self, *_: object, **__: object) -> int:
            raise error

    with pytest.raises(InputError, match=told):
        written_by(Failing(), tmp_path / "a", [], None)
