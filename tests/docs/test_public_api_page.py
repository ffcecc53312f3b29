"""What docs/public-api.md promises is there: names, numbers, commands, groups, examples."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import hytedata.testing
from hytedata.dlt.rows import RECORD_TABLES
from hytedata.export.geoparquet import GeoParquet
from hytedata.export.schema_numbers import LINK_LINE, OCCURRENCE_LINE, RECORD_LINE
from hytedata.extensions import GROUPS
from hytedata.models.finding import SCHEMA as FINDING
from hytedata.models.plan import PLAN_SCHEMA
from hytedata.quality.coverage.values import SCHEMA as COVERAGE
from hytedata.runs.acceptance.report import SCHEMA as ACCEPTANCE
from hytedata.runs.events.probe.document import SCHEMA as PROBE
from hytedata.runs.history import HISTORY_SCHEMA
from hytedata.testing.records import sample_records
from tests.docs.commands import unknown_options

FILE = Path(__file__).resolve().parents[2] / "docs" / "public-api.md"
PAGE = FILE.read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table that begins with a heading."""
    table = PAGE.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def is_there(name: str) -> bool:
    """Whether something can be imported; names that are loaded when used are listed in advance."""
    module, _, attribute = name.rpartition(".")
    found = import_module(module)
    listed = {*vars(found), *getattr(found, "__all__", ())}
    return attribute in listed or find_spec(name) is not None


def test_the_numbers_are_those_of_the_documents() -> None:
    told = {name: int(number) for name, number, _ in rows("Document")}

    assert told == {
        "a plan": PLAN_SCHEMA,
        "a finding, and a report of gaps": FINDING,
        "coverage": COVERAGE,
        "a record, as a line of NDJSON": RECORD_LINE,
        "an occurrence, as a line of NDJSON": OCCURRENCE_LINE,
        "a row of the link table, as a line of NDJSON": LINK_LINE,
        "history of an item": HISTORY_SCHEMA,
        "a probe": PROBE,
        "an acceptance report": ACCEPTANCE,
    }


@pytest.mark.parametrize("line", [cells[2].strip("`") for cells in rows("Document")])
def test_every_command_exists_with_its_options(line: str) -> None:
    assert unknown_options(line) == set()


def test_every_public_name_can_be_imported() -> None:
    names = re.findall(r"`(hytedata\.[\w.]+)`", " ".join(cells[0] for cells in rows("Public")))

    assert [name for name in names if name != "hytedata.toml" and not is_there(name)] == []
    assert len(names) > 10


def test_every_group_and_check_is_told() -> None:
    assert {cells[0].strip("`") for cells in rows("Group")} == set(GROUPS)
    told = {cells[0].strip("`").partition("(")[0] for cells in rows("Check")}
    assert told == set(hytedata.testing.__all__) - {"ExtensionFaults"}


def test_every_table_of_dlt_is_told() -> None:
    told = set(re.findall(r"`(\w+)`", " ".join(cells[0] for cells in rows("Table"))))

    assert told == {*RECORD_TABLES, "reads", "rejected", "ptv_archived"}


def test_every_page_that_is_named_is_there() -> None:
    links = re.findall(r"\]\(([\w./-]+\.md)\)", PAGE)

    assert [link for link in links if not (FILE.parent / link).is_file()] == []


@pytest.mark.parametrize("number", [0, 1])
def test_the_examples_run(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    GeoParquet().write(tmp_path / "sites", sample_records(), day=None)
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

    exec(compile(blocks[number], str(FILE), "exec"), {})

    assert len(blocks) == 2
