"""The Finnish page is Finnish: Voikko knows its words."""

import re
from pathlib import Path

from tests.voikko import ask_voikko

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "fi.md").read_text(encoding="utf-8")
NAMES = {"hytedata", "PTV", "MIT", "DVV", "CC", "BY", "Lipaksen", "Lipaksessa", "Pythonin"}


def test_the_finnish_page_is_written_in_finnish() -> None:
    text = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    text = re.sub(r"\]\([^)]*\)", "]", text)

    words = set(re.findall(r"[^\W\d_]{2,}", text)) - NAMES

    assert len(words) > 100
    assert ask_voikko(words=words).words == frozenset()
