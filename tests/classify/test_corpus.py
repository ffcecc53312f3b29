"""How right the rules are on labelled events and on real names; the numbers are printed."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata.classify import ThemeTable, provider_of, themes_of
from hytedata.classify.themes import THEME_SLUGS
from tests.classify.made import Labelled, corpus, event

SURE = [row for row in corpus() if row.sure]
KINDS = {"municipality", "county", "association", "parish", "state", "company", "unknown"}


def found(row: Labelled) -> set[str]:
    return {one.theme for one in themes_of(row.event)}


def certain(row: Labelled) -> set[str]:
    return {one.theme for one in themes_of(row.event) if one.strength == "certain"}


def named(row: Labelled) -> str:
    return row.title


def test_the_corpus_is_large_and_shows_every_theme_kind_and_language() -> None:
    languages = {language for row in corpus() for language in row.event.names}

    assert len(corpus()) >= 150
    assert {theme for row in corpus() for theme in row.themes} == set(THEME_SLUGS)
    assert {row.provider for row in corpus()} == KINDS
    assert languages == {"fi", "sv", "en"}


@pytest.mark.parametrize("row", SURE, ids=named)
def test_an_unmistakable_event_has_exactly_its_themes_all_certain(row: Labelled) -> None:
    assert certain(row) == row.themes
    assert found(row) == row.themes


@pytest.mark.parametrize("row", SURE, ids=named)
def test_an_unmistakable_event_has_its_kind_of_provider(row: Labelled) -> None:
    assert provider_of(row.event).kind == row.provider


def test_precision_and_recall_of_the_whole_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    right = sum(len(found(row) & row.themes) for row in corpus())
    precision = right / sum(len(found(row)) for row in corpus())
    recall = right / sum(len(row.themes) for row in corpus())
    told = sum(len(certain(row)) for row in corpus())
    precision_certain = sum(len(certain(row) & row.themes) for row in corpus()) / told
    kinds = sum(provider_of(row.event).kind == row.provider for row in corpus()) / len(corpus())

    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(corpus())} events: themes precision {precision:.3f}, recall {recall:.3f}, "
            f"certain ones precision {precision_certain:.3f}; kinds of providers {kinds:.3f}\n"
        )
    assert precision >= 0.97
    assert precision_certain >= 0.97
    assert recall >= 0.92
    assert kinds >= 0.98


def services(shared: Path) -> Iterator[tuple[dict[str, str], set[str]]]:
    """Yield names of real services, and the themes of their classes."""
    table = ThemeTable.packaged()
    text = (shared / "data" / "real" / "ptv-v8-services.json").read_text(encoding="utf-8")
    for one in json.loads(text):
        names = {
            name["language"]: name["value"] for name in one["serviceNames"]
            if name["language"] in ("fi", "sv", "en")
        }  # fmt: skip
        codes = (it["code"] for it in one["serviceClasses"])
        yield (
            names,
            {row.theme for code in codes for row in table.by_code("ptv-service-class", code)},
        )


def test_a_real_services_name_is_certain_of_no_theme_that_its_classes_lack(shared: Path) -> None:
    judged = list(services(shared))

    for names, themes in judged:
        told = certain_of(names)
        assert told <= themes, names
    assert len(judged) > 40


def certain_of(names: dict[str, str]) -> set[str]:
    made = event().model_copy(update={"names": names})
    return {one.theme for one in themes_of(made) if one.strength == "certain"}


def test_names_of_real_places_as_titles_are_seldom_certain(shared: Path) -> None:
    text = (shared / "data" / "real" / "linkedevents-places.json").read_text(encoding="utf-8")
    names = [one["name"] for one in json.loads(text) if one["name"]]

    told = [name for name in names if certain_of(name)]

    # The centre of sports and the lending of art say what they are; statues and museums do not.
    assert len(told) <= 2
    assert len(names) == 30
