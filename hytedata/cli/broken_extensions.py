"""How commands tell of extensions that cannot be used."""

from collections.abc import Sequence

from hytedata.cli.screen import notes
from hytedata.extensions import BrokenExtension
from hytedata.models.common import Json


def print_broken(broken: Sequence[BrokenExtension]) -> None:
    """Print a line for each: of which sort, what it names, and why it is not used."""
    for one in broken:
        sort = one.group.removeprefix("hytedata.")
        told = f"Not used: {one.name} of {sort} ({one.value}): {one.why}. Tell its authors."
        notes().print(told, markup=False)


def told_broken(broken: Sequence[BrokenExtension]) -> list[Json]:
    """Return them for JSON."""
    return [
        {"group": one.group, "name": one.name, "value": one.value, "why": one.why} for one in broken
    ]
