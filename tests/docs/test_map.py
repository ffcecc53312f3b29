"""The page about maps: its picture is small, its options are those of the command."""

import re
from pathlib import Path
from xml.etree import ElementTree

from hytedata.cli.locate_command import locate
from hytedata.export.geodataframe import BORDER_COLUMNS, COLUMNS

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "maps.md").read_text(encoding="utf-8")


def test_the_picture_is_small_and_says_what_it_is() -> None:
    (name,) = re.findall(r"\]\((pictures/.*?)\)", PAGE)

    picture = (DOCS / name).read_bytes()

    assert len(picture) < 150_000
    root = ElementTree.fromstring(picture)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Kohteet kartalla: Kainuu"
    assert "keksityt" in picture.decode()


def test_every_option_of_maps_is_explained_and_there_is_no_other() -> None:
    told = set(re.findall(r"`(--map[a-z-]*)", PAGE))

    options = {name for one in locate.params for name in one.opts}

    assert told == {name for name in options if name.startswith("--map")}


def test_all_columns_are_named() -> None:
    assert {*COLUMNS, *BORDER_COLUMNS} <= set(re.findall(r"`([a-z_]+)`", PAGE))
