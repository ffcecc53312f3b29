"""A library that a format needs is asked for in words, before anything is read."""

import sys
from pathlib import Path

import pytest

from hytedata.errors import InputError
from hytedata.export import FORMATS
from hytedata.export.formats import ExportFormat


@pytest.mark.parametrize(
    ("form", "library", "extra"),
    [("xlsx", "xlsxwriter", "reports"), ("geoparquet", "pyarrow", "parquet")],
)
def test_a_missing_library_is_told_with_the_way_to_install_it(
    form: ExportFormat,
    library: str,
    extra: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(InputError, match=rf"needs {library}.*hytedata\[{extra}\]"):
        FORMATS[form].check()
    with pytest.raises(InputError, match=library):
        FORMATS[form].write(tmp_path / "out", [], day=None)

    assert list(tmp_path.iterdir()) == []
