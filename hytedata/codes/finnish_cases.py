"""Finnish forms of a place's name beyond those that are listed: from where, to where.

They are built from the listed genitive and local case, to *recognise* what people write. A form
too many does no harm here; what hytedata itself writes comes from the listed forms alone.
"""

import re
from collections.abc import Iterator
from itertools import chain

_CASE = re.compile(r"(?:ss|ll)[aä]")
_LOCAL = ("ss", "st", "ll", "lt")
_VOWELS = frozenset("aeiouyäöå")
_UNINFLECTED = " Tl"
"""The old province's abbreviation in Koski Tl."""


def finnish_forms(nominative: str, genitive: str, local: str) -> frozenset[str]:
    """Return the forms of a name that say whose, where, from where and where to.

    Args:
        nominative: Utajärvi.
        genitive: Utajärven.
        local: Utajärvellä; where both parts of a name are inflected, both: Isossakyrössä.
    """
    tail = _UNINFLECTED if nominative.endswith(_UNINFLECTED) else ""
    name, whose, where = (form.removesuffix(tail) for form in (nominative, genitive, local))
    twice = len(_CASE.findall(where)) > 1 and where[:-3] != whose[:-1]
    more = _like(where) if twice else chain(_of_stem(where[:-3], where[-1]), _to(name, whose))
    return frozenset(form + tail for form in chain([name, whose, where], more))


def _like(where: str) -> Iterator[str]:
    """Yield the local cases of a name whose parts are both inflected: Isosta-, Uudelta-."""
    yield re.sub(r"ss(?=[aä])", "st", where)
    yield re.sub(r"ll(?=[aä])", "lt", where)
    yield re.sub(r"ll[aä]", "lle", where)


def _of_stem(stem: str, vowel: str) -> Iterator[str]:
    """Yield inner and outer cases: usage wavers between Ruskolla and Ruskossa."""
    for ending in _LOCAL:
        yield f"{stem}{ending}{vowel}"
    yield f"{stem}lle"


def _to(name: str, whose: str) -> Iterator[str]:
    """Yield the case of "into", whose consonants are those of the nominative: Helsinkiin."""
    stem = whose[:-1]
    if name.endswith("nen"):
        yield f"{name[:-3]}siin"
    elif stem.endswith("de") and name.endswith(("si", "s")):
        yield f"{stem[:-2]}teen"
    elif name.endswith("i") and stem.endswith("e"):
        yield f"{name[:-1]}een"
    else:
        base = name if name[-1] in _VOWELS else stem
        if base[-1] == base[-2].lower():
            yield f"{base}seen"
            yield f"{base}h{base[-1]}n"
        else:
            yield f"{base}{base[-1]}n"
