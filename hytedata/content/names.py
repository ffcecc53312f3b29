"""How PTV compares names."""

import unicodedata
from collections.abc import Iterator

from hytedata.content.objections import Objection


def fold_name(name: str) -> str:
    """Fold a name the way PTV compares it for uniqueness: without case and white space.

    Source: ptv-api 6.5 rule 8.
    """
    return "".join(unicodedata.normalize("NFC", name).casefold().split())


def f6_summary(name: str, summary: str) -> Iterator[Objection]:
    """F6: a summary says more than the name."""
    if name.strip() and fold_name(name).rstrip(".!") == fold_name(summary).rstrip(".!"):
        yield Objection("F6", "block", "is the name")
