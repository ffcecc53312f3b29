"""What docs/exports.md says of exports holds: its examples run, its table names all formats."""

import re
from pathlib import Path

import pytest

from hytedata.export import FORMATS
from hytedata.models.common import Completeness
from hytedata.models.sports_site import SportsSite
from hytedata.runs.entries import entry_of_site
from hytedata.store.catalogue import Catalogue
from tests.docs.commands import unknown_options
from tests.export.made import site

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
BLOCKS: list[str] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    model = site(1).model()
    assert isinstance(model, SportsSite)
    with (
        Catalogue.open("sqlite:///hytedata.db", create=True) as catalogue,
        catalogue.reading("lipas", "sports-site", "all") as reading,
    ):
        reading.put(entry_of_site(model))
        reading.finish(Completeness(complete=True, items=1))
    return tmp_path


def test_the_table_names_every_format() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.M) == list(FORMATS)


@pytest.mark.parametrize("block", BLOCKS)
def test_the_examples_run(block: str, store: Path) -> None:
    exec(compile(block, "exports.md", "exec"), {})


def test_the_first_example_writes_a_folder_with_its_descriptor(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(BLOCKS[0], "exports.md", "exec"), {})

    assert capsys.readouterr().out == "1 records\n"
    assert sorted(one.name for one in (store / "sites").iterdir()) == [
        "county=19",
        "datapackage.json",
    ]


@pytest.mark.parametrize("line", re.findall(r"^hytedata .*$", PAGE, re.M))
def test_its_commands_have_the_options_that_it_shows(line: str) -> None:
    assert unknown_options(line) == set()
