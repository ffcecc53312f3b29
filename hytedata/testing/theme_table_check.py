"""Whether rows of another project's theme table can be laid over the packaged one."""

from collections.abc import Iterable, Iterator

from hytedata.classify.rows import ThemeRow, row_faults
from hytedata.testing.faults import raise_faults


def check_theme_table(rows: Iterable[ThemeRow]) -> None:
    """Check the rows that an entry point of `hytedata.themes` gives.

    Raises:
        ExtensionFaults: With all that is to be mended; each sentence names its row.
    """
    raise_faults("theme table", _faults(tuple(rows)))


def _faults(rows: tuple[object, ...]) -> Iterator[str]:
    if not rows:
        yield "it has no rows"
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows, start=1):
        for fault in (*row_faults(row), *_of_people(row)):
            yield f"row {number}: {fault}"
        if isinstance(row, ThemeRow):
            first = seen.setdefault((row.theme, *row.key), number)
            if first != number:
                yield f"row {number}: it says the same as row {first}"


def _of_people(row: object) -> Iterator[str]:
    """Yield what people who review the table would miss; the machine would not."""
    if not isinstance(row, ThemeRow):
        return
    if not row.name_fi.strip():
        yield "it has no Finnish name, so nobody can review it"
    if not row.reason.strip():
        yield "it has no reason: say in a few words why the code belongs there"
