"""Options of `hytedata gaps`, and what they mean."""

from collections.abc import Sequence

import click

from hytedata.cli.read_options import place_options
from hytedata.codes import county, municipality
from hytedata.places.named_area import NamedArea
from hytedata.quality.rule import RULE_LANGUAGES

language_option = click.option(
    "--language",
    type=click.Choice(RULE_LANGUAGES),
    default="en",
    show_default=True,
    help="Of what rules say.",
)
languages_option = click.option(
    "--language",
    "languages",
    type=click.Choice(RULE_LANGUAGES),
    multiple=True,
    help="Of the report; repeatable. Without it the report is in fi, sv and en.",
)
area_options = place_options(
    municipality="Only findings in this municipality (205, Kajaani).",
    county="Only findings in this wellbeing services county (20, Kainuu).",
)


def codes_of(municipalities: Sequence[str], counties: Sequence[str]) -> tuple[str, ...] | None:
    """Return the codes of the municipalities of an area; None: no area was named.

    Raises:
        InputError: One is unknown or ambiguous.
    """
    if not municipalities and not counties:
        return None
    named = NamedArea.of(tuple(municipalities) or None, tuple(counties) or None, None)
    return tuple(one.code for one in named.members)


def area_name(municipalities: Sequence[str], counties: Sequence[str]) -> str:
    """Return what an area is called in Finnish; "" where none was named."""
    if not municipalities and not counties:
        return ""
    named = NamedArea.of(tuple(municipalities) or None, tuple(counties) or None, None)
    places = [municipality(code).name.fi for code in named.municipalities]
    return ", ".join([*places, *(county(code).name.fi for code in named.counties)])
