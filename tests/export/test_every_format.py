"""What holds for every format of records, events and links: the same bytes, licence and credit."""

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from hytedata.export import FORMATS, link_table, occurrences, write_file
from hytedata.export.formats import ExportFormat
from hytedata.export.link_rows import Claim, LinkRow
from hytedata.models.common import SourceRef
from tests.export.made import event, service, site
from tests.export.occurrences.test_occurrence_formats import occurrence

ROOT: Final = Path(__file__).resolve().parents[2]
DAY: Final = date(2026, 3, 1)
LIPAS: Final = ("CC BY 4.0", "Liikuntapaikat: Lipas.fi Jyväskylän yliopisto, 1.3.2026")
PTV: Final = ("CC0 1.0", "Suomi.fi-palvelutietovaranto, Digi- ja väestötietovirasto, 1.3.2026")
CALENDAR: Final = ("CC BY 4.0", "Oulun kaupunki")

Write = Callable[[Path, bool], object]
"""Writes the samples to a path; the second time, as a later read has seen them."""


def _records(form: ExportFormat, out: Path, later: bool) -> object:
    hours = timedelta(hours=5 if later else 0)
    some = [event(), site(1), service()]
    # Names come in the order in which a read gave them.
    seen = [
        replace(
            one,
            last_seen=one.last_seen + hours,
            names=dict(sorted(one.names.items(), reverse=later)),
        )
        for one in some
    ]
    return write_file(out, form, seen, day=DAY, descriptor=True)


def _occurrences(form: occurrences.OccurrenceFormat, out: Path, later: bool) -> object:
    one = occurrence(licence=CALENDAR[0], attribution=CALENDAR[1])
    return occurrences.write_occurrences(out, form, [one], descriptor=True)


def _links(form: link_table.LinkFormat, out: Path, later: bool) -> object:
    left = SourceRef(source="lipas", kind="sports-site", id="1")
    right = SourceRef(source="ptv", kind="service-channel", id="a")
    claim = Claim(left=left, right=right, basis="alike", certainty="strong", score=0.9)
    row = LinkRow(
        id="lipas/sports-site/1", kind="place", certainty="strong", lipas=("1",), ptv=("a",),
        evidence=(claim,),
    )  # fmt: skip
    return link_table.FORMATS[form].write(out, [row], day=DAY)


WRITERS: Final[dict[str, Write]] = {
    **{form: partial(_records, form) for form in FORMATS},
    **{f"events-{form}": partial(_occurrences, form) for form in occurrences.FORMATS},
    **{f"links-{form}": partial(_links, form) for form in link_table.FORMATS},
}


def files_of(folder: Path) -> dict[str, bytes]:
    files = (one for one in sorted(folder.rglob("*")) if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in files}


def texts_of(folder: Path) -> Iterator[str]:
    """The texts inside of what was written; the descriptor beside it does not count."""
    for name, content in files_of(folder).items():
        if name == "datapackage.json":
            continue
        if zipfile.is_zipfile(folder / name):
            with zipfile.ZipFile(folder / name) as book:
                yield from (book.read(one).decode() for one in book.namelist())
        else:
            # iCalendar folds its lines.
            yield content.decode(errors="replace").replace("\r\n ", "").replace("\\,", ",")


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_export_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    WRITERS[name](first / "out", False)
    WRITERS[name](second / "out", True)
    once = files_of(second)
    WRITERS[name](second / "out", False)

    assert files_of(first) == once == files_of(second)
    assert once


@pytest.mark.parametrize("name", WRITERS)
def test_licence_and_credit_are_inside(tmp_path: Path, name: str) -> None:
    if name.startswith("hsds"):
        expected = [PTV]
    elif name.startswith("events"):
        expected = [CALENDAR]
    else:
        expected = [LIPAS, PTV] if name.startswith("links") else [LIPAS, PTV, CALENDAR]

    WRITERS[name](tmp_path / "out", False)

    text = "\n".join(texts_of(tmp_path))
    urls = {"CC BY 4.0": "creativecommons.org/licenses/by/4.0", "CC0 1.0": "publicdomain/zero/1.0"}
    for licence, attribution in expected:
        assert licence in text or urls[licence] in text
        assert attribution in text


@pytest.mark.slow
def test_the_bytes_do_not_hang_on_the_order_of_sets(tmp_path: Path) -> None:
    told = [_digests_of_a_process(tmp_path / seed, seed) for seed in ("1", "2")]

    assert told[0] == told[1]
    assert told[0].count("\n") == len(WRITERS)


def _digests_of_a_process(folder: Path, seed: str) -> str:
    # By its folder: an installed package may be called tests as well.
    script = (
        "import sys, types; sys.modules['tests'] = types.ModuleType('tests');"
        f"sys.modules['tests'].__path__ = [{str(ROOT / 'tests')!r}];"
        "from tests.export.test_every_format import digests; digests()"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def digests() -> None:
    """Write every format into the working folder, and print a digest of each."""
    for name, write in WRITERS.items():
        write(Path(name, "out"), False)
        digest = hashlib.sha256(repr(files_of(Path(name))).encode()).hexdigest()
        sys.stdout.write(f"{name} {digest}\n")
