"""The words of one language: frames, activities and names of facts, from one file each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")

COMPOSED_LANGUAGES = ("fi", "sv", "en")


class WordFile(msgspec.Struct, frozen=True):
    """All that is worded in one language, as it stands in the file.

    Keys of facts are Lipas's property keys; `key=value` stands for one option of an enumeration
    and `a+b` for two measures that are told together. The order of a table is that of telling.

    Attributes:
        frames: Sentences with `{}` for what is filled in, and marks of numbers.
        types: Type code → what such a place is, what one can do there (completes *you can*),
            and words in a name that already say it.
        numbers: Sentences with a measure.
        counts: One and many of something.
        equipment: Nouns that complete *the place has*.
        activities: What completes *you can*.
        sentences: Facts that are a sentence of their own.
        materials: Surface material → its name.
        sub_categories: Sub-category code → what one can do, and the key of its check.
        checks: What to look at before going, for the user instruction.
    """

    frames: dict[str, str]
    types: dict[str, tuple[str, str, tuple[str, ...]]]
    numbers: dict[str, str]
    counts: dict[str, tuple[str, str]]
    equipment: dict[str, str]
    activities: dict[str, str]
    sentences: dict[str, str]
    materials: dict[str, str]
    sub_categories: dict[str, tuple[str, str]]
    checks: dict[str, str]


class Ordered(Generic[T]):
    """A table that is looked up by what a site has, and told in its own order."""

    def __init__(self, table: Mapping[str, T]) -> None:
        self._rows = tuple((key, tuple(key.split("+")), value) for key, value in table.items())
        self._positions: dict[str, tuple[int, ...]] = {}
        for position, (_, parts, _) in enumerate(self._rows):
            for part in parts:
                self._positions[part] = (*self._positions.get(part, ()), position)

    def rows_for(self, keys: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...], T]]:
        """Yield key, its parts and value of the rows that any of *keys* belongs to."""
        positions = self._positions
        found = {position for key in keys if key in positions for position in positions[key]}
        return (self._rows[position] for position in sorted(found))


class Words:
    """The words of one language, ready for use."""

    def __init__(self, file: WordFile) -> None:
        self.frames, self.types, self.materials = file.frames, file.types, file.materials
        self.sub_categories, self.checks = file.sub_categories, file.checks
        self.numbers, self.counts = Ordered(file.numbers), Ordered(file.counts)
        self.equipment, self.activities = Ordered(file.equipment), Ordered(file.activities)
        self.sentences = Ordered(file.sentences)

    def listed(self, entries: Sequence[str]) -> str:
        """Join *entries* as a list of the language: `a, b and c`."""
        *head, last = entries
        if not head:
            return last
        return self.frames["and"].format(", ".join(head), last)

    def listed_actions(self, actions: Sequence[str]) -> str:
        """Join *actions* as a list; a verb that all begin with is said once."""
        rows = [action.split() for action in actions]
        shared = 0
        while (
            all(len(row) > shared + 1 for row in rows) and len({row[shared] for row in rows}) == 1
        ):
            shared += 1
        first, *others = rows
        return self.listed([" ".join(first), *(" ".join(row[shared:]) for row in others)])

    def number(self, value: float, *, decimals: int) -> str:
        """Write *value* with the language's decimal mark, without needless zeros."""
        text = f"{value:.{decimals}f}"
        whole, _, rest = text.partition(".")
        if len(whole) > 4:  # 2400 m², but 12 500 m²
            whole = f"{int(whole):,}".replace(",", self.frames["thousands"])
        rest = rest.rstrip("0")
        return f"{whole}{self.frames['decimal']}{rest}" if rest else whole


@cache
def words_of(language: str) -> Words | None:
    """Return the words of *language*, or None where texts are not composed in it."""
    if language not in COMPOSED_LANGUAGES:
        return None
    name = files("hytedata.sync.compose").joinpath("data", f"{language}.json")
    return Words(msgspec.json.decode(name.read_bytes(), type=WordFile))
