"""Where people are sent to mend something in PTV."""

import pytest

from hytedata.config.tables import Ptv
from hytedata.runs.plan import page_of


@pytest.mark.parametrize(
    ("url", "page"),
    [
        (Ptv().url, "https://palvelutietovaranto.suomi.fi"),
        (
            "https://api.palvelutietovaranto.trn.suomi.fi/api",
            "https://palvelutietovaranto.trn.suomi.fi",
        ),
        ("http://127.0.0.1:8765/ptv/api", "http://127.0.0.1:8765"),
    ],
)
def test_each_ptv_has_its_own_page_for_people(url: str, page: str) -> None:
    assert page_of(url) == page
