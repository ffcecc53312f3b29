import re
from importlib.resources import files

import pytest

from hytedata.export.map.colours import contrast

CSS = (
    files("hytedata.quality.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
)
TEXT = [("ink", "paper"), ("ink", "card"), ("soft", "paper"), ("soft", "card"), ("link", "paper"),
        ("link", "card"), ("error", "error-bg"), ("warning", "warning-bg"), ("info", "info-bg"),
        ("cell-ink", "few"), ("cell-ink", "some"), ("cell-ink", "many"),
        ("empty-ink", "empty")]  # fmt: skip
GRAPHICS = [("bar-error", "paper"), ("edge", "paper"), ("edge", "card"), ("good", "card")]


def colours(scheme: str) -> dict[str, str]:
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    )
    return light if scheme == "light" else light | dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(scheme: str, text: str, ground: str) -> None:
    found = colours(scheme)

    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("drawn", "ground"), GRAPHICS)
def test_what_is_drawn_stands_out(scheme: str, drawn: str, ground: str) -> None:
    found = colours(scheme)

    assert contrast(found[drawn], found[ground]) >= 3
