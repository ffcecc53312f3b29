"""What a pair's likeness is made of, in the page's language: the plan has it in English."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from hytedata.quality.report.language import Words

_PATTERNS: Final = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("same-name", r"named alike: (?P<what>.+)"),
        ("likeness", r"names (?P<share>[0-9]+)% alike: (?P<what>.+)"),
        ("distance", r"(?P<metres>[0-9]+) m apart"),
        ("same-address", r"at one address: (?P<what>.+)"),
        ("like-address", r"at kindred addresses: (?P<what>.+)"),
        ("other-address", r"at OTHER addresses: (?P<what>.+)"),
        ("far", r"they lie (?P<km>[0-9.]+) km apart"),
        ("is-draft", r"it is a draft in PTV: .+"),
        ("same-classes", r"of (one|kindred) kinds? \(class .+\)"),
        ("other-classes", r"OTHER kinds \(class .+\)"),
        ("same-kind", r"of one kind \(.+\)"),
        ("like-kind", r"of kindred kinds \(.+\)"),
        ("other-kind", r"OTHER kinds \(.+\)"),
        ("other-place", r"in two municipalities \((?P<what>.+)\)"),
    )
)


class Told(NamedTuple):
    """A sentence, and its language where that is not the page's."""

    text: str
    language: str = ""


def told_evidence(evidence: Iterable[str], words: Words) -> Iterator[Told]:
    """Yield each piece of evidence; what has no words here stays English."""
    for one in evidence:
        yield _told(one, words)


def _told(text: str, words: Words) -> Told:
    if words.language == "en":
        return Told(text)
    for key, pattern in _PATTERNS:
        if found := pattern.fullmatch(text):
            told = {name: _as_here(name, value) for name, value in found.groupdict().items()}
            return Told(words(f"evidence.{key}", None, **told))
    return Told(text, "en")


def _as_here(name: str, value: str) -> str:
    """Return a value with the marks that Finnish and Swedish have."""
    if name == "km":
        return value.replace(".", ",")
    return value.replace("«", "”").replace("»", "”")
