"""Names of places: one per language, short enough, and no two alike in one organisation.

PTV compares names within an organisation and channel type without case and spaces and across
languages (ptv-api 6.5 rule 8, 6.6 rule 3), while Lipas has thousands of «Pallokenttä».
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from hytedata.content.names import fold_name
from hytedata.models.common import Language, LocalizedText

LONGEST_NAME = 100

Names = Mapping[Language, str]
Holders = Mapping[str, int]
"""Folded name → the site that has it, or `_SEVERAL`."""

_SEVERAL = 0


class NamedSite(msgspec.Struct, frozen=True):
    """A site whose name is to be made distinct.

    Attributes:
        names: Its own name per published language.
        marks: Returns what can tell it from others, the best first, each per language: part of
            town, street, street and number, postal office, municipality. Most need none.
    """

    lipas_id: int
    names: Names
    marks: Callable[[], tuple[Names, ...]] = tuple


def own_names(names: LocalizedText, languages: Sequence[Language]) -> tuple[Names, bool]:
    """Return the name in each language, and whether one had to be shortened.

    A language without a name of its own takes the Finnish one; white space is folded. Without
    any name the result is empty.
    """
    full: dict[Language, str] = {}
    for language in languages:
        name = tidied(names.get(language, "")) or _fallback(names)
        if not name:
            return {}, False
        full[language] = name
    if max(map(len, full.values()), default=0) <= LONGEST_NAME:
        return full, False
    return {language: shortened(name, LONGEST_NAME) for language, name in full.items()}, True


def _fallback(names: LocalizedText) -> str:
    told = (tidied(names[key]) for key in ("fi", *sorted(names)) if key in names)
    return next(filter(None, told), "")


def tidied(name: str) -> str:
    """Fold white space and drop invisible characters; empty where no letter or digit is left."""
    plain = unicodedata.normalize("NFC", name)
    if not plain.isprintable():
        plain = "".join(character for character in plain if not _is_invisible(character))
    plain = " ".join(plain.split())
    # Nearly every name begins with a letter.
    return plain if plain[:1].isalnum() or any(map(str.isalnum, plain)) else ""


def _is_invisible(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) in {"Cc", "Cf"}


def shortened(text: str, longest: int) -> str:
    """Cut *text* at a word's end to at most *longest* characters, with an ellipsis."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    cut = head.rpartition(" ")[0] if text[longest - 1] != " " else head
    return (cut or head).rstrip(" ,;:-–(/") + "…"


def distinct_names(sites: Iterable[NamedSite]) -> dict[int, Names]:
    """Return the names to publish per Lipas id.

    A site whose names nobody else has keeps them. The others get the first of their marks, in
    every language, that gives a name which no other site has or could get; the last resort is
    the Lipas id. The result depends on the set of sites only, never on their order.
    """
    known = {site.lipas_id: site for site in sites}
    own = {lipas_id: _folded(site.names) for lipas_id, site in known.items()}
    holders: dict[str, int] = {}
    _hold(holders, own.items())
    alike = [known[it] for it, names in own.items() if _SEVERAL in map(holders.get, names)]
    candidates = {site.lipas_id: _candidates(site, own[site.lipas_id]) for site in alike}
    del own
    _hold(holders, ((it, names) for it, some in candidates.items() for _, names in some))
    result = {site.lipas_id: site.names for site in known.values()}
    for site in alike:
        it = site.lipas_id
        free = (names for names, folded in candidates[it] if _is_alone(it, folded, holders))
        first: Names | None = next(free, None)
        result[it] = first or _by_id(site, holders)
    return result


def _folded(names: Names) -> tuple[str, ...]:
    return tuple(map(fold_name, names.values()))


def _hold(holders: dict[str, int], named: Iterable[tuple[int, tuple[str, ...]]]) -> None:
    """Note which site has, or could get, which folded name."""
    for lipas_id, names in named:
        for name in names:
            if holders.setdefault(name, lipas_id) != lipas_id:
                holders[name] = _SEVERAL


def _is_alone(lipas_id: int, names: tuple[str, ...], holders: Holders) -> bool:
    return all(holders.get(name, lipas_id) == lipas_id for name in names)


def _candidates(site: NamedSite, own: tuple[str, ...]) -> list[tuple[Names, tuple[str, ...]]]:
    """Names that a site could have, and the same folded; *own* are its own, folded."""
    found: list[tuple[Names, tuple[str, ...]]] = []
    for mark in site.marks():
        names: dict[Language, str] = {}
        folded: list[str] = []
        for (language, name), plain in zip(site.names.items(), own, strict=True):
            tail, folded_tail, folded_mark = _tail(mark.get(language) or "")
            # "Lauttasaari (Lauttasaari)" tells nobody anything.
            if folded_mark in plain:
                break
            marked = names[language] = _with_tail(name, tail)
            # Nothing composes with the space and bracket between the two, so each was folded alone.
            whole = len(marked) == len(name) + len(tail)
            folded.append(plain + folded_tail if whole else fold_name(marked))
        else:
            found.append((names, tuple(folded)))
    return found


@lru_cache(maxsize=4096)
def _tail(mark: str) -> tuple[str, str, str]:
    """What is set behind a name to mark it, the same folded, and the mark folded.

    Thousands of sites share the name of a street, a quarter, a municipality.
    """
    tail = f" ({shortened(mark, LONGEST_NAME // 2)})"
    return tail, fold_name(tail), fold_name(mark)


def _with_tail(name: str, tail: str) -> str:
    return shortened(name, LONGEST_NAME - len(tail)) + tail


def _by_id(site: NamedSite, holders: Holders) -> Names:
    attempt = 1
    while True:
        tail = f" (Lipas {site.lipas_id}-{attempt})" if attempt > 1 else f" (Lipas {site.lipas_id})"
        names = {language: _with_tail(name, tail) for language, name in site.names.items()}
        if _is_alone(site.lipas_id, _folded(names), holders):
            return names
        attempt += 1
