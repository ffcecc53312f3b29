"""Names of places: one per language, short enough, and no two alike in one organisation.

PTV compares names within an organisation and channel type without case and spaces and across
languages (ptv-api 6.5 rule 8, 6.6 rule 3), while Lipas has thousands of «Pallokenttä».
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

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
    folded = {language: tidied(name) for language, name in names.items()}
    fallback = folded.get("fi") or next((folded[key] for key in sorted(folded) if folded[key]), "")
    full = {language: folded.get(language) or fallback for language in languages}
    if not all(full.values()):
        return {}, False
    short = {language: shortened(name, LONGEST_NAME) for language, name in full.items()}
    return short, short != full


def tidied(name: str) -> str:
    """Fold white space and drop invisible characters; empty where no letter or digit is left."""
    plain = unicodedata.normalize("NFC", name)
    if not plain.isprintable():
        plain = "".join(character for character in plain if not _is_invisible(character))
    plain = " ".join(plain.split())
    return plain if any(map(str.isalnum, plain)) else ""


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
    holders = _holders(own.items())
    alike = [known[it] for it, names in own.items() if not _is_alone(it, names, holders)]
    del own
    candidates = {site.lipas_id: _candidates(site) for site in alike}
    claims = _holders((it, names) for it, options in candidates.items() for _, names in options)
    result = {site.lipas_id: site.names for site in known.values()}
    for site in alike:
        it = site.lipas_id
        free = (
            names
            for names, folded in candidates[it]
            if _is_alone(it, folded, holders) and _is_alone(it, folded, claims)
        )
        first: Names | None = next(free, None)
        result[it] = first or _by_id(site, holders, claims)
    return result


def _folded(names: Names) -> tuple[str, ...]:
    return tuple(fold_name(name) for name in names.values())


def _holders(named: Iterable[tuple[int, tuple[str, ...]]]) -> Holders:
    holders: dict[str, int] = {}
    for lipas_id, names in named:
        for name in names:
            if holders.setdefault(name, lipas_id) != lipas_id:
                holders[name] = _SEVERAL
    return holders


def _is_alone(lipas_id: int, names: tuple[str, ...], holders: Holders) -> bool:
    return all(holders.get(name, lipas_id) == lipas_id for name in names)


def _candidates(site: NamedSite) -> list[tuple[Names, tuple[str, ...]]]:
    """Names that a site could have, and the same folded."""
    marked = (
        _marked(site.names, mark)
        for mark in site.marks()
        if all(mark.get(language) for language in site.names)
    )
    return [(names, _folded(names)) for names in marked if names is not None]


def _marked(names: Names, mark: Names) -> Names | None:
    # "Lauttasaari (Lauttasaari)" tells nobody anything.
    if any(fold_name(mark[language]) in fold_name(name) for language, name in names.items()):
        return None
    return {language: _with(name, mark[language]) for language, name in names.items()}


def _with(name: str, mark: str) -> str:
    tail = f" ({shortened(mark, LONGEST_NAME // 2)})"
    return shortened(name, LONGEST_NAME - len(tail)) + tail


def _by_id(site: NamedSite, *taken: Holders) -> Names:
    attempt = 1
    while True:
        mark = f"Lipas {site.lipas_id}" + (f"-{attempt}" if attempt > 1 else "")
        names = {language: _with(name, mark) for language, name in site.names.items()}
        folded = _folded(names)
        if all(_is_alone(site.lipas_id, folded, holders) for holders in taken):
            return names
        attempt += 1
