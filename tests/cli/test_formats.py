"""`hytedata formats` tells what each format loses."""

import json

import pytest

from hytedata.cli.app import run
from hytedata.export import FORMATS


def test_all_formats_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["formats"])

    told = capsys.readouterr().out
    assert code == 0
    assert all(name in told for name in FORMATS)


def test_losses_are_told_with_their_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["formats", "csv"])

    told = capsys.readouterr().out
    assert code == 0
    assert "sports-site.properties" in told
    assert "ndjson holds the whole content" in " ".join(told.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ical",), "occurrence.fields"),
        (("csv", "--of", "events"), "occurrence.fields"),
        (("csv", "--of", "links"), "link.names"),
    ],
)
def test_formats_of_events_and_links_are_told_too(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["formats", *arguments])

    assert code == 0
    assert told in capsys.readouterr().out


def test_an_unknown_format_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["formats", "rss"])

    assert code == 4
    assert "no format 'rss'" in capsys.readouterr().err


def test_losses_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    run(["formats", "ndjson", "--json"])

    (told,) = json.loads(capsys.readouterr().out)["formats"]
    assert (told["format"], told["suffix"]) == ("ndjson", ".ndjson")
    assert [loss["field"] for loss in told["losses"]] == ["record.last_seen"]


def test_a_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    run(["formats", "--schema", "service"])

    told = json.loads(capsys.readouterr().out)
    assert told["properties"]["kind"] == {"const": "service"}


def test_an_unknown_schema_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["formats", "--schema", "kiosk"])

    assert code == 4
    assert "sports-site" in capsys.readouterr().err
