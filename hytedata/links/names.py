"""How alike two names are: what tells one place from another counts most.

«Kirkonkylän pallokenttä» and «Alakylän pallokenttä» share most of their letters and are two
places; «Pallokenttä, Lukkarila» and «Lukkarilan kenttä» are one. So a name is parted into what it
says of the kind and what it says of which one, and rapidfuzz compares the parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hytedata.links.folding import fold, stem, words
from hytedata.links.kinds import compounds, parted
from hytedata.links.letters import ratio

_UNRELATED: Final = 0.4
"""About so much of their letters is shared by two words that have nothing to do with each other."""

_WHICH_COUNTS: Final = 0.75
_SUBSET: Final = 0.85  # «Lukkarila» and «Ylä-Lukkarila», «Keskuspuisto» and «Keskuspuisto Itä»
_ONE_SAYS_WHICH: Final = 0.7
_NONE_SAYS_WHICH: Final = 0.85
_OTHER_NUMBER: Final = 0.5
_ONE_NUMBERED: Final = 0.9


@dataclass(frozen=True, slots=True)
class FoldedName:
    """A name made ready for comparing.

    Attributes:
        text: As it was.
        joined: All its stems without spaces, sorted: equal for names that differ in order,
            spelling, inflection only.
        sorted_: The same with spaces.
        which: What tells it from others of its kind, sorted; empty for «Pallokenttä».
        marks: Numbers and single letters: «Kenttä 2», «Sali B».
        kinds: What it says that it is.
    """

    text: str
    joined: str
    sorted_: str
    which: tuple[str, ...]
    which_text: str
    marks: frozenset[str]
    kinds: frozenset[str]


def folded(name: str, common: Iterable[str] = ()) -> FoldedName:
    """Make a name ready; *common* are stems that say nothing here: the municipality's own name."""
    unsaid = frozenset(common)
    raw = compounds(words(name))
    named = [word for word in raw if stem(word) not in unsaid] or raw
    stems = sorted(stem(word) for word in named)
    parts = [parted(word) for word in named]
    marks = frozenset(one for one in stems if one.isdigit() or len(one) == 1)
    which = sorted({rest for _, rest in parts if rest and rest not in marks})
    return FoldedName(
        text=name,
        joined="".join(stems),
        sorted_=" ".join(stems),
        which=tuple(which),
        which_text=" ".join(which),
        marks=marks,
        kinds=frozenset(kind for kind, _ in parts if kind),
    )


def likeness(one: FoldedName, other: FoldedName, *, at_least: float = 0.0) -> float:
    """How alike two names are, 0–1; 1 where they differ in nothing that matters.

    A likeness that cannot reach *at_least* may come as 0, which takes a third of the time.
    """
    if one.joined == other.joined:
        return 1.0 if one.joined else 0.0
    marks = _by_marks(one.marks, other.marks)
    if one.which and other.which:
        which, counts = _WHICH_COUNTS * _of_which(one, other), 1 - _WHICH_COUNTS
    else:
        which, counts = 0.0, _ONE_SAYS_WHICH if one.which or other.which else _NONE_SAYS_WHICH
    if (which + counts) * marks < at_least:
        return 0.0
    # Compounds are written together or apart: «beach volley kenttä».
    whole = max(ratio(one.sorted_, other.sorted_), ratio(one.joined, other.joined)) / 100
    return (which + counts * whole) * marks


def _of_which(one: FoldedName, other: FoldedName) -> float:
    if one.which == other.which:
        return 1.0
    alike = max(0.0, (ratio(one.which_text, other.which_text) / 100 - _UNRELATED))
    value = alike / (1 - _UNRELATED)
    if value >= _SUBSET:
        return value
    ours, theirs = frozenset(one.which), frozenset(other.which)
    return _SUBSET if ours < theirs or theirs < ours else value


def _by_marks(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 1.0
    return _OTHER_NUMBER if one and other else _ONE_NUMBERED


def common_stems(*names: str) -> frozenset[str]:
    """Stems of a municipality's names, with those of the forms that place names take."""
    return frozenset(stem(word) for name in names for word in fold(name).split())
