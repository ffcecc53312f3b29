"""C6: no names of persons in contact data and texts (heuristic; field notes 12.3).

A name is known by a first name that is common in Finland, so that a role ("liikunta.palvelut") or a
place ("Aino Acktén puisto") is not taken for one.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from hytedata.codes.folding import fold
from hytedata.content.objections import Objection

_NAME: Final = (
    r"(?P<first>[A-ZÅÄÖ][a-zåäöé]+)(?:-[A-ZÅÄÖ]\w+)?"
    r"(?= (?P<last>[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?))"
)
_FULL: Final = re.compile(_NAME)
_ROLE: Final = (
    r"(?:rehtori|\w*johtaja|\w*päällikkö|\w*sihteeri|\w*ohjaaja|\w*hoitaja|\w*koordinaattori"
    r"|\w*suunnittelija|\w*insinööri|yhteyshenkilö\w*|lisätietoja(?: antaa)?|\w*lääkäri|\w*mestari"
    r"|\w*chef|\w*ledare|\w*sekreterare|\w*ansvarig|kontaktperson\w*|rektor|\w*koordinator"
    r"|\w*manager|\w*coordinator|contact person)"
)
_ROLE_BEFORE: Final = re.compile(rf"(?<!\w){_ROLE}:? \Z", re.IGNORECASE)
_LONGEST_ROLE: Final = 40
# "Aleksis Kiven katu", "Anna Tapion koulu": what follows a name that begins as a person's.
_PLACE: Final = (
    r"(?:katu|tie|kuja|polku|puisto|aukio|tori|koulu|halli|talo|museo|säätiö|ranta|piha|gatan|vägen"
    r"|park|stiftelse|skola)"
)
_OF_A_PLACE: Final = re.compile(rf"\w*{_PLACE}\w{{0,4}}", re.IGNORECASE)
_NEXT_WORD: Final = re.compile(r" \w+")


def c6_email(address: str) -> Iterator[Objection]:
    """C6: an e-mail address is a role's, not a person's (`first.last@`)."""
    local = address.partition("@")[0]
    first, dot, last = local.partition(".")
    if dot and last.replace("-", "").replace(".", "").isalpha() and _is_first_name(first):
        yield Objection("C6", "warn", "an e-mail address of a person")


def c6_name(text: str) -> Iterator[Objection]:
    """C6: words on a phone or an address name no person."""
    for match in _full_names(text):
        if not _names_a_place(text, match):
            yield Objection("C6", "warn", "the name of a person", match.start(), match.end("last"))


def c6_name_after_role(text: str) -> Iterator[Objection]:
    """C6: a text names no person after a role ("rehtori"); names alone may be of history."""
    for match in _full_names(text):
        start, end = match.start(), match.end("last")
        if _ROLE_BEFORE.search(text[max(0, start - _LONGEST_ROLE) : start]):
            yield Objection("C6", "warn", "the name of a person", start, end)


def _full_names(text: str) -> Iterator[re.Match[str]]:
    for match in _FULL.finditer(text):
        begins = match.start() == 0 or not (text[match.start() - 1].isalnum())
        if begins and _is_first_name(match["first"]):
            yield match


def _names_a_place(text: str, match: re.Match[str]) -> bool:
    end = match.end("last")
    following = _NEXT_WORD.match(text, end)
    last = match["last"]
    words = (last, following[0].strip() if following else last)
    return any(_OF_A_PLACE.fullmatch(word) is not None for word in words)


@lru_cache(maxsize=4096)
def _is_first_name(word: str) -> bool:
    return fold(word.partition("-")[0]) in _first_names()


@cache
def _first_names() -> frozenset[str]:
    text = files("hytedata.content").joinpath("first_names.txt").read_text(encoding="utf-8")
    return frozenset(
        fold(name) for line in text.splitlines() if line[:1] != "#" for name in line.split()
    )
