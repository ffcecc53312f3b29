"""All benchmarks in one run: each is told as it ends, none stops the others, the run is kept."""

import io
from pathlib import Path

import pytest

from benchmarks import page
from benchmarks import run as command
from benchmarks.measured import Measured, Run
from benchmarks.run import names, run_all
from tests.benchmarks.runs import failed, measured, ratio, run


def test_every_benchmark_is_found_without_importing_it(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text("import nothing_there\ndef bench_b(): ...\ndef other(): ...\n")
    (tmp_path / "a.py").write_text("def bench_one(): ...\n\n\ndef bench_two(): ...\n")

    assert list(names(tmp_path)) == ["a.bench_one", "a.bench_two", "b.bench_b"]


def test_a_broken_benchmark_does_not_stop_the_others() -> None:
    told = {"plan.bench_plan": failed("it broke"), "read.bench_pages": measured(ratio(0.1))}
    progress = io.StringIO()

    done = run_all(list(told), measure=told.__getitem__, progress=progress)

    assert done.benchmarks == tuple(told.values())
    lines = progress.getvalue().splitlines()[-2:]
    assert lines[0] == "1 of 2  0:00  plan.bench_plan … 1 s, broken: it broke"
    assert lines[1] == "2 of 2  0:00  read.bench_pages … 60 s"


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = run(measured(ratio(0.117), ratio(2.0, "told", None)), failed("it broke"))

    made.write(tmp_path / "new" / "run.json")

    assert Run.read(tmp_path / "new" / "run.json") == made


def test_nothing_is_read_where_no_run_is_stored(tmp_path: Path) -> None:
    assert Run.read(tmp_path / "run.json") is None


def test_a_part_that_is_run_again_takes_the_place_of_the_same_benchmarks() -> None:
    before = run(measured(ratio(0.1), name="b.bench"), measured(ratio(0.2), name="c.bench"))
    now = run(measured(ratio(0.3), name="c.bench"), measured(ratio(0.4), name="a.bench"))

    merged = now.over(before)

    assert [(one.benchmark, one.results[0].ratio) for one in merged.benchmarks] == [
        ("a.bench", 0.4), ("b.bench", 0.1), ("c.bench", 0.3)
    ]  # fmt: skip


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Measured]:
    """What comes of the run that the command makes, to be filled by a test."""
    comes: list[Measured] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "STORED", tmp_path / "results.json")
    monkeypatch.setattr(command, "run_all", lambda chosen: run(*comes))
    monkeypatch.setattr(page, "write", (tmp_path / "page.md").touch)
    return comes


def test_only_store_replaces_the_stored_run_and_the_page(
    made: list[Measured], tmp_path: Path
) -> None:
    made.append(measured(ratio(0.1)))

    command.main([])
    printed = sorted(path.name for path in tmp_path.iterdir())
    command.main(["--store"])

    assert printed == ["build"]
    assert (tmp_path / "page.md").exists()
    assert Run.read(tmp_path / "results.json") == run(*made)


@pytest.mark.parametrize(
    ("comes", "code"),
    [
        (measured(ratio(0.1)), 0),
        (failed("no Chromium", "unavailable"), 0),
        (measured(ratio(0.3)), 1),
        (failed("it broke"), 1),
    ],
)
def test_a_check_fails_where_a_target_is_missed_or_a_benchmark_breaks(
    comes: Measured, code: int, made: list[Measured]
) -> None:
    made.append(comes)

    assert command.main(["--check"]) == code
    assert command.main([]) == 0


def test_a_word_that_no_benchmark_has_is_told_with_their_names(
    made: list[Measured], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--only", "nothing-like-it"]) == 2
    assert "ptv_decode.bench_typed_pages" in capsys.readouterr().out
