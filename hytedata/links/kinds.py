"""What a place is, read out of its name: the word that it ends with says so, fi and sv.

Two kinds that exclude each other («Keskuskoulun kenttä», «Keskuskoulun liikuntasali») are the
commonest trap of matching: such places share street, yard, position and most of the name.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from hytedata.links.folding import is_modifier, stem, words

_ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    "field": ("kentta", "plan", "stadion", "stadium"),
    "ball-field": (
        "pallokentta",
        "jalkapallonurmi",
        "tekonurmi",
        "tekonurmikentta",
        "nurmikentta",
        "hiekkakentta",
        "bollplan",
        "fotbollsplan",
        "konstgrasplan",
    ),
    "tennis": ("tenniskentta", "tennisplan", "tennisbana", "tennishalli", "tennishall"),
    "beach-volley": ("volleykentta", "lentopallokentta", "beachvolley", "beachvolleyplan"),
    "golf": ("golfkentta", "golfbana", "golf"),
    "disc-golf": ("frisbeegolfrata", "frisbeegolf", "discgolf", "discgolfpark", "discgolfbana"),
    "rink": (
        "kaukalo",
        "luistinrata",
        "luistelurata",
        "luistelukentta",
        "jaakentta",
        "tekojaa",
        "tekojaarata",
        "skridskobana",
        "isbana",
        "rink",
    ),
    "playground": ("leikkikentta", "leikkipuisto", "leikkipaikka", "lekplats", "lekpark"),
    "dog-park": ("koirapuisto", "koirakentta", "hundpark", "hundplan"),
    "hall": ("halli", "hall"),
    "ice-hall": ("jaahalli", "ishall"),
    "swimming-hall": ("uimahalli", "simhall", "kylpyla", "badhus"),
    "bowling": ("keilahalli", "bowlinghall"),
    "gym-hall": ("sali", "sal", "gymnastiksal"),
    "gym": ("kuntosali", "gym"),
    "outdoor-gym": ("ulkokuntosali", "kuntoilupaikka", "ulkokuntoilu", "utegym"),
    "pool": ("maauimala", "uimala", "utebassang", "simbassang"),
    "beach": ("uimaranta", "uimapaikka", "badstrand", "simstrand", "badplats"),
    "trail": ("reitti", "led", "rengas"),
    "ski-trail": ("latu", "skidspar"),
    "fitness-trail": ("kuntorata", "pururata", "motionsbana", "motionsspar"),
    "nature-trail": ("polku", "stig"),
    "ski-slope": ("laskettelurinne", "rinne", "laskettelukeskus", "slalombacke"),
    "skate-park": ("skeittipaikka", "skeittipuisto", "skeittiparkki", "skatepark"),
    "shooting": ("ampumarata", "skjutbana"),
    "riding": ("ratsastuskentta", "maneesi", "ratsastushalli", "ridhus", "ridbana"),
    "local-sports": ("lahiliikunta", "lahiliikuntapaikka", "lahiliikuntapuisto", "naridrottsplats"),
    "shelter": ("laavu", "kota", "vindskydd"),
    "library": ("kirjasto", "bibliotek"),
    "school": ("koulu", "lukio", "skola"),
    "day-care": ("paivakoti", "daghem"),
    "health": ("terveysasema", "terveyskeskus", "halsostation"),
    "youth": ("nuorisotila", "nuorisotalo", "ungdomsgard"),
    "museum": ("museo", "museum"),
    "church": ("kirkko", "kyrka"),
}
_WIDER: Final = {
    "ball-field": "field",
    "tennis": "field",
    "beach-volley": "field",
    "ice-hall": "hall",
    "swimming-hall": "hall",
    "bowling": "hall",
    "gym-hall": "hall",
    "gym": "gym-hall",
    "ski-trail": "trail",
    "fitness-trail": "trail",
    "nature-trail": "trail",
}
"""Kind → the wider one that it is often called by: a hall may turn out to be an ice hall."""

_MORE_OF_THE_KIND: Final = """
    pallo jalkapallo jalkis hiekka teko tekonurmi urheilu yleisurheilu liikunta monitoimi kunto
    uima jaa luistelu hiihto ulkoilu lahi koulu nurmi harjoitus harjoittelu jaakiekko paa
    boll fotboll sand idrott idrotts gymnastik motions is skid sport tennis beach volley ulko
    sisa talvi kesa valaistu retkeily luonto natur lentopallo koripallo pesapallo padel alue
"""
_MODIFIERS: Final = frozenset(_MORE_OF_THE_KIND.split())
"""Words that say more of the kind, and nothing of which one it is."""

_BY_LENGTH: Final = tuple(
    sorted(
        ((ending, kind) for kind, endings in _ENDINGS.items() for ending in endings),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
)

RELATED: Final = 0.7
"""How far a kind and its wider one speak for one thing."""


@lru_cache(maxsize=65_536)
def parted(word: str) -> tuple[str, str]:
    """Part a folded word into the kind that it ends with and what is left: which one it is.

    «lukkarilankentta» is a field, of lukkarila; «tekonurmikentta» is a field and nothing more.
    """
    base = stem(word)
    if is_modifier(word):
        return "", base
    for ending, kind in _BY_LENGTH:
        if base.endswith(ending):
            rest = base[: -len(ending)]
            return kind, "" if _is_plain(rest) else stem(rest)
    return "", "" if base in _MODIFIERS else base


def _is_plain(rest: str) -> bool:
    """Whether nothing but modifiers is left of a word, one or two of them."""
    if not rest or rest in _MODIFIERS:
        return True
    cuts = range(2, len(rest) - 1)
    return any(rest[:cut] in _MODIFIERS and rest[cut:] in _MODIFIERS for cut in cuts)


def compounds(named: Iterable[str]) -> list[str]:
    """Write words together that say a kind only together: «beach volley kenttä»."""
    made: list[str] = []
    open_end = ""
    for word in named:
        whole = open_end + word
        open_end = whole if word in _MODIFIERS else ""
        if not open_end:
            made.append(whole)
    return [*made, open_end] if open_end else made


def kinds_in(text: str) -> frozenset[str]:
    """The kinds that a name or a category says; none where it says none that is known."""
    return frozenset(kind for word in compounds(words(text)) if (kind := parted(word)[0]))


def agreement(ours: Iterable[str], theirs: Iterable[str]) -> float | None:
    """How well two sets of kinds agree, 0–1; None where one of them is not known."""
    return _of_sets(frozenset(ours), frozenset(theirs))


@lru_cache(maxsize=4096)
def _of_sets(ours: frozenset[str], theirs: frozenset[str]) -> float | None:
    values = [_of_two(one, other) for one in ours for other in theirs]
    return max(values, default=None)


def _of_two(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return RELATED if other in _above(one) or one in _above(other) else 0.0


def _above(kind: str) -> tuple[str, ...]:
    found: list[str] = []
    while kind in _WIDER:
        kind = _WIDER[kind]
        found.append(kind)
    return tuple(found)
