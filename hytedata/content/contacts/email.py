"""E-mail addresses out of a free text field."""

import re
import unicodedata
from dataclasses import dataclass

from hytedata.content.contacts.shape import LONGEST_READ, shape

_LONGEST = 100

_AT = re.compile(r"\s?[(\[{]\s?(?:at|ät|@)\s?[)\]}]\s?", re.IGNORECASE)
_BORDERS = re.compile(r"[\s,;|/<>()\[\]\"]+")
# PTV's own pattern: any case, Unicode in both parts, a domain with a dot (lipas-to-ptv 4.1).
_ADDRESS = re.compile(
    r"[\w!#$%&'*+=?^`{}~-]+(?:\.[\w!#$%&'*+=?^`{}~-]+)*"
    r"@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,63}",
    re.IGNORECASE,
)
_PATTERN_WORDS = frozenset({"etunimi", "sukunimi", "förnamn", "fornamn", "efternamn"})
_DUTY = re.compile(
    r"info|kunta|kaupunki|kommun|stad|liikunta|idrott|halli|hallen|palvelu|toimisto|vapaa|fritid"
    r"|nuoriso|ungdom|kirjaamo|varau|bokning|asiakas|sihteeri|kenttä|kentta|tekni|seura|koulu"
    r"|uima|sport|satama|hamn|leiri|museo|matkailu|puhtaus|tila|ulkoilu|puisto|urheilu",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Emails:
    """What an e-mail field says.

    Attributes:
        addresses: Distinct addresses in the order of the text, spelled as there.
        faults: What could not be read, one sentence each, without the value itself.
        personal: Whether one looks like a person's (first.last@), which is only a guess.
    """

    addresses: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    personal: bool = False


def read_emails(text: str) -> Emails:
    """Read all e-mail addresses of a field (limits: ptv-api 6.3)."""
    plain = _AT.sub("@", unicodedata.normalize("NFC", text[:LONGEST_READ]))
    addresses: dict[str, str] = {}
    unread: list[str] = []
    for token in _BORDERS.split(plain):
        candidate = re.sub(r"^mailto:", "", token, flags=re.IGNORECASE).strip(".:")
        if "@" not in candidate:
            continue
        if _usable(candidate):
            addresses.setdefault(candidate.casefold(), candidate)
        else:
            unread.append(candidate)
    found = tuple(addresses.values())
    return Emails(found, _faults(text, found, unread), any(map(_looks_personal, found)))


def _usable(address: str) -> bool:
    return (
        len(address) <= _LONGEST
        and _ADDRESS.fullmatch(address) is not None
        # "etunimi.sukunimi@…" tells how addresses are built; it is no address.
        and not _PATTERN_WORDS & set(address.casefold().partition("@")[0].split("."))
    )


def _looks_personal(address: str) -> bool:
    local = address.partition("@")[0]
    names = local.split(".")
    return (
        len(names) == 2
        and all(re.fullmatch(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})?", name) for name in names)
        and _DUTY.search(local) is None
    )


def _faults(text: str, found: tuple[str, ...], unread: list[str]) -> tuple[str, ...]:
    if unread:
        listed = ", ".join(f"«{shape(token)}»" for token in unread)
        return (f"no usable e-mail address: {listed} (letters shown as a)",)
    if found or not re.search(r"\w", text):
        return ()
    return (f"no e-mail address in it: «{shape(text)}» (letters shown as a, digits as 0)",)
