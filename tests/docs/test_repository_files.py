"""What the repository says of itself: citation, publiccode.yml, licences, versions."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

import hytedata

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REUSE = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]

OURS = {
    "hytedata/codes/data/area_forms.csv",  # names are facts; their forms are written by us
    "hytedata/codes/data/municipality_forms.csv",
    "hytedata/codes/data/survey_kainuu_2024.toml",  # numbers, and themes of our own
    "hytedata/codes/data/title_words.csv",
    "hytedata/sandbox/data/world_words.json",
    *(f"hytedata/sync/compose/data/{name}.json" for name in ("en", "fi", "small-words", "sv")),
}
"""Data that was written for hytedata."""


def of_yaml(name: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return found


def at(document: object, path: str) -> object:
    """Return the value at a path such as `legal/license`; None where there is none."""
    for key in path.split("/"):
        document = document.get(key) if isinstance(document, dict) else None
    return document


@pytest.mark.parametrize(
    ("file", "key"), [("CITATION.cff", "version"), ("publiccode.yml", "softwareVersion")]
)
def test_the_version_is_told_alike_everywhere(file: str, key: str) -> None:
    assert of_yaml(file)[key] == PROJECT["version"] == hytedata.__version__


def test_the_version_is_a_semantic_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?", PROJECT["version"])


def test_the_citation_has_what_its_format_asks_for() -> None:
    citation = of_yaml("CITATION.cff")

    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"


@pytest.mark.parametrize(
    "path",
    [
        *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"),
        *("legal/license", "maintenance/type", "maintenance/contacts"),
        *("localisation/localisationReady", "localisation/availableLanguages"),
    ],
)
def test_publiccode_has_each_key_that_its_standard_asks_for(path: str) -> None:
    assert at(of_yaml("publiccode.yml"), path) is not None


def test_publiccode_invents_no_address_and_no_person() -> None:
    told = of_yaml("publiccode.yml")

    # Whoever publishes it fills these in, and `make package` says so; this test goes with them.
    assert at(told, "url") == "https://FILL-IN.invalid"
    assert at(told, "maintenance/contacts") == [{"name": "FILL-IN"}]


@pytest.mark.parametrize("language", ["en", "fi"])
def test_publiccode_keeps_to_the_lengths_of_its_standard(language: str) -> None:
    words = at(of_yaml("publiccode.yml"), f"description/{language}")

    short, long = at(words, "shortDescription"), at(words, "longDescription")
    assert isinstance(short, str)
    assert isinstance(long, str)
    assert len(short) <= 150
    assert "\n" not in short
    assert 150 <= len(long) <= 10_000
    assert at(words, "features")


def test_each_licence_that_is_named_is_there_and_named_by_the_package() -> None:
    named = {name for one in REUSE for name in one["SPDX-License-Identifier"].split(" AND ")}

    assert named == {file.stem for file in (ROOT / "LICENSES").iterdir()}
    assert named == set(PROJECT["license"].split(" AND "))
    assert (ROOT / "LICENSE").read_bytes() == (ROOT / "LICENSES" / "MIT.txt").read_bytes()


def annotated() -> Iterator[str]:
    for one in REUSE:
        paths = one["path"]
        yield from [paths] if isinstance(paths, str) else paths


def test_each_file_with_a_licence_of_its_own_exists() -> None:
    assert [one for one in annotated() if one != "**" and not (ROOT / one).is_file()] == []


def test_data_that_names_a_licence_has_that_licence() -> None:
    theirs = {one for one in annotated() if one != "**"}

    found = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "hytedata").rglob("data/*.json")
        if "CC BY 4.0" in file.read_text(encoding="utf-8")[:400]
    }
    assert found
    assert found <= theirs


def test_of_each_data_file_it_is_known_whose_it_is() -> None:
    there = {
        str(file.relative_to(ROOT))
        for folder in (ROOT / "hytedata").rglob("data")
        for file in folder.iterdir()
        if file.suffix in {".csv", ".json", ".toml", ".txt"}
    }

    assert there - OURS == {one for one in annotated() if one != "**"}
    assert there >= OURS


def test_no_year_of_ours_lies_in_the_future() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    years = [int(year) for year in re.findall(r"\b20\d\d\b", text)]
    assert years
    assert max(years) <= datetime.now(UTC).year


def test_all_that_a_source_package_names_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    named: list[str] = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert [one for one in named if not list(ROOT.glob(one.removeprefix("/")))] == []
