"""Slips of single records: what is changed, and which rules have to find it in which field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from tests.quality.county.pools import Found, Pools, Where, ref_of
from tests.quality.county.sentences import Labelled
from tests.quality.planted_records import Document

Parts = tuple[tuple[str, str], ...]
"""Pairs of a code ("" for the slip's own) and a field."""

Change = Callable[[Document, int], Parts | str | None]
"""Changes a record, the so-manieth of its kind; tells what is to be found where that depends."""

PLACE: Final = "service-channel ServiceLocation"
ONLINE: Final = ("service-channel EService", "service-channel WebPage")
TOLD: Final = ("service", PLACE, "organisation")
"""Records of PTV with texts of their own."""


@dataclass(frozen=True)
class Slip:
    """One kind of defect.

    Attributes:
        kinds: Names of pools; the defects go through them by turns.
        field: What its rule names; unless *change* tells it.
        also: What the same slip makes other rules find.
        where: Which records it can be made in.
    """

    kinds: tuple[str, ...]
    change: Change
    field: str = ""
    also: Parts = ()
    where: Where = lambda _: True

    def plant(self, code: str, pools: Pools, number: int) -> Iterator[Found]:
        """Plant it once; yields what has to be found."""
        turn = (number + sum(map(ord, code))) % len(self.kinds)
        document = pools.take((*self.kinds[turn:], *self.kinds[:turn]), self.where)
        told = self.change(document, number)
        parts = (
            (("", self.field if told is None else told),) if not isinstance(told, tuple) else told
        )
        for rule, field in (*parts, *self.also):
            yield rule or code, ref_of(document), field


def sets(**values: object) -> Change:
    """Set fields of a record; a tuple of values is gone through by turns."""

    def change(document: Document, number: int) -> None:
        for name, value in values.items():
            document[name] = value[number % len(value)] if isinstance(value, tuple) else value

    return change


def finnish(**values: object) -> Change:
    """Set texts, phones and the like of the Finnish version, likewise."""

    def change(document: Document, number: int) -> None:
        version = document["language_versions"].setdefault("fi", {})
        sets(**values)(version, number)

    return change


def says(stem: str, *sentences: str, also: tuple[str, ...] = ()) -> Change:
    """Add a sentence to a text, as a paragraph of its own: `fi: Kysy lisää.`."""
    chosen = [one.split(": ", 1) for one in sentences]
    return adds(stem, [Labelled(frozenset(also), language, text) for language, text in chosen])


def adds(stem: str, sentences: list[Labelled]) -> Change:
    """Add one of *sentences*; the rules that it is labelled with are to find it too."""

    def change(document: Document, number: int) -> Parts:
        versions = document["language_versions"]
        if not versions:
            versions["fi"] = {}
        fitting = [one for one in sentences if one.language in versions]
        one = fitting[number % len(fitting)]
        version = versions[one.language]
        version[stem] = "\n\n".join(filter(None, (version.get(stem), one.text)))
        field = f"{stem}.{one.language}"
        # How something is written is asked of no connection.
        is_asked = document["of"] != "connection"
        others = [code for code in sorted(one.rules) if is_asked or "-STY-" not in code]
        return (("", field), *((code, field) for code in others))

    return change
