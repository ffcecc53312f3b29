"""Which area and issue each benchmark belongs to, and what it measures, from `explained.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "explained.toml"


@dataclass(frozen=True)
class Explained:
    """One benchmark in words.

    Attributes:
        benchmark: Its module and function.
        area: The heading below which it stands.
        issue: Letter of the issue that set its target; empty where we set it ourselves.
        text: What is measured, and why that ratio.
        missed: Why its target is missed, where it is.
    """

    benchmark: str
    area: str
    issue: str
    text: str
    missed: str = ""


def explanations(file: Path = FILE) -> dict[str, Explained]:
    """Return all by benchmark, in the order of the page."""
    areas: dict[str, dict[str, dict[str, str]]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        name: Explained(name, area, **{key: " ".join(it.split()) for key, it in words.items()})
        for area, some in areas.items()
        for name, words in some.items()
    }


def explained(name: str, known: dict[str, Explained]) -> Explained:
    """Return the words on a benchmark; one that has none stands last, without."""
    return known.get(name, Explained(name, "Others", "", "Not explained yet."))
